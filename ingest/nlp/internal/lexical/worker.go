package lexical

import (
	"strings"
	"unicode/utf8"
)

// Token is a token of a text: half-open byte offsets, whether a single space
// that belongs to no token follows, and its word type, a number that is valid
// for the Worker that gave it until that Worker tokenizes another text.
type Token struct {
	Start, End int
	Type       int32
	Space      bool
}

// Limits of a Worker's caches, which hold about 300 bytes a type and 100 a
// chunk. They are checked between texts, and emptied when over.
const (
	maxTypes   = 1 << 15
	maxChunks  = 1 << 15
	maxEffects = 1 << 14
	maxCached  = 64 // bytes; longer chunks and words are not looked up
)

// Worker tokenizes, and analyses tagged tokens. It remembers what it found out
// about words, so it is best kept for further texts. It is not safe for
// concurrent use.
type Worker struct {
	lex *Lexical

	types    []wordType
	byText   map[string]int32
	bySpec   []int32 // by special piece: type number + 1
	chunks   map[string]chunk
	parts    []part
	suffixes []part // of the chunk in hand
	shape    []byte

	matches []span
	covered []bool
	spare   []Token

	analysis
}

// wordType is what depends on a word alone (and on the norm that a special
// case gave it).
type wordType struct {
	text, lower string // valid UTF-8
	norm        uint64
	prefix      uint64
	suffix      uint64
	shape       uint64
	isSpace     bool
	lowered     uint16 // number in Lexical.lowered, 0 for none
	word        int32  // number in sequences.words, 0 for none
	first       int32  // node of the sequence trie that word leads to from the root
	lemmas      [maxTables]string
}

// part is a token inside a chunk.
type part struct {
	size int // bytes
	typ  int32
}

// chunk is a cached run of text: a range of Worker.parts.
type chunk struct{ from, to int32 }

// NewWorker returns a Worker with empty caches, for tokens that have one of
// the given tags and dependency labels, at most 256 of each.
func (l *Lexical) NewWorker(tags, deps []string) *Worker {
	w := &Worker{lex: l}
	w.reset()
	w.analysis.bind(l, tags, deps)
	return w
}

func (w *Worker) reset() {
	w.types = w.types[:0]
	w.parts = w.parts[:0]
	w.byText = map[string]int32{}
	w.chunks = map[string]chunk{}
	w.bySpec = make([]int32, len(w.lex.pieces))
}

// Tokenize appends the tokens of text to dst[:0]. It tokenizes as spaCy does:
// the text is cut at white space, chunks are split by affix, infix and special
// case rules, and a second pass joins the special cases that were cut up. Its
// time is linear in the length of text, and it allocates only for words not
// seen before.
func (w *Worker) Tokenize(text string, dst []Token) []Token {
	if len(w.types) > maxTypes || len(w.chunks) > maxChunks || len(w.parts) > 4*maxChunks {
		w.reset()
	}
	dst = dst[:0]
	for i := 0; i < len(text); {
		start := i
		for i < len(text) {
			if b := text[i]; b < utf8.RuneSelf {
				if isSpace(rune(b)) {
					break
				}
				i++
				continue
			}
			r, n := utf8.DecodeRuneInString(text[i:])
			if isSpace(r) {
				break
			}
			i += n
		}
		if start < i {
			dst = w.addChunk(text[start:i], start, dst)
			if i < len(text) && text[i] == ' ' {
				dst[len(dst)-1].Space = true
				i++
			}
			start = i
		}
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !isSpace(r) {
				break
			}
			i += n
		}
		if start < i {
			dst = w.addChunk(text[start:i], start, dst)
		}
	}
	return w.joinSpecials(text, dst)
}

// addChunk appends the tokens of a chunk that starts at byte at of the text.
func (w *Worker) addChunk(s string, at int, dst []Token) []Token {
	c, ok := w.chunks[s]
	if !ok {
		c.from = int32(len(w.parts))
		w.split(s, true)
		c.to = int32(len(w.parts))
		if len(s) <= maxCached {
			w.chunks[strings.Clone(s)] = c
		}
	}
	for _, p := range w.parts[c.from:c.to] {
		dst = append(dst, Token{Start: at, End: at + p.size, Type: p.typ})
		at += p.size
	}
	return dst
}

// split appends the parts of a chunk to w.parts.
// Source: tokenizer.pyx, _split_affixes and _attach_tokens.
func (w *Worker) split(s string, specials bool) {
	special := func(s string) []piece {
		if !specials || s == "" {
			return nil
		}
		return w.lex.special(s)
	}
	w.suffixes = w.suffixes[:0]
	tokens := special(s)
	for tokens == nil && s != "" {
		p := prefixLen(s)
		if p > 0 {
			if tokens = special(s[p:]); tokens != nil {
				w.addPart(s[:p])
				s = s[p:]
				break
			}
		}
		n := suffixLen(s[p:])
		if n > 0 {
			if tokens = special(s[:len(s)-n]); tokens != nil {
				w.addSuffix(s[len(s)-n:])
				s = s[:len(s)-n]
				break
			}
		}
		if p == 0 && n == 0 {
			break
		}
		if p > 0 {
			w.addPart(s[:p])
		}
		if n > 0 {
			w.addSuffix(s[len(s)-n:])
		}
		s = s[p : len(s)-n]
		tokens = special(s)
	}
	switch {
	case tokens != nil:
		for _, p := range tokens {
			w.parts = append(w.parts, part{len(w.lex.pieces[p].text), w.specialType(p)})
		}
	case s != "":
		w.splitMiddle(s)
	}
	for i := len(w.suffixes) - 1; i >= 0; i-- {
		w.parts = append(w.parts, w.suffixes[i])
	}
}

