// Package dates finds the temporal expressions of an annotated news text,
// resolves them against the document's own date and against the story's
// timeline, and says when an event took place.
//
// Read takes a text, whose Published finds the document's own date and whose
// Timeline the date of the event that a verb or noun heads; Find finds all
// expressions. Dates are written
// in EDTF in the four forms of the extract contract, "YYYY-MM-DD", "YYYY-MM",
// "YYYY" and "start/end", and are never more precise than the text: early May
// is May, and what cannot be known stays empty.
//
// The words are tables in words.go. The matcher (match.go) cuts the text
// itself, finer than the language model does, and uses the model's tags, names
// and trees to tell months from names and verbs, past from future, and what an
// expression modifies.
package dates
