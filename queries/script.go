package queries

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"parley/graph/store"
)

// Language is a query language of Cayley's.
type Language string

// The languages.
const (
	Gizmo   Language = "gizmo"   // JavaScript: https://cayley.gitbook.io/cayley/query-languages/gizmoapi
	GraphQL Language = "graphql" // https://cayley.gitbook.io/cayley/query-languages/graphql
	MQL     Language = "mql"     // JSON after Freebase: https://cayley.gitbook.io/cayley/query-languages/mql
)

// Languages lists the languages, the usual one first.
var Languages = []Language{Gizmo, GraphQL, MQL}

// Script is a query in one of the languages, and what it may take. It reads the
// graph as it is stored: IRIs are written "<parley:...>", in GraphQL without
// the quotes, and the predicates are those of package graph.
type Script struct {
	Language Language // Gizmo when empty
	Text     string
	Store    string       // DSN of the store, which is opened for reading only
	Memory   *store.Store // a store in memory, instead; its quads are copied to the process of the script
	Limits   Limits
}

// Limits are what a script may take. A zero field means its value in
// DefaultLimits.
type Limits struct {
	Time   time.Duration // from the first step of the script
	Memory int64         // bytes beyond what the open store takes
	Rows   int           // further rows are not asked for
}

// DefaultLimits are the limits of a script that names none.
var DefaultLimits = Limits{Time: 10 * time.Second, Memory: 256 << 20, Rows: 10_000}

// maxOutput is how many bytes of rows a script may give.
const maxOutput = 64 << 20

// ScriptResult is what a script gave.
type ScriptResult struct {
	Columns  []Column // in the order of their first appearance
	Rows     []Row
	Warnings []string // likely mistakes in the script
	Cut      bool     // there were more rows than Limits.Rows, or than fit
}

// LimitError ends a script that takes more than its Limits.
type LimitError struct {
	What  string // "time" or "memory"
	Limit string
}

func (e *LimitError) Error() string {
	if e.What == "time" {
		return fmt.Sprintf("the script was stopped: it ran longer than %s", e.Limit)
	}
	return fmt.Sprintf("the script was stopped: it needed more %s than %s", e.What, e.Limit)
}

// ScriptError is a mistake in a script.
type ScriptError struct {
	Msg          string
	Line, Column int // from 1; 0 when unknown
}

func (e *ScriptError) Error() string {
	if e.Line == 0 {
		return "script: " + e.Msg
	}
	return fmt.Sprintf("script:%d:%d: %s", e.Line, e.Column, e.Msg)
}

// The process of a script is this program again, with one argument; see
// ScriptChild. The variable in its environment keeps a program that does not
// call ScriptChild from starting itself over and over.
const (
	childArg = "script-child"
	childEnv = "PARLEY_SCRIPT_CHILD"
)

// Exit codes of the process of a script.
const (
	exitMemory = 10
	exitTime   = 11
)

// request goes to the process of a script, as one line of JSON; the quads of
// a store in memory follow it.
type request struct {
	Language Language
	Script   string
	Store    string
	Limits   Limits
}

// message comes from the process of a script, one line of JSON each.
type message struct {
	Ready   bool   `json:",omitempty"` // the store is open, the script starts
	Row     []cell `json:",omitempty"`
	Warning string `json:",omitempty"`
	Cut     bool   `json:",omitempty"`
	Done    bool   `json:",omitempty"`
	Failed  string `json:",omitempty"` // the store or the program failed
	Script  string `json:",omitempty"` // the script failed
	Line    int    `json:",omitempty"` // where, from 1, where known
	Column  int    `json:",omitempty"`
}

// cell is one named value.
type cell struct {
	Name string
	Kind Kind
	Text string `json:",omitempty"`
	Int  int    `json:",omitempty"`
	JSON any    `json:",omitempty"`
}

func (c cell) value() Value {
	switch c.Kind {
	case TextKind:
		return Text(c.Text)
	case DateKind:
		return Date(c.Text)
	case IntKind:
		return Int(c.Int)
	}
	return JSON{c.JSON}
}

