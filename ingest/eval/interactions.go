package eval

import (
	"maps"
	"slices"
	"strings"
)

// interaction is what one entity does to another. The gold has further values
// that are right, and says with mutual that either may be the actor.
type interaction struct {
	Class        string   `json:"class"`
	ClassAlt     []string `json:"class_alt"`
	Actor        ref      `json:"actor"`
	ActorAlt     []ref    `json:"actor_alt"`
	Recipient    ref      `json:"recipient"`
	RecipientAlt []ref    `json:"recipient_alt"`
	Mutual       bool     `json:"mutual"`
	Status       string   `json:"status"`
	StatusAlt    []string `json:"status_alt"`
	Words        string   `json:"words"` // of the gold
	Evidence     string   `json:"evidence"`
	Optional     bool     `json:"optional"`
	Confidence   *float64 `json:"confidence"`
}

// Interactions returns the counts of interactions, over all documents whose
// gold has some, and by PLOVER class, sorted; ok is false where none has. What
// is found or missed counts for the class in the gold, what is false for the
// class that it was given.
func (s *Score) Interactions() (all Measure, byClass []Measure, ok bool) {
	if s.classes == nil {
		return Measure{}, nil, false
	}
	var sum Counts
	for _, name := range slices.Sorted(maps.Keys(s.classes)) {
		c := s.classes[name]
		sum.add(c.TP, c.FP, c.FN)
		byClass = append(byClass, Measure{Name: name, Counts: &c})
	}
	return Measure{Name: "interaction", Counts: &sum}, byClass, true
}

// InteractionStatus says of how many interactions that were found the status
// is right.
func (s *Score) InteractionStatus() Measure {
	return Measure{Name: "interaction_status", Share: &s.interactionStatus}
}

func (s *Score) addClass(name string, tp, fp, fn int) {
	if s.classes == nil {
		s.classes = map[string]Counts{}
	}
	c := s.classes[name]
	c.add(tp, fp, fn)
	s.classes[name] = c
}

// interactions scores what is done where the gold says that. An interaction is
// found when the sentence and the class are right, and each party is, or acts
// for the one in the gold, or is the one for which that acts.
func (s *Score) interactions(m *matcher) {
	gold, sys := m.gold.Interactions, m.sys.Interactions
	if len(gold) == 0 {
		return
	}
	var pairs []pair
	for i, g := range gold {
		for j, x := range sys {
			if score, ok := m.interactionScore(g, x); ok {
				pairs = append(pairs, pair{score, i, j})
			}
		}
	}
	m.interactions = assign(pairs, func(i int) bool { return gold[i].Optional })
	used := map[int]bool{}
	for i, g := range gold {
		j, found := m.interactions[i]
		used[j] = used[j] || found
		switch {
		case g.Optional:
		case found:
			s.addClass(g.Class, 1, 0, 0)
			s.interactionStatus.add(accepts(sys[j].Status, g.Status, g.StatusAlt))
		default:
			s.addClass(g.Class, 0, 0, 1)
		}
	}
	for j, x := range sys {
		if !used[j] {
			s.addClass(x.Class, 0, 1, 0)
		}
	}
}

// interactionScore says how well two interactions agree, and whether they can
// be the same. The class and parties of the gold count for more than its
// alternatives.
func (m *matcher) interactionScore(g, x interaction) (float64, bool) {
	said := m.words(x.Evidence)
	if !strings.Contains(said.folded, m.words(g.Words).folded) || !sameSentence(m.words(g.Evidence), said) ||
		!accepts(x.Class, g.Class, g.ClassAlt) {
		return 0, false
	}
	actor, recipient := m.id(x.Actor), m.id(x.Recipient)
	best, ok := m.partiesScore(g, actor, recipient)
	if g.Mutual && recipient != "" {
		if score, fits := m.partiesScore(g, recipient, actor); fits {
			best, ok = max(best, score), true
		}
	}
	if x.Class == g.Class {
		best++
	}
	return best, ok
}

func (m *matcher) partiesScore(g interaction, actor, recipient ref) (float64, bool) {
	a, ok := m.partyScore(actor, g.Actor, g.ActorAlt)
	if !ok {
		return 0, false
	}
	r, ok := m.partyScore(recipient, g.Recipient, g.RecipientAlt)
	return a + r, ok
}

// partyScore compares a party with the gold: itself, an alternative, or one of
// whom the roles of the gold say that either acts for the other.
func (m *matcher) partyScore(id, gold ref, alternatives []ref) (float64, bool) {
	switch {
	case id == gold:
		return 1, true
	case slices.Contains(alternatives, id):
		return 0.75, true
	case id == "":
		return 0, false
	}
	for _, want := range append([]ref{gold}, alternatives...) {
		if want != "" && (m.actsFor(id, want) || m.actsFor(want, id)) {
			return 0.5, true
		}
	}
	return 0, false
}

// actsFor reports whether the gold gives a person a role of an entity.
func (m *matcher) actsFor(person, of ref) bool {
	return slices.ContainsFunc(m.gold.Roles, func(r role) bool {
		return r.Person == person && accepts(of, r.Of, r.OfAlt)
	})
}

func (f *finder) interactions() {
	if len(f.m.gold.Interactions) == 0 {
		return
	}
	describe := func(d Doc) func(int) (string, string) {
		entities := index(d)
		return func(i int) (string, string) {
			x := d.Interactions[i]
			item := name(entities, x.Actor) + " " + x.Class + " " + orNone(name(entities, x.Recipient)) + ", " + x.Status
			if x.Words != "" {
				item += " (" + x.Words + ")"
			}
			return collapse(item), collapse(x.Evidence)
		}
	}
	gold := f.m.gold.Interactions
	f.unmatched("interaction", f.m.interactions, optionals(gold, func(x interaction) bool { return x.Optional }),
		len(f.m.sys.Interactions), describe(f.m.gold), describe(f.m.sys))
	for i, g := range gold {
		j, ok := f.m.interactions[i]
		if !ok || g.Optional {
			continue
		}
		if x := f.m.sys.Interactions[j]; !accepts(x.Status, g.Status, g.StatusAlt) {
			f.differs("interaction", []Difference{{"status", g.Status, x.Status}}, i, describe(f.m.gold))
		}
	}
}
