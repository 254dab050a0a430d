package diagram

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
)

var pictures = flag.String("pictures", "", "folder to write the pictures of TestPictures to, to look at")

// TestMain makes the test binary its own layout child.
func TestMain(m *testing.M) {
	if IsChild() {
		os.Exit(RenderChild(os.Stdin, os.Stdout))
	}
	flag.Parse()
	os.Exit(m.Run())
}

var all = []graph.Status{graph.Held, graph.Ongoing, graph.Planned, graph.Cancelled, graph.Refused}

// TestPictures draws what a person should look at after a change.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no folder given with -pictures")
	}
	draw := func(name string, make func(Input, Options) (*Diagram, error), in Input, o Options) {
		start := time.Now()
		d, err := make(in, o)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		fmt.Printf("%-18s %5d nodes %5d edges, made in %v\n", name, len(d.Nodes), len(d.Edges), time.Since(start).Round(time.Millisecond))
		for _, f := range []Output{SVG, PNG, PDF} {
			var w bytes.Buffer
			start := time.Now()
			if err := Render(context.Background(), d, f, &w, RenderOptions{}); err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			fmt.Printf("%-18s %s in %v, %d bytes\n", name, f, time.Since(start).Round(time.Millisecond), w.Len())
			if err := os.WriteFile(filepath.Join(*pictures, name+"."+string(f)), w.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		name string
		in   Input
		o    Options
	}{
		{"sample", sample(), Options{}},
		{"sample-states", sample(), Options{By: States}},
		{"sample-clusters", sample(), Options{StateClusters: true}},
		{"sample-formats", sample(), Options{Formats: FormatClusters}},
		{"5", crowd(5), Options{}},
		{"50", crowd(50), Options{Statuses: all}},
		{"50-clusters", crowd(50), Options{StateClusters: true}},
		{"120", crowd(120), Options{Statuses: all}},
		{"300", crowd(300), Options{Statuses: all}},
		{"300-of-900", crowd(900), Options{}},
		{"60-of-300", crowd(300), Options{MaxNodes: 60}},
		{"300-states", crowd(300), Options{By: States}},
		{"300-clusters", crowd(300), Options{StateClusters: true}},
		{"around", crowd(300), Options{Around: "parley:person/Person-40", Depth: 2}},
		{"scripts", scripts(), Options{}},
	} {
		draw(c.name, WhoMet, c.in, c.o)
	}
	for _, n := range []int{300, 1000, 5000} {
		in := crowd(n)
		for _, k := range Kinds {
			if k.Needs == NeedsMeeting {
				continue
			}
			of := in
			if k.Name == "posts" {
				of = offices(n)
			}
			draw(fmt.Sprintf("%d-%s", n, k.Name), k.Make, of, Options{Around: strings.Repeat("parley:person/Person-1", len(k.Needs)/len(NeedsEntity))})
		}
		draw(fmt.Sprintf("%d-by-persons", n), WhoMet, in, Options{By: Persons})
	}
}
