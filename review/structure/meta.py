"""What the title block, the effect clause and the signature of an act say."""

import re
from datetime import date, timedelta
from typing import Final

from review.contract.base import DocType, Span
from review.contract.numbers import normalise_number
from review.contract.structure import Meta
from review.structure.issuers import Issuer, by_name, by_sign
from review.structure.scan import Line
from review.structure.tails import ADOPTED, is_signature
from review.structure.zones import ENACTING, OWN_NUMBER, TitleBlock

_DOC_TYPES: Final[dict[str, DocType]] = {
    "BỘ LUẬT": "luat", "LUẬT": "luat", "HIẾN PHÁP": "luat", "PHÁP LỆNH": "phap_lenh", "NGHỊ QUYẾT": "nghi_quyet",
    "NGHỊ QUYẾT LIÊN TỊCH": "nghi_quyet", "NGHỊ ĐỊNH": "nghi_dinh", "QUYẾT ĐỊNH": "quyet_dinh", "THÔNG TƯ": "thong_tu",
    "THÔNG TƯ LIÊN TỊCH": "thong_tu_lien_tich", "CHỈ THỊ": "chi_thi", "LỆNH": "other",
}  # fmt: skip
_BLANK = r"(?:[.…_\-*\s]|\.{2,}|xx+|XX+)*"
_NUMBER = re.compile(
    rf"(?i)(?:(?:^|\|)\W*(?:(?:bộ )?luật|pháp lệnh|nghị quyết|nghị định|thông tư(?: liên tịch)?|quyết định|chỉ thị)?\s*số\s*:?|số\s*:)"
    rf"\s*(?P<n>\d[\d.]*\s*[a-zđ]?(?![^\W\d_]))?{_BLANK}"
    r"(?P<s>\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐÐ][A-ZĐÐa-z]*\d{0,2}(?:\s?[-–]\s?[A-ZĐÐ][A-ZĐÐa-z]*\d{0,2})*"
    r"|\s*/\s*\d{4}\s*/\s*(?=[\s|]|$))"
)
_DAY = r"\s*(?P<d>\d{1,2}|[\s.…_xX]*)"
_DATE = re.compile(
    rf"(?i)(?:(?P<place>[^\W\d_][^,|;:\n\d]{{1,40}}?)\s*,\s*)?ngày{_DAY}\s*tháng\s*(?P<m>\d{{1,2}}|[\s.…_xX]*)"
    r"\s*năm\s*(?P<y>\d{4}|)"
)
_ADOPTED_ON = re.compile(r"(?i)thông qua\b.{0,60}?\bngày\s*(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})")
_DRAFT = re.compile(r"(?i)(?:\bdự thảo\b)(?:\s*(?:lần\s*(?:thứ\s*)?|[-:]\s*lần\s*)?(?P<n>\d{1,2}|[IVX]{1,4}\b)?)?")
_DRAFT_LINE = re.compile(r"(?i)^\W*dự\s+thảo\b(?!\s+(?:thông tư|nghị định|luật|quyết định|nghị quyết)\s+này)")
_ACT_NUMBER = re.compile(r"\b\d{1,4}(?:\.\d+)?(?:/\d{4})?/[A-ZĐÐ][A-ZĐÐa-z]*\d{0,2}(?:-[A-ZĐÐ][A-ZĐÐa-z]*\d{0,2})*")
_KIND_THIS = r"(?:bộ luật|luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|thông tư liên tịch|chỉ thị|quy chuẩn|quy định|quy chế)"
_EFFECT = re.compile(
    rf"(?i)\b{_KIND_THIS}\s+này\s+(?:(?:đã\s+)?được\b[^.;]{{0,120}}?\bthông\s+qua\b[^.;]{{0,60}}?\bvà\s+)?có\s+hiệu\s+lực\s*(?:thi\s+hành)?,?\s*(?:bắt\s+đầu\s*)?(?:kể\s+)?(?:từ|sau)\s+(?P<when>.{{0,90}})"
)
_MANY = re.compile(r"(?i)\bcác\s+$")
"""Before "quyết định này": decisions that the act speaks of, not the act."""
_SIGNING = re.compile(
    r"(?i)^(?:khi|lúc|ngày)?\s*(?:ngày\s*)?(?:được\s+)?(?:(?:quốc hội|ủy ban thường vụ quốc hội|hội đồng nhân dân)\s+)?"
    r"(?:ký|thông qua|ban hành)\b"
)
_DAYS_AFTER = re.compile(r"(?i)^(?P<n>\d{1,3})\s*(?:\([^)]*\)\s*)?ngày\s*,?\s*(?:kể\s+)?từ\s+ngày\s+(?:ký|thông qua|ban hành)")
_WHEN = re.compile(
    r"(?i)^(?:\d{1,2}\s*giờ[^,.;]{0,20})?(?:ngày\s*)?(?P<d>\d{1,2}|[.…_\s]*)\s*(?:tháng|[/.-])\s*(?P<m>\d{1,2}|[.…_\s]*)"
    r"\s*(?:năm|[/.-])\s*(?P<y>\d{4})"
)
_TARGETS = (
    r"(?=.{0,80}?\b(?:điều|khoản|điểm|luật|nghị\s+định|thông\s+tư|quyết\s+định|nghị\s+quyết|pháp\s+lệnh|phụ\s+lục|quy\s+chế|quy\s+định"
    r"|danh\s+mục|nội\s+dung|mẫu|cụm\s+từ)\b)"
)
_AMEND_HEADING = re.compile(rf"(?i)\W*(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|đính\s+chính)\b{_TARGETS}")
_AMEND_IN_TITLE = re.compile(rf"(?i)(?:^|[;:]\s*|\bvà\s+|\bvề\s+(?:việc\s+)?)(?:sửa\s+đổi|bổ\s+sung)\b{_TARGETS}")
_THIS_ACT = re.compile(r"\b(Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư|Chỉ thị)\s+này\b")
_OWN_LINES: Final = 2000
_BRACKET = re.compile(r"\([^()]*\)")
_CHAIN_PART = re.compile(r"(?i)(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|đính\s+chính)[^;]*?(?=;|\bhết\s+hiệu\s+lực|$)")
_CHAIN = re.compile(r"(?i)(?:đã\s+)?được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|đính\s+chính).*")
_ENDS = re.compile(r"(?i)\b(?:thay\s+thế|bãi\s+bỏ)\b(?:\s+cho)?\s*:?|\bhết\s+hiệu\s+lực\b")
_NAMED = r"(?:bộ luật|luật|pháp lệnh|nghị quyết(?: liên tịch)?|nghị định|quyết định|thông tư(?: liên tịch)?|chỉ thị)\s+(?:số\s*:?\s*)?"
_WHOLE = re.compile(rf"(?i)(?:^|[;,:]|\bvà\b)\s*(?:(?:toàn bộ|các|những|đối với)\s+)*{_NAMED}$")
_LISTED = re.compile(rf"(?i){_NAMED}(?=\d)")
_ENACTED = re.compile(
    r"\bban hành\s+(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị)\s+(?P<title>.+?)\s*[.:;]*$"
)
_ENACTED_AMENDING = re.compile(r"\bban hành\s+(?:Bộ luật|Luật|Pháp lệnh|Nghị quyết)\s+(?:sửa đổi|bổ sung)\b(?P<acts>[^\n]+)")
_FRONT_LINES: Final = 60
_MINISTER = re.compile(r"Bộ trưởng (?P<body>Bộ [^;.]{3,80}?)\s+ban hành\b")
_SESSION = re.compile(
    r"(?i)^CỦA QUỐC HỘI NƯỚC [^,;]{0,120}?NGÀY \d{1,2} THÁNG \d{1,2} NĂM \d{4}\s*(?:VỀ\s+)?"
    r"|\s+CỦA QUỐC HỘI (?:NƯỚC[^,;]{0,60}\s)?KH[ÓO][ÁA]? [^;]{0,40}KỲ HỌP.*$"
)
_OFFICE = re.compile(
    r"(?:KT|TM|TL|TUQ|Q)\s?[./]|(?:PHÓ |QUYỀN )?(?:BỘ TRƯỞNG|THỨ TRƯỞNG|CHỦ TỊCH|THỦ TƯỚNG|THỐNG ĐỐC|GIÁM ĐỐC)"
    r"|CHÁNH|VIỆN TRƯỞNG|TỔNG|CHỦ NHIỆM|THƯỜNG TRỰC|ỦY VIÊN"
)
_OTHER_LINE = re.compile(r"[\s\-–_—=*.~]+")


