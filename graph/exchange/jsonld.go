package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"parley/graph"
)

// jsonTerms are the terms of the JSON-LD context: each predicate by the last
// word of its IRI, with what its objects are: "@id" for IRIs, a datatype for
// literals other than strings.
var jsonTerms = []struct{ iri, objects string }{
	{graph.PredActor, "@id"}, {graph.PredActsFor, "@id"}, {graph.PredAddressee, "@id"}, {graph.PredAlternateName, ""},
	{graph.PredAs, ""}, {graph.PredAsserts, "@id"}, {graph.PredAttended, "@id"}, {graph.PredBasis, ""},
	{graph.PredBody, ""}, {graph.PredCAMEO, ""}, {graph.PredClass, ""}, {graph.PredCode, ""},
	{graph.PredConfidence, graph.XSDDouble}, {graph.PredContent, ""}, {graph.PredCue, ""}, {graph.PredDate, ""},
	{graph.PredDocument, "@id"}, {graph.PredEarliest, graph.XSDDateTime}, {graph.PredEnd, graph.XSDInteger},
	{graph.PredEntity, "@id"}, {graph.PredEvidence, "@id"}, {graph.PredExact, ""}, {graph.PredFormat, "@id"},
	{graph.PredHeadline, ""}, {graph.PredInvolves, "@id"}, {graph.PredKind, ""}, {graph.PredLatest, graph.XSDDateTime},
	{graph.PredMarkEnd, graph.XSDInteger}, {graph.PredMarkStart, graph.XSDInteger}, {graph.PredMember, "@id"},
	{graph.PredMentions, "@id"}, {graph.PredMethod, ""}, {graph.PredMode, ""}, {graph.PredModel, ""},
	{graph.PredName, ""}, {graph.PredOccasion, "@id"}, {graph.PredOf, "@id"}, {graph.PredOnBehalfOf, "@id"},
	{graph.PredOutcome, ""}, {graph.PredParticipant, "@id"}, {graph.PredParticipation, "@id"}, {graph.PredParty, "@id"},
	{graph.PredPlace, "@id"}, {graph.PredPost, ""}, {graph.PredPublished, ""}, {graph.PredPublisher, ""},
	{graph.PredRecipient, "@id"}, {graph.PredReportedBy, "@id"}, {graph.PredRule, ""}, {graph.PredSpeaker, "@id"},
	{graph.PredStart, graph.XSDInteger}, {graph.PredStatus, ""}, {graph.PredURL, ""},
}

// jsonClasses are the classes that the context has a term for.
var jsonClasses = []string{
	graph.ClassPerson, graph.ClassState, graph.ClassOrganization, graph.ClassFormat, graph.ClassPlace, graph.ClassDocument,
	graph.ClassMention, graph.ClassEvidence, graph.ClassMeeting, graph.ClassParticipation, graph.ClassTenure,
	graph.ClassClaim, graph.ClassInteraction,
}

// lastWord is what follows the last of /, # and : in an IRI.
func lastWord(iri string) string { return iri[strings.LastIndexAny(iri, "/#:")+1:] }

// jsonldWriter knows the terms of the context. The context has no prefixes, so
// every IRI, those of parley's scheme too, is written as it is.
type jsonldWriter struct {
	buf     bytes.Buffer
	objects map[string]string // by predicate, see jsonTerms
	classes map[string]bool
}

// writeJSONLD writes each document as a named graph, over one context. It is
// written by hand, not by a library for JSON-LD, since those want to hold the
// whole graph.
func writeJSONLD(ctx context.Context, w *bufio.Writer, src Source) error {
	j := &jsonldWriter{objects: map[string]string{}, classes: map[string]bool{}}
	j.buf.WriteString("{\"@context\": {\n \"@version\": 1.1")
	for _, class := range jsonClasses {
		j.classes[class] = true
		fmt.Fprintf(&j.buf, ",\n %q: %q", lastWord(class), class)
	}
	for _, t := range jsonTerms {
		j.objects[t.iri] = t.objects
		if t.objects == "" {
			fmt.Fprintf(&j.buf, ",\n %q: {\"@id\": %q}", lastWord(t.iri), t.iri)
		} else {
			fmt.Fprintf(&j.buf, ",\n %q: {\"@id\": %q, \"@type\": %q}", lastWord(t.iri), t.iri, t.objects)
		}
	}
	j.buf.WriteString("\n},\n\"@graph\": [")
	first := true
	for qs, err := range src.Statements(ctx) {
		if err != nil {
			return err
		}
		if !first {
			j.buf.WriteByte(',')
		}
		first = false
		if err := j.document(qs); err != nil {
			return err
		}
		if _, err := j.buf.WriteTo(w); err != nil {
			return err
		}
	}
	j.buf.WriteString("\n]}\n")
	_, err := j.buf.WriteTo(w)
	return err
}

