package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"parley/graph"
	"parley/ingest/resolve"
)

// MaxBytes is the size of the largest text that a Source reads. A long book
// has two million bytes, so a larger file is hardly an article.
const MaxBytes = 8 << 20

// ErrKind is what the error of a Source wraps for a file of a kind that this
// version cannot read.
var ErrKind = errors.New("unsupported kind of file: want plain text, .txt or .md")

// kinds are the extensions of files that are read.
var kinds = []string{".txt", ".md"}

// Source is a text that can be read: a file, or an open stream.
type Source struct {
	Path string    // as in messages and Article.Source: "news/a.txt", "standard input"
	In   io.Reader // nil for a file
	Err  error     // why there is nothing to read; it names the path
}

// Sources lists the texts behind paths: a file stands for itself, a folder for
// the files of a kind that can be read in it and in the folders below, in the
// order of their names, and "-" for stdin. Of a folder, files of other kinds
// and those whose names begin with a dot are left out, and skipped counts
// the former. A path behind which nothing can be read becomes a Source with
// an Err.
func Sources(paths []string, stdin io.Reader) (sources []Source, skipped int) {
	for _, p := range paths {
		if p == "-" {
			sources = append(sources, Source{Path: "standard input", In: stdin})
			continue
		}
		info, err := os.Stat(p)
		switch {
		case err != nil:
			sources = append(sources, Source{Path: p, Err: fmt.Errorf("%s: %w", p, bare(err))})
		case info.IsDir():
			found, n := folder(p)
			sources, skipped = append(sources, found...), skipped+n
		case !readable(p):
			sources = append(sources, Source{Path: p, Err: fmt.Errorf("%s: %w", p, ErrKind)})
		default:
			sources = append(sources, Source{Path: p})
		}
	}
	return sources, skipped
}

// folder lists a folder. Links to files are followed, links to folders are
// not: they could lead in a circle.
func folder(dir string) (sources []Source, skipped int) {
	root := os.DirFS(dir)
	// The function returns no error but SkipDir, so WalkDir returns none.
	_ = fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		full := filepath.Join(dir, filepath.FromSlash(p))
		hidden := p != "." && strings.HasPrefix(path.Base(p), ".")
		switch {
		case err != nil:
			sources = append(sources, Source{Path: full, Err: fmt.Errorf("%s: %w", full, bare(err))})
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir():
		case !readable(p):
			skipped++
		default:
			if info, err := fs.Stat(root, p); err == nil && info.IsDir() {
				return nil
			}
			sources = append(sources, Source{Path: full})
		}
		return nil
	})
	return sources, skipped
}

func readable(name string) bool {
	return slices.Contains(kinds, strings.ToLower(filepath.Ext(name)))
}

// bare takes the path off an error of package fs, whose callers name it.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// Name is the name of the document: the base name of a file, or "stdin".
func (s Source) Name() string {
	if s.In != nil {
		return "stdin"
	}
	return filepath.Base(s.Path)
}

