package rules_test

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/ingest/internal/conllu"
	"parley/ingest/nlp"
	"parley/ingest/rules"
	"parley/ingest/rules/rulestest"
)

var update = flag.Bool("update", false, "parse the sentences of testdata anew with the model")

func TestEngineExamples(t *testing.T) {
	s := rulestest.Suite{FS: os.DirFS("testdata"), File: "engine.rules", Frozen: "testdata/engine.conllu"}
	if *update {
		m, err := nlp.Load(os.DirFS("../../data/model"))
		if err != nil {
			t.Fatal(err)
		}
		s.Parse = func(text string) (*nlp.Doc, error) { return m.Annotate(text), nil }
		refreeze(t, m)
	}
	rulestest.Run(t, s)
}

// refreeze parses the sentences of testdata/trees.conllu anew.
func refreeze(t *testing.T, m *nlp.Model) {
	t.Helper()
	old, err := os.Open("testdata/trees.conllu")
	if err != nil {
		t.Fatal(err)
	}
	docs, err := conllu.Read(old)
	old.Close()
	if err != nil {
		t.Fatal(err)
	}
	for i := range docs {
		docs[i].Doc = m.Annotate(docs[i].ID)
	}
	f, err := os.Create("testdata/trees.conllu")
	if err != nil {
		t.Fatal(err)
	}
	if err := conllu.Write(f, docs...); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

const head = "rule a\nmeans: m\nmatch:\n"
const tail = "\nyes: x | v=x\nno: y\n"

func TestFaults(t *testing.T) {
	for _, tc := range []struct{ name, src, want string }{
		{"no rule", "means: x\n", `f.rules:1:1: expected rule or list, found "means:"`},
		{"bad name", "rule a b\n", "f.rules:1:6: rule needs a name"},
		{"twice", head + "  v[]" + tail + head + "  v[]" + tail, "f.rules:7:6: rule a is defined twice"},
		{"no examples", head + "  v[]\n", "f.rules:1:1: rule f/a needs a yes: and a no: example"},
		{"no pattern", "rule a\nmeans: m" + tail, "rule f/a has no match:"},
		{"unknown field", head + "  v[lema=x]" + tail, `f.rules:4:5: unknown constraint "lema"`},
		{"unknown list", head + "  v[lemma=@say]" + tail, "f.rules:4:11: no list named say"},
		{"open bracket", head + "  v[lemma=x" + tail, "missing ]"},
		{"unknown start", head + "  v[]\n  w >nsubj x[]" + tail, `f.rules:5:3: a line starts at a node that is already named, found "w"`},
		{"unknown edge", head + "  v[]\n  v near x[]" + tail, `f.rules:5:5: expected an edge`},
		{"no edge", head + "  v[]\n  v" + tail, "a line needs at least one edge"},
		{"name in negation", head + "  v[]\n  ! v >neg n[]" + tail, "cannot name a new node (n)"},
		{"unknown role", head + "  v[]\nyes: x | w=x\nno: y\n", "f.rules:5:1: rule f/a has no role w"},
		{"no wanted", head + "  v[]\nyes: x\nno: y\n", "f.rules:5:1: yes: needs |"},
		{"indent", "  v[]\n", "f.rules:1:1: indented line outside match:"},
		{"anchor chain", head + "  v[] >nsubj a[]" + tail, "the anchor stands alone"},
		{"bad set", head + "  v[]\nset: x" + tail, `f.rules:5:6: set needs key=value, found "x"`},
		{"quote", head + "  v[lower=\"x]" + tail, `missing "`},
	} {
		_, err := rules.Parse("f.rules", tc.src, nil)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: got %v, want %q", tc.name, err, tc.want)
		}
	}
}

