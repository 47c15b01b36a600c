"""Find date expressions in English text and what they stand for.

Start at `find_dates`, and read on in this order: `lexicon` makes terms of the lexemes, `grammar` reads
expressions from the terms, `links` ties neighbours together, `context` resolves them, `values` says the
result in ISO 8601, EDTF and TIMEX3.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.nlp.dates.context import resolve
from outsider_etl.nlp.dates.evidence import is_aside
from outsider_etl.nlp.dates.grammar import read_all
from outsider_etl.nlp.dates.lexicon import classify
from outsider_etl.nlp.dates.links import link
from outsider_etl.nlp.dates.meanings import Expression, Mod
from outsider_etl.nlp.dates.terms import HYPHENS, lower_at
from outsider_etl.nlp.dates.words import MODS, PREFIX_MODS
from outsider_etl.nlp.lexemes import Lexeme, lex
from outsider_etl.nlp.spans import Found, set_found


def create_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that makes the date expressions of a Doc DATE entities, with their value on `ent._.date`.

    What is relative is resolved against `doc._.reference_date`, a `datetime.date` or None.
    """
    return _set_dates


Language.factory("outsider_dates", assigns=["doc.ents", "span._.date"], func=create_dates)


def _set_dates(doc: Doc) -> Doc:
    return set_found(doc, "DATE", find_dates(doc.text, doc._.reference_date))


def find_dates(text: str, reference: date | None = None) -> list[Found]:
    """Return the date expressions of `text`, in order and without overlap.

    Their `start` and `end` are code points, end-exclusive. `reference` is the day that the text was written, which
    "last year" is resolved against. A month without a year takes the year that the text named last.
    """
    expressions = link(text, list(_read_all(lex(text), text)))
    values = resolve(expressions, reference)
    return [
        Found(expression.start, expression.end, value)
        for expression, value in zip(expressions, values, strict=True)
        if value is not None
    ]


def _read_all(lexemes: Sequence[Lexeme], text: str) -> Iterator[Expression]:
    terms = classify(text, lexemes)
    for reading in read_all(lexemes, terms):
        first, end = terms[reading.start].start, terms[reading.end - 1].end
        yield Expression(
            lexemes[first].start,
            lexemes[end - 1].end,
            reading.meaning,
            mod=_mod(lexemes, first),
            aside=is_aside(lexemes, first, end),
        )


def _mod(lexemes: Sequence[Lexeme], index: int) -> Mod | None:
    """Return what the words before the lexeme at `index` make of the expression that it begins."""
    before = lower_at(lexemes, index - 1)
    if before in HYPHENS:
        return PREFIX_MODS.get(lower_at(lexemes, index - 2))
    return MODS.get((lower_at(lexemes, index - 2), before)) or MODS.get((before,))
