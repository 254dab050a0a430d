package graph

// The vocabulary of the graph. Terms of schema.org, W3C ORG, PROV and Web
// Annotation are used where they say what parley means; everything else is
// parley's own, under Scheme. The comment on a predicate names its subject
// and its object. Every quad carries the IRI of the document that says it as
// its label, so one triple said by two documents is two quads.
//
// The edges that questions follow are short. Who met whom is two hops,
//
//	person -PredAttended-> meeting <-PredAttended- person
//
// and who said what to whom is claim -PredSpeaker-> and claim -PredAddressee->.
// What is true of an edge and not of its ends, such as the post in which
// someone took part in a meeting, is on a node of its own:
//
//	meeting -PredParticipation-> participation -PredParty-> entity
//
// The proof of a fact is fact -PredEvidence-> evidence -PredDocument-> document.

// Namespaces of the borrowed terms.
const (
	NSRDF    = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	NSXSD    = "http://www.w3.org/2001/XMLSchema#"
	NSSchema = "http://schema.org/"
	NSOrg    = "http://www.w3.org/ns/org#"
	NSProv   = "http://www.w3.org/ns/prov#"
	NSOA     = "http://www.w3.org/ns/oa#"
)

// Namespaces maps the usual prefixes of the borrowed terms to their
// namespaces. The prefix "parley" is not among them: Scheme is a scheme, and
// its IRIs are written as they are.
var Namespaces = map[string]string{
	"rdf":    NSRDF,
	"xsd":    NSXSD,
	"schema": NSSchema,
	"org":    NSOrg,
	"prov":   NSProv,
	"oa":     NSOA,
}

// Classes, the objects of PredType.
const (
	ClassPerson        = NSSchema + "Person"
	ClassState         = NSSchema + "Country"
	ClassOrganization  = NSOrg + "Organization"
	ClassFormat        = Scheme + "Format"
	ClassPlace         = NSSchema + "Place"
	ClassDocument      = NSSchema + "Article"
	ClassMention       = NSOA + "TextPositionSelector"
	ClassEvidence      = NSOA + "Annotation"
	ClassMeeting       = Scheme + "Meeting"
	ClassParticipation = Scheme + "Participation"
	ClassTenure        = NSOrg + "Membership"
	ClassClaim         = NSSchema + "Claim"
	ClassInteraction   = Scheme + "Interaction"
)

// PredType leads from any node to its class.
const PredType = NSRDF + "type"

// Predicates of entities.
const (
	PredName          = NSSchema + "name"          // entity or document -> string, the preferred name
	PredAlternateName = NSSchema + "alternateName" // entity -> string, any other name
	PredCode          = Scheme + "code"            // state -> string, ISO 3166-1 alpha-2
	PredActsFor       = Scheme + "actsFor"         // entity -> state or organization it acts for, is part of, or lies in
)

// Predicates of documents.
const (
	PredHeadline  = NSSchema + "headline"      // document -> string, its title
	PredPublisher = NSSchema + "publisher"     // document -> string, its source
	PredURL       = NSSchema + "url"           // document -> string
	PredPublished = NSSchema + "datePublished" // document -> string, EDTF; its bounds are on the document too
	PredBody      = NSSchema + "articleBody"   // document -> string, the whole text
	PredAsserts   = Scheme + "asserts"         // document -> meeting, tenure, claim or interaction
	PredMentions  = NSSchema + "mentions"      // document -> entity
)

// Predicates of spans: mentions, evidence and claims.
const (
	PredDocument = NSOA + "hasSource" // mention or evidence -> document
	PredStart    = NSOA + "start"     // span -> integer, byte offset into the document's text
	PredEnd      = NSOA + "end"       // span -> integer, byte offset after the last byte
	PredExact    = NSOA + "exact"     // mention or evidence -> string, the words at [PredStart, PredEnd)
)

