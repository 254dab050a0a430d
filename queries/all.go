package queries

import "parley/graph"

// The parameters that several queries share.
var (
	fromParam = Param{Name: "from", Kind: DateParam, Help: "not before this date"}
	toParam   = Param{Name: "to", Kind: DateParam, Help: "not after this date"}
	modeParam = Param{Name: "mode", Kind: ChoiceParam, Help: "how the parties met", Values: []string{
		string(graph.InPerson), string(graph.Telephone), string(graph.Video), string(graph.Unspecified),
	}}
	leastParam = Param{Name: "min-confidence", Kind: ShareParam, Help: "only what is at least as sure"}
	byParam    = Param{Name: "by", Kind: ChoiceParam, Values: []string{"person", "state"}, Default: "person", Help: "persons, or the states and organizations they act for"}
	alsoColumn = Column{"also", FactsKind, "the accounts of the same meeting by other documents"}

	actorTypes  = []graph.EntityType{graph.Person, graph.State, graph.Organization}
	formatTypes = []graph.EntityType{graph.Format, graph.Organization}
	placeTypes  = []graph.EntityType{graph.Place, graph.State, graph.Organization}
)

// All lists the queries.
var All = []Query{
	{
		Name:  "attended",
		Short: "Which officials attended which formats",
		Long: "One row for each official in each session that was held or is under way; without a name, of all formats. " +
			"Where the texts name no official of a party, the row gives the state or organization alone. " +
			"For an organization, the sessions of the formats that are part of it and meetings held at it count too. " +
			"Who was invited or stayed away is left out.",
		Params: []Param{
			{Name: "format", Kind: NameParam, Types: formatTypes, Positional: true, Help: "a format or an organization"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"official", EntityKind, "who attended; empty where the texts name only the party"},
			{"for", EntityKind, "the state or organization acted for"},
			{"post", TextKind, "the post in which the official took part"},
			{"as", TextKind, "participant, host, visitor, mediator or observer"},
			{"format", EntityKind, "the format of the session"},
			{"date", DateKind, "when, in EDTF"},
			{"place", EntityKind, "where"},
			{"status", TextKind, "held or ongoing"},
			{"meeting", FactKind, "the session, in its fullest account"},
			alsoColumn,
		},
		Example: []string{"Normandy format"},
		Run:     attended,
	},
	{
		Name:  "formats-of",
		Short: "In which formats an official, state or organization takes part",
		Long:  "One row for each format, with how many of its sessions were attended and through whom.",
		Params: []Param{
			{Name: "who", Kind: NameParam, Types: actorTypes, Positional: true, Required: true, Help: "an official, a state or an organization"},
			leastParam,
		},
		Columns: []Column{
			{"format", EntityKind, "the format"},
			{"sessions", IntKind, "how many sessions were attended"},
			{"first", DateKind, "the earliest of them"},
			{"last", DateKind, "the latest of them"},
			{"through", EntitiesKind, "the officials who attended for it"},
			{"meetings", FactsKind, "the sessions"},
		},
		Example: []string{"Russia"},
		Run:     formatsOf,
	},
	{
		Name:  "met",
		Short: "Whom an official, a state or an organization met",
		Long: "One row for each counterpart in each meeting that was held or is under way. " +
			"A state or organization meets through its officials. Colleagues of one side do not count as having met, unless the meeting had one side only.",
		Params: []Param{
			{Name: "who", Kind: NameParam, Types: actorTypes, Positional: true, Required: true, Help: "an official, a state or an organization"},
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Help: "only meetings with this one"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"met", EntityKind, "the counterpart"},
			{"for", EntityKind, "the state or organization that the counterpart acted for"},
			{"post", TextKind, "the counterpart's post"},
			{"through", EntitiesKind, "the officials who met for the state or organization asked about"},
			{"date", DateKind, "when, in EDTF"},
			{"mode", TextKind, "in_person, telephone, video or unspecified"},
			{"place", EntityKind, "where"},
			{"format", EntityKind, "the format, if the meeting was a session of one"},
			{"status", TextKind, "held or ongoing"},
			{"meeting", FactKind, "the meeting, in its fullest account"},
			alsoColumn,
		},
		Example: []string{"Lavrov"},
		Run:     met,
	},
	{
		Name:  "who-met-whom",
		Short: "Who met whom, how often and how",
		Long:  "One row for each pair that met, the most frequent first. By persons, a party without a named official stands for itself; by states, officials count for whom they act.",
		Params: []Param{
			{Name: "by", Kind: ChoiceParam, Values: []string{"person", "state"}, Default: "person", Help: "what the pairs are made of"},
			{Name: "format", Kind: NameParam, Types: formatTypes, Help: "only sessions of this format or organization"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"a", EntityKind, "one of the pair"},
			{"b", EntityKind, "the other"},
			{"meetings", IntKind, "how many meetings"},
			{"accounts", IntKind, "how many accounts of them there are, in all documents"},
			{"first", DateKind, "the earliest of them"},
			{"last", DateKind, "the latest of them"},
			{"modes", TextsKind, "how they met"},
			{"facts", FactsKind, "the meetings"},
		},
		Example: []string{"--by", "state"},
		Run:     whoMetWhom,
	},
	{
		Name:  "meetings",
		Short: "Meetings, by date, place, mode, format, party and status",
		Long:  "One row for each meeting, of every status unless one is asked for. A meeting whose date is not exact is in when it may lie in the time asked for.",
		Params: []Param{
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Many: true, Help: "a party; given more than once, all of them"},
			fromParam, toParam,
			{Name: "place", Kind: NameParam, Types: placeTypes, Help: "where, or the state in which"},
			modeParam,
			{Name: "format", Kind: NameParam, Types: formatTypes, Help: "the format or organization"},
			{Name: "status", Kind: ChoiceParam, Help: "whether it took place", Values: []string{
				string(graph.Held), string(graph.Ongoing), string(graph.Planned), string(graph.Cancelled), string(graph.Refused),
			}},
			leastParam,
		},
		Columns: []Column{
			{"date", DateKind, "when, in EDTF"},
			{"status", TextKind, "held, ongoing, planned, cancelled or refused"},
			{"mode", TextKind, "in_person, telephone, video or unspecified"},
			{"place", EntityKind, "where"},
			{"format", EntityKind, "the format, if it was a session of one"},
			{"parties", EntitiesKind, "who took part, or was to"},
			{"missing", EntitiesKind, "who was only invited or stayed away"},
			{"outcome", TextKind, "in the words of the text"},
			{"meeting", FactKind, "the meeting, in its fullest account"},
			alsoColumn,
		},
		Example: []string{"--from", "2022-01", "--to", "2022-01", "--place", "Geneva"},
		Run:     meetings,
	},
	{
		Name:  "claims",
		Short: "Who said what to whom, through whom",
		Long: "One row for each claim. A claim by a state or organization is one by its officials or on its behalf; " +
			"a claim is about what its own words name.",
		Params: []Param{
			{Name: "by", Kind: NameParam, Types: actorTypes, Positional: true, Help: "the speaker"},
			{Name: "to", Kind: NameParam, Types: actorTypes, Help: "the addressee"},
			{Name: "about", Kind: NameParam, Help: "what the words name"},
			{Name: "in", Kind: TextParam, Help: "a document, a meeting, or the format, organization or place of the occasion"},
			{Name: "since", Kind: DateParam, Help: "not before this date"},
			{Name: "until", Kind: DateParam, Help: "not after this date"},
			leastParam,
		},
		Columns: []Column{
			{"date", DateKind, "when it was said, in EDTF"},
			{"speaker", EntityKind, "who said it; empty when the text does not say"},
			{"for", EntityKind, "the state or organization spoken for"},
			{"kind", TextKind, "direct, indirect or mixed"},
			{"content", TextKind, "the words of the text"},
			{"cue", TextKind, "the word that marks it as said"},
			{"to", EntityKind, "the addressee"},
			{"reported_by", EntityKind, "the intermediary"},
			{"occasion", FactKind, "the meeting at or after which it was said"},
			{"document", TextKind, "the name of the document"},
			{"claim", FactKind, "the claim"},
		},
		Example: []string{"--by", "Lavrov", "--about", "NATO"},
		Run:     claimsQuery,
	},
	{
		Name:  "posts",
		Short: "Who holds which post",
		Long:  "One row for each post in which the texts show a person, with the first and last date on which they do. They seldom say when a post was taken up or left, so these are not its beginning and end.",
		Params: []Param{
			{Name: "who", Kind: NameParam, Types: actorTypes, Positional: true, Help: "a person, or a state or organization whose posts are asked for"},
			{Name: "post", Kind: TextParam, Help: "words of the post, such as \"foreign minister\""},
			leastParam,
		},
		Columns: []Column{
			{"person", EntityKind, "who"},
			{"post", TextKind, "the office"},
			{"of", EntityKind, "the state or organization"},
			{"first_seen", DateKind, "the first date on which a text shows the person in the post"},
			{"last_seen", DateKind, "the last"},
			{"facts", FactsKind, "the sightings"},
		},
		Example: []string{"Russia"},
		Run:     posts,
	},
	{
		Name:  "timeline",
		Short: "What happened to an entity, in order",
		Long:  "One row for each dated fact about an official, state, organization, format or place: meetings, claims, posts and interactions. A date that is not exact stands at its first possible day.",
		Params: []Param{
			{Name: "who", Kind: NameParam, Positional: true, Required: true, Help: "any entity"},
			fromParam, toParam,
		},
		Columns: []Column{
			{"date", DateKind, "when, in EDTF"},
			{"what", TextKind, "meeting, claim, post or interaction"},
			{"text", TextKind, "in short"},
			{"with", EntitiesKind, "the others in it"},
			{"fact", FactKind, "the fact"},
			alsoColumn,
		},
		Example: []string{"Blinken"},
		Run:     timeline,
	},
	{
		Name:  "path",
		Short: "How two entities are connected",
		Long: "The shortest ways from one to the other, one row for each step, over meetings that took place, posts, formats and what was said to whom. " +
			"Only when these do not lead there, over what was said about whom. Equally short ways are all given, up to the limit; those over meetings first.",
		Params: []Param{
			{Name: "a", Kind: NameParam, Positional: true, Required: true, Help: "any entity"},
			{Name: "b", Kind: NameParam, Positional: true, Required: true, Help: "any entity"},
			{Name: "limit", Kind: CountParam, Default: "5", Help: "how many ways"},
			{Name: "steps", Kind: CountParam, Default: "6", Help: "how long a way can be"},
		},
		Columns: []Column{
			{"way", IntKind, "number of the way"},
			{"step", IntKind, "number of the step on it"},
			{"from", EntityKind, "where the step begins"},
			{"how", TextKind, "what connects the two"},
			{"to", EntityKind, "where it ends"},
			{"date", DateKind, "when, in EDTF"},
			{"fact", FactKind, "the fact that connects them"},
		},
		Example: []string{"Macron", "Blinken"},
		Run:     pathQuery,
	},
	{
		Name:  "interactions",
		Short: "Who did what to whom",
		Long: "One row for each deed in words or acts, by the classes of PLOVER and, where it keeps more, the code of CAMEO. " +
			"A state or organization acts through its officials.",
		Params: []Param{
			{Name: "actor", Kind: NameParam, Types: actorTypes, Positional: true, Help: "who did it"},
			{Name: "recipient", Kind: NameParam, Types: actorTypes, Positional: true, Help: "to whom"},
			{Name: "class", Kind: TextParam, Help: "a class of PLOVER, such as ACCUSE, or a code of CAMEO, such as 112"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"date", DateKind, "when, in EDTF"},
			{"actor", EntityKind, "who"},
			{"class", TextKind, "what, by PLOVER"},
			{"cameo", TextKind, "the same by CAMEO, where that keeps more"},
			{"recipient", EntityKind, "to whom; empty when the text does not say"},
			{"status", TextKind, "held when it was done, planned when it was to be"},
			{"confidence", NumberKind, "how sure, 0 to 1"},
			{"document", TextKind, "the name of the document"},
			{"interaction", FactKind, "the deed"},
		},
		Example: []string{"United States", "--class", "reject"},
		Run:     interactionsQuery,
	},
	{
		Name:  "co-attendance",
		Short: "Who was at the same meetings",
		Long: "One row for each two that were at one meeting, the most frequent first: the cells of the matrix that are not empty. " +
			"Unlike in who-met-whom, colleagues of one side count.",
		Params: []Param{
			byParam,
			{Name: "format", Kind: NameParam, Types: formatTypes, Positional: true, Help: "only sessions of this format or organization"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"a", EntityKind, "one of the two"},
			{"b", EntityKind, "the other"},
			{"together", IntKind, "at how many meetings both were"},
			{"a_meetings", IntKind, "at how many the one was"},
			{"b_meetings", IntKind, "at how many the other was"},
			{"share", NumberKind, "meetings of both among those of either, 0 to 1 (Jaccard)"},
			{"facts", FactsKind, "the meetings of both"},
		},
		Example: []string{"Normandy format", "--by", "state"},
		Run:     coAttendance,
	},
	{
		Name:  "first-last",
		Short: "When a pair met first and last",
		Long:  "One row for each counterpart, the most frequent first, with the first and the last meeting whose date is known.",
		Params: []Param{
			{Name: "who", Kind: NameParam, Types: actorTypes, Positional: true, Required: true, Help: "an official, a state or an organization"},
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Help: "only this counterpart, through whomever"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"with", EntityKind, "the counterpart"},
			{"meetings", IntKind, "how many meetings"},
			{"first", DateKind, "when they met first"},
			{"first_mode", TextKind, "how"},
			{"first_meeting", FactKind, "the first meeting"},
			{"last", DateKind, "when they met last"},
			{"last_mode", TextKind, "how"},
			{"last_meeting", FactKind, "the last meeting"},
		},
		Example: []string{"Russia", "United States"},
		Run:     firstLast,
	},
	{
		Name:  "spoke-for",
		Short: "Who spoke for a state or organization",
		Long:  "One row for each speaker, the most frequent first: those who spoke on its behalf, its officials where the text gives no other, and the state or organization itself.",
		Params: []Param{
			{Name: "of", Kind: NameParam, Types: []graph.EntityType{graph.State, graph.Organization}, Positional: true, Required: true, Help: "a state or an organization"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"speaker", EntityKind, "who spoke; empty when the text does not say"},
			{"post", TextKind, "the speaker's post, as seen nearest to the latest claim"},
			{"claims", IntKind, "how many claims"},
			{"quoted", IntKind, "how many of them in the speaker's own words, at least in part"},
			{"first", DateKind, "when the first was made"},
			{"last", DateKind, "when the last was"},
			{"latest", FactKind, "the latest claim"},
		},
		Example: []string{"Russia"},
		Run:     spokeFor,
	},
	{
		Name:  "brokers",
		Short: "Who connects the others, and who is most connected",
		Long: "One row for each of those who met somebody, in the order asked for. " +
			"Betweenness is the share of the shortest ways between two others, over who met whom, that lead over the one (Brandes 2001). " +
			"In a large network it is estimated from the ways that begin at some of them, the pivots (Brandes and Pich 2007).",
		Params: []Param{
			{Name: "rank", Kind: ChoiceParam, Values: []string{"betweenness", "mediated", "partners", "meetings"}, Default: "betweenness", Help: "by what the rows are ordered"},
			byParam,
			{Name: "format", Kind: NameParam, Types: formatTypes, Help: "only sessions of this format or organization"},
			fromParam, toParam, leastParam,
			{Name: "limit", Kind: CountParam, Default: "20", Help: "how many rows"},
			{Name: "pivots", Kind: CountParam, Help: "from how many to look for ways; from all when not given and there are not too many"},
		},
		Columns: []Column{
			{"broker", EntityKind, "who"},
			{"betweenness", NumberKind, "the share of shortest ways, 0 to 1"},
			{"mediated", IntKind, "in how many meetings as the mediator"},
			{"partners", IntKind, "how many different ones were met"},
			{"meetings", IntKind, "how many meetings"},
		},
		Example: []string{"--by", "state", "--limit", "5"},
		Run:     brokers,
	},
	{
		Name:  "gaps",
		Short: "Who has not met whom within a format or a group",
		Long: "One row for each two of different sides that were never at one session of a format though both were at some, " +
			"or of a group that did not meet at all. Asks for a format or for a group of names.",
		Params: []Param{
			{Name: "group", Kind: NameParam, Types: actorTypes, Positional: true, Many: true, Help: "the names of a group"},
			{Name: "format", Kind: NameParam, Types: formatTypes, Help: "a format or organization"},
			byParam,
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"a", EntityKind, "one of the two"},
			{"b", EntityKind, "the other"},
			{"elsewhere", IntKind, "how often they met outside the format"},
			{"last", DateKind, "when they did so last"},
		},
		Example: []string{"Ukraine", "United States", "Russia"},
		Run:     gaps,
	},
	{
		Name:  "both-sides",
		Short: "What both sides said of one meeting",
		Long: "One row for each claim by a party of a meeting of which two sides or more said something: on its occasion, " +
			"or in a text that tells of it, on its day or up to three days later.",
		Params: []Param{
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Many: true, Help: "a party; given more than once, all of them"},
			{Name: "meeting", Kind: TextParam, Help: "the id of a meeting"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"date", DateKind, "when the meeting was"},
			{"side", EntityKind, "the state or organization that says so"},
			{"speaker", EntityKind, "through whom"},
			{"said", DateKind, "when"},
			{"kind", TextKind, "direct, indirect or mixed"},
			{"content", TextKind, "the words of the text"},
			{"link", TextKind, "occasion, or same text"},
			{"meeting", FactKind, "the meeting"},
			{"claim", FactKind, "the claim"},
		},
		Example: []string{"--from", "2022"},
		Run:     bothSides,
	},
	{
		Name:  "contradictions",
		Short: "Where texts contradict each other on a meeting",
		Long: "One row for two accounts. On status: one has the meeting held, the other cancelled or refused. " +
			"On participants: one has a party there and the other has it absent, or they name different persons for one side of a meeting on one day at one place or in one format. " +
			"On the date: the same persons, a day or two apart; it may be two meetings.",
		Params: []Param{
			{Name: "on", Kind: ChoiceParam, Values: []string{"participants", "date", "status"}, Help: "only contradictions on this"},
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Many: true, Help: "a party; given more than once, all of them"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"on", TextKind, "participants, date or status"},
			{"date", DateKind, "when the meeting was, by the one account"},
			{"parties", EntitiesKind, "who took part, by the one account"},
			{"one", TextKind, "what the one says"},
			{"one_document", TextKind, "the document that says so"},
			{"one_meeting", FactKind, "the one account"},
			{"other", TextKind, "what the other says"},
			{"other_document", TextKind, "the document that says so"},
			{"other_meeting", FactKind, "the other account"},
		},
		Example: []string{"--on", "status"},
		Run:     contradictions,
	},
	{
		Name:  "agreement",
		Short: "On what the accounts of a meeting agree",
		Long:  "One row for each meeting of which two documents or more tell, with what they agree and differ on. A less exact date or place differs from the exact one.",
		Params: []Param{
			{Name: "with", Kind: NameParam, Types: actorTypes, Positional: true, Many: true, Help: "a party; given more than once, all of them"},
			fromParam, toParam, leastParam,
		},
		Columns: []Column{
			{"date", DateKind, "when, in EDTF"},
			{"parties", EntitiesKind, "who took part, or was to"},
			{"accounts", IntKind, "how many there are"},
			{"share", NumberKind, "what they agree on, of all that two or more tell, 0 to 1"},
			{"agree", TextsKind, "on what all agree that tell it"},
			{"differ", TextsKind, "on what they do not"},
			{"silent", TextsKind, "what none or only one tells"},
			{"documents", TextsKind, "the names of the documents"},
			{"meeting", FactKind, "the meeting, in its fullest account"},
			alsoColumn,
		},
		Example: []string{"--from", "2022"},
		Run:     agreement,
	},
	{
		Name:  "change",
		Short: "Which contacts are new, ended or continued between two periods",
		Long:  "One row for each pair that met in one of the periods or in both. A period is a year, a month, a day or an interval, such as 2021-10/2021-12.",
		Params: []Param{
			{Name: "before", Kind: DateParam, Required: true, Positional: true, Help: "the one period"},
			{Name: "after", Kind: DateParam, Required: true, Positional: true, Help: "the other"},
			{Name: "who", Kind: NameParam, Types: actorTypes, Help: "only meetings of this official, state or organization"},
			byParam, leastParam,
		},
		Columns: []Column{
			{"change", TextKind, "new, ended or continued"},
			{"a", EntityKind, "one of the pair"},
			{"b", EntityKind, "the other"},
			{"before", IntKind, "how many meetings in the one period"},
			{"after", IntKind, "how many in the other"},
			{"last_before", DateKind, "the latest of the one period"},
			{"first_after", DateKind, "the earliest of the other"},
			{"facts", FactsKind, "the meetings"},
		},
		Example: []string{"2021", "2022", "--by", "state"},
		Run:     change,
	},
	{
		Name:  "posts-on",
		Short: "Who held which post on a date",
		Long: "One row for each post and person, by when texts show the person in it: then, before and after, only before, or only after. " +
			"Of several persons, one who was seen then or both before and after goes before the one seen last before, and that one before the one seen first after.",
		Params: []Param{
			{Name: "date", Kind: DateParam, Positional: true, Required: true, Help: "a day, month or year"},
			{Name: "who", Kind: NameParam, Types: actorTypes, Positional: true, Help: "a person, or a state or organization whose posts are asked for"},
			{Name: "post", Kind: TextParam, Help: "words of the post, such as \"foreign minister\""},
		},
		Columns: []Column{
			{"person", EntityKind, "who"},
			{"post", TextKind, "the office"},
			{"of", EntityKind, "the state or organization"},
			{"seen", TextKind, "then, before and after, before, or after"},
			{"before", DateKind, "the last sighting before the date"},
			{"then", DateKind, "the last sighting on it"},
			{"after", DateKind, "the first sighting after it"},
			{"fact", FactKind, "the nearest of these"},
		},
		Example: []string{"2022-01-20", "--post", "foreign minister"},
		Run:     postsOn,
	},
}
