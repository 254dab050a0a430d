package queries

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/cayleygraph/quad"

	"parley/graph"
)

// docsOfContact returns the names of the documents that tell of a contact,
// sorted.
func (e *Env) docsOfContact(ctx context.Context, c *contact) (Texts, error) {
	var names Texts
	for _, a := range c.accounts {
		for _, id := range a.docs {
			name, err := e.docName(ctx, id)
			if err != nil {
				return nil, err
			}
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

func (e *Env) partyNames(ctx context.Context, c *contact) (Entities, error) {
	ps, err := e.parties(ctx, *c.Meeting)
	var out Entities
	for _, p := range ps {
		out = append(out, p.Entity)
	}
	return out, err
}

func agreement(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		filters, err := e.meetingFilters(ctx, a)
		if err != nil {
			return nil, err
		}
		filters = append(filters, func(c *contact) bool { return len(c.accounts) > 1 })
		found, err := e.meetings(ctx, filters...)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, c := range found {
			parties, err := e.partyNames(ctx, c)
			if err != nil {
				return nil, err
			}
			docs, err := e.docsOfContact(ctx, c)
			if err != nil {
				return nil, err
			}
			var agree, differ, silent Texts
			for _, f := range accountFields {
				values := map[string]bool{}
				gives := 0
				for _, a := range c.accounts {
					if v := f.of(a); v != "" {
						values[v] = true
						gives++
					}
				}
				switch {
				case gives < 2:
					silent = append(silent, f.name)
				case len(values) == 1:
					agree = append(agree, f.name)
				default:
					differ = append(differ, f.name)
				}
			}
			share := 0.0
			if n := len(agree) + len(differ); n > 0 {
				share = float64(len(agree)) / float64(n)
			}
			rows = append(rows, Row{
				Date(c.Date.EDTF), parties, Int(len(c.accounts)), Number(share), agree, differ, silent, docs, Fact(c.ID), c.also(),
			})
		}
		dated(rows, 0)
		return rows, nil
	})
}

// accountFields are what accounts are compared by; unknown values are "".
var accountFields = []struct {
	name string
	of   func(*account) string
}{
	{"date", func(a *account) string { return a.Date.EDTF }},
	{"place", func(a *account) string { return a.Place }},
	{"mode", func(a *account) string {
		if !known(a.Mode) {
			return ""
		}
		return string(a.Mode)
	}},
	{"format", func(a *account) string { return a.Format }},
	{"status", func(a *account) string { return string(a.Status) }},
	{"parties", func(a *account) string {
		var ids []string
		for _, s := range a.seats {
			ids = append(ids, s.id)
		}
		slices.Sort(ids)
		return strings.Join(slices.Compact(ids), " ")
	}},
}

// daysApart is how many days the dates of two accounts may differ to be
// reported as a contradiction and not taken for two meetings.
const daysApart = 2

// conflict is a contradiction between two accounts.
type conflict struct {
	on   string
	a, b *account
	says [2]string
}

func contradictions(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		filters, err := e.meetingFilters(ctx, a)
		if err != nil {
			return nil, err
		}
		found, err := e.meetings(ctx, filters...)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, x := range e.conflicts(found) {
			if on := a.Get("on"); on != "" && on != x.on {
				continue
			}
			var docs [2]string
			for i, acc := range []*account{x.a, x.b} {
				if docs[i], err = e.docName(ctx, acc.docs[0]); err != nil {
					return nil, err
				}
			}
			for i, says := range x.says {
				if x.says[i], err = e.readable(ctx, says); err != nil {
					return nil, err
				}
			}
			parties, err := e.partyNames(ctx, together([]*account{x.a}))
			if err != nil {
				return nil, err
			}
			rows = append(rows, Row{
				Text(x.on), Date(x.a.Date.EDTF), parties,
				Text(x.says[0]), Text(docs[0]), Fact(x.a.ID), Text(x.says[1]), Text(docs[1]), Fact(x.b.ID),
			})
		}
		dated(rows, 1)
		return rows, nil
	})
}

