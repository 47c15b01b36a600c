"""How spaCy writes the values that Docs and their entities carry: in `Doc.to_bytes`, `DocBin`, and between processes.

Among a Doc's user data each stands as a dictionary of the name of its class and the JSON that pydantic makes of it.
Importing this module registers that with srsly, which writes and reads user data. The version that wrote values reads
them again; another one may have other fields.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from pydantic import TypeAdapter
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from outsider_etl.citations.model import Citation
from outsider_etl.nlp.organisations.tags import Tags
from outsider_etl.nlp.values import DateValue, Money

Next = Callable[[Any], Any] | None
"""The encoder or decoder that is asked next, None for the last one."""

_CLASS, _JSON = "outsider_etl", "json"
_ADAPTERS: dict[type, TypeAdapter[Any]] = {each: TypeAdapter(each) for each in (Money, DateValue, Citation, date)}
_BY_NAME = {each.__name__: adapter for each, adapter in _ADAPTERS.items()}


def encode(value: Any, chain: Next = None) -> Any:
    """Return what msgpack can write in the place of a value of ours or a date: None for tags, which are large.

    They serve the components that come next, which do without them too.
    """
    if isinstance(value, Tags):
        return None
    if adapter := _ADAPTERS.get(type(value)):
        return {_CLASS: type(value).__name__, _JSON: adapter.dump_json(value)}
    return value if chain is None else chain(value)


def decode(written: Any, chain: Next = None) -> Any:
    """Return the value that `encode` wrote as the dictionary `written`.

    Raises pydantic's ValidationError where it is damaged.
    """
    if written.keys() == {_CLASS, _JSON}:
        name, json = written[_CLASS], written[_JSON]
        if isinstance(name, str) and name in _BY_NAME and isinstance(json, bytes):
            return _BY_NAME[name].validate_json(json)
    return written if chain is None else chain(written)


msgpack_encoders.register("outsider_etl", func=encode)
msgpack_decoders.register("outsider_etl", func=decode)
