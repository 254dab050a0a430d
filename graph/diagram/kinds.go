package diagram

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph"
)

// Kind is a kind of diagram.
type Kind struct {
	Name  string
	Short string
	Needs Need
	Make  func(Input, Options) (*Diagram, error)
}

// Need is what a kind of diagram has to be told.
type Need string

// The needs.
const (
	NeedsNothing Need = ""
	NeedsEntity  Need = "entity"  // Options.Around
	NeedsMeeting Need = "meeting" // Options.Meeting
)

// Kinds are all kinds of diagrams, the usual one first.
var Kinds = []Kind{
	{"who-met-whom", "who met whom, as a network", NeedsNothing, WhoMet},
	{"formats", "which officials attended which formats, in columns", NeedsNothing, Formats},
	{"timeline", "meetings along the time, in lanes of states, people or pairs", NeedsNothing, Timeline},
	{"claims", "what was said around a meeting: by whom, to whom and about whom", NeedsMeeting, Claims},
	{"ego", "what is near one entity: whom it met, spoke of and acts for", NeedsEntity, Ego},
	{"posts", "who was seen in which post of which state or organization", NeedsNothing, Posts},
}

// KindOf returns the kind with this name.
func KindOf(name string) (Kind, bool) {
	for _, k := range Kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Formats makes the diagram of officials by format: those who took part in
// sessions on the left, the formats on the right.
func Formats(in Input, o Options) (*Diagram, error) {
	if o.Formats != "" && o.Formats != FormatNodes {
		return nil, fmt.Errorf("diagram: officials by format draw formats as %q, not %q", FormatNodes, o.Formats)
	}
	b, err := newBuilder(in, o, "formats", "Officials by format")
	if err != nil {
		return nil, err
	}
	chosen, err := b.choose(in.Meetings)
	if err != nil {
		return nil, err
	}
	without := 0
	for _, m := range chosen {
		if m.Format == "" {
			without++
			continue
		}
		b.add(m)
	}
	b.finishHubs()
	if o.Around != "" {
		if err := b.around(); err != nil {
			return nil, err
		}
	}
	if len(b.nodes) == 0 && without > 0 {
		return nil, fmt.Errorf("diagram: %w: no meeting is a session of a format%s%s", ErrEmpty, b.selection(), b.leftOut())
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	b.limit()
	heads := []string{"Took part", "Format"}
	if b.seatAround() {
		heads = append(heads, "Took part")
	}
	if without > 0 {
		b.notes = append(b.notes, plural(without, "meeting is", "meetings are")+" of no format and not drawn.")
	}
	return b.columns(heads...), nil
}

// oneSide is the most that stand in one column beside the formats.
const oneSide = 24

// seatAround puts the formats in a column of their own and those who took part
// to the left of it, or, when they are many, on both sides: groups as a whole,
// the largest first and each where fewer stand. It reports whether it used both.
func (b *builder) seatAround() (both bool) {
	groups := map[string][]*Node{}
	people := 0
	for _, id := range slices.Sorted(maps.Keys(b.nodes)) {
		n := b.nodes[id]
		if n.Kind == FormatNode {
			n.Column = secondColumn
			continue
		}
		groups[n.Group] = append(groups[n.Group], n)
		people++
	}
	if people <= oneSide || len(groups) < 2 {
		return false
	}
	left, right := 0, 0
	for _, g := range slices.SortedFunc(maps.Keys(groups), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(groups[y]), len(groups[x])), cmp.Compare(x, y))
	}) {
		if left <= right {
			left += len(groups[g])
			continue
		}
		right += len(groups[g])
		for _, n := range groups[g] {
			n.Column = thirdColumn
		}
	}
	return true
}

// columns is diagram for what is drawn in columns.
func (b *builder) columns(heads ...string) *Diagram {
	d := b.diagram()
	d.Arranged, d.Columns = InColumns, heads
	return d
}

