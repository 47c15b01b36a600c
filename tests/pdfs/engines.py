"""Typeset the blocks of a document with Typst, WeasyPrint or LaTeX; the same blocks give the same bytes."""

import html
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typst
import weasyprint
from model import Block, Link, Note, Piece, Raised, runs

# What the engines would else write of the time at which they ran.
os.environ.update(SOURCE_DATE_EPOCH="0", FORCE_SOURCE_DATE="1")

TYPST = """
#let report = json(bytes(sys.inputs.report))
#let as-text(runs) = runs.map(((text, italic)) => if italic { emph(text) } else { text }).join()
#let as-note(note) = note.paragraphs.map(as-text).join(parbreak())
#let set-piece(piece) = {
  if piece.kind == "Note" { if report.endnotes { super(piece.label) } else { footnote(as-note(piece)) } }
  else if piece.kind == "Raised" { super(piece.text) }
  else if piece.kind == "Link" { link(piece.url, piece.text) }
  else { as-text(piece.runs) }
}
#let set-block(block) = {
  let body = block.pieces.map(set-piece).join()
  if block.kind == "heading" { heading(level: block.level, body) }
  else if block.kind == "block_quote" { quote(block: true, body) }
  else if block.kind == "list_item" { grid(columns: (1.6em, 1fr), block.label, body) }
  else if block.kind == "contents_entry" { grid(columns: (1fr, auto), body, block.label) }
  else if block.kind == "equation" { grid(columns: (1fr, auto), align(center, emph(body)), block.label) }
  else if block.kind == "page_break" { pagebreak() }
  else if block.kind == "title" { std.block(text(size: 2em, body)) }
  else if block.kind == "front" { std.block(body) }
  else if block.kind == "endnotes" {
    set text(size: 0.85em)
    for note in block.pieces [#note.label. #as-note(note)#parbreak()]
  }
  else { par(body) }
}
#for block in report.blocks { set-block(block) }
"""


def _plain_data(piece: Piece) -> dict[str, object]:
    match piece:
        case str():
            return {"kind": "str", "runs": list(runs(piece))}
        case Note():
            paragraphs = [list(runs(paragraph)) for paragraph in piece.paragraphs]
            return {"kind": "Note", "label": piece.label, "paragraphs": paragraphs}
        case _:
            return {"kind": type(piece).__name__, **asdict(piece)}


def with_typst(blocks: Sequence[Block], preamble: str) -> bytes:
    """Return the blocks as a PDF by Typst, in the fonts that it brings along."""
    data = {
        "endnotes": any(block.kind == "endnotes" for block in blocks),
        "blocks": [
            {
                "kind": block.kind,
                "level": block.level,
                "label": block.label,
                "pieces": [_plain_data(piece) for piece in block.pieces],
            }
            for block in blocks
        ],
    }
    return typst.compile(
        (preamble + TYPST).encode(),
        sys_inputs={"report": json.dumps(data)},
        format="pdf",
        timestamp=0,
        ignore_system_fonts=True,
        pdf_tags=False,
    )


def _html_piece(piece: Piece, endnotes: bool) -> str:
    match piece:
        case Note() if endnotes:
            return f"<sup>{piece.label}</sup>"
        case Note():
            first, *others = map(_html_text, piece.paragraphs)
            return f'<span class="note">{first}{"".join(f"<span>{other}</span>" for other in others)}</span>'
        case Raised():
            return f"<sup>{_html_text(piece.text)}</sup>"
        case Link():
            return f'<a href="{piece.url}">{_html_text(piece.text)}</a>'
        case _:
            return _html_text(piece)


def _html_text(text: str) -> str:
    escaped = ((html.escape(run, quote=False), italic) for run, italic in runs(text))
    return "".join(f"<em>{run}</em>" if italic else run for run, italic in escaped)


def _html_block(block: Block, endnotes: bool) -> str:
    body = "".join(_html_piece(piece, endnotes) for piece in block.pieces)
    match block.kind:
        case "heading":
            return f"<h{block.level}>{body}</h{block.level}>"
        case "block_quote":
            return f"<blockquote>{body}</blockquote>"
        case "table":
            rows = ("".join(f"<td>{_html_text(cell)}</td>" for cell in row) for row in block.cells)
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case "endnotes":
            notes = (piece for piece in block.pieces if isinstance(piece, Note))
            return "".join(
                f'<p class="endnote">{note.label}. {_html_text(" ".join(note.paragraphs))}</p>' for note in notes
            )
        case _:
            return f'<p class="{block.kind}">{body}</p>'


def with_html(blocks: Sequence[Block], css: str, *, uncompressed: bool = False) -> bytes:
    """Return the blocks as a PDF by WeasyPrint; `uncompressed` leaves its objects readable."""
    endnotes = any(block.kind == "endnotes" for block in blocks)
    body = "".join(_html_block(block, endnotes) for block in blocks)
    source = f'<html lang="en"><head><style>{css}</style></head><body>{body}</body></html>'
    pdf: bytes = weasyprint.HTML(string=source).write_pdf(uncompressed_pdf=uncompressed)
    return pdf


_LATEX_ESCAPES = str.maketrans({"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "£": r"\pounds{}"})


def _latex_piece(piece: Piece) -> str:
    match piece:
        case Note():
            paragraphs = r" \par ".join(map(_latex, piece.paragraphs))
            return rf"\footnote{{{paragraphs}}}"
        case Raised():
            return rf"\textsuperscript{{{_latex(piece.text)}}}"
        case Link():
            return rf"\href{{{piece.url}}}{{{_latex(piece.text)}}}"
        case _:
            return _latex(piece)


def _latex(text: str) -> str:
    escaped = ((run.translate(_LATEX_ESCAPES), italic) for run, italic in runs(text))
    return "".join(rf"\emph{{{run}}}" if italic else run for run, italic in escaped)


def _latex_block(block: Block) -> str:
    if block.kind == "unmarked":
        notes = (piece for piece in block.pieces if isinstance(piece, Note))
        return "".join(rf"\stepcounter{{footnote}}\footnotetext{{{_latex(note.text)}}}" for note in notes)
    body = "".join(_latex_piece(piece) for piece in block.pieces)
    return rf"\section{{{body}}}" if block.kind == "heading" else body


def with_latex(blocks: Sequence[Block], preamble: str) -> bytes:
    """Return the blocks as a PDF by pdfLaTeX, which has to be installed; the preamble begins with the class."""
    # What LaTeX would write of the time and of its own installation is left out.
    fixed = r"\pdfinfoomitdate=1\pdfsuppressptexinfo=-1\pdftrailerid{}\pdfcompresslevel=9\pdfobjcompresslevel=3"
    body = "\n\n".join(map(_latex_block, blocks))
    source = f"{fixed}{preamble}\\begin{{document}}\n{body}\n\\end{{document}}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.tex")
        path.write_text(source, "utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", path.name]
        for _ in range(3):
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return path.with_suffix(".pdf").read_bytes()
