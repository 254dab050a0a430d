package store

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"parley/graph"
)

// A digest is what one document says in short, without texts, quotes, spans
// and mentions, beside the quads that it is made of. A question about all
// meetings would read some thirty quads for each of them, one at a time; from
// digests it reads a hundred bytes in a row. They are written in the
// transaction that writes the quads and hold nothing that the quads do not, so
// an export has none and an import makes them again.
//
// A digest has a part for each kind of thing, under a key of its own:
//
//	d + part + id of the document -> what the codec writes

// The parts of a digest.
const (
	partDocument     = 'd'
	partEntities     = 'e'
	partMeetings     = 'm'
	partTenures      = 't'
	partClaims       = 'c'
	partInteractions = 'i'
)

// Told is something as one document tells it.
type Told[T any] struct {
	Document string // its id
	Of       T
}

// Meetings returns the meetings of all documents in the order of documents'
// and then of facts' ids, a meeting of several documents once for each. They
// come without what is long: of evidence there is one without a quote, with
// the greatest confidence of all. Outcomes are there.
func (s *Store) Meetings(ctx context.Context) iter.Seq2[Told[graph.Meeting], error] {
	return told(ctx, s, partMeetings, (*codec).meeting, func(f *graph.Facts) []graph.Meeting { return f.Meetings })
}

// Tenures returns the tenures of all documents, as Meetings does.
func (s *Store) Tenures(ctx context.Context) iter.Seq2[Told[graph.Tenure], error] {
	return told(ctx, s, partTenures, (*codec).tenure, func(f *graph.Facts) []graph.Tenure { return f.Tenures })
}

// Claims returns the claims of all documents, as Meetings does, without their
// contents.
func (s *Store) Claims(ctx context.Context) iter.Seq2[Told[graph.Claim], error] {
	return told(ctx, s, partClaims, (*codec).claim, func(f *graph.Facts) []graph.Claim { return f.Claims })
}

// Interactions returns the interactions of all documents, as Meetings does.
func (s *Store) Interactions(ctx context.Context) iter.Seq2[Told[graph.Interaction], error] {
	return told(ctx, s, partInteractions, (*codec).interaction, func(f *graph.Facts) []graph.Interaction { return f.Interactions })
}

// told reads one part of all digests. A store that an earlier version wrote
// and that is open for reading only has none: there it makes them, slowly.
func told[T any](ctx context.Context, s *Store, part byte, code func(*codec, *T), of func(*graph.Facts) []T) iter.Seq2[Told[T], error] {
	return all(func() (out []Told[T], err error) {
		err = s.read(ctx, func(v *view) error {
			interned := map[string]string{}
			return v.digests(part, func(doc string, b []byte) error {
				var ts []T
				c := codec{body: b, interned: interned}
				c.open()
				if list(&c, &ts, code); c.bad {
					return v.damaged("digest of %s", doc)
				}
				out = slices.Grow(out, len(ts))
				for _, t := range ts {
					out = append(out, Told[T]{doc, t})
				}
				return nil
			})
		})
		return out, err
	})
}

func digestKey(part byte, doc string) []byte {
	return append([]byte{tagDigest, part}, doc...)
}

// digests calls f with one part of the digest of each document that has it, in
// the order of documents.
func (v *view) digests(part byte, f func(doc string, b []byte) error) error {
	have, err := v.t.get(formatKey)
	if err != nil {
		return err
	}
	if string(have) == firstFormat {
		return v.makeDigests(func(doc string, parts map[byte][]byte) error {
			if parts[part] == nil {
				return nil
			}
			return f(doc, parts[part])
		})
	}
	prefix := digestKey(part, "")
	c := &scanner{t: v.t, prefix: prefix}
	defer c.Close()
	for c.Next(v.ctx) {
		if err := f(string(c.key[len(prefix):]), c.value); err != nil {
			return err
		}
	}
	return c.Err()
}

// makeDigests calls f with the parts of the digest of each document, in the
// order of documents.
func (v *view) makeDigests(f func(doc string, parts map[byte][]byte) error) error {
	labels, err := v.labels()
	if err != nil {
		return err
	}
	for _, label := range labels {
		clear(v.terms)
		qs, err := v.document(label)
		if err != nil {
			return err
		}
		if err := f(label, digest(label, qs)); err != nil {
			return err
		}
	}
	return nil
}

// putDigest replaces the digest of a document inside the update in progress.
// Without quads it has none.
func (s *Store) putDigest(doc string, qs []graph.Quad) error {
	parts := digest(doc, qs)
	var errs []error
	for _, p := range []byte{partDocument, partEntities, partMeetings, partTenures, partClaims, partInteractions} {
		if b := parts[p]; b != nil {
			errs = append(errs, s.db.batch.put(digestKey(p, doc), b))
		} else {
			errs = append(errs, s.db.batch.del(digestKey(p, doc)))
		}
	}
	return errors.Join(errs...)
}

