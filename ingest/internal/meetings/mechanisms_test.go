package meetings_test

import "testing"

// The rows go through the mechanisms that read past the tree: rolls along the
// surface, nouns that stand for a meeting, sides that the text names before,
// and acts that two do together.

var rollMechanisms = []want{
	{
		name:     "joining on the call were",
		text:     "President Frei held a video call on Monday. Joining President Frei on the call were Prime Minister Lund of Norway, Chancellor Brandt of Austria, Prime Minister Costa of Portugal, OAS Secretary General Insulza, President Prado of Peru, and representatives from Chile and the African Union.",
		meetings: one("held video 2021-03-08: African Union, Brandt, Chile, Costa, Frei, Insulza, Lund, Prado"),
	},
	{
		name:     "in attendance were with semicolons",
		text:     "The council met in Lima on 4 May 1998. In attendance were: Prime Minister of Norway, Honourable Erik Lund; Prime Minister of The Gambia, Honourable Dr Musa Jallow; President of Chile, His Excellency Eduardo Frei; Acting Premier, Gibraltar, Dr. the Hon. Peter Caruso; and the Minister of Foreign Affairs of Peru, Ana Prado.",
		meetings: one("held in_person 1998-05-04 @Lima: Ana Prado, Eduardo Frei, Erik Lund, Musa Jallow, Peter Caruso"),
	},
	{
		name:     "it was attended by",
		text:     "The conference opened in Lima on 4 May 1998. It was attended by the presidents of Peru, Chile and Bolivia, by Foreign Minister Erik Lund of Norway and by OAS Secretary General Insulza.",
		meetings: one("held in_person 1998-05-04 @Lima: Bolivia, Chile, Erik Lund, Insulza, Peru"),
	},
	{
		name:     "participants included",
		text:     "Ministers met in Quito on Tuesday. Participants included Alan Garcia of Peru, Eduardo Frei of Chile, Erik Lund (Norway), Hans Berg (Austria) and delegates of Kenya.",
		meetings: one("held in_person 2021-03-09 @Quito: Alan Garcia, Eduardo Frei, Erik Lund, Hans Berg, Kenya"),
	},
	{
		name:     "among those present were",
		text:     "Foreign ministers met in Quito on Tuesday. Among those present were Alan Garcia, the Peruvian foreign minister; Eduardo Frei, his Chilean colleague; and Erik Lund, Norway's minister of defence.",
		meetings: one("held in_person 2021-03-09 @Quito: Alan Garcia, Eduardo Frei, Erik Lund"),
	},
	{
		name:     "prominent among them were",
		text:     "On May 4, 1962, Olof Palme and Erik Lund held a meeting with their delegations. Prominent among them were Swedish foreign minister Osten Hansson and trade secretary Karin Ek; Norway's finance minister, Hans Berg, and secretary Liv Dahl.",
		meetings: one("held in_person 1962-05-04: Erik Lund, Hans Berg, Karin Ek, Liv Dahl, Olof Palme, Osten Hansson"),
	},
	{
		name:     "leaders of several states",
		text:     "Kenneth Kaunda met the leaders of Botswana, Angola and Tanzania in Lusaka in 1976.",
		meetings: one("held in_person 1976 @Lusaka: Angola, Botswana, Kenneth Kaunda, Tanzania"),
	},
	{
		name:     "together with in the subject",
		text:     "President Kaunda, together with President Nyerere of Tanzania, Prime Minister Palme of Sweden, and King Olav of Norway, met Indira Gandhi in Delhi in May 1971.",
		meetings: one("held in_person 1971-05 @Delhi: Indira Gandhi, Kaunda, Nyerere, Olav, Palme"),
	},
	{
		name:     "list after with",
		text:     "Prime Minister Lund met in Geneva on Monday with Swiss President Furrer, Austrian Chancellor Berg, Italian Prime Minister Gallo, Slovak Prime Minister Novak and Hungarian Foreign Minister Szabo.",
		meetings: one("held in_person 2021-03-08 @Geneva: Berg, Furrer, Gallo, Lund, Novak, Szabo"),
	},
	{
		name:     "the following with bullets",
		text:     "The following attended the session in Nairobi on 3 May 2001:\n- President Daniel Moi of Kenya\n- President Yoweri Museveni of Uganda\n- Erik Lund, Norwegian minister for development",
		meetings: one("held in_person 2001-05-03 @Nairobi: Daniel Moi, Erik Lund, Yoweri Museveni"),
	},
	{
		name:     "plural title before a list",
		text:     "Presidents Alan Garcia of Peru, Eduardo Frei of Chile and Gonzalo Sanchez of Bolivia met in Arica on 2 June 1994.",
		meetings: one("held in_person 1994-06-02 @Arica: Alan Garcia, Eduardo Frei, Gonzalo Sanchez"),
	},
	{
		name:     "states in brackets",
		text:     "On Tuesday, Foreign Ministers Hans Berg (Austria), Erik Lund (Norway), and Karin Ek (Sweden) spoke by telephone.",
		meetings: one("held telephone 2021-03-09: Erik Lund, Hans Berg, Karin Ek"),
	},
	{
		name:     "with them were and represented by envoys",
		text:     "The conference opened in Ghent on 3 May 1822. The emperors of Austria and Russia were present in person, and with them were Counts Orlov and Gallas, Prince Lieven and Baron Stein; Prussia and France were represented by plenipotentiaries.",
		meetings: one("held in_person 1822-05-03 @Gent: Austria, France, Gallas, Lieven, Orlov, Prussia, Russia, Stein"),
	},
	{
		name:     "represented by envoys",
		text:     "The conference opened in Ghent on 3 May 1822. Prussia and France were represented by plenipotentiaries.",
		meetings: one("held in_person 1822-05-03 @Gent: France, Prussia"),
	},
	{
		name:     "represented only by",
		text:     "The conference opened in Ghent on 3 May 1822. Britain was represented only by Lord Raglan, the ambassador at Vienna.",
		meetings: one("held in_person 1822-05-03 @Gent: Raglan"),
	},
}

