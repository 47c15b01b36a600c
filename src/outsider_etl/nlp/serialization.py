"""How spaCy writes the values that Docs and their entities carry: `Doc.to_bytes`, `DocBin`, `nlp.pipe(n_process=2)`.

They stand in the msgpack of its user data by the name of their class and as the JSON that pydantic makes of them.
Importing this registers it with srsly, which writes and reads that msgpack.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import srsly
from pydantic import TypeAdapter

from outsider_etl.citations.model import Citation
from outsider_etl.nlp.values import DateValue, Money

Chain = Callable[[Any], Any] | None

_NAME = "outsider_etl"
_VALUE = "value"
_ADAPTERS: dict[str, TypeAdapter[Any]] = {
    each.__name__: TypeAdapter(each) for each in (Money, DateValue, Citation, date)
}


def encode(value: Any, chain: Chain = None) -> Any:
    """Return what msgpack can write in the place of a value; others are for the next encoder of the `chain`."""
    name = type(value).__name__
    if name in _ADAPTERS:
        return {_NAME: name, _VALUE: _ADAPTERS[name].dump_json(value)}
    return value if chain is None else chain(value)


def decode(written: Any, chain: Chain = None) -> Any:
    """Return the value that `encode` wrote; what it did not write is for the next decoder of the `chain`.

    Raises pydantic's ValidationError where the value cannot have been written so.
    """
    if isinstance(written, dict) and written.get(_NAME) in _ADAPTERS:
        return _ADAPTERS[written[_NAME]].validate_json(written[_VALUE])
    return written if chain is None else chain(written)


srsly.msgpack_encoders.register(_NAME, func=encode)
srsly.msgpack_decoders.register(_NAME, func=decode)
