// Package diagram draws who met whom, who attended which formats, meetings
// along the time, what was said around a meeting, what is near one entity, and
// who holds which post.
//
// Start at Kinds: each makes, of entities and facts wherever they come from, a
// neutral Diagram of nodes and edges. A Diagram is then written as DOT for
// other tools (Diagram.DOT), or drawn as SVG, PNG or PDF (Render).
//
// Networks are placed by Graphviz, through go-graphviz, which only finds where
// things go; columns and lanes are placed here. The picture is drawn here, once,
// as a list of shapes and lines of text that the writers of SVG, PNG and PDF
// all follow, so that they show the same. Letters are measured with the fonts
// that are drawn (folder fonts), so labels fit their boxes.
//
// go-graphviz ignores its context and is not safe for concurrent use, so the
// layout runs in a child process that can be ended: the program starts itself
// again with a mark in the environment. A program that calls Render must
// therefore begin its main with
//
//	if diagram.IsChild() {
//		os.Exit(diagram.RenderChild(os.Stdin, os.Stdout))
//	}
//
// # How meetings become lines
//
// Meetings of the same two parties are one line with a count and dates. Held
// meetings, planned ones, and cancelled or refused ones are never mixed in one
// line. People who act for the same state or organization are one side, and a
// meeting joins sides: two delegations of two people each give four lines, and
// none within a delegation. A meeting of more than four parties, or one with a
// mediator among three or more, would be a thicket of lines between all pairs;
// as on a seating plan it becomes a small node of its own, joined to each
// party. The sessions of a format are joined at the format's node in the same
// way (FormatNodes), or each session is a node in the format's box
// (FormatClusters), or formats are ignored (FormatPairs).
package diagram
