package diagram

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"parley/graph"
)

// Input is what a diagram is made of. It needs no store. Entities need only
// hold those that the meetings name; one that is missing is shown by its ID.
type Input struct {
	Entities []graph.Entity
	Meetings []graph.Meeting
	Tenures  []graph.Tenure // also fill in posts that participations do not give
	Claims   []graph.Claim

	Documents map[string][]string // fact ID to the names of the documents that tell it; may be nil
	About     map[string][]string // claim ID to the entity IDs that its words name; may be nil
}

// By says what the nodes of a diagram are.
type By string

// What the nodes are.
const (
	Persons By = "persons" // people; states and organizations where no one is named
	States  By = "states"  // states and organizations; people whose side is unknown
	Pairs   By = "pairs"   // in a timeline: a lane for each two states that met
)

// FormatStyle says how sessions of a format are shown.
type FormatStyle string

// The styles of formats.
const (
	FormatNodes    FormatStyle = "nodes"    // one node for a format, joined to all who took part
	FormatClusters FormatStyle = "clusters" // a box per format, with a node per session
	FormatPairs    FormatStyle = "pairs"    // like any other meeting
)

// Options choose what a diagram shows. The zero value shows every held or
// ongoing meeting, by persons, with formats as nodes.
type Options struct {
	Title string // default: what the kind shows

	// From and To are EDTF dates, inclusive: a meeting is in when its date
	// can fall in the period. With either set, meetings without a date are
	// left out, and a note says how many.
	From, To string

	Format string // entity ID: only the sessions of this format; "" for all

	// Who are entity IDs: only meetings in which each of them, or somebody who
	// acts for it, took part; only claims and posts of one of them.
	Who []string

	// MinConfidence leaves out meetings, parties, tenures and claims that are
	// less sure, from 0 to 1.
	MinConfidence float64

	Meeting string // for Claims: the ID of the meeting

	// Around is the ID of a person, state, organization or format; only what
	// is within Depth meetings of it is drawn, Depth 1 being those it met. A
	// Depth of zero means 1.
	Around string
	Depth  int

	// By is by default Persons, or States when those would be more than
	// MaxNodes, and in a timeline States.
	By       By
	Formats  FormatStyle    // default FormatNodes
	Statuses []graph.Status // default Held and Ongoing

	// StateClusters draws a box around the people of each state or
	// organization. It does not go with FormatClusters.
	StateClusters bool

	// MaxNodes is the most nodes to draw. When there are more, the most
	// connected stay, and the others are drawn together by state. Zero means
	// DefaultMaxNodes, a negative number no limit.
	MaxNodes int
}

// DefaultMaxNodes is the default of Options.MaxNodes. A larger drawing can no
// longer be read on one printed sheet.
const DefaultMaxNodes = 120

// ErrEmpty says that no meeting is left to draw. Errors that wrap it say what
// the selection was.
var ErrEmpty = errors.New("nothing to draw")

// WhoMet makes the diagram of who met whom. The same input in any order and
// the same options give the same diagram. It fails on dates it cannot read, on
// options that do not go together, and, with an error that wraps ErrEmpty,
// when nothing is left to draw.
func WhoMet(in Input, o Options) (*Diagram, error) {
	m, err := whoMet(in, o, false)
	if err != nil {
		return nil, err
	}
	note := ""
	if o.By == "" && m.people > m.most && m.most > 0 {
		// Too many to tell apart: the states they act for can be.
		note = fmt.Sprintf("%d people and others are too many to draw one by one: these are the states and organizations they act for. Narrow by period, format or around one of them, or ask for persons, to see people.", m.people)
		o.By = States
		if m, err = whoMet(in, o, false); err != nil {
			return nil, err
		}
	}
	d := m.Diagram
	if d.tooDense() && o.MaxNodes >= 0 && o.Around == "" && !o.StateClusters && o.Formats != FormatClusters {
		if d, err = asTable(in, o, d); err != nil {
			return nil, err
		}
	}
	if note != "" {
		d.Notes = slices.Insert(d.Notes, 0, note)
	}
	return d, nil
}

// made is a diagram and how many nodes it had before it was limited.
type made struct {
	*Diagram
	people, most int
}

// whoMet makes the diagram; with pairs, all meetings are lines between pairs.
func whoMet(in Input, o Options, pairs bool) (*made, error) {
	b, err := newBuilder(in, o, "who-met-whom", "Who met whom")
	if err != nil {
		return nil, err
	}
	b.pairs = pairs
	chosen, err := b.choose(in.Meetings)
	if err != nil {
		return nil, err
	}
	for _, m := range chosen {
		b.add(m)
	}
	b.finishHubs()
	if o.Around != "" {
		if err := b.around(); err != nil {
			return nil, err
		}
	}
	people := len(b.nodes)
	if err := b.check(); err != nil {
		return nil, err
	}
	b.limit()
	return &made{b.diagram(), people, b.o.MaxNodes}, nil
}

