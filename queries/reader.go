package queries

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"parley/graph"
)

// reader reads nodes and edges of the graph, never quads: a statement that
// several documents make comes back once.
//
// Cayley hands out references, and turning each into its value costs a read
// of its own, so they are turned in batches and those of IRIs are kept.
type reader struct {
	qs   cgraph.QuadStore
	iris map[any]string        // key of a reference to its IRI
	refs map[string]cgraph.Ref // and back, for predicates
}

// keptIRIs is how many IRIs a reader keeps before it starts afresh, some ten
// megabytes.
const keptIRIs = 100_000

func newReader(qs cgraph.QuadStore) *reader {
	return &reader{qs: qs, iris: map[any]string{}, refs: map[string]cgraph.Ref{}}
}

// node is a node with its properties, each value once.
type node struct {
	iri   string
	props map[string][]quad.Value
}

// str returns the first string or IRI of a property; documents that differ
// leave the choice to the order of the store.
func (n *node) str(pred string) string {
	for _, v := range n.props[pred] {
		if s := stringOf(v); s != "" {
			return s
		}
	}
	return ""
}

// strs returns the strings or IRIs of a property, sorted.
func (n *node) strs(pred string) []string {
	var out []string
	for _, v := range n.props[pred] {
		if s := stringOf(v); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

func (n *node) num(pred string) int {
	for _, v := range n.props[pred] {
		if i, ok := v.(quad.Int); ok {
			return int(i)
		}
	}
	return 0
}

func (n *node) float(pred string) float64 {
	for _, v := range n.props[pred] {
		switch v := v.(type) {
		case quad.Float:
			return float64(v)
		case quad.Int:
			return float64(v)
		}
	}
	return 0
}

// is reports whether the node is of a class.
func (n *node) is(class string) bool {
	return slices.Contains(n.props[graph.PredType], quad.Value(quad.IRI(class)))
}

func stringOf(v quad.Value) string {
	switch v := v.(type) {
	case quad.IRI:
		return string(v)
	case quad.String:
		return string(v)
	case quad.LangString:
		return string(v.Value)
	case quad.TypedString:
		return string(v.Value)
	case quad.Time:
		return time.Time(v).UTC().Format(time.RFC3339)
	}
	return ""
}

// bulky are the properties of a document that load leaves out: its text, and
// the edges to everything in it.
var bulky = []string{graph.PredBody, graph.PredAsserts, graph.PredMentions}

// load returns the nodes with these IRIs, in that order; an IRI that the
// store does not know gives a node without properties. Bulky properties are
// left out.
func (r *reader) load(ctx context.Context, iris []string) ([]*node, error) {
	type pair struct{ pred, obj any }
	type edge struct {
		node      int
		pred, obj cgraph.Ref
	}
	skip := map[any]bool{}
	for _, p := range bulky {
		if ref := r.pred(p); ref != nil {
			skip[cgraph.ToKey(ref)] = true
		}
	}
	var edges []edge
	var want []cgraph.Ref
	nodes := make([]*node, len(iris))
	for i, iri := range iris {
		nodes[i] = &node{iri: iri, props: map[string][]quad.Value{}}
		ref := r.qs.ValueOf(quad.IRI(iri))
		if ref == nil {
			continue
		}
		seen := map[pair]bool{}
		err := r.quads(ctx, quad.Subject, ref, func(q cgraph.Ref) bool {
			e := edge{i, r.qs.QuadDirection(q, quad.Predicate), r.qs.QuadDirection(q, quad.Object)}
			p := pair{cgraph.ToKey(e.pred), cgraph.ToKey(e.obj)}
			if skip[p.pred] || seen[p] {
				return true
			}
			seen[p] = true
			edges = append(edges, e)
			want = append(want, e.pred, e.obj)
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	values, err := r.values(ctx, want)
	if err != nil {
		return nil, err
	}
	for i, e := range edges {
		p, o := values[2*i], values[2*i+1]
		if p == nil || o == nil {
			continue
		}
		pred := stringOf(p)
		nodes[e.node].props[pred] = append(nodes[e.node].props[pred], o)
	}
	return nodes, nil
}

// quads calls f with each quad that has ref in a direction, until f returns
// false.
func (r *reader) quads(ctx context.Context, d quad.Direction, ref cgraph.Ref, f func(cgraph.Ref) bool) error {
	it := cgraph.AsShape(r.qs.QuadIterator(d, ref)).Iterate()
	defer it.Close()
	for ctx.Err() == nil && it.Next(ctx) {
		if !f(it.Result()) {
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return it.Err()
}

// values returns the values of references in one read; IRIs are kept.
func (r *reader) values(ctx context.Context, refs []cgraph.Ref) ([]quad.Value, error) {
	out := make([]quad.Value, len(refs))
	var ask []cgraph.Ref
	var at []int
	for i, ref := range refs {
		if iri, ok := r.iris[cgraph.ToKey(ref)]; ok {
			out[i] = quad.IRI(iri)
			continue
		}
		ask, at = append(ask, ref), append(at, i)
	}
	if len(ask) == 0 {
		return out, nil
	}
	got, err := cgraph.ValuesOf(ctx, r.qs, ask)
	if err != nil {
		return nil, fmt.Errorf("reading values: %w", err)
	}
	if len(r.iris) > keptIRIs {
		clear(r.iris)
	}
	for i, v := range got {
		out[at[i]] = v
		if iri, ok := v.(quad.IRI); ok {
			r.iris[cgraph.ToKey(ask[i])] = string(iri)
		}
	}
	return out, nil
}

// pred returns the reference of a predicate, nil when no quad has it.
func (r *reader) pred(iri string) cgraph.Ref {
	ref, ok := r.refs[iri]
	if !ok {
		if ref = r.qs.ValueOf(quad.IRI(iri)); ref == nil {
			return nil
		}
		r.refs[iri] = ref
	}
	return ref
}

// in returns the nodes that any of the predicates leads from to a node with
// this value, sorted.
func (r *reader) in(ctx context.Context, to quad.Value, preds ...string) ([]string, error) {
	via := make([]any, len(preds))
	for i, p := range preds {
		via[i] = quad.IRI(p)
	}
	return r.hop(ctx, path.StartPath(r.qs, to).In(via...))
}

// out returns the nodes that a predicate leads to from a node, sorted.
func (r *reader) out(ctx context.Context, from, pred string) ([]string, error) {
	return r.hop(ctx, path.StartPath(r.qs, quad.IRI(from)).Out(quad.IRI(pred)))
}

// outAll returns the nodes that a predicate leads to from any of several
// nodes, sorted.
func (r *reader) outAll(ctx context.Context, from []string, pred string) ([]string, error) {
	var out []string
	for _, iri := range from {
		found, err := r.out(ctx, iri, pred)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// hops returns the distinct nodes at the ends of several paths, sorted. It
// stands for Path.Or, which panics when the store lacks a node of one branch.
func (r *reader) hops(ctx context.Context, paths ...*path.Path) ([]string, error) {
	var out []string
	for _, p := range paths {
		found, err := r.hop(ctx, p)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// hop returns the distinct nodes at the end of a path, sorted.
func (r *reader) hop(ctx context.Context, p *path.Path) ([]string, error) {
	refs, err := p.Unique().Iterate(ctx).Paths(false).All()
	if err == nil {
		err = ctx.Err() // Cayley ends the rows of a cancelled query without an error
	}
	if err != nil {
		return nil, err
	}
	values, err := r.values(ctx, refs)
	if err != nil {
		return nil, err
	}
	out := make([]string, 0, len(values))
	for _, v := range values {
		if s := stringOf(v); s != "" {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// first returns one value of a property, "" when there is none.
func (r *reader) first(ctx context.Context, iri, pred string) (string, error) {
	vs, err := r.usual(ctx, iri, pred, 1)
	if err != nil || len(vs) == 0 {
		return "", err
	}
	return vs[0], nil
}

// usual returns the values that a property has in the first n quads that state
// it, the most frequent first. A node that thousands of documents name has as
// many quads for its name; a few of them tell what it is.
func (r *reader) usual(ctx context.Context, iri, pred string, n int) ([]string, error) {
	refs, err := path.StartPath(r.qs, quad.IRI(iri)).Out(quad.IRI(pred)).Iterate(ctx).Paths(false).Limit(n).All()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	counts := map[any]int{}
	var distinct []cgraph.Ref
	for _, ref := range refs {
		k := cgraph.ToKey(ref)
		if counts[k]++; counts[k] == 1 {
			distinct = append(distinct, ref)
		}
	}
	values, err := r.values(ctx, distinct)
	if err != nil {
		return nil, err
	}
	type counted struct {
		value string
		n     int
	}
	var all []counted
	for i, v := range values {
		if s := stringOf(v); s != "" {
			all = append(all, counted{s, counts[cgraph.ToKey(distinct[i])]})
		}
	}
	slices.SortFunc(all, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), strings.Compare(a.value, b.value)) })
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.value
	}
	return out, nil
}

// localID is an IRI without parley's scheme.
func localID(iri string) string { return strings.TrimPrefix(iri, graph.Scheme) }
