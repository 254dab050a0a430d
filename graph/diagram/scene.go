package diagram

import (
	"context"
	"math"
	"slices"
	"strings"

	"parley/graph"
)

// scene is the drawing itself: groups of shapes and lines of text in points, y
// down, the first at the back. SVG and PNG are two ways of writing it.
type scene struct {
	th     *theme
	w, h   float64
	title  string
	desc   string
	groups []figure
}

// figure is one thing in the drawing, with what an SVG says about it.
type figure struct {
	id, class, tip string
	entity         string   // entity ID, "" for none
	facts          []string // fact IDs
	href           string   // where a click leads, "" for nowhere; see scene.link
	shapes         []shape
	texts          []label
}

// shape is a path with a fill, a stroke or both.
type shape struct {
	path   path
	fill   string // colour, "" for none
	stroke string // colour, "" for none
	width  float64
	dash   []float64
}

// label is a line of text. Its place is the middle of the baseline, or with
// left the start of it.
type label struct {
	at   pt
	left bool
	size float64
	ink  string
	line *textLine
}

// path is a list of curves.
type path []segment

// segment is a move, line or cubic curve; close ends it at its start.
type segment struct {
	op byte // 'M', 'L', 'C', 'Z'
	p  [3]pt
}

func (p *path) move(a pt)       { *p = append(*p, segment{'M', [3]pt{a}}) }
func (p *path) line(a pt)       { *p = append(*p, segment{'L', [3]pt{a}}) }
func (p *path) cube(a, b, c pt) { *p = append(*p, segment{'C', [3]pt{a, b, c}}) }
func (p *path) close()          { *p = append(*p, segment{op: 'Z'}) }

func polygon(points ...pt) path {
	var p path
	for i, q := range points {
		if i == 0 {
			p.move(q)
		} else {
			p.line(q)
		}
	}
	p.close()
	return p
}

// rounded is a box with round corners of radius r.
func rounded(b box, r float64) path {
	r = min(r, b.w/2, b.h/2)
	k := r * 0.4477 // 1 - the usual cubic approximation of a quarter circle
	x0, y0, x1, y1 := b.left(), b.top(), b.right(), b.bottom()
	var p path
	p.move(pt{x0 + r, y0})
	p.line(pt{x1 - r, y0})
	p.cube(pt{x1 - k, y0}, pt{x1, y0 + k}, pt{x1, y0 + r})
	p.line(pt{x1, y1 - r})
	p.cube(pt{x1, y1 - k}, pt{x1 - k, y1}, pt{x1 - r, y1})
	p.line(pt{x0 + r, y1})
	p.cube(pt{x0 + k, y1}, pt{x0, y1 - k}, pt{x0, y1 - r})
	p.line(pt{x0, y0 + r})
	p.cube(pt{x0, y0 + k}, pt{x0 + k, y0}, pt{x0 + r, y0})
	p.close()
	return p
}

// chamfered is a box with its corners cut by c, or pointed sides when c is
// half its height.
func chamfered(b box, c float64, whole bool) path {
	x0, y0, x1, y1 := b.left(), b.top(), b.right(), b.bottom()
	if whole {
		return polygon(pt{x0 + c, y0}, pt{x1 - c, y0}, pt{x1, b.y}, pt{x1 - c, y1}, pt{x0 + c, y1}, pt{x0, b.y})
	}
	return polygon(pt{x0 + c, y0}, pt{x1 - c, y0}, pt{x1, y0 + c}, pt{x1, y1 - c}, pt{x1 - c, y1}, pt{x0 + c, y1}, pt{x0, y1 - c}, pt{x0, y0 + c})
}

func rect(b box) path {
	return polygon(pt{b.left(), b.top()}, pt{b.right(), b.top()}, pt{b.right(), b.bottom()}, pt{b.left(), b.bottom()})
}

// style is the sizes of letters for a number of nodes, in points.
type style struct {
	name, second, edge float64
	maxName            float64 // widest name
	full               bool    // posts on people, and full labels on lines
	thin               float64 // factor on the width of lines
}

