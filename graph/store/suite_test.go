package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"parley/graph"
)

// backend opens stores over one engine. Opening the same name again within a
// test opens the same store, unless it keeps nothing.
type backend struct {
	name       string
	open       func(t testing.TB, name string) *Store
	persistent bool
}

func backends() []backend {
	return []backend{
		{"memory", func(t testing.TB, _ string) *Store { return mustOpen(t, Memory) }, false},
		{"bbolt", func(t testing.TB, name string) *Store { return mustOpen(t, name) }, true},
		{"pebble", func(t testing.TB, name string) *Store { return openEngine(t, "pebble", name) }, true},
		{"leveldb", func(t testing.TB, name string) *Store { return openEngine(t, "leveldb", name) }, true},
	}
}

func mustOpen(t testing.TB, dsn string, opts ...Option) *Store {
	t.Helper()
	s, err := Open(t.Context(), dsn, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestBackends is the suite that every backend passes.
func TestBackends(t *testing.T) {
	tests := []struct {
		name string
		run  func(t *testing.T, open func() *Store)
	}{
		{"empty", testEmpty},
		{"put and read", testPutAndRead},
		{"put again", testPutAgain},
		{"put changed", testPutChanged},
		{"forget", testForget},
		{"shared entity", testSharedEntity},
		{"random edits", testRandomEdits},
		{"put all", testPutAll},
		{"bad facts", testBadFacts},
		{"cancelled", testCancelled},
		{"export and import", testExportImport},
		{"bad import", testBadImport},
		{"paths", testPaths},
		{"fact", testFact},
		{"write while reading", testWriteWhileReading},
		{"concurrent", testConcurrent},
		{"close under queries", testCloseUnderQueries},
	}
	for _, b := range backends() {
		t.Run(b.name, func(t *testing.T) {
			for _, test := range tests {
				t.Run(test.name, func(t *testing.T) {
					t.Parallel()
					n := 0
					test.run(t, func() *Store {
						n++
						s := b.open(t, filepath.Join(t.TempDir(), fmt.Sprint("store", n)))
						t.Cleanup(func() { s.Close() })
						return s
					})
				})
			}
			if b.persistent {
				t.Run("reopen", func(t *testing.T) { testReopen(t, b) })
			}
		})
	}
}

const testText = "Anna Berg of Northland met Carl Dahl in Portsea on 3 May 2031. \"We agreed on fishing,\" Berg said."

// testFacts are the facts of an invented article. Different n are different
// documents about the same people.
func testFacts(n int) graph.Facts {
	text := fmt.Sprintf("%s Report %d.", testText, n)
	doc := graph.NewDocumentID(text)
	quote := text[:62]
	ev := []graph.Evidence{{Start: 0, End: len(quote), Quote: quote, Mark: [2]int{23, 26}, Rule: "meet.1", Model: "test", Confidence: 0.9}}
	anna := graph.NewEntityID(graph.Person, "anna-berg")
	carl := graph.NewEntityID(graph.Person, "carl-dahl")
	north := graph.NewEntityID(graph.State, "NL")
	sea := graph.NewEntityID(graph.Place, "portsea")
	meeting := graph.NewFactID(doc, "meeting", 0, 62, "")
	claim := strings.Index(text, "We agreed")
	return graph.Facts{
		Document: graph.Document{
			ID: doc, Name: fmt.Sprintf("report-%d.txt", n), Title: "Talks in Portsea", Source: "The Portsea Echo",
			URL: "https://example.org/talks", Published: "2031-05-04", Text: text,
		},
		Entities: []graph.Entity{
			{ID: carl, Type: graph.Person, Name: "Carl Dahl", Aliases: []string{"Dahl"}},
			{ID: anna, Type: graph.Person, Name: "Anna Berg", Aliases: []string{"Anna Bergh", "Berg"}, For: []string{north}},
			{ID: north, Type: graph.State, Name: "Northland", Code: "NL"},
			{ID: sea, Type: graph.Place, Name: "Portsea"},
		},
		Mentions: []graph.Mention{
			{Entity: anna, Start: 0, End: 9, Text: "Anna Berg", Method: "name"},
			{Entity: north, Start: 13, End: 22, Text: "Northland", Method: "lexicon"},
			{Entity: carl, Start: 27, End: 36, Text: "Carl Dahl", Method: "name"},
		},
		Tenures: []graph.Tenure{{
			ID: graph.NewFactID(doc, "tenure", 0, 22, ""), Person: anna, Post: "minister", Of: north,
			Seen: graph.Date{EDTF: "2031-05-03", Basis: graph.Explicit}, Evidence: ev,
		}},
		Meetings: []graph.Meeting{{
			ID: meeting, Mode: graph.InPerson, Status: graph.Held,
			Date: graph.Date{EDTF: "2031-05-03", Basis: graph.Explicit}, Place: sea, Outcome: "agreed on fishing",
			Participations: []graph.Participation{
				{Party: anna, For: north, Post: "minister", As: graph.Visitor, Confidence: 0.8},
				{Party: carl, As: graph.Host, Confidence: 1},
			},
			Evidence: ev,
		}},
		Claims: []graph.Claim{{
			ID: graph.NewFactID(doc, "claim", claim, claim+20, ""), Speaker: anna, For: north, Kind: graph.Direct,
			Content: text[claim : claim+20], Start: claim, End: claim + 20, Cue: "said", Addressee: carl,
			Occasion: meeting, Evidence: ev,
		}},
		Interactions: []graph.Interaction{{
			ID: graph.NewFactID(doc, "interaction", 0, 62, ""), Class: "AGREE", CAMEO: "057", Actor: anna, Recipient: carl,
			Status: graph.Held, Date: graph.Date{EDTF: "2031-05", Basis: graph.Relative}, Evidence: ev,
		}},
	}
}

func mustPut(t testing.TB, s *Store, fs ...graph.Facts) {
	t.Helper()
	for _, f := range fs {
		if err := s.Put(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
}

func export(t testing.TB, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkDigests compares what Meetings, Tenures, Claims, Interactions and
// Documents give with the quads of the documents.
func checkDigests(t testing.TB, s *Store, fs []graph.Facts) {
	t.Helper()
	slices.SortFunc(fs, func(a, b graph.Facts) int { return strings.Compare(a.Document.ID, b.Document.ID) })
	var docs, want []any
	for _, f := range fs {
		f, err := graph.FactsOf(f.Quads())
		if err != nil {
			t.Fatal(err)
		}
		surest := func(es []graph.Evidence) float64 {
			return slices.MaxFunc(es, func(a, b graph.Evidence) int { return cmp.Compare(a.Confidence, b.Confidence) }).Confidence
		}
		doc := f.Document.ID
		f.Document.Text = ""
		docs = append(docs, f.Document)
		for _, x := range f.Meetings {
			sure := surest(x.Evidence)
			x.Evidence = nil
			want = append(want, Told[graph.Meeting]{doc, sure, x})
		}
		for _, x := range f.Tenures {
			sure := surest(x.Evidence)
			x.Evidence = nil
			want = append(want, Told[graph.Tenure]{doc, sure, x})
		}
		for _, x := range f.Claims {
			sure := surest(x.Evidence)
			x.Evidence, x.Content = nil, ""
			want = append(want, Told[graph.Claim]{doc, sure, x})
		}
		for _, x := range f.Interactions {
			sure := surest(x.Evidence)
			x.Evidence = nil
			want = append(want, Told[graph.Interaction]{doc, sure, x})
		}
	}
	var gotDocs, got []any
	gotDocs = collect(t, gotDocs, s.Documents(t.Context()))
	if !reflect.DeepEqual(gotDocs, docs) {
		t.Errorf("documents: got\n%+v\nwant\n%+v", gotDocs, docs)
	}
	for e, err := range s.Entities(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if alone, err := s.Entity(t.Context(), e.ID); err != nil || !reflect.DeepEqual(e, alone) {
			t.Errorf("entity among all:\n%+v\nalone:\n%+v, %v", e, alone, err)
		}
	}
	got = collect(t, got, s.Meetings(t.Context()))
	got = collect(t, got, s.Tenures(t.Context()))
	got = collect(t, got, s.Claims(t.Context()))
	got = collect(t, got, s.Interactions(t.Context()))
	order := func(a, b any) int { return strings.Compare(fmt.Sprintf("%T%+v", a, a), fmt.Sprintf("%T%+v", b, b)) }
	slices.SortFunc(got, order)
	slices.SortFunc(want, order)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("digests: got\n%+v\nwant\n%+v", got, want)
	}
}

func collect[T any](t testing.TB, out []any, xs iter.Seq2[T, error]) []any {
	t.Helper()
	for x, err := range xs {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, x)
	}
	return out
}

// checkExport compares the store with what a new one holds after putting fs.
// It also walks over Cayley's own iterators, which must see the same, and
// compares the digests.
func checkExport(t testing.TB, s *Store, fs ...graph.Facts) {
	t.Helper()
	var want []graph.Quad
	for _, f := range fs {
		want = slices.AppendSeq(want, f.Quads())
	}
	slices.SortFunc(want, graph.Quad.Compare)
	var b []byte
	for _, q := range want {
		b = graph.AppendNQuad(b, q)
	}
	if got := export(t, s); got != string(b) {
		t.Fatalf("export differs\ngot:\n%s\nwant:\n%s", got, b)
	}
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if st.Quads != int64(len(want)) {
		t.Fatalf("store counts %d quads, has %d", st.Quads, len(want))
	}
	checkDigests(t, s, slices.Clone(fs))
	qs := s.Quads()
	it := qs.QuadsAllIterator()
	n := 0
	for it.Next(t.Context()) {
		q := qs.Quad(it.Result())
		if q.Subject == nil || q.Predicate == nil || q.Object == nil || q.Label == nil {
			t.Fatalf("incomplete quad %v", q)
		}
		n++
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		t.Fatal(err)
	}
	if n != len(want) {
		t.Fatalf("Cayley sees %d quads, want %d", n, len(want))
	}
	nodes := map[string]bool{}
	for _, q := range want {
		cq, err := toQuad(q)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range quad.Directions {
			nodes[cq.Get(d).String()] = true
		}
	}
	it = qs.NodesAllIterator()
	seen := 0
	for it.Next(t.Context()) {
		if v := qs.NameOf(it.Result()); !nodes[v.String()] {
			t.Fatalf("node %v is left over", v)
		}
		seen++
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		t.Fatal(err)
	}
	if seen != len(nodes) {
		t.Fatalf("Cayley sees %d nodes, want %d", seen, len(nodes))
	}
}

func testEmpty(t *testing.T, open func() *Store) {
	s := open()
	checkExport(t, s)
	for range s.Documents(t.Context()) {
		t.Error("an empty store has documents")
	}
	for range s.Entities(t.Context()) {
		t.Error("an empty store has entities")
	}
	if _, err := s.Document(t.Context(), "parley:doc/none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Document: %v", err)
	}
	if _, err := s.Facts(t.Context(), "parley:doc/none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Facts: %v", err)
	}
	if _, err := s.Entity(t.Context(), "parley:person/none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Entity: %v", err)
	}
	if _, err := s.Fact(t.Context(), "parley:meeting/none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Fact: %v", err)
	}
	if err := s.Forget(t.Context(), "parley:doc/none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Forget: %v", err)
	}
}

