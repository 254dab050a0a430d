package queries

import (
	"encoding/json"
	"strconv"
	"strings"

	"parley/graph"
)

// Kind is the type of the values in a column.
type Kind string

// The kinds of columns, and the Value that each holds.
const (
	TextKind     Kind = "text"     // Text
	IntKind      Kind = "int"      // Int
	NumberKind   Kind = "number"   // Number
	DateKind     Kind = "date"     // Date
	EntityKind   Kind = "entity"   // Entity
	EntitiesKind Kind = "entities" // Entities
	TextsKind    Kind = "texts"    // Texts
	FactKind     Kind = "fact"     // Fact
	FactsKind    Kind = "facts"    // Facts
	AnyKind      Kind = "any"      // any of them, or JSON; for ad-hoc queries
)

// Column describes one column of a query's rows.
type Column struct {
	Name string // lower case, as JSON and CSV name it
	Kind Kind
	Help string
}

// Row is one row of results, with one Value for each Column.
type Row []Value

// Value is one cell of a Row: Text, Int, Number, Date, Entity, Entities, Texts, Fact,
// Facts or JSON. An unknown value is the zero of its type.
type Value interface {
	// String is the value for people: a name, a short fact id, a list with
	// commas; "" when unknown.
	String() string
	// JSON is the value for encoding/json; nil when unknown.
	JSON() any
}

// Text is a string.
type Text string

func (t Text) String() string { return string(t) }

// JSON implements Value.
func (t Text) JSON() any { return orNil(string(t)) }

// Int is a whole number; it is never unknown.
type Int int

func (n Int) String() string { return strconv.Itoa(int(n)) }

// JSON implements Value.
func (n Int) JSON() any { return int(n) }

// Number is a number that need not be whole; it is never unknown.
type Number float64

// String gives four digits after the point.
func (n Number) String() string { return strconv.FormatFloat(float64(n), 'f', 4, 64) }

// JSON implements Value.
func (n Number) JSON() any { return float64(n) }

// Date is a point or period in EDTF, "" when unknown.
type Date string

func (d Date) String() string { return string(d) }

// JSON implements Value.
func (d Date) JSON() any { return orNil(string(d)) }

// Entity names an entity.
type Entity struct {
	ID   string
	Type graph.EntityType
	Name string
}

func (e Entity) String() string { return e.Name }

// JSON implements Value.
func (e Entity) JSON() any {
	if e.ID == "" {
		return nil
	}
	return struct {
		ID   string           `json:"id"`
		Type graph.EntityType `json:"type"`
		Name string           `json:"name"`
	}{e.ID, e.Type, e.Name}
}

// Entities is a list of entities.
type Entities []Entity

func (es Entities) String() string {
	names := make([]string, len(es))
	for i, e := range es {
		names[i] = e.Name
	}
	return strings.Join(names, ", ")
}

// JSON implements Value.
func (es Entities) JSON() any { return list(es) }

// Texts is a list of strings.
type Texts []string

func (ts Texts) String() string { return strings.Join(ts, ", ") }

// JSON implements Value.
func (ts Texts) JSON() any {
	if ts == nil {
		return []string{}
	}
	return []string(ts)
}

// Fact is the IRI of a meeting, claim, tenure or interaction. Its text is a
// short form that Why takes, "meeting/1f2e3d4c5b"; JSON and CSV get the IRI.
type Fact string

// shortDigits is how many hexadecimal digits of a fact's digest its short
// form keeps: with 40 bits, two of a hundred thousand facts share a form in
// fewer than one store of two hundred, and Why then asks which is meant.
const shortDigits = 10

func (f Fact) String() string {
	s := strings.TrimPrefix(string(f), graph.Scheme)
	if i := strings.LastIndexByte(s, '/'); i >= 0 && len(s) > i+1+shortDigits {
		s = s[:i+1+shortDigits]
	}
	return s
}

// JSON implements Value.
func (f Fact) JSON() any { return orNil(string(f)) }

// Facts is a list of facts.
type Facts []Fact

func (fs Facts) String() string {
	short := make([]string, len(fs))
	for i, f := range fs {
		short[i] = f.String()
	}
	return strings.Join(short, ", ")
}

// JSON implements Value.
func (fs Facts) JSON() any { return list(fs) }

// JSON is a value of an ad-hoc query that is none of the other types: what
// encoding/json decodes into an any.
type JSON struct{ Of any }

func (j JSON) String() string {
	switch v := j.Of.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false) // IRIs stand in angle brackets
	if err := enc.Encode(j.Of); err != nil {
		return err.Error()
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// JSON implements Value.
func (j JSON) JSON() any { return j.Of }

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func list[V Value](vs []V) any {
	out := make([]any, len(vs))
	for i, v := range vs {
		out[i] = v.JSON()
	}
	return out
}
