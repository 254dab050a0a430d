package meetings

import (
	"slices"
	"sort"
	"strings"
	"time"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/dates"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
)

// namedEvents makes mentions of the sessions that a format's own name speaks
// of: "the Lugano Conference opened", "the opening of the Lugano Talks,
// hosted by Norway". A format that is only talked about is none.
func (s *search) namedEvents(found []mention) []mention {
	taken := map[int]bool{}
	for _, x := range found {
		if x.format >= 0 {
			taken[s.sentence(x.anchor)<<16|x.format] = true
		}
	}
	var out []mention
	for _, m := range s.res.Mentions {
		if m.Form != resolve.Name || len(m.Entities) != 1 || s.res.Entities[m.Entities[0]].Type != graph.Format || !s.isEvent(m) {
			continue
		}
		key := s.sentence(m.Head)<<16 | m.Entities[0]
		if taken[key] {
			continue
		}
		x := mention{verb: -1, noun: m.Head, anchor: m.Head, contact: "session", mode: graph.Unspecified, place: -1, format: m.Entities[0], rule: "meetings/named", definite: true}
		v, noun, ok := s.sessionVerb(m.Head)
		if !ok && !s.yearAndPlace(m) {
			continue
		}
		x.verb = v
		s.around(&x)
		s.attending(&x)
		s.hosts(&x, m.End)
		if x.place < 0 {
			x.place = s.placeInName(m)
		}
		s.judge(&x)
		if x.drop {
			continue
		}
		if v >= 0 {
			if sub, _ := s.tree.Subject(v); sub >= 0 && sub != m.Head {
				s.party(&x, sub, graph.Participant)
			}
		}
		x.mode = s.mode(x)
		if len(x.parties) == 0 {
			s.partiesInName(&x, m)
		}
		x.date = s.date(m.Head, noun, v)
		if x.date.EDTF == "" && x.place < 0 && len(x.parties) == 0 {
			continue
		}
		taken[key] = true
		out = append(out, x)
	}
	return out
}

func (s *search) date(toks ...int) graph.Date {
	for _, t := range toks {
		if t < 0 {
			continue
		}
		if d, ok := s.when.DateOf(t); ok {
			return d
		}
	}
	return graph.Date{}
}

// yearAndPlace reports whether a name is told with the year and the place of
// what it names, and so came to pass: "since the 2003 Lugano Summit in Bern".
func (s *search) yearAndPlace(m resolve.Mention) bool {
	year := false
	for _, i := range append(s.tree.Children(m.Head, "nummod"), m.Start) {
		year = year || s.doc.Tokens[i].Tag == "CD" && s.doc.Tokens[i].End-s.doc.Tokens[i].Start == 4
	}
	var at mention
	at.place = -1
	for _, k := range s.tree.Children(m.Head, "prep") {
		if w := s.tree.Lower(k); w == "in" || w == "at" {
			s.place(&at, k)
		}
	}
	return year && at.place >= 0
}

// isEvent reports whether a format's name is that of one occasion.
func (s *search) isEvent(m resolve.Mention) bool {
	for i := m.Start; i < m.End; i++ {
		if s.lex.Words.EventNameHeads[s.tree.Lower(i)] {
			return true
		}
	}
	return false
}

// hosts reads "hosted by X", "chaired by X" later in the sentence.
func (s *search) hosts(x *mention, from int) {
	for i := from; i < s.tree.Sentence(x.anchor).End && i < from+10; i++ {
		if !s.lex.Words.HostParticiples[s.tree.Lower(i)] {
			continue
		}
		if h := s.doc.Tokens[i].Head; !s.inName(x.noun) && h != x.noun && (s.lex.Words.EventNouns[s.tree.Lower(h)] || !s.tree.Within(i, x.noun)) {
			continue // another event was hosted
		}
		if a := s.tree.Child(i, "agent"); a >= 0 {
			if o := s.tree.Child(a, "pobj"); o >= 0 {
				s.party(x, o, graph.Host)
				s.phrases(x, o, 3) // the place that hangs on the name
				if m, ok := s.res.At(o); ok && x.place < 0 && s.tree.Lower(i) == "hosted" && s.res.Entities[m.Entities[0]].Type == graph.State {
					x.place = m.Entities[0]
				}
			}
		}
	}
}

// partiesInName reads the parties that a format is named after: the
// "Franco-Italian Commission", the "EU-Kosovo dialogue".
func (s *search) partiesInName(x *mention, m resolve.Mention) {
	words := strings.FieldsFunc(s.doc.SpanText(m.Span), func(r rune) bool { return r == '-' || r == '–' || r == ' ' })
	var found []int
	for _, w := range words {
		refs, ok := s.lex.Combining(w)
		if !ok {
			refs = s.lex.Lookup(w)
		}
		for _, r := range refs {
			n := s.lex.Names[r.Named]
			if n.Type != graph.State && n.Type != graph.Organization || r.Via != lexicon.ByName && r.Via != lexicon.ByAdjective {
				continue
			}
			id := graph.NewEntityID(n.Type, n.Key[strings.IndexByte(n.Key, '/')+1:])
			if e, ok := s.byID[id]; ok && !slices.Contains(found, e) {
				found = append(found, e)
				break
			}
		}
	}
	if len(found) < 2 {
		return
	}
	for _, e := range found {
		s.addParty(x, Party{Entity: e, As: graph.Participant, Tok: m.Head})
	}
}

