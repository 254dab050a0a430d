package diagram

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"time"
)

// The measures of a timeline in points.
const (
	laneLabel   = 260.0 // the most room for the names of lanes
	eventWide   = 92.0  // room for a meeting that is described above the lanes
	eventTight  = 17.0  // and for one that has a number there
	periodWide  = 36.0  // and for the meetings of a period
	wideEvents  = 14    // the most meetings that are described above the lanes
	markRadius  = 5.0
	markSize    = 8.5  // letters at marks
	countRadius = 14.0 // of the mark of the most meetings
	whoShift    = 4.0  // from the line that joins marks to who met, written beside it
)

// mark is what a meeting leaves in a lane.
type mark string

const (
	markDay     mark = "day"     // the day is known
	markSpan    mark = "span"    // only a period is known
	markPlanned mark = "planned" // did not take place yet
	markOff     mark = "off"     // cancelled or refused
	markCount   mark = "count"   // several meetings
)

// laneChart is a timeline that is being placed.
type laneChart struct {
	d      *Diagram
	t      *typesetter
	th     *theme
	events []*laneEvent // by date; those without one last
	lanes  []*lane
	at     map[string]int // index of a lane by Node.ID
	knots  []knot
	wide   bool    // meetings are described above the lanes
	counts bool    // events are periods
	most   int     // meetings behind one mark
	split  float64 // x from which events have no date, 0 when all have one
	width  float64
	left   float64 // room for the names of lanes
}

// laneEvent is a meeting or period.
type laneEvent struct {
	node   *Node
	edges  []*Edge
	number int
	x      float64 // of the line that joins its marks
	x0, x1 float64 // what its date can mean
	first  time.Time
	last   time.Time
	head   []*textLine
}

// lane is a row, of as many lines as its marks need not to overlap.
type lane struct {
	node  *Node
	name  *textLine
	marks []*laneMark
	rows  int
	y, h  float64
}

type laneMark struct {
	event *laneEvent
	edge  *Edge
	row   int
	x     float64
	who   *textLine
}

// knot is a date whose place is known.
type knot struct {
	day time.Time
	x   float64
}

// lanesScene draws a timeline. The distance between two dates grows with the
// logarithm of the days between them, since what the news tells of lies close
// together at the end of long stretches of nothing; the years are written
// along the axis.
func lanesScene(d *Diagram, t *typesetter, th *theme, o RenderOptions) *scene {
	c := &laneChart{d: d, t: t, th: th, at: map[string]int{}}
	c.read()
	c.place()
	c.stack()
	s := &scene{th: th, title: d.Title, desc: d.Subtitle}
	top := c.heads()
	y := c.rows(top)
	c.ground(s, top, y)
	c.lines(s, top)
	c.drawMarks(s)
	c.list(s, y)
	s.frame(d, t, 0, o.Evidence)
	return s
}

// read sorts nodes into events and lanes.
func (c *laneChart) read() {
	byID := map[string]*laneEvent{}
	for i := range c.d.Nodes {
		n := &c.d.Nodes[i]
		if isEvent(n) {
			e := &laneEvent{node: n}
			e.first, e.last = n.when.from.day, n.when.to.day
			if n.when.from.open {
				e.first = e.last
			}
			if n.when.to.open {
				e.last = e.first
			}
			c.counts = c.counts || n.Kind == PeriodNode
			c.events = append(c.events, e)
			byID[n.ID] = e
			continue
		}
		c.lanes = append(c.lanes, &lane{node: n, name: c.t.fit(n.Label, true, 10.5, laneLabel-24)})
	}
	c.left = 90
	for _, l := range c.lanes {
		c.left = math.Max(c.left, l.name.width*10.5+24)
	}
	undated := func(e *laneEvent) int {
		if e.node.dated {
			return 0
		}
		return 1
	}
	slices.SortFunc(c.events, func(x, y *laneEvent) int {
		return cmp.Or(cmp.Compare(undated(x), undated(y)), x.middle().Compare(y.middle()), x.first.Compare(y.first), cmp.Compare(x.node.ID, y.node.ID))
	})
	for i, e := range c.events {
		e.number = i + 1
	}
	c.wide = len(c.events) <= wideEvents && !c.counts
	for i := range c.d.Edges {
		e := &c.d.Edges[i]
		ev := byID[e.From]
		if ev == nil {
			ev = byID[e.To]
		}
		ev.edges = append(ev.edges, e)
		c.most = max(c.most, e.Count)
	}
	c.orderLanes()
}

