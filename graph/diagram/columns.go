package diagram

import (
	"cmp"
	"math"
	"slices"
)

// columnGap bounds the width between two columns in points: the higher the
// columns, the wider, so that lines keep a slope that the eye can follow.
const (
	minColumnGap = 150.0
	maxColumnGap = 340.0
)

// columnLayout sets nodes in columns. Within a column, what acts for the same
// state stands together; groups and nodes are ordered by where the nodes that
// they are joined to stand, as in the barycentre method of Sugiyama, Tagawa and
// Toda ("Methods for Visual Understanding of Hierarchical System Structures",
// 1981), and of the orders tried the one with the fewest crossings is taken.
func columnLayout(d *Diagram, sz sizes) *layout {
	c := newColumns(d, sz)
	c.order()
	l := &layout{nodes: slices.Clone(sz.nodes), edges: make([][]pt, len(d.Edges)), clusters: make([]box, len(d.Clusters))}
	ys := c.heights()
	x := 0.0
	for k, col := range c.cols {
		w := 0.0
		for _, i := range col {
			w = max(w, sz.nodes[i].w)
		}
		for _, i := range col {
			l.nodes[i].x, l.nodes[i].y = x+w/2, ys[i]
			l.nodes[i].w = w // one width a column: lines begin at one edge
		}
		x += w + c.gap(k)
	}
	for i := range d.Edges {
		a, b := c.index[d.Edges[i].From], c.index[d.Edges[i].To]
		if d.Nodes[a].Column > d.Nodes[b].Column {
			a, b = b, a
		}
		from, to := l.nodes[a], l.nodes[b]
		p, q := pt{from.right(), from.y}, pt{to.left(), to.y}
		bend := (q.x - p.x) * 0.45
		if d.Nodes[a].Column == d.Nodes[b].Column { // a bow beside the column
			q.x = to.right()
			bend = 60
			l.edges[i] = []pt{p, {p.x + bend, p.y}, {q.x + bend, q.y}, q}
			continue
		}
		l.edges[i] = []pt{p, {p.x + bend, p.y}, {q.x - bend, q.y}, q}
	}
	return l
}

type columns struct {
	d     *Diagram
	sz    sizes
	index map[string]int
	cols  [][]int // node indexes from top to bottom
	next  [][]int // neighbours of a node in other columns
}

func newColumns(d *Diagram, sz sizes) *columns {
	c := &columns{d: d, sz: sz, index: map[string]int{}, next: make([][]int, len(d.Nodes))}
	for i := range d.Nodes {
		c.index[d.Nodes[i].ID] = i
		for len(c.cols) <= d.Nodes[i].Column {
			c.cols = append(c.cols, nil)
		}
		c.cols[d.Nodes[i].Column] = append(c.cols[d.Nodes[i].Column], i)
	}
	for i := range d.Edges {
		a, b := c.index[d.Edges[i].From], c.index[d.Edges[i].To]
		if d.Nodes[a].Column != d.Nodes[b].Column {
			c.next[a] = append(c.next[a], b)
			c.next[b] = append(c.next[b], a)
		}
	}
	for _, col := range c.cols {
		slices.SortFunc(col, func(i, j int) int {
			x, y := &d.Nodes[i], &d.Nodes[j]
			return cmp.Or(cmp.Compare(c.groupRank(x), c.groupRank(y)), c.when(x, y), cmp.Compare(len(c.next[j]), len(c.next[i])),
				cmp.Compare(x.Label, y.Label), cmp.Compare(x.ID, y.ID))
		})
	}
	return c
}

// when orders what was said by where it stands in its text.
func (c *columns) when(x, y *Node) int {
	if x.Kind == ClaimNode && y.Kind == ClaimNode {
		return cmp.Compare(x.Count, y.Count)
	}
	return 0
}