// document writes sorted quads of one label.
func (j *jsonldWriter) document(qs []graph.Quad) error {
	j.buf.WriteString("\n{\"@id\": ")
	if err := j.value(qs[0].Label); err != nil {
		return err
	}
	j.buf.WriteString(", \"@graph\": [")
	for i := 0; i < len(qs); {
		if i > 0 {
			j.buf.WriteByte(',')
		}
		j.buf.WriteString("\n {\"@id\": ")
		if err := j.value(qs[i].Subject); err != nil {
			return err
		}
		for start := i; i < len(qs) && qs[i].Subject == qs[start].Subject; {
			n := i
			for n < len(qs) && qs[n].Subject == qs[start].Subject && qs[n].Predicate == qs[i].Predicate {
				n++
			}
			if err := j.property(qs[i:n]); err != nil {
				return err
			}
			i = n
		}
		j.buf.WriteByte('}')
	}
	j.buf.WriteString("\n]}")
	return nil
}

// property writes quads of one subject and predicate.
func (j *jsonldWriter) property(qs []graph.Quad) error {
	key := qs[0].Predicate
	objects, known := j.objects[key]
	types := key == graph.PredType
	for _, q := range qs {
		types = types && q.Object.IsIRI()
	}
	if known {
		key = lastWord(key)
	} else if types {
		key = "@type"
	}
	j.buf.WriteString(", ")
	if err := j.value(key); err != nil {
		return err
	}
	j.buf.WriteString(": ")
	if len(qs) > 1 {
		j.buf.WriteByte('[')
	}
	for i, q := range qs {
		if i > 0 {
			j.buf.WriteString(", ")
		}
		v := q.Object.Value
		if types && j.classes[v] {
			v = lastWord(v)
		}
		var err error
		if types {
			err = j.value(v)
		} else {
			err = j.object(q.Object, known, objects)
		}
		if err != nil {
			return err
		}
	}
	if len(qs) > 1 {
		j.buf.WriteByte(']')
	}
	return nil
}

// object writes one object, in short where the context says what it is.
func (j *jsonldWriter) object(t graph.Term, known bool, objects string) error {
	switch {
	case known && objects == "@id" && t.IsIRI():
		return j.value(t.Value)
	case known && objects == "" && t.Type == graph.XSDString, !known && t.Type == graph.XSDString:
		return j.value(t.Value)
	case known && objects != "" && t.Type == objects:
		if jsonNumber(t) {
			j.buf.WriteString(t.Value)
			return nil
		}
		return j.value(t.Value)
	case t.IsIRI():
		return j.value(map[string]string{"@id": t.Value})
	case t.Lang != "":
		return j.value(map[string]string{"@value": t.Value, "@language": t.Lang})
	}
	return j.value(map[string]string{"@value": t.Value, "@type": t.Type})
}

// jsonNumber reports whether a JSON number says all that t says. JSON-LD turns
// numbers into doubles of 16 digits; beyond that, and beyond the integers that
// JavaScript keeps apart, a string with a datatype is exact.
func jsonNumber(t graph.Term) bool {
	if i, ok := t.Int(); ok {
		return i > -1<<53 && i < 1<<53
	}
	f, ok := t.Float()
	if !ok {
		return false
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	return err == nil && short == f && json.Valid([]byte(t.Value))
}

func (j *jsonldWriter) value(v any) error {
	return appendJSON(&j.buf, v)
}

// appendJSON writes v without HTML escapes, so quotations keep their
// characters, and without a newline.
func appendJSON(buf *bytes.Buffer, v any) error {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1)
	return nil
}
