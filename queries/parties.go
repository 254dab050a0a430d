package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// party is one side's presence in a meeting, as queries show it.
type party struct {
	Entity
	acts []string // ids of the states and organizations acted for, the one in the meeting first; its own for a state or organization
	post string
	as   graph.Part
}

// isOfficial reports whether the party is a person.
func (p party) isOfficial() bool { return p.Type == graph.Person }

// side is the state or organization that the party acted for: itself, if it
// is one; "" when unknown.
func (p party) side() string {
	if len(p.acts) == 0 {
		return ""
	}
	return p.acts[0]
}

// sameSide reports whether two parties act for one state or organization.
func (p party) sameSide(q party) bool {
	return slices.ContainsFunc(p.acts, func(id string) bool { return slices.Contains(q.acts, id) })
}

// parties returns who took part in a meeting, sorted by name. A state or
// organization is left out when an official who acts for it is there: the
// text that says "Norway and Chad met" and then names the ministers speaks of
// the same parties twice. Posts that the meeting does not give are taken from
// what the texts say of the person elsewhere.
func (e *Env) parties(ctx context.Context, m graph.Meeting) ([]party, error) {
	all := make([]party, 0, len(m.Participations))
	officials, others := false, false
	for _, p := range m.Participations {
		if !p.As.TookPart() {
			continue
		}
		ent, err := e.entity(ctx, p.Party)
		if err != nil {
			return nil, err
		}
		q := party{Entity: ent, post: p.Post, as: p.As}
		switch ent.Type {
		case graph.State, graph.Organization:
			others = true
			q.acts = []string{ent.ID}
		default:
			officials = true
			if q.acts, err = e.statesFirst(ctx, ent.ID); err != nil {
				return nil, err
			}
		}
		if p.For != "" && ent.ID != p.For && q.side() != p.For {
			q.acts = append([]string{p.For}, slices.DeleteFunc(slices.Clone(q.acts), func(id string) bool { return id == p.For })...)
		}
		if q.isOfficial() && q.post == "" {
			if q.post, err = e.postOf(ctx, ent.ID, q.side(), m.Date.EDTF); err != nil {
				return nil, err
			}
		}
		all = append(all, q)
	}
	out := all
	if officials && others {
		out = slices.DeleteFunc(slices.Clone(all), func(p party) bool {
			return !p.isOfficial() && slices.ContainsFunc(all, func(q party) bool {
				return q.isOfficial() && slices.Contains(q.acts, p.ID)
			})
		})
	}
	slices.SortFunc(out, func(a, b party) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// statesFirst returns the states and organizations that an entity acts for, is
// part of or lies in, states before the others. Callers leave the slice as it
// is: it is kept.
func (e *Env) statesFirst(ctx context.Context, id string) ([]string, error) {
	if acts, ok := e.acts[id]; ok {
		return acts, nil
	}
	of, err := e.actsFor(ctx, id)
	if err != nil {
		return nil, err
	}
	var states, others []string
	for _, id := range of {
		ent, err := e.entity(ctx, id)
		if err != nil {
			return nil, err
		}
		if ent.Type == graph.State {
			states = append(states, id)
		} else {
			others = append(others, id)
		}
	}
	e.acts[id] = append(states, others...)
	return e.acts[id], nil
}

// postOf returns the post in which a person was seen nearest to a date, for
// the given state or organization if any post is.
func (e *Env) postOf(ctx context.Context, person, of, date string) (string, error) {
	if e.posts == nil {
		e.posts = map[string][]graph.Tenure{}
		for t, err := range e.st.Tenures(ctx) {
			if err != nil {
				return "", fmt.Errorf("reading posts: %w", err)
			}
			e.posts[t.Of.Person] = append(e.posts[t.Of.Person], t.Of)
		}
	}
	ts := e.posts[person]
	if len(ts) == 0 {
		return "", nil
	}
	return slices.MinFunc(ts, func(a, b graph.Tenure) int {
		return cmp.Or(
			cmp.Compare(btoi(a.Of != of), btoi(b.Of != of)),
			cmp.Compare(apart(a.Seen.EDTF, date), apart(b.Seen.EDTF, date)),
			strings.Compare(a.Post, b.Post),
		)
	}).Post, nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// pair is two parties of one meeting that met.
type pair struct{ a, b party }

// pairs returns who met whom in a meeting: each party met those of other
// sides. Where all act for one side, they met each other.
func pairs(ps []party) []pair {
	across := pairsOf(ps, func(a, b party) bool { return !a.sameSide(b) })
	if len(across) == 0 {
		return pairsOf(ps, func(a, b party) bool { return true })
	}
	return across
}

func pairsOf(ps []party, met func(a, b party) bool) []pair {
	var out []pair
	for i, a := range ps {
		for _, b := range ps[i+1:] {
			if met(a, b) {
				out = append(out, pair{a, b})
			}
		}
	}
	return out
}

// filter picks contacts.
type filter func(*contact) bool

// meetings returns the contacts that all filters let through, by ID.
func (e *Env) meetings(ctx context.Context, filters ...filter) ([]*contact, error) {
	b, err := e.contacts(ctx)
	if err != nil {
		return nil, err
	}
	var out []*contact
	for _, c := range b.all {
		if !slices.ContainsFunc(filters, func(f filter) bool { return !f(c) }) {
			out = append(out, c)
		}
	}
	return out, nil
}

// ofParty lets contacts of any status through in which an entity is named as a
// party, in whatever part; for a state or organization, those of its officials
// too.
func (e *Env) ofParty(ent Entity) filter {
	collective := ent.Type == graph.State || ent.Type == graph.Organization
	return func(c *contact) bool {
		return slices.ContainsFunc(c.Participations, func(p graph.Participation) bool {
			return p.Party == ent.ID || p.For == ent.ID || collective && slices.Contains(e.entities[p.Party].For, ent.ID)
		})
	}
}

// inFormat lets meetings of a format or an organization through: those that
// are its sessions or a session of a format that is part of it, and those that
// were held at it.
func (e *Env) inFormat(ent Entity) filter {
	return func(c *contact) bool {
		return c.Format == ent.ID || c.Place == ent.ID || slices.Contains(e.entities[c.Format].For, ent.ID)
	}
}

// atPlace lets meetings at a place or in one that lies in it through.
func (e *Env) atPlace(ent Entity) filter {
	return func(c *contact) bool {
		return c.Place == ent.ID || slices.Contains(e.entities[c.Place].For, ent.ID)
	}
}

// about lets meetings through that have to do with an entity: as a party, as
// their format or as their place.
func (e *Env) about(ent Entity) filter {
	parts := []filter{e.ofParty(ent)}
	switch ent.Type {
	case graph.Format, graph.Organization:
		parts = append(parts, e.inFormat(ent))
	case graph.Place:
		parts = append(parts, e.atPlace(ent))
	}
	return func(c *contact) bool { return slices.ContainsFunc(parts, func(f filter) bool { return f(c) }) }
}

// tookPlace lets meetings through that were held or are under way, in the time
// asked for and as surely as asked for.
func tookPlace(when during, least float64) filter {
	return func(c *contact) bool {
		return c.Status.TookPlace() && c.confidence >= least && when.holds(c.span)
	}
}
