package graph

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Datatypes of the literals that parley writes.
const (
	XSDString   = NSXSD + "string"
	XSDInteger  = NSXSD + "integer"
	XSDDouble   = NSXSD + "double"
	XSDDateTime = NSXSD + "dateTime"
	XSDBoolean  = NSXSD + "boolean"

	RDFLangString = NSRDF + "langString"
)

// Term is the object of a quad: an IRI, or a literal with a datatype. Terms
// made by the functions below are canonical, so == compares them. The zero
// Term is no term.
type Term struct {
	Value string // the IRI, or the lexical form of the literal
	Type  string // datatype IRI of a literal, "" for an IRI
	Lang  string // language tag of a literal in a natural language, "" elsewhere
}

// IRI returns the term for an IRI.
func IRI(iri string) Term { return Term{Value: iri} }

// String returns the term for a string.
func String(s string) Term { return Term{Value: s, Type: XSDString} }

// Int returns the term for an integer.
func Int(i int64) Term { return Term{Value: strconv.FormatInt(i, 10), Type: XSDInteger} }

// Float returns the term for a floating-point number.
func Float(f float64) Term {
	var s string
	switch {
	case math.IsNaN(f):
		s = "NaN"
	case math.IsInf(f, 1):
		s = "INF"
	case math.IsInf(f, -1):
		s = "-INF"
	default:
		s = strconv.FormatFloat(f, 'g', -1, 64)
	}
	return Term{Value: s, Type: XSDDouble}
}

// Time returns the term for an instant, in UTC and to the second: Cayley takes
// instants within one second for the same.
func Time(t time.Time) Term {
	return Term{Value: t.UTC().Format(time.RFC3339), Type: XSDDateTime}
}

// Bool returns the term for a truth value.
func Bool(b bool) Term { return Term{Value: strconv.FormatBool(b), Type: XSDBoolean} }

// IsIRI reports whether t is an IRI.
func (t Term) IsIRI() bool { return t.Type == "" && t.Value != "" }

// Int returns the value of an integer literal.
func (t Term) Int() (int64, bool) {
	if t.Type != XSDInteger {
		return 0, false
	}
	i, err := strconv.ParseInt(t.Value, 10, 64)
	return i, err == nil
}

// Float returns the value of a floating-point literal.
func (t Term) Float() (float64, bool) {
	if t.Type != XSDDouble {
		return 0, false
	}
	switch t.Value {
	case "INF":
		return math.Inf(1), true
	case "-INF":
		return math.Inf(-1), true
	}
	f, err := strconv.ParseFloat(t.Value, 64)
	return f, err == nil
}

// Time returns the value of a date-time literal.
func (t Term) Time() (time.Time, bool) {
	if t.Type != XSDDateTime {
		return time.Time{}, false
	}
	v, err := time.Parse(time.RFC3339, t.Value)
	return v.UTC(), err == nil
}

// Bool returns the value of a Boolean literal.
func (t Term) Bool() (value, ok bool) {
	if t.Type != XSDBoolean {
		return false, false
	}
	return t.Value == "true", t.Value == "true" || t.Value == "false"
}

// Canonical returns t as the functions above would have made it, so that one
// value has one spelling, and refuses a literal that its datatype does not
// allow.
func (t Term) Canonical() (Term, error) {
	switch t.Type {
	case XSDInteger:
		i, err := strconv.ParseInt(t.Value, 10, 64)
		if err != nil {
			return Term{}, fmt.Errorf("%q is not an integer of 64 bits", t.Value)
		}
		return Int(i), nil
	case XSDDouble:
		switch t.Value {
		case "INF", "-INF", "NaN":
			return t, nil
		}
		f, err := strconv.ParseFloat(t.Value, 64)
		if err != nil || strings.ContainsAny(t.Value, "xX_nN") {
			return Term{}, fmt.Errorf("%q is not a number", t.Value)
		}
		return Float(f), nil
	case XSDDateTime:
		v, err := time.Parse(time.RFC3339, t.Value)
		if err != nil {
			return Term{}, fmt.Errorf("%q is not a date and time with a time zone", t.Value)
		}
		if v.Nanosecond() != 0 {
			return Term{}, fmt.Errorf("%q: fractions of a second are not kept", t.Value)
		}
		if y := v.UTC().Year(); y < 0 || y > 9999 {
			return Term{}, fmt.Errorf("%q is outside the years 0 to 9999", t.Value)
		}
		return Time(v), nil
	case XSDBoolean:
		switch t.Value {
		case "true", "1":
			return Bool(true), nil
		case "false", "0":
			return Bool(false), nil
		}
		return Term{}, fmt.Errorf("%q is not a truth value", t.Value)
	}
	return t, nil
}

// Quad is one statement of one document. Quads with canonical objects are
// compared with ==.
type Quad struct {
	Subject   string // IRI
	Predicate string // IRI
	Object    Term
	Label     string // IRI of the document that says it
}