// placeInName returns the place that an event is named after, -1 for none:
// the Lugano Conference was in Lugano.
func (s *search) placeInName(m resolve.Mention) int {
	if e, ok := s.placeNamed[s.tree.Lower(m.Start)]; ok {
		return e
	}
	return -1
}

// sessionVerb returns the verb, or else the noun ("the opening of"), that says
// that a named event takes place; the other is -1. It reports false where
// nothing says so.
func (s *search) sessionVerb(tok int) (verb, noun int, ok bool) {
	for _, r := range s.tree.Children(tok, "relcl") {
		if s.lex.Words.SessionVerbs[strings.ToLower(s.doc.Tokens[r].Lemma)] {
			return r, -1, true // "the talks, which opened in May"
		}
	}
	if v := s.atWhich(tok); v >= 0 {
		return v, -1, true
	}
	i := tok
	for n := 0; n < 4; n++ {
		t := s.doc.Tokens[i]
		if t.Head == i {
			return -1, -1, false
		}
		h := s.doc.Tokens[t.Head]
		lemma := strings.ToLower(h.Lemma)
		switch t.Dep {
		case "nsubj", "nsubjpass", "dobj":
			return t.Head, -1, s.lex.Words.SessionVerbs[lemma]
		case "pobj":
			switch s.tree.Lower(t.Head) {
			case "of", "at", "in", "during", "after", "following", "before", "to":
			default:
				return -1, -1, false
			}
			on := s.frontedOn(t.Head)
			g := s.doc.Tokens[on]
			if s.lex.Words.SessionStages[strings.ToLower(g.Lemma)] {
				return -1, on, true
			}
			if w := s.tree.Lower(t.Head); (w == "at" || w == "in") && (g.POS == "VERB" || g.POS == "AUX" && t.Head < on) {
				// "culminating in the Lugano Conference", "met at the summit"
				// and so does "agreed at the summit", if not "in" it
				return on, -1, s.lex.Words.SessionVerbs[strings.ToLower(g.Lemma)] || w == "at" && g.Tag == "VBD"
			}
			return -1, -1, false
		case "conj", "appos":
			i = t.Head
		default:
			return -1, -1, false
		}
	}
	return -1, -1, false
}

// atWhich returns the verb of the clause that tells what was done at the event
// a name before it is of: "the Lugano Conference, at which X and Y signed". It
// returns -1 for none.
func (s *search) atWhich(tok int) int {
	i := tok + 1
	if m, ok := s.res.At(tok); ok {
		i = m.End
	}
	if i < len(s.doc.Tokens) && s.tree.Lower(i) == "," {
		i++
	}
	if i+1 >= len(s.doc.Tokens) || s.tree.Lower(i+1) != "which" {
		return -1
	}
	switch w := s.tree.Lower(i); {
	case w != "at" && w != "in" && w != "during":
	case s.doc.Tokens[s.doc.Tokens[i].Head].POS == "VERB":
		return s.doc.Tokens[i].Head
	}
	return -1
}

func (s *search) sentence(tok int) int {
	return s.tree.Sentence(tok).Start
}

