package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestReadTexts(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"a.txt":       "One.\nTwo.\n\nThree.\n",
		"b.conllu":    "# sent_id = 1\n# text = Four.\n1\tFour\n\n# text = Five.\r\n",
		"c.json":      "{}",
		"sub/d.txt":   "\n \n",
		"sub/e.other": "Six.",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range []struct {
		split string
		want  []string
	}{
		{"file", []string{"One.\nTwo.\n\nThree.\n", "Four.\n\nFive.", "Six."}},
		{"paragraph", []string{"One.\nTwo.", "Three.\n", "Four.", "Five.", "Six."}},
		{"line", []string{"One.", "Two.", "Three.", "Four.", "Five.", "Six."}},
	} {
		// A file is read whatever its name when it is named itself.
		got, err := readTexts([]string{dir, filepath.Join(dir, "sub/e.other")}, tc.split)
		if err != nil || !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, %v, want %q", tc.split, got, err, tc.want)
		}
	}
	if _, err := readTexts([]string{filepath.Join(dir, "sub")}, "file"); err == nil {
		t.Error("no error without text")
	}
}

func TestTally(t *testing.T) {
	var c tally
	c.add("tag", true)
	c.add("tag", false)
	c.addSpans("entity", map[[2]int]string{{0, 1}: "GPE", {2, 3}: "ORG"}, map[[2]int]string{{0, 1}: "GPE", {4, 5}: "ORG"})
	var out strings.Builder
	if err := c.print(&out, "title"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"tag      1   2       1  50.000", "entity      1   3       2  33.333"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}
