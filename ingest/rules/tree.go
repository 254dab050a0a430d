package rules

import (
	"iter"
	"slices"
	"strings"

	"parley/ingest/nlp"
)

// Tree is a document with its dependency arcs made walkable in both
// directions. It is safe for concurrent reading.
type Tree struct {
	Doc *nlp.Doc

	kids     nlp.Children
	lower    []string   // lower-cased text
	lemma    []string   // lower-cased lemma
	entity   []int      // index into Doc.Entities, -1
	sentence []int      // index into Doc.Sentences
	spans    []nlp.Span // of the subtree of each token
	below    []nlp.Span // places of a subtree's tokens when heads are listed before children, depth first
}

// NewTree prepares a document. The document must not change afterwards.
func NewTree(doc *nlp.Doc) *Tree {
	n := len(doc.Tokens)
	t := &Tree{Doc: doc, kids: doc.Children(), lower: make([]string, n), lemma: make([]string, n), entity: make([]int, n), sentence: make([]int, n)}
	for i := range doc.Tokens {
		t.lower[i], t.lemma[i] = strings.ToLower(doc.TokenText(i)), strings.ToLower(doc.Tokens[i].Lemma)
		t.entity[i] = -1
	}
	for k, e := range doc.Entities {
		for i := max(0, e.Start); i < min(e.End, n); i++ {
			t.entity[i] = k
		}
	}
	for k, s := range doc.Sentences {
		for i := max(0, s.Start); i < min(s.End, n); i++ {
			t.sentence[i] = k
		}
	}
	t.findSpans()
	return t
}

// Lower returns the lower-cased text of token i.
func (t *Tree) Lower(i int) string { return t.lower[i] }

// NER returns the label of the model's entity that holds token i, "" when
// none does.
func (t *Tree) NER(i int) string {
	if e := t.entity[i]; e >= 0 {
		return t.Doc.Entities[e].Label
	}
	return ""
}

// Sentence returns the tokens of the sentence of token i.
func (t *Tree) Sentence(i int) nlp.Span {
	if len(t.Doc.Sentences) == 0 {
		return nlp.Span{Start: 0, End: len(t.Doc.Tokens)}
	}
	return t.Doc.Sentences[t.sentence[i]]
}

// Children returns the children of token i, ascending, restricted to the
// given labels when there are any. The slice must not be changed.
func (t *Tree) Children(i int, deps ...string) []int {
	if len(deps) == 0 {
		return t.kids.Of(i)
	}
	var out []int
	for _, k := range t.kids.Of(i) {
		if slices.Contains(deps, t.Doc.Tokens[k].Dep) {
			out = append(out, k)
		}
	}
	return out
}

// Child returns the first child of token i with one of the labels, -1 when
// there is none.
func (t *Tree) Child(i int, deps ...string) int {
	for _, k := range t.kids.Of(i) {
		if slices.Contains(deps, t.Doc.Tokens[k].Dep) {
			return k
		}
	}
	return -1
}

// Within reports whether token i is token root or lies below it.
func (t *Tree) Within(i, root int) bool {
	at := t.below[i].Start
	return i == root || t.below[root].Start <= at && at < t.below[root].End
}

// Subtree returns token i and everything below it, ascending.
func (t *Tree) Subtree(i int) []int {
	out := make([]int, 0, max(1, t.below[i].End-t.below[i].Start))
	for k := t.spans[i].Start; k < t.spans[i].End; k++ {
		if t.Within(k, i) {
			out = append(out, k)
		}
	}
	return out
}

// SubtreeSpan returns the smallest span that holds the subtree of token i.
func (t *Tree) SubtreeSpan(i int) nlp.Span { return t.spans[i] }

// findSpans computes what every subtree covers. A token whose heads go round
// in a circle, which no parser gives, is a subtree of its own.
func (t *Tree) findSpans() {
	n := len(t.Doc.Tokens)
	t.spans, t.below = make([]nlp.Span, n), make([]nlp.Span, n)
	for i := range n {
		t.spans[i] = nlp.Span{Start: i, End: i + 1}
		t.below[i] = nlp.Span{Start: -1, End: -1}
	}
	order := make([]int, 0, n) // heads before children, depth first
	var open []int             // tokens yet to be listed, the next one last
	for i, tok := range t.Doc.Tokens {
		if tok.Head != i && tok.Head >= 0 && tok.Head < n {
			continue
		}
		for open = append(open, i); len(open) > 0; {
			k := open[len(open)-1]
			open = append(open[:len(open)-1], t.kids.Of(k)...)
			t.below[k] = nlp.Span{Start: len(order), End: len(order) + 1}
			order = append(order, k)
		}
	}
	for _, i := range slices.Backward(order) {
		for _, c := range t.kids.Of(i) {
			t.spans[i].Start = min(t.spans[i].Start, t.spans[c].Start)
			t.spans[i].End = max(t.spans[i].End, t.spans[c].End)
			t.below[i].End = max(t.below[i].End, t.below[c].End)
		}
	}
}

