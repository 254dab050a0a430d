package claims

import (
	"os"
	"testing"

	"parley/ingest/rules/rulestest"
)

func TestRuleExamples(t *testing.T) {
	rulestest.Run(t, rulestest.Suite{FS: os.DirFS("../../../data"), File: "rules/claims.rules", Frozen: "testdata/rules.conllu"})
}
