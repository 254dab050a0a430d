package eval_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"parley/data"
	"parley/ingest"
	"parley/ingest/eval"
)

// scorer finds the Python scorer and the gold it is for, which stand beside the
// project where it is developed.
func scorer(t *testing.T) (python, script string, gold []eval.Gold) {
	t.Helper()
	shared := filepath.Join("..", "..", "..", "shared", "eval")
	script = filepath.Join(shared, "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip("the Python scorer and its gold are not part of the project, and missing here")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to run the other scorer")
	}
	gold, err = eval.ReadGold([]string{filepath.Join(shared, "seed"), filepath.Join(shared, "dev")}, "")
	if err != nil {
		t.Fatal(err)
	}
	return python, script, gold
}

// extracts are what parley says of the texts of gold, without and with the
// dates of publication of the gold, as JSON.
func extracts(t *testing.T, gold []eval.Gold) (plain, dated [][]byte) {
	t.Helper()
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gold {
		for _, published := range []string{"", g.Doc.Published} {
			a, err := ingest.Source{Path: g.TextPath()}.Article(published)
			if err != nil {
				t.Fatal(err)
			}
			f, err := x.Extract(t.Context(), a)
			if err != nil {
				t.Fatal(err)
			}
			b, err := json.Marshal(ingest.NewExtract(f))
			if err != nil {
				t.Fatal(err)
			}
			if len(plain) == len(dated) {
				plain = append(plain, b)
			} else {
				dated = append(dated, b)
			}
		}
	}
	return plain, dated
}

// scored is a pair of documents to score.
type scored struct {
	name      string
	gold, sys []byte
}

