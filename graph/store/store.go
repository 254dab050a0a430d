// Package store keeps what documents say in an embedded Cayley graph.
//
// Open a store by the path of its folder, or a store in memory by "mem:"; Put
// a document's facts, Forget a document, Export everything as N-Quads. The
// graph itself is there for queries as Quads.
//
// # What is promised
//
// Every quad is labelled with the document that says it. Put replaces what a
// document said before, whole: after a failure, an interrupt or a kill the
// store holds either all of the old or all of the new. When Put, Forget or
// Import return, or PutAll reports a document, its facts are on disk. The same
// facts give the same Export, byte for byte, whatever was put, replaced and
// forgotten before.
//
// A store is used by many goroutines at once, but by one process: another that
// opens it gets ErrInUse. Processes that only read share it with each other.
package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/graph/kv"

	"parley/graph"
)

// Store is an open store. Close it when done.
type Store struct {
	db       *adapter
	name     string
	readOnly bool

	// Cayley remembers ids of nodes that it has looked up, and a reader that
	// looks one up while it is being removed would give the writer a dead id.
	// So the writer has a Cayley store of its own over the same engine, and
	// readers get a new one after each change that removed something.
	writer sync.Mutex
	w      *kv.QuadStore // nil after a failure; made when needed
	r      atomic.Pointer[kv.QuadStore]
}

// options of Cayley: its filter of known quads costs a second and a gigabyte.
var cayleyOptions = cgraph.Options{kv.OptNoBloom: true}

func openCayley(db *adapter) (*kv.QuadStore, error) {
	qs, err := kv.New(db, cayleyOptions)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", db.name, err)
	}
	return qs.(*kv.QuadStore), nil
}

// newStore makes a store over an engine, initializing it when it is empty.
func newStore(name string, eng engine, readOnly bool) (*Store, error) {
	s := &Store{db: newAdapter(name, eng), name: name, readOnly: readOnly}
	err := s.init()
	if err == nil {
		var r *kv.QuadStore
		if r, err = openCayley(s.db); err == nil {
			s.r.Store(r)
			return s, nil
		}
	}
	return nil, errors.Join(err, s.db.Close())
}

// format is the version of what parley keeps in Cayley's layout, under a key
// of parley's own beside Cayley's. The first had no digests: it is read as it
// is, and brought to the present one when it is opened for writing.
const (
	format      = "2"
	firstFormat = "1"
)

var (
	formatKey    = append([]byte{tagMeta}, "parley"...)
	versionKey   = append([]byte{tagMeta}, "version"...)
	indexMetaKey = append([]byte{tagMeta}, "indexes"...)
)

// init checks that the engine holds a store, or makes one of an empty engine.
func (s *Store) init() error {
	var have, cayley []byte
	foreign, err := s.db.foreign()
	if err != nil {
		return err
	}
	err = s.read(context.Background(), func(v *view) (err error) {
		if have, err = v.t.get(formatKey); err == nil {
			cayley, err = v.t.get(versionKey)
		}
		have = append([]byte(nil), have...)
		return err
	})
	switch {
	case err != nil:
		return err
	case string(have) == format, string(have) == firstFormat && s.readOnly:
		return nil
	case string(have) == firstFormat:
		return s.upgrade()
	case len(have) > 0:
		return fmt.Errorf("%s: made by another version of parley (format %s, this one reads %s)", s.name, have, format)
	case cayley != nil || foreign:
		return fmt.Errorf("%s: not a store of parley's: holds other data", s.name)
	case s.readOnly:
		return fmt.Errorf("%s: no store here", s.name)
	}
	list, err := indexMeta()
	if err != nil {
		return err
	}
	return s.db.update(func() error {
		if err := kv.Init(s.db, cayleyOptions); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		// Cayley's default indexes are a variable of its package; replacing
		// what was written of it leaves that alone.
		if err := s.db.batch.put(indexMetaKey, list); err != nil {
			return err
		}
		return s.db.batch.put(formatKey, []byte(format))
	})
}

// Close waits for running queries to stop, which they do with an error, and
// closes the store.
func (s *Store) Close() error { return s.db.Close() }

// Quads returns the graph for Cayley's paths and query languages. Take it anew
// for each query: one that was taken before a document was replaced or
// forgotten may miss nodes. Do not write to it or close it.
func (s *Store) Quads() cgraph.QuadStore { return s.r.Load() }

// Put stores what a document says, in place of what it said before. Facts that
// graph.Facts.Validate refuses leave the store as it was.
func (s *Store) Put(ctx context.Context, f graph.Facts) error {
	qs, err := quadsOf(f)
	if err != nil {
		return err
	}
	return s.replace(ctx, []document{{f.Document.ID, qs}})
}

// document is the wanted state of one label: its quads, none to forget it.
type document struct {
	id    string
	quads []graph.Quad
}

