// Package quotes finds what stands in quotation marks in a text, also where a
// mark is missing, as scans and translations leave it. It works on the text
// alone and knows no language; whether a quotation is speech is for its
// callers to say.
package quotes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/ingest/internal/paragraphs"
)

// Quote is one quotation. All offsets are bytes, half-open.
type Quote struct {
	Start, End     int // with the marks
	InStart, InEnd int // without the marks and the white space beside them
	Opened, Closed bool
	Single         bool // in single marks
	Paragraph      int  // index into the paragraphs of the text

	// Continues is set when the quotation has no closing mark because the next
	// paragraph, which opens with a mark again, goes on with it.
	Continues bool
}

// role is what a mark can do where it stands.
type role uint8

const (
	either role = iota
	opens
	closes
)

// mark is one quotation mark.
type mark struct {
	start, end int
	role       role
	single     bool
	straight   bool // opens and closes look the same
}

// Find returns the quotations of a text in text order. A quotation in single
// marks inside one in double marks is left out. Quotations do not overlap and
// none crosses the end of a paragraph.
func Find(text string) []Quote {
	paras := paragraphs.Find(text)
	var out []Quote
	for i, p := range paras {
		ms := scan(text, p)
		qs := double(text, p, ms)
		goesOn := i+1 < len(paras) && opensWith(text, paras[i+1], true)
		qs = append(qs, single(text, p, ms, qs, goesOn)...)
		slices.SortFunc(qs, func(a, b Quote) int { return a.Start - b.Start })
		for k := range qs {
			q := &qs[k]
			q.Paragraph = i
			in := paragraphs.Trim(text, paragraphs.Span{Start: q.InStart, End: q.InEnd})
			q.InStart, q.InEnd = in.Start, in.End
			if !q.Closed && k == len(qs)-1 && i+1 < len(paras) {
				q.Continues = opensWith(text, paras[i+1], q.Single)
			}
		}
		for _, q := range qs {
			if q.InStart < q.InEnd {
				out = append(out, q)
			}
		}
	}
	return out
}

// opensWith reports whether a paragraph starts with an opening mark, a single or
// a double one.
func opensWith(text string, p paragraphs.Span, single bool) bool {
	m, ok := markAt(text, p, p.Start)
	return ok && m.single == single && m.role != closes
}

// scan collects the marks of a paragraph.
func scan(text string, p paragraphs.Span) []mark {
	var out []mark
	for i := p.Start; i < p.End; {
		if plain(text[i]) {
			i++
			continue
		}
		m, ok := markAt(text, p, i)
		if ok {
			out = append(out, m)
		}
		i = m.end
	}
	return out
}

// plain reports whether a byte is no mark and no piece of one.
func plain(c byte) bool { return c < utf8.RuneSelf && c != '"' && c != '\'' && c != '`' }

// markAt reads the mark at byte i of a paragraph, and false with the bounds of
// the rune where none is.
func markAt(text string, p paragraphs.Span, i int) (mark, bool) {
	r, n := utf8.DecodeRuneInString(text[i:p.End])
	m := mark{start: i, end: i + n}
	if plain(text[i]) {
		return m, false
	}
	before, after := around(text, p, i, i+n)
	keep := true
	switch r {
	case '“', '«', '„', '‟':
		m.role = opens
		if r == '“' && closing(before, after) {
			// Closes in „ “ pairs, and where a converter knows one form only.
			m.role = either
		}
	case '”', '»':
		m.role = closes
		if opening(before, after) {
			m.role = either
		}
	case '"':
		m.straight = !unicode.IsDigit(before)
		switch {
		case closing(before, after):
			m.role = closes
		case opening(before, after):
			m.role = opens
		}
		if unicode.IsDigit(before) && !opening(before, after) {
			m.role = closes
		}
	case '`', '\'':
		if rune(text[min(i+1, p.End-1)]) == r && i+1 < p.End {
			m.end = i + 2
			before, after = around(text, p, m.start, m.end)
			m.role = closes
			if r == '`' || opening(before, after) {
				m.role = opens
			}
			break
		}
		m.single = true
		keep = singleRole(&m, before, after)
		if r == '`' {
			m.role, keep = opens, true
		}
	case '‘', '’', '‚':
		m.single = true
		keep = singleRole(&m, before, after)
		if r == '‘' && m.role == closes || r == '’' && m.role == opens && !unicode.IsLetter(after) {
			keep = false
		}
	default:
		keep = false
	}
	return m, keep
}

// singleRole sets the role of a single mark and reports whether it can be a
// quotation mark at all: an apostrophe inside a word cannot.
func singleRole(m *mark, before, after rune) bool {
	switch {
	case opening(before, after) && !unicode.IsDigit(after):
		m.role = opens
	case closing(before, after):
		m.role = closes
	default:
		return false
	}
	return true
}

// around returns the runes beside a mark, a space at the paragraph's ends.
func around(text string, p paragraphs.Span, start, end int) (before, after rune) {
	before, after = ' ', ' '
	if start > p.Start {
		before, _ = utf8.DecodeLastRuneInString(text[p.Start:start])
	}
	if end < p.End {
		after, _ = utf8.DecodeRuneInString(text[end:p.End])
	}
	return before, after
}

func opening(before, after rune) bool {
	return (unicode.IsSpace(before) || strings.ContainsRune("([{—–-/*“\"‘", before)) && !unicode.IsSpace(after) &&
		!strings.ContainsRune(",.;:?!)]}", after)
}

func closing(before, after rune) bool {
	return !unicode.IsSpace(before) && (unicode.IsSpace(after) || strings.ContainsRune(",.;:?!)]}—–-/*”\"’'", after))
}

