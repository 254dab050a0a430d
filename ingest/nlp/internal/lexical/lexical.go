package lexical

import (
	"fmt"
	"slices"
	"strings"
)

// Lexical holds the tables. It does not change once loaded and is safe for
// concurrent use.
type Lexical struct {
	norms     string // sorted ids, then string numbers
	numNorms  int
	strings   stringTable
	specials  map[string][]piece
	maxKey    int // length of the longest special case in bytes
	pieces    []specialPiece
	sequences sequences
	rules     []rule
	lowered   map[string]uint16 // lower-case words the rules name, numbered from 1
	lemmas    lemmatizer
}

// piece is a token of a special case: an index into Lexical.pieces.
type piece = int32

// specialPiece is a token text with the norm a special case gives it; norm is
// empty for the ordinary one.
type specialPiece struct{ text, norm string }

// Load opens a resource made by Convert. The data is copied.
func Load(data []byte) (*Lexical, error) {
	sections, err := openSections(data)
	if err != nil {
		return nil, err
	}
	l := &Lexical{norms: sections[secNorms], numNorms: len(sections[secNorms]) / 12}
	if len(l.norms)%12 != 0 {
		return nil, fmt.Errorf("%w: norms", errCorrupt)
	}
	if l.strings, err = readStringTable(sections[secStrings]); err != nil {
		return nil, fmt.Errorf("strings: %w", err)
	}
	for i := range l.numNorms {
		if int(uint32At(l.norms[8*l.numNorms:], i)) >= l.strings.len() {
			return nil, fmt.Errorf("%w: norms", errCorrupt)
		}
	}
	open := func(section int) *list { return &list{s: sections[section], strings: l.strings} }
	if err := l.readSpecials(open(secSpecials)); err != nil {
		return nil, fmt.Errorf("special cases: %w", err)
	}
	if err := l.readSequences(open(secSequences)); err != nil {
		return nil, fmt.Errorf("special-case sequences: %w", err)
	}
	if err := l.readRules(open(secRules)); err != nil {
		return nil, fmt.Errorf("attribute rules: %w", err)
	}
	if err := l.lemmas.read(sections, l.strings); err != nil {
		return nil, fmt.Errorf("lemma tables: %w", err)
	}
	return l, nil
}

func (l *Lexical) readSpecials(in *list) error {
	n := in.count(len(in.s))
	l.specials = make(map[string][]piece, n)
	numbers := make(map[specialPiece]piece, n)
	for range n {
		key := in.str()
		count := in.count(len(in.s))
		tokens := make([]piece, 0, count)
		joined := 0
		for range count {
			p := specialPiece{in.str(), in.str()}
			i, ok := numbers[p]
			if !ok {
				i = piece(len(l.pieces))
				numbers[p] = i
				l.pieces = append(l.pieces, p)
			}
			tokens = append(tokens, i)
			if p.text == "" || !strings.HasPrefix(key[joined:], p.text) {
				in.err = errCorrupt
			}
			joined = min(len(key), joined+len(p.text))
		}
		if in.err != nil {
			return in.err
		}
		if joined != len(key) {
			return errCorrupt
		}
		l.specials[key] = tokens
		l.maxKey = max(l.maxKey, len(key))
	}
	return in.err
}

// special returns the tokens of the special case s. The check of the length
// keeps long chunks from being hashed again and again.
func (l *Lexical) special(s string) []piece {
	if len(s) > l.maxKey {
		return nil
	}
	return l.specials[s]
}

// norm is the id of the norm of a word that no special case gives one.
// Source: spaCy vocab.pyx; the table is keyed by the id of the word as written.
func (l *Lexical) norm(text, lower string) uint64 {
	id := stringID(text)
	lo, hi := 0, l.numNorms
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if uint64At(l.norms, m) < id {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < l.numNorms && uint64At(l.norms, lo) == id {
		return stringID(l.strings.at(int(uint32At(l.norms[8*l.numNorms:], lo))))
	}
	if norm, ok := baseNorms[text]; ok {
		return stringID(norm)
	}
	return stringID(lower)
}

// sequences is a trie over the token texts of the special cases that the
// tokenizer would cut up: a second pass over the tokens looks for them.
type sequences struct {
	words map[string]int32 // token texts that occur, numbered from 1
	next  map[uint64]int32 // node<<32 | word to node; the root is 0
	ends  []bool           // by node
}

func (l *Lexical) readSequences(in *list) error {
	s := &l.sequences
	s.words = map[string]int32{}
	s.next = map[uint64]int32{}
	s.ends = []bool{false}
	for range in.count(len(in.s)) {
		node := int32(0)
		words := in.strs()
		if len(words) == 0 {
			in.err = errCorrupt
		}
		for _, text := range words {
			word, ok := s.words[text]
			if !ok {
				word = int32(len(s.words) + 1)
				s.words[text] = word
			}
			key := uint64(node)<<32 | uint64(word)
			if node, ok = s.next[key]; !ok {
				node = int32(len(s.ends))
				s.next[key] = node
				s.ends = append(s.ends, false)
			}
		}
		if in.err != nil {
			return in.err
		}
		s.ends[node] = true
	}
	return in.err
}

// span is a half-open range of tokens.
type span struct{ start, end int }

// pickSpans sorts matches as spaCy's second pass does, the longest first and
// of equal ones the earliest, keeps those whose first and last token no
// earlier one covers (dropped ones cover too), and returns the kept ones in
// text order, using the memory of matches.
// Source: tokenizer.pyx, _filter_special_spans.
func pickSpans(matches []span, covered []bool) []span {
	slices.SortFunc(matches, func(a, b span) int {
		if d := (b.end - b.start) - (a.end - a.start); d != 0 {
			return d
		}
		return a.start - b.start
	})
	kept := matches[:0]
	for _, m := range matches {
		ok := !covered[m.start] && !covered[m.end-1]
		for i := m.start; i < m.end; i++ {
			covered[i] = true
		}
		if ok {
			kept = append(kept, m)
		}
	}
	slices.SortFunc(kept, func(a, b span) int { return a.start - b.start })
	return kept
}
