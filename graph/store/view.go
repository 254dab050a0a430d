package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"
	"github.com/cayleygraph/quad/pquads"

	"parley/graph"
)

// view reads one state of the store. Cayley's iterators open a transaction for
// each look-up, so a document that is replaced meanwhile would come out in
// pieces; a view has one transaction for all. It knows Cayley's layout:
//
//	v + hash of a value            -> node id
//	l + id                         -> node or quad
//	s, o, c + ids, see indexes     -> list of quad ids
type view struct {
	ctx   context.Context
	t     *transaction
	terms map[uint64]graph.Term // nodes read so far
}

// read runs f over the present state.
func (s *Store) read(ctx context.Context, f func(v *view) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	t, err := s.db.begin(false)
	if err != nil {
		return err
	}
	defer t.Close()
	return f(newView(ctx, t))
}

func newView(ctx context.Context, t *transaction) *view {
	return &view{ctx: ctx, t: t, terms: map[uint64]graph.Term{}}
}

func (v *view) damaged(format string, args ...any) error {
	return fmt.Errorf("%s is damaged: %s", v.t.a.name, fmt.Sprintf(format, args...))
}

// node returns the id of a value, 0 when the store does not have it.
func (v *view) node(val quad.Value) (uint64, error) {
	h := cgraph.HashOf(val)
	b, err := v.t.get(append([]byte{tagNode}, h[:]...))
	if err != nil || b == nil {
		return 0, err
	}
	id, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, v.damaged("bad id of node %v", val)
	}
	return id, nil
}

// nodes returns the ids of IRIs, 0 for those that the store does not have.
func (v *view) nodes(iris ...string) ([]uint64, error) {
	ids := make([]uint64, len(iris))
	for i, iri := range iris {
		var err error
		if ids[i], err = v.node(quad.IRI(iri)); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

func (v *view) primitive(id uint64) (*proto.Primitive, error) {
	b, err := v.t.get(binary.BigEndian.AppendUint64([]byte{tagLog}, id))
	if err != nil {
		return nil, err
	}
	if b == nil {
		return nil, v.damaged("entry %d is missing", id)
	}
	var p proto.Primitive
	if err := p.Unmarshal(b); err != nil {
		return nil, v.damaged("entry %d: %v", id, err)
	}
	return &p, nil
}

// term returns the value of a node.
func (v *view) term(id uint64) (graph.Term, error) {
	if t, ok := v.terms[id]; ok {
		return t, nil
	}
	p, err := v.primitive(id)
	if err != nil {
		return graph.Term{}, err
	}
	val, err := pquads.UnmarshalValue(p.Value)
	if err != nil {
		return graph.Term{}, v.damaged("node %d: %v", id, err)
	}
	t, err := toTerm(val)
	if err != nil {
		return graph.Term{}, v.damaged("node %d: %v", id, err)
	}
	v.terms[id] = t
	return t, nil
}

// list yields the quads in a list of an index.
func (v *view) list(key []byte) iter.Seq2[*proto.Primitive, error] {
	return func(yield func(*proto.Primitive, error) bool) {
		b, err := v.t.get(key)
		if err != nil {
			yield(nil, err)
			return
		}
		v.each(b, yield)
	}
}

// each yields the quads whose ids are in b and reports whether to go on.
func (v *view) each(b []byte, yield func(*proto.Primitive, error) bool) bool {
	for n := 0; len(b) > 0; n++ {
		id, w := binary.Uvarint(b)
		if w <= 0 {
			yield(nil, v.damaged("bad list of quads"))
			return false
		}
		b = b[w:]
		if n%256 == 255 && v.ctx.Err() != nil {
			yield(nil, v.ctx.Err())
			return false
		}
		p, err := v.primitive(id)
		if err != nil {
			yield(nil, err)
			return false
		}
		if !p.Deleted && !yield(p, nil) {
			return false
		}
	}
	return true
}

// about yields all quads with a subject.
func (v *view) about(subject uint64) iter.Seq2[*proto.Primitive, error] {
	return func(yield func(*proto.Primitive, error) bool) {
		c := v.t.Scan([][]byte{[]byte("sp"), indexKey(tagSubject, subject)[1:]})
		defer c.Close()
		for c.Next(v.ctx) {
			if !v.each(c.Val(), yield) {
				return
			}
		}
		if err := c.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// quad returns the quad of a primitive.
func (v *view) quad(p *proto.Primitive) (graph.Quad, error) {
	var ts [4]graph.Term
	for i, id := range [...]uint64{p.Subject, p.Predicate, p.Object, p.Label} {
		if id == 0 {
			return graph.Quad{}, v.damaged("quad %d is incomplete", p.ID)
		}
		var err error
		if ts[i], err = v.term(id); err != nil {
			return graph.Quad{}, err
		}
	}
	return graph.Quad{Subject: ts[0].Value, Predicate: ts[1].Value, Object: ts[2], Label: ts[3].Value}, nil
}

// document returns the quads of a document in the order of Quad.Compare, none
// when the store does not have it.
func (v *view) document(id string) ([]graph.Quad, error) {
	label, err := v.node(quad.IRI(id))
	if err != nil || label == 0 {
		return nil, err
	}
	var qs []graph.Quad
	for p, err := range v.list(indexKey(tagLabel, label)) {
		if err != nil {
			return nil, err
		}
		q, err := v.quad(p)
		if err != nil {
			return nil, err
		}
		qs = append(qs, q)
	}
	slices.SortFunc(qs, graph.Quad.Compare)
	return qs, nil
}

// labels returns the labels of all quads, sorted.
func (v *view) labels() ([]string, error) {
	var labels []string
	c := v.t.Scan([][]byte{[]byte("c")})
	defer c.Close()
	for c.Next(v.ctx) {
		k := c.Key()
		if len(k) != 2 || len(k[1]) != 8 {
			return nil, v.damaged("bad key in the index of labels")
		}
		t, err := v.term(binary.BigEndian.Uint64(k[1]))
		if err != nil {
			return nil, err
		}
		labels = append(labels, t.Value)
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	slices.Sort(labels)
	return labels, nil
}

// instances returns the ids of the subjects of a class, each once, in the
// order in which the store came to know them.
func (v *view) instances(class string) ([]uint64, error) {
	ids, err := v.nodes(class, graph.PredType)
	if err != nil || slices.Contains(ids, 0) {
		return nil, err
	}
	var subjects []uint64
	for p, err := range v.list(indexKey(tagObject, ids...)) {
		if err != nil {
			return nil, err
		}
		subjects = append(subjects, p.Subject)
	}
	slices.Sort(subjects)
	return slices.Compact(subjects), nil
}

// objects returns the objects of a subject and a predicate, as strings, with
// the number of documents that give each.
func (v *view) objects(subject, predicate uint64) (map[string]int, error) {
	if subject == 0 || predicate == 0 {
		return nil, nil
	}
	found := map[string]int{}
	for p, err := range v.list(indexKey(tagSubject, subject, predicate)) {
		if err != nil {
			return nil, err
		}
		t, err := v.term(p.Object)
		if err != nil {
			return nil, err
		}
		found[t.Value]++
	}
	return found, nil
}

// ErrNotFound is returned, wrapped, for a document, an entity or a fact that
// the store does not have.
var ErrNotFound = errors.New("not in the store")
