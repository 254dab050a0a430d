package exchange

import (
	"bufio"
	"context"
	"strings"

	"parley/graph"
)

func writeNQuads(ctx context.Context, w *bufio.Writer, src Source) error {
	return graph.WriteNQuads(w, src.Statements(ctx))
}

// prefixes are those of graph.Namespaces, in the order in which they are
// written.
var prefixes = [...]string{"oa", "org", "prov", "rdf", "schema", "xsd"}

func writePrefixes(w *bufio.Writer) error {
	for _, p := range prefixes {
		if _, err := w.WriteString("@prefix " + p + ": <" + graph.Namespaces[p] + "> .\n"); err != nil {
			return err
		}
	}
	return nil
}

// writeTriG writes each document as a graph of its own.
func writeTriG(ctx context.Context, w *bufio.Writer, src Source) error {
	if err := writePrefixes(w); err != nil {
		return err
	}
	for qs, err := range src.Statements(ctx) {
		if err != nil {
			return err
		}
		b := appendIRI([]byte("\n"), qs[0].Label)
		b = append(b, " {\n"...)
		b = appendTurtle(b, qs)
		b = append(b, "}\n"...)
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}

// writeTurtle writes the triples without the documents that say them. What
// several documents say stands there as often, which means the same as once.
func writeTurtle(ctx context.Context, w *bufio.Writer, src Source) error {
	if err := writePrefixes(w); err != nil {
		return err
	}
	for qs, err := range src.Statements(ctx) {
		if err != nil {
			return err
		}
		if _, err := w.Write(appendTurtle([]byte("\n"), qs)); err != nil {
			return err
		}
	}
	return nil
}

// appendTurtle appends sorted quads as triples, those of a subject together.
func appendTurtle(b []byte, qs []graph.Quad) []byte {
	for i, q := range qs {
		switch {
		case i == 0 || q.Subject != qs[i-1].Subject:
			b = appendIRI(b, q.Subject)
			b = append(b, ' ')
			b = appendPredicate(b, q.Predicate)
		case q.Predicate != qs[i-1].Predicate:
			b = append(b, " ;\n\t"...)
			b = appendPredicate(b, q.Predicate)
		default:
			b = append(b, ',')
		}
		b = append(b, ' ')
		b = appendObject(b, q.Object)
		if i+1 == len(qs) || qs[i+1].Subject != q.Subject {
			b = append(b, " .\n"...)
		}
	}
	return b
}

func appendPredicate(b []byte, iri string) []byte {
	if iri == graph.PredType {
		return append(b, 'a')
	}
	return appendIRI(b, iri)
}

func appendObject(b []byte, t graph.Term) []byte {
	switch t.Type {
	case "":
		return appendIRI(b, t.Value)
	case graph.XSDInteger, graph.XSDBoolean:
		return append(b, t.Value...)
	case graph.XSDString, graph.RDFLangString:
		return graph.AppendTerm(b, t)
	}
	b = graph.AppendTerm(b, graph.String(t.Value))
	return appendIRI(append(b, '^', '^'), t.Type)
}

// appendIRI appends an IRI, by its prefix where it has one and the rest is
// plain.
func appendIRI(b []byte, iri string) []byte {
	for _, p := range prefixes {
		if local, ok := strings.CutPrefix(iri, graph.Namespaces[p]); ok && plain(local) {
			b = append(b, p...)
			b = append(b, ':')
			return append(b, local...)
		}
	}
	return graph.AppendTerm(b, graph.IRI(iri))
}

// plain reports whether s, letters of ASCII, is a local name in every syntax.
func plain(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return s != ""
}
