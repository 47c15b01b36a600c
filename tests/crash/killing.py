"""Runs that are killed at random moments, and what must hold after each.

Start with `kill_runs`. A destination goes to and fro between two states of its sources; on the way runs are killed, and
the last one is left alone. After each kill the dataset must be one of the two, whole, and no process may be left; after
the last run every byte must be that of a dataset which nobody disturbed, and no other file or folder may be there.
"""

import ctypes
import gc
import mmap
import os
import random
import shutil
import signal
import stat
import struct
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil
import pytest

from outsider_etl import workers
from outsider_etl.dataset import Manifest, load
from outsider_etl.errors import DatasetError
from outsider_etl.settings import Settings
from tests.crash.operations import PHASES, listen
from tests.crash.runs import FAILS, Sources, make_up_rows, run, warm_up, write_sources
from tests.dataset.small_documents import contents

TARGETS = ("flow", "worker", "group")
PATIENCE = 300
"""Seconds after which a process that should have ended is taken for one that never will."""

BEFORE: Sources = {f"{name}.txt": f"report {name}" for name in "abcdefgh"} | {"x.txt": FAILS, "copy.txt": "report a"}
AFTER: Sources = {
    **{name: text for name, text in BEFORE.items() if name not in ("a.txt", "h.txt")},
    **{f"{name}.txt": f"report {name}, written anew" for name in "bce"},
    "i.txt": "report i",
    "y.txt": f"{FAILS} as well",
    "copy.txt": "report d",
}

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be killed: at the `step`-th operation of a phase, or after some seconds."""

    target: str
    phase: str = ""
    step: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class Kill:
    """What was killed and in which phase; which dataset `stood` then, and what was wrong ("lost", "doubled", ...)."""

    target: str
    phase: str
    landed: bool
    stood: str = ""
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


class Board:
    """Memory that all processes of a run share: the phase it is in, and how many operations of each phase it began."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 4 * (1 + len(PHASES)))

    def note(self, phase: str) -> int:
        place = 4 + 4 * PHASES.index(phase)
        count = self._get(place) + 1
        struct.pack_into("I", self._memory, place, count)
        struct.pack_into("I", self._memory, 0, PHASES.index(phase))
        return count

    @property
    def phase(self) -> str:
        return PHASES[self._get(0)]

    def counts(self) -> dict[str, int]:
        return {phase: self._get(4 + 4 * place) for place, phase in enumerate(PHASES)}

    def _get(self, place: int) -> int:
        value: int = struct.unpack_from("I", self._memory, place)[0]
        return value


Begin = Callable[[Settings, Board, Order | None], None]


@dataclass(slots=True)
class Leg:
    """The way from one state of the sources to the next: both datasets, and what an undisturbed run takes.

    The seconds follow how busy the machine is.
    """

    sources: Sources
    old: Manifest
    new: Manifest
    files: dict[str, bytes]
    seconds: float
    steps: dict[str, int]


def begin_run(settings: Settings, board: Board, order: Order | None) -> None:
    """Do a run in this process, which kills whatever the order says when its step is reached."""
    leader = os.getpid()

    def tell(phase: str) -> None:
        if (phase, board.note(phase)) != (order and (order.phase, order.step)):
            return
        match order and order.target:
            case "flow":
                os.kill(leader, signal.SIGKILL)
            case "group":
                os.killpg(leader, signal.SIGKILL)
            case "worker":
                os.kill(os.getpid(), signal.SIGKILL)

    patch = pytest.MonkeyPatch()
    make_up_rows(patch)
    patch.setattr(workers, "_serve", partial(_serve_alone, workers._serve))
    listen(Path(settings.destination), tell)
    run(settings)


def _serve_alone(serve: Callable[..., None], connection: Connection, *arguments: Any) -> None:
    """Serve in a process that was forked: without the ends of the pipes of others, who would wait for ever for theirs.

    In earnest processes are started anew, and have no more than is given to them.
    """
    for descriptor in map(int, os.listdir("/proc/self/fd")):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode) and descriptor != connection.fileno():
                os.close(descriptor)
    serve(connection, *arguments)


