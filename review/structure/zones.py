"""Zones of a file: what stands before the title block, the block itself, recitals, body, signature, annexes."""

import re
from typing import Final, NamedTuple

from review.structure.scan import Line

_TYPES: Final = (
    r"BỘ LUẬT|LUẬT|PHÁP LỆNH|NGHỊ QUYẾT LIÊN TỊCH|NGHỊ QUYẾT|NGHỊ [ĐÐ]ỊNH|QUY[ẾÉ]T [ĐÐ]ỊNH|THÔNG TƯ LIÊN TỊCH"
    r"|THÔNG TƯ|CHỈ THỊ|HIẾN PHÁP|LỆNH"
)
TYPE_LINE = re.compile(rf"(?:DỰ THẢO\s*:?\s*)?(?P<t>{_TYPES})(?![^\W\d_])(?P<rest>.*)", re.S)
TYPE_TITLE_CASE = re.compile(rf"(?i)(?P<t>{_TYPES})\s*")
HEADER = re.compile(
    r"(?i)c[ộo]ng h[òo][àa]\s+xã hội|c[ộo]ng ho[àa] xã hội|độc lập\s*[-–]\s*tự do|^\W*(?:(?:luật|nghị quyết|pháp lệnh)\s+)?số\s*:"
    r"|^\W*dự thảo|^[^.;]{0,60},?\s*ngày\b[^;]{0,30}tháng\b[^;]{0,20}năm"
)
ISSUER_LINE = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|BỘ\s|ỦY BAN|UỶ BAN|HỘI ĐỒNG|NGÂN HÀNG|THANH TRA|KIỂM TOÁN"
    r"|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|TỈNH|THÀNH PHỐ|VĂN PHÒNG|CHỦ TỊCH)"
)
_RULE_LINE = re.compile(r"[\s\-–_—=*.~]+")
CAN_CU = re.compile(r"(?i)\W{0,3}(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|xét|trên cơ sở|thực hiện)\b")
ENACTING = re.compile(
    r"(?i)(?:chính phủ|thủ tướng|bộ trưởng|tổng|chánh|viện trưởng|thống đốc|quốc hội|ủy ban|uỷ ban|hội đồng|chủ tịch|liên bộ|ngân hàng)"
    r"[^;]{0,400}?\bban hành\b|(?:quyết định|quyết nghị|nghị định|chỉ thị)\s*:\s*$"
)
TOC_LINE = re.compile(r"(?:\.{4,}|…{2,}|\t)[\s.…]*\d{1,3}\s*$|^\W*mục\s+lục\W*$", re.I)
_CONSOLIDATED = re.compile(
    r"(?i)(?:bộ\s+luật|luật|nghị\s+định|thông\s+tư|quyết\s+định|nghị\s+quyết|pháp\s+lệnh)\b.{0,400}"
    r"(?:có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?kể\s+từ|được\s+sửa\s+đổi,?\s+bổ\s+sung\s+(?:bởi|theo)\s*:)"
)
_BODY_LINE = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|(?:CHỦ TỊCH )?(?:ỦY|UỶ) BAN|HỘI ĐỒNG NHÂN DÂN|BỘ TRƯỞNG|THỐNG ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG"
    r"|TỔNG |CHỦ TỊCH|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|HỘI ĐỒNG THẨM PHÁN|CHỦ NHIỆM)"
)
_ANNEX_LINE = re.compile(r"PHỤ LỤC(?:\s|$)|Phụ lục(?:\s+(?:số\s+)?[IVXLC\d]+)?\s*$")
OWN_NUMBER = re.compile(r"(?i)\W*số\s*:?\s*[\d.]*\s*/[^\s]+\s*")
_JOINS = re.compile(r"(?i)(?:\bcủa|\bvà|\bvề|\bbởi|,|\bdo|\btheo|\bvới)$")


class TitleBlock(NamedTuple):
    """Line numbers of a title block: its ``header``, the line with the ``kind`` of act, the ends of title and block.

    ``type_name`` is the kind in capitals, ``type_end`` the offset of its end in the line; ``title_in_line`` is true when
    the title begins on that line, ``consolidated`` where the block says so.
    """

    header: int
    kind: int
    type_name: str
    type_end: int
    title_in_line: bool
    title_end: int
    end: int
    consolidated: bool


