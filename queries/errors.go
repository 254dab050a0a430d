package queries

import (
	"fmt"
	"strings"

	"parley/graph"
)

// UsageError is a mistake in how a query was asked: an argument that is
// missing, unknown or not of its kind.
type UsageError struct{ Msg string }

func (e *UsageError) Error() string { return e.Msg }

// UnknownError is a name that nothing in the store bears.
type UnknownError struct {
	Name        string
	What        string   // what was looked for: "a person or a state"
	Suggestions []string // names that are near, best first
}

func (e *UnknownError) Error() string {
	msg := fmt.Sprintf("no %s is called %q", e.What, e.Name)
	if len(e.Suggestions) > 0 {
		msg += "; did you mean " + orList(quoted(e.Suggestions)) + "?"
	}
	return msg
}

// AmbiguousError is a name that several things in the store bear.
type AmbiguousError struct {
	Name       string
	Candidates []Entity // sorted by name and ID
}

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q can be any of %d:", e.Name, len(e.Candidates))
	for _, c := range e.Candidates {
		fmt.Fprintf(&b, "\n  %s (%s; %s)", c.Name, c.Type, strings.TrimPrefix(c.ID, graph.Scheme))
	}
	return b.String()
}

// AmbiguousFactError is the beginning of a fact's id that several facts share.
type AmbiguousFactError struct {
	Prefix     string
	Candidates []string // IRIs, sorted
}

func (e *AmbiguousFactError) Error() string {
	return fmt.Sprintf("%q is the beginning of %d facts: %s", e.Prefix, len(e.Candidates), strings.Join(e.Candidates, ", "))
}

func quoted(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = fmt.Sprintf("%q", n)
	}
	return out
}

func orList(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " or " + items[len(items)-1]
}

// typeNames is what an entity type is called in messages.
var typeNames = map[graph.EntityType]string{
	graph.Person: "person", graph.State: "state", graph.Organization: "organization",
	graph.Format: "format", graph.Place: "place",
}

func whatOf(types []graph.EntityType) string {
	if len(types) == 0 {
		return "person, state, organization, format or place"
	}
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = typeNames[t]
	}
	return orList(names)
}
