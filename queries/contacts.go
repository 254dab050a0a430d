package queries

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// contact is one meeting, with all accounts of it: what one text calls the
// talks of two ministers and another those of their states is one contact.
type contact struct {
	*graph.Meeting         // what the accounts say together; its ID is that of the first account
	span                   // of its date; zero when it has none
	confidence     float64 // of the surest account, 0 to 1
	accounts       []*account
}

// account is a meeting as one or more documents tell it in the same words: a
// fact of the store.
type account struct {
	graph.Meeting
	docs       []string // that assert the fact, sorted
	confidence float64
	span           // of its date; zero when it has none
	days       int // length of the span, math.MaxInt when it is open or unknown
	seats      []seat
}

// seat is a party of an account as it is compared with those of others.
type seat struct {
	id       string
	sides    []string // whom a person acts for, sorted; nil for a state or organization
	official bool
}

// also returns the accounts but the first.
func (c *contact) also() Facts {
	var out Facts
	for _, a := range c.accounts[1:] {
		out = append(out, Fact(a.ID))
	}
	return out
}

// book holds all contacts of a store, in the order in which the store tells of
// them first.
type book struct {
	all    []*contact
	byUnit map[string][]*contact // see Env.byUnit; nil until it is needed
}

// contacts returns the contacts of the store, which are read once.
func (e *Env) contacts(ctx context.Context) (*book, error) {
	if e.book != nil {
		return e.book, nil
	}
	if err := e.readEntities(ctx); err != nil {
		return nil, err
	}
	told, err := e.accounts(ctx)
	if err != nil {
		return nil, err
	}
	b := &book{all: make([]*contact, 0, len(told))}
	for _, group := range e.join(told) {
		b.all = append(b.all, together(group))
	}
	e.book = b
	return b, nil
}

// Meetings returns all meetings of the store, each once: accounts of one
// meeting in several documents are put together. They come without evidence.
func (e *Env) Meetings(ctx context.Context) ([]graph.Meeting, error) {
	b, err := e.contacts(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Meeting, len(b.all))
	for i, c := range b.all {
		out[i] = *c.Meeting
	}
	return out, nil
}

// MeetingOf returns the meeting, by its ID in what Meetings returns, that each
// fact of the store that is a meeting tells of, by the ID of the fact.
func (e *Env) MeetingOf(ctx context.Context) (map[string]string, error) {
	b, err := e.contacts(ctx)
	if err != nil {
		return nil, err
	}
	of := map[string]string{}
	for _, c := range b.all {
		for _, a := range c.accounts {
			of[a.ID] = c.ID
		}
	}
	return of, nil
}

// byUnit returns the contacts by each entity with which they have to do: their
// parties, place and format and what these act for, lie in or are part of.
func (e *Env) byUnit(b *book) map[string][]*contact {
	if b.byUnit != nil {
		return b.byUnit
	}
	b.byUnit = map[string][]*contact{}
	for _, c := range b.all {
		ids := []string{c.Place, c.Format}
		for _, p := range c.Participations {
			ids = append(ids, p.Party, p.For)
		}
		for _, id := range slices.Clone(ids) {
			ids = append(ids, e.entities[id].For...)
		}
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			b.byUnit[id] = append(b.byUnit[id], c)
		}
	}
	return b.byUnit
}

// accounts reads all facts that are meetings, in the order in which the store
// has them. What several documents say of one fact is put together, see merge.
func (e *Env) accounts(ctx context.Context) ([]*account, error) {
	var out []*account
	byID := map[string]*account{}
	several := map[*account][]graph.Meeting{}
	var block []account // one allocation for many
	var docs []string   // shared by the accounts of one document
	for told, err := range e.st.Meetings(ctx) {
		if err != nil {
			return nil, fmt.Errorf("reading meetings: %w", err)
		}
		if a := byID[told.Of.ID]; a != nil {
			if several[a] == nil {
				several[a] = []graph.Meeting{a.Meeting}
			}
			several[a] = append(several[a], told.Of)
			a.docs = append(a.docs, told.Document)
			a.confidence = max(a.confidence, told.Confidence)
			continue
		}
		if len(docs) == 0 || docs[0] != told.Document {
			docs = []string{told.Document}
		}
		if len(block) == cap(block) {
			block = make([]account, 0, 256)
		}
		block = append(block, account{Meeting: told.Of, docs: docs, confidence: told.Confidence, days: math.MaxInt})
		a := &block[len(block)-1]
		byID[a.ID] = a
		out = append(out, a)
	}
	for _, a := range out {
		if ms := several[a]; ms != nil {
			a.Meeting = merge(ms)
		} else {
			a.Participations = mergeParticipations(a.Participations)
		}
		if s, ok := spanOf(a.Date.EDTF); ok {
			a.span, a.days = s, s.days()
		}
		a.seats = e.seatsOf(a.Meeting)
	}
	return out, nil
}

