package queries

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"parley/graph"
)

// dated sorts rows by the date in one column and then by their text.
func dated(rows []Row, date int) {
	slices.SortStableFunc(rows, func(a, b Row) int {
		if c := compareDates(a[date].String(), b[date].String()); c != 0 {
			return c
		}
		return slices.CompareFunc(a, b, func(x, y Value) int { return strings.Compare(x.String(), y.String()) })
	})
}

func attended(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		found, err := e.sessions(ctx, a)
		if err != nil {
			return nil, err
		}
		all := a.Get("format") == ""
		var rows []Row
		for _, m := range found {
			if all && m.Format == "" {
				continue
			}
			ps, err := e.parties(ctx, *m.Meeting)
			if err != nil {
				return nil, err
			}
			place, err := e.entity(ctx, m.Place)
			if err != nil {
				return nil, err
			}
			format, err := e.entity(ctx, m.Format)
			if err != nil {
				return nil, err
			}
			for _, p := range ps {
				side, err := e.entity(ctx, p.side())
				if err != nil {
					return nil, err
				}
				official := p.Entity
				if p.ID == side.ID {
					official = Entity{}
				}
				rows = append(rows, Row{
					official, side, Text(p.post), Text(p.as), format, Date(m.Date.EDTF), place, Text(m.Status), Fact(m.ID), m.also(),
				})
			}
		}
		dated(rows, 5)
		return rows, nil
	})
}

// sessions returns the meetings that took place, in the format or organization
// and in the time that are asked for, and as surely.
func (e *Env) sessions(ctx context.Context, a Args) ([]*contact, error) {
	when, err := newDuring(a.Get("from"), a.Get("to"))
	if err != nil {
		return nil, err
	}
	filters := []filter{tookPlace(when, a.share("min-confidence"))}
	if name := a.Get("format"); name != "" {
		format, err := e.Lookup(ctx, name, formatTypes...)
		if err != nil {
			return nil, err
		}
		filters = append(filters, e.inFormat(format))
	}
	return e.meetings(ctx, filters...)
}

func formatsOf(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		who, err := e.Lookup(ctx, a.Get("who"), actorTypes...)
		if err != nil {
			return nil, err
		}
		found, err := e.meetings(ctx, tookPlace(during{}, a.share("min-confidence")), e.ofParty(who))
		if err != nil {
			return nil, err
		}
		type tally struct {
			dates   []string
			through []string
			facts   Facts
		}
		formats := map[string]*tally{}
		for _, m := range found {
			if m.Format == "" {
				continue
			}
			ps, err := e.parties(ctx, *m.Meeting)
			if err != nil {
				return nil, err
			}
			own, _ := split(ps, who)
			if len(own) == 0 {
				continue
			}
			t := formats[m.Format]
			if t == nil {
				t = &tally{}
				formats[m.Format] = t
			}
			t.facts = append(t.facts, Fact(m.ID))
			t.dates = append(t.dates, m.Date.EDTF)
			t.through = append(t.through, officials(own, who)...)
		}
		var rows []Row
		for id, t := range formats {
			format, err := e.entity(ctx, id)
			if err != nil {
				return nil, err
			}
			through, err := e.entityList(ctx, t.through)
			if err != nil {
				return nil, err
			}
			first, last := firstAndLast(t.dates)
			rows = append(rows, Row{format, Int(len(t.facts)), first, last, through, t.facts})
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(-cmp.Compare(a[1].(Int), b[1].(Int)), strings.Compare(a[0].String(), b[0].String()))
		})
		return rows, nil
	})
}

// split parts the parties of a meeting into those that are, or act for, an
// entity, and the others.
func split(ps []party, who Entity) (own, others []party) {
	for _, p := range ps {
		if p.ID == who.ID || who.Type != graph.Person && slices.Contains(p.acts, who.ID) {
			own = append(own, p)
		} else {
			others = append(others, p)
		}
	}
	return own, others
}

