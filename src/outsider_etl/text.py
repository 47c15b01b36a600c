"""Text that knows its origin: for every character, the range of the source text that it stands for.

Start with `Text.of(source)`; slicing, joining, deleting and replacing keep the origin. Offsets count Unicode code
points and are end-exclusive, in the clean text and in the source alike.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Run(NamedTuple):
    """`length` characters of clean text that stand for the source range from `start` to `end`.

    Where `end - start` equals `length`, characters correspond one to one; otherwise each of them stands for the whole
    range. An empty range is the place in the source where the characters were put in.
    """

    length: int
    start: int
    end: int

    def origin(self, begin: int, stop: int) -> tuple[int, int]:
        """Return the source range of the characters from `begin` to `stop` of this run."""
        length, start, end = self
        return (start + begin, start + stop) if end - start == length else (start, end)

    def slice(self, begin: int, stop: int) -> "Run":
        """Return the run of the characters from `begin` to `stop` of this one."""
        return Run(stop - begin, *self.origin(begin, stop))


class Edit(NamedTuple):
    """Put `new` in the place of the characters from `start` to `end`; an empty `new` deletes them."""

    start: int
    end: int
    new: str = ""


def without_overlaps(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits in order, as `Text.edit` takes them, but for those that overlap with an earlier or a longer one."""
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= at:
            yield edit
            at = edit.end


