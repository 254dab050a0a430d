package lexical

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// resource returns the converted tables: those in data/model, or for work on
// the converter those of the spaCy model directory in $PARLEY_SPACY_MODEL.
var resource = sync.OnceValues(func() (*Lexical, error) {
	if dir := os.Getenv("PARLEY_SPACY_MODEL"); dir != "" {
		data, err := Convert(os.DirFS(dir))
		if err != nil {
			return nil, err
		}
		return Load(data)
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "data", "model", "lexical.bin"))
	if err != nil {
		return nil, err
	}
	return Load(data)
})

func load(t testing.TB) *Lexical {
	t.Helper()
	l, err := resource()
	if os.IsNotExist(err) {
		t.Skip("the model's tables are not in data/model: run parley-model")
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// dump is what testdata/dump.py writes.
type dump struct {
	Types [][]any `json:"types"` // text, norm, prefix, suffix, shape, is_space
	Docs  []dumpDoc
}

type dumpDoc struct {
	text   string
	tokens []int
}

func (d *dumpDoc) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&d.text, &d.tokens})
}

func readDump(t testing.TB, path string) *dump {
	t.Helper()
	var d dump
	readJSON(t, path, &d)
	return &d
}

func readJSON(t testing.TB, path string, into any) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatal(err)
	}
}

// TestAgainstSpacy compares tokens, their offsets and their features with
// those of Python spaCy, on the committed dump and, if set, on another one
// named by $PARLEY_TOKENS.
func TestAgainstSpacy(t *testing.T) {
	paths := []string{filepath.Join("testdata", "tokens.json.gz")}
	if p := os.Getenv("PARLEY_TOKENS"); p != "" {
		paths = append(paths, p)
	}
	l := load(t)
	for _, path := range paths {
		d := readDump(t, path)
		w := l.NewWorker(nil, nil)
		var tokens []Token
		var feats [][6]uint64
		count, bad := 0, 0
		for _, doc := range d.Docs {
			tokens = w.Tokenize(doc.text, tokens)
			feats = w.Features(tokens, feats)
			count += len(doc.tokens) / 3
			if !sameTokens(t, d, doc, tokens, feats) {
				if bad++; bad > 20 {
					t.Fatal("too many differences")
				}
			}
		}
		t.Logf("%s: %d texts, %d tokens, %d texts differ", path, len(d.Docs), count, bad)
	}
}

func sameTokens(t *testing.T, d *dump, doc dumpDoc, tokens []Token, feats [][6]uint64) bool {
	var want, got []string
	at, same := 0, true
	for i := 0; i+2 < len(doc.tokens); i += 3 {
		typ := d.Types[doc.tokens[i]]
		size, space := doc.tokens[i+1], doc.tokens[i+2]
		want = append(want, doc.text[at:at+size])
		if j := i / 3; j < len(tokens) {
			f := [6]uint64{4: uint64(space), 5: uint64(typ[5].(float64))}
			for k := range 4 {
				f[k] = stringID(typ[k+1].(string))
			}
			if tokens[j].Start == at && tokens[j].End == at+size && f != feats[j] {
				t.Errorf("%q: features of %q: got %v, want %v (%v)", doc.text, doc.text[at:at+size], feats[j], f, typ)
				same = false
			}
		}
		at += size + space
	}
	for _, tok := range tokens {
		got = append(got, doc.text[tok.Start:tok.End])
	}
	if a, b := strings.Join(got, "\x00"), strings.Join(want, "\x00"); a != b {
		t.Errorf("%q:\n got %q\nwant %q", doc.text, got, want)
		return false
	}
	return same
}

// checkTokens verifies what holds for every text: tokens are in order, not
// empty, and cover all but single spaces.
func checkTokens(t *testing.T, text string, tokens []Token) {
	t.Helper()
	at := 0
	for i, tok := range tokens {
		if tok.Start != at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("%q: token %d is [%d, %d), the one before ends at %d of %d", text, i, tok.Start, tok.End, at, len(text))
		}
		at = tok.End
		if tok.Space {
			if at >= len(text) || text[at] != ' ' {
				t.Fatalf("%q: no space after token %d", text, i)
			}
			at++
		}
	}
	if at != len(text) {
		t.Fatalf("%q: tokens end at %d of %d", text, at, len(text))
	}
}

