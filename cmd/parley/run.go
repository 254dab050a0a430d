package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/graph/store"
	"parley/queries"
)

func (a *app) run() *cobra.Command {
	var (
		file     string
		limits   = queries.DefaultLimits
		megabyte = limits.Memory >> 20
	)
	cmd := &cobra.Command{
		Use:   "run [SCRIPT]",
		Short: "Ask the store a question of your own, in Gizmo",
		Long: `Run runs a script in Gizmo, the query language of the graph database Cayley,
which is JavaScript: https://cayley.gitbook.io/cayley/query-languages/gizmoapi.
The script is an argument, a file, or standard input with "-".

Entities and predicates are IRIs and stand in angle brackets: "<parley:state/RU>".
parley export shows the graph as scripts see it. A script cannot change the
store, and it is stopped when it takes too long or too much memory.`,
		Example: `  parley run 'g.V("<parley:state/RU>").In("<parley:actsFor>").Out("<http://schema.org/name>").Unique().All()'
  parley run --file parties.js --time 1m
  parley run --format json - <parties.js`,
		Args: count(0, 1, "a script"),
	}
	out := formatFlag(cmd)
	cmd.Flags().StringVarP(&file, "file", "f", "", "read the script from a file")
	cmd.Flags().DurationVar(&limits.Time, "time", limits.Time, "stop the script after this time")
	cmd.Flags().Int64Var(&megabyte, "memory", megabyte, "stop the script when it takes more MiB than this")
	cmd.Flags().IntVar(&limits.Rows, "rows", limits.Rows, "give no more rows than this")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if limits.Time <= 0 || megabyte <= 0 || megabyte > 1<<30 || limits.Rows <= 0 {
			return misuse("the limits of a script are above zero")
		}
		limits.Memory = megabyte << 20
		script, err := readScript(cmd.InOrStdin(), file, args)
		if err != nil {
			return err
		}
		return a.runGizmo(cmd, queries.Gizmo{Script: script, Limits: limits}, *out)
	}
	return cmd
}

func readScript(stdin io.Reader, file string, args []string) (string, error) {
	var (
		b   []byte
		err error
	)
	switch {
	case (file == "") == (len(args) == 0):
		return "", misuse("want a script, or --file with one")
	case file != "":
		b, err = os.ReadFile(file)
	case args[0] == "-":
		b, err = io.ReadAll(stdin)
	default:
		return args[0], nil
	}
	return string(b), err
}

// runGizmo runs a script on the store, which it opens in a process of its own.
func (a *app) runGizmo(cmd *cobra.Command, g queries.Gizmo, out queries.Output) error {
	st, dsn, err := a.openRead(cmd)
	if err != nil {
		return err
	}
	defer st.Close()
	if g.Store = dsn; dsn == store.Memory {
		g.Memory = st
	}
	res, failed := queries.RunGizmo(cmd.Context(), g)
	if len(res.Rows) > 0 || failed == nil {
		if _, err := queries.Write(cmd.OutOrStdout(), out, res.Columns, queries.Rows(res.Rows)); err != nil {
			return err
		}
	}
	for _, w := range res.Warnings {
		cmd.PrintErrln("parley: warning: " + w)
	}
	if res.Cut {
		cmd.PrintErrf("parley: there are more rows than these %d; see --rows\n", len(res.Rows))
	}
	var slow *queries.LimitError
	if errors.As(failed, &slow) {
		return fmt.Errorf("%w; see --time and --memory", failed)
	}
	return failed
}
