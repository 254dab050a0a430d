package eval

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gold over a text that may not be handed on has offsets in place of the words
// of the text. It is called standoff gold here, the other plain. Both have the
// same fields, but for these of standoff gold:
//
//   - "text", in place of "doc", names the file of the text and gives the
//     SHA-256 of its bytes;
//   - mentions, evidence, content, content_alt, cue and words are [start, end),
//     byte offsets into the file. A mention stands for its form, and points to
//     where the text first has that;
//   - "supplement": true is of gold that has interactions alone, and entities by
//     the ids of the gold that it adds to.
//
// Names of entities and roles are labels and stay as they are.

// ErrText is what ReadGold's error wraps for a text that is not the one that
// standoff gold is of.
var ErrText = errors.New("is not the text that was annotated")

// extent is a half-open range of bytes of a text.
type extent [2]int

// annotation is gold whose pieces of the text are P: strings in plain gold,
// spans in standoff gold. It has all fields that gold can have, so that
// a field with words of the text is not taken over unseen.
type annotation[P any] struct {
	Doc        string    `json:"doc,omitempty"`  // of plain gold
	Text       *textFile `json:"text,omitempty"` // of standoff gold
	Supplement bool      `json:"supplement,omitempty"`
	Published  *string   `json:"published"`
	License    string    `json:"license,omitempty"`
	Origin     string    `json:"origin,omitempty"`
	Note       string    `json:"note,omitempty"`

	Entities []annotatedEntity[P]  `json:"entities"`
	Roles    []annotatedRole       `json:"roles"`
	Meetings []annotatedMeeting[P] `json:"meetings"`
	Claims   []annotatedClaim[P]   `json:"claims"`

	Interactions []annotatedInteraction[P] `json:"interactions,omitempty"`
}

type textFile struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

type annotatedEntity[P any] struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Name     string `json:"name"`
	Mentions []P    `json:"mentions"`
	Optional bool   `json:"optional,omitempty"`
}

type annotatedRole struct {
	Person   string    `json:"person"`
	Role     string    `json:"role"`
	Of       *string   `json:"of"`
	OfAlt    []*string `json:"of_alt,omitempty"`
	Optional bool      `json:"optional,omitempty"`
}

type annotatedMeeting[P any] struct {
	ID                   string    `json:"id"`
	Mode                 string    `json:"mode"`
	ModeAlt              []*string `json:"mode_alt,omitempty"`
	Status               string    `json:"status"`
	Format               *string   `json:"format"`
	FormatAlt            []*string `json:"format_alt,omitempty"`
	Date                 *string   `json:"date"`
	DateAlt              []*string `json:"date_alt,omitempty"`
	Place                *string   `json:"place"`
	PlaceAlt             []*string `json:"place_alt,omitempty"`
	Participants         []string  `json:"participants"`
	ParticipantsOptional []string  `json:"participants_optional,omitempty"`
	Evidence             P         `json:"evidence"`
	Optional             bool      `json:"optional,omitempty"`
}

type annotatedClaim[P any] struct {
	ID         string    `json:"id"`
	Speaker    *string   `json:"speaker"`
	SpeakerAlt []*string `json:"speaker_alt,omitempty"`
	Kind       string    `json:"kind"`
	Content    P         `json:"content"`
	ContentAlt []P       `json:"content_alt,omitempty"`
	Cue        *P        `json:"cue"`
	Addressee  *string   `json:"addressee"`
	ReportedBy *string   `json:"reported_by"`
	Evidence   P         `json:"evidence"`
	Optional   bool      `json:"optional,omitempty"`
}

// annotatedInteraction is what one entity does to another, by PLOVER's classes,
// and the words that say it, in the sentence that is the evidence.
type annotatedInteraction[P any] struct {
	ID           string    `json:"id"`
	Class        string    `json:"class"`
	ClassAlt     []string  `json:"class_alt,omitempty"`
	Actor        string    `json:"actor"`
	ActorAlt     []string  `json:"actor_alt,omitempty"`
	Recipient    *string   `json:"recipient"`
	RecipientAlt []*string `json:"recipient_alt,omitempty"`
	Mutual       bool      `json:"mutual,omitempty"`
	Status       string    `json:"status"`
	StatusAlt    []string  `json:"status_alt,omitempty"`
	Words        P         `json:"words"`
	Evidence     P         `json:"evidence"`
	Optional     bool      `json:"optional,omitempty"`
}

// readAnnotation reads gold, and refuses fields that it does not know.
func readAnnotation[P any](b []byte) (annotation[P], error) {
	var a annotation[P]
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&a); err != nil {
		return a, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return a, errors.New("there is more after the gold")
	}
	return a, nil
}

