"""The rows of the citations in a document's footnotes, and of the works that they cite."""

from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

from outsider_etl.citations.model import Name, Work
from outsider_etl.citations.resolution import Resolved
from outsider_etl.document import Footnote
from outsider_etl.tables.rejection import Row


def citation_rows(
    document_id: str, footnotes: Sequence[Footnote], resolved: Sequence[Resolved], kept: Container[str]
) -> tuple[list[Row], list[Row]]:
    """Return the rows of `citations` and of `works`, in order.

    `resolved` are the citations of the footnotes, of which those in the footnotes `kept` (by id) have rows.
    """
    ids = _ids(footnotes, resolved)
    rows = [
        {
            "document_id": document_id,
            "citation_id": own_id,
            "passage_id": passage.passage_id,
            "position": position,
            "kind": each.citation.kind,
            "start": each.citation.start,
            "end": each.citation.end,
            "text": passage.text.value[each.citation.start : each.citation.end],
            **_fields(each.citation.work),
            "refers_to": None if each.refers_to is None else ids[each.refers_to][0],
            "work_id": None if each.work is None else _work_id(each.work),
        }
        for (own_id, position), each in zip(ids, resolved, strict=True)
        if (passage := footnotes[each.citation.note].passage).passage_id in kept
    ]
    cited = [each for each in resolved if footnotes[each.citation.note].passage.passage_id in kept]
    return rows, _works(document_id, cited)


def _ids(footnotes: Sequence[Footnote], resolved: Sequence[Resolved]) -> list[tuple[str, int]]:
    """Return the id of each citation, its footnote's and its number there from 1, and its position there from 0."""
    ids: list[tuple[str, int]] = []
    counts: Counter[int] = Counter()
    for each in resolved:
        note = each.citation.note
        counts[note] += 1
        ids.append((f"{footnotes[note].passage.passage_id}.c{counts[note]}", counts[note] - 1))
    return ids


def _work_id(number: int) -> str:
    return f"w{number + 1:03}"


def _works(document_id: str, resolved: Sequence[Resolved]) -> list[Row]:
    cited: dict[int, list[Resolved]] = {}
    for each in resolved:
        if each.work is not None:
            cited.setdefault(each.work, []).append(each)
    return [
        {
            "document_id": document_id,
            "work_id": _work_id(number),
            **_fields(max(cited[number], key=_fullness).citation.work),
            "citation_count": len(cited[number]),
        }
        for number in sorted(cited)
    ]


def _fullness(resolved: Resolved) -> tuple[bool, int]:
    """Return what makes one of the citations of a work the fullest: the first of those that say most."""
    work = resolved.citation.work
    return resolved.citation.kind == "full", len(work) - work.count(None) - work.count(())


def _fields(work: Work) -> Row:
    fields: dict[str, Any] = work._asdict()
    for role in ("authors", "editors", "translators"):
        fields[role] = [Name._asdict(name) for name in fields[role]]
    # The names before the title of an edited work are those that it goes by.
    fields["authors"] = fields["authors"] or fields["editors"]
    return fields
