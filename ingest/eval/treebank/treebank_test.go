package treebank

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// A document in the form of GUM, spaces for tabs.
const conllu = `# newdoc id = harbour
# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity
# newpar
# newpar_block = p (2 s)
# sent_id = harbour-1
# text = Mayor Inga Holt's harbour isn't in Togo.
1 Mayor Mayor NOUN NN Number=Sing 2 nmod:desc _ Entity=(1-place-new-nnnnn-cf1-4-sgl(2-person-new-nnnnn-cf2-1,2-coref-Inga_Holt
2-2 Inga _ _ _ _ _ _ _ _
2 Inga Inga PROPN NNP Number=Sing 5 nmod:poss _ _
3 Holt Holt PROPN NNP Number=Sing 2 flat _ SpaceAfter=No
4 's 's PART POS _ 2 case _ Entity=2)
5 harbour harbour NOUN NN Number=Sing 9 nsubj _ Entity=1)
6-7 isn't _ _ _ _ _ _ _ _
6 is be AUX VBZ _ 9 cop _ _
7 n't not PART RB _ 9 advmod _ _
8 in in ADP IN _ 9 case _ _
8.1 there there ADV RB _ _ _ 9:dep _
9 Togo Togo PROPN NNP Number=Sing 0 root _ Entity=(3-place-new-nnnnn-cf3-1-sgl-Togo)|SpaceAfter=No
10 . . PUNCT . _ 9 punct _ _

# sent_id = harbour-2
1 She she PRON PRP Number=Sing|Person=3 3 nsubj _ Entity=(2-person-giv:act-nnnnn-cf1-1-ana-Inga_Holt)
2-3 gonna _ _ _ _ _ _ _ SpaceAfter=No
2 going go VERB VBG _ 0 root _ _
3 to to PART TO _ 2 xcomp _ _
4 . . PUNCT . _ 2 punct _ _

# newpar
1 envoy envoy NOUN NN Number=Sing 0 root _ Entity=(7-person-new-nnnnn-cf1-1-sgl
2 Jan Jan PROPN NNP Number=Sing 1 flat _ _
3 Berg Berg PROPN NNP Number=Sing 1 flat _ Entity=7)

# newpar
1 Peru Peru PROPN NNP Number=Sing 0 root _ Entity=(4-place-new-nnnnn-cf1-1,3-sgl(5-place-new-nnnnn-cf1-1-sgl-Peru)
2 and and CCONJ CC _ 3 cc _ _
3 Benin Benin PROPN NNP Number=Sing 1 conj _ Entity=(6-place-new-nnnnn-cf2-1-sgl-Benin)4)
`

// And one in the form of Universal NER.
const iob2 = `# newdoc id = mail
# sent_id = mail-1
# text = Ann Lee  saw the U.N.
1 Ann B-PER - x
2 Lee I-PER - x
3 saw O - -
4 the O - -
5 U.N B-ORG - x
6 . O - -

# sent_id = mail-2
# text = Oslo Bergen
1 Oslo B-LOC - x
2 Bergen B-LOC - x
`

func tabs(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if !strings.HasPrefix(line, "#") {
			lines[i] = strings.ReplaceAll(line, " ", "\t")
		}
	}
	return strings.Join(lines, "\n")
}

func put(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

func readOne(t *testing.T, name, content string) Document {
	t.Helper()
	docs, err := Read([]string{put(t, name, tabs(content))})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, error %v", len(docs), err)
	}
	return docs[0]
}

// mentions lists those of a document with their words.
func mentions(d Document) []string {
	var out []string
	for _, m := range d.mentions {
		out = append(out, fmt.Sprintf("%s %s %s/%s", m.entity, m.kind, d.words(m.start, m.end), d.words(m.head, m.head+1)))
	}
	return out
}