// join makes one meeting of the mentions that speak of one contact.
func (s *search) join(found []mention) []Meeting {
	var out []Meeting
	var early []mention          // company and those present, told before what they were present at
	stage := mention{anchor: -1} // "meetings in X", told before they are named
	for _, x := range found {
		if len(x.parties) == 0 && x.format < 0 && x.place >= 0 && x.noun >= 0 {
			stage = x
		}
		if x.place < 0 && stage.anchor >= 0 && x.verb >= 0 && x.contact != "visit" && x.mode != graph.Telephone && x.mode != graph.Video && s.distance(stage.anchor, x.anchor) <= 1 && s.oneParagraph(stage.anchor, x.anchor) && !s.elsewhere(x.verb) {
			x.place = stage.place
			x.mode = s.mode(x)
		}
		if x.place < 0 && x.verb >= 0 && x.contact != "visit" && (x.mode == graph.InPerson || x.mode == graph.Unspecified) && s.doc.Tokens[x.verb].Tag != "VBN" && (x.status == graph.Held || x.status == graph.Ongoing) {
			if x.place = s.dateline(x.anchor); x.place >= 0 {
				x.mode = s.mode(x)
			}
		}
		switch x.contact {
		case "company":
			if !s.off.Has(ablation.FollowUps) {
				switch joined := s.company(out, x); {
				case !joined && s.doc.Tokens[x.verb].Dep == "advcl" && s.persons(x) > 1 && s.sides(x.parties) > 1 && (x.date.EDTF != "" || x.place >= 0):
					x.contact, x.mode = "meeting", graph.InPerson
				case !joined:
					early = append(early, x)
				}
			}
			if x.contact == "company" {
				continue
			}
		case "presence":
			if !s.off.Has(ablation.FollowUps) {
				if !s.present(out, x) {
					early = append(early, x)
				}
			}
			continue
		}
		if x.borrows && s.sides(x.parties) == 1 {
			s.borrow(out, &x)
		}
		if s.resumes(x) && len(x.parties) == 0 {
			s.bothStates(&x)
		}
		if y, ok := s.theirOwn(x); ok {
			if i := s.sameMeeting(out, y); i >= 0 && s.distance(out[i].mentions[0].anchor, y.anchor) <= 2 && !s.off.Has(ablation.Merging) {
				s.absorb(&out[i], y)
				continue
			}
		}
		if i := s.sameMeeting(out, x); i >= 0 && !s.off.Has(ablation.Merging) {
			s.absorb(&out[i], x)
			continue
		}
		if n := len(out); n > 0 && (x.further || s.resumes(x)) && len(x.parties) == 0 && x.noun >= 0 && x.verb >= 0 && (s.distance(out[n-1].mentions[0].anchor, x.anchor) <= 3 || s.resumes(x) && s.distance(out[n-1].mentions[0].anchor, x.anchor) <= 10) && s.alike(&out[n-1], x) {
			// "The second round will be held in May", "Talks resumed in May":
			// of the same parties.
			x.parties = slices.Clone(out[n-1].Parties)
		}
		if n := len(out); n > 0 && s.session(x) && s.distance(out[n-1].mentions[len(out[n-1].mentions)-1].anchor, x.anchor) <= 4 && s.alike(&out[n-1], x) {
			talks := &out[n-1]
			for _, p := range x.parties {
				if !slices.ContainsFunc(talks.Parties, func(q Party) bool { return q.Entity == p.Entity }) {
					talks.Parties = append(talks.Parties, p)
				}
			}
			x.parties, x.place, x.mode = slices.Clone(talks.Parties), talks.Place, talks.Mode
			if x.date.EDTF == "" {
				x.date = talks.Date
			}
		}
		if n := len(out); n > 0 && x.date.EDTF == "" && s.besides(&out[n-1], x) && s.distance(out[n-1].Anchor, x.anchor) == 0 {
			x.date = out[n-1].Date
		}
		if !s.stands(x) {
			continue
		}
		m := Meeting{
			Anchor: x.anchor, Sentence: s.tree.Sentence(x.anchor), Mode: x.mode, Status: x.status, Date: x.date,
			Place: x.place, Format: x.format, Parties: slices.Clone(x.parties), Rule: x.rule, mentions: []mention{x},
		}
		out = append(out, m)
		for _, y := range early {
			switch {
			case s.distance(y.anchor, x.anchor) > 0:
			case y.contact == "company":
				s.company(out, y)
			default:
				s.present(out, y)
			}
		}
		early = early[:0]
	}
	if !s.off.Has(ablation.FollowUps) {
		s.trips(out)
		out = s.reached(out)
		out = s.fulfilled(out)
		s.negotiators(out)
		s.formats(out)
	}
	s.outcomes(out)
	for i := range out {
		s.tidy(&out[i])
	}
	return slices.DeleteFunc(out, func(m Meeting) bool { return len(m.Parties) == 0 && m.Format < 0 })
}

// theirOwn returns a mention of "their meeting" without those whom the pronoun
// was taken for, since whoever met in the sentence before is meant.
func (s *search) theirOwn(x mention) (mention, bool) {
	if !x.theirs {
		return x, false
	}
	x.parties = slices.DeleteFunc(slices.Clone(x.parties), func(p Party) bool { return s.tree.Lower(p.Tok) == "their" })
	return x, len(x.parties) == 0
}

// another reports whether a mention introduces a meeting in which a body that
// has met is joined by a person: "The council met on Monday. ... The council
// welcomed the pact at a meeting with X".
func (s *search) another(m *Meeting, x mention) bool {
	if x.noun < 0 || x.definite || m.Place < 0 || s.tree.Child(x.noun, "det") < 0 || len(x.parties) <= len(m.Parties) {
		return false
	}
	return !slices.ContainsFunc(m.Parties, func(p Party) bool { return s.res.Entities[p.Entity].Type != graph.Organization })
}

// earlier reports whether a mention names a meeting that came before the one
// the verb above it tells, with a place or a date of its own: "X received Y
// following their meeting in Z".
func (s *search) earlier(last, x mention) bool {
	if x.noun < 0 || last.verb < 0 || last.verb == x.verb || x.place < 0 && x.date.EDTF == "" || !s.tree.Within(x.noun, last.verb) {
		return false
	}
	prep := s.doc.Tokens[x.noun].Head
	if s.tree.Child(x.noun, "poss") < 0 || s.doc.Tokens[x.noun].Dep != "pobj" {
		return false
	}
	w := s.tree.Lower(prep)
	return w == "following" || w == "after" || w == "since"
}

// movedOn reports whether a mention tells of talks for which somebody went
// elsewhere after what was told in a sentence before: "X then flew to Y for
// meetings with Z".
func (s *search) movedOn(last, x mention) bool {
	if x.noun < 0 || x.place < 0 || x.contact == "visit" || s.distance(last.anchor, x.anchor) == 0 {
		return false
	}
	for t := x.noun; s.doc.Tokens[t].Head != t; {
		t = s.doc.Tokens[t].Head
		if !s.lex.Words.Journeys[strings.ToLower(s.doc.Tokens[t].Lemma)] {
			continue
		}
		return slices.ContainsFunc(s.tree.Children(t, "advmod"), func(k int) bool {
			w := s.tree.Lower(k)
			return w == "then" || w == "afterwards" || w == "subsequently"
		})
	}
	return false
}

