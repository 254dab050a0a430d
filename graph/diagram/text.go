package diagram

import (
	"bytes"
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// scriptFonts says which font has the letters that Noto Sans has not. What no
// row covers is looked for in fallbackFont.
var scriptFonts = []struct {
	file   string
	script *unicode.RangeTable
}{
	{"NotoSansArabic-Regular.ttf", unicode.Arabic},
	{"NotoSansHebrew-Regular.ttf", unicode.Hebrew},
	{"NotoSansArmenian-Regular.ttf", unicode.Armenian},
	{"NotoSansGeorgian-Regular.ttf", unicode.Georgian},
	{"NotoSansDevanagari-Regular.ttf", unicode.Devanagari},
	{"NotoSansBengali-Regular.ttf", unicode.Bengali},
	{"NotoSansTamil-Regular.ttf", unicode.Tamil},
	{"NotoSansTelugu-Regular.ttf", unicode.Telugu},
	{"NotoSansKannada-Regular.ttf", unicode.Kannada},
	{"NotoSansMalayalam-Regular.ttf", unicode.Malayalam},
	{"NotoSansGujarati-Regular.ttf", unicode.Gujarati},
	{"NotoSansGurmukhi-Regular.ttf", unicode.Gurmukhi},
	{"NotoSansSinhala-Regular.ttf", unicode.Sinhala},
	{"NotoSansThai-Regular.ttf", unicode.Thai},
	{"NotoSansLao-Regular.ttf", unicode.Lao},
	{"NotoSansKhmer-Regular.ttf", unicode.Khmer},
	{"NotoSansMyanmar-Regular.ttf", unicode.Myanmar},
	{"NotoSansEthiopic-Regular.ttf", unicode.Ethiopic},
	{"NotoSansThaana-Regular.ttf", unicode.Thaana},
	{"NanumSquareR.ttf", unicode.Hangul},
}

const (
	regularFont  = "NotoSans-Regular.ttf"
	boldFont     = "NotoSans-Bold.ttf"
	fallbackFont = "DroidSansFallbackFull.ttf"
)

// svgFonts are asked for in SVG: the font that labels were measured with, then
// what the usual systems have in its place.
const svgFonts = `'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif`

// ascent and descent are Noto Sans's height above and depth below the
// baseline of Latin letters with accents, as parts of the size.
const (
	ascent  = 0.80
	descent = 0.22
)

// typesetter measures and shapes lines of text. It is not safe for concurrent
// use; each Render has its own.
type typesetter struct {
	faces   map[string]*font.Face
	shaper  shaping.HarfbuzzShaper
	split   shaping.Segmenter
	bidi    bidi.Paragraph
	lines   map[lineKey]*textLine
	missing map[rune]bool // runes that no font has
	primary *font.Face    // regular or bold, for the text being shaped
}

type lineKey struct {
	text string
	bold bool
}

// textLine is one shaped line of text at a size of one point.
type textLine struct {
	text   string
	bold   bool
	width  float64
	up     float64 // how far it reaches above the baseline, at least ascent
	down   float64 // and below, at least descent
	glyphs []glyph // from left to right
}

// glyph is one letter form with its place relative to the start of the line,
// in em, y down.
type glyph struct {
	face *font.Face
	id   font.GID
	x, y float64
	text string // the letters that it is for; "" when a glyph beside it is for them too
}

// shapeSize is the size in points at which text is shaped; widths scale.
const shapeSize = 128

func newTypesetter() (*typesetter, error) {
	t := &typesetter{
		faces:   map[string]*font.Face{},
		lines:   map[lineKey]*textLine{},
		missing: map[rune]bool{},
	}
	for _, f := range []string{regularFont, boldFont} {
		if t.face(f) == nil {
			return nil, fmt.Errorf("diagram: font %s cannot be read", f)
		}
	}
	return t, nil
}

// face returns an embedded font, read when first asked for, or nil.
func (t *typesetter) face(file string) *font.Face {
	if f, ok := t.faces[file]; ok {
		return f
	}
	var face *font.Face
	if b, err := fontFiles.ReadFile("fonts/" + file); err == nil {
		if f, err := font.ParseTTF(bytes.NewReader(b)); err == nil {
			face = f
		}
	}
	t.faces[file] = face
	return face
}

// file returns the name of the file that a face was read from.
func (t *typesetter) file(face *font.Face) string {
	for name, f := range t.faces {
		if f == face {
			return name
		}
	}
	return ""
}

// ResolveFace picks the font for a rune. It implements shaping.Fontmap.
func (t *typesetter) ResolveFace(r rune) *font.Face {
	has := func(f *font.Face) bool {
		if f == nil {
			return false
		}
		_, ok := f.NominalGlyph(r)
		return ok
	}
	if has(t.primary) {
		return t.primary
	}
	for _, s := range scriptFonts {
		if unicode.Is(s.script, r) {
			if f := t.face(s.file); has(f) {
				return f
			}
		}
	}
	if f := t.face(fallbackFont); has(f) {
		return f
	}
	if !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Mn, r) && !unicode.IsSpace(r) {
		t.missing[r] = true
	}
	return t.primary
}

