"""Signs that the text of a file is damaged."""

import re
from collections import Counter

from review.contract.base import Notice
from review.reading.syllables import is_syllable, marked_tokens

_EXAMPLES = 5


def syllable_notice(text: str) -> Notice | None:
    """A notice of words that cannot be Vietnamese syllables: a hint of slips in typing or conversion, of low weight.

    Only small words with a marked letter count, for names and foreign words are written otherwise; time is linear.
    """
    counts = Counter(marked_tokens(text))
    odd = [word for word in counts if len(word) > 1 and word.islower() and not is_syllable(word)]
    if not odd:
        return None
    examples = ", ".join(f"“{word}”" for word in odd[:_EXAMPLES])
    first = re.search(rf"(?<![^\W\d_]){odd[0]}(?![^\W\d_])", text)
    number = sum(counts[word] for word in odd)
    return Notice(
        code="odd_syllables",
        message=f"Có {number} từ không phải âm tiết tiếng Việt (ví dụ {examples}), có thể do lỗi gõ hoặc lỗi chuyển đổi tệp.",
        span=first.span() if first else None,
    )


def hidden_marks_notice(text: str) -> Notice | None:
    """A notice of marks that are not seen on the page but stand within the text: of no width, or of the direction of writing.

    A text file is kept as it is, so that such a mark before "Điều" or within a word may hide a place or a procedure from every stage.
    """
    found = _HIDDEN.search(text)
    if not found:
        return None
    number = len(_HIDDEN.findall(text))
    return Notice(
        code="hidden_marks",
        message=(
            f"Có {number} ký tự ẩn (không có bề rộng hoặc đổi chiều chữ) trong văn bản, có thể làm sót điều khoản, thủ tục; "
            "nên chép lại thành văn bản sạch rồi soát lại."
        ),
        span=found.span(),
    )


_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
