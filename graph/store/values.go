package store

import (
	"fmt"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// toValue returns Cayley's value for a term. Known datatypes become Cayley's
// own types, which it can compare; any other stays a string with a type.
func toValue(t graph.Term) (quad.Value, error) {
	switch t.Type {
	case "":
		return quad.IRI(t.Value), nil
	case graph.XSDString:
		return quad.String(t.Value), nil
	case graph.XSDInteger:
		if i, ok := t.Int(); ok {
			return quad.Int(i), nil
		}
	case graph.XSDDouble:
		if f, ok := t.Float(); ok {
			return quad.Float(f), nil
		}
	case graph.XSDDateTime:
		if v, ok := t.Time(); ok {
			return quad.Time(v), nil
		}
	case graph.XSDBoolean:
		if b, ok := t.Bool(); ok {
			return quad.Bool(b), nil
		}
	default:
		if t.Lang != "" {
			return quad.LangString{Value: quad.String(t.Value), Lang: t.Lang}, nil
		}
		if strings.HasPrefix(t.Type, "xsd:") {
			// Cayley writes its own types so and would take "1"^^<xsd:integer>
			// and the integer 1 for the same value.
			return nil, fmt.Errorf("datatype %s: write it out as %s", t.Type, graph.NSXSD+t.Type[4:])
		}
		return quad.TypedString{Value: quad.String(t.Value), Type: quad.IRI(t.Type)}, nil
	}
	return nil, fmt.Errorf("%q is no value of type %s", t.Value, t.Type)
}

// toTerm undoes toValue.
func toTerm(v quad.Value) (graph.Term, error) {
	switch v := v.(type) {
	case quad.IRI:
		return graph.IRI(string(v)), nil
	case quad.String:
		return graph.String(string(v)), nil
	case quad.Int:
		return graph.Int(int64(v)), nil
	case quad.Float:
		return graph.Float(float64(v)), nil
	case quad.Time:
		return graph.Time(time.Time(v)), nil
	case quad.Bool:
		return graph.Bool(bool(v)), nil
	case quad.LangString:
		return graph.Term{Value: string(v.Value), Type: graph.NSRDF + "langString", Lang: v.Lang}, nil
	case quad.TypedString:
		return graph.Term{Value: string(v.Value), Type: string(v.Type)}, nil
	}
	return graph.Term{}, fmt.Errorf("value of unknown type %T", v)
}

func toQuad(q graph.Quad) (quad.Quad, error) {
	o, err := toValue(q.Object)
	if err != nil {
		return quad.Quad{}, fmt.Errorf("%s %s: %w", q.Subject, q.Predicate, err)
	}
	return quad.Quad{
		Subject:   quad.IRI(q.Subject),
		Predicate: quad.IRI(q.Predicate),
		Object:    o,
		Label:     quad.IRI(q.Label),
	}, nil
}
