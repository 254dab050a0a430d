"""Writes layers.json and parses.json, what spaCy computes for texts.json.

Usage: python dump.py [MODEL], MODEL being an installed package that holds
en_core_web_sm 3.8.0, under that name or another. Made with spaCy 3.8.18 and
thinc 8.3.14.

layers.json holds arrays as base64 of little-endian float32 in C order:
hash embeddings (first rows only), mixer and encoder outputs of both tok2vecs, the latter
with spaCy's padding rows, tagger scores, token projections, the decoders'
precomputed products (first rows only) and their scores step by step. parses.json holds
features and final results only, for longer texts.
"""

import base64
import importlib
import json
import pathlib
import sys

import numpy
from spacy.attrs import IS_SPACE, NORM, PREFIX, SHAPE, SPACY, SUFFIX

ATTRS = [NORM, PREFIX, SUFFIX, SHAPE, SPACY, IS_SPACE]
FIRST_ROWS = 3
HERE = pathlib.Path(__file__).parent


def array(x):
    x = numpy.ascontiguousarray(x, dtype="<f4")
    return {"shape": list(x.shape), "data": base64.b64encode(x.tobytes()).decode()}


def features(doc):
    return [[int(v) for v in row] for row in doc.to_array(ATTRS)]


def record(model, doc):
    """Runs a tok2vec and returns the outputs of the nodes that matter."""
    out = {"concat": None, "layers": []}
    undo = []

    def spy(node, keep):
        func = node._func

        def forward(m, x, is_train):
            y, back = func(m, x, is_train)
            keep(y)
            return y, back

        undo.append((node, func))
        node._func = forward

    encode = model.get_ref("encode")
    inside = {id(n) for n in encode.walk()}
    for node in model.walk():
        if node.name.startswith("ints-getitem") and "|" in node.name:
            spy(node, lambda y: out.__setitem__("concat", y.copy()))
        elif node.name == "maxout>>layernorm>>dropout" and id(node) not in inside:
            spy(node, lambda y: out["layers"].append(y.copy()))
        elif node.name.count("residual(") == 1 and node.name.startswith("residual("):
            spy(node, lambda y: out["layers"].append(y.copy()))
    model.predict([doc])
    for node, func in undo:
        node._func = func
    assert len(out["layers"]) == 5, [n.name for n in model.walk()]
    return {
        "concat": array(out["concat"][:FIRST_ROWS]),
        "layers": [array(y) for y in out["layers"]],
    }


def steps(pipe, doc):
    """Decodes one document and returns the scores and classes of each step."""
    step_model = pipe.model.predict([doc])
    moves = pipe.moves
    names = [moves.get_class_name(i) for i in range(moves.n_moves)]
    states = moves.init_batch([doc])
    scores, classes = [], []
    while not states[0].is_final():
        s = step_model.predict(states)[0]
        valid = [i for i, n in enumerate(names) if moves.is_valid(states[0], n)]
        best = max(valid, key=lambda i: (s[i], -i))
        scores.append(s.copy())
        classes.append(best)
        moves.apply_transition(states[0], names[best])
    return array(numpy.array(scores)), classes


def results(doc):
    return {
        "features": features(doc),
        "tags": [t.tag_ for t in doc],
        "heads": [t.head.i for t in doc],
        "deps": [t.dep_ for t in doc],
        "starts": [s.start for s in doc.sents],
        "entities": [[e.start, e.end, e.label_] for e in doc.ents],
    }


def decoder(pipe, vectors, doc):
    project = [n for n in pipe.model.get_ref("tok2vec").walk() if n.name == "linear"][0]
    h = project.predict(vectors)
    products = pipe.model.get_ref("lower").predict(h)[1:]
    scores, classes = steps(pipe, doc)
    return {"h": array(h), "products": array(products[:FIRST_ROWS]), "scores": scores, "classes": classes}


def main():
    nlp = importlib.import_module(sys.argv[1] if len(sys.argv) > 1 else "en_core_web_sm").load()
    # Raw results: no rules after the tagger, and whitespace as the parser left it.
    nlp.disable_pipes("attribute_ruler", "lemmatizer")
    texts = json.loads((HERE / "texts.json").read_text())
    tok2vec, tagger = nlp.get_pipe("tok2vec"), nlp.get_pipe("tagger")
    parser, ner = nlp.get_pipe("parser"), nlp.get_pipe("ner")

    layers = []
    for text in texts["layers"]:
        doc = nlp.make_doc(text)
        entry = {"tok2vec": record(tok2vec.model, doc)}
        tok2vec(doc)
        vectors = tok2vec.model.predict([doc])[0]
        entry["tagger"] = array(tagger.model.get_ref("softmax").predict(vectors))
        # The decoders' steps depend on a document without annotation.
        entry["parser"] = decoder(parser, vectors, doc)
        whole = nlp(text)
        unnamed = nlp.make_doc(text)
        for a, b in zip(unnamed, whole):
            if a.i:
                a.is_sent_start = bool(b.is_sent_start)
        inner = ner.model.get_ref("tok2vec").layers[0]
        entry["nerTok2vec"] = record(inner, unnamed)
        entry["ner"] = decoder(ner, inner.predict([unnamed])[0], unnamed)
        layers.append({"text": text, **results(whole), **entry})
    write("layers.json", layers)
    write("parses.json", [{"text": t, **results(nlp(t))} for t in texts["parses"]])


def write(name, items):
    lines = ",\n".join(json.dumps(i, ensure_ascii=False, separators=(",", ":")) for i in items)
    (HERE / name).write_text("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    main()
