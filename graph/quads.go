package graph

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

var entityClasses = map[EntityType]string{
	Person:       ClassPerson,
	State:        ClassState,
	Organization: ClassOrganization,
	Format:       ClassFormat,
	Place:        ClassPlace,
}

// EntityClass returns the class IRI of entities of type t, or "".
func EntityClass(t EntityType) string { return entityClasses[t] }

// EntityTypeOf returns the type of entities of a class, or "".
func EntityTypeOf(class string) EntityType {
	for t, c := range entityClasses {
		if c == class {
			return t
		}
	}
	return ""
}

// TookPart reports whether a party in this part was there, or is to be:
// everybody but those Invited or Absent.
func (p Part) TookPart() bool { return p != Invited && p != Absent }

// TookPlace reports whether something of this status has happened or is
// happening.
func (s Status) TookPlace() bool { return s == Held || s == Ongoing }

// Validate reports what keeps f from being stored: a document or fact without
// an id, an unknown type or a value outside a closed list, an id that is no
// IRI, a date that is not EDTF, text that is not UTF-8, a confidence outside 0
// to 1, or an offset that does not lead to the words it should. All problems
// are joined in one error.
func (f *Facts) Validate() error {
	v := validator{text: f.Document.Text}
	v.what = "document"
	v.id(f.Document.ID)
	if !utf8.ValidString(f.Document.Text) {
		v.errorf("text is not valid UTF-8")
	}
	v.date(f.Document.Published)
	seen := map[string]bool{}
	once := func(what, id string) {
		v.what = what + " " + id
		v.id(id)
		if seen[id] {
			v.errorf("id is used twice")
		}
		seen[id] = true
	}
	for _, e := range f.Entities {
		once("entity", e.ID)
		if entityClasses[e.Type] == "" {
			v.errorf("unknown type %q", e.Type)
		}
		if e.Name == "" {
			v.errorf("no name")
		}
		v.refs(e.For...)
	}
	for i, m := range f.Mentions {
		v.what = "mention " + strconv.Itoa(i)
		v.id(m.Entity)
		v.span(m.Start, m.End, m.Text)
	}
	for _, t := range f.Tenures {
		once("tenure", t.ID)
		v.id(t.Person)
		v.refs(t.Of)
		v.date(t.Seen.EDTF)
		v.evidence(t.Evidence)
	}
	for _, m := range f.Meetings {
		once("meeting", m.ID)
		oneOf(&v, m.Mode, InPerson, Telephone, Video, Unspecified)
		oneOf(&v, m.Status, Held, Ongoing, Planned, Cancelled, Refused)
		v.date(m.Date.EDTF)
		v.refs(m.Place, m.Format)
		for _, p := range m.Participations {
			v.id(p.Party)
			v.refs(p.For)
			oneOf(&v, p.As, Participant, Host, Visitor, Mediator, Observer, Invited, Absent)
			v.confidence(p.Confidence)
		}
		v.evidence(m.Evidence)
	}
	for _, c := range f.Claims {
		once("claim", c.ID)
		oneOf(&v, c.Kind, Direct, Indirect, Mixed)
		v.refs(c.Speaker, c.For, c.Addressee, c.ReportedBy, c.Occasion)
		v.span(c.Start, c.End, c.Content)
		v.date(c.Date.EDTF)
		v.evidence(c.Evidence)
	}
	for _, i := range f.Interactions {
		once("interaction", i.ID)
		v.id(i.Actor)
		v.refs(i.Recipient)
		if i.Class == "" {
			v.errorf("no class")
		}
		oneOf(&v, i.Status, "", Held, Ongoing, Planned, Cancelled, Refused)
		v.date(i.Date.EDTF)
		v.evidence(i.Evidence)
	}
	if len(v.errs) == 0 {
		for q := range f.Quads() {
			if err := q.Validate(); err != nil {
				v.errs = append(v.errs, fmt.Errorf("%s: %w", q.Subject, err))
			}
		}
	}
	return errors.Join(v.errs...)
}

type validator struct {
	text string
	what string
	errs []error
}

func (v *validator) errorf(format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf(v.what+": "+format, args...))
}

func (v *validator) id(iri string) {
	if err := validIRI(iri); err != nil {
		v.errs = append(v.errs, fmt.Errorf("%s: %w", v.what, err))
	}
}

func (v *validator) refs(iris ...string) {
	for _, iri := range iris {
		if iri != "" {
			v.id(iri)
		}
	}
}

func (v *validator) date(edtf string) {
	if edtf == "" {
		return
	}
	if _, _, err := Bounds(edtf); err != nil {
		v.errs = append(v.errs, fmt.Errorf("%s: %w", v.what, err))
	}
}