// styleFor counts two lines as much as a node: a thicket needs small words too.
func styleFor(d *Diagram) style {
	switch n := max(len(d.Nodes), len(d.Edges)/2); {
	case n <= 60 && len(d.Edges) <= 2*len(d.Nodes):
		return style{11.5, 9, 8.5, 180, true, 1}
	case n <= 140:
		return style{11, 8.5, 8, 150, false, 0.8}
	}
	return style{10.5, 8, 8, 130, false, 0.65}
}

// nodeText is the measured text of one node. The body is the words of a claim.
type nodeText struct {
	name, second *textLine
	body         []*textLine
}

// height is that of both lines, with the air between them.
func (x nodeText) height(name, second float64) float64 {
	h := name * (x.name.up + x.name.down)
	if x.second != nil {
		h += second * (0.12 + x.second.up + x.second.down)
	}
	return h + float64(len(x.body))*second*bodyLine
}

const (
	bodyLine  = 1.3   // height of a line of a claim's words, in sizes
	bodyWidth = 250.0 // widest line of them
	bodyLines = 6     // most of them
	barWidth  = 5.0   // coloured bar at the left of a person
	margin    = 28.0  // around the drawing
	minWidth  = 480.0
	titleSize = 17.0
	smallSize = 9.5 // legend and notes
	rowHeight = 17.0
)

// newScene lays out a diagram and draws it.
func newScene(ctx context.Context, d *Diagram, t *typesetter, o RenderOptions) (*scene, error) {
	th, err := themeOf(o.Theme)
	if err != nil {
		return nil, err
	}
	s, err := newDrawing(ctx, d, t, th, o)
	if err != nil {
		return nil, err
	}
	s.link(o)
	return s, nil
}

func newDrawing(ctx context.Context, d *Diagram, t *typesetter, th *theme, o RenderOptions) (*scene, error) {
	if len(d.Nodes) == 0 {
		return emptyScene(d, t, th), nil
	}
	switch d.Arranged {
	case InLanes:
		return lanesScene(d, t, th, o), nil
	case InTable:
		return tableScene(d, t, th, o), nil
	}
	st := styleFor(d)
	if d.Arranged == InColumns {
		st.maxName = 230
	}
	sz := sizes{nodes: make([]box, len(d.Nodes)), labels: make([]box, len(d.Edges))}
	texts := make([]nodeText, len(d.Nodes))
	for i := range d.Nodes {
		texts[i], sz.nodes[i] = measureNode(d, &d.Nodes[i], t, st)
	}
	variants := make([][][]*textLine, len(d.Edges))
	for i := range d.Edges {
		variants[i] = edgeVariants(d, &d.Edges[i], t, st)
		if len(variants[i]) > 0 && st.full {
			sz.labels[i] = labelBox(variants[i][0], st.edge)
		}
	}
	l, err := newLayout(ctx, d, sz, o)
	if err != nil {
		return nil, err
	}
	s := &scene{th: th, title: d.Title, desc: d.Subtitle}
	s.clusters(d, l)
	s.edges(d, l, st)
	s.clusterLabels(d, l, t)
	for i := range d.Nodes {
		s.node(d, &d.Nodes[i], l.nodes[i], texts[i], st)
	}
	hidden := s.labelEdges(d, l, variants, st)
	s.columnHeads(d, l, t)
	s.frame(d, t, hidden, o.Evidence)
	return s, nil
}

// emptyScene says that there is nothing to draw.
func emptyScene(d *Diagram, t *typesetter, th *theme) *scene {
	s := &scene{th: th, title: d.Title, desc: d.Subtitle}
	s.groups = append(s.groups, figure{class: "empty", texts: []label{
		{at: pt{minWidth / 2, 24}, size: 12, ink: th.softInk, line: t.line("Nothing to draw", false)}}})
	s.w, s.h = minWidth, 40
	s.frame(d, t, 0, false)
	return s
}

