"""The signs that notes are known by: the symbols and figures of their marks, and the titles that they stand under."""

import re

# A mark in the characters of a class of a regular expression.
SYMBOL = "[*∗⁎＊†‡§¶‖∥#]"
SUPERSCRIPT = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
_NOTES = r"(?:foot|end)?notes|notes (?:de|en) (?:bas de page|fin)|(?:fu(?:ß|ss)|end)noten|anmerkungen|notas"
_WORKS = (
    r"references?|bibliography|works cited|literature(?: cited)?|sources|r[ée]f[ée]rences|quellen(?:verzeichnis)?"
    r"|literatur(?:verzeichnis)?|bibliogra(?:phie|f[íi]a)"
)
NOTES_HEADING = re.compile(rf"[\W\d_]*(?:{_NOTES})[\W_]*", re.IGNORECASE)
# A list of works may stand under one of these as well.
LIST_HEADING = re.compile(rf"[\W\d_]*(?:{_NOTES}|{_WORKS})[\W_]*", re.IGNORECASE)
# What leads back from a note to its marker on a page of the web.
BACK_LINK = re.compile(r"\s*[↩↑]\ufe0e?\s*$")
_USUAL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗⁎＊∥", "0123456789***‖")


def usual_mark(mark: str) -> str:
    """Return a mark in the characters that are usual for it: figures on the line, one asterisk for all look-alikes."""
    return mark.translate(_USUAL)
