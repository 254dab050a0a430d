package diagram

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// box is a rectangle by its centre and size, in points, y down.
type box struct{ x, y, w, h float64 }

func (b box) left() float64   { return b.x - b.w/2 }
func (b box) right() float64  { return b.x + b.w/2 }
func (b box) top() float64    { return b.y - b.h/2 }
func (b box) bottom() float64 { return b.y + b.h/2 }

func (b box) grow(dx, dy float64) box { return box{b.x, b.y, b.w + 2*dx, b.h + 2*dy} }

func (b box) meets(c box) bool {
	return math.Abs(b.x-c.x)*2 < b.w+c.w && math.Abs(b.y-c.y)*2 < b.h+c.h
}

// around returns the smallest box that holds both.
func (b box) around(c box) box {
	l, r := min(b.left(), c.left()), max(b.right(), c.right())
	t, d := min(b.top(), c.top()), max(b.bottom(), c.bottom())
	return box{(l + r) / 2, (t + d) / 2, r - l, d - t}
}

// layout is where everything goes. Slices run parallel to those of the
// diagram.
type layout struct {
	nodes    []box
	edges    [][]pt // a Bézier curve: one start, then three points a piece
	clusters []box
	labels   []box // places that Graphviz kept for edge labels; nil when it kept none
}

// sizes are the measured parts of a drawing.
type sizes struct {
	nodes  []box // w and h only
	labels []box // of edges; zero when an edge has none
}

// routedEdges is the most edges that are led around nodes: Graphviz's router
// takes seconds beyond.
const routedEdges = 220

// newLayout places the nodes and edges of a diagram.
func newLayout(ctx context.Context, d *Diagram, sz sizes, o RenderOptions) (*layout, error) {
	if d.Arranged == InColumns {
		return columnLayout(d, sz), nil
	}
	engine := o.Engine
	n := len(d.Nodes)
	if engine == Auto {
		switch {
		case len(d.Clusters) > 0 && n <= 25:
			engine = Dot
		case len(d.Clusters) > 0:
			engine = FDP
		case n <= 400:
			engine = Neato
		default:
			engine = SFDP
		}
	}
	g := newGraphFile(d, sz)
	switch engine {
	case Dot, FDP, Circo, Twopi:
		return g.direct(ctx, engine, o)
	case Neato, SFDP:
	default:
		return nil, fmt.Errorf("diagram: no layout engine %q", engine)
	}
	l, err := g.read(layOut(ctx, job{string(engine), g.springs()}, o))
	if err != nil {
		return nil, err
	}
	if err := spread(ctx, d, sz, l); err != nil {
		return nil, err
	}
	if len(d.Edges) > routedEdges {
		l.straight(d)
		return l, nil
	}
	routed, err := g.read(layOut(ctx, job{"nop", g.pinned(l)}, o))
	if err != nil {
		return nil, err
	}
	// The router moves the whole drawing; bring its lines to our nodes.
	dx, dy := l.nodes[0].x-routed.nodes[0].x, l.nodes[0].y-routed.nodes[0].y
	for i, e := range routed.edges {
		for j := range e {
			e[j].x += dx
			e[j].y += dy
		}
		l.edges[i] = e
	}
	// The router lays edges of the same two nodes on one line.
	again := map[[2]string]bool{}
	l.bend(d, func(i int) bool {
		pair := [2]string{d.Edges[i].From, d.Edges[i].To}
		second := again[pair]
		again[pair] = true
		return second || len(l.edges[i]) == 0
	})
	return l, nil
}

// graphFile writes a diagram as DOT for layout only: numbers for names, and
// sizes in place of labels.
type graphFile struct {
	d     *Diagram
	sz    sizes
	index map[string]int
}

func newGraphFile(d *Diagram, sz sizes) *graphFile {
	g := &graphFile{d, sz, make(map[string]int, len(d.Nodes))}
	for i := range d.Nodes {
		g.index[d.Nodes[i].ID] = i
	}
	return g
}

const inch = 72 // points

