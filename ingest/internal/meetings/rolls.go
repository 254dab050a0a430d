package meetings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
	"parley/ingest/internal/lexicon"
	"parley/ingest/resolve"
)

// rollLength is how many tokens of a roll are read at most. It keeps the time
// linear where a text is nothing but rolls.
const rollLength = 1200

// titleWords returns the words that titles are made of.
func titleWords(lex *lexicon.Lexicon) map[string]bool {
	words := map[string]bool{}
	for t := range lex.Titles {
		for _, w := range strings.Fields(t) {
			words[w] = true
		}
	}
	return words
}

// roll is the reading of a run of parties along the surface, where trees break
// down: names with their titles and with whom they act for, states and bodies,
// and plural officials "of X and Y", with nothing but commas, semicolons,
// "and", brackets, dashes and line breaks between.
type roll struct {
	*search
	x    *mention
	as   graph.Part
	verb int  // verb whose subject or object the roll is, -1 for none
	act  bool // the roll is a subject: its last name stands before a verb
	open bool // a cue tells that all that follows is a roll: bodies are parties, too, and clauses are gone over

	many   bool // a plural word for people is being told whose: "delegates of X, Y"
	whose  bool // "of" or "from" stands before: whom a person acts for
	titled bool // a title has been read whose bearer is not yet named
	named  bool // the part since the last semicolon has a name
	marks  bool // the roll has semicolons
	since  int  // how many parties there were at the last semicolon
	end    int  // where the roll ends at the latest
}

// list goes on along the surface of an enumeration that a name begins.
func (s *search) list(x *mention, tok int, as graph.Part) {
	end := tok + 1
	if m, ok := s.res.At(tok); ok {
		end = max(end, m.End)
	}
	r := roll{search: s, x: x, as: as, verb: x.verb, named: true}
	r.read(end, s.tree.Sentence(tok).End)
}

// subjects goes on along the surface of an enumeration that a name begins and
// that ends before the verb whose subject it is.
func (s *search) subjects(x *mention, tok int, as graph.Part) {
	end := tok + 1
	if m, ok := s.res.At(tok); ok {
		end = max(end, m.End)
	}
	r := roll{search: s, x: x, as: as, verb: x.verb, named: true, act: true}
	r.read(end, s.tree.Sentence(tok).End)
}

// enumeration reads the roll that a cue opens from a token on.
func (s *search) enumeration(x *mention, from int, as graph.Part) {
	r := roll{search: s, x: x, as: as, verb: x.verb, open: true}
	r.read(from, s.rollEnd(from))
}

// doersBefore reads the run of names before a verb that ends at the verb, of which
// the tree has but a part as its subject.
func (s *search) doersBefore(x *mention, sub int, as graph.Part) {
	if sub < 0 || sub > x.verb {
		return
	}
	start := s.tree.Sentence(sub).Start
	for start < sub && (s.title(start) || s.doc.Tokens[start].POS == "SPACE" || s.doc.Tokens[start].POS == "DET") {
		start++
	}
	m, ok := s.nameAt(start)
	if !ok || m.Start > sub {
		if m, ok = s.res.At(sub); !ok || m.Form != resolve.Name {
			return
		}
	}
	if s.res.Entities[m.Entities[0]].Type != graph.Person {
		return
	}
	y := mention{verb: x.verb, noun: x.noun, format: x.format}
	r := roll{search: s, x: &y, as: as, verb: x.verb, named: true}
	s.one(&y, m.Head, as)
	stop := r.read(m.End, x.verb)
	for stop < x.verb && (s.doc.Tokens[stop].Head == x.verb && (s.doc.Tokens[stop].POS == "AUX" || s.doc.Tokens[stop].POS == "ADV")) {
		stop++
	}
	if stop < x.verb || len(y.parties) < 2 {
		return
	}
	for _, p := range y.parties {
		s.addParty(x, p)
	}
}

