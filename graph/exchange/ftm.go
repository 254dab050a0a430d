package exchange

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"parley/graph"
)

// ftmEntity is an entity as FollowTheMoney's command-line tools read it, one a
// line. Its schemata and their properties are those of followthemoney 4.11,
// https://followthemoney.tech/explorer/.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// put adds values to a property; empty ones are none.
func (e ftmEntity) put(property string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[property] = append(e.Properties[property], v)
		}
	}
}

// when puts a date: as a date where one day, month or year says it all, as
// start and end where it is a period of time.
func (e ftmEntity) when(d graph.Date) {
	from, to, period := strings.Cut(d.EDTF, "/")
	if !period {
		e.put("date", ftmDate(from))
		return
	}
	e.put("startDate", ftmDate(from))
	e.put("endDate", ftmDate(to))
}

// ftmDate returns the longest of day, month and year, which is what
// FollowTheMoney has, that holds all that an EDTF date can mean; "" when it
// spans years or is open.
func ftmDate(edtf string) string {
	earliest, latest, err := graph.Bounds(edtf)
	if err != nil {
		return ""
	}
	a, b := day(earliest), day(latest)
	for _, n := range []int{len("2006-01-02"), len("2006-01"), len("2006")} {
		if len(a) >= n && len(b) >= n && a[:n] == b[:n] {
			return a[:n]
		}
	}
	return ""
}

// ftmWriter writes entities one by one.
type ftmWriter struct {
	w       *bufio.Writer
	buf     bytes.Buffer
	es      entities
	doc     string          // the Article at hand
	seen    map[string]bool // positions written
	failure error           // the first
}

// writeFTM writes what fits FollowTheMoney: people as Person, states as
// PublicBody, organizations and formats as Organization, places as Address,
// meetings that took place as Event with those involved, posts as Position and
// Occupancy, what people act for as Representation, documents as Article, and
// claims as Note on the speaker. Interactions and who spoke to whom are
// UnknownLink, and so is what FollowTheMoney has no schema for.
func writeFTM(ctx context.Context, w *bufio.Writer, src Source) error {
	es, err := readEntities(ctx, src)
	if err != nil {
		return err
	}
	f := &ftmWriter{w: w, es: es, seen: map[string]bool{}}
	for e, err := range src.Entities(ctx) {
		if err != nil {
			return err
		}
		f.entity(e)
	}
	err = eachDocument(ctx, src, func(facts *graph.Facts) error {
		f.facts(facts)
		return f.failure
	})
	if err != nil {
		return err
	}
	return f.failure
}

// ftmID makes an id that FollowTheMoney takes of an IRI: it wants letters,
// digits, "-" and "." of ASCII.
func ftmID(iri string) string {
	if iri == "" {
		return ""
	}
	kind, key, _ := strings.Cut(strings.TrimPrefix(iri, graph.Scheme), "/")
	for _, r := range kind + key {
		if !digit(r) && !letter(r) && r != '-' {
			sum := sha256.Sum256([]byte(iri))
			return "x-" + hex.EncodeToString(sum[:10])
		}
	}
	return kind + "-" + key
}

func (f *ftmWriter) new(iri, schema string) ftmEntity {
	return ftmEntity{ID: ftmID(iri), Schema: schema, Properties: map[string][]string{}}
}

func (f *ftmWriter) write(e ftmEntity) {
	if f.failure != nil {
		return
	}
	f.buf.Reset()
	if f.failure = appendJSON(&f.buf, e); f.failure == nil {
		f.buf.WriteByte('\n')
		_, f.failure = f.w.Write(f.buf.Bytes())
	}
}

// ftmSchemata are the schemata of entities.
var ftmSchemata = map[graph.EntityType]string{
	graph.Person: "Person", graph.State: "PublicBody", graph.Organization: "Organization",
	graph.Format: "Organization", graph.Place: "Address",
}

// ftmCountries are the codes of FollowTheMoney that are not those of ISO
// 3166-1: of states that are no more or that few recognize. Codes of parley's
// own of three letters that are not here, and historic ones that are "", have
// none.
var ftmCountries = map[string]string{
	"SU": "suhh", "YU": "yucs", "CS": "cshh",
	"NCY": "cy-trnc", "ABK": "ge-ab", "SOS": "x-so", "PMR": "md-pmr", "NKR": "az-nk", "SML": "so-som", "DNR": "ua-dpr", "LNR": "ua-lpr",
	"VS": "", "VD": "", "YD": "", "RH": "", "EP": "", "VY": "", "FF": "", "HW": "", "AN": "", "PZ": "",
}

// country returns the code of the state of an entity, "" for none.
func (f *ftmWriter) country(id string) string {
	code := f.es.code(id)
	if c, ok := ftmCountries[code]; ok || len(code) != 2 {
		return c
	}
	return strings.ToLower(code)
}

func (f *ftmWriter) entity(e graph.Entity) {
	schema := ftmSchemata[e.Type]
	x := f.new(e.ID, schema)
	x.put("name", f.es.name(e.ID))
	x.put("alias", e.Aliases...)
	x.put("country", f.country(e.ID))
	switch e.Type {
	case graph.Place:
		x.put("full", e.Name)
	case graph.State, graph.Format:
		x.put("classification", string(e.Type))
	}
	f.write(x)
	if e.Type == graph.Place {
		return
	}
	for _, of := range e.For {
		if f.legal(of) {
			r := f.link("Representation", e.ID, of)
			r.put("agent", ftmID(e.ID))
			r.put("client", ftmID(of))
			f.write(r)
		}
	}
}