// springs asks for rough places; spread makes room afterwards.
func (g *graphFile) springs() string {
	var w bytes.Buffer
	w.WriteString("graph g { overlap=true; splines=false; start=7; maxiter=600; node [shape=box fixedsize=true label=\"\" width=0.1 height=0.1];\n")
	for i := range g.d.Nodes {
		fmt.Fprintf(&w, "n%d;\n", i)
	}
	for i := range g.d.Edges {
		e := &g.d.Edges[i]
		fmt.Fprintf(&w, "n%d -- n%d [id=e%d len=2];\n", g.index[e.From], g.index[e.To], i)
	}
	w.WriteString("}\n")
	return w.String()
}

// pinned asks for lines around nodes that stay where they are.
func (g *graphFile) pinned(l *layout) string {
	var w bytes.Buffer
	w.WriteString("graph g { splines=true; esep=\"+3\"; sep=\"+6\"; node [shape=box fixedsize=true label=\"\"];\n")
	for i, b := range l.nodes {
		fmt.Fprintf(&w, "n%d [pos=\"%.2f,%.2f\" width=%.4f height=%.4f];\n", i, b.x, -b.y, b.w/inch, b.h/inch)
	}
	for i := range g.d.Edges {
		e := &g.d.Edges[i]
		fmt.Fprintf(&w, "n%d -- n%d [id=e%d];\n", g.index[e.From], g.index[e.To], i)
	}
	w.WriteString("}\n")
	return w.String()
}

// direct takes everything from one engine, with clusters.
func (g *graphFile) direct(ctx context.Context, engine Engine, o RenderOptions) (*layout, error) {
	var w bytes.Buffer
	splines := "true"
	if len(g.d.Edges) > routedEdges && engine != Dot {
		splines = "line"
	}
	fmt.Fprintf(&w, "graph g { splines=%s; overlap=false; sep=\"+12\"; nodesep=0.35; ranksep=0.5; K=0.8; start=7; fontsize=15; node [shape=box fixedsize=true label=\"\"];\n", splines)
	node := func(i int) {
		fmt.Fprintf(&w, "n%d [width=%.4f height=%.4f];\n", i, g.sz.nodes[i].w/inch, g.sz.nodes[i].h/inch)
	}
	for c := range g.d.Clusters {
		// The label is ours to draw; a letter keeps its room.
		fmt.Fprintf(&w, "subgraph cluster_%d { margin=14; label=x;\n", c)
		for i := range g.d.Nodes {
			if g.d.Nodes[i].Cluster == g.d.Clusters[c].ID {
				node(i)
			}
		}
		w.WriteString("}\n")
	}
	for i := range g.d.Nodes {
		if g.d.Nodes[i].Cluster == "" {
			node(i)
		}
	}
	for i := range g.d.Edges {
		e := &g.d.Edges[i]
		fmt.Fprintf(&w, "n%d -- n%d [id=e%d", g.index[e.From], g.index[e.To], i)
		if b := g.sz.labels[i]; b.w > 0 && engine == Dot && len(g.d.Edges) <= routedEdges {
			// Words of the label's size: HTML-like labels on edges crash
			// go-graphviz 0.2.10. Courier is 0.6 wide and its lines 1.2 high.
			line := strings.Repeat("x", int(math.Ceil(b.w/6)))
			lines := slices.Repeat([]string{line}, int(math.Ceil(b.h/12)))
			fmt.Fprintf(&w, " fontname=Courier fontsize=10 label=%s", quote(strings.Join(lines, "\n")))
		}
		w.WriteString("];\n")
	}
	w.WriteString("}\n")
	l, err := g.read(layOut(ctx, job{string(engine), w.String()}, o))
	if err != nil {
		return nil, err
	}
	l.bend(g.d, func(i int) bool { return len(l.edges[i]) == 0 })
	return l, nil
}

