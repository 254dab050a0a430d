package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley/data"
	"parley/ingest"
	"parley/ingest/eval"
	"parley/ingest/eval/treebank"
	"parley/queries"
)

// evalOptions says what is scored, and how.
type evalOptions struct {
	texts     string  // folder of the texts, "" for that of the gold
	sys       string  // folder or file with what a system says, "" to extract
	published bool    // extract with the dates of publication in the gold
	details   bool    // list the faults
	least     float64 // confidence of facts, 0 to 1
	ablation  bool    // measure what each mechanism gives
	reliable  bool    // compare confidence with what is right
}

func (a *app) eval() *cobra.Command {
	var o evalOptions
	cmd := &cobra.Command{
		Use:   "eval GOLD...",
		Short: "Score what is extracted from texts against gold",
		Long: `Eval extracts texts and compares the result with what people have written down:
precision, recall and F1 of entities, posts, meetings, their parties, and claims,
and how often dates, places and the like of what was found are right. With
--details it tells what is missed, false or different, and where the text says so.

GOLD is a file called NAME.gold.json, or a folder of them, in the form that parley
extract writes; the text stands beside it, or in the folder of --texts, called as
"doc" in the gold says. Gold may also be standoff, with byte offsets into the text
in place of its words, and "text" with the file and its SHA-256. The date of
publication is looked for in the text, as it is in any text, unless
--published-from-gold gives it.

With --sys, what has been extracted before is scored, or what another program
says: from a folder with a file NAME.json for each document, or from one file with
an object on each line. A document of which it says nothing is scored as empty.

In gold, items with "optional": true and participants_optional do not count either
way, and date_alt, place_alt, mode_alt, format_alt, speaker_alt, of_alt and
content_alt list what is right as well. Where gold has interactions, they are
scored by their class, which is right with the sentence, the actor and the
recipient, or those that they act for. Standoff gold with "supplement": true has
interactions alone, for gold of the same name that is among GOLD, too.

With --reliability, it compares the confidence of facts with how many of them are
right: of those that say 0.8, about 80 of 100 should be.

With --ablation, the texts are read again and again with one mechanism left out at
a time (metonyms, pronouns, merging of mentions, ...), and what each gives is told.

GOLD may also be files of treebanks, or a folder of them: *.conllu with the Entity
annotations of CorefUD, such as GUM, and *.iob2 with the names of Universal NER.
Their texts are rebuilt and extracted, and the persons, organizations and places in
them scored: names, other mentions of what is named, and coreference by MUC,
B-cubed, CEAF-e and their mean, CoNLL F1. A state is right where the treebank has a
place or an organization. Figures go by the heads of mentions, or, where there are
no trees, by their overlap.`,
		Example: `  parley eval gold/                               score what parley extracts
  parley eval gold/talks.gold.json --details      and tell what is wrong
  parley eval gold/ --texts texts/                with the texts in another folder
  parley eval gold/ --min-confidence 0.8          with doubtful facts left out
  parley extract gold/ >facts.jsonl
  parley eval gold/ --sys facts.jsonl             score what was extracted
  parley eval gold/ --sys results/ --format json  score another program
  parley eval gold/ --reliability                 is 0.8 right in 80 of 100
  parley eval gold/ --ablation                    what each mechanism gives
  parley eval gum/ uner/                          mentions and coreference`,
		Args: count(1, -1, "the path of gold"),
	}
	out := formatFlag(cmd, queries.Outputs)
	flags := cmd.Flags()
	flags.StringVar(&o.texts, "texts", "", "folder of the texts (default that of the gold)")
	flags.StringVar(&o.sys, "sys", "", "folder or file with what is to be scored (default what parley extracts)")
	flags.SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "system" { // in full is right, too
			name = "sys"
		}
		return pflag.NormalizedName(name)
	})
	flags.BoolVar(&o.published, "published-from-gold", false, "extract with the date of publication that the gold gives")
	flags.BoolVar(&o.details, "details", false, "list what is missed, false or different")
	flags.Float64Var(&o.least, "min-confidence", 0, "leave out facts of a lower confidence, 0 to 1")
	flags.BoolVar(&o.reliable, "reliability", false, "tell of facts of each confidence how many are right")
	flags.BoolVar(&o.ablation, "ablation", false, "tell what each mechanism of extraction gives")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case *out == queries.CSV:
			return misuse("scores have no rows: use --format table, json or jsonl")
		case !(o.least >= 0 && o.least <= 1): // nor a NaN
			return misuse("--min-confidence is from 0 to 1, not %v", o.least)
		case o.published && o.sys != "":
			return misuse("--published-from-gold is for what parley extracts and does not go with --sys")
		case o.ablation && (o.sys != "" || o.details || o.reliable):
			return misuse("--ablation goes neither with --sys nor with --details or --reliability")
		}
		run := runEval
		switch {
		case slices.ContainsFunc(args, treebank.Holds):
			if o != (evalOptions{details: o.details}) {
				return misuse("treebanks go with --details and --format only")
			}
			run = runTreebank
		case o.ablation:
			run = runAblation
		}
		report, err := run(cmd, args, o)
		if err != nil {
			return err
		}
		if *out == queries.Table {
			return report.WriteTable(cmd.OutOrStdout())
		}
		enc := json.NewEncoder(cmd.OutOrStdout())
		enc.SetEscapeHTML(false)
		if *out == queries.JSONArray {
			enc.SetIndent("", "  ")
		}
		return enc.Encode(report)
	}
	return cmd
}