// Posts makes the diagram of posts: people, the posts that the texts show them
// in, and the states and organizations whose posts these are. With Who, only
// those of these people, states or organizations.
func Posts(in Input, o Options) (*Diagram, error) {
	b, err := newBuilder(in, o, "posts", "Who holds which post")
	if err != nil {
		return nil, err
	}
	b.facts = [2]string{"post", "posts"}
	seen := map[string]bool{}
	for _, t := range slices.SortedFunc(slices.Values(in.Tenures), func(x, y graph.Tenure) int { return cmp.Compare(x.ID, y.ID) }) {
		if seen[t.ID] || t.Post == "" || t.Person == "" || !b.asked(t.Person, t.Of) {
			continue
		}
		seen[t.ID] = true
		if !b.sure(t.Evidence) {
			b.unsure++
			continue
		}
		when, dated, in := b.when(t.Seen)
		if !in {
			continue
		}
		b.addTenure(t, when, dated)
	}
	if o.Around != "" {
		if err := b.around(); err != nil {
			return nil, err
		}
	}
	if err := b.check(); err != nil {
		return nil, err
	}
	b.limit()
	d := b.columns("Seen in a post", "Post", "Of")
	d.Subtitle = strings.TrimSuffix(fmt.Sprintf("%s, seen %s", plural(b.countKind(PostNode), "post", "posts"), d.period()), ", seen ")
	return d, nil
}

// addTenure joins a person to a post, and the post to whose it is.
func (b *builder) addTenure(t graph.Tenure, when period, dated bool) {
	group := t.Of
	if group == "" {
		group = b.belongs(t.Person)
	}
	person := b.entityNode(t.Person, group)
	of := t.Of
	if of == "" {
		of = t.Person // posts of nobody knows whom are not known to be one
	}
	post := stableID("p", strings.ToLower(t.Post), of)
	if b.nodes[post] == nil {
		b.nodes[post] = &Node{ID: post, Kind: PostNode, Label: upperFirst(t.Post), Group: group, Column: secondColumn}
	}
	b.link(person, post, Holds, b.tenureContact(t, when, dated))
	if t.Of == "" {
		return
	}
	e := b.link(post, b.columnNode(t.Of, thirdColumn), PartOf, Contact{ID: t.ID, Proof: b.proof(t.ID, t.Evidence)})
	e.Modes = map[graph.Mode]int{}
}

func (b *builder) tenureContact(t graph.Tenure, when period, dated bool) Contact {
	c := Contact{ID: t.ID, Words: t.Post, Proof: b.proof(t.ID, t.Evidence), when: when, dated: dated}
	if t.Of != "" {
		c.Words += " of " + b.name(t.Of)
	}
	if dated {
		c.Date, c.EDTF = "seen "+when.String(), t.Seen.EDTF
	}
	return c
}

// columnNode returns the node of an entity in a column, which is another one
// than the entity's in other columns.
func (b *builder) columnNode(entity string, column int) string {
	id := stableID("n", entity, fmt.Sprint(column))
	if b.nodes[id] == nil {
		plain := b.entityNode(entity, b.sideOf(entity))
		n := *b.nodes[plain]
		if !b.linked(plain) {
			delete(b.nodes, plain)
		}
		n.ID, n.Column = id, column
		b.nodes[id] = &n
	}
	return id
}

// sideOf returns what an entity acts for: itself, when it is a state or an
// organization of none.
func (b *builder) sideOf(entity string) string {
	if s := b.belongs(entity); s != "" {
		return s
	}
	if b.is(entity, graph.State) || b.is(entity, graph.Organization) {
		return entity
	}
	return ""
}

// linked reports whether a node has an edge.
func (b *builder) linked(id string) bool {
	for k := range b.edges {
		if k.from == id || k.to == id {
			return true
		}
	}
	return false
}

func (b *builder) countKind(k NodeKind) (n int) {
	for _, m := range b.nodes {
		if m.Kind == k {
			n++
		}
	}
	return n
}