// Compare orders quads by label, subject, predicate and object.
func (q Quad) Compare(p Quad) int {
	return cmp.Or(
		strings.Compare(q.Label, p.Label),
		strings.Compare(q.Subject, p.Subject),
		strings.Compare(q.Predicate, p.Predicate),
		strings.Compare(q.Object.Type, p.Object.Type),
		strings.Compare(q.Object.Lang, p.Object.Lang),
		strings.Compare(q.Object.Value, p.Object.Value),
	)
}

// Validate reports what keeps q from being stored: a part that is missing, an
// IRI with characters that IRIs do not allow, text that is not UTF-8, or a
// literal that its datatype does not allow or spells otherwise.
func (q Quad) Validate() error {
	for _, p := range [...]struct{ what, iri string }{
		{"subject", q.Subject}, {"predicate", q.Predicate}, {"label", q.Label},
	} {
		if err := validIRI(p.iri); err != nil {
			return fmt.Errorf("%s: %w", p.what, err)
		}
	}
	if q.Object.Type == "" {
		if err := validIRI(q.Object.Value); err != nil {
			return fmt.Errorf("object: %w", err)
		}
		if q.Object.Lang != "" {
			return errors.New("object: an IRI has no language")
		}
		return nil
	}
	if err := validIRI(q.Object.Type); err != nil {
		return fmt.Errorf("datatype of object: %w", err)
	}
	if (q.Object.Type == RDFLangString) != (q.Object.Lang != "") {
		return errors.New("object: a language tag goes with rdf:langString only")
	}
	if q.Object.Lang != "" && !validLang(q.Object.Lang) {
		return fmt.Errorf("object: %q is not a language tag", q.Object.Lang)
	}
	if !utf8.ValidString(q.Object.Value) {
		return fmt.Errorf("object of %s: text is not valid UTF-8", q.Predicate)
	}
	c, err := q.Object.Canonical()
	if err != nil {
		return fmt.Errorf("object of %s: %w", q.Predicate, err)
	}
	if c != q.Object {
		return fmt.Errorf("object of %s: %q should be written %q", q.Predicate, q.Object.Value, c.Value)
	}
	return nil
}

// validIRI checks s against IRIREF of the N-Quads grammar, and for a scheme.
func validIRI(s string) error {
	if s == "" {
		return errors.New("no IRI")
	}
	if !utf8.ValidString(s) {
		return fmt.Errorf("IRI %q is not valid UTF-8", s)
	}
	colon := false
	for i, r := range s {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			return fmt.Errorf("IRI %q has %q in it", s, r)
		}
		colon = colon || r == ':' && i > 0
	}
	if !colon {
		return fmt.Errorf("IRI %q has no scheme", s)
	}
	return nil
}