// Article reads the text. A byte order mark in UTF-8 is no part of it. The
// error names the path.
func (s Source) Article(published string) (Article, error) {
	if s.Err != nil {
		return Article{}, s.Err
	}
	in := s.In
	if in == nil {
		f, err := os.Open(s.Path)
		if err != nil {
			return Article{}, fmt.Errorf("%s: %w", s.Path, bare(err))
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, MaxBytes+1))
	switch {
	case err != nil:
		return Article{}, fmt.Errorf("%s: byte %d: %w", s.Path, len(b), bare(err))
	case len(b) > MaxBytes:
		return Article{}, fmt.Errorf("%s: longer than %d MiB, which is no article", s.Path, MaxBytes>>20)
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	if strings.TrimSpace(text) == "" {
		return Article{}, fmt.Errorf("%s: there is no text in it", s.Path)
	}
	return Article{Name: s.Name(), Source: filepath.ToSlash(s.Path), Published: published, Text: text}, nil
}

// Result is what came of a Source.
type Result struct {
	Source Source
	Facts  graph.Facts // none when Err is set
	Err    error       // names the path
}

// Batch says how to extract many sources.
type Batch struct {
	Published string // EDTF date of texts that give none, "" when unknown
	Workers   int    // texts read at once; zero means one for each processor

	// Known reports whether a document with this id needs no reading; its
	// Result has nothing but the id in Facts.Document. Nil means none is known.
	Known func(id string) bool

	// People knows the persons of the sink, under whose ids those of the
	// sources are stored. Nil means that each document is read by itself.
	People *resolve.People
}

// All extracts sources, several at once, and gives the results in the order
// of the sources. One that fails does not stop the others. It holds few texts
// at a time, however many there are, and ends early when ctx does.
func (x *Extractor) All(ctx context.Context, sources []Source, b Batch) iter.Seq[Result] {
	return ordered(ctx, sources, b.Workers, func(ctx context.Context, s Source) Result {
		return x.one(ctx, s, b)
	})
}

// one extracts one source. A fault in the program is one text's failure: it
// must not take the rest of a long batch with it.
func (x *Extractor) one(ctx context.Context, s Source, b Batch) (r Result) {
	r.Source = s
	defer func() {
		if fault := recover(); fault != nil {
			r.Facts, r.Err = graph.Facts{}, fmt.Errorf("%s: this is a fault in parley: %v", s.Path, fault)
		}
	}()
	a, err := s.Article(b.Published)
	if err != nil {
		r.Err = err
		return r
	}
	if id := graph.NewDocumentID(a.Text); b.Known != nil && b.Known(id) {
		r.Facts.Document.ID = id
		return r
	}
	// Extract names the document, whose base name need not be unique.
	name := a.Name
	a.Name = s.Path
	r.Facts, r.Err = x.Extract(ctx, a)
	r.Facts.Document.Name = name
	return r
}

// ordered runs do over items on several goroutines and gives the results in
// the order of the items, with at most twice as many under way as there are
// workers. It ends early, after those in hand, when ctx does.
func ordered[T, R any](ctx context.Context, items []T, workers int, do func(context.Context, T) R) iter.Seq[R] {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return func(yield func(R) bool) {
		ctx, stop := context.WithCancel(ctx)
		var all sync.WaitGroup
		defer all.Wait() // after stop: none is left behind
		defer stop()
		running := make(chan struct{}, workers)
		queue := make(chan chan R, 2*workers)
		all.Go(func() {
			defer close(queue)
			for _, item := range items {
				select {
				case running <- struct{}{}:
				case <-ctx.Done():
					return
				}
				if ctx.Err() != nil { // select takes either when both are ready
					return
				}
				out := make(chan R, 1)
				all.Go(func() {
					defer func() { <-running }()
					out <- do(ctx, item)
				})
				select {
				case queue <- out:
				case <-ctx.Done():
					return
				}
			}
		})
		for out := range queue {
			r := <-out
			if ctx.Err() != nil || !yield(r) {
				return
			}
		}
	}
}

// Sink keeps facts. PutAll stores documents and calls report for each, in
// order: with nil once its facts are safe, else with what is wrong with it.
// Its own error is one of the sink; documents not reported by then are not
// stored.
type Sink interface {
	PutAll(ctx context.Context, docs iter.Seq[graph.Facts], report func(id string, err error)) error
}

// Ingest extracts sources into a sink. It calls report once for each source
// that is through: with an error, or when its facts are safe in the sink. When
// ctx ends, what has been extracted is still stored and reported, and Ingest
// returns the error of ctx.
func (x *Extractor) Ingest(ctx context.Context, sources []Source, sink Sink, b Batch, report func(Result)) error {
	return drain(ctx, x.All(ctx, sources, b), sink, b.People, report)
}

// drain puts results into a sink.
func drain(ctx context.Context, results iter.Seq[Result], sink Sink, people *resolve.People, report func(Result)) error {
	var waiting []Result // given to the sink, not reported yet
	docs := func(yield func(graph.Facts) bool) {
		for r := range results {
			if r.Err != nil || r.Facts.Document.Text == "" {
				report(r)
				continue
			}
			if people != nil {
				r.Facts = people.Unify(r.Facts)
			}
			waiting = append(waiting, r)
			if !yield(r.Facts) {
				return
			}
		}
	}
	err := sink.PutAll(context.WithoutCancel(ctx), docs, func(_ string, err error) {
		r := waiting[0]
		waiting = waiting[1:]
		if err != nil {
			r.Err = fmt.Errorf("%s: %w", r.Source.Path, err)
		}
		report(r)
	})
	if err != nil {
		return err
	}
	return ctx.Err()
}
