package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkExtract and BenchmarkAnnotate show what the facts cost on top of
// the language model, and whether the cost of a text grows faster than its
// length: ns/word should not. The text is the sample article, over and over.
//
//	go test ./ingest -run '^$' -bench . -benchtime 1x
func BenchmarkExtract(b *testing.B) {
	eachLength(b, func(x *Extractor, text string) {
		if _, err := x.Extract(b.Context(), Article{Name: "bench", Text: text, Published: "2022-01-28"}); err != nil {
			b.Fatal(err)
		}
	})
}

func BenchmarkAnnotate(b *testing.B) {
	eachLength(b, func(x *Extractor, text string) { annotate(x.model, text) })
}

func eachLength(b *testing.B, run func(x *Extractor, text string)) {
	x := extractor(b)
	sample := sampleText(b)
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		text := strings.Repeat(sample+"\n\n", size/len(sample)+1)
		text = strings.ToValidUTF8(text[:size], "")
		words := float64(len(strings.Fields(text)))
		b.Run(fmt.Sprintf("%dKB", size/1000), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				run(x, text)
			}
			perWord := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / words
			b.ReportMetric(perWord, "ns/word")
			b.ReportMetric(1e9/perWord, "words/s")
		})
	}
}