def begin_command(settings: Settings, board: Board, order: Order | None) -> None:
    """Become the command `outsider-etl run`."""
    command = [sys.executable, "-c", "from outsider_etl.cli import app; app()", "run", settings.source]
    os.execve(sys.executable, [*command, "--out", settings.destination], os.environ | {"OUTSIDER_ETL_WORKERS": "2"})


def kill_runs(folder: Path, kills: int, seed: int, begin: Begin) -> list[Kill]:
    """Kill `kills` runs in `folder`, which is empty, before their end, and return what came of each."""
    # Who has lost the process that started it becomes ours, and is found where it does not end.
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    for name, variable in {"tmp": "TMPDIR", "state": "XDG_STATE_HOME"}.items():
        (folder / name).mkdir()
        os.environ[variable] = str(folder / name)
    settings = Settings(source=str(folder / "raw"), destination=str(folder / "out"), workers=2, batch_documents=2)
    warm_up(settings, BEFORE, AFTER)
    gc.freeze()  # what is there already is not copied for each process
    legs = _measure(folder, settings, begin)
    chance, done = random.Random(seed), []
    while len(done) < kills:
        leg = legs[0]
        legs.reverse()
        most = min(chance.choice((1, 1, 2, 3)), kills - len(done))
        done += [kill for kill in _disturb(leg, folder, settings, begin, chance, most) if kill.landed or kill.faults]
        print(f"lane {folder.name}: {len(done)} of {kills} kills", file=sys.stderr)
    return done


def _measure(folder: Path, settings: Settings, begin: Begin) -> list[Leg]:
    """Return the way to and the way fro, and leave the destination at the beginning of the first."""
    out, apart = Path(settings.destination), folder / "apart"
    datasets = []
    for place, sources in {apart: AFTER, out: BEFORE}.items():
        write_sources(Path(settings.source), sources)
        _finish(_start(settings.model_copy(update={"destination": str(place)}), folder, begin, Board(), None))
        datasets.append((sources, load(place).manifest, contents(place)))
    shutil.rmtree(apart)
    legs = []
    for (sources, new, files), (_, old, _) in (datasets, reversed(datasets)):
        write_sources(Path(settings.source), sources)
        board, begun = Board(), time.monotonic()
        code = _finish(_start(settings, folder, begin, board, None))
        if code or contents(out) != files:
            raise AssertionError(f"an undisturbed run is wrong: {_last_words(folder)}")
        legs.append(Leg(sources, old, new, files, time.monotonic() - begun, board.counts()))
    return legs


def _disturb(leg: Leg, folder: Path, settings: Settings, begin: Begin, chance: random.Random, most: int) -> list[Kill]:
    write_sources(Path(settings.source), leg.sources)
    kills: list[Kill] = []
    destination = Path(settings.destination)
    while len(kills) < most and (not kills or kills[-1].stood == "old"):
        kill = _kill(_draw(leg, begin, chance), folder, settings, begin)
        kills.append(kill)
        if kill.seconds and len(kills) == 1:
            leg.seconds = 1.02 * leg.seconds if kill.landed else kill.seconds
        try:
            survivor = load(destination)
            survivor.verify()
            if survivor.manifest not in (leg.old, leg.new):
                kill.faults.append("lost: neither the old dataset nor the new one stands")
            kill.stood = "old" if survivor.manifest == leg.old else "new"
        except DatasetError as error:
            kill.faults.append(f"lost: {error}")
    if chance.random() < 0.5:
        shutil.rmtree(folder / "state")  # so that the next server of Prefect begins with nothing
        (folder / "state").mkdir()
    code = _finish(_start(settings, folder, begin, Board(), None))
    if code:
        kills[-1].faults.append(f"failed: the next run ended with {code}: {_last_words(folder)}")
    kills[-1].faults += [*_faults(contents(destination), leg.files), *_left(folder)]
    if code or contents(destination) != leg.files:
        shutil.rmtree(destination)
        _finish(_start(settings, folder, begin, Board(), None))
    return kills


