package claims_test

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

// want is what a text says that somebody said, through the whole extraction.
// Each claim is one string,
//
//	speaker > hearer via reporter kind: content
//
// with "-" for a speaker without a name, and without the hearer and the
// reporter that a text does not give. Claims stand in text order. Miss marks a
// text that is not read right yet, and says what goes wrong; such a row is
// skipped. A row without a name is named by its text.
type want struct {
	name   string
	text   string
	claims []string
	miss   string
}

func show(f graph.Facts) []string {
	name := map[string]string{"": "-"}
	for _, e := range f.Entities {
		name[e.ID] = e.Name
	}
	var out []string
	for _, c := range f.Claims {
		s := name[c.Speaker]
		if c.Addressee != "" {
			s += " > " + name[c.Addressee]
		}
		if c.ReportedBy != "" {
			s += " via " + name[c.ReportedBy]
		}
		out = append(out, s+" "+string(c.Kind)+": "+strings.ReplaceAll(c.Content, "\n", " "))
	}
	return out
}

func check(t *testing.T, tests []want) {
	t.Helper()
	x, err := extractor()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		if tt.name == "" {
			tt.name = tt.text
		}
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			f, err := x.Extract(context.Background(), ingest.Article{Name: tt.name, Published: "2021-03-10", Text: tt.text})
			if err != nil {
				t.Fatal(err)
			}
			got := show(f)
			right := slices.Equal(got, tt.claims)
			switch {
			case tt.miss != "" && !right:
				t.Skip(tt.miss)
			case tt.miss != "":
				t.Errorf("%q is read right: take the mark off the row", tt.name)
			case !right:
				t.Errorf("%s\n got %s\nwant %s", tt.text, strings.Join(got, "\n     "), strings.Join(tt.claims, "\n     "))
			}
		})
	}
}

func said(s ...string) []string { return s }

