"""Tell the levels of numerals by how they count: I, II, III, with A, B, C among them, and 1, 2, 3 among those."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase

_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_SERIES = (
    _ROMAN,
    list(ascii_uppercase),
    [str(number) for number in range(1, 100)],
    list(ascii_lowercase),
    [numeral.lower() for numeral in _ROMAN],
)


def count_levels(numerals: Sequence[str]) -> list[int]:
    """Return the level of each numeral in the order of a document, 0 for what is none or does not count on.

    Each is the first of its series or one more than the last of it. A series that counts no further than its first
    numeral is none; one that the numerals of a higher one come behind again is a level lower than that.
    """
    counted = list(_count(numerals))
    going = {series for _, series, number in counted if number > 0}
    places = {series: [index for index, own, _ in counted if own == series] for series in going}
    found = [0] * len(numerals)
    for own in places.values():
        higher = sum(other[0] < own[0] < other[-1] for other in places.values())
        for index in own:
            found[index] = 1 + higher
    return found


def _count(numerals: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where a numeral counts on, in which series, and at which place in that."""
    reached: dict[int, int] = {}
    for index, numeral in enumerate(numerals):
        places = {at: series.index(numeral) for at, series in enumerate(_SERIES) if numeral in series}
        going_on = (at for at, place in places.items() if place and reached.get(at) == place - 1)
        beginning = (at for at, place in places.items() if place == 0)
        series = next(going_on, next(beginning, None))
        if series is not None:
            reached[series] = places[series]
            yield index, series, places[series]
