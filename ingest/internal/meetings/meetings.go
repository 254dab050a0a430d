// Package meetings finds the contacts of a document: who met whom, how, where,
// in which format, and whether it came to pass. Rules find the words that
// speak of a contact; this package reads their arguments and joins the words
// that speak of the same one.
package meetings

import (
	"io/fs"
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
)

// Party is who takes part in a meeting and as what.
type Party struct {
	Entity int // index into Resolution.Entities
	As     graph.Part
	Tok    int  // token that names it
	Named  bool // named only later on, for unnamed officials of a party that is listed itself
}

// Meeting is one contact.
type Meeting struct {
	Anchor     int      // token of the word that speaks of it first
	Sentence   nlp.Span // tokens of the sentence around the anchor
	Mode       graph.Mode
	Status     graph.Status
	Date       graph.Date
	Place      int // entity, -1 when unknown
	Format     int // entity, -1 when none
	Parties    []Party
	Outcome    nlp.Span // the words that say what came of it, empty for none
	Rule       string
	Confidence float64

	mentions []mention
	behind   []Party // those for whom the parties led a side
}

// Dates dates events. DateOf returns the date of the event that a verb or noun
// speaks of.
type Dates interface {
	DateOf(tok int) (graph.Date, bool)
	// Within returns the first date that a half-open range of tokens tells.
	Within(span nlp.Span) (graph.Date, bool)
	// Ahead reports whether a date lies after that of the document.
	Ahead(d graph.Date) bool
	// Past reports whether the document tells of years gone by, so that its
	// "would meet" is the past seen from further back.
	Past() bool
}

// Finder finds meetings. It is safe for concurrent use.
type Finder struct {
	set     *rules.Set
	outcome *rules.Set
	lex     *lexicon.Lexicon
	titles  map[string]bool // the words that titles are made of
	off     ablation.Set
}

// New loads the rules for meetings.
func New(fsys fs.FS, lex *lexicon.Lexicon) (*Finder, error) {
	set, err := rules.Load(fsys, nil, "rules/meetings.rules")
	if err != nil {
		return nil, err
	}
	outcome, err := rules.Load(fsys, nil, "rules/outcomes.rules")
	if err != nil {
		return nil, err
	}
	return &Finder{set: set, outcome: outcome, lex: lex, titles: titleWords(lex)}, nil
}

// Without returns a Finder that leaves out some of its mechanisms.
func (f *Finder) Without(off ablation.Set) *Finder {
	g := *f
	g.off = off
	return &g
}

// mention is one word that speaks of a contact.
type mention struct {
	verb, noun int // tokens, -1 when absent
	anchor     int
	contact    string
	mode       graph.Mode
	status     graph.Status
	drop       bool // denied or only imagined
	date       graph.Date
	place      int
	format     int
	parties    []Party
	vague      int // parties that the text does not name: "senior officials"
	by         graph.Part
	own        bool // the noun itself says whose meeting it is
	definite   bool // "the meeting", "these talks"
	callish    bool // the mode rests on the word "call" alone
	echo       bool // goes on about a meeting, and makes none of its own
	recalls    bool // tells what parties talk of, also those of a meeting told before
	further    bool // "a second visit", "another round"
	doers      int  // how many of the parties, the first ones, are the verb's doers
	theirs     bool // "their meeting"
	borrows    bool // unnamed officials are the other party: "in meetings with X, officials discussed"
	split      bool // one of several mentions that a word speaks of
	joins      bool // tells who else was at a meeting
	rule       string
	replaces   []int // entities whose side one of the parties led, and which are no parties beside them
	added      []int // words such as "including" whose parties are read
}

type search struct {
	*Finder
	tree *rules.Tree
	doc  *nlp.Doc
	res  *resolve.Resolution
	when Dates
	used map[int]bool // event nouns that a verb's rule has taken

	index
}

// Kind implements rules.Kinds.
func (s *search) Kind(tok int) string {
	m, ok := s.res.At(tok)
	if !ok || len(m.Entities) == 0 || m.Form == resolve.Demonym && s.doc.Tokens[tok].POS == "ADJ" {
		return ""
	}
	return string(s.res.Entities[m.Entities[0]].Type)
}

// Find returns the meetings of a document in text order.
func (f *Finder) Find(tree *rules.Tree, res *resolve.Resolution, when Dates) []Meeting {
	s := &search{Finder: f, tree: tree, doc: tree.Doc, res: res, when: when, used: map[int]bool{}}
	s.index = s.newIndex()
	var found []mention
	var nouns []rules.Match
	verbs := map[int]bool{}
	for m := range f.set.Match(tree, s) {
		if m.Tok("v") < 0 {
			nouns = append(nouns, m)
			continue
		}
		if verbs[m.Anchor] {
			continue
		}
		if x, ok := s.read(m); ok {
			verbs[m.Anchor] = true
			found = append(found, s.apart(x)...)
			found = append(found, s.gapped(x)...)
		}
	}
	found = append(found, s.cued(verbs)...)
	for _, m := range nouns {
		if s.used[m.Anchor] {
			continue
		}
		if x, ok := s.read(m); ok {
			found = append(found, s.inTowns(x)...)
		}
	}
	if !s.off.Has(ablation.NamedEvents) {
		found = append(found, s.namedEvents(found)...)
	}
	slices.SortStableFunc(found, func(a, b mention) int { return a.anchor - b.anchor })
	return s.join(s.journeys(found))
}