@dataclass(frozen=True)
class Text:
    """A string and the origin of each of its characters. Immutable; the operations return new texts.

    `runs` cover `value` from left to right. Sources of successive characters never go backwards as long as texts are
    joined in the order of the source.
    """

    value: str
    runs: tuple[Run, ...]

    @classmethod
    def of(cls, source: str, start: int = 0) -> "Text":
        """Return `source` as a text that stands for itself, its first character being at `start` of the source."""
        return cls(source, (Run(len(source), start, start + len(source)),) if source else ())

    @classmethod
    def join(cls, parts: Iterable["Text"], separator: str = "") -> "Text":
        """Return the parts in order with `separator` between them; it stands for what lies between two parts.

        Where the second part does not follow the first in the source, the separator stands for the first one's end.
        """
        values: list[str] = []
        runs: list[Run] = []
        for part in parts:
            if separator and runs and part.runs:
                before, after = runs[-1].end, part.runs[0].start
                values.append(separator)
                _append(runs, Run(len(separator), before, max(before, after)))
            values.append(part.value)
            for run in part.runs:
                _append(runs, run)
        return cls("".join(values), tuple(runs))

    def __str__(self) -> str:
        return self.value

    def __len__(self) -> int:
        return len(self.value)

    def __add__(self, other: "Text") -> "Text":
        return Text.join((self, other))

    def __getitem__(self, key: slice) -> "Text":
        begin, stop, step = key.indices(len(self.value))
        if step != 1:
            raise ValueError("a text can be sliced with step 1 only")
        if stop - begin == len(self.value):
            return self
        return Text(self.value[begin:stop], tuple(self._runs_between(begin, stop)))

    @cached_property
    def _offsets(self) -> list[int]:
        return list(accumulate((run.length for run in self.runs), initial=0))

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    @cached_property
    def _reached(self) -> list[int]:
        """How far in the source the runs up to each one reach."""
        return list(accumulate((run.end for run in self.runs), max))

    def _runs_between(self, begin: int, stop: int) -> list[Run]:
        if begin >= stop:
            return []
        if len(self.runs) == 1:
            return [self.runs[0].slice(begin, stop)]
        runs: list[Run] = []
        index = bisect_right(self._offsets, begin) - 1
        while begin < stop:
            offset, run = self._offsets[index], self.runs[index]
            _append(runs, run.slice(begin - offset, min(stop - offset, run.length)))
            begin = min(stop, offset + run.length)
            index += 1
        return runs

    def edit(self, edits: Iterable[Edit]) -> "Text":
        """Return the text with all `edits` made; they count in this text, in order and without overlap.

        What is put in stands for what it replaces; a pure insertion stands for the place in the source where the
        character before it ends. Raises ValueError for edits that overlap or lie outside the text.
        """
        values: list[str] = []
        runs: list[Run] = []
        at = 0
        made = list(edits)
        if not made:
            return self
        for start, end, new in made:
            if not at <= start <= end <= len(self.value):
                raise ValueError(f"edit {start}-{end} overlaps another or lies outside 0-{len(self.value)}")
            self._copy(at, start, values, runs)
            if new:
                values.append(new)
                _append(runs, Run(len(new), *self._replaced(start, end)))
            at = end
        self._copy(at, len(self.value), values, runs)
        return Text("".join(values), tuple(runs))

    def _copy(self, begin: int, stop: int, values: list[str], runs: list[Run]) -> None:
        values.append(self.value[begin:stop])
        for run in self._runs_between(begin, stop):
            _append(runs, run)

    def _replaced(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.origin(start, end)
        if start > 0:
            return (self.origin(start - 1, start)[1],) * 2
        return (self.runs[0].start,) * 2 if self.runs else (0, 0)

    def delete(self, start: int, end: int) -> "Text":
        """Return the text without the characters from `start` to `end`."""
        return self.edit([Edit(start, end)])

    def replace(self, start: int, end: int, new: str) -> "Text":
        """Return the text with `new`, which stands for what it replaces, in the place of `start` to `end`."""
        return self.edit([Edit(start, end, new)])

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> "Text":
        """Return the text with each match of `pattern` replaced, as `re.sub` does without back-references."""
        edits = (
            Edit(match.start(), match.end(), new if isinstance(new, str) else new(match))
            for match in pattern.finditer(self.value)
        )
        return self.edit(edits)

    def strip(self) -> "Text":
        """Return the text without white space at its ends."""
        start = len(self.value) - len(self.value.lstrip())
        return self[start : max(start, len(self.value.rstrip()))]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the source range that the characters from `start` to `end` came from.

        What was taken out between them lies within it. Raises ValueError for an empty or impossible range.
        """
        if not 0 <= start < end <= len(self.value):
            raise ValueError(f"{start}-{end} is no span of a text of {len(self.value)} characters")
        first, last = bisect_right(self._offsets, start) - 1, bisect_left(self._offsets, end) - 1
        if first == last:
            offset = self._offsets[first]
            return self.runs[first].origin(start - offset, end - offset)
        runs = self._runs_between(start, end)
        return min(run.start for run in runs), max(run.end for run in runs)

    def locate(self, source_start: int, source_end: int) -> tuple[int, int] | None:
        """Return the span of the characters that came from the source range, or None where none did.

        A character that stands for a longer range counts where any of that range lies within; one that was put in
        counts where its place lies strictly within.
        """
        first = bisect_right(self._reached, source_start)
        last = bisect_left(self._starts, source_end) - 1
        if first > last:
            return None
        while self.runs[last].end <= source_start:
            last -= 1
        offset, run = self._offsets[first], self.runs[first]
        begin = offset + (max(0, source_start - run.start) if _is_one_to_one(run) else 0)
        offset, run = self._offsets[last], self.runs[last]
        return begin, offset + (min(run.length, source_end - run.start) if _is_one_to_one(run) else run.length)

    def offset_of(self, source_position: int) -> int:
        """Return how many characters came from before `source_position`: where something that stood there would be."""
        index = bisect_left(self._starts, source_position) - 1
        if index < 0:
            return 0
        run = self.runs[index]
        return self._offsets[index] + (
            min(run.length, source_position - run.start) if _is_one_to_one(run) else run.length
        )


def _is_one_to_one(run: Run) -> bool:
    return run.end - run.start == run.length


def _append(runs: list[Run], run: Run) -> None:
    """Append `run`, or make the last run longer where the two correspond one to one and follow each other."""
    if run.length == 0:
        return
    if runs:
        last = runs[-1]
        joined = Run(last.length + run.length, last.start, run.end)
        if last.end == run.start and last.end - last.start == last.length and run.end - run.start == run.length:
            runs[-1] = joined
            return
    runs.append(run)
