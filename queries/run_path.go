package queries

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// link connects two entities. Links of lower rank are the stronger ones.
type link struct {
	from, to string
	how      string // read from from to to
	back     string // read the other way
	date     string
	fact     string // "" when the link is not a fact, such as acting for a state
	rank     int
}

// The ranks of links.
const (
	rankMet = iota
	rankFormat
	rankPost
	rankFor
	rankSaidTo
	rankSaidAbout
)

func pathQuery(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		from, err := e.Lookup(ctx, a.Get("a"))
		if err != nil {
			return nil, err
		}
		to, err := e.Lookup(ctx, a.Get("b"))
		if err != nil {
			return nil, err
		}
		limit, err := count(a.Get("limit"))
		if err != nil {
			return nil, err
		}
		steps, err := count(a.Get("steps"))
		if err != nil {
			return nil, err
		}
		if from.ID == to.ID {
			return nil, &UsageError{Msg: "path: both names mean " + from.Name}
		}
		for _, about := range []bool{false, true} {
			s := search{e: e, about: about, links: map[string][]link{}}
			ways, err := s.ways(ctx, from, to, limit, steps)
			if err != nil {
				return nil, err
			}
			if len(ways) > 0 {
				return s.rows(ctx, ways)
			}
		}
		return nil, nil
	})
}

// search finds the shortest ways between two entities from both ends at once.
type search struct {
	e     *Env
	about bool // follow what is said about whom, too
	links map[string][]link
}

// front is the search from one end: how far each entity is, and the entities
// before it on the way from that end.
type front struct {
	depth int
	edge  []string // entities at depth
	dist  map[string]int
	back  map[string][]string
}

func newFront(id string) *front {
	return &front{edge: []string{id}, dist: map[string]int{id: 0}, back: map[string][]string{}}
}

// ways returns up to limit shortest ways as lists of entity ids, of no more
// than steps steps.
func (s *search) ways(ctx context.Context, from, to Entity, limit, steps int) ([][]string, error) {
	a, b := newFront(from.ID), newFront(to.ID)
	for a.depth+b.depth < steps && len(a.edge)+len(b.edge) > 0 {
		f := a
		if len(a.edge) == 0 || len(b.edge) > 0 && len(b.edge) < len(a.edge) {
			f = b
		}
		if err := s.expand(ctx, f); err != nil {
			return nil, err
		}
		if middle := crossing(a, b); len(middle) > 0 {
			return s.join(a, b, middle, limit), nil
		}
	}
	return nil, nil
}

// crossing returns the entities that both fronts have reached in the fewest
// steps taken together.
func crossing(a, b *front) []string {
	var middle []string
	fewest := 0
	for id, da := range a.dist {
		db, ok := b.dist[id]
		if !ok || len(middle) > 0 && da+db > fewest {
			continue
		}
		if len(middle) == 0 || da+db < fewest {
			middle, fewest = nil, da+db
		}
		middle = append(middle, id)
	}
	slices.Sort(middle)
	return middle
}

// expand moves a front one step on.
func (s *search) expand(ctx context.Context, f *front) error {
	f.depth++
	var next []string
	for _, id := range f.edge {
		links, err := s.e.links(ctx, id, s.about)
		if err != nil {
			return err
		}
		for _, l := range links {
			if l.to == id {
				continue
			}
			d, seen := f.dist[l.to]
			if !seen {
				f.dist[l.to] = f.depth
				next = append(next, l.to)
			} else if d != f.depth {
				continue
			}
			l.from = id
			f.back[l.to] = append(f.back[l.to], id)
			s.link(l)
		}
	}
	f.edge = next
	return nil
}

// link remembers what connects two entities, once from whichever end it is
// found.
func (s *search) link(l link) {
	key := pairKey(l.from, l.to)
	if !slices.ContainsFunc(s.links[key], func(m link) bool { return m.fact == l.fact && m.rank == l.rank }) {
		s.links[key] = append(s.links[key], l)
	}
}

func pairKey(a, b string) string { return min(a, b) + "\x00" + max(a, b) }

// manyWays is how many equally short ways are looked at to find the best.
const manyWays = 2000