// sorted puts the slices of f in the order that FactsOf gives.
func sorted(f graph.Facts) graph.Facts {
	f.Entities = slices.Clone(f.Entities)
	slices.SortFunc(f.Entities, func(a, b graph.Entity) int { return strings.Compare(a.ID, b.ID) })
	return f
}

func testPutAndRead(t *testing.T, open func() *Store) {
	s := open()
	f := testFacts(1)
	mustPut(t, s, f)
	got, err := s.Facts(t.Context(), f.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	if want := sorted(f); !reflect.DeepEqual(got, want) {
		t.Errorf("Facts: got\n%+v\nwant\n%+v", got, want)
	}
	d, err := s.Document(t.Context(), f.Document.ID)
	if err != nil || d != f.Document {
		t.Errorf("Document: got %+v, %v", d, err)
	}
	for d, err := range s.Documents(t.Context()) {
		want := f.Document
		want.Text = ""
		if err != nil || d != want {
			t.Errorf("Documents: got %+v, %v", d, err)
		}
	}
	var es []graph.Entity
	for e, err := range s.Entities(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		es = append(es, e)
	}
	if want := sorted(f).Entities; !reflect.DeepEqual(es, want) {
		t.Errorf("Entities: got\n%+v\nwant\n%+v", es, want)
	}
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	st.Bytes = 0
	want := Stats{
		Quads: int64(strings.Count(export(t, s), "\n")), Documents: 1, Mentions: 3, Meetings: 1, Tenures: 1, Claims: 1,
		Interactions: 1, Evidence: 4,
		Entities: map[graph.EntityType]int{graph.Person: 2, graph.State: 1, graph.Place: 1},
	}
	if !reflect.DeepEqual(st, want) {
		t.Errorf("Stats: got %+v, want %+v", st, want)
	}
}

func testPutAgain(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1), testFacts(2))
	before := export(t, s)
	mustPut(t, s, testFacts(2), testFacts(1))
	if export(t, s) != before {
		t.Error("putting the same again changed the store")
	}
	checkExport(t, s, testFacts(1), testFacts(2))
}

