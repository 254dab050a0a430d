package meetings

import (
	"sort"

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
	speaking := map[int]int{}   // token to the first meeting that it speaks of
	told := map[int][]telling{} // sentence to what it tells of meetings
	for i := range out {
		for _, x := range out[i].mentions {
			for _, tok := range [...]int{x.noun, x.anchor} {
				if _, ok := speaking[tok]; !ok {
					speaking[tok] = i
				}
			}
			n := s.number[x.anchor]
			told[n] = append(told[n], telling{x.anchor, i})
		}
	}
	for m := range s.outcome.Match(s.tree, s) {
		var of *Meeting
		if e := m.Tok("e"); e >= 0 {
			if i, ok := speaking[e]; ok {
				of = &out[i]
			} else if i := s.lastTold(told, e); i >= 0 && s.isDefinite(e) {
				of = &out[i]
			}
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

// telling is a word that speaks of a meeting.
type telling struct {
	anchor  int // token
	meeting int // index into the meetings found
}

// lastTold returns the last meeting told in the three sentences before a noun
// or in its own, -1 for none. told is by sentence.
func (s *search) lastTold(told map[int][]telling, noun int) int {
	last := -1
	for n := s.number[noun] - 3; n <= s.number[noun]; n++ {
		for _, t := range told[n] {
			if t.anchor < noun {
				last = max(last, t.meeting)
			}
		}
	}
	return last
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
	before := sort.Search(len(out), func(i int) bool { return out[i].mentions[0].anchor > v })
	for i := before - 1; i >= 0; i-- {
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
