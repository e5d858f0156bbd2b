"""The text as it will stand: a base act with amending commands applied."""

from review.amending.consolidation.build import Amender, by_effect, consolidate, identify, name_key

__all__ = ["Amender", "by_effect", "consolidate", "identify", "name_key"]
