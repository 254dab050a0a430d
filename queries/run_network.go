package queries

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// attendance lists the meetings of each party that counts; by states, those of
// each state, organization and person without one.
func (e *Env) attendance(ctx context.Context, found []*contact, states bool, counts func(party) bool) (map[string][]*contact, error) {
	at := map[string][]*contact{}
	for _, m := range found {
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		done := map[string]bool{}
		for _, p := range ps {
			id := p.ID
			if states {
				id = cmp.Or(p.side(), p.ID)
			}
			if counts(p) && !done[id] {
				done[id] = true
				at[id] = append(at[id], m)
			}
		}
	}
	return at, nil
}

func everybody(party) bool { return true }

func dates(found []*contact) []string {
	out := make([]string, len(found))
	for i, m := range found {
		out[i] = m.Date.EDTF
	}
	return out
}

func factsOf(found []*contact) Facts {
	var out Facts
	for _, m := range found {
		out = append(out, Fact(m.ID))
	}
	return out
}

func coAttendance(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		found, err := e.sessions(ctx, a)
		if err != nil {
			return nil, err
		}
		at, err := e.attendance(ctx, found, a.Get("by") == "state", everybody)
		if err != nil {
			return nil, err
		}
		shared := map[pairOf][]*contact{}
		present := map[*contact][]string{}
		for _, id := range slices.Sorted(maps.Keys(at)) {
			for _, m := range at[id] {
				present[m] = append(present[m], id)
			}
		}
		for _, m := range found {
			for i, x := range present[m] {
				for _, y := range present[m][i+1:] {
					shared[pairOf{x, y}] = append(shared[pairOf{x, y}], m)
				}
			}
		}
		var rows []Row
		for key, ms := range shared {
			pair, err := e.entityList(ctx, key[:])
			if err != nil {
				return nil, err
			}
			x, y := len(at[pair[0].ID]), len(at[pair[1].ID])
			rows = append(rows, Row{
				pair[0], pair[1], Int(len(ms)), Int(x), Int(y), Number(float64(len(ms)) / float64(x+y-len(ms))), factsOf(ms),
			})
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(-cmp.Compare(a[2].(Int), b[2].(Int)), -cmp.Compare(a[5].(Number), b[5].(Number)), byNames(a, b, 0, 1))
		})
		return rows, nil
	})
}

// byNames orders rows by the entities in some columns.
func byNames(a, b Row, columns ...int) int {
	for _, c := range columns {
		x, y := a[c].(Entity), b[c].(Entity)
		if n := cmp.Or(strings.Compare(x.Name, y.Name), strings.Compare(x.ID, y.ID)); n != 0 {
			return n
		}
	}
	return 0
}

func firstLast(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
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
		byOther := map[string][]*contact{}
		for _, m := range found {
			ps, err := e.parties(ctx, *m.Meeting)
			if err != nil {
				return nil, err
			}
			for _, p := range metBy(ps, who) {
				switch {
				case with.ID == "":
					byOther[p.ID] = append(byOther[p.ID], m)
				case (p.ID == with.ID || slices.Contains(p.acts, with.ID)) && !slices.Contains(byOther[with.ID], m):
					byOther[with.ID] = append(byOther[with.ID], m)
				}
			}
		}
		var rows []Row
		for id, ms := range byOther {
			other, err := e.entity(ctx, id)
			if err != nil {
				return nil, err
			}
			slices.SortStableFunc(ms, func(a, b *contact) int { return compareDates(a.Date.EDTF, b.Date.EDTF) })
			known := slices.DeleteFunc(slices.Clone(ms), func(m *contact) bool { return m.Date.EDTF == "" })
			row := Row{other, Int(len(ms)), Date(""), Text(""), Fact(""), Date(""), Text(""), Fact("")}
			if len(known) > 0 {
				first, last := known[0], known[len(known)-1]
				row = Row{
					other, Int(len(ms)), Date(first.Date.EDTF), Text(first.Mode), Fact(first.ID),
					Date(last.Date.EDTF), Text(last.Mode), Fact(last.ID),
				}
			}
			rows = append(rows, row)
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(-cmp.Compare(a[1].(Int), b[1].(Int)), byNames(a, b, 0))
		})
		return rows, nil
	})
}

// metBy returns those among the parties of a meeting whom an entity, or those
// who act for it, met, each once.
func metBy(ps []party, who Entity) []party {
	own, _ := split(ps, who)
	isOwn := func(p party) bool { return slices.ContainsFunc(own, func(q party) bool { return q.ID == p.ID }) }
	var out []party
	done := map[string]bool{}
	for _, pr := range pairs(ps) {
		other := pr.b
		if !isOwn(pr.a) {
			other = pr.a
		}
		if isOwn(pr.a) != isOwn(pr.b) && !done[other.ID] {
			done[other.ID] = true
			out = append(out, other)
		}
	}
	return out
}