// groupRank is the place of a node's group among the groups.
func (c *columns) groupRank(n *Node) int {
	if n.Kind == ClaimNode || n.Kind == FormatNode || n.Kind == MeetingNode || n.Kind == PostNode {
		return 0
	}
	for i := range c.d.Groups {
		if c.d.Groups[i].ID == n.Group {
			return i
		}
	}
	return len(c.d.Groups)
}

// order sweeps over the columns and keeps the order of fewest crossings.
func (c *columns) order() {
	best, fewest := c.copy(), c.crossings()
	for sweep := range 8 {
		at := c.places()
		for k := range c.cols {
			if sweep%2 == 1 {
				k = len(c.cols) - 1 - k
			}
			c.sort(c.cols[k], at)
			for place, i := range c.cols[k] {
				at[i] = (float64(place) + 0.5) / float64(len(c.cols[k]))
			}
		}
		if n := c.crossings(); n < fewest {
			best, fewest = c.copy(), n
		}
	}
	c.cols = best
}

// sort orders one column: groups by the mean of their barycentres, then nodes
// within a group by theirs. Nodes joined to nothing keep their place.
func (c *columns) sort(col []int, at []float64) {
	centre := make(map[int]float64, len(col))
	sum, n := map[int]float64{}, map[int]float64{}
	for _, i := range col {
		v := at[i]
		if next := c.guides(i); len(next) > 0 {
			v = 0
			for _, j := range next {
				v += at[j]
			}
			v /= float64(len(next))
		}
		centre[i] = v
		g := c.groupRank(&c.d.Nodes[i])
		sum[g], n[g] = sum[g]+v, n[g]+1
	}
	slices.SortStableFunc(col, func(i, j int) int {
		if by := c.when(&c.d.Nodes[i], &c.d.Nodes[j]); centre[i] == centre[j] && by != 0 {
			return by
		}
		g, h := c.groupRank(&c.d.Nodes[i]), c.groupRank(&c.d.Nodes[j])
		return cmp.Or(cmp.Compare(sum[g]/n[g], sum[h]/n[h]), cmp.Compare(g, h), cmp.Compare(centre[i], centre[j]))
	})
}

// guides are the neighbours that a node is ordered by: all, but for words the
// speaker only, whose words keep the order of the text.
func (c *columns) guides(i int) []int {
	if c.d.Nodes[i].Kind != ClaimNode {
		return c.next[i]
	}
	for _, j := range c.next[i] {
		if c.d.Nodes[j].Column < c.d.Nodes[i].Column {
			return []int{j}
		}
	}
	return nil
}

// places gives each node its place in its column, from 0 to 1.
func (c *columns) places() []float64 {
	at := make([]float64, len(c.d.Nodes))
	for _, col := range c.cols {
		for place, i := range col {
			at[i] = (float64(place) + 0.5) / float64(len(col))
		}
	}
	return at
}

func (c *columns) copy() [][]int {
	out := make([][]int, len(c.cols))
	for k := range c.cols {
		out[k] = slices.Clone(c.cols[k])
	}
	return out
}

