package queries

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"parley/graph"
	"parley/graph/store"
)

// Env is what queries run in: a store, and what has been read from it so far.
// Make a new one after the store has changed. An Env is not for concurrent
// use; several over one store are, as far as the store is.
type Env struct {
	st       *store.Store
	r        *reader
	entities map[string]graph.Entity   // read so far
	complete bool                      // entities holds all of the store
	acts     map[string][]string       // see statesFirst
	docs     map[string]string         // names of documents read so far
	names    *nameIndex                // nil until a name needs it
	book     *book                     // nil until a question is about meetings
	posts    map[string][]graph.Tenure // by person, nil until a post is asked for
}

// NewEnv returns an Env over a store.
func NewEnv(st *store.Store) *Env {
	return &Env{st: st, r: newReader(st.Quads()), entities: map[string]graph.Entity{}, acts: map[string][]string{}, docs: map[string]string{}}
}

// How many of the quads about one entity are read for its name and for whom
// it acts.
const (
	nameSample = 32
	forSample  = 1000
)

// header returns the ID, type and name of an entity and for whom it acts. An
// id that the store does not know comes back with a name made of it and
// without a type.
func (e *Env) header(ctx context.Context, id string) (graph.Entity, error) {
	ent, ok := e.entities[id]
	if ok {
		return ent, nil
	}
	if e.complete {
		return graph.Entity{ID: id, Name: localID(id)}, nil
	}
	class, err := e.r.first(ctx, id, graph.PredType)
	if err != nil {
		return ent, err
	}
	names, err := e.r.usual(ctx, id, graph.PredName, nameSample)
	if err != nil {
		return ent, err
	}
	of, err := e.r.usual(ctx, id, graph.PredActsFor, forSample)
	if err != nil {
		return ent, err
	}
	slices.Sort(of)
	ent = graph.Entity{ID: id, Type: graph.EntityTypeOf(class), Name: localID(id), For: of}
	if len(names) > 0 {
		ent.Name = names[0]
	}
	e.entities[id] = ent
	return ent, nil
}

// entity returns the ID, type and name of an entity; nothing for the id "".
func (e *Env) entity(ctx context.Context, id string) (Entity, error) {
	if id == "" {
		return Entity{}, nil
	}
	ent, err := e.header(ctx, id)
	return Entity{ID: id, Type: ent.Type, Name: ent.Name}, err
}