// line shapes one line of text. Bold becomes regular when the bold font lacks
// a letter, so that a name is of one weight.
func (t *typesetter) line(text string, bold bool) *textLine {
	text = oneLine(text)
	key := lineKey{text, bold}
	if l := t.lines[key]; l != nil {
		return l
	}
	if bold {
		f := t.face(boldFont)
		bold = !strings.ContainsFunc(text, func(r rune) bool { _, ok := f.NominalGlyph(r); return !ok })
	}
	t.primary = t.face(regularFont)
	if bold {
		t.primary = t.face(boldFont)
	}
	l := &textLine{text: text, bold: bold, up: ascent, down: descent}
	t.lines[key] = l
	runes := []rune(text)
	if len(runes) == 0 {
		return l
	}
	type run struct {
		shaping.Output
		level bidi.Level
	}
	var outs []run
	levels := t.bidi.Segment(runes, bidi.LeftToRight)
	for i := range levels.NumRuns() {
		lr := levels.Run(i)
		dir := di.DirectionLTR
		if !lr.IsLeftToRight() {
			dir = di.DirectionRTL
		}
		// The segmenter finds scripts and fonts; it splits by direction too,
		// but keeps no levels, which the order of runs needs.
		for _, in := range t.split.Split(shaping.Input{
			Text: runes, RunStart: lr.Start, RunEnd: lr.End, Direction: dir,
			Face: t.primary, Size: fixed.I(shapeSize), Language: language.NewLanguage("en"),
		}, t) {
			in.Direction = dir
			outs = append(outs, run{t.shaper.Shape(in), lr.Level})
		}
	}
	// Rule L2 of the Unicode bidirectional algorithm (UAX #9): from the
	// highest level down to the lowest odd one, reverse what is at least there.
	for level := bidi.Level(125); level > 0; level-- {
		for i := 0; i < len(outs); i++ {
			j := i
			for j < len(outs) && outs[j].level >= level {
				j++
			}
			if j > i {
				slices.Reverse(outs[i:j])
				i = j
			}
		}
	}
	x := 0.0
	cluster := -1
	for _, run := range outs {
		l.up = max(l.up, em(run.GlyphBounds.Ascent))
		l.down = max(l.down, -em(run.GlyphBounds.Descent))
		for _, g := range run.Glyphs {
			letters := ""
			if at := g.TextIndex(); at != cluster {
				letters = string(runes[at:min(at+g.RunesCount(), len(runes))])
				cluster = at
			}
			l.glyphs = append(l.glyphs, glyph{run.Face, g.GlyphID, x + em(g.XOffset), -em(g.YOffset), letters})
			x += em(g.Advance)
		}
	}
	l.width = x
	return l
}

func em(v fixed.Int26_6) float64 { return float64(v) / 64 / shapeSize }

// fit shapes the text, cut at a letter and ended by "…" when it is wider than
// max at this size in points.
func (t *typesetter) fit(text string, bold bool, size, max float64) *textLine {
	l := t.line(text, bold)
	if l.width*size <= max {
		return l
	}
	// Cut between characters that a reader sees as one.
	runes := []rune(l.text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if t.line(ellipsis(runes, mid), bold).width*size <= max {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return t.line(ellipsis(runes, low), bold)
}

// ellipsis returns the first n runes and "…", less any half character or
// space at the cut.
func ellipsis(runes []rune, n int) string {
	for n > 0 && n < len(runes) && (unicode.Is(unicode.M, runes[n]) || runes[n] == '\u200d' || runes[n-1] == '\u200d') {
		n--
	}
	return strings.TrimRight(string(runes[:n]), " ,;:-–·") + "…"
}

// outline calls move, line, quad and cube with the shape of a glyph in em, y
// down.
func (g glyph) outline(p pen) {
	data, ok := g.face.GlyphDataOutline(g.id)
	if !ok {
		return
	}
	em := float64(g.face.Upem())
	at := func(q opentype.SegmentPoint) pt { return pt{g.x + float64(q.X)/em, g.y - float64(q.Y)/em} }
	for _, s := range data.Segments {
		a := s.Args
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			p.move(at(a[0]))
		case opentype.SegmentOpLineTo:
			p.line(at(a[0]))
		case opentype.SegmentOpQuadTo:
			p.quad(at(a[0]), at(a[1]))
		case opentype.SegmentOpCubeTo:
			p.cube(at(a[0]), at(a[1]), at(a[2]))
		}
	}
}

// pen draws a path.
type pen interface {
	move(a pt)
	line(a pt)
	quad(a, b pt)
	cube(a, b, c pt)
}

// pt is a point; x to the right, y down.
type pt struct{ x, y float64 }
