package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"
)

// Error is a fault in a rule file.
type Error struct {
	File      string
	Line, Col int // from 1; Col counts runes
	Msg       string
}

func (e *Error) Error() string { return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Col, e.Msg) }

// Load reads rule files into one Set. The lists supply "@name" values beside
// those that the files define themselves; lists of an earlier file are known
// to later ones. It reports all faults of all files, joined, each an *Error.
func Load(fsys fs.FS, lists Lists, paths ...string) (*Set, error) {
	known := make(Lists, len(lists))
	for k, v := range lists {
		known[k] = v
	}
	var all []*Rule
	var errs []error
	for _, path := range paths {
		src, err := fs.ReadFile(fsys, path)
		if err != nil {
			errs = append(errs, fmt.Errorf("rules: %w", err))
			continue
		}
		rs, err := parse(path, string(src), known)
		if err != nil {
			errs = append(errs, err)
		}
		all = append(all, rs...)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return newSet(all, known), nil
}

// Parse reads the rules of one file given as text. Lists that the file
// defines are not added to lists.
func Parse(file, src string, lists Lists) (*Set, error) {
	known := make(Lists, len(lists))
	for k, v := range lists {
		known[k] = v
	}
	rs, err := parse(file, src, known)
	if err != nil {
		return nil, err
	}
	return newSet(rs, known), nil
}

// parser reads one file line by line.
type parser struct {
	file  string
	lists Lists
	line  int // current, from 1

	rules []*Rule
	ids   map[string]bool
	errs  []error

	cur     *Rule // rule being read
	slots   map[string]int
	pattern bool // inside "match:"
}

func parse(file, src string, lists Lists) ([]*Rule, error) {
	p := &parser{file: file, lists: lists, ids: map[string]bool{}}
	for text := range strings.SplitSeq(src, "\n") {
		p.line++
		text = strings.TrimRight(text, " \t\r")
		if !utf8.ValidString(text) {
			p.fault(1, "not UTF-8")
			continue
		}
		trimmed := strings.TrimLeft(text, " \t")
		if trimmed == "" || trimmed[0] == '#' {
			continue
		}
		if trimmed != text {
			if !p.pattern {
				p.fault(1, "indented line outside match:")
				continue
			}
			p.patternLine(text)
			continue
		}
		p.pattern = false
		p.topLine(text)
	}
	p.finish()
	if len(p.errs) > 0 {
		return nil, errors.Join(p.errs...)
	}
	return p.rules, nil
}

func (p *parser) fault(col int, format string, args ...any) {
	p.errs = append(p.errs, &Error{File: p.file, Line: p.line, Col: col, Msg: fmt.Sprintf(format, args...)})
}

// topLine reads a line that is not indented.
func (p *parser) topLine(text string) {
	word, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "rule":
		p.finish()
		if !isName(rest) {
			p.fault(6, "rule needs a name of letters, digits and -")
			rest = ""
		}
		id := baseName(p.file) + "/" + rest
		if p.ids[id] {
			p.fault(6, "rule %s is defined twice", rest)
		}
		p.ids[id] = true
		p.cur = &Rule{ID: id, File: p.file, Line: p.line}
		p.slots = map[string]int{}
		return
	case "list":
		name, words, ok := strings.Cut(rest, "=")
		name = strings.TrimSpace(name)
		if !ok || !isName(name) {
			p.fault(6, "list needs the form: list name = word ...")
			return
		}
		var vals []string
		for _, w := range strings.Fields(words) {
			if w[0] != '@' {
				vals = append(vals, w)
				continue
			}
			more, ok := p.lists[w[1:]]
			if !ok {
				p.fault(column(text, strings.Index(text, w)), "no list named %s", w[1:])
			}
			vals = append(vals, more...)
		}
		if len(vals) == 0 {
			p.fault(6, "list %s is empty", name)
		}
		p.lists[name] = vals
		return
	}
	if p.cur == nil {
		p.fault(1, "expected rule or list, found %q", word)
		return
	}
	switch word {
	case "means:":
		p.cur.Means = rest
	case "match:":
		if rest != "" {
			p.fault(8, "the pattern starts on the next line, indented")
		}
		if len(p.cur.nodes) > 0 {
			p.fault(1, "second match: in one rule")
		}
		p.pattern = true
	case "set:":
		for _, f := range strings.Fields(rest) {
			k, v, ok := strings.Cut(f, "=")
			if !ok || !isName(k) || v == "" {
				p.fault(column(text, strings.Index(text, f)), "set needs key=value, found %q", f)
				continue
			}
			p.cur.Attrs = append(p.cur.Attrs, Attr{k, v})
		}
	case "yes:":
		p.example(text, rest, true)
	case "no:":
		p.example(text, rest, false)
	default:
		p.fault(1, "expected means:, match:, set:, yes: or no:, found %q", word)
	}
}

