package lexicon

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"parley/data"
	"parley/graph"
	"parley/ingest/nlp"
)

var foldTests = []struct{ in, want string }{
	{"", ""},
	{"nato", "nato"},
	{"NATO", "nato"},
	{"U.S.", "us"},
	{"U.N.", "un"},
	{"Élysée", "elysee"},
	{"E\u0301lyse\u0301e", "elysee"},
	{"Côte d’Ivoire", "cote d'ivoire"},
	{"Sana`a", "sana'a"},
	{"NATO–Russia Council", "nato-russia council"},
	{"Guinea‑Bissau", "guinea-bissau"},
	{"Diyarbakır", "diyarbakir"},
	{"Łódź", "lodz"},
	{"Tromsø", "tromso"},
	{"Đà Nẵng", "da nang"},
	{"  San \t Marino\n", "san marino"},
	{"\u00a0Peru\u00a0", "peru"},
	{"İzmir", "izmir"},
	{"Москва", "москва"},
	{"ﬁn", "fin"},
	{".", ""},
	{" \n ", ""},
	{"Straße", "straße"},
	{"ΣΑΣ", "σασ"},
	{"\xff", "\ufffd"},
}

func TestFold(t *testing.T) {
	for _, tt := range foldTests {
		if got := Fold(tt.in); got != tt.want {
			t.Errorf("Fold(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

// A folded name folds to itself, so that folded keys can be looked up again.
func FuzzFold(f *testing.F) {
	for _, tt := range foldTests {
		f.Add(tt.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
		for _, r := range once {
			if r == '.' || r != ' ' && unicode.IsSpace(r) {
				t.Errorf("Fold(%q) = %q keeps %q", s, once, r)
			}
		}
	})
}

func TestSmall(t *testing.T) {
	for in, want := range map[string]int{
		"US": 0, "U.S.": 0, "NATO": 0, "G7": 0, "UNSC": 0, "P5+1": 0, "ЕС": 0, "EaEU": 1, "KfW": 1,
		"MERCOSUR": -1, "us": -1, "Us": -1, "": -1, "7": -1, "Al Ayn": -1, "TransAct": -1,
	} {
		if got := small(in); got != want {
			t.Errorf("small(%q) = %d, want %d", in, got, want)
		}
	}
}

var tableTests = []struct {
	name, in string
	rows     []string // cells of column a and column b, joined
	err      string
}{
	{"rows", "# columns:\ta\tb\n1\t2\n3\t4\n", []string{"1/2", "3/4"}, ""},
	{"comments and blank lines", "# about\n\n# columns:\ta\tb\n# more\n1\t2\n\n", []string{"1/2"}, ""},
	{"columns in another order", "# columns:\tb\ta\n1\t2\n", []string{"2/1"}, ""},
	{"short row", "# columns:\ta\tb\n1\n", []string{"1/"}, ""},
	{"carriage returns", "# columns:\ta\tb\r\n1\t2\r\n", []string{"1/2"}, ""},
	{"no end of line", "# columns:\ta\tb\n1\t2", []string{"1/2"}, ""},
	{"empty", "", nil, ""},
	{"comments only", "# nothing\n", nil, ""},
	{"missing column", "# about\n# columns:\ta\tc\n1\t2\n", nil, `t.tsv:2: no column "b"`},
	{"long row", "# columns:\ta\tb\n1\t2\n1\t2\t3\n", nil, "t.tsv:3: 3 cells for 2 columns"},
	{"row before the columns", "# about\n\n1\t2\n# columns:\ta\tb\n", nil, `t.tsv:3: a row before the line "# columns:"`},
	{"endless line", "# columns:\ta\tb\n" + strings.Repeat("x", 1<<20+1), nil, "t.tsv: bufio.Scanner: token too long"},
}

func TestReadTable(t *testing.T) {
	for _, tt := range tableTests {
		rows, err := ReadTable(fstest.MapFS{"t.tsv": {Data: []byte(tt.in)}}, "t.tsv", "a", "b")
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s: error %v, want %s", tt.name, err, tt.err)
			}
			continue
		}
		var got []string
		for _, r := range rows {
			got = append(got, r.Get("a")+"/"+r.Get("b"))
		}
		if err != nil || !slices.Equal(got, tt.rows) {
			t.Errorf("%s: got %q, %v; want %q", tt.name, got, err, tt.rows)
		}
	}
	if _, err := ReadTable(fstest.MapFS{}, "none.tsv"); err == nil || !strings.Contains(err.Error(), "none.tsv") {
		t.Errorf("missing file: error %v does not name it", err)
	}
}

func TestRow(t *testing.T) {
	rows, err := ReadTable(fstest.MapFS{"t.tsv": {Data: []byte("# columns:\ta\tb\nx|y z\t\n")}}, "t.tsv")
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	r := rows[0]
	if got := r.List("a"); !slices.Equal(got, []string{"x", "y z"}) {
		t.Errorf("List(a) = %q", got)
	}
	if got := r.List("b"); got != nil {
		t.Errorf("List of an empty cell = %q, want nil", got)
	}
	if got := r.Get("c"); got != "" {
		t.Errorf("Get of a column that is not there = %q", got)
	}
	if got := r.Errorf("bad %d", 7).Error(); got != "t.tsv:2: bad 7" {
		t.Errorf("errorf = %q", got)
	}
}

func FuzzReadTable(f *testing.F) {
	for _, tt := range tableTests {
		if len(tt.in) < 1000 {
			f.Add(tt.in)
		}
	}
	f.Fuzz(func(t *testing.T, in string) {
		rows, err := ReadTable(fstest.MapFS{"t.tsv": {Data: []byte(in)}}, "t.tsv", "a")
		if err != nil {
			if rows != nil {
				t.Errorf("rows and an error: %v", err)
			}
			if !strings.HasPrefix(err.Error(), "t.tsv:") {
				t.Errorf("error %q does not start with the file", err)
			}
			return
		}
		last := 0
		for _, r := range rows {
			if r.line <= last {
				t.Errorf("line %d after line %d", r.line, last)
			}
			last = r.line
			for _, c := range r.cell {
				if strings.ContainsAny(c, "\t\n") {
					t.Errorf("line %d: cell %q", r.line, c)
				}
			}
			if got := strings.Join(r.List("a"), "|"); got != r.Get("a") {
				t.Errorf("line %d: list %q of cell %q", r.line, got, r.Get("a"))
			}
		}
	})
}

// head starts the tables of tables.
const (
	stateHead   = "# columns:\tcode\tname\tofficial\taliases\tadjectives\tnoun\tnouns\tcapitals\tmetonyms\tuntil\tstatus\n"
	orgHead     = "# columns:\tkey\tname\tacronyms\taliases\tkind\tmetonyms\tmembers\tstate\tparent\n"
	formatHead  = "# columns:\tkey\tname\taliases\tmembers\tkind\n"
	placeHead   = "# columns:\tname\taliases\tkind\tstates\tambiguous\n"
	titleHead   = "# columns:\ttitle\tpost\tclass\tgender\tflags\tof\n"
	formHead    = "# columns:\tform\tstate\n"
	givenHead   = "# columns:\tname\tgender\n"
	surnameHead = "# columns:\tparticle\n"
	shortHead   = "# columns:\tshort\tfull\n"
	wordsHead   = "# columns:\tset\twords\n"
)

// tables are small tables in the shape of data/lexicon; a test changes what it
// is about.
func tables() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"lexicon/states.tsv": file(stateHead +
			"US\tUnited States\tUnited States of America\tUS|America\tAmerican|US\tAmerican\tAmericans\tWashington\tWhite House\t\tmember\n" +
			"KR\tSouth Korea\tRepublic of Korea\t\tSouth Korean|Korean\t\t\tSeoul\tBlue House\t\tmember\n" +
			"GL\tGreenland\t\t\t\t\t\tNuuk\t\t\tterritory\n" +
			"PRU\tPrussia\t\t\tPrussian\t\t\tBerlin\t\t1918\thistoric\n"),
		"lexicon/organizations.tsv": file(orgHead +
			"un\tUnited Nations\tUN|U.N.\t\tigo\tTurtle Bay\tUS|KR\t\t\n" +
			"np\tNational Party (Prussia)\t\tNats\tparty\t\t\tPRU\t\n" +
			"who\tWorld Health Organization\tWHO\t\tigo\t\tUS\t\tun\n"),
		"lexicon/formats.tsv": file(formatHead +
			"p2\tP2\tPacific Two\tUS|un\tgroup\n" +
			"accord\tOld Accord\t\tUS\taccord\n"),
		"lexicon/places.tsv": file(placeHead +
			"Nice\t\tcity\tUS\tword\n" +
			"Camp David\t\tresidence\tUS\t\n" +
			"Atlantis\t\tregion\t\t\n"),
		"lexicon/titles.tsv": file(titleHead +
			"minister\tminister\tminister\t\tpattern\t\n" +
			"foreign minister\tforeign minister\tminister_foreign\t\t\t\n" +
			"Führer\tleader\thead_of_state\tm\tgeneric\tPRU\n" +
			"fuhrer\tother\tother\t\t\t\n" +
			"counterpart\tcounterpart\tother\t\trelational|generic\t\n" +
			"mr.\tmr\thonorific\tm\thonorific\t\n" +
			"delegation\tdelegation\tgroup\t\tcollective\t\n"),
		"lexicon/combining.tsv":        file(formHead + "Américo\tUS\nPrusso\tPRU\n"),
		"lexicon/givennames.tsv":       file(givenHead + "José\tm\nAnna\tf\nRobin\tu\nNobody\n"),
		"lexicon/surnameparticles.tsv": file(surnameHead + "van\nvon der\n"),
		"lexicon/shortforms.tsv":       file(shortHead + "Tony\tAnthony|Antony\n"),
		"lexicon/words.tsv":            file(wordsHead + everySet("")),
	}
}