func TestRollsMechanisms(t *testing.T) { check(t, rollMechanisms) }

var nominalMechanisms = []want{
	{
		name:     "pair of adjectives with a date",
		text:     "By 1962 the talks had been overtaken by secret Franco-Algerian negotiations, which produced the accord of March 1962.",
		meetings: one("held unspecified 1962: Algeria, France"),
	},
	{
		name:     "negotiations resumed",
		text:     "Negotiations between Norway and Sweden resumed on January 8, 1906.",
		meetings: one("held unspecified 1906-01-08: Norway, Sweden"),
	},
	{
		name:     "round between",
		text:     "A round of talks between Kenya and Uganda took place in Arusha on 3 May 1999.",
		meetings: one("held in_person 1999-05-03 @Arusha: Kenya, Uganda"),
	},
	{
		name:     "session to come",
		text:     "The third session between Kenya and Uganda will be held in Arusha in June.",
		meetings: one("planned in_person 2021-06 @Arusha: Kenya, Uganda"),
	},
	{
		name:     "noun with place date and parties",
		text:     "The talks at Camp Lawrence on 3 May 1984 between Alan Garcia and Eduardo Frei ended in an agreement.",
		meetings: one("held in_person 1984-05-03 @Camp Lawrence: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "followed months of talks",
		text:     "The agreement followed months of talks between Kenya and Uganda.",
		meetings: one("held unspecified -: Kenya, Uganda"),
	},
	{
		name:     "generic talks",
		text:     "Peace talks between the two countries are never easy.",
		meetings: nil,
	},
	{
		name:     "hypothetical dialogue",
		text:     "A dialogue between Kenya and Uganda would help.",
		meetings: nil,
	},
	{
		name:     "reached agreement",
		text:     "Erik Lund and Hans Berg reached agreement on a border treaty on October 11, 1972.",
		meetings: one("held unspecified 1972-10-11: Erik Lund, Hans Berg"),
	},
	{
		name:     "treaty negotiated with the nation of",
		text:     "The Lund-Garcia Treaty, negotiated with the nation of Peru in 1903, gave Norway rights to the port.",
		meetings: one("held unspecified 1903: Norway, Peru"),
	},
	{
		name:     "treaty negotiated by",
		text:     "The treaty was negotiated by Erik Lund and Alan Garcia in Lima in 1903.",
		meetings: one("held in_person 1903 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "agreement with the government of",
		text:     "Erik Lund concluded a trade agreement with the government of Peru in May 1951.",
		meetings: one("held unspecified 1951-05: Erik Lund, Peru"),
	},
	{
		name:     "entered the negotiations",
		text:     "Alan Garcia, the Peruvian envoy, entered the negotiations with Norway in 1903 without consent.",
		meetings: one("held unspecified 1903: Alan Garcia, Norway"),
	},
}

func TestNominalMechanisms(t *testing.T) { check(t, nominalMechanisms) }

var sidesMechanisms = []want{
	{
		name:     "briefed in a meeting held",
		text:     "In a meeting held in Oslo on Tuesday, Erik Lund briefed Hans Berg on his plan.",
		meetings: one("held in_person 2021-03-09 @Oslo: Erik Lund, Hans Berg"),
	},
	{
		name:     "officials from two states",
		text:     "Officials from Kenya and Uganda met in Arusha on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Arusha: Kenya, Uganda"),
	},
	{
		name:     "the two sides set against each other",
		text:     "Erik Lund, appointed by the African Union to mediate between Kenneth Kaunda and Julius Nyerere, has been negotiating with the two sides since March 3.",
		meetings: one("ongoing unspecified -: Erik Lund, Julius Nyerere, Kenneth Kaunda"),
	},
	{
		name:     "sat over the draft",
		text:     "Norway's Erik Lund and Peru's Alan Garcia sat over the draft in Lima on 3 May 1951.",
		meetings: one("held in_person 1951-05-03 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "officials of the delegation before",
		text:     "A Norwegian delegation visited Lima and Quito. The delegation met with the Ministry of Defence of Peru in Lima. In meetings with the Ecuadorean Ministry of Trade, officials discussed bananas.",
		meetings: one("held in_person - @Lima: Ministry of Defence, Norway", "held unspecified -: Ecuadorean Ministry of Trade, Norway"),
	},
}

func TestSidesMechanisms(t *testing.T) { check(t, sidesMechanisms) }

var jointMechanisms = []want{
	{
		name:     "arrived where somebody welcomed",
		text:     "Erik Lund arrived in Lima on Monday, where Alan Garcia welcomed him at the palace.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia (host), Erik Lund (visitor)"),
	},
	{
		name:     "engagements included",
		text:     "Kenneth Kaunda travelled to Oslo on Monday, where his engagements included discussions with Erik Lund.",
		meetings: one("held in_person 2021-03-08 @Oslo: Erik Lund, Kenneth Kaunda"),
	},
	{
		name:     "came at the invitation and was received",
		text:     "Erik Lund came to Delhi in May 1971 at the invitation of Indira Gandhi, who received him at her house.",
		meetings: one("held in_person 1971-05 @Delhi: Erik Lund (visitor), Indira Gandhi (host)"),
	},
	{
		name:     "received whom he had invited",
		text:     "President Eduardo Frei, who had invited Alan Garcia to Santiago, received him there on 3 May 1990.",
		meetings: one("held in_person 1990-05-03: Alan Garcia (visitor), Eduardo Frei (host)"),
	},
	{
		name:     "was met at the airport",
		text:     "Erik Lund arrived in Lima on 3 May 1990 and was met at the airport by President Alan Garcia.",
		meetings: one("held in_person 1990-05-03 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "marked an anniversary",
		text:     "Norwegian Prime Minister Erik Lund and Peruvian President Alan Garcia marked 50 years since the treaty in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "ceremony in the hills",
		text:     "In a solemn ceremony Sunday in the hills of northern Italy, Erik Lund and Austrian Chancellor Hans Berg marked 100 years since the Battle of Asiago.",
		meetings: one("held in_person 2021-03-07 @Italy: Erik Lund, Hans Berg"),
	},
	{
		name:     "laid wreaths",
		text:     "Erik Lund and Alan Garcia laid wreaths at a memorial in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "joint press conference",
		text:     "Speaking at a joint press conference with Alan Garcia in Lima on Monday, Erik Lund praised the pact.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Erik Lund"),
	},
}

func TestJointMechanisms(t *testing.T) { check(t, jointMechanisms) }
