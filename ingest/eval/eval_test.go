package eval

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// cases are invented documents with all that gold can say, what a bad system
// says of them, and the score that the project's first scorer, in Python, gave.
func cases(t testing.TB, path string) (cs []struct {
	Gold, Sys json.RawMessage
	Want      any
}) {
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(z).Decode(&cs); err != nil {
		t.Fatal(err)
	}
	return cs
}

// The scores are those of the Python scorer to the last digit.
func TestScore(t *testing.T) {
	path := os.Getenv("PARLEY_EVAL_CASES")
	if path == "" {
		path = "testdata/cases.json.gz"
	}
	for i, c := range cases(t, path) {
		gold, err := Parse(c.Gold)
		if err != nil {
			t.Fatal(err)
		}
		sys, err := Parse(c.Sys)
		if err != nil {
			t.Fatal(err)
		}
		var s Score
		s.Add(gold, sys)
		if got := plain(t, &s); !reflect.DeepEqual(got, c.Want) {
			t.Errorf("case %d:\ngold %s\nsystem %s\ngot  %v\nwant %v", i, c.Gold, c.Sys, got, c.Want)
			return
		}
	}
}

// plain brings a value to what JSON makes of it.
func plain(t *testing.T, v any) (out any) {
	t.Helper()
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Gold against itself is without fault, and counts add up over documents.
func TestScoreOfGold(t *testing.T) {
	var total, twice Score
	for _, c := range cases(t, "testdata/cases.json.gz") {
		gold, err := Parse(c.Gold)
		if err != nil {
			t.Fatal(err)
		}
		var one Score
		one.Add(gold, gold)
		total.Merge(&one)
		twice.Add(gold, gold)
	}
	if !reflect.DeepEqual(total, twice) {
		t.Errorf("merged %v, added %v", total, twice)
	}
	if f := total.counts[cClaim]; f.FN > 0 || f.TP == 0 {
		t.Errorf("claims %+v", f)
	}
}

// The Python scorer, where it is at hand with the gold it is for, agrees.
func TestScoreAgainstPython(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared", "eval")
	dev := filepath.Join(shared, "dev")
	if _, err := os.Stat(filepath.Join(shared, "score.py")); err != nil {
		t.Skip("the Python scorer and its gold are not part of the project, and missing here")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3 to run the other scorer")
	}
	gold, err := ReadGold([]string{dev}, "")
	if err != nil {
		t.Fatal(err)
	}
	// Each document's system says what the gold of the next one says.
	sys := t.TempDir()
	var total Score
	perDoc := map[string]any{}
	for i, g := range gold {
		b, err := os.ReadFile(gold[(i+1)%len(gold)].Path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(sys, g.Name+".json"), b, 0o666); err != nil {
			t.Fatal(err)
		}
		said, err := ReadSystem(sys, g.Name)
		if err != nil {
			t.Fatal(err)
		}
		var one Score
		one.Add(g.Doc, said)
		total.Merge(&one)
		perDoc[g.Name] = plain(t, &one)
	}
	out := filepath.Join(sys, "scores.out")
	if b, err := exec.Command(python, filepath.Join(shared, "score.py"), "--gold", dev, "--sys", sys, "--json", out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, b)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var want any
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if got := any(map[string]any{"micro": plain(t, &total), "per_doc": perDoc}); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                        "",
		"The Élysée":              "elysee",
		"Russia’s demand":         "russia demand",
		"it's a s'so 'sand":       "it a s so sand",
		"A  “frank”\ntalk":        "frank talk",
		"Kovač":                   "kovac",
		"İpek":                    "ipek",
		"U.S.":                    "u s",
		"an apple":                "apple",
		"the":                     "the",
		"Владимир":                "",
		"x'sя and x's":            "x s and x",
		"the the side of the sea": "the side of the sea",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCompatible(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"", "", true},
		{"2021", "", false},
		{"2021", "2021-03-04", true},
		{"2021-03", "2021-04", false},
		{"2021-03-01/2021-03-05", "2021-03-05", true},
		{"2021-03-01/2021-03-05", "2021-03-06", false},
		{"2020/2021", "2021-12-31", true},
		{"soon", "2021", false},
		{"2021-3", "2021", false},
	} {
		if got := compatible(tt.a, tt.b); got != tt.want {
			t.Errorf("compatible(%q, %q) = %t", tt.a, tt.b, got)
		}
		if got := compatible(tt.b, tt.a); got != tt.want {
			t.Errorf("compatible(%q, %q) = %t", tt.b, tt.a, got)
		}
	}
}

func TestReadGold(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.gold.json": `{"doc":"b.txt"}`, "a.gold.json": `{"doc":"a.txt"}`, "a.txt": "text", "bad/c.gold.json": "{", "none/d.txt": "",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gold, err := ReadGold([]string{dir}, "")
	if err != nil || len(gold) != 2 || gold[0].Name != "a" || gold[0].TextPath() != filepath.Join(dir, "a.txt") {
		t.Errorf("got %+v, error %v", gold, err)
	}
	for path, want := range map[string]string{"bad": "c.gold.json", "none": "no file", "a.txt": "a.txt", "missing.gold.json": "missing"} {
		if _, err := ReadGold([]string{filepath.Join(dir, path)}, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

// Anything that parses can be scored.
func FuzzAdd(f *testing.F) {
	for _, c := range cases(f, "testdata/cases.json.gz")[:8] {
		f.Add([]byte(c.Gold), []byte(c.Sys))
	}
	f.Fuzz(func(t *testing.T, g, s []byte) {
		gold, err1 := Parse(g)
		sys, err2 := Parse(s)
		if err1 != nil || err2 != nil {
			return
		}
		var score Score
		score.Add(gold, sys)
		if _, err := json.Marshal(&score); err != nil {
			t.Fatal(err)
		}
	})
}
