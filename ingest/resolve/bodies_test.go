package resolve_test

import "testing"

// What the names of states, bodies, formats and places mean where they stand.
var bodyTests = []want{
	{
		name:     "capital as the state",
		text:     "Moscow rejected the offer. Washington said nothing.",
		entities: "state:Russia; state:United States",
		refs:     "Moscow -> Russia; Washington -> United States",
	},
	{
		name:     "capital as the venue",
		text:     "The delegates met in Moscow. They flew to Vienna a day later.",
		entities: "place:Moscow; place:Vienna",
		refs:     "Moscow -> Moscow; Vienna -> Vienna",
	},
	{
		name:     "capital as both",
		text:     "The talks in Paris failed. Paris blamed London.",
		entities: "place:Paris; state:France; state:United Kingdom",
		refs:     "Paris#1 -> Paris; Paris#2 -> France; London -> United Kingdom",
	},
	{
		name:     "capitals between which there is something",
		text:     "Tension between Cairo and Ankara is growing.",
		entities: "state:Egypt; state:Turkey",
		refs:     "Cairo -> Egypt; Ankara -> Turkey",
	},
	{
		name:     "city that is no capital",
		text:     "The two sides met in Geneva, Switzerland, and not in Hamburg.",
		entities: "place:Geneva; place:Hamburg; state:Switzerland",
	},
	{
		name:     "a government in capitals",
		text:     "The envoy wrote to the Danish Government. The Bolivian Government had not answered.",
		entities: "state:Bolivia; state:Denmark",
	},
	{
		name:     "who stands behind a body",
		text:     "Chad left the U.N.-sponsored Lake Fund.",
		entities: "organization:Lake Fund; organization:United Nations; state:Chad",
		refs:     "Lake Fund -> Lake Fund",
	},
	{
		name:     "a congress and where it was",
		text:     "The envoys approved before the Congress of Kalisch was over. Kalisch is small.",
		entities: "organization:Congress of Kalisch; place:Kalisch",
	},
	{
		name:     "for and against a state",
		text:     "The pro-Ankara party won the vote. Pro-Moscow forces met the mayor.",
		entities: "state:Russia; state:Turkey",
		refs:     "The pro-Ankara party ->; Pro-Moscow forces ->; Ankara -> Turkey; Moscow -> Russia",
	},
	{
		name:     "a short name with a small letter, and a word like it",
		text:     "Let us be clear. Let me thank Chile.",
		entities: "state:Chile",
	},
	{
		name:     "a storm",
		text:     "Cyclone Mora struck Bangladesh. After Mora, Bangladesh asked for help. Typhoon Rolly came next.",
		entities: "state:Bangladesh",
	},
	{
		name:     "a thing called by a number",
		text:     "COVID-19 has changed the talks, and Peru will beat COVID-19.",
		entities: "state:Peru",
	},
	{
		name:     "seat of power",
		text:     "The Kremlin denied the report, and Downing Street declined to comment.",
		entities: "state:Russia; state:United Kingdom",
		refs:     "Kremlin -> Russia; Downing Street -> United Kingdom",
	},
	{
		name:     "demonym as people",
		text:     "The Norwegians turned the proposal down.",
		entities: "state:Norway",
	},
	{
		name:     "demonym of a government",
		text:     "The Norwegian government turned the proposal down.",
		entities: "state:Norway",
		refs:     "Norwegian -> Norway",
	},
	{
		name:     "official name and short name",
		text:     "The Republic of Korea signed first. South Korea has waited for years.",
		entities: "state:South Korea",
		refs:     "Republic of Korea -> South Korea",
	},
	{
		name:     "abbreviated state",
		text:     "The U.S. and the UK agreed. The US paid for it, not us.",
		entities: "state:United Kingdom; state:United States",
		refs:     "U.S. -> United States; US -> United States; UK -> United Kingdom; us ->",
	},
	{
		name:     "organization and acronym",
		text:     "The World Health Organization sent a team. The WHO has asked for access.",
		entities: "organization:World Health Organization",
		refs:     "WHO -> World Health Organization",
	},
	{
		name:     "acronym in brackets",
		text:     "The Union of Baltic Shipowners (UBS) wrote a letter. UBS wants an answer.",
		entities: "organization:Union of Baltic Shipowners",
		refs:     "UBS -> Union of Baltic Shipowners; UBS#2 -> Union of Baltic Shipowners",
	},
	{
		name:     "unknown acronym",
		text:     "The QRZT rejected the ceasefire. A QRZT spokesman said so on Monday.",
		entities: "organization:QRZT",
		refs:     "QRZT -> QRZT",
	},
	{
		name:     "format in quotation marks",
		text:     "Envoys of the “Normandy” format met in Berlin.",
		entities: "format:Normandy format; place:Berlin",
	},
	{
		name:     "format with its council",
		text:     "The NATO-Russia Council met in Brussels.",
		entities: "format:NATO-Russia Council; place:Brussels",
	},
	{
		name:     "group of states by number",
		text:     "The G7 will meet in June. G-7 envoys are in Rome.",
		entities: "format:Group of Seven; place:Rome",
	},
	{
		name:     "territory as place",
		text:     "The envoys landed in Greenland and flew on to Gibraltar.",
		entities: "place:Gibraltar; place:Greenland",
	},
	{
		name:     "based somewhere",
		text:     "A London-based shipping company denied the report. Norway believes it.",
		entities: "state:Norway",
	},
	{
		name:     "names of continents act for nobody",
		text:     "Norway wants peace in Europe.",
		entities: "state:Norway",
	},
	{
		name:     "North and South",
		text:     "North Korea and South Korea agreed to talk. The North set the date, and the South the place.",
		entities: "state:North Korea; state:South Korea",
		refs:     "North -> North Korea; South -> South Korea",
	},
	{
		name:     "points of the compass are no states",
		text:     "The road leads to the north of Norway.",
		entities: "state:Norway",
	},
	{
		name:     "state as a venue",
		text:     "The ministers met in Norway.",
		entities: "state:Norway",
	},
	{
		name:     "ministry of a state",
		text:     "The Norwegian Foreign Ministry issued a statement.",
		entities: "organization:Norwegian Foreign Ministry",
	},
	{
		name:     "paper is no state",
		text:     "The Washington Post printed the letter.",
		entities: "organization:The Washington Post",
	},
	{
		name:     "short form of a body",
		text:     "The European Commission met in Brussels. The Commission was satisfied.",
		entities: "organization:European Commission; place:Brussels",
	},
	{
		name:     "word for a body",
		text:     "The International Atomic Energy Agency (IAEA) sent inspectors. The agency wants access.",
		entities: "organization:International Atomic Energy Agency",
		refs:     "The agency -> International Atomic Energy Agency; IAEA -> International Atomic Energy Agency",
	},
	{
		name:     "sides by capital and by adjective",
		text:     "Turkey and Greece quarrelled. Ankara blamed Athens, and the Greek side blamed Turkey.",
		entities: "state:Greece; state:Turkey",
		refs:     "Ankara -> Turkey; Athens -> Greece; the Greek side -> Greece",
	},
	{
		name:     "state that is also a region",
		text:     "Georgia borders Russia. The talks in Georgia failed.",
		entities: "state:Georgia; state:Russia",
	},
	{
		name:     "ministry whose portfolio is no name",
		text:     "The Polish Ministry of National Defence and the Lithuanian interior ministry signed a letter.",
		entities: "organization:Lithuanian interior ministry; organization:Polish Ministry of National Defence",
	},
	{
		name:     "ministry of several portfolios",
		text:     "The Ministry of Trade, Industry and Labour wrote to the Ministry of Foreign and Diaspora Affairs.",
		entities: "organization:Ministry of Foreign and Diaspora Affairs; organization:Ministry of Trade, Industry and Labour",
	},
	{
		name:     "ministry and another party",
		text:     "The Ministry of Health and UNICEF agreed, and so did the Ministry of Labour and Foreign Minister Jane Roe.",
		entities: "organization:Ministry of Health; organization:Ministry of Labour; organization:United Nations Children's Fund; person:Jane Roe",
		tenures:  "Jane Roe | foreign minister",
	},
	{
		name:     "acronym in the order of another language",
		text:     "The Patriotic Front for Change (FPC) attacked the town. The FPC denied it.",
		entities: "organization:Patriotic Front for Change",
		refs:     "FPC#2 -> Patriotic Front for Change",
	},
	{
		name:     "acronym in square brackets",
		text:     "The Andean Users Association [AUA] met. AUA wants help.",
		entities: "organization:Andean Users Association",
		refs:     "AUA#2 -> Andean Users Association",
	},
	{
		name:     "government in capitals",
		text:     "The Peruvian Government and the Governments of Chile and Bolivia agreed.",
		entities: "state:Bolivia; state:Chile; state:Peru",
	},
	{
		name:     "state joined to a participle",
		text:     "A U.S.-backed plan failed.",
		entities: "state:United States",
	},
	{
		name:     "peoples within other states",
		text:     "Estonia's ethnic Russians and the Bosnian Serbs protested. Kosovo's Serbs left.",
		entities: "state:Estonia; state:Kosovo",
	},
	{
		name:     "region that tells which states",
		text:     "Norway invited the Gulf states and the Baltic leaders.",
		entities: "state:Norway",
	},
	{
		name:     "capital of a state that is no more",
		text:     "Patriarch Gregorios of Constantinople wrote to Norway.",
		entities: "person:Gregorios; place:Istanbul; state:Norway",
		tenures:  "Gregorios | patriarch | Istanbul",
	},
	{
		name:     "posts of towns",
		text:     "Moscow Mayor Ivan Petrov met Anna Holm, the mayor of Lima, and Dubai ruler Omar Khalifa. Moscow paid.",
		entities: "person:Anna Holm; person:Ivan Petrov; person:Omar Khalifa; place:Dubai; place:Lima; place:Moscow; state:Russia",
		tenures:  "Anna Holm | mayor | Lima; Ivan Petrov | mayor | Moscow; Omar Khalifa | ruler | Dubai",
	},
	{
		name:     "lakes, islands and airports",
		text:     "They met on Clipperton Island, by Lake Sevan and at Queen Alia Airport.",
		entities: "place:Clipperton Island; place:Lake Sevan; place:Queen Alia Airport",
	},
	{
		name:     "secretariat of a body",
		text:     "Norway wrote to the East African Community Secretariat.",
		entities: "organization:East African Community Secretariat; state:Norway",
	},
	{
		name:     "place in the name of an accord",
		text:     "Norway signed the Lima Accord and the Oslo Protocol.",
		entities: "state:Norway",
	},
	{
		name:     "government that is no state's own",
		text:     "The Transitional Federal Government rejected the plan of the Norwegian Government.",
		entities: "organization:Transitional Federal Government; state:Norway",
	},
	{
		name:     "states that share a word",
		text:     "North and South Korea agreed to talk.",
		entities: "state:North Korea; state:South Korea",
	},
	{
		name:     "capital of a territory",
		text:     "They met in Tórshavn and Nuuk.",
		entities: "place:Nuuk; place:Tórshavn",
	},
	{
		name:     "congress of powers",
		text:     "The Congress of Verona met in October. The Congress ended in December.",
		entities: "format:Congress of Verona",
		refs:     "Congress -> Congress of Verona",
	},
	{
		name:     "palace and airport",
		text:     "They met at the Palace of Nations and at King Khalid Airport.",
		entities: "place:King Khalid Airport; place:Palace of Nations",
	},
}

