// Package confidence says how sure a fact is: the probability that it is right,
// from what can be seen of it (the rule, how the text names its parties, how
// often it tells of it).
//
// The probability is a logistic model. Its weights stand in data/confidence.tsv
// and are fitted to gold by the program ingest/eval/internal/calibrate; a signal that
// the gold never showed has no weight, and the fact goes by the others.
package confidence

import (
	"bufio"
	"fmt"
	"io/fs"
	"math"
	"sort"
	"strconv"
	"strings"

	"parley/graph"
)

// File is the path of the weights in the data file system.
const File = "confidence.tsv"

// The kinds of facts that have weights.
const (
	Tenure        = "tenure"
	Meeting       = "meeting"
	Participation = "participation"
	Claim         = "claim"
)

// Always is the signal that every fact has.
const Always = "always"

// Weights are log odds by kind of fact and signal.
type Weights map[string]map[string]float64

// Load reads weights: lines of a kind of fact, a signal and a weight, with tabs
// between. Errors name file and line.
func Load(fsys fs.FS, path string) (Weights, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := Weights{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("%s:%d: want a fact, a signal and a weight with tabs between", path, n)
		}
		x, err := strconv.ParseFloat(cells[2], 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return nil, fmt.Errorf("%s:%d: %q is no weight", path, n, cells[2])
		}
		if w[cells[0]] == nil {
			w[cells[0]] = map[string]float64{}
		}
		w[cells[0]][cells[1]] = x
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return w, nil
}

// Probability is how likely a fact of a kind with these signals is right, in
// hundredths between 0.01 and 0.99.
func (w Weights) Probability(kind string, signals []string) float64 {
	sum := 0.0
	for _, s := range signals {
		sum += w[kind][s]
	}
	p := 1 / (1 + math.Exp(-sum))
	return min(max(math.Round(100*p)/100, 0.01), 0.99)
}

// Set gives the posts, meetings, participations and claims of a document their
// confidence. That of interactions stays as the rule has it: fitted to the few
// texts with gold for them it would say more than other texts bear out.
func (w Weights) Set(f *graph.Facts) {
	s := NewSignals(f)
	for i := range f.Tenures {
		put(f.Tenures[i].Evidence, w.Probability(Tenure, s.Tenure(&f.Tenures[i])))
	}
	for i := range f.Meetings {
		m := &f.Meetings[i]
		p := w.Probability(Meeting, s.Meeting(m))
		put(m.Evidence, p)
		for j := range m.Participations {
			// A party took part only if there was a meeting.
			m.Participations[j].Confidence = min(p, w.Probability(Participation, s.Participation(m, j)))
		}
	}
	for i := range f.Claims {
		put(f.Claims[i].Evidence, w.Probability(Claim, s.Claim(&f.Claims[i])))
	}
}

func put(ev []graph.Evidence, p float64) {
	for i := range ev {
		ev[i].Confidence = p
	}
}

// Signals reads off a document's facts what can be seen of each.
type Signals struct {
	kinds    map[string]graph.EntityType
	mentions map[string][]graph.Mention // by entity, in text order
}

// NewSignals indexes the facts of a document.
func NewSignals(f *graph.Facts) *Signals {
	s := &Signals{kinds: map[string]graph.EntityType{}, mentions: map[string][]graph.Mention{}}
	for _, e := range f.Entities {
		s.kinds[e.ID] = e.Type
	}
	for _, m := range f.Mentions {
		s.mentions[m.Entity] = append(s.mentions[m.Entity], m)
	}
	return s
}

// Tenure returns the signals of a post.
func (s *Signals) Tenure(t *graph.Tenure) []string {
	of := "of=" + string(s.kinds[t.Of])
	return []string{Always, rule(t.Evidence), of}
}

// Meeting returns the signals of a meeting.
func (s *Signals) Meeting(m *graph.Meeting) []string {
	people := 0
	for _, p := range m.Participations {
		if s.kinds[p.Party] == graph.Person {
			people++
		}
	}
	out := []string{
		Always, rule(m.Evidence), "mode=" + string(m.Mode), "status=" + string(m.Status),
		"told=" + upTo(len(m.Evidence), 3), "parties=" + upTo(len(m.Participations), 3), "persons=" + upTo(people, 2),
	}
	if m.Date.EDTF == "" {
		out = append(out, "undated")
	}
	if m.Place == "" {
		out = append(out, "placeless")
	}
	return out
}

// Participation returns the signals of the jth party of a meeting.
func (s *Signals) Participation(m *graph.Meeting, j int) []string {
	p := m.Participations[j]
	return []string{
		Always, rule(m.Evidence), "as=" + string(p.As), "party=" + string(s.kinds[p.Party]),
		"named=" + s.named(p.Party, m.Evidence), "parties=" + upTo(len(m.Participations), 4), "status=" + string(m.Status),
	}
}

// Claim returns the signals of a claim.
func (s *Signals) Claim(c *graph.Claim) []string {
	speaker := "speaker=" + string(s.kinds[c.Speaker])
	words := len(strings.Fields(c.Content))
	return []string{Always, rule(c.Evidence), "kind=" + string(c.Kind), speaker, "named=" + s.named(c.Speaker, c.Evidence), "words=" + upTo(words/4, 3)}
}

// named is the surest way in which the sentences name an entity, "" where they
// do not.
func (s *Signals) named(entity string, ev []graph.Evidence) string {
	best := ""
	ms := s.mentions[entity]
	for _, e := range ev {
		from := sort.Search(len(ms), func(k int) bool { return ms[k].Start >= e.Start })
		for _, m := range ms[from:] {
			if m.Start >= e.End {
				break
			}
			if m.End > e.End {
				continue
			}
			switch way := wayOf(m.Method); {
			case way == "name":
				return way
			case best == "" || way == "phrase":
				best = way
			}
		}
	}
	return best
}

// wayOf puts the methods by which mentions are resolved into three classes.
func wayOf(method string) string {
	switch method {
	case "pronoun":
		return "pronoun"
	case "role", "role-for", "counterpart", "group", "nominal", "delegation", "national":
		return "phrase"
	}
	return "name"
}

func rule(ev []graph.Evidence) string {
	if len(ev) == 0 {
		return "rule="
	}
	return "rule=" + ev[0].Rule
}

// upTo writes a count, with all from most on as one.
func upTo(n, most int) string {
	if n >= most {
		return strconv.Itoa(most) + "+"
	}
	return strconv.Itoa(n)
}
