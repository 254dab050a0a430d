package store

import (
	"bytes"
	"sync"
	"sync/atomic"

	"github.com/google/btree"
)

// memoryEngine keeps everything in memory, in a B-tree that writers copy as
// far as they change it: readers keep the tree they started with. Cayley's own
// memory store is not safe for concurrent use.
type memoryEngine struct {
	writer sync.Mutex
	tree   atomic.Pointer[btree.BTreeG[pair]] // never changed once it is here
}

type pair struct{ key, value []byte }

func newMemoryEngine() *memoryEngine {
	e := &memoryEngine{}
	e.tree.Store(newTree())
	return e
}

func newTree() *btree.BTreeG[pair] {
	return btree.NewG(64, func(a, b pair) bool { return bytes.Compare(a.key, b.key) < 0 })
}

func (e *memoryEngine) begin(write bool) (txn, error) {
	if !write {
		return &memoryTxn{tree: e.tree.Load()}, nil
	}
	e.writer.Lock()
	return &memoryTxn{e: e, tree: e.tree.Load().Clone()}, nil
}

func (e *memoryEngine) foreign() (bool, error) { return false, nil }

func (e *memoryEngine) size() (int64, error) { return 0, nil }

func (e *memoryEngine) close() error {
	e.tree.Store(nil)
	return nil
}

type memoryTxn struct {
	e    *memoryEngine // nil for readers
	tree *btree.BTreeG[pair]
}

func (t *memoryTxn) get(key []byte) ([]byte, error) {
	p, _ := t.tree.Get(pair{key: key})
	return p.value, nil
}

func (t *memoryTxn) put(key, value []byte) error {
	if value == nil {
		value = []byte{} // nil means that there is none
	}
	t.tree.ReplaceOrInsert(pair{key, value})
	return nil
}

func (t *memoryTxn) del(key []byte) error {
	t.tree.Delete(pair{key: key})
	return nil
}

func (t *memoryTxn) scan(prefix []byte) cursor {
	return &memoryCursor{tree: t.tree, from: prefix, end: prefixEnd(prefix)}
}

func (t *memoryTxn) commit() error {
	t.e.tree.Store(t.tree)
	t.e.writer.Unlock()
	return nil
}

func (t *memoryTxn) rollback() error {
	if t.e != nil {
		t.e.writer.Unlock()
	}
	return nil
}

// memoryCursor reads ahead in steps, as the tree is walked by a callback.
type memoryCursor struct {
	tree      *btree.BTreeG[pair]
	from, end []byte
	ahead     []pair
	done      bool
}

const readAhead = 64

func (c *memoryCursor) next() (key, value []byte, ok bool, err error) {
	if len(c.ahead) == 0 && !c.done {
		c.ahead = c.ahead[:0:0]
		c.tree.AscendGreaterOrEqual(pair{key: c.from}, func(p pair) bool {
			if c.end != nil && bytes.Compare(p.key, c.end) >= 0 {
				return false
			}
			c.ahead = append(c.ahead, p)
			return len(c.ahead) < readAhead
		})
		if len(c.ahead) < readAhead {
			c.done = true
		} else {
			c.from = append(bytes.Clone(c.ahead[readAhead-1].key), 0)
		}
	}
	if len(c.ahead) == 0 {
		return nil, nil, false, nil
	}
	p := c.ahead[0]
	c.ahead = c.ahead[1:]
	return p.key, p.value, true, nil
}

func (c *memoryCursor) close() error { return nil }