// merge puts together what is said of one meeting: the status that is furthest
// along, a known mode, the most exact date and the longest outcome win. The ID
// is that of the first.
func merge(ms []graph.Meeting) graph.Meeting {
	m := ms[0]
	m.Participations, m.Evidence = nil, nil
	for _, n := range ms {
		m.Mode = firstOf(m.Mode, n.Mode, modeOrder)
		m.Status = firstOf(m.Status, n.Status, statusOrder)
		if w, v := width(n.Date.EDTF), width(m.Date.EDTF); w < v || w == v && n.Date.EDTF != "" && n.Date.EDTF < m.Date.EDTF {
			m.Date = n.Date
		}
		m.Place = cmp.Or(m.Place, n.Place)
		m.Format = cmp.Or(m.Format, n.Format)
		if len(n.Outcome) > len(m.Outcome) {
			m.Outcome = n.Outcome
		}
		m.Participations = append(m.Participations, n.Participations...)
	}
	m.Participations = mergeParticipations(m.Participations)
	return m
}

// The orders in which merge prefers modes and statuses.
var (
	modeOrder   = []graph.Mode{graph.InPerson, graph.Video, graph.Telephone, graph.Unspecified, ""}
	statusOrder = []graph.Status{graph.Held, graph.Ongoing, graph.Cancelled, graph.Refused, graph.Planned, ""}
)

func firstOf[S comparable](a, b S, order []S) S {
	if slices.Index(order, b) < slices.Index(order, a) {
		return b
	}
	return a
}

// together makes a contact of accounts, the fullest first. What the fullest
// says of the place and the format goes before what the others say.
func together(accounts []*account) *contact {
	if len(accounts) == 1 {
		a := accounts[0]
		return &contact{&a.Meeting, a.span, a.confidence, accounts}
	}
	slices.SortFunc(accounts, func(a, b *account) int {
		return cmp.Or(
			cmp.Compare(slices.Index(statusOrder, a.Status), slices.Index(statusOrder, b.Status)),
			fuller(a, b),
		)
	})
	c := &contact{accounts: accounts}
	ms := make([]graph.Meeting, len(accounts))
	for i, a := range accounts {
		ms[i] = a.Meeting
		c.confidence = max(c.confidence, a.confidence)
	}
	m := merge(ms)
	c.Meeting = &m
	c.span, _ = spanOf(m.Date.EDTF)
	return c
}

// fuller orders accounts so that those with the more exact date and the more
// persons and parties come first.
func fuller(a, b *account) int {
	return cmp.Or(
		cmp.Compare(a.days, b.days), -cmp.Compare(a.officials(), b.officials()), -cmp.Compare(len(a.seats), len(b.seats)),
		strings.Compare(a.ID, b.ID),
	)
}

func (a *account) officials() int {
	n := 0
	for _, s := range a.seats {
		n += btoi(s.official)
	}
	return n
}

// seatsOf returns the parties of a meeting without the states and
// organizations for which somebody else among them acts.
func (e *Env) seatsOf(m graph.Meeting) []seat {
	seats := make([]seat, 0, len(m.Participations))
	official := false
	for _, p := range m.Participations {
		ent := e.entities[p.Party]
		s := seat{id: p.Party}
		if ent.Type != graph.State && ent.Type != graph.Organization {
			s.official, official = true, true
			s.sides = ent.For
			if p.For != "" && !slices.Contains(s.sides, p.For) {
				s.sides = append(slices.Clone(s.sides), p.For)
			}
		}
		seats = append(seats, s)
	}
	if !official {
		return seats
	}
	return slices.DeleteFunc(slices.Clone(seats), func(s seat) bool {
		return !s.official && slices.ContainsFunc(seats, func(t seat) bool { return t.official && slices.Contains(t.sides, s.id) })
	})
}

