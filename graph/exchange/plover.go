package exchange

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/language"

	"parley/graph"
)

// ploverEvent is an event record by the PLOVER codebook, draft 0.7b1, chapter
// "JSON Data Fields" (Open Event Data Alliance), whose names of fields it
// takes; identifer_id and identifer_text are spelled so there. The fields
// after Comment are parley's, which the codebook allows.
type ploverEvent struct {
	ID        string         `json:"id"`
	Date      string         `json:"date"` // the first day that it can be
	EndDate   string         `json:"enddate,omitempty"`
	Source    []ploverActor  `json:"source"`
	Recipient []ploverActor  `json:"recipient,omitempty"`
	Event     []string       `json:"event"`
	EventLoc  *ploverPlace   `json:"event_loc,omitempty"`
	QuadCode  int            `json:"quad_code,omitempty"`
	Mode      []string       `json:"mode,omitempty"`
	Context   []string       `json:"context,omitempty"`
	Text      string         `json:"text,omitempty"`
	TextInfo  *ploverText    `json:"text_info,omitempty"`
	CiteInfo  ploverCitation `json:"cite_info"`
	Coder     string         `json:"coder,omitempty"`
	Comment   string         `json:"comment,omitempty"`

	EDTF   string `json:"edtf,omitempty"` // the date as parley has it
	Status string `json:"status,omitempty"`
	CAMEO  string `json:"cameo,omitempty"`
	Format string `json:"format,omitempty"` // the format that a meeting was a session of
}

type ploverActor struct {
	Code       string `json:"code,omitempty"` // ISO 3166-1 alpha-3
	Sector     string `json:"sector,omitempty"`
	ActorText  string `json:"actor_text"`
	Identifier string `json:"identifer_id"`
	Name       string `json:"identifer_text"`
	Office     string `json:"office,omitempty"`
	As         string `json:"as,omitempty"` // a graph.Part; parley's
}

// ploverPlace has the names of GeoNames, as the codebook wants.
type ploverPlace struct {
	Name        string `json:"name"`
	CountryCode string `json:"country code,omitempty"`
	CC3         string `json:"cc3,omitempty"`
}

// ploverText has offsets in characters.
type ploverText struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

type ploverCitation struct {
	Citation    string `json:"citation"`
	URL         string `json:"url,omitempty"`
	Title       string `json:"title,omitempty"`
	Publication string `json:"publication,omitempty"`
	Published   string `json:"published,omitempty"` // parley's
	Codebook    string `json:"codebook"`
}

const ploverCodebook = "plover-0.7b1"