// convert brings the pieces of the text from one form to the other. A piece
// of a claim or an interaction is given with its evidence in the new form and,
// for a cue, the content. The error names the item.
func convert[P, Q any](a annotation[P], piece func(p P, in ...Q) (Q, error)) (annotation[Q], error) {
	var failed error
	one := func(item, field string, p P, in ...Q) Q {
		q, err := piece(p, in...)
		if err != nil && failed == nil {
			failed = fmt.Errorf("%s: %s: %w", item, field, err)
		}
		return q
	}
	out := annotation[Q]{Doc: a.Doc, Text: a.Text, Supplement: a.Supplement, Published: a.Published, License: a.License, Origin: a.Origin, Note: a.Note, Roles: a.Roles}
	for _, e := range a.Entities {
		x := annotatedEntity[Q]{ID: e.ID, Type: e.Type, Name: e.Name, Mentions: []Q{}, Optional: e.Optional}
		for _, m := range e.Mentions {
			x.Mentions = append(x.Mentions, one("entity "+e.ID, "mention", m))
		}
		out.Entities = append(out.Entities, x)
	}
	for _, m := range a.Meetings {
		out.Meetings = append(out.Meetings, annotatedMeeting[Q]{
			ID: m.ID, Mode: m.Mode, ModeAlt: m.ModeAlt, Status: m.Status, Format: m.Format, FormatAlt: m.FormatAlt,
			Date: m.Date, DateAlt: m.DateAlt, Place: m.Place, PlaceAlt: m.PlaceAlt, Participants: m.Participants,
			ParticipantsOptional: m.ParticipantsOptional, Evidence: one("meeting "+m.ID, "evidence", m.Evidence), Optional: m.Optional,
		})
	}
	for _, c := range a.Claims {
		item := "claim " + c.ID
		x := annotatedClaim[Q]{
			ID: c.ID, Speaker: c.Speaker, SpeakerAlt: c.SpeakerAlt, Kind: c.Kind, Addressee: c.Addressee, ReportedBy: c.ReportedBy, Optional: c.Optional,
		}
		x.Evidence = one(item, "evidence", c.Evidence)
		x.Content = one(item, "content", c.Content, x.Evidence)
		for _, alt := range c.ContentAlt {
			x.ContentAlt = append(x.ContentAlt, one(item, "content_alt", alt, x.Evidence))
		}
		if c.Cue != nil {
			cue := one(item, "cue", *c.Cue, x.Evidence, x.Content)
			x.Cue = &cue
		}
		out.Claims = append(out.Claims, x)
	}
	for _, d := range a.Interactions {
		item := "interaction " + d.ID
		x := annotatedInteraction[Q]{
			ID: d.ID, Class: d.Class, ClassAlt: d.ClassAlt, Actor: d.Actor, ActorAlt: d.ActorAlt, Recipient: d.Recipient,
			RecipientAlt: d.RecipientAlt, Mutual: d.Mutual, Status: d.Status, StatusAlt: d.StatusAlt, Optional: d.Optional,
		}
		x.Evidence = one(item, "evidence", d.Evidence)
		x.Words = one(item, "words", d.Words, x.Evidence)
		out.Interactions = append(out.Interactions, x)
	}
	return out, failed
}

// Standoff turns plain gold into standoff gold over a text, which is the
// bytes of a file of that name. Content and cue are looked for in the evidence
// of their claim, a cue outside the content where it can be. A note, which can
// quote the text, is left out. The error names what is not in the text or no
// field of gold.
func Standoff(plain []byte, file, text string) ([]byte, error) {
	a, err := readAnnotation[string](plain)
	if err != nil {
		return nil, fmt.Errorf("gold: %w", err)
	}
	out, err := convert(a, func(p string, in ...extent) (extent, error) { return locate(text, p, in) })
	if err != nil {
		return nil, err
	}
	out.Doc, out.Note = "", ""
	out.Text = &textFile{file, digest(text)}
	return writeAnnotation(out)
}

