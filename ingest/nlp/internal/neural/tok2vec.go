package neural

import "fmt"

const (
	width     = 96 // of a token's vector
	depth     = 4  // encoder layers
	pieces    = 3  // of the maxout layers
	firstSeed = 8  // of the hash embeddings, counted on by attribute
	window    = 3  // rows an encoder layer sees: the token and its neighbours

	// pad is the number of zero rows spaCy puts around the document before
	// the encoder: its receptive field. They pass through the layers like
	// tokens and are no longer zero after the first.
	pad = depth

	// normEpsilon is added to the variance in layer normalisation: population
	// mean and variance over a row (thinc 8.3, layernorm.py).
	normEpsilon = 1e-8
)

// tok2vec turns a token's features into a vector that knows its four
// neighbours on either side (spaCy's HashEmbedCNN with four layers).
type tok2vec struct {
	embed []embedding // one per attribute, in the order of Features
	mix   layer
	enc   [depth]layer
}

// layer is maxout followed by layer normalisation.
type layer struct {
	affine     *dense
	gain, bias *[width]float32
}

func loadTok2vec(f *weightsFile, name string, attrs int) *tok2vec {
	t := &tok2vec{}
	for i := range attrs {
		e := f.get(fmt.Sprintf("%s.embed.%d", name, i), 0, width)
		if f.err != nil {
			return nil
		}
		t.embed = append(t.embed, embedding{e.data, uint64(e.shape[0]), uint64(firstSeed + i)})
	}
	t.mix = loadLayer(f, name+".mix", attrs*width)
	for i := range t.enc {
		t.enc[i] = loadLayer(f, fmt.Sprintf("%s.encode.%d", name, i), window*width)
	}
	return t
}

func loadLayer(f *weightsFile, name string, in int) layer {
	w := f.get(name+".W", width, pieces, in)
	b := f.get(name+".b", width, pieces)
	g := f.get(name+".norm.G", width)
	nb := f.get(name+".norm.b", width)
	if f.err != nil {
		return layer{}
	}
	return layer{
		affine: newDense(in, width, pieces,
			w.data, func(o, p int) int { return (o*pieces + p) * in },
			func(o, p int) float32 { return b.data[o*pieces+p] }, 0),
		gain: (*[width]float32)(g.data), bias: (*[width]float32)(nb.data),
	}
}

const (
	// chunk is the number of tokens a tok2vec takes at a time.
	chunk = 96
	// maxBlock is the number of vectors it may give at a time: at the end of
	// a document come those that waited for their right neighbours.
	maxBlock = chunk + 2*pad
	// maxTypes bounds a workspace's cache of token types.
	maxTypes = 8192
)

// encoder is the working memory of one tok2vec: the cache of mixer outputs
// and the rows on their way through the layers. It runs over a document in
// chunks with two rows of history per layer, so its memory does not grow with
// the document and the result does not depend on the cuts.
type encoder struct {
	net *tok2vec

	types map[Features]int32 // feature tuple to its row in mixed
	mixed []float32          // maxTypes × width, grown as needed

	missing []Features // types new in this chunk
	concat  []float32  // chunk × attrs*width: their embeddings
	rows    [embedRows]*[width]float32
	slots   [chunk]int32

	layers [depth + 1]queue // input of layer i; the last holds the results
	z      []float32        // output of one layer's maxout

	// trace, when set, sees the output of the mixer (layer 0) and of each
	// encoder layer (1 to 4) with the number of their first row, counted with padding.
	trace func(layer, first int, x []float32)
}

// queue holds rows on their way from one layer to the next.
type queue struct {
	data []float32
	n    int // rows held
	seen int // rows ever taken out
}

func newEncoder(net *tok2vec) *encoder {
	// A chunk may carry all padding of a short document, and each layer gives
	// one row more than it gets when the document ends.
	const capacity = chunk + 2*pad + window + depth
	e := &encoder{
		net:    net,
		types:  map[Features]int32{},
		concat: make([]float32, chunk*len(net.embed)*width),
		z:      make([]float32, capacity*width),
	}
	for i := range e.layers {
		e.layers[i].data = make([]float32, capacity*width)
	}
	return e
}