// Quotations: where the speaker stands and where the words end.
var directTests = []want{
	{
		name:   "quote then speaker",
		text:   "\"The border will stay open,\" Anna Berg said on Monday.",
		claims: said("Anna Berg direct: The border will stay open"),
	},
	{
		name:   "quote then cue",
		text:   "\"The border will stay open,\" said Anna Berg, the Norwegian foreign minister.",
		claims: said("Anna Berg direct: The border will stay open"),
	},
	{
		name:   "speaker then quote",
		text:   "Anna Berg said: \"The border will stay open.\"",
		claims: said("Anna Berg direct: The border will stay open."),
	},
	{
		name:   "speaker, comma, quote",
		text:   "Norwegian Foreign Minister Anna Berg told reporters, \"We have nothing to hide.\"",
		claims: said("Anna Berg direct: We have nothing to hide."),
	},
	{
		name:   "split quotation of two sentences",
		text:   "\"We are ready,\" Olof Palme said. \"We will not wait for ever.\"",
		claims: said("Olof Palme direct: We are ready", "Olof Palme direct: We will not wait for ever."),
	},
	{
		name:   "split quotation of one sentence",
		text:   "\"If the troops stay,\" Olof Palme said, \"there will be no agreement.\"",
		claims: said("Olof Palme direct: If the troops stay,\" Olof Palme said, \"there will be no agreement."),
	},
	{
		name:   "quotation over paragraphs",
		text:   "Willy Brandt addressed the congress.\n\n\"We have come a long way,\" he said. \"Nobody should forget that.\n\n\"But we are not there yet, and we know it.\"",
		claims: said("Willy Brandt direct: We have come a long way", "Willy Brandt direct: Nobody should forget that.", "Willy Brandt direct: But we are not there yet, and we know it."),
	},
	{
		name:   "quotation in the next sentence",
		text:   "Julius Nyerere dismissed the report. \"It is a fairy tale from start to finish.\"",
		claims: said("Julius Nyerere indirect: the report", "Julius Nyerere direct: It is a fairy tale from start to finish."),
	},
	{
		name:   "quotation in the next paragraph by a pronoun",
		text:   "Sarojini Naidu returned to Delhi on Friday.\n\n\"The talks were useful,\" she told journalists at the airport.",
		claims: said("Sarojini Naidu direct: The talks were useful"),
	},
	{
		name:   "told a newspaper",
		text:   "\"Nobody asked us,\" Erik Lund told Reuters by telephone.",
		claims: said("Erik Lund > Reuters direct: Nobody asked us"),
	},
	{
		name:   "inverted with told",
		text:   "\"Nobody asked us\", Maria Lopez told Le Figaro in an interview.",
		claims: said("Maria Lopez > Le Figaro direct: Nobody asked us"),
	},
	{
		name:   "role before the name",
		text:   "\"We will reply within a week,\" said Peruvian Deputy Foreign Minister Maria Lopez.",
		claims: said("Maria Lopez direct: We will reply within a week"),
	},
	{
		name:   "role alone takes up the name",
		text:   "Peruvian Foreign Minister Maria Lopez arrived in Quito on Monday. \"We will reply within a week,\" the minister said.",
		claims: said("Maria Lopez direct: We will reply within a week"),
	},
	{
		name:   "his counterpart",
		text:   "Norwegian Foreign Minister Halvard Lange met his Swedish counterpart, Erik Lund, in Oslo. \"We agree on all points,\" Lange said. His counterpart added: \"We have no reason to quarrel.\"",
		claims: said("Halvard Lange direct: We agree on all points", "Erik Lund direct: We have no reason to quarrel."),
	},
	{
		name:   "spokesman in the middle",
		text:   "\"We have seen no proof,\" a spokesman for the Norwegian foreign ministry said, \"and we expect none.\"",
		claims: said("Norwegian foreign ministry direct: We have seen no proof,\" a spokesman for the Norwegian foreign ministry said, \"and we expect none."),
	},
	{
		name:   "named spokesman",
		text:   "\"The vote is over,\" government spokeswoman Ines Duarte said in Lisbon.",
		claims: said("Ines Duarte direct: The vote is over"),
	},
	{
		name:   "anonymous official",
		text:   "\"They are buying time,\" a senior official said on condition of anonymity.",
		claims: said("- direct: They are buying time"),
	},
	{
		name:   "curly marks",
		text:   "“We are not at war,” Kwame Mensah insisted. “We are at peace.”",
		claims: said("Kwame Mensah direct: We are not at war", "Kwame Mensah direct: We are at peace."),
	},
	{
		name:   "single marks",
		text:   "‘The treaty is dead,’ Robert Menzies told the press in Canberra.",
		claims: said("Robert Menzies direct: The treaty is dead"),
	},
	{
		name:   "guillemets",
		text:   "«The treaty is dead», declared Robert Menzies in Canberra.",
		claims: said("Robert Menzies direct: The treaty is dead"),
	},
	{
		name:   "tweet",
		text:   "\"Good talks with our friends in Lima today,\" Juan Perez tweeted on Sunday.",
		claims: said("Juan Perez direct: Good talks with our friends in Lima today"),
	},
	{
		name:   "post on a network",
		text:   "In a post on Facebook, Juan Perez wrote: \"The government has lost its way.\"",
		claims: said("Juan Perez direct: The government has lost its way."),
	},
	{
		name:   "letter",
		text:   "In a letter to Haile Selassie, Lester Pearson wrote that Canada would send observers.",
		claims: said("Lester Pearson indirect: Canada would send observers"),
	},
	{
		name:   "statement that reads",
		text:   "Norway published a statement on Tuesday. \"The government regrets the incident,\" the statement said.",
		claims: said("Norway direct: The government regrets the incident"),
	},
	{
		name:   "ministry in a statement",
		text:   "\"The embassy will remain closed,\" the Polish foreign ministry said in a statement.",
		claims: said("Ministry of Foreign Affairs of Poland direct: The embassy will remain closed"),
	},
	{
		name:   "question",
		text:   "\"What is the alternative?\" asked Olof Palme.",
		claims: said("Olof Palme direct: What is the alternative?"),
	},
	{
		name:   "two speakers in turn",
		text:   "\"The offer stands,\" Erik Lund said.\n\n\"We have not seen any offer,\" Maria Lopez replied.",
		claims: said("Erik Lund direct: The offer stands", "Maria Lopez direct: We have not seen any offer"),
	},
	{
		name:   "pronoun with two in the story",
		text:   "Erik Lund received Maria Lopez in Oslo on Monday.\n\n\"I came to listen,\" she said.",
		claims: said("Maria Lopez direct: I came to listen"),
	},
	{
		name:   "was quoted as saying",
		text:   "\"There is no crisis,\" Kwame Mensah was quoted as saying by Reuters.",
		claims: said("Kwame Mensah via Reuters direct: There is no crisis"),
	},
	{
		name:   "quoted in the active",
		text:   "Reuters quoted Kwame Mensah as saying that there was no crisis.",
		claims: said("Kwame Mensah via Reuters indirect: there was no crisis"),
	},
	{
		name:   "joint statement",
		text:   "\"We condemn the attack,\" Norway and Sweden said in a joint statement.",
		claims: said("Norway direct: We condemn the attack"),
	},
	{
		name:   "the two ministers",
		text:   "Halvard Lange and Erik Lund met in Oslo. \"We have a plan,\" the two ministers said afterwards.",
		claims: said("Halvard Lange direct: We have a plan"),
	},
	{
		name:   "according to after the quotation",
		text:   "\"The shelling went on all night,\" according to Ann Weber, a doctor in the town.",
		claims: said("Ann Weber direct: The shelling went on all night"),
	},
	{
		name:   "continued",
		text:   "\"We lost everything,\" Ann Weber said. \"We do not know where to go,\" she continued.",
		claims: said("Ann Weber direct: We lost everything", "Ann Weber direct: We do not know where to go"),
	},
	{
		name:   "signed quotation",
		text:   "\"Patience is the first duty of a diplomat.\"\n\n— Dag Lindqvist, mediator",
		claims: said("Dag Lindqvist direct: Patience is the first duty of a diplomat."),
	},
	{
		name:   "speaker with a long apposition",
		text:   "\"It was a mistake,\" said Dag Lindqvist, who led the observers in the north until last year.",
		claims: said("Dag Lindqvist direct: It was a mistake"),
	},
	{
		name:   "speaker of a body",
		text:   "\"More than 300 people have fled,\" the Red Cross said.",
		claims: said("Red Cross direct: More than 300 people have fled"),
	},
	{
		name:   "warned in front",
		text:   "Speaking in Nairobi, Julius Nyerere warned: \"There will be no second chance.\"",
		claims: said("Julius Nyerere direct: There will be no second chance."),
	},
	{
		name:   "name after a long post",
		text:   "“The strike goes on,” declared the secretary of the fishing union in Lima, Maria Lopez, late at night.",
		claims: said("Maria Lopez direct: The strike goes on"),
	},
	{
		name:   "attribution inside the marks",
		text:   "Maria Lopez came late. «In Peru, she said, nobody waits for a miracle.»",
		claims: said("Maria Lopez direct: In Peru, she said, nobody waits for a miracle."),
	},
	{
		name:   "pronoun after somebody named in the quotation",
		text:   "“The deadline has passed,” Kwame Mensah said. “We must talk to all sides and free President Kofi Asante,” he added.",
		claims: said("Kwame Mensah direct: The deadline has passed", "Kwame Mensah direct: We must talk to all sides and free President Kofi Asante"),
	},
	{
		name:   "quotation after a report",
		text:   "Palace aide Kwame Mensah told reporters that the king was ill.\n\n“The king is in Lagos, in good hands.”",
		claims: said("Kwame Mensah indirect: the king was ill", "Kwame Mensah direct: The king is in Lagos, in good hands."),
	},
	{
		name:   "terms, colon, quotation",
		text:   "Maria Lopez rose and laid out her terms in detail: “There will be no second vote.”",
		claims: said("Maria Lopez direct: There will be no second vote."),
	},
	{
		name:   "unnamed official with a named one before",
		text:   "Remarks to the press by Erik Lund, aide to the Secretary-General.\n\nYesterday the Secretary-General opened the talks in Lima. He said that the region had suffered enough.",
		claims: said("- indirect: the region had suffered enough"),
	},
	{
		name:   "envoy to a state before the name",
		text:   "Kenyan Ambassador to Sri Lanka Wanjiru Otieno wrote that trade had doubled.",
		claims: said("Wanjiru Otieno indirect: trade had doubled"),
	},
	{
		name:   "post with brackets before the name",
		text:   "The Secretary General of the Lake Victoria Council (LVC), José Manuel Abreu, arrived. The Secretary General promised that the port would open.",
		claims: said("José Manuel Abreu indirect: the port would open"),
	},
	{
		name:   "in the words of, then a quotation",
		text:   "The roof fell in on Sunday, and in the words of the mayor, Maria Lopez, \"the town has spent its winter under the open sky.\"",
		claims: said("Maria Lopez direct: the town has spent its winter under the open sky."),
	},
	{
		name:   "one of them",
		text:   "Grace Okello left early. Diplomats were dismayed. \"We had hoped for more,\" one of them said.",
		claims: said("- direct: We had hoped for more"),
	},
}

