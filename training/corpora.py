"""The texts that the tagger is trained on and measured by: open corpora, our own gold, and passages written for it.

Our gold of reports stands apart from its texts: a line of `gold/reports.jsonl` names a line of a file in the corpora
folder, its SHA-256, and the names in it by start, end and text.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from babel import Locale

GOLD = Path(__file__).parent / "gold" / "reports.jsonl"
WRITTEN = Path(__file__).parent / "written"

# Names in it were cut out by rule, and many are left out.
_LEFT_OUT = ("gum_named",)
_WEIGHTS = {"redocred": 0.25}
_OPEN_WEIGHT = 0.5
_TAG = re.compile(r"<org>(.*?)</org>")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_HELD_FILE = "_5"
_HELD_SHARE = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its organisations: `names` by start and end, `undecided` spans count neither way.

    `source` is the document or corpus; `weight` is how much the passage counts in training.
    """

    source: str
    text: str
    names: tuple[tuple[int, int], ...]
    undecided: tuple[tuple[int, int], ...] = ()
    weight: float = 1.0


def open_corpora(folder: Path) -> list[Passage]:
    """Return the passages of the JSON Lines files of `folder`/train; countries that act are no organisations."""
    return [
        _without_countries(passage)
        for path in sorted((folder / "train").glob("*.jsonl"))
        if not path.stem.startswith(_LEFT_OUT)
        for passage in labelled(path, _WEIGHTS.get(path.stem.split(".")[0], _OPEN_WEIGHT))
    ]


def labelled(path: Path, weight: float = 1.0) -> Iterator[Passage]:
    """Yield the passages of a JSON Lines file of `text`, `entities` and perhaps `ignore`."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        optional = [entity for entity in row["entities"] if entity.get("optional")]
        entities = [entity for entity in row["entities"] if entity["label"] == "ORG" and not entity.get("optional")]
        names = (_without_article(row["text"], entity["start"], entity["end"]) for entity in entities)
        yield Passage(
            path.stem,
            row["text"],
            tuple(names),
            tuple((span["start"], span["end"]) for span in (*row.get("ignore", ()), *optional)),
            weight,
        )


def _without_countries(passage: Passage) -> Passage:
    names = (span for span in passage.names if passage.text[slice(*span)] not in _countries())
    return replace(passage, names=tuple(names))


def own_gold(folder: Path) -> list[Passage]:
    """Return the passages of our gold, their text from the files of `folder`/unlabelled.

    Raises ValueError where a line of a file is not the one that was annotated.
    """
    passages = []
    lines: dict[str, list[str]] = {}
    for row in map(json.loads, GOLD.read_text("utf-8").splitlines()):
        if row["document"] not in lines:
            path = folder / "unlabelled" / f"{row['document']}.txt"
            lines[row["document"]] = path.read_text("utf-8").split("\n")
        text = lines[row["document"]][row["line"]].strip().removeprefix("- ")
        if hashlib.sha256(text.encode()).hexdigest()[:8] != row["sha256"]:
            raise ValueError(f"{row['document']}.txt, line {row['line'] + 1}: not the text that was annotated")
        names, undecided = (tuple((start, end) for start, end, _ in row[part]) for part in ("names", "undecided"))
        passages.append(Passage(row["document"], text, names, undecided))
    return passages


def written() -> list[Passage]:
    """Return the passages that were written for the training, one a line of the files of `written`."""
    return [
        _marked(path.stem, line)
        for path in sorted(WRITTEN.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def _marked(source: str, line: str) -> Passage:
    text, names, last = "", [], 0
    for tag in _TAG.finditer(line):
        text += line[last : tag.start()]
        names.append((len(text), len(text) + len(tag[1])))
        text += tag[1]
        last = tag.end()
    text += line[last:]
    return Passage(source, text, tuple(_without_article(text, *span) for span in names))


def trained_on(folder: Path) -> list[Passage]:
    """Return the passages of our gold, and those that were written, but for what is held back."""
    own = [*own_gold(folder), *written()]
    held = held_back(own)
    return [passage for passage in own if passage.source not in held]


def held_back(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the sources that are never trained on: a third of the words of reports, a fifth of what was written."""
    words: Counter[str] = Counter()
    for passage in passages:
        words[passage.source] += len(passage.text.split())
    held, count = [source for source in words if source.endswith(_HELD_FILE)], 0
    reports = {source: number for source, number in words.items() if "_" not in source}
    for source in sorted(reports, key=lambda name: hashlib.sha256(name.encode()).hexdigest()):
        if _HELD_SHARE * count < sum(reports.values()):
            held.append(source)
            count += reports[source]
    return frozenset(held)


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start), end


@cache
def _countries() -> frozenset[str]:
    names = set(Locale("en").territories.values()) - {"Georgia", "European Union", "United Nations", "Eurozone"}
    return frozenset(
        names | {"USA", "US", "U.S.", "UK", "U.K.", "USSR", "Soviet Union", "England", "Scotland", "Britain"}
    )
