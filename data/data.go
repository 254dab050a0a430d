// Package data holds what people edit, lexicons, rules and sample articles,
// and the language model, as one embedded file system.
package data

import "embed"

// FS is rooted at this folder: "lexicon/states.tsv", "rules/meetings.rules",
// "model/...", "sample/...",
// "questions/...", "confidence.tsv".
//
//go:embed all:sample all:rules all:model all:lexicon all:questions confidence.tsv
var FS embed.FS
