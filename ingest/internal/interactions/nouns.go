package interactions

import (
	"slices"
	"strings"

	"parley/graph"
	"parley/ingest/nlp"
	"parley/ingest/rules"
)

// readNoun reads a phrase whose first word is a noun: "Italy's visit to Malta",
// "an Italian attack on Malta", "Italy ordered an attack on Malta". Both parties
// have to be there, but for what PLOVER codes without a recipient.
func (s *search) readNoun(p *phrase, words []int) []Interaction {
	n := words[0]
	status, verb, ok := s.nounStatus(p, n)
	if !ok {
		return nil
	}
	span := nlp.Span{Start: n, End: n + 1}
	for _, w := range words {
		span.Start, span.End = min(span.Start, w), max(span.End, w+1)
	}
	x := Interaction{Anchor: n, Span: span, Class: p.class, CAMEO: p.cameo, Recipient: -1, Status: status, Rule: p.rule, Confidence: 0.7}
	x.Date, _ = s.when.DateOf(n)
	if both := s.between(p, n); len(both) > 1 && len(both) <= most {
		return pairs(x, both)
	}
	together := verb >= 0 && s.lex.Carrying[strings.ToLower(s.doc.Tokens[verb].Lemma)]
	if verb < 0 { // "the embargo that Italy imposed"
		for _, k := range s.tree.Children(n, "relcl") {
			sub, voice := s.tree.Subject(k)
			if s.lex.Carrying[strings.ToLower(s.doc.Tokens[k].Lemma)] && voice == rules.Active && sub >= 0 {
				verb, together = k, true
				words = append(slices.Clone(words), k)
			}
		}
	}
	actors := s.doers(p, n)
	if len(actors) == 0 && verb >= 0 {
		actors = s.actors(verb)
	}
	if together && len(actors) > 1 && len(actors) <= most && slices.Contains(p.prepositions(), "with") && len(s.sufferers(p, words)) == 0 {
		return pairs(x, actors) // "the talks that Italy and Malta had"
	}
	if len(actors) == 0 {
		return nil
	}
	var out []Interaction
	for _, a := range actors {
		x.Actor = a
		recipients := s.sufferers(p, words)
		for _, r := range recipients {
			if x.Recipient = r; a != r {
				out = append(out, x)
			}
		}
		if len(recipients) == 0 && s.nounAlone(p, n, verb) {
			x.Recipient = -1
			out = append(out, x)
		}
	}
	return out
}

// pairs gives an interaction for each two of some parties.
func pairs(x Interaction, parties []int) []Interaction {
	var out []Interaction
	for i, a := range parties {
		for _, r := range parties[i+1:] {
			x.Actor, x.Recipient = a, r
			out = append(out, x)
		}
	}
	return out
}

// between returns the parties of a noun that two do together: "talks between
// Italy and Malta", "Italian-Maltese talks", nil for other nouns.
func (s *search) between(p *phrase, n int) []int {
	if !slices.Contains(p.prepositions(), "with") {
		return nil
	}
	for _, k := range s.tree.Children(n, "prep") {
		if s.tree.Lower(k) == "between" {
			return s.parties(s.tree.Child(k, "pobj"), true)
		}
	}
	if s.prep([]int{n}, "with") >= 0 {
		return nil
	}
	return s.standing(n)
}

// doers returns those who do what a noun names.
func (s *search) doers(p *phrase, n int) []int {
	for _, k := range s.tree.Children(n) {
		w := s.tree.Lower(k)
		switch s.doc.Tokens[k].Dep {
		case "poss":
			if out := s.parties(k, true); len(out) > 0 {
				return out
			}
		case "prep", "agent":
			if w == "by" || w == "of" && p.actor == "of" {
				if out := s.parties(s.tree.Child(k, "pobj"), true); len(out) > 0 {
					return out
				}
			}
		}
	}
	return s.standing(n)
}

