"""The signs that notes are known by: the symbols and figures of their marks, and the titles that they stand under."""

import re

# A mark in the characters of a class of a regular expression.
SYMBOL = "[*∗⁎＊†‡§¶‖∥#]"
SUPERSCRIPT = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
NOTES_HEADING = re.compile(r"[\W\d_]*(?:foot|end)?notes[\W_]*", re.IGNORECASE)
# What leads back from a note to its marker on a page of the web.
BACK_LINK = re.compile(r"\s*[↩↑]\ufe0e?\s*$")
_USUAL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗⁎＊∥", "0123456789***‖")


def usual_mark(mark: str) -> str:
    """Return a mark in the characters that are usual for it: figures on the line, one asterisk for all look-alikes."""
    return mark.translate(_USUAL)
