package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/graph"
	"parley/ingest"
)

func (a *app) extract() *cobra.Command {
	var (
		format string
		batch  ingest.Batch
	)
	cmd := &cobra.Command{
		Use:   "extract FILE...",
		Short: "Write the facts of texts as JSON, without a store",
		Long: `Extract reads texts and writes what they say as JSON, one object for each document
and line, in the order of the files. It uses no store. Folders are read with all
below them; "-" is standard input.`,
		Example: `  parley extract --format json talks.txt
  parley extract --published 2022-01-28 articles/ >facts.jsonl`,
		Args: count(1, -1, "the name of a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "json" {
				return misuse("extract writes --format json only, not %q", format)
			}
			if err := checkBatch(batch); err != nil {
				return err
			}
			return extract(cmd, args, batch)
		},
	}
	cmd.Flags().StringVar(&format, "format", "json", "form of the output: json")
	complete(cmd, "format", "json")
	batchFlags(cmd, &batch)
	return cmd
}

// batchFlags gives a command the flags of a batch.
func batchFlags(cmd *cobra.Command, b *ingest.Batch) {
	cmd.Flags().StringVar(&b.Published, "published", "", "date of texts that give none: 2022-01-28, 2022-01 or 2022")
	cmd.Flags().IntVar(&b.Workers, "workers", 0, "texts read at once (default one for each processor)")
}

func checkBatch(b ingest.Batch) error {
	if b.Workers < 0 {
		return misuse("--workers is above zero")
	}
	if b.Published == "" {
		return nil
	}
	if _, _, err := graph.Bounds(b.Published); err != nil {
		return misuse("--published: %w; write 2022-01-28, 2022-01 or 2022", err)
	}
	return nil
}

func extract(cmd *cobra.Command, paths []string, batch ingest.Batch) error {
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		return err
	}
	sources, skipped := ingest.Sources(paths, cmd.InOrStdin())
	noteSkipped(cmd, skipped)
	w := bufio.NewWriter(cmd.OutOrStdout())
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	failed := false
	for r := range x.All(cmd.Context(), sources, batch) {
		if r.Err != nil {
			failed = true
			cmd.PrintErrf("parley: %v\n", r.Err)
			continue
		}
		if err := errors.Join(enc.Encode(ingest.NewExtract(r.Facts)), w.Flush()); err != nil {
			return fmt.Errorf("writing the result: %w", err)
		}
	}
	if err := cmd.Context().Err(); err != nil {
		return err
	}
	if failed {
		return errReported
	}
	return nil
}

func noteSkipped(cmd *cobra.Command, n int) {
	if n > 0 {
		cmd.PrintErrf("parley: left out files of other kinds than .txt and .md: %d\n", n)
	}
}
