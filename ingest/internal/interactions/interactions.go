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
	"parley/ingest/internal/lexicon"
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
type Finder struct {
	phrases map[string][]*phrase // by the lemma of their verb
	nouns   map[string][]*phrase // by that of their noun
	lex     *lexicon.Lexicon
}

// New reads the phrases from "lexicon/interactions.tsv". Errors name file and
// line.
func New(fsys fs.FS, lex *lexicon.Lexicon) (*Finder, error) {
	verbs, nouns, err := readPhrases(fsys)
	if err != nil {
		return nil, err
	}
	return &Finder{verbs, nouns, lex}, nil
}

// search is the work on one document.
type search struct {
	names  *lexicon.Lexicon
	nouns  map[string][]*phrase
	lex    *lexicon.Words
	states map[int]int // entities by their rows of the lexicon
	tree   *rules.Tree
	doc    *nlp.Doc
	res    *resolve.Resolution
	when   Dates
	inside []quotes.Quote
}

// Find returns the interactions of a document in text order, each once for a
// sentence, one without a recipient only where none like it has one.
// Coordinated parties give one interaction each.
func (f *Finder) Find(tree *rules.Tree, res *resolve.Resolution, when Dates) []Interaction {
	s := &search{names: f.lex, nouns: f.nouns, lex: &f.lex.Words, states: map[int]int{}, tree: tree, doc: tree.Doc, res: res, when: when, inside: quotes.Find(tree.Doc.Text)}
	for e, x := range res.Entities {
		if row, ok := res.Named(e); ok && x.Type == graph.State {
			s.states[row] = e
		}
	}
	type key struct {
		sentence, actor, recipient int
		class                      string
	}
	seen := map[key]bool{}
	used := map[int]bool{} // verbs that belong to a phrase: "threaten to attack"
	var out []Interaction
	for v, t := range s.doc.Tokens {
		if used[v] {
			continue
		}
		keep := func(found []Interaction) {
			for _, x := range found {
				k := key{s.tree.Sentence(v).Start, x.Actor, x.Recipient, x.Class}
				if !seen[k] {
					seen[k] = true
					out = append(out, x)
				}
			}
		}
		var ps []*phrase
		read := s.read
		switch t.POS {
		case "VERB":
			keep(s.told(v))
			ps = f.phrases[strings.ToLower(t.Lemma)]
		case "NOUN":
			ps, read = f.nouns[strings.ToLower(t.Lemma)], s.readNoun
		}
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
			found := read(p, words)
			keep(found)
			if len(found) > 0 {
				break
			}
		}
	}
	fuller := map[key]bool{}
	for k := range seen {
		if k.recipient >= 0 {
			k.recipient = -1
			fuller[k] = true
		}
	}
	return slices.DeleteFunc(out, func(x Interaction) bool {
		return x.Recipient < 0 && fuller[key{s.tree.Sentence(x.Anchor).Start, x.Actor, -1, x.Class}]
	})
}

// words returns the tokens of a phrase whose verb is v, the verb first.
func (s *search) words(p *phrase, v int) ([]int, bool) {
	words := []int{v}
	missing := p.words[1:]
	for len(missing) > 0 {
		var still []string // "joint" of "hold joint exercises" is below the noun
		for _, w := range missing {
			if k := s.below(words, w); k >= 0 {
				words = append(words, k)
			} else {
				still = append(still, w)
			}
		}
		if len(still) == len(missing) {
			// The particle of an infinitive is not looked for.
			return words, len(still) == 1 && still[0] == "to" && p.words[len(p.words)-1] != "to"
		}
		missing = still
	}
	return words, true
}