// read reads the arguments around a match.
func (s *search) read(m rules.Match) (mention, bool) {
	x := mention{verb: m.Tok("v"), noun: m.Tok("e"), anchor: m.Anchor, contact: m.Rule.Attr("contact"), mode: graph.Mode(m.Rule.Attr("mode")), place: -1, format: -1, rule: m.Rule.ID}
	if x.mode == "" {
		x.mode = graph.Unspecified
	}
	x.joins = m.Rule.Attr("joins") == "yes"
	if x.noun >= 0 {
		if x.contact == "event" {
			x.contact = s.nounContact(x.noun)
		}
		if s.inName(x.noun) && x.verb < 0 || s.aside(x.noun) || s.imagined(x.noun) || s.forThePress(x.noun) {
			return x, false
		}
		if m, ok := s.res.At(x.noun); ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Format {
			x.format = m.Entities[0]
		}
	}
	x.by = graph.Part(m.Rule.Attr("by"))
	acting := false
	if x.verb >= 0 {
		if as := m.Rule.Attr("subject"); as != "" {
			part := graph.Part(as)
			if x.noun >= 0 && part == graph.Participant {
				part = visitorOr(x.contact, part) // "made a visit"
			}
			if p := m.Tok("p"); p >= 0 {
				part, _ = s.partOf(s.tree.Lower(p)) // "acted as mediator"
			}
			sub := s.subject(x.verb)
			if sub < 0 {
				sub = s.subjectBefore(x.verb)
			}
			if sub >= 0 {
				s.party(&x, sub, part)
			}
			if sub >= 0 && len(x.parties) == 0 {
				for _, k := range s.tree.Children(x.verb, "nsubj") {
					if k != sub && k < x.verb {
						s.party(&x, k, part) // "the Co - Chairs", in pieces
					}
				}
			}
			if sub >= 0 && len(x.parties) == 0 {
				s.whose(&x, sub, part)
				s.amongThose(&x, sub, part)
			}
			s.inverted(&x, part)
			s.headed(&x, sub, part)
			if len(x.parties) == 0 {
				s.beforeAside(&x, part)
			}
			if len(x.parties) == 0 {
				s.foretold(&x, part)
			}
			s.doersBefore(&x, sub, part)
			if x.noun < 0 && x.contact == "meeting" {
				s.alongside(&x, sub, part)
			}
			x.doers = len(x.parties)
			acting = s.actingFormat(&x, sub, part)
		}
		if as := m.Rule.Attr("object"); as != "" && as != "none" {
			obj := s.tree.Child(x.verb, "dobj", "nsubjpass")
			if obj < 0 && s.doc.Tokens[x.verb].Dep == "conj" && s.tree.Child(x.verb, "agent") >= 0 {
				obj, _ = s.tree.Subject(s.doc.Tokens[x.verb].Head) // "X landed and was greeted by Y"
			}
			if obj >= 0 {
				before := len(x.parties) + x.vague
				s.party(&x, obj, graph.Part(as))
				if m, ok := s.res.At(obj); ok && m.Form == resolve.Name && s.res.Entities[m.Entities[0]].Type == graph.Person {
					s.list(&x, obj, graph.Part(as))
				}
				if len(x.parties)+x.vague == before && as == "participant" && m.Rule.Attr("thing") != "yes" {
					return x, false // "met the demand"
				}
			}
		}
	}
	if x.contact == "visit" && m.Tok("w") >= 0 {
		s.hostThere(&x, m.Tok("w"))
	}
	if as := m.Rule.Attr("other"); as != "" {
		s.party(&x, m.Tok("g"), graph.Part(as))
		s.phrases(&x, m.Tok("g"), 3) // the place that hangs on the name
	}
	if x.verb >= 0 && s.doc.Tokens[x.verb].Dep == "advcl" {
		s.sentTo(&x, s.doc.Tokens[x.verb].Head)
	}
	if m.Rule.Attr("list") == "yes" {
		s.attendance(&x)
	}
	if m.Rule.Attr("sides") == "yes" {
		s.sidesLed(&x)
	}
	if x.verb >= 0 && len(x.parties) == 0 && (x.joins || x.vague > 0) {
		s.following(&x)
	}
	if x.contact == "company" && s.doc.Tokens[x.verb].Dep == "advcl" {
		main := s.doc.Tokens[x.verb].Head
		if sub := s.subject(main); sub >= 0 {
			s.party(&x, sub, graph.Participant) // "Accompanied by X, she spoke"
		}
		for _, k := range s.tree.Subtree(main) {
			if w := s.tree.Lower(k); (w == "in" || w == "at") && s.near(k, main) {
				s.place(&x, k)
			}
		}
	}
	if x.verb < 0 {
		x.verb = s.raised(x.noun)
	}
	if w := m.Tok("w"); w >= 0 {
		s.goal(&x, w)
	}
	if m.Rule.Attr("need") == "sent" { // "Four countries sent envoys to X: A, B, C and D"
		if len(x.parties) == 0 {
			s.following(&x)
		}
		for _, k := range s.tree.Children(x.verb, "prep", "dative") {
			if s.tree.Lower(k) == "to" {
				s.place(&x, k)
			}
		}
	}
	s.around(&x)
	if x.noun >= 0 {
		s.hosts(&x, x.noun+1)
		for _, p := range s.tree.Children(x.noun, "prep") {
			if o := s.tree.Child(p, "pobj"); o >= 0 && s.tree.Lower(p) == "of" && s.counted(x.noun, o) {
				s.used[o] = true
			}
		}
	}
	s.negotiatingFor(&x)
	s.judge(&x)
	if st := m.Rule.Attr("status"); st != "" {
		x.status, x.drop = graph.Status(st), false
	}
	if x.contact == "presence" && x.drop {
		for i := range x.parties {
			x.parties[i].As = graph.Absent
		}
		x.drop = false
	}
	if x.drop {
		if x.verb >= 0 && x.noun >= 0 {
			s.used[x.noun] = true
		}
		return x, false
	}
	s.attending(&x)
	s.forum(&x)
	s.placeOfName(&x)
	s.placeOfOccasion(&x)
	s.opening(&x)
	s.received(&x)
	if x.noun >= 0 {
		x.definite = s.isDefinite(x.noun)
		for _, k := range s.tree.Children(x.noun, "amod", "det", "nummod") {
			x.further = x.further || s.lex.Words.Furthering[s.tree.Lower(k)]
		}
		if x.verb < 0 && s.sameDeed(x.noun) && (x.further || s.tree.Lower(x.noun) == "meeting" && s.tree.Lower(s.doc.Tokens[x.noun].Head) == "for") {
			x.further, x.definite, x.echo, x.parties = false, true, true, nil // "met X for the third meeting of the year"
		}
	}
	if acting && len(x.parties) == 1 {
		x.parties, x.doers = nil, 0 // a format that meets without others is no party
	}
	if m.Rule.Attr("need") == "joint" && (x.doers < 2 || s.persons(x) < 2 || s.tree.Mood(x.verb).Infinitive) {
		return x, false
	}
	if need := m.Rule.Attr("need"); need == "sent" && x.place < 0 || need == "abroad" && s.atHome(x) {
		return x, false
	}
	if m.Rule.Attr("complete") == "yes" && len(x.parties) == 1 {
		s.otherState(&x)
	}
	if need := m.Rule.Attr("need"); need != "" && len(x.parties)+x.vague < 2 {
		return x, false
	}
	if x.verb >= 0 && x.noun < 0 && len(x.parties) == 0 && x.format < 0 && (x.vague == 0 || x.contact != "meeting") {
		return x, false
	}
	if x.verb >= 0 {
		for _, k := range s.tree.Children(x.verb, "advmod") {
			x.further = x.further || s.lex.Words.Repeating[s.tree.Lower(k)]
		}
	}
	if m.Rule.Attr("echo") == "yes" {
		x.recalls = true
		named := 0
		for _, p := range x.parties {
			if r, ok := s.res.At(p.Tok); ok && r.Form == resolve.Name {
				named++
			}
		}
		x.echo = x.echo || named < 2
	}
	if x.noun >= 0 {
		s.used[x.noun] = true
	}
	x.mode = s.mode(x)
	x.callish = x.mode == graph.Telephone && x.noun >= 0 && strings.EqualFold(s.doc.Tokens[x.noun].Lemma, "call")
	x.date = s.date(x.anchor, x.noun, m.Tok("w"), x.verb, s.governor(x), s.ceremony(x))
	if m.Rule.Attr("dated") == "behind" && x.date.EDTF == "" {
		x.date, _ = s.when.Within(nlp.Span{Start: x.verb + 1, End: s.tree.Sentence(x.verb).End})
	}
	if h := s.promised(x); h >= 0 {
		if _, ok := s.when.Within(nlp.Span{Start: h, End: s.tree.Sentence(h).End}); !ok {
			x.date = graph.Date{} // the date is that of the promise
		}
	}
	need := m.Rule.Attr("need")
	if (need == "occasion" || need == "joint") && len(x.parties) > 1 {
		s.occasion(&x, need == "joint")
	}
	if (x.status == graph.Held || x.status == graph.Ongoing) && !s.told(x) && s.when.Ahead(x.date) {
		x.status = graph.Planned // "meets X on Friday"
	}
	switch {
	case need == "occasion" && x.date.EDTF == "" && x.place < 0 && (x.mode != graph.InPerson || !s.onPremises(x.verb)):
		return x, false
	case need == "abroad" && x.date.EDTF == "":
		return x, false
	case need == "joint" && !s.oneDay(x.date) && x.place < 0:
		return x, false // "X and Y signed treaties in 1990"
	}
	return x, true
}

// counted reports whether one event noun counts or measures another, the
// object of its "of", so that both are one event: "a round of talks".
func (s *search) counted(noun, of int) bool {
	return s.lex.Words.SessionNouns[strings.ToLower(s.doc.Tokens[noun].Lemma)] && s.lex.Words.TalksNouns[strings.ToLower(s.doc.Tokens[of].Lemma)]
}

// sameDeed reports whether an event noun only says which one the meeting was
// that the verb above it tells of: "met in a fourth round".
func (s *search) sameDeed(noun int) bool {
	t := s.doc.Tokens[noun]
	if t.Dep != "pobj" {
		return false
	}
	switch s.tree.Lower(t.Head) {
	case "for", "in", "at":
		v := s.clauseOf(noun)
		if v < 0 || v > noun {
			return false
		}
		g := s.doc.Tokens[v]
		return g.POS == "VERB" && (g.Lemma == "meet" || g.Lemma == "convene" || g.Lemma == "confer")
	}
	return false
}

// negotiatingFor adds the party whose negotiators say what became of talks:
// "A spokesman for X's delegation said the round was over".
func (s *search) negotiatingFor(x *mention) {
	if x.noun < 0 || x.verb < 0 || s.doc.Tokens[x.verb].Dep != "ccomp" || x.contact != "session" && x.contact != "talks" || len(x.parties) > 0 {
		return
	}
	sub, _ := s.tree.Subject(s.doc.Tokens[x.verb].Head)
	if sub < 0 {
		return
	}
	for _, k := range s.tree.Subtree(sub) {
		if w := s.tree.Lower(k); !s.lex.Words.Delegations[w] || w == "mission" {
			continue
		}
		for _, of := range s.tree.Children(k, "poss", "compound", "nmod", "amod") {
			if m, ok := s.res.At(of); ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type != graph.Person {
				s.addParty(x, Party{Entity: m.Entities[0], As: graph.Participant, Tok: of})
			}
		}
	}
}

// atHome reports whether a visitor acts for one of the hosts.
func (s *search) atHome(x mention) bool {
	for _, p := range x.parties {
		for _, q := range x.parties {
			if p.As == graph.Visitor && q.As == graph.Host && slices.Contains(s.res.Entities[p.Entity].For, s.res.Entities[q.Entity].ID) {
				return true
			}
		}
	}
	return false
}

// onPremises reports whether a verb says in what building or on what ground
// its deed was, without the name: "at the air base".
func (s *search) onPremises(verb int) bool {
	for _, k := range s.tree.Subtree(verb) {
		if w := s.tree.Lower(k); s.doc.Tokens[k].Dep == "prep" && (w == "at" || w == "in" || w == "on") && s.near(k, verb) {
			o := s.tree.Child(k, "pobj")
			if o < 0 {
				continue
			}
			for _, n := range append(s.tree.Children(o, "compound", "nmod"), o) {
				if s.lex.Words.Facilities[s.tree.Lower(n)] {
					return true
				}
			}
		}
	}
	return false
}

// occasion reads the date and the place that the clause of a verb tells behind
// it, where the tree does not hang them on the verb, and for what parties do
// together also before it: "In a ceremony on Sunday, X and Y unveiled".
func (s *search) occasion(x *mention, together bool) {
	sp := s.tree.Sentence(x.verb)
	end := x.verb + 1
	for end < sp.End {
		t := s.doc.Tokens[end]
		if t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" || t.Tag == "MD" || t.Tag == "WDT" || t.Tag == "WP" || t.Dep == "mark" {
			break
		}
		end++
	}
	spans := []nlp.Span{{Start: x.verb + 1, End: end}}
	if together {
		spans = append(spans, nlp.Span{Start: sp.Start, End: x.verb})
	}
	for _, in := range spans {
		if x.date.EDTF == "" {
			x.date, _ = s.when.Within(in)
		}
		for i := in.Start; together && x.place < 0 && i < in.End; i++ {
			if w := s.tree.Lower(i); w != "in" && w != "at" {
				continue
			}
			s.place(x, i)
			o := s.tree.Child(i, "pobj")
			if x.place >= 0 || o < 0 || s.doc.Tokens[o].POS != "NOUN" {
				continue
			}
			for _, k := range s.tree.Subtree(o) {
				// "in the hills of northern X"
				if m, ok := s.res.At(k); ok && m.Form == resolve.Name && s.doc.Tokens[k].Dep == "pobj" && s.tree.Lower(s.doc.Tokens[k].Head) == "of" && x.place < 0 {
					if t := s.res.Entities[m.Entities[0]].Type; t == graph.Place || t == graph.State {
						x.place = m.Entities[0]
					}
				}
			}
		}
	}
}

