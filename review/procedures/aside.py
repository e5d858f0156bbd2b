"""Passages that look like a procedure and are not claimed to be one, each with its reason."""

from typing import Final

from review.contract.procedures import NotProcedure
from review.procedures.assemble import Aside
from review.procedures.lines import Line

_MESSAGES: Final[dict[str, str]] = {
    "internal": "Công việc nội bộ hoặc giữa các cơ quan nhà nước, không giải quyết công việc cụ thể của cá nhân, tổ chức"
    " (khoản 2 Điều 1 Nghị định số 63/2010/NĐ-CP): “{name}”.",
    "inspection": "Hoạt động thanh tra, kiểm tra, không phải thủ tục hành chính: “{name}”.",
    "sanction": "Xử lý vi phạm, thu hồi hoặc giải quyết khiếu nại, tố cáo do cơ quan nhà nước tự thực hiện, không theo đề nghị của cá nhân,"
    " tổ chức: “{name}”.",
    "mention": "Chỉ nhắc đến thủ tục, nội dung thủ tục do văn bản khác quy định: “{name}”.",
    "doubtful": "Có dấu hiệu của thủ tục hành chính nhưng chưa đủ căn cứ để xác định; đề nghị người thẩm định quyết định: “{name}”.",
}
_UNLIKELY: Final = (
    "Có dấu hiệu của thủ tục hành chính nhưng mô hình đánh giá ít khả năng là thủ tục hành chính (xác suất ước tính {note});"
    " đề nghị người thẩm định quyết định: “{name}”."
)


def not_procedures(asides: list[Aside], lines: list[Line], taken: set[int]) -> tuple[NotProcedure, ...]:
    """One entry a passage, in text order; a line that a procedure claims is none."""
    out: list[NotProcedure] = []
    seen: set[int] = set()
    for aside in sorted(asides, key=lambda a: a.line):
        if aside.line in seen or aside.line in taken:
            continue
        seen.add(aside.line)
        line = lines[aside.line]
        message = _UNLIKELY if aside.note else _MESSAGES[aside.reason]
        out.append(
            NotProcedure(
                span=line.span, path=line.path, reason=aside.reason, message=message.format(name=aside.name.strip()[:160], note=aside.note)
            )
        )
    return tuple(out)
