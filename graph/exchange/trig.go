package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/graph"
)

// ReadTriG reads TriG (https://www.w3.org/TR/trig/) as far as a store keeps
// it: blank nodes, collections, and statements without a graph, which no
// document says, are errors, and so are relative IRIs. Objects come out
// canonical. The sequence ends after the first error, which names the line.
func ReadTriG(r io.Reader) iter.Seq2[graph.Quad, error] {
	return func(yield func(graph.Quad, error) bool) {
		p := &trigReader{lexer: lexer{r: bufio.NewReader(r), line: 1}, prefixes: map[string]string{}, yield: yield}
		if err := p.document(); err != nil && !errors.Is(err, errStopped) {
			yield(graph.Quad{}, fmt.Errorf("line %d: %w", p.at, err))
		}
	}
}

// errStopped ends the reading when the loop over the quads has ended.
var errStopped = errors.New("stopped")

// trigReader reads by recursive descent. tok is the token that is looked at.
type trigReader struct {
	lexer
	tok      token
	at       int // line on which tok begins
	prefixes map[string]string
	yield    func(graph.Quad, error) bool
}

// next moves on to the next token.
func (p *trigReader) next() error {
	if err := p.space(); err != nil {
		p.at = p.line
		return err
	}
	p.at = p.line
	var err error
	p.tok, err = p.token()
	return err
}

func (p *trigReader) unexpected(want string) error {
	switch p.tok.kind {
	case tokBlank:
		return errors.New("blank nodes and collections are not kept in a store")
	case tokEnd:
		return fmt.Errorf("want %s, found the end of the input", want)
	}
	return fmt.Errorf("want %s, found %.20q", want, p.tok.text)
}

func (p *trigReader) document() error {
	if err := p.next(); err != nil {
		return err
	}
	for p.tok.kind != tokEnd {
		if err := p.block(); err != nil {
			return err
		}
	}
	return nil
}

// block reads a directive or a graph.
func (p *trigReader) block() error {
	switch {
	case p.tok.kind == tokWord && strings.EqualFold(p.tok.text, "prefix"):
		return p.prefix(false)
	case p.tok.kind == tokTag && p.tok.text == "prefix":
		return p.prefix(true)
	case p.tok.kind == tokWord && strings.EqualFold(p.tok.text, "base"), p.tok.kind == tokTag && p.tok.text == "base":
		return errors.New("a base, and IRIs relative to it, are not read: write IRIs out or with prefixes")
	case p.tok.kind == tokWord && strings.EqualFold(p.tok.text, "graph"):
		if err := p.next(); err != nil {
			return err
		}
	case p.tok.kind == tokPunct && p.tok.text == "{":
		return errors.New("a graph without a name: every statement needs the document that says it")
	}
	label, err := p.iri("the name of a graph")
	if err != nil {
		return err
	}
	if p.tok.kind != tokPunct || p.tok.text != "{" {
		if p.tok.kind == tokEnd {
			return p.unexpected(`"{"`)
		}
		return errors.New("a statement outside a graph: every statement needs the document that says it")
	}
	if err := p.next(); err != nil {
		return err
	}
	for !p.is("}") {
		if err := p.triples(label); err != nil {
			return err
		}
		if !p.is(".") {
			break
		}
		if err := p.next(); err != nil {
			return err
		}
	}
	if !p.is("}") {
		return p.unexpected(`"." or "}"`)
	}
	return p.next()
}

func (p *trigReader) is(punctuation string) bool {
	return p.tok.kind == tokPunct && p.tok.text == punctuation
}

func (p *trigReader) prefix(dot bool) error {
	if err := p.next(); err != nil {
		return err
	}
	name, colon := strings.CutSuffix(p.tok.text, ":")
	if p.tok.kind != tokName || !colon || strings.Contains(name, ":") {
		return p.unexpected("a prefix")
	}
	if err := p.next(); err != nil {
		return err
	}
	if p.tok.kind != tokIRI {
		return p.unexpected("an IRI in angle brackets")
	}
	p.prefixes[name] = p.tok.text
	if err := p.next(); err != nil || !dot {
		return err
	}
	if !p.is(".") {
		return p.unexpected(`"."`)
	}
	return p.next()
}

// iri reads an IRI, written out or with a prefix.
func (p *trigReader) iri(what string) (string, error) {
	iri := p.tok.text
	switch p.tok.kind {
	case tokIRI:
	case tokName:
		name, local, _ := strings.Cut(p.tok.text, ":")
		ns, ok := p.prefixes[name]
		if !ok {
			return "", fmt.Errorf("prefix %q is not declared", name)
		}
		iri = ns + local
	default:
		return "", p.unexpected(what)
	}
	return iri, p.next()
}

