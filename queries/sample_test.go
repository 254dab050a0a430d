package queries

import (
	"io/fs"
	"strings"
	"testing"

	"parley/data"
	"parley/graph"
	"parley/graph/store"
)

// sample builds facts over a text by hand.
type sample struct {
	t *testing.T
	f graph.Facts
}

func (s *sample) entity(t graph.EntityType, key, name string, aliases ...string) string {
	id := graph.NewEntityID(t, key)
	e := graph.Entity{ID: id, Type: t, Name: name, Aliases: aliases}
	if t == graph.State {
		e.Code = key
	}
	s.f.Entities = append(s.f.Entities, e)
	return id
}

// actsFor says for whom the last entity acts.
func (s *sample) actsFor(ids ...string) {
	s.f.Entities[len(s.f.Entities)-1].For = ids
}

// evidence finds a passage of the text, and in it the words that carry the
// fact.
func (s *sample) evidence(quote, mark string) graph.Evidence {
	s.t.Helper()
	start := strings.Index(s.f.Document.Text, quote)
	if start < 0 {
		s.t.Fatalf("the text does not contain %q", quote)
	}
	e := graph.Evidence{
		Start: start, End: start + len(quote), Quote: quote, Rule: "by-hand", Model: "none", Confidence: 0.9,
	}
	if mark != "" {
		at := strings.Index(quote, mark)
		if at < 0 {
			s.t.Fatalf("%q does not contain %q", quote, mark)
		}
		e.Mark = [2]int{start + at, start + at + len(mark)}
	}
	return e
}

func (s *sample) meeting(m graph.Meeting, quote, mark string) string {
	s.t.Helper()
	e := s.evidence(quote, mark)
	m.ID = graph.NewFactID(s.f.Document.ID, "meeting", e.Start, e.End, mark)
	m.Evidence = []graph.Evidence{e}
	s.f.Meetings = append(s.f.Meetings, m)
	return m.ID
}

func (s *sample) tenure(person, post, of, seen, quote, mark string) {
	s.t.Helper()
	e := s.evidence(quote, mark)
	s.f.Tenures = append(s.f.Tenures, graph.Tenure{
		ID:     graph.NewFactID(s.f.Document.ID, "tenure", e.Start, e.End, person+post),
		Person: person, Post: post, Of: of, Seen: graph.Date{EDTF: seen, Basis: graph.Publication},
		Evidence: []graph.Evidence{e},
	})
}

func (s *sample) claim(c graph.Claim, quote string) {
	s.t.Helper()
	e := s.evidence(quote, c.Content)
	c.Start, c.End = e.Mark[0], e.Mark[1]
	c.ID = graph.NewFactID(s.f.Document.ID, "claim", e.Start, e.End, c.Content)
	c.Evidence = []graph.Evidence{e}
	s.f.Claims = append(s.f.Claims, c)
}

// mention marks every occurrence of a name.
func (s *sample) mention(entity string, names ...string) {
	for _, name := range names {
		for at := 0; ; {
			i := strings.Index(s.f.Document.Text[at:], name)
			if i < 0 {
				break
			}
			at += i
			s.f.Mentions = append(s.f.Mentions, graph.Mention{
				Entity: entity, Start: at, End: at + len(name), Text: name, Method: "name",
			})
			at += len(name)
		}
	}
}

func part(id, of, post string, as graph.Part) graph.Participation {
	return graph.Participation{Party: id, For: of, Post: post, As: as, Confidence: 0.9}
}

func on(edtf string, basis graph.DateBasis) graph.Date { return graph.Date{EDTF: edtf, Basis: basis} }

