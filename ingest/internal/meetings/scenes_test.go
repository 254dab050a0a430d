package meetings_test

import "testing"

// The rows go through the ways in which a text names who is at a meeting
// beside the clause that tells of it, and what it names that is not there.

var topicScenes = []want{
	{
		name:     "topic between states",
		text:     "Ministers Halvard Lange, Erik Lund and Olof Palme also discussed the growing trade between Peru and Chile.",
		meetings: one("held unspecified -: Erik Lund, Halvard Lange, Olof Palme"),
	},
	{
		name:     "topic with a state",
		text:     "Halvard Lange and Olof Palme discussed relations with Peru and Chile.",
		meetings: one("held unspecified -: Halvard Lange, Olof Palme"),
	},
	{
		name:     "topic after on",
		text:     "Halvard Lange and Olof Palme exchanged views on the dispute between Peru and Chile on Monday.",
		meetings: one("held unspecified 2021-03-08: Halvard Lange, Olof Palme"),
	},
	{
		name:     "topic of talks",
		text:     "Halvard Lange and Olof Palme held talks in Bern on Monday about the border treaty between Peru and Chile.",
		meetings: one("held in_person 2021-03-08 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "the other party stays",
		text:     "Halvard Lange discussed the border with Olof Palme in Bern on Monday.",
		meetings: one("held in_person 2021-03-08 @Bern: Halvard Lange, Olof Palme"),
	},
}

var bodyScenes = []want{
	{
		name:     "leaders from member states",
		text:     "Leaders from ASEAN member states met in Manila over Tuesday to Wednesday in a summit on fishing.",
		meetings: one("held in_person 2021-03-09/2021-03-10 @Manila: Association of Southeast Asian Nations"),
		miss:     "days with over before them are read as one day",
	},
	{
		name:     "ministers of a body",
		text:     "Foreign ministers of the Arab League met in Cairo on Monday.",
		meetings: one("held in_person 2021-03-08 @Cairo: Arab League"),
	},
	{
		name:     "summit with its year",
		text:     "Since the 2004 ASEAN summit in Vientiane, trade has doubled.",
		meetings: one("held in_person 2004 @Vientiane #ASEAN summit: "),
	},
	{
		name:     "summit of a body with its year",
		text:     "The members have kept to what was agreed at the 1999 Arab League summit in Algiers.",
		meetings: one("held in_person 1999 @Algiers #Arab League summit: "),
	},
	{
		name:     "a meeting chaired by two agreed",
		text:     "On Monday, a meeting of eight countries chaired by Norway and Peru agreed to share the catch.",
		meetings: one("held unspecified 2021-03-08: Norway (host), Peru (host)"),
	},
	{
		name:     "a conference hosted by one decided",
		text:     "A conference of donors hosted by Norway in Oslo decided on Monday to send grain.",
		meetings: one("held in_person 2021-03-08 @Oslo: Norway (host)"),
	},
	{
		name:     "talks resulted in an accord between",
		text:     "On Friday, peace talks in Lima resulted in a truce agreement between Ecuador and rebel forces.",
		meetings: one("held in_person 2021-03-05 @Lima: Ecuador"),
	},
	{
		name:     "talks produced an accord between",
		text:     "Negotiations in Oslo in May 1996 produced an agreement between Ecuador and Peru.",
		meetings: one("held in_person 1996-05 @Oslo: Ecuador, Peru"),
	},
	{
		name:     "talks led to a deal between",
		text:     "Three days of talks in Geneva last week led to a deal between Ecuador and Peru.",
		meetings: one("held in_person 2021-03-01/2021-03-07 @Geneva: Ecuador, Peru"),
	},
	{
		name:     "before the annual meeting",
		text:     "Halvard Lange said that funds should be raised before the annual meeting of the Arab League later this month.",
		meetings: one("planned unspecified 2021-03 #Arab League: "),
	},
}

var frontedScenes = []want{
	{
		name:     "at the named summit with",
		text:     "In June 1974 at the Bern Summit with Swedish Premier Olof Palme, Halvard Lange was tired. He left Bern early.",
		meetings: one("held in_person 1974-06 @Bern #Bern Summit: Halvard Lange, Olof Palme"),
	},
	{
		name:     "at a summit with",
		text:     "At a summit in Bern with Olof Palme in June 1974, Halvard Lange seemed tired.",
		meetings: one("held in_person 1974-06 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "summit in which",
		text:     "The bank was born of the Bern Summit, in which Halvard Lange, Olof Palme and Erik Lund founded a bank. The bank is in Bern.",
		meetings: one("held in_person - @Bern #Bern Summit: Erik Lund, Halvard Lange, Olof Palme"),
	},
	{
		name:     "conference at which",
		text:     "The bank was born of the Bern Conference, at which Halvard Lange and Olof Palme signed a charter in 1974. It is still in Bern.",
		meetings: one("held in_person 1974 @Bern #Bern Conference: Halvard Lange, Olof Palme"),
	},
}

var visitScenes = []want{
	{
		name:     "visits by two",
		text:     "Halvard Lange and Erik Lund agreed to a truce after visits to Lima, Peru, by Norwegian Foreign Minister Olof Palme and Pierre Trudeau.",
		meetings: one("held in_person - @Lima: Olof Palme (visitor), Peru (host)", "held in_person - @Lima: Peru (host), Pierre Trudeau (visitor)"),
	},
	{
		name:     "visits of two to a state",
		text:     "The visits of Olof Palme and Pierre Trudeau to Peru in May 2020 calmed the markets.",
		meetings: one("held in_person 2020-05 @Peru: Olof Palme (visitor), Peru (host)", "held in_person 2020-05 @Peru: Peru (host), Pierre Trudeau (visitor)"),
	},
	{
		name:     "one visit by two",
		text:     "A visit to Peru by Olof Palme and Pierre Trudeau in May 2020 calmed the markets.",
		meetings: one("held in_person 2020-05 @Peru: Olof Palme (visitor), Peru (host), Pierre Trudeau (visitor)"),
	},
	{
		name:     "has arrived for talks",
		text:     "Ecuadorean rebel leader Pedro Ruiz has arrived in Lima for his first talks with Halvard Lange.",
		meetings: one("planned in_person - @Lima: Halvard Lange, Pedro Ruiz"),
	},
	{
		name:     "arrived for talks, told",
		text:     "Pedro Ruiz arrived in Lima on 3 May 1996 for talks with Halvard Lange.",
		meetings: one("held in_person 1996-05-03 @Lima: Halvard Lange, Pedro Ruiz"),
	},
	{
		name:     "agreed to meet this week",
		text:     "Both Pedro Ruiz and Halvard Lange agreed to meet this week.",
		meetings: one("planned in_person 2021-03-08/2021-03-14: Halvard Lange, Pedro Ruiz"),
	},
	{
		name:     "agreed to go on meeting",
		text:     "Norway and Peru agreed to continue meeting when needed.",
		meetings: one("planned in_person -: Norway, Peru"),
	},
	{
		name:     "that a state will host",
		text:     "They will be in touch in bodies like the fisheries dialogue with Peru that Norway will host later this year.",
		meetings: one("planned unspecified 2021: Norway (host), Peru"),
		miss:     "the parser hangs the clause on the main verb",
	},
}

var companyScenes = []want{
	{
		name:     "greeted at a base by",
		text:     "Pedro Ruiz was greeted at the airport by Olof Palme and Carla Rossi on Monday.",
		meetings: one("held in_person 2021-03-08: Carla Rossi (host), Olof Palme (host), Pedro Ruiz (visitor)"),
	},
	{
		name:     "standing alongside",
		text:     "Standing alongside President Olof Palme in Lima on Monday, Pedro Ruiz said he was glad.",
		meetings: one("held in_person 2021-03-08 @Lima: Olof Palme, Pedro Ruiz"),
	},
	{
		name:     "speaking beside",
		text:     "Speaking alongside Olof Palme at a press conference in Lima on Monday, Pedro Ruiz said he was glad.",
		meetings: one("held in_person 2021-03-08 @Lima: Olof Palme, Pedro Ruiz"),
	},
	{
		name:     "accompanied by",
		text:     "Accompanied by Olof Palme, Pedro Ruiz toured the harbour in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Olof Palme, Pedro Ruiz"),
	},
	{
		name:     "sides led by",
		text:     "The fourth round of consultations between Peru and Norway was held on 3 March 2021 in Lima. The Peruvian side was led by Maria Lopez, Director (Fisheries), and the Norwegian side by Ambassador Erik Lund.",
		meetings: one("held in_person 2021-03-03 @Lima: Erik Lund, Maria Lopez"),
	},
	{
		name:     "sides led by, each with a verb",
		text:     "Consultations between Peru and Norway were held on 3 March 2021 in Lima. The Peruvian delegation was headed by Maria Lopez and the Norwegian delegation was headed by Erik Lund.",
		meetings: one("held in_person 2021-03-03 @Lima: Erik Lund, Maria Lopez"),
	},
	{
		name:     "sides led, and what the two sides went on to",
		text:     "Consultations between Peru and Norway were held on 3 March 2021 in Lima. The Peruvian side was led by Maria Lopez and the Norwegian side by Erik Lund. The two sides also exchanged views on fishing.",
		meetings: one("held in_person 2021-03-03 @Lima: Erik Lund, Maria Lopez"),
	},
	{
		name:     "for the third meeting of",
		text:     "Halvard Lange met with Olof Palme in Bern on Monday for the third foreign ministers meeting of the Gro Brundtland Administration.",
		meetings: one("held in_person 2021-03-08 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "talks of a kind",
		text:     "Halvard Lange and Olof Palme held Foreign Office consultations in Bern on Monday.",
		meetings: one("held in_person 2021-03-08 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "under the good offices of",
		text:     "Halvard Lange and Olof Palme met in Lima on Monday. The meeting was held under the good offices of Maria Lopez.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Maria Lopez (mediator), Olof Palme"),
	},
	{
		name:     "played a part in the talks",
		text:     "Halvard Lange and Olof Palme met in Lima on Monday. Maria Lopez played a helpful part at the talks in securing a truce.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Maria Lopez (mediator), Olof Palme"),
	},
	{
		name:     "thanks to the mediation of",
		text:     "Halvard Lange and Olof Palme held talks in Lima on Monday. Maria Lopez mediated.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Maria Lopez (mediator), Olof Palme"),
	},
	{
		name:     "session of the talks called off",
		text:     "Peru and Chile held talks in Geneva on Monday. The afternoon session was cancelled.",
		meetings: one("cancelled in_person 2021-03-08 @Geneva: Chile, Peru", "held in_person 2021-03-08 @Geneva: Chile, Peru"),
	},
	{
		name:     "session that a team of negotiators tells of",
		text:     "Moroccan peace talks in Geneva broke off on Monday. A spokesman for the Polisario Front's delegation told reporters the morning session had been cancelled.",
		meetings: one("cancelled in_person 2021-03-08 @Geneva: Morocco, Polisario Front", "held in_person 2021-03-08 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "standing alongside at a base",
		text:     "Standing alongside Olof Palme at an army camp in the north, Pedro Ruiz said he was glad.",
		meetings: one("held in_person -: Olof Palme, Pedro Ruiz"),
	},
	{
		name:     "talks broke off",
		text:     "Talks between Peru and Chile in Geneva broke off earlier than planned on 9 March 2021.",
		meetings: one("held in_person 2021-03-09 @Geneva: Chile, Peru"),
	},
}

var presenceScenes = []want{
	{
		name:     "was in a state",
		text:     "Norwegian Foreign Minister Halvard Lange was in Peru last week.",
		meetings: one("held in_person 2021-03-01/2021-03-07 @Peru: Halvard Lange (visitor), Peru (host)"),
	},
	{
		name:     "attended a summit where he met another",
		text:     "Halvard Lange attended the Arab League summit in Cairo on Monday, where he met Olof Palme.",
		meetings: one("held in_person 2021-03-08 @Cairo #Arab League summit: Halvard Lange", "held in_person 2021-03-08 @Cairo: Halvard Lange, Olof Palme"),
	},
	{
		name:     "held days of talks",
		text:     "Halvard Lange and Olof Palme held three days of talks in Bern in May 1996.",
		meetings: one("held in_person 1996-05 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "began weeks of talks between others",
		text:     "In May 1996, Halvard Lange began two weeks of negotiations between Peru and Chile in Lima.",
		meetings: one("held in_person 1996-05 @Lima: Chile, Halvard Lange, Peru"),
	},
	{
		name:     "was in his own state",
		text:     "Peruvian President Alan Garcia was in Peru last week.",
		meetings: nil,
	},
	{
		name:     "was in a state, undated",
		text:     "Norwegian Foreign Minister Halvard Lange was in Peru when the storm struck.",
		meetings: nil,
	},
	{
		name:     "remarks made after a visit",
		text:     "In remarks made after a two-day visit to Peru in May 2020, Norwegian envoy Halvard Lange warned of a drought.",
		meetings: one("held in_person 2020-05 @Peru: Halvard Lange (visitor), Peru (host)"),
	},
	{
		name:     "in a speech given after talks",
		text:     "In a speech given after talks with Olof Palme in Bern on Monday, Halvard Lange warned of a drought.",
		meetings: one("held in_person 2021-03-08 @Bern: Halvard Lange, Olof Palme"),
	},
	{
		name:     "in a meeting held somewhere",
		text:     "In a meeting held in Lima on Monday, Eduardo Frei briefed Alan Garcia on the drought.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "countries that sent delegations",
		text:     "Four countries sent delegations to Lugano in May 1924: Spain, Italy, Portugal and Norway.",
		meetings: one("held in_person 1924-05 @Lugano: Italy, Norway, Portugal, Spain"),
	},
	{
		name:     "two that sent envoys",
		text:     "Spain and Italy sent envoys to Lugano in May 1924.",
		meetings: one("held in_person 1924-05 @Lugano: Italy, Spain"),
	},
	{
		name:     "one that sent envoys",
		text:     "Spain sent envoys to Lugano.",
		meetings: nil,
	},
	{
		name:     "speaking before a conference",
		text:     "Speaking on Monday before the conference, Halvard Lange warned of a drought.",
		meetings: nil,
	},
	{
		name:     "in the port of",
		text:     "Halvard Lange met Olof Palme in the port of Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Olof Palme"),
	},
	{
		name:     "in a village named before it",
		text:     "Halvard Lange will meet Olof Palme in the Lima border village on Friday.",
		meetings: one("planned in_person 2021-03-12 @Lima: Halvard Lange, Olof Palme"),
	},
	{
		name:     "with delegates of groups",
		text:     "Halvard Lange met in Lima on Monday with delegates of the northern separatist movement Polisario Front and the rebel group Hamas.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Hamas, Polisario Front"),
	},
}

func TestPresenceScenes(t *testing.T) { check(t, presenceScenes) }

func TestTopicScenes(t *testing.T)   { check(t, topicScenes) }
func TestBodyScenes(t *testing.T)    { check(t, bodyScenes) }
func TestFrontedScenes(t *testing.T) { check(t, frontedScenes) }
func TestVisitScenes(t *testing.T)   { check(t, visitScenes) }
func TestCompanyScenes(t *testing.T) { check(t, companyScenes) }
