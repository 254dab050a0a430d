package diagram

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What follows writes a diagram for programs that lay out and measure networks
// themselves. Nodes and edges are those of the diagram, under the same ids,
// with all that is known of them as attributes; the attribute "entity" and the
// ids of meetings lead back to the graph.

// attribute is one attribute of a node or an edge: a string, or a number of
// type int.
type attribute struct {
	name  string
	value any
}

// nodeAttributes are the attributes of every node, in this order.
func (d *Diagram) nodeAttributes(n *Node) []attribute {
	group, code := "", ""
	if g := d.group(n.Group); g != nil {
		group, code = g.Name, g.Code
	}
	return []attribute{
		{"label", oneLine(n.Label)}, {"kind", string(n.Kind)}, {"entity", n.Entity}, {"group", oneLine(group)}, {"group_id", n.Group},
		{"group_code", code}, {"post", oneLine(n.Post)}, {"detail", oneLine(n.Detail)}, {"meetings", n.Meetings},
	}
}

// edgeAttributes are the attributes of every edge, in this order. The first
// and the last day are those that its dated meetings can mean, "" when none is
// dated or that end is open; how many have no date is in "undated".
func (d *Diagram) edgeAttributes(e *Edge) []attribute {
	var dates, ids, places, formats, modes []string
	undated := 0
	for _, m := range e.Meetings {
		ids = append(ids, m.ID)
		if !m.dated {
			undated++
		} else if !slices.Contains(dates, m.EDTF) {
			dates = append(dates, m.EDTF)
		}
		for _, list := range []struct {
			of    *[]string
			value string
		}{{&places, m.Place}, {&formats, m.Format}} {
			if list.value != "" && !slices.Contains(*list.of, list.value) {
				*list.of = append(*list.of, list.value)
			}
		}
	}
	for _, m := range slices.Sorted(maps.Keys(e.Modes)) {
		modes = append(modes, string(m))
	}
	first, last := "", ""
	if e.dated {
		first, last = e.dates.from.iso(), e.dates.to.iso()
	}
	join := func(s []string) string { return oneLine(strings.Join(s, "; ")) }
	return []attribute{
		{"class", string(e.Class)}, {"weight", e.Count}, {"first", first}, {"last", last}, {"undated", undated},
		{"mode", string(e.Mode())}, {"modes", join(modes)}, {"part", string(e.Part)}, {"dates", join(dates)},
		{"places", join(places)}, {"formats", join(formats)}, {"meetings", join(ids)},
	}
}

// iso writes a day, "" for an open end.
func (p point) iso() string {
	if p.open {
		return ""
	}
	return p.day.Format(time.DateOnly)
}

// kindOf is the type of an attribute as GraphML and GEXF name it.
func kindOf(a attribute) string {
	if _, ok := a.value.(int); ok {
		return "int"
	}
	return "string"
}

// xmlWriter writes XML line by line and keeps the first error.
type xmlWriter struct{ w *bufio.Writer }

// line writes a line; the strings among args are escaped.
func (x xmlWriter) line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			var b strings.Builder
			xml.EscapeText(&b, []byte(s)) // a Builder takes all
			args[i] = b.String()
		}
	}
	fmt.Fprintf(x.w, format+"\n", args...) // errors stay with the writer until Flush
}

