package store

import (
	"context"
	"log"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/cockroachdb/pebble/v2"
	"github.com/syndtr/goleveldb/leveldb"
	"github.com/syndtr/goleveldb/leveldb/iterator"
	"github.com/syndtr/goleveldb/leveldb/opt"
	"github.com/syndtr/goleveldb/leveldb/util"
)

// The engines that were measured against bbolt, see BenchmarkEngines. They
// pass the suite and are not part of the program.

func openEngine(t testing.TB, name, dir string) *Store {
	t.Helper()
	s, err := openEngineErr(name, dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func openEngineErr(name, dir string) (*Store, error) {
	var (
		e   engine
		err error
	)
	switch name {
	case "memory":
		return Open(context.Background(), Memory)
	case "bbolt":
		return Open(context.Background(), dir)
	case "pebble":
		e, err = openPebble(dir)
	case "leveldb":
		e, err = openLevel(dir)
	}
	if err != nil {
		return nil, err
	}
	return newStore("store "+dir, e, false)
}

func dirSize(dir string) (n int64, err error) {
	err = filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			n += info.Size()
		}
		return nil
	})
	return n, err
}

type pebbleEngine struct {
	db     *pebble.DB
	dir    string
	writer *sync.Mutex
}

func openPebble(dir string) (engine, error) {
	db, err := pebble.Open(dir, &pebble.Options{Logger: quiet{}, MemTableSize: 64 << 20})
	if err != nil {
		return nil, err
	}
	return pebbleEngine{db, dir, new(sync.Mutex)}, nil
}

type quiet struct{}

func (quiet) Infof(string, ...any)              {}
func (quiet) Errorf(format string, args ...any) { log.Printf(format, args...) }
func (quiet) Fatalf(format string, args ...any) { log.Fatalf(format, args...) }

func (e pebbleEngine) begin(write bool) (txn, error) {
	if write {
		e.writer.Lock()
		b := e.db.NewIndexedBatch()
		return &pebbleTxn{e: e, r: b, b: b}, nil
	}
	s := e.db.NewSnapshot()
	return &pebbleTxn{e: e, r: s, s: s}, nil
}

func (e pebbleEngine) foreign() (bool, error) { return false, nil }

func (e pebbleEngine) size() (int64, error) { return dirSize(e.dir) }
func (e pebbleEngine) close() error         { return e.db.Close() }

type pebbleTxn struct {
	e pebbleEngine
	r pebble.Reader
	b *pebble.Batch
	s *pebble.Snapshot
}

func (t *pebbleTxn) get(key []byte) ([]byte, error) {
	v, c, err := t.r.Get(key)
	if err == pebble.ErrNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	v = append([]byte{}, v...)
	return v, c.Close()
}

func (t *pebbleTxn) put(key, value []byte) error { return t.b.Set(key, value, nil) }
func (t *pebbleTxn) del(key []byte) error        { return t.b.Delete(key, nil) }

func (t *pebbleTxn) scan(prefix []byte) cursor {
	it, err := t.r.NewIter(&pebble.IterOptions{LowerBound: prefix, UpperBound: prefixEnd(prefix)})
	return &pebbleCursor{it: it, err: err}
}

func (t *pebbleTxn) commit() error {
	err := t.b.Commit(pebble.Sync)
	if err == nil {
		t.e.writer.Unlock()
	}
	return err
}

func (t *pebbleTxn) rollback() error {
	if t.s != nil {
		return t.s.Close()
	}
	defer t.e.writer.Unlock()
	return t.b.Close()
}

type pebbleCursor struct {
	it      *pebble.Iterator
	err     error
	started bool
}

func (c *pebbleCursor) next() (key, value []byte, ok bool, err error) {
	if c.err != nil {
		return nil, nil, false, c.err
	}
	if c.started {
		ok = c.it.Next()
	} else {
		ok, c.started = c.it.First(), true
	}
	if !ok {
		return nil, nil, false, c.it.Error()
	}
	return c.it.Key(), c.it.Value(), true, nil
}

func (c *pebbleCursor) close() error {
	if c.it == nil {
		return nil
	}
	return c.it.Close()
}

type levelEngine struct {
	db  *leveldb.DB
	dir string
}

func openLevel(dir string) (engine, error) {
	db, err := leveldb.OpenFile(dir, nil)
	if err != nil {
		return nil, err
	}
	return levelEngine{db, dir}, nil
}

func (e levelEngine) begin(write bool) (txn, error) {
	if write {
		tr, err := e.db.OpenTransaction()
		return &levelTxn{r: tr, tr: tr}, err
	}
	s, err := e.db.GetSnapshot()
	return &levelTxn{r: s, s: s}, err
}

func (e levelEngine) foreign() (bool, error) { return false, nil }

func (e levelEngine) size() (int64, error) { return dirSize(e.dir) }
func (e levelEngine) close() error         { return e.db.Close() }

type levelTxn struct {
	r  leveldb.Reader
	tr *leveldb.Transaction
	s  *leveldb.Snapshot
}

func (t *levelTxn) get(key []byte) ([]byte, error) {
	v, err := t.r.Get(key, nil)
	if err == leveldb.ErrNotFound {
		return nil, nil
	}
	if err == nil && v == nil {
		v = []byte{}
	}
	return v, err
}

func (t *levelTxn) put(key, value []byte) error {
	return t.tr.Put(key, value, &opt.WriteOptions{Sync: true})
}
func (t *levelTxn) del(key []byte) error { return t.tr.Delete(key, nil) }

func (t *levelTxn) scan(prefix []byte) cursor {
	return &levelCursor{it: t.r.NewIterator(util.BytesPrefix(prefix), nil)}
}

func (t *levelTxn) commit() error { return t.tr.Commit() }

func (t *levelTxn) rollback() error {
	if t.s != nil {
		t.s.Release()
	} else {
		t.tr.Discard()
	}
	return nil
}

type levelCursor struct{ it iterator.Iterator }

func (c *levelCursor) next() (key, value []byte, ok bool, err error) {
	if !c.it.Next() {
		return nil, nil, false, c.it.Error()
	}
	return c.it.Key(), c.it.Value(), true, nil
}

func (c *levelCursor) close() error {
	c.it.Release()
	return nil
}
