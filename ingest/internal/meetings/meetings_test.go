package meetings_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"parley/data"
	"parley/graph"
	"parley/ingest"
)

var extractor = sync.OnceValues(func() (*ingest.Extractor, error) { return ingest.NewExtractor(data.FS) })

// want is what a text of an article published on Wednesday, 2021-03-10, says
// of meetings. Each meeting is one string,
//
//	status mode date @place #format: party (part), party
//
// with "-" for no date, without what the text does not say, and without the
// part of a plain participant. A party that is absent from a held meeting is
// listed, too. Miss marks a text that is not read right yet, and says what
// goes wrong; such a row is skipped.
type want struct {
	name     string
	text     string
	meetings []string
	miss     string
}

func show(f graph.Facts) []string {
	name := map[string]string{}
	for _, e := range f.Entities {
		name[e.ID] = e.Name
	}
	var out []string
	for _, m := range f.Meetings {
		date := m.Date.EDTF
		if date == "" {
			date = "-"
		}
		s := string(m.Status) + " " + string(m.Mode) + " " + date
		if m.Place != "" {
			s += " @" + name[m.Place]
		}
		if m.Format != "" {
			s += " #" + name[m.Format]
		}
		var parties []string
		for _, p := range m.Participations {
			q := name[p.Party]
			if p.As != graph.Participant {
				q += " (" + string(p.As) + ")"
			}
			parties = append(parties, q)
		}
		slices.Sort(parties)
		out = append(out, s+": "+strings.Join(parties, ", "))
	}
	slices.Sort(out)
	return out
}

func check(t *testing.T, tests []want) {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			f, err := x.Extract(context.Background(), ingest.Article{Name: tt.name, Published: "2021-03-10", Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			got := show(f)
			slices.Sort(tt.meetings)
			right := slices.Equal(got, tt.meetings)
			switch {
			case tt.miss != "" && !right:
				t.Skip(tt.miss)
			case tt.miss != "":
				t.Errorf("%q is read right: take the mark off the row", tt.name)
			case !right:
				t.Errorf("%s\n got %s\nwant %s", tt.text, strings.Join(got, "\n     "), strings.Join(tt.meetings, "\n     "))
			}
			for _, m := range f.Meetings {
				if len(m.Evidence) == 0 {
					t.Errorf("a meeting without evidence: %+v", m)
				}
			}
		})
	}
}

func one(s ...string) []string { return s }