// aside reports whether an event noun is only that on whose margins others
// meet.
func (s *search) aside(noun int) bool {
	for n := 0; n < 3; n++ {
		t := s.doc.Tokens[noun]
		if t.Dep != "pobj" || s.tree.Lower(t.Head) != "of" {
			return false
		}
		if noun = s.doc.Tokens[t.Head].Head; s.lex.Words.Margins[s.tree.Lower(noun)] {
			return true
		}
	}
	return false
}

// imagined reports whether an event noun names what is only wanted or thought
// of: "the idea of a dialogue", "calls for talks", a phone-less "call for".
func (s *search) imagined(noun int) bool {
	if strings.EqualFold(s.doc.Tokens[noun].Lemma, "call") {
		for _, k := range s.tree.Children(noun, "prep", "acl") {
			if s.tree.Lower(k) == "for" || s.doc.Tokens[k].Dep == "acl" && s.doc.Tokens[k].Tag == "VB" {
				return true
			}
		}
	}
	t := s.doc.Tokens[noun]
	if s.tree.Lower(noun) == "exchange" && t.Dep == "pobj" && len(s.tree.Children(noun, "det", "amod", "prep", "poss")) == 0 {
		return true // "in exchange"
	}
	for n := 0; t.Dep == "conj" && n < 4; n++ {
		t = s.doc.Tokens[t.Head]
	}
	if t.Dep != "pobj" {
		return false
	}
	switch s.tree.Lower(t.Head) {
	case "of", "for", "to", "on", "toward", "towards":
		g := s.doc.Tokens[s.doc.Tokens[t.Head].Head]
		return g.POS == "NOUN" && s.lex.Words.Doubts[strings.ToLower(g.Lemma)]
	}
	return false
}

// attending adds the doer of the clause to a meeting that the clause only
// refers to: "X said after a meeting with Y", "at the end of the conference,
// X read a statement".
func (s *search) attending(x *mention) {
	if x.noun < 0 || x.verb >= 0 && x.verb != s.clauseOf(x.noun) && x.rule != "meetings/named" || x.own {
		return
	}
	n := x.noun
	if t := s.doc.Tokens[n]; t.Dep == "nsubjpass" && len(x.parties) == 0 {
		// "the talks in X were used by both sides"
		for _, k := range s.tree.Subtree(t.Head) {
			if p := s.doc.Tokens[k].Head; s.doc.Tokens[k].Dep == "pobj" && s.tree.Lower(p) == "by" && s.near(p, t.Head) {
				if m, ok := s.res.At(k); ok && m.Form == resolve.Role && len(m.Entities) > 1 {
					s.party(x, k, graph.Participant)
				}
			}
		}
	}
	for depth := 0; depth < 3; depth++ {
		t := s.doc.Tokens[n]
		if t.Dep != "pobj" && t.Dep != "dobj" && t.Dep != "pcomp" {
			return
		}
		prep := t.Head
		p := s.doc.Tokens[prep]
		if p.Dep != "prep" && p.Dep != "mark" {
			return
		}
		gov := s.frontedOn(prep)
		if l := strings.ToLower(s.doc.Tokens[gov].Lemma); (s.lex.Words.SessionStages[l] || s.lex.Words.Lengths[l]) && s.tree.Lower(prep) == "of" {
			n = gov // "at the conclusion of the conference"
			continue
		}
		switch s.tree.Lower(prep) {
		case "after", "during", "following", "before", "at", "in":
		case "for", "on":
			l := strings.ToLower(s.doc.Tokens[gov].Lemma)
			if !s.lex.Words.Journeys[l] && !s.lex.Words.Dispatches[l] && l != "be" && !(x.contact == "visit" && s.tree.Lower(prep) == "on") {
				return // "on a visit to Y, X warned"
			}
		default:
			return
		}
		if g := s.doc.Tokens[gov]; g.POS != "VERB" && g.POS != "AUX" {
			return
		}
		if m := s.tree.Mood(gov); m.Negated {
			return
		}
		sub, _ := s.tree.Subject(gov)
		if o := s.tree.Child(gov, "dobj"); o >= 0 && s.lex.Words.Dispatches[strings.ToLower(s.doc.Tokens[gov].Lemma)] {
			if _, ok := s.res.At(o); ok {
				sub = o // "sent X to Y for talks"
			}
			s.sentTo(x, gov)
		}
		if sub < 0 && s.doc.Tokens[gov].Dep == "acl" {
			// "In a speech given after talks with Y, X warned"
			if main := s.clauseOf(gov); main > gov {
				sub = s.tree.Child(main, "nsubj")
			}
			if sub < gov {
				return
			}
		}
		if sub < 0 {
			return
		}
		m, ok := s.res.At(sub)
		if !ok || len(m.Entities) == 0 {
			x.borrows = len(x.parties) > 0 && s.human(sub) && s.tree.Lower(prep) == "in"
			return
		}
		if m.Form == resolve.Role && len(m.Entities) > 1 {
			s.party(x, sub, graph.Participant)
			return
		}
		if s.tree.Lower(prep) == "before" && len(x.parties) == 0 && x.format < 0 {
			return // "Speaking before the summit, X warned"
		}
		person := s.res.Entities[m.Entities[0]].Type == graph.Person
		if person || len(m.Entities) > 1 || len(s.tree.ConjunctsBelow(sub)) > 1 || s.lex.Words.Dispatches[strings.ToLower(s.doc.Tokens[gov].Lemma)] || s.tree.Lower(prep) == "at" && x.date.EDTF == "" && x.format < 0 {
			s.party(x, sub, visitorOr(x.contact, graph.Participant))
		}
		// "In a call on Monday, X thanked Y"
		if w := s.tree.Lower(prep); person && (w == "in" || w == "during") && len(x.parties) == 1 {
			if o := s.tree.Child(gov, "dobj"); o >= 0 {
				if m, ok := s.res.At(o); ok && s.res.Entities[m.Entities[0]].Type == graph.Person {
					s.party(x, o, graph.Participant)
				}
			}
		}
		return
	}
}

// frontedOn returns what a preposition hangs on, and where that is the
// preposition of a phrase of time which opens the sentence, what that hangs
// on: "In May 1972 at the summit, X spoke".
func (s *search) frontedOn(prep int) int {
	h := s.doc.Tokens[prep].Head
	if t := s.doc.Tokens[h]; t.POS == "ADP" && t.Dep == "prep" && h < prep {
		return t.Head
	}
	return h
}

// forum takes the one format that a sentence names as the format of an event
// noun without parties of its own, and the parties that the format joins:
// "this meeting marks the return of the G5 format between A, B and C".
func (s *search) forum(x *mention) {
	if x.noun < 0 || x.format >= 0 || len(x.parties) > 0 || x.theirs {
		return
	}
	found := -1
	for _, k := range s.formatNames[s.number[x.noun]] {
		m := s.res.Mentions[k]
		if found >= 0 && s.res.Entities[m.Entities[0]].ID != s.res.Entities[x.format].ID {
			x.format = -1
			return
		}
		found, x.format = m.Head, m.Entities[0]
	}
	if found < 0 {
		return
	}
	for _, p := range s.tree.Children(found, "prep") {
		if s.tree.Lower(p) == "between" {
			if o := s.tree.Child(p, "pobj"); o >= 0 {
				s.party(x, o, graph.Participant)
			}
		}
	}
}

// subject returns the token of the doer of a verb, also where an adjective
// stands between: "is due to meet".
func (s *search) subject(v int) int {
	t := s.doc.Tokens[v]
	if h := t.Head; t.Dep == "advcl" && s.tree.Mood(v).Infinitive && s.lex.Words.Dispatches[strings.ToLower(s.doc.Tokens[h].Lemma)] {
		if o := s.tree.Child(h, "dobj", "nsubjpass"); o >= 0 {
			return o // "sent X to negotiate"
		}
	}
	sub, _ := s.tree.Subject(v)
	switch {
	case sub >= 0 && s.doc.Tokens[sub].Dep == "csubj" && s.tree.Lower(sub) == "visiting":
		return s.tree.Child(sub, "dobj") // "Visiting premier X met Y"
	case sub >= 0:
		return sub
	}
	if h := s.doc.Tokens[t.Head]; t.Dep == "xcomp" && (h.Dep == "acomp" || h.POS == "ADJ") {
		if sub, _ := s.tree.Subject(h.Head); sub >= 0 {
			return sub
		}
	}
	return -1
}

