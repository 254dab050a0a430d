package eval

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

const (
	findingsText = `OSLO, 4 March 2021. Kari Nordahl, the foreign minister of Norway, met Haruto
Ishida on Wednesday. The League of Ports was not asked. Nordahl called the quotas fair.
"We go home," said Ishida.`

	findingsGold = `{"doc": "port.txt",
	"entities": [{"id": "k", "type": "person", "name": "Kari Nordahl", "mentions": ["Kari Nordahl", "Nordahl"]},
		{"id": "h", "type": "person", "name": "Haruto Ishida", "mentions": ["Haruto\nIshida", "Ishida"]},
		{"id": "n", "type": "state", "name": "Norway", "mentions": ["Norway"]},
		{"id": "o", "type": "place", "name": "Oslo", "mentions": ["OSLO"], "optional": true},
		{"id": "l", "type": "organization", "name": "League of Ports", "mentions": ["The League of Ports"]}],
	"roles": [{"person": "k", "role": "foreign minister", "of": "n"}],
	"meetings": [{"participants": ["k", "h"], "status": "held", "mode": "in_person", "date": "2021-03-03", "place": "o", "place_alt": [null],
		"evidence": "Kari Nordahl, the foreign minister of Norway, met Haruto\nIshida on Wednesday."}],
	"claims": [{"speaker": "k", "kind": "indirect", "content": "the quotas fair", "evidence": "Nordahl called the quotas fair."},
		{"speaker": "h", "kind": "direct", "content": "We go home", "evidence": "We go home"}]}`

	findingsSys = `{"doc": "port.txt",
	"entities": [{"id": "e1", "type": "person", "name": "Kari Nordahl", "mentions": ["Nordahl"]},
		{"id": "e2", "type": "person", "name": "Ishida", "mentions": ["Ishida"]},
		{"id": "e3", "type": "state", "name": "Norway", "mentions": ["Norway"]},
		{"id": "e4", "type": "place", "name": "Wednesday", "mentions": ["Wednesday"]}],
	"roles": [{"person": "e1", "role": "minister of ports", "of": null, "confidence": 0.4}],
	"meetings": [{"participants": ["e1"], "status": "held", "mode": "in_person", "date": "2021-03", "place": null, "confidence": 0.9,
		"evidence": "Kari Nordahl, the foreign minister of Norway, met Haruto\nIshida on Wednesday."}],
	"claims": [{"speaker": "e2", "kind": "indirect", "content": "the quotas fair", "evidence": "", "confidence": 0.5},
		{"speaker": null, "addressee": "e2", "kind": "direct", "content": "was not asked", "confidence": 0.3}]}`
)

