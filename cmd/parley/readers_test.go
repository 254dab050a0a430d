package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/diagram"
	"parley/graph/exchange"
	"parley/graph/store"
	"parley/queries"
)

// What the sample article exports is read by the programs that people read it
// with, which find as much as went in. .ci/readers makes the folder that
// PARLEY_READERS names, with all of them but rapper.
func TestReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a dozen programs")
	}
	dir := t.TempDir()
	t.Setenv("PARLEY_STORE", filepath.Join(dir, "store"))
	if code, _, stderr := cli(t, "", "ingest", "../../data/sample", "testdata"); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	files := map[string]string{}
	for _, f := range exportFormats {
		files[f.name] = filepath.Join(dir, "out"+f.suffix)
		if f.name == "csv" {
			files[f.name] = filepath.Join(dir, "tables")
		}
		if code, stdout, stderr := cli(t, "", "export", "--format", f.name, files[f.name]); code != 0 || stdout != "" {
			t.Fatalf("%s: exit code %d: %s%s", f.name, code, stdout, stderr)
		}
	}
	want := expect(t, filepath.Join(dir, "store"), files["nquads"])

	for _, format := range []string{"nquads", "trig", "turtle"} {
		t.Run("rapper/"+format, func(t *testing.T) {
			rapper, err := exec.LookPath("rapper")
			if err != nil {
				t.Skip("rapper is not installed (Debian's raptor2-utils): it does not read " + format)
			}
			out, err := exec.Command(rapper, "-c", "-i", format, files[format], "http://example.org/").CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			// rapper counts what it reads, a triple that two documents say twice.
			if n := rapperCount.FindSubmatch(out); n == nil || string(n[1]) != want.statements {
				t.Errorf("rapper says %s, want %s statements", out, want.statements)
			}
		})
	}
	for format, quads := range map[string][]string{"trig": want.quads, "jsonld": rounded(t, want.quads), "turtle": want.triples} {
		t.Run("python/"+format, func(t *testing.T) {
			same(t, statementsOf(t, string(read(t, "read.py", format, files[format])), format == "turtle"), quads)
		})
	}
	t.Run("python/rewrite", func(t *testing.T) {
		var got []string
		for q, err := range exchange.ReadTriG(bytes.NewReader(read(t, "read.py", "rewrite", files["trig"]))) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(graph.AppendNQuad(nil, q)))
		}
		slices.Sort(got)
		same(t, got, want.quads)
	})
	tables, err := filepath.Glob(filepath.Join(files["csv"], "*.csv"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("%d tables, %v", len(tables), err)
	}
	for format, counts := range map[string]map[string]any{
		"graphml": want.dated, "gexf": want.dated, "cytoscape": want.network, "mermaid": want.network,
		"ftm": want.ftm, "plover": want.plover, "tables": want.tables,
	} {
		script, args := "read.py", []string{files[format]}
		switch format {
		case "cytoscape", "mermaid":
			script = "read.mjs"
		case "tables":
			args = tables
		}
		t.Run(strings.TrimPrefix(filepath.Ext(script), ".")+"/"+format, func(t *testing.T) {
			var got map[string]any
			if out := read(t, script, format, args...); json.Unmarshal(out, &got) != nil {
				t.Fatalf("found %s", out)
			}
			for k, v := range counts {
				if n, ok := v.(int); ok {
					counts[k] = float64(n) // as JSON has it
				}
			}
			if !maps.Equal(got, counts) {
				t.Errorf("found %v, want %v", got, counts)
			}
			t.Logf("found %v", got)
		})
	}
}

