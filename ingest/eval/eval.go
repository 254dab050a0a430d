// Package eval scores what was extracted from texts against gold: the same
// JSON, written by people.
//
// Parse reads either, Compare compares the two for one document, and a Report
// gathers the scores of many. They are micro averages: counts are summed before
// they are divided. Comparison.Findings lists what is missed, false or
// different.
//
// The gold may say more than the contract of parley extract. An item with
// "optional": true is neither missed when the system has it not nor false when
// it has; participants_optional are parties of a meeting that do not count
// either way; and date_alt, place_alt, mode_alt, format_alt, speaker_alt, of_alt,
// content_alt and, of interactions, class_alt, actor_alt, recipient_alt and
// status_alt list further values that are right, null among them. Interactions
// may be "mutual": either party may be the actor.
package eval

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
)

// Doc is what a text says, in the shape of parley extract. References are ids
// of entities; a system may give a name instead. "" stands for null.
type Doc struct {
	Name      string    `json:"doc"`
	Published string    `json:"published"`
	Entities  []entity  `json:"entities"`
	Roles     []role    `json:"roles"`
	Meetings  []meeting `json:"meetings"`
	Claims    []claim   `json:"claims"`

	// Interactions are scored where the gold has some.
	Interactions []interaction `json:"interactions"`
}

