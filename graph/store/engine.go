package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/cayley/graph/proto"
	"github.com/hidal-go/hidalgo/kv"
)

// engine is an ordered key-value store with transactions: one writer at a
// time, and readers that each see one state of the whole. It is all that a
// backend has to be; adapter makes a Cayley store of it.
type engine interface {
	// begin starts a transaction. A second writer waits for the first.
	begin(write bool) (txn, error)
	// size returns the bytes that the store takes on disk, 0 if none.
	size() (int64, error)
	// foreign reports whether there is data that this package did not write.
	foreign() (bool, error)
	// close is called once, when no transaction is open.
	close() error
}

// txn is a transaction of an engine. It is used by one goroutine at a time.
// Slices that it returns may be read until it ends.
type txn interface {
	get(key []byte) ([]byte, error) // nil when there is none
	put(key, value []byte) error    // value stays unchanged until the end
	del(key []byte) error
	scan(prefix []byte) cursor
	commit() error
	rollback() error
}

// cursor walks over keys in ascending order.
type cursor interface {
	next() (key, value []byte, ok bool, err error)
	close() error
}

var errClosed = errors.New("store is closed")

// adapter presents an engine as the hierarchical store that Cayley's kv
// package wants. It adds what Cayley leaves out:
//
//   - Several of Cayley's transactions can be one of the engine's, see update,
//     so that a document is replaced as a whole or not at all.
//   - Quads that Cayley only marks as dead are removed with their index
//     entries when the transaction commits, so replacing documents does not
//     make a store grow.
//   - Closing waits for open transactions, so nothing reads from a closed
//     engine. Later transactions are refused.
//   - A panic of an engine over a damaged file comes back as an error.
type adapter struct {
	eng  engine
	name string // of the store, for errors

	mu     sync.Mutex
	open   int           // open transactions
	ended  chan struct{} // closed when the last transaction ends, once closing
	closed atomic.Bool   // set under mu

	// batch is the transaction of update in progress. Only the goroutine that
	// runs update starts writing transactions: Store.writer sees to it.
	batch *transaction
}

var _ kv.KV = (*adapter)(nil)

func newAdapter(name string, eng engine) *adapter { return &adapter{eng: eng, name: name} }

// Close refuses further transactions and further reading in those that are
// open, waits a while until these have ended, and closes the engine. If some
// do not end the engine stays open, which harms nothing that was committed.
func (a *adapter) Close() error {
	a.mu.Lock()
	if a.closed.Swap(true) {
		a.mu.Unlock()
		return nil
	}
	a.ended = make(chan struct{})
	if a.open == 0 {
		close(a.ended)
	}
	a.mu.Unlock()
	select {
	case <-a.ended:
		return a.eng.close()
	case <-time.After(closeTimeout):
		return fmt.Errorf("%s: still in use by queries after %v, left open", a.name, closeTimeout)
	}
}

// closeTimeout is how long Close waits for open transactions.
const closeTimeout = 5 * time.Second

// Tx starts a transaction. Inside update, a writing one is a part of it.
func (a *adapter) Tx(write bool) (kv.Tx, error) {
	if write && a.batch != nil {
		return part{a.batch}, nil
	}
	return a.begin(write)
}

func (a *adapter) begin(write bool) (t *transaction, err error) {
	a.mu.Lock()
	if a.closed.Load() {
		a.mu.Unlock()
		return nil, fmt.Errorf("%s: %w", a.name, errClosed)
	}
	a.open++
	a.mu.Unlock()
	defer func() {
		if err != nil {
			a.end()
		}
	}()
	defer a.guard(&err)
	x, err := a.eng.begin(write)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", a.name, err)
	}
	return &transaction{a: a, x: x, write: write}, nil
}

// end counts a transaction as ended.
func (a *adapter) end() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open--
	if a.open == 0 && a.ended != nil {
		close(a.ended)
	}
}

// update runs f, whose writing transactions become one. They are committed
// when f returns nil and rolled back, as if they had not been, when it fails.
func (a *adapter) update(f func() error) error {
	t, err := a.begin(true)
	if err != nil {
		return err
	}
	a.batch = t
	defer func() {
		a.batch = nil
		t.Close()
	}()
	if err := f(); err != nil {
		return err
	}
	return t.Commit(context.Background())
}