// rollEnd returns the end of the roll that begins at a token: that of the
// sentence, or of those which the marks of a list run on into.
func (s *search) rollEnd(from int) int {
	end := s.tree.Sentence(from).End
	for n := 0; n < 60 && end < len(s.doc.Tokens); n++ {
		last := end - 1
		for last > from && s.doc.Tokens[last].POS == "SPACE" {
			last--
		}
		w := s.doc.TokenText(last)
		switch {
		case w == ";" || w == ":" || w == "," || strings.EqualFold(w, "and"):
		case strings.HasSuffix(w, ".") && len(w) > 1 && len(w) < 6 && unicode.IsUpper(rune(w[0])): // "Dr."
		case s.abbreviates(last):
		case s.bullet(end):
		default:
			return end
		}
		end = s.tree.Sentence(end).End
	}
	return end
}

// abbreviates reports whether a full stop belongs to a form of address: "Hon.".
func (s *search) abbreviates(i int) bool {
	if i == 0 || s.doc.TokenText(i) != "." || s.doc.Tokens[i-1].End != s.doc.Tokens[i].Start {
		return false
	}
	w := lexicon.Fold(s.doc.TokenText(i - 1))
	return len(w) < 5 && (s.titles[w] || s.lex.Words.TitlePrefixes[w])
}

// bullet reports whether a token opens a line of a list.
func (s *search) bullet(i int) bool {
	for i < len(s.doc.Tokens) && s.doc.Tokens[i].POS == "SPACE" {
		i++
	}
	if i == len(s.doc.Tokens) {
		return false
	}
	switch s.doc.TokenText(i) {
	case "-", "–", "—", "*", "•", "·":
		return true
	}
	return false
}

// title reports whether a token can belong to the title of a person.
func (s *search) title(i int) bool {
	t := s.doc.Tokens[i]
	if first, _ := utf8.DecodeRuneInString(s.doc.Text[t.Start:]); unicode.IsUpper(first) && (t.POS == "PROPN" || t.POS == "ADJ" || t.POS == "NOUN") {
		return true
	}
	w := lexicon.Fold(s.doc.TokenText(i))
	return (t.POS == "NOUN" || t.POS == "ADJ") && (s.titles[w] || s.human(i)) || t.POS == "PROPN" || s.lex.Words.TitlePrefixes[w]
}

// read reads the tokens from i to end and returns the first that is no more
// of the roll.
func (r *roll) read(i, end int) int {
	end = min(end, i+rollLength)
	r.end = end
	for i < end {
		if m, ok := r.nameAt(i); ok {
			if !r.name(m) {
				return i
			}
			i = m.End
			continue
		}
		if m, ok := r.res.At(i); ok && m.Form == resolve.Role && m.Head == i && !r.plural(i) && !(r.open && m.Method == "role-for" && r.singular(i)) {
			r.one(r.x, i, r.as)
			i = max(i+1, m.End)
			continue
		}
		next, ok := r.word(i)
		if !ok && r.open && r.marks {
			for next = i; next < end && r.tree.Lower(next) != ";"; next++ {
			}
			ok = next < end
		}
		if !ok {
			return i
		}
		i = next
	}
	return end
}

// name reads a name of the roll. It reports false for one that the roll does
// not go on to.
func (r *roll) name(m resolve.Mention) bool {
	after := ""
	if m.End < len(r.doc.Tokens) {
		after = r.tree.Lower(m.End)
	}
	of := after == "'s" || after == "’s" || after == "'" || after == "’"
	if !r.act && (r.acts(m.Head, r.verb) || !of && r.finite(m.End)) {
		if r.marks {
			r.x.parties = r.x.parties[:r.since] // "A, minister of B; C and D left"
		}
		return false // "with X, Y said": no member of the list
	}
	many, whose := r.many, r.whose
	r.whose = false
	if r.partOfTitle(m) {
		return true
	}
	switch r.res.Entities[m.Entities[0]].Type {
	case graph.Person:
		r.many = false
		if !of && (!whose || many) {
			r.one(r.x, m.Head, r.as)
		}
		r.titled, r.named = false, true
	case graph.State, graph.Organization:
		alone := after == "," || after == ";" || after == "and" || after == "." || m.End >= len(r.doc.Tokens) || r.doc.Tokens[m.End].POS == "SPACE" || after == "&"
		switch {
		case m.Form == resolve.Demonym || of:
		case many:
			r.addParty(r.x, Party{Entity: m.Entities[0], As: r.as, Tok: m.Head})
		case whose || r.titled || !r.open || !alone || r.marks && r.named || m.Start > 0 && r.tree.Lower(m.Start-1) == "(":
		default:
			r.addParty(r.x, Party{Entity: m.Entities[0], As: r.as, Tok: m.Head})
		}
	case graph.Place:
		return whose || r.open
	}
	return true
}

