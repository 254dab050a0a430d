package queries

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"parley/graph"
)

// TestEveryFactHasItsReason opens every fact of the sample by its short id and
// checks that the spans lead to the words in the document.
func TestEveryFactHasItsReason(t *testing.T) {
	f := sampleFacts(t)
	e := NewEnv(openStore(t, "", f))
	var ids []string
	for _, m := range f.Meetings {
		ids = append(ids, m.ID)
	}
	for _, c := range f.Claims {
		ids = append(ids, c.ID)
	}
	for _, x := range f.Tenures {
		ids = append(ids, x.ID)
	}
	for _, i := range f.Interactions {
		ids = append(ids, i.ID)
	}
	for _, id := range ids {
		p, err := e.Why(t.Context(), Fact(id).String())
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if string(p.Fact) != id || len(p.Details) == 0 || len(p.Evidence) != 1 {
			t.Errorf("%s: %+v", id, p)
			continue
		}
		q := p.Evidence[0]
		if f.Document.Text[q.Start:q.End] != q.Text || q.Line != 1+strings.Count(f.Document.Text[:q.Start], "\n") {
			t.Errorf("%s: the quote is not at [%d, %d), line %d", id, q.Start, q.End, q.Line)
		}
		marked := f.Document.Text[q.MarkStart:q.MarkEnd]
		if !strings.Contains(q.Marked(PlainMarks), "«"+printable(marked)+"»") {
			t.Errorf("%s: %q is not marked in %q", id, marked, q.Marked(PlainMarks))
		}
	}
}

func TestWhy(t *testing.T) {
	f := sampleFacts(t)
	e := NewEnv(openStore(t, "", f, again(f)))
	p, err := e.Why(t.Context(), f.Meetings[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := p.Write(&b, PlainMarks); err != nil {
		t.Fatal(err)
	}
	golden(t, "why.txt", b.String())
	if _, err := json.Marshal(p); err != nil {
		t.Error(err)
	}
	for _, c := range []struct {
		id   string
		want any
	}{
		{"ab", new(*UsageError)},
		{"meeting/", new(*UsageError)},
		{"ffffffffffff", new(*UnknownError)},
		{"meeting/ffffffffffff", new(*UnknownError)},
		{"parley:person/sergei-lavrov", new(*UnknownError)},
	} {
		if _, err := e.Why(t.Context(), c.id); err == nil || !errors.As(err, c.want) {
			t.Errorf("Why(%q): %v, want %T", c.id, err, c.want)
		}
	}
}

func TestAmbiguousFact(t *testing.T) {
	f := sampleFacts(t)
	f.Meetings[0].ID = graph.Scheme + "meeting/abcdef0001"
	f.Claims[0].ID = graph.Scheme + "claim/abcdef0002"
	e := NewEnv(openStore(t, "", f))
	_, err := e.Fact(t.Context(), "abcdef")
	var ambiguous *AmbiguousFactError
	if !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Error(err)
	}
	if id, err := e.Fact(t.Context(), "meeting/abcd"); err != nil || id != f.Meetings[0].ID {
		t.Error(id, err)
	}
}

func TestShow(t *testing.T) {
	e := sampleEnv(t)
	for _, c := range []struct{ name, file string }{
		{"lavrov", "show-person"}, {"NATO", "show-organization"}, {"normandy", "show-format"}, {"Geneva", "show-place"},
	} {
		p, err := e.Show(t.Context(), c.name)
		if err != nil {
			t.Fatal(err)
		}
		for _, out := range []Output{Table, JSONArray} {
			var b strings.Builder
			if err := p.Write(&b, out); err != nil {
				t.Fatal(err)
			}
			golden(t, c.file+"."+string(out), b.String())
			if out == JSONArray && !json.Valid([]byte(b.String())) {
				t.Errorf("%s: not JSON", c.name)
			}
		}
	}
}
