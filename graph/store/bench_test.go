package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/cayleygraph/cayley/graph/path"
	"github.com/cayleygraph/quad"

	"parley/graph"
)

// generate yields documents with about 200 quads each: eight entities out of a
// world of two thousand, taken the more often the lower their number, four
// meetings of two to four of them, five claims and twelve mentions.
func generate(docs int) iter.Seq[graph.Facts] {
	return func(yield func(graph.Facts) bool) {
		rnd := rand.New(rand.NewPCG(3, 4))
		zipf := rand.NewZipf(rnd, 1.2, 20, 1999)
		for n := range docs {
			text := fmt.Sprintf("Document %d. %s", n, strings.Repeat("The ministers met for talks and spoke of what they had agreed. ", 30))
			doc := graph.NewDocumentID(text)
			f := graph.Facts{Document: graph.Document{
				ID: doc, Name: fmt.Sprint(n, ".txt"), Title: fmt.Sprint("Report ", n), Published: "2031-05-04", Text: text,
			}}
			var es []string
			for len(es) < 8 {
				k := zipf.Uint64()
				id := graph.NewEntityID(graph.Person, fmt.Sprint("person-", k))
				if !strings.Contains(strings.Join(es, " ")+" ", id+" ") {
					es = append(es, id)
					f.Entities = append(f.Entities, graph.Entity{ID: id, Type: graph.Person, Name: fmt.Sprint("Person ", k), Aliases: []string{fmt.Sprint("P. ", k)}})
				}
			}
			evidence := func() []graph.Evidence {
				at := 20 + rnd.IntN(1000)
				return []graph.Evidence{{Start: at, End: at + 60, Quote: text[at : at+60], Rule: fmt.Sprint("rule.", rnd.IntN(40)), Model: "test", Confidence: 0.9}}
			}
			for i := range 12 {
				at := 20 + rnd.IntN(1500)
				f.Mentions = append(f.Mentions, graph.Mention{Entity: es[i%8], Start: at, End: at + 9, Text: text[at : at+9], Method: "name"})
			}
			for i := range 4 {
				m := graph.Meeting{
					ID: graph.NewFactID(doc, "meeting", i, i, ""), Mode: graph.InPerson, Status: graph.Held,
					Date: graph.Date{EDTF: fmt.Sprintf("20%02d-%02d-%02d", 10+rnd.IntN(20), 1+rnd.IntN(12), 1+rnd.IntN(28)), Basis: graph.Explicit}, Evidence: evidence(),
				}
				for j := range 2 + rnd.IntN(3) {
					m.Participations = append(m.Participations, graph.Participation{Party: es[(i+j)%8], Post: "minister", As: graph.Participant, Confidence: 0.9})
				}
				f.Meetings = append(f.Meetings, m)
			}
			for i := range 5 {
				at := 20 + rnd.IntN(1500)
				f.Claims = append(f.Claims, graph.Claim{
					ID: graph.NewFactID(doc, "claim", i, i, ""), Speaker: es[i], Addressee: es[i+1], Kind: graph.Direct,
					Content: text[at : at+50], Start: at, End: at + 50, Cue: "said", Evidence: evidence(),
				})
			}
			if !yield(f) {
				return
			}
		}
	}
}

func quadsPerDocument() int {
	n := 0
	for f := range generate(20) {
		for range f.Quads() {
			n++
		}
	}
	return n / 20
}