// middle is the day in the middle of what a date can mean.
func (e *laneEvent) middle() time.Time { return e.first.Add(e.last.Sub(e.first) / 2) }

// laneOf returns the end of an edge that is a lane.
func (c *laneChart) laneOf(ev *laneEvent, e *Edge) int {
	if e.From == ev.node.ID {
		return c.at[e.To]
	}
	return c.at[e.From]
}

// orderLanes puts the lane of most meetings first, and after it always the one
// that shares most meetings with the lanes above, so that lines are short.
func (c *laneChart) orderLanes() {
	index := map[string]int{}
	for i, l := range c.lanes {
		index[l.node.ID] = i
	}
	count := make([]int, len(c.lanes))
	shared := make([][]int, len(c.lanes))
	for i := range shared {
		shared[i] = make([]int, len(c.lanes))
	}
	for _, ev := range c.events {
		var in []int
		for _, e := range ev.edges {
			id := e.From
			if id == ev.node.ID {
				id = e.To
			}
			in = append(in, index[id])
			count[index[id]] += e.Count
		}
		for _, i := range in {
			for _, j := range in {
				shared[i][j]++
			}
		}
	}
	var order []*lane
	taken := make([]bool, len(c.lanes))
	near := make([]int, len(c.lanes))
	for range c.lanes {
		best := -1
		for i, l := range c.lanes {
			if taken[i] {
				continue
			}
			if best < 0 || cmp.Or(c.last(c.lanes[best].node)-c.last(l.node), near[i]-near[best], count[i]-count[best], cmp.Compare(c.lanes[best].node.Label, l.node.Label)) > 0 {
				best = i
			}
		}
		taken[best] = true
		c.at[c.lanes[best].node.ID] = len(order)
		order = append(order, c.lanes[best])
		for j := range near {
			near[j] += shared[best][j]
		}
	}
	c.lanes = order
}

// last is 1 for the lane of all others, which stands at the foot.
func (c *laneChart) last(n *Node) int {
	if n.Kind == OthersNode {
		return 1
	}
	return 0
}

// place gives events their x.
func (c *laneChart) place() {
	sep := eventTight
	switch {
	case c.counts:
		sep = periodWide
	case c.wide:
		sep = eventWide
	}
	type point struct {
		day   time.Time
		event int
		part  int // start, middle, end
	}
	var points []point
	dated := 0
	for i, e := range c.events {
		if !e.node.dated {
			continue
		}
		dated++
		if c.counts || e.first.Equal(e.last) {
			points = append(points, point{e.first, i, 1})
		} else {
			points = append(points, point{e.first, i, 0}, point{e.middle(), i, 1}, point{e.last, i, 2})
		}
	}
	slices.SortStableFunc(points, func(p, q point) int {
		return cmp.Or(p.day.Compare(q.day), cmp.Compare(p.part, q.part), cmp.Compare(p.event, q.event))
	})
	x, middle := 20.0, math.Inf(-1)
	for k, p := range points {
		if k > 0 {
			if days := p.day.Sub(points[k-1].day).Hours() / 24; days > 0 {
				x += 3 + 3*math.Log2(1+days)
			}
		}
		e := c.events[p.event]
		switch p.part {
		case 0:
			e.x0 = x
		case 1:
			x = math.Max(x, middle+sep)
			if middle < 0 {
				x = math.Max(x, sep/2)
			}
			e.x, middle = x, x
			if e.first.Equal(e.last) || c.counts {
				e.x0, e.x1 = x, x
			}
		case 2:
			x = math.Max(x, e.x+markRadius+2)
			e.x1 = x
		}
		c.knots = append(c.knots, knot{p.day, x})
	}
	c.width = math.Max(x, middle+sep/2)
	if dated < len(c.events) {
		if dated > 0 {
			c.split = c.width + 8
			c.width += 16
		}
		for _, e := range c.events[dated:] {
			e.x = c.width + sep/2
			e.x0, e.x1 = e.x, e.x
			c.width += sep
		}
	}
	c.width = math.Max(c.width+10, 260)
}

