"""Words for words: replacing, dropping and adding a phrase in running text."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_PAIRS: Final = (
    ("oà", "òa"), ("oá", "óa"), ("oả", "ỏa"), ("oã", "õa"), ("oạ", "ọa"),
    ("oè", "òe"), ("oé", "óe"), ("oẻ", "ỏe"), ("oẽ", "õe"), ("oẹ", "ọe"),
    ("uỳ", "ùy"), ("uý", "úy"), ("uỷ", "ủy"), ("uỹ", "ũy"), ("uỵ", "ụy"),
)  # fmt: skip
_TONES: Final = {a: b for old, new in _PAIRS for a, b in ((old, new), (old.upper(), new.upper()), (old.title(), new.title()))}
_TONE: Final = re.compile("(?:" + "|".join(_TONES) + r")(?!\w)")
_STARTS: Final = re.compile(r"(?:^|[.:!?]\s+|\n\s*|^\s*(?:\d[\w.]*|\w{1,2})[.)]\s*)$")


def fold_tones(text: str) -> str:
    """The text with the tone mark where the new spelling has it; its length does not change.

    >>> fold_tones("Uỷ ban hoà giải, khoẻ"), fold_tones("hoàn thuỷ")
    ('Ủy ban hòa giải, khỏe', 'hoàn thủy')
    """
    return _TONE.sub(lambda found: _TONES[found[0]], text)


@lru_cache(maxsize=2_000)
def _pattern(phrase: str, *, any_case: bool = False) -> re.Pattern[str]:
    """The phrase as whole words and numbers, its first letter in either case (or all), any white space between words."""
    words = fold_tones(phrase).split()
    body = r"\s+".join(re.escape(word) for word in words)
    first = words[0][0]
    if first.isalpha():
        body = f"[{first.lower()}{first.upper()}]" + body[len(re.escape(first)) :]
    before = (r"(?<!\w)(?<!\d[.,])" if words[0][0].isdigit() else r"(?<!\w)") if words[0][0].isalnum() else ""
    after = (r"(?!\w|[.,]\d)" if words[-1][-1].isdigit() else r"(?!\w)") if words[-1][-1].isalnum() else ""
    return re.compile(before + body + after, re.IGNORECASE if any_case else 0)


def replace_words(text: str, old: str, new: str, *, any_case: bool = False, put: Callable[[str], str] = str) -> tuple[str, int]:
    """``new`` for ``old`` wherever it stands, and how often. Empty ``new`` drops the words with one space.

    A phrase in small letters is met with a capital at the start of a sentence too, and what replaces it then has one. With
    ``any_case`` letters count alike in small and capital. ``put`` gives what is written for the new words.

    >>> replace_words("1. Bộ Ngoại thương cấp phép. Bộ Ngoại thương kiểm tra.", "Bộ Ngoại thương", "Bộ Công Thương")
    ('1. Bộ Công Thương cấp phép. Bộ Công Thương kiểm tra.', 2)
    >>> replace_words("Cơ sở sản xuất và cơ sở chế biến", "cơ sở", "đơn vị")
    ('Đơn vị sản xuất và đơn vị chế biến', 2)
    >>> replace_words("xã, phường, thị trấn có", ", thị trấn", ""), replace_words("cấp huyện và cấp xã", "cấp huyện và", "")
    (('xã, phường có', 1), ('cấp xã', 1))
    """
    if not old.split():
        return text, 0
    parts: list[str] = []
    at = count = 0
    for found in _pattern(old, any_case=any_case).finditer(fold_tones(text)):
        start, end = found.span()
        words = text[start:end]
        starts = words[0] != old.split()[0][0] and _fits(text, start, words[0], old)
        if words[0] != old.split()[0][0] and not starts and not any_case:
            continue
        fresh = new[:1].upper() + new[1:] if starts else new
        if not fresh:
            start, end = _closed(text, start, end)
        parts += [text[at:start], put(fresh)]
        at = end
        count += 1
    if not count:
        return text, 0
    return "".join(parts) + text[at:], count


def add_words(
    text: str, anchor: str, new: str, *, before: bool = False, any_case: bool = False, put: Callable[[str], str] = str
) -> tuple[str, int]:
    """``new`` put behind (or before) ``anchor`` wherever it stands, and how often.

    >>> add_words("Sở Y tế chủ trì.", "Sở Y tế", "và Công an tỉnh"), add_words("Sở Y tế, Sở Tài chính", "Sở Y tế", ", Sở Nội vụ")
    (('Sở Y tế và Công an tỉnh chủ trì.', 1), ('Sở Y tế, Sở Nội vụ, Sở Tài chính', 1))
    """
    if not anchor.split() or not new.strip():
        return text, 0
    parts: list[str] = []
    at = count = 0
    for found in _pattern(anchor, any_case=any_case).finditer(fold_tones(text)):
        glue = "" if new[0] in ",;.:)" and not before else " "
        place = found.start() if before else found.end()
        parts += [text[at:place], f"{put(new)}{glue}" if before else f"{glue}{put(new)}"]
        at = place
        count += 1
    if not count:
        return text, 0
    return "".join(parts) + text[at:], count


def _fits(text: str, start: int, first: str, old: str) -> bool:
    """Whether other case than commanded is right here: a capital at the start of a sentence for small letters."""
    return old[0].islower() and first.isupper() and _STARTS.search(text, max(0, start - 12), start) is not None


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of words to drop with the space that would stand double or before a mark."""
    if start and text[start - 1] == " " and (end == len(text) or text[end] in " ,;.:)\n"):
        return start - 1, end
    if end < len(text) and text[end] == " " and (start == 0 or text[start - 1] in " (\n"):
        return start, end + 1
    return start, end