func measureNode(d *Diagram, n *Node, t *typesetter, st style) (nodeText, box) {
	if n.Kind == ClaimNode {
		return measureClaim(n, t, st)
	}
	var x nodeText
	name, max := st.name, st.maxName
	if n.Kind == MeetingNode {
		name = st.second
	}
	x.name = t.fit(n.Label, n.Kind != MeetingNode, name, max)
	second := d.secondLine(n)
	if !st.full {
		second = d.shortSecondLine(n)
	}
	if second != "" {
		x.second = t.fit(second, false, st.second, max)
	}
	w, h := x.name.width*name, x.height(name, st.second)
	if x.second != nil {
		w = math.Max(w, x.second.width*st.second)
	}
	padX, padY := 10.0, 5.0
	if !st.full {
		padX, padY = 7, 3.5
	}
	b := box{w: math.Max(w+2*padX, 36), h: h + 2*padY}
	switch n.Kind {
	case PersonNode, OthersNode:
		b.w += barWidth
	case OrganizationNode:
		b.w += b.h * 0.5
	case StateNode:
		b.w += b.h * 0.35
	case MeetingNode:
		b.w += 4
	}
	return x, b
}

// measureClaim sets the words of a claim in lines, under how they were said.
func measureClaim(n *Node, t *typesetter, st style) (nodeText, box) {
	x := nodeText{name: t.fit(n.Label, true, st.second, bodyWidth)}
	words := n.Text
	if !strings.ContainsAny(words, "“”\"«»") {
		words = "“" + words + "”"
	}
	x.body = wrapText(t, words, st.second, bodyWidth)
	if len(x.body) > bodyLines {
		last := x.body[bodyLines-1].text + " …"
		x.body = append(x.body[:bodyLines-1], t.fit(last, false, st.second, bodyWidth))
	}
	return x, box{w: bodyWidth + 20 + barWidth, h: x.height(st.second, st.second) + 11}
}

// edgeVariants returns what can stand on an edge, the longest first.
func edgeVariants(d *Diagram, e *Edge, t *typesetter, st style) [][]*textLine {
	var out [][]*textLine
	add := func(lines ...string) {
		var v []*textLine
		for _, s := range lines {
			if s != "" {
				v = append(v, t.fit(s, false, st.edge, 220))
			}
		}
		if len(v) > 0 && (len(out) == 0 || !slices.Equal(out[len(out)-1], v)) {
			out = append(out, v)
		}
	}
	if st.full {
		add(d.edgeLabel(e)...)
	}
	add(d.compactLabel(e))
	add(d.tinyLabel(e))
	return out
}

// labelBox is the size of the lines of an edge's label with a little air.
func labelBox(lines []*textLine, size float64) box {
	w := 0.0
	for _, l := range lines {
		w = math.Max(w, l.width*size)
	}
	return box{w: w + 5, h: float64(len(lines))*size*1.18 + 3}
}

func (s *scene) clusters(d *Diagram, l *layout) {
	for i, c := range d.Clusters {
		b := l.clusters[i]
		if b.w == 0 {
			continue
		}
		f := figure{id: c.ID, class: "cluster", tip: oneLine(c.Label), entity: c.Group}
		f.shapes = append(f.shapes, shape{path: rounded(b, 8), fill: s.th.boxPaper, stroke: s.th.boxInk, width: 1})
		s.groups = append(s.groups, f)
	}
}

// clusterLabels are drawn over the lines that cross them.
func (s *scene) clusterLabels(d *Diagram, l *layout, t *typesetter) {
	size := 10.5
	if len(d.Nodes) > 25 {
		size = 15
	}
	for i, c := range d.Clusters {
		if b := l.clusters[i]; b.w > 0 {
			line := t.fit(c.Label, true, size, math.Max(b.w-12, 40))
			ground := box{b.x, b.top() + 5 + size*0.6, line.width*size + 8, size * 1.3}
			s.groups = append(s.groups, figure{id: c.ID + "-label", class: "cluster-label",
				shapes: []shape{{path: rounded(ground, 3), fill: s.th.boxPaper}},
				texts:  []label{{at: pt{b.x, ground.y + size*0.36}, size: size, ink: s.th.softInk, line: line}}})
		}
	}
}

