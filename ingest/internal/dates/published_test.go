package dates

import "testing"

func TestPublished(t *testing.T) {
	for _, c := range []struct {
		name, text, given, want string
		source                  Source
	}{
		{"given day", "Ministers met.", "2020-05-03", "2020-05-03", Given},
		{"given month", "Ministers met.", "2020-05", "2020-05", Given},
		{"given in words", "Ministers met.", "3 May 2020", "2020-05-03", Given},
		{"given time", "Ministers met.", "2020-05-03T10:15:00Z", "2020-05-03", Given},
		{"given nonsense falls back", "Ministers meet\n\n3 May 2020\n\nThey met.", "soon", "2020-05-03", Dateline},
		{"weekday line", "Ministers meet in Oslo\n\nTuesday, March 5, 2019\n\nThe ministers met.", "", "2019-03-05", Dateline},
		{"UK line", "Ministers meet in Oslo\n5 March 2019\nThe ministers met on 2 March.", "", "2019-03-05", Dateline},
		{"published", "Ministers meet\nPublished 2021-05-03\nThe ministers met on Monday.", "", "2021-05-03", Dateline},
		{"published with time", "Ministers meet\nPublished: May 3, 2021 9:15 a.m. ET\nThey met.", "", "2021-05-03", Dateline},
		{"by-line", "Ministers meet\nBy Ada Example | May 3, 2021\nThey met on Monday.", "", "2021-05-03", Dateline},
		{"at the end", "Ministers meet\n\nThey met on Monday.\n\nLast updated: 4 May 2021", "", "2021-05-04", Dateline},
		{"lost line break", "Ministers meet\nTuesday, March 5, 2019 The ministers met on Monday.", "", "2019-03-05", Dateline},
		{"month line", "Ministers meet\nMay 2021\nThey met.", "", "2021-05", Dateline},
		{"agency dateline", "Ministers meet\n\nPARIS, Feb 3, 2020 (Agency) - The ministers met.", "", "2020-02-03", Dateline},
		{"agency dateline without year", "Ministers meet\n\nPARIS, Feb 3 (Agency) - The ministers met.", "", "", ""},
		{"agency dateline, year by weekday", "PARIS, Feb 3 (Agency) - Ministers met for the first time since June 2019, on Monday February 3.", "", "2020-02-03", Dateline},
		{"weekday fixes the year", "The two spoke on Tuesday March 5. They last met in May 2018.", "", "2019-03-05", Weekday},
		{"weekday without any year", "The two spoke on Tuesday March 5.", "", "", ""},
		{"weekday to come", "The two spoke on Tuesday March 5. They will meet on Friday March 8. They last met in May 2018.", "", "2019-03-05", Weekday},
		{"over a new year", "They met on Tuesday January 8, after talks on Thursday December 27. They had last met in July 2018.", "", "2019-01-08", Weekday},
		{"picture", "The king said Tuesday that he would stay.\n\nThe king waves to a crowd in Oslo, March 5, 2019.\n\nHe spoke at noon.", "", "2019-03-05", Caption},
		{"picture of the day before", "The king said Tuesday that he would stay.\n\nThe king waves in Oslo, March 4, 2019.\n\nHe spoke at noon.", "", "2019-03-05", Caption},
		{"in brackets", "Tenth meeting of the councils and other topics of the day - Daily news of the secretariat (4 May 2021)\n\nThe councils met yesterday.", "", "2021-05-04", Dateline},
		{"history", "The Oslo Treaty, 1961–1965\n\nOn March 5, 1961, the ministers met.\n\nThe treaty lapsed on May 3, 1965.", "", "", ""},
		{"copyright", "Ministers meet\nThey met.\n© 3 May 2021 Example Press. All rights reserved", "", "", ""},
		{"nothing", "The ministers met and parted.", "", "", ""},
		{"empty", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Read(c.text).Published(c.given)
			if p.EDTF != c.want || p.Source != c.source {
				t.Errorf("got %+v, want %s from %q", p, c.want, c.source)
			}
			if p.Start < 0 || p.End < p.Start || p.End > len(c.text) || (p.EDTF == "") != (p.Confidence == 0) {
				t.Errorf("bad span or confidence: %+v", p)
			}
		})
	}
}
