"""Write the pages that are read off the code: `python -m docs.generate`.

`dictionary.md` has every column of every table and view; `reference.md` every command, setting and parameter of a flow.
"""

import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Any

from prefect import Flow

import flows
from outsider_etl.settings import Assertions, Settings
from outsider_etl.tables import to_markdown

DOCS = Path(__file__).parent
COMMANDS_SECONDS = 300
MARK = "<!-- Written by docs/generate.py: change the code that this is read off, then run `make docs`. -->"

# Typer cuts these summaries off in the middle; the sections that follow have them in full.
_SUMMARIES = re.compile(r"\*\*Commands\*\*:\n\n(?:\* .*\n)+\n")
_BOUNDS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "above {}",
    "exclusiveMaximum": "below {}",
    "minLength": "at least {} long",
    "maxLength": "at most {} long",
    "pattern": "a match of `{}`",
    "enum": "one of {}",
}


def pages() -> dict[str, str]:
    """Return the generated pages by their names in docs/."""
    return {"dictionary.md": dictionary(), "reference.md": reference()}


def dictionary() -> str:
    """Return the data dictionary as a page."""
    return f"""{MARK}

# Data dictionary

What every table and every view holds, column by column. `outsider-etl schema` prints the same, and with `--json` prints
it for programs; the descriptions are in the Parquet files and in `datapackage.json` as well.

Offsets count Unicode code points and leave out their end: `text[start:end]`. Where "null" says no there always is a
value. A row that breaks one of the rules is in the table `rejected`, with the reason, and in no other.

{to_markdown()}"""


def reference() -> str:
    """Return the commands, the settings and the flows as a page."""
    return f"""{MARK}

# Commands, settings, flows

{commands()}
## Settings

A setting is read from the variable named here, and is a parameter of the flows by its name without `OUTSIDER_ETL_`, in
small letters. An argument or option of a command comes before the variable.

{_table(Settings.model_json_schema(), prefix="OUTSIDER_ETL_")}

### Assertions

{cleandoc(str(Assertions.__doc__))} See [Operations](operations.md#assertions) for examples.

{_table(Assertions.model_json_schema())}

## Flows

{_flows()}"""


def commands() -> str:
    """Return what the command line says of itself, as Typer writes it down."""
    command = [sys.executable, "-m", "typer", "outsider_etl.cli", "utils", "docs", "--name", "outsider-etl"]
    made = subprocess.run(
        [*command, "--title", "Commands"], capture_output=True, check=True, timeout=COMMANDS_SECONDS, encoding="utf-8"
    ).stdout
    return re.sub(r"^#", "##", _SUMMARIES.sub("", made), flags=re.MULTILINE)


def find_flows() -> list[Flow[..., Any]]:
    """Return the flows that the modules of `flows` define, by name."""
    found = [
        value
        for info in pkgutil.iter_modules(flows.__path__, "flows.")
        for value in vars(import_module(info.name)).values()
        if isinstance(value, Flow) and value.fn.__module__ == info.name
    ]
    return sorted(found, key=lambda flow: flow.name)


def parameters(schema: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the properties of a JSON schema, each with its `name`, and with what it refers to filled in."""
    definitions = schema.get("$defs") or schema.get("definitions") or {}
    for name, stated in schema.get("properties", {}).items():
        referred = definitions.get(stated.get("$ref", "").rpartition("/")[2], {})
        yield {"model": referred.get("title"), **referred, **stated, "name": name}


def _flows() -> str:
    parts = []
    for flow in find_flows():
        schema = flow.parameters.model_dump()
        parts.append(f"### `{flow.name}`\n\n{flow.description}\n\n{_table(schema)}\n")
    return "\n".join(parts)


def _table(schema: Mapping[str, Any], *, prefix: str = "") -> str:
    lines = [("name", "type", "default", "bounds", "description"), ("---",) * 5]
    for stated in parameters(schema):
        name = f"{prefix}{stated['name'].upper()}" if prefix else stated["name"]
        default = None if stated["model"] else stated.get("default")  # a model has a table of its own
        lines.append(
            (f"`{name}`", _type(stated), "" if default is None else f"`{default}`", _bounds(stated), _said(stated))
        )
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _said(stated: Mapping[str, Any]) -> str:
    description = " ".join(stated.get("description", "").split())
    return f"{description} See [{stated['model']}](#{stated['model'].lower()})." if stated["model"] else description


def _type(stated: Mapping[str, Any]) -> str:
    if stated["model"]:
        return f"`{stated['model']}`"
    kinds = [str(choice["type"]) for choice in stated.get("anyOf", [stated])]
    return " or ".join("empty" if kind == "null" else kind for kind in kinds)


def _bounds(stated: Mapping[str, Any]) -> str:
    choices = stated.get("anyOf", [stated])
    return ", ".join(words.format(choice[key]) for choice in choices for key, words in _BOUNDS.items() if key in choice)


def main() -> None:
    """Write the pages."""
    for name, page in pages().items():
        (DOCS / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
