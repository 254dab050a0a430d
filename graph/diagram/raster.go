package diagram

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strconv"

	"golang.org/x/image/vector"
)

// writePNG draws the scene at scale pixels a point, or at less when it would
// pass MaxPixels.
func (s *scene) writePNG(ctx context.Context, w io.Writer, scale float64) error {
	scale = min(scale, math.Sqrt(MaxPixels/(s.w*s.h)))
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(s.w*scale)), int(math.Ceil(s.h*scale))))
	draw.Draw(img, img.Bounds(), image.NewUniform(rgb(s.th.paper)), image.Point{}, draw.Src)
	c := canvas{img: img, scale: scale}
	for i := range s.groups {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("diagram: %w", context.Cause(ctx))
		}
		for _, sh := range s.groups[i].shapes {
			if sh.fill != "" {
				c.fill(sh.path, sh.fill)
			}
			if sh.stroke != "" {
				c.stroke(sh)
			}
		}
		for _, x := range s.groups[i].texts {
			c.text(x)
		}
	}
	enc := png.Encoder{CompressionLevel: png.DefaultCompression}
	if img.Bounds().Dx()*img.Bounds().Dy() > MaxPixels/3 {
		enc.CompressionLevel = png.BestSpeed // compressing a poster well takes seconds
	}
	if err := enc.Encode(w, img); err != nil {
		return fmt.Errorf("diagram: writing the PNG: %w", err)
	}
	return nil
}

// canvas draws on an image.
type canvas struct {
	img   *image.RGBA
	scale float64
	r     vector.Rasterizer
}

// tile is the side in pixels of the squares that are rasterized at a time: a
// long line touches few of those in its bounding box.
const tile = 128

