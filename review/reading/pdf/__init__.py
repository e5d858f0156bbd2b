"""PDF with a text layer: glyphs, then lines, then blocks and tables, then paragraphs."""

from review.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
