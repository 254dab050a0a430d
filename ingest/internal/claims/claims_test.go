package claims

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/ingest/internal/conllu"
	"parley/ingest/internal/paragraphs"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
	"parley/ingest/rules/rulestest"
)

var update = flag.Bool("update", false, "parse the examples and documents of testdata anew with the model, and rewrite what the documents yield")

var fsys = os.DirFS("../../../data")

// annotate returns the model's Annotate when -update is given, else nil.
func annotate(t *testing.T) func(string) *nlp.Doc {
	t.Helper()
	if !*update {
		return nil
	}
	m, err := nlp.Load(os.DirFS("../../../data/model"))
	if err != nil {
		t.Fatal(err)
	}
	return m.Annotate
}

func TestRuleExamples(t *testing.T) {
	lists, err := cueLists(fsys)
	if err != nil {
		t.Fatal(err)
	}
	s := rulestest.Suite{FS: fsys, Lists: lists, File: RulesFile, Frozen: "testdata/rules.conllu"}
	if a := annotate(t); a != nil {
		s.Parse = func(text string) (*nlp.Doc, error) { return a(text), nil }
	}
	rulestest.Run(t, s)
}

// byNER stands in for resolution: the model's entities, one for each last word.
type byNER struct {
	heads map[int]resolve.Mention
	types []graph.EntityType
	names []string
}

func (b *byNER) At(tok int) (resolve.Mention, bool)  { m, ok := b.heads[tok]; return m, ok }
func (b *byNER) Type(entity int) graph.EntityType    { return b.types[entity] }
func (b *byNER) name(entity int, none string) string { return nameOr(b.names, entity, none) }

func nameOr(names []string, i int, none string) string {
	if i < 0 {
		return none
	}
	return names[i]
}

func newByNER(doc *nlp.Doc) *byNER {
	b := &byNER{heads: map[int]resolve.Mention{}}
	seen := map[string]int{}
	for _, e := range doc.Entities {
		var kind graph.EntityType
		switch e.Label {
		case "PERSON":
			kind = graph.Person
		case "GPE", "NORP":
			kind = graph.State
		case "ORG":
			kind = graph.Organization
		default:
			continue
		}
		head := e.End - 1
		for i := e.Start; i < e.End; i++ {
			if h := doc.Tokens[i].Head; (h < e.Start || h >= e.End || h == i) && doc.Tokens[i].POS == "PROPN" {
				head = i
			}
		}
		key := doc.TokenText(head)
		n, ok := seen[key]
		if !ok {
			n = len(b.names)
			seen[key] = n
			b.names = append(b.names, doc.SpanText(e.Span))
			b.types = append(b.types, kind)
		}
		b.heads[head] = resolve.Mention{Span: e.Span, Head: head, Form: resolve.Name, Entities: []int{n}}
	}
	return b
}

// render writes the claims of a document one a line.
func render(doc *nlp.Doc, m *byNER, cs []Claim) string {
	var b strings.Builder
	for _, c := range cs {
		said := "-"
		if c.SpeakerTok >= 0 {
			said = doc.TokenText(c.SpeakerTok)
		}
		var who []string
		for _, e := range c.Speaker {
			who = append(who, m.name(e, "-"))
		}
		fmt.Fprintf(&b, "%s (%s) | %s | %s | to %s | by %s | %s\n", said, strings.Join(who, " + "), c.Kind, c.Cue,
			m.name(c.Addressee, "-"), m.name(c.ReportedBy, "-"), strings.ReplaceAll(doc.Text[c.Start:c.End], "\n", " "))
	}
	return b.String()
}

