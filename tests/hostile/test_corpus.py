import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from outsider_etl import load
from outsider_etl.batch import Plan, make_plan, settle
from outsider_etl.dataset import publish
from outsider_etl.dataset.loading import Dataset
from outsider_etl.document import Document
from outsider_etl.errors import Failure, SourceError
from outsider_etl.readers import SUFFIXES, read_pages
from outsider_etl.settings import Settings
from outsider_etl.sources import discover, read
from outsider_etl.structure.build import build_document
from outsider_etl.workers import open_workers
from tests.hostile.corpus import write_corpus
from tests.hostile.pdf_files import SENTENCE
from tests.hostile.special_files import NAMES, OUTSIDE

# Only the limits of the process end the reading of these, which takes its time: most are left to a run over all of the
# corpus, by `outsider-etl run` and hand.
COSTLY = frozenset(
    "bomb-ascii85.pdf bomb-cut-off.pdf bomb-flate-twice.pdf bomb-flate.pdf bomb-glyphs.pdf bomb-lzw.pdf "
    "bomb-run-length.pdf box-references.pdf broken-xref-stream.pdf content-fax.pdf font-file-of-all.pdf "
    "font-map-of-all.pdf font-widths-of-all.pdf font-widths-vertical.pdf loop-contents.pdf loop-forms-ten-fold.pdf "
    "loop-labels.pdf".split()
)
ENDED = {"loop-reference.pdf": "timeout", "bomb-predictor.pdf": "memory"}


@dataclass(frozen=True)
class Run:
    """A run over the corpus: what it was to do, what became of it, and what `load` reads afterwards."""

    corpus: Path
    found: Plan
    settled: Plan
    dataset: Dataset

    def failures(self) -> dict[str, tuple[str, str]]:
        rows = self.dataset["failures"].to_pylist()
        return {row["source"]: (row["reason"], row["message"]) for row in rows}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("hostile")
    write_corpus(folder / "corpus")
    (folder / "read").mkdir()
    # One file in five goes the whole way, and the rest as far as to be read: checking its rows is what takes time.
    for number, path in enumerate(sorted((folder / "corpus").glob("*.*"))):
        if path.name in COSTLY:
            path.unlink()
        elif number % 5 and path.name not in ENDED and path.is_file() and path.suffix in SUFFIXES:
            path.rename(folder / "read" / path.name)
    settings = Settings(source=str(folder / "corpus"), destination=str(folder / "processed"), page_seconds=0)
    found = make_plan(settings)
    ended = tuple(job for job in found.jobs if job.source.name in ENDED)
    with open_workers(settings) as workers:
        outcomes = workers.run(tuple(job for job in found.jobs if job not in ended))
    with open_workers(settings.model_copy(update={"document_seconds": 3})) as workers:
        outcomes += workers.run(ended)
    settled = settle(found, outcomes)
    publish(
        folder / "processed", settled.entries, settled.failures, sources_found=found.sources_found, pipeline_version="1"
    )
    return Run(folder / "corpus", found, settled, load(folder / "processed"))


# Whatever else a file holds, it cannot be read, and this is why.
REFUSED = {
    **ENDED,
    **dict.fromkeys(("broken-empty.pdf", "broken-header-only.pdf", "broken-no-header.pdf"), "unreadable"),
    **dict.fromkeys(("broken-noise.pdf", "broken-one-line.pdf", "broken-first-objects-lost.pdf"), "unreadable"),
    **dict.fromkeys(("broken-encryption-length.pdf", "broken-encryption-unknown.pdf"), "unreadable"),
    **dict.fromkeys(("encoding-mixed.txt", "encoding-noise.txt", "encoding-utf16-odd.txt"), "unreadable"),
    "nul-only.txt": "unreadable",
    **dict.fromkeys(("empty.md", "empty.txt", "blank.txt", "broken-cut-in-object.pdf"), "empty"),
    **dict.fromkeys(("box-nan.pdf", "broken-length-missing.pdf", "extra-properties.pdf"), "empty"),
    "loop-page-parent.pdf": "empty",
}


def test_corpus_is_accounted_for(run: Run) -> None:
    discovered = {source.name for source in discover(run.corpus, SUFFIXES)}
    documents = set(run.dataset["documents"]["source"].to_pylist())
    failures = set(run.failures())
    aliases = {alias for entry in run.settled.entries for alias in entry.aliases}

    assert len(discovered) >= 60
    assert documents | aliases | failures == discovered
    assert len(documents) + len(aliases) + len(failures) == len(discovered) == run.found.sources_found