func testPutChanged(t *testing.T, open func() *Store) {
	s := open()
	f := testFacts(1)
	mustPut(t, s, f, testFacts(2))
	f.Meetings[0].Status = graph.Cancelled
	f.Claims = nil
	f.Entities[1].Aliases = []string{"A. Berg"}
	mustPut(t, s, f)
	checkExport(t, s, f, testFacts(2))
	mustPut(t, s, testFacts(1))
	checkExport(t, s, testFacts(1), testFacts(2))
}

func testForget(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1), testFacts(2), testFacts(3))
	for i, left := range [][]graph.Facts{{testFacts(1), testFacts(3)}, {testFacts(3)}, {}} {
		id := testFacts([]int{2, 1, 3}[i]).Document.ID
		if err := s.Forget(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		checkExport(t, s, left...)
		if err := s.Forget(t.Context(), id); !errors.Is(err, ErrNotFound) {
			t.Errorf("forgetting again: %v", err)
		}
	}
	mustPut(t, s, testFacts(2))
	checkExport(t, s, testFacts(2))
}

func testSharedEntity(t *testing.T, open func() *Store) {
	s := open()
	one, two, three := testFacts(1), testFacts(2), testFacts(3)
	two.Entities[0].Name, two.Entities[0].Aliases = "Karl Dahl", nil
	mustPut(t, s, one, two, three)
	id := one.Entities[0].ID
	e, err := s.Entity(t.Context(), id)
	want := graph.Entity{ID: id, Type: graph.Person, Name: "Carl Dahl", Aliases: []string{"Dahl", "Karl Dahl"}}
	if err != nil || !reflect.DeepEqual(e, want) {
		t.Errorf("got %+v, %v; want %+v", e, err, want)
	}
	for _, f := range []graph.Facts{one, three} {
		if err := s.Forget(t.Context(), f.Document.ID); err != nil {
			t.Fatal(err)
		}
	}
	e, err = s.Entity(t.Context(), id)
	want = graph.Entity{ID: id, Type: graph.Person, Name: "Karl Dahl"}
	if err != nil || !reflect.DeepEqual(e, want) {
		t.Errorf("got %+v, %v; want %+v", e, err, want)
	}
}

