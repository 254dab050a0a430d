// Package resolve turns the names, role phrases, demonyms and pronouns of a
// document into entities: one per thing, across spellings, short forms, posts
// and metonyms.
package resolve

import (
	"container/list"
	"slices"
	"sort"

	"parley/graph"
	"parley/ingest/internal/ablation"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
)

// Resolution is the result of resolving one document.
type Resolution struct {
	Doc      *nlp.Doc
	Entities []graph.Entity
	Mentions []Mention // in text order
	Tenures  []Tenure

	byHead []int // head token to index in Mentions, -1 elsewhere
	venue  map[int]bool
	named  map[int]int // entity to index in lexicon.Lexicon.Names
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
	Form     Form   // how it is put: a name, a role phrase, a demonym or a pronoun
	Entities []int  // indexes into Resolution.Entities; several for "the two presidents"
	Method   string // "lexicon", "model", "title", "metonym", "role", "counterpart", "pronoun", ...
}

// At returns the mention headed by token i.
func (r *Resolution) At(i int) (Mention, bool) {
	if i < 0 || i >= len(r.byHead) || r.byHead[i] < 0 {
		return Mention{}, false
	}
	return r.Mentions[r.byHead[i]], true
}

// Venue reports whether the name headed by token i stands where the text
// speaks of a location, not of an actor.
func (r *Resolution) Venue(i int) bool { return r.venue[i] }

// Named returns the lexicon's row for an entity, as an index into
// lexicon.Lexicon.Names, and whether it has one.
func (r *Resolution) Named(entity int) (int, bool) {
	i, ok := r.named[entity]
	return i, ok
}

// Resolver resolves documents with one lexicon. It is safe for concurrent use.
type Resolver struct {
	lex *lexicon.Lexicon
	off ablation.Set
}

// New returns a Resolver over a lexicon.
func New(lex *lexicon.Lexicon) *Resolver { return &Resolver{lex: lex} }

// Without returns a Resolver that leaves out some of its mechanisms.
func (r *Resolver) Without(off ablation.Set) *Resolver { return &Resolver{r.lex, off} }

// Resolve finds the entities of a document and all their mentions.
func (r *Resolver) Resolve(doc *nlp.Doc) *Resolution {
	d := newReading(r.lex, doc)
	d.off = r.off
	d.findRoles()
	d.findNames()
	b := &builder{
		reading: d,
		res:     &Resolution{Doc: doc, Mentions: make([]Mention, 0, len(d.names)+len(d.roles)), venue: map[int]bool{}, named: map[int]int{}},
		byKey:   map[string]int{},
		ofLocal: map[int]bool{},
		entity:  make([]int, len(d.names)),
		sure:    map[int]bool{},
		halves:  map[string]int{},
		spelt:   map[string]*nameWord{},
		byName:  map[int]bool{},
		sounds:  map[string][]*person{},
		called:  map[string]*person{},
		parts:   map[string][]*person{},
		posts:   map[string][]*person{},
		titled:  map[string][]*person{},
		agents:  map[int][]*person{},
		recent:  list.New(),
		pairs:   map[int]int{},
		home:    -1,
		named:   map[int]int{},
		plural:  -1,
	}
	for i := range b.entity {
		b.entity[i] = -1
	}
	b.clusterPeople()
	b.nameEntities()
	b.linkRoles()
	b.findHeads()
	// What a role phrase says of a person may stand after a phrase that needs
	// it: the first walk learns the posts, the second resolves with all of them.
	b.walk()
	if !b.off.Has(ablation.SecondWalk) {
		b.forgetMentions()
		b.walk()
	}
	b.finish()
	return b.res
}

// finish orders the mentions, indexes them by head, and says for whom the
// persons act.
func (b *builder) finish() {
	r := b.res
	slices.SortStableFunc(r.Mentions, func(x, y Mention) int { return x.Start - y.Start })
	r.byHead = make([]int, len(b.doc.Tokens))
	for i := range r.byHead {
		r.byHead[i] = -1
	}
	for i, m := range r.Mentions {
		if r.byHead[m.Head] < 0 {
			r.byHead[m.Head] = i
		}
	}
	for e := range r.Entities {
		if r.Entities[e].Type != graph.Person {
			continue
		}
		for _, of := range b.served(b.personOf(e)) {
			if id := r.Entities[of].ID; !slices.Contains(r.Entities[e].For, id) {
				r.Entities[e].For = append(r.Entities[e].For, id)
			}
		}
		sort.Strings(r.Entities[e].For)
	}
	// A rank is a post only where the text gives no other. So is Ambassador, which
	// goes on being a form of address.
	posts := map[int]int{}
	rank := func(t Tenure) bool {
		switch last := lexicon.Fold(lastWord(t.lower)); {
		case t.Class == "military", t.Class == "monarch" && t.Of < 0:
			return b.lex.Words.Ranks[last]
		}
		return t.lower == "ambassador" && (t.Of < 0 || r.Entities[t.Of].Type != graph.State)
	}
	for _, t := range r.Tenures {
		if !rank(t) {
			posts[t.Person]++
		}
	}
	r.Tenures = slices.DeleteFunc(r.Tenures, func(t Tenure) bool { return posts[t.Person] > 0 && rank(t) })
}
