package eval

import (
	"cmp"
	"slices"
)

// pair is a candidate: item g of the gold may be item s of the system.
type pair struct {
	score float64
	g, s  int
}

// assign pairs items one to one, the best first. Optional gold gives way to
// required gold where both score alike.
func assign(pairs []pair, optional func(g int) bool) map[int]int {
	pairs = slices.Clone(pairs)
	for i := range pairs {
		if optional(pairs[i].g) {
			pairs[i].score -= 1e-6
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.g, b.g), cmp.Compare(a.s, b.s))
	})
	out, used := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		if _, ok := out[p.g]; !ok && !used[p.s] {
			out[p.g], used[p.s] = p.s, true
		}
	}
	return out
}

// Comparison is what a system says of one document beside the gold.
type Comparison struct {
	Score *Score
	m     *matcher
}

// Compare compares what a system says of a document with the gold.
func Compare(gold, sys Doc) *Comparison {
	s, m := &Score{}, newMatcher(gold, sys)
	s.entities(m)
	s.roles(m)
	s.meetings(m)
	s.claims(m)
	s.interactions(m)
	return &Comparison{s, m}
}

// Add adds the score of a document to those before.
func (s *Score) Add(gold, sys Doc) { s.Merge(Compare(gold, sys).Score) }

// required counts the gold items of an assignment that are not optional.
func required(assigned map[int]int, optional func(int) bool) int {
	n := 0
	for g := range assigned {
		if !optional(g) {
			n++
		}
	}
	return n
}

// count adds an assignment up: optional gold is neither found nor missed, and
// what is assigned to it is not false.
func (s *Score) count(what int, assigned map[int]int, gold, sys int, optional func(int) bool) {
	needed := 0
	for g := range gold {
		if !optional(g) {
			needed++
		}
	}
	tp := required(assigned, optional)
	s.counts[what].add(tp, sys-len(assigned), needed-tp)
}

// matcher knows which entity of the gold an entity of the system is.
type matcher struct {
	gold, sys         Doc
	goldForms         []map[string]bool
	sysForms          []map[string]bool
	assigned          map[int]int // gold to system
	goldOf, doublesOf map[int]int // system to gold: assigned, and the best where another was assigned
	sysIndex          map[ref]int
	read              map[string]*words // each text is folded once

	roles, meetings, claims, interactions map[int]int // gold to system, once they are scored
}

func newMatcher(gold, sys Doc) *matcher {
	m := &matcher{gold: gold, sys: sys, goldOf: map[int]int{}, doublesOf: map[int]int{}, sysIndex: map[ref]int{}, read: map[string]*words{}}
	for _, e := range gold.Entities {
		m.goldForms = append(m.goldForms, m.forms(e))
	}
	for i, e := range sys.Entities {
		m.sysForms = append(m.sysForms, m.forms(e))
		m.sysIndex[ref(e.ID)] = i
	}
	var pairs []pair
	for i, e := range gold.Entities {
		for j, x := range sys.Entities {
			if score, ok := m.entityScore(e, x, m.goldForms[i], m.sysForms[j]); ok {
				pairs = append(pairs, pair{score, i, j})
			}
		}
	}
	m.assigned = assign(pairs, m.optionalEntity)
	for g, j := range m.assigned {
		m.goldOf[j] = g
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.score, a.score) })
	for _, p := range pairs {
		if _, ok := m.doublesOf[p.s]; !ok {
			m.doublesOf[p.s] = p.g
		}
	}
	return m
}

func (m *matcher) optionalEntity(g int) bool { return m.gold.Entities[g].Optional }

// words folds a text.
func (m *matcher) words(s string) *words {
	w, ok := m.read[s]
	if !ok {
		w = newWords(s)
		m.read[s] = w
	}
	return w
}

func (m *matcher) forms(e entity) map[string]bool {
	fs := map[string]bool{}
	for _, f := range append([]string{e.Name}, e.Mentions...) {
		if f = m.words(f).folded; f != "" {
			fs[f] = true
		}
	}
	return fs
}

// alike are types that texts and annotators mix: a state and its territory, an
// organization and the format it gives.
var alike = map[[2]string]bool{
	{"state", "place"}: true, {"place", "state"}: true,
	{"organization", "format"}: true, {"format", "organization"}: true,
	{"state", "organization"}: true, {"organization", "state"}: true,
}

// entityScore says how alike two entities are; they need a form in common.
func (m *matcher) entityScore(g, x entity, gf, xf map[string]bool) (float64, bool) {
	if g.Type != x.Type && !alike[[2]string{g.Type, x.Type}] {
		return 0, false
	}
	shared := 0
	for f := range gf {
		if xf[f] {
			shared++
		}
	}
	if shared == 0 {
		return 0, false
	}
	score := float64(shared) / float64(len(gf)+len(xf)-shared)
	if g.Type == x.Type {
		score++
	}
	if m.words(g.Name).folded == m.words(x.Name).folded {
		score++
	}
	return score, true
}

// id brings a reference of the system to an id of the gold, or to one that the
// gold does not have.
func (m *matcher) id(x ref) ref {
	if x == "" {
		return ""
	}
	if j, ok := m.sysIndex[x]; ok {
		if id, ok := m.idOf(j); ok {
			return id
		}
		return "?" + x
	}
	name := m.words(string(x)).folded
	for j, fs := range m.sysForms {
		if fs[name] {
			if id, ok := m.idOf(j); ok {
				return id
			}
		}
	}
	for i, fs := range m.goldForms {
		if fs[name] {
			return ref(m.gold.Entities[i].ID)
		}
	}
	return "?" + x
}

func (m *matcher) idOf(j int) (ref, bool) {
	g, ok := m.goldOf[j]
	if !ok {
		g, ok = m.doublesOf[j]
	}
	if !ok {
		return "", false
	}
	return ref(m.gold.Entities[g].ID), true
}

// accepts reports whether a value is the gold's or one of its alternatives.
func accepts[T comparable](v, gold T, alternatives []T) bool {
	return v == gold || slices.Contains(alternatives, v)
}

func (s *Score) entities(m *matcher) {
	s.count(cEntity, m.assigned, len(m.gold.Entities), len(m.sys.Entities), m.optionalEntity)
	for i, e := range m.gold.Entities {
		switch _, found := m.assigned[i]; {
		case e.Optional:
		case found:
			s.addKind(e.Type, 1, 0, 0)
		default:
			s.addKind(e.Type, 0, 0, 1)
		}
	}
	for j, x := range m.sys.Entities {
		if _, found := m.goldOf[j]; !found {
			s.addKind(x.Type, 0, 1, 0)
		}
	}
}

func (s *Score) roles(m *matcher) {
	gold, sys := m.gold.Roles, m.sys.Roles
	optional := func(g int) bool { return gold[g].Optional }
	var all, right []pair // right in the state or organization, too
	for i, r := range gold {
		for j, x := range sys {
			if m.id(x.Person) != r.Person {
				continue
			}
			ours, theirs := m.words(r.Role), m.words(x.Role)
			f := overlap(ours, theirs)
			if f < 0.5 && !within(ours, theirs) && !within(theirs, ours) {
				continue
			}
			if accepts(m.id(x.Of), r.Of, r.OfAlt) {
				all = append(all, pair{f + 1, i, j})
				right = append(right, pair{f + 1, i, j})
			} else {
				all = append(all, pair{f, i, j})
			}
		}
	}
	m.roles = assign(right, optional)
	s.count(cRole, m.roles, len(gold), len(sys), optional)
	s.count(cRoleNoOf, assign(all, optional), len(gold), len(sys), optional)
}
