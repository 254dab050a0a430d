package diagram

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/graph"
)

// The most that a timeline shows one by one: beyond, the least lanes are drawn
// as one, and meetings are counted by period.
const (
	mostLanes    = 24
	mostMeetings = 60
)

// Timeline makes the diagram of meetings along the time, with a lane for each
// state or organization (By is States, the default), for each person, or for
// each two states that met (Pairs). Meetings of which only a period is known
// are drawn as long as it. When there are too many, they are counted by month,
// quarter, year or decade.
func Timeline(in Input, o Options) (*Diagram, error) {
	lanes := o.By
	if lanes == "" {
		lanes = States
	}
	if o.By = Persons; lanes == States {
		o.By = States
	}
	b, err := newBuilder(in, o, "timeline", "Meetings by date")
	if err != nil {
		return nil, err
	}
	if lanes != States && lanes != Persons && lanes != Pairs {
		return nil, fmt.Errorf("diagram: lanes are %q, %q or %q, not %q", States, Persons, Pairs, lanes)
	}
	chosen, err := b.choose(in.Meetings)
	if err != nil {
		return nil, err
	}
	t := timeline{builder: b, lanes: lanes}
	for _, m := range chosen {
		t.event(m)
	}
	linked := map[string]bool{}
	for k := range t.edges {
		linked[k.from], linked[k.to] = true, true
	}
	t.keep(func(id string) bool { return linked[id] })
	if o.Around != "" {
		t.aroundLane()
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	t.limitLanes()
	t.byPeriod()
	b.laneWeight = t.weigh()
	d := b.diagram()
	d.Arranged = InLanes
	d.Subtitle = b.subtitle(d)
	return d, nil
}

type timeline struct {
	*builder
	lanes By
}

// seat is one lane's part in a meeting.
type seat struct {
	lane   string // Node.ID
	people []string
	part   graph.Part
}

// event adds a meeting: its node, joined to the lanes of those who met.
func (t *timeline) event(m dated) {
	seats := t.seats(m)
	if len(seats) == 0 || len(seats) == 1 && m.Format == "" && t.lanes != Pairs {
		t.single++
		return
	}
	c := t.contact(m)
	id := stableID("m", m.ID)
	n := &Node{ID: id, Kind: MeetingNode, Label: meetingWord(c), Detail: c.Format, Facts: []Contact{c}, when: m.when, dated: m.ok}
	t.nodes[id] = n
	var who []string
	for _, s := range seats {
		name := t.nodes[s.lane].Label
		if len(s.people) > 0 {
			name += " (" + strings.Join(s.people, ", ") + ")"
		}
		who = append(who, name)
		e := t.link(id, s.lane, classOf(m.Status), c)
		e.Sessions, e.Part = 1, partShown(s.part)
		e.Label = strings.Join(s.people, ", ")
	}
	slices.Sort(who)
	n.Text = strings.Join(who, ", ")
}

// seats returns the lanes of a meeting with the people in each.
func (t *timeline) seats(m dated) []seat {
	var out []seat
	at := map[string]int{}
	add := func(lane, person string, part graph.Part) {
		i, ok := at[lane]
		if !ok {
			i = len(out)
			at[lane] = i
			out = append(out, seat{lane: lane, part: part})
		}
		out[i].part = strongest(out[i].part, part)
		if person != "" && !slices.Contains(out[i].people, person) {
			out[i].people = append(out[i].people, person)
		}
	}
	if t.lanes == Pairs {
		return t.pairSeats(m)
	}
	ps := t.parties(m)
	if t.lanes == Persons {
		for _, p := range ps {
			add(p.node, "", p.part)
		}
		return out
	}
	for _, p := range m.Participations {
		id := stableID("n", p.Party)
		if side := t.actsFor(p); side != "" {
			id = stableID("n", side)
		}
		i := slices.IndexFunc(ps, func(q party) bool { return q.node == id })
		if i < 0 || p.As == graph.Absent {
			continue
		}
		person := ""
		if t.is(p.Party, graph.Person) && t.nodes[id].Entity != p.Party {
			person = lastName(t.name(p.Party))
		}
		add(id, person, ps[i].part)
	}
	slices.SortFunc(out, func(x, y seat) int { return cmp.Compare(x.lane, y.lane) })
	return out
}

// pairSeats returns a lane for each two sides of a meeting.
func (t *timeline) pairSeats(m dated) []seat {
	ps := t.parties(m)
	people := map[string][]string{}
	var sides []string
	for _, p := range ps {
		if people[p.side] == nil {
			sides = append(sides, p.side)
			people[p.side] = []string{}
		}
		if n := t.nodes[p.node]; n.Kind == PersonNode {
			people[p.side] = append(people[p.side], lastName(n.Label))
		}
	}
	for _, p := range ps {
		delete(t.nodes, p.node)
	}
	slices.SortFunc(sides, func(x, y string) int { return cmp.Or(cmp.Compare(t.name(x), t.name(y)), cmp.Compare(x, y)) })
	var out []seat
	for i, x := range sides {
		for _, y := range sides[i+1:] {
			id := stableID("n", x, y)
			if t.nodes[id] == nil {
				t.nodes[id] = &Node{ID: id, Kind: PairNode, Label: t.name(x) + " – " + t.name(y)}
			}
			s := seat{lane: id}
			if a, b := strings.Join(people[x], ", "), strings.Join(people[y], ", "); a != "" || b != "" {
				s.people = []string{strings.Trim(a+" – "+b, " –")}
			}
			out = append(out, s)
		}
	}
	return out
}

// lastName shortens a name for a mark in a lane whose state is written beside
// it.
func lastName(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	i := len(words) - 1
	for i > 1 && strings.ToLower(words[i-1]) == words[i-1] { // "van der Bellen"
		i--
	}
	return strings.Join(words[i:], " ")
}

// isEvent reports whether a node is a meeting or a period rather than a lane.
func isEvent(n *Node) bool { return n.Kind == MeetingNode || n.Kind == PeriodNode }

// aroundLane keeps the meetings in one entity's lanes.
func (t *timeline) aroundLane() {
	has := map[string]bool{}
	for k := range t.edges {
		for _, pair := range [][2]string{{k.from, k.to}, {k.to, k.from}} {
			n := t.nodes[pair[0]]
			if !isEvent(n) && (n.Entity == t.o.Around || n.Entity != "" && n.Entity == t.belongs(t.o.Around)) {
				has[pair[1]] = true
			}
		}
	}
	keep := map[string]bool{}
	for k := range t.edges {
		if has[k.from] || has[k.to] {
			keep[k.from], keep[k.to] = true, true
		}
	}
	t.keep(func(id string) bool { return keep[id] && (!isEvent(t.nodes[id]) || has[id]) })
}

// weigh counts the meetings of each lane.
func (t *timeline) weigh() map[string]int {
	count := map[string]int{}
	for k, e := range t.edges {
		for _, id := range []string{k.from, k.to} {
			if !isEvent(t.nodes[id]) {
				count[id] += e.Count
			}
		}
	}
	return count
}

// limitLanes draws the lanes of fewest meetings as one.
func (t *timeline) limitLanes() {
	count := t.weigh()
	most := mostLanes
	if t.o.MaxNodes < 0 || len(count) <= most {
		return
	}
	ranked := slices.SortedFunc(maps.Keys(count), func(x, y string) int {
		return cmp.Or(cmp.Compare(count[y], count[x]), cmp.Compare(t.nodes[x].Label, t.nodes[y].Label), cmp.Compare(x, y))
	})
	rest := ranked[most-1:]
	other := stableID("o", "lanes")
	t.nodes[other] = &Node{ID: other, Kind: OthersNode, Count: len(rest), Label: plural(len(rest), "other", "others")}
	gone := map[string]bool{}
	for _, id := range rest {
		gone[id] = true
	}
	old := t.edges
	t.edges = map[edgeKey]*Edge{}
	for _, k := range slices.SortedFunc(maps.Keys(old), edgeKey.compare) {
		from, to, label := k.from, k.to, old[k].Label
		if gone[from] {
			from, label = other, ""
		}
		if gone[to] {
			to, label = other, ""
		}
		for _, c := range old[k].Meetings {
			e := t.link(from, to, k.class, c)
			e.Sessions, e.Label = old[k].Sessions, label
		}
	}
	for id := range gone {
		delete(t.nodes, id)
	}
	t.notes = append(t.notes, fmt.Sprintf("The %d lanes of most meetings are drawn, %d others as one. Narrow by who took part to see them.", most-1, len(rest)))
}

// spans are the periods by which meetings are counted, the shortest first.
var spans = []struct {
	word   string
	prec   precision
	start  func(time.Time) time.Time
	months int
}{
	{"month", byMonth, func(d time.Time) time.Time { return time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, time.UTC) }, 1},
	{"quarter", byMonth, func(d time.Time) time.Time {
		return time.Date(d.Year(), (d.Month()-1)/3*3+1, 1, 0, 0, 0, 0, time.UTC)
	}, 3},
	{"year", byYear, func(d time.Time) time.Time { return time.Date(d.Year(), 1, 1, 0, 0, 0, 0, time.UTC) }, 12},
	{"decade", byDecade, func(d time.Time) time.Time { return time.Date(d.Year()/10*10, 1, 1, 0, 0, 0, 0, time.UTC) }, 120},
}

