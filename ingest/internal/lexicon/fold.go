package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case,
// without accents, straight apostrophes and hyphens, single spaces, and
// without the full stops of an abbreviation ("U.S." and "US" are one).
func Fold(s string) string {
	ascii, folded := true, true
	for i := 0; i < len(s) && ascii; i++ {
		c := s[i]
		ascii = c < utf8.RuneSelf
		folded = folded && !(c >= 'A' && c <= 'Z' || c == '.' || c < ' ')
	}
	switch {
	case ascii && folded:
		return s
	case ascii:
		return foldASCII(s)
	}
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r == '.':
			continue
		case r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == 'ʻ':
			r = '\''
		case r == '–' || r == '‐' || r == '‑' || r == '—':
			r = '-'
		case r == 'ı':
			r = 'i'
		case r == 'ł' || r == 'Ł':
			r = 'l'
		case r == 'ø' || r == 'Ø':
			r = 'o'
		case r == 'đ' || r == 'Đ':
			r = 'd'
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// foldASCII is Fold for text in ASCII, as most words are: nothing to decompose.
func foldASCII(s string) string {
	out := make([]byte, 0, 64) // on the stack
	space := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			space = len(out) > 0
			continue
		case c == '.':
			continue
		case c == '`':
			c = '\''
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = append(out, c)
	}
	return string(out)
}

// small returns how many small letters the text must have where it writes a
// name: none for an acronym ("US" is not "us"), as many as the name for one with
// a capital after a small letter ("EaP" is not "Eap"), and -1 for any other.
func small(s string) int {
	letters, lower, inner := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.IsLower(r):
			lower++
		case unicode.IsUpper(r) && lower > 0:
			inner = true
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters == 0 || letters > 6 || lower > 0 && (!inner || strings.Contains(s, " ")) {
		return -1
	}
	return lower
}
