package lexical

import (
	"fmt"
	"slices"
	"strings"
)

// Attributes that rules test, and what they set.
const (
	attrTag = iota
	attrLower
	attrDep
	attrIsSpace // value "1" or "0"
	numTests
)

const (
	setTag = 1 << iota
	setPOS
	setMorph
	setDep
	setLemma
)

// maxPairs is how many rules over two tokens there can be: one bit each.
const maxPairs = 16

// rule is one rule of spaCy's attribute ruler: where one of the patterns
// matches consecutive tokens, the token at index gets the values in set.
type rule struct {
	patterns                    [][]tokenTest
	index                       int
	set                         int
	tag, pos, morph, dep, lemma string
}

// tokenTest is a conjunction of tests of one token.
type tokenTest []attrTest

// attrTest passes when the value is one of values, or none of them if not.
type attrTest struct {
	attr   int
	not    bool
	values []string
}

func (l *Lexical) readRules(in *list) error {
	l.lowered = map[string]uint16{}
	pairs := 0
	for range in.count(len(in.s)) {
		r := rule{index: in.count(1)}
		long := 0
		for range in.count(len(in.s)) {
			var pattern []tokenTest
			for range in.count(2) {
				var test tokenTest
				for range in.count(len(in.s)) {
					t := attrTest{attr: in.count(numTests - 1), not: in.count(1) == 1, values: in.strs()}
					if t.attr == attrLower {
						for _, v := range t.values {
							if l.lowered[v] == 0 {
								l.lowered[v] = uint16(len(l.lowered) + 1)
							}
						}
					}
					test = append(test, t)
				}
				pattern = append(pattern, test)
			}
			if len(pattern) <= r.index {
				return errCorrupt
			}
			if len(pattern) == 2 {
				pairs++
			}
			long = max(long, len(pattern))
			r.patterns = append(r.patterns, pattern)
		}
		r.set = in.count(setTag | setPOS | setMorph | setDep | setLemma)
		r.tag, r.pos, r.morph, r.dep, r.lemma = in.str(), in.str(), in.str(), in.str(), in.str()
		if in.err != nil {
			return in.err
		}
		l.rules = append(l.rules, r)
	}
	if pairs > maxPairs || len(l.lowered) > 1<<12 {
		return fmt.Errorf("%w: too many rules", errCorrupt)
	}
	return in.err
}

// Analysis is what the rules and the lemmatizer make of a token.
type Analysis struct {
	Tag, POS, Morph, Dep, Lemma string
}

// analysis is the part of a Worker that applies rules. All single-token rules
// depend on four small values of a token, and which two-token rules take part
// is a handful of bits, so their joint effect is worked out once for each
// combination that occurs.
type analysis struct {
	lex        *Lexical
	tags, deps []string
	pairs      []pairRule
	effects    map[uint64]*effect
	states     []*effect // by token, without two-token rules
}

type pairRule struct {
	rule   int
	tests  [2]tokenTest
	target int // index of the token the rule changes
}

// effect is the outcome of the rules for one combination.
type effect struct {
	Analysis        // Lemma is set when a rule sets it
	lemma    int    // lemma class, when no rule sets the lemma
	first    uint16 // two-token rules whose first token this may be
	second   uint16 // and whose second
}

func (a *analysis) bind(l *Lexical, tags, deps []string) {
	*a = analysis{lex: l, tags: tags, deps: deps, effects: map[uint64]*effect{}}
	for i, r := range l.rules {
		for _, p := range r.patterns {
			if len(p) == 2 {
				a.pairs = append(a.pairs, pairRule{i, [2]tokenTest{p[0], p[1]}, r.index})
			}
		}
	}
}

// combination packs what the rules look at: tag and dependency label as
// indexes, the number of the lower-case form, whether it is white space.
func combination(tag, dep uint8, lowered uint16, space bool) uint64 {
	key := uint64(tag) | uint64(dep)<<8 | uint64(lowered)<<16
	if space {
		key |= 1 << 32
	}
	return key
}

