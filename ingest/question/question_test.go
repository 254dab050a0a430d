package question

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"parley/data"
	"parley/graph"
)

// stub is a store that knows a few names.
type stub map[string]graph.EntityType

func (s stub) Lookup(name string) ([]graph.Entity, error) {
	t, ok := s[strings.ToLower(name)]
	if !ok {
		return nil, fmt.Errorf("nobody is called %q", name)
	}
	return []graph.Entity{{ID: name, Type: t, Name: name}}, nil
}

func (s stub) Takes(query, param string) bool {
	return map[string]bool{
		"met from": true, "met to": true, "met who": true,
		"meetings with": true, "meetings from": true, "meetings to": true, "meetings mode": true, "meetings place": true, "meetings status": true, "meetings format": true,
		"claims by": true, "claims about": true, "claims since": true, "claims until": true, "claims in": true,
		"posts who": true, "posts post": true,
	}[query+" "+param]
}

var known = stub{
	"anna holm": graph.Person, "holm": graph.Person, "paulo reis": graph.Person, "norway": graph.State, "brazil": graph.State,
	"lugano process": graph.Format, "oslo": graph.Place,
}

func TestRead(t *testing.T) {
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ question, want string }{
		{"Who met Holm?", "met --who=Holm"},
		{"who met Anna Holm after 2020?", "met --who=Anna Holm --from=2021-01-01"},
		{"who met Anna Holm before May 2020?", "met --who=Anna Holm --to=2020-04-30"},
		{"Who met the Norwegian minister Holm between 2019 and 2021?", "met --who=Holm --from=2019 --to=2021"},
		{"Where did Holm and Paulo Reis meet?", "meetings --with=Holm --with=Paulo Reis --status=held"},
		{"When will Holm call Paulo Reis?", "meetings --with=Holm --with=Paulo Reis --status=planned --mode=telephone"},
		{"What did Brazil say about Norway in Oslo?", "claims --by=Brazil --about=Norway --in=Oslo"},
		{"Did Holm meet anyone in Oslo in june 2021?", "meetings --with=Holm --place=Oslo --from=2021-06 --to=2021-06"},
		{"may Holm have met anyone in Oslo since may 2021?", "meetings --with=Holm --place=Oslo --from=2021-05"},
		{"What did the Brazilians say?", "claims --by=Brazil"},
		{"When did the Lugano Process meet in Oslo?", "meetings --format=Lugano Process --place=Oslo --status=held"},
		{"Who is the foreign minister of Norway?", "posts --who=Norway --post=foreign minister"},
		{"Who met Holm about herring?", "error: I do not understand \"herring\" here"},
		{"Who met Greta Lind?", "error: nobody is called \"Greta Lind\""},
		{"Who met Holm in Oslo?", "meetings --with=Holm --place=Oslo"}, // met has no place
		{"Who met Holm in 2019 in 2020?", "error: I do not understand the question"},
		{"", "error: there is no question"},
	}
	for _, tt := range tests {
		q, err := r.Read(tt.question, "2022-02-03", known)
		got := strings.Join(q.Words(), " ")
		if err != nil {
			msg, _, _ := strings.Cut(err.Error(), ";")
			got = "error: " + msg
		}
		if got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.question, got, tt.want)
		}
	}
}

func TestNearForms(t *testing.T) {
	r, err := New(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Read("How many times did Holm meet the plumber?", "", known)
	var e *Error
	if !errors.As(err, &e) || len(e.Near) == 0 || !strings.HasPrefix(e.Near[0], "How ") {
		t.Errorf("%v: the first of the nearest forms should ask how many", err)
	}
}

func TestTables(t *testing.T) {
	base := fstest.MapFS{}
	for _, name := range []string{wordsFile, formsFile} {
		b, err := data.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base[name] = &fstest.MapFile{Data: b}
	}
	tests := []struct{ name, add, want string }{
		{wordsFile, "meet\tmeet\n", `"meet" says`},
		{formsFile, "meat\t\t\tmet\t\t\t\tQ?\n", `no word says "meat"`},
		{formsFile, "meet\t\ta:animal\tmet\t\t\t\tQ?\n", `"animal" is no type`},
		{formsFile, "meet\t\ta:actor\tmet\twho\t\t\tQ?\n", `"who" is no argument`},
	}
	for _, tt := range tests {
		fsys := fstest.MapFS{}
		for name, f := range base {
			fsys[name] = f
		}
		fsys[tt.name] = &fstest.MapFile{Data: append(append([]byte{}, base[tt.name].Data...), tt.add...)}
		r := &Reader{words: map[string]string{}}
		err := r.readTables(fsys)
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), tt.name+":") {
			t.Errorf("%q gives %v, want %s", tt.add, err, tt.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	r, err := New(data.FS)
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range r.Examples() {
		f.Add(q)
	}
	f.Add("who met \"\" and the and between 2020 and in?")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := r.Read(text, "2022-02-03", known)
		if (err == nil) != (q.Query != "") {
			t.Errorf("%q is query %q with error %v", text, q.Query, err)
		}
	})
}
