package ingest

import (
	"testing"

	"parley/data"
)

// A month takes its year from the paragraph it stands in, before the date that
// the paragraph before told last.
func TestYearOfTheParagraph(t *testing.T) {
	x, err := NewExtractor(data.FS)
	if err != nil {
		t.Fatal(err)
	}
	const text = "In 1954 the two sides signed a truce in Turku.\n\n" +
		"President Aaltonen of Finland pursued two important aims that were both reached in 1961. In March he visited Ankara.\n"
	f, err := x.Extract(t.Context(), Article{Name: "history.txt", Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range f.Meetings {
		if m.Date.EDTF == "1961-03" {
			return
		}
	}
	t.Errorf("no meeting of March 1961: %+v", f.Meetings)
}