// wider reports whether a mention introduces the joint meeting of three sides
// or more, which is not the one that only two of them had before.
func (s *search) wider(m *Meeting, x mention) bool {
	if x.noun < 0 || x.definite || s.sides(m.Parties) != 2 || s.sides(x.parties) < 3 {
		return false
	}
	return slices.ContainsFunc(s.tree.Children(x.noun, "amod", "compound"), func(k int) bool {
		w := s.tree.Lower(k)
		return w == "joint" || w == "trilateral" || w == "quadrilateral"
	})
}

// besides reports whether a mention tells of talks that somebody had where they
// attended the session of a format: "attended the summit in X, where he met Y".
func (s *search) besides(m *Meeting, x mention) bool {
	if m.Format < 0 || x.format >= 0 || x.verb < 0 || x.contact == "session" || x.definite || len(m.Parties) > 1 || len(x.parties) < 2 || s.doc.Tokens[x.verb].Dep != "relcl" {
		return false
	}
	where := s.tree.Child(x.verb, "advmod")
	return where >= 0 && s.tree.Lower(where) == "where"
}

// session reports whether a mention tells that one of several sessions of
// talks did not come to pass: "the afternoon session was cancelled".
func (s *search) session(x mention) bool {
	if x.status != graph.Cancelled || x.noun < 0 || !x.definite || s.tree.Lower(x.noun) != "session" {
		return false
	}
	return len(s.tree.Children(x.noun, "compound", "amod", "nummod")) > 0
}

// borrow adds to a meeting with unnamed officials the party whose contacts the
// text goes along with: the traveller, or who was at most of the last ones.
func (s *search) borrow(out []Meeting, x *mention) {
	count := map[int]int{}
	best := Party{Entity: -1}
	for i := len(out) - 1; i >= 0 && i >= len(out)-6; i-- {
		for _, p := range out[i].Parties {
			if p.As == graph.Host || s.res.Entities[p.Entity].Type == graph.Person {
				continue
			}
			if count[p.Entity]++; p.As == graph.Visitor {
				count[p.Entity]++
			}
			if n := count[p.Entity]; n > 1 && (best.Entity < 0 || n > count[best.Entity]) {
				best = p
			}
		}
	}
	if best.Entity >= 0 && s.sides(append(slices.Clone(x.parties), best)) > 1 {
		s.addParty(x, Party{Entity: best.Entity, As: graph.Participant, Tok: x.anchor})
	}
}

// bothStates adds the two states that act in the sentence of talks that go on:
// "Negotiations resumed, and X and Y signed in May".
func (s *search) bothStates(x *mention) {
	var found []Party
	sp := s.tree.Sentence(x.anchor)
	for i := sp.Start; i < sp.End; i++ {
		m, ok := s.res.At(i)
		if !ok || m.Form != resolve.Name || len(m.Entities) != 1 || s.res.Venue(i) || s.res.Entities[m.Entities[0]].Type != graph.State {
			continue
		}
		if !slices.ContainsFunc(found, func(p Party) bool { return p.Entity == m.Entities[0] }) {
			found = append(found, Party{Entity: m.Entities[0], As: graph.Participant, Tok: i})
		}
	}
	if len(found) == 2 {
		x.parties = found
	}
}

// reached leaves out the journey of a party to a meeting that is told on its
// own: "X arrived in Y on Monday. He met Z there." A host that is told stays.
func (s *search) reached(out []Meeting) []Meeting {
	gone := map[int]bool{}
	for i, t := range out {
		if t.mentions[0].contact != "visit" || t.Place < 0 {
			continue
		}
		for j := max(0, i-memory); j < len(out) && j < i+memory; j++ {
			m := &out[j]
			if m.mentions[0].contact == "visit" || m.Place != t.Place && !(t.mentions[0].verb < 0 && t.Date.EDTF == "" && m.Place >= 0 && s.within(m.Place, t.Place)) || len(m.Parties) < 2 || m.Status == graph.Refused || m.Status == graph.Cancelled {
				continue
			}
			going := visitors(t)
			if len(t.Parties) != 1 && !s.onlyHosts(t) {
				if going = t.Parties; len(going) > len(m.Parties) || s.distance(t.Anchor, m.Anchor) > 3 {
					continue
				}
			}
			if n, all := s.overlap(going, m.Parties); n == 0 || !all || t.Date.EDTF != "" && m.Date.EDTF != "" && !s.compatible(t.Date.EDTF, m.Date.EDTF) {
				continue
			}
			if t.Date.EDTF != "" && m.Date.EDTF == "" && s.distance(t.Anchor, m.Anchor) <= 3 {
				m.Date = t.Date
			}
			gone[i] = true
			break
		}
	}
	return without(out, gone)
}

