package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var (
	straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
	between  = regexp.MustCompile(`[^a-z0-9]+`)
	article  = regexp.MustCompile(`^(the|a|an) `)
)

// fold brings a form to what is compared: lower case without accents,
// possessives, punctuation and a leading article.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		// Decomposed one by one: a whole string gets joiners between very many
		// accents, and the order of accents is nothing here.
		for _, r := range norm.NFKD.String(string(r)) {
			if norm.NFKD.PropertiesString(string(r)).CCC() == 0 {
				b.WriteRune(r)
			}
		}
	}
	s = possessives(straight.Replace(strings.ToLower(b.String())))
	return article.ReplaceAllString(strings.TrimSpace(between.ReplaceAllString(s, " ")), "")
}

// possessives takes out "'s" at the end of a word.
func possessives(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "'s")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		rest := s[i+2:]
		if r, _ := utf8.DecodeRuneInString(rest); rest != "" && (unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_') {
			b.WriteString("'s")
		}
		s = rest
	}
	b.WriteString(s)
	return b.String()
}

// words are a text as it is compared.
type words struct {
	folded string
	tokens []string
	counts map[string]int // of the tokens
}

func newWords(s string) *words {
	w := &words{folded: fold(s), counts: map[string]int{}}
	w.tokens = strings.Fields(w.folded)
	for _, t := range w.tokens {
		w.counts[t]++
	}
	return w
}

// overlap is the F1 of the tokens of two texts, counted as often as they come.
func overlap(a, b *words) float64 {
	if len(a.tokens) == 0 || len(b.tokens) == 0 {
		return 0
	}
	n := 0
	for t, count := range a.counts {
		n += min(count, b.counts[t])
	}
	return float64(2*n) / float64(len(a.tokens)+len(b.tokens))
}

// within reports whether b has all tokens of a, of which there must be one.
func within(a, b *words) bool {
	for t := range a.counts {
		if b.counts[t] == 0 {
			return false
		}
	}
	return len(a.tokens) > 0
}

// sameSentence reports whether two pieces of evidence are of one sentence.
func sameSentence(a, b *words) bool {
	if a.folded == "" || b.folded == "" {
		return false
	}
	return strings.Contains(b.folded, a.folded) || strings.Contains(a.folded, b.folded) || overlap(a, b) >= 0.6
}

// contained reports whether one content is a run of tokens of the other, of at
// least five tokens and 35 % of the longer.
func contained(a, b *words) bool {
	short, long := a.tokens, b.tokens
	if len(short) > len(long) {
		short, long = long, short
	}
	n := len(short)
	if n < 5 || float64(n) < 0.35*float64(len(long)) {
		return false
	}
	for i := 0; i+n <= len(long); i++ {
		if slices.Equal(long[i:i+n], short) {
			return true
		}
	}
	return false
}

var dateForm = regexp.MustCompile(`^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$`)

// span is the first and last day that a date can be, as text that compares. A
// month has 31 days here: only the order counts.
func span(date string) (from, to string, ok bool) {
	first, last, isSpan := strings.Cut(date, "/")
	if !isSpan {
		last = first
	}
	from, ok1 := day(first, "01", "01")
	to, ok2 := day(last, "12", "31")
	return from, to, ok1 && ok2
}

func day(s, month, dom string) (string, bool) {
	m := dateForm.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return "", false
	}
	if m[2] != "" {
		month = m[2]
	}
	if m[3] != "" {
		dom = m[3]
	}
	return m[1] + month + dom, true
}

// compatible reports whether two dates can be the same; two that are unknown
// are.
func compatible(a, b string) bool {
	if a == "" && b == "" {
		return true
	}
	af, at, aok := span(a)
	bf, bt, bok := span(b)
	return aok && bok && af <= bt && bf <= at
}
