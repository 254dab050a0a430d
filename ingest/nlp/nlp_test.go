package nlp

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func ExampleModel_Annotate() {
	m, err := Load(modelDir)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc := m.Annotate("The envoys met in Geneva. Talks failed.")
	for _, s := range doc.Sentences {
		for i := s.Start; i < s.End; i++ {
			tok := doc.Tokens[i]
			fmt.Print(doc.TokenText(i), " ", tok.Tag, " ", tok.Lemma, " ", tok.Dep, " of ", doc.TokenText(tok.Head), "; ")
		}
		fmt.Println("end")
	}
	for _, e := range doc.Entities {
		fmt.Println(e.Label, doc.SpanText(e.Span))
	}
	// Output:
	// The DT the det of envoys; envoys NNS envoy nsubj of met; met VBD meet ROOT of met; in IN in prep of met; Geneva NNP Geneva pobj of in; . . . punct of met; end
	// Talks NNS talk nsubj of failed; failed VBD fail ROOT of failed; . . . punct of failed; end
	// GPE Geneva
}

func TestLoadErrors(t *testing.T) {
	m := load(t)
	if m.Name() != "en_core_web_sm 3.8.0" {
		t.Errorf("Name() = %q", m.Name())
	}
	whole := fstest.MapFS{}
	for _, name := range []string{weightsFile, lexicalFile} {
		data, err := fs.ReadFile(modelDir, name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = &fstest.MapFile{Data: data}
	}
	if !Present(whole) {
		t.Error("Present is false for a whole model")
	}
	for _, name := range []string{weightsFile, lexicalFile} {
		without := fstest.MapFS{}
		for n, f := range whole {
			if n != name {
				without[n] = f
			}
		}
		_, err := Load(without)
		if !errors.Is(err, ErrNoModel) || !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: error %v", name, err)
		}
		if Present(without) {
			t.Errorf("without %s: Present is true", name)
		}

		for _, damage := range []func([]byte) []byte{
			func(b []byte) []byte { return nil },
			func(b []byte) []byte { return b[:len(b)/2] },
			func(b []byte) []byte { b[0] ^= 1; return b },
		} {
			broken := fstest.MapFS{}
			for n, f := range whole {
				broken[n] = f
			}
			broken[name] = &fstest.MapFile{Data: damage(append([]byte(nil), whole[name].Data...))}
			if _, err := Load(broken); err == nil || errors.Is(err, ErrNoModel) || !strings.Contains(err.Error(), name) {
				t.Errorf("damaged %s: error %v", name, err)
			}
		}
	}
}

// checkDoc verifies what holds for every Doc.
func checkDoc(t *testing.T, text string, doc *Doc) {
	t.Helper()
	if doc.Text != text {
		t.Fatalf("Text is not the text given")
	}
	at := 0
	for i, tok := range doc.Tokens {
		if tok.Start != at || tok.End <= tok.Start || tok.End > len(text) {
			t.Fatalf("token %d is [%d, %d), the one before ends at %d", i, tok.Start, tok.End, at)
		}
		at = tok.End
		if tok.Space {
			if at >= len(text) || text[at] != ' ' {
				t.Fatalf("no space after token %d", i)
			}
			at++
		}
		if tok.Head < 0 || tok.Head >= len(doc.Tokens) {
			t.Fatalf("token %d has head %d of %d", i, tok.Head, len(doc.Tokens))
		}
		if tok.Tag == "" || tok.POS == "" || tok.Dep == "" || tok.Lemma == "" || !utf8.ValidString(tok.Lemma) {
			t.Fatalf("token %d: %+v", i, tok)
		}
	}
	if at != len(text) {
		t.Fatalf("tokens end at %d of %d", at, len(text))
	}
	next := 0
	for _, s := range doc.Sentences {
		if s.Start != next || s.End <= s.Start {
			t.Fatalf("sentence %v after token %d", s, next)
		}
		for i := s.Start; i < s.End; i++ {
			if doc.Tokens[i].SentStart != (i == s.Start) {
				t.Fatalf("sentence %v: token %d has SentStart %v", s, i, doc.Tokens[i].SentStart)
			}
			if h := doc.Tokens[i].Head; h < s.Start || h >= s.End {
				t.Fatalf("sentence %v: token %d has head %d", s, i, h)
			}
		}
		next = s.End
	}
	if next != len(doc.Tokens) {
		t.Fatalf("sentences end at %d of %d", next, len(doc.Tokens))
	}
	next = 0
	for _, e := range doc.Entities {
		if e.Start < next || e.End <= e.Start || e.End > len(doc.Tokens) || e.Label == "" {
			t.Fatalf("entity %v after token %d", e, next)
		}
		next = e.End
	}
}

func TestOddTexts(t *testing.T) {
	m := load(t)
	for _, text := range []string{
		"", " ", "\n", "   \n\t ", "a", ".", "\x00", "\xff", "\xff\xfe\xfd", "a\xffb", "\xe2\x82", "é\xc3", " \xa0 ",
		"http://ex\xffample.org/a", "word \xf0\x9f\x98 word", "\u2028\u2029", "\ufeffBOM.", strings.Repeat("(", 3000),
		strings.Repeat("a.b@", 3000), strings.Repeat("- ", 3000), strings.Repeat("x", 5000), strings.Repeat("\n ", 3000),
		strings.Repeat("'", 2000), strings.Repeat(":)", 2000), strings.Repeat("can't", 1000),
	} {
		checkDoc(t, text, m.Annotate(text))
	}
}

