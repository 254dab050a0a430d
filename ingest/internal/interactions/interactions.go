// Package interactions finds what one party does to another, in words or
// deeds, by PLOVER's classes: who threatens, sanctions, supports or attacks
// whom, held apart from what is only planned or refused.
//
// Start at New and Finder.Find.
package interactions

import (
	"io/fs"
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/internal/quotes"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
	"parley/ingest/rules"
)

// Interaction is what one party does to another, or does alone.
type Interaction struct {
	Anchor     int      // token of the verb
	Span       nlp.Span // tokens from the verb to the last word of the phrase
	Class      string   // PLOVER class
	CAMEO      string   // CAMEO code
	Actor      int      // index into resolve.Resolution.Entities
	Recipient  int      // likewise, -1 for none
	Status     graph.Status
	Date       graph.Date
	Rule       string // "interactions/" and the words of the phrase
	Confidence float64
}

// Dates says when things happen; see dates.Timeline.
type Dates interface {
	// DateOf returns the date of what a token speaks of.
	DateOf(tok int) (graph.Date, bool)
	// Past reports whether the text tells of a time long before its date.
	Past() bool
}

// Finder finds interactions. It is safe for concurrent use.
type Finder struct{ phrases map[string][]*phrase }

// New reads the phrases from "lexicon/interactions.tsv". Errors name file and
// line.
func New(fsys fs.FS) (*Finder, error) {
	ps, err := readPhrases(fsys)
	if err != nil {
		return nil, err
	}
	return &Finder{ps}, nil
}

// search is the work on one document.
type search struct {
	tree   *rules.Tree
	doc    *nlp.Doc
	res    *resolve.Resolution
	when   Dates
	inside []quotes.Quote
}

// Find returns the interactions of a document in text order, each once for a
// sentence. Coordinated parties give one interaction each.
func (f *Finder) Find(tree *rules.Tree, res *resolve.Resolution, when Dates) []Interaction {
	s := &search{tree: tree, doc: tree.Doc, res: res, when: when, inside: quotes.Find(tree.Doc.Text)}
	type key struct {
		sentence, actor, recipient int
		class                      string
	}
	seen := map[key]bool{}
	used := map[int]bool{} // verbs that belong to a phrase: "threaten to attack"
	var out []Interaction
	for v, t := range s.doc.Tokens {
		if t.POS != "VERB" || used[v] {
			continue
		}
		ps := f.phrases[strings.ToLower(t.Lemma)]
		if len(ps) == 0 {
			continue
		}
		if _, ok := quotes.In(s.inside, t.Start); ok {
			continue
		}
		for _, p := range ps {
			words, ok := s.words(p, v)
			if !ok {
				continue
			}
			for _, w := range words[1:] {
				used[w] = true
			}
			found := s.read(p, words)
			for _, x := range found {
				k := key{s.tree.Sentence(v).Start, x.Actor, x.Recipient, x.Class}
				if !seen[k] {
					seen[k] = true
					out = append(out, x)
				}
			}
			if len(found) > 0 {
				break
			}
		}
	}
	return out
}

// words returns the tokens of a phrase whose verb is v, the verb first.
func (s *search) words(p *phrase, v int) ([]int, bool) {
	words := []int{v}
	for _, w := range p.words[1:] {
		if w == "to" && len(p.words) > 2 && !slices.Contains(prepObjects, p.words[len(p.words)-1]) {
			continue // the particle of an infinitive
		}
		k := s.below(words, w)
		if k < 0 {
			return nil, false
		}
		words = append(words, k)
	}
	return words, true
}

// prepObjects are nouns that follow "to" in a phrase.
var prepObjects = []string{"talks", "ceasefire"}

// below returns the token of a word of a phrase below the words before it, -1
// when there is none.
func (s *search) below(words []int, w string) int {
	for _, root := range slices.Backward(words) {
		for _, k := range s.tree.Children(root) {
			t := s.doc.Tokens[k]
			if s.tree.Lower(k) != w && strings.ToLower(t.Lemma) != w {
				continue
			}
			switch t.Dep {
			case "nsubj", "aux", "auxpass", "advcl", "ccomp", "relcl", "conj", "det":
				continue
			}
			return k
		}
	}
	return -1
}