// standing returns the states and organizations that stand before a noun as
// its doers: "an Italian attack", "the UN call", "the Italian troop withdrawal".
func (s *search) standing(n int) []int {
	var out []int
	for _, k := range s.tree.Children(n, "amod", "compound", "nmod") {
		if k > n {
			continue
		}
		for _, part := range append(s.tree.Children(k, "amod", "compound", "nmod", "npadvmod"), k) {
			m, ok := s.res.At(part)
			if e, of := s.adjective(part); !ok && of {
				m.Entities = []int{e}
			}
			if len(m.Entities) > 2 {
				continue
			}
			for _, e := range m.Entities {
				if t := s.res.Entities[e].Type; (t == graph.State || t == graph.Organization) && !slices.Contains(out, e) {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

// sufferers returns those to whom is done what a noun names.
func (s *search) sufferers(p *phrase, words []int) []int {
	for _, w := range p.prepositions() {
		if o := s.prep(words, w); o >= 0 {
			if out := s.goals(p, o); len(out) > 0 {
				return out
			}
			if out := s.behind(p, o); len(out) > 0 {
				return out
			}
		}
	}
	if o := s.prep(words, "for"); o >= 0 && p.class == "REQUEST" {
		return s.behind(p, o) // "the call for a meeting of the League"
	}
	return nil
}

// nounAlone reports whether a noun says something without a recipient.
func (s *search) nounAlone(p *phrase, n, verb int) bool {
	switch p.class {
	case "RETREAT", "MOBILIZE":
		return true
	case "ASSAULT", "COERCE":
		return verb >= 0 || s.territory(p, []int{n})
	case "REQUEST", "REJECT", "THREATEN", "CONCEDE":
		return len(s.tree.Children(n, "acl", "prep")) > 0
	}
	return false
}

// nounStatus reads whether what a noun names was done, from what stands before
// it and what governs it. It returns the verb whose subject does it, "launched"
// of "launched an attack", -1 for none.
func (s *search) nounStatus(p *phrase, n int) (status graph.Status, verb int, ok bool) {
	status = graph.Held
	toks := s.doc.Tokens
	for depth := 0; depth < 6; depth++ {
		for _, k := range s.tree.Children(n, "amod", "det", "compound") {
			w := s.tree.Lower(k)
			switch {
			case w == "no" || w == "any" || s.lex.Possible[w]:
				return "", -1, false
			case s.lex.Coming[w]:
				status = graph.Planned
			}
		}
		t := toks[n]
		h := t.Head
		if h == n {
			return status, -1, true
		}
		governor := h
		with := ""
		switch t.Dep {
		case "conj", "appos", "compound", "nmod", "poss":
			n = h
			continue
		case "pobj":
			with = s.tree.Lower(h)
			governor = toks[h].Head
			if with == "without" || with == "against" && depth == 0 {
				return "", -1, false
			}
			if toks[governor].POS == "NOUN" || toks[governor].POS == "PROPN" {
				if s.lex.Doubts[s.tree.Lower(governor)] {
					return "", -1, false
				}
				n = governor
				continue
			}
		}
		if toks[governor].POS != "VERB" && toks[governor].POS != "AUX" {
			return status, -1, true
		}
		return s.governed(p, t.Dep, with, governor, status, depth == 0)
	}
	return "", -1, false
}

// meanwhile are prepositions that put a contact of its subject beside a verb.
var meanwhile = wordSet("in during at after following on")

// governed reads the status of a noun from the verb that it depends on, the
// preposition between them if there is one; direct says that nothing else
// stands between them.
func (s *search) governed(p *phrase, dep, with string, v int, status graph.Status, direct bool) (graph.Status, int, bool) {
	lemma := strings.ToLower(s.doc.Tokens[v].Lemma)
	mood := s.tree.Mood(v)
	if s.conditional(v) || s.doubted(v) {
		return "", -1, false
	}
	switch dep {
	case "nsubj":
		switch {
		case mood.Negated || mood.Possible && mood.Modal != "would":
			return "", -1, false
		case mood.Future:
			return graph.Planned, -1, true
		}
		return status, -1, true
	case "dobj", "nsubjpass", "pobj":
		into := with == "" || with == "in" || with == "into" || with == "to" && lemma == "return" || with == "on" || with == "with"
		switch {
		case direct && into && s.lex.Carrying[lemma]:
			status, ok := s.status(p, v)
			return status, v, ok
		case with == "for" && (s.lex.Urges[lemma] || s.lex.Plans[lemma]), with == "from" && s.lex.Prevents[lemma]:
			return "", -1, false
		case with == "" && (s.lex.DeedDoubts[lemma] || s.lex.Urges[lemma] || s.lex.Prevents[lemma] || s.lex.Denials[lemma] || s.lex.Refusals[lemma]):
			return "", -1, false
		case with != "" && mood.Possible:
			return "", -1, false // "would lead to an attack"
		case with == "" && s.lex.DeedPlans[lemma]:
			return graph.Planned, v, true
		case p.class == "CONSULT" && meanwhile[with]:
			return status, v, true // "in talks with Malta, Italy said"
		case with == "" && (mood.Negated || mood.Infinitive || mood.Possible && mood.Modal != "would"):
			return "", -1, false
		}
	}
	return status, -1, true
}