def read_meta(lines: list[Line], block: TitleBlock | None, body: list[Line], signature: list[Line]) -> Meta:
    """What an act says of itself.

    ``lines`` are all its lines, ``body`` those outside quotations, annexes and forms, ``signature`` those of its signature.
    """
    fields: dict[str, object] = {}
    spans: dict[str, Span] = {}
    if block is not None:
        _read_block(lines, block, fields, spans)
    else:
        fields["doc_type"] = _own_kind(body)
    if block is not None and "title" not in fields:
        _read_enacted_title(lines[block.title_end : block.end + 40], fields, spans)
    _read_issuer(lines, block, fields, spans)
    _read_adoption(body, fields, spans)
    _read_effect(body, fields, spans)
    _read_amends(body, fields, lines)
    _read_signature(signature, fields, spans)
    return Meta.model_validate({**fields, "spans": spans})


def _own_kind(body: list[Line]) -> DocType:
    """The kind that an act without a title block calls itself ("Nghị định này")."""
    counts: dict[str, int] = {}
    for line in body[:_OWN_LINES]:
        for found in _THIS_ACT.finditer(line.text):
            kind = " ".join(found.group(1).upper().split())
            counts[kind] = counts.get(kind, 0) + 1
    return _DOC_TYPES.get(max(counts, key=lambda kind: counts[kind]), "other") if counts else "other"


