package ingest

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestGrowth holds that facts are found in time that grows with the length of a
// text, not with its square: four times the text may take ten times as long,
// where the square would make it sixteen. Only the reading of facts is timed, a
// text against itself, and one quiet moment in five attempts is enough.
func TestGrowth(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const small, factor, most, attempts = 12_000, 4, 10, 5
	x := extractor(t)
	for _, h := range hostileTexts {
		t.Run(h.name, func(t *testing.T) {
			var read [2]func() time.Duration
			for i, size := range [...]int{small, small * factor} {
				a := Article{Name: "growth", Text: h.text(size), Published: "2021-03-10"}
				doc := annotate(x.model, a.Text)
				checkDoc(t, a.Text, doc)
				checkFacts(t, x.facts(a, doc))
				read[i] = func() time.Duration {
					start := time.Now()
					x.facts(a, doc)
					return time.Since(start)
				}
			}
			best := 0.0
			for range attempts {
				grown := float64(read[1]()) / float64(read[0]())
				if grown < most {
					return
				}
				if best == 0 || grown < best {
					best = grown
				}
			}
			t.Errorf("%d times the text takes at least %.1f times as long", factor, best)
		})
	}
}

// A sentence without end is cut, and no name is.
func TestCutSentences(t *testing.T) {
	x := extractor(t)
	list := over(func(i int) string { return "the envoy of " + person(i) + ", " })
	for _, text := range []string{
		list(12_000), strings.ReplaceAll(list(12_000), ",", ";"), strings.ReplaceAll(list(12_000), ",", " and"), strings.Repeat("word ", 2000),
	} {
		doc := annotate(x.model, text)
		checkDoc(t, text, doc)
		ends := map[int]bool{}
		for _, s := range doc.Sentences {
			if s.End-s.Start > maxSentence {
				t.Errorf("%.40q: a sentence of %d tokens", text, s.End-s.Start)
			}
			ends[s.End] = true
		}
		for _, e := range doc.Entities {
			for i := e.Start + 1; i < e.End; i++ {
				if ends[i] {
					t.Errorf("%.40q: a sentence ends inside %q", text, doc.SpanText(e.Span))
				}
			}
		}
	}
}

// hostileTexts are texts that no press writes but that a reader may be given:
// each makes as much as it can of one thing that extraction looks at. text
// returns one of at most size bytes.
var hostileTexts = []struct {
	name string
	text func(size int) string
}{
	{"sentence", over(func(i int) string {
		return fmt.Sprintf("the envoy of state %d met the minister in the old hall and ", i)
	})},
	{"said", over(func(int) string { return "he said " })},
	{"said that", over(func(int) string { return "the minister said that " })},
	{"clauses", over(func(int) string { return "the envoy who met the minister who told " })},
	{"quotes", over(func(i int) string {
		return fmt.Sprintf("“We will not sign article %d,” said the minister. ", i)
	})},
	{"fragments", over(func(int) string { return "The envoy called it “a good start” and “a new page”. " })},
	{"open quote", over(func(i int) string { return fmt.Sprintf("“It said that round %d failed. ", i) })},
	{"people", over(func(i int) string {
		return fmt.Sprintf("President %s met Foreign Minister %s. ", person(2*i), person(2*i+1))
	})},
	{"list", over(func(i int) string { return person(i) + ", " })},
	{"surnames", over(func(i int) string { return person(i) + " spoke. " + word(i/7+1) + " left. " })},
	{"roles", over(func(i int) string {
		return fmt.Sprintf("Minister %s left. The French minister met the president of Norway. ", person(i))
	})},
	{"dates", over(func(i int) string {
		return fmt.Sprintf("On %d May %d they met, and three days later they left. ", i%28+1, 1900+i%120)
	})},
	{"meetings", over(func(i int) string {
		return fmt.Sprintf("%s met %s in Oslo on %d May 2019. ", person(i), person(i*7+1), i%28+1)
	})},
	{"visits", over(func(i int) string {
		return fmt.Sprintf("%s visited Norway in %d. The French delegation met there. ", person(i), 1900+i%120)
	})},
	{"including", over(func(i int) string { return "the talks with a team led by officials including " + word(i) + " " })},
	{"Kim", over(func(i int) string { return word(i) + " Kim met Kim. " })},
	{"echo", over(func(int) string { return "The coalition said so and the coalition left. " })},
	{"pronouns", over(func(int) string { return "It was said that they left. He said it. " })},
	{"rounds", over(func(int) string { return "The meeting was held. The second round of talks ended with an accord. " })},
	{"brackets", over(func(int) string { return "(the envoy [of the state (the " })},
	{"acronyms", over(func(i int) string {
		w := word(i)
		return fmt.Sprintf("The %s Trade Union (%sTU) met. ", w, w[:1])
	})},
	{"lines", over(func(i int) string { return word(i) + "\n" })},
	{"spaces", over(func(i int) string { return "a" + strings.Repeat(" ", i%50) + "\n\n" })},
}

// over repeats what piece gives for 0, 1, 2 and so on, up to a size.
func over(piece func(i int) string) func(size int) string {
	return func(size int) string {
		var out strings.Builder
		for i := 0; out.Len() < size; i++ {
			out.WriteString(piece(i))
		}
		return cut(out.String(), size)
	}
}

// word returns an invented word with a capital, another for each i.
func word(i int) string {
	syllables := [...]string{"ba", "ke", "ri", "mo", "su", "ta", "len", "dor", "vi", "ga", "no", "pel", "shi", "rak", "um", "zo"}
	out := ""
	for n := i + 16; n > 0; n /= 16 {
		out += syllables[n%16]
	}
	return strings.ToUpper(out[:1]) + out[1:]
}

// person returns an invented full name, another for each i.
func person(i int) string { return word(i%97+300) + " " + word(i*31+5000) }
