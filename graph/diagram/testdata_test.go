package diagram

import (
	"fmt"
	"math/rand/v2"

	"parley/graph"
)

// world builds inputs for tests.
type world struct {
	in   Input
	acts map[string]string // entity to what it acts for
}

func (w *world) entity(t graph.EntityType, name string, acts ...string) string {
	id := graph.NewEntityID(t, name)
	if len(acts) > 0 {
		if w.acts == nil {
			w.acts = map[string]string{}
		}
		w.acts[id] = acts[0]
	}
	w.in.Entities = append(w.in.Entities, graph.Entity{ID: id, Type: t, Name: name, For: acts})
	return id
}

func (w *world) state(name, code string) string {
	id := w.entity(graph.State, name)
	w.in.Entities[len(w.in.Entities)-1].Code = code
	return id
}

// meet adds a meeting of parties who act for what their entities say.
func (w *world) meet(date string, mode graph.Mode, parties ...string) *graph.Meeting {
	m := graph.Meeting{
		ID:   fmt.Sprintf("parley:meeting/%03d", len(w.in.Meetings)+1),
		Mode: mode, Status: graph.Held,
		Date: graph.Date{EDTF: date, Basis: graph.Explicit},
	}
	for _, p := range parties {
		m.Participations = append(m.Participations, graph.Participation{Party: p, As: graph.Participant})
	}
	w.in.Meetings = append(w.in.Meetings, m)
	return &w.in.Meetings[len(w.in.Meetings)-1]
}

// sample is the meetings of the committed sample article, as a reader would
// note them down.
func sample() Input {
	var w world
	russia, usa := w.state("Russia", "RU"), w.state("United States", "US")
	france, ukraine := w.state("France", "FR"), w.state("Ukraine", "UA")
	germany := w.state("Germany", "DE")
	nato := w.entity(graph.Organization, "NATO")
	geneva, paris := w.entity(graph.Place, "Geneva"), w.entity(graph.Place, "Paris")
	brussels := w.entity(graph.Place, "Brussels")
	normandy := w.entity(graph.Format, "Normandy format")
	council := w.entity(graph.Format, "NATO-Russia Council")

	macron := w.entity(graph.Person, "Emmanuel Macron", france)
	putin := w.entity(graph.Person, "Vladimir Putin", russia)
	biden := w.entity(graph.Person, "Joe Biden", usa)
	sherman := w.entity(graph.Person, "Wendy Sherman", usa)
	ryabkov := w.entity(graph.Person, "Sergey Ryabkov", russia)
	blinken := w.entity(graph.Person, "Antony Blinken", usa)
	lavrov := w.entity(graph.Person, "Sergei Lavrov", russia)
	stoltenberg := w.entity(graph.Person, "Jens Stoltenberg", nato)
	grushko := w.entity(graph.Person, "Alexander Grushko", russia)

	w.meet("2022-01-28", graph.Telephone, macron, putin)
	w.meet("2021-12", graph.Telephone, biden, putin)
	m := w.meet("2022-01-10", graph.InPerson, sherman, ryabkov)
	m.Place = geneva
	m.Participations[0].Post, m.Participations[1].Post = "deputy foreign minister", "deputy foreign minister"
	m = w.meet("2022-01-20", graph.InPerson, blinken, lavrov)
	m.Place = geneva
	m.Participations[0].Post, m.Participations[1].Post = "Secretary of State", "foreign minister"
	m = w.meet("2022-01-12", graph.InPerson, stoltenberg, grushko, nato, russia)
	m.Place, m.Format = brussels, council
	m.Participations[0].Post, m.Participations[1].Post = "Secretary General", "deputy foreign minister"
	m = w.meet("2022-01-26", graph.InPerson, russia, ukraine, france, germany)
	m.Place, m.Format = paris, normandy
	m.Participations[2].As, m.Participations[3].As = graph.Mediator, graph.Mediator
	m = w.meet("2021-09-17", graph.Unspecified, russia, ukraine, france, germany)
	m.Format = normandy
	w.in.Tenures = []graph.Tenure{
		{ID: "t1", Person: putin, Post: "president", Of: russia},
		{ID: "t2", Person: biden, Post: "president", Of: usa},
		{ID: "t3", Person: macron, Post: "president", Of: france},
	}
	return w.in
}