// ploverQuads are the quad categories of the codebook: verbal and material
// cooperation, verbal and material conflict. REQUEST, which POLECAT has for
// the codebook's DEMAND, is of its kind.
var ploverQuads = map[string]int{
	"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1,
	"COOPERATE": 2, "AID": 2, "RETREAT": 2,
	"REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "SANCTION": 3, "THREATEN": 3,
	"PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}

// ploverClass returns the event category of a class. CAMEO's YIELD is two in
// PLOVER: CONCEDE for words (080 to 083), RETREAT for deeds (084 to 087).
func ploverClass(class, cameo string) string {
	switch {
	case class != "YIELD":
		return class
	case cameo >= "084":
		return "RETREAT"
	}
	return "CONCEDE"
}

// ploverContexts say of an event that it is not one that took place.
var ploverContexts = map[graph.Status][]string{
	graph.Planned: {"future"}, graph.Cancelled: {"negation"}, graph.Refused: {"negation"},
}

// ploverWriter writes the events of one document after another.
type ploverWriter struct {
	w   *bufio.Writer
	buf bytes.Buffer
	es  entities
	doc graph.Document
}

// writePLOVER writes interactions and meetings. A meeting is a CONSULT; where
// nobody visited and nobody hosted, all who took part are its source, as the
// codebook has it. Meetings of which no party is known are left out: it wants
// a source. So are interactions that say no more than a meeting does, and
// events of which neither the text nor the document has a date, since it wants
// a date as well.
func writePLOVER(ctx context.Context, w *bufio.Writer, src Source) error {
	es, err := readEntities(ctx, src)
	if err != nil {
		return err
	}
	p := &ploverWriter{w: w, es: es}
	return eachDocument(ctx, src, func(f *graph.Facts) error {
		p.doc = f.Document
		for _, m := range f.Meetings {
			if err := p.meeting(m); err != nil {
				return err
			}
		}
		for _, i := range f.Interactions {
			if slices.ContainsFunc(f.Meetings, func(m graph.Meeting) bool { return says(m, i) }) {
				continue
			}
			if err := p.interaction(i); err != nil {
				return err
			}
		}
		return nil
	})
}

// says reports whether a meeting says all that an interaction does: a CONSULT
// of two of its parties, found in the same sentence.
func says(m graph.Meeting, i graph.Interaction) bool {
	party := func(id string) bool {
		return slices.ContainsFunc(m.Participations, func(p graph.Participation) bool { return p.Party == id || p.For == id })
	}
	return i.Class == "CONSULT" && party(i.Actor) && party(i.Recipient) && slices.ContainsFunc(m.Evidence, func(a graph.Evidence) bool {
		return slices.ContainsFunc(i.Evidence, func(b graph.Evidence) bool { return a.Start < b.End && b.Start < a.End })
	})
}

func (p *ploverWriter) meeting(m graph.Meeting) error {
	e := ploverEvent{ID: m.ID, Event: []string{"CONSULT"}, Status: string(m.Status), CAMEO: "040"}
	var hosts, visitors, all []ploverActor
	mediated := false
	for _, part := range m.Participations {
		if part.As == graph.Absent || part.As == graph.Invited && m.Status.TookPlace() {
			continue
		}
		a := p.actor(part.Party, part.For)
		a.Office, a.As = part.Post, string(part.As)
		switch part.As {
		case graph.Host:
			hosts = append(hosts, a)
		case graph.Visitor:
			visitors = append(visitors, a)
		case graph.Mediator:
			mediated = true
		}
		all = append(all, a)
	}
	if len(all) == 0 {
		return nil
	}
	e.Source = all
	if len(hosts) > 0 && len(hosts)+len(visitors) == len(all) && len(visitors) > 0 {
		e.Source, e.Recipient, e.Mode, e.CAMEO = visitors, hosts, append(e.Mode, "visit"), "042"
	}
	switch {
	case m.Mode == graph.Telephone, m.Mode == graph.Video:
		e.Mode, e.CAMEO = append(e.Mode, "phone"), "041"
	case mediated:
		e.Mode = append(e.Mode, "third-party")
	}
	if m.Format != "" {
		e.Mode, e.Format = append(e.Mode, "multilateral"), p.es.name(m.Format)
	}
	if m.Place != "" {
		code := p.es.code(m.Place)
		e.EventLoc = &ploverPlace{Name: p.es.name(m.Place), CountryCode: code, CC3: alpha3(code)}
	}
	return p.write(e, m.Status, m.Date, m.Evidence)
}

func (p *ploverWriter) interaction(i graph.Interaction) error {
	e := ploverEvent{ID: i.ID, Event: []string{ploverClass(i.Class, i.CAMEO)}, Status: string(i.Status), CAMEO: i.CAMEO}
	e.Source = []ploverActor{p.actor(i.Actor, "")}
	if i.Recipient != "" {
		e.Recipient = []ploverActor{p.actor(i.Recipient, "")}
	}
	return p.write(e, i.Status, i.Date, i.Evidence)
}

// actor describes an entity that acts for another, "" when that is not said of
// the event. States, and people who act for one, are of the sector GOV.
func (p *ploverWriter) actor(id, acts string) ploverActor {
	a := ploverActor{ActorText: p.es.name(id), Identifier: id, Name: p.es.name(id)}
	code := p.es.code(id)
	state := code != "" && p.es[id].Type != graph.Organization
	if acts != "" {
		code = p.es.code(acts)
		state = p.es[acts].Type == graph.State
	}
	a.Code = alpha3(code)
	if state {
		a.Sector = "GOV"
	}
	return a
}

// alpha3 returns the three letters that ISO 3166 has for its two, "" when it
// has none, as for parley's own codes.
func alpha3(code string) string {
	switch code {
	case "CS": // Czechoslovakia; later given to Serbia and Montenegro
		return "CSK"
	case "XK": // Kosovo, which ISO leaves to users: these letters are the most usual
		return "XKX"
	}
	r, err := language.ParseRegion(code)
	if len(code) != 2 || err != nil || r.ISO3() == "ZZZ" {
		return ""
	}
	return r.ISO3()
}

// write adds what all events have. An event of unknown date has that of the
// document, as event data do, and says so.
func (p *ploverWriter) write(e ploverEvent, s graph.Status, d graph.Date, es []graph.Evidence) error {
	e.QuadCode = ploverQuads[e.Event[0]]
	e.Context = ploverContexts[s]
	e.EDTF = d.EDTF
	edtf := d.EDTF
	if edtf == "" {
		edtf = p.doc.Published
		e.Comment = "no date given: date of publication"
	}
	earliest, latest, err := graph.Bounds(edtf)
	if err != nil {
		return nil // "" among them
	}
	e.Date, e.EndDate = cmp.Or(day(earliest), day(latest)), day(latest)
	if e.EndDate == e.Date {
		e.EndDate = ""
	}
	if len(es) > 0 {
		e.Text = es[0].Quote
		e.Coder = "parley " + es[0].Rule
		if text := p.doc.Text; es[0].End <= len(text) {
			start := utf8.RuneCountInString(text[:es[0].Start])
			e.TextInfo = &ploverText{Start: start, End: start + utf8.RuneCountInString(e.Text)}
		}
	}
	e.CiteInfo = ploverCitation{
		Citation: p.doc.Name, URL: p.doc.URL, Title: p.doc.Title, Publication: p.doc.Source, Published: p.doc.Published,
		Codebook: ploverCodebook,
	}
	p.buf.Reset()
	if err := appendJSON(&p.buf, e); err != nil {
		return err
	}
	p.buf.WriteByte('\n')
	_, err = p.buf.WriteTo(p.w)
	return err
}