// double pairs the double marks of a paragraph.
func double(text string, p paragraphs.Span, ms []mark) []Quote {
	var dm []mark
	for _, m := range ms {
		if !m.single {
			dm = append(dm, m)
		}
	}
	var out []Quote
	open := -1 // index into dm
	depth := 0
	end := p.Start // of the last quotation
	unclosed := func(k, at int) {
		q := Quote{Start: dm[k].start, End: at, InStart: dm[k].end, InEnd: at, Opened: true}
		out = append(out, q)
		end = at
	}
	for k, m := range dm {
		r := m.role
		if r == either {
			r = opens
			if open >= 0 {
				r = closes
			}
		}
		switch {
		case r == opens && open < 0:
			open, depth = k, 0
		case r == opens:
			// Inside an open quotation: nested if two closing marks follow
			// before the next opening one, else the first one was left open.
			if closingRun(dm[k+1:]) >= 2+depth || dm[k].start == dm[open].end {
				depth++
				continue
			}
			unclosed(open, sentenceEnd(text, dm[open].end, m.start))
			open, depth = k, 0
		case open < 0 && m.straight && closingRun(dm[k:]) == 2 && k+2 == len(dm):
			// A straight mark with the space on the wrong side of it.
			open, depth = k, 0
		case open >= 0 && depth > 0:
			depth--
		case open >= 0:
			o := dm[open]
			out = append(out, Quote{Start: o.start, End: m.end, InStart: o.end, InEnd: m.start, Opened: true, Closed: true})
			end = m.end
			open = -1
		default:
			// A closing mark alone: the quotation began with the paragraph, or
			// with the sentence when another quotation stands before it.
			from := end
			if end > p.Start {
				from = sentenceStart(text, end, m.start)
			}
			s := paragraphs.Trim(text, paragraphs.Span{Start: from, End: m.start})
			if wordsIn(text[s.Start:s.End]) < 2 || unicode.IsDigit(lastRune(text[s.Start:s.End])) {
				continue
			}
			out = append(out, Quote{Start: s.Start, End: m.end, InStart: s.Start, InEnd: m.start, Closed: true})
			end = m.end
		}
	}
	if open >= 0 {
		unclosed(open, p.End)
	}
	return out
}

// closingRun counts the marks that close before the next one that opens.
func closingRun(ms []mark) int {
	n := 0
	for _, m := range ms {
		if m.role == opens {
			break
		}
		n++
	}
	return n
}

// single pairs the single marks of a paragraph that stand outside qs. goesOn
// says that the next paragraph opens with a single mark, so that the last one
// of this paragraph need not be closed.
func single(text string, p paragraphs.Span, ms []mark, qs []Quote, goesOn bool) []Quote {
	var out []Quote
	inside := func(i int) bool {
		return slices.ContainsFunc(qs, func(q Quote) bool { return q.Start <= i && i < q.End })
	}
	var sm []mark
	for _, m := range ms {
		if m.single && !inside(m.start) {
			sm = append(sm, m)
		}
	}
	for k := 0; k < len(sm); k++ {
		if sm[k].role != opens {
			continue
		}
		best := -1
		for c := k + 1; c < len(sm) && sm[c].role == closes; c++ {
			// A mark after "s" may be a plural possessive; punctuation before
			// the mark settles that it closes.
			last := lastRune(text[sm[k].end:sm[c].start])
			if strings.ContainsRune(",.?!…", last) {
				best = c
				break
			}
			if best < 0 || lastRune(text[sm[k].end:sm[best].start]) == 's' {
				best = c
			}
			if last != 's' {
				break
			}
		}
		// The last mark before a paragraph that opens with one again: an
		// apostrophe inside must not close it.
		if goesOn && (best < 0 || best == len(sm)-1 && sm[best].end < p.End && !strings.ContainsRune(",.?!…", lastRune(text[sm[k].end:sm[best].start]))) {
			out = append(out, Quote{Start: sm[k].start, End: p.End, InStart: sm[k].end, InEnd: p.End, Opened: true, Single: true})
			break
		}
		if best < 0 {
			continue
		}
		o, c := sm[k], sm[best]
		if slices.ContainsFunc(qs, func(q Quote) bool { return q.Start < c.end && o.start < q.End }) {
			continue
		}
		out = append(out, Quote{Start: o.start, End: c.end, InStart: o.end, InEnd: c.start, Opened: true, Closed: true, Single: true})
		k = best
	}
	return out
}

// sentenceEnd returns the end of the last sentence of text[from:to], or to
// when no sentence ends there.
func sentenceEnd(text string, from, to int) int {
	best := to
	for i := from; i < to; i++ {
		if strings.IndexByte(".?!", text[i]) >= 0 && i+1 < to && text[i+1] == ' ' {
			best = i + 1
			break
		}
	}
	return best
}

// sentenceStart returns the start of the last sentence of text[from:to].
func sentenceStart(text string, from, to int) int {
	for i := to - 1; i > from+1; i-- {
		if text[i] == ' ' && strings.IndexByte(".?!", text[i-1]) >= 0 {
			return i + 1
		}
	}
	return from
}

func wordsIn(s string) int { return len(strings.Fields(s)) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// In returns the quotation that holds byte offset i, and false when none
// does. Quotations must be in text order, as Find returns them.
func In(qs []Quote, i int) (Quote, bool) {
	k, ok := slices.BinarySearchFunc(qs, i, func(q Quote, at int) int {
		switch {
		case q.End <= at:
			return -1
		case q.Start > at:
			return 1
		}
		return 0
	})
	if !ok {
		return Quote{}, false
	}
	return qs[k], true
}
