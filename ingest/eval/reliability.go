package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
)

// Reliability compares the confidence of facts with how many of them are right:
// of those said to be right with 0.8, about 80 of 100 should be.
type Reliability struct {
	bins  map[string][]bin // by fact
	brier map[string]float64
}

type bin struct {
	n     int
	right int
	sum   float64 // of the confidences
}

// edges are the lower bounds of the bins. Most facts are sure, so the bins are
// narrower there.
var edges = [...]float64{0, 0.5, 0.7, 0.8, 0.9, 0.95}

// judged are the facts in the order of the table.
var judged = [...]string{"role", "meeting", "participant", "claim", "interaction"}

// Add counts verdicts; those without a confidence are left out.
func (r *Reliability) Add(vs []Verdict) {
	if r.bins == nil {
		r.bins, r.brier = map[string][]bin{}, map[string]float64{}
	}
	for _, v := range vs {
		if v.Confidence == nil {
			continue
		}
		bs := r.bins[v.Fact]
		if bs == nil {
			bs = make([]bin, len(edges))
			r.bins[v.Fact] = bs
		}
		k := len(edges) - 1
		for *v.Confidence < edges[k] {
			k--
		}
		bs[k].n++
		bs[k].sum += *v.Confidence
		miss := *v.Confidence
		if v.Right {
			bs[k].right++
			miss--
		}
		r.brier[v.Fact] += miss * miss
	}
}

// figures are those of one kind of fact.
type figures struct {
	N        int         `json:"n"`
	Right    int         `json:"right"`
	Expected float64     `json:"expected"` // how many should be right
	ECE      float64     `json:"ece"`      // expected calibration error: mean distance of the bins, by size
	Brier    float64     `json:"brier"`    // mean squared distance of the confidence from 0 or 1
	Bins     []binFigure `json:"bins"`
}

type binFigure struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	N     int     `json:"n"`
	Said  float64 `json:"said"`  // mean confidence
	Right float64 `json:"right"` // share
}

func (r *Reliability) figures(fact string) (figures, bool) {
	f := figures{}
	for k, b := range r.bins[fact] {
		if b.n == 0 {
			continue
		}
		n := float64(b.n)
		to := 1.0
		if k+1 < len(edges) {
			to = edges[k+1]
		}
		f.N, f.Right, f.Expected = f.N+b.n, f.Right+b.right, f.Expected+b.sum
		f.ECE += math.Abs(b.sum - float64(b.right))
		f.Bins = append(f.Bins, binFigure{edges[k], to, b.n, b.sum / n, float64(b.right) / n})
	}
	if f.N == 0 {
		return f, false
	}
	f.ECE /= float64(f.N)
	f.Brier = r.brier[fact] / float64(f.N)
	return f, true
}

// WriteTable writes, for each kind of fact and each range of confidence, how
// many facts there are, what they say, and how many of them are right.
func (r *Reliability) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s  %-12s  %6s  %6s  %6s\n", "confidence", "", "facts", "said", "right")
	for _, fact := range judged {
		f, ok := r.figures(fact)
		if !ok {
			continue
		}
		name := fact
		for _, x := range f.Bins {
			fmt.Fprintf(&b, "%-12s  %.2f to %.2f  %6d  %6.2f  %6.2f\n", name, x.From, x.To, x.N, x.Said, x.Right)
			name = ""
		}
		fmt.Fprintf(&b, "%-12s  %-12s  %6d  %6.2f  %6.2f  calibration error %.3f, Brier %.3f\n", "", "all", f.N, f.Expected/float64(f.N), float64(f.Right)/float64(f.N), f.ECE, f.Brier)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// MarshalJSON writes {fact: figures}.
func (r *Reliability) MarshalJSON() ([]byte, error) {
	out := map[string]figures{}
	for _, fact := range judged {
		if f, ok := r.figures(fact); ok {
			out[fact] = f
		}
	}
	return json.Marshal(out)
}
