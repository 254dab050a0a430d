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
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		var ids []string
		if name := a.Get("format"); name != "" {
			format, err := e.Lookup(ctx, name, formatTypes...)
			if err != nil {
				return nil, err
			}
			if ids, err = e.meetingsIn(ctx, format); err != nil {
				return nil, err
			}
		} else if ids, err = e.facts(ctx, graph.ClassMeeting); err != nil {
			return nil, err
		}
		all := a.Get("format") == ""
		var rows []Row
		for m, err := range e.meetings(ctx, ids) {
			if err != nil {
				return nil, err
			}
			if !m.Status.TookPlace() || !when.has(m.Date.EDTF) || all && m.Format == "" {
				continue
			}
			ps, err := e.parties(ctx, m)
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
					official, side, Text(p.post), Text(p.as), format, Date(m.Date.EDTF), place, Text(m.Status), Fact(m.ID),
				})
			}
		}
		dated(rows, 5)
		return rows, nil
	})
}

func formatsOf(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		who, err := e.Lookup(ctx, a.Get("who"), actorTypes...)
		if err != nil {
			return nil, err
		}
		ids, err := e.meetingsOf(ctx, who)
		if err != nil {
			return nil, err
		}
		type tally struct {
			dates   []string
			through []string
			facts   Facts
		}
		formats := map[string]*tally{}
		for m, err := range e.meetings(ctx, ids) {
			if err != nil {
				return nil, err
			}
			if m.Format == "" || !m.Status.TookPlace() {
				continue
			}
			ps, err := e.parties(ctx, m)
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
		ids, err := e.meetingsOf(ctx, who)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for m, err := range e.meetings(ctx, ids) {
			if err != nil {
				return nil, err
			}
			if !m.Status.TookPlace() || !when.has(m.Date.EDTF) {
				continue
			}
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
func (e *Env) metRows(ctx context.Context, m graph.Meeting, who, with Entity) ([]Row, error) {
	ps, err := e.parties(ctx, m)
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
			Date(m.Date.EDTF), Text(m.Mode), place, format, Text(m.Status), Fact(m.ID),
		})
	}
	return rows, nil
}

func whoMetWhom(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		var ids []string
		if name := a.Get("format"); name != "" {
			format, err := e.Lookup(ctx, name, formatTypes...)
			if err != nil {
				return nil, err
			}
			if ids, err = e.meetingsIn(ctx, format); err != nil {
				return nil, err
			}
		} else if ids, err = e.facts(ctx, graph.ClassMeeting); err != nil {
			return nil, err
		}
		type tally struct {
			dates []string
			modes Texts
			facts Facts
		}
		tallies := map[[2]string]*tally{}
		for m, err := range e.meetings(ctx, ids) {
			if err != nil {
				return nil, err
			}
			if !m.Status.TookPlace() || !when.has(m.Date.EDTF) {
				continue
			}
			ps, err := e.parties(ctx, m)
			if err != nil {
				return nil, err
			}
			done := map[[2]string]bool{}
			for _, pr := range pairs(ps) {
				key := [2]string{pr.a.ID, pr.b.ID}
				if a.Get("by") == "state" {
					key = [2]string{cmp.Or(pr.a.side(), pr.a.ID), cmp.Or(pr.b.side(), pr.b.ID)}
				}
				slices.Sort(key[:])
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
				t.dates = append(t.dates, m.Date.EDTF)
				if !slices.Contains(t.modes, string(m.Mode)) {
					t.modes = append(t.modes, string(m.Mode))
				}
			}
		}
		var rows []Row
		for key, t := range tallies {
			pair, err := e.entityList(ctx, key[:])
			if err != nil {
				return nil, err
			}
			first, last := firstAndLast(t.dates)
			slices.Sort(t.modes)
			rows = append(rows, Row{pair[0], pair[1], Int(len(t.facts)), first, last, t.modes, t.facts})
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(
				-cmp.Compare(a[2].(Int), b[2].(Int)),
				-compareDates(a[4].String(), b[4].String()),
				strings.Compare(a[0].String(), b[0].String()),
				strings.Compare(a[1].String(), b[1].String()),
				strings.Compare(a[0].(Entity).ID+a[1].(Entity).ID, b[0].(Entity).ID+b[1].(Entity).ID),
			)
		})
		return rows, nil
	})
}

func meetings(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		ids, err := e.meetingsWhere(ctx, a)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for m, err := range e.meetings(ctx, ids) {
			if err != nil {
				return nil, err
			}
			if !when.has(m.Date.EDTF) ||
				a.Get("mode") != "" && a.Get("mode") != string(m.Mode) ||
				a.Get("status") != "" && a.Get("status") != string(m.Status) {
				continue
			}
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

// meetingsWhere returns the meetings with all the parties, in the format and
// at the place that are asked for, or all meetings.
func (e *Env) meetingsWhere(ctx context.Context, a Args) ([]string, error) {
	var ids []string
	any := true
	narrow := func(name string, types []graph.EntityType, find func(context.Context, Entity) ([]string, error)) error {
		ent, err := e.Lookup(ctx, name, types...)
		if err != nil {
			return err
		}
		found, err := find(ctx, ent)
		if err != nil {
			return err
		}
		if any {
			ids, any = found, false
			return nil
		}
		ids = slices.DeleteFunc(ids, func(id string) bool {
			_, ok := slices.BinarySearch(found, id)
			return !ok
		})
		return nil
	}
	for _, name := range a["with"] {
		if err := narrow(name, actorTypes, e.meetingsOf); err != nil {
			return nil, err
		}
	}
	if name := a.Get("format"); name != "" {
		if err := narrow(name, formatTypes, e.meetingsIn); err != nil {
			return nil, err
		}
	}
	if name := a.Get("place"); name != "" {
		if err := narrow(name, placeTypes, e.meetingsAt); err != nil {
			return nil, err
		}
	}
	if any {
		return e.facts(ctx, graph.ClassMeeting)
	}
	return ids, nil
}

func (e *Env) meetingRow(ctx context.Context, m graph.Meeting) (Row, error) {
	ps, err := e.parties(ctx, m)
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
		Date(m.Date.EDTF), Text(m.Status), Text(m.Mode), place, format, there, missing, Text(m.Outcome), Fact(m.ID),
	}, nil
}
