package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/cayleygraph/quad"

	"parley/graph"
)

// all yields what load returns, or its error. Results are read whole before
// the first is yielded, so that the loop may write to the store.
func all[T any](load func() ([]T, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		items, err := load()
		if err != nil {
			var none T
			yield(none, err)
			return
		}
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// Documents returns all documents without their texts, in the order of their
// ids.
func (s *Store) Documents(ctx context.Context) iter.Seq2[graph.Document, error] {
	return all(func() (docs []graph.Document, err error) {
		err = s.read(ctx, func(v *view) error {
			ds, err := v.digests(partDocument)
			var c codec
			for _, d := range ds {
				var doc graph.Document
				c.open(d.written)
				if c.document(&doc); c.bad {
					return v.damaged("digest of %s", d.doc)
				}
				docs = append(docs, doc)
			}
			return err
		})
		return docs, err
	})
}

// Document returns a document with its text. The error wraps ErrNotFound when
// the store does not have it.
func (s *Store) Document(ctx context.Context, id string) (d graph.Document, err error) {
	err = s.read(ctx, func(v *view) error {
		d, err = v.describe(id, true)
		return err
	})
	return d, err
}

// describe reads what is known of a document.
func (v *view) describe(id string, text bool) (graph.Document, error) {
	preds := []string{graph.PredType, graph.PredName, graph.PredHeadline, graph.PredPublisher, graph.PredURL, graph.PredPublished}
	if text {
		preds = append(preds, graph.PredBody)
	}
	qs, err := v.some(id, preds...)
	if err != nil {
		return graph.Document{}, err
	}
	for _, q := range qs {
		if q.Predicate == graph.PredType && q.Object.Value == graph.ClassDocument {
			f, err := graph.FactsOf(slices.Values(qs))
			return f.Document, err
		}
	}
	return graph.Document{}, fmt.Errorf("document %s: %w", id, ErrNotFound)
}

// some returns the quads with a subject and one of the predicates.
func (v *view) some(subject string, predicates ...string) ([]graph.Quad, error) {
	s, err := v.node(quad.IRI(subject))
	if err != nil || s == 0 {
		return nil, err
	}
	ps, err := v.nodes(predicates...)
	if err != nil {
		return nil, err
	}
	var qs []graph.Quad
	for _, p := range ps {
		if p == 0 {
			continue
		}
		for p, err := range v.list(indexKey(tagSubject, s, p)) {
			if err != nil {
				return nil, err
			}
			q, err := v.quad(p)
			if err != nil {
				return nil, err
			}
			qs = append(qs, q)
		}
	}
	return qs, nil
}

// Facts returns all that a document says, as graph.FactsOf gives it. The error
// wraps ErrNotFound when the store does not have it.
func (s *Store) Facts(ctx context.Context, docID string) (f graph.Facts, err error) {
	err = s.read(ctx, func(v *view) error {
		qs, err := v.document(docID)
		if err != nil {
			return err
		}
		if len(qs) == 0 {
			return fmt.Errorf("document %s: %w", docID, ErrNotFound)
		}
		if f, err = graph.FactsOf(slices.Values(qs)); err != nil {
			return fmt.Errorf("document %s: %w", docID, err)
		}
		return nil
	})
	return f, err
}

// Entities returns all entities in the order of their ids. What several
// documents say of one is put together: of different names the one that most
// documents prefer stays, the others become aliases.
func (s *Store) Entities(ctx context.Context) iter.Seq2[graph.Entity, error] {
	return all(func() (es []graph.Entity, err error) {
		err = s.read(ctx, func(v *view) error {
			found, err := v.entities()
			if err != nil {
				return err
			}
			for _, id := range slices.Sorted(maps.Keys(found)) {
				es = append(es, found[id].entity(id))
			}
			return nil
		})
		return es, err
	})
}

var entityTypes = [...]graph.EntityType{graph.Person, graph.State, graph.Organization, graph.Format, graph.Place}

// Entity returns one entity, put together as by Entities. The error wraps
// ErrNotFound when the store does not have it.
func (s *Store) Entity(ctx context.Context, id string) (e graph.Entity, err error) {
	err = s.read(ctx, func(v *view) error {
		n, err := v.node(quad.IRI(id))
		if err != nil {
			return err
		}
		if n != 0 {
			e, err = v.entity(n)
		}
		if err == nil && e.Type == "" {
			err = fmt.Errorf("entity %s: %w", id, ErrNotFound)
		}
		return err
	})
	return e, err
}

// entity returns what is known of an entity; it has no type when the node is
// none.
func (v *view) entity(id uint64) (e graph.Entity, err error) {
	preds, err := v.nodes(graph.PredType, graph.PredName, graph.PredAlternateName, graph.PredCode, graph.PredActsFor)
	if err != nil {
		return e, err
	}
	var found [5]map[string]int
	for i, p := range preds {
		if found[i], err = v.objects(id, p); err != nil {
			return e, err
		}
	}
	t, err := v.term(id)
	if err != nil {
		return e, err
	}
	types := map[string]int{}
	for class, n := range found[0] {
		types[string(graph.EntityTypeOf(class))] = n
	}
	g := gathered{types, found[1], found[2], found[3], found[4]}
	return g.entity(t.Value), nil
}

// Fact returns what each document that asserts a fact says of it, in the order
// of document ids: the document without its text, the one meeting, tenure,
// claim or interaction with its evidence, and the entities that it names, put
// together as by Entities. The error wraps ErrNotFound when no document
// asserts the fact.
func (s *Store) Fact(ctx context.Context, id string) (fs []graph.Facts, err error) {
	err = s.read(ctx, func(v *view) error {
		docs, err := v.subjects(id, graph.PredAsserts)
		if err != nil {
			return err
		}
		if len(docs) == 0 {
			return fmt.Errorf("fact %s: %w", id, ErrNotFound)
		}
		for _, doc := range docs {
			f, err := v.fact(id, doc)
			if err != nil {
				return err
			}
			fs = append(fs, f)
		}
		return nil
	})
	return fs, err
}

// subjects returns the subjects of quads with an object and a predicate, each
// once and sorted.
func (v *view) subjects(object, predicate string) ([]string, error) {
	ids, err := v.nodes(object, predicate)
	if err != nil || slices.Contains(ids, 0) {
		return nil, err
	}
	var found []string
	for p, err := range v.list(indexKey(tagObject, ids...)) {
		if err != nil {
			return nil, err
		}
		t, err := v.term(p.Subject)
		if err != nil {
			return nil, err
		}
		found = append(found, t.Value)
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// fact reads one fact as one document says it.
func (v *view) fact(id, doc string) (graph.Facts, error) {
	label, err := v.node(quad.IRI(doc))
	if err != nil {
		return graph.Facts{}, err
	}
	qs, err := v.said(id, label)
	if err != nil {
		return graph.Facts{}, err
	}
	for _, q := range slices.Clone(qs) {
		if q.Predicate == graph.PredEvidence || q.Predicate == graph.PredParticipation {
			more, err := v.said(q.Object.Value, label)
			if err != nil {
				return graph.Facts{}, err
			}
			qs = append(qs, more...)
		}
	}
	d, err := v.describe(doc, false)
	if err != nil {
		return graph.Facts{}, err
	}
	qs = append(qs, graph.Quad{Subject: doc, Predicate: graph.PredType, Object: graph.IRI(graph.ClassDocument), Label: doc})
	f, err := graph.FactsOf(slices.Values(qs))
	if err != nil {
		return graph.Facts{}, fmt.Errorf("fact %s: %w", id, err)
	}
	f.Document = d
	named := map[string]bool{}
	for _, q := range qs {
		if !q.Object.IsIRI() || named[q.Object.Value] {
			continue
		}
		named[q.Object.Value] = true
		n, err := v.node(quad.IRI(q.Object.Value))
		if err != nil {
			return graph.Facts{}, err
		}
		if n == 0 {
			continue
		}
		e, err := v.entity(n)
		if err != nil {
			return graph.Facts{}, err
		}
		if e.Type != "" {
			f.Entities = append(f.Entities, e)
		}
	}
	slices.SortFunc(f.Entities, func(a, b graph.Entity) int { return strings.Compare(a.ID, b.ID) })
	return f, nil
}

// said returns what a document says of a subject.
func (v *view) said(subject string, label uint64) ([]graph.Quad, error) {
	s, err := v.node(quad.IRI(subject))
	if err != nil || s == 0 {
		return nil, err
	}
	var qs []graph.Quad
	for p, err := range v.about(s) {
		if err != nil {
			return nil, err
		}
		if p.Label != label {
			continue
		}
		q, err := v.quad(p)
		if err != nil {
			return nil, err
		}
		qs = append(qs, q)
	}
	return qs, nil
}

// Stats counts what is in a store.
type Stats struct {
	Quads        int64
	Documents    int
	Entities     map[graph.EntityType]int
	Mentions     int
	Meetings     int
	Tenures      int
	Claims       int
	Interactions int
	Evidence     int
	Bytes        int64 // on disk; 0 for a store in memory
}

// Stats counts what is in the store. A thing that several documents tell of is
// counted once; a triple that several documents say is as many quads.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{Entities: map[graph.EntityType]int{}}
	err := s.read(ctx, func(v *view) error {
		b, err := v.t.get(append([]byte{tagMeta}, "size"...))
		if err != nil {
			return err
		}
		if len(b) == 8 {
			st.Quads = int64(binary.LittleEndian.Uint64(b))
		}
		for class, n := range map[string]*int{
			graph.ClassDocument: &st.Documents, graph.ClassMention: &st.Mentions, graph.ClassMeeting: &st.Meetings,
			graph.ClassTenure: &st.Tenures, graph.ClassClaim: &st.Claims, graph.ClassInteraction: &st.Interactions,
			graph.ClassEvidence: &st.Evidence,
		} {
			ids, err := v.instances(class)
			if err != nil {
				return err
			}
			*n = len(ids)
		}
		for _, t := range entityTypes {
			ids, err := v.instances(graph.EntityClass(t))
			if err != nil {
				return err
			}
			if len(ids) > 0 {
				st.Entities[t] = len(ids)
			}
		}
		return nil
	})
	if err == nil {
		st.Bytes, err = s.db.eng.size()
	}
	return st, err
}

// FactRef names a fact and one document that asserts it.
type FactRef struct{ Fact, Class, Document string }

// FactRefs returns the facts of all documents in the order of their ids.
func (s *Store) FactRefs(ctx context.Context) iter.Seq2[FactRef, error] {
	return all(func() (refs []FactRef, err error) {
		err = s.read(ctx, func(v *view) error {
			asserts, err := v.node(quad.IRI(graph.PredAsserts))
			if err != nil || asserts == 0 {
				return err
			}
			docs, err := v.instances(graph.ClassDocument)
			if err != nil {
				return err
			}
			for _, doc := range docs {
				for p, err := range v.list(indexKey(tagSubject, doc, asserts)) {
					if err != nil {
						return err
					}
					ref, err := v.ref(p)
					if err != nil {
						return err
					}
					refs = append(refs, ref)
				}
			}
			return nil
		})
		slices.SortFunc(refs, func(a, b FactRef) int {
			return cmp.Or(strings.Compare(a.Fact, b.Fact), strings.Compare(a.Document, b.Document))
		})
		return refs, err
	})
}

// ref returns the reference that an asserting quad makes.
func (v *view) ref(p *proto.Primitive) (FactRef, error) {
	q, err := v.quad(p)
	if err != nil {
		return FactRef{}, err
	}
	typ, err := v.node(quad.IRI(graph.PredType))
	if err != nil {
		return FactRef{}, err
	}
	classes, err := v.objects(p.Object, typ)
	return FactRef{Fact: q.Object.Value, Class: most(classes), Document: q.Subject}, err
}
