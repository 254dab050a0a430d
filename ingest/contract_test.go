package ingest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// The keys of the extract contract, and those that parley adds to it.
var contractKeys = map[string][]string{
	"":             {"claims", "doc", "entities", "interactions", "meetings", "published", "roles"},
	"entities":     {"id", "iri", "mentions", "name", "spans", "type"},
	"roles":        {"confidence", "of", "person", "role", "rule"},
	"meetings":     {"confidence", "date", "end", "evidence", "format", "id", "mode", "participants", "parties", "place", "rule", "start", "status"},
	"claims":       {"addressee", "confidence", "content", "cue", "end", "evidence", "id", "kind", "reported_by", "rule", "speaker", "start"},
	"interactions": {"actor", "cameo", "class", "confidence", "date", "end", "evidence", "id", "recipient", "start", "status"},
}

// The values that the contract allows.
var contractValues = map[string][]string{
	"entities/type":   {"person", "state", "organization", "format", "place"},
	"meetings/mode":   {"in_person", "telephone", "video", "unspecified"},
	"meetings/status": {"held", "planned", "cancelled", "ongoing", "refused"},
	"claims/kind":     {"direct", "indirect", "mixed"},
}

// nullable are the fields that hold the id of an entity, or null where the
// text does not say.
var nullable = map[string][]string{
	"roles":    {"of"},
	"meetings": {"format", "place"},
	"claims":   {"speaker", "addressee", "reported_by"},
}