// testRandomEdits compares the store with a simple model over many changes.
func testRandomEdits(t *testing.T, open func() *Store) {
	s := open()
	rnd := rand.New(rand.NewPCG(1, 2))
	model := map[int]graph.Facts{}
	for range 60 {
		n := rnd.IntN(6)
		if _, ok := model[n]; ok && rnd.IntN(3) == 0 {
			if err := s.Forget(t.Context(), testFacts(n).Document.ID); err != nil {
				t.Fatal(err)
			}
			delete(model, n)
			continue
		}
		f := testFacts(n)
		f.Entities = f.Entities[rnd.IntN(len(f.Entities)):]
		f.Mentions = f.Mentions[rnd.IntN(len(f.Mentions)):]
		if rnd.IntN(2) == 0 {
			f.Meetings[0].Status = graph.Planned
		}
		if rnd.IntN(2) == 0 {
			f.Claims, f.Tenures = nil, nil
		}
		model[n] = f
		mustPut(t, s, f)
	}
	var left []graph.Facts
	for _, f := range model {
		left = append(left, f)
	}
	checkExport(t, s, left...)
}

func testPutAll(t *testing.T, open func() *Store) {
	s := open()
	bad := testFacts(2)
	bad.Meetings[0].Evidence = nil
	again := testFacts(1)
	again.Claims = nil
	var reported []string
	err := s.PutAll(t.Context(), slices.Values([]graph.Facts{testFacts(1), bad, testFacts(3), again}), func(id string, err error) {
		reported = append(reported, id)
		if (err != nil) != (id == bad.Document.ID) {
			t.Errorf("%s: %v", id, err)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{testFacts(1).Document.ID, bad.Document.ID, testFacts(3).Document.ID, testFacts(1).Document.ID}
	if !slices.Equal(reported, want) {
		t.Errorf("reported %q, want %q", reported, want)
	}
	checkExport(t, s, again, testFacts(3))
}

func testBadFacts(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1))
	for _, spoil := range []func(f *graph.Facts){
		func(f *graph.Facts) { f.Document.ID = "" },
		func(f *graph.Facts) { f.Document.ID = "no scheme" },
		func(f *graph.Facts) { f.Entities[0].ID = "parley:person/a b" },
		func(f *graph.Facts) { f.Claims[0].Content = "other words" },
		func(f *graph.Facts) { f.Meetings[0].Date.EDTF = "yesterday" },
		func(f *graph.Facts) { f.Document.Title = "\xff" },
	} {
		f := testFacts(1)
		spoil(&f)
		if err := s.Put(t.Context(), f); err == nil {
			t.Error("bad facts were taken")
		}
	}
	checkExport(t, s, testFacts(1))
}

func testCancelled(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	changed := testFacts(1)
	changed.Claims = nil
	if err := s.Put(ctx, changed); !errors.Is(err, context.Canceled) {
		t.Errorf("Put: %v", err)
	}
	if err := s.Forget(ctx, changed.Document.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("Forget: %v", err)
	}
	if err := s.Import(ctx, strings.NewReader("")); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("Import: %v", err)
	}
	checkExport(t, s, testFacts(1))
	mustPut(t, s, changed)
	checkExport(t, s, changed)
}

