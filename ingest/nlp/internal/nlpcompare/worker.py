"""spaCy's side of nlpcompare: reads commands as JSON lines, answers likewise.

Run by the program beside it as `python -c ... MODEL`, MODEL being the package
that holds the model.
"""

import importlib
import json
import sys
import time

from spacy.attrs import IS_SPACE, NORM, PREFIX, SHAPE, SPACY, SUFFIX

ATTRS = [NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE]


def byte_offsets(text):
    offsets, at = [], 0
    for c in text:
        offsets.append(at)
        at += len(c.encode())
    return offsets + [at]


def annotate(doc):
    at = byte_offsets(doc.text)
    return {
        "start": [at[t.idx] for t in doc],
        "end": [at[t.idx + len(t)] for t in doc],
        "tag": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "morph": [str(t.morph) for t in doc],
        "lemma": [t.lemma_ for t in doc],
        "head": [t.head.i for t in doc],
        "dep": [t.dep_ for t in doc],
        "sent": [bool(t.is_sent_start) for t in doc],
        "ents": [[e.start, e.end, e.label_] for e in doc.ents],
        "features": [[int(v) for v in row] for row in doc.to_array(ATTRS)],
    }


def main():
    nlp = importlib.import_module(sys.argv[1]).load()
    # The networks alone, without the rules that change tags and labels after them.
    networks = importlib.import_module(sys.argv[1]).load(exclude=["attribute_ruler", "lemmatizer"])
    answer = lambda x: print(json.dumps(x), flush=True)
    texts = []
    answer({"version": importlib.import_module("spacy").__version__, "model": nlp.meta["name"], "pipes": nlp.pipe_names})
    for line in sys.stdin:
        command = json.loads(line)
        if "texts" in command:
            texts = command["texts"]
            answer({"texts": len(texts)})
        elif command["do"] == "annotate":
            for doc in nlp.pipe(texts):
                answer(annotate(doc))
        elif command["do"] == "networks":
            for doc in networks.pipe(texts):
                answer(annotate(doc))
        elif command["do"] == "time":
            started = time.perf_counter()
            words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=command["batch"]))
            answer({"seconds": time.perf_counter() - started, "words": words})


if __name__ == "__main__":
    main()