// mostPeriods is how many periods are at most drawn side by side.
const mostPeriods = 48

// byPeriod counts meetings by period when there are too many to draw.
func (t *timeline) byPeriod() {
	var events []string
	for id, n := range t.nodes {
		if isEvent(n) {
			events = append(events, id)
		}
	}
	if t.o.MaxNodes < 0 || len(events) <= mostMeetings {
		return
	}
	slices.Sort(events)
	span := spans[len(spans)-1]
	for _, s := range spans {
		starts := map[time.Time]bool{}
		for _, id := range events {
			if n := t.nodes[id]; n.dated && !n.when.from.open {
				starts[s.start(n.when.from.day)] = true
			}
		}
		if len(starts) <= mostPeriods {
			span = s
			break
		}
	}
	into := map[string]string{}
	wide := 0
	for _, id := range events {
		n := t.nodes[id]
		key, when := "", period{}
		if n.dated && !n.when.from.open {
			from := span.start(n.when.from.day)
			to := from.AddDate(0, span.months, -1)
			when = period{point{day: from, prec: span.prec}, point{day: to, prec: span.prec}}
			key = from.Format(time.DateOnly)
			if n.when.to.open || n.when.to.day.After(to) {
				wide++
			}
		}
		into[id] = stableID("t", key)
		if t.nodes[into[id]] == nil {
			t.nodes[into[id]] = &Node{ID: into[id], Kind: PeriodNode, Label: "No date", when: when, dated: key != ""}
			if key != "" {
				t.nodes[into[id]].Label = when.String()
			}
		}
	}
	old := t.edges
	t.edges = map[edgeKey]*Edge{}
	for _, k := range slices.SortedFunc(maps.Keys(old), edgeKey.compare) {
		from, to := k.from, k.to
		if p, ok := into[from]; ok {
			from = p
		}
		if p, ok := into[to]; ok {
			to = p
		}
		for _, c := range old[k].Meetings {
			t.link(from, to, k.class, c)
		}
	}
	for _, id := range events {
		delete(t.nodes, id)
	}
	t.notes = append(t.notes, fmt.Sprintf("%d meetings are too many to draw one by one: they are counted by %s. Narrow by period, format or who took part to see them.", len(events), span.word))
	if wide > 0 {
		t.notes = append(t.notes, plural(wide, "meeting", "meetings")+" whose date may lie in several periods counted in the first.")
	}
}
