package resolve

import (
	"strings"
	"unicode"

	"parley/ingest/internal/lexicon"
)

// The comparison of transliterated names works on a key: Latin letter groups
// that different romanisations use for one sound fall together. The groups
// are those in which the common systems differ: ISO 9, BGN/PCGN, French and
// German press spelling for Slavic names; ALA-LC and press spelling for
// Arabic and Persian; pinyin and Wade-Giles for Chinese; Revised Romanization
// and McCune-Reischauer for Korean. Consonants and vowels are compared apart,
// because romanisations agree on the order of consonants and quarrel about
// vowels.

// nameKey is the comparison form of one name word.
type nameKey struct {
	consonants string
	vowels     string
}

// digraphs are tried longest first at each position; what stands on the right
// is the sound class. Lower case is a vowel class.
var digraphs = []struct{ letters, class string }{
	{"shch", "S"}, {"schtsch", "S"}, {"chtch", "S"}, {"tsch", "S"}, {"tch", "S"}, {"sch", "S"},
	{"dzh", "S"}, {"dsch", "S"},
	{"sh", "S"}, {"ch", "S"}, {"zh", "S"}, {"cz", "S"}, {"sz", "S"}, {"ts", "S"}, {"tz", "S"}, {"hs", "S"}, {"dj", "S"},
	{"kh", "K"}, {"gh", "K"}, {"ck", "K"}, {"qu", "K"}, {"gu", "K"},
	{"dh", "T"}, {"th", "T"}, {"dd", "T"}, {"tt", "T"},
	{"ph", "F"}, {"ff", "F"}, {"vv", "F"}, {"ss", "S"}, {"ll", "L"}, {"nn", "N"}, {"mm", "M"}, {"rr", "R"}, {"bb", "P"}, {"pp", "P"}, {"kk", "K"}, {"zz", "S"},
	{"iy", "i"}, {"yi", "i"}, {"ij", "i"}, {"ey", "e"}, {"ei", "e"}, {"ej", "e"}, {"ay", "e"}, {"ai", "e"}, {"ye", "e"}, {"ie", "e"}, {"je", "e"}, {"yo", "o"}, {"jo", "o"}, {"yu", "o"}, {"iu", "o"}, {"ju", "o"}, {"ya", "a"}, {"ia", "a"}, {"ja", "a"},
	{"oo", "o"}, {"ou", "o"}, {"ee", "i"}, {"ii", "i"}, {"aa", "a"}, {"uu", "o"}, {"ue", "o"}, {"oe", "o"}, {"ae", "e"},
	{"x", "KS"},
	{"b", "P"}, {"p", "P"}, {"c", "K"}, {"k", "K"}, {"q", "K"}, {"g", "K"}, {"d", "T"}, {"t", "T"},
	{"f", "F"}, {"v", "F"}, {"w", "F"}, {"s", "S"}, {"z", "S"}, {"j", "S"}, {"l", "L"}, {"m", "M"}, {"n", "N"}, {"r", "R"},
	{"a", "a"}, {"e", "e"}, {"i", "i"}, {"y", "i"}, {"o", "o"}, {"u", "o"},
}

// key computes the comparison form of a name word.
func key(word string) nameKey {
	s := lexicon.Fold(word)
	var k nameKey
	var cons, vows strings.Builder
	var last byte
	for i := 0; i < len(s); {
		class, n := "", 1
		for _, d := range digraphs {
			if strings.HasPrefix(s[i:], d.letters) {
				class, n = d.class, len(d.letters)
				break
			}
		}
		// Pinyin x at the start of a word is one sound, elsewhere x is two.
		if i == 0 && class == "KS" {
			class = "S"
		}
		// A j or y before a vowel at the start of a word is a glide: Iermak,
		// Yermak, Jermak.
		if i == 0 && len(s) > 1 && s[0] == 'j' && class == "S" && strings.IndexByte("aeiou", s[1]) >= 0 {
			class = ""
		}
		for j := 0; j < len(class); j++ {
			c := class[j]
			if c == last {
				continue
			}
			last = c
			if c >= 'a' {
				vows.WriteByte(c)
			} else {
				cons.WriteByte(c)
			}
		}
		i += n
	}
	k.consonants, k.vowels = cons.String(), vows.String()
	return k
}

// sameWord reports whether two name words can be romanisations of one: equal
// consonants, and vowels at most one apart for each five letters. Words that
// are equal when folded always are; short ones must have equal vowels.
func sameWord(a, b string) bool {
	return newNameWord(a).same(newNameWord(b))
}

// nameWord is a word of a name as it is compared.
type nameWord struct {
	folded string
	key    nameKey
	letter bool      // an initial
	bare   *nameWord // without a joined article; the word itself when it has none
}

func newNameWord(w string) *nameWord {
	return &nameWord{folded: lexicon.Fold(w), key: key(w), letter: initial(w)}
}

// same is sameWord.
func (a *nameWord) same(b *nameWord) bool {
	if a.folded == b.folded {
		return true
	}
	if a.key.consonants != b.key.consonants || len(a.key.consonants) < 2 || !startsAlike(a.folded, b.folded) {
		return false
	}
	if a.key.vowels == b.key.vowels {
		return true
	}
	return len(a.key.consonants) > 2 && distance(a.key.vowels, b.key.vowels) <= max(len(a.folded), len(b.folded))/5
}

// startsAlike rejects pairs whose first letters no pair of romanisation
// systems gives for one letter.
func startsAlike(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a[0] == b[0] {
		return true
	}
	for _, set := range [...]string{"iyje", "ckqghx", "vwfu", "szcxthj", "td", "bp", "aeiou"} {
		if strings.IndexByte(set, a[0]) >= 0 && strings.IndexByte(set, b[0]) >= 0 {
			return true
		}
	}
	return false
}

// distance is the Levenshtein distance of two short ASCII strings.
func distance(a, b string) int {
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev, cur = cur, prev
	}
	return prev[len(b)]
}

// initial reports whether w is an initial ("W." or "W").
func initial(w string) bool {
	w = strings.TrimSuffix(w, ".")
	n := 0
	for _, r := range w {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n == 1
}

// sameGiven reports whether two given names can be one person's: alike in
// transliteration, or one the initial or short form of the other.
func sameGiven(lex *lexicon.Lexicon, a, b *nameWord) bool {
	if a.same(b) {
		return true
	}
	fa, fb := a.folded, b.folded
	if fa == "" || fb == "" {
		return false
	}
	if a.letter || b.letter {
		return fa[0] == fb[0]
	}
	if len(fa) > len(fb) {
		fa, fb = fb, fa
	}
	return len(fa) >= 3 && strings.HasPrefix(fb, fa) || lex.ShortForm(fa, fb)
}
