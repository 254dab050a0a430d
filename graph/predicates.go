package graph

// Predicate is a predicate of the vocabulary, for people who write queries.
type Predicate struct {
	IRI      string
	From, To string // what it leads from and to: a class in words, or the type of a value
	Help     string
}

// Predicates lists the predicates, in the order in which they are documented.
var Predicates = []Predicate{
	{PredType, "any node", "class", "its class"},
	{PredName, "entity or document", "string", "the preferred name"},
	{PredAlternateName, "entity", "string", "any other name"},
	{PredCode, "state", "string", "ISO 3166-1 alpha-2"},
	{PredActsFor, "entity", "state or organization", "what it acts for, is part of or lies in"},
	{PredHeadline, "document", "string", "its title"},
	{PredPublisher, "document", "string", "its source"},
	{PredURL, "document", "string", "where it was"},
	{PredPublished, "document", "string", "EDTF"},
	{PredBody, "document", "string", "the whole text"},
	{PredAsserts, "document", "fact", "meeting, tenure, claim or interaction"},
	{PredMentions, "document", "entity", "what it names"},
	{PredDocument, "mention or evidence", "document", "where it stands"},
	{PredStart, "span", "integer", "byte offset"},
	{PredEnd, "span", "integer", "byte offset after the last byte"},
	{PredExact, "mention or evidence", "string", "the words"},
	{PredEntity, "mention", "entity", "what it names"},
	{PredMethod, "mention", "string", "how it was resolved"},
	{PredEvidence, "fact", "evidence", "the sentence that says so"},
	{PredMarkStart, "evidence", "integer", "byte offset of the words that carry the fact"},
	{PredMarkEnd, "evidence", "integer", "byte offset after them"},
	{PredRule, "evidence", "string", "the rule that found it"},
	{PredModel, "evidence", "string", "the language model"},
	{PredConfidence, "evidence or participation", "float", "0 to 1"},
	{PredDate, "fact", "string", "EDTF"},
	{PredEarliest, "fact or document", "time", "the first day it can be"},
	{PredLatest, "fact or document", "time", "the last day it can be"},
	{PredBasis, "fact", "string", "explicit, relative or publication"},
	{PredMode, "meeting", "string", "in_person, telephone, video or unspecified"},
	{PredStatus, "meeting or interaction", "string", "held, ongoing, planned, cancelled or refused"},
	{PredPlace, "meeting", "entity", "where"},
	{PredFormat, "meeting", "format", "of which it was a session"},
	{PredOutcome, "meeting", "string", "the words of the text"},
	{PredParticipation, "meeting", "participation", "one party's part"},
	{PredParticipant, "meeting", "entity", "who took part or is to"},
	{PredAttended, "entity", "meeting", "held or under way"},
	{PredInvolves, "meeting", "state or organization", "for which a party acted"},
	{PredParty, "participation", "entity", "who"},
	{PredOnBehalfOf, "participation or claim", "state or organization", "for whom"},
	{PredPost, "participation or tenure", "string", "the post"},
	{PredAs, "participation", "string", "participant, host, visitor, mediator, observer, invited or absent"},
	{PredMember, "tenure", "person", "who holds the post"},
	{PredOf, "tenure", "state or organization", "whose post it is"},
	{PredSpeaker, "claim", "entity", "who said it"},
	{PredKind, "claim", "string", "direct, indirect or mixed"},
	{PredContent, "claim", "string", "the words"},
	{PredCue, "claim", "string", "\"said\""},
	{PredAddressee, "claim", "entity", "to whom"},
	{PredReportedBy, "claim", "entity", "the intermediary"},
	{PredOccasion, "claim", "meeting", "at or after which it was said"},
	{PredClass, "interaction", "string", "PLOVER class"},
	{PredCAMEO, "interaction", "string", "CAMEO code"},
	{PredActor, "interaction", "entity", "who does it"},
	{PredRecipient, "interaction", "entity", "to whom"},
}

// Classes lists the classes: the objects of PredType, with their names.
var Classes = []struct{ IRI, Name string }{
	{ClassPerson, "person"}, {ClassState, "state"}, {ClassOrganization, "organization"}, {ClassFormat, "format"}, {ClassPlace, "place"},
	{ClassDocument, "document"}, {ClassMention, "mention"}, {ClassEvidence, "evidence"}, {ClassMeeting, "meeting"},
	{ClassParticipation, "participation"}, {ClassTenure, "tenure"}, {ClassClaim, "claim"}, {ClassInteraction, "interaction"},
}
