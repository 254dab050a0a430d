// Package question reads a question in plain English and says which canned
// query, with which arguments, answers it.
//
// A question is read word by word: what names something the store knows is a
// slot, what the date reader finds is a period, and every other word must stand
// in data/questions/words.tsv, where it has a feature ("meet", "who"), sets an
// argument ("by phone") or says nothing ("the"). A form in
// data/questions/forms.tsv whose features and slots are those of the question
// is what it means. A word that nothing accounts for is never skipped: the
// question is then not understood, and the nearest forms are offered instead.
package question

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/dates"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// Store is what a Reader needs to know of the store and its queries.
type Store interface {
	// Lookup finds all that a name can mean. The error of a name that nothing
	// bears says what is near, that of a name of several things lists them.
	Lookup(name string) ([]graph.Entity, error)
	// Takes reports whether a query has a parameter.
	Takes(query, param string) bool
}

// Question is a question as understood.
type Question struct {
	Form  string   // the example of the form that it has
	Query string   // the canned query
	Args  []Arg    // its arguments
	Show  []string // the columns that answer it, all when empty
	Pick  string   // "first" or "last" where one row by date is asked for
	Count bool     // how many rows is asked for
}

// Arg is one argument of a query.
type Arg struct{ Name, Value string }

// Words is the question as the arguments of "parley query".
func (q Question) Words() []string {
	out := []string{q.Query}
	for _, a := range q.Args {
		out = append(out, "--"+a.Name+"="+a.Value)
	}
	return out
}

// Error says why a question is not understood and what would be.
type Error struct {
	Msg  string
	Near []string // examples of the nearest forms
}

func (e *Error) Error() string {
	if len(e.Near) == 0 {
		return e.Msg
	}
	return e.Msg + "; I understand, for example:\n  " + strings.Join(e.Near, "\n  ")
}

// Reader reads questions. It is safe for concurrent use.
type Reader struct {
	model *nlp.Model
	lex   *lexicon.Lexicon
	words map[string]string // phrase to what it says
	long  int               // words of the longest phrase
	forms []form
}

// form is one way to ask.
type form struct {
	needs, may map[string]bool
	slots      []spec
	query      string
	args       []Arg // Value "{a}" is the name in slot a
	show       []string
	pick       string
	count      bool
	example    string
}

// spec is a slot of a form.
type spec struct {
	name     string
	types    []graph.EntityType // any when empty
	markers  []string           // any when empty
	optional bool
}

// slot is a name in a question.
type slot struct {
	readings []named // what it names, and the state that it stands for
	marker   string  // the preposition before it, "subject" before the first feature, "object" elsewhere
	end      int     // token after it
}

// named is one reading of a name.
type named struct {
	text   string // as typed, or the name of the state
	entity graph.Entity
}

// at reports whether the name stands where a place can.
func (s slot) at() bool {
	return s.marker == "in" || s.marker == "at" || s.marker == "to" || s.marker == "within" || s.marker == "during"
}

// place reports whether the name can be that of a place.
func (s slot) place() bool {
	_, ok := s.of([]graph.EntityType{graph.Place})
	return ok
}

// of returns the first reading that is of one of the types.
func (s slot) of(types []graph.EntityType) (named, bool) {
	for _, n := range s.readings {
		if len(types) == 0 || slices.Contains(types, n.entity.Type) {
			return n, true
		}
	}
	return named{}, false
}

// The files below the folder of the data file system.
const (
	wordsFile = "questions/words.tsv"
	formsFile = "questions/forms.tsv"
)

// dated is the feature of a question with a date.
const dated = "dated"

// kinds are the names for types of entities in forms.tsv.
var kinds = map[string][]graph.EntityType{
	"any":    nil,
	"actor":  {graph.Person, graph.State, graph.Organization},
	"person": {graph.Person},
	"state":  {graph.State, graph.Organization},
	"format": {graph.Format, graph.Organization},
	"place":  {graph.Place, graph.State},
}

// New reads the words and forms, and loads the language model and the lexicon,
// from a file system rooted like package data's.
func New(fsys fs.FS) (*Reader, error) {
	sub, err := fs.Sub(fsys, "model")
	if err != nil {
		return nil, err
	}
	r := &Reader{words: map[string]string{}}
	if r.model, err = nlp.Load(sub); err != nil {
		return nil, err
	}
	if r.lex, err = lexicon.Load(fsys, "lexicon"); err != nil {
		return nil, err
	}
	return r, r.readTables(fsys)
}

