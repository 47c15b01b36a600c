"""Kill runs at random and print what came of it: `python -m tests.crash --kills 1000`.

Ends with 1 where anything was lost, doubled or left behind.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process that is to be forked has one thread

import argparse
import json
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.crash.killing import Begin

FAULTS = ("lost", "doubled", "left", "failed")


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill runs in several lanes at a time, print a summary and return the status to end with."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--commands", type=int, help="how many of them kill the command [default: one in twenty]")
    parser.add_argument("--lanes", type=int, default=4, help="how many runs are killed at a time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write what came of each kill into this file")
    given = parser.parse_args(arguments)
    commands = given.kills // 20 if given.commands is None else given.commands

    _fork_workers()
    from tests.crash.killing import begin_command, begin_run

    begun = time.monotonic()
    shares = [(begin_run, share) for share in _shares(given.kills - commands, given.lanes)]
    shares += [(begin_command, share) for share in _shares(commands, given.lanes)]
    with tempfile.TemporaryDirectory(prefix="outsider-etl-crash-") as folder:
        lanes = []
        for number, (begin, share) in enumerate(shares):
            lanes.append(Path(folder, str(number)))
            lanes[-1].mkdir()
            process = _context.Process(target=_lane, args=(lanes[-1], share, given.seed + number, begin))
            process.start()
        for process in multiprocessing.active_children():
            process.join()
        kills = [kill for lane in lanes for kill in json.loads((lane / "kills.json").read_bytes())]
    if given.json:
        given.json.write_text(json.dumps(kills))
    print(_summary(kills, time.monotonic() - begun))
    return 1 if len(kills) < given.kills or any(kill["faults"] for kill in kills) else 0


_context = multiprocessing.get_context("fork")


def _fork_workers() -> None:
    """Let runs fork their processes: to start them anew would take longer than all they do here."""
    get_context = multiprocessing.get_context
    multiprocessing.get_context = lambda method=None: get_context("fork")


def _shares(kills: int, lanes: int) -> list[int]:
    shares = [kills // lanes + (number < kills % lanes) for number in range(lanes)]
    return [share for share in shares if share]


def _lane(folder: Path, kills: int, seed: int, begin: "Begin") -> None:
    from tests.crash.killing import kill_runs

    done = kill_runs(folder, kills, seed, begin)
    fields = ("target", "phase", "stood", "faults")
    (folder / "kills.json").write_text(json.dumps([{name: getattr(kill, name) for name in fields} for kill in done]))


def _summary(kills: Sequence[dict[str, Any]], seconds: float) -> str:
    lines = [f"{len(kills)} kills in {seconds:.0f} s", ""]
    lines += ["| phase | target | kills | the old dataset stood | the new one |", "|---|---|---|---|---|"]
    for phase, target in sorted({(kill["phase"], kill["target"]) for kill in kills}):
        some = [kill for kill in kills if (kill["phase"], kill["target"]) == (phase, target)]
        stood = Counter(kill["stood"] for kill in some)
        lines.append(f"| {phase} | {target} | {len(some)} | {stood['old']} | {stood['new']} |")
    faults = Counter(fault.partition(":")[0] for kill in kills for fault in kill["faults"])
    survived = sum(not kill["faults"] for kill in kills)
    lines += ["", f"survived {survived} of {len(kills)}; " + ", ".join(f"{name} {faults[name]}" for name in FAULTS)]
    lines += sorted({fault for kill in kills for fault in kill["faults"]})[:50]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
