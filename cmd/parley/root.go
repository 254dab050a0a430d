package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph/store"
	"parley/queries"
)

// usageError is a command line that makes no sense.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

func misuse(format string, args ...any) error {
	return &usageError{fmt.Errorf(format, args...)}
}

// asked makes usage errors of what the library says about how it was asked.
func asked(err error) error {
	var u *queries.UsageError
	if errors.As(err, &u) {
		return &usageError{err}
	}
	return err
}

// errReported ends a command whose failures have been told one by one.
var errReported = errors.New("some of it failed")

// app is what all commands share.
type app struct {
	store string // --store
}

// newRoot makes the command tree.
func newRoot() *cobra.Command {
	a := &app{}
	root := &cobra.Command{
		Use:   "parley",
		Short: "Read news about diplomacy into a graph: who met whom, who holds which post, who said what",
		Long: `Parley reads news about diplomacy and turns it into a graph that can be asked
and drawn: who met whom, when, where, how and in which format; who holds which
post; who said what to whom. Every fact leads back to the sentence that says it.

Results go to standard output, everything else to standard error. The exit code
is 0 when all is done, 1 when something failed, 2 when the command line makes no
sense.`,
		Example: `  parley ingest articles/             read a folder of texts
  parley query met Lavrov             whom Lavrov met
  parley ask "who met Lavrov?"        the same in plain English
  parley diagram -o who-met-whom.svg  draw it
  parley why meeting/25e8db26         the sentence behind a fact`,
		Version:       version(),
		Args:          noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	root.PersistentFlags().StringVar(&a.store, "store", "",
		"folder of the store, made when missing, or \"mem:\" for one in memory\n(default $PARLEY_STORE, else parley in the user's data folder)")
	root.AddCommand(
		a.ingest(), a.query(), a.ask(), a.show(), a.why(), a.diagram(), a.run(), a.shell(),
		a.extract(), a.export(), a.imports(), a.forget(), a.eval(),
	)
	return root
}

// noCommand is for arguments where a command should stand.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	msg := fmt.Sprintf("there is no command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		msg += fmt.Sprintf("; did you mean %q?", near[0])
	}
	return misuse("%s", msg)
}

// count wants a number of arguments between least and most; a negative most
// is no limit.
func count(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return misuse("%s is missing", what)
		case most >= 0 && len(args) > most:
			return misuse("%q is one argument too many; names of several words need quotes", args[most])
		}
		return nil
	}
}

// version is the version of the module that was built, with its commit.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	return fmt.Sprintf("%s (%s %s/%s)", v, info.GoVersion, runtime.GOOS, runtime.GOARCH)
}

// nested are the forms of what is more than rows of one kind.
var nested = []queries.Output{queries.Table, queries.JSONArray, queries.JSONLines}

// formatFlag gives a command the flag --format, which takes one of forms.
func formatFlag(cmd *cobra.Command, forms []queries.Output) *queries.Output {
	out := queries.Table
	cmd.Flags().Var(&outputValue{&out, forms}, "format", "form of the output: "+oneOf(forms))
	complete(cmd, "format", names(forms)...)
	return &out
}

// outputValue is a flag that takes one of forms.
type outputValue struct {
	out   *queries.Output
	forms []queries.Output
}

func (v *outputValue) String() string {
	if v.out == nil { // pflag asks a zero value
		return ""
	}
	return string(*v.out)
}
func (v *outputValue) Type() string { return "form" }
func (v *outputValue) Set(s string) error {
	if !slices.Contains(v.forms, queries.Output(s)) {
		return fmt.Errorf("want %s", oneOf(v.forms))
	}
	*v.out = queries.Output(s)
	return nil
}

// oneOf lists what there is to choose from: "a, b or c".
func oneOf[T ~string](of []T) string {
	last := len(of) - 1
	return strings.Join(names(of[:last]), ", ") + " or " + string(of[last])
}

func names[T ~string](of []T) []string {
	out := make([]string, len(of))
	for i, v := range of {
		out[i] = string(v)
	}
	return out
}

// dsn is the store that is meant.
func (a *app) dsn() (string, error) {
	if a.store != "" {
		return a.store, nil
	}
	if s := os.Getenv("PARLEY_STORE"); s != "" {
		return s, nil
	}
	dir, err := dataDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder to keep the store in: %w; name one by --store", err)
	}
	return filepath.Join(dir, "parley"), nil
}

// dataDir is where programs keep a user's data: by the XDG base directory
// specification, or by the customs of macOS and Windows.
func dataDir() (string, error) {
	if d := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(d) {
		return d, nil
	}
	if d := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && d != "" {
		return d, nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support"), nil
	}
	return filepath.Join(home, ".local", "share"), nil
}

// openWrite opens the store for writing. The name is the one to show.
func (a *app) openWrite(ctx context.Context) (*store.Store, string, error) {
	dsn, err := a.dsn()
	if err != nil {
		return nil, "", err
	}
	st, err := store.Open(ctx, dsn)
	return st, dsn, err
}

// openRead opens the store for reading. Where there is none yet, it is empty:
// reading makes no folder.
func (a *app) openRead(cmd *cobra.Command) (*store.Store, string, error) {
	dsn, err := a.dsn()
	if err != nil {
		return nil, "", err
	}
	if dsn == store.Memory {
		st, err := store.Open(cmd.Context(), dsn)
		return st, dsn, err
	}
	st, err := store.Open(cmd.Context(), dsn, store.ReadOnly())
	if errors.Is(err, fs.ErrNotExist) {
		cmd.PrintErrf("parley: there is no store at %s yet, so nothing is known; parley ingest makes one\n", dsn)
		st, err = store.Open(cmd.Context(), store.Memory)
		return st, store.Memory, err
	}
	return st, dsn, err
}
