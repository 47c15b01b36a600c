"""What a dataset must be to be published: a minimum that is missed stops that, a maximum that is passed warns."""

from collections.abc import Iterator, Mapping, Sequence

from outsider_etl.dataset.manifest import Manifest
from outsider_etl.dataset.places import Place
from outsider_etl.dataset.staging import DOCUMENT_TABLES
from outsider_etl.errors import DatasetError, Failure
from outsider_etl.settings import Assertions

COMPARED = ("paragraphs", "footnotes", "citations", "organisation_mentions", "money", "dates")
"""The tables whose rows are counted against those of last time: the other ones follow from them."""

BY_PEOPLE = frozenset(("changed", "metadata", "unreadable"))
"""Reasons for which a report whose bytes are the same may fail, with nothing wrong about the program or the machine."""

FEW = 20
"""What a small number is: fewer rows lost than this count for nothing, and a share of fewer is not judged."""


def check_assertions(
    assertions: Assertions,
    destination: Place,
    manifest: Manifest,
    previous: Manifest,
    *,
    failures: Sequence[Failure],
    unlinked: int,
) -> tuple[str, ...]:
    """Return what to warn of before `manifest` takes the place of the `previous` one at `destination`.

    `failures` are its own, and of its footnotes `unlinked` have no marker. Costs no look at a row. Raises DatasetError,
    which names all that is not as asserted, where a minimum is missed.
    """
    rows = manifest.rows()
    missed = [*_too_few(assertions, rows), *_lost(assertions, manifest, previous, failures)]
    warnings = (*_too_many(assertions, rows), *_faults(assertions, manifest, rows, unlinked))
    if missed:
        raise DatasetError(_stop(destination, missed, warnings))
    return warnings


def _too_few(assertions: Assertions, rows: Mapping[str, int]) -> Iterator[str]:
    for name, least in sorted(assertions.min_rows.items()):
        if rows[name] < least:
            yield f"{name}: {rows[name]:,} rows, where min_rows is {least:,}"


def _too_many(assertions: Assertions, rows: Mapping[str, int]) -> Iterator[str]:
    for name, most in sorted(assertions.max_rows.items()):
        if rows[name] > most:
            yield f"{name}: {rows[name]:,} rows, where max_rows is {most:,}"


def _lost(assertions: Assertions, manifest: Manifest, previous: Manifest, failures: Sequence[Failure]) -> Iterator[str]:
    """Yield the tables that have lost too many rows of the documents that were made anew from the same bytes.

    One that fails now has lost all of its rows, unless people have made it fail.
    """
    old = previous.documents
    remade = [
        (old[document_id], record.rows)
        for document_id, record in manifest.documents.items()
        if document_id in old and not previous.holds(document_id, record.key)
    ]
    failed = {each.document_id for each in failures if each.reason not in BY_PEOPLE} - manifest.documents.keys()
    remade += [(record, {}) for document_id, record in old.items() if document_id in failed]
    for name in COMPARED:
        counts = [(record.rows.get(name, 0), rows.get(name, 0), record.source) for record, rows in remade]
        before, after = sum(old for old, _, _ in counts), sum(new for _, new, _ in counts)
        if before - after < FEW or after >= assertions.min_kept_share * before:
            continue
        lost, source = max((old - new, source) for old, new, source in counts)
        yield (
            f"{name}: {after:,} rows, where the documents made anew ({len(remade):,}) had {before:,}; the share is "
            f"{after / before:.4g}, where min_kept_share is {assertions.min_kept_share}; most are lost in {source}, "
            f"{lost:,}"
        )


def _faults(assertions: Assertions, manifest: Manifest, rows: Mapping[str, int], unlinked: int) -> Iterator[str]:
    """Yield the shares of what went wrong that are too large."""
    sources = sum(1 + len(record.aliases) for record in manifest.documents.values())
    made = sum(rows[name] for name in DOCUMENT_TABLES)
    counts = {
        "max_failed_share": ("failures", rows["failures"], sources + rows["failures"], "sources failed"),
        "max_rejected_share": ("rejected", rows["rejected"], made, "rows were rejected"),
        "max_unlinked_share": ("footnotes", unlinked, rows["footnotes"], "footnotes have no marker_passage_id"),
    }
    for bound, (table, wrong, everything, what) in counts.items():
        most = getattr(assertions, bound)
        if everything >= FEW and wrong > most * everything:
            share = wrong / everything
            yield f"{table}: {wrong:,} of {everything:,} {what}; the share is {share:.4g}, where {bound} is {most}"


def _stop(destination: Place, missed: list[str], warnings: tuple[str, ...]) -> str:
    lines = [
        f"{destination} stays as it is, and nothing is published, because the setting `assertions` is not met:",
        *(f"- {line}" for line in missed),
        *(f"- {line} (this alone would be a warning)" for line in warnings),
        "What was made is staged for the next run. To look into it, run a report into another folder. Where all is as "
        "it should be, lower the minimum in the setting, such as by "
        """OUTSIDER_ETL_ASSERTIONS='{"min_kept_share": 0}', which accepts any loss, and run again.""",
    ]
    return "\n".join(lines)