// read takes places from Graphviz's JSON.
func (g *graphFile) read(out []byte, err error) (*layout, error) {
	if err != nil {
		return nil, err
	}
	var file struct {
		Objects []struct{ Name, Pos, BB string }
		Edges   []struct{ ID, Pos, LP string }
	}
	if err := json.Unmarshal(out, &file); err != nil {
		return nil, fmt.Errorf("diagram: reading the layout: %w", err)
	}
	l := &layout{
		nodes:    slices.Clone(g.sz.nodes),
		edges:    make([][]pt, len(g.d.Edges)),
		clusters: make([]box, len(g.d.Clusters)),
	}
	placed := 0
	for _, ob := range file.Objects {
		if c, ok := indexed(ob.Name, "cluster_", len(l.clusters)); ok {
			if p := numbers(ob.BB); len(p) == 4 {
				l.clusters[c] = box{(p[0] + p[2]) / 2, -(p[1] + p[3]) / 2, p[2] - p[0], p[3] - p[1]}
			}
		} else if i, ok := indexed(ob.Name, "n", len(l.nodes)); ok {
			if p := numbers(strings.TrimSuffix(ob.Pos, "!")); len(p) == 2 && !math.IsNaN(p[0]+p[1]) && !math.IsInf(p[0]+p[1], 0) {
				l.nodes[i].x, l.nodes[i].y = p[0], -p[1]
				placed++
			}
		}
	}
	if placed != len(l.nodes) {
		return nil, fmt.Errorf("diagram: the layout placed %d of %d nodes", placed, len(l.nodes))
	}
	if n := len(l.nodes); n > 1 && l.nodes[0].x == l.nodes[n-1].x && l.nodes[0].y == l.nodes[n-1].y && l.nodes[0].x == l.nodes[n/2].x && l.nodes[0].y == l.nodes[n/2].y {
		return nil, errors.New("diagram: the layout placed all nodes on one spot")
	}
	for _, e := range file.Edges {
		i, ok := indexed(e.ID, "e", len(l.edges))
		if !ok {
			continue
		}
		for _, p := range strings.Fields(strings.ReplaceAll(e.Pos, ";", " ")) {
			if q := numbers(p); len(q) == 2 {
				l.edges[i] = append(l.edges[i], pt{q[0], -q[1]})
			}
		}
		if len(l.edges[i])%3 != 1 {
			l.edges[i] = nil // not one curve; drawn by bend
		}
		if q := numbers(e.LP); len(q) == 2 {
			if l.labels == nil {
				l.labels = make([]box, len(l.edges))
			}
			l.labels[i] = box{q[0], -q[1], g.sz.labels[i].w, g.sz.labels[i].h}
		}
	}
	return l, nil
}

// indexed reads names like "n12".
func indexed(s, prefix string, n int) (int, bool) {
	rest, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(rest)
	return i, err == nil && i >= 0 && i < n
}

