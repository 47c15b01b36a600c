"""Measure the citations: `python -m benchmarks.citations [NOTES.txt ...] [--corpora DIR] [--gold GOLD.jsonl REPORT]`.

NOTES are files of annotated footnotes (see `training/footnotes/README.md`), by default those that were held back from
training. GOLD is a JSON object a line (`note`, `n`, `raw`, `kind`, `type`, `authors`, `title`, `title_translation`,
`container`, `publisher`, `place`, `volume`, `issue`, `pages`, `number`, `issued`, `url`, `refers_to`) on the footnotes
of REPORT; notes after the last one named count neither way.

A citation is found where its text agrees but for marks and white space. Kind, type and fields are compared with those
of the citation found that has most in common with it. Of fields the share right of those read, and of those printed,
is said. Case and punctuation do not count. A short or *ibid.* citation is right where it leads to the gold's work.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from outsider_etl.citations.finding import read_footnotes
from outsider_etl.citations.issued import issued
from outsider_etl.citations.model import Name, Part, Work
from outsider_etl.citations.reading import read_work
from outsider_etl.citations.resolution import Resolved
from outsider_etl.document import Footnote, Passage
from outsider_etl.readers import read_pages
from outsider_etl.structure.build import build_document
from outsider_etl.text import Text
from training.notes import HELD, Note, own_gold, read_notes

FIELDS = (
    "authors title title_translation container_title publisher container_or_publisher publisher_place volume issue "
    "page number issued_start url"
).split()


class Gold(NamedTuple):
    """A gold citation: the number of its note, its text, what it says, and the number of the one it stands for."""

    note: int
    text: str
    kind: str
    work: Work
    target: int | None


class Found(NamedTuple):
    """A found citation, its text, and the number of the one it stands for."""

    resolved: Resolved
    text: str


class Document(NamedTuple):
    """The footnotes of a document and their gold, in order."""

    name: str
    footnotes: list[Footnote]
    gold: list[Gold]


def annotated(documents: Iterable[Sequence[Note]]) -> Iterator[Document]:
    """Yield documents of annotated footnotes."""
    for notes in documents:
        numbers: dict[str, int] = {}
        gold: list[Gold] = []
        for number, note in enumerate(notes):
            for count, cited in enumerate(note.citations, start=1):
                parts = tuple(Part(own.tag, own.start, own.end) for own in cited.fields if own.tag != "f")
                work = read_work(note.text, sorted(parts, key=attrgetter("start")), cited.end)
                target = numbers.get(cited.attributes.get("to", ""))
                root = target if target is None or gold[target].target is None else gold[target].target
                numbers[f"{note.label}.{count}"] = len(gold)
                text = note.text[cited.start : cited.end]
                work = work._replace(type=cited.attributes["t"])
                gold.append(Gold(number, text, cited.attributes.get("k", "full"), work, root))
        yield Document(notes[0].document, [_footnote(number, note) for number, note in enumerate(notes)], gold)


def _footnote(number: int, note: Note) -> Footnote:
    text = Text.of(note.text)
    passage = Passage(f"n{number + 1:03}", "footnote", None, number, text, ((0, len(text)),), note.emphasis)
    return Footnote(passage, note.label, None)


def report(gold_path: Path, report_path: Path) -> Document:
    """Return the footnotes of a report as far as there is gold for them, with the gold."""
    rows = [json.loads(line) for line in gold_path.read_text("utf-8").splitlines()]
    footnotes = build_document(read_pages(report_path.read_bytes(), report_path.name)).footnotes
    numbers = {(row["note"], row["n"]): number for number, row in enumerate(rows)}
    places = {
        int(footnote.label): place for place, footnote in enumerate(footnotes) if (footnote.label or "").isdigit()
    }
    last = places[max(row["note"] for row in rows)]
    gold = [
        Gold(
            places[row["note"]],
            row["raw"],
            row["kind"],
            _gold_work(row),
            numbers[row["refers_to"]["note"], row["refers_to"]["n"]] if row["refers_to"] else None,
        )
        for row in rows
    ]
    return Document(report_path.stem, list(footnotes[: last + 1]), gold)


def _gold_work(row: dict[str, Any]) -> Work:
    days = issued(row["issued"]) if row["issued"] else None
    return Work(
        type=row["type"],
        authors=tuple(Name(each.get("family"), each.get("given"), each.get("literal")) for each in row["authors"]),
        title=row["title"],
        title_translation=row["title_translation"],
        container_title=row["container"],
        publisher=row["publisher"],
        publisher_place=row["place"],
        volume=row["volume"],
        issue=row["issue"],
        page=row["pages"],
        number=row["number"],
        issued_start=days[0] if days else None,
        url=row["url"],
    )


class Score:
    """Counts of what was right, what was printed and what was read, and what was wrong in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.read: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, document: Document) -> None:
        """Compare what is found in the footnotes of a document with its gold."""
        found = [
            Found(
                each, document.footnotes[each.citation.note].passage.text.value[each.citation.start : each.citation.end]
            )
            for each in read_footnotes(document.footnotes).citations
        ]
        pairs = _pairs(document.gold, found)
        self.read["extent"] += len(found)
        for number, gold in enumerate(document.gold):
            paired = pairs[number]
            own = None if paired is None else found[paired]
            self._note(document, gold, "extent", _words(gold.text), own and _words(own.text))
            citation = None if own is None else own.resolved.citation
            work = Work() if citation is None else citation.work
            self._note(document, gold, "kind", gold.kind, citation and citation.kind)
            self._note(document, gold, "type", gold.work.type, work.type)
            if gold.kind != "full":
                self._refers(document, gold, own, pairs)
            for name in FIELDS:
                printed = _value(gold.work, name)
                if printed is not None:
                    self._note(document, gold, name, printed, _value(work, name))
        for each in found:
            self.read.update(name for name in FIELDS if _value(each.resolved.citation.work, name) is not None)
        matched = set(pairs.values())
        self.errors += [f"{document.name}: extra {f.text!r}" for n, f in enumerate(found) if n not in matched]

    def _refers(self, document: Document, gold: Gold, own: Found | None, pairs: dict[int, int | None]) -> None:
        wanted = None if gold.target is None else {gold.target, *_same(document.gold, gold.target)}
        read = None if own is None else own.resolved.refers_to
        if wanted is None:
            right = own is not None and read is None
        else:
            right = read is not None and read in {pairs[each] for each in wanted}
        self.gold["refers_to"] += 1
        self.right["refers_to"] += right
        if not right:
            meant = None if gold.target is None else document.gold[gold.target].text
            self.errors.append(f"{document.name} {_label(document, gold)}: refers_to of {gold.text!r} is not {meant!r}")

    def _note(self, document: Document, gold: Gold, name: str, wanted: object, read: object) -> None:
        self.gold[name] += 1
        self.right[name] += wanted == read
        if wanted != read:
            self.errors.append(f"{document.name} {_label(document, gold)}: {name} {wanted!r} read as {read!r}")

    def line(self) -> dict[str, str]:
        """Return the figures: shares of the gold that are right, and how many there are."""
        recall, precision = self._share("extent", self.gold), self._share("extent", self.read)
        harmonic = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        figures = {"extent F1": f"{harmonic:.3f} ({self.gold['extent']})"}
        for name in ("kind", "type", "refers_to"):
            figures[name] = f"{self._share(name, self.gold):.3f} ({self.gold[name]})"
        for name in FIELDS:
            shares = f"{self._share(name, self.read):.3f} / {self._share(name, self.gold):.3f}"
            figures[name] = f"{shares} ({self.gold[name]})"
        return figures

    def _share(self, name: str, of: Counter[str]) -> float:
        return self.right[name] / of[name] if of[name] else 1.0


