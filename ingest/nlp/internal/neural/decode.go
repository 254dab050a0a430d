package neural

import (
	"math"
	"slices"
)

const (
	hidden       = 64 // width of a token in the decoders, and of their hidden layer
	hiddenPieces = 2
	stateWidth   = hidden * hiddenPieces
)

// decoder scores the transitions of a parser state from a few of its tokens
// (spaCy's TransitionBasedParser.v2: parser_model.pyx, _precomputable_affine.py).
type decoder struct {
	feats   int    // tokens a state is described by
	project *dense // token vector to hidden
	lower   *dense // hidden to feats × stateWidth, each piece-major
	bias    []float32
	pad     []float32 // feats × stateWidth, for absent tokens
	upper   *dense    // hidden to classes
	actions []fileAction
}

func loadDecoder(f *weightsFile, name string, feats int, actions []fileAction) *decoder {
	pw := f.get(name+".project.W", hidden, width)
	pb := f.get(name+".project.b", hidden)
	lw := f.get(name+".lower.W", feats, hidden, hiddenPieces, hidden)
	lb := f.get(name+".lower.b", hidden, hiddenPieces)
	lp := f.get(name+".lower.pad", 1, feats, hidden, hiddenPieces)
	uw := f.get(name+".upper.W", len(actions), hidden)
	ub := f.get(name+".upper.b", len(actions))
	if f.err != nil {
		return nil
	}
	single := func(in int) func(o, p int) int { return func(o, _ int) int { return o * in } }
	d := &decoder{feats: feats, actions: actions}
	d.project = newDense(width, hidden, 1, pw.data, single(width), pb.data, single(1))
	d.upper = newDense(hidden, len(actions), 1, uw.data, single(hidden), ub.data, single(1))

	// Both pieces of a unit lie hidden apart, so that the maximum is one over
	// contiguous vectors.
	interleaved := func(c int) int { // column of (feature, piece, unit) to that of (feature, unit, piece)
		f, p, o := c/stateWidth, c/hidden%hiddenPieces, c%hidden
		return (f*hidden+o)*hiddenPieces + p
	}
	d.lower = newDense(hidden, feats*stateWidth, 1, lw.data,
		func(c, _ int) int { return interleaved(c) * hidden }, nil, nil)
	d.bias = make([]float32, stateWidth)
	for c := range d.bias {
		d.bias[c] = lb.data[interleaved(c)]
	}
	d.pad = make([]float32, feats*stateWidth)
	for c := range d.pad {
		d.pad[c] = lp.data[interleaved(c)]
	}
	return d
}

// stepper is the working memory of a decoder over one document.
type stepper struct {
	net *decoder
	h   []float32 // tokens × hidden

	// The lower layer's products for a token are needed again and again while
	// it is near the top of the stack, and take 2 to 4 kB: those of the last
	// ringRows tokens are kept, older ones are computed anew.
	ring  []float32
	ready int // tokens up to which the ring has been filled

	state  [stateWidth]float32
	hidden [hidden]float32
	lone   []float32 // products of one token outside the ring
	scores []float32
}

const (
	ringAhead = 96            // tokens computed together
	ringRows  = 4 * ringAhead // so at least three times that many are kept behind
)

func newStepper(net *decoder) *stepper {
	return &stepper{
		net:    net,
		ring:   make([]float32, ringRows*net.lower.width()),
		lone:   make([]float32, net.lower.width()),
		scores: make([]float32, net.upper.width()),
	}
}

// reset prepares for a document of n tokens.
func (s *stepper) reset(n int) {
	if cap(s.h) < n*hidden {
		s.h = make([]float32, n*hidden)
	}
	s.h = s.h[:n*hidden]
	s.ready = 0
}

// feed takes the vectors of tokens from first on.
func (s *stepper) feed(first int, x []float32) {
	m := len(x) / width
	s.net.project.apply(s.h[first*hidden:], hidden, x, width, m)
}

// products returns the lower layer's products of token t as feature f.
func (s *stepper) products(t, f int) []float32 {
	w := s.net.lower.width()
	for t >= s.ready {
		m := min(ringAhead, len(s.h)/hidden-s.ready)
		s.net.lower.apply(s.ring[s.ready%ringRows*w:], w, s.h[s.ready*hidden:], hidden, m)
		s.ready += m
	}
	if t < s.ready-ringRows {
		s.net.lower.apply(s.lone, w, s.h[t*hidden:], hidden, 1)
		return s.lone[f*stateWidth:][:stateWidth]
	}
	return s.ring[t%ringRows*w+f*stateWidth:][:stateWidth]
}

// score gives the scores of all classes in the state described by the
// tokens; -1 stands for an absent one. The result is valid until the next call.
func (s *stepper) score(tokens []int32) []float32 {
	clear(s.state[:])
	for f, t := range tokens {
		v := s.net.pad[f*stateWidth:][:stateWidth]
		if t >= 0 {
			v = s.products(int(t), f)
		}
		for i := range s.state {
			s.state[i] += v[i]
		}
	}
	for i := range s.hidden {
		s.hidden[i] = max(s.state[i]+s.net.bias[i], s.state[hidden+i]+s.net.bias[hidden+i])
	}
	s.net.upper.apply(s.scores, len(s.scores), s.hidden[:], hidden, 1)
	return s.scores[:s.net.upper.out]
}

// classes is a half-open range of transition classes.
type classes struct{ from, to int }

// best returns the first class of the highest score among the valid ranges,
// which are ascending, and by how much it leads the next valid class
// (infinitely where there is none). No valid class gives -1.
func best(scores []float32, valid []classes) (class int, margin float32) {
	class = -1
	top, second := float32(math.Inf(-1)), float32(math.Inf(-1))
	for _, r := range valid {
		for c, v := range scores[r.from:r.to] {
			switch {
			case class < 0 || v > top:
				class, top, second = r.from+c, v, top
			case v > second:
				second = v
			}
		}
	}
	return class, top - second
}

// rangeOf returns the classes of one action, which are consecutive.
func rangeOf(actions []fileAction, move int) classes {
	from := slices.IndexFunc(actions, func(a fileAction) bool { return a.Move == move })
	if from < 0 {
		return classes{}
	}
	to := from
	for to < len(actions) && actions[to].Move == move {
		to++
	}
	return classes{from, to}
}
