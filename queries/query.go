package queries

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"parley/graph"
)

// Query is one question that can be asked by name.
type Query struct {
	Name    string
	Short   string // one line, a sentence without its full stop
	Long    string // what the rows mean and what is left out
	Params  []Param
	Columns []Column
	Example []string // arguments as on a command line
	Run     func(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error]
}

// Param is one argument of a query.
type Param struct {
	Name       string
	Help       string
	Kind       ParamKind
	Types      []graph.EntityType // what a NameParam can name; all when empty
	Values     []string           // what a ChoiceParam can be
	Default    string
	Required   bool
	Positional bool // may be given without its name, in the order of Params
	Many       bool // may be given more than once
}

// ParamKind is the type of an argument.
type ParamKind string

// The kinds of arguments.
const (
	NameParam   ParamKind = "name"   // a name as Env.Lookup takes it
	DateParam   ParamKind = "date"   // EDTF: 2022-01-28, 2022-01, 2022
	ChoiceParam ParamKind = "choice" // one of Param.Values
	TextParam   ParamKind = "text"
	CountParam  ParamKind = "count" // a whole number above zero
	ShareParam  ParamKind = "share" // a number from 0 to 1
)

// Args are the arguments of one run, by parameter name.
type Args map[string][]string

// Get returns the first value of an argument, "" when it has none.
func (a Args) Get(name string) string {
	if vs := a[name]; len(vs) > 0 {
		return vs[0]
	}
	return ""
}

// share returns the number of a ShareParam, 0 when it is not given.
func (a Args) share(name string) float64 {
	n, _ := share(a.Get(name)) // was checked before the query ran
	return n
}

// Find returns the query with this name. For an unknown one the error is an
// *UnknownError with the names that are near.
func Find(name string) (*Query, error) {
	ix := &nameIndex{byKey: map[string][]int{}}
	for i := range All {
		if All[i].Name == name {
			return &All[i], nil
		}
		ix.add(Entity{ID: All[i].Name, Name: All[i].Name}, []string{All[i].Name})
	}
	return nil, &UnknownError{Name: name, What: "query", Suggestions: ix.near(name, nil)}
}

// Usage is how the query is written on a command line: "met NAME [--from DATE]".
func (q *Query) Usage() string {
	var b strings.Builder
	b.WriteString(q.Name)
	for _, p := range q.Params {
		s := strings.ToUpper(p.Name)
		if !p.Positional {
			s = "--" + p.Name + " " + strings.ToUpper(string(p.Kind))
		}
		if p.Many {
			s += "..."
		}
		if !p.Required {
			s = "[" + s + "]"
		}
		b.WriteString(" " + s)
	}
	return b.String()
}

// Args sorts arguments as they stand on a command line into parameters:
// "--name value", "--name=value", and the rest by position. Errors are
// *UsageError.
func (q *Query) Args(words []string) (Args, error) {
	a := Args{}
	var rest []string
	for i := 0; i < len(words); i++ {
		w := words[i]
		flag, ok := strings.CutPrefix(w, "--")
		if !ok {
			rest = append(rest, w)
			continue
		}
		if flag == "" {
			rest = append(rest, words[i+1:]...)
			break
		}
		name, value, ok := strings.Cut(flag, "=")
		if !ok {
			if i++; i == len(words) {
				return nil, &UsageError{Msg: fmt.Sprintf("%s: --%s needs a value", q.Name, name)}
			}
			value = words[i]
		}
		a[name] = append(a[name], value)
	}
	for _, p := range q.Params {
		if !p.Positional || len(a[p.Name]) > 0 || len(rest) == 0 {
			continue
		}
		n := 1
		if p.Many {
			n = len(rest)
		}
		a[p.Name], rest = slices.Clone(rest[:n]), rest[n:]
	}
	if len(rest) > 0 {
		return nil, &UsageError{Msg: fmt.Sprintf("%s: %q is one argument too many; names of several words need quotes", q.Name, rest[0])}
	}
	return a, q.check(a)
}

// check checks arguments against the parameters and fills in defaults.
func (q *Query) check(a Args) error {
	usage := func(format string, args ...any) error {
		return &UsageError{Msg: q.Name + ": " + fmt.Sprintf(format, args...) + "\nusage: " + q.Usage()}
	}
	for name := range a {
		if !slices.ContainsFunc(q.Params, func(p Param) bool { return p.Name == name }) {
			return usage("there is no argument %q", name)
		}
	}
	for _, p := range q.Params {
		a[p.Name] = slices.DeleteFunc(a[p.Name], func(v string) bool { return strings.TrimSpace(v) == "" })
		vs := a[p.Name]
		switch {
		case len(vs) == 0 && p.Default != "":
			a[p.Name] = []string{p.Default}
		case len(vs) == 0 && p.Required:
			return usage("%s is missing (%s)", p.Name, p.Help)
		case len(vs) > 1 && !p.Many:
			return usage("%s is given %d times", p.Name, len(vs))
		}
		for _, v := range a[p.Name] {
			switch p.Kind {
			case ChoiceParam:
				if !slices.Contains(p.Values, v) {
					return usage("%s can be %s, not %q", p.Name, orList(p.Values), v)
				}
			case DateParam:
				if _, _, err := graph.Bounds(v); err != nil {
					return usage("%s: %v; write 2022-01-28, 2022-01 or 2022", p.Name, err)
				}
			case CountParam:
				if _, err := count(v); err != nil {
					return usage("%s: %v", p.Name, err)
				}
			case ShareParam:
				if _, err := share(v); err != nil {
					return usage("%s: %v", p.Name, err)
				}
			}
		}
	}
	return nil
}

// Rows runs the query. Arguments are checked first; the sequence ends after
// the first error.
func (q *Query) Rows(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		full := Args{}
		for name, vs := range a {
			full[name] = slices.Clone(vs)
		}
		if err := q.check(full); err != nil {
			yield(nil, err)
			return
		}
		for row, err := range q.Run(ctx, e, full) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

func count(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q is not a whole number above zero", s)
	}
	return n, nil
}

func share(s string) (float64, error) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0 && n <= 1) {
		return 0, fmt.Errorf("%q is not a number from 0 to 1", s)
	}
	return n, nil
}

// results makes a sequence of a function that returns all rows, and runs it
// only when the rows are asked for.
func results(f func() ([]Row, error)) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := f()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
	}
}
