package meetings_test

import "testing"

// The rows go through the constructions in which histories, agency reports and
// readouts of government tell of contacts.

var verbConstructions = []want{
	{
		name:     "format met in two towns",
		text:     "The G7 met in Lagos on Monday and Oslo on Tuesday.",
		meetings: one("held in_person 2021-03-08 @Lagos #Group of Seven: "),
	},
	{
		name:     "conferred with",
		text:     "George Clarendon conferred with Alexandre Walewski in Paris in February 1856.",
		meetings: one("held in_person 1856-02 @Paris: Alexandre Walewski, George Clarendon"),
	},
	{
		name:     "arrived for talks",
		text:     "Maxim Litvinov arrived in Ankara on 4 October 1931 for talks with Ismet Pasha.",
		meetings: one("held in_person 1931-10-04 @Ankara: Ismet Pasha, Maxim Litvinov"),
	},
	{
		name:     "flew to meet",
		text:     "Halvard Lange flew to Cairo on Monday to meet Tahsin Yilmaz.",
		meetings: one("held in_person 2021-03-08 @Cairo: Halvard Lange, Tahsin Yilmaz"),
	},
	{
		name:     "travelled to confer",
		text:     "Lester Pearson travelled to Lima in May 1955 to confer with Manuel Prado.",
		meetings: one("held in_person 1955-05 @Lima: Lester Pearson, Manuel Prado"),
	},
	{
		name:     "was there for talks",
		text:     "Lester Pearson was in Stockholm on Monday for talks with Olof Palme.",
		meetings: one("held in_person 2021-03-08 @Stockholm: Lester Pearson, Olof Palme"),
	},
	{
		name:     "made a visit",
		text:     "Kenneth Kaunda made a two-day visit to Norway in May 1969.",
		meetings: one("held in_person 1969-05 @Norway: Kenneth Kaunda (visitor), Norway (host)"),
	},
	{
		name:     "made an official visit",
		text:     "Kenneth Kaunda made an official visit to Oslo in May 1969, where he had talks with Lars Korvald.",
		meetings: one("held in_person 1969-05 @Oslo: Kenneth Kaunda, Lars Korvald"),
	},
	{
		name:     "paid a call",
		text:     "Sir Edward Grey paid a call on Paul Cambon in Paris on 3 May 1912.",
		meetings: one("held in_person 1912-05-03 @Paris: Edward Grey (visitor), Paul Cambon (host)"),
	},
	{
		name:     "called on a person",
		text:     "Ambassador Paul Cambon called on Edward Grey on 3 May 1912.",
		meetings: one("held in_person 1912-05-03: Edward Grey (host), Paul Cambon (visitor)"),
	},
	{
		name:     "dined with",
		text:     "Edward Grey dined with Paul Cambon in London on Tuesday.",
		meetings: one("held in_person 2021-03-09 @London: Edward Grey, Paul Cambon"),
	},
	{
		name:     "lunched with",
		text:     "Julius Nyerere lunched with Sarojini Naidu in Delhi in 1971.",
		meetings: one("held in_person 1971 @Delhi: Julius Nyerere, Sarojini Naidu"),
	},
	{
		name:     "greeted at",
		text:     "President Eduardo Frei greeted Julius Nyerere at the presidential palace in Santiago on Monday.",
		meetings: one("held in_person 2021-03-08 @Santiago: Eduardo Frei (host), Julius Nyerere (visitor)"),
	},
	{
		name:     "welcomed to",
		text:     "President Eduardo Frei welcomed Julius Nyerere to Santiago on Monday.",
		meetings: one("held in_person 2021-03-08 @Santiago: Eduardo Frei (host), Julius Nyerere (visitor)"),
	},
	{
		name:     "hosted a guest",
		text:     "King Olav hosted Kenneth Kaunda in Bergen on 4 June 1969.",
		meetings: one("held in_person 1969-06-04 @Bergen: Kenneth Kaunda (visitor), Olav (host)"),
	},
	{
		name:     "hosted for dinner",
		text:     "Jens Stoltenberg hosted Tarja Halonen for dinner in Oslo on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Oslo: Jens Stoltenberg (host), Tarja Halonen (visitor)"),
	},
	{
		name:     "had an audience",
		text:     "Konrad Adenauer had an audience with Pope Pius in Rome in 1951.",
		meetings: one("held in_person 1951 @Rome: Konrad Adenauer, Pius"),
	},
	{
		name:     "granted an audience",
		text:     "King Chulalongkorn granted an audience to John Barrett in Bangkok in 1894.",
		meetings: one("held in_person 1894 @Bangkok: Chulalongkorn (host), John Barrett (visitor)"),
	},
	{
		name:     "saw a person",
		text:     "Harold Nicolson saw Erik Lund in London on 12 May 1919.",
		meetings: one("held in_person 1919-05-12 @London: Erik Lund, Harold Nicolson"),
	},
	{
		name:     "huddled",
		text:     "Helen Clark huddled with Felipe Gonzalez in Madrid on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Madrid: Felipe Gonzalez, Helen Clark"),
	},
	{
		name:     "exchanged views",
		text:     "Helen Clark exchanged views with Felipe Gonzalez in Madrid on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Madrid: Felipe Gonzalez, Helen Clark"),
	},
	{
		name:     "exchanged views jointly",
		text:     "Helen Clark and Felipe Gonzalez exchanged views on fisheries on Tuesday.",
		meetings: one("held unspecified 2021-03-09: Felipe Gonzalez, Helen Clark"),
	},
	{
		name:     "shook hands",
		text:     "Helen Clark shook hands with Felipe Gonzalez in Madrid on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Madrid: Felipe Gonzalez, Helen Clark"),
	},
	{
		name:     "presented credentials",
		text:     "Ambassador Jan Masaryk presented his credentials to King George in London on 3 June 1925.",
		meetings: one("held in_person 1925-06-03 @London: George (host), Jan Masaryk (visitor)"),
	},
	{
		name:     "joined for talks",
		text:     "Pierre Trudeau joined Bruno Kreisky for talks in Vienna on Monday.",
		meetings: one("held in_person 2021-03-08 @Vienna: Bruno Kreisky, Pierre Trudeau"),
	},
	{
		name:     "shuttled between",
		text:     "Jan Egeland shuttled between the Moroccan government and the Polisario Front in May 2006.",
		meetings: one("held unspecified 2006-05: Jan Egeland (mediator), Morocco, Polisario Front"),
	},
	{
		name:     "mediated between",
		text:     "Algeria mediated between Ethiopia and Eritrea in Algiers in June 2000.",
		meetings: one("held in_person 2000-06 @Algiers: Algeria (mediator), Eritrea, Ethiopia"),
	},
	{
		name:     "brought together",
		text:     "Kofi Annan brought together Glafcos Clerides and Rauf Denktash in Geneva in November 2000.",
		meetings: one("held in_person 2000-11 @Geneva: Glafcos Clerides, Kofi Annan (host), Rauf Denktash"),
	},
	{
		name:     "brought them together, split",
		text:     "Norway brought Ecuador and Peru together in Oslo in May 1996.",
		meetings: one("held in_person 1996-05 @Oslo: Ecuador, Norway (host), Peru"),
	},
	{
		name:     "conference brought together",
		text:     "The conference in Lugano brought together ministers from Peru, Chile and Bolivia in May 1996.",
		meetings: one("held in_person 1996-05 @Lugano: Bolivia, Chile, Peru"),
	},
	{
		name:     "negotiated a treaty with",
		text:     "Townsend Harris negotiated the treaty with Hotta Masayoshi in Edo in 1858.",
		meetings: one("held in_person 1858 @Edo: Hotta Masayoshi, Townsend Harris"),
	},
	{
		name:     "negotiated by",
		text:     "The treaty, negotiated by Henry Bulwer and John Clayton in Washington in 1850, settled the matter of a canal.",
		meetings: one("held in_person 1850 @Washington: Henry Bulwer, John Clayton"),
	},
	{
		name:     "was negotiated by",
		text:     "The armistice was negotiated by envoys of Peru and Chile in Arica in October 1880.",
		meetings: one("held in_person 1880-10 @Arica: Chile, Peru"),
		miss:     "the place hangs on a name below the parties",
	},
	{
		name:     "entered into negotiations",
		text:     "Peru entered into negotiations with Chile in Lima in 1880.",
		meetings: one("held in_person 1880 @Lima: Chile, Peru"),
	},
	{
		name:     "opened negotiations",
		text:     "Spain opened negotiations with Portugal in Lisbon in 1864.",
		meetings: one("held in_person 1864 @Lisbon: Portugal, Spain"),
	},
	{
		name:     "broke off talks",
		text:     "Peru broke off talks with Chile in Arica on 27 October 1880.",
		meetings: one("held in_person 1880-10-27 @Arica: Chile, Peru"),
	},
	{
		name:     "engaged in talks",
		text:     "Bolivia and Paraguay engaged in talks in Buenos Aires in 1935.",
		meetings: one("held in_person 1935 @Buenos Aires: Bolivia, Paraguay"),
	},
	{
		name:     "was present",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. Jean Monnet was also present.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman"),
	},
	{
		name:     "also present were",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. Also present were Jean Monnet and Walter Hallstein.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman, Walter Hallstein"),
	},
	{
		name:     "also attended",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. Jean Monnet also attended.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman"),
	},
	{
		name:     "took part in the meeting",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. Jean Monnet took part in the meeting.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman"),
	},
	{
		name:     "sat in on the talks",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. Jean Monnet sat in on the talks.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman"),
	},
	{
		name:     "meeting was attended by",
		text:     "Konrad Adenauer met Robert Schuman in Bonn on Monday. The meeting was also attended by Jean Monnet.",
		meetings: one("held in_person 2021-03-08 @Bonn: Jean Monnet, Konrad Adenauer, Robert Schuman"),
	},
	{
		name:     "represented a state",
		text:     "Eamon de Valera represented Ireland at the conference in Geneva in September 1932.",
		meetings: one("held in_person 1932-09 @Geneva: Eamon de Valera"),
	},
	{
		name:     "led a delegation",
		text:     "Fridtjof Nansen led the Norwegian delegation to the talks with Sweden in Karlstad in 1905.",
		meetings: one("held in_person 1905 @Karlstad: Fridtjof Nansen, Sweden"),
	},
	{
		name:     "presided over",
		text:     "Joseph Chamberlain presided over the conference in London in 1902.",
		meetings: one("held in_person 1902 @London: Joseph Chamberlain (host)"),
	},
	{
		name:     "chaired talks between",
		text:     "Peter Carrington chaired talks between Robert Mugabe and Abel Muzorewa in London in September 1979.",
		meetings: one("held in_person 1979-09 @London: Abel Muzorewa, Peter Carrington (host), Robert Mugabe"),
	},
	{
		name:     "co-chaired with",
		text:     "Anwar Ibrahim co-chaired the session with Fidel Ramos in Manila on Monday.",
		meetings: one("held in_person 2021-03-08 @Manila: Anwar Ibrahim (host), Fidel Ramos"),
		miss:     "the parser takes the two halves of co-chaired for two verbs",
	},
	{
		name:     "delegates assembled",
		text:     "Delegates from Spain, Italy and Portugal assembled at Geneva in May 1925.",
		meetings: one("held in_person 1925-05 @Geneva: Italy, Portugal, Spain"),
	},
	{
		name:     "gathered in a place",
		text:     "The presidents of Kenya, Uganda and Tanzania gathered in Arusha on Monday.",
		meetings: one("held in_person 2021-03-08 @Arusha: Kenya, Tanzania, Uganda"),
	},
	{
		name:     "came together",
		text:     "The leaders of Kenya, Uganda and Tanzania came together in Arusha in 1967.",
		meetings: one("held in_person 1967 @Arusha: Kenya, Tanzania, Uganda"),
	},
	{
		name:     "convened others",
		text:     "President Daniel Moi convened Yoweri Museveni and Ali Mwinyi in Nairobi in November 1993.",
		meetings: one("held in_person 1993-11 @Nairobi: Ali Mwinyi, Daniel Moi, Yoweri Museveni"),
	},
	{
		name:     "met the leaders of",
		text:     "Jacinda Ardern met the leaders of Fiji, Tonga and Samoa in Suva on Monday.",
		meetings: one("held in_person 2021-03-08 @Suva: Fiji, Jacinda Ardern, Samoa, Tonga"),
	},
	{
		name:     "met a delegation led by",
		text:     "Jacinda Ardern met a delegation from Fiji led by Frank Bainimarama in Auckland on Monday.",
		meetings: one("held in_person 2021-03-08 @Auckland: Frank Bainimarama, Jacinda Ardern"),
		miss:     "the date hangs on the delegation, and nothing says whom its leader acts for",
	},
	{
		name:     "first face-to-face meeting",
		text:     "Jacinda Ardern and Frank Bainimarama had their first face-to-face meeting in Suva on Monday.",
		meetings: one("held in_person 2021-03-08 @Suva: Frank Bainimarama, Jacinda Ardern"),
	},
	{
		name:     "participial",
		text:     "Meeting in Geneva on Monday, Fidel Ramos and Anwar Ibrahim agreed to reopen the border.",
		meetings: one("held in_person 2021-03-08 @Geneva: Anwar Ibrahim, Fidel Ramos"),
	},
	{
		name:     "after meeting with",
		text:     "After meeting with Fidel Ramos in Manila on Monday, Anwar Ibrahim said that fishing could resume.",
		meetings: one("held in_person 2021-03-08 @Manila: Anwar Ibrahim, Fidel Ramos"),
	},
	{
		name:     "speaking after talks",
		text:     "Speaking after talks with Fidel Ramos in Manila on Monday, Anwar Ibrahim said that fishing could resume.",
		meetings: one("held in_person 2021-03-08 @Manila: Anwar Ibrahim, Fidel Ramos"),
	},
	{
		name:     "emerged from",
		text:     "Anwar Ibrahim emerged from a meeting with Fidel Ramos in Manila on Monday.",
		meetings: one("held in_person 2021-03-08 @Manila: Anwar Ibrahim, Fidel Ramos"),
	},
	{
		name:     "walked out",
		text:     "Jan Smuts walked out of the talks with Louis Botha in Pretoria.",
		meetings: one("held in_person - @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "told in a meeting",
		text:     "Jan Smuts told Louis Botha in a meeting in Pretoria on Monday that the strike was over.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "asked for help when they met",
		text:     "When they met in Pretoria on Monday, Olof Palme asked Louis Botha for help.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Louis Botha, Olof Palme"),
	},
	{
		name:     "accompanied to a meeting",
		text:     "Maria Lopez, accompanied by Pedro Ruiz, met Anwar Ibrahim in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Anwar Ibrahim, Maria Lopez, Pedro Ruiz"),
	},
	{
		name:     "accompanied on a trip",
		text:     "Pedro Ruiz accompanied Maria Lopez on a trip to Norway in May 2020.",
		meetings: one("held in_person 2020-05 @Norway: Maria Lopez (visitor), Norway (host), Pedro Ruiz (visitor)"),
	},
	{
		name:     "was the guest of",
		text:     "Maria Lopez was the guest of King Harald in Oslo in May 2020.",
		meetings: one("held in_person 2020-05 @Oslo: Harald (host), Maria Lopez (visitor)"),
	},
	{
		name:     "came to see",
		text:     "Pedro Ruiz came to see Anwar Ibrahim in Kuala Lumpur on Monday.",
		meetings: one("held in_person 2021-03-08 @Kuala Lumpur: Anwar Ibrahim, Pedro Ruiz"),
	},
	{
		name:     "contacts",
		text:     "Secret contacts between Taiwan and Malaysia took place in Hong Kong in 1992.",
		meetings: one("held in_person 1992 @Hong Kong: Malaysia, Taiwan"),
	},
	{
		name:     "tete-a-tete",
		text:     "Willy Brandt and Edward Heath had a tête-à-tête in Bonn in April 1971.",
		meetings: one("held in_person 1971-04 @Bonn: Edward Heath, Willy Brandt"),
		miss:     "the parser takes the word apart",
	},
	{
		name:     "interview of diplomats",
		text:     "Otto von Bismarck had an interview with Vincent Benedetti in Berlin in August 1866.",
		meetings: one("held in_person 1866-08 @Berlin: Otto von Bismarck, Vincent Benedetti"),
		miss:     "an interview is mostly one with journalists",
	},
	{
		name:     "deliberations",
		text:     "Deliberations between Sweden and Finland opened in Stockholm on Monday.",
		meetings: one("held in_person 2021-03-08 @Stockholm: Finland, Sweden"),
	},
	{
		name:     "get-together",
		text:     "Willy Brandt sat down to talks with Edward Heath in Bonn in April 1971.",
		meetings: one("held in_person 1971-04 @Bonn: Edward Heath, Willy Brandt"),
	},
	{
		name:     "meetings with several",
		text:     "In Riyadh, Willy Brandt held meetings with Faisal Hamdan and Omar Saqqaf in April 1971.",
		meetings: one("held in_person 1971-04 @Riyadh: Faisal Hamdan, Omar Saqqaf, Willy Brandt"),
	},
	{
		name:     "relative clause with which",
		text:     "The conference, which was attended by Jan Smuts and Louis Botha, was held in Pretoria on Monday.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "reduced relative",
		text:     "A conference attended by Jan Smuts and Louis Botha opened in Pretoria on Monday.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "at which",
		text:     "A conference at which Jan Smuts and Louis Botha spoke was held in Pretoria on Monday.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "participants included",
		text:     "A conference on grain was held in Pretoria on Monday. Participants included Jan Smuts and Louis Botha.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Jan Smuts, Louis Botha"),
	},
	{
		name:     "who had come",
		text:     "Jan Smuts received Louis Botha, who had come to Pretoria with a message, on 3 May 1908.",
		meetings: one("held in_person 1908-05-03 @Pretoria: Jan Smuts (host), Louis Botha (visitor)"),
	},
	{
		name:     "visiting premier",
		text:     "Visiting Swedish Prime Minister Olof Palme met Bruno Kreisky in Vienna on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Vienna: Bruno Kreisky, Olof Palme"),
	},
	{
		name:     "invited and came",
		text:     "At the invitation of Bruno Kreisky, Olof Palme visited Austria in May 1975.",
		meetings: one("held in_person 1975-05 @Austria: Austria (host), Bruno Kreisky (host), Olof Palme (visitor)"),
	},
	{
		name:     "during a visit",
		text:     "Olof Palme, on a visit to Austria, warned on Tuesday that time was short.",
		meetings: one("held in_person 2021-03-09 @Austria: Austria (host), Olof Palme (visitor)"),
	},
	{
		name:     "state visit of",
		text:     "The state visit of King Olav to Norway's neighbour Finland in June 1961 was his first.",
		meetings: one("held in_person 1961-06 @Finland: Finland (host), Olav (visitor)"),
	},
	{
		name:     "toured states",
		text:     "Olof Palme toured Zambia and Tanzania in September 1971.",
		meetings: one("held in_person 1971-09 @Zambia: Olof Palme (visitor), Tanzania (host), Zambia (host)"),
	},
	{
		name:     "visited two states",
		text:     "Olof Palme visited Zambia on 3 September 1971 and Tanzania on 5 September 1971.",
		meetings: one("held in_person 1971-09-03 @Zambia: Olof Palme (visitor), Zambia (host)", "held in_person 1971-09-05 @Tanzania: Olof Palme (visitor), Tanzania (host)"),
	},
	{
		name:     "met one and then the other",
		text:     "Olof Palme met Kenneth Kaunda in Lusaka on 3 September 1971 and Julius Nyerere in Arusha on 5 September 1971.",
		meetings: one("held in_person 1971-09-03 @Lusaka: Kenneth Kaunda, Olof Palme", "held in_person 1971-09-05 @Arusha: Julius Nyerere, Olof Palme"),
	},
	{
		name:     "met separately with",
		text:     "Olof Palme met separately with Kenneth Kaunda and Julius Nyerere in Lusaka in 1971.",
		meetings: one("held in_person 1971 @Lusaka: Julius Nyerere, Olof Palme", "held in_person 1971 @Lusaka: Kenneth Kaunda, Olof Palme"),
	},
	{
		name:     "separate talks",
		text:     "Olof Palme held separate talks with Kenneth Kaunda and Julius Nyerere in Lusaka in 1971.",
		meetings: one("held in_person 1971 @Lusaka: Julius Nyerere, Olof Palme", "held in_person 1971 @Lusaka: Kenneth Kaunda, Olof Palme"),
	},
	{
		name:     "met, then met",
		text:     "Olof Palme met Kenneth Kaunda on Monday and later conferred with Julius Nyerere.",
		meetings: one("held in_person 2021-03-08: Kenneth Kaunda, Olof Palme", "held in_person 2021-03-08: Julius Nyerere, Olof Palme"),
	},
	{
		name:     "two leaders",
		text:     "Kenneth Kaunda and Julius Nyerere have quarrelled for years. The two leaders met in Lusaka on Monday.",
		meetings: one("held in_person 2021-03-08 @Lusaka: Julius Nyerere, Kenneth Kaunda"),
	},
	{
		name:     "with whom he met",
		text:     "Kenneth Kaunda, with whom Olof Palme met in Lusaka on Monday, praised the plan.",
		meetings: one("held in_person 2021-03-08 @Lusaka: Kenneth Kaunda, Olof Palme"),
	},
	{
		name:     "worked out in negotiations",
		text:     "Negotiators from Ecuador and Peru worked out a truce in Brasilia in July 1998.",
		meetings: one("held in_person 1998-07 @Brasília: Ecuador, Peru"),
	},
	{
		name:     "met under the chairmanship",
		text:     "Jan Smuts and Louis Botha met under the chairmanship of Alfred Milner in Pretoria on Monday.",
		meetings: one("held in_person 2021-03-08 @Pretoria: Alfred Milner (host), Jan Smuts, Louis Botha"),
	},
	{
		name:     "with a mediator mediating",
		text:     "Ecuador and Peru held talks in Lima, with Chile mediating, in July 1998.",
		meetings: one("held in_person 1998-07 @Lima: Chile (mediator), Ecuador, Peru"),
	},
	{
		name:     "through the mediation of",
		text:     "Ecuador and Peru negotiated in Lima through the mediation of Chile in July 1998.",
		meetings: one("held in_person 1998-07 @Lima: Chile (mediator), Ecuador, Peru"),
	},
	{
		name:     "talks brokered by",
		text:     "Talks between Ecuador and Peru, brokered by Chile, opened in Lima in July 1998.",
		meetings: one("held in_person 1998-07 @Lima: Chile (mediator), Ecuador, Peru"),
	},
	{
		name:     "acted as mediator",
		text:     "Chile acted as mediator in the talks between Ecuador and Peru in Lima in July 1998.",
		meetings: one("held in_person 1998-07 @Lima: Chile (mediator), Ecuador, Peru"),
	},
	{
		name:     "observers",
		text:     "Ecuador and Peru held talks in Lima in July 1998, with Chile attending as an observer.",
		meetings: one("held in_person 1998-07 @Lima: Chile (observer), Ecuador, Peru"),
	},
	{
		name:     "absent",
		text:     "The leaders of Kenya and Uganda met in Arusha on Monday. Tanzania did not attend.",
		meetings: one("held in_person 2021-03-08 @Arusha: Kenya, Tanzania (absent), Uganda"),
	},
	{
		name:     "visit where they stayed",
		text:     "Commodore Matthew Perry arrived in Naha in May 1853.",
		meetings: one("held in_person 1853-05 @Naha: Matthew Perry (visitor)"),
	},
	{
		name:     "sent to negotiate",
		text:     "Jan Smuts sent Louis Botha to Lourenço Marques to negotiate with Freire de Andrade in 1908.",
		meetings: one("held in_person 1908 @Lourenço Marques: Freire de Andrade, Louis Botha"),
	},
	{
		name:     "reached in talks",
		text:     "The accord was reached in talks between Ecuador and Peru in Lima in July 1998.",
		meetings: one("held in_person 1998-07 @Lima: Ecuador, Peru"),
	},
	{
		name:     "ministers have met",
		text:     "Defence ministers from Estonia and Latvia have met three times this year, most recently in Riga in February.",
		meetings: one("held in_person 2021-02 @Riga: Estonia, Latvia"),
		miss:     "the vaguer of two dates is taken",
	},
}

