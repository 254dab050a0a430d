package dates

import (
	"strings"
	"testing"

	"parley/ingest/nlp"
)

// FuzzFind gives texts with the annotation that a fuzzer can think of: broken
// trees, wrong tags, sentences anywhere. Nothing may panic, spans must lie in
// the text, and every date must be one.
func FuzzFind(f *testing.F) {
	_, all := readSentences(f)
	for _, s := range all {
		f.Add(s.text, s.published, uint32(7))
	}
	f.Add("On the 31st of Feb., 2021-02-31 to the '60s: Q4 2020\n\n“Two days after Sunday’s", "2021-02-31", uint32(3))
	f.Add("May\n\n\n1,200 years ago—mid-", "1000", uint32(11))
	f.Add("\xff\xfe 3\xff May the 9999th", "2999-12-31", uint32(99))
	tags := []string{"NN", "VBD", "VB", "TO", "MD", "VBN", "VBG", "VBZ", "NNP", "IN", "CD"}
	pos := []string{"NOUN", "VERB", "VERB", "PART", "AUX", "VERB", "VERB", "VERB", "PROPN", "ADP", "NUM"}
	deps := []string{"ROOT", "nsubj", "pobj", "prep", "npadvmod", "relcl", "ccomp", "conj", "aux", "xcomp", "advcl", "acl"}
	labels := []string{"", "DATE", "CARDINAL", "PERSON", "ORG"}
	f.Fuzz(func(t *testing.T, text, published string, seed uint32) {
		d := &nlp.Doc{Text: text}
		next := func(n int) int { // a linear congruential generator: fuzz runs must repeat
			seed = seed*1664525 + 1013904223
			return int(seed>>16) % n
		}
		for _, l := range scan(text) {
			if l.start < 0 || l.end <= l.start || l.end > len(text) {
				t.Fatalf("piece [%d,%d) of %d bytes", l.start, l.end, len(text))
			}
			k := next(len(tags))
			d.Tokens = append(d.Tokens, nlp.Token{Start: l.start, End: l.end, Tag: tags[k], POS: pos[k], Lemma: l.low,
				Head: next(len(text)+2) - 1, Dep: deps[next(len(deps))]})
		}
		for i := 0; i < len(d.Tokens); {
			n := min(len(d.Tokens), i+1+next(9))
			d.Sentences = append(d.Sentences, nlp.Span{Start: i, End: n})
			if l := labels[next(len(labels))]; l != "" {
				d.Entities = append(d.Entities, nlp.Entity{Span: nlp.Span{Start: i, End: n}, Label: l})
			}
			i = n
		}
		m := &matcher{text: text, lx: scan(text)}
		for i := range m.lx {
			if _, _, ok := m.ranged(i); ok && (!m.lx[i].first || m.bareArticle(i)) {
				t.Fatalf("an expression begins with %q %q, which beginnings or afterArticle does not have", m.low(i), m.low(i+1))
			}
		}
		check := func(edtf string) {
			if _, ok := Bounds(edtf); edtf != "" && !ok {
				t.Errorf("%q is no date", edtf)
			}
		}
		tl := Read(d.Text).Timeline(d, published)
		end := 0
		for _, e := range tl.Exprs {
			if e.Start < end || e.End <= e.Start || e.End > len(text) || text[e.Start:e.End] != e.Text {
				t.Fatalf("span [%d,%d) of %q", e.Start, e.End, e.Text)
			}
			if e.Tokens.Start < 0 || e.Tokens.End <= e.Tokens.Start || e.Tokens.End > len(d.Tokens) {
				t.Fatalf("tokens %v of %d", e.Tokens, len(d.Tokens))
			}
			if e.Confidence < 0 || e.Confidence > 1 || (e.EDTF == "") != (e.Basis == "") {
				t.Errorf("%+v", e)
			}
			end = e.End
			check(e.EDTF)
		}
		for i := -1; i <= len(d.Tokens); i++ {
			for _, c := range tl.Candidates(i) {
				check(c.Date.EDTF)
			}
			date, _, ok := tl.DateOf(i)
			if ok != (date.EDTF != "") {
				t.Errorf("DateOf(%d) = %+v, %v", i, date, ok)
			}
		}
		p := Read(text).Published("")
		check(p.EDTF)
		if p.Start < 0 || p.End < p.Start || p.End > len(text) {
			t.Errorf("%+v", p)
		}
		check(Read(strings.ToUpper(text)).Published(published).EDTF)
	})
}