var verbTests = []want{
	{
		name:     "joint subject",
		text:     "Konrad Adenauer and Golda Meir met in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "three at the table",
		text:     "Konrad Adenauer, Golda Meir and Olof Palme met in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "object",
		text:     "Konrad Adenauer met Golda Meir in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "met with",
		text:     "Konrad Adenauer met with Golda Meir and Olof Palme in Vienna.",
		meetings: one("held in_person - @Vienna: Golda Meir, Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "states that meet",
		text:     "Norway and Sweden held talks in Geneva on 2 March 2021.",
		meetings: one("held in_person 2021-03-02 @Geneva: Norway, Sweden"),
	},
	{
		name:     "held talks with",
		text:     "Norwegian Foreign Minister Halvard Lange held talks with Erik Lund in Oslo on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "telephone",
		text:     "Konrad Adenauer spoke by telephone with Golda Meir on Tuesday.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "phone call",
		text:     "Konrad Adenauer and Golda Meir discussed the border in a phone call on Tuesday.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "video",
		text:     "Konrad Adenauer and Golda Meir met by video on Tuesday.",
		meetings: one("held video 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "video conference",
		text:     "Konrad Adenauer held a video conference with Golda Meir on Tuesday.",
		meetings: one("held video 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "received",
		text:     "President Maria Lopez received Konrad Adenauer in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Konrad Adenauer (visitor), Maria Lopez (host)"),
	},
	{
		name:     "was received by",
		text:     "Konrad Adenauer was received by President Maria Lopez on Monday.",
		meetings: one("held in_person 2021-03-08: Konrad Adenauer (visitor), Maria Lopez (host)"),
	},
	{
		name:     "visit to a state",
		text:     "Konrad Adenauer visited Norway on Monday.",
		meetings: one("held in_person 2021-03-08 @Norway: Konrad Adenauer (visitor), Norway (host)"),
	},
	{
		name:     "negotiations that begin",
		text:     "Negotiations between Norway and Sweden began in Geneva on Monday.",
		meetings: one("held in_person 2021-03-08 @Geneva: Norway, Sweden"),
	},
	{
		name:     "attended a summit",
		text:     "Konrad Adenauer and Golda Meir attended a summit in Vienna in 1972.",
		meetings: one("held in_person 1972 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "mediator",
		text:     "Norway mediated talks between Egypt and Israel in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Egypt, Israel, Norway (mediator)"),
	},
	{
		name:     "host of talks",
		text:     "Norway hosted talks between Egypt and Israel in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Egypt, Israel, Norway (host)"),
	},
	{
		name:     "session of a format",
		text:     "The NATO-Russia Council met in Brussels on Monday.",
		meetings: one("held in_person 2021-03-08 @Brussels #NATO-Russia Council: "),
	},
	{
		name:     "in a format",
		text:     "Envoys of Russia, Ukraine, Germany and France met in the Normandy format in Berlin on Monday.",
		meetings: one("held in_person 2021-03-08 @Berlin #Normandy format: France, Germany, Russia, Ukraine"),
	},
	{
		name: "distributed over two parties",
		text: "Konrad Adenauer met Golda Meir on Monday and Olof Palme on Tuesday.",
		meetings: one("held in_person 2021-03-08: Golda Meir, Konrad Adenauer",
			"held in_person 2021-03-09: Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "separately",
		text:     "Konrad Adenauer met separately with Golda Meir and Olof Palme in Vienna.",
		meetings: one("held in_person - @Vienna: Golda Meir, Konrad Adenauer", "held in_person - @Vienna: Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "his counterpart",
		text:     "Norwegian Foreign Minister Halvard Lange met his Swedish counterpart, Erik Lund, in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "role and no name",
		text:     "The Norwegian foreign minister met the Swedish prime minister in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Norway, Sweden"),
	},
	{
		name:     "by phone",
		text:     "Konrad Adenauer spoke by phone with Golda Meir on Tuesday.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "on the phone",
		text:     "Konrad Adenauer and Golda Meir spoke on the phone on Tuesday.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "had a telephone conversation",
		text:     "Konrad Adenauer had a telephone conversation with Golda Meir on Tuesday.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "by video link",
		text:     "Konrad Adenauer spoke with Olof Palme by video link.",
		meetings: one("held video -: Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "received a call",
		text:     "Golda Meir received a call from Anwar Sadat on Monday.",
		meetings: one("held telephone 2021-03-08: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "posts of two states",
		text:     "The foreign ministers of Norway and Sweden met in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Norway, Sweden"),
	},
	{
		name:     "posts and names of two states",
		text:     "The Norwegian and Swedish foreign ministers, Halvard Lange and Erik Lund, met in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "two counterparts",
		text:     "Konrad Adenauer met his Swedish and Danish counterparts, Olof Palme and Hans Hansen, in Bonn.",
		meetings: one("held in_person - @Bonn: Hans Hansen, Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "officials from two states",
		text:     "Senior officials from Norway and Egypt met behind closed doors in Geneva.",
		meetings: one("held in_person - @Geneva: Egypt, Norway"),
	},
	{
		name:     "rebels of a movement",
		text:     "Rebels of the Polisario Front met Moroccan negotiators in Geneva on Monday.",
		meetings: one("held in_person 2021-03-08 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "leaders of a format",
		text:     "The G7 leaders met in Venice in June 1980.",
		meetings: one("held in_person 1980-06 @Venice #Group of Seven: "),
	},
	{
		name:     "gathered for a summit",
		text:     "The leaders of Norway, Sweden and Denmark gathered in Copenhagen on Monday for a summit.",
		meetings: one("held in_person 2021-03-08 @Copenhagen: Denmark, Norway, Sweden"),
	},
	{
		name:     "there for talks",
		text:     "Halvard Lange arrived in Stockholm on Monday for talks with Olof Palme.",
		meetings: one("held in_person 2021-03-08 @Stockholm: Halvard Lange, Olof Palme"),
	},
	{
		name:     "paid a visit",
		text:     "Konrad Adenauer paid a two-day visit to Norway in May 2020.",
		meetings: one("held in_person 2020-05 @Norway: Konrad Adenauer (visitor), Norway (host)"),
	},
	{
		name:     "brought together",
		text:     "The talks, mediated by Norway, brought together envoys from Egypt and Israel.",
		meetings: one("held unspecified -: Egypt, Israel, Norway (mediator)"),
	},
	{
		name:     "attended by, in a relative clause",
		text:     "The meeting, which was attended by Konrad Adenauer and Golda Meir, took place in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "where they met",
		text:     "Konrad Adenauer travelled to Cairo, where he met President Anwar Sadat.",
		meetings: one("held in_person - @Cairo: Anwar Sadat, Konrad Adenauer"),
	},
	{
		name:     "lunch",
		text:     "Anwar Sadat had lunch with Golda Meir in Cairo.",
		meetings: one("held in_person - @Cairo: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "who met, in a relative clause",
		text:     "Anwar Sadat, who met Golda Meir in Cairo on Monday, said the talks were useful.",
		meetings: one("held in_person 2021-03-08 @Cairo: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "said he had met",
		text:     "Anwar Sadat said he had met Golda Meir in Cairo on Monday.",
		meetings: one("held in_person 2021-03-08 @Cairo: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "last met",
		text:     "Konrad Adenauer and Golda Meir last met in May 2020 in Bonn.",
		meetings: one("held in_person 2020-05 @Bonn: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "apposition before the place",
		text:     "Ernest Bevin met Robert Schuman, his French counterpart, in Paris on Monday.",
		meetings: one("held in_person 2021-03-08 @Paris: Ernest Bevin, Robert Schuman"),
	},
}

func TestVerbs(t *testing.T) { check(t, verbTests) }

var nounTests = []want{
	{
		name:     "meeting between",
		text:     "The meeting between Konrad Adenauer and Golda Meir took place in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "meeting with",
		text:     "Golda Meir praised the plan at a meeting with Konrad Adenauer in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "after a meeting with",
		text:     "“We are close,” Golda Meir said after a meeting with Konrad Adenauer in Vienna.",
		meetings: one("held in_person - @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "whose meeting",
		text:     "Konrad Adenauer spoke first. Adenauer's meeting with Golda Meir in Vienna had lasted two hours.",
		meetings: one("held in_person - @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "visit by and to",
		text:     "The visit by Konrad Adenauer to Norway in March 2020 was a success.",
		meetings: one("held in_person 2020-03 @Norway: Konrad Adenauer (visitor), Norway (host)"),
	},
	{
		name:     "visit of a person",
		text:     "During Konrad Adenauer's visit to Oslo in March 2020, the two sides signed a treaty. Norway paid for it.",
		meetings: one("held in_person 2020-03 @Oslo: Konrad Adenauer (visitor), Norway (host)"),
	},
	{
		name:     "state pair",
		text:     "Norwegian-Swedish talks opened in Geneva on Monday.",
		meetings: one("held in_person 2021-03-08 @Geneva: Norway, Sweden"),
	},
	{
		name:     "call as a noun",
		text:     "In a call on Tuesday, Konrad Adenauer thanked Golda Meir.",
		meetings: one("held telephone 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "call for talks",
		text:     "Golda Meir issued a call for talks with Egypt on Tuesday.",
		meetings: nil,
	},
	{
		name:     "press conference",
		text:     "Golda Meir held a press conference in Vienna on Monday.",
		meetings: nil,
	},
	{
		name:     "said at a news conference",
		text:     "“No,” Golda Meir told reporters at a news conference in Vienna on Monday.",
		meetings: nil,
	},
	{
		name:     "met a demand",
		text:     "Norway met the demands of Sweden on Monday.",
		meetings: nil,
	},
	{
		name:     "name of a conference alone",
		text:     "The Madrid Conference changed little, Golda Meir wrote.",
		meetings: nil,
	},
	{
		name:     "talked about only",
		text:     "The idea of talks between Norway and Sweden is old.",
		meetings: nil,
	},
	{
		name:     "speech",
		text:     "Golda Meir spoke to reporters in Vienna on Monday.",
		meetings: nil,
	},
	{
		name:     "told during their meeting",
		text:     "Olof Palme accused Golda Meir of lying during their meeting in Bonn.",
		meetings: one("held in_person - @Bonn: Golda Meir, Olof Palme"),
	},
	{
		name:     "during a meeting",
		text:     "During a meeting in Oslo on Monday, Konrad Adenauer and Golda Meir agreed to open the border.",
		meetings: one("held in_person 2021-03-08 @Oslo: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "called somebody something",
		text:     "Olof Palme called Golda Meir a friend.",
		meetings: nil,
	},
	{
		name:     "called on somebody",
		text:     "Olof Palme called on Golda Meir to resign.",
		meetings: nil,
	},
	{
		name:     "exchanged letters",
		text:     "Olof Palme and Golda Meir exchanged letters on Monday.",
		meetings: nil,
	},
	{
		name:     "walked out",
		text:     "Olof Palme walked out of the talks with Golda Meir in Bonn.",
		meetings: one("held in_person - @Bonn: Golda Meir, Olof Palme"),
	},
}

func TestNouns(t *testing.T) { check(t, nounTests) }

var statusTests = []want{
	{
		name:     "future",
		text:     "Konrad Adenauer will meet Golda Meir in Vienna on Friday.",
		meetings: one("planned in_person 2021-03-12 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "is to meet",
		text:     "Konrad Adenauer is to meet Golda Meir in Vienna on Friday.",
		meetings: one("planned in_person 2021-03-12 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "is scheduled to meet",
		text:     "Konrad Adenauer is scheduled to meet Golda Meir in Vienna on Friday.",
		meetings: one("planned in_person 2021-03-12 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "agreed to meet",
		text:     "Konrad Adenauer and Golda Meir agreed to meet in Vienna in May 2021.",
		meetings: one("planned in_person 2021-05 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "are to be held",
		text:     "Talks between Norway and Sweden are to be held in Geneva on Friday.",
		meetings: one("planned in_person 2021-03-12 @Geneva: Norway, Sweden"),
	},
	{
		name:     "cancelled by one",
		text:     "Konrad Adenauer cancelled a meeting with Golda Meir on Tuesday.",
		meetings: one("cancelled in_person 2021-03-09: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "was cancelled",
		text:     "A meeting between Konrad Adenauer and Golda Meir was cancelled.",
		meetings: one("cancelled in_person -: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "postponed",
		text:     "A meeting between Konrad Adenauer and Golda Meir was postponed.",
		meetings: one("planned in_person -: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "refused to meet",
		text:     "Konrad Adenauer refused to meet Golda Meir.",
		meetings: one("refused in_person -: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "rejected a meeting",
		text:     "Konrad Adenauer rejected a meeting with Golda Meir.",
		meetings: one("refused in_person -: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "did not meet",
		text:     "Konrad Adenauer did not meet Golda Meir in Vienna.",
		meetings: nil,
	},
	{
		name:     "never met",
		text:     "Konrad Adenauer has never met Golda Meir.",
		meetings: nil,
	},
	{
		name:     "denied having met",
		text:     "Konrad Adenauer denied that he had met Golda Meir in Vienna.",
		meetings: nil,
	},
	{
		name:     "could meet",
		text:     "Konrad Adenauer could meet Golda Meir in Vienna.",
		meetings: nil,
	},
	{
		name:     "if they meet",
		text:     "If Konrad Adenauer meets Golda Meir, Norway will protest.",
		meetings: nil,
	},
	{
		name:     "ongoing",
		text:     "Konrad Adenauer is meeting Golda Meir in Vienna.",
		meetings: one("ongoing in_person - @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "failed to meet",
		text:     "Konrad Adenauer failed to meet Golda Meir in Vienna.",
		meetings: nil,
	},
	{
		name:     "plans and then holds",
		text:     "Konrad Adenauer will meet Golda Meir in Vienna on Friday. They met in Bonn on 3 May 2020.",
		meetings: one("planned in_person 2021-03-12 @Vienna: Golda Meir, Konrad Adenauer", "held in_person 2020-05-03 @Bonn: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "is due to meet",
		text:     "Anwar Sadat is due to meet Golda Meir in April.",
		meetings: one("planned in_person 2021-04: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "are likely to meet",
		text:     "Anwar Sadat and Golda Meir are likely to meet in April.",
		meetings: one("planned in_person 2021-04: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "is set to meet",
		text:     "Anwar Sadat is set to meet Golda Meir in April.",
		meetings: one("planned in_person 2021-04: Anwar Sadat, Golda Meir"),
	},
	{
		name:     "is expected to visit",
		text:     "Anwar Sadat is expected to visit Norway in April.",
		meetings: one("planned in_person 2021-04 @Norway: Anwar Sadat (visitor), Norway (host)"),
	},
	{
		name:     "would be useful",
		text:     "Olof Palme said a meeting with Golda Meir would be useful.",
		meetings: nil,
	},
	{
		name:     "denied meeting",
		text:     "Konrad Adenauer denied meeting Golda Meir.",
		meetings: nil,
	},
	{
		name:     "no meeting is planned",
		text:     "No meeting between Konrad Adenauer and Golda Meir is planned.",
		meetings: nil,
	},
	{
		name:     "had not met",
		text:     "Konrad Adenauer and Golda Meir had not met since May 2020.",
		meetings: nil,
	},
	{
		name:     "called off",
		text:     "The meeting between Konrad Adenauer and Golda Meir was called off.",
		meetings: one("cancelled in_person -: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "trip cancelled",
		text:     "Konrad Adenauer's trip to Cairo was cancelled.",
		meetings: one("cancelled in_person - @Cairo: Konrad Adenauer (visitor)"),
	},
	{
		name:     "a plan and its end",
		text:     "Anwar Sadat was scheduled to meet Golda Meir in April 2020 but the meeting was cancelled.",
		meetings: one("cancelled in_person 2020-04: Anwar Sadat, Golda Meir"),
	},
}

func TestStatus(t *testing.T) { check(t, statusTests) }

var joinTests = []want{
	{
		name:     "told twice",
		text:     "Konrad Adenauer met Golda Meir in Vienna on Monday. The meeting lasted two hours.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "headline and story",
		text:     "Adenauer meets Meir in Vienna\n\nKonrad Adenauer met Golda Meir in Vienna on Monday.\n",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "told again with the place",
		text:     "Konrad Adenauer met Golda Meir on Monday. The talks in Vienna were about grain.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "met again",
		text:     "Konrad Adenauer met Golda Meir in Vienna on 1 March 2021. The two met again in Bonn on 5 March 2021.",
		meetings: one("held in_person 2021-03-01 @Vienna: Golda Meir, Konrad Adenauer", "held in_person 2021-03-05 @Bonn: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "second round",
		text:     "Norway and Sweden held talks in Geneva in May 2020. A second round of talks was held in Oslo in June 2020.",
		meetings: one("held in_person 2020-05 @Geneva: Norway, Sweden", "held in_person 2020-06 @Oslo: Norway, Sweden"),
	},
	{
		name:     "call and then meeting",
		text:     "Konrad Adenauer telephoned Golda Meir on Sunday. He met her in Vienna on Tuesday.",
		meetings: one("held telephone 2021-03-07: Golda Meir, Konrad Adenauer", "held in_person 2021-03-09 @Vienna: Golda Meir, Konrad Adenauer"),
	},
	{
		name:     "days later",
		text:     "Konrad Adenauer met Golda Meir in Vienna on 1 March 2021. Ten days later he met Olof Palme in Bonn.",
		meetings: one("held in_person 2021-03-01 @Vienna: Golda Meir, Konrad Adenauer", "held in_person 2021-03-11 @Bonn: Konrad Adenauer, Olof Palme"),
	},
	{
		name:     "people met on a trip",
		text:     "Konrad Adenauer travelled to Norway on Monday. He met Halvard Lange in Oslo.",
		meetings: one("held in_person 2021-03-08 @Norway: Konrad Adenauer (visitor), Norway (host)", "held in_person 2021-03-08 @Oslo: Halvard Lange, Konrad Adenauer"),
	},
	{
		name:     "two meetings of others",
		text:     "Konrad Adenauer met Golda Meir in Vienna on Monday. Halvard Lange met Erik Lund in Oslo on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer", "held in_person 2021-03-08 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "joined by",
		text:     "Konrad Adenauer met Golda Meir in Vienna on Monday. They were joined by Olof Palme.",
		meetings: one("held in_person 2021-03-08 @Vienna: Golda Meir, Konrad Adenauer, Olof Palme"),
	},
}

func TestJoin(t *testing.T) { check(t, joinTests) }

// What is only planned, refused or cancelled is never an encounter.
func TestNotHeldIsNotMet(t *testing.T) {
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"Konrad Adenauer will meet Golda Meir.", "Konrad Adenauer refused to meet Golda Meir.", "Konrad Adenauer cancelled a meeting with Golda Meir.",
		"Konrad Adenauer hopes to meet Golda Meir.", "Konrad Adenauer did not meet Golda Meir.", "Konrad Adenauer wants to meet Golda Meir.",
		"Konrad Adenauer has declined to meet Golda Meir.", "Konrad Adenauer may meet Golda Meir.", "Konrad Adenauer invited Golda Meir to a meeting.",
		"There will be no meeting between Konrad Adenauer and Golda Meir.", "Konrad Adenauer asked for a meeting with Golda Meir.",
		"Konrad Adenauer ruled out a meeting with Golda Meir.",
	} {
		f, err := x.Extract(context.Background(), ingest.Article{Name: "x", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range f.Meetings {
			if m.Status == graph.Held || m.Status == graph.Ongoing {
				t.Errorf("%s: %v", text, show(f))
			}
		}
	}
}