// crowd is a made-up network of about n people: a few meet much, most meet
// little, as in the news.
func crowd(n int) Input {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	var w world
	names := []string{"Avaria", "Bellonia", "Cardania", "Dornia", "Elvania", "Farland", "Gavaria", "Hestia", "Ibernia", "Jovia", "Kestria", "Lorland"}
	var states, people, cities, formats []string
	for i, s := range names[:max(3, min(len(names), n/5))] {
		states = append(states, w.state(s, string(rune('A'+i))+"X"))
	}
	for i := range 4 {
		cities = append(cities, w.entity(graph.Place, fmt.Sprintf("City %d", i+1)))
	}
	for i := range 1 + n/60 {
		formats = append(formats, w.entity(graph.Format, fmt.Sprintf("Format %d", i+1)))
	}
	posts := []string{"foreign minister", "deputy foreign minister", "president", "ambassador", "defence minister", "envoy"}
	post := map[string]string{}
	for i := range n {
		p := w.entity(graph.Person, fmt.Sprintf("Person %d", i+1), states[i%len(states)])
		people = append(people, p)
		post[p] = posts[r.IntN(len(posts))]
	}
	// pick prefers low numbers.
	pick := func() string { return people[int(float64(n)*r.Float64()*r.Float64()*r.Float64())] }
	modes := []graph.Mode{graph.InPerson, graph.InPerson, graph.Telephone, graph.Video, graph.Unspecified}
	date := func() string { return fmt.Sprintf("2022-%02d-%02d", 1+r.IntN(6), 1+r.IntN(28)) }
	meet := func(parties ...string) *graph.Meeting {
		m := w.meet(date(), modes[r.IntN(len(modes))], parties...)
		for i := range m.Participations {
			m.Participations[i].Post = post[m.Participations[i].Party]
		}
		if r.IntN(2) == 0 {
			m.Place = cities[r.IntN(len(cities))]
		}
		return m
	}
	for _, p := range people { // everybody meets someone
		q := pick()
		for q == p || w.same(p, q) {
			q = people[r.IntN(n)]
		}
		meet(p, q)
	}
	for range n / 3 {
		p, q := pick(), pick()
		if p == q || w.same(p, q) {
			continue
		}
		m := meet(p, q)
		switch r.IntN(8) {
		case 0:
			m.Status = graph.Planned
		case 1:
			m.Status = graph.Cancelled
		}
	}
	for i := range n / 25 {
		seen := map[string]bool{}
		var group []string
		for len(group) < 5 {
			if p := pick(); !seen[p] {
				seen[p] = true
				group = append(group, p)
			}
		}
		m := meet(group...)
		if i%2 == 0 {
			m.Format = formats[i%len(formats)]
		}
	}
	return w.in
}

// same reports whether two people act for one state.
func (w *world) same(p, q string) bool { return w.acts[p] == w.acts[q] }

// offices is n people, each seen in a post of one of a few dozen states.
func offices(n int) Input {
	var w world
	var states []string
	for i := range 5 + n/40 {
		states = append(states, w.state(fmt.Sprintf("State %d", i+1), ""))
	}
	posts := []string{"foreign minister", "president", "ambassador", "envoy"}
	for i := range n {
		of := states[i*i%len(states)]
		w.in.Tenures = append(w.in.Tenures, graph.Tenure{
			ID: fmt.Sprintf("parley:tenure/%04d", i), Person: w.entity(graph.Person, fmt.Sprintf("Person %d", i+1), of),
			Post: posts[i%len(posts)], Of: of, Seen: graph.Date{EDTF: fmt.Sprintf("20%02d", i%30)},
		})
	}
	return w.in
}

// scripts has a state and a person in many writing systems: the word
// "Person" and a number, or where no translation is safe the word "Name".
func scripts() Input {
	var w world
	hub := w.entity(graph.Person, "Person Ünïcødé Žďášňř", w.state("Łódź-İstanbul Órgão", ""))
	for i, n := range []string{
		"Персона 1 (Россия)", "Особа 2 Їжакґ", "Πρόσωπο 3", "شخص ٤", "אדם 5", "人物 6 东京", "人物 ひと 7", "사람 8",
		"व्यक्ति 9", "ব্যক্তি 10", "நபர் 11", "บุคคล 12", "Անձ 13", "პირი 14", "ሰው 15", "Nguyễn Thị Ồ 16", "ލަވަ 17", "မြန်မာ 18",
	} {
		w.meet(fmt.Sprintf("2022-03-%02d", i+1), graph.InPerson, hub, w.entity(graph.Person, n, w.state("State "+n, "")))
	}
	return w.in
}
