"""The works that reports cite, for reference managers and typesetting: CSL-JSON and BibTeX."""

import json
import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]

_DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|mailto:", re.IGNORECASE)
_SUFFIX = re.compile(r"(.*), (Jr\.?|Sr\.?|II|III|IV)")
_CSL_NAMES = {
    "title": "title",
    "container_title": "container-title",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "edition": "edition",
}
# Of other works the pages that are cited are those that the report points at, not those of the work.
_PARTS_OF_A_WORK = frozenset(
    "article-journal article-magazine article-newspaper chapter entry-dictionary entry-encyclopedia legal_case "
    "legislation paper-conference regulation review".split()
)
_BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
# Classic styles print of a @misc how it was published, and no publisher.
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "misc": "howpublished"}
_BIBTEX_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces even behind a backslash.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_TEX = ("author", "editor", "title", "translator")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def told_in_full(works: Sequence[Row], citations: Sequence[Row]) -> list[Row]:
    """Return the rows of `works` that are cited in full somewhere; one without a title is called by the words there.

    `citations` are the rows of that table for the same documents.
    """
    words: dict[tuple[str, str], str] = {}
    for each in citations:
        if each["kind"] == "full":
            text = each["text"].replace(each["url"] or "\0", "").strip(" .,;:<>()")
            words.setdefault((each["document_id"], each["work_id"]), text or each["url"])
    keys = [(work["document_id"], work["work_id"]) for work in works]
    return [
        {**work, "title": work["title"] or words[key]} for key, work in zip(keys, works, strict=True) if key in words
    ]


def to_csl_json(works: Sequence[Row]) -> str:
    """Return rows of the table `works` as CSL-JSON (version 1.0.2), one item a row, in order."""
    return json.dumps([_csl_item(work) for work in works], ensure_ascii=False, indent=1) + "\n"


def _csl_item(work: Row) -> dict[str, Any]:
    item: dict[str, Any] = {"id": _key(work), "type": work["type"] or "document"}
    for role, csl in (("authors", "author"), ("editors", "editor"), ("translators", "translator")):
        names = [_csl_name(name) for name in _named(work, role)]
        if names:
            item[csl] = names
    item |= {csl: work[column] for column, csl in _CSL_NAMES.items() if work[column]}
    if work["type"] not in _PARTS_OF_A_WORK:
        item.pop("page", None)
    if work["issued_start"]:
        item["issued"] = _csl_date(work["issued_start"], work["issued_end"])
    if work["accessed"]:
        item["accessed"] = _csl_date(work["accessed"], work["accessed"])
    if doi := _doi(work["url"]):
        item["DOI"] = doi
    elif work["url"]:
        item["URL"] = _address(work["url"])
    if work["title_translation"]:
        item["note"] = f"Translated title: {work['title_translation']}"
    return item


def _named(work: Row, role: str) -> list[Row]:
    """Return the names of a role; the editors that an edited work goes by are no authors."""
    if role == "authors" and work["authors"] == work["editors"]:
        return []
    return [name for name in work[role] if name["literal"] != "et al."]


def _csl_name(name: Row) -> dict[str, str]:
    parts = {part: value for part, value in name.items() if value}
    suffix = _SUFFIX.fullmatch(parts.get("given", ""))
    return parts | {"given": suffix.group(1), "suffix": suffix.group(2)} if suffix else parts


def _csl_date(start: date, end: date) -> dict[str, Any]:
    """Return a date as CSL has it: of the year where whole years are meant, and of the month where whole months are."""
    first, last = [start.year, start.month, start.day], [end.year, end.month, end.day]
    said = 3
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        said = 1 if (start.month, end.month) == (1, 12) else 2
    return {"date-parts": [first[:said]] if first[:said] == last[:said] else [first[:said], last[:said]]}


def _doi(url: str | None) -> str | None:
    match = _DOI.fullmatch(url or "")
    return match.group(1) if match else None


def _address(url: str) -> str:
    return url if _SCHEME.match(url) else f"http://{url}"


def _key(work: Row) -> str:
    return f"{work['document_id']}-{work['work_id']}"


def to_bibtex(works: Sequence[Row]) -> str:
    """Return rows of the table `works` as BibTeX in UTF-8, one entry a row, in order."""
    return "\n".join(_bibtex_entry(work) for work in works)


def _bibtex_entry(work: Row) -> str:
    kind = _BIBTEX_TYPES.get(work["type"] or "", "misc")
    fields = {
        "author": _bibtex_names(work, "authors"),
        "editor": _bibtex_names(work, "editors"),
        "translator": _bibtex_names(work, "translators"),
        # Styles would put the capitals of what is not in braces in lower case, those of names too.
        "title": work["title"] and f"{{{_escaped(work['title'])}}}",
        _CONTAINERS.get(kind, "series"): work["container_title"],
        _PUBLISHERS.get(kind, "publisher"): work["publisher"],
        "address": work["publisher_place"],
        "volume": work["volume"],
        "number": work["issue"] or work["number"],
        "pages": (work["page"] or "").replace("-", "--") if work["type"] in _PARTS_OF_A_WORK else None,
        "edition": (work["edition"] or "").removesuffix(" ed."),
        "note": work["title_translation"] and f"Translated title: {work['title_translation']}",
    }
    lines = [
        f"  {name} = {{{value if name in _IN_TEX else _escaped(value)}}}" for name, value in fields.items() if value
    ]
    if work["issued_start"]:
        years = dict.fromkeys((work["issued_start"].year, work["issued_end"].year))
        lines.append(f"  year = {{{'--'.join(map(str, years))}}}")
        if work["issued_start"].replace(day=1) == work["issued_end"].replace(day=1):
            lines.append(f"  month = {_MONTHS[work['issued_start'].month - 1]}")
    if doi := _doi(work["url"]):
        lines.append(f"  doi = {{{_bare(doi)}}}")
    elif work["url"]:
        lines.append(f"  url = {{{_bare(_address(work['url']))}}}")
    if work["accessed"]:
        lines.append(f"  urldate = {{{work['accessed']}}}")
    return "\n".join([f"@{kind}{{{_key(work)},", ",\n".join(lines), "}", ""])


def _bibtex_names(work: Row, role: str) -> str:
    """Return names as BibTeX has them: the family name first, institutions in braces, "et al." as others."""
    names = [_bibtex_name(_csl_name(name)) for name in _named(work, role)]
    if names and any(name["literal"] == "et al." for name in work[role]):
        names.append("others")
    return " and ".join(names)


def _bibtex_name(name: Mapping[str, str]) -> str:
    parts = [_escaped(name[part]) for part in ("literal", "family", "suffix", "given") if part in name]
    # "and" parts names.
    return ", ".join(f"{{{part}}}" if "literal" in name or " and " in part else part for part in parts)


def _escaped(value: str) -> str:
    return value.translate(_BIBTEX_ESCAPES)


def _bare(address: str) -> str:
    """Return an address without braces, which would not pair up; TeX takes the rest as it stands."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
