"""Amending: the commands of an amending draft, one target each."""

from review.amending.commands import find_amendments

__all__ = ["find_amendments"]