// period returns the period that all dated facts cover, in words.
func (d *Diagram) period() string {
	var sum Edge
	for i := range d.Edges {
		e := &d.Edges[i]
		switch {
		case !e.dated:
		case !sum.dated:
			sum.dates, sum.dated = e.dates, true
		default:
			sum.dates = sum.dates.cover(e.dates)
		}
	}
	if !sum.dated {
		return ""
	}
	return sum.dates.String()
}

func upperFirst(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = []rune(strings.ToUpper(string(r[0])))[0]
	}
	return string(r)
}

// Claims makes the diagram of what was said around the meeting
// Options.Meeting: at it, and by those who took part, in the documents that
// tell of it. From left to right stand the meeting, who spoke, the words, and
// to whom, about whom or through whom they went.
func Claims(in Input, o Options) (*Diagram, error) {
	if o.Meeting == "" {
		return nil, errors.New("diagram: claims are drawn around a meeting: name one")
	}
	b, err := newBuilder(in, o, "claims", "What was said around a meeting")
	if err != nil {
		return nil, err
	}
	b.facts = [2]string{"claim", "claims"}
	var meeting *graph.Meeting
	for i := range in.Meetings {
		if in.Meetings[i].ID == o.Meeting {
			meeting = &in.Meetings[i]
			break
		}
	}
	if meeting == nil {
		return nil, fmt.Errorf("diagram: %w: no meeting %s", ErrEmpty, factName(o.Meeting))
	}
	m := dated{Meeting: *meeting}
	if p, err := parsePeriod(m.Date.EDTF); err == nil && m.Date.EDTF != "" {
		m.when, m.ok = p, true
	}
	c := b.contact(m)
	hub := stableID("m", m.ID)
	b.nodes[hub] = &Node{ID: hub, Kind: MeetingNode, Label: meetingWord(c), Detail: c.Date, Facts: []Contact{c}, Focus: true}
	b.hubs[hub] = map[string]Contact{c.ID: c}
	parties := map[string]bool{}
	ps := b.parties(m)
	for _, p := range ps {
		n := b.nodes[p.node]
		n.Column = secondColumn
		parties[n.Entity] = true
		e := b.join(hub, p.node, c)
		e.Sessions, e.Part = 1, partShown(p.part)
	}
	chosen := b.claimsAround(in, m.ID, parties)
	if len(chosen) == 0 {
		return nil, fmt.Errorf("diagram: %w: no claim at %s or by those who took part%s", ErrEmpty, factName(m.ID), b.leftOut())
	}
	for i, cl := range chosen {
		b.addClaim(cl, i, in.About[cl.ID])
	}
	d := b.columns("", "Speaker", "Words", "To, about or through whom")
	d.Subtitle = fmt.Sprintf("%s (%s), %s", c.inWords(), factName(m.ID), plural(len(chosen), "claim", "claims"))
	return d, nil
}

// claimsShare is which part of Options.MaxNodes may be claims: each takes the
// place of several nodes.
const claimsShare = 3

// claimsAround chooses the claims at a meeting, and those that its parties
// made in documents that tell of it, in the order of their texts. When there
// are too many, the latter go first.
func (b *builder) claimsAround(in Input, meeting string, parties map[string]bool) []graph.Claim {
	told := map[string]bool{}
	for _, doc := range b.documents[meeting] {
		told[doc] = true
	}
	var chosen []graph.Claim
	seen := map[string]bool{}
	for _, c := range in.Claims {
		near := (parties[c.Speaker] || c.Speaker != "" && parties[c.For]) &&
			slices.ContainsFunc(b.documents[c.ID], func(doc string) bool { return told[doc] })
		switch {
		case seen[c.ID] || c.Occasion != meeting && !near || !b.asked(c.Speaker, c.For):
		case !b.sure(c.Evidence):
			b.unsure++
		default:
			seen[c.ID] = true
			chosen = append(chosen, c)
		}
	}
	far := func(c graph.Claim) int {
		if c.Occasion == meeting {
			return 0
		}
		return 1
	}
	inText := func(x, y graph.Claim) int { return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.ID, y.ID)) }
	slices.SortFunc(chosen, func(x, y graph.Claim) int { return cmp.Or(cmp.Compare(far(x), far(y)), inText(x, y)) })
	if most := max(1, b.o.MaxNodes/claimsShare); b.o.MaxNodes > 0 && len(chosen) > most {
		b.notes = append(b.notes, plural(len(chosen)-most, "claim", "claims")+" more left out, those made elsewhere first. Narrow by who spoke or by confidence to see them.")
		chosen = chosen[:most]
	}
	slices.SortFunc(chosen, inText)
	return chosen
}

