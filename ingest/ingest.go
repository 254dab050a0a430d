// Package ingest reads articles into facts: it runs the language model over
// the text, resolves whom it names, and finds posts, meetings, claims and
// interactions.
//
// Start at NewExtractor and Extractor.Extract.
package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/claims"
	"parley/ingest/internal/confidence"
	"parley/ingest/internal/dates"
	"parley/ingest/internal/interactions"
	"parley/ingest/internal/lexicon"
	"parley/ingest/internal/meetings"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
)

// Article is one text and what is known of it beforehand.
type Article struct {
	Name      string // file name or the like
	Title     string
	Source    string // publisher or path
	URL       string
	Published string // EDTF date, "" to look for it in the text
	Text      string // UTF-8
}

// Extractor turns articles into facts. It is safe for concurrent use.
type Extractor struct {
	model    *nlp.Model
	resolve  *resolve.Resolver
	meetings *meetings.Finder
	claims   *claims.Extractor
	deeds    *interactions.Finder
	sure     confidence.Weights
	off      ablation.Set
}

// ErrNotText is what Extract's error wraps for input that is not UTF-8 text.
var ErrNotText = errors.New("not UTF-8 text")

// NewExtractor loads the language model, the lexicons, the rules and the
// weights of confidence from "model", "lexicon", "rules" and "confidence.tsv" of
// fsys, such as data.FS.
func NewExtractor(fsys fs.FS) (*Extractor, error) {
	sub, err := fs.Sub(fsys, "model")
	if err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	model, err := nlp.Load(sub)
	if err != nil {
		return nil, err
	}
	lex, err := lexicon.Load(fsys, "lexicon")
	if err != nil {
		return nil, err
	}
	m, err := meetings.New(fsys, lex)
	if err != nil {
		return nil, err
	}
	c, err := claims.New(fsys)
	if err != nil {
		return nil, err
	}
	d, err := interactions.New(fsys, lex)
	if err != nil {
		return nil, err
	}
	sure, err := confidence.Load(fsys, confidence.File)
	if err != nil {
		return nil, err
	}
	return &Extractor{model: model, resolve: resolve.New(lex), meetings: m, claims: c, deeds: d, sure: sure}, nil
}

// Without returns an Extractor that leaves out mechanisms called by name, to
// measure what they give. The error names what is no mechanism.
func (x *Extractor) Without(mechanisms ...string) (*Extractor, error) {
	off, err := ablation.Parse(mechanisms...)
	if err != nil {
		return nil, err
	}
	y := *x
	y.off, y.resolve, y.meetings, y.claims = off, x.resolve.Without(off), x.meetings.Without(off), x.claims.Without(off)
	return &y, nil
}

// Mechanisms returns what Without can leave out: names, and what each does.
func Mechanisms() []ablation.Mechanism { return slices.Clone(ablation.All) }

// NewPeople returns a People that knows nobody, for Batch.People.
func (x *Extractor) NewPeople() *resolve.People { return x.resolve.NewPeople() }

// Extract finds the facts of an article. It fails on text that is not UTF-8
// and when ctx ends; the error names the article.
func (x *Extractor) Extract(ctx context.Context, a Article) (graph.Facts, error) {
	if i := invalid(a.Text); i >= 0 {
		return graph.Facts{}, fmt.Errorf("%s: byte %d: %w", a.Name, i, ErrNotText)
	}
	if err := ctx.Err(); err != nil {
		return graph.Facts{}, fmt.Errorf("%s: %w", a.Name, err)
	}
	return x.facts(a, annotate(x.model, a.Text)), nil
}

// invalid returns the first byte that is not part of UTF-8 text, -1 for none.
// Control characters other than white space make a text binary.
func invalid(text string) int {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return i
			}
		}
		if r == 0 {
			return i
		}
	}
	return -1
}

// facts reads an annotated article.
func (x *Extractor) facts(a Article, doc *nlp.Doc) graph.Facts {
	text := dates.Read(a.Text)
	telling := text // what may tell the date
	if x.off.Has(ablation.Published) {
		telling = dates.Read("")
	}
	published := telling.Published(a.Published)
	title := a.Title
	if title == "" {
		title = firstLine(a.Text)
	}
	f := graph.Facts{Document: graph.Document{
		ID: graph.NewDocumentID(a.Text), Name: a.Name, Title: title, Source: a.Source, URL: a.URL, Published: published.EDTF, Text: a.Text,
	}}
	res := x.resolve.Resolve(doc)
	tree := rules.NewTree(doc)
	timeline := text.Timeline(doc, published.EDTF).Without(x.off)

	b := assembly{doc: doc, res: res, facts: &f, model: x.model.Name()}
	b.entities()
	b.tenures()
	b.meetings(x.meetings.Find(tree, res, dating{timeline}))
	b.claims(x.claims.Extract(doc, tree, res))
	b.interactions(x.deeds.Find(tree, res, dating{timeline}))
	named := spokenOf(&f)
	f.Entities = slices.DeleteFunc(f.Entities, func(e graph.Entity) bool { return !named[e.ID] })
	x.sure.Set(&f)
	return f
}