func TestLoadReportsMissingFile(t *testing.T) {
	if _, err := rules.Load(os.DirFS("testdata"), nil, "none.rules"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestListsReachLaterFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "lists.rules", "list say = say state\nlist speak = @say speak\n")
	write(t, dir, "b.rules", head+"  v[lemma=@speak]"+tail)
	set, err := rules.Load(os.DirFS(dir), nil, "lists.rules", "b.rules")
	if err != nil {
		t.Fatal(err)
	}
	if got := set.Rules()[0].ID; got != "b/a" {
		t.Errorf("id %q", got)
	}
	if got := strings.Join(set.List("speak"), " "); got != "say state speak" {
		t.Errorf("list %q", got)
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// trees returns the frozen documents of testdata/trees.conllu by text.
func trees(t *testing.T) map[string]*rules.Tree {
	t.Helper()
	f, err := os.Open("testdata/trees.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	docs, err := conllu.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*rules.Tree{}
	for _, d := range docs {
		out[d.ID] = rules.NewTree(d.Doc)
	}
	return out
}

func find(tree *rules.Tree, word string) int {
	return slices.IndexFunc(tree.Doc.Tokens, func(tok nlp.Token) bool { return tree.Doc.Text[tok.Start:tok.End] == word })
}

func TestSubject(t *testing.T) {
	all := trees(t)
	for _, tc := range []struct {
		text, verb, want string
		voice            rules.Voice
	}{
		{"The envoy left and promised to return.", "promised", "envoy", rules.Shared},
		{"The envoy left and promised to return.", "return", "envoy", rules.Shared},
		{"The text was signed by the ministers.", "signed", "ministers", rules.Passive},
		{"The text was signed in May.", "signed", "", rules.NoSubject},
		{"The minister who signed the text resigned.", "signed", "minister", rules.Relative},
		{"The court asked the minister to resign.", "resign", "minister", rules.Shared},
		{"After meeting the king, the envoy left.", "meeting", "envoy", rules.Shared},
		{"The envoy is said to have refused.", "refused", "envoy", rules.Shared},
		{"The radio quoted Berg as saying that he would resign.", "saying", "Berg", rules.Shared},
		{"Berg was quoted as saying that he would resign.", "saying", "Berg", rules.Shared},
		{"A letter demanding answers arrived.", "demanding", "letter", rules.Relative},
	} {
		tree, ok := all[tc.text]
		if !ok {
			t.Errorf("no frozen parse of %q", tc.text)
			continue
		}
		got, voice := tree.Subject(find(tree, tc.verb))
		word := ""
		if got >= 0 {
			word = tree.Doc.TokenText(got)
		}
		if word != tc.want || voice != tc.voice {
			t.Errorf("%q: subject of %s is %q (%d), want %q (%d)", tc.text, tc.verb, word, voice, tc.want, tc.voice)
		}
	}
}

func TestMood(t *testing.T) {
	all := trees(t)
	for _, tc := range []struct {
		text, verb string
		want       rules.Mood
	}{
		{"The envoys will not meet on Friday.", "meet", rules.Mood{Negated: true, Modal: "will", Future: true}},
		{"The envoys are to meet on Friday.", "meet", rules.Mood{Infinitive: true, Future: true}},
		{"The envoys have met twice.", "met", rules.Mood{Perfect: true}},
		{"The envoys are meeting in Rome.", "meeting", rules.Mood{Progressive: true}},
		{"The envoys may meet again.", "meet", rules.Mood{Modal: "may", Possible: true}},
		{"The envoys will meet and sign the text.", "sign", rules.Mood{Modal: "will", Future: true}},
		{"He says it may rain and calls for help.", "calls", rules.Mood{}},
		{"No minister met the envoys.", "met", rules.Mood{Negated: true}},
	} {
		tree, ok := all[tc.text]
		if !ok {
			t.Errorf("no frozen parse of %q", tc.text)
			continue
		}
		if got := tree.Mood(find(tree, tc.verb)); got != tc.want {
			t.Errorf("%q: mood of %s is %+v, want %+v", tc.text, tc.verb, got, tc.want)
		}
	}
}

func TestConjuncts(t *testing.T) {
	tree := trees(t)["France, Germany and Italy agreed."]
	if tree == nil {
		t.Fatal("no frozen parse")
	}
	for _, from := range []string{"France", "Italy"} {
		var words []string
		for _, i := range tree.Conjuncts(find(tree, from)) {
			words = append(words, tree.Doc.TokenText(i))
		}
		if got := strings.Join(words, " "); got != "France Germany Italy" {
			t.Errorf("from %s: %s", from, got)
		}
	}
	if got := tree.Doc.SpanText(tree.SubtreeSpan(find(tree, "France"))); got != "France, Germany and Italy" {
		t.Errorf("span %q", got)
	}
}

func FuzzParse(f *testing.F) {
	src, err := os.ReadFile("testdata/engine.rules")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(src))
	f.Add(head + "  v[lemma=x|@y]\n  ? v >>a|b [] << c next d\n  ! v >neg [tag!=\"\"]" + tail)
	doc := &nlp.Doc{Text: "x y", Tokens: []nlp.Token{{End: 1, Lemma: "x", Head: 0, Dep: "ROOT"}, {Start: 2, End: 3, Lemma: "y", Head: 0, Dep: "neg"}},
		Sentences: []nlp.Span{{Start: 0, End: 2}}}
	tree := rules.NewTree(doc)
	f.Fuzz(func(t *testing.T, src string) {
		set, err := rules.Parse("f.rules", src, rules.Lists{"y": {"x"}})
		if err != nil {
			return
		}
		for m := range set.Match(tree, nil) {
			for _, r := range m.Roles {
				if r.Tok < 0 || r.Tok >= len(doc.Tokens) {
					t.Fatalf("role %s out of range", r.Name)
				}
			}
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	f, err := os.Open("testdata/engine.conllu")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	docs, err := conllu.Read(f)
	if err != nil {
		b.Fatal(err)
	}
	set, err := rules.Load(os.DirFS("testdata"), nil, "engine.rules")
	if err != nil {
		b.Fatal(err)
	}
	tree := rules.NewTree(docs[0].Doc)
	for b.Loop() {
		for range set.Match(tree, rules.NERKinds{Tree: tree}) {
		}
	}
}
