package main

import (
	"encoding/json"
	"io"
	"os"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"parley/graph/store"
	"parley/queries"
)

func (a *app) why() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "why FACT",
		Short: "Show the sentences that prove a fact",
		Long: `Why shows what the store knows of one fact and the sentences that say so, with
the words that carry the fact marked, the rule that found it and how sure it is.

FACT is an id as queries print it. Its beginning does, as long as no other
fact begins so.`,
		Example: `  parley why meeting/25e8db26
  parley why 25e8db26 --format json`,
		Args: count(1, 1, "the id of a fact"),
	}
	out := formatFlag(cmd, nested)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.reading(cmd, func(st *store.Store) error {
			p, err := queries.NewEnv(st).Why(cmd.Context(), args[0])
			if err != nil {
				return asked(err)
			}
			return writeProof(cmd.OutOrStdout(), *out, p)
		})
	}
	return cmd
}

func writeProof(w io.Writer, out queries.Output, p queries.Proof) error {
	if out == queries.Table {
		marks := queries.PlainMarks
		if isTerminal(w) {
			marks = queries.TerminalMarks
		}
		return p.Write(w, marks)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if out == queries.JSONArray {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(p)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
