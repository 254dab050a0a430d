package lexicon

import (
	"errors"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/nlp"
)

// Lexicon is everything that data/lexicon says, indexed for look-up. It is
// read-only after Load and safe for concurrent use.
type Lexicon struct {
	Names  []Named // states, organizations, formats and places
	Titles map[string]Title
	Words  Words // ordinary words, by what they tell

	capitals []capital
	byKey    map[string]int // "state/RU", "org/nato" to index in Names
	phrases  index[Ref]
	titles   index[Title]
	titled   map[string]int     // first word of titles to the longest of them in bytes
	combine  map[string]int     // folded combining form ("sino") to a state
	given    map[string]byte    // folded given name to 'm', 'f' or 'u'
	part     map[string]bool    // folded surname particles
	short    map[[2]string]bool // folded short form and full given name
}

// Named is a state, organization, format or place with a name of its own.
type Named struct {
	Key     string // "state/RU", "org/nato", "format/g7", "place/geneva-ch"
	Type    graph.EntityType
	Name    string
	Aliases []string
	Code    string   // ISO 3166-1 alpha-2 of a state, "" elsewhere
	State   string   // key of the state a national body belongs to or a place lies in, "" when none
	Members []string // keys
	Kind    string   // the kind column: igo, media, armed_group, city, ...
	Until   string   // year a historic state ended, "" otherwise
}

// Via is how a phrase names its referent.
type Via uint8

// The ways a phrase can name something.
const (
	ByName       Via = iota
	ByAdjective      // "Russian"
	ByPeople         // "Russians", "the French"
	ByCapital        // "Moscow"
	ByMetonym        // "the Kremlin"
	ByPlaceNamed     // a place of its own, such as a city
)

// Ref is one reading of a phrase.
type Ref struct {
	Named     int // index into Lexicon.Names
	Via       Via
	Ambiguous bool // the phrase is also an ordinary word or a common personal name
}

// Title is a post, rank or form of address.
type Title struct {
	Surface    string // as written, lower case
	Post       string // canonical post, e.g. "foreign minister"
	Class      string // head_of_state, minister_foreign, spokesperson, honorific, ...
	Gender     byte   // 'm', 'f' or 0
	Honorific  bool   // "Mr.", "Dr.", "Sheikh": names no post
	Relational bool   // "counterpart", "predecessor"
	Generic    bool   // "leader", "official": may denote anybody of its state
	Collective bool   // "delegation", "government"
	Pattern    bool   // takes a portfolio before it or "of" one after it: "minister"
	Of         string // key of the state the title implies, "" when none
}

// index finds the longest phrase that starts at a token.
type index[T any] struct {
	entries map[string][]entry[T] // folded phrase to readings
	lengths map[string]lengths    // of the phrases that start with a folded word
	uncased map[string]lengths    // likewise, of those that need not start with a capital
}

// lengths are those of the shortest and the longest of some phrases, folded,
// in bytes.
type lengths struct{ least, most int }

func (l lengths) with(n int) lengths {
	if l.most == 0 {
		return lengths{n, n}
	}
	return lengths{min(l.least, n), max(l.most, n)}
}

type entry[T any] struct {
	value T
	small int  // how many small letters the text must write it with, -1 for any number
	cased bool // the text must start it with a capital
}

func (x *index[T]) add(phrase string, v T) {
	phrase = strings.TrimPrefix(phrase, "the ")
	key := Fold(phrase)
	if key == "" {
		return
	}
	if x.entries == nil {
		x.entries = map[string][]entry[T]{}
		x.lengths = map[string]lengths{}
		x.uncased = map[string]lengths{}
	}
	r, _ := utf8.DecodeRuneInString(phrase)
	cased := unicode.IsUpper(r)
	x.entries[key] = append(x.entries[key], entry[T]{v, small(phrase), cased})
	first := firstWord(key)
	x.lengths[first] = x.lengths[first].with(len(key))
	if !cased {
		x.uncased[first] = x.uncased[first].with(len(key))
	}
}

func firstWord(folded string) string {
	for i, r := range folded {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if i == 0 {
				return folded[:utf8.RuneLen(r)]
			}
			return folded[:i]
		}
	}
	return folded
}

