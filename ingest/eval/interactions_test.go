package eval

import (
	"path/filepath"
	"strings"
	"testing"
)

const (
	deedsText = "Kari Nordahl met Haruto Ishida in Oslo. Norway blamed Japan for the delay.\n"
	deedsGold = `{"doc": "deeds.txt", "published": null,
	"entities": [{"id": "k", "type": "person", "name": "Kari Nordahl", "mentions": ["Kari Nordahl"]},
		{"id": "h", "type": "person", "name": "Haruto Ishida", "mentions": ["Haruto Ishida"]},
		{"id": "n", "type": "state", "name": "Norway", "mentions": ["Norway"]},
		{"id": "j", "type": "state", "name": "Japan", "mentions": ["Japan"]}],
	"roles": [{"person": "h", "role": "foreign minister", "of": "j"}], "meetings": [], "claims": [],
	"interactions": [
		{"id": "i1", "class": "CONSULT", "actor": "k", "recipient": "h", "mutual": true, "status": "held",
			"words": "met", "evidence": "Kari Nordahl met Haruto Ishida in Oslo."},
		{"id": "i2", "class": "ACCUSE", "class_alt": ["REJECT"], "actor": "n", "recipient": "j", "recipient_alt": [null], "status": "held",
			"words": "blamed", "evidence": "Norway blamed Japan for the delay."}]}`
)

// deed is what a system says, with ids of a document that has the entities of
// deedsGold under the same ids.
type deed struct{ class, actor, recipient, status, evidence string }

func TestInteractions(t *testing.T) {
	const met, blamed = "Kari Nordahl met Haruto Ishida in Oslo.", "Norway blamed Japan for the delay."
	for _, tt := range []struct {
		name   string
		said   []deed
		want   Counts
		status Share
	}{
		{"nothing", nil, Counts{FN: 2}, Share{}},
		{"both", []deed{{"CONSULT", "k", "h", "held", met}, {"ACCUSE", "n", "j", "held", blamed}}, Counts{TP: 2}, Share{2, 2}},
		{"the other way round", []deed{{"CONSULT", "h", "k", "held", met}, {"ACCUSE", "j", "n", "held", blamed}}, Counts{TP: 1, FP: 1, FN: 1}, Share{1, 1}},
		{"another class", []deed{{"SUPPORT", "k", "h", "held", met}, {"REJECT", "n", "j", "held", blamed}}, Counts{TP: 1, FP: 1, FN: 1}, Share{1, 1}},
		{"another sentence", []deed{{"CONSULT", "k", "h", "held", blamed}}, Counts{FP: 1, FN: 2}, Share{}},
		{"a state for its official", []deed{{"CONSULT", "k", "j", "held", met}}, Counts{TP: 1, FN: 1}, Share{1, 1}},
		{"an official for a state", []deed{{"ACCUSE", "n", "h", "held", blamed}}, Counts{TP: 1, FN: 1}, Share{1, 1}},
		{"an official with no such role", []deed{{"ACCUSE", "k", "j", "held", blamed}}, Counts{FP: 1, FN: 2}, Share{}},
		{"no recipient where none is right", []deed{{"ACCUSE", "n", "", "held", blamed}}, Counts{TP: 1, FN: 1}, Share{1, 1}},
		{"no recipient where one is needed", []deed{{"CONSULT", "k", "", "held", met}}, Counts{FP: 1, FN: 2}, Share{}},
		{"twice", []deed{{"CONSULT", "k", "h", "held", met}, {"CONSULT", "k", "j", "held", met}}, Counts{TP: 1, FP: 1, FN: 1}, Share{1, 1}},
		{"another status", []deed{{"CONSULT", "k", "h", "planned", met}}, Counts{TP: 1, FN: 1}, Share{0, 1}},
	} {
		gold, sys := parse(t, deedsGold), parse(t, deedsGold)
		sys.Interactions = nil
		for _, d := range tt.said {
			sys.Interactions = append(sys.Interactions, interaction{Class: d.class, Actor: ref(d.actor), Recipient: ref(d.recipient), Status: d.status, Evidence: d.evidence})
		}
		c := Compare(gold, sys)
		all, _, ok := c.Score.Interactions()
		if !ok || *all.Counts != tt.want || *c.Score.InteractionStatus().Share != tt.status {
			t.Errorf("%s: %+v, status %+v; want %+v, %+v", tt.name, all.Counts, c.Score.interactionStatus, tt.want, tt.status)
		}
		judged := 0
		for _, v := range c.Verdicts() {
			if v.Fact == "interaction" {
				judged++
			}
		}
		if judged != len(tt.said) {
			t.Errorf("%s: %d verdicts for %d", tt.name, judged, len(tt.said))
		}
		if faults := len(c.Findings("")); faults != tt.want.FP+tt.want.FN+tt.status.N-tt.status.OK {
			t.Errorf("%s: %d findings", tt.name, faults)
		}
	}
}

