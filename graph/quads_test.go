package graph

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

func sample() Facts {
	const text = "Anna Berg of Northland met Carl Dahl in Portsea. \"We agreed,\" she said."
	doc := NewDocumentID(text)
	anna, carl := NewEntityID(Person, "anna berg"), NewEntityID(Person, "carl dahl")
	north := NewEntityID(State, "NL")
	ev := []Evidence{
		{Start: 0, End: 48, Quote: text[:48], Mark: [2]int{23, 26}, Rule: "meet", Model: "m", Confidence: 0.5},
		{Start: 49, End: 71, Quote: text[49:71], Rule: "say", Confidence: 1},
	}
	return Facts{
		Document: Document{ID: doc, Name: "a.txt", Published: "2031-05", Text: text},
		Entities: []Entity{
			{ID: anna, Type: Person, Name: "Anna Berg", Aliases: []string{"Berg"}, For: []string{north}},
			{ID: carl, Type: Person, Name: "Carl Dahl"},
			{ID: north, Type: State, Name: "Northland", Code: "NL"},
		},
		Mentions: []Mention{{Entity: anna, Start: 0, End: 9, Text: "Anna Berg", Method: "name"}},
		Meetings: []Meeting{{
			ID: NewFactID(doc, "meeting", 0, 48, ""), Mode: InPerson, Status: Held, Date: Date{"2031-05-03/..", Explicit},
			Participations: []Participation{{Party: anna, For: north, Post: "minister", As: Visitor, Confidence: 1}, {Party: carl, As: Absent, Confidence: 0}},
			Evidence:       ev,
		}},
		Tenures: []Tenure{{ID: NewFactID(doc, "tenure", 0, 22, ""), Person: anna, Post: "minister", Of: north, Evidence: ev[:1]}},
		Claims: []Claim{{
			ID: NewFactID(doc, "claim", 50, 59, ""), Speaker: anna, Kind: Direct, Content: text[50:59], Start: 50, End: 59,
			Cue: "said", Evidence: ev[1:],
		}},
		Interactions: []Interaction{{
			ID: NewFactID(doc, "interaction", 0, 48, ""), Class: "AGREE", Actor: anna, Recipient: carl, Status: Held, Evidence: ev[:1],
		}},
	}
}

func lines(f Facts) string {
	var b []byte
	for q := range f.Quads() {
		b = AppendNQuad(b, q)
	}
	return string(b)
}

func TestFactsRoundTrip(t *testing.T) {
	f := sample()
	if err := f.Validate(); err != nil {
		t.Fatal(err)
	}
	qs := slices.Collect(f.Quads())
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(qs), func(i, j int) { qs[i], qs[j] = qs[j], qs[i] })
	got, err := FactsOf(slices.Values(qs))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, f) {
		t.Errorf("got\n%+v\nwant\n%+v", got, f)
	}
}