// readTables reads the words and the forms.
func (r *Reader) readTables(fsys fs.FS) error {
	rows, err := lexicon.ReadTable(fsys, wordsFile, "says", "words")
	if err != nil {
		return err
	}
	for _, row := range rows {
		for w := range strings.SplitSeq(row.Get("words"), "|") {
			if had, ok := r.words[w]; ok {
				return row.Errorf("%q says %q already", w, had)
			}
			r.words[w] = row.Get("says")
			r.long = max(r.long, len(strings.Fields(w)))
		}
	}
	return r.readForms(fsys)
}

func (r *Reader) readForms(fsys fs.FS) error {
	rows, err := lexicon.ReadTable(fsys, formsFile, "needs", "may", "slots", "query", "args", "show", "pick", "example")
	if err != nil {
		return err
	}
	features := map[string]bool{}
	for _, says := range r.words {
		for f := range strings.FieldsSeq(says) {
			features[f] = true
		}
	}
	features["title"], features[dated] = true, true
	for _, row := range rows {
		f := form{needs: map[string]bool{}, may: map[string]bool{}, query: row.Get("query"), show: strings.Fields(row.Get("show")), example: row.Get("example")}
		for _, set := range []struct {
			into map[string]bool
			cell string
		}{{f.needs, "needs"}, {f.may, "may"}} {
			for _, w := range strings.Fields(row.Get(set.cell)) {
				if !features[w] {
					return row.Errorf("no word says %q", w)
				}
				set.into[w] = true
			}
		}
		switch p := row.Get("pick"); p {
		case "count":
			f.count = true
		default:
			f.pick = p
		}
		for _, s := range strings.Fields(row.Get("slots")) {
			sp := spec{}
			s, sp.optional = strings.CutSuffix(s, "?")
			s, markers, _ := strings.Cut(s, "@")
			name, kind, _ := strings.Cut(s, ":")
			types, ok := kinds[kind]
			if !ok {
				return row.Errorf("%q is no type of slot", kind)
			}
			sp.name, sp.types = name, types
			if markers != "" {
				sp.markers = strings.Split(markers, "|")
			}
			f.slots = append(f.slots, sp)
		}
		for _, s := range strings.Fields(row.Get("args")) {
			name, value, ok := strings.Cut(s, "=")
			if !ok {
				return row.Errorf("%q is no argument", s)
			}
			f.args = append(f.args, Arg{name, value})
		}
		r.forms = append(r.forms, f)
	}
	return nil
}

// Examples returns one question of each form.
func (r *Reader) Examples() []string {
	out := make([]string, len(r.forms))
	for i, f := range r.forms {
		out[i] = f.example
	}
	return out
}

// reading is a question as far as it is read.
type reading struct {
	features []string // in order, without repeats
	args     []Arg    // that words set
	slots    []slot
	periods  []dates.Expr
	title    string // words of a post
	unknown  string // the first word that nothing accounts for
	problem  error  // of the first name that is not known, or is one of several
}

// Read understands a question. today is an EDTF date, which "last month" is
// counted from. The error is an *Error where the question is not understood,
// and else of the Store about a name.
func (r *Reader) Read(text, today string, st Store) (Question, error) {
	if !utf8.ValidString(text) {
		return Question{}, &Error{Msg: "the question is not UTF-8 text"}
	}
	if strings.TrimSpace(text) == "" {
		return Question{}, &Error{Msg: "there is no question", Near: r.near(reading{})}
	}
	q := r.read(text, today, st)
	if q.unknown != "" {
		if q.problem != nil {
			return Question{}, q.problem
		}
		return Question{}, &Error{Msg: fmt.Sprintf("I do not understand %q here", q.unknown), Near: r.near(q)}
	}
	best, score := Question{}, -1
	for _, f := range r.forms {
		if out, n, ok := r.fit(f, q, st); ok && n > score {
			best, score = out, n
		}
	}
	if score >= 0 {
		return best, q.problem
	}
	if q.problem != nil {
		return Question{}, q.problem
	}
	return Question{}, &Error{Msg: "I do not understand the question", Near: r.near(q)}
}

