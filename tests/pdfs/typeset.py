# /// script
# requires-python = ">=3.11"
# dependencies = ["pillow==13.0.0", "reportlab==5.1.0", "typst==0.15.2", "weasyprint==70.0"]
# ///
"""Typeset the PDFs of this folder, and write beside each what a reader should find in it.

    python typeset.py [NAME ...]

The same versions of the packages and fonts give the same bytes. pdfLaTeX (with footmisc) and the DejaVu fonts have to
be installed; the tests only read what is kept here.
"""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import documents
import drawn
import outsider
from engines import with_html, with_latex, with_typst
from model import Block, expectation, heading

FOLDER = Path(__file__).parent

TYPST = """
#set document(title: "Upper Valley Papers", date: none)
#set page(paper: "a5", numbering: "1")
#set text(font: "Libertinus Serif", size: 10pt, lang: "en", hyphenate: true)
#set smartquote(enabled: false)
#set par(justify: true, first-line-indent: 1.2em, spacing: 0.65em)
"""
ON_EACH_PAGE = "#set page(header: counter(footnote).update(0))\n"
IN_EACH_CHAPTER = "#show heading.where(level: 1): it => counter(footnote).update(0) + it\n"

HTML = """
@page { size: A5; margin: 18mm 16mm; @footnote { border-top: 0.5pt solid black; padding-top: 4pt; margin-top: 8pt } }
@page :left { @top-left { content: counter(page) "  Upper Valley Papers"; font: 7pt "DejaVu Sans" } }
@page :right { @top-right { content: "Water and its price  " counter(page); font: 7pt "DejaVu Sans" } }
body { font: 9pt/1.45 "DejaVu Serif"; text-align: justify; hyphens: auto }
h1 { font-size: 15pt } h2 { font-size: 11pt } p { margin: 0 0 6pt } blockquote { margin: 6pt 20pt }
sup { font-size: 65%; line-height: 0 } a { color: inherit; text-decoration: none }
.note { float: footnote; font-size: 7pt; line-height: 1.3 } .note span { display: block }
.note::footnote-call { content: CALL; font-size: 65%; vertical-align: super; line-height: 0 }
.note::footnote-marker { content: CALL " " }
.box { float: right; width: 38%; background: #e8e8e8; padding: 5pt; margin: 0 0 4pt 8pt; font-size: 7.5pt }
.caption { font-weight: bold } .table_note, .endnote { font-size: 7pt; margin: 0 0 2pt }
table { border-collapse: collapse; font-size: 8pt; margin: 4pt 0 } td { padding: 1pt 10pt 1pt 0 }
"""
NUMBERED = HTML.replace("CALL", "counter(footnote)")
BRACKETED = HTML.replace("CALL", '"[" counter(footnote) "]"')

LATEX = r"\documentclass[CLASS]{article}\usepackage[margin=15mm,a5paper]{geometry}"
# Times as every reader of PDFs has it, so that no font need be kept in the file.
TIMES = (
    r"\setcounter{secnumdepth}{0}\usepackage[T1]{fontenc}\usepackage{times}"
    r'\pdfmapline{=ptmr8r Times-Roman " TeXBase1Encoding ReEncodeFont " <8r.enc}'
    r'\pdfmapline{=ptmb8r Times-Bold " TeXBase1Encoding ReEncodeFont " <8r.enc}'
    r'\pdfmapline{=ptmri8r Times-Italic " TeXBase1Encoding ReEncodeFont " <8r.enc}'
)
PER_PAGE_SYMBOLS = r"\usepackage[symbol,perpage]{footmisc}"
ON_ONE_LINE = r"\usepackage[para]{footmisc}"

UNREADABLE = [heading(1, "A Font Without a Map"), *documents.fill(0, 1)]
# The heading's font keeps its map, the text's has none.
UNMAPPED = NUMBERED.replace("h1 {", 'h1 { font-family: "DejaVu Sans";')

Typesetter = Callable[[Sequence[Block]], bytes]


def by_typst(preamble: str = "") -> Typesetter:
    return lambda blocks: with_typst(blocks, TYPST + preamble)


def by_html(css: str) -> Typesetter:
    return lambda blocks: with_html(blocks, css)


def by_latex(options: str, preamble: str = "") -> Typesetter:
    return lambda blocks: with_latex(blocks, LATEX.replace("CLASS", options) + preamble)


READABLE: dict[str, tuple[Sequence[Block], Typesetter]] = {
    "raised_markers": (documents.RAISED_MARKERS, by_typst()),
    "note_over_pages": (documents.NOTE_OVER_PAGES, by_latex("12pt", TIMES)),
    "restart_on_each_page": (documents.RESTART_ON_EACH_PAGE, by_typst(ON_EACH_PAGE)),
    "restart_in_each_chapter": (documents.RESTART_IN_EACH_CHAPTER, by_typst(IN_EACH_CHAPTER)),
    "chapter_endnotes": (documents.CHAPTER_ENDNOTES, by_typst()),
    "no_notes": (documents.NO_NOTES, by_typst()),
    "bracketed_markers": (documents.BRACKETED_MARKERS, by_html(BRACKETED)),
    "table_notes": (documents.TABLE_NOTES, by_html(NUMBERED)),
    "document_endnotes": (documents.DOCUMENT_ENDNOTES, by_html(NUMBERED)),
    "two_columns": (documents.TWO_COLUMNS, by_latex("twocolumn")),
    "symbols_per_page": (documents.SYMBOLS_PER_PAGE, by_latex("11pt", TIMES + PER_PAGE_SYMBOLS)),
    "notes_on_one_line": (documents.NOTES_ON_ONE_LINE, by_latex("10pt", TIMES + ON_ONE_LINE)),
    "unmarked_note": (documents.UNMARKED_NOTE, by_latex("12pt", TIMES)),
    "furniture": (documents.FURNITURE, lambda blocks: drawn.draw(blocks, drawn.everything)),
    "page_labels": (documents.FURNITURE, lambda blocks: drawn.draw(blocks, drawn.numbered_in_roman)),
    "empty_page": (documents.fill(0, 1), drawn.with_empty_page),
    "the-outsider": (outsider.blocks(), lambda blocks: with_typst(blocks, outsider.PREAMBLE)),
}
BROKEN: dict[str, Callable[[], bytes]] = {
    "scanned": lambda: drawn.scanned(documents.fill(0, 1)),
    "password": lambda: drawn.draw(documents.fill(0), drawn.nothing, drawn.PASSWORD),
    "truncated": lambda: drawn.truncated(by_typst()(documents.RAISED_MARKERS)),
    "no_pages": drawn.without_pages,
    "no_unicode_map": lambda: drawn.without_unicode_map(with_html(UNREADABLE, UNMAPPED, uncompressed=True), b"Serif"),
}


def main(names: Sequence[str]) -> None:
    """Write the PDFs named, or all of them."""
    for name, (blocks, typesetter) in READABLE.items():
        if name in names or not names:
            (FOLDER / f"{name}.pdf").write_bytes(typesetter(blocks))
            expected = json.dumps(expectation(blocks), ensure_ascii=False, indent=1)
            (FOLDER / f"{name}.json").write_text(expected + "\n", "utf-8")
    for name, make in BROKEN.items():
        if name in names or not names:
            (FOLDER / f"{name}.pdf").write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1:])