// Load reads the tables below dir of fsys.
func Load(fsys fs.FS, dir string) (*Lexicon, error) {
	l := &Lexicon{
		Titles:  map[string]Title{},
		titled:  map[string]int{},
		byKey:   map[string]int{},
		combine: map[string]int{},
		given:   map[string]byte{},
		part:    map[string]bool{},
		short:   map[[2]string]bool{},
	}
	err := errors.Join(
		l.loadStates(fsys, dir+"/states.tsv"),
		l.loadOrganizations(fsys, dir+"/organizations.tsv"),
		l.loadFormats(fsys, dir+"/formats.tsv"),
		l.loadPlaces(fsys, dir+"/places.tsv"),
		l.loadTitles(fsys, dir+"/titles.tsv"),
		l.loadCombining(fsys, dir+"/combining.tsv"),
		l.loadPeopleWords(fsys, dir+"/givennames.tsv", dir+"/surnameparticles.tsv"),
		l.loadShortForms(fsys, dir+"/shortforms.tsv"),
		l.loadWords(fsys, dir+"/words.tsv"),
	)
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (l *Lexicon) name(n Named) int {
	if i, ok := l.byKey[n.Key]; ok {
		return i
	}
	l.byKey[n.Key] = len(l.Names)
	l.Names = append(l.Names, n)
	return len(l.Names) - 1
}

// ByKey returns the index of a named thing.
func (l *Lexicon) ByKey(key string) (int, bool) {
	i, ok := l.byKey[key]
	return i, ok
}

func (l *Lexicon) loadStates(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "code", "name", "aliases", "adjectives", "noun", "nouns", "capitals", "metonyms", "until")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n := Named{Key: "state/" + r.Get("code"), Type: graph.State, Name: r.Get("name"), Code: r.Get("code"), Aliases: r.List("aliases"), Kind: r.Get("status"), Until: r.Get("until")}
		if n.Kind == "territory" {
			n.Type = graph.Place // it sends no envoys
		}
		if o := r.Get("official"); o != "" && o != n.Name {
			n.Aliases = append(n.Aliases, o)
		}
		i := l.name(n)
		l.phrases.add(n.Name, Ref{Named: i})
		for _, a := range n.Aliases {
			l.phrases.add(a, Ref{Named: i})
		}
		for _, c := range r.List("capitals") {
			l.capitals = append(l.capitals, capital{c, n.Code})
		}
		for _, c := range [...]struct {
			column string
			via    Via
		}{{"adjectives", ByAdjective}, {"noun", ByPeople}, {"nouns", ByPeople}, {"capitals", ByCapital}, {"metonyms", ByMetonym}} {
			if n.Type == graph.Place && c.via == ByCapital {
				continue // the town is not the territory
			}
			for _, a := range r.List(c.column) {
				l.phrases.add(a, Ref{Named: i, Via: c.via})
			}
		}
	}
	return nil
}

func stateKey(code string) string {
	if code == "" {
		return ""
	}
	return "state/" + code
}

func (l *Lexicon) loadOrganizations(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "key", "name", "acronyms", "aliases", "kind", "metonyms", "members", "state", "parent")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n := Named{Key: "org/" + r.Get("key"), Type: graph.Organization, Name: r.Get("name"), Kind: r.Get("kind"), State: stateKey(r.Get("state"))}
		n.Aliases = append(r.List("acronyms"), r.List("aliases")...)
		for _, m := range r.List("members") {
			n.Members = append(n.Members, "state/"+m)
		}
		i := l.name(n)
		if name, _, noted := strings.Cut(n.Name, " ("); noted {
			// "National Party (South Africa)": the note tells rows apart, texts
			// do not write it.
			n.Aliases = append(n.Aliases, name)
			l.Names[i].Aliases = n.Aliases
		} else {
			l.phrases.add(n.Name, Ref{Named: i})
		}
		for _, a := range n.Aliases {
			l.phrases.add(a, Ref{Named: i})
		}
		for _, a := range r.List("metonyms") {
			l.phrases.add(a, Ref{Named: i, Via: ByMetonym})
		}
	}
	return nil
}

func (l *Lexicon) loadFormats(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "key", "name", "aliases", "members")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Get("kind") == "accord" {
			continue // an agreement is nothing that parties meet in
		}
		n := Named{Key: "format/" + r.Get("key"), Type: graph.Format, Name: r.Get("name"), Aliases: r.List("aliases"), Kind: r.Get("kind")}
		for _, m := range r.List("members") {
			key := "org/" + m
			if _, ok := l.byKey["state/"+m]; ok {
				key = "state/" + m
			} else if _, ok := l.byKey[key]; !ok {
				return r.Errorf("member %q is neither a state nor an organization", m)
			}
			n.Members = append(n.Members, key)
		}
		i := l.name(n)
		l.phrases.add(n.Name, Ref{Named: i})
		for _, a := range n.Aliases {
			l.phrases.add(a, Ref{Named: i})
		}
	}
	return nil
}