// read accounts for the words of a question.
func (r *Reader) read(text, today string, st Store) reading {
	doc := r.model.Annotate(capitalMonths(text))
	var q reading
	used := make([]bool, len(doc.Tokens))
	for _, e := range dates.Find(doc, today) {
		if e.EDTF == "" || e.Kind != dates.Point {
			continue
		}
		q.periods = append(q.periods, e)
		for i := e.Tokens.Start; i < e.Tokens.End; i++ {
			used[i] = true
		}
		if i := e.Tokens.Start - 1; i >= 0 && e.Prep != "" && strings.EqualFold(doc.TokenText(i), e.Prep) {
			used[i] = true
		}
	}
	find := r.lex.NewFinder(doc)
	marker := ""
	for i := 0; i < len(doc.Tokens); {
		t := doc.Tokens[i]
		word := strings.ToLower(doc.TokenText(i))
		if used[i] || t.POS == "PUNCT" || t.POS == "SPACE" || !hasLetter(word) || t.Tag == "POS" || word == "'s" || word == "’s" {
			i++
			continue
		}
		if end, says := r.phrase(doc, i, used); end > i+1 && !r.nameAt(doc, i, end, st) {
			q.say(says)
			marker, i = "", end
			if last := strings.ToLower(doc.TokenText(end - 1)); slices.Contains(prepositions, last) {
				marker = last
			}
			continue
		}
		title, post := find.Title(i)
		if post.Honorific || r.words[word] != "" {
			title = i
		}
		if end := r.name(doc, i, max(i, title), used, st, &q, marker); end > i {
			// "and" joins names under one preposition.
			if m := q.slots[len(q.slots)-1].marker; m != "subject" && m != "object" {
				marker = m
			}
			i = end
			continue
		}
		if title > i {
			// The title of a name says nothing more; else the post is asked for.
			before := len(q.slots)
			if next := r.name(doc, title, title, used, st, &q, marker); next > title {
				if before > 0 && q.slots[before-1].end == i { // "the Russian foreign minister Lavrov"
					q.slots = slices.Delete(q.slots, before-1, before)
				}
				i = next
				continue
			}
			q.say("title")
			if q.title == "" {
				q.title = strings.ToLower(doc.SpanText(nlp.Span{Start: i, End: title}))
			}
			i = title
			continue
		}
		if end, says := r.phrase(doc, i, used); end > i {
			if t.POS == "ADP" || slices.Contains(prepositions, word) {
				marker = word
			} else if word != "and" && says != "-" {
				marker = ""
			}
			q.say(says)
			i = end
			continue
		}
		if q.unknown == "" {
			q.unknown = doc.TokenText(i)
			if unicode.IsUpper([]rune(q.unknown)[0]) && i > 0 {
				// A run of capitals is meant as a name.
				end := i + 1
				for end < len(doc.Tokens) && unicode.IsUpper([]rune(doc.TokenText(end))[0]) {
					end++
				}
				q.unknown = doc.SpanText(nlp.Span{Start: i, End: end})
				_, q.problem = st.Lookup(q.unknown)
			}
		}
		i++
	}
	return q
}

// month finds months in lower case. May and March are words as well, so they
// need a preposition before them or a number beside them.
var month = regexp.MustCompile(`\b(january|february|april|june|july|august|september|october|november|december)\b|\b(?:in|since|until|during|of|before|after|early|late|\d+) (may|march)\b|\b(may|march) \d`)

// capitalMonths gives months their capital, which the reader of dates needs.
func capitalMonths(text string) string {
	b := []byte(text)
	for _, m := range month.FindAllStringSubmatchIndex(text, -1) {
		for k := 2; k < len(m); k += 2 {
			if m[k] >= 0 {
				b[m[k]] -= 'a' - 'A'
			}
		}
	}
	return string(b)
}

// prepositions mark the names after them.
var prepositions = []string{"about", "after", "against", "at", "between", "by", "during", "for", "from", "in", "into", "of", "on", "over", "regarding", "to", "toward", "towards", "with", "within"}

