"""Judge by the words around it whether a bare form ("May", "fall", "a year") is a date; years are `year_evidence`'s."""

import re
from collections.abc import Callable, Sequence

from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, touches
from outsider_etl.nlp.dates.words import (
    BEFORE_OR_AFTER,
    DIRECTIONS,
    MONTH_NUMBERS,
    MONTHS,
    PARTS,
    SEASONS,
    VERBS_TOO,
    WEEKDAYS,
)
from outsider_etl.nlp.lexemes import Lexeme, lower_at
from outsider_etl.nlp.numerals import NUMBER_WORDS

Evidence = Callable[[Sequence[Lexeme], int, int], bool]
"""A test of the lexemes from one index up to another in their text."""


def words_of(*lines: str) -> frozenset[str]:
    """Return the words of the lines."""
    return frozenset(word for line in lines for word in line.split())


TIME_WORDS = words_of(
    "in since during until till before after circa throughout year years perhaps possibly probably"
) | frozenset(PARTS)
PREPOSITIONS = words_of(
    "at by from of to for with than and or between through on about around over under into toward towards as vs"
)
DETERMINERS = words_of("the a an this that its their his her our your each every s")
_NUMBERED = words_of(
    "no nos number numbers p pp page pages vol vols volume volumes section sections sec secs article articles art",
    "chapter chapters room rule form figure fig table paragraph para line lines resolution rfc issue item note version",
    "resolutions act order docket case bill u unit block paragraphs issn isbn model build radius flight population",
    "cc cd ch chs cl cm cmd cmnd col cols ext fax fn fol fols phone reg regs res tel telephone abs bd kap nr rn rz",
    "seite seiten ziff",
)
_SIGNS = frozenset("§#№$€£¥₽₹×=<>")
_LINKS = HYPHENS | {",", "and", "or", "/", "&"}
_OWNERS = words_of("his her their my our your whose")
_FUNCTION_WORDS = words_of(
    "a an and are as at but by for from had has he in is it of on or she that the they this to was we were when which",
    "while who will with would",
)
_NAMED_WEEKDAYS = words_of("ash black bloody cyber easter fat good holy maundy palm small super")
_HONORIFICS = words_of("mr mrs ms dr prof")
_GIVEN_NAMES = words_of("april may june august march")
_BEHIND_FOURTHS = words_of("century final finals hour mile million")
_BEFORE_VERB = words_of(
    "can cannot could may might must shall should will would not ll often usually typically generally",
)
_BESIDE_VERB = words_of("also at just normally only still then well")
# "Is to last two years", but "compared to last two years"
_BEFORE_INFINITIVE = words_of(
    "is are was were be been has have had able appear appears assumed believed bound built continue continued",
    "continues designed enough estimated expected failed going intended likely made meant need needed needs planned",
    "projected scheduled seem seemed seems set supposed tend tended tends thought unlikely",
)
_BEFORE_ADJECTIVE = (
    DETERMINERS
    | PREPOSITIONS
    | NUMBER_WORDS
    | words_of("all any both das dem den der die during im immediately in les next such throughout till until within")
)
_LENGTH_PREPOSITIONS = words_of(
    "for within over in after than about nearly almost least most only just roughly approximately around under",
    "lasts lasted took takes spent",
)