// fulfilled leaves out a plan that the text goes on to tell as carried out:
// between the same parties, and on the day and at the place that were planned
// as far as those are told.
func (s *search) fulfilled(out []Meeting) []Meeting {
	gone := map[int]bool{}
	for i, t := range out {
		if t.Status != graph.Planned || len(t.Parties) < 2 || t.Date.EDTF == "" && t.Place < 0 && !s.when.Past() {
			continue
		}
		for j := i + 1; j < len(out) && j < i+memory; j++ {
			m := &out[j]
			if m.Status != graph.Held || m.mentions[0].contact == "visit" != (t.mentions[0].contact == "visit") || t.Place >= 0 && m.Place >= 0 && t.Place != m.Place {
				continue
			}
			if t.Date.EDTF != "" && m.Date.EDTF != "" && !s.compatible(t.Date.EDTF, m.Date.EDTF) {
				continue
			}
			if n, all := s.overlap(t.Parties, m.Parties); n < 2 || !all {
				continue
			}
			if m.Place < 0 {
				m.Place = t.Place
			}
			gone[i] = true
			break
		}
	}
	return without(out, gone)
}

// without returns what is left of a list when the elements at some indexes are
// gone.
func without[T any](all []T, gone map[int]bool) []T {
	var left []T
	for i, v := range all {
		if !gone[i] {
			left = append(left, v)
		}
	}
	return left
}

// visitors returns the parties of a visit that are no hosts.
func visitors(t Meeting) []Party {
	var out []Party
	for _, p := range t.Parties {
		if p.As != graph.Host {
			out = append(out, p)
		}
	}
	return out
}

// onlyHosts reports whether all parties of a visit but the visitor are states
// that host it.
func (s *search) onlyHosts(t Meeting) bool {
	visitors := 0
	for _, p := range t.Parties {
		if p.As == graph.Visitor {
			visitors++
		} else if p.As != graph.Host || s.res.Entities[p.Entity].Type != graph.State {
			return false
		}
	}
	return visitors == 1
}

// trips gives the dates of a journey to the meetings that the traveller has
// on it, and its place to those told in the same sentence.
func (s *search) trips(out []Meeting) {
	for i, t := range out {
		if t.mentions[0].contact != "visit" {
			continue
		}
		for j := max(0, i-2); j < len(out) && j < i+memory; j++ {
			m := &out[j]
			if m.mentions[0].contact == "visit" || m.Status != t.Status && !(t.Status == graph.Ongoing && m.Status == graph.Held) {
				continue
			}
			if m.Place < 0 && m.Sentence == t.Sentence && m.Mode != graph.Telephone && m.Mode != graph.Video {
				m.Place = t.Place // "travelled to X and met Y"
				if m.Mode == graph.Unspecified && m.Place >= 0 {
					m.Mode = graph.InPerson
				}
			}
			if j < i || t.Date.EDTF == "" || m.Date.EDTF != "" {
				continue
			}
			for _, p := range t.Parties {
				if p.As == graph.Visitor && slices.ContainsFunc(m.Parties, func(q Party) bool { return q.Entity == p.Entity }) {
					m.Date = graph.Date{EDTF: t.Date.EDTF, Basis: graph.Relative}
				}
			}
		}
	}
}

// negotiators names those who, a few sentences on, are called the negotiator
// of a party whose unnamed officials met. The party itself stays.
func (s *search) negotiators(out []Meeting) {
	for _, t := range s.res.Tenures {
		if t.Class != "negotiator" || t.Of < 0 {
			continue
		}
		before := sort.Search(len(out), func(i int) bool { return out[i].mentions[0].anchor > t.Span.Start })
		for i := before - 1; i >= 0 && s.distance(out[i].mentions[0].anchor, t.Span.Start) <= 12; i-- {
			m := &out[i]
			if m.Status != graph.Held || m.mentions[0].verb < 0 || len(m.Parties) < 2 {
				continue
			}
			for _, p := range m.Parties {
				if p.Entity != t.Of || p.Named {
					continue
				}
				if r, ok := s.res.At(p.Tok); !ok || r.Form != resolve.Role {
					continue
				}
				if !slices.ContainsFunc(m.Parties, func(q Party) bool { return q.Entity == t.Person }) {
					m.Parties = append(m.Parties, Party{Entity: t.Person, As: p.As, Tok: t.Span.Start, Named: true})
				}
			}
			break
		}
	}
}

// company adds to the meeting just told those who came along: "He was joined
// by X". It reports false when none of them was at the meeting.
func (s *search) company(out []Meeting, x mention) bool {
	if len(out) == 0 || len(x.parties) < 2 {
		return false
	}
	m := &out[len(out)-1]
	if s.distance(m.mentions[len(m.mentions)-1].anchor, x.anchor) > 2 {
		return false
	}
	for _, p := range m.Parties {
		if !slices.ContainsFunc(x.parties, func(q Party) bool { return q.Entity == p.Entity }) {
			continue
		}
		for _, q := range x.parties {
			if !slices.ContainsFunc(m.Parties, func(o Party) bool { return o.Entity == q.Entity }) {
				q.As = p.As
				if p.As == graph.Host && m.mentions[0].contact != "reception" {
					q.As = graph.Participant // whoever joins the host of a summit is no host
				}
				m.Parties = append(m.Parties, q)
			}
		}
		return true
	}
	return false
}

