package queries

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// The world of made documents: two ministers of Northland, one of Southland,
// one of Eastland, and the envoy of a league.
var worldEntities = []graph.Entity{
	made(graph.State, "NL", "Northland"), made(graph.State, "SL", "Southland"), made(graph.State, "EL", "Eastland"),
	made(graph.Organization, "league", "League of Coasts"),
	made(graph.Format, "coast-talks", "Coast Talks"), made(graph.Format, "fish-forum", "Fish Forum"),
	made(graph.Place, "portsea", "Portsea", "state/SL"), made(graph.Place, "harbour-house", "Harbour House", "place/portsea"), made(graph.Place, "hilltown", "Hilltown", "state/NL"),
	made(graph.Person, "ana", "Ana Berg", "state/NL"), made(graph.Person, "arne", "Arne Holm", "state/NL"),
	made(graph.Person, "bo", "Bo Lind", "state/SL"), made(graph.Person, "cy", "Cy Moss", "state/EL"),
	made(graph.Person, "dee", "Dee Falk", "organization/league"), made(graph.Person, "eve", "Eve Strand"),
}

func made(t graph.EntityType, key, name string, of ...string) graph.Entity {
	e := graph.Entity{ID: graph.NewEntityID(t, key), Type: t, Name: name}
	if t == graph.State {
		e.Code = key
	}
	for _, id := range of {
		e.For = append(e.For, graph.Scheme+id)
	}
	return e
}

func worldID(name string) string {
	for _, e := range worldEntities {
		if strings.Fields(e.Name)[0] == name || e.Name == name {
			return e.ID
		}
	}
	panic("no " + name + " in the world")
}

// madeDocument is a document of which each line tells of a meeting:
//
//	status mode date place format: party, party (part), ...
//
// with "-" for what is unknown, parties by their first name and "_" for the
// spaces of other names.
func madeDocument(name, published string, lines ...string) graph.Facts {
	text := name + ": " + strings.Join(lines, "\n")
	f := graph.Facts{Document: graph.Document{ID: graph.NewDocumentID(text), Name: name, Published: published, Text: text}}
	f.Entities = worldEntities
	or := func(s string) string {
		if s == "-" {
			return ""
		}
		return strings.ReplaceAll(s, "_", " ")
	}
	for i, line := range lines {
		head, parties, _ := strings.Cut(line, ": ")
		w := strings.Fields(head)
		start := strings.Index(text, line)
		m := graph.Meeting{
			ID:     graph.NewFactID(f.Document.ID, "meeting", i, i, ""),
			Status: graph.Status(w[0]), Mode: graph.Mode(w[1]), Date: graph.Date{EDTF: or(w[2])},
			Evidence: []graph.Evidence{{Start: start, End: start + len(line), Quote: line, Rule: "made", Confidence: 0.5}},
		}
		if s := or(w[3]); s != "" {
			m.Place = worldID(s)
		}
		if s := or(w[4]); s != "" {
			m.Format = worldID(s)
		}
		for p := range strings.SplitSeq(parties, ", ") {
			p, as, _ := strings.Cut(p, " ")
			if as = strings.Trim(as, "()"); as == "" {
				as = string(graph.Participant)
			}
			m.Participations = append(m.Participations, graph.Participation{Party: worldID(p), As: graph.Part(as), Confidence: 1})
		}
		f.Meetings = append(f.Meetings, m)
	}
	return f
}

