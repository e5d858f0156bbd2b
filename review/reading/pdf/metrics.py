"""Where letters stand within a piece of text whose ends are known.

Widths are those of Times Roman (Adobe Core 14 metrics, thousandths of the font size), in which drafts are set; blanks
take up what is left of the line. For other fonts they are scaled, which keeps the order of widths.
"""

from functools import lru_cache
from unicodedata import normalize

from review.reading.pdf.glyphs import Piece

_WIDTHS = {
    **dict.fromkeys("fIJ()-[]r", 333), **dict.fromkeys("ijlt/:;'", 278), **dict.fromkeys(" .,|", 250), **dict.fromkeys("sJ", 389),
    **dict.fromkeys("acezLZ“”", 444), **dict.fromkeys("PSFw", 570), **dict.fromkeys("EĐTLZ", 611), **dict.fromkeys("BCR", 667),
    **dict.fromkeys("ADGHKNOQUVXYw", 722), **dict.fromkeys("mM%", 820), "W": 944, "I": 333,
}  # fmt: skip
_USUAL = 500


@lru_cache(maxsize=4096)
def _width(letter: str) -> int:
    base = normalize("NFD", letter)[0]
    return _WIDTHS.get(letter) or _WIDTHS.get(base, _USUAL)


def across(piece: Piece, start: int, end: int) -> tuple[float, float]:
    """The left and right edge of the letters ``[start, end)`` of a piece."""
    widths = [float(_width(letter)) for letter in piece.text]
    blanks = piece.text.count(" ")
    total = (piece.x1 - piece.x0) * 1000 / max(piece.size, 0.1)
    inked = sum(widths) - blanks * 250
    if blanks and 0 < total - inked < blanks * 1500:
        blank = (total - inked) / blanks
        widths = [blank if letter == " " else width for letter, width in zip(piece.text, widths, strict=True)]
    scale = (piece.x1 - piece.x0) / max(sum(widths), 1.0)
    left = piece.x0 + scale * sum(widths[:start])
    return left, left + scale * sum(widths[start:end])