func validLang(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if part == "" {
			return false
		}
		for _, r := range part {
			letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}

// AppendNQuad appends q to b as one line of canonical N-Quads, with its
// newline.
func AppendNQuad(b []byte, q Quad) []byte {
	b = appendIRI(b, q.Subject)
	b = append(b, ' ')
	b = appendIRI(b, q.Predicate)
	b = append(b, ' ')
	b = AppendTerm(b, q.Object)
	if q.Label != "" {
		b = append(b, ' ')
		b = appendIRI(b, q.Label)
	}
	return append(b, " .\n"...)
}

// WriteNQuads writes quads, which come some at a time, as lines of canonical
// N-Quads.
func WriteNQuads(w io.Writer, quads iter.Seq2[[]Quad, error]) error {
	var line []byte
	for qs, err := range quads {
		if err != nil {
			return err
		}
		for _, q := range qs {
			line = AppendNQuad(line[:0], q)
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// AppendTerm appends t to b as N-Quads, Turtle and TriG write it.
func AppendTerm(b []byte, t Term) []byte {
	if t.Type == "" {
		return appendIRI(b, t.Value)
	}
	b = appendLiteral(b, t.Value)
	switch t.Type {
	case XSDString:
		return b
	case RDFLangString:
		return append(append(b, '@'), t.Lang...)
	}
	return appendIRI(append(b, '^', '^'), t.Type)
}

func appendIRI(b []byte, s string) []byte {
	b = append(b, '<')
	b = append(b, s...)
	return append(b, '>')
}

func appendLiteral(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		default:
			if c < ' ' || c == 0x7f {
				b = fmt.Appendf(b, `\u%04X`, c)
			} else {
				b = append(b, c)
			}
		}
	}
	return append(b, '"')
}

// ReadNQuads reads N-Quads (https://www.w3.org/TR/n-quads/) as far as a store
// keeps them: blank nodes and statements without a graph label, which no
// document says, are errors. Objects come out canonical. The sequence ends
// after the first error, which names the line.
func ReadNQuads(r io.Reader) iter.Seq2[Quad, error] {
	return func(yield func(Quad, error) bool) {
		br := bufio.NewReader(r)
		for n := 1; ; n++ {
			line, err := br.ReadString('\n')
			if err != nil && !errors.Is(err, io.EOF) {
				yield(Quad{}, fmt.Errorf("line %d: %w", n, err))
				return
			}
			q, ok, perr := parseNQuad(line)
			if perr != nil {
				yield(Quad{}, fmt.Errorf("line %d: %w", n, perr))
				return
			}
			if ok && !yield(q, nil) || err != nil {
				return
			}
		}
	}
}

// parseNQuad parses one line; ok is false when it holds no statement.
func parseNQuad(line string) (q Quad, ok bool, err error) {
	s := strings.TrimLeft(line, " \t\r\n")
	if s == "" || s[0] == '#' {
		return Quad{}, false, nil
	}
	if q.Subject, s, err = parseIRI(s, "subject"); err != nil {
		return Quad{}, false, err
	}
	if q.Predicate, s, err = parseIRI(s, "predicate"); err != nil {
		return Quad{}, false, err
	}
	if strings.HasPrefix(s, `"`) {
		q.Object, s, err = parseLiteral(s)
	} else {
		q.Object.Value, s, err = parseIRI(s, "object")
	}
	if err != nil {
		return Quad{}, false, err
	}
	if strings.HasPrefix(s, ".") {
		return Quad{}, false, errors.New("no graph label: every statement needs the document that says it")
	}
	if q.Label, s, err = parseIRI(s, "graph label"); err != nil {
		return Quad{}, false, err
	}
	rest, found := strings.CutPrefix(s, ".")
	if !found {
		return Quad{}, false, errors.New(`statement does not end in "."`)
	}
	if rest = strings.TrimLeft(rest, " \t\r\n"); rest != "" && rest[0] != '#' {
		return Quad{}, false, fmt.Errorf("%.20q after the end of the statement", rest)
	}
	if err := q.Validate(); err != nil {
		return Quad{}, false, err
	}
	return q, true, nil
}

// parseIRI parses the IRI at the start of s and returns what follows it and
// the space after it.
func parseIRI(s, what string) (iri, rest string, err error) {
	if strings.HasPrefix(s, "_:") {
		return "", "", fmt.Errorf("%s: blank nodes are not kept in a store", what)
	}
	if !strings.HasPrefix(s, "<") {
		return "", "", fmt.Errorf("%s: want an IRI in angle brackets, found %.20q", what, strings.TrimRight(s, "\r\n"))
	}
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return "", "", fmt.Errorf(`%s: IRI without its ">"`, what)
	}
	iri = s[1:end]
	if strings.IndexByte(iri, '\\') >= 0 {
		if iri, err = Unescape(iri, false); err != nil {
			return "", "", fmt.Errorf("%s: %w", what, err)
		}
	}
	return iri, strings.TrimLeft(s[end+1:], " \t"), nil
}

func parseLiteral(s string) (t Term, rest string, err error) {
	end := 1
	for ; end < len(s) && s[end] != '"'; end++ {
		if s[end] == '\\' {
			end++
		}
	}
	if end >= len(s) {
		return Term{}, "", errors.New("object: literal without its closing quote")
	}
	if t.Value, err = Unescape(s[1:end], true); err != nil {
		return Term{}, "", fmt.Errorf("object: %w", err)
	}
	t.Type, rest = XSDString, s[end+1:]
	switch {
	case strings.HasPrefix(rest, "^^"):
		if t.Type, rest, err = parseIRI(rest[2:], "datatype"); err != nil {
			return Term{}, "", err
		}
		if t.Type == "" {
			return Term{}, "", errors.New("datatype: no IRI")
		}
	case strings.HasPrefix(rest, "@"):
		n := strings.IndexAny(rest, " \t.<")
		if n < 0 {
			n = len(rest)
		}
		t.Type, t.Lang, rest = RDFLangString, rest[1:n], rest[n:]
		if t.Lang == "" {
			return Term{}, "", errors.New("object: empty language tag")
		}
	}
	if t, err = t.Canonical(); err != nil {
		return Term{}, "", fmt.Errorf("object: %w", err)
	}
	return t, strings.TrimLeft(rest, " \t"), nil
}

// Unescape replaces \uXXXX and \UXXXXXXXX, and with chars the escapes of
// characters too.
func Unescape(s string, chars bool) (string, error) {
	i := strings.IndexByte(s, '\\')
	if i < 0 {
		return s, nil
	}
	var b strings.Builder
	for ; i >= 0; i = strings.IndexByte(s, '\\') {
		b.WriteString(s[:i])
		if i+1 == len(s) {
			return "", errors.New("escape without a character")
		}
		c := s[i+1]
		s = s[i+2:]
		digits := 0
		switch c {
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		default:
			k := strings.IndexByte(`tbnrf"'\`, c)
			if k < 0 || !chars {
				return "", fmt.Errorf(`unknown escape \%c`, c)
			}
			b.WriteByte("\t\b\n\r\f\"'\\"[k])
			continue
		}
		if len(s) < digits {
			return "", fmt.Errorf(`\%c needs %d hexadecimal digits`, c, digits)
		}
		v, err := strconv.ParseUint(s[:digits], 16, 32)
		if err != nil {
			return "", fmt.Errorf(`\%c needs %d hexadecimal digits`, c, digits)
		}
		if v > utf8.MaxRune || v >= 0xd800 && v < 0xe000 {
			return "", fmt.Errorf(`\%c%s is not a character`, c, s[:digits])
		}
		b.WriteRune(rune(v))
		s = s[digits:]
	}
	b.WriteString(s)
	return b.String(), nil
}
