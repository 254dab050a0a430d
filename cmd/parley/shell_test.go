package main

import (
	"regexp"
	"strings"
	"testing"

	"parley/graph"
)

func TestShell(t *testing.T) {
	sample(t)
	tests := []struct{ name, input, stdout, stderr string }{
		{"a query", "met Lavrov --from 2022\n", `Antony Blinken`, `^$`},
		{"quoted names", "attended \"NATO-Russia Council\"\n", `Jens Stoltenberg`, `^$`},
		{"a question", "? who met Lavrov?\n", `asked as: parley query met Lavrov`, `^$`},
		{"commands", "show Kozak\nwhy meeting/0\n", `Dmitry Kozak, person`, `parley: .*meeting/0`},
		{"a script over lines", "g.V(\n\"<parley:state/RU>\").\n  in(\"<parley:actsFor>\").count()\n", `^VALUE\n5\n$`, `^$`},
		{"a script that begins like a query", "path = g.V(\"<parley:state/RU>\"); path.count()\n", `^VALUE\n1\n$`, `^$`},
		{"a mistake does not end it", "g.V(.)\nposts Kozak\n", `negotiator`, `script:1:5: SyntaxError`},
		{"a script that is left open", "g.V(\n\nposts Kozak\n", `negotiator`, `SyntaxError`},
		{"GraphQL", ":language graphql\n{ nodes(id: <parley:state/RU>) {\n <http://schema.org/name> } }\n", `Russia`, `^$`},
		{"no such language", ":language sparql\n", `^$`, `unknown query language "sparql"`},
		{"forms", ":format jsonl\nposts Kozak\n? how many meetings did Lavrov have?\n", `(?s)^\{"person":.*"count":1`, `^$`},
		{"no form for what is more than rows", ":format csv\nshow Kozak\nposts Kozak\n", `(?s)Dmitry Kozak, person.*person,person_id,post`, `^$`},
		{"no such query", "mett Lavrov\nposts Kozak\n", `negotiator`, `no query or command is called "mett"`},
		{"no such form", ":format yaml\n", `^$`, `unknown form "yaml"`},
		{"schema", ":schema\n", `(?m)^<parley:attended> +entity -> meeting +held or under way$`, `^$`},
		{"queries", ":queries\n", `(?m)^met WHO`, `^$`},
		{"help", ":help\n", `:schema`, `^$`},
		{"no such command", ":halp\nposts Kozak\n", `negotiator`, `there is no :halp`},
		{"open quotation", "show \"Kozak\nposts Kozak\n", `negotiator`, `is not closed`},
		{"the end", ":quit\nposts Kozak\n", `^$`, `^$`},
		{"no last line break", "posts Kozak", `negotiator`, `^$`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			code, stdout, stderr := cli(t, tt.input, "shell")
			if code != 0 || !regexp.MustCompile(tt.stdout).MatchString(stdout) || !regexp.MustCompile(tt.stderr).MatchString(stderr) {
				t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
			}
		})
	}
	for _, args := range [][]string{{"shell", "--store", "mem:"}, {"shell", "-l", "sparql"}, {"shell", "x"}} {
		if code, _, stderr := cli(t, "", args...); code != exitMisuse || stderr == "" {
			t.Errorf("%q: exit code %d, %s", args, code, stderr)
		}
	}
}

func TestClosed(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{"met Lavrov\n", true}, {"g.V(\n", false}, {"g.V()\n", true}, {"g.V().\n", false}, {"g.V(\n\n", true},
		{`g.V("(")`, true}, {`{ nodes(id: <a>) {`, false}, {"show O'Neill's (friend)\n", true}, {"f('(')", true}, {"a)\n", true},
	}
	for _, tt := range tests {
		if got := closed(tt.text); got != tt.want {
			t.Errorf("closed(%q) = %v", tt.text, got)
		}
	}
}

func TestSplitWords(t *testing.T) {
	tests := []struct{ line, want string }{
		{`met "Anna Holm" --from 2020`, "met|Anna Holm|--from|2020"},
		{`attended 'the Lugano Process'`, "attended|the Lugano Process"},
		{`show O'Neill`, "show|O'Neill"},
		{`show ""`, "show|"},
		{"  met\tHolm ", "met|Holm"},
		{`show "Holm`, "error"},
	}
	for _, tt := range tests {
		words, err := splitWords(tt.line)
		got := strings.Join(words, "|")
		if err != nil {
			got = "error"
		}
		if got != tt.want {
			t.Errorf("%s: %s, want %s", tt.line, got, tt.want)
		}
	}
}

func TestCandidates(t *testing.T) {
	names := []graph.Entity{{ID: "parley:person/anna-holm", Type: graph.Person, Name: "Anna Holm"}, {ID: "parley:state/NO", Type: graph.State, Name: "Norway"}}
	tests := []struct{ line, begun, want string }{
		{"me", "me", "met meetings"},
		{":sch", ":sch", ":schema"},
		{"met No", "No", "Norway"},
		{"met hol", "hol", "Holm"},
		{"met An", "An", `"Anna Holm"`},
		{`met "An`, "An", `Anna Holm"`},
		{"met Norway --fr", "--fr", "--from"},
		{`g.V("<parley:pers`, "<parley:pers", "<parley:person/anna-holm>"},
		{`g.V("<parley:state/NO>").in("<parley:atten`, "<parley:atten", "<parley:attended>"},
		{`g.V("<parley:state/NO>").Foll`, "Foll", "Follow( FollowR( FollowRecursive("},
		{"zzz", "zzz", ""},
	}
	for _, tt := range tests {
		begun, found := candidates(tt.line, names)
		var got []string
		for _, c := range found {
			got = append(got, c.text)
		}
		if begun != tt.begun || strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %q begun, %q; want %q, %q", tt.line, begun, got, tt.begun, tt.want)
		}
	}
}
