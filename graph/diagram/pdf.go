package diagram

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/go-text/typesetting/font"
)

// The PDF is written here and not by a library: those that are well kept take
// text and choose its glyphs themselves, letter by letter, which spoils the
// scripts whose letters join, and would put words elsewhere than in the SVG.

// maxPDF is the longest side of a page in points that readers have to accept
// (ISO 32000-1, annex C).
const maxPDF = 14400.0

// writePDF writes the scene as one page of PDF 1.7 (ISO 32000-1): the shapes
// as paths and the text as text, with the glyphs it needs of each font, so
// that it can be searched and copied. Figures with a link get an annotation,
// with their tooltip. There is no date in it, so the same scene gives the same
// bytes.
func (s *scene) writePDF(ctx context.Context, w io.Writer, t *typesetter) error {
	p := &pdf{t: t, scale: min(1, maxPDF/max(s.w, s.h)), fonts: map[*font.Face]*pdfFont{}}
	var c bytes.Buffer
	p.height = s.h * p.scale
	fmt.Fprintf(&c, "%s 0 0 %s 0 %s cm\n", fine(p.scale), fine(-p.scale), num(p.height))
	fmt.Fprintf(&c, "%s rg 0 0 %s %s re f\n", pdfInk(s.th.paper), num(s.w), num(s.h))
	for i := range s.groups {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("diagram: %w", context.Cause(ctx))
		}
		for _, sh := range s.groups[i].shapes {
			pdfShape(&c, sh)
		}
		for _, x := range s.groups[i].texts {
			p.text(&c, x)
		}
	}
	p.object(1, "<< /Type /Catalog /Pages 2 0 R /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>")
	p.object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
	p.stream(4, "", c.Bytes())
	p.object(5, fmt.Sprintf("<< /Title %s /Subject %s /Producer (parley) >>", pdfString(s.title), pdfString(s.desc)))
	p.next = 6
	fonts, err := p.writeFonts()
	if err != nil {
		return err
	}
	links := p.links(s)
	p.object(3, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents 4 0 R /Resources << /Font << %s >> >> /Annots [%s] >>",
		num(s.w*p.scale), num(p.height), fonts, links))
	return p.finish(w)
}

// pdf is a file being written.
type pdf struct {
	t       *typesetter
	scale   float64
	height  float64
	objects map[int][]byte
	next    int // number of the next object
	fonts   map[*font.Face]*pdfFont
}

// pdfFont is a font as far as the page uses it. A character code stands for a
// glyph and the letters it is for, which the same glyph need not always be.
type pdfFont struct {
	file  string
	codes map[glyphUse]int
	uses  []glyphUse // by code, which begin at 1
}

type glyphUse struct {
	id   font.GID
	text string
}

func (f *pdfFont) code(u glyphUse) int {
	c, ok := f.codes[u]
	if !ok {
		f.uses = append(f.uses, u)
		c = len(f.uses)
		f.codes[u] = c
	}
	return c
}

func (p *pdf) font(face *font.Face) *pdfFont {
	f := p.fonts[face]
	if f == nil {
		f = &pdfFont{file: p.t.file(face), codes: map[glyphUse]int{}}
		p.fonts[face] = f
	}
	return f
}

// name is how the page calls a font.
func (f *pdfFont) name() string {
	return strings.TrimSuffix(strings.ReplaceAll(f.file, "-", ""), ".ttf")
}

// text shows a line glyph by glyph, each where the scene has it. Where glyphs
// and letters do not go one by one, what is written is given beside
// (ActualText, 14.9.4).
func (p *pdf) text(c *bytes.Buffer, x label) {
	if len(x.line.glyphs) == 0 {
		return
	}
	start := x.at.x
	if !x.left {
		start -= x.line.width * x.size / 2
	}
	plain := true
	for _, g := range x.line.glyphs {
		plain = plain && g.text != ""
	}
	if !plain {
		fmt.Fprintf(c, "/Span << /ActualText %s >> BDC\n", pdfString(x.line.text))
	}
	fmt.Fprintf(c, "BT %s rg\n", pdfInk(x.ink))
	var face *font.Face
	for _, g := range x.line.glyphs {
		if g.face != face {
			face = g.face
			fmt.Fprintf(c, "/%s %s Tf\n", p.font(face).name(), num(x.size))
		}
		fmt.Fprintf(c, "1 0 0 -1 %s %s Tm <%04X> Tj\n", num(start+g.x*x.size), num(x.at.y+g.y*x.size), p.font(face).code(glyphUse{g.id, g.text}))
	}
	c.WriteString("ET\n")
	if !plain {
		c.WriteString("EMC\n")
	}
}

