package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph/store"
	"parley/queries"
)

func (a *app) run() *cobra.Command {
	var (
		file     string
		language string
		limits   = queries.DefaultLimits
		megabyte = limits.Memory >> 20
	)
	cmd := &cobra.Command{
		Use:   "run [SCRIPT]",
		Short: "Ask the store a question of your own, in Gizmo, GraphQL or MQL",
		Long: `Run runs a script in a query language of the graph database Cayley:

  gizmo    JavaScript: https://cayley.gitbook.io/cayley/query-languages/gizmoapi
  graphql  https://cayley.gitbook.io/cayley/query-languages/graphql
  mql      JSON: https://cayley.gitbook.io/cayley/query-languages/mql

The script is an argument, a file, or standard input with "-". A file called
*.graphql, *.gql, *.mql or *.json is in that language unless --language says
otherwise.

Entities and predicates are IRIs and stand in angle brackets: "<parley:state/RU>",
in GraphQL without the quotes. parley shell lists them with :schema, and parley
export shows the graph as scripts see it. A script cannot change the store, and it
is stopped when it takes too long or too much memory.`,
		Example: `  parley run 'g.V("<parley:state/RU>").In("<parley:actsFor>").Out("<http://schema.org/name>").Unique().All()'
  parley run -l graphql '{ nodes(id: <parley:state/RU>) { <http://schema.org/name> } }'
  parley run -l mql '[{"id": "<parley:state/RU>", "<http://schema.org/name>": null}]'
  parley run --file parties.js --time 1m
  parley run --format json - <parties.js`,
		Args: count(0, 1, "a script"),
	}
	out := formatFlag(cmd, queries.Outputs)
	cmd.Flags().StringVarP(&language, "language", "l", "", "the language of the script: gizmo, graphql or mql (default gizmo, or that of the file)")
	complete(cmd, "language", "gizmo", "graphql", "mql")
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
		if language == "" {
			language = languages[strings.ToLower(filepath.Ext(file))]
		}
		return a.runScript(cmd, queries.Script{Language: queries.Language(language), Text: script, Limits: limits}, *out)
	}
	return cmd
}

// languages are those of files by their extension; others are in Gizmo.
var languages = map[string]string{".graphql": "graphql", ".gql": "graphql", ".mql": "mql", ".json": "mql"}

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

// runScript runs a script on the store, which it opens in a process of its own.
func (a *app) runScript(cmd *cobra.Command, s queries.Script, out queries.Output) error {
	st, dsn, err := a.openRead(cmd)
	if err != nil {
		return err
	}
	defer st.Close()
	if s.Store = dsn; dsn == store.Memory {
		s.Memory = st
	}
	return writeScript(cmd, s, out)
}

// writeScript runs a script and writes what it gives.
func writeScript(cmd *cobra.Command, s queries.Script, out queries.Output) error {
	res, failed := queries.RunScript(cmd.Context(), s)
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
	return asked(failed)
}
