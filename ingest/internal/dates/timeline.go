package dates

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/nlp"
)

// Rule is how an event came by a candidate date.
type Rule string

// The rules, in falling order of trust.
const (
	Attached      Rule = "attached"    // the expression modifies the event itself
	FromClause    Rule = "clause"      // it modifies the clause that the event is part of
	FromSentence  Rule = "sentence"    // it opens the sentence
	FromStory     Rule = "story"       // the last date told in the same paragraph
	FromPublished Rule = "publication" // the document's own date
)

// Candidate is one date that an event may have.
type Candidate struct {
	Date       graph.Date
	Expr       int // index into Timeline.Exprs, -1 for FromPublished
	Rule       Rule
	Confidence float64 // 0 to 1
}

// Sure is the confidence from which DateOf reports a candidate. Below it a
// date is more often wrong than right, and no date is better than a wrong one.
const Sure = 0.4

// Timeline dates the events of one document.
type Timeline struct {
	Exprs []Expr
	// History is true where the document tells of years gone by: dates carry
	// on from one to the next, and that of publication says little.
	History bool

	r         *resolver
	in        map[int][]int // sentence to the expressions in it, as indexes into Exprs
	opener    []int         // sentence to the one whose quotation it goes on with, itself when none
	published string
	off       ablation.Set
}

// Timeline finds and resolves the expressions of doc, whose text text is.
// published is an EDTF date or "".
func (text Text) Timeline(doc *nlp.Doc, published string) *Timeline {
	r := newResolver(doc, published)
	r.find(text)
	t := &Timeline{Exprs: r.exprs, History: r.history, r: r, in: map[int][]int{}, opener: make([]int, len(doc.Sentences))}
	for k := range t.Exprs {
		n := r.sent[t.Exprs[k].Tokens.Start]
		t.in[n] = append(t.in[n], k)
	}
	for n := range t.opener {
		t.opener[n] = n
		if n > 0 && r.continues(n) {
			t.opener[n] = t.opener[n-1]
		}
	}
	if r.pubPrec > 0 {
		t.published = published
	}
	return t
}

// Without makes t leave out some of its mechanisms.
func (t *Timeline) Without(off ablation.Set) *Timeline {
	t.off = off
	return t
}

// Published returns the document's own date as EDTF, "" when it is not known.
func (t *Timeline) Published() string { return t.published }

// DateOf returns the best date of the event that token tok heads, a verb or a
// noun, with the expression it rests on. ok is false where no candidate is
// sure enough; the date of publication never is.
func (t *Timeline) DateOf(tok int) (graph.Date, Expr, bool) {
	for _, c := range t.Candidates(tok) {
		if c.Expr >= 0 && c.Confidence >= Sure {
			return c.Date, t.Exprs[c.Expr], true
		}
	}
	return graph.Date{}, Expr{}, false
}

// Candidates returns the dates that the event headed by token tok may have,
// the likeliest first.
func (t *Timeline) Candidates(tok int) []Candidate {
	r := t.r
	if tok < 0 || tok >= len(r.doc.Tokens) {
		return nil
	}
	best := map[int]Candidate{} // by expression
	add := func(k int, rule Rule, conf float64) {
		e := &t.Exprs[k]
		conf *= e.Confidence * weight(e)
		if conf > best[k].Confidence {
			best[k] = Candidate{graph.Date{EDTF: e.EDTF, Basis: e.Basis}, k, rule, conf}
		}
	}
	own := false
	for _, k := range t.in[r.sent[tok]] {
		if !t.datable(k) {
			continue
		}
		if c := r.attached(&t.Exprs[k], tok); c > 0 {
			add(k, Attached, c)
			own = own || weight(&t.Exprs[k]) > 0.5
		}
	}
	around := !t.off.Has(ablation.ClauseDates)
	if !own && around {
		t.inherit(tok, add)
	}
	if len(best) == 0 && around {
		if k, ok := t.opening(tok); ok {
			add(k, FromSentence, 0.6)
		}
	}
	if len(best) == 0 && around && t.History && !r.quoted[tok] {
		if k := t.told(tok); k >= 0 {
			add(k, FromStory, 0.35)
		}
	}
	var out []Candidate
	for _, c := range best {
		out = append(out, c)
	}
	if t.published != "" && !t.History {
		out = append(out, Candidate{graph.Date{EDTF: t.published, Basis: graph.Publication}, -1, FromPublished, 0.2})
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		if c := cmp.Compare(b.Confidence, a.Confidence); c != 0 {
			return c
		}
		return cmp.Compare(a.Expr, b.Expr)
	})
	return out
}

// datable reports whether expression k can date an event.
func (t *Timeline) datable(k int) bool {
	e := &t.Exprs[k]
	return e.Kind == Point && e.EDTF != "" && e.site >= 0
}

// weight is how far the preposition lets the date be that of what it
// modifies. "Since", "until", "before" and "after" a date is not on it.
func weight(e *Expr) float64 {
	switch {
	case outside[e.Prep]:
		return 0
	case e.Prep == "by":
		return 0.65
	case e.Prep == "for", e.Prep == "to", e.Prep == "of":
		return 0.9
	case e.Prep == "throughout":
		return 0.8
	}
	return 1
}

// isEvent reports whether token i names something that can have a date.
func (r *resolver) isEvent(i int) bool {
	t := &r.doc.Tokens[i]
	if t.POS == "VERB" {
		return true
	}
	if t.POS != "NOUN" && t.POS != "PROPN" {
		return false
	}
	l := r.lemma(i)
	if eventNouns[l] {
		return true
	}
	if t.POS == "PROPN" {
		return false
	}
	for _, s := range eventSuffixes {
		if len(l) > len(s)+2 && strings.HasSuffix(l, s) {
			return true
		}
	}
	return false
}