// spokenOf returns the entities that a mention or a fact names; the others
// were only weighed on the way.
func spokenOf(f *graph.Facts) map[string]bool {
	named := map[string]bool{}
	for _, m := range f.Mentions {
		named[m.Entity] = true
	}
	for _, e := range f.Entities {
		for _, id := range e.For {
			named[id] = true
		}
	}
	for _, t := range f.Tenures {
		named[t.Of] = true
	}
	for _, m := range f.Meetings {
		named[m.Place], named[m.Format] = true, true
		for _, p := range m.Participations {
			named[p.Party], named[p.For] = true, true
		}
	}
	for _, i := range f.Interactions {
		named[i.Actor], named[i.Recipient] = true, true
	}
	return named
}

// dating gives the meetings their dates.
type dating struct{ *dates.Timeline }

func (d dating) DateOf(tok int) (graph.Date, bool) {
	date, _, ok := d.Timeline.DateOf(tok)
	return date, ok
}

func (d dating) Ahead(date graph.Date) bool {
	return dates.After(date.EDTF, d.Published())
}

func (d dating) Past() bool { return d.History }

func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			if len(line) > 200 {
				return ""
			}
			return line
		}
	}
	return ""
}

// assembly writes the findings of one document as facts.
type assembly struct {
	doc   *nlp.Doc
	res   *resolve.Resolution
	facts *graph.Facts
	model string
	posts map[int]int // person to the first post seen, as an index into res.Tenures
	told  []told      // of all meetings, by place
}

// told is a place in the text that speaks of a meeting.
type told struct {
	at      int // byte
	meeting int // index into graph.Facts.Meetings
}

func (b *assembly) id(entity int) string {
	if entity < 0 {
		return ""
	}
	return b.res.Entities[entity].ID
}

func (b *assembly) entities() {
	aliases := map[int][]string{}
	b.facts.Mentions = slices.Grow(b.facts.Mentions, len(b.res.Mentions)) // of one entity each, but for a few
	b.facts.Entities = slices.Grow(b.facts.Entities, len(b.res.Entities))
	for _, m := range b.res.Mentions {
		start, end := b.doc.Tokens[m.Start].Start, b.doc.Tokens[m.End-1].End
		for _, e := range m.Entities {
			b.facts.Mentions = append(b.facts.Mentions, graph.Mention{Entity: b.id(e), Start: start, End: end, Text: b.doc.Text[start:end], Method: m.Method})
		}
		if m.Form == resolve.Name && len(m.Entities) == 1 {
			e := m.Entities[0]
			if name := strings.Join(strings.Fields(b.doc.Text[start:end]), " "); name != b.res.Entities[e].Name && !slices.Contains(aliases[e], name) {
				aliases[e] = append(aliases[e], name)
			}
		}
	}
	for i, e := range b.res.Entities {
		e.Aliases = aliases[i]
		slices.Sort(e.Aliases)
		b.facts.Entities = append(b.facts.Entities, e)
	}
}

// evidence is the sentences around a half-open token range.
func (b *assembly) evidence(sp nlp.Span, rule string, confidence float64) []graph.Evidence {
	mark := [2]int{b.doc.Tokens[sp.Start].Start, b.doc.Tokens[sp.End-1].End}
	start, end := sp.Start, sp.End
	all := b.doc.Sentences
	for n := sort.Search(len(all), func(n int) bool { return all[n].End > sp.Start }); n < len(all) && all[n].Start < sp.End; n++ {
		start, end = min(start, all[n].Start), max(end, all[n].End)
	}
	for start < sp.Start && b.doc.Tokens[start].POS == "SPACE" {
		start++
	}
	for end > sp.End && b.doc.Tokens[end-1].POS == "SPACE" {
		end--
	}
	from, to := b.doc.Tokens[start].Start, b.doc.Tokens[end-1].End
	return []graph.Evidence{{Start: from, End: to, Quote: b.doc.Text[from:to], Mark: mark, Rule: rule, Model: b.model, Confidence: confidence}}
}

func (b *assembly) tenures() {
	doc := b.facts.Document
	b.posts = map[int]int{}
	for k, t := range b.res.Tenures {
		if _, ok := b.posts[t.Person]; !ok {
			b.posts[t.Person] = k
		}
		ev := b.evidence(t.Span, "resolve/"+t.Class, 0.9)
		seen := graph.Date{}
		if doc.Published != "" {
			seen = graph.Date{EDTF: doc.Published, Basis: graph.Publication}
		}
		b.facts.Tenures = append(b.facts.Tenures, graph.Tenure{
			ID:     graph.NewFactID(doc.ID, "tenure", ev[0].Mark[0], ev[0].Mark[1], b.id(t.Person)+" "+t.Post+" "+b.id(t.Of)),
			Person: b.id(t.Person), Post: t.Post, Of: b.id(t.Of), Seen: seen, Evidence: ev,
		})
	}
}

