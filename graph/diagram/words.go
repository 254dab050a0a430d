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
	case FormatNode, MeetingNode:
		return n.Detail
	case OthersNode:
		return n.Post
	case PersonNode:
		g := d.group(n.Group)
		switch {
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

// compactLabel is edgeLabel in one short line.
func (d *Diagram) compactLabel(e *Edge) string {
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
	if e.Count < 2 || e.Sessions == e.Count {
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
	lines := []string{d.edgeTitle(e, verb)}
	for i, m := range e.Meetings {
		if i == tooltipMeetings {
			lines = append(lines, fmt.Sprintf("and %d more", len(e.Meetings)-i))
			break
		}
		var s []string
		for _, part := range []string{m.Date, modeWords[m.Mode], m.Place, m.Format} {
			if part != "" && part != modeWords[graph.Unspecified] {
				s = append(s, part)
			}
		}
		if classOf(m.Status) != Met || m.Status == graph.Ongoing {
			s = append(s, string(m.Status))
		}
		if len(s) == 0 {
			s = append(s, "no date or place given")
		}
		lines = append(lines, strings.Join(s, ", "))
	}
	for i := range lines {
		lines[i] = oneLine(lines[i])
	}
	return strings.Join(lines, "\n")
}

func (d *Diagram) edgeTitle(e *Edge, verb string) string {
	from, to := d.node(e.From), d.node(e.To)
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
	if n.Kind != FormatNode && n.Kind != MeetingNode {
		lines = append(lines, plural(n.Meetings, "meeting", "meetings"))
	}
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
func (d *Diagram) shownGroups() []swatch {
	var out []swatch
	beyond := 0
	for _, g := range d.Groups {
		if g.Colour < 0 {
			beyond++
			continue
		}
		out = append(out, swatch{palette[g.Colour], g.Name})
	}
	if beyond > 0 {
		out = append(out, swatch{otherState, "another (" + plural(beyond, "state or organization", "states or organizations") + ")"})
	}
	for _, n := range d.Nodes {
		if n.Group == "" && n.Kind != FormatNode && n.Kind != MeetingNode {
			out = append(out, swatch{noState, "not known"})
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
		used[e.Mode()] = true
		off[e.Class] = true
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
	{OthersNode, "several drawn together"},
}