func TestBodies(t *testing.T) { check(t, bodyTests) }

// Whom role phrases, groups and pronouns speak of.
var coreferenceTests = []want{
	{
		name:     "he and she",
		text:     "Konrad Adenauer welcomed Golda Meir. She thanked him, and he smiled.",
		entities: "person:Golda Meir; person:Konrad Adenauer",
		refs:     "She -> Golda Meir; him -> Konrad Adenauer; he -> Konrad Adenauer",
	},
	{
		name:     "gender from the title",
		text:     "Queen Beatrix greeted Mr. Hansen. She asked about his trip.",
		entities: "person:Beatrix; person:Hansen",
		tenures:  "Beatrix | queen",
		refs:     "She -> Beatrix; his -> Hansen",
	},
	{
		name:     "subject before object",
		text:     "Willy Brandt wrote to Charles de Gaulle. He asked for a meeting.",
		entities: "person:Charles de Gaulle; person:Willy Brandt",
		refs:     "He -> Willy Brandt",
	},
	{
		name:     "they are the parties",
		text:     "Willy Brandt and Golda Meir spoke in Bonn. They agreed to meet again.",
		entities: "person:Golda Meir; person:Willy Brandt; place:Bonn",
		refs:     "They -> Willy Brandt + Golda Meir",
	},
	{
		name:     "they are the states",
		text:     "Norway and Sweden signed the treaty. They will open their border.",
		entities: "state:Norway; state:Sweden",
		refs:     "They -> Norway + Sweden; their -> Norway + Sweden",
	},
	{
		name:     "it is the state",
		text:     "Norway closed the border. It has opened its ports, though.",
		entities: "state:Norway",
		refs:     "It -> Norway; its -> Norway",
	},
	{
		name:     "it rains",
		text:     "Norway closed the border. It is clear that nobody was asked.",
		entities: "state:Norway",
		refs:     "It ->",
	},
	{
		name:     "no person for he",
		text:     "Norway closed the border. He was furious.",
		entities: "state:Norway",
		refs:     "He ->",
	},
	{
		name:     "post with a state",
		text:     "Dutch Foreign Minister Joseph Luns spoke first. Halvard Lange of Norway was next. The Dutch minister then left.",
		entities: "person:Halvard Lange; person:Joseph Luns; state:Netherlands; state:Norway",
		tenures:  "Joseph Luns | foreign minister | Netherlands",
		refs:     "The Dutch minister -> Joseph Luns",
	},
	{
		name:     "post alone",
		text:     "President Maria Lopez met Peter Hansen. The president then left for Lima.",
		entities: "person:Maria Lopez; person:Peter Hansen; place:Lima",
		tenures:  "Maria Lopez | president",
		refs:     "The president -> Maria Lopez",
	},
	{
		name:     "post that nobody has",
		text:     "Halvard Lange of Norway spoke first. The Dutch prime minister was absent.",
		entities: "person:Halvard Lange; state:Netherlands; state:Norway",
		refs:     "The Dutch prime minister -> Netherlands",
	},
	{
		name:     "official nobody names",
		text:     "A Dutch diplomat said so.",
		entities: "state:Netherlands",
		refs:     "A Dutch diplomat -> Netherlands",
	},
	{
		name:     "the two leaders",
		text:     "President Maria Lopez received Chancellor Willy Brandt in Lima. The two leaders spoke for an hour.",
		entities: "person:Maria Lopez; person:Willy Brandt; place:Lima",
		tenures:  "Maria Lopez | president; Willy Brandt | chancellor",
		refs:     "The two leaders -> Maria Lopez + Willy Brandt",
	},
	{
		name:     "both sides",
		text:     "Norway and Sweden resumed talks in Oslo. Both sides were satisfied.",
		entities: "place:Oslo; state:Norway; state:Sweden",
		refs:     "Both sides -> Norway + Sweden",
	},
	{
		name:     "the two countries",
		text:     "Norway and Sweden resumed talks. The two countries had broken them off in May.",
		entities: "state:Norway; state:Sweden",
		refs:     "The two countries -> Norway + Sweden",
	},
	{
		name:     "posts of several states",
		text:     "The Norwegian and Swedish prime ministers met in Oslo.",
		entities: "place:Oslo; state:Norway; state:Sweden",
		refs:     "The Norwegian and Swedish prime ministers -> Norway + Sweden",
	},
	{
		name:     "posts of several states, named before",
		text:     "Norwegian Prime Minister Einar Gerhardsen met Swedish Prime Minister Olof Palme. The Norwegian and Swedish prime ministers shook hands.",
		entities: "person:Einar Gerhardsen; person:Olof Palme; state:Norway; state:Sweden",
		tenures:  "Einar Gerhardsen | prime minister | Norway; Olof Palme | prime minister | Sweden",
		refs:     "The Norwegian and Swedish prime ministers -> Einar Gerhardsen + Olof Palme",
	},
	{
		name:     "delegation of a state",
		text:     "The Egyptian delegation walked out. The delegation returned an hour later.",
		entities: "state:Egypt",
		refs:     "The Egyptian delegation -> Egypt; The delegation -> Egypt",
	},
	{
		name:     "counterpart told of before",
		text:     "Norwegian Foreign Minister Halvard Lange met his Swedish counterpart, Erik Lund, in Oslo. Lange made an offer. His counterpart turned it down.",
		entities: "person:Erik Lund; person:Halvard Lange; place:Oslo; state:Norway; state:Sweden",
		tenures:  "Halvard Lange | foreign minister | Norway",
		refs:     "His counterpart -> Erik Lund",
	},
	{
		name:     "object that is not the subject",
		text:     "Kurt Waldheim met Julius Nyerere. He urged him to wait.",
		entities: "person:Julius Nyerere; person:Kurt Waldheim",
		refs:     "He -> Kurt Waldheim; him -> Julius Nyerere",
	},
	{
		name:     "both sides after their peoples",
		text:     "Lester Pearson flew to Lima on Monday. The Kenyans and Somalis wanted time. By May, both sides had given in.",
		entities: "person:Lester Pearson; place:Lima; state:Kenya; state:Somalia",
		refs:     "both sides -> Kenya + Somalia",
	},
	{
		name:     "representatives of others",
		text:     "Lester Pearson met Willy Brandt. The Arab representatives left early.",
		entities: "person:Lester Pearson; person:Willy Brandt",
		refs:     "The Arab representatives ->",
	},
	{
		name:     "they who are not named",
		text:     "Lester Pearson met Willy Brandt. Though the rebels lost a battle, they went on.",
		entities: "person:Lester Pearson; person:Willy Brandt",
		refs:     "they ->",
	},
	{
		name:     "it of a clause to come",
		text:     "Norway closed the border. It was announced that the road is shut. It seems that nobody was asked.",
		entities: "state:Norway",
		refs:     "It#1 ->; It#2 ->",
	},
	{
		name:     "chairs of a format, taken up",
		text:     "The co-chairs of the OSCE Minsk Group met Lester Pearson and Willy Brandt in Oslo. The co-chairs then left.",
		entities: "format:OSCE Minsk Group; person:Lester Pearson; person:Willy Brandt; place:Oslo",
		refs:     "The co-chairs -> OSCE Minsk Group",
	},
	{
		name:     "countries are no persons",
		text:     "Lester Pearson met Willy Brandt. The two countries had quarrelled.",
		entities: "person:Lester Pearson; person:Willy Brandt",
		refs:     "The two countries ->",
	},
	{
		name:     "powers counted and then named",
		text:     "The three powers, Kenya, Chad and Mali, signed. The three powers then went home.",
		entities: "state:Chad; state:Kenya; state:Mali",
		refs:     "The three powers -> Kenya + Chad + Mali; The three powers#2 -> Kenya + Chad + Mali",
	},
	{
		name:     "foreign secretary of the other side",
		text:     "Foreign Secretary Nadeem Khan met his Indian counterpart S. Raman in Delhi. The Indian foreign secretary made an offer.",
		entities: "person:Nadeem Khan; person:S. Raman; place:Delhi; state:India",
		tenures:  "Nadeem Khan | foreign secretary; S. Raman | foreign secretary | India",
		refs:     "The Indian foreign secretary -> S. Raman",
	},
	{
		name:     "it that is dealt with, and it that is spoken to",
		text:     "Norway sent a parcel. An officer opened it. Sweden accused it of a breach. Finland urged it to explain.",
		entities: "state:Finland; state:Norway; state:Sweden",
		refs:     "it#1 -> Norway; it#2 -> Sweden; it#3 ->",
	},
}

func TestCoreference(t *testing.T) { check(t, coreferenceTests) }
