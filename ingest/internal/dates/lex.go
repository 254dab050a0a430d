package dates

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type lexKind byte

const (
	word    lexKind = iota // letters, and digits after a letter ("G20")
	number                 // one to four digits
	ordinal                // "3rd"
	plural                 // "1960s", "60s"
	clock                  // "14:00", "9 p.m."
	iso                    // "2021-05-03"
	slashed                // "03/05/2021"
	amount                 // digits that are no part of a date: "1,200", "$5", "3.2", "4G", "20210"
	punct
)

// lex is one piece of text as the matcher sees it. It cuts finer than the
// tokens of the language model and always in the same way, so that what is
// found does not depend on a tokenizer's view of "18-20".
type lex struct {
	start, end int // half-open byte offsets
	kind       lexKind
	low        string // lower case; of punctuation the mark itself, dashes as "-"
	num        int    // of number, ordinal, plural
	upper      bool   // starts with a capital
	glued      bool   // no space before
	line       bool   // a line break before
	first      bool   // an expression can begin with it
}

// scan cuts text into pieces.
func scan(text string) []lex {
	out := make([]lex, 0, len(text)/4+1) // few texts have shorter words
	glued, line := false, true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			glued = false
			line = line || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
			i += n
			continue
		}
		l := lex{start: i, glued: glued, line: line}
		switch {
		case r >= '0' && r <= '9':
			scanNumber(text, &l, out)
		case unicode.IsLetter(r):
			j := i
			for j < len(text) {
				r, n := utf8.DecodeRuneInString(text[j:])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
					break
				}
				j += n
			}
			l.end, l.kind, l.upper = j, word, unicode.IsUpper(r)
			l.low = strings.ToLower(text[i:j])
		default:
			l.end, l.kind, l.low = i+n, punct, text[i:i+n]
			switch r {
			case '–', '—', '‑', '‒', '−':
				l.low = "-"
			case '’', '‘', '`':
				l.low = "'"
			}
		}
		l.first = l.begins()
		out = append(out, l)
		i, glued, line = l.end, true, false
	}
	return out
}

// scanNumber reads what starts with the digit at l.start.
func scanNumber(text string, l *lex, before []lex) {
	digits := func(i int) int {
		for i < len(text) && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		return i
	}
	at := func(i int) byte {
		if i < len(text) {
			return text[i]
		}
		return 0
	}
	i := l.start
	e := digits(i)
	n := e - i
	l.end, l.kind = e, amount
	if l.glued && len(before) > 0 {
		mark := before[len(before)-1].low
		if mark == "." && len(before) > 1 && months[before[len(before)-2].low] > 0 {
			mark = "" // "Feb.21"
		}
		switch mark {
		case "$", "€", "£", "¥", "#", "№", ".":
			for at(l.end) == ',' || at(l.end) == '.' {
				if f := digits(l.end + 1); f > l.end+1 {
					l.end = f
					continue
				}
				break
			}
			return
		}
	}
	if at(e) == ',' && n <= 3 && digits(e+1) == e+4 { // thousands
		for at(e) == ',' && digits(e+1) == e+4 {
			e += 4
		}
		l.end = e
		return
	}
	if n == 4 && (at(e) == '-' || at(e) == '/') { // 2021-05-03, 2021/05/03, also with a time
		sep := at(e)
		if m := digits(e + 1); m == e+3 && at(m) == sep {
			if d := digits(m + 1); d == m+3 {
				l.kind, l.end = iso, d
				l.low = text[i:i+4] + "-" + text[e+1:m] + "-" + text[m+1:d]
				if at(d) == 'T' {
					for l.end < len(text) && strings.IndexByte("T0123456789:.Z+-", text[l.end]) >= 0 {
						l.end++
					}
				}
				return
			}
		}
	}
	if n <= 2 && (at(e) == '/' || at(e) == '.') { // 03/05/2021, 3.5.2021
		sep := at(e)
		m := digits(e + 1)
		if k := m - e - 1; (k == 1 || k == 2) && at(m) == sep {
			if y := digits(m + 1); y-m-1 == 4 {
				l.kind, l.end, l.low = slashed, y, strings.ReplaceAll(text[i:y], ".", "/")
				return
			}
		}
	}
	switch at(e) {
	case '/': // 24/7, 9/11
		for at(l.end) == '/' && digits(l.end+1) > l.end+1 {
			l.end = digits(l.end + 1)
		}
		if l.end > e {
			return
		}
	case '.':
		if f := digits(e + 1); f > e+1 {
			l.end = f
			// "2.30 p.m." is a time, 3.2 is not
			if s := meridiem(text, f); s > f && n <= 2 {
				l.kind, l.end = clock, s
			}
			return
		}
	case ':':
		if f := digits(e + 1); f == e+3 && n <= 2 {
			l.kind, l.end = clock, f
			if s := meridiem(text, f); s > f {
				l.end = s
			}
			return
		}
	}
	if n > 4 {
		return
	}
	v, err := strconv.Atoi(text[i:e])
	if err != nil {
		return
	}
	l.num = v
	if s := meridiem(text, e); s > e && n <= 2 {
		l.kind, l.end = clock, s
		return
	}
	r, _ := utf8.DecodeRuneInString(text[e:])
	switch {
	case at(e) == '%':
		l.end = e + 1
	case e == len(text) || !unicode.IsLetter(r):
		l.kind = number
	default:
		f := e
		for f < len(text) {
			r, k := utf8.DecodeRuneInString(text[f:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			f += k
		}
		l.end = f
		switch strings.ToLower(text[e:f]) {
		case "st", "nd", "rd", "th":
			l.kind = ordinal
		case "s":
			l.kind = plural
		}
	}
	l.low = strings.ToLower(text[i:l.end])
}

// meridiem returns the end of "am", "a.m.", "PM" and the like at or one space
// after i, or i.
func meridiem(text string, i int) int {
	j := i
	if j < len(text) && text[j] == ' ' {
		j++
	}
	s := strings.ToLower(text[j:min(len(text), j+4)])
	for _, m := range []string{"a.m.", "p.m.", "am", "pm"} {
		if strings.HasPrefix(s, m) {
			end := j + len(m)
			if r, _ := utf8.DecodeRuneInString(text[end:]); end == len(text) || !unicode.IsLetter(r) {
				return end
			}
		}
	}
	return i
}
