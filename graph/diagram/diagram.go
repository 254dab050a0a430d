package diagram

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"parley/graph"
)

// Diagram is a drawing before it is drawn: what is joined to what, and what
// has to be said about it. Make makes one.
type Diagram struct {
	Kind     string // Kind.Name
	Arranged Arrangement
	Columns  []string // for InColumns: what stands above each, "" for nothing
	Title    string
	Subtitle string // what was selected: count, period, format, around whom
	Nodes    []Node // ordered by ID
	Edges    []Edge // ordered by From, To, Class
	Clusters []Cluster
	Groups   []Group  // states and organizations that nodes act for, largest first
	Notes    []string // what was left out or drawn together
}

// Arrangement says how the nodes of a diagram are placed.
type Arrangement string

// The arrangements.
const (
	AsNetwork Arrangement = ""        // by Graphviz
	InColumns Arrangement = "columns" // side by side, by Node.Column
	InTable   Arrangement = "table"   // a row and a column for each, see tooDense
	InLanes   Arrangement = "lanes"   // meetings along the time, across the lanes of those who met
)

// NodeKind says what a node stands for.
type NodeKind string

// The kinds of nodes.
const (
	PersonNode       NodeKind = "person"
	StateNode        NodeKind = "state"
	OrganizationNode NodeKind = "organization"
	FormatNode       NodeKind = "format"  // the sessions of a format
	MeetingNode      NodeKind = "meeting" // a meeting of many, see the package comment
	OthersNode       NodeKind = "others"  // several people or states drawn as one
	PostNode         NodeKind = "post"    // an office
	ClaimNode        NodeKind = "claim"   // something said
	PairNode         NodeKind = "pair"    // two that met, as a lane of a timeline
	PeriodNode       NodeKind = "period"  // the meetings of a month, quarter, year or decade
)

// The columns of nodes, see Node.Column, count from 0 at the left.
const (
	firstColumn = iota
	secondColumn
	thirdColumn
	fourthColumn
)

// Node is a thing that is drawn once.
type Node struct {
	ID       string // stable: depends only on what the node stands for
	Kind     NodeKind
	Entity   string // entity ID, "" for a meeting or others
	Label    string
	Post     string    // for a person, the post that the meetings or tenures give; "" when none
	Detail   string    // for a format or meeting: how many sessions, and when
	Group    string    // entity ID of what it acts for, "" when unknown
	Cluster  string    // Cluster.ID, "" when outside all
	Count    int       // for others: how many it stands for
	Meetings int       // how many of the drawn meetings it took part in
	Column   int       // for InColumns
	Focus    bool      // what the diagram is about
	Text     string    // for a claim its words, for a meeting of a timeline who took part
	Facts    []Contact // what the node itself stands for: a claim, a meeting of a timeline

	when  period // of a meeting or period of a timeline
	dated bool
}

// Class keeps apart what happened and what did not.
type Class string

// The classes of edges.
const (
	Met       Class = "met"     // held or ongoing
	PlannedTo Class = "planned" // announced
	CalledOff Class = "off"     // cancelled or refused
	Said      Class = "said"    // one spoke of, to or through the other
	Holds     Class = "holds"   // a person seen in a post
	PartOf    Class = "of"      // a post of a state or organization; who acts for whom
)

// Edge joins two nodes whose parties met, or a party to a meeting's or
// format's node. It stands for all their meetings of one class.
type Edge struct {
	ID       string // stable
	From, To string // Node.ID, From < To
	Class    Class
	Count    int
	Modes    map[graph.Mode]int // how many meetings by each mode; sums to Count
	Part     graph.Part         // for an edge to a meeting or format: mediator, host or observer; "" otherwise
	Sessions int                // for an edge to a format or meeting node: how many meetings of the class that node stands for
	Meetings []Contact          // by date, then ID
	Label    string             // words of its own on the line: a post, "about"

	dates period
	dated bool
}