// writeGraphML writes GraphML, http://graphml.graphdrawing.org/specification.html.
func (d *Diagram) writeGraphML(w io.Writer) error {
	x := xmlWriter{bufio.NewWriter(w)}
	x.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	x.line(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns">`)
	for _, a := range d.nodeAttributes(&Node{}) {
		x.line(`<key id="node_%s" for="node" attr.name="%s" attr.type="%s"/>`, a.name, a.name, kindOf(a))
	}
	for _, a := range d.edgeAttributes(&Edge{}) {
		x.line(`<key id="edge_%s" for="edge" attr.name="%s" attr.type="%s"/>`, a.name, a.name, kindOf(a))
	}
	x.line(`<graph id="who_met_whom" edgedefault="undirected">`)
	data := func(of string, as []attribute) {
		for _, a := range as {
			if a.value != "" {
				x.line(` <data key="%s_%s">%s</data>`, of, a.name, fmt.Sprint(a.value))
			}
		}
	}
	for i := range d.Nodes {
		x.line(`<node id="%s">`, d.Nodes[i].ID)
		data("node", d.nodeAttributes(&d.Nodes[i]))
		x.line(`</node>`)
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		x.line(`<edge id="%s" source="%s" target="%s">`, e.ID, e.From, e.To)
		data("edge", d.edgeAttributes(e))
		x.line(`</edge>`)
	}
	x.line("</graph>\n</graphml>")
	return x.w.Flush()
}

// writeGEXF writes GEXF 1.3, https://gexf.net/, with spells for Gephi's
// timeline: an edge has one for each time that a meeting can have been, from
// the first to the last day of its date, and a node those of its edges. What
// has a meeting without a date has no spells: it is there all the time.
func (d *Diagram) writeGEXF(w io.Writer) error {
	x := xmlWriter{bufio.NewWriter(w)}
	x.line(`<?xml version="1.0" encoding="UTF-8"?>`)
	x.line(`<gexf xmlns="http://gexf.net/1.3" version="1.3">`)
	x.line(`<meta><creator>parley</creator><description>%s</description></meta>`, oneLine(d.Title+", "+d.Subtitle))
	x.line(`<graph mode="dynamic" defaultedgetype="undirected" timeformat="date" timerepresentation="interval">`)
	declare := func(class string, as []attribute) {
		x.line(`<attributes class="%s">`, class)
		for _, a := range as {
			if !gexfOwn[a.name] {
				x.line(` <attribute id="%s_%s" title="%s" type="%s"/>`, class, a.name, a.name, strings.Replace(kindOf(a), "int", "integer", 1))
			}
		}
		x.line(`</attributes>`)
	}
	values := func(class string, as []attribute) {
		x.line(` <attvalues>`)
		for _, a := range as {
			if a.value != "" && !gexfOwn[a.name] {
				x.line(`  <attvalue for="%s_%s" value="%s"/>`, class, a.name, fmt.Sprint(a.value))
			}
		}
		x.line(` </attvalues>`)
	}
	declare("node", d.nodeAttributes(&Node{}))
	declare("edge", d.edgeAttributes(&Edge{}))
	of := map[string][]Contact{}
	for i := range d.Edges {
		e := &d.Edges[i]
		of[e.From] = append(of[e.From], e.Meetings...)
		of[e.To] = append(of[e.To], e.Meetings...)
	}
	x.line(`<nodes>`)
	for i := range d.Nodes {
		n := &d.Nodes[i]
		x.line(`<node id="%s" label="%s">`, n.ID, oneLine(n.Label))
		values("node", d.nodeAttributes(n))
		x.spells(of[n.ID])
		x.line(`</node>`)
	}
	x.line("</nodes>\n<edges>")
	for i := range d.Edges {
		e := &d.Edges[i]
		// Gephi keeps edges of two kinds between the same nodes apart, and adds
		// up those of one.
		x.line(`<edge id="%s" source="%s" target="%s" weight="%d" kind="%s">`, e.ID, e.From, e.To, e.Count, string(e.Class))
		values("edge", d.edgeAttributes(e))
		x.spells(e.Meetings)
		x.line(`</edge>`)
	}
	x.line("</edges>\n</graph>\n</gexf>")
	return x.w.Flush()
}

// gexfOwn are the attributes for which GEXF has a place of its own.
var gexfOwn = map[string]bool{"label": true, "weight": true}

// spells writes when meetings can have been. Times that share a day are put
// together: Gephi's may not overlap.
func (x xmlWriter) spells(ms []Contact) {
	var all []period
	for _, m := range slices.SortedFunc(slices.Values(ms), func(a, b Contact) int { return a.when.from.compare(b.when.from) }) {
		if !m.dated {
			return
		}
		if n := len(all); n > 0 && all[n-1].overlaps(m.when) {
			all[n-1] = all[n-1].cover(m.when)
		} else {
			all = append(all, m.when)
		}
	}
	if len(all) == 0 {
		return
	}
	x.line(` <spells>`)
	for _, p := range all {
		var ends string
		if !p.from.open {
			ends += ` start="` + p.from.iso() + `"`
		}
		if !p.to.open {
			ends += ` end="` + p.to.iso() + `"`
		}
		fmt.Fprintf(x.w, "  <spell%s/>\n", ends)
	}
	x.line(` </spells>`)
}

// compare orders points, an open one, which is a beginning, before all others.
func (p point) compare(q point) int {
	switch {
	case p.open == q.open:
		return p.day.Compare(q.day) // zero days when open
	case p.open:
		return -1
	}
	return 1
}

// writeCytoscape writes the elements of cytoscape.js as JSON, which is what
// Cytoscape reads as .cyjs too.
func (d *Diagram) writeCytoscape(w io.Writer) error {
	type element struct {
		Data map[string]any `json:"data"`
	}
	data := func(of map[string]any, as []attribute) element {
		for _, a := range as {
			if a.value != "" {
				of[a.name] = a.value
			}
		}
		return element{of}
	}
	var file struct {
		Data     map[string]any `json:"data"`
		Elements struct {
			Nodes []element `json:"nodes"`
			Edges []element `json:"edges"`
		} `json:"elements"`
	}
	file.Data = map[string]any{"name": oneLine(d.Title), "description": oneLine(d.Subtitle)}
	file.Elements.Nodes, file.Elements.Edges = []element{}, []element{}
	for i := range d.Nodes {
		n := &d.Nodes[i]
		// Cytoscape shows a name where cytoscape.js has labels by choice.
		file.Elements.Nodes = append(file.Elements.Nodes,
			data(map[string]any{"id": n.ID, "name": oneLine(n.Label)}, d.nodeAttributes(n)))
	}
	for i := range d.Edges {
		e := &d.Edges[i]
		file.Elements.Edges = append(file.Elements.Edges,
			data(map[string]any{"id": e.ID, "source": e.From, "target": e.To}, d.edgeAttributes(e)))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(file)
}

// mermaidShapes put a label between the marks of a shape.
var mermaidShapes = map[NodeKind][2]string{
	PersonNode: {"(", ")"}, StateNode: {"([", "])"}, OrganizationNode: {"{{", "}}"},
	FormatNode: {"[[", "]]"}, MeetingNode: {"[", "]"}, OthersNode: {"[/", "/]"},
	PostNode: {"[", "]"}, ClaimNode: {">", "]"}, PairNode: {"([", "])"}, PeriodNode: {"[", "]"},
}

// writeMermaid writes a flowchart for Mermaid, https://mermaid.js.org/, which
// draws up to 500 edges unless it is told otherwise: dotted lines are by
// telephone or video, thick ones in several ways.
func (d *Diagram) writeMermaid(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "---\ntitle: %s\n---\nflowchart LR\n", strconv.Quote(oneLine(d.Title)+" ("+oneLine(d.Subtitle)+")"))
	node := func(indent string, n *Node) {
		label := mermaidText(n.Label)
		if n.Kind == ClaimNode {
			label += "<br>" + mermaidText(n.Text)
		}
		if s := d.secondLine(n); s != "" {
			label += "<br>" + mermaidText(s)
		}
		shape := mermaidShapes[n.Kind]
		fmt.Fprintf(b, "%s%s%s\"%s\"%s\n", indent, n.ID, shape[0], label, shape[1])
	}
	for _, c := range d.Clusters {
		fmt.Fprintf(b, "  subgraph %s[\"%s\"]\n", c.ID, mermaidText(c.Label))
		for i := range d.Nodes {
			if d.Nodes[i].Cluster == c.ID {
				node("    ", &d.Nodes[i])
			}
		}
		b.WriteString("  end\n")
	}
	for i := range d.Nodes {
		if d.Nodes[i].Cluster == "" {
			node("  ", &d.Nodes[i])
		}
	}
	var off []string
	for i := range d.Edges {
		e := &d.Edges[i]
		line := "---"
		switch e.Mode() {
		case "telephone", "video":
			line = "-.-"
		case mixed:
			line = "==="
		}
		if e.Class == PlannedTo || e.Class == CalledOff {
			off = append(off, strconv.Itoa(i))
		}
		fmt.Fprintf(b, "  %s %s", e.From, line)
		if label := d.edgeLabel(e); len(label) > 0 {
			fmt.Fprintf(b, "|\"%s\"|", mermaidText(strings.Join(label, ", ")))
		}
		fmt.Fprintf(b, " %s\n", e.To)
	}
	members := map[colour][]string{}
	for i := range d.Nodes {
		c := light.colourOf(d, &d.Nodes[i])
		members[c] = append(members[c], d.Nodes[i].ID)
	}
	for i, c := range append(slices.Clone(light.palette), light.otherState, light.noState, light.forum) {
		if ids := members[c]; len(ids) > 0 {
			fmt.Fprintf(b, "  classDef c%d fill:%s,stroke:%s,color:%s\n  class %s c%d\n", i, c.tint, c.line, light.ink, strings.Join(ids, ","), i)
		}
	}
	if len(off) > 0 {
		fmt.Fprintf(b, "  linkStyle %s stroke:%s\n", strings.Join(off, ","), light.greyInk)
	}
	return b.Flush()
}

// mermaidText writes text inside quotation marks. What Mermaid could take for
// its own, HTML or Markdown is written as #code;.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if r < 0x80 && strings.ContainsRune("\"#&<>`\\*_~;$%{}[]|", r) {
			fmt.Fprintf(&b, "#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
