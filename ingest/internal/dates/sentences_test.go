package dates

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"parley/ingest/nlp"
)

// testdata/sentences.txt holds invented sentences, what is wanted of them, and
// the annotation of the language model as it was when they were written, so
// that new weights break no test. -update annotates all anew.
var update = flag.Bool("update", false, "annotate testdata/sentences.txt anew with the model in data/model")

const sentencesFile = "testdata/sentences.txt"

// sentence is one case. Its header line reads
//
//	= published | text | expression=EDTF; ... | word=EDTF; ...
//
// where the last field gives the dates of the events that words head, empty
// for none. A token line follows for each token: text, tag, part of speech,
// lemma, head, label of the arc, label of the entity, and whether the token
// starts a sentence (S), an entity (B), and is followed by a space (_).
type sentence struct {
	line            int
	published, text string
	exprs, events   string
	doc             *nlp.Doc
}

func (s *sentence) header() string {
	return strings.Join([]string{s.published, s.text, s.exprs, s.events}, "|")
}

// pairs splits "a=b; c=d".
func pairs(s string) (out [][2]string) {
	for p := range strings.SplitSeq(s, ";") {
		if k, v, ok := strings.Cut(p, "="); ok {
			out = append(out, [2]string{strings.TrimSpace(k), strings.TrimSpace(v)})
		}
	}
	return out
}

func readSentences(t testing.TB) (comments map[int]string, out []*sentence) {
	t.Helper()
	f, err := os.Open(sentencesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	comments = map[int]string{}
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		switch {
		case line == "":
		case strings.HasPrefix(line, "#"):
			comments[len(out)] += line + "\n"
		case strings.HasPrefix(line, "= "):
			p := strings.Split(line[2:], "|")
			if len(p) != 4 {
				t.Fatalf("%s:%d: %d fields, want 4", sentencesFile, n, len(p))
			}
			out = append(out, &sentence{n, p[0], p[1], p[2], p[3], &nlp.Doc{Text: p[1]}})
		default:
			if len(out) == 0 {
				t.Fatalf("%s:%d: a token before any sentence", sentencesFile, n)
			}
			if err := addToken(out[len(out)-1].doc, line); err != nil {
				t.Fatalf("%s:%d: %v", sentencesFile, n, err)
			}
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return comments, out
}

func addToken(d *nlp.Doc, line string) error {
	p := strings.Split(line, "\t")
	if len(p) != 8 {
		return fmt.Errorf("%d fields, want 8", len(p))
	}
	head, err := strconv.Atoi(p[4])
	if err != nil {
		return err
	}
	start := 0
	if n := len(d.Tokens); n > 0 {
		start = d.Tokens[n-1].End
		if d.Tokens[n-1].Space {
			start++
		}
	}
	if !strings.HasPrefix(d.Text[start:], p[0]) {
		return fmt.Errorf("%q is not what follows in the text", p[0])
	}
	i := len(d.Tokens)
	d.Tokens = append(d.Tokens, nlp.Token{Start: start, End: start + len(p[0]), Tag: p[1], POS: p[2], Lemma: p[3],
		Head: head, Dep: p[5], SentStart: strings.Contains(p[7], "S"), Space: strings.Contains(p[7], "_")})
	if d.Tokens[i].SentStart {
		d.Sentences = append(d.Sentences, nlp.Span{Start: i, End: i})
	}
	if k := len(d.Sentences) - 1; k >= 0 {
		d.Sentences[k].End = i + 1
	}
	if p[6] != "-" {
		if strings.Contains(p[7], "B") {
			d.Entities = append(d.Entities, nlp.Entity{Span: nlp.Span{Start: i, End: i}, Label: p[6]})
		}
		d.Entities[len(d.Entities)-1].End = i + 1
	}
	return nil
}

func writeSentences(t *testing.T, comments map[int]string, all []*sentence) {
	t.Helper()
	m, err := nlp.Load(os.DirFS("../../../data/model"))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for k, s := range all {
		b.WriteString(comments[k])
		fmt.Fprintf(&b, "= %s\n", s.header())
		d := m.Annotate(s.text)
		s.doc = d
		labels := make([]string, len(d.Tokens))
		first := make([]bool, len(d.Tokens))
		for _, e := range d.Entities {
			first[e.Start] = true
			for i := e.Start; i < e.End; i++ {
				labels[i] = e.Label
			}
		}
		for i, tok := range d.Tokens {
			marks, label := ".", labels[i]
			for _, f := range []struct {
				on   bool
				mark string
			}{{tok.SentStart, "S"}, {first[i], "B"}, {tok.Space, "_"}} {
				if f.on {
					marks += f.mark
				}
			}
			if label == "" {
				label = "-"
			}
			fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", d.TokenText(i), tok.Tag, tok.POS, tok.Lemma, tok.Head, tok.Dep, label, marks)
		}
	}
	if err := os.WriteFile(sentencesFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSentences(t *testing.T) {
	comments, all := readSentences(t)
	if *update {
		writeSentences(t, comments, all)
	}
	exprs, events := 0, 0
	for _, s := range all {
		tl := Read(s.doc.Text).Timeline(s.doc, s.published)
		var got []string
		for _, e := range tl.Exprs {
			got = append(got, e.Text+"="+e.EDTF)
			if _, ok := Bounds(e.EDTF); e.EDTF != "" && !ok {
				t.Errorf("%s:%d: %q is no date", sentencesFile, s.line, e.EDTF)
			}
		}
		var want []string
		for _, p := range pairs(s.exprs) {
			want = append(want, p[0]+"="+p[1])
		}
		exprs += len(want)
		if g, w := strings.Join(got, "; "), strings.Join(want, "; "); g != w {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", sentencesFile, s.line, s.text, g, w)
		}
		used := map[int]bool{}
		for _, p := range pairs(s.events) {
			events++
			tok := -1
			for i := range s.doc.Tokens {
				if s.doc.TokenText(i) == p[0] && !used[i] {
					tok = i
					break
				}
			}
			if tok < 0 {
				t.Fatalf("%s:%d: no word %q", sentencesFile, s.line, p[0])
			}
			used[tok] = true
			if date, _, _ := tl.DateOf(tok); date.EDTF != p[1] {
				t.Errorf("%s:%d: %s\n%s is dated %q, want %q; candidates %+v", sentencesFile, s.line, s.text, p[0], date.EDTF, p[1], tl.Candidates(tok))
			}
		}
	}
	t.Logf("%d sentences, %d expressions, %d events", len(all), exprs, events)
}