// post returns the post a person was first named with, and for whom.
func (b *assembly) post(person int) (post, of string) {
	if k, ok := b.posts[person]; ok {
		t := &b.res.Tenures[k]
		post = t.Post
		if t.Of >= 0 {
			of = b.id(t.Of)
		}
	}
	if of == "" && len(b.res.Entities[person].For) > 0 {
		of = b.res.Entities[person].For[0]
	}
	return post, of
}

func (b *assembly) meetings(found []meetings.Meeting) {
	doc := b.facts.Document
	for _, m := range found {
		g := graph.Meeting{Mode: m.Mode, Status: m.Status, Date: m.Date, Place: b.id(m.Place), Format: b.id(m.Format)}
		for _, sp := range m.Spans() {
			g.Evidence = append(g.Evidence, b.evidence(sp, m.Rule, m.Confidence)...)
		}
		if m.Outcome.End > m.Outcome.Start {
			g.Outcome = b.doc.SpanText(m.Outcome)
		}
		for _, p := range m.Parties {
			part := graph.Participation{Party: b.id(p.Entity), As: p.As, Confidence: m.Confidence}
			if b.res.Entities[p.Entity].Type == graph.Person {
				part.Post, part.For = b.post(p.Entity)
			}
			g.Participations = append(g.Participations, part)
		}
		ev := g.Evidence[0]
		g.ID = graph.NewFactID(doc.ID, "meeting", ev.Mark[0], ev.Mark[1], string(g.Status))
		for _, e := range g.Evidence {
			b.told = append(b.told, told{e.Mark[0], len(b.facts.Meetings)})
		}
		b.facts.Meetings = append(b.facts.Meetings, g)
	}
	slices.SortFunc(b.told, func(x, y told) int { return cmp.Or(x.at-y.at, x.meeting-y.meeting) })
}

func (b *assembly) claims(found []claims.Claim) {
	doc := b.facts.Document
	for _, c := range found {
		g := graph.Claim{
			Kind: c.Kind, Content: doc.Text[c.Start:c.End], Start: c.Start, End: c.End, Cue: c.Cue,
			Addressee: b.id(c.Addressee), ReportedBy: b.id(c.ReportedBy),
			Evidence: []graph.Evidence{{Start: c.EvStart, End: c.EvEnd, Quote: doc.Text[c.EvStart:c.EvEnd], Mark: [2]int{c.Start, c.End}, Rule: c.Rule, Model: b.model, Confidence: c.Confidence}},
		}
		if len(c.Speaker) > 0 {
			g.Speaker = b.id(c.Speaker[0])
			if b.res.Entities[c.Speaker[0]].Type == graph.Person {
				_, g.For = b.post(c.Speaker[0])
			}
		}
		if len(c.For) > 0 {
			g.For = b.id(c.For[0])
		}
		g.ID = graph.NewFactID(doc.ID, "claim", c.Start, c.End, c.Rule)
		g.Occasion = b.occasion(g)
		b.facts.Claims = append(b.facts.Claims, g)
	}
}

// occasion returns the meeting at or after which something was said, "" when
// the text does not say: one that the sentence of the claim speaks of outside
// the words said, with the speaker, or whom the speaker acts for, among its
// parties.
func (b *assembly) occasion(c graph.Claim) string {
	if c.Speaker == "" {
		return ""
	}
	best := -1 // the first of several
	ev := c.Evidence[0]
	for k := sort.Search(len(b.told), func(k int) bool { return b.told[k].at >= ev.Start }); k < len(b.told) && b.told[k].at < ev.End; k++ {
		at, m := b.told[k].at, b.told[k].meeting
		if at >= c.Start && at < c.End || best >= 0 && best <= m || b.facts.Meetings[m].Status != graph.Held {
			continue
		}
		if slices.ContainsFunc(b.facts.Meetings[m].Participations, func(p graph.Participation) bool {
			return p.Party == c.Speaker || p.For == c.Speaker || c.For != "" && p.Party == c.For
		}) {
			best = m
		}
	}
	if best < 0 {
		return ""
	}
	return b.facts.Meetings[best].ID
}

func (b *assembly) interactions(found []interactions.Interaction) {
	doc := b.facts.Document
	for _, x := range found {
		g := graph.Interaction{
			Class: x.Class, CAMEO: x.CAMEO, Actor: b.id(x.Actor), Recipient: b.id(x.Recipient), Status: x.Status, Date: x.Date,
			Evidence: b.evidence(x.Span, x.Rule, x.Confidence),
		}
		mark := g.Evidence[0].Mark
		g.ID = graph.NewFactID(doc.ID, "interaction", mark[0], mark[1], g.Class+" "+g.Actor+" "+g.Recipient)
		b.facts.Interactions = append(b.facts.Interactions, g)
	}
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func contains(s []string, v string) bool { return slices.Contains(s, v) }

func number(prefix string, i int) string { return prefix + strconv.Itoa(i+1) }