// xOf returns where a day lies, between the dates of meetings.
func (c *laneChart) xOf(day time.Time) float64 {
	for k := 1; k < len(c.knots); k++ {
		a, b := c.knots[k-1], c.knots[k]
		if day.After(b.day) {
			continue
		}
		if !b.day.After(a.day) {
			return b.x
		}
		return a.x + (b.x-a.x)*float64(day.Sub(a.day))/float64(b.day.Sub(a.day))
	}
	return c.knots[len(c.knots)-1].x
}

// stack gives the marks of each lane rows in which they do not overlap.
func (c *laneChart) stack() {
	for _, e := range c.events {
		for _, edge := range e.edges {
			l := c.lanes[c.laneOf(e, edge)]
			m := &laneMark{event: e, edge: edge, x: e.x}
			if c.wide && edge.Label != "" {
				m.who = c.t.fit(edge.Label, false, markSize, eventWide-whoShift-8)
			}
			l.marks = append(l.marks, m)
		}
	}
	for _, l := range c.lanes {
		var ends []float64 // of the last mark in each row
		slices.SortStableFunc(l.marks, func(a, b *laneMark) int { return cmp.Compare(a.left(), b.left()) })
		for _, m := range l.marks {
			m.row = slices.IndexFunc(ends, func(end float64) bool { return end <= m.left() })
			if m.row < 0 || c.counts {
				m.row = len(ends)
				if c.counts {
					m.row = 0
				}
				ends = append(ends, 0)
			}
			ends[m.row] = m.right()
		}
		l.rows = len(ends)
		if c.counts {
			l.rows = 1
			c.besides(l)
		}
	}
}

// besides sets the classes of a period side by side.
func (c *laneChart) besides(l *lane) {
	n := map[*laneEvent]int{}
	for _, m := range l.marks {
		n[m.event]++
	}
	at := map[*laneEvent]int{}
	slices.SortStableFunc(l.marks, func(a, b *laneMark) int {
		return cmp.Or(cmp.Compare(a.event.number, b.event.number), cmp.Compare(a.edge.Class, b.edge.Class))
	})
	for _, m := range l.marks {
		m.x += (float64(at[m.event]) - float64(n[m.event]-1)/2) * periodWide / 3
		at[m.event]++
	}
}

func (m *laneMark) left() float64 {
	x := min(m.event.x0, m.x-markRadius)
	if m.who != nil {
		x = min(x, m.x+whoShift)
	}
	return x - 2
}

func (m *laneMark) right() float64 {
	x := max(m.event.x1, m.x+markRadius)
	if m.who != nil {
		x = max(x, m.x+whoShift+m.who.width*markSize)
	}
	return x + 2
}

// heads measures what stands above the lanes and returns its height.
func (c *laneChart) heads() float64 {
	lines := 1
	for _, e := range c.events {
		if !c.wide {
			continue
		}
		date := "no date"
		if e.node.dated {
			date = e.node.when.String()
		}
		e.head = append(e.head, wrapText(c.t, date, markSize, eventWide-8)...)
		for i := range e.head {
			e.head[i] = c.t.line(e.head[i].text, true)
		}
		e.head = append(e.head, wrapText(c.t, e.node.Label, markSize, eventWide-8)...)
		if e.node.Detail != "" {
			e.head = append(e.head, wrapText(c.t, e.node.Detail, markSize, eventWide-8)...)
		}
		if len(e.head) > 6 {
			e.head = append(e.head[:5], c.t.fit(e.head[5].text+" …", false, markSize, eventWide-8))
		}
		lines = max(lines, len(e.head))
	}
	return float64(lines)*markSize*1.25 + 24
}

