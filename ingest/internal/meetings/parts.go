package meetings

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
)

// office adds the party whose office a meeting is held under: "the
// chairmanship of X", "Y's mediation". The invitation is that of the host.
func (s *search) office(x *mention, noun int) {
	if noun < 0 {
		return
	}
	as, ok := s.partOf(s.tree.Lower(noun))
	switch w := s.tree.Lower(noun); {
	case w == "honour" || w == "honor":
		as = graph.Visitor // "a dinner in honour of X"
	case !ok || as == graph.Participant && w != "presence":
		return
	}
	for _, k := range s.tree.Children(noun) {
		who := -1
		switch s.doc.Tokens[k].Dep {
		case "poss", "amod", "compound":
			who = k
		case "prep":
			if s.tree.Lower(k) == "of" {
				who = s.tree.Child(k, "pobj")
			}
		}
		if who >= 0 {
			s.party(x, who, as)
			s.phrases(x, who, 3) // the place that hangs on a name
		}
	}
}

// presence adds those whose part a phrase of company tells: "with X
// mediating", "with Y attending as an observer". It reports whether the phrase
// of a preposition is one.
func (s *search) presence(x *mention, prep int) bool {
	act := s.tree.Child(prep, "pcomp", "pobj")
	if act < 0 {
		return false
	}
	as, ok := s.partOf(s.tree.Lower(act))
	if !ok {
		return false
	}
	for _, k := range s.tree.Subtree(act) {
		if p, ok := s.partOf(s.tree.Lower(k)); ok && p != graph.Participant {
			as = p
		}
	}
	who := s.tree.Child(act, "nsubj", "compound", "nmod")
	if who >= 0 {
		s.party(x, who, as)
	}
	return who >= 0
}

// partOf returns the part that a word gives to whoever it is said of.
func (s *search) partOf(word string) (graph.Part, bool) {
	w := &s.lex.Words
	switch {
	case w.Mediating[word]:
		return graph.Mediator, true
	case w.Observing[word]:
		return graph.Observer, true
	case w.Chairing[word]:
		return graph.Host, true
	case w.Attending[word]:
		return graph.Participant, true
	}
	return graph.Participant, false
}

// whereby reports whether a relative clause tells what somebody did at the
// event it hangs on: "at which X spoke".
func (s *search) whereby(verb int) bool {
	for _, p := range s.tree.Children(verb, "prep") {
		if w := s.tree.Lower(p); w == "at" || w == "during" || w == "in" {
			if o := s.tree.Child(p, "pobj"); o >= 0 && s.tree.Lower(o) == "which" {
				return true
			}
		}
	}
	return false
}

// placeOfName reads the place that a parser hangs on a name among the parties,
// before which it stands: "called on X in Oslo", "envoys of X and Y in Oslo".
func (s *search) placeOfName(x *mention) {
	if x.place >= 0 || x.mode == graph.Telephone || x.mode == graph.Video {
		return
	}
	for _, p := range x.parties {
		if p.Tok < x.anchor {
			continue
		}
		for _, i := range s.tree.Subtree(p.Tok) {
			m, ok := s.res.At(i)
			if !ok || m.Form != resolve.Name || i != p.Tok && s.res.Entities[m.Entities[0]].Type == graph.Place || !s.near(i, p.Tok) && s.doc.Tokens[i].Dep != "conj" {
				continue
			}
			for _, k := range s.tree.Children(i, "prep") {
				if w := s.tree.Lower(k); x.place < 0 && (w == "in" || w == "at") {
					s.place(x, k)
				}
			}
		}
	}
}

// apart makes one mention for each party that those who act met on its own:
// "held separate talks with X and Y".
func (s *search) apart(x mention) []mention {
	if pairs := s.pairs(x.noun); len(pairs) > 1 {
		var out []mention
		for _, p := range pairs {
			y := x
			y.parties, y.split = p, true
			out = append(out, y)
		}
		return out
	}
	if out := s.visits(x); len(out) > 1 {
		return out
	}
	if x.doers == 0 || len(x.parties) < x.doers+2 || !s.separate(x) {
		return []mention{x}
	}
	var out []mention
	for _, p := range x.parties[x.doers:] {
		y := x
		y.parties, y.split = append(slices.Clone(x.parties[:x.doers]), p), true
		out = append(out, y)
	}
	return out
}