// formats lets "the last meeting" of the same parties inherit their format.
func (s *search) formats(out []Meeting) {
	told := map[int][]int{} // sentence to the meetings last spoken of there
	for i := range out {
		n := s.number[out[i].mentions[len(out[i].mentions)-1].anchor]
		told[n] = append(told[n], i)
	}
	for i := range out {
		m := &out[i]
		x := m.mentions[0]
		if m.Format >= 0 || x.noun < 0 || !x.definite || len(m.Parties) < 3 {
			continue
		}
		var near []int
		for n := s.number[x.anchor] - 3; n <= s.number[x.anchor]+3; n++ {
			near = append(near, told[n]...)
		}
		slices.Sort(near)
		for _, j := range slices.Backward(near) {
			if j >= i || out[j].Format < 0 {
				continue
			}
			if n, all := s.overlap(out[j].Parties, m.Parties); all && n == len(m.Parties) {
				m.Format = out[j].Format
				break
			}
		}
	}
}

// stands reports whether a mention can make a meeting of its own: two
// parties, or one and something that fixes the occasion.
func (s *search) stands(x mention) bool {
	n := len(x.parties) + min(x.vague, 1)
	fixed := x.date.EDTF != "" || x.place >= 0
	actor := false
	for _, p := range x.parties {
		if t := s.res.Entities[p.Entity].Type; t == graph.Person || t == graph.Organization || t == graph.State {
			actor = true
		}
	}
	if x.echo || x.verb < 0 && !s.clause(x.anchor) && x.date.EDTF == "" {
		return false // more about a meeting, or a heading
	}
	switch {
	case len(x.parties) == 0 && x.format < 0 && (x.noun >= 0 || x.vague > 0) && x.verb >= 0:
		return fixed && x.contact != "visit" && x.contact != "call" // those there may be told later
	case x.format >= 0:
		return fixed || len(x.parties) > 0 && x.verb >= 0
	case !actor:
		return false
	case x.contact == "visit" && x.status == graph.Planned && !fixed && len(x.parties) < 2:
		return false
	case x.contact == "visit":
		return x.verb >= 0 && s.hasVisitor(x) || s.sides(x.parties) > 1 || s.hasVisitor(x) && x.place >= 0
	case x.verb >= 0 && x.noun < 0:
		return n > 1 || fixed
	case x.verb >= 0:
		return n > 1 || fixed && len(x.parties) > 0
	}
	// A noun alone.
	return len(x.parties) > 1 || len(x.parties) == 1 && fixed && (x.vague > 0 || x.definite || x.date.EDTF != "")
}

// elsewhere reports whether a verb has a place of its own that is not known.
func (s *search) elsewhere(verb int) bool {
	for _, k := range s.tree.Subtree(verb) {
		if w := s.tree.Lower(k); s.doc.Tokens[k].Dep != "prep" || w != "in" && w != "at" && w != "on" || !s.near(k, verb) {
			continue
		}
		if o := s.tree.Child(k, "pobj"); o >= 0 && s.doc.Tokens[o].POS == "PROPN" && !s.lex.Words.Calendar[s.tree.Lower(o)] {
			return true
		}
	}
	return false
}

// resumes reports whether the verb of an event noun says that it goes on from
// earlier ones.
func (s *search) resumes(x mention) bool {
	if x.verb < 0 {
		return false
	}
	switch strings.ToLower(s.doc.Tokens[x.verb].Lemma) {
	case "resume", "reopen", "restart", "reconvene":
		return true
	}
	return false
}