// triples reads a subject with its predicates and objects.
func (p *trigReader) triples(label string) error {
	q := graph.Quad{Label: label}
	var err error
	if q.Subject, err = p.iri("a subject"); err != nil {
		return err
	}
	for {
		if p.tok.kind == tokWord && p.tok.text == "a" {
			q.Predicate, err = graph.PredType, p.next()
		} else {
			q.Predicate, err = p.iri("a predicate")
		}
		if err != nil {
			return err
		}
		for {
			at := p.at
			if q.Object, err = p.object(); err != nil {
				return err
			}
			if err := q.Validate(); err != nil {
				p.at = at
				return err
			}
			if !p.yield(q, nil) {
				return errStopped
			}
			if !p.is(",") {
				break
			}
			if err := p.next(); err != nil {
				return err
			}
		}
		if !p.is(";") {
			return nil
		}
		for p.is(";") {
			if err := p.next(); err != nil {
				return err
			}
		}
		if p.is(".") || p.is("}") {
			return nil
		}
	}
}

func (p *trigReader) object() (t graph.Term, err error) {
	at := p.at
	switch p.tok.kind {
	case tokIRI, tokName:
		t.Value, err = p.iri("an object")
		return t, err
	case tokNumber:
		t = graph.Term{Value: p.tok.text, Type: numberType(p.tok.text)}
		err = p.next()
	case tokWord:
		if p.tok.text != "true" && p.tok.text != "false" {
			return t, p.unexpected("an object")
		}
		t = graph.Term{Value: p.tok.text, Type: graph.XSDBoolean}
		err = p.next()
	case tokText:
		t, err = p.literal()
	default:
		return t, p.unexpected("an object")
	}
	if err != nil {
		return t, err
	}
	if t, err = t.Canonical(); err != nil {
		p.at = at
		return t, fmt.Errorf("object: %w", err)
	}
	return t, nil
}

func (p *trigReader) literal() (graph.Term, error) {
	t := graph.String(p.tok.text)
	if err := p.next(); err != nil {
		return t, err
	}
	switch p.tok.kind {
	case tokTag:
		if t.Type, t.Lang = graph.RDFLangString, p.tok.text; t.Lang == "" {
			return t, errors.New("object: empty language tag")
		}
		return t, p.next()
	case tokType:
		err := p.next()
		if err == nil {
			t.Type, err = p.iri("a datatype")
		}
		if err == nil && t.Type == "" {
			err = errors.New("datatype: no IRI")
		}
		return t, err
	}
	return t, nil
}

func numberType(s string) string {
	switch {
	case strings.ContainsAny(s, "eE"):
		return graph.XSDDouble
	case strings.Contains(s, "."):
		return graph.NSXSD + "decimal"
	}
	return graph.XSDInteger
}

// kind is a kind of token.
type kind int

const (
	tokEnd  kind = iota
	tokIRI       // <...>, text without the brackets
	tokName      // prefix:local, escapes of local undone
	tokText      // a string, escapes undone
	tokTag       // @tag, or @prefix, without the @
	tokType      // ^^
	tokNumber
	tokWord  // a, true, GRAPH
	tokPunct // . ; , { }
	tokBlank // the beginning of a blank node or a collection
)

type token struct {
	kind kind
	text string
}

// lexer cuts TriG into tokens.
type lexer struct {
	r    *bufio.Reader
	line int
}

// read returns the next character, -1 at the end.
func (l *lexer) read() (rune, error) {
	c, size, err := l.r.ReadRune()
	switch {
	case errors.Is(err, io.EOF):
		return -1, nil
	case err != nil:
		return 0, err
	case c == utf8.RuneError && size == 1:
		return 0, errors.New("not valid UTF-8")
	case c == '\n':
		l.line++
	}
	return c, nil
}

// peek returns the character n bytes ahead without reading it, -1 at the end.
func (l *lexer) peek(n int) rune {
	b, _ := l.r.Peek(n + utf8.UTFMax) // the end shows as a short answer
	if len(b) <= n {
		return -1
	}
	c, _ := utf8.DecodeRune(b[n:])
	return c
}

// space skips white space and comments.
func (l *lexer) space() error {
	for comment := false; ; {
		c := l.peek(0)
		switch {
		case c == '#':
			comment = true
		case c == '\n', c == '\r':
			comment = false
		case c < 0, !comment && c != ' ' && c != '\t':
			return nil
		}
		if _, err := l.read(); err != nil {
			return err
		}
	}
}

