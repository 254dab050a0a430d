// Package lexical does for ingest/nlp what needs words and tables but no
// neural network: it cuts text into tokens, computes the six lexical features
// the network embeds, maps tags to parts of speech and morphology (spaCy's
// attribute ruler), and finds lemmas (spaCy's rule lemmatizer).
//
// It follows spaCy 3.8 with the tables of en_core_web_sm 3.8.0. [Convert] turns
// a spaCy model directory into one compact file, [Load] opens that file, and a
// [Worker] does the work and keeps the caches; a Worker is used by one
// goroutine at a time, a [Lexical] by any number.
//
// Text is seen as Unicode code points. A byte that is not part of valid UTF-8
// is seen as U+FFFD, one for each such byte, so it becomes a token of its own
// (U+FFFD is one of the symbols that are split off) unless it stands inside a
// URL. Offsets always count the bytes of the text as given, and every string
// handed out other than a slice of the text is valid UTF-8.
package lexical
