"""The text as it will stand: a base act with amending commands applied."""

from review.amending.consolidation.build import Amender, amender_of, by_effect, consolidate, identify, name_key

__all__ = ["Amender", "amender_of", "by_effect", "consolidate", "identify", "name_key"]