// The order of slices and repetition do not show in the quads.
func TestQuadsDeterministic(t *testing.T) {
	want := lines(sample())
	f := sample()
	slices.Reverse(f.Entities)
	slices.Reverse(f.Meetings[0].Participations)
	f.Meetings[0].Evidence = slices.Clone(f.Meetings[0].Evidence) // which other facts share
	slices.Reverse(f.Meetings[0].Evidence)
	f.Mentions = append(f.Mentions, f.Mentions...)
	if got := lines(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestQuadsOfMeetings(t *testing.T) {
	edge := func(f Facts, s, p, o string) bool {
		return slices.Contains(slices.Collect(f.Quads()), Quad{s, p, IRI(o), f.Document.ID})
	}
	f := sample()
	m := f.Meetings[0].ID
	anna, carl, north := f.Entities[0].ID, f.Entities[1].ID, f.Entities[2].ID
	if !edge(f, anna, PredAttended, m) || !edge(f, m, PredParticipant, anna) || !edge(f, m, PredInvolves, north) {
		t.Error("the short edges of a visitor are missing")
	}
	if edge(f, carl, PredAttended, m) || edge(f, m, PredParticipant, carl) {
		t.Error("someone absent attended")
	}
	for _, s := range []Status{Planned, Cancelled, Refused} {
		f.Meetings[0].Status = s
		if edge(f, anna, PredAttended, m) {
			t.Errorf("a %s meeting was attended", s)
		}
		if !edge(f, m, PredParticipant, anna) {
			t.Errorf("a %s meeting has no participants", s)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, test := range []struct {
		name, want string
		spoil      func(f *Facts)
	}{
		{"document id", "no IRI", func(f *Facts) { f.Document.ID = "" }},
		{"text", "not valid UTF-8", func(f *Facts) { f.Document.Text += "\xff" }},
		{"title", "not valid UTF-8", func(f *Facts) { f.Document.Title = "\xff" }},
		{"published", "want 4 digits", func(f *Facts) { f.Document.Published = "May" }},
		{"entity type", "unknown type", func(f *Facts) { f.Entities[0].Type = "thing" }},
		{"entity name", "no name", func(f *Facts) { f.Entities[0].Name = "" }},
		{"twice", "used twice", func(f *Facts) { f.Entities = append(f.Entities, f.Entities[0]) }},
		{"mention words", `is "Anna Berg", not "Berg"`, func(f *Facts) { f.Mentions[0].Text = "Berg" }},
		{"mention span", "outside the text", func(f *Facts) { f.Mentions[0].End = 1000 }},
		{"negative span", "outside the text", func(f *Facts) { f.Mentions[0].Start = -1 }},
		{"no evidence", "no evidence", func(f *Facts) { f.Claims[0].Evidence = nil }},
		{"quote", "not \"x\"", func(f *Facts) { f.Tenures[0].Evidence[0].Quote = "x" }},
		{"mark", "outside the quote", func(f *Facts) { f.Tenures[0].Evidence[0].Mark = [2]int{40, 60} }},
		{"confidence", "between 0 and 1", func(f *Facts) { f.Meetings[0].Participations[0].Confidence = 1.5 }},
		{"mode", "none of", func(f *Facts) { f.Meetings[0].Mode = "" }},
		{"status", "none of", func(f *Facts) { f.Meetings[0].Status = "maybe" }},
		{"part", "none of", func(f *Facts) { f.Meetings[0].Participations[0].As = "" }},
		{"kind", "none of", func(f *Facts) { f.Claims[0].Kind = "quote" }},
		{"class", "no class", func(f *Facts) { f.Interactions[0].Class = "" }},
		{"reference", `has ' ' in it`, func(f *Facts) { f.Claims[0].Speaker = "a b:c" }},
	} {
		f := sample()
		f.Tenures[0].Evidence = slices.Clone(f.Tenures[0].Evidence)
		test.spoil(&f)
		if err := f.Validate(); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

func TestFactsOfErrors(t *testing.T) {
	q := Quad{"a:s", "a:p", String("x"), "a:g"}
	other := q
	other.Label = "a:h"
	for _, qs := range [][]Quad{nil, {q}, {q, other}} {
		if _, err := FactsOf(slices.Values(qs)); err == nil {
			t.Errorf("%v gave facts", qs)
		}
	}
}

func TestTerms(t *testing.T) {
	when := time.Date(2031, 5, 3, 10, 0, 0, 5, time.FixedZone("", 7200))
	if got := Time(when); got.Value != "2031-05-03T08:00:00Z" {
		t.Errorf("Time: %v", got)
	}
	if v, ok := Time(when).Time(); !ok || !v.Equal(when.Truncate(time.Second)) {
		t.Errorf("Time back: %v, %v", v, ok)
	}
	if i, ok := Int(-7).Int(); !ok || i != -7 {
		t.Errorf("Int back: %v, %v", i, ok)
	}
	for _, f := range []float64{0, 0.9, -1e300, 1e-7} {
		if got, ok := Float(f).Float(); !ok || got != f {
			t.Errorf("Float back: %v, %v", got, ok)
		}
	}
	if b, ok := Bool(true).Bool(); !ok || !b {
		t.Errorf("Bool back: %v, %v", b, ok)
	}
	if _, ok := String("1").Int(); ok {
		t.Error("a string is an integer")
	}
	if String("a").IsIRI() || !IRI("a:b").IsIRI() || (Term{}).IsIRI() {
		t.Error("IsIRI")
	}
}

var nquadTests = []struct {
	in   string
	want string // canonical, or part of the error
	ok   bool
}{
	{"<a:s> <a:p> <a:o> <a:g> .", "<a:s> <a:p> <a:o> <a:g> .\n", true},
	{"  <a:s>\t<a:p><a:o><a:g>.# note", "<a:s> <a:p> <a:o> <a:g> .\n", true},
	{`<a:s> <a:p> "t\tn\nq\"b\\u\u00e9\U0001F642" <a:g> .`, `<a:s> <a:p> "t\tn\nq\"b\\ué🙂" <a:g> .` + "\n", true},
	{`<a:\u00e9> <a:p> "x"^^<http://www.w3.org/2001/XMLSchema#string> <a:g> .`, `<a:é> <a:p> "x" <a:g> .` + "\n", true},
	{`<a:s> <a:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .`, `<a:s> <a:p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .` + "\n", true},
	{`<a:s> <a:p> "9.0E-1"^^<http://www.w3.org/2001/XMLSchema#double> <a:g> .`, `<a:s> <a:p> "0.9"^^<http://www.w3.org/2001/XMLSchema#double> <a:g> .` + "\n", true},
	{`<a:s> <a:p> "1"^^<http://www.w3.org/2001/XMLSchema#boolean> <a:g> .`, `<a:s> <a:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <a:g> .` + "\n", true},
	{`<a:s> <a:p> "2031-05-03T10:00:00+02:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> <a:g> .`, `<a:s> <a:p> "2031-05-03T08:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> <a:g> .` + "\n", true},
	{`<a:s> <a:p> "hallo"@de-AT <a:g> .`, `<a:s> <a:p> "hallo"@de-AT <a:g> .` + "\n", true},
	{"# comment", "", true},
	{"", "", true},
	{"<a:s> <a:p> <a:o> .", "no graph label", false},
	{"_:b <a:p> <a:o> <a:g> .", "blank nodes", false},
	{"<nocolon> <a:p> <a:o> <a:g> .", "no scheme", false},
	{"<a:s b> <a:p> <a:o> <a:g> .", "has ' ' in it", false},
	{"<> <a:p> <a:o> <a:g> .", "no IRI", false},
	{"<a:s", `without its ">"`, false},
	{`<a:s> <a:p> "x`, "closing quote", false},
	{`<a:s> <a:p> "x\`, "closing quote", false},
	{`<a:s> <a:p> "\q" <a:g> .`, `unknown escape \q`, false},
	{`<a:s> <a:p> "\u00" <a:g> .`, "4 hexadecimal", false},
	{`<a:s> <a:p> "\uD800" <a:g> .`, "not a character", false},
	{`<a:s> <a:p> "x"@ <a:g> .`, "empty language", false},
	{`<a:s> <a:p> "x"@9 <a:g> .`, "not a language tag", false},
	{`<a:s> <a:p> "x"^^<> <a:g> .`, "no IRI", false},
	{`<a:s> <a:p> "0x1p2"^^<http://www.w3.org/2001/XMLSchema#double> <a:g> .`, "not a number", false},
	{`<a:s> <a:p> "2031-05-03T10:00:00.5Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> <a:g> .`, "fractions", false},
	{"<a:s> <a:p> <a:o> <a:g>", `does not end in "."`, false},
	{"<a:s> <a:p> <a:o> <a:g> . x", "after the end", false},
}

func TestReadNQuads(t *testing.T) {
	for _, test := range nquadTests {
		var got []byte
		var err error
		for q, e := range ReadNQuads(strings.NewReader(test.in)) {
			if err = e; err == nil {
				got = AppendNQuad(got, q)
			}
		}
		switch {
		case test.ok && (err != nil || string(got) != test.want):
			t.Errorf("%s: got %q, %v; want %q", test.in, got, err, test.want)
		case !test.ok && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "line 1: ")):
			t.Errorf("%s: got %v, want line 1 and %q", test.in, err, test.want)
		}
	}
}

// What is read can be written and read again, to the same bytes.
func FuzzReadNQuads(f *testing.F) {
	for _, test := range nquadTests {
		f.Add(test.in)
	}
	f.Add(lines(sample()))
	f.Fuzz(func(t *testing.T, in string) {
		var once []byte
		for q, err := range ReadNQuads(strings.NewReader(in)) {
			if err != nil {
				return
			}
			if err := q.Validate(); err != nil {
				t.Fatalf("read %+v: %v", q, err)
			}
			once = AppendNQuad(once, q)
		}
		var twice []byte
		for q, err := range ReadNQuads(bytes.NewReader(once)) {
			if err != nil {
				t.Fatalf("wrote %q: %v", once, err)
			}
			twice = AppendNQuad(twice, q)
		}
		if !bytes.Equal(once, twice) {
			t.Fatalf("wrote %q, then %q", once, twice)
		}
	})
}

var boundsTests = []struct{ in, earliest, latest string }{
	{"2022", "2022-01-01", "2022-12-31"},
	{"2022-02", "2022-02-01", "2022-02-28"},
	{"2024-02", "2024-02-01", "2024-02-29"},
	{"2022-12", "2022-12-01", "2022-12-31"},
	{"2022-01-28", "2022-01-28", "2022-01-28"},
	{"2022-01-28T10:30:00Z", "2022-01-28", "2022-01-28"},
	{"2022-01-28T10:30", "2022-01-28", "2022-01-28"},
	{"2022-21", "2022-03-01", "2022-05-31"},
	{"2022-22", "2022-06-01", "2022-08-31"},
	{"2022-23", "2022-09-01", "2022-11-30"},
	{"2022-24", "2022-12-01", "2023-02-28"},
	{"2022-33", "2022-01-01", "2022-03-31"},
	{"2022-36", "2022-10-01", "2022-12-31"},
	{"2022-38", "2022-05-01", "2022-08-31"},
	{"2022-41", "2022-07-01", "2022-12-31"},
	{"202X", "2020-01-01", "2029-12-31"},
	{"2022-XX", "2022-01-01", "2022-12-31"},
	{"2022-1X", "2022-10-01", "2022-12-31"},
	{"2022-02-XX", "2022-02-01", "2022-02-28"},
	{"2022-02-2X", "2022-02-20", "2022-02-28"},
	{"2022-01~", "2022-01-01", "2022-01-31"},
	{"2022?", "2022-01-01", "2022-12-31"},
	{"2022-01-28%", "2022-01-28", "2022-01-28"},
	{"2022-~01-28", "2022-01-28", "2022-01-28"},
	{"2022-01-18/2022-01-20", "2022-01-18", "2022-01-20"},
	{"2022-01/2022-03", "2022-01-01", "2022-03-31"},
	{"2022/..", "2022-01-01", ""},
	{"../2022-01", "", "2022-01-31"},
	{"/2022", "", "2022-12-31"},
	{"", "!", ""},
	{"22", "!", ""},
	{"2022-13", "!", ""},
	{"2022-00", "!", ""},
	{"2022-02-30", "!", ""},
	{"2022-02-00", "!", ""},
	{"2022-21-01", "!", ""},
	{"2022-9X", "!", ""},
	{"2022-1", "!", ""},
	{"2022-01-01-01", "!", ""},
	{"2022-01T10:00", "!", ""},
	{"2022-01-28T25:00", "!", ""},
	{"2022/2021", "!", ""},
	{"../..", "!", ""},
	{"/", "!", ""},
	{"2022/2023/2024", "!", ""},
	{"20２2", "!", ""},
}

func TestBounds(t *testing.T) {
	day := func(v time.Time) string {
		if v.IsZero() {
			return ""
		}
		return v.Format(time.DateOnly)
	}
	for _, test := range boundsTests {
		a, b, err := Bounds(test.in)
		if test.earliest == "!" {
			if err == nil {
				t.Errorf("%q: got %s to %s, want an error", test.in, day(a), day(b))
			}
		} else if err != nil || day(a) != test.earliest || day(b) != test.latest {
			t.Errorf("%q: got %s to %s, %v; want %s to %s", test.in, day(a), day(b), err, test.earliest, test.latest)
		}
	}
}

func FuzzBounds(f *testing.F) {
	for _, test := range boundsTests {
		f.Add(test.in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		a, b, err := Bounds(in)
		if err != nil {
			return
		}
		if a.IsZero() && b.IsZero() && in != "0001-01-01" && !strings.Contains(in, "0001") {
			t.Errorf("%q has no bounds and no error", in)
		}
		if !a.IsZero() && !b.IsZero() && b.Before(a) {
			t.Errorf("%q ends before it begins", in)
		}
	})
}
