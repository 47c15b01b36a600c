"""Count the instructions of small pieces of work: `python -m benchmarks.instructions [WORK ...]`.

What else a machine does changes how long work takes, and hardly how many instructions: two states of the code can be
compared by them in one run each. They are counted by the processor (`perf stat`), or, where that is not allowed, by
`valgrind --tool=callgrind`, which takes fifty times as long and knows no AVX-512. Each work is a process of its own,
its start included; what Python and the imports take is that of "nothing".
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpora import printed, write_short_reports
from benchmarks.lengths import report

_SIZE = 10_000
_READ = "from pathlib import Path; from outsider_etl.readers import read_pages; "
_BUILD = "from outsider_etl.structure.build import build_document; "
_PROCESS = "from outsider_etl import process; "
WORKS = {
    "import outsider_etl": "import outsider_etl",
    "nothing: import the readers": f"{_READ}{_BUILD}",
    "read a text of 10 KB": f"{_READ}{_BUILD}build_document(read_pages(Path('long.txt').read_bytes(), 'long.txt'))",
    "read the same as a PDF": f"{_READ}{_BUILD}build_document(read_pages(Path('long.pdf').read_bytes(), 'long.pdf'))",
    "nothing: import the pipeline": f"{_PROCESS}from outsider_etl.nlp.pipeline import load_nlp; load_nlp()",
    "tables of a report of 500 bytes": f"{_PROCESS}process('00000.md')",
    "tables of a text of 10 KB": f"{_PROCESS}process('long.txt')",
}
_PERF = ("perf", "stat", "--field-separator=;", "--event=instructions:u")
_CALLGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
_COUNTED = re.compile(r"^(\d+);;instructions:u|Collected\s*:\s*(\d+)", re.MULTILINE)


def count(counter: tuple[str, ...], code: str, folder: Path) -> int | None:
    """Return how many instructions Python takes for `code` in `folder`; None where `counter` cannot count them."""
    ran = subprocess.run(
        [*counter, sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    counted = _COUNTED.search(ran.stderr)
    return int(counted[1] or counted[2]) if counted and ran.returncode == 0 else None


def counter() -> tuple[str, ...]:
    """Return the command that counts instructions on this machine; SystemExit where there is none."""
    for command in (_PERF, _CALLGRIND):
        if shutil.which(command[0]) and count(command, "pass", Path()) is not None:
            return command
    raise SystemExit("neither perf (with counters of the processor) nor valgrind can be used: install one of them")


def main() -> None:
    """Print a row for each piece of work."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", nargs="*", help="a part of the name of each work that is wanted; all without")
    parts = parser.parse_args().work
    command = counter()
    print(f"| by {command[0]} | millions of instructions |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = write_short_reports(Path(name, "raw"), 1)
        (folder / "long.txt").write_text(report(_SIZE), "utf-8")
        (folder / "long.pdf").write_bytes(printed(report(_SIZE)))
        for work, code in WORKS.items():
            if not parts or any(part in work for part in parts):
                counted = count(command, code, folder)
                print(f"| {work} | {'failed' if counted is None else f'{counted / 1e6:,.0f}'} |", flush=True)


if __name__ == "__main__":
    main()