func (l *Lexicon) loadPlaces(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "name", "aliases", "kind", "states", "ambiguous")
	if err != nil {
		return err
	}
	for _, r := range rows {
		n := Named{Type: graph.Place, Name: r.Get("name"), Aliases: r.List("aliases"), Kind: r.Get("kind")}
		n.Key = "place/" + Fold(n.Name)
		if s := r.List("states"); len(s) > 0 {
			n.State = stateKey(s[0])
			n.Key += "/" + s[0]
		}
		ref := Ref{Named: l.name(n), Via: ByPlaceNamed}
		for _, a := range r.List("ambiguous") {
			ref.Ambiguous = ref.Ambiguous || a == "word" || a == "name"
		}
		l.phrases.add(n.Name, ref)
		for _, a := range n.Aliases {
			l.phrases.add(a, ref)
		}
	}
	l.capitalsAsPlaces(l.capitals)
	return nil
}

// capitalsAsPlaces gives every capital a reading as a town, also those too
// small for the table of places.
func (l *Lexicon) capitalsAsPlaces(capitals []capital) {
	for _, c := range capitals {
		known := false
		for _, r := range l.Lookup(c.name) {
			known = known || l.Names[r.Named].Type == graph.Place
		}
		if known {
			continue
		}
		n := Named{Key: "place/" + Fold(c.name) + "/" + c.state, Type: graph.Place, Name: c.name, State: stateKey(c.state), Kind: "city"}
		l.phrases.add(c.name, Ref{Named: l.name(n), Via: ByPlaceNamed})
	}
}

type capital struct{ name, state string }

func (l *Lexicon) loadTitles(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "title", "post", "class", "gender", "flags", "of")
	if err != nil {
		return err
	}
	for _, r := range rows {
		t := Title{Surface: r.Get("title"), Post: r.Get("post"), Class: r.Get("class"), Of: stateKey(r.Get("of"))}
		if g := r.Get("gender"); g != "" {
			t.Gender = g[0]
		}
		for _, f := range r.List("flags") {
			switch f {
			case "honorific":
				t.Honorific = true
			case "relational":
				t.Relational = true
			case "generic":
				t.Generic = true
			case "collective":
				t.Collective = true
			case "pattern":
				t.Pattern = true
			default:
				return r.Errorf("unknown flag %q", f)
			}
		}
		if _, ok := l.Titles[Fold(t.Surface)]; ok {
			continue // the same title with other accents
		}
		key := Fold(t.Surface)
		l.Titles[key] = t
		l.titled[firstWord(key)] = max(l.titled[firstWord(key)], len(key))
		l.titles.add(strings.ToLower(t.Surface), t)
	}
	return nil
}

// TitleLen returns the length in bytes of the longest title in Titles that
// begins like a folded word, 0 when none does.
func (l *Lexicon) TitleLen(folded string) int { return l.titled[firstWord(folded)] }

func (l *Lexicon) loadPeopleWords(fsys fs.FS, names, particles string) error {
	rows, err := ReadTable(fsys, names, "name", "gender")
	if err != nil {
		return err
	}
	for _, r := range rows {
		if g := r.Get("gender"); g != "" {
			l.given[Fold(r.Get("name"))] = g[0]
		}
	}
	rows, err = ReadTable(fsys, particles, "particle")
	if err != nil {
		return err
	}
	for _, r := range rows {
		l.part[Fold(r.Get("particle"))] = true
	}
	return nil
}

func (l *Lexicon) loadCombining(fsys fs.FS, file string) error {
	rows, err := ReadTable(fsys, file, "form", "state")
	if err != nil {
		return err
	}
	for _, r := range rows {
		i, ok := l.byKey[stateKey(r.Get("state"))]
		if !ok {
			return r.Errorf("no state %q", r.Get("state"))
		}
		l.combine[Fold(r.Get("form"))] = i
	}
	return nil
}

