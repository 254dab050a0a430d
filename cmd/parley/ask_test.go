package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// sample makes a store with the sample article the default one.
func sample(t *testing.T) {
	t.Helper()
	t.Setenv("PARLEY_STORE", filepath.Join(t.TempDir(), "store"))
	if code, _, stderr := cli(t, "", "ingest", "../../data/sample"); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
}

// phrasings reads questions and the queries wanted for them, "" for none.
func phrasings(t *testing.T, file string) [][2]string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../../ingest/question/testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var out [][2]string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		question, query, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s: %q has no query", file, line)
		}
		out = append(out, [2]string{question, query})
	}
	return out
}

var askedAs = regexp.MustCompile(`(?m)^asked as: parley query (.*?)(?:  \(the \w+ by date\))?$`)

func TestAskPhrasings(t *testing.T) {
	sample(t)
	for _, p := range phrasings(t, "phrasings.tsv") {
		code, stdout, stderr := cli(t, "", "ask", p[0])
		got := ""
		if m := askedAs.FindStringSubmatch(stdout); m != nil {
			got = m[1]
		}
		if got != p[1] || (code == 0) != (p[1] != "") {
			t.Errorf("%s\n got %s (exit code %d) %s\nwant %s", p[0], got, code, stderr, p[1])
		}
	}
}

// What was asked after the freeze is understood, or refused, as it was looked at
// once.
func TestAskFrozen(t *testing.T) {
	sample(t)
	for file, first := range map[string]int{"frozen.tsv": 27, "second.tsv": 33} { // right at first, as the README says
		right := 0
		for _, p := range phrasings(t, file) {
			cells := strings.Split(p[1], "\t") // wanted, then, given
			if len(cells) != 3 {
				t.Fatalf("%s: %s: %d cells", file, p[0], len(cells))
			}
			if cells[1] == "right" {
				right++
			}
			got := ""
			_, stdout, stderr := cli(t, "", "ask", p[0])
			if m := askedAs.FindStringSubmatch(stdout); m != nil {
				got = m[1]
			}
			if got != cells[2] {
				t.Errorf("%s: %s\n got %s (%s)\nwant %s", file, p[0], got, stderr, cells[2])
			}
		}
		if right != first {
			t.Errorf("%s: %d were right at first, want %d", file, right, first)
		}
	}
}

func TestAsk(t *testing.T) {
	sample(t)
	tests := []struct {
		name   string
		args   []string
		code   int
		stdout string // regular expressions
		stderr string
	}{
		{"count", []string{"How many times did Macron and Putin speak by phone?"}, 0, `^1\n\nDATE .*\n2022-01-28 +telephone +meeting/[0-9a-f]{10}\n`, `^$`},
		{"the last only", []string{"When did the Normandy format last meet?"}, 0, `^DATE .*\n2022-01-26 +Paris .*\n\nasked as: `, `^$`},
		{"several words", []string{"who", "met", "lavrov"}, 0, `Antony Blinken +United States`, `^$`},
		{"relative date", []string{"--today", "2022-02-10", "who met Lavrov last month?"}, 0, `--from 2022-01 --to 2022-01\n$`, `^$`},
		{"no answer", []string{"Which meetings are planned?"}, 0, `^the store has no answer to that\n\nasked as: parley query meetings --status planned\n$`, `^$`},
		{"JSON", []string{"--format", "jsonl", "How many meetings did Lavrov have in 2022?"}, 0, `^\{"question":"How many .*","query":"parley query meetings Lavrov .*","count":1,"rows":\[\{"date":"2022-01-20".*\}\]\}\n$`, `^$`},
		{"not understood", []string{"Will it rain in Geneva?"}, 1, `^$`, `I do not understand "rain" here; I understand, for example:\n  Which `},
		{"features that do not go together", []string{"Who met the first format said?"}, 1, `^$`, `I do not understand the question`},
		{"unknown name", []string{"Who met Borelli?"}, 1, `^$`, `Borelli.*(?s)Josep Borrell`},
		{"no question", nil, 2, `^$`, `a question is missing`},
		{"blank", []string{" "}, 1, `^$`, `there is no question`},
		{"not text", []string{"who met \xff"}, 1, `^$`, `not UTF-8`},
		{"forms", []string{"--forms"}, 0, `(?m)^Who met Lavrov in January 2022\?$`, `^$`},
		{"CSV", []string{"--format", "csv", "who met Lavrov"}, 2, `^$`, `want table, json or jsonl`},
		{"bad day", []string{"--today", "soon", "who met Lavrov"}, 2, `^$`, `--today: `},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := cli(t, "", append([]string{"ask"}, tt.args...)...)
			if code != tt.code || !regexp.MustCompile(tt.stdout).MatchString(stdout) || !regexp.MustCompile(tt.stderr).MatchString(stderr) {
				t.Errorf("exit code %d, want %d\n%s%s", code, tt.code, stdout, stderr)
			}
		})
	}
}

// Each form's own example is understood as that form's query.
func TestAskForms(t *testing.T) {
	sample(t)
	_, stdout, _ := cli(t, "", "ask", "--forms")
	for q := range strings.Lines(stdout) {
		code, answer, stderr := cli(t, "", "ask", "--format", "jsonl", strings.TrimSpace(q))
		var got struct{ Query string }
		if err := json.Unmarshal([]byte(answer), &got); code != 0 || err != nil || got.Query == "" {
			t.Errorf("%s: exit code %d, %s%v", q, code, stderr, err)
		}
	}
}