func (v *validator) span(start, end int, words string) {
	if start < 0 || end < start || end > len(v.text) {
		v.errorf("span [%d, %d) is outside the text of %d bytes", start, end, len(v.text))
	} else if v.text[start:end] != words {
		v.errorf("the text at [%d, %d) is %q, not %q", start, end, v.text[start:end], words)
	}
}

func (v *validator) confidence(c float64) {
	if !(c >= 0 && c <= 1) {
		v.errorf("confidence %v is not between 0 and 1", c)
	}
}

func (v *validator) evidence(es []Evidence) {
	if len(es) == 0 {
		v.errorf("no evidence")
	}
	for _, e := range es {
		v.span(e.Start, e.End, e.Quote)
		if e.Mark != [2]int{} && (e.Mark[0] < e.Start || e.Mark[1] < e.Mark[0] || e.Mark[1] > e.End) {
			v.errorf("mark [%d, %d) is outside the quote at [%d, %d)", e.Mark[0], e.Mark[1], e.Start, e.End)
		}
		v.confidence(e.Confidence)
	}
}

func oneOf[T ~string](v *validator, x T, of ...T) {
	if !slices.Contains(of, x) {
		v.errorf("%q is none of %q", string(x), of)
	}
}

// Quads returns what f says as quads, each once, in the order of
// Quad.Compare. The same facts give the same quads, in whatever order their
// slices are. Mentions, participations and evidence have ids made from what
// they say.
func (f *Facts) Quads() iter.Seq[Quad] {
	w := quadWriter{label: f.Document.ID}
	w.document(f.Document)
	for _, e := range f.Entities {
		w.entity(e)
	}
	for _, m := range f.Mentions {
		w.mention(m)
	}
	for _, t := range f.Tenures {
		w.fact(t.ID, ClassTenure, t.Seen, t.Evidence)
		w.iri(t.ID, PredMember, t.Person)
		w.string(t.ID, PredPost, t.Post)
		w.iri(t.ID, PredOf, t.Of)
	}
	for _, m := range f.Meetings {
		w.meeting(m)
	}
	for _, c := range f.Claims {
		w.claim(c)
	}
	for _, i := range f.Interactions {
		w.fact(i.ID, ClassInteraction, i.Date, i.Evidence)
		w.string(i.ID, PredClass, i.Class)
		w.string(i.ID, PredCAMEO, i.CAMEO)
		w.iri(i.ID, PredActor, i.Actor)
		w.iri(i.ID, PredRecipient, i.Recipient)
		w.string(i.ID, PredStatus, string(i.Status))
	}
	slices.SortFunc(w.quads, Quad.Compare)
	return slices.Values(slices.Compact(w.quads))
}

type quadWriter struct {
	label string
	quads []Quad
}

func (w *quadWriter) add(s, p string, o Term) {
	w.quads = append(w.quads, Quad{Subject: s, Predicate: p, Object: o, Label: w.label})
}

// iri and string leave out what is unknown.

func (w *quadWriter) iri(s, p, o string) {
	if o != "" {
		w.add(s, p, IRI(o))
	}
}

func (w *quadWriter) string(s, p, o string) {
	if o != "" {
		w.add(s, p, String(o))
	}
}

func (w *quadWriter) span(s string, start, end int) {
	w.add(s, PredStart, Int(int64(start)))
	w.add(s, PredEnd, Int(int64(end)))
}

func (w *quadWriter) document(d Document) {
	w.iri(d.ID, PredType, ClassDocument)
	w.string(d.ID, PredName, d.Name)
	w.string(d.ID, PredHeadline, d.Title)
	w.string(d.ID, PredPublisher, d.Source)
	w.string(d.ID, PredURL, d.URL)
	w.string(d.ID, PredPublished, d.Published)
	w.bounds(d.ID, d.Published)
	w.string(d.ID, PredBody, d.Text)
}

func (w *quadWriter) entity(e Entity) {
	w.iri(e.ID, PredType, entityClasses[e.Type])
	w.string(e.ID, PredName, e.Name)
	for _, a := range e.Aliases {
		if a != e.Name {
			w.string(e.ID, PredAlternateName, a)
		}
	}
	w.string(e.ID, PredCode, e.Code)
	for _, of := range e.For {
		w.iri(e.ID, PredActsFor, of)
	}
	w.iri(w.label, PredMentions, e.ID)
}

func (w *quadWriter) mention(m Mention) {
	id := NewFactID(w.label, "mention", m.Start, m.End, m.Entity+"\x00"+m.Method)
	w.iri(id, PredType, ClassMention)
	w.iri(id, PredDocument, w.label)
	w.iri(id, PredEntity, m.Entity)
	w.span(id, m.Start, m.End)
	w.string(id, PredExact, m.Text)
	w.string(id, PredMethod, m.Method)
}

