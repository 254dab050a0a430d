// Package claims finds who is said to have said what: quotations with their
// attribution, reported speech and diplomatic speech acts (demands, pledges,
// accusations).
//
// Quotations are read off the text, because parsers stumble over quotation
// marks: a quotation that is a whole utterance is a direct claim, and its
// speaker is looked for after it, before it, on an attribution line below it,
// or in what was said before. Everything else comes from the rules of
// data/rules/claims.rules over dependency trees, which give a cue and the head
// of what is said; this package finds the bounds of the content and the
// speaker. A quotation that is part of a reported clause makes the claim a
// mixed one.
package claims

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/paragraphs"
	"parley/ingest/internal/quotes"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
)

// Claim is one thing that somebody said. Entities are indexes into the
// resolution's Entities; byte offsets are half-open.
type Claim struct {
	Speaker    []int // several for a joint statement, none for an anonymous speaker
	SpeakerTok int   // head token of the speaker's noun phrase, -1 when the text has none
	For        []int // on whose behalf a spokesman spoke
	Kind       graph.ClaimKind
	Start, End int    // bytes of the content
	Cue        string // "said"; "" for a bare quotation block
	CueTok     int    // -1 when there is none
	Addressee  int    // -1 when none
	ReportedBy int    // -1 when none
	EvStart    int    // bytes of the sentences, or of the quotation block, that prove the claim
	EvEnd      int
	Rule       string
	Confidence float64
}

// Mentions looks up who a noun phrase denotes; *resolve.Resolution is one. One
// that also has a method Type(entity int) graph.EntityType lets pronouns be
// checked against the type of what they were resolved to.
type Mentions interface {
	// At returns the mention headed by a token.
	At(tok int) (resolve.Mention, bool)
}

// RulesFile is the path of the rules in the data file system.
const RulesFile = "rules/claims.rules"

// Threshold is the confidence below which Extract leaves a claim out.
const Threshold = 0.5

// Extractor finds claims. It is safe for concurrent use.
type Extractor struct {
	off      ablation.Set
	rules    *rules.Set
	conf     map[*rules.Rule]float64
	say      map[string]bool // verbs that report a clause
	beside   map[string]bool // verbs that may stand beside a quotation
	tell     map[string]bool
	people   map[string]bool
	person   map[string]bool // titles, for single persons
	papers   map[string]bool
	treaty   map[string]bool
	shows    map[string]bool
	media    map[string]bool
	replies  map[string]bool
	private  map[string]bool
	stance   map[string]bool
	unsaying map[string]bool
	briefing map[string]bool
	accounts map[string]bool
	echoes   map[string]bool
}

// New reads the cue lexicon and the claim rules from a file system rooted like
// package data's.
func New(fsys fs.FS) (*Extractor, error) {
	lists, err := cueLists(fsys)
	if err != nil {
		return nil, err
	}
	set, err := rules.Load(fsys, lists, RulesFile)
	if err != nil {
		return nil, err
	}
	x := &Extractor{rules: set, conf: map[*rules.Rule]float64{}}
	for _, r := range set.Rules() {
		c, err := strconv.ParseFloat(r.Attr("conf"), 64)
		if err != nil {
			return nil, &rules.Error{File: r.File, Line: r.Line, Col: 1, Msg: fmt.Sprintf("rule %s: conf is not a number", r.ID)}
		}
		x.conf[r] = c
	}
	words := func(names ...string) map[string]bool {
		out := map[string]bool{}
		for _, n := range names {
			for _, w := range set.List(n) {
				out[w] = true
			}
		}
		return out
	}
	x.say = words("say", "tell")
	x.beside = words("say", "tell", "beside-quote")
	x.tell = words("tell", "urge")
	x.people = words("people", "media")
	x.person = words("titles")
	x.papers = words("documents", "treaties")
	x.treaty = words("treaties")
	x.shows = words("showing")
	x.media = words("media")
	x.private = words("private")
	x.replies = words("reply-noun")
	x.stance = words("stance")
	x.unsaying = words("unsaying")
	x.briefing = words("briefing")
	x.echoes = words("echo")
	x.accounts = words("account")
	return x, nil
}

// Without returns an Extractor that leaves out some of its mechanisms.
func (x *Extractor) Without(off ablation.Set) *Extractor {
	y := *x
	y.off = off
	return &y
}

// Extract returns the claims of a document in text order. No two of them
// overlap unless one reports the other.
func (x *Extractor) Extract(doc *nlp.Doc, tree *rules.Tree, mentions Mentions) []Claim {
	if len(doc.Tokens) == 0 {
		return nil
	}
	r := newRun(x, doc, tree, mentions)
	for _, step := range []struct {
		mechanism ablation.Set
		find      func()
	}{
		{ablation.Quotations, r.direct},
		{ablation.Reported, r.reported},
		{ablation.TrailingCue, r.besideClause},
		{ablation.Reported, r.bareClauses},
		{ablation.AfterColon, r.afterColon},
		{ablation.AfterColon, r.items},
		{ablation.Fragments, r.fragments},
	} {
		if !x.off.Has(step.mechanism) {
			step.find()
		}
	}
	return r.settle()
}

