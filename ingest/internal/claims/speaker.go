package claims

import (
	"iter"
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
)

// who is a speaker or hearer as found.
type who struct {
	tok  int   // head token, -1 when there is none
	ents []int // entities, none when unknown
	on   []int // on whose behalf
}

var nobody = who{tok: -1}

// entities returns what the mention headed by a token denotes.
func (r *run) entities(tok int) []int {
	if tok < 0 {
		return nil
	}
	t := r.doc.Tokens[tok]
	if t.POS == "PRON" && r.tree.Lower(tok) == "it" {
		if e := r.issuerOfIt(tok); len(e) > 0 {
			return e
		}
	}
	if m, ok := r.mentions.At(tok); ok {
		if t.POS != "PRON" || r.agrees(tok, m.Entities) {
			return m.Entities
		}
	}
	switch t.POS {
	case "PRON":
		return r.recent(tok)
	case "PROPN":
		// A name in pieces that all hang on one verb: "Karim al-Hamdani said".
		for i := tok + 1; i < len(r.doc.Tokens) && r.doc.Tokens[i].POS == "PROPN" && r.doc.Tokens[i].Head == t.Head && r.doc.Tokens[i].Dep == t.Dep; i++ {
			if m, ok := r.mentions.At(i); ok && m.Start <= tok {
				return m.Entities
			}
		}
		// A name the model overlooked in this place.
		if e := r.surname[r.doc.TokenText(tok)]; len(e) > 0 {
			return e
		}
		return r.given[r.doc.TokenText(tok)]
	}
	return nil
}

// issuerOfIt returns who speaks through the statement, proposal or the like that
// "it" takes up: the subject of the sentence before.
func (r *run) issuerOfIt(tok int) []int {
	u := r.unit[tok]
	if u == 0 || r.doc.Tokens[tok].Dep != "nsubj" || r.para[r.units[u-1].Start] != r.para[r.units[u].Start] {
		return nil
	}
	for i := r.units[u-1].Start; i < r.units[u-1].End; i++ {
		t := r.doc.Tokens[i]
		if t.Dep != "nsubj" && t.Dep != "nsubjpass" || r.doc.Tokens[t.Head].Dep != "ROOT" {
			continue
		}
		if t.POS == "NOUN" && r.papers[t.Lemma] && !r.treaty[t.Lemma] {
			return r.issuedBy(i)
		}
		return nil
	}
	return nil
}

// agrees reports whether a pronoun can stand for entities.
func (r *run) agrees(tok int, ents []int) bool {
	for _, e := range ents {
		k := r.kindOf(e)
		switch r.tree.Lower(tok) {
		case "he", "she", "him", "her", "his":
			if k != graph.Person && k != "" {
				return false
			}
		case "it", "its":
			if k == graph.Person || k == graph.Place {
				return false
			}
		case "i", "me":
			if k != graph.Person && k != "" {
				return false
			}
		case "we", "us":
			if k == graph.Place {
				return false
			}
		}
	}
	return true
}

// recent returns whom a personal pronoun that resolution left open, or gave to
// the wrong kind of thing, stands for: the last grammatical subject of the
// right kind in this paragraph or the one before.
func (r *run) recent(tok int) []int {
	low := r.tree.Lower(tok)
	switch low {
	case "he", "she", "it":
	case "we", "i":
		if r.quote[tok] >= 0 {
			return nil
		}
	default:
		return nil
	}
	for i := tok - 1; i >= 0; i-- {
		reach := 1
		if low == "we" || low == "i" {
			reach = echoReach
		}
		if r.farther(i, tok, reach) {
			break
		}
		d := r.doc.Tokens[i].Dep
		if q := r.quote[i]; q >= 0 && r.full[q] || d != "nsubj" && d != "nsubjpass" {
			continue
		}
		m, ok := r.mentions.At(i)
		if t := r.doc.Tokens[i]; !ok && low != "it" && t.Tag == "NN" && r.person[t.Lemma] {
			if w := r.speaker(i); r.agrees(tok, w.ents) {
				return w.ents
			}
			return nil // somebody without a name
		}
		if !ok || len(m.Entities) != 1 || m.Form == resolve.Pronoun || m.Form == resolve.Demonym {
			continue
		}
		if m.Form == resolve.Role && low != "it" && r.doc.Tokens[i].Tag == "NN" && r.person[r.doc.Tokens[i].Lemma] {
			return m.Entities // "the envoy of Peru": he speaks for Peru
		}
		k := r.kindOf(m.Entities[0])
		if k == "" || !r.agrees(tok, m.Entities) {
			continue
		}
		return m.Entities
	}
	return nil
}

