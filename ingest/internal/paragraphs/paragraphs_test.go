package paragraphs

import (
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	wrapped := "The ministers of the three states met on Monday in the old town\nhall to settle what had kept their envoys apart since the spring,\nand left without a text. A second round is to follow in the autumn\nif the parties can agree on a place and on who is to be invited,\nan aide said.\n\nNobody was hurt."
	for _, tc := range []struct{ name, text, want string }{
		{"lines", "Head\n\nOne.\nTwo.  \n\n", "Head|One.|Two."},
		{"windows", "One.\r\n\r\nTwo.\r\n", "One.|Two."},
		{"blank", " \n\n", ""},
		{"wrapped", wrapped, strings.Replace(wrapped, "\n\n", "|", 1)},
		{"list", "A\n\nFirst short line\nSecond\nThird\nFourth\nFifth", "A|First short line|Second|Third|Fourth|Fifth"},
	} {
		var got []string
		for _, s := range Find(tc.text) {
			got = append(got, tc.text[s.Start:s.End])
		}
		if g := strings.Join(got, "|"); g != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, g, tc.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("Head\n\nOne.\nTwo.  \n\n")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, s := range Find(text) {
			if s.Start < last || s.Start >= s.End || s.End > len(text) {
				t.Fatalf("bad span %v after %d", s, last)
			}
			last = s.End
		}
	})
}
