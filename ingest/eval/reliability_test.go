package eval

import (
	"strings"
	"testing"
)

func TestReliability(t *testing.T) {
	var r Reliability
	say := func(fact string, p float64, right ...bool) {
		for _, ok := range right {
			r.Add([]Verdict{{Fact: fact, Confidence: &p, Right: ok}})
		}
	}
	say("claim", 0.8, true, true, true, true, false)
	say("claim", 1, true)
	say("claim", 0.4, true)
	say("meeting", 0.95, false)
	r.Add([]Verdict{{Fact: "role", Right: true}}) // says nothing of its confidence
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	// The error of claims is (|0.4-1| + |4-4| + |1-1|)/7, their Brier score
	// (4*0.2² + 0.8² + 0 + 0.6²)/7.
	want := `confidence                   facts    said   right
meeting       0.95 to 1.00       1    0.95    0.00
              all                1    0.95    0.00  calibration error 0.950, Brier 0.902
claim         0.00 to 0.50       1    0.40    1.00
              0.80 to 0.90       5    0.80    0.80
              0.95 to 1.00       1    1.00    1.00
              all                7    0.77    0.86  calibration error 0.086, Brier 0.166
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestVerdicts(t *testing.T) {
	gold, err := Parse([]byte(`{"doc": "a.txt",
		"entities": [{"id": "x", "type": "person", "name": "Ana Ruiz", "mentions": ["Ana Ruiz"]}, {"id": "y", "type": "person", "name": "Bo Lind", "mentions": ["Bo Lind"]}, {"id": "z", "type": "state", "name": "Chile", "mentions": ["Chile"]}],
		"meetings": [{"mode": "in_person", "status": "held", "date": null, "participants": ["x", "y"], "participants_optional": ["z"], "evidence": "Ana Ruiz met Bo Lind of Chile."}],
		"claims": [{"speaker": "x", "kind": "indirect", "content": "the road was long", "evidence": "e"}, {"speaker": "y", "kind": "indirect", "content": "nobody would object to that", "evidence": "e", "optional": true}]}`))
	if err != nil {
		t.Fatal(err)
	}
	sys, err := Parse([]byte(`{"doc": "a.txt",
		"entities": [{"id": "1", "type": "person", "name": "Ana Ruiz", "mentions": ["Ana Ruiz"]}, {"id": "2", "type": "person", "name": "Bo Lind", "mentions": ["Bo Lind"]}, {"id": "3", "type": "state", "name": "Chile", "mentions": ["Chile"]}, {"id": "4", "type": "person", "name": "Cy Moss", "mentions": ["Cy Moss"]}],
		"meetings": [{"mode": "in_person", "status": "held", "date": null, "participants": ["1", "3", "4"], "parties": [{"entity": "1", "confidence": 0.9}, {"entity": "3"}, {"entity": "4", "confidence": 0.4}], "evidence": "Ana Ruiz met Bo Lind of Chile.", "confidence": 0.8}],
		"claims": [{"speaker": "2", "kind": "indirect", "content": "the road was long", "evidence": "e", "confidence": 0.7}, {"speaker": "2", "kind": "indirect", "content": "nobody would object to that", "evidence": "e"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	type verdict struct {
		fact        string
		item, party int
		said        float64
		right       bool
	}
	want := []verdict{
		{"meeting", 0, 0, 0.8, true},
		{"claim", 0, 0, 0.7, false}, // the other one said so
		{"participant", 0, 0, 0.9, true},
		{"participant", 0, 2, 0.4, false}, // Chile is optional
	}
	got := Compare(gold, sys).Verdicts()
	if len(got) != len(want) {
		t.Fatalf("%d verdicts, want %d: %+v", len(got), len(want), got)
	}
	for i, v := range got {
		if v.Confidence == nil || (verdict{v.Fact, v.Item, v.Party, *v.Confidence, v.Right}) != want[i] {
			t.Errorf("verdict %d is %+v, want %+v", i, v, want[i])
		}
	}
	if left := sys.AtLeast(0.5).Meetings[0].Participants; len(left) != 2 || left[0] != "1" || left[1] != "3" {
		t.Errorf("participants of at least 0.5: %v, want 1 and 3", left)
	}
}
