// Parley-model turns a spaCy model directory into the model folder that
// parley/ingest/nlp loads and parley/data embeds.
//
// Usage:
//
//	parley-model [-unchecked] MODEL OUT
//
// MODEL is the directory of en_core_web_sm 3.8.0 that holds config.cfg, OUT
// the folder to write weights.bin, lexical.bin and the licences to. The files
// are checked against the sums of the published model; -unchecked lets another
// model of the same architecture through, such as one trained anew.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"parley/ingest/nlp"
)

// errUsage is returned where the arguments make no sense.
var errUsage = errors.New("usage: parley-model [-unchecked] MODEL OUT")

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "parley-model:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("parley-model", flag.ContinueOnError)
	flags.SetOutput(stderr)
	unchecked := flags.Bool("unchecked", false, "convert a model that is not en_core_web_sm 3.8.0")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return errUsage
	}
	if flags.NArg() != 2 {
		return errUsage
	}
	dir, out := os.DirFS(flags.Arg(0)), flags.Arg(1)
	if !*unchecked {
		if err := nlp.CheckModel(dir); err != nil {
			return err
		}
	}
	files, err := nlp.Convert(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o777); err != nil {
		return fmt.Errorf("write model: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(out, name), files[name], 0o666); err != nil {
			return fmt.Errorf("write model: %w", err)
		}
		fmt.Fprintf(stdout, "%s: %d bytes\n", filepath.Join(out, name), len(files[name]))
	}
	return nil
}