// legal reports whether an entity is one of FollowTheMoney's legal entities,
// which alone can take part, represent and be represented.
func (f *ftmWriter) legal(id string) bool {
	t := f.es[id].Type
	return t != "" && t != graph.Place
}

// link makes an entity that stands for a relation of others.
func (f *ftmWriter) link(schema string, of ...string) ftmEntity {
	sum := sha256.Sum256([]byte(schema + "\x00" + strings.Join(of, "\x00")))
	return ftmEntity{ID: strings.ToLower(schema) + "-" + hex.EncodeToString(sum[:10]), Schema: schema, Properties: map[string][]string{}}
}

// prove puts where a fact was found.
func (f *ftmWriter) prove(x ftmEntity, es []graph.Evidence) {
	x.put("proof", f.doc)
	if len(es) > 0 {
		x.put("summary", es[0].Quote)
	}
}

func (f *ftmWriter) facts(facts *graph.Facts) {
	d := facts.Document
	f.doc = ftmID(d.ID)
	a := f.new(d.ID, "Article")
	a.put("name", d.Name)
	a.put("fileName", d.Name)
	a.put("title", d.Title)
	a.put("publisher", d.Source)
	a.put("sourceUrl", d.URL)
	a.put("publishedAt", ftmDate(d.Published))
	a.put("bodyText", d.Text)
	f.write(a)
	for _, e := range facts.Entities {
		x := f.link("Documentation", d.ID, e.ID)
		x.put("document", f.doc)
		x.put("entity", ftmID(e.ID))
		x.put("role", "mentions")
		f.write(x)
	}
	for _, m := range facts.Meetings {
		if m.Status.TookPlace() {
			f.meeting(m)
		}
	}
	for _, t := range facts.Tenures {
		f.tenure(t)
	}
	for _, c := range facts.Claims {
		f.claim(c)
	}
	for _, i := range facts.Interactions {
		if i.Status.TookPlace() && i.Recipient != "" {
			x := f.new(i.ID, "UnknownLink")
			x.put("subject", ftmID(i.Actor))
			x.put("object", ftmID(i.Recipient))
			x.put("role", i.Class)
			x.when(i.Date)
			f.prove(x, i.Evidence)
			f.write(x)
		}
	}
}

func (f *ftmWriter) meeting(m graph.Meeting) {
	x := f.new(m.ID, "Event")
	var names []string
	for _, p := range m.Participations {
		if !p.As.TookPart() || !f.legal(p.Party) {
			continue
		}
		names = append(names, f.es.name(p.Party))
		x.put("involved", ftmID(p.Party))
		if p.As == graph.Host {
			x.put("organizer", ftmID(p.Party))
		}
		if p.For != "" && f.legal(p.For) && !slices.Contains(x.Properties["involved"], ftmID(p.For)) {
			x.put("involved", ftmID(p.For))
		}
	}
	kind := map[graph.Mode]string{graph.Telephone: "Telephone call", graph.Video: "Video call"}[m.Mode]
	if kind == "" {
		kind = "Meeting"
	}
	switch {
	case len(names) > 0:
		x.put("name", fmt.Sprintf("%s: %s", kind, strings.Join(names, ", ")))
	default:
		x.put("name", kind)
	}
	x.put("keywords", string(m.Status), string(m.Mode))
	x.put("notes", m.Outcome)
	if m.Place != "" {
		x.put("location", f.es.name(m.Place))
		x.put("country", f.country(m.Place))
		if f.es[m.Place].Type == graph.Place {
			x.put("addressEntity", ftmID(m.Place))
		}
	}
	x.when(m.Date)
	f.prove(x, m.Evidence)
	f.write(x)
	if f.legal(m.Format) {
		l := f.link("UnknownLink", m.ID, m.Format)
		l.put("subject", ftmID(m.ID))
		l.put("object", ftmID(m.Format))
		l.put("role", "session of")
		f.write(l)
	}
}

// tenure writes the post once and who was seen in it, and when. A date is no
// beginning and no end.
func (f *ftmWriter) tenure(t graph.Tenure) {
	post := f.link("Position", t.Post, t.Of)
	if !f.seen[post.ID] {
		f.seen[post.ID] = true
		name := t.Post
		if t.Of != "" {
			name += ", " + f.es.name(t.Of)
		}
		post.put("name", name)
		post.put("country", f.country(t.Of))
		if o := f.es[t.Of].Type; o == graph.State || o == graph.Organization {
			post.put("organization", ftmID(t.Of))
		}
		f.write(post)
	}
	x := f.new(t.ID, "Occupancy")
	x.put("holder", ftmID(t.Person))
	x.put("post", post.ID)
	x.when(t.Seen)
	f.prove(x, t.Evidence)
	f.write(x)
}

func (f *ftmWriter) claim(c graph.Claim) {
	if c.Speaker == "" {
		return
	}
	n := f.new(c.ID, "Note")
	n.put("entity", ftmID(c.Speaker))
	n.put("description", c.Content)
	n.put("createdAt", ftmDate(c.Date.EDTF))
	f.prove(n, c.Evidence)
	f.write(n)
	if c.Addressee == "" {
		return
	}
	x := f.link("UnknownLink", c.ID, c.Addressee)
	x.put("subject", ftmID(c.Speaker))
	x.put("object", ftmID(c.Addressee))
	x.put("role", "said to")
	x.put("description", c.Content)
	x.when(c.Date)
	f.prove(x, c.Evidence)
	f.write(x)
}