// newBuilder reads what all kinds of diagrams need.
func newBuilder(in Input, o Options, kind, title string) (*builder, error) {
	b := &builder{
		o:         o,
		kind:      kind,
		documents: in.Documents,
		facts:     [2]string{"meeting", "meetings"},
		entities:  make(map[string]graph.Entity, len(in.Entities)),
		nodes:     map[string]*Node{},
		edges:     map[edgeKey]*Edge{},
		took:      map[string]map[string]bool{},
		hubs:      map[string]map[string]Contact{},
		posts:     map[string]map[string]int{},
		clusters:  map[string]Cluster{},
	}
	if b.o.Title == "" {
		b.o.Title = title
	}
	if err := b.defaults(); err != nil {
		return nil, err
	}
	for _, e := range in.Entities {
		b.entities[e.ID] = e
	}
	for _, t := range slices.SortedFunc(slices.Values(in.Tenures), func(x, y graph.Tenure) int {
		return cmp.Or(cmp.Compare(x.Seen.EDTF, y.Seen.EDTF), cmp.Compare(x.ID, y.ID))
	}) {
		if t.Post != "" {
			// A post counts less than one seen in a drawn meeting; later wins.
			b.tenure(t)
		}
	}
	return b, nil
}

// check fails when nothing is left to draw.
func (b *builder) check() error {
	if len(b.nodes) == 0 {
		return fmt.Errorf("diagram: %w%s%s", ErrEmpty, b.selection(), b.leftOut())
	}
	return nil
}

// edgeKey is what an edge is collapsed by.
type edgeKey struct {
	from, to string
	class    Class
}

// party is one node's part in one meeting.
type party struct {
	node string // Node.ID
	side string
	part graph.Part
}

// dated is a meeting with its date read.
type dated struct {
	graph.Meeting
	when period
	ok   bool
}

type builder struct {
	o        Options
	kind     string
	entities map[string]graph.Entity
	nodes    map[string]*Node
	edges    map[edgeKey]*Edge
	took     map[string]map[string]bool    // node ID to meeting IDs
	hubs     map[string]map[string]Contact // hub node ID to its meetings
	posts    map[string]map[string]int     // person to posts and how often
	held     map[string]string             // person to the post of a tenure
	clusters map[string]Cluster
	window   *period

	documents  map[string][]string
	pairs      bool           // no meeting is a node of its own
	laneWeight map[string]int // meetings in the lanes of a timeline; nil elsewhere
	facts      [2]string      // what is left out, one and many

	undated, unreadable, single, unsure int
	notes                               []string
}

func (b *builder) defaults() error {
	o := &b.o
	if o.By == "" {
		o.By = Persons
	}
	if o.Formats == "" {
		o.Formats = FormatNodes
	}
	if len(o.Statuses) == 0 {
		o.Statuses = []graph.Status{graph.Held, graph.Ongoing}
	}
	if o.MaxNodes == 0 {
		o.MaxNodes = DefaultMaxNodes
	}
	if o.Depth == 0 {
		o.Depth = 1
	}
	switch {
	case o.By != Persons && o.By != States:
		return fmt.Errorf("diagram: nodes are %q or %q, not %q", Persons, States, o.By)
	case o.Formats != FormatNodes && o.Formats != FormatClusters && o.Formats != FormatPairs:
		return fmt.Errorf("diagram: formats are drawn as %q, %q or %q, not %q", FormatNodes, FormatClusters, FormatPairs, o.Formats)
	case o.Formats == FormatClusters && o.StateClusters:
		return errors.New("diagram: boxes can be drawn around formats or around states, not both")
	case o.MinConfidence < 0 || o.MinConfidence > 1:
		return fmt.Errorf("diagram: confidence %g is not between 0 and 1", o.MinConfidence)
	case o.Depth < 0:
		return fmt.Errorf("diagram: depth %d is below 1", o.Depth)
	}
	if o.From == "" && o.To == "" {
		return nil
	}
	w := period{from: point{open: true}, to: point{open: true}}
	if o.From != "" {
		p, err := parsePeriod(o.From)
		if err != nil {
			return err
		}
		w.from = p.from
	}
	if o.To != "" {
		p, err := parsePeriod(o.To)
		if err != nil {
			return err
		}
		w.to = p.to
	}
	if !w.from.open && !w.to.open && w.to.day.Before(w.from.day) {
		return fmt.Errorf("diagram: the period ends (%s) before it starts (%s)", o.To, o.From)
	}
	b.window = &w
	return nil
}

