package diagram

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// news is sample with posts, claims and evidence.
func news() Input {
	in := sample()
	in.Documents, in.About = map[string][]string{}, map[string][]string{}
	for i := range in.Meetings {
		m := &in.Meetings[i]
		m.Evidence = []graph.Evidence{{Quote: fmt.Sprintf("They met, says sentence %d.", i+1), Confidence: 0.5 + 0.05*float64(i)}}
		in.Documents[m.ID] = []string{"news.txt"}
	}
	id := func(t graph.EntityType, name string) string { return graph.NewEntityID(t, name) }
	lavrov, blinken := id(graph.Person, "Sergei Lavrov"), id(graph.Person, "Antony Blinken")
	russia, usa := id(graph.State, "Russia"), id(graph.State, "United States")
	for i, t := range []graph.Tenure{
		{Person: lavrov, Post: "foreign minister", Of: russia, Seen: graph.Date{EDTF: "2022-01-20"}},
		{Person: blinken, Post: "Secretary of State", Of: usa, Seen: graph.Date{EDTF: "2022-01"}},
		{Person: id(graph.Person, "Wendy Sherman"), Post: "envoy"},
		{Person: id(graph.Person, "Sergey Ryabkov"), Post: "envoy"},
	} {
		t.ID = fmt.Sprintf("parley:tenure/%03d", i+1)
		t.Evidence = []graph.Evidence{{Quote: "So it is said of the post.", Confidence: 0.9}}
		in.Documents[t.ID] = []string{"news.txt"}
		in.Tenures = append(in.Tenures, t)
	}
	const geneva = "parley:meeting/004"
	for i, c := range []graph.Claim{
		{Speaker: lavrov, For: russia, Kind: graph.Direct, Content: "We have said what we want", Cue: "said", Occasion: geneva},
		{Speaker: blinken, For: usa, Kind: graph.Indirect, Content: "that Russia must choose", Cue: "told", Addressee: lavrov, Occasion: geneva},
		{Speaker: blinken, For: usa, Kind: graph.Mixed, Content: "a “frank” exchange", ReportedBy: id(graph.Organization, "NATO")},
		{Speaker: id(graph.Person, "Emmanuel Macron"), Kind: graph.Direct, Content: "Of no concern to Geneva"},
	} {
		c.ID, c.Start = fmt.Sprintf("parley:claim/%03d", i+1), 100*i
		c.Evidence = []graph.Evidence{{Quote: "The words: " + c.Content, Confidence: 0.6 + 0.1*float64(i)}}
		in.Documents[c.ID] = []string{"news.txt"}
		in.Claims = append(in.Claims, c)
	}
	in.About["parley:claim/002"] = []string{russia, lavrov}
	return in
}

// newsOptions are what each kind needs to draw news.
func newsOptions(k Kind) Options {
	o := Options{Statuses: all}
	switch k.Needs {
	case NeedsEntity:
		o.Around = graph.NewEntityID(graph.Person, "Sergei Lavrov")
	case NeedsMeeting:
		o.Meeting = "parley:meeting/004"
	}
	return o
}

type named struct {
	name string
	d    *Diagram
}

// everyKind makes a diagram of each kind, of many writing systems, and of so
// much that it is counted by period.
func everyKind(t *testing.T) (out []named) {
	t.Helper()
	for _, k := range Kinds {
		d, err := k.Make(news(), newsOptions(k))
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		out = append(out, named{k.Name, d})
	}
	for name, make := range map[string]func() (*Diagram, error){
		"scripts":       func() (*Diagram, error) { return WhoMet(scripts(), Options{}) },
		"crowd":         func() (*Diagram, error) { return WhoMet(crowd(30), Options{Statuses: all}) },
		"long timeline": func() (*Diagram, error) { return Timeline(crowd(90), Options{Statuses: all}) },
		"table":         func() (*Diagram, error) { return WhoMet(crowd(300), Options{Statuses: all}) },
		"some timeline": func() (*Diagram, error) { return Timeline(crowd(20), Options{Statuses: all, By: Pairs}) },
	} {
		d, err := make()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, named{name, d})
	}
	slices.SortFunc(out, func(a, b named) int { return strings.Compare(a.name, b.name) })
	return out
}

