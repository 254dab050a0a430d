package store

import (
	"cmp"
	"context"
	"crypto/sha256"
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
// A digest has a part for the document and for each kind of fact in it. Of
// entities most documents say the same, and each thing that is said of one is
// kept once, with the number of documents that say it:
//
//	d + part + id of the document         -> what the codec writes
//	d + e + hash of the entity as written -> number of documents, the entity as written

// The parts of a digest.
const (
	partDocument     = 'd'
	partEntities     = 'e'
	partMeetings     = 'm'
	partTenures      = 't'
	partClaims       = 'c'
	partInteractions = 'i'
)

// Told is a fact as one document tells it. What is long is left out: evidence,
// and the contents of claims.
type Told[T any] struct {
	Document   string  // its id
	Confidence float64 // the greatest of the evidence, 0 to 1
	Of         T
}

// Meetings returns the meetings of all documents in the order of the ids of
// documents and then of facts, a meeting of several documents once for each.
func (s *Store) Meetings(ctx context.Context) iter.Seq2[Told[graph.Meeting], error] {
	return told(ctx, s, partMeetings, (*codec).meeting)
}

// Tenures returns the tenures of all documents, as Meetings does.
func (s *Store) Tenures(ctx context.Context) iter.Seq2[Told[graph.Tenure], error] {
	return told(ctx, s, partTenures, (*codec).tenure)
}

// Claims returns the claims of all documents, as Meetings does.
func (s *Store) Claims(ctx context.Context) iter.Seq2[Told[graph.Claim], error] {
	return told(ctx, s, partClaims, (*codec).claim)
}

// Interactions returns the interactions of all documents, as Meetings does.
func (s *Store) Interactions(ctx context.Context) iter.Seq2[Told[graph.Interaction], error] {
	return told(ctx, s, partInteractions, (*codec).interaction)
}

// told reads one part of all digests. A store that an earlier version wrote
// and that is open for reading only has none: there it makes them, slowly. As
// in all, the loop may write to the store.
func told[T any](ctx context.Context, s *Store, part byte, code func(*codec, *T)) iter.Seq2[Told[T], error] {
	return func(yield func(Told[T], error) bool) {
		var ds []docPart
		if err := s.read(ctx, func(v *view) (err error) {
			ds, err = v.digests(part)
			return err
		}); err != nil {
			yield(Told[T]{}, err)
			return
		}
		var c codec
		for _, d := range ds {
			c.open(d.written)
			for n := c.length(); n > 0; n-- {
				t := Told[T]{Document: d.doc}
				c.float(&t.Confidence)
				if code(&c, &t.Of); c.bad {
					break
				}
				if !yield(t, nil) {
					return
				}
			}
			if c.bad {
				yield(Told[T]{}, fmt.Errorf("%s is damaged: digest of %s", s.name, d.doc))
				return
			}
		}
	}
}

// docPart is one part of the digest of a document.
type docPart struct{ doc, written string }

func digestKey(part byte, of string) []byte {
	return append([]byte{tagDigest, part}, of...)
}

// digests returns one part of the digest of each document that has it, in the
// order of documents.
func (v *view) digests(part byte) (ds []docPart, err error) {
	old, err := v.digestless()
	if err != nil {
		return nil, err
	}
	if old {
		err := v.eachDocument(func(doc string, qs []graph.Quad) error {
			if b := digest(doc, qs).parts[part]; b != nil {
				ds = append(ds, docPart{doc, string(b)})
			}
			return nil
		})
		return ds, err
	}
	prefix := digestKey(part, "")
	c := &scanner{t: v.t, prefix: prefix}
	defer c.Close()
	for c.Next(v.ctx) {
		ds = append(ds, docPart{string(c.key[len(prefix):]), string(c.value)})
	}
	return ds, c.Err()
}

// digestless reports whether the store is of the first format.
func (v *view) digestless() (bool, error) {
	have, err := v.t.get(formatKey)
	return string(have) == firstFormat, err
}

// eachDocument calls f with the quads of each document, in the order of
// documents.
func (v *view) eachDocument(f func(doc string, qs []graph.Quad) error) error {
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
		if err := f(label, qs); err != nil {
			return err
		}
	}
	return nil
}