func (b *builder) tenure(t graph.Tenure) {
	if b.held == nil {
		b.held = map[string]string{}
	}
	b.held[t.Person] = t.Post
}

// choose returns the meetings that the options select, by date and then ID.
func (b *builder) choose(all []graph.Meeting) ([]dated, error) {
	var chosen []dated
	seen := map[string]bool{}
	for _, m := range all {
		if seen[m.ID] && m.ID != "" || !slices.Contains(b.o.Statuses, m.Status) || b.o.Format != "" && m.Format != b.o.Format {
			continue
		}
		seen[m.ID] = true
		if !b.withAll(m) {
			continue
		}
		if !b.sure(m.Evidence) {
			b.unsure++
			continue
		}
		c := dated{Meeting: m}
		var in bool
		if c.when, c.ok, in = b.when(m.Date); in {
			chosen = append(chosen, c)
		}
	}
	slices.SortFunc(chosen, func(x, y dated) int {
		return cmp.Or(x.when.from.day.Compare(y.when.from.day), x.when.to.day.Compare(y.when.to.day), cmp.Compare(x.ID, y.ID))
	})
	return chosen, nil
}

// when reads a date, says whether it could be read, and whether it can fall
// in the period asked for.
func (b *builder) when(d graph.Date) (p period, dated, in bool) {
	if d.EDTF != "" {
		var err error
		if p, err = parsePeriod(d.EDTF); err == nil {
			dated = true
		} else {
			p = period{}
			b.unreadable++
		}
	}
	if b.window != nil && !dated {
		b.undated++
		return p, dated, false
	}
	return p, dated, b.window == nil || p.overlaps(*b.window)
}

// sure reports whether the surest evidence of a fact is sure enough.
func (b *builder) sure(evidence []graph.Evidence) bool {
	if b.o.MinConfidence == 0 {
		return true
	}
	return slices.ContainsFunc(evidence, func(e graph.Evidence) bool { return e.Confidence >= b.o.MinConfidence })
}

// withAll reports whether all that Options.Who names took part in a meeting.
func (b *builder) withAll(m graph.Meeting) bool {
	for _, who := range b.o.Who {
		if !slices.ContainsFunc(m.Participations, func(p graph.Participation) bool {
			return p.As != graph.Absent && (p.Party == who || p.For == who || b.actsFor(p) == who)
		}) {
			return false
		}
	}
	return true
}

// asked reports whether Options.Who names one of these, or nobody.
func (b *builder) asked(ids ...string) bool {
	if len(b.o.Who) == 0 {
		return true
	}
	for _, id := range ids {
		if id != "" && (slices.Contains(b.o.Who, id) || slices.Contains(b.o.Who, b.belongs(id))) {
			return true
		}
	}
	return false
}

// proof returns the sentences behind a fact.
func (b *builder) proof(fact string, evidence []graph.Evidence) []Quote {
	docs := b.documents[fact]
	var out []Quote
	for i, e := range evidence {
		if e.Quote == "" {
			continue
		}
		q := Quote{Text: e.Quote}
		if len(docs) > 0 { // evidence of several documents comes in their order
			q.Document = docs[min(i, len(docs)-1)]
		}
		out = append(out, q)
	}
	return out
}

// longName is the most letters of a name that is written out where its
// acronym is known.
const longName = 24

// name returns the name of an entity, or its ID when it is not known. A long
// name of an organization gives way to its acronym, when that is one of its
// names.
func (b *builder) name(id string) string {
	if e, ok := b.entities[id]; ok && e.Name != "" {
		if short := capitals(e.Name); len(e.Name) > longName && slices.Contains(e.Aliases, short) {
			return short
		}
		return e.Name
	}
	return strings.TrimPrefix(id, graph.Scheme)
}

// capitals returns the capital letters that begin the words of a name.
func capitals(name string) string {
	var s []rune
	start := true
	for _, r := range name {
		if start && unicode.IsUpper(r) {
			s = append(s, r)
		}
		start = r == ' ' || r == '-'
	}
	return string(s)
}

func (b *builder) is(id string, t graph.EntityType) bool {
	if e, ok := b.entities[id]; ok {
		return e.Type == t
	}
	return strings.HasPrefix(id, graph.Scheme+string(t)+"/")
}

// actsFor returns what a party acts for: what its part in the meeting says,
// or else the first state, or else organization, that the entity gives.
func (b *builder) actsFor(p graph.Participation) string {
	switch {
	case p.For != "":
		return p.For
	case !b.is(p.Party, graph.Person) && !b.is(p.Party, graph.Organization):
		return ""
	}
	return b.belongs(p.Party)
}