func (s *scene) edges(d *Diagram, l *layout, st style) {
	for i := range d.Edges {
		e := &d.Edges[i]
		pts := l.edges[i]
		if len(pts) < 4 {
			continue
		}
		var p path
		p.move(pts[0])
		for j := 1; j+2 < len(pts); j += 3 {
			p.cube(pts[j], pts[j+1], pts[j+2])
		}
		f := figure{
			id: e.ID, class: d.edgeClass(e), tip: d.edgeTooltip(e), facts: factIDs(e.Meetings),
			shapes: []shape{{path: p, stroke: s.th.lineInk(e.Class), width: lineWidth(e) * st.thin, dash: e.dash()}},
		}
		if e.Class == CalledOff {
			f.shapes = append(f.shapes, s.th.cross(along(pts, crossAt)))
		}
		s.groups = append(s.groups, f)
	}
}

// crossAt is where on a line the cross of a meeting that was called off is.
const crossAt = 0.4

const crossSize = 3.5 // half of it, in points

// cross is the mark of a meeting that was called off.
func (th *theme) cross(at pt) shape {
	var p path
	p.move(pt{at.x - crossSize, at.y - crossSize})
	p.line(pt{at.x + crossSize, at.y + crossSize})
	p.move(pt{at.x - crossSize, at.y + crossSize})
	p.line(pt{at.x + crossSize, at.y - crossSize})
	return shape{path: p, stroke: th.offInk, width: 1.6}
}

// nodeShapes draws the outline of a kind of node.
func (th *theme) nodeShapes(kind NodeKind, c colour, b box) []shape {
	switch kind {
	case StateNode:
		return []shape{{path: rounded(b, b.h/2), fill: c.tint, stroke: c.line, width: 2.2}}
	case OrganizationNode:
		return []shape{{path: chamfered(b, b.h*0.3, true), fill: c.tint, stroke: c.line, width: 1.8}}
	case FormatNode:
		return []shape{
			{path: rect(b), fill: c.tint, stroke: c.line, width: 1},
			{path: rect(b.grow(-2.5, -2.5)), stroke: c.line, width: 0.8},
		}
	case MeetingNode:
		return []shape{{path: chamfered(b, 5, false), fill: th.paper, stroke: c.line, width: 1}}
	case OthersNode:
		back := b
		back.x, back.y = b.x+3, b.y+3
		return []shape{
			{path: rounded(back, 5), fill: th.paper, stroke: c.line, width: 1},
			{path: rounded(b, 5), fill: c.tint, stroke: c.line, width: 1, dash: []float64{3, 2}},
		}
	}
	if kind == ClaimNode || kind == PostNode {
		shapes := []shape{{path: rect(b), fill: th.boxPaper, stroke: th.boxInk, width: 0.8}}
		if kind == ClaimNode {
			bar := box{b.left() + 1.5, b.y, 3, b.h}
			return append(shapes, shape{path: rect(bar), fill: c.line})
		}
		foot := box{b.x, b.bottom() - 1, b.w, 2}
		return append(shapes, shape{path: rect(foot), fill: c.line})
	}
	shapes := []shape{{path: rounded(b, 5), fill: c.tint, stroke: c.line, width: 1}}
	if c.hue != th.paper {
		// The bar keeps within the round corners.
		x0, x1, y0, y1, r, k := b.left(), b.left()+barWidth, b.top(), b.bottom(), 5.0, 5.0*0.4477
		var p path
		p.move(pt{x1, y0})
		p.line(pt{x0 + r, y0})
		p.cube(pt{x0 + k, y0}, pt{x0, y0 + k}, pt{x0, y0 + r})
		p.line(pt{x0, y1 - r})
		p.cube(pt{x0, y1 - k}, pt{x0 + k, y1}, pt{x0 + r, y1})
		p.line(pt{x1, y1})
		p.close()
		shapes = append(shapes, shape{path: p, fill: c.hue, stroke: c.line, width: 0.6})
	}
	return shapes
}

