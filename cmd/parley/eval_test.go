package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A text without a date, with gold of which parley cannot find everything.
const (
	evalText = "Kari Nordahl, the foreign minister of Norway, met Haruto Ishida in Oslo on Wednesday.\n"
	evalGold = `{"doc": "talks.txt", "published": "2021-03-04",
"entities": [{"id": "k", "type": "person", "name": "Kari Nordahl", "mentions": ["Kari Nordahl"]},
	{"id": "h", "type": "person", "name": "Haruto Ishida", "mentions": ["Haruto Ishida"]},
	{"id": "n", "type": "state", "name": "Norway", "mentions": ["Norway"]},
	{"id": "o", "type": "place", "name": "Oslo", "mentions": ["Oslo"]},
	{"id": "f", "type": "format", "name": "Unwritten Forum", "mentions": []}],
"roles": [{"person": "k", "role": "foreign minister", "of": "n"}],
"meetings": [{"mode": "in_person", "status": "held", "date": "2021-03-03", "place": "o", "participants": ["k", "h"],
	"evidence": "Kari Nordahl, the foreign minister of Norway, met Haruto Ishida in Oslo on Wednesday."}]}`
	// One name is none, so that it is missed.
	evalNames = "# newdoc id = talks\n# text = Kari Nordahl met Haruto Ishida in Oslo on Wednesday.\n" +
		"1\tKari\tB-PER\n2\tNordahl\tI-PER\n3\tmet\tO\n4\tHaruto\tB-PER\n5\tIshida\tI-PER\n6\tin\tO\n7\tOslo\tB-LOC\n" +
		"8\ton\tO\n9\tWednesday\tB-LOC\n10\t.\tO\n"
	evalStandoff = `{"text": {"file": "talks.txt", "sha256": "95f93615444f0bf360bf0966a795594c86f828e4e7f45f971c0bd00b7151d5e9"}, "published": null,
"entities": [{"id": "k", "type": "person", "name": "Kari Nordahl", "mentions": [[0, 12]]}], "roles": [], "meetings": [], "claims": []}`
)

