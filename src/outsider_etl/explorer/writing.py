"""Write the explorer: a page for each document, and the page that leads to them."""

import base64
import hashlib
import json
import os
import re
import signal
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from functools import cache, partial
from math import ceil
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from outsider_etl.dataset import Dataset
from outsider_etl.dataset.files import DRAFT_SUFFIX, write_file, writing
from outsider_etl.errors import DatasetError, UsageError
from outsider_etl.explorer.charts import draw_charts
from outsider_etl.explorer.marking import visible
from outsider_etl.explorer.overview import make_overview
from outsider_etl.explorer.pages import LABELS, Record, make_page
from outsider_etl.lifeline import exit_with_parent

INDEX = "index.html"
AT_A_TIME = 50
"""Documents whose rows are in memory together."""
WORTH_A_PROCESS = 10_000_000
"""Bytes of rows whose pages take about as long as a process takes to start: a second, fifteen reports of 100 KB."""

_DOCUMENT_ID = re.compile("[0-9a-f]{16}")
_SUFFIXES = (".css", ".jinja", ".js", ".py")
_PAGES = "pages.json"
_DOCUMENTS = "documents"
_OWN_DRAFT = re.compile(rf"(index\.html|pages\.json|[0-9a-f]{{16}}\.html)\.[0-9a-f]{{32}}{re.escape(DRAFT_SUFFIX)}")
_TABLES = (
    "documents",
    "sections",
    "paragraphs",
    "footnotes",
    "citations",
    "organisations",
    "organisation_mentions",
    "money",
    "dates",
)


def write_explorer(data: Dataset, folder: Path, processes: int = 1) -> Path:
    """Write the pages of a dataset into `folder`, in up to so many processes, and return the path of the first one.

    Only pages of documents whose rows have changed are made anew, and those of documents that are gone are removed;
    `pages.json` there says what each was made of. The same dataset gives the same bytes. Raises DatasetError where the
    folder cannot be written, UsageError where its first page is somebody else's.
    """
    wanted = {document_id: _state(record.key) for document_id, record in data.manifest.documents.items()}
    wanted[INDEX] = _state(hashlib.sha256(data.manifest.to_json()).hexdigest()[:16])
    with writing(folder):
        made = _read_states(folder)
        if made is None:
            if (folder / INDEX).exists():
                raise UsageError(f"{folder / INDEX} was not written by outsider-etl and is left: name another folder")
            made = {}
        stale = [each for each, state in wanted.items() if made.get(each) != state or not _page(folder, each).exists()]
        _remove_drafts(folder)
        if not stale and made.keys() == wanted.keys():
            return folder / INDEX
        # Pages are named before they are there and until they are gone, so that none is left by a run that is killed.
        _write_states(folder, made | dict.fromkeys(stale, ""))
        _write_pages(data, folder, [each for each in stale if each != INDEX], processes)
        _write_changed(folder / INDEX, _index(data).encode())
        for document_id in made.keys() - wanted.keys():
            _page(folder, document_id).unlink(missing_ok=True)
        _write_states(folder, wanted)
    return folder / INDEX


def update_explorer(data: Dataset, folder: Path, most: int, processes: int = 1) -> Path | None:
    """Do as `write_explorer` does for a dataset of up to `most` documents; of a larger one remove pages written before.

    Returns the path of the first page, None where there is none. Raises DatasetError where the folder cannot be
    written.
    """
    if len(data.manifest.documents) <= most:
        return write_explorer(data, folder, processes)
    made = _read_states(folder)
    if made is not None:
        with writing(folder):
            _remove_drafts(folder)
            for path in (*(_page(folder, name) for name in made), folder / INDEX, folder / _PAGES):
                path.unlink(missing_ok=True)
            for left in (folder / _DOCUMENTS, folder):
                with suppress(OSError):  # something else is in it
                    left.rmdir()
    return None


