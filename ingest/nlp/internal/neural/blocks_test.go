package neural

import (
	"encoding/binary"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// randomFeatures makes n tokens out of a vocabulary of that many types.
func randomFeatures(n, types int) []Features {
	r := rand.New(rand.NewPCG(1, uint64(n)))
	vocabulary := make([]Features, types)
	for i := range vocabulary {
		vocabulary[i] = Features{r.Uint64(), r.Uint64N(90), r.Uint64N(900), r.Uint64N(200), r.Uint64N(2), uint64(r.IntN(20) / 19)}
	}
	out := make([]Features, n)
	for i := range out {
		out[i] = vocabulary[r.IntN(types)]
	}
	return out
}

// wholeDocument computes a tok2vec's vectors the plain way, all rows at once.
func wholeDocument(net *tok2vec, feats []Features) []float32 {
	rows := len(feats) + 2*pad
	x := make([]float32, (rows+2)*width) // a row of zeros at either end
	attrs := len(net.embed)
	concat := make([]float32, attrs*width)
	for i, f := range feats {
		for a := range attrs {
			var rows [embedRows]*[width]float32
			net.embed[a].rowsOf(f[a], &rows)
			active.sum((*[width]float32)(concat[a*width:]), &rows)
		}
		out := x[(1+pad+i)*width:][:width]
		net.mix.affine.apply(out, width, concat, attrs*width, 1)
		active.norm(out, nil, out, net.mix.gain, net.mix.bias)
	}
	z := make([]float32, rows*width)
	for _, l := range net.enc {
		l.affine.apply(z, width, x, width, rows)
		inner := x[width : (rows+1)*width]
		active.norm(inner, inner, z, l.gain, l.bias)
	}
	return x[(1+pad)*width:][:len(feats)*width]
}

func TestBlocksDoNotChangeVectors(t *testing.T) {
	n := loadNetwork(t)
	eachKernel(t, func(t *testing.T) {
		for _, net := range []*tok2vec{n.tok, n.nerIn} {
			e := newEncoder(net)
			for _, size := range []int{1, 2, 3, 7, 8, 9, 95, 96, 97, 100, 104, 191, 192, 193, 300} {
				feats := randomFeatures(size, 1+size/2)
				var got []float32
				e.run(feats, func(first int, x []float32) {
					if first*width != len(got) {
						t.Fatalf("%d tokens: block at %d after %d values", size, first, len(got))
					}
					got = append(got, x...)
				})
				if !slices.Equal(got, wholeDocument(net, feats)) {
					t.Errorf("%d tokens: vectors differ from the whole document's", size)
				}
			}
		}
	})
}

// More types than the cache holds must not change anything.
func TestTypeCacheOverflow(t *testing.T) {
	n := loadNetwork(t)
	e := newEncoder(n.nerIn)
	feats := randomFeatures(maxTypes+3*chunk, 4*maxTypes)
	var got []float32
	e.run(feats, func(_ int, x []float32) { got = append(got, x...) })
	last := feats[len(feats)-chunk:]
	want := wholeDocument(n.nerIn, last)
	// Rows whose neighbours are in both documents.
	tail := got[len(got)-(chunk-pad)*width:]
	if !slices.Equal(tail, want[pad*width:]) {
		t.Error("vectors differ after the cache was full")
	}
}

func TestRingForgets(t *testing.T) {
	n := loadNetwork(t)
	eachKernel(t, func(t *testing.T) {
		for _, d := range []*decoder{n.parser.decoder, n.ner.decoder} {
			const tokens = 3*ringRows + 17
			s := newStepper(d)
			s.reset(tokens)
			for i := range s.h {
				s.h[i] = float32(i%23) - 11
			}
			want := make([]float32, tokens*d.lower.width())
			d.lower.apply(want, d.lower.width(), s.h, hidden, tokens)
			for i := range tokens {
				s.fill(i)
				for _, tok := range []int{0, i / 2, i} {
					for f := range d.feats {
						at := tok*d.lower.width() + f*stateWidth
						if got := s.products(tok, f); !slices.Equal(got[:], want[at:at+stateWidth]) {
							t.Fatalf("token %d, feature %d after %d tokens: other products", tok, f, i)
						}
					}
				}
			}
		}
	})
}

func TestMemoryIsLinear(t *testing.T) {
	n := loadNetwork(t)
	feats := randomFeatures(40_000, 500)
	var out Output
	n.Run(feats[:100], &out)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n.Run(feats, &out)
	runtime.ReadMemStats(&after)
	perToken := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(feats))
	t.Logf("%.0f bytes a token", perToken)
	if perToken > 800 {
		t.Errorf("%.0f bytes a token", perToken)
	}
	if allocs := testing.AllocsPerRun(2, func() { n.Run(feats[:3000], &out) }); allocs > 0 {
		t.Errorf("%v allocations where all memory is there", allocs)
	}
}

func TestConcurrentRuns(t *testing.T) {
	n := loadNetwork(t)
	docs := readGolden(t, "parses.json")
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			var out Output
			for j := range docs {
				g := docs[(i+j)%len(docs)]
				n.Run(g.Features, &out)
				compare(t, n, g, &out)
			}
		})
	}
	wg.Wait()
}

// maxSteps bounds the parser's steps by token: see parser.parse.
const maxSteps = 7

