package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parley/data"
	"parley/graph"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestSources(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.md", "c.TXT", "deep/er/d.txt", "page.html", ".hidden.txt", ".git/e.txt"} {
		write(t, filepath.Join(dir, name), "text")
	}
	if err := os.Symlink("b.txt", filepath.Join(dir, "link.txt")); err != nil {
		t.Skip("no links here:", err)
	}
	if err := os.Symlink(".", filepath.Join(dir, "circle.txt")); err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	tests := []struct {
		name    string
		paths   []string
		want    []string
		skipped int
		err     error // of the first source
	}{
		{"file", []string{at("b.txt")}, []string{at("b.txt")}, 0, nil},
		{"hidden file by name", []string{at(".hidden.txt")}, []string{at(".hidden.txt")}, 0, nil},
		{"folder", []string{dir}, []string{at("a.md"), at("b.txt"), at("c.TXT"), at("deep/er/d.txt"), at("link.txt")}, 1, nil},
		{"order as given", []string{at("deep"), at("a.md")}, []string{at("deep/er/d.txt"), at("a.md")}, 0, nil},
		{"stdin", []string{"-"}, []string{"standard input"}, 0, nil},
		{"missing", []string{at("none.txt")}, []string{at("none.txt")}, 0, fs.ErrNotExist},
		{"kind", []string{at("page.html")}, []string{at("page.html")}, 0, ErrKind},
		{"none", nil, nil, 0, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			sources, skipped := Sources(tt.paths, strings.NewReader(""))
			var got []string
			for _, s := range sources {
				got = append(got, s.Path)
			}
			if !slices.Equal(got, tt.want) || skipped != tt.skipped {
				t.Errorf("got %q and %d skipped, want %q and %d", got, skipped, tt.want, tt.skipped)
			}
			if len(sources) == 0 {
				return
			}
			if err := sources[0].Err; !errors.Is(err, tt.err) || err != nil && strings.Count(err.Error(), sources[0].Path) != 1 {
				t.Errorf("got error %v, want one that names the path and is %v", err, tt.err)
			}
		})
	}
}

func TestArticle(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "talks.txt")
	tests := []struct {
		name, text string
		want       string // of the text
		fails      string
	}{
		{"plain", "The ministers met.\n", "The ministers met.\n", ""},
		{"byte order mark", "\ufeffThe ministers met.", "The ministers met.", ""},
		{"line ends are kept", "One.\r\nTwo.\r\n", "One.\r\nTwo.\r\n", ""},
		{"empty", "", "", "no text"},
		{"white space", " \n\t\n", "", "no text"},
		{"as long as can be", strings.Repeat("a", MaxBytes), strings.Repeat("a", MaxBytes), ""},
		{"too long", strings.Repeat("a", MaxBytes+1), "", "longer than"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			write(t, path, tt.text)
			for _, s := range []Source{{Path: path}, {Path: path, In: strings.NewReader(tt.text)}} {
				a, err := s.Article("2022-01-28")
				if tt.fails != "" {
					if err == nil || !strings.Contains(err.Error(), tt.fails) || !strings.Contains(err.Error(), path) {
						t.Errorf("got error %v, want one with %q that names the path", err, tt.fails)
					}
					continue
				}
				if err != nil || a.Text != tt.want || a.Published != "2022-01-28" || a.Source != filepath.ToSlash(path) {
					t.Errorf("got %.80q (%s, %s) and error %v", a.Text, a.Published, a.Source, err)
				}
			}
		})
	}
	if s := (Source{Path: path}); s.Name() != "talks.txt" {
		t.Errorf("name %q", s.Name())
	}
	broken := Source{Path: "standard input", In: io.MultiReader(strings.NewReader("Some"), brokenReader{})}
	if _, err := broken.Article(""); err == nil || err.Error() != "standard input: byte 4: the line is dead" {
		t.Errorf("got error %v", err)
	}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, errors.New("the line is dead") }

