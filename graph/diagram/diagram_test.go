package diagram

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"image"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parley/graph"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

func TestGoldenDOT(t *testing.T) {
	for _, c := range []struct {
		name string
		o    Options
	}{
		{"persons", Options{}},
		{"states", Options{By: States}},
		{"clusters", Options{StateClusters: true}},
		{"formats", Options{Formats: FormatClusters}},
		{"pairs", Options{Formats: FormatPairs, From: "2022-01", To: "2022-01"}},
		{"around", Options{Around: graph.NewEntityID(graph.Person, "Vladimir Putin")}},
	} {
		d, err := WhoMet(sample(), c.o)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		file := filepath.Join("testdata", c.name+".dot")
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
			t.Errorf("%s: DOT differs from %s (-update rewrites it); got\n%s", c.name, file, got)
		}
	}
}

// edgeBetween returns the edges between two labels.
func edgeBetween(d *Diagram, a, b string) (out []Edge) {
	for _, e := range d.Edges {
		x, y := d.node(e.From).Label, d.node(e.To).Label
		if x == a && y == b || x == b && y == a {
			out = append(out, e)
		}
	}
	return out
}

func TestWhoMet(t *testing.T) {
	var w world
	a, b, c := w.state("A", "AA"), w.state("B", "BB"), w.state("C", "CC")
	a1, a2 := w.entity(graph.Person, "Person A1", a), w.entity(graph.Person, "Person A2", a)
	b1, c1 := w.entity(graph.Person, "Person B1", b), w.entity(graph.Person, "Person C1", c)
	place := w.entity(graph.Place, "City")
	w.meet("2022-01-10", graph.InPerson, a1, b1).Place = place
	w.meet("2022-02-10", graph.Telephone, b1, a1)
	w.meet("2022-03", graph.InPerson, a1, b1).Status = graph.Planned
	w.meet("2022-01-11", graph.InPerson, a1, a2, b1, a) // a delegation, its state named too
	w.meet("", graph.Video, a2, c1)
	w.meet("2022-05-01", graph.InPerson, c1)                                         // nobody else named
	w.meet("2022-05-02", graph.InPerson, c1, b1).Participations[1].As = graph.Absent // did not come
	w.meet("2022-06-01", graph.InPerson, a1, b1, c1).Participations[2].As = graph.Mediator

	t.Run("pairs", func(t *testing.T) {
		d, err := WhoMet(w.in, Options{Statuses: all})
		if err != nil {
			t.Fatal(err)
		}
		es := edgeBetween(d, "Person A1", "Person B1")
		if len(es) != 2 {
			t.Fatalf("%d edges, want one of meetings and one planned", len(es))
		}
		for _, e := range es {
			switch e.Class {
			case Met:
				if e.Count != 3 || e.Mode() != mixed || e.Dates() != "10 Jan – 10 Feb 2022" {
					t.Errorf("met %d× %s %q", e.Count, e.Mode(), e.Dates())
				}
			case PlannedTo:
				if e.Count != 1 || e.Dates() != "Mar 2022" {
					t.Errorf("planned %d× %q", e.Count, e.Dates())
				}
			}
		}
		if es := edgeBetween(d, "Person A1", "Person A2"); len(es) != 0 {
			t.Error("colleagues of a delegation met each other")
		}
		hubs := 0
		for _, n := range d.Nodes {
			if n.Kind == MeetingNode {
				hubs++
			}
			if n.Kind == StateNode {
				t.Errorf("state %s drawn beside its people", n.Label)
			}
		}
		if hubs != 1 {
			t.Errorf("%d meeting nodes, want the mediated one", hubs)
		}
		if !strings.Contains(strings.Join(d.Notes, " "), "2 meetings name fewer than two parties") {
			t.Errorf("notes %q", d.Notes)
		}
	})
	t.Run("period", func(t *testing.T) {
		d, err := WhoMet(w.in, Options{From: "2022-02", To: "2022-02-28"})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Edges) != 1 || d.Edges[0].Count != 1 || !strings.Contains(strings.Join(d.Notes, " "), "1 meeting without a date") {
			t.Errorf("edges %v notes %q", d.Edges, d.Notes)
		}
	})
	t.Run("states", func(t *testing.T) {
		d, err := WhoMet(w.in, Options{By: States})
		if err != nil {
			t.Fatal(err)
		}
		if e := edgeBetween(d, "A", "B"); len(e) != 1 || e[0].Count != 3 {
			t.Errorf("A and B: %v", e)
		}
	})
	t.Run("around", func(t *testing.T) {
		d, err := WhoMet(w.in, Options{Around: a2})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Nodes) != 3 {
			t.Errorf("%d nodes around A2, want it, B1 and C1", len(d.Nodes))
		}
	})
	t.Run("errors", func(t *testing.T) {
		for _, o := range []Options{
			{From: "yesterday"}, {From: "2022", To: "2021"}, {By: "places"}, {Formats: "boxes"},
			{Formats: FormatClusters, StateClusters: true}, {Depth: -1},
		} {
			if _, err := WhoMet(w.in, o); err == nil || errors.Is(err, ErrEmpty) {
				t.Errorf("%+v: error %v", o, err)
			}
		}
		for _, o := range []Options{{MinConfidence: 0.5}, {Who: []string{a2, c1, b}}, {From: "1990", To: "1991"}, {Format: "parley:format/none"}, {Around: "parley:person/none"}} {
			if _, err := WhoMet(w.in, o); !errors.Is(err, ErrEmpty) {
				t.Errorf("%+v: error %v, want ErrEmpty", o, err)
			}
		}
		if _, err := WhoMet(Input{}, Options{}); !errors.Is(err, ErrEmpty) {
			t.Errorf("no input: error %v", err)
		}
	})
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	in := crowd(80)
	d, err := WhoMet(in, Options{Statuses: all})
	if err != nil {
		t.Fatal(err)
	}
	want := d.DOT()
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(in.Meetings), func(i, j int) { in.Meetings[i], in.Meetings[j] = in.Meetings[j], in.Meetings[i] })
	r.Shuffle(len(in.Entities), func(i, j int) { in.Entities[i], in.Entities[j] = in.Entities[j], in.Entities[i] })
	d, err = WhoMet(in, Options{Statuses: all})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(d.DOT(), want) {
		t.Error("another order of the input gave another diagram")
	}
}