func (s *scene) node(d *Diagram, n *Node, b box, x nodeText, st style) {
	f := figure{
		id: n.ID, class: "node " + string(n.Kind), tip: d.nodeTooltip(n), entity: n.Entity, facts: factIDs(n.Facts),
		shapes: s.th.nodeShapes(n.Kind, s.th.colourOf(d, n), b),
	}
	if n.Focus {
		ring := shape{path: rounded(b.grow(4, 4), 9), stroke: s.th.ink, width: 2}
		f.shapes = slices.Insert(f.shapes, 0, ring)
	}
	if n.Kind == ClaimNode {
		y := b.top() + 5 + st.second*x.name.up
		left := b.left() + barWidth + 10
		f.texts = append(f.texts, label{at: pt{left, y}, left: true, size: st.second, ink: s.th.softInk, line: x.name})
		for _, line := range x.body {
			y += st.second * bodyLine
			f.texts = append(f.texts, label{at: pt{left, y}, left: true, size: st.second, ink: s.th.ink, line: line})
		}
		s.groups = append(s.groups, f)
		return
	}
	name := st.name
	if n.Kind == MeetingNode {
		name = st.second
	}
	cx := b.x
	if n.Kind == PersonNode {
		cx += barWidth / 2
	}
	y := b.y - x.height(name, st.second)/2 + name*x.name.up
	f.texts = append(f.texts, label{at: pt{cx, y}, size: name, ink: s.th.ink, line: x.name})
	if x.second != nil {
		y += name*x.name.down + st.second*(0.12+x.second.up)
		f.texts = append(f.texts, label{at: pt{cx, y}, size: st.second, ink: s.th.softInk, line: x.second})
	}
	s.groups = append(s.groups, f)
}

// along returns the point at part t of a Bézier curve of several pieces.
func along(pts []pt, t float64) pt {
	pieces := (len(pts) - 1) / 3
	u := t * float64(pieces)
	k := min(int(u), pieces-1)
	u -= float64(k)
	a, b, c, e := pts[3*k], pts[3*k+1], pts[3*k+2], pts[3*k+3]
	v := 1 - u
	return pt{
		v*v*v*a.x + 3*v*v*u*b.x + 3*v*u*u*c.x + u*u*u*e.x,
		v*v*v*a.y + 3*v*v*u*b.y + 3*v*u*u*c.y + u*u*u*e.y,
	}
}

// labelEdges writes on each edge as much as there is room for, on the edges of
// most meetings first: never over a node or another label, rather in short, or
// not at all. It returns how many edges with dates bear none.
func (s *scene) labelEdges(d *Diagram, l *layout, variants [][][]*textLine, st style) (hidden int) {
	taken := newGrid()
	for _, b := range l.nodes {
		taken.add(b.grow(2, 2))
	}
	for i, c := range d.Clusters {
		if b := l.clusters[i]; c.Label != "" && b.w > 0 {
			taken.add(box{b.x, b.top() + 11, min(b.w, 120), 14})
		}
	}
	lines := newGrid()
	for i, pts := range l.edges {
		if len(pts) < 4 {
			continue
		}
		if d.Edges[i].Class == CalledOff {
			at := along(pts, crossAt)
			taken.add(box{at.x, at.y, 2*crossSize + 2, 2*crossSize + 2})
		}
		for k := 0; k <= 40; k++ {
			p := along(pts, float64(k)/40)
			lines.add(box{p.x, p.y, 1, 1})
		}
	}
	order := make([]int, len(d.Edges))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return d.Edges[b].Count - d.Edges[a].Count })
	places := []float64{0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85}
	for _, i := range order {
		pts := l.edges[i]
		if len(pts) < 4 || len(variants[i]) == 0 {
			continue
		}
		done := false
		for v := 0; v < len(variants[i]) && !done; v++ {
			b := labelBox(variants[i][v], st.edge)
			best, bestCost := box{}, -1
			try := func(at pt, cost int) {
				b.x, b.y = at.x, at.y
				if taken.hits(b, 1) > 0 {
					return
				}
				cost += lines.hits(b, 1<<30)
				if bestCost < 0 || cost < bestCost {
					best, bestCost = b, cost
				}
			}
			if l.labels != nil && l.labels[i].w > 0 && v == 0 {
				try(pt{l.labels[i].x, l.labels[i].y}, -100)
			}
			for k, t := range places {
				try(along(pts, t), k)
			}
			if bestCost < 0 && v > 0 {
				continue
			}
			if bestCost < -50 || bestCost >= 0 {
				s.edgeText(d, i, variants[i][v], best, st)
				taken.add(best.grow(1, 1))
				done = true
			}
		}
		if !done && d.Edges[i].dated {
			hidden++
		}
	}
	return hidden
}