// RunScript runs a script in a process of its own, which is ended when the
// script exceeds its limits or ctx is done. The program must call ScriptChild
// at the start of main. A store that is not in memory must not be open for
// writing.
//
// The error is a *LimitError, a *ScriptError, or one of the store or of ctx;
// the result holds the rows that came before it. On Linux the kernel holds the
// limit of memory; elsewhere the process watches itself, so that a single
// allocation can exceed it for a moment.
func RunScript(ctx context.Context, s Script) (ScriptResult, error) {
	limits := s.Limits
	if limits.Time <= 0 {
		limits.Time = DefaultLimits.Time
	}
	if limits.Memory <= 0 {
		limits.Memory = DefaultLimits.Memory
	}
	if limits.Rows <= 0 {
		limits.Rows = DefaultLimits.Rows
	}
	if os.Getenv(childEnv) != "" {
		return ScriptResult{}, errors.New("script: this program was started to run a script, but does not call queries.ScriptChild")
	}
	exe, err := os.Executable()
	if err != nil {
		return ScriptResult{}, fmt.Errorf("script: %w", err)
	}
	req := request{Language: cmp.Or(s.Language, Gizmo), Script: s.Text, Store: s.Store, Limits: limits}
	if !slices.Contains(Languages, req.Language) {
		return ScriptResult{}, &UsageError{Msg: fmt.Sprintf("unknown query language %q: use one of %s", s.Language, join(Languages))}
	}
	if s.Memory != nil {
		req.Store = store.Memory
	}
	head, err := json.Marshal(req)
	if err != nil {
		return ScriptResult{}, fmt.Errorf("script: %w", err)
	}

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, childArg)
	cmd.Env = append(os.Environ(), childEnv+"=1", "GOTRACEBACK=none")
	cmd.WaitDelay = time.Second
	var stderr head64k
	cmd.Stderr = &stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return ScriptResult{}, fmt.Errorf("script: %w", err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return ScriptResult{}, fmt.Errorf("script: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return ScriptResult{}, fmt.Errorf("script: %w", err)
	}
	fed := make(chan error, 1)
	go func() {
		_, err := stdin.Write(append(head, '\n'))
		if err == nil && s.Memory != nil {
			err = s.Memory.Export(ctx, stdin)
		}
		fed <- errors.Join(err, stdin.Close())
	}()

	r := receiver{limits: limits}
	r.late = func() { cancel() }
	result, done, err := r.receive(stdout)
	cancelled := ctx.Err()
	cancel() // after its last word the process has nothing to do
	exit := cmd.Wait()
	if r.timer != nil {
		r.timer.Stop()
	}
	feeding := <-fed
	switch {
	case err != nil || done:
		return result, err
	case r.tooLate.Load():
		return result, limitError("time", limits)
	case cancelled != nil:
		return result, cancelled
	}
	if !r.ready && feeding != nil && exit == nil {
		return result, fmt.Errorf("script: %w", feeding)
	}
	return result, crash(exit, stderr.String(), limits)
}

func limitError(what string, l Limits) error {
	if what == "time" {
		return &LimitError{what, l.Time.String()}
	}
	return &LimitError{what, fmt.Sprintf("%d MiB", l.Memory>>20)}
}

// receiver reads what the process of a script says.
type receiver struct {
	limits  Limits
	ready   bool
	timer   *time.Timer
	late    func() // ends the process
	tooLate atomic.Bool
}

// grace is how long after its time a process that should have ended itself is
// killed.
const grace = 500 * time.Millisecond

// receive reads messages up to the last one, done, or until the process ends
// without one. The error is what the process says of the script or the store.
func (r *receiver) receive(from io.Reader) (res ScriptResult, done bool, err error) {
	index := map[string]int{}
	dec := json.NewDecoder(from)
	dec.UseNumber()
	for {
		var m message
		if err := dec.Decode(&m); err != nil {
			return res, false, nil // how the process ended says why
		}
		switch {
		case m.Ready && !r.ready:
			r.ready = true
			r.timer = time.AfterFunc(r.limits.Time+grace, func() {
				r.tooLate.Store(true)
				r.late()
			})
		case m.Row != nil:
			row := make(Row, len(res.Columns))
			for _, c := range m.Row {
				i, ok := index[c.Name]
				if !ok {
					i = len(res.Columns)
					index[c.Name] = i
					res.Columns = append(res.Columns, Column{Name: c.Name, Kind: AnyKind})
				}
				for len(row) <= i {
					row = append(row, nil)
				}
				row[i] = c.value()
			}
			res.Rows = append(res.Rows, row)
		case m.Warning != "":
			res.Warnings = append(res.Warnings, m.Warning)
		case m.Cut:
			res.Cut = true
		case m.Failed != "":
			return fill(res), true, errors.New(m.Failed)
		case m.Script != "":
			return fill(res), true, scriptError(m.Script, m.Line, m.Column)
		case m.Done:
			return fill(res), true, nil
		}
	}
}