// The widest date, in days, with which an account can be one of a meeting that
// others tell of: "in January" may mean the meeting of the 20th, "in 2022" may
// mean any.
const widest = 31

// join groups accounts of the same meeting. Two accounts of different
// documents may be of one meeting when their dates overlap, their parties
// match and nothing else contradicts, see sameMeeting. The accounts are taken
// in turn, those with the most exact dates and the most names first; each
// joins a group when it may be one with all that are in it. A group that suits
// it better than all others takes it; an account that suits two groups equally
// well stays alone. So two meetings in a month do not become one because a
// third text tells of "a meeting in that month". The groups do not depend on
// the order of the accounts; they come in the order of their first ones.
func (e *Env) join(accounts []*account) [][]*account {
	near := e.candidates(accounts, 0)
	order := slices.Collect(maps.Keys(near))
	slices.SortFunc(order, func(i, j int) int { return fuller(accounts[i], accounts[j]) })
	group := make([]int, len(accounts)) // 1 + index in groups, 0 while in none
	var groups [][]*account
	for _, i := range order {
		score := map[int]int{} // of the groups, that of the best member
		fits := map[int]int{}  // members of a group with which i may be one
		for j := range near[i] {
			if g := group[j]; g > 0 {
				if s := e.sameMeeting(accounts[i], accounts[j]); s > 0 {
					fits[g]++
					score[g] = max(score[g], s)
				}
			}
		}
		best, most, ties := 0, 0, 0
		for g, n := range fits {
			switch s := score[g]; {
			case n < len(groups[g-1]) || s < most:
			case s == most:
				ties++
			default:
				best, most, ties = g, s, 0
			}
		}
		if best == 0 || ties > 0 {
			groups = append(groups, nil)
			best = len(groups)
		}
		group[i] = best
		groups[best-1] = append(groups[best-1], accounts[i])
	}
	out := make([][]*account, 0, len(accounts))
	for i := range accounts {
		switch g := group[i]; {
		case g == 0:
			out = append(out, accounts[i:i+1:i+1])
		case groups[g-1] != nil:
			out = append(out, groups[g-1])
			groups[g-1] = nil
		}
	}
	return out
}

// candidates returns the accounts, by their index, that have a format or two
// sides in common with others and whose dates are no more than some days from
// overlapping with theirs, and those others.
func (e *Env) candidates(accounts []*account, slack int) map[int]map[int]bool {
	byKey := map[[2]string][]int{}
	for i, a := range accounts {
		if a.days > widest {
			continue
		}
		if a.Format != "" {
			byKey[[2]string{a.Format}] = append(byKey[[2]string{a.Format}], i)
		}
		for n, s := range a.seats {
			for _, t := range a.seats[n+1:] {
				for _, x := range s.units() {
					for _, y := range t.units() {
						if x != y {
							k := [2]string{min(x, y), max(x, y)}
							byKey[k] = append(byKey[k], i)
						}
					}
				}
			}
		}
	}
	near := map[int]map[int]bool{}
	link := func(i, j int) {
		if near[i] == nil {
			near[i] = map[int]bool{}
		}
		near[i][j] = true
	}
	for _, is := range byKey {
		if len(is) < 2 {
			continue
		}
		slices.SortFunc(is, func(i, j int) int { return accounts[i].first.Compare(accounts[j].first) })
		for n, i := range is {
			for _, j := range is[n+1:] {
				if accounts[j].first.After(accounts[i].last.AddDate(0, 0, slack)) {
					break
				}
				if i != j {
					link(i, j)
					link(j, i)
				}
			}
		}
	}
	return near
}

// units are the sides by which a party is looked for: those it acts for, or
// itself.
func (s seat) units() []string {
	if len(s.sides) > 0 {
		return s.sides
	}
	return []string{s.id}
}

// sameMeeting tells how well two accounts suit each other as accounts of one
// meeting: 0 when they cannot be.
//
// At least two of their parties are the same, and at least half of those of
// the account with more; in sessions of one format one is enough. A person is
// the same as a state or organization that another account gives in place of
// the person. A side for which both name persons must have one in common.
// Where only one account gives a format, no party may be left over, so that a
// talk on the margins of a summit is not the summit.
func (e *Env) sameMeeting(a, b *account) int {
	c := e.compare(a, b)
	if overlap(a.docs, b.docs) || !c.dates || !c.rest || c.opposed || !c.enough {
		return 0
	}
	return c.score
}

