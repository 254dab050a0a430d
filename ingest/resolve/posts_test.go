package resolve_test

import "testing"

// Posts with long titles, whose they are, and who holds them.
var postTests = []want{
	{
		name:     "owner whose name ends in s",
		text:     "The delegation met Cayman Islands' Premier Holt and the Maldives' Foreign Minister Aisha Rafeeq.",
		entities: "person:Aisha Rafeeq; person:Holt; place:Cayman Islands; state:Maldives",
		tenures:  "Aisha Rafeeq | foreign minister | Maldives; Holt | premier | Cayman Islands",
	},
	{
		name:     "owner whose name ends in s, curled",
		text:     "In the talks with Seychelles’ President Dupont, Norway made an offer.",
		entities: "person:Dupont; state:Norway; state:Seychelles",
		tenures:  "Dupont | president | Seychelles",
	},
	{
		name:     "acronym between body and title",
		text:     "He met Nordic Council (NC) Secretary-General Dr. Eva Lund in Oslo.",
		entities: "organization:Nordic Council; person:Eva Lund; place:Oslo",
		tenures:  "Eva Lund | secretary-general | Nordic Council",
	},
	{
		name:     "acronym between body and title, with a possessive",
		text:     "She met the East African Community’s (EAC) Executive Secretary Peter Kiplagat.",
		entities: "organization:East African Community; person:Peter Kiplagat",
		tenures:  "Peter Kiplagat | executive secretary | East African Community",
	},
	{
		name:     "graded head with a portfolio",
		text:     "UNICEF Acting Principal Deputy Assistant Administrator for Africa Jane Whitfield visited Lima.",
		entities: "organization:United Nations Children's Fund; person:Jane Whitfield; place:Lima",
		tenures:  "Jane Whitfield | acting principal deputy assistant administrator for africa | United Nations Children's Fund",
	},
	{
		name:     "director for a region",
		text:     "A letter came from the National Security Council’s Senior Director for the Arctic Robert Doyle.",
		entities: "organization:National Security Council; person:Robert Doyle",
		tenures:  "Robert Doyle | senior director for the arctic | National Security Council",
	},
	{
		name:     "secretary of a portfolio",
		text:     "Crown Prince Salim bin Omar of Kuwait and US Deputy Secretary of Commerce Walter Finch raised it again.",
		entities: "person:Salim bin Omar; person:Walter Finch; state:Kuwait; state:United States",
		tenures:  "Salim bin Omar | crown prince | Kuwait; Walter Finch | deputy secretary of commerce | United States",
	},
	{
		name:     "portfolio of several words",
		text:     "Assistant Secretary of State for South and Central Asian Affairs Carol Whitman met Minister for Climate, Energy and Utilities Hans Sorensen.",
		entities: "person:Carol Whitman; person:Hans Sorensen",
		tenures:  "Carol Whitman | assistant secretary of state for south and central asian affairs | United States; Hans Sorensen | minister for climate, energy and utilities",
	},
	{
		name:     "under secretary and counselor",
		text:     "Under Secretary for Political Affairs Victor Nolan and State Department Counselor Derek Chase flew to Kenya.",
		entities: "organization:United States Department of State; person:Derek Chase; person:Victor Nolan; state:Kenya",
		tenures:  "Derek Chase | counselor | United States Department of State; Victor Nolan | under secretary for political affairs",
	},
	{
		name:     "commander of an acronym, with a rank",
		text:     "Commander AFRICOM Vice Admiral Paul Reyes spoke.",
		entities: "organization:United States Africa Command; person:Paul Reyes",
		tenures:  "Paul Reyes | commander | United States Africa Command",
	},
	{
		name:     "commander of a body, with a rank",
		text:     "Commander of U.S. Central Command General Mark Hollister and AFRICOM Commander General Tom Sorley came.",
		entities: "organization:United States Africa Command; organization:United States Central Command; person:Mark Hollister; person:Tom Sorley",
		tenures:  "Mark Hollister | commander | United States Central Command; Tom Sorley | commander | United States Africa Command",
	},
	{
		name:     "list between dashes",
		text:     "Three guests – National Security Council Cyber Coordinator Neil Foster, Assistant Secretary of State for African Affairs Paula Grant, and Ambassador-at-Large Simon Webb – had left Kenya.",
		entities: "organization:National Security Council; person:Neil Foster; person:Paula Grant; person:Simon Webb; state:Kenya",
		tenures:  "Neil Foster | coordinator | National Security Council; Paula Grant | assistant secretary of state for african affairs | United States; Simon Webb | ambassador-at-large",
	},
	{
		name:     "body in a portfolio",
		text:     "British Minister for Home and Commonwealth Affairs Jane Roe spoke.",
		entities: "person:Jane Roe; state:United Kingdom",
		tenures:  "Jane Roe | minister for home and commonwealth affairs | United Kingdom",
	},
	{
		name:     "list with semicolons",
		text:     "Present were Jane Roe, Minister of Trade of Chile; Juan Paz, Special Envoy for Haiti; and Peter Hansen, Director-General of UNESCO.",
		entities: "organization:United Nations Educational, Scientific and Cultural Organization; person:Jane Roe; person:Juan Paz; person:Peter Hansen; state:Chile; state:Haiti",
		tenures:  "Jane Roe | minister of trade | Chile; Juan Paz | special envoy; Peter Hansen | director-general | United Nations Educational, Scientific and Cultural Organization",
	},
	{
		name:     "state between two titled persons",
		text:     "King Omar of Jordan and Norwegian Deputy Minister of Fisheries Lars Dahl met President Maria Lopez of Peru and Chilean Foreign Minister Juan Paz.",
		entities: "person:Juan Paz; person:Lars Dahl; person:Maria Lopez; person:Omar; state:Chile; state:Jordan; state:Norway; state:Peru",
		tenures:  "Juan Paz | foreign minister | Chile; Lars Dahl | deputy minister of fisheries | Norway; Maria Lopez | president | Peru; Omar | king | Jordan",
	},
	{
		name:     "made president",
		text:     "The vote made Juan Paz president and an old friend, Pedro Quispe, prime minister.",
		entities: "person:Juan Paz; person:Pedro Quispe",
		tenures:  "Juan Paz | president; Pedro Quispe | prime minister",
	},
	{
		name:     "appointed, elected and named",
		text:     "Norway appointed Lars Dahl ambassador to Chile. The congress elected Maria Lopez president. The council named Jane Roe as its special envoy. The court swore in Juan Paz as president.",
		entities: "person:Jane Roe; person:Juan Paz; person:Lars Dahl; person:Maria Lopez; state:Chile; state:Norway",
		tenures:  "Jane Roe | special envoy; Juan Paz | president; Lars Dahl | ambassador; Maria Lopez | president",
	},
	{
		name:     "then, later, at the time",
		text:     "Jane Roe, then foreign minister of Chile, met Lars Dahl, at the time ambassador to Peru, and Maria Lopez, later president.",
		entities: "person:Jane Roe; person:Lars Dahl; person:Maria Lopez; state:Chile; state:Peru",
		tenures:  "Jane Roe | foreign minister | Chile; Lars Dahl | ambassador; Maria Lopez | president",
	},
	{
		name:     "served as",
		text:     "Jane Roe served as Chile's foreign minister until 1990. Lars Dahl, who had served as ambassador in Lima, resigned.",
		entities: "person:Jane Roe; person:Lars Dahl; place:Lima; state:Chile",
		tenures:  "Jane Roe | foreign minister | Chile; Lars Dahl | ambassador",
	},
	{
		name:     "its minister is nobody named",
		text:     "Chile was not represented by its Foreign Minister. Juan Paz, the president of Peru, was there.",
		entities: "person:Juan Paz; state:Chile; state:Peru",
		tenures:  "Juan Paz | president | Peru",
	},
	{
		name:     "the secretary's wife",
		text:     "Juan Paz, who was Minister of Foreign Affairs of Peru, stayed at home. The Foreign Secretary's wife was in Lima.",
		entities: "person:Juan Paz; place:Lima; state:Peru",
		tenures:  "Juan Paz | minister of foreign affairs | Peru",
	},
	{
		name:     "minister nobody names before one named later",
		text:     "Mali's foreign affairs minister spoke on Friday after President Amadou Keita had left for Lima. Moussa Traore said the rebels were ready. Malian Foreign Minister Moussa Traore then left.",
		entities: "person:Amadou Keita; person:Moussa Traore; place:Lima; state:Mali",
		tenures:  "Amadou Keita | president; Moussa Traore | foreign minister | Mali",
	},
	{
		name:     "state in a headline is no person",
		text:     "Mali: Rebels Ready for Talks\n\nChief negotiator Burkina Faso spoke. Lead negotiator Chile left.",
		entities: "state:Burkina Faso; state:Chile; state:Mali",
	},
	{
		name:     "state between a title and another",
		text:     "Lead negotiator Sierra Leone President Joseph Kamara meets delegates from Mali.",
		entities: "person:Joseph Kamara; state:Mali; state:Sierra Leone",
		tenures:  "Joseph Kamara | lead negotiator; Joseph Kamara | president | Sierra Leone",
	},
	{
		name:     "commission on a subject",
		text:     "Ana Paz, secretary of the Peruvian National Commission on Deep Sea Fishing, spoke for the Joint Committee on Trade and Investment.",
		entities: "organization:Joint Committee on Trade and Investment; organization:Peruvian National Commission on Deep Sea Fishing; person:Ana Paz",
		tenures:  "Ana Paz | secretary | Peruvian National Commission on Deep Sea Fishing",
	},
	{
		name:     "candidates and political leaders",
		text:     "Incumbent candidate Juan Paz met Pedro Quispe, a political leader of a mountain people, and opposition leader Ana Ruiz. Politician Luis Vega left.",
		entities: "person:Ana Ruiz; person:Juan Paz; person:Luis Vega; person:Pedro Quispe",
		tenures:  "Ana Ruiz | opposition leader",
	},
	{
		name:     "the president's envoy",
		text:     "Ana Ruiz, the President's special envoy, flew to Lima. The President insisted on it.",
		entities: "person:Ana Ruiz; place:Lima",
		tenures:  "Ana Ruiz | special envoy",
	},
	{
		name:     "envoy of the secretary-general",
		text:     "UN Special Representative of the Secretary-General for Haiti Maria Lund met Special Envoy of the President for Climate John Carver.",
		entities: "organization:United Nations; person:John Carver; person:Maria Lund; state:Haiti",
		tenures:  "John Carver | special envoy of the president for climate; Maria Lund | special representative of the secretary-general | United Nations",
	},
	{
		name:     "European posts",
		text:     "European Commissioner for Trade Henrik Olsen, EU High Representative for Foreign Affairs and Security Policy Marta Rossi and Director-General for Enlargement Karl Weber met.",
		entities: "organization:European Union; person:Henrik Olsen; person:Karl Weber; person:Marta Rossi",
		tenures:  "Henrik Olsen | european commissioner for trade; Karl Weber | director-general for enlargement; Marta Rossi | high representative for foreign affairs and security policy | European Union",
	},
	{
		name:     "posts in an old history",
		text:     "The Austrian plenipotentiary, Baron Hübel, met Count Orlov, the Russian ambassador at Vienna, and Lord Ashby, Secretary of State for the Colonies.",
		entities: "person:Ashby; person:Hübel; person:Orlov; place:Vienna; state:Austria; state:Russia",
		tenures:  "Ashby | secretary of state for the colonies; Hübel | plenipotentiary | Austria; Orlov | ambassador | Russia",
	},
	{
		name:     "Asian posts",
		text:     "State Councilor and Minister of National Defense Wei Jun met Japan's Chief Cabinet Secretary Kenji Mori and South Korean Vice Minister of Foreign Affairs Park Min-ho.",
		entities: "person:Kenji Mori; person:Park Min-ho; person:Wei Jun; state:Japan; state:South Korea",
		tenures:  "Kenji Mori | chief cabinet secretary | Japan; Park Min-ho | vice minister of foreign affairs | South Korea; Wei Jun | minister of national defense; Wei Jun | state councilor | China",
	},
	{
		name:     "military posts",
		text:     "Chief of the Defence Force General Ian Walsh, Chief of Army Staff General Rahim Noor, and Chairman of the Joint Chiefs of Staff Admiral Peter Vale met.",
		entities: "person:Ian Walsh; person:Peter Vale; person:Rahim Noor",
		tenures:  "Ian Walsh | chief of the defence force; Peter Vale | chairman of the joint chiefs of staff | United States; Rahim Noor | chief of army staff",
	},
	{
		name:     "body with a given name in it",
		text:     "The Secretary General of the Lake Victoria Council (LVC), Pedro Ruiz, arrived.",
		entities: "organization:Lake Victoria Council; person:Pedro Ruiz",
		tenures:  "Pedro Ruiz | secretary general | Lake Victoria Council",
	},
	{
		name:     "two posts in a list of persons",
		text:     "He was joined by Acting Assistant Secretary of State for Oceans and Scientific Affairs Helen Marsh, Deputy Assistant to the President and Coordinator for the Caribbean Neil Foster, and Ambassador Simon Webb.",
		entities: "person:Helen Marsh; person:Neil Foster; person:Simon Webb",
		tenures:  "Helen Marsh | acting assistant secretary of state for oceans and scientific affairs | United States; Neil Foster | coordinator for the caribbean; Neil Foster | deputy assistant to the president; Simon Webb | ambassador",
	},
	{
		name:     "portfolios after one that is a title already, and before the head",
		text:     "Kenya's Minister for Foreign Affairs and Tourism Joyce Amani met Argentina's Foreign Relations and Worship Minister Pedro Ruiz and praised Under Secretary of Defense for Policy Paul Reyes.",
		entities: "person:Joyce Amani; person:Paul Reyes; person:Pedro Ruiz; state:Argentina; state:Kenya",
		tenures:  "Joyce Amani | minister for foreign affairs and tourism | Kenya; Paul Reyes | under secretary of defense for policy; Pedro Ruiz | foreign relations and worship minister | Argentina",
	},
	{
		name:     "name after a body",
		text:     "The President of the Eurogroup Hans Sorensen and IAEA chief Luis Vega spoke. Amadou Keita was elected president in May.",
		entities: "organization:Eurogroup; organization:International Atomic Energy Agency; person:Amadou Keita; person:Hans Sorensen; person:Luis Vega",
		tenures:  "Amadou Keita | president; Hans Sorensen | president | Eurogroup; Luis Vega | chief | International Atomic Energy Agency",
	},
	{
		name:     "mission in a state",
		text:     "The head of the UN Support Mission in Chad, Peter Hansen, spoke.",
		entities: "organization:UN Support Mission in Chad; person:Peter Hansen",
		tenures:  "Peter Hansen | head | UN Support Mission in Chad",
	},
	{
		name:     "its chancellor, and a rank of birth",
		text:     "Russia was represented by its chancellor, Prince Orlov. Austria sent Count Hübel, its Foreign Minister.",
		entities: "person:Hübel; person:Orlov; state:Austria; state:Russia",
		tenures:  "Hübel | foreign minister | Austria; Orlov | chancellor | Russia",
	},
	{
		name:     "heads of different bodies",
		text:     "The Assistant Secretary-General for Human Rights, Ilze Lund, spoke. The Chairperson of the Nordic Council was absent.",
		entities: "organization:Nordic Council; person:Ilze Lund",
		tenures:  "Ilze Lund | assistant secretary-general for human rights",
	},
	{
		name:     "parliament and committee",
		text:     "Senate Foreign Relations Committee Chairman Paul Keating and Speaker of the House of Representatives Ann Marsh met.",
		entities: "organization:Senate Foreign Relations Committee; person:Ann Marsh; person:Paul Keating",
		tenures:  "Ann Marsh | speaker of the house of representatives; Paul Keating | committee chairman | Senate Foreign Relations Committee",
	},
}

func TestPosts(t *testing.T) { check(t, postTests) }
