"""Clocks that jump while two runs want to publish in object storage, where a claim holds until a time of day."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from outsider_etl.dataset import leases, load, publish_anew
from outsider_etl.errors import DatasetError
from outsider_etl.objects import ObjectPath
from tests.dataset.small_documents import commit, entries, put, stage_all

OLD, ONE, OTHER = {1: 1, 2: 1}, {1: 2, 2: 1, 3: 1}, {1: 1, 2: 3, 4: 1, 5: 1}
DAY = timedelta(days=1)


class Clock:
    """The time of day of whoever asks: wrong by `error`."""

    def __init__(self) -> None:
        self.error = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.error

    @contextmanager
    def set(self, error: timedelta) -> Iterator[None]:
        before, self.error = self.error, error
        yield
        self.error = before


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(leases, "_now", clock.now)
    return clock


@contextmanager
def meanwhile(event: Callable[[], None], name: str) -> Iterator[None]:
    """Let something happen once, right before an object whose key has `name` in it is put."""
    write_bytes, due = ObjectPath.write_bytes, [event]

    def write(path: ObjectPath, content: bytes) -> None:
        if name in path.key and due:
            due.pop()()
        write_bytes(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ObjectPath, "write_bytes", write)
        yield
    assert not due


def stage_both(destination: ObjectPath) -> None:
    put(destination, OLD)
    stage_all(destination, ONE)
    stage_all(destination, OTHER)


def test_a_run_whose_clock_jumps_forwards_publishes_nothing(memory: ObjectPath, clock: Clock) -> None:
    stage_both(memory)
    old = load(memory).manifest

    def jump() -> None:
        clock.error = DAY

    with (
        meanwhile(jump, "/paragraphs/"),
        pytest.raises(DatasetError, match=r"the claim to work there ran out.*again"),
    ):
        commit(memory, ONE)
    data = load(memory)
    data.verify()
    assert data.manifest == old
    commit(memory, ONE)
    load(memory).verify()


def test_a_run_whose_clock_jumps_backwards_publishes(memory: ObjectPath, clock: Clock) -> None:
    stage_both(memory)

    def jump() -> None:
        clock.error = -DAY

    with meanwhile(jump, "/paragraphs/"):
        published = commit(memory, ONE)
    data = load(memory)
    data.verify()
    assert data.manifest == published.manifest


@pytest.mark.parametrize("error", [DAY, timedelta(hours=1)])
def test_a_run_whose_clock_is_ahead_takes_over_and_the_other_publishes_nothing(
    memory: ObjectPath, clock: Clock, error: timedelta
) -> None:
    stage_both(memory)
    others = []

    def overtake() -> None:
        with clock.set(error):
            others.append(Context().run(commit, memory, OTHER))

    with meanwhile(overtake, "/paragraphs/"), pytest.raises(DatasetError, match="the claim to work there ran out"):
        commit(memory, ONE)
    data = load(memory)
    data.verify()
    assert data.manifest == others[0].manifest
    published = put(memory, ONE)  # a claim that was given back is so by every clock
    data = load(memory)
    data.verify()
    assert data.manifest == published.manifest


@pytest.mark.parametrize("error", [timedelta(), -DAY])
def test_a_run_whose_clock_is_right_or_behind_is_refused(memory: ObjectPath, clock: Clock, error: timedelta) -> None:
    stage_both(memory)
    refused = []

    def try_to_overtake() -> None:
        with clock.set(error), pytest.raises(DatasetError) as raised:
            Context().run(commit, memory, OTHER)
        refused.append(str(raised.value))

    with meanwhile(try_to_overtake, "/paragraphs/"):
        published = commit(memory, ONE)
    assert "another run is working on" in refused[0]
    data = load(memory)
    data.verify()
    assert data.manifest == published.manifest


def test_a_run_that_is_overtaken_at_the_last_moment_leaves_what_is_refused_and_rebuilt(
    memory: ObjectPath, clock: Clock
) -> None:
    """No store that we know replaces an object only where it is still the one that was read."""
    stage_both(memory)

    def overtake() -> None:
        with clock.set(DAY):
            Context().run(commit, memory, OTHER)

    with meanwhile(overtake, "/manifest.json"):
        commit(memory, ONE)
    clock.error = DAY
    for attempt in (partial(load, memory), partial(put, memory, ONE)):
        with pytest.raises(DatasetError, match=r"is missing: restore the file, or make .* anew by"):
            attempt()
    stage_all(memory, ONE)
    publish_anew(memory, entries(ONE), [], sources_found=len(ONE), pipeline_version="1.0")
    load(memory).verify()
