package queries

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"parley/graph"
)

func claimsQuery(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("since"), a.Get("until"))
		if err != nil {
			return nil, err
		}
		found, err := e.claimsWhere(ctx, a)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, c := range found {
			if !when.has(c.Date.EDTF) {
				continue
			}
			row, err := e.claimRow(ctx, c)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row)
		}
		return rows, nil
	})
}

// claimsWhere returns the claims asked for by speaker, addressee, subject and
// occasion, by date and then in the order of their documents.
func (e *Env) claimsWhere(ctx context.Context, a Args) ([]claim, error) {
	var ids []string
	any := true
	narrow := func(found []string) {
		if any {
			ids, any = found, false
			return
		}
		ids = slices.DeleteFunc(ids, func(id string) bool { return !slices.Contains(found, id) })
	}
	if name := a.Get("by"); name != "" {
		ent, err := e.Lookup(ctx, name, actorTypes...)
		if err != nil {
			return nil, err
		}
		found, err := e.claimsBy(ctx, ent)
		if err != nil {
			return nil, err
		}
		narrow(found)
	}
	if name := a.Get("to"); name != "" {
		ent, err := e.Lookup(ctx, name, actorTypes...)
		if err != nil {
			return nil, err
		}
		found, err := e.r.in(ctx, quad.IRI(ent.ID), graph.PredAddressee)
		if err != nil {
			return nil, err
		}
		narrow(found)
	}
	if name := a.Get("in"); name != "" {
		found, err := e.claimsIn(ctx, name)
		if err != nil {
			return nil, err
		}
		narrow(found)
	}
	var about *mentions
	if name := a.Get("about"); name != "" {
		ent, err := e.Lookup(ctx, name)
		if err != nil {
			return nil, err
		}
		if about, err = e.mentionsOf(ctx, ent.ID); err != nil {
			return nil, err
		}
		if any {
			found, err := e.r.outAll(ctx, about.docs(), graph.PredAsserts)
			if err != nil {
				return nil, err
			}
			narrow(found)
		}
	}
	if any {
		all, err := e.facts(ctx, graph.ClassClaim)
		if err != nil {
			return nil, err
		}
		narrow(all)
	}
	ids, err := surest(ids, a.share("min-confidence"), e.st.Claims(ctx), func(c graph.Claim) string { return c.ID })
	if err != nil {
		return nil, err
	}
	var out []claim
	for chunk := range slices.Chunk(ids, batch) {
		cs, err := e.claims(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			if about == nil || about.within(c) {
				out = append(out, c)
			}
		}
	}
	slices.SortFunc(out, func(a, b claim) int {
		return cmp.Or(
			compareDates(a.Date.EDTF, b.Date.EDTF),
			cmp.Compare(a.doc, b.doc), cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID),
		)
	})
	return out, nil
}

// claimsBy returns the claims of a speaker; for a state or organization,
// those of its officials and those on its behalf too.
func (e *Env) claimsBy(ctx context.Context, ent Entity) ([]string, error) {
	speaker := quad.IRI(graph.PredSpeaker)
	start := path.StartPath(e.r.qs, quad.IRI(ent.ID))
	paths := []*path.Path{start.Clone().In(speaker)}
	if ent.Type == graph.State || ent.Type == graph.Organization {
		// Participations are on behalf of somebody too; reading them as claims
		// leaves them out.
		paths = append(paths,
			start.Clone().In(quad.IRI(graph.PredActsFor)).In(speaker),
			start.Clone().In(quad.IRI(graph.PredOnBehalfOf)))
	}
	return e.r.hops(ctx, paths...)
}

// claimsIn returns the claims in a document, or on the occasion of a meeting,
// of a format's or organization's meetings or of meetings at a place.
func (e *Env) claimsIn(ctx context.Context, name string) ([]string, error) {
	if doc, err := e.Document(ctx, name); err == nil {
		return e.r.out(ctx, doc.ID, graph.PredAsserts)
	} else if unknown := (*UnknownError)(nil); !errors.As(err, &unknown) {
		return nil, err
	}
	var occasions []string
	if id, err := e.Fact(ctx, name); err == nil {
		if occasions, err = e.occasions(ctx, func(c *contact) bool {
			return slices.ContainsFunc(c.accounts, func(a *account) bool { return a.ID == id })
		}); err != nil {
			return nil, err
		}
	} else {
		ent, err := e.Lookup(ctx, name, graph.Format, graph.Organization, graph.Place, graph.State)
		if err != nil {
			return nil, err
		}
		in := e.inFormat(ent)
		if ent.Type == graph.Place || ent.Type == graph.State {
			in = e.atPlace(ent)
		}
		if occasions, err = e.occasions(ctx, in); err != nil {
			return nil, err
		}
	}
	var out []string
	for _, id := range occasions {
		found, err := e.r.in(ctx, quad.IRI(id), graph.PredOccasion)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// occasions returns the facts that are accounts of the meetings that a filter
// lets through.
func (e *Env) occasions(ctx context.Context, of filter) ([]string, error) {
	found, err := e.meetings(ctx, of)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range found {
		for _, a := range c.accounts {
			ids = append(ids, a.ID)
		}
	}
	return ids, nil
}

// mentions are the places where one entity is named, by document.
type mentions struct{ spans map[string][][2]int }

func (ms *mentions) docs() []string {
	var out []string
	for doc := range ms.spans {
		out = append(out, doc)
	}
	slices.Sort(out)
	return out
}

// within reports whether a claim's content names the entity.
func (ms *mentions) within(c claim) bool {
	return slices.ContainsFunc(ms.spans[c.doc], func(s [2]int) bool { return s[0] >= c.Start && s[1] <= c.End })
}

func (e *Env) mentionsOf(ctx context.Context, entity string) (*mentions, error) {
	ids, err := e.r.in(ctx, quad.IRI(entity), graph.PredEntity)
	if err != nil {
		return nil, err
	}
	ms := &mentions{spans: map[string][][2]int{}}
	for chunk := range slices.Chunk(ids, batch) {
		nodes, err := e.r.load(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			doc := n.str(graph.PredDocument)
			ms.spans[doc] = append(ms.spans[doc], [2]int{n.num(graph.PredStart), n.num(graph.PredEnd)})
		}
	}
	return ms, nil
}

func (e *Env) claimRow(ctx context.Context, c claim) (Row, error) {
	var ents [4]Entity
	for i, id := range []string{c.Speaker, c.For, c.Addressee, c.ReportedBy} {
		var err error
		if ents[i], err = e.entity(ctx, id); err != nil {
			return nil, err
		}
	}
	doc, err := e.docName(ctx, c.doc)
	if err != nil {
		return nil, err
	}
	return Row{
		Date(c.Date.EDTF), ents[0], ents[1], Text(c.Kind), Text(c.Content), Text(c.Cue),
		ents[2], ents[3], Fact(c.Occasion), Text(doc), Fact(c.ID),
	}, nil
}
