package diagram

import (
	"fmt"

	"parley/graph"
)

// Theme is the ground that a diagram is drawn on.
type Theme string

// The themes.
const (
	Light Theme = "light" // dark on white, for print
	Dark  Theme = "dark"  // light on near black, for screens
)

// colour is one hue of the palette in the three strengths a node needs.
type colour struct {
	hue  string // bar and swatch
	line string // outline, strong enough to be seen on the paper
	tint string // fill under text
}

// theme is the colours of a drawing as "#RRGGBB". The contrast of letters with
// what they stand on is above 7:1, of grey ones above 4.5:1 (WCAG 2.1, 1.4.6
// and 1.4.3); a test holds it.
type theme struct {
	name     Theme
	paper    string
	ink      string // text
	softInk  string // second lines
	metInk   string // lines of meetings that took place
	greyInk  string // lines of meetings planned or called off
	offInk   string // words and marks on grey lines
	saidInk  string // lines of what was said
	boxInk   string // outline of clusters, lanes and rules
	boxPaper string // fill of clusters, and of every other lane

	palette    []colour
	otherState colour // a state beyond the palette
	noState    colour // state not known
	forum      colour // formats and meetings
}

// hues is the colour-blind safe set of Okabe and Ito ("Color Universal
// Design", 2008), without black, the most distinct first, and a brown that is
// not of the set but darker than all of it. What a node acts for is also
// written on it, so that colour is never the only sign.
var hues = []string{
	"#0072B2", // blue
	"#D55E00", // vermilion
	"#009E73", // bluish green
	"#CC79A7", // reddish purple
	"#E69F00", // orange
	"#56B4E9", // sky blue
	"#F0E442", // yellow
	"#7A5230", // brown
}

var light = theme{
	name: Light, paper: "#FFFFFF", ink: "#1A1A1A", softInk: "#4A4A4A",
	metInk: "#333333", greyInk: "#ABABAB", offInk: "#6B6B6B", saidInk: "#005A8C",
	boxInk: "#B5B5B5", boxPaper: "#F7F7F5",
	palette: []colour{
		{hues[0], "#005A8C", "#DCEBF5"},
		{hues[1], "#A84A00", "#FBE5D6"},
		{hues[2], "#00795A", "#D9F0E8"},
		{hues[3], "#A34F7E", "#F7E6EF"},
		{hues[4], "#A87400", "#FCEFD2"},
		{hues[5], "#2F86B8", "#E4F3FC"},
		{hues[6], "#9C9200", "#FCFAD9"},
		{hues[7], "#5E3F25", "#EDE4DC"},
	},
	otherState: colour{"#8C8C8C", "#6E6E6E", "#F0F0F0"},
	noState:    colour{"#FFFFFF", "#6E6E6E", "#FFFFFF"},
	forum:      colour{"#404040", "#404040", "#F4F4F1"},
}

var dark = darkTheme("#14171B")

// darkTheme keeps the hues for bars, lets outlines shine and mixes fills into
// the paper.
func darkTheme(paper string) theme {
	th := theme{
		name: Dark, paper: paper, ink: "#F2F2F0", softInk: "#C4C8CC",
		metInk: "#D4D7DA", greyInk: "#6C7278", offInk: "#9AA1A8", saidInk: "#8CCBF2",
		boxInk: "#565D64", boxPaper: "#1C2025",
		otherState: colour{"#8C8C8C", "#A6A6A6", "#2C3034"},
		noState:    colour{paper, "#A6A6A6", paper},
		forum:      colour{"#D0D0D0", "#D0D0D0", "#262A2F"},
	}
	for _, h := range hues {
		th.palette = append(th.palette, colour{h, mix(h, "#FFFFFF", 0.3), mix(paper, h, 0.16)})
	}
	return th
}

// mix returns a colour a part of the way from a to b.
func mix(a, b string, part float64) string {
	p, q := rgb(a), rgb(b)
	at := func(x, y uint8) int { return int(float64(x)*(1-part) + float64(y)*part + 0.5) }
	return fmt.Sprintf("#%02X%02X%02X", at(p.R, q.R), at(p.G, q.G), at(p.B, q.B))
}

// themeOf returns the colours of a theme, the light ones of none.
func themeOf(t Theme) (*theme, error) {
	switch t {
	case Light, "":
		return &light, nil
	case Dark:
		return &dark, nil
	}
	return nil, fmt.Errorf("diagram: no theme %q, only %s and %s", t, Light, Dark)
}

// colourOf returns the colours of a node.
func (th *theme) colourOf(d *Diagram, n *Node) colour {
	if n.Kind == FormatNode || n.Kind == MeetingNode {
		return th.forum
	}
	g := d.group(n.Group)
	switch {
	case g == nil:
		return th.noState
	case g.Colour < 0:
		return th.otherState
	}
	return th.palette[g.Colour]
}

// lineInk returns the colour of an edge's line.
func (th *theme) lineInk(c Class) string {
	switch c {
	case PlannedTo, CalledOff, PartOf:
		return th.greyInk
	case Said:
		return th.saidInk
	}
	return th.metInk
}

// dashes gives the pattern of each mode in points: a stroke, a gap, and so on.
// Unspecified is drawn solid but hollow-thin, see lineWidth.
var dashes = map[graph.Mode][]float64{
	graph.Telephone: {7, 4},
	graph.Video:     {1.2, 3.6},
	mixed:           {10, 3.5, 1.2, 3.5},
}

// saidDash is the pattern of what was said, which no mode has.
var saidDash = []float64{4, 2}

// dash returns the pattern of an edge's line.
func (e *Edge) dash() []float64 {
	switch e.Class {
	case Said:
		return saidDash
	case Holds, PartOf:
		return nil
	}
	return dashes[e.Mode()]
}

// dotStyles gives the nearest style that DOT has for each mode.
var dotStyles = map[graph.Mode]string{
	graph.InPerson:    "solid",
	graph.Telephone:   "dashed",
	graph.Video:       "dotted",
	graph.Unspecified: "solid",
	mixed:             "dashed,bold",
}

// lineWidth returns the width of an edge in points: thin when nothing says how
// the parties met, else by the number of meetings.
func lineWidth(e *Edge) float64 {
	if e.Class == PartOf || e.Class == Holds || e.Mode() == graph.Unspecified && e.Count == 1 {
		return 0.8
	}
	w := 1.4
	if e.Class == Said {
		w = 0.9
	}
	for n := e.Count; n > 1 && w < 4; n /= 2 {
		w += 0.7
	}
	return w
}