def _label(document: Document, gold: Gold) -> str:
    return document.footnotes[gold.note].label or "?"


def _same(gold: Sequence[Gold], number: int) -> set[int]:
    """Return the gold citations that stand for this one or repeat it."""
    return {other for other, each in enumerate(gold) if each.target == number}


def _pairs(gold: Sequence[Gold], found: Sequence[Found]) -> dict[int, int | None]:
    """Return for each gold citation the found one in its note that has most in common with it, each at most once."""
    scored = sorted(
        ((_common(own, other), number, place) for number, own in enumerate(gold) for place, other in enumerate(found)),
        reverse=True,
    )
    pairs: dict[int, int | None] = {}
    for common, number, place in scored:
        if common > 0 and number not in pairs and place not in pairs.values():
            pairs[number] = place
    return {number: pairs.get(number) for number in range(len(gold))}


def _common(gold: Gold, found: Found) -> float:
    if found.resolved.citation.note != gold.note:
        return 0.0
    shared = sum((Counter(_words(gold.text).split()) & Counter(_words(found.text).split())).values())
    return shared - 0.01 * abs(len(found.text) - len(gold.text))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def _value(work: Work, name: str) -> object:
    match name:
        case "authors":
            names = work.authors or work.editors
            return tuple(tuple(_words(part or "") for part in each) for each in names) or None
        case "container_or_publisher":
            both = _words(work.container_title or ""), _words(work.publisher or "")
            return both if any(both) else None
        case "issued_start":
            return work.issued_start
        case _:
            value = getattr(work, name)
            return _words(value) if value else None


def main() -> None:
    """Print the figures of each file, and of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notes", type=Path, nargs="*")
    parser.add_argument("--gold", type=Path, nargs=2, metavar=("GOLD.jsonl", "REPORT"))
    parser.add_argument("--corpora", type=Path, help="add the real notes that were annotated, texts from this folder")
    parser.add_argument("--errors", action="store_true", help="say what was wrong")
    args = parser.parse_args()
    paths = args.notes or ([] if args.gold or args.corpora else sorted(HELD.glob("*.txt")))
    sets = [(path.stem, list(annotated(read_notes([path])))) for path in paths]
    if args.corpora:
        sets += [(document.name, [document]) for document in annotated(own_gold(args.corpora))]
    if args.gold:
        sets.append((args.gold[0].stem, [report(*args.gold)]))
    whole = Score()
    lines = []
    for name, documents in sets:
        score = Score()
        for document in documents:
            score.add(document)
            whole.add(document)
        lines.append({"set": name, **score.line()})
        if args.errors:
            print(*score.errors, sep="\n")
    if len(sets) > 1:
        lines.append({"set": "all", **whole.line()})
    print("| " + " | ".join(lines[0]) + " |\n|" + "---|" * len(lines[0]))
    for line in lines:
        print("| " + " | ".join(line.values()) + " |")


if __name__ == "__main__":
    main()