// pdfShape fills and strokes a path.
func pdfShape(c *bytes.Buffer, sh shape) {
	paint := ""
	if sh.fill != "" {
		fmt.Fprintf(c, "%s rg ", pdfInk(sh.fill))
		paint = "f"
	}
	if sh.stroke != "" {
		join := 0
		if sh.fill == "" {
			join = 1
		}
		var dash []string
		for _, v := range sh.dash {
			dash = append(dash, num(v))
		}
		fmt.Fprintf(c, "%s RG %s w %d j [%s] 0 d ", pdfInk(sh.stroke), num(sh.width), join, strings.Join(dash, " "))
		paint += "S"
	}
	for _, s := range sh.path {
		switch s.op {
		case 'M':
			fmt.Fprintf(c, "%s %s m ", num(s.p[0].x), num(s.p[0].y))
		case 'L':
			fmt.Fprintf(c, "%s %s l ", num(s.p[0].x), num(s.p[0].y))
		case 'C':
			fmt.Fprintf(c, "%s %s %s %s %s %s c ", num(s.p[0].x), num(s.p[0].y), num(s.p[1].x), num(s.p[1].y), num(s.p[2].x), num(s.p[2].y))
		case 'Z':
			c.WriteString("h ")
		}
	}
	switch paint {
	case "f", "S":
		c.WriteString(paint + "\n")
	case "fS":
		c.WriteString("B\n")
	default:
		c.WriteString("n\n")
	}
}

// writeFonts writes the fonts in the order of their files and returns the
// page's names of them.
func (p *pdf) writeFonts() (string, error) {
	var names []string
	for _, f := range slices.SortedFunc(maps.Values(p.fonts), func(a, b *pdfFont) int { return cmp.Compare(a.file, b.file) }) {
		n, err := p.writeFont(f)
		if err != nil {
			return "", fmt.Errorf("diagram: font %s: %w", f.file, err)
		}
		names = append(names, fmt.Sprintf("/%s %d 0 R", f.name(), n))
	}
	return strings.Join(names, " "), nil
}

// writeFont writes a composite font (9.7) and returns its number.
func (p *pdf) writeFont(f *pdfFont) (int, error) {
	b, err := fontFiles.ReadFile("fonts/" + f.file)
	if err != nil {
		return 0, err
	}
	tt, err := readTrueType(b)
	if err != nil {
		return 0, err
	}
	ids := make([]int, len(f.uses))
	for i, u := range f.uses {
		ids[i] = int(u.id)
	}
	file, number, err := tt.subset(ids)
	if err != nil {
		return 0, err
	}
	whole, descendant, descriptor, data, unicode, gids := p.next, p.next+1, p.next+2, p.next+3, p.next+4, p.next+5
	p.next += 6
	units := func(v int) int { return int(math.Round(float64(v) * 1000 / float64(tt.units))) }
	var widths []string
	toGID := []byte{0, 0}
	for _, u := range f.uses {
		w, _ := tt.metric(int(u.id))
		widths = append(widths, fmt.Sprint(units(w)))
		toGID = append(toGID, byte(number[int(u.id)]>>8), byte(number[int(u.id)]))
	}
	// A tag of six letters says that it is a part of a font (9.6.4).
	name := "PARLEY+" + f.name()
	at := func(table string, offset int) int {
		t := tt.tables[table]
		return units(int(int16(uint16(t[offset])<<8 | uint16(t[offset+1]))))
	}
	p.object(whole, fmt.Sprintf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>", name, descendant, unicode))
	p.object(descendant, fmt.Sprintf("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /DW 1000 /W [1 [%s]] >>",
		name, descriptor, gids, strings.Join(widths, " ")))
	p.object(descriptor, fmt.Sprintf("<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>",
		name, at("head", 36), at("head", 38), at("head", 40), at("head", 42), at("hhea", 4), at("hhea", 6), at("hhea", 4), data))
	p.stream(data, fmt.Sprintf(" /Length1 %d", len(file)), file)
	p.stream(unicode, "", f.toUnicode())
	p.stream(gids, "", toGID)
	return whole, nil
}

// toUnicode maps codes to letters (9.10.3).
func (f *pdfFont) toUnicode() []byte {
	var w bytes.Buffer
	w.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n" +
		"1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for i := 0; i < len(f.uses); i += 100 { // no more in one section
		some := f.uses[i:min(i+100, len(f.uses))]
		fmt.Fprintf(&w, "%d beginbfchar\n", len(some))
		for j, u := range some {
			text := u.text
			if text == "" {
				text = "\u200b"
			}
			fmt.Fprintf(&w, "<%04X> <%s>\n", i+j+1, utf16Hex(text))
		}
		w.WriteString("endbfchar\n")
	}
	w.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end\n")
	return w.Bytes()
}

