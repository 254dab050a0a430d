package nlp

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"parley/ingest/nlp/internal/lexical"
	"parley/ingest/nlp/internal/neural"
)

// modelSums are the SHA-256 sums of the files Convert reads, as they are in
// en_core_web_sm 3.8.0. The two largest are, as git blobs,
// bacd31428718227b36449a7b3478161a71f8584b (tok2vec/model) and
// adff6af669c6f79649b76a799875067404088ccd (ner/model).
var modelSums = []struct{ file, sum string }{
	{"tok2vec/model", "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090"},
	{"ner/model", "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"},
	{"ner/moves", "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4"},
	{"tagger/model", "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7"},
	{"tagger/cfg", "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118"},
	{"parser/model", "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"},
	{"parser/moves", "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f"},
	{"tokenizer", "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467"},
	{"vocab/lookups.bin", "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682"},
	{"attribute_ruler/patterns", "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683"},
	{"lemmatizer/lookups/lookups.bin", "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737"},
	{"LICENSE", "3933c176979b68bc6d0bcc902c7d6c130f1d127f476f17ba5cdba8d99cfd0012"},
	{"LICENSES_SOURCES", "20d9dfacd215112251f15341edd1a47b1f98bf393a212f10f194ffdc7ee98a90"},
}

// CheckModel tells whether dir, a spaCy model directory (the one that holds
// config.cfg), is en_core_web_sm 3.8.0 byte for byte, as far as Convert reads
// it. The error names the first file that differs or is missing.
func CheckModel(dir fs.FS) error {
	for _, want := range modelSums {
		b, err := fs.ReadFile(dir, want.file)
		if err != nil {
			return fmt.Errorf("check model: %w", err)
		}
		sum := sha256.Sum256(b)
		if got := hex.EncodeToString(sum[:]); got != want.sum {
			return fmt.Errorf("check model: %s has SHA-256 %s, want %s", want.file, got, want.sum)
		}
	}
	return nil
}

// Convert reads dir, a spaCy model directory, and returns the files of a model
// directory for Load by name, with the licences. The model must have
// en_core_web_sm 3.8's architecture; CheckModel tells whether it is that very
// model. The same input gives the same bytes.
func Convert(dir fs.FS) (map[string][]byte, error) {
	weights, err := neural.Convert(dir)
	if err != nil {
		return nil, fmt.Errorf("convert model: %w", err)
	}
	tables, err := lexical.Convert(dir)
	if err != nil {
		return nil, fmt.Errorf("convert model: %w", err)
	}
	out := map[string][]byte{weightsFile: weights, lexicalFile: tables}
	for _, name := range []string{"LICENSE", "LICENSES_SOURCES"} {
		if out[name], err = fs.ReadFile(dir, name); err != nil {
			return nil, fmt.Errorf("convert model: %w", err)
		}
	}
	return out, nil
}
