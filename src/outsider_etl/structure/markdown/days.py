"""Tell the days that Markdown takes for items of a list: "15. Januar 2021" on a line of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outsider_etl.nlp.dates.months import is_month_abroad
from outsider_etl.structure.markdown.leaves import Leaf, number_of_item
from outsider_etl.text import Text

_MONTH = re.compile(r"(?P<name>[^\W\d_]+)(?P<year>\.? (?:1[5-9]|20)\d\d\b)?")
_LAST_DAY = 31


def with_days(leaves: Sequence[Leaf], source: str) -> Iterator[Leaf]:
    """Yield the leaves; an item that stands alone, with a number that counts nothing, is text where a month follows."""
    numbers = [number_of_item(leaf, source) for leaf in leaves]
    last = 0
    for index, (leaf, number) in enumerate(zip(leaves, numbers, strict=True)):
        counted = int(number[1]) if number else 0
        alone = not any(numbers[max(0, index - 1) : index] + numbers[index + 1 : index + 2])
        is_day = counted not in (1, last + 1) and counted <= _LAST_DAY
        if number and "." in number[0] and alone and is_day and _is_dated(leaf):
            begin = number.start(1)
            yield replace(
                leaf, kind="paragraph", start=begin, pieces=[Text.of(source[begin : leaf.start], begin), *leaf.pieces]
            )
        else:
            yield leaf
        last = counted or last


def _is_dated(leaf: Leaf) -> bool:
    """Whether a leaf begins with a month; one that is called so in English, which has no such days, has its year."""
    month = _MONTH.match(Text.join(leaf.pieces).value)
    return month is not None and is_month_abroad(month["name"], dated=month["year"] is not None)
