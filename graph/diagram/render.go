package diagram

import (
	"context"
	"fmt"
	"io"
	"time"
)

// Output is a file format that Render writes.
type Output string

// The formats.
const (
	SVG Output = "svg"
	PNG Output = "png"
	PDF Output = "pdf"
	DOT Output = "dot" // the bytes of Diagram.DOT; nothing is laid out

	// For programs that lay out themselves, with all that is known of nodes
	// and edges.
	GraphML   Output = "graphml"
	GEXF      Output = "gexf"      // with dates, for Gephi's timeline
	Cytoscape Output = "cytoscape" // elements of cytoscape.js, which Cytoscape reads as .cyjs
	Mermaid   Output = "mermaid"
)

// Outputs lists the formats that Render writes.
var Outputs = []Output{SVG, PNG, PDF, DOT, GraphML, GEXF, Cytoscape, Mermaid}

// Engine is the Graphviz program that places the nodes.
type Engine string

// The engines. Auto takes Neato, SFDP above 400 nodes, and for clusters Dot,
// or FDP above 25 nodes.
const (
	Auto  Engine = ""
	Dot   Engine = "dot"   // layers; long for many nodes
	Neato Engine = "neato" // springs, those who met stand together
	FDP   Engine = "fdp"   // springs, with clusters
	SFDP  Engine = "sfdp"  // springs, for large graphs
	Circo Engine = "circo" // circles
	Twopi Engine = "twopi" // rings around one node
)

// RenderOptions choose how a diagram is drawn. The zero value is good.
type RenderOptions struct {
	Timeout time.Duration // for all of the layout; default DefaultTimeout
	Engine  Engine
	Scale   float64 // pixels of a PNG per point, default 2 (144 dots per inch); lowered when the picture would pass MaxPixels

	Theme Theme // default Light

	// LinkBase, when not empty, makes nodes and lines of an SVG or PDF links:
	// to it with the ID of the entity or of the first fact behind it, without
	// its scheme, as in "https://desk.example/why/meeting/0c145df468".
	LinkBase string

	// Evidence lists the sentences behind the picture below it. Without a
	// LinkBase, nodes and lines then lead there, within the file.
	Evidence bool

	// Native lays out with the dot program on PATH, when there is one. It is
	// faster on large graphs; the drawing is made here either way, but its
	// arrangement then depends on the version of Graphviz installed.
	Native bool

	// Child is the program that is started for the layout: one whose main
	// begins with IsChild and RenderChild. Default: this program.
	Child string
}

// DefaultTimeout is the default of RenderOptions.Timeout.
const DefaultTimeout = 30 * time.Second

// MaxPixels is the most pixels of a PNG. 24 million take 96 MB while drawn.
const MaxPixels = 24_000_000

// Render draws the diagram and writes it to w. SVG, PNG and PDF show the
// same shapes and words; the same diagram and options give the same bytes (with
// Native, on the same machine). When the layout takes longer than the timeout
// it is ended and the error wraps ErrTooSlow and says what helps. Nothing is
// written to w then.
func Render(ctx context.Context, d *Diagram, format Output, w io.Writer, o RenderOptions) error {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Scale <= 0 {
		o.Scale = 2
	}
	switch format {
	case DOT:
		th, err := themeOf(o.Theme)
		if err == nil {
			_, err = w.Write(d.dot(th))
		}
		return err
	case GraphML:
		return d.writeGraphML(w)
	case GEXF:
		return d.writeGEXF(w)
	case Cytoscape:
		return d.writeCytoscape(w)
	case Mermaid:
		return d.writeMermaid(w)
	case SVG, PNG, PDF:
	default:
		return fmt.Errorf("diagram: cannot write %q, only %s", format, Outputs)
	}
	t, err := newTypesetter()
	if err != nil {
		return err
	}
	deadline, cancel := context.WithTimeoutCause(ctx, o.Timeout, fmt.Errorf("%w (%s): %s", ErrTooSlow, o.Timeout, advice))
	defer cancel()
	s, err := newScene(deadline, d, t, o)
	if err != nil {
		return err
	}
	switch format {
	case SVG:
		return s.writeSVG(w)
	case PDF:
		return s.writePDF(ctx, w, t)
	}
	return s.writePNG(ctx, w, o.Scale)
}
