"""A comparison to text, HTML and DOCX: the three columns of a bản so sánh, thuyết minh."""

from review.report.comparison.commands import command_remarks
from review.report.comparison.docx import to_docx
from review.report.comparison.html import to_html
from review.report.comparison.rows import Remark, rows
from review.report.comparison.terminal import to_text
from review.report.comparison.titles import Titles, amending_titles, titles

__all__ = ["Remark", "Titles", "amending_titles", "command_remarks", "rows", "titles", "to_docx", "to_html", "to_text"]
