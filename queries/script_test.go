package queries

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph"
	"parley/graph/store"
)

func TestMain(m *testing.M) {
	if code, ok := ScriptChild(); ok {
		os.Exit(code)
	}
	os.Exit(m.Run())
}

const lavrov = `"<parley:person/sergei-lavrov>"`

func TestGizmo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	embedded, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := embedded.Put(t.Context(), sampleFacts(t)); err != nil {
		t.Fatal(err)
	}
	if err := embedded.Close(); err != nil {
		t.Fatal(err)
	}
	mem := openStore(t, "", sampleFacts(t))
	type want struct {
		script  string
		table   []string // found in the CSV
		rows    int
		warning string
		err     string
	}
	for _, c := range []want{
		{script: `g.V(` + lavrov + `).out("<parley:attended>").in("<parley:attended>").out("<http://schema.org/name>").all()`,
			table: []string{"Antony Blinken"}, rows: 2},
		{script: `g.V(` + lavrov + `).tag("who").out("<parley:attended>").save("<parley:date>", "when").all()`,
			table: []string{"id,when,who", "2022-01-20,<parley:person/sergei-lavrov>"}, rows: 1},
		{script: `g.V(` + lavrov + `).out("<parley:attended>").out("<parley:earliest>").all()`, table: []string{"2022-01-20\n"}, rows: 1},
		{script: `g.emit({n: 1, who: "x", deep: [1, {a: 2}]}); g.emit("text"); g.emit(2.5)`,
			table: []string{`deep,n,who,value`, `"[1,{""a"":2}]",1,x`, "text", "2.5"}, rows: 3},
		{script: `1 + 1`, table: []string{"2"}, rows: 1},
		{script: `g.V(` + lavrov + `).out("<parley:attended>").count()`, table: []string{"1"}, rows: 1},
		// What finds nothing, silently, gets a word.
		{script: `g.V("parley:person/sergei-lavrov").out("<parley:attended>").all()`, warning: `written "<parley:person/sergei-lavrov>"`},
		{script: `g.V("Sergei Lavrov").out("<parley:attended>").all()`, warning: `"Sergei Lavrov" is a name; what bears it is written "<parley:person/sergei-lavrov>"`},
		{script: `g.V("lavrow").all()`, warning: `"<parley:person/sergei-lavrov>"`, rows: -1},
		{script: `g.V(` + lavrov + `).out("<schema:name>").all()`, warning: "write it out: <http://schema.org/name>"},
		{script: `g.V(` + lavrov + `).out("<parley:atended>").all()`, warning: "there is no <parley:atended>"},
		{script: `g.V(` + lavrov + `)`, warning: "end it with .all()"},
		// Mistakes.
		{script: "var a = 1;\n  g.V(.foo", err: "script:2:7: SyntaxError: Unexpected token ."},
		{script: "var a = 1;\n foo.bar", err: "script:2:2: ReferenceError: foo is not defined"},
		{script: `g.V().foo()`, err: "script:1:10: TypeError"},
		{script: `throw new Error("mine")`, err: "Error: mine"},
		{script: `g.V(` + lavrov + `).out(3, 4, 5, {}).all()`, err: "script: expected string"},
		{script: `g.V(` + lavrov + `).in("<parley:speaker>").or(g.V(` + lavrov + `).in("<parley:none>").in("<parley:party>")).unique().all()`, err: "script: Cayley fails"},
	} {
		for name, g := range map[string]Script{"embedded": {Store: dir}, "memory": {Memory: mem}} {
			g.Text = c.script
			res, err := RunScript(t.Context(), g)
			if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("%s: %s: error %v, want %q", name, c.script, err, c.err)
				continue
			}
			if c.rows >= 0 && len(res.Rows) != c.rows {
				t.Errorf("%s: %s: %d rows, want %d", name, c.script, len(res.Rows), c.rows)
			}
			var b strings.Builder
			if _, err := Write(&b, CSV, res.Columns, Rows(res.Rows)); err != nil {
				t.Error(err)
			}
			for _, s := range c.table {
				if !strings.Contains(b.String(), s) {
					t.Errorf("%s: %s: %q is missing in\n%s", name, c.script, s, b.String())
				}
			}
			if warnings := strings.Join(res.Warnings, "\n"); !strings.Contains(warnings, c.warning) || c.warning == "" && warnings != "" {
				t.Errorf("%s: %s: warnings %q, want %q", name, c.script, warnings, c.warning)
			}
		}
	}
}