func TestGoldenKinds(t *testing.T) {
	for _, k := range Kinds[1:] {
		d, err := k.Make(news(), newsOptions(k))
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		file := filepath.Join("testdata", k.Name+"-kind.dot")
		if *update {
			if err := os.WriteFile(file, d.DOT(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.DOT(); !bytes.Equal(got, want) {
			t.Errorf("%s: DOT differs from %s (-update rewrites it); got\n%s", k.Name, file, got)
		}
		out, err := embeddedLayout(t.Context(), job{"dot", string(d.DOT())})
		if err != nil {
			t.Fatalf("%s: DOT does not parse back: %v", k.Name, err)
		}
		checkLabels(t, d, out)
	}
}

// labels returns the labels of the nodes in a column, or of a kind.
func labels(d *Diagram, ok func(*Node) bool) (out []string) {
	for i := range d.Nodes {
		if ok(&d.Nodes[i]) {
			out = append(out, d.Nodes[i].Label)
		}
	}
	slices.Sort(out)
	return out
}

func TestKindsHold(t *testing.T) {
	column := func(k int) func(*Node) bool { return func(n *Node) bool { return n.Column == k } }
	lane := func(n *Node) bool { return !isEvent(n) }
	person := func(name string) string { return graph.NewEntityID(graph.Person, name) }
	for _, c := range []struct {
		name  string
		make  func(Input, Options) (*Diagram, error)
		o     Options
		which func(*Node) bool
		want  string
		notes string
	}{
		{"formats", Formats, Options{}, column(secondColumn), "NATO-Russia Council Normandy format", "4 meetings are of no format"},
		{"officials", Formats, Options{}, column(firstColumn), "Alexander Grushko France Germany Jens Stoltenberg Russia Ukraine", ""},
		{"formats by state", Formats, Options{By: States}, column(firstColumn), "France Germany NATO Russia Ukraine", ""},
		{"posts", Posts, Options{}, column(secondColumn), "Envoy Envoy Foreign minister President President President Secretary of State", ""},
		{"posts of a state", Posts, Options{Who: []string{graph.NewEntityID(graph.State, "Russia")}}, column(firstColumn), "Sergei Lavrov Sergey Ryabkov Vladimir Putin", ""},
		{"posts of a time", Posts, Options{From: "2022-01"}, column(thirdColumn), "Russia United States", "5 posts without a date left out"},
		{"posts that are sure", Posts, Options{MinConfidence: 0.8}, column(thirdColumn), "Russia United States", "3 posts less sure than 0.8 left out"},
		{"lanes", Timeline, Options{}, lane, "France Germany NATO Russia Ukraine United States", ""},
		{"lanes of people", Timeline, Options{By: Persons, From: "2022-01-15", To: "2022-01-22"}, lane, "Antony Blinken Sergei Lavrov", ""},
		{"lanes of pairs", Timeline, Options{By: Pairs, From: "2022-01"}, lane,
			"France – Germany France – Russia France – Ukraine Germany – Russia Germany – Ukraine NATO – Russia Russia – Ukraine Russia – United States", ""},
		{"lanes around", Timeline, Options{Around: graph.NewEntityID(graph.Organization, "NATO")}, lane, "NATO Russia", ""},
		{"lanes with", Timeline, Options{Who: []string{person("Sergei Lavrov"), graph.NewEntityID(graph.State, "United States")}}, lane, "Russia United States", ""},
		{"speakers", Claims, Options{Meeting: "parley:meeting/004"}, column(secondColumn), "Antony Blinken Sergei Lavrov", ""},
		{"claims to and about", Claims, Options{Meeting: "parley:meeting/004"}, column(fourthColumn), "NATO Russia Sergei Lavrov", ""},
		{"claims that are sure", Claims, Options{Meeting: "parley:meeting/004", MinConfidence: 0.75}, column(fourthColumn), "NATO", "2 claims less sure than 0.75 left out"},
		{"claims by one", Claims, Options{Meeting: "parley:meeting/004", Who: []string{person("Sergei Lavrov")}}, column(thirdColumn), "Direct, “said”, at the meeting", ""},
		{"few claims", Claims, Options{Meeting: "parley:meeting/004", MaxNodes: 6}, column(thirdColumn), "Direct, “said”, at the meeting Indirect, “told”, at the meeting", "1 claim more left out"},
		{"ego", Ego, Options{Around: person("Sergei Lavrov")}, func(*Node) bool { return true }, "Antony Blinken Russia Sergei Lavrov", ""},
	} {
		d, err := c.make(news(), c.o)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := strings.Join(labels(d, c.which), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if notes := strings.Join(d.Notes, " "); !strings.Contains(notes, c.notes) {
			t.Errorf("%s: notes %q do not say %q", c.name, notes, c.notes)
		}
	}
}

func TestTooMany(t *testing.T) {
	for _, c := range []struct {
		n       int
		o       Options
		make    func(Input, Options) (*Diagram, error)
		as      Arrangement
		most    int // nodes
		notes   []string
		persons bool
	}{
		{30, Options{}, WhoMet, AsNetwork, 40, nil, true},
		{300, Options{}, WhoMet, InTable, 40, []string{"309 people and others are too many", "would be too many to follow"}, false},
		{1000, Options{By: Persons}, WhoMet, InTable, matrixRows, []string{"drawn together by state", "among those or of many parties left out", "would be too many to follow"}, true},
		{1000, Options{MaxNodes: -1}, WhoMet, AsNetwork, 2000, nil, true},
		{1000, Options{}, Timeline, InLanes, 2 * mostPeriods, []string{"1273 meetings are too many to draw one by one: they are counted by month"}, false},
		{1000, Options{By: Persons}, Timeline, InLanes, 2 * mostPeriods, []string{"The 23 lanes of most meetings are drawn", "counted by month"}, true},
		{1000, Options{}, Posts, InColumns, DefaultMaxNodes, []string{"drawn together by state"}, true},
		{5000, Options{}, Formats, InColumns, DefaultMaxNodes, []string{"drawn together by state"}, true},
	} {
		in := crowd(c.n)
		in.Tenures = offices(c.n).Tenures
		d, err := c.make(in, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if d.Arranged != c.as || len(d.Nodes) > c.most {
			t.Errorf("%d people: %q of %d nodes, want %q of at most %d", c.n, d.Arranged, len(d.Nodes), c.as, c.most)
		}
		if people := slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.Kind == PersonNode }); people != c.persons {
			t.Errorf("%d people, %s: people are drawn: %t", c.n, d.Kind, people)
		}
		notes := strings.Join(d.Notes, " ")
		for _, want := range c.notes {
			if !strings.Contains(notes, want) {
				t.Errorf("%d people: notes %q do not say %q", c.n, notes, want)
			}
		}
		if c.notes == nil && notes != "" {
			t.Errorf("%d people: notes %q", c.n, notes)
		}
	}
}

// TestTable holds that the cells of a table add up to what a network shows.
func TestTable(t *testing.T) {
	in := crowd(300)
	d, err := WhoMet(in, Options{Statuses: all})
	if err != nil {
		t.Fatal(err)
	}
	n, err := whoMet(in, Options{Statuses: all, By: States, Formats: FormatPairs}, true)
	if err != nil {
		t.Fatal(err)
	}
	if d.Arranged != InTable || len(d.Edges) != len(n.Edges) {
		t.Fatalf("%q with %d pairs, want a table with %d", d.Arranged, len(d.Edges), len(n.Edges))
	}
	var w bytes.Buffer
	if err := Render(t.Context(), d, SVG, &w, RenderOptions{}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, w.Bytes())
	for i := range d.Edges {
		e := &d.Edges[i]
		if e.Class != Met {
			continue
		}
		if cell := regexp.MustCompile(`(?s)<g id="` + e.ID + `".*?>(\d+)(\(\d+\))?</text>`).FindStringSubmatch(w.String()); cell == nil || cell[1] != fmt.Sprint(e.Count) {
			t.Errorf("the cell of %s holds %q, want %d", e.ID, cell, e.Count)
		}
	}
}

func TestKindsOfLittle(t *testing.T) {
	var w world
	a, b := w.entity(graph.Person, "Person A"), w.entity(graph.Person, "Person B")
	w.meet("", graph.Unspecified, a, b)
	for _, k := range Kinds {
		o := newsOptions(k)
		o.Around, o.Meeting = strings.Repeat(a, len(o.Around)/max(1, len(o.Around))), strings.Repeat(w.in.Meetings[0].ID, len(o.Meeting)/max(1, len(o.Meeting)))
		if _, err := k.Make(Input{}, o); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s of nothing: error %v", k.Name, err)
		}
		d, err := k.Make(w.in, o)
		if err != nil {
			if !errors.Is(err, ErrEmpty) {
				t.Errorf("%s of one meeting without a date: %v", k.Name, err)
			}
			continue
		}
		for _, f := range []Output{SVG, PNG, PDF, DOT} {
			var out bytes.Buffer
			if err := Render(t.Context(), d, f, &out, RenderOptions{Scale: 1, Evidence: true}); err != nil {
				t.Errorf("%s of one meeting without a date as %s: %v", k.Name, f, err)
			}
		}
	}
	for _, f := range []func() error{
		func() error { _, err := Claims(news(), Options{}); return err },
		func() error { _, err := Ego(news(), Options{}); return err },
		func() error { _, err := Formats(news(), Options{Formats: FormatPairs}); return err },
		func() error { _, err := Timeline(news(), Options{By: "places"}); return err },
		func() error { _, err := WhoMet(news(), Options{MinConfidence: 2}); return err },
	} {
		if err := f(); err == nil || errors.Is(err, ErrEmpty) {
			t.Errorf("options that make no sense: error %v", err)
		}
	}
}

func TestKindsOfHostileNames(t *testing.T) {
	in := news()
	for i := range in.Entities {
		in.Entities[i].Name = hostile[i%len(hostile)]
	}
	for i := range in.Tenures {
		in.Tenures[i].Post = hostile[(i+3)%len(hostile)] + "x"
	}
	for i := range in.Claims {
		in.Claims[i].Content, in.Claims[i].Cue = hostile[(i+5)%len(hostile)], hostile[(i+1)%len(hostile)]
		in.Claims[i].Evidence[0].Quote = hostile[(i+7)%len(hostile)]
	}
	for _, date := range []string{"garbage", "9999-12-31", "0000", "../2022", "2022/.."} {
		in.Meetings[len(date)%len(in.Meetings)].Date.EDTF = date
	}
	for _, k := range Kinds {
		d, err := k.Make(in, newsOptions(k))
		if err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		o := RenderOptions{Scale: 1, Evidence: true, LinkBase: `https://desk.example/"<(why)>/`, Theme: Dark}
		var svg, img, pdf bytes.Buffer
		if err := errors.Join(Render(t.Context(), d, SVG, &svg, o), Render(t.Context(), d, PNG, &img, o), Render(t.Context(), d, PDF, &pdf, o)); err != nil {
			t.Fatalf("%s: %v", k.Name, err)
		}
		wellFormed(t, svg.Bytes())
		out, err := embeddedLayout(t.Context(), job{"dot", string(d.DOT())})
		if err != nil {
			t.Fatalf("%s: DOT does not parse back: %v", k.Name, err)
		}
		checkLabels(t, d, out)
	}
}

func TestSameBytesOfKinds(t *testing.T) {
	for _, c := range everyKind(t) {
		for _, f := range []Output{SVG, PNG, PDF, DOT} {
			var a, b bytes.Buffer
			for _, w := range []*bytes.Buffer{&a, &b} {
				if err := Render(t.Context(), c.d, f, w, RenderOptions{Scale: 1, Theme: Dark, Evidence: true}); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) {
				t.Errorf("%s: %s differs when drawn again", c.name, f)
			}
		}
	}
}

func TestLinks(t *testing.T) {
	d, err := WhoMet(news(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	draw := func(o RenderOptions) string {
		var w bytes.Buffer
		if err := Render(t.Context(), d, SVG, &w, o); err != nil {
			t.Fatal(err)
		}
		return w.String()
	}
	if plain := draw(RenderOptions{}); strings.Contains(plain, "<a ") || !strings.Contains(plain, "“They met, says sentence 4.” (news.txt)") || !strings.Contains(plain, "[meeting/004]") {
		t.Error("a plain SVG has links, or lacks the sentences and ids in its tooltips")
	}
	based := draw(RenderOptions{LinkBase: "https://desk.example/why/"})
	for _, want := range []string{"https://desk.example/why/meeting/004", "https://desk.example/why/person/Sergei-Lavrov"} {
		if !strings.Contains(based, `<a href="`+want+`">`) {
			t.Errorf("no link to %s", want)
		}
	}
	offline := draw(RenderOptions{Evidence: true})
	ids := regexp.MustCompile(`<a href="#([^"]*)">`).FindAllStringSubmatch(offline, -1)
	if len(ids) == 0 {
		t.Error("no link within the file")
	}
	for _, id := range ids {
		if !strings.Contains(offline, ` id="`+id[1]+`"`) {
			t.Errorf("a link leads to %s, which is not there", id[1])
		}
	}
}

func TestContrast(t *testing.T) {
	luminance := func(s string) float64 {
		c := rgb(s)
		part := func(v uint8) float64 {
			f := float64(v) / 255
			if f <= 0.03928 {
				return f / 12.92
			}
			return math.Pow((f+0.055)/1.055, 2.4)
		}
		return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
	}
	contrast := func(a, b string) float64 {
		x, y := luminance(a), luminance(b)
		return (max(x, y) + 0.05) / (min(x, y) + 0.05)
	}
	for _, th := range []*theme{&light, &dark} {
		grounds := []string{th.paper, th.boxPaper, th.otherState.tint, th.noState.tint, th.forum.tint}
		for _, c := range th.palette {
			grounds = append(grounds, c.tint)
			if r := contrast(c.line, th.paper); r < 2.5 {
				t.Errorf("%s: outline %s has a contrast of %.1f with the paper", th.name, c.line, r)
			}
		}
		for _, g := range grounds {
			if r := min(contrast(th.ink, g), contrast(th.softInk, g)); r < 7 {
				t.Errorf("%s: letters on %s have a contrast of %.1f", th.name, g, r)
			}
		}
		if r := contrast(th.offInk, th.paper); r < 4.5 {
			t.Errorf("%s: grey letters have a contrast of %.1f", th.name, r)
		}
	}
	if _, err := themeOf("sepia"); err == nil {
		t.Error("a theme that is none")
	}
}

func TestPDFAgreesWithPNG(t *testing.T) {
	pdftoppm, err := exec.LookPath("pdftoppm")
	if err != nil {
		t.Skip("pdftoppm is not installed: the PDF cannot be compared with the PNG as another program draws it")
	}
	for _, c := range everyKind(t) {
		var pdf, mine bytes.Buffer
		if err := errors.Join(Render(t.Context(), c.d, PDF, &pdf, RenderOptions{Evidence: true}), Render(t.Context(), c.d, PNG, &mine, RenderOptions{Scale: 1, Evidence: true})); err != nil {
			t.Fatal(err)
		}
		a, err := png.Decode(&mine)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(pdftoppm, "-png", "-r", "72", "-singlefile", "-")
		cmd.Stdin = &pdf
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil || said.Len() > 0 {
			t.Fatalf("%s: %v %s", c.name, err, &said)
		}
		b, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if a.Bounds() != b.Bounds() {
			t.Errorf("%s: the page is %v, the picture %v", c.name, b.Bounds(), a.Bounds())
		}
		// Poppler draws the finest lines a whole pixel wide.
		alike(t, c.name, a, b, 40, 2)
	}
}

func TestPDFText(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed: the text of a PDF cannot be read back")
	}
	read := func(d *Diagram) string {
		var pdf bytes.Buffer
		if err := Render(t.Context(), d, PDF, &pdf, RenderOptions{Evidence: true, LinkBase: "https://desk.example/"}); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(pdftotext, "-enc", "UTF-8", "-", "-")
		cmd.Stdin = &pdf
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(string(out)), " ")
	}
	for _, c := range everyKind(t) {
		text := read(c.d)
		if !strings.Contains(text, c.d.Title) {
			t.Errorf("%s: no title in %q", c.name, text)
		}
		if c.name != "scripts" {
			continue
		}
		for _, want := range []string{"Person Ünïcødé", "Персона 1", "Особа 2 Їжакґ", "Πρόσωπο 3", "人物 6 东京", "人物 ひと 7", "사람 8", "व्यक्ति 9", "நபர் 11", "บุคคล 12", "Nguyễn Thị"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q cannot be read back from the PDF: %q", want, text)
			}
		}
	}
}

func FuzzTrueType(f *testing.F) {
	b, err := fontFiles.ReadFile("fonts/NotoSansThaana-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b, 5)
	f.Add(b[:1000], 5)
	f.Add([]byte{}, 0)
	f.Fuzz(func(t *testing.T, b []byte, id int) {
		tt, err := readTrueType(b)
		if err != nil {
			return
		}
		sub, number, err := tt.subset([]int{id})
		if err != nil {
			return
		}
		again, err := readTrueType(sub)
		if err != nil {
			t.Fatalf("the subset cannot be read: %v", err)
		}
		if again.glyphs != len(number) || number[id] >= again.glyphs {
			t.Errorf("%d glyphs for %d numbers", again.glyphs, len(number))
		}
	})
}
