package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"unicode"

	"github.com/reeflective/readline"
	"github.com/reeflective/readline/inputrc"
	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/store"
	"parley/queries"
)

func (a *app) shell() *cobra.Command {
	var language string
	cmd := &cobra.Command{
		Use:   "shell",
		Short: "Ask the store one thing after another",
		Long: `Shell reads lines and answers them:

  met Lavrov --from 2022      a query of parley query
  ask who met Lavrov?         a question in plain English; "? who met ..." is the same
  show, why, diagram, export  the commands of parley
  g.V("<parley:state/RU>")... a script; it goes on until its brackets are closed
  :help                       what else there is

On a terminal it has a history, which is kept, and completes names, predicates
and commands with the tab key. An interrupt stops what is running, and :quit or
the end of the input ends the shell.`,
		Example: `  parley shell
  parley shell --language graphql
  parley shell <questions.txt`,
		Args: count(0, 0, "no argument"),
	}
	cmd.Flags().StringVarP(&language, "language", "l", "gizmo", "the language of scripts: gizmo, graphql or mql")
	complete(cmd, "language", "gizmo", "graphql", "mql")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		dsn, err := a.dsn()
		if err != nil {
			return err
		}
		if dsn == store.Memory {
			return misuse("a shell needs a store that is kept, not %s", store.Memory)
		}
		s := &shell{dsn: dsn, out: cmd.OutOrStdout(), errs: cmd.ErrOrStderr(), format: queries.Table}
		if err := s.setLanguage(language); err != nil {
			return &usageError{err}
		}
		read := plainLines(cmd.InOrStdin())
		if f, ok := cmd.InOrStdin().(*os.File); ok && isTerminal(f) {
			fmt.Fprintln(s.out, "parley shell; :help says what there is, :quit ends it")
			read = s.editedLines(cmd.Context())
		}
		return s.loop(context.WithoutCancel(cmd.Context()), read)
	}
	return cmd
}

// shell is the state of a session.
type shell struct {
	dsn       string
	out, errs io.Writer
	language  queries.Language
	format    queries.Output
}

// reader gives the next input, which may have several lines, or io.EOF.
type reader func() (string, error)

// plainLines reads input that nobody types: lines until the brackets are
// closed.
func plainLines(in io.Reader) reader {
	br := bufio.NewReader(in)
	return func() (string, error) {
		var text strings.Builder
		for {
			line, err := br.ReadString('\n')
			text.WriteString(line)
			if complete := closed(text.String()); err != nil || complete {
				if err == io.EOF && text.Len() > 0 {
					err = nil
				}
				return text.String(), err
			}
		}
	}
}

// editedLines reads what is typed on a terminal.
func (s *shell) editedLines(ctx context.Context) reader {
	rl := readline.NewShell(inputrc.WithApp("parley"))
	rl.Prompt.Primary(func() string { return "parley> " })
	rl.Prompt.Secondary(func() string { return "      > " })
	rl.AcceptMultiline = func(line []rune) bool { return closed(string(line)) }
	if dir, err := os.UserCacheDir(); err == nil && os.MkdirAll(filepath.Join(dir, "parley"), 0o700) == nil {
		rl.History.AddFromFile("parley", filepath.Join(dir, "parley", "history"))
	}
	names := s.names(ctx)
	rl.Completer = func(line []rune, cursor int) readline.Completions {
		begun, found := candidates(string(line[:cursor]), names)
		var described []string
		for _, c := range found {
			described = append(described, c.text, c.help)
		}
		c := readline.CompleteValuesDescribed(described...).NoSpace('"', '>', '.')
		c.PREFIX = begun
		return c
	}
	return func() (string, error) {
		line, err := rl.Readline()
		if errors.Is(err, readline.ErrInterrupt) {
			return "", nil
		}
		return line, err
	}
}

// closed reports whether all brackets outside of quotes are closed and no dot
// stands at the end, or the input ends with a blank line.
func closed(text string) bool {
	if strings.HasSuffix(text, "\n\n") {
		return true
	}
	depth, quote := 0, rune(0)
	for _, r := range text {
		switch {
		case quote != 0:
			if r == quote || r == '\n' {
				quote = 0
			}
		case r == '"' || r == '\'' && depth > 0:
			quote = r
		case strings.ContainsRune("([{", r):
			depth++
		case strings.ContainsRune(")]}", r):
			depth--
		}
	}
	return depth <= 0 && !strings.HasSuffix(strings.TrimSpace(text), ".")
}

