"""What a number says of an act: its type, its rank, its issuer's level, the term of the National Assembly."""

import re
from typing import Literal

from review.contract.base import DocType
from review.contract.citations import Citation, CitedAct
from review.contract.structure import Meta

IssuerKind = Literal["qh", "ubtvqh", "ctn", "cp", "ttg", "bo", "hdnd", "ubnd", "khac"]

_TERM = re.compile(r"/(?:(?P<kind>UBTVQH|PL-UBTVQH|QH))(?P<term>\d{1,2})$")
TERM_YEARS: dict[int, tuple[int, int]] = {
    9: (1992, 1997),
    10: (1997, 2002),
    11: (2002, 2007),
    12: (2007, 2011),
    13: (2011, 2016),
    14: (2016, 2021),
    15: (2021, 2026),
    16: (2026, 2031),
}
"""First and last year of each term of the National Assembly (9th to 16th), as its acts were passed."""

_SIGN_TYPES: tuple[tuple[re.Pattern[str], frozenset[DocType]], ...] = (
    (re.compile(r"/NĐ-CP$|/NĐ$"), frozenset({"nghi_dinh"})),
    (re.compile(r"/TTLT-"), frozenset({"thong_tu_lien_tich", "thong_tu"})),
    (re.compile(r"/TT-"), frozenset({"thong_tu"})),
    (re.compile(r"/QĐ-"), frozenset({"quyet_dinh"})),
    (re.compile(r"/CT-"), frozenset({"chi_thi"})),
    (re.compile(r"/NQ-"), frozenset({"nghi_quyet"})),
    (re.compile(r"/(?:PL-)?UBTVQH\d+$"), frozenset({"phap_lenh", "nghi_quyet"})),
    (re.compile(r"/QH\d+$"), frozenset({"luat", "nghi_quyet"})),
    (re.compile(r"/VBHN-"), frozenset({"vbhn"})),
)


def sign_types(number: str) -> frozenset[DocType] | None:
    """The types of act that a number's sign allows, or ``None`` where the sign tells nothing.

    >>> sorted(sign_types("12/2020/TT-BTC")), sign_types("88/CP")
    (['thong_tu'], None)
    """
    return next((types for pattern, types in _SIGN_TYPES if pattern.search(number)), None)


def year_of(number: str) -> int | None:
    """The year written in a number.

    >>> year_of("20/2023/QH15"), year_of("66/NQ-CP")
    (2023, None)
    """
    match = re.search(r"/((?:19|20)\d\d)/", number)
    return int(match[1]) if match else None


def term_mismatch(number: str) -> str | None:
    """The right sign where the term of the National Assembly does not fit the year of a number.

    >>> term_mismatch("20/2023/QH14"), term_mismatch("61/2020/QH14")
    ('QH15', None)
    """
    match, year = _TERM.search(number), year_of(number)
    if match is None or year is None:
        return None
    first, last = TERM_YEARS.get(int(match["term"]), (year, year))
    if first <= year <= last:
        return None
    right = next((term for term, (a, b) in sorted(TERM_YEARS.items(), reverse=True) if a <= year <= b), None)
    return f"{match['kind']}{right}" if right else None


def issuer_kind(number: str | None, issuer: str | None) -> IssuerKind:
    """The kind of body an act comes from, by the sign of its number, else by the printed issuer.

    >>> issuer_kind("5/2023/QĐ-UBND", None), issuer_kind(None, "Bộ trưởng Bộ Y tế")
    ('ubnd', 'bo')
    """
    number, words = number or "", (issuer or "").lower()
    for pattern, kind in _SIGN_ISSUERS:
        if pattern.search(number):
            return kind
    for cue, kind in _WORD_ISSUERS:
        if words.startswith(cue):
            return kind
    return "khac"


