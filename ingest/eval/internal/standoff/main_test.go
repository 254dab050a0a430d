package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/ingest/eval"
)

func TestConvert(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for name, content := range map[string]string{
		"talks.txt":       "Ada Brandt spoke.\n",
		"talks.gold.json": `{"doc": "talks.txt", "published": null, "entities": [{"id": "a", "type": "person", "name": "Ada Brandt", "mentions": ["Ada Brandt"]}], "roles": [], "meetings": [], "claims": []}`,
		"lost.gold.json":  `{"doc": "lost.txt"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gold := filepath.Join(dir, "talks.gold.json")
	if err := convert(gold, dir, out); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(out, "talks.gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), `"mentions":[[0,10]]`) {
		t.Errorf("got %s", b)
	}
	if _, err := eval.ReadGold([]string{out}, dir); err != nil {
		t.Error(err)
	}
	if err := convert(gold, dir, dir); err == nil {
		t.Error("the gold was overwritten")
	}
	if err := convert(filepath.Join(dir, "lost.gold.json"), dir, out); err == nil || !strings.Contains(err.Error(), "lost.txt") {
		t.Errorf("without a text: %v", err)
	}
}