// comparison is what two accounts have in common.
type comparison struct {
	dates   bool // they overlap
	rest    bool // mode, place and format do not contradict each other
	located bool // both give the same place or format
	same    int  // parties that are the same
	matched int  // and those besides that stand for each other
	opposed bool // both name persons for a side and have none in common
	enough  bool // parties that match
	score   int  // how well they suit each other, above 0
}

func (e *Env) compare(a, b *account) comparison {
	c := comparison{dates: !a.first.After(b.last) && !b.first.After(a.last), rest: true, score: 1}
	if a.Mode == b.Mode && known(a.Mode) {
		c.score++
	}
	if a.Place != "" && b.Place != "" {
		c.located = e.within(a.Place, b.Place) || e.within(b.Place, a.Place)
		c.rest = c.located
		c.score += 2
	}
	if known(a.Mode) && known(b.Mode) && a.Mode != b.Mode || a.Format != "" && b.Format != "" && a.Format != b.Format {
		c.rest = false
	}
	if !c.rest {
		return c
	}
	var alike int
	c.same, alike = matching(a.seats, b.seats)
	c.matched = c.same + alike
	c.opposed = opposed(a.seats, b.seats)
	more := max(len(a.seats), len(b.seats))
	switch {
	case a.Format != "" && a.Format == b.Format:
		c.located = true
		c.score += 2
		c.enough = c.matched > 0 || len(a.seats) == 0 || len(b.seats) == 0
	case a.Format != b.Format:
		c.enough = c.matched >= 2 && c.matched == more
	default:
		c.enough = c.matched >= 2 && c.matched*2 >= more
	}
	c.score += 4*c.same + alike
	return c
}

func known(m graph.Mode) bool { return m != "" && m != graph.Unspecified }

func overlap(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// matching counts the parties that are the same in both, and those persons
// that the other gives by whom they act for.
func matching(a, b []seat) (same, alike int) {
	taken := make([]bool, len(b))
	find := func(s seat, ok func(s, t seat) bool) bool {
		for i, t := range b {
			if !taken[i] && ok(s, t) {
				taken[i] = true
				return true
			}
		}
		return false
	}
	left := make([]seat, 0, len(a))
	for _, s := range a {
		if find(s, func(s, t seat) bool { return s.id == t.id }) {
			same++
		} else {
			left = append(left, s)
		}
	}
	for _, s := range left {
		if find(s, standsFor) {
			alike++
		}
	}
	return same, alike
}

// standsFor reports whether one of two parties is a person and the other a
// state or organization that the person acts for.
func standsFor(s, t seat) bool {
	return s.official && !t.official && slices.Contains(s.sides, t.id) ||
		t.official && !s.official && slices.Contains(t.sides, s.id)
}

// opposed reports whether there is a side for which both name persons and have
// none in common.
func opposed(a, b []seat) bool {
	for _, s := range a {
		if !s.official || slices.ContainsFunc(b, func(t seat) bool { return t.id == s.id }) {
			continue
		}
		for _, side := range s.sides {
			of := func(seats []seat) (ids []string) {
				for _, t := range seats {
					if t.official && slices.Contains(t.sides, side) {
						ids = append(ids, t.id)
					}
				}
				return ids
			}
			if theirs := of(b); len(theirs) > 0 && !overlap(of(a), theirs) {
				return true
			}
		}
	}
	return false
}

// within reports whether a place is another or lies in it.
func (e *Env) within(place, in string) bool {
	for range 4 { // a building in a city in a region in a state
		if place == in {
			return true
		}
		of := e.entities[place].For
		if slices.Contains(of, in) {
			return true
		}
		if len(of) == 0 {
			return false
		}
		place = of[0]
	}
	return false
}

// days is the length of a span, math.MaxInt when it is open.
func (s span) days() int {
	if s.first.IsZero() || s.last.IsZero() {
		return math.MaxInt
	}
	return int(s.last.Sub(s.first)/(24*time.Hour)) + 1
}
