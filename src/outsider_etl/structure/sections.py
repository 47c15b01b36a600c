"""Build the tree of sections that the headings make."""

from collections import Counter
from collections.abc import Iterable, Sequence

from outsider_etl.document import Passage, PassageKind, Section

OUTSIDE_SECTIONS: frozenset[PassageKind] = frozenset({"front_matter", "toc", "back_matter"})


def build_sections(headings: Sequence[tuple[Passage, int | None]], body_end: int) -> list[Section]:
    """Return the sections of the headings, each given with its level where the source tells it.

    Another heading stands one below the last that had a level, so that what stacks under a heading belongs to it.
    `body_end` is where the last section ends in the source.
    """
    levels = _filled(level for _, level in headings)
    starts = [heading.source_spans[0][0] for heading, _ in headings]
    ends = [body_end] * len(headings)
    parents: list[int | None] = []
    path: list[int] = []
    for position, level in enumerate(levels):
        while path and levels[path[-1]] >= level:
            ends[path.pop()] = starts[position]
        parents.append(path[-1] if path else None)
        path.append(position)
    names = _names(parents)
    return [
        Section(
            section_id=names[i],
            parent_id=None if parent is None else names[parent],
            level=levels[i],
            title=heading.text.value,
            position=i,
            page_start=heading.page_start,
            source_start=starts[i],
            source_end=ends[i],
        )
        for i, (parent, (heading, _)) in enumerate(zip(parents, headings, strict=True))
    ]


def _filled(levels: Iterable[int | None]) -> list[int]:
    filled = []
    anchor = 0
    for level in levels:
        anchor = level or anchor
        filled.append(level or anchor + 1)
    return filled


def _names(parents: Sequence[int | None]) -> list[str]:
    """Return readable ids, "s2.1" being the first section under the second."""
    names: list[str] = []
    children: Counter[int | None] = Counter()
    for parent in parents:
        children[parent] += 1
        names.append(f"s{children[parent]}" if parent is None else f"{names[parent]}.{children[parent]}")
    return names
