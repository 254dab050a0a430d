package queries

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"io/fs"
	"iter"
	"os"
	"strings"
	"testing"

	"parley/graph"
)

var writeColumns = []Column{
	{"who", EntityKind, ""}, {"n", IntKind, ""}, {"when", DateKind, ""}, {"all", EntitiesKind, ""},
	{"modes", TextsKind, ""}, {"fact", FactKind, ""}, {"facts", FactsKind, ""}, {"text", TextKind, ""}, {"any", AnyKind, ""},
}

func writeRows() []Row {
	ana := Entity{"parley:person/ana", graph.Person, "Ana, the <1st>"}
	fact := Fact("parley:meeting/0123456789abcdef0123")
	return []Row{
		{ana, Int(3), Date("2022-01~"), Entities{ana, ana}, Texts{"video"}, fact, Facts{fact, fact}, Text("“a”\n\x1b[31m\"b\""), JSON{1.5}},
		{Entity{}, Int(0), Date(""), Entities(nil), Texts(nil), Fact(""), Facts(nil), Text(""), JSON{}},
	}
}

func TestWrite(t *testing.T) {
	for _, out := range Outputs {
		var b strings.Builder
		n, err := Write(&b, out, writeColumns, Rows(writeRows()))
		if n != 2 || err != nil {
			t.Fatal(n, err)
		}
		golden(t, "write."+string(out), b.String())
		switch out {
		case Table:
			if strings.Contains(b.String(), "\x1b") {
				t.Error("a control character reaches the terminal")
			}
		case JSONArray:
			var rows []map[string]any
			if err := json.Unmarshal([]byte(b.String()), &rows); err != nil {
				t.Fatal(err)
			}
			if rows[0]["n"] != 3.0 || rows[0]["when"] != "2022-01~" || rows[1]["when"] != nil || rows[1]["who"] != nil {
				t.Errorf("%v", rows)
			}
		case CSV:
			recs, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
			if err != nil || len(recs) != 3 {
				t.Error(recs, err)
			}
		}
	}
}

func TestWriteNothing(t *testing.T) {
	for out, want := range map[Output]string{Table: "", JSONArray: "[]\n", JSONLines: "", CSV: "n\n"} {
		var b strings.Builder
		if n, err := Write(&b, out, []Column{{"n", IntKind, ""}}, Rows(nil)); n != 0 || err != nil || b.String() != want {
			t.Errorf("%s: %q, %d, %v", out, b.String(), n, err)
		}
	}
	var usage *UsageError
	if _, err := Write(&strings.Builder{}, "xml", nil, Rows(nil)); !errors.As(err, &usage) {
		t.Errorf("xml: %v", err)
	}
}

// TestWriteFailedRows checks that what came before an error is written whole.
func TestWriteFailedRows(t *testing.T) {
	broken := errors.New("broken")
	var rows iter.Seq2[Row, error] = func(yield func(Row, error) bool) {
		if yield(Row{Int(1)}, nil) {
			yield(nil, broken)
		}
	}
	for out, want := range map[Output]string{Table: "N\n1\n", JSONArray: "[\n{\"n\":1}\n]\n", JSONLines: "{\"n\":1}\n", CSV: "n\n1\n"} {
		var b strings.Builder
		if n, err := Write(&b, out, []Column{{"n", IntKind, ""}}, rows); n != 1 || !errors.Is(err, broken) || b.String() != want {
			t.Errorf("%s: %q, %d, %v", out, b.String(), n, err)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

func TestWriteErrors(t *testing.T) {
	for _, out := range Outputs {
		if _, err := Write(fullDisk{}, out, writeColumns, Rows(writeRows())); err == nil {
			t.Errorf("%s: no error from a full disk", out)
		}
	}
}

// TestReadme holds the README to the table of queries: between its two marks
// stands what Markdown gives.
func TestReadme(t *testing.T) {
	const begin, end = "<!-- queries: begin -->\n", "<!-- queries: end -->"
	const path = "../README.md"
	readme, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("no README")
	}
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	section, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Skip("the README has no section of queries")
	}
	if section == Markdown() {
		return
	}
	if !*update {
		t.Fatalf("%s is not what the queries are: run go test ./queries -update", path)
	}
	if err := os.WriteFile(path, []byte(before+begin+Markdown()+end+after), 0o666); err != nil {
		t.Fatal(err)
	}
}
