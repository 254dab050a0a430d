package neural

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const weightsPath = "../../../../data/model/weights.bin"

var readWeights = sync.OnceValues(func() ([]byte, error) { return os.ReadFile(weightsPath) })

func loadNetwork(t testing.TB) *Network {
	t.Helper()
	b, err := readWeights()
	if err != nil {
		t.Fatal(err)
	}
	n, err := Load(b)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// matrix is an array in testdata/layers.json.
type matrix struct {
	Shape []int
	Data  []float32
}

func (m *matrix) UnmarshalJSON(b []byte) error {
	var raw struct {
		Shape []int
		Data  string
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	data, err := base64.StdEncoding.DecodeString(raw.Data)
	if err != nil {
		return err
	}
	m.Shape, m.Data = raw.Shape, floats(data)
	return nil
}

// golden is what spaCy made of a text: see testdata/dump.py.
type golden struct {
	Text     string
	Features []Features
	Tags     []string
	Heads    []int32
	Deps     []string
	Starts   []int
	Entities [][3]any

	Tok2vec, NERTok2vec goldenVectors
	Tagger              matrix
	Parser, NER         goldenDecoder
}

type goldenVectors struct {
	Concat matrix
	Layers []matrix
}

type goldenDecoder struct {
	H, Products, Scores matrix
	Classes             []int
}

func readGolden(t testing.TB, name string) []golden {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var g []golden
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return g
}

// eachKernel runs a test once with every kernel this machine has.
func eachKernel(t *testing.T, test func(t *testing.T)) {
	for _, k := range kernels() {
		t.Run(k.name, func(t *testing.T) {
			old := active
			active = k
			defer func() { active = old }()
			test(t)
		})
	}
}

func near(t *testing.T, what string, got, want []float32, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	worst, at := 0.0, 0
	for i := range want {
		d := math.Abs(float64(got[i]) - float64(want[i]))
		if d > worst || math.IsNaN(d) {
			worst, at = d, i
		}
	}
	t.Logf("%s: largest difference %.2g", what, worst)
	if !(worst <= tolerance) {
		t.Errorf("%s: value %d is %v, want %v (%.2g apart)", what, at, got[at], want[at], worst)
	}
}

func TestLayersMatchSpacy(t *testing.T) {
	n := loadNetwork(t)
	eachKernel(t, func(t *testing.T) {
		for _, g := range readGolden(t, "layers.json") {
			out := Output{Trace: &Trace{Scores: true}}
			n.Run(g.Features, &out)

			vectors := checkTok2vec(t, "tok2vec", n.tok, g.Features, g.Tok2vec)
			nerVectors := checkTok2vec(t, "ner tok2vec", n.nerIn, g.Features, g.NERTok2vec)

			tagger := make([]float32, len(g.Features)*n.tagger.width())
			n.tagger.apply(tagger, n.tagger.width(), vectors, width, len(g.Features))
			var scores []float32
			for i := range g.Features {
				scores = append(scores, tagger[i*n.tagger.width():][:n.tagger.out]...)
			}
			near(t, "tagger scores", scores, g.Tagger.Data, 1e-3)

			checkDecoder(t, "parser", n.parser.decoder, vectors, out.Trace.Parser, out.Trace.ParserScores, g.Parser)
			checkDecoder(t, "ner", n.ner.decoder, nerVectors, out.Trace.NER, out.Trace.NERScores, g.NER)
		}
	})
}

// checkTok2vec compares embeddings and layers, padding included, and returns the vectors.
func checkTok2vec(t *testing.T, what string, net *tok2vec, feats []Features, want goldenVectors) []float32 {
	t.Helper()
	e := newEncoder(net)
	layers := make([][]float32, depth+1)
	e.trace = func(layer, first int, x []float32) {
		if first*width != len(layers[layer]) {
			t.Fatalf("%s: layer %d continues at row %d after %d values", what, layer, first, len(layers[layer]))
		}
		layers[layer] = append(layers[layer], x...)
	}
	var vectors []float32
	e.run(feats, func(first int, x []float32) {
		if first*width != len(vectors) {
			t.Fatalf("%s: vectors continue at %d after %d values", what, first, len(vectors))
		}
		vectors = append(vectors, x...)
	})
	concat := make([]float32, len(want.Concat.Data))
	for i := 0; i < len(concat); i += width {
		a := i / width % len(net.embed)
		var rows [embedRows]*[width]float32
		net.embed[a].rowsOf(feats[i/width/len(net.embed)][a], &rows)
		active.sum((*[width]float32)(concat[i:]), &rows)
	}
	near(t, what+" embeddings", concat, want.Concat.Data, 1e-4)
	for i, l := range want.Layers {
		near(t, what+" layer", layers[i], l.Data, 1e-4)
	}
	return vectors
}

func checkDecoder(t *testing.T, what string, net *decoder, vectors []float32, steps []Step, scores []float32, want goldenDecoder) {
	t.Helper()
	s := newStepper(net)
	s.reset(len(vectors) / width)
	s.feed(0, vectors)
	near(t, what+" projection", s.h, want.H.Data, 1e-4)

	rows := want.Products.Shape[0]
	got := make([]float32, len(want.Products.Data))
	for i := range rows * net.feats {
		tok, f := i/net.feats, i%net.feats
		s.fill(tok)
		v := s.products(tok, f)
		for o := range hidden {
			for p := range hiddenPieces {
				got[i*stateWidth+o*hiddenPieces+p] = v[p*hidden+o]
			}
		}
	}
	near(t, what+" products", got, want.Products.Data, 1e-4)

	near(t, what+" scores", scores, want.Scores.Data, 1e-3)
	for i, c := range want.Classes {
		if i >= len(steps) || steps[i].Class != c {
			t.Fatalf("%s: step %d takes another class than %d: %+v", what, i, c, steps[i:min(i+1, len(steps))])
		}
	}
	if len(steps) != len(want.Classes) {
		t.Errorf("%s: %d steps, want %d", what, len(steps), len(want.Classes))
	}
}

func TestResultsMatchSpacy(t *testing.T) {
	n := loadNetwork(t)
	eachKernel(t, func(t *testing.T) {
		var out Output
		for _, g := range append(readGolden(t, "layers.json"), readGolden(t, "parses.json")...) {
			n.Run(g.Features, &out)
			compare(t, n, g, &out)
		}
	})
}

func compare(t *testing.T, n *Network, g golden, out *Output) {
	t.Helper()
	text := strings.TrimSpace(g.Text)
	text = text[:min(len(text), 30)]
	if len(out.Tags) != len(g.Tags) {
		t.Fatalf("%q: %d tokens, want %d", text, len(out.Tags), len(g.Tags))
	}
	starts := map[int]bool{}
	for _, s := range g.Starts {
		starts[s] = true
	}
	for i := range g.Tags {
		if tag := n.Tags()[out.Tags[i]]; tag != g.Tags[i] {
			t.Errorf("%q token %d: tag %s, want %s", text, i, tag, g.Tags[i])
		}
		if dep := n.Deps()[out.Deps[i]]; dep != g.Deps[i] || out.Heads[i] != g.Heads[i] {
			t.Errorf("%q token %d: %s of %d, want %s of %d", text, i, dep, out.Heads[i], g.Deps[i], g.Heads[i])
		}
		if out.SentStart[i] != starts[i] {
			t.Errorf("%q token %d: sentence start %v", text, i, out.SentStart[i])
		}
	}
	if len(out.Entities) != len(g.Entities) {
		t.Fatalf("%q: %d entities, want %d", text, len(out.Entities), len(g.Entities))
	}
	for i, e := range out.Entities {
		w := g.Entities[i]
		if float64(e.Start) != w[0] || float64(e.End) != w[1] || n.EntityLabels()[e.Label] != w[2] {
			t.Errorf("%q: entity %+v (%s), want %v", text, e, n.EntityLabels()[e.Label], w)
		}
	}
}

func TestWeightsAtAnyAlignment(t *testing.T) {
	b, err := readWeights()
	if err != nil {
		t.Fatal(err)
	}
	g := readGolden(t, "parses.json")[0]
	for shift := range 3 {
		moved := append(make([]byte, shift, shift+len(b)), b...)[shift:]
		n, err := Load(moved)
		if err != nil {
			t.Fatal(err)
		}
		var out Output
		n.Run(g.Features, &out)
		compare(t, n, g, &out)
	}
}

func TestLoadRefusesDamage(t *testing.T) {
	b, err := readWeights()
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.IndexByte(b, '{')
	rename := func(old, new string) []byte {
		c := b
		i := bytes.Index(c[:1<<16], []byte(old))
		if i < 0 {
			t.Fatalf("no %s in the header", old)
		}
		return append(append(c[:i:i], new...), c[i+len(old):]...)
	}
	for name, c := range map[string][]byte{
		"empty":           nil,
		"short":           b[:12],
		"magic":           append([]byte("x"), b[1:]...),
		"version":         append(append(bytes.Clone(b[:8]), 9), b[9:]...),
		"cut header":      b[:head+100],
		"cut body":        b[:len(b)/2],
		"no JSON":         append(append(bytes.Clone(b[:head]), 'x'), b[head+1:]...),
		"missing tensor":  rename("tagger.W", "tagger.X"),
		"wrong shape":     rename("[106,64]", "[105,64]"),
		"negative shape":  rename("[106,64]", "[-99,64]"),
		"huge shape":      rename(`"shape":[5000,96],"offset":0`, `"shape":[5000000000],"offset":0`),
		"unsorted action": rename(`{"move":1}`, `{"move":4}`),
	} {
		if _, err := Load(c); err == nil {
			t.Errorf("%s: no error", name)
		} else {
			t.Logf("%s: %v", name, err)
		}
	}
}
