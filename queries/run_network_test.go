package queries

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"parley/graph"
)

// severalDocuments is a small world of which four texts tell.
func severalDocuments() []graph.Facts {
	first := madeDocument("first", "2031-05-04",
		"held in_person 2031-05-03 Portsea Coast_Talks: Ana, Bo, League (mediator)",
		"held telephone 2031-05-10 - -: Ana, Cy",
		"held in_person 2031-05-20 Hilltown -: Arne, Cy",
	)
	second := madeDocument("second", "2031-05-12",
		"held in_person 2031-05-03 Portsea Coast_Talks: Northland, Bo, Dee (mediator)",
		"cancelled telephone 2031-05-10 - -: Ana, Cy",
		"held in_person 2031-05-21 Hilltown -: Arne, Cy",
	)
	third := madeDocument("third", "2032-02-01",
		"held in_person 2032-01-15 - Coast_Talks: Ana, Cy",
		"held in_person 2032-01-20 Portsea -: Ana, Bo",
	)
	fourth := madeDocument("fourth", "2032-02-02",
		"held in_person 2032-01-20 Portsea -: Arne, Bo",
		"held in_person 2032-01-15 - Coast_Talks: Ana, Cy, Bo (absent)",
	)
	fifth := madeDocument("fifth", "2032-02-03",
		"held in_person 2032-01-15 - Coast_Talks: Ana, Cy, Bo",
	)
	tenure := func(f *graph.Facts, who, post, of, seen string) {
		f.Tenures = append(f.Tenures, graph.Tenure{
			ID: graph.NewFactID(f.Document.ID, "tenure", len(f.Tenures), 0, ""), Person: worldID(who), Post: post, Of: worldID(of),
			Seen: graph.Date{EDTF: seen}, Evidence: f.Meetings[0].Evidence,
		})
	}
	tenure(&first, "Ana", "foreign minister", "Northland", "2031-05-03")
	tenure(&third, "Ana", "foreign minister", "Northland", "2032-01-15")
	tenure(&first, "Bo", "foreign minister", "Southland", "2031-05-03")
	tenure(&third, "Eve", "foreign minister", "Southland", "2032-01-15")
	claim := func(f *graph.Facts, who, of, date, occasion string, kind graph.ClaimKind) {
		n := len(f.Claims)
		text := f.Document.Text
		f.Claims = append(f.Claims, graph.Claim{
			ID: graph.NewFactID(f.Document.ID, "claim", n, n, ""), Speaker: worldID(who), For: worldID(of), Kind: kind,
			Content: text[n : n+8], Start: n, End: n + 8, Date: graph.Date{EDTF: date}, Occasion: occasion, Evidence: f.Meetings[0].Evidence,
		})
	}
	claim(&first, "Ana", "Northland", "2031-05-03", first.Meetings[0].ID, graph.Direct)
	claim(&second, "Bo", "Southland", "2031-05-05", "", graph.Indirect)
	claim(&second, "Northland", "Northland", "2031-05-09", "", graph.Indirect) // too late for the meeting
	claim(&third, "Arne", "Northland", "2032-01-16", "", graph.Mixed)
	claim(&third, "Ana", "Northland", "2032-01-16", "", graph.Direct)
	act := func(f *graph.Facts, who, class, cameo, whom, date string, sure float64) {
		ev := f.Meetings[0].Evidence[0]
		ev.Confidence = sure
		f.Interactions = append(f.Interactions, graph.Interaction{
			ID: graph.NewFactID(f.Document.ID, "interaction", len(f.Interactions), 0, ""), Class: class, CAMEO: cameo,
			Actor: worldID(who), Recipient: worldID(whom), Status: graph.Held, Date: graph.Date{EDTF: date}, Evidence: []graph.Evidence{ev},
		})
	}
	act(&first, "Ana", "ACCUSE", "112", "Southland", "2031-05-04", 0.9)
	act(&second, "Southland", "REJECT", "", "Northland", "2031-05-05", 0.3)
	return []graph.Facts{first, second, third, fourth, fifth}
}