func load(t *testing.T, fsys fs.FS) *Lexicon {
	t.Helper()
	l, err := Load(fsys, "lexicon")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestLoad(t *testing.T) {
	l := load(t, tables())
	at := func(key string) Named {
		t.Helper()
		i, ok := l.ByKey(key)
		if !ok {
			t.Fatalf("no key %s", key)
		}
		return l.Names[i]
	}
	if n := at("state/US"); n.Type != graph.State || n.Code != "US" || !slices.Equal(n.Aliases, []string{"US", "America", "United States of America"}) {
		t.Errorf("state/US is %+v", n)
	}
	if n := at("state/GL"); n.Type != graph.Place {
		t.Errorf("a territory is a %s, want a place", n.Type)
	}
	if n := at("state/PRU"); n.Until != "1918" {
		t.Errorf("Prussia ended in %q", n.Until)
	}
	if n := at("org/un"); n.Type != graph.Organization || !slices.Equal(n.Members, []string{"state/US", "state/KR"}) || n.State != "" {
		t.Errorf("org/un is %+v", n)
	}
	if n := at("org/np"); n.State != "state/PRU" || !slices.Equal(n.Aliases, []string{"Nats", "National Party"}) {
		t.Errorf("org/np is %+v", n)
	}
	if n := at("format/p2"); n.Type != graph.Format || !slices.Equal(n.Members, []string{"state/US", "org/un"}) {
		t.Errorf("format/p2 is %+v", n)
	}
	if _, ok := l.ByKey("format/accord"); ok {
		t.Error("an accord is kept as a format")
	}
	if n := at("place/nice/US"); n.State != "state/US" || n.Type != graph.Place {
		t.Errorf("place/nice is %+v", n)
	}
	if n := at("place/atlantis"); n.State != "" {
		t.Errorf("place/atlantis lies in %q", n.State)
	}
	if got := l.Titles["fuhrer"]; got.Post != "leader" || got.Gender != 'm' || !got.Generic || got.Of != "state/PRU" {
		t.Errorf("of two spellings of a title, got %+v", got)
	}
	if got := l.Titles["counterpart"]; !got.Relational || !got.Generic || got.Honorific {
		t.Errorf("counterpart is %+v", got)
	}
	for name, want := range map[string]byte{"José": 'm', "jose": 'm', "Anna": 'f', "ROBIN": 'u'} {
		if g, ok := l.Given(name); !ok || g != want {
			t.Errorf("Given(%s) = %q, %v", name, g, ok)
		}
	}
	for _, name := range []string{"Nobody", "Hans", ""} {
		if _, ok := l.Given(name); ok {
			t.Errorf("Given(%q) is known", name)
		}
	}
	for word, want := range map[string]bool{"van": true, "Van": true, "von der": true, "von": false, "": false} {
		if got := l.Particle(word); got != want {
			t.Errorf("Particle(%q) = %v", word, got)
		}
	}
}

func TestLoadErrors(t *testing.T) {
	for _, tt := range []struct{ file, text, want string }{
		{"formats.tsv", formatHead + "p2\tP2\t\tXX\tgroup\n", `lexicon/formats.tsv:2: member "XX" is neither a state nor an organization`},
		{"titles.tsv", titleHead + "\n# note\nenvoy\tenvoy\tenvoy\t\tgrand\t\n", `lexicon/titles.tsv:4: unknown flag "grand"`},
		{"states.tsv", "# columns:\tcode\tname\n", `lexicon/states.tsv:1: no column "aliases"`},
		{"places.tsv", placeHead + strings.Repeat("x\t", 9) + "\n", "lexicon/places.tsv:2: 10 cells for 5 columns"},
		{"organizations.tsv", "x\n", `lexicon/organizations.tsv:1: a row before the line "# columns:"`},
		{"combining.tsv", formHead + "Sino\tXX\n", `lexicon/combining.tsv:2: no state "XX"`},
		{"givennames.tsv", "# columns:\tname\n", `lexicon/givennames.tsv:1: no column "gender"`},
		{"surnameparticles.tsv", "# columns:\tname\n", `lexicon/surnameparticles.tsv:1: no column "particle"`},
	} {
		fsys := tables()
		fsys["lexicon/"+tt.file] = &fstest.MapFile{Data: []byte(tt.text)}
		_, err := Load(fsys, "lexicon")
		if err == nil || !slices.Contains(strings.Split(err.Error(), "\n"), tt.want) {
			t.Errorf("%s: error %v, want %s", tt.file, err, tt.want)
		}
	}
	fsys := tables()
	delete(fsys, "lexicon/places.tsv")
	if _, err := Load(fsys, "lexicon"); err == nil || !strings.Contains(err.Error(), "lexicon/places.tsv") {
		t.Errorf("missing file: error %v does not name it", err)
	}
}

func TestCombining(t *testing.T) {
	l := load(t, tables())
	for form, want := range map[string]string{"Americo": "state/US/adjective", "américo": "state/US/adjective", "Prusso": "state/PRU/adjective", "Sino": "", "Prussia": "", "": ""} {
		refs, ok := l.Combining(form)
		if got := strings.Join(readings(l, refs), " "); got != want || ok != (want != "") {
			t.Errorf("Combining(%q) = %q, %v, want %q", form, got, ok, want)
		}
	}
}

// readings writes what a phrase can mean, "state/US/0" for a name.
func readings(l *Lexicon, refs []Ref) []string {
	var out []string
	for _, r := range refs {
		s := l.Names[r.Named].Key + "/" + [...]string{"name", "adjective", "people", "capital", "metonym", "place"}[r.Via]
		if r.Ambiguous {
			s += "?"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

func TestLookup(t *testing.T) {
	l := load(t, tables())
	for _, tt := range []struct {
		phrase string
		want   []string
	}{
		{"United States", []string{"state/US/name"}},
		{"the United States", nil}, // a phrase as a whole, without its article
		{"united states of america", []string{"state/US/name"}},
		{"American", []string{"state/US/adjective", "state/US/people"}},
		{"Washington", []string{"place/washington/US/place", "state/US/capital"}},
		{"White House", []string{"state/US/metonym"}},
		{"Turtle Bay", []string{"org/un/metonym"}},
		{"U.N.", []string{"org/un/name", "org/un/name"}},
		{"National Party", []string{"org/np/name"}},
		{"National Party (Prussia)", nil},
		{"Nice", []string{"place/nice/US/place?"}},
		{"Camp David", []string{"place/camp david/US/place"}},
		{"Berlin", []string{"place/berlin/PRU/place", "state/PRU/capital"}},
		{"Old Accord", nil},
		{"Nowhere", nil},
		{"", nil},
	} {
		if got := readings(l, l.Lookup(tt.phrase)); !slices.Equal(got, tt.want) {
			t.Errorf("Lookup(%q) = %v, want %v", tt.phrase, got, tt.want)
		}
	}
}

func TestBegins(t *testing.T) {
	l := load(t, tables())
	for word, want := range map[string]bool{
		"United": true, "united": true, "White": true, "Camp": true, "South": true, "Blue": true,
		"Prussia": false, "Washington": false, "American": false, "Green": false, "": false,
	} {
		if got := l.Begins(word); got != want {
			t.Errorf("Begins(%q) = %v", word, got)
		}
	}
}

// split makes a document of the words of a text, with full stops, commas,
// hyphens and apostrophes as tokens of their own, as the model would; an
// abbreviation keeps its full stops.
func split(text string) *nlp.Doc {
	d := &nlp.Doc{Text: text}
	for i := 0; i < len(text); {
		j := i
		switch c := text[i]; {
		case c == ' ':
			if n := len(d.Tokens); n > 0 && d.Tokens[n-1].End == i {
				d.Tokens[n-1].Space = true
			} else {
				d.Tokens = append(d.Tokens, nlp.Token{Start: i, End: i + 1, POS: "SPACE"})
			}
			i++
			continue
		case strings.IndexByte(",-'()\n", c) >= 0:
			j++
		default:
			for j < len(text) && strings.IndexByte(" ,-'()\n", text[j]) < 0 {
				j++
			}
			if w := text[i:j]; strings.HasSuffix(w, ".") && strings.Count(w, ".") == 1 {
				j--
			}
			if j == i {
				j++
			}
		}
		d.Tokens = append(d.Tokens, nlp.Token{Start: i, End: j})
		i = j
	}
	return d
}

func TestFinderNames(t *testing.T) {
	l := load(t, tables())
	for _, tt := range []struct{ text, want, means string }{
		{"United States of America", "United States of America", "state/US/name"},
		{"United States of Europe", "United States", "state/US/name"},
		{"United Nations", "United Nations", "org/un/name"},
		{"United Kingdom", "", ""},
		{"South Korean envoy", "South Korean", "state/KR/adjective"},
		{"South-Korean envoy", "", ""},
		{"Korean envoy", "Korean", "state/KR/adjective"},
		{"US envoy", "US", "state/US/adjective state/US/name"},
		{"us all", "", ""},
		{"Us all", "", ""},
		{"WHO said", "WHO", "org/who/name"},
		{"Who said", "", ""},
		{"who said", "", ""},
		{"U.N. envoy", "U.N.", "org/un/name org/un/name"},
		{"u.n. envoy", "", ""},
		{"UNITED STATES", "UNITED STATES", "state/US/name"},
		{"united states", "", ""},
		{"nice place", "", ""},
		{"Nice place", "Nice", "place/nice/US/place?"},
		{"NICE place", "NICE", "place/nice/US/place?"},
		{"White  House", "", ""}, // two spaces make a token of their own
		{"White\nHouse", "", ""},
		{"White", "", ""},
		{"Américan", "American", "state/US/adjective state/US/people"},
		{"P2 talks", "P2", "format/p2/name"},
	} {
		doc := split(tt.text)
		f := l.NewFinder(doc)
		end, refs := f.Names(0)
		got := doc.SpanText(nlp.Span{Start: 0, End: end})
		if tt.want == "American" {
			got = Fold(got)
			tt.want = Fold(tt.want)
		}
		if means := strings.Join(readings(l, refs), " "); got != tt.want || means != tt.means {
			t.Errorf("%q: found %q as %s, want %q as %s", tt.text, got, means, tt.want, tt.means)
		}
	}
}

func TestFinderTitle(t *testing.T) {
	l := load(t, tables())
	for _, tt := range []struct{ text, want, post string }{
		{"foreign minister of Peru", "foreign minister", "foreign minister"},
		{"Foreign Minister", "Foreign Minister", "foreign minister"},
		{"FOREIGN MINISTER", "FOREIGN MINISTER", "foreign minister"},
		{"foreign ministry", "", ""},
		{"minister", "minister", "minister"},
		{"Führer", "Führer", "leader"},
		{"fuhrer", "fuhrer", "leader"},
		{"Mr. Smith", "Mr", "mr"},
		{"", "", ""},
	} {
		if tt.text == "" {
			continue
		}
		doc := split(tt.text)
		f := l.NewFinder(doc)
		end, title := f.Title(0)
		if got := doc.SpanText(nlp.Span{Start: 0, End: end}); got != tt.want || title.Post != tt.post {
			t.Errorf("%q: found %q, %q; want %q, %q", tt.text, got, title.Post, tt.want, tt.post)
		}
	}
	f := l.NewFinder(split("Côte d’Azur"))
	if got := f.Folded(0); got != "cote" {
		t.Errorf("Folded(0) = %q", got)
	}
}

// The shipped tables load, and answer what a desk editor would ask first.
func TestShippedTables(t *testing.T) {
	l := load(t, data.FS)
	for _, tt := range []struct{ phrase, want string }{
		{"Russia", "state/RU/name"},
		{"Russian", "state/RU/adjective"},
		{"Kremlin", "state/RU/metonym"},
		{"Moscow", "state/RU/capital"},
		{"Elysée", "state/FR/metonym"},
		{"NATO", "org/nato/name"},
	} {
		if got := readings(l, l.Lookup(tt.phrase)); !slices.Contains(got, tt.want) {
			t.Errorf("Lookup(%q) = %v, want %s among them", tt.phrase, got, tt.want)
		}
	}
	for _, word := range []string{"United", "Abu"} {
		if !l.Begins(word) {
			t.Errorf("Begins(%q) = false", word)
		}
	}
	f := l.NewFinder(split("They told us so"))
	if end, refs := f.Names(2); end != 0 {
		t.Errorf(`"us" means %v`, readings(l, refs))
	}
}
