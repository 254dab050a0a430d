package queries_test

import (
	"context"
	"fmt"
	"os"

	"parley/graph"
	"parley/graph/store"
	"parley/queries"
)

// A document says that two ministers met; a query finds it under half of a
// name.
func Example() {
	ctx := context.Background()
	st, err := store.Open(ctx, store.Memory)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer st.Close()
	text := "Ana Ruiz met Jan Holm in Oslo."
	ana, jan := graph.NewEntityID(graph.Person, "ana-ruiz"), graph.NewEntityID(graph.Person, "jan-holm")
	doc := graph.NewDocumentID(text)
	err = st.Put(ctx, graph.Facts{
		Document: graph.Document{ID: doc, Name: "oslo.txt", Text: text},
		Entities: []graph.Entity{
			{ID: ana, Type: graph.Person, Name: "Ana Ruiz"}, {ID: jan, Type: graph.Person, Name: "Jan Holm"},
		},
		Meetings: []graph.Meeting{{
			ID: graph.NewFactID(doc, "meeting", 0, len(text), ""), Mode: graph.InPerson, Status: graph.Held,
			Date: graph.Date{EDTF: "2020-05"},
			Participations: []graph.Participation{
				{Party: ana, As: graph.Participant}, {Party: jan, As: graph.Participant},
			},
			Evidence: []graph.Evidence{{Start: 0, End: len(text), Quote: text, Rule: "meet"}},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	q, err := queries.Find("met")
	if err != nil {
		fmt.Println(err)
		return
	}
	args, err := q.Args([]string{"ruiz"})
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := queries.Write(os.Stdout, queries.JSONLines, q.Columns, q.Rows(ctx, queries.NewEnv(st), args)); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {"met":{"id":"parley:person/jan-holm","type":"person","name":"Jan Holm"},"for":null,"post":null,"through":[],"date":"2020-05","mode":"in_person","place":null,"format":null,"status":"held","meeting":"parley:meeting/1f83d151ec169af708a4","also":[]}
}