// Analyze appends to dst[:0] the analysis of each token, given the indexes of
// its tag and dependency label among those the Worker was made for. tokens
// must come from the last call of Tokenize. Strings are shared or slices of
// tables: none is a slice of the text.
func (w *Worker) Analyze(tokens []Token, tags, deps []uint8, dst []Analysis) []Analysis {
	a := &w.analysis
	if len(a.effects) > maxEffects {
		clear(a.effects)
	}
	a.states = a.states[:0]
	for i := range tokens {
		t := &w.types[tokens[i].Type]
		a.states = append(a.states, a.effect(combination(tags[i], deps[i], t.lowered, t.isSpace), 0))
	}
	dst = dst[:0]
	carried := uint16(0) // two-token rules that began at the token before and change this one
	for i, e := range a.states {
		hits := carried
		carried = 0
		if e.first != 0 && i+1 < len(a.states) {
			if both := e.first & a.states[i+1].second; both != 0 {
				for p := range a.pairs {
					switch bit := uint16(1) << p; {
					case both&bit == 0:
					case a.pairs[p].target == 0:
						hits |= bit
					default:
						carried |= bit
					}
				}
			}
		}
		t := &w.types[tokens[i].Type]
		if hits != 0 {
			e = a.effect(combination(tags[i], deps[i], t.lowered, t.isSpace), hits)
		}
		out := e.Analysis
		if out.Lemma == "" {
			out.Lemma = w.lex.lemmas.lemma(t, e.lemma)
		}
		dst = append(dst, out)
	}
	return dst
}

func (a *analysis) effect(key uint64, pairs uint16) *effect {
	key |= uint64(pairs) << 40
	e := a.effects[key]
	if e == nil {
		e = a.newEffect(key, pairs)
		a.effects[key] = e
	}
	return e
}

// newEffect applies all rules that match, in their order: later ones
// overwrite, and none sees what another has changed.
// Source: pipeline/attributeruler.py.
func (a *analysis) newEffect(key uint64, pairs uint16) *effect {
	e := &effect{}
	state := [numTests]string{attrTag: a.tags[uint8(key)], attrDep: a.deps[uint8(key>>8)], attrIsSpace: "0"}
	if key>>32&1 == 1 {
		state[attrIsSpace] = "1"
	}
	lowered := uint16(key >> 16)
	e.Tag, e.Dep = state[attrTag], state[attrDep]
	for i, r := range a.lex.rules {
		hit := slices.ContainsFunc(r.patterns, func(p []tokenTest) bool {
			return len(p) == 1 && a.passes(p[0], &state, lowered)
		})
		for p, pair := range a.pairs {
			hit = hit || pair.rule == i && pairs>>p&1 == 1
		}
		if !hit {
			continue
		}
		if r.set&setTag != 0 {
			e.Tag = r.tag
		}
		if r.set&setPOS != 0 {
			e.POS = r.pos
		}
		if r.set&setMorph != 0 {
			e.Morph = r.morph
		}
		if r.set&setDep != 0 {
			e.Dep = r.dep
		}
		if r.set&setLemma != 0 {
			e.Lemma = r.lemma
		}
	}
	for p, pair := range a.pairs {
		if a.passes(pair.tests[0], &state, lowered) {
			e.first |= 1 << p
		}
		if a.passes(pair.tests[1], &state, lowered) {
			e.second |= 1 << p
		}
	}
	e.lemma = a.lex.lemmas.class(e.POS, e.Morph)
	return e
}

func (a *analysis) passes(test tokenTest, state *[numTests]string, lowered uint16) bool {
	for _, t := range test {
		in := false
		if t.attr == attrLower {
			in = lowered != 0 && slices.ContainsFunc(t.values, func(v string) bool { return a.lex.lowered[v] == lowered })
		} else {
			in = slices.Contains(t.values, state[t.attr])
		}
		if in == t.not {
			return false
		}
	}
	return true
}

// feature returns the value of a morphological feature, "" if absent.
func feature(morph, name string) string {
	for morph != "" {
		var f string
		f, morph, _ = strings.Cut(morph, "|")
		if k, v, _ := strings.Cut(f, "="); k == name {
			return v
		}
	}
	return ""
}