func parse(t *testing.T, s string) Doc {
	t.Helper()
	d, err := Parse([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFindings(t *testing.T) {
	got := Compare(parse(t, findingsGold), parse(t, findingsSys)).Findings(findingsText)
	const met = "Kari Nordahl, the foreign minister of Norway, met Haruto Ishida on Wednesday."
	want := []Finding{
		{Missed, "entity", "organization League of Ports (The League of Ports)", nil,
			"… Kari Nordahl, the foreign minister of Norway, met Haruto Ishida on Wednesday. The League of Ports was not asked. Nordahl called the quotas fair. \"We go home,\" said Ishida."},
		{FalseAlarm, "entity", "place Wednesday", nil,
			"… March 2021. Kari Nordahl, the foreign minister of Norway, met Haruto Ishida on Wednesday. The League of Ports was not asked. Nordahl called the quotas fair. \"We go …"},
		{Missed, "role", "Kari Nordahl: foreign minister of Norway", nil,
			"OSLO, 4 March 2021. Kari Nordahl, the foreign minister of Norway, met Haruto Ishida on Wednesday. The League of Ports was not asked. …"},
		{FalseAlarm, "role", "Kari Nordahl: minister of ports", nil,
			"OSLO, 4 March 2021. Kari Nordahl, the foreign minister of Norway, met Haruto Ishida on Wednesday. The League of …"},
		{Differs, "meeting", "Kari Nordahl, Haruto Ishida: held in_person 2021-03-03 in Oslo",
			[]Difference{{"participants", "Kari Nordahl, Haruto Ishida", "Kari Nordahl"}, {"date", "2021-03-03", "2021-03"}}, met},
		{Missed, "claim", "Haruto Ishida, direct: We go home", nil, ""},
		{FalseAlarm, "claim", "somebody to Ishida, direct: was not asked", nil, ""},
		{Differs, "claim", "Kari Nordahl, indirect: the quotas fair",
			[]Difference{{"speaker", "Kari Nordahl", "Ishida"}}, "Nordahl called the quotas fair."},
	}
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %+v", want[i])
		case i >= len(want):
			t.Errorf("too much: %+v", got[i])
		case !reflect.DeepEqual(got[i], want[i]):
			t.Errorf("got  %+v\nwant %+v", got[i], want[i])
		}
	}
	gold := parse(t, findingsGold)
	if fs := Compare(gold, gold).Findings(findingsText); fs != nil {
		t.Errorf("gold has faults of its own: %+v", fs)
	}
}

func TestPlaces(t *testing.T) {
	for _, tt := range []struct {
		text  string
		forms []string
		want  [][2]int
	}{
		{"Oslo, OSLO Osloer", []string{"Oslo"}, [][2]int{{0, 4}, {6, 10}}},
		{"Port League Port", []string{"Port", "Port League"}, [][2]int{{0, 11}, {12, 16}}},
		{"the U.S. and U.S.A", []string{"U.S."}, [][2]int{{4, 8}}},
		{"Émile émile", []string{"émile", ""}, [][2]int{{0, 6}, {7, 13}}},
		{"a(b a b", []string{"a(b"}, [][2]int{{0, 3}}},
		{"nothing", []string{" "}, nil},
		{"", []string{"x"}, nil},
	} {
		if got := places(tt.text, tt.forms); !reflect.DeepEqual(got, tt.want) {
			t.Errorf("places(%q, %q) = %v, want %v", tt.text, tt.forms, got, tt.want)
		}
	}
}

func TestKinds(t *testing.T) {
	var got []string
	for _, k := range Compare(parse(t, findingsGold), parse(t, findingsSys)).Score.Kinds() {
		got = append(got, k.String())
	}
	want := []string{
		"organization             P 0.000  R 0.000  F1 0.000   (tp 0 fp 0 fn 1)",
		"person                   P 1.000  R 1.000  F1 1.000   (tp 2 fp 0 fn 0)",
		"place                    P 0.000  R 0.000  F1 0.000   (tp 0 fp 1 fn 0)",
		"state                    P 1.000  R 1.000  F1 1.000   (tp 1 fp 0 fn 0)",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestAtLeast(t *testing.T) {
	d := parse(t, findingsSys)
	for _, tt := range []struct {
		least                   float64
		roles, meetings, claims int
	}{{0, 1, 1, 2}, {0.4, 1, 1, 1}, {0.5, 0, 1, 1}, {0.95, 0, 0, 0}} {
		got := d.AtLeast(tt.least)
		if len(got.Roles) != tt.roles || len(got.Meetings) != tt.meetings || len(got.Claims) != tt.claims || len(got.Entities) != 4 {
			t.Errorf("at least %v: %+v", tt.least, got)
		}
	}
	if gold := parse(t, findingsGold); !reflect.DeepEqual(gold.AtLeast(1), gold) {
		t.Error("facts without a confidence went")
	}
}

func TestReport(t *testing.T) {
	gold, sys := parse(t, findingsGold), parse(t, findingsSys)
	r := &Report{}
	for range 2 {
		c := Compare(gold, sys)
		r.Add("port", c.Score, c.Findings(findingsText))
	}
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"entity                   P 0.750  R 0.750  F1 0.750   (tp 6 fp 2 fn 2)\n  organization           P 0.000",
		"\nF1            entity        role     meeting        edge       claim  attributed\nport           0.750       0.000       1.000       0.667       0.500       0.000\nport (2)",
		"\nport (2)\n  missed entity: organization League of Ports (The League of Ports)\n      | … Kari",
		"      date: gold 2021-03-03, given 2021-03\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table has no %q:\n%s", want, &b)
		}
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Micro  map[string]map[string]any `json:"micro"`
		PerDoc map[string]any            `json:"per_doc"`
		Kinds  map[string]Counts         `json:"entity_by_kind"`
		Detail map[string][]Finding      `json:"details"`
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Micro["date_exact"]["n"] != 2.0 || got.Micro["place"]["acc"] != 1.0 || len(got.PerDoc) != 2 ||
		got.Kinds["person"] != (Counts{TP: 4}) || len(got.Detail["port (2)"]) != 8 {
		t.Errorf("got %s", text)
	}
}

func TestOpenSystem(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"out/port.json": `{"doc": "port.txt", "claims": [{}]}`,
		"all.jsonl":     `{"doc": "sea.txt"}` + "\n" + `{"doc": "port.txt", "claims": [{}]}` + "\n",
		"twice.jsonl":   `{"doc": "sea.txt"} {"doc": "sea.txt"}`,
		"bad.jsonl":     `{"doc": "sea.txt"} {"doc": 7}`,
	}
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"out", "all.jsonl"} {
		s, err := OpenSystem(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range []Gold{{Name: "port", Doc: Doc{Name: "port.txt"}}, {Name: "port"}} {
			if d, err := s.Doc(g); err != nil || len(d.Claims) != 1 {
				t.Errorf("%s: got %+v, error %v", path, d, err)
			}
		}
		if _, err := s.Doc(Gold{Name: "river"}); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "nothing is said of river") {
			t.Errorf("%s: error %v", path, err)
		}
	}
	for path, want := range map[string]string{"twice.jsonl": `document 2: "sea.txt" comes twice`, "bad.jsonl": "document 2: ", "none": "none"} {
		if _, err := OpenSystem(filepath.Join(dir, path)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", path, err)
		}
	}
}

