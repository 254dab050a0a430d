package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/graph"
	"parley/graph/store"
	"parley/ingest/question"
	"parley/queries"
)

func (a *app) ask() *cobra.Command {
	var (
		today string
		forms bool
	)
	cmd := &cobra.Command{
		Use:   "ask QUESTION",
		Short: "Ask the store a question in plain English",
		Long: `Ask reads a question, says which of the queries of "parley query" it is, and
answers it. The last column has the ids of the facts, which "parley why" proves.

Every word must be understood: a question that has one that is not, or a name
that the store does not know, is not answered by a guess. It gets the nearest
questions that are understood; --forms lists one of each kind.`,
		Example: `  parley ask "which officials attended the Normandy format?"
  parley ask "who met Lavrov in January 2022?"
  parley ask "where did Blinken and Lavrov meet?"
  parley ask --forms`,
	}
	out := formatFlag(cmd, nested)
	cmd.Flags().StringVar(&today, "today", "", "the date from which \"last month\" is counted (default the day it is)")
	cmd.Flags().BoolVar(&forms, "forms", false, "list one question of each kind that is understood")
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if forms {
			return count(0, 0, "no question beside --forms")(cmd, args)
		}
		return count(1, -1, "a question")(cmd, args)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		reader, err := question.New(data.FS)
		if err != nil {
			return err
		}
		if forms {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), strings.Join(reader.Examples(), "\n"))
			return err
		}
		if today == "" {
			today = time.Now().Format(time.DateOnly)
		} else if _, _, err := graph.Bounds(today); err != nil {
			return misuse("--today: %w", err)
		}
		return a.reading(cmd, func(st *store.Store) error {
			env := queries.NewEnv(st)
			q, err := reader.Read(strings.Join(args, " "), today, asking{cmd.Context(), env})
			if err != nil {
				return asked(err)
			}
			ans, err := answer(cmd.Context(), env, q)
			if err != nil {
				return asked(err)
			}
			ans.question = strings.Join(args, " ")
			return ans.write(cmd.OutOrStdout(), *out)
		})
	}
	return cmd
}

// asking tells a question.Reader what the store knows.
type asking struct {
	ctx context.Context
	env *queries.Env
}

func (s asking) Lookup(name string) ([]graph.Entity, error) {
	e, err := s.env.Lookup(s.ctx, name)
	found := queries.Entities{e}
	var several *queries.AmbiguousError
	switch {
	case errors.As(err, &several):
		found = several.Candidates
	case err != nil:
		return nil, err
	}
	var out []graph.Entity
	for _, e := range found {
		out = append(out, graph.Entity{ID: e.ID, Type: e.Type, Name: e.Name})
	}
	return out, err
}

func (s asking) Takes(query, param string) bool {
	q, err := queries.Find(query)
	return err == nil && slices.ContainsFunc(q.Params, func(p queries.Param) bool { return p.Name == param })
}

// answered is the answer to a question.
type answered struct {
	question string
	words    []string // the query, as typed after "parley query"
	count    bool     // how many is the answer
	pick     string   // "first" or "last" where one row by date is the answer
	columns  []queries.Column
	rows     []queries.Row
}

// answer runs the query that a question has become, and keeps what was asked
// for.
func answer(ctx context.Context, env *queries.Env, q question.Question) (answered, error) {
	query, err := queries.Find(q.Query)
	if err != nil {
		return answered{}, err
	}
	args, err := query.Args(q.Words()[1:])
	if err != nil {
		return answered{}, err
	}
	out := answered{words: typed(query, q), count: q.Count, pick: q.Pick, columns: query.Columns}
	for row, err := range query.Rows(ctx, env, args) {
		if err != nil {
			return answered{}, err
		}
		out.rows = append(out.rows, row)
	}
	if q.Pick != "" {
		out.rows = pick(query.Columns, out.rows, q.Pick == "last")
	}
	if len(q.Show) > 0 {
		out.keep(q.Show)
	}
	return out, nil
}

// typed is the query of a question as people type it: positional arguments
// without their names.
func typed(query *queries.Query, q question.Question) []string {
	out := []string{q.Query}
	var flags []string
	values := map[string][]string{}
	for _, a := range q.Args {
		values[a.Name] = append(values[a.Name], a.Value)
	}
	positions := true
	for _, p := range query.Params {
		vs := values[p.Name]
		if positions = positions && (!p.Positional || len(vs) > 0); positions && p.Positional {
			out = append(out, vs...)
			continue
		}
		for _, v := range vs {
			flags = append(flags, "--"+p.Name, v)
		}
	}
	return append(out, flags...)
}

// pick returns the row with the first or the last date, by the end of what it
// spans; those without one do not count.
func pick(columns []queries.Column, rows []queries.Row, last bool) []queries.Row {
	k := slices.IndexFunc(columns, func(c queries.Column) bool { return c.Kind == queries.DateKind })
	if k < 0 {
		return rows
	}
	day := func(r queries.Row) time.Time {
		from, to, err := graph.Bounds(r[k].String())
		if err != nil {
			return time.Time{}
		}
		if last {
			return to
		}
		return from
	}
	dated := slices.DeleteFunc(slices.Clone(rows), func(r queries.Row) bool { return day(r).IsZero() })
	if len(dated) == 0 {
		return nil
	}
	slices.SortStableFunc(dated, func(a, b queries.Row) int { return day(a).Compare(day(b)) })
	if last {
		return dated[len(dated)-1:]
	}
	return dated[:1]
}

// keep keeps the columns that were asked about, in that order.
func (a *answered) keep(show []string) {
	var at []int
	for _, name := range show {
		if k := slices.IndexFunc(a.columns, func(c queries.Column) bool { return c.Name == name }); k >= 0 {
			at = append(at, k)
		}
	}
	columns := make([]queries.Column, len(at))
	for i, k := range at {
		columns[i] = a.columns[k]
	}
	for j, row := range a.rows {
		kept := make(queries.Row, len(at))
		for i, k := range at {
			kept[i] = row[k]
		}
		a.rows[j] = kept
	}
	a.columns = columns
}

func (a *answered) write(w io.Writer, out queries.Output) error {
	query := "parley query " + shellWords(a.words)
	if out != queries.Table {
		var b strings.Builder
		if _, err := queries.Write(&b, queries.JSONArray, a.columns, queries.Rows(a.rows)); err != nil {
			return err
		}
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		if out == queries.JSONArray {
			enc.SetIndent("", "  ")
		}
		return enc.Encode(struct {
			Question string          `json:"question"`
			Query    string          `json:"query"`
			Count    *int            `json:"count,omitempty"`
			Rows     json.RawMessage `json:"rows"`
		}{a.question, query, counted(a.count, len(a.rows)), json.RawMessage(b.String())})
	}
	if a.count {
		fmt.Fprintf(w, "%d\n\n", len(a.rows))
	}
	switch {
	case len(a.rows) > 0:
		if _, err := queries.Write(w, queries.Table, a.columns, queries.Rows(a.rows)); err != nil {
			return err
		}
	case !a.count:
		fmt.Fprintln(w, "the store has no answer to that")
	}
	if a.pick != "" {
		query += "  (the " + a.pick + " by date)"
	}
	_, err := fmt.Fprintf(w, "\nasked as: %s\n", query)
	return err
}

func counted(asked bool, n int) *int {
	if !asked {
		return nil
	}
	return &n
}