func TestLimit(t *testing.T) {
	for _, most := range []int{1, 2, 10, 60, 300} {
		d, err := WhoMet(crowd(400), Options{By: Persons, MaxNodes: most})
		if err != nil {
			t.Fatalf("%d: %v", most, err)
		}
		if len(d.Nodes) > max(most, 2) {
			t.Errorf("%d nodes, at most %d asked", len(d.Nodes), most)
		}
		if len(d.Notes) == 0 || !strings.Contains(d.Notes[0], "drawn together") {
			t.Errorf("%d: notes %q do not say what was drawn together", most, d.Notes)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ in, long, short string }{
		{"2022-01-28", "28 Jan 2022", "Jan 2022"},
		{"2022-01", "Jan 2022", "Jan 2022"},
		{"2022", "2022", "2022"},
		{"2022-01-18/2022-01-20", "18–20 Jan 2022", "Jan 2022"},
		{"2022-01-18/2022-02-02", "18 Jan – 2 Feb 2022", "Jan–Feb 2022"},
		{"2021-12-30/2022-01-02", "30 Dec 2021 – 2 Jan 2022", "Dec 2021 – Jan 2022"},
		{"2022-01/2022-03", "Jan–Mar 2022", "Jan–Mar 2022"},
		{"2022-01~", "c. Jan 2022", "Jan 2022"},
		{"2022-01-XX", "Jan 2022", "Jan 2022"},
		{"202X", "2020–2029", "2020–2029"},
		{"2022-21", "Mar–May 2022", "Mar–May 2022"},
		{"2022-01-05/..", "from 5 Jan 2022", "from 5 Jan 2022"},
		{"../2022", "until 2022", "until 2022"},
		{"2022-01-28T10:00:00Z", "28 Jan 2022", "Jan 2022"},
	} {
		p, err := parsePeriod(c.in)
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if p.String() != c.long || p.short() != c.short {
			t.Errorf("%s: %q, %q, want %q, %q", c.in, p.String(), p.short(), c.long, c.short)
		}
	}
	for _, s := range []string{"", "..", "../..", "22", "2022-13", "2022-02-30", "2022-1", "2022-01-1", "2022-01-01-01", "28 January", "2023/2022", "-022", "2022-22-01"} {
		if p, err := parsePeriod(s); err == nil && !(p.from.open && p.to.open) {
			t.Errorf("%q read as %s", s, p)
		}
	}
}

// hostile are names that could break a format.
var hostile = []string{
	`a "quoted" name`, `back\slash \N \l \n`, "<b>bold</b> & &amp; &lt;", "two\nlines\ttab", "nul\x00bell\x07esc\x1b", "bad\xff\xfeutf8",
	"]]> --> <!-- </text></svg>", "x\"]; n1 -- n2 [label=\"y", strings.Repeat("long name ", 200), strings.Repeat("ü", 500),
	"\u202egnikam txet\u202c", "\u2028line", "\ufffe\uffff", "", " ", "😀 emoji", "e\u0301\u0301\u0301\u0301", "\u200d\u200d", "%d %s {}", "אבג (abc) ١٢٣",
}

func TestHostileNames(t *testing.T) {
	var w world
	hub := w.entity(graph.Person, "Person 0", w.state("State <&\"", ""))
	for i, n := range hostile {
		p := w.entity(graph.Person, n)
		w.in.Entities[len(w.in.Entities)-1].ID = p + "#" + string(rune('a'+i))
		m := w.meet("2022-01-01", graph.InPerson, hub, p+"#"+string(rune('a'+i)))
		m.Participations[1].Post, m.Participations[1].Party = n, p+"#"+string(rune('a'+i))
		w.in.Entities[len(w.in.Entities)-1].Type = graph.Person
		m.Outcome = n
	}
	d, err := WhoMet(w.in, Options{Title: hostile[0] + hostile[2] + hostile[4] + hostile[6]})
	if err != nil {
		t.Fatal(err)
	}
	var svg, img bytes.Buffer
	if err := Render(t.Context(), d, SVG, &svg, RenderOptions{}); err != nil {
		t.Fatal(err)
	}
	wellFormed(t, svg.Bytes())
	if err := Render(t.Context(), d, PNG, &img, RenderOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(&img); err != nil {
		t.Error(err)
	}
	if !strings.Contains(svg.String(), "U+1F600") {
		t.Error("the picture does not say that it has no font for an emoji")
	}
	out, err := embeddedLayout(t.Context(), job{"dot", string(d.DOT())})
	if err != nil {
		t.Fatalf("DOT does not parse back: %v", err)
	}
	checkLabels(t, d, out)
}

// checkLabels holds that Graphviz read every node and edge of a diagram.
func checkLabels(t *testing.T, d *Diagram, out []byte) {
	t.Helper()
	var file struct {
		Objects []struct{ Name string }
		Edges   []struct{ ID string }
	}
	if err := json.Unmarshal(out, &file); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, o := range file.Objects {
		got[o.Name] = true
	}
	for _, n := range d.Nodes {
		if !got[n.ID] {
			t.Errorf("DOT lost node %s %q", n.ID, n.Label)
		}
	}
	if len(file.Edges) != len(d.Edges) {
		t.Errorf("DOT gave %d edges of %d", len(file.Edges), len(d.Edges))
	}
}

func wellFormed(t *testing.T, b []byte) {
	t.Helper()
	if !utf8.Valid(b) {
		t.Error("SVG is not UTF-8")
	}
	ids := map[string]bool{}
	dec := xml.NewDecoder(bytes.NewReader(b))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("SVG is not well-formed: %v", err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					if ids[a.Value] {
						t.Errorf("id %s twice", a.Value)
					}
					ids[a.Value] = true
				}
			}
		}
	}
}

