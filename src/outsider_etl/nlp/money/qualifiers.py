"""What the words around a figure make of its amount: "about", "up to", "or more"."""

from collections.abc import Mapping, Sequence

from outsider_etl.nlp.lexemes import Lexeme
from outsider_etl.nlp.money.currencies import SIGNS
from outsider_etl.nlp.numerals import NUMBER_WORDS
from outsider_etl.nlp.values import Qualifier

Phrases = Mapping[tuple[str, ...], Qualifier]


def _phrases(**phrases: str) -> dict[tuple[str, ...], Qualifier]:
    """Return the phrases, parted by semicolons, of each qualifier; the words of a phrase are lexemes."""
    return {
        tuple(phrase.split()): qualifier  # type: ignore[misc]
        for qualifier, text in phrases.items()
        for phrase in text.split(";")
    }


BEFORE: Phrases = _phrases(
    about="""about; around; approximately; approx; approx .; roughly; some; nearly; almost; circa; c .; ca; ca .;
        estimated; est .; close to; near; nearer; just about; in the region of; on the order of;
        in the order of; of the order of; in the vicinity of; in the neighborhood of; in the neighbourhood of;
        somewhere around; ~; ≈; ∼; ±; virtually; getting on for; approaching;
        rund; etwa; ungefähr; zirka; knapp; fast; nahezu; schätzungsweise; environ; près de; quelque; presque;
        à peu près""",
    more_than="""more than; over; above; exceeding; exceeds; exceeded; exceed; in excess of; upwards of; upward of;
        greater than; higher than; north of; larger than; surpassing; surpassed; surpasses; topping; topped; beyond;
        >; über; mehr als; plus de; supérieur à""",
    less_than="""less than; under; below; lower than; fewer than; smaller than; short of; shy of; south of; <;
        unter; weniger als; moins de""",
    up_to="""up to; at most; at the most; as much as; as high as; as many as; no more than; not more than;
        nor more than; maximum of; maximum; not exceeding; not to exceed; no higher than; no greater than; not over;
        capped at; at a maximum; limited to; ≤;
        bis zu; höchstens; maximal; jusqu ' à; jusqu ’ à; au plus; au maximum""",
    at_least="""at least; at the least; at the very least; no less than; not less than; nor less than; minimum of;
        minimum; no lower than; no fewer than; no smaller than; as low as; as little as; at a minimum; at minimum; ≥;
        mindestens; wenigstens; au moins; au minimum""",
)
"""What an amount is by the words before it."""

BEHIND: Phrases = _phrases(
    about="or so; or thereabouts; - odd; - ish; ish; give or take",
    at_least="""or more; or above; and above; or over; or higher; or greater; and up; and over; plus; - plus; +;
        at least""",
    up_to="or less; or under; or below; or lower; or fewer; at most; at the most; tops; maximum",
)
"""What an amount is by the words behind it."""

_SKIPPED = frozenset({"a", "an", "the", "another", "\\"})
# As prepositions these have to do with what the figure describes: "over a $5 million loan", "under the $5 limit".
_PREPOSITIONS = frozenset({"about", "above", "around", "below", "beyond", "near", "over", "some", "under"})
_LAST_WORDS = frozenset(phrase[-1] for phrase in BEFORE)
_FIRST_WORDS = frozenset(phrase[0] for phrase in BEHIND)
_LONGEST = max(map(len, BEFORE))


def find_qualifier(lexemes: Sequence[Lexeme], start: int, end: int) -> Qualifier | None:
    """Return what the words before lexeme `start` or from lexeme `end` make of an amount between them.

    An article may stand between the words and the figure.
    """
    behind = _match_behind(lexemes, end)
    if behind:
        return behind
    bare = start
    while start > 0 and start > bare - 2 and lexemes[start - 1].lower in _SKIPPED:
        start -= 1
    length = match_before(lexemes, start)
    words = tuple(lexeme.lower for lexeme in lexemes[start - length : start])
    if not words or (words[0] in _PREPOSITIONS and _has_article(lexemes, start, bare)):
        return None
    return BEFORE[words]


def match_before(lexemes: Sequence[Lexeme], end: int) -> int:
    """Return how many lexemes the longest qualifying phrase that ends before lexeme `end` has, 0 if there is none."""
    if end == 0 or lexemes[end - 1].lower not in _LAST_WORDS:
        return 0
    for length in range(min(_LONGEST, end), 0, -1):
        if tuple(lexeme.lower for lexeme in lexemes[end - length : end]) in BEFORE:
            return length
    return 0


def match_from(lexemes: Sequence[Lexeme], start: int) -> int:
    """Return how many lexemes a qualifying phrase of one or two words that begins at lexeme `start` has."""
    for length in (2, 1):
        if tuple(lexeme.lower for lexeme in lexemes[start : start + length]) in BEFORE:
            return length
    return 0


def _match_behind(lexemes: Sequence[Lexeme], end: int) -> Qualifier | None:
    at = end + 1 if end < len(lexemes) and lexemes[end].text == "(" else end
    if at >= len(lexemes) or lexemes[at].lower not in _FIRST_WORDS:
        return None
    for length in (3, 2, 1):
        phrase = tuple(lexeme.lower for lexeme in lexemes[at : at + length])
        if phrase in BEHIND and not _begins_figure(lexemes, at + length):
            return BEHIND[phrase]
    return None


def _begins_figure(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Tell "$5 million and over" and "$5 million plus" from "$5 million and over 300 posts" and "$5m plus $2m"."""
    if index >= len(lexemes):
        return False
    lexeme = lexemes[index]
    return lexeme.kind == "digits" or lexeme.text in SIGNS or lexeme.lower in NUMBER_WORDS - {"a", "an"}


def _has_article(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    return any(lexeme.text != "\\" for lexeme in lexemes[start:end])