// run is the extraction from one document.
type run struct {
	*Extractor
	doc      *nlp.Doc
	tree     *rules.Tree
	mentions Mentions

	paras  []paragraphs.Span
	quotes []quotes.Quote
	full   []bool // by quote: a whole utterance, not a part of a clause
	opens  []bool // by token: the opening mark of a quotation
	closes []bool // by token: the closing mark of one, or the comma right after it
	quote  []int  // by token: index of the quote whose inside it is in, -1
	para   []int  // by token: index into paras, -1 for white space between
	unit   []int  // by token: index into units
	units  []nlp.Span

	claims  []Claim
	byCue   map[int][]int // cue token to claims, as indexes
	byBlock map[int][]int // blockSize bytes of the text to the claims that cover some of them
	headed  map[int]bool  // paragraph: looks like a heading, as it is asked for
	cueUsed map[int]bool  // cue tokens of direct claims
	framed  map[int]bool  // cue tokens of reported claims
	clausal map[int]bool  // cue tokens of reported claims that are clauses
	trails  map[int]trail // by unit: the attribution after its clause
	spoke   map[int]who   // by unit: who speaks in it

	lemmas  map[string][]int // lemma in lower case to nouns, and to others of nouns for people
	surname map[string][]int // entities by the last word of the names seen
	given   map[string][]int // persons by the other words of their names
	kindOf  func(entity int) graph.EntityType
}

func newRun(x *Extractor, doc *nlp.Doc, tree *rules.Tree, mentions Mentions) *run {
	r := &run{Extractor: x, doc: doc, tree: tree, mentions: mentions, byCue: map[int][]int{}, byBlock: map[int][]int{}, headed: map[int]bool{}, cueUsed: map[int]bool{}, framed: map[int]bool{}, clausal: map[int]bool{}, spoke: map[int]who{}}
	r.paras = paragraphs.Find(doc.Text)
	r.quotes = quotes.Find(doc.Text)
	n := len(doc.Tokens)
	r.quote, r.para, r.unit = make([]int, n), make([]int, n), make([]int, n)
	q, p := 0, 0
	for i, t := range doc.Tokens {
		r.quote[i], r.para[i] = -1, -1
		for q < len(r.quotes) && r.quotes[q].End <= t.Start {
			q++
		}
		if q < len(r.quotes) && r.quotes[q].InStart <= t.Start && t.Start < r.quotes[q].InEnd {
			r.quote[i] = q
		}
		for p < len(r.paras) && r.paras[p].End <= t.Start {
			p++
		}
		if p < len(r.paras) && r.paras[p].Start <= t.Start {
			r.para[i] = p
		}
	}
	r.kindOf = func(int) graph.EntityType { return "" }
	switch m := mentions.(type) {
	case *resolve.Resolution:
		r.kindOf = func(e int) graph.EntityType { return m.Entities[e].Type }
	case interface {
		Type(entity int) graph.EntityType
	}:
		r.kindOf = m.Type
	}
	r.surname, r.given = map[string][]int{}, map[string][]int{}
	for i, t := range doc.Tokens {
		if m, ok := mentions.At(i); ok && t.POS == "PROPN" && m.Form == resolve.Name && len(m.Entities) == 1 {
			if w := doc.TokenText(i); r.surname[w] == nil {
				r.surname[w] = m.Entities
			}
			if r.kindOf(m.Entities[0]) != graph.Person {
				continue
			}
			for j := m.Start; j < m.End; j++ {
				w := doc.TokenText(j)
				if seen := r.given[w]; j != i && tree.NER(j) == "PERSON" && utf8.RuneCountInString(w) > 2 && !slices.Equal(seen, m.Entities) {
					if r.given[w] = m.Entities; seen != nil {
						r.given[w] = []int{} // of two persons
					}
				}
			}
		}
	}
	r.opens, r.closes = make([]bool, n), make([]bool, n)
	for _, q := range r.quotes {
		if i := r.tokenAt(q.Start); q.Opened && i < n && doc.Tokens[i].Start == q.Start {
			r.opens[i] = true
		}
		for i := r.tokenAt(q.InEnd); q.Closed && i < n && doc.Tokens[i].Start <= q.End; i++ {
			t := doc.Tokens[i]
			r.closes[i] = t.Start >= q.InEnd && t.End <= q.End || t.Start == q.End && doc.TokenText(i) == ","
		}
	}
	r.full = make([]bool, len(r.quotes))
	r.makeUnits()
	for k := range r.quotes {
		r.full[k] = r.isFull(k)
	}
	r.trails = map[int]trail{}
	for u, unit := range r.units {
		for i := unit.Start + 2; i < unit.End; i++ {
			if r.quote[i] >= 0 {
				continue
			}
			if a, from, ok := r.trailing(i, unit); ok {
				r.trails[u] = trail{a, from}
				break
			}
		}
	}
	return r
}

