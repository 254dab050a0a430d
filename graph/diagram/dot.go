package diagram

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// DOT writes the diagram in Graphviz's language for use in other tools: with
// labels, colours, tooltips, clusters and a legend, undirected, and laid out
// well by "neato" ("dot" when it has clusters or columns). The same diagram
// gives the same bytes. Names of nodes are identifiers; labels hold the text,
// escaped, so that DOT of any input parses back.
func (d *Diagram) DOT() []byte { return d.dot(&light) }

func (d *Diagram) dot(th *theme) []byte {
	var w bytes.Buffer
	engine := "neato"
	rank := ""
	switch {
	case d.Arranged == InColumns:
		engine, rank = "dot", " rankdir=LR ranksep=2"
	case len(d.Clusters) > 0:
		engine = "dot"
	}
	fmt.Fprintf(&w, "graph %s {\n", quote(d.Kind))
	fmt.Fprintf(&w, "\tgraph [layout=%s%s overlap=prism splines=true charset=\"UTF-8\" fontname=%s labelloc=b labeljust=l bgcolor=\"%s\" tooltip=%s\n\t\tlabel=%s]\n",
		engine, rank, quote(dotFont), th.paper, quote(clean(d.Title)), d.dotLegend())
	fmt.Fprintf(&w, "\tnode [fontname=%s fontsize=11 fontcolor=\"%s\" shape=box style=\"rounded,filled\" margin=\"0.12,0.06\"]\n", quote(dotFont), th.ink)
	fmt.Fprintf(&w, "\tedge [len=2.6 fontname=%s fontsize=9 fontcolor=\"%s\" color=\"%s\"]\n", quote(dotFont), th.softInk, th.metInk)
	for _, c := range d.Clusters {
		fmt.Fprintf(&w, "\tsubgraph cluster_%s {\n\t\tlabel=%s style=rounded color=\"%s\" bgcolor=\"%s\"\n", c.ID, quote(clean(c.Label)), th.boxInk, th.boxPaper)
		for i := range d.Nodes {
			if d.Nodes[i].Cluster == c.ID {
				d.dotNode(&w, th, "\t\t", &d.Nodes[i])
			}
		}
		w.WriteString("\t}\n")
	}
	for i := range d.Nodes {
		if d.Nodes[i].Cluster == "" {
			d.dotNode(&w, th, "\t", &d.Nodes[i])
		}
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		from, to := e.From, e.To
		if d.Arranged == InColumns && d.node(from).Column > d.node(to).Column {
			from, to = to, from
		}
		fmt.Fprintf(&w, "\t%s -- %s [id=%s class=%s label=%s style=%s color=\"%s\" penwidth=%.1f tooltip=%s]\n",
			from, to, quote(e.ID), quote(d.edgeClass(e)), quote(strings.Join(d.edgeLabel(e), "\n")),
			quote(dotStyles[e.Mode()]), th.lineInk(e.Class), lineWidth(e), quote(d.edgeTooltip(e)))
	}
	w.WriteString("}\n")
	return w.Bytes()
}

// dotFont is asked of Graphviz; fontconfig falls back where it is missing.
const dotFont = "Noto Sans"

var dotShapes = map[NodeKind]string{
	PersonNode:       `shape=box style="rounded,filled"`,
	StateNode:        `shape=ellipse style=filled penwidth=2`,
	OrganizationNode: `shape=hexagon style=filled penwidth=1.5`,
	FormatNode:       `shape=box style=filled peripheries=2`,
	MeetingNode:      `shape=octagon style=filled`,
	OthersNode:       `shape=box3d style="filled,dashed"`,
	PostNode:         `shape=underline style=filled`,
	ClaimNode:        `shape=note style=filled`,
	PairNode:         `shape=box style="rounded,filled"`,
	PeriodNode:       `shape=octagon style=filled`,
}

func (d *Diagram) dotNode(w *bytes.Buffer, th *theme, indent string, n *Node) {
	c := th.colourOf(d, n)
	label := n.Label
	if n.Kind == ClaimNode {
		label += "\n“" + n.Text + "”"
	}
	if s := d.secondLine(n); s != "" {
		label += "\n" + s
	}
	fmt.Fprintf(w, "%s%s [id=%s class=%s label=%s %s color=\"%s\" fillcolor=\"%s\" tooltip=%s]\n",
		indent, n.ID, quote(n.ID), quote(string(n.Kind)), quote(clean(label)), dotShapes[n.Kind], c.line, c.tint, quote(d.nodeTooltip(n)))
}

// dotLegend writes title, legend and notes as plain lines, since not every
// build of Graphviz reads HTML-like labels (go-graphviz 0.2.10 does not). The
// colours need no legend: each node names what it acts for.
func (d *Diagram) dotLegend() string {
	lines := []string{d.Title, d.Subtitle}
	for _, l := range d.lineKinds() {
		style := map[graph.Mode]string{graph.InPerson: "solid line", graph.Telephone: "dashed line",
			graph.Video: "dotted line", graph.Unspecified: "thin line", mixed: "bold dashed line"}[l.mode]
		if l.class != Met {
			style = "grey line"
		}
		lines = append(lines, style+": "+l.text)
	}
	var w strings.Builder
	for _, l := range append(lines, d.Notes...) {
		if l = oneLine(l); l != "" {
			w.WriteString(l + "\n")
		}
	}
	// "\l" ends a line that is set to the left.
	return strings.ReplaceAll(quote(w.String()), `\n`, `\l`)
}

// quote writes a DOT string. In labels Graphviz reads backslash sequences and
// HTML entities, so both are escaped; a newline becomes a centred line break.
func quote(s string) string {
	r := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "\n", `\n`)
	return `"` + r.Replace(s) + `"`
}

// escapeXML escapes text for SVG.
func escapeXML(s string) string {
	r := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")
	return r.Replace(oneLine(s))
}

// clean makes text safe to draw: valid UTF-8, without control characters,
// line breaks kept.
func clean(s string) string {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1 // bidirectional overrides could reorder what stands around
		case r == 0xFFFE || r == 0xFFFF || r&0xFFFE == 0xFFFE:
			return '\uFFFD' // not allowed in XML
		}
		return r
	}, s)
}

// oneLine is clean with runs of white space as one space.
func oneLine(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }
