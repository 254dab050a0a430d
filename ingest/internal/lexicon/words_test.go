package lexicon

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
)

// everySet is a table with one word in each set but one.
func everySet(but string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(new(Words).sets())) {
		if name != but {
			b.WriteString(name + "\tword of " + name + "\n")
		}
	}
	return b.String()
}

func TestWords(t *testing.T) {
	fsys := tables()
	fsys["lexicon/words.tsv"].Data = []byte(wordsHead + everySet("plans") + "plans\thope|wish\nplans\taim\n")
	l := load(t, fsys)
	if want := (Set{"hope": true, "wish": true, "aim": true}); !maps.Equal(l.Words.Plans, want) {
		t.Errorf("plans over two lines: got %v, want %v", l.Words.Plans, want)
	}
	if !l.Words.OrgHeads["word of org-heads"] {
		t.Errorf("org-heads holds %v", l.Words.OrgHeads)
	}
}

func TestWordErrors(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"unknown set", "nonsense\tword\n" + everySet(""), `lexicon/words.tsv:2: unknown set "nonsense"`},
		{"missing set", everySet("plans"), `lexicon/words.tsv: no words for the set "plans"`},
		{"empty set", everySet("plans") + "plans\t\n", `lexicon/words.tsv: no words for the set "plans"`},
		{"capital", "plans\tHope\n", `lexicon/words.tsv:2: word "Hope" is not in lower case without accents and full stops`},
		{"accent", "plans\twünsch\n", `lexicon/words.tsv:2: word "wünsch" is not in lower case without accents and full stops`},
		{"full stop", "clock\tp.m\n", `lexicon/words.tsv:2: word "p.m" is not in lower case without accents and full stops`},
		{"empty word", "plans\thope||wish\n", `lexicon/words.tsv:2: word "" is not in lower case without accents and full stops`},
		{"twice", "plans\thope\nplans\twish|hope\n", `lexicon/words.tsv:3: "hope" is in the set already`},
	} {
		fsys := tables()
		fsys["lexicon/words.tsv"].Data = []byte(wordsHead + tt.text)
		if _, err := Load(fsys, "lexicon"); err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestShortForm(t *testing.T) {
	l := load(t, tables())
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"Tony", "Anthony", true},
		{"Antony", "tony", true},
		{"Anthony", "Antony", false},
		{"Tony", "Tony", false},
		{"", "", false},
	} {
		if got := l.ShortForm(tt.a, tt.b); got != tt.want {
			t.Errorf("ShortForm(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
	fsys := tables()
	fsys["lexicon/shortforms.tsv"] = &fstest.MapFile{Data: []byte(shortHead + "Tony\t\n")}
	if _, err := Load(fsys, "lexicon"); err == nil || err.Error() != `lexicon/shortforms.tsv:2: no full name for "Tony"` {
		t.Errorf("a short form of nothing: error %v", err)
	}
}

// Every set of the shipped file is asked for by the packages that read text,
// so that none stays behind when its last use goes.
func TestSetsAreUsed(t *testing.T) {
	load(t, data.FS)
	used := map[string]bool{}
	for _, dir := range []string{"../../resolve", "../meetings", "../interactions"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(dir, files, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					used[s.Sel.Name] = true
				}
				return true
			})
		}
	}
	for f := range reflect.TypeFor[Words]().Fields() {
		if !used[f.Name] {
			t.Errorf("nobody uses the set %s", f.Tag.Get("set"))
		}
	}
}