// addClaim joins a speaker to a claim, and the claim to those it goes to.
func (b *builder) addClaim(c graph.Claim, place int, about []string) {
	fact := Contact{ID: c.ID, Words: b.whoSaid(c), Proof: b.proof(c.ID, c.Evidence)}
	if p, err := parsePeriod(c.Date.EDTF); err == nil && c.Date.EDTF != "" {
		fact.when, fact.dated, fact.Date, fact.EDTF = p, true, p.String(), c.Date.EDTF
	}
	speaker := c.Speaker
	if speaker == "" {
		speaker = c.For
	}
	side := c.For
	if side == "" {
		side = b.sideOf(speaker)
	}
	words := []string{string(c.Kind)}
	if c.Cue != "" {
		words = append(words, "“"+c.Cue+"”")
	}
	if fact.Date != "" {
		words = append(words, fact.Date)
	}
	if c.Occasion == b.o.Meeting {
		words = append(words, "at the meeting")
	}
	id := stableID("q", c.ID)
	b.nodes[id] = &Node{ID: id, Kind: ClaimNode, Label: upperFirst(strings.Join(words, ", ")), Text: oneLine(c.Content), Group: side,
		Column: thirdColumn, Count: place, Facts: []Contact{fact}}
	if speaker != "" {
		n := b.entityNode(speaker, side)
		b.nodes[n].Column = secondColumn
		b.link(n, id, Said, fact)
	}
	joined := map[string]bool{}
	for _, to := range slices.Concat(prefixed("to ", c.Addressee), prefixed("through ", c.ReportedBy), prefixed("about ", about...)) {
		role, entity, _ := strings.Cut(to, " ")
		if joined[entity] || entity == speaker {
			continue
		}
		joined[entity] = true
		e := b.link(id, b.columnNode(entity, fourthColumn), Said, fact)
		e.Label = role
	}
}

// prefixed puts a word before each of what is not empty.
func prefixed(word string, ids ...string) (out []string) {
	for _, id := range ids {
		if id != "" {
			out = append(out, word+id)
		}
	}
	return out
}

// whoSaid says in a line who said something to whom.
func (b *builder) whoSaid(c graph.Claim) string {
	who := "somebody"
	if c.Speaker != "" {
		who = b.name(c.Speaker)
	}
	if c.For != "" && c.For != c.Speaker {
		who += " for " + b.name(c.For)
	}
	if c.Addressee != "" {
		who += " to " + b.name(c.Addressee)
	}
	if c.ReportedBy != "" {
		who += " through " + b.name(c.ReportedBy)
	}
	return who
}

// meetingWord names one meeting by how and where it was held.
func meetingWord(c Contact) string {
	word := "Meeting"
	switch c.Mode {
	case graph.Telephone:
		word = "Call"
	case graph.Video:
		word = "Video call"
	}
	if c.Place != "" {
		word += ", " + c.Place
	}
	return word
}

// partShown returns the parts that a line names.
func partShown(p graph.Part) graph.Part {
	switch p {
	case graph.Mediator, graph.Host, graph.Observer:
		return p
	}
	return ""
}