// crossings counts pairs of lines that cross between neighbouring columns.
func (c *columns) crossings() (n int) {
	at := c.places()
	type line struct{ a, b float64 }
	between := map[[2]int][]line{}
	for i := range c.d.Edges {
		a, b := c.index[c.d.Edges[i].From], c.index[c.d.Edges[i].To]
		ca, cb := c.d.Nodes[a].Column, c.d.Nodes[b].Column
		if ca > cb {
			a, b, ca, cb = b, a, cb, ca
		}
		between[[2]int{ca, cb}] = append(between[[2]int{ca, cb}], line{at[a], at[b]})
	}
	for _, lines := range between {
		for i, x := range lines {
			for _, y := range lines[:i] {
				if (x.a-y.a)*(x.b-y.b) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// gap is the width to the right of a column.
func (c *columns) gap(k int) float64 {
	tallest, label := 0.0, 0.0
	for _, col := range c.cols[k:min(k+2, len(c.cols))] {
		h := 0.0
		for _, i := range col {
			h += c.sz.nodes[i].h + c.between(i)
		}
		tallest = max(tallest, h)
	}
	for i := range c.d.Edges {
		a, b := c.d.Nodes[c.index[c.d.Edges[i].From]].Column, c.d.Nodes[c.index[c.d.Edges[i].To]].Column
		if min(a, b) == k {
			label = max(label, c.sz.labels[i].w)
		}
	}
	return max(minColumnGap, label+60, min(maxColumnGap, tallest/5))
}

// between is the air under a node.
func (c *columns) between(i int) float64 {
	if c.d.Nodes[i].Kind == FormatNode {
		return 22
	}
	return 9
}

// heights gives each node a y: the tallest column is packed, the others stand
// as near as they can to what they are joined to, in their order.
func (c *columns) heights() []float64 {
	ys := make([]float64, len(c.d.Nodes))
	tall := make([]float64, len(c.cols))
	main := 0
	for k, col := range c.cols {
		y := 0.0
		for _, i := range col {
			ys[i] = y + c.sz.nodes[i].h/2
			y += c.sz.nodes[i].h + c.between(i)
		}
		if tall[k] = y; y > tall[main] {
			main = k
		}
	}
	for k, col := range c.cols {
		for _, i := range col {
			ys[i] += (tall[main] - tall[k]) / 2
		}
	}
	for _, k := range c.outward(main) {
		wish := make([]float64, len(c.cols[k]))
		for place, i := range c.cols[k] {
			wish[place] = ys[i]
			if len(c.next[i]) > 0 {
				sum := 0.0
				for _, j := range c.next[i] {
					sum += ys[j]
				}
				wish[place] = sum / float64(len(c.next[i]))
			}
		}
		c.settle(c.cols[k], wish, ys)
	}
	return ys
}

// outward lists the columns but one by their distance from it.
func (c *columns) outward(main int) []int {
	var out []int
	for k := range c.cols {
		if k != main {
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Compare(math.Abs(float64(a-main)), math.Abs(float64(b-main)))
	})
	return out
}

// settle places a column in its order without overlaps, with the least sum of
// squared distances from the wishes: the pool of adjacent violators (Ayer et
// al., "An Empirical Distribution Function for Sampling with Incomplete
// Information", 1955), on wishes less the room that the nodes above take.
func (c *columns) settle(col []int, wish, ys []float64) {
	type block struct {
		sum float64
		n   int
	}
	var blocks []block
	room := make([]float64, len(col))
	y := 0.0
	for place, i := range col {
		room[place] = y + c.sz.nodes[i].h/2
		y += c.sz.nodes[i].h + c.between(i)
		blocks = append(blocks, block{wish[place] - room[place], 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum/float64(a.n) <= b.sum/float64(b.n) {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.n + b.n})
		}
	}
	place := 0
	for _, b := range blocks {
		for range b.n {
			ys[col[place]] = b.sum/float64(b.n) + room[place]
			place++
		}
	}
}

// columnHeads writes what the columns hold above them.
func (s *scene) columnHeads(d *Diagram, l *layout, t *typesetter) {
	if d.Arranged != InColumns {
		return
	}
	top := math.Inf(1)
	frames := make([]box, len(d.Columns))
	for i := range d.Nodes {
		k := d.Nodes[i].Column
		if k >= len(frames) {
			continue
		}
		if frames[k].w == 0 {
			frames[k] = l.nodes[i]
		}
		frames[k] = frames[k].around(l.nodes[i])
		top = min(top, l.nodes[i].top())
	}
	for k, head := range d.Columns {
		if head != "" && frames[k].w > 0 {
			s.groups = append(s.groups, figure{class: "column", texts: []label{{
				at: pt{frames[k].x, top - 14}, size: 10.5, ink: s.th.softInk, line: t.fit(head, true, 10.5, max(frames[k].w, 200))}}})
		}
	}
}