func TestInteractionsOptional(t *testing.T) {
	gold, sys := parse(t, strings.Replace(deedsGold, `"id": "i2",`, `"id": "i2", "optional": true,`, 1)), parse(t, deedsGold)
	if all, _, _ := Compare(gold, sys).Score.Interactions(); *all.Counts != (Counts{TP: 1}) {
		t.Errorf("found: %+v", all.Counts)
	}
	sys.Interactions = nil
	if all, _, _ := Compare(gold, sys).Score.Interactions(); *all.Counts != (Counts{FN: 1}) {
		t.Errorf("missed: %+v", all.Counts)
	}
}

// What gold without interactions is of has no figures for them.
func TestInteractionsNotInGold(t *testing.T) {
	gold, sys := parse(t, deedsGold), parse(t, deedsGold)
	gold.Interactions = nil
	r := &Report{}
	r.Add("deeds", Compare(gold, sys).Score, nil)
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "interaction") {
		t.Errorf("got %s", &b)
	}
	r = &Report{}
	r.Add("deeds", Compare(sys, sys).Score, nil)
	b.Reset()
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	const want = "interaction              P 1.000  R 1.000  F1 1.000   (tp 2 fp 0 fn 0)\n  ACCUSE                 P 1.000"
	if !strings.Contains(b.String(), want) {
		t.Errorf("no %q in %s", want, &b)
	}
}

// A supplement adds interactions to the gold of its name, whose text it is of.
func TestReadSupplement(t *testing.T) {
	dir, more := t.TempDir(), t.TempDir()
	base := deedsGold[:strings.Index(deedsGold, `, "meetings"`)] + `, "meetings": [], "claims": []}`
	write(t, filepath.Join(dir, "deeds.gold.json"), []byte(base))
	write(t, filepath.Join(dir, "deeds.txt"), []byte(deedsText))
	b, err := Standoff([]byte(strings.Replace(deedsGold, `"published"`, `"supplement": true, "published"`, 1)), "deeds.txt", deedsText)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), `"words":[13,16],"evidence":[0,39]`) || strings.Contains(string(b), "entities") {
		t.Errorf("standoff %s", b)
	}
	write(t, filepath.Join(more, "deeds.gold.json"), b)
	gold, err := ReadGold([]string{more, dir}, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(gold) != 1 || gold[0].Path != filepath.Join(dir, "deeds.gold.json") || len(gold[0].Doc.Interactions) != 2 ||
		gold[0].Doc.Interactions[0].Words != "met" || gold[0].Doc.Interactions[1].Evidence != "Norway blamed Japan for the delay." {
		t.Errorf("got %+v", gold)
	}
	if _, err := ReadGold([]string{more}, ""); err == nil || !strings.Contains(err.Error(), "there is no gold deeds that it could add to") {
		t.Errorf("alone: %v", err)
	}
	write(t, filepath.Join(dir, "deeds.txt"), []byte(deedsText+"More.\n"))
	if _, err := ReadGold([]string{dir, more}, ""); err == nil || !strings.Contains(err.Error(), ErrText.Error()) {
		t.Errorf("of another text: %v", err)
	}
}
