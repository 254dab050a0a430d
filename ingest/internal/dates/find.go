package dates

import (
	"sort"
	"strings"

	"parley/graph"
	"parley/ingest/nlp"
)

// Kind is what a temporal expression speaks of.
type Kind string

// The kinds of expressions.
const (
	Point    Kind = "point"    // a day or a longer period of the calendar
	Duration Kind = "duration" // a length of time
	Set      Kind = "set"      // something that recurs
	Age      Kind = "age"      // how old something is
	Clock    Kind = "clock"    // a time of day without a day
)

// Anchor is what an expression needs to be read.
type Anchor string

// The anchors.
const (
	Absolute      Anchor = "absolute"
	NeedsYear     Anchor = "year"        // "January 12", "in May"
	NeedsMonth    Anchor = "month"       // "the 15th"
	ToPublication Anchor = "publication" // "Sunday", "last month"
	ToNarrative   Anchor = "narrative"   // "ten days later", "the following spring"
)

// Vague is how an expression blurs its date.
type Vague string

// The kinds of vagueness. A date in EDTF is not narrowed by them: early May is
// written as May.
const (
	noVague Vague = ""
	Early   Vague = "early"
	Mid     Vague = "mid"
	Late    Vague = "late"
	Start   Vague = "start"
	End     Vague = "end"
	About   Vague = "about"
)

// Expr is one temporal expression of a text.
type Expr struct {
	Tokens     nlp.Span // half-open range of the tokens that it touches
	Start, End int      // half-open byte offsets into Doc.Text
	Text       string   // Doc.Text[Start:End]
	Kind       Kind
	EDTF       string // "" when the text does not say, and for sets, ages and times of day
	Length     string // ISO 8601 duration ("P3W") where a number of units is given
	Anchor     Anchor
	Basis      graph.DateBasis
	Prep       string // preposition before it in lower case, "" when none
	Vague      Vague
	Quoted     bool    // inside quotation marks
	Confidence float64 // 0 to 1, that EDTF is right

	head int  // token of the span that the rest hangs on
	site int  // token outside the span that the expression modifies, -1 for none
	main bool // modifies what its sentence tells, not a noun or clause inside
	para int
}

// Find returns the temporal expressions of a document in text order, resolved
// as far as the text and the publication date allow. published is an EDTF
// date or "".
func Find(doc *nlp.Doc, published string) []Expr {
	r := newResolver(doc, published)
	r.find(Read(doc.Text))
	return r.exprs
}

func newResolver(doc *nlp.Doc, published string) *resolver {
	r := &resolver{doc: doc}
	if p, ok := Bounds(published); ok {
		r.pub, r.pubPrec = p, precision(published)
	}
	n := len(doc.Tokens)
	r.quoted, r.para, r.label, r.sent = make([]bool, n), make([]int, n), make([]string, n), make([]int, n)
	for _, e := range doc.Entities {
		for i := max(e.Start, 0); i < e.End && i < n; i++ {
			r.label[i] = e.Label
		}
	}
	for k, s := range doc.Sentences {
		for i := max(s.Start, 0); i < s.End && i < n; i++ {
			r.sent[i] = k
		}
	}
	para, end, open := 0, 0, false
	for i, t := range doc.Tokens {
		text := r.text(i)
		if t.Start >= end && t.Start <= len(doc.Text) && strings.Contains(doc.Text[end:t.Start], "\n") || strings.Contains(text, "\n") {
			para++
			open = false
		}
		end = max(end, min(t.End, len(doc.Text)))
		r.para[i] = para
		switch text {
		case "“", "«", "``":
			open = true
		case "”", "»", "''":
			open = false
		case "\"":
			open = !open
		}
		r.quoted[i] = open
	}
	return r
}

// text is the text of token i, "" when its offsets are wrong.
func (r *resolver) text(i int) string {
	t := r.doc.Tokens[i]
	if t.Start < 0 || t.End < t.Start || t.End > len(r.doc.Text) {
		return ""
	}
	return r.doc.Text[t.Start:t.End]
}