// fill gives all rows a value in each column.
func fill(res ScriptResult) ScriptResult {
	for i, row := range res.Rows {
		for len(row) < len(res.Columns) {
			row = append(row, nil)
		}
		for j, v := range row {
			if v == nil {
				row[j] = JSON{}
			}
		}
		res.Rows[i] = row
	}
	return res
}

// The places that goja names in syntax errors and in the traces of others.
var (
	syntaxPlace = regexp.MustCompile(`^SyntaxError: (?:\(anonymous\)|<eval>): Line (\d+):(\d+) `)
	tracePlace  = regexp.MustCompile(` at (?:[^ ]+ \()?<eval>:(\d+):(\d+)\(\d+\)`)
)

func scriptError(msg string, line, column int) error {
	e := &ScriptError{Msg: msg, Line: line, Column: column}
	if line > 0 {
		return e
	}
	place := syntaxPlace.FindStringSubmatch(msg)
	if place != nil {
		e.Msg = "SyntaxError: " + msg[len(place[0]):]
	} else if at := tracePlace.FindStringSubmatchIndex(msg); at != nil {
		place = []string{"", msg[at[2]:at[3]], msg[at[4]:at[5]]}
		e.Msg = msg[:at[0]]
	}
	if place != nil {
		e.Line, _ = strconv.Atoi(place[1])
		e.Column, _ = strconv.Atoi(place[2])
	}
	return e
}

// crash explains a process that ended without its last word.
func crash(exit error, stderr string, l Limits) error {
	var code int
	if e := (*exec.ExitError)(nil); errors.As(exit, &e) {
		code = e.ExitCode()
	}
	switch {
	case code == exitMemory,
		strings.Contains(stderr, "out of memory"),
		strings.Contains(stderr, "cannot allocate memory"),
		strings.Contains(stderr, "failed to create new OS thread"), // a thread needs a stack
		strings.Contains(stderr, "pthread_create failed"):
		return limitError("memory", l)
	case code == exitTime:
		return limitError("time", l)
	case strings.Contains(stderr, "stack exceeds"), strings.Contains(stderr, "stack overflow"):
		return &ScriptError{Msg: "too deep a recursion"}
	}
	for line := range strings.Lines(stderr) {
		// Cayley panics over arguments of a wrong type.
		if msg, ok := strings.CutPrefix(line, "panic: "); ok {
			msg, _, _ = strings.Cut(strings.TrimSpace(msg), " [recovered")
			if strings.Contains(msg, "nil pointer") {
				msg = "Cayley fails on this path, as it does on .or() with a node or predicate that the graph does not have"
			}
			return &ScriptError{Msg: msg}
		}
	}
	if exit == nil {
		return errors.New("script: the process of the script ended early; does the program call queries.ScriptChild?")
	}
	first, _, _ := strings.Cut(strings.TrimSpace(stderr), "\n")
	return fmt.Errorf("script: the process of the script failed: %w: %s", exit, first)
}

// head64k keeps the first 64 KiB of what is written.
type head64k struct{ bytes.Buffer }

func (b *head64k) Write(p []byte) (int, error) {
	if room := 1<<16 - b.Len(); room > 0 {
		b.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// literals returns the strings between quotes in a script, each once, in
// order. Comments are left out; templates and regular expressions are not
// understood, which costs a missing or a needless warning.
func literals(script string) []string {
	var out []string
	for i := 0; i < len(script); i++ {
		switch c := script[i]; {
		case strings.HasPrefix(script[i:], "//"):
			n := strings.IndexByte(script[i:], '\n')
			if n < 0 {
				return out
			}
			i += n
		case strings.HasPrefix(script[i:], "/*"):
			n := strings.Index(script[i+2:], "*/")
			if n < 0 {
				return out
			}
			i += 2 + n + 1
		case c == '"' || c == '\'':
			var b strings.Builder
			for i++; i < len(script) && script[i] != c && script[i] != '\n'; i++ {
				if script[i] == '\\' && i+1 < len(script) {
					i++
				}
				b.WriteByte(script[i])
			}
			if s := b.String(); s != "" && !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}