// readable puts names in the place of ids in a list of ids and words, parted
// by ", ".
func (e *Env) readable(ctx context.Context, s string) (string, error) {
	words := strings.Split(s, ", ")
	for i, w := range words {
		id, rest, _ := strings.Cut(w, " ")
		if !strings.HasPrefix(id, graph.Scheme) {
			continue
		}
		ent, err := e.entity(ctx, id)
		if err != nil {
			return "", err
		}
		words[i] = strings.TrimSpace(ent.Name + " " + rest)
	}
	return strings.Join(words, ", "), nil
}

// conflicts returns what the accounts of contacts contradict each other in:
//
//   - status: one says that the meeting took place, the other that it was
//     cancelled or refused;
//   - participants: one says that a party was there, the other that it was
//     absent; or both tell of one day, and of one place or format, have a
//     person in common, and name different persons for another side;
//   - date: the same parties, nothing else contradicts, and the dates are a day
//     or two apart.
//
// Two accounts of different meetings of one document are no contradiction.
func (e *Env) conflicts(found []*contact) []conflict {
	var out []conflict
	var accounts []*account
	home := map[*account]*contact{}
	for _, c := range found {
		for i, a := range c.accounts {
			accounts = append(accounts, a)
			home[a] = c
			for _, b := range c.accounts[i+1:] {
				if denies(a.Status) != denies(b.Status) && (a.Status.TookPlace() || b.Status.TookPlace()) {
					out = append(out, conflict{"status", a, b, [2]string{string(a.Status), string(b.Status)}})
				}
				if says, differ := presence(a, b); differ {
					out = append(out, conflict{"participants", a, b, says})
				}
			}
		}
	}
	near := e.candidates(accounts, daysApart)
	type key struct {
		on   string
		a, b *contact
	}
	done := map[key]bool{}
	for i, a := range accounts {
		var js []int
		for j := range near[i] {
			js = append(js, j)
		}
		slices.Sort(js)
		for _, j := range js {
			b := accounts[j]
			if j < i || home[a] == home[b] || sharesDocument(home[a], home[b]) {
				continue
			}
			a, b := a, b
			if cmp.Or(compareDates(a.Date.EDTF, b.Date.EDTF), strings.Compare(a.ID, b.ID)) > 0 {
				a, b = b, a
			}
			x := e.compare(a, b)
			on, says := "", [2]string{a.Date.EDTF, b.Date.EDTF}
			switch {
			case x.rest && !x.dates && !x.opposed && x.same >= 2 && x.matched == len(a.seats) && x.matched == len(b.seats):
				on = "date"
			case x.rest && x.dates && x.opposed && x.same >= 1 && x.located && a.days == 1 && b.days == 1 && len(a.seats) == len(b.seats):
				on, says = "participants", [2]string{seatList(a), seatList(b)}
			}
			if k := (key{on, home[a], home[b]}); on != "" && !done[k] {
				done[k] = true
				out = append(out, conflict{on, a, b, says})
			}
		}
	}
	return out
}

func denies(s graph.Status) bool { return s == graph.Cancelled || s == graph.Refused }

func sharesDocument(a, b *contact) bool {
	return slices.ContainsFunc(a.accounts, func(x *account) bool {
		return slices.ContainsFunc(b.accounts, func(y *account) bool { return overlap(x.docs, y.docs) })
	})
}

// presence tells what two accounts of a contact say of the parties that one of
// them has there and the other away.
func presence(a, b *account) (says [2]string, differ bool) {
	var lists [2][]string
	for _, p := range a.Participations {
		for _, q := range b.Participations {
			if p.Party == q.Party && p.As.TookPart() != q.As.TookPart() {
				lists[0] = append(lists[0], p.Party+" "+string(p.As))
				lists[1] = append(lists[1], q.Party+" "+string(q.As))
			}
		}
	}
	return [2]string{strings.Join(lists[0], ", "), strings.Join(lists[1], ", ")}, len(lists[0]) > 0
}

