package graph

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// Every predicate and class of the vocabulary is listed, once.
func TestPredicates(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "vocab.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	predicates, classes := 0, 0
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok {
			for _, name := range v.Names {
				if strings.HasPrefix(name.Name, "Pred") {
					predicates++
				}
				if strings.HasPrefix(name.Name, "Class") {
					classes++
				}
			}
		}
		return true
	})
	seen := map[string]bool{}
	for _, x := range Predicates {
		if seen[x.IRI] || x.From == "" || x.To == "" || x.Help == "" {
			t.Errorf("%+v: listed twice, or something is missing", x)
		}
		seen[x.IRI] = true
	}
	for _, c := range Classes {
		if seen[c.IRI] {
			t.Errorf("%s is listed twice", c.IRI)
		}
		seen[c.IRI] = true
	}
	if len(Predicates) != predicates || len(Classes) != classes {
		t.Errorf("%d predicates and %d classes are listed, vocab.go has %d and %d", len(Predicates), len(Classes), predicates, classes)
	}
}