// rows gives lanes their y and returns the y below them.
func (c *laneChart) rows(top float64) float64 {
	y := top
	row := 16.0
	switch {
	case c.wide:
		row = 28
	case c.counts:
		row = 30
	}
	for _, l := range c.lanes {
		l.y, l.h = y, float64(max(l.rows, 1))*row+6
		y += l.h
	}
	return y
}

// markY is the middle of a mark.
func (c *laneChart) markY(l *lane, m *laneMark) float64 {
	row := (l.h - 6) / float64(max(l.rows, 1))
	y := l.y + 3 + row*(float64(m.row)+0.5)
	if c.wide {
		y -= 5
	}
	return y
}

// ground draws the lanes, the years and the part without dates.
func (c *laneChart) ground(s *scene, top, bottom float64) {
	g := figure{class: "lanes"}
	for i, l := range c.lanes {
		b := box{(c.width - c.left) / 2, l.y + l.h/2, c.width + c.left, l.h}
		if i%2 == 0 {
			g.shapes = append(g.shapes, shape{path: rect(b), fill: s.th.boxPaper})
		}
	}
	rule := func(x, y0, y1 float64) {
		var p path
		p.move(pt{x, y0})
		p.line(pt{x, y1})
		g.shapes = append(g.shapes, shape{path: p, stroke: s.th.boxInk, width: 0.6})
	}
	if len(c.knots) > 0 {
		c.years(&g, s.th, top, bottom, rule)
	}
	if c.split > 0 {
		rule(c.split, top-14, bottom)
		if !c.wide && !c.counts {
			g.texts = append(g.texts, label{at: pt{c.split + 3, top - 5}, left: true, size: markSize, ink: s.th.softInk, line: c.t.line("no date", true)})
		}
	}
	s.groups = append(s.groups, g)
	for _, l := range c.lanes {
		n := l.node
		f := figure{id: n.ID, class: "node lane " + string(n.Kind), tip: c.d.nodeTooltip(n), entity: n.Entity}
		col := s.th.colourOf(c.d, n)
		bar := box{-c.left + barWidth/2, l.y + l.h/2, barWidth, l.h - 3}
		if n.Kind != PairNode { // which is of no one state
			f.shapes = append(f.shapes, shape{path: rect(bar), fill: col.hue, stroke: col.line, width: 0.6})
		}
		f.texts = append(f.texts, label{at: pt{-c.left + 12, l.y + l.h/2 + 3.6}, left: true, size: 10.5, ink: s.th.ink, line: l.name})
		s.groups = append(s.groups, f)
	}
}

// years rules off and names the years, or the decades of a long time, that are
// wide enough to be named.
func (c *laneChart) years(g *figure, th *theme, top, bottom float64, rule func(x, y0, y1 float64)) {
	first, last := c.knots[0].day, c.knots[len(c.knots)-1].day
	step := 1
	if last.Year()-first.Year() > 60 {
		step = 10
	}
	const start = 0.0
	shown := math.Inf(-1)
	for y := first.Year() / step * step; y <= last.Year(); y += step {
		x := start
		if y > first.Year() {
			x = c.xOf(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC))
		}
		line := c.t.line(fmt.Sprint(y), true)
		end := c.width
		if next := y + step; next <= last.Year() {
			end = c.xOf(time.Date(next, 1, 1, 0, 0, 0, 0, time.UTC))
		} else if c.split > 0 {
			end = c.split
		}
		w := line.width * markSize
		if at := math.Max(x+3, shown+4); at+w < end {
			g.texts = append(g.texts, label{at: pt{at, top - 5}, left: true, size: markSize, ink: th.softInk, line: line})
			shown = at + w
			if x > start {
				rule(x, top-14, bottom)
			}
		}
	}
}

