package ingest

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// BenchmarkExtract shows what the facts cost on top of the language model, and
// whether the cost of a text grows faster than its length. Both are timed in
// the same run, so that a busy machine slows them alike: annotate-ns/byte is
// the model alone, whole-ns/byte the whole extraction, and over-% what the
// second takes more than the first.
//
// "repeated" is the texts at hand one after another, over and over: more
// mentions of the same people. "shuffled" is their paragraphs in random order
// with many names replaced by invented ones: ever more people.
//
//	GOMAXPROCS=1 go test ./ingest -run '^$' -bench Extract -benchtime 1x
func BenchmarkExtract(b *testing.B) {
	texts := benchTexts(b)
	for _, kind := range []struct {
		name string
		text func(texts []string, size int) string
	}{{"repeated", repeated}, {"shuffled", shuffled}} {
		for _, size := range []int{1_000, 10_000, 100_000, 1_000_000, 5_000_000} {
			b.Run(fmt.Sprintf("%s/%dKB", kind.name, size/1000), func(b *testing.B) {
				benchExtract(b, kind.text(texts, size))
			})
		}
	}
}

// BenchmarkHostile times texts that nobody writes, see hostileTexts, at one
// size and at four times that: whole-ns/byte should be about the same.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostileTexts {
		for _, size := range []int{32_000, 128_000} {
			b.Run(fmt.Sprintf("%s/%dKB", h.name, size/1000), func(b *testing.B) {
				benchExtract(b, h.text(size))
			})
		}
	}
}

func benchExtract(b *testing.B, text string) {
	x := extractor(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var annotated time.Duration
	for b.Loop() {
		start := time.Now()
		doc := annotate(x.model, text)
		annotated += time.Since(start)
		x.facts(Article{Name: "bench", Text: text}, doc)
	}
	n := float64(b.N) * float64(len(text))
	model, whole := float64(annotated.Nanoseconds()), float64(b.Elapsed().Nanoseconds())
	b.ReportMetric(0, "ns/op") // the same as whole-ns/byte
	b.ReportMetric(model/n, "annotate-ns/byte")
	b.ReportMetric(whole/n, "whole-ns/byte")
	b.ReportMetric(100*(whole/model-1), "over-%")
}

// benchTexts returns the evaluation texts, else the sample article.
func benchTexts(b *testing.B) []string {
	var texts []string
	for _, dir := range []string{"seed", "dev", "raw"} {
		files, err := filepath.Glob(filepath.Join(evaluation, dir, "*.txt"))
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			texts = append(texts, string(text))
		}
	}
	if len(texts) == 0 {
		texts = []string{sampleText(b)}
	}
	return texts
}

func repeated(texts []string, size int) string {
	all := strings.Join(texts, "\n\n") + "\n\n"
	return cut(strings.Repeat(all, size/len(all)+1), size)
}

// named is a word with a capital inside a sentence.
var named = regexp.MustCompile(`[a-z,] [A-Z][a-z]{3,}\b`)

func shuffled(texts []string, size int) string {
	rnd := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba ke ri mo su ta len dor vi ga no pel shi rak um")
	var paragraphs []string
	for _, t := range texts {
		for p := range strings.SplitSeq(t, "\n") {
			if p = strings.TrimSpace(p); p != "" {
				paragraphs = append(paragraphs, p)
			}
		}
	}
	var out strings.Builder
	for out.Len() < size {
		rnd.Shuffle(len(paragraphs), func(i, j int) { paragraphs[i], paragraphs[j] = paragraphs[j], paragraphs[i] })
		other := map[string]string{} // of this round
		for _, p := range paragraphs {
			out.WriteString(named.ReplaceAllStringFunc(p, func(w string) string {
				before, name := w[:2], w[2:]
				if other[name] == "" {
					other[name] = name
					if rnd.IntN(5) < 2 {
						s := syllables[rnd.IntN(len(syllables))] + syllables[rnd.IntN(len(syllables))] + syllables[rnd.IntN(len(syllables))]
						other[name] = strings.ToUpper(s[:1]) + s[1:]
					}
				}
				return before + other[name]
			}))
			out.WriteString("\n\n")
		}
	}
	return cut(out.String(), size)
}

// cut shortens a text to at most size bytes.
func cut(text string, size int) string {
	return strings.ToValidUTF8(text[:min(size, len(text))], "")
}
