package meetings_test

import "testing"

// The rows go through the mechanisms that read past the tree: rolls along the
// surface, nouns that stand for a meeting, sides that the text names before,
// and acts that two do together.

var rollMechanisms = []want{
	{
		name:     "joining were",
		text:     "King Olav opened a conference by video on Monday. Joining King Olav at the conference were Premier Lund of Sweden, Chancellor Brandt of Austria, OAS Secretary General Galindo, President Prado of Peru, and delegates from Chile and the African Union.",
		meetings: one("held video 2021-03-08: African Union, Brandt, Chile, Galindo, Lund, Olav, Prado"),
	},
	{
		name:     "in attendance were with semicolons",
		text:     "The council met in Lima on 4 May 1998. In attendance were: Chancellor of Austria, Dr Hans Berg; Minister of Trade of The Gambia, Honourable Dr Musa Jallow; King of Norway, His Majesty Olav; Acting Premier, Gibraltar, Dr. the Hon. Peter Caruso; and the Consul of Peru, Ana Prado.",
		meetings: one("held in_person 1998-05-04 @Lima: Ana Prado, Hans Berg, Musa Jallow, Olav, Peter Caruso"),
	},
	{
		name:     "it was attended by",
		text:     "The conference opened in Lima on 4 May 1998. It was attended by the presidents of Peru, Chile and Bolivia, by Foreign Minister Erik Lund of Norway and by OAS Secretary General Galindo.",
		meetings: one("held in_person 1998-05-04 @Lima: Bolivia, Chile, Erik Lund, Galindo, Peru"),
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
		text:     "Olof Palme and Erik Lund held a conference in Lima on May 4, 1962. Conspicuous among them were the Swedish trade secretary, Karin Ek; and Norway's finance minister, Hans Berg, and his deputy, Liv Dahl.",
		meetings: one("held in_person 1962-05-04 @Lima: Erik Lund, Hans Berg, Karin Ek, Liv Dahl, Olof Palme"),
	},
	{
		name:     "leaders of several states",
		text:     "Kenneth Kaunda met the leaders of Botswana, Angola and Tanzania in Lusaka in 1976.",
		meetings: one("held in_person 1976 @Lusaka: Angola, Botswana, Kenneth Kaunda, Tanzania"),
	},
	{
		name:     "together with in the subject",
		text:     "President Kaunda, together with President Nyerere of Tanzania, Prime Minister Palme of Sweden, and King Olav of Norway, met Sarojini Naidu in Delhi in May 1971.",
		meetings: one("held in_person 1971-05 @Delhi: Kaunda, Nyerere, Olav, Palme, Sarojini Naidu"),
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
		name:     "with them were, and states represented by delegates",
		text:     "The conference opened in Quito on 3 May 1922. The presidents of Peru and Chile came, and with them were Generals Ortiz and Gallas, Senator Lema and Consul Stein; Norway and Denmark were represented by delegates.",
		meetings: one("held in_person 1922-05-03 @Quito: Chile, Denmark, Gallas, Lema, Norway, Ortiz, Peru, Stein"),
	},
	{
		name:     "roll with abbreviated forms of address",
		text:     "The council met in Lima on 4 May 1998. In attendance were: Premier of Gibraltar, Dr. the Hon. Samuel Pitt; Mayor of Lima, Dr Terry Dole; Governor of St. Helena, Dr the Honourable Ralph Gomes; President of Chile, Eduardo Frei.",
		meetings: one("held in_person 1998-05-04 @Lima: Eduardo Frei, Ralph Gomes, Samuel Pitt, Terry Dole"),
	},
	{
		name:     "signed by envoys for states",
		text:     "The treaty was signed at Bergen on 7 July 1807 by Count Orlov for Russia and Prince Lieven for France.",
		meetings: one("held in_person 1807-07-07 @Bergen: Lieven, Orlov"),
	},
	{
		name:     "sides led by",
		text:     "The Norwegian delegation was headed by Erik Lund, while Alan Garcia led the Peruvian team at the talks in Lima on 3 May 1990.",
		meetings: one("held in_person 1990-05-03 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "speakers included",
		text:     "Speakers at the conference in Quito on Monday included Erik Lund, Alan Garcia and UN envoy Karin Ek.",
		meetings: one("held in_person 2021-03-08 @Quito: Alan Garcia, Erik Lund, Karin Ek"),
	},
	{
		name:     "present at the signing were",
		text:     "Present at the signing in Quito on Monday were Erik Lund, Alan Garcia and UN envoy Karin Ek.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Erik Lund, Karin Ek"),
	},
	{
		name:     "attended on one side by",
		text:     "The meeting in Quito on Monday was attended on the Peruvian side by Alan Garcia and Ana Prado and on the Norwegian side by Erik Lund.",
		meetings: one("held in_person 2021-03-08 @Quito: Alan Garcia, Ana Prado, Erik Lund"),
	},
	{
		name:     "joined by leaders of states",
		text:     "Prime Minister Erik Lund today hosted a virtual summit of the Nordic leaders. The Prime Minister was joined by the leaders of Sweden, Denmark and Iceland.",
		meetings: one("held video 2021-03-10: Denmark, Erik Lund (host), Iceland, Sweden"),
	},
	{
		name:     "among them in a list of states",
		text:     "The coalition met on Saturday, with 20 countries taking part, among them Norway, Sweden, Kenya, Peru and Chile.",
		meetings: one("held in_person 2021-03-06: Chile, Kenya, Norway, Peru, Sweden"),
	},
	{
		name:     "session chaired by",
		text:     "The Permanent Council of the OAS met in Washington on Tuesday. The session was chaired by the Ambassador of Peru, Alan Garcia.",
		meetings: one("held in_person 2021-03-09 @Washington: Alan Garcia (host), Permanent Council of the OAS"),
	},
	{
		name:     "among those who did something else",
		text:     "Erik Lund met Alan Garcia on Monday. Among those who have died were Eduardo Frei and Karin Ek.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Erik Lund"),
	},
	{
		name:     "a choir that is led",
		text:     "Erik Lund met Alan Garcia on Monday. The choir was led by Eduardo Frei.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Erik Lund"),
	},
}