func TestEvalFlags(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"talks.txt": evalText, "talks.gold.json": evalGold, "lone.gold.json": `{"doc": "none.txt"}`,
		"standoff/talks.gold.json": evalStandoff, "names/talks.iob2": evalNames, "names/bad/bad.iob2": "1\tOslo\tB-LOC\n", "bad.gold.json": "{"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	_, facts, _ := cli(t, "", "extract", "talks.txt")
	if err := os.WriteFile("facts.jsonl", []byte(facts), 0o666); err != nil {
		t.Fatal(err)
	}
	const gold = "talks.gold.json"
	tests := []struct {
		name   string
		args   []string
		code   int
		stdout string // regular expressions
		stderr string
	}{
		{"by kind", []string{gold}, 0, `(?m)^entity .*\(tp 4 fp 0 fn 1\)\n  format .*\(tp 0 fp 0 fn 1\)\n  person .*\(tp 2 `, `^$`},
		{"no date in the text", []string{gold}, 0, `(?m)^date_exact +acc 0\.000 +\(0/1\)$`, `^$`},
		{"date from gold", []string{gold, "--published-from-gold"}, 0, `(?m)^date_exact +acc 1\.000 +\(1/1\)$`, `^$`},
		{"details", []string{gold, "--details"}, 0, `(?s)\ntalks\n  missed entity: format Unwritten Forum\n  differs meeting: Kari Nordahl, Haruto Ishida: held in_person 2021-03-03 in Oslo\n +date: gold 2021-03-03, given none\n`, `^$`},
		{"details as JSON", []string{gold, "--details", "--format", "jsonl"}, 0, `"details":\{"talks":\[\{"fault":"missed","what":"entity","item":"format Unwritten Forum"\}`, `^$`},
		{"confidence", []string{gold, "--min-confidence", "1"}, 0, `(?m)^meeting .*\(tp 0 fp 0 fn 1\)$`, `^$`},
		{"extracted before", []string{gold, "--sys", "facts.jsonl"}, 0, `(?m)^meeting .*\(tp 1 fp 0 fn 0\)$`, `^$`},
		{"nothing said, no text", []string{"lone.gold.json", "--sys", "facts.jsonl", "--details"}, 0, `(?m)^entity .*\(tp 0 fp 0 fn 0\)$`, `scored as empty\nparley: none.txt: .*no context`},
		{"texts elsewhere", []string{"standoff", "--texts", "."}, 0, `(?m)^entity .*\(tp 1 fp 3 fn 0\)$`, `^$`},
		{"no text of standoff gold", []string{"standoff"}, 1, `^$`, `^parley: standoff.talks\.gold\.json: .*standoff.talks\.txt`},
		{"treebank", []string{"names"}, 0, `(?m)^names, documents: 1\nnames +P 1\.000 +R 0\.750 .*\(tp 3 fp 0 fn 1\)$`, `^$`},
		{"treebank as JSON", []string{"names/talks.iob2", "--details", "--format", "jsonl"}, 0, `"details":\{"talks":\[\{"fault":"missed","what":"place","item":"Wednesday"`, `^$`},
		{"bad treebank", []string{"names/bad"}, 1, `^$`, `^parley: names.bad.bad\.iob2: line 1: `},
		{"treebank beside gold", []string{"names", gold}, 1, `^$`, `^parley: talks\.gold\.json: `},
		{"treebank with a system", []string{"names", "--sys", "facts.jsonl"}, 2, `^$`, `--details and --format only`},
		{"no text", []string{"lone.gold.json"}, 1, `^$`, `^parley: none.txt: `},
		{"bad gold", []string{"bad.gold.json"}, 1, `^$`, `^parley: bad.gold.json: `},
		{"missing gold", []string{"none.gold.json"}, 1, `^$`, `none.gold.json`},
		{"missing system", []string{gold, "--sys", "none"}, 1, `^$`, `none`},
		{"reliability", []string{gold, "--reliability"}, 0, `(?m)^meeting +0\.\d\d to 1\.00 +1 +0\.\d\d +1\.00$`, `^$`},
		{"ablation", []string{gold, "--ablation"}, 0, `(?m)^with all .*\n\n.*\nmetonyms  [ ]+  the Kremlin.*$(?s).*\nreported  `, `^$`},
		{"ablation as JSON", []string{gold, "--ablation", "--format", "jsonl"}, 0, `^\{"all":\{.*"without":\{.*"pronouns":\{"addressee"`, `^$`},
		{"ablation of another system", []string{gold, "--ablation", "--sys", "facts.jsonl"}, 2, `^$`, `neither with --sys`},
		{"a text as gold", []string{"talks.txt"}, 2, `^$`, `gold is called \*\.gold\.json`},
		{"confidence above one", []string{gold, "--min-confidence", "80"}, 2, `^$`, `from 0 to 1, not 80`},
		{"confidence that is none", []string{gold, "--min-confidence", "NaN"}, 2, `^$`, `from 0 to 1`},
		{"date for a system", []string{gold, "--sys", "facts.jsonl", "--published-from-gold"}, 2, `^$`, `does not go with --sys`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := cli(t, "", append([]string{"eval"}, tt.args...)...)
			if code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if !regexp.MustCompile(tt.stdout).MatchString(stdout) {
				t.Errorf("standard output:\n%s\nwant %s", stdout, tt.stdout)
			}
			if !regexp.MustCompile(tt.stderr).MatchString(stderr) {
				t.Errorf("standard error:\n%s\nwant %s", stderr, tt.stderr)
			}
		})
	}
}

// The figures as JSON are whole, and those of what was extracted before are
// those of extracting now.
func TestEvalForms(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"talks.txt": evalText, "talks.gold.json": evalGold} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	facts := filepath.Join(dir, "facts.jsonl")
	_, said, _ := cli(t, "", "extract", dir)
	if err := os.WriteFile(facts, []byte(said), 0o666); err != nil {
		t.Fatal(err)
	}
	_, now, _ := cli(t, "", "eval", dir, "--format", "json")
	_, before, _ := cli(t, "", "eval", dir, "--format", "json", "--sys", facts)
	if now != before || !strings.HasPrefix(now, "{\n") || !json.Valid([]byte(now)) {
		t.Errorf("now %s\nbefore %s", now, before)
	}
}