func TestDirect(t *testing.T) { check(t, directTests) }

// Reported speech.
var reportedTests = []want{
	{
		name:   "said that",
		text:   "Anna Berg said that the talks had failed.",
		claims: said("Anna Berg indirect: the talks had failed"),
	},
	{
		name:   "said without that",
		text:   "Anna Berg said the talks had failed.",
		claims: said("Anna Berg indirect: the talks had failed"),
	},
	{
		name:   "day after the cue",
		text:   "Anna Berg said on Monday that the talks had failed.",
		claims: said("Anna Berg indirect: the talks had failed"),
	},
	{
		name:   "day after the cue without that",
		text:   "Anna Berg said Monday the talks had failed.",
		claims: said("Anna Berg indirect: the talks had failed"),
	},
	{
		name:   "clause then speaker",
		text:   "The talks had failed, Anna Berg said.",
		claims: said("Anna Berg indirect: The talks had failed"),
	},
	{
		name:   "clause then cue",
		text:   "The talks had failed on Sunday, said Anna Berg, who led the delegation.",
		claims: said("Anna Berg indirect: The talks had failed on Sunday"),
	},
	{
		name:   "told a hearer",
		text:   "Julius Nyerere told Kurt Waldheim that the refugees would stay.",
		claims: said("Julius Nyerere > Kurt Waldheim indirect: the refugees would stay"),
	},
	{
		name:   "told reporters",
		text:   "Julius Nyerere told reporters in Arusha that the refugees would stay.",
		claims: said("Julius Nyerere indirect: the refugees would stay"),
	},
	{
		name:   "history argued",
		text:   "Brandt argued that recognition of the border was the price of peace. Willy Brandt had long thought so.",
		claims: said("Willy Brandt indirect: recognition of the border was the price of peace"),
	},
	{
		name:   "history maintained",
		text:   "Chancellor Willy Brandt maintained that the treaty left the rights of the four powers untouched.",
		claims: said("Willy Brandt indirect: the treaty left the rights of the four powers untouched"),
	},
	{
		name:   "history informed",
		text:   "In March 1955 Lester Pearson informed the Norwegian ambassador that Canada would not take part.",
		claims: said("Lester Pearson > Norway indirect: Canada would not take part"),
	},
	{
		name:   "assured",
		text:   "Robert Menzies assured Harold Holt that the cabinet stood behind him.",
		claims: said("Robert Menzies > Harold Holt indirect: the cabinet stood behind him"),
	},
	{
		name:   "made clear",
		text:   "Sarojini Naidu made it clear that India would not accept foreign inspectors.",
		claims: said("Sarojini Naidu indirect: India would not accept foreign inspectors"),
	},
	{
		name:   "according to in front",
		text:   "According to Ismet Aydin, 40 villages have been cut off.",
		claims: said("Ismet Aydin indirect: 40 villages have been cut off"),
	},
	{
		name:   "according to at the end",
		text:   "Forty villages have been cut off, according to the governor, Ismet Aydin.",
		claims: said("Ismet Aydin indirect: Forty villages have been cut off"),
	},
	{
		name:   "according to an agency",
		text:   "Two ships have left the port of Odessa, according to the Xinhua news agency.",
		claims: said("Xinhua indirect: Two ships have left the port of Odessa"),
	},
	{
		name:   "mixed",
		text:   "Anna Berg said the offer was \"too little and too late\" for the north.",
		claims: said("Anna Berg mixed: the offer was \"too little and too late\" for the north"),
	},
	{
		name:   "mixed at the end",
		text:   "Anna Berg called the offer \"an insult to every farmer in the country.\"",
		claims: said("Anna Berg mixed: the offer \"an insult to every farmer in the country.\""),
	},
	{
		name:   "described as",
		text:   "Olof Palme described the bombing as \"a crime against humanity\".",
		claims: said("Olof Palme mixed: the bombing as \"a crime against humanity\""),
	},
	{
		name:   "speaker by pronoun",
		text:   "Maria Lopez arrived in Quito on Monday. She said that Peru had no claims on the islands.",
		claims: said("Maria Lopez indirect: Peru had no claims on the islands"),
	},
	{
		name:   "speaker by role",
		text:   "Peruvian President Maria Lopez arrived in Quito on Monday. The president said that Peru had no claims on the islands.",
		claims: said("Maria Lopez indirect: Peru had no claims on the islands"),
	},
	{
		name:   "speaker is a capital",
		text:   "Ankara says the incursion ended on Tuesday.",
		claims: said("Turkey indirect: the incursion ended on Tuesday"),
	},
	{
		name:   "speaker is a government",
		text:   "The Kenyan government announced that the camps would be closed.",
		claims: said("Kenya indirect: the camps would be closed"),
	},
	{
		name:   "officials of a state",
		text:   "Kenyan officials said the camps would be closed by May.",
		claims: said("Kenya indirect: the camps would be closed by May"),
	},
	{
		name:   "anonymous source",
		text:   "A Western diplomat said that the deal was close.",
		claims: said("- indirect: the deal was close"),
	},
	{
		name:   "officials without a state",
		text:   "Two senior officials said that the deal was close.",
		claims: said("- indirect: the deal was close"),
	},
	{
		name:   "spokesman for somebody",
		text:   "A spokesman for Kurt Waldheim said that no invitation had arrived.",
		claims: said("Kurt Waldheim indirect: no invitation had arrived"),
	},
	{
		name:   "named spokesman for a body",
		text:   "NATO spokesman Piet Jansen said that no aircraft had been lost.",
		claims: said("Piet Jansen indirect: no aircraft had been lost"),
	},
	{
		name:   "it was announced",
		text:   "It was announced in Warsaw that the embassy would reopen.",
		claims: said("- indirect: the embassy would reopen"),
	},
	{
		name:   "was reported to",
		text:   "Kwame Mensah was reported to have left the capital on Sunday.",
		claims: said("- indirect: to have left the capital on Sunday"),
	},
	{
		name:   "is said to",
		text:   "The prince is said to be living in exile in Lisbon.",
		claims: said("- indirect: to be living in exile in Lisbon"),
	},
	{
		name:   "was quoted as saying without quotation",
		text:   "Kwame Mensah was quoted as saying that the army would obey the court.",
		claims: said("Kwame Mensah indirect: the army would obey the court"),
	},
	{
		name:   "was told",
		text:   "Kurt Waldheim was told by Julius Nyerere that the refugees would stay.",
		claims: said("Julius Nyerere > Kurt Waldheim indirect: the refugees would stay"),
	},
	{
		name:   "claim that as a noun",
		text:   "Olof Palme repeated his claim that the minefields had been laid by foreigners.",
		claims: said("Olof Palme indirect: his claim that the minefields had been laid by foreigners"),
	},
	{
		name:   "accusations that",
		text:   "Kenya rejected accusations by Somalia that it had moved the border posts.",
		claims: said("Somalia indirect: it had moved the border posts"),
		miss:   "the rejection holds the accusation",
	},
	{
		name:   "statement saying",
		text:   "The Polish foreign ministry issued a statement saying that the ambassador had been recalled.",
		claims: said("Ministry of Foreign Affairs of Poland indirect: the ambassador had been recalled"),
	},
	{
		name:   "in a statement",
		text:   "In a statement, Norway said that it would send medical teams.",
		claims: said("Norway indirect: it would send medical teams"),
	},
	{
		name:   "in his speech",
		text:   "In his speech to the congress, Willy Brandt said the party had to change.",
		claims: said("Willy Brandt indirect: the party had to change"),
	},
	{
		name:   "speech as the subject",
		text:   "Willy Brandt spoke in Bonn on Monday. In his remarks he stressed that the party had to change.",
		claims: said("Willy Brandt indirect: the party had to change"),
	},
	{
		name:   "two clauses",
		text:   "Anna Berg said that the talks had failed and that Norway would withdraw its envoy.",
		claims: said("Anna Berg indirect: the talks had failed and that Norway would withdraw its envoy"),
	},
	{
		name:   "two cues",
		text:   "Anna Berg said that the talks had failed and warned that a war was possible.",
		claims: said("Anna Berg indirect: the talks had failed", "Anna Berg indirect: a war was possible"),
	},
	{
		name:   "said, adding",
		text:   "Anna Berg said that the talks had failed, adding that the envoys would stay.",
		claims: said("Anna Berg indirect: the talks had failed", "Anna Berg indirect: the envoys would stay"),
	},
	{
		name:   "two speakers, while",
		text:   "Norway said the talks had failed, while Sweden insisted that they would go on.",
		claims: said("Norway indirect: the talks had failed", "Sweden indirect: they would go on"),
	},
	{
		name:   "cue in a relative clause",
		text:   "Maria Lopez, who said last week that Peru had no claims on the islands, will fly to Quito.",
		claims: said("Maria Lopez indirect: Peru had no claims on the islands"),
	},
	{
		name:   "reported by agency",
		text:   "Reuters reported that the prince had left Lisbon.",
		claims: said("Reuters indirect: the prince had left Lisbon"),
	},
	{
		name:   "claim in a claim",
		text:   "Erik Lund said that Maria Lopez had told him that Peru was ready.",
		claims: said("Erik Lund indirect: Maria Lopez had told him that Peru was ready"),
	},
	{
		name:   "colon after a noun",
		text:   "His message to the rebels was simple: the army would not leave the valley.",
		claims: said("- indirect: the army would not leave the valley"),
		miss:   "whose message it was is not known, and no rule for a message that is",
	},
	{
		name:   "as somebody said",
		text:   "As Olof Palme put it, the war was \"a shame for all of us\".",
		claims: said("Olof Palme mixed: the war was \"a shame for all of us\""),
	},
	{
		name:   "wrote in a newspaper",
		text:   "Writing in the Guardian, Kofi Asante argued that the sanctions hurt the poor.",
		claims: said("Kofi Asante indirect: the sanctions hurt the poor"),
	},
	{
		name:   "organization described before",
		text:   "The African Union met in Addis Ababa on Friday. The bloc said it would send observers.",
		claims: said("African Union indirect: it would send observers"),
	},
	{
		name:   "both sides said",
		text:   "Norway and Sweden met in Geneva on Friday. Both sides said that progress had been made.",
		claims: said("Norway indirect: progress had been made"),
	},
	{
		name:   "analysts",
		text:   "Analysts say the currency could lose half of its value.",
		claims: said("- indirect: the currency could lose half of its value"),
	},
	{
		name:   "replied",
		text:   "Maria Lopez asked for more time. Erik Lund replied that there was none.",
		claims: said("Maria Lopez indirect: more time", "Erik Lund indirect: there was none"),
	},
	{
		name:   "participle that goes on",
		text:   "Maria Lopez suggested that a deal was still possible, warning Norway against a boycott.",
		claims: said("Maria Lopez indirect: a deal was still possible", "Maria Lopez > Norway indirect: a boycott"),
	},
	{
		name:   "clause, then quoted as saying",
		text:   "Kwame Mensah spoke in Accra on Friday. The new port would open in spring, he was quoted as saying.",
		claims: said("Kwame Mensah indirect: The new port would open in spring"),
	},
	{
		name:   "name with a particle",
		text:   "Speaking in Rabat, Adel al-Hassani said that the talks had failed.",
		claims: said("Adel al-Hassani indirect: the talks had failed"),
	},
	{
		name:   "powers counted and named",
		text:   "The three powers, Kenya, Chad and Mali, issued a letter in which they demanded a pardon.",
		claims: said("Kenya indirect: a pardon"),
	},
	{
		name:   "items of a list",
		text:   "Norway and Sweden met in Oslo. Norway stressed that:\n\nFirst, the border must stay open. Lorries wait for days.\n\nSecond, fishing rights belong to both.\n\nThe meeting ended at noon.",
		claims: said("Norway indirect: the border must stay open", "Norway indirect: fishing rights belong to both"),
	},
	{
		name:   "was clear that",
		text:   "Maria Lopez was clear that Peru would not pay.",
		claims: said("Maria Lopez indirect: Peru would not pay"),
	},
	{
		name:   "nouns of old courts",
		text:   "The monarchs turned to Robert Menzies, voicing their surprise at the blockade.",
		claims: said("- indirect: their surprise at the blockade"),
	},
	{
		name:   "press of a state",
		text:   "According to Kenyan press, the president has left the country.",
		claims: said("- indirect: the president has left the country"),
	},
	{
		name:   "according to in a relative clause",
		text:   "Kenya follows a policy of sending back boats which, according to Reuters, Norway and Sweden have criticised.",
		claims: said("Reuters indirect: Norway and Sweden have criticised"),
	},
	{
		name:   "attribution between subject and verb",
		text:   "Visitors from abroad, said Maria Lopez, are required to pay a tax of ten dollars.",
		claims: said("Maria Lopez indirect: Visitors from abroad, said Maria Lopez, are required to pay a tax of ten dollars"),
	},
	{
		name:   "clause with a name in the genitive, then a pronoun",
		text:   "Kenyan Minister Wanjiru Otieno told farmers that trade was growing. PM Lopez's law would undo the ban put in force under President Perez's cabinet, he was quoted as saying.",
		claims: said("Wanjiru Otieno indirect: trade was growing", "Wanjiru Otieno indirect: PM Lopez's law would undo the ban put in force under President Perez's cabinet"),
	},
	{
		name:   "agency of the United Nations after another agency",
		text:   "The Xinhua news agency said the road was shut. The United Nations refugee agency said more than 40,000 people had fled.",
		claims: said("Xinhua indirect: the road was shut", "United Nations indirect: more than 40,000 people had fled"),
	},
	{
		name:   "they who are not the two named before",
		text:   "Finland appealed to Sweden. The Council appointed three rapporteurs. In April they concluded that the islands should stay.",
		claims: said("- indirect: the islands should stay"),
	},
	{
		name:   "said in a statement that",
		text:   "The African Union said in a statement posted on its website that Nairobi would lodge a protest.",
		claims: said("African Union indirect: Nairobi would lodge a protest"),
	},
	{
		name:   "said in an interview that",
		text:   "Maria Lopez said in an interview with Reuters published on Sunday that the road was shut.",
		claims: said("Maria Lopez indirect: the road was shut"),
	},
	{
		name:   "position is that",
		text:   "Kenya's position is that the matter was settled in 1945.",
		claims: said("Kenya indirect: the matter was settled in 1945"),
	},
	{
		name:   "post as the subject after another's name",
		text:   "NATO Secretary General Hans Verbeek came on Monday. At a press conference with Prime Minister Marko Babić, the Secretary General said that the pact was strong.",
		claims: said("Hans Verbeek indirect: the pact was strong"),
	},
	{
		name:   "his minister",
		text:   "Chile's president, Tomás Riquelme, was silent. His foreign minister told journalists the speech had been poor.",
		claims: said("Chile indirect: the speech had been poor"),
	},
	{
		name:   "quotation, and added that",
		text:   "\"We have taken this up,\" Ms. Nair said, and added that the commissioner had met the minister. Meera Nair is the spokesperson.",
		claims: said("Meera Nair direct: We have taken this up", "Meera Nair indirect: the commissioner had met the minister"),
	},
	{
		name:   "short subject, then the attribution",
		text:   "Maria Lopez spoke on Friday. Peru, she said, viewed with concern the recent incidents.",
		claims: said("Maria Lopez indirect: Peru, she said, viewed with concern the recent incidents"),
	},
	{
		name:   "circumstance, then the attribution",
		text:   "Maria Lopez spoke on Friday. In the north, she said, the roads were open again.",
		claims: said("Maria Lopez indirect: In the north, she said, the roads were open again"),
	},
	{
		name:   "described as",
		text:   "Maria Lopez described the mood in the hall as the worst in twenty years.",
		claims: said("Maria Lopez indirect: the mood in the hall as the worst in twenty years"),
	},
	{
		name:   "demand that",
		text:   "In May the rebels finally met Sweden's demand that they open the port.",
		claims: said("Sweden indirect: they open the port"),
	},
	{
		name:   "allegations by",
		text:   "The allegations by Kenya that the posts had been moved were never proved.",
		claims: said("Kenya indirect: the posts had been moved"),
	},
	{
		name:   "made the claim that",
		text:   "Maria Lopez made the claim that the vote had been rigged.",
		claims: said("Maria Lopez indirect: the vote had been rigged"),
	},
}

