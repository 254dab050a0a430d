// Package rulestest runs the examples that stand beside rules. The parses of
// the example sentences are frozen in a CoNLL-U file, so that new model
// weights break no rule test.
package rulestest

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/ingest/internal/conllu"
	"parley/ingest/nlp"
	"parley/ingest/rules"
)

// Suite is the rules of some files and the parses of their examples.
type Suite struct {
	FS     fs.FS
	Lists  rules.Lists
	Shared []string // files of lists and rules loaded first; their examples are not run
	File   string   // rule file under test, a path in FS
	Frozen string   // path of the CoNLL-U file on disk

	// Parse, when set, replaces the frozen parses before the examples run: the
	// test's -update.
	Parse func(text string) (*nlp.Doc, error)
}

// Run loads the rules and runs every example as a subtest.
func Run(t *testing.T, s Suite) {
	t.Helper()
	set, err := rules.Load(s.FS, s.Lists, append(slices.Clone(s.Shared), s.File)...)
	if err != nil {
		t.Fatal(err)
	}
	var own []*rules.Rule
	for _, r := range set.Rules() {
		if r.File == s.File {
			own = append(own, r)
		}
	}
	if s.Parse != nil {
		if err := freeze(s, own); err != nil {
			t.Fatal(err)
		}
	}
	parses, err := thaw(s.Frozen)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range own {
		t.Run(r.ID, func(t *testing.T) {
			for _, ex := range append(slices.Clone(r.Yes), r.No...) {
				doc, ok := parses[ex.Text]
				if !ok {
					t.Errorf("%s:%d: no frozen parse of this example in %s: run the test with -update", r.File, ex.Line, s.Frozen)
					continue
				}
				check(t, set, r, ex, doc)
			}
		})
	}
}

// check compares the matches of one rule on one example with what it wants.
func check(t *testing.T, set *rules.Set, r *rules.Rule, ex rules.Example, doc *nlp.Doc) {
	t.Helper()
	tree := rules.NewTree(doc)
	kinds := exampleKinds{NERKinds: rules.NERKinds{Tree: tree}, doc: doc, word: map[string]string{}}
	for _, w := range ex.Want {
		for _, f := range w {
			if f.Kind != "" {
				kinds.word[f.Word] = f.Kind
			}
		}
	}
	var got []rules.Match
	for m := range set.Match(tree, kinds) {
		if m.Rule == r {
			got = append(got, m)
		}
	}
	used := make([]bool, len(got))
	for _, w := range ex.Want {
		i := slices.IndexFunc(got, func(m rules.Match) bool { return fits(doc, m, w) })
		for i >= 0 && used[i] {
			k := slices.IndexFunc(got[i+1:], func(m rules.Match) bool { return fits(doc, m, w) })
			if k < 0 {
				i = -1
				break
			}
			i += 1 + k
		}
		if i < 0 {
			t.Errorf("%s:%d: %s does not find %v in %q; found %s", r.File, ex.Line, r.ID, w, ex.Text, show(doc, got))
			continue
		}
		used[i] = true
	}
	if len(ex.Want) < len(got) {
		t.Errorf("%s:%d: %s wants %d matches in %q; found %s", r.File, ex.Line, r.ID, len(ex.Want), ex.Text, show(doc, got))
	}
}

func fits(doc *nlp.Doc, m rules.Match, w rules.Want) bool {
	for _, f := range w {
		tok := m.Tok(f.Role)
		if tok < 0 || doc.TokenText(tok) != f.Word {
			return false
		}
	}
	return true
}

func show(doc *nlp.Doc, ms []rules.Match) string {
	if len(ms) == 0 {
		return "nothing"
	}
	var b strings.Builder
	for i, m := range ms {
		if i > 0 {
			b.WriteString("; ")
		}
		for k, r := range m.Roles {
			if k > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s=%s", r.Name, doc.TokenText(r.Tok))
		}
	}
	return b.String()
}

// exampleKinds gives the kinds that an example states, then the model's.
type exampleKinds struct {
	rules.NERKinds
	doc  *nlp.Doc
	word map[string]string
}

func (k exampleKinds) Kind(tok int) string {
	if kind, ok := k.word[k.doc.TokenText(tok)]; ok {
		return kind
	}
	return k.NERKinds.Kind(tok)
}

// freeze parses all examples anew and rewrites the file.
func freeze(s Suite, rs []*rules.Rule) error {
	var docs []conllu.Doc
	seen := map[string]bool{}
	for _, r := range rs {
		for _, ex := range append(slices.Clone(r.Yes), r.No...) {
			if seen[ex.Text] {
				continue
			}
			seen[ex.Text] = true
			doc, err := s.Parse(ex.Text)
			if err != nil {
				return fmt.Errorf("parsing %q: %w", ex.Text, err)
			}
			docs = append(docs, conllu.Doc{ID: ex.Text, Doc: doc})
		}
	}
	f, err := os.Create(s.Frozen)
	if err != nil {
		return err
	}
	if err := conllu.Write(f, docs...); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

func thaw(path string) (map[string]*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w (run the test with -update)", err)
	}
	defer f.Close()
	docs, err := conllu.Read(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := make(map[string]*nlp.Doc, len(docs))
	for _, d := range docs {
		out[d.ID] = d.Doc
	}
	return out, nil
}
