package exchange

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// memory is a source of facts. What is known of an entity is what the first
// document says of it.
type memory []graph.Facts

func (m memory) Statements(context.Context) iter.Seq2[[]graph.Quad, error] {
	return func(yield func([]graph.Quad, error) bool) {
		var docs [][]graph.Quad
		for _, f := range m {
			docs = append(docs, slices.Collect(f.Quads()))
		}
		slices.SortFunc(docs, func(a, b []graph.Quad) int { return a[0].Compare(b[0]) })
		for _, qs := range docs {
			if !yield(qs, nil) {
				return
			}
		}
	}
}

func (m memory) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return func(yield func(graph.Entity, error) bool) {
		seen := map[string]bool{}
		for _, f := range m {
			for _, e := range f.Entities {
				if !seen[e.ID] && !yield(e, nil) {
					return
				}
				seen[e.ID] = true
			}
		}
	}
}

// broken is a source that fails after its first document.
type broken struct{ memory }

var errBroken = errors.New("the disk is gone")

func (b broken) Statements(ctx context.Context) iter.Seq2[[]graph.Quad, error] {
	return func(yield func([]graph.Quad, error) bool) {
		for qs := range b.memory.Statements(ctx) {
			if yield(qs, nil) {
				yield(nil, errBroken)
			}
			return
		}
	}
}

// facts builds what a document says. Spans are found by their words.
type facts struct{ graph.Facts }

func document(text string) *facts {
	id := graph.NewDocumentID(text)
	return &facts{graph.Facts{Document: graph.Document{ID: id, Name: "talks.txt", Title: "Talks \"go on\"", Published: "2031-05-04", Text: text}}}
}

func (f *facts) entity(t graph.EntityType, key, name, code string, of ...string) string {
	id := graph.NewEntityID(t, key)
	f.Entities = append(f.Entities, graph.Entity{ID: id, Type: t, Name: name, Code: code, For: of})
	return id
}

func (f *facts) evidence(words string) []graph.Evidence {
	at := strings.Index(f.Document.Text, words)
	if at < 0 {
		panic(words + " is not in the text")
	}
	return []graph.Evidence{{Start: at, End: at + len(words), Quote: words, Rule: "r/1", Model: "none", Confidence: 0.85}}
}

func (f *facts) id(kind string, n int) string { return graph.NewFactID(f.Document.ID, kind, n, n, "") }

// sample is two documents with what is awkward to write: marks of other
// formats, formulas, dates of every kind, meetings that did not take place.
func sample(t testing.TB) memory {
	f := document("Élodie Ça of Avaria received 刘伟 in Port \"B\" in May.\nThey will speak by telephone.\tBellonia refused to come. Ça said: =1+1 <b>&amp;</b> to 刘伟. Bellonia ended its siege.")
	avaria, bellonia := f.entity(graph.State, "FR", "Avaria", "FR"), f.entity(graph.State, "SU", "Bellonia", "SU")
	forum := f.entity(graph.Format, "Two Plus One", "-Two+One", "")
	port := f.entity(graph.Place, "port-b", "Port \"B\"", "", avaria)
	ca := f.entity(graph.Person, "elodie-ca", "Élodie Ça", "", avaria)
	liu := f.entity(graph.Person, "刘伟", "刘伟", "", bellonia)
	f.Entities[4].Aliases = []string{"=cmd|' /C calc'!A0", "Elodie Ca; the envoy"}
	f.Mentions = []graph.Mention{{Entity: ca, Start: 0, End: 12, Text: f.Document.Text[:12], Method: "name"}}
	visit := "Élodie Ça of Avaria received 刘伟 in Port \"B\" in May."
	f.Meetings = []graph.Meeting{
		{ID: f.id("meeting", 1), Mode: graph.InPerson, Status: graph.Held, Date: graph.Date{EDTF: "2031-05", Basis: graph.Relative}, Place: port,
			Outcome: "+ more talks\n", Evidence: f.evidence(visit), Participations: []graph.Participation{
				{Party: ca, For: avaria, Post: "foreign minister", As: graph.Host, Confidence: 0.9},
				{Party: liu, As: graph.Visitor, Confidence: 0.30000000000000004},
			}},
		{ID: f.id("meeting", 2), Mode: graph.Telephone, Status: graph.Planned, Date: graph.Date{EDTF: "2031-05-30/2031-06-02", Basis: graph.Explicit}, Format: forum,
			Evidence: f.evidence("They will speak by telephone."), Participations: []graph.Participation{
				{Party: ca, As: graph.Participant, Confidence: 1}, {Party: liu, As: graph.Mediator, Confidence: 1}, {Party: bellonia, As: graph.Invited, Confidence: 1},
			}},
		{ID: f.id("meeting", 3), Mode: graph.Unspecified, Status: graph.Refused,
			Evidence: f.evidence("Bellonia refused to come."), Participations: []graph.Participation{{Party: bellonia, As: graph.Participant, Confidence: 0.5}}},
	}
	f.Tenures = []graph.Tenure{{ID: f.id("tenure", 1), Person: ca, Post: "foreign minister", Of: avaria, Seen: graph.Date{EDTF: "2031~", Basis: graph.Publication}, Evidence: f.evidence("Élodie Ça of Avaria")}}
	at := strings.Index(f.Document.Text, "=1+1")
	content := "=1+1 <b>&amp;</b>"
	f.Claims = []graph.Claim{{ID: f.id("claim", 1), Speaker: ca, For: avaria, Kind: graph.Direct, Content: content, Start: at, End: at + len(content), Cue: "said",
		Addressee: liu, Occasion: f.Meetings[0].ID, Date: graph.Date{EDTF: "2031-05-XX", Basis: graph.Relative}, Evidence: f.evidence("Ça said: " + content)}}
	f.Interactions = []graph.Interaction{
		{ID: f.id("interaction", 1), Class: "CONSULT", CAMEO: "043", Actor: ca, Recipient: liu, Status: graph.Held, Evidence: f.evidence("received")},
		{ID: f.id("interaction", 2), Class: "YIELD", CAMEO: "087", Actor: bellonia, Status: graph.Held, Date: graph.Date{EDTF: "2031-21", Basis: graph.Relative}, Evidence: f.evidence("Bellonia ended its siege.")},
	}
	g := document("Somebody met.")
	g.Document.Name, g.Document.Published = "empty.txt", ""
	e := f.Entities[4]
	e.For = nil
	g.Entities = []graph.Entity{e}
	g.Meetings = []graph.Meeting{
		{ID: g.id("meeting", 1), Mode: graph.Video, Status: graph.Ongoing, Evidence: g.evidence("Somebody met.")},
		{ID: g.id("meeting", 2), Mode: graph.Video, Status: graph.Held, Date: graph.Date{EDTF: "../2030", Basis: graph.Explicit}, Evidence: g.evidence("met"),
			Participations: []graph.Participation{{Party: ca, As: graph.Participant, Confidence: 1}}},
	}
	for _, f := range []*facts{f, g} {
		if err := f.Validate(); err != nil {
			t.Fatal(err)
		}
	}
	return memory{f.Facts, g.Facts}
}

