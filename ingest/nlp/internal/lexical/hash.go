package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stringID is spaCy's number for a string: 0 for "", a small fixed number for
// the names in its symbol table, else MurmurHash64A with seed 1.
// Source: spaCy strings.pyx, get_string_id.
func stringID[T string | []byte](s T) uint64 {
	if len(s) == 0 {
		return 0
	}
	if id, ok := symbols[string(s)]; ok {
		return id
	}
	return murmur64A(s, 1)
}

// murmur64A is MurmurHash64A by Austin Appleby (public domain), the
// little-endian 64-bit variant.
func murmur64A[T string | []byte](s T, seed uint64) uint64 {
	const m = 0xc6a4a7935bd1e995
	h := seed ^ uint64(len(s))*m
	i := 0
	for ; i+8 <= len(s); i += 8 {
		k := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		k *= m
		k ^= k >> 47
		k *= m
		h ^= k
		h *= m
	}
	if rest := len(s) - i; rest > 0 {
		for j := rest - 1; j >= 0; j-- {
			h ^= uint64(s[i+j]) << (8 * j)
		}
		h *= m
	}
	h ^= h >> 47
	h *= m
	h ^= h >> 47
	return h
}

// prefixOf returns the first code point of s, suffixOf the last three.
func prefixOf(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func suffixOf(s string) string {
	i := len(s)
	for range 3 {
		_, n := utf8.DecodeLastRuneInString(s[:i])
		i -= n
	}
	return s[i:]
}

// appendShape appends the shape of s to dst: X and x for letters, d for
// digits, other characters as they are, and at most four of one kind in a row.
// Source: spaCy lang/lex_attrs.py, word_shape.
func appendShape(dst []byte, s string) []byte {
	if len(s) >= 100 && utf8.RuneCountInString(s) >= 100 {
		return append(dst, "LONG"...)
	}
	last, seq := rune(-1), 0
	for _, r := range s {
		switch {
		case isAlpha(r):
			if unicode.IsUpper(r) {
				r = 'X'
			} else {
				r = 'x'
			}
		case isDigit(r):
			r = 'd'
		}
		if r == last {
			seq++
		} else {
			last, seq = r, 0
		}
		if seq < 4 {
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// The predicates below are those of Python's str methods.

func isAlpha(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsDigit(r) || lookup(digitRanges[:], r) != 0
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r' || 0x1c <= r && r <= 0x1f
	}
	return unicode.IsSpace(r)
}

func isAllSpace(s string) bool {
	for _, r := range s {
		if !isSpace(r) {
			return false
		}
	}
	return s != ""
}

func isAllAlpha(s string) bool {
	for _, r := range s {
		if !isAlpha(r) {
			return false
		}
	}
	return s != ""
}

// lower is Python's str.lower. It differs from strings.ToLower for capital I
// with dot above, which gains a combining dot, and for a sigma that ends a
// word. It returns s itself when nothing changes.
func lower(s string) string {
	if !strings.ContainsAny(s, "İΣ") {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == 'İ':
			b.WriteString("i\u0307")
		case r == 'Σ' && endsWord(s[:i], s[i+len("Σ"):]):
			b.WriteRune('ς')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// endsWord reports whether a sigma between before and after is final: a cased
// letter before it and none after, case-ignorable characters aside (Unicode
// 3.13, Final_Sigma).
func endsWord(before, after string) bool {
	cased := false
	for before != "" {
		r, n := utf8.DecodeLastRuneInString(before)
		before = before[:len(before)-n]
		if !isCaseIgnorable(r) {
			cased = isCased(r)
			break
		}
	}
	if !cased {
		return false
	}
	for _, r := range after {
		if !isCaseIgnorable(r) {
			return !isCased(r)
		}
	}
	return true
}

func isCased(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Uppercase, unicode.Other_Lowercase)
}

func isCaseIgnorable(r rune) bool {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) {
		return true
	}
	return strings.ContainsRune("'.:·\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a", r)
}

// classRange gives the code points lo to hi, both included, some class bits.
type classRange struct {
	lo, hi rune
	bits   uint16
}

// classes returns the tokenizer classes of r.
func classes(r rune) uint16 {
	if uint32(r) < uint32(len(classASCII)) {
		return classASCII[r]
	}
	return lookup(classRanges[:], r)
}

func lookup(ranges []classRange, r rune) uint16 {
	lo, hi := 0, len(ranges)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if ranges[m].hi < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(ranges) && ranges[lo].lo <= r {
		return ranges[lo].bits
	}
	return 0
}
