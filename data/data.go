// Package data holds what people edit, lexicons, rules, the words of questions
// and a sample article, and what programs fit, the language model and the weights
// of confidence, as one embedded file system.
package data

import "embed"

// FS is rooted at this folder: "lexicon/states.tsv", "rules/meetings.rules",
// "questions/forms.tsv", "model/...", "sample/...", "confidence.tsv".
//
//go:embed all:sample all:rules all:model all:lexicon all:questions confidence.tsv
var FS embed.FS