// join puts the halves of ways together at the entities in the middle and
// returns the best: those over stronger links, and then by id.
func (s *search) join(a, b *front, middle []string, limit int) [][]string {
	var all [][]string
	for _, m := range middle {
		for _, head := range a.trails(m, manyWays) {
			for _, tail := range b.trails(m, manyWays) {
				way := slices.Clone(head)
				slices.Reverse(way)
				all = append(all, append(way, tail[1:]...))
				if len(all) >= manyWays {
					break
				}
			}
		}
	}
	weigh := func(way []string) int {
		sum := 0
		for i := range way[1:] {
			best := rankSaidAbout
			for _, l := range s.links[pairKey(way[i], way[i+1])] {
				best = min(best, l.rank)
			}
			sum += best
		}
		return sum
	}
	slices.SortFunc(all, func(x, y []string) int {
		return cmp.Or(cmp.Compare(weigh(x), weigh(y)), slices.Compare(x, y))
	})
	all = slices.CompactFunc(all, slices.Equal)
	return all[:min(limit, len(all))]
}

// trails returns up to max ways from an entity back to the end of the front,
// beginning with the entity.
func (f *front) trails(id string, max int) [][]string {
	if f.dist[id] == 0 {
		return [][]string{{id}}
	}
	prev := slices.Clone(f.back[id])
	slices.Sort(prev)
	var out [][]string
	for _, p := range slices.Compact(prev) {
		for _, t := range f.trails(p, max-len(out)) {
			out = append(out, append([]string{id}, t...))
		}
		if len(out) >= max {
			break
		}
	}
	return out
}

// rows lays ways out, with a row for each of the strongest links of a step.
func (s *search) rows(ctx context.Context, ways [][]string) ([]Row, error) {
	var rows []Row
	for w, way := range ways {
		for i := range way[1:] {
			from, err := s.e.entity(ctx, way[i])
			if err != nil {
				return nil, err
			}
			to, err := s.e.entity(ctx, way[i+1])
			if err != nil {
				return nil, err
			}
			links := slices.Clone(s.links[pairKey(way[i], way[i+1])])
			slices.SortFunc(links, func(a, b link) int {
				return cmp.Or(cmp.Compare(a.rank, b.rank), compareDates(a.date, b.date), strings.Compare(a.fact, b.fact))
			})
			for _, l := range links {
				if l.rank != links[0].rank {
					break
				}
				how := l.how
				if l.from != from.ID {
					how = l.back
				}
				rows = append(rows, Row{Int(w + 1), Int(i + 1), from, Text(how), to, Date(l.date), Fact(l.fact)})
			}
		}
	}
	return rows, nil
}

// links returns what an entity is connected with.
func (e *Env) links(ctx context.Context, id string, about bool) ([]link, error) {
	ent, err := e.entity(ctx, id)
	if err != nil {
		return nil, err
	}
	parts := []func(context.Context, Entity) ([]link, error){e.meetingLinks, e.postLinks, e.forLinks, e.saidLinks}
	if about {
		parts = append(parts, e.aboutLinks)
	}
	var out []link
	for _, part := range parts {
		ls, err := part(ctx, ent)
		if err != nil {
			return nil, err
		}
		out = append(out, ls...)
	}
	return out, nil
}

// meetingLinks connects those who met, directly or through officials, and
// those who took part with the format. A place is connected with those who
// met there, and not the other way, so that a way can begin or end at a place
// and none leads through one.
func (e *Env) meetingLinks(ctx context.Context, ent Entity) ([]link, error) {
	b, err := e.contacts(ctx)
	if err != nil {
		return nil, err
	}
	about := e.about(ent)
	var out []link
	for _, m := range e.byUnit(b)[ent.ID] {
		if !m.Status.TookPlace() || !about(m) {
			continue
		}
		ps, err := e.parties(ctx, *m.Meeting)
		if err != nil {
			return nil, err
		}
		at := link{date: m.Date.EDTF, fact: m.ID, rank: rankFormat, how: "was attended by", back: "took part in"}
		if m.Place == ent.ID && m.Format != ent.ID {
			at.how, at.back = "was the place of a meeting of", "met in"
		}
		own, others := split(ps, ent)
		if m.Format == ent.ID || m.Place == ent.ID {
			for _, p := range ps {
				out = appendLinks(out, at, ent.Name, ent.Name, p)
			}
		}
		if len(own) == 0 {
			continue
		}
		names := make([]string, len(own))
		for i, p := range own {
			names[i] = p.Name
		}
		met := link{date: m.Date.EDTF, fact: m.ID, rank: rankMet, how: "met", back: "met"}
		across := slices.ContainsFunc(others, func(p party) bool { return !p.sameSide(own[0]) })
		for _, p := range others {
			if !across || !p.sameSide(own[0]) {
				out = appendLinks(out, met, ent.Name, strings.Join(names, ", "), p)
			}
		}
		if m.Format != "" && m.Format != ent.ID {
			at.to, at.how, at.back = m.Format, "took part in", "was attended by"
			out = append(out, at)
		}
	}
	return out, nil
}

