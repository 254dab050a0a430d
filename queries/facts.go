package queries

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// factClasses are the classes of what documents assert, by the word in the
// ids of their facts.
var factClasses = []struct{ kind, class string }{
	{"meeting", graph.ClassMeeting},
	{"claim", graph.ClassClaim},
	{"tenure", graph.ClassTenure},
	{"interaction", graph.ClassInteraction},
}

// minPrefix is how many digits of a fact's digest are needed to look for it.
const minPrefix = 4

// Fact returns the IRI of the fact with this id: the IRI, the IRI without its
// scheme, or as much of the digest as names one fact only, with or without
// its kind: "meeting/1f2e3d", "1f2e3d". The error is an *UnknownError or an
// *AmbiguousFactError when there is none or more than one, and a *UsageError
// when the beginning is too short.
func (e *Env) Fact(ctx context.Context, id string) (string, error) {
	kind, digest, found := strings.Cut(localID(strings.TrimSpace(id)), "/")
	if !found {
		kind, digest = "", kind
	}
	digest = strings.ToLower(digest)
	if kind != "" {
		whole := graph.Scheme + kind + "/" + digest
		class, err := e.r.first(ctx, whole, graph.PredType)
		if err != nil {
			return "", err
		}
		for _, f := range factClasses {
			if class == f.class {
				return whole, nil
			}
		}
	}
	if len(digest) < minPrefix {
		return "", &UsageError{Msg: fmt.Sprintf("%q is too short for the id of a fact: give %d digits or more", id, minPrefix)}
	}
	var matches []string
	for _, f := range factClasses {
		if kind != "" && kind != f.kind {
			continue
		}
		ids, err := e.facts(ctx, f.class)
		if err != nil {
			return "", err
		}
		for _, iri := range ids {
			_, d, _ := strings.Cut(localID(iri), "/")
			if strings.HasPrefix(d, digest) {
				matches = append(matches, iri)
			}
		}
	}
	switch len(matches) {
	case 0:
		return "", &UnknownError{Name: id, What: "fact"}
	case 1:
		return matches[0], nil
	}
	slices.Sort(matches)
	return "", &AmbiguousFactError{Prefix: id, Candidates: matches}
}

// Document returns the document with this id or name, without its text. The
// error is an *UnknownError when there is none, and an *AmbiguousError when
// several have the name.
func (e *Env) Document(ctx context.Context, name string) (graph.Document, error) {
	ids, err := e.r.in(ctx, quad.String(name), graph.PredName)
	if err != nil {
		return graph.Document{}, err
	}
	var docs Entities
	for _, id := range append(ids, name, graph.Scheme+name) {
		class, err := e.r.first(ctx, id, graph.PredType)
		if err != nil {
			return graph.Document{}, err
		}
		if class == graph.ClassDocument {
			docs = append(docs, Entity{ID: id, Type: "document", Name: name})
		}
	}
	switch len(docs) {
	case 0:
		return graph.Document{}, &UnknownError{Name: name, What: "document"}
	case 1:
		return e.document(ctx, docs[0].ID)
	}
	return graph.Document{}, &AmbiguousError{Name: name, Candidates: docs}
}

// docName returns the name of a document.
func (e *Env) docName(ctx context.Context, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	if name, ok := e.docs[id]; ok {
		return name, nil
	}
	doc, err := e.document(ctx, id)
	e.docs[id] = doc.Name
	return doc.Name, err
}

// Proof is all that the store knows of one fact, and why.
type Proof struct {
	Fact     Fact    `json:"fact"`
	Kind     string  `json:"kind"` // "meeting", "claim", "tenure" or "interaction"
	Details  []Field `json:"details"`
	Evidence []Quote `json:"evidence"`
}