func TestRollsMechanisms(t *testing.T) { check(t, rollMechanisms) }

var nominalMechanisms = []want{
	{
		name:     "pair in one adjective",
		text:     "Secret Franco-Algerian negotiations began in March 1962.",
		meetings: one("held unspecified 1962-03: Algeria, France"),
	},
	{
		name:     "negotiations resumed",
		text:     "Negotiations between Norway and Sweden resumed on February 3, 1906.",
		meetings: one("held unspecified 1906-02-03: Norway, Sweden"),
	},
	{
		name:     "negotiations resumed between both states of the sentence",
		text:     "Norway broke off the talks with Sweden in May 1905. The negotiations resumed on 8 July 1905, and Norway and Sweden signed a truce.",
		meetings: one("held unspecified 1905-05: Norway, Sweden", "held unspecified 1905-07-08: Norway, Sweden"),
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
		text:     "Erik Lund and Hans Berg reached agreement on fish on May 2, 1951.",
		meetings: one("held unspecified 1951-05-02: Erik Lund, Hans Berg"),
	},
	{
		name:     "accord negotiated with the kingdom of",
		text:     "An accord negotiated with the kingdom of Norway in 1911 let Peru sell its guano.",
		meetings: one("held unspecified 1911: Norway, Peru"),
	},
	{
		name:     "treaty negotiated by",
		text:     "The treaty was negotiated by Erik Lund and Alan Garcia in Lima in 1911.",
		meetings: one("held in_person 1911 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "agreement with the government of",
		text:     "Erik Lund concluded a trade agreement with the government of Peru in May 1951.",
		meetings: one("held unspecified 1951-05: Erik Lund, Peru"),
	},
	{
		name:     "concluded between",
		text:     "The pact was concluded between Emperor Ludwig of Austria and Tsar Ivan of Russia at Moss on 7 July 1807.",
		meetings: one("held unspecified 1807-07-07: Ivan, Ludwig"),
	},
}

func TestNominalMechanisms(t *testing.T) { check(t, nominalMechanisms) }

var sidesMechanisms = []want{
	{
		name:     "officials from two states",
		text:     "Officials from Kenya and Uganda met in Arusha on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Arusha: Kenya, Uganda"),
	},
	{
		name:     "both sides set against each other",
		text:     "Sent to mediate between Kenneth Kaunda and Julius Nyerere, Erik Lund talked with both sides.",
		meetings: one("held unspecified -: Erik Lund, Julius Nyerere, Kenneth Kaunda"),
	},
	{
		name:     "pored over a map",
		text:     "Norway's Erik Lund and Peru's Alan Garcia pored over the map in Lima on 3 May 1951.",
		meetings: one("held in_person 1951-05-03 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "envoys of a format",
		text:     "The Contact Group envoys met separately in Vienna with King Olav of Norway and Chancellor Hans Berg on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna #Contact Group: Contact Group, Hans Berg", "held in_person 2021-03-08 @Vienna #Contact Group: Contact Group, Olav"),
	},
	{
		name:     "officials of the delegation before",
		text:     "A Norwegian delegation visited Lima and Quito. The delegation met with the Ministry of Defence of Peru in Lima. In talks with the Ecuadorean Ministry of Trade, officials went over bananas.",
		meetings: one("held in_person - @Lima: Ministry of Defence, Norway", "held unspecified -: Ecuadorean Ministry of Trade, Norway"),
	},
	{
		name:     "both foreign ministers",
		text:     "Norway's Foreign Minister Erik Lund and Swedish Foreign Minister Hans Berg came to Lima. Alan Garcia received both foreign ministers there on Monday.",
		meetings: one("held in_person - @Lima: Erik Lund (visitor), Hans Berg (visitor)", "held in_person 2021-03-08: Alan Garcia (host), Erik Lund (visitor), Hans Berg (visitor)"),
	},
	{
		name:     "he who is not named",
		text:     "The Secretary-General arrived in Nairobi yesterday. He met with President Daniel Moi and will meet with Foreign Minister Tom Otieno today.",
		meetings: one("held in_person -: Daniel Moi", "planned in_person 2021-03-10: Tom Otieno"),
	},
	{
		name:     "where he met",
		text:     "The mediator Hans Berg is back in Bamako, where he met General Modibo Cisse and some of the rebels.",
		meetings: one("held in_person - @Bamako: Hans Berg, Modibo Cisse"),
	},
	{
		name:     "officeholders of two states by phone",
		text:     "Yesterday Erik Lund also spoke by phone to the Presidents of Kenya and Uganda.",
		meetings: one("held telephone 2021-03-09: Erik Lund, Kenya, Uganda"),
	},
	{
		name:     "delegation in another state",
		text:     "The Norwegian delegation held talks with officials in Lima on 3 May 1990.",
		meetings: one("held in_person 1990-05-03 @Lima: Norway, Peru"),
	},
	{
		name:     "used by both sides",
		text:     "Kenya and Uganda quarrelled. The talks in Oslo were used as a stage by both sides.",
		meetings: one("held in_person - @Oslo: Kenya, Uganda"),
	},
}

