package queries

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

func TestLookup(t *testing.T) {
	f := sampleFacts(t)
	f.Entities = append(f.Entities,
		graph.Entity{ID: graph.NewEntityID(graph.Person, "ana-petrova"), Type: graph.Person, Name: "Ana Petrova"},
		graph.Entity{ID: graph.NewEntityID(graph.Person, "ivo-petrov"), Type: graph.Person, Name: "Ivo Petrov"},
		graph.Entity{ID: graph.NewEntityID(graph.Person, "petrov-smith"), Type: graph.Person, Name: "Petrov Smith"},
		graph.Entity{ID: graph.NewEntityID(graph.State, "GE"), Type: graph.State, Name: "Georgia", Code: "GE"},
		graph.Entity{ID: graph.NewEntityID(graph.Place, "georgia"), Type: graph.Place, Name: "Georgia"},
	)
	for name, e := range map[string]*Env{
		"memory":   NewEnv(openStore(t, "", f)),
		"embedded": NewEnv(openStore(t, filepath.Join(t.TempDir(), "store"), f)),
	} {
		for _, c := range []struct {
			typed string
			types []graph.EntityType
			want  string // the name, or what the error says
		}{
			{"Sergei Lavrov", nil, "Sergei Lavrov"},
			{"  lavrov ", nil, "Sergei Lavrov"},
			{"LAVROV", nil, "Sergei Lavrov"},
			{"Lavrov, Sergei", nil, "Sergei Lavrov"},
			{"Sergey Lawrow", nil, "Sergei Lavrov"},
			{"Лавров", nil, "Sergei Lavrov"},
			{"parley:person/sergei-lavrov", nil, "Sergei Lavrov"},
			{"person/sergei-lavrov", nil, "Sergei Lavrov"},
			{"Iermak", nil, "Andriy Yermak"},
			{"Andrii Jermak", nil, "Andriy Yermak"},
			{"Grouchko", nil, "Alexander Grushko"},
			{"grushko", nil, "Alexander Grushko"},
			{"Poutine", nil, "Vladimir Putin"},
			{"Loukachevitch", nil, "Alexander Lukashevich"},
			{"normandy", nil, "Normandy format"},
			{"the so-called “Normandy” format", nil, "Normandy format"},
			{"Normandy talks", nil, "Normandy format"},
			{"nato russia council", nil, "NATO-Russia Council"},
			{"Nato-Russia", nil, "NATO-Russia Council"},
			{"Organisation for Security and Cooperation in Europe", nil, "OSCE"},
			{"osce", nil, "OSCE"},
			{"us", actorTypes, "United States"},
			{"Moscow", actorTypes, "Russia"},
			{"Moscow", placeTypes, "Moscow"},
			{"Georgia", actorTypes, "Georgia"},
			{"Georgia", nil, `"Georgia" can be any of 2`},
			{"Petrov", nil, "Ivo Petrov"}, // a surname before a given name
			{"Alexander", nil, `"Alexander" can be any of 2`},
			{"Stoltenburg", nil, `did you mean "Jens Stoltenberg"?`},
			{"Marcon", nil, `did you mean "Emmanuel Macron"?`},
			{"Lavr", nil, `did you mean "Sergei Lavrov"?`},
			{"Xyzzy", nil, `no person, state, organization, format or place is called "Xyzzy"`},
			{"Lavrov", formatTypes, `no format or organization is called "Lavrov"`},
			{"", nil, "a name is needed"},
			{"—", nil, "is called"},
		} {
			ent, err := e.Lookup(t.Context(), c.typed, c.types...)
			got := ent.Name
			if err != nil {
				got = err.Error()
			}
			if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
				t.Errorf("%s: %q: %s, want %s", name, c.typed, got, c.want)
			}
		}
	}
}

func TestAmbiguousNamesListTheirIDs(t *testing.T) {
	f := sampleFacts(t)
	for _, key := range []string{"jo-bo", "jo-bo-2"} {
		f.Entities = append(f.Entities, graph.Entity{ID: graph.NewEntityID(graph.Person, key), Type: graph.Person, Name: "Jo Bo"})
	}
	e := NewEnv(openStore(t, "", f))
	_, err := e.Lookup(t.Context(), "jo bo")
	var ambiguous *AmbiguousError
	if !errors.As(err, &ambiguous) || len(ambiguous.Candidates) != 2 {
		t.Fatal(err)
	}
	for _, c := range ambiguous.Candidates {
		if !strings.Contains(err.Error(), strings.TrimPrefix(c.ID, graph.Scheme)) {
			t.Errorf("%v does not say %s", err, c.ID)
		}
		if got, err := e.Lookup(t.Context(), c.ID); err != nil || got.ID != c.ID {
			t.Errorf("%s: %v, %v", c.ID, got, err)
		}
	}
}

func FuzzLookup(f *testing.F) {
	for _, s := range []string{"Lavrov", "the", "習近平", "a\xff", "x/y", "'"} {
		f.Add(s)
	}
	ix := &nameIndex{byKey: map[string][]int{}}
	for i, n := range []string{"Sergei Lavrov", "Normandy format", "US", "the", "Ян"} {
		ix.add(Entity{ID: string(rune('a' + i)), Type: graph.Person, Name: n}, []string{n})
	}
	f.Fuzz(func(t *testing.T, s string) {
		ix.find(s, nil)
		if near := ix.near(s, nil); slices.Contains(near, "") {
			t.Errorf("an empty suggestion for %q", s)
		}
	})
}
