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
}