// upgrade makes the digests of a store of the first format.
func (s *Store) upgrade() error {
	return s.db.update(func() error {
		v := newView(context.Background(), s.db.batch)
		err := v.makeDigests(func(doc string, parts map[byte][]byte) error {
			for p, b := range parts {
				if err := s.db.batch.put(digestKey(p, doc), b); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("bringing %s to format %s: %w", s.name, format, err)
		}
		return s.db.batch.put(formatKey, []byte(format))
	})
}

// digest returns the parts of the digest of a document with these quads; what
// the document does not speak of has no part.
func digest(doc string, qs []graph.Quad) map[byte][]byte {
	if len(qs) == 0 {
		return nil
	}
	// Imported quads may lack the document's own. The error of FactsOf is about
	// that, or about two labels, and these have one.
	typed := graph.Quad{Subject: doc, Predicate: graph.PredType, Object: graph.IRI(graph.ClassDocument), Label: doc}
	f, err := graph.FactsOf(slices.Values(append(slices.Clip(qs), typed)))
	if err != nil {
		return nil
	}
	parts := map[byte][]byte{}
	if f.Document.ID == doc {
		parts[partDocument] = encoded(&f.Document, (*codec).document)
	}
	if len(f.Entities) > 0 {
		parts[partEntities] = encodeEntities(f.Entities)
	}
	if len(f.Meetings) > 0 {
		parts[partMeetings] = encoded(&f.Meetings, listOf((*codec).meeting))
	}
	if len(f.Tenures) > 0 {
		parts[partTenures] = encoded(&f.Tenures, listOf((*codec).tenure))
	}
	if len(f.Claims) > 0 {
		parts[partClaims] = encoded(&f.Claims, listOf((*codec).claim))
	}
	if len(f.Interactions) > 0 {
		parts[partInteractions] = encoded(&f.Interactions, listOf((*codec).interaction))
	}
	return parts
}

// codec writes or reads a part of a digest, so that what is read is in the
// order in which it was written. First comes the number of different strings,
// then each with its length before it, then numbers: of strings, lengths of
// lists, integers. Numbers are varints, floating-point numbers have eight
// bytes.
type codec struct {
	writing bool
	body    []byte // written so far, or left to read
	strings []string
	index   map[string]uint64 // of strings, when writing
	bad     bool              // what is read is not what was written

	interned map[string]string // shared by readers: one copy of each string
}

func encoded[T any](x *T, code func(*codec, *T)) []byte {
	c := codec{writing: true, index: map[string]uint64{}}
	code(&c, x)
	out := binary.AppendUvarint(nil, uint64(len(c.strings)))
	for _, s := range c.strings {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	return append(out, c.body...)
}

// open reads the strings.
func (c *codec) open() {
	n := c.uvarint()
	for range n {
		k := c.uvarint()
		if c.bad || k > uint64(len(c.body)) {
			c.bad = true
			return
		}
		s, ok := c.interned[string(c.body[:k])]
		if !ok {
			s = string(c.body[:k])
			c.interned[s] = s
		}
		c.strings, c.body = append(c.strings, s), c.body[k:]
	}
}

func (c *codec) uvarint() uint64 {
	n, w := binary.Uvarint(c.body)
	if w <= 0 {
		c.bad = true
		return 0
	}
	c.body = c.body[w:]
	return n
}

func (c *codec) number(n *int) {
	if c.writing {
		c.body = binary.AppendUvarint(c.body, uint64(*n))
	} else {
		*n = int(c.uvarint())
	}
}

func (c *codec) float(f *float64) {
	switch {
	case c.writing:
		c.body = binary.LittleEndian.AppendUint64(c.body, math.Float64bits(*f))
	case len(c.body) < 8:
		c.bad = true
	default:
		*f = math.Float64frombits(binary.LittleEndian.Uint64(c.body))
		c.body = c.body[8:]
	}
}

func text[S ~string](c *codec, s *S) {
	if !c.writing {
		if n := c.uvarint(); n < uint64(len(c.strings)) {
			*s = S(c.strings[n])
		} else {
			c.bad = true
		}
		return
	}
	n, ok := c.index[string(*s)]
	if !ok {
		n = uint64(len(c.strings))
		c.index[string(*s)] = n
		c.strings = append(c.strings, string(*s))
	}
	c.body = binary.AppendUvarint(c.body, n)
}

func list[T any](c *codec, xs *[]T, code func(*codec, *T)) {
	n := len(*xs)
	c.number(&n)
	if !c.writing {
		if n < 0 || n > len(c.body) {
			c.bad = true
			return
		}
		*xs = make([]T, n)
	}
	for i := range *xs {
		code(c, &(*xs)[i])
	}
}

func listOf[T any](code func(*codec, *T)) func(*codec, *[]T) {
	return func(c *codec, xs *[]T) { list(c, xs, code) }
}

func (c *codec) date(d *graph.Date) {
	text(c, &d.EDTF)
	text(c, &d.Basis)
}

// evidence keeps the greatest confidence.
func (c *codec) evidence(es *[]graph.Evidence) {
	var most float64
	for _, e := range *es {
		most = max(most, e.Confidence)
	}
	if c.float(&most); !c.writing {
		*es = []graph.Evidence{{Confidence: most}}
	}
}

func (c *codec) document(d *graph.Document) {
	for _, s := range []*string{&d.ID, &d.Name, &d.Title, &d.Source, &d.URL, &d.Published} {
		text(c, s)
	}
}

func (c *codec) entity(e *graph.Entity) {
	text(c, &e.ID)
	text(c, &e.Type)
	text(c, &e.Name)
	list(c, &e.Aliases, text[string])
	text(c, &e.Code)
	list(c, &e.For, text[string])
}

func (c *codec) meeting(m *graph.Meeting) {
	text(c, &m.ID)
	text(c, &m.Mode)
	text(c, &m.Status)
	c.date(&m.Date)
	text(c, &m.Place)
	text(c, &m.Format)
	text(c, &m.Outcome)
	list(c, &m.Participations, func(c *codec, p *graph.Participation) {
		text(c, &p.Party)
		text(c, &p.For)
		text(c, &p.Post)
		text(c, &p.As)
		c.float(&p.Confidence)
	})
	c.evidence(&m.Evidence)
}

func (c *codec) tenure(t *graph.Tenure) {
	text(c, &t.ID)
	text(c, &t.Person)
	text(c, &t.Post)
	text(c, &t.Of)
	c.date(&t.Seen)
	c.evidence(&t.Evidence)
}

func (c *codec) claim(q *graph.Claim) {
	text(c, &q.ID)
	text(c, &q.Speaker)
	text(c, &q.For)
	text(c, &q.Kind)
	c.number(&q.Start)
	c.number(&q.End)
	text(c, &q.Cue)
	text(c, &q.Addressee)
	text(c, &q.ReportedBy)
	text(c, &q.Occasion)
	c.date(&q.Date)
	c.evidence(&q.Evidence)
}

func (c *codec) interaction(i *graph.Interaction) {
	text(c, &i.ID)
	text(c, &i.Class)
	text(c, &i.CAMEO)
	text(c, &i.Actor)
	text(c, &i.Recipient)
	text(c, &i.Status)
	c.date(&i.Date)
	c.evidence(&i.Evidence)
}

// encodeEntities writes entities one by one, each with its length before it
// and strings of its own: most documents say the same of an entity, and what
// is the same is then read once.
func encodeEntities(es []graph.Entity) []byte {
	var out []byte
	for i := range es {
		b := encoded(&es[i], (*codec).entity)
		out = append(binary.AppendUvarint(out, uint64(len(b))), b...)
	}
	return out
}

// gathered is what documents say of one entity, with how many say it.
type gathered struct {
	types, names, others, codes, actsFor map[string]int
}

// entities reads what all documents say of all entities.
func (v *view) entities() (map[string]*gathered, error) {
	same := map[string]*int{} // an entity as written to the number of documents that say just that
	err := v.digests(partEntities, func(doc string, b []byte) error {
		for len(b) > 0 {
			n, w := binary.Uvarint(b)
			if w <= 0 || n > uint64(len(b)-w) {
				return v.damaged("digest of %s", doc)
			}
			if k := same[string(b[w:w+int(n)])]; k != nil {
				*k++
			} else {
				one := 1
				same[string(b[w:w+int(n)])] = &one
			}
			b = b[w+int(n):]
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	found := map[string]*gathered{}
	interned := map[string]string{}
	for b, n := range same {
		c := codec{body: []byte(b), interned: interned}
		var e graph.Entity
		c.open()
		if c.entity(&e); c.bad {
			return nil, v.damaged("digest of an entity")
		}
		g := found[e.ID]
		if g == nil {
			g = &gathered{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
			found[e.ID] = g
		}
		g.add(e, *n)
	}
	return found, nil
}

func (g *gathered) add(e graph.Entity, n int) {
	g.types[string(e.Type)] += n
	g.names[e.Name] += n
	g.codes[e.Code] += n
	for _, s := range e.Aliases {
		g.others[s] += n
	}
	for _, s := range e.For {
		g.actsFor[s] += n
	}
}

// entity puts together what documents say: of different names the one that
// most of them prefer stays, the others become aliases.
func (g *gathered) entity(id string) graph.Entity {
	e := graph.Entity{ID: id, Type: graph.EntityType(most(g.types)), Name: most(g.names), Code: most(g.codes)}
	for _, m := range []map[string]int{g.names, g.others} {
		for s := range m {
			if s != "" && s != e.Name {
				e.Aliases = append(e.Aliases, s)
			}
		}
	}
	slices.Sort(e.Aliases)
	e.Aliases = slices.Compact(e.Aliases)
	for s := range g.actsFor {
		e.For = append(e.For, s)
	}
	slices.Sort(e.For)
	return e
}

// most returns the string with the greatest count, of equals the first in
// order, and "" only when there is no other.
func most(ts map[string]int) string {
	best, n := "", 0
	for s, k := range ts {
		if s != "" && cmp.Or(cmp.Compare(k, n), strings.Compare(best, s)) > 0 {
			best, n = s, k
		}
	}
	return best
}
