package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/store"
	"parley/queries"
)

// completer gives the shell what can stand at a place of the command line.
type completer = func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective)

// completeBy gives a flag its completer. The flag exists and has none yet, so
// registering cannot fail.
func completeBy(cmd *cobra.Command, flag string, c completer) {
	_ = cmd.RegisterFlagCompletionFunc(flag, c)
}

// complete gives a flag the values that it can have.
func complete(cmd *cobra.Command, flag string, values ...string) {
	completeBy(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// completeEntities completes names of entities of the given types, of all
// when none is given. A name is also found by the beginning of one of its
// words.
func (a *app) completeEntities(types ...graph.EntityType) completer {
	return a.completing(func(cmd *cobra.Command, st *store.Store, add func(name, help string)) error {
		for e, err := range st.Entities(cmd.Context()) {
			if err != nil {
				return err
			}
			if len(types) == 0 || slices.Contains(types, e.Type) {
				add(e.Name, string(e.Type))
			}
		}
		return nil
	})
}

// completeDocuments completes names of documents.
func (a *app) completeDocuments() completer {
	return a.completing(func(cmd *cobra.Command, st *store.Store, add func(name, help string)) error {
		for d, err := range st.Documents(cmd.Context()) {
			if err != nil {
				return err
			}
			add(d.Name, d.Title)
		}
		return nil
	})
}

// completing completes what list adds. A store that cannot be read has
// nothing to offer.
func (a *app) completing(list func(cmd *cobra.Command, st *store.Store, add func(name, help string)) error) completer {
	return func(cmd *cobra.Command, _ []string, begun string) (found []cobra.Completion, _ cobra.ShellCompDirective) {
		dsn, err := a.dsn()
		if err != nil || dsn == store.Memory {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		st, err := store.Open(cmd.Context(), dsn, store.ReadOnly())
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer st.Close()
		err = list(cmd, st, func(name, help string) {
			if begins(name, begun) {
				found = append(found, cobra.CompletionWithDesc(name, help))
			}
		})
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		return found, cobra.ShellCompDirectiveNoFileComp
	}
}

// begins reports whether a name or one of its words begins so, in any case.
func begins(name, begun string) bool {
	name, begun = strings.ToLower(name), strings.ToLower(begun)
	return strings.HasPrefix(name, begun) || strings.Contains(name, " "+begun)
}

// completePositional completes the arguments of a query that have no flag.
func (a *app) completePositional(q *queries.Query) completer {
	return func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
		n := len(args)
		for _, p := range q.Params {
			if !p.Positional {
				continue
			}
			if n == 0 || p.Many {
				if p.Kind != queries.NameParam {
					break
				}
				return a.completeEntities(p.Types...)(cmd, args, begun)
			}
			n--
		}
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}
