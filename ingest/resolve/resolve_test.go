package resolve_test

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"parley/data"
	"parley/graph"
	"parley/ingest/internal/lexicon"
	"parley/ingest/nlp"
	"parley/ingest/resolve"
)

// kit is the shipped model and a resolver over the shipped lexicons.
type kit struct {
	model    *nlp.Model
	resolver *resolve.Resolver
}

var load = sync.OnceValues(func() (kit, error) {
	sub, err := fs.Sub(data.FS, "model")
	if err != nil {
		return kit{}, err
	}
	m, err := nlp.Load(sub)
	if err != nil {
		return kit{}, err
	}
	lex, err := lexicon.Load(data.FS, "lexicon")
	if err != nil {
		return kit{}, err
	}
	return kit{m, resolve.New(lex)}, nil
})

// annotate parses each line on its own, as the pipeline parses paragraphs, and
// joins them with the line ends as tokens between.
func (k kit) annotate(text string) *nlp.Doc {
	doc := &nlp.Doc{Text: text}
	at := 0
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\n")
		base := len(doc.Tokens)
		part := k.model.Annotate(body)
		for _, t := range part.Tokens {
			t.Start, t.End, t.Head = t.Start+at, t.End+at, t.Head+base
			doc.Tokens = append(doc.Tokens, t)
		}
		for _, s := range part.Sentences {
			doc.Sentences = append(doc.Sentences, nlp.Span{Start: s.Start + base, End: s.End + base})
		}
		for _, e := range part.Entities {
			e.Start, e.End = e.Start+base, e.End+base
			doc.Entities = append(doc.Entities, e)
		}
		if gap := len(line) - len(body); gap > 0 && len(doc.Sentences) > 0 {
			if n := len(doc.Tokens); doc.Tokens[n-1].Tag == "_SP" {
				doc.Tokens[n-1].End += gap
			} else {
				doc.Tokens = append(doc.Tokens, nlp.Token{Start: at + len(body), End: at + len(line), Tag: "_SP", POS: "SPACE", Head: n - 1, Dep: "dep"})
				doc.Sentences[len(doc.Sentences)-1].End++
			}
		}
		at += len(line)
	}
	return doc
}

// want is what a text means. Entities are all that it names, "type:name" and
// separated by "; ". Tenures are all posts, "person | post | of", in lower
// case and without the last part where the text does not say it. Refs are what some surface forms
// denote, "form -> name + name"; "form#2" is the second mention of that form,
// and an empty right side says that it denotes nothing. Miss marks a text that
// is not read right yet, and says what goes wrong; such a row is skipped.
type want struct {
	name     string
	text     string
	entities string
	tenures  string
	refs     string
	miss     string
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	out := strings.Split(s, "; ")
	slices.Sort(out)
	return out
}

func entitiesOf(res *resolve.Resolution) []string {
	seen := map[int]bool{}
	var out []string
	for _, m := range res.Mentions {
		for _, e := range m.Entities {
			if !seen[e] {
				seen[e] = true
				out = append(out, string(res.Entities[e].Type)+":"+res.Entities[e].Name)
			}
		}
	}
	slices.Sort(out)
	return out
}

