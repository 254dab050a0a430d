package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The functions in this file are spaCy's four tokenizer patterns for English
// (lang/punctuation.py, lang/en/punctuation.py, lang/tokenizer_exceptions.py)
// spelt out by hand, because Go's regexp has no look-around. Convert refuses a
// model whose pattern strings are others. All lengths are in bytes.

// prefixLen returns the length of the prefix to split off s, 0 for none. The
// pattern is an ordered alternation: its first match wins, not its longest.
func prefixLen(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if classes(r)&classPrefix != 0 {
		return n
	}
	switch r {
	case '+':
		if len(s) == 1 || !isASCIIDigit(s[1]) {
			return 1
		}
	case '.':
		if n := dots(s); n > 1 {
			return n
		}
	case 'U':
		if strings.HasPrefix(s, "US$") {
			return 3
		}
	case 'C', 'A':
		if len(s) > 1 && s[1] == '$' {
			return 2
		}
	}
	return 0
}

// suffixLen returns the length of the suffix to split off s, 0 for none: the
// longest of all alternatives, since each ends at the end of s and the search
// goes from the left.
func suffixLen(s string) int {
	if s == "" {
		return 0
	}
	r, n := utf8.DecodeLastRuneInString(s)
	best := 0
	if classes(r)&classSuffix != 0 {
		best = n
	}
	rest := s[:len(s)-n]
	switch r {
	case '…':
		if strings.HasSuffix(rest, "…") {
			return 2 * n
		}
		return best
	case '.':
		run := n
		for run < len(s) && s[len(s)-1-run] == '.' {
			run++
		}
		if run > 1 {
			return run
		}
		if stopEnds(rest) {
			return n
		}
		return best
	case 's', 'S':
		if strings.HasSuffix(rest, "'") {
			return n + 1
		}
		if strings.HasSuffix(rest, "’") {
			return n + len("’")
		}
	case '+':
		if endsInDigit(rest) {
			best = n
		}
		return best
	}
	if k := quantityLen(s, r, n); k > best {
		best = k
	}
	return best
}

// stopEnds reports whether a single full stop after s is a token of its own.
func stopEnds(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 {
		return false
	}
	c := classes(r)
	if c&classBeforeStop != 0 {
		return true
	}
	s = s[:len(s)-n]
	switch r {
	case 'F', 'C', 'K': // the lower-case letters are in the class
		if strings.HasSuffix(s, "°") {
			return true
		}
	}
	if c&classUpper == 0 {
		return false
	}
	r, n = utf8.DecodeLastRuneInString(s)
	return n > 0 && classes(r)&classUpper != 0
}

// quantityLen returns the length of a currency or unit that ends s right after
// a digit. r is the last code point of s, n its length.
func quantityLen(s string, r rune, n int) int {
	if r < utf8.RuneSelf && !unitEnd[r] {
		return 0
	}
	best := 0
	if strings.ContainsRune(currencySigns, r) {
		if endsInDigit(s[:len(s)-n]) {
			best = n
		}
		if r == '$' {
			for _, sign := range [...]string{"US$", "C$", "A$"} {
				if strings.HasSuffix(s, sign) && endsInDigit(s[:len(s)-len(sign)]) {
					return len(sign)
				}
			}
		}
	}
	for _, u := range units {
		if len(u) > best && strings.HasSuffix(s, u) && endsInDigit(s[:len(s)-len(u)]) {
			best = len(u)
		}
	}
	return best
}

// unitEnd tells which ASCII characters can end a currency or a unit.
var unitEnd = func() (end [utf8.RuneSelf]bool) {
	end['$'] = true
	for _, u := range units {
		if c := u[len(u)-1]; c < utf8.RuneSelf {
			end[c] = true
		}
	}
	return end
}()

