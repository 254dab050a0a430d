package main

import (
	"github.com/spf13/cobra"

	"parley/graph/store"
	"parley/queries"
)

func (a *app) show() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show ENTITY",
		Short: "Show all that is known of a person, state, organization, format or place",
		Long: `Show gathers all that the store knows of one entity: its names, posts, meetings
and claims, and the documents that name it. The name is taken as people type it;
an id, such as state/RU, works as well.`,
		Example: `  parley show Lavrov
  parley show "Normandy format"
  parley show state/RU --format json`,
		Args: count(1, 1, "the name of an entity"),

		ValidArgsFunction: a.completeEntities(),
	}
	out := formatFlag(cmd, nested)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return a.reading(cmd, func(st *store.Store) error {
			p, err := queries.NewEnv(st).Show(cmd.Context(), args[0])
			if err != nil {
				return asked(err)
			}
			return asked(p.Write(cmd.OutOrStdout(), *out))
		})
	}
	return cmd
}
