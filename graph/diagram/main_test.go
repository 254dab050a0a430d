package diagram

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
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
		d, err := WhoMet(c.in, c.o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, f := range []Output{SVG, PNG, DOT} {
			var w bytes.Buffer
			start := time.Now()
			if err := Render(context.Background(), d, f, &w, RenderOptions{}); err != nil {
				t.Errorf("%s: %v", c.name, err)
				break
			}
			fmt.Printf("%-16s %4d nodes %4d edges %s %v %d bytes\n", c.name, len(d.Nodes), len(d.Edges), f, time.Since(start).Round(time.Millisecond), w.Len())
			if err := os.WriteFile(filepath.Join(*pictures, c.name+"."+string(f)), w.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