func (b *builder) belongs(id string) string {
	for _, t := range []graph.EntityType{graph.State, graph.Organization} {
		for _, f := range b.entities[id].For {
			if b.is(f, t) {
				return f
			}
		}
	}
	return ""
}

// parties turns the participations of a meeting into nodes. People who were
// absent, or only invited to a meeting that took place, did not meet anybody.
func (b *builder) parties(m dated) []party {
	var out []party
	named := map[string]bool{} // sides that a person stands for
	type seat struct {
		graph.Participation
		acts string
	}
	var seats []seat
	for _, p := range m.Participations {
		if p.Party == "" || p.As == graph.Absent ||
			p.As == graph.Invited && classOf(m.Status) == Met ||
			p.Confidence > 0 && p.Confidence < b.o.MinConfidence {
			continue
		}
		s := seat{p, b.actsFor(p)}
		if b.is(p.Party, graph.Person) {
			if s.acts != "" {
				named[s.acts] = true
			}
			if p.Post != "" {
				if b.posts[p.Party] == nil {
					b.posts[p.Party] = map[string]int{}
				}
				b.posts[p.Party][p.Post]++
			}
		}
		seats = append(seats, s)
	}
	index := map[string]int{}
	for _, s := range seats {
		id, group := s.Party, s.acts
		switch {
		case b.o.By == States && s.acts != "":
			id, group = s.acts, s.acts
		case b.o.By == Persons && !b.is(id, graph.Person) && (named[id] || s.acts != "" && named[s.acts]):
			continue // the person speaks for it
		case b.is(id, graph.State) || b.is(id, graph.Organization) && group == "":
			group = id
		}
		if b.is(id, graph.Format) || b.is(id, graph.Place) {
			continue // not a party
		}
		n := b.entityNode(id, group)
		side := group
		if side == "" {
			side = id
		}
		if i, ok := index[n]; ok {
			out[i].part = strongest(out[i].part, s.As)
			continue
		}
		index[n] = len(out)
		out = append(out, party{n, side, s.As})
	}
	slices.SortFunc(out, func(x, y party) int { return cmp.Compare(x.node, y.node) })
	return out
}

// strongest keeps the part that a drawing shows.
func strongest(a, b graph.Part) graph.Part {
	for _, p := range []graph.Part{graph.Mediator, graph.Host, graph.Participant, graph.Visitor, graph.Observer} {
		if a == p || b == p {
			return p
		}
	}
	return a
}

// entityNode returns the ID of the node of an entity, which it makes when
// there is none. The group first seen for a person stays.
func (b *builder) entityNode(entity, group string) string {
	id := stableID("n", entity)
	if n := b.nodes[id]; n != nil {
		if n.Group == "" {
			n.Group = group
		}
		return id
	}
	kind := PersonNode
	switch {
	case b.is(entity, graph.State):
		kind = StateNode
	case b.is(entity, graph.Organization):
		kind = OrganizationNode
	case b.is(entity, graph.Format):
		kind = FormatNode
	}
	b.nodes[id] = &Node{ID: id, Kind: kind, Entity: entity, Label: b.name(entity), Group: group}
	return id
}

// classOf puts a status in a class.
func classOf(s graph.Status) Class {
	switch s {
	case graph.Planned:
		return PlannedTo
	case graph.Cancelled, graph.Refused:
		return CalledOff
	}
	return Met
}

// hubParties is the most parties of a meeting that is drawn as lines between
// all pairs: four give six lines, five would give ten.
const hubParties = 4

// add puts one meeting into the graph.
func (b *builder) add(m dated) {
	before := len(b.nodes)
	ps := b.parties(m)
	sides := map[string]bool{}
	mediated := false
	for _, p := range ps {
		sides[p.side] = true
		mediated = mediated || p.part == graph.Mediator
	}
	c := b.contact(m)
	session := m.Format != "" && b.o.Formats != FormatPairs
	switch {
	case len(ps) == 0 || len(ps) == 1 && !session:
		b.single++
		if len(b.nodes) > before { // drop what only this meeting made
			for _, p := range ps {
				delete(b.nodes, p.node)
			}
		}
	case session && b.o.Formats == FormatNodes:
		hub := b.entityNode(m.Format, "")
		b.nodes[hub].Kind = FormatNode
		b.toHub(hub, ps, c)
	case session:
		cluster := stableID("c", m.Format)
		b.clusters[cluster] = Cluster{ID: cluster, Label: b.name(m.Format)}
		hub := stableID("m", m.ID)
		b.nodes[hub] = &Node{ID: hub, Kind: MeetingNode, Label: "Session", Cluster: cluster}
		b.toHub(hub, ps, c)
	case !b.pairs && (len(ps) > hubParties || mediated && len(ps) > 2):
		key := []string{string(classOf(m.Status))}
		for _, p := range ps {
			key = append(key, p.node)
		}
		hub := stableID("m", key...)
		if b.nodes[hub] == nil {
			b.nodes[hub] = &Node{ID: hub, Kind: MeetingNode, Label: "Meeting"}
		}
		b.toHub(hub, ps, c)
	default:
		for i, p := range ps {
			for _, q := range ps[i+1:] {
				// Colleagues of one delegation did not meet each other,
				// unless the meeting is among colleagues only.
				if p.side != q.side || len(sides) == 1 {
					b.join(p.node, q.node, c)
				}
			}
		}
	}
}

