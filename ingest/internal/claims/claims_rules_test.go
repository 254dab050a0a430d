package claims

import (
	"os"
	"testing"

	"parley/ingest/rules/rulestest"
)

func TestRuleExamples(t *testing.T) {
	fsys := os.DirFS("../../../data")
	lists, err := cueLists(fsys)
	if err != nil {
		t.Fatal(err)
	}
	rulestest.Run(t, rulestest.Suite{FS: fsys, Lists: lists, File: "rules/claims.rules", Frozen: "testdata/rules.conllu"})
}