func TestReported(t *testing.T) { check(t, reportedTests) }

// Speech acts, in agency and readout style.
var actTests = []want{
	{
		name:   "demanded a thing",
		text:   "Sarojini Naidu demanded the release of all prisoners.",
		claims: said("Sarojini Naidu indirect: the release of all prisoners"),
	},
	{
		name:   "demanded that",
		text:   "Kenya demanded that Somalia withdraw its troops.",
		claims: said("Kenya indirect: Somalia withdraw its troops"),
	},
	{
		name:   "pledged to",
		text:   "Japan pledged to build two hospitals in Manila.",
		claims: said("Japan indirect: to build two hospitals in Manila"),
	},
	{
		name:   "pledged a thing",
		text:   "Japan pledged $50 million for the reconstruction of Manila.",
		claims: said("Japan indirect: $50 million for the reconstruction of Manila"),
	},
	{
		name:   "vowed to",
		text:   "Robert Menzies vowed to fight on.",
		claims: said("Robert Menzies indirect: to fight on"),
	},
	{
		name:   "denied that",
		text:   "Kwame Mensah denied that he had taken money from the company.",
		claims: said("Kwame Mensah indirect: he had taken money from the company"),
	},
	{
		name:   "denied doing",
		text:   "Kwame Mensah denied taking money from the company.",
		claims: said("Kwame Mensah indirect: taking money from the company"),
	},
	{
		name:   "denied a thing",
		text:   "Kenya denied any role in the coup.",
		claims: said("Kenya indirect: any role in the coup"),
	},
	{
		name:   "accused of doing",
		text:   "Kenya accused Somalia of moving the border posts.",
		claims: said("Kenya > Somalia indirect: moving the border posts"),
	},
	{
		name:   "accused of a thing",
		text:   "Juan Perez accused the government of President Maria Lopez of corruption and fraud.",
		claims: said("Juan Perez > Maria Lopez indirect: corruption and fraud"),
	},
	{
		name:   "accusing in a participle",
		text:   "Kenya closed the border on Monday, accusing Somalia of sheltering smugglers.",
		claims: said("Kenya > Somalia indirect: sheltering smugglers"),
	},
	{
		name:   "urged to",
		text:   "Kurt Waldheim urged Kenya to reopen the border.",
		claims: said("Kurt Waldheim > Kenya indirect: to reopen the border"),
	},
	{
		name:   "called on to",
		text:   "Kurt Waldheim called on both Kenya and Somalia to show restraint.",
		claims: said("Kurt Waldheim > Kenya indirect: to show restraint"),
	},
	{
		name:   "called for",
		text:   "The African Union called for an end to the siege.",
		claims: said("African Union indirect: an end to the siege"),
	},
	{
		name:   "asked to",
		text:   "Lester Pearson asked Norway to chair the committee.",
		claims: said("Lester Pearson > Norway indirect: to chair the committee"),
	},
	{
		name:   "warned that",
		text:   "The World Food Programme warned that stocks would run out in May.",
		claims: said("World Food Programme indirect: stocks would run out in May"),
	},
	{
		name:   "warned a hearer",
		text:   "Japan warned China that the islands were not for sale.",
		claims: said("Japan > China indirect: the islands were not for sale"),
	},
	{
		name:   "warned against",
		text:   "Willy Brandt warned against hasty decisions.",
		claims: said("Willy Brandt indirect: hasty decisions"),
	},
	{
		name:   "threatened to",
		text:   "Turkey threatened to close the straits.",
		claims: said("Turkey indirect: to close the straits"),
	},
	{
		name:   "threatened with",
		text:   "Turkey threatened Greece with a blockade.",
		claims: said("Turkey > Greece indirect: a blockade"),
	},
	{
		name:   "agreed to",
		text:   "Kenya and Somalia agreed to exchange ambassadors.",
		claims: said("Kenya indirect: to exchange ambassadors"),
	},
	{
		name:   "agreed that",
		text:   "The two ministers, Halvard Lange and Erik Lund, agreed that the border should stay open.",
		claims: said("Halvard Lange indirect: the border should stay open"),
	},
	{
		name:   "agreed on",
		text:   "Kenya and Somalia agreed on a date for the vote.",
		claims: said("Kenya indirect: a date for the vote"),
	},
	{
		name:   "proposed a thing",
		text:   "Olof Palme proposed a zone without nuclear weapons in the north.",
		claims: said("Olof Palme indirect: a zone without nuclear weapons in the north"),
	},
	{
		name:   "proposed that",
		text:   "Olof Palme proposed that the conference be moved to Helsinki.",
		claims: said("Olof Palme indirect: the conference be moved to Helsinki"),
	},
	{
		name:   "insisted that",
		text:   "Haile Selassie insisted that the emperor alone could decide.",
		claims: said("Haile Selassie indirect: the emperor alone could decide"),
	},
	{
		name:   "rejected a thing",
		text:   "Portugal rejected the call for a referendum in Macau.",
		claims: said("Portugal indirect: the call for a referendum in Macau"),
	},
	{
		name:   "refused to",
		text:   "Portugal refused to discuss the colonies.",
		claims: nil,
	},
	{
		name:   "offered to",
		text:   "Norway offered to mediate between Kenya and Somalia.",
		claims: said("Norway indirect: to mediate between Kenya and Somalia"),
	},
	{
		name:   "promised a hearer",
		text:   "Japan promised Kenya that the loans would be forgiven.",
		claims: said("Japan > Kenya indirect: the loans would be forgiven"),
	},
	{
		name:   "condemned",
		text:   "Norway strongly condemned the attack on the convoy.",
		claims: said("Norway indirect: the attack on the convoy"),
	},
	{
		name:   "praised",
		text:   "Kurt Waldheim praised the courage of the observers.",
		claims: said("Kurt Waldheim indirect: the courage of the observers"),
	},
	{
		name:   "underscored that",
		text:   "President Maria Lopez spoke today with Prime Minister Erik Lund. The President underscored that Peru would stand by its word.",
		claims: said("Maria Lopez indirect: Peru would stand by its word"),
	},
	{
		name:   "reaffirmed a thing",
		text:   "President Maria Lopez spoke today with Prime Minister Erik Lund. The President reaffirmed her commitment to the treaty and emphasized the importance of free trade.",
		claims: said("Maria Lopez indirect: her commitment to the treaty", "Maria Lopez indirect: the importance of free trade"),
	},
	{
		name:   "expressed concern",
		text:   "Prime Minister Erik Lund expressed deep concern about the fighting in the north.",
		claims: said("Erik Lund indirect: deep concern about the fighting in the north"),
	},
	{
		name:   "thanked for",
		text:   "President Maria Lopez thanked Prime Minister Erik Lund for Sweden's help after the flood.",
		claims: said("Maria Lopez > Erik Lund indirect: Sweden's help after the flood"),
	},
	{
		name:   "welcomed",
		text:   "Secretary Ann Weber welcomed the release of the two journalists.",
		claims: said("Ann Weber indirect: the release of the two journalists"),
	},
	{
		name:   "discussed",
		text:   "President Maria Lopez met Prime Minister Erik Lund in Lima. They discussed trade and the fight against drugs.",
		claims: nil,
	},
	{
		name:   "reviewed and exchanged views",
		text:   "The two leaders exchanged views on regional issues and reviewed the state of their economic ties.",
		claims: nil,
	},
	{
		name:   "both leaders agreed",
		text:   "President Maria Lopez met Prime Minister Erik Lund in Lima. Both leaders agreed on the need to protect the forests.",
		claims: said("Maria Lopez indirect: the need to protect the forests"),
	},
	{
		name:   "congratulated on",
		text:   "President Maria Lopez congratulated Prime Minister Erik Lund on his victory.",
		claims: said("Maria Lopez > Erik Lund indirect: his victory"),
	},
	{
		name:   "conveyed condolences",
		text:   "Prime Minister Erik Lund conveyed his condolences to the families of the victims.",
		claims: said("Erik Lund indirect: his condolences to the families of the victims"),
	},
	{
		name:   "noted the progress",
		text:   "The President noted the progress made in the talks on fisheries. President Maria Lopez will visit Oslo in May.",
		claims: said("Maria Lopez indirect: the progress made in the talks on fisheries"),
		miss:   "the name comes only after the role",
	},
	{
		name:   "reiterated that",
		text:   "In a phone call with Erik Lund, Secretary Ann Weber reiterated that the United States would keep its troops in the region.",
		claims: said("Ann Weber indirect: the United States would keep its troops in the region"),
	},
	{
		name:   "urged a pronoun",
		text:   "Kurt Waldheim met Julius Nyerere in Arusha. He urged him to take the refugees in.",
		claims: said("Kurt Waldheim > Julius Nyerere indirect: to take the refugees in"),
	},
	{
		name:   "blamed for",
		text:   "Somalia blamed Kenya for the collapse of the talks.",
		claims: said("Somalia > Kenya indirect: the collapse of the talks"),
	},
	{
		name:   "protested",
		text:   "Somalia protested against the visit of the Kenyan minister.",
		claims: said("Somalia indirect: the visit of the Kenyan minister"),
	},
	{
		name:   "apologized for",
		text:   "Japan apologized for the sinking of the trawler.",
		claims: said("Japan indirect: the sinking of the trawler"),
	},
	{
		name:   "acknowledged",
		text:   "Japan acknowledged that the trawler had been sunk by its coast guard.",
		claims: said("Japan indirect: the trawler had been sunk by its coast guard"),
	},
	{
		name:   "ordered",
		text:   "Robert Menzies ordered the fleet to leave the harbour.",
		claims: nil,
	},
	{
		name:   "the statement called",
		text:   "Norway and Sweden issued a joint statement in Oslo. The statement called for a ban on the tests.",
		claims: said("Norway indirect: a ban on the tests"),
	},
	{
		name:   "the communique said",
		text:   "Norway and Sweden met in Oslo in 1971. The final communique said that both governments would reduce their forces.",
		claims: said("- indirect: both governments would reduce their forces"),
	},
	{
		name:   "both reaffirmed",
		text:   "Secretary Ann Weber met Prime Minister Erik Lund in Oslo. Both reaffirmed the strength of the alliance.",
		claims: said("Ann Weber indirect: the strength of the alliance"),
	},
	{
		name:   "his government",
		text:   "Swedish Prime Minister Hjalmar Ekman denounced the ruling. His government declared that it would not pay.",
		claims: said("Hjalmar Ekman indirect: the ruling", "Sweden indirect: it would not pay"),
	},
	{
		name:   "accused whom, of what",
		text:   "Hjalmar Ekman denounced the report and accused the rapporteurs of ignoring the vote.",
		claims: said("Hjalmar Ekman indirect: the report", "Hjalmar Ekman indirect: ignoring the vote"),
	},
	{
		name:   "ruled out",
		text:   "Kenya on Tuesday ruled out direct talks with the rebels.",
		claims: said("Kenya indirect: direct talks with the rebels"),
	},
	{
		name:   "envoy without a name and he",
		text:   "The representative of Pakistan spoke next. He rejected the allegation that the troops had been poorly equipped.",
		claims: said("Pakistan indirect: the allegation that the troops had been poorly equipped"),
	},
	{
		name:   "said that, and left",
		text:   "Maria Lopez said the road was shut and mentioned a detour through the hills.",
		claims: said("Maria Lopez indirect: the road was shut"),
	},
}

