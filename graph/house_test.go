package graph_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// house says which other rooms of parley each room may import; what lies below
// its own path is always allowed. A package has the rules of the nearest room
// at or above it. ingest/internal holds what rooms under ingest share and
// follows the rules of ingest.
var house = map[string][]string{
	"graph":          {},
	"graph/store":    {"graph"},
	"graph/diagram":  {"graph"},
	"graph/exchange": {"graph"},
	"ingest":         {"graph", "data"},
	"ingest/nlp":     {},
	"ingest/rules":   {"ingest/nlp", "ingest/internal"},
	"ingest/resolve": {"ingest/nlp", "ingest/internal", "graph"},
	"queries":        {"graph", "graph/store"},
	"data":           {},
}

// plain rooms use the standard library alone.
var plain = []string{"graph", "data"}

// reserved libraries may be named in these rooms only.
var reserved = map[string][]string{
	"github.com/cayleygraph":       {"graph/store", "queries"},
	"github.com/hidal-go":          {"graph/store"},
	"go.etcd.io/bbolt":             {"graph/store"},
	"github.com/goccy/go-graphviz": {"graph/diagram"},
	"github.com/dop251/goja":       {"queries"},
	"github.com/spf13/cobra":       {},
}

// commands may import everything.
const commands = "cmd"

func TestHouse(t *testing.T) {
	if testing.Short() {
		t.Skip("runs go list")
	}
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "parley/...")
	out, err := cmd.Output()
	if err != nil {
		t.Skipf("go list does not run here: %v", err)
	}
	seen := map[string]bool{}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(p.ImportPath, "parley/")
		if path == commands || strings.HasPrefix(path, commands+"/") {
			continue
		}
		room := roomOf(path)
		if room == "" {
			t.Errorf("%s is in no room of the house", path)
			continue
		}
		seen[room] = true
		for _, imp := range p.Imports {
			if !allowed(room, imp) {
				t.Errorf("%s imports %s, which the house does not allow in %s", path, imp, room)
			}
		}
	}
	if !seen["graph"] {
		t.Error("go list did not see package graph")
	}
}

// roomOf returns the nearest listed room at or above a path.
func roomOf(path string) string {
	for ; path != ""; path = path[:max(0, strings.LastIndexByte(path, '/'))] {
		if _, ok := house[path]; ok {
			return path
		}
	}
	return ""
}

func allowed(room, imp string) bool {
	if ours, local := strings.CutPrefix(imp, "parley/"); local {
		return below(ours, room) || slices.ContainsFunc(house[room], func(r string) bool {
			return ours == r || r == "ingest/internal" && below(ours, r)
		})
	}
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return true // standard library
	}
	if slices.Contains(plain, room) {
		return false
	}
	for lib, rooms := range reserved {
		if below(imp, lib) && !slices.Contains(rooms, room) {
			return false
		}
	}
	return true
}

// below reports whether path is at or below another.
func below(path, other string) bool {
	return path == other || strings.HasPrefix(path, other+"/")
}