// Field is a property of a fact, for people.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Quote is a passage that proves a fact.
type Quote struct {
	Document   string  `json:"document"`    // its name
	DocumentID string  `json:"document_id"` // its IRI
	Published  string  `json:"published,omitempty"`
	URL        string  `json:"url,omitempty"`
	Line       int     `json:"line"`  // of the first byte, from 1
	Start      int     `json:"start"` // half-open byte offsets of the text into the document
	End        int     `json:"end"`
	MarkStart  int     `json:"mark_start"` // half-open byte offsets of the words that carry the fact, into the document; those of the quote when it carries the fact as a whole
	MarkEnd    int     `json:"mark_end"`
	Text       string  `json:"text"`
	Rule       string  `json:"rule"`
	Model      string  `json:"model"`
	Confidence float64 `json:"confidence"`
}

// Why returns the proof of a fact; id is as Fact takes it. Evidence comes in
// the order of documents and places in them.
func (e *Env) Why(ctx context.Context, id string) (Proof, error) {
	iri, err := e.Fact(ctx, id)
	if err != nil {
		return Proof{}, err
	}
	nodes, err := e.r.load(ctx, []string{iri})
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Fact: Fact(iri), Details: []Field{}, Evidence: []Quote{}}
	for _, f := range factClasses {
		if slices.Contains(nodes[0].strs(graph.PredType), f.class) {
			p.Kind = f.kind
		}
	}
	if p.Details, err = e.details(ctx, p.Kind, iri); err != nil {
		return Proof{}, err
	}
	evidence, err := e.r.load(ctx, nodes[0].strs(graph.PredEvidence))
	if err != nil {
		return Proof{}, err
	}
	texts := map[string]string{}
	for _, n := range evidence {
		q, err := e.quote(ctx, n, texts)
		if err != nil {
			return Proof{}, err
		}
		p.Evidence = append(p.Evidence, q)
	}
	slices.SortFunc(p.Evidence, func(a, b Quote) int {
		return cmp.Or(
			strings.Compare(a.Document, b.Document), strings.Compare(a.DocumentID, b.DocumentID),
			cmp.Compare(a.Start, b.Start), cmp.Compare(a.MarkStart, b.MarkStart), strings.Compare(a.Rule, b.Rule),
		)
	})
	return p, nil
}

// quote reads one evidence node; texts keeps the texts of documents.
func (e *Env) quote(ctx context.Context, n *node, texts map[string]string) (Quote, error) {
	id := n.str(graph.PredDocument)
	doc, err := e.document(ctx, id)
	if err != nil {
		return Quote{}, err
	}
	text, ok := texts[id]
	if !ok {
		if text, err = e.r.first(ctx, id, graph.PredBody); err != nil {
			return Quote{}, err
		}
		texts[id] = text
	}
	q := Quote{
		Document: doc.Name, DocumentID: id, Published: doc.Published, URL: doc.URL,
		Start: n.num(graph.PredStart), End: n.num(graph.PredEnd),
		MarkStart: n.num(graph.PredMarkStart), MarkEnd: n.num(graph.PredMarkEnd),
		Text: n.str(graph.PredExact), Rule: n.str(graph.PredRule), Model: n.str(graph.PredModel),
		Confidence: n.float(graph.PredConfidence),
	}
	if q.MarkEnd == 0 {
		q.MarkStart, q.MarkEnd = q.Start, q.End
	}
	if q.Start <= len(text) {
		q.Line = 1 + strings.Count(text[:q.Start], "\n")
	}
	return q, nil
}

