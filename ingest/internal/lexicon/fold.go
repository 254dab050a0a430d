package lexicon

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case,
// without accents, straight apostrophes and hyphens, single spaces, and
// without the full stops of an abbreviation ("U.S." and "US" are one).
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c == '.' || c < ' ' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
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
