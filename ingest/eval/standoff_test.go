package eval

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// A text with gold of which each piece but one comes more than once.
const (
	standoffText = "Romania spoke. Romanians were glad.\n" +
		"“We will come,” said Élodie Marchand, who said no more. Marchand then said little.\n" +
		"“We will come,” said Élodie Marchand, who said no more.\n"
	standoffGold = `{"doc": "talks.txt", "published": null, "license": "CC0", "note": "as she said",
"entities": [{"id": "m", "type": "person", "name": "Élodie Marchand", "mentions": ["Élodie Marchand", "Marchand"]},
	{"id": "r", "type": "state", "name": "Romania", "mentions": ["Romania", "Roman"], "optional": true}],
"roles": [{"person": "m", "role": "envoy", "of": null, "of_alt": ["r", null]}],
"meetings": [{"id": "x", "mode": "video", "status": "held", "format": null, "date": null, "date_alt": ["2020"], "place": null,
	"participants": ["m"], "evidence": "Marchand then said little."}],
"claims": [{"id": "c", "speaker": "m", "kind": "direct", "content": "We will come", "content_alt": ["come"], "cue": "said", "addressee": null,
	"reported_by": null, "evidence": "“We will come,” said Élodie Marchand, who said no more."},
	{"id": "d", "speaker": null, "kind": "indirect", "content": "no more", "cue": null, "addressee": "r", "reported_by": null, "evidence": "said no more"}]}`
	standoffWant = `{
  "text": {"file":"talks.txt","sha256":"DIGEST"},
  "published": null,
  "license": "CC0",
  "entities": [
    {"id":"m","type":"person","name":"Élodie Marchand","mentions":[[61,77],[69,77]]},
    {"id":"r","type":"state","name":"Romania","mentions":[[0,7],[0,5]],"optional":true}
  ],
  "roles": [
    {"person":"m","role":"envoy","of":null,"of_alt":["r",null]}
  ],
  "meetings": [
    {"id":"x","mode":"video","status":"held","format":null,"date":null,"date_alt":["2020"],"place":null,"participants":["m"],"evidence":[97,123]}
  ],
  "claims": [
    {"id":"c","speaker":"m","kind":"direct","content":[39,51],"content_alt":[[47,51]],"cue":[56,60],"addressee":null,"reported_by":null,"evidence":[36,96]},
    {"id":"d","speaker":null,"kind":"indirect","content":[88,95],"cue":null,"addressee":"r","reported_by":null,"evidence":[83,95]}
  ]
}
`
)

func TestStandoff(t *testing.T) {
	b, err := Standoff([]byte(standoffGold), "talks.txt", standoffText)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(b), strings.Replace(standoffWant, "DIGEST", digest(standoffText), 1); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	plain, err := Plain(b, standoffText)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse(plain)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Parse([]byte(standoffGold))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back %+v\nwant %+v", got, want)
	}
}

