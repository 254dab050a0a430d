package neural

import (
	"math"
	"slices"
)

const (
	hidden       = 64 // width of a token in the decoders, and of their hidden layer
	hiddenPieces = 2
	stateWidth   = hidden * hiddenPieces
	maxFeats     = 8
)

// decoder scores the transitions of a parser state from a few of its tokens
// (spaCy's TransitionBasedParser.v2: parser_model.pyx, _precomputable_affine.py).
type decoder struct {
	feats   int      // tokens a state is described by
	project *dense   // token vector to hidden
	lower   *dense   // hidden to feats × stateWidth, each piece-major
	lowerOf []*dense // by feature, its part of lower
	bias    *[stateWidth]float32
	pad     []*[stateWidth]float32 // by feature, for an absent token
	upper   *dense                 // hidden to classes
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
	at := func(b tensor) func(o, p int) float32 { return func(o, _ int) float32 { return b.data[o] } }
	d := &decoder{feats: feats, actions: actions}
	d.project = newDense(width, hidden, 1, pw.data, single(width), at(pb), 0)
	d.upper = newDense(hidden, len(actions), 1, uw.data, single(hidden), at(ub), float32(math.Inf(-1)))

	// Both pieces of a unit lie hidden apart, so that the maximum is one over
	// contiguous vectors.
	interleaved := func(c int) int { // column of (feature, piece, unit) to that of (feature, unit, piece)
		f, p, o := c/stateWidth, c/hidden%hiddenPieces, c%hidden
		return (f*hidden+o)*hiddenPieces + p
	}
	d.lower = newDense(hidden, feats*stateWidth, 1, lw.data,
		func(c, _ int) int { return interleaved(c) * hidden },
		func(_, _ int) float32 { return 0 }, 0)
	d.bias = new([stateWidth]float32)
	for c := range d.bias {
		d.bias[c] = lb.data[interleaved(c)]
	}
	for f := range feats {
		w, b := d.lower.w[f*stateWidth*hidden:], d.lower.b[f*stateWidth:]
		d.lowerOf = append(d.lowerOf, &dense{hidden, stateWidth, 1, w[:stateWidth*hidden], b[:stateWidth]})
		v := new([stateWidth]float32)
		for c := range v {
			v[c] = lp.data[interleaved(f*stateWidth+c)]
		}
		d.pad = append(d.pad, v)
	}
	return d
}

// allowed says which classes are valid in a state: as ranges, and as the
// upper layer's biases with minus infinity for all other classes.
type allowed struct {
	ranges []classes
	biases []float32
}

func (d *decoder) allow(ranges ...classes) allowed {
	a := allowed{ranges, make([]float32, d.upper.width())}
	for i := range a.biases {
		a.biases[i] = float32(math.Inf(-1))
	}
	for _, r := range ranges {
		copy(a.biases[r.from:r.to], d.upper.b[r.from:r.to])
	}
	return a
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

	rows   [maxFeats]*[stateWidth]float32
	hidden [hidden]float32
	lone   []float32 // by feature, products of a token outside the ring
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
		lone:   make([]float32, net.feats*stateWidth),
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

// fill computes the products of all tokens up to t.
func (s *stepper) fill(t int) {
	w := s.net.lower.width()
	for t >= s.ready {
		m := min(ringAhead, len(s.h)/hidden-s.ready)
		s.net.lower.apply(s.ring[s.ready%ringRows*w:], w, s.h[s.ready*hidden:], hidden, m)
		s.ready += m
	}
}

// products returns the lower layer's products of token t, to which the ring
// has been filled, as feature f.
func (s *stepper) products(t, f int) *[stateWidth]float32 {
	if t < s.ready-ringRows {
		lone := s.lone[f*stateWidth:][:stateWidth]
		active.row(s.net.lowerOf[f], lone, s.h[t*hidden:], s.net.lowerOf[f].b)
		return (*[stateWidth]float32)(lone)
	}
	return (*[stateWidth]float32)(s.ring[t%ringRows*s.net.lower.width()+f*stateWidth:])
}

// choose returns the best allowed class in the state described by the tokens,
// of which -1 stands for an absent one, and -1 if the scores are not numbers.
func (s *stepper) choose(tokens []int32, a *allowed) int {
	s.describe(tokens)
	active.row(s.net.upper, s.scores, s.hidden[:], a.biases)
	return active.argmax(s.scores)
}

// weigh is choose with the margin by which the class was chosen and the
// scores of all classes, allowed or not; they are valid until the next call.
func (s *stepper) weigh(tokens []int32, a *allowed) (class int, margin float32, scores []float32) {
	s.describe(tokens)
	active.row(s.net.upper, s.scores, s.hidden[:], s.net.upper.b)
	scores = s.scores[:s.net.upper.out]
	class, margin = best(scores, a.ranges)
	return class, margin, scores
}

// describe computes the hidden layer.
func (s *stepper) describe(tokens []int32) {
	s.fill(int(slices.Max(tokens)))
	for f, t := range tokens {
		if t >= 0 {
			s.rows[f] = s.products(int(t), f)
		} else {
			s.rows[f] = s.net.pad[f]
		}
	}
	active.state(&s.hidden, s.rows[:len(tokens)], s.net.bias)
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
