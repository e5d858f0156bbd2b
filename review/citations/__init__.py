"""Stage: citations. Other acts and provisions mentioned, references inside the draft, and the role of each."""

from review.citations.finding import find_citations

__all__ = ["find_citations"]