// putDigest replaces the digest of a document that had the old quads, if any,
// and now has others inside the update in progress.
func (s *Store) putDigest(doc string, old, qs []graph.Quad) error {
	before, after := digest(doc, old), digest(doc, qs)
	var errs []error
	for _, p := range []byte{partDocument, partMeetings, partTenures, partClaims, partInteractions} {
		if b := after.parts[p]; b != nil {
			errs = append(errs, s.db.batch.put(digestKey(p, doc), b))
		} else if before.parts[p] != nil {
			errs = append(errs, s.db.batch.del(digestKey(p, doc)))
		}
	}
	changes := map[string]int{}
	for _, e := range before.entities {
		changes[string(e)]--
	}
	for _, e := range after.entities {
		changes[string(e)]++
	}
	for e, n := range changes {
		if n != 0 {
			errs = append(errs, s.countEntity(e, n))
		}
	}
	return errors.Join(errs...)
}

// countEntity adds to the number of documents that say just this of an entity.
func (s *Store) countEntity(e string, n int) error {
	h := sha256.Sum256([]byte(e))
	key := digestKey(partEntities, string(h[:16]))
	b, err := s.db.batch.get(key)
	if err != nil {
		return err
	}
	had, _ := binary.Uvarint(b)
	if n += int(had); n <= 0 {
		return s.db.batch.del(key)
	}
	return s.db.batch.put(key, append(binary.AppendUvarint(nil, uint64(n)), e...))
}

// upgrade makes the digests of a store of the first format.
func (s *Store) upgrade() error {
	return s.db.update(func() error {
		v := newView(context.Background(), s.db.batch)
		err := v.eachDocument(func(doc string, qs []graph.Quad) error { return s.putDigest(doc, nil, qs) })
		if err != nil {
			return fmt.Errorf("bringing %s to format %s: %w", s.name, format, err)
		}
		return s.db.batch.put(formatKey, []byte(format))
	})
}

// shortened is a digest as it is written.
type shortened struct {
	parts    map[byte][]byte // what the document does not speak of has none
	entities [][]byte
}

func digest(doc string, qs []graph.Quad) shortened {
	if len(qs) == 0 {
		return shortened{}
	}
	// Imported quads may lack the document's own. The error of FactsOf is about
	// that, or about two labels, and these have one.
	typed := graph.Quad{Subject: doc, Predicate: graph.PredType, Object: graph.IRI(graph.ClassDocument), Label: doc}
	f, err := graph.FactsOf(slices.Values(append(slices.Clip(qs), typed)))
	if err != nil {
		return shortened{}
	}
	d := shortened{parts: map[byte][]byte{}}
	if f.Document.ID == doc {
		d.parts[partDocument] = encoded(func(c *codec) { c.document(&f.Document) })
	}
	for i := range f.Entities {
		d.entities = append(d.entities, encoded(func(c *codec) { c.entity(&f.Entities[i]) }))
	}
	put(d, partMeetings, f.Meetings, (*codec).meeting, func(m graph.Meeting) []graph.Evidence { return m.Evidence })
	put(d, partTenures, f.Tenures, (*codec).tenure, func(t graph.Tenure) []graph.Evidence { return t.Evidence })
	put(d, partClaims, f.Claims, (*codec).claim, func(q graph.Claim) []graph.Evidence { return q.Evidence })
	put(d, partInteractions, f.Interactions, (*codec).interaction, func(i graph.Interaction) []graph.Evidence { return i.Evidence })
	return d
}

// put writes facts as a part of a digest, as told reads them.
func put[T any](d shortened, part byte, facts []T, code func(*codec, *T), evidence func(T) []graph.Evidence) {
	if len(facts) == 0 {
		return
	}
	d.parts[part] = encoded(func(c *codec) {
		n := len(facts)
		c.number(&n)
		for _, f := range facts {
			var most float64
			for _, e := range evidence(f) {
				most = max(most, e.Confidence)
			}
			c.float(&most)
			code(c, &f)
		}
	})
}

