"""Where the links of a document stand in its passages."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from outsider_etl.document import Passage, SourceLink


class PassageLink(NamedTuple):
    """Characters `start` to `end` of a passage's text, which lead to an address outside the document."""

    start: int
    end: int
    uri: str


def links_in(passage: Passage, links: Sequence[SourceLink]) -> Iterator[PassageLink]:
    """Yield where links of a document stand in a passage's text; one that goes on over line ends is one."""
    last: PassageLink | None = None
    for start, end in passage.source_spans:
        first = bisect_left(links, start, key=itemgetter(0))
        # The bracket of a link that the passage begins with ("[Ports Act](https://...)") stands before the passage.
        if first and links[first - 1].end > start:
            first -= 1
        for link in links[first : bisect_left(links, end, lo=first, key=itemgetter(0))]:
            span = passage.text.locate(max(link.start, start), min(link.end, end))
            if span is None:
                continue
            if last is not None and last.uri == link.uri and span[0] <= last.end + 1:
                last = last._replace(end=span[1])
                continue
            if last is not None:
                yield last
            last = PassageLink(*span, link.uri)
    if last is not None:
        yield last
