"""Read PDFs: glyphs to lines, lines to columns, columns to pages."""

from outsider_etl.readers.pdf.reading import read_pdf

__all__ = ["read_pdf"]