func TestSameBytesAgain(t *testing.T) {
	d, err := WhoMet(crowd(40), Options{Statuses: all})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []Output{SVG, PNG, DOT} {
		var a, b bytes.Buffer
		for _, w := range []*bytes.Buffer{&a, &b} {
			if err := Render(t.Context(), d, f, w, RenderOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s differs when drawn again", f)
		}
	}
}

func TestPNGShowsText(t *testing.T) {
	d, err := WhoMet(sample(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	ts, err := newTypesetter()
	if err != nil {
		t.Fatal(err)
	}
	s, err := newScene(t.Context(), d, ts, RenderOptions{Timeout: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	var w bytes.Buffer
	if err := s.writePNG(t.Context(), &w, 2); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&w)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range s.groups {
		for _, x := range g.texts {
			left := x.at.x
			if !x.left {
				left -= x.line.width * x.size / 2
			}
			dark := 0
			area := image.Rect(int(2*left), int(2*(x.at.y-x.size)), int(2*(left+x.line.width*x.size)), int(2*x.at.y))
			for y := area.Min.Y; y < area.Max.Y; y++ {
				for px := area.Min.X; px < area.Max.X; px++ {
					if r, _, _, _ := img.At(px, y).RGBA(); r < 0x8000 {
						dark++
					}
				}
			}
			if part := float64(dark) / float64(area.Dx()*area.Dy()); part < 0.04 || part > 0.7 {
				t.Errorf("%q is drawn with %.0f%% dark pixels", x.line.text, part*100)
			}
		}
	}
}

// TestLabelsFit holds that nothing written on a node passes its outline and
// that no two nodes overlap.
func TestLabelsFit(t *testing.T) {
	for _, n := range []int{5, 50, 300} {
		d, err := WhoMet(crowd(n), Options{})
		if err != nil {
			t.Fatal(err)
		}
		ts, err := newTypesetter()
		if err != nil {
			t.Fatal(err)
		}
		st := styleFor(d)
		sz := sizes{labels: make([]box, len(d.Edges))}
		for i := range d.Nodes {
			x, b := measureNode(d, &d.Nodes[i], ts, st)
			name := st.name
			if d.Nodes[i].Kind == MeetingNode {
				name = st.second
			}
			if x.name.width*name > b.w-6 || x.second != nil && x.second.width*st.second > b.w-6 {
				t.Errorf("%q does not fit", d.Nodes[i].Label)
			}
			sz.nodes = append(sz.nodes, b)
		}
		l, err := newLayout(t.Context(), d, sz, RenderOptions{Timeout: time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range l.nodes {
			for j, b := range l.nodes[:i] {
				if a.meets(b) {
					t.Errorf("%d nodes: %q lies over %q", n, d.Nodes[i].Label, d.Nodes[j].Label)
				}
			}
		}
	}
}

func TestPNGAgreesWithSVG(t *testing.T) {
	rsvg, err := exec.LookPath("rsvg-convert")
	if err != nil {
		t.Skip("rsvg-convert is not installed: the PNG cannot be compared with the SVG as another program draws it")
	}
	for _, c := range everyKind(t) {
		for _, theme := range []Theme{Light, Dark} {
			var svg, mine bytes.Buffer
			o := RenderOptions{Scale: 1, Theme: theme}
			if err := errors.Join(Render(t.Context(), c.d, SVG, &svg, o), Render(t.Context(), c.d, PNG, &mine, o)); err != nil {
				t.Fatal(err)
			}
			a, err := png.Decode(&mine)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "x.svg")
			if err := os.WriteFile(file, svg.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			out, err := exec.Command(rsvg, "-w", itoa(a.Bounds().Dx()), "-h", itoa(a.Bounds().Dy()), file).Output()
			if err != nil {
				t.Fatal(err)
			}
			b, err := png.Decode(bytes.NewReader(out))
			if err != nil {
				t.Fatal(err)
			}
			// Letters differ with the fonts installed.
			alike(t, c.name+" "+string(theme), a, b, 90, 2)
		}
	}
}

// alike compares the means of 16 by 16 pixels of two pictures, where shapes
// and the presence of text show: how much they differ at most, and on average.
func alike(t *testing.T, name string, a, b image.Image, most, average float64) {
	t.Helper()
	var sum float64
	cells := 0
	for y := 0; y+16 <= a.Bounds().Dy(); y += 16 {
		for x := 0; x+16 <= a.Bounds().Dx(); x += 16 {
			diff := math.Abs(mean(a, x, y) - mean(b, x, y))
			if diff > most {
				t.Errorf("%s: the pictures differ by %.0f of 255 at %d,%d", name, diff, x, y)
			}
			sum += diff
			cells++
		}
	}
	if sum/float64(cells) > average {
		t.Errorf("%s: the pictures differ by %.1f of 255 on average", name, sum/float64(cells))
	}
}

func itoa(n int) string { return num(float64(n)) }

func mean(img image.Image, x0, y0 int) float64 {
	sum := 0.0
	for y := y0; y < y0+16; y++ {
		for x := x0; x < x0+16; x++ {
			r, g, b, _ := img.At(x, y).RGBA()
			sum += float64(r+g+b) / 3 / 257
		}
	}
	return sum / 256
}

func TestTimeout(t *testing.T) {
	d, err := WhoMet(crowd(900), Options{MaxNodes: -1})
	if err != nil {
		t.Fatal(err)
	}
	var w bytes.Buffer
	start := time.Now()
	err = Render(t.Context(), d, PNG, &w, RenderOptions{Engine: Dot, Timeout: 300 * time.Millisecond})
	if !errors.Is(err, ErrTooSlow) || !strings.Contains(err.Error(), "narrow") {
		t.Errorf("error %v, want ErrTooSlow with advice", err)
	}
	if w.Len() > 0 || time.Since(start) > 5*time.Second {
		t.Errorf("%d bytes after %s", w.Len(), time.Since(start))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Render(ctx, d, SVG, &w, RenderOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: error %v", err)
	}
}

func TestNative(t *testing.T) {
	if nativeDot(RenderOptions{Native: true}) == "" {
		t.Skip("no dot program on PATH: the native layout cannot be tried")
	}
	for _, o := range []Options{{}, {StateClusters: true}, {Formats: FormatClusters}} {
		d, err := WhoMet(crowd(30), o)
		if err != nil {
			t.Fatal(err)
		}
		var w bytes.Buffer
		if err := Render(t.Context(), d, SVG, &w, RenderOptions{Native: true}); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, w.Bytes())
		for _, n := range d.Nodes {
			if !strings.Contains(w.String(), `id="`+n.ID+`"`) {
				t.Errorf("node %s is not drawn", n.Label)
			}
		}
	}
}

func TestChildThatIsNoChild(t *testing.T) {
	d, err := WhoMet(sample(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := Render(t.Context(), d, SVG, io.Discard, RenderOptions{Child: "/bin/false"}); err == nil {
		t.Error("no error when the child fails")
	}
	t.Setenv(childMark, "1")
	if err := Render(t.Context(), d, SVG, io.Discard, RenderOptions{}); err == nil || !strings.Contains(err.Error(), "IsChild") {
		t.Errorf("a child that draws: error %v", err)
	}
	var out bytes.Buffer
	if RenderChild(strings.NewReader("not json"), &out) == 0 {
		t.Error("a child accepts a request it cannot read")
	}
}

func TestTextOrder(t *testing.T) {
	ts, err := newTypesetter()
	if err != nil {
		t.Fatal(err)
	}
	// "אדם 5": by UAX #9 the number stands to the left of the word.
	l := ts.line("אדם 5", false)
	five, _ := ts.face(regularFont).NominalGlyph('5')
	if l.glyphs[0].id != five {
		t.Error("the number does not stand to the left of the Hebrew word")
	}
	// The letters of a word in Arabic join: forms other than the nominal ones.
	joined := 0
	for _, g := range ts.line("شخص", false).glyphs {
		if id, _ := g.face.NominalGlyph('خ'); id != g.id {
			joined++
		}
	}
	if joined != 3 {
		t.Errorf("%d of 3 Arabic letters joined", joined)
	}
	for _, s := range []string{"Ünïcødé", "Россия", "Ελλάδα", "人物", "ひと", "사람", "Անձ", "პირი", "ሰው", "บุคคล"} {
		ts.line(s, true)
	}
	if m := ts.missingRunes(); m != "" {
		t.Errorf("no glyph for %s", m)
	}
	if got := ts.fit(strings.Repeat("long ", 100), false, 10, 80); got.width*10 > 80 || !strings.HasSuffix(got.text, "…") {
		t.Errorf("cut to %q, %.1f wide", got.text, got.width*10)
	}
}

func FuzzDOT(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, name, post string) {
		var w world
		w.in.Entities = []graph.Entity{{ID: "a", Type: graph.Person, Name: name}, {ID: "b", Type: graph.Person, Name: post}}
		w.meet("2022", graph.InPerson, "a", "b").Participations[0].Post = post
		d, err := WhoMet(w.in, Options{Title: name})
		if err != nil {
			t.Fatal(err)
		}
		out, err := embeddedLayout(t.Context(), job{"dot", string(d.DOT())})
		if err != nil {
			t.Fatalf("DOT of %q does not parse back: %v", name, err)
		}
		checkLabels(t, d, out)
	})
}

func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"2022-01-28", "202X", "2022-21", "../2022", "2022/..", "2022-01-18/2022-01-20", "9999", "0000"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parsePeriod(s)
		if err == nil {
			_ = p.String() + p.short()
			if !p.overlaps(p) {
				t.Errorf("%q does not overlap itself", s)
			}
		}
	})
}

func benchmark(b *testing.B, n int, f Output) {
	d, err := WhoMet(crowd(n), Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Render(b.Context(), d, f, io.Discard, RenderOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG5(b *testing.B)   { benchmark(b, 5, SVG) }
func BenchmarkSVG50(b *testing.B)  { benchmark(b, 50, SVG) }
func BenchmarkSVG300(b *testing.B) { benchmark(b, 300, SVG) }
func BenchmarkPNG5(b *testing.B)   { benchmark(b, 5, PNG) }
func BenchmarkPNG50(b *testing.B)  { benchmark(b, 50, PNG) }
func BenchmarkPNG300(b *testing.B) { benchmark(b, 300, PNG) }
