// Package neural runs the trained parts of spaCy's en_core_web_sm 3.8: two
// tok2vec networks, the tagger, the dependency parser and the entity
// recogniser. It starts from the hashed features of tokens and knows nothing
// of text. Start at [Load] and [Network.Run].
//
// Sources: spaCy 3.8 and thinc 8.3, named by file where a rule is taken from
// one. Sums run in another order than in the originals, so scores differ in
// the last digits and near-ties may fall the other way.
package neural

import (
	"math"
	"runtime"
	"slices"
	"sync"
)

// Features of a token, in this order: NORM, PREFIX, SUFFIX and SHAPE as
// string ids, SPACY and IS_SPACE as 0 or 1.
type Features = [6]uint64

const (
	tokAttrs  = 6 // attributes seen by the tagger and parser
	nerAttrs  = 4 // attributes seen by the entity recogniser
	isSpaceAt = 5
)

func isSpace(f *Features) bool { return f[isSpaceAt] != 0 }

// Network is a loaded model. It is safe for concurrent use.
type Network struct {
	model      string
	tags       []string
	deps       []string
	entLabels  []string
	tok, nerIn *tok2vec
	tagger     *dense
	parser     *arcEager
	ner        *biluo

	mu   sync.Mutex
	idle []*workspace
}

// Output is what Run finds, by token. Its slices are reused when it is
// passed to Run again.
type Output struct {
	Tags      []uint8 // index into Tags
	Heads     []int32 // the token itself for a root
	Deps      []uint8 // index into Deps
	SentStart []bool
	Entities  []Entity // in text order, not overlapping

	// Trace, when set, is filled with how the results were reached.
	Trace *Trace
}

// Entity is a half-open range of tokens with the index of its label in
// EntityLabels.
type Entity struct{ Start, End, Label int }

// Trace tells by what margin each decision was taken: the lead of the best
// score over the best other valid one. It serves comparison with another
// implementation, where decisions of small margin may differ.
type Trace struct {
	Tag    []float32 // margin by token
	Parser []Step
	NER    []Step

	// Scores asks for the scores of all classes at each step, one step after
	// another.
	Scores       bool
	ParserScores []float32
	NERScores    []float32
}

// Step is one transition.
type Step struct {
	Token  int32 // first token of the buffer, -1 for none
	Stack  int32 // parser: top of the stack; recogniser: start of the open entity; -1 for none
	Class  int
	Margin float32
}

// Load reads a weights file made by Convert. Large tables are used in place
// where the bytes allow it: weights must not change while the network lives.
// Errors wrap ErrFormat.
func Load(weights []byte) (*Network, error) {
	f, err := parseWeights(weights)
	if err != nil {
		return nil, err
	}
	h := f.header
	n := &Network{model: h.Model, tags: h.Tags, deps: depLabels(h.Parser)}
	if len(n.tags) == 0 || len(n.tags) > int(noLabel) || len(n.deps) > int(noLabel) {
		f.fail("%d tags and %d dependency labels", len(n.tags), len(n.deps))
	}
	for _, a := range h.NER {
		if a.Label != "" && !slices.Contains(n.entLabels, a.Label) {
			n.entLabels = append(n.entLabels, a.Label)
		}
	}
	f.checkActions(h.Parser, h.NER, n.entLabels)
	if f.err != nil {
		return nil, f.err
	}

	n.tok = loadTok2vec(f, "tok2vec", tokAttrs)
	n.nerIn = loadTok2vec(f, "ner.tok2vec", nerAttrs)
	tw, tb := f.get("tagger.W", len(n.tags), width), f.get("tagger.b", len(n.tags))
	n.parser = loadParser(f, n.deps)
	n.ner = loadRecognizer(f, n.entLabels)
	if f.err != nil {
		return nil, f.err
	}
	n.tagger = newDense(width, len(n.tags), 1,
		tw.data, func(o, _ int) int { return o * width },
		func(o, _ int) float32 { return tb.data[o] }, float32(math.Inf(-1)))
	return n, nil
}

