// Package rules finds what rule files describe in dependency trees.
//
// A rule file is text that people edit: each rule has an id, a line that says
// what it means, a pattern over the tree of a sentence, attributes to set on
// what it finds, and example sentences that it must and must not match. Load
// reads files into a Set, NewTree prepares a document, and Set.Match yields a
// Match for every place where a rule holds:
//
//	set, err := rules.Load(data.FS, lists, "rules/meetings.rules")
//	tree := rules.NewTree(doc)
//	for m := range set.Match(tree, kinds) { ... m.Tok("guest") ... }
//
// # Rule files
//
//	# A comment.
//	list visit = visit tour
//
//	rule received
//	means: A host received a guest.
//	match:
//	  v[lemma=receive|welcome pos=VERB]
//	  v >nsubj host[kind=person|state]
//	  v >dobj guest[]
//	  ? v >prep [lower=in|at] >pobj place[ner=GPE|FAC]
//	  ! v >neg []
//	  host before v
//	set: mode=in_person status=held
//	yes: The king received the envoy in Oslo. | host=king:person guest=envoy place=Oslo
//	no: The king received a letter.
//
// The first line of a pattern is the anchor. Every further line starts at a
// node that is already named and walks one or more edges; a line marked "?"
// may fail and then leaves its names unbound, a line marked "!" must fail. A
// node is a name, constraints in brackets, or both. Constraints are separated
// by spaces and all must hold; values are separated by "|", "@name" stands for
// a list, "!=" negates, and a value with spaces or special characters stands
// in double quotes.
//
//	lemma, lower, text, tag, pos, dep   the token's own
//	ner                                 label of the model's entity that holds it
//	kind                                what the caller's Kinds says of it
//	morph                               one feature, as in morph="Tense=Past"
//
// Edges, each with an optional alternation of dependency labels after it
// where it follows the tree:
//
//	>  child      >>  descendant     next    the token just after
//	<  head       <<  ancestor       prev    the token just before
//	                                 before  a later token of the sentence stands right of the left node
//	                                 after   likewise, left of it
//
// The label of "<" and "<<" is that of the lower token. Naming a node a second
// time asks for the same token. "set" gives fixed attributes. After "|" a
// "yes" example lists the wanted matches, separated by ";", as role=word
// pairs; ":kind" after the word supplies a kind for that word in the example.
package rules

import "strings"

// Rule is one rule of a file.
type Rule struct {
	ID    string // file name without extension, "/", and the name after "rule"
	Means string // one line for people
	Attrs []Attr // in file order
	Yes   []Example
	No    []Example
	File  string // path as given to Load
	Line  int    // of the "rule" line, from 1

	names []string // role names by slot; "" for a nameless node
	nodes []node   // constraints of the first mention of a slot's node
	lines []line   // after the anchor, slot 0
}

// Attr is a fixed attribute of a rule.
type Attr struct{ Key, Value string }

// Attr returns the value of an attribute, "" when the rule does not set it.
func (r *Rule) Attr(key string) string {
	for _, a := range r.Attrs {
		if a.Key == key {
			return a.Value
		}
	}
	return ""
}

// Roles returns the names that the rule can bind, in order of appearance.
func (r *Rule) Roles() []string {
	var out []string
	for _, n := range r.names {
		if n != "" {
			out = append(out, n)
		}
	}
	return out
}

// Example is an example sentence of a rule.
type Example struct {
	Text string
	Line int    // in the rule file, from 1
	Want []Want // one for each wanted match; empty for a "no" example
}

// Want is a wanted match of an example: role fillers by the text of the
// token. Roles that are not listed may be anything.
type Want []Filler

// Filler is one role of a Want.
type Filler struct {
	Role, Word string
	Kind       string // kind of the word in this example, "" when none is given
}

// field is a property of a token that a constraint tests.
type field uint8

const (
	fLemma field = iota
	fLower
	fText
	fTag
	fPOS
	fDep
	fNER
	fKind
	fMorph
)

var fieldNames = map[string]field{
	"lemma": fLemma, "lower": fLower, "text": fText, "tag": fTag, "pos": fPOS,
	"dep": fDep, "ner": fNER, "kind": fKind, "morph": fMorph,
}

// constraint asks that a field is, or is not, one of some values.
type constraint struct {
	field  field
	negate bool
	values map[string]bool
}

type node []constraint

// edgeKind is a way to walk from one token to others.
type edgeKind uint8

const (
	child edgeKind = iota
	descendant
	head
	ancestor
	next
	prev
	before
	after
)

var edgeNames = map[string]edgeKind{
	">": child, ">>": descendant, "<": head, "<<": ancestor,
	"next": next, "prev": prev, "before": before, "after": after,
}

// step walks one edge to the node of a slot.
type step struct {
	edge edgeKind
	deps []string // nil for any
	to   int      // slot
	node node     // constraints written at this mention
}

// need says whether a line of a pattern must hold.
type need uint8

const (
	required need = iota
	optional
	absent
)

// line is one line of a pattern after the anchor.
type line struct {
	need  need
	from  int // slot
	steps []step
}

// Lists names word lists for "@name" in constraints.
type Lists map[string][]string

// anchorWords returns the field and the values by which the anchor can be
// indexed, and false when it has no positive lemma, lower or text constraint.
func (r *Rule) anchorWords() (field, map[string]bool, bool) {
	for _, c := range r.nodes[0] {
		if !c.negate && (c.field == fLemma || c.field == fLower) {
			return c.field, c.values, true
		}
	}
	return 0, nil, false
}

// baseName returns the file name of a slash-separated path without extension.
func baseName(path string) string {
	path = path[strings.LastIndexByte(path, '/')+1:]
	if i := strings.LastIndexByte(path, '.'); i > 0 {
		path = path[:i]
	}
	return path
}
