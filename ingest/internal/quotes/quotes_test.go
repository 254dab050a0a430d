package quotes

import (
	"strings"
	"testing"
)

// find renders the quotations of a text as their inner texts; "<" stands
// where the opening mark is missing, ">" where the closing one is, "+" where
// the next paragraph goes on.
func find(text string) []string {
	var out []string
	for _, q := range Find(text) {
		s := text[q.InStart:q.InEnd]
		if !q.Opened {
			s = "<" + s
		}
		if q.Continues {
			s += "+"
		} else if !q.Closed {
			s += ">"
		}
		out = append(out, s)
	}
	return out
}

func TestFind(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"curly", "He said: “We agree.” She left.", "We agree."},
		{"straight", `He said, "We agree," and "we will sign."`, "We agree,|we will sign."},
		{"guillemets", "He spoke of « a new start ».", "a new start"},
		{"low-high", "He spoke of „a new start“ there.", "a new start"},
		{"latex", "He spoke of ``a new start'' there.", "a new start"},
		{"mixed pair", `She called it "a great honor.''`, "a great honor."},
		{"british", "‘We cannot wait,’ the minister said. ‘It’s late.’", "We cannot wait,|It’s late."},
		{"apostrophes", "The ministers’ talks and Iran’s reply weren’t 'quick'.", "quick"},
		{"possessive inside", "'The ministers' talks failed,' he said.", "The ministers' talks failed,"},
		{"nested single", "“He said ‘no’ twice,” she noted.", "He said ‘no’ twice,"},
		{"nested double", "“The “Oslo” track is dead.” He left.", "The “Oslo” track is dead."},
		{"missing open", "We still have a paper”, stressed the envoy.", "<We still have a paper"},
		{"missing open later", "“One.” It ended. We still have time”, he said.", "One.|<We still have time"},
		{"missing close", "“We still have time, said the envoy.", "We still have time, said the envoy.>"},
		{"close before next open", "“We have time. He then spoke of “peace” and left.", "We have time.>|peace"},
		{"paragraphs", "“First part.\n\n“Second part,” he said.", "First part.+|Second part,"},
		{"single paragraphs", "He said: ‘First part. It’s long.\n\n‘Second part.’", "First part. It’s long.+|Second part."},
		{"space on the wrong side", `He added that it would do," But we need time to think".`, "But we need time to think"},
		{"inches", `A 12" gun and a 5" shell.`, ""},
		{"years", "In the '90s nothing moved.", ""},
		{"empty", `He said "" and left.`, ""},
		{"markdown", "- **He said:** “We agree.”", "We agree."},
		{"headline", "Envoy: Talks 'Useful'", "Useful"},
	} {
		if got := strings.Join(find(tc.text), "|"); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestIn(t *testing.T) {
	text := "He said “yes” and “no”."
	qs := Find(text)
	for i := range len(text) {
		q, ok := In(qs, i)
		want := false
		for _, x := range qs {
			want = want || x.Start <= i && i < x.End
		}
		if ok != want || ok && (q.Start > i || q.End <= i) {
			t.Errorf("offset %d: %v %v", i, q, ok)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("He said: “We agree.” She left.\n\n“First part.\n'x' ``a'' \"b")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, q := range Find(text) {
			if q.Start < last || q.Start > q.InStart || q.InStart >= q.InEnd || q.InEnd > q.End || q.End > len(text) {
				t.Fatalf("bad span %+v after %d", q, last)
			}
			last = q.End
		}
	})
}
