package diagram

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeSVG writes the scene as SVG 1.1. Every node and edge is a group with a
// stable id, a class, a title that viewers show as a tooltip, and for nodes
// the entity in data-entity. Each text carries the length it was measured at,
// so that it fits its box whatever font the viewer has.
func (s *scene) writeSVG(out io.Writer) error {
	w := bufio.NewWriter(out)
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%spt" height="%spt" viewBox="0 0 %s %s" role="img" font-family="%s">`+"\n",
		num(s.w), num(s.h), num(s.w), num(s.h), svgFonts)
	fmt.Fprintf(w, "<title>%s</title>\n<desc>%s</desc>\n", escapeXML(s.title), escapeXML(s.desc))
	fmt.Fprintf(w, `<rect class="paper" width="%s" height="%s" fill="%s"/>`+"\n", num(s.w), num(s.h), s.th.paper)
	for i := range s.groups {
		g := &s.groups[i]
		if g.href != "" {
			fmt.Fprintf(w, "<a href=\"%s\">\n", escapeXML(g.href))
		}
		w.WriteString("<g")
		if g.id != "" {
			fmt.Fprintf(w, ` id="%s"`, escapeXML(g.id))
		}
		fmt.Fprintf(w, ` class="%s"`, escapeXML(g.class))
		if g.entity != "" {
			fmt.Fprintf(w, ` data-entity="%s"`, escapeXML(g.entity))
		}
		if len(g.facts) > 0 {
			fmt.Fprintf(w, ` data-facts="%s"`, escapeXML(strings.Join(g.facts, " ")))
		}
		w.WriteString(">\n")
		if g.tip != "" {
			var lines []string
			for _, l := range strings.Split(g.tip, "\n") {
				lines = append(lines, escapeXML(l))
			}
			fmt.Fprintf(w, "<title>%s</title>\n", strings.Join(lines, "\n"))
		}
		for _, sh := range g.shapes {
			fill, stroke := sh.fill, ""
			if fill == "" {
				fill = "none"
			}
			if sh.stroke != "" {
				stroke = fmt.Sprintf(` stroke="%s" stroke-width="%s"`, sh.stroke, num(sh.width))
				if fill == "none" {
					stroke += ` stroke-linejoin="round"`
				}
				if len(sh.dash) > 0 {
					var d []string
					for _, v := range sh.dash {
						d = append(d, num(v))
					}
					stroke += ` stroke-dasharray="` + strings.Join(d, " ") + `"`
				}
			}
			fmt.Fprintf(w, `<path d="%s" fill="%s"%s/>`+"\n", sh.path.svg(), fill, stroke)
		}
		for _, x := range g.texts {
			if x.line.text == "" {
				continue
			}
			anchor, weight := ` text-anchor="middle"`, ""
			if x.left {
				anchor = ""
			}
			if x.line.bold {
				weight = ` font-weight="bold"`
			}
			fmt.Fprintf(w, `<text x="%s" y="%s"%s font-size="%s"%s fill="%s" textLength="%s" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
				num(x.at.x), num(x.at.y), anchor, num(x.size), weight, x.ink, num(x.line.width*x.size), escapeXML(x.line.text))
		}
		w.WriteString("</g>\n")
		if g.href != "" {
			w.WriteString("</a>\n")
		}
	}
	w.WriteString("</svg>\n")
	return w.Flush()
}

// svg writes a path in SVG's language.
func (p path) svg() string {
	var w strings.Builder
	for _, s := range p {
		w.WriteByte(s.op)
		n := 1
		switch s.op {
		case 'C':
			n = 3
		case 'Z':
			n = 0
		}
		for i, q := range s.p[:n] {
			if i > 0 {
				w.WriteByte(' ')
			}
			w.WriteString(num(q.x) + "," + num(q.y))
		}
	}
	return w.String()
}

// num writes a number to two places, without ending zeros.
func num(v float64) string {
	s := strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }
