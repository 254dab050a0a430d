package diagram

import (
	"fmt"
	"strings"

	"parley/graph"
)

// factIDs returns the IDs of facts, in their order.
func factIDs(facts []Contact) []string {
	var ids []string
	for i := range facts {
		ids = append(ids, facts[i].ID)
	}
	return ids
}

// anchor is the id that a fact has within a file: its own without the scheme.
func anchor(fact string) string {
	return strings.ReplaceAll(strings.TrimPrefix(fact, graph.Scheme), "/", "-")
}

// link gives figures their links.
func (s *scene) link(o RenderOptions) {
	if o.LinkBase == "" && !o.Evidence {
		return
	}
	listed := map[string]bool{}
	for i := range s.groups {
		if s.groups[i].class == evidenceClass {
			listed[s.groups[i].id] = true
		}
	}
	for i := range s.groups {
		g := &s.groups[i]
		id := g.entity
		if len(g.facts) > 0 {
			id = g.facts[0]
		}
		switch {
		case id == "":
		case o.LinkBase != "":
			g.href = o.LinkBase + strings.TrimPrefix(id, graph.Scheme)
		case g.class != evidenceClass && listed[anchor(id)]:
			g.href = "#" + anchor(id)
		}
	}
}

const evidenceClass = "evidence"

// evidence lists the facts of a diagram by date with their sentences below it,
// each once, and returns the y below.
func (s *scene) evidence(d *Diagram, t *typesetter, width, y, big float64) float64 {
	byID := map[string]Contact{}
	note := func(facts []Contact) {
		for _, c := range facts {
			if c.ID != "" && len(c.Proof) > 0 && byID[c.ID].Words == "" {
				byID[c.ID] = c
			}
		}
	}
	for i := range d.Nodes {
		note(d.Nodes[i].Facts)
	}
	for i := range d.Edges {
		note(d.Edges[i].Meetings)
	}
	size := smallSize * big
	y += 26 * big
	s.groups = append(s.groups, figure{class: "evidence-title", texts: []label{{at: pt{margin, y}, left: true, size: size * 1.1, ink: s.th.ink, line: t.line("Evidence", true)}}})
	for _, c := range sortedContacts(byID) {
		f := figure{id: anchor(c.ID), class: evidenceClass, facts: []string{c.ID}}
		y += 17 * big
		f.texts = append(f.texts, label{at: pt{margin, y}, left: true, size: size, ink: s.th.ink,
			line: t.fit(fmt.Sprintf("%s: %s", factName(c.ID), c.inWords()), true, size, width)})
		seen := map[string]bool{}
		for _, q := range c.Proof {
			words := q.inWords(longQuote)
			if seen[words] {
				continue
			}
			seen[words] = true
			for _, line := range wrapText(t, words, size, width-12*big) {
				y += 13 * big
				f.texts = append(f.texts, label{at: pt{margin + 12*big, y}, left: true, size: size, ink: s.th.softInk, line: line})
			}
		}
		s.groups = append(s.groups, f)
	}
	return y + 8*big
}

// longQuote is the most letters of a sentence in the list of evidence.
const longQuote = 1000