// read reads the parties of a phrase.
func (s *search) read(p *phrase, words []int) []Interaction {
	v := words[0]
	if !s.framed(p, words) {
		return nil
	}
	status, ok := s.status(p, v)
	if !ok {
		return nil
	}
	actors := s.actors(v)
	if len(actors) == 0 {
		return nil
	}
	recipients := s.recipients(p, words)
	confidence := 0.8
	if p.class == "THREATEN" && p.words[0] == "warn" {
		confidence = 0.6 // a warning can be well meant
	}
	if speaker, said := s.reported(v); said {
		if hostile[p.class] && speaker >= 0 && !slices.Contains(actors, speaker) {
			return nil // what an opponent says
		}
		confidence -= 0.2
	}
	span := nlp.Span{Start: v, End: v + 1}
	for _, w := range words {
		span.Start, span.End = min(span.Start, w), max(span.End, w+1)
	}
	x := Interaction{Anchor: v, Span: span, Class: p.class, CAMEO: p.cameo, Recipient: -1, Status: status, Rule: p.rule, Confidence: confidence}
	x.Date, _ = s.when.DateOf(v)
	var out []Interaction
	add := func(actor, recipient int) {
		x.Actor, x.Recipient = actor, recipient
		if actor != recipient {
			out = append(out, x)
		}
	}
	switch {
	case len(recipients) > 0:
		for _, a := range actors {
			for _, r := range recipients {
				add(a, r)
			}
		}
	case mutual(p) && len(actors) > 1 && len(actors) <= most && !s.pronoun(v):
		for i, a := range actors {
			for _, r := range actors[i+1:] {
				add(a, r)
			}
		}
	case s.alone(p, words):
		for _, a := range actors {
			add(a, -1)
		}
	}
	return out
}

// pronoun reports whether the doers of a verb are only "they", whose reading is
// too unsure to pair them.
func (s *search) pronoun(v int) bool {
	sub, _ := s.tree.Subject(v)
	m, ok := s.res.At(sub)
	return ok && m.Form == resolve.Pronoun && len(s.tree.ConjunctsBelow(sub)) == 1
}

// most is how many parties of one subject are still paired with one another.
const most = 6

// mutual reports whether parties that are coordinated do the thing to one
// another: "X and Y agreed".
func mutual(p *phrase) bool {
	switch p.class {
	case "AGREE", "CONSULT", "COOPERATE":
		return p.recipient == "with" || p.words[0] == "meet" || p.words[0] == "consult"
	}
	return p.recipient == "with" && (p.class == "SUPPORT" || p.class == "SANCTION" || p.class == "ASSAULT") && (len(p.words) > 1 || p.words[0] == "clash")
}