// foreign asks the engine, see there.
func (a *adapter) foreign() (found bool, err error) {
	defer a.guard(&err)
	if found, err = a.eng.foreign(); err != nil {
		err = fmt.Errorf("%s: %w", a.name, err)
	}
	return found, err
}

// guard turns a panic, or a fault of the memory that a file is mapped to, into
// an error: engines meet damage in a file that way. Use it with defer in a
// function whose caller gets err.
func (a *adapter) guard(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%s is damaged: %v", a.name, r)
	}
}

// transaction implements kv.Tx.
type transaction struct {
	a     *adapter
	x     txn
	write bool
	done  bool
	dead  []proto.Primitive // quads marked as dead in this transaction
}

// part is a transaction inside update: ending it ends nothing.
type part struct{ *transaction }

func (part) Commit(context.Context) error { return nil }
func (part) Close() error                 { return nil }

// flat returns the engine's key for a key of Cayley's. These have two parts, a
// bucket and a name; buckets are "meta", "log", one per index, and "vXY" and
// "nXY" for nodes and their reference counts, where the name is a hash that
// starts with the bytes X and Y. One byte for the bucket tells all apart.
func flat(key kv.Key) ([]byte, error) {
	if len(key) == 0 || len(key) > 2 {
		return nil, fmt.Errorf("key %q has no bucket", key)
	}
	tag, ok := bucketTag(key[0])
	if !ok {
		return nil, fmt.Errorf("key %q is in no known bucket", key)
	}
	if len(key) == 1 {
		return []byte{tag}, nil
	}
	k := make([]byte, 1, 1+len(key[1]))
	k[0] = tag
	return append(k, key[1]...), nil
}

// Tags of buckets.
const (
	tagMeta     = 'm'
	tagLog      = 'l'
	tagNode     = 'v'
	tagNodeRefs = 'n'
	tagSubject  = 's'
	tagObject   = 'o'
	tagLabel    = 'c'
	tagDigest   = 'd' // no bucket of Cayley's, see digest
)

func bucketTag(bucket []byte) (tag byte, ok bool) {
	switch string(bucket) {
	case "meta":
		return tagMeta, true
	case "log":
		return tagLog, true
	}
	for i := range indexes {
		if string(bucket) == indexes[i].bucket {
			return indexes[i].tag, true
		}
	}
	if len(bucket) == 3 && (bucket[0] == tagNode || bucket[0] == tagNodeRefs) {
		return bucket[0], true
	}
	return 0, false
}

// unflat undoes flat.
func unflat(key []byte) kv.Key {
	name := bytes.Clone(key[1:])
	switch key[0] {
	case tagMeta:
		return kv.Key{[]byte("meta"), name}
	case tagLog:
		return kv.Key{[]byte("log"), name}
	}
	for i := range indexes {
		if indexes[i].tag == key[0] {
			return kv.Key{[]byte(indexes[i].bucket), name}
		}
	}
	return kv.Key{bytes.Clone(key[:min(3, len(key))]), name}
}

func (t *transaction) fail(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", t.a.name, err)
}

func (t *transaction) Get(ctx context.Context, key kv.Key) (kv.Value, error) {
	v, err := t.getFlat(key)
	if err == nil && v == nil {
		return nil, kv.ErrNotFound
	}
	return v, err
}

func (t *transaction) getFlat(key kv.Key) (v kv.Value, err error) {
	k, err := flat(key)
	if err != nil {
		return nil, t.fail(err)
	}
	return t.get(k)
}

func (t *transaction) get(k []byte) (v kv.Value, err error) {
	if t.done || t.a.closed.Load() {
		return nil, t.fail(errClosed)
	}
	defer t.a.guard(&err)
	v, err = t.x.get(k)
	return v, t.fail(err)
}

func (t *transaction) GetBatch(ctx context.Context, keys []kv.Key) ([]kv.Value, error) {
	vals := make([]kv.Value, len(keys))
	for i, k := range keys {
		if i%1000 == 999 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		v, err := t.getFlat(k)
		if err != nil {
			return nil, err
		}
		vals[i] = v
	}
	return vals, nil
}

func (t *transaction) Put(key kv.Key, value kv.Value) error {
	if len(key) == 2 && len(key[1]) == 0 && len(value) == 0 {
		return nil // Cayley creates a bucket; here there are none
	}
	k, err := flat(key)
	if err != nil {
		return t.fail(err)
	}
	if k[0] == tagLog {
		var p proto.Primitive
		if err := p.Unmarshal(value); err != nil {
			return t.fail(err)
		}
		if p.Deleted && !p.IsNode() {
			t.dead = append(t.dead, p)
		}
	}
	return t.put(k, value)
}