// denied reports whether what governs a verb or noun denies or doubts it.
func (s *search) denied(tok int) bool {
	for n := 0; n < 3; n++ {
		t := s.doc.Tokens[tok]
		switch t.Dep {
		case "ccomp", "xcomp", "dobj", "pcomp", "nsubj", "nsubjpass", "acl":
		default:
			return false
		}
		h := s.doc.Tokens[t.Head]
		switch lemma := strings.ToLower(h.Lemma); {
		case s.lex.Words.Denials[lemma]:
			return t.Dep != "nsubj"
		case lemma == "be":
			for _, k := range s.tree.Children(t.Head, "acomp") {
				if s.lex.Words.Unlikely[s.tree.Lower(k)] {
					return true
				}
			}
			return false
		case lemma == "unlikely":
			return true
		}
		if h.Dep != "ccomp" && h.Dep != "xcomp" {
			return false
		}
		tok = t.Head
	}
	return false
}

// promised returns the verb by which parties agree to meet, offer or decide to,
// -1 for none.
func (s *search) promised(x mention) int {
	if x.verb < 0 || x.status != graph.Planned || s.doc.Tokens[x.verb].Dep != "xcomp" {
		return -1
	}
	h := s.doc.Tokens[x.verb].Head
	if s.lex.Words.Promises[strings.ToLower(s.doc.Tokens[h].Lemma)] {
		return h
	}
	return -1
}

// told reports whether the verb of a mention is in the past.
func (s *search) told(x mention) bool {
	v := x.verb
	if v < 0 {
		v = s.eventVerb(&x)
	}
	return v >= 0 && (s.doc.Tokens[v].Tag == "VBD" || s.doc.Tokens[v].Tag == "VBN")
}

// forThePress reports whether an event noun is a conference for journalists.
func (s *search) forThePress(noun int) bool {
	for _, k := range s.tree.Children(noun, "compound", "amod", "nmod") {
		if s.lex.Words.PressModifiers[s.tree.Lower(k)] {
			return true
		}
	}
	return false
}

// inverted reads "Joining the president on the call were X, Y and Z".
func (s *search) inverted(x *mention, as graph.Part) {
	if s.doc.Tokens[x.verb].Tag != "VBG" {
		return
	}
	h := s.doc.Tokens[x.verb].Head
	for _, k := range s.tree.Children(x.verb, "aux", "auxpass") {
		if k > x.verb {
			h = k // "Joining him were": some parsers hang "were" below
		}
	}
	if s.doc.Tokens[h].Lemma != "be" || h < x.verb {
		return
	}
	s.enumeration(x, h+1, as)
}

// inName reports whether a token lies inside a name, as "Talks" in "Lugano
// Talks" does.
func (s *search) inName(tok int) bool { return s.inside[tok] }

// nounContact returns what kind of contact an event noun names.
func (s *search) nounContact(tok int) string {
	switch lemma := strings.ToLower(s.doc.Tokens[tok].Lemma); {
	case s.lex.Words.CallNouns[lemma]:
		return "call"
	case s.lex.Words.VisitNouns[lemma]:
		return "visit"
	case s.lex.Words.SessionNouns[lemma]:
		return "session"
	case s.lex.Words.TalksNouns[lemma]:
		return "talks"
	}
	return "meeting"
}

// party adds the entities of a noun phrase and of those coordinated with it.
func (s *search) party(x *mention, tok int, as graph.Part) {
	for _, c := range s.tree.ConjunctsBelow(tok) {
		s.one(x, c, as)
		// "President X and Premier Y" hangs "and" on the name below the title.
		if m, ok := s.res.At(c); ok && m.Form == resolve.Name && m.End-m.Start > 1 {
			for i := m.Start; i < m.End; i++ {
				for _, k := range s.tree.Children(i, "conj") {
					if i != c && k >= m.End {
						s.party(x, k, as)
					}
				}
			}
		}
	}
}

// postOf reports whether a singular role in a coordination is but the post of
// the name before the comma: "X, Director (Ports), and Y".
func (s *search) postOf(tok int) bool {
	m, ok := s.res.At(tok)
	if !ok || m.Form != resolve.Role || !s.singular(tok) || s.doc.Tokens[tok].Dep != "conj" || m.Start == 0 || s.tree.Lower(m.Start-1) != "," {
		return false
	}
	name, ok := s.nameBefore(m.Start - 1)
	return ok && s.res.Entities[name.Entities[0]].Type == graph.Person
}

// ofThemselves reports whether a role was taken for those whom the possessive
// before it stands for, which it cannot be: "X and Y said that their ministers
// would meet".
func (s *search) ofThemselves(m resolve.Mention, tok int) bool {
	if m.Form != resolve.Role {
		return false
	}
	whose, ok := s.res.At(s.tree.Child(tok, "poss"))
	return ok && slices.ContainsFunc(m.Entities, func(e int) bool { return slices.Contains(whose.Entities, e) })
}

// one adds the entity of one noun phrase.
func (s *search) one(x *mention, tok int, as graph.Part) {
	m, ok := s.res.At(tok)
	if !ok {
		// "members of the team including X and Y"; unnamed officials.
		if s.human(tok) || x.contact == "meeting" && x.noun < 0 && s.doc.Tokens[tok].Dep != "dobj" && s.gathered(tok) {
			x.vague++
			s.ofForum(x, tok)
			s.enumerated(x, tok, as)
			s.ofGroups(x, tok, as)
		}
		if s.lex.Words.StateWords[s.tree.Lower(tok)] {
			// "the nation of X"
			for _, p := range s.tree.Children(tok, "prep") {
				if o := s.tree.Child(p, "pobj"); o >= 0 && s.tree.Lower(p) == "of" {
					s.party(x, o, as)
				}
			}
		}
		s.including(x, tok, as)
		for _, a := range s.tree.Children(tok, "appos") {
			s.party(x, a, as)
		}
		// "the alliance known as X"
		for _, a := range s.tree.Children(tok, "acl", "relcl") {
			if !s.lex.Words.NamingVerbs[s.doc.Tokens[a].Lemma] {
				continue
			}
			for _, k := range s.tree.Subtree(a) {
				if m, ok := s.res.At(k); ok && m.Form == resolve.Name && k != tok {
					s.one(x, k, as)
					break
				}
			}
		}
		return
	}
	if s.res.Venue(tok) && as != graph.Host || s.partOfTitle(m) || s.postOf(tok) || s.ofThemselves(m, tok) {
		return
	}
	for _, e := range m.Entities {
		switch s.res.Entities[e].Type {
		case graph.Person, graph.State, graph.Organization:
			s.addParty(x, Party{Entity: e, As: as, Tok: tok})
		case graph.Format:
			if x.format < 0 {
				x.format = e
			}
		}
	}
	if m.Form == resolve.Role {
		for _, a := range s.tree.Children(tok, "appos") {
			s.party(x, a, as)
		}
	}
	if m.Form == resolve.Role && s.res.Entities[m.Entities[0]].Type == graph.State {
		s.enumerated(x, tok, as)
	}
	// "X, accompanied by Y, met Z"
	for _, a := range s.tree.Children(tok, "acl") {
		if !s.lex.Words.Company[s.tree.Lower(a)] {
			continue
		}
		if by := s.tree.Child(a, "agent", "prep"); by >= 0 {
			if o := s.tree.Child(by, "pobj"); o >= 0 {
				s.party(x, o, as)
				s.list(x, o, as)
			}
		}
	}
	s.including(x, tok, as)
}

// partOfTitle reports whether a name stands in brackets behind a title or
// before the word for a side, and so only tells whose they are: "the Director
// (Ports)", "the Chad side".
func (s *search) partOfTitle(m resolve.Mention) bool {
	if m.Start > 1 && s.doc.TokenText(m.Start-1) == "(" && m.End < len(s.doc.Tokens) && s.doc.TokenText(m.End) == ")" && s.title(m.Start-2) {
		return true
	}
	return m.End < len(s.doc.Tokens) && s.lex.Words.Delegations[s.tree.Lower(m.End)] && s.res.Entities[m.Entities[0]].Type == graph.Person
}

// ofForum takes the forum whose unnamed members meet: "the G7 leaders",
// "foreign ministers of the Arab League".
func (s *search) ofForum(x *mention, tok int) {
	for _, k := range s.tree.Subtree(tok) {
		m, ok := s.res.At(k)
		if !ok || m.Form != resolve.Name || len(m.Entities) != 1 || x.format >= 0 {
			continue
		}
		e := m.Entities[0]
		if s.res.Entities[e].Type == graph.Format || s.res.Entities[e].Type == graph.Organization && s.isForum(e) {
			x.format = e
		}
	}
	for end := tok; x.format < 0 && end > tok-3; end-- {
		if m, ok := s.nameBefore(end); ok && s.res.Entities[m.Entities[0]].Type == graph.Format {
			x.format = m.Entities[0] // "the Lugano Group co-chairs"
		}
	}
}

// ofGroups adds the bodies whose unnamed people are spoken of, also where a
// noun stands before the name: "delegates of the rebel group X".
func (s *search) ofGroups(x *mention, tok int, as graph.Part) {
	if s.singular(tok) || x.format >= 0 {
		return
	}
	for _, p := range s.tree.Children(tok, "prep") {
		o := s.tree.Child(p, "pobj")
		if w := s.tree.Lower(p); o < 0 || w != "of" && w != "from" {
			continue
		}
		for open := []int{o}; len(open) > 0; {
			k := open[0]
			open = append(open[1:], s.tree.Children(k, "appos", "conj")...)
			if m, ok := s.res.At(k); ok && m.Form == resolve.Name && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Organization {
				s.addParty(x, Party{Entity: m.Entities[0], As: as, Tok: k})
			}
		}
	}
}

