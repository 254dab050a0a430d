package dates_test

import (
	"fmt"

	"parley/ingest/internal/dates"
)

func ExampleText_Published() {
	p := dates.Read("The two spoke on Tuesday March 5. They last met in May 2018.").Published("")
	fmt.Println(p.EDTF, p.Source)
	// Output: 2019-03-05 weekday
}

func ExampleIntersect() {
	fmt.Println(dates.Intersect("2021-12", "2021-12-30/2022-01-03"))
	// Output: 2021-12-30/2021-12-31 true
}