def _draw(leg: Leg, begin: Begin, chance: random.Random) -> Order:
    """Draw a moment: half of them at an operation of any phase, half at any time."""
    target = chance.choice(TARGETS)
    if begin is begin_command or chance.random() < 0.5:
        return Order(target, seconds=chance.uniform(0, leg.seconds))
    phase = "staging" if target == "worker" else chance.choice([phase for phase in PHASES if leg.steps[phase]])
    return Order(target, phase, chance.randint(1, leg.steps[phase]))


def _kill(order: Order, folder: Path, settings: Settings, begin: Begin) -> Kill:
    board = Board()
    process = _start(settings, folder, begin, board, order)
    kill = Kill(order.target, order.phase, False)
    if order.seconds:
        kill.seconds = _wait(process, order.seconds)
        kill.phase = "command" if begin is begin_command else board.phase
        victims = _workers(process) if order.target == "worker" else []
        if order.target == "worker" and not victims:
            kill.target = "flow"  # there is none yet, or none any more
        try:
            match kill.target:
                case "flow":
                    os.kill(process, signal.SIGKILL)
                case "group":
                    os.killpg(process, signal.SIGKILL)
                case "worker":
                    victims[0].kill()
            kill.landed = True
        except (ProcessLookupError, psutil.NoSuchProcess):
            pass
    code = _finish(process)
    if kill.target == "worker":
        kill.landed |= not order.seconds and board.counts()[order.phase] >= order.step
        if code:
            kill.faults.append(f"failed: a run did not get over the death of a worker: {code}, {_last_words(folder)}")
    else:
        kill.landed = code == -signal.SIGKILL
    orphans = _orphans()
    if orphans:
        kill.faults.append(f"left: processes {orphans}")
    return kill


def _start(settings: Settings, folder: Path, begin: Begin, board: Board, order: Order | None) -> int:
    process = os.fork()
    if process:
        return process
    try:
        os.setsid()
        with (folder / "log").open("w") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        begin(settings, board, order)
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    os._exit(70)


def _wait(process: int, seconds: float) -> float:
    """Wait so long, or until a process has ended, which is left to be reaped; return how long that was."""
    begun = time.monotonic()
    while (waited := time.monotonic() - begun) < seconds:
        if os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            break
        time.sleep(min(0.002, seconds - waited))
    return waited


def _finish(process: int) -> int:
    """Return what a process ended with; one that does not end is killed with its group."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return -1


def _last_words(folder: Path) -> str:
    return (folder / "log").read_text("utf-8", "replace")[-1000:]


def _orphans() -> list[str]:
    """Wait until nobody is left of a run, and return who does not end."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return []
        if not ended:
            time.sleep(0.005)
    left = psutil.Process().children(recursive=True)
    found = [str(process) for process in left]
    for process in left:
        process.kill()
    return found


def _workers(process: int) -> list[psutil.Process]:
    """Return the processes that work for a run, in any order; of a command not its server and its trackers."""
    try:
        children = psutil.Process(process).children()
        own = psutil.Process(process).cmdline()
        found = [child for child in children if child.cmdline() == own or "spawn_main" in " ".join(child.cmdline())]
    except psutil.NoSuchProcess:
        return []
    random.shuffle(found)
    return found


def _faults(found: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    faults = [f"lost: {name} is not what it should be" for name in expected if found.get(name) != expected[name]]
    for name in found.keys() - expected.keys():
        faults.append(f"{'doubled' if name.endswith('.parquet') else 'left'}: {name}")
    return faults


def _left(folder: Path) -> list[str]:
    # ONNX Runtime keeps one such file for all its processes, whatever they do.
    temporary = [path for path in (folder / "tmp").iterdir() if path.name != ".ses"]
    hidden = [path for path in (folder / "out").rglob(".*") if path.is_dir()]
    return [f"left: {path.relative_to(folder)}" for path in (*temporary, *hidden)]