def _read_block(lines: list[Line], block: TitleBlock, fields: dict[str, object], spans: dict[str, Span]) -> None:
    for line in lines[block.header : block.end]:
        if line.start >= lines[block.kind].end and not _DRAFT_LINE.match(line.text):
            break
        if "number" not in spans:
            _read_number(line, fields, spans)
        if "date" not in spans:
            _read_date(line, fields, spans)
        found = _DRAFT.search(line.text)
        if found and (_DRAFT_LINE.match(line.text) or line.row):
            fields["is_draft"] = True
            spans.setdefault("is_draft", (line.start + found.start(), line.start + found.end()))
            if found["n"]:
                fields["draft_no"] = found["n"]
    fields["doc_type"] = _DOC_TYPES.get(block.type_name, "other")
    spans["doc_type"] = (lines[block.kind].start, lines[block.kind].start + block.type_end)
    number = fields.get("number") or fields.get("sign")
    if block.consolidated or (isinstance(number, str) and "VBHN" in number):
        fields["doc_type"] = "vbhn"
    parts = []
    if block.title_in_line:
        parts.append(OWN_NUMBER.sub("", lines[block.kind].text[block.type_end :], count=1).strip(" .:-"))
    parts += [x.text for x in lines[block.kind + 1 : block.title_end] if not _OTHER_LINE.fullmatch(x.text)]
    if parts:
        fields["title"] = _SESSION.sub("", re.sub(r"\s+", " ", " ".join(parts)).strip(" *_"))
        first = lines[block.kind].start + block.type_end if block.title_in_line else lines[block.kind + 1].start
        spans["title"] = (first, lines[max(block.title_end - 1, block.kind)].end)
    if "number" not in fields and "sign" in fields and len(str(fields.get("date", ""))) < len("2031-12-01"):
        fields["is_draft"] = True


def _read_enacted_title(lines: list[Line], fields: dict[str, object], spans: dict[str, Span]) -> None:
    """The title as the enacting words give it, where the block prints none."""
    for line in lines:
        found = _ENACTED.search(line.text) if ENACTING.match(line.text) else None
        if found:
            fields["title"] = found["title"]
            spans["title"] = (line.start + found.start("title"), line.start + found.end("title"))
            return


def _read_number(line: Line, fields: dict[str, object], spans: dict[str, Span]) -> None:
    found = _NUMBER.search(line.text)
    if not found:
        return
    sign = normalise_number(found["s"]).rstrip("/") if found["s"].strip().endswith("/") else normalise_number(found["s"])
    fields["sign"] = sign
    if found["n"]:
        fields["number"] = normalise_number(found["n"]) + sign
    start = found.start("n") if found["n"] else found.start("s")
    spans["number"] = (line.start + start, line.start + len(line.text[: found.end()].rstrip()))


def _number(text: str) -> int | None:
    return int(text) if text.strip().isdigit() else None


