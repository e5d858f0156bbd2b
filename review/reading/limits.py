"""What a reader takes at most."""

from review.contract.base import Model


class Limits(Model):
    """Upper bounds that are checked before the work they bound. Sizes are bytes.

    ``max_entries``, ``max_part_bytes``, ``max_total_bytes`` and ``max_ratio`` bound a DOCX as its zip directory
    declares it: the largest real draft seen has 60 parts, the largest part of 12 MB, and a ratio of 40; a ratio above
    ``max_ratio`` counts only for parts larger than ``ratio_floor_bytes``. The nesting of elements is bounded by libxml2
    (256 levels), the time of a conversion by the converter.
    """

    max_bytes: int = 50_000_000
    max_pages: int = 2_000
    max_chars: int = 20_000_000
    max_entries: int = 2_000
    max_part_bytes: int = 80_000_000
    max_total_bytes: int = 200_000_000
    max_ratio: float = 200.0
    ratio_floor_bytes: int = 2_000_000