// appendLinks appends the links like l to a party and to the state or
// organization that it acted for. Where officials stand for an end of a link,
// own for the near one, it says who.
func appendLinks(ls []link, l link, near, own string, p party) []link {
	how, back := l.how, l.back
	through := func(far string) {
		l.how, l.back = how, back
		if own != near || far != p.Name {
			l.how += " (" + own + " and " + p.Name + ")"
			l.back += " (" + p.Name + " and " + own + ")"
		}
	}
	l.to = p.ID
	through(p.Name)
	ls = append(ls, l)
	if side := p.side(); side != "" && side != p.ID {
		l.to = side
		through("")
		ls = append(ls, l)
	}
	return ls
}

func (e *Env) postLinks(ctx context.Context, ent Entity) ([]link, error) {
	ids, err := e.tenuresOf(ctx, ent)
	if err != nil {
		return nil, err
	}
	var out []link
	for chunk := range slices.Chunk(ids, batch) {
		ts, err := e.tenures(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			if t.Of == "" {
				continue
			}
			to := t.Of
			if to == ent.ID {
				to = t.Person
			}
			post := "post: " + t.Post
			out = append(out, link{to: to, how: post, back: post, date: t.Seen.EDTF, fact: t.ID, rank: rankPost})
		}
	}
	return out, nil
}

func (e *Env) forLinks(ctx context.Context, ent Entity) ([]link, error) {
	up, err := e.actsFor(ctx, ent.ID)
	if err != nil {
		return nil, err
	}
	down, err := e.r.in(ctx, quad.IRI(ent.ID), graph.PredActsFor)
	if err != nil {
		return nil, err
	}
	var out []link
	for i, id := range append(up, down...) {
		other, err := e.entity(ctx, id)
		if err != nil {
			return nil, err
		}
		l := link{to: id, how: "is part of", back: "includes", rank: rankFor}
		switch {
		case ent.Type == graph.Person || other.Type == graph.Person:
			l.how, l.back = "acts for", "is represented by"
		case ent.Type == graph.Place || other.Type == graph.Place:
			l.how, l.back = "lies in", "includes"
		}
		if i >= len(up) {
			l.how, l.back = l.back, l.how
		}
		out = append(out, l)
	}
	return out, nil
}

func (e *Env) saidLinks(ctx context.Context, ent Entity) ([]link, error) {
	ids, err := e.r.in(ctx, quad.IRI(ent.ID), graph.PredSpeaker, graph.PredAddressee)
	if err != nil {
		return nil, err
	}
	var out []link
	for chunk := range slices.Chunk(ids, batch) {
		cs, err := e.claims(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			if c.Speaker == "" || c.Addressee == "" {
				continue
			}
			l := link{to: c.Addressee, how: "spoke to", back: "heard from", date: c.Date.EDTF, fact: c.ID, rank: rankSaidTo}
			if l.to == ent.ID {
				l.to, l.how, l.back = c.Speaker, l.back, l.how
			}
			out = append(out, l)
		}
	}
	return out, nil
}

// aboutLinks connects an entity with those who speak about it.
func (e *Env) aboutLinks(ctx context.Context, ent Entity) ([]link, error) {
	about, err := e.mentionsOf(ctx, ent.ID)
	if err != nil {
		return nil, err
	}
	ids, err := e.r.outAll(ctx, about.docs(), graph.PredAsserts)
	if err != nil {
		return nil, err
	}
	var out []link
	for chunk := range slices.Chunk(ids, batch) {
		cs, err := e.claims(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			if c.Speaker != "" && about.within(c) {
				out = append(out, link{
					to: c.Speaker, how: "was spoken of by", back: "spoke of", date: c.Date.EDTF, fact: c.ID, rank: rankSaidAbout,
				})
			}
		}
	}
	return out, nil
}