// locate finds a piece of a text: whole words, if it can be, within the first
// range, if there is one, and outside the second, the nearest to it.
func locate(text, piece string, in []extent) (extent, error) {
	if piece == "" {
		return extent{}, errors.New("there are no words")
	}
	within := extent{0, len(text)}
	where := "the text"
	if len(in) > 0 {
		within, where = in[0], "the evidence"
	}
	best, cost := extent{}, -1
	for from := within[0]; ; {
		i := strings.Index(text[from:within[1]], piece)
		if i < 0 {
			break
		}
		at := extent{from + i, from + i + len(piece)}
		from = at[0] + 1
		c := 0
		if !wholeWords(text, at) {
			c += 2 * len(text)
		}
		if len(in) > 1 {
			c += gap(text, at, in[1])
		}
		if cost < 0 || c < cost {
			best, cost = at, c
		}
	}
	if cost < 0 {
		return extent{}, fmt.Errorf("%q is not in %s", piece, where)
	}
	return best, nil
}

// gap is how many bytes lie between two spans, and more than the text has
// when they overlap.
func gap(text string, a, b extent) int {
	switch {
	case a[1] <= b[0]:
		return b[0] - a[1]
	case b[1] <= a[0]:
		return a[0] - b[1]
	}
	return len(text)
}

// wholeWords reports whether no letter or digit continues a span that begins
// or ends with one.
func wholeWords(text string, at extent) bool {
	joined := func(before, after rune) bool { return wordRune(before) && wordRune(after) }
	before, _ := utf8.DecodeLastRuneInString(text[:at[0]])
	first, _ := utf8.DecodeRuneInString(text[at[0]:at[1]])
	last, _ := utf8.DecodeLastRuneInString(text[at[0]:at[1]])
	after, _ := utf8.DecodeRuneInString(text[at[1]:])
	return !joined(before, first) && !joined(last, after)
}

func wordRune(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// writeAnnotation writes standoff gold with a line for each item.
func writeAnnotation(a annotation[extent]) ([]byte, error) {
	var w lineWriter
	w.field("{\n  ", "text", a.Text)
	if a.Supplement {
		w.field(",\n  ", "supplement", true)
		writeItems(&w, "interactions", a.Interactions)
		w.WriteString("\n}\n")
		return w.Bytes(), w.err
	}
	w.field(",\n  ", "published", a.Published)
	if a.License != "" {
		w.field(",\n  ", "license", a.License)
	}
	if a.Origin != "" {
		w.field(",\n  ", "origin", a.Origin)
	}
	writeItems(&w, "entities", a.Entities)
	writeItems(&w, "roles", a.Roles)
	writeItems(&w, "meetings", a.Meetings)
	writeItems(&w, "claims", a.Claims)
	if len(a.Interactions) > 0 {
		writeItems(&w, "interactions", a.Interactions)
	}
	w.WriteString("\n}\n")
	return w.Bytes(), w.err
}

// lineWriter writes JSON that people read line by line.
type lineWriter struct {
	bytes.Buffer
	err error // the first
}

func (w *lineWriter) value(v any) {
	enc := json.NewEncoder(&w.Buffer)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && w.err == nil {
		w.err = err
		return
	}
	w.Truncate(w.Len() - 1) // Encode ends the line
}

func (w *lineWriter) field(before, name string, v any) {
	fmt.Fprintf(w, "%s%q: ", before, name)
	w.value(v)
}

func writeItems[T any](w *lineWriter, name string, items []T) {
	fmt.Fprintf(w, ",\n  %q: [", name)
	between, end := "\n    ", ""
	for _, item := range items {
		w.WriteString(between)
		w.value(item)
		between, end = ",\n    ", "\n  "
	}
	w.WriteString(end + "]")
}

// Plain turns standoff gold into plain gold. The error wraps ErrText when text,
// the bytes of the file, is another than the one annotated.
func Plain(standoff []byte, text string) ([]byte, error) {
	a, err := readAnnotation[extent](standoff)
	switch {
	case err != nil:
		return nil, fmt.Errorf("standoff gold: %w", err)
	case a.Text == nil:
		return nil, errors.New("standoff gold: it does not name its text")
	case a.Text.SHA256 != digest(text):
		return nil, fmt.Errorf("%s %w: its SHA-256 is %s, not %s", a.Text.File, ErrText, digest(text), a.Text.SHA256)
	}
	out, err := convert(a, func(at extent, _ ...string) (string, error) {
		if at[0] < 0 || at[0] >= at[1] || at[1] > len(text) {
			return "", fmt.Errorf("[%d, %d) is no range of the %d bytes of the text", at[0], at[1], len(text))
		}
		if !utf8.ValidString(text[at[0]:at[1]]) {
			return "", fmt.Errorf("[%d, %d) cuts a character of the text", at[0], at[1])
		}
		return text[at[0]:at[1]], nil
	})
	if err != nil {
		return nil, fmt.Errorf("standoff gold: %w", err)
	}
	out.Doc, out.Text = a.Text.File, nil
	return json.Marshal(out)
}
