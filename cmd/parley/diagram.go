package main

import (
	"cmp"
	"context"
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
	of, around   string // names, as people type them
	statuses     []string
}

func (a *app) diagram() *cobra.Command {
	f := &diagramFlags{}
	cmd := &cobra.Command{
		Use:   "diagram",
		Short: "Draw who met whom",
		Long: `Diagram draws who met whom as SVG or PNG, or writes it for Graphviz (DOT), for
Mermaid, or as a network for other programs (GraphML, GEXF, Cytoscape). Meetings
that were held and those under way are drawn, unless --status says otherwise.`,
		Example: `  parley diagram -o who-met-whom.svg
  parley diagram -o january.png --from 2022-01 --to 2022-01 --by states
  parley diagram --around Lavrov --depth 2 -o lavrov.svg
  parley diagram --of "Normandy format" --format dot | dot -Tpdf >normandy.pdf`,
		Args: count(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.check(cmd.OutOrStdout()); err != nil {
				return err
			}
			return a.reading(cmd, func(st *store.Store) error { return f.draw(cmd, st) })
		},
	}
	fs := cmd.Flags()
	fs.StringVarP(&f.file, "output", "o", "", "file to write (default standard output)")
	fs.StringVar(&f.format, "format", "", "svg, png, dot, graphml, gexf, cytoscape or mermaid (default by the name of the file, else svg)")
	fs.StringVar(&f.options.Title, "title", "", "title of the diagram")
	fs.StringVar(&f.options.From, "from", "", "only meetings since this date: 2022-01-28, 2022-01 or 2022")
	fs.StringVar(&f.options.To, "to", "", "only meetings until this date")
	fs.StringVar(&f.of, "of", "", "only sessions of this format")
	fs.StringVar(&f.around, "around", "", "only what is near this person, state, organization or format")
	fs.IntVar(&f.options.Depth, "depth", 1, "how many meetings away that may be")
	fs.StringVar(&f.by, "by", "persons", "what the nodes are: persons or states")
	fs.StringVar(&f.formats, "sessions", "nodes", "how sessions of formats are shown: nodes, clusters or pairs")
	fs.StringSliceVar(&f.statuses, "status", []string{"held", "ongoing"}, "which meetings: held, ongoing, planned, cancelled, refused")
	fs.BoolVar(&f.options.StateClusters, "clusters", false, "draw a box around the people of each state")
	fs.IntVar(&f.options.MaxNodes, "max-nodes", diagram.DefaultMaxNodes, "draw the less connected together when there are more; negative for no limit")
	fs.StringVar(&f.engine, "engine", "auto", "what places the nodes: auto, dot, neato, fdp, sfdp, circo or twopi")
	fs.BoolVar(&f.render.Native, "native", false, "use the Graphviz of this machine, which is faster")
	fs.Float64Var(&f.render.Scale, "scale", 2, "pixels of a PNG per point")
	fs.DurationVar(&f.render.Timeout, "timeout", diagram.DefaultTimeout, "give up the layout after this time")
	for flag, values := range diagramChoices {
		complete(cmd, flag, values...)
	}
	completeBy(cmd, "of", a.completeEntities(formatTypes...))
	completeBy(cmd, "around", a.completeEntities(aroundTypes...))
	return cmd
}

var diagramChoices = map[string][]string{
	"format":   names(diagram.Outputs),
	"by":       {"persons", "states"},
	"sessions": {"nodes", "clusters", "pairs"},
	"engine":   {"auto", "dot", "neato", "fdp", "sfdp", "circo", "twopi"},
	"status":   {"held", "ongoing", "planned", "cancelled", "refused"},
}

// What a diagram can be of and around.
var (
	formatTypes = []graph.EntityType{graph.Format, graph.Organization}
	aroundTypes = []graph.EntityType{graph.Person, graph.State, graph.Organization, graph.Format}
)

// check checks the flags and brings them into the library's types.
func (f *diagramFlags) check(stdout io.Writer) error {
	if f.format == "" {
		f.format = cmp.Or(formatOf(f.file), strings.TrimPrefix(strings.ToLower(filepath.Ext(f.file)), "."))
	}
	if f.format == "" {
		f.format = "svg"
	}
	for flag, given := range map[string][]string{"format": {f.format}, "by": {f.by}, "sessions": {f.formats}, "engine": {f.engine}, "status": f.statuses} {
		for _, v := range given {
			if !slices.Contains(diagramChoices[flag], v) {
				return misuse("--%s can be %s, not %q", flag, strings.Join(diagramChoices[flag], ", "), v)
			}
		}
	}
	if f.file == "" && f.format == "png" && isTerminal(stdout) {
		return misuse("a PNG is nothing for a terminal: name a file by --output")
	}
	for _, d := range []string{f.options.From, f.options.To} {
		if _, _, err := graph.Bounds(d); d != "" && err != nil {
			return misuse("%w; write 2022-01-28, 2022-01 or 2022", err)
		}
	}
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
	in, err := diagramInput(ctx, st)
	if err != nil {
		return err
	}
	d, err := diagram.WhoMet(in, f.options)
	if err != nil {
		return err
	}
	var file []string
	if f.file != "" {
		file = []string{f.file}
	}
	return writeTo(cmd, file, func(w io.Writer) error {
		return diagram.Render(ctx, d, diagram.Output(f.format), w, f.render)
	})
}

// diagramInput reads what a diagram is made of.
func diagramInput(ctx context.Context, st *store.Store) (in diagram.Input, err error) {
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
	in.Meetings, err = queries.NewEnv(st).Meetings(ctx)
	return in, err
}
