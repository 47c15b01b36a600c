"""Measure what memory a run takes: `python -m benchmarks.memory [--documents N ...]`, by default 100 and 1000.

Reports of 50 KB, each with names and words of its own, go through `outsider-etl run`; what its processes hold together
is looked at ten times a second. Prints Markdown: the largest sum, by number of documents, and how it compares with the
first.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil

from benchmarks.lengths import report

SIZE = 50_000
_SYLLABLES = "ba den fel gra ko lin mir mul por quo ren sto tan ti vek zu".split()
_OWN_SHARE = 5
_COMMAND = "from outsider_etl.cli import app; app()"


def make_reports(folder: Path, documents: int) -> Path:
    """Write reports that share most of their text and have a fifth of words that no other has; return their folder."""
    folder.mkdir()
    for number in range(documents):
        random = Random(number)
        lines = []
        while sum(map(len, lines)) < SIZE // _OWN_SHARE:
            words = ["".join(random.choices(_SYLLABLES, k=random.randint(2, 4))) for _ in range(14)]
            lines.append(f"In {random.randint(1950, 2020)} the {words[0].title()} Bank {' '.join(words[1:])}.")
        text = report(SIZE - SIZE // _OWN_SHARE)
        (folder / f"{number:05}.txt").write_text(f"{text}\n\n{' '.join(lines)}\n", "utf-8")
    return folder


def peak_of_run(source: Path, destination: Path) -> int:
    """Return the largest number of bytes that the processes of a run held together; what they share counts in each."""
    arguments = [sys.executable, "-c", _COMMAND, "run", str(source), "--out", str(destination)]
    peak = 0
    with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as run:
        first = psutil.Process(run.pid)
        while run.poll() is None:
            with suppress(psutil.Error):
                peak = max(peak, sum(map(_resident, [first, *first.children(recursive=True)])))
            time.sleep(0.1)
    if run.returncode:
        raise SystemExit(f"the run ended with {run.returncode}")
    return peak


def _resident(process: psutil.Process) -> int:
    with suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def main() -> None:
    """Print a line for each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 1000])
    args = parser.parse_args()
    print("| documents | peak memory, MB | compared with the first |\n|---|---|---|")
    first = 0
    for documents in args.documents:
        with tempfile.TemporaryDirectory() as folder:
            source = make_reports(Path(folder, "raw"), documents)
            peak = peak_of_run(source, Path(folder, "processed"))
        first = first or peak
        print(f"| {documents} | {peak / 1e6:.0f} | {peak / first:.2f} |", flush=True)


if __name__ == "__main__":
    main()