// lines draws the line that joins the marks of each meeting, under its words
// or number.
func (c *laneChart) lines(s *scene, top float64) {
	for _, e := range c.events {
		if c.counts {
			line := c.t.fit(e.node.Label, false, 7, periodWide+30)
			if !e.node.dated {
				s.groups = append(s.groups, figure{id: e.node.ID, class: "node period", texts: []label{{at: pt{e.x, top - 5}, size: markSize, ink: s.th.softInk, line: line}}})
				continue
			}
			s.groups = append(s.groups, figure{id: e.node.ID, class: "node period", texts: []label{{at: pt{e.x, top - 18}, size: 7, ink: s.th.softInk, line: c.t.line(c.shortPeriod(e), false)}}})
			continue
		}
		f := figure{id: e.node.ID, class: "node meeting", tip: c.d.nodeTooltip(e.node), facts: factIDs(e.node.Facts)}
		low, high := math.Inf(-1), math.Inf(1)
		for _, l := range c.lanes {
			for _, m := range l.marks {
				if m.event == e {
					y := c.markY(l, m)
					low, high = math.Max(low, y), math.Min(high, y)
				}
			}
		}
		var p path
		p.move(pt{e.x, high})
		p.line(pt{e.x, low})
		if low > high {
			f.shapes = append(f.shapes, shape{path: p, stroke: s.th.lineInk(e.edges[0].Class), width: 1.2, dash: e.edges[0].dash()})
		}
		var lead path
		lead.move(pt{e.x, top - 15})
		lead.line(pt{e.x, high})
		f.shapes = append(f.shapes, shape{path: lead, stroke: s.th.boxInk, width: 0.5, dash: []float64{1, 2}})
		if c.wide {
			y := top - 20 - float64(len(e.head)-1)*markSize*1.25
			for i, line := range e.head {
				ink := s.th.softInk
				if i == 0 {
					ink = s.th.ink
				}
				f.texts = append(f.texts, label{at: pt{e.x, y}, size: markSize, ink: ink, line: line})
				y += markSize * 1.25
			}
		} else {
			f.texts = append(f.texts, label{at: pt{e.x, top - 18}, size: 8, ink: s.th.ink, line: c.t.line(fmt.Sprint(e.number), true)})
		}
		s.groups = append(s.groups, f)
	}
}

// shortPeriod names a period without the year, which stands on the axis.
func (c *laneChart) shortPeriod(e *laneEvent) string {
	switch w := e.node.when; {
	case w.from.prec != byMonth:
		return w.String()
	case w.from.day.Month() == w.to.day.Month():
		return w.from.day.Format("Jan")
	default:
		return w.from.day.Format("Jan") + "–" + w.to.day.Format("Jan")
	}
}

// markOf says how a meeting is marked in a lane.
func (c *laneChart) markOf(m *laneMark) mark {
	switch {
	case m.edge.Class == CalledOff:
		return markOff
	case m.edge.Class == PlannedTo:
		return markPlanned
	case c.counts:
		return markCount
	}
	return markDay
}

func (c *laneChart) drawMarks(s *scene) {
	for _, l := range c.lanes {
		col := s.th.colourOf(c.d, l.node)
		if col.hue == s.th.paper {
			col = s.th.otherState
		}
		for _, m := range l.marks {
			y := c.markY(l, m)
			f := figure{id: m.edge.ID, class: c.d.edgeClass(m.edge), tip: c.d.edgeTooltip(m.edge), facts: factIDs(m.edge.Meetings)}
			if m.event.x1 > m.event.x0 {
				b := box{(m.event.x0 + m.event.x1) / 2, y, m.event.x1 - m.event.x0, 1}
				f.shapes = append(f.shapes, s.th.markShapes(markSpan, col, b.x, y, b.w)...)
			}
			r := 2 * markRadius
			if c.counts {
				r = 2 * math.Max(countRadius*math.Sqrt(float64(m.edge.Count)/float64(c.most)), 3)
			}
			f.shapes = append(f.shapes, s.th.markShapes(c.markOf(m), col, m.x, y, r)...)
			if c.counts && m.edge.Count > 1 {
				line := c.t.line(fmt.Sprint(m.edge.Count), true)
				f.texts = append(f.texts, label{at: pt{m.x, y + 2.8}, size: 8, ink: s.th.ink, line: line})
			}
			if m.who != nil {
				f.texts = append(f.texts, label{at: pt{m.x + whoShift, y + markRadius + markSize + 1}, left: true, size: markSize, ink: s.th.ink, line: m.who})
			}
			if m.edge.Part != "" && c.wide && m.who == nil {
				f.texts = append(f.texts, label{at: pt{m.x + whoShift, y + markRadius + markSize + 1}, left: true, size: markSize, ink: s.th.softInk, line: c.t.line(string(m.edge.Part), false)})
			}
			s.groups = append(s.groups, f)
		}
	}
}