def _iso(day: str, month: str, year: str) -> str | None:
    y, m, d = _number(year), _number(month), _number(day)
    if y is None or m is None or not 1 <= m <= 12:
        return None
    if d is None:
        return f"{y:04d}-{m:02d}"
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def _read_date(line: Line, fields: dict[str, object], spans: dict[str, Span]) -> None:
    found = _DATE.search(line.text)
    if not found or line.text.lstrip("| (").startswith(("Căn", "(")):
        return
    value = _iso(found["d"], found["m"], found["y"])
    if value:
        fields["date"] = value
    begin = line.text.lower().index("ngày", found.start())
    spans["date"] = (line.start + begin, line.start + found.end())
    place = _place(found["place"]) if found["place"] else ""
    if place:
        fields["place"] = place
        at = line.text.index(place, found.start("place"))
        spans["place"] = (line.start + at, line.start + at + len(place))


def _place(text: str) -> str:
    """The name at the end of the words before the date: "Tự do - Hạnh phúc Hà Nội" → "Hà Nội"."""
    words = re.split(r"[-–—_=*|/]|\s{2,}|phúc\b", text)[-1].split()
    first = len(words)
    while first and words[first - 1][0].isupper():
        first -= 1
    while first < len(words) - 1 and words[first].isupper() and not words[-1].isupper():
        first += 1
    name = " ".join(words[first:])
    prefix = " ".join(words[max(first - 2, 0) : first])
    return f"{prefix} {name}" if name and prefix in ("Thành phố", "thành phố") else name


def _read_issuer(lines: list[Line], block: TitleBlock | None, fields: dict[str, object], spans: dict[str, Span]) -> None:
    sign = fields.get("sign")
    signed = by_sign(sign) if isinstance(sign, str) else None
    named: Issuer | None = None
    if block is not None:
        joined = " ".join(x.text.split(" | ")[0] for x in lines[block.header : block.kind])
        named = by_name(joined)
        if named is not None:
            spans["issuer"] = (lines[block.header].start, lines[block.header].end)
        if named is None or (signed and signed.level != "central" and named.level == "central"):
            for line in lines[block.kind : block.end + 12]:
                if ENACTING.match(line.text) or (by_name(line.text.split("ban hành")[0]) and line.text.upper() == line.text):
                    named = by_name(line.text.split("ban hành")[0]) or named
                    if named:
                        spans["issuer"] = (line.start, line.end)
                        break
    if named is None and signed is None and block is not None:
        named = _read_minister(lines[block.title_end : block.end + 40], spans)
    issuer = named or signed
    if signed and signed.level == "central" and (named is None or named.level == "central"):
        issuer = signed
    if issuer:
        fields["issuer"], fields["level"] = issuer.name, issuer.level


def _read_minister(lines: list[Line], spans: dict[str, Span]) -> Issuer | None:
    """The ministry of an act that its enacting words name, where no table knows it."""
    for line in lines:
        found = _MINISTER.match(line.text)
        if found:
            spans["issuer"] = (line.start + found.start("body"), line.start + found.end("body"))
            return Issuer(found["body"], "central")
    return None


def _read_adoption(body: list[Line], fields: dict[str, object], spans: dict[str, Span]) -> None:
    if "date" in fields:
        return
    for line in reversed(body):
        if ADOPTED.match(line.text):
            found = _ADOPTED_ON.search(line.text)
            value = _iso(found["d"], found["m"], found["y"]) if found else None
            if value and found:
                fields["date"] = value
                spans["date"] = (line.start + line.text.rindex("ngày", 0, found.start("d")), line.start + found.end())
            return


def _read_effect(body: list[Line], fields: dict[str, object], spans: dict[str, Span]) -> None:
    for line in body:
        found = _EFFECT.search(line.text) if "hiệu lực" in line.text else None
        if not found or _MANY.search(line.text, max(0, found.start() - 6), found.start()):
            continue
        when = found["when"]
        spans["effective"] = (line.start + found.start(), line.start + found.end())
        issued = fields.get("date")
        signed = issued if isinstance(issued, str) and len(issued) == 10 else None
        dated, after = _WHEN.match(when), _DAYS_AFTER.match(when)
        if dated:
            spans["effective"] = (line.start + found.start(), line.start + found.start("when") + dated.end())
            value = _iso(dated["d"], dated["m"], dated["y"])
            if value:
                fields["effective"] = value
        elif after:
            fields["effective_text"] = "signing"
            if signed:
                fields["effective"] = (date.fromisoformat(signed) + timedelta(days=int(after["n"]))).isoformat()
        elif _SIGNING.match(when):
            fields["effective_text"] = "signing"
            if signed:
                fields["effective"] = signed
        else:
            continue
        return


