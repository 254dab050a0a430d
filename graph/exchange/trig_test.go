package exchange

import (
	"bytes"
	"strings"
	"testing"

	"parley/graph"
)

// xsd shortens the rows below.
const xsd = "http://www.w3.org/2001/XMLSchema#"

var trigTests = []struct {
	in   string
	want string // N-Quads, or what the error says
	ok   bool
}{
	{"", "", true},
	{" # only a comment", "", true},
	{"<a:g> { }", "", true},
	{"<a:g> { <a:s> <a:p> <a:o> }", "<a:s> <a:p> <a:o> <a:g> .\n", true},
	{"GRAPH <a:g> {<a:s> a <a:o>.}", "<a:s> <" + graph.PredType + "> <a:o> <a:g> .\n", true},
	{"graph<a:g>{<a:s><a:p><a:o>,<a:n>;<a:q><a:o>;;.<a:t><a:p><a:o>}", "<a:s> <a:p> <a:o> <a:g> .\n<a:s> <a:p> <a:n> <a:g> .\n<a:s> <a:q> <a:o> <a:g> .\n<a:t> <a:p> <a:o> <a:g> .\n", true},
	{"@prefix x: <a:> . @prefix : <b:/> .\nx:g { :s x:p-1.2 :a.b . }", "<b:/s> <a:p-1.2> <b:/a.b> <a:g> .\n", true},
	{"PREFIX x: <a:>\nx:g { x: x:p x:%41\\-b:c }", "<a:> <a:p> <a:%41-b:c> <a:g> .\n", true},
	{"prefix é: <a:> é:g { é:ж é:1 é:_2. }", "<a:ж> <a:1> <a:_2> <a:g> .\n", true},
	{`<a:g> { <a:s> <a:p> "x\ty\u00e9\"" , 'it"s' , """two "quoted"" lines` + "\n" + `""" , '''a''b''' , "" , '' }`,
		`<a:s> <a:p> "x\tyé\"" <a:g> .` + "\n" + `<a:s> <a:p> "it\"s" <a:g> .` + "\n" + `<a:s> <a:p> "two \"quoted\"\" lines\n" <a:g> .` + "\n" +
			`<a:s> <a:p> "a''b" <a:g> .` + "\n" + `<a:s> <a:p> "" <a:g> .` + "\n" + `<a:s> <a:p> "" <a:g> .` + "\n", true},
	{`<a:g> { <a:s> <a:p> "x"@en-GB, "1"^^<` + xsd + `integer> }`, `<a:s> <a:p> "x"@en-GB <a:g> .` + "\n" + `<a:s> <a:p> "1"^^<` + xsd + `integer> <a:g> .` + "\n", true},
	{"<a:g> { <a:s> <a:p> 007, -1, +2.50, 1e3, .5, true, false. }",
		`<a:s> <a:p> "7"^^<` + xsd + `integer> <a:g> .` + "\n" + `<a:s> <a:p> "-1"^^<` + xsd + `integer> <a:g> .` + "\n" +
			`<a:s> <a:p> "+2.50"^^<` + xsd + `decimal> <a:g> .` + "\n" + `<a:s> <a:p> "1000"^^<` + xsd + `double> <a:g> .` + "\n" +
			`<a:s> <a:p> ".5"^^<` + xsd + `decimal> <a:g> .` + "\n" + `<a:s> <a:p> "true"^^<` + xsd + `boolean> <a:g> .` + "\n" +
			`<a:s> <a:p> "false"^^<` + xsd + `boolean> <a:g> .` + "\n", true},
	{"<a:g> { <a:s> <a:p> 1. }", `<a:s> <a:p> "1"^^<` + xsd + `integer> <a:g> .` + "\n", true},

	{"\n<a:s> <a:p> <a:o> .", `line 2: a statement outside a graph`, false},
	{"{ <a:s> <a:p> <a:o> }", `a graph without a name`, false},
	{"_:g { <a:s> <a:p> <a:o> }", `blank nodes`, false},
	{"<a:g> {\n<a:s> <a:p>\n[] }", `line 3: blank nodes`, false},
	{"<a:g> { <a:s> <a:p> (1 2) }", `collections`, false},
	{"<a:g> { <a:s> <a:p> <o> }", `"o" has no scheme`, false},
	{"@base <a:> .", `a base`, false},
	{"BASE <a:>", `a base`, false},
	{"x:g { }", `prefix "x" is not declared`, false},
	{"@prefix x <a:> .", `want a prefix`, false},
	{"@prefix x: a:b .", `want an IRI in angle brackets`, false},
	{"@prefix x: <a:>", `want ".", found the end`, false},
	{"<a:g>", `want "{", found the end`, false},
	{"<a:g> {", `found the end of the input`, false},
	{"<a:g> { <a:s> }", `want a predicate, found "}"`, false},
	{"<a:g> { <a:s> <a:p> }", `want an object, found "}"`, false},
	{"<a:g> { <a:s> <a:p> . }", `want an object, found "."`, false},
	{"<a:g> { <a:s> <a:p> maybe }", `want an object, found "maybe"`, false},
	{"<a:g> { <a:s> <a:p> <a:o> <a:x> }", `want "." or "}", found "a:x"`, false},
	{"<a:g> { <a:s> <a:p> \"x\n\" }", `without its closing quotation mark`, false},
	{`<a:g> { <a:s> <a:p> """x"" }`, `without its closing quotation mark`, false},
	{`<a:g> { <a:s> <a:p> "\q" }`, `unknown escape \q`, false},
	{`<a:g> { <a:s> <a:p> "x"^<a:t> }`, `"^^"`, false},
	{`<a:g> { <a:s> <a:p> "x"^^<> }`, `no IRI`, false},
	{`<a:g> { <a:s> <a:p> "x"@ }`, `empty language tag`, false},
	{`<a:g> { <a:s> <a:p> "x"^^<` + xsd + `integer> }`, `not an integer`, false},
	{"<a:g> { <a:s> <a:p> 1e }", `not a number`, false},
	{"<a:g> { <a:s> <a:p> <a:o", `IRI without its ">"`, false},
	{"<a:g> { <a:s> <a:p> <a:o\n> }", `IRI without its ">"`, false},
	{"<a:g> { <a:s> <a:p> \"\xff\" }", `not valid UTF-8`, false},
	{"@prefix x: <a:> . x:g { x:s x:p x:%4 }", `two hexadecimal digits`, false},
	{`@prefix x: <a:> . x:g { x:s x:p x:\a }`, `unknown escape \a`, false},
	{"<a:g> { <a:s> <a:p> <a:o> } ^", `"^^"`, false},
	{"!", `'!' has no meaning`, false},
}

