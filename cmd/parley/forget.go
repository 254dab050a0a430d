package main

import (
	"errors"

	"github.com/spf13/cobra"

	"parley/queries"
)

func (a *app) forget() *cobra.Command {
	return &cobra.Command{
		Use:   "forget DOCUMENT...",
		Short: "Take documents and all that only they say out of the store",
		Long: `Forget takes documents, named by their file names or ids, out of the store, and
with them all facts that no other document asserts.`,
		Example: `  parley forget talks.txt
  parley forget parley:doc/5d41402abc4b2a76b971`,
		Args: count(1, -1, "the name of a document"),

		ValidArgsFunction: a.completeDocuments(),

		RunE: func(cmd *cobra.Command, args []string) (err error) {
			st, _, err := a.openWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			for _, name := range args {
				doc, err := queries.NewEnv(st).Document(cmd.Context(), name)
				if err != nil {
					return asked(err)
				}
				if err := st.Forget(cmd.Context(), doc.ID); err != nil {
					return err
				}
				cmd.PrintErrf("parley: forgot %s (%s)\n", doc.Name, doc.ID)
			}
			return nil
		},
	}
}
