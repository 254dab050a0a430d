package conllu

import (
	"bytes"
	"strings"
	"testing"
)

const sample = `# newdoc id = one
1	Oslo	Oslo	PROPN	NNP	Number=Sing	2	nsubj	_	NER=B-GPE
2	waits	wait	VERB	VBZ	_	0	ROOT	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	SpaceAfter=No
4	\n\n	\n\n	SPACE	_SP	_	3	dep	_	SpaceAfter=No

1	New	New	PROPN	NNP	_	2	compound	_	NER=B-GPE
2	York	York	PROPN	NNP	_	0	ROOT	_	SpaceAfter=No|NER=I-GPE

`

func TestRoundTrip(t *testing.T) {
	docs, err := Read(strings.NewReader(sample))
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0].Doc
	if want := "Oslo waits.\n\nNew York"; d.Text != want {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	if len(d.Sentences) != 2 || len(d.Entities) != 2 || d.SpanText(d.Entities[1].Span) != "New York" {
		t.Errorf("sentences %v entities %v", d.Sentences, d.Entities)
	}
	var b bytes.Buffer
	if err := Write(&b, docs...); err != nil {
		t.Fatal(err)
	}
	if b.String() != sample {
		t.Errorf("written:\n%s\nwant:\n%s", b.String(), sample)
	}
}

func TestReadFaults(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"1\tx\n", "line 1: 2 columns"},
		{strings.Replace(sample, "2\twaits", "3\twaits", 1), "line 3: token id"},
		{strings.Replace(sample, "\t2\tnsubj", "\tx\tnsubj", 1), "line 2: head"},
		{strings.Replace(sample, "\t2\tnsubj", "\t9\tnsubj", 1), "outside its sentence"},
		{strings.Replace(sample, "NER=B-GPE", "NER=GPE", 1), "line 2: NER label"},
	} {
		_, err := Read(strings.NewReader(tc.in))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("got %v, want %q", err, tc.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, in string) {
		docs, err := Read(strings.NewReader(in))
		if err != nil {
			return
		}
		for _, d := range docs {
			for i, tok := range d.Doc.Tokens {
				if tok.Start > tok.End || tok.End > len(d.Doc.Text) {
					t.Fatalf("token %d: bad span", i)
				}
			}
		}
	})
}