// contact says what stands behind a line of a meeting.
func (b *builder) contact(m dated) Contact {
	c := Contact{ID: m.ID, Mode: m.Mode, Status: m.Status, Proof: b.proof(m.ID, m.Evidence), when: m.when, dated: m.ok}
	if c.Mode == "" {
		c.Mode = graph.Unspecified
	}
	if m.ok {
		c.Date, c.EDTF = m.when.String(), m.Date.EDTF
	}
	if m.Place != "" {
		c.Place = b.name(m.Place)
	}
	if m.Format != "" {
		c.Format = b.name(m.Format)
	}
	return c
}

// toHub joins the parties of a meeting to the node that stands for it.
func (b *builder) toHub(hub string, ps []party, c Contact) {
	if b.hubs[hub] == nil {
		b.hubs[hub] = map[string]Contact{}
	}
	b.hubs[hub][c.ID] = c
	for _, p := range ps {
		e := b.join(hub, p.node, c)
		switch p.part {
		case graph.Mediator, graph.Host, graph.Observer:
			if e.Part == "" || e.Part == p.part {
				e.Part = p.part
			}
		}
	}
}

// join adds a meeting to the edge between two nodes.
func (b *builder) join(x, y string, c Contact) *Edge {
	return b.link(x, y, classOf(c.Status), c)
}

// link is join for an edge of any class.
func (b *builder) link(x, y string, class Class, c Contact) *Edge {
	if x > y {
		x, y = y, x
	}
	k := edgeKey{x, y, class}
	e := b.edges[k]
	if e == nil {
		e = &Edge{ID: stableID("e", x, y, string(k.class)), From: x, To: y, Class: k.class, Modes: map[graph.Mode]int{}}
		b.edges[k] = e
	}
	e.put(c)
	if class != Met && class != PlannedTo && class != CalledOff {
		return e
	}
	for _, n := range []string{x, y} {
		if b.took[n] == nil {
			b.took[n] = map[string]bool{}
		}
		b.took[n][c.ID] = true
	}
	return e
}

// put adds one meeting to an edge, once.
func (e *Edge) put(c Contact) {
	for _, have := range e.Meetings {
		if have.ID == c.ID {
			return
		}
	}
	e.Meetings = append(e.Meetings, c)
	e.Count++
	if c.Mode != "" {
		e.Modes[c.Mode]++
	}
	if c.dated {
		if e.dated {
			e.dates = e.dates.cover(c.when)
		} else {
			e.dates, e.dated = c.when, true
		}
	}
}

// finishHubs writes on each hub how many meetings it stands for and when.
func (b *builder) finishHubs() {
	for id, ms := range b.hubs {
		sum := Edge{Modes: map[graph.Mode]int{}}
		places := map[string]bool{}
		byClass := map[Class]int{}
		for _, c := range sortedContacts(ms) {
			sum.put(c)
			byClass[classOf(c.Status)]++
			if c.Place != "" {
				places[c.Place] = true
			}
		}
		n := b.nodes[id]
		n.Facts = sum.Meetings
		if n.Kind == MeetingNode {
			switch sum.Mode() {
			case graph.Telephone:
				n.Label = "Call"
			case graph.Video:
				n.Label = "Video call"
			}
			if len(places) == 1 {
				n.Label += ", " + slices.Collect(maps.Keys(places))[0]
			}
		}
		n.Detail = sum.Dates()
		if sum.Count > 1 || n.Kind == FormatNode {
			n.Detail = strings.TrimPrefix(n.Detail+" · "+plural(sum.Count, "session", "sessions"), " · ")
			if n.Kind == MeetingNode {
				n.Detail = strings.TrimPrefix(fmt.Sprintf("%s · %d×", sum.Dates(), sum.Count), " · ")
			}
		}
		for k, e := range b.edges {
			if k.from == id || k.to == id {
				e.Sessions = byClass[k.class]
			}
		}
	}
}

