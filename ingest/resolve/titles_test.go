package resolve_test

import "testing"

// What stands around a title: the names after it, what is bracketed, and whom
// the text spoke of before.
var titleTests = []want{
	{
		name:     "initials in one word",
		text:     "External Affairs Minister S.M. Raghavan met Home Minister B.K. Menon in Lima. K.R. Sundaram was there too.",
		entities: "person:B.K. Menon; person:K.R. Sundaram; person:S.M. Raghavan; place:Lima",
		tenures:  "B.K. Menon | home minister; S.M. Raghavan | external affairs minister",
	},
	{
		name:     "initials after a portfolio",
		text:     "Minister of Home Affairs P.V. Mehta and Mr. T.N. Iyer spoke.",
		entities: "person:P.V. Mehta; person:T.N. Iyer",
		tenures:  "P.V. Mehta | minister of home affairs",
	},
	{
		name:     "initials that the sentence ends after",
		text:     "The letter is by Foreign Minister A.B. Rao. He left for the U.S. Anna Berg read it.",
		entities: "person:A.B. Rao; person:Anna Berg; state:United States",
		tenures:  "A.B. Rao | foreign minister",
	},
	{
		name:     "portfolio in brackets",
		text:     "For India Ms. Leela Nair, Secretary (West) in the ministry, spoke. Director-General (Europe) Hans Keller was there.",
		entities: "person:Hans Keller; person:Leela Nair; state:India",
		tenures:  "Hans Keller | director-general (europe); Leela Nair | secretary (west)",
	},
	{
		name:     "name in brackets after a title",
		text:     "The letter went to the Secretary of State (Harlan).",
		entities: "person:Harlan",
		tenures:  "Harlan | secretary of state | United States",
	},
	{
		name:     "portfolio that is a list after the name",
		text:     "Peru was represented by Lucia Paredes, Vice Minister of Foreign Affairs, Trade and Regional Promotion of Peru.",
		entities: "person:Lucia Paredes; state:Peru",
		tenures:  "Lucia Paredes | vice minister of foreign affairs, trade and regional promotion | Peru",
	},
	{
		name:     "the country's post",
		text:     "Protests spread in Bolivia on Monday. The country's president, Ana Ruiz, called for calm.",
		entities: "person:Ana Ruiz; state:Bolivia",
		tenures:  "Ana Ruiz | president | Bolivia",
	},
	{
		name:     "the country's post after a name",
		text:     "Bolivia closed its border. Pedro Quispe, the country's defence minister, gave the order.",
		entities: "person:Pedro Quispe; state:Bolivia",
		tenures:  "Pedro Quispe | defence minister | Bolivia",
	},
	{
		name:     "the kingdom's post",
		text:     "Norway and Jordan signed. The kingdom's foreign minister Salim Badr spoke in Amman.",
		entities: "person:Salim Badr; place:Amman; state:Jordan; state:Norway",
		tenures:  "Salim Badr | foreign minister | Jordan",
	},
	{
		name:     "the body's post",
		text:     "The African Union met in Lima. The body's secretary general, Peter Kiplagat, opened the session.",
		entities: "organization:African Union; person:Peter Kiplagat; place:Lima",
		tenures:  "Peter Kiplagat | secretary general | African Union",
	},
	{
		name:     "surname that is a title",
		text:     "President Rashid Khan met Foreign Minister Omar Shah. Mary King and John Bishop spoke after Susan Dean.",
		entities: "person:John Bishop; person:Mary King; person:Omar Shah; person:Rashid Khan; person:Susan Dean",
		tenures:  "Omar Shah | foreign minister; Rashid Khan | president",
	},
	{
		name:     "title inside a name",
		text:     "Joining King Olav was Anna Berg. Sardar Sultan Ahmed and Imran Khan Niazi met Nuri Pasha. Judge Anna Berg and Bishop Peter Hansen watched.",
		entities: "person:Anna Berg; person:Imran Khan Niazi; person:Nuri Pasha; person:Olav; person:Peter Hansen; person:Sardar Sultan Ahmed",
		tenures:  "Anna Berg | judge; Olav | king; Peter Hansen | bishop",
	},
	{
		name:     "state in capitals owns a title",
		text:     "ROK National Security Advisor Park Min-ho met DPRK Foreign Minister Choe Chol and PRC Premier Wang Lei.",
		entities: "person:Choe Chol; person:Park Min-ho; person:Wang Lei; state:China; state:North Korea; state:South Korea",
		tenures:  "Choe Chol | foreign minister | North Korea; Park Min-ho | national security advisor | South Korea; Wang Lei | premier | China",
	},
	{
		name:     "more states in capitals",
		text:     "KSA Foreign Minister Salim Badr met DRC President Jean Mbala, PNG Prime Minister Peter Kila, RSA President Thabo Dlamini, NZ Foreign Minister Anna Berg and CAR President Paul Yakete.",
		entities: "person:Anna Berg; person:Jean Mbala; person:Paul Yakete; person:Peter Kila; person:Salim Badr; person:Thabo Dlamini; state:Central African Republic; state:Democratic Republic of the Congo; state:New Zealand; state:Papua New Guinea; state:Saudi Arabia; state:South Africa",
		tenures:  "Anna Berg | foreign minister | New Zealand; Jean Mbala | president | Democratic Republic of the Congo; Paul Yakete | president | Central African Republic; Peter Kila | prime minister | Papua New Guinea; Salim Badr | foreign minister | Saudi Arabia; Thabo Dlamini | president | South Africa",
	},
	{
		name:     "post of two bodies with a hyphen",
		text:     "U.N.-African Union mediator Peter Kiplagat flew to Lima. The AU-UN envoy Anna Berg did not.",
		entities: "organization:African Union; organization:United Nations; person:Anna Berg; person:Peter Kiplagat; place:Lima",
		tenures:  "Anna Berg | envoy | African Union; Peter Kiplagat | mediator | United Nations",
	},
	{
		name:     "plural before a comma",
		text:     "After talks with his military advisers, Jane Holt left for Lima. One of his aides, Peter Hansen, stayed.",
		entities: "person:Jane Holt; person:Peter Hansen; place:Lima",
		tenures:  "Peter Hansen | aide",
	},
	{
		name:     "office that somebody runs for",
		text:     "President Jean Moreau received her in Paris. She was campaigning for President of Peru.",
		entities: "person:Jean Moreau; place:Paris; state:Peru",
		tenures:  "Jean Moreau | president",
	},
	{
		name:     "portfolio without a preposition, and a second post of the state",
		text:     "Chile’s Secretary General Foreign Affairs, Juan Paz, and Foreign Secretary, Ana Ruiz, came.",
		entities: "person:Ana Ruiz; person:Juan Paz; state:Chile",
		tenures:  "Ana Ruiz | foreign secretary | Chile; Juan Paz | secretary general foreign affairs | Chile",
	},
	{
		name:     "the country of a demonym, and after of",
		text:     "Talks between Norway and Chile went on. Norwegian officials met in Lima. The country's foreign minister, Ana Ruiz, said so. Moussa Keita, prime minister of the country, left.",
		entities: "person:Ana Ruiz; person:Moussa Keita; place:Lima; state:Chile; state:Norway",
		tenures:  "Ana Ruiz | foreign minister | Norway; Moussa Keita | prime minister | Norway",
	},
	{
		name:     "hyphens in lower case and between acronyms",
		text:     "The Andean Community met in Lima. The bloc's secretary-general Ana Ruiz saw UN-Arab League envoy Omar Badr.",
		entities: "organization:Andean Community; organization:Arab League; organization:United Nations; person:Ana Ruiz; person:Omar Badr; place:Lima",
		tenures:  "Ana Ruiz | secretary-general | Andean Community; Omar Badr | envoy | United Nations",
	},
	{
		name:     "fields and divisions in brackets",
		text:     "Under-Secretary-General (Political Affairs) Paul Finch met Additional Secretary (Americas) Anil Rao and Joint Secretary (PXN) R.K. Nair.",
		entities: "person:Anil Rao; person:Paul Finch; person:R.K. Nair",
		tenures:  "Anil Rao | additional secretary (americas); Paul Finch | under-secretary-general (political affairs); R.K. Nair | joint secretary (pxn)",
	},
	{
		name:     "title as a surname alone",
		text:     "Judge Anna King rose. Later Judge King left with Minister of Roads, Ports and Bridges Tom Marsh.",
		entities: "person:Anna King; person:Tom Marsh",
		tenures:  "Anna King | judge; Tom Marsh | minister of roads, ports and bridges",
	},
	{
		name:     "surname before a comma in a headline",
		text:     "Peru's Lopez, Ruiz Set to Meet Friday\n\nPresident Maria Lopez of Peru will see Pedro Ruiz in Oslo.",
		entities: "person:Maria Lopez; person:Pedro Ruiz; place:Oslo; state:Peru",
		tenures:  "Maria Lopez | president | Peru",
		refs:     "Lopez -> Maria Lopez",
	},
	{
		name:     "speakers of a language and people of islands",
		text:     "The Albanian-speaking villagers met the Torres Strait Islanders and the Persian-speaking envoys of Chad.",
		entities: "state:Chad",
	},
	{
		name:     "the body after of",
		text:     "The Andean Community met in Lima. Ana Ruiz, president of the bloc, spoke.",
		entities: "organization:Andean Community; person:Ana Ruiz; place:Lima",
		tenures:  "Ana Ruiz | president | Andean Community",
	},
	{
		name:     "consultations of foreign offices in a headline",
		text:     "Chile: Foreign Office Consultations with Peru and Norway\n\nAna Ruiz left on Monday.",
		entities: "person:Ana Ruiz; state:Chile; state:Norway; state:Peru",
	},
	{
		name:     "adviser of somebody in another paragraph",
		text:     "Pressed by his military adviser to the President\n\nMaria Lopez of Peru met the press.",
		entities: "person:Maria Lopez; state:Peru",
	},
}

func TestTitles(t *testing.T) { check(t, titleTests) }
