"""Judge by the words around it whether a bare form ("2019", "May", "fall", "a year") is a date.

A four-digit number is a year where the text uses it as a time: behind a preposition of time, in front of the noun that
it dates, or set off by punctuation as in a citation. It is none where it counts things, numbers them, or ends a name.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from outsider_etl.nlp.dates.terms import APOSTROPHES, HYPHENS, lower_at, touches
from outsider_etl.nlp.dates.words import MONTHS, PARTS, SEASONS, SHORT_MONTHS, VERBS_TOO, WEEKDAYS
from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.numerals import SCALE_WORDS

Evidence = Callable[[Sequence[Lexeme], int, int], bool]
"""A test of the lexemes from one index up to another in their text."""


def words_of(*lines: str) -> frozenset[str]:
    """Return the words of the lines."""
    return frozenset(word for line in lines for word in line.split())


_TIME_WORDS = words_of(
    "in since during until till before after circa throughout year years perhaps possibly probably"
) | frozenset(PARTS)
_PREPOSITIONS = words_of(
    "at by from of to for with than and or between through on about around over under into toward towards as vs"
)
_DATED = words_of("born died dated founded established published copyright effective ending ended beginning starting")
_DETERMINERS = words_of("the a an this that its their his her our your each every s")
_NUMBERED = words_of(
    "no nos number numbers p pp page pages vol vols volume volumes section sections sec secs article articles art",
    "chapter chapters room rule form figure fig table paragraph para line lines resolution rfc issue item note version",
    "act order docket case bill u unit block paragraphs issn isbn model build radius flight population",
)
_SIGNS = frozenset("§#№$€£¥₽₹×=<>")
_COUNTED = frozenset(SCALE_WORDS) | words_of(
    "people men women children personnel respondents households participants workers employees members soldiers",
    "troops patients students voters victims cases schools firms companies homes per metres meters tonnes tons",
    "staff km kg m mi ft mw gw kw hp percent pct feet miles aircraft",
)
_LINKS = HYPHENS | {",", "and", "or", "/", "&"}
_COUNTERS = words_of("some nearly almost than least most total totalling totaling another")
_STREETS = words_of("street avenue road boulevard drive lane")
# What a year stands before more often than a number: "1990 levels", "the 2020 elections".
_DATED_NOUNS = words_of(
    "levels prices figures rates terms estimates projections targets results elections primaries polls games floods",
    "protests riots attacks sanctions talks reforms budgets accounts guidelines standards rules wages values",
)
_TITLED = words_of(
    "act acts accord accords agreement agreements bill charter code communiqué constitution convention conventions",
    "covenant declaration decree directive doctrine edict guidelines law laws manifesto memorandum ordinance pact plan",
    "programme program protocol regulation regulations report resolution statute strategy treaty treaties",
)
_NAME_LINKS = words_of("on of for the and to against concerning")
_LONGEST_TITLE = 12
_BEHIND_CITED = frozenset("),;:]")
_OWNERS = words_of("his her their my our your whose")
_FUNCTION_WORDS = words_of(
    "a an and are as at but by for from had has he in is it of on or she that the they this to was we were when which",
    "while who will with would",
)
_NOW = words_of("present now today")
_NAMED_WEEKDAYS = words_of("ash black bloody cyber easter fat good holy maundy palm small super")
_HONORIFICS = words_of("mr mrs ms dr prof")
_GIVEN_NAMES = words_of("april may june august march")
_LENGTH_PREPOSITIONS = words_of(
    "for within over in after than about nearly almost least most only just roughly approximately around under",
    "lasts lasted took takes spent",
)


def is_bare_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the four-digit number, or the range of two, is a year."""
    at_least = lower_at(lexemes, start - 1) in ("least", "most") and lower_at(lexemes, start - 2) == "at"
    before, after = lower_at(lexemes, start - 3 if at_least else start - 1), lower_at(lexemes, end)
    if _is_numbered(lexemes, start) or _runs_on(lexemes, end) or _is_no_year(lexemes, start, end):
        return False
    year = int(lexemes[start].text)
    if before in _TIME_WORDS or (before == "." and lower_at(lexemes, start - 2) in ("c", "ca")):
        return 1000 <= year < 2200
    if not 1500 <= year < 2100 or _is_of_title(lexemes, start):
        return False
    if end > start + 1:
        return True
    if before in _DETERMINERS:
        possessive = lower_at(lexemes, end + 1) in APOSTROPHES
        return (after not in _COUNTED or possessive) and after != "block"
    if _is_counted(lexemes, end) or after == "of":
        return False
    # "At 1950 Market Street"
    if before == "at" and _continues_name(lexemes, end):
        return False
    if before in _PREPOSITIONS or before in _DATED or start == 0 or lexemes[start - 1].kind != "word":
        return True
    if _is_cited(lexemes, start, end):
        return True
    if end == len(lexemes) or _is_name(lexemes, start - 1):
        return False
    return lexemes[end].kind == "word" or (after in APOSTROPHES and lower_at(lexemes, end + 1) == "s")