// example reads the rest of a yes: or no: line.
func (p *parser) example(text, rest string, yes bool) {
	ex := Example{Text: rest, Line: p.line}
	if !yes {
		if rest == "" {
			p.fault(1, "no: needs a sentence")
			return
		}
		p.cur.No = append(p.cur.No, ex)
		return
	}
	i := strings.LastIndexByte(rest, '|')
	if i < 0 {
		p.fault(1, "yes: needs | and the wanted fillers after the sentence")
		return
	}
	ex.Text = strings.TrimSpace(rest[:i])
	off := strings.LastIndexByte(text, '|') + 1
	for want := range strings.SplitSeq(rest[i+1:], ";") {
		var w Want
		for _, f := range strings.Fields(want) {
			role, word, ok := strings.Cut(f, "=")
			if !ok || role == "" || word == "" {
				p.fault(column(text, off), "wanted fillers have the form role=word, found %q", f)
				continue
			}
			word, kind, _ := strings.Cut(word, ":")
			w = append(w, Filler{Role: role, Word: word, Kind: kind})
		}
		if len(w) == 0 {
			p.fault(column(text, off), "a wanted match needs at least one role=word")
			continue
		}
		ex.Want = append(ex.Want, w)
	}
	p.cur.Yes = append(p.cur.Yes, ex)
}

// finish checks and keeps the rule that was being read.
func (p *parser) finish() {
	r := p.cur
	p.cur, p.pattern = nil, false
	if r == nil {
		return
	}
	at := func(line int, format string, args ...any) {
		p.errs = append(p.errs, &Error{File: p.file, Line: line, Col: 1, Msg: fmt.Sprintf(format, args...)})
	}
	if r.Means == "" {
		at(r.Line, "rule %s has no means:", r.ID)
	}
	if len(r.nodes) == 0 {
		at(r.Line, "rule %s has no match:", r.ID)
	}
	if len(r.Yes) == 0 || len(r.No) == 0 {
		at(r.Line, "rule %s needs a yes: and a no: example", r.ID)
	}
	for _, ex := range r.Yes {
		for _, w := range ex.Want {
			for _, f := range w {
				if _, ok := p.slots[f.Role]; !ok {
					at(ex.Line, "rule %s has no role %s", r.ID, f.Role)
				}
			}
		}
	}
	p.rules = append(p.rules, r)
}

// patternLine reads one line of a pattern.
func (p *parser) patternLine(text string) {
	s := &scanner{text: text}
	if err := p.readPattern(s); err != nil {
		p.fault(column(text, s.start), "%s", err)
	}
}

func (p *parser) readPattern(s *scanner) error {
	r := p.cur
	if len(r.nodes) == 0 {
		name, n, err := p.readNode(s)
		if err != nil {
			return err
		}
		if s.peek() != 0 {
			s.mark()
			return errors.New("the anchor stands alone on its line")
		}
		p.slot(name)
		r.nodes[0] = n
		return nil
	}
	var ln line
	switch s.peek() {
	case '?':
		ln.need = optional
		s.pos++
	case '!':
		ln.need = absent
		s.pos++
	}
	name := s.word()
	from, ok := p.slots[name]
	if !ok {
		return fmt.Errorf("a line starts at a node that is already named, found %q", name)
	}
	ln.from = from
	seen := len(r.names)
	for s.peek() != 0 {
		op := s.op()
		kind, ok := edgeNames[op]
		if !ok {
			return fmt.Errorf("expected an edge (> >> < << next prev before after), found %q", op)
		}
		st := step{edge: kind}
		if kind <= ancestor && s.pos < len(s.text) && s.text[s.pos] != ' ' && s.text[s.pos] != '[' {
			st.deps = strings.Split(s.deps(), "|")
			for _, d := range st.deps {
				if d == "" {
					return errors.New("empty dependency label")
				}
			}
		}
		name, n, err := p.readNode(s)
		if err != nil {
			return err
		}
		st.to, st.node = p.slot(name), n
		ln.steps = append(ln.steps, st)
	}
	if len(ln.steps) == 0 {
		return errors.New("a line needs at least one edge")
	}
	if ln.need == absent {
		// A name bound inside a negative line means nothing outside it.
		for i := seen; i < len(r.names); i++ {
			if r.names[i] != "" {
				return fmt.Errorf("a line with ! cannot name a new node (%s)", r.names[i])
			}
		}
	}
	r.lines = append(r.lines, ln)
	return nil
}