// markShapes draws a mark around a point; width is its diameter, or the length
// of a span.
func (th *theme) markShapes(k mark, c colour, x, y, width float64) []shape {
	r := width / 2
	circle := func(fill string, stroke string, w float64) shape {
		return shape{path: rounded(box{x, y, 2 * r, 2 * r}, r), fill: fill, stroke: stroke, width: w}
	}
	switch k {
	case markSpan:
		return []shape{{path: rounded(box{x, y, width, 7}, 3.5), fill: c.tint, stroke: c.line, width: 0.8}}
	case markPlanned:
		return []shape{circle(th.paper, c.line, 1.4)}
	case markOff:
		return []shape{circle(th.paper, c.line, 0.8), th.cross(pt{x, y})}
	case markCount:
		return []shape{circle(c.tint, c.line, 1)}
	}
	return []shape{circle(c.hue, c.line, 0.8)}
}

// markWord explains a mark in the legend.
type markWord struct {
	mark  mark
	text  string
	width float64
}

// marks returns the legend of marks: those in use.
func (d *Diagram) marks() []markWord {
	used := map[mark]bool{}
	for i := range d.Nodes {
		n := &d.Nodes[i]
		switch {
		case n.Kind == PeriodNode:
			used[markCount] = true
		case n.Kind == MeetingNode && n.dated && !n.when.from.day.Equal(n.when.to.day):
			used[markSpan] = true
		}
	}
	for i := range d.Edges {
		switch d.Edges[i].Class {
		case PlannedTo:
			used[markPlanned] = true
		case CalledOff:
			used[markOff] = true
		default:
			used[markDay] = !used[markCount]
		}
	}
	var out []markWord
	for _, m := range []markWord{
		{markDay, "meeting", 10}, {markSpan, "its date lies within", 34}, {markCount, "number of meetings", 14},
		{markPlanned, "planned", 10}, {markOff, "cancelled or refused", 10},
	} {
		if used[m.mark] {
			out = append(out, m)
		}
	}
	return out
}

// list explains the numbers of meetings in columns below the lanes.
func (c *laneChart) list(s *scene, y float64) {
	if c.wide || c.counts {
		return
	}
	const step = 12.5
	columns := max(1, int((c.width+c.left)/380))
	columnWidth := (c.width + c.left) / float64(columns)
	rows := (len(c.events) + columns - 1) / columns
	f := figure{class: "list"}
	for i, e := range c.events {
		fact := e.node.Facts[0]
		date := "no date"
		if fact.Date != "" {
			date = fact.Date
		}
		at := pt{-c.left + float64(i/rows)*columnWidth, y + 18 + float64(i%rows)*step}
		number := c.t.line(fmt.Sprint(e.number), true)
		f.texts = append(f.texts, label{at: pt{at.x + 8, at.y}, size: 8, ink: s.th.ink, line: number},
			label{at: pt{at.x + 20, at.y}, left: true, size: 8, ink: s.th.softInk,
				line: c.t.fit(fmt.Sprintf("%s, %s: %s", date, e.node.Label, e.node.Text), false, 8, columnWidth-34)})
	}
	s.groups = append(s.groups, f)
}
