"""The steps of a procedure: which lines say who does what next."""

import re
from collections.abc import Iterator
from typing import Final

from review.contract.procedures import Part
from review.procedures.fold import Loose, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, condition_articles, once
from review.procedures.parts.events import CAPTION, CHANNEL_LINE, IMPERSONAL, events, handles_no_file

_PASSIVE: Final = Loose(
    r"(?i)(?:hồ\s+sơ|kết\s+quả|quyết\s+định|giấy|thông\s+tin|biểu\s+mẫu|lễ"
    r"|bản\s+điện\s+tử)\b[^.;]{0,200}?\bđược\s+(?:các\s+hệ\s+thống\s+tự\s+động\s+|hệ\s+thống\s+tự\s+động\s+"
    r"|phần\s+mềm[^.;]{0,60}?)?(?:gửi|trả|chuyển|lưu|đồng\s+bộ|chia\s+sẻ|liên\s+thông|phân\s+tách|tổ\s+chức|tiếp\s+nhận|giao"
    r"|cấp\s+cho|xử\s+lý)|chỉ\s+được\s+tiếp\s+nhận|tự\s+động\s+phân\s+tách|trình\s+tự\s+[^.;]{4,90}\b(?:thực\s+hiện\b(?!\s+theo\s+quy\s+định\s+tại)"
    r"|tương\s+tự)|^(?:trong\s+)?trường\s+hợp\b[^.;]{4,240}?\sphải\s+(?:cấp|trả\s+lời)\b"
)
_SAME_DESK: Final = re.compile(r"người\s+(?:tiếp\s+)?nhận\s+hồ\s+sơ|bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận)|cơ\s+quan\s+tiếp\s+nhận")
_WAYS: Final = Loose(r"(?:hình\s+thức|cách\s+thức|phương\s+thức)(?:\s+sau(?:\s+đây)?)?\s*:$")
_SETS: Final = Loose(r"\b\d+\s*(?:\([^)]{1,14}\)\s*)?bộ\s")
_OPENS_STEP: Final = Loose(
    r"^chuẩn\s+bị\s|trực\s+(?:tiếp|tuyến)|(?:nộp|gửi)\s+\d|\bđến\b|\bcho\b|trong\s+thời\s+hạn|thẩm\s+định|gửi\s+hồ|lấy\s+ý\s+kiến"
)
_ONLY_NAMES: Final = Loose(
    r"\(\s*mẫu\s+(?:số\s+)?\d[^)]*\)[\s.;”]*$|^(?:thời\s+hạn|thời\s+gian)\s|^(?:cấp|chấp\s+thuận|phê\s+duyệt)\b[^.;,]{0,160}$"
    r"|^(?:cấp|chấp\s+thuận|phê\s+duyệt)\b[^,]{0,160}\bkhông\s+quá\s+\d+"
)
_REFUSED: Final = Loose(r"(?i)(?:trong\s+)?trường\s+hợp\s+từ\s+chối")
_SENT: Final = Loose(r"(?:bộ\s+)?hồ\s+sơ\b[^.;:]{0,120}?\bđược\s+(?:gửi|nộp)\b")
"""A line that only tells where a file is sent."""
_NOT_STEP: Final = Loose(
    r"(?i)^(?:quyết\s+định|văn\s+bản|giấy|thẻ|chứng|thời\s+hạn)\b[^.;]{0,120}\b(?:có\s+hiệu\s+lực|có\s+giá\s+trị"
    r"|có\s+thời\s+hạn|là\s+\d)|chịu\s+trách\s+nhiệm\b[^.;]{0,80}(?:chính\s+xác|hợp\s+pháp|trung\s+thực)"
    r"|^thống\s+đốc[^.;]{0,60}chấp\s+thuận\s+những|hướng\s+dẫn\s+thi\s+hành"
    r"|\bban\s+hành\s+quy\s+chế\b|\bcó\s+quyền\s+(?:hủy|huỷ|từ\s+chối|thu\s+hồi)\b|^hồ\s+sơ\b[^.;:]{0,40}\bđược\s+lưu\s+(?:giữ|trữ)\b"
    r"|có\s+thể\s+(?:đăng\s+ký\s+nhận\s+kết\s+quả|cử\s+người)"
    r"|^(?:việc\s+)?tiếp\s+nhận\b[^.;]*\bthực\s+hiện\s+theo\s+quy\s+định"
)
_HANDLES_PAPER: Final = Loose(r"\b(?:nộp|xuất\s+trình|cơ\s+quan\b[^.;]{0,80}\b(?:thu|xác\s+nhận|trả|tra\s+cứu|yêu\s+cầu)|yêu\s+cầu)\b")
"""A member of a list of papers that yet tells who does what with it."""


def read_steps(context: Context) -> Iterator[Part]:
    """One entry a line that says who does what next; a second where another actor acts in it."""
    heads = context.heads
    conditions = condition_articles(context)
    for line in context.lines:
        if line.dieu in conditions or line.n in heads:
            continue
        if line.n in context.items and not _HANDLES_PAPER.search(line.words):
            continue
        yield from context.parts_of_line("steps", line, _steps)


def _steps(context: Context, line: Line) -> Iterator[Part]:
    """The steps that a line tells."""
    words = line.words.strip()
    if not words or CAPTION.match(words) or _NOT_STEP.search(words) or handles_no_file(context, line):
        return
    quiet = once(
        context.reader, "quiet", lambda: {b.path for b in context.blocks if b.kind in ("competence", "validity", "conditions", "forms")}
    )
    if CHANNEL_LINE.match(words) and len(words) < 400:
        return
    if words.endswith(":") and (
        (_WAYS.search(words) and not _SETS.search(words)) or not (_OPENS_STEP.search(words) or _PASSIVE.search(words))
    ):
        return
    acts = events(context, line)
    if line.dieu in quiet and not search(r"tiếp\s+nhận|trả\s+kết\s+quả", words) and not any(a.side == "external" for a in acts):
        return
    seen: list[str] = []
    for act in acts:
        key = "external" if act.side == "external" else context.text[act.actor[0] : act.actor[1]].lower() if act.actor else ""
        known = any(key == k or key in k or k in key for k in seen) or (_SAME_DESK.match(key) and any(k != "external" for k in seen))
        refused = bool(_REFUSED.match(context.text, act.sentence[0]))
        if known and not (refused and act.sentence != acts[0].sentence):
            continue
        seen.append(key)
        yield context.part("steps", act.sentence, line, 0.85)
    if not acts and _only_caption(context, line):
        return
    if not seen and not _ONLY_NAMES.search(words) and not _SENT.match(words) and (_PASSIVE.search(words) or IMPERSONAL.match(words)):
        spans = sentences(line)
        yield context.part("steps", spans[0], line, 0.7)


def _only_caption(context: Context, line: Line) -> bool:
    """Whether a short line without a full stop only heads the lines below it ("1. Tiếp nhận hồ sơ")."""
    if line.words[-1:] in ".;," or len(line.words.split()) > 8 or line.n + 1 >= len(context.reader.lines):
        return False
    return context.reader.lines[line.n + 1].below(line)
