// Parley reads news about diplomacy into a graph and answers who met whom,
// when, where and in which format, who holds which post, and who said what.
//
// Start with
//
//	parley ingest FOLDER
//	parley query --list
//	parley --help
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"parley/graph/diagram"
	"parley/queries"
)

func main() {
	// Layouts and scripts run in child processes: this program again.
	if diagram.IsChild() {
		os.Exit(diagram.RenderChild(os.Stdin, os.Stdout))
	}
	if code, ok := queries.GizmoChild(); ok {
		os.Exit(code)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitMisuse = 2
)

// run runs a command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	cmd, err := root.ExecuteContextC(ctx)
	var usage *usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported):
		return exitFailed
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "parley: interrupted")
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(stderr, "parley: %v\nsee %s --help\n", err, cmd.CommandPath())
		return exitMisuse
	}
	fmt.Fprintf(stderr, "parley: %v\n", err)
	return exitFailed
}