// speaker finds out who the noun phrase headed by tok is.
func (r *run) speaker(tok int) who {
	if tok < 0 {
		return nobody
	}
	w := who{tok: tok}
	if r.anonymous(tok) {
		return w
	}
	lemma := strings.ToLower(r.doc.Tokens[tok].Lemma)
	document := r.papers[lemma] && r.doc.Tokens[tok].POS != "PRON"
	for _, c := range r.tree.ConjunctsBelow(tok) {
		if c != tok && c < tok {
			continue
		}
		w.ents = add(w.ents, r.entities(c)...)
	}
	if m, ok := r.mentions.At(tok); ok && m.Form == resolve.Role && r.doc.Tokens[tok].POS == "NOUN" && r.ownVoice(tok) {
		w.ents = r.withoutStates(w.ents)
	}
	if len(w.ents) == 0 {
		for _, a := range r.tree.Children(tok, "appos") {
			w.ents = add(w.ents, r.entities(a)...)
		}
	}
	if len(w.ents) == 1 && r.kindOf(w.ents[0]) != graph.Person && r.person[lemma] && r.doc.Tokens[tok].POS == "NOUN" {
		// "The Swiss envoy who chairs the talks, Ann Berg": she, not Switzerland.
		for _, a := range r.tree.Children(tok, "appos") {
			if e := r.entities(a); a > tok && len(e) == 1 && r.kindOf(e[0]) == graph.Person {
				w.ents = e
			}
		}
	}
	if len(w.ents) == 0 && r.doc.Tokens[tok].Dep == "appos" {
		w.ents = add(w.ents, r.entities(r.doc.Tokens[tok].Head)...)
	}
	if len(w.ents) == 0 && r.people[lemma] && r.doc.Tokens[tok].POS == "NOUN" {
		w.ents = r.namedAfter(tok)
	}
	if document && len(w.ents) == 0 {
		w.ents = r.issuedBy(tok)
		return w
	}
	behalf := r.modifiers(tok)
	if t := r.doc.Tokens[tok]; lemma == "member" || t.POS == "NOUN" && !r.people[lemma] && !document {
		behalf = nil // "Russia's move", "members of the Council"
	} else if r.ownVoice(tok) {
		behalf = r.withoutStates(behalf)
	}
	if spokes(lemma) {
		w.on = behalf
	} else {
		for _, a := range r.tree.Children(tok, "appos", "compound") {
			if spokes(strings.ToLower(r.doc.Tokens[a].Lemma)) {
				w.on = add(r.modifiers(a), behalf...)
			}
		}
	}
	if pos := r.doc.Tokens[tok].POS; len(w.ents) == 0 && pos != "PRON" && pos != "NUM" && pos != "DET" {
		w.ents = behalf // but not "one of them"
	}
	return w
}

// namedAfter returns the person named after a comma deep in the phrase of a noun:
// "the head of the council in Lima, Maria Lopez", where the parser hangs the
// name on the city.
func (r *run) namedAfter(tok int) []int {
	for _, i := range r.tree.Subtree(tok) {
		if i <= tok || r.doc.Tokens[i].POS != "PROPN" {
			continue
		}
		if m, ok := r.mentions.At(i); ok && m.Form == resolve.Name && m.Start > tok && r.tree.Lower(m.Start-1) == "," && len(m.Entities) == 1 && r.kindOf(m.Entities[0]) == graph.Person {
			return m.Entities
		}
	}
	return nil
}

// withoutStates returns the entities that are known to be no states.
func (r *run) withoutStates(ents []int) []int {
	return slices.DeleteFunc(slices.Clone(ents), func(e int) bool { k := r.kindOf(e); return k == graph.State || k == "" })
}

// ownVoice reports whether a noun is for people who do not speak for the state
// that modifies it: "Turkish opposition leaders", "Israeli analysts".
func (r *run) ownVoice(tok int) bool {
	if r.private[strings.ToLower(r.doc.Tokens[tok].Lemma)] {
		return true
	}
	for _, c := range r.tree.Children(tok, "compound", "amod") {
		if r.private[strings.ToLower(r.doc.Tokens[c].Lemma)] {
			return true
		}
	}
	return false
}

// farther reports whether token i stands more than n paragraphs before tok, or
// farther than any story goes.
func (r *run) farther(i, tok, n int) bool {
	return r.para[i] >= 0 && r.para[i] < r.para[tok]-n || tok-i > storyReach
}

