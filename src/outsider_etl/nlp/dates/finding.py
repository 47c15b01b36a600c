"""Find date expressions in English text and what they stand for.

Start at `find_in_flows`, and read on in this order: `lexicon` makes terms of the lexemes, `grammar` reads expressions
from the terms, `links` ties neighbours together, `resolution` goes through them with a `context`, `placing` finds them
on the calendar, `values` says the result in ISO 8601, EDTF and TIMEX3.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from outsider_etl.nlp.dates.cells import Stretch
from outsider_etl.nlp.dates.context import Context, style_of
from outsider_etl.nlp.dates.conventions import fiscal_month, is_day_first
from outsider_etl.nlp.dates.evidence import is_aside
from outsider_etl.nlp.dates.grammar import read_all
from outsider_etl.nlp.dates.lexicon import classify
from outsider_etl.nlp.dates.links import link
from outsider_etl.nlp.dates.meanings import Ahead, Cycle, Expression, Length, Meaning, Mod, Rolling, Tense, Vague
from outsider_etl.nlp.dates.resolution import resolve
from outsider_etl.nlp.dates.tense import find_tense, has_verb
from outsider_etl.nlp.dates.terms import HYPHENS, ends_sentence
from outsider_etl.nlp.dates.words import DOUBTS, MODS, MODS_BEHIND, PREFIX_MODS
from outsider_etl.nlp.lexemes import Lexeme, lex, lower_at
from outsider_etl.nlp.spans import Found, set_found, text_of

# What may stand before a date that its sentence begins with: "By the end of", "In the early".
_MOST_BEFORE = 2


def create_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Return the component that makes the date expressions of a Doc DATE entities, with their value on `ent._.date`.

    What is relative is resolved against `doc._.reference_date`, a `datetime.date` or None. Where the Doc is a part of a
    longer document, `doc._.found_dates` may hold what `find_in_flows` found in it there.
    """
    return _set_dates


Language.factory("outsider_dates", assigns=["doc.ents", "span._.date"], func=create_dates)


def _set_dates(doc: Doc) -> Doc:
    found = find_dates(text_of(doc), doc._.reference_date) if doc._.found_dates is None else doc._.found_dates
    return set_found(doc, "DATE", found)


def find_dates(text: str, reference: date | None = None) -> list[Found]:
    """Return the date expressions of `text`, in order and without overlap.

    Their `start` and `end` are code points, end-exclusive. `reference` is the day that the text was written, which
    "last year" is resolved against.
    """
    return find_in_flows([[text]], reference)[0]


def find_in_flows(flows: Sequence[Sequence[str]], reference: date | None = None) -> list[list[Found]]:
    """Return the date expressions of each text of a document, in order.

    A flow is what is read on end, as the paragraphs of the body are: what one text names, the next ones count from. A
    footnote is a flow of its own. What all texts show decides how "04/01/2019" and a month without a year are read.
    """
    every = [text for texts in flows for text in texts]
    day_first, fiscal = is_day_first(every), fiscal_month(every)
    read = [[link(text, list(_read_all(lex(text), text, day_first=day_first))) for text in texts] for texts in flows]
    style = style_of(expression for texts in read for expressions in texts for expression in expressions)
    found = []
    for texts in read:
        context = Context(reference, style, fiscal)
        for expressions in texts:
            values, context = resolve(expressions, context.in_next_text())
            pairs = zip(expressions, values, strict=True)
            found.append([Found(expression.start, expression.end, value) for expression, value in pairs if value])
    return found


def _read_all(lexemes: Sequence[Lexeme], text: str, *, day_first: bool) -> Iterator[Expression]:
    terms = classify(text, lexemes, day_first=day_first)
    sentence = paragraph = beginning = place = 0
    for reading in read_all(lexemes, terms):
        first, end = terms[reading.start].start, terms[reading.end - 1].end
        for index in range(place, first):
            if ends_sentence(lexemes, index):
                sentence, beginning = sentence + 1, index + 1
            elif "\n" in lexemes[index].gap:
                paragraph += lexemes[index].gap.count("\n") > 1
                sentence, beginning = sentence + (beginning < index), index
        place = first
        yield Expression(
            lexemes[first].start,
            lexemes[end - 1].end,
            reading.meaning,
            mod=_mod(lexemes, first, end),
            aside=is_aside(lexemes, first, end),
            tense=_tense(lexemes, first, end, reading.meaning),
            sentence=sentence,
            paragraph=paragraph,
            leads=first - beginning <= _MOST_BEFORE,
            unsure=lower_at(lexemes, first - 1) in DOUBTS,
        )


def _tense(lexemes: Sequence[Lexeme], first: int, end: int, meaning: Meaning) -> Tense | None:
    if isinstance(meaning, Stretch | Length | Rolling | Cycle | Vague):
        return None
    tense = find_tense(lexemes, first, end)
    if isinstance(meaning, Ahead) and tense is None and not has_verb(lexemes, first):
        return "future"
    return tense


def _mod(lexemes: Sequence[Lexeme], first: int, end: int) -> Mod | None:
    """Return what the words around the lexemes from `first` to before `end` make of the expression."""
    behind = tuple(lexeme.lower for lexeme in lexemes[end : end + 2])
    if mod := MODS_BEHIND.get(behind) or MODS_BEHIND.get(behind[:1]):
        return mod
    before = lower_at(lexemes, first - 1)
    if before in HYPHENS:
        return PREFIX_MODS.get(lower_at(lexemes, first - 2))
    place = first - (before == "the")
    if [lexeme.lower for lexeme in lexemes[max(0, place - 2) : place]] == ["at", "least"]:
        # "since at least 2014"
        place -= 2 if lower_at(lexemes, place - 3) in ("since", "until") else 0
    for length in (3, 2, 1):
        if mod := MODS.get(tuple(lexeme.lower for lexeme in lexemes[max(0, place - length) : place])):
            return mod
    return None
