package queries

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/store"
)

var quads = flag.Int("quads", 10_000, "quads in the embedded store of the benchmark")

// january are the days of a month as a script asks for them: the dates of
// madeFacts are days.
var january = func() string {
	var days []string
	for day := range 31 {
		days = append(days, strconv.Quote(date(day)))
	}
	return strings.Join(days, ", ")
}()

// benchQuestions are asked of the world of madeFacts, and as near as it gets
// in Gizmo, which has no names, posts and sides and does not know accounts of
// one meeting.
var benchQuestions = []struct {
	words []string
	gizmo string
}{
	{[]string{"met", "Given0 Family0"}, // an exact name needs no index of names
		`g.V("<parley:person/p0>").out("<parley:attended>").in("<parley:attended>").unique().limit(10000).all()`},
	{[]string{"met", "Famili1"}, // another spelling needs it
		`g.V("<parley:person/p1>").out("<parley:attended>").in("<parley:attended>").unique().limit(10000).all()`},
	{[]string{"met", "State S1"},
		`g.V("<parley:state/S1>").in("<parley:actsFor>").out("<parley:attended>").unique().in("<parley:attended>").unique().limit(10000).all()`},
	{[]string{"meetings", "--from", "2000-01", "--to", "2000-01"},
		`g.V(` + january + `).in("<parley:date>").unique().limit(10000).all()`},
	{[]string{"meetings", "--with", "Family9"},
		`g.V("<parley:person/p9>").out("<parley:attended>").unique().limit(10000).all()`},
	{[]string{"who-met-whom", "--by", "state"},
		`g.V("<parley:Meeting>").in("<` + graph.PredType + `>").unique().tag("meeting").out("<parley:involves>").limit(10000).all()`},
	{[]string{"claims", "Family9"},
		`g.V("<parley:person/p9>").in("<parley:speaker>").unique().limit(10000).all()`},
	{[]string{"spoke-for", "State S1"},
		`g.V("<parley:state/S1>").in("<parley:actsFor>").unique().tag("speaker").in("<parley:speaker>").unique().limit(10000).all()`},
	{[]string{"timeline", "Family9"},
		`g.V("<parley:person/p9>").out("<parley:attended>").unique().save("<parley:date>", "date").limit(10000).all()`},
	{[]string{"path", "Family1", "Family1000"},
		`g.V("<parley:person/p1>").out("<parley:attended>").in("<parley:attended>").unique().intersect(g.V("<parley:person/p1000>").out("<parley:attended>").in("<parley:attended>")).limit(10000).all()`},
	{words: []string{"first-last", "State S1", "State S8"}},
	{words: []string{"brokers"}},
	{words: []string{"gaps", "State S1", "State S2", "State S3", "State S8"}},
	{words: []string{"contradictions", "--on", "date", "State S1"}},
	{words: []string{"change", "2001", "2002", "--who", "State S1"}},
}

// madeStore makes an embedded store with a number of quads in dir.
func madeStore(tb testing.TB, dir string, quads int) (made int) {
	tb.Helper()
	st, err := store.Open(tb.Context(), dir)
	if err != nil {
		tb.Fatal(err)
	}
	docs := func(yield func(graph.Facts) bool) {
		for d := 0; made < quads; d++ {
			f := madeFacts(d)
			for range f.Quads() {
				made++
			}
			if !yield(f) {
				return
			}
		}
	}
	err = st.PutAll(tb.Context(), docs, func(id string, err error) {
		if err != nil {
			tb.Fatal(id, err)
		}
	})
	if err != nil {
		tb.Fatal(err)
	}
	if err := st.Close(); err != nil {
		tb.Fatal(err)
	}
	return made
}

// openMade opens a made store for reading.
func openMade(tb testing.TB, dir string) *store.Store {
	tb.Helper()
	st, err := store.Open(tb.Context(), dir, store.ReadOnly())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { st.Close() })
	return st
}

// BenchmarkQueries asks each question of a new Env over an embedded store, as
// a command does. Run with -quads 100000 or 1000000 for larger stores.
func BenchmarkQueries(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "store")
	b.Logf("%d quads", madeStore(b, dir, *quads))
	st := openMade(b, dir)
	for _, q := range benchQuestions {
		b.Run(shell(q.words), func(b *testing.B) {
			for b.Loop() {
				if _, err := ask(b.Context(), st, q.words); err != nil {
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

// ask asks a question of a new Env and returns the number of rows.
func ask(ctx context.Context, st *store.Store, words []string) (int, error) {
	q, err := Find(words[0])
	if err != nil {
		return 0, err
	}
	args, err := q.Args(words[1:])
	if err != nil {
		return 0, err
	}
	return Write(io.Discard, JSONLines, q.Columns, q.Rows(ctx, NewEnv(st), args))
}

// TestLatency measures the questions side by side with Gizmo scripts on stores
// of several sizes and logs a table in Markdown. It runs when
// PARLEY_BENCH_QUADS says how many quads they have:
//
//	PARLEY_BENCH_QUADS="10000 100000 1000000" go test -run TestLatency -v -timeout 1h ./queries
//
// A question is asked of a new Env, as a command does; a script runs in a
// process of its own, whose start and opening of the store count. Times are
// the least and the median of nine runs: where other work goes on, the least
// is nearer to what the question takes.
func TestLatency(t *testing.T) {
	sizes := strings.Fields(os.Getenv("PARLEY_BENCH_QUADS"))
	if len(sizes) == 0 {
		t.Skip("PARLEY_BENCH_QUADS is not set")
	}
	lines := make([]string, len(benchQuestions))
	for i, q := range benchQuestions {
		lines[i] = "| `" + shell(q.words) + "` |"
	}
	head, rule := "| question |", "|---|"
	for _, size := range sizes {
		n, err := strconv.Atoi(size)
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(t.TempDir(), "store"+size)
		n = madeStore(t, dir, n)
		info, err := os.Stat(filepath.Join(dir, "graph.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d quads take %.1f MB", n, float64(info.Size())/1e6)
		st := openMade(t, dir)
		head += fmt.Sprintf(" %d quads, ms (rows) | Gizmo, ms (rows) |", n)
		rule += "---|---|"
		for i, q := range benchQuestions {
			rows, took := timed(t, func() (int, error) { return ask(t.Context(), st, q.words) })
			lines[i] += fmt.Sprintf(" %s (%d) |", took, rows)
			if q.gizmo == "" {
				lines[i] += " |"
				continue
			}
			rows, took = timed(t, func() (int, error) {
				res, err := RunScript(t.Context(), Script{Text: q.gizmo, Store: dir, Limits: Limits{Time: time.Minute}})
				if err != nil {
					return 0, err
				}
				return len(res.Rows), nil
			})
			lines[i] += fmt.Sprintf(" %s (%d) |", took, rows)
		}
	}
	t.Logf("least, median of 9 runs\n%s\n%s\n%s", head, rule, strings.Join(lines, "\n"))
}

// timed runs f nine times and returns its rows with the least and the median
// time in milliseconds.
func timed(t *testing.T, f func() (int, error)) (rows int, took string) {
	t.Helper()
	var ds []time.Duration
	for range 9 {
		start := time.Now()
		n, err := f()
		if err != nil {
			t.Fatal(err)
		}
		rows = n
		ds = append(ds, time.Since(start))
	}
	slices.Sort(ds)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return rows, fmt.Sprintf("%.1f, %.1f", ms(ds[0]), ms(ds[4]))
}