// token returns the index of the token at byte b, or of the next one.
func (r *resolver) token(b int) int {
	return sort.Search(len(r.doc.Tokens), func(i int) bool { return r.doc.Tokens[i].End > b })
}

// head returns the head of token i, i itself where the tree is broken.
func (r *resolver) head(i int) int {
	if h := r.doc.Tokens[i].Head; h >= 0 && h < len(r.doc.Tokens) {
		return h
	}
	return i
}

func (r *resolver) dep(i int) string { return r.doc.Tokens[i].Dep }

func (r *resolver) lemma(i int) string {
	if l := r.doc.Tokens[i].Lemma; l != "" {
		return strings.ToLower(l)
	}
	return strings.ToLower(r.text(i))
}

func (r *resolver) isVerb(i int) bool {
	p := r.doc.Tokens[i].POS
	return p == "VERB" || p == "AUX" && r.dep(i) != "aux" && r.dep(i) != "auxpass"
}

// find matches, places and resolves all expressions of a text, that of the
// document.
func (r *resolver) find(t Text) {
	m := &matcher{text: t.text, lx: t.pieces}
	m.tag = func(b int) string {
		if i := r.token(b); i < len(r.doc.Tokens) && r.doc.Tokens[i].Start <= b {
			return r.doc.Tokens[i].Tag
		}
		return ""
	}
	m.label = func(b int) string {
		if i := r.token(b); i < len(r.doc.Tokens) && r.doc.Tokens[i].Start <= b {
			return r.label[i]
		}
		return ""
	}
	for _, f := range m.all() {
		e := Expr{Start: m.lx[f.i].start, End: m.lx[f.j-1].end, Kind: f.kind, Length: f.length, Vague: f.vague, site: -1}
		if e.Vague == noVague && f.approx {
			e.Vague = About
		}
		e.Text = r.doc.Text[e.Start:e.End]
		e.Tokens = nlp.Span{Start: r.token(e.Start), End: r.token(e.End - 1)}
		if e.Tokens.End < len(r.doc.Tokens) && r.doc.Tokens[e.Tokens.End].Start < e.End {
			e.Tokens.End++
		}
		if e.Tokens.Start >= e.Tokens.End {
			continue // no token covers it
		}
		e.Prep = preposition(m, f.i)
		r.place(&e)
		r.exprs = append(r.exprs, e)
		r.specs = append(r.specs, f.spec)
	}
	r.coordinate()
	r.history = r.tellsHistory()
	for i := range r.exprs {
		if s := &r.specs[i]; s.event[1] > 0 && i+1 < len(r.exprs) && r.exprs[i+1].Start < s.event[1] && r.exprs[i+1].Kind == Point {
			r.resolve(i + 1) // "two days after Sunday's vote"
			r.resolve(i)
			continue
		}
		if r.exprs[i].Anchor == "" {
			r.resolve(i)
		}
	}
}

// coordinate gives the second of "in March and July 1976" the place and the
// preposition of the first.
func (r *resolver) coordinate() {
	for i := range r.exprs {
		e := &r.exprs[i]
		for k := i - 1; k >= 0 && k >= i-3; k-- {
			if p := &r.exprs[k]; e.site >= p.Tokens.Start && e.site < p.Tokens.End {
				e.site, e.main = p.site, p.main
				if e.Prep == "" {
					e.Prep = p.Prep
				}
				break
			}
		}
	}
}

// preposition returns the word before piece i that governs it.
func preposition(m *matcher, i int) string {
	k := i - 1
	for k >= 0 && (m.low(k) == "the" || approximate[m.low(k)] && m.low(k) != "around" && m.low(k) != "about") && m.same(k+1) {
		k--
	}
	w := m.low(k)
	switch {
	case !m.same(k + 1):
		return ""
	case w == "between" || w == "from":
		return w
	case w == "to" && m.low(k-1) == "prior":
		return "before"
	case w == "of" && m.low(k-1) == "ahead":
		return "before"
	case w == "prior", w == "past":
		return ""
	case prepositions[w]:
		return w
	}
	return ""
}

