package main

import (
	"errors"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"parley/data"
	"parley/graph"
	"parley/graph/store"
	"parley/ingest"
	"parley/ingest/resolve"
	"parley/queries"
)

// maxShown is how many meetings ingest lists for people; parley query meetings
// has the others.
const maxShown = 40

func (a *app) ingest() *cobra.Command {
	var (
		batch   ingest.Batch
		onlyNew bool
	)
	cmd := &cobra.Command{
		Use:   "ingest PATH...",
		Short: "Read texts into the store",
		Long: `Ingest reads texts into the store and lists the meetings it finds in them. A path
is a file, a folder, which is read with all below it, or "-" for standard input.
Plain text is read, in files called .txt or .md.

A text that cannot be read is reported, and the others go on. A text that the
store has already is read again and its facts are replaced, so it is safe to run
ingest again; after an interrupt, --new goes on where it stopped. What was
reported done stays done.`,
		Example: `  parley ingest articles/
  parley ingest --published 2022-01-28 talks.txt
  parley ingest --store january articles/2022-01/ --format csv >meetings.csv
  pdftotext report.pdf - | parley ingest -`,
		Args: count(1, -1, "the path of a text"),
	}
	out := formatFlag(cmd, queries.Outputs)
	batchFlags(cmd, &batch)
	cmd.Flags().BoolVar(&onlyNew, "new", false, "leave out texts that the store has already")
	cmd.RunE = func(cmd *cobra.Command, args []string) (err error) {
		if err := checkBatch(batch); err != nil {
			return err
		}
		x, err := ingest.NewExtractor(data.FS)
		if err != nil {
			return err
		}
		st, dsn, err := a.openWrite(cmd.Context())
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.Close()) }()
		if onlyNew {
			if batch.Known, err = known(cmd, st); err != nil {
				return err
			}
		}
		if batch.People, err = people(cmd, st, x.NewPeople()); err != nil {
			return err
		}
		return runIngest(cmd, x, st, dsn, args, batch, *out)
	}
	return cmd
}

func known(cmd *cobra.Command, st *store.Store) (func(id string) bool, error) {
	ids := map[string]bool{}
	for d, err := range st.Documents(cmd.Context()) {
		if err != nil {
			return nil, err
		}
		ids[d.ID] = true
	}
	return func(id string) bool { return ids[id] }, nil
}

// people adds to p whom the store knows.
func people(cmd *cobra.Command, st *store.Store, p *resolve.People) (*resolve.People, error) {
	for e, err := range st.Entities(cmd.Context()) {
		if err != nil {
			return nil, err
		}
		p.Add(e)
	}
	return p, nil
}

// runIngest ingests paths and prints the meetings as they come.
func runIngest(cmd *cobra.Command, x *ingest.Extractor, st *store.Store, dsn string, paths []string, batch ingest.Batch, out queries.Output) error {
	sources, skipped := ingest.Sources(paths, cmd.InOrStdin())
	noteSkipped(cmd, skipped)
	var total tally
	var outcome error
	bar := &progress{w: cmd.ErrOrStderr()}
	if out == queries.Table || !isTerminal(cmd.OutOrStdout()) { // rows that come meanwhile would break it up
		bar.start(len(sources))
	}
	rows := func(yield func(queries.Row, error) bool) {
		going := true
		outcome = x.Ingest(cmd.Context(), sources, st, batch, func(r ingest.Result) {
			bar.step()
			if total.add(r); r.Err != nil {
				bar.printf("parley: %v\n", r.Err)
			}
			for row := range meetingRows(r.Facts) {
				if out == queries.Table && total.shown == maxShown {
					total.more++
				} else if going {
					total.shown++
					going = yield(row, nil)
				}
			}
		})
		bar.stop()
	}
	_, err := queries.Write(cmd.OutOrStdout(), out, meetingColumns, rows)
	if total.more > 0 {
		cmd.PrintErrf("parley: and %d meetings more; see parley query meetings\n", total.more)
	}
	cmd.PrintErrf("parley: %s; store %s\n", total, dsn)
	switch {
	case outcome != nil:
		return outcome
	case err != nil:
		return err
	case total.failed > 0:
		return errReported
	}
	return nil
}

// tally counts what became of a batch.
type tally struct {
	done, known, failed           int
	meetings, claims, posts, acts int
	shown, more                   int
}

func (t *tally) add(r ingest.Result) {
	switch {
	case r.Err != nil:
		t.failed++
		return
	case r.Facts.Document.Text == "":
		t.known++
		return
	}
	t.done++
	t.meetings += len(r.Facts.Meetings)
	t.claims += len(r.Facts.Claims)
	t.posts += len(r.Facts.Tenures)
	t.acts += len(r.Facts.Interactions)
}

func (t tally) String() string {
	s := "read " + plural(t.done, "text")
	if t.done > 0 {
		s += fmt.Sprintf(" with %s, %s, %s of posts and %s", plural(t.meetings, "meeting"), plural(t.claims, "claim"), plural(t.posts, "mention"), plural(t.acts, "act"))
	}
	if t.known > 0 {
		s += fmt.Sprintf("; %d known already", t.known)
	}
	if t.failed > 0 {
		s += fmt.Sprintf("; %d failed", t.failed)
	}
	return s
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

var meetingColumns = []queries.Column{
	{Name: "date", Kind: queries.DateKind}, {Name: "status", Kind: queries.TextKind},
	{Name: "mode", Kind: queries.TextKind}, {Name: "place", Kind: queries.EntityKind},
	{Name: "format", Kind: queries.EntityKind}, {Name: "parties", Kind: queries.EntitiesKind},
	{Name: "meeting", Kind: queries.FactKind},
}

// meetingRows are the meetings of a document.
func meetingRows(f graph.Facts) iter.Seq[queries.Row] {
	byID := map[string]queries.Entity{}
	for _, e := range f.Entities {
		byID[e.ID] = queries.Entity{ID: e.ID, Type: e.Type, Name: e.Name}
	}
	return func(yield func(queries.Row) bool) {
		for _, m := range f.Meetings {
			var parties queries.Entities
			for _, p := range m.Participations {
				if p.As != graph.Absent && p.As != graph.Invited {
					parties = append(parties, byID[p.Party])
				}
			}
			if !yield(queries.Row{
				queries.Date(m.Date.EDTF), queries.Text(m.Status), queries.Text(m.Mode),
				byID[m.Place], byID[m.Format], parties, queries.Fact(m.ID),
			}) {
				return
			}
		}
	}
}