// including adds those whom "including", "led by" or "headed by" names below
// a noun phrase.
func (s *search) including(x *mention, tok int, as graph.Part) {
	for p := range s.under(s.adding, tok) {
		if slices.Contains(x.added, p) {
			continue // below a phrase that was read: time would double with each
		}
		x.added = append(x.added, p)
		switch w := s.tree.Lower(p); {
		case w == "including" || w == "as":
			o := s.tree.Child(p, "pobj")
			if o < 0 && p+1 < len(s.doc.Tokens) {
				o = s.tree.Child(p, "dobj")
			}
			if o >= 0 {
				s.party(x, o, as)
				s.list(x, o, as)
			}
		case s.lex.Words.LeadParticiples[w]:
			if a := s.tree.Child(p, "agent"); a >= 0 {
				if o := s.tree.Child(a, "pobj"); o >= 0 {
					s.party(x, o, as)
					s.list(x, o, as)
				}
			}
		}
	}
}

// acts reports whether a name is the subject of another verb than v, one that
// follows it.
func (s *search) acts(name, v int) bool {
	t := s.doc.Tokens[name]
	h := s.doc.Tokens[t.Head]
	return t.Dep == "nsubj" && t.Head != v && t.Head > name && h.POS == "VERB"
}

// enumerated goes on along the surface of a list of states that a plural role
// phrase opens: "the ministers of X, the Republic of Y, and Z".
func (s *search) enumerated(x *mention, tok int, as graph.Part) {
	switch t := s.doc.Tokens[tok]; {
	case t.Tag == "NNS" || t.Tag == "NNPS":
	case t.Tag == "NNP" && strings.HasSuffix(s.tree.Lower(tok), "s") && s.human(tok):
	default:
		return
	}
	of := -1
	for _, k := range s.tree.Children(tok, "prep") {
		if w := s.tree.Lower(k); (w == "of" || w == "from") && of < 0 {
			of = k
		}
	}
	if of < 0 {
		return
	}
	for i := of + 1; i < s.tree.Sentence(tok).End; {
		if m, ok := s.nameAt(i); ok {
			if t := s.res.Entities[m.Entities[0]].Type; len(m.Entities) != 1 || t != graph.State && t != graph.Organization {
				return
			}
			s.addParty(x, Party{Entity: m.Entities[0], As: as, Tok: tok})
			i = m.End
			continue
		}
		switch s.tree.Lower(i) {
		case ",", "and", "the", "kingdom", "republic", "state", "of":
			i++
		default:
			return
		}
	}
}

// nameAt returns the name mention that starts at a token.
func (s *search) nameAt(i int) (resolve.Mention, bool) {
	for h := i; h < i+6 && h < len(s.doc.Tokens); h++ {
		if m, ok := s.res.At(h); ok && m.Form == resolve.Name && m.Start <= i && i < m.End && len(m.Entities) > 0 {
			return m, true
		}
	}
	return resolve.Mention{}, false
}

func (s *search) addParty(x *mention, p Party) {
	for _, q := range x.parties {
		if q.Entity == p.Entity {
			return
		}
	}
	x.parties = append(x.parties, p)
}

func (s *search) human(tok int) bool {
	switch s.tree.Lower(tok) {
	case "me", "us":
		return true // whoever writes
	case "he", "she":
		return true // who is not known
	}
	return s.lex.Words.HumanNouns[strings.ToLower(s.doc.Tokens[tok].Lemma)] || s.lex.Words.HumanNouns[s.tree.Lower(tok)]
}

// gathered reports whether a word is a body whose members meet: "the council".
func (s *search) gathered(tok int) bool {
	w := s.tree.Lower(tok)
	return s.lex.Words.OrgHeads[w] || s.lex.Words.BodyNouns[w] || s.lex.Words.SessionNouns[w]
}

// goal reads where a visit goes: the place, and the state that receives.
func (s *search) goal(x *mention, tok int) {
	for _, c := range s.tree.ConjunctsBelow(tok) {
		m, ok := s.res.At(c)
		if !ok || len(m.Entities) == 0 {
			continue
		}
		e := m.Entities[0]
		switch s.res.Entities[e].Type {
		case graph.State:
			if x.place < 0 {
				x.place = e
			}
			s.addParty(x, Party{Entity: e, As: graph.Host, Tok: c})
		case graph.Place:
			if x.place < 0 {
				x.place = e
			}
			if st := s.stateOf(e); st >= 0 && s.isTown(e) {
				s.addParty(x, Party{Entity: st, As: graph.Host, Tok: c})
			}
		case graph.Organization:
			s.addParty(x, Party{Entity: e, As: graph.Host, Tok: c})
		}
	}
}

// stateOf returns the entity of the state that a place lies in, when the
// document speaks of that state, else -1.
func (s *search) stateOf(place int) int {
	n, ok := s.res.Named(place)
	if !ok || s.lex.Names[n].State == "" {
		return -1
	}
	code := strings.TrimPrefix(s.lex.Names[n].State, "state/")
	if e, ok := s.states[code]; ok {
		return e
	}
	return -1
}

// isTown reports whether a place is a town or a seat, where a government can
// receive, and not a region.
func (s *search) isTown(place int) bool {
	n, ok := s.res.Named(place)
	if !ok {
		return false
	}
	k := s.lex.Names[n].Kind
	return k == "city" || k == "venue" || k == "residence"
}

// around collects parties, place and format from the phrases that hang on the
// verb and on the event noun.
func (s *search) around(x *mention) {
	roots := []int{}
	if x.verb >= 0 {
		roots = append(roots, x.verb)
	}
	if x.noun >= 0 {
		roots = append(roots, x.noun)
	}
	for _, r := range roots {
		s.phrases(x, r, 0)
	}
	if x.noun >= 0 {
		s.modifiers(x, x.noun)
	}
	if x.verb >= 0 && x.place < 0 && s.doc.Tokens[x.verb].Dep == "relcl" {
		// "to Cairo, where she met ...", "in Cairo on Monday, where she met ..."
		m, ok := s.res.At(s.doc.Tokens[x.verb].Head)
		if where := s.tree.Child(x.verb, "advmod"); !ok && where >= 0 && s.tree.Lower(where) == "where" {
			for i := where - 1; i > where-12 && i >= s.tree.Sentence(x.verb).Start && !ok; i-- {
				m, ok = s.res.At(i)
			}
		}
		if ok && len(m.Entities) == 1 {
			if t := s.res.Entities[m.Entities[0]].Type; t == graph.Place || t == graph.State && s.res.Venue(m.Head) {
				x.place = m.Entities[0]
			}
		}
	}
	if x.verb < 0 && x.noun >= 0 {
		// An event noun takes place and time from its clause.
		if v := s.clauseOf(x.noun); v >= 0 {
			preps := s.tree.Children(v, "prep")
			if a := s.tree.Child(v, "acomp"); a >= 0 {
				preps = append(preps, s.tree.Children(a, "prep")...) // "is due in X for talks"
			}
			for _, p := range preps {
				if x.place < 0 && (s.tree.Lower(p) == "in" || s.tree.Lower(p) == "at") {
					s.place(x, p)
				}
			}
		}
	}
}

// clauseOf returns the verb that governs a noun, -1 when there is none.
func (s *search) clauseOf(tok int) int {
	for n := 0; n < 8; n++ {
		h := s.doc.Tokens[tok].Head
		if h == tok {
			return -1
		}
		tok = h
		if p := s.doc.Tokens[tok].POS; p == "VERB" || p == "AUX" {
			return tok
		}
	}
	return -1
}

