"""Interpret the content of a page as pdfminer does, but find most of what it consists of by one regular expression.

pdfminer goes through content with a state for each kind of token, which is most of what reading a PDF costs. Numbers,
names, operators, strings without escapes and arrays of these are found here at once; whatever else comes, and whatever
the end of a buffer cuts, is left to pdfminer.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, stream_value
from pdfminer.psexceptions import PSEOF
from pdfminer.psparser import KWD, LIT, PSKeyword, keyword_name

# What follows a token must be seen, or the next buffer may go on with it.
_NUMBER = rb"[-+]?(?:[0-9]{1,99}(?=[^0-9.])|(?:[0-9]{1,99}\.[0-9]{0,99}|\.[0-9]{1,99})(?=[^0-9]))"
_VALUE = rb"(?:" + _NUMBER + rb"|\([^()\\]*\)|<(?:[0-9a-fA-F]{2})*>(?=[^>]))"
_TOKEN = re.compile(
    rb"\s*(?:(" + _VALUE + rb")"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*(?=[#/%\[\]()<>{}\s])|['\"])"
    rb"|(/[^#/%\[\]()<>{}\s]*)(?=[/%\[\]()<>{}\s])"
    rb"|(\[(?:\s*" + _VALUE + rb")*\s*\]))"
)
_VALUES = re.compile(_VALUE)
_A_VALUE, _AN_OPERATOR, _A_NAME = 1, 2, 3
# An image within the content has an end of its own.
_SLOW = frozenset((b"BI", b"ID"))
_CONSTANTS = {b"true": True, b"false": False}
# What the methods of operators are called that have signs in their names.
_SPELT = str.maketrans({"*": "_a", "'": "_q", '"': "_w"})


class ContentParser(PDFContentParser):
    """A parser of content streams that gives out what pdfminer's does, sooner, and has larger buffers."""

    BUFSIZ = 1 << 16

    def nextobject(self) -> Any:
        """Return the next object with its place in its stream; raises PSEOF behind the last one."""
        if self.results or self.context or self._tokens or self._parse1 != self._parse_main:
            return super().nextobject()
        found = _TOKEN.match(self.buf, self.charpos)
        if found is None or found[_AN_OPERATOR] in _SLOW:
            return super().nextobject()
        self.charpos = found.end()
        kind = found.lastindex or 0
        return self.bufpos + found.start(kind), _made(kind, found[kind])


def _made(kind: int, token: bytes) -> Any:
    if kind == _A_VALUE:
        return _value(token)
    if kind == _AN_OPERATOR:
        return _CONSTANTS[token] if token in _CONSTANTS else KWD(token)
    if kind == _A_NAME:
        return LIT(_decoded(token[1:]))
    return [_value(each) for each in _VALUES.findall(token)]


def _value(token: bytes) -> float | bytes:
    match token[:1]:
        case b"(":
            return token[1:-1]
        case b"<":
            return bytes.fromhex(token[1:-1].decode())
        case _:
            return float(token) if b"." in token else int(token)


def _decoded(name: bytes) -> str | bytes:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name


def _objects(streams: Sequence[PDFStream]) -> Iterator[Any]:
    try:
        parser = ContentParser(streams)
    except PSEOF:
        return  # a page without content
    while True:
        try:
            _, found = parser.nextobject()
        except PSEOF:
            return
        yield found


class Interpreter(PDFPageInterpreter):
    """An interpreter of content streams that does what pdfminer's does, sooner."""

    def pop(self, n: int) -> list[Any]:
        """Return the last `n` arguments, or all where there are fewer, and take them from the stack."""
        first = max(0, len(self.argstack) - n)
        taken = self.argstack[first:]
        del self.argstack[first:]
        return taken

    def execute(self, streams: Sequence[object]) -> None:
        """Do what the operators in the streams say, those left out that are being gone through already."""
        found = [stream_value(stream) for stream in streams]
        # One without a number could be within itself unnoticed.
        numbered = [each for each in found if each.objid is not None and each.objid not in self.parent_stream_ids]
        self.stream_ids.clear()
        self.stream_ids.update(each.objid for each in numbered if each.objid is not None)
        operators: dict[PSKeyword, tuple[Callable[..., object] | None, int]] = {}
        for given in _objects(numbered):
            if not isinstance(given, PSKeyword):
                self.argstack.append(given)
                continue
            known = operators.get(given)
            if known is None:
                known = operators[given] = self._operator(given)
            operator, arguments = known
            if operator is None:
                continue
            taken = self.pop(arguments)
            if len(taken) == arguments:
                operator(*taken)

    def _operator(self, keyword: PSKeyword) -> tuple[Callable[..., object] | None, int]:
        """Return what an operator does, None for one that is not known, and how many arguments it takes."""
        method = getattr(self, f"do_{keyword_name(keyword).translate(_SPELT)}", None)
        return method, method.__code__.co_argcount - 1 if method else 0
