package eval

// Verdict says whether a fact of the system is right by the gold.
type Verdict struct {
	Fact       string   // role, meeting, participant, claim or interaction
	Item       int      // index among the roles, meetings, claims or interactions of the system
	Party      int      // of a participant: index among the participants of the meeting
	Confidence *float64 // 0 to 1, nil where the system gives none
	Right      bool
}

// Verdicts judges the system's facts. A role is right with its holder and what
// it is of, a claim with its speaker, a participant in a meeting that is right,
// an interaction with its status. Interactions are judged where the gold has
// some.
// What the gold has as optional is not judged.
func (c *Comparison) Verdicts() []Verdict {
	m := c.m
	var out []Verdict
	judge := func(fact string, n int, assigned map[int]int, optional func(g int) bool, confidence func(j int) *float64, right func(g, j int) bool) {
		goldOf := map[int]int{}
		for g, j := range assigned {
			goldOf[j] = g
		}
		for j := range n {
			g, ok := goldOf[j]
			if ok && optional(g) {
				continue
			}
			out = append(out, Verdict{Fact: fact, Item: j, Confidence: confidence(j), Right: ok && right(g, j)})
		}
	}
	found := func(int, int) bool { return true }
	judge("role", len(m.sys.Roles), m.roles, func(g int) bool { return m.gold.Roles[g].Optional },
		func(j int) *float64 { return m.sys.Roles[j].Confidence }, found)
	judge("meeting", len(m.sys.Meetings), m.meetings, func(g int) bool { return m.gold.Meetings[g].Optional },
		func(j int) *float64 { return m.sys.Meetings[j].Confidence }, found)
	judge("claim", len(m.sys.Claims), m.claims, func(g int) bool { return m.gold.Claims[g].Optional },
		func(j int) *float64 { return m.sys.Claims[j].Confidence },
		func(g, j int) bool {
			return accepts(m.id(m.sys.Claims[j].Speaker), m.gold.Claims[g].Speaker, m.gold.Claims[g].SpeakerAlt)
		})
	if len(m.gold.Interactions) > 0 {
		judge("interaction", len(m.sys.Interactions), m.interactions, func(g int) bool { return m.gold.Interactions[g].Optional },
			func(j int) *float64 { return m.sys.Interactions[j].Confidence },
			func(g, j int) bool {
				return accepts(m.sys.Interactions[j].Status, m.gold.Interactions[g].Status, m.gold.Interactions[g].StatusAlt)
			})
	}
	return append(out, m.participants()...)
}

// participants judges who took part in what.
func (m *matcher) participants() []Verdict {
	goldOf := map[int]int{}
	for g, j := range m.meetings {
		goldOf[j] = g
	}
	var out []Verdict
	for j, x := range m.sys.Meetings {
		g, ok := goldOf[j]
		if ok && m.gold.Meetings[g].Optional {
			continue
		}
		var needed, extra set
		if ok {
			needed, extra = parties(m.gold.Meetings[g])
		}
		for k, p := range x.Participants {
			id := m.id(p)
			if extra[id] {
				continue
			}
			var confidence *float64
			if k < len(x.Parties) {
				confidence = x.Parties[k].Confidence
			}
			out = append(out, Verdict{Fact: "participant", Item: j, Party: k, Confidence: confidence, Right: needed[id]})
		}
	}
	return out
}
