package eval

import (
	"encoding/json"
	"maps"
	"testing"
)

// fields are those of a meeting or a claim in JSON.
type fields map[string]any

// parties of the cases below: Ann, Bob and Cy, a format and an organization.
const people = `[
	{"id": "a", "type": "person", "name": "Ann Able"}, {"id": "b", "type": "person", "name": "Bob Baker"},
	{"id": "c", "type": "person", "name": "Cy Cole"}, {"id": "q", "type": "format", "name": "Quad"},
	{"id": "l", "type": "organization", "name": "League"}]`

// compared scores one item against another.
func compared(t *testing.T, kind string, gold, sys fields) *Score {
	t.Helper()
	doc := func(x fields) Doc {
		b, err := json.Marshal(map[string]any{"entities": json.RawMessage(people), kind: []any{x}})
		if err != nil {
			t.Fatal(err)
		}
		d, err := Parse(b)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	return Compare(doc(gold), doc(sys)).Score
}

func with(base, more fields) fields {
	out := maps.Clone(base)
	maps.Copy(out, more)
	return out
}

// When two meetings are one.
func TestMeetingRules(t *testing.T) {
	const here, there = "Ann Able received her guests at the old harbour.", "Later there was a call."
	two := fields{"participants": []string{"a", "b"}, "status": "held", "mode": "in_person", "evidence": here}
	tests := []struct {
		name      string
		gold, sys fields // over two; the evidence of sys is elsewhere unless said
		want      bool
	}{
		{"same parties, no dates", nil, nil, true},
		{"half the parties, no dates", nil, fields{"participants": []string{"a"}}, false},
		{"half the parties, a date", fields{"date": "2021-05-01"}, fields{"participants": []string{"a"}, "date": "2021-05"}, true},
		{"half the parties, another date of the gold", fields{"date_alt": []any{"2021-05"}}, fields{"participants": []string{"a"}, "date": "2021-05-01"}, true},
		{"half the parties, same sentence", nil, fields{"participants": []string{"a"}, "evidence": here}, true},
		{"less than half, a date", fields{"date": "2021-05-01"}, fields{"participants": []string{"a", "c", "q"}, "date": "2021-05-01"}, false},
		{"more than half, no dates", nil, fields{"participants": []string{"a", "b", "c"}}, true},
		{"same parties, dates apart", fields{"date": "2021-05-01"}, fields{"date": "2022"}, false},
		{"same parties, a date where gold has none", nil, fields{"date": "2022"}, false},
		{"optional parties do not count", fields{"participants_optional": []string{"c", "q"}}, fields{"participants": []string{"a", "b", "c", "q"}}, true},
		{"planned for held", nil, fields{"status": "planned"}, false},
		{"cancelled for held", nil, fields{"status": "cancelled"}, false},
		{"refused for held", nil, fields{"status": "refused"}, false},
		{"ongoing for held", nil, fields{"status": "ongoing"}, true},
		{"refused for held, same sentence", nil, fields{"status": "refused", "evidence": here}, true},
		{"held for planned", fields{"status": "planned"}, nil, true},
		{"same sentence, nobody in common", nil, fields{"participants": []string{"c"}, "evidence": here}, false},
		{"same sentence and format", fields{"format": "q"}, fields{"participants": []string{"c"}, "evidence": here, "format": "q"}, true},
		{"same sentence, another format of the gold", fields{"format": "q", "format_alt": []any{"l"}}, fields{"participants": []string{"c"}, "evidence": here, "format": "l"}, true},
		{"same sentence, no format", fields{"format": "q", "format_alt": []any{nil}}, fields{"participants": []string{"c"}, "evidence": here}, false},
		{"same format, other sentence", fields{"format": "q"}, fields{"participants": []string{"c"}, "format": "q"}, false},
		{"same sentence, gold without parties", fields{"participants": []string{}}, fields{"participants": []string{"c"}, "evidence": here}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := compared(t, "meetings", with(two, tt.gold), with(with(two, fields{"evidence": there}), tt.sys))
			if got := s.counts[cMeeting].TP == 1; got != tt.want {
				t.Errorf("matched %t, want %t", got, tt.want)
			}
		})
	}
}