// TestGizmoLimits tries what must not take down a machine: each ends with a
// clear word, in about its time.
func TestGizmoLimits(t *testing.T) {
	mem := openStore(t, "", sampleFacts(t))
	full := openStore(t, "", manyFacts(300)...)
	for _, c := range []struct {
		name, script string
		store        *store.Store
		limits       Limits
		what         string
	}{
		{"endless loop", `while (true) {}`, mem, Limits{Time: time.Second}, "time"},
		{"endless loop under catch", `while (true) { try { throw 1 } catch (e) {} }`, mem, Limits{Time: time.Second}, "time"},
		{"full scan", `g.V().tag("a").out().out().out().in().in().in().out().out().count()`, full, Limits{Time: time.Second}, "time"},
		{"regular expression over all", `for (;;) g.V().filter(regex("(a|b|c)*d")).count()`, full, Limits{Time: time.Second}, "time"},
		{"growing list", `var a = []; while (true) a.push("x" + a.length)`, mem, Limits{Time: 30 * time.Second, Memory: 64 << 20}, "memory"},
		{"doubling text", `var s = "x"; while (true) s += s + "y"`, mem, Limits{Time: 30 * time.Second, Memory: 64 << 20}, "memory"},
		{"one large text", `var s = "x".repeat(1 << 29)`, mem, Limits{Time: 30 * time.Second, Memory: 64 << 20}, "memory"},
		{"one large array", `var a = new Float64Array(1 << 28); for (var i = 0; i < a.length; i += 512) a[i] = 1`, mem, Limits{Time: 30 * time.Second, Memory: 64 << 20}, "memory"},
		{"endless recursion", `function f(x) { return f([x, x]) + 1 } f(1)`, mem, Limits{Time: 30 * time.Second, Memory: 64 << 20}, "memory"},
		{"all to an array", `var a = []; for (;;) a.push(g.V().tagArray())`, full, Limits{Time: 60 * time.Second, Memory: 64 << 20}, "memory"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if raced && c.what == "memory" {
				t.Skip("the race detector needs more memory than the limit")
			}
			start := time.Now()
			_, err := RunScript(t.Context(), Script{Text: c.script, Memory: c.store, Limits: c.limits})
			var limit *LimitError
			if !errors.As(err, &limit) || limit.What != c.what {
				t.Errorf("%v, want the limit of %s", err, c.what)
			}
			// A machine with other things to do takes longer than the limit, but not for ever.
			if took := time.Since(start); took > c.limits.Time+time.Minute {
				t.Errorf("took %v with a limit of %v", took, c.limits.Time)
			}
		})
	}
}

func TestGizmoRows(t *testing.T) {
	res, err := RunScript(t.Context(), Script{
		Text: `for (;;) g.emit(1)`, Memory: openStore(t, ""), Limits: Limits{Rows: 3, Time: time.Minute},
	})
	if err != nil || len(res.Rows) != 3 || !res.Cut {
		t.Errorf("%d rows, cut %v, %v", len(res.Rows), res.Cut, err)
	}
	res, err = RunScript(t.Context(), Script{
		Text: `for (;;) g.emit("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".repeat(100000))`, Memory: openStore(t, ""), Limits: Limits{Time: time.Minute},
	})
	if err != nil || len(res.Rows) > 20 || !res.Cut {
		t.Errorf("%d large rows, cut %v, %v", len(res.Rows), res.Cut, err)
	}
}

func TestGizmoStops(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := RunScript(ctx, Script{Text: `while (true) {}`, Memory: openStore(t, "")})
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 3*time.Second {
		t.Errorf("%v after %v", err, time.Since(start))
	}
	if _, err := RunScript(t.Context(), Script{Text: `1`, Store: filepath.Join(t.TempDir(), "none")}); err == nil || !strings.Contains(err.Error(), "no store here") {
		t.Errorf("without a store: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	openStore(t, dir)
	if _, err := RunScript(t.Context(), Script{Text: `1`, Store: dir}); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("with a store in use: %v", err)
	}
}

func TestLiterals(t *testing.T) {
	got := literals(`g.V("a", 'b\'c') // "no"
/* "no" */ "a" "unended`)
	if want := "a|b'c|unended"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzLiterals(f *testing.F) {
	for _, s := range []string{`g.V("a")`, `"\`, `/*`, `/* */`, `//`, `'`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { literals(s) })
}

// manyFacts makes documents with meetings between persons of forty states; a
// document has about 120 quads.
func manyFacts(docs int) []graph.Facts {
	var out []graph.Facts
	for d := range docs {
		out = append(out, madeFacts(d))
	}
	return out
}

// madeFacts makes the document with this number.
func madeFacts(d int) graph.Facts {
	const quote = "They met."
	text := fmt.Sprintf("%s Said %d.", quote, d)
	f := graph.Facts{Document: graph.Document{
		ID: graph.NewDocumentID(text), Name: fmt.Sprintf("doc%d.txt", d), Published: date(d), Text: text,
	}}
	evidence := []graph.Evidence{{Start: 0, End: len(quote), Quote: quote, Rule: "made", Confidence: 1}}
	seen := map[string]bool{}
	person := func(i int) graph.Participation {
		state := fmt.Sprintf("S%d", i%40)
		stateID := graph.NewEntityID(graph.State, state)
		id := graph.NewEntityID(graph.Person, fmt.Sprintf("p%d", i))
		for _, e := range []graph.Entity{
			{ID: stateID, Type: graph.State, Name: "State " + state, Code: state},
			{ID: id, Type: graph.Person, Name: fmt.Sprintf("Given%d Family%d", i%50, i), Aliases: []string{fmt.Sprintf("Family%d", i)}, For: []string{stateID}},
		} {
			if !seen[e.ID] {
				seen[e.ID] = true
				f.Entities = append(f.Entities, e)
			}
		}
		return graph.Participation{Party: id, For: stateID, Post: "minister", As: graph.Participant, Confidence: 1}
	}
	for m := range 3 {
		i := d*3 + m
		// Squares make some persons meet often and most seldom.
		a, b := i*i%997, 1000+i*7%1301
		f.Meetings = append(f.Meetings, graph.Meeting{
			ID: graph.NewFactID(f.Document.ID, "meeting", 0, len(quote), fmt.Sprint(m)), Mode: graph.InPerson, Status: graph.Held,
			Date: graph.Date{EDTF: date(i), Basis: graph.Explicit}, Participations: []graph.Participation{person(a), person(b)}, Evidence: evidence,
		})
	}
	speaker := f.Meetings[0].Participations[0].Party
	f.Claims = []graph.Claim{{
		ID: graph.NewFactID(f.Document.ID, "claim", 0, len(quote), ""), Speaker: speaker, Kind: graph.Direct,
		Content: quote, Start: 0, End: len(quote), Cue: "said", Evidence: evidence,
	}}
	return f
}

func date(i int) string {
	return time.Date(2000, 1, 1+i%9000, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}
