package neural

import (
	"fmt"
	"testing"
)

// BenchmarkDense measures the encoder's affine layer on blocks of rows.
func BenchmarkDense(b *testing.B) {
	const in = window * width
	w := make([]float32, width*pieces*in)
	for i := range w {
		w[i] = float32(i%7) - 3
	}
	d := newDense(in, width, pieces, w, func(o, p int) int { return (o*pieces + p) * in },
		func(_, _ int) float32 { return 1 }, 0)
	for _, k := range kernels() {
		for _, m := range []int{1, 8, chunk, 1000} {
			b.Run(fmt.Sprintf("%s/rows=%d", k.name, m), func(b *testing.B) {
				defer func(old kernel) { active = old }(active)
				active = k
				a, c := make([]float32, (m+window)*width), make([]float32, m*width)
				b.ResetTimer()
				for b.Loop() {
					d.apply(c, width, a, width, m)
				}
				flop := 2 * float64(m) * width * pieces * in
				b.ReportMetric(flop*float64(b.N)/float64(b.Elapsed().Nanoseconds()), "GFLOP/s")
			})
		}
	}
}

// BenchmarkRun measures the whole network on one document again and again, so
// that all its token types are known, and on its first sight.
func BenchmarkRun(b *testing.B) {
	n := loadNetwork(b)
	feats := readGolden(b, "parses.json")[0].Features
	var out Output
	for _, k := range kernels() {
		for _, cold := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/cold=%v", k.name, cold), func(b *testing.B) {
				defer func(old kernel) { active = old }(active)
				active = k
				n.Run(feats, &out)
				b.ReportAllocs()
				for b.Loop() {
					if cold {
						for _, w := range n.idle {
							clear(w.tok.types)
							clear(w.ner.types)
						}
					}
					n.Run(feats, &out)
				}
				perToken(b, len(feats))
			})
		}
	}
}

// BenchmarkStages measures the parts of Run.
func BenchmarkStages(b *testing.B) {
	n := loadNetwork(b)
	feats := readGolden(b, "parses.json")[0].Features
	var out Output
	n.Run(feats, &out)
	w := n.acquire()
	b.Run("tok2vec", func(b *testing.B) {
		for b.Loop() {
			w.tok.run(feats, func(int, []float32) {})
		}
		perToken(b, len(feats))
	})
	b.Run("parse", func(b *testing.B) {
		w.parser.reset(len(feats))
		w.tok.run(feats, w.parser.feed)
		h := w.parser.h
		for b.Loop() {
			w.parser.reset(len(feats))
			w.parser.h = h
			w.parser.parse(nil)
		}
		perToken(b, len(feats))
	})
	b.Run("recognize", func(b *testing.B) {
		w.rec.reset(len(feats))
		w.ner.run(feats, w.rec.feed)
		h := w.rec.h
		for b.Loop() {
			w.rec.reset(len(feats))
			w.rec.h = h
			out.Entities = w.rec.recognize(feats, out.SentStart, out.Entities[:0], nil)
		}
		perToken(b, len(feats))
	})
}

func perToken(b *testing.B, tokens int) {
	ns := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / float64(tokens)
	b.ReportMetric(ns, "ns/token")
	b.ReportMetric(1e9/ns, "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	w, err := readWeights()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Load(w); err != nil {
			b.Fatal(err)
		}
	}
}
