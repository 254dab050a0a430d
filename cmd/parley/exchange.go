package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"parley/graph/store"
)

func (a *app) export() *cobra.Command {
	return &cobra.Command{
		Use:   "export [FILE]",
		Short: "Write the whole store as N-Quads",
		Long: `Export writes all that the store holds as N-Quads
(https://www.w3.org/TR/n-quads/), to FILE or to standard output. The quads are
sorted: the same facts give the same bytes. The label of a quad is the document
that says it.`,
		Example: `  parley export facts.nq
  parley export | gzip >facts.nq.gz`,
		Args: count(0, 1, "a file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.reading(cmd, func(st *store.Store) error {
				return writeTo(cmd, args, func(w io.Writer) error { return st.Export(cmd.Context(), w) })
			})
		},
	}
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

func (a *app) imports() *cobra.Command {
	return &cobra.Command{
		Use:   "import [FILE...]",
		Short: "Read N-Quads that export wrote",
		Long: `Import reads N-Quads as export writes them, from files or from standard input.
What the store knew of the documents in them is replaced. Each file is imported
whole or not at all.`,
		Example: `  parley import facts.nq
  gunzip -c facts.nq.gz | parley import
  parley import --store merged one.nq two.nq`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			st, dsn, err := a.openWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, st.Close()) }()
			if len(args) == 0 {
				args = []string{"-"}
			}
			for _, name := range args {
				if err := importFile(cmd, st, name); err != nil {
					return err
				}
			}
			stats, err := st.Stats(cmd.Context())
			if err == nil {
				cmd.PrintErrf("parley: the store %s has %d documents now\n", dsn, stats.Documents)
			}
			return err
		},
	}
}

func importFile(cmd *cobra.Command, st *store.Store, name string) error {
	if name == "-" {
		if err := st.Import(cmd.Context(), cmd.InOrStdin()); err != nil {
			return fmt.Errorf("standard input: %w", err)
		}
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := st.Import(cmd.Context(), f); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
