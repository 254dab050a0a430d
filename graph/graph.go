// Package graph is parley's vocabulary: the entities and facts that a text
// yields, their identifiers, and the evidence that proves them. Every other
// package speaks in these words; this one imports only the standard library.
package graph

// EntityType says what kind of thing an Entity is.
type EntityType string

// The entity types, as the extract contract spells them.
const (
	Person       EntityType = "person" // an official or another individual
	State        EntityType = "state"
	Organization EntityType = "organization"
	Format       EntityType = "format"
	Place        EntityType = "place"
)

// Entity is one thing that texts name: a person, a state, an organization, a
// format or a place.
type Entity struct {
	ID      string // IRI, see NewEntityID
	Type    EntityType
	Name    string   // preferred English name
	Aliases []string // other names seen or known, sorted, without Name
	Code    string   // ISO 3166-1 alpha-2 for states, "" elsewhere
	For     []string // IDs of states or organizations it acts for, is part of, or lies in; sorted
}

// Mention is a span of a document that names an entity.
type Mention struct {
	Entity     string // Entity.ID
	Start, End int    // half-open byte offsets into Document.Text
	Text       string // Document.Text[Start:End]
	Method     string // how it was resolved: "name", "lexicon", "metonym", "role", "pronoun", ...
}

// Evidence is the place in a document that proves a fact.
type Evidence struct {
	Start, End int     // half-open byte offsets of Quote into Document.Text
	Quote      string  // the exact sentence or sentences
	Mark       [2]int  // half-open byte offsets of the words that carry the fact; zero when the whole quote does
	Rule       string  // id of the rule that found it
	Model      string  // language model that parsed it
	Confidence float64 // 0 to 1
}

// Document is one text as it was read.
type Document struct {
	ID        string // IRI from the hash of Text, see NewDocumentID
	Name      string // file name or the like, for people
	Title     string
	Source    string // publisher or path; "" when unknown
	URL       string
	Published string // EDTF date, "" when unknown
	Text      string
}

// Date is a point or period in EDTF (ISO 8601-2) at the precision the text
// gives: "2022-01-28", "2022-01", "2022" or "2022-01-18/2022-01-20".
type Date struct {
	EDTF  string // "" when unknown
	Basis DateBasis
}

// DateBasis says what a Date rests on.
type DateBasis string

// The bases of a date.
const (
	NoDate      DateBasis = ""
	Explicit    DateBasis = "explicit"    // written out in full
	Relative    DateBasis = "relative"    // computed from another date in the text
	Publication DateBasis = "publication" // computed from the document's own date
)

// Mode is how the parties of a meeting met.
type Mode string

// The modes of a meeting.
const (
	InPerson    Mode = "in_person"
	Telephone   Mode = "telephone"
	Video       Mode = "video"
	Unspecified Mode = "unspecified"
)

// Status is whether a meeting took place.
type Status string

// The states of a meeting.
const (
	Held      Status = "held"
	Ongoing   Status = "ongoing"
	Planned   Status = "planned"
	Cancelled Status = "cancelled"
	Refused   Status = "refused"
)

// Part is what a party was in a meeting.
type Part string

// The parts that a party can take.
const (
	Participant Part = "participant"
	Host        Part = "host"
	Visitor     Part = "visitor"
	Mediator    Part = "mediator"
	Observer    Part = "observer"
	Invited     Part = "invited"
	Absent      Part = "absent"
)

// Participation is one party's part in one meeting.
type Participation struct {
	Party      string // entity ID
	For        string // entity ID of the state or organization acted for, "" when unknown
	Post       string // post in which the party took part, as the text gives it; "" when none
	As         Part
	Confidence float64
}

// Meeting is one contact between parties.
type Meeting struct {
	ID             string
	Mode           Mode
	Status         Status
	Date           Date
	Place          string // entity ID, "" when unknown
	Format         string // entity ID, "" when none
	Outcome        string // the words of the text, "" when none
	Participations []Participation
	Evidence       []Evidence
}

// Tenure is a person seen in a post on a date. The text seldom says when a
// post was taken up or left, so no start or end is kept.
type Tenure struct {
	ID       string
	Person   string // entity ID
	Post     string // "foreign minister"
	Of       string // entity ID of the state or organization, "" when unknown
	Seen     Date   // when the text shows the person in the post
	Evidence []Evidence
}

// ClaimKind is the form of a claim.
type ClaimKind string

// The kinds of claims.
const (
	Direct   ClaimKind = "direct"
	Indirect ClaimKind = "indirect"
	Mixed    ClaimKind = "mixed"
)

// Claim is something that somebody said.
type Claim struct {
	ID         string
	Speaker    string // entity ID, "" when anonymous
	For        string // entity ID on whose behalf, "" when unknown
	Kind       ClaimKind
	Content    string // Document.Text[Start:End]
	Start, End int    // half-open byte offsets of Content
	Cue        string // "said", "according to"; "" for a bare quotation block
	Addressee  string // entity ID, "" when none
	ReportedBy string // entity ID of the intermediary, "" when none
	Occasion   string // Meeting.ID, "" when none
	Date       Date
	Evidence   []Evidence
}

// Interaction is what one actor does to another, by PLOVER's event classes.
type Interaction struct {
	ID        string
	Class     string // PLOVER class: "AGREE", "CONSULT", ...
	CAMEO     string // finer CAMEO code where it keeps more, "" elsewhere
	Actor     string // entity ID
	Recipient string // entity ID, "" when none
	Status    Status
	Date      Date
	Evidence  []Evidence
}

// Facts is all that one document says.
type Facts struct {
	Document     Document
	Entities     []Entity
	Mentions     []Mention
	Tenures      []Tenure
	Meetings     []Meeting
	Claims       []Claim
	Interactions []Interaction
}