func sortedContacts(ms map[string]Contact) []Contact {
	return slices.SortedFunc(maps.Values(ms), func(x, y Contact) int {
		return cmp.Or(x.when.from.day.Compare(y.when.from.day), x.when.to.day.Compare(y.when.to.day), cmp.Compare(x.ID, y.ID))
	})
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// around keeps what is within Depth meetings of an entity. A hub is a meeting,
// not a party: passing through one counts as one meeting.
func (b *builder) around() error {
	start := map[string]int{}
	if b.is(b.o.Around, graph.Format) {
		for id, n := range b.nodes {
			if n.Entity == b.o.Around || n.Cluster != "" && n.Cluster == stableID("c", b.o.Around) {
				start[id] = 1
			}
		}
	} else {
		id := stableID("n", b.o.Around)
		if b.o.By == States && b.nodes[id] == nil {
			id = stableID("n", b.belongs(b.o.Around))
		}
		if b.nodes[id] != nil {
			start[id] = 0
		}
	}
	if len(start) == 0 {
		return fmt.Errorf("diagram: %w: %s is in nothing that could be drawn%s%s", ErrEmpty, b.name(b.o.Around), b.selection(), b.leftOut())
	}
	next := map[string][]string{}
	for k := range b.edges {
		next[k.from] = append(next[k.from], k.to)
		next[k.to] = append(next[k.to], k.from)
	}
	isHub := func(id string) bool { return b.hubs[id] != nil }
	// Distances in half meetings: 2 from party to party, 1 to or from a hub.
	dist := start
	queue := slices.Sorted(maps.Keys(start))
	for len(queue) > 0 {
		slices.SortStableFunc(queue, func(x, y string) int { return cmp.Compare(dist[x], dist[y]) })
		at := queue[0]
		queue = queue[1:]
		for _, n := range next[at] {
			step := 2
			if isHub(at) || isHub(n) {
				step = 1
			}
			if d := dist[at] + step; d <= 2*b.o.Depth {
				if have, ok := dist[n]; !ok || d < have {
					dist[n] = d
					queue = append(queue, n)
				}
			}
		}
	}
	b.keep(func(id string) bool {
		d, ok := dist[id]
		return ok && (!isHub(id) || d < 2*b.o.Depth)
	})
	return nil
}

// keep drops all other nodes, their edges, and hubs and parties left without
// an edge.
func (b *builder) keep(ok func(id string) bool) {
	for id := range b.nodes {
		if !ok(id) {
			delete(b.nodes, id)
		}
	}
	joined := map[string]bool{}
	for k := range b.edges {
		if b.nodes[k.from] == nil || b.nodes[k.to] == nil {
			delete(b.edges, k)
			continue
		}
		joined[k.from], joined[k.to] = true, true
	}
	for id := range b.nodes {
		if !joined[id] && len(b.edges) > 0 {
			delete(b.nodes, id)
		}
	}
}

// limit draws the least connected nodes together when there are too many:
// people by what they act for, hubs and states not at all.
func (b *builder) limit() {
	total := len(b.nodes)
	most := b.o.MaxNodes
	if most < 0 || total <= most {
		return
	}
	weight := func(id string) int { return len(b.took[id]) }
	degree := map[string]int{}
	for k := range b.edges {
		degree[k.from]++
		degree[k.to]++
	}
	ranked := slices.SortedFunc(maps.Keys(b.nodes), func(x, y string) int {
		return cmp.Or(cmp.Compare(degree[y], degree[x]), cmp.Compare(weight(y), weight(x)), cmp.Compare(x, y))
	})
	// Nodes that stand for others take places too, a quarter at most.
	kept, rest := ranked, ranked[:0]
	size := map[fold]int{}
	places := 0
	for places < max(1, most/4) {
		places = min(max(1, most/4), max(places+1, len(size)))
		kept, rest = ranked[:most-places], ranked[most-places:]
		clear(size)
		for _, id := range rest {
			if b.hubs[id] == nil {
				size[fold{b.nodes[id].Group, b.nodes[id].Column}]++
			}
		}
		if len(size) <= places {
			break
		}
	}
	bySize := slices.SortedFunc(maps.Keys(size), func(x, y fold) int {
		return cmp.Or(cmp.Compare(size[y], size[x]), cmp.Compare(x.group, y.group), cmp.Compare(x.column, y.column))
	})
	enough := len(bySize)
	if enough > places {
		enough = max(0, places-columnsOf(bySize)) // the last places are for all smaller groups
	}
	own := map[fold]bool{}
	for _, g := range bySize[:enough] {
		own[g] = g.group != ""
	}
	into := map[string]string{} // node to the node that stands for it
	people, all := 0, b.drawn()
	for _, id := range rest {
		n := b.nodes[id]
		if b.hubs[id] != nil {
			into[id] = ""
			continue
		}
		people++
		f := fold{n.Group, n.Column}
		if !own[f] {
			f.group = ""
		}
		other := stableID("o", f.group)
		if f.column > 0 {
			other = stableID("o", f.group, fmt.Sprint(f.column))
		}
		into[id] = other
		o := b.nodes[other]
		if o == nil {
			o = &Node{ID: other, Kind: OthersNode, Group: f.group, Column: f.column}
			b.nodes[other] = o
		}
		o.Count++
	}
	for _, n := range b.nodes {
		if n.Kind == OthersNode {
			n.Label = plural(n.Count, "other", "others")
			if n.Group != "" {
				n.Post = b.name(n.Group)
			} else {
				n.Post = "of other states"
			}
		}
	}
	old := b.edges
	b.edges = map[edgeKey]*Edge{}
	for _, k := range slices.SortedFunc(maps.Keys(old), edgeKey.compare) {
		from, to := k.from, k.to
		if t, ok := into[from]; ok {
			from = t
		}
		if t, ok := into[to]; ok {
			to = t
		}
		if from == "" || to == "" || from == to {
			continue
		}
		for _, c := range old[k].Meetings {
			e := b.link(from, to, k.class, c)
			e.Sessions, e.Label = old[k].Sessions, old[k].Label
			if from == k.from && to == k.to {
				e.Part = old[k].Part
			}
		}
	}
	b.keep(func(id string) bool { _, gone := into[id]; return !gone })
	note := fmt.Sprintf("The %d most connected of %d are drawn; %s drawn together by state.",
		len(kept), total, plural(people, "other is", "others are"))
	if lost := all - b.drawn(); lost > 0 {
		note += fmt.Sprintf(" %s among those or of many parties left out.", plural(lost, b.facts[0], b.facts[1]))
	}
	b.notes = append(b.notes, note+" Narrow by period, format or around one of them to see all.")
}

// fold is what is drawn together: what acts for the same, in one column.
type fold struct {
	group  string
	column int
}

// columnsOf counts the columns of folds.
func columnsOf(folds []fold) int {
	seen := map[int]bool{}
	for _, f := range folds {
		seen[f.column] = true
	}
	return len(seen)
}

// drawn counts the facts behind all edges.
func (b *builder) drawn() int {
	ids := map[string]bool{}
	for _, e := range b.edges {
		for i := range e.Meetings {
			ids[e.Meetings[i].ID] = true
		}
	}
	return len(ids)
}

func (k edgeKey) compare(l edgeKey) int {
	return cmp.Or(cmp.Compare(k.from, l.from), cmp.Compare(k.to, l.to), cmp.Compare(k.class, l.class))
}

// selection says what the options chose, for errors.
func (b *builder) selection() string {
	var s []string
	if b.window != nil {
		s = append(s, b.window.String())
	}
	if b.o.Format != "" {
		s = append(s, "format "+b.name(b.o.Format))
	}
	for _, who := range b.o.Who {
		s = append(s, "with "+b.name(who))
	}
	if len(s) == 0 {
		return ""
	}
	return " (" + strings.Join(s, ", ") + ")"
}

// leftOut says what was not drawn and why, for errors.
func (b *builder) leftOut() string {
	var s []string
	if b.single > 0 {
		s = append(s, plural(b.single, "meeting names", "meetings name")+" fewer than two parties")
	}
	if b.undated > 0 {
		s = append(s, plural(b.undated, "fact has", "facts have")+" no date")
	}
	if b.unsure > 0 {
		s = append(s, plural(b.unsure, "fact is", "facts are")+" less sure than asked for")
	}
	if len(s) == 0 {
		return ""
	}
	return "; " + strings.Join(s, ", ")
}

// diagram puts the graph in order.
func (b *builder) diagram() *Diagram {
	d := &Diagram{Kind: b.kind, Title: b.o.Title}
	for _, k := range slices.SortedFunc(maps.Keys(b.edges), edgeKey.compare) {
		e := b.edges[k]
		slices.SortFunc(e.Meetings, func(x, y Contact) int {
			return cmp.Or(x.when.from.day.Compare(y.when.from.day), x.when.to.day.Compare(y.when.to.day), cmp.Compare(x.ID, y.ID))
		})
		d.Edges = append(d.Edges, *e)
	}
	groups := map[string]*Group{}
	for _, id := range slices.Sorted(maps.Keys(b.nodes)) {
		n := b.nodes[id]
		n.Meetings = len(b.took[id])
		if n.Kind == PersonNode {
			n.Post = b.post(n.Entity)
		}
		if n.Group != "" {
			g := groups[n.Group]
			if g == nil {
				g = &Group{ID: n.Group, Name: b.name(n.Group), Code: b.entities[n.Group].Code}
				groups[n.Group] = g
			}
			g.Count += max(1, b.laneWeight[id])
		}
	}
	d.Groups = colourGroups(groups)
	if b.o.StateClusters {
		for _, n := range b.nodes {
			if g := groups[n.Group]; g != nil && g.Count > 1 {
				n.Cluster = stableID("c", g.ID)
				b.clusters[n.Cluster] = Cluster{ID: n.Cluster, Label: g.Name, Group: g.ID}
			}
		}
	}
	if b.o.Formats == FormatClusters {
		b.seatInFormats()
	}
	used := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(b.nodes)) {
		d.Nodes = append(d.Nodes, *b.nodes[id])
		used[b.nodes[id].Cluster] = true
	}
	for _, id := range slices.Sorted(maps.Keys(b.clusters)) {
		if used[id] {
			d.Clusters = append(d.Clusters, b.clusters[id])
		}
	}
	d.Subtitle = b.subtitle(d)
	d.Notes = b.notes
	if b.single > 0 {
		d.Notes = append(d.Notes, plural(b.single, "meeting names", "meetings name")+" fewer than two parties and could not be drawn.")
	}
	if b.undated > 0 {
		d.Notes = append(d.Notes, plural(b.undated, b.facts[0], b.facts[1])+" without a date left out of the period.")
	}
	if b.unsure > 0 {
		d.Notes = append(d.Notes, fmt.Sprintf("%s less sure than %g left out.", plural(b.unsure, b.facts[0], b.facts[1]), b.o.MinConfidence))
	}
	if b.unreadable > 0 {
		d.Notes = append(d.Notes, plural(b.unreadable, "date", "dates")+" could not be read.")
	}
	return d
}