// word reads a token of the roll that begins no name and returns the one after
// what it read. It reports false for what cannot belong to a roll.
func (r *roll) word(i int) (int, bool) {
	t := r.doc.Tokens[i]
	switch w := r.tree.Lower(i); w {
	case ";":
		r.marks, r.named, r.titled, r.many, r.whose = true, false, false, false, false
		r.since = len(r.x.parties)
		return i + 1, true
	case "of", "from", "for":
		r.whose = true
		return i + 1, true
	case "to":
		r.whose = true
		return i + 1, i+1 < len(r.doc.Tokens) && r.doc.Tokens[i+1].POS != "VERB"
	case ",", ":", "and", "&", "the", "(", ")", "[", "]", "-", "–", "—", "*", "•", "·", "'s", "’s", "his", "her", "their", "both":
		return i + 1, true
	case "on":
		// "by A on the Kenyan side and on the Norwegian side by B"
		for j := i + 1; r.open && j < i+5 && j < r.end; j++ {
			if r.tree.Lower(j) == "side" {
				return j + 1, true
			}
		}
		return i, false
	case ".":
		return i + 1, i+1 < r.end && r.abbreviates(i)
	case "as":
		if r.tree.Lower(min(i+1, len(r.doc.Tokens)-1)) == "well" && i+2 < len(r.doc.Tokens) && r.tree.Lower(i+2) == "as" {
			return i + 3, true
		}
		return i, false
	case "together", "along", "alongside":
		if w != "alongside" && (i+1 == len(r.doc.Tokens) || r.tree.Lower(i+1) != "with") {
			return i, false
		}
		return i + 1, true
	case "with":
		return i + 1, i > 0 && (r.tree.Lower(i-1) == "together" || r.tree.Lower(i-1) == "along")
	case "by":
		return i + 1, r.open || i > 0 && (r.tree.Lower(i-1) == "," || r.tree.Lower(i-1) == "and")
	}
	if t.POS == "SPACE" {
		return i + 1, r.open || !strings.Contains(r.doc.TokenText(i), "\n")
	}
	if !r.title(i) {
		return i, false
	}
	if r.plural(i) {
		r.many = true
	} else {
		r.titled, r.many = r.titled || r.human(i), false
	}
	return i + 1, true
}

// singular reports whether a noun is not plural.
func (s *search) singular(i int) bool {
	tag := s.doc.Tokens[i].Tag
	return tag != "NNS" && tag != "NNPS" && !(tag == "NNP" && strings.HasSuffix(s.tree.Lower(i), "s"))
}

// plural reports whether a noun means several people of whom it is told next
// whose they are: "delegates of", "representatives from".
func (r *roll) plural(i int) bool {
	if r.singular(i) || !r.human(i) || i+1 >= len(r.doc.Tokens) {
		return false
	}
	w := r.tree.Lower(i + 1)
	return w == "of" || w == "from"
}