// The results come in the order of the items, and no more than twice the
// workers are begun before the first is taken.
func TestOrdered(t *testing.T) {
	for _, workers := range []int{1, 2, 7} {
		synctest.Test(t, func(t *testing.T) {
			var begun, at, most atomic.Int64
			items := make([]int, 100)
			for i := range items {
				items[i] = i
			}
			var got []int
			for r := range ordered(t.Context(), items, workers, func(_ context.Context, i int) int {
				begun.Add(1)
				if n := at.Add(1); n > most.Load() {
					most.Store(n)
				}
				time.Sleep(time.Duration(i*7%10) * time.Millisecond)
				at.Add(-1)
				return i
			}) {
				if ahead := int(begun.Load()) - len(got); ahead > 3*workers+2 {
					t.Errorf("%d items are under way with %d workers", ahead, workers)
				}
				got = append(got, r)
				time.Sleep(time.Millisecond)
			}
			if !slices.Equal(got, items) {
				t.Errorf("order %v", got)
			}
			if int(most.Load()) > workers {
				t.Errorf("%d at once with %d workers", most.Load(), workers)
			}
		})
	}
}

// Neither an end of the context nor of the reading leaves a goroutine behind:
// synctest fails on those.
func TestOrderedEndsEarly(t *testing.T) {
	items := make([]int, 1000)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		n := 0
		for range ordered(ctx, items, 3, func(context.Context, int) int { time.Sleep(time.Millisecond); return 0 }) {
			if n++; n == 10 {
				cancel()
			}
		}
		if n != 10 {
			t.Errorf("%d results after the context ended at 10", n)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		for range ordered(t.Context(), items, 3, func(context.Context, int) int { time.Sleep(time.Millisecond); return 0 }) {
			break
		}
	})
}

// sink keeps documents as a store does, some at a time.
type sink struct {
	batch  int
	refuse string // name of a document that it does not take
	broken int    // after this many documents it is out of order; 0 for never
	kept   []string
}

func (s *sink) PutAll(_ context.Context, docs iter.Seq[graph.Facts], report func(string, error)) error {
	var batch []graph.Facts
	flush := func() {
		for _, f := range batch {
			if f.Document.Name == s.refuse {
				report(f.Document.ID, errors.New("refused"))
				continue
			}
			s.kept = append(s.kept, f.Document.Name)
			report(f.Document.ID, nil)
		}
		batch = nil
	}
	for f := range docs {
		if batch = append(batch, f); len(batch) == s.batch {
			flush()
		}
		if s.broken > 0 && len(s.kept) >= s.broken {
			return errors.New("the disk is full")
		}
	}
	flush()
	return nil
}

func results(names ...string) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		for _, n := range names {
			r := Result{Source: Source{Path: "news/" + n}}
			switch {
			case strings.HasPrefix(n, "bad"):
				r.Err = fmt.Errorf("news/%s: no good", n)
			case strings.HasPrefix(n, "known"):
				r.Facts.Document.ID = "parley:doc/known"
			default:
				r.Facts.Document = graph.Document{ID: "parley:doc/" + n, Name: n, Text: "text"}
			}
			if !yield(r) {
				return
			}
		}
	}
}

func TestDrain(t *testing.T) {
	tests := []struct {
		name  string
		sink  sink
		in    []string
		kept  []string
		told  []string
		fails string
	}{
		{"one by one", sink{batch: 1}, []string{"a", "b"}, []string{"a", "b"}, []string{"a", "b"}, ""},
		{"failures are told at once", sink{batch: 2}, []string{"a", "bad", "b"}, []string{"a", "b"}, []string{"bad: no good", "a", "b"}, ""},
		{"what is known is not stored", sink{batch: 1}, []string{"known", "a"}, []string{"a"}, []string{"known", "a"}, ""},
		{"a refusal names the path", sink{batch: 3, refuse: "b"}, []string{"a", "b", "c", "d"}, []string{"a", "c", "d"}, []string{"a", "b: refused", "c", "d"}, ""},
		{"what is not stored is not told", sink{batch: 2, broken: 2}, []string{"a", "b", "c"}, []string{"a", "b"}, []string{"a", "b"}, "disk is full"},
		{"nothing", sink{batch: 1}, nil, nil, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var told []string
			err := drain(t.Context(), results(tt.in...), &tt.sink, nil, func(r Result) {
				s := strings.TrimPrefix(r.Source.Path, "news/")
				if r.Err != nil {
					s = strings.TrimPrefix(r.Err.Error(), "news/")
				}
				told = append(told, s)
			})
			if !slices.Equal(tt.sink.kept, tt.kept) || !slices.Equal(told, tt.told) {
				t.Errorf("kept %q and told %q, want %q and %q", tt.sink.kept, told, tt.kept, tt.told)
			}
			if (err == nil) != (tt.fails == "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("got error %v, want %q", err, tt.fails)
			}
		})
	}
}