// visits makes one mention for each of the persons whose visits a plural noun
// names: "visits to X by Y and Z". Those who host are in each.
func (s *search) visits(x mention) []mention {
	if x.contact != "visit" || x.verb >= 0 || x.noun < 0 || s.doc.Tokens[x.noun].Tag != "NNS" {
		return nil
	}
	var out []mention
	for _, p := range x.parties {
		if p.As != graph.Visitor || s.res.Entities[p.Entity].Type != graph.Person {
			continue
		}
		y := x
		y.split = true
		y.parties = append([]Party{p}, slices.DeleteFunc(slices.Clone(x.parties), func(q Party) bool { return q.As == graph.Visitor })...)
		out = append(out, y)
	}
	return out
}

// pairs returns the pairs of parties that adjectives before an event noun join,
// the first one last: "Franco-Algerian and Franco-Tunisian negotiations".
func (s *search) pairs(noun int) [][]Party {
	var out [][]Party
	i := noun - 1
	for noun >= 3 && i >= 2 {
		one, ok := s.res.At(i - 2)
		two, also := s.res.At(i)
		if w := s.doc.TokenText(i - 1); !ok || !also || w != "-" && w != "–" || len(one.Entities) != 1 || len(two.Entities) != 1 {
			break
		}
		out = append(out, []Party{{Entity: one.Entities[0], As: graph.Participant, Tok: i - 2}, {Entity: two.Entities[0], As: graph.Participant, Tok: i}})
		for i -= 3; i > 1 && (s.tree.Lower(i) == "and" || s.tree.Lower(i) == ","); i-- {
		}
	}
	return out
}

// inTowns makes one mention for each of the towns that several events were in:
// "the summits in X and Y". Where nobody else is told, those who met there
// include the state of the town.
func (s *search) inTowns(x mention) []mention {
	if len(x.parties) > 0 || x.format >= 0 || s.doc.Tokens[x.noun].Tag != "NNS" || s.lex.Words.TalksNouns[strings.ToLower(s.doc.Tokens[x.noun].Lemma)] {
		return s.apart(x)
	}
	var out []mention
	for _, p := range s.tree.Children(x.noun, "prep") {
		if w := s.tree.Lower(p); w != "in" && w != "at" {
			continue
		}
		for i := p + 1; i < s.tree.Sentence(p).End; i++ {
			m, ok := s.nameAt(i)
			if !ok && (s.tree.Lower(i) == "," || s.tree.Lower(i) == "and") {
				continue
			}
			if !ok || len(m.Entities) != 1 || !s.isTown(m.Entities[0]) {
				break
			}
			y := x
			y.anchor, y.place, y.parties, y.own, y.split = m.Head, m.Entities[0], nil, true, true
			if st := s.stateOf(m.Entities[0]); st >= 0 {
				y.parties = []Party{{Entity: st, As: graph.Participant, Tok: m.Head}}
			}
			y.mode = s.mode(y)
			out = append(out, y)
			i = m.End - 1
		}
	}
	if len(out) < 2 {
		return s.apart(x)
	}
	return out
}

// separate reports whether the words say that each party was met on its own.
func (s *search) separate(x mention) bool {
	if x.verb >= 0 {
		for _, k := range s.tree.Children(x.verb, "advmod") {
			if s.lex.Words.Apart[s.tree.Lower(k)] {
				return true
			}
		}
	}
	if x.noun < 0 || s.doc.Tokens[x.noun].Tag != "NNS" {
		return false
	}
	for _, k := range s.tree.Children(x.noun, "amod") {
		if w := s.tree.Lower(k); s.lex.Words.Apart[w] || w == "bilateral" && s.tree.Lower(x.noun) == "meetings" {
			return true
		}
	}
	return false
}

// gapped reads the meetings of a verb that is not said again: "met X on Monday
// and Y in Oslo on Tuesday". A further name that is coordinated with a date, a
// place or the verb, and not with a name, has a date or a place of its own.
func (s *search) gapped(x mention) []mention {
	if x.doers == 0 || x.verb < 0 || x.noun >= 0 || len(x.parties) == x.doers && x.place < 0 {
		return nil
	}
	end := s.tree.Sentence(x.verb).End
	var out []mention
	for i := x.verb + 1; i < end; i++ {
		m, ok := s.res.At(i)
		if !ok || m.Form != resolve.Name || len(m.Entities) != 1 || m.Start == 0 || s.doc.Tokens[i].Dep != "conj" || !s.tree.Within(i, x.verb) {
			continue
		}
		h := s.doc.Tokens[i].Head
		if _, named := s.res.At(h); named && h != x.verb || !s.near(h, x.verb) {
			continue
		}
		y := mention{verb: x.verb, noun: -1, anchor: i, contact: x.contact, mode: x.mode, status: x.status, place: -1, format: -1, rule: x.rule, doers: x.doers}
		y.parties = slices.Clone(x.parties[:x.doers])
		if x.contact == "visit" {
			s.goal(&y, i)
		} else {
			s.one(&y, i, graph.Participant)
			for _, k := range s.tree.Children(i, "prep") {
				s.place(&y, k)
			}
		}
		y.date, _ = s.when.Within(nlp.Span{Start: m.End, End: end})
		if len(y.parties) > x.doers && (y.date.EDTF != "" || y.place >= 0 && x.contact != "visit") {
			out = append(out, y)
		}
	}
	return out
}

