"""Two kinds of work whose times are compared."""

import time
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two kinds of work; of the ratio of the first's seconds to the second's, times `scale`, a limit is kept.

    In each turn the second is done first.
    """

    first: Work
    second: Work
    at_most: float | None = None
    at_least: float | None = None
    scale: float = 1.0

    def keeps(self, ratio: float) -> bool:
        """Tell whether a ratio is what it should be."""
        return (self.at_most is None or ratio <= self.at_most) and (self.at_least is None or ratio >= self.at_least)

    def wanted(self) -> str:
        """Return the limit in words."""
        return f"at most {self.at_most:g}" if self.at_most is not None else f"at least {self.at_least:g}"


def measure(pair: Pair, turns: int) -> tuple[list[float], list[float]]:
    """Return the seconds of each turn, of the first kind of work and of the second."""
    firsts, seconds = [], []
    for _ in range(turns):
        for work, taken in ((pair.second, seconds), (pair.first, firsts)):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    return firsts, seconds