// officials returns the ids of the parties other than the entity itself.
func officials(own []party, who Entity) []string {
	var out []string
	for _, p := range own {
		if p.ID != who.ID {
			out = append(out, p.ID)
		}
	}
	return out
}

// firstAndLast returns the dates that begin first and last; unknown ones are
// left out.
func firstAndLast(dates []string) (first, last Date) {
	dates = slices.DeleteFunc(slices.Clone(dates), func(d string) bool { return d == "" })
	if len(dates) == 0 {
		return "", ""
	}
	return Date(slices.MinFunc(dates, compareDates)), Date(slices.MaxFunc(dates, compareDates))
}

func met(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		who, err := e.Lookup(ctx, a.Get("who"), actorTypes...)
		if err != nil {
			return nil, err
		}
		var with Entity
		if name := a.Get("with"); name != "" {
			if with, err = e.Lookup(ctx, name, actorTypes...); err != nil {
				return nil, err
			}
		}
		found, err := e.meetings(ctx, tookPlace(when, a.share("min-confidence")), e.ofParty(who))
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, m := range found {
			more, err := e.metRows(ctx, m, who, with)
			if err != nil {
				return nil, err
			}
			rows = append(rows, more...)
		}
		dated(rows, 4)
		return rows, nil
	})
}

// metRows returns a row for each party that an entity met in a meeting; only
// those that are, or act for, with, unless it is empty.
func (e *Env) metRows(ctx context.Context, m *contact, who, with Entity) ([]Row, error) {
	ps, err := e.parties(ctx, *m.Meeting)
	if err != nil {
		return nil, err
	}
	own, _ := split(ps, who)
	isOwn := func(p party) bool { return slices.ContainsFunc(own, func(q party) bool { return q.ID == p.ID }) }
	through, err := e.entityList(ctx, officials(own, who))
	if err != nil {
		return nil, err
	}
	place, err := e.entity(ctx, m.Place)
	if err != nil {
		return nil, err
	}
	format, err := e.entity(ctx, m.Format)
	if err != nil {
		return nil, err
	}
	var rows []Row
	done := map[string]bool{}
	for _, pr := range pairs(ps) {
		other := pr.b
		if !isOwn(pr.a) {
			other = pr.a
		}
		if isOwn(pr.a) == isOwn(pr.b) || done[other.ID] {
			continue
		}
		done[other.ID] = true
		if with.ID != "" && other.ID != with.ID && !slices.Contains(other.acts, with.ID) {
			continue
		}
		side, err := e.entity(ctx, other.side())
		if err != nil {
			return nil, err
		}
		if side.ID == other.ID {
			side = Entity{}
		}
		rows = append(rows, Row{
			other.Entity, side, Text(other.post), through,
			Date(m.Date.EDTF), Text(m.Mode), place, format, Text(m.Status), Fact(m.ID), m.also(),
		})
	}
	return rows, nil
}

func whoMetWhom(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		found, err := e.sessions(ctx, a)
		if err != nil {
			return nil, err
		}
		tallies, err := e.tally(ctx, found, a.Get("by") == "state")
		if err != nil {
			return nil, err
		}
		var rows []Row
		for key, t := range tallies {
			pair, err := e.entityList(ctx, key[:])
			if err != nil {
				return nil, err
			}
			first, last := firstAndLast(t.dates)
			slices.Sort(t.modes)
			rows = append(rows, Row{pair[0], pair[1], Int(len(t.facts)), Int(t.accounts), first, last, t.modes, t.facts})
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(
				-cmp.Compare(a[2].(Int), b[2].(Int)),
				-compareDates(a[5].String(), b[5].String()),
				strings.Compare(a[0].String(), b[0].String()),
				strings.Compare(a[1].String(), b[1].String()),
				strings.Compare(a[0].(Entity).ID+a[1].(Entity).ID, b[0].(Entity).ID+b[1].(Entity).ID),
			)
		})
		return rows, nil
	})
}