func seatList(a *account) string {
	var ids []string
	for _, s := range a.seats {
		ids = append(ids, s.id)
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}

// saidAfter is how many days after a meeting a party's words in a text about it
// count as said about it.
const saidAfter = 3

func bothSides(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		filters, err := e.meetingFilters(ctx, a)
		if err != nil {
			return nil, err
		}
		if id := a.Get("meeting"); id != "" {
			iri, err := e.Fact(ctx, id)
			if err != nil {
				return nil, err
			}
			filters = append(filters, func(c *contact) bool {
				return slices.ContainsFunc(c.accounts, func(a *account) bool { return a.ID == iri })
			})
		}
		found, err := e.meetings(ctx, filters...)
		if err != nil {
			return nil, err
		}
		said, err := e.saidAt(ctx, found)
		if err != nil {
			return nil, err
		}
		var rows []Row
		for _, c := range found {
			more, err := e.sidesRows(ctx, c, said[c])
			if err != nil {
				return nil, err
			}
			rows = append(rows, more...)
		}
		slices.SortStableFunc(rows, func(a, b Row) int {
			return cmp.Or(compareDates(a[0].String(), b[0].String()), strings.Compare(string(a[7].(Fact)), string(b[7].(Fact))))
		})
		return rows, nil
	})
}

// remark is a claim that has to do with a meeting.
type remark struct {
	id, speaker, onBehalf string
	link                  string // "occasion" or "same text"
}

// saidAt returns the claims that have one of the contacts for their occasion,
// and those in a text that tells of one, made on its day or a few days later.
func (e *Env) saidAt(ctx context.Context, found []*contact) (map[*contact][]remark, error) {
	byFact, byDoc := map[string]*contact{}, map[string][]*contact{}
	for _, c := range found {
		for _, a := range c.accounts {
			byFact[a.ID] = c
			for _, d := range a.docs {
				byDoc[d] = append(byDoc[d], c)
			}
		}
	}
	out := map[*contact][]remark{}
	for told, err := range e.st.Claims(ctx) {
		if err != nil {
			return nil, fmt.Errorf("reading claims: %w", err)
		}
		q := told.Of
		if c := byFact[q.Occasion]; c != nil {
			out[c] = append(out[c], remark{q.ID, q.Speaker, q.For, "occasion"})
			continue
		}
		s, ok := spanOf(q.Date.EDTF)
		if q.Occasion != "" || !ok || s.days() > 1 {
			continue
		}
		for _, c := range byDoc[told.Document] {
			if c.span.days() == 1 && !s.first.Before(c.first) && s.first.Sub(c.last) <= saidAfter*24*time.Hour {
				out[c] = append(out[c], remark{q.ID, q.Speaker, q.For, "same text"})
			}
		}
	}
	return out, nil
}

// sidesRows returns the remarks of the parties of a meeting when two sides or
// more have some.
func (e *Env) sidesRows(ctx context.Context, c *contact, said []remark) ([]Row, error) {
	if len(said) < 2 {
		return nil, nil
	}
	ps, err := e.parties(ctx, *c.Meeting)
	if err != nil {
		return nil, err
	}
	sides := map[string]bool{}
	var kept []remark
	var of []string // the side of each
	for _, r := range said {
		for _, p := range ps {
			side := cmp.Or(p.side(), p.ID)
			if r.speaker == p.ID || r.speaker == side || r.onBehalf == side || slices.Contains(e.entities[r.speaker].For, side) {
				if !slices.ContainsFunc(kept, func(k remark) bool { return k.id == r.id }) {
					kept, of = append(kept, r), append(of, side)
				}
				sides[side] = true
				break
			}
		}
	}
	if len(sides) < 2 {
		return nil, nil
	}
	var rows []Row
	for i, r := range kept {
		cs, err := e.claims(ctx, []string{r.id})
		if err != nil {
			return nil, err
		}
		side, err := e.entity(ctx, of[i])
		if err != nil {
			return nil, err
		}
		speaker, err := e.entity(ctx, r.speaker)
		if err != nil {
			return nil, err
		}
		for _, q := range cs {
			rows = append(rows, Row{
				Date(c.Date.EDTF), side, speaker, Date(q.Date.EDTF), Text(q.Kind), Text(q.Content), Text(r.link), Fact(c.ID), Fact(r.id),
			})
		}
	}
	slices.SortStableFunc(rows, func(a, b Row) int {
		return cmp.Or(byNames(a, b, 1), strings.Compare(string(a[8].(Fact)), string(b[8].(Fact))))
	})
	return rows, nil
}