// TestEngines measures the engines on a generated graph. It runs when
// PARLEY_BENCH_QUADS says how many quads to load:
//
//	PARLEY_BENCH_QUADS=1000000 go test -run TestEngines -v -timeout 1h ./graph/store
//
// PARLEY_BENCH_ENGINES picks engines, by default all but memory. Each runs in
// a process of its own, so that memory is its own too.
func TestEngines(t *testing.T) {
	quads, _ := strconv.Atoi(os.Getenv("PARLEY_BENCH_QUADS"))
	if quads == 0 {
		t.Skip("PARLEY_BENCH_QUADS is not set")
	}
	if name := os.Getenv("PARLEY_BENCH_CHILD"); name != "" {
		measure(t, name, os.Getenv("PARLEY_BENCH_DIR"), quads)
		return
	}
	names := strings.Fields(os.Getenv("PARLEY_BENCH_ENGINES"))
	if len(names) == 0 {
		names = []string{"bbolt", "pebble", "leveldb"}
	}
	for _, name := range names {
		cmd := exec.Command(os.Args[0], "-test.run=^TestEngines$", "-test.v", "-test.timeout=1h")
		cmd.Env = append(os.Environ(), "PARLEY_BENCH_CHILD="+name, "PARLEY_BENCH_DIR="+filepath.Join(t.TempDir(), name))
		out, err := cmd.CombinedOutput()
		for line := range strings.Lines(string(out)) {
			if _, row, ok := strings.Cut(line, "| "); ok {
				t.Log("| ", strings.TrimSpace(row))
			}
		}
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func measure(t *testing.T, name, dir string, quads int) {
	s := openEngine(t, name, dir)
	docs := quads / quadsPerDocument()
	var ids []string
	start := time.Now()
	if err := s.PutAll(t.Context(), generate(docs), func(id string, err error) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}); err != nil {
		t.Fatal(err)
	}
	load := time.Since(start)
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	size, err := dirSize(dir)
	if err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	s = openEngine(t, name, dir)
	opened := time.Since(start)
	attended := quad.IRI(graph.PredAttended)
	person := func(n int) quad.Value { return quad.IRI(graph.NewEntityID(graph.Person, fmt.Sprint("person-", n))) }
	// The time of a path is the median of nine runs.
	run := func(p func() *path.Path) (rows int, d time.Duration) {
		var ds []time.Duration
		for range 9 {
			start := time.Now()
			vs, err := p().Iterate(t.Context()).AllValues(s.Quads())
			if err != nil {
				t.Fatal(err)
			}
			rows = len(vs)
			ds = append(ds, time.Since(start))
		}
		return rows, median(ds)
	}
	rare, common := 1500, 3
	n1, one := run(func() *path.Path { return path.StartPath(s.Quads(), person(rare)).Out(attended).Unique() })
	n2, two := run(func() *path.Path { return path.StartPath(s.Quads(), person(rare)).Out(attended).In(attended) })
	n3, big := run(func() *path.Path { return path.StartPath(s.Quads(), person(common)).Out(attended).In(attended) })
	var ds []time.Duration
	for i := range 9 {
		start := time.Now()
		if _, err := s.Facts(t.Context(), ids[i*len(ids)/9]); err != nil {
			t.Fatal(err)
		}
		ds = append(ds, time.Since(start))
	}
	label := median(ds)
	nq, err := os.Create(dir + ".nq")
	if err != nil {
		t.Fatal(err)
	}
	start = time.Now()
	if err := s.Export(t.Context(), nq); err != nil {
		t.Fatal(err)
	}
	exported := time.Since(start)
	rss := peakRSS()
	if _, err := nq.Seek(0, 0); err != nil {
		t.Fatal(err)
	}
	other := openEngine(t, name, dir+".imported")
	start = time.Now()
	if err := errors.Join(other.Import(t.Context(), nq), other.Close(), nq.Close()); err != nil {
		t.Fatal(err)
	}
	imported := time.Since(start)
	// One document at a time, as an ingestion that parses between them does.
	start = time.Now()
	single := 0
	for f := range generate(docs + 30) {
		if single++; single <= docs {
			continue
		}
		if err := s.Put(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	put := time.Since(start) / 30
	start = time.Now()
	for _, id := range ids[:30] {
		if err := s.Forget(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	forget := time.Since(start) / 30
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("| %s | %d quads | load %.1f k quads/s | %.0f MB | open %v | 1 hop (%d) %v | 2 hops (%d) %v | 2 hops (%d) %v | document %v | put one %v | forget %v | export %v | import %v | RSS %d MB, with import %d MB |",
		name, st.Quads, float64(st.Quads)/load.Seconds()/1000, float64(size)/1e6, opened.Round(100*time.Microsecond), n1, one.Round(time.Microsecond), n2, two.Round(time.Microsecond),
		n3, big.Round(100*time.Microsecond), label.Round(10*time.Microsecond), put.Round(100*time.Microsecond), forget.Round(100*time.Microsecond), exported.Round(time.Second/10), imported.Round(time.Second/10), rss, peakRSS())
}

func median(ds []time.Duration) time.Duration {
	for i := range ds {
		for j := i; j > 0 && ds[j] < ds[j-1]; j-- {
			ds[j], ds[j-1] = ds[j-1], ds[j]
		}
	}
	return ds[len(ds)/2]
}

// peakRSS returns the greatest resident memory of this process in MB, 0 where
// the system does not tell. Pages of a mapped file count.
func peakRSS() int {
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb / 1024
		}
	}
	return 0
}

// TestKill kills a process that puts, replaces and forgets documents at random
// moments, three times for each engine that keeps anything (twenty with
// -short), and checks that the store opens and holds every change that the
// process had reported, and nothing that is half done.
func TestKill(t *testing.T) {
	if dir := os.Getenv("PARLEY_KILL_DIR"); dir != "" {
		killChild(os.Getenv("PARLEY_KILL_ENGINE"), dir)
		return
	}
	rounds := 3
	if os.Getenv("PARLEY_BENCH_QUADS") != "" {
		rounds = 20
	}
	for _, b := range backends() {
		if !b.persistent {
			continue
		}
		t.Run(b.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "store")
			rnd := rand.New(rand.NewPCG(5, 6))
			state := map[int]int{} // document -> version reported done
			total := 0
			for round := range rounds {
				cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
				cmd.Env = append(os.Environ(), "PARLEY_KILL_DIR="+dir, "PARLEY_KILL_ENGINE="+b.name)
				cmd.Stdin = strings.NewReader(fmt.Sprint(round))
				var out bytes.Buffer
				cmd.Stdout = &out
				cmd.Stderr = os.Stderr
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Duration(20+rnd.IntN(400)) * time.Millisecond)
				cmd.Process.Kill()
				cmd.Wait()
				var begun [2]int // the change in progress, if any
				pending := false
				sc := bufio.NewScanner(&out)
				for sc.Scan() {
					var what string
					var n, version int
					if k, _ := fmt.Sscan(sc.Text(), &what, &n, &version); k != 3 {
						continue
					}
					if pending = what == "begin"; pending {
						begun = [2]int{n, version}
					} else {
						state[n] = version
						total++
					}
				}
				s, err := openEngineErr(b.name, dir)
				if err != nil {
					t.Fatalf("after kill %d: %v", round, err)
				}
				got := export(t, s)
				want := killExport(state)
				if got != want && pending {
					old, had := state[begun[0]]
					state[begun[0]] = begun[1]
					if got != killExport(state) {
						if state[begun[0]] = old; !had {
							delete(state, begun[0])
						}
						t.Fatalf("after kill %d: store is neither as before nor as after the change in progress", round)
					}
				} else if got != want {
					t.Fatalf("after kill %d: store does not hold what was reported", round)
				}
				var fs []graph.Facts
				for n, version := range state {
					if version > 0 {
						fs = append(fs, killFacts(n, version))
					}
				}
				checkExport(t, s, fs...)
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			t.Logf("%d changes reported in %d rounds, all there", total, rounds)
			if total == 0 {
				t.Error("no change was reported: killed too early to show anything")
			}
		})
	}
}

// killFacts is version 1, 2, ... of a document; version 0 is forgotten.
func killFacts(n, version int) graph.Facts {
	f := testFacts(n)
	f.Document.Title = fmt.Sprint("version ", version)
	if version%2 == 0 {
		f.Claims, f.Tenures = nil, nil
	}
	return f
}

func killExport(state map[int]int) string {
	var b []byte
	var qs []graph.Quad
	for n, version := range state {
		if version > 0 {
			f := killFacts(n, version)
			for q := range f.Quads() {
				qs = append(qs, q)
			}
		}
	}
	sortQuads(qs)
	for _, q := range qs {
		b = graph.AppendNQuad(b, q)
	}
	return string(b)
}

// killChild changes documents for ever and reports each change.
func killChild(engine, dir string) {
	var seed uint64
	fmt.Scan(&seed)
	s, err := openEngineErr(engine, dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	rnd := rand.New(rand.NewPCG(seed, 7))
	for {
		n, version := rnd.IntN(8), rnd.IntN(5)
		fmt.Println("begin", n, version)
		if version > 0 {
			err = s.Put(context.Background(), killFacts(n, version))
		} else if _, derr := s.Document(context.Background(), testFacts(n).Document.ID); derr == nil {
			err = s.Forget(context.Background(), testFacts(n).Document.ID)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println("done", n, version)
	}
}