def test_corpus_is_refused_only_where_nothing_can_be_read(run: Run) -> None:
    failed = {name: reason for name, (reason, _) in run.failures().items() if "/" not in name}
    assert failed == {name: reason for name, reason in REFUSED.items() if (run.corpus / name).exists()}
    assert len(failed) >= 5


def test_corpus_makes_no_fault_of_the_program(run: Run) -> None:
    for name, (reason, message) in run.failures().items():
        assert reason in ("unreadable", "empty", "metadata") or reason == ENDED.get(name), (name, message)
        assert len(message) < 1_000, name


def test_corpus_special_files_are_named_and_not_waited_for(run: Run) -> None:
    failed = {name for name in run.failures() if name.startswith("places/")}
    assert failed == {
        f"places/{name}"
        for name in (
            "beside.txt device.txt foldered.txt gone.md loop.txt loop-a.pdf loop-b.pdf out.txt out-relative.txt "
            "pipe.pdf pipe.txt piped.txt socket.md to-pipe.txt"
        ).split()
    }


def test_corpus_links_that_lead_out_are_not_followed(run: Run) -> None:
    assert not any("$77 million" in text for text in run.dataset["paragraphs"]["text"].to_pylist())
    assert not any(OUTSIDE in str(row) for row in run.dataset["documents"].to_pylist())


def test_corpus_every_name_is_kept_apart(run: Run) -> None:
    named = [name for name in run.dataset["documents"]["source"].to_pylist() if name.startswith("names/")]
    expected = [name for name in NAMES if not name.startswith(b"names/.")]
    assert len(named) == len(set(named)) == len(expected)


def test_corpus_runs_nothing(run: Run) -> None:
    assert not list(run.corpus.parent.rglob("hostile-was-here"))
    assert not Path("hostile-was-here").exists()


def test_corpus_mentions_stand_where_they_say(run: Run) -> None:
    passages = {
        (row["document_id"], row["passage_id"]): row["text"]
        for table in ("paragraphs", "footnotes")
        for row in run.dataset[table].to_pylist()
    }
    mentions = [row for table in ("organisation_mentions", "money", "dates") for row in run.dataset[table].to_pylist()]

    assert len(mentions) > 200
    for row in mentions:
        assert passages[row["document_id"], row["passage_id"]][row["start"] : row["end"]] == row["text"]


@pytest.fixture(scope="module")
def documents(run: Run) -> dict[str, Document]:
    """Return the document of each source that can be read, which are all but `REFUSED`."""
    found, refused = {}, {}
    sources = (*(job.source for job in run.found.jobs), *discover(run.corpus.parent / "read", SUFFIXES))
    for source in sources:
        if source.name in ENDED:
            continue
        try:
            pages = read_pages(read(source).data, source.name)
        except SourceError as error:
            refused[source.name] = Failure(source.name, None, "read", type(error).__name__, "").reason
            continue
        found[source.name] = build_document(pages)
    assert refused.items() <= REFUSED.items()
    return found


def test_corpus_no_character_is_read_twice_and_none_of_plain_text_is_lost(documents: dict[str, Document]) -> None:
    checked = 0
    for name, document in documents.items():
        text = document.source.text
        spans = sorted(span for passage in document.passages() for span in passage.source_spans)
        for (_, end), (start, _) in pairwise(spans):
            assert end <= start, name
        assert all(0 <= start < end <= len(text) for start, end in spans), name
        for passage in document.passages():
            first, last = passage.source_spans[0][0], passage.source_spans[-1][1]
            assert all(first <= start <= end <= last for _, start, end in passage.text.runs), name
        if document.source.media_type == "text/plain" and not name.startswith(("only-", "notes-", "planes")):
            covered = bytearray(len(text))
            for start, end in spans:
                covered[start:end] = b"\1" * (end - start)
            left = "".join(char for char, seen in zip(text, covered, strict=True) if not seen)
            assert not re.sub(r"\s", "", left), name
            checked += 1
    assert checked > 40


def test_corpus_says_what_can_be_read(documents: dict[str, Document]) -> None:
    """The sentence is read wherever what is hostile leaves it whole."""
    said = {name: SENTENCE in " ".join(document.source.text.split()) for name, document in documents.items()}
    assert sum(said.values()) > 0.7 * len(said)
    kept = sorted(
        name for name, is_said in said.items() if name.startswith(("loop-", "box-", "extra-")) and not is_said
    )
    assert kept == ["box-negative.pdf"]
