package neural

import "slices"

// Actions of the dependency parser (arc_eager.pyx).
const (
	shift = iota
	reduce
	leftArc
	rightArc
	breakSent
	parserMoves
)

// parserFeats is the number of tokens that describe a parser state.
const parserFeats = 8

const none = int32(-1)

// arcEager is a dependency parser: arc-eager transitions with sentence breaks.
type arcEager struct {
	*decoder
	labelOf []uint8                   // by class, index into deps
	allowed [1 << parserMoves]allowed // by set of valid actions, bit i for action i
}

func loadParser(f *weightsFile, deps []string) *arcEager {
	actions := f.header.Parser
	n := &arcEager{decoder: loadDecoder(f, "parser", parserFeats, actions)}
	for _, a := range actions {
		n.labelOf = append(n.labelOf, uint8(max(0, slices.Index(deps, a.Label))))
	}
	if n.decoder == nil {
		return nil
	}
	for set := range n.allowed {
		var ranges []classes
		for m := range parserMoves {
			if set&(1<<m) != 0 {
				ranges = append(ranges, rangeOf(actions, m))
			}
		}
		n.allowed[set] = n.allow(ranges...)
	}
	return n
}

// parser is the working memory of parsing one document. All arrays are by
// token.
type parser struct {
	*stepper
	net *arcEager

	stack    []int32
	rebuffer []int32 // tokens put back, the next one last
	next     int32   // first token never taken from the buffer
	n        int32

	heads       []int32 // none where unattached
	labels      []uint8 // index into deps
	lastLeft    []int32 // most recently attached left child
	lastRight   []int32
	olderRight  []int32 // the right child its head got before this one
	unshiftable []bool
	sentStart   []bool

	tokens [parserFeats]int32 // that describe the state
	tree   *tree
}

func newParser(net *arcEager, deps []string) *parser {
	return &parser{stepper: newStepper(net.decoder), net: net, tree: newTree(deps)}
}

func (p *parser) reset(n int) {
	p.stepper.reset(n)
	p.stack, p.rebuffer = p.stack[:0], p.rebuffer[:0]
	p.next, p.n = 0, int32(n)
	for _, s := range []*[]int32{&p.heads, &p.lastLeft, &p.lastRight, &p.olderRight} {
		*s = slices.Grow((*s)[:0], n)[:n]
		for i := range *s {
			(*s)[i] = none
		}
	}
	p.labels = slices.Grow(p.labels[:0], n)[:n]
	p.unshiftable = slices.Grow(p.unshiftable[:0], n)[:n]
	p.sentStart = slices.Grow(p.sentStart[:0], n)[:n]
	clear(p.labels)
	clear(p.unshiftable)
	clear(p.sentStart)
	if n > 0 {
		p.sentStart[0] = true
	}
}

// s returns the i-th token of the stack from the top, or none.
func (p *parser) s(i int) int32 {
	if i >= len(p.stack) {
		return none
	}
	return p.stack[len(p.stack)-1-i]
}

// b returns the i-th token of the buffer, or none.
func (p *parser) b(i int) int32 {
	if i < len(p.rebuffer) {
		return p.rebuffer[len(p.rebuffer)-1-i]
	}
	if t := p.next + int32(i-len(p.rebuffer)); t < p.n {
		return t
	}
	return none
}

func (p *parser) buffered() int { return int(p.n-p.next) + len(p.rebuffer) }

// child looks up a most recent child; a missing head has none.
func child(last []int32, head int32) int32 {
	if head < 0 {
		return none
	}
	return last[head]
}

// parse decodes the document, whose vectors have been fed, into p.heads and
// p.labels. Text takes about two steps a token, and nothing takes more than
// seven: a token is put back once, and again only after a left arc took
// another token away for good, so with n tokens there are at most 3n pushes, as many
// removals from the stack, and n breaks.
func (p *parser) parse(trace *Trace) {
	for len(p.stack) > 0 || p.buffered() > 0 {
		b0, b1, s0 := p.b(0), p.b(1), p.s(0)
		p.tokens = [parserFeats]int32{
			b0, b1, s0, p.s(1), p.s(2),
			child(p.lastLeft, b0), child(p.lastLeft, s0), child(p.lastRight, s0),
		}
		allowed := &p.net.allowed[p.valid(b0, b1)]
		var class int
		if trace == nil {
			class = p.choose(p.tokens[:], allowed)
		} else {
			var margin float32
			var scores []float32
			class, margin, scores = p.weigh(p.tokens[:], allowed)
			trace.Parser = append(trace.Parser, Step{Token: b0, Stack: s0, Class: class, Margin: margin})
			if trace.Scores {
				trace.ParserScores = append(trace.ParserScores, scores...)
			}
		}
		if class < 0 {
			return // scores that are not numbers: damaged weights
		}
		p.do(p.net.actions[class].Move, p.net.labelOf[class], b0, b1, s0)
	}
}

// valid returns the set of actions the state allows. Shift or Reduce is always
// among them.
func (p *parser) valid(b0, b1 int32) (set int) {
	d, q := len(p.stack), p.buffered()
	opens := b0 >= 0 && p.sentStart[b0]
	if d == 0 || q >= 2 && !opens && !p.unshiftable[b0] {
		set |= 1 << shift
	}
	if d > 0 {
		set |= 1 << reduce
	}
	if d > 0 && q > 0 && !opens {
		set |= 1<<leftArc | 1<<rightArc
	}
	if q >= 2 && b1 == b0+1 && !p.sentStart[b1] {
		set |= 1 << breakSent
	}
	return set
}

func (p *parser) do(move int, label uint8, b0, b1, s0 int32) {
	switch move {
	case shift:
		p.push(b0)
	case reduce:
		p.stack = p.stack[:len(p.stack)-1]
		if p.heads[s0] == none && len(p.stack) > 0 {
			p.unshiftable[s0] = true
			p.rebuffer = append(p.rebuffer, s0)
		}
	case leftArc:
		p.attach(b0, s0, label)
		p.unshiftable[b0] = false
		p.stack = p.stack[:len(p.stack)-1]
	case rightArc:
		p.attach(s0, b0, label)
		p.push(b0)
	case breakSent:
		p.sentStart[b1] = true
	}
}

// push moves the buffer's first token to the stack.
func (p *parser) push(b0 int32) {
	if n := len(p.rebuffer); n > 0 {
		p.rebuffer = p.rebuffer[:n-1]
	} else {
		p.next++
	}
	p.stack = append(p.stack, b0)
}

// attach gives a token a head, in place of the one it has: a head it already
// has lies below it on the stack and has it as its last right child.
func (p *parser) attach(head, tok int32, label uint8) {
	if old := p.heads[tok]; old != none && p.lastRight[old] == tok {
		p.lastRight[old] = p.olderRight[tok]
	}
	if head > tok {
		p.lastLeft[head] = tok
	} else {
		p.olderRight[tok] = p.lastRight[head]
		p.lastRight[head] = tok
	}
	p.heads[tok] = head
	p.labels[tok] = label
}