// splitMiddle appends the parts of what is left of a chunk without affixes. An
// infix at the very start is no split point, and stays with what follows.
func (w *Worker) splitMiddle(s string) {
	if isURL(s) {
		w.addPart(s)
		return
	}
	start := 0
	for from := 0; ; {
		a, b, ok := nextInfix(s, from)
		if !ok {
			break
		}
		from = b
		if a == 0 {
			continue
		}
		if start < a {
			w.addPart(s[start:a])
		}
		w.addPart(s[a:b])
		start = b
	}
	if start < len(s) {
		w.addPart(s[start:])
	}
}

func (w *Worker) addPart(s string) {
	w.parts = append(w.parts, part{len(s), w.typeOf(s)})
}

func (w *Worker) addSuffix(s string) {
	w.suffixes = append(w.suffixes, part{len(s), w.typeOf(s)})
}

// typeOf returns the number of the word type of s.
func (w *Worker) typeOf(s string) int32 {
	if i, ok := w.byText[s]; ok {
		return i
	}
	i := w.newType(s, "")
	if len(s) <= maxCached {
		key := w.types[i].text
		if key != s {
			key = strings.Clone(s) // s is not valid UTF-8, the text is
		}
		w.byText[key] = i
	}
	return i
}

func (w *Worker) specialType(p piece) int32 {
	if i := w.bySpec[p]; i > 0 {
		return i - 1
	}
	var i int32
	if sp := w.lex.pieces[p]; sp.norm == "" {
		i = w.typeOf(sp.text)
	} else {
		i = w.newType(sp.text, sp.norm)
	}
	w.bySpec[p] = i + 1
	return i
}

func (w *Worker) newType(s, norm string) int32 {
	if utf8.ValidString(s) {
		s = strings.Clone(s)
	} else {
		s = string([]rune(s))
	}
	t := wordType{text: s, lower: lower(s), isSpace: isAllSpace(s)}
	if norm != "" {
		t.norm = stringID(norm)
	} else {
		t.norm = w.lex.norm(t.text, t.lower)
	}
	t.prefix = stringID(prefixOf(s))
	t.suffix = stringID(suffixOf(s))
	w.shape = appendShape(w.shape[:0], s)
	t.shape = stringID(w.shape)
	t.lowered = w.lex.lowered[t.lower]
	if t.word = w.lex.sequences.words[s]; t.word != 0 {
		t.first = w.lex.sequences.next[uint64(t.word)]
	}
	w.types = append(w.types, t)
	return int32(len(w.types) - 1)
}

// joinSpecials is the second pass: it looks for special cases that were cut up
// into several tokens, or that stand in a larger chunk, and puts their tokens
// in place.
// Source: tokenizer.pyx, _apply_special_cases.
func (w *Worker) joinSpecials(text string, tokens []Token) []Token {
	w.matches = w.matches[:0]
	trie := &w.lex.sequences
	for i := range tokens {
		node := w.types[tokens[i].Type].first
		for j := i + 1; node != 0; j++ {
			if trie.ends[node] {
				w.matches = append(w.matches, span{i, j})
			}
			if j == len(tokens) {
				break
			}
			word := w.types[tokens[j].Type].word
			if word == 0 {
				break
			}
			node = trie.next[uint64(node)<<32|uint64(word)]
		}
	}
	if len(w.matches) == 0 {
		return tokens
	}
	if cap(w.covered) < len(tokens) {
		w.covered = make([]bool, len(tokens)+len(tokens)/4)
	}
	w.covered = w.covered[:len(tokens)]
	clear(w.covered)
	kept := pickSpans(w.matches, w.covered)

	out := w.spare[:0]
	done := 0
	for _, m := range kept {
		first, last := tokens[m.start], tokens[m.end-1]
		pieces := w.lex.special(text[first.Start:last.End])
		if pieces == nil {
			continue
		}
		out = append(out, tokens[done:m.start]...)
		at := first.Start
		for _, p := range pieces {
			size := len(w.lex.pieces[p].text)
			out = append(out, Token{Start: at, End: at + size, Type: w.specialType(p)})
			at += size
		}
		out[len(out)-1].Space = last.Space
		done = m.end
	}
	if done == 0 {
		return tokens
	}
	out = append(out, tokens[done:]...)
	w.spare = tokens
	return out
}

// Features appends the features of tokens to dst[:0]: NORM, PREFIX, SUFFIX and
// SHAPE as string ids, SPACY (a single space follows) and IS_SPACE as 0 or 1.
func (w *Worker) Features(tokens []Token, dst [][6]uint64) [][6]uint64 {
	dst = dst[:0]
	for i := range tokens {
		t := &w.types[tokens[i].Type]
		f := [6]uint64{t.norm, t.prefix, t.suffix, t.shape}
		if tokens[i].Space {
			f[4] = 1
		}
		if t.isSpace {
			f[5] = 1
		}
		dst = append(dst, f)
	}
	return dst
}
