package nlp

// Doc is one annotated text. Tokens are in text order and cover every
// character that is not a single space after a token.
type Doc struct {
	Text      string
	Tokens    []Token
	Sentences []Span // consecutive and covering all tokens
	Entities  []Entity
}

// Token is one token of a Doc. Start and End are half-open byte offsets into
// Doc.Text. Labels follow spaCy's en_core_web_sm: Penn Treebank tags,
// Universal POS, and the ClearNLP/CLEAR dependency scheme (dobj, nsubjpass,
// pobj, prep, agent; the root is labelled ROOT and is its own head).
type Token struct {
	Start, End int
	Tag        string // fine-grained tag, e.g. "VBD"
	POS        string // coarse part of speech, e.g. "VERB"
	Morph      string // e.g. "Number=Sing|Person=3", "" when empty
	Lemma      string
	Head       int // index of the head in Doc.Tokens; the token itself for a root
	Dep        string
	SentStart  bool
	Space      bool // followed by a single space that belongs to no token
}

// Span is a half-open range of token indexes.
type Span struct{ Start, End int }

// Entity is a named entity as the model labels it (PERSON, NORP, GPE, ORG,
// DATE, ...), over a half-open range of token indexes.
type Entity struct {
	Span
	Label string
}

// TokenText returns the text of token i.
func (d *Doc) TokenText(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// SpanText returns the text from the first to the last token of s, without
// the space after it; it is empty when s is.
func (d *Doc) SpanText(s Span) string {
	if s.Start >= s.End {
		return ""
	}
	return d.Text[d.Tokens[s.Start].Start:d.Tokens[s.End-1].End]
}

// Children holds the children of each token of a document.
type Children struct {
	start []int // by token: where its children start in all; those of the next end them
	all   []int
}

// Children lists the children of each token. Heads outside the document count
// as none.
func (d *Doc) Children() Children {
	n := len(d.Tokens)
	hangs := func(i int) (int, bool) {
		h := d.Tokens[i].Head
		return h, h != i && h >= 0 && h < n
	}
	c := Children{start: make([]int, n+1)}
	for i := range n {
		if h, ok := hangs(i); ok {
			c.start[h]++
		}
	}
	for i := range n {
		c.start[i+1] += c.start[i]
	}
	c.all = make([]int, c.start[n])
	for i := n - 1; i >= 0; i-- { // start is the end of what is still free
		if h, ok := hangs(i); ok {
			c.start[h]--
			c.all[c.start[h]] = i
		}
	}
	return c
}

// Of returns the children of token i, ascending. The slice must not be
// changed.
func (c Children) Of(i int) []int { return c.all[c.start[i]:c.start[i+1]:c.start[i+1]] }
