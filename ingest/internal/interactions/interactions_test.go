package interactions_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"parley/data"
	"parley/ingest"
)

func TestInteractions(t *testing.T) {
	x, err := ingest.NewExtractor(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text string
		want []string // class actor > recipient status
	}{
		{"Norway condemned Chile.", []string{"ACCUSE Norway > Chile held"}},
		{"Norway accused Chile of spying.", []string{"ACCUSE Norway > Chile held"}},
		{"Norway rejected a proposal by Chile.", []string{"REJECT Norway > Chile held"}},
		{"Norway threatened Chile with sanctions.", []string{"THREATEN Norway > Chile held"}},
		{"Norway imposed sanctions on Chile.", []string{"SANCTION Norway > Chile held"}},
		{"Norway invaded Chile.", []string{"ASSAULT Norway > Chile held"}},
		{"Chile was invaded by Norway.", []string{"ASSAULT Norway > Chile held"}},
		{"Norway urged Chile to withdraw.", []string{"REQUEST Norway > Chile held"}},
		{"Norway did not invade Chile.", nil},
		{"Norway praised the weather.", nil},
		{"The storm hit Norway and Chile.", nil},
	} {
		f, err := x.Extract(context.Background(), ingest.Article{Name: "t", Text: tt.text})
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]string{}
		for _, e := range f.Entities {
			names[e.ID] = e.Name
		}
		var got []string
		for _, i := range f.Interactions {
			got = append(got, fmt.Sprintf("%s %s > %s %s", i.Class, names[i.Actor], names[i.Recipient], i.Status))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got  %q\n want %q", tt.text, got, tt.want)
		}
	}
}