// loop answers inputs until there are no more. Failures are told and do not
// end it.
func (s *shell) loop(ctx context.Context, read reader) error {
	for {
		text, err := read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if strings.HasPrefix(text, ":") {
			quit, err := s.command(ctx, text)
			if err != nil {
				fmt.Fprintf(s.errs, "parley: %v\n", err)
			}
			if quit {
				return nil
			}
			continue
		}
		args, err := s.args(text)
		if err != nil {
			fmt.Fprintf(s.errs, "parley: %v\n", err)
			continue
		}
		s.run(ctx, args)
	}
}

// run runs a command line of parley on the session's store. An interrupt ends
// it and not the shell.
func (s *shell) run(ctx context.Context, args []string) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	run(ctx, append([]string{"--store", s.dsn}, args...), strings.NewReader(""), s.out, s.errs)
}

// passed are the commands of parley that a line can begin with.
var passed = []string{"ask", "show", "why", "query", "diagram", "export", "ingest", "forget"}

// args makes a command line of what was typed.
func (s *shell) args(text string) ([]string, error) {
	first, rest, _ := strings.Cut(text, " ")
	rest = strings.TrimSpace(rest)
	_, err := queries.Find(first)
	switch {
	case rest != "" && strings.ContainsRune("=.(", []rune(rest)[0]): // "path = g.V()" is a script
	case first == "?" || first == "ask":
		return []string{"ask", "--format", s.nested(), "--", rest}, nil
	case err == nil || slices.Contains(passed, first):
		words, err := splitWords(text)
		if err != nil {
			return nil, err
		}
		if err := s.formatted(&words); err != nil {
			return nil, err
		}
		return words, nil
	}
	if !strings.ContainsAny(text, "(.={[") {
		return nil, fmt.Errorf("no query or command is called %q; :help says what there is", first)
	}
	return []string{"run", "--language", string(s.language), "--format", string(s.format), "--", text}, nil
}

// formatted turns a query into the command that runs it, in the session's form
// unless it names one.
func (s *shell) formatted(words *[]string) error {
	ws := *words
	if _, err := queries.Find(ws[0]); err == nil {
		ws = append([]string{"query"}, ws...)
	}
	// The form goes last: the parameter "format" of some queries shares the flag.
	switch {
	case s.format == queries.Table:
	case ws[0] == "query":
		ws = append(ws, "--format", string(s.format))
	case ws[0] == "show" || ws[0] == "why":
		ws = append(ws, "--format", s.nested())
	}
	*words = ws
	return nil
}

// nested is the session's form where the answer is more than rows of one kind.
func (s *shell) nested() string {
	if !slices.Contains(nested, s.format) {
		return string(queries.Table)
	}
	return string(s.format)
}

func (s *shell) setLanguage(name string) error {
	if !slices.Contains(queries.Languages, queries.Language(name)) {
		return fmt.Errorf("unknown query language %q: use %s", name, oneOf(queries.Languages))
	}
	s.language = queries.Language(name)
	return nil
}

const shellHelp = `:schema            the classes and predicates of the graph
:queries           the queries and their arguments
:language NAME     scripts are in gizmo, graphql or mql
:format NAME       answers are a table, json, jsonl or csv
:quit              the end
Everything else is a query, a command of parley or a script; see parley shell --help.
`

// command does what a line that starts with a colon says.
func (s *shell) command(ctx context.Context, text string) (quit bool, err error) {
	name, arg, _ := strings.Cut(text, " ")
	arg = strings.TrimSpace(arg)
	switch name {
	case ":quit", ":q", ":exit":
		return true, nil
	case ":help", ":h":
		_, err = io.WriteString(s.out, shellHelp)
	case ":schema":
		err = writeSchema(s.out)
	case ":queries":
		s.run(ctx, []string{"query", "--list"})
	case ":language", ":lang":
		err = s.setLanguage(arg)
	case ":format":
		if !slices.Contains(queries.Outputs, queries.Output(arg)) {
			return false, fmt.Errorf("unknown form %q: use %s", arg, oneOf(queries.Outputs))
		}
		s.format = queries.Output(arg)
	default:
		err = fmt.Errorf("there is no %s; :help says what there is", name)
	}
	return false, err
}

func writeSchema(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range graph.Classes {
		fmt.Fprintf(t, "<%s>\tclass\t%s\n", c.IRI, c.Name)
	}
	for _, p := range graph.Predicates {
		fmt.Fprintf(t, "<%s>\t%s -> %s\t%s\n", p.IRI, p.From, p.To, p.Help)
	}
	return t.Flush()
}