// sampleFacts is what a careful reader finds in the sample article: the facts
// that the queries of this package are tried on, not what extraction must give.
func sampleFacts(t *testing.T) graph.Facts {
	t.Helper()
	names, err := fs.Glob(data.FS, "sample/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no sample article: %v", err)
	}
	text, err := fs.ReadFile(data.FS, names[0])
	if err != nil {
		t.Fatal(err)
	}
	s := &sample{t: t}
	s.f.Document = graph.Document{
		ID: graph.NewDocumentID(string(text)), Name: "negotiations.txt", Title: "The negotiations in progress",
		Published: "2022-01-28", Text: string(text),
	}

	russia := s.entity(graph.State, "RU", "Russia", "Moscow", "the Kremlin")
	us := s.entity(graph.State, "US", "United States", "Washington", "USA")
	france := s.entity(graph.State, "FR", "France", "Paris", "the Elysée")
	germany := s.entity(graph.State, "DE", "Germany", "Berlin")
	ukraine := s.entity(graph.State, "UA", "Ukraine", "Kiev", "Kyiv")
	poland := s.entity(graph.State, "PL", "Poland")
	switzerland := s.entity(graph.State, "CH", "Switzerland")
	nato := s.entity(graph.Organization, "NATO", "NATO", "Atlantic Alliance", "North Atlantic Treaty Organization")
	eu := s.entity(graph.Organization, "EU", "European Union", "EU")
	osce := s.entity(graph.Organization, "OSCE", "OSCE", "Organization for Security and Cooperation in Europe")
	rfi := s.entity(graph.Organization, "RFI", "RFI")
	normandy := s.entity(graph.Format, "normandy-format", "Normandy format", "Normandy four")
	nrc := s.entity(graph.Format, "nato-russia-council", "NATO-Russia Council")
	s.actsFor(nato)
	geneva := s.entity(graph.Place, "geneva", "Geneva")
	s.actsFor(switzerland)
	paris := s.entity(graph.Place, "paris", "Paris")
	s.actsFor(france)
	vienna := s.entity(graph.Place, "vienna", "Vienna")
	brussels := s.entity(graph.Place, "brussels", "Brussels")
	moscow := s.entity(graph.Place, "moscow", "Moscow")
	s.actsFor(russia)

	person := func(key, name, of string, aliases ...string) string {
		id := s.entity(graph.Person, key, name, aliases...)
		if of != "" {
			s.actsFor(of)
		}
		return id
	}
	macron := person("emmanuel-macron", "Emmanuel Macron", france, "Macron")
	putin := person("vladimir-putin", "Vladimir Putin", russia, "Vladimir Poutine", "Putin")
	biden := person("joe-biden", "Joe Biden", us)
	sherman := person("wendy-sherman", "Wendy Sherman", us)
	ryabkov := person("sergey-ryabkov", "Sergey Ryabkov", russia)
	blinken := person("antony-blinken", "Antony Blinken", us)
	lavrov := person("sergei-lavrov", "Sergei Lavrov", russia)
	stoltenberg := person("jens-stoltenberg", "Jens Stoltenberg", nato)
	grushko := person("alexander-grushko", "Alexander Grushko", russia, "Alexander Grouchko")
	rau := person("zbigniew-rau", "Zbigniew Rau", poland)
	lukashevich := person("alexander-lukashevich", "Alexander Lukashevich", russia, "Alexander Lukachevitch")
	yermak := person("andriy-yermak", "Andriy Yermak", ukraine, "Andriï Iermak")
	kozak := person("dmitry-kozak", "Dmitry Kozak", russia)
	borrell := person("josep-borrell", "Josep Borrell", eu)

	s.mention(russia, "Russia", "Moscow", "Kremlin")
	s.mention(ukraine, "Ukraine", "Kiev", "Kyiv")
	s.mention(nato, "NATO", "Atlantic Alliance")
	s.mention(eu, "the EU", "European Union")
	s.mention(normandy, "“Normandy” format")
	s.mention(nrc, "NATO-Russia council", "NATO-Russia Council")
	s.mention(putin, "Vladimir Poutine", "President Putin", "Vladimir Putin")
	s.mention(lavrov, "Sergei Lavrov")
	s.mention(blinken, "Antony Blinken")
	s.mention(geneva, "Geneva")

	call := "Emmanuel Macron and Vladimir Poutine spoke by telephone for more than an hour on Friday January 28."
	s.meeting(graph.Meeting{
		Mode: graph.Telephone, Status: graph.Held, Date: on("2022-01-28", graph.Publication),
		Participations: []graph.Participation{
			part(macron, france, "president", graph.Participant), part(putin, russia, "president", graph.Participant),
		},
	}, call, "spoke by telephone")
	s.meeting(graph.Meeting{
		Mode: graph.Telephone, Status: graph.Held, Date: on("2021-12-21/2021-12-31", graph.Publication),
		Participations: []graph.Participation{
			part(putin, russia, "president", graph.Participant), part(biden, us, "president", graph.Participant),
			part(russia, "", "", graph.Participant), part(us, "", "", graph.Participant),
		},
	}, "The Russian and American presidents spoke by telephone at the end of December.", "spoke by telephone")
	deputies := "On January 10, the US and Russian Deputy Foreign Ministers, Wendy Sherman and Sergey Ryabkov, met."
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2022-01-10", graph.Publication), Place: geneva,
		Participations: []graph.Participation{
			part(sherman, us, "deputy foreign minister", graph.Participant),
			part(ryabkov, russia, "deputy foreign minister", graph.Participant),
		},
	}, deputies, "met")
	ministers := "Ten days later, still in Geneva, the heads of diplomacy of the two countries deliver an exchange “frank and substantial”, in the opinion of Antony Blinken."
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2022-01-20", graph.Relative), Place: geneva,
		Participations: []graph.Participation{
			part(blinken, us, "", graph.Participant), part(lavrov, russia, "", graph.Participant),
		},
	}, ministers, "deliver an exchange")
	council := s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2022-01-12", graph.Publication), Place: brussels, Format: nrc,
		Participations: []graph.Participation{
			part(stoltenberg, nato, "Secretary General", graph.Participant),
			part(grushko, russia, "deputy foreign minister", graph.Participant),
		},
	}, "For the first time since July 2019, the NATO-Russia council met on January 12 on the issue of tensions between Kiev and Moscow.", "met")
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2019-07", graph.Explicit), Format: nrc,
		Participations: []graph.Participation{
			part(nato, "", "", graph.Participant), part(russia, "", "", graph.Participant),
		},
	}, "For the first time since July 2019, the NATO-Russia council met on January 12 on the issue of tensions between Kiev and Moscow.", "since July 2019")
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2022-01-13", graph.Relative), Place: vienna, Format: osce,
		Outcome: "ended in a deadlock",
		Participations: []graph.Participation{
			part(rau, poland, "foreign minister", graph.Participant),
			part(lukashevich, russia, "representative to the OSCE", graph.Participant),
			part(us, "", "", graph.Participant), part(russia, "", "", graph.Participant),
		},
	}, "The meeting, however, ended in a deadlock between Russia and Western states.", "ended in a deadlock")
	advisers := "Russian and Ukrainian diplomatic advisers then met in Paris on Wednesday, along with German and French mediators, to discuss the peace process."
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2022-01-26", graph.Publication), Place: paris, Format: normandy,
		Participations: []graph.Participation{
			part(kozak, russia, "diplomatic adviser", graph.Participant),
			part(yermak, ukraine, "diplomatic adviser", graph.Participant),
			part(germany, "", "", graph.Mediator), part(france, "", "", graph.Mediator),
			part(russia, "", "", graph.Participant), part(ukraine, "", "", graph.Participant),
		},
	}, advisers, "met in Paris")
	s.meeting(graph.Meeting{
		Mode: graph.Unspecified, Status: graph.Held, Date: on("2021-09-17", graph.Explicit), Format: normandy,
		Participations: []graph.Participation{
			part(france, "", "", graph.Participant), part(germany, "", "", graph.Participant),
			part(russia, "", "", graph.Participant), part(ukraine, "", "", graph.Participant),
		},
	}, "The last meeting between advisers from the four states dates back to September 17, 2021.", "dates back to September 17, 2021")
	s.meeting(graph.Meeting{
		Mode: graph.InPerson, Status: graph.Held, Date: on("2021-02~", graph.Relative), Place: moscow,
		Participations: []graph.Participation{
			part(borrell, eu, "", graph.Visitor), part(russia, "", "", graph.Host),
		},
	}, "Almost a year ago, a visit by Josep Borrell to Moscow resulted in the announcement of the expulsion of three European diplomats from Russia, recalls The world.", "a visit by Josep Borrell to Moscow")
	// Refused: a channel that Russia does not want. It must never count as met.
	s.meeting(graph.Meeting{
		Mode: graph.Unspecified, Status: graph.Refused,
		Participations: []graph.Participation{
			part(eu, "", "", graph.Invited), part(russia, "", "", graph.Participant), part(lavrov, russia, "", graph.Absent),
		},
	}, "On the Russian side, the idea of a direct dialogue between Brussels and Moscow is not the Kremlin’s priority.", "is not the Kremlin’s priority")

	s.tenure(sherman, "deputy foreign minister", us, "2022-01-10", deputies, "Deputy Foreign Ministers")
	s.tenure(ryabkov, "deputy foreign minister", russia, "2022-01-10", deputies, "Deputy Foreign Ministers")
	s.tenure(blinken, "secretary of state", us, "2022-01-28", "The American Secretary of State and his Russian counterpart, Sergei Lavrov, claim", "American Secretary of State")
	s.tenure(lavrov, "foreign minister", russia, "2022-01-28", "stressed the Russian Foreign Minister", "Russian Foreign Minister")
	s.tenure(lavrov, "foreign minister", russia, "2022-01-14", "the head of Russian diplomacy, Sergei Lavrov, spoke on this subject", "the head of Russian diplomacy")
	s.tenure(stoltenberg, "Secretary General", nato, "2022-01-12", "Jens Stoltenberg, Secretary General of NATO", "Secretary General of NATO")
	s.tenure(borrell, "High Representative for Foreign Affairs and Security Policy", eu, "2022-01-13", "Josep Borrell, High Representative of the EU for Foreign Affairs and Security Policy", "High Representative of the EU for Foreign Affairs and Security Policy")

	s.claim(graph.Claim{
		Speaker: lavrov, For: russia, Kind: graph.Direct, Cue: "spoke", ReportedBy: rfi,
		Content: "I don’t even know how the EU sees its participation in the security negotiations.",
		Date:    on("2022-01-14", graph.Relative),
	}, "Sergei Lavrov, spoke on this subject, notes RFI: “I don’t even know how the EU sees its participation in the security negotiations.”")
	s.claim(graph.Claim{
		Speaker: lavrov, For: russia, Kind: graph.Direct, Cue: "stressed",
		Content: "With NATO, at least, we still have on paper the structure of the NATO-Russia Council",
	}, "With NATO, at least, we still have on paper the structure of the NATO-Russia Council”, stressed the Russian Foreign Minister.")
	s.claim(graph.Claim{
		Speaker: stoltenberg, For: nato, Kind: graph.Mixed, Cue: "called on", Addressee: russia, Occasion: council,
		Content: "engage in de-escalation", Date: on("2022-01-12", graph.Publication),
	}, "Jens Stoltenberg called on Russia to “engage in de-escalation”.")
	s.claim(graph.Claim{
		Speaker: borrell, For: eu, Kind: graph.Direct, Cue: "insisted",
		Content: "The coordination with the Americans is absolutely perfect", Date: on("2022-01-13", graph.Publication),
	}, "“The coordination with the Americans is absolutely perfect”, he insisted.")

	rejected := s.evidence("Subsequently, the United States rejected, on Wednesday January 26, the Russian request to block Ukraine’s accession to NATO.", "rejected")
	s.f.Interactions = []graph.Interaction{{
		ID:    graph.NewFactID(s.f.Document.ID, "interaction", rejected.Start, rejected.End, ""),
		Class: "REJECT", CAMEO: "122", Actor: us, Recipient: russia, Status: graph.Held,
		Date: on("2022-01-26", graph.Publication), Evidence: []graph.Evidence{rejected},
	}}
	if err := s.f.Validate(); err != nil {
		t.Fatal(err)
	}
	return s.f
}

// openStore returns a store with the given documents, in memory or, when dir
// is not empty, embedded in that folder.
func openStore(t *testing.T, dir string, docs ...graph.Facts) *store.Store {
	t.Helper()
	dsn := store.Memory
	if dir != "" {
		dsn = dir
	}
	st, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, f := range docs {
		if err := st.Put(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	return st
}

// again is the same document from another source: the same facts under
// another label, so that every triple is stored twice.
func again(f graph.Facts) graph.Facts {
	f.Document.ID = graph.NewDocumentID("again " + f.Document.Text)
	f.Document.Name = "again.txt"
	return f
}

func sampleEnv(t *testing.T) *Env {
	t.Helper()
	return NewEnv(openStore(t, "", sampleFacts(t)))
}