// Contact is one fact behind an edge: a meeting, a tenure or a claim.
type Contact struct {
	ID     string // of the fact
	Date   string // for people: "28 Jan 2022"; "" when unknown
	EDTF   string // for programs: "2022-01-28"; "" when unknown or not readable
	Mode   graph.Mode
	Status graph.Status
	Place  string  // name, "" when unknown
	Format string  // name, "" when none
	Words  string  // for a tenure the post, for a claim who said what; "" for a meeting
	Proof  []Quote // the sentences that say so

	when  period
	dated bool
}

// Quote is a sentence that proves a fact.
type Quote struct {
	Document string // its name, "" when not given
	Text     string
}

// Cluster is a box around nodes.
type Cluster struct {
	ID    string
	Label string
	Group string // entity ID of the state or organization, "" for a format
}

// Group is a state or organization that drawn people act for.
type Group struct {
	ID     string // entity ID
	Name   string
	Code   string // ISO 3166-1 alpha-2, "" when none
	Colour int    // index into the palette, -1 when the palette has run out
	Count  int    // nodes, or in a timeline the meetings in its lanes
}

// Dates returns the period that the dated meetings of an edge cover, as
// people write it, or "" when none has a date. Two dates are listed, more are
// given as first and last.
func (e *Edge) Dates() string {
	if !e.dated {
		return ""
	}
	first, second, n := e.distinctDates()
	if n == 2 && !first.overlaps(second) && first.from.prec == byDay && second.from.prec == byDay &&
		first.from.day.Equal(first.to.day) && second.from.day.Equal(second.to.day) {
		switch {
		case first.from.day.Format("Jan 2006") == second.from.day.Format("Jan 2006"):
			return first.from.day.Format("2") + ", " + second.String()
		case first.from.day.Year() == second.from.day.Year():
			return first.from.day.Format("2 Jan") + ", " + second.String()
		}
	}
	return e.dates.String()
}

// distinctDates returns the first two different dates and how many there are.
func (e *Edge) distinctDates() (first, second period, n int) {
	seen := map[string]bool{}
	for _, m := range e.Meetings {
		if !m.dated || seen[m.Date] {
			continue
		}
		seen[m.Date] = true
		switch n++; n {
		case 1:
			first = m.when
		case 2:
			second = m.when
		}
	}
	return first, second, n
}

// Mode returns how the meetings of an edge were held: the one mode that is
// said of any of them, or "mixed".
func (e *Edge) Mode() graph.Mode {
	var one graph.Mode
	for _, m := range modes {
		if e.Modes[m] == 0 || m == graph.Unspecified {
			continue
		}
		if one != "" {
			return mixed
		}
		one = m
	}
	if one == "" {
		return graph.Unspecified
	}
	return one
}

// mixed is the mode of an edge whose meetings were held in several ways.
const mixed graph.Mode = "mixed"

var modes = []graph.Mode{graph.InPerson, graph.Telephone, graph.Video, graph.Unspecified}

// modeWords names the modes in legends and labels.
var modeWords = map[graph.Mode]string{
	graph.InPerson:    "in person",
	graph.Telephone:   "by telephone",
	graph.Video:       "by video",
	graph.Unspecified: "way not said",
	mixed:             "several ways",
}

// node returns the node with this ID.
func (d *Diagram) node(id string) *Node {
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return &d.Nodes[i]
		}
	}
	return nil
}

// group returns the group with this entity ID, or nil.
func (d *Diagram) group(id string) *Group {
	for i := range d.Groups {
		if id != "" && d.Groups[i].ID == id {
			return &d.Groups[i]
		}
	}
	return nil
}

// stableID turns a key into an identifier that DOT, XML and CSS all accept.
func stableID(prefix string, key ...string) string {
	h := sha256.New()
	for _, k := range key {
		fmt.Fprintf(h, "%d:%s", len(k), k)
	}
	return prefix + hex.EncodeToString(h.Sum(nil)[:6])
}
