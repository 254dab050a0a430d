package meetings

import (
	"parley/graph"
	"parley/ingest/nlp"
)

// outcomes finds the words that say what came of meetings. The meeting is the
// one that the rule's noun speaks of, or the one told last, when those who
// agree are its parties.
func (s *search) outcomes(out []Meeting) {
	if len(out) == 0 {
		return
	}
	for m := range s.outcome.Match(s.tree, s) {
		var of *Meeting
		if e := m.Tok("e"); e >= 0 {
			of = s.spokenOf(out, e)
		} else {
			of = s.agreed(out, m.Anchor)
		}
		if of == nil || of.Outcome.End > 0 || of.Status != graph.Held || s.tree.Mood(m.Anchor).Negated {
			continue
		}
		o := m.Tok("o")
		span := s.tree.SubtreeSpan(o)
		if s.doc.Tokens[o].POS == "VERB" {
			span.Start = min(span.Start, o)
		}
		of.Outcome = s.trim(span)
	}
}

// spokenOf returns the meeting that an event noun speaks of, nil for none.
func (s *search) spokenOf(out []Meeting, noun int) *Meeting {
	var last *Meeting
	for i := range out {
		for _, x := range out[i].mentions {
			if x.noun == noun || x.anchor == noun {
				return &out[i]
			}
			if x.anchor < noun && s.distance(x.anchor, noun) <= 3 {
				last = &out[i]
			}
		}
	}
	if s.isDefinite(noun) {
		return last
	}
	return nil
}

// agreed returns the meeting told last whose parties are those who agree at
// verb v, nil when they are others.
func (s *search) agreed(out []Meeting, v int) *Meeting {
	sub := s.subject(v)
	if sub < 0 {
		return nil
	}
	var who mention
	s.party(&who, sub, graph.Participant)
	if len(who.parties) == 0 {
		return nil
	}
	for i := len(out) - 1; i >= 0; i-- {
		last := out[i].mentions[len(out[i].mentions)-1].anchor
		if last > v {
			continue
		}
		if s.distance(last, v) > 1 {
			return nil
		}
		if n, all := s.overlap(out[i].Parties, who.parties); n > 0 && all && len(out[i].Parties) > 1 {
			return &out[i]
		}
	}
	return nil
}

// trim takes white space and closing punctuation off a span.
func (s *search) trim(sp nlp.Span) nlp.Span {
	for sp.End > sp.Start+1 {
		if p := s.doc.Tokens[sp.End-1].POS; p != "SPACE" && s.doc.TokenText(sp.End-1) != "." && s.doc.TokenText(sp.End-1) != "," {
			break
		}
		sp.End--
	}
	return sp
}
