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

// Children lists the children of each token, ascending. Heads outside the
// document count as none.
func (d *Doc) Children() [][]int {
	n := len(d.Tokens)
	hangs := func(i int) (int, bool) {
		h := d.Tokens[i].Head
		return h, h != i && h >= 0 && h < n
	}
	ends := make([]int, n+1) // of the children of the token before, then of the token
	for i := range n {
		if h, ok := hangs(i); ok {
			ends[h+1]++
		}
	}
	for i := range n {
		ends[i+1] += ends[i]
	}
	all := make([]int, ends[n]) // one piece of memory for all lists
	kids := make([][]int, n)
	for i := range n {
		kids[i] = all[ends[i]:ends[i]:ends[i+1]]
	}
	for i := range n {
		if h, ok := hangs(i); ok {
			kids[h] = append(kids[h], i)
		}
	}
	return kids
}