func tenuresOf(res *resolve.Resolution) []string {
	var out []string
	for _, t := range res.Tenures {
		of := ""
		if t.Of >= 0 {
			of = res.Entities[t.Of].Name
		}
		s := strings.TrimRight(res.Entities[t.Person].Name+" | "+strings.ToLower(t.Post)+" | "+of, " |")
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return out
}

// denotes returns the names that the n-th mention of a form denotes.
func denotes(res *resolve.Resolution, form string, n int) string {
	last := -1
	for _, m := range res.Mentions {
		if res.Doc.SpanText(m.Span) != form || m.Start == last {
			continue
		}
		last = m.Start
		if n--; n > 0 {
			continue
		}
		var names []string
		for _, e := range m.Entities {
			names = append(names, res.Entities[e].Name)
		}
		return strings.Join(names, " + ")
	}
	return ""
}

func check(t *testing.T, tests []want) {
	t.Helper()
	k, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(strings.ReplaceAll(tt.name, " ", "_"), func(t *testing.T) {
			t.Parallel()
			res := k.resolver.Resolve(k.annotate(tt.text))
			wrong := compare(res, tt)
			switch {
			case tt.miss != "" && wrong != nil:
				t.Skip(tt.miss)
			case tt.miss != "":
				t.Errorf("%q is read right: take the mark off the row", tt.name)
			case wrong != nil:
				t.Errorf("%s\n%s", tt.text, strings.Join(wrong, "\n"))
			}
			invariants(t, res)
		})
	}
}

// compare says where a resolution is not what is wanted.
func compare(res *resolve.Resolution, tt want) []string {
	var wrong []string
	differ := func(what string, got, want []string) {
		if !slices.Equal(got, want) {
			wrong = append(wrong, what+" "+strings.Join(got, "; ")+", want "+strings.Join(want, "; "))
		}
	}
	differ("entities", entitiesOf(res), list(tt.entities))
	differ("tenures", tenuresOf(res), list(tt.tenures))
	for _, ref := range list(tt.refs) {
		form, name, _ := strings.Cut(ref, " ->")
		name = strings.TrimPrefix(name, " ")
		form, num, _ := strings.Cut(form, "#")
		n, err := strconv.Atoi(num)
		if err != nil {
			n = 1
		}
		if got := denotes(res, form, n); got != name {
			wrong = append(wrong, strconv.Quote(form)+" denotes "+strconv.Quote(got)+", want "+strconv.Quote(name))
		}
	}
	return wrong
}

// invariants hold for every resolution: spans, heads and indexes lie within
// the document, mentions are in text order, and an entity occurs once.
func invariants(t *testing.T, res *resolve.Resolution) {
	t.Helper()
	n := len(res.Doc.Tokens)
	for i, m := range res.Mentions {
		if m.Start < 0 || m.End > n || m.Start >= m.End || m.Head < m.Start || m.Head >= m.End {
			t.Errorf("mention %d covers tokens %d to %d with head %d of %d", i, m.Start, m.End, m.Head, n)
			continue
		}
		if i > 0 && m.Start < res.Mentions[i-1].Start {
			t.Errorf("mention %q stands after %q", res.Doc.SpanText(m.Span), res.Doc.SpanText(res.Mentions[i-1].Span))
		}
		if len(m.Entities) == 0 || m.Method == "" {
			t.Errorf("mention %q has entities %v by method %q", res.Doc.SpanText(m.Span), m.Entities, m.Method)
		}
		for _, e := range m.Entities {
			if e < 0 || e >= len(res.Entities) {
				t.Errorf("mention %q denotes entity %d of %d", res.Doc.SpanText(m.Span), e, len(res.Entities))
			}
		}
	}
	ids := map[string]bool{}
	for _, e := range res.Entities {
		if e.Name == "" || !strings.HasPrefix(e.ID, graph.Scheme) || ids[e.ID] {
			t.Errorf("entity %q has the id %q", e.Name, e.ID)
		}
		ids[e.ID] = true
	}
	for _, e := range res.Entities {
		for _, f := range e.For {
			if !ids[f] || f == e.ID {
				t.Errorf("%s acts for %s", e.Name, f)
			}
		}
		if !slices.IsSorted(e.For) {
			t.Errorf("%s acts for %v, not sorted", e.Name, e.For)
		}
	}
	for _, x := range res.Tenures {
		if x.Post == "" || x.Of >= len(res.Entities) || res.Entities[x.Person].Type != graph.Person || x.Span.Start < 0 || x.Span.End > n || x.Span.Start >= x.Span.End {
			t.Errorf("tenure %+v", x)
		}
	}
}