// The goldens of what is awkward to write are read as they are meant.
func TestReadersOfGoldens(t *testing.T) {
	if testing.Short() {
		t.Skip("starts several programs")
	}
	golden := filepath.Join("..", "..", "graph", "exchange", "testdata", "sample.")
	b, err := os.ReadFile(golden + "nquads")
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(strings.Lines(string(b)))
	for _, format := range []string{"trig", "jsonld"} {
		t.Run(format, func(t *testing.T) {
			want := want
			if format == "jsonld" {
				want = rounded(t, want)
			}
			same(t, statementsOf(t, string(read(t, "read.py", format, golden+format)), false), want)
		})
	}
	for script, kinds := range map[string][]string{"read.py": {"ftm", "plover"}, "read.mjs": {"mermaid"}} {
		for _, kind := range kinds {
			t.Run(kind, func(t *testing.T) {
				file := golden + kind
				if kind == "mermaid" {
					file = filepath.Join("..", "..", "graph", "diagram", "testdata", "dates.mermaid")
				}
				var got map[string]float64
				if out := read(t, script, kind, file); json.Unmarshal(out, &got) != nil {
					t.Fatalf("found %s", out)
				}
				if want := goldens[kind]; !maps.Equal(got, want) {
					t.Errorf("found %v, want %v", got, want)
				}
			})
		}
	}
}

// goldens are what is in the files, counted by hand.
var goldens = map[string]map[string]float64{
	"mermaid": {"nodes": 3, "edges": 4},
	"plover":  {"CONSULT": 4, "RETREAT": 1},
	"ftm": {"PublicBody": 2, "Organization": 1, "Address": 1, "Person": 2, "Representation": 2, "Article": 2, "Documentation": 7,
		"Event": 3, "Position": 1, "Occupancy": 1, "Note": 1, "UnknownLink": 2},
}

var rapperCount = regexp.MustCompile(`Parsing returned (\d+) triples`)

// read runs a script of the readers.
func read(t *testing.T, script, kind string, files ...string) []byte {
	t.Helper()
	folder := os.Getenv("PARLEY_READERS")
	program := filepath.Join(folder, "venv", "bin", "python")
	if script == "read.mjs" {
		program = "node"
	}
	if _, err := exec.LookPath(program); folder == "" || err != nil {
		t.Skipf("PARLEY_READERS names no folder with the readers (.ci/readers FOLDER makes one): %s is not read", kind)
	}
	script = filepath.Join("..", "..", "graph", "exchange", "testdata", "readers", script)
	out, err := exec.Command(program, append([]string{script, kind}, files...)...).Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("%v: %s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	return out
}

// statementsOf reads N-Quads, or with triples N-Triples, as sorted lines in
// parley's spelling, each once.
func statementsOf(t *testing.T, text string, triples bool) []string {
	t.Helper()
	if triples {
		text = regexp.MustCompile(`(?m) ?\.$`).ReplaceAllString(text, " <parley:none> .")
	}
	var lines []string
	for q, err := range graph.ReadNQuads(strings.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		if triples {
			q.Label = ""
		}
		lines = append(lines, string(graph.AppendNQuad(nil, q)))
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

var double = regexp.MustCompile(`"([^"]*)"\^\^<http://www.w3.org/2001/XMLSchema#double>`)

// rounded returns statements as PyLD gives them: it writes doubles with 16
// digits, those too that JSON-LD has as strings and means to be left alone.
func rounded(t *testing.T, lines []string) []string {
	t.Helper()
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = double.ReplaceAllStringFunc(line, func(s string) string {
			f, err := strconv.ParseFloat(double.FindStringSubmatch(s)[1], 64)
			if err == nil {
				f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 16, 64), 64)
			}
			if err != nil {
				t.Fatal(err)
			}
			return string(graph.AppendTerm(nil, graph.Float(f)))
		})
	}
	slices.Sort(out)
	return out
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	t.Logf("found %d statements", len(got))
	if slices.Equal(got, want) {
		return
	}
	for _, line := range got {
		if _, ok := slices.BinarySearch(want, line); !ok {
			t.Fatalf("found %d, want %d; %s is not in the store", len(got), len(want), line)
		}
	}
	t.Errorf("found %d, want %d", len(got), len(want))
}

// expected is what the readers have to find.
type expected struct {
	statements                          string // number
	quads, triples                      []string
	network, dated, ftm, plover, tables map[string]any
}