// TestInvalidUTF8 holds the package to its word: an invalid byte is seen as
// U+FFFD, and offsets count the bytes given.
func TestInvalidUTF8(t *testing.T) {
	m := load(t)
	text := "The min\xffister of Ruritania \xc3( met \xe2\x82 envoys\xfe. He left."
	valid := string([]rune(text))
	got, want := m.Annotate(text), m.Annotate(valid)
	checkDoc(t, text, got)
	if len(got.Tokens) != len(want.Tokens) {
		t.Fatalf("%d tokens, want %d", len(got.Tokens), len(want.Tokens))
	}
	for i := range got.Tokens {
		g, w := got.Tokens[i], want.Tokens[i]
		if text := string([]rune(got.TokenText(i))); text != want.TokenText(i) {
			t.Errorf("token %d is %q, want %q", i, text, want.TokenText(i))
		}
		g.Start, g.End, w.Start, w.End = 0, 0, 0, 0
		if g != w {
			t.Errorf("token %d: %+v, want %+v", i, g, w)
		}
	}
}

// sample returns the article of data/sample.
func sample(t testing.TB) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "data", "sample", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no sample article:", err)
	}
	data, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestPieces checks that long texts are cut where they should be, and that a
// cut between paragraphs changes little.
func TestPieces(t *testing.T) {
	word := strings.Repeat("word ", maxPiece/5-100)
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"short", "a b", 3},
		{"just fits", strings.Repeat("x", maxPiece), maxPiece},
		{"paragraph", word + "end.\n\n\n Next\nline " + word, len(word) + len("end.\n\n\n ")},
		{"line", word + "end.\nNext line. Next. " + word, len(word) + len("end.\n")},
		{"sentence", word + "(end.”) Next " + word, len(word) + len("(end.”) ")},
		{"word", word + word, maxPiece / 5 * 5},
		{"no space", strings.Repeat("é", maxPiece), maxPiece},
		{"no space, odd", "x" + strings.Repeat("é", maxPiece), maxPiece - 1},
		{"blank", strings.Repeat(" ", 2*maxPiece), 2 * maxPiece},
		{"invalid", strings.Repeat("\x80", 2*maxPiece), maxPiece - 3},
	} {
		if got := pieceLen(c.text); got != c.want {
			t.Errorf("%s: cut at %d, want %d", c.name, got, c.want)
		}
	}

	m := load(t)
	article := sample(t) + "\n\n"
	one := m.Annotate(article)
	long := strings.Repeat(article, 40)
	doc := m.Annotate(long)
	checkDoc(t, long, doc)
	if len(doc.Tokens) != 40*len(one.Tokens) {
		t.Fatalf("%d tokens, want 40 times %d", len(doc.Tokens), len(one.Tokens))
	}
	differ := 0
	for i, tok := range doc.Tokens {
		want := one.Tokens[i%len(one.Tokens)]
		if tok.Tag != want.Tag || tok.Lemma != want.Lemma {
			differ++
		}
	}
	// Only the few tokens near the seams see other neighbours.
	if differ > 40*8 {
		t.Errorf("%d tags or lemmas differ", differ)
	}
}

// TestConcurrent checks that results do not depend on who else is at work.
func TestConcurrent(t *testing.T) {
	m := load(t)
	texts := strings.SplitAfter(sample(t), "\n\n")
	var want []*Doc
	for _, s := range texts {
		want = append(want, m.Annotate(s))
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for k := range texts {
				i := (k*7 + worker) % len(texts)
				if got := m.Annotate(texts[i]); !reflect.DeepEqual(got, want[i]) {
					t.Errorf("worker %d: text %d differs", worker, i)
				}
			}
		})
	}
	wg.Wait()
}

// TestAllocs holds the hot path to no allocation by token.
func TestAllocs(t *testing.T) {
	if raced {
		t.Skip("the race detector drops pooled memory at random")
	}
	m := load(t)
	text := sample(t)
	doc := m.Annotate(text)
	// A collection between two runs would empty the pools of working memory.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	// The document, its three slices and their growth.
	// The runtime still makes one of its own now and then: the least of a few counts.
	least := math.Inf(1)
	for range 5 {
		least = min(least, testing.AllocsPerRun(5, func() { m.Annotate(text) }))
	}
	if least > 30 {
		t.Errorf("%v allocations for %d tokens", least, len(doc.Tokens))
	}
}

func FuzzAnnotate(f *testing.F) {
	m := load(f)
	for _, s := range strings.SplitAfter(sample(f), "\n") {
		f.Add(s)
	}
	f.Add("a\xffb \xc3( \xe2\x82 :) can't  \n\n u.s.'s")
	f.Fuzz(func(t *testing.T, text string) {
		checkDoc(t, text, m.Annotate(text))
	})
}

func BenchmarkAnnotate(b *testing.B) {
	m := load(b)
	text := sample(b)
	n := len(m.Annotate(text).Tokens)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		m.Annotate(text)
	}
	b.ReportMetric(float64(b.N*n)/b.Elapsed().Seconds(), "tok/s")
}

func BenchmarkLoad(b *testing.B) {
	load(b)
	for b.Loop() {
		if _, err := Load(modelDir); err != nil {
			b.Fatal(err)
		}
	}
}
