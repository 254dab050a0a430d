package queries

import (
	"fmt"
	"strings"
)

// Markdown describes all queries: the section of the README about them is
// made by it.
func Markdown() string {
	var b strings.Builder
	b.WriteString("| query | answers |\n|---|---|\n")
	for _, q := range All {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", q.Name, q.Name, q.Short)
	}
	for _, q := range All {
		fmt.Fprintf(&b, "\n### %s\n\n%s.\n\n%s\n\n    parley query %s\n\n", q.Name, q.Short, q.Long, q.Usage())
		for _, p := range q.Params {
			name := "`" + strings.ToUpper(p.Name) + "`"
			if !p.Positional {
				name = "`--" + p.Name + "`"
			}
			fmt.Fprintf(&b, "- %s: %s", name, p.Help)
			if len(p.Values) > 0 {
				fmt.Fprintf(&b, " (%s)", orList(p.Values))
			}
			if p.Default != "" {
				fmt.Fprintf(&b, "; %s when not given", p.Default)
			}
			b.WriteString("\n")
		}
		var columns []string
		for _, c := range q.Columns {
			columns = append(columns, "`"+c.Name+"` ("+c.Help+")")
		}
		fmt.Fprintf(&b, "\nColumns: %s.\n\nExample: `parley query %s`\n", strings.Join(columns, ", "), shell(append([]string{q.Name}, q.Example...)))
	}
	return b.String()
}

// shell writes words as one would type them in a shell.
func shell(words []string) string {
	out := make([]string, len(words))
	for i, w := range words {
		if strings.ContainsAny(w, " '") {
			w = `"` + w + `"`
		}
		out[i] = w
	}
	return strings.Join(out, " ")
}
