// Package paragraphs cuts a text into paragraphs, also where lines are broken
// at a fixed width.
package paragraphs

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a half-open byte range.
type Span struct{ Start, End int }

// Find returns the paragraphs of a text without surrounding white space: its
// non-blank lines, or, in a text with hard line breaks, its blocks between
// blank lines.
func Find(text string) []Span {
	wrapped := hardWrapped(text)
	var out []Span
	for off := 0; off < len(text); {
		end := lineEnd(text, off)
		s := Trim(text, Span{off, end})
		off = end + 1
		switch {
		case s.Start >= s.End:
		case wrapped && len(out) > 0 && strings.Count(text[out[len(out)-1].End:s.Start], "\n") == 1:
			out[len(out)-1].End = s.End
		default:
			out = append(out, s)
		}
	}
	return out
}

// Trim cuts white space off both ends of a span.
func Trim(text string, s Span) Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

func lineEnd(text string, off int) int {
	if i := strings.IndexByte(text[off:], '\n'); i >= 0 {
		return off + i
	}
	return len(text)
}

// hardWrapped reports whether a text breaks its lines at a fixed width: blank
// lines part its paragraphs, and most lines that another follows at once are
// nearly as long as the longest, which is no longer than a page is wide.
func hardWrapped(text string) bool {
	const widest, narrowest = 100, 50 // runes
	inner, long, most, blank := 0, 0, 0, false
	for off := 0; off < len(text); {
		end := lineEnd(text, off)
		n := utf8.RuneCountInString(strings.TrimSpace(text[off:end]))
		next := ""
		if end+1 < len(text) {
			next = strings.TrimSpace(text[end+1 : lineEnd(text, end+1)])
		}
		most = max(most, n)
		if n > 0 && next != "" {
			inner++
			if n >= narrowest {
				long++
			}
		}
		blank = blank || n == 0
		off = end + 1
	}
	return blank && inner >= 4 && most <= widest && 3*long >= 2*inner
}
