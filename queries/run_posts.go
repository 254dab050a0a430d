package queries

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

func posts(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		var ids []string
		var err error
		if name := a.Get("who"); name != "" {
			who, err := e.Lookup(ctx, name, actorTypes...)
			if err != nil {
				return nil, err
			}
			if ids, err = e.tenuresOf(ctx, who); err != nil {
				return nil, err
			}
		} else if ids, err = e.facts(ctx, graph.ClassTenure); err != nil {
			return nil, err
		}
		ids, err = surest(ids, a.share("min-confidence"), e.st.Tenures(ctx), func(t graph.Tenure) string { return t.ID })
		if err != nil {
			return nil, err
		}
		return e.postRows(ctx, ids, fold(a.Get("post")))
	})
}

// tenuresOf returns the sightings of a person in posts, or of anybody in a
// post of a state or organization.
func (e *Env) tenuresOf(ctx context.Context, ent Entity) ([]string, error) {
	return e.r.in(ctx, quad.IRI(ent.ID), graph.PredMember, graph.PredOf)
}

// postRows returns a row for each person, post and employer among tenures
// whose folded post holds the given words.
func (e *Env) postRows(ctx context.Context, ids []string, post string) ([]Row, error) {
	type key struct{ person, post, of string }
	type tally struct {
		post  string
		dates []string
		facts Facts
	}
	tallies := map[key]*tally{}
	for chunk := range slices.Chunk(ids, batch) {
		ts, err := e.tenures(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			folded := fold(t.Post)
			if !strings.Contains(" "+folded+" ", " "+post+" ") && post != "" {
				continue
			}
			k := key{t.Person, folded, t.Of}
			if tallies[k] == nil {
				tallies[k] = &tally{post: t.Post}
			}
			tallies[k].post = min(tallies[k].post, t.Post)
			tallies[k].dates = append(tallies[k].dates, t.Seen.EDTF)
			tallies[k].facts = append(tallies[k].facts, Fact(t.ID))
		}
	}
	var rows []Row
	for k, t := range tallies {
		person, err := e.entity(ctx, k.person)
		if err != nil {
			return nil, err
		}
		of, err := e.entity(ctx, k.of)
		if err != nil {
			return nil, err
		}
		first, last := firstAndLast(t.dates)
		rows = append(rows, Row{person, Text(t.post), of, first, last, t.facts})
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(
			strings.Compare(a[0].String(), b[0].String()), compareDates(a[3].String(), b[3].String()),
			strings.Compare(a[1].String(), b[1].String()), strings.Compare(a[2].String(), b[2].String()),
			strings.Compare(a[0].(Entity).ID, b[0].(Entity).ID),
		)
	})
	return rows, nil
}

func timeline(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		who, err := e.Lookup(ctx, a.Get("who"))
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, part := range []func(context.Context, Entity) ([]Row, error){
			e.meetingEvents, e.claimEvents, e.postEvents, e.interactionEvents,
		} {
			events, err := part(ctx, who)
			if err != nil {
				return nil, err
			}
			for _, row := range events {
				if row[0].String() != "" && when.has(row[0].String()) {
					rows = append(rows, row)
				}
			}
		}
		dated(rows, 0)
		return rows, nil
	})
}

func (e *Env) meetingEvents(ctx context.Context, who Entity) ([]Row, error) {
	found, err := e.meetings(ctx, e.about(who))
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, m := range found {
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		var with Entities
		for _, p := range ps {
			if p.ID != who.ID {
				with = append(with, p.Entity)
			}
		}
		text, err := e.meetingText(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{Date(m.Date.EDTF), Text("meeting"), Text(text), with, Fact(m.ID), m.also()})
	}
	return rows, nil
}

// meetingText says in short what a meeting was: "held by telephone",
// "planned, in Geneva, Normandy format".
func (e *Env) meetingText(ctx context.Context, m graph.Meeting) (string, error) {
	text := string(m.Status)
	switch m.Mode {
	case graph.InPerson:
		text += " in person"
	case graph.Telephone:
		text += " by telephone"
	case graph.Video:
		text += " by video"
	}
	place, err := e.entity(ctx, m.Place)
	if err != nil {
		return "", err
	}
	format, err := e.entity(ctx, m.Format)
	if err != nil {
		return "", err
	}
	if place.Name != "" {
		text += ", in " + place.Name
	}
	if format.Name != "" {
		text += ", " + format.Name
	}
	return text, nil
}

func (e *Env) claimEvents(ctx context.Context, who Entity) ([]Row, error) {
	by, err := e.claimsBy(ctx, who)
	if err != nil {
		return nil, err
	}
	to, err := e.r.in(ctx, quad.IRI(who.ID), graph.PredAddressee)
	if err != nil {
		return nil, err
	}
	ids := append(by, to...)
	slices.Sort(ids)
	var rows []Row
	for chunk := range slices.Chunk(slices.Compact(ids), batch) {
		cs, err := e.claims(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			speaker, err := e.entity(ctx, cmp.Or(c.Speaker, c.For))
			if err != nil {
				return nil, err
			}
			others, err := e.entityList(ctx, slices.DeleteFunc([]string{c.Speaker, c.Addressee}, func(id string) bool { return id == who.ID }))
			if err != nil {
				return nil, err
			}
			text := fmt.Sprintf("%s: %s", cmp.Or(speaker.Name, "someone"), shorten(c.Content))
			rows = append(rows, Row{Date(c.Date.EDTF), Text("claim"), Text(text), others, Fact(c.ID), Facts{}})
		}
	}
	return rows, nil
}

func (e *Env) postEvents(ctx context.Context, who Entity) ([]Row, error) {
	ids, err := e.tenuresOf(ctx, who)
	if err != nil {
		return nil, err
	}
	ts, err := e.tenures(ctx, ids)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, t := range ts {
		person, err := e.entity(ctx, t.Person)
		if err != nil {
			return nil, err
		}
		of, err := e.entity(ctx, t.Of)
		if err != nil {
			return nil, err
		}
		text := person.Name + " seen as " + t.Post
		if of.Name != "" {
			text += ", " + of.Name
		}
		with, err := e.entityList(ctx, slices.DeleteFunc([]string{t.Person, t.Of}, func(id string) bool { return id == who.ID }))
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{Date(t.Seen.EDTF), Text("post"), Text(text), with, Fact(t.ID), Facts{}})
	}
	return rows, nil
}

func (e *Env) interactionEvents(ctx context.Context, who Entity) ([]Row, error) {
	ids, err := e.r.in(ctx, quad.IRI(who.ID), graph.PredActor, graph.PredRecipient)
	if err != nil {
		return nil, err
	}
	is, err := e.interactions(ctx, ids)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, i := range is {
		actor, err := e.entity(ctx, i.Actor)
		if err != nil {
			return nil, err
		}
		recipient, err := e.entity(ctx, i.Recipient)
		if err != nil {
			return nil, err
		}
		text := strings.TrimRight(fmt.Sprintf("%s %s %s", actor.Name, i.Class, recipient.Name), " ")
		with, err := e.entityList(ctx, slices.DeleteFunc([]string{i.Actor, i.Recipient}, func(id string) bool { return id == who.ID }))
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{Date(i.Date.EDTF), Text("interaction"), Text(text), with, Fact(i.ID), Facts{}})
	}
	return rows, nil
}

// shortText is how many runes of a claim a timeline shows.
const shortText = 100

func shorten(s string) string {
	runes := []rune(strings.Join(strings.Fields(s), " "))
	if len(runes) <= shortText {
		return string(runes)
	}
	return strings.TrimRight(string(runes[:shortText-1]), " ") + "…"
}
