"""Whatever is done to sources, to what is staged and to what is published, and in whatever order.

A dataset is right, or it is refused with a message; then a rebuild mends it.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from outsider_etl.batch import make_plan, make_plan_anew, settle
from outsider_etl.dataset import Dataset, clear_staging, load, publish_anew
from outsider_etl.errors import DatasetError, OutsiderError, UsageError
from outsider_etl.settings import Settings
from tests.crash.operations import crashes
from tests.crash.runs import FAILS, make_up_rows, rows_of, run_here, work
from tests.dataset.small_documents import contents

NAMES = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
TEXTS = st.sampled_from(["one", "two", "three", "four", FAILS])
DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "cut off": lambda content, at: content[:at],
    "zeros": lambda content, at: content[:at] + bytes(len(content) - at),
    "a wrong bit": lambda content, at: content[:at] + bytes([content[at] ^ 16]) + content[at + 1 :],
}

Model = tuple[dict[str, tuple[str, str | None, tuple[str, ...]]], frozenset[str]]
"""The documents by their source, each with its id, its title and its further names; and the sources that failed."""


class Histories(RuleBasedStateMachine):
    """`standing` are the datasets that may be at the destination; several after a crash, until one is seen there."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="outsider-etl-histories-"))
        self.settings = Settings(source=str(self.folder / "raw"), destination=str(self.folder / "out"))
        self.raw, self.out = self.folder / "raw", self.folder / "out"
        self.raw.mkdir()
        self.texts: dict[str, str] = {}
        self.titles: dict[str, str | None] = {}
        self.standing: list[Model | None] = [None]
        self.damaged = False
        self.torn = 0
        self.patch = pytest.MonkeyPatch()
        make_up_rows(self.patch)

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    @initialize(texts=st.dictionaries(NAMES, TEXTS, min_size=2))
    def begin(self, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            self.write(name, text)
        self.run()

    @rule(name=NAMES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        self.texts[name] = text
        (self.raw / name).write_text(text, "utf-8")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        self.texts.pop(name, None)
        (self.raw / name).unlink(missing_ok=True)

    @rule(name=NAMES, to=NAMES)
    def rename(self, name: str, to: str) -> None:
        if name in self.texts:
            (self.raw / name).rename(self.raw / to)
            self.texts[to] = self.texts.pop(name)

    @rule(name=NAMES, title=st.sampled_from(["A title", "Another title", None]))
    def describe(self, name: str, title: str | None) -> None:
        """Put a sidecar beside a source, a wrong one where there is no title."""
        self.titles[name] = title
        content = f'{{"title": "{title}"}}' if title else '{"title": '
        (self.raw / f"{name}.meta.json").write_text(content, "utf-8")

    @rule(name=NAMES)
    def describe_no_more(self, name: str) -> None:
        self.titles.pop(name, None)
        (self.raw / f"{name}.meta.json").unlink(missing_ok=True)

    @rule()
    def run(self) -> None:
        new = self.model()
        for _ in range(self.torn + 1):
            error = self.attempt()
            if error is None:
                self.standing, self.torn = [new], 0
                self.check_nothing_is_left()
                return
            if isinstance(error, UsageError):
                assert not self.texts
                assert "there is no report in this folder" in str(error)
                return
            if self.is_kept_for(new) and "stays as it is" in str(error):
                return
            self.judge(error)
        assert self.damaged

    def attempt(self) -> OutsiderError | None:
        try:
            run_here(self.settings)
        except OutsiderError as error:
            return error
        return None

    @rule(step=st.integers(1, 60))
    def run_and_crash(self, step: int) -> None:
        new = self.model()
        try:
            crashed = crashes(lambda: run_here(self.settings), self.out, step)
        except UsageError:
            assert not self.texts
        except DatasetError as error:
            self.judge(error, new)
        else:
            self.standing = [*self.standing, new] if crashed else [new]

    @precondition(lambda self: self.texts)
    @rule()
    def stage_and_stop(self) -> None:
        try:
            work(make_plan(self.settings).jobs, self.settings)
        except DatasetError as error:
            self.judge(error)

    @precondition(lambda self: self.damageable(".staging/*.zip"))
    @rule(data=st.data(), how=st.sampled_from(sorted(DAMAGES)))
    def damage_what_is_staged(self, data: st.DataObject, how: str) -> None:
        self.damage(data, ".staging/*.zip", how)
        self.torn += 1

    @precondition(lambda self: self.damageable("*/*.parquet"))
    @rule(data=st.data(), how=st.sampled_from(sorted(DAMAGES)))
    def damage_a_table(self, data: st.DataObject, how: str) -> None:
        self.damage(data, "*/*.parquet", how)
        self.damaged = True

    @precondition(lambda self: self.damageable("manifest.json"))
    @rule(data=st.data(), how=st.sampled_from(["cut off", "zeros"]))
    def damage_the_manifest(self, data: st.DataObject, how: str) -> None:
        self.damage(data, "manifest.json", how)
        self.damaged = True

    @precondition(lambda self: self.damageable("manifest.json"))
    @rule()
    def lose_the_manifest(self) -> None:
        (self.out / "manifest.json").unlink()
        self.standing, self.damaged = [None], False

    @precondition(lambda self: self.texts)
    @rule()
    def rebuild(self) -> None:
        new = self.model()
        plan = make_plan_anew(self.settings)
        clear_staging(self.out)
        plan = settle(plan, work(plan.jobs, self.settings))
        publish_anew(self.out, plan.entries, plan.failures, sources_found=plan.sources_found, pipeline_version="1.0")
        self.standing, self.damaged, self.torn = [new], False, 0
        self.check_nothing_is_left()

    @invariant()
    def what_is_read_is_right(self) -> None:
        try:
            data = load(self.out)
            data.verify()
            found = read(data)
        except DatasetError as error:
            if None in self.standing and "is no dataset" in str(error):
                return
            self.judge(error)
            return
        assert found in self.standing
        self.standing, self.damaged = [found], False

    def judge(self, error: OutsiderError, new: Model | None = None) -> None:
        """Let an error pass where something was damaged and the message names it and says what to do."""
        if new is not None and self.is_kept_for(new):
            return
        assert self.damaged or self.torn, error
        assert str(self.folder) in str(error) or "neither published nor staged" in str(error)
        assert "run again" in str(error) or "outsider-etl rebuild" in str(error)

    def damageable(self, pattern: str) -> list[Path]:
        return sorted(path for path in self.out.glob(pattern) if path.stat().st_size)

    def damage(self, data: st.DataObject, pattern: str, how: str) -> None:
        path = data.draw(st.sampled_from(self.damageable(pattern)))
        content = path.read_bytes()
        path.write_bytes(DAMAGES[how](content, data.draw(st.integers(0, len(content) - 1))))

    def check_nothing_is_left(self) -> None:
        try:
            named = {file.path for file in load(self.out).manifest.files()}
        except DatasetError:
            assert self.damaged
            return
        assert contents(self.out).keys() == named | {"manifest.json", "datapackage.json"}
        assert not (self.out / ".staging").exists()

    def model(self) -> Model:
        documents: dict[str, str] = {}
        names: dict[str, list[str]] = {}
        failed = set()
        for name, text in sorted(self.texts.items()):
            identity = hashlib.sha256(text.encode()).hexdigest()[:16]
            if self.titles.get(name, "") is None or text == FAILS:
                failed.add(name)
            else:
                documents.setdefault(identity, name)
                names.setdefault(identity, []).append(name)
        return {
            name: (identity, self.titles.get(name), tuple(names[identity][1:])) for identity, name in documents.items()
        }, frozenset(failed)

    def is_kept_for(self, new: Model) -> bool:
        """Tell whether a dataset stands that a run does not give up, since all documents failed and some may pass."""
        return not new[0] and any(self.titles.get(name, "") is None for name in self.texts)


def read(data: Dataset) -> Model:
    """Return what a dataset holds, when it holds all the rows of each document once."""
    documents = data["documents"].to_pylist()
    expected: dict[str, int] = {}
    for row in documents:
        for name, rows in rows_of(row["document_id"]).items():
            expected[name] = expected.get(name, 0) + rows
    found = {name: data[name].num_rows for name in data.tables if name not in ("failures", "organisations_index")}
    assert found == {name: expected.get(name, 0) for name in found}
    records: Any = data.manifest.documents
    return {
        row["source"]: (row["document_id"], row["title"], records[row["document_id"]].aliases) for row in documents
    }, frozenset(data["failures"]["source"].to_pylist())


Histories.TestCase.settings = settings(
    max_examples=8, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestHistories = Histories.TestCase
