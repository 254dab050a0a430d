// Package exchange writes the graph in the formats of other programs, and
// reads back the formats that hold all of it.
//
// Start at Write, which takes a Source, usually a store, and one of Formats.
// N-Quads and TriG are complete: ReadNQuads of package graph and ReadTriG give
// back the same quads. JSON-LD is complete, too, for a reader that keeps named
// graphs, while Turtle has no place for the document that says a triple. The
// others are for programs with an idea of their own of what the world is made
// of, and take what fits it: FollowTheMoney of entities that links join, PLOVER
// of events. WriteTables writes tables for a spreadsheet. Networks of who met
// whom are diagrams; package diagram writes them.
//
// All of it is written as it is read, one document at a time; beside that,
// only what is known of the entities is held in memory. The same source gives
// the same bytes.
package exchange

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"slices"

	"parley/graph"
)

// Source is what is written. A store is one.
type Source interface {
	// Statements yields the quads of one document after another, each in
	// the order of graph.Quad.Compare.
	Statements(context.Context) iter.Seq2[[]graph.Quad, error]
	// Entities yields what is known of each entity, put together.
	Entities(context.Context) iter.Seq2[graph.Entity, error]
}

// Format is a format that Write writes.
type Format string

// The formats.
const (
	NQuads Format = "nquads" // https://www.w3.org/TR/n-quads/
	TriG   Format = "trig"   // https://www.w3.org/TR/trig/, one graph for each document
	Turtle Format = "turtle" // https://www.w3.org/TR/turtle/
	JSONLD Format = "jsonld" // https://www.w3.org/TR/json-ld11/, one named graph for each document
	FTM    Format = "ftm"    // FollowTheMoney entities, one JSON object a line
	PLOVER Format = "plover" // PLOVER event records, one JSON object a line
)

// Formats lists the formats that Write knows.
var Formats = []Format{NQuads, TriG, Turtle, JSONLD, FTM, PLOVER}

// Write writes all of a source in a format.
func Write(ctx context.Context, w io.Writer, f Format, src Source) error {
	write := map[Format]func(context.Context, *bufio.Writer, Source) error{
		NQuads: writeNQuads, TriG: writeTriG, Turtle: writeTurtle, JSONLD: writeJSONLD, FTM: writeFTM, PLOVER: writePLOVER,
	}[f]
	if write == nil {
		return fmt.Errorf("export: no format %q: want one of %v", f, Formats)
	}
	bw := bufio.NewWriterSize(w, 1<<16)
	err := write(ctx, bw, src)
	if err == nil {
		err = bw.Flush()
	}
	if err != nil {
		return fmt.Errorf("export as %s: %w", f, err)
	}
	return nil
}

// eachDocument calls f with the facts of one document after another. Labels
// that are no document of parley's, in a graph that came from elsewhere, are
// left out.
func eachDocument(ctx context.Context, src Source, f func(*graph.Facts) error) error {
	for qs, err := range src.Statements(ctx) {
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(qs, isDocument) {
			continue
		}
		facts, err := graph.FactsOf(slices.Values(qs))
		if err != nil {
			return err
		}
		if err := f(&facts); err != nil {
			return err
		}
	}
	return nil
}

func isDocument(q graph.Quad) bool {
	return q.Predicate == graph.PredType && q.Object.Value == graph.ClassDocument
}

// entities is what is known of each entity, by id.
type entities map[string]graph.Entity

func readEntities(ctx context.Context, src Source) (entities, error) {
	es := entities{}
	for e, err := range src.Entities(ctx) {
		if err != nil {
			return nil, err
		}
		es[e.ID] = e
	}
	return es, nil
}

// name returns the name of an entity, the id of one that has none.
func (es entities) name(id string) string {
	if n := es[id].Name; n != "" {
		return n
	}
	return id
}

// code returns the ISO 3166-1 alpha-2 code of a state, or of the state that an
// entity first acts for, is part of, or lies in; "" when none is known.
func (es entities) code(id string) string {
	e := es[id]
	if e.Type == graph.State {
		return e.Code
	}
	for _, of := range e.For {
		if s := es[of]; s.Type == graph.State {
			return s.Code
		}
	}
	return ""
}
