package exchange

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"parley/graph"
)

// Tables lists the tables of WriteTables with their columns. A column X_id
// holds the id of what X names, by which the tables are joined; lists are
// separated by "; ", since names contain commas. Dates are EDTF, and earliest
// and latest the first and last day that a date can mean.
var Tables = []struct {
	Name    string
	Columns []string
}{
	{"documents", []string{"id", "name", "title", "publisher", "url", "published"}},
	{"entities", []string{"id", "type", "name", "aliases", "code", "for", "for_id"}},
	{"meetings", []string{"id", "date", "earliest", "latest", "date_basis", "status", "mode", "place", "place_id", "format", "format_id",
		"parties", "outcome", "quote", "confidence", "document", "document_id"}},
	{"participations", []string{"meeting_id", "date", "status", "party", "party_id", "for", "for_id", "post", "as", "confidence", "document_id"}},
	{"claims", []string{"id", "date", "earliest", "latest", "date_basis", "speaker", "speaker_id", "for", "for_id", "kind", "content", "cue",
		"addressee", "addressee_id", "reported_by", "reported_by_id", "meeting_id", "quote", "confidence", "document", "document_id"}},
	{"posts", []string{"id", "person", "person_id", "post", "of", "of_id", "seen", "earliest", "latest", "date_basis",
		"quote", "confidence", "document", "document_id"}},
	{"interactions", []string{"id", "date", "earliest", "latest", "date_basis", "class", "cameo", "status", "actor", "actor_id", "recipient", "recipient_id",
		"quote", "confidence", "document", "document_id"}},
}

// bom begins each table: without it Excel takes UTF-8 for the code page of the
// machine and shows the letters of names as others. Readers of data (pandas, R,
// DuckDB, csvkit) skip it, Python's csv with the encoding utf-8-sig.
const bom = "\ufeff"

// WriteTables writes Tables as CSV (RFC 4180, UTF-8 with a byte order mark).
// create is asked for the writer of each, by file name, before the first row
// of any is written. A row is one fact as one document tells it. Cells that a
// spreadsheet would take for a formula begin with an apostrophe.
func WriteTables(ctx context.Context, src Source, create func(file string) (io.Writer, error)) error {
	t := tables{byName: map[string]*csv.Writer{}}
	for _, table := range Tables {
		w, err := create(table.Name + ".csv")
		if err == nil {
			_, err = io.WriteString(w, bom)
		}
		if err != nil {
			return fmt.Errorf("export of %s: %w", table.Name, err)
		}
		t.byName[table.Name] = csv.NewWriter(w)
		t.row(table.Name, table.Columns...)
	}
	var err error
	if t.es, err = readEntities(ctx, src); err != nil {
		return fmt.Errorf("export of tables: %w", err)
	}
	for e, err := range src.Entities(ctx) {
		if err != nil {
			return fmt.Errorf("export of tables: %w", err)
		}
		t.row("entities", e.ID, string(e.Type), e.Name, list(e.Aliases), e.Code, t.names(e.For), list(e.For))
	}
	err = eachDocument(ctx, src, func(f *graph.Facts) error {
		t.facts(f)
		return t.err
	})
	for _, table := range Tables {
		w := t.byName[table.Name]
		w.Flush()
		err = errors.Join(err, w.Error())
	}
	if err != nil {
		return fmt.Errorf("export of tables: %w", err)
	}
	return nil
}

type tables struct {
	byName map[string]*csv.Writer
	es     entities
	err    error // the first
}

// row writes a row, unless an earlier one failed.
func (t *tables) row(table string, cells ...string) {
	for i, c := range cells {
		cells[i] = inert(c)
	}
	t.err = cmp.Or(t.err, t.byName[table].Write(cells))
}

// inert keeps a spreadsheet from taking text for a formula. What can begin one
// is listed by OWASP (CSV injection).
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(s[:min(len(s), 4)])[0]) {
		return "'" + s
	}
	return s
}

func list(vs []string) string { return strings.Join(vs, "; ") }

// name is the name of an entity, "" for none.
func (t *tables) name(id string) string {
	if id == "" {
		return ""
	}
	return t.es.name(id)
}

func (t *tables) names(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = t.name(id)
	}
	return list(names)
}

