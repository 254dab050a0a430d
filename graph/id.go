package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Scheme starts every IRI that parley mints.
const Scheme = "parley:"

// NewEntityID returns the IRI of an entity: its type and a key that is stable
// across documents, such as the ISO code of a state or the normalised full
// name of a person. Characters that an IRI path segment does not allow are
// replaced by "-".
func NewEntityID(t EntityType, key string) string {
	return Scheme + string(t) + "/" + slug(key)
}

// NewDocumentID returns the IRI of the document with this text.
func NewDocumentID(text string) string {
	return Scheme + "doc/" + digest(text)
}

// NewFactID returns the IRI of a fact of the given kind ("meeting", "claim",
// ...) that a document proves at the half-open byte span [start, end). The
// discriminator tells apart facts of one kind over one span; it may be empty.
func NewFactID(document, kind string, start, end int, discriminator string) string {
	return Scheme + kind + "/" + digest(strings.Join([]string{
		document, kind, strconv.Itoa(start), strconv.Itoa(end), discriminator,
	}, "\x00"))
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:10])
}

func slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range s {
		ok := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 0x9f && r != 0xfffd
		if !ok {
			dash = b.Len() > 0
			continue
		}
		if dash {
			b.WriteByte('-')
			dash = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