// edgeText writes the label of an edge on a white ground.
func (s *scene) edgeText(d *Diagram, i int, lines []*textLine, b box, st style) {
	e := &d.Edges[i]
	f := figure{id: e.ID + "-label", class: "label", tip: d.edgeTooltip(e), facts: factIDs(e.Meetings),
		shapes: []shape{{path: rounded(b, 2), fill: s.th.paper}}}
	inkOf := s.th.softInk
	if e.Class == PlannedTo || e.Class == CalledOff {
		inkOf = s.th.offInk
	}
	for k, line := range lines {
		f.texts = append(f.texts, label{
			at:   pt{b.x, b.top() + 1.5 + st.edge*(0.92+1.18*float64(k))},
			size: st.edge, ink: inkOf, line: line,
		})
	}
	s.groups = append(s.groups, f)
}

// grid finds boxes near a box.
type grid struct{ cells map[[2]int][]box }

const cell = 64.0

func newGrid() *grid { return &grid{map[[2]int][]box{}} }

func (g *grid) each(b box, do func(k [2]int)) {
	for x := int(math.Floor(b.left() / cell)); x <= int(math.Floor(b.right()/cell)); x++ {
		for y := int(math.Floor(b.top() / cell)); y <= int(math.Floor(b.bottom()/cell)); y++ {
			do([2]int{x, y})
		}
	}
}

func (g *grid) add(b box) { g.each(b, func(k [2]int) { g.cells[k] = append(g.cells[k], b) }) }

// hits counts boxes that meet b, up to about max. One that lies over several
// cells counts in each.
func (g *grid) hits(b box, max int) (n int) {
	g.each(b, func(k [2]int) {
		if n >= max {
			return
		}
		for _, c := range g.cells[k] {
			if c.meets(b) {
				n++
			}
		}
	})
	return n
}

// frame moves the drawing onto the page and adds title, legend and notes.
func (s *scene) frame(d *Diagram, t *typesetter, hidden int, evidence bool) {
	b := s.bounds()
	pageW := math.Max(b.w, minWidth)
	// Titles are large enough to be read when a large drawing is shrunk to a
	// sheet.
	big := math.Max(1, math.Min(2, pageW/1100))
	title := t.fit(d.Title, true, titleSize*big, pageW)
	head := figure{class: "title"}
	y := margin + titleSize*big*ascent
	head.texts = append(head.texts, label{at: pt{margin, y}, left: true, size: titleSize * big, ink: s.th.ink, line: title})
	if d.Subtitle != "" {
		y += titleSize * big * 1.15
		sub := 10.5 * big
		head.texts = append(head.texts, label{at: pt{margin, y}, left: true, size: sub, ink: s.th.softInk, line: t.fit(d.Subtitle, false, sub, pageW)})
	}
	y += 18 * big
	dx, dy := margin+(pageW-b.w)/2-b.left(), y-b.top()
	for i := range s.groups {
		s.groups[i].shift(dx, dy)
	}
	y += b.h + 22
	legend, y := d.legend(t, s.th, pageW, y, big)
	notes := figure{class: "notes"}
	text := slices.Clone(d.Notes)
	if hidden > 0 {
		text = append(text, plural(hidden, "line had", "lines had")+" no room for dates: they are in the tooltips of the SVG.")
	}
	if m := t.missingRunes(); m != "" {
		text = append(text, "No font here has: "+m+". An empty box stands for each.")
	}
	for _, n := range text {
		for _, line := range wrapText(t, n, smallSize*big, pageW) {
			y += 13 * big
			notes.texts = append(notes.texts, label{at: pt{margin, y}, left: true, size: smallSize * big, ink: s.th.softInk, line: line})
		}
	}
	s.groups = append(s.groups, head, legend)
	if len(notes.texts) > 0 {
		s.groups = append(s.groups, notes)
	}
	if evidence {
		y = s.evidence(d, t, pageW, y, big)
	}
	s.w, s.h = math.Ceil(pageW+2*margin), math.Ceil(y+margin*0.8)
}