func (t *tables) facts(f *graph.Facts) {
	d := f.Document
	t.row("documents", d.ID, d.Name, d.Title, d.Source, d.URL, d.Published)
	proof := func(es []graph.Evidence) []string {
		quote, confidence := "", ""
		if len(es) > 0 {
			quote, confidence = es[0].Quote, number2(es[0].Confidence)
		}
		return []string{quote, confidence, d.Name, d.ID}
	}
	for _, m := range f.Meetings {
		var parties []string
		for _, p := range m.Participations {
			if p.As.TookPart() {
				parties = append(parties, t.name(p.Party))
			}
			t.row("participations", m.ID, m.Date.EDTF, string(m.Status), t.name(p.Party), p.Party, t.name(p.For), p.For,
				p.Post, string(p.As), number2(p.Confidence), d.ID)
		}
		t.row("meetings", join([]string{m.ID}, dates(m.Date), []string{string(m.Status), string(m.Mode), t.name(m.Place), m.Place,
			t.name(m.Format), m.Format, list(parties), m.Outcome}, proof(m.Evidence))...)
	}
	for _, c := range f.Claims {
		t.row("claims", join([]string{c.ID}, dates(c.Date), []string{t.name(c.Speaker), c.Speaker, t.name(c.For), c.For, string(c.Kind),
			c.Content, c.Cue, t.name(c.Addressee), c.Addressee, t.name(c.ReportedBy), c.ReportedBy, c.Occasion}, proof(c.Evidence))...)
	}
	for _, p := range f.Tenures {
		t.row("posts", join([]string{p.ID, t.name(p.Person), p.Person, p.Post, t.name(p.Of), p.Of}, dates(p.Seen), proof(p.Evidence))...)
	}
	for _, i := range f.Interactions {
		t.row("interactions", join([]string{i.ID}, dates(i.Date), []string{i.Class, i.CAMEO, string(i.Status), t.name(i.Actor), i.Actor,
			t.name(i.Recipient), i.Recipient}, proof(i.Evidence))...)
	}
}

func join(parts ...[]string) (all []string) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// dates gives the cells date, earliest, latest and date_basis.
func dates(d graph.Date) []string {
	cells := []string{d.EDTF, "", "", string(d.Basis)}
	if d.EDTF == "" {
		return cells
	}
	earliest, latest, err := graph.Bounds(d.EDTF)
	if err == nil {
		cells[1], cells[2] = day(earliest), day(latest)
	}
	return cells
}

// day writes a day, "" for the zero time.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// number2 writes a confidence as far as it means something.
func number2(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

// WriteFolder writes Tables into a folder, which is made when it is missing.
// Tables that are there are replaced when all went well, else left alone.
func WriteFolder(ctx context.Context, src Source, dir string) (err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("export of tables: %w", err)
	}
	var files []*os.File
	defer func() {
		for _, f := range files {
			if err != nil {
				err = errors.Join(err, os.Remove(f.Name()))
			}
		}
	}()
	err = WriteTables(ctx, src, func(file string) (io.Writer, error) {
		f, err := os.Create(filepath.Join(dir, file+".part"))
		if err == nil {
			files = append(files, f)
		}
		return f, err
	})
	for _, f := range files {
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return err
	}
	for i, f := range files {
		if err := os.Rename(f.Name(), strings.TrimSuffix(f.Name(), ".part")); err != nil {
			files = files[i:] // those that are still there to be removed
			return fmt.Errorf("export of tables: %w", err)
		}
	}
	files = nil
	return nil
}

// WriteZip writes Tables as a zip archive. The tables are in a folder for
// temporary files meanwhile: an archive is written one file at a time.
func WriteZip(ctx context.Context, src Source, w io.Writer) (err error) {
	dir, err := os.MkdirTemp("", "parley-tables-")
	if err != nil {
		return fmt.Errorf("export of tables: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := WriteFolder(ctx, src, dir); err != nil {
		return err
	}
	z := zip.NewWriter(w)
	for _, table := range Tables {
		if err := zipFile(z, dir, table.Name+".csv"); err != nil {
			return fmt.Errorf("export of tables: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("export of tables: %w", err)
	}
	return nil
}

func zipFile(z *zip.Writer, dir, name string) error {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	// Without a time of change: the same tables give the same archive.
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, f)
	return err
}