// phrases reads the prepositional phrases below a token. Parsers hang "with
// X" on the nearest noun, so phrases inside phrases are read, too, but not
// those of another clause.
func (s *search) phrases(x *mention, root, depth int) {
	if depth > 3 {
		return
	}
	for _, k := range s.tree.Children(root) {
		t := s.doc.Tokens[k]
		switch t.Dep {
		case "prep", "agent", "dative":
			word := s.tree.Lower(k)
			obj := s.tree.Child(k, "pobj")
			switch word {
			case "with":
				if s.presence(x, k) || depth > 0 && s.topic(x, root, obj) {
					break
				}
				if obj < 0 {
					obj = s.phraseAt(k + 1) // the tree makes the name a subject
				}
				if obj >= 0 && s.tree.Lower(obj) == "whom" && s.doc.Tokens[root].Dep == "relcl" {
					obj = s.doc.Tokens[root].Head // "X, with whom Y met"
				}
				if obj >= 0 {
					n := len(x.parties)
					s.party(x, obj, graph.Participant)
					if len(x.parties) > n {
						s.list(x, obj, graph.Participant)
					}
				}
			case "between", "among", "involving":
				if obj >= 0 && !(depth > 0 && s.topic(x, root, -1)) {
					s.party(x, obj, graph.Participant)
					s.list(x, obj, graph.Participant)
					x.own = x.own || root == x.noun
				}
			case "alongside", "together", "along":
				for _, w := range s.tree.Children(k, "prep") {
					if o := s.tree.Child(w, "pobj"); o >= 0 && s.tree.Lower(w) == "with" {
						s.mediators(x, o)
					}
				}
				if obj >= 0 {
					s.mediators(x, obj)
				}
			case "by":
				if obj >= 0 && (x.contact == "visit" || t.Dep == "agent") && root == x.noun {
					n := len(x.parties)
					s.party(x, obj, visitorOr(x.contact, graph.Participant))
					x.own = x.own || x.contact == "visit" && len(x.parties) > n
				} else if obj >= 0 && t.Dep == "agent" {
					as := graph.Host
					if x.by != "" {
						as = x.by
					} else if p, ok := s.partOf(s.tree.Lower(root)); ok {
						as = p
					}
					s.party(x, obj, as)
					if x.joins || x.contact == "presence" {
						s.enumeration(x, k+1, as)
					} else {
						s.list(x, obj, as)
					}
				}
			case "of":
				if obj >= 0 && root == x.noun {
					s.party(x, obj, visitorOr(x.contact, graph.Participant))
				}
			case "to":
				if obj >= 0 && x.contact == "visit" && root == x.noun {
					s.goal(x, obj)
				} else if obj >= 0 && (x.contact == "talks" || x.contact == "call") {
					s.toParty(x, obj)
				} else if x.contact == "reception" {
					s.place(x, k) // "welcomed X to Oslo"
				}
			case "from":
				if obj >= 0 && root == x.noun && x.contact == "call" {
					s.party(x, obj, graph.Participant)
				}
			case "under", "through":
				// "under the chairmanship of X", "through the mediation of X"
				s.office(x, obj)
			case "on":
				s.margins(x, obj)
				if obj >= 0 && s.lex.Words.Calendar[s.tree.Lower(obj)] {
					for _, in := range s.tree.Children(obj, "prep") {
						if w := s.tree.Lower(in); w == "in" || w == "at" {
							s.place(x, in) // "on 3 May in Lima"
						}
					}
				}
			case "in", "at", "near":
				s.place(x, k)
				s.office(x, obj) // "at the invitation of X"
			}
			if word == "within" || word == "in" || word == "at" || word == "of" || word == "under" || word == "for" {
				s.formatOf(x, k)
			}
			if word == "of" && root == x.noun && obj >= 0 && s.counted(root, obj) {
				s.phrases(x, obj, depth+1)
				break
			}
			if depth > 0 && obj >= 0 && obj != x.noun && s.lex.Words.EventNouns[s.tree.Lower(obj)] && word != "with" && word != "in" && word != "at" {
				break // "discussed preparations for a summit between others"
			}
			if obj >= 0 && (!s.lex.Words.Elsewhere[word] || s.lex.Words.PhoneWords[s.tree.Lower(obj)] || s.lex.Words.VideoWords[s.tree.Lower(obj)]) && !(x.contact == "visit" && word == "for") {
				s.phrases(x, obj, depth+1)
			}
		case "dobj":
			if root == x.verb && k != x.noun {
				s.phrases(x, k, depth+1)
			}
		case "npadvmod", "advmod":
			s.phrases(x, k, depth+1)
		case "acl":
			// "a delegation led by X in Oslo"
			if a := s.tree.Child(k, "agent"); a >= 0 && s.lex.Words.LeadParticiples[s.tree.Lower(k)] {
				if o := s.tree.Child(a, "pobj"); o >= 0 {
					s.phrases(x, o, 3)
				}
			}
		case "conj":
			// "with X and Y in Oslo", where the place hangs on Y
			if depth > 0 && (t.POS == "PROPN" || t.POS == "NOUN") {
				s.phrases(x, k, depth+1)
			}
		}
	}
}

// topic reports whether a noun is what the parties talk about, so that a
// phrase below it names no party: "discussed the trade between X and Y". After
// "with" a person may be one, and so may whoever else a single doer discusses
// something with that is no relation of theirs. other is the object of that
// "with", -1 for another phrase.
func (s *search) topic(x *mention, noun, other int) bool {
	if x.verb < 0 || !s.lex.Words.TopicVerbs[strings.ToLower(s.doc.Tokens[x.verb].Lemma)] {
		return false
	}
	if o := s.tree.Child(x.verb, "dobj"); o < 0 || o == x.noun || !s.tree.Within(noun, o) {
		return false
	}
	m, ok := s.res.At(max(other, 0))
	switch {
	case other < 0 || !ok || len(m.Entities) == 0:
		return true
	case s.res.Entities[m.Entities[0]].Type == graph.Person:
		return false
	}
	return x.doers > 1 || s.lex.Words.Relations[s.tree.Lower(noun)]
}

// opening reads the place that opens the sentence, or that opens the
// paragraph where a quotation stands between: "On May 3 in Lima, ...".
func (s *search) opening(x *mention) {
	if x.place >= 0 || x.mode == graph.Telephone || x.mode == graph.Video {
		return
	}
	starts := []int{s.tree.Sentence(x.anchor).Start}
	p := s.paragraph[x.anchor]
	if p != starts[0] && s.distance(p, x.anchor) <= 3 {
		starts = append(starts, p)
	}
	for k, start := range starts {
		comma := start
		for comma < len(s.doc.Tokens) && comma < start+9 && s.tree.Lower(comma) != "," {
			comma++
		}
		if comma == start+9 || comma+1 >= len(s.doc.Tokens) || comma > x.anchor || k > 0 && !strings.ContainsAny(s.doc.TokenText(comma+1), "“\"") {
			continue
		}
		for i := start; i+1 < comma; i++ {
			if w := s.tree.Lower(i); i > start+5 || w != "in" && w != "at" {
				continue
			}
			if m, ok := s.nameAt(i + 1); ok && m.End == comma {
				switch s.res.Entities[m.Entities[0]].Type {
				case graph.Place, graph.State:
					x.place = m.Entities[0]
					return
				}
			}
		}
	}
}

func visitorOr(contact string, as graph.Part) graph.Part {
	if contact == "visit" {
		return graph.Visitor
	}
	return as
}

// toParty adds a person spoken to; "spoke to reporters" is no contact.
func (s *search) toParty(x *mention, tok int) {
	m, ok := s.res.At(tok)
	if !ok || len(m.Entities) == 0 {
		return
	}
	if s.res.Entities[m.Entities[0]].Type == graph.Person || m.Form == resolve.Role && s.human(tok) && !s.singular(tok) {
		s.party(x, tok, graph.Participant)
	}
}

// mediators adds those who join the parties; the word itself says whether
// they mediate.
func (s *search) mediators(x *mention, tok int) {
	as := graph.Participant
	switch strings.ToLower(s.doc.Tokens[tok].Lemma) {
	case "mediator":
		as = graph.Mediator
	case "observer":
		as = graph.Observer
	}
	s.party(x, tok, as)
}

// modifiers reads what stands before an event noun: "Biden's meeting",
// "U.S.-Soviet talks", "the Vienna summit".
func (s *search) modifiers(x *mention, noun int) {
	for _, k := range s.tree.Children(noun) {
		t := s.doc.Tokens[k]
		switch t.Dep {
		case "poss":
			n := len(x.parties)
			s.party(x, k, visitorOr(x.contact, graph.Participant))
			x.own = x.own || len(x.parties) > n
			x.theirs = x.theirs || s.tree.Lower(k) == "their"
		case "amod", "compound", "nmod":
			s.modifier(x, k)
			for _, kk := range s.tree.Subtree(k) {
				if kk != k {
					s.modifier(x, kk)
				}
			}
		case "relcl":
			// "the conversation X and Y had"
			if l := s.doc.Tokens[k].Lemma; l == "have" || l == "hold" || s.whereby(k) {
				if sub := s.tree.Child(k, "nsubj"); sub >= 0 && !s.tree.Mood(k).Negated {
					s.party(x, sub, graph.Participant)
				}
			}
			// "the talks, which were attended by X"
			if a := s.tree.Child(k, "agent"); a >= 0 {
				if as, ok := s.partOf(s.tree.Lower(k)); ok {
					if o := s.tree.Child(a, "pobj"); o >= 0 {
						s.party(x, o, as)
						s.list(x, o, as)
					}
				}
			}
		case "acl":
			if s.lex.Words.SessionVerbs[strings.ToLower(s.doc.Tokens[k].Lemma)] && s.doc.Tokens[k].Tag == "VBN" {
				s.phrases(x, k, 1) // "a meeting held in X"
			}
			if sub := s.tree.Child(k, "agent"); sub >= 0 {
				if o := s.tree.Child(sub, "pobj"); o >= 0 {
					as, ok := s.partOf(s.tree.Lower(k))
					if !ok {
						as = graph.Host
					}
					s.party(x, o, as)
					s.list(x, o, as)
				}
			}
		}
	}
}

func (s *search) modifier(x *mention, tok int) {
	m, ok := s.res.At(tok)
	if !ok || len(m.Entities) == 0 {
		return
	}
	e := m.Entities[0]
	switch s.res.Entities[e].Type {
	case graph.State:
		if s.res.Venue(tok) {
			if x.place < 0 {
				x.place = e
			}
			return
		}
		if x.contact == "visit" && m.Form == resolve.Name && s.doc.Tokens[tok].POS == "PROPN" {
			s.goal(x, tok) // "his India visit"
			return
		}
		if m.Method == "metonym" && x.doers > 1 {
			return // "X and Y held Foreign Office consultations": the kind of talks
		}
		s.addParty(x, Party{Entity: e, As: graph.Participant, Tok: tok})
	case graph.Organization:
		if m.Form == resolve.Name {
			if s.isForum(e) {
				if x.format < 0 {
					x.format = e
				}
			} else {
				s.addParty(x, Party{Entity: e, As: graph.Participant, Tok: tok})
			}
		}
	case graph.Format:
		if x.format < 0 {
			x.format = e
		}
	case graph.Place:
		if x.place < 0 {
			x.place = e
		}
	case graph.Person:
		s.addParty(x, Party{Entity: e, As: graph.Participant, Tok: tok})
	}
}