func TestSidesMechanisms(t *testing.T) { check(t, sidesMechanisms) }

var jointMechanisms = []want{
	{
		name: "alike, but in no more than the same year",
		text: "Erik Lund and Maria Lopez opened rival museums in 1990.",
	},
	{
		name: "seen on television",
		text: "Hjalmar Ekman saw Maria Lopez on television on Monday.",
	},
	{
		name:     "where somebody is popular",
		text:     "Olof Palme arrived in Nairobi, where President Daniel Moi is popular.",
		meetings: one("held in_person - @Nairobi: Olof Palme (visitor)"),
	},
	{
		name:     "arrived where somebody welcomed",
		text:     "Erik Lund arrived in Lima on Monday, where Alan Garcia welcomed him at the palace.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia (host), Erik Lund (visitor)"),
	},
	{
		name:     "programme included",
		text:     "Kenneth Kaunda flew to Oslo on Monday, where his programme included dinner with Erik Lund.",
		meetings: one("held in_person 2021-03-08 @Oslo: Erik Lund, Kenneth Kaunda"),
	},
	{
		name:     "came at the invitation and was received",
		text:     "Erik Lund came to Delhi in May 1971 at the invitation of Sarojini Naidu, who received him at her house.",
		meetings: one("held in_person 1971-05 @Delhi: Erik Lund (visitor), Sarojini Naidu (host)"),
	},
	{
		name:     "was met at the pier",
		text:     "Erik Lund arrived in Lima on 3 May 1990 and was met at the pier by President Alan Garcia.",
		meetings: one("held in_person 1990-05-03 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "unveiled a tablet",
		text:     "Norwegian Prime Minister Erik Lund and Peruvian President Alan Garcia unveiled a tablet for the treaty in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Erik Lund"),
	},
	{
		name:     "service in the valleys",
		text:     "At a service Monday in the valleys of southern Norway, Erik Lund and Austrian Chancellor Hans Berg commemorated the treaty of Moss.",
		meetings: one("held in_person 2021-03-08 @Norway: Erik Lund, Hans Berg"),
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
	{
		name:     "paid his respects",
		text:     "Erik Lund paid his respects to Emperor Pedro at Petropolis on 3 May 1871.",
		meetings: one("held in_person 1871-05-03 @Petrópolis: Erik Lund (visitor), Pedro (host)"),
	},
	{
		name:     "monarchs had an interview",
		text:     "King Olav and the Emperor Pedro had an interview at Bergen on 3 May 1871.",
		meetings: one("held in_person 1871-05-03 @Bergen: Olav, Pedro"),
	},
	{
		name:     "signed up is no signing",
		text:     "Erik Lund and Alan Garcia signed up for the race in Lima on Monday.",
		meetings: nil,
	},
	{
		name:     "a signed book",
		text:     "The book was signed by Erik Lund and Alan Garcia in 1990.",
		meetings: nil,
	},
}

func TestJointMechanisms(t *testing.T) { check(t, jointMechanisms) }