// numbers reads numbers with commas between; it gives nil for anything else.
func numbers(s string) []float64 {
	var out []float64
	for _, f := range strings.Split(s, ",") {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// straight leads every edge from centre to centre, under the nodes.
func (l *layout) straight(d *Diagram) { l.bend(d, func(int) bool { return true }) }

// bend draws the chosen edges from centre to centre, bowed when several join
// the same two nodes.
func (l *layout) bend(d *Diagram, chosen func(i int) bool) {
	index := make(map[string]int, len(d.Nodes))
	for i := range d.Nodes {
		index[d.Nodes[i].ID] = i
	}
	nth := map[[2]string]int{}
	for i := range d.Edges {
		e := &d.Edges[i]
		k := nth[[2]string{e.From, e.To}]
		nth[[2]string{e.From, e.To}]++
		if !chosen(i) {
			continue
		}
		a, b := l.nodes[index[e.From]], l.nodes[index[e.To]]
		dx, dy := b.x-a.x, b.y-a.y
		length := math.Hypot(dx, dy)
		bow := 0.0
		if k > 0 && length > 0 {
			bow = float64((k+1)/2) * 16 / length
			if k%2 == 0 {
				bow = -bow
			}
		}
		at := func(t float64) pt { return pt{a.x + dx*t - dy*bow, a.y + dy*t + dx*bow} }
		l.edges[i] = []pt{{a.x, a.y}, at(1. / 3), at(2. / 3), {b.x, b.y}}
	}
}

// spread makes room: each connected part is brought to the area its nodes
// need, nodes that overlap are moved apart, lines that carry a label are
// lengthened, and the parts are set side by side. Relative places stay as
// Graphviz found them. Graphviz's own overlap removal leaves a few times the
// paper and takes seconds at 300 nodes.
func spread(ctx context.Context, d *Diagram, sz sizes, l *layout) error {
	parts := components(d)
	for _, p := range parts {
		if err := p.spread(ctx, sz, l); err != nil {
			return err
		}
	}
	pack(parts, l)
	return nil
}

// component is a connected part of a graph.
type component struct {
	nodes []int
	edges []ends
}

// ends is an edge within a component: two nodes and the edge's index.
type ends struct{ a, b, edge int }

// components returns the connected parts in the order of their first node.
func components(d *Diagram) []*component {
	index := make(map[string]int, len(d.Nodes))
	root := make([]int, len(d.Nodes))
	for i := range d.Nodes {
		index[d.Nodes[i].ID] = i
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for i := range d.Edges {
		a, b := find(index[d.Edges[i].From]), find(index[d.Edges[i].To])
		root[max(a, b)] = min(a, b)
	}
	of := map[int]*component{}
	var out []*component
	for i := range d.Nodes {
		r := find(i)
		if of[r] == nil {
			of[r] = &component{}
			out = append(out, of[r])
		}
		of[r].nodes = append(of[r].nodes, i)
	}
	for i := range d.Edges {
		a, b := index[d.Edges[i].From], index[d.Edges[i].To]
		c := of[find(a)]
		c.edges = append(c.edges, ends{a, b, i})
	}
	return out
}

// aspect is the width of a drawing over its height that is aimed at: that of
// a printed sheet on its side.
const aspect = 1.45

func (c *component) spread(ctx context.Context, sz sizes, l *layout) error {
	if len(c.nodes) == 1 {
		return nil
	}
	c.turn(l)
	// Room around nodes: generous while labels stand on lines, tight in a crowd.
	gapX, gapY, fill := 26.0, 20.0, 2.6
	switch n := len(c.nodes); {
	case n > 160:
		gapX, gapY, fill = 24, 17, 2.4
	case n > 60:
		gapX, gapY, fill = 24, 18, 2.5
	}
	// Many lines between few nodes need paper too.
	if dense := float64(len(c.edges)) / float64(len(c.nodes)) / 1.5; dense > 1 {
		fill *= min(dense, 4)
	}
	area := 0.0
	var frame box
	for k, i := range c.nodes {
		b := sz.nodes[i]
		area += (b.w + gapX) * (b.h + gapY) * fill
		at := box{l.nodes[i].x, l.nodes[i].y, 0, 0}
		if k == 0 {
			frame = at
		}
		frame = frame.around(at)
	}
	for _, e := range c.edges {
		b := sz.labels[e.edge]
		area += b.w * b.h * 2
	}
	height := math.Sqrt(area / aspect)
	sx, sy := height*aspect/max(frame.w, 1), height/max(frame.h, 1)
	// A component that is nearly a line keeps its shape.
	sy = min(sy, sx*1.2)
	sx = min(sx, sy*3)
	for _, i := range c.nodes {
		l.nodes[i].x = (l.nodes[i].x - frame.x) * sx
		l.nodes[i].y = (l.nodes[i].y - frame.y) * sy
	}
	// Boxes grow to their size in steps, so that neighbours part without
	// jumping over each other.
	const steps = 12
	for step := 1; step <= steps; step++ {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("diagram: %w", context.Cause(ctx))
		}
		part := float64(step) / steps
		rounds := 25
		if step == steps {
			rounds = 400
		}
		for round := range rounds {
			moved := false
			if step < steps || round < rounds/2 {
				moved = c.lengthen(sz, l, part)
			}
			if c.part(l, gapX, gapY, part) {
				moved = true
			}
			if !moved {
				break
			}
		}
	}
	return nil
}

// turn rotates a component so that its longest extent lies across.
func (c *component) turn(l *layout) {
	var mx, my float64
	for _, i := range c.nodes {
		mx += l.nodes[i].x
		my += l.nodes[i].y
	}
	n := float64(len(c.nodes))
	mx, my = mx/n, my/n
	var xx, xy, yy float64
	for _, i := range c.nodes {
		dx, dy := l.nodes[i].x-mx, l.nodes[i].y-my
		xx, xy, yy = xx+dx*dx, xy+dx*dy, yy+dy*dy
	}
	angle := math.Atan2(2*xy, xx-yy) / 2
	sin, cos := math.Sincos(-angle)
	for _, i := range c.nodes {
		dx, dy := l.nodes[i].x-mx, l.nodes[i].y-my
		l.nodes[i].x, l.nodes[i].y = mx+dx*cos-dy*sin, my+dx*sin+dy*cos
	}
}

// part moves overlapping boxes apart along the shorter way, each by half.
func (c *component) part(l *layout, gapX, gapY, size float64) bool {
	moved := false
	order := slices.Clone(c.nodes)
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(l.nodes[a].left(), l.nodes[b].left()), cmp.Compare(a, b))
	})
	for k, i := range order {
		for _, j := range order[k+1:] {
			a, b := &l.nodes[i], &l.nodes[j]
			needX, needY := (a.w+b.w)/2*size+gapX*size, (a.h+b.h)/2*size+gapY*size
			dx, dy := b.x-a.x, b.y-a.y
			overX, overY := needX-math.Abs(dx), needY-math.Abs(dy)
			if overX <= 0.01 || overY <= 0.01 {
				continue
			}
			moved = true
			if overX < overY {
				s := overX / 2
				if dx < 0 {
					s = -s
				}
				a.x, b.x = a.x-s, b.x+s
			} else {
				s := overY / 2
				if dy < 0 || dy == 0 && i > j {
					s = -s
				}
				a.y, b.y = a.y-s, b.y+s
			}
		}
	}
	return moved
}