func TestStandoffErrors(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"mention", `"Roman"`, `"Rome"`, `entity r: mention: "Rome" is not in the text`},
		{"no words", `"Roman"`, `""`, `entity r: mention: there are no words`},
		{"evidence", "then said", "then sang", `meeting x: evidence: "Marchand then sang little." is not in the text`},
		{"content elsewhere", `"content": "no more"`, `"content": "little"`, `claim d: content: "little" is not in the evidence`},
		{"cue elsewhere", `"cue": "said"`, `"cue": "glad"`, `claim c: cue: "glad" is not in the evidence`},
		{"unknown field", `"kind": "direct"`, `"kind": "direct", "sentence": "Romania spoke."`, `unknown field "sentence"`},
		{"cut off", `]}`, ``, `EOF`},
		{"two", `{"doc"`, `{} {"doc"`, `more after the gold`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			i := strings.LastIndex(standoffGold, tt.old)
			if i < 0 {
				t.Fatalf("%s is not in the gold", tt.old)
			}
			gold := standoffGold[:i] + tt.new + standoffGold[i+len(tt.old):]
			if _, err := Standoff([]byte(gold), "talks.txt", standoffText); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestPlainErrors(t *testing.T) {
	for _, tt := range []struct{ name, old, new, want string }{
		{"another text", digest(standoffText), digest("no"), "is not the text that was annotated"},
		{"no text", `"text"`, `"origin"`, "standoff gold"},
		{"past the end", `[97,123]`, `[97,1230]`, "meeting x: evidence: [97, 1230) is no range"},
		{"before the start", `[97,123]`, `[-1,3]`, "no range"},
		{"empty", `[97,123]`, `[97,97]`, "no range"},
		{"in a character", `[61,77]`, `[62,77]`, "entity m: mention: [62, 77) cuts a character"},
		{"words", `[97,123]`, `"said"`, "standoff gold: json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gold := strings.Replace(strings.Replace(standoffWant, "DIGEST", digest(standoffText), 1), tt.old, tt.new, 1)
			if _, err := Plain([]byte(gold), standoffText); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

// Standoff gold is read where gold is, with its text beside it or elsewhere.
func TestReadStandoff(t *testing.T) {
	dir, texts := t.TempDir(), t.TempDir()
	b, err := Standoff([]byte(standoffGold), "talks.txt", standoffText)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "talks.gold.json"), b)
	_, err = ReadGold([]string{dir}, "")
	if want := filepath.Join(dir, "talks.txt"); !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "talks.gold.json") {
		t.Errorf("without a text: %v, want %s and the gold named", err, want)
	}
	write(t, filepath.Join(dir, "talks.txt"), []byte("Another text."))
	if _, err := ReadGold([]string{dir}, ""); !errors.Is(err, ErrText) || !strings.Contains(err.Error(), "talks.gold.json: talks.txt") {
		t.Errorf("with another text: %v", err)
	}
	write(t, filepath.Join(texts, "talks.txt"), []byte(standoffText))
	gold, err := ReadGold([]string{dir}, texts)
	if err != nil {
		t.Fatal(err)
	}
	if len(gold) != 1 || gold[0].TextPath() != filepath.Join(texts, "talks.txt") || gold[0].Doc.Claims[0].Content != "We will come" {
		t.Errorf("got %+v", gold)
	}
}

// Gold says the same in either form, over real texts.
func TestStandoffOfGold(t *testing.T) {
	for _, folder := range []string{"seed", "dev"} {
		dir := filepath.Join("..", "..", "..", "shared", "eval", folder)
		gold, err := ReadGold([]string{dir}, "")
		if err != nil {
			t.Skipf("the development data is not part of the project, and missing here: %v", err)
		}
		for _, g := range gold {
			t.Run(g.Name, func(t *testing.T) {
				text := read(t, g.TextPath())
				b, err := Standoff(read(t, g.Path), g.Doc.Name, string(text))
				if err != nil {
					t.Fatal(err)
				}
				out := t.TempDir()
				write(t, filepath.Join(out, g.Name+goldSuffix), b)
				again, err := ReadGold([]string{out}, dir)
				if err != nil {
					t.Fatal(err)
				}
				if !reflect.DeepEqual(again[0].Doc, g.Doc) {
					t.Errorf("standoff gold says %+v\nplain gold %+v", again[0].Doc, g.Doc)
				}
			})
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
}

// The gold of the project is over the texts that it names, and is what its
// plain form would be turned into.
func TestGoldOfProject(t *testing.T) {
	texts := filepath.Join("..", "..", "..", "shared", "eval", "raw")
	if _, err := os.Stat(texts); err != nil {
		t.Skip("the texts that the gold is of are not part of the project, and missing here")
	}
	for _, dir := range []string{filepath.Join("testdata", "gold"), filepath.Join("testdata", "gold", "kept-aside")} {
		gold, err := ReadGold([]string{dir}, texts)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range gold {
			b, text := read(t, g.Path), string(read(t, g.TextPath()))
			plain, err := Plain(b, text)
			if err != nil {
				t.Fatalf("%s: %v", g.Path, err)
			}
			again, err := Standoff(plain, filepath.Base(g.TextPath()), text)
			if err != nil {
				t.Errorf("%s: %v", g.Path, err)
			} else if string(again) != string(b) {
				t.Errorf("%s: its plain form becomes\n%s", g.Path, again)
			}
			score := Compare(g.Doc, g.Doc).Score
			for _, m := range score.Measures() {
				if m.Counts != nil && m.Counts.FP+m.Counts.FN > 0 {
					t.Errorf("%s scored against itself: %s", g.Path, m)
				}
			}
			if m, _, ok := score.Interactions(); ok && m.Counts.FP+m.Counts.FN > 0 {
				t.Errorf("%s scored against itself: %s", g.Path, m)
			}
		}
	}
}

// The supplements of the project are over the texts that they name, and their
// entities are those of the gold that they add to.
func TestSupplementsOfProject(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared", "eval")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the texts that the gold is of are not part of the project, and missing here")
	}
	gold, err := ReadGold([]string{filepath.Join(shared, "dev"), filepath.Join(shared, "seed"), filepath.Join("testdata", "interactions")}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gold {
		known := index(g.Doc)
		for _, x := range g.Doc.Interactions {
			for _, r := range append(append([]ref{x.Actor, x.Recipient}, x.ActorAlt...), x.RecipientAlt...) {
				if _, ok := known[r]; !ok && r != "" {
					t.Errorf("%s: there is no entity %q", g.Name, r)
				}
			}
		}
		m, _, ok := Compare(g.Doc, g.Doc).Score.Interactions()
		if !ok || m.Counts.TP == 0 || m.Counts.FP+m.Counts.FN > 0 {
			t.Errorf("%s scored against itself: %s", g.Name, m)
		}
	}
}