func TestSeveralDocuments(t *testing.T) {
	e := NewEnv(openStore(t, "", severalDocuments()...))
	for _, c := range []struct {
		ask  string
		want []string
	}{
		{"agreement|--to|2031-05-04", []string{"2031-05-03 Ana Berg, Bo Lind, Dee Falk 2 0.8333 date, place, mode, format, status parties first, second"}},
		{"contradictions|--on|status", []string{"status 2031-05-10 Ana Berg, Cy Moss held first cancelled second"}},
		{"contradictions|--on|date", []string{"date 2031-05-20 Arne Holm, Cy Moss 2031-05-20 first 2031-05-21 second"}},
		{"contradictions|--on|participants", []string{
			"participants 2032-01-15 Ana Berg, Cy Moss Bo Lind absent fourth Bo Lind participant fifth",
			"participants 2032-01-20 Ana Berg, Bo Lind Ana Berg, Bo Lind third Arne Holm, Bo Lind fourth",
		}},
		{"contradictions|Eastland|--on|participants|--from|2033", nil},
		{"both-sides|--to|2031", []string{
			"2031-05-03 Northland Ana Berg 2031-05-03 direct first: h occasion",
			"2031-05-03 Southland Bo Lind 2031-05-05 indirect second:  same text",
		}},
		{"spoke-for|Northland", []string{
			"Ana Berg foreign minister 2 2 2031-05-03 2032-01-16", "Arne Holm 1 1 2032-01-16 2032-01-16", "Northland 1 0 2031-05-09 2031-05-09",
		}},
		{"spoke-for|Northland|--from|2032", []string{"Ana Berg foreign minister 1 1 2032-01-16 2032-01-16", "Arne Holm 1 1 2032-01-16 2032-01-16"}},
		{"interactions|Northland", []string{"2031-05-04 Ana Berg ACCUSE 112 Southland held 0.9000 first"}},
		{"interactions|--recipient|Northland|--class|reject", []string{"2031-05-05 Southland REJECT Northland held 0.3000 second"}},
		{"interactions|--min-confidence|0.5", []string{"2031-05-04 Ana Berg ACCUSE 112 Southland held 0.9000 first"}},
		{"interactions|--class|112|--from|2031-05-05", nil},
		{"first-last|Ana|Southland", []string{"Southland 3 2031-05-03 in_person 2032-01-20 in_person"}},
		{"first-last|Northland|Cy", []string{"Cy Moss 4 2031-05-10 telephone 2032-01-15 in_person"}},
		{"co-attendance|Coast Talks|--to|2031", []string{
			"Ana Berg Bo Lind 1 1 1 1.0000", "Ana Berg Dee Falk 1 1 1 1.0000", "Bo Lind Dee Falk 1 1 1 1.0000",
		}},
		{"gaps|--format|Coast Talks|--by|state|--to|2032-01-01", nil},
		{"gaps|--format|Coast Talks|--by|state", []string{"Eastland League of Coasts 0"}},
		{"gaps|Arne|Dee|Cy", []string{"Arne Holm Dee Falk 0", "Cy Moss Dee Falk 0"}},
		{"change|2031|2032|--by|state", []string{
			"new Eastland Southland 0 1 2032-01-15",
			"ended League of Coasts Northland 1 0 2031-05-03", "ended League of Coasts Southland 1 0 2031-05-03",
			"continued Eastland Northland 3 1 2031-05-21 2032-01-15", "continued Northland Southland 1 3 2031-05-03 2032-01-15",
		}},
		{"brokers|--rank|mediated|--limit|1", []string{"Dee Falk 0.0000 1 2 1"}},
		{"brokers|--by|state|--rank|meetings|--limit|1", []string{"Northland 0.1667 0 3 7"}},
		{"posts-on|2031-08|--post|foreign minister", []string{
			"Ana Berg foreign minister Northland before and after 2031-05-03 2032-01-15",
			"Bo Lind foreign minister Southland before 2031-05-03",
		}},
		{"posts|Southland|--min-confidence|0.6", nil},
		{"posts|Ana|--min-confidence|0.5", []string{"Ana Berg foreign minister Northland 2031-05-03 2032-01-15"}},
		{"claims|Bo|--min-confidence|0.6", nil},
		{"claims|Bo|--min-confidence|0.5", []string{"2031-05-05 Bo Lind indirect second:  second"}},
		{"posts-on|2032-01-15|Southland", []string{"Eve Strand foreign minister Southland then 2032-01-15"}},
		{"posts-on|2030|Northland", []string{"Ana Berg foreign minister Northland after 2031-05-03"}},
	} {
		if got := answers(t, e, c.ask); !slices.Equal(got, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.ask, strings.Join(got, "\n"), strings.Join(c.want, "\n"))
		}
	}
}

