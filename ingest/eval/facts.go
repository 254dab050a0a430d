package eval

// set is a set of entities.
type set map[ref]bool

func newSet(rs []ref) set {
	s := set{}
	for _, r := range rs {
		s[r] = true
	}
	return s
}

func (s set) without(o set) set {
	out := set{}
	for r := range s {
		if !o[r] {
			out[r] = true
		}
	}
	return out
}

func (s set) common(o set) int {
	n := 0
	for r := range s {
		if o[r] {
			n++
		}
	}
	return n
}

// parties are the sides of a meeting: those that count, and those that do not.
func parties(g meeting) (needed, optional set) {
	needed = newSet(g.Participants)
	return needed, newSet(g.ParticipantsOptional).without(needed)
}

// parties are those of a meeting of the system, as the gold calls them.
func (m *matcher) parties(x meeting) set {
	s := set{}
	for _, p := range x.Participants {
		if id := m.id(p); id != "" {
			s[id] = true
		}
	}
	return s
}

// notHeld are the statuses that never pair with held, other than by the
// sentence.
var notHeld = map[string]bool{"planned": true, "cancelled": true, "refused": true}

// sameMeeting decides whether a meeting of the system is one of the gold, by
// the sentence that proves it or by its parties and date. It takes the Jaccard
// index of those parties that count, and how many parties are in common.
func (m *matcher) sameMeeting(g, x meeting, jaccard float64, shared int) bool {
	same := sameSentence(m.words(g.Evidence), m.words(x.Evidence))
	if g.Status == "held" && notHeld[x.Status] && !same {
		return false
	}
	if same {
		format := m.id(x.Format)
		return shared >= 1 || len(g.Participants) == 0 || format != "" && accepts(format, g.Format, g.FormatAlt)
	}
	if !dateFits(g, x.Date) {
		return false
	}
	return jaccard > 0.5 || jaccard == 0.5 && x.Date != ""
}

func dateFits(g meeting, date string) bool {
	fits := compatible(g.Date, date)
	for _, d := range g.DateAlt {
		fits = fits || compatible(d, date)
	}
	return fits
}

// meetingScore says how alike two meetings are that can be the same.
func (m *matcher) meetingScore(g, x meeting, jaccard float64) float64 {
	score := float64(2 * jaccard)
	if dateFits(g, x.Date) {
		score += 0.5
	}
	score += overlap(m.words(g.Evidence), m.words(x.Evidence))
	if accepts(m.id(x.Place), g.Place, g.PlaceAlt) {
		score += 0.25
	}
	if g.Mode == x.Mode {
		score += 0.25
	}
	if x.Format != "" && accepts(m.id(x.Format), g.Format, g.FormatAlt) {
		score += 0.1
	}
	return score
}

func (s *Score) meetings(m *matcher) {
	gold, sys := m.gold.Meetings, m.sys.Meetings
	optional := func(g int) bool { return gold[g].Optional }
	theirs := make([]set, len(sys))
	for j, x := range sys {
		theirs[j] = m.parties(x)
	}
	var pairs []pair
	for i, g := range gold {
		needed, extra := parties(g)
		for j, x := range sys {
			counted := theirs[j].without(extra)
			both := counted.common(needed)
			jaccard := 0.0
			if either := len(counted) + len(needed) - both; either > 0 {
				jaccard = float64(both) / float64(either)
			}
			shared := theirs[j].common(needed) + theirs[j].common(extra)
			if m.sameMeeting(g, x, jaccard, shared) {
				pairs = append(pairs, pair{m.meetingScore(g, x, jaccard), i, j})
			}
		}
	}
	assigned := assign(pairs, optional)
	m.meetings = assigned
	s.count(cMeeting, assigned, len(gold), len(sys), optional)

	used := map[int]bool{}
	for i, g := range gold {
		needed, extra := parties(g)
		j, found := assigned[i]
		switch {
		case found:
			used[j] = true
			if !g.Optional {
				s.meeting(m, g, sys[j], needed, theirs[j].without(extra))
			}
		case !g.Optional:
			s.counts[cEdge].add(0, 0, len(needed))
		}
	}
	for j := range sys {
		if !used[j] {
			s.counts[cEdge].add(0, len(theirs[j]), 0)
		}
	}
}

// meeting compares two meetings that are the same.
func (s *Score) meeting(m *matcher, g, x meeting, needed, given set) {
	k := given.common(needed)
	s.counts[cInMatched].add(k, len(given)-k, len(needed)-k)
	s.counts[cEdge].add(k, len(given)-k, len(needed)-k)
	s.right[rDateExact].add(accepts(x.Date, g.Date, g.DateAlt))
	s.right[rDateCompatible].add(dateFits(g, x.Date))
	if g.Date == "" {
		s.faults[fDateOverclaimed].add(x.Date != "" && !dateFits(g, x.Date))
	}
	s.right[rPlace].add(accepts(m.id(x.Place), g.Place, g.PlaceAlt))
	s.right[rMode].add(accepts(x.Mode, g.Mode, g.ModeAlt))
	s.right[rStatus].add(x.Status == g.Status)
	if format := m.id(x.Format); g.Format != "" || format != "" {
		s.right[rFormat].add(accepts(format, g.Format, g.FormatAlt))
	}
}

func (s *Score) claims(m *matcher) {
	gold, sys := m.gold.Claims, m.sys.Claims
	optional := func(g int) bool { return gold[g].Optional }
	var pairs []pair
	for i, g := range gold {
		for j, x := range sys {
			speaker := accepts(m.id(x.Speaker), g.Speaker, g.SpeakerAlt)
			score := m.sameClaim(g, x.Content, speaker)
			if score == 0 {
				continue
			}
			if speaker {
				score += 0.05
			}
			score += float64(0.05 * overlap(m.words(g.Evidence), m.words(x.Evidence)))
			pairs = append(pairs, pair{score, i, j})
		}
	}
	assigned := assign(pairs, optional)
	m.claims = assigned
	s.count(cClaim, assigned, len(gold), len(sys), optional)

	attributed, spare := 0, 0
	for i, g := range gold {
		j, found := assigned[i]
		switch {
		case !found:
			continue
		case g.Optional:
			spare++
			continue
		}
		x := sys[j]
		right := accepts(m.id(x.Speaker), g.Speaker, g.SpeakerAlt)
		s.right[rSpeaker].add(right)
		if right {
			attributed++
		}
		s.right[rClaimKind].add(x.Kind == g.Kind)
		if g.Addressee != "" {
			s.right[rAddressee].add(m.id(x.Addressee) == g.Addressee)
		}
	}
	needed := 0
	for i := range gold {
		if !optional(i) {
			needed++
		}
	}
	s.counts[cAttributed].add(attributed, len(sys)-spare-attributed, needed-attributed)
}

// sameClaim returns how much of a content is the gold's, zero where they are
// two claims. A part of the other is enough when the speaker is right.
func (m *matcher) sameClaim(g claim, content string, speaker bool) float64 {
	best, theirs := 0.0, m.words(content)
	for _, c := range append([]string{g.Content}, g.ContentAlt...) {
		ours := m.words(c)
		if f := overlap(ours, theirs); f >= 0.6 || speaker && contained(ours, theirs) {
			best = max(best, f)
		}
	}
	return best
}