// foretold reads the parties that the main clause names after a clause that
// opens the sentence without them: "When they met in X, Y asked Z for help",
// "Meeting in X on Monday, Y and Z agreed".
func (s *search) foretold(x *mention, as graph.Part) {
	sp := s.tree.Sentence(x.verb)
	if s.doc.Tokens[x.verb].Tag == "VBG" && s.opens(x.verb) {
		for i := x.verb; i < sp.End-1 && i < x.verb+14; i++ {
			if s.tree.Lower(i) != "," {
				continue
			}
			if m, ok := s.nameAt(i + 1); ok {
				switch s.res.Entities[m.Entities[0]].Type {
				case graph.Person, graph.State, graph.Organization:
					s.one(x, m.Head, as)
					s.subjects(x, m.Head, as)
					return
				}
			}
		}
		return
	}
	sub := s.tree.Child(x.verb, "nsubj")
	if sub < 0 || s.doc.Tokens[x.verb].Dep != "advcl" || s.tree.Lower(sub) != "they" {
		return
	}
	main := s.doc.Tokens[x.verb].Head
	if main < x.verb {
		return
	}
	for _, k := range s.tree.Children(main, "nsubj", "dobj", "dative") {
		if m, ok := s.res.At(k); ok && len(m.Entities) == 1 && s.res.Entities[m.Entities[0]].Type == graph.Person {
			s.party(x, k, as)
		}
	}
}

// opens reports whether a token opens its sentence, but for white space and
// quotation marks.
func (s *search) opens(tok int) bool {
	for i := s.tree.Sentence(tok).Start; i < tok; i++ {
		if p := s.doc.Tokens[i].POS; p != "SPACE" && p != "PUNCT" {
			return false
		}
	}
	return true
}

// governor returns the verb whose phrase an event noun is, when the verb's
// date is that of the event: "was in Oslo on Monday for talks". It returns -1
// for none.
func (s *search) governor(x mention) int {
	if x.noun < 0 || x.verb >= 0 || s.doc.Tokens[x.noun].Dep != "pobj" {
		return -1
	}
	prep := s.doc.Tokens[x.noun].Head
	switch s.tree.Lower(prep) {
	case "for", "in", "at", "on", "during":
	default:
		return -1
	}
	g := s.doc.Tokens[prep].Head
	if p := s.doc.Tokens[g].POS; p != "VERB" && p != "AUX" {
		return -1
	}
	return g
}

// journeys makes one contact of a journey and the meeting that is its purpose:
// "flew to X to meet Y", "arrived in X for talks with Y". What is only "for
// talks" leaves the journey as it is.
func (s *search) journeys(found []mention) []mention {
	byVerb := map[int]int{}
	for i, x := range found {
		if x.contact == "visit" && x.verb >= 0 {
			byVerb[x.verb] = i
		}
	}
	gone := map[int]bool{}
	for i := range found {
		x := &found[i]
		g := -1
		switch {
		case x.contact == "visit":
		case x.verb >= 0 && s.tree.Mood(x.verb).Infinitive && s.doc.Tokens[x.verb].Tag == "VB":
			g = s.doc.Tokens[x.verb].Head
		case x.verb < 0 && x.noun >= 0 && s.doc.Tokens[x.noun].Dep == "pobj" && s.tree.Lower(s.doc.Tokens[x.noun].Head) == "for":
			g = s.doc.Tokens[s.doc.Tokens[x.noun].Head].Head
			if t := s.doc.Tokens[g]; t.Dep == "pobj" && s.lex.Words.VisitNouns[strings.ToLower(t.Lemma)] {
				g = s.doc.Tokens[t.Head].Head // "arrived on a visit for talks"
			}
		}
		j, ok := byVerb[g]
		if !ok {
			continue
		}
		y := found[j]
		if len(x.parties) < 2 {
			gone[i] = x.format < 0
			continue
		}
		gone[j] = true
		if x.place < 0 {
			x.place = y.place
		}
		if x.date.EDTF == "" {
			x.date = y.date
		}
		if x.status == graph.Held {
			x.status = y.status
		}
		x.mode = s.mode(*x)
	}
	return without(found, gone)
}