def _write_pages(data: Dataset, folder: Path, document_ids: Sequence[str], processes: int) -> None:
    """Write the pages of documents; a further process is started where there are pages enough to pay for it."""
    documents = data.manifest.documents
    rows = sum(sum(documents[document_id].bytes.values()) for document_id in document_ids)
    useful = max(1, min(processes, len(document_ids), rows // WORTH_A_PROCESS))
    # As many in each batch, so that no process waits for another.
    rounds = max(1, ceil(len(document_ids) / (useful * AT_A_TIME)))
    size = max(1, ceil(len(document_ids) / (useful * rounds)))
    batches = [document_ids[start : start + size] for start in range(0, len(document_ids), size)]
    write = partial(_write_batch, data, folder)
    if useful < 2:
        for batch in batches:
            write(batch)
        return
    # A pool of its own: the workers of a run are ended by now, and may have been on other machines.
    with ProcessPoolExecutor(useful, get_context("spawn"), initializer=_begin, initargs=(os.getpid(),)) as pool:
        try:
            list(pool.map(write, batches))
        except BrokenExecutor as error:
            raise DatasetError(f"{folder}: a process that wrote pages has died; write them by `explore`") from error
        except BaseException:
            for each in active_children():  # else they would go on with what they have been given
                each.kill()
            raise


def _begin(parent: int) -> None:
    exit_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this one ends it


def _write_batch(data: Dataset, folder: Path, document_ids: Sequence[str]) -> None:
    template = _environment().get_template("document.html.jinja")
    for tables in _by_document(data, document_ids):
        page = make_page(tables)
        html = template.render(page=page, labels=LABELS, **_assets())
        write_file(_page(folder, page.document["document_id"]), html.encode())


def _by_document(data: Dataset, document_ids: Sequence[str]) -> Iterator[Mapping[str, Sequence[Record]]]:
    """Yield the rows of each document by table."""
    parted: defaultdict[str, dict[str, list[Record]]] = defaultdict(lambda: {name: [] for name in _TABLES})
    for name, table in data.of_documents(document_ids, _TABLES).items():
        for row in table.to_pylist():
            parted[row["document_id"]][name].append(row)
    # What a newer publication has taken away since has no page.
    yield from (parted[document_id] for document_id in document_ids if document_id in parted)


def _index(data: Dataset) -> str:
    template = _environment().get_template("index.html.jinja")
    return template.render(overview=make_overview(data), charts=draw_charts(data), **_assets())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("outsider_etl.explorer"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["visible"] = visible
    return environment


@cache
def _assets() -> dict[str, Any]:
    """Return the style and the script of every page, and the policy that lets these run and nothing else."""
    style, script = (_template(name) for name in ("explorer.css", "explorer.js"))
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": policy}  # noqa: S704 - files of the package


def _template(name: str) -> str:
    return (Path(__file__).parent / "templates" / name).read_text("utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _made_by() -> str:
    """Return what tells one state of the code and the templates from another."""
    digest = hashlib.sha256()
    for path in sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in _SUFFIXES):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _state(key: str) -> str:
    return f"{key}-{_made_by()}"


def _read_states(folder: Path) -> dict[str, str] | None:
    """Return what the pages in a folder were made of, by document; None where none were written there."""
    try:
        states = json.loads((folder / _PAGES).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        return {}
    return {name: str(state) for name, state in dict(states).items() if name == INDEX or _DOCUMENT_ID.fullmatch(name)}


def _write_states(folder: Path, states: Mapping[str, str]) -> None:
    _write_changed(folder / _PAGES, (json.dumps(states, indent=1, sort_keys=True) + "\n").encode())


def _remove_drafts(folder: Path) -> None:
    """Remove what a run that was killed has left half written."""
    for path in (*folder.glob(f"*{DRAFT_SUFFIX}"), *(folder / _DOCUMENTS).glob(f"*{DRAFT_SUFFIX}")):
        if _OWN_DRAFT.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _page(folder: Path, name: str) -> Path:
    return folder / INDEX if name == INDEX else folder / _DOCUMENTS / f"{name}.html"


def _write_changed(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        write_file(path, content)
