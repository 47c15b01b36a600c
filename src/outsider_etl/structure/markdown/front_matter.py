"""Read what stands above the text of a Markdown file: front matter in YAML or TOML, or pandoc's title block."""

import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date

import yaml

from outsider_etl.document import Metadata
from outsider_etl.publication_date import days_of
from outsider_etl.structure.imprint import only_date
from outsider_etl.structure.markup import clean
from outsider_etl.structure.persons import read_persons
from outsider_etl.text import Text

# A rule that opens a document has no "key:" under it.
_OPENING = re.compile(r"\s*^---[ \t]*\r?\n(?=(?:[ \t]*(?:#.*)?\r?\n)*[\"']?[\w-]+[\"']?[ \t]*:(?:\s|$))", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
# Hugo's users write TOML between lines of plus signs.
_TOML_OPENING = re.compile(
    r"\s*^\+\+\+[ \t]*\r?\n(?=(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*"
    r"(?:[\"']?[\w.-]+[\"']?[ \t]*=|\[{1,2}[\w.-]+\]{1,2}[ \t]*\r?\n))",
    re.MULTILINE,
)
_TOML_CLOSING = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_TITLE_BLOCK = re.compile(r"(?:%.*\n(?:[ \t]+\S.*\n)*){1,3}")
_LONGEST = 32_000
_LONGEST_VALUE = 2000
# More than any number of a book.
_LARGEST = 10**14
_MOST_VALUES = 200
_TIME_OF_DAY = re.compile(r"(?<=^\d{4}-\d\d-\d\d)[T ]\d.*$")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.IGNORECASE)
# Half of a character, which YAML can name by its number.
_HALF = re.compile(r"[\ud800-\udfff]")
_LIST_MARK = re.compile(r";|\n")
# What fields of the metadata are called, first the likeliest; case and underscores are left aside.
_NAMES = {
    "title": ("title",),
    "subtitle": ("subtitle",),
    "authors": ("author", "authors"),
    "publisher": ("publisher",),
    "series": ("series", "collection-title"),
    "series_number": ("series-number", "collection-number"),
    "isbn": ("isbn",),
    "language": ("lang", "language"),
    "published": ("published", "date", "issued", "publishdate", "pubdate", "publishedat", "publication-date"),
}
_WORDING = ("name", "text", "literal", "title")


def front_matter(text: str) -> tuple[int, Metadata, tuple[str, ...]]:
    """Return where the text under the front matter begins, what the front matter says, and warnings.

    A document without front matter begins at 0. What cannot be read says nothing, and a warning tells why.
    """
    for opens, closes, load in ((_OPENING, _CLOSING, _from_yaml), (_TOML_OPENING, _TOML_CLOSING, _from_toml)):
        opening = opens.match(text)
        closing = closes.search(text, opening.end()) if opening else None
        if opening and closing:
            fields, warnings = _fields(text[opening.end() : closing.start()], load)
            return closing.end(), _metadata(fields), warnings
    block = _TITLE_BLOCK.match(text)
    if block:
        lines = [line.strip() for line in re.split(r"^%", block.group(), flags=re.MULTILINE)[1:]]
        values = dict(zip(("title", "author", "date"), lines, strict=False))
        return block.end(), _metadata({**values, "author": _LIST_MARK.split(values.get("author", ""))}), ()
    return 0, Metadata(), ()


def _fields(source: str, load: Callable[[str], object]) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return the fields of front matter by their names."""
    if len(source) > _LONGEST:
        return {}, (f"front matter not read: it has more than {_LONGEST:,} characters",)
    try:
        loaded = load(source)
    except ValueError as error:
        return {}, (f"front matter not read: it is no {error}",)
    if not isinstance(loaded, dict):
        return {}, ("front matter not read: it has no fields",)
    return {str(name).casefold().replace("_", "-"): value for name, value in loaded.items()}, ()


def _from_yaml(source: str) -> object:
    """Return what YAML holds, every scalar being a string as it was written."""
    try:
        return yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 - it makes strings, lists and mappings only
    except (yaml.YAMLError, RecursionError) as error:
        line = error.problem_mark.line + 2 if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark else 2
        raise ValueError(f"YAML near line {line}; quote values that hold a colon or a mark") from error


def _from_toml(source: str) -> object:
    try:
        return tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        raise ValueError("TOML; put text in quotes") from error


def _metadata(fields: dict[str, object]) -> Metadata:
    told = {field: _first(fields, names) for field, names in _NAMES.items()}
    single = {field: values[0] if values else None for field, values in told.items()}
    title, subtitle = single["title"], single["subtitle"]
    if title and subtitle is None and ": " in title:
        title, subtitle = title.split(": ", 1)
    authors = told["authors"]
    language = _LANGUAGE.fullmatch(single["language"] or "")
    start, end = _days(single["published"] or "")
    return Metadata(
        title=title,
        subtitle=subtitle,
        # One string may name several persons.
        authors=(read_persons(authors[0]) or authors) if len(authors) == 1 else authors,
        publisher=single["publisher"],
        series=single["series"],
        series_number=single["series_number"],
        isbn=single["isbn"],
        language=language[1].lower() if language else None,
        published_start=start,
        published_end=end,
    )


def _first(fields: dict[str, object], names: tuple[str, ...]) -> tuple[str, ...]:
    found = (tuple(_values(fields[name])) for name in names if name in fields)
    return next((values for values in found if values), ())


def _values(value: object) -> Iterator[str]:
    """Yield the texts of a value: a string, a mapping with a name, or a list of these."""
    for item in value[:_MOST_VALUES] if isinstance(value, list) else [value]:
        wording = next((item[key] for key in _WORDING if key in item), None) if isinstance(item, dict) else item
        if isinstance(wording, (str, date)) or (type(wording) is int and 0 <= wording < _LARGEST):
            text, _ = clean(Text.of(_HALF.sub("\ufffd", str(wording)[:_LONGEST_VALUE])))
            if text:
                yield text.value


def _days(expression: str) -> tuple[date | None, date | None]:
    expression = _TIME_OF_DAY.sub("", expression)
    try:
        return days_of(expression)
    except ValueError:
        value = only_date(expression)
        return (value.start, value.end) if value else (None, None)