// post returns the post of a person that drawn meetings give most often, or
// else the one of the latest tenure.
func (b *builder) post(person string) string {
	best, n := "", 0
	for _, p := range slices.Sorted(maps.Keys(b.posts[person])) {
		if c := b.posts[person][p]; c > n {
			best, n = p, c
		}
	}
	if best == "" {
		return b.held[person]
	}
	return best
}

// seatInFormats puts into the box of a format those who met nobody outside it.
func (b *builder) seatInFormats() {
	only := map[string]string{}
	for k := range b.edges {
		for _, pair := range [][2]string{{k.from, k.to}, {k.to, k.from}} {
			n, other := b.nodes[pair[0]], b.nodes[pair[1]]
			if n.Kind == MeetingNode {
				continue
			}
			if have, ok := only[n.ID]; ok && have != other.Cluster {
				only[n.ID] = ""
			} else {
				only[n.ID] = other.Cluster
			}
		}
	}
	for id, c := range only {
		b.nodes[id].Cluster = c
	}
}

// colourGroups gives the largest groups a colour, by size and then name.
func colourGroups(groups map[string]*Group) []Group {
	var out []Group
	for _, g := range groups {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(x, y Group) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
	})
	for i := range out {
		out[i].Colour = i
		if i >= len(hues) {
			out[i].Colour = -1
		}
	}
	return out
}