// Combining returns the state that a combining form names before a hyphen, as
// "Sino" in "Sino-Soviet".
func (l *Lexicon) Combining(form string) ([]Ref, bool) {
	i, ok := l.combine[Fold(form)]
	if !ok {
		return nil, false
	}
	return []Ref{{Named: i, Via: ByAdjective}}, true
}

// Given returns the usual gender of a given name, 'm', 'f' or 'u', and
// whether it is known as one.
func (l *Lexicon) Given(name string) (gender byte, ok bool) {
	gender, ok = l.given[Fold(name)]
	return gender, ok
}

// Particle reports whether a word is a particle inside personal names.
func (l *Lexicon) Particle(word string) bool { return l.part[Fold(word)] }

// Lookup returns the readings of a phrase as a whole, nil when it has none.
func (l *Lexicon) Lookup(phrase string) []Ref {
	var refs []Ref
	for _, e := range l.phrases.entries[Fold(phrase)] {
		refs = append(refs, e.value)
	}
	return refs
}

// Begins reports whether a word begins phrases of several words and is none
// itself, as "United" does: standing alone it is a piece of one.
func (l *Lexicon) Begins(word string) bool {
	f := Fold(word)
	return l.phrases.lengths[f].most > len(f) && len(l.phrases.entries[f]) == 0
}

// Finder looks phrases up in one document.
type Finder struct {
	lex    *Lexicon
	doc    *nlp.Doc
	folded []string
	at     []int   // by token: the phrase that starts at it, as an index into names, which is asked for again and again
	names  []named // none is the first
}

// named is the longest phrase that starts at a token.
type named struct {
	end  int // 0 for none
	refs []Ref
}

// NewFinder prepares a document for look-ups.
func (l *Lexicon) NewFinder(doc *nlp.Doc) *Finder {
	f := &Finder{lex: l, doc: doc, folded: make([]string, len(doc.Tokens)), at: make([]int, len(doc.Tokens)), names: []named{{}}}
	for i := range doc.Tokens {
		f.folded[i] = Fold(doc.TokenText(i))
	}
	for i := range f.at {
		if end, refs := longest(f, &l.phrases, i); end > 0 {
			f.at[i] = len(f.names)
			f.names = append(f.names, named{end, refs})
		}
	}
	return f
}

// Folded returns the folded text of token i.
func (f *Finder) Folded(i int) string { return f.folded[i] }

// Names returns the longest phrase that starts at token i and is in the
// lexicon, as the token after its end and its readings, or 0. The readings
// must not be changed.
func (f *Finder) Names(i int) (end int, refs []Ref) {
	n := f.names[f.at[i]]
	return n.end, n.refs
}

// Title returns the longest title that starts at token i, as the token after
// its end, or 0.
func (f *Finder) Title(i int) (end int, t Title) {
	end, ts := longest(f, &f.lex.titles, i)
	if end == 0 {
		return 0, Title{}
	}
	return end, ts[0]
}

func longest[T any](f *Finder, x *index[T], i int) (int, []T) {
	start := f.doc.Tokens[i].Start
	r, _ := utf8.DecodeRuneInString(f.doc.Text[start:])
	capital := unicode.IsUpper(r)
	first := x.uncased // few: most words of a text are settled here
	if capital {
		first = x.lengths
	}
	limit, ok := first[firstWord(f.folded[i])]
	if !ok {
		return 0, nil
	}
	var best int
	var found []T
	phrase := make([]byte, 0, 64) // on the stack
	for j := i; j < len(f.folded); j++ {
		if f.folded[j] == "" {
			break // white space or a full stop
		}
		if j > i {
			if f.doc.Tokens[j-1].Space {
				phrase = append(phrase, ' ')
			} else if f.doc.Tokens[j-1].End != f.doc.Tokens[j].Start {
				break
			}
		}
		phrase = append(phrase, f.folded[j]...)
		if len(phrase) > limit.most {
			break
		}
		if len(phrase) < limit.least {
			continue
		}
		es, ok := x.entries[string(phrase)]
		if !ok {
			continue
		}
		text := f.doc.Text[start:f.doc.Tokens[j].End]
		lowers := 0
		for _, r := range text {
			if unicode.IsLower(r) {
				lowers++
			}
		}
		var vs []T
		for _, e := range es {
			if e.small >= 0 && e.small != lowers || e.cased && !capital {
				continue
			}
			vs = append(vs, e.value)
		}
		if len(vs) > 0 {
			best, found = j+1, vs
		}
	}
	return best, found
}