func decode(t *testing.T, x Extract) map[string]any {
	t.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsRune(b, '\n') {
		t.Error("an extract is more than one line")
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func keysOf(m map[string]any) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// checkContract compares an extract, as decoded from JSON, with the contract.
func checkContract(t *testing.T, m map[string]any, text string) {
	t.Helper()
	if got := keysOf(m); !slices.Equal(got, contractKeys[""]) {
		t.Errorf("document has keys %q", got)
	}
	entity := map[string]bool{}
	for _, kind := range []string{"entities", "roles", "meetings", "claims"} {
		list, ok := m[kind].([]any)
		if !ok {
			t.Errorf("%s is %v, want a list", kind, m[kind])
			continue
		}
		ids := map[string]bool{}
		for i, v := range list {
			o := v.(map[string]any)
			if got := keysOf(o); !slices.Equal(got, contractKeys[kind]) {
				t.Errorf("%s %d has keys %q", kind, i, got)
			}
			if kind != "roles" {
				id := o["id"].(string)
				if ids[id] || !strings.HasPrefix(id, kind[:1]) {
					t.Errorf("%s %d has id %q", kind, i, id)
				}
				ids[id] = true
			}
			for field, v := range o {
				if allowed := contractValues[kind+"/"+field]; allowed != nil && !slices.Contains(allowed, v.(string)) {
					t.Errorf("%s %d: %s is %q", kind, i, field, v)
				}
			}
			for _, field := range nullable[kind] {
				if id, ok := o[field].(string); o[field] != nil && (!ok || !entity[id]) {
					t.Errorf("%s %d: %s is %v", kind, i, field, o[field])
				}
			}
			switch kind {
			case "entities":
				entity[o["id"].(string)] = true
				for _, s := range o["mentions"].([]any) {
					if !strings.Contains(text, s.(string)) {
						t.Errorf("entity %v: the text has no %q", o["name"], s)
					}
				}
				for _, s := range o["spans"].([]any) {
					at := s.(map[string]any)
					words := text[int(at["start"].(float64)):int(at["end"].(float64))]
					if !slices.Contains(o["mentions"].([]any), any(words)) && at["method"] != "pronoun" {
						t.Errorf("entity %v: %q has a span and is no mention", o["name"], words)
					}
				}
			case "roles":
				if id, ok := o["person"].(string); !ok || !entity[id] {
					t.Errorf("role %d is of %v", i, o["person"])
				}
			case "meetings":
				for _, p := range o["participants"].([]any) {
					if !entity[p.(string)] {
						t.Errorf("meeting %d: participant %v", i, p)
					}
				}
				if o["date"] != nil {
					if _, _, err := graph.Bounds(o["date"].(string)); err != nil {
						t.Errorf("meeting %d: %v", i, err)
					}
				}
				if text[int(o["start"].(float64)):int(o["end"].(float64))] != o["evidence"] {
					t.Errorf("meeting %d: evidence is not at its offsets", i)
				}
			case "claims":
				if text[int(o["start"].(float64)):int(o["end"].(float64))] != o["content"] || !strings.Contains(text, o["evidence"].(string)) {
					t.Errorf("claim %d: content or evidence is not in the text", i)
				}
			}
		}
	}
}

func TestContractOnSample(t *testing.T) {
	text := sampleText(t)
	f, err := extractor(t).Extract(context.Background(), Article{Name: "sample.txt", Text: text, Published: "2022-01-28"})
	if err != nil {
		t.Fatal(err)
	}
	m := decode(t, NewExtract(f))
	checkContract(t, m, text)
	if m["doc"] != "sample.txt" || m["published"] != "2022-01-28" {
		t.Errorf("doc %v, published %v", m["doc"], m["published"])
	}
	for kind, atLeast := range map[string]int{"entities": 25, "roles": 8, "meetings": 7, "claims": 25} {
		if n := len(m[kind].([]any)); n < atLeast {
			t.Errorf("%d %s", n, kind)
		}
	}
}

// A document without anything in it has empty lists, not nulls.
func TestContractEmpty(t *testing.T) {
	f, err := extractor(t).Extract(context.Background(), Article{Name: "empty.txt"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(NewExtract(f))
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"doc":"empty.txt","published":null,"entities":[],"roles":[],"meetings":[],"claims":[],"interactions":[]}`; string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

// What the text does not say is null, and ids are short and in order.
func TestNewExtract(t *testing.T) {
	ev := []graph.Evidence{{Start: 2, End: 5, Quote: "abc", Rule: "r/x", Confidence: 0.5}, {Start: 9, End: 10, Quote: "x"}}
	f := graph.Facts{
		Document: graph.Document{Name: "d.txt", Published: "2021-03"},
		Entities: []graph.Entity{
			{ID: "parley:person/a", Type: graph.Person, Name: "A"},
			{ID: "parley:state/XX", Type: graph.State, Name: "X"},
			{ID: "parley:format/f", Type: graph.Format, Name: "F"},
			{ID: "parley:person/b", Type: graph.Person, Name: "B"},
		},
		Mentions: []graph.Mention{
			{Entity: "parley:person/a", Text: "A", Start: 1, End: 2, Method: "model"}, {Entity: "parley:person/a", Text: "he", Start: 3, End: 5, Method: "pronoun"},
			{Entity: "parley:person/a", Text: "A"}, {Entity: "parley:person/a", Text: "the A"},
		},
		Tenures: []graph.Tenure{{Person: "parley:person/a", Post: "envoy"}, {Person: "parley:person/b", Post: "king", Of: "parley:state/XX"}},
		Meetings: []graph.Meeting{
			{Mode: graph.Video, Status: graph.Held, Evidence: ev, Participations: []graph.Participation{
				{Party: "parley:person/a", As: graph.Host, Confidence: 0.7}, {Party: "parley:person/b", As: graph.Invited}, {Party: "parley:state/XX", As: graph.Absent}}},
			{Mode: graph.Unspecified, Status: graph.Planned, Evidence: ev, Format: "parley:format/f", Place: "parley:state/XX", Date: graph.Date{EDTF: "2021"},
				Participations: []graph.Participation{{Party: "parley:person/b", For: "parley:state/XX", Post: "king", As: graph.Invited}}},
		},
		Claims: []graph.Claim{
			{Kind: graph.Direct, Content: "abc", Start: 2, End: 5, Evidence: ev},
			{Kind: graph.Mixed, Content: "x", Cue: "said", Speaker: "parley:person/b", Addressee: "parley:person/a", ReportedBy: "parley:state/XX", Evidence: ev},
		},
	}
	b, err := json.MarshalIndent(NewExtract(f), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := json.Compact(&got, b); err != nil {
		t.Fatal(err)
	}
	want := `{"doc":"d.txt","published":"2021-03",` +
		`"entities":[{"id":"e1","type":"person","name":"A","mentions":["A","the A"],"iri":"parley:person/a","spans":[{"start":1,"end":2,"method":"model"},{"start":3,"end":5,"method":"pronoun"},` +
		`{"start":0,"end":0,"method":""},{"start":0,"end":0,"method":""}]},` +
		`{"id":"e2","type":"state","name":"X","mentions":[],"iri":"parley:state/XX","spans":[]},` +
		`{"id":"e3","type":"format","name":"F","mentions":[],"iri":"parley:format/f","spans":[]},` +
		`{"id":"e4","type":"person","name":"B","mentions":[],"iri":"parley:person/b","spans":[]}],` +
		`"roles":[{"person":"e1","role":"envoy","of":null,"rule":"","confidence":0},{"person":"e4","role":"king","of":"e2","rule":"","confidence":0}],` +
		`"meetings":[{"id":"m1","mode":"video","status":"held","format":null,"date":null,"place":null,"participants":["e1"],"parties":[{"entity":"e1","for":null,"post":null,"as":"host","confidence":0.7}],"evidence":"abc","start":2,"end":5,"rule":"r/x","confidence":0.5},` +
		`{"id":"m2","mode":"unspecified","status":"planned","format":"e3","date":"2021","place":"e2","participants":["e4"],"parties":[{"entity":"e4","for":"e2","post":"king","as":"invited","confidence":0}],"evidence":"abc","start":2,"end":5,"rule":"r/x","confidence":0.5}],` +
		`"claims":[{"id":"c1","speaker":null,"kind":"direct","content":"abc","cue":"","addressee":null,"reported_by":null,"evidence":"abc","start":2,"end":5,"rule":"r/x","confidence":0.5},` +
		`{"id":"c2","speaker":"e4","kind":"mixed","content":"x","cue":"said","addressee":"e1","reported_by":"e2","evidence":"abc","start":0,"end":0,"rule":"r/x","confidence":0.5}],"interactions":[]}`
	if got.String() != want {
		t.Errorf("got  %s\nwant %s", got.String(), want)
	}
}

// evaluation is the folder of gold data beside the repository.
const evaluation = "../../shared/eval"

// floors of F1, by folder of gold data.
var floors = []struct {
	dir                     string
	documents               int
	entity, edge, attribute float64
}{
	{"seed", 1, 0.92, 0.90, 0.85},
	{"dev", 4, 0.88, 0.80, 0.75},
}

// TestAccuracy extracts the documents of the gold data and holds floors on
// what their scorer says: entities, who took part in which meeting, and claims
// with their speaker.
func TestAccuracy(t *testing.T) {
	scorer, err := filepath.Abs(filepath.Join(evaluation, "score.py"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(scorer); errors.Is(err, os.ErrNotExist) {
		t.Skipf("no gold data to measure against: %s is not there", filepath.Join(evaluation, "score.py"))
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the scorer of the gold data needs python3:", err)
	}
	x := extractor(t)
	for _, floor := range floors {
		gold := filepath.Join(evaluation, floor.dir)
		files, err := filepath.Glob(filepath.Join(gold, "*.gold.json"))
		if err != nil || len(files) != floor.documents {
			t.Errorf("%s: %d documents, want %d (%v)", gold, len(files), floor.documents, err)
		}
		out := t.TempDir()
		for _, g := range files {
			name := strings.TrimSuffix(filepath.Base(g), ".gold.json")
			var meta struct{ Published string }
			b, err := os.ReadFile(g)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &meta); err != nil {
				t.Fatalf("%s: %v", g, err)
			}
			text, err := os.ReadFile(filepath.Join(gold, name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			f, err := x.Extract(t.Context(), Article{Name: name + ".txt", Text: string(text), Published: meta.Published})
			if err != nil {
				t.Fatal(err)
			}
			checkFacts(t, f)
			b, err = json.Marshal(NewExtract(f))
			if err != nil {
				t.Fatal(err)
			}
			var m map[string]any
			if err := json.Unmarshal(b, &m); err != nil {
				t.Fatal(err)
			}
			checkContract(t, m, string(text))
			if err := os.WriteFile(filepath.Join(out, name+".json"), b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		scores := filepath.Join(t.TempDir(), "scores.json")
		if b, err := exec.CommandContext(t.Context(), python, scorer, "--gold", gold, "--sys", out, "--json", scores).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", floor.dir, err, b)
		}
		b, err := os.ReadFile(scores)
		if err != nil {
			t.Fatal(err)
		}
		var result struct {
			Micro map[string]struct{ P, R, F1 float64 }
		}
		if err := json.Unmarshal(b, &result); err != nil {
			t.Fatalf("%s: %v", scores, err)
		}
		for _, stage := range []string{"entity", "role", "meeting", "participant_edge", "claim", "attributed_claim"} {
			s := result.Micro[stage]
			t.Logf("%-5s %-17s precision %.3f recall %.3f F1 %.3f", floor.dir, stage, s.P, s.R, s.F1)
		}
		for stage, least := range map[string]float64{"entity": floor.entity, "participant_edge": floor.edge, "attributed_claim": floor.attribute} {
			if got := result.Micro[stage].F1; got < least {
				t.Errorf("%s: F1 of %s is %.3f, below %.2f", floor.dir, stage, got, least)
			}
		}
	}
}