// slot returns the slot of a name, a new one for a new name or for "".
func (p *parser) slot(name string) int {
	if i, ok := p.slots[name]; ok && name != "" {
		return i
	}
	i := len(p.cur.names)
	p.cur.names = append(p.cur.names, name)
	p.cur.nodes = append(p.cur.nodes, nil)
	if name != "" {
		p.slots[name] = i
	}
	return i
}

// readNode reads a name, a bracket of constraints, or both.
func (p *parser) readNode(s *scanner) (string, node, error) {
	s.skip()
	s.mark()
	name := s.word()
	if s.pos >= len(s.text) || s.text[s.pos] != '[' {
		if name == "" {
			return "", nil, errors.New("expected a node: a name, [constraints] or both")
		}
		return name, nil, nil
	}
	s.pos++
	n := node{}
	for {
		switch s.peek() {
		case 0:
			return "", nil, errors.New("missing ]")
		case ']':
			s.pos++
			return name, n, nil
		}
		c, err := p.readConstraint(s)
		if err != nil {
			return "", nil, err
		}
		n = append(n, c)
	}
}

func (p *parser) readConstraint(s *scanner) (constraint, error) {
	s.mark()
	key := s.word()
	f, ok := fieldNames[key]
	if !ok {
		return constraint{}, fmt.Errorf("unknown constraint %q", key)
	}
	c := constraint{field: f, values: map[string]bool{}}
	if s.take('!') {
		c.negate = true
	}
	if !s.take('=') {
		return c, fmt.Errorf("expected = or != after %s", key)
	}
	for {
		s.mark()
		v, list, err := s.value()
		if err != nil {
			return c, err
		}
		if list {
			words, ok := p.lists[v]
			if !ok {
				return c, fmt.Errorf("no list named %s", v)
			}
			for _, w := range words {
				c.values[w] = true
			}
		} else {
			c.values[v] = true
		}
		if !s.take('|') {
			return c, nil
		}
	}
}

// scanner cuts a pattern line into words.
type scanner struct {
	text  string
	pos   int
	start int // of the piece being read, for faults
}

func (s *scanner) skip() {
	for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
		s.pos++
	}
}

func (s *scanner) mark() { s.start = s.pos }

// peek skips spaces and returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	s.skip()
	if s.pos >= len(s.text) {
		return 0
	}
	return s.text[s.pos]
}

// take consumes b if it is the very next byte.
func (s *scanner) take(b byte) bool {
	if s.pos < len(s.text) && s.text[s.pos] == b {
		s.pos++
		return true
	}
	return false
}

func isNameByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '-' || b == '_'
}

func isName(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i]) {
			return false
		}
	}
	return s != ""
}

// word reads a name, "" when there is none.
func (s *scanner) word() string {
	s.skip()
	s.mark()
	for s.pos < len(s.text) && isNameByte(s.text[s.pos]) {
		s.pos++
	}
	return s.text[s.start:s.pos]
}

// op reads an edge operator.
func (s *scanner) op() string {
	s.skip()
	s.mark()
	if c := s.text[s.pos]; c == '>' || c == '<' {
		s.pos++
		s.take(c)
		return s.text[s.start:s.pos]
	}
	return s.word()
}

// deps reads an alternation of dependency labels.
func (s *scanner) deps() string {
	s.mark()
	for s.pos < len(s.text) && (isNameByte(s.text[s.pos]) || s.text[s.pos] == '|' || s.text[s.pos] == ':') {
		s.pos++
	}
	return s.text[s.start:s.pos]
}

// value reads a bare word, a quoted one, or @name (then list is true).
func (s *scanner) value() (v string, list bool, err error) {
	if s.take('"') {
		end := strings.IndexByte(s.text[s.pos:], '"')
		if end < 0 {
			return "", false, errors.New(`missing "`)
		}
		v = s.text[s.pos : s.pos+end]
		s.pos += end + 1
		return v, false, nil
	}
	list = s.take('@')
	from := s.pos
	for s.pos < len(s.text) && !strings.ContainsRune(" \t|]=[\"", rune(s.text[s.pos])) {
		s.pos++
	}
	if s.pos == from {
		return "", false, errors.New("expected a value")
	}
	return s.text[from:s.pos], list, nil
}

// column returns the column, from 1 and in runes, of a byte offset.
func column(text string, off int) int {
	off = max(0, min(off, len(text)))
	return utf8.RuneCountInString(text[:off]) + 1
}
