package confidence

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/graph"
)

func TestLoad(t *testing.T) {
	tests := []struct{ text, want string }{
		{"# a comment\n\nmeeting\talways\t1.5\nclaim\tkind=direct\t-0.25\n", ""},
		{"meeting\talways\n", "w.tsv:1: want a fact"},
		{"# one\nmeeting\talways\tmuch\n", `w.tsv:2: "much" is no weight`},
		{"meeting\talways\tNaN\n", `w.tsv:1: "NaN" is no weight`},
	}
	for _, tt := range tests {
		w, err := Load(fstest.MapFS{"w.tsv": {Data: []byte(tt.text)}}, "w.tsv")
		switch {
		case tt.want == "" && (err != nil || w[Meeting][Always] != 1.5 || w[Claim]["kind=direct"] != -0.25):
			t.Errorf("Load(%q) = %v, %v", tt.text, w, err)
		case tt.want != "" && (err == nil || !strings.HasPrefix(err.Error(), tt.want)):
			t.Errorf("Load(%q): %v, want %s", tt.text, err, tt.want)
		}
	}
	if _, err := Load(fstest.MapFS{}, "none.tsv"); err == nil {
		t.Error("a missing file gives no error")
	}
}

func TestProbability(t *testing.T) {
	w := Weights{Claim: {Always: 2.2, "kind=mixed": -2.2, "rule=bad": -20, "rule=good": 20}}
	for _, tt := range []struct {
		signals string
		want    float64
	}{
		{"always", 0.90}, {"always kind=mixed", 0.5}, {"always rule=never-seen", 0.90}, {"always rule=bad", 0.01}, {"always rule=good", 0.99},
	} {
		if p := w.Probability(Claim, strings.Fields(tt.signals)); p != tt.want {
			t.Errorf("%s: %v, want %v", tt.signals, p, tt.want)
		}
	}
}

// A person is named in one sentence and only meant by "he" in the next.
func facts() graph.Facts {
	first := graph.Evidence{Start: 0, End: 30, Rule: "meetings/meet"}
	second := graph.Evidence{Start: 31, End: 60, Rule: "claims/say"}
	return graph.Facts{
		Entities: []graph.Entity{{ID: "p", Type: graph.Person}, {ID: "s", Type: graph.State}},
		Mentions: []graph.Mention{{Entity: "p", Start: 0, End: 5, Method: "model"}, {Entity: "s", Start: 20, End: 28, Method: "role-for"}, {Entity: "p", Start: 31, End: 33, Method: "pronoun"}},
		Tenures:  []graph.Tenure{{Person: "p", Of: "s", Evidence: []graph.Evidence{first}}},
		Meetings: []graph.Meeting{{
			Mode: graph.InPerson, Status: graph.Held, Evidence: []graph.Evidence{first},
			Participations: []graph.Participation{{Party: "p", As: graph.Participant}, {Party: "s", As: graph.Host}},
		}},
		Claims: []graph.Claim{{Speaker: "p", Kind: graph.Indirect, Content: "it was late", Evidence: []graph.Evidence{second}}},
	}
}

func TestSignals(t *testing.T) {
	f := facts()
	s := NewSignals(&f)
	tests := []struct {
		name string
		got  []string
		want string
	}{
		{"post", s.Tenure(&f.Tenures[0]), "always rule=meetings/meet of=state"},
		{"meeting", s.Meeting(&f.Meetings[0]), "always rule=meetings/meet mode=in_person status=held told=1 parties=2 persons=1 undated placeless"},
		{"named party", s.Participation(&f.Meetings[0], 0), "always rule=meetings/meet as=participant party=person named=name parties=2 status=held"},
		{"party by its role", s.Participation(&f.Meetings[0], 1), "always rule=meetings/meet as=host party=state named=phrase parties=2 status=held"},
		{"speaker by pronoun", s.Claim(&f.Claims[0]), "always rule=claims/say kind=indirect speaker=person named=pronoun words=0"},
	}
	for _, tt := range tests {
		if want := strings.Fields(tt.want); !slices.Equal(tt.got, want) {
			t.Errorf("%s: %v, want %v", tt.name, tt.got, want)
		}
	}
}

func TestSet(t *testing.T) {
	f := facts()
	w := Weights{Meeting: {Always: 0}, Participation: {"party=person": 3, "as=host": -3}, Tenure: {Always: 3}, Claim: {Always: 1}}
	w.Set(&f)
	m := f.Meetings[0]
	if m.Evidence[0].Confidence != 0.5 || m.Participations[0].Confidence != 0.5 || m.Participations[1].Confidence != 0.05 {
		t.Errorf("meeting %v, its parties %v and %v; want 0.5, 0.5 for no more than the meeting, 0.05", m.Evidence[0].Confidence, m.Participations[0].Confidence, m.Participations[1].Confidence)
	}
	if f.Tenures[0].Evidence[0].Confidence != 0.95 || f.Claims[0].Evidence[0].Confidence != 0.73 {
		t.Errorf("post %v, claim %v; want 0.95, 0.73", f.Tenures[0].Evidence[0].Confidence, f.Claims[0].Evidence[0].Confidence)
	}
}

func TestWeightsOfTheProject(t *testing.T) {
	w, err := Load(data.FS, File)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{Tenure, Meeting, Participation, Claim} {
		if w[kind][Always] == 0 {
			t.Errorf("%s has no weight", kind)
		}
	}
}