// TestDocuments runs over invented articles of several styles. What they yield
// was checked by hand.
func TestDocuments(t *testing.T) {
	x, err := New(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if a := annotate(t); a != nil {
		freezeDocuments(t, a)
	}
	for _, d := range thaw(t) {
		t.Run(d.ID, func(t *testing.T) {
			m := newByNER(d.Doc)
			cs := x.Extract(d.Doc, rules.NewTree(d.Doc), m)
			invariants(t, d.Doc, cs)
			path := filepath.Join("testdata", "docs", d.ID+".want")
			got := render(d.Doc, m, cs)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func thaw(t testing.TB) []conllu.Doc {
	t.Helper()
	f, err := os.Open("testdata/docs.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// freezeDocuments parses testdata/docs/*.txt paragraph by paragraph.
func freezeDocuments(t *testing.T, annotate func(string) *nlp.Doc) {
	t.Helper()
	files, err := filepath.Glob("testdata/docs/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var docs []conllu.Doc
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(string(b))
		all := &nlp.Doc{Text: text}
		ps := paragraphs.Find(text)
		for i, p := range ps {
			end := len(text)
			if i+1 < len(ps) {
				end = ps[i+1].Start
			}
			part := annotate(text[p.Start:end])
			first := len(all.Tokens)
			for _, tok := range part.Tokens {
				tok.Start, tok.End, tok.Head = tok.Start+p.Start, tok.End+p.Start, tok.Head+first
				all.Tokens = append(all.Tokens, tok)
			}
			for _, s := range part.Sentences {
				all.Sentences = append(all.Sentences, nlp.Span{Start: s.Start + first, End: s.End + first})
			}
			for _, e := range part.Entities {
				e.Start, e.End = e.Start+first, e.End+first
				all.Entities = append(all.Entities, e)
			}
		}
		docs = append(docs, conllu.Doc{ID: strings.TrimSuffix(filepath.Base(file), ".txt"), Doc: all})
	}
	f, err := os.Create("testdata/docs.conllu")
	if err != nil {
		t.Fatal(err)
	}
	if err := conllu.Write(f, docs...); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// invariants checks what holds of all claims.
func invariants(t *testing.T, doc *nlp.Doc, cs []Claim) {
	t.Helper()
	last := 0
	for _, c := range cs {
		if c.Start < last || c.Start >= c.End || c.End > len(doc.Text) {
			t.Fatalf("content [%d, %d) after %d", c.Start, c.End, last)
		}
		last = c.End
		if c.EvStart > c.Start || c.EvEnd < c.End || c.EvEnd > len(doc.Text) {
			t.Errorf("evidence [%d, %d) does not hold the content [%d, %d)", c.EvStart, c.EvEnd, c.Start, c.End)
		}
		if c.Confidence < Threshold || c.Confidence > 1 || c.Rule == "" {
			t.Errorf("rule %q, confidence %v", c.Rule, c.Confidence)
		}
	}
}

func TestCueFaults(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "lexicon"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, CuesFile), []byte("# header\nsay\tsay\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := New(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "lexicon/cues.tsv:2:1: 2 columns, want 5") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkExtract(b *testing.B) {
	x, err := New(fsys)
	if err != nil {
		b.Fatal(err)
	}
	docs := thaw(b)
	tokens := 0
	for _, d := range docs {
		tokens += len(d.Doc.Tokens)
	}
	for b.Loop() {
		for _, d := range docs {
			x.Extract(d.Doc, rules.NewTree(d.Doc), newByNER(d.Doc))
		}
	}
	b.ReportMetric(float64(tokens), "tokens/op")
}

// FuzzExtract runs over texts with crude trees: nothing may panic, and the
// invariants hold whatever the parser made of a text.
func FuzzExtract(f *testing.F) {
	x, err := New(fsys)
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range thaw(f) {
		f.Add(d.Doc.Text[:min(600, len(d.Doc.Text))], uint64(3))
	}
	f.Fuzz(func(t *testing.T, text string, seed uint64) {
		doc := crude(text, seed)
		m := newByNER(doc)
		invariants(t, doc, x.Extract(doc, rules.NewTree(doc), m))
	})
}

// crude annotates a text with pseudo-random labels and arcs, each sentence a
// tree.
func crude(text string, seed uint64) *nlp.Doc {
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed>>33) % n
	}
	pick := func(s string) string { f := strings.Fields(s); return f[next(len(f))] }
	doc := &nlp.Doc{Text: text}
	start := 0
	end := func() {
		if n := len(doc.Tokens); n > start {
			doc.Sentences = append(doc.Sentences, nlp.Span{Start: start, End: n})
			root := start + next(n-start)
			for i := start; i < n; i++ {
				// Heads move towards the root, so there is no cycle.
				switch {
				case i < root:
					doc.Tokens[i].Head = i + 1 + next(root-i)
				case i > root:
					doc.Tokens[i].Head = i - 1 - next(i-root)
				default:
					doc.Tokens[i].Head, doc.Tokens[i].Dep = i, "ROOT"
				}
			}
			start = n
		}
	}
	for i := 0; i < len(text); {
		j := i + 1
		word := text[i] >= 'a' && text[i] <= 'z' || text[i] >= 'A' && text[i] <= 'Z' || text[i] >= 0x80
		for word && j < len(text) && (text[j] >= 'a' && text[j] <= 'z' || text[j] >= 'A' && text[j] <= 'Z' || text[j] >= 0x80) {
			j++
		}
		if text[i] != ' ' {
			tok := nlp.Token{Start: i, End: j, Lemma: strings.ToLower(text[i:j]), Dep: pick("nsubj dobj prep pobj ccomp xcomp advcl conj acl relcl punct poss compound appos aux agent nsubjpass mark")}
			tok.POS, tok.Tag = "PUNCT", "."
			if word {
				tok.POS, tok.Tag = pick("NOUN PROPN VERB VERB PRON ADJ ADP AUX DET SCONJ ADV"), pick("VBD VBZ VBG VBN VB NN MD IN")
				if next(5) == 0 {
					tok.Lemma = pick("say tell call accuse agree urge quote statement spokesman")
				}
				if next(6) == 0 {
					doc.Entities = append(doc.Entities, nlp.Entity{Span: nlp.Span{Start: len(doc.Tokens), End: len(doc.Tokens) + 1}, Label: pick("PERSON GPE ORG")})
				}
			}
			if text[i] == '\n' {
				tok.POS = "SPACE"
			}
			doc.Tokens = append(doc.Tokens, tok)
			if text[i] == '.' || text[i] == '\n' {
				end()
			}
		}
		i = j
	}
	end()
	for _, s := range doc.Sentences {
		doc.Tokens[s.Start].SentStart = true
	}
	return doc
}