// finite reports whether a token is a finite verb other than that of the roll
// itself.
func (r *roll) finite(i int) bool {
	if i >= r.end || i >= len(r.doc.Tokens) {
		return false
	}
	t := r.doc.Tokens[i]
	if i == r.verb || t.Head == r.verb && i < r.verb {
		return false
	}
	switch t.Tag {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// following reads the roll that stands after a colon or "among them", where the
// sentence says only that some who are not named yet were there.
func (s *search) following(x *mention) {
	end := s.tree.Sentence(x.verb).End
	for i := x.verb; i < end; i++ {
		switch {
		case (x.joins || x.vague == 0) && s.tree.Lower(i) == ":":
			s.enumeration(x, i, graph.Participant)
			return
		case s.tree.Lower(i) == "among" && i+1 < end && s.tree.Lower(i+1) == "them":
			s.enumeration(x, i+2, graph.Participant)
			return
		}
	}
}

// phraseAt returns the head of the mention that starts at a token, -1 for none.
func (s *search) phraseAt(start int) int {
	for h := start; h < start+6 && h < len(s.doc.Tokens); h++ {
		if m, ok := s.res.At(h); ok && m.Start == start && m.Form != resolve.Demonym {
			return h
		}
	}
	return -1
}

// nameBefore returns the name that ends before a token.
func (s *search) nameBefore(end int) (resolve.Mention, bool) {
	for h := end - 1; h >= 0 && h > end-4; h-- {
		if m, ok := s.res.At(h); ok && m.Form == resolve.Name && m.End == end && len(m.Entities) == 1 {
			return m, true
		}
	}
	return resolve.Mention{}, false
}

// subjectBefore returns the first of the names of persons that stand right
// before a finite verb, where the tree has no subject for it, -1 for none.
func (s *search) subjectBefore(v int) int {
	switch t := s.doc.Tokens[v]; {
	case t.Tag != "VBD" && t.Tag != "VBZ" && t.Tag != "VBP" && t.Tag != "VB" && t.Tag != "VBN" && t.Tag != "VBG":
		return -1
	case t.Dep == "relcl" || t.Dep == "acl" || t.Dep == "conj" || t.Dep == "xcomp" || t.Dep == "advcl" || t.Dep == "pcomp":
		return -1
	}
	i := v
	for i > 0 && s.doc.Tokens[i-1].Head == v && (s.doc.Tokens[i-1].POS == "AUX" || s.doc.Tokens[i-1].POS == "ADV") {
		i--
	}
	first := -1
	for n := 0; n < 40; n++ {
		m, ok := s.nameBefore(i)
		if !ok || s.res.Entities[m.Entities[0]].Type != graph.Person {
			return first
		}
		first = m.Head
		i = m.Start
		for i > 0 && s.title(i-1) {
			if _, ok := s.nameBefore(i); ok && !s.human(i-1) {
				break
			}
			i--
		}
		for i > 0 && (s.tree.Lower(i-1) == "and" || s.tree.Lower(i-1) == ",") {
			i--
		}
	}
	return first
}

// beforeAside adds the person before the participle clause between commas that
// a finite verb follows: "X, fearing that Y would object, met Z".
func (s *search) beforeAside(x *mention, as graph.Part) {
	end, start := x.verb, s.tree.Sentence(x.verb).Start
	for end > start && s.doc.Tokens[end-1].Head == x.verb && (s.doc.Tokens[end-1].POS == "AUX" || s.doc.Tokens[end-1].POS == "ADV") {
		end--
	}
	if t := s.doc.Tokens[x.verb].Tag; t != "VBD" && t != "VBZ" || end == start || s.tree.Lower(end-1) != "," {
		return
	}
	for i := end - 2; i > start; i-- {
		if s.tree.Lower(i) != "," || s.doc.Tokens[i+1].Tag != "VBG" {
			continue
		}
		if m, ok := s.nameBefore(i); ok && s.res.Entities[m.Entities[0]].Type == graph.Person {
			s.one(x, m.Head, as)
		}
		return
	}
}

// alongside adds the person coordinated before the one that a relative clause
// hangs on, where nobody else is met: "the view of X and Y, who met in May".
func (s *search) alongside(x *mention, sub int, as graph.Part) {
	if sub < 0 || s.doc.Tokens[x.verb].Dep != "relcl" || len(x.parties) != 1 || s.tree.Child(x.verb, "dobj") >= 0 {
		return
	}
	for _, p := range s.tree.Children(x.verb, "prep") {
		if s.tree.Lower(p) == "with" {
			return
		}
	}
	m, ok := s.res.At(sub)
	if !ok || s.res.Entities[m.Entities[0]].Type != graph.Person {
		return
	}
	start := m.Start
	for _, k := range s.tree.Subtree(sub) {
		start = min(start, k)
	}
	for start > 0 && s.title(start-1) {
		start--
	}
	if start == 0 || s.tree.Lower(start-1) != "and" {
		return
	}
	if other, ok := s.nameBefore(start - 1); ok && s.res.Entities[other.Entities[0]].Type == graph.Person {
		s.one(x, other.Head, as)
	}
}

// otherState adds the only other state that the sentence speaks of as a party:
// "The treaty, negotiated with X in May, gave Y a port".
func (s *search) otherState(x *mention) {
	sp := s.tree.Sentence(x.anchor)
	found, at := -1, -1
	for i := sp.Start; i < sp.End; i++ {
		m, ok := s.res.At(i)
		if !ok || m.Form != resolve.Name || len(m.Entities) != 1 || s.res.Venue(i) {
			continue
		}
		e := m.Entities[0]
		if s.res.Entities[e].Type != graph.State || e == x.parties[0].Entity || e == found {
			continue
		}
		if found >= 0 {
			return
		}
		found, at = e, i
	}
	if found >= 0 {
		s.addParty(x, Party{Entity: found, As: graph.Participant, Tok: at})
	}
}

// hostThere adds the person of whom a clause says what they do at the place
// that a traveller reaches: "arrived in X, where President Y lived".
func (s *search) hostThere(x *mention, place int) {
	for _, k := range s.tree.Subtree(place) {
		if s.doc.Tokens[k].Dep != "relcl" || s.doc.Tokens[k].POS == "AUX" {
			continue // "where President Y is popular"
		}
		for _, w := range s.tree.Children(k, "advmod") {
			sub, _ := s.tree.Subject(k)
			if s.tree.Lower(w) != "where" || sub < 0 {
				continue
			}
			m, ok := s.res.At(sub)
			if ok && m.Form == resolve.Name && s.res.Entities[m.Entities[0]].Type == graph.Person {
				s.addParty(x, Party{Entity: m.Entities[0], As: graph.Host, Tok: sub})
			}
		}
	}
}

// cued makes mentions of the rolls that words call up in whose place the tree
// has something else: "and with them were X and Y", "X and Y were represented
// by plenipotentiaries".
func (s *search) cued(taken map[int]bool) []mention {
	var out []mention
	for i := 2; i+2 < len(s.doc.Tokens); i++ {
		w := s.tree.Lower(i)
		calls := (w == "were" || w == "was") && s.lex.Words.Rolling[s.tree.Lower(i-2)+" "+s.tree.Lower(i-1)]
		stands := w == "represented" && s.tree.Lower(i+1) == "by" && s.human(i+2)
		if taken[i] || !calls && !stands {
			continue
		}
		x := mention{verb: i, noun: -1, anchor: i, contact: "presence", mode: graph.Unspecified, status: graph.Held, place: -1, format: -1, rule: "meetings/roll"}
		if calls {
			s.enumeration(&x, i+1, graph.Participant)
		} else {
			end := i
			for end > 0 && s.doc.Tokens[end-1].POS != "PROPN" && end > i-3 {
				end--
			}
			s.bodiesBefore(&x, end)
		}
		if len(x.parties) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// bodiesBefore adds the states and bodies that stand in a row before a token.
func (s *search) bodiesBefore(x *mention, end int) {
	for n := 0; n < 40; n++ {
		m, ok := s.nameBefore(end)
		if !ok {
			return
		}
		if t := s.res.Entities[m.Entities[0]].Type; t != graph.State && t != graph.Organization {
			return
		}
		s.addParty(x, Party{Entity: m.Entities[0], As: graph.Participant, Tok: m.Head})
		for end = m.Start; end > 0 && (s.tree.Lower(end-1) == "and" || s.tree.Lower(end-1) == "," || s.tree.Lower(end-1) == "the"); {
			end--
		}
	}
}
