"""Comparing two documents: provisions aligned by content even when moved, split, merged or renumbered."""

from review.amending.comparison.compare import compare

__all__ = ["compare"]