func brokers(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		limit, err := count(a.Get("limit"))
		if err != nil {
			return nil, err
		}
		states := a.Get("by") == "state"
		found, err := e.sessions(ctx, a)
		if err != nil {
			return nil, err
		}
		edges, nodes, meetings, err := e.network(ctx, found, states)
		if err != nil {
			return nil, err
		}
		mediated, err := e.mediated(ctx, found, states)
		if err != nil {
			return nil, err
		}
		pivots := enoughPivots(edges)
		if n := a.Get("pivots"); n != "" {
			if pivots, err = count(n); err != nil {
				return nil, err
			}
		}
		between, err := betweenness(ctx, edges, pivots)
		if err != nil {
			return nil, err
		}
		order := make([]int, len(nodes))
		for i := range order {
			order[i] = i
		}
		rank := map[string]func(i int) float64{
			"betweenness": func(i int) float64 { return between[i] },
			"mediated":    func(i int) float64 { return float64(len(mediated[nodes[i]])) },
			"partners":    func(i int) float64 { return float64(len(edges[i])) },
			"meetings":    func(i int) float64 { return float64(meetings[i]) },
		}[a.Get("rank")]
		slices.SortFunc(order, func(i, j int) int {
			return cmp.Or(-cmp.Compare(rank(i), rank(j)), -cmp.Compare(len(edges[i]), len(edges[j])), strings.Compare(nodes[i], nodes[j]))
		})
		var rows []Row
		for _, i := range order[:min(limit, len(order))] {
			ent, err := e.entity(ctx, nodes[i])
			if err != nil {
				return nil, err
			}
			rows = append(rows, Row{
				ent, Number(between[i]), Int(len(mediated[nodes[i]])), Int(len(edges[i])), Int(meetings[i]),
			})
		}
		return rows, nil
	})
}

// network returns who met whom as a graph: the ids of its nodes, the neighbours
// of each by their index, sorted, and in how many meetings each met somebody.
func (e *Env) network(ctx context.Context, found []*contact, states bool) (edges [][]int, nodes []string, meetings []int, err error) {
	index := map[string]int{}
	seen := map[[2]int]bool{}
	last := []*contact{} // the latest meeting of each node
	node := func(p party) int {
		id := p.ID
		if states {
			id = cmp.Or(p.side(), p.ID)
		}
		i, ok := index[id]
		if !ok {
			i = len(nodes)
			index[id] = i
			nodes, edges, meetings, last = append(nodes, id), append(edges, nil), append(meetings, 0), append(last, nil)
		}
		return i
	}
	for _, m := range found {
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, nil, nil, err
		}
		for _, pr := range pairs(ps) {
			i, j := node(pr.a), node(pr.b)
			if i == j {
				continue
			}
			for _, k := range [2]int{i, j} {
				if last[k] != m {
					last[k] = m
					meetings[k]++
				}
			}
			if k := [2]int{min(i, j), max(i, j)}; !seen[k] {
				seen[k] = true
				edges[i], edges[j] = append(edges[i], j), append(edges[j], i)
			}
		}
	}
	for _, to := range edges {
		slices.Sort(to)
	}
	return edges, nodes, meetings, nil
}

// mediated lists the meetings that each party mediated or hosted for others: for
// which it was the mediator.
func (e *Env) mediated(ctx context.Context, found []*contact, states bool) (map[string][]*contact, error) {
	mediators := func(p graph.Participation) bool { return p.As == graph.Mediator }
	found = slices.DeleteFunc(slices.Clone(found), func(m *contact) bool { return !slices.ContainsFunc(m.Participations, mediators) })
	return e.attendance(ctx, found, states, func(p party) bool { return p.as == graph.Mediator })
}

// enoughPivots is from how many nodes betweenness counts paths when nobody
// says: from all, as long as that takes some two million steps along edges or
// less, which is about 20 ms; and never from fewer than fifty.
func enoughPivots(edges [][]int) int {
	steps := 1
	for _, to := range edges {
		steps += len(to)
	}
	return max(50, 2_000_000/steps)
}

// betweenness returns for each node of an undirected graph the share of the
// shortest paths between two others that lead over it, 0 to 1, by Ulrik
// Brandes, A Faster Algorithm for Betweenness Centrality (2001). Where there
// are more nodes than pivots, paths are counted from so many of them, evenly
// spaced, and taken as a sample of all, as Brandes and Pich, Centrality
// Estimation in Large Networks (2007) do; a share so found can exceed 1.
func betweenness(ctx context.Context, edges [][]int, pivots int) ([]float64, error) {
	n := len(edges)
	score := make([]float64, n)
	if n < 3 {
		return score, nil
	}
	pivots = min(pivots, n)
	var (
		queue = make([]int, 0, n) // nodes in the order of their distance
		dist  = make([]int, n)
		paths = make([]float64, n) // shortest ones from the pivot
		share = make([]float64, n) // of the paths from the pivot that go on over the node
	)
	for k := range pivots {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		from := k * n / pivots
		for i := range dist {
			dist[i], paths[i], share[i] = -1, 0, 0
		}
		dist[from], paths[from] = 0, 1
		queue = append(queue[:0], from)
		for at := 0; at < len(queue); at++ {
			v := queue[at]
			for _, w := range edges[v] {
				if dist[w] < 0 {
					dist[w] = dist[v] + 1
					queue = append(queue, w)
				}
				if dist[w] == dist[v]+1 {
					paths[w] += paths[v]
				}
			}
		}
		for at := len(queue) - 1; at > 0; at-- {
			w := queue[at]
			for _, v := range edges[w] {
				if dist[v] == dist[w]-1 {
					share[v] += paths[v] / paths[w] * (1 + share[w])
				}
			}
			score[w] += share[w]
		}
	}
	scale := float64(n) / float64(pivots) / float64((n-1)*(n-2))
	for i := range score {
		score[i] *= scale
	}
	return score, nil
}