// TestJoin puts each line in a document of its own, unless it begins with +:
// then it is in the document of the line before. The wanted groups name lines
// by number; those that are not named stay alone.
func TestJoin(t *testing.T) {
	for _, c := range []struct {
		name   string
		lines  []string
		groups string
	}{
		{"the same in two texts", []string{
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
		}, "0 1"},
		{"persons and their states", []string{
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"held in_person 2031-05-03 - -: Northland, Southland",
		}, "0 1"},
		{"one text names one person, the other the other", []string{
			"held in_person 2031-05-03 - -: Ana, Southland",
			"held in_person 2031-05-03 - -: Northland, Bo",
		}, "0 1"},
		{"an exact date and its month", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held unspecified 2031-05 - -: Ana, Bo",
		}, "0 1"},
		{"two meetings in a month, and a third text that may mean either", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person 2031-05-20 - -: Ana, Bo",
			"held unspecified 2031-05 - -: Ana, Bo",
		}, ""},
		{"two meetings in a month, and a third text that suits one", []string{
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"held telephone 2031-05-20 - -: Ana, Bo",
			"held in_person 2031-05 - -: Ana, Bo",
		}, "0 2"},
		{"a year is too wide", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person 2031 - -: Ana, Bo",
		}, ""},
		{"no date", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person - - -: Ana, Bo",
		}, ""},
		{"repeat meetings", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person 2031-05-04 - -: Ana, Bo",
		}, ""},
		{"one text tells of two", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"+held in_person 2031-05-03 - -: Ana, Bo",
		}, ""},
		{"a third text joins one of two of one text", []string{
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"+held unspecified 2031-05-03 - -: Northland, Southland",
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
		}, "0 2"},
		{"by telephone and in person", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held telephone 2031-05-03 - -: Ana, Bo",
		}, ""},
		{"a house in the town", []string{
			"held in_person 2031-05-03 Harbour_House -: Ana, Bo",
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"held in_person 2031-05-03 Southland -: Ana, Bo",
		}, "0 1 2"},
		{"two towns", []string{
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
			"held in_person 2031-05-03 Hilltown -: Ana, Bo",
		}, ""},
		{"other officials of one of the states", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person 2031-05-03 - -: Arne, Bo",
		}, ""},
		{"one of the parties only", []string{
			"held in_person 2031-05-03 - -: Ana, Bo",
			"held in_person 2031-05-03 - -: Ana, Cy",
		}, ""},
		{"one text leaves out a third party", []string{
			"held in_person 2031-05-03 - -: Ana, Bo, Cy",
			"held in_person 2031-05-03 - -: Ana, Bo",
		}, "0 1"},
		{"sessions of one format", []string{
			"held in_person 2031-05-03 - Coast_Talks: Ana, Bo, Cy, League",
			"held unspecified 2031-05-03 - Coast_Talks: Southland",
		}, "0 1"},
		{"sessions of two formats", []string{
			"held in_person 2031-05-03 - Coast_Talks: Ana, Bo",
			"held in_person 2031-05-03 - Fish_Forum: Ana, Bo",
		}, ""},
		{"on the margins of a session", []string{
			"held in_person 2031-05-03 Portsea Coast_Talks: Ana, Bo, Cy",
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
		}, ""},
		{"planned and then held", []string{
			"planned in_person 2031-05-03 Portsea -: Ana, Bo",
			"held in_person 2031-05-03 Portsea -: Ana, Bo",
		}, "0 1"},
		{"persons of no state", []string{
			"held in_person 2031-05-03 - -: Eve, Dee",
			"held in_person 2031-05-03 - -: Eve, League",
		}, "0 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var docs [][]string
			for _, line := range c.lines {
				if rest, same := strings.CutPrefix(line, "+"); same {
					docs[len(docs)-1] = append(docs[len(docs)-1], rest)
				} else {
					docs = append(docs, []string{line})
				}
			}
			var facts []graph.Facts
			number := map[string]string{}
			for i, lines := range docs {
				f := madeDocument(fmt.Sprint("text ", i), "2031-06-01", lines...)
				facts = append(facts, f)
				for _, m := range f.Meetings {
					number[m.ID] = fmt.Sprint(len(number))
				}
			}
			b, err := NewEnv(openStore(t, "", facts...)).contacts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var groups []string
			for _, c := range b.all {
				var lines []string
				for _, a := range c.accounts {
					lines = append(lines, number[a.ID])
				}
				slices.Sort(lines)
				if len(lines) > 1 {
					groups = append(groups, strings.Join(lines, " "))
				}
			}
			slices.Sort(groups)
			if got := strings.Join(groups, ", "); got != c.groups {
				t.Errorf("groups %q, want %q", got, c.groups)
			}
		})
	}
}

// What accounts say together is more than each says.
func TestTogether(t *testing.T) {
	e := NewEnv(openStore(t, "",
		madeDocument("one", "2031-05-02", "planned in_person 2031-05-03 - -: Ana, Southland"),
		madeDocument("two", "2031-05-04", "held unspecified 2031-05 Portsea -: Northland, Bo, League (absent)"),
	))
	for ask, want := range map[string]string{
		"met|Ana":                       `Bo Lind 2031-05-03 in_person Portsea held`,
		"met|Southland":                 `Ana Berg Bo Lind 2031-05-03 in_person Portsea held`,
		"who-met-whom":                  `Ana Berg Bo Lind 1 2 2031-05-03 2031-05-03`,
		"meetings|--with|Bo":            `2031-05-03 held in_person Portsea Ana Berg, Bo Lind League of Coasts`,
		"timeline|Ana":                  `2031-05-03 meeting held in person, in Portsea Bo Lind`,
		"meetings|--with|Arne":          ``,
		"meetings|--min-confidence|0.6": ``,
	} {
		got := answers(t, e, ask)
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", ask, s, want)
		}
	}
}

// answers asks a question, its words parted by |, and returns the rows without
// facts, unknown values and what parties act for.
func answers(t *testing.T, e *Env, ask string) []string {
	t.Helper()
	words := strings.Split(ask, "|")
	q, err := Find(words[0])
	if err != nil {
		t.Fatal(err)
	}
	args, err := q.Args(words[1:])
	if err != nil {
		t.Fatal(err)
	}
	rows, err := Collect(q.Rows(t.Context(), e, args))
	if err != nil {
		t.Fatalf("%s: %v", ask, err)
	}
	var out []string
	for _, row := range rows {
		var values []string
		for i, v := range row {
			k := q.Columns[i].Kind
			if v.String() != "" && k != FactKind && k != FactsKind && q.Columns[i].Name != "for" && q.Columns[i].Name != "modes" {
				values = append(values, v.String())
			}
		}
		out = append(out, strings.Join(values, " "))
	}
	return out
}
