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
_STRING = rb"\([^()\\]*\)"
_HEXADECIMAL = rb"<(?:[0-9a-fA-F]{2})*>(?=[^>])"
_TOKEN = re.compile(
    rb"\s*(?:(" + _NUMBER + rb")"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s]*(?=[#/%\[\]()<>{}\s])|['\"])"
    rb"|/([^#/%\[\]()<>{}\s]*)(?=[/%\[\]()<>{}\s])"
    rb"|(" + _STRING + rb")"
    rb"|(" + _HEXADECIMAL + rb")"
    rb"|\[((?:\s*(?:" + _NUMBER + rb"|" + _STRING + rb"|" + _HEXADECIMAL + rb"))*)\s*\])"
)
_ELEMENT = re.compile(rb"(" + _NUMBER + rb")|(" + _STRING + rb")|" + _HEXADECIMAL)
_NUMBER_AT, _OPERATOR, _NAME, _STRING_AT, _HEXADECIMAL_AT = range(1, 6)
_SLOW = frozenset((b"BI", b"ID", b"EI"))
_CONSTANTS = {b"true": True, b"false": False}
# What the methods of operators are called that have signs in their names.
_SPELT = str.maketrans({"*": "_a", "'": "_q", '"': "_w"})


class ContentParser(PDFContentParser):
    """A parser of content streams that gives out what pdfminer's does, sooner."""

    BUFSIZ = 1 << 16

    def nextobject(self) -> Any:
        """Return the next object with its place in its stream; raises PSEOF behind the last one."""
        if self.results or self.context or self._tokens or self._parse1 != self._parse_main:
            return super().nextobject()
        found = _TOKEN.match(self.buf, self.charpos)
        if found is None or found[_OPERATOR] in _SLOW:
            return super().nextobject()
        self.charpos = found.end()
        kind = found.lastindex or 0
        return self.bufpos + found.start(kind), _made(kind, found[kind])


def _made(kind: int, token: bytes) -> Any:
    match kind:
        case 1:
            return _number(token)
        case 2:
            return _CONSTANTS[token] if token in _CONSTANTS else KWD(token)
        case 3:
            return LIT(_decoded(token))
        case 4:
            return token[1:-1]
        case 5:
            return bytes.fromhex(token[1:-1].decode())
        case _:
            return [_element(found) for found in _ELEMENT.finditer(token + b" ")]


def _element(found: re.Match[bytes]) -> Any:
    token = found[0]
    if found.lastindex == 1:
        return _number(token)
    return token[1:-1] if found.lastindex == 2 else bytes.fromhex(token[1:-1].decode())


def _number(token: bytes) -> float:
    return float(token) if b"." in token else int(token)


def _decoded(name: bytes) -> str | bytes:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name


def _objects(streams: Sequence[PDFStream]) -> Iterator[Any]:
    parser = None
    while True:
        try:
            parser = parser or ContentParser(streams)
            _, found = parser.nextobject()
        except PSEOF:
            return
        yield found


class Interpreter(PDFPageInterpreter):
    """An interpreter of content streams that does what pdfminer's does, sooner."""

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
