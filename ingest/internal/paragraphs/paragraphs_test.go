package paragraphs

import (
	"strings"
	"testing"

	"parley/ingest/nlp"
)

func TestFind(t *testing.T) {
	wrapped := "The ministers of the three states met on Monday in the old town\nhall to settle what had kept their envoys apart since the spring,\nand left without a text. A second round is to follow in the autumn\nif the parties can agree on a place and on who is to be invited,\nan aide said.\n\nNobody was hurt."
	for _, tc := range []struct{ name, text, want string }{
		{"lines", "Head\n\nOne.\nTwo.  \n\n", "Head|One.|Two."},
		{"windows", "One.\r\n\r\nTwo.\r\n", "One.|Two."},
		{"blank", " \n\n", ""},
		{"wrapped", wrapped, strings.Replace(wrapped, "\n\n", "|", 1)},
		{"list", "A\n\nFirst short line\nSecond\nThird\nFourth\nFifth", "A|First short line|Second|Third|Fourth|Fifth"},
	} {
		var got []string
		for _, s := range Find(tc.text) {
			got = append(got, tc.text[s.Start:s.End])
		}
		if g := strings.Join(got, "|"); g != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, g, tc.want)
		}
	}
}

// words annotates a text as its words, each the head of the one before.
func words(text string) *nlp.Doc {
	d := &nlp.Doc{Text: text}
	off := 0
	for _, w := range strings.Fields(text) {
		i := off + strings.Index(text[off:], w)
		off = i + len(w)
		d.Tokens = append(d.Tokens, nlp.Token{Start: i, End: off, Head: len(d.Tokens)})
	}
	n := len(d.Tokens)
	for i := range n - 1 {
		d.Tokens[i].Head = i + 1
	}
	if n > 0 {
		d.Sentences = []nlp.Span{{Start: 0, End: n}}
		d.Entities = []nlp.Entity{{Span: nlp.Span{Start: 0, End: 1}}}
	}
	return d
}

func TestAnnotate(t *testing.T) {
	d := Annotate(words, "\nA head\n\nOne two three.\n")
	var got []string
	for i, tok := range d.Tokens {
		got = append(got, d.TokenText(i)+">"+d.TokenText(tok.Head))
	}
	if g, want := strings.Join(got, " "), "A>head head>head One>two two>three. three.>three."; g != want {
		t.Errorf("%s, want %s", g, want)
	}
	if len(d.Sentences) != 2 || d.SpanText(d.Sentences[1]) != "One two three." || d.SpanText(d.Entities[1].Span) != "One" {
		t.Errorf("sentences %v entities %v", d.Sentences, d.Entities)
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Head\n\nOne.\nTwo.  \n\n")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Find(text) {
			if s.Start < last || s.Start >= s.End || s.End > len(text) {
				t.Fatalf("bad span %v after %d", s, last)
			}
			last = s.End
		}
	})
}