func testExportImport(t *testing.T, open func() *Store) {
	s := open()
	odd := testFacts(2)
	odd.Document.Title = "tab\t, quote \", back\\slash, line\nend\r, \x01\x7f, ünïcode 漢字 🙂, <a@b^^c>"
	mustPut(t, s, testFacts(1), odd)
	want := export(t, s)
	other := open()
	stale := testFacts(1)
	stale.Claims = nil
	mustPut(t, other, stale)
	if err := other.Import(t.Context(), strings.NewReader(want)); err != nil {
		t.Fatal(err)
	}
	if got := export(t, other); got != want {
		t.Errorf("round trip differs\ngot:\n%s\nwant:\n%s", got, want)
	}
	checkExport(t, other, testFacts(1), odd)
	foreign := "<http://a.example/s> <http://a.example/p> \"x\"@de-AT <http://a.example/g> .\n" +
		"<http://a.example/s> <http://a.example/p> \"-1.5\"^^<http://www.w3.org/2001/XMLSchema#double> <http://a.example/g> .\n" +
		"<http://a.example/s> <http://a.example/p> \"12\"^^<http://a.example/type> <http://a.example/g> .\n" +
		"<http://a.example/s> <http://a.example/p> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> <http://a.example/g> .\n" +
		"<http://a.example/s> <http://a.example/p> \"\" <http://a.example/g> .\n"
	third := open()
	if err := third.Import(t.Context(), strings.NewReader(foreign)); err != nil {
		t.Fatal(err)
	}
	got := strings.SplitAfter(export(t, third), "\n")
	lines := strings.SplitAfter(foreign, "\n")
	slices.Sort(got)
	slices.Sort(lines)
	if !slices.Equal(got, lines) {
		t.Errorf("got %q, want %q", got, lines)
	}
}

