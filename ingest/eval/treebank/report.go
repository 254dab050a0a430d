package treebank

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"parley/ingest/eval"
	"parley/ingest/eval/internal/coref"
)

// Report gathers the scores of documents. The zero value is empty.
type Report struct {
	Details bool // list the mentions that are missed or false

	sections [2]section // of documents without and with coreference
	findings []findings
}

// section has the scores of the documents of one kind.
type section struct {
	documents int
	names     tally       // mentions that are names, as Document.align pairs them
	exact     tally       // the same with exact bounds
	mentions  tally       // all mentions of what is named, but for "I" and "you"
	ofNamed   coref.Score // coreference of these
	linked    coref.Score // the same without what is mentioned once
	whole     coref.Score // of all persons, organizations and places
}

func (r *Report) section(linked bool) *section {
	i := 0
	if linked {
		i = 1
	}
	s := &r.sections[i]
	if s.names == nil {
		s.names, s.exact, s.mentions = tally{}, tally{}, tally{}
	}
	return s
}

// findings are what is wrong with a document.
type findings struct {
	document string
	list     []finding // in the order of the text
}

// finding is a mention that is missed or false.
type finding struct {
	at      int        // token
	Fault   eval.Fault `json:"fault"`
	What    string     `json:"what"` // type: of the gold where missed, of the system where false
	Item    string     `json:"item"`
	Gold    string     `json:"gold,omitempty"` // type that the gold has for what is false
	Context string     `json:"context"`
}

// margin is how many tokens of context a finding has on each side.
const margin = 8

// finding describes a range of tokens.
func (d *Document) finding(fault eval.Fault, what string, start, end int, gold string) finding {
	line := func(start, end int) string { return strings.Join(strings.Fields(d.words(start, end)), " ") }
	return finding{start, fault, what, line(start, end), gold, line(max(0, start-margin), min(len(d.tokens), end+margin))}
}

// titles of the sections.
var titles = [2]string{"names", "entities and coreference"}

// scores lists the coreference scores of a section.
func (s *section) scores() []struct {
	title string
	score *coref.Score
} {
	return []struct {
		title string
		score *coref.Score
	}{
		{"of what is named", &s.ofNamed},
		{"of what is named and mentioned again", &s.linked},
		{"of all persons, organizations, places", &s.whole},
	}
}

// tallies lists the counts of a section.
func (s *section) tallies() []struct {
	title string
	tally tally
} {
	return []struct {
		title string
		tally tally
	}{
		{"names", s.names}, {"names, exact bounds", s.exact}, {"all mentions of what is named", s.mentions},
	}
}

// WriteTable writes the figures for people.
func (r *Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	for i := range r.sections {
		s := &r.sections[i]
		if s.documents == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s, documents: %d\n", titles[i], s.documents)
		for _, t := range s.tallies() {
			if len(t.tally) == 0 {
				continue
			}
			line(&b, t.title, t.tally.total())
			for _, k := range kinds {
				line(&b, "  "+k, t.tally[k])
			}
		}
		if !titled(i) {
			continue
		}
		fmt.Fprintf(&b, "%-40s  %-23s  %-23s  %-23s  %s\n", "coreference", "MUC P R F1", "B-cubed P R F1", "CEAF-e P R F1", "CoNLL F1")
		for _, c := range s.scores() {
			fmt.Fprintf(&b, "%-40s  %s  %s  %s  %.3f\n", "  "+c.title, rates(c.score.MUC), rates(c.score.BCubed), rates(c.score.CEAFe), c.score.CoNLL())
		}
	}
	for _, d := range r.findings {
		writeFindings(&b, d)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// titled reports whether a section has coreference.
func titled(section int) bool { return section == 1 }

func line(b *strings.Builder, title string, c eval.Counts) {
	p, r, f1 := c.Rates()
	fmt.Fprintf(b, "%-40s  P %.3f  R %.3f  F1 %.3f   (tp %d fp %d fn %d)\n", title, p, r, f1, c.TP, c.FP, c.FN)
}

func rates(m coref.Measure) string {
	return fmt.Sprintf("%.3f   %.3f   %.3f  ", m.Precision.Value(), m.Recall.Value(), m.F1())
}

func writeFindings(b *strings.Builder, d findings) {
	fmt.Fprintf(b, "\n%s\n", d.document)
	for _, f := range d.list {
		fmt.Fprintf(b, "  %s %s: %s", f.Fault, f.What, f.Item)
		if f.Gold != "" {
			fmt.Fprintf(b, " (gold: %s)", f.Gold)
		}
		fmt.Fprintf(b, "\n      | %s\n", f.Context)
	}
}

// MarshalJSON writes for each section {"documents": n, "names": {kind: figures,
// "all": figures}, "names_exact": ..., "mentions": ..., "coreference": {"named":
// figures, "named_again": ..., "all": ...}}, the section being "names" or
// "entities", and where there are details "details": {name: [findings]}.
func (r *Report) MarshalJSON() ([]byte, error) {
	out := map[string]any{}
	for i, name := range []string{"names", "entities"} {
		s := &r.sections[i]
		if s.documents == 0 {
			continue
		}
		section := map[string]any{"documents": s.documents}
		for k, t := range map[string]tally{"names": s.names, "names_exact": s.exact, "mentions": s.mentions} {
			if len(t) > 0 {
				section[k] = t.figures()
			}
		}
		if titled(i) {
			section["coreference"] = map[string]any{"named": figures(&s.ofNamed), "named_again": figures(&s.linked), "all": figures(&s.whole)}
		}
		out[name] = section
	}
	details := map[string][]finding{}
	for _, d := range r.findings {
		details[d.document] = append(details[d.document], d.list...)
	}
	if len(details) > 0 {
		out["details"] = details
	}
	return json.Marshal(out)
}

type prf struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

func (t tally) figures() map[string]any {
	out := map[string]any{}
	put := func(name string, c eval.Counts) {
		var x struct {
			prf
			eval.Counts
		}
		x.P, x.R, x.F1 = c.Rates()
		x.Counts = c
		out[name] = x
	}
	put("all", t.total())
	for _, k := range kinds {
		put(k, t[k])
	}
	return out
}

func figures(s *coref.Score) map[string]any {
	of := func(m coref.Measure) prf { return prf{m.Precision.Value(), m.Recall.Value(), m.F1()} }
	return map[string]any{"muc": of(s.MUC), "b_cubed": of(s.BCubed), "ceaf_e": of(s.CEAFe), "conll_f1": s.CoNLL()}
}
