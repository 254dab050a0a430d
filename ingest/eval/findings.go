package eval

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Fault is what is wrong with an item.
type Fault string

// The faults.
const (
	Missed     Fault = "missed"      // the gold has it, the system does not
	FalseAlarm Fault = "false alarm" // the system has it, the gold does not
	Differs    Fault = "differs"     // both have it, with different fields
)

// Finding is one fault, for people who look for its cause.
type Finding struct {
	Fault   Fault        `json:"fault"`
	What    string       `json:"what"`              // entity, role, meeting, claim or interaction
	Item    string       `json:"item"`              // with names in place of ids; of the gold unless it is a false alarm
	Fields  []Difference `json:"fields,omitempty"`  // of an item that differs
	Context string       `json:"context,omitempty"` // words of the text around it, spaces collapsed
}

// Difference is a field that the system gives a value that the gold does not
// accept. "" stands for null.
type Difference struct {
	Field string `json:"field"`
	Gold  string `json:"gold"`
	Sys   string `json:"sys"`
}

// Findings lists the faults, in the order of the document. Optional items have
// none. The text gives entities and roles their context; without it they have
// none, and meetings and claims have their evidence.
func (c *Comparison) Findings(text string) []Finding {
	f := &finder{Comparison: c, text: text}
	f.entities()
	f.roles()
	f.meetings()
	f.claims()
	f.interactions()
	return f.out
}

// finder collects findings.
type finder struct {
	*Comparison
	text string
	out  []Finding
}

// unmatched reports what of the gold was assigned nothing, and what of the
// system nothing was assigned to, in the order of each.
func (f *finder) unmatched(what string, assigned map[int]int, optional []bool, sys int, gold, given func(i int) (item, context string)) {
	for i, skip := range optional {
		if _, ok := assigned[i]; !ok && !skip {
			item, context := gold(i)
			f.out = append(f.out, Finding{Fault: Missed, What: what, Item: item, Context: context})
		}
	}
	used := map[int]bool{}
	for _, j := range assigned {
		used[j] = true
	}
	for j := range sys {
		if !used[j] {
			item, context := given(j)
			f.out = append(f.out, Finding{Fault: FalseAlarm, What: what, Item: item, Context: context})
		}
	}
}

func optionals[T any](items []T, optional func(T) bool) []bool {
	out := make([]bool, len(items))
	for i, x := range items {
		out[i] = optional(x)
	}
	return out
}

func (f *finder) entities() {
	describe := func(es []entity) func(int) (string, string) {
		return func(i int) (string, string) {
			e := es[i]
			item := e.Type + " " + e.Name
			if forms := slices.DeleteFunc(slices.Clone(e.Mentions), func(m string) bool { return m == e.Name }); len(forms) > 0 {
				item += " (" + strings.Join(forms, ", ") + ")"
			}
			return collapse(item), f.near(e, "")
		}
	}
	f.unmatched("entity", f.m.assigned, optionals(f.m.gold.Entities, func(e entity) bool { return e.Optional }),
		len(f.m.sys.Entities), describe(f.m.gold.Entities), describe(f.m.sys.Entities))
}

func (f *finder) roles() {
	describe := func(d Doc) func(int) (string, string) {
		entities := index(d)
		return func(i int) (string, string) {
			r := d.Roles[i]
			item := name(entities, r.Person) + ": " + r.Role
			if r.Of != "" {
				item += " of " + name(entities, r.Of)
			}
			return collapse(item), f.near(entities[r.Person], r.Role)
		}
	}
	f.unmatched("role", f.m.roles, optionals(f.m.gold.Roles, func(r role) bool { return r.Optional }),
		len(f.m.sys.Roles), describe(f.m.gold), describe(f.m.sys))
}

func (f *finder) meetings() {
	gold, sys := f.m.gold, f.m.sys
	inGold, inSys := index(gold), index(sys)
	describe := func(d Doc, entities map[ref]entity) func(int) (string, string) {
		return func(i int) (string, string) {
			m := d.Meetings[i]
			words := []string{m.Status, m.Mode, m.Date}
			if m.Place != "" {
				words = append(words, "in "+name(entities, m.Place))
			}
			if m.Format != "" {
				words = append(words, "as "+name(entities, m.Format))
			}
			return collapse(nameAll(entities, m.Participants) + ": " + strings.Join(words, " ")), collapse(m.Evidence)
		}
	}
	goldItem := describe(gold, inGold)
	f.unmatched("meeting", f.m.meetings, optionals(gold.Meetings, func(m meeting) bool { return m.Optional }),
		len(sys.Meetings), goldItem, describe(sys, inSys))
	for i, g := range gold.Meetings {
		j, ok := f.m.meetings[i]
		if !ok || g.Optional {
			continue
		}
		x := sys.Meetings[j]
		var ds []Difference
		differ := func(field string, right bool, gold, given string) {
			if !right {
				ds = append(ds, Difference{field, gold, given})
			}
		}
		needed, extra := parties(g)
		given := f.m.parties(x).without(extra)
		both := given.common(needed)
		differ("participants", both == len(given) && both == len(needed), nameAll(inGold, g.Participants), nameAll(inSys, x.Participants))
		differ("date", accepts(x.Date, g.Date, g.DateAlt), g.Date, x.Date)
		differ("place", accepts(f.m.id(x.Place), g.Place, g.PlaceAlt), name(inGold, g.Place), name(inSys, x.Place))
		differ("mode", accepts(x.Mode, g.Mode, g.ModeAlt), g.Mode, x.Mode)
		differ("status", x.Status == g.Status, g.Status, x.Status)
		differ("format", accepts(f.m.id(x.Format), g.Format, g.FormatAlt), name(inGold, g.Format), name(inSys, x.Format))
		f.differs("meeting", ds, i, goldItem)
	}
}