func (b *builder) subtitle(d *Diagram) string {
	all := Edge{Modes: map[graph.Mode]int{}}
	byClass := map[Class]map[string]bool{}
	seen := map[string]bool{}
	for _, e := range d.Edges {
		for _, c := range e.Meetings {
			if seen[c.ID] {
				continue
			}
			seen[c.ID] = true
			if byClass[e.Class] == nil {
				byClass[e.Class] = map[string]bool{}
			}
			byClass[e.Class][c.ID] = true
			if c.dated {
				if all.dated {
					all.dates = all.dates.cover(c.when)
				} else {
					all.dates, all.dated = c.when, true
				}
			}
		}
	}
	var counts []string
	for _, c := range []struct {
		class     Class
		one, many string
	}{{Met, "meeting", "meetings"}, {PlannedTo, "planned meeting", "planned meetings"}, {CalledOff, "cancelled or refused meeting", "cancelled or refused meetings"}} {
		if n := len(byClass[c.class]); n > 0 {
			counts = append(counts, plural(n, c.one, c.many))
		}
	}
	s := strings.Join(counts, ", ")
	if all.dated {
		s += ", " + all.dates.String()
	}
	if b.o.Format != "" {
		s += " · " + b.name(b.o.Format)
	}
	for _, who := range b.o.Who {
		s += " · with " + b.name(who)
	}
	if b.o.MinConfidence > 0 {
		s += fmt.Sprintf(" · confidence from %g", b.o.MinConfidence)
	}
	if b.o.Around != "" {
		s += fmt.Sprintf(" · around %s (%s)", b.name(b.o.Around), plural(b.o.Depth, "step", "steps"))
	}
	return s
}
