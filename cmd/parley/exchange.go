package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/diagram"
	"parley/graph/exchange"
	"parley/graph/store"
	"parley/queries"
)

// exportFormat is a format of export.
type exportFormat struct {
	name   string
	suffix string // of file names that mean it
	what   string
	write  func(context.Context, *store.Store, io.Writer) error // nil for tables in a folder
}

var exportFormats = []exportFormat{
	{"nquads", ".nq", "N-Quads, https://www.w3.org/TR/n-quads/: all that the store holds, for import", statements(exchange.NQuads)},
	{"trig", ".trig", "TriG: the same for people, one graph for each document, for import", statements(exchange.TriG)},
	{"turtle", ".ttl", "Turtle: the same without the documents that say a triple", statements(exchange.Turtle)},
	{"jsonld", ".jsonld", "JSON-LD with its context, one named graph for each document", statements(exchange.JSONLD)},
	{"csv", ".zip", "tables for a spreadsheet, in a folder or a .zip", func(ctx context.Context, st *store.Store, w io.Writer) error {
		return exchange.WriteZip(ctx, st, w)
	}},
	{"graphml", ".graphml", "GraphML: who met whom, for networkx, igraph, yEd, Gephi", network(diagram.GraphML)},
	{"gexf", ".gexf", "GEXF: who met whom, with times for Gephi's timeline", network(diagram.GEXF)},
	{"cytoscape", ".cyjs", "Cytoscape JSON: who met whom, for Cytoscape and cytoscape.js", network(diagram.Cytoscape)},
	{"mermaid", ".mmd", "Mermaid flowchart: who met whom, for Markdown", network(diagram.Mermaid)},
	{"ftm", ".ftm.json", "FollowTheMoney entities, one JSON object a line", statements(exchange.FTM)},
	{"plover", ".plover.jsonl", "PLOVER event records, one JSON object a line", statements(exchange.PLOVER)},
}

func statements(f exchange.Format) func(context.Context, *store.Store, io.Writer) error {
	return func(ctx context.Context, st *store.Store, w io.Writer) error { return exchange.Write(ctx, w, f, st) }
}

// network writes the diagram of all meetings that took place, none left out.
func network(f diagram.Output) func(context.Context, *store.Store, io.Writer) error {
	return func(ctx context.Context, st *store.Store, w io.Writer) error {
		in, err := diagramInput(ctx, st, queries.NewEnv(st))
		if err != nil {
			return err
		}
		d, err := diagram.WhoMet(in, diagram.Options{MaxNodes: -1})
		if err != nil {
			return err
		}
		return diagram.Render(ctx, d, f, w, diagram.RenderOptions{})
	}
}

// formatOf returns the name of the format that the name of a file means, ""
// when it means none.
func formatOf(file string) string {
	for _, f := range exportFormats {
		if strings.HasSuffix(strings.ToLower(file), f.suffix) {
			return f.name
		}
	}
	return ""
}

func (a *app) export() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the store for other programs",
		Long: `Export writes the store to FILE or to standard output. The format is the one of
--format, else the one that the name of FILE ends with, else N-Quads. The same
facts give the same bytes.

` + formatHelp() + `
N-Quads and TriG are complete: import reads them back to the same store. The
label of a quad, or the name of a graph, is the document that says it.

CSV is seven tables, documents, entities, meetings, participations, claims, posts
and interactions, joined by their columns X_id: FILE is a folder, or an archive
when it ends with .zip. They are UTF-8 with a byte order mark, as Excel needs, and
text that a spreadsheet could take for a formula begins with an apostrophe.

PLOVER wants a date and a source: events without either are left out; those with
no date of their own have that of their document. FollowTheMoney gets meetings that
took place only.

Networks are of who met whom, in meetings held or under way; parley diagram
--format writes them too, by period, format, person or state.`,
		Example: `  parley export facts.nq
  parley export | gzip >facts.nq.gz
  parley export --format csv tables
  parley export who-met-whom.gexf
  parley export --format ftm | ftm validate`,
		Args: count(0, 1, "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := chooseFormat(format, args)
			if err != nil {
				return err
			}
			return a.reading(cmd, func(st *store.Store) error {
				if f.name == "csv" && formatOf(args[0]) != "csv" {
					return exchange.WriteFolder(cmd.Context(), st, args[0])
				}
				return writeTo(cmd, args, func(w io.Writer) error { return f.write(cmd.Context(), st, w) })
			})
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "format to write (default by the name of the file, else nquads)")
	complete(cmd, "format", formatNames()...)
	return cmd
}