// attached returns how surely e modifies the event at tok, 0 for not at all:
// the way up the tree from e to tok passes no other event.
func (r *resolver) attached(e *Expr, tok int) float64 {
	if e.Quoted != r.quoted[tok] || tok >= e.Tokens.Start && tok < e.Tokens.End {
		return 0
	}
	cur, conf := e.site, 1.0
	for range 12 {
		if cur == tok {
			return conf
		}
		lightVerb := false
		if r.isVerb(cur) || r.isEvent(cur) {
			// "the talks they held on Monday", "a vote scheduled for May 3"
			d := r.dep(cur)
			if !(r.isVerb(cur) && (d == "relcl" || d == "acl") && (light[r.lemma(cur)] || planning[r.lemma(cur)])) {
				return 0
			}
			lightVerb = true
		}
		h := r.head(cur)
		if h == cur {
			return 0
		}
		conf *= 0.9
		if lightVerb {
			conf *= 0.95
			if h != tok {
				return 0
			}
		}
		cur = h
	}
	return 0
}

// inherit adds the dates of the clauses around tok.
func (t *Timeline) inherit(tok int, add func(int, Rule, float64)) {
	r := t.r
	conf := 0.9
	cur := tok
	for range 8 {
		h := r.head(cur)
		if h == cur {
			return
		}
		d := r.dep(cur)
		if r.isVerb(cur) {
			switch d {
			case "relcl", "ccomp", "csubj", "parataxis":
				return
			case "acl":
				return
			case "xcomp":
				if !phase[r.lemma(h)] {
					return
				}
			case "conj", "advcl", "dep":
				conf *= 0.85
			}
		}
		switch d {
		case "pobj", "pcomp":
			// "after a meeting": mostly the same day; "a call for talks": not
			switch p := r.lemma(h); {
			case p == "after" || p == "following" || p == "before" || p == "ahead":
				conf *= 0.75
			case p == "for" && motion[r.lemma(r.head(h))]:
				conf *= 0.8
			case p == "for" || p == "about" || p == "against" || p == "over" || p == "despite" || p == "since" || p == "until" || p == "without":
				conf *= 0.4
			case p == "of":
				conf *= 0.8
			}
		}
		cur = h
		if !r.isVerb(cur) && !r.isEvent(cur) {
			continue
		}
		if r.isVerb(cur) && cur != tok && !r.isVerb(tok) {
			switch {
			case light[r.lemma(cur)]:
			case d != "nsubj" && d != "nsubjpass" && speaking[r.lemma(cur)] && d != "prep":
				conf *= 0.4 // "proposed a summit on Monday"
			default:
				conf *= 0.9
			}
		} else {
			conf *= 0.85
		}
		found := false
		for _, k := range t.in[r.sent[tok]] {
			if !t.datable(k) {
				continue
			}
			if c := r.attached(&t.Exprs[k], cur); c > 0 && r.quoted[tok] == t.Exprs[k].Quoted {
				add(k, FromClause, conf*c)
				found = found || weight(&t.Exprs[k]) > 0.5
			}
		}
		if found {
			return
		}
	}
}

// opening returns the expression that opens the sentence of tok and so dates
// all its main clauses, however the tree has it.
func (t *Timeline) opening(tok int) (int, bool) {
	r := t.r
	n := r.sent[tok]
	if r.quoted[tok] || n >= len(r.doc.Sentences) {
		return 0, false
	}
	for v, k := tok, 0; k < 8 && r.head(v) != v; v, k = r.head(v), k+1 {
		if d := r.dep(v); r.isVerb(v) && (d == "relcl" || d == "ccomp" || d == "acl") {
			return 0, false
		}
	}
	// a quotation of several sentences that the opening words introduce
	n = t.opener[n]
	start := max(0, r.doc.Sentences[n].Start)
	first, many := -1, false
	for _, k := range t.in[n] {
		e := &t.Exprs[k]
		if e.Kind != Point || e.EDTF == "" || e.Quoted {
			continue
		}
		if first < 0 && e.Tokens.Start <= start+3 && weight(e) > 0.5 {
			first = k
		} else if first >= 0 && e.main {
			many = true
		}
	}
	return first, first >= 0 && !many
}

// continues reports whether sentence n goes on with a quotation that an
// earlier sentence of the same paragraph opened.
func (r *resolver) continues(n int) bool {
	a := r.doc.Sentences[n].Start
	return a > 0 && a < len(r.quoted) && r.quoted[a] && r.quoted[a-1] && r.para[a] == r.para[a-1]
}

// told is the last date that the story told before tok in its paragraph.
func (t *Timeline) told(tok int) int {
	r := t.r
	for k := t.from(tok) - 1; k >= 0 && t.Exprs[k].para == r.para[tok]; k-- {
		if t.datable(k) && t.Exprs[k].main {
			return k
		}
	}
	return -1
}

// from returns the first expression that begins with token tok or after it.
func (t *Timeline) from(tok int) int {
	return sort.Search(len(t.Exprs), func(k int) bool { return t.Exprs[k].Tokens.Start >= tok })
}

// Within returns the first date that the tokens of a span give, and false
// where they give none.
func (t *Timeline) Within(span nlp.Span) (graph.Date, bool) {
	for k := t.from(span.Start); k < len(t.Exprs) && t.Exprs[k].Tokens.Start < span.End; k++ {
		if e := &t.Exprs[k]; e.Tokens.End <= span.End && e.Kind == Point && e.EDTF != "" {
			return graph.Date{EDTF: e.EDTF, Basis: e.Basis}, true
		}
	}
	return graph.Date{}, false
}
