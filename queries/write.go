package queries

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Output is a form in which Write writes rows.
type Output string

// The forms of output.
const (
	Table     Output = "table" // for people: aligned columns under a header
	JSONArray Output = "json"  // one array of objects
	JSONLines Output = "jsonl" // one object a line
	CSV       Output = "csv"   // RFC 4180 with a header; an entity column X is followed by X_id
)

// Outputs lists the forms that Write knows.
var Outputs = []Output{Table, JSONArray, JSONLines, CSV}

// Write writes rows to w in the form out and returns how many it wrote. JSON
// and CSV are written as the rows come; a table is laid out when the last row
// is there, with control characters shown as spaces so that a stored text
// cannot command a terminal. An error among the rows ends the writing and is
// returned with the number of rows before it; the JSON array is closed all
// the same.
func Write(w io.Writer, out Output, columns []Column, rows iter.Seq2[Row, error]) (int, error) {
	switch out {
	case Table:
		return writeTable(w, columns, rows)
	case JSONArray, JSONLines:
		return writeJSON(w, out, columns, rows)
	case CSV:
		return writeCSV(w, columns, rows)
	}
	return 0, &UsageError{Msg: fmt.Sprintf("unknown output format %q: use one of %s", out, join(Outputs))}
}

// cellWidth is how many character cells a column of a table takes before its
// text is wrapped.
const cellWidth = 48

func writeTable(w io.Writer, columns []Column, rows iter.Seq2[Row, error]) (int, error) {
	t := table.NewWriter()
	style := table.StyleDefault
	style.Format.Header = text.FormatUpper
	style.Options = table.Options{SeparateColumns: true, SeparateHeader: false}
	style.Box.PaddingLeft, style.Box.PaddingRight = "", " "
	style.Box.MiddleVertical = " "
	t.SetStyle(style)
	var head table.Row
	var configs []table.ColumnConfig
	for i, c := range columns {
		head = append(head, c.Name)
		cc := table.ColumnConfig{Number: i + 1, WidthMax: cellWidth, WidthMaxEnforcer: text.WrapSoft}
		if c.Kind == IntKind || c.Kind == NumberKind {
			cc.Align, cc.AlignHeader = text.AlignRight, text.AlignRight
		}
		configs = append(configs, cc)
	}
	t.AppendHeader(head)
	t.SetColumnConfigs(configs)
	n := 0
	var failed error
	for row, err := range rows {
		if err != nil {
			failed = err
			break
		}
		cells := make(table.Row, len(row))
		for i, v := range row {
			cells[i] = printable(v.String())
		}
		t.AppendRow(cells)
		n++
	}
	if n > 0 {
		lines := strings.Split(t.Render(), "\n")
		for i, line := range lines {
			lines[i] = strings.TrimRight(line, " ")
		}
		if _, err := io.WriteString(w, strings.Join(lines, "\n")+"\n"); err != nil {
			return n, err
		}
	}
	return n, failed
}

// printable is s with a space for each control character and each that turns
// the direction of writing.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}

func writeJSON(w io.Writer, out Output, columns []Column, rows iter.Seq2[Row, error]) (int, error) {
	bw := bufio.NewWriter(w)
	open, sep, end := "", "", "\n"
	if out == JSONArray {
		open, sep, end = "[\n", ",\n", "\n]\n"
	} else {
		sep = "\n"
	}
	n := 0
	var failed error
	var buf bytes.Buffer
	for row, err := range rows {
		if err != nil {
			failed = err
			break
		}
		buf.Reset()
		if err := encodeRow(&buf, columns, row); err != nil {
			failed = err
			break
		}
		if n == 0 {
			bw.WriteString(open)
		} else {
			bw.WriteString(sep)
		}
		if _, err := bw.Write(buf.Bytes()); err != nil {
			return n, err
		}
		n++
	}
	switch {
	case n > 0:
		bw.WriteString(end)
	case out == JSONArray:
		bw.WriteString("[]\n")
	}
	if err := bw.Flush(); err != nil {
		return n, err
	}
	return n, failed
}

// encodeRow writes a row as a JSON object whose keys are in column order.
// Without HTML escapes: quotations keep their characters.
func encodeRow(buf *bytes.Buffer, columns []Column, row Row) error {
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	put := func(v any) error {
		if err := enc.Encode(v); err != nil {
			return err
		}
		buf.Truncate(buf.Len() - 1) // the newline after a value
		return nil
	}
	buf.WriteByte('{')
	for i, c := range columns {
		if i > 0 {
			buf.WriteByte(',')
		}
		if err := put(c.Name); err != nil {
			return err
		}
		buf.WriteByte(':')
		var v any
		if i < len(row) && row[i] != nil {
			v = row[i].JSON()
		}
		if err := put(v); err != nil {
			return fmt.Errorf("column %s: %w", c.Name, err)
		}
	}
	buf.WriteByte('}')
	return nil
}

func writeCSV(w io.Writer, columns []Column, rows iter.Seq2[Row, error]) (int, error) {
	cw := csv.NewWriter(w)
	var head []string
	for _, c := range columns {
		head = append(head, c.Name)
		if c.Kind == EntityKind || c.Kind == EntitiesKind {
			head = append(head, c.Name+"_id")
		}
	}
	if err := cw.Write(head); err != nil {
		return 0, err
	}
	n := 0
	var failed error
	for row, err := range rows {
		if err != nil {
			failed = err
			break
		}
		var rec []string
		for i, c := range columns {
			var v Value = Text("")
			if i < len(row) && row[i] != nil {
				v = row[i]
			}
			rec = append(rec, csvText(v))
			if c.Kind == EntityKind || c.Kind == EntitiesKind {
				rec = append(rec, entityIDs(v))
			}
		}
		if err := cw.Write(rec); err != nil {
			return n, err
		}
		n++
	}
	cw.Flush()
	if err := cw.Error(); err != nil {
		return n, err
	}
	return n, failed
}

// csvText is a value for a spreadsheet: lists are separated by "; " because
// names contain commas, and facts are whole IRIs.
func csvText(v Value) string {
	switch v := v.(type) {
	case Fact:
		return string(v)
	case Facts:
		return joinBy(v, "; ", func(f Fact) string { return string(f) })
	case Entities:
		return joinBy(v, "; ", func(e Entity) string { return e.Name })
	case Texts:
		return strings.Join(v, "; ")
	}
	return v.String()
}

func entityIDs(v Value) string {
	switch v := v.(type) {
	case Entity:
		return v.ID
	case Entities:
		return joinBy(v, "; ", func(e Entity) string { return e.ID })
	}
	return ""
}

func joinBy[T any](vs []T, sep string, f func(T) string) string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = f(v)
	}
	return strings.Join(out, sep)
}

func join[S ~string](vs []S) string {
	return joinBy(vs, ", ", func(s S) string { return string(s) })
}

// Collect returns the rows as a slice, or the first error among them.
func Collect(rows iter.Seq2[Row, error]) ([]Row, error) {
	var out []Row
	for row, err := range rows {
		if err != nil {
			return out, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Rows returns the rows of a slice.
func Rows(rows []Row) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row := range slices.Values(rows) {
			if !yield(row, nil) {
				return
			}
		}
	}
}
