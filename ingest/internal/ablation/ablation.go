// Package ablation names the mechanisms of extraction that can be left out, so
// that what each of them gives can be measured: the same texts are read with
// and without it. A mechanism that gives nothing anywhere should go.
package ablation

import (
	"fmt"
	"strings"
)

// Set is a set of mechanisms to leave out. The zero value leaves out none.
type Set uint32

// The mechanisms.
const (
	Metonyms Set = 1 << iota
	TitledNames
	NamePatterns
	Voting
	ShortNames
	Transliteration
	Acronyms
	RolePhrases
	Counterparts
	Pronouns
	NounPhrases
	SecondWalk
	Merging
	NamedEvents
	FollowUps
	ClauseDates
	Published
	Quotations
	CarriedSpeaker
	Reported
	TrailingCue
	AfterColon
	Fragments
)

// Mechanism is one thing that can be left out.
type Mechanism struct {
	Name string // as people type it
	What string // what it does
	set  Set
}

// All lists the mechanisms in the order in which a document passes them.
var All = []Mechanism{
	{"metonyms", "the Kremlin, Moscow and the Japanese government are states", Metonyms},
	{"titled-names", "what follows a title is the name of a person", TitledNames},
	{"name-patterns", "capitals before Ministry, Commission, Conference are a name", NamePatterns},
	{"voting", "all places that name a thing vote on its type, not each for itself", Voting},
	{"short-names", "Ms Holm is Anna Holm, named before", ShortNames},
	{"transliteration", "Iermak is Yermak", Transliteration},
	{"acronyms", "(ADB) behind a name is that name", Acronyms},
	{"role-phrases", "the German chancellor is who holds that post", RolePhrases},
	{"counterparts", "his counterpart is who holds the same post elsewhere", Counterparts},
	{"pronouns", "he, she, they and it are somebody", Pronouns},
	{"noun-phrases", "both sides, the two, the coalition are somebody", NounPhrases},
	{"second-walk", "phrases are read again with all posts known", SecondWalk},
	{"merging", "mentions of one contact become one meeting", Merging},
	{"named-events", "the Lugano Conference opened: a meeting without a meeting word", NamedEvents},
	{"follow-ups", "what stands a few sentences on adds parties, dates and formats", FollowUps},
	{"clause-dates", "a date is taken from the clause, the sentence or the story around", ClauseDates},
	{"published", "the date of publication is looked for in the text", Published},
	{"quotations", "whole quotations and their attribution", Quotations},
	{"carried-speaker", "a quotation without an attribution has the speaker before it", CarriedSpeaker},
	{"reported", "reported speech and speech acts, by rules over trees", Reported},
	{"trailing-cue", "a clause, said she", TrailingCue},
	{"after-colon", "she was clear: a clause", AfterColon},
	{"fragments", "quoted words within a sentence of somebody", Fragments},
}

// Parse returns the set of the mechanisms called names. The error names what
// is no mechanism, and those there are.
func Parse(names ...string) (Set, error) {
	var s Set
next:
	for _, n := range names {
		for _, m := range All {
			if m.Name == n {
				s |= m.set
				continue next
			}
		}
		known := make([]string, len(All))
		for i, m := range All {
			known[i] = m.Name
		}
		return 0, fmt.Errorf("no mechanism is called %q; there are %s", n, strings.Join(known, ", "))
	}
	return s, nil
}

// Has reports whether a mechanism is to be left out.
func (s Set) Has(m Set) bool { return s&m != 0 }