func (l *lexer) token() (token, error) {
	c := l.peek(0)
	switch {
	case c < 0:
		return token{}, nil
	case c == '<':
		return l.iriRef()
	case c == '"', c == '\'':
		return l.text(byte(c))
	case c >= '0' && c <= '9', c == '+', c == '-', c == '.' && digit(l.peek(1)):
		return l.number()
	case c == '_', c == '[', c == '(':
		return token{kind: tokBlank}, nil
	case nameStart(c), c == ':':
		return l.name()
	}
	if _, err := l.read(); err != nil {
		return token{}, err
	}
	switch c {
	case '.', ';', ',', '{', '}':
		return token{tokPunct, string(c)}, nil
	case '@':
		t := token{kind: tokTag}
		for c := l.peek(0); c < utf8.RuneSelf && (letter(c) || digit(c) || c == '-'); c = l.peek(0) {
			t.text += string(c)
			if _, err := l.read(); err != nil {
				return t, err
			}
		}
		return t, nil
	case '^':
		if c, err := l.read(); err != nil || c != '^' {
			return token{}, errors.Join(err, errors.New(`"^" alone: a datatype follows "^^"`))
		}
		return token{tokType, "^^"}, nil
	}
	return token{}, fmt.Errorf("%q has no meaning here", c)
}

func (l *lexer) iriRef() (token, error) {
	var b strings.Builder
	for {
		c, err := l.read()
		switch {
		case err != nil:
			return token{}, err
		case c < 0 || c == '\n':
			return token{}, errors.New(`IRI without its ">"`)
		case c == '>':
			iri, err := graph.Unescape(b.String()[1:], false)
			return token{tokIRI, iri}, err
		}
		b.WriteRune(c)
	}
}

// text reads a string in one or three quotation marks.
func (l *lexer) text(quote byte) (token, error) {
	marks := 0
	for marks < 3 && l.peek(0) == rune(quote) {
		if _, err := l.r.ReadByte(); err != nil {
			return token{}, err
		}
		marks++
	}
	if marks == 2 {
		return token{kind: tokText}, nil
	}
	var b strings.Builder
	for run := 0; ; {
		c, err := l.read()
		switch {
		case err != nil:
			return token{}, err
		case c < 0 || marks == 1 && (c == '\n' || c == '\r'):
			return token{}, errors.New("string without its closing quotation mark")
		case c == rune(quote):
			if run++; run == marks {
				s, err := graph.Unescape(b.String()[:b.Len()+1-marks], true)
				return token{tokText, s}, err
			}
		default:
			run = 0
		}
		b.WriteRune(c)
		if c == '\\' {
			if c, err = l.read(); err != nil {
				return token{}, err
			}
			b.WriteRune(max(c, 0))
		}
	}
}

// number reads a number; what it is worth is for the caller to check.
func (l *lexer) number() (token, error) {
	var b strings.Builder
	for c, last := l.peek(0), rune(0); ; last, c = c, l.peek(0) {
		switch {
		case digit(c), c == 'e', c == 'E', c == '.' && (digit(l.peek(1)) || l.peek(1) == 'e' || l.peek(1) == 'E'):
		case (c == '+' || c == '-') && (last == 0 || last == 'e' || last == 'E'):
		default:
			return token{tokNumber, b.String()}, nil
		}
		b.WriteRune(c)
		if _, err := l.read(); err != nil {
			return token{}, err
		}
	}
}

// name reads a word or a name with a prefix.
func (l *lexer) name() (token, error) {
	var b strings.Builder
	colon := false
	for {
		c := l.peek(0)
		switch {
		case c == '.':
			// Inside a name, not at its end.
			n := 1
			for l.peek(n) == '.' && n < 16 {
				n++
			}
			if after := l.peek(n); !nameChar(after) && (!colon || after != ':' && after != '%' && after != '\\') {
				return nameToken(b.String(), colon), nil
			}
		case nameChar(c):
		case c == ':':
			colon = true
		case colon && c == '%':
			if !hexDigit(l.peek(1)) || !hexDigit(l.peek(2)) {
				return token{}, errors.New(`"%" needs two hexadecimal digits`)
			}
		case colon && c == '\\':
			if _, err := l.read(); err != nil {
				return token{}, err
			}
			if c = l.peek(0); c < 0 || !strings.ContainsRune("_~.-!$&'()*+,;=/?#@%", c) {
				return token{}, fmt.Errorf(`unknown escape \%c`, max(c, ' '))
			}
		default:
			return nameToken(b.String(), colon), nil
		}
		if _, err := l.read(); err != nil {
			return token{}, err
		}
		b.WriteRune(c)
	}
}

func nameToken(s string, colon bool) token {
	if colon {
		return token{tokName, s}
	}
	return token{tokWord, s}
}

func digit(c rune) bool    { return c >= '0' && c <= '9' }
func letter(c rune) bool   { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
func hexDigit(c rune) bool { return digit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' }

// nameStart and nameChar follow PN_CHARS_BASE and PN_CHARS of the grammar,
// with Unicode's letters, marks and digits for its ranges.
func nameStart(c rune) bool { return letter(c) || c > 0x7f && unicode.IsLetter(c) }

func nameChar(c rune) bool {
	return nameStart(c) || digit(c) || c == '_' || c == '-' || c == 0xb7 || c > 0x7f && (unicode.IsMark(c) || unicode.IsDigit(c))
}
