package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/ingest"
	"parley/ingest/eval"
	"parley/queries"
)

func (a *app) eval() *cobra.Command {
	var system string
	cmd := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Score what is extracted from texts against gold",
		Long: `Eval extracts texts and compares the result with what people have written down:
precision, recall and F1 of entities, posts, meetings, their parties, and claims,
and how often dates, places and the like of what was found are right.

GOLD is a file called NAME.gold.json, or a folder of them, in the form that parley
extract writes; the text stands beside it in NAME.txt. With --system, what another
program said is scored, from files called NAME.json in that folder.`,
		Example: `  parley eval gold/
  parley eval gold/talks.gold.json --format json
  parley eval gold/ --system results/`,
		Args: count(1, -1, "the path of gold"),
	}
	out := formatFlag(cmd)
	cmd.Flags().StringVar(&system, "system", "", "folder with what is to be scored (default what parley extracts)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *out == queries.CSV {
			return misuse("scores have no rows: use --format table, json or jsonl")
		}
		gold, err := eval.ReadGold(args)
		if err != nil {
			return err
		}
		said := fromFolder(cmd, system)
		if system == "" {
			if said, err = extracting(); err != nil {
				return err
			}
		}
		return runEval(cmd, gold, said, *out)
	}
	return cmd
}

// fromFolder reads what a system said. A document of which it said nothing is
// empty.
func fromFolder(cmd *cobra.Command, dir string) func(context.Context, eval.Gold) (eval.Doc, error) {
	return func(_ context.Context, g eval.Gold) (eval.Doc, error) {
		d, err := eval.ReadSystem(dir, g.Name)
		if errors.Is(err, fs.ErrNotExist) {
			cmd.PrintErrf("parley: %v; scored as empty\n", err)
			return d, nil
		}
		return d, err
	}
}

// extracting reads what parley says now.
func extracting() (func(context.Context, eval.Gold) (eval.Doc, error), error) {
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, g eval.Gold) (eval.Doc, error) {
		a, err := ingest.Source{Path: g.TextPath()}.Article(g.Doc.Published)
		if err != nil {
			return eval.Doc{}, err
		}
		f, err := x.Extract(ctx, a)
		if err != nil {
			return eval.Doc{}, err
		}
		b, err := json.Marshal(ingest.NewExtract(f))
		if err != nil {
			return eval.Doc{}, err
		}
		return eval.Parse(b)
	}, nil
}

func runEval(cmd *cobra.Command, gold []eval.Gold, said func(context.Context, eval.Gold) (eval.Doc, error), out queries.Output) error {
	var total eval.Score
	perDoc := map[string]*eval.Score{}
	for _, g := range gold {
		doc, err := said(cmd.Context(), g)
		if err != nil {
			return err
		}
		one := &eval.Score{}
		one.Add(g.Doc, doc)
		total.Merge(one)
		perDoc[g.Name] = one
	}
	if out != queries.Table {
		enc := json.NewEncoder(cmd.OutOrStdout())
		if out == queries.JSONArray {
			enc.SetIndent("", "  ")
		}
		return enc.Encode(map[string]any{"micro": &total, "per_doc": perDoc})
	}
	return writeScores(cmd.OutOrStdout(), gold, &total, perDoc)
}

func writeScores(w io.Writer, gold []eval.Gold, total *eval.Score, perDoc map[string]*eval.Score) error {
	for _, m := range total.Measures() {
		if _, err := fmt.Fprintln(w, m); err != nil {
			return err
		}
	}
	if len(perDoc) < 2 {
		return nil
	}
	fmt.Fprintln(w, "\nF1 by document: entity, role, meeting, participant_edge, claim, attributed_claim")
	for _, g := range gold {
		fmt.Fprintf(w, "%-42s", g.Name)
		for _, m := range perDoc[g.Name].Measures() {
			switch m.Name {
			case "entity", "role", "meeting", "participant_edge", "claim", "attributed_claim":
				_, _, f1 := m.Counts.Rates()
				fmt.Fprintf(w, " %.2f", f1)
			}
		}
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
	}
	return nil
}