// fact writes what all facts have.
func (w *quadWriter) fact(id, class string, d Date, evidence []Evidence) {
	w.iri(id, PredType, class)
	w.iri(w.label, PredAsserts, id)
	w.string(id, PredDate, d.EDTF)
	w.bounds(id, d.EDTF)
	w.string(id, PredBasis, string(d.Basis))
	for _, e := range evidence {
		ev := NewFactID(w.label, "evidence", e.Start, e.End, strings.Join([]string{
			id, strconv.Itoa(e.Mark[0]), strconv.Itoa(e.Mark[1]), e.Rule, e.Model, Float(e.Confidence).Value,
		}, "\x00"))
		w.iri(id, PredEvidence, ev)
		w.iri(ev, PredType, ClassEvidence)
		w.iri(ev, PredDocument, w.label)
		w.span(ev, e.Start, e.End)
		w.string(ev, PredExact, e.Quote)
		if e.Mark != [2]int{} {
			w.add(ev, PredMarkStart, Int(int64(e.Mark[0])))
			w.add(ev, PredMarkEnd, Int(int64(e.Mark[1])))
		}
		w.string(ev, PredRule, e.Rule)
		w.string(ev, PredModel, e.Model)
		w.add(ev, PredConfidence, Float(e.Confidence))
	}
}

// bounds writes what is known of the first and last day of a date. A date
// that is not EDTF has none; Validate reports it.
func (w *quadWriter) bounds(id, edtf string) {
	if edtf == "" {
		return
	}
	earliest, latest, err := Bounds(edtf)
	if err != nil {
		return
	}
	if !earliest.IsZero() {
		w.add(id, PredEarliest, Time(earliest))
	}
	if !latest.IsZero() {
		w.add(id, PredLatest, Time(latest))
	}
}

func (w *quadWriter) meeting(m Meeting) {
	w.fact(m.ID, ClassMeeting, m.Date, m.Evidence)
	w.string(m.ID, PredMode, string(m.Mode))
	w.string(m.ID, PredStatus, string(m.Status))
	w.iri(m.ID, PredPlace, m.Place)
	w.iri(m.ID, PredFormat, m.Format)
	w.string(m.ID, PredOutcome, m.Outcome)
	for _, p := range m.Participations {
		id := NewFactID(m.ID, "participation", 0, 0, strings.Join([]string{
			p.Party, p.For, p.Post, string(p.As), Float(p.Confidence).Value,
		}, "\x00"))
		w.iri(m.ID, PredParticipation, id)
		w.iri(id, PredType, ClassParticipation)
		w.iri(id, PredParty, p.Party)
		w.iri(id, PredOnBehalfOf, p.For)
		w.string(id, PredPost, p.Post)
		w.string(id, PredAs, string(p.As))
		w.add(id, PredConfidence, Float(p.Confidence))
		if !p.As.TookPart() {
			continue
		}
		w.iri(m.ID, PredParticipant, p.Party)
		w.iri(m.ID, PredInvolves, p.For)
		if m.Status.TookPlace() {
			w.iri(p.Party, PredAttended, m.ID)
		}
	}
}

func (w *quadWriter) claim(c Claim) {
	w.fact(c.ID, ClassClaim, c.Date, c.Evidence)
	w.iri(c.ID, PredSpeaker, c.Speaker)
	w.iri(c.ID, PredOnBehalfOf, c.For)
	w.string(c.ID, PredKind, string(c.Kind))
	w.string(c.ID, PredContent, c.Content)
	w.span(c.ID, c.Start, c.End)
	w.string(c.ID, PredCue, c.Cue)
	w.iri(c.ID, PredAddressee, c.Addressee)
	w.iri(c.ID, PredReportedBy, c.ReportedBy)
	w.iri(c.ID, PredOccasion, c.Occasion)
}