def is_enacting(text: str) -> bool:
    """Whether a line is the enacting word alone ("QUYẾT ĐỊNH:")."""
    return bool(re.fullmatch(r"\W*(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH|CHỈ THỊ)\s*:?\W*", text))


def is_caps(text: str) -> bool:
    """Whether a line is written in capitals."""
    return text.upper() == text and any(c.isalpha() for c in text)


def title_block(lines: list[Line], start: int = 0, reach: int = 600) -> TitleBlock | None:
    """The first title block among ``reach`` lines from ``start``: a kind of act with recitals, enacting words or body below."""
    for i in range(start, min(len(lines), start + reach)):
        line = lines[i]
        if _ANNEX_LINE.match(line.text):
            return None
        found = TYPE_LINE.match(line.text) if line.text[0] in "BLPNQTCDH" and not line.row else None
        if not found or found["rest"].strip() == ":" or (found["rest"].strip() and not _heads_title(found["rest"])):
            continue
        opens = None
        for k in range(i + 1, min(len(lines), i + 60)):
            text = lines[k].text
            if TOC_LINE.search(text):
                break
            if CAN_CU.match(text) or _opens_body(lines[k]) or ENACTING.match(text):
                opens = k
                break
            again = TYPE_LINE.match(text)
            if again and not again["rest"].strip() and not _JOINS.search(lines[k - 1].text):
                break
        if opens is None:
            continue
        first = _header_start(lines, start, i)
        number = OWN_NUMBER.match(found["rest"])
        in_line = bool(found["rest"][number.end() if number else 0 :].strip(" .:*"))
        end = _title_end(lines, i + 1, opens, in_line)
        merged = any(_CONSOLIDATED.match(x.text) for x in lines[end:opens])
        merged = merged or any("VĂN BẢN HỢP NHẤT" in x.text.upper() or "/VBHN" in x.text for x in lines[first:i])
        return TitleBlock(first, i, _kind_name(found["t"]), found.end("t"), in_line, end, opens, merged)
    return None


def _kind_name(text: str) -> str:
    return " ".join(text.replace("Ð", "Đ").replace("É", "Ế").split())


def _header_start(lines: list[Line], start: int, kind: int) -> int:
    """The first line of the header above the line with the kind of act: a few other lines may stand between."""
    first, at = kind, kind - 1
    while at >= start and first - at <= 4 and kind - at <= 18:
        line = lines[at]
        if _is_header(line):
            first = at
        elif line.mark is not None or len(line.text) > 200 or CAN_CU.match(line.text) or line.text.endswith("/."):
            break
        at -= 1
    return first


def _heads_title(rest: str) -> bool:
    return is_caps(rest) or bool(re.match(r"(?i)\W*(?:quy định|về|ban hành|sửa đổi|hướng dẫn|bãi bỏ|phê duyệt|công bố|của|số)", rest))


def _title_end(lines: list[Line], first: int, opens: int, in_line: bool) -> int:
    at = first
    while at < opens:
        text = lines[at].text
        begun = in_line or at > first
        if lines[at].row or lines[at].mark is not None or (begun and _CONSOLIDATED.match(text)):
            break
        if begun and _RULE_LINE.fullmatch(text):
            break
        joined = at > 0 and _JOINS.search(lines[at - 1].text)
        if begun and _BODY_LINE.match(text) and is_caps(text) and not joined and at + 1 >= opens - 2:
            break
        at += 1
    return at


def _opens_body(line: Line) -> bool:
    return line.mark is not None and line.mark.kind in ("dieu", "chuong", "phan", "khoan") and not TOC_LINE.search(line.text)


def _is_header(line: Line) -> bool:
    text = line.text
    return (
        bool(HEADER.search(text) and (line.row or len(text) < 200))
        or bool(_RULE_LINE.fullmatch(text))
        or (len(text) < 90 and is_caps(text) and line.mark is None)
        or (line.row and bool(ISSUER_LINE.match(text.lstrip("| "))))
    )
