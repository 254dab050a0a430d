"""Reads what parley exports with the libraries that people read it with.

usage: read.py KIND FILE...

Prints one JSON object of what was found, for the kinds of RDF the statements.
"""

import collections
import csv
import datetime
import json
import sys


def trig(file):
    import rdflib

    g = rdflib.Dataset()
    g.parse(file, format="trig")
    sys.stdout.write(g.serialize(format="nquads"))


def rewrite(file):
    """Prints TriG as RDFLib writes it."""
    import rdflib

    g = rdflib.Dataset()
    g.parse(file, format="trig")
    sys.stdout.write(g.serialize(format="trig"))


def turtle(file):
    import rdflib

    g = rdflib.Graph()
    g.parse(file, format="turtle")
    sys.stdout.write(g.serialize(format="nt"))


def jsonld(file):
    from pyld import jsonld

    with open(file, encoding="utf-8") as f:
        doc = json.load(f)
    sys.stdout.write(jsonld.to_rdf(doc, {"format": "application/n-quads"}))


def network(g, first, last):
    return {
        "nodes": g.number_of_nodes(),
        "edges": g.number_of_edges(),
        "weight": sum(d["weight"] for _, _, d in g.edges(data=True)),
        "labelled": sum(1 for _, d in g.nodes(data=True) if d["label"]),
        "first": first,
        "last": last,
    }


def graphml(file):
    import networkx

    g = networkx.read_graphml(file)
    edges = [d for _, _, d in g.edges(data=True)]
    return network(
        g,
        min(d["first"] for d in edges if "first" in d),
        max(d["last"] for d in edges if "last" in d),
    )


def gexf(file):
    import networkx

    g = networkx.read_gexf(file, version="1.3")
    spells = [s for _, _, d in g.edges(data=True) for s in d.get("spells", [])]
    return network(g, min(s[0] for s in spells), max(s[1] for s in spells))


def ftm(file):
    from followthemoney import model

    found = collections.Counter()
    ids = set()
    edges = []
    with open(file, encoding="utf-8") as f:
        for line in f:
            data = json.loads(line)
            proxy = model.get_proxy(data)
            model.get(data["schema"]).validate(data)
            ids.add(proxy.id)
            found[proxy.schema.name] += 1
            for name, values in data["properties"].items():
                prop = proxy.schema.properties[name]
                for value in values:
                    if prop.type.clean(value, proxy=proxy) is None:
                        raise SystemExit(f"{proxy.id}: {name} cannot be {value!r}")
                    if prop.type.name == "entity":
                        edges.append((proxy.id, value))
    for source, target in edges:
        if target not in ids:
            raise SystemExit(f"{source} leads to {target}, which is not there")
    return found


def plover(file):
    found = collections.Counter()
    with open(file, encoding="utf-8") as f:
        for line in f:
            event = json.loads(line)
            datetime.date.fromisoformat(event["date"])
            assert event["id"] and event["quad_code"] in (1, 2, 3, 4), event
            for actor in event["source"] + event.get("recipient", []):
                assert len(actor.get("code", "XXX")) == 3, event
            (category,) = event["event"]
            found[category] += 1
    return found


def tables(*files):
    found = {}
    for file in files:
        with open(file, encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f, strict=True))
        for row in rows:
            assert None not in row and None not in row.values(), row
        found[file.rsplit("/", 1)[-1]] = len(rows)
    return found


found = globals()[sys.argv[1]](*sys.argv[2:])
if found is not None:
    json.dump(found, sys.stdout)
