package diagram

import "parley/graph"

// colour is one hue of the palette in the three strengths a node needs.
type colour struct {
	hue  string // bar and swatch
	line string // outline, dark enough to be seen on white
	tint string // fill under black text
}

// palette is the colour-blind safe set of Okabe and Ito ("Color Universal
// Design", 2008), without black, the most distinct first. Text stands on the
// tints, where it keeps a contrast above 12:1; the state is also written on
// the node, so that colour is never the only sign.
var palette = []colour{
	{"#0072B2", "#005A8C", "#DCEBF5"}, // blue
	{"#D55E00", "#A84A00", "#FBE5D6"}, // vermilion
	{"#009E73", "#00795A", "#D9F0E8"}, // bluish green
	{"#CC79A7", "#A34F7E", "#F7E6EF"}, // reddish purple
	{"#E69F00", "#A87400", "#FCEFD2"}, // orange
	{"#56B4E9", "#2F86B8", "#E4F3FC"}, // sky blue
	{"#F0E442", "#9C9200", "#FCFAD9"}, // yellow
	{"#7A5230", "#5E3F25", "#EDE4DC"}, // brown, not of the set: darker than all of it
}

var (
	otherState = colour{"#8C8C8C", "#6E6E6E", "#F0F0F0"} // a state beyond the palette
	noState    = colour{"#FFFFFF", "#6E6E6E", "#FFFFFF"} // state not known
	forum      = colour{"#404040", "#404040", "#F4F4F1"} // formats and meetings
)

const (
	ink      = "#1A1A1A" // text
	softInk  = "#4A4A4A" // second lines; 8.6:1 on white
	metInk   = "#333333" // lines of meetings that took place
	greyInk  = "#ABABAB" // lines of meetings planned or called off
	offInk   = "#6B6B6B" // words and marks on grey lines; 5.3:1 on white
	paper    = "#FFFFFF"
	boxInk   = "#B5B5B5" // outline of clusters
	boxPaper = "#FAFAFA" // fill of clusters
)

// colourOf returns the colours of a node.
func (d *Diagram) colourOf(n *Node) colour {
	if n.Kind == FormatNode || n.Kind == MeetingNode {
		return forum
	}
	g := d.group(n.Group)
	switch {
	case g == nil:
		return noState
	case g.Colour < 0:
		return otherState
	}
	return palette[g.Colour]
}

// dashes gives the pattern of each mode in points: a stroke, a gap, and so on.
// Unspecified is drawn solid but hollow-thin, see lineWidth.
var dashes = map[graph.Mode][]float64{
	graph.Telephone: {7, 4},
	graph.Video:     {1.2, 3.6},
	mixed:           {10, 3.5, 1.2, 3.5},
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
	if e.Mode() == graph.Unspecified && e.Count == 1 {
		return 0.8
	}
	w := 1.4
	for n := e.Count; n > 1 && w < 4; n /= 2 {
		w += 0.7
	}
	return w
}
