package resolve

import (
	"testing"

	"parley/data"
	"parley/graph"
	"parley/ingest/internal/lexicon"
)

func knownPerson(name string, of ...string) graph.Entity {
	return graph.Entity{ID: graph.NewEntityID(graph.Person, name), Type: graph.Person, Name: name, For: of}
}

func TestPeopleAcrossDocuments(t *testing.T) {
	lex, err := lexicon.Load(data.FS, "lexicon")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		known []graph.Entity
		next  graph.Entity
		want  string // name of the known person, "" for somebody new
	}{
		{[]graph.Entity{knownPerson("Nikita Khrushchev", "su")}, knownPerson("Nikita Khrouchtchev", "su"), "Nikita Khrushchev"},
		{[]graph.Entity{knownPerson("Nikita Khrushchev", "su")}, knownPerson("Nikita Khrouchtchev"), "Nikita Khrushchev"},
		{[]graph.Entity{knownPerson("Andrei Gromyko", "su")}, knownPerson("Andrey Gromyko", "by"), ""},
		{[]graph.Entity{knownPerson("Andrei Gromyko", "su")}, knownPerson("Gromyko", "su"), "Andrei Gromyko"},
		{[]graph.Entity{knownPerson("Andrei Gromyko", "su")}, knownPerson("Gromyko"), ""},
		{[]graph.Entity{knownPerson("Andrei Gromyko", "su"), knownPerson("Anatoly Gromyko", "su")}, knownPerson("Gromyko", "su"), ""},
		{[]graph.Entity{knownPerson("John Dulles", "us")}, knownPerson("Allen Dulles", "us"), ""},
		{[]graph.Entity{knownPerson("James Baker", "us")}, knownPerson("Jim Baker", "us"), "James Baker"},
		{[]graph.Entity{knownPerson("James Baker", "us")}, knownPerson("J. Baker", "us"), "James Baker"},
		{[]graph.Entity{knownPerson("James Baker", "us")}, knownPerson("J. Baker"), ""},
	} {
		p := New(lex).NewPeople()
		for _, e := range tt.known {
			p.Add(e)
		}
		in := graph.Facts{
			Entities: []graph.Entity{tt.next},
			Meetings: []graph.Meeting{{Participations: []graph.Participation{{Party: tt.next.ID}}}},
		}
		got := p.Unify(in)
		want := tt.next
		for _, e := range tt.known {
			if e.Name == tt.want {
				want = e
			}
		}
		if got.Entities[0].ID != want.ID || got.Meetings[0].Participations[0].Party != want.ID {
			t.Errorf("%v after %v: got %s, want %s", tt.next, tt.known, got.Entities[0].ID, want.ID)
		}
		if in.Meetings[0].Participations[0].Party != tt.next.ID {
			t.Errorf("%v: the facts given were changed", tt.next)
		}
		if again := p.Unify(in); again.Entities[0].ID != got.Entities[0].ID {
			t.Errorf("%v: read again it is %s, was %s", tt.next, again.Entities[0].ID, got.Entities[0].ID)
		}
	}
}