func quadsOf(f graph.Facts) ([]graph.Quad, error) {
	if err := f.Validate(); err != nil {
		name := f.Document.Name
		if name == "" {
			name = f.Document.ID
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var qs []graph.Quad
	for q := range f.Quads() {
		qs = append(qs, q)
	}
	return qs, nil
}

// A batch of PutAll is committed when it has this many quads or is this old.
// Ten thousand quads a transaction load six times as fast as a hundred.
const (
	batchQuads = 20_000
	batchAge   = time.Second
)

// PutAll is Put for many documents, with several in one transaction. It calls
// report for each, in order: with nil once its facts are on disk, else with
// what is wrong with it; the rest goes on. The error that PutAll itself
// returns is one of the store or of ctx; documents not reported by then are
// not stored.
func (s *Store) PutAll(ctx context.Context, docs iter.Seq[graph.Facts], report func(id string, err error)) error {
	var (
		batch   []document
		outcome []struct {
			id  string
			err error
		}
		in    = map[string]bool{}
		quads int
		since time.Time
	)
	flush := func() error {
		if err := s.replace(ctx, batch); err != nil {
			return err
		}
		for _, o := range outcome {
			report(o.id, o.err)
		}
		batch, outcome, quads = nil, nil, 0
		clear(in)
		return nil
	}
	for f := range docs {
		id := f.Document.ID
		if in[id] {
			if err := flush(); err != nil {
				return err
			}
		}
		if len(outcome) == 0 {
			since = time.Now()
		}
		qs, err := quadsOf(f)
		outcome = append(outcome, struct {
			id  string
			err error
		}{id, err})
		if err == nil {
			batch = append(batch, document{id, qs})
			in[id] = true
			quads += len(qs)
		}
		if quads >= batchQuads || time.Since(since) > batchAge {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// Forget removes all that only this document says. The error wraps ErrNotFound
// when the store does not have it.
func (s *Store) Forget(ctx context.Context, docID string) error {
	var known bool
	if err := s.read(ctx, func(v *view) error {
		qs, err := v.document(docID)
		known = len(qs) > 0
		return err
	}); err != nil {
		return err
	}
	if !known {
		return fmt.Errorf("document %s: %w", docID, ErrNotFound)
	}
	return s.replace(ctx, []document{{id: docID}})
}

// replace brings documents to their wanted states in one transaction.
func (s *Store) replace(ctx context.Context, docs []document) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(docs) == 0 {
		return nil
	}
	if s.readOnly {
		return fmt.Errorf("%s: %w", s.name, ErrReadOnly)
	}
	s.writer.Lock()
	defer s.writer.Unlock()
	if s.w == nil {
		w, err := openCayley(s.db)
		if err != nil {
			return err
		}
		s.w = w
	}
	removed := false
	err := s.db.update(func() (err error) {
		removed, err = s.apply(ctx, docs)
		return err
	})
	if err != nil {
		// Cayley keeps index entries and ids of the failed transaction.
		s.w = nil
		return err
	}
	if removed {
		r, err := openCayley(s.db)
		if err != nil {
			return err
		}
		s.r.Store(r)
	}
	return nil
}

// apply writes the difference between the present and the wanted states inside
// the update in progress, and reports whether anything was removed. Quads that
// stay are not touched, so putting the same again writes nothing.
func (s *Store) apply(ctx context.Context, docs []document) (removed bool, err error) {
	v := newView(ctx, s.db.batch)
	var add, del []cgraph.Delta
	flush := func() error {
		if err := ctx.Err(); err != nil {
			return err
		}
		removed = removed || len(del) > 0
		// Cayley loses the ends of an added quad whose nodes are, on balance,
		// removed by the same call: additions go first and alone.
		for _, deltas := range [...][]cgraph.Delta{add, del} {
			if len(deltas) == 0 {
				continue
			}
			if err := s.w.ApplyDeltas(deltas, cgraph.IgnoreOpts{}); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		add, del = add[:0], del[:0]
		clear(v.terms) // nodes that were removed among them
		return nil
	}
	for _, d := range docs {
		old, err := v.document(d.id)
		if err != nil {
			return false, err
		}
		gone, fresh := diff(old, d.quads)
		for _, q := range gone {
			if del, err = appendDelta(del, q, cgraph.Delete); err != nil {
				return false, err
			}
		}
		for _, q := range fresh {
			if add, err = appendDelta(add, q, cgraph.Add); err != nil {
				return false, err
			}
		}
		if len(gone)+len(fresh) > 0 {
			if err := s.putDigest(d.id, old, d.quads); err != nil {
				return false, err
			}
		}
		if len(add)+len(del) >= batchQuads {
			if err := flush(); err != nil {
				return false, err
			}
		}
	}
	return removed, flush()
}

func appendDelta(ds []cgraph.Delta, q graph.Quad, a cgraph.Procedure) ([]cgraph.Delta, error) {
	cq, err := toQuad(q)
	if err != nil {
		return nil, err
	}
	return append(ds, cgraph.Delta{Quad: cq, Action: a}), nil
}

// diff compares two sorted lists.
func diff(old, want []graph.Quad) (gone, fresh []graph.Quad) {
	for len(old) > 0 && len(want) > 0 {
		switch c := old[0].Compare(want[0]); {
		case c < 0:
			gone, old = append(gone, old[0]), old[1:]
		case c > 0:
			fresh, want = append(fresh, want[0]), want[1:]
		default:
			old, want = old[1:], want[1:]
		}
	}
	return append(gone, old...), append(fresh, want...)
}

// Errors of Open and of writing.
var (
	ErrInUse    = errors.New("in use by another process")
	ErrReadOnly = errors.New("opened for reading only")
)
