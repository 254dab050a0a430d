package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley/graph"
	"parley/graph/diagram"
	"parley/graph/store"
	"parley/queries"
)

// diagramFlags are the options of diagram that are not yet in the library's
// types.
type diagramFlags struct {
	options      diagram.Options
	render       diagram.RenderOptions
	file, format string
	by, formats  string
	engine       string
	theme        string
	of, around   string   // names, as people type them
	who          []string // the same
	kind         diagram.Kind
	subject      string // what the kind needs
	statuses     []string
}

func (a *app) diagram() *cobra.Command {
	f := &diagramFlags{}
	cmd := &cobra.Command{
		Use:   "diagram [KIND] [OF]",
		Short: "Draw who met whom, formats, timelines, claims, networks and posts",
		Long: `Diagram draws what the store knows as SVG, PNG or PDF, or writes it for Graphviz
(DOT), for Mermaid, or as a network for other programs (GraphML, GEXF,
Cytoscape). Meetings that were held and those under way are drawn, unless
--status says otherwise. The kinds are:

` + diagramKinds() + `
In an SVG, nodes and lines have the sentences behind them as tooltips, and the ids
that parley why opens.`,
		Example: `  parley diagram -o who-met-whom.svg
  parley diagram -o january.png --from 2022-01 --to 2022-01 --by states
  parley diagram formats --theme dark -o formats.png
  parley diagram timeline --by pairs -o timeline.pdf
  parley diagram ego Lavrov --depth 2 -o lavrov.svg
  parley diagram claims meeting/8d2e25e04d --evidence -o claims.svg
  parley diagram --of "Normandy format" --format dot | dot -Tpdf >normandy.pdf`,
		Args: cobra.MaximumNArgs(2),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, begun string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) == 1 && args[0] == "ego" {
				return a.completeEntities(aroundTypes...)(cmd, args, begun)
			}
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var names []cobra.Completion
			for _, k := range diagram.Kinds {
				names = append(names, cobra.CompletionWithDesc(k.Name, k.Short))
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd, args); err != nil {
				return err
			}
			return a.reading(cmd, func(st *store.Store) error { return f.draw(cmd, st) })
		},
	}
	fs := cmd.Flags()
	fs.StringVarP(&f.file, "output", "o", "", "file to write (default standard output)")
	fs.StringVar(&f.format, "format", "", "svg, png, pdf, dot, graphml, gexf, cytoscape or mermaid (default by the name of the file, else svg)")
	fs.StringVar(&f.options.Title, "title", "", "title of the diagram")
	fs.StringVar(&f.options.From, "from", "", "only what happened since this date: 2022-01-28, 2022-01 or 2022")
	fs.StringVar(&f.options.To, "to", "", "only what happened until this date")
	fs.StringVar(&f.of, "of", "", "only sessions of this format")
	fs.StringVar(&f.around, "around", "", "only what is near this person, state, organization or format")
	fs.IntVar(&f.options.Depth, "depth", 1, "how many meetings away that may be")
	fs.StringArrayVar(&f.who, "who", nil, "only meetings with this party, claims and posts of it; again for meetings of several")
	fs.Float64Var(&f.options.MinConfidence, "min-confidence", 0, "only what is at least as sure, from 0 to 1")
	fs.StringVar(&f.by, "by", "", "what nodes or lanes are: persons or states, and of a timeline pairs (default persons, or states in a timeline and when there are too many)")
	fs.StringVar(&f.formats, "sessions", "nodes", "how sessions of formats are shown: nodes, clusters or pairs")
	fs.StringSliceVar(&f.statuses, "status", []string{"held", "ongoing"}, "which meetings: held, ongoing, planned, cancelled, refused")
	fs.BoolVar(&f.options.StateClusters, "clusters", false, "draw a box around the people of each state")
	fs.IntVar(&f.options.MaxNodes, "max-nodes", diagram.DefaultMaxNodes, "draw the less connected together when there are more; negative for no limit")
	fs.StringVar(&f.engine, "engine", "auto", "what places the nodes: auto, dot, neato, fdp, sfdp, circo or twopi")
	fs.StringVar(&f.theme, "theme", "light", "light or dark")
	fs.BoolVar(&f.render.Evidence, "evidence", false, "list the sentences below the picture; what is drawn leads to them")
	fs.StringVar(&f.render.LinkBase, "link-base", "", "make links of what is drawn: this and the id of the entity or fact")
	fs.BoolVar(&f.render.Native, "native", false, "use the Graphviz of this machine, which is faster")
	fs.Float64Var(&f.render.Scale, "scale", 2, "pixels of a PNG per point")
	fs.DurationVar(&f.render.Timeout, "timeout", diagram.DefaultTimeout, "give up the layout after this time")
	for flag, values := range diagramChoices {
		complete(cmd, flag, values...)
	}
	completeBy(cmd, "of", a.completeEntities(formatTypes...))
	completeBy(cmd, "who", a.completeEntities(aroundTypes...))
	completeBy(cmd, "around", a.completeEntities(aroundTypes...))
	return cmd
}