// details describes a fact in words.
func (e *Env) details(ctx context.Context, kind, iri string) ([]Field, error) {
	d := describer{ctx: ctx, e: e}
	switch kind {
	case "meeting":
		told, err := e.st.Fact(ctx, iri)
		if err != nil {
			return nil, err
		}
		var ms []graph.Meeting
		for _, f := range told {
			ms = append(ms, f.Meetings...)
		}
		m := merge(ms)
		d.text("status", string(m.Status))
		d.text("mode", string(m.Mode))
		d.date(m.Date)
		d.entity("place", m.Place)
		d.entity("format", m.Format)
		for _, p := range m.Participations {
			d.participation(p)
		}
		d.text("outcome", m.Outcome)
	case "claim":
		cs, err := e.claims(ctx, []string{iri})
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			d.entity("speaker", c.Speaker)
			d.entity("for", c.For)
			d.text("kind", string(c.Kind))
			d.text("content", c.Content)
			d.text("cue", c.Cue)
			d.entity("to", c.Addressee)
			d.entity("reported by", c.ReportedBy)
			d.text("occasion", Fact(c.Occasion).String())
			d.date(c.Date)
		}
	case "tenure":
		ts, err := e.tenures(ctx, []string{iri})
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			d.entity("person", t.Person)
			d.text("post", t.Post)
			d.entity("of", t.Of)
			d.date(t.Seen)
		}
	case "interaction":
		is, err := e.interactions(ctx, []string{iri})
		if err != nil {
			return nil, err
		}
		for _, i := range is {
			d.text("class", i.Class)
			d.text("CAMEO", i.CAMEO)
			d.entity("actor", i.Actor)
			d.entity("recipient", i.Recipient)
			d.text("status", string(i.Status))
			d.date(i.Date)
		}
	}
	return d.fields, d.err
}

// describer gathers fields until the first error; unknown values are left out.
type describer struct {
	ctx    context.Context
	e      *Env
	fields []Field
	err    error
}

func (d *describer) text(name, value string) {
	if value != "" && d.err == nil {
		d.fields = append(d.fields, Field{name, value})
	}
}

func (d *describer) name(id string) string {
	if id == "" || d.err != nil {
		return ""
	}
	ent, err := d.e.entity(d.ctx, id)
	d.err = err
	return ent.Name
}

func (d *describer) entity(field, id string) { d.text(field, d.name(id)) }

func (d *describer) date(date graph.Date) {
	if date.EDTF != "" && date.Basis != graph.NoDate {
		d.text("date", fmt.Sprintf("%s (%s)", date.EDTF, date.Basis))
	} else {
		d.text("date", date.EDTF)
	}
}

func (d *describer) participation(p graph.Participation) {
	value := d.name(p.Party)
	var more []string
	for _, s := range []string{p.Post, d.name(p.For)} {
		if s != "" && s != value {
			more = append(more, s)
		}
	}
	if len(more) > 0 {
		value += " (" + strings.Join(more, ", ") + ")"
	}
	d.text(cmp.Or(string(p.As), "party"), value)
}

// Marks are what a Proof puts before and after the words that carry a fact.
type Marks struct{ Before, After string }

// The usual marks.
var (
	PlainMarks    = Marks{"«", "»"}
	TerminalMarks = Marks{"\x1b[1;7m", "\x1b[0m"} // bold and reversed, by ECMA-48
)

// Write writes the proof for people. Control characters of the texts become
// spaces.
func (p Proof) Write(w io.Writer, marks Marks) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", p.Fact)
	width := 0
	for _, f := range p.Details {
		width = max(width, len(f.Name))
	}
	for _, f := range p.Details {
		fmt.Fprintf(&b, "  %-*s  %s\n", width, f.Name, printable(f.Value))
	}
	if len(p.Evidence) == 0 {
		b.WriteString("\n  no evidence is stored\n")
	}
	for _, q := range p.Evidence {
		fmt.Fprintf(&b, "\n%s:%d (bytes %d to %d)", printable(q.Document), q.Line, q.Start, q.End)
		if q.Published != "" {
			fmt.Fprintf(&b, ", published %s", q.Published)
		}
		fmt.Fprintf(&b, "\n  %s\n", q.Marked(marks))
		fmt.Fprintf(&b, "  rule %s, model %s, confidence %.2f\n",
			cmp.Or(printable(q.Rule), "unknown"), cmp.Or(printable(q.Model), "none"), q.Confidence)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Marked returns the text of the quote with marks around the words that carry
// the fact, in one line.
func (q Quote) Marked(marks Marks) string {
	from, to := q.MarkStart-q.Start, q.MarkEnd-q.Start
	if from < 0 || to > len(q.Text) || from > to {
		return printable(q.Text)
	}
	return printable(q.Text[:from]) + marks.Before + printable(q.Text[from:to]) + marks.After + printable(q.Text[to:])
}
