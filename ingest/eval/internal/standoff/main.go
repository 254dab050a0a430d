// Standoff turns plain gold into standoff gold, which has byte offsets in
// place of the words of the text and can be kept without it.
//
// Usage:
//
//	go run ./ingest/eval/internal/standoff -texts DIR -out DIR GOLD...
//
// GOLD is a file called NAME.gold.json of which "doc" names the text, a file in
// the folder of -texts. The result has the same name in the folder of -out.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"parley/ingest/eval"
)

func main() {
	texts := flag.String("texts", ".", "folder of the texts")
	out := flag.String("out", "", "folder for the result")
	flag.Parse()
	if flag.NArg() == 0 || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	failed := false
	for _, gold := range flag.Args() {
		if err := convert(gold, *texts, *out); err != nil {
			fmt.Fprintf(os.Stderr, "standoff: %s: %v\n", gold, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// convert writes a file of gold as standoff gold.
func convert(gold, texts, out string) error {
	if filepath.Dir(gold) == filepath.Clean(out) {
		return errors.New("the result would take the place of the gold")
	}
	plain, err := os.ReadFile(gold)
	if err != nil {
		return err
	}
	var doc struct {
		Doc string `json:"doc"`
	}
	if err := json.Unmarshal(plain, &doc); err != nil {
		return err
	}
	name := filepath.Base(gold)
	file := filepath.Base(cmp.Or(doc.Doc, strings.TrimSuffix(name, ".gold.json")+".txt"))
	text, err := os.ReadFile(filepath.Join(texts, file))
	if err != nil {
		return err
	}
	b, err := eval.Standoff(plain, file, string(text))
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, name), b, 0o666)
}
