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

import psutil

from benchmarks.corpora import write_reports

SIZE = 50_000
_COMMAND = "from outsider_etl.cli import app; app()"


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
            source = write_reports(Path(folder, "raw"), documents, SIZE)
            peak = peak_of_run(source, Path(folder, "processed"))
        first = first or peak
        print(f"| {documents} | {peak / 1e6:.0f} | {peak / first:.2f} |", flush=True)


if __name__ == "__main__":
    main()