// tally is what a pair had to do with each other in meetings.
type tally struct {
	dates    []string
	modes    Texts
	facts    Facts
	accounts int
}

// pairOf is two entities in the order of their ids.
type pairOf [2]string

// tally counts the meetings of each pair that met: of parties, or of those
// they act for.
func (e *Env) tally(ctx context.Context, found []*contact, states bool) (map[pairOf]*tally, error) {
	tallies := map[pairOf]*tally{}
	done := map[pairOf]bool{}
	for _, m := range found {
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		clear(done)
		for _, pr := range pairs(ps) {
			key := pairOf{pr.a.ID, pr.b.ID}
			if states {
				key = pairOf{cmp.Or(pr.a.side(), pr.a.ID), cmp.Or(pr.b.side(), pr.b.ID)}
			}
			if key[0] > key[1] {
				key[0], key[1] = key[1], key[0]
			}
			if key[0] == key[1] || done[key] {
				continue
			}
			done[key] = true
			t := tallies[key]
			if t == nil {
				t = &tally{}
				tallies[key] = t
			}
			t.facts = append(t.facts, Fact(m.ID))
			t.accounts += len(m.accounts)
			t.dates = append(t.dates, m.Date.EDTF)
			if !slices.Contains(t.modes, string(m.Mode)) {
				t.modes = append(t.modes, string(m.Mode))
			}
		}
	}
	return tallies, nil
}

func meetings(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		filters, err := e.meetingFilters(ctx, a)
		if err != nil {
			return nil, err
		}
		found, err := e.meetings(ctx, filters...)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, m := range found {
			row, err := e.meetingRow(ctx, m)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
		dated(rows, 0)
		return rows, nil
	})
}

// meetingFilters returns what picks the meetings with all the parties, in the
// time and format, at the place, by the mode and of the status that are asked
// for.
func (e *Env) meetingFilters(ctx context.Context, a Args) ([]filter, error) {
	when, err := newDuring(a.Get("from"), a.Get("to"))
	if err != nil {
		return nil, err
	}
	mode, status, least := graph.Mode(a.Get("mode")), graph.Status(a.Get("status")), a.share("min-confidence")
	filters := []filter{func(c *contact) bool {
		return (mode == "" || c.Mode == mode) && (status == "" || c.Status == status) &&
			c.confidence >= least && when.holds(c.span)
	}}
	narrow := func(names []string, types []graph.EntityType, by func(Entity) filter) error {
		for _, name := range names {
			ent, err := e.Lookup(ctx, name, types...)
			if err != nil {
				return err
			}
			filters = append(filters, by(ent))
		}
		return nil
	}
	if err := narrow(a["with"], actorTypes, e.ofParty); err != nil {
		return nil, err
	}
	if err := narrow(a["format"], formatTypes, e.inFormat); err != nil {
		return nil, err
	}
	err = narrow(a["place"], placeTypes, e.atPlace)
	return filters, err
}

func (e *Env) meetingRow(ctx context.Context, m *contact) (Row, error) {
	ps, err := e.parties(ctx, *m.Meeting)
	if err != nil {
		return nil, err
	}
	var there Entities
	for _, p := range ps {
		there = append(there, p.Entity)
	}
	var away []string
	for _, p := range m.Participations {
		if !p.As.TookPart() {
			away = append(away, p.Party)
		}
	}
	missing, err := e.entityList(ctx, away)
	if err != nil {
		return nil, err
	}
	place, err := e.entity(ctx, m.Place)
	if err != nil {
		return nil, err
	}
	format, err := e.entity(ctx, m.Format)
	if err != nil {
		return nil, err
	}
	return Row{
		Date(m.Date.EDTF), Text(m.Status), Text(m.Mode), place, format, there, missing, Text(m.Outcome), Fact(m.ID), m.also(),
	}, nil
}