var hostile = wordSet("ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

var military = wordSet("troop force soldier army reservist reserve fleet warship ship missile tank aircraft unit battalion brigade division jet bomber fighter navy military weapon peacekeeper marine paratrooper artillery militia guard squadron carrier submarine destroyer frigate launcher contingent serviceman regiment")

// alone reports whether a phrase says something without a recipient: what
// PLOVER allows of mobilizing and of drawing back.
func (s *search) alone(p *phrase, words []int) bool {
	if p.class != "MOBILIZE" && p.class != "RETREAT" {
		return false
	}
	if len(p.frames) == 0 {
		return true
	}
	for _, w := range words[1:] {
		if military[strings.ToLower(s.doc.Tokens[w].Lemma)] {
			return true
		}
	}
	if o := s.object(words[0]); o >= 0 {
		return military[strings.ToLower(s.doc.Tokens[o].Lemma)]
	}
	return false
}

// framed reports whether one of the frames of a phrase is there.
func (s *search) framed(p *phrase, words []int) bool {
	last := words[len(words)-1]
	if p.recipient == "to" && p.frame("np") && len(p.words) <= 2 && s.object(words[0]) < 0 {
		return false // "returned to X" gives nothing to X
	}
	if len(p.frames) == 0 || p.frame("np") || p.frame("event-obj") || p.recipient == "with" {
		return true
	}
	for _, f := range p.frames {
		switch f {
		case "inf", "obj-inf":
			for _, c := range s.tree.Children(words[0], "xcomp", "ccomp", "advcl") {
				for _, a := range s.tree.Children(c, "aux") {
					if s.tree.Lower(a) == "to" {
						return true
					}
				}
			}
		case "ccomp":
			if s.tree.Child(words[0], "ccomp") >= 0 {
				return true
			}
		case "obj-of":
			if s.prep(words, "of") >= 0 {
				return true
			}
		default:
			if w, ok := strings.CutPrefix(f, "pp:"); ok && (s.prep(words, w) >= 0 || s.tree.Lower(last) == w) {
				return true
			}
		}
	}
	return p.class == "MOBILIZE" || p.class == "RETREAT"
}

// object returns the thing that a verb acts on, also as the subject of the
// passive, -1 for none.
func (s *search) object(v int) int {
	if o := s.tree.Child(v, "dobj"); o >= 0 {
		if s.doc.Tokens[v].Dep == "relcl" && relative[s.tree.Lower(o)] {
			return s.doc.Tokens[v].Head
		}
		return o
	}
	for n := 0; n < 4; n++ {
		if o := s.tree.Child(v, "nsubjpass"); o >= 0 {
			if s.doc.Tokens[v].Dep == "relcl" && relative[s.tree.Lower(o)] {
				return s.doc.Tokens[v].Head
			}
			return o
		}
		t := s.doc.Tokens[v]
		switch {
		case t.Dep == "acl" && t.Tag == "VBN":
			return t.Head
		case t.Dep == "conj" && t.Tag == "VBN" && s.tree.Child(v, "nsubj", "dobj") < 0:
			v = t.Head
		default:
			return -1
		}
	}
	return -1
}

var relative = wordSet("who whom which that")

// prep returns the object of a preposition below the words of a phrase or the
// object of its verb, -1 for none.
func (s *search) prep(words []int, w string) int {
	roots := slices.Clone(words)
	if o := s.object(words[0]); o >= 0 && s.doc.Tokens[o].Head == words[0] {
		roots = append(roots, o)
	}
	other := -1 // an object that is no party: "on Monday"
	for i := 0; i < len(roots) && i < 12; i++ {
		if s.tree.Lower(roots[i]) == w && i > 0 {
			if o := s.tree.Child(roots[i], "pobj"); o >= 0 {
				return o
			}
		}
		for _, k := range s.tree.Children(roots[i], "prep", "dative", "agent") {
			o := s.tree.Child(k, "pobj")
			if o < 0 {
				continue
			}
			if s.tree.Lower(k) != w {
				continue
			}
			if m, ok := s.res.At(o); ok && len(m.Entities) > 0 {
				return o
			}
			if other < 0 {
				other = o
			}
		}
	}
	return other
}

// actors returns the doers of a verb.
func (s *search) actors(v int) []int {
	sub, voice := s.tree.Subject(v)
	if sub < 0 {
		return nil
	}
	if voice == rules.Passive {
		if a := s.doc.Tokens[sub].Head; s.tree.Lower(a) != "by" {
			return nil
		}
	}
	return s.parties(sub, voice != rules.Relative)
}

// recipients returns those to whom a phrase does something.
func (s *search) recipients(p *phrase, words []int) []int {
	last := words[len(words)-1]
	verb := words[0]
	if s.doc.Tokens[last].POS == "VERB" {
		verb = last
	}
	if p.recipient == "dobj" {
		o := s.object(verb)
		if o < 0 && p.frame("obj-inf") {
			if c := s.tree.Child(verb, "ccomp", "xcomp"); c >= 0 && s.infinitive(c) {
				o = s.tree.Child(c, "nsubj")
			}
		}
		if o < 0 && p.class == "ASSAULT" {
			for _, w := range p.frames { // "shot at X"
				if w, ok := strings.CutPrefix(w, "pp:"); ok && o < 0 {
					o = s.prep(words, w)
				}
			}
		}
		if o < 0 {
			return nil
		}
		if d := s.tree.Child(verb, "dative"); d >= 0 && s.doc.Tokens[d].POS != "ADP" {
			o = d
		}
		if out := s.parties(o, true); len(out) > 0 {
			return out
		}
		return s.behind(p, o)
	}
	for _, w := range p.prepositions() {
		if o := s.prep(words, w); o >= 0 {
			if out := s.parties(o, true); len(out) > 0 {
				return out
			}
		}
	}
	if p.recipient == "to" {
		if d := s.tree.Child(verb, "dative"); d >= 0 && s.doc.Tokens[d].POS != "ADP" {
			return s.parties(d, true)
		}
	}
	if p.recipient == "with" && verb != words[0] {
		if o := s.object(verb); o >= 0 {
			return s.parties(o, true) // "agreed to meet X"
		}
	}
	if o := s.object(verb); o >= 0 && (p.class == "REJECT" || p.recipient == "of") {
		return s.behind(p, o)
	}
	return nil
}

func (s *search) infinitive(v int) bool {
	for _, a := range s.tree.Children(v, "aux") {
		if s.tree.Lower(a) == "to" {
			return true
		}
	}
	return false
}

// suffered are nouns whose possessor did not do what they name.
var suffered = wordSet("death killing murder arrest detention poisoning imprisonment assassination abduction kidnapping jailing expulsion release treatment exclusion isolation occupation bombardment shelling sentencing conviction")

// behind returns the parties behind a thing that is praised, condemned,
// refused, seized or shot at: "Italy's offer", "Italian banks", "an offer by
// Italy".
func (s *search) behind(p *phrase, o int) []int {
	switch p.class {
	case "ACCUSE", "SUPPORT", "REJECT", "ASSAULT", "COERCE", "SANCTION":
	case "AGREE":
		if p.recipient != "of" {
			return nil // "promised German aid"
		}
	default:
		return nil
	}
	lemma := strings.ToLower(s.doc.Tokens[o].Lemma)
	deed := p.class == "ASSAULT" || p.class == "COERCE" || p.class == "SANCTION"
	if !deed && suffered[lemma] || nonParty[lemma] {
		return nil
	}
	for _, k := range s.tree.Children(o) {
		t := s.doc.Tokens[k]
		switch t.Dep {
		case "poss":
			if out := s.parties(k, true); len(out) > 0 {
				return out
			}
		case "amod", "compound", "nmod":
			if m, ok := s.res.At(k); ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.State {
				return m.Entities
			}
		case "prep", "agent":
			if w := s.tree.Lower(k); !deed && (w == "by" || w == "from") {
				if out := s.parties(s.tree.Child(k, "pobj"), true); len(out) > 0 {
					return out
				}
			}
		}
	}
	return nil
}

// nonParty are nouns that a state only stands before as a topic.
var nonParty = wordSet("war crisis conflict border question issue problem gap market season election vote")

// parties returns the persons, states and organizations that a noun names,
// with those coordinated with it when all is set.
func (s *search) parties(tok int, all bool) []int {
	if tok < 0 {
		return nil
	}
	toks := []int{tok}
	if all {
		toks = s.tree.ConjunctsBelow(tok)
	}
	var out []int
	for _, k := range toks {
		for _, e := range s.named(k) {
			switch s.res.Entities[e].Type {
			case graph.Person, graph.State, graph.Organization:
				if !slices.Contains(out, e) {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// arms are nouns through which a state acts.
var arms = wordSet("force troop soldier army police military navy warplane jet aircraft drone missile artillery warship airstrike official authority diplomat court government border parliament lawmaker negotiator delegation side prosecutor prosecutors air-force intelligence ministry leader")

func (s *search) named(tok int) []int {
	if m, ok := s.res.At(tok); ok {
		if len(m.Entities) > most {
			return nil
		}
		return m.Entities
	}
	if !arms[strings.ToLower(s.doc.Tokens[tok].Lemma)] {
		return nil
	}
	for _, k := range s.tree.Children(tok, "amod", "compound", "poss", "nmod") {
		if m, ok := s.res.At(k); ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.State {
			return m.Entities
		}
	}
	return nil
}
