package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/queries"
)

var update = flag.Bool("update", false, "bring the tour in README.md up to date")

// TestMain stands in for main: the test binary is what parley starts for
// layouts and scripts, and, with a mark in the environment, parley itself.
func TestMain(m *testing.M) {
	if code, ok := child(); ok {
		os.Exit(code)
	}
	if os.Getenv("PARLEY_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// cli runs a command line in this process.
func cli(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// newStore makes a store with the texts of testdata the default one.
func newStore(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	t.Setenv("PARLEY_STORE", dir)
	if code, _, stderr := cli(t, "", "ingest", "testdata"); code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	return dir
}

// snapshot is the names and contents of all files below a folder.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		b.WriteString(path + string(text))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each command line is run on a store with the texts of testdata.
func TestCommands(t *testing.T) {
	dir := newStore(t)
	t.Chdir("testdata")
	tests := []struct {
		name   string
		args   []string
		stdin  string
		code   int
		stdout string // regular expressions, (?s)
		stderr string
	}{
		{"help", nil, "", 0, `(?s)^Parley reads news.*ingest.*query.*Flags:`, `^$`},
		{"version", []string{"--version"}, "", 0, `^parley version \S+ \(go1.*\)\n$`, `^$`},
		{"unknown command", []string{"inges"}, "", 2, `^$`, `no command "inges"; did you mean "ingest"\?\nsee parley --help\n$`},
		{"unknown flag", []string{"query", "met", "--nope"}, "", 2, `^$`, `unknown flag: --nope\nsee parley query met --help`},
		{"unknown output", []string{"query", "met", "Ishida", "--format", "xml"}, "", 2, `^$`, `want table`},
		{"completion", []string{"completion", "bash"}, "", 0, `bash completion`, `^$`},

		{"complete a name", []string{"__complete", "query", "met", "ish"}, "", 0, `^Haruto Ishida\tperson\n:4\n$`, ``},
		{"complete a flag", []string{"__complete", "query", "met", "--with", "nord"}, "", 0, `^Kari Nordahl\tperson\n:4\n$`, ``},
		{"complete a choice", []string{"__complete", "query", "meetings", "--mode", ""}, "", 0, `(?m)^telephone$`, ``},
		{"complete a document", []string{"__complete", "forget", "osl"}, "", 0, `^oslo.txt\tNorway and Japan agree on fish\n:4\n$`, ``},
		{"complete no more", []string{"__complete", "query", "timeline", "Ishida", ""}, "", 0, `^:4\n$`, ``},

		{"list", []string{"query", "--list"}, "", 0, `(?m)^attended \[FORMAT\].*Which officials attended`, `^$`},
		{"list as json", []string{"query", "--list", "--format", "json"}, "", 0, `(?s)^\[.*"query":"attended`, `^$`},
		{"which query", []string{"query"}, "", 2, `^$`, `parley query --list`},
		{"unknown query", []string{"query", "mett"}, "", 2, `^$`, `no query is called "mett"; did you mean "met"`},
		{"query help", []string{"query", "met", "--help"}, "", 0, `(?s)Columns:.*Examples:.*--from date`, `^$`},
		{"met", []string{"query", "met", "ISHIDA"}, "", 0, `(?s)^MET .*Kari Nordahl .*Norway .*2021-03-03 .*in_person .*Oslo`, `^$`},
		{"csv", []string{"query", "met", "ishida", "--format", "csv"}, "", 0, `^met,met_id,.*\nKari Nordahl,parley:person/kari-nordahl,`, `^$`},
		{"nothing", []string{"query", "met", "Ishida", "--from", "2022"}, "", 0, `^$`, `no answer`},
		{"argument missing", []string{"query", "met"}, "", 2, `^$`, `who is missing`},
		{"arguments too many", []string{"query", "met", "Kari", "Nordahl", "Oslo"}, "", 2, `^$`, `"Oslo" is one argument too many`},
		{"bad date", []string{"query", "meetings", "--from", "March"}, "", 2, `^$`, `from: .*write 2022-01-28`},
		{"unknown name", []string{"query", "met", "Nordal Blix"}, "", 1, `^$`, `is called "Nordal Blix"`},
		{"many values", []string{"query", "meetings", "--with", "Ishida", "--with", "Nordahl", "--format", "csv"}, "", 0, `\n2021-03-03,.*\n$`, `^$`},
		{"format as output and name", []string{"query", "meetings", "--format", "NATO", "--format", "json"}, "", 1, `^\[\n?\]?`, `"NATO"`},

		{"show", []string{"show", "nordahl"}, "", 0, `(?s)^Kari Nordahl, person\n.*meetings`, `^$`},
		{"show json", []string{"show", "nordahl", "--format", "json"}, "", 0, `(?s)^\{.*"id": "parley:person/kari-nordahl"`, `^$`},
		{"show csv", []string{"show", "nordahl", "--format", "csv"}, "", 2, `^$`, `want table, json or jsonl`},
		{"show what", []string{"show"}, "", 2, `^$`, `name of an entity is missing`},
		{"show two", []string{"show", "Kari", "Nordahl"}, "", 2, `^$`, `need quotes`},

		{"why unknown", []string{"why", "meeting/ffffffff"}, "", 1, `^$`, `ffffffff`},
		{"why short", []string{"why", "f"}, "", 2, `^$`, `"f"`},
		{"why csv", []string{"why", "ffffffff", "--format", "csv"}, "", 2, `^$`, `want table, json or jsonl`},

		{"run", []string{"run", `g.V("<parley:person/kari-nordahl>").Out("<http://schema.org/name>").All()`}, "", 0, `Kari Nordahl`, `^$`},
		{"run stdin", []string{"run", "-", "--format", "json"}, `g.V("<parley:person/kari-nordahl>").Out("<http://schema.org/name>").All()`, 0, `"Kari Nordahl"`, `^$`},
		{"run mistake", []string{"run", "g.V("}, "", 1, `^$`, `script:1:`},
		{"run too long", []string{"run", "while (true) {}", "--time", "50ms"}, "", 1, `^$`, `ran longer than 50ms; see --time`},
		{"run without brackets", []string{"run", `g.V("parley:person/kari-nordahl").All()`}, "", 0, ``, `warning`},
		{"run what", []string{"run"}, "", 2, `^$`, `want a script`},
		{"run twice", []string{"run", "-f", "a.js", "g.V()"}, "", 2, `^$`, `want a script`},
		{"run missing file", []string{"run", "-f", "none.js"}, "", 1, `^$`, `none.js`},
		{"run no time", []string{"run", "g.V()", "--time", "0"}, "", 2, `^$`, `above zero`},

		{"diagram", []string{"diagram"}, "", 0, `(?s)^<\?xml .*<svg .*Kari Nordahl.*</svg>`, `^$`},
		{"diagram around", []string{"diagram", "--around", "almonte", "--format", "dot"}, "", 0, `Sana Lindholm`, `^$`},
		{"diagram empty", []string{"diagram", "--from", "2022"}, "", 1, `^$`, `nothing to draw`},
		{"diagram output", []string{"diagram", "--format", "gif"}, "", 2, `^$`, `--format can be svg, png, pdf, dot, .*, not "gif"`},
		{"diagram pdf", []string{"diagram", "timeline", "--format", "pdf", "--theme", "dark"}, "", 0, `(?s)^%PDF-1.7.*%%EOF`, `^$`},
		{"diagram kind", []string{"diagram", "pie"}, "", 2, `^$`, `(?s)no kind of diagram "pie".*timeline`},
		{"diagram posts", []string{"diagram", "posts", "--format", "dot"}, "", 0, `Kari Nordahl`, `^$`},
		{"diagram formats", []string{"diagram", "formats", "Kari"}, "", 2, `^$`, `takes no "Kari"`},
		{"diagram ego", []string{"diagram", "ego", "nordahl", "--evidence"}, "", 0, `(?s)Around Kari Nordahl.*<a href="#.*Evidence`, `^$`},
		{"diagram ego of nobody", []string{"diagram", "ego"}, "", 2, `^$`, `diagram ego ENTITY`},
		{"diagram claims", []string{"diagram", "claims", "meeting/ffffffffff"}, "", 1, `^$`, `ffffffffff`},
		{"diagram claims time", []string{"diagram", "claims", "meeting/ffffffffff", "--from", "2022"}, "", 2, `^$`, `--from says nothing to claims`},
		{"diagram posts by", []string{"diagram", "posts", "--by", "states"}, "", 2, `^$`, `--by says nothing to posts`},
		{"diagram who", []string{"diagram", "--who", "almonte", "--format", "dot"}, "", 0, `Sana Lindholm`, `^$`},
		{"diagram sure", []string{"diagram", "--min-confidence", "7"}, "", 2, `^$`, `between 0 and 1`},
		{"diagram pairs", []string{"diagram", "--by", "pairs"}, "", 2, `^$`, `for a timeline`},
		{"diagram theme", []string{"diagram", "--theme", "sepia"}, "", 2, `^$`, `--theme can be`},
		{"diagram by", []string{"diagram", "--by", "ships"}, "", 2, `^$`, `--by can be`},
		{"diagram scale", []string{"diagram", "--scale", "0"}, "", 2, `^$`, `above zero`},
		{"diagram nowhere", []string{"diagram", "-o", "none/who.svg"}, "", 1, `^$`, `none/who.svg cannot be written`},
		{"diagram date", []string{"diagram", "--from", "March"}, "", 2, `^$`, `write 2022-01-28`},
		{"diagram unknown", []string{"diagram", "--of", "No such format"}, "", 1, `^$`, `No such format`},
		{"diagram clusters", []string{"diagram", "--clusters", "--sessions", "clusters"}, "", 2, `^$`, `does not go`},

		{"export", []string{"export"}, "", 0, `(?m)^<parley:person/kari-nordahl> <http://schema.org/name> "Kari Nordahl" <parley:doc/`, `^$`},
		{"export trig", []string{"export", "--format", "trig"}, "", 0, `(?s)^@prefix oa: .*\n<parley:doc/\w+> \{\n.*schema:name "Kari Nordahl" ;`, `^$`},
		{"export turtle", []string{"export", "--format", "turtle"}, "", 0, `(?s)^@prefix oa: .*\n<parley:person/kari-nordahl> `, `^$`},
		{"export jsonld", []string{"export", "--format", "jsonld"}, "", 0, `(?s)^\{"@context": .*"name": "Kari Nordahl"`, `^$`},
		{"export graphml", []string{"export", "--format", "graphml"}, "", 0, `<data key="node_label">Kari Nordahl</data>`, `^$`},
		{"export gexf", []string{"export", "--format", "gexf"}, "", 0, `<spell start="2021-03-03" end="2021-03-03"/>`, `^$`},
		{"export cytoscape", []string{"export", "--format", "cytoscape"}, "", 0, `"label": "Kari Nordahl"`, `^$`},
		{"export mermaid", []string{"export", "--format", "mermaid"}, "", 0, `(?m)^flowchart LR\n`, `^$`},
		{"export ftm", []string{"export", "--format", "ftm"}, "", 0, `(?m)^\{"id":"person-kari-nordahl","schema":"Person",`, `^$`},
		{"export plover", []string{"export", "--format", "plover"}, "", 0, `(?m)^\{"id":"parley:meeting/\w+","date":"2021-03-03",`, `^$`},
		{"export unknown", []string{"export", "--format", "rdfxml"}, "", 2, `^$`, `--format can be nquads, trig, .*not "rdfxml"`},
		{"export unknown name", []string{"export", "facts.xlsx"}, "", 2, `^$`, `end with .xlsx`},
		{"export csv to nowhere", []string{"export", "--format", "csv"}, "", 2, `^$`, `name a folder`},
		{"diagram gexf", []string{"diagram", "--format", "gexf", "--around", "Ishida"}, "", 0, `label="Kari Nordahl"`, `^$`},

		{"extract", []string{"extract", "--format", "json", "oslo.txt"}, "", 0, `^\{"doc":"oslo.txt","published":.*\}\n$`, `^$`},
		{"extract order", []string{"extract", "oslo.txt", "call.md"}, "", 0, `^\{"doc":"oslo.txt".*\n\{"doc":"call.md".*\n$`, `^$`},
		{"extract stdin", []string{"extract", "-"}, "Nothing happened.", 0, `^\{"doc":"stdin",`, `^$`},
		{"extract published", []string{"extract", "--published", "2021-04-01", "-"}, "Nothing happened.", 0, `"published":"2021-04-01"`, `^$`},
		{"extract workers", []string{"extract", "--workers", "-1", "oslo.txt"}, "", 2, `^$`, `--workers`},
		{"extract bad date", []string{"extract", "--published", "April", "oslo.txt"}, "", 2, `^$`, `--published: `},
		{"extract missing", []string{"extract", "none.txt", "oslo.txt"}, "", 1, `^\{"doc":"oslo.txt".*\n$`, `^parley: none.txt: file does not exist|no such file`},
		{"extract kind", []string{"extract", "../main.go", "oslo.txt"}, "", 1, `^\{"doc":"oslo.txt".*\n$`, `^parley: ../main.go: unsupported kind of file`},
		{"extract bytes", []string{"extract", "-"}, "Oslo \xff", 1, `^$`, `^parley: standard input: byte 5: not UTF-8 text\n$`},
		{"extract nothing", []string{"extract"}, "", 2, `^$`, `file is missing`},
		{"extract csv", []string{"extract", "--format", "csv", "oslo.txt"}, "", 2, `^$`, `--format json only`},

		{"forget unknown", []string{"forget", "none.txt"}, "", 1, `^$`, `none.txt`},
		{"import bad", []string{"import"}, "<a> <b> .\n", 1, `^$`, `standard input: .*1`},
		{"import bad trig", []string{"import", "--format", "trig"}, "<a:g> {\n<a:s> <a:p> [] }", 1, `^$`, `standard input: import: line 2: blank nodes`},
		{"import unknown", []string{"import", "--format", "turtle"}, "", 2, `^$`, `nquads or trig`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reads := len(tt.args) > 0 && tt.args[0] != "forget" && tt.args[0] != "import"
			before := snapshot(t, dir)
			code, stdout, stderr := cli(t, tt.stdin, tt.args...)
			if code != tt.code {
				t.Errorf("exit code %d, want %d", code, tt.code)
			}
			if !regexp.MustCompile(tt.stdout).MatchString(stdout) {
				t.Errorf("standard output:\n%.800s\nwant %s", stdout, tt.stdout)
			}
			if !regexp.MustCompile(tt.stderr).MatchString(stderr) {
				t.Errorf("standard error:\n%s\nwant %s", stderr, tt.stderr)
			}
			if reads && snapshot(t, dir) != before {
				t.Error("reading changed the store")
			}
		})
	}
}

// The answers of ingest lead to the sentences, by ids as they are printed.
func TestIngestThenWhy(t *testing.T) {
	t.Setenv("PARLEY_STORE", filepath.Join(t.TempDir(), "deep", "store"))
	code, stdout, stderr := cli(t, "", "ingest", "testdata/oslo.txt")
	if code != 0 || !regexp.MustCompile(`2021-03-03 +held +in_person +Oslo +Kari Nordahl, Haruto Ishida +meeting/`).MatchString(stdout) {
		t.Fatalf("exit code %d: %s%s", code, stdout, stderr)
	}
	id := regexp.MustCompile(`meeting/\w+`).FindString(stdout)
	code, stdout, stderr = cli(t, "", "why", id)
	if code != 0 || !strings.Contains(stdout, "oslo.txt:3") || !strings.Contains(stdout, "«met»") {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
	code, stdout, _ = cli(t, "", "why", id, "--format", "json")
	var proof queries.Proof
	if err := json.Unmarshal([]byte(stdout), &proof); code != 0 || err != nil || len(proof.Evidence) == 0 {
		t.Errorf("exit code %d, error %v: %s", code, err, stdout)
	}
}

// A batch goes on after a failure and fails at its end.
func TestIngestReportsFailures(t *testing.T) {
	t.Setenv("PARLEY_STORE", filepath.Join(t.TempDir(), "store"))
	code, stdout, stderr := cli(t, "binary \x00 here", "ingest", "testdata/none.txt", "-", "testdata")
	if code != 1 || !strings.Contains(stdout, "Ishida") || !strings.Contains(stdout, "Almonte") {
		t.Errorf("exit code %d: %s", code, stdout)
	}
	for _, want := range []string{"testdata/none.txt: ", "standard input: byte 7: ", "read 2 texts with ", "; 2 failed; store "} {
		if !strings.Contains(filepath.ToSlash(stderr), want) {
			t.Errorf("standard error does not tell %q: %s", want, stderr)
		}
	}
}

// Reading the same texts again changes nothing, and --new does not even read
// them.
func TestIngestAgain(t *testing.T) {
	newStore(t)
	_, before, _ := cli(t, "", "export")
	if code, _, stderr := cli(t, "", "ingest", "testdata/"); code != 0 {
		t.Fatal(stderr)
	}
	if _, after, _ := cli(t, "", "export"); after != before {
		t.Error("the second time changed the facts")
	}
	code, stdout, stderr := cli(t, "", "ingest", "--new", "testdata")
	if code != 0 || stdout != "" || !strings.Contains(stderr, "read 0 texts") || !strings.Contains(stderr, "2 known already") {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
}

// The rows of a batch are the same in all forms.
func TestIngestForms(t *testing.T) {
	for _, form := range queries.Outputs {
		code, stdout, stderr := cli(t, "", "ingest", "--store", "mem:", "--format", string(form), "testdata")
		if code != 0 || !strings.Contains(stdout, "Kari Nordahl") || !strings.Contains(stdout, "2021-03-05") {
			t.Errorf("%s: exit code %d: %s%s", form, code, stdout, stderr)
		}
	}
}

// What one store exports, another imports, byte for byte.
func TestExchange(t *testing.T) {
	newStore(t)
	_, want, _ := cli(t, "", "export")
	file := filepath.Join(t.TempDir(), "facts.nq")
	if code, stdout, stderr := cli(t, "", "export", file); code != 0 || stdout != "" {
		t.Fatalf("exit code %d: %s%s", code, stdout, stderr)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Errorf("file and standard output differ, error %v", err)
	}
	other := filepath.Join(t.TempDir(), "other")
	if code, _, stderr := cli(t, "", "import", file, "--store", other); code != 0 || !strings.Contains(stderr, "2 documents") {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if _, got, _ := cli(t, "", "export", "--store", other); got != want {
		t.Error("what was imported differs")
	}
	if code, _, stderr := cli(t, "", "forget", "oslo.txt", "--store", other); code != 0 || !strings.Contains(stderr, "forgot oslo.txt") {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	if code, _, stderr := cli(t, "", "show", "Ishida", "--store", other); code != 1 {
		t.Errorf("a forgotten person is known, exit code %d: %s", code, stderr)
	}
	if code, _, _ := cli(t, want, "import", "--store", other); code != 0 {
		t.Error("no import from standard input")
	}
	if _, got, _ := cli(t, "", "export", "--store", other); got != want {
		t.Error("what was imported again differs")
	}

	trig := filepath.Join(t.TempDir(), "facts.trig")
	third := filepath.Join(t.TempDir(), "third")
	if code, _, stderr := cli(t, "", "export", trig); code != 0 {
		t.Fatal(stderr)
	}
	if code, _, stderr := cli(t, "", "import", trig, "--store", third); code != 0 {
		t.Fatal(stderr)
	}
	if _, got, _ := cli(t, "", "export", "--store", third); got != want {
		t.Error("what was imported from TriG differs")
	}
	text, err := os.ReadFile(trig)
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Count(text, []byte("\n"))
	if err := os.WriteFile(trig, append(text, "<a:g> { <a:s> <a:p> 1 }\n<a:g> oops"...), 0o666); err != nil {
		t.Fatal(err)
	}
	place := fmt.Sprintf("%s: import: line %d: ", trig, lines+2)
	if code, _, stderr := cli(t, "", "import", trig, "--store", third); code != 1 || !strings.Contains(stderr, place) {
		t.Errorf("exit code %d, want an error with %q: %s", code, place, stderr)
	}
	if _, got, _ := cli(t, "", "export", "--store", third); got != want {
		t.Error("a file with an error was imported in part")
	}
}

// Tables are in a folder, or in an archive when its name says so; a failure
// leaves those that were there.
func TestExportTables(t *testing.T) {
	newStore(t)
	dir := filepath.Join(t.TempDir(), "tables")
	if code, stdout, stderr := cli(t, "", "export", "--format", "csv", dir); code != 0 || stdout != "" {
		t.Fatalf("exit code %d: %s%s", code, stdout, stderr)
	}
	b, err := os.ReadFile(filepath.Join(dir, "entities.csv"))
	if err != nil || !bytes.Contains(b, []byte("\nparley:person/kari-nordahl,person,Kari Nordahl,")) {
		t.Errorf("%v: %s", err, b)
	}
	zip := dir + ".zip"
	if code, _, stderr := cli(t, "", "export", zip); code != 0 {
		t.Fatal(stderr)
	}
	if b, err := os.ReadFile(zip); err != nil || !bytes.HasPrefix(b, []byte("PK")) {
		t.Errorf("no archive, %v", err)
	}
	before := snapshot(t, dir)
	if code, _, _ := cli(t, "", "export", "--format", "csv", filepath.Join(dir, "entities.csv")); code != 1 {
		t.Error("a file is taken for a folder")
	}
	if snapshot(t, dir) != before {
		t.Error("a failure changed the tables")
	}
}

// A failure leaves the file that was there.
func TestWriteToKeepsFile(t *testing.T) {
	newStore(t)
	file := filepath.Join(t.TempDir(), "who.svg")
	if err := os.WriteFile(file, []byte("old"), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := cli(t, "", "diagram", "--timeout", "1ns", "-o", file); code != 1 {
		t.Error("no failure")
	}
	if got, _ := os.ReadFile(file); string(got) != "old" {
		t.Errorf("the file is %q", got)
	}
	if left, _ := filepath.Glob(file + ".*"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if code, _, stderr := cli(t, "", "diagram", "-o", file); code != 0 {
		t.Error(stderr)
	}
	if code, _, stderr := cli(t, "", "export", os.DevNull); code != 0 {
		t.Error(stderr)
	}
	if code, _, stderr := cli(t, "", "export", t.TempDir()); code != 1 {
		t.Errorf("a folder was written to: %s", stderr)
	}
	if got, _ := os.ReadFile(file); !bytes.Contains(got, []byte("<svg ")) {
		t.Errorf("the file is %.20q", got)
	}
}

// Where there is no store, reading says so and makes none.
func TestNoStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	for _, args := range [][]string{{"query", "meetings"}, {"export"}, {"run", "g.V().All()"}} {
		code, stdout, stderr := cli(t, "", append(args, "--store", dir)...)
		if code != 0 || strings.TrimSpace(stdout) != "" || !strings.Contains(stderr, "no store at "+dir) {
			t.Errorf("%q: exit code %d: %s%s", args, code, stdout, stderr)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q made a store", args)
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if code, _, stderr := cli(t, "", "query", "meetings", "--store", file); code != 1 || !strings.Contains(stderr, "a store is a folder") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

// The store is named by --store, else $PARLEY_STORE, else the user's folder.
func TestStoreChoice(t *testing.T) {
	a := &app{}
	t.Setenv("PARLEY_STORE", "")
	t.Setenv("XDG_DATA_HOME", filepath.Join(t.TempDir(), "share"))
	if got, err := a.dsn(); err != nil || got != filepath.Join(os.Getenv("XDG_DATA_HOME"), "parley") {
		t.Errorf("got %s, error %v", got, err)
	}
	t.Setenv("PARLEY_STORE", "env")
	if got, err := a.dsn(); err != nil || got != "env" {
		t.Errorf("got %s, error %v", got, err)
	}
	a.store = "flag"
	if got, err := a.dsn(); err != nil || got != "flag" {
		t.Errorf("got %s, error %v", got, err)
	}
	t.Setenv("PARLEY_STORE", "")
	t.Setenv("XDG_DATA_HOME", "")
	t.Setenv("LocalAppData", "")
	t.Setenv("HOME", "")
	t.Setenv("USERPROFILE", "")
	a.store = ""
	if _, err := a.dsn(); err == nil || !strings.Contains(err.Error(), "--store") {
		t.Errorf("got error %v", err)
	}
}

// Every command has help with an example that its own flags accept.
func TestHelp(t *testing.T) {
	root := newRoot()
	for _, cmd := range append(root.Commands(), must(root.Find([]string{"query"})).Commands()...) {
		if cmd.Short == "" || cmd.Long == "" || cmd.Example == "" {
			t.Errorf("%s has no help", cmd.CommandPath())
		}
		for line := range strings.Lines(cmd.Example) {
			at := strings.Index(line, "parley ")
			if at < 0 {
				t.Errorf("%s: no example: %s", cmd.CommandPath(), line)
				continue
			}
			for _, f := range regexp.MustCompile(` --([\w-]+)`).FindAllStringSubmatch(line[at:], -1) {
				target, _, err := newRoot().Find(strings.Fields(line[at:])[1:])
				if err != nil || target.Flags().Lookup(f[1]) == nil && target.InheritedFlags().Lookup(f[1]) == nil {
					t.Errorf("%s: there is no --%s in %s", cmd.CommandPath(), f[1], line)
				}
			}
		}
	}
}

// The ids in examples are of facts of the sample.
func TestHelpIDs(t *testing.T) {
	sample(t)
	root := newRoot()
	for _, cmd := range append(root.Commands(), root) {
		for _, id := range regexp.MustCompile(`meeting/[0-9a-f]+`).FindAllString(cmd.Example, -1) {
			if code, _, stderr := cli(t, "", "why", id); code != 0 {
				t.Errorf("%s: %s", cmd.CommandPath(), stderr)
			}
		}
	}
}

func must[T, U any](v T, _ U, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// start starts parley in a process of its own.
func start(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer, *bytes.Buffer) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), "PARLEY_TEST_MAIN=1")
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, &out, &errs
}

// The program itself starts itself again for layouts and scripts, and gives
// its exit code to the system.
func TestProcess(t *testing.T) {
	newStore(t)
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"diagram"}, 0, "</svg>"},
		{[]string{"run", `g.V("<parley:person/haruto-ishida>").Out("<http://schema.org/name>").All()`}, 0, "Haruto Ishida"},
		{[]string{"run", "g.V("}, 1, ""},
		{[]string{"nothing"}, 2, ""},
	} {
		cmd, out, errs := start(t, tt.args...)
		_ = cmd.Wait() // the exit code tells
		if cmd.ProcessState.ExitCode() != tt.code || !strings.Contains(out.String(), tt.want) {
			t.Errorf("%q: exit code %d: %s%s", tt.args, cmd.ProcessState.ExitCode(), out, errs)
		}
	}
}

// An interrupt ends ingest in good order: what it reports is in the store.
func TestInterrupt(t *testing.T) {
	texts, dir := t.TempDir(), filepath.Join(t.TempDir(), "store")
	text, err := os.ReadFile("testdata/oslo.txt")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3000 {
		name := filepath.Join(texts, time.Unix(int64(i), 0).UTC().Format("150405")+".txt")
		if err := os.WriteFile(name, append(text, name...), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd, out, errs := start(t, "ingest", "--store", dir, "--format", "jsonl", texts)
	for range 3000 { // until it is well under way
		if _, err := os.Stat(filepath.Join(dir, "graph.db")); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(time.Second)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Skip("no interrupts here:", err)
	}
	if err := cmd.Wait(); err == nil {
		t.Skip("it was done before the interrupt")
	}
	if ws, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		t.Fatalf("ended by %v: %s", ws.Signal(), errs)
	}
	if !strings.Contains(errs.String(), "interrupted") {
		t.Errorf("standard error: %s", errs)
	}
	reported := regexp.MustCompile(`read (\d+) text`).FindStringSubmatch(errs.String())
	_, export, _ := cli(t, "", "export", "--store", dir)
	stored := regexp.MustCompile(`(?m)^<parley:doc/\w+> <http://schema.org/articleBody>`).FindAllString(export, -1)
	if reported == nil || reported[1] != strconv.Itoa(len(stored)) {
		t.Errorf("%d stored, %q reported: %s", len(stored), reported, errs)
	}
	if out.Len() == 0 && len(stored) > 0 {
		t.Error("no meetings told")
	}
	t.Logf("%d of 3000 stored", len(stored))
}

// Gold is scored against what parley extracts, or against a folder.
func TestEval(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile("testdata/oslo.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, gold, _ := cli(t, "", "extract", "testdata/oslo.txt")
	for name, b := range map[string]string{"oslo.txt": string(text), "oslo.gold.json": gold} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(b), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	code, stdout, stderr := cli(t, "", "eval", dir)
	if code != 0 || !regexp.MustCompile(`(?m)^meeting +P 1\.000  R 1\.000  F1 1\.000   \(tp 1 fp 0 fn 0\)$`).MatchString(stdout) {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
	code, stdout, stderr = cli(t, "", "eval", dir, "--system", t.TempDir(), "--format", "jsonl")
	if code != 0 || !strings.Contains(stdout, `"meeting":{"p":0,"r":0,"f1":0,"tp":0,"fp":0,"fn":1}`) || !strings.Contains(stderr, "scored as empty") {
		t.Errorf("exit code %d: %s%s", code, stdout, stderr)
	}
	for _, tt := range []struct {
		args []string
		code int
	}{{nil, 2}, {[]string{"testdata"}, 1}, {[]string{dir, "--format", "csv"}, 2}} {
		if code, _, stderr := cli(t, "", append([]string{"eval"}, tt.args...)...); code != tt.code {
			t.Errorf("%q: exit code %d: %s", tt.args, code, stderr)
		}
	}
}

// A context that has ended ends every command.
func TestCancelled(t *testing.T) {
	newStore(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"query", "meetings"}, {"export"}, {"ingest", "testdata"}, {"extract", "testdata"}, {"diagram"}} {
		var out, errs bytes.Buffer
		if code := run(ctx, args, strings.NewReader(""), &out, &errs); code != 1 || !strings.Contains(errs.String(), "interrupted") {
			t.Errorf("%q: exit code %d: %s%s", args, code, &out, &errs)
		}
	}
}