func write(t testing.TB, f Format, src Source) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(t.Context(), &b, f, src); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	files := map[string]string{}
	for _, f := range Formats {
		files["sample."+string(f)] = write(t, f, sample(t))
	}
	dir := t.TempDir()
	if err := WriteFolder(t.Context(), sample(t), dir); err != nil {
		t.Fatal(err)
	}
	for _, table := range Tables {
		b, err := os.ReadFile(filepath.Join(dir, table.Name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		files[table.Name+".csv"] = string(b)
	}
	for name, got := range files {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs (-update rewrites it); got\n%s", file, got)
		}
	}
}

// What TriG says is what N-Quads say.
func TestTriGRoundTrip(t *testing.T) {
	var got []byte
	for q, err := range ReadTriG(strings.NewReader(write(t, TriG, sample(t)))) {
		if err != nil {
			t.Fatal(err)
		}
		got = graph.AppendNQuad(got, q)
	}
	if want := write(t, NQuads, sample(t)); string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJSON(t *testing.T) {
	var doc struct {
		Graph []struct {
			ID    string           `json:"@id"`
			Graph []map[string]any `json:"@graph"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(write(t, JSONLD, sample(t))), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Graph) != 2 || len(doc.Graph[0].Graph) == 0 {
		t.Errorf("%d documents", len(doc.Graph))
	}
	for _, f := range []Format{FTM, PLOVER} {
		for line := range strings.Lines(write(t, f, sample(t))) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%s: not JSON: %s", f, line)
			}
		}
	}
}

// Every predicate has a term of its own: none hides another.
func TestTermsAreDifferent(t *testing.T) {
	seen := map[string]string{}
	for _, class := range jsonClasses {
		seen[lastWord(class)] = class
	}
	for _, term := range jsonTerms {
		if other := seen[lastWord(term.iri)]; other != "" {
			t.Errorf("%s and %s are both %q", other, term.iri, lastWord(term.iri))
		}
		seen[lastWord(term.iri)] = term.iri
	}
	for qs := range sample(t).Statements(t.Context()) {
		for _, q := range qs {
			if q.Predicate != graph.PredType && seen[lastWord(q.Predicate)] != q.Predicate {
				t.Errorf("%s has no term", q.Predicate)
			}
		}
	}
}

// foreign is a graph that is none of parley's.
func TestForeignGraph(t *testing.T) {
	var qs []graph.Quad
	for q, err := range graph.ReadNQuads(strings.NewReader(`<x:s> <x:p> <x:o> <x:g> .
<x:s> <x:p> "two"@en <x:g> .
<x:s> <x:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> <x:g> .
<x:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "no class" <x:g> .
<x:s> <parley:confidence> "INF"^^<http://www.w3.org/2001/XMLSchema#double> <x:g> .
<x:s> <parley:start> <x:o> <x:g> .
`)) {
		if err != nil {
			t.Fatal(err)
		}
		qs = append(qs, q)
	}
	slices.SortFunc(qs, graph.Quad.Compare)
	src := labelled(qs)
	var back []graph.Quad
	for q, err := range ReadTriG(strings.NewReader(write(t, TriG, src))) {
		if err != nil {
			t.Fatal(err)
		}
		back = append(back, q)
	}
	if !slices.Equal(back, qs) {
		t.Errorf("TriG gives %v, not %v", back, qs)
	}
	if !json.Valid([]byte(write(t, JSONLD, src))) {
		t.Error("JSON-LD is not JSON")
	}
	for _, f := range []Format{FTM, PLOVER} {
		if got := write(t, f, src); got != "" {
			t.Errorf("%s of no document: %s", f, got)
		}
	}
}

type labelled []graph.Quad

func (l labelled) Statements(context.Context) iter.Seq2[[]graph.Quad, error] {
	return func(yield func([]graph.Quad, error) bool) { yield(l, nil) }
}

func (labelled) Entities(context.Context) iter.Seq2[graph.Entity, error] {
	return func(func(graph.Entity, error) bool) {}
}

func TestErrors(t *testing.T) {
	for _, f := range Formats {
		if err := Write(t.Context(), io.Discard, f, broken{sample(t)}); !errors.Is(err, errBroken) || !strings.Contains(err.Error(), string(f)) {
			t.Errorf("%s: error %v", f, err)
		}
		if err := Write(t.Context(), full{}, f, sample(t)); !errors.Is(err, errFull) {
			t.Errorf("%s: error %v of the writer", f, err)
		}
	}
	if err := Write(t.Context(), io.Discard, "rdfxml", sample(t)); err == nil || !strings.Contains(err.Error(), "turtle") {
		t.Errorf("unknown format: error %v", err)
	}
	dir := t.TempDir()
	if err := WriteFolder(t.Context(), broken{sample(t)}, dir); !errors.Is(err, errBroken) {
		t.Errorf("tables: error %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v left, %v", left, err)
	}
	if err := WriteTables(t.Context(), sample(t), func(string) (io.Writer, error) { return full{}, nil }); !errors.Is(err, errFull) {
		t.Errorf("tables: error %v of the writer", err)
	}
	if err := WriteZip(t.Context(), sample(t), full{}); !errors.Is(err, errFull) {
		t.Errorf("zip: error %v of the writer", err)
	}
}

// full is a disk that is full.
type full struct{}

var errFull = errors.New("no space left")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestZip(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(WriteZip(t.Context(), sample(t), &a), WriteZip(t.Context(), sample(t), &b)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same tables give another archive")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, table := range Tables {
		f, err := z.File[i].Open()
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil || z.File[i].Name != table.Name+".csv" || len(rows[0]) != len(table.Columns) {
			t.Errorf("%s: %v, columns %v", z.File[i].Name, err, rows[0])
		}
	}
}

// No cell of a table begins as a formula does.
func TestInert(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a=b": "a=b", "=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1",
		"＝1": "'＝1", "Élodie": "Élodie", "刘伟": "刘伟", "2031-05": "2031-05",
	} {
		if got := inert(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestFTMDate(t *testing.T) {
	for in, want := range map[string]string{
		"2031-05-04": "2031-05-04", "2031-05": "2031-05", "2031": "2031", "2031~": "2031", "2031-05-XX": "2031-05", "2031-21": "2031",
		"203X": "", "": "", "2031/..": "", "2031-05-04T10:00:00Z": "2031-05-04",
	} {
		if got := ftmDate(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestFTMCountry(t *testing.T) {
	for code, want := range map[string]string{"FR": "fr", "XK": "xk", "SU": "suhh", "LNR": "ua-lpr", "PRU": "", "YD": "", "": ""} {
		f := ftmWriter{es: entities{"s": {ID: "s", Type: graph.State, Code: code}, "p": {ID: "p", Type: graph.Person, For: []string{"s"}}}}
		if got := f.country("p"); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}

func TestAlpha3(t *testing.T) {
	for code, want := range map[string]string{
		"FR": "FRA", "XK": "XKX", "SU": "SUN", "YU": "YUG", "CS": "CSK", "DD": "DDR", "YD": "YMD",
		"VS": "", "HW": "", "FF": "", "ZAR": "", "": "",
	} {
		if got := alpha3(code); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}