func hasLetter(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// say adds what a word says.
func (q *reading) say(words string) {
	for _, w := range strings.Fields(words) {
		name, value, isArg := strings.Cut(w, "=")
		switch {
		case w == "-":
		case !isArg:
			if !slices.Contains(q.features, w) {
				q.features = append(q.features, w)
			}
		case !slices.Contains(q.args, Arg{name, value}):
			q.args = append(q.args, Arg{name, value})
		}
	}
}

// phrase finds the longest run of words from token i on that words.tsv has, in
// the form of the text or of the dictionary.
func (r *Reader) phrase(doc *nlp.Doc, i int, used []bool) (end int, says string) {
	texts := []string{""}
	for j := i; j < len(doc.Tokens) && j < i+r.long && (j == i || !used[j]); j++ {
		var next []string
		for _, p := range texts {
			for _, w := range []string{strings.ToLower(doc.TokenText(j)), strings.ToLower(doc.Tokens[j].Lemma)} {
				if s := strings.TrimSpace(p + " " + w); !slices.Contains(next, s) {
					next = append(next, s)
				}
			}
		}
		texts = next
		for _, p := range texts {
			if s, ok := r.words[p]; ok {
				end, says = j+1, s
				break
			}
		}
	}
	return end, says
}

// longestName is how many tokens a name can have.
const longestName = 9

// nameAt reports whether a name known to the store starts at token i and goes
// beyond a phrase of words.tsv.
func (r *Reader) nameAt(doc *nlp.Doc, i, beyond int, st Store) bool {
	for end := min(len(doc.Tokens), i+longestName); end > beyond; end-- {
		if found, _ := st.Lookup(doc.SpanText(nlp.Span{Start: i, End: end})); len(found) > 0 {
			return true
		}
	}
	return false
}

// name reads the longest name from token i on as a slot and returns its end, i
// where none starts there that goes beyond token beyond.
func (r *Reader) name(doc *nlp.Doc, i, beyond int, used []bool, st Store, q *reading, marker string) int {
	if i >= len(doc.Tokens) || used[i] || doc.Tokens[i].POS == "DET" || doc.Tokens[i].POS == "ADP" {
		return i
	}
	// A name can begin with any word, but not in lower case with one of these.
	if says := r.words[doc.TokenText(i)]; says != "" || r.words[strings.ToLower(doc.TokenText(i))] == "-" {
		return i
	}
	var (
		problem error // of the longest name that is one of several
		last    named
		stop    int
	)
	for end := min(len(doc.Tokens), i+longestName); end > beyond; end-- {
		tail := strings.ToLower(doc.TokenText(end - 1))
		if used[end-1] || doc.Tokens[end-1].POS == "PUNCT" && tail != "." || r.words[tail] == "-" {
			continue
		}
		text := doc.SpanText(nlp.Span{Start: i, End: end})
		if end == i+1 {
			if _, plain := r.words[strings.ToLower(text)]; plain {
				continue
			}
			if _, plain := r.words[strings.ToLower(doc.Tokens[i].Lemma)]; plain && !unicode.IsUpper([]rune(text)[0]) {
				continue
			}
		}
		if r.joined(doc, i, end, st) {
			continue
		}
		var s slot
		found, err := st.Lookup(text)
		if end-1 > beyond && len(found) > 0 && r.words[doc.TokenText(end-1)] != "" {
			// "Moscow for talks" is no more than Moscow.
			less, _ := st.Lookup(doc.SpanText(nlp.Span{Start: i, End: end - 1}))
			if len(less) > 0 && !slices.ContainsFunc(less, func(e graph.Entity) bool {
				return !slices.ContainsFunc(found, func(f graph.Entity) bool { return f.ID == e.ID })
			}) {
				continue
			}
		}
		kind := map[graph.EntityType]int{}
		for _, e := range found {
			kind[e.Type]++
		}
		for _, e := range found {
			if kind[e.Type] == 1 {
				s.readings = append(s.readings, named{text, e})
			}
		}
		if state, ok := r.standsFor(text); ok && kind[graph.State] == 0 {
			if states, _ := st.Lookup(state); len(states) == 1 {
				s.readings = append(s.readings, named{state, states[0]})
			}
		}
		if len(s.readings) == 0 {
			if len(found) > 0 && problem == nil {
				problem, last, stop = err, named{text, found[0]}, end
			}
			continue
		}
		return q.fill(s, marker, end)
	}
	if problem != nil { // no shorter name is plainer
		if q.problem == nil {
			q.problem = problem
		}
		return q.fill(slot{readings: []named{last}}, marker, stop)
	}
	return i
}

// fill adds a slot and returns the token after it.
func (q *reading) fill(s slot, marker string, end int) int {
	s.marker, s.end = marker, end
	switch {
	case marker != "":
	case len(q.verbs()) == 0:
		s.marker = "subject"
	default:
		s.marker = "object"
	}
	q.slots = append(q.slots, s)
	return end
}

// joined reports whether a span is two names with "and" between.
func (r *Reader) joined(doc *nlp.Doc, start, end int, st Store) bool {
	for i := start + 1; i < end-1; i++ {
		if strings.EqualFold(doc.TokenText(i), "and") {
			if found, _ := st.Lookup(doc.SpanText(nlp.Span{Start: start, End: i})); len(found) > 0 {
				return true
			}
		}
	}
	return false
}

// verbs are the features that are no question words.
func (q *reading) verbs() []string {
	return slices.DeleteFunc(slices.Clone(q.features), func(f string) bool {
		return f == "who" || f == "where" || f == "when" || f == "count" || f == "how" || f == "what" || f == "yes" || f == "people" || f == "states" || f == "format"
	})
}

// standsFor returns the name of the state that a demonym or a metonym means.
func (r *Reader) standsFor(text string) (string, bool) {
	for _, ref := range r.lex.Lookup(text) {
		if n := r.lex.Names[ref.Named]; n.Type == graph.State && ref.Via != lexicon.ByName {
			name, _, _ := strings.Cut(n.Name, " (")
			return name, true
		}
	}
	return "", false
}

// fit reports whether a question has a form, with how many of its features the
// form names.
func (r *Reader) fit(f form, q reading, st Store) (Question, int, bool) {
	score := 0
	for n := range f.needs {
		if !slices.Contains(q.features, n) && !(n == dated && len(q.periods) > 0) {
			return Question{}, 0, false
		}
		score += 10
	}
	pick, count := f.pick, f.count
	var defaults []Arg
	for _, have := range q.features {
		switch {
		case f.needs[have]:
		case f.may[have]:
			score++
		case (have == "first" || have == "last") && f.pick == "" && !f.needs["first"]:
			pick = have
			defaults = append(defaults, Arg{"status", "held"}) // the first that took place
		default:
			return Question{}, 0, false
		}
	}
	out := Question{Form: f.example, Query: f.query, Show: f.show, Pick: pick, Count: count}
	filled, rest, ok := assign(f.slots, q.slots)
	if !ok {
		return Question{}, 0, false
	}
	score += len(filled)
	for _, a := range f.args {
		name, isSlot := strings.CutPrefix(a.Value, "{")
		if !isSlot {
			if usual, ok := strings.CutSuffix(a.Name, "?"); ok {
				defaults = append(defaults, Arg{usual, a.Value})
			} else {
				out.Args = append(out.Args, a)
			}
			continue
		}
		name = strings.TrimSuffix(name, "}")
		if name == "title" {
			if q.title != "" {
				out.Args = append(out.Args, Arg{a.Name, q.title})
			}
		} else if s, ok := filled[name]; ok {
			out.Args = append(out.Args, Arg{a.Name, s.text})
		}
	}
	takes := func(param string) bool {
		return st.Takes(f.query, param) && !slices.ContainsFunc(out.Args, func(a Arg) bool { return a.Name == param })
	}
	for _, s := range rest {
		at := s.at()
		place, isPlace := s.of(kinds["place"])
		format, isFormat := s.of(kinds["format"])
		switch {
		case isPlace && (at || s.marker == "object" && place.entity.Type == graph.Place) && takes("place"):
			out.Args = append(out.Args, Arg{"place", place.text})
		case isFormat && (at || s.marker == "of") && takes("format"):
			out.Args = append(out.Args, Arg{"format", format.text})
		case at && takes("in"):
			out.Args = append(out.Args, Arg{"in", s.readings[0].text})
		default:
			return Question{}, 0, false
		}
	}
	for _, a := range q.args {
		if !takes(a.Name) {
			return Question{}, 0, false
		}
		out.Args = append(out.Args, a)
	}
	for _, a := range defaults {
		if takes(a.Name) {
			out.Args = append(out.Args, a)
		}
	}
	period, ok := periodArgs(q.periods, takes)
	if !ok {
		return Question{}, 0, false
	}
	out.Args = append(out.Args, period...)
	return out, score, true
}

// assign fills the slots of a form with the names of a question, each with the
// first that its type and marker allow. All that are not optional must be
// filled; names left over are returned.
func assign(specs []spec, slots []slot) (filled map[string]named, rest []slot, ok bool) {
	filled = map[string]named{}
	taken := make([]bool, len(slots))
	// Those that ask for a marker choose first.
	for _, marked := range []bool{true, false} {
		for _, sp := range specs {
			if (len(sp.markers) > 0) != marked {
				continue
			}
			for i, s := range slots {
				n, fits := s.of(sp.types)
				if s.at() && len(sp.markers) == 0 && n.entity.Type == graph.State && s.place() {
					continue // in Moscow is not with Russia
				}
				if taken[i] || !fits || len(sp.markers) > 0 && !slices.Contains(sp.markers, s.marker) {
					continue
				}
				filled[sp.name], taken[i] = n, true
				break
			}
			if _, ok := filled[sp.name]; !ok && !sp.optional {
				return nil, nil, false
			}
		}
	}
	for i, s := range slots {
		if !taken[i] {
			rest = append(rest, s)
		}
	}
	return filled, rest, true
}

// periodArgs brings the periods of a question into the parameters that a query
// has for dates; ok is false where it has none for them.
func periodArgs(periods []dates.Expr, takes func(string) bool) (args []Arg, ok bool) {
	if takes("before") && takes("after") { // the earlier period first
		periods = slices.SortedStableFunc(slices.Values(periods), func(a, b dates.Expr) int { return strings.Compare(a.EDTF, b.EDTF) })
	}
	for _, p := range periods {
		from, to, isRange := strings.Cut(p.EDTF, "/")
		if !isRange {
			to = from
		}
		switch p.Prep {
		case "since", "from":
			to = ""
		case "until", "till", "by", "to":
			from = ""
		case "before":
			from, to = "", beside(from, -1)
		case "after":
			from, to = beside(to, 1), ""
		}
		switch {
		case takes("from") && takes("to"):
			args = append(args, bound("from", from)...)
			args = append(args, bound("to", to)...)
		case takes("since") && takes("until"):
			args = append(args, bound("since", from)...)
			args = append(args, bound("until", to)...)
		case takes("before") && takes("after"): // two periods
			if isRange {
				args = append(args, Arg{"before", from}, Arg{"after", to})
			} else if len(args) == 0 {
				args = append(args, Arg{"before", p.EDTF})
			} else {
				args = append(args, Arg{"after", p.EDTF})
			}
		case takes("date"):
			args = append(args, Arg{"date", p.EDTF})
		default:
			return nil, false
		}
	}
	seen := map[string]bool{}
	for _, a := range args {
		if seen[a.Name] {
			return nil, false
		}
		seen[a.Name] = true
	}
	return args, true
}

// beside is the day before an EDTF date, or after it.
func beside(edtf string, days int) string {
	earliest, latest, err := graph.Bounds(edtf)
	if err != nil {
		return ""
	}
	if days > 0 {
		earliest = latest
	}
	return earliest.AddDate(0, 0, days).Format(time.DateOnly)
}

func bound(name, edtf string) []Arg {
	if edtf == "" || edtf == ".." {
		return nil
	}
	return []Arg{{name, edtf}}
}

// nearest is how many forms are offered where none fits.
const nearest = 4

// near returns the examples of the forms that share most with a question.
func (r *Reader) near(q reading) []string {
	order := make([]int, len(r.forms))
	score := make([]int, len(r.forms))
	for i, f := range r.forms {
		order[i] = i
		for _, have := range q.features {
			switch {
			case f.needs[have]:
				score[i] += 3
			case f.may[have]:
				score[i]++
			default:
				score[i]--
			}
		}
		for n := range f.needs {
			if !slices.Contains(q.features, n) {
				score[i]--
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return score[b] - score[a] })
	var out []string
	for _, i := range order {
		if len(out) < nearest && !slices.Contains(out, r.forms[i].example) {
			out = append(out, r.forms[i].example)
		}
	}
	return out
}