// place finds where the expression hangs in the tree.
func (r *resolver) place(e *Expr) {
	in := func(i int) bool { return i >= e.Tokens.Start && i < e.Tokens.End }
	e.head = e.Tokens.Start
	for i := e.Tokens.Start; i < e.Tokens.End; i++ {
		if !in(r.head(i)) || r.head(i) == i {
			e.head = i
			break
		}
	}
	e.Quoted, e.para = r.quoted[e.Tokens.Start], r.para[e.Tokens.Start]
	cur := e.head
	for range 8 {
		p := r.head(cur)
		if p == cur {
			break
		}
		cur = p
		if in(cur) {
			continue
		}
		switch r.doc.Tokens[cur].POS {
		case "ADP", "ADV", "SCONJ", "PART", "DET", "NUM", "PUNCT", "SYM":
			continue
		}
		if r.quoted[cur] != e.Quoted {
			continue // "On May 3, “the talks went well”, he said": what was said was not then
		}
		e.site = cur
		break
	}
	// "The next day the minister spoke, notes the agency": the words of the
	// agency come last, but the parser hangs the day on them.
	if v := e.site; v >= e.Tokens.End && speaking[r.lemma(v)] {
		for i := e.Tokens.End; i < v; i++ {
			if r.head(i) == v && r.dep(i) == "ccomp" && r.quoted[i] == e.Quoted {
				e.site = i
				break
			}
		}
	}
	if e.site < 0 {
		return
	}
	if t := r.doc.Tokens[e.site]; e.site >= e.Tokens.End && r.head(e.head) == e.site && (t.POS == "NOUN" || t.POS == "PROPN") {
		h := r.head(e.site)
		if p := e.Tokens.Start - 1; t.POS == "PROPN" && p >= 0 && strings.EqualFold(r.text(p), e.Prep) && !r.isEvent(e.site) && r.dep(e.head) != "poss" &&
			(h == p || r.head(p) == h) {
			// "In May North Macedonia joined" is no North Macedonia of May
			if h == p {
				h = r.head(p)
			}
			e.site = h
		} else {
			e.Prep = "" // in "after Monday's session" it is the session's
		}
	}
	// The site tells the story when it is a verb of a main clause, or a noun
	// that such a verb has as subject or as the time or occasion it names.
	v := e.site
	if !r.isVerb(v) {
		switch r.dep(v) {
		case "nsubj", "nsubjpass":
			v = r.head(v)
		case "pobj":
			if p := r.head(v); during[r.lemma(p)] {
				v = r.head(p)
			}
		}
	}
	if r.isVerb(v) {
		switch r.dep(v) {
		case "relcl", "acl", "pcomp", "csubj", "amod":
		default:
			e.main = !outside[e.Prep] && !e.Quoted
		}
	}
}

// during introduces an occasion at which something else happens.
var during = set("at in during after following on upon amid")

// outside are prepositions that put an event before or after the date.
var outside = set("since until till before after following prior as past toward towards than")

// tellsHistory reports whether the document tells of years gone by, so that a
// month without a year belongs to the year told of and not to that of
// publication.
func (r *resolver) tellsHistory() bool {
	old, recent, close := 0, 0, 0
	for i, s := range r.specs {
		if r.exprs[i].Quoted || r.exprs[i].Kind != Point {
			continue
		}
		switch {
		case s.form == weekday, s.form == deictic && (s.unit == days || s.unit == weeks):
			close++
		case s.form == calendar && s.y != 0:
			if r.pubPrec > 0 && s.y < r.pub.From.Year()-1 {
				old++
			} else {
				recent++
			}
		}
	}
	if r.pubPrec == 0 {
		return recent > 0 && close == 0
	}
	return old >= 3 && recent == 0 && close == 0
}
