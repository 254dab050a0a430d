package store

import (
	"bytes"
	"os"
	"runtime/debug"

	"github.com/google/btree"
	bolt "go.etcd.io/bbolt"
)

// boltEngine keeps everything in one bbolt file. bbolt was chosen by measuring
// it against Pebble, and goleveldb as Cayley pins it, with TestEngines on a
// generated graph of 997 thousand quads: two cores, Go 1.26, three runs while
// the machine was busy with other work, hence the ranges; load and import of
// bbolt are of a fourth, after writes were ordered. A program with Cayley's kv
// alone has 10.2 MB.
//
//	                          bbolt 1.5.0   Pebble 2.1.7  goleveldb 1.0.0
//	load, k quads/s           53            32 - 49       25 - 53
//	size, MB                  183           174 - 187     56 - 59
//	open, ms                  1 - 5         199 - 285     3 - 98
//	1 hop, 8 rows, ms         0.02          0.15 - 0.22   0.06 - 0.11
//	2 hops, 29 rows, ms       0.09 - 0.31   0.87 - 0.94   0.29 - 1.0
//	2 hops, 1299 rows, ms     8 - 34        36 - 38       13 - 66
//	a document's facts, ms    0.6 - 1.1     5.0 - 5.2     1.6 - 6.8
//	put one document, ms      25 - 145      14 - 34       84 - 181
//	forget one, ms            164 - 365     118 - 225     156 - 486
//	export all, s             1.2           14.4          9.0
//	import all at once, s     15            9.9           62
//	peak memory, MB           291 - 332     197 - 217     107 - 147
//	killed 20 times           nothing lost  nothing lost  nothing lost
//	adds to the program, MB   0.35          7.8           0.67
//
// A command opens the store each time it runs and mostly reads: bbolt does both
// fastest. It also locks its file. Pebble is quicker with single documents;
// goleveldb is smallest, but rests since 2018. With bbolt buckets nested as
// Cayley's are, and not the flat ones here, a million quads took 356 MB.
//
// There is a bbolt bucket for each of Cayley's. They keep what is appended in
// order (the log) apart from what is spread by hashes, so that pages of the
// first are filled and those of the second can split.
type boltEngine struct {
	db  *bolt.DB
	pid string // file with the number of this process, "" when reading only
}

func (e boltEngine) begin(write bool) (txn, error) {
	tx, err := e.db.Begin(write)
	if err != nil {
		return nil, err
	}
	t := &boltTxn{tx: tx}
	if write {
		t.pending = newTree()
	}
	return t, nil
}

func (e boltEngine) foreign() (found bool, err error) {
	defer catchFaults()()
	err = e.db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, _ *bolt.Bucket) error {
			found = found || len(name) != 1
			return nil
		})
	})
	return found, err
}

func (e boltEngine) size() (int64, error) {
	info, err := os.Stat(e.db.Path())
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// close removes the process file before it gives up the lock, so as not to
// remove that of the next process.
func (e boltEngine) close() error {
	if e.pid != "" {
		os.Remove(e.pid)
	}
	return e.db.Close()
}

// boltTxn copies what it returns: a damaged file can lead a slice beyond its
// end, and touching that is a fault, which is a panic only where catchFaults
// is on.
//
// What is written is held back and given to bbolt in the order of the keys when
// the transaction commits. bbolt splits its pages only then, and to insert a
// million hashes as they come into pages that only grow takes ten times as
// long.
type boltTxn struct {
	tx      *bolt.Tx
	buckets [256]*bolt.Bucket
	pending *btree.BTreeG[pair] // nil for readers; a nil value deletes
}

// bucket returns the bucket for keys with this tag, nil when there is none
// and create is not set.
func (t *boltTxn) bucket(tag byte, create bool) (*bolt.Bucket, error) {
	b := t.buckets[tag]
	if b != nil {
		return b, nil
	}
	if b = t.tx.Bucket([]byte{tag}); b == nil && create {
		var err error
		if b, err = t.tx.CreateBucket([]byte{tag}); err != nil {
			return nil, err
		}
	}
	if b != nil && tag == tagLog {
		b.FillPercent = 1 // ids only grow
	}
	t.buckets[tag] = b
	return b, nil
}

// catchFaults makes faults panic in this goroutine until the function that it
// returns is called.
func catchFaults() (restore func()) {
	old := debug.SetPanicOnFault(true)
	return func() { debug.SetPanicOnFault(old) }
}

func (t *boltTxn) get(key []byte) ([]byte, error) {
	if t.pending != nil {
		if p, ok := t.pending.Get(pair{key: key}); ok {
			return p.value, nil
		}
	}
	defer catchFaults()()
	b, err := t.bucket(key[0], false)
	if b == nil {
		return nil, err
	}
	return bytes.Clone(b.Get(key[1:])), nil
}

func (t *boltTxn) put(key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	t.pending.ReplaceOrInsert(pair{key, value})
	return nil
}

func (t *boltTxn) del(key []byte) error {
	t.pending.ReplaceOrInsert(pair{key: key})
	return nil
}

// flush gives bbolt what is pending.
func (t *boltTxn) flush() (err error) {
	defer catchFaults()()
	t.pending.Ascend(func(p pair) bool {
		var b *bolt.Bucket
		if b, err = t.bucket(p.key[0], p.value != nil); err != nil || b == nil {
			return err == nil
		}
		if p.value == nil {
			err = b.Delete(p.key[1:])
		} else {
			err = b.Put(p.key[1:], p.value)
		}
		return err == nil
	})
	t.pending.Clear(false)
	return err
}

func (t *boltTxn) scan(prefix []byte) cursor {
	if t.pending != nil {
		if err := t.flush(); err != nil {
			return &boltCursor{err: err}
		}
	}
	b, err := t.bucket(prefix[0], false)
	if b == nil {
		return &boltCursor{err: err}
	}
	return &boltCursor{c: b.Cursor(), prefix: prefix}
}

func (t *boltTxn) commit() error {
	if err := t.flush(); err != nil {
		return err
	}
	defer catchFaults()()
	return t.tx.Commit()
}

func (t *boltTxn) rollback() error { return t.tx.Rollback() }

type boltCursor struct {
	c       *bolt.Cursor
	prefix  []byte
	started bool
	err     error
}

func (c *boltCursor) next() (key, value []byte, ok bool, err error) {
	if c.c == nil {
		return nil, nil, false, c.err
	}
	defer catchFaults()()
	var k []byte
	if c.started {
		k, value = c.c.Next()
	} else {
		k, value = c.c.Seek(c.prefix[1:])
		c.started = true
	}
	if k == nil || !bytes.HasPrefix(k, c.prefix[1:]) {
		c.c = nil
		return nil, nil, false, nil
	}
	return append(c.prefix[:1:1], k...), bytes.Clone(value), true, nil
}

func (c *boltCursor) close() error { return nil }