var diagramChoices = map[string][]string{
	"format":   names(diagram.Outputs),
	"by":       {"persons", "states", "pairs"},
	"theme":    {"light", "dark"},
	"sessions": {"nodes", "clusters", "pairs"},
	"engine":   {"auto", "dot", "neato", "fdp", "sfdp", "circo", "twopi"},
	"status":   {"held", "ongoing", "planned", "cancelled", "refused"},
}

// What a diagram can be of and around.
var (
	formatTypes = []graph.EntityType{graph.Format, graph.Organization}
	aroundTypes = []graph.EntityType{graph.Person, graph.State, graph.Organization, graph.Format}
)

// diagramKinds lists the kinds for the help.
func diagramKinds() string {
	var s strings.Builder
	for _, k := range diagram.Kinds {
		name := k.Name
		if k.Needs != diagram.NeedsNothing {
			name += " " + strings.ToUpper(string(k.Needs))
		}
		fmt.Fprintf(&s, "  %-16s %s\n", name, k.Short)
	}
	return s.String()
}

// checkKind reads the arguments: a kind of diagram and what it needs.
func (f *diagramFlags) checkKind(cmd *cobra.Command, args []string) error {
	f.kind = diagram.Kinds[0]
	if len(args) > 0 {
		k, ok := diagram.KindOf(args[0])
		if !ok {
			return misuse("no kind of diagram %q; there are:\n%s", args[0], diagramKinds())
		}
		f.kind, args = k, args[1:]
	}
	switch {
	case f.kind.Needs == diagram.NeedsEntity && len(args) == 0 && f.around != "":
		return nil
	case f.kind.Needs == diagram.NeedsNothing && len(args) > 0:
		return misuse("%s takes no %q; narrow it by --around or --who", f.kind.Name, args[0])
	case f.kind.Needs != diagram.NeedsNothing && len(args) == 0:
		return misuse("%s is drawn around one: parley diagram %s %s", f.kind.Name, f.kind.Name, strings.ToUpper(string(f.kind.Needs)))
	case f.kind.Needs == diagram.NeedsEntity:
		f.around = args[0]
	case len(args) > 0:
		f.subject = args[0]
	}
	for _, flag := range saysNothing[f.kind.Name] {
		if cmd.Flags().Changed(flag) {
			return misuse("--%s says nothing to %s", flag, f.kind.Name)
		}
	}
	return nil
}

// saysNothing lists the flags that a kind of diagram has no use for.
var saysNothing = map[string][]string{
	"formats":  {"sessions", "clusters", "engine"},
	"timeline": {"sessions", "clusters", "engine", "depth"},
	"claims":   {"sessions", "clusters", "engine", "depth", "around", "by", "of", "status", "from", "to"},
	"posts":    {"sessions", "clusters", "engine", "by", "of", "status"},
}

// check checks the arguments and flags and brings them into the library's
// types.
func (f *diagramFlags) check(cmd *cobra.Command, args []string) error {
	if err := f.checkKind(cmd, args); err != nil {
		return err
	}
	if f.format == "" {
		f.format = cmp.Or(formatOf(f.file), strings.TrimPrefix(strings.ToLower(filepath.Ext(f.file)), "."))
	}
	if f.format == "" {
		f.format = "svg"
	}
	for flag, given := range map[string][]string{"format": {f.format}, "by": some(f.by), "sessions": {f.formats}, "engine": {f.engine}, "theme": {f.theme}, "status": f.statuses} {
		for _, v := range given {
			if !slices.Contains(diagramChoices[flag], v) {
				return misuse("--%s can be %s, not %q", flag, strings.Join(diagramChoices[flag], ", "), v)
			}
		}
	}
	if f.by == "pairs" && f.kind.Name != "timeline" {
		return misuse("--by pairs is for a timeline")
	}
	if f.file == "" && (f.format == "png" || f.format == "pdf") && isTerminal(cmd.OutOrStdout()) {
		return misuse("a %s is nothing for a terminal: name a file by --output", strings.ToUpper(f.format))
	}
	if f.options.MinConfidence < 0 || f.options.MinConfidence > 1 {
		return misuse("--min-confidence is between 0 and 1")
	}
	for _, d := range []string{f.options.From, f.options.To} {
		if _, _, err := graph.Bounds(d); d != "" && err != nil {
			return misuse("%w; write 2022-01-28, 2022-01 or 2022", err)
		}
	}
	f.render.Theme = diagram.Theme(f.theme)
	f.options.By, f.options.Formats = diagram.By(f.by), diagram.FormatStyle(f.formats)
	if f.options.Depth < 1 || f.render.Scale <= 0 || f.render.Timeout <= 0 {
		return misuse("--depth, --scale and --timeout are above zero")
	}
	if f.options.StateClusters && f.options.Formats == diagram.FormatClusters {
		return misuse("--clusters does not go with --sessions clusters")
	}
	for _, s := range f.statuses {
		f.options.Statuses = append(f.options.Statuses, graph.Status(s))
	}
	if f.engine != "auto" {
		f.render.Engine = diagram.Engine(f.engine)
	}
	return nil
}

