package resolve

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/lexicon"
)

// People knows the persons of documents read before, so that one who is
// spelt otherwise in the next is found again. It is not safe for concurrent
// use.
type People struct {
	lex    *lexicon.Lexicon
	byID   map[string]*acquaintance
	sounds map[string][]*acquaintance // consonants of a surname
}

// acquaintance is a person of an earlier document.
type acquaintance struct {
	id    string
	name  string
	names [][]string // words of each full spelling
	of    []string   // whom the person acts for
}

// NewPeople returns a People that knows nobody.
func (r *Resolver) NewPeople() *People {
	return &People{lex: r.lex, byID: map[string]*acquaintance{}, sounds: map[string][]*acquaintance{}}
}

// Add makes a person known. Entities of other types are left alone: their ids
// are the same in all documents.
func (p *People) Add(e graph.Entity) {
	if e.Type != graph.Person {
		return
	}
	a := p.byID[e.ID]
	if a == nil {
		a = &acquaintance{id: e.ID, name: e.Name}
		p.byID[e.ID] = a
	}
	for _, n := range append([]string{e.Name}, e.Aliases...) {
		w := strings.Fields(n)
		if len(w) < 2 || slices.ContainsFunc(a.names, func(o []string) bool { return slices.Equal(o, w) }) {
			continue
		}
		a.names = append(a.names, w)
		k := key(surname(w)).consonants
		if !slices.Contains(p.sounds[k], a) {
			p.sounds[k] = append(p.sounds[k], a)
		}
	}
	for _, f := range e.For {
		if !slices.Contains(a.of, f) {
			a.of = append(a.of, f)
		}
	}
}

// Unify gives the persons of a document the ids under which they are known,
// and makes the others known. A full name finds the person of that name in
// any spelling, unless they are seen to act for different states or bodies; a
// surname alone finds the only one so called who acts for the same. In doubt
// two stay two. The facts given are not changed.
func (p *People) Unify(f graph.Facts) graph.Facts {
	f.Entities = slices.Clone(f.Entities)
	here := map[string]bool{}
	for _, e := range f.Entities {
		here[e.ID] = true
	}
	renamed := map[string]string{}
	for i := range f.Entities {
		e := &f.Entities[i]
		if e.Type != graph.Person || p.byID[e.ID] != nil {
			continue
		}
		a := p.find(*e)
		if a == nil || here[a.id] {
			continue
		}
		here[a.id] = true
		renamed[e.ID] = a.id
		if e.Name != a.name {
			if !slices.Contains(e.Aliases, e.Name) {
				e.Aliases = append(slices.Clone(e.Aliases), e.Name)
			}
			e.Aliases = slices.DeleteFunc(e.Aliases, func(n string) bool { return n == a.name })
			slices.Sort(e.Aliases)
		}
		e.ID, e.Name = a.id, a.name
	}
	for _, e := range f.Entities {
		p.Add(e)
	}
	if len(renamed) == 0 {
		return f
	}
	return rename(f, renamed)
}

// find returns the one known person whom a new one can be, nil for none or
// several.
func (p *People) find(e graph.Entity) *acquaintance {
	w := strings.Fields(e.Name)
	if len(w) == 0 {
		return nil
	}
	var found *acquaintance
	for _, a := range p.sounds[key(surname(w)).consonants] {
		if !p.canBe(a, w, e.For) {
			continue
		}
		if found != nil {
			return nil
		}
		found = a
	}
	return found
}

func (p *People) canBe(a *acquaintance, w, of []string) bool {
	common := slices.ContainsFunc(of, func(f string) bool { return slices.Contains(a.of, f) })
	if len(of) > 0 && len(a.of) > 0 && !common {
		return false
	}
	for _, n := range a.names {
		if !sameWord(surname(n), surname(w)) {
			continue
		}
		if len(w) == 1 {
			if common && lexicon.Fold(surname(n)) == lexicon.Fold(surname(w)) {
				return true
			}
			continue
		}
		given, other := n[0], w[0]
		if sameWord(given, other) || p.lex.ShortForm(given, other) || common && sameGiven(p.lex, newNameWord(given), newNameWord(other)) {
			return true
		}
	}
	return false
}

// rename replaces entity ids in all facts.
func rename(f graph.Facts, to map[string]string) graph.Facts {
	id := func(s *string) {
		if n, ok := to[*s]; ok {
			*s = n
		}
	}
	f.Mentions = slices.Clone(f.Mentions)
	for i := range f.Mentions {
		id(&f.Mentions[i].Entity)
	}
	f.Tenures = slices.Clone(f.Tenures)
	for i := range f.Tenures {
		id(&f.Tenures[i].Person)
	}
	f.Meetings = slices.Clone(f.Meetings)
	for i := range f.Meetings {
		m := &f.Meetings[i]
		m.Participations = slices.Clone(m.Participations)
		for j := range m.Participations {
			id(&m.Participations[j].Party)
		}
	}
	f.Claims = slices.Clone(f.Claims)
	for i := range f.Claims {
		c := &f.Claims[i]
		id(&c.Speaker)
		id(&c.Addressee)
		id(&c.ReportedBy)
		id(&c.For)
	}
	f.Interactions = slices.Clone(f.Interactions)
	for i := range f.Interactions {
		id(&f.Interactions[i].Actor)
		id(&f.Interactions[i].Recipient)
	}
	return f
}