func gaps(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		if (a.Get("format") == "") == (len(a["group"]) == 0) {
			return nil, &UsageError{Msg: "gaps: give a format or a group of two or more names"}
		}
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		everything, err := e.meetings(ctx, tookPlace(when, a.share("min-confidence")))
		if err != nil {
			return nil, err
		}
		var members []string
		in := everything // where they should have met
		if name := a.Get("format"); name != "" {
			if in, err = e.sessions(ctx, a); err != nil {
				return nil, err
			}
			at, err := e.attendance(ctx, in, a.Get("by") == "state", everybody)
			if err != nil {
				return nil, err
			}
			members = slices.Sorted(maps.Keys(at))
		}
		for _, name := range a["group"] {
			ent, err := e.Lookup(ctx, name, actorTypes...)
			if err != nil {
				return nil, err
			}
			members = append(members, ent.ID)
		}
		slices.Sort(members)
		members = slices.Compact(members)
		return e.gapRows(ctx, members, everything, in)
	})
}

// gapRows returns a row for each two members of different sides who were not
// together at any of some meetings.
func (e *Env) gapRows(ctx context.Context, members []string, everything, in []*contact) ([]Row, error) {
	at := map[string]map[*contact]bool{}
	for _, id := range members {
		at[id] = map[*contact]bool{}
	}
	for _, m := range everything {
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		for _, p := range ps {
			for _, id := range append([]string{p.ID}, p.acts...) {
				if at[id] != nil {
					at[id][m] = true
				}
			}
		}
	}
	inside := map[*contact]bool{}
	for _, m := range in {
		inside[m] = true
	}
	var rows []Row
	for i, x := range members {
		for _, y := range members[i+1:] {
			if slices.Contains(e.entities[x].For, y) || slices.Contains(e.entities[y].For, x) ||
				overlap(e.entities[x].For, e.entities[y].For) {
				continue
			}
			var met []*contact
			together := false
			for m := range at[x] {
				if at[y][m] {
					met = append(met, m)
					together = together || inside[m]
				}
			}
			if together {
				continue
			}
			pair, err := e.entityList(ctx, []string{x, y})
			if err != nil {
				return nil, err
			}
			_, last := firstAndLast(dates(met))
			rows = append(rows, Row{pair[0], pair[1], Int(len(met)), last})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int { return byNames(a, b, 0, 1) })
	return rows, nil
}

func change(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		states := a.Get("by") == "state"
		filters := []filter{}
		if name := a.Get("who"); name != "" {
			who, err := e.Lookup(ctx, name, actorTypes...)
			if err != nil {
				return nil, err
			}
			filters = append(filters, e.ofParty(who))
		}
		var tallies [2]map[pairOf]*tally
		for i, period := range []string{a.Get("before"), a.Get("after")} {
			when, err := newDuring(period, period)
			if err != nil {
				return nil, err
			}
			found, err := e.meetings(ctx, append(slices.Clip(filters), tookPlace(when, a.share("min-confidence")))...)
			if err != nil {
				return nil, err
			}
			if tallies[i], err = e.tally(ctx, found, states); err != nil {
				return nil, err
			}
		}
		keys := map[pairOf]bool{}
		for _, t := range tallies {
			for key := range t {
				keys[key] = true
			}
		}
		var rows []Row
		for key := range keys {
			before, after := tallies[0][key], tallies[1][key]
			what := "continued"
			if before == nil {
				what, before = "new", &tally{}
			} else if after == nil {
				what, after = "ended", &tally{}
			}
			pair, err := e.entityList(ctx, key[:])
			if err != nil {
				return nil, err
			}
			_, last := firstAndLast(before.dates)
			first, _ := firstAndLast(after.dates)
			rows = append(rows, Row{
				Text(what), pair[0], pair[1], Int(len(before.facts)), Int(len(after.facts)), last, first,
				append(slices.Clip(before.facts), after.facts...),
			})
		}
		order := []Text{"new", "ended", "continued"}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(cmp.Compare(slices.Index(order, a[0].(Text)), slices.Index(order, b[0].(Text))), byNames(a, b, 1, 2))
		})
		return rows, nil
	})
}
