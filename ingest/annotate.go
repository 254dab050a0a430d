package ingest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/ingest/nlp"
)

// block is a half-open byte range of text that is parsed on its own.
type block struct{ start, end int }

// wrapped is the length in bytes from which a line that ends without a full
// stop is taken to go on in the next one.
const wrapped = 55

// blocks cuts text at blank lines, and at line ends that do not look like the
// wrapping of a paragraph. A heading, a caption or a dateline parsed together
// with the paragraph below spoils the trees of both.
func blocks(text string) []block {
	var out []block
	open := -1 // start of the block that is being read
	lastLine := ""
	end := 0
	for pos := 0; pos < len(text); {
		n := strings.IndexByte(text[pos:], '\n')
		next := pos + n + 1
		if n < 0 {
			n, next = len(text)-pos, len(text)
		}
		line := strings.TrimSpace(text[pos : pos+n])
		switch {
		case line == "":
			if open >= 0 {
				out = append(out, block{open, end})
				open = -1
			}
		case open >= 0 && (len(lastLine) < wrapped || strings.ContainsAny(lastLine[len(lastLine)-1:], ".!?\":)") || strings.HasSuffix(lastLine, "”") || strings.HasSuffix(lastLine, "»")):
			out = append(out, block{open, end})
			open = pos
		case open < 0:
			open = pos
		}
		if n := dateline(text[pos:next]); n > 0 && open == pos {
			out = append(out, block{pos, pos + n})
			open = pos + n
		}
		if line != "" {
			lastLine, end = line, pos+n
		}
		pos = next
	}
	if open >= 0 {
		out = append(out, block{open, end})
	}
	return out
}

// datelines matches what opens a report before its first sentence: a town in
// capitals, perhaps with a date and an agency, and a dash.
var datelines = regexp.MustCompile(`^\s*\p{Lu}[\p{Lu}.' -]*\p{Lu}[^—–.!?"“\n]{0,60}?\s(?:—|–|--|-)\s+\p{Lu}`)

// dateline returns the length in bytes of the dateline that opens a line with
// its dash, 0 for none.
func dateline(line string) int {
	at := datelines.FindStringIndex(line)
	if at == nil {
		return 0
	}
	_, last := utf8.DecodeLastRuneInString(line[:at[1]])
	return len(strings.TrimRight(line[:at[1]-last], " \t"))
}

// annotate parses a text block by block and joins the parts into one document
// over the whole text. The white space between two blocks becomes one token at
// the end of the first, as the model itself treats white space.
func annotate(m *nlp.Model, text string) *nlp.Doc {
	doc := &nlp.Doc{Text: text}
	last := 0
	gap := func(to int) {
		if to == last {
			return
		}
		k := len(doc.Tokens)
		head := k - 1
		if k == 0 {
			head = 1
		}
		doc.Tokens = append(doc.Tokens, nlp.Token{Start: last, End: to, Tag: "_SP", POS: "SPACE", Lemma: text[last:to], Head: head, Dep: "dep", SentStart: k == 0})
		if n := len(doc.Sentences); n > 0 {
			doc.Sentences[n-1].End = k + 1
		}
	}
	for _, b := range blocks(text) {
		gap(b.start)
		part := m.Annotate(text[b.start:b.end])
		base := len(doc.Tokens)
		for _, t := range part.Tokens {
			t.Start += b.start
			t.End += b.start
			t.Head += base
			doc.Tokens = append(doc.Tokens, t)
		}
		for i, s := range part.Sentences {
			s.Start += base
			s.End += base
			if i == 0 && base == 1 && len(doc.Sentences) == 0 {
				s.Start = 0
				doc.Tokens[base].SentStart = false
			}
			doc.Sentences = append(doc.Sentences, s)
		}
		for _, e := range part.Entities {
			e.Start += base
			e.End += base
			doc.Entities = append(doc.Entities, e)
		}
		last = b.end
	}
	gap(len(text))
	cutSentences(doc)
	if len(doc.Tokens) == 1 && len(doc.Sentences) == 0 {
		doc.Tokens[0].Head = 0
		doc.Sentences = []nlp.Span{{Start: 0, End: 1}}
	}
	return doc
}

// maxSentence is the length in tokens from which a sentence is none: a list or
// a table without full stops, of which no tree says much. Much of what reads
// trees takes time by the square of a sentence.
const maxSentence = 400

// cutSentences cuts sentences that are too long, where one can after a semicolon
// or a comma. A token whose head is cut off heads its part.
func cutSentences(doc *nlp.Doc) {
	if !slices.ContainsFunc(doc.Sentences, func(s nlp.Span) bool { return s.End-s.Start > maxSentence }) {
		return
	}
	named := make([]bool, len(doc.Tokens)) // token goes on with the name of the one before
	for _, e := range doc.Entities {
		for i := e.Start + 1; i < e.End; i++ {
			named[i] = true
		}
	}
	var cut []nlp.Span
	for _, s := range doc.Sentences {
		for s.End-s.Start > maxSentence {
			end := partEnd(doc, s.Start, named)
			cut = append(cut, nlp.Span{Start: s.Start, End: end})
			s.Start = end
			doc.Tokens[end].SentStart = true
		}
		cut = append(cut, s)
	}
	doc.Sentences = cut
	for _, s := range cut {
		for i := s.Start; i < s.End; i++ {
			if t := &doc.Tokens[i]; t.Head < s.Start || t.Head >= s.End {
				t.Head, t.Dep = i, "ROOT"
			}
		}
	}
}

// partEnd returns where to cut a sentence that starts at a token and is too
// long.
func partEnd(doc *nlp.Doc, start int, named []bool) int {
	for _, mark := range [...]string{";", ",", ""} {
		for i := start + maxSentence; i > start+maxSentence/2; i-- {
			if !named[i] && (mark == "" || doc.TokenText(i-1) == mark) {
				return i
			}
		}
	}
	return start + maxSentence
}
