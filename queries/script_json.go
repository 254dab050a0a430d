package queries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/cayleygraph/cayley/query"
	"github.com/cayleygraph/cayley/query/graphql"
	"github.com/cayleygraph/cayley/query/mql"
	"github.com/cayleygraph/quad"
)

// GraphQL and MQL answer with trees. What stands at the top of a tree becomes
// the rows, its fields the columns; what is nested deeper stays JSON.

// graphQL runs a query in GraphQL. A row is an object of a field at the top;
// where the query asks for several, the first column names the field.
func (c *child) graphQL(ctx context.Context, e *Env, req request) (err error) {
	defer panicked(&err)
	it, err := graphql.NewSession(e.r.qs).Execute(ctx, req.Script, query.Options{Collation: query.JSON})
	if err != nil {
		return graphQLError(err)
	}
	for it.Next(ctx) {
		top, ok := it.Result().(map[string]any)
		if !ok {
			return fmt.Errorf("unexpected result of type %T", it.Result())
		}
		var names []string
		for name := range top {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			for _, object := range listOf(top[name]) {
				row := treeRow(object)
				if len(names) > 1 {
					row = append([]cell{{Name: "field", Kind: TextKind, Text: name}}, row...)
				}
				if !c.give(row, req.Limits) {
					return nil
				}
			}
		}
	}
	return it.Err()
}

// mql runs a query in MQL. A row is an object of the answer.
func (c *child) mql(ctx context.Context, e *Env, req request) (err error) {
	if err := checkJSON(req.Script); err != nil {
		return err
	}
	defer panicked(&err)
	it, err := mql.NewSession(e.r.qs).Execute(ctx, req.Script, query.Options{Collation: query.JSON})
	if err != nil {
		return err
	}
	for it.Next(ctx) {
		if !c.give(treeRow(it.Result()), req.Limits) {
			return nil
		}
	}
	return it.Err()
}

// panicked makes an error of a panic: Cayley panics over some queries that make
// no sense.
func panicked(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("this query fails in Cayley: %v", p)
	}
}

// checkJSON finds what is no JSON, with its place.
func checkJSON(text string) error {
	var v any
	err := json.Unmarshal([]byte(text), &v)
	if err == nil {
		return nil
	}
	e := &ScriptError{Msg: err.Error()}
	if at := (*json.SyntaxError)(nil); errors.As(err, &at) {
		before := text[:max(0, min(int(at.Offset)-1, len(text)))]
		e.Line = 1 + strings.Count(before, "\n")
		e.Column = 1 + len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
	}
	return e
}

// graphQLPlace is how the parser of GraphQL names a place: line and column.
var graphQLPlace = regexp.MustCompile(`^Syntax Error GraphQL \((\d+):(\d+)\) ([^\n]*)`)

func graphQLError(err error) error {
	m := graphQLPlace.FindStringSubmatch(err.Error())
	if m == nil {
		return err
	}
	e := &ScriptError{Msg: "SyntaxError: " + m[3]}
	e.Line, _ = strconv.Atoi(m[1])
	e.Column, _ = strconv.Atoi(m[2])
	return e
}

func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case []map[string]any:
		out := make([]any, len(v))
		for i, m := range v {
			out[i] = m
		}
		return out
	}
	return []any{v}
}

// treeRow makes cells of the fields of an object, "id" first, and one cell of
// anything else.
func treeRow(v any) []cell {
	object, ok := v.(map[string]any)
	if !ok {
		return []cell{treeCell("value", v)}
	}
	var row []cell
	for name, field := range object {
		row = append(row, treeCell(name, field))
	}
	slices.SortFunc(row, func(a, b cell) int {
		if (a.Name == "id") != (b.Name == "id") {
			return btoi(a.Name != "id") - btoi(b.Name != "id")
		}
		return strings.Compare(a.Name, b.Name)
	})
	return row
}

// treeCell shows one value as it is in the graph, and several as JSON.
func treeCell(name string, v any) cell {
	if v, ok := v.(quad.Value); ok {
		return cellOf(name, v)
	}
	return nativeCell(name, plain(v))
}

// plain writes the values of the graph in a tree as JSON has them.
func plain(v any) any {
	switch v := v.(type) {
	case quad.Value:
		c := cellOf("", v)
		switch c.Kind {
		case TextKind, DateKind:
			return c.Text
		case IntKind:
			return c.Int
		}
		return c.JSON
	case []any, []map[string]any:
		var out []any
		for _, x := range listOf(v) {
			out = append(out, plain(x))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for name, x := range v {
			out[name] = plain(x)
		}
		return out
	}
	return v
}

// bracketed returns the IRIs that stand in a query in GraphQL between angle
// brackets, each once.
func bracketed(text string) []string {
	var out []string
	for _, m := range iriInText.FindAllString(text, -1) {
		if !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

var iriInText = regexp.MustCompile(`<[^<>\s"{}|^` + "`" + `\\]+>`)