// some is a list of one, or of none when it is empty.
func some(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func (f *diagramFlags) draw(cmd *cobra.Command, st *store.Store) error {
	ctx, env := cmd.Context(), queries.NewEnv(st)
	if f.of != "" {
		e, err := env.Lookup(ctx, f.of, formatTypes...)
		if err != nil {
			return asked(err)
		}
		f.options.Format = e.ID
	}
	if f.around != "" {
		e, err := env.Lookup(ctx, f.around, aroundTypes...)
		if err != nil {
			return asked(err)
		}
		f.options.Around = e.ID
	}
	for _, name := range f.who {
		e, err := env.Lookup(ctx, name, aroundTypes...)
		if err != nil {
			return asked(err)
		}
		f.options.Who = append(f.options.Who, e.ID)
	}
	if f.subject != "" {
		id, err := env.Fact(ctx, f.subject)
		if err != nil {
			return asked(err)
		}
		meeting, err := env.MeetingOf(ctx)
		if err != nil {
			return err
		}
		f.options.Meeting = cmp.Or(meeting[id], id)
	}
	in, err := diagramInput(ctx, st, env)
	if err != nil {
		return err
	}
	if err := addProof(ctx, st, env, &in); err != nil {
		return err
	}
	d, err := f.kind.Make(in, f.options)
	if err != nil {
		return err
	}
	return writeTo(cmd, some(f.file), func(w io.Writer) error {
		return diagram.Render(ctx, d, diagram.Output(f.format), w, f.render)
	})
}

// diagramInput reads what a diagram is made of, without the sentences behind
// it. Accounts of one meeting are put together.
func diagramInput(ctx context.Context, st *store.Store, env *queries.Env) (in diagram.Input, err error) {
	for e, err := range st.Entities(ctx) {
		if err != nil {
			return in, err
		}
		in.Entities = append(in.Entities, e)
	}
	for t, err := range st.Tenures(ctx) {
		if err != nil {
			return in, err
		}
		in.Tenures = append(in.Tenures, t.Of)
	}
	in.Meetings, err = env.Meetings(ctx)
	return in, err
}

// addProof adds to the input of a diagram the claims, and for every fact the
// sentences that say it and the documents that these are in.
func addProof(ctx context.Context, st *store.Store, env *queries.Env, in *diagram.Input) error {
	meeting, err := env.MeetingOf(ctx)
	if err != nil {
		return err
	}
	in.Documents, in.About, in.Tenures = map[string][]string{}, map[string][]string{}, nil
	proof := map[string][]graph.Evidence{}
	tell := func(id, doc string, evidence []graph.Evidence) (first bool) {
		first = len(in.Documents[id]) == 0
		proof[id] = append(proof[id], evidence...)
		for range evidence {
			in.Documents[id] = append(in.Documents[id], doc)
		}
		return first
	}
	for doc, err := range st.Documents(ctx) {
		if err != nil {
			return err
		}
		facts, err := st.Facts(ctx, doc.ID)
		if err != nil {
			return err
		}
		for _, m := range facts.Meetings {
			tell(meeting[m.ID], doc.Name, m.Evidence)
		}
		for _, t := range facts.Tenures {
			if tell(t.ID, doc.Name, t.Evidence) {
				in.Tenures = append(in.Tenures, t)
			}
		}
		for _, c := range facts.Claims {
			if tell(c.ID, doc.Name, c.Evidence) {
				c.Occasion = meeting[c.Occasion]
				in.Claims = append(in.Claims, c)
				in.About[c.ID] = named(facts.Mentions, c)
			}
		}
	}
	for i := range in.Meetings {
		in.Meetings[i].Evidence = proof[in.Meetings[i].ID]
	}
	return nil
}

// named returns the entities that the words of a claim name, in their order.
func named(mentions []graph.Mention, c graph.Claim) (ids []string) {
	for _, m := range mentions {
		if m.Start >= c.Start && m.End <= c.End && !slices.Contains(ids, m.Entity) {
			ids = append(ids, m.Entity)
		}
	}
	return ids
}
