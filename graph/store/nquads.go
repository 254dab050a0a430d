package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"parley/graph"
)

// Export writes all quads as N-Quads, sorted: the same facts give the same
// bytes, in every store. It shows one state, whatever is written meanwhile.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	bw := bufio.NewWriterSize(w, 1<<16)
	if err := graph.WriteNQuads(bw, s.Statements(ctx)); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := bw.Flush(); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// Statements yields all quads, one document at a time, in the order of
// Quad.Compare. They are of one state, whatever is written meanwhile. The
// sequence ends after the first error.
func (s *Store) Statements(ctx context.Context) iter.Seq2[[]graph.Quad, error] {
	return func(yield func([]graph.Quad, error) bool) {
		err := s.read(ctx, func(v *view) error {
			labels, err := v.labels()
			if err != nil {
				return err
			}
			for _, label := range labels {
				clear(v.terms) // texts are large and of one document only
				qs, err := v.document(label)
				if err != nil {
					return err
				}
				if !yield(qs, nil) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// Import reads N-Quads, as Export writes them, for ImportQuads.
func (s *Store) Import(ctx context.Context, r io.Reader) error {
	return s.ImportQuads(ctx, graph.ReadNQuads(r))
}

// ImportQuads puts the documents that quads are labelled with: what the store
// had of these before is replaced. It is all or nothing: after an error, of
// the sequence or its own, the store is as it was. All quads are held in
// memory meanwhile.
func (s *Store) ImportQuads(ctx context.Context, quads iter.Seq2[graph.Quad, error]) error {
	byLabel := map[string][]graph.Quad{}
	n := 0
	for q, err := range quads {
		if err != nil {
			return fmt.Errorf("import: %w", err)
		}
		if n++; n%10_000 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		byLabel[q.Label] = append(byLabel[q.Label], q)
	}
	var docs []document
	for _, label := range slices.Sorted(maps.Keys(byLabel)) {
		qs := byLabel[label]
		slices.SortFunc(qs, graph.Quad.Compare)
		docs = append(docs, document{label, slices.Compact(qs)})
	}
	if err := s.replace(ctx, docs); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	return nil
}
