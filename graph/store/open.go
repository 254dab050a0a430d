package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Memory is the DSN of a store in memory. Each Open gives a new, empty one.
const Memory = "mem:"

// Files in the folder of a store.
const (
	dataFile = "graph.db"
	pidFile  = "graph.pid" // process that has the store open for writing
)

type options struct {
	readOnly bool
	timeout  time.Duration
}

// Option changes how Open opens.
type Option func(*options)

// ReadOnly opens an existing store for reading. Several processes can do so at
// the same time, while none has it open for writing.
func ReadOnly() Option { return func(o *options) { o.readOnly = true } }

// LockTimeout sets how long Open waits for a store that another process has
// open, a second by default.
func LockTimeout(d time.Duration) Option { return func(o *options) { o.timeout = d } }

// Open opens a store: Memory, or the path of a folder, which is made when it
// is missing. A file, a folder with other things in it and a damaged store are
// errors and are left as they are. The error wraps ErrInUse when another
// process has the store open.
func Open(ctx context.Context, dsn string, opts ...Option) (*Store, error) {
	o := options{timeout: time.Second}
	for _, opt := range opts {
		opt(&o)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	switch scheme, _, found := strings.Cut(dsn, "://"); {
	case dsn == "":
		return nil, errors.New(`no store named: want a folder, or "mem:"`)
	case dsn == Memory:
		return newStore("memory store", newMemoryEngine(), false)
	case found:
		return nil, fmt.Errorf("store %s: no stores by %s:// in this version: want a folder, or %q", dsn, scheme, Memory)
	}
	s, err := openFolder(ctx, filepath.Clean(dsn), o)
	if err != nil {
		return nil, fmt.Errorf("open %w", err)
	}
	return s, nil
}

func openFolder(ctx context.Context, dir string, o options) (*Store, error) {
	name := "store " + dir
	fresh, err := inspect(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if fresh {
		if o.readOnly {
			return nil, fmt.Errorf("%s: no store here: %w", name, fs.ErrNotExist)
		}
		if err := os.MkdirAll(dir, 0o777); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	eng, err := openBolt(ctx, dir, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return newStore(name, eng, o.readOnly)
}

// inspect reports whether dir is missing or empty. It is an error if dir is
// neither that nor a folder with a store.
func inspect(dir string) (fresh bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if info, serr := os.Stat(dir); serr == nil && !info.IsDir() {
		return false, errors.New("this is a file; a store is a folder")
	}
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if e.Name() == dataFile {
			return false, nil
		}
	}
	if len(entries) > 0 {
		return false, fmt.Errorf("not a store: the folder holds other things, such as %s", entries[0].Name())
	}
	return true, nil
}

func openBolt(ctx context.Context, dir string, o options) (engine, error) {
	path := filepath.Join(dir, dataFile)
	db, err := lockBolt(ctx, path, o)
	if err != nil {
		switch {
		case errors.Is(err, bolterrors.ErrTimeout):
			return nil, inUse(dir)
		case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
			return nil, fmt.Errorf("%s is damaged or no store: %w", dataFile, err)
		}
		return nil, err
	}
	eng := boltEngine{db: db}
	if !o.readOnly {
		eng.pid = filepath.Join(dir, pidFile)
		if err := os.WriteFile(eng.pid, strconv.AppendInt(nil, int64(os.Getpid()), 10), 0o666); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return eng, nil
}

// lockBolt opens the file when its lock is free. It asks anew in short steps,
// so that ctx ends the waiting.
func lockBolt(ctx context.Context, path string, o options) (db *bolt.DB, err error) {
	deadline := time.Now().Add(o.timeout)
	for {
		if db, err = tryBolt(path, true); err == nil && !o.readOnly {
			if err = db.Close(); err == nil {
				db, err = tryBolt(path, false)
			}
		} else if errors.Is(err, errNew) && !o.readOnly {
			db, err = tryBolt(path, false)
		}
		if !errors.Is(err, bolterrors.ErrTimeout) || !time.Now().Before(deadline) {
			return db, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(min(50*time.Millisecond, time.Until(deadline))):
		}
	}
}

// Errors of tryBolt.
var (
	errNew   = errors.New("no data yet")
	errShort = errors.New(dataFile + " is damaged: shorter than it says")
)

// tryBolt opens the file if its lock is free. For reading, which looks at the
// first pages only, it also checks that the file is as long as it says; do
// that first, for to write bbolt reads at once from pages that may lie beyond
// its end.
func tryBolt(path string, readOnly bool) (db *bolt.DB, err error) {
	if info, err := os.Stat(path); readOnly {
		switch {
		case errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0:
			return nil, errNew
		case err == nil && info.Size() < int64(2*os.Getpagesize()):
			return nil, fmt.Errorf("%w: %d bytes", errShort, info.Size())
		}
	}
	defer catchFaults()()
	defer func() {
		if r := recover(); r != nil { // bbolt's way to say that pages make no sense
			db, err = nil, fmt.Errorf("%w: %v", bolterrors.ErrInvalid, r)
		}
	}()
	db, err = bolt.Open(path, 0o666, &bolt.Options{
		Timeout:         time.Millisecond, // zero would wait for ever
		ReadOnly:        readOnly,
		InitialMmapSize: addressSpace(readOnly),
		FreelistType:    bolt.FreelistMapType,
		NoStatistics:    true,
	})
	if err != nil {
		return nil, err
	}
	db.AllocSize = 1 << 20 // bytes by which the file grows
	if readOnly {
		err = db.View(func(tx *bolt.Tx) error {
			if info, err := os.Stat(path); err != nil {
				return err
			} else if info.Size() < tx.Size() {
				return fmt.Errorf("%w: %d bytes of %d", errShort, info.Size(), tx.Size())
			}
			return nil
		})
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return db, nil
}

// addressSpace returns how many bytes of address space, which cost nothing, to
// set aside for the file. When a file outgrows its space, bbolt's writer waits
// until no reader is left, and no reader may start meanwhile; but Cayley's
// iterators start one transaction within another, so both would wait for ever.
// Where the space cannot be had (Windows would make the file as long), only
// long queries during writing are at risk.
func addressSpace(readOnly bool) int {
	if readOnly || runtime.GOOS == "windows" || strconv.IntSize < 64 {
		return 0
	}
	space := int64(64) << 30
	return int(space)
}

// inUse names the process that has the store open, if it left its number and
// still runs. A process that was killed leaves one, too, and those that only
// read leave none.
func inUse(dir string) error {
	b, err := os.ReadFile(filepath.Join(dir, pidFile))
	if err != nil {
		return ErrInUse
	}
	pid, err := strconv.Atoi(string(b))
	if err != nil {
		return ErrInUse
	}
	p, err := os.FindProcess(pid)
	if err != nil || errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone) {
		return ErrInUse
	}
	return fmt.Errorf("%w (process %d)", ErrInUse, pid)
}
