package nlp

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/ingest/nlp/internal/neural"
)

var modelDir = os.DirFS(filepath.Join("..", "..", "data", "model"))

var loadOnce = sync.OnceValues(func() (*Model, error) { return Load(modelDir) })

func load(t testing.TB) *Model {
	t.Helper()
	m, err := loadOnce()
	if errors.Is(err, ErrNoModel) {
		t.Skip("data/model is incomplete: run parley-model")
	}
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// golden is what testdata/dump.py writes; see there.
type golden struct {
	Spacy, Model string
	Labels       map[string][]string
	Docs         []goldenDoc
}

type goldenDoc struct {
	File, How  string
	Index      int
	CRC        uint32
	Size       []int
	Tag, Pos   []int
	Morph, Dep []int
	Lemma      []uint32
	Head       []int
	Sent, Ents []int
}

func readGolden(t testing.TB, path string) *golden {
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
	g := &golden{}
	if err := json.NewDecoder(z).Decode(g); err != nil {
		t.Fatal(err)
	}
	return g
}

// text finds the document's text under root.
func (d *goldenDoc) text(root fs.FS) (string, error) {
	data, err := fs.ReadFile(root, d.File)
	if err != nil {
		return "", err
	}
	text := string(data)
	if d.How != "all" {
		lines := strings.Split(text, "\n")
		if d.How != "line" {
			var treebank []string
			for _, line := range lines {
				if s, ok := strings.CutPrefix(line, "# text = "); ok {
					treebank = append(treebank, s)
				}
			}
			lines = treebank
		}
		if d.How == "doc" {
			text = strings.Join(lines, " ")
		} else if d.Index < len(lines) {
			text = lines[d.Index]
		}
	}
	if crc32.ChecksumIEEE([]byte(text)) != d.CRC {
		return "", fmt.Errorf("%s is not the text the dump was made from", d.File)
	}
	return text, nil
}

// nearTie is the margin between the best and the second score below which
// another order of summation may change the choice: scores are of the order
// of 10, sums have some hundred float32 terms.
const nearTie = 1e-3

// parity counts equal attributes.
type parity struct {
	name       string
	total, bad int
}

// TestParity compares annotations with Python spaCy's. Tokens must be equal,
// other attributes in at least 99.8 % of tokens, and where the network chose
// otherwise there must be a near-tie to blame. $PARLEY_DOCS may name one more
// dump and $PARLEY_DOCS_ROOT the folder with its texts.
func TestParity(t *testing.T) {
	m := load(t)
	for _, c := range []struct{ dump, root string }{
		{filepath.Join("testdata", "own.json.gz"), "testdata"},
		{filepath.Join("testdata", "sample.json.gz"), filepath.Join("..", "..", "data", "sample")},
		{filepath.Join("testdata", "eval.json.gz"), filepath.Join("..", "..", "..", "shared", "eval")},
		{os.Getenv("PARLEY_DOCS"), os.Getenv("PARLEY_DOCS_ROOT")},
	} {
		if c.dump == "" {
			continue
		}
		t.Run(filepath.Base(c.dump), func(t *testing.T) {
			g := readGolden(t, c.dump)
			if _, err := os.Stat(c.root); err != nil {
				t.Skipf("the texts of this dump are not part of the project, and missing: %v", err)
			}
			if m.Name() != g.Model {
				t.Fatalf("the dump is of %s, the model is %s", g.Model, m.Name())
			}
			compare(t, m, g, os.DirFS(c.root))
		})
	}
}

func compare(t *testing.T, m *Model, g *golden, root fs.FS) {
	attrs := map[string]*parity{}
	var order []*parity
	check := func(name string, same bool) bool {
		p := attrs[name]
		if p == nil {
			p = &parity{name: name}
			attrs[name] = p
			order = append(order, p)
		}
		p.total++
		if !same {
			p.bad++
		}
		return same
	}
	unexplained := 0
	for i := range g.Docs {
		d := &g.Docs[i]
		text, err := d.text(root)
		if err != nil {
			t.Fatal(err)
		}
		doc := m.Annotate(text)
		where := fmt.Sprintf("%s %d", d.File, d.Index)
		if !check("tokens", sameSizes(doc, d.Size)) {
			t.Errorf("%s: tokens differ", where)
			continue
		}
		trace := &neural.Trace{}
		m.trace(text, trace)
		first := -1 // first token with another tree or sentence
		starts := make([]bool, len(doc.Tokens))
		for _, s := range d.Sent {
			starts[s] = true
		}
		for i, tok := range doc.Tokens {
			label := func(kind string, n int) string { return g.Labels[kind][n] }
			if !check("tag", tok.Tag == label("tag", d.Tag[i])) {
				explain(t, &unexplained, "%s token %d: tag %s, want %s", trace.Tag[i], where, i, tok.Tag, label("tag", d.Tag[i]))
			}
			check("pos", tok.POS == label("pos", d.Pos[i]))
			check("morph", tok.Morph == label("morph", d.Morph[i]))
			check("lemma", lemmaCode(doc.TokenText(i), tok.Lemma, d.Lemma[i]) == d.Lemma[i])
			same := check("head", tok.Head-i == d.Head[i])
			same = check("dep", tok.Dep == label("dep", d.Dep[i])) && same
			same = check("sentence start", tok.SentStart == starts[i]) && same
			if !same && first < 0 {
				first = i
			}
		}
		if first >= 0 {
			explain(t, &unexplained, "%s token %d: trees differ from here", tie(trace.Parser, first), where, first)
		}
		want := map[Entity]bool{}
		for i := 0; i+2 < len(d.Ents); i += 3 {
			want[Entity{Span{d.Ents[i], d.Ents[i+1]}, g.Labels["ent"][d.Ents[i+2]]}] = true
		}
		firstEnt := math.MaxInt
		for _, e := range doc.Entities {
			if !check("entity", want[e]) {
				firstEnt = min(firstEnt, e.Start)
			}
			delete(want, e)
		}
		for e := range want {
			check("entity", false)
			firstEnt = min(firstEnt, e.Start)
		}
		if firstEnt < math.MaxInt {
			// Another sentence boundary may also be the cause.
			margin := tie(trace.NER, firstEnt)
			if first >= 0 {
				margin = min(margin, tie(trace.Parser, first))
			}
			explain(t, &unexplained, "%s token %d: entities differ from here", margin, where, firstEnt)
		}
	}
	var row strings.Builder
	for _, p := range order {
		fmt.Fprintf(&row, "  %s %.3f%% (%d of %d differ)\n", p.name, 100*float64(p.total-p.bad)/float64(p.total), p.bad, p.total)
		if limit := 0.002 * float64(p.total); float64(p.bad) > limit {
			t.Errorf("%s: %d of %d differ", p.name, p.bad, p.total)
		}
	}
	t.Logf("%d documents\n%s", len(g.Docs), row.String())
}

// explain logs a difference with the margin of the decision behind it, and
// fails the test when that was no near-tie.
func explain(t *testing.T, unexplained *int, format string, margin float32, args ...any) {
	t.Helper()
	msg := fmt.Sprintf(format, args...) + fmt.Sprintf(" (margin %.2g)", margin)
	if margin <= nearTie {
		t.Log(msg)
	} else if *unexplained++; *unexplained <= 20 {
		t.Error(msg)
	}
}

// tie returns the smallest margin of the steps that can have led to a
// difference at a token: a tree differs first where an arc ends, which may be
// some tokens before or after the step that went another way.
func tie(steps []neural.Step, token int) float32 {
	smallest := float32(math.Inf(1))
	for _, s := range steps {
		if d := int(s.Token) - token; s.Token < 0 || -60 <= d && d <= 60 {
			smallest = min(smallest, s.Margin)
		}
	}
	return smallest
}

// trace runs the network on text, which must be a single piece.
func (m *Model) trace(text string, trace *neural.Trace) {
	w := m.acquire()
	defer m.release(w)
	w.tokens = w.words.Tokenize(text, w.tokens)
	w.feats = w.words.Features(w.tokens, w.feats)
	w.out.Trace = trace
	m.net.Run(w.feats, &w.out)
	w.out.Trace = nil
}

func sameSizes(doc *Doc, sizes []int) bool {
	var got []int
	for _, tok := range doc.Tokens {
		n := 2 * (tok.End - tok.Start)
		if tok.Space {
			n++
		}
		got = append(got, n)
	}
	return slices.Equal(got, sizes)
}

// lemmaCode encodes a lemma as the dump does, in the way want was encoded.
func lemmaCode(text, lemma string, want uint32) uint32 {
	switch {
	case want == 0 && lemma == strings.ToLower(text):
		return 0
	case want == 1 && lemma == text:
		return 1
	}
	return crc32.ChecksumIEEE([]byte(lemma))
}