type entity struct {
	ID       string   `json:"id"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Mentions []string `json:"mentions"`
	Optional bool     `json:"optional"`
}

type role struct {
	Person     ref      `json:"person"`
	Role       string   `json:"role"`
	Of         ref      `json:"of"`
	OfAlt      []ref    `json:"of_alt"`
	Optional   bool     `json:"optional"`
	Confidence *float64 `json:"confidence"`
}

type meeting struct {
	Mode                 string   `json:"mode"`
	ModeAlt              []string `json:"mode_alt"`
	Status               string   `json:"status"`
	Format               ref      `json:"format"`
	FormatAlt            []ref    `json:"format_alt"`
	Date                 string   `json:"date"`
	DateAlt              []string `json:"date_alt"`
	Place                ref      `json:"place"`
	PlaceAlt             []ref    `json:"place_alt"`
	Participants         []ref    `json:"participants"`
	Parties              []party  `json:"parties"` // of a system: the participants in the same order
	ParticipantsOptional []ref    `json:"participants_optional"`
	Evidence             string   `json:"evidence"`
	Optional             bool     `json:"optional"`
	Confidence           *float64 `json:"confidence"`
}

type party struct {
	Entity     ref      `json:"entity"`
	Confidence *float64 `json:"confidence"`
}

type claim struct {
	Speaker    ref      `json:"speaker"`
	SpeakerAlt []ref    `json:"speaker_alt"`
	Kind       string   `json:"kind"`
	Content    string   `json:"content"`
	ContentAlt []string `json:"content_alt"`
	Addressee  ref      `json:"addressee"`
	Evidence   string   `json:"evidence"`
	Optional   bool     `json:"optional"`
	Confidence *float64 `json:"confidence"`
}

// ref is the id or name of an entity, or an object that has one.
type ref string

func (r *ref) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '{' {
		var o struct{ ID, Name string }
		if err := json.Unmarshal(b, &o); err != nil {
			return err
		}
		if *r = ref(o.ID); o.ID == "" {
			*r = ref(o.Name)
		}
		return nil
	}
	return json.Unmarshal(b, (*string)(r))
}

// Parse reads one document.
func Parse(b []byte) (Doc, error) {
	var d Doc
	if err := json.Unmarshal(b, &d); err != nil {
		return Doc{}, fmt.Errorf("gold or extract: %w", err)
	}
	return d, nil
}

// AtLeast returns the document without the roles, meetings, participants,
// claims and interactions whose confidence, 0 to 1, is below least. Those that
// give none stay.
func (d Doc) AtLeast(least float64) Doc {
	low := func(c *float64) bool { return c != nil && *c < least }
	d.Roles = slices.DeleteFunc(slices.Clone(d.Roles), func(r role) bool { return low(r.Confidence) })
	d.Meetings = slices.DeleteFunc(slices.Clone(d.Meetings), func(m meeting) bool { return low(m.Confidence) })
	for i := range d.Meetings {
		m := &d.Meetings[i]
		if len(m.Parties) != len(m.Participants) {
			continue
		}
		m.Participants = nil
		m.Parties = slices.DeleteFunc(slices.Clone(m.Parties), func(p party) bool { return low(p.Confidence) })
		for _, p := range m.Parties {
			m.Participants = append(m.Participants, p.Entity)
		}
	}
	d.Claims = slices.DeleteFunc(slices.Clone(d.Claims), func(c claim) bool { return low(c.Confidence) })
	d.Interactions = slices.DeleteFunc(slices.Clone(d.Interactions), func(x interaction) bool { return low(x.Confidence) })
	return d
}

// Score adds up the comparison of documents. The zero value is empty.
type Score struct {
	kinds   map[string]Counts // of entities, by type
	counts  [len(countNames)]Counts
	right   [len(rightNames)]Share
	faults  [len(faultNames)]Share
	classes map[string]Counts // of interactions, nil when the gold has none

	interactionStatus Share
}

// Counts says what of the gold was found.
type Counts struct {
	TP int `json:"tp"` // found
	FP int `json:"fp"` // given, and not in the gold
	FN int `json:"fn"` // missed
}

func (c *Counts) add(tp, fp, fn int) {
	c.TP += tp
	c.FP += fp
	c.FN += fn
}

// Rates returns precision, recall and their harmonic mean, to four digits.
func (c Counts) Rates() (p, r, f1 float64) {
	rate := func(missing int, otherwise int) float64 {
		switch {
		case c.TP+missing > 0:
			return float64(c.TP) / float64(c.TP+missing)
		case otherwise == 0:
			return 1
		}
		return 0
	}
	p, r = rate(c.FP, c.FN), rate(c.FN, c.FP)
	if p+r > 0 {
		f1 = digits(2 * p * r / (p + r))
	}
	return digits(p), digits(r), f1
}

// rates are counts with what they come to.
type rates struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
	Counts
}

func (c Counts) rates() rates {
	p, r, f1 := c.Rates()
	return rates{p, r, f1, c}
}

// Share is how many of N cases are so.
type Share struct {
	OK int `json:"ok"`
	N  int `json:"n"`
}

func (s *Share) add(ok bool) {
	if ok {
		s.OK++
	}
	s.N++
}

// Rate returns OK by N to four digits, NaN when N is zero.
func (s Share) Rate() float64 {
	if s.N == 0 {
		return math.NaN()
	}
	return digits(float64(s.OK) / float64(s.N))
}

// digits rounds to four decimals, correctly for the number that x is.
func digits(x float64) float64 {
	v, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	if err != nil { // FormatFloat gives what ParseFloat takes
		return x
	}
	return v
}

// What is counted.
const (
	cEntity = iota
	cRole
	cRoleNoOf
	cMeeting
	cInMatched
	cEdge
	cClaim
	cAttributed
)

var countNames = [...]string{
	"entity", "role", "role_no_of", "meeting", "participant_in_matched", "participant_edge", "claim", "attributed_claim",
}

const (
	rDateExact = iota
	rDateCompatible
	rPlace
	rMode
	rStatus
	rFormat
	rSpeaker
	rAddressee
	rClaimKind
)

var rightNames = [...]string{
	"date_exact", "date_compatible", "place", "mode", "status", "format", "speaker", "addressee", "claim_kind",
}

const fDateOverclaimed = 0

var faultNames = [...]string{"date_overclaimed"}

// Measure is one figure of a Score: Counts, or else a Share, which is of cases
// that are right or, for a Fault, wrong.
type Measure struct {
	Name   string
	Counts *Counts
	Share  *Share
	Fault  bool
}

// Measures returns the figures in a fixed order.
func (s *Score) Measures() []Measure {
	var ms []Measure
	for i, name := range countNames {
		ms = append(ms, Measure{Name: name, Counts: &s.counts[i]})
	}
	for i, name := range rightNames {
		ms = append(ms, Measure{Name: name, Share: &s.right[i]})
	}
	for i, name := range faultNames {
		ms = append(ms, Measure{Name: name, Share: &s.faults[i], Fault: true})
	}
	return ms
}

// Kinds returns the counts of entities by type, sorted. What is found or missed
// counts for the type in the gold, what is false for the type that it was given.
func (s *Score) Kinds() []Measure {
	var ms []Measure
	for _, name := range slices.Sorted(maps.Keys(s.kinds)) {
		c := s.kinds[name]
		ms = append(ms, Measure{Name: name, Counts: &c})
	}
	return ms
}

func (s *Score) addKind(name string, tp, fp, fn int) {
	if s.kinds == nil {
		s.kinds = map[string]Counts{}
	}
	c := s.kinds[name]
	c.add(tp, fp, fn)
	s.kinds[name] = c
}

// String is the figure in one line.
func (m Measure) String() string {
	switch {
	case m.Counts != nil:
		p, r, f1 := m.Counts.Rates()
		return fmt.Sprintf("%-24s P %.3f  R %.3f  F1 %.3f   (tp %d fp %d fn %d)", m.Name, p, r, f1, m.Counts.TP, m.Counts.FP, m.Counts.FN)
	case m.Fault:
		return fmt.Sprintf("%-24s %d of %d", m.Name, m.Share.OK, m.Share.N)
	}
	rate := "  -  "
	if m.Share.N > 0 {
		rate = fmt.Sprintf("%.3f", m.Share.Rate())
	}
	return fmt.Sprintf("%-24s acc %s   (%d/%d)", m.Name, rate, m.Share.OK, m.Share.N)
}

// MarshalJSON writes all figures of a score but those of Kinds as one object.
func (s *Score) MarshalJSON() ([]byte, error) {
	out := map[string]any{}
	for _, m := range s.Measures() {
		switch {
		case m.Counts != nil:
			out[m.Name] = m.Counts.rates()
		case m.Fault:
			out[m.Name] = map[string]int{"count": m.Share.OK, "n": m.Share.N}
		default:
			var acc any
			if m.Share.N > 0 {
				acc = m.Share.Rate()
			}
			out[m.Name] = map[string]any{"acc": acc, "ok": m.Share.OK, "n": m.Share.N}
		}
	}
	return json.Marshal(out)
}

// Merge adds the documents of another score.
func (s *Score) Merge(o *Score) {
	for name, c := range o.kinds {
		s.addKind(name, c.TP, c.FP, c.FN)
	}
	for name, c := range o.classes {
		s.addClass(name, c.TP, c.FP, c.FN)
	}
	s.interactionStatus.OK += o.interactionStatus.OK
	s.interactionStatus.N += o.interactionStatus.N
	for i, c := range o.counts {
		s.counts[i].add(c.TP, c.FP, c.FN)
	}
	for i, v := range o.right {
		s.right[i].OK += v.OK
		s.right[i].N += v.N
	}
	for i, v := range o.faults {
		s.faults[i].OK += v.OK
		s.faults[i].N += v.N
	}
}