// checkActions makes sure that the decoders always have a valid class.
func (f *weightsFile) checkActions(parser, ner []fileAction, entLabels []string) {
	ascending := func(a, b fileAction) int { return a.Move - b.Move }
	if !slices.IsSortedFunc(parser, ascending) || !slices.IsSortedFunc(ner, ascending) {
		f.fail("transition classes are not in the order of their actions")
	}
	for _, m := range []int{shift, reduce, leftArc, rightArc, breakSent} {
		if rangeOf(parser, m) == (classes{}) {
			f.fail("the parser has no class for action %d", m)
		}
	}
	for _, a := range parser {
		if (a.Move == leftArc || a.Move == rightArc) && a.Label == "" || a.Move < 0 || a.Move >= parserMoves {
			f.fail("the parser has a class with action %d and label %q", a.Move, a.Label)
		}
	}
	if rangeOf(ner, outEnt) == (classes{}) || rangeOf(ner, unitEnt) == (classes{}) {
		f.fail("the entity recogniser has no class for Out or for Unit")
	}
	for c, a := range ner {
		if a.Label == "" && a.Move != outEnt && c != rangeOf(ner, unitEnt).to-1 {
			f.fail("the entity recogniser's class %d has no label", c)
		}
	}
	for _, l := range entLabels {
		for _, m := range []int{beginEnt, inEnt, lastEnt, unitEnt} {
			if !slices.Contains(ner, fileAction{m, l}) {
				f.fail("the entity recogniser has no class for action %d with label %s", m, l)
			}
		}
	}
}

// Model names the model, e.g. "en_core_web_sm 3.8.0".
func (n *Network) Model() string { return n.model }

// Tags are the fine-grained part-of-speech tags. The slice is shared.
func (n *Network) Tags() []string { return n.tags }

// Deps are the dependency labels. The slice is shared.
func (n *Network) Deps() []string { return n.deps }

// EntityLabels are the labels of entities. The slice is shared.
func (n *Network) EntityLabels() []string { return n.entLabels }

// workspace is the working memory of one Run.
type workspace struct {
	tok, ner *encoder
	tagger   []float32
	parser   *parser
	rec      *recognizer
}

func (n *Network) acquire() *workspace {
	n.mu.Lock()
	defer n.mu.Unlock()
	if last := len(n.idle) - 1; last >= 0 {
		w := n.idle[last]
		n.idle = n.idle[:last]
		return w
	}
	return &workspace{
		tok:    newEncoder(n.tok),
		ner:    newEncoder(n.nerIn),
		tagger: make([]float32, maxBlock*n.tagger.width()),
		parser: newParser(n.parser, n.deps),
		rec:    newRecognizer(n.ner),
	}
}

// keepTokens is the size of the largest document whose working memory is kept.
const keepTokens = 1 << 16

// release keeps w for later, unless it is very large or more are idle than
// could run at once.
func (n *Network) release(w *workspace) {
	if cap(w.parser.h) > keepTokens*hidden {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.idle) < runtime.GOMAXPROCS(0) {
		n.idle = append(n.idle, w)
	}
}

// Run annotates one document, given by its tokens' features. The whole
// document is one unit: results depend on where a text is cut into documents.
// The time and the memory it takes grow linearly with the document; memory
// about 600 bytes a token beside the output.
func (n *Network) Run(feats []Features, out *Output) {
	w := n.acquire()
	defer n.release(w)

	size := len(feats)
	out.Tags = slices.Grow(out.Tags[:0], size)[:size]
	out.Heads = slices.Grow(out.Heads[:0], size)[:size]
	out.Deps = slices.Grow(out.Deps[:0], size)[:size]
	out.SentStart = slices.Grow(out.SentStart[:0], size)[:size]
	out.Entities = out.Entities[:0]
	if out.Trace != nil {
		*out.Trace = Trace{Scores: out.Trace.Scores}
	}
	if size == 0 {
		return
	}
	w.parser.reset(size)
	w.tok.run(feats, func(first int, x []float32) {
		n.tag(w, first, x, out)
		w.parser.feed(first, x)
	})
	w.parser.parse(out.Trace)
	copy(out.Heads, w.parser.heads)
	copy(out.Deps, w.parser.labels)
	w.parser.tree.finish(out.Heads, out.Deps, feats, out.SentStart)

	w.rec.reset(size)
	w.ner.run(feats, w.rec.feed)
	out.Entities = w.rec.recognize(feats, out.SentStart, out.Entities, out.Trace)
}

// tag classifies tokens by their vectors.
func (n *Network) tag(w *workspace, first int, x []float32, out *Output) {
	ldc := n.tagger.width()
	m := len(x) / width
	n.tagger.apply(w.tagger, ldc, x, width, m)
	for i := range m {
		scores := w.tagger[i*ldc:][:ldc]
		out.Tags[first+i] = uint8(max(0, active.argmax(scores)))
		if out.Trace != nil {
			_, margin := best(scores, []classes{{0, n.tagger.out}})
			out.Trace.Tag = append(out.Trace.Tag, margin)
		}
	}
}
