package resolve

import "testing"

func TestSameWord(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		// Slavic, as English, French and German papers write them.
		{"Khrushchev", "Khrouchtchev", true},
		{"Gorbachev", "Gorbatschow", true},
		{"Shevardnadze", "Chevardnadze", true},
		{"Yeltsin", "Eltsine", true},
		{"Yanukovych", "Ianoukovitch", true},
		{"Tymoshenko", "Timochenko", true},
		{"Dmitry", "Dmitri", true},
		// Arabic and Persian.
		{"Gaddafi", "Qaddafi", true},
		{"Gaddafi", "Kadhafi", true},
		{"Hussein", "Husayn", true},
		{"Mohammed", "Muhammad", true},
		{"Khamenei", "Khameneï", true},
		{"Rouhani", "Ruhani", true},
		// Chinese and Korean.
		{"Deng", "Teng", true},
		{"Xiaoping", "Hsiaoping", true},
		{"Zedong", "Tsetung", true},
		// Different people.
		{"Patten", "Putin", false},
		{"Brown", "Bryan", false},
		{"Kerry", "Kiir", false},
		{"Bush", "Bach", false},
		{"Mitchell", "Merkel", false},
		{"Chirac", "Sharett", false},
		{"Li", "Le", false},
	} {
		if got := sameWord(tt.a, tt.b); got != tt.want {
			t.Errorf("sameWord(%q, %q) = %v, want %v (%v, %v)", tt.a, tt.b, got, tt.want, key(tt.a), key(tt.b))
		}
	}
}