def is_bare_name(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the month or weekday stands for itself, not for a person ("May") or in a name ("Black Monday")."""
    before, lexeme = lower_at(lexemes, start - 1), lexemes[start]
    if lexeme.lower in VERBS_TOO and lexeme.text.islower():
        return False
    if fills_cell(lexemes, start, end):
        return True
    # "The March on Rome"
    if lexeme.text == "March" and before in DETERMINERS and lower_at(lexemes, end) in ("on", "against"):
        return False
    # "On May Day"
    if end < len(lexemes) and lexemes[end].text == "Day":
        return False
    if before in TIME_WORDS or before in ("by", "from", "on", "of", "last", "next"):
        return True
    named = before in _NAMED_WEEKDAYS if lexeme.lower in WEEKDAYS else is_name(lexemes, start - 1)
    if named or continues_name(lexemes, end):
        return False
    if before == "." and lower_at(lexemes, start - 2) in _HONORIFICS:
        return False
    if before in _LINKS and lower_at(lexemes, start - 2) in MONTHS:
        return True
    listed = lower_at(lexemes, end) != "," or lower_at(lexemes, end + 2) in _LINKS
    if lower_at(lexemes, end) in _LINKS and listed and lower_at(lexemes, end + 1) in MONTHS:
        return True
    return lexeme.lower not in _GIVEN_NAMES or before in DETERMINERS or before in PREPOSITIONS


def is_bare_abbreviation(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "Jan" or "Mon" alone is a month or weekday: behind a preposition of time, or in a range."""
    hyphen = end + (lower_at(lexemes, end) == ".")
    ranges = lower_at(lexemes, hyphen) in HYPHENS | {"to"} and lower_at(lexemes, hyphen + 1) in MONTH_NUMBERS
    before = lower_at(lexemes, start - 1)
    last = start - 2 - (lower_at(lexemes, start - 2) == ".")
    ranges = ranges or (before in HYPHENS and lower_at(lexemes, last) in MONTH_NUMBERS)
    if fills_cell(lexemes, start, end):
        return True
    return (before in TIME_WORDS or before == "on" or ranges) and not continues_name(lexemes, end)


def fills_cell(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether an expression is all that its text or the cell of a table holds, but for "the" and a point."""
    first = start - (lower_at(lexemes, start - 1) == "the")
    last = end + (lower_at(lexemes, end) == ".")
    opens = first == 0 or lexemes[first - 1].text == "|" or "\n" in lexemes[first].gap
    return opens and (last >= len(lexemes) or lexemes[last].text == "|" or "\n" in lexemes[last].gap)


def is_no_age(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether a decade or figure is neither somebody's ("in his fifties") nor a number of something."""
    place = start - 1
    while lower_at(lexemes, place) in PARTS or lower_at(lexemes, place) in HYPHENS:
        place -= 1
    return lower_at(lexemes, place) not in _OWNERS and not is_numbered(lexemes, start)


def is_bare_season(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the word is a season: in a range, or behind a preposition of time; "fall" with its article."""
    joined = lower_at(lexemes, end) in ("and", "or") or (touches(lexemes, end) and lexemes[end].text in HYPHENS)
    if joined and lower_at(lexemes, end + 1) in SEASONS:
        return True
    definite = lower_at(lexemes, start - 1) == "the"
    before = lower_at(lexemes, start - 1 - definite)
    if before not in TIME_WORDS | {"by", "of", "from", "over"} or lower_at(lexemes, end) == "of":
        return False
    return definite or lexemes[start].lower != "fall"


def is_the_weekend(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the weekend is a certain one: "the weekend", "at the weekend", but not "weekend trips"."""
    apart = end == len(lexemes) or not counts(lexemes[end])
    return lexemes[start].lower == "weekend" and lower_at(lexemes, start - 1) in ("the", "over", "at") and apart


def is_no_event(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "2016 summer" is a season, which it is not in "2016 Summer Olympics"."""
    return not (lexemes[end - 1].text.istitle() and continues_name(lexemes, end))


def is_no_part(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "last year" is a year, which it is not in "the last year of his presidency"."""
    return lexemes[start].lower != "last" or lower_at(lexemes, end) != "of"


def is_on_weekdays(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "Mondays" tells when something happens again and again: behind "on"."""
    return lower_at(lexemes, start - 1) == "on" or lower_at(lexemes, start - 2) == "on"


def is_quarter_of_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "March quarter" is one of accounts, not the beginning of "quarter-finals" or "quarter century"."""
    is_joined = touches(lexemes, end) and lexemes[end].text in HYPHENS
    return not is_joined and lower_at(lexemes, end) not in _BEHIND_FOURTHS


def is_behind_in(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "two weeks" stands behind "in"."""
    return lower_at(lexemes, start - 1) == "in" and is_length(lexemes, start, end)


def is_behind_for(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether mere "years" or "decades" stand behind "for"."""
    return lower_at(lexemes, start - 1) == "for"


def is_clause_end(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether nothing follows "the day before" that it would be counted from."""
    return end == len(lexemes) or lexemes[end].kind == "symbol"


def is_bare_unit(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "a year" is a duration, which it is not in "twice a year" and "a quarter of the people"."""
    if end + 1 < len(lexemes) and lexemes[end].lower in DIRECTIONS and not is_no_comparison(lexemes, start, end + 1):
        return True
    share = lower_at(lexemes, end - 1) == "quarter" and lower_at(lexemes, end) == "of"
    return lower_at(lexemes, start - 1) in _LENGTH_PREPOSITIONS and not share


def is_length(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the number of years is no part of a name: "Five-Year Plan", "Hundred Years' War".

    Nor is "one day" a length where it means "once".
    """
    if end == start + 2 and lexemes[start].lower == "one" and lexemes[start + 1].lower == "day":
        joined = lower_at(lexemes, end) in ("of", "and", "or") or lower_at(lexemes, start - 1) in ("in", "and", "or")
        return joined or lower_at(lexemes, start - 1) in _LENGTH_PREPOSITIONS | DETERMINERS
    # "In 2010 years of growth ended."
    is_year = re.fullmatch("(?:19|20)[0-9][0-9]", lexemes[start].text) and not touches(lexemes, start + 1)
    if is_year and lower_at(lexemes, start - 1) in TIME_WORDS | {"by", "from", "of"}:
        return False
    owner = end + 1 if lower_at(lexemes, end) in APOSTROPHES else end
    return not (lexemes[end - 1].text.istitle() and continues_name(lexemes, owner))


def is_no_comparison(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "two years later" tells a time, as "two years later than planned" doesn't."""
    return lower_at(lexemes, end) != "than"


def is_adjective(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Tell "the following two years" from "growth following two years of war", where it means "after"."""
    before, behind = lower_at(lexemes, index - 1), lower_at(lexemes, index + 1)
    may_mean_after = behind.isdecimal() or behind in NUMBER_WORDS or behind in MONTHS
    return not may_mean_after or before in _BEFORE_ADJECTIVE or before.isdecimal()


def is_no_verb(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Tell "last two years" from "is to last two years" and "may only last two years"."""
    place = start - 1 - (lower_at(lexemes, start - 1) in _BESIDE_VERB)
    if lexemes[start].lower != "last" or place < 0 or lexemes[place].text.istitle():
        return True
    if lexemes[place].text == "to":
        return lower_at(lexemes, place - 1) not in _BEFORE_INFINITIVE
    return lexemes[place].text not in _BEFORE_VERB and not (
        lexemes[place].text == "t" and lower_at(lexemes, place - 1) in APOSTROPHES
    )


def is_length_between(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether two numbers are the ends of a length: "between two and four weeks", but not "... weeks ago"."""
    led = lower_at(lexemes, start - 1) == "between" and is_length(lexemes, start, end)
    return led and lower_at(lexemes, end) not in DIRECTIONS and lower_at(lexemes, end) not in BEFORE_OR_AFTER


def is_aside(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether a date stands in brackets, or is a year before what it dates: "(June 2017)", "the 2016 elections"."""
    before, after = lower_at(lexemes, start - 1), lower_at(lexemes, end)
    bracketed = before in ("(", "[") and after in (")", "]")
    bare = lexemes[start].kind == "digits" and len(lexemes[start].text) == 4
    return bracketed or (bare and before in DETERMINERS and after.isalpha())


def is_numbered(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether a word, a sign or initials make it a number of something: "p. 2010", "§ 2020", "H.R. 2019"."""
    if lower_at(lexemes, start - 1) in _SIGNS:
        return True
    dotted = lower_at(lexemes, start - 1) == "."
    word = start - 1 - dotted
    if dotted and _cites_volume(lexemes, word):
        return True
    if word < 0 or lexemes[word].kind != "word":
        return False
    initials = dotted and len(lexemes[word].text) == 1 and touches(lexemes, word + 1) and lexemes[word].text.isupper()
    return lexemes[word].lower in _NUMBERED or initials


def _cites_volume(lexemes: Sequence[Lexeme], word: int) -> bool:
    """Say whether abbreviations up to `word` stand behind a number: "114 Stat. 1654", "86 Fed. Reg. 2021"."""
    for place in (word, word - 2):
        if place < 1 or lexemes[place].kind != "word" or lower_at(lexemes, place + 1) != ".":
            return False
        if lexemes[place - 1].kind == "digits":
            return lexemes[place].text.istitle()
    return False


def counts(lexeme: Lexeme) -> bool:
    """Say whether a lexeme may be what a number or a noun before it belongs to."""
    return lexeme.kind == "word" and lexeme.lower not in _FUNCTION_WORDS


def is_name(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether the word at `index` is capitalised other than as the first of a sentence."""
    if index < 0 or lexemes[index].kind != "word" or lexemes[index].text.islower() or not lexemes[index + 1].gap:
        return False
    first = index == 0 or lexemes[index - 1].text in (".", "!", "?", ":") or "\n" in lexemes[index].gap
    return not first or lexemes[index].text.isupper()


def continues_name(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether a capitalised word follows without punctuation, acronyms apart."""
    if index >= len(lexemes) or lexemes[index].kind != "word":
        return False
    return lexemes[index].text.istitle() or len(lexemes[index].text) == 1