// nextInfix returns the bounds of the first infix in s at or after from, or
// false. Look-behind sees all of s.
func nextInfix(s string, from int) (start, end int, ok bool) {
	var before rune // the code point before i, 0 at the start of s
	if from > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:from])
	}
	for i := from; i < len(s); {
		r, n := rune(s[i]), 1
		if r < utf8.RuneSelf {
			if k := asciiInfix(s[i:], r, before); k > 0 {
				return i, i + k, true
			}
		} else {
			r, n = utf8.DecodeRuneInString(s[i:])
			if r == '…' || classes(r)&classIcon != 0 {
				return i, i + n, true
			}
			if r == '–' || r == '—' {
				if k := hyphenLen(s[i:], before); k > 0 {
					return i, i + k, true
				}
			}
		}
		before = r
		i += n
	}
	return 0, 0, false
}

// asciiInfix returns the length of the infix that starts with the ASCII
// character r at the start of s, 0 for none.
func asciiInfix(s string, r, before rune) int {
	switch r {
	case '.':
		if n := dots(s); n > 1 {
			return n
		}
		if classes(before)&classBeforeInnerStop != 0 && classes(runeAt(s, 1))&classAfterInnerStop != 0 {
			return 1
		}
	case ',':
		if classes(before)&classAlpha != 0 && classes(runeAt(s, 1))&classAlpha != 0 {
			return 1
		}
	case '+', '*', '^', '-':
		if '0' <= before && before <= '9' && len(s) > 1 && (isASCIIDigit(s[1]) || s[1] == '-') {
			return 1
		}
		if r == '-' {
			return hyphenLen(s, before)
		}
	case '~':
		return hyphenLen(s, before)
	case ':', '<', '>', '=', '/':
		if isWordy(before) && classes(runeAt(s, 1))&classAlpha != 0 {
			return 1
		}
	}
	return 0
}

// hyphens in the order in which the pattern tries them.
var hyphens = [...]string{"-", "–", "—", "--", "---", "——", "~"}

// hyphenLen returns the length of the first hyphen that starts s and has a
// letter after it, 0 for none or when before is no letter or digit.
func hyphenLen(s string, before rune) int {
	if !isWordy(before) {
		return 0
	}
	for _, h := range hyphens {
		if strings.HasPrefix(s, h) && classes(runeAt(s, len(h)))&classAlpha != 0 {
			return len(h)
		}
	}
	return 0
}

// isURL reports whether all of s is a URL, host name or e-mail address. s must
// hold no white space, as the middle of a chunk never does.
//
// The pattern is scheme? (user@)? host port? path?, where the user part may
// hold any character, so a host can start at the start, after the scheme, or
// after any "@" but the first character. Each start is read at most to the
// next "@", which keeps this linear.
func isURL(s string) bool {
	// Every host has a stop in it. Most words have none.
	if strings.IndexByte(s, '.') < 0 {
		return false
	}
	if isHost(s) {
		return true
	}
	if i := schemeLen(s); i > 0 && isHost(s[i:]) {
		return true
	}
	for i := 1; i < len(s); i++ {
		if s[i] == '@' && isHost(s[i+1:]) {
			return true
		}
	}
	return false
}

// schemeLen returns the length of "scheme://" at the start of s: two or more
// word characters, plus signs, hyphens or stops.
func schemeLen(s string) int {
	count := 0
	for i, r := range s {
		if r == ':' {
			if count >= 2 && strings.HasPrefix(s[i:], "://") {
				return i + 3
			}
			return 0
		}
		if r != '+' && r != '-' && r != '.' && r != '_' && !isAlpha(r) && !isDigit(r) && !unicode.IsNumber(r) {
			return 0
		}
		count++
	}
	return 0
}

// isHost reports whether s is a host, then optionally a port and a path, a
// query or a fragment.
func isHost(s string) bool {
	end := len(s)
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ':', '/', '?', '#':
			end = i
		case '@':
			return false
		default:
			continue
		}
		break
	}
	if !isPortAndPath(s[end:]) {
		return false
	}
	return isDomain(s[:end]) || isPublicIP(s[:end])
}

