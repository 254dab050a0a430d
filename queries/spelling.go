package queries

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// fold returns the words of a name in lower-case ASCII letters and digits,
// separated by single spaces: "Andriï  IERMAK" and "андрій єрмак" become
// "andrii iermak" and "andrii iermak". Apostrophes and full stops vanish, so
// that "U.S." is "us"; every other mark separates words.
func fold(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range unidecode.Unidecode(norm.NFC.String(s)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '.' || r == '`':
		default:
			gap = true
		}
	}
	return b.String()
}

// filler are the words of a name that people leave out or add: articles, what
// a format is, and how people are addressed.
var filler = map[string]bool{
	"the": true, "so": true, "called": true, "of": true, "and": true, "for": true,
	"format": true, "talks": true, "group": true, "process": true,
	"mr": true, "mrs": true, "ms": true, "dr": true, "sir": true,
}

// bare drops the filler words of a folded name, unless nothing else is left.
func bare(folded string) string {
	var kept []string
	for _, w := range strings.Fields(folded) {
		if !filler[w] {
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return folded
	}
	return strings.Join(kept, " ")
}

// sounds maps the letters of a word in Latin script to a spelling that the
// usual transliterations into English, French and German share. The rules
// are applied in order, each to the whole word. The pairs in
// TestSoundsAlike say what they are for.
var sounds = []struct {
	from *regexp.Regexp
	to   string
}{
	{regexp.MustCompile(`shch|schtsch|chtch|tsch|tch|sch|tsh|sh|ch|cz|dzh|zh`), "S"}, // Lukashevich, Loukachevitch, Lukaschewitsch
	{regexp.MustCompile(`sation$`), "zation"},                                        // Organisation
	{regexp.MustCompile(`ou`), "u"},                                                  // Poutine
	{regexp.MustCompile(`ine$`), "in"},                                               // Poutine
	{regexp.MustCompile(`gu([ei])`), "g$1"},                                          // Serguei
	{regexp.MustCompile(`ph`), "f"},
	{regexp.MustCompile(`kh`), "h"}, // Khamenei, Hamenei
	{regexp.MustCompile(`gh`), "g"},
	{regexp.MustCompile(`th`), "t"},
	{regexp.MustCompile(`dh`), "d"},
	{regexp.MustCompile(`x`), "ks"}, // Alexander, Aleksandr
	{regexp.MustCompile(`ck|q|c`), "k"},
	{regexp.MustCompile(`w`), "v"},                        // Lawrow
	{regexp.MustCompile(`tz`), "ts"},                      // Steinitz
	{regexp.MustCompile(`[ij]+e|y+e`), "e"},               // Iermak, Yermak
	{regexp.MustCompile(`[iy]+o|jo`), "o"},                // Piotr, Pyotr
	{regexp.MustCompile(`[yj]+u|iu`), "u"},                // Iulia, Yulia
	{regexp.MustCompile(`[yj]+a|ia`), "a"},                // Iana, Yana
	{regexp.MustCompile(`[iyj]+`), "i"},                   // Zelenskyy, Zelensky, Zelenskiy
	{regexp.MustCompile(`oe|oo`), "o"},                    // Schroeder
	{regexp.MustCompile(`ue|ee`), "u"},                    // Mueller
	{regexp.MustCompile(`ae|aa`), "a"},                    // Baerbock
	{regexp.MustCompile(`([^aeiou])(?:er|re)$`), "${1}r"}, // Alexander, Alexandre
	{regexp.MustCompile(`([^aeiou])e$`), "$1"},            // Sergee
	{regexp.MustCompile(`off$|ov$`), "of"},                // Lavroff
}

// sound returns the words of a folded name as sounds spells them, with
// doubled letters single.
func sound(folded string) string {
	words := strings.Fields(folded)
	for i, w := range words {
		for _, s := range sounds {
			w = s.from.ReplaceAllString(w, s.to)
		}
		words[i] = single(w)
	}
	return strings.Join(words, " ")
}

func single(w string) string {
	var b strings.Builder
	for i := 0; i < len(w); i++ {
		if i == 0 || w[i] != w[i-1] || w[i] <= '9' { // the G77 is not the G7
			b.WriteByte(w[i])
		}
	}
	return b.String()
}

// distance is the Damerau-Levenshtein distance with adjacent transpositions
// between two ASCII strings (optimal string alignment), or limit+1 as soon as
// it is known to be more than limit.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	before := make([]int, len(b)+1)
	last := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := row[0]
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
