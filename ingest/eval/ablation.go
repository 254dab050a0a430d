package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Ablation compares what is found with what is found when one mechanism is
// left out.
type Ablation struct {
	All  Score // with all mechanisms
	Rows []Without
}

// Without is the score without one mechanism.
type Without struct {
	Name, What string
	Score      *Score
}

// differences are the figures whose differences an ablation shows.
var differences = []struct {
	title  string
	figure func(*Score) float64
}{
	{"entity", f1Of(cEntity)}, {"role", f1Of(cRole)}, {"meeting", f1Of(cMeeting)}, {"edge", f1Of(cEdge)},
	{"claim", f1Of(cClaim)}, {"attributed", f1Of(cAttributed)},
	{"date", rateOf(rDateExact)}, {"place", rateOf(rPlace)},
}

func f1Of(count int) func(*Score) float64 {
	return func(s *Score) float64 {
		_, _, f1 := s.counts[count].Rates()
		return f1
	}
}

func rateOf(right int) func(*Score) float64 {
	return func(s *Score) float64 { return s.right[right].Rate() }
}

// WriteTable writes what each mechanism gives: by how much F1, or the share
// that is right, falls without it, in points of a hundred. What helps is
// positive.
func (a *Ablation) WriteTable(w io.Writer) error {
	var b strings.Builder
	width := len("with all")
	for _, r := range a.Rows {
		width = max(width, len(r.Name))
	}
	fmt.Fprintf(&b, "%-*s", width, "")
	for _, c := range differences {
		fmt.Fprintf(&b, "  %10s", c.title)
	}
	fmt.Fprintf(&b, "\n%-*s", width, "with all")
	for _, c := range differences {
		fmt.Fprintf(&b, "  %10.3f", c.figure(&a.All))
	}
	b.WriteString("\n\nwhat each gives, in points of a hundred\n")
	for _, r := range a.Rows {
		fmt.Fprintf(&b, "%-*s", width, r.Name)
		for _, c := range differences {
			points := 100 * (c.figure(&a.All) - c.figure(r.Score))
			if points > -0.05 && points < 0.05 {
				fmt.Fprintf(&b, "  %10s", "")
			} else {
				fmt.Fprintf(&b, "  %+10.1f", points)
			}
		}
		fmt.Fprintf(&b, "  %s\n", r.What)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// MarshalJSON writes {"all": figures, "without": {name: figures}}.
func (a *Ablation) MarshalJSON() ([]byte, error) {
	without := map[string]*Score{}
	for _, r := range a.Rows {
		without[r.Name] = r.Score
	}
	return json.Marshal(map[string]any{"all": &a.All, "without": without})
}