// An interrupt stores what has been extracted by then.
func TestDrainInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := &sink{batch: 10}
	var told int
	err := drain(ctx, func(yield func(Result) bool) {
		for r := range results("a", "b", "c") {
			if !yield(r) {
				return
			}
		}
		cancel()
	}, s, nil, func(Result) { told++ })
	if !errors.Is(err, context.Canceled) || told != 3 || len(s.kept) != 3 {
		t.Errorf("got error %v, told %d, kept %q", err, told, s.kept)
	}
}

// Extracting many at once gives what extracting each alone gives; failures
// take their place in the order.
func TestAll(t *testing.T) {
	x, err := NewExtractor(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for i := range 12 {
		path := filepath.Join(dir, fmt.Sprintf("%02d.txt", i))
		switch i {
		case 3:
			write(t, path, "not text: \xff\xfe")
		case 5:
			path = filepath.Join(dir, "missing.txt")
		default:
			write(t, path, fmt.Sprintf("The foreign ministers of Norway and Japan met in Oslo on %d March 2021.", i+1))
		}
		paths = append(paths, path)
	}
	sources, _ := Sources(paths, nil)
	var alone, together bytes.Buffer
	for r := range x.All(t.Context(), sources, Batch{Workers: 4}) {
		fmt.Fprintf(&together, "%s %v %+v\n", r.Source.Path, r.Err, NewExtract(r.Facts))
	}
	for _, s := range sources {
		for r := range x.All(t.Context(), []Source{s}, Batch{Workers: 1}) {
			fmt.Fprintf(&alone, "%s %v %+v\n", r.Source.Path, r.Err, NewExtract(r.Facts))
			if i := slices.Index(paths, s.Path); (r.Err != nil) != (i == 3 || i == 5) {
				t.Errorf("%s: error %v", s.Path, r.Err)
			}
			if r.Err != nil && !strings.HasPrefix(r.Err.Error(), s.Path+": ") {
				t.Errorf("error %v does not begin with the path", r.Err)
			}
			if r.Err == nil && r.Facts.Document.Name != filepath.Base(s.Path) {
				t.Errorf("name %q", r.Facts.Document.Name)
			}
		}
	}
	if !strings.HasPrefix(together.String(), paths[0]+" ") || ptrless(alone.String()) != ptrless(together.String()) {
		t.Errorf("together:\n%s\nalone:\n%s", &together, &alone)
	}
}

// ptrless takes the addresses of optional strings out of printed extracts.
func ptrless(s string) string {
	var b strings.Builder
	for _, w := range strings.Fields(s) {
		if !strings.Contains(w, "0x") {
			b.WriteString(w + " ")
		}
	}
	return b.String()
}

// A fault of the program is the failure of one text.
func TestFault(t *testing.T) {
	x := &Extractor{} // has no model
	r := x.one(t.Context(), Source{Path: "a.txt", In: strings.NewReader("Text.")}, Batch{})
	if r.Err == nil || !strings.HasPrefix(r.Err.Error(), "a.txt: ") {
		t.Errorf("got error %v", r.Err)
	}
}

func TestKnown(t *testing.T) {
	x := &Extractor{}
	r := x.one(t.Context(), Source{Path: "a.txt", In: strings.NewReader("Text.")}, Batch{Known: func(id string) bool {
		return id == graph.NewDocumentID("Text.")
	}})
	if r.Err != nil || r.Facts.Document.ID != graph.NewDocumentID("Text.") {
		t.Errorf("got %+v", r)
	}
}
