package treebank

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Document is a text with mentions of entities that people annotated.
type Document struct {
	Name string // the id that the treebank gives
	Text string // as the treebank says that it was, UTF-8

	linked   bool // mentions say which of them denote the same, and there are trees
	tokens   []token
	mentions []mention // as they end in the text
}

type token struct {
	start, end int // half-open byte offsets into the text
	pos        string
	plural     bool
	joined     bool // to what is before it: "and Benin" in "Togo and Benin"
	flat       bool // goes on the name or the title that its head begins
	speaker    bool // a pronoun of the first or second person
	head       int  // index, -1 for the root of a sentence or without a tree
	depth      int  // arcs to the root
}

// mention is a phrase that denotes an entity.
type mention struct {
	start, end int    // tokens, half-open
	head       int    // token
	entity     string // id in the document
	kind       string // person, organization, place, event, ...
}

// The extensions of files that are read.
const (
	trees = ".conllu"
	names = ".iob2"
)

// Holds reports whether a path is a file of a treebank or a folder with one.
func Holds(path string) bool {
	files, err := list(path)
	return err == nil && len(files) > 0
}

// list returns the files of a treebank behind a path, by name.
func list(path string) ([]string, error) {
	if of(path) {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return nil, err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if of(e.Name()) {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	return files, nil
}

func of(path string) bool {
	ext := filepath.Ext(path)
	return ext == trees || ext == names
}

// Read reads files called *.conllu, with the Entity annotations of CorefUD, and
// *.iob2, with the names of Universal NER, and folders that hold such files.
// The error names the file and the line.
func Read(paths []string) ([]Document, error) {
	var out []Document
	for _, p := range paths {
		files, err := list(p)
		if err == nil && len(files) == 0 {
			err = fmt.Errorf("%s: there is no file called *%s or *%s", p, trees, names)
		}
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			docs, err := readFile(file)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			out = append(out, docs...)
		}
	}
	return out, nil
}

func readFile(path string) ([]Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := &reader{sc: bufio.NewScanner(f)}
	r.sc.Buffer(nil, 1<<20)
	take := r.tree
	if filepath.Ext(path) == names {
		take = r.name
	}
	return r.read(take)
}

// reader reads one file.
type reader struct {
	sc   *bufio.Scanner
	line int
	docs []Document
	text strings.Builder // of the last document

	first int         // token of the sentence
	gap   string      // between what was read and the next token
	open  []mention   // begun in the last document
	word  *multiword  // whose parts come next
	id    int         // column of the entity's id in Entity
	kind  int         // and of its kind
	raw   string      // text of the sentence, of a file without trees
	ids   map[int]int // token of each id in the sentence, 0 being -1
}

// multiword is a token that is written as one and analysed as several.
type multiword struct {
	form string
	last int // id of the last part
	done int // bytes of the form that the parts had
	cut  bool
	gap  string // after it
}

// read reads documents; take reads a line that is no comment.
func (r *reader) read(take func(line string) error) ([]Document, error) {
	r.endSentence()
	for r.sc.Scan() {
		r.line++
		line := r.sc.Text()
		var err error
		switch {
		case line == "":
			err = r.endSentence()
		case line[0] == '#':
			err = r.comment(line)
		case len(r.docs) == 0:
			err = errors.New("there is no # newdoc id before it")
		default:
			err = take(line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.line, err)
		}
	}
	if err := cmp.Or(r.sc.Err(), r.endSentence(), r.endDocument()); err != nil {
		return nil, fmt.Errorf("line %d: %w", r.line, err)
	}
	return r.docs, nil
}

func (r *reader) doc() *Document { return &r.docs[len(r.docs)-1] }

func (r *reader) comment(line string) error {
	field, value, _ := strings.Cut(strings.TrimPrefix(line, "# "), " = ")
	switch field {
	case "newdoc id":
		if err := r.endDocument(); err != nil {
			return err
		}
		r.docs = append(r.docs, Document{Name: value})
		r.id, r.kind = -1, -1
	case "global.Entity":
		columns := strings.Split(value, "-")
		r.id = max(slices.Index(columns, "GRP"), slices.Index(columns, "eid"))
		r.kind = slices.Index(columns, "etype")
		if r.id < 0 || r.kind < 0 {
			return fmt.Errorf("global.Entity has no ids or no types: %s", value)
		}
	case "newpar", "newpar id":
		if r.text.Len() > 0 {
			r.gap = "\n\n"
		}
	case "text":
		r.raw = value
	}
	return nil
}

func (r *reader) endDocument() error {
	if len(r.docs) == 0 {
		return nil
	}
	if len(r.open) > 0 {
		return fmt.Errorf("entity %s does not end", r.open[0].entity)
	}
	d := r.doc()
	d.Text = r.text.String()
	for i, m := range d.mentions {
		d.mentions[i].head = d.top(m.start, m.end)
	}
	r.text.Reset()
	r.first, r.gap = 0, ""
	return nil
}

// endSentence turns ids of heads into indexes.
func (r *reader) endSentence() error {
	if len(r.docs) > 0 {
		d := r.doc()
		sentence := d.tokens[r.first:]
		for i := range sentence {
			head, ok := r.ids[sentence[i].head]
			if !ok {
				return fmt.Errorf("there is no token %d, a head", sentence[i].head)
			}
			sentence[i].head = head
		}
		for i := range sentence {
			for h := sentence[i].head; h >= 0; h = d.tokens[h].head {
				if sentence[i].depth++; sentence[i].depth > len(sentence) {
					return errors.New("heads go in a circle")
				}
			}
		}
		r.first = len(d.tokens)
	}
	r.word, r.raw = nil, ""
	r.ids = map[int]int{0: -1}
	return nil
}

// top returns the token of a half-open range that is nearest to the root, the
// first of several.
func (d *Document) top(start, end int) int {
	best := start
	for i := start; i < end; i++ {
		if d.tokens[i].depth < d.tokens[best].depth {
			best = i
		}
	}
	return best
}

// put adds a form to the text, after the gap.
func (r *reader) put(form, gap string) (start, end int) {
	r.text.WriteString(r.gap)
	start = r.text.Len()
	r.text.WriteString(form)
	r.gap = gap
	return start, r.text.Len()
}

// tree reads a line of CoNLL-U.
func (r *reader) tree(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 10 {
		return fmt.Errorf("%d columns, want 10", len(f))
	}
	misc := map[string]string{}
	for m := range strings.SplitSeq(f[9], "|") {
		k, v, _ := strings.Cut(m, "=")
		misc[k] = v
	}
	gap := " "
	if misc["SpaceAfter"] == "No" {
		gap = ""
	}
	if strings.Contains(f[0], ".") { // a token that is not in the text
		return nil
	}
	if _, last, ok := strings.Cut(f[0], "-"); ok {
		n, err := strconv.Atoi(last)
		r.word = &multiword{form: f[1], last: n, gap: gap}
		return err
	}
	id, err := strconv.Atoi(f[0])
	if err != nil {
		return err
	}
	head, err := strconv.Atoi(f[6])
	if err != nil {
		return err
	}
	t := token{
		pos: f[3], head: head, plural: strings.Contains(f[5], "Number=Plur"), joined: f[7] == "conj", flat: f[7] == "flat" || strings.HasPrefix(f[7], "flat:"),
		speaker: f[3] == "PRON" && (strings.Contains(f[5], "Person=1") || strings.Contains(f[5], "Person=2")),
	}
	if r.word == nil {
		t.start, t.end = r.put(f[1], gap)
	} else {
		r.part(&t, f[1], id)
	}
	d := r.doc()
	i := len(d.tokens)
	r.ids[id] = i
	d.tokens = append(d.tokens, t)
	d.linked = true
	if e := misc["Entity"]; e != "" {
		return r.entities(e, i)
	}
	return nil
}

// part places a part of a multiword token: where it is in the form, or
// all over the form when the parts are not what is written.
func (r *reader) part(t *token, form string, id int) {
	w := r.word
	if w.done == 0 && !w.cut {
		t.start, _ = r.put(w.form, w.gap)
	} else {
		t.start = r.text.Len() - len(w.form) + w.done
	}
	if w.cut = w.cut || !strings.HasPrefix(w.form[w.done:], form); w.cut {
		t.start, t.end = r.text.Len()-len(w.form), r.text.Len()
	} else {
		w.done += len(form)
		t.end = t.start + len(form)
	}
	if id == w.last {
		r.word = nil
	}
}

// entities reads the value of Entity at token i: "(3-person-...", "3)",
// "(4-place-...)" and any of these one after the other.
func (r *reader) entities(value string, i int) error {
	if r.id < 0 {
		return errors.New("there is no # global.Entity before it")
	}
	for value != "" {
		if value[0] == '(' {
			end := strings.IndexAny(value[1:], "()") + 1
			if end == 0 {
				end = len(value)
			}
			columns := strings.Split(value[1:end], "-")
			if len(columns) <= max(r.id, r.kind) {
				return fmt.Errorf("value %q of Entity is too short", value[:end])
			}
			m := mention{start: i, entity: columns[r.id], kind: columns[r.kind]}
			r.open = append(r.open, m)
			if value = value[end:]; value != "" && value[0] == ')' {
				value = value[1:]
				r.close(len(r.open)-1, i)
			}
			continue
		}
		id, rest, ok := strings.Cut(value, ")")
		k := len(r.open) - 1
		for k >= 0 && r.open[k].entity != id {
			k--
		}
		if !ok || k < 0 {
			return fmt.Errorf("value %q of Entity ends nothing", value)
		}
		r.close(k, i)
		value = rest
	}
	return nil
}

// close ends the mention that is open[k] with token i.
func (r *reader) close(k, i int) {
	m := r.open[k]
	r.open = slices.Delete(r.open, k, k+1)
	m.end = i + 1
	r.doc().mentions = append(r.doc().mentions, m)
}

// inTypes are the kinds of the names of Universal NER.
var inTypes = map[string]string{"PER": "person", "ORG": "organization", "LOC": "place"}

// name reads a line of Universal NER. The form stands in the text of the
// sentence, after some space.
func (r *reader) name(line string) error {
	f := strings.Split(line, "\t")
	if len(f) < 3 {
		return fmt.Errorf("%d columns, want 3 or more", len(f))
	}
	d := r.doc()
	i := len(d.tokens)
	if i == r.first && r.text.Len() > 0 {
		r.gap = "\n"
	}
	rest := strings.TrimLeft(r.raw, " ")
	if !strings.HasPrefix(rest, f[1]) {
		return fmt.Errorf("%q is not what the text of the sentence goes on with: %q", f[1], rest)
	}
	rest = rest[len(f[1]):]
	gap := rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
	r.raw = rest
	t := token{}
	t.start, t.end = r.put(f[1], gap)
	d.tokens = append(d.tokens, t)
	part, label, _ := strings.Cut(f[2], "-")
	switch kind := inTypes[label]; {
	case f[2] == "O":
	case kind == "" || part != "B" && part != "I":
		return fmt.Errorf("label %q is none of Universal NER", f[2])
	case part == "I" && len(d.mentions) > 0 && d.mentions[len(d.mentions)-1].end == i && d.mentions[len(d.mentions)-1].kind == kind:
		d.mentions[len(d.mentions)-1].end++
	default:
		d.mentions = append(d.mentions, mention{start: i, end: i + 1, kind: kind, entity: strconv.Itoa(i)})
	}
	return nil
}
