package neural

import (
	"slices"
	"strings"
)

const (
	rootLabel = "ROOT"
	// lifted joins the label of an arc that was moved up to make the tree
	// projective with the label of the head it belongs to (nonproj.pyx).
	lifted = "||"
	// noLabel stands where a label names no other.
	noLabel = ^uint8(0)
)

// tree turns the parser's arcs into a finished parse: roots, lifted arcs put
// back, sentences.
type tree struct {
	plain  []uint8 // by label: itself, or a of "a||b"
	target []uint8 // by label: b of "a||b", else noLabel
	root   uint8

	left, right []int32 // first and last token under each token
	starts      []bool
	queue       []int32
}

// depLabels lists the labels of the actions and of the parts of lifted ones.
func depLabels(actions []fileAction) []string {
	out := []string{rootLabel}
	add := func(l string) {
		if l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	for _, a := range actions {
		x, y, _ := strings.Cut(a.Label, lifted)
		add(x)
		add(y)
	}
	for _, a := range actions {
		add(a.Label)
	}
	return out
}

func newTree(deps []string) *tree {
	t := &tree{root: uint8(slices.Index(deps, rootLabel))}
	for i, d := range deps {
		plain, target := uint8(i), noLabel
		if a, b, ok := strings.Cut(d, lifted); ok {
			plain = uint8(slices.Index(deps, a))
			target = uint8(slices.Index(deps, b))
		}
		t.plain = append(t.plain, plain)
		t.target = append(t.target, target)
	}
	return t
}

// finish makes unattached tokens roots, moves lifted arcs to the heads their
// labels name, and marks the first token of each sentence.
func (t *tree) finish(heads []int32, labels []uint8, feats []Features, sentStart []bool) {
	anyLifted := false
	for i, h := range heads {
		if h == none {
			heads[i] = int32(i)
		}
		if heads[i] == int32(i) {
			labels[i] = t.root
		}
		anyLifted = anyLifted || t.target[labels[i]] != noLabel
	}
	t.edges(heads)
	if anyLifted {
		for i := range heads {
			if target := t.target[labels[i]]; target != noLabel {
				heads[i] = t.newHead(int32(i), target, heads, labels, feats)
				labels[i] = t.plain[labels[i]]
			}
		}
		t.edges(heads)
	}
	clear(sentStart)
	for i, h := range heads {
		if h == int32(i) {
			sentStart[t.left[i]] = true
		}
	}
	if len(sentStart) > 0 {
		sentStart[0] = true // a document's first token opens a sentence
	}
}

// newHead searches the tree under the token's head breadth first, left to
// right, for a token with the label (nonproj.pyx, _find_new_head). Children
// are looked for between the edges as they were before any arc was moved.
func (t *tree) newHead(tok int32, label uint8, heads []int32, labels []uint8, feats []Features) int32 {
	queue := append(t.queue[:0], heads[tok])
	// A tree lets no token in twice; the bound is for what is not a tree.
	for i := 0; i < len(queue) && i <= len(heads); i++ {
		q := queue[i]
		for c := t.left[q]; c <= t.right[q]; c++ {
			if c == q || heads[c] != q || c == tok || isSpace(&feats[c]) {
				continue
			}
			if labels[c] == label {
				t.queue = queue
				return c
			}
			queue = append(queue, c)
		}
	}
	t.queue = queue
	return heads[tok]
}

// edgeRounds bounds the sweeps of edges (doc.pyx, set_children_from_heads).
const edgeRounds = 12

// edges computes the first and last token under each token. One sweep each
// way is enough for a projective tree; sweeps are repeated until every head lies in its
// token's sentence.
func (t *tree) edges(heads []int32) {
	n := len(heads)
	t.left = slices.Grow(t.left[:0], n)[:n]
	t.right = slices.Grow(t.right[:0], n)[:n]
	for i := range n {
		t.left[i], t.right[i] = int32(i), int32(i)
	}
	extend := func(i int) {
		h := heads[i]
		t.left[h] = min(t.left[h], t.left[i])
		t.right[h] = max(t.right[h], t.right[i])
	}
	for range edgeRounds {
		for i := range n {
			extend(i)
		}
		for i := n - 1; i >= 0; i-- {
			extend(i)
		}
		if t.within(heads) {
			return
		}
	}
}

// within tells whether every head lies in its token's sentence, cut at the
// left edges of the roots. Like spaCy it does not look at the last token.
func (t *tree) within(heads []int32) bool {
	n := len(heads)
	t.starts = slices.Grow(t.starts[:0], n)[:n]
	clear(t.starts)
	for i, h := range heads {
		if h == int32(i) {
			t.starts[t.left[i]] = true
		}
	}
	from := 0
	for i := range n {
		if i > 0 && t.starts[i] || i == n-1 {
			for _, h := range heads[from:i] {
				if int(h) < from || int(h) > i {
					return false
				}
			}
			from = i
		}
	}
	return true
}
