package queries

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"time"

	cgraph "github.com/cayleygraph/cayley/graph"
	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/gizmo"
	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/graph/store"
)

// ScriptChild makes this process one that RunScript started, if it is: it runs
// the script and reports ok; main must then exit with the code. Call it before
// anything else:
//
//	func main() {
//		if code, ok := queries.ScriptChild(); ok {
//			os.Exit(code)
//		}
//		...
func ScriptChild() (code int, ok bool) {
	if os.Getenv(childEnv) == "" || len(os.Args) != 2 || os.Args[1] != childArg {
		return 0, false
	}
	c := &child{out: bufio.NewWriter(os.Stdout)}
	if err := c.run(context.Background(), os.Stdin); err != nil {
		c.send(message{Failed: err.Error()})
	}
	if err := c.out.Flush(); err != nil {
		return 1, true
	}
	return 0, true
}

// child is the process of a script.
type child struct {
	out  *bufio.Writer
	sent int // bytes of messages
	rows int
}

func (c *child) run(ctx context.Context, in io.Reader) error {
	br := bufio.NewReader(in)
	line, err := br.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("script: reading the request: %w", err)
	}
	var req request
	if err := json.Unmarshal(line, &req); err != nil {
		return fmt.Errorf("script: reading the request: %w", err)
	}
	var st *store.Store
	if req.Store == store.Memory {
		if st, err = store.Open(ctx, store.Memory); err == nil {
			err = st.Import(ctx, br)
		}
	} else {
		st, err = store.Open(ctx, req.Store, store.ReadOnly())
	}
	if err != nil {
		return err
	}
	// The store is never closed: a script that is stopped may still read it,
	// and the end of the process closes it as well.
	if err := limitMemory(req.Limits.Memory); err != nil {
		return fmt.Errorf("script: limiting memory: %w", err)
	}
	time.AfterFunc(req.Limits.Time, func() { os.Exit(exitTime) })
	c.send(message{Ready: true})
	if err := c.out.Flush(); err != nil {
		return err
	}
	e := NewEnv(st)
	if err := c.script(ctx, e, req); err != nil {
		m := message{Script: err.Error()}
		if at := (*ScriptError)(nil); errors.As(err, &at) {
			m = message{Script: at.Msg, Line: at.Line, Column: at.Column}
		}
		c.send(m)
		return nil
	}
	if err := c.warn(ctx, e, req); err != nil {
		return err
	}
	c.send(message{Done: true})
	return nil
}

// limitMemory makes the process end when it takes more than the given number
// of bytes beyond what it has now: the garbage collector works against that
// limit, a watch ends the process beyond it, and where it can the system
// refuses more.
func limitMemory(bytes int64) error {
	debug.FreeOSMemory()
	debug.SetMaxStack(64 << 20)
	limit := heldMemory() + bytes
	debug.SetMemoryLimit(limit - bytes/8)
	go func() {
		for range time.Tick(5 * time.Millisecond) {
			if heldMemory() > limit {
				os.Exit(exitMemory)
			}
		}
	}()
	return limitData(bytes + bytes/2)
}

// heldMemory is how much memory the Go runtime has of the system.
func heldMemory() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64() - s[1].Value.Uint64())
}

// send writes a message. What fails to be written is missed at the other end,
// which then asks how the process ended.
func (c *child) send(m message) {
	b, err := json.Marshal(m)
	if err != nil {
		b, _ = json.Marshal(message{Failed: err.Error()})
	}
	c.sent += len(b)
	c.out.Write(append(b, '\n'))
}

// script runs the script and sends its rows. The error is the script's.
func (c *child) script(ctx context.Context, e *Env, req request) error {
	switch req.Language {
	case GraphQL:
		return c.graphQL(ctx, e, req)
	case MQL:
		return c.mql(ctx, e, req)
	}
	return c.gizmo(ctx, e, req)
}

func (c *child) gizmo(ctx context.Context, e *Env, req request) error {
	it, err := gizmo.NewSession(e.r.qs).Execute(ctx, req.Script, query.Options{Collation: query.Raw, Limit: req.Limits.Rows + 1})
	if err != nil {
		return err
	}
	for it.Next(ctx) {
		res, ok := it.Result().(*gizmo.Result)
		if !ok {
			return fmt.Errorf("unexpected result of type %T", it.Result())
		}
		row, err := c.row(ctx, e, res)
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if !c.give(row, req.Limits) {
			return nil
		}
	}
	awaitScript()
	return it.Err()
}

// give sends a row, and reports whether there may be more.
func (c *child) give(row []cell, l Limits) bool {
	if c.rows >= l.Rows || c.sent > maxOutput {
		c.send(message{Cut: true})
		return false
	}
	c.rows++
	c.send(message{Row: row})
	return true
}

