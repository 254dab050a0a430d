package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"parley/graph"
)

// Export writes all quads as N-Quads, sorted: the same facts give the same
// bytes, in every store. It shows one state, whatever is written meanwhile.
func (s *Store) Export(ctx context.Context, w io.Writer) error {
	bw := bufio.NewWriterSize(w, 1<<16)
	err := s.read(ctx, func(v *view) error {
		labels, err := v.labels()
		if err != nil {
			return err
		}
		var line []byte
		for _, label := range labels {
			clear(v.terms) // texts are large and of one document only
			qs, err := v.document(label)
			if err != nil {
				return err
			}
			for _, q := range qs {
				line = graph.AppendNQuad(line[:0], q)
				if _, err := bw.Write(line); err != nil {
					return err
				}
			}
		}
		return bw.Flush()
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

// Import reads N-Quads, as Export writes them, and puts the documents they are
// labelled with: what the store had of these before is replaced. It is all or
// nothing: after an error, which names the line, the store is as it was. All
// quads are held in memory meanwhile.
func (s *Store) Import(ctx context.Context, r io.Reader) error {
	byLabel := map[string][]graph.Quad{}
	n := 0
	for q, err := range graph.ReadNQuads(r) {
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