func TestTextPath(t *testing.T) {
	for _, tt := range []struct{ doc, want string }{
		{"", "port.txt"}, {"sea.md", "sea.md"}, {"../../sea.txt", "sea.txt"},
	} {
		g := Gold{Name: "port", Path: filepath.Join("gold", "port.gold.json"), Doc: Doc{Name: tt.doc}}
		if got := g.TextPath(); got != filepath.Join("gold", tt.want) {
			t.Errorf("doc %q: %s", tt.doc, got)
		}
	}
}

// Whatever parses has findings that can be written, as many as are counted.
func FuzzFindings(f *testing.F) {
	f.Add([]byte(findingsGold), []byte(findingsSys), findingsText)
	f.Add([]byte(`{"entities":[{"name":"a\xff.*("}],"roles":[{"role":"("}]}`), []byte(`{}`), "a\xff.*( (")
	f.Fuzz(func(t *testing.T, g, s []byte, text string) {
		gold, err1 := Parse(g)
		sys, err2 := Parse(s)
		if err1 != nil || err2 != nil {
			return
		}
		c := Compare(gold, sys)
		var got [4][2]int
		what := []string{"entity", "role", "meeting", "claim"}
		for _, x := range c.Findings(text) {
			for i, w := range what {
				if x.What == w && x.Fault != Differs {
					got[i][map[Fault]int{Missed: 0, FalseAlarm: 1}[x.Fault]]++
				}
			}
		}
		for i, count := range []int{cEntity, cRole, cMeeting, cClaim} {
			if n := c.Score.counts[count]; got[i] != [2]int{n.FN, n.FP} {
				t.Errorf("%s: %d missed and %d false listed, counted %+v", what[i], got[i][0], got[i][1], n)
			}
		}
		r := &Report{}
		r.Add("x", c.Score, c.Findings(text))
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	})
}
