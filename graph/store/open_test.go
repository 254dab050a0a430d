package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"parley/graph"
)

func TestOpenErrors(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file := write("file", "text")
	photos := write("photos/a.jpg", "picture")
	junk := write("junk/graph.db", strings.Repeat("junk", 10_000))
	short := write("short/graph.db", "x")
	other := filepath.Join(dir, "other")
	if err := os.Mkdir(other, 0o777); err != nil {
		t.Fatal(err)
	}
	db, err := bolt.Open(filepath.Join(other, dataFile), 0o666, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Update(func(tx *bolt.Tx) error {
		b, err := tx.CreateBucket([]byte("things"))
		if err != nil {
			return err
		}
		return b.Put([]byte("k"), []byte("v"))
	}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		dsn, want string
		opts      []Option
	}{
		{dsn: "", want: "no store named"},
		{dsn: "postgres://host/db", want: "postgres:// in this version"},
		{dsn: file, want: "this is a file"},
		{dsn: filepath.Dir(photos), want: "holds other things, such as a.jpg"},
		{dsn: filepath.Dir(junk), want: "damaged or no store"},
		{dsn: filepath.Dir(short), want: "shorter than it says"},
		{dsn: other, want: "holds other data"},
		{dsn: other, want: "holds other data", opts: []Option{ReadOnly()}},
		{dsn: filepath.Join(dir, "none"), want: "no store here", opts: []Option{ReadOnly()}},
	} {
		before := tree(t, dir)
		s, err := Open(t.Context(), test.dsn, test.opts...)
		if err == nil {
			s.Close()
			t.Errorf("%q opened", test.dsn)
			continue
		}
		if !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), test.dsn) {
			t.Errorf("%q: got %v, want %q", test.dsn, err, test.want)
		}
		if after := tree(t, dir); after != before {
			t.Errorf("%q: opening changed files\nbefore:\n%s\nafter:\n%s", test.dsn, before, after)
		}
	}
}

// tree lists files with their contents.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %d %x\n", path, len(content), graph.NewDocumentID(string(content)))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTruncated(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := mustOpen(t, dir)
	for n := range 30 {
		mustPut(t, s, testFacts(n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, dataFile)
	full := trim(t, path)
	for _, size := range []int64{full - 1, full / 2, 3 * 4096, 4096, 100} {
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		if s, err := Open(t.Context(), dir); err == nil {
			s.Close()
			t.Errorf("opened with %d of %d bytes", size, full)
		} else if !strings.Contains(err.Error(), "damaged") {
			t.Errorf("with %d bytes: %v", size, err)
		}
	}
}

// trim cuts off what bbolt has set aside at the end of a file and returns the
// size that is left.
func trim(t *testing.T, path string) (size int64) {
	t.Helper()
	db, err := bolt.Open(path, 0o666, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(func(tx *bolt.Tx) error { size = tx.Size(); return nil })
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	return size
}

// Damage within the file is met when it is read, and must be an error then.
func TestDamaged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := mustOpen(t, dir)
	for n := range 30 {
		mustPut(t, s, testFacts(n))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, dataFile)
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	found := 0
	for at := 2 * page; at < len(good); at += page {
		bad := bytes.Clone(good)
		for i := at; i < at+16; i++ { // the page's own header
			bad[i] ^= 0x5a
		}
		if err := os.WriteFile(path, bad, 0o666); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), dir, ReadOnly())
		if err == nil {
			err = errors.Join(s.Export(t.Context(), io.Discard), s.Close())
		}
		if err != nil {
			found++
		}
	}
	if found == 0 {
		t.Error("no damage was noticed")
	}
}

func TestReadOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := mustOpen(t, dir)
	mustPut(t, s, testFacts(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	one := mustOpen(t, dir, ReadOnly())
	two := mustOpen(t, dir, ReadOnly())
	for _, s := range []*Store{one, two} {
		checkExport(t, s, testFacts(1))
		if err := s.Put(t.Context(), testFacts(2)); !errors.Is(err, ErrReadOnly) {
			t.Errorf("Put: %v", err)
		}
		if err := s.Forget(t.Context(), testFacts(1).Document.ID); !errors.Is(err, ErrReadOnly) {
			t.Errorf("Forget: %v", err)
		}
	}
	if err := errors.Join(one.Close(), two.Close()); err != nil {
		t.Fatal(err)
	}
	if tree(t, dir) != before {
		t.Error("reading changed the store")
	}
}

// TestInUse opens a store that another process has open.
func TestInUse(t *testing.T) {
	if dir := os.Getenv("PARLEY_LOCK_DIR"); dir != "" {
		s, err := Open(context.Background(), dir)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("open")
		io.Copy(io.Discard, os.Stdin)
		s.Close()
		return
	}
	dir := filepath.Join(t.TempDir(), "store")
	cmd := exec.Command(os.Args[0], "-test.run=^TestInUse$")
	cmd.Env = append(os.Environ(), "PARLEY_LOCK_DIR="+dir)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	if line, _ := bufio.NewReader(stdout).ReadString('\n'); line != "open\n" {
		t.Fatalf("child says %q", line)
	}
	start := time.Now()
	_, err = Open(t.Context(), dir, LockTimeout(200*time.Millisecond))
	if !errors.Is(err, ErrInUse) || !strings.Contains(fmt.Sprint(err), fmt.Sprint("process ", cmd.Process.Pid)) {
		t.Errorf("got %v, want process %d named", err, cmd.Process.Pid)
	}
	if d := time.Since(start); d < 150*time.Millisecond || d > 5*time.Second {
		t.Errorf("waited %v", d)
	}
	if _, err := Open(t.Context(), dir, ReadOnly(), LockTimeout(0)); !errors.Is(err, ErrInUse) {
		t.Errorf("reading: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, dir, LockTimeout(time.Minute)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("with a deadline: %v", err)
	}
	// Waiting pays when the other lets go in time.
	time.AfterFunc(200*time.Millisecond, func() { stdin.Close() })
	s, err := Open(t.Context(), dir, LockTimeout(20*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	// The number of a process that is gone is not given.
	if err := os.WriteFile(filepath.Join(dir, pidFile), fmt.Append(nil, cmd.Process.Pid), 0o666); err != nil {
		t.Fatal(err)
	}
	reader := mustOpen(t, dir, ReadOnly())
	if _, err := Open(t.Context(), dir, LockTimeout(0)); !errors.Is(err, ErrInUse) || strings.Contains(err.Error(), "(process") {
		t.Errorf("with a reader: %v", err)
	}
	if err := reader.Close(); err != nil {
		t.Error(err)
	}
	s = mustOpen(t, dir)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, pidFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("process file is left: %v", err)
	}
}

// TestOldStore opens a store of format 1, which has no digests, for reading and
// for writing, and fails when this version no longer reads it.
func TestOldStore(t *testing.T) {
	const golden = "testdata/store-1"
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(golden)); err != nil {
		t.Fatal(err)
	}
	// A copy of the fixture may be without the right to write.
	if err := os.Chmod(filepath.Join(dir, dataFile), 0o666); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(golden + ".nq")
	if err != nil {
		t.Fatal(err)
	}
	s := mustOpen(t, dir, ReadOnly())
	checkExport(t, s, testFacts(1), testFacts(2))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, dir)
	defer s.Close()
	if got := export(t, s); got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	checkExport(t, s, testFacts(1), testFacts(2))
	if err := s.Forget(t.Context(), testFacts(1).Document.ID); err != nil {
		t.Fatal(err)
	}
	checkExport(t, s, testFacts(2))
}

// Replacing documents over and over must not make the store grow for ever.
func TestNoGrowth(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	s := mustOpen(t, dir)
	defer s.Close()
	versions := func(round int) {
		for n := range 10 {
			f := testFacts(n)
			f.Document.Title = fmt.Sprint("round ", round)
			if round%2 == 0 {
				f.Claims, f.Meetings = nil, nil
			}
			mustPut(t, s, f)
		}
	}
	size := func() int64 {
		st, err := s.Stats(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return st.Bytes
	}
	for round := range 4 {
		versions(round)
	}
	before := size()
	rounds := 40
	if testing.Short() {
		rounds = 8
	}
	for round := range rounds {
		versions(round)
	}
	if after := size(); after > before*5/4 {
		t.Errorf("the store grew from %d to %d bytes in %d rounds", before, after, rounds)
	}
}

// A failed write leaves no trace in what is written after it.
func TestFailedWrite(t *testing.T) {
	eng := &failing{engine: newMemoryEngine()}
	s, err := newStore("failing store", eng, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	mustPut(t, s, testFacts(1))
	for _, left := range []int{0, 1, 5, 50, 200} {
		eng.writes = left
		eng.on = true
		// Cayley does not wrap errors, it only prints them.
		if err := s.Put(t.Context(), testFacts(2)); err == nil || !strings.Contains(err.Error(), errFull.Error()) {
			t.Errorf("after %d writes: %v", left, err)
		}
		eng.on = false
		checkExport(t, s, testFacts(1))
	}
	eng.panics, eng.on = true, true
	if err := s.Put(t.Context(), testFacts(2)); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("panic: %v", err)
	}
	eng.on = false
	mustPut(t, s, testFacts(2))
	checkExport(t, s, testFacts(1), testFacts(2))
}

var errFull = errors.New("disk is full")

// failing is an engine that fails after some writes.
type failing struct {
	engine
	on     bool
	writes int
	panics bool
}

func (e *failing) begin(write bool) (txn, error) {
	x, err := e.engine.begin(write)
	return &failingTxn{x, e}, err
}

type failingTxn struct {
	txn
	e *failing
}

func (t *failingTxn) put(key, value []byte) error {
	if t.e.on {
		if t.e.panics {
			panic("page makes no sense")
		}
		if t.e.writes--; t.e.writes < 0 {
			return errFull
		}
	}
	return t.txn.put(key, value)
}

// An iterator that nobody closes must not keep Close from returning.
func TestCloseWithLeak(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for a timeout")
	}
	t.Parallel()
	s := mustOpen(t, filepath.Join(t.TempDir(), "store"))
	mustPut(t, s, testFacts(1))
	tx, err := s.db.Tx(false)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err == nil || !strings.Contains(err.Error(), "left open") {
		t.Errorf("got %v", err)
	}
	if err := tx.Close(); err != nil {
		t.Error(err)
	}
}

func TestKeys(t *testing.T) {
	for _, key := range [][]string{
		{"meta", "version"}, {"log", "\x00\x00\x00\x00\x00\x00\x00\x01"}, {"sp", "abcdefgh12345678"}, {"op", "x"}, {"c", ""},
		{"v/\\", "/\\rest"}, {"n\x00\xff", "\x00\xffrest"},
	} {
		k := [][]byte{[]byte(key[0]), []byte(key[1])}
		f, err := flat(k)
		if err != nil {
			t.Errorf("%q: %v", key, err)
			continue
		}
		if got := unflat(f); string(got[0]) != key[0] || string(got[1]) != key[1] {
			t.Errorf("%q: got %q", key, got)
		}
	}
	for _, key := range [][][]byte{nil, {[]byte("what"), []byte("x")}, {{}, {}}, {{1}, {2}, {3}}} {
		if _, err := flat(key); err == nil {
			t.Errorf("%q has a place", key)
		}
	}
	if got := prefixEnd([]byte{1, 0xff, 0xff}); !bytes.Equal(got, []byte{2}) {
		t.Errorf("got %v", got)
	}
	if got := prefixEnd([]byte{0xff}); got != nil {
		t.Errorf("got %v", got)
	}
}

// FuzzImport checks that anything that is refused leaves the store as it was
// and anything that is taken comes out again.
func FuzzImport(f *testing.F) {
	var b []byte
	facts := testFacts(1)
	for q := range facts.Quads() {
		b = graph.AppendNQuad(b, q)
	}
	f.Add(string(b))
	f.Add("<a:s> <a:p> \"1\"^^<http://a.example/type> <a:g> .\n<a:s> <a:p> \"1\"@en <a:g> .\n")
	f.Add("<a:s> <a:p> \"NaN\"^^<http://www.w3.org/2001/XMLSchema#double> <a:g> .")
	f.Add("<a:s> <a:p> \"1\"^^<xsd:integer> <a:g> .")
	f.Fuzz(func(t *testing.T, in string) {
		s := mustOpen(t, Memory)
		defer s.Close()
		err := s.Import(t.Context(), strings.NewReader(in))
		out := export(t, s)
		if err != nil {
			if out != "" {
				t.Fatalf("refused with %v, but took %q", err, out)
			}
			return
		}
		again := mustOpen(t, Memory)
		defer again.Close()
		if err := again.Import(t.Context(), strings.NewReader(out)); err != nil {
			t.Fatalf("does not take its own export %q: %v", out, err)
		}
		if got := export(t, again); got != out {
			t.Fatalf("exports %q, then %q", out, got)
		}
		var want []graph.Quad
		for q, err := range graph.ReadNQuads(strings.NewReader(in)) {
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, q)
		}
		sortQuads(want)
		var line []byte
		for i, q := range want {
			if i == 0 || q != want[i-1] {
				line = graph.AppendNQuad(line, q)
			}
		}
		if string(line) != out {
			t.Fatalf("took %q, gave %q", line, out)
		}
	})
}

func BenchmarkPut(b *testing.B) {
	for _, name := range []string{"memory", "bbolt"} {
		b.Run(name, func(b *testing.B) {
			s := openEngine(b, name, filepath.Join(b.TempDir(), "store"))
			defer s.Close()
			b.ResetTimer()
			if err := s.PutAll(b.Context(), generate(b.N), func(id string, err error) {
				if err != nil {
					b.Fatal(err)
				}
			}); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			st, err := s.Stats(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(st.Quads)/b.Elapsed().Seconds(), "quads/s")
		})
	}
}