// Predicates of mentions.
const (
	PredEntity = Scheme + "entity" // mention -> entity
	PredMethod = Scheme + "method" // mention -> string, how it was resolved
)

// Predicates of evidence.
const (
	PredEvidence   = NSProv + "wasDerivedFrom" // meeting, tenure, claim or interaction -> evidence
	PredMarkStart  = Scheme + "markStart"      // evidence -> integer, byte offset of the words that carry the fact
	PredMarkEnd    = Scheme + "markEnd"        // evidence -> integer, byte offset after them
	PredRule       = Scheme + "rule"           // evidence -> string, id of the rule that found it
	PredModel      = Scheme + "model"          // evidence -> string, the language model that parsed it
	PredConfidence = Scheme + "confidence"     // evidence or participation -> float, 0 to 1
)

// Predicates of dates, on the meeting, claim, tenure, interaction or document
// that has one. PredEarliest and PredLatest are days at midnight UTC, both inclusive,
// and make ranges comparable; see Bounds.
const (
	PredDate     = Scheme + "date"      // fact -> string, EDTF
	PredEarliest = Scheme + "earliest"  // fact or document -> time, the first day it can be
	PredLatest   = Scheme + "latest"    // fact or document -> time, the last day it can be
	PredBasis    = Scheme + "dateBasis" // fact -> string, a DateBasis
)

// Predicates of meetings.
const (
	PredMode          = Scheme + "mode"          // meeting -> string, a Mode
	PredStatus        = Scheme + "status"        // meeting or interaction -> string, a Status
	PredPlace         = NSSchema + "location"    // meeting -> place, or the state or organization it was at
	PredFormat        = Scheme + "format"        // meeting -> format
	PredOutcome       = Scheme + "outcome"       // meeting -> string, the words of the text
	PredParticipation = Scheme + "participation" // meeting -> participation

	// PredParticipant is the short way from a meeting of any status to each
	// party that took or takes part in it, in any Part but Invited and
	// Absent: meeting -> entity.
	PredParticipant = Scheme + "participant"

	// PredAttended is the short way from a party to a meeting that took place,
	// one that is Held or Ongoing: entity -> meeting. Planned, cancelled and
	// refused meetings, and parties Invited or Absent, have no such edge, so
	// nothing that follows it counts them as met.
	PredAttended = Scheme + "attended"

	// PredInvolves leads from a meeting of any status to each state or
	// organization that a party which took part acted for: meeting -> entity.
	PredInvolves = Scheme + "involves"
)

// Predicates of participations.
const (
	PredParty      = Scheme + "party"        // participation -> entity
	PredOnBehalfOf = Scheme + "onBehalfOf"   // participation or claim -> state or organization
	PredPost       = NSSchema + "roleName"   // participation or tenure -> string, "foreign minister"
	PredAs         = Scheme + "participates" // participation -> string, a Part
)

// Predicates of tenures.
const (
	PredMember = NSOrg + "member"       // tenure -> person
	PredOf     = NSOrg + "organization" // tenure -> state or organization
)

// Predicates of claims. The span of a claim is that of its content.
const (
	PredSpeaker    = Scheme + "speaker"    // claim -> entity
	PredKind       = Scheme + "kind"       // claim -> string, a ClaimKind
	PredContent    = NSSchema + "text"     // claim -> string, the words at [PredStart, PredEnd)
	PredCue        = Scheme + "cue"        // claim -> string, "said"
	PredAddressee  = Scheme + "addressee"  // claim -> entity
	PredReportedBy = Scheme + "reportedBy" // claim -> entity, the intermediary
	PredOccasion   = Scheme + "occasion"   // claim -> meeting
)

// Predicates of interactions.
const (
	PredClass     = Scheme + "class"     // interaction -> string, a PLOVER class
	PredCAMEO     = Scheme + "cameo"     // interaction -> string, a CAMEO code
	PredActor     = Scheme + "actor"     // interaction -> entity
	PredRecipient = Scheme + "recipient" // interaction -> entity
)
