package rules

import (
	"iter"
	"slices"
	"strings"

	"parley/ingest/nlp"
)

// Kinds tells what kind of entity a token heads the mention of: "person",
// "state", "organization", "format", "place", or "" for none.
type Kinds interface {
	Kind(tok int) string
}

// NERKinds is Kinds by the labels of the model's entities alone.
type NERKinds struct{ Tree *Tree }

// Kind returns the kind for the label of the entity that holds the token.
func (k NERKinds) Kind(tok int) string {
	switch k.Tree.NER(tok) {
	case "PERSON":
		return "person"
	case "GPE":
		return "state"
	case "NORP", "ORG":
		return "organization"
	case "LOC", "FAC":
		return "place"
	}
	return ""
}

// Set is an ordered set of rules, indexed by the words of their anchors. It
// is safe for concurrent use.
type Set struct {
	rules  []*Rule
	words  map[string]anchored
	always []int
	lists  Lists
}

// anchored lists the rules whose anchor a word can be, by its lemma or by
// its own letters, as indexes into the rules of a set, ascending.
type anchored struct{ lemma, lower []int }

func newSet(rs []*Rule, lists Lists) *Set {
	s := &Set{rules: rs, lists: lists, words: map[string]anchored{}}
	for i, r := range rs {
		f, words, ok := r.anchorWords()
		if !ok {
			s.always = append(s.always, i)
			continue
		}
		for w := range words {
			a := s.words[w]
			if f == fLemma {
				a.lemma = append(a.lemma, i)
			} else {
				a.lower = append(a.lower, i)
			}
			s.words[w] = a
		}
	}
	return s
}

// anchoredAt appends to order the rules whose anchor token i may be, ascending.
func (s *Set) anchoredAt(t *Tree, i int, order []int) []int {
	order = append(order, s.always...)
	own := s.words[t.lower[i]]
	lemma := own
	if t.lemma[i] != t.lower[i] {
		lemma = s.words[t.lemma[i]]
	}
	order = append(append(order, lemma.lemma...), own.lower...)
	slices.Sort(order)
	return order
}

// Rules returns the rules in file order. The slice must not be changed.
func (s *Set) Rules() []*Rule { return s.rules }

// List returns the words of a list that the files define or that Load was
// given, nil when there is none of that name. The slice must not be changed.
func (s *Set) List(name string) []string { return s.lists[name] }

// Role is a name bound to a token.
type Role struct {
	Name string
	Tok  int
}

// Match is one place where a rule holds.
type Match struct {
	Rule   *Rule
	Anchor int    // token of the anchor node
	Roles  []Role // in order of the rule's names, unbound ones left out
}

// Tok returns the token bound to a role, -1 when it is unbound.
func (m Match) Tok(role string) int {
	for _, r := range m.Roles {
		if r.Name == role {
			return r.Tok
		}
	}
	return -1
}

// Match yields the matches of all rules over a document: by anchor token,
// then by rule, then by the tokens bound. A nil kinds gives no token a kind.
func (s *Set) Match(t *Tree, kinds Kinds) iter.Seq[Match] {
	return s.match(t, kinds, 0, len(t.Doc.Tokens))
}

// MatchIn is Match for anchors inside a span of tokens.
func (s *Set) MatchIn(t *Tree, kinds Kinds, span nlp.Span) iter.Seq[Match] {
	return s.match(t, kinds, max(0, span.Start), min(span.End, len(t.Doc.Tokens)))
}

func (s *Set) match(t *Tree, kinds Kinds, from, to int) iter.Seq[Match] {
	return func(yield func(Match) bool) {
		var order []int
		for i := from; i < to; i++ {
			order = s.anchoredAt(t, i, order[:0])
			for _, k := range order {
				r := s.rules[k]
				if !r.nodes[0].holds(t, kinds, i) {
					continue
				}
				m := matcher{rule: r, tree: t, kinds: kinds, bound: make([]int, len(r.names))}
				for j := range m.bound {
					m.bound[j] = -1
				}
				m.bound[0] = i
				m.line(0)
				for _, found := range m.found {
					if !yield(found) {
						return
					}
				}
			}
		}
	}
}

// matchLimit bounds the matches of one rule at one anchor, so that a loose
// pattern on a very long sentence stays cheap.
const matchLimit = 64

// matcher binds the slots of one rule at one anchor.
type matcher struct {
	rule  *Rule
	tree  *Tree
	kinds Kinds
	bound []int // token by slot, -1 when unbound
	found []Match
}

// line matches the pattern from line n on.
func (m *matcher) line(n int) {
	if len(m.found) >= matchLimit {
		return
	}
	if n == len(m.rule.lines) {
		m.keep()
		return
	}
	ln := &m.rule.lines[n]
	switch ln.need {
	case required:
		m.steps(ln.steps, m.bound[ln.from], func() bool { m.line(n + 1); return true })
	case absent:
		if !m.steps(ln.steps, m.bound[ln.from], func() bool { return false }) {
			m.line(n + 1)
		}
	case optional:
		// The first way to satisfy the line counts; without one its names stay unbound.
		if !m.steps(ln.steps, m.bound[ln.from], func() bool { m.line(n + 1); return false }) {
			m.line(n + 1)
		}
	}
}

// steps walks the edges from tok and calls done for every way to do so while
// it returns true. It reports whether there was one.
func (m *matcher) steps(steps []step, tok int, done func() bool) bool {
	if tok < 0 {
		return false
	}
	once := false
	m.walk(steps, tok, func() bool { once = true; return done() })
	return once
}

func (m *matcher) walk(steps []step, tok int, done func() bool) bool {
	if len(steps) == 0 {
		return done()
	}
	st := &steps[0]
	for to := range m.tree.reach(tok, st.edge, st.deps) {
		old := m.bound[st.to]
		if old >= 0 && old != to || !st.node.holds(m.tree, m.kinds, to) {
			continue
		}
		m.bound[st.to] = to
		more := m.walk(steps[1:], to, done)
		m.bound[st.to] = old
		if !more {
			return false
		}
	}
	return true
}

func (m *matcher) keep() {
	out := Match{Rule: m.rule, Anchor: m.bound[0]}
	for i, name := range m.rule.names {
		if name != "" && m.bound[i] >= 0 {
			out.Roles = append(out.Roles, Role{name, m.bound[i]})
		}
	}
	for _, f := range m.found {
		if slices.Equal(f.Roles, out.Roles) {
			return
		}
	}
	m.found = append(m.found, out)
}

// holds reports whether a token meets all constraints of a node.
func (n node) holds(t *Tree, kinds Kinds, tok int) bool {
	for k := range n {
		if c := &n[k]; c.negate == c.has(t, kinds, tok) {
			return false
		}
	}
	return true
}

func (c *constraint) has(t *Tree, kinds Kinds, tok int) bool {
	switch c.field {
	case fLemma:
		return c.values[t.lemma[tok]]
	case fLower:
		return c.values[t.lower[tok]]
	case fText:
		return c.values[t.Doc.TokenText(tok)]
	case fTag:
		return c.values[t.Doc.Tokens[tok].Tag]
	case fPOS:
		return c.values[t.Doc.Tokens[tok].POS]
	case fDep:
		return c.values[t.Doc.Tokens[tok].Dep]
	case fNER:
		return c.values[t.NER(tok)]
	case fKind:
		return kinds != nil && c.values[kinds.Kind(tok)]
	case fMorph:
		for f := range strings.SplitSeq(t.Doc.Tokens[tok].Morph, "|") {
			if c.values[f] {
				return true
			}
		}
	}
	return false
}
