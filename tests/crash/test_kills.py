import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.crash.operations import PHASES

KILLS = 64


@pytest.mark.skipif(sys.platform != "linux", reason="orphans of a killed process are looked for as Linux has them")
def test_runs_that_are_killed_lose_double_and_leave_nothing(tmp_path: Path) -> None:
    # In a process of its own: it forks, which must not be done from one with threads.
    command = [sys.executable, "-m", "tests.crash", "--kills", str(KILLS), "--commands", "0"]
    done = subprocess.run(
        [*command, "--json", str(tmp_path / "kills.json")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    kills = json.loads((tmp_path / "kills.json").read_bytes())
    assert len(kills) == KILLS
    assert {kill["phase"] for kill in kills} == set(PHASES), done.stdout
    assert {kill["target"] for kill in kills} == {"flow", "worker", "group"}
    assert Counter(kill["stood"] for kill in kills if kill["target"] != "worker").keys() == {"old", "new"}