// links writes an annotation for each figure with a link and a place: lines are
// too thin and their boxes too large to be clicked, but their labels are not.
func (p *pdf) links(s *scene) string {
	at := map[string]float64{}
	for i := range s.groups {
		if g := &s.groups[i]; g.id != "" {
			if b, ok := g.bounds(); ok {
				at[g.id] = b.top()
			}
		}
	}
	var numbers []string
	for i := range s.groups {
		g := &s.groups[i]
		b, ok := g.bounds()
		if g.href == "" || !ok || strings.HasPrefix(g.class, "edge ") && b.w*b.h > 600 {
			continue
		}
		action := fmt.Sprintf("/A << /S /URI /URI (%s) >>", asciiURL(g.href))
		if id, ok := strings.CutPrefix(g.href, "#"); ok {
			action = fmt.Sprintf("/Dest [3 0 R /XYZ null %s null]", num(p.height-(at[id]-6)*p.scale))
		}
		p.object(p.next, fmt.Sprintf("<< /Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /Contents %s %s >>",
			num(b.left()*p.scale), num(p.height-b.bottom()*p.scale), num(b.right()*p.scale), num(p.height-b.top()*p.scale), pdfString(g.tip), action))
		numbers = append(numbers, fmt.Sprintf("%d 0 R", p.next))
		p.next++
	}
	return strings.Join(numbers, " ")
}

// object keeps an object until finish.
func (p *pdf) object(n int, body string) {
	if p.objects == nil {
		p.objects = map[int][]byte{}
	}
	p.objects[n] = []byte(body)
}

// stream keeps a compressed stream. Writing to memory cannot fail.
func (p *pdf) stream(n int, entries string, data []byte) {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write(data)
	_ = w.Close()
	p.object(n, fmt.Sprintf("<< /Length %d /Filter /FlateDecode%s >>\nstream\n%s\nendstream", z.Len(), entries, z.Bytes()))
}

// finish writes all objects with their table.
func (p *pdf) finish(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, p.next)
	for n := 1; n < p.next; n++ {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, p.objects[n])
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", p.next)
	for n := 1; n < p.next; n++ {
		fmt.Fprintf(&b, "%010d 00000 n \n", offsets[n])
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n", p.next, table)
	_, err := w.Write(b.Bytes())
	return err
}

// pdfInk writes a colour as three parts of one.
func pdfInk(s string) string {
	c := rgb(s)
	return fmt.Sprintf("%.3f %.3f %.3f", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
}

// pdfString writes a text string as UTF-16 in hexadecimal (7.9.2.2).
func pdfString(s string) string { return "<FEFF" + utf16Hex(clean(s)) + ">" }

func utf16Hex(s string) string {
	var w strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&w, "%04X", u)
	}
	return w.String()
}

// asciiURL escapes what a URL and a PDF string must not hold.
func asciiURL(s string) string {
	var w strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte(`()\\<>"`, c) >= 0 {
			fmt.Fprintf(&w, "%%%02X", c)
		} else {
			w.WriteByte(c)
		}
	}
	return w.String()
}

// fine writes a factor to six places.
func fine(v float64) string { return fmt.Sprintf("%.6f", v) }