// present adds to the meeting just told those of whom it is said that they
// were there, or were not. It reports false when no meeting has been told.
func (s *search) present(out []Meeting, x mention) bool {
	if len(out) == 0 {
		return false
	}
	m := &out[len(out)-1]
	if s.distance(m.mentions[len(m.mentions)-1].anchor, x.anchor) > 2 || m.Status == graph.Refused || m.Status == graph.Cancelled {
		return false
	}
	for _, p := range x.parties {
		if !slices.ContainsFunc(m.Parties, func(q Party) bool { return q.Entity == p.Entity }) {
			m.Parties = append(m.Parties, p)
		}
	}
	m.Parties = slices.DeleteFunc(m.Parties, func(p Party) bool {
		// Two leaders stand for both states, by whatever name their sides go.
		led := slices.Contains(x.replaces, p.Entity) || len(x.replaces) > 0 && s.persons(x) > 1 && s.res.Entities[p.Entity].Type == graph.State
		if led {
			m.behind = append(m.behind, p)
		}
		return led
	})
	return true
}

// sidesLed reads who led each of the sides that a sentence tells of, which
// stand in the place of those whose sides they were: "The Chad side was led by
// X and the Togo side by Y".
func (s *search) sidesLed(x *mention) {
	sp := s.tree.Sentence(x.verb)
	side := -1
	for i := sp.Start; i < sp.End; i++ {
		switch w := s.tree.Lower(i); {
		case w == "side" || s.lex.Words.Delegations[w]:
			side = i
		case w == "by" && side >= 0:
			o := s.tree.Child(i, "pobj")
			if o < 0 {
				continue
			}
			m, ok := s.res.At(o)
			if !ok || len(m.Entities) != 1 || s.res.Entities[m.Entities[0]].Type != graph.Person {
				continue
			}
			s.addParty(x, Party{Entity: m.Entities[0], As: graph.Participant, Tok: o})
			for _, k := range s.tree.Children(side, "amod", "compound", "nmod", "poss") {
				if of, ok := s.res.At(k); ok && len(of.Entities) == 1 {
					x.replaces = append(x.replaces, of.Entities[0])
				}
			}
			side = -1
		}
	}
}

// whose adds the one whose journey or programme the subject of a verb is: "X's
// trip came after meeting Y", "his engagements included talks with Y".
func (s *search) whose(x *mention, tok int, as graph.Part) {
	l := strings.ToLower(s.doc.Tokens[tok].Lemma)
	if !s.lex.Words.VisitNouns[l] && !s.lex.Words.Programmes[l] {
		return
	}
	if o := s.tree.Child(tok, "poss"); o >= 0 {
		s.party(x, o, as)
	}
}

// actingFormat makes a party of a format or forum whose envoys meet others:
// "the Contact Group met the ministers of X and Y".
func (s *search) actingFormat(x *mention, tok int, as graph.Part) bool {
	if tok < 0 || len(x.parties) > 0 || x.format < 0 {
		return false
	}
	x.parties = append(x.parties, Party{Entity: x.format, As: as, Tok: tok})
	x.doers = 1
	return true
}

// dateline returns the place in capitals that opens a paragraph before a dash,
// where the paragraph has a token, and -1 for none.
func (s *search) dateline(tok int) int {
	start := s.paragraph[tok]
	m, ok := s.nameAt(start)
	if !ok || m.Start != start {
		return -1
	}
	if w := s.doc.TokenText(start); w != strings.ToUpper(w) || len(w) < 3 {
		return -1
	}
	switch s.res.Entities[m.Entities[0]].Type {
	case graph.Place, graph.State:
	default:
		return -1
	}
	for i := m.End; i < tok && i < m.End+12; i++ {
		switch s.doc.TokenText(i) {
		case "—", "–", "--", "-":
			return m.Entities[0]
		}
	}
	return -1
}

// attendance reads the roll of those present after a verb: "In attendance were A,
// minister of B; C, ...".
func (s *search) attendance(x *mention) {
	end := s.tree.Sentence(x.verb).End
	for i := x.verb + 1; i < end && i < x.verb+14; i++ {
		m, ok := s.nameAt(i)
		if !ok {
			continue
		}
		for i--; i > x.verb && s.tree.Lower(i) != ":"; i-- {
		}
		for i++; i < m.Start && !s.title(i); i++ {
		}
		s.enumeration(x, i, graph.Participant)
		return
	}
}