_SIGN_ISSUERS: tuple[tuple[re.Pattern[str], IssuerKind], ...] = (
    (re.compile(r"UBTVQH\d*$"), "ubtvqh"),
    (re.compile(r"/QH\d+$"), "qh"),
    (re.compile(r"-CTN$|/L-CTN$"), "ctn"),
    (re.compile(r"-CP$|/CP$"), "cp"),
    (re.compile(r"-TTG$|-TTg$"), "ttg"),
    (re.compile(r"-HĐND"), "hdnd"),
    (re.compile(r"-(?:UBND|UB|CTUBND)"), "ubnd"),
    (re.compile(r"/(?:TT|TTLT|QĐ|CT)-(?:B[A-ZĐ]+|NHNN|TTCP|VPCP|TANDTC|VKSNDTC|KTNN|UBDT)"), "bo"),
)
_WORD_ISSUERS: tuple[tuple[str, IssuerKind], ...] = (
    ("ủy ban thường vụ quốc hội", "ubtvqh"),
    ("quốc hội", "qh"),
    ("chủ tịch nước", "ctn"),
    ("chính phủ", "cp"),
    ("thủ tướng", "ttg"),
    ("hội đồng nhân dân", "hdnd"),
    ("ủy ban nhân dân", "ubnd"),
    ("chủ tịch ủy ban nhân dân", "ubnd"),
    ("bộ", "bo"),
    ("ngân hàng nhà nước", "bo"),
    ("thanh tra chính phủ", "bo"),
    ("tòa án nhân dân tối cao", "bo"),
    ("viện kiểm sát nhân dân tối cao", "bo"),
    ("kiểm toán nhà nước", "bo"),
)

_RANK: dict[IssuerKind, int] = {"qh": 0, "ubtvqh": 1, "ctn": 2, "cp": 3, "ttg": 4, "bo": 5, "hdnd": 6, "ubnd": 7, "khac": 9}


def rank_of(number: str | None, issuer: str | None) -> int:
    """The rank of an act: 0 for the National Assembly, 9 where the body is not known; a lower figure is a higher act."""
    return _RANK[issuer_kind(number, issuer)]


def draft_kind(meta: Meta) -> IssuerKind:
    """The kind of body that issues the draft."""
    return issuer_kind(meta.number or meta.sign, meta.issuer)


_NORMATIVE_TITLE = re.compile(
    r"^(?:ban hành )?(?:kèm theo )?(?:quy định|quy chế|sửa đổi|bổ sung|bãi bỏ|hướng dẫn|điều chỉnh|thay thế)\b",
    re.I,
)
_PAPER_TITLE = re.compile(r"\b(?:công bố|phê duyệt|danh mục thủ tục|quy trình nội bộ|kiện toàn|thành lập|giao|ủy quyền|cá nhân)\b", re.I)
_OWN_WORK = re.compile(r"\bquy chế (?:làm việc|tổ chức và hoạt động|hoạt động|công tác|quản lý nội bộ|phối hợp|chi tiêu)\b", re.I)
_ALWAYS_NORMATIVE = ("luat", "phap_lenh", "nghi_dinh", "thong_tu", "thong_tu_lien_tich")


def is_normative(meta: Meta) -> bool:
    """Whether the draft is a normative act: by the year in its number, else by its type or what its title does.

    >>> is_normative(Meta(sign="/QĐ-UBND", doc_type="quyet_dinh", title="Công bố danh mục thủ tục hành chính"))
    False
    """
    number = meta.number or meta.sign
    if meta.doc_type in _ALWAYS_NORMATIVE or (number is not None and re.search(r"/(?:19|20)\d\d/", number)):
        return True
    title = meta.title or ""
    if meta.number is not None and not meta.is_draft:
        return False
    if number is None:
        return _PAPER_TITLE.search(title) is None and _OWN_WORK.search(title) is None
    return _NORMATIVE_TITLE.search(title) is not None and _PAPER_TITLE.search(title) is None


def cited(citation: Citation) -> CitedAct | None:
    """The cited act where the citation is of another act."""
    return None if citation.internal else citation.act


def issuer_level(issuer: str | None) -> Literal["province", "district", "commune", None]:
    """The level of a local body named in an issuer.

    >>> issuer_level("Ủy ban nhân dân huyện A"), issuer_level("UBND tỉnh B")
    ('district', 'province')
    """
    words = (issuer or "").lower()
    if re.search(r"\b(?:huyện|quận|thị xã|thành phố thuộc)\b", words):
        return "district"
    if re.search(r"\b(?:xã|phường|thị trấn|đặc khu)\b", words):
        return "commune"
    if re.search(r"\b(?:tỉnh|thành phố)\b", words):
        return "province"
    return None