// storyReach is how many tokens back a phrase may look for what it takes up,
// where paragraphs do not end.
const storyReach = 5000

// anonymous reports whether a definite noun takes up somebody whom the text
// brought in without a name: "a Western diplomat said ... the diplomat added".
func (r *run) anonymous(tok int) bool {
	t := r.doc.Tokens[tok]
	d := r.tree.Child(tok, "det")
	if t.POS != "NOUN" || r.papers[t.Lemma] || d < 0 || r.tree.Lower(d) != "the" || d+1 != tok || r.tree.Child(tok, "appos", "prep", "compound") >= 0 {
		return false
	}
	for i := range r.before(tok, 2) {
		if r.doc.Tokens[i].Lemma != t.Lemma || r.doc.Tokens[i].POS != "NOUN" {
			continue
		}
		d := r.tree.Child(i, "det")
		return d >= 0 && (r.tree.Lower(d) == "a" || r.tree.Lower(d) == "an") && r.tree.Child(i, "appos") < 0 && r.doc.Tokens[i].Dep != "appos" && r.doc.Tokens[i].Dep != "attr"
	}
	return false
}

// before yields the tokens with the lemma of token tok, in upper or lower case,
// that stand no more than n paragraphs before it, the nearest first.
func (r *run) before(tok, n int) iter.Seq[int] {
	if r.lemmas == nil {
		r.lemmas = map[string][]int{}
		for i, t := range r.doc.Tokens {
			if t.POS == "NOUN" || t.POS == "PROPN" || r.people[t.Lemma] {
				l := strings.ToLower(t.Lemma)
				r.lemmas[l] = append(r.lemmas[l], i)
			}
		}
	}
	all := r.lemmas[strings.ToLower(r.doc.Tokens[tok].Lemma)]
	at, _ := slices.BinarySearch(all, tok)
	return func(yield func(int) bool) {
		for _, i := range slices.Backward(all[:at]) {
			if r.farther(i, tok, n) || !yield(i) {
				return
			}
		}
	}
}

// echoReach is how many paragraphs back a pronoun of the speaker may look for its name.
const echoReach = 30

func spokes(lemma string) bool {
	return lemma == "spokesman" || lemma == "spokeswoman" || lemma == "spokesperson"
}

