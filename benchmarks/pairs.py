"""Two kinds of work whose times are compared, and what they work on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.corpora import write_reports, write_short_reports
from benchmarks.speed import seconds

PROCESSES = 2
REPORT_SIZE = 100_000
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two kinds of work; of the ratio of the first's seconds to the second's, times `scale`, a limit is kept.

    In each turn the second is done first. `less` seconds of both are what any such work starts with.
    """

    first: Work
    second: Work
    at_most: float | None = None
    at_least: float | None = None
    scale: float = 1.0
    less: float = 0.0

    def ratio(self, first: float, second: float) -> float:
        """Return the ratio of so many seconds of the first kind of work to so many of the second."""
        return self.scale * (first - self.less) / (second - self.less)

    def keeps(self, ratio: float) -> bool:
        """Tell whether a ratio is what it should be."""
        return (self.at_most is None or ratio <= self.at_most) and (self.at_least is None or ratio >= self.at_least)

    def wanted(self) -> str:
        """Return the limit in words."""
        return f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"


@dataclass(frozen=True, slots=True)
class Given:
    """What the measures work on: a folder of their own, and how many reports of each size.

    `spread` calls a function with each of some things, in PROCESSES processes.
    """

    folder: Path
    reports: int
    short_reports: int
    spread: Callable[[Callable[..., object], Iterable[object]], object]

    @property
    def texts(self) -> Path:
        """Return a folder of plain texts of REPORT_SIZE."""
        return self._made("texts", partial(write_reports, documents=self.reports, size=REPORT_SIZE))

    def short(self, times: int) -> Path:
        """Return a folder of `times` as many short reports as are asked for."""
        return self._made(f"short {times}", partial(write_short_reports, documents=self.short_reports * times))

    def _made(self, name: str, write: Callable[[Path], Path]) -> Path:
        folder = self.folder / name
        return folder if folder.exists() else write(folder)


def measure(pair: Pair, turns: int) -> tuple[list[float], list[float]]:
    """Return the seconds that the first kind of work took in each turn, and those of the second."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        for work, times in ((pair.second, taken[1]), (pair.first, taken[0])):
            times.append(seconds(work))
    return taken
