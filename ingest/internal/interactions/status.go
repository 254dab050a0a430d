package interactions

import (
	"strings"

	"parley/graph"
)

// timely are prepositions whose gerund came to pass.
var timely = wordSet("after before by while when since following upon in")

// status reads from mood and governor whether the thing was done; it reports
// false for what was not, or what is only weighed.
func (s *search) status(p *phrase, v int) (graph.Status, bool) {
	toks := s.doc.Tokens
	// The mood of the first of coordinated verbs counts for the clause.
	first := v
	for n := 0; n < 8 && toks[first].Dep == "conj" && toks[toks[first].Head].POS == "VERB"; n++ {
		first = toks[first].Head
	}
	if first != v && s.tree.Child(v, "nsubj", "nsubjpass") < 0 {
		if m := s.tree.Mood(first); m.Possible && m.Modal == "" {
			return "", false // under "if"
		}
	}
	if s.conditional(first) {
		return "", false
	}
	mood := s.tree.Mood(v)
	switch {
	case s.doubted(first):
		return "", false
	case mood.Negated && p.class == "AGREE" && !mood.Possible && !mood.Infinitive:
		return graph.Refused, true // "did not accept the offer"
	case mood.Negated:
		return "", false
	case mood.Modal == "would" && s.when.Past():
		return graph.Held, true
	case mood.Future:
		if mood.Infinitive {
			return s.purpose(p, v)
		}
		return graph.Planned, true
	case mood.Possible:
		return graph.Planned, mood.Modal == "would"
	case mood.Infinitive:
		return s.purpose(p, v)
	}
	switch toks[first].Dep {
	case "acl":
		if h := toks[toks[first].Head].Dep; toks[first].Tag == "VBG" && h != "nsubj" && h != "nsubjpass" {
			return "", false // "rejected Italy arming Y"
		}
	case "pcomp":
		w := s.tree.Lower(toks[first].Head)
		if !timely[w] {
			return "", false // "accused X of attacking Y"
		}
	case "xcomp", "ccomp":
		if toks[first].Tag == "VBG" || toks[first].Tag == "VB" {
			h := strings.ToLower(toks[toks[first].Head].Lemma)
			if !s.lex.CarriedOut[h] || h == "stop" {
				return "", false // "considered expelling X"
			}
		}
	}
	if mood.Progressive && !mood.Perfect {
		for _, k := range s.tree.Children(v, "aux") {
			if t := toks[k].Tag; t == "VBP" || t == "VBZ" {
				return graph.Ongoing, true
			}
		}
	}
	return graph.Held, true
}

// purpose judges an infinitive by the verb above it: "agreed to meet",
// "refused to sign", "travelled to meet".
func (s *search) purpose(p *phrase, v int) (graph.Status, bool) {
	h := s.doc.Tokens[v].Head
	dep := s.doc.Tokens[v].Dep
	if h == v || dep == "acl" || dep == "relcl" {
		return "", false
	}
	if dep == "conj" {
		dep, h = s.doc.Tokens[h].Dep, s.doc.Tokens[h].Head
	}
	lemma := strings.ToLower(s.doc.Tokens[h].Lemma)
	mood := s.tree.Mood(h)
	if s.doc.Tokens[h].POS == "ADJ" { // "was not able to meet"
		mood = s.tree.Mood(s.doc.Tokens[h].Head)
	}
	// "X asked Y to do it" and "X planned for Y to do it" are Y's to do.
	others := s.tree.Child(h, "dobj", "dative") >= 0 && lemma != "be"
	switch {
	case mood.Negated || mood.Possible && mood.Modal != "would":
		return "", false
	case s.lex.Refusals[lemma]:
		return graph.Refused, true
	case s.lex.DeedPlans[lemma] && !others:
		return graph.Planned, true
	case lemma == "go" && s.doc.Tokens[h].Tag == "VBG":
		return graph.Planned, true
	case dep == "xcomp" && s.lex.CarriedOut[lemma] || p.class == "CONSULT" && dep == "advcl" && s.lex.CarriedOut[lemma]:
		if mood.Future || mood.Possible {
			return graph.Planned, true
		}
		return graph.Held, true
	}
	return "", false
}

// conditional reports whether a clause stands under "if" and the like, at any
// height within its sentence.
func (s *search) conditional(v int) bool {
	for n := 0; n < 12; n++ {
		for _, k := range s.tree.Children(v, "mark") {
			switch s.tree.Lower(k) {
			case "if", "unless", "whether", "lest":
				return true
			}
		}
		t := s.doc.Tokens[v]
		switch t.Dep {
		case "conj", "xcomp", "advcl", "ccomp", "pcomp", "prep":
		default:
			return false
		}
		if t.Head == v {
			return false
		}
		v = t.Head
	}
	return false
}

// doubted reports whether the clause is the content of a verb that leaves open
// whether it is so, or what is negated: "denied that", "did not say that".
func (s *search) doubted(v int) bool {
	for n := 0; n < 8; n++ {
		t := s.doc.Tokens[v]
		if t.Head == v {
			return false
		}
		h := strings.ToLower(s.doc.Tokens[t.Head].Lemma)
		switch t.Dep {
		case "ccomp":
			if s.lex.DeedDoubts[h] || s.tree.Mood(t.Head).Negated {
				return true
			}
		case "conj", "advcl", "pcomp", "prep", "xcomp", "acomp":
		case "acl":
			return s.doc.Tokens[t.Head].POS == "NOUN" && s.tree.Child(v, "mark") >= 0 // "the claim that"
		default:
			return false
		}
		v = t.Head
	}
	return false
}

// reported returns who says the clause of a verb, -1 when unknown, and whether
// it is reported speech.
func (s *search) reported(v int) (speaker int, said bool) {
	for n := 0; n < 8; n++ {
		t := s.doc.Tokens[v]
		if t.Head == v {
			return -1, false
		}
		switch t.Dep {
		case "ccomp":
			if !s.lex.DeedReports[strings.ToLower(s.doc.Tokens[t.Head].Lemma)] {
				return -1, false
			}
			sub, _ := s.tree.Subject(t.Head)
			if ps := s.parties(sub, false); len(ps) > 0 {
				return ps[0], true
			}
			return -1, true
		case "conj", "advcl", "pcomp", "prep", "xcomp":
			v = t.Head
		default:
			return -1, false
		}
	}
	return -1, false
}