func TestBetweenness(t *testing.T) {
	for _, c := range []struct {
		name  string
		edges [][]int
		want  []float64
	}{
		{"two", [][]int{{1}, {0}}, []float64{0, 0}},
		{"a chain", [][]int{{1}, {0, 2}, {1, 3}, {2}}, []float64{0, 2. / 3, 2. / 3, 0}},
		{"a star", [][]int{{1, 2, 3}, {0}, {0}, {0}}, []float64{1, 0, 0, 0}},
		{"a square: half of the ways", [][]int{{1, 3}, {0, 2}, {1, 3}, {2, 0}}, []float64{1. / 6, 1. / 6, 1. / 6, 1. / 6}},
		{"two parts", [][]int{{1}, {0, 2}, {1}, {4}, {3}}, []float64{0, 1. / 6, 0, 0, 0}},
	} {
		got, err := betweenness(t.Context(), c.edges, len(c.edges))
		if err != nil || !close(got, c.want) {
			t.Errorf("%s: %v, %v, want %v", c.name, got, err, c.want)
		}
	}
}

func close(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-9 })
}

// TestBetweennessIsThatOfNetworkx compares with networkx where it is installed.
func TestBetweennessIsThatOfNetworkx(t *testing.T) {
	const script = `import json, sys, networkx
edges = json.load(sys.stdin)
g = networkx.Graph()
g.add_nodes_from(range(len(edges)))
g.add_edges_from((i, j) for i, to in enumerate(edges) for j in to)
b = networkx.betweenness_centrality(g)
json.dump([b[i] for i in range(len(edges))], sys.stdout)`
	if err := exec.Command("python3", "-c", "import networkx").Run(); err != nil {
		t.Skip("networkx for Python is not installed: betweenness is checked by hand-made cases only")
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{3, 20, 60} {
		edges := slices.Repeat([][]int{{}}, n)
		for range 2 * n {
			if i, j := rnd.IntN(n), rnd.IntN(n); i != j && !slices.Contains(edges[i], j) {
				edges[i], edges[j] = append(edges[i], j), append(edges[j], i)
			}
		}
		in, err := json.Marshal(edges)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("python3", "-c", script)
		cmd.Stdin = strings.NewReader(string(in))
		var problem strings.Builder
		cmd.Stderr = &problem
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err, problem.String())
		}
		var want []float64
		if err := json.Unmarshal(out, &want); err != nil {
			t.Fatal(err)
		}
		got, err := betweenness(context.Background(), edges, n)
		if err != nil || !close(got, want) {
			t.Errorf("%d nodes: %v, %v, want %v", n, got, err, want)
		}
		if n == 60 {
			checkSample(t, edges, got)
		}
	}
}

// checkSample checks that a sample of pivots finds the node in the middle.
func checkSample(t *testing.T, edges [][]int, exact []float64) {
	t.Helper()
	sample, err := betweenness(t.Context(), edges, 30)
	if err != nil {
		t.Fatal(err)
	}
	top := func(xs []float64) string {
		order := make([]int, len(xs))
		for i := range order {
			order[i] = i
		}
		slices.SortFunc(order, func(i, j int) int { return -compareFloats(xs[i], xs[j]) })
		return fmt.Sprint(order[0])
	}
	if top(sample) != top(exact) {
		t.Errorf("a sample has node %s in the middle, all paths have node %s", top(sample), top(exact))
	}
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