// Conjuncts returns token i and the tokens coordinated with it, in text
// order, whichever member of the coordination i is.
func (t *Tree) Conjuncts(i int) []int {
	for range len(t.Doc.Tokens) {
		tok := t.Doc.Tokens[i]
		if tok.Dep != "conj" || tok.Head == i {
			break
		}
		i = tok.Head
	}
	return t.ConjunctsBelow(i)
}

// ConjunctsBelow is Conjuncts without the members that stand above token i.
func (t *Tree) ConjunctsBelow(i int) []int {
	out := []int{i}
	seen := map[int]bool{i: true}
	for k := 0; k < len(out); k++ {
		for _, c := range t.kids.Of(out[k]) {
			if t.Doc.Tokens[c].Dep == "conj" && !seen[c] {
				seen[c] = true
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Voice says how Subject found the doer of a verb.
type Voice uint8

// The ways to find a doer.
const (
	NoSubject Voice = iota
	Active          // nominal subject of the verb itself
	Passive         // "by" agent of a passive verb
	Shared          // subject of a coordinated or controlling verb
	Relative        // the noun that a relative or participial clause modifies
)

// Subject returns the token of the doer of verb i: its subject, the agent of a
// passive, the subject of the verb it is coordinated with or controlled by,
// or the noun its relative clause modifies. It returns -1 and NoSubject when
// the sentence names none.
func (t *Tree) Subject(i int) (int, Voice) {
	toks := t.Doc.Tokens
	voice, raised := Active, false
	for range len(toks) {
		passive := t.Child(i, "auxpass", "nsubjpass", "csubjpass") >= 0 ||
			toks[i].Tag == "VBN" && (toks[i].Dep == "acl" || toks[i].Dep == "advcl") && t.Child(i, "aux") < 0
		if passive {
			if a := t.Child(i, "agent"); a >= 0 {
				if o := t.Child(a, "pobj"); o >= 0 {
					return o, Passive
				}
			}
			// "X is said to have remarked": the subject is raised.
			if s := t.Child(i, "nsubjpass"); s >= 0 && raised {
				return s, Shared
			}
			return -1, NoSubject
		}
		if s := t.Child(i, "nsubj", "csubj"); s >= 0 {
			if relativePronoun(t.lower[s], toks[s].Tag) && toks[i].Dep == "relcl" {
				return toks[i].Head, Relative
			}
			return s, voice
		}
		h := toks[i].Head
		if h == i {
			return -1, NoSubject
		}
		switch toks[i].Dep {
		case "conj", "xcomp", "advcl", "ccomp", "dep", "aux":
			if !verbal(toks[h].POS) && toks[i].Dep != "conj" {
				return -1, NoSubject
			}
			// "asked Y to do": the object of the controlling verb acts.
			if toks[i].Dep == "xcomp" || toks[i].Dep == "ccomp" {
				if o := t.Child(h, "dobj", "dative"); o >= 0 && o < i && t.Child(i, "aux") >= 0 {
					return o, Shared
				}
			}
			voice, raised = Shared, toks[i].Dep == "xcomp"
			i = h
		case "pcomp":
			// "after meeting X, Y said": climb over the preposition.
			voice = Shared
			i = toks[h].Head
			if !verbal(toks[i].POS) {
				return -1, NoSubject
			}
			// "was quoted as saying", "quoted Berg as saying": the object of the
			// upper verb says it.
			if t.lower[h] == "as" {
				if s := t.Child(i, "dobj", "nsubjpass"); s >= 0 {
					return s, Shared
				}
			}
		case "relcl":
			return h, Relative
		case "acl":
			if toks[i].Tag == "VBG" || t.Child(i, "aux") >= 0 {
				return h, Relative
			}
			return -1, NoSubject
		default:
			return -1, NoSubject
		}
	}
	return -1, NoSubject
}

func verbal(pos string) bool { return pos == "VERB" || pos == "AUX" }

func finiteTag(tag string) bool { return tag == "VBD" || tag == "VBZ" || tag == "VBP" }

func relativePronoun(lower, tag string) bool {
	return tag == "WDT" || tag == "WP" || lower == "that"
}

// Mood is how a verb is asserted.
type Mood struct {
	Negated     bool
	Modal       string // lemma of the modal auxiliary, "" when there is none
	Future      bool   // "will", "is to", "is going to", "plans to"
	Possible    bool   // "may", "might", "could", "would", "should", "must", under "if"
	Infinitive  bool   // "to" stands before it
	Progressive bool   // "is meeting"
	Perfect     bool   // "has met"
}

// Mood reads the auxiliaries and negations of verb i. A coordinated verb
// that is not finite and has no auxiliaries of its own takes those of the first
// verb.
func (t *Tree) Mood(i int) Mood {
	var m Mood
	toks := t.Doc.Tokens
	aux := false
	be, have, going := false, false, false
	for _, c := range t.kids.Of(i) {
		switch toks[c].Dep {
		case "neg":
			m.Negated = true
		case "aux", "auxpass":
			aux = true
			switch l := t.lower[c]; {
			case toks[c].Tag == "MD":
				m.Modal = toks[c].Lemma
				if l == "will" || l == "'ll" || l == "’ll" || l == "shall" || l == "wo" {
					m.Future = true
				} else {
					m.Possible = true
				}
			case l == "to":
				m.Infinitive = true
			case toks[c].Lemma == "be" && toks[c].Dep == "aux":
				be = true
			case toks[c].Lemma == "have":
				have = true
			}
		case "advmod":
			if l := t.lower[c]; l == "never" {
				m.Negated = true
			}
		case "mark":
			if l := t.lower[c]; l == "if" || l == "unless" || l == "whether" {
				m.Possible = true
			}
		case "preconj", "det":
			if t.lower[c] == "neither" || t.lower[c] == "no" {
				m.Negated = true
			}
		case "nsubj", "nsubjpass":
			if d := t.Child(c, "det"); d >= 0 && t.lower[d] == "no" || t.lower[c] == "nobody" || t.lower[c] == "neither" {
				m.Negated = true
			}
		}
	}
	h := toks[i].Head
	if m.Infinitive && h != i {
		switch toks[h].Lemma {
		case "be", "plan", "intend", "expect", "schedule", "set", "agree", "due", "prepare", "want", "hope":
			m.Future = true
		case "go":
			going = true
		}
	}
	m.Future = m.Future || going || m.Infinitive && be
	m.Progressive = be && toks[i].Tag == "VBG"
	m.Perfect = have
	if toks[i].Dep == "conj" && h != i && verbal(toks[h].POS) && !aux && !finiteTag(toks[i].Tag) && t.Child(i, "nsubj", "nsubjpass") < 0 {
		first := t.Mood(h)
		first.Negated = m.Negated
		return first
	}
	return m
}

// reach yields the tokens at the end of an edge, ascending.
func (t *Tree) reach(i int, e edgeKind, deps []string) iter.Seq[int] {
	toks := t.Doc.Tokens
	fits := func(k int) bool { return deps == nil || slices.Contains(deps, toks[k].Dep) }
	return func(yield func(int) bool) {
		switch e {
		case child:
			for _, k := range t.kids.Of(i) {
				if fits(k) && !yield(k) {
					return
				}
			}
		case descendant:
			for _, k := range t.Subtree(i) {
				if k != i && fits(k) && !yield(k) {
					return
				}
			}
		case head:
			if toks[i].Head != i && fits(i) {
				yield(toks[i].Head)
			}
		case ancestor:
			for range len(toks) {
				h := toks[i].Head
				if h == i || fits(i) && !yield(h) {
					return
				}
				i = h
			}
		case next:
			if s := t.Sentence(i); i+1 < s.End {
				yield(i + 1)
			}
		case prev:
			if s := t.Sentence(i); i-1 >= s.Start {
				yield(i - 1)
			}
		case before:
			for k := i + 1; k < t.Sentence(i).End; k++ {
				if !yield(k) {
					return
				}
			}
		case after:
			for k := t.Sentence(i).Start; k < i; k++ {
				if !yield(k) {
					return
				}
			}
		}
	}
}