// fillPolygons paints closed polygons in pixels. All must turn the same way
// where they overlap.
func (c *canvas) fillPolygons(polys [][]pt, ink string) {
	if len(polys) == 0 {
		return
	}
	type bounds struct{ x0, y0, x1, y1 float64 }
	boxes := make([]bounds, len(polys))
	cells := map[[2]int][]int{}
	var order [][2]int
	for i, p := range polys {
		b := bounds{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
		for _, q := range p {
			b = bounds{min(b.x0, q.x), min(b.y0, q.y), max(b.x1, q.x), max(b.y1, q.y)}
		}
		boxes[i] = b
		for ty := floorDiv(b.y0); ty <= floorDiv(b.y1); ty++ {
			for tx := floorDiv(b.x0); tx <= floorDiv(b.x1); tx++ {
				k := [2]int{tx, ty}
				if cells[k] == nil {
					order = append(order, k)
				}
				cells[k] = append(cells[k], i)
			}
		}
	}
	src := image.NewUniform(rgb(ink))
	for _, k := range order {
		area := image.Rect(k[0]*tile, k[1]*tile, (k[0]+1)*tile, (k[1]+1)*tile).Intersect(c.img.Bounds())
		if area.Empty() {
			continue
		}
		c.r.Reset(area.Dx(), area.Dy())
		c.r.DrawOp = draw.Over
		x0, y0 := float64(area.Min.X), float64(area.Min.Y)
		for _, i := range cells[k] {
			for j, q := range polys[i] {
				x, y := float32(q.x-x0), float32(q.y-y0)
				if j == 0 {
					c.r.MoveTo(x, y)
				} else {
					c.r.LineTo(x, y)
				}
			}
			c.r.ClosePath()
		}
		c.r.Draw(c.img, area, src, image.Point{})
	}
}

func floorDiv(v float64) int { return int(math.Floor(v / tile)) }

// flat turns curves into polylines in pixels.
type flat struct {
	scale float64
	at    pt
	lines [][]pt
}

func (f *flat) px(p pt) pt { return pt{p.x * f.scale, p.y * f.scale} }

func (f *flat) move(a pt) {
	f.at = f.px(a)
	f.lines = append(f.lines, []pt{f.at})
}

func (f *flat) to(a pt) {
	f.at = a
	if n := len(f.lines) - 1; n >= 0 {
		f.lines[n] = append(f.lines[n], a)
	}
}

func (f *flat) line(a pt) { f.to(f.px(a)) }

func (f *flat) quad(a, b pt) {
	// As a cubic: control points two thirds of the way.
	s, q, e := pt{f.at.x / f.scale, f.at.y / f.scale}, a, b
	f.cube(pt{s.x + (q.x-s.x)*2/3, s.y + (q.y-s.y)*2/3}, pt{e.x + (q.x-e.x)*2/3, e.y + (q.y-e.y)*2/3}, e)
}

func (f *flat) cube(a, b, c pt) {
	p0, p1, p2, p3 := f.at, f.px(a), f.px(b), f.px(c)
	length := math.Hypot(p1.x-p0.x, p1.y-p0.y) + math.Hypot(p2.x-p1.x, p2.y-p1.y) + math.Hypot(p3.x-p2.x, p3.y-p2.y)
	n := max(2, min(200, int(math.Sqrt(length)*1.5)))
	for i := 1; i <= n; i++ {
		f.to(along([]pt{p0, p1, p2, p3}, float64(i)/float64(n)))
	}
}

func (p path) flatten(scale float64) [][]pt {
	f := flat{scale: scale}
	for _, s := range p {
		switch s.op {
		case 'M':
			f.move(s.p[0])
		case 'L':
			f.line(s.p[0])
		case 'C':
			f.cube(s.p[0], s.p[1], s.p[2])
		case 'Z':
			if n := len(f.lines) - 1; n >= 0 && len(f.lines[n]) > 0 {
				f.to(f.lines[n][0])
			}
		}
	}
	return f.lines
}

func (c *canvas) fill(p path, ink string) { c.fillPolygons(p.flatten(c.scale), ink) }

// text fills the glyphs of a line.
func (c *canvas) text(x label) {
	start := x.at.x
	if !x.left {
		start -= x.line.width * x.size / 2
	}
	f := flat{scale: 1}
	for _, g := range x.line.glyphs {
		g.outline(&f)
	}
	for _, l := range f.lines {
		for i := range l {
			l[i] = pt{(start + l[i].x*x.size) * c.scale, (x.at.y + l[i].y*x.size) * c.scale}
		}
	}
	c.fillPolygons(f.lines, x.ink)
}

// stroke paints the line of a shape.
func (c *canvas) stroke(sh shape) {
	var polys [][]pt
	half := sh.width * c.scale / 2
	for _, l := range sh.path.flatten(c.scale) {
		pieces := [][]pt{l}
		if len(sh.dash) > 0 {
			pieces = dashed(l, sh.dash, c.scale)
		}
		for _, p := range pieces {
			polys = append(polys, strip(p, half)...)
		}
	}
	c.fillPolygons(polys, sh.stroke)
}

// dashed cuts a polyline into the strokes of a pattern in points.
func dashed(l []pt, pattern []float64, scale float64) [][]pt {
	var out [][]pt
	k, left, on := 0, pattern[0]*scale, true
	piece := []pt{l[0]}
	for i := 1; i < len(l); i++ {
		a, b := l[i-1], l[i]
		d := math.Hypot(b.x-a.x, b.y-a.y)
		for d > left {
			t := left / d
			a = pt{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
			d -= left
			if on {
				out = append(out, append(piece, a))
			}
			on = !on
			piece = []pt{a}
			k = (k + 1) % len(pattern)
			left = pattern[k] * scale
		}
		left -= d
		piece = append(piece, b)
	}
	if on && len(piece) > 1 {
		out = append(out, piece)
	}
	return out
}

// strip turns a polyline into quadrilaterals of a width, that meet on the
// bisectors of small bends and are joined by a disc at large ones. All turn
// the same way.
func strip(l []pt, half float64) [][]pt {
	// Drop points that coincide: they have no direction.
	p := l[:0:0]
	for _, q := range l {
		if n := len(p); n == 0 || math.Hypot(q.x-p[n-1].x, q.y-p[n-1].y) > 1e-4 {
			p = append(p, q)
		}
	}
	if len(p) < 2 {
		return nil
	}
	n := len(p)
	closed := n > 3 && math.Hypot(p[0].x-p[n-1].x, p[0].y-p[n-1].y) <= 1e-4
	normal := func(i int) pt { // of the segment from i to i+1
		dx, dy := p[i+1].x-p[i].x, p[i+1].y-p[i].y
		d := math.Hypot(dx, dy)
		return pt{-dy / d * half, dx / d * half}
	}
	var out [][]pt
	// offset returns the half width at point i between two normals.
	offset := func(i int, a, b pt) (pt, bool) {
		dot := (a.x*b.x + a.y*b.y) / (half * half)
		if dot < 0.8 { // a bend of more than 37 degrees
			return pt{}, false
		}
		mx, my := a.x+b.x, a.y+b.y
		m := math.Hypot(mx, my)
		k := half / (m / 2 / half) // miter
		return pt{mx / m * k, my / m * k}, true
	}
	for i := range n - 1 {
		nn := normal(i)
		start, end := nn, nn
		if i > 0 || closed {
			prev := n - 2
			if i > 0 {
				prev = i - 1
			}
			if o, ok := offset(i, normal(prev), nn); ok {
				start = o
			} else {
				out = append(out, disc(p[i], half))
			}
		}
		if i < n-2 || closed {
			next := 0
			if i < n-2 {
				next = i + 1
			}
			if o, ok := offset(i+1, nn, normal(next)); ok {
				end = o
			}
		}
		a, b := p[i], p[i+1]
		// Long segments are cut so that each touches few tiles.
		pieces := int(math.Hypot(b.x-a.x, b.y-a.y)/tile) + 1
		for j := range pieces {
			t0, t1 := float64(j)/float64(pieces), float64(j+1)/float64(pieces)
			q0, q1 := pt{a.x + (b.x-a.x)*t0, a.y + (b.y-a.y)*t0}, pt{a.x + (b.x-a.x)*t1, a.y + (b.y-a.y)*t1}
			n0, n1 := nn, nn
			if j == 0 {
				n0 = start
			}
			if j == pieces-1 {
				n1 = end
			}
			out = append(out, []pt{{q0.x + n0.x, q0.y + n0.y}, {q0.x - n0.x, q0.y - n0.y}, {q1.x - n1.x, q1.y - n1.y}, {q1.x + n1.x, q1.y + n1.y}})
		}
	}
	return out
}

// disc is a circle that turns the same way as the quadrilaterals of strip.
func disc(at pt, r float64) []pt {
	n := max(8, int(r*4))
	out := make([]pt, n)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = pt{at.x + r*cos, at.y + r*sin}
	}
	return out
}

// rgb reads "#RRGGBB".
func rgb(s string) color.RGBA {
	v, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return color.RGBA{A: 255}
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}
