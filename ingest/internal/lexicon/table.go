// Package lexicon reads the tables of data/lexicon and finds their names in
// annotated text.
package lexicon

import (
	"bufio"
	"fmt"
	"io/fs"
	"strings"
)

// Row is one line of a table, by column name.
type Row struct {
	file string
	line int
	cols map[string]int
	cell []string
}

// Get returns the cell of a column, "" when it is empty.
func (r Row) Get(column string) string {
	if i, ok := r.cols[column]; ok && i < len(r.cell) {
		return r.cell[i]
	}
	return ""
}

// List returns the values of a cell that holds several, separated by "|".
func (r Row) List(column string) []string {
	s := r.Get(column)
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}

// Errorf returns an error that names the file and the line of the row.
func (r Row) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.line, fmt.Sprintf(format, args...))
}

// ReadTable reads a tab-separated table. The comment line that starts with
// "# columns:" names the columns; other lines that start with "#", and blank
// lines, are skipped. want lists columns that must be there. Errors name file
// and line.
func ReadTable(fsys fs.FS, name string, want ...string) ([]Row, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer f.Close()
	var rows []Row
	var cols map[string]int
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for line := 1; sc.Scan(); line++ {
		text := strings.TrimRight(sc.Text(), "\r")
		if names, ok := strings.CutPrefix(text, "# columns:\t"); ok {
			cols = map[string]int{}
			for i, c := range strings.Split(names, "\t") {
				cols[c] = i
			}
			for _, w := range want {
				if _, ok := cols[w]; !ok {
					return nil, fmt.Errorf("%s:%d: no column %q", name, line, w)
				}
			}
			continue
		}
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if cols == nil {
			return nil, fmt.Errorf("%s:%d: a row before the line \"# columns:\"", name, line)
		}
		cell := strings.Split(text, "\t")
		if len(cell) > len(cols) {
			return nil, fmt.Errorf("%s:%d: %d cells for %d columns", name, line, len(cell), len(cols))
		}
		rows = append(rows, Row{name, line, cols, cell})
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rows, nil
}