func TestReadTriG(t *testing.T) {
	for _, test := range trigTests {
		var got []byte
		var err error
		for q, e := range ReadTriG(strings.NewReader(test.in)) {
			if err = e; err == nil {
				got = graph.AppendNQuad(got, q)
			}
		}
		switch {
		case test.ok && (err != nil || string(got) != test.want):
			t.Errorf("%q: got %s%v; want %s", test.in, got, err, test.want)
		case !test.ok && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "line ")):
			t.Errorf("%q: got %v, want a line and %q", test.in, err, test.want)
		}
	}
}

// The loop over what is read can end early.
func TestReadTriGStops(t *testing.T) {
	for q, err := range ReadTriG(strings.NewReader("<a:g> { <a:s> <a:p> 1, 2, 3 }")) {
		if err != nil || q.Object != graph.Int(1) {
			t.Fatalf("got %v, %v", q, err)
		}
		break
	}
}

// What is read can be written and read again, to the same quads.
func FuzzReadTriG(f *testing.F) {
	for _, test := range trigTests {
		f.Add(test.in)
	}
	f.Add(write(f, TriG, sample(f)))
	f.Fuzz(func(t *testing.T, in string) {
		var once []byte
		byLabel := map[string]labelled{}
		for q, err := range ReadTriG(strings.NewReader(in)) {
			if err != nil {
				return
			}
			if err := q.Validate(); err != nil {
				t.Fatalf("read %+v: %v", q, err)
			}
			byLabel[q.Label] = append(byLabel[q.Label], q)
		}
		for _, qs := range byLabel {
			once = once[:0]
			for _, q := range qs {
				once = graph.AppendNQuad(once, q)
			}
			var twice []byte
			trig := write(t, TriG, qs)
			for q, err := range ReadTriG(strings.NewReader(trig)) {
				if err != nil {
					t.Fatalf("wrote %q: %v", trig, err)
				}
				twice = graph.AppendNQuad(twice, q)
			}
			if !bytes.Equal(once, twice) {
				t.Fatalf("wrote %q, then %q", once, twice)
			}
		}
	})
}