// chooseFormat returns the format that is meant, or says what is wrong.
func chooseFormat(format string, args []string) (exportFormat, error) {
	file := ""
	if len(args) > 0 && args[0] != "-" {
		file = args[0]
	}
	if format == "" {
		format = formatOf(file)
	}
	if ext := filepath.Ext(file); format == "" && ext != "" {
		return exportFormat{}, misuse("no format has files that end with %s: name one by --format", ext)
	}
	if format == "" {
		format = "nquads"
	}
	for _, f := range exportFormats {
		if f.name != format {
			continue
		}
		if f.name == "csv" && file == "" {
			return f, misuse("CSV is several tables: name a folder, or a file that ends with .zip")
		}
		return f, nil
	}
	return exportFormat{}, misuse("--format can be %s, not %q", strings.Join(formatNames(), ", "), format)
}

func formatNames() (names []string) {
	for _, f := range exportFormats {
		names = append(names, f.name)
	}
	return names
}

func formatHelp() string {
	var b strings.Builder
	for _, f := range exportFormats {
		fmt.Fprintf(&b, "  %-10s %-13s  %s\n", f.name, f.suffix, f.what)
	}
	return b.String()
}

// writeTo runs write on the file named by the argument, or on the standard
// output. A file that exists is replaced only when all went well.
func writeTo(cmd *cobra.Command, args []string, write func(io.Writer) error) (err error) {
	if len(args) == 0 || args[0] == "-" {
		w := bufio.NewWriter(cmd.OutOrStdout())
		return errors.Join(write(w), w.Flush())
	}
	if info, err := os.Stat(args[0]); err == nil && !info.Mode().IsRegular() {
		return writeDevice(args[0], write)
	}
	part := args[0] + ".part"
	f, err := os.Create(part)
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", args[0], err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(part))
		}
	}()
	w := bufio.NewWriter(f)
	if err := errors.Join(write(w), w.Flush(), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	return os.Rename(part, args[0])
}

// writeDevice writes to what cannot be replaced: a pipe, a terminal.
func writeDevice(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(write(w), w.Flush(), f.Close())
}

// importFormats are the formats of import, by the names that export has for
// them.
var importFormats = map[string]func(io.Reader) iter.Seq2[graph.Quad, error]{
	"nquads": graph.ReadNQuads,
	"trig":   exchange.ReadTriG,
}

func (a *app) imports() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "import [FILE...]",
		Short: "Read N-Quads or TriG that export wrote",
		Long: `Import reads N-Quads or TriG as export writes them, from files or from standard
input. What is not named by --format and does not end with .trig is N-Quads. What
the store knew of the documents in them is replaced. Each file is imported whole or
not at all.`,
		Example: `  parley import facts.nq
  gunzip -c facts.nq.gz | parley import
  parley import --store merged one.nq two.trig`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if format != "" && importFormats[format] == nil {
				return misuse("--format can be nquads or trig, not %q", format)
			}
			st, dsn, err := a.openWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			if len(args) == 0 {
				args = []string{"-"}
			}
			for _, name := range args {
				if err := importFile(cmd, st, name, format); err != nil {
					return err
				}
			}
			stats, err := st.Stats(cmd.Context())
			if err == nil {
				cmd.PrintErrf("parley: the store %s has %s now\n", dsn, plural(int(stats.Documents), "document"))
			}
			return err
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "nquads or trig (default by the name of the file, else nquads)")
	complete(cmd, "format", slices.Sorted(maps.Keys(importFormats))...)
	return cmd
}

func importFile(cmd *cobra.Command, st *store.Store, name, format string) error {
	read := importFormats[cmp.Or(format, formatOf(name))]
	if read == nil {
		read = graph.ReadNQuads
	}
	r, called := cmd.InOrStdin(), "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		r, called = f, name
	}
	if err := st.ImportQuads(cmd.Context(), read(r)); err != nil {
		return fmt.Errorf("%s: %w", called, err)
	}
	return nil
}
