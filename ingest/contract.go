package ingest

import (
	"parley/graph"
)

// Extract is the shape of `parley extract --format json`: one JSON object for
// each document. It is the shape of the gold data, too.
type Extract struct {
	Doc       string           `json:"doc"`
	Published *string          `json:"published"`
	Entities  []ExtractEntity  `json:"entities"`
	Roles     []ExtractRole    `json:"roles"`
	Meetings  []ExtractMeeting `json:"meetings"`
	Claims    []ExtractClaim   `json:"claims"`

	Interactions []ExtractInteraction `json:"interactions"`
}

// ExtractEntity is one entity and the forms under which the text names it.
type ExtractEntity struct {
	ID       string           `json:"id"`
	Type     graph.EntityType `json:"type"`
	Name     string           `json:"name"`
	Mentions []string         `json:"mentions"`
	IRI      string           `json:"iri"`
	Spans    []ExtractSpan    `json:"spans"`
}

// ExtractSpan is a place where the text speaks of an entity, by name, role or
// pronoun. Where it speaks of several at once ("the two presidents"), each has
// the span. The method is that of graph.Mention.
type ExtractSpan struct {
	Start  int    `json:"start"` // byte offsets, half-open
	End    int    `json:"end"`
	Method string `json:"method"`
}

// ExtractRole is a person in a post.
type ExtractRole struct {
	Person     string  `json:"person"`
	Role       string  `json:"role"`
	Of         *string `json:"of"`
	Rule       string  `json:"rule"`
	Confidence float64 `json:"confidence"`
}

// ExtractMeeting is one meeting. Date is EDTF.
type ExtractMeeting struct {
	ID           string         `json:"id"`
	Mode         graph.Mode     `json:"mode"`
	Status       graph.Status   `json:"status"`
	Format       *string        `json:"format"`
	Date         *string        `json:"date"`
	Place        *string        `json:"place"`
	Participants []string       `json:"participants"`
	Parties      []ExtractParty `json:"parties"` // the participants, in the same order
	Evidence     string         `json:"evidence"`
	Start        int            `json:"start"` // byte offsets of the evidence, half-open
	End          int            `json:"end"`
	Rule         string         `json:"rule"`
	Confidence   float64        `json:"confidence"`
}

// ExtractParty says of a participant for whom and in which post it took part,
// and as what.
type ExtractParty struct {
	Entity     string     `json:"entity"`
	For        *string    `json:"for"`
	Post       *string    `json:"post"`
	As         graph.Part `json:"as"`
	Confidence float64    `json:"confidence"`
}

// ExtractClaim is one claim.
type ExtractClaim struct {
	ID         string          `json:"id"`
	Speaker    *string         `json:"speaker"`
	Kind       graph.ClaimKind `json:"kind"`
	Content    string          `json:"content"`
	Cue        string          `json:"cue"`
	Addressee  *string         `json:"addressee"`
	ReportedBy *string         `json:"reported_by"`
	Evidence   string          `json:"evidence"`
	Start      int             `json:"start"` // byte offsets of the content, half-open
	End        int             `json:"end"`
	Rule       string          `json:"rule"`
	Confidence float64         `json:"confidence"`
}

// ExtractInteraction is what one entity does to another. Class is PLOVER's,
// CAMEO a code of the scheme of that name.
type ExtractInteraction struct {
	ID         string       `json:"id"`
	Class      string       `json:"class"`
	CAMEO      *string      `json:"cameo"`
	Actor      string       `json:"actor"`
	Recipient  *string      `json:"recipient"`
	Status     graph.Status `json:"status"`
	Date       *string      `json:"date"`
	Evidence   string       `json:"evidence"`
	Start      int          `json:"start"` // byte offsets of the evidence, half-open
	End        int          `json:"end"`
	Confidence float64      `json:"confidence"`
}

// NewExtract brings the facts of a document into the shape of the contract.
func NewExtract(f graph.Facts) Extract {
	x := Extract{
		Doc: f.Document.Name, Published: optional(f.Document.Published),
		Entities: []ExtractEntity{}, Roles: []ExtractRole{}, Meetings: []ExtractMeeting{}, Claims: []ExtractClaim{},
		Interactions: []ExtractInteraction{},
	}
	short := map[string]string{}
	id := func(iri string) *string {
		if iri == "" {
			return nil
		}
		s, ok := short[iri]
		if !ok {
			return nil
		}
		return &s
	}
	forms := map[string][]string{}
	spans := map[string][]ExtractSpan{}
	for _, m := range f.Mentions {
		spans[m.Entity] = append(spans[m.Entity], ExtractSpan{m.Start, m.End, m.Method})
		if m.Method == "pronoun" {
			continue
		}
		if fs := forms[m.Entity]; !contains(fs, m.Text) {
			forms[m.Entity] = append(fs, m.Text)
		}
	}
	for i, e := range f.Entities {
		short[e.ID] = number("e", i)
		x.Entities = append(x.Entities, ExtractEntity{
			ID: short[e.ID], Type: e.Type, Name: e.Name, IRI: e.ID,
			Mentions: append([]string{}, forms[e.ID]...), // not null where there are none
			Spans:    append([]ExtractSpan{}, spans[e.ID]...),
		})
	}
	for _, t := range f.Tenures {
		er := ExtractRole{Person: short[t.Person], Role: t.Post, Of: id(t.Of)}
		if len(t.Evidence) > 0 {
			er.Rule, er.Confidence = t.Evidence[0].Rule, t.Evidence[0].Confidence
		}
		x.Roles = append(x.Roles, er)
	}
	for i, m := range f.Meetings {
		em := ExtractMeeting{ID: number("m", i), Mode: m.Mode, Status: m.Status, Format: id(m.Format), Date: optional(m.Date.EDTF), Place: id(m.Place), Participants: []string{}, Parties: []ExtractParty{}}
		for _, p := range m.Participations {
			if p.As == graph.Absent || p.As == graph.Invited && m.Status == graph.Held {
				continue
			}
			em.Participants = append(em.Participants, short[p.Party])
			em.Parties = append(em.Parties, ExtractParty{Entity: short[p.Party], For: id(p.For), Post: optional(p.Post), As: p.As, Confidence: p.Confidence})
		}
		if len(m.Evidence) > 0 {
			e := m.Evidence[0]
			em.Evidence, em.Start, em.End, em.Rule, em.Confidence = e.Quote, e.Start, e.End, e.Rule, e.Confidence
		}
		x.Meetings = append(x.Meetings, em)
	}
	for i, c := range f.Claims {
		ec := ExtractClaim{ID: number("c", i), Speaker: id(c.Speaker), Kind: c.Kind, Content: c.Content, Cue: c.Cue, Addressee: id(c.Addressee), ReportedBy: id(c.ReportedBy), Start: c.Start, End: c.End}
		if len(c.Evidence) > 0 {
			ec.Evidence, ec.Rule, ec.Confidence = c.Evidence[0].Quote, c.Evidence[0].Rule, c.Evidence[0].Confidence
		}
		x.Claims = append(x.Claims, ec)
	}
	for i, d := range f.Interactions {
		ed := ExtractInteraction{ID: number("i", i), Class: d.Class, CAMEO: optional(d.CAMEO), Actor: short[d.Actor], Recipient: id(d.Recipient), Status: d.Status, Date: optional(d.Date.EDTF)}
		if len(d.Evidence) > 0 {
			e := d.Evidence[0]
			ed.Evidence, ed.Start, ed.End, ed.Confidence = e.Quote, e.Start, e.End, e.Confidence
		}
		x.Interactions = append(x.Interactions, ed)
	}
	return x
}
