package diagram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	graphviz "github.com/goccy/go-graphviz"
)

// childMark in the environment makes a program a layout child.
const childMark = "PARLEY_DIAGRAM_CHILD"

// IsChild reports whether this process was started by Render to lay out a
// graph. Main must then call RenderChild and nothing else.
func IsChild() bool { return os.Getenv(childMark) != "" }

// job is what a child is asked for.
type job struct {
	Engine string `json:"engine"`
	DOT    string `json:"dot"`
}

// RenderChild reads one layout request from r, writes Graphviz's answer to w
// and returns the exit status: 0, or 1 with a message on w. See the package
// comment for where to call it.
func RenderChild(r io.Reader, w io.Writer) int {
	if err := layoutOnce(r, w); err != nil {
		fmt.Fprintln(w, err)
		return 1
	}
	return 0
}

func layoutOnce(r io.Reader, w io.Writer) error {
	var j job
	if err := json.NewDecoder(r).Decode(&j); err != nil {
		return fmt.Errorf("layout request: %w", err)
	}
	out, err := embeddedLayout(context.Background(), j)
	if err != nil {
		return err
	}
	_, err = w.Write(out)
	return err
}

// embeddedLayout runs Graphviz in this process. It must not run twice at a
// time in one process.
func embeddedLayout(ctx context.Context, j job) (out []byte, err error) {
	g, err := graphviz.New(ctx)
	if err != nil {
		return nil, fmt.Errorf("graphviz: %w", err)
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	parsed, err := graphviz.ParseBytes([]byte(j.DOT))
	if err != nil {
		return nil, fmt.Errorf("graphviz: %w", err)
	}
	g.SetLayout(graphviz.Layout(j.Engine))
	var w bytes.Buffer
	if err := g.Render(ctx, parsed, "json0", &w); err != nil {
		return nil, fmt.Errorf("graphviz: %w", err)
	}
	return w.Bytes(), nil
}

// ErrTooSlow says that a layout took longer than it was given.
var ErrTooSlow = errors.New("the layout took too long")

// advice tells what helps when a layout takes too long.
const advice = "narrow it by period, format or around one entity, draw states instead of persons, or lower the number of nodes"

// layOut has Graphviz place a graph in a child process, which is killed when
// the time is up or ctx is done.
func layOut(ctx context.Context, j job, o RenderOptions) ([]byte, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, o.Timeout, ErrTooSlow)
	defer cancel()
	var cmd *exec.Cmd
	var stdin []byte
	if native := nativeDot(o); native != "" {
		cmd = exec.CommandContext(ctx, native, "-K"+j.Engine, "-Tjson0")
		stdin = []byte(j.DOT)
	} else {
		if IsChild() {
			return nil, errors.New("diagram: a layout child tried to draw: main must begin with diagram.IsChild")
		}
		self := o.Child
		if self == "" {
			exe, err := os.Executable()
			if err != nil {
				return nil, fmt.Errorf("diagram: finding this program to start it again: %w", err)
			}
			self = exe
		}
		b, err := json.Marshal(j)
		if err != nil {
			return nil, fmt.Errorf("diagram: %w", err)
		}
		cmd = exec.CommandContext(ctx, self)
		cmd.Env = append(os.Environ(), childMark+"=1")
		stdin = b
	}
	var out, msg bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(stdin), &out, &msg
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), ErrTooSlow):
		return nil, fmt.Errorf("diagram: %w (%s): %s", ErrTooSlow, o.Timeout, advice)
	case ctx.Err() != nil:
		return nil, fmt.Errorf("diagram: %w", context.Cause(ctx))
	case err != nil:
		said := strings.TrimSpace(firstLine(out.String()) + " " + firstLine(msg.String()))
		return nil, fmt.Errorf("diagram: laying out with %s: %w: %s", j.Engine, err, said)
	}
	return out.Bytes(), nil
}

func nativeDot(o RenderOptions) string {
	if !o.Native {
		return ""
	}
	path, err := exec.LookPath("dot")
	if err != nil {
		return ""
	}
	return path
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
