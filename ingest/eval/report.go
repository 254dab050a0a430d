package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Report gathers the scores of documents.
type Report struct {
	total Score
	docs  []docReport
}

type docReport struct {
	name     string
	score    *Score
	findings []Finding
}

// Add adds a document; findings may be nil. A name that the report has already
// gets a number.
func (r *Report) Add(name string, score *Score, findings []Finding) {
	unique := name
	for n := 2; slices.ContainsFunc(r.docs, func(d docReport) bool { return d.name == unique }); n++ {
		unique = fmt.Sprintf("%s (%d)", name, n)
	}
	r.total.Merge(score)
	r.docs = append(r.docs, docReport{unique, score, findings})
}

// MarshalJSON writes {"micro": figures, "per_doc": {name: figures},
// "entity_by_kind": {kind: figures}}, where the gold has interactions
// "interactions": {"all": figures, "status": figures, "by_class": {class:
// figures}}, and where there are findings "details": {name: [findings]}.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := struct {
		Micro   *Score               `json:"micro"`
		Kinds   map[string]rates     `json:"entity_by_kind"`
		PerDoc  map[string]*Score    `json:"per_doc"`
		Deeds   *interactionFigures  `json:"interactions,omitempty"`
		Details map[string][]Finding `json:"details,omitempty"`
	}{&r.total, map[string]rates{}, map[string]*Score{}, newInteractionFigures(&r.total), map[string][]Finding{}}
	for _, k := range r.total.Kinds() {
		out.Kinds[k.Name] = k.Counts.rates()
	}
	for _, d := range r.docs {
		out.PerDoc[d.name] = d.score
		if len(d.findings) > 0 {
			out.Details[d.name] = d.findings
		}
	}
	return json.Marshal(out)
}

// interactionFigures are the figures of interactions as JSON.
type interactionFigures struct {
	All     rates            `json:"all"`
	Status  Share            `json:"status"`
	ByClass map[string]rates `json:"by_class"`
}

// newInteractionFigures returns nil when no gold has interactions.
func newInteractionFigures(s *Score) *interactionFigures {
	all, byClass, ok := s.Interactions()
	if !ok {
		return nil
	}
	f := &interactionFigures{all.Counts.rates(), s.interactionStatus, map[string]rates{}}
	for _, m := range byClass {
		f.ByClass[m.Name] = m.Counts.rates()
	}
	return f
}

// columns are the figures that a table has for each document.
var columns = []struct {
	title string
	count int
}{
	{"entity", cEntity}, {"role", cRole}, {"meeting", cMeeting}, {"edge", cEdge}, {"claim", cClaim}, {"attributed", cAttributed},
}

// WriteTable writes the figures for people: over all documents, F1 of each
// document where there are several, and the findings.
func (r *Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	for _, m := range r.total.Measures() {
		fmt.Fprintln(&b, m)
		if m.Name == countNames[cEntity] {
			for _, k := range r.total.Kinds() {
				k.Name = "  " + k.Name
				fmt.Fprintln(&b, k)
			}
		}
	}
	if all, byClass, ok := r.total.Interactions(); ok {
		fmt.Fprintln(&b, all)
		for _, m := range byClass {
			m.Name = "  " + m.Name
			fmt.Fprintln(&b, m)
		}
		fmt.Fprintln(&b, r.total.InteractionStatus())
	}
	if len(r.docs) > 1 {
		width := 0
		for _, d := range r.docs {
			width = max(width, len([]rune(d.name)))
		}
		fmt.Fprintf(&b, "\n%-*s", width, "F1")
		for _, c := range columns {
			fmt.Fprintf(&b, "  %10s", c.title)
		}
		b.WriteByte('\n')
		for _, d := range r.docs {
			fmt.Fprintf(&b, "%-*s", width, d.name)
			for _, c := range columns {
				_, _, f1 := d.score.counts[c.count].Rates()
				fmt.Fprintf(&b, "  %10.3f", f1)
			}
			b.WriteByte('\n')
		}
	}
	for _, d := range r.docs {
		writeFindings(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeFindings(b *strings.Builder, d docReport) {
	if len(d.findings) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", d.name)
	for _, f := range d.findings {
		fmt.Fprintf(b, "  %s %s: %s\n", f.Fault, f.What, f.Item)
		for _, x := range f.Fields {
			fmt.Fprintf(b, "      %s: gold %s, given %s\n", x.Field, orNone(x.Gold), orNone(x.Sys))
		}
		if f.Context != "" {
			fmt.Fprintf(b, "      | %s\n", f.Context)
		}
	}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