func isPortAndPath(s string) bool {
	if s != "" && s[0] == ':' {
		s = s[1:]
		count := 0
		for s != "" {
			r, n := utf8.DecodeRuneInString(s)
			if !unicode.IsDigit(r) {
				break
			}
			s = s[n:]
			count++
		}
		if count < 2 || count > 5 {
			return false
		}
	}
	return s == "" || s[0] == '/' || s[0] == '?' || s[0] == '#'
}

// isDomain reports whether s is one or more labels, each with a stop after it,
// and a top-level domain of 2 to 63 lower-case or uncased letters.
func isDomain(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot < 1 {
		return false
	}
	count := 0
	for _, r := range s[dot+1:] {
		if classes(r)&classLower == 0 {
			return false
		}
		count++
	}
	if count < 2 || count > 63 {
		return false
	}
	for labels := s[:dot]; ; {
		label, rest, more := strings.Cut(labels, ".")
		if !isLabel(label) {
			return false
		}
		if !more {
			return true
		}
		labels = rest
	}
}

// isLabel reports whether s is 1 to 64 characters of a host name, neither the
// first nor the last a hyphen or an underscore.
func isLabel(s string) bool {
	count, edge := 0, false
	for _, r := range s {
		switch {
		case r == '-' || r == '_':
			if count == 0 {
				return false
			}
			edge = false
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', 0xa1 <= r && r <= 0xffff:
			edge = true
		default:
			return false
		}
		count++
	}
	return edge && count <= 64
}

// isPublicIP reports whether s is a dotted IPv4 address outside the private
// ranges the pattern excludes.
func isPublicIP(s string) bool {
	var octets [4]string
	for i := range octets {
		octet, rest, more := strings.Cut(s, ".")
		if more != (i < 3) {
			return false
		}
		octets[i], s = octet, rest
	}
	if !isOctet(octets[0], '1', '2', '3') || !isOctet(octets[1], '0', '5', '5') ||
		!isOctet(octets[2], '0', '5', '5') || !isOctet(octets[3], '1', '5', '4') {
		return false
	}
	second := octets[1]
	switch octets[0] {
	case "10", "127":
		return false
	case "169":
		return second != "254"
	case "192":
		return second != "168"
	case "172":
		if utf8.RuneCountInString(second) != 2 {
			return true
		}
		d := runeAt(second, 1)
		return !(second[0] == '2' || second[0] == '1' && '6' <= d && d <= '9' || second[0] == '3' && '0' <= d && d <= '1')
	}
	return true
}

// isOctet reports whether s has one or two digits of which the first is at
// least least, or three from 100 to 2, mid, last. As in the pattern, digits of
// other scripts may stand where any digit may.
func isOctet(s string, least, mid, last rune) bool {
	var d [3]rune
	count := 0
	for _, r := range s {
		if count == len(d) || !unicode.IsDigit(r) {
			return false
		}
		d[count] = r
		count++
	}
	switch count {
	case 1, 2:
		return least == '0' || least <= d[0] && d[0] <= '9'
	case 3:
		return d[0] == '1' || d[0] == '2' && ('0' <= d[1] && d[1] < mid || d[1] == mid && '0' <= d[2] && d[2] <= last)
	}
	return false
}

func dots(s string) int {
	n := 0
	for n < len(s) && s[n] == '.' {
		n++
	}
	return n
}

// runeAt returns the code point at byte i of s, 0 at its end.
func runeAt(s string, i int) rune {
	if i >= len(s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}

func isWordy(r rune) bool {
	return '0' <= r && r <= '9' || classes(r)&classAlpha != 0
}

func isASCIIDigit(b byte) bool { return '0' <= b && b <= '9' }

func endsInDigit(s string) bool { return s != "" && isASCIIDigit(s[len(s)-1]) }