// clause reports whether the sentence around a token has a finite verb.
func (s *search) clause(tok int) bool {
	sp := s.tree.Sentence(tok)
	for i := sp.Start; i < sp.End; i++ {
		switch s.doc.Tokens[i].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// sides counts the parties that no other of them acts for.
func (s *search) sides(parties []Party) int {
	n := 0
	for i, p := range parties {
		id := s.res.Entities[p.Entity].ID
		if !slices.ContainsFunc(parties, func(q Party) bool {
			return q.Entity != parties[i].Entity && slices.Contains(s.res.Entities[q.Entity].For, id)
		}) {
			n++
		}
	}
	return n
}

func (s *search) hasVisitor(x mention) bool {
	for _, p := range x.parties {
		if p.As == graph.Visitor {
			return true
		}
	}
	return false
}

// memory is how many meetings back a mention can speak of again. It keeps the
// time linear in the length of a text; what is longer is many stories.
const memory = 200

// sameMeeting returns the meeting that a mention speaks of again, -1 when it
// speaks of a new one.
func (s *search) sameMeeting(out []Meeting, x mention) int {
	for i := len(out) - 1; i >= 0 && i >= len(out)-memory; i-- {
		m := &out[i]
		last := m.mentions[len(m.mentions)-1]
		far := s.distance(last.anchor, x.anchor)
		if x.split && last.anchor == x.anchor || !s.agree(m, x) || x.further && last.anchor != x.anchor || s.earlier(last, x) || s.wider(m, x) || s.movedOn(last, x) {
			continue
		}
		shared, all := s.overlap(m.Parties, x.parties)
		if len(m.behind) > 0 && shared == 0 {
			shared, all = s.overlap(m.behind, x.parties)
		}
		switch {
		case len(x.parties) == 0 && far == 0 && !x.definite && x.noun >= 0 && x.format < 0 && last.verb >= 0 && s.tree.Within(x.noun, last.verb) && s.alike(m, x):
			// "speaks with X before a meeting in Y"
			return i
		case len(x.parties) == 0 || x.definite && !x.own && s.thirds(x.parties):
			// "the meeting", "these discussions"
			if x.definite && far <= 4 && s.alike(m, x) {
				return i
			}
			if x.format >= 0 && x.format == m.Format && (far <= 3 || s.dated(m.Date, x.date)) {
				return i
			}
		case len(m.Parties) == 0 && m.Format >= 0 && x.definite && !x.own && x.noun >= 0 && x.format < 0 && (far <= 5 || far <= 12 && s.dated(m.Date, x.date)) && s.alike(m, x):
			// "Talks opened within the OSCE. ... The meeting ended in a quarrel
			// between X and Y"
			return i
		case shared > 0 && all && (s.another(m, x) || s.besides(m, x)):
		case shared > 0 && all:
			lone := s.lone(m.Parties, x.parties)
			if s.dated(m.Date, x.date) || far <= 2 && !lone || x.definite && far <= 12 && !lone || s.oneParagraph(last.anchor, x.anchor) {
				return i
			}
			if m.Date.EDTF == "" && x.date.EDTF == "" && x.verb < 0 {
				return i
			}
			if x.recalls && x.date.EDTF == "" && x.place < 0 && far <= 12 && shared > 1 && shared == len(x.parties) {
				return i // "X and Y also discussed"
			}
		case m.Format >= 0 && len(m.Parties) == 0 && s.membersOf(m.Format, x.parties) && (s.dated(m.Date, x.date) && (m.Place < 0 || x.place < 0 || m.Place == x.place)):
			return i
		case x.definite && x.noun >= 0 && far <= 2 && 2*shared > min(len(m.Parties), len(x.parties)):
			return i
		case x.verb < 0 && x.own && x.contact == "visit" && x.date.EDTF == "" && x.place >= 0 && x.place == m.Place && shared > 0 && all:
			return i // "during X's visit to Y", told long before
		case len(m.Parties) == 0 && m.Format < 0 && x.definite && x.noun >= 0 && x.verb >= 0 && far <= 3 && s.alike(m, x):
			return i // "A conference opened in May. X addressed the conference"
		case x.joins && x.definite && x.format < 0 && far <= 3 && s.alike(m, x):
			return i // "X took part in the meeting"
		case m.Format >= 0 && x.format == m.Format && (far <= 2 || s.dated(m.Date, x.date)):
			return i
		}
	}
	return -1
}

// thirds reports whether all parties are but beside others: mediators, hosts,
// observers.
func (s *search) thirds(parties []Party) bool {
	return !slices.ContainsFunc(parties, func(p Party) bool {
		return p.As != graph.Mediator && p.As != graph.Observer && p.As != graph.Host
	})
}

// dated reports whether both dates are known and go together.
func (s *search) dated(a, b graph.Date) bool {
	return a.EDTF != "" && b.EDTF != "" && s.compatible(a.EDTF, b.EDTF)
}

// oneDay reports whether a date is known to the day.
func (s *search) oneDay(d graph.Date) bool {
	p := s.period(d.EDTF)
	return d.EDTF != "" && p.ok && p.To.Sub(p.From) < 24*time.Hour
}

// compatible is dates.Compatible for two dates that are known.
func (s *search) compatible(a, b string) bool {
	pa, pb := s.period(a), s.period(b)
	return pa.ok && pb.ok && !pa.From.After(pb.To) && !pb.From.After(pa.To)
}

// period returns the days that a date covers.
func (s *search) period(edtf string) period {
	p, ok := s.periods[edtf]
	if !ok {
		p.Period, p.ok = dates.Bounds(edtf)
		s.periods[edtf] = p
	}
	return p
}

// agree rules out meetings that differ in status, date, mode, place, format.
func (s *search) agree(m *Meeting, x mention) bool {
	if (m.Status == graph.Held || m.Status == graph.Ongoing) != (x.status == graph.Held || x.status == graph.Ongoing) {
		return false
	}
	if m.Date.EDTF != "" && x.date.EDTF != "" && !s.compatible(m.Date.EDTF, x.date.EDTF) {
		return false
	}
	if m.Mode == graph.Video && x.callish {
		return true
	}
	if m.Mode != x.mode && m.Mode != graph.Unspecified && x.mode != graph.Unspecified {
		return false
	}
	if m.Place >= 0 && x.place >= 0 && m.Place != x.place && !s.within(m.Place, x.place) && !s.within(x.place, m.Place) {
		return false
	}
	if m.Format >= 0 && x.format >= 0 && m.Format != x.format {
		return false
	}
	if (m.mentions[0].contact == "visit") != (x.contact == "visit") {
		return false
	}
	return true
}

// within reports whether a place lies in a state of the document.
func (s *search) within(place, state int) bool {
	return s.res.Entities[state].Type == graph.State && s.stateOf(place) == state
}

func (s *search) alike(m *Meeting, x mention) bool {
	a, b := m.mentions[0].contact, x.contact
	if a == b || a == "meeting" || b == "meeting" {
		return true
	}
	return (a == "talks" || a == "session" || a == "call") && (b == "talks" || b == "session" || b == "call")
}

// overlap counts the parties in common; all says whether the smaller side is
// contained in the larger. A person stands for whom they act for.
func (s *search) overlap(a, b []Party) (shared int, all bool) {
	small, large := a, b
	if len(small) > len(large) {
		small, large = large, small
	}
	for _, p := range small {
		for _, q := range large {
			if s.sameParty(p.Entity, q.Entity) {
				shared++
				break
			}
		}
	}
	return shared, shared == len(small)
}

// lone reports whether two lists have but a state or an organization in
// common, of which many meetings speak, where one has three or more.
func (s *search) lone(a, b []Party) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) == 1 && len(b) > 2 && s.res.Entities[a[0].Entity].Type != graph.Person
}