// missingRunes names the characters without a glyph by their code points.
func (t *typesetter) missingRunes() string {
	var s []string
	for r := range t.missing {
		s = append(s, codePoint(r))
	}
	slices.Sort(s)
	if len(s) > 12 {
		s = append(s[:12], "and more")
	}
	return strings.Join(s, ", ")
}

func (f *figure) shift(dx, dy float64) {
	for i := range f.shapes {
		for j := range f.shapes[i].path {
			for k := range f.shapes[i].path[j].p {
				f.shapes[i].path[j].p[k].x += dx
				f.shapes[i].path[j].p[k].y += dy
			}
		}
	}
	for i := range f.texts {
		f.texts[i].at.x += dx
		f.texts[i].at.y += dy
	}
}

// bounds returns the box around everything drawn so far.
func (s *scene) bounds() box {
	var out box
	first := true
	for i := range s.groups {
		b, ok := s.groups[i].bounds()
		switch {
		case !ok:
		case first:
			out, first = b, false
		default:
			out = out.around(b)
		}
	}
	return out
}

// bounds returns the box around a figure, and whether there is anything in it.
func (f *figure) bounds() (out box, any bool) {
	add := func(b box) {
		if !any {
			out, any = b, true
		} else {
			out = out.around(b)
		}
	}
	for _, sh := range f.shapes {
		for _, seg := range sh.path {
			n := map[byte]int{'M': 1, 'L': 1, 'C': 3}[seg.op]
			for _, p := range seg.p[:n] {
				add(box{p.x, p.y, sh.width, sh.width})
			}
		}
	}
	for _, x := range f.texts {
		at := x.at.x
		if x.left {
			at += x.line.width * x.size / 2
		}
		add(box{at, x.at.y - x.size*0.3, x.line.width * x.size, x.size})
	}
	return out, any
}