// awaitScript waits for the goroutine that runs the script to be gone. Some
// mistakes make Cayley panic there; on its way out the goroutine closes the
// channel of results, which looks like a good end until the panic ends the
// process.
func awaitScript() {
	stacks := make([]byte, 1<<20)
	for range 2000 {
		n := runtime.Stack(stacks, true)
		if !bytes.Contains(stacks[:n], []byte("gizmo.(*results).Next.func1")) {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// row makes cells of a result: of the tags of a path, of an emitted value, or
// of the value in which the script ends. It is nil when there is nothing to
// show.
func (c *child) row(ctx context.Context, e *Env, res *gizmo.Result) ([]cell, error) {
	if res.Tags != nil {
		var names []string
		var refs []cgraph.Ref
		for name := range res.Tags {
			names = append(names, name)
		}
		slices.SortFunc(names, func(a, b string) int {
			if a == gizmo.TopResultTag || b == gizmo.TopResultTag {
				return btoi(a != gizmo.TopResultTag) - btoi(b != gizmo.TopResultTag)
			}
			return strings.Compare(a, b)
		})
		for _, name := range names {
			refs = append(refs, res.Tags[name])
		}
		values, err := e.r.values(ctx, refs)
		if err != nil {
			return nil, err
		}
		var row []cell
		for i, v := range values {
			if v != nil {
				row = append(row, cellOf(names[i], v))
			}
		}
		return row, nil
	}
	switch v := res.Val.(type) {
	case nil:
		return nil, nil
	case map[string]any:
		var row []cell
		for name, field := range v {
			row = append(row, nativeCell(name, field))
		}
		slices.SortFunc(row, func(a, b cell) int { return strings.Compare(a.Name, b.Name) })
		return row, nil
	case string, bool, int64, float64, []any, quad.Value, time.Time:
		return []cell{nativeCell("value", v)}, nil
	}
	// What else a script can end in is a path or another object of Gizmo.
	if c.rows == 0 {
		c.send(message{Warning: "the script ends in a path that is not run: end it with .all()"})
	}
	return nil, nil
}

// cellOf shows a value of the graph: IRIs in angle brackets, as scripts write
// them, and days without their midnight.
func cellOf(name string, v quad.Value) cell {
	switch v := v.(type) {
	case quad.IRI:
		return cell{Name: name, Kind: TextKind, Text: "<" + string(v) + ">"}
	case quad.Int:
		return cell{Name: name, Kind: IntKind, Int: int(v)}
	case quad.Float:
		return cell{Name: name, Kind: AnyKind, JSON: float64(v)}
	case quad.Bool:
		return cell{Name: name, Kind: AnyKind, JSON: bool(v)}
	case quad.Time:
		s := stringOf(v)
		return cell{Name: name, Kind: DateKind, Text: strings.TrimSuffix(s, "T00:00:00Z")}
	}
	return cell{Name: name, Kind: TextKind, Text: stringOf(v)}
}

// nativeCell shows a value of JavaScript.
func nativeCell(name string, v any) cell {
	switch v := v.(type) {
	case quad.Value:
		return cellOf(name, v)
	case string:
		return cell{Name: name, Kind: TextKind, Text: v}
	case int64:
		return cell{Name: name, Kind: IntKind, Int: int(v)}
	case time.Time:
		return cellOf(name, quad.Time(v))
	}
	if _, err := json.Marshal(v); err != nil { // NaN, functions
		return cell{Name: name, Kind: TextKind, Text: fmt.Sprint(v)}
	}
	return cell{Name: name, Kind: AnyKind, JSON: v}
}

// maxWarnings is how many warnings a script gets.
const maxWarnings = 5

// warn looks for texts in the script that are not in the graph but should be
// written otherwise: g.V("a") where g.V("<a>") is meant finds nothing and says
// nothing. A script without rows gets advice on names, too.
func (c *child) warn(ctx context.Context, e *Env, req request) error {
	n := 0
	texts := literals(req.Script)
	if req.Language == GraphQL {
		texts = append(texts, bracketed(req.Script)...)
	}
	for _, s := range texts {
		w, err := c.advice(ctx, e, s, req.Language)
		if err != nil {
			return err
		}
		if w != "" {
			if n++; n > maxWarnings {
				return nil
			}
			c.send(message{Warning: w})
		}
	}
	return nil
}

func (c *child) advice(ctx context.Context, e *Env, s string, l Language) (string, error) {
	if iri, ok := strings.CutPrefix(s, "<"); ok {
		iri = strings.TrimSuffix(iri, ">")
		if e.r.qs.ValueOf(quad.IRI(iri)) != nil {
			return "", nil
		}
		if whole := expand(iri); whole != iri {
			return fmt.Sprintf("there is no <%s>; write it out: <%s>", iri, whole), nil
		}
		if c.rows == 0 || l != Gizmo { // trees have a row without the field
			return fmt.Sprintf("there is no <%s> in the graph", iri), nil
		}
		return "", nil
	}
	isText := e.r.qs.ValueOf(quad.String(s)) != nil
	if !isText {
		for _, iri := range []string{s, expand(s)} {
			if e.r.qs.ValueOf(quad.IRI(iri)) != nil {
				return fmt.Sprintf("%q is a text that is nowhere in the graph; the node is written %q", s, "<"+iri+">"), nil
			}
		}
	}
	if c.rows > 0 {
		return "", nil
	}
	ent, err := e.Lookup(ctx, s)
	var unknown *UnknownError
	var ambiguous *AmbiguousError
	switch {
	case errors.As(err, &ambiguous), errors.As(err, &unknown) && (isText || len(unknown.Suggestions) == 0):
		return "", nil
	case errors.As(err, &unknown):
		return fmt.Sprintf("%q is not in the graph; did you mean %s?", s, orList(quoted(unknown.Suggestions))), nil
	case err != nil:
		return "", err
	}
	return fmt.Sprintf("%q is a name; what bears it is written %q", s, "<"+ent.ID+">"), nil
}

// expand writes out the prefixes of borrowed terms.
func expand(iri string) string {
	prefix, rest, ok := strings.Cut(iri, ":")
	if ns := graph.Namespaces[prefix]; ok && ns != "" {
		return ns + rest
	}
	return iri
}