// scores is what eval prints.
type scores interface{ WriteTable(io.Writer) error }

func readGold(paths []string, texts string) ([]eval.Gold, error) {
	gold, err := eval.ReadGold(paths, texts)
	if errors.Is(err, eval.ErrNotGold) {
		return nil, &usageError{err}
	}
	return gold, err
}

func runEval(cmd *cobra.Command, paths []string, o evalOptions) (scores, error) {
	gold, err := readGold(paths, o.texts)
	if err != nil {
		return nil, err
	}
	open := extracting
	if o.sys != "" {
		open = fromSystem
	}
	said, err := open(cmd, o)
	if err != nil {
		return nil, err
	}
	report, sure := &eval.Report{}, &eval.Reliability{}
	for _, g := range gold {
		doc, err := said(cmd.Context(), g)
		if err != nil {
			return nil, err
		}
		c := eval.Compare(g.Doc, doc.AtLeast(o.least))
		var findings []eval.Finding
		if o.details {
			a, err := ingest.Source{Path: g.TextPath()}.Article("")
			if err != nil { // not fatal: what a system said is scored without the text
				cmd.PrintErrf("parley: %v; entities and posts have no context\n", err)
			}
			findings = c.Findings(a.Text)
		}
		report.Add(g.Name, c.Score, findings)
		sure.Add(c.Verdicts())
	}
	if o.reliable {
		return sure, nil
	}
	return report, nil
}

// runTreebank scores mentions and coreference on treebanks.
func runTreebank(cmd *cobra.Command, paths []string, o evalOptions) (scores, error) {
	docs, err := treebank.Read(paths)
	if err != nil {
		return nil, err
	}
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return nil, err
	}
	report := &treebank.Report{Details: o.details}
	for _, d := range docs {
		f, err := x.Extract(cmd.Context(), ingest.Article{Name: d.Name, Text: d.Text})
		if err != nil {
			return nil, err
		}
		b, err := json.Marshal(ingest.NewExtract(f))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", d.Name, err)
		}
		if err := report.Add(d, b); err != nil {
			return nil, err
		}
	}
	return report, nil
}

// sayer returns what is said of the text that gold is of.
type sayer func(context.Context, eval.Gold) (eval.Doc, error)

// fromSystem reads what a system said. A document of which it said nothing is
// empty.
func fromSystem(cmd *cobra.Command, o evalOptions) (sayer, error) {
	s, err := eval.OpenSystem(o.sys)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, g eval.Gold) (eval.Doc, error) {
		d, err := s.Doc(g)
		if errors.Is(err, fs.ErrNotExist) {
			cmd.PrintErrf("parley: %v; scored as empty\n", err)
			return d, ctx.Err()
		}
		return d, errors.Join(err, ctx.Err())
	}, nil
}

// extracting reads what parley says now, by way of what it would write.
func extracting(_ *cobra.Command, o evalOptions) (sayer, error) {
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return nil, err
	}
	return extractingWith(x, o), nil
}

func extractingWith(x *ingest.Extractor, o evalOptions) sayer {
	return func(ctx context.Context, g eval.Gold) (eval.Doc, error) {
		published := ""
		if o.published {
			published = g.Doc.Published
		}
		a, err := ingest.Source{Path: g.TextPath()}.Article(published)
		if err != nil {
			return eval.Doc{}, err
		}
		f, err := x.Extract(ctx, a)
		if err != nil {
			return eval.Doc{}, err
		}
		b, err := json.Marshal(ingest.NewExtract(f))
		if err != nil {
			return eval.Doc{}, fmt.Errorf("%s: %w", g.TextPath(), err)
		}
		return eval.Parse(b)
	}
}

// runAblation scores extraction with everything and without one mechanism at a
// time.
func runAblation(cmd *cobra.Command, paths []string, o evalOptions) (scores, error) {
	gold, err := readGold(paths, o.texts)
	if err != nil {
		return nil, err
	}
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return nil, err
	}
	score := func(x *ingest.Extractor) (*eval.Score, error) {
		said, total := extractingWith(x, o), &eval.Score{}
		for _, g := range gold {
			doc, err := said(cmd.Context(), g)
			if err != nil {
				return nil, err
			}
			total.Add(g.Doc, doc.AtLeast(o.least))
		}
		return total, nil
	}
	all, err := score(x)
	if err != nil {
		return nil, err
	}
	out := &eval.Ablation{All: *all}
	for _, m := range ingest.Mechanisms() {
		less, err := x.Without(m.Name)
		if err != nil {
			return nil, err
		}
		s, err := score(less)
		if err != nil {
			return nil, err
		}
		out.Rows = append(out.Rows, eval.Without{Name: m.Name, What: m.What, Score: s})
	}
	return out, nil
}