// isForum reports whether an organization is one in which states meet.
func (s *search) isForum(e int) bool {
	n, ok := s.res.Named(e)
	return ok && len(s.lex.Names[n].Members) > 1
}

// place reads a location from a preposition.
func (s *search) place(x *mention, prep int) {
	if x.place >= 0 {
		return
	}
	obj := s.tree.Child(prep, "pobj")
	if obj < 0 {
		return
	}
	m, ok := s.res.At(obj)
	if !ok && (s.lex.Words.Facilities[s.tree.Lower(obj)] || s.lex.Words.Settlements[s.tree.Lower(obj)]) {
		// "at the Lima airport", "at the cemetery of Lima", "in the port of Lima"
		near := s.tree.Children(obj, "compound", "nmod")
		for _, k := range near {
			near = append(near, s.tree.Children(k, "compound", "nmod")...)
		}
		for _, of := range s.tree.Children(obj, "prep") {
			if o := s.tree.Child(of, "pobj"); o >= 0 && s.tree.Lower(of) != "for" {
				near = append(near, o)
			}
		}
		for _, k := range near {
			if m, ok = s.res.At(k); ok {
				break
			}
		}
	}
	if !ok || len(m.Entities) == 0 {
		return
	}
	switch s.res.Entities[m.Entities[0]].Type {
	case graph.Place, graph.State:
		if n, ok := s.res.Named(m.Entities[0]); ok && x.contact != "visit" && s.lex.Words.Expanses[s.lex.Names[n].Kind] {
			return // "cooperation in the Pacific"
		}
		x.place = m.Entities[0]
	}
}

// formatOf reads the forum of a meeting from a preposition: "within the
// OSCE", "in the Normandy format", "a session of the council".
func (s *search) formatOf(x *mention, prep int) {
	if x.format >= 0 {
		return
	}
	obj := s.tree.Child(prep, "pobj")
	if obj < 0 {
		return
	}
	m, ok := s.res.At(obj)
	if !ok || len(m.Entities) != 1 {
		return
	}
	e := m.Entities[0]
	switch s.res.Entities[e].Type {
	case graph.Format:
		x.format = e
	case graph.Organization:
		if l := s.tree.Lower(prep); (l == "within" || l == "at" || l == "of" && x.noun >= 0) && s.isForum(e) {
			x.format = e
		}
	}
}

// isDefinite reports whether an event noun points back: "the meeting", "this
// round", "their talks".
func (s *search) isDefinite(noun int) bool {
	for _, k := range s.tree.Children(noun, "det", "poss") {
		switch s.tree.Lower(k) {
		case "the", "this", "these", "that", "those", "their", "his", "her", "its", "both":
			return true
		}
	}
	return false
}

// mode reads how the parties met from the words of the clause.
func (s *search) mode(x mention) graph.Mode {
	mode := x.mode
	if mode == graph.InPerson && x.contact != "meeting" {
		return mode // "paid a call on X"
	}
	look := func(root int) {
		for i := range s.under(s.remote, root) {
			if s.doc.Tokens[i].Dep == "ccomp" {
				continue
			}
			w := s.tree.Lower(i)
			switch {
			case s.lex.Words.VideoWords[w] && s.near(i, root):
				mode = graph.Video
			case s.lex.Words.PhoneWords[w] && mode != graph.Video && s.near(i, root) && !(w == "call" && s.doc.Tokens[i].POS == "VERB"):
				mode = graph.Telephone
			}
		}
	}
	if x.contact == "call" && mode == graph.Unspecified {
		mode = graph.Telephone
	}
	if x.verb >= 0 {
		look(x.verb)
	}
	if x.noun >= 0 {
		look(x.noun)
	}
	if mode != graph.Unspecified {
		return mode
	}
	switch {
	case x.contact == "visit" || x.contact == "reception":
		return graph.InPerson
	case x.place >= 0 && x.contact != "talks":
		return graph.InPerson
	case x.place >= 0 && (x.verb >= 0 || s.res.Entities[x.place].Type == graph.Place):
		return graph.InPerson
	case x.contact == "meeting" && x.verb >= 0 && x.noun < 0:
		return graph.InPerson
	case x.contact == "meeting" && s.persons(x) >= 1 && len(x.parties) >= 2:
		return graph.InPerson
	}
	return graph.Unspecified
}

func (s *search) persons(x mention) int {
	n := 0
	for _, p := range x.parties {
		if s.res.Entities[p.Entity].Type == graph.Person {
			n++
		}
	}
	return n
}

// near reports whether a word lies under root without another clause between.
func (s *search) near(i, root int) bool {
	for n := 0; i != root && n < 12; n++ {
		switch s.doc.Tokens[i].Dep {
		case "ccomp", "advcl", "relcl", "acl", "conj", "parataxis":
			return false
		}
		i = s.doc.Tokens[i].Head
	}
	return true
}

// judge reads the status from the mood of the verb and of what governs it.
func (s *search) judge(x *mention) {
	x.status = graph.Held
	if x.verb >= 0 && s.denied(x.verb) || x.noun >= 0 && s.denied(x.noun) {
		x.drop = true
		return
	}
	if x.noun >= 0 {
		for _, k := range s.tree.Children(x.noun, "det", "neg") {
			if w := s.tree.Lower(k); w == "no" || w == "any" {
				x.drop = true
				return
			}
		}
	}
	if x.verb < 0 {
		for _, k := range s.tree.Children(x.noun, "amod") {
			switch w := s.tree.Lower(k); {
			case s.lex.Words.Possible[w]:
				x.drop = true // "a possible meeting"
				return
			case s.lex.Words.Coming[w]:
				x.status = graph.Planned // "a planned visit", if nothing else is said
			}
		}
		if t := s.doc.Tokens[x.noun]; t.Dep == "pobj" && s.tree.Lower(t.Head) == "for" && s.doc.Tokens[s.doc.Tokens[t.Head].Head].Lemma == "preparation" {
			x.status = graph.Planned
			return
		}
	}
	v := x.verb
	if s.excluded(v) || s.excluded(x.noun) {
		x.drop = true
		return
	}
	if v < 0 {
		v = s.eventVerb(x)
		if v < 0 {
			s.purpose(x)
			return
		}
	}
	lemma := strings.ToLower(s.doc.Tokens[v].Lemma)
	switch {
	case s.lex.Words.Cancels[lemma] && (x.noun >= 0):
		x.status = graph.Cancelled
		return
	case s.lex.Words.Postpones[lemma] && x.noun >= 0:
		x.status = graph.Planned
		return
	case s.lex.Words.Refusals[lemma] && x.noun >= 0:
		x.status = graph.Refused
		return
	case x.verb < 0 && s.lex.Words.Plans[lemma] && x.noun >= 0:
		x.status = graph.Planned
		x.drop = s.tree.Mood(v).Negated // "no date has been agreed for talks"
		return
	}
	if t := s.doc.Tokens[v]; t.Tag == "VB" && (t.Dep == "ccomp" || t.Dep == "acl") && len(s.tree.Children(v, "aux")) == 0 {
		x.drop = true // "let them meet", "insisted that they meet"
		return
	}
	mood := s.tree.Mood(v)
	if t := s.doc.Tokens[v]; t.Tag == "VBG" && t.Dep == "xcomp" && s.lex.Words.CarriedOut[strings.ToLower(s.doc.Tokens[t.Head].Lemma)] && s.tree.Mood(t.Head).Infinitive {
		s.infinitive(x, t.Head) // "agreed to go on meeting"
		return
	}
	switch {
	case mood.Negated:
		x.drop = true
	case mood.Modal == "would" && s.when.Past():
		x.drop = s.wished(v) // a history's "would later meet" came to pass
	case mood.Future && mood.Perfect && mood.Infinitive:
		x.status = graph.Cancelled // "was to have met"
	case mood.Future:
		x.status = graph.Planned
	case mood.Possible && mood.Perfect:
		x.drop = true // "would have met"
	case mood.Possible && x.verb < 0 && !s.lex.Words.SessionVerbs[lemma] && s.doc.Tokens[x.noun].Dep == "nsubj":
		x.drop = true // "a dialogue would help"
	case mood.Possible:
		x.drop = !(mood.Modal == "would" || mood.Modal == "should") || s.wished(v)
		x.status = graph.Planned
	case mood.Infinitive:
		s.infinitive(x, v)
	case mood.Progressive && s.doc.Tokens[v].Tag == "VBG" && s.presentAux(v):
		x.status = graph.Ongoing
	case lemma == "be" && s.underWay(v):
		x.status = graph.Ongoing
	}
}

// underWay reports whether a present "be" says that its subject goes on.
func (s *search) underWay(v int) bool {
	if t := s.doc.Tokens[v]; t.Tag != "VBZ" && t.Tag != "VBP" {
		return false
	}
	for _, k := range s.tree.Children(v, "advmod", "acomp", "prep") {
		switch s.tree.Lower(k) {
		case "underway", "ongoing":
			return true
		case "under", "in":
			if o := s.tree.Child(k, "pobj"); o >= 0 && (s.tree.Lower(o) == "way" || s.tree.Lower(o) == "progress") {
				return true
			}
		}
	}
	return false
}

