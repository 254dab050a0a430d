package diagram

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley/graph"
)

// The networks of the sample, and of meetings whose dates are of every kind
// and some of which did not take place.
func TestGoldenNetworks(t *testing.T) {
	var w world
	a, b := w.entity(graph.Person, "A \"<&>\" #1;", w.state("Avaria", "AA")), w.entity(graph.Person, "B *b* `c`", w.state("Bellonia", ""))
	c := w.entity(graph.Person, "C")
	w.meet("2031-05", graph.Telephone, a, b)
	w.meet("2031-05-04", graph.InPerson, a, b)
	w.meet("2030?", graph.Telephone, a, c)
	w.meet("2031/..", graph.Video, a, c)
	w.meet("", graph.Video, b, c)
	w.meet("2031-06", graph.InPerson, b, c).Status = graph.Planned
	for name, in := range map[string]struct {
		in Input
		o  Options
	}{"sample": {sample(), Options{}}, "dates": {w.in, Options{Statuses: all, StateClusters: true}}} {
		d, err := WhoMet(in.in, in.o)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []Output{GraphML, GEXF, Cytoscape, Mermaid} {
			var got bytes.Buffer
			if err := Render(t.Context(), d, f, &got, RenderOptions{}); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+"."+string(f))
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("%s differs (-update rewrites it); got\n%s", file, &got)
			}
		}
	}
}

var mermaidNode = regexp.MustCompile(`(?m)^ +n[0-9a-f]{12}[^ "]*"[^"]*"`)

// Each format holds every node and edge once, whatever their names are.
func TestNetworksAreWhole(t *testing.T) {
	for _, in := range []Input{sample(), crowd(80), scripts()} {
		d, err := WhoMet(in, Options{Statuses: all, MaxNodes: -1})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []Output{GraphML, GEXF} {
			nodes, edges := elements(t, d, f)
			if nodes != len(d.Nodes) || edges != len(d.Edges) {
				t.Errorf("%s has %d nodes and %d edges, want %d and %d", f, nodes, edges, len(d.Nodes), len(d.Edges))
			}
		}
		var b bytes.Buffer
		if err := Render(t.Context(), d, Cytoscape, &b, RenderOptions{}); err != nil {
			t.Fatal(err)
		}
		var file struct {
			Elements struct {
				Nodes, Edges []struct{ Data map[string]any }
			}
		}
		if err := json.Unmarshal(b.Bytes(), &file); err != nil {
			t.Fatal(err)
		}
		if len(file.Elements.Nodes) != len(d.Nodes) || len(file.Elements.Edges) != len(d.Edges) {
			t.Errorf("Cytoscape has %d nodes and %d edges, want %d and %d", len(file.Elements.Nodes), len(file.Elements.Edges), len(d.Nodes), len(d.Edges))
		}
		b.Reset()
		if err := Render(t.Context(), d, Mermaid, &b, RenderOptions{}); err != nil {
			t.Fatal(err)
		}
		people := 0
		for _, n := range d.Nodes {
			if strings.HasPrefix(n.ID, "n") {
				people++
			}
		}
		if got := len(mermaidNode.FindAll(b.Bytes(), -1)); got != people {
			t.Errorf("Mermaid has %d nodes, want %d", got, people)
		}
	}
}

func elements(t *testing.T, d *Diagram, f Output) (nodes, edges int) {
	t.Helper()
	var b bytes.Buffer
	if err := Render(t.Context(), d, f, &b, RenderOptions{}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, b.Bytes())
	dec := xml.NewDecoder(&b)
	for {
		tok, err := dec.Token()
		if err != nil {
			return nodes, edges
		}
		if e, ok := tok.(xml.StartElement); ok {
			switch e.Name.Local {
			case "node":
				nodes++
			case "edge":
				edges++
			}
		}
	}
}