// agree fails unless both scorers give the same figures for all pairs,
// together and one by one.
func agree(t *testing.T, python, script string, pairs []scored) {
	t.Helper()
	dir := t.TempDir()
	args := []string{script}
	report := &eval.Report{}
	for _, p := range pairs {
		gold, sys := filepath.Join(dir, p.name), filepath.Join(dir, p.name+".sys")
		if err := os.WriteFile(gold, p.gold, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(sys, p.sys, 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, gold, sys)
		g, err := eval.Parse(p.gold)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		s, err := eval.Parse(p.sys)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		report.Add(p.name, eval.Compare(g, s).Score, nil)
	}
	out := filepath.Join(dir, "scores")
	if b, err := exec.Command(python, append(args, "--json", out)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	theirs, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	var got, want struct {
		Micro  map[string]any            `json:"micro"`
		PerDoc map[string]map[string]any `json:"per_doc"`
	}
	if err := json.Unmarshal(ours, &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(theirs, &want); err != nil {
		t.Fatal(err)
	}
	if len(want.PerDoc) != len(pairs) || len(want.Micro) == 0 {
		t.Fatalf("the Python scorer scored %d of %d documents", len(want.PerDoc), len(pairs))
	}
	if !reflect.DeepEqual(got.Micro, want.Micro) {
		t.Errorf("together: got %v\nwant %v", got.Micro, want.Micro)
	}
	for _, p := range pairs {
		if got, want := got.PerDoc[p.name], want.PerDoc[p.name]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v\nwant %v\nsystem %s", p.name, got, want, p.sys)
			return
		}
	}
}

// What parley extracts has the figures that the Python scorer gives it.
func TestExtractsAgainstPython(t *testing.T) {
	python, script, gold := scorer(t)
	plain, dated := extracts(t, gold)
	for name, said := range map[string][][]byte{"plain": plain, "dates of publication given": dated} {
		t.Run(name, func(t *testing.T) {
			var pairs []scored
			for i, g := range gold {
				pairs = append(pairs, scored{g.Name, readFile(t, g.Path), said[i]})
			}
			agree(t, python, script, pairs)
		})
	}
}

// So has what is spoilt at random: the extracts, the gold as a system, and the
// gold as gold.
func TestSpoiltAgainstPython(t *testing.T) {
	python, script, gold := scorer(t)
	said, _ := extracts(t, gold)
	rounds := 12
	if testing.Short() {
		rounds = 2
	}
	r := rand.New(rand.NewPCG(1, 2))
	var pairs []scored
	for round := range rounds {
		for i, g := range gold {
			text := readFile(t, g.Path)
			for kind, sys := range [][]byte{said[i], text} {
				other := text
				if round%4 == 3 {
					other = spoil(t, r, text, 0.1)
				}
				name := fmt.Sprintf("%s-%d-%d", g.Name, round, kind)
				pairs = append(pairs, scored{name, other, spoil(t, r, sys, []float64{0.02, 0.1, 0.3}[round%3])})
			}
		}
	}
	agree(t, python, script, pairs)
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// spoil makes mistakes in a document, one of each kind with a probability p.
func spoil(t *testing.T, r *rand.Rand, doc []byte, p float64) []byte {
	t.Helper()
	var d map[string]any
	if err := json.Unmarshal(doc, &d); err != nil {
		t.Fatal(err)
	}
	var ids, names []any
	for _, e := range d["entities"].([]any) {
		ids = append(ids, e.(map[string]any)["id"])
		names = append(names, e.(map[string]any)["name"])
	}
	hit := func() bool { return r.Float64() < p }
	pick := func(of ...any) any { return of[r.IntN(len(of))] }
	party := func() any {
		switch r.IntN(6) {
		case 0:
			return pick(names...)
		case 1:
			return "Nobody Known"
		case 2:
			return map[string]any{"name": pick(names...)}
		}
		return pick(ids...)
	}
	id := func() any { return pick(ids...) }
	for _, key := range []string{"entities", "roles", "meetings", "claims"} {
		items := d[key].([]any)
		items = slices.DeleteFunc(items, func(any) bool { return r.Float64() < p/2 })
		for _, item := range items {
			x := item.(map[string]any)
			set := func(field string, value func() any) {
				if _, has := x[field]; has && hit() {
					x[field] = value()
				}
			}
			set("date", func() any {
				return pick(nil, "1999", "2022-01", "2016-02-20", "2007-11/2007-12", "soon", "2022-01-26/2022-02", " 2022 ")
			})
			set("status", func() any { return pick("held", "planned", "cancelled", "refused", "ongoing") })
			set("mode", func() any { return pick("in_person", "video", "telephone", nil) })
			set("kind", func() any { return pick("direct", "indirect", "mixed") })
			set("type", func() any { return pick("person", "state", "place", "organization", "format") })
			set("evidence", func() any { return words(r, x["evidence"]) })
			set("content", func() any { return words(r, x["content"]) })
			set("role", func() any { return words(r, x["role"]) })
			set("name", func() any { return pick(names...) })
			for _, field := range []string{"place", "format", "speaker", "of", "addressee"} {
				if key == "claims" || key == "meetings" || key == "roles" {
					set(field, func() any { return pick(nil, id(), id()) })
				}
			}
			if ps, ok := x["participants"].([]any); ok {
				if hit() && len(ps) > 0 {
					ps = ps[1:]
				}
				if hit() {
					ps = append(ps, id())
				}
				x["participants"] = ps
			}
			if ms, ok := x["mentions"].([]any); ok && len(ms) > 0 && hit() {
				x["mentions"] = append(ms[1:], pick(names...))
			}
			if hit() {
				x["optional"] = true
			}
		}
		if len(items) > 0 && hit() {
			items = append(items, items[r.IntN(len(items))])
		}
		if hit() {
			r.Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
		}
		d[key] = items
	}
	// A reference of a system can be a name, or an object. In gold it is an id.
	if _, gold := d["license"]; !gold {
		for _, m := range d["meetings"].([]any) {
			x := m.(map[string]any)
			if ps := x["participants"].([]any); len(ps) > 0 && hit() {
				x["participants"] = append([]any{party()}, ps[1:]...)
			}
		}
		for _, c := range d["claims"].([]any) {
			if hit() {
				c.(map[string]any)["speaker"] = party()
			}
		}
	}
	out, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// words changes a text a little, or much.
func words(r *rand.Rand, text any) any {
	s, _ := text.(string)
	rs := []rune(s)
	cut := 0
	if len(rs) > 0 {
		cut = r.IntN(len(rs))
	}
	switch r.IntN(6) {
	case 0:
		return string(rs[cut:])
	case 1:
		return string(rs[:cut])
	case 2:
		return "The " + s + "’s Ångström ½ ①"
	case 3:
		return string(rs[:cut]) + " in other words " + string(rs[cut:])
	case 4:
		return string(rs[cut:]) + " " + string(rs[:cut])
	}
	return "Something else altogether."
}
