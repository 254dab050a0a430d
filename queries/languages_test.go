package queries

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/graph/store"
)

// asked is a query of a language over the facts of the sample article, as far
// as sampleFacts has them: rows in CSV, or an error, or a warning.
type asked struct {
	text    string
	rows    int // -1 for any
	csv     []string
	warning string
	err     string
}

const (
	blinken = `<parley:person/antony-blinken>`
	name    = `<http://schema.org/name>`
)

// Ten queries of rising difficulty in each language, then ten that are wrong.
var languageTests = map[Language][]asked{
	Gizmo: {
		{text: `g.V("` + blinken + `").all()`, rows: 1, csv: []string{blinken}},
		{text: `g.V("` + blinken + `").out("` + name + `").all()`, rows: 1, csv: []string{"Antony Blinken"}},
		{text: `g.V("<parley:state/RU>").in("<parley:actsFor>").out("` + name + `").all()`, rows: -1, csv: []string{"Sergei Lavrov"}},
		{text: `g.V().has("<parley:mode>", "telephone").count()`, rows: 1},
		{text: `g.V("` + blinken + `").out("<parley:attended>").in("<parley:attended>").unique().out("` + name + `").all()`, rows: 2, csv: []string{"Sergei Lavrov"}},
		{text: `g.V("` + blinken + `").tag("who").out("<parley:attended>").save("<parley:date>", "when").save("<http://schema.org/location>", "where").all()`, rows: 1, csv: []string{"2022-01-20"}},
		{text: `var met = g.M().out("<parley:attended>").in("<parley:attended>"); g.V("` + blinken + `").follow(met).except(g.V("` + blinken + `")).unique().all()`, rows: 1, csv: []string{"<parley:person/sergei-lavrov>"}},
		{text: `g.V("<parley:state/RU>").in("<parley:actsFor>").intersect(g.V("` + blinken + `").out("<parley:attended>").in("<parley:attended>")).all()`, rows: 1, csv: []string{"<parley:person/sergei-lavrov>"}},
		{text: `g.V("<parley:Meeting>").in("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>").forEach(function(m) { g.emit({meeting: m.id, parties: g.V(m.id).out("<parley:participant>").count()}) })`, rows: -1, csv: []string{"meeting,parties"}},
		{text: `var n = {}; g.V("<parley:Meeting>").in("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>").out("<parley:mode>").forEach(function(m) { n[m.id] = (n[m.id] || 0) + 1 }); g.emit(n)`, rows: 1, csv: []string{"in_person", "telephone"}},

		{text: `g.V(`, err: "script:1:5: SyntaxError"},
		{text: `g.V().all(`, err: "script:1:11: SyntaxError"},
		{text: `h.V().all()`, err: "ReferenceError: h is not defined"},
		{text: `g.V().out().al()`, err: "TypeError"},
		{text: `g.V("` + blinken + `").out(1, 2, 3, {}).all()`, err: "script: expected string"},
		{text: `g.V("` + blinken + `")`, rows: 0, warning: "end it with .all()"},
		{text: `g.V("Antony Blinken").out("<parley:attended>").all()`, rows: 0, warning: `is a name; what bears it is written`},
		{text: `g.V("` + blinken + `").out("<parley:atended>").all()`, rows: 0, warning: "there is no <parley:atended>"},
		{text: `throw "no"`, err: "no"},
		{text: `while (true) {}`, err: "the script was stopped: it ran longer than 300ms"},
	},
	GraphQL: {
		{text: `{ nodes(id: ` + blinken + `) { id } }`, rows: 1, csv: []string{blinken}},
		{text: `{ nodes(id: ` + blinken + `) { ` + name + ` } }`, rows: 1, csv: []string{"Antony Blinken"}},
		{text: `{ nodes(id: ` + blinken + `) { * } }`, rows: 1, csv: []string{"<parley:state/US>"}},
		{text: `{ nodes(<parley:mode>: "telephone") { id, <parley:date> } }`, rows: -1, csv: []string{"id,<parley:date>"}},
		{text: `{ nodes(<parley:mode>: "in_person", first: 2) { id } }`, rows: 2},
		{text: `{ nodes(id: ` + blinken + `) { <parley:attended> { <parley:date> <parley:participant> { ` + name + ` } } } }`, rows: 1, csv: []string{"Sergei Lavrov", "2022-01-20"}},
		{text: `{ nodes(id: <parley:state/RU>) { ~<parley:actsFor> { ` + name + ` } } }`, rows: 1, csv: []string{"Sergei Lavrov"}},
		{text: `{ nodes(id: ` + blinken + `) { who: ` + name + ` meetings: <parley:attended> { when: <parley:date> } } }`, rows: 1, csv: []string{"who", "Antony Blinken"}},
		{text: `{ us: nodes(id: <parley:state/US>) { ` + name + ` } ru: nodes(id: <parley:state/RU>) { ` + name + ` } }`, rows: 2, csv: []string{"field", "us,United States", "ru,Russia"}},
		{text: `{ nodes(id: ` + blinken + `) { <parley:attended> @unnest { when: <parley:date> <http://schema.org/location> @opt { where: ` + name + ` } } } }`, rows: 1, csv: []string{"2022-01-20"}},

		{text: `{ nodes(id: `, err: "script:1:13: SyntaxError: Unexpected EOF"},
		{text: "{\n nodes(id: <a>) { id }\n", err: "SyntaxError"},
		{text: `nodes`, err: `script:1:1: SyntaxError: Unexpected Name "nodes"`},
		{text: ``, err: "script: "},
		{text: `{ nodes(first: "two") { id } }`, err: "unexpected value type for first"},
		{text: `{ nodes(id: ` + blinken + `) { id @twice } }`, err: `unknown directive: "twice"`},
		{text: `mutation { nodes { id } }`, err: "script: "},
		{text: `{ nodes(id: <parley:person/nobody>) { id } }`, rows: 0, warning: "there is no <parley:person/nobody>"},
		{text: `{ nodes(id: ` + blinken + `) { <parley:atended> { id } } }`, rows: 1, warning: "there is no <parley:atended>"},
		{text: `{ nodes(id: <parley:person/nobody>) { <schema:name> } }`, rows: 0, warning: "write it out: " + name},
	},
	MQL: {
		{text: `[{"id": "` + blinken + `"}]`, rows: 1, csv: []string{blinken}},
		{text: `[{"id": "` + blinken + `", "` + name + `": null}]`, rows: 1, csv: []string{"Antony Blinken"}},
		{text: `[{"id": null, "<parley:mode>": "telephone"}]`, rows: -1, csv: []string{"<parley:meeting/"}},
		{text: `[{"id": null, "<parley:actsFor>": "<parley:state/RU>"}]`, rows: -1, csv: []string{"<parley:person/sergei-lavrov>"}},
		{text: `[{"id": "` + blinken + `", "<parley:attended>": []}]`, rows: 1, csv: []string{"<parley:meeting/"}},
		{text: `[{"id": "` + blinken + `", "<parley:attended>": [{"id": null, "<parley:date>": null}]}]`, rows: 1, csv: []string{"2022-01-20"}},
		{text: `[{"id": "<parley:state/RU>", "!<parley:actsFor>": []}]`, rows: 1, csv: []string{"<parley:person/sergei-lavrov>"}},
		{text: `[{"id": null, "<parley:mode>": "in_person", "<parley:date>": null, "!<parley:attended>": "` + blinken + `"}]`, rows: 1, csv: []string{"2022-01-20"}},
		{text: `[{"id": "` + blinken + `", "<parley:attended>": [{"id": null, "!<parley:attended>": [{"id": null, "` + name + `": null}]}]}]`, rows: 1, csv: []string{"Sergei Lavrov"}},
		{text: `[{"id": null, "` + name + `": null, "<parley:actsFor>": {"id": "<parley:state/US>", "` + name + `": null}}]`, rows: -1, csv: []string{"Antony Blinken", "United States"}},

		{text: `[{"id": `, err: "script:1:8: unexpected end of JSON input"},
		{text: "[{\n  \"id\": nil}]", err: "script:2:10: invalid character"},
		{text: ``, err: "script:1:1: unexpected end of JSON input"},
		{text: `[{'id': null}]`, err: "script:1:3: invalid character"},
		{text: `{"id": null} x`, err: "script:1:14: invalid character 'x' after top-level value"},
		{text: `[1, 2]`, err: "script: multiple fields at location root"},
		{text: `[{"id": "<parley:person/nobody>", "` + name + `": null}]`, rows: 0, warning: "there is no <parley:person/nobody>"},
		{text: `[{"id": "A. J. Blinken", "<parley:attended>": "x"}]`, rows: 0, warning: `"A. J. Blinken" is `},
		{text: `[{"id": "` + blinken + `", "<parley:atended>": "x"}]`, rows: 0, warning: "there is no <parley:atended>"},
		{text: `[{"id": "` + blinken + `", "<schema:name>": "x"}]`, rows: 0, warning: "write it out: " + name},
	},
}