// lengthen moves the ends of an edge apart until its label fits between them.
func (c *component) lengthen(sz sizes, l *layout, size float64) bool {
	moved := false
	for _, e := range c.edges {
		label := sz.labels[e.edge]
		if label.w == 0 {
			continue
		}
		a, b := &l.nodes[e.a], &l.nodes[e.b]
		dx, dy := b.x-a.x, b.y-a.y
		d := math.Hypot(dx, dy)
		if d < 1e-6 {
			continue
		}
		ux, uy := dx/d, dy/d
		need := (reach(a.w/2, a.h/2, ux, uy) + reach(b.w/2, b.h/2, ux, uy) + reach(label.w, label.h, ux, uy) + 36) * size
		if over := need - d; over > 0.5 {
			moved = true
			over *= 0.25
			a.x, a.y = a.x-ux*over, a.y-uy*over
			b.x, b.y = b.x+ux*over, b.y+uy*over
		}
	}
	return moved
}

// reach is how far a ray in a direction goes within a box of half sizes w, h.
func reach(w, h, ux, uy float64) float64 {
	return min(w/max(math.Abs(ux), 1e-9), h/max(math.Abs(uy), 1e-9))
}

// pack sets components side by side in rows, the largest first.
func pack(parts []*component, l *layout) {
	frames := make([]box, len(parts))
	total, widest := 0.0, 0.0
	const gap = 36
	for p, c := range parts {
		f := l.nodes[c.nodes[0]]
		for _, i := range c.nodes {
			f = f.around(l.nodes[i])
		}
		frames[p] = f
		total += (f.w + gap) * (f.h + gap)
		widest = max(widest, f.w)
	}
	order := make([]int, len(parts))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(frames[b].h, frames[a].h), cmp.Compare(frames[b].w, frames[a].w), cmp.Compare(a, b))
	})
	// Of the widths that some number of parts fill, take the one that comes
	// nearest to the sheet.
	place := func(width float64, set func(p int, x, y float64)) (w, h float64) {
		x, y, row := 0.0, 0.0, 0.0
		for _, p := range order {
			f := frames[p]
			if x > 0 && x+f.w > width {
				x, y, row = 0, y+row+gap, 0
			}
			set(p, x, y)
			w = max(w, x+f.w)
			x += f.w + gap
			row = max(row, f.h)
		}
		return w, y + row
	}
	best, bestScore := 0.0, math.Inf(1)
	width := 0.0
	for _, p := range order {
		width += frames[p].w + gap
		w, h := place(max(widest, width), func(int, float64, float64) {})
		if score := math.Abs(math.Log(w/max(h, 1)/aspect)) + math.Log(w*max(h, 1)/max(total, 1)); score < bestScore-1e-9 {
			best, bestScore = max(widest, width), score
		}
	}
	place(best, func(p int, x, y float64) {
		for _, i := range parts[p].nodes {
			l.nodes[i].x += x - frames[p].left()
			l.nodes[i].y += y - frames[p].top()
		}
	})
}