// trail is an attribution after a clause: "..., said the mayor".
type trail struct {
	attribution
	from int // the token that ends the clause
}

// add records a claim.
func (r *run) add(c Claim) {
	k := len(r.claims)
	r.claims = append(r.claims, c)
	r.byCue[c.CueTok] = append(r.byCue[c.CueTok], k)
	for b := c.Start / blockSize; b*blockSize < c.End; b++ {
		r.byBlock[b] = append(r.byBlock[b], k)
	}
}

// blockSize is the length in bytes of the stretches of text in which claims are
// looked up.
const blockSize = 1024

// overlaps reports whether a claim of some kind covers part of a byte range.
func (r *run) overlaps(start, end int, is func(*Claim) bool) bool {
	for b := start / blockSize; b*blockSize < end; b++ {
		for _, k := range r.byBlock[b] {
			if c := &r.claims[k]; c.Start < end && start < c.End && is(c) {
				return true
			}
		}
	}
	return false
}

// maxUnit is the length in tokens from which a unit is cut at the next
// sentence: no quotation of one speaker is that long.
const maxUnit = 2000

// makeUnits cuts the document into sentences as a reader sees them: never
// across paragraphs, never inside a quotation.
func (r *run) makeUnits() {
	start := 0
	for i := range r.doc.Tokens {
		if i == 0 {
			continue
		}
		cut := r.doc.Tokens[i].SentStart
		if cut && r.quote[i] >= 0 && (r.quote[i] == r.quote[i-1] || r.quotes[r.quote[i]].Start <= r.doc.Tokens[i-1].Start) {
			cut = false
		}
		if cut && r.doc.Tokens[i].Start >= 1 && r.closes[i] {
			cut = false
		}
		if cut && i == start+1 && !r.punct(start) {
			cut = false // one word is no sentence: "PM | Diaz said"
		}
		if r.para[i] != r.para[i-1] && r.para[i] >= 0 && !r.blank(i) {
			cut = true
		}
		if cut || i-start >= maxUnit && r.doc.Tokens[i].SentStart {
			r.units = append(r.units, nlp.Span{Start: start, End: i})
			start = i
		}
		r.unit[i] = len(r.units)
	}
	r.units = append(r.units, nlp.Span{Start: start, End: len(r.doc.Tokens)})
}

// blank reports whether token i is white space.
func (r *run) blank(i int) bool { return r.doc.Tokens[i].POS == "SPACE" }

// punct reports whether token i is punctuation or white space.
func (r *run) punct(i int) bool {
	p := r.doc.Tokens[i].POS
	return p == "PUNCT" || p == "SPACE"
}

// unitOf returns the sentence of token i.
func (r *run) unitOf(i int) nlp.Span { return r.units[r.unit[i]] }

// tokenAt returns the first token that ends after byte b.
func (r *run) tokenAt(b int) int {
	i, _ := slices.BinarySearchFunc(r.doc.Tokens, b, func(t nlp.Token, b int) int {
		if t.End <= b {
			return -1
		}
		return 1
	})
	return i
}

// evidence returns the bytes of the sentences that hold [start, end) and the
// tokens given, which may be -1.
func (r *run) evidence(start, end int, toks ...int) (int, int) {
	grow := func(i int) {
		if i < 0 || i >= len(r.doc.Tokens) {
			return
		}
		u := r.unitOf(i)
		for u.Start < u.End-1 && r.blank(u.Start) {
			u.Start++
		}
		for u.End-1 > u.Start && r.blank(u.End-1) {
			u.End--
		}
		start, end = min(start, r.doc.Tokens[u.Start].Start), max(end, r.doc.Tokens[u.End-1].End)
	}
	grow(r.tokenAt(start))
	grow(r.tokenAt(end - 1))
	for _, t := range toks {
		grow(t)
	}
	return start, end
}

// settle drops what is below the threshold and what repeats another claim,
// and sorts.
func (r *run) settle() []Claim {
	slices.SortStableFunc(r.claims, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(b.Confidence, a.Confidence))
	})
	var out []Claim
	for _, c := range r.claims {
		if c.Confidence < Threshold || c.Start >= c.End {
			continue
		}
		if n := len(out); n > 0 && c.Start < out[n-1].End {
			// Inside or across the claim before: the larger one reports it.
			if c.End > out[n-1].End && c.Confidence > out[n-1].Confidence && out[n-1].Kind != graph.Direct {
				out[n-1] = c
			}
			continue
		}
		out = append(out, c)
	}
	return out
}
