package diagram

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// When a network has more lines than the eye can follow, who met whom is drawn
// as a table, which stays readable however many of its cells are full (Ghoniem,
// Fekete and Castagliola, "A Comparison of the Readability of Graphs Using
// Node-Link and Matrix-Based Representations", 2004).
const (
	fewLines   = 60 // a network of no more lines is always drawn as one
	denseLines = 3  // lines for each node from which a network is too dense
	matrixRows = 36 // the most rows of a table
	cellSide   = 25.0
	cellText   = 9.0
	fullCell   = 0.4 // how much blue the fullest cell has more than an empty one, so that its number stays legible
)

// tooDense reports whether a diagram has too many lines to be a network.
func (d *Diagram) tooDense() bool {
	return len(d.Edges) > fewLines && len(d.Edges) > denseLines*len(d.Nodes)
}

// asTable makes of a network that is too dense a table of pairs.
func asTable(in Input, o Options, dense *Diagram) (*Diagram, error) {
	lines, nodes := len(dense.Edges), len(dense.Nodes)
	o.Formats = FormatPairs
	if o.MaxNodes == 0 || o.MaxNodes > matrixRows {
		o.MaxNodes = matrixRows
	}
	m, err := whoMet(in, o, true)
	if err != nil {
		return nil, err
	}
	m.Arranged = InTable
	m.Notes = append(m.Notes, fmt.Sprintf("%d lines between %d would be too many to follow: each cell counts the meetings of two instead, those of many parties and of formats too.", lines, nodes))
	return m.Diagram, nil
}

// tableScene draws a table: a row and a column for each node, in each cell how
// often the two met, and in brackets how often they were to meet and did not.
func tableScene(d *Diagram, t *typesetter, th *theme, o RenderOptions) *scene {
	s := &scene{th: th, title: d.Title, desc: d.Subtitle}
	order := make([]int, len(d.Nodes))
	for i := range order {
		order[i] = i
	}
	rank := func(n *Node) int {
		if !slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.Kind == PersonNode }) {
			return 0 // each state is a group of its own
		}
		i := slices.IndexFunc(d.Groups, func(g Group) bool { return g.ID == n.Group })
		if i < 0 {
			return len(d.Groups)
		}
		return i
	}
	slices.SortFunc(order, func(i, j int) int {
		x, y := &d.Nodes[i], &d.Nodes[j]
		return cmp.Or(cmp.Compare(rank(x), rank(y)), cmp.Compare(x.Count, y.Count), cmp.Compare(y.Meetings, x.Meetings), cmp.Compare(x.Label, y.Label), cmp.Compare(x.ID, y.ID))
	})
	at := map[string]int{}
	wide := 0.0
	names := make([]*textLine, len(order))
	for row, i := range order {
		at[d.Nodes[i].ID] = row
		name := d.Nodes[i].Label
		if second := d.shortSecondLine(&d.Nodes[i]); second != "" {
			name += ", " + second
		}
		names[row] = t.fit(name, false, 10, 240)
		wide = math.Max(wide, names[row].width*10)
	}
	middle := func(k int) float64 { return (float64(k) + 0.5) * cellSide }
	side := float64(len(order)) * cellSide
	ground := figure{class: "table"}
	for row := range order {
		ground.shapes = append(ground.shapes, shape{path: rect(box{middle(row), middle(row), cellSide, cellSide}), fill: th.boxPaper})
	}
	for k := 0; k <= len(order); k++ {
		v := float64(k) * cellSide
		var p path
		p.move(pt{0, v})
		p.line(pt{side, v})
		p.move(pt{v, 0})
		p.line(pt{v, side})
		ground.shapes = append(ground.shapes, shape{path: p, stroke: th.boxInk, width: 0.3})
	}
	s.groups = append(s.groups, ground)
	for row, i := range order {
		n := &d.Nodes[i]
		f := figure{id: n.ID, class: "node " + string(n.Kind), tip: d.nodeTooltip(n), entity: n.Entity}
		c := th.colourOf(d, n)
		number := t.line(fmt.Sprint(row+1), true)
		y := middle(row)
		f.shapes = append(f.shapes, shape{path: rect(box{-wide - 38, y, barWidth, cellSide - 4}), fill: c.hue, stroke: c.line, width: 0.6})
		f.texts = append(f.texts,
			label{at: pt{-wide - 28, y + 3.5}, left: true, size: 10, ink: th.ink, line: names[row]},
			label{at: pt{-11, y + 3.2}, size: cellText, ink: th.softInk, line: number},
			label{at: pt{y, -6}, size: cellText, ink: th.softInk, line: number})
		s.groups = append(s.groups, f)
	}
	most := 1
	for i := range d.Edges {
		if d.Edges[i].Class == Met {
			most = max(most, d.Edges[i].Count)
		}
	}
	s.cells(d, t, at, most)
	s.frame(d, t, 0, o.Evidence)
	return s
}

// cells fills the cells of pairs, on both sides of the diagonal; the links and
// tooltips are on the lower side alone, since an id is there once.
func (s *scene) cells(d *Diagram, t *typesetter, at map[string]int, most int) {
	off := map[[2]int]int{}
	met := map[[2]int]*Edge{}
	first := map[[2]int]*Edge{}
	var pairs [][2]int
	for i := range d.Edges {
		e := &d.Edges[i]
		a, b := at[e.From], at[e.To]
		k := [2]int{max(a, b), min(a, b)}
		if first[k] == nil {
			first[k] = e
			pairs = append(pairs, k)
		}
		if e.Class == Met {
			met[k] = e
		} else {
			off[k] += e.Count
		}
	}
	for _, k := range pairs {
		text, fill, ink := "", "", s.th.ink
		if e := met[k]; e != nil {
			part := math.Log(float64(1+e.Count)) / math.Log(float64(1+most))
			fill = mix(s.th.paper, hues[0], 0.08+fullCell*part)
			text = fmt.Sprint(e.Count)
		}
		if n := off[k]; n > 0 {
			if text += fmt.Sprintf("(%d)", n); fill == "" {
				ink = s.th.offInk
			}
		}
		line := t.fit(text, false, cellText, cellSide-2)
		for _, flip := range []bool{false, true} {
			row, column := k[0], k[1]
			f := figure{class: d.edgeClass(first[k])}
			if flip {
				row, column = column, row
			} else {
				f.id, f.tip, f.facts = first[k].ID, d.edgeTooltip(first[k]), factIDs(first[k].Meetings)
			}
			b := box{(float64(column) + 0.5) * cellSide, (float64(row) + 0.5) * cellSide, cellSide - 0.6, cellSide - 0.6}
			if fill != "" {
				f.shapes = append(f.shapes, shape{path: rect(b), fill: fill})
			}
			f.texts = append(f.texts, label{at: pt{b.x, b.y + 3.2}, size: cellText, ink: ink, line: line})
			s.groups = append(s.groups, f)
		}
	}
}
