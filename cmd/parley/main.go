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
	if code, ok := child(); ok {
		os.Exit(code)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// child does the work of this process when it is one that parley started:
// layouts and scripts run in processes of their own, which can be ended.
func child() (code int, ok bool) {
	if diagram.IsChild() {
		return diagram.RenderChild(os.Stdin, os.Stdout), true
	}
	return queries.ScriptChild()
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
