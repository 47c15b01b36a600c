"""What the targets are given."""

import json

from hypothesis import strategies as st

from tests.fuzz.fragments import runs, sentences, strange, texts
from tests.fuzz.pdfs import pdfs

encoded = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda text, encoding: text.encode(encoding, "replace"),
        texts | runs,
        st.sampled_from(
            ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "mac_roman", "gb18030"]
        ),
    ),
    st.builds(lambda text, rest: text.encode() + rest, texts, st.binary(max_size=8)),
)

_FIGURES = (
    *"$ € £ ¥ US$ USD CHF 5 10 1,000 1.5 0 000 2019 1999 99 31 12 .5 1e9 ½ - – — / . , ' : ( ) [ ] %".split(),
    *"k bn million and to or between from a half one twenty hundred thousand dozens of euros dollars cents".split(),
    *"more than about up least per January Feb. March May 4th 1st the early mid late last next this year years".split(),
    *"month months week decade century 1990s ’90s Q3 H1 FY spring end beginning since until before after ago".split(),
    *"roubles trillion later today yesterday Monday Easter quarter fiscal BC AD every daily two-year 24/7 9/11".split(),
    *"2012/13 04/01/2019 2019-01-04 10:30 twenty-first I II 二 ٣ 99999999999999999999999999 0.00000000001".split(),
    *("one-third", "billionth", "\u00a0", "\n", "minus", "≥", "~", "±", "£m"),
)
figures = st.builds(
    "".join,
    st.lists(st.sampled_from(_FIGURES) | st.sampled_from([" ", " ", " ", ""]) | strange | sentences, max_size=30),
) | st.builds(" ".join, st.lists(st.sampled_from(_FIGURES), max_size=20))
flows = st.lists(st.lists(figures | texts, max_size=3), min_size=1, max_size=3)

_NAMES = (
    *(
        "World Bank",
        "WB",
        "the Bank",
        "European Investment Bank",
        "EIB",
        "(EIB)",
        "(WB)",
        "Ministry of Finance",
        "Ministry",
    ),
    *(
        "ministries of Defense, Education and Sciences",
        "U.S.",
        "Gazprom",
        "Gazprom’s",
        "ACME Inc.",
        "A. Smith",
        "(",
        ")",
    ),
    *("“", "”", "*", ",", ".", " and ", "of the", "The", "‘", "’s", "\n", "é", "İ", "ﬁ", "see", "in Oslo", "www.a.org"),
    *("DOD Directive 8521.01E", "CRS Report R45770", "¹", "EIB (European Investment Bank)", "Banque mondiale", "BM"),
)
names = st.builds(" ".join, st.lists(st.sampled_from(_NAMES) | strange, max_size=25)) | texts

_FIELDS = ("title", "subtitle", "authors", "publisher", "series", "isbn", "language", "published", "x")
_DAYS = (
    *(
        "2013",
        "2013-03",
        "2013-03-22",
        "2013-03/2013-05",
        "2013-21",
        "201X",
        "2013-02-30",
        "../2013",
        "2013/..",
        "2013?",
    ),
    *("~", "/", "0000", "-0100", "Y17"),
)
_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | strange | st.sampled_from(_DAYS) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
_days = st.lists(st.sampled_from(_DAYS) | st.text("0129-/.~?%XYZuE[]{}, ", max_size=8)).map("".join)
sidecars = st.one_of(
    st.binary(max_size=100),
    st.dictionaries(st.sampled_from(_FIELDS), _values, max_size=6).map(json.dumps).map(str.encode),
    _days.map(lambda days: json.dumps({"published": days}).encode()),
    st.builds(
        lambda piece, times: (piece * times).encode(),
        st.sampled_from(["[", '{"a":', '"', "9", "-", '{"title":"a",']),
        st.integers(1, 50_000),
    ),
)

whole = st.one_of(
    st.tuples(st.sampled_from([".txt", ".md"]), encoded | names.map(str.encode) | figures.map(str.encode)),
    st.tuples(st.just(".pdf"), pdfs()),
)