// entityList returns the headers of entities, sorted by name and without
// repeats.
func (e *Env) entityList(ctx context.Context, ids []string) (Entities, error) {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	var out Entities
	for _, id := range slices.Compact(ids) {
		if id == "" {
			continue
		}
		h, err := e.entity(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	sortEntities(out)
	return out, nil
}

func sortEntities(es Entities) {
	slices.SortFunc(es, func(a, b Entity) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
}

// actsFor returns the states and organizations that an entity acts for, is
// part of or lies in.
func (e *Env) actsFor(ctx context.Context, id string) ([]string, error) {
	ent, err := e.header(ctx, id)
	return slices.Clone(ent.For), err
}

// readEntities reads all entities.
func (e *Env) readEntities(ctx context.Context) error {
	if e.complete {
		return nil
	}
	for ent, err := range e.st.Entities(ctx) {
		if err != nil {
			return fmt.Errorf("reading entities: %w", err)
		}
		ent.Name = cmp.Or(ent.Name, localID(ent.ID))
		e.entities[ent.ID] = ent
	}
	e.complete = true
	return nil
}

// batch is how many facts are read at a time: enough to share the cost of a
// read, few enough that the first rows come soon.
const batch = 256

// mergeParticipations makes one of what documents say of one party in one
// meeting: it took part if one says so, its post is the longest, and the
// confidence the highest. They come sorted by party.
func mergeParticipations(ps []graph.Participation) []graph.Participation {
	if inOrder(ps) {
		return ps
	}
	slices.SortStableFunc(ps, func(a, b graph.Participation) int {
		return cmp.Or(
			strings.Compare(a.Party, b.Party),
			cmp.Compare(partRank(a.As), partRank(b.As)),
			-strings.Compare(a.For, b.For),
		)
	})
	var out []graph.Participation
	for _, p := range ps {
		if p.Party == "" {
			continue
		}
		if len(out) == 0 || out[len(out)-1].Party != p.Party {
			out = append(out, p)
			continue
		}
		last := &out[len(out)-1]
		if last.As.TookPart() != p.As.TookPart() {
			continue // said to be absent in one text, and there in another
		}
		last.For = cmp.Or(last.For, p.For)
		if len(p.Post) > len(last.Post) {
			last.Post = p.Post
		}
		last.Confidence = max(last.Confidence, p.Confidence)
	}
	return out
}

// inOrder reports whether each party has one participation and these are
// sorted, as those of one document mostly are.
func inOrder(ps []graph.Participation) bool {
	last := ""
	for _, p := range ps {
		if p.Party <= last {
			return false
		}
		last = p.Party
	}
	return true
}

// partRank orders parts so that the more telling comes first.
func partRank(p graph.Part) int {
	i := slices.Index([]graph.Part{
		graph.Mediator, graph.Host, graph.Visitor, graph.Observer, graph.Participant, graph.Absent, graph.Invited,
	}, p)
	if i < 0 {
		return len(p)
	}
	return i
}

// bestOf returns the first of the values that the node has for a property.
func bestOf[S ~string](n *node, pred string, order ...S) S {
	has := n.strs(pred)
	for _, s := range order {
		if slices.Contains(has, string(s)) {
			return s
		}
	}
	return ""
}

// least returns the least value of a property that should have one, so that
// the order of the store does not matter.
func least(n *node, pred string) string {
	if vs := n.strs(pred); len(vs) > 0 {
		return vs[0]
	}
	return ""
}

func longest(n *node, pred string) string {
	out := ""
	for _, v := range n.strs(pred) {
		if len(v) > len(out) {
			out = v
		}
	}
	return out
}

// dateOf returns the most exact date of a fact: the one with the narrowest
// bounds, and among those the least.
func dateOf(n *node) graph.Date {
	best := ""
	for _, d := range n.strs(graph.PredDate) {
		if best == "" || width(d) < width(best) {
			best = d
		}
	}
	if best == "" {
		return graph.Date{}
	}
	return graph.Date{
		EDTF:  best,
		Basis: bestOf(n, graph.PredBasis, graph.Explicit, graph.Relative, graph.Publication),
	}
}

// facts returns the IRIs of all facts of a class, sorted.
func (e *Env) facts(ctx context.Context, class string) ([]string, error) {
	return e.r.in(ctx, quad.IRI(class), graph.PredType)
}

// tenures reads tenures without their evidence.
func (e *Env) tenures(ctx context.Context, ids []string) ([]graph.Tenure, error) {
	nodes, err := e.r.load(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading posts: %w", err)
	}
	var out []graph.Tenure
	for _, n := range nodes {
		if !n.is(graph.ClassTenure) {
			continue
		}
		out = append(out, graph.Tenure{
			ID: n.iri, Person: least(n, graph.PredMember), Post: longest(n, graph.PredPost),
			Of: least(n, graph.PredOf), Seen: dateOf(n),
		})
	}
	return out, nil
}

// claim is a claim and the document that makes it known.
type claim struct {
	graph.Claim
	doc string
}

// claims reads claims without their evidence.
func (e *Env) claims(ctx context.Context, ids []string) ([]claim, error) {
	nodes, err := e.r.load(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading claims: %w", err)
	}
	var out []claim
	for _, n := range nodes {
		if !n.is(graph.ClassClaim) {
			continue
		}
		docs, err := e.docsOf(ctx, n.iri)
		if err != nil {
			return nil, err
		}
		c := claim{Claim: graph.Claim{
			ID: n.iri, Speaker: least(n, graph.PredSpeaker), For: least(n, graph.PredOnBehalfOf),
			Kind: graph.ClaimKind(least(n, graph.PredKind)), Content: longest(n, graph.PredContent),
			Start: n.num(graph.PredStart), End: n.num(graph.PredEnd), Cue: least(n, graph.PredCue),
			Addressee: least(n, graph.PredAddressee), ReportedBy: least(n, graph.PredReportedBy),
			Occasion: least(n, graph.PredOccasion), Date: dateOf(n),
		}}
		if len(docs) > 0 {
			c.doc = docs[0]
		}
		out = append(out, c)
	}
	return out, nil
}

// interactions reads interactions without their evidence.
func (e *Env) interactions(ctx context.Context, ids []string) ([]graph.Interaction, error) {
	nodes, err := e.r.load(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading interactions: %w", err)
	}
	var out []graph.Interaction
	for _, n := range nodes {
		if !n.is(graph.ClassInteraction) {
			continue
		}
		out = append(out, graph.Interaction{
			ID: n.iri, Class: least(n, graph.PredClass), CAMEO: least(n, graph.PredCAMEO),
			Actor: least(n, graph.PredActor), Recipient: least(n, graph.PredRecipient),
			Status: graph.Status(least(n, graph.PredStatus)), Date: dateOf(n),
		})
	}
	return out, nil
}

// surest keeps those of the facts that one document or more tells at least as
// surely as asked for; told is all that is told of their kind.
func surest[T any](facts []string, least float64, told iter.Seq2[store.Told[T], error], id func(T) string) ([]string, error) {
	if least == 0 {
		return facts, nil
	}
	sure := map[string]bool{}
	for t, err := range told {
		if err != nil {
			return nil, fmt.Errorf("reading confidences: %w", err)
		}
		if t.Confidence >= least {
			sure[id(t.Of)] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(facts), func(f string) bool { return !sure[f] }), nil
}

// docsOf returns the documents that assert a fact, sorted.
func (e *Env) docsOf(ctx context.Context, fact string) ([]string, error) {
	return e.r.in(ctx, quad.IRI(fact), graph.PredAsserts)
}

// document reads what is known of a document, without its text.
func (e *Env) document(ctx context.Context, id string) (graph.Document, error) {
	nodes, err := e.r.load(ctx, []string{id})
	if err != nil {
		return graph.Document{}, fmt.Errorf("reading document %s: %w", id, err)
	}
	n := nodes[0]
	return graph.Document{
		ID: id, Name: cmp.Or(n.str(graph.PredName), localID(id)), Title: n.str(graph.PredHeadline),
		Source: n.str(graph.PredPublisher), URL: n.str(graph.PredURL), Published: n.str(graph.PredPublished),
	}, nil
}
