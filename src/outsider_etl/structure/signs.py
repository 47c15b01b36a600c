"""The signs that notes are known by: the symbols and figures of their marks, and the titles that they stand under."""

import re

# A mark in the characters of a class of a regular expression.
SYMBOL = "[*∗⁎＊†‡§¶‖∥#]"
SUPERSCRIPT = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
_NOTES = (
    r"(?:foot[ -]?|end[ -]?)?notes|notes (?:de|en) (?:bas de page|fin)|(?:fu(?:ß|ss)|end)noten|anmerkungen"
    r"|einzelnachweise|notas"
)
_WORKS = (
    r"references?|bibliography|works cited|literature(?: cited)?|sources|citations|r[ée]f[ée]rences"
    r"|quellen(?:verzeichnis)?|literatur(?:verzeichnis|hinweise)?|bibliogra(?:phie|f[íi]a)"
)
_AND = r"(?:,| ?[&/]| and| und| et| y) ?"
# The part of the document that notes are those of.
_OF_PART = (
    r"(?: (?:to|for|of|on|zu|zum|zur|d[ue]|de la))?(?: the)?"
    r" (?:introduction|conclusions?|einleitung|schluss"
    r"|(?:chapters?|parts?|sections?|kapitel|teil|chapitre|partie) (?:\d{1,3}|[ivxl]{1,7}))"
)
_SOME_NOTES = rf"(?:(?:{_WORKS}){_AND}){{0,2}}(?:{_NOTES})(?:{_AND}(?:{_NOTES}|{_WORKS})){{0,2}}(?:{_OF_PART})?"
NOTES_HEADING = re.compile(rf"[\W\d_]*(?:{_SOME_NOTES})[\W_]*", re.IGNORECASE)
# A list of works may stand under one of these as well.
LIST_HEADING = re.compile(rf"[\W\d_]*(?:{_SOME_NOTES}|(?:{_WORKS})(?:{_AND}(?:{_WORKS})){{0,2}})[\W_]*", re.IGNORECASE)
_CONTENTS = r"(?:table of )?contents|sommaire|table des matières|inhalt(?:sverzeichnis)?|[ií]ndice|sumario|contenido"
CONTENTS_HEADING = re.compile(rf"[\W_]*(?:{_CONTENTS})[\W_]*", re.IGNORECASE)
# What the text of a document begins under, and that of it which may stand before the contents.
_SUMMARIES = r"(?:executive )?summary|key (?:findings|messages|points)|foreword|preface|overview"
SUMMARY_HEADING = re.compile(rf"[\W_]*(?:{_SUMMARIES})[\W_]*", re.IGNORECASE)
_FIRST_PARTS = r"(?:chapter|part|book) (?:1|i|one|the first)"
OPENING_HEADING = re.compile(
    rf"[\W\d_]*(?:{_SUMMARIES}|abstract|introduction|background|{_FIRST_PARTS})[\W_]*", re.IGNORECASE
)
# What stands before the title of a letter in German or French.
SUBJECT_ABROAD = r"(?:betreff|betr\.|objet)"
# What a line of a memorandum, of an e-mail or of a list of facts begins with, to say what the rest of it is.
FIELD = re.compile(
    r"(?-i:(?=[A-Z]))(?:from|to|cc|sent|date|subject|re|title|authors?|publisher|published(?: by)?|series"
    rf"|{SUBJECT_ABROAD}|bezug|aktenzeichen|datum|réf(?:\.|érences?))\s?:(?!\S)",
    re.IGNORECASE,
)
# A line that ends so needs another one: in a word that leads on to the next, or within brackets.
UNFINISHED = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|by|before|with|and|or|its|their|as|than|between|under"
    r"|und|oder|der|die|das|des|den|dem|für|von|zu|et|ou|le|la|les|de|du|des|à|y|o|el|los|las|del)|[,&:–—-]"
    r"|\([^()]{0,80})$",
    re.IGNORECASE,
)
# What leads back from a note to its marker on a page of the web, or to several that are counted.
BACK_LINK = re.compile(r"\s*(?:↑\ufe0e?|↩\ufe0e?[2-9²³⁴-⁹]?(?:\s*↩\ufe0e?[2-9²³⁴-⁹]?){0,20})\s*$")
_USUAL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹∗⁎＊∥", "0123456789***‖")


def usual_mark(mark: str) -> str:
    """Return a mark in the characters that are usual for it: figures on the line, one asterisk for all look-alikes."""
    return mark.translate(_USUAL)
