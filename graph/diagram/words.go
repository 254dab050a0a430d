package diagram

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// secondLine is what stands under the name on a node.
func (d *Diagram) secondLine(n *Node) string {
	switch n.Kind {
	case FormatNode, MeetingNode, PostNode, ClaimNode, PairNode, PeriodNode, StateNode, OrganizationNode:
		return n.Detail
	case OthersNode:
		return n.Post
	case PersonNode:
		g := d.group(n.Group)
		switch {
		case d.Kind == "posts": // which stand beside
			if g != nil {
				return g.Name
			}
			return ""
		case g == nil:
			return n.Post
		case n.Post == "":
			return g.Name
		case strings.Contains(strings.ToLower(n.Post), strings.ToLower(g.Name)):
			return n.Post
		}
		return n.Post + ", " + g.Name
	}
	return ""
}

// shortSecondLine is secondLine for drawings with many nodes.
func (d *Diagram) shortSecondLine(n *Node) string {
	if n.Kind == PersonNode {
		if g := d.group(n.Group); g != nil {
			return g.Name
		}
		return ""
	}
	return d.secondLine(n)
}

// edgeLabel returns what stands on an edge at most: how many meetings and
// how, when there were several, and when.
func (d *Diagram) edgeLabel(e *Edge) []string {
	if e.Label != "" || e.Class == Said || e.Class == Holds || e.Class == PartOf {
		return e.ownLabel()
	}
	toHub := e.Sessions > 0
	var first []string
	switch {
	case e.Class == PlannedTo:
		first = append(first, "planned")
	case e.Class == CalledOff:
		first = append(first, e.calledOff())
	}
	if e.Part != "" {
		first = append(first, string(e.Part))
	}
	if toHub && e.Count < e.Sessions {
		first = append(first, fmt.Sprintf("%d of %d", e.Count, e.Sessions))
	} else if !toHub && e.Count > 1 {
		n := fmt.Sprintf("%d×", e.Count)
		if len(e.Modes) > 1 {
			n += " (" + e.modeCounts() + ")"
		}
		first = append(first, n)
	}
	var lines []string
	if len(first) > 0 {
		lines = append(lines, strings.Join(first, " "))
	}
	// The node of a meeting carries the dates when the party was in all of it.
	if dates := e.Dates(); dates != "" && (!toHub || e.Count < e.Sessions) {
		lines = append(lines, dates)
	}
	return lines
}

// ownLabel is the label of an edge that is no meeting: its own words, and for
// what was said how often, for posts when they were seen.
func (e *Edge) ownLabel() []string {
	var lines []string
	if e.Label != "" {
		lines = append(lines, e.Label)
	}
	if e.Class == Said && e.Count > 1 {
		lines = append(lines, fmt.Sprintf("%d×", e.Count))
	}
	if dates := e.Dates(); e.Class == Holds && dates != "" {
		lines = append(lines, dates)
	}
	return lines
}

// compactLabel is edgeLabel in one short line.
func (d *Diagram) compactLabel(e *Edge) string {
	if e.Label != "" || e.Class == Said || e.Class == Holds || e.Class == PartOf {
		if e.Label == "" && e.Class == Holds && e.dated {
			return e.dates.short()
		}
		return e.Label
	}
	toHub := e.Sessions > 0
	var s []string
	switch e.Class {
	case PlannedTo:
		s = append(s, "planned")
	case CalledOff:
		s = append(s, e.calledOff())
	}
	if e.Part == graph.Mediator {
		s = append(s, "mediator")
	}
	if toHub && e.Count == e.Sessions {
		return strings.Join(s, " ")
	}
	if e.Count > 1 {
		s = append(s, fmt.Sprintf("%d×", e.Count))
	}
	if e.dated {
		s = append(s, e.dates.short())
	}
	return strings.Join(s, " ")
}

