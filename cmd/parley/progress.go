package main

import (
	"fmt"
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows on a terminal how far a batch is; elsewhere it shows nothing.
type progress struct {
	w    io.Writer
	bars *mpb.Progress
	bar  *mpb.Bar
}

// start shows the bar, for more than one text on a terminal.
func (p *progress) start(total int) {
	if total < 2 || !isTerminal(p.w) {
		return
	}
	p.bars = mpb.New(mpb.WithOutput(p.w), mpb.WithWidth(40))
	p.bar = p.bars.AddBar(int64(total),
		mpb.PrependDecorators(decor.CountersNoUnit("%d / %d texts ")),
		mpb.AppendDecorators(decor.Percentage(), decor.Name("  "), decor.AverageETA(decor.ET_STYLE_GO)))
}

func (p *progress) step() {
	if p.bar != nil {
		p.bar.Increment()
	}
}

// printf writes a message above the bar.
func (p *progress) printf(format string, args ...any) {
	w := p.w
	if p.bars != nil {
		w = p.bars
	}
	fmt.Fprintf(w, format, args...)
}

func (p *progress) stop() {
	if p.bar != nil {
		p.bar.Abort(false) // of no effect when it is complete
		p.bars.Wait()
	}
}