func interactionsQuery(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		var ends [2]Entity
		for i, param := range []string{"actor", "recipient"} {
			if name := a.Get(param); name != "" {
				if ends[i], err = e.Lookup(ctx, name, actorTypes...); err != nil {
					return nil, err
				}
			}
		}
		if err := e.readEntities(ctx); err != nil {
			return nil, err
		}
		is := func(id string, want Entity) bool {
			return want.ID == "" || id == want.ID || want.Type != graph.Person && slices.Contains(e.entities[id].For, want.ID)
		}
		class, least := strings.ToUpper(a.Get("class")), a.share("min-confidence")
		var rows []Row
		done := map[string]bool{}
		for told, err := range e.st.Interactions(ctx) {
			if err != nil {
				return nil, fmt.Errorf("reading interactions: %w", err)
			}
			i := told.Of
			if done[i.ID] || told.Confidence < least || class != "" && class != i.Class && class != i.CAMEO ||
				!is(i.Actor, ends[0]) || !is(i.Recipient, ends[1]) || !when.has(i.Date.EDTF) {
				continue
			}
			done[i.ID] = true
			actor, err := e.entity(ctx, i.Actor)
			if err != nil {
				return nil, err
			}
			recipient, err := e.entity(ctx, i.Recipient)
			if err != nil {
				return nil, err
			}
			doc, err := e.docName(ctx, told.Document)
			if err != nil {
				return nil, err
			}
			rows = append(rows, Row{
				Date(i.Date.EDTF), actor, Text(i.Class), Text(i.CAMEO), recipient, Text(i.Status), Number(told.Confidence), Text(doc), Fact(i.ID),
			})
		}
		dated(rows, 0)
		return rows, nil
	})
}

func spokeFor(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		when, err := newDuring(a.Get("from"), a.Get("to"))
		if err != nil {
			return nil, err
		}
		of, err := e.Lookup(ctx, a.Get("of"), graph.State, graph.Organization)
		if err != nil {
			return nil, err
		}
		if err := e.readEntities(ctx); err != nil {
			return nil, err
		}
		type speaker struct {
			claims, quoted int
			dates          []string
			latest         graph.Claim
		}
		speakers := map[string]*speaker{}
		least, done := a.share("min-confidence"), map[string]bool{}
		for told, err := range e.st.Claims(ctx) {
			if err != nil {
				return nil, fmt.Errorf("reading claims: %w", err)
			}
			q := told.Of
			if done[q.ID] || told.Confidence < least || !when.has(q.Date.EDTF) ||
				q.For != of.ID && q.Speaker != of.ID && (q.For != "" || !slices.Contains(e.entities[q.Speaker].For, of.ID)) {
				continue
			}
			done[q.ID] = true
			s := speakers[q.Speaker]
			if s == nil {
				s = &speaker{latest: q}
				speakers[q.Speaker] = s
			}
			s.claims++
			s.quoted += btoi(q.Kind != graph.Indirect)
			s.dates = append(s.dates, q.Date.EDTF)
			if d := s.latest.Date.EDTF; q.Date.EDTF != "" && (d == "" || compareDates(q.Date.EDTF, d) > 0) {
				s.latest = q
			}
		}
		var rows []Row
		for id, s := range speakers {
			ent, err := e.entity(ctx, id)
			if err != nil {
				return nil, err
			}
			post := ""
			if ent.Type == graph.Person {
				if post, err = e.postOf(ctx, id, of.ID, s.latest.Date.EDTF); err != nil {
					return nil, err
				}
			}
			first, last := firstAndLast(s.dates)
			rows = append(rows, Row{ent, Text(post), Int(s.claims), Int(s.quoted), first, last, Fact(s.latest.ID)})
		}
		slices.SortFunc(rows, func(a, b Row) int {
			return cmp.Or(-cmp.Compare(a[2].(Int), b[2].(Int)), byNames(a, b, 0))
		})
		return rows, nil
	})
}