func FuzzTokenize(f *testing.F) {
	l := load(f)
	for i, doc := range readDump(f, filepath.Join("testdata", "tokens.json.gz")).Docs {
		if i < 200 {
			f.Add(doc.text)
		}
	}
	f.Add("a\xffb \xc3( \xe2\x82")
	w := l.NewWorker([]string{"NN"}, []string{"ROOT"})
	f.Fuzz(func(t *testing.T, text string) {
		tokens := w.Tokenize(text, nil)
		checkTokens(t, text, tokens)
		n := len(tokens)
		feats := w.Features(tokens, nil)
		zeros := make([]uint8, n)
		all := w.Analyze(tokens, zeros, zeros, nil)
		if len(feats) != n || len(all) != n {
			t.Fatalf("%d tokens, %d features, %d analyses", n, len(feats), len(all))
		}
		for i, a := range all {
			if a.Lemma == "" || !utf8.ValidString(a.Lemma) {
				t.Fatalf("%q: lemma of token %d is %q", text, i, a.Lemma)
			}
		}
	})
}

func FuzzLoad(f *testing.F) {
	if l, err := resource(); err == nil && l != nil {
		f.Add([]byte(magic))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := Load(data); err == nil {
			w := l.NewWorker([]string{"NN"}, []string{"ROOT"})
			w.Tokenize("It's here.", nil)
		}
	})
}

func BenchmarkTokenize(b *testing.B) {
	l := load(b)
	var text bytes.Buffer
	for _, doc := range readDump(b, filepath.Join("testdata", "tokens.json.gz")).Docs[:30] {
		text.WriteString(doc.text)
		text.WriteByte('\n')
	}
	s := text.String()
	w := l.NewWorker(nil, nil)
	var tokens []Token
	for b.Loop() {
		tokens = w.Tokenize(s, tokens)
	}
	b.SetBytes(int64(len(s)))
	b.ReportMetric(float64(b.N)*float64(len(tokens))/b.Elapsed().Seconds(), "tok/s")
	b.ReportAllocs()
}

// TestAnalysesAgainstSpacy compares the attribute ruler and the lemmatizer
// with Python spaCy's, on given tags and labels; $PARLEY_ANALYSES may name one
// more dump.
func TestAnalysesAgainstSpacy(t *testing.T) {
	paths := []string{filepath.Join("testdata", "analyses.json.gz")}
	if p := os.Getenv("PARLEY_ANALYSES"); p != "" {
		paths = append(paths, p)
	}
	l := load(t)
	for _, path := range paths {
		var d struct {
			Tags, Deps []string
			Docs       [][][8]string
		}
		readJSON(t, path, &d)
		w := l.NewWorker(d.Tags, d.Deps)
		count, bad := 0, 0
		for _, doc := range d.Docs {
			var tokens []Token
			var tags, deps []uint8
			for _, tok := range doc {
				tokens = append(tokens, Token{Type: w.typeOf(tok[0])})
				tags = append(tags, uint8(slices.Index(d.Tags, tok[1])))
				deps = append(deps, uint8(slices.Index(d.Deps, tok[2])))
			}
			for i, got := range w.Analyze(tokens, tags, deps, nil) {
				count++
				tok := doc[i]
				if want := (Analysis{tok[3], tok[4], tok[5], tok[6], tok[7]}); got != want {
					t.Errorf("token %d of %q:\n got %q\nwant %q", i, doc, got, want)
					if bad++; bad > 20 {
						t.Fatal("too many differences")
					}
				}
			}
			if len(w.types) > maxTypes {
				w.reset()
			}
		}
		t.Logf("%s: %d tokens, %d differ", path, count, bad)
	}
}
