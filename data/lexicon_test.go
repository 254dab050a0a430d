package data_test

import (
	"bufio"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/data"
)

// table is one lexicon file read whole: its columns and its rows by column.
type table struct {
	file    string
	columns []string
	rows    []map[string]string
}

func readTable(t *testing.T, file string) table {
	t.Helper()
	f, err := data.FS.Open("lexicon/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tab := table{file: file}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if !norm.NFC.IsNormalString(line) {
			t.Errorf("%s:%d: not in Unicode normal form C", file, n)
		}
		if head, ok := strings.CutPrefix(line, "# columns:\t"); ok {
			tab.columns = strings.Split(head, "\t")
			continue
		}
		if strings.HasPrefix(line, "#") {
			if tab.rows != nil {
				t.Errorf("%s:%d: comment among the rows", file, n)
			}
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != len(tab.columns) {
			t.Errorf("%s:%d: %d cells, want %d", file, n, len(cells), len(tab.columns))
			continue
		}
		row := make(map[string]string, len(cells))
		for i, c := range cells {
			row[tab.columns[i]] = c
			if c == "" {
				continue
			}
			seen := map[string]bool{}
			for v := range strings.SplitSeq(c, "|") {
				switch {
				case v == "" || strings.TrimSpace(v) != v || strings.Contains(v, "  "):
					t.Errorf("%s:%d: untidy value %q", file, n, v)
				case strings.ContainsFunc(v, unicode.IsControl):
					t.Errorf("%s:%d: control character in %q", file, n, v)
				case seen[v]:
					t.Errorf("%s:%d: %q twice in one cell", file, n, v)
				}
				seen[v] = true
			}
		}
		tab.rows = append(tab.rows, row)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(tab.rows) == 0 {
		t.Fatalf("%s: no rows", file)
	}
	return tab
}

func values(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

func (tab table) column(name string) map[string]bool {
	set := make(map[string]bool, len(tab.rows))
	for _, r := range tab.rows {
		set[r[name]] = true
	}
	return set
}

// TestLexiconForm reads every file, so that none is left out of the tests, and
// checks its form, its key and its closed vocabularies.
func TestLexiconForm(t *testing.T) {
	words := func(s string) []string { return strings.Fields(s) }
	files := map[string]struct {
		key    []string
		closed map[string][]string
	}{
		"states.tsv": {[]string{"code"}, map[string][]string{
			"status": words("member observer associated disputed territory historic"),
			"region": words("Africa Americas Antarctica Asia Europe Oceania"),
		}},
		"organizations.tsv": {[]string{"key"}, map[string][]string{
			"kind": words("igo alliance union court agency ngo thinktank media newsagency armed_group party legislature government_body ministry company"),
		}},
		"formats.tsv": {[]string{"key"}, map[string][]string{
			"kind": words("standing ad_hoc summit_series council talks group process accord dialogue"),
		}},
		"titles.tsv": {[]string{"title"}, map[string][]string{
			"class":  words("head_of_state head_of_government minister_foreign minister_defense minister deputy_minister diplomat envoy spokesperson adviser military legislator negotiator representative org_head official religious judge journalist expert activist monarch party_leader honorific"),
			"gender": words("m f"),
			"flags":  words("honorific relational generic collective pattern"),
		}},
		"cues.tsv": {[]string{"cue", "class"}, map[string][]string{
			"strength": words("speech act thought"),
			"frames":   words("ccomp quote np inf obj-inf obj-of obj-ccomp pp:on pp:of pp:for pp:to pp:with pp:about pp:against pp:at pp:over"),
		}},
		"interactions.tsv": {[]string{"phrase", "plover", "frame"}, map[string][]string{
			"plover": words("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"),
		}},
		"places.tsv": {[]string{"name", "states"}, map[string][]string{
			"kind":      words("city venue residence base region province area continent sea strait river lake island mountain canal border"),
			"ambiguous": words("word name shared state"),
		}},
		"givennames.tsv":       {[]string{"name"}, map[string][]string{"gender": words("m f u")}},
		"surnameparticles.tsv": {[]string{"particle"}, nil},
		"combining.tsv":        {[]string{"form"}, nil},
		"shortforms.tsv":       {[]string{"short"}, nil},
		"words.tsv":            {[]string{"set", "words"}, nil},
	}
	found, err := fs.Glob(data.FS, "lexicon/*.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != len(files) {
		t.Errorf("%d lexicon files embedded, %d known to this test", len(found), len(files))
	}
	for file, want := range files {
		t.Run(file, func(t *testing.T) {
			tab := readTable(t, file)
			seen := map[string]bool{}
			for _, r := range tab.rows {
				var key []string
				for _, k := range want.key {
					key = append(key, r[k])
				}
				id := strings.Join(key, " / ")
				if key[0] == "" || seen[id] {
					t.Errorf("key %q is empty or not unique", id)
				}
				seen[id] = true
				for column, allowed := range want.closed {
					for _, v := range values(r[column]) {
						if !slices.Contains(allowed, v) {
							t.Errorf("%q: %s %q is not in the vocabulary", id, column, v)
						}
					}
				}
			}
		})
	}
}

// TestLexiconReferences checks that codes and keys lead to a row.
func TestLexiconReferences(t *testing.T) {
	states := readTable(t, "states.tsv")
	organizations := readTable(t, "organizations.tsv")
	codes, keys := states.column("code"), organizations.column("key")
	check := func(file, row, column, cell string, sets ...map[string]bool) {
		for _, v := range values(cell) {
			if !slices.ContainsFunc(sets, func(s map[string]bool) bool { return s[v] }) {
				t.Errorf("%s: %s: %s %q leads nowhere", file, row, column, v)
			}
		}
	}
	year, wikidata := regexp.MustCompile(`^\d{3,4}$`), regexp.MustCompile(`^Q[1-9]\d*$`)
	ids := map[string]string{}
	for _, r := range states.rows {
		check("states.tsv", r["code"], "successor", r["successor"], codes)
		for _, c := range []string{"from", "until"} {
			if r[c] != "" && !year.MatchString(r[c]) {
				t.Errorf("states.tsv: %s: %s %q is not a year", r["code"], c, r[c])
			}
		}
		if (r["status"] == "historic") != (r["successor"] != "" && r["iso3"] == "") && r["status"] != "disputed" {
			t.Errorf("states.tsv: %s: only a historic state has a successor, and it has no ISO code", r["code"])
		}
		if id := r["wikidata"]; id != "" {
			if !wikidata.MatchString(id) || ids[id] != "" {
				t.Errorf("states.tsv: %s: Wikidata id %q is malformed or that of %s", r["code"], id, ids[id])
			}
			ids[id] = r["code"]
		}
		forms := strings.Join([]string{r["name"], r["aliases"], r["adjectives"], r["noun"], r["nouns"], r["capitals"], r["metonyms"]}, "|")
		for _, v := range values(r["ambiguous"]) {
			if !slices.Contains(values(forms), v) {
				t.Errorf("states.tsv: %s: ambiguous form %q is no form of the row", r["code"], v)
			}
		}
	}
	for _, r := range organizations.rows {
		check("organizations.tsv", r["key"], "members", r["members"], codes)
		check("organizations.tsv", r["key"], "state", r["state"], codes)
		check("organizations.tsv", r["key"], "parent", r["parent"], keys)
	}
	for _, r := range readTable(t, "formats.tsv").rows {
		check("formats.tsv", r["key"], "members", r["members"], codes, keys)
	}
	for _, r := range readTable(t, "titles.tsv").rows {
		check("titles.tsv", r["title"], "of", r["of"], codes)
		if r["title"] != strings.ToLower(r["title"]) {
			t.Errorf("titles.tsv: %q is not in lower case", r["title"])
		}
	}
	for _, r := range readTable(t, "places.tsv").rows {
		check("places.tsv", r["name"], "states", r["states"], codes)
	}
	for _, r := range readTable(t, "interactions.tsv").rows {
		if c := r["cameo"]; !regexp.MustCompile(`^(0[1-9]|1\d|20)\d{1,2}$`).MatchString(c) {
			t.Errorf("interactions.tsv: %q: %q is no CAMEO code", r["phrase"], c)
		}
	}
}

// TestLexiconNamesLeadToOneRow checks that a name, exact to the letter case,
// finds one row. Historic states may repeat the names of later states:
// the date of the text tells them apart.
func TestLexiconNamesLeadToOneRow(t *testing.T) {
	living := func(r map[string]string) bool { return r["status"] != "historic" }
	all := func(map[string]string) bool { return true }
	tests := []struct {
		file, key string
		columns   []string
		keep      func(map[string]string) bool
		shared    []string // forms that do belong to several rows
	}{
		{"states.tsv", "code", []string{"name", "official", "aliases"}, living, nil},
		{"states.tsv", "code", []string{"adjectives"}, living, []string{"Congolese", "Dominican"}},
		{"states.tsv", "code", []string{"noun", "nouns"}, living, []string{"Congolese", "Dominican", "Dominicans"}},
		{"states.tsv", "code", []string{"capitals", "metonyms"}, living, []string{"Kingston"}},
		{"organizations.tsv", "key", []string{"name", "aliases", "metonyms"}, all, []string{"Brussels"}},
		{"organizations.tsv", "key", []string{"acronyms"}, all, nil},
		{"formats.tsv", "key", []string{"name", "aliases"}, all, nil},
	}
	for _, test := range tests {
		rows := map[string]string{}
		for _, r := range readTable(t, test.file).rows {
			if !test.keep(r) {
				continue
			}
			for _, c := range test.columns {
				for _, v := range values(r[c]) {
					if other, ok := rows[v]; ok && other != r[test.key] && !slices.Contains(test.shared, v) {
						t.Errorf("%s: %q leads to %s and to %s", test.file, v, other, r[test.key])
					}
					rows[v] = r[test.key]
				}
			}
		}
	}
}