// When a field of a meeting is right.
func TestFieldRules(t *testing.T) {
	meeting := fields{"participants": []string{"a"}, "evidence": "They met."}
	tests := []struct {
		name, figure string
		gold, sys    fields
		ok, n        int
	}{
		{"format right", "format", fields{"format": "q"}, fields{"format": "q"}, 1, 1},
		{"format missing", "format", fields{"format": "q"}, nil, 0, 1},
		{"format invented", "format", nil, fields{"format": "q"}, 0, 1},
		{"no format", "format", nil, nil, 0, 0},
		{"another format", "format", fields{"format": "q", "format_alt": []any{"l", nil}}, fields{"format": "l"}, 1, 1},
		{"no format is right as well", "format", fields{"format": "q", "format_alt": []any{"l", nil}}, nil, 1, 1},
		{"date overclaimed", "date_overclaimed", nil, fields{"date": "2021"}, 1, 1},
		{"overclaimed is wrong", "date_exact", nil, fields{"date": "2021"}, 0, 1},
		{"another date is not overclaimed", "date_overclaimed", fields{"date_alt": []any{"2021"}}, fields{"date": "2021-05"}, 0, 1},
		{"wrong is not overclaimed", "date_overclaimed", fields{"date": "2020"}, fields{"date": "2021"}, 0, 0},
		{"less exact", "date_exact", fields{"date": "2021-05-01"}, fields{"date": "2021-05"}, 0, 1},
		{"less exact goes with it", "date_compatible", fields{"date": "2021-05-01"}, fields{"date": "2021-05"}, 1, 1},
		{"mode", "mode", fields{"mode": "video", "mode_alt": []any{"telephone"}}, fields{"mode": "telephone"}, 1, 1},
		{"place by name", "place", fields{"place": "l"}, fields{"place": "the League"}, 1, 1},
		{"place unheard of", "place", fields{"place": "l"}, fields{"place": "Nowhere"}, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := compared(t, "meetings", with(meeting, tt.gold), with(meeting, tt.sys))
			for _, m := range s.Measures() {
				if m.Name == tt.figure && *m.Share != (Share{tt.ok, tt.n}) {
					t.Errorf("%s is %+v, want %d of %d", tt.figure, *m.Share, tt.ok, tt.n)
				}
			}
		})
	}
}

// When two claims are one.
func TestClaimRules(t *testing.T) {
	const whole, part = "the fishing quotas of both sides will be counted in March by a neutral body",
		"the fishing quotas of both sides"
	tests := []struct {
		name      string
		gold, sys fields
		want      bool
	}{
		{"same words, other speaker", fields{"content": whole}, fields{"content": whole, "speaker": "b"}, true},
		{"part of it", fields{"content": whole}, fields{"content": part}, true},
		{"it is part", fields{"content": part}, fields{"content": whole}, true},
		{"part of it, other speaker", fields{"content": whole}, fields{"content": part, "speaker": "b"}, false},
		{"part of it, another speaker of the gold", fields{"content": whole, "speaker_alt": []any{"b"}}, fields{"content": part, "speaker": "b"}, true},
		{"part of four words", fields{"content": "all nets stay dry until the ministers have agreed on it"}, fields{"content": "all nets stay dry"}, false},
		{"part below 35 %", fields{"content": whole + " of the league"}, fields{"content": part}, false},
		{"the same words in pieces", fields{"content": whole}, fields{"content": "fishing quotas counted in March"}, false},
		{"another content", fields{"content": whole, "content_alt": []any{"nothing was agreed"}}, fields{"content": "nothing was agreed", "speaker": "b"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			base := fields{"speaker": "a", "kind": "indirect"}
			s := compared(t, "claims", with(base, tt.gold), with(base, tt.sys))
			if got := s.counts[cClaim].TP == 1; got != tt.want {
				t.Errorf("matched %t, want %t", got, tt.want)
			}
		})
	}
}

// Rates are rounded to even where they lie half way, and have a value where
// nothing is to be found.
func TestRates(t *testing.T) {
	for _, tt := range []struct {
		counts   Counts
		p, r, f1 float64
	}{
		{Counts{0, 0, 0}, 1, 1, 1},
		{Counts{0, 1, 0}, 0, 0, 0},
		{Counts{0, 0, 1}, 0, 0, 0},
		{Counts{1, 31, 0}, 0.0312, 1, 0.0606},
		{Counts{3, 29, 29}, 0.0938, 0.0938, 0.0938},
		{Counts{2, 1, 0}, 0.6667, 1, 0.8},
	} {
		if p, r, f1 := tt.counts.Rates(); p != tt.p || r != tt.r || f1 != tt.f1 {
			t.Errorf("%+v: %v %v %v, want %v %v %v", tt.counts, p, r, f1, tt.p, tt.r, tt.f1)
		}
	}
}