func (f *finder) claims() {
	gold, sys := f.m.gold, f.m.sys
	inGold, inSys := index(gold), index(sys)
	describe := func(d Doc, entities map[ref]entity) func(int) (string, string) {
		return func(i int) (string, string) {
			c := d.Claims[i]
			speaker := name(entities, c.Speaker)
			if speaker == "" {
				speaker = "somebody"
			}
			if c.Addressee != "" {
				speaker += " to " + name(entities, c.Addressee)
			}
			evidence := collapse(c.Evidence)
			if evidence == collapse(c.Content) {
				evidence = ""
			}
			return collapse(fmt.Sprintf("%s, %s: %s", speaker, c.Kind, c.Content)), evidence
		}
	}
	goldItem := describe(gold, inGold)
	f.unmatched("claim", f.m.claims, optionals(gold.Claims, func(c claim) bool { return c.Optional }),
		len(sys.Claims), goldItem, describe(sys, inSys))
	for i, g := range gold.Claims {
		j, ok := f.m.claims[i]
		if !ok || g.Optional {
			continue
		}
		x := sys.Claims[j]
		var ds []Difference
		if !accepts(f.m.id(x.Speaker), g.Speaker, g.SpeakerAlt) {
			ds = append(ds, Difference{"speaker", name(inGold, g.Speaker), name(inSys, x.Speaker)})
		}
		if g.Addressee != "" && f.m.id(x.Addressee) != g.Addressee {
			ds = append(ds, Difference{"addressee", name(inGold, g.Addressee), name(inSys, x.Addressee)})
		}
		if x.Kind != g.Kind {
			ds = append(ds, Difference{"kind", g.Kind, x.Kind})
		}
		f.differs("claim", ds, i, goldItem)
	}
}

func (f *finder) differs(what string, ds []Difference, i int, gold func(int) (item, context string)) {
	if len(ds) > 0 {
		item, context := gold(i)
		f.out = append(f.out, Finding{Differs, what, item, ds, context})
	}
}

// index finds the entities of a document by id.
func index(d Doc) map[ref]entity {
	out := map[ref]entity{}
	for _, e := range d.Entities {
		out[ref(e.ID)] = e
	}
	return out
}

// name is the name of an entity, or what stands in place of an id.
func name(entities map[ref]entity, r ref) string {
	if e, ok := entities[r]; ok && e.Name != "" {
		return e.Name
	}
	return string(r)
}

func nameAll(entities map[ref]entity, rs []ref) string {
	if len(rs) == 0 {
		return "nobody"
	}
	names := make([]string, len(rs))
	for i, r := range rs {
		names[i] = name(entities, r)
	}
	return strings.Join(names, ", ")
}

// near is the text around a mention of an entity: the first, or, with words,
// the one that is nearest to them, and what lies between.
func (f *finder) near(e entity, words string) string {
	if f.text == "" {
		return ""
	}
	at := places(f.text, append([]string{e.Name}, e.Mentions...))
	if len(at) == 0 {
		return ""
	}
	best := at[0]
	if words != "" {
		least := -1
		for _, w := range places(f.text, []string{words}) {
			i, _ := slices.BinarySearchFunc(at, w[0], func(a [2]int, start int) int { return a[0] - start })
			for _, a := range at[max(0, i-1):min(len(at), i+1)] {
				span := [2]int{min(a[0], w[0]), max(a[1], w[1])}
				if length := span[1] - span[0]; least < 0 || length < least {
					best, least = span, length
				}
			}
		}
		if least > 4*margin { // not said of one another: show the name alone
			best = at[0]
		}
	}
	return excerpt(f.text, best[0], best[1])
}

// places finds forms in a text as whole words, in any case: half-open byte
// offsets, sorted.
func places(text string, forms []string) [][2]int {
	var quoted []string
	for _, form := range forms {
		if form = strings.TrimSpace(form); form != "" {
			quoted = append(quoted, regexp.QuoteMeta(form))
		}
	}
	if len(quoted) == 0 {
		return nil
	}
	// The longer of two forms that begin at one place comes first.
	slices.SortFunc(quoted, func(a, b string) int { return len(b) - len(a) })
	re, err := regexp.Compile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(quoted, "|") + `)(?:[^\pL\pN]|$)`)
	if err != nil { // longer than an expression can be
		return nil
	}
	var out [][2]int
	for from := 0; from <= len(text); {
		m := re.FindStringSubmatchIndex(text[from:])
		if m == nil {
			break
		}
		out = append(out, [2]int{from + m[2], from + m[3]})
		from += m[3] // the character after a form can be the one before the next
	}
	return out
}

// margin is how many bytes an excerpt has at most on each side.
const margin = 80

// excerpt is a span of a text with the whole words around it.
func excerpt(text string, start, end int) string {
	from, to := max(0, start-margin), min(len(text), end+margin)
	head, tail := "", ""
	if from > 0 {
		head = "… "
		if i := strings.IndexAny(text[from:start], " \t\n"); i >= 0 {
			from += i
		} else {
			from = start
		}
	}
	if to < len(text) {
		tail = " …"
		if i := strings.LastIndexAny(text[end:to], " \t\n"); i >= 0 {
			to = end + i
		} else {
			to = end
		}
	}
	return head + collapse(text[from:to]) + tail
}

// collapse makes one line of a text.
func collapse(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
