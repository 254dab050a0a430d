// Package resolve turns the names, role phrases, demonyms and pronouns of a
// document into entities: one per thing, across spellings, short forms, posts
// and metonyms.
package resolve

import (
	"parley/graph"
	"parley/ingest/nlp"
)

// Resolution is the result of resolving one document.
type Resolution struct {
	Doc      *nlp.Doc
	Entities []graph.Entity
	Mentions []Mention // in text order

	byHead map[int]int // head token to index in Mentions
}

// Form is the grammatical form of a mention.
type Form uint8

// The forms of a mention.
const (
	Name    Form = iota // "Angela Merkel", "NATO", "the Kremlin"
	Role                // "the German chancellor", "his counterpart"
	Demonym             // "German", "the French"
	Pronoun             // "she", "they"
)

// Mention is a noun phrase, or an adjective of nationality, that denotes
// entities of the document.
type Mention struct {
	nlp.Span        // tokens, half-open
	Head     int    // token that heads the phrase
	Form     Form   //
	Entities []int  // indexes into Resolution.Entities; several for "the two presidents"
	Method   string // "name", "lexicon", "metonym", "role", "counterpart", "pronoun", ...
}

// At returns the mention headed by token i.
func (r *Resolution) At(i int) (Mention, bool) {
	m, ok := r.byHead[i]
	if !ok {
		return Mention{}, false
	}
	return r.Mentions[m], true
}