// margins reads the place of a gathering on whose margins others meet: "on the
// sidelines of a summit in X".
func (s *search) margins(x *mention, noun int) {
	if noun < 0 || !s.lex.Words.Margins[s.tree.Lower(noun)] {
		return
	}
	for _, of := range s.tree.Children(noun, "prep") {
		event := s.tree.Child(of, "pobj")
		if event < 0 {
			continue
		}
		for _, k := range s.tree.Children(event, "prep") {
			if w := s.tree.Lower(k); w == "in" || w == "at" {
				s.place(x, k)
			}
		}
	}
}

// received adds the state in which a delegation of another one meets with
// people whom the text does not name: "In X, the delegation discussed trade".
func (s *search) received(x *mention) {
	if len(x.parties) != 1 || x.verb < 0 || x.place < 0 || x.contact == "visit" {
		return
	}
	m, ok := s.res.At(x.parties[0].Tok)
	if !ok || m.Form != resolve.Role || !s.lex.Words.Delegations[s.tree.Lower(m.Head)] || s.res.Entities[x.parties[0].Entity].Type != graph.State {
		return
	}
	host := x.place
	if s.res.Entities[host].Type != graph.State {
		host = s.stateOf(host)
	}
	if host >= 0 && host != x.parties[0].Entity {
		s.addParty(x, Party{Entity: host, As: graph.Participant, Tok: x.anchor})
	}
}

// sentTo reads the place that a verb of sending names.
func (s *search) sentTo(x *mention, verb int) {
	if !s.lex.Words.Dispatches[strings.ToLower(s.doc.Tokens[verb].Lemma)] {
		return
	}
	for _, k := range s.tree.Children(verb, "prep") {
		if s.tree.Lower(k) == "to" {
			s.place(x, k)
		}
	}
}

// amongThose adds the ones who are said to be among those that a clause
// describes: "X and Y were among those who attended", "Among those attending
// were X and Y".
func (s *search) amongThose(x *mention, tok int, as graph.Part) {
	if _, ok := s.res.At(tok); ok || !s.lex.Words.Those[s.tree.Lower(tok)] {
		return
	}
	be := tok
	for n := 0; n < 3 && s.doc.Tokens[be].Lemma != "be"; n++ {
		be = s.doc.Tokens[be].Head
	}
	if s.doc.Tokens[be].Lemma != "be" {
		return
	}
	for _, k := range s.tree.Children(be, "nsubj", "attr") {
		if m, ok := s.res.At(k); ok && k != tok && m.Form != resolve.Pronoun {
			s.party(x, k, as)
			s.list(x, k, as)
		}
	}
}

// headed adds the first of two names that a headline puts side by side: "X, Y
// hold talks".
func (s *search) headed(x *mention, tok int, as graph.Part) {
	if tok < 0 {
		return
	}
	m, ok := s.res.At(tok)
	start := s.tree.Sentence(tok).Start
	if !ok || m.Form != resolve.Name || m.Start < start+2 || s.tree.Lower(m.Start-1) != "," {
		return
	}
	first, ok := s.nameAt(start)
	if !ok || first.Start != start || first.End != m.Start-1 || len(first.Entities) != 1 || first.Entities[0] == m.Entities[0] {
		return
	}
	if t := s.res.Entities[first.Entities[0]].Type; t == graph.Person || t == graph.State {
		s.addParty(x, Party{Entity: first.Entities[0], As: as, Tok: first.Head})
	}
}

// ceremony returns the noun of a phrase of occasion that a verb has, whose
// date is that of the verb: "at a ceremony on 3 May". It returns -1 for none.
func (s *search) ceremony(x mention) int {
	if x.verb < 0 || x.noun >= 0 {
		return -1
	}
	for _, k := range s.tree.Children(x.verb, "prep") {
		if w := s.tree.Lower(k); w == "at" || w == "during" {
			if o := s.tree.Child(k, "pobj"); o >= 0 && s.doc.Tokens[o].POS == "NOUN" {
				return o
			}
		}
	}
	return -1
}

// placeOfOccasion reads the place of the occasion at which parties meet, or
// which they attend together: "met at the funeral of X in Y".
func (s *search) placeOfOccasion(x *mention) {
	if x.place >= 0 || x.verb < 0 || x.noun >= 0 || x.mode == graph.Telephone || x.mode == graph.Video {
		return
	}
	occasion := s.ceremony(*x)
	if occasion < 0 {
		occasion = s.tree.Child(x.verb, "dobj")
	}
	if occasion < 0 || s.doc.Tokens[occasion].POS != "NOUN" {
		return
	}
	for _, k := range s.tree.Subtree(occasion) {
		if s.tree.Lower(k) == "in" && s.doc.Tokens[k].Dep == "prep" && s.near(k, occasion) {
			s.place(x, k)
		}
	}
}