func (t *transaction) put(k, value []byte) (err error) {
	if !t.write || t.done {
		return t.fail(kv.ErrReadOnly)
	}
	defer t.a.guard(&err)
	return t.fail(t.x.put(k, value))
}

func (t *transaction) Del(key kv.Key) error {
	k, err := flat(key)
	if err != nil {
		return t.fail(err)
	}
	return t.del(k)
}

func (t *transaction) del(k []byte) (err error) {
	if !t.write || t.done {
		return t.fail(kv.ErrReadOnly)
	}
	defer t.a.guard(&err)
	return t.fail(t.x.del(k))
}

func (t *transaction) Scan(prefix kv.Key) kv.Iterator {
	k, err := flat(prefix)
	if err != nil {
		return &scanner{t: t, err: t.fail(err)}
	}
	return &scanner{t: t, prefix: k}
}

func (t *transaction) Commit(context.Context) (err error) {
	if !t.write || t.done {
		return t.fail(kv.ErrReadOnly)
	}
	if err := t.bury(); err != nil {
		return err
	}
	// A commit that failed half-way is still to be rolled back: t.done stays
	// false until Close.
	defer t.a.guard(&err)
	if err := t.x.commit(); err != nil {
		return t.fail(err)
	}
	t.end()
	return nil
}

func (t *transaction) Close() (err error) {
	if t.done {
		return nil
	}
	defer t.end()
	defer t.a.guard(&err)
	return t.fail(t.x.rollback())
}

func (t *transaction) end() {
	t.done = true
	t.a.end()
}

// bury removes the quads marked as dead from the log and from the indexes.
func (t *transaction) bury() error {
	dead := t.dead
	t.dead = nil
	if len(dead) == 0 {
		return nil
	}
	ids := make(map[uint64]bool, len(dead))
	keys := map[string]bool{}
	for i := range dead {
		p := &dead[i]
		ids[p.ID] = true
		if err := t.del(binary.BigEndian.AppendUint64([]byte{tagLog}, p.ID)); err != nil {
			return err
		}
		for _, ind := range indexes {
			keys[string(ind.keyFor(p))] = true
		}
	}
	for key := range keys {
		list, err := t.get([]byte(key))
		if err != nil {
			return err
		}
		kept := make([]byte, 0, len(list))
		for rest := list; len(rest) > 0; {
			id, n := binary.Uvarint(rest)
			if n <= 0 {
				return fmt.Errorf("%s is damaged: bad list of quads in index %q", t.a.name, key[0])
			}
			if !ids[id] {
				kept = append(kept, rest[:n]...)
			}
			rest = rest[n:]
		}
		switch {
		case len(kept) == 0:
			err = t.del([]byte(key))
		case len(kept) < len(list):
			err = t.put([]byte(key), kept)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scanner implements kv.Iterator. The engine's cursor is opened on the first
// Next.
type scanner struct {
	t          *transaction
	prefix     []byte
	c          cursor
	key, value []byte
	err        error
}

func (s *scanner) Next(ctx context.Context) (ok bool) {
	if s.err != nil {
		return false
	}
	if s.err = ctx.Err(); s.err != nil {
		return false
	}
	if s.t.done || s.t.a.closed.Load() {
		s.err = s.t.fail(errClosed)
		return false
	}
	defer func() { ok = ok && s.err == nil }()
	defer s.t.a.guard(&s.err)
	if s.c == nil {
		s.c = s.t.x.scan(s.prefix)
	}
	s.key, s.value, ok, s.err = s.c.next()
	s.err = s.t.fail(s.err)
	return ok
}

func (s *scanner) Err() error    { return s.err }
func (s *scanner) Val() kv.Value { return s.value }

func (s *scanner) Key() kv.Key {
	if len(s.key) == 0 {
		return nil
	}
	return unflat(s.key)
}

func (s *scanner) Close() error {
	if s.c == nil {
		return s.err
	}
	c := s.c
	s.c = nil
	if err := c.close(); err != nil && s.err == nil {
		s.err = s.t.fail(err)
	}
	return s.err
}

// prefixEnd returns the least key after all keys with the prefix, nil when
// there is none.
func prefixEnd(prefix []byte) []byte {
	end := bytes.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}
