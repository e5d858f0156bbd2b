"""The consolidated text for people: plain text, a page, a DOCX file; what could not be applied is always told."""

from review.report.consolidation.docx import to_docx
from review.report.consolidation.html import to_html
from review.report.consolidation.lines import NOTHING, to_text

__all__ = ["NOTHING", "to_docx", "to_html", "to_text"]