// FactsOf reads facts back from the quads of one document, in any order. It
// undoes Quads up to the order of slices: entities and facts come in the order
// of their ids, mentions and evidence by their place in the text,
// participations by party. Quads that are not of the vocabulary are left out.
func FactsOf(quads iter.Seq[Quad]) (Facts, error) {
	r := quadReader{nodes: map[string]node{}}
	for q := range quads {
		if r.label == "" {
			r.label = q.Label
		} else if q.Label != r.label {
			return Facts{}, fmt.Errorf("quads of two documents, %s and %s", r.label, q.Label)
		}
		n := r.nodes[q.Subject]
		if n == nil {
			n = node{}
			r.nodes[q.Subject] = n
		}
		n[q.Predicate] = append(n[q.Predicate], q.Object)
	}
	var f Facts
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		n := r.nodes[id]
		switch class := n.iri(PredType); class {
		case ClassDocument:
			f.Document = Document{
				ID: id, Name: n.string(PredName), Title: n.string(PredHeadline), Source: n.string(PredPublisher),
				URL: n.string(PredURL), Published: n.string(PredPublished), Text: n.string(PredBody),
			}
		case ClassMention:
			f.Mentions = append(f.Mentions, Mention{
				Entity: n.iri(PredEntity), Start: n.int(PredStart), End: n.int(PredEnd),
				Text: n.string(PredExact), Method: n.string(PredMethod),
			})
		case ClassTenure:
			f.Tenures = append(f.Tenures, Tenure{
				ID: id, Person: n.iri(PredMember), Post: n.string(PredPost), Of: n.iri(PredOf),
				Seen: n.date(), Evidence: r.evidence(n),
			})
		case ClassMeeting:
			f.Meetings = append(f.Meetings, Meeting{
				ID: id, Mode: Mode(n.string(PredMode)), Status: Status(n.string(PredStatus)), Date: n.date(),
				Place: n.iri(PredPlace), Format: n.iri(PredFormat), Outcome: n.string(PredOutcome),
				Participations: r.participations(n), Evidence: r.evidence(n),
			})
		case ClassClaim:
			f.Claims = append(f.Claims, Claim{
				ID: id, Speaker: n.iri(PredSpeaker), For: n.iri(PredOnBehalfOf), Kind: ClaimKind(n.string(PredKind)),
				Content: n.string(PredContent), Start: n.int(PredStart), End: n.int(PredEnd), Cue: n.string(PredCue),
				Addressee: n.iri(PredAddressee), ReportedBy: n.iri(PredReportedBy), Occasion: n.iri(PredOccasion),
				Date: n.date(), Evidence: r.evidence(n),
			})
		case ClassInteraction:
			f.Interactions = append(f.Interactions, Interaction{
				ID: id, Class: n.string(PredClass), CAMEO: n.string(PredCAMEO), Actor: n.iri(PredActor),
				Recipient: n.iri(PredRecipient), Status: Status(n.string(PredStatus)), Date: n.date(),
				Evidence: r.evidence(n),
			})
		default:
			if t := EntityTypeOf(class); t != "" {
				f.Entities = append(f.Entities, Entity{
					ID: id, Type: t, Name: n.string(PredName), Aliases: n.all(PredAlternateName),
					Code: n.string(PredCode), For: n.all(PredActsFor),
				})
			}
		}
	}
	if f.Document.ID == "" {
		return Facts{}, errors.New("quads without a document")
	}
	slices.SortFunc(f.Mentions, func(a, b Mention) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, strings.Compare(a.Entity, b.Entity), strings.Compare(a.Method, b.Method))
	})
	return f, nil
}

type quadReader struct {
	label string
	nodes map[string]node
}

// node holds the objects of one subject by predicate.
type node map[string][]Term

// first returns the least object of p, so that a node that breaks the rule of
// one value still reads the same every time.
func (n node) first(p string) Term {
	if ts := n[p]; len(ts) > 0 {
		return slices.MinFunc(ts, func(a, b Term) int { return strings.Compare(a.Value, b.Value) })
	}
	return Term{}
}

func (n node) string(p string) string { return n.first(p).Value }
func (n node) iri(p string) string    { return n.first(p).Value }
func (n node) date() Date             { return Date{n.string(PredDate), DateBasis(n.string(PredBasis))} }

func (n node) int(p string) int {
	i, _ := n.first(p).Int()
	return int(i)
}

func (n node) float(p string) float64 {
	f, _ := n.first(p).Float()
	return f
}

func (n node) all(p string) []string {
	var vs []string
	for _, t := range n[p] {
		vs = append(vs, t.Value)
	}
	slices.Sort(vs)
	return vs
}

func (r *quadReader) evidence(n node) []Evidence {
	var es []Evidence
	for _, id := range n.all(PredEvidence) {
		e := r.nodes[id]
		es = append(es, Evidence{
			Start: e.int(PredStart), End: e.int(PredEnd), Quote: e.string(PredExact),
			Mark: [2]int{e.int(PredMarkStart), e.int(PredMarkEnd)},
			Rule: e.string(PredRule), Model: e.string(PredModel), Confidence: e.float(PredConfidence),
		})
	}
	slices.SortStableFunc(es, func(a, b Evidence) int {
		return cmp.Or(a.Start-b.Start, a.End-b.End, a.Mark[0]-b.Mark[0], a.Mark[1]-b.Mark[1])
	})
	return es
}

func (r *quadReader) participations(n node) []Participation {
	var ps []Participation
	for _, id := range n.all(PredParticipation) {
		p := r.nodes[id]
		ps = append(ps, Participation{
			Party: p.iri(PredParty), For: p.iri(PredOnBehalfOf), Post: p.string(PredPost),
			As: Part(p.string(PredAs)), Confidence: p.float(PredConfidence),
		})
	}
	slices.SortStableFunc(ps, func(a, b Participation) int {
		return cmp.Or(strings.Compare(a.Party, b.Party), strings.Compare(a.For, b.For))
	})
	return ps
}
