package ingest

import (
	"context"
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"parley/data"
	"parley/graph"
	"parley/ingest/nlp"
)

var shipped = sync.OnceValues(func() (*Extractor, error) { return NewExtractor(data.FS) })

func extractor(t testing.TB) *Extractor {
	t.Helper()
	x, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

const sampleFile = "sample/000_9c3d0b69353d6a33.txt"

func sampleText(t testing.TB) string {
	t.Helper()
	b, err := fs.ReadFile(data.FS, sampleFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// long is a line that is wrapped, so that the next one goes on with it.
var long = strings.Repeat("word ", 12) + "word"

func TestBlocks(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"empty", "", nil},
		{"blank", " \n\t\n  ", nil},
		{"one line", "One line.", []string{"One line."}},
		{"one line with its end", "One line.\n", []string{"One line."}},
		{"blank line between", "One.\n\nTwo.", []string{"One.", "Two."}},
		{"several blank lines", "\n\nOne.\n \n\t\n\nTwo.\n\n", []string{"One.", "Two."}},
		{"heading", "A heading\nThe story begins here.", []string{"A heading", "The story begins here."}},
		{"short line with a full stop", "One.\nTwo.", []string{"One.", "Two."}},
		{"wrapped line", long + "\ngoes on.", []string{long + "\ngoes on."}},
		{"wrapped twice", long + "\n" + long + "\nends.", []string{long + "\n" + long + "\nends."}},
		{"long line with a full stop", long + ".\nNext.", []string{long + ".", "Next."}},
		{"long line with a question", long + "?\nNext.", []string{long + "?", "Next."}},
		{"long line with a colon", long + ":\nNext.", []string{long + ":", "Next."}},
		{"long line with a quotation", long + "”\nNext.", []string{long + "”", "Next."}},
		{"long line with guillemets", long + "»\nNext.", []string{long + "»", "Next."}},
		{"wrapped line and a blank one", long + "\n\nNext.", []string{long, "Next."}},
		{"spaces around", "  One.  \n\n  Two.", []string{"  One.  ", "  Two."}},
		{"carriage returns", "One.\r\n\r\nTwo.\r\n", []string{"One.\r", "Two.\r"}},
	} {
		var got []string
		for _, b := range blocks(tt.text) {
			got = append(got, tt.text[b.start:b.end])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// odd are texts that are hard on whoever counts bytes; they are seeds of the
// fuzz target, too.
var odd = []string{
	"", " ", "\n", "\n\n\n", "\t \u00a0\u2003\n", ".", "...", "“", "”", "“”", "((((", "'", "’s", "a", "é", "e\u0301", "\u200b", "\ufeffAnna Berg said so.",
	"😀", "👩\u200d👩\u200d👧", "日本の外相は会談した。", "محادثات", "Москва и Киев",
	"One.\n\nTwo.", "  Leading and trailing  ", "a  b   c", "\r\nAnna Berg met Peter Hansen.\r\n\r\n“Yes,” she said.\r\n",
	"A heading\nAnna Berg met Peter Hansen in Oslo on Monday.\n\n\n", "Anna Berg met Peter Hansen", "MEETING OF THE TWO", "“Never", "Never,” said Anna Berg.",
	"“Never,” said Anna Berg, “shall we meet.”", "Berg: “Yes.” Hansen: “No.”", "https://example.org/a?b=c#d said so.", "x@example.org", "1,000,000.00 – 5°C", "\x01\x02\x1f",
	strings.Repeat("a", 5000), strings.Repeat("“", 60), strings.Repeat("(", 60), strings.Repeat("Berg ", 60), strings.Repeat("Anna Berg met ", 20),
	strings.Repeat("the ", 40) + "minister", strings.Repeat("\n", 100) + "Berg", "Anna Berg, Peter Hansen, Golda Meir, Konrad Adenauer and Olof Palme met.",
	"President Prime Minister Foreign Minister", "The two. The two leaders. They. It. Her. Both sides.", "His counterpart met his counterpart's counterpart.",
	"The U.S.-led G7 met at the U.N.", "according to according to according to", "said said said", "On on Monday on Monday, Monday.",
	"Normandy\n\nformat\n\nmet", "Moscow-", "-Moscow", "Moscow's's", "the Union of Things (UT) (UT) UT", "(UT)", "said Anna Berg, president of president of Peru",
}

// checkDoc holds what annotate promises.
func checkDoc(t *testing.T, text string, doc *nlp.Doc) {
	t.Helper()
	if doc.Text != text {
		t.Fatalf("%q: the document's text is %q", text, doc.Text)
	}
	at := 0
	for i, tok := range doc.Tokens {
		if tok.Start != at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("%q: token %d covers %d to %d after %d", text, i, tok.Start, tok.End, at)
		}
		at = tok.End
		if tok.Space {
			if at >= len(text) || text[at] != ' ' {
				t.Fatalf("%q: no space after token %d", text, i)
			}
			at++
		}
		if tok.Head < 0 || tok.Head >= len(doc.Tokens) {
			t.Fatalf("%q: token %d has head %d of %d", text, i, tok.Head, len(doc.Tokens))
		}
	}
	if at != len(text) {
		t.Fatalf("%q: tokens end at %d of %d", text, at, len(text))
	}
	at = 0
	for i, s := range doc.Sentences {
		if s.Start != at || s.End <= s.Start {
			t.Fatalf("%q: sentence %d covers %d to %d after %d", text, i, s.Start, s.End, at)
		}
		at = s.End
		for k := s.Start; k < s.End; k++ {
			if h := doc.Tokens[k].Head; h < s.Start || h >= s.End {
				t.Fatalf("%q: token %d of sentence %d has head %d outside it", text, k, i, h)
			}
			if doc.Tokens[k].SentStart != (k == s.Start) {
				t.Fatalf("%q: token %d starts a sentence: %v, want %v", text, k, doc.Tokens[k].SentStart, k == s.Start)
			}
		}
	}
	if at != len(doc.Tokens) {
		t.Fatalf("%q: sentences end at token %d of %d", text, at, len(doc.Tokens))
	}
	for i, e := range doc.Entities {
		if e.Start < 0 || e.End > len(doc.Tokens) || e.Start >= e.End {
			t.Fatalf("%q: entity %d covers tokens %d to %d", text, i, e.Start, e.End)
		}
	}
}

func TestAnnotate(t *testing.T) {
	x := extractor(t)
	for _, text := range append(slices.Clone(odd), sampleText(t)) {
		checkDoc(t, text, annotate(x.model, text))
	}
}

// A heading and a paragraph are parsed apart, a wrapped paragraph is not.
func TestAnnotateBlocks(t *testing.T) {
	x := extractor(t)
	doc := annotate(x.model, "Talks in Oslo\nAnna Berg met Peter Hansen in the old town hall on Monday and\nthen left.\n")
	var got []string
	for _, s := range doc.Sentences {
		got = append(got, strings.TrimSpace(doc.SpanText(s)))
	}
	want := []string{"Talks in Oslo", "Anna Berg met Peter Hansen in the old town hall on Monday and\nthen left."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// checkFacts holds what every document's facts promise: text and offsets go
// together, and ids lead somewhere.
func checkFacts(t *testing.T, f graph.Facts) {
	t.Helper()
	text := f.Document.Text
	span := func(what string, start, end int, want string) {
		t.Helper()
		if start < 0 || end > len(text) || start >= end || text[start:end] != want {
			t.Fatalf("%q: %s %q is at %d to %d", text, what, want, start, end)
		}
	}
	kind := map[string]graph.EntityType{}
	for _, e := range f.Entities {
		if _, twice := kind[e.ID]; twice || !strings.HasPrefix(e.ID, graph.Scheme) || strings.HasSuffix(e.ID, "/") || e.Name == "" {
			t.Fatalf("%q: entity %q has id %q", text, e.Name, e.ID)
		}
		if slices.Contains(e.Aliases, e.Name) || !slices.IsSorted(e.Aliases) {
			t.Fatalf("%q: aliases of %q are %q", text, e.Name, e.Aliases)
		}
		kind[e.ID] = e.Type
	}
	entity := func(what, id string, types ...graph.EntityType) {
		t.Helper()
		k, ok := kind[id]
		if id != "" && (!ok || len(types) > 0 && !slices.Contains(types, k)) {
			t.Fatalf("%q: %s is %q, a %s", text, what, id, k)
		}
	}
	for _, e := range f.Entities {
		for _, o := range e.For {
			entity("whom "+e.Name+" acts for", o)
			if o == "" || o == e.ID {
				t.Fatalf("%q: %s acts for %q", text, e.Name, o)
			}
		}
	}
	for _, m := range f.Mentions {
		span("mention", m.Start, m.End, m.Text)
		entity("a mention", m.Entity)
		if m.Entity == "" || m.Method == "" {
			t.Fatalf("%q: mention %+v", text, m)
		}
	}
	ids := map[string]bool{}
	fact := func(id string, ev []graph.Evidence) {
		t.Helper()
		if ids[id] || id == "" {
			t.Fatalf("%q: two facts have the id %q", text, id)
		}
		ids[id] = true
		if len(ev) == 0 {
			t.Fatalf("%q: no evidence of %s", text, id)
		}
		for _, e := range ev {
			span("evidence", e.Start, e.End, e.Quote)
			if e.Mark != [2]int{} && (e.Mark[0] < 0 || e.Mark[1] > len(text) || e.Mark[0] >= e.Mark[1]) {
				t.Fatalf("%q: mark %v", text, e.Mark)
			}
			if e.Rule == "" || e.Model == "" || e.Confidence <= 0 || e.Confidence > 1 {
				t.Fatalf("%q: evidence %+v", text, e)
			}
		}
	}
	date := func(d graph.Date) {
		t.Helper()
		if d.EDTF == "" {
			if d.Basis != graph.NoDate {
				t.Fatalf("%q: no date on the basis %q", text, d.Basis)
			}
			return
		}
		if _, _, err := graph.Bounds(d.EDTF); err != nil || d.Basis == graph.NoDate {
			t.Fatalf("%q: date %+v: %v", text, d, err)
		}
	}
	for _, x := range f.Tenures {
		fact(x.ID, x.Evidence)
		entity("who has a post", x.Person, graph.Person)
		entity("whose post", x.Of)
		date(x.Seen)
		if x.Post == "" || x.Person == "" {
			t.Fatalf("%q: tenure %+v", text, x)
		}
	}
	for _, m := range f.Meetings {
		fact(m.ID, m.Evidence)
		entity("the place", m.Place)
		entity("the format", m.Format, graph.Format, graph.Organization)
		date(m.Date)
		if !slices.Contains([]graph.Mode{graph.InPerson, graph.Telephone, graph.Video, graph.Unspecified}, m.Mode) {
			t.Fatalf("%q: mode %q", text, m.Mode)
		}
		if !slices.Contains([]graph.Status{graph.Held, graph.Ongoing, graph.Planned, graph.Cancelled, graph.Refused}, m.Status) {
			t.Fatalf("%q: status %q", text, m.Status)
		}
		seen := map[string]bool{}
		for _, p := range m.Participations {
			entity("a party", p.Party)
			entity("for whom a party acts", p.For)
			if p.Party == "" || p.As == "" || seen[p.Party] || p.Confidence <= 0 || p.Confidence > 1 {
				t.Fatalf("%q: participation %+v", text, p)
			}
			seen[p.Party] = true
		}
	}
	for _, c := range f.Claims {
		fact(c.ID, c.Evidence)
		span("claim", c.Start, c.End, c.Content)
		for _, e := range []string{c.Speaker, c.For, c.Addressee, c.ReportedBy} {
			entity("of a claim", e)
		}
		if !slices.Contains([]graph.ClaimKind{graph.Direct, graph.Indirect, graph.Mixed}, c.Kind) {
			t.Fatalf("%q: kind %q", text, c.Kind)
		}
		if c.Occasion != "" && !slices.ContainsFunc(f.Meetings, func(m graph.Meeting) bool { return m.ID == c.Occasion }) {
			t.Fatalf("%q: occasion %q", text, c.Occasion)
		}
	}
	if err := f.Validate(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
}

func TestExtractOddTexts(t *testing.T) {
	x := extractor(t)
	for _, text := range append(slices.Clone(odd), sampleText(t)) {
		f, err := x.Extract(context.Background(), Article{Name: "odd", Text: text, Published: "2021-03-10"})
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		checkFacts(t, f)
	}
}

func TestExtractErrors(t *testing.T) {
	x := extractor(t)
	for _, tt := range []struct{ text, want string }{
		{"bad \xff", "a.txt: byte 4: not UTF-8 text"},
		{"\x00", "a.txt: byte 0: not UTF-8 text"},
		{"Oslo \xc3", "a.txt: byte 5: not UTF-8 text"},
	} {
		_, err := x.Extract(context.Background(), Article{Name: "a.txt", Text: tt.text})
		if !errors.Is(err, ErrNotText) || err.Error() != tt.want {
			t.Errorf("%q: error %v, want %s", tt.text, err, tt.want)
		}
	}
	if _, err := x.Extract(context.Background(), Article{Text: "a replaced \ufffd is text"}); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.Extract(ctx, Article{Name: "a.txt", Text: "x"}); !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "a.txt: ") {
		t.Errorf("after the end: error %v", err)
	}
}

// The same text gives the same facts, whatever is read beside it.
func TestExtractTwice(t *testing.T) {
	x := extractor(t)
	a := Article{Name: "sample", Text: sampleText(t), Published: "2022-01-28"}
	first, err := x.Extract(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			other := Article{Name: strconv.Itoa(i), Text: odd[len(odd)-1-i]}
			if _, err := x.Extract(context.Background(), other); err != nil {
				t.Error(err)
			}
			again, err := x.Extract(context.Background(), a)
			if err != nil {
				t.Error(err)
			}
			if !reflect.DeepEqual(first, again) {
				t.Error("the same text gives other facts")
			}
		})
	}
	wg.Wait()
}

func FuzzExtract(f *testing.F) {
	for _, text := range odd {
		f.Add(text, "2021-03-10")
	}
	for p := range strings.SplitSeq(sampleText(f), "\n\n") {
		f.Add(p, "")
	}
	x := extractor(f)
	f.Fuzz(func(t *testing.T, text, published string) {
		if len(text) > 10_000 {
			return
		}
		if _, _, err := graph.Bounds(published); err != nil {
			published = ""
		}
		facts, err := x.Extract(context.Background(), Article{Name: "fuzz", Text: text, Published: published})
		if err != nil {
			if !errors.Is(err, ErrNotText) {
				t.Fatal(err)
			}
			return
		}
		checkDoc(t, text, annotate(x.model, text))
		checkFacts(t, facts)
	})
}
