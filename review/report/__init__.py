"""Report to text, JSON and HTML."""

from review.report.assemble import assemble
from review.report.html import error_to_html, to_html
from review.report.terminal import to_text

__all__ = ["assemble", "error_to_html", "to_html", "to_text"]
