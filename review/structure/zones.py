"""Zones of a file: what stands before the title block, the block itself, recitals, body, signature, annexes."""

import re
from typing import Final

from review.structure.scan import Line

_TYPES: Final = (
    r"BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT LIÊN TỊCH|NGHỊ QUYẾT|NGHỊ ĐỊNH|QUYẾT ĐỊNH|THÔNG TƯ LIÊN TỊCH|THÔNG TƯ|CHỈ THỊ|HIẾN PHÁP|LỆNH"
)
TYPE_LINE = re.compile(rf"(?:DỰ THẢO\s*:?\s*)?(?P<t>{_TYPES})(?![^\W\d_])(?P<rest>.*)", re.S)
TYPE_TITLE_CASE = re.compile(rf"(?i)(?P<t>{_TYPES})\s*")
HEADER = re.compile(
    r"(?i)c[ộo]ng h[òo][àa]\s+xã hội|c[ộo]ng ho[àa] xã hội|độc lập\s*[-–]\s*tự do|^\W*(?:(?:luật|nghị quyết|pháp lệnh)\s+)?số\s*:"
    r"|^\W*dự thảo|^[^.;]{0,60},?\s*ngày\b[^;]{0,30}tháng\b[^;]{0,20}năm"
)
ISSUER_LINE = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|BỘ\s|ỦY BAN|UỶ BAN|HỘI ĐỒNG|NGÂN HÀNG|THANH TRA|KIỂM TOÁN|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|TỈNH|THÀNH PHỐ|VĂN PHÒNG|CHỦ TỊCH)"
)
_RULE_LINE = re.compile(r"[\s\-–_—=*.~]+")
CAN_CU = re.compile(r"(?i)\W{0,3}(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|trên cơ sở|thực hiện)\b")
ENACTING = re.compile(
    r"(?i)(?:chính phủ|thủ tướng|bộ trưởng|tổng|chánh|viện trưởng|thống đốc|quốc hội|ủy ban|uỷ ban|hội đồng|chủ tịch|liên bộ|ngân hàng)"
    r"[^;]{0,400}?\bban hành\b|(?:quyết định|quyết nghị|nghị định|chỉ thị)\s*:\s*$"
)
ANNEX = re.compile(
    r"(?i)phụ\s+lục(?:\s+(?:số\s*:?\s*)?(?P<n>[ivxlc]+[a-zđ]?\d?|\d{1,3}[a-zđ]?|[a-zđ](?=[\s.:]|$)))?(?P<rest>(?:[.:\-–\s(].*)?)$", re.S
)
FORM = re.compile(
    r"(?i)(?:biểu\s+)?mẫu(?:\s+(?:số\s*:?\s*)?(?P<n>[a-zđ]?\d{1,3}(?:[./-]?[\da-zđ]{1,6})*|[ivxlc]+))(?P<rest>(?:[.:\-–\s(].*)?)$", re.S
)
ATTACHED = re.compile(r"(?:QUY ĐỊNH|QUY CHẾ|ĐIỀU LỆ|NỘI QUY|QUY TRÌNH|QUY CHUẨN|HƯỚNG DẪN|DANH MỤC|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN)(?![^\W\d_])")
ISSUED_WITH = re.compile(r"(?i)^\W{0,3}(?:được\s+)?(?:ban hành\s+)?(?:kèm\s+theo|ban hành\s+theo)\b|^\W{0,3}ban hành\s+kèm")
RECIPIENTS = re.compile(r"(?i)\W*nơi\s+(?:nhận|gửi)\b")
SIGNATURE = re.compile(
    r"(?:\W*)(?:T\s?M\s?[./]|KT\s?[./]|TUQ\s?[./]|TL\s?[./]|Q\.)\s*[A-ZĐÀ-Ỹ]"
    r"|(?:CHỦ TỊCH(?: QUỐC HỘI| NƯỚC| HĐND| UBND)?|BỘ TRƯỞNG|THỦ TƯỚNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN NHÀ NƯỚC)\s*$"
)
ADOPTED = re.compile(
    r"(?i)\W*(?:bộ\s+)?(?:luật|nghị quyết|pháp lệnh)\s+này\s+(?:đã\s+)?được\b.{0,200}?\bthông qua\b"
)


def is_caps(text: str) -> bool:
    """Whether a line is written in capitals."""
    return text.upper() == text and any(c.isalpha() for c in text)


def title_block(lines: list[Line]) -> tuple[int, int, int] | None:
    """Lines ``[header, type, end)`` of the title block: where its header begins, the line with the kind of act, its end."""
    for i, line in enumerate(lines[:400]):
        found = TYPE_LINE.match(line.text)
        if not found or line.row:
            continue
        ahead = lines[i + 1 : i + 60]
        opens = next((k for k, x in enumerate(ahead) if CAN_CU.match(x.text) or _opens_body(x) or ENACTING.match(x.text)), None)
        again = next((k for k, x in enumerate(ahead) if TYPE_LINE.match(x.text) and not x.row and len(x.text) < 30), None)
        if opens is None or (again is not None and again < opens and again > 8):
            continue
        first = i
        while first > 0 and i - first < 14 and _is_header(lines[first - 1]):
            first -= 1
        return first, i, i + 1 + opens
    return None


def _opens_body(line: Line) -> bool:
    return line.mark is not None and line.mark.kind in ("dieu", "chuong", "phan", "khoan")


def _is_header(line: Line) -> bool:
    text = line.text
    return (
        bool(HEADER.search(text))
        or bool(_RULE_LINE.fullmatch(text))
        or (len(text) < 90 and is_caps(text) and line.mark is None)
        or (line.row and bool(ISSUER_LINE.match(text.lstrip("| "))))
    )