// below returns the token of a word of a phrase below the words before it, -1
// when there is none.
func (s *search) below(words []int, w string) int {
	for _, root := range slices.Backward(words) {
		for _, k := range s.tree.Children(root) {
			t := s.doc.Tokens[k]
			if t.Dep == "dobj" || t.Dep == "nsubjpass" { // "a series of agreements"
				if of := s.prep([]int{k}, "of"); of >= 0 && strings.ToLower(s.doc.Tokens[of].Lemma) == w {
					return of
				}
			}
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
	if status == graph.Refused && hostile[p.class] {
		return nil // "refused to condemn" is told by "refuse"
	}
	if status == graph.Refused && cooperative[p.class] {
		x.Class, x.CAMEO, x.Status = "REJECT", "120", graph.Held
		if p.class == "CONSULT" {
			x.CAMEO = "125"
		}
	}
	var out []Interaction
	add := func(actor, recipient int) {
		x.Actor, x.Recipient = actor, recipient
		if left(p, s.res, x) && s.object(v) < 0 {
			x.Class, x.CAMEO = "SANCTION", "161"
		}
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
		return pairs(x, actors)
	case s.alone(p, words):
		for _, a := range actors {
			add(a, -1)
		}
	}
	return out
}

// pronoun reports whether the doers of a verb are only a pronoun of the plural
// or "it", whose reading is too unsure to go by, but for "they" of two persons.
func (s *search) pronoun(v int) bool {
	sub, _ := s.subject(v)
	m, ok := s.res.At(sub)
	if !ok || m.Form != resolve.Pronoun || len(s.tree.ConjunctsBelow(sub)) > 1 {
		return false
	}
	switch s.tree.Lower(sub) {
	case "he", "she", "who":
		return false
	}
	return len(m.Entities) != 2 || slices.ContainsFunc(m.Entities, func(e int) bool { return s.res.Entities[e].Type != graph.Person })
}

// goals are the parties behind a preposition, for a visit the place as well.
// Talking to a newspaper is no contact.
func (s *search) goals(p *phrase, o int) []int {
	for _, k := range s.tree.Children(o, "compound", "appos") {
		if p.class == "CONSULT" && s.lex.MediaNouns[s.tree.Lower(k)] {
			return nil
		}
	}
	if m, ok := s.res.At(o); ok && p.cameo == "042" && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Place {
		return m.Entities
	}
	return s.parties(o, true)
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
	if p.cameo == "057" { // a treaty
		return true
	}
	return p.recipient == "with" && (p.class == "SUPPORT" || p.class == "SANCTION" || p.class == "ASSAULT") && (len(p.words) > 1 || p.words[0] == "clash")
}

// left reports whether a state leaves an organization, which PLOVER takes for
// lesser relations and not for drawing back.
func left(p *phrase, res *resolve.Resolution, x Interaction) bool {
	return p.class == "RETREAT" && p.cameo == "0874" && x.Recipient >= 0 &&
		res.Entities[x.Actor].Type == graph.State && res.Entities[x.Recipient].Type == graph.Organization
}

// cooperative are the classes whose refusal is REJECT.
var cooperative = wordSet("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT")

var hostile = wordSet("ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT")

// alone reports whether a phrase says something without a recipient. PLOVER
// allows that of all classes but COOPERATE, AID and SANCTION; here mobilizing
// and drawing back need what is military, and words a matter between states.
func (s *search) alone(p *phrase, words []int) bool {
	switch p.class {
	case "AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "THREATEN":
		// To recognize is to recognize somebody, and to order to order somebody.
		someone := p.cameo == "054" || p.words[0] == "warn" || len(p.frames) == 1 && p.frames[0] == "obj-inf"
		return !someone && !s.pronoun(words[0]) && s.matter(words)
	case "CONSULT":
		return (p.cameo == "045" || p.cameo == "046") && s.object(words[0]) >= 0 && !s.pronoun(words[0]) && s.matter(words)
	case "ASSAULT", "COERCE":
		return s.territory(p, words)
	case "MOBILIZE", "RETREAT":
	default:
		return false
	}
	if len(p.frames) == 0 || p.class == "RETREAT" && len(words) > 1 && p.cameo != "0874" {
		return true
	}
	for _, w := range words[1:] {
		if s.lex.Military[strings.ToLower(s.doc.Tokens[w].Lemma)] {
			return true
		}
	}
	if o := s.object(words[0]); o >= 0 {
		return s.lex.Military[strings.ToLower(s.doc.Tokens[o].Lemma)]
	}
	return false
}

// territory reports whether a phrase is about a place, which is no party.
func (s *search) territory(p *phrase, words []int) bool {
	at := []int{s.object(words[0])}
	for _, w := range p.prepositions() {
		at = append(at, s.prep(words, w))
	}
	return slices.ContainsFunc(at, func(k int) bool {
		m, ok := s.res.At(k)
		return ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Place
	})
}

// matter reports whether the words of a phrase, what they act on, or the
// infinitive or object of a preposition below them name a matter between
// states.
func (s *search) matter(words []int) bool {
	at := slices.Clone(words)
	if o := s.object(words[0]); o >= 0 {
		at = append(at, s.tree.ConjunctsBelow(o)...)
	}
	for i := 0; i < len(at) && i < 16; i++ {
		if t := s.doc.Tokens[at[i]]; i > 0 && t.POS != "VERB" && s.lex.Matters[strings.ToLower(t.Lemma)] {
			return true
		}
		for _, k := range s.tree.Children(at[i], "prep", "pcomp", "pobj", "xcomp", "dobj") {
			if !slices.Contains(at, k) {
				at = append(at, k)
			}
		}
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
	return p.class == "MOBILIZE" || p.class == "RETREAT" || p.class == "THREATEN" && len(words) > 1
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

// told reads what somebody says that another must or should do, which is a
// demand or an appeal: "Italy said that Malta must open its ports".
func (s *search) told(v int) []Interaction {
	if _, quoted := quotes.In(s.inside, s.doc.Tokens[v].Start); quoted || !s.lex.DeedReports[strings.ToLower(s.doc.Tokens[v].Lemma)] {
		return nil
	}
	c := s.tree.Child(v, "ccomp")
	if m := s.tree.Mood(v); c < 0 || m.Negated || m.Possible || m.Future || s.conditional(v) {
		return nil
	}
	mood := s.tree.Mood(c)
	x := Interaction{Anchor: v, Span: nlp.Span{Start: v, End: v + 1}, Class: "REQUEST", Status: graph.Held, Rule: "interactions/say-must", Confidence: 0.6}
	switch {
	case mood.Negated || s.tree.Child(c, "nsubj") < 0:
		return nil
	case mood.Modal == "must":
		x.CAMEO = "100"
	case mood.Modal == "should":
		x.CAMEO = "020"
	default:
		return nil
	}
	x.Date, _ = s.when.DateOf(v)
	var out []Interaction
	for _, a := range s.actors(v) {
		for _, r := range s.parties(s.tree.Child(c, "nsubj"), true) {
			if x.Actor, x.Recipient = a, r; a != r {
				out = append(out, x)
			}
		}
	}
	return out
}

// actors returns the doers of a verb.
func (s *search) actors(v int) []int {
	sub, voice := s.subject(v)
	if sub < 0 || s.tree.Lower(sub) == "it" && voice != rules.Passive { // what "it" means is too unsure
		return nil
	}
	if voice == rules.Passive {
		if a := s.doc.Tokens[sub].Head; s.tree.Lower(a) != "by" {
			return nil
		}
	}
	if out := s.parties(sub, voice != rules.Relative); len(out) > 0 {
		return out
	}
	return s.hands(sub)
}

// subject returns the token of the doer of a verb, also of an infinitive below
// an adjective: "X was able to", "with X unwilling to".
func (s *search) subject(v int) (int, rules.Voice) {
	sub, voice := s.tree.Subject(v)
	if h := s.doc.Tokens[v].Head; sub < 0 && s.doc.Tokens[v].Dep == "xcomp" && s.doc.Tokens[h].POS == "ADJ" {
		if sub = s.tree.Child(h, "nsubj"); sub >= 0 {
			return sub, rules.Active
		}
		return s.tree.Subject(s.doc.Tokens[h].Head)
	}
	return sub, voice
}

// hands returns those who act through a deed that is the subject of a verb: "an
// Italian attack killed X", "a coup led by X toppled Y".
func (s *search) hands(sub int) []int {
	for _, k := range s.tree.Children(sub, "acl") {
		if a := s.tree.Child(k, "agent"); a >= 0 {
			return s.parties(s.tree.Child(a, "pobj"), true)
		}
	}
	for _, p := range s.nouns[strings.ToLower(s.doc.Tokens[sub].Lemma)] {
		if p.class == "ASSAULT" {
			return s.doers(p, sub)
		}
	}
	return nil
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
		if o < 0 && p.class == "THREATEN" {
			return s.threatened(verb)
		}
		if o < 0 {
			return nil
		}
		if d := s.tree.Child(verb, "dative"); d >= 0 && s.doc.Tokens[d].POS != "ADP" {
			o = d
		}
		if out := s.parties(o, true); len(out) > 0 || p.class == "REQUEST" {
			return out
		}
		return s.behind(p, o)
	}
	for _, w := range p.prepositions() {
		if o := s.prep(words, w); o >= 0 {
			if out := s.goals(p, o); len(out) > 0 {
				return out
			}
			if p.class == "ACCUSE" || p.class == "SUPPORT" {
				if out := s.behind(p, o); len(out) > 0 {
					return out
				}
			}
		}
	}
	if o := s.object(verb); o >= 0 && (p.cameo == "045" || p.cameo == "046") {
		if both := s.standing(o); len(both) > 1 { // "brokered an Italian-Maltese deal"
			return both
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
	if c := s.tree.Child(verb, "ccomp"); c >= 0 && (p.class == "REQUEST" || p.class == "ACCUSE") && p.frame("ccomp") {
		// "demanded that Italy leave", "complained that Italy had left"
		return s.parties(s.tree.Child(c, "nsubj"), true)
	}
	if p.recipient == "" && p.class == "REQUEST" { // "called for Italian restraint"
		if o := s.prep(words, "for"); o >= 0 {
			return s.behind(p, o)
		}
	}
	if o := s.object(verb); o >= 0 && (p.class == "REJECT" || p.recipient == "of") {
		return s.behind(p, o)
	}
	return nil
}

// threatened returns those whom the infinitive of a threat is about: "threatened
// to cut aid to X".
func (s *search) threatened(v int) []int {
	c := s.tree.Child(v, "xcomp")
	if c < 0 {
		return nil
	}
	at := []int{c}
	if o := s.tree.Child(c, "dobj"); o >= 0 {
		if out := s.parties(o, true); len(out) > 0 {
			return out
		}
		at = append(at, o)
	}
	for _, k := range at {
		for _, in := range s.tree.Children(k, "prep", "dative") {
			if out := s.parties(s.tree.Child(in, "pobj"), true); len(out) > 0 {
				return out
			}
		}
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

// behind returns the parties behind a thing that is praised, condemned,
// refused, seized or shot at: "Italy's offer", "Italian banks", "an offer by
// Italy".
func (s *search) behind(p *phrase, o int) []int {
	switch p.class {
	case "ACCUSE", "SUPPORT", "REJECT", "REQUEST", "ASSAULT", "COERCE", "SANCTION":
	case "AGREE":
		if p.recipient != "of" {
			return nil // "promised German aid"
		}
	default:
		return nil
	}
	lemma := strings.ToLower(s.doc.Tokens[o].Lemma)
	deed := p.class == "ASSAULT" || p.class == "COERCE" || p.class == "SANCTION"
	if !deed && s.lex.Suffered[lemma] || s.lex.Topics[lemma] {
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
			m, ok := s.res.At(k)
			if !ok {
				if e, ok := s.adjective(k); ok {
					return []int{e}
				}
			}
			if len(m.Entities) != 1 {
				continue
			}
			if t := s.res.Entities[m.Entities[0]].Type; t == graph.State || t == graph.Organization && (p.class == "REQUEST" || p.class == "REJECT") {
				return m.Entities
			}
		case "prep", "agent":
			if w := s.tree.Lower(k); !deed && (w == "by" || w == "from") {
				if out := s.parties(s.tree.Child(k, "pobj"), true); len(out) > 0 {
					return out
				}
			}
		case "acl": // "the offer made by Italy"
			if a := s.tree.Child(k, "agent"); !deed && a >= 0 {
				if out := s.parties(s.tree.Child(a, "pobj"), true); len(out) > 0 {
					return out
				}
			}
		}
	}
	// "the cause of Italian unity", "a meeting of the Security Council"
	for _, k := range s.tree.Children(o, "prep") {
		of := s.tree.Child(k, "pobj")
		if s.tree.Lower(k) != "of" || of < 0 {
			continue
		}
		if out := s.parties(of, true); len(out) > 0 && p.class == "REQUEST" {
			return out
		}
		if out := s.standing(of); len(out) == 1 && (p.class == "SUPPORT" || p.class == "ACCUSE") {
			return out
		}
	}
	return nil
}

// adjective returns the state that an adjective is of which is no mention of
// it, if the document names the state elsewhere: "Italian aid".
func (s *search) adjective(tok int) (entity int, ok bool) {
	phrase := s.tree.Lower(tok)
	if tok > 0 && s.doc.Tokens[tok-1].Dep == "compound" {
		if refs := s.names.Lookup(s.tree.Lower(tok-1) + " " + phrase); len(refs) > 0 {
			phrase = s.tree.Lower(tok-1) + " " + phrase // "North Korean"
		}
	}
	for _, r := range s.names.Lookup(phrase) {
		if r.Via == lexicon.ByAdjective || r.Via == lexicon.ByName {
			if e, ok := s.states[r.Named]; ok {
				return e, true
			}
		}
	}
	return -1, false
}

// parties returns the persons, states and organizations that a noun names,
// with those coordinated with it when all is set.
func (s *search) parties(tok int, all bool) []int {
	if tok < 0 {
		return nil
	}
	toks := []int{tok}
	if all {
		toks = s.tree.ConjunctsBelow(tok)
		for _, k := range slices.Clone(toks) { // "ministers including X and Y"
			for _, in := range s.tree.Children(k, "prep") {
				if o := s.tree.Child(in, "pobj"); o >= 0 && s.tree.Lower(in) == "including" {
					toks = append(toks, s.tree.ConjunctsBelow(o)...)
				}
			}
		}
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

func (s *search) named(tok int) []int {
	if m, ok := s.res.At(tok); ok {
		if len(m.Entities) > most {
			return nil
		}
		return m.Entities
	}
	if s.lex.StateArms[strings.ToLower(s.doc.Tokens[tok].Lemma)] {
		for _, k := range s.tree.Children(tok, "amod", "compound", "poss", "nmod") {
			if m, ok := s.res.At(k); ok && len(m.Entities) == 1 {
				if t := s.res.Entities[m.Entities[0]].Type; t == graph.State || t == graph.Organization {
					return m.Entities
				}
			}
		}
	}
	if pos := s.doc.Tokens[tok].POS; pos == "NUM" || pos == "PRON" || s.lex.PersonNouns[s.tree.Lower(tok)] || s.lex.HumanNouns[s.tree.Lower(tok)] {
		for _, k := range s.tree.Children(tok, "appos") { // "one of its ministers, Erik Lund"
			if out := s.parties(k, true); len(out) > 0 {
				return out
			}
		}
	}
	for _, k := range s.tree.Children(tok, "acl") { // "a coalition known as the Front"
		if s.doc.Tokens[k].Tag != "VBN" || s.doc.Tokens[k].Lemma != "know" {
			continue
		}
		if m, ok := s.res.At(s.prep([]int{k}, "as")); ok && len(m.Entities) == 1 {
			return m.Entities
		}
	}
	return nil
}