// run encodes a document and gives the token vectors to sink in consecutive
// blocks; the block belongs to the encoder.
func (e *encoder) run(feats []Features, sink func(first int, x []float32)) {
	if len(feats) == 0 {
		return
	}
	for i := range e.layers {
		// The window of the first row reads zeros before it.
		e.layers[i].n, e.layers[i].seen = 0, 0
		if i < depth {
			e.layers[i].zeros(1)
		}
	}
	e.layers[0].zeros(pad)
	for first := 0; first < len(feats); first += chunk {
		part := feats[first:min(first+chunk, len(feats))]
		e.embed(part, first)
		last := first+len(part) == len(feats)
		if last {
			e.layers[0].zeros(pad)
		}
		for i := range depth {
			e.encode(i, last)
		}
		out := &e.layers[depth]
		// Rows before pad and from pad+len(feats) on are padding.
		skip := max(0, min(pad-out.seen, out.n))
		end := min(out.n, pad+len(feats)-out.seen)
		if end > skip {
			sink(out.seen+skip-pad, out.data[skip*width:end*width])
		}
		out.drop(out.n)
	}
}

// embed appends the mixer's outputs for the tokens to the first queue.
func (e *encoder) embed(feats []Features, first int) {
	if len(e.types)+len(feats) > maxTypes {
		clear(e.types)
	}
	attrs := len(e.net.embed)
	e.missing = e.missing[:0]
	known := len(e.types)
	for i, f := range feats {
		for a := attrs; a < len(f); a++ {
			f[a] = 0 // this tok2vec does not see them
		}
		slot, ok := e.types[f]
		if !ok {
			slot = int32(known + len(e.missing))
			e.types[f] = slot
			e.missing = append(e.missing, f)
		}
		e.slots[i] = slot
	}
	if m := len(e.missing); m > 0 {
		if need := (known + m) * width; need > len(e.mixed) {
			grown := make([]float32, min(max(2*need, 1024*width), maxTypes*width))
			copy(grown, e.mixed)
			e.mixed = grown
		}
		for i, f := range e.missing {
			for a := range attrs {
				e.net.embed[a].rowsOf(f[a], &e.rows)
				active.sum((*[width]float32)(e.concat[(i*attrs+a)*width:]), &e.rows)
			}
		}
		out := e.mixed[known*width:][:m*width]
		e.net.mix.affine.apply(out, width, e.concat, attrs*width, m)
		active.norm(out, nil, out, e.net.mix.gain, e.net.mix.bias)
	}
	x := e.layers[0].extend(len(feats))
	for i := range feats {
		copy(x[i*width:][:width], e.mixed[int(e.slots[i])*width:][:width])
	}
	if e.trace != nil {
		e.trace(0, first, x)
	}
}

// encode runs layer i over the rows queued for it: x + norm(maxout(window
// around x)). All rows but the last have their right neighbour; the last
// follows when it is known that nothing comes after it.
func (e *encoder) encode(i int, last bool) {
	in := &e.layers[i]
	if last {
		in.zeros(1)
	}
	m := in.n - (window - 1)
	if m <= 0 {
		return
	}
	l := &e.net.enc[i]
	z := e.z[:m*width]
	l.affine.apply(z, width, in.data, width, m)
	out := e.layers[i+1].extend(m)
	active.norm(out, in.data[width:][:m*width], z, l.gain, l.bias)
	if e.trace != nil {
		e.trace(i+1, in.seen, out)
	}
	in.drop(m)
}

// extend makes room for n rows at the end and returns it.
func (q *queue) extend(n int) []float32 {
	x := q.data[q.n*width:][:n*width]
	q.n += n
	return x
}

func (q *queue) zeros(n int) { clear(q.extend(n)) }

// drop removes the first n rows.
func (q *queue) drop(n int) {
	copy(q.data, q.data[n*width:q.n*width])
	q.n -= n
	q.seen += n
}