// tinyLabel is the count alone, and nothing for a single meeting.
func (d *Diagram) tinyLabel(e *Edge) string {
	if e.Count < 2 || e.Sessions == e.Count || e.Class == PartOf {
		return ""
	}
	return fmt.Sprintf("%d×", e.Count)
}

func (e *Edge) calledOff() string {
	refused := 0
	for _, m := range e.Meetings {
		if m.Status == graph.Refused {
			refused++
		}
	}
	switch refused {
	case 0:
		return "cancelled"
	case len(e.Meetings):
		return "refused"
	}
	return "cancelled or refused"
}

// modeCounts writes "2 in person, 1 by telephone".
func (e *Edge) modeCounts() string {
	var s []string
	for _, m := range modes {
		if n := e.Modes[m]; n > 0 {
			s = append(s, fmt.Sprintf("%d %s", n, strings.TrimPrefix(modeWords[m], "way ")))
		}
	}
	return strings.Join(s, ", ")
}

// edgeClass is the class attribute of an edge.
func (d *Diagram) edgeClass(e *Edge) string {
	if e.Class == Said || e.Class == Holds || e.Class == PartOf {
		return "edge " + string(e.Class)
	}
	return fmt.Sprintf("edge %s %s", e.Class, strings.ReplaceAll(string(e.Mode()), "_", "-"))
}

// tooltipMeetings is how many meetings a tooltip lists one by one.
const tooltipMeetings = 20

func (d *Diagram) edgeTooltip(e *Edge) string {
	verb := "met"
	switch e.Class {
	case PlannedTo:
		verb = "planned to meet"
	case CalledOff:
		verb = "did not meet"
	}
	lines := append([]string{d.edgeTitle(e, verb)}, factLines(e.Meetings)...)
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	return strings.Join(lines, "\n")
}

// factLines lists facts one by one, with the sentences behind them and the ids
// by which they can be asked about.
func factLines(facts []Contact) (lines []string) {
	for i := range facts {
		if i == tooltipMeetings {
			return append(lines, fmt.Sprintf("and %d more", len(facts)-i))
		}
		m := &facts[i]
		lines = append(lines, m.inWords()+" ["+factName(m.ID)+"]")
		seen := map[string]bool{}
		for _, q := range m.Proof {
			if words := q.inWords(tooltipQuote); !seen[words] {
				seen[words] = true
				lines = append(lines, words)
			}
		}
	}
	return lines
}

// tooltipQuote is the most letters of a sentence in a tooltip.
const tooltipQuote = 300

// inWords writes the sentence in quotes, at most so many letters of it, and
// where it stands.
func (q Quote) inWords(letters int) string {
	text := oneLine(q.Text)
	if runes := []rune(text); len(runes) > letters {
		text = ellipsis(runes, letters)
	}
	if !strings.HasPrefix(text, "“") || !strings.HasSuffix(text, "”") {
		text = "“" + text + "”"
	}
	if q.Document != "" {
		text += " (" + q.Document + ")"
	}
	return text
}

// inWords says when, how and where, or what the post or claim was.
func (c *Contact) inWords() string {
	var s []string
	for _, part := range []string{c.Words, c.Date, modeWords[c.Mode], c.Place, c.Format} {
		if part != "" && part != modeWords[graph.Unspecified] {
			s = append(s, part)
		}
	}
	if c.Status != "" && (classOf(c.Status) != Met || c.Status == graph.Ongoing) {
		s = append(s, string(c.Status))
	}
	if len(s) == 0 {
		s = append(s, "no date or place given")
	}
	return strings.Join(s, ", ")
}

// factName shortens the id of a fact as the commands print it.
func factName(id string) string {
	name := strings.TrimPrefix(id, graph.Scheme)
	if i := strings.IndexByte(name, '/'); i > 0 && len(name) > i+11 {
		name = name[:i+11]
	}
	return name
}