// excluded reports whether a preposition says that the verb or noun below it
// did not come to pass: "without meeting X", "instead of talks".
func (s *search) excluded(tok int) bool {
	if tok < 0 {
		return false
	}
	t := s.doc.Tokens[tok]
	if t.Dep != "pcomp" && t.Dep != "pobj" {
		return false
	}
	switch s.tree.Lower(t.Head) {
	case "without", "against":
		return true
	case "of":
		return t.Head > 0 && s.tree.Lower(t.Head-1) == "instead"
	case "than":
		return t.Head > 0 && s.tree.Lower(t.Head-1) == "rather"
	case "from":
		return t.Dep == "pcomp" && s.lex.Words.Prevents[strings.ToLower(s.doc.Tokens[s.doc.Tokens[t.Head].Head].Lemma)]
	}
	return false
}

// purpose judges an event noun by the verb or adjective that a preposition
// hangs it on: "will travel to Y for talks", "is due in Y for talks".
func (s *search) purpose(x *mention) {
	t := s.doc.Tokens[x.noun]
	if t.Dep != "pobj" {
		return
	}
	w := s.tree.Lower(t.Head)
	switch w {
	case "for", "in", "at", "on", "during", "to", "before", "until":
	default:
		return
	}
	g := s.doc.Tokens[t.Head].Head
	if g == t.Head {
		return
	}
	if w == "before" || w == "until" {
		if m := s.tree.Mood(g); m.Future || m.Possible || m.Infinitive {
			x.status = graph.Planned // "should be ready before the meeting"
		}
		return
	}
	if s.doc.Tokens[g].Lemma == "be" {
		for _, a := range s.tree.Children(g, "acomp") {
			if s.lex.Words.Plans[s.tree.Lower(a)] {
				x.status = graph.Planned
				return
			}
		}
	}
	if p := s.doc.Tokens[g].POS; p != "VERB" && p != "AUX" {
		return
	}
	switch mood := s.tree.Mood(g); {
	case mood.Negated || mood.Possible && mood.Modal != "would" && mood.Modal != "should":
		x.drop = true
	case mood.Future:
		x.status = graph.Planned
		x.echo = x.echo || s.date(x.noun).EDTF == "" && x.place < 0 && w != "for"
	case mood.Infinitive && w == "for":
		s.infinitive(x, g)
	case mood.Perfect && w == "for" && s.presentAux(g) && s.lex.Words.Arrivals[strings.ToLower(s.doc.Tokens[g].Lemma)]:
		x.status = graph.Planned // "has arrived in X for talks": they are still to come
	}
}

// raised returns the infinitive that a verb or adjective of plans carries
// over to an event noun, its subject: "talks are due to begin". It returns -1
// for none.
func (s *search) raised(noun int) int {
	if noun < 0 {
		return -1
	}
	t := s.doc.Tokens[noun]
	if t.Dep != "nsubj" && t.Dep != "nsubjpass" {
		return -1
	}
	l := strings.ToLower(s.doc.Tokens[t.Head].Lemma)
	if l != "be" && !s.lex.Words.Plans[l] {
		return -1
	}
	for _, h := range append(s.tree.Children(t.Head, "acomp"), t.Head) {
		if v := s.tree.Child(h, "xcomp"); v >= 0 && s.tree.Mood(v).Infinitive {
			return v
		}
	}
	return -1
}

// eventVerb returns the verb that governs an event noun as its subject or
// object, -1 when none does.
func (s *search) eventVerb(x *mention) int {
	n := x.noun
	for k := 0; k < 4; k++ {
		t := s.doc.Tokens[n]
		switch t.Dep {
		case "dobj", "nsubj", "nsubjpass", "attr":
			if p := s.doc.Tokens[t.Head].POS; p == "VERB" || p == "AUX" {
				return t.Head
			}
			return -1
		case "pobj":
			// "called for a meeting", "agreed to talks"
			prep := s.doc.Tokens[t.Head]
			w := s.tree.Lower(t.Head)
			if w == "of" && s.lex.Words.SessionNouns[strings.ToLower(s.doc.Tokens[prep.Head].Lemma)] {
				n = prep.Head // "facilitate a round of talks"
				continue
			}
			if (w == "for" || w == "to" || w == "on") && prep.Dep == "prep" && s.doc.Tokens[prep.Head].POS == "VERB" && s.lex.Words.Plans[strings.ToLower(s.doc.Tokens[prep.Head].Lemma)] {
				return prep.Head
			}
			return -1
		case "conj":
			n = t.Head
		default:
			return -1
		}
	}
	return -1
}

func (s *search) presentAux(v int) bool {
	for _, k := range s.tree.Children(v, "aux") {
		if t := s.doc.Tokens[k]; t.Tag == "VBP" || t.Tag == "VBZ" {
			return true
		}
	}
	return false
}

// infinitive judges "agreed to meet", "refused to meet", "travelled to meet".
func (s *search) infinitive(x *mention, v int) {
	h := s.doc.Tokens[v].Head
	if h == v {
		x.status = graph.Planned
		return
	}
	lemma := strings.ToLower(s.doc.Tokens[h].Lemma)
	mood := s.tree.Mood(h)
	if be := s.doc.Tokens[h].Head; lemma == "able" && be != h {
		mood = s.tree.Mood(be) // "was able to meet"
	}
	switch p := s.doc.Tokens[h].POS; {
	case p == "NOUN" && s.lex.Words.Doubts[lemma]:
		s.offered(x, h)
		return
	case p == "ADP" || p == "SCONJ" || p == "CCONJ":
		x.drop = true // "no choice but to meet"
		return
	}
	switch {
	case s.lex.Words.Gladness[lemma] && s.wasSo(h):
		return // "was pleased to meet"
	case s.lex.Words.Urges[lemma] && s.tree.Child(h, "dobj") >= 0:
		x.drop = true // "urged X to meet Y"
	case s.lex.Words.Refusals[lemma]:
		x.status = graph.Refused
	case lemma == "unlikely":
		x.drop = true
	case lemma == "be" && s.doubted(h):
		x.drop = true // "the aim was to make them talk"
	case s.lex.Words.Plans[lemma] || lemma == "be" || s.lex.Words.Ready[lemma]:
		x.status = graph.Planned
	case s.lex.Words.CarriedOut[lemma] && mood.Infinitive:
		s.infinitive(x, h)
	case s.lex.Words.Departures[lemma] && !s.when.Past() && !mood.Negated:
		x.status = graph.Planned // "left for X to meet Y": not there yet
	case mood.Negated || mood.Possible:
		x.drop = true
	case mood.Future:
		x.status = graph.Planned
	case s.doc.Tokens[v].Dep == "xcomp" && !s.lex.Words.CarriedOut[lemma]:
		x.drop = true // "tried to convene", "failed to meet"
	}
}

// wasSo reports whether an adjective or participle is said with a past "be" that
// is not denied: "was glad".
func (s *search) wasSo(tok int) bool {
	be := s.tree.Child(tok, "auxpass")
	if be < 0 {
		be = s.doc.Tokens[tok].Head
	}
	return s.doc.Tokens[be].Lemma == "be" && s.doc.Tokens[be].Tag == "VBD" && !s.tree.Mood(be).Negated && !s.tree.Mood(tok).Negated
}

// doubted reports whether the subject of a verb is something only wanted: an
// aim, a hope.
func (s *search) doubted(v int) bool {
	sub := s.tree.Child(v, "nsubj")
	return sub >= 0 && s.lex.Words.Doubts[strings.ToLower(s.doc.Tokens[sub].Lemma)]
}

// wished reports whether a relative clause describes somebody that an act only
// wanted would have: "a plan to elect envoys who would negotiate".
func (s *search) wished(v int) bool {
	if s.doc.Tokens[v].Dep != "relcl" {
		return false
	}
	g := s.clauseOf(s.doc.Tokens[v].Head)
	return g >= 0 && (s.tree.Mood(g).Infinitive || s.tree.Mood(g).Possible)
}

// offered judges the infinitive of an offer or invitation by what is done with
// it: "declined an invitation to visit Y". The doer is who declines or accepts.
func (s *search) offered(x *mention, noun int) {
	if strings.ToLower(s.doc.Tokens[noun].Lemma) == "refusal" {
		x.status = graph.Refused
		if o := s.tree.Child(noun, "poss"); o >= 0 {
			s.party(x, o, visitorOr(x.contact, graph.Participant))
		}
		for _, p := range s.tree.Children(noun, "prep") {
			if o := s.tree.Child(p, "pobj"); o >= 0 && s.tree.Lower(p) == "of" {
				s.party(x, o, visitorOr(x.contact, graph.Participant))
			}
		}
		return
	}
	v := s.clauseOf(noun)
	if v < 0 || s.doc.Tokens[noun].Dep != "dobj" {
		x.drop = true
		return
	}
	switch lemma := strings.ToLower(s.doc.Tokens[v].Lemma); {
	case s.lex.Words.Refusals[lemma] || s.particled(v, "down"):
		x.status = graph.Refused
	case s.lex.Words.Accepts[lemma]:
		x.status = graph.Planned
	default:
		x.drop = true
		return
	}
	if sub := s.subject(v); sub >= 0 {
		s.party(x, sub, visitorOr(x.contact, graph.Participant))
	}
}

// particled reports whether a verb has a particle.
func (s *search) particled(verb int, particle string) bool {
	p := s.tree.Child(verb, "prt")
	return p >= 0 && s.tree.Lower(p) == particle
}