func TestActs(t *testing.T) { check(t, actTests) }

// What is no claim.
var unsaidTests = []want{
	{name: "did not say", text: "Anna Berg did not say when the talks would begin."},
	{name: "declined to say", text: "Anna Berg declined to say when the talks would begin."},
	{name: "refused to confirm", text: "Kenya refused to confirm that the posts had been moved."},
	{name: "would not say", text: "Anna Berg would not say whether the talks had failed."},
	{name: "if he says", text: "If Anna Berg says that the talks have failed, the markets will fall."},
	{name: "might say", text: "Anna Berg may say on Friday that the talks have failed."},
	{name: "expected to announce", text: "Anna Berg is expected to announce a new plan on Friday."},
	{name: "nobody said", text: "Nobody said that the talks had failed."},
	{name: "scare quotes", text: "Kenya sent \"volunteers\" across the border in March."},
	{name: "scare quotes for a title", text: "The so-called \"father of the nation\" died in 1962."},
	{name: "title of a book", text: "Willy Brandt published \"People and Politics\" in 1976."},
	{name: "title of a programme", text: "Sweden joined the \"Partnership for Peace\" in 1994."},
	{name: "film", text: "The envoys watched \"The Third Man\" in a cinema in Vienna."},
	{name: "figures suggest", text: "The figures suggest that exports fell in March."},
	{name: "decided", text: "Norway decided to close two embassies."},
	{name: "rejected a person", text: "Norway rejected the ambassador in 1962."},
	{name: "promise kept", text: "The harvest promises to be good."},
	{name: "demand as a noun", text: "Demand for oil fell in March."},
	{name: "called a meeting", text: "Kurt Waldheim called a meeting in Geneva."},
	{name: "called a person", text: "Kurt Waldheim called Julius Nyerere on Sunday."},
	{name: "asked nobody", text: "Norway asked nobody."},
	{name: "condition unmet", text: "Erik Lund wondered what Maria Lopez would say."},
	{name: "treaty provides", text: "The treaty provides that disputes go to a court in The Hague."},
	{name: "agreement calls for", text: "The agreement calls for a withdrawal within 60 days."},
	{name: "told to insist", text: "Lord Ashdown instructed him to reject the note and to insist upon free passage."},
	{name: "signed and met", text: "Norway and Sweden signed the treaty in Oslo on Friday."},
	{name: "without comment", text: "Kenya made no comment on the report."},
}

func TestUnsaid(t *testing.T) { check(t, unsaidTests) }