def is_bare_name(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the month or weekday stands for itself, not for a person ("May") or in a name ("Black Monday")."""
    before, lexeme = lower_at(lexemes, start - 1), lexemes[start]
    if lexeme.lower in VERBS_TOO and lexeme.text.islower():
        return False
    if fills_cell(lexemes, start, end):
        return True
    if before in _TIME_WORDS or before in ("by", "from", "on", "of", "last", "next"):
        return True
    named = before in _NAMED_WEEKDAYS if lexeme.lower in WEEKDAYS else _is_name(lexemes, start - 1)
    if named or _continues_name(lexemes, end):
        return False
    if before == "." and lower_at(lexemes, start - 2) in _HONORIFICS:
        return False
    if before in _LINKS and lower_at(lexemes, start - 2) in MONTHS:
        return True
    listed = lower_at(lexemes, end) != "," or lower_at(lexemes, end + 2) in _LINKS
    if lower_at(lexemes, end) in _LINKS and listed and lower_at(lexemes, end + 1) in MONTHS:
        return True
    return lexeme.lower not in _GIVEN_NAMES or before in _DETERMINERS or before in _PREPOSITIONS


def is_bare_abbreviation(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "Jan" or "Mon" alone is a month or weekday: behind a preposition of time, or in a range."""
    hyphen = end + (lower_at(lexemes, end) == ".")
    ranges = lower_at(lexemes, hyphen) in HYPHENS and lower_at(lexemes, hyphen + 1)[:3] in SHORT_MONTHS
    before = lower_at(lexemes, start - 1)
    if fills_cell(lexemes, start, end):
        return True
    return (before in _TIME_WORDS or before == "on" or ranges) and not _continues_name(lexemes, end)


def fills_cell(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether an expression is all that its text or the cell of a table holds, but for "the" and a point."""
    first = start - (lower_at(lexemes, start - 1) == "the")
    last = end + (lower_at(lexemes, end) == ".")
    opens = first == 0 or lexemes[first - 1].text == "|" or "\n" in lexemes[first].gap
    return opens and (last >= len(lexemes) or lexemes[last].text == "|" or "\n" in lexemes[last].gap)


def is_spoken_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "nineteen ninety-six" is a year: behind a preposition of time, and nothing that it counts."""
    before = lower_at(lexemes, start - 1)
    return before in _TIME_WORDS | {"of", "from", "by"} and (end == len(lexemes) or not _counts(lexemes[end]))


def is_no_age(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether a decade or figure is neither somebody's ("in his fifties") nor a number of something."""
    place = start - 1
    while lower_at(lexemes, place) in PARTS or lower_at(lexemes, place) in HYPHENS:
        place -= 1
    return lower_at(lexemes, place) not in _OWNERS and not _is_numbered(lexemes, start)


def is_bare_season(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the word is a season: in a range, or behind a preposition of time; "fall" with its article."""
    joined = lower_at(lexemes, end) in ("and", "or") or (touches(lexemes, end) and lexemes[end].text in HYPHENS)
    if joined and lower_at(lexemes, end + 1) in SEASONS:
        return True
    definite = lower_at(lexemes, start - 1) == "the"
    before = lower_at(lexemes, start - 1 - definite)
    if before not in _TIME_WORDS | {"by", "of", "from", "over"} or lower_at(lexemes, end) == "of":
        return False
    return definite or lexemes[start].lower != "fall"


def is_the_weekend(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the weekend is a certain one: "the weekend", "at the weekend", but not "weekend trips"."""
    apart = end == len(lexemes) or not _counts(lexemes[end])
    return lexemes[start].lower == "weekend" and lower_at(lexemes, start - 1) in ("the", "over", "at") and apart


def is_no_event(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "2016 summer" is a season, which it is not in "2016 Summer Olympics"."""
    return not (lexemes[end - 1].text.istitle() and _continues_name(lexemes, end))


def is_no_part(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "last year" is a year, which it is not in "the last year of his presidency"."""
    return lexemes[start].lower != "last" or lower_at(lexemes, end) != "of"


def is_on_weekdays(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether "Mondays" tells when something happens again and again: behind "on"."""
    return lower_at(lexemes, start - 1) == "on" or lower_at(lexemes, start - 2) == "on"


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
    share = lower_at(lexemes, end - 1) == "quarter" and lower_at(lexemes, end) == "of"
    return lower_at(lexemes, start - 1) in _LENGTH_PREPOSITIONS and not share


def is_length(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the number of years is no part of a name: "Five-Year Plan", "Hundred Years' War"."""
    # "In 2010 years of growth ended."
    is_year = re.fullmatch("(?:19|20)[0-9][0-9]", lexemes[start].text) and not touches(lexemes, start + 1)
    if is_year and lower_at(lexemes, start - 1) in _TIME_WORDS | {"by", "from", "of"}:
        return False
    owner = end + 1 if lower_at(lexemes, end) in APOSTROPHES else end
    return not (lexemes[end - 1].text.istitle() and _continues_name(lexemes, owner))


def is_aside(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether a date stands in brackets, or is a year before what it dates: "(June 2017)", "the 2016 elections"."""
    before, after = lower_at(lexemes, start - 1), lower_at(lexemes, end)
    bracketed = before in ("(", "[") and after in (")", "]")
    bare = lexemes[start].kind == "digits" and len(lexemes[start].text) == 4
    return bracketed or (bare and before in _DETERMINERS and after.isalpha())


def _is_numbered(lexemes: Sequence[Lexeme], start: int) -> bool:
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


def _is_no_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the words around a number of four digits make it a count, a page or the number of a house."""
    before = lower_at(lexemes, start - 1)
    if before in _COUNTERS and lower_at(lexemes, end) in ("were", "had", "have", "are", "was"):
        return True
    # "Jones (2004: 1999-2001)", "Vol. 12 (1999): 2001-2020"
    if before == ":" and (lower_at(lexemes, start - 2) == ")" or lower_at(lexemes, start - 2).isdigit()):
        return True
    # "COM(2020) 456"
    if before == "(" and touches(lexemes, start - 1) and lexemes[start - 2].text.isupper():
        return True
    if not _continues_name(lexemes, end):
        return False
    return any(lexeme.lower in _STREETS for lexeme in lexemes[end + 1 : end + 4])


def _is_cited(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Say whether the year stands behind an author in brackets: "(Kim and Lee 2013)", "(World Bank 2020a, 12)"."""
    letter = touches(lexemes, end) and len(lexemes[end].text) == 1 and lexemes[end].kind == "word"
    if lower_at(lexemes, end + letter) not in _BEHIND_CITED or not _is_name(lexemes, start - 1):
        return False
    for lexeme in reversed(lexemes[max(0, start - _LONGEST_TITLE) : start]):
        if lexeme.text in (")", "]"):
            return False
        if lexeme.text in ("(", "["):
            return True
    return False


def _cites_volume(lexemes: Sequence[Lexeme], word: int) -> bool:
    """Say whether abbreviations up to `word` stand behind a number: "114 Stat. 1654", "86 Fed. Reg. 2021"."""
    for place in (word, word - 2):
        if place < 1 or lexemes[place].kind != "word" or lower_at(lexemes, place + 1) != ".":
            return False
        if lexemes[place - 1].kind == "digits":
            return lexemes[place].text.istitle()
    return False


def _runs_on(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Say whether the figure is the beginning of something longer: "2019-style", "2053/S.", but not "2019-present"."""
    joined = touches(lexemes, end) and (lexemes[end].text in HYPHENS or lexemes[end].text == "/")
    if lower_at(lexemes, end + 1) in _NOW:
        return False
    goes_on = touches(lexemes, end + 1) and lexemes[end + 1].kind != "symbol"
    return joined and goes_on and lexemes[end].text != "\u2014"


def _is_of_title(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Say whether the year belongs to the name of an act or a treaty: "Act of 2002", "Appropriations Act, 2026"."""
    if lower_at(lexemes, start - 1) not in ("of", ",") or start < 2:
        return False
    head = lexemes[start - 2]
    if lexemes[start - 1].text == ",":
        return head.text in ("Act", "Acts", "Bill", "Law")
    if not _is_name(lexemes, start - 2) or head.lower in MONTHS or head.lower in SEASONS:
        return False
    return any(word.lower in _TITLED for word in _name_before(lexemes, start - 1))


def _name_before(lexemes: Sequence[Lexeme], end: int) -> Iterator[Lexeme]:
    """Yield backwards the capitalised words of the name that ends before `end`: "Treaty", "Open" and "Skies"."""
    for lexeme in reversed(lexemes[max(0, end - _LONGEST_TITLE) : end]):
        if lexeme.kind != "word" or (lexeme.text.islower() and lexeme.text not in _NAME_LINKS):
            return
        if not lexeme.text.islower():
            yield lexeme


def _counts(lexeme: Lexeme) -> bool:
    """Say whether a lexeme may be what a number or a noun before it belongs to."""
    return lexeme.kind == "word" and lexeme.lower not in _FUNCTION_WORDS


def _is_counted(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Say whether the word at `end` is one that a number counts: a plural, a measure, a scale."""
    word = lower_at(lexemes, end)
    if lower_at(lexemes, end + 1) in APOSTROPHES:
        # "his 1963 children's book"
        return False
    if word in _DATED_NOUNS:
        return False
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "wards"))
    return word in _COUNTED or (plural and lexemes[end].text.islower())


def _is_name(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether the word at `index` is capitalised other than as the first of a sentence."""
    if index < 0 or lexemes[index].kind != "word" or lexemes[index].text.islower() or not lexemes[index + 1].gap:
        return False
    first = index == 0 or lexemes[index - 1].text in (".", "!", "?", ":") or "\n" in lexemes[index].gap
    return not first or lexemes[index].text.isupper()


def _continues_name(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Say whether a capitalised word follows without punctuation, acronyms apart."""
    if index >= len(lexemes) or lexemes[index].kind != "word":
        return False
    return lexemes[index].text.istitle() or len(lexemes[index].text) == 1