func testBadImport(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1))
	good := export(t, s)
	for _, test := range []struct{ line, want string }{
		{"nonsense", "subject"},
		{"<a:s> <a:p> <a:o> .", "no graph label"},
		{"<a:s> <a:p> _:b <a:g> .", "blank nodes"},
		{"<a:s> <a:p> \"open <a:g> .", "closing quote"},
		{"<a:s> <a:p> \"x\"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .", "not an integer"},
		{"<a:s> <a:p> \"1\"^^<xsd:integer> <a:g> .", "datatype"},
		{"<a:s> <a:p> <a:o> <a:g>", `does not end in "."`},
		{"<a:s> <a:p> <a:o> <a:g> . more", "after the end"},
		{"<a:s> <a:p> \"\xff\" <a:g> .", "UTF-8"},
	} {
		err := s.Import(t.Context(), strings.NewReader("# comment\n\n<a:s> <a:p> <a:o> <a:g> .\n"+test.line+"\n"))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.line, err, test.want)
		} else if !strings.Contains(err.Error(), "line 4:") && !strings.Contains(err.Error(), "datatype") {
			t.Errorf("%s: %v names no line", test.line, err)
		}
	}
	if got := export(t, s); got != good {
		t.Error("a bad import changed the store")
	}
}

// testPaths asks the graph the way queries do.
func testPaths(t *testing.T, open func() *Store) {
	s := open()
	planned := testFacts(3)
	planned.Meetings[0].Status = graph.Planned
	mustPut(t, s, testFacts(1), testFacts(2), planned)
	anna := quad.IRI(graph.NewEntityID(graph.Person, "anna-berg"))
	carl := quad.IRI(graph.NewEntityID(graph.Person, "carl-dahl"))
	all := func(p *path.Path) []string {
		t.Helper()
		vs, err := p.Iterate(t.Context()).AllValues(s.Quads())
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, v := range vs {
			out = append(out, quad.StringOf(v))
		}
		slices.Sort(out)
		return out
	}
	for _, test := range []struct {
		name string
		path *path.Path
		want []string
	}{
		{"who met", path.StartPath(s.Quads(), anna).Out(quad.IRI(graph.PredAttended)).In(quad.IRI(graph.PredAttended)).Unique(),
			[]string{anna.String(), carl.String()}},
		{"states", path.StartPath(s.Quads()).Has(quad.IRI(graph.PredType), quad.IRI(graph.ClassState)).Out(quad.IRI(graph.PredName)).Unique(),
			[]string{`"Northland"`}},
		{"status", path.StartPath(s.Quads(), quad.String("planned")).In(quad.IRI(graph.PredStatus)).Out(quad.IRI(graph.PredParticipation)).
			Out(quad.IRI(graph.PredPost)).Unique(), []string{`"minister"`}},
		{"spoken to", path.StartPath(s.Quads(), carl).In(quad.IRI(graph.PredAddressee)).Out(quad.IRI(graph.PredSpeaker)).Unique(),
			[]string{anna.String()}},
		{"by label", path.StartPath(s.Quads(), carl).LabelContext(quad.IRI(testFacts(1).Document.ID)).Out(quad.IRI(graph.PredAttended)),
			[]string{quad.IRI(testFacts(1).Meetings[0].ID).String()}},
	} {
		if got := all(test.path); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func testFact(t *testing.T, open func() *Store) {
	s := open()
	f := testFacts(1)
	mustPut(t, s, f, testFacts(2))
	got, err := s.Fact(t.Context(), f.Meetings[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	f.Document.Text = ""
	want := []graph.Facts{{Document: f.Document, Meetings: f.Meetings}}
	want[0].Entities = append(want[0].Entities, sorted(f).Entities...)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	var refs []FactRef
	for ref, err := range s.FactRefs(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	if len(refs) != 8 || !slices.Contains(refs, FactRef{f.Claims[0].ID, graph.ClassClaim, f.Document.ID}) {
		t.Errorf("FactRefs: got %v", refs)
	}
}

func testWriteWhileReading(t *testing.T, open func() *Store) {
	s := open()
	mustPut(t, s, testFacts(1), testFacts(2))
	n := 0
	for d, err := range s.Documents(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Forget(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
		mustPut(t, s, testFacts(10+n))
		n++
	}
	checkExport(t, s, testFacts(10), testFacts(11))
}

// testConcurrent has writers replace documents while readers look: they must
// see each document whole, as it was or as it is.
func testConcurrent(t *testing.T, open func() *Store) {
	s := open()
	short := func(n int) graph.Facts {
		f := testFacts(n)
		f.Claims, f.Meetings = nil, nil
		return f
	}
	mustPut(t, s, testFacts(0), testFacts(1), testFacts(2))
	var wg sync.WaitGroup
	stop := make(chan struct{})
	for range 2 {
		wg.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				f, err := s.Facts(t.Context(), testFacts(n%3).Document.ID)
				if err != nil {
					t.Error(err)
					return
				}
				if len(f.Claims) != len(f.Meetings) || len(f.Entities) != 4 {
					t.Errorf("torn read: %d claims, %d meetings, %d entities", len(f.Claims), len(f.Meetings), len(f.Entities))
					return
				}
				anna := quad.IRI(graph.NewEntityID(graph.Person, "anna-berg"))
				qs := s.Quads()
				vs, err := path.StartPath(qs, anna).Out(quad.IRI(graph.PredAttended)).Unique().Iterate(t.Context()).AllValues(qs)
				if err != nil || len(vs) > 3 {
					t.Errorf("path: %v, %v", vs, err)
					return
				}
			}
		})
	}
	var writers sync.WaitGroup
	for n := range 3 {
		writers.Go(func() {
			for range 15 {
				for _, f := range []graph.Facts{short(n), testFacts(n)} {
					if err := s.Put(t.Context(), f); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	writers.Wait()
	close(stop)
	wg.Wait()
	checkExport(t, s, testFacts(0), testFacts(1), testFacts(2))
}

func testCloseUnderQueries(t *testing.T, open func() *Store) {
	s := open()
	for n := range 20 {
		mustPut(t, s, testFacts(n))
	}
	started := make(chan struct{}, 4)
	closed := make(chan struct{}) // a query that begins later may find nothing, without an error
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for first := true; ; first = false {
				select {
				case <-closed:
					return
				default:
				}
				qs := s.Quads()
				_, err := path.StartPath(qs).Has(quad.IRI(graph.PredType)).Out().Unique().Iterate(context.Background()).AllValues(qs)
				if first {
					started <- struct{}{}
				}
				if err != nil {
					return
				}
			}
		})
	}
	<-started
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	close(closed)
	wg.Wait()
	if err := s.Put(t.Context(), testFacts(1)); err == nil {
		t.Error("a closed store took facts")
	}
	if err := s.Export(t.Context(), &bytes.Buffer{}); err == nil {
		t.Error("a closed store was exported")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

func testReopen(t *testing.T, b backend) {
	name := filepath.Join(t.TempDir(), "store")
	s := b.open(t, name)
	mustPut(t, s, testFacts(1), testFacts(2))
	if err := s.Forget(t.Context(), testFacts(1).Document.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = b.open(t, name)
	defer s.Close()
	checkExport(t, s, testFacts(2))
	mustPut(t, s, testFacts(1))
	checkExport(t, s, testFacts(1), testFacts(2))
}

func sortQuads(qs []graph.Quad) { slices.SortFunc(qs, graph.Quad.Compare) }