// codec writes or reads a part of a digest, so that what is read is in the
// order in which it was written. First comes the number of different strings,
// then each with its length before it, then numbers: of strings, lengths of
// lists, integers. Numbers are varints, floating-point numbers have eight
// bytes.
type codec struct {
	writing bool
	body    []byte // written so far
	rest    string // left to read
	strings []string
	index   map[string]uint64 // of strings, when writing
	bad     bool              // what is read is not what was written
}

func encoded(code func(*codec)) []byte {
	c := codec{writing: true, index: map[string]uint64{}}
	code(&c)
	out := binary.AppendUvarint(nil, uint64(len(c.strings)))
	for _, s := range c.strings {
		out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
	}
	return append(out, c.body...)
}

// open begins to read, with the strings, which are parts of what is written.
func (c *codec) open(written string) {
	c.rest, c.strings, c.bad = written, c.strings[:0], false
	for n := c.uvarint(); n > 0 && !c.bad; n-- {
		k := c.uvarint()
		if c.bad || k > uint64(len(c.rest)) {
			c.bad = true
			return
		}
		c.strings = append(c.strings, c.rest[:k])
		c.rest = c.rest[k:]
	}
}

// length reads the length of a list, each of whose elements takes a byte or
// more.
func (c *codec) length() int {
	n := c.uvarint()
	if c.bad || n > uint64(len(c.rest)) {
		c.bad = true
		return 0
	}
	return int(n)
}

// uvarint reads what binary.AppendUvarint writes.
func (c *codec) uvarint() (n uint64) {
	for i := 0; i < len(c.rest) && i < binary.MaxVarintLen64; i++ {
		b := c.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			c.rest = c.rest[i+1:]
			return n
		}
	}
	c.bad = true
	return 0
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
	case len(c.rest) < 8:
		c.bad = true
	default:
		*f = math.Float64frombits(binary.LittleEndian.Uint64([]byte(c.rest[:8])))
		c.rest = c.rest[8:]
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
	if n := len(*xs); c.writing {
		c.number(&n)
	} else if n = c.length(); n > 0 {
		*xs = make([]T, n)
	}
	for i := range *xs {
		code(c, &(*xs)[i])
	}
}

func (c *codec) date(d *graph.Date) {
	text(c, &d.EDTF)
	text(c, &d.Basis)
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
}

func (c *codec) tenure(t *graph.Tenure) {
	text(c, &t.ID)
	text(c, &t.Person)
	text(c, &t.Post)
	text(c, &t.Of)
	c.date(&t.Seen)
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
}

func (c *codec) interaction(i *graph.Interaction) {
	text(c, &i.ID)
	text(c, &i.Class)
	text(c, &i.CAMEO)
	text(c, &i.Actor)
	text(c, &i.Recipient)
	text(c, &i.Status)
	c.date(&i.Date)
}

// gathered is what documents say of one entity, with how many say it.
type gathered struct {
	types, names, others, codes, actsFor map[string]int
}

// entities reads what all documents say of all entities.
func (v *view) entities() (map[string]*gathered, error) {
	said, err := v.saidOfEntities()
	if err != nil {
		return nil, err
	}
	found := make(map[string]*gathered, len(said))
	var c codec
	for _, written := range said {
		c.bad, c.rest = false, written
		n := c.uvarint()
		c.open(c.rest)
		var e graph.Entity
		if c.entity(&e); c.bad || n == 0 {
			return nil, v.damaged("digest of an entity")
		}
		g := found[e.ID]
		if g == nil {
			g = &gathered{map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}}
			found[e.ID] = g
		}
		g.add(e, int(n))
	}
	return found, nil
}

// saidOfEntities returns the different things that are said of entities, each
// with the number of documents before it.
func (v *view) saidOfEntities() (said []string, err error) {
	old, err := v.digestless()
	if err != nil {
		return nil, err
	}
	if old {
		counts := map[string]uint64{}
		err := v.eachDocument(func(doc string, qs []graph.Quad) error {
			for _, e := range digest(doc, qs).entities {
				counts[string(e)]++
			}
			return nil
		})
		for e, n := range counts {
			said = append(said, string(binary.AppendUvarint(nil, n))+e)
		}
		return said, err
	}
	c := &scanner{t: v.t, prefix: digestKey(partEntities, "")}
	defer c.Close()
	for c.Next(v.ctx) {
		said = append(said, string(c.value))
	}
	return said, c.Err()
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
