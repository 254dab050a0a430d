package queries

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// Profile is all that the store knows of one entity.
type Profile struct {
	Entity
	Aliases  []string
	Code     string   // of a state, ISO 3166-1 alpha-2
	For      Entities // what it acts for, is part of or lies in
	Sections []Section
}

// Section is one table of a Profile. Sections without rows are left out.
type Section struct {
	Name    string // "posts"
	Columns []Column
	Rows    []Row
}

// Show gathers all about the entity that a name means, see Lookup.
func (e *Env) Show(ctx context.Context, name string) (Profile, error) {
	ent, err := e.Lookup(ctx, name)
	if err != nil {
		return Profile{}, err
	}
	known, err := e.st.Entity(ctx, ent.ID)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{Entity: ent, Aliases: known.Aliases, Code: known.Code}
	if p.For, err = e.entityList(ctx, known.For); err != nil {
		return Profile{}, err
	}
	for _, s := range []struct {
		name    string
		columns []Column
		rows    func(context.Context, Entity) ([]Row, error)
	}{
		{"parts", []Column{{"name", EntityKind, ""}, {"type", TextKind, ""}}, e.partRows},
		{"posts", columnsOf("posts"), e.allPosts},
		{"meetings", columnsOf("meetings"), e.allMeetings},
		{"claims", columnsOf("claims"), e.allClaims},
		{"claims about it", columnsOf("claims"), e.claimsAbout},
		{"interactions", columnsOf("timeline"), e.interactionEvents},
		{"documents", []Column{
			{"document", TextKind, ""}, {"title", TextKind, ""}, {"published", DateKind, ""}, {"mentions", IntKind, ""},
		}, e.documentRows},
	} {
		rows, err := s.rows(ctx, ent)
		if err != nil {
			return Profile{}, err
		}
		if len(rows) > 0 {
			p.Sections = append(p.Sections, Section{s.name, s.columns, rows})
		}
	}
	return p, nil
}

// partRows lists what acts for an entity, is part of it or lies in it.
func (e *Env) partRows(ctx context.Context, ent Entity) ([]Row, error) {
	ids, err := e.r.in(ctx, quad.IRI(ent.ID), graph.PredActsFor)
	if err != nil {
		return nil, err
	}
	parts, err := e.entityList(ctx, ids)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, p := range parts {
		rows = append(rows, Row{p, Text(p.Type)})
	}
	return rows, nil
}

func (e *Env) allPosts(ctx context.Context, ent Entity) ([]Row, error) {
	ids, err := e.tenuresOf(ctx, ent)
	if err != nil {
		return nil, err
	}
	return e.postRows(ctx, ids, "")
}

func (e *Env) allMeetings(ctx context.Context, ent Entity) ([]Row, error) {
	found, err := e.meetings(ctx, e.about(ent))
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, m := range found {
		row, err := e.meetingRow(ctx, m)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	dated(rows, 0)
	return rows, nil
}

func (e *Env) allClaims(ctx context.Context, ent Entity) ([]Row, error) {
	return e.claimRows(ctx, Args{"by": {ent.ID}}, ent)
}

func (e *Env) claimsAbout(ctx context.Context, ent Entity) ([]Row, error) {
	return e.claimRows(ctx, Args{"about": {ent.ID}}, ent)
}

// claimRows returns the claims that the arguments ask for; only persons,
// states and organizations speak.
func (e *Env) claimRows(ctx context.Context, a Args, ent Entity) ([]Row, error) {
	if a.Get("by") != "" && !slices.Contains(actorTypes, ent.Type) {
		return nil, nil
	}
	cs, err := e.claimsWhere(ctx, a)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, c := range cs {
		row, err := e.claimRow(ctx, c)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func (e *Env) documentRows(ctx context.Context, ent Entity) ([]Row, error) {
	ms, err := e.mentionsOf(ctx, ent.ID)
	if err != nil {
		return nil, err
	}
	var rows []Row
	for _, id := range ms.docs() {
		doc, err := e.document(ctx, id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, Row{Text(doc.Name), Text(doc.Title), Date(doc.Published), Int(len(ms.spans[id]))})
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(compareDates(a[2].String(), b[2].String()), strings.Compare(a[0].String(), b[0].String()))
	})
	return rows, nil
}

// Write writes the profile: tables under headings, or one JSON object with an
// array for each section.
func (p Profile) Write(w io.Writer, out Output) error {
	switch out {
	case Table:
		return p.writeTables(w)
	case JSONArray, JSONLines:
		return p.writeJSON(w, out)
	}
	return &UsageError{Msg: fmt.Sprintf("an entity can be shown as %s or %s, not %q", Table, JSONArray, out)}
}

func (p Profile) writeTables(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s\n", printable(p.Name), p.Type)
	for _, f := range []Field{
		{"id", localID(p.ID)},
		{"code", p.Code},
		{"also", strings.Join(p.Aliases, "; ")},
		{"for", p.For.String()},
	} {
		if f.Value != "" {
			fmt.Fprintf(&b, "  %-4s  %s\n", f.Name, printable(f.Value))
		}
	}
	for _, s := range p.Sections {
		fmt.Fprintf(&b, "\n%s (%d)\n", s.Name, len(s.Rows))
		if _, err := Write(&b, Table, s.Columns, Rows(s.Rows)); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p Profile) writeJSON(w io.Writer, out Output) error {
	type section = map[string][]map[string]any
	sections := section{}
	for _, s := range p.Sections {
		rows := make([]map[string]any, len(s.Rows))
		for i, row := range s.Rows {
			rows[i] = map[string]any{}
			for j, c := range s.Columns {
				rows[i][c.Name] = row[j].JSON()
			}
		}
		sections[strings.ReplaceAll(s.Name, " ", "_")] = rows
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if out == JSONArray {
		enc.SetIndent("", "  ")
	}
	return enc.Encode(struct {
		ID       string           `json:"id"`
		Type     graph.EntityType `json:"type"`
		Name     string           `json:"name"`
		Aliases  []string         `json:"aliases"`
		Code     any              `json:"code"`
		For      any              `json:"for"`
		Sections section          `json:"sections"`
	}{p.ID, p.Type, p.Name, slices.Concat([]string{}, p.Aliases), orNil(p.Code), p.For.JSON(), sections})
}

// columnsOf returns the columns of a query of the table.
func columnsOf(name string) []Column {
	for i := range All {
		if All[i].Name == name {
			return All[i].Columns
		}
	}
	return nil
}
