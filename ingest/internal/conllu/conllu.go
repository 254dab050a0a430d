// Package conllu keeps annotated documents as CoNLL-U text, so that tests can
// run on frozen parses: new model weights then break no test of the rules
// that read trees.
//
// One file holds many documents. Sentence boundaries, tags, morphology,
// lemmas and arcs stand in the usual columns; MISC carries SpaceAfter=No and
// the model's entities as NER=B-LABEL and NER=I-LABEL. White space inside a
// token is escaped as \n, \t, \r or \s, a backslash as \\.
package conllu

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley/ingest/nlp"
)

// Doc is a document with the id that its "# newdoc id" line gives.
type Doc struct {
	ID  string
	Doc *nlp.Doc
}

var (
	escaper   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, "\r", `\r`, " ", `\s`)
	unescaper = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t", `\r`, "\r", `\s`, " ")
)

// Write writes documents.
func Write(w io.Writer, docs ...Doc) error {
	b := bufio.NewWriter(w)
	for _, d := range docs {
		fmt.Fprintf(b, "# newdoc id = %s\n", escaper.Replace(d.ID))
		ner := make([]string, len(d.Doc.Tokens))
		for _, e := range d.Doc.Entities {
			for i := e.Start; i < e.End; i++ {
				ner[i] = "I-" + e.Label
			}
			ner[e.Start] = "B-" + e.Label
		}
		for _, s := range d.Doc.Sentences {
			for i := s.Start; i < s.End; i++ {
				t := d.Doc.Tokens[i]
				head := t.Head - s.Start + 1
				if t.Head == i {
					head = 0
				}
				var misc []string
				if !t.Space {
					misc = append(misc, "SpaceAfter=No")
				}
				if ner[i] != "" {
					misc = append(misc, "NER="+ner[i])
				}
				fmt.Fprintf(b, "%d\t%s\t%s\t%s\t%s\t%s\t%d\t%s\t_\t%s\n", i-s.Start+1,
					escaper.Replace(d.Doc.TokenText(i)), blank(escaper.Replace(t.Lemma)), blank(t.POS), blank(t.Tag),
					blank(t.Morph), head, blank(t.Dep), blank(strings.Join(misc, "|")))
			}
			b.WriteByte('\n')
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("conllu: %w", err)
	}
	return nil
}

// Read reads documents. Faults name the line of the input.
func Read(r io.Reader) ([]Doc, error) {
	var docs []Doc
	var text strings.Builder
	var cur *nlp.Doc
	start := 0 // first token of the sentence being read
	endSentence := func() {
		if cur != nil && len(cur.Tokens) > start {
			cur.Tokens[start].SentStart = true
			cur.Sentences = append(cur.Sentences, nlp.Span{Start: start, End: len(cur.Tokens)})
			start = len(cur.Tokens)
		}
	}
	endDoc := func() {
		endSentence()
		if cur != nil {
			cur.Text = text.String()
		}
		text.Reset()
		start = 0
	}
	begin := func(id string) {
		endDoc()
		cur = &nlp.Doc{}
		docs = append(docs, Doc{ID: id, Doc: cur})
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	n := 0
	fault := func(format string, args ...any) ([]Doc, error) {
		return nil, fmt.Errorf("conllu: line %d: %s", n, fmt.Sprintf(format, args...))
	}
	for sc.Scan() {
		n++
		ln := sc.Text()
		switch {
		case ln == "":
			endSentence()
			continue
		case strings.HasPrefix(ln, "# newdoc"):
			_, id, _ := strings.Cut(ln, "id = ")
			begin(unescaper.Replace(id))
			continue
		case ln[0] == '#':
			continue
		}
		if cur == nil {
			begin("")
		}
		f := strings.Split(ln, "\t")
		if len(f) != 10 {
			return fault("%d columns, want 10", len(f))
		}
		id, err := strconv.Atoi(f[0])
		if err != nil || id != len(cur.Tokens)-start+1 {
			return fault("token id %q out of order", f[0])
		}
		head, err := strconv.Atoi(f[6])
		if err != nil || head < 0 {
			return fault("head %q is not a number", f[6])
		}
		tok := nlp.Token{
			Start: text.Len(), Lemma: unescaper.Replace(unblank(f[2])), POS: unblank(f[3]), Tag: unblank(f[4]),
			Morph: unblank(f[5]), Head: start + head - 1, Dep: unblank(f[7]), Space: true,
		}
		if head == 0 {
			tok.Head = len(cur.Tokens)
		}
		text.WriteString(unescaper.Replace(f[1]))
		tok.End = text.Len()
		for m := range strings.SplitSeq(unblank(f[9]), "|") {
			k, v, _ := strings.Cut(m, "=")
			switch k {
			case "SpaceAfter":
				tok.Space = v != "No"
			case "NER":
				i := len(cur.Tokens)
				if label, ok := strings.CutPrefix(v, "I-"); ok && len(cur.Entities) > 0 {
					if e := &cur.Entities[len(cur.Entities)-1]; e.End == i && e.Label == label {
						e.End++
						continue
					}
				}
				_, label, ok := strings.Cut(v, "-")
				if !ok || label == "" {
					return fault("NER label %q", v)
				}
				cur.Entities = append(cur.Entities, nlp.Entity{Span: nlp.Span{Start: i, End: i + 1}, Label: label})
			}
		}
		if tok.Space {
			text.WriteByte(' ')
		}
		cur.Tokens = append(cur.Tokens, tok)
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("conllu: %w", err)
	}
	endDoc()
	for _, d := range docs {
		for _, s := range d.Doc.Sentences {
			for i := s.Start; i < s.End; i++ {
				if h := d.Doc.Tokens[i].Head; h < s.Start || h >= s.End {
					return nil, fmt.Errorf("conllu: document %q: head of token %d lies outside its sentence", d.ID, i)
				}
			}
		}
	}
	return docs, nil
}

func blank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

// unblank undoes blank. A lone underscore token keeps its text, which is read
// from another column, and loses only a lemma equal to it.
func unblank(s string) string {
	if s == "_" {
		return ""
	}
	return s
}
