package queries

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares with testdata/name, which -update rewrites.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run with -update when this is right):\n%s", path, got)
	}
}

func runQuery(ctx context.Context, e *Env, out Output, words ...string) (string, error) {
	q, err := Find(words[0])
	if err != nil {
		return "", err
	}
	args, err := q.Args(words[1:])
	if err != nil {
		return "", err
	}
	var b strings.Builder
	_, err = Write(&b, out, q.Columns, q.Rows(ctx, e, args))
	return b.String(), err
}

// ofSeveral are the queries about what several documents say, which find
// nothing in the sample alone; TestSeveralDocuments has examples of theirs.
var ofSeveral = map[string]bool{"contradictions": true, "agreement": true}

// namesDocuments are those whose rows tell which document says something, or
// how many do.
var namesDocuments = map[string]bool{"claims": true, "interactions": true}

// TestExamples runs the example of every query, in every form, over the
// sample in memory, embedded, and with every triple stored twice.
func TestExamples(t *testing.T) {
	f := sampleFacts(t)
	stores := map[string]*Env{
		"memory":   NewEnv(openStore(t, "", f)),
		"embedded": NewEnv(openStore(t, filepath.Join(t.TempDir(), "store"), f)),
	}
	for name, e := range stores {
		for _, q := range All {
			if len(q.Example) == 0 {
				t.Errorf("%s has no example", q.Name)
			}
			for _, out := range Outputs {
				got, err := runQuery(t.Context(), e, out, append([]string{q.Name}, q.Example...)...)
				if err != nil {
					t.Errorf("%s: %s: %v", name, q.Name, err)
					continue
				}
				if nothing := strings.Count(got, "\n") < 2 && out != JSONLines || got == ""; nothing != ofSeveral[q.Name] {
					t.Errorf("%s: the example of %s finds nothing: %t", name, q.Name, nothing)
				}
				golden(t, "examples/"+q.Name+"."+string(out), got)
			}
		}
	}
}

func TestTriplesOfSeveralDocumentsCountOnce(t *testing.T) {
	f := sampleFacts(t)
	one, two := NewEnv(openStore(t, "", f)), NewEnv(openStore(t, "", f, again(f)))
	for _, q := range All {
		if namesDocuments[q.Name] {
			continue // there are two
		}
		words := append([]string{q.Name}, q.Example...)
		want, err := runQuery(t.Context(), one, JSONArray, words...)
		if err != nil {
			t.Fatal(err)
		}
		got, err := runQuery(t.Context(), two, JSONArray, words...)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s: with the document twice:\n%s\nonce:\n%s", q.Name, got, want)
		}
	}
}

