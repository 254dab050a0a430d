package meetings

import (
	"flag"
	"io/fs"
	"testing"

	"parley/data"
	"parley/ingest/nlp"
	"parley/ingest/rules/rulestest"
)

var update = flag.Bool("update", false, "parse the examples of the rules anew with the model in data/model")

func TestRuleExamples(t *testing.T) {
	for file, frozen := range map[string]string{
		"rules/meetings.rules": "testdata/rules.conllu",
		"rules/outcomes.rules": "testdata/outcomes.conllu",
	} {
		s := rulestest.Suite{FS: data.FS, File: file, Frozen: frozen}
		if *update {
			m := model(t)
			s.Parse = func(text string) (*nlp.Doc, error) { return m.Annotate(text), nil }
		}
		rulestest.Run(t, s)
	}
}

func model(t testing.TB) *nlp.Model {
	t.Helper()
	sub, err := fs.Sub(data.FS, "model")
	if err != nil {
		t.Fatal(err)
	}
	m, err := nlp.Load(sub)
	if err != nil {
		t.Fatal(err)
	}
	return m
}