// Ego makes the network around Options.Around, Options.Depth steps wide: whom
// it met, whom it spoke of, to or through, and whom it acts for in which post.
func Ego(in Input, o Options) (*Diagram, error) {
	if o.Around == "" {
		return nil, errors.New("diagram: an ego network is drawn around an entity: name one")
	}
	if o.By == "" {
		o.By = Persons
	}
	b, err := newBuilder(in, o, "ego", "")
	if err != nil {
		return nil, err
	}
	if o.Title == "" {
		b.o.Title = "Around " + b.name(o.Around)
	}
	chosen, err := b.choose(in.Meetings)
	if err != nil {
		return nil, err
	}
	for _, m := range chosen {
		b.add(m)
	}
	b.finishHubs()
	b.facts = [2]string{"fact", "facts"}
	b.addTenures(in.Tenures)
	b.addSaid(in)
	if err := b.around(); err != nil {
		return nil, err
	}
	b.limit()
	if n := b.nodes[stableID("n", o.Around)]; n != nil {
		n.Focus = true
	}
	d := b.diagram()
	said, posts := 0, 0
	for i := range d.Edges {
		switch d.Edges[i].Class {
		case Said:
			said += d.Edges[i].Count
		case Holds:
			posts++
		}
	}
	counts := strings.Split(d.Subtitle, " · around")[:1]
	if said > 0 {
		counts = append(counts, plural(said, "claim", "claims"))
	}
	if posts > 0 {
		counts = append(counts, plural(posts, "post", "posts"))
	}
	d.Subtitle = strings.TrimPrefix(strings.Join(counts, " · "), " · ") + " · " + plural(b.o.Depth, "step", "steps")
	return d, nil
}

// addTenures joins people to what they hold a post of.
func (b *builder) addTenures(tenures []graph.Tenure) {
	for _, t := range slices.SortedFunc(slices.Values(tenures), func(x, y graph.Tenure) int { return cmp.Compare(x.ID, y.ID) }) {
		if t.Person == "" || t.Of == "" || t.Post == "" || b.o.By == States {
			continue
		}
		if !b.sure(t.Evidence) {
			b.unsure++
			continue
		}
		when, dated, in := b.when(t.Seen)
		if !in {
			continue
		}
		e := b.link(b.entityNode(t.Person, t.Of), b.entityNode(t.Of, b.sideOf(t.Of)), Holds, b.tenureContact(t, when, dated))
		if label := upperFirst(t.Post); e.Label == "" || label == e.Label {
			e.Label = label
		} else if !strings.Contains(e.Label, label) && len(e.Label) < 60 {
			e.Label += ", " + label
		}
	}
}

// addSaid joins speakers to those they spoke to, of or through.
func (b *builder) addSaid(in Input) {
	seen := map[string]bool{}
	for _, c := range slices.SortedFunc(slices.Values(in.Claims), func(x, y graph.Claim) int { return cmp.Compare(x.ID, y.ID) }) {
		speaker := c.Speaker
		if speaker == "" || b.o.By == States && c.For != "" {
			speaker = c.For
		}
		if seen[c.ID] || speaker == "" {
			continue
		}
		seen[c.ID] = true
		if !b.sure(c.Evidence) {
			b.unsure++
			continue
		}
		fact := Contact{ID: c.ID, Words: fmt.Sprintf("%s: “%s”", b.whoSaid(c), oneLine(c.Content)), Proof: b.proof(c.ID, c.Evidence)}
		side := c.For
		if side == "" {
			side = b.sideOf(speaker)
		}
		for _, to := range slices.Concat([]string{c.Addressee, c.ReportedBy}, in.About[c.ID]) {
			if to == "" || to == speaker || to == side || b.is(to, graph.Place) {
				continue
			}
			b.link(b.entityNode(speaker, side), b.entityNode(to, b.sideOf(to)), Said, fact)
		}
	}
}