// expect counts in the store, by other ways than export.
func expect(t *testing.T, dsn, nquads string) expected {
	t.Helper()
	b, err := os.ReadFile(nquads)
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	st, err := store.Open(ctx, dsn, store.ReadOnly())
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	stats, err := st.Stats(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var x expected
	x.quads = slices.Sorted(strings.Lines(string(b)))
	if int64(len(x.quads)) != stats.Quads {
		t.Errorf("%d quads exported, the store has %d", len(x.quads), stats.Quads)
	}
	x.statements = strconv.Itoa(len(x.quads))
	x.triples = statementsOf(t, regexp.MustCompile(`(?m) <[^<> ]*> \.$`).ReplaceAllString(string(b), " ."), true)

	in, err := diagramInput(ctx, st, queries.NewEnv(st))
	if err != nil {
		t.Fatal(err)
	}
	d, err := diagram.WhoMet(in, diagram.Options{MaxNodes: -1})
	if err != nil {
		t.Fatal(err)
	}
	x.network = map[string]any{"nodes": len(d.Nodes), "edges": len(d.Edges)}
	weight, first, last := 0, "", ""
	for _, e := range d.Edges {
		weight += e.Count
		for _, m := range e.Meetings {
			if m.EDTF == "" {
				continue
			}
			a, b, err := graph.Bounds(m.EDTF)
			if err != nil {
				t.Fatal(err)
			}
			first = min(cmp.Or(first, "9999"), a.Format("2006-01-02"))
			last = max(last, b.Format("2006-01-02"))
		}
	}
	x.dated = map[string]any{"nodes": len(d.Nodes), "edges": len(d.Edges), "labelled": len(d.Nodes), "weight": weight, "first": first, "last": last}

	x.tables = map[string]any{"documents.csv": stats.Documents, "entities.csv": len(in.Entities), "meetings.csv": stats.Meetings,
		"participations.csv": 0, "claims.csv": stats.Claims, "posts.csv": stats.Tenures, "interactions.csv": stats.Interactions}
	x.plover = map[string]any{}
	x.ftm = map[string]any{"Person": stats.Entities[graph.Person], "PublicBody": stats.Entities[graph.State], "Address": stats.Entities[graph.Place],
		"Organization": stats.Entities[graph.Organization] + stats.Entities[graph.Format], "Article": stats.Documents, "Occupancy": stats.Tenures}
	count := func(in map[string]any, what string, n int) {
		have, _ := in[what].(int)
		in[what] = have + n
	}
	for _, e := range in.Entities {
		if e.Type != graph.Place {
			count(x.ftm, "Representation", len(e.For))
		}
	}
	posts := map[[2]string]bool{}
	for doc, err := range st.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		f, err := st.Facts(ctx, doc.ID)
		if err != nil {
			t.Fatal(err)
		}
		count(x.ftm, "Documentation", len(f.Entities))
		told := map[[3]string]bool{} // consultations that meetings tell of, by their sentences
		for _, m := range f.Meetings {
			count(x.tables, "participations.csv", len(m.Participations))
			if len(m.Participations) > 0 && cmp.Or(m.Date.EDTF, doc.Published) != "" {
				count(x.plover, "CONSULT", 1)
			}
			if m.Status.TookPlace() {
				count(x.ftm, "Event", 1)
				if m.Format != "" {
					count(x.ftm, "UnknownLink", 1)
				}
			}
			for _, p := range m.Participations {
				for _, q := range m.Participations {
					for _, a := range []string{p.Party, p.For} {
						for _, b := range []string{q.Party, q.For} {
							for _, e := range m.Evidence {
								told[[3]string{a, b, e.Quote}] = true
							}
						}
					}
				}
			}
		}
		for _, p := range f.Tenures {
			posts[[2]string{p.Post, p.Of}] = true
		}
		for _, c := range f.Claims {
			if c.Speaker != "" {
				count(x.ftm, "Note", 1)
				if c.Addressee != "" {
					count(x.ftm, "UnknownLink", 1)
				}
			}
		}
		for _, i := range f.Interactions {
			if i.Recipient != "" && i.Status.TookPlace() {
				count(x.ftm, "UnknownLink", 1)
			}
			if cmp.Or(i.Date.EDTF, doc.Published) != "" && (i.Class != "CONSULT" || !told[[3]string{i.Actor, i.Recipient, i.Evidence[0].Quote}]) {
				count(x.plover, i.Class, 1)
			}
		}
	}
	x.ftm["Position"] = len(posts)
	return x
}
