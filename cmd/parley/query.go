package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/graph/store"
	"parley/queries"
)

// query makes one command for each query of the table.
func (a *app) query() *cobra.Command {
	var (
		list bool
		out  *queries.Output
	)
	cmd := &cobra.Command{
		Use:   "query NAME [ARGUMENT...]",
		Short: "Ask the store a question that has a name",
		Long: `Query asks one of the questions below. Names of people, states, organizations,
formats and places are taken as people type them, whatever the case, the
accents and the spelling; one that is unknown or ambiguous gets suggestions.
Dates are 2022-01-28, 2022-01 or 2022.`,
		Example: `  parley query --list
  parley query met Lavrov
  parley query attended "Normandy format"
  parley query meetings --from 2022-01 --to 2022-01 --place Geneva
  parley query claims --by Lavrov --about NATO --format json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if list || len(args) == 0 {
				return nil
			}
			_, err := queries.Find(args[0])
			return misuse("%w", err)
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !list {
				return misuse("which query? See parley query --list")
			}
			return listQueries(cmd, *out)
		},
	}
	out = formatFlag(cmd, queries.Outputs)
	cmd.Flags().BoolVar(&list, "list", false, "list the questions")
	for i := range queries.All {
		cmd.AddCommand(a.queryNamed(&queries.All[i]))
	}
	return cmd
}

func listQueries(cmd *cobra.Command, out queries.Output) error {
	columns := []queries.Column{{Name: "query", Kind: queries.TextKind}, {Name: "answers", Kind: queries.TextKind}}
	var rows []queries.Row
	for _, q := range queries.All {
		rows = append(rows, queries.Row{queries.Text(q.Usage()), queries.Text(q.Short)})
	}
	_, err := queries.Write(cmd.OutOrStdout(), out, columns, queries.Rows(rows))
	return err
}

// queryNamed makes the command of a query.
func (a *app) queryNamed(q *queries.Query) *cobra.Command {
	use, _, _ := strings.Cut(q.Usage(), " [--")
	cmd := &cobra.Command{
		Use:     use,
		Short:   q.Short,
		Long:    q.Short + ".\n\n" + q.Long + "\n\nColumns:\n" + columnHelp(q.Columns),
		Example: "  parley query " + q.Name + " " + shellWords(q.Example),
		Args:    cobra.ArbitraryArgs, // the query checks them

		ValidArgsFunction: a.completePositional(q),
	}
	out := formatFlag(cmd, queries.Outputs)
	for _, p := range q.Params {
		a.addParam(cmd, p)
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		qargs, err := q.Args(words(cmd, args))
		if err != nil {
			return asked(err)
		}
		return a.reading(cmd, func(st *store.Store) error {
			n, err := queries.Write(cmd.OutOrStdout(), *out, q.Columns, q.Rows(cmd.Context(), queries.NewEnv(st), qargs))
			if err == nil && n == 0 && *out == queries.Table {
				cmd.PrintErrln("parley: the store has no answer to that")
			}
			return asked(err)
		})
	}
	return cmd
}

// reading runs f on the store, opened for reading.
func (a *app) reading(cmd *cobra.Command, f func(*store.Store) error) error {
	st, _, err := a.openRead(cmd)
	if err != nil {
		return err
	}
	defer st.Close()
	return f(st)
}

// addParam gives a command a flag for a parameter. Some queries have one
// that is called format, as in "the Normandy format". There --format is both:
// a form of output where its value is one, the parameter otherwise.
func (a *app) addParam(cmd *cobra.Command, p queries.Param) {
	v := &paramValue{kind: p.Kind}
	if f := cmd.Flags().Lookup(p.Name); f != nil {
		v.output = f.Value
		f.Value = v
		f.Usage = p.Help + "; or the form of the output: table, json, jsonl or csv"
		f.DefValue = "table"
		return
	}
	usage := p.Help
	if len(p.Values) > 0 {
		usage += ": " + strings.Join(p.Values, ", ")
	}
	f := cmd.Flags().VarPF(v, p.Name, "", usage)
	if p.Default != "" {
		f.DefValue = p.Default
	}
	if p.Kind == queries.NameParam {
		completeBy(cmd, p.Name, a.completeEntities(p.Types...))
	} else {
		complete(cmd, p.Name, p.Values...)
	}
}

// paramValue is a flag that keeps what it is given for queries.Query.Args.
type paramValue struct {
	kind   queries.ParamKind
	given  []string
	output pflag.Value // the form of output, which shares the flag, or nil
}

func (v *paramValue) String() string { return "" }
func (v *paramValue) Type() string   { return string(v.kind) }
func (v *paramValue) Set(s string) error {
	if v.output == nil || v.output.Set(s) != nil {
		v.given = append(v.given, s)
	}
	return nil
}

// words is a command line as queries.Query.Args takes it.
func words(cmd *cobra.Command, args []string) []string {
	var ws []string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if v, ok := f.Value.(*paramValue); ok {
			for _, s := range v.given {
				ws = append(ws, "--"+f.Name+"="+s)
			}
		}
	})
	return slices.Concat(ws, []string{"--"}, args)
}

func columnHelp(columns []queries.Column) string {
	width := 0
	for _, c := range columns {
		width = max(width, len(c.Name))
	}
	var b strings.Builder
	for _, c := range columns {
		b.WriteString("  " + c.Name + strings.Repeat(" ", width-len(c.Name)+2) + c.Help + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// shellWords writes words as they are typed in a shell.
func shellWords(ws []string) string {
	out := make([]string, len(ws))
	for i, w := range ws {
		out[i] = w
		if strings.ContainsAny(w, " '$&;|<>()*?") {
			out[i] = `"` + w + `"`
		}
	}
	return strings.Join(out, " ")
}