def _read_amends(body: list[Line], fields: dict[str, object], lines: list[Line]) -> None:
    """An act amends when its title says so or, without one, when half of its articles are commands.

    The title of a law gives no number of the law it amends; the enacting words do.
    """
    title = fields.get("title")
    amends: list[str] = []
    replaces: list[str] = []
    clause = _AMEND_IN_TITLE.search(title) if isinstance(title, str) else None
    if clause and isinstance(title, str):
        amends += _acts(title[clause.start() :])
        enacted = None if amends else next((m for line in lines[:_FRONT_LINES] if (m := _ENACTED_AMENDING.search(line.text))), None)
        amends += _acts(enacted["acts"]) if enacted else []
    articles, commands, listing = 0, 0, False
    for line in body:
        mark = line.mark
        words = line.text[mark.end if mark else 0 :]
        if mark and mark.kind == "dieu":
            articles += 1
            if _AMEND_HEADING.match(words):
                commands += 1
                amends += _acts(words)[:1]
        if listing and _LISTED.match(words):
            replaces += _acts(words)[:1]
            continue
        listing = False
        if _ENDS.search(words):
            replaces += _ended(words)
            listing = words.endswith(":")
    number = fields.get("number")
    fields["amending"] = clause is not None or (title is None and 2 * commands >= max(articles, 1))
    fields["amends"] = tuple(dict.fromkeys(a for a in amends if a != number))
    fields["replaces"] = tuple(dict.fromkeys(a for a in replaces if a != number and a not in amends))


def _acts(text: str) -> list[str]:
    """Numbers of the acts that a title or heading amends: those of the chain "được sửa đổi bởi" left out."""
    return [normalise_number(m.group()) for m in _ACT_NUMBER.finditer(_CHAIN.sub("", text))]


def _ended(text: str) -> list[str]:
    """Numbers of the acts that a line replaces, repeals or ends as a whole.

    >>> _ended("Thông tư này thay thế Thông tư số 12/2020/TT-BYT; bãi bỏ khoản 2 Điều 3 Thông tư số 7/2021/TT-BYT.")
    ['12/2020/TT-BYT']
    >>> _ended("Nghị định số 8/2019/NĐ-CP và Nghị định số 9/2020/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực.")
    ['8/2019/NĐ-CP', '9/2020/NĐ-CP']
    """
    text = _CHAIN_PART.sub("", _BRACKET.sub("", text))
    out: list[str] = []
    verbs = list(_ENDS.finditer(text))
    for at, verb in enumerate(verbs):
        ends = "hiệu" in verb.group().lower()
        begin = (verbs[at - 1].end() if at else 0) if ends else verb.end()
        end = verb.start() if ends else verbs[at + 1].start() if at + 1 < len(verbs) else len(text)
        part = text[begin:end]
        for found in _ACT_NUMBER.finditer(part):
            if _WHOLE.search(part[: found.start()]):
                out.append(normalise_number(found.group()))
    return out


def _read_signature(signature: list[Line], fields: dict[str, object], spans: dict[str, Span]) -> None:
    words: list[str] = []
    start = end = 0
    for line in signature:
        at = line.start
        for cell in line.text.split("|"):
            text = cell.strip()
            caps = _capitals(text)
            opens = is_signature(text) or is_signature(caps)
            if caps and (opens if not words else not line.row and bool(_OFFICE.match(caps))):
                where = at + cell.index(caps)
                start = start if words else where
                end = where + len(caps)
                words.append(caps)
            elif words:
                break
            at += len(cell) + 1
        if words and (line.row or len(words) > 4 or end < line.start):
            break
    if words:
        fields["signer_title"] = re.sub(r"\s+", " ", " ".join(words))
        spans["signer_title"] = (start, end)


def _capitals(text: str) -> str:
    """The words in capitals that a cell begins with."""
    end = 0
    for found in re.finditer(r"\S+", text):
        word = found.group()
        if word.upper() != word or not (any(c.isalpha() for c in word) or word in "-–&"):
            break
        end = found.end()
    return text[:end]