func (d *Diagram) edgeTitle(e *Edge, verb string) string {
	from, to := d.node(e.From), d.node(e.To)
	if e.Class == Said || e.Class == Holds || e.Class == PartOf {
		if from.Column > to.Column || to.Kind == PersonNode && from.Kind != PersonNode {
			from, to = to, from
		}
		return fmt.Sprintf("%s: %s", from.Label, strings.TrimSpace(e.Label+" "+to.Label))
	}
	if e.Sessions > 0 { // name the party first
		if from.Kind == FormatNode || from.Kind == MeetingNode {
			from, to = to, from
		}
		in := "in"
		if e.Part != "" {
			in = "(" + string(e.Part) + ") in"
		}
		return fmt.Sprintf("%s %s %s: %d of %d", from.Label, in, to.Label, e.Count, e.Sessions)
	}
	return fmt.Sprintf("%s and %s %s %d×", from.Label, to.Label, verb, e.Count)
}

func (d *Diagram) nodeTooltip(n *Node) string {
	lines := []string{n.Label}
	if s := d.secondLine(n); s != "" {
		lines = append(lines, s)
	}
	if n.Kind == ClaimNode {
		lines = append(lines, "“"+n.Text+"”")
	}
	if n.Meetings > 0 && n.Kind != FormatNode && n.Kind != MeetingNode {
		lines = append(lines, plural(n.Meetings, "meeting", "meetings"))
	}
	lines = append(lines, factLines(n.Facts)...)
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	return strings.Join(lines, "\n")
}

// swatch is a line of the legend that explains a colour.
type swatch struct {
	colour colour
	text   string
}

// shownGroups returns the legend of colours.
func (d *Diagram) shownGroups(th *theme) []swatch {
	var out []swatch
	beyond := 0
	for _, g := range d.Groups {
		if g.Colour < 0 {
			beyond++
			continue
		}
		out = append(out, swatch{th.palette[g.Colour], g.Name})
	}
	if beyond > 0 {
		out = append(out, swatch{th.otherState, "another (" + plural(beyond, "state or organization", "states or organizations") + ")"})
	}
	for _, n := range d.Nodes {
		if n.Group == "" && (n.Kind == PersonNode || n.Kind == StateNode || n.Kind == OrganizationNode || n.Kind == OthersNode) {
			out = append(out, swatch{th.noState, "not known"})
			break
		}
	}
	return out
}

// lineKind is a line of the legend that explains a stroke.
type lineKind struct {
	mode  graph.Mode
	class Class
	text  string
}

// lineKinds returns the legend of strokes: those in use, modes first.
func (d *Diagram) lineKinds() []lineKind {
	used := map[graph.Mode]bool{}
	off := map[Class]bool{}
	for i := range d.Edges {
		e := &d.Edges[i]
		off[e.Class] = true
		if e.Class == Met || e.Class == PlannedTo || e.Class == CalledOff {
			used[e.Mode()] = true
		}
	}
	var out []lineKind
	for _, m := range append(slices.Clone(modes), mixed) {
		if used[m] {
			out = append(out, lineKind{m, Met, modeWords[m]})
		}
	}
	if off[PlannedTo] {
		out = append(out, lineKind{graph.InPerson, PlannedTo, "planned"})
	}
	if off[CalledOff] {
		out = append(out, lineKind{graph.InPerson, CalledOff, "cancelled or refused"})
	}
	for _, k := range []lineKind{{class: Said, text: "said"}, {class: Holds, text: "holds the post"}, {class: PartOf, text: "belongs to"}} {
		if off[k.class] {
			out = append(out, k)
		}
	}
	return out
}

// kindWords names the shapes in the legend.
var kindWords = []struct {
	kind NodeKind
	text string
}{
	{PersonNode, "person"},
	{StateNode, "state, no person named"},
	{OrganizationNode, "organization, no person named"},
	{FormatNode, "format"},
	{MeetingNode, "one meeting of several parties"},
	{PostNode, "post"},
	{ClaimNode, "what was said"},
	{OthersNode, "several drawn together"},
}