func postsOn(ctx context.Context, e *Env, a Args) iter.Seq2[Row, error] {
	return results(func() ([]Row, error) {
		day, ok := spanOf(a.Get("date"))
		if !ok || day.first.IsZero() || day.last.IsZero() {
			return nil, &UsageError{Msg: "posts-on: the date needs a beginning and an end"}
		}
		var ids []string
		var err error
		if name := a.Get("who"); name != "" {
			who, err := e.Lookup(ctx, name, actorTypes...)
			if err != nil {
				return nil, err
			}
			if ids, err = e.tenuresOf(ctx, who); err != nil {
				return nil, err
			}
		} else if ids, err = e.r.in(ctx, quad.IRI(graph.ClassTenure), graph.PredType); err != nil {
			return nil, err
		}
		return e.postsOn(ctx, ids, day, fold(a.Get("post")))
	})
}

// postsOn returns for each post among tenures, and each person seen in it, how
// the sightings lie about a time. Of several persons in one post it keeps those
// who were seen in it during that time or before and after it, else the one who
// was seen last before it, else the one who was seen first after it.
func (e *Env) postsOn(ctx context.Context, ids []string, day span, post string) ([]Row, error) {
	type office struct{ post, of string }
	type sighting struct{ before, during, after graph.Tenure }
	seen := map[office]map[string]*sighting{}
	for chunk := range slices.Chunk(ids, batch) {
		ts, err := e.tenures(ctx, chunk)
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			folded := fold(t.Post)
			s, ok := spanOf(t.Seen.EDTF)
			if !ok || post != "" && !strings.Contains(" "+folded+" ", " "+post+" ") {
				continue
			}
			k := office{folded, t.Of}
			if seen[k] == nil {
				seen[k] = map[string]*sighting{}
			}
			if seen[k][t.Person] == nil {
				seen[k][t.Person] = &sighting{}
			}
			x := seen[k][t.Person]
			later := func(u graph.Tenure) bool { return u.ID == "" || compareDates(t.Seen.EDTF, u.Seen.EDTF) > 0 }
			switch {
			case !s.last.IsZero() && s.last.Before(day.first):
				if later(x.before) {
					x.before = t
				}
			case s.first.After(day.last):
				if x.after.ID == "" || !later(x.after) {
					x.after = t
				}
			case later(x.during):
				x.during = t
			}
		}
	}
	var rows []Row
	for k, persons := range seen {
		var best []string
		rank := func(id string) int {
			x := persons[id]
			switch {
			case x.during.ID != "":
				return 0
			case x.before.ID != "" && x.after.ID != "":
				return 1
			case x.before.ID != "":
				return 2
			}
			return 3
		}
		for id := range persons {
			best = append(best, id)
		}
		slices.SortFunc(best, func(a, b string) int {
			return cmp.Or(
				cmp.Compare(rank(a), rank(b)),
				-compareDates(persons[a].before.Seen.EDTF, persons[b].before.Seen.EDTF)*btoi(rank(a) == 2),
				compareDates(persons[a].after.Seen.EDTF, persons[b].after.Seen.EDTF)*btoi(rank(a) == 3),
				strings.Compare(a, b),
			)
		})
		for i, id := range best {
			r := rank(id)
			if i > 0 && (r > 1 || r > rank(best[0])) {
				break
			}
			x := persons[id]
			t := [...]graph.Tenure{x.during, x.before, x.before, x.after}[r]
			person, err := e.entity(ctx, id)
			if err != nil {
				return nil, err
			}
			of, err := e.entity(ctx, k.of)
			if err != nil {
				return nil, err
			}
			how := [...]string{"then", "before and after", "before", "after"}[r]
			rows = append(rows, Row{
				person, Text(t.Post), of, Text(how), Date(x.before.Seen.EDTF), Date(x.during.Seen.EDTF), Date(x.after.Seen.EDTF), Fact(t.ID),
			})
		}
	}
	slices.SortFunc(rows, func(a, b Row) int {
		return cmp.Or(byNames(a, b, 2), strings.Compare(a[1].String(), b[1].String()), byNames(a, b, 0))
	})
	return rows, nil
}