func TestRead(t *testing.T) {
	d := readOne(t, "a.conllu", conllu)
	if want := "Mayor Inga Holt's harbour isn't in Togo. She gonna.\n\nenvoy Jan Berg\n\nPeru and Benin"; d.Name != "harbour" || d.Text != want || !d.linked {
		t.Errorf("%s has text %q, want %q", d.Name, d.Text, want)
	}
	want := []string{
		"2 person Mayor Inga Holt's/Inga", "1 place Mayor Inga Holt's harbour/harbour", "3 place Togo/Togo", "2 person She/She",
		"7 person envoy Jan Berg/envoy",
		"5 place Peru/Peru", "6 place Benin/Benin", "4 place Peru and Benin/Peru",
	}
	if got := mentions(d); !reflect.DeepEqual(got, want) {
		t.Errorf("mentions %q\nwant %q", got, want)
	}
	var parts []string
	for i := range d.tokens {
		parts = append(parts, d.words(i, i+1))
	}
	if got, want := strings.Join(parts, "|"), "Mayor|Inga|Holt|'s|harbour|is|n't|in|Togo|.|She|gonna|gonna|.|envoy|Jan|Berg|Peru|and|Benin"; got != want {
		t.Errorf("tokens %s\nwant   %s", got, want)
	}

	d = readOne(t, "b.iob2", iob2)
	if want := "Ann Lee  saw the U.N.\nOslo Bergen"; d.Text != want || d.linked {
		t.Errorf("text %q, want %q", d.Text, want)
	}
	want = []string{"0 person Ann Lee/Ann", "4 organization U.N/U.N", "6 place Oslo/Oslo", "7 place Bergen/Bergen"}
	if got := mentions(d); !reflect.DeepEqual(got, want) {
		t.Errorf("mentions %q\nwant %q", got, want)
	}
}