// splitWords splits a line into words at white space; quotes keep words together.
func splitWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	inWord, quote := false, rune(0)
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\'' && !inWord):
			quote, inWord = r, true
		case quote == 0 && unicode.IsSpace(r):
			if inWord {
				words = append(words, word.String())
				word.Reset()
				inWord = false
			}
		default:
			word.WriteRune(r)
			inWord = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quotation mark %c is not closed", quote)
	}
	if inWord {
		words = append(words, word.String())
	}
	return words, nil
}

// candidate is something that can stand at the cursor.
type candidate struct{ text, help string }

// names lists the entities of the store, by name and by id.
func (s *shell) names(ctx context.Context) []graph.Entity {
	st, err := store.Open(ctx, s.dsn, store.ReadOnly())
	if err != nil {
		return nil // a shell without completion of names is one all the same
	}
	defer st.Close()
	var out []graph.Entity
	for e, err := range st.Entities(ctx) {
		if err != nil {
			return out
		}
		out = append(out, e)
	}
	return out
}

// methods are those of a path in Gizmo.
var methods = []string{"All", "And", "Back", "Both", "Count", "Except", "Follow", "FollowR", "FollowRecursive", "ForEach", "GetLimit", "Has", "HasR", "In", "InPredicates", "Intersect", "Is", "LabelContext", "Labels", "Limit", "Or", "Order", "Out", "OutPredicates", "Save", "SaveOpt", "SaveR", "Skip", "Tag", "TagArray", "ToArray", "ToValue", "Union", "Unique"}

// candidates returns what can be typed at the end of a line, and the part of
// it that has been.
func candidates(line string, names []graph.Entity) (begun string, found []candidate) {
	add := func(text, help string) {
		if len(text) >= len(begun) && strings.EqualFold(text[:len(begun)], begun) {
			found = append(found, candidate{text, help})
		}
	}
	first, _, more := strings.Cut(line, " ")
	query, err := queries.Find(first)
	switch at := strings.LastIndexAny(line, "<>"); {
	case at >= 0 && line[at] == '<':
		begun = line[at:]
		for _, p := range graph.Predicates {
			add("<"+p.IRI+">", p.From+" -> "+p.To)
		}
		for _, c := range graph.Classes {
			add("<"+c.IRI+">", c.Name)
		}
		for _, e := range names {
			add("<"+e.ID+">", e.Name)
		}
	case strings.HasPrefix(line, ":"):
		begun = line
		for _, l := range strings.Split(strings.TrimSpace(shellHelp), "\n") {
			if word, help, ok := strings.Cut(l, " "); ok && strings.HasPrefix(word, ":") {
				add(word, strings.TrimSpace(help))
			}
		}
	case !more && !strings.ContainsAny(line, ".("):
		begun = line
		for _, q := range queries.All {
			add(q.Name, q.Short)
		}
		for _, c := range passed {
			add(c, "command")
		}
	case err == nil || slices.Contains(passed, first):
		begun = line[strings.LastIndexByte(line, ' ')+1:]
		if strings.HasPrefix(begun, "-") {
			if err == nil {
				for _, p := range query.Params {
					add("--"+p.Name, p.Help)
				}
			}
			break
		}
		begun = strings.TrimPrefix(begun, `"`)
		for _, e := range names {
			text := e.Name
			if i := wordBegins(text, begun); i >= 0 {
				text = text[i:] // "Lavrov" will do for "Sergei Lavrov"
			} else {
				continue
			}
			if strings.Contains(text, " ") {
				text += `"`
				if !strings.HasSuffix(line, `"`+begun) {
					text = `"` + text
				}
			}
			found = append(found, candidate{text, e.Name + ", " + string(e.Type)})
		}
	default:
		if at := strings.LastIndexByte(line, '.'); at >= 0 {
			begun = line[at+1:]
			for _, m := range methods {
				add(m+"(", "")
			}
		}
	}
	return begun, found
}

// wordBegins returns the byte at which the name, or else the last of its words,
// begins as given, in any case; -1 where none does.
func wordBegins(name, begun string) int {
	lower, begun := strings.ToLower(name), strings.ToLower(begun)
	if len(lower) != len(name) { // some capitals are longer
		return -1
	}
	if strings.HasPrefix(lower, begun) {
		return 0
	}
	if i := strings.LastIndex(lower, " "+begun); i >= 0 {
		return i + 1
	}
	return -1
}