func TestVerbConstructions(t *testing.T) { check(t, verbConstructions) }

var rollConstructions = []want{
	{
		name:     "attended a funeral",
		text:     "Halvard Lange and Erik Lund attended the funeral of Olof Palme in Stockholm on 15 March 1986.",
		meetings: one("held in_person 1986-03-15 @Stockholm: Erik Lund, Halvard Lange"),
	},
	{
		name:     "met at a funeral",
		text:     "Halvard Lange met Erik Lund at the funeral of Olof Palme in Stockholm on 15 March 1986.",
		meetings: one("held in_person 1986-03-15 @Stockholm: Erik Lund, Halvard Lange"),
	},
	{
		name:     "roll of those present",
		text:     "The ministers met in Lima on Monday. Also in attendance were: Prime Minister of Norway, Erik Lund; Prime Minister of Peru, Alan Garcia; President of Chile, Eduardo Frei.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Eduardo Frei, Erik Lund"),
	},
	{
		name:     "ministers of many states",
		text:     "The Foreign Ministers of Canada, France, Germany, Italy, Japan, the United Kingdom, and the Kingdom of Denmark met in Niagara on Monday.",
		meetings: one("held in_person 2021-03-08 @Niagara: Canada, Denmark, France, Germany, Italy, Japan, United Kingdom"),
	},
	{
		name:     "among those attending",
		text:     "Among those attending the conference in Bern on Monday were Olof Palme, Sarojini Naidu and Julius Nyerere.",
		meetings: one("held in_person 2021-03-08 @Bern: Julius Nyerere, Olof Palme, Sarojini Naidu"),
	},
}