func TestLanguages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(st.Put(t.Context(), sampleFacts(t)), st.Close()); err != nil {
		t.Fatal(err)
	}
	for _, language := range Languages {
		t.Run(string(language), func(t *testing.T) {
			t.Parallel()
			tests := languageTests[language]
			if len(tests) != 20 {
				t.Errorf("%d queries, want ten good and ten bad", len(tests))
			}
			for _, c := range tests {
				s := Script{Language: language, Text: c.text, Store: dir}
				if strings.HasPrefix(c.text, "while") {
					s.Limits.Time = 300 * time.Millisecond
				}
				res, err := RunScript(t.Context(), s)
				if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
					t.Errorf("%s\nerror %v, want %q", c.text, err, c.err)
					continue
				}
				if c.rows >= 0 && len(res.Rows) != c.rows {
					t.Errorf("%s\n%d rows, want %d", c.text, len(res.Rows), c.rows)
				}
				var b strings.Builder
				if _, err := Write(&b, CSV, res.Columns, Rows(res.Rows)); err != nil {
					t.Error(err)
				}
				for _, s := range c.csv {
					if !strings.Contains(b.String(), s) {
						t.Errorf("%s\n%q is missing in\n%s", c.text, s, b.String())
					}
				}
				if got := strings.Join(res.Warnings, "\n"); !strings.Contains(got, c.warning) {
					t.Errorf("%s\nwarnings %q, want %q", c.text, got, c.warning)
				}
			}
		})
	}
	_, err = RunScript(t.Context(), Script{Language: "sparql", Text: "x", Store: dir})
	var usage *UsageError
	if !errors.As(err, &usage) {
		t.Errorf("an unknown language gives %v", err)
	}
}