// TestAnswers asks questions that the examples do not, and looks for what the
// answer must and must not hold.
func TestAnswers(t *testing.T) {
	e := sampleEnv(t)
	for _, c := range []struct {
		ask      string // words separated by |
		has, not []string
		rows     int // -1 for any number
	}{
		{"attended|the so-called Normandy format", []string{"Kozak", "Yermak", "Germany", "mediator", "2022-01-26", "2021-09-17"}, []string{"Macron"}, 8},
		{"attended|nato-russia council", []string{"Stoltenberg", "Grushko", "2019-07"}, []string{"Lavrov"}, 4},
		{"attended|NATO", []string{"Stoltenberg", "Grushko"}, nil, 4},
		{"attended|OSCE", []string{"Rau", "Lukashevich", "United States"}, []string{"Lavrov"}, 3},
		{"attended|--from|2022", []string{"Normandy", "Council", "OSCE"}, []string{"2019"}, 9},
		{"attended|Normandy|--to|2021", []string{"2021-09-17"}, []string{"2022"}, 4},
		{"formats-of|Grouchko", []string{"NATO-Russia Council"}, []string{"Normandy"}, 1},
		{"met|Russia|US", []string{"Joe Biden", "Wendy Sherman", "Antony Blinken", "Sergey Ryabkov"}, []string{"Macron"}, 4},
		{"met|Poutine", []string{"Emmanuel Macron", "Joe Biden", "telephone"}, []string{"United States ", "Lavrov"}, 2},
		{"met|EU", []string{"Russia", "2021-02~", "Moscow"}, []string{"refused"}, 1},
		{"met|Lavrov", []string{"Antony Blinken", "secretary of state", "2022-01-20"}, []string{"European"}, 1},
		{"who-met-whom", []string{"Macron", "Kozak"}, []string{"refused"}, -1},
		{"meetings|--status|refused", []string{"European Union", "Sergei Lavrov"}, []string{"held"}, 1},
		{"meetings|--place|Switzerland", []string{"2022-01-10", "2022-01-20"}, []string{"2022-01-26"}, 2},
		{"meetings|Russia|Ukraine", []string{"Normandy"}, []string{"OSCE"}, 2},
		{"meetings|--mode|telephone|--from|2022", []string{"2022-01-28"}, []string{"2021"}, 1},
		{"meetings|--from|2021-12-25|--to|2021-12-26", []string{"2021-12-21/2021-12-31"}, nil, 1},
		{"claims|--to|Russia", []string{"engage in de-escalation"}, nil, 1},
		{"claims|--about|EU", []string{"how the EU sees"}, []string{"Americans"}, 1},
		{"claims|Russia", []string{"on paper"}, []string{"de-escalation"}, 2},
		{"claims|--in|negotiations.txt", []string{"Borrell"}, nil, 4},
		{"claims|--in|NATO-Russia Council", []string{"de-escalation"}, nil, 1},
		{"claims|--since|2022-01-14", []string{"RFI"}, []string{"de-escalation"}, 1},
		{"posts|Lavrov", []string{"foreign minister", "2022-01-14", "2022-01-28"}, nil, 1},
		{"posts|--post|deputy foreign minister", []string{"Sherman", "Ryabkov"}, []string{"Lavrov"}, 2},
		{"timeline|Russia", []string{"REJECT", "2019-07"}, nil, -1},
		{"timeline|Normandy|--from|2022", []string{"2022-01-26"}, []string{"2021"}, 1},
		{"path|Macron|Putin", []string{"met"}, nil, 1},
		{"path|Sherman|Normandy", []string{"Ryabkov", "Russia"}, nil, -1},
		{"path|Geneva|Lavrov", []string{"place of a meeting"}, nil, 1},
		{"path|Zbigniew Rau|Normandy|--limit|1", []string{"Russia"}, nil, -1},
	} {
		got, err := runQuery(t.Context(), e, JSONLines, strings.Split(c.ask, "|")...)
		if err != nil {
			t.Errorf("%s: %v", c.ask, err)
			continue
		}
		if n := strings.Count(got, "\n"); c.rows >= 0 && n != c.rows {
			t.Errorf("%s: %d rows, want %d:\n%s", c.ask, n, c.rows, got)
		}
		for _, s := range c.has {
			if !strings.Contains(got, s) {
				t.Errorf("%s: %q is missing:\n%s", c.ask, s, got)
			}
		}
		for _, s := range c.not {
			if strings.Contains(got, s) {
				t.Errorf("%s: %q should not be there:\n%s", c.ask, s, got)
			}
		}
	}
}

func TestCancelledQueriesFail(t *testing.T) {
	e := sampleEnv(t)
	ctx, cancel := context.WithTimeout(t.Context(), -time.Second)
	defer cancel()
	for _, q := range All {
		if _, err := runQuery(ctx, e, Table, append([]string{q.Name}, q.Example...)...); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s under a context that is over: %v", q.Name, err)
		}
	}
}

func TestEmptyStore(t *testing.T) {
	e := NewEnv(openStore(t, ""))
	for _, q := range All {
		_, err := runQuery(t.Context(), e, Table, append([]string{q.Name}, q.Example...)...)
		var unknown *UnknownError
		if err != nil && !errors.As(err, &unknown) {
			t.Errorf("%s in an empty store: %v", q.Name, err)
		}
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct{ ask, want string }{
		{"met", "who is missing"},
		{"met|a|b|c", `"c" is one argument too many`},
		{"met|--from", "--from needs a value"},
		{"met|x|--from|yesterday", "write 2022-01-28"},
		{"met|x|--whom|y", `there is no argument "whom"`},
		{"meetings|--mode|pigeon", "in_person, telephone, video or unspecified"},
		{"meetings|--mode|video|--mode|video", "given 2 times"},
		{"path|a|b|--limit|0", "whole number"},
		{"meetings|--from|2022|--to|2021", "from 2022 is after to 2021"},
	} {
		_, err := runQuery(t.Context(), sampleEnv(t), Table, strings.Split(c.ask, "|")...)
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.ask, err, c.want)
		}
	}
	_, err := Find("atended")
	var unknown *UnknownError
	if !errors.As(err, &unknown) || len(unknown.Suggestions) == 0 || unknown.Suggestions[0] != "attended" {
		t.Errorf("Find(atended): %v", err)
	}
}