// modifiers returns the entities that modify a noun: "Turkish officials",
// "NATO's envoy", "a spokesman for the ministry".
func (r *run) modifiers(tok int) []int {
	for _, dep := range [][]string{{"poss"}, {"compound", "nmod"}, {"amod"}} {
		var out []int
		for _, c := range r.tree.Children(tok, dep...) {
			if r.doc.Tokens[c].POS != "PRON" {
				out = add(out, r.entities(c)...)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	var out []int
	for _, p := range r.tree.Children(tok, "prep", "agent") {
		switch r.tree.Lower(p) {
		case "of", "for", "from", "by", "at", "with":
			if o := r.tree.Child(p, "pobj"); o >= 0 {
				if out = add(out, r.entities(o)...); len(out) == 0 {
					out = r.modifiers(o)
				}
			}
		}
	}
	return out
}

// issuedBy returns who speaks through a statement, letter or the like. Where
// its phrase does not tell, and does not bring in a new one, a text spoken of
// shortly before does.
func (r *run) issuedBy(tok int) []int {
	if ents := r.issuers(tok); len(ents) > 0 {
		return ents
	}
	if d := r.tree.Child(tok, "det"); d >= 0 && (r.tree.Lower(d) == "a" || r.tree.Lower(d) == "an") {
		return nil
	}
	var other []int
	for i := tok - 1; i >= max(0, tok-textReach); i-- {
		t := r.doc.Tokens[i]
		if lemma := strings.ToLower(t.Lemma); t.POS != "NOUN" || !r.papers[lemma] || r.treaty[lemma] {
			continue
		}
		if t.Lemma == r.doc.Tokens[tok].Lemma {
			if ents := r.issuers(i); len(ents) > 0 {
				return ents
			}
		} else if other == nil {
			other = r.issuers(i)
		}
	}
	return other
}

// textReach is how many tokens back a definite noun may look for the text that
// it takes up.
const textReach = 300

// issuers returns who speaks through a text by its own phrase and clause.
func (r *run) issuers(tok int) []int {
	ents := r.modifiers(tok)
	for _, v := range r.tree.Children(tok, "acl", "relcl") {
		if a := r.tree.Child(v, "agent"); a >= 0 && len(ents) == 0 {
			if o := r.tree.Child(a, "pobj"); o >= 0 {
				ents = r.speaker(o).ents
			}
		}
	}
	if len(ents) > 0 {
		return ents
	}
	// "issued a statement", "in a statement": the doer of the verb above.
	h := r.doc.Tokens[tok].Head
	if r.doc.Tokens[h].POS == "ADP" && r.tree.Lower(h) == "in" {
		h = r.doc.Tokens[h].Head
	}
	if h != tok && r.doc.Tokens[h].POS == "VERB" && r.doc.Tokens[tok].Dep != "nsubj" && r.doc.Tokens[tok].Dep != "nsubjpass" {
		if s, _ := r.tree.Subject(h); s >= 0 && s != tok && !r.papers[strings.ToLower(r.doc.Tokens[s].Lemma)] {
			return r.speaker(s).ents
		}
	}
	return nil
}

// canSpeak reports whether the phrase headed by tok may be a speaker at all:
// an entity, a pronoun, a noun for people, or a document.
func (r *run) canSpeak(w who) bool {
	if w.tok < 0 {
		return false
	}
	if len(w.ents) > 0 {
		return true
	}
	t := r.doc.Tokens[w.tok]
	lemma := strings.ToLower(t.Lemma)
	switch {
	case t.POS == "PRON":
		l := r.tree.Lower(w.tok)
		return l != "you" && l != "one" && l != "those" && l != "it" && l != "this" && l != "that" && l != "which" && l != "what" && l != "there"
	case r.people[lemma], r.papers[lemma]:
		return true
	case t.POS == "PROPN":
		l := r.tree.NER(w.tok)
		return l == "PERSON" || l == "ORG" || l == "GPE" || l == "NORP" || l == ""
	}
	return false
}

// add appends the entities that are not yet in a list.
func add(list []int, more ...int) []int {
	for _, e := range more {
		if !slices.Contains(list, e) {
			list = append(list, e)
		}
	}
	return list
}

// first returns the first entity, -1 when there is none.
func first(ents []int) int {
	if len(ents) == 0 {
		return -1
	}
	return ents[0]
}

// nominal reports whether token i can be inside a noun phrase before its head.
func (r *run) nominal(i int) bool {
	switch r.doc.Tokens[i].POS {
	case "NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM":
		return true
	}
	return r.doc.Tokens[i].Tag == "POS" || r.tree.Lower(i) == "'s" || r.tree.Lower(i) == "’s"
}

// phraseAfter returns the head of the noun phrase that starts at token i, -1
// when none does. It must end before limit.
func (r *run) phraseAfter(i, limit int) int {
	for i < limit && (r.doc.Tokens[i].POS == "ADV" || r.doc.Tokens[i].POS == "PART") {
		i++
	}
	if i >= limit || !r.nominal(i) {
		return -1
	}
	end := i
	for end < limit && (r.nominal(end) || end > i && end+1 < limit && r.joined(end) && r.nominal(end+1)) {
		end++
	}
	return r.headIn(nlp.Span{Start: i, End: end})
}

// joined reports whether token i is a hyphen inside a name.
func (r *run) joined(i int) bool {
	t := r.doc.Tokens[i]
	return r.doc.TokenText(i) == "-" && !t.Space && !r.doc.Tokens[i-1].Space
}

// headIn returns the token of a run of nominal tokens whose head lies outside
// it: the last such noun, so that titles before a name do not win.
func (r *run) headIn(s nlp.Span) int {
	best := -1
	for k := s.Start; k < s.End; k++ {
		t := r.doc.Tokens[k]
		if t.POS != "NOUN" && t.POS != "PROPN" && t.POS != "PRON" {
			continue
		}
		if t.Head >= s.Start && t.Head < s.End && t.Head != k || t.Dep == "poss" && k+1 < s.End {
			continue
		}
		if len(r.entities(k)) > 0 {
			return k
		}
		best = k
	}
	return best
}

// markup reports whether token i is a mark of emphasis.
func (r *run) markup(i int) bool { return strings.Trim(r.doc.TokenText(i), "*_#") == "" }

// subject returns the doer of a verb if it stands inside span.
func (r *run) subject(verb int, span nlp.Span) int {
	s, _ := r.tree.Subject(verb)
	if s < span.Start || s >= span.End || r.markup(s) {
		return -1
	}
	return s
}