// legend explains colours, shapes and lines in rows across the page, and
// returns the y below it.
func (d *Diagram) legend(t *typesetter, th *theme, width, y, big float64) (figure, float64) {
	f := figure{class: "legend"}
	size := smallSize * big
	x, indent := margin, margin+t.line("Acting for", true).width*size+14*big
	f.shapes = append(f.shapes, shape{path: polygon(pt{margin, y}, pt{margin + width, y}), stroke: th.boxInk, width: 0.8})
	y += 20 * big
	entry := func(text string, symbolW float64, draw func(b box)) {
		line := t.fit(text, false, size, 220*big)
		w := symbolW + 6*big + line.width*size
		if x > indent && x+w > margin+width {
			x, y = indent, y+rowHeight*big
		}
		draw(box{x + symbolW/2, y - size*0.34, symbolW, 11 * big})
		f.texts = append(f.texts, label{at: pt{x + symbolW + 6*big, y}, left: true, size: size, ink: th.ink, line: line})
		x += w + 18*big
	}
	heading := func(text string) {
		line := t.line(text, true)
		if x > margin {
			x, y = margin, y+rowHeight*big
		}
		f.texts = append(f.texts, label{at: pt{x, y}, left: true, size: size, ink: th.softInk, line: line})
		x = indent
	}
	lanes := d.Arranged == InLanes // whose colours are named at their lanes
	if groups := d.shownGroups(th); len(groups) > 0 && !lanes && d.Arranged != InTable {
		heading("Acting for")
		for _, g := range groups {
			entry(g.text, 18*big, func(b box) { f.shapes = append(f.shapes, th.nodeShapes(PersonNode, g.colour, b)...) })
		}
	}
	table := d.Arranged == InTable
	switch {
	case table:
		heading("Cells")
		entry("how often they met", 18*big, func(b box) {
			f.shapes = append(f.shapes, shape{path: rect(b), fill: mix(th.paper, hues[0], 0.35)})
		})
		if slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.Class != Met }) {
			line := t.line("(1)", false)
			entry("planned, cancelled or refused", line.width*size, func(b box) {
				f.texts = append(f.texts, label{at: pt{b.left(), y}, left: true, size: size, ink: th.offInk, line: line})
			})
		}
	case lanes:
		heading("Marks")
		for _, m := range d.marks() {
			entry(m.text, m.width*big, func(b box) { f.shapes = append(f.shapes, th.markShapes(m.mark, th.otherState, b.x, b.y, b.w)...) })
		}
	default:
		heading("Shapes")
	}
	has := func(kind NodeKind) bool {
		return slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.Kind == kind })
	}
	for _, k := range kindWords {
		if has(k.kind) && !lanes && !table {
			text := k.text
			if !has(PersonNode) || d.Kind != "who-met-whom" && d.Kind != "formats" { // where nobody stands for them
				text, _, _ = strings.Cut(text, ",")
			}
			if k.kind == MeetingNode && d.Kind == "claims" {
				text = "the meeting"
			}
			entry(text, 22*big, func(b box) { f.shapes = append(f.shapes, th.nodeShapes(k.kind, th.plain(k.kind), b)...) })
		}
	}
	kinds := d.lineKinds()
	if table || lanes && slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.Kind == PeriodNode }) {
		kinds = nil // cells and counts are of all kinds
	}
	if len(kinds) > 0 {
		heading("Lines")
		for _, k := range kinds {
			entry(k.text, 34*big, func(b box) {
				sh := shape{path: polygon(pt{b.left(), b.y}, pt{b.right(), b.y})[:2], stroke: th.metInk, width: 1.6, dash: dashes[k.mode]}
				if k.mode == graph.Unspecified {
					sh.width = 0.8
				}
				sh.stroke = th.lineInk(k.class)
				switch k.class {
				case Said:
					sh.dash, sh.width = saidDash, 0.9
				case Holds, PartOf:
					sh.dash, sh.width = nil, 0.8
				}
				f.shapes = append(f.shapes, sh)
				if k.class == CalledOff {
					f.shapes = append(f.shapes, th.cross(pt{b.x, b.y}))
				}
			})
		}
		if slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.Count > 1 && e.Class != Holds && e.Class != PartOf }) && !lanes {
			text := "the wider, the more meetings"
			if slices.ContainsFunc(d.Edges, func(e Edge) bool { return e.Class == Said }) {
				text = "the wider, the more often"
			}
			entry(text, 34*big, func(b box) {
				f.shapes = append(f.shapes, shape{path: polygon(pt{b.left(), b.y - 0.5}, pt{b.right(), b.y - 2}, pt{b.right(), b.y + 2}, pt{b.left(), b.y + 0.5}), fill: th.metInk})
			})
		}
	}
	return f, y + 8
}

// plain returns the colours that stand for a kind of node in the legend.
func (th *theme) plain(k NodeKind) colour {
	if k == FormatNode || k == MeetingNode {
		return th.forum
	}
	return th.otherState
}

// wrapText breaks a note into lines of at most max points.
func wrapText(t *typesetter, s string, size, max float64) []*textLine {
	var out []*textLine
	line := ""
	for _, w := range strings.Fields(s) {
		next := strings.TrimSpace(line + " " + w)
		if line != "" && t.line(next, false).width*size > max {
			out = append(out, t.fit(line, false, size, max))
			next = w
		}
		line = next
	}
	if line != "" {
		out = append(out, t.fit(line, false, size, max))
	}
	return out
}