func TestReadErrors(t *testing.T) {
	for _, tt := range []struct{ name, file, old, new, want string }{
		{"no document", "a.conllu", "# newdoc id = harbour\n", "", "line 6: there is no # newdoc id"},
		{"no columns declared", "a.conllu", "# global.Entity = GRP-etype-infstat-salience-centering-minspan-link-identity\n", "", "line 6: there is no # global.Entity"},
		{"no types declared", "a.conllu", "GRP-etype-", "GRP-type-", "line 2: global.Entity has no ids or no types"},
		{"columns", "a.conllu", "1 Mayor", "1Mayor", "line 7: 9 columns, want 10"},
		{"head", "a.conllu", "9 punct", "19 punct", "there is no token 19, a head"},
		{"circle", "a.conllu", "0 root _ Entity=(3", "5 root _ Entity=(3", "circle"},
		{"open", "a.conllu", "-Benin)4)", "-Benin)", "line 36: entity 4 does not end"},
		{"ends nothing", "a.conllu", "Entity=2)", "Entity=9)", `line 11: value "9)" of Entity ends nothing`},
		{"too short", "a.conllu", "(3-place-new-nnnnn-cf3-1-sgl-Togo)", "(3)", `line 18: value "(3" of Entity is too short`},
		{"other words", "b.iob2", "4 the", "4 an", `line 7: "an" is not what the text of the sentence goes on with`},
		{"other label", "b.iob2", "B-LOC", "B-GPE", `line 13: label "B-GPE" is none`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := conllu
			if tt.file == "b.iob2" {
				text = iob2
			}
			path := put(t, tt.file, tabs(strings.Replace(text, tt.old, tt.new, 1)))
			if _, err := Read([]string{path}); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if _, err := Read([]string{t.TempDir()}); err == nil {
		t.Error("an empty folder was read")
	}
	if _, err := Read([]string{"none.conllu"}); err == nil {
		t.Error("a missing file was read")
	}
}

func TestHolds(t *testing.T) {
	file := put(t, "b.iob2", iob2)
	for path, want := range map[string]bool{file: true, filepath.Dir(file): true, t.TempDir(): false, put(t, "a.txt", ""): false} {
		if got := Holds(path); got != want {
			t.Errorf("Holds(%s) = %t", path, got)
		}
	}
}

// say makes the output of an extraction: entities as "type: words/method,
// words/method", where the words are the first in the text that go on from the
// ones before.
func say(t *testing.T, d Document, entities ...string) []byte {
	t.Helper()
	var x extract
	for _, e := range entities {
		kind, spans, _ := strings.Cut(e, ": ")
		x.Entities = append(x.Entities, struct {
			Type, Name string
			Spans      []struct {
				Start, End int
				Method     string
			}
		}{Type: kind})
		last := &x.Entities[len(x.Entities)-1]
		for s := range strings.SplitSeq(spans, ", ") {
			words, method, _ := strings.Cut(s, "/")
			start := strings.Index(d.Text, words)
			if start < 0 {
				t.Fatalf("%q is not in the text", words)
			}
			last.Spans = append(last.Spans, struct {
				Start, End int
				Method     string
			}{start, start + len(words), method})
		}
	}
	b, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAdd(t *testing.T) {
	tree, list := readOne(t, "a.conllu", conllu), readOne(t, "b.iob2", iob2)
	const lines = "state: Togo/lexicon|state: Peru/lexicon|state: Benin/lexicon|person: Jan Berg/model"
	for _, tt := range []struct {
		name     string
		doc      Document
		entities string // separated by |
		names    [3]int // tp, fp, fn
		mentions [3]int
		exact    int // tp
		conll    float64
	}{
		{"all", tree, "person: Mayor/title, Inga Holt/model, She/pronoun|" + lines, [3]int{5, 0, 0}, [3]int{6, 0, 0}, 4, 1},
		{"surname", tree, "person: Holt/model, She/pronoun|" + lines, [3]int{5, 0, 0}, [3]int{6, 0, 0}, 3, 1},
		{"another word", tree, "person: gonna/model, She/pronoun|" + lines, [3]int{4, 1, 1}, [3]int{5, 1, 1}, 3, 0.55},
		{"another kind", tree, "organization: Inga Holt/model|" + lines, [3]int{4, 1, 1}, [3]int{4, 1, 2}, 3, 0.59683},
		{"nobody", tree, lines, [3]int{4, 0, 1}, [3]int{4, 0, 2}, 3, 0.56296},
		{"a common noun as a name", tree, "person: harbour/model|" + lines, [3]int{4, 1, 1}, [3]int{4, 1, 2}, 3, 0.50909},
		{"a nation", tree, "state: is/demonym|format: isn't/pattern|" + lines, [3]int{4, 1, 1}, [3]int{4, 1, 2}, 3, 0.50909},
		{"an envoy of a state", tree, "state: Togo/lexicon, envoy Jan Berg/role-for|state: Peru/lexicon|state: Benin/lexicon", [3]int{3, 0, 2}, [3]int{3, 0, 3}, 3, 0.47222},
		{"a group", tree, "person: She/pronoun|person: She/pronoun|" + lines, [3]int{4, 0, 1}, [3]int{5, 0, 1}, 3, 0.59683},
		{"names", list, "person: Ann Lee/model, the/role|organization: U.N./lexicon|place: Oslo/model|state: Bergen/lexicon", [3]int{4, 0, 0}, [3]int{}, 3, 0},
		{"names with a title", list, "person: Lee/surname|state: the U.N/metonym|place: saw/model", [3]int{2, 1, 2}, [3]int{}, 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := Report{Details: true}
			if err := r.Add(tt.doc, say(t, tt.doc, strings.Split(tt.entities, "|")...)); err != nil {
				t.Fatal(err)
			}
			s := r.section(tt.doc.linked)
			for what, pair := range map[string]struct {
				t    tally
				want [3]int
			}{"names": {s.names, tt.names}, "mentions": {s.mentions, tt.mentions}} {
				c := pair.t.total()
				if got := [3]int{c.TP, c.FP, c.FN}; got != pair.want {
					t.Errorf("%s: found, false, missed %v, want %v; %+v", what, got, pair.want, r.findings)
				}
			}
			if got := s.exact.total().TP; got != tt.exact {
				t.Errorf("exact: %d, want %d", got, tt.exact)
			}
			if got := s.ofNamed.CoNLL(); math.Abs(got-tt.conll) > 1e-5 {
				t.Errorf("CoNLL F1 %.5f, want %.5f", got, tt.conll)
			}
		})
	}
}

func TestReport(t *testing.T) {
	r := Report{Details: true}
	for file, text := range map[string]string{"a.conllu": conllu, "b.iob2": iob2} {
		d := readOne(t, file, text)
		if err := r.Add(d, say(t, d)); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Add(Document{Name: "bad"}, []byte("{")); err == nil || !strings.Contains(err.Error(), "bad: extract") {
		t.Errorf("error %v", err)
	}
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"names, documents: 1\n", "(tp 0 fp 0 fn 4)", "entities and coreference, documents: 1\n", "of what is named", "CoNLL F1",
		"\nharbour\n", "  missed place: Togo\n      | Mayor Inga Holt's harbour isn't in Togo. She", "\nmail\n", "missed organization: U.N\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
	j, err := json.Marshal(&r)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Names, Entities struct {
			Documents   int
			Names       map[string]struct{ FN int }
			Mentions    map[string]struct{ FN int }
			Coreference map[string]map[string]any
		}
		Details map[string][]struct{ Fault, What, Item string }
	}
	if err := json.Unmarshal(j, &got); err != nil {
		t.Fatal(err)
	}
	if got.Names.Documents != 1 || got.Names.Names["place"].FN != 2 || got.Names.Mentions != nil || got.Entities.Mentions["all"].FN != 6 ||
		got.Entities.Coreference["named"]["conll_f1"] != 0.0 || len(got.Details["mail"]) != 4 || got.Details["mail"][0].Item != "Ann Lee" {
		t.Errorf("got %s", j)
	}
}