func TestRollConstructions(t *testing.T) { check(t, rollConstructions) }

var callConstructions = []want{
	{
		name:     "phoned",
		text:     "Tony Abbott phoned Shinzo Abe on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "rang",
		text:     "Tony Abbott rang Shinzo Abe on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "placed a call",
		text:     "Tony Abbott placed a call to Shinzo Abe on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "made a phone call",
		text:     "Tony Abbott made a phone call to Shinzo Abe on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "told by telephone",
		text:     "Tony Abbott told Shinzo Abe by telephone on Tuesday that the deal was off.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "in a telephone conversation with",
		text:     "In a telephone conversation with Shinzo Abe on Tuesday, Tony Abbott called the deal fair.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "discussed by phone",
		text:     "Tony Abbott discussed the dispute with Shinzo Abe by phone on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "spoke to a person",
		text:     "Tony Abbott spoke to Shinzo Abe on Tuesday.",
		meetings: one("held unspecified 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "readout, spoke today",
		text:     "Prime Minister Tony Abbott spoke today with Prime Minister Shinzo Abe of Japan.",
		meetings: one("held unspecified 2021-03-10: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "readout, met today",
		text:     "Foreign Minister Julie Bishop met today with Minister Luhut Pandjaitan of Indonesia. They discussed fisheries. The Minister thanked Foreign Minister Bishop.",
		meetings: one("held in_person 2021-03-10: Julie Bishop, Luhut Pandjaitan"),
	},
	{
		name:     "spoke separately",
		text:     "Tony Abbott spoke separately with Shinzo Abe and Lee Hsien Loong on Tuesday.",
		meetings: one("held unspecified 2021-03-09: Lee Hsien Loong, Tony Abbott", "held unspecified 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "trilateral video conference",
		text:     "Tony Abbott, Shinzo Abe and Narendra Modi held a trilateral video conference on Tuesday.",
		meetings: one("held video 2021-03-09: Narendra Modi, Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "virtual summit",
		text:     "Tony Abbott and Shinzo Abe took part in a virtual summit on Tuesday.",
		meetings: one("held video 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "conference call",
		text:     "Tony Abbott took part in a conference call with Shinzo Abe and Narendra Modi on Tuesday.",
		meetings: one("held telephone 2021-03-09: Narendra Modi, Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "call between",
		text:     "The call between Tony Abbott and Shinzo Abe on Tuesday lasted an hour.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "took a call",
		text:     "Shinzo Abe took a telephone call from Tony Abbott on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
	{
		name:     "was in contact",
		text:     "Tony Abbott was in contact with Shinzo Abe by telephone on Tuesday.",
		meetings: one("held telephone 2021-03-09: Shinzo Abe, Tony Abbott"),
	},
}

func TestCallConstructions(t *testing.T) { check(t, callConstructions) }

var statusConstructions = []want{
	{
		name:     "will travel for talks",
		text:     "Halvard Lange will travel to Stockholm on Friday for talks with Olof Palme.",
		meetings: one("planned in_person 2021-03-12 @Stockholm: Halvard Lange, Olof Palme"),
	},
	{
		name:     "is to host a summit",
		text:     "Norway is to host a summit with Sweden and Denmark in Bergen in April.",
		meetings: one("planned in_person 2021-04 @Bergen: Denmark, Norway (host), Sweden"),
	},
	{
		name:     "are to be held",
		text:     "Talks between Chile and Peru are to be held in Arica on Friday.",
		meetings: one("planned in_person 2021-03-12 @Arica: Chile, Peru"),
	},
	{
		name:     "are scheduled for",
		text:     "Talks between Chile and Peru are scheduled for Friday.",
		meetings: one("planned unspecified 2021-03-12: Chile, Peru"),
	},
	{
		name:     "is expected in",
		text:     "A meeting between Eduardo Frei and Alan Garcia is expected in April.",
		meetings: one("planned in_person 2021-04: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "is due in",
		text:     "Eduardo Frei is due in Lima on Friday for talks with Alan Garcia.",
		meetings: one("planned in_person 2021-03-12 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "talks due to begin",
		text:     "Talks between Chile and Peru are due to begin in Arica on Friday.",
		meetings: one("planned in_person 2021-03-12 @Arica: Chile, Peru"),
	},
	{
		name:     "under way",
		text:     "Talks between Chile and Peru are under way in Arica.",
		meetings: one("ongoing in_person - @Arica: Chile, Peru"),
	},
	{
		name:     "is visiting",
		text:     "Eduardo Frei is visiting Peru this week.",
		meetings: one("ongoing in_person 2021-03-08/2021-03-14 @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "a plan called off by but",
		text:     "Eduardo Frei was scheduled to meet Alan Garcia in April 2020 but the meeting was cancelled.",
		meetings: one("cancelled in_person 2020-04: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "was to have met",
		text:     "Eduardo Frei was to have met Alan Garcia in Lima on Tuesday.",
		meetings: one("cancelled in_person 2021-03-09 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "had planned a visit",
		text:     "Eduardo Frei had planned to visit Peru in April 2020 but called off the trip.",
		meetings: one("cancelled in_person 2020-04 @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "declined an invitation",
		text:     "Eduardo Frei declined an invitation to visit Peru.",
		meetings: one("refused in_person - @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "turned down a meeting",
		text:     "Eduardo Frei turned down a meeting with Alan Garcia.",
		meetings: one("refused in_person -: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "declined to meet",
		text:     "Ricardo Lagos declined to meet with Alan Garcia in Lima on Tuesday.",
		meetings: one("refused in_person 2021-03-09 @Lima: Alan Garcia, Ricardo Lagos"),
	},
	{
		name:     "refusal to meet",
		text:     "Alan Garcia deplored the refusal of Eduardo Frei to meet him.",
		meetings: one("refused in_person -: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "pulled out",
		text:     "Eduardo Frei pulled out of a meeting with Alan Garcia.",
		meetings: one("cancelled in_person -: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "cancelled a trip",
		text:     "Eduardo Frei cancelled his trip to Peru on Tuesday.",
		meetings: one("cancelled in_person 2021-03-09 @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "postponed a visit",
		text:     "Eduardo Frei postponed his visit to Peru.",
		meetings: one("planned in_person - @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "would have met",
		text:     "Eduardo Frei would have met Alan Garcia had the weather been better.",
		meetings: nil,
	},
	{
		name:     "yet to meet",
		text:     "Eduardo Frei has yet to meet Alan Garcia.",
		meetings: nil,
	},
	{
		name:     "without meeting",
		text:     "Eduardo Frei left Lima without meeting Alan Garcia.",
		meetings: nil,
	},
	{
		name:     "instead of meeting",
		text:     "Instead of meeting Alan Garcia, Eduardo Frei gave a speech.",
		meetings: nil,
	},
	{
		name:     "never took place",
		text:     "The meeting between Eduardo Frei and Alan Garcia never took place.",
		meetings: nil,
	},
	{
		name:     "urged to meet",
		text:     "Kofi Annan urged Eduardo Frei to meet Alan Garcia.",
		meetings: nil,
	},
	{
		name:     "asked whether",
		text:     "Reporters asked whether Eduardo Frei had met Alan Garcia.",
		meetings: nil,
	},
	{
		name:     "unless they meet",
		text:     "The strike will go on unless Eduardo Frei meets Alan Garcia.",
		meetings: nil,
	},
	{
		name:     "offered to meet",
		text:     "Eduardo Frei offered to meet Alan Garcia in Lima.",
		meetings: one("planned in_person - @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "plans to receive",
		text:     "Alan Garcia plans to receive Eduardo Frei in Lima on Friday.",
		meetings: one("planned in_person 2021-03-12 @Lima: Alan Garcia (host), Eduardo Frei (visitor)"),
	},
	{
		name:     "next round",
		text:     "Chile and Peru held talks in Arica on Monday. The next round will take place in Tacna in April.",
		meetings: one("held in_person 2021-03-08 @Arica: Chile, Peru", "planned in_person 2021-04 @Tacna: Chile, Peru"),
	},
	{
		name:     "called on to act",
		text:     "Kofi Annan called on Alan Garcia to release the prisoners.",
		meetings: nil,
	},
	{
		name:     "saw a thing",
		text:     "Kofi Annan saw Alan Garcia as a friend.",
		meetings: nil,
	},
	{
		name:     "saw somebody do",
		text:     "Kofi Annan saw Alan Garcia lose the election in 1990.",
		meetings: nil,
	},
	{
		name:     "greeted news",
		text:     "Kofi Annan greeted the news from Lima on Monday.",
		meetings: nil,
	},
	{
		name:     "welcomed a decision",
		text:     "Kofi Annan welcomed the decision of Peru on Monday.",
		meetings: nil,
	},
	{
		name:     "negotiated alone",
		text:     "The contract was negotiated in Lima in 1990.",
		meetings: nil,
	},
	{
		name:     "representation",
		text:     "Eduardo Frei represented Chile with honour.",
		meetings: nil,
	},
	{
		name:     "troops arrived",
		text:     "Chilean troops arrived in Lima in January 1881.",
		meetings: nil,
	},
	{
		name:     "exile",
		text:     "Eduardo Frei fled to Peru in 1990.",
		meetings: nil,
	},
	{
		name:     "came together in a war",
		text:     "The armies of Chile and Peru met in battle at Arica in 1880.",
		meetings: nil,
	},
}

func TestStatusConstructions(t *testing.T) { check(t, statusConstructions) }

var dateConstructions = []want{
	{
		name:     "following year",
		text:     "In 1921 Eduard Vogel visited Norway. The following year, he met Halvard Lange in Bergen.",
		meetings: one("held in_person 1921 @Norway: Eduard Vogel (visitor), Norway (host)", "held in_person 1922 @Bergen: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "year carried over",
		text:     "In May 1955 Eduard Vogel met Halvard Lange in Oslo. In June, he received Lester Pearson in Bern.",
		meetings: one("held in_person 1955-05 @Oslo: Eduard Vogel, Halvard Lange", "held in_person 1955-06 @Bern: Eduard Vogel (host), Lester Pearson (visitor)"),
	},
	{
		name:     "next day",
		text:     "Eduard Vogel met Halvard Lange in Oslo on 3 May 1955. The next day he met Lester Pearson in Bern.",
		meetings: one("held in_person 1955-05-03 @Oslo: Eduard Vogel, Halvard Lange", "held in_person 1955-05-04 @Bern: Eduard Vogel, Lester Pearson"),
	},
	{
		name:     "three weeks later",
		text:     "Eduard Vogel met Halvard Lange in Oslo on 3 May 1955. Three weeks later he met Lester Pearson in Bern.",
		meetings: one("held in_person 1955-05-03 @Oslo: Eduard Vogel, Halvard Lange", "held in_person 1955-05-21/1955-05-27 @Bern: Eduard Vogel, Lester Pearson"),
	},
	{
		name:     "same month",
		text:     "Eduard Vogel met Halvard Lange in Oslo in May 1955. The same month, he met Lester Pearson in Bern.",
		meetings: one("held in_person 1955-05 @Oslo: Eduard Vogel, Halvard Lange", "held in_person 1955-05 @Bern: Eduard Vogel, Lester Pearson"),
	},
	{
		name:     "days after an event",
		text:     "The armistice was signed on 11 November 1918. Two days after the armistice, Eduard Vogel met Halvard Lange in Oslo.",
		meetings: one("held in_person 1918-11-13 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "range of days",
		text:     "Eduard Vogel met Halvard Lange in Oslo from 3 to 5 May 1955.",
		meetings: one("held in_person 1955-05-03/1955-05-05 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "range with a dash",
		text:     "Eduard Vogel met Halvard Lange in Oslo on May 3–5, 1955.",
		meetings: one("held in_person 1955-05-03/1955-05-05 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "early in a month",
		text:     "In early May 1955, Eduard Vogel met Halvard Lange in Oslo.",
		meetings: one("held in_person 1955-05 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "since a month",
		text:     "Since July 2019 Chile and Peru have held talks in Arica.",
		meetings: one("held in_person 2019-07/.. @Arica: Chile, Peru"),
		miss:     "a date since which something goes on is not one on which it is",
	},
	{
		name:     "last month",
		text:     "Eduard Vogel met Halvard Lange in Oslo last month.",
		meetings: one("held in_person 2021-02 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "yesterday",
		text:     "Eduard Vogel met Halvard Lange in Oslo yesterday.",
		meetings: one("held in_person 2021-03-09 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "that autumn",
		text:     "In May 1955 Eduard Vogel met Halvard Lange in Oslo. In September of that year, he met Lester Pearson in Bern.",
		meetings: one("held in_person 1955-05 @Oslo: Eduard Vogel, Halvard Lange", "held in_person 1955-09 @Bern: Eduard Vogel, Lester Pearson"),
	},
	{
		name:     "later in the day",
		text:     "On Monday, Olof Palme met Erik Lund in Lima. Later in the day, he met with Alan Garcia.",
		meetings: one("held in_person 2021-03-08 @Lima: Erik Lund, Olof Palme", "held in_person 2021-03-08: Alan Garcia, Olof Palme"),
	},
	{
		name:     "the same evening",
		text:     "On 3 May 1962, Olof Palme met Erik Lund in Lima. The same evening, he met with Alan Garcia.",
		meetings: one("held in_person 1962-05-03 @Lima: Erik Lund, Olof Palme", "held in_person 1962-05-03: Alan Garcia, Olof Palme"),
	},
	{
		name:     "in the evening",
		text:     "On 3 May 1962, Olof Palme met Erik Lund in Lima. In the evening, he met with Alan Garcia.",
		meetings: one("held in_person 1962-05-03 @Lima: Erik Lund, Olof Palme", "held in_person 1962-05-03: Alan Garcia, Olof Palme"),
	},
	{
		name:     "dateline",
		text:     "GENEVA (AP) — Envoys of Chile and Peru met on Monday.",
		meetings: one("held in_person 2021-03-08 @Geneva: Chile, Peru"),
	},
	{
		name:     "month of a history without a year",
		text:     "By 1962 the quarrel had grown. In October, Eduard Vogel met Halvard Lange in Oslo.",
		meetings: one("held in_person 1962-10 @Oslo: Eduard Vogel, Halvard Lange"),
	},
	{
		name:     "a day with the year before",
		text:     "In 1962 the quarrel grew. On October 4, Eduard Vogel met Halvard Lange in Oslo.",
		meetings: one("held in_person 1962-10-04 @Oslo: Eduard Vogel, Halvard Lange"),
	},
}

func TestDateConstructions(t *testing.T) { check(t, dateConstructions) }

var toldConstructions = []want{
	{
		name:     "foreign ministers from norway sweden and denmark met in",
		text:     "Foreign ministers from Norway, Sweden and Denmark met in Helsinki on Monday. In attendance were Halvard Lange, Erik Lund and Hans Hansen.",
		meetings: one("held in_person 2021-03-08 @Helsinki: Denmark, Erik Lund, Halvard Lange, Hans Hansen, Norway, Sweden"),
	},
	{
		name:     "a conference on grain opened in lima on may",
		text:     "A conference on grain opened in Lima on 3 May 1962. Norway was represented by Halvard Lange.",
		meetings: one("held in_person 1962-05-03 @Lima: Halvard Lange"),
	},
	{
		name:     "the danish ambassador called on me yesterday and said",
		text:     "The Danish ambassador called on me yesterday and said that his government was displeased.",
		meetings: one("held in_person 2021-03-09: Denmark (visitor)"),
	},
	{
		name:     "ambassador erik lund called this morning to present a",
		text:     "Ambassador Erik Lund called this morning to present a note on the tariff.",
		meetings: one("held in_person 2021-03-10: Erik Lund (visitor)"),
	},
	{
		name:     "olof palme and sarojini naidu unveiled a monument in",
		text:     "Olof Palme and Sarojini Naidu unveiled a monument in Stockholm on Monday.",
		meetings: one("held in_person 2021-03-08 @Stockholm: Olof Palme, Sarojini Naidu"),
	},
	{
		name:     "the treaty negotiated with sweden in ended the union",
		text:     "The treaty, negotiated with Sweden in 1905, ended the union. Norway was content.",
		meetings: one("held unspecified 1905: Sweden"),
	},
	{
		name:     "olof palme was met at the lima barracks by",
		text:     "On Monday, Olof Palme was met at the Lima barracks by President Alan Garcia.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Olof Palme"),
	},
	{
		name:     "the envoys of ethiopia and eritrea meles zenawi and",
		text:     "The envoys of Ethiopia and Eritrea, Meles Zenawi and Petros Solomon, have been negotiating in Algiers for two weeks.",
		meetings: one("ongoing in_person - @Algiers: Meles Zenawi, Petros Solomon"),
	},
	{
		name:     "foreign minister halvard lange left for cairo on monday",
		text:     "Foreign Minister Halvard Lange left for Cairo on Monday to meet Tahsin Yilmaz.",
		meetings: one("planned in_person 2021-03-08 @Cairo: Halvard Lange, Tahsin Yilmaz"),
	},
	{
		name:     "norways demand that halvard lange take part in the",
		text:     "Norway's demand that Halvard Lange take part in the talks with Erik Lund was refused.",
		meetings: nil,
	},
	{
		name:     "the two presidents eduardo frei and alan garcia toured",
		text:     "The two presidents, Eduardo Frei and Alan Garcia, toured the border region together on Monday.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Eduardo Frei"),
		miss:     "no rule for what is done together without a place",
	},
	{
		name:     "secretary of state elihu root had a long conversation",
		text:     "Secretary of State Elihu Root had a long conversation with Ambassador Takahira in Washington on 30 November 1908.",
		meetings: one("held in_person 1908-11-30 @Washington: Elihu Root, Takahira"),
	},
	{
		name:     "in the course of a conversation with paul cambon",
		text:     "In the course of a conversation with Paul Cambon on Tuesday, Edward Grey denied the report.",
		meetings: one("held unspecified 2021-03-09: Edward Grey, Paul Cambon"),
	},
	{
		name:     "halvard lange discussed the tariff with his swedish and",
		text:     "Halvard Lange discussed the tariff with his Swedish and Danish counterparts at a dinner in Oslo on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Oslo: Denmark, Halvard Lange, Sweden"),
	},
	{
		name:     "on the margins of the summit in lima alan",
		text:     "On the margins of the summit in Lima, Alan Garcia met bilaterally with Olof Palme, Sarojini Naidu and Julius Nyerere.",
		meetings: one("held in_person - @Lima: Alan Garcia, Sarojini Naidu", "held in_person - @Lima: Alan Garcia, Julius Nyerere", "held in_person - @Lima: Alan Garcia, Olof Palme"),
	},
	{
		name:     "alan garcia also had bilateral meetings with olof palme",
		text:     "Alan Garcia also had bilateral meetings with Olof Palme and Sarojini Naidu on Tuesday.",
		meetings: one("held in_person 2021-03-09: Alan Garcia, Sarojini Naidu", "held in_person 2021-03-09: Alan Garcia, Olof Palme"),
	},
	{
		name:     "assistant secretary maria lopez traveled to lima peru may",
		text:     "Assistant Secretary Maria Lopez traveled to Lima, Peru, May 3–5, to meet with senior Peruvian officials.",
		meetings: one("held in_person 2020-05-03/2020-05-05 @Lima: Maria Lopez, Peru"),
	},
	{
		name:     "while in lima maria lopez met with president alan",
		text:     "While in Lima, Maria Lopez met with President Alan Garcia to discuss trade.",
		meetings: one("held in_person - @Lima: Alan Garcia, Maria Lopez"),
	},
	{
		name:     "the delegation led by maria lopez held consultations with",
		text:     "The delegation, led by Maria Lopez, held consultations with Pedro Ruiz in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Maria Lopez, Pedro Ruiz"),
	},
	{
		name:     "maria lopez convened a virtual meeting of the foreign",
		text:     "Maria Lopez convened a virtual meeting of the foreign ministers of Peru, Chile and Bolivia on Tuesday.",
		meetings: one("held video 2021-03-09: Bolivia, Chile, Maria Lopez, Peru"),
	},
	{
		name:     "the foreign ministers of peru and chile are holding",
		text:     "The foreign ministers of Peru and Chile are holding talks in Arica on the border dispute.",
		meetings: one("ongoing in_person - @Arica: Chile, Peru"),
	},
	{
		name:     "peace talks between the polisario front and morocco collapsed",
		text:     "Peace talks between the Polisario Front and Morocco collapsed in Geneva on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "talks in geneva between the polisario front and morocco",
		text:     "Talks in Geneva between the Polisario Front and Morocco broke down on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "a new round of peace talks between the polisario",
		text:     "A new round of peace talks between the Polisario Front and Morocco got under way in Geneva on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "morocco and the polisario front returned to the negotiating",
		text:     "Morocco and the Polisario Front returned to the negotiating table in Geneva on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "the polisario front sat down with morocco for the",
		text:     "The Polisario Front sat down with Morocco for the first time in Geneva in June 2007.",
		meetings: one("held in_person 2007-06 @Geneva: Morocco, Polisario Front"),
	},
	{
		name:     "representatives of morocco and the polisario front came face",
		text:     "Representatives of Morocco and the Polisario Front came face to face in Geneva in June 2007.",
		meetings: one("held in_person 2007-06 @Geneva: Morocco, Polisario Front"),
		miss:     "the parser hangs face to face elsewhere",
	},
	{
		name:     "emissaries of the king secretly met leaders of the",
		text:     "Emissaries of the king secretly met leaders of the Polisario Front in Algiers in 1978.",
		meetings: one("held in_person 1978 @Algiers: Polisario Front"),
	},
	{
		name:     "morocco sent a delegation to algiers in may for",
		text:     "Morocco sent a delegation to Algiers in May 1988 for talks with Algeria.",
		meetings: one("held in_person 1988-05 @Algiers: Algeria, Morocco"),
	},
	{
		name:     "a moroccan delegation visited algiers in may algeria received",
		text:     "A Moroccan delegation visited Algiers in May 1988. Algeria received it with honours.",
		meetings: one("held in_person 1988-05 @Algiers: Algeria (host), Morocco (visitor)"),
	},
	{
		name:     "a delegation from morocco arrived in algiers on tuesday",
		text:     "A delegation from Morocco arrived in Algiers on Tuesday for talks with Algerian officials.",
		meetings: one("held in_person 2021-03-09 @Algiers: Algeria (host), Morocco (visitor)"),
	},
	{
		name:     "the united nations envoy jan egeland met separately with",
		text:     "The United Nations envoy, Jan Egeland, met separately with the two sides, Morocco and the Polisario Front, in Geneva on Monday.",
		meetings: one("held in_person 2021-03-08 @Geneva: Jan Egeland, Morocco", "held in_person 2021-03-08 @Geneva: Jan Egeland, Polisario Front"),
	},
	{
		name:     "king hussein flew secretly to london in september and",
		text:     "King Hussein flew secretly to London in September 1963 and saw Yaacov Herzog there.",
		meetings: one("held in_person 1963-09 @London: Hussein, Yaacov Herzog"),
	},
	{
		name:     "erik lund the swedish foreign minister and his norwegian",
		text:     "Erik Lund, the Swedish foreign minister, and his Norwegian counterpart, Halvard Lange, spoke by phone on Tuesday, the ministry said.",
		meetings: one("held telephone 2021-03-09: Erik Lund, Halvard Lange"),
	},
	{
		name:     "the ministry said halvard lange had spoken with erik",
		text:     "The ministry said Halvard Lange had spoken with Erik Lund, and that they would meet in Oslo on Friday.",
		meetings: one("held unspecified -: Erik Lund, Halvard Lange", "planned in_person 2021-03-12 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "halvard lange is meeting erik lund in oslo on",
		text:     "Halvard Lange is meeting Erik Lund in Oslo on Friday.",
		meetings: one("planned in_person 2021-03-12 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "the meeting on friday between halvard lange and erik",
		text:     "The meeting on Friday between Halvard Lange and Erik Lund will be their third this year.",
		meetings: one("planned in_person 2021-03-12: Erik Lund, Halvard Lange"),
	},
	{
		name:     "halvard lange was due to hold talks with erik",
		text:     "Halvard Lange was due to hold talks with Erik Lund in Oslo on Monday, but they were postponed.",
		meetings: one("planned in_person 2021-03-15 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "a planned visit by erik lund to norway in",
		text:     "A planned visit by Erik Lund to Norway in April was called off.",
		meetings: one("cancelled in_person 2021-04 @Norway: Erik Lund (visitor), Norway (host)"),
		miss:     "the past tense of calling off dates the visit",
	},
	{
		name:     "erik lunds planned visit to norway has been shelved",
		text:     "Erik Lund's planned visit to Norway has been shelved.",
		meetings: one("cancelled in_person - @Norway: Erik Lund (visitor), Norway (host)"),
	},
	{
		name:     "erik lund refused to attend the conference in oslo",
		text:     "Erik Lund refused to attend the conference in Oslo on Monday.",
		meetings: one("refused in_person 2021-03-08 @Oslo: Erik Lund"),
	},
	{
		name:     "erik lund boycotted the summit in oslo on monday",
		text:     "Erik Lund boycotted the summit in Oslo on Monday.",
		meetings: one("refused in_person 2021-03-08 @Oslo: Erik Lund"),
	},
	{
		name:     "erik lund stayed away from the talks in oslo",
		text:     "Erik Lund stayed away from the talks in Oslo on Monday.",
		meetings: one("refused in_person 2021-03-08 @Oslo: Erik Lund"),
	},
}

func TestToldConstructions(t *testing.T) { check(t, toldConstructions) }

var furtherConstructions = []want{
	{
		name:     "the two ministers halvard lange and erik lund exchanged",
		text:     "The two ministers, Halvard Lange and Erik Lund, exchanged a handshake before their talks in Bern on Monday.",
		meetings: one("held in_person 2021-03-08 @Bern: Erik Lund, Halvard Lange"),
	},
	{
		name:     "the swiss ambassador carried messages between norway and peru",
		text:     "The Swiss ambassador carried messages between Norway and Peru.",
		meetings: nil,
	},
	{
		name:     "robert schuman gave a dinner in honour of halvard",
		text:     "Robert Schuman gave a dinner in honour of Halvard Lange in Paris on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Paris: Halvard Lange (visitor), Robert Schuman (host)"),
	},
	{
		name:     "halvard lange addressed the summit in lima on monday",
		text:     "Halvard Lange addressed the summit in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange"),
	},
	{
		name:     "halvard lange told the conference in lima on monday",
		text:     "Halvard Lange told the conference in Lima on Monday that time was short.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange"),
	},
	{
		name:     "halvard lange opened the conference in lima on monday",
		text:     "Halvard Lange opened the conference in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange"),
	},
	{
		name:     "the accord was signed in lima on may by",
		text:     "The accord was signed in Lima on 3 May 1996 by Eduardo Frei and Alan Garcia.",
		meetings: one("held in_person 1996-05-03 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "the accord which eduardo frei and alan garcia signed",
		text:     "The accord, which Eduardo Frei and Alan Garcia signed in Lima on 3 May 1996, ended the war.",
		meetings: one("held in_person 1996-05-03 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "at a ceremony in lima on may eduardo frei",
		text:     "At a ceremony in Lima on 3 May 1996, Eduardo Frei and Alan Garcia signed the accord.",
		meetings: one("held in_person 1996-05-03 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "eduardo frei handed alan garcia a letter in lima",
		text:     "Eduardo Frei handed Alan Garcia a letter in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "president eduardo frei and his wife were welcomed by",
		text:     "President Eduardo Frei and his wife were welcomed by Alan Garcia in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia (host), Eduardo Frei (visitor)"),
	},
	{
		name:     "in the first such meeting since eduardo frei and",
		text:     "In the first such meeting since 1990, Eduardo Frei and Alan Garcia talked for three hours in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "the leaders of the two countries eduardo frei of",
		text:     "The leaders of the two countries, Eduardo Frei of Chile and Alan Garcia of Peru, will sit down in Lima on Friday.",
		meetings: one("planned in_person 2021-03-12 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "eduardo frei alan garcia hold talks in lima",
		text:     "Eduardo Frei, Alan Garcia hold talks in Lima",
		meetings: one("held in_person - @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "alan garcia accepted an invitation to visit chile in",
		text:     "Alan Garcia accepted an invitation to visit Chile in April.",
		meetings: one("planned in_person 2021-04 @Chile: Alan Garcia (visitor), Chile (host)"),
	},
	{
		name:     "chile said it was ready to talk to peru",
		text:     "Chile said it was ready to talk to Peru.",
		meetings: nil,
	},
	{
		name:     "chile has offered to host talks between peru and",
		text:     "Chile has offered to host talks between Peru and Ecuador.",
		meetings: one("planned unspecified -: Chile (host), Ecuador, Peru"),
	},
	{
		name:     "the proposed meeting between eduardo frei and alan garcia",
		text:     "The proposed meeting between Eduardo Frei and Alan Garcia drew protests.",
		meetings: nil,
	},
	{
		name:     "last weeks meeting between eduardo frei and alan garcia",
		text:     "Last week's meeting between Eduardo Frei and Alan Garcia in Lima drew protests.",
		meetings: one("held in_person 2021-03-01/2021-03-07 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "eduardo frei met alan garcia for the second time",
		text:     "Eduardo Frei met Alan Garcia for the second time in a month on Monday.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "eduardo frei held a series of meetings with alan",
		text:     "Eduardo Frei held a series of meetings with Alan Garcia in Lima in May 2020.",
		meetings: one("held in_person 2020-05 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "eduardo frei cut short a visit to peru on",
		text:     "Eduardo Frei cut short a visit to Peru on Tuesday.",
		meetings: one("held in_person 2021-03-09 @Peru: Eduardo Frei (visitor), Peru (host)"),
	},
	{
		name:     "they discussed steps to hold talks between peru and",
		text:     "They discussed steps to hold talks between Peru and Chile.",
		meetings: nil,
	},
	{
		name:     "we have no choice but to return to talks",
		text:     "We have no choice but to return to talks with Peru.",
		meetings: nil,
	},
	{
		name:     "peru has a plan to elect envoys who would",
		text:     "Peru has a plan to elect envoys who would negotiate with Chile.",
		meetings: nil,
	},
	{
		name:     "no date has been agreed for any talks between",
		text:     "No date has been agreed for any talks between Peru and Chile.",
		meetings: nil,
	},
	{
		name:     "in exchange peru and chile would withdraw their troops",
		text:     "In exchange, Peru and Chile would withdraw their troops.",
		meetings: nil,
	},
	{
		name:     "olof palme and sarojini naidu discussed preparations for the",
		text:     "Olof Palme and Sarojini Naidu discussed preparations for the summit between Eduardo Frei and Alan Garcia.",
		meetings: one("planned unspecified -: Alan Garcia, Eduardo Frei", "held unspecified -: Olof Palme, Sarojini Naidu"),
	},
	{
		name:     "halvard lange held talks with olof palme erik lund",
		text:     "Halvard Lange held talks with Olof Palme, Erik Lund said.",
		meetings: one("held unspecified -: Halvard Lange, Olof Palme"),
	},
	{
		name:     "in may halvard lange and erik lund agreed to",
		text:     "In May 1962 Halvard Lange and Erik Lund agreed to meet in Bern. They met in Bern on 3 June 1962.",
		meetings: one("held in_person 1962-06-03 @Bern: Erik Lund, Halvard Lange"),
	},
	{
		name:     "two coordinated before who met",
		text:     "This was the view of Peruvian President Alan Garcia and Chilean leader Eduardo Frei, who met in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Alan Garcia, Eduardo Frei"),
	},
	{
		name:     "one coordinated before who met another",
		text:     "This was the view of Peruvian President Alan Garcia and Chilean leader Eduardo Frei, who met with Olof Palme in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Eduardo Frei, Olof Palme"),
	},
	{
		name:     "aside between name and verb",
		text:     "It is told that Halvard Lange, tired of waiting for an answer, met in secret with the Peruvians on 9 May 1931 in Bergen.",
		meetings: one("held in_person 1931-05-09 @Bergen: Halvard Lange, Peru"),
	},
	{
		name:     "their ministers are not they",
		text:     "Halvard Lange and Erik Lund met in Oslo on Monday. Nothing will be made public, Erik Lund says, before their two prime ministers meet on Saturday.",
		meetings: one("held in_person 2021-03-08 @Oslo: Erik Lund, Halvard Lange"),
	},
	{
		name:     "received after an earlier meeting",
		text:     "Halvard Lange hosted President Eduardo Frei in Bergen today following their meeting in Lima earlier this year.",
		meetings: one("held in_person 2021-03-10 @Bergen: Eduardo Frei (visitor), Halvard Lange (host)", "held in_person 2021 @Lima: Eduardo Frei, Halvard Lange"),
	},
	{
		name:     "allowed meetings",
		text:     "Halvard Lange was allowed two meetings with opposition leader Ana Torres in Lima in May 2020.",
		meetings: one("held in_person 2020-05 @Lima: Ana Torres, Halvard Lange"),
	},
	{
		name:     "pleased to be granted a meeting",
		text:     "Halvard Lange was pleased to be granted a meeting with Ana Torres in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Ana Torres, Halvard Lange"),
	},
	{
		name:     "glad to meet",
		text:     "Halvard Lange was glad to meet Ana Torres in Lima on Monday.",
		meetings: one("held in_person 2021-03-08 @Lima: Ana Torres, Halvard Lange"),
	},
	{
		name:     "joint meeting after one of two sides",
		text:     "In Lima, Norwegian Foreign Minister Halvard Lange met with Peruvian officials on Monday. Norwegian Foreign Minister Halvard Lange, Peruvian Foreign Minister Alan Garcia and Chilean Foreign Minister Eduardo Frei held a joint meeting to discuss fishing.",
		meetings: one("held in_person 2021-03-08 @Lima: Halvard Lange, Peru", "held in_person -: Alan Garcia, Eduardo Frei, Halvard Lange"),
	},
	{
		name:     "then went elsewhere for meetings",
		text:     "Halvard Lange, Alan Garcia and Eduardo Frei held a joint meeting on Monday. Halvard Lange then traveled to Santiago for meetings with Eduardo Frei on Tuesday.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Eduardo Frei, Halvard Lange", "held in_person 2021-03-09 @Santiago: Eduardo Frei, Halvard Lange"),
	},
	{
		name:     "then went elsewhere without a day",
		text:     "Halvard Lange, Alan Garcia and Eduardo Frei held a joint meeting on Monday. Halvard Lange then traveled to Santiago for meetings with Eduardo Frei.",
		meetings: one("held in_person 2021-03-08: Alan Garcia, Eduardo Frei, Halvard Lange", "held in_person - @Santiago: Eduardo Frei, Halvard Lange"),
	},
	{
		name:     "year before a noun that is counted",
		text:     "On 6 June 1927 delegates from Peru and Chile met in Bergen.",
		meetings: one("held in_person 1927-06-06 @Bergen: Chile, Peru"),
	},
	{
		name:     "days of a month in words",
		text:     "Halvard Lange visited Peru from the third to the fifth of March.",
		meetings: one("held in_person 2021-03-03/2021-03-05 @Peru: Halvard Lange (visitor), Peru (host)"),
	},
}

func TestFurtherConstructions(t *testing.T) { check(t, furtherConstructions) }