// checkOutput asserts what holds for every document.
func checkOutput(t *testing.T, n *Network, feats []Features, out *Output) {
	t.Helper()
	size := len(feats)
	if len(out.Tags) != size || len(out.Heads) != size || len(out.Deps) != size || len(out.SentStart) != size {
		t.Fatalf("%d tokens: %d tags, %d heads, %d labels, %d starts", size, len(out.Tags), len(out.Heads), len(out.Deps), len(out.SentStart))
	}
	if size > 0 && !out.SentStart[0] {
		t.Error("the first token opens no sentence")
	}
	root := uint8(slices.Index(n.Deps(), rootLabel))
	plain := newTree(n.Deps()).target
	for i, h := range out.Heads {
		if int(out.Tags[i]) >= len(n.Tags()) || int(out.Deps[i]) >= len(n.Deps()) || plain[out.Deps[i]] != noLabel {
			t.Fatalf("token %d: tag %d, label %d", i, out.Tags[i], out.Deps[i])
		}
		if (int(h) == i) != (out.Deps[i] == root) {
			t.Errorf("token %d: head %d with label %s", i, h, n.Deps()[out.Deps[i]])
		}
		up := int32(i)
		for steps := 0; out.Heads[up] != up; steps++ {
			if up = out.Heads[up]; up < 0 || int(up) >= size || steps > size {
				t.Fatalf("token %d: its heads lead to %d and to no root", i, up)
			}
		}
	}
	end := 0
	for _, e := range out.Entities {
		if e.Start < end || e.End <= e.Start || e.End > size || e.Label < 0 || e.Label >= len(n.EntityLabels()) {
			t.Fatalf("entity %+v after %d", e, end)
		}
		end = e.End
		if isSpace(&feats[e.Start]) || slices.Contains(out.SentStart[e.Start+1:e.End], true) {
			t.Errorf("entity %+v begins with whitespace or crosses a sentence", e)
		}
	}
	if tr := out.Trace; tr != nil {
		if len(tr.Parser) > maxSteps*size || len(tr.NER) != size || len(tr.Tag) != size {
			t.Errorf("%d tokens: %d and %d steps", size, len(tr.Parser), len(tr.NER))
		}
	}
}

// FuzzRun feeds arbitrary features: two bytes choose a token.
func FuzzRun(f *testing.F) {
	n := loadNetwork(f)
	for _, seed := range []string{"", "a", "ab", "    ", "\x00\x00\x00\x00\x00\x00", "any bytes will do for a document"} {
		f.Add([]byte(seed))
	}
	for _, size := range []int{1, 2, 50, 400} {
		var b []byte
		for _, v := range randomFeatures(size, 40) {
			b = binary.LittleEndian.AppendUint16(b, uint16(v[0]))
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var feats []Features
		for ; len(b) >= 2; b = b[2:] {
			v := uint64(binary.LittleEndian.Uint16(b))
			feats = append(feats, Features{v * 0x9e3779b97f4a7c15, v & 0xff, v >> 4, v % 61, v & 1, v >> 1 & v >> 2 & 1})
		}
		traced := Output{Trace: &Trace{}}
		n.Run(feats, &traced)
		checkOutput(t, n, feats, &traced)
		var out Output
		n.Run(feats, &out)
		if !slices.Equal(out.Tags, traced.Tags) || !slices.Equal(out.Heads, traced.Heads) ||
			!slices.Equal(out.Deps, traced.Deps) || !slices.Equal(out.Entities, traced.Entities) {
			t.Error("tracing changes the result")
		}
	})
}

// FuzzTransitions takes arbitrary valid transitions, which a network fed with
// odd text may come close to, and finishes the tree.
func FuzzTransitions(f *testing.F) {
	n := loadNetwork(f)
	f.Add(uint8(0), []byte{})
	f.Add(uint8(1), []byte{0})
	f.Add(uint8('A'), []byte("22802A")) // more than five steps a token
	r := rand.New(rand.NewPCG(7, 7))
	for i := range 200 {
		b := make([]byte, 10+i)
		for j := range b {
			b[j] = byte(r.Uint32())
		}
		f.Add(uint8(i), b)
	}
	p := newParser(n.parser, n.deps)
	f.Fuzz(func(t *testing.T, size uint8, choices []byte) {
		p.reset(int(size))
		steps := 0
		for ; len(p.stack) > 0 || p.buffered() > 0; steps++ {
			b0, b1, s0 := p.b(0), p.b(1), p.s(0)
			ranges := n.parser.allowed[p.valid(b0, b1)].ranges
			if len(ranges) == 0 {
				t.Fatalf("no valid action after %d steps", steps)
			}
			choice := byte(steps)
			if len(choices) > 0 {
				choice = choices[steps%len(choices)]
			}
			r := ranges[int(choice)%len(ranges)]
			class := r.from + int(choice>>3)%(r.to-r.from)
			p.do(n.parser.actions[class].Move, n.parser.labelOf[class], b0, b1, s0)
			if steps > maxSteps*int(size) {
				t.Fatalf("%d tokens are not parsed after %d steps", size, steps)
			}
		}
		feats := make([]Features, size)
		for i := range feats {
			feats[i][isSpaceAt] = uint64(i/5) & 1
		}
		out := Output{
			Tags: make([]uint8, size), Heads: slices.Clone(p.heads), Deps: slices.Clone(p.labels), SentStart: make([]bool, size),
		}
		p.tree.finish(out.Heads, out.Deps, feats, out.SentStart)
		checkOutput(t, n, feats, &out)
	})
}

// FuzzLoad changes bytes of the header of a real file.
func FuzzLoad(f *testing.F) {
	w, err := readWeights()
	if err != nil {
		f.Fatal(err)
	}
	head := int(binary.LittleEndian.Uint32(w[12:]))
	f.Add(w[:16+head])
	f.Add([]byte(fileMagic))
	body := w[alignUp(16+head):]
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			t.Skip()
		}
		file := append(slices.Clone(b), make([]byte, alignUp(len(b))-len(b))...)
		n, err := Load(append(file, body[:min(len(body), 1<<16)]...))
		if err == nil {
			var out Output
			n.Run(randomFeatures(20, 5), &out)
		}
	})
}