func (s *search) sameParty(a, b int) bool {
	if a == b {
		return true
	}
	ea, eb := &s.res.Entities[a], &s.res.Entities[b]
	return ea.Type == graph.Person && slices.Contains(ea.For, eb.ID) || eb.Type == graph.Person && slices.Contains(eb.For, ea.ID)
}

// membersOf reports whether every party belongs to a format: is a member,
// acts for one, or for a body that its name is made of.
func (s *search) membersOf(format int, parties []Party) bool {
	if len(parties) == 0 {
		return false
	}
	member, ok := s.members[format]
	if !ok {
		member = s.membersIn(format)
		s.members[format] = member
	}
	if len(member) == 0 {
		return false
	}
	for _, p := range parties {
		e := &s.res.Entities[p.Entity]
		if !member[e.ID] && !slices.ContainsFunc(e.For, func(f string) bool { return member[f] }) {
			return false
		}
	}
	return true
}

// membersIn returns the ids of the members of a format, none where the lexicon
// does not tell them.
func (s *search) membersIn(format int) map[string]bool {
	i, ok := s.res.Named(format)
	if !ok {
		return nil
	}
	member := map[string]bool{}
	for _, k := range s.lex.Names[i].Members {
		t := graph.State
		if strings.HasPrefix(k, "org/") {
			t = graph.Organization
		}
		member[graph.NewEntityID(t, k[strings.IndexByte(k, '/')+1:])] = true
	}
	return member
}

// distance counts the sentences between two tokens.
func (s *search) distance(a, b int) int {
	d := s.number[a] - s.number[b]
	return max(d, -d)
}

func (s *search) oneParagraph(a, b int) bool { return s.paragraph[a] == s.paragraph[b] }

// absorb adds what a further mention knows.
func (s *search) absorb(m *Meeting, x mention) {
	m.mentions = append(m.mentions, x)
	if m.Status == graph.Planned && (x.status == graph.Cancelled || x.status == graph.Refused) {
		m.Status = x.status
	}
	for _, p := range x.parties {
		if !slices.ContainsFunc(slices.Concat(m.Parties, m.behind), func(q Party) bool { return q.Entity == p.Entity }) {
			m.Parties = append(m.Parties, p)
		}
	}
	if m.Mode == graph.Unspecified {
		m.Mode = x.mode
	}
	if m.Place < 0 {
		m.Place = x.place
	}
	if m.Format < 0 {
		m.Format = x.format
	}
	if narrower(x.date.EDTF, m.Date.EDTF) {
		m.Date = x.date
	}
}

// narrower reports whether date a says more than b.
func narrower(a, b string) bool {
	if a == "" || b == "" {
		return a != ""
	}
	pa, ok := dates.Bounds(a)
	pb, okb := dates.Bounds(b)
	return ok && okb && pa.To.Sub(pa.From) < pb.To.Sub(pb.From)
}

// tidy takes out the states that named persons represent, and the format and
// its place among the parties.
func (s *search) tidy(m *Meeting) {
	represented := map[string]bool{}
	for _, p := range m.Parties {
		e := s.res.Entities[p.Entity]
		if e.Type == graph.Person && !p.Named {
			for _, f := range e.For {
				represented[f] = true
			}
		}
	}
	m.Parties = slices.DeleteFunc(m.Parties, func(p Party) bool {
		e := s.res.Entities[p.Entity]
		return e.Type != graph.Person && represented[e.ID] || p.Entity == m.Format && e.Type != graph.Format
	})
	m.Confidence = 0.6
	if len(m.Parties) > 1 {
		m.Confidence = 0.8
	}
}

// Spans returns the words that speak of the meeting, as half-open token
// ranges: those of the clause that names most of its parties, of the first mention
// where no clause tells of it, then the others in the order of the text.
func (m Meeting) Spans() []nlp.Span {
	main, most := 0, -1
	for i, x := range m.mentions {
		if x.verb < 0 { // "after a meeting with" tells of something else
			continue
		}
		named := map[int]bool{}
		for _, p := range x.parties {
			named[p.Entity] = true
		}
		if n := len(named); n > most {
			main, most = i, n
		}
	}
	span := func(x mention) nlp.Span { return nlp.Span{Start: x.anchor, End: x.anchor + 1} }
	out := []nlp.Span{span(m.mentions[main])}
	for i, x := range m.mentions {
		if i != main {
			out = append(out, span(x))
		}
	}
	return out
}
