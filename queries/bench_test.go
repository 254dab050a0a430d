package queries

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"testing"

	"parley/graph"
	"parley/graph/store"
)

var quads = flag.Int("quads", 10_000, "quads in the embedded store of the benchmark")

// BenchmarkQueries asks each question of a new Env over an embedded store, as
// a command does. Run with -quads 100000 or 1000000 for larger stores.
func BenchmarkQueries(b *testing.B) {
	st, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "store"))
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	n := 0
	docs := func(yield func(graph.Facts) bool) {
		for d := 0; n < *quads; d++ {
			f := madeFacts(d)
			for range f.Quads() {
				n++
			}
			if !yield(f) {
				return
			}
		}
	}
	err = st.PutAll(b.Context(), docs, func(id string, err error) {
		if err != nil {
			b.Fatal(id, err)
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d quads", n)
	for _, words := range [][]string{
		{"met", "Given0 Family0"}, // an exact name needs no index of names
		{"met", "Famili1"},        // another spelling needs it
		{"met", "State S1"},
		{"meetings", "--from", "2000-01", "--to", "2000-01"},
		{"meetings", "--with", "Family9"},
		{"who-met-whom", "--by", "person"},
		{"who-met-whom", "--by", "state"},
		{"claims", "Family9"},
		{"timeline", "Family9"},
		{"path", "Family1", "Family1008"},
	} {
		b.Run(shell(words), func(b *testing.B) {
			for b.Loop() {
				if err := ask(b.Context(), st, words); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("fact by short id", func(b *testing.B) {
		id := Fact(madeFacts(0).Meetings[0].ID).String()
		for b.Loop() {
			if _, err := NewEnv(st).Why(b.Context(), id); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func ask(ctx context.Context, st *store.Store, words []string) error {
	q, err := Find(words[0])
	if err != nil {
		return err
	}
	args, err := q.Args(words[1:])
	if err != nil {
		return err
	}
	n, err := Write(io.Discard, JSONLines, q.Columns, q.Rows(ctx, NewEnv(st), args))
	if err == nil && n == 0 {
		err = fmt.Errorf("%v finds nothing", words)
	}
	return err
}
