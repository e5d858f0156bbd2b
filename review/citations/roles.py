"""The role of each act mention: basis, amends, replaces, abolishes, refers.

Within a line the mentions are read left to right. A mention *on top* is governed by the verb of the sentence; one *in the
title* of another act, or in a chain "được sửa đổi, bổ sung bởi …", is not. A list goes on with the role of its first member.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal

from review.citations.mentions import Mention
from review.contract.base import NodeKind, Role

Hold = Literal["top", "title", "chain"]

_CHAIN = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất|bãi bỏ)[^;]{0,60}?\b(?:bởi|theo|tại|bằng|qua|và|,)\s*(?:quy định (?:tại|của)\s*)?(?:các\s*)?$"
)
_PASSIVE = re.compile(r"(?:\bđược|\bđã(?: được)?|\bbị)\s+(?:các\s+|một số\s+)?(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất|sửa)")
_GOVERNS = re.compile(
    r"(?:\b(?:của|thi hành|hướng dẫn|thực hiện|theo|tại|bởi|trong|với|về|hành|và|giữa|số điều|ban hành|thay thế|sửa đổi|bổ sung"
    r"|kèm theo|khi|cho|trừ)|[(“\"])\s*(?:các\s*)?$"
)
_JOINT = re.compile(r"[\s,]*(?:và|hoặc|cùng|,)?\s*(?:các\s*)?(?:số\s*)?$")
_TITLE_WORD = re.compile(
    r"\b(?:về|[Qq]uy định|[Hh]ướng dẫn|[Bb]an hành|[Ss]ửa đổi|[Bb]ổ sung|[Pp]hê duyệt|[Tt]hi hành|[Bb]ãi bỏ|[Tt]hay thế|[Đđ]iều chỉnh|[Cc]ông bố|[Đđ]ính chính)\b"
)
_AMENDING_TITLE = re.compile(r"[Ss]ửa đổi|[Bb]ổ sung|[Tt]hay thế|[Bb]ãi bỏ|[Đđ]ính chính")
_SENTENCE = re.compile(r"[.!?:](?=\s+[“\"(]?[A-ZĐÀ-Ỹ])|[.](?=[”\"]|\s*$)")
_LABEL = re.compile(r"[\s“\"]*(?:(?:Điều\s+\d+[a-zđ]?\s*[.:]|\d+[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}\d?\)|[-–+•])\s*)*")

_VERB = re.compile(
    r"(?i)\b(?P<verb>sửa đổi|bổ sung|thay thế|thay|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|ngưng hiệu lực|chuyển|đổi)\b"
)
_WORDS = re.compile(r"(?i)^\s*(?:,\s*thay thế\s*|,\s*bãi bỏ\s*|một số\s+|các\s+|việc\s+)*(?:cụm\s+)?(?:từ|chữ|câu|số)\b(?!\s+ngày)|^\s*(?:tên|nội dung)")
_COMMAND = re.compile(r"(?i)(?:việc\s+)?(?:sửa đổi|bổ sung|thay thế|thay|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|đổi|chuyển)\b")
_SUBJECT = re.compile(
    r"(?i)(?:nghị định|thông tư(?: liên tịch)?|quyết định|nghị quyết|luật|bộ luật|pháp lệnh|chỉ thị|quy định)(?: này)?\s*(?:[^.;]*?\b)?$"
)
_OWN = re.compile(
    r"(?i)\b(?:này|ban hành (?:nghị định|thông tư(?: liên tịch)?|quyết định|nghị quyết|luật|bộ luật|pháp lệnh|chỉ thị))\b[^.]*$"
)
_BLOCKED = re.compile(
    r"(?i)\b(?:đề nghị|trường hợp|nếu|đã được|đã bị|được|bị|dự thảo|kiến nghị|đề xuất|thì|quy định về|khi|theo quy định|căn cứ|dẫn chiếu|hồ sơ|việc)\b[^,;]*$"
)
_ENDED = re.compile(r"(?:chấm dứt hiệu lực|hết hiệu lực|không còn hiệu lực|hết hiệu lực)|(?:bị|được)\s+(?:bãi bỏ|hủy bỏ|huỷ bỏ)|(?:bị|được)\s+thay thế")
_FAR = re.compile(
    r"(?i)\b(?:theo|trước ngày|trường hợp|nếu|khi|giấy|hồ sơ|hợp đồng|dự án|chứng chỉ|đã|được cấp|thực hiện|áp dụng|căn cứ|trừ|đối với|người|tổ chức"
    r"|cơ quan|thời hạn|doanh nghiệp|phép)\b"
)
_DAY_LEAD = re.compile(r"(?i)(?:kể\s+)?từ\s+(?:ngày|thời điểm)[^,;:]*?(?:hiệu lực(?:\s+thi hành)?|\d{4})\s*(?:,|thì|:)?\s*")
_LIST_HEAD = re.compile(r"(?i)[^\n]*?(?::|sau(?: đây)?|gồm(?: có)?)\s*[:.]?\s*$")
_EXCEPT = re.compile(r"(?i)\btrừ\b[^;.]*$")
_TITLE_NODES: Final[frozenset[NodeKind]] = frozenset({"title", "enacting"})


def hold_of(gap: str, previous: Hold, mention: Mention, before: Mention, owner_rank: int, amending_title: bool) -> Hold:
    """How a mention is held, by the words between the mention before it and itself (``gap``)."""
    if mention.nested:
        return "title"
    if ";" in gap:
        return "top"
    if _JOINT.match(gap) and gap.strip(" \t\u00a0") not in ("(",):
        if previous == "title" and before.nested and not mention.nested:
            return "top"
        if previous == "title" and mention.act is not None and before.act is not None:
            if amending_title:
                return "title" if mention.act.word == before.act.word or not mention.act.word else "top"
            return "title" if mention.act.rank > owner_rank else "top"
        return previous
    if _PASSIVE.search(gap) and _CHAIN.search(gap):
        return "chain"
    if gap.rstrip().endswith("("):
        return "title"
    if _GOVERNS.search(gap) and not re.search(r"\bvà\s*(?:các\s*)?$", gap):
        return "title"
    return "top"


def verb_role(before: str, mention: Mention, node_kind: NodeKind, after: str) -> Role | None:
    """The role that the verb in the words before a mention gives it; ``None`` where they hold none that governs it."""
    verbs = list(_VERB.finditer(before))
    if not verbs:
        return None
    last = verbs[-1]
    first = last
    for verb in reversed(verbs[:-1]):
        if re.fullmatch(r"[\s,]*(?:và|hoặc)?\s*", before[verb.end() : first.start()]):
            first = verb
        else:
            break
    lead = before[: first.start()]
    body = lead[_LABEL.match(lead).end() :] if (_LABEL.match(lead)) else lead
    governed = before[last.end() :]
    if re.search(r"(?i)\b(?:được|đã|theo quy định|thì|hết hiệu lực|căn cứ|phù hợp)\b|[.;]", re.sub(r"“[^”]*”|\"[^\"]*\"", "", governed)):
        return None
    starts = not body.strip() or bool(_DAY_LEAD.fullmatch(body.strip() + " "))
    own = bool(_OWN.search(body)) or node_kind in _TITLE_NODES
    also = bool(re.search(r"(?:\bvà|,|;|đồng thời|:)\s*$", body)) and bool(re.search(r"\bnày\b|hiệu lực", body))
    if not (starts or own or also) or (_BLOCKED.search(body) and not starts):
        return None
    word = last["verb"].lower()
    bits = before[first.start() : last.start()].lower() + word
    words = bool(_WORDS.match(governed)) or bool(re.search(r"(?i)\b(?:cụm )?từ\b\s*[“\"]|một số (?:từ|cụm từ)", governed))
    if word in ("bãi bỏ", "hủy bỏ", "huỷ bỏ", "bỏ") and "sửa đổi" not in bits and "bổ sung" not in bits:
        return "amends" if words else "abolishes"
    if word == "thay thế" and not words and "sửa đổi" not in bits and "bổ sung" not in bits:
        part = bool(mention.chain) or bool(re.search(r"(?i)phụ lục|mẫu|biểu|danh mục|điều|khoản|điểm|bảng|hình", governed))
        return "amends" if part else "replaces"
    if word == "ngưng hiệu lực":
        return None
    return "amends"


def ended_role(lead: str, tail: str) -> Role | None:
    """The role that "hết hiệu lực", "bị bãi bỏ" behind a mention gives it; ``lead`` is what precedes it in its clause."""
    found = _ENDED.search(tail)
    if found is None or re.search(r"(?i)[.;]|\b(?:thì|tiếp tục|nếu|trước khi|không)\b", _strip_titles(tail[: found.start()])):
        return None
    body = lead[_LABEL.match(lead).end() :] if _LABEL.match(lead) else lead
    body = _DAY_LEAD.sub("", body)
    if len(body) > 60 or _FAR.search(body):
        return None
    return "replaces" if "thay thế" in found.group() else "abolishes"


def _strip_titles(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)


def line_roles(line: str, base: int, group: Sequence[Mention], kind: NodeKind, inherited: Role | None) -> list[tuple[Role, Hold]]:
    """Roles of the act mentions of one line that stand outside quoted text.

    ``base`` is the offset of the line, ``inherited`` the role that a list head above gives to what begins the line.
    """
    out: list[tuple[Role, Hold]] = []
    current: Role | None = None
    hold: Hold = "top"
    owner_rank = 0
    amending_title = False
    basis = kind == "can_cu" and not re.match(r"\s*(?:Xét|Theo|Thực hiện|Trên cơ sở|Sau khi)\b", line)
    begin = 0
    body_start = _LABEL.match(line).end() if _LABEL.match(line) else 0  # type: ignore[union-attr]
    for n, mention in enumerate(group):
        at = mention.start - base
        before = group[n - 1] if n else None
        gap = ""
        if before is not None:
            gap = line[before.end - base : at] if before.end <= mention.start else ""
            stops = [s.end() for s in _SENTENCE.finditer(line, before.end - base, at)]
            if stops:
                begin, current, hold = stops[-1], None, "top"
                gap = line[begin:at]
                before = None
        else:
            stops = [s.end() for s in _SENTENCE.finditer(line, body_start, at)]
            if stops:
                begin = stops[-1]
        if before is None:
            hold = "title" if mention.nested else "top"
        else:
            hold = hold_of(gap, hold, mention, before, owner_rank, amending_title)
        if hold == "top" and mention.act is not None:
            owner_rank = mention.act.rank
            amending_title = False
        if mention.act is not None and before is not None and hold == "title":
            amending_title = amending_title or bool(_AMENDING_TITLE.search(gap)) or mention.nested
        if hold != "top":
            role: Role = "basis" if basis and hold == "chain" else "refers"
        elif basis:
            role = "basis"
        else:
            words = line[begin:at] if before is None else gap
            if _EXCEPT.search(words):
                current = None
                role = "refers"
                out.append((role, hold))
                continue
            found = verb_role(words, mention, kind, line[mention.end - base :])
            if before is not None and found is None and current is not None:
                found = current
            if found is None and before is None and inherited is not None and at - body_start <= 40 and not _FAR.search(line[body_start:at]):
                found = inherited
            if found in ("amends", "replaces", "abolishes"):
                found = _by_part(found, mention, words)
            current = found
            role = found or "refers"
        out.append((role, hold))
    return _ended(line, base, group, out)


def _by_part(role: Role, mention: Mention, words: str) -> Role:
    if role == "replaces" and mention.chain:
        return "amends"
    return role


def _ended(line: str, base: int, group: Sequence[Mention], out: list[tuple[Role, Hold]]) -> list[tuple[Role, Hold]]:
    """Give "abolishes" to the mentions on top of a clause that ends in "hết hiệu lực"."""
    if _ENDED.search(line) is None:
        return out
    n = 0
    while n < len(group):
        role, hold = out[n]
        if hold != "top" or role != "refers":
            n += 1
            continue
        at = group[n].start - base
        cut = max([line.rfind(mark, 0, at) + len(mark) for mark in ("; ", ". ") if line.rfind(mark, 0, at) >= 0], default=0)
        last = n
        while last + 1 < len(group) and not re.search(r"[;]|\.\s", line[group[last].end - base : group[last + 1].start - base]):
            last += 1
        found = None
        for m in range(n, last + 1):
            stop = group[m + 1].start - base if m < last else len(line)
            if _ENDED.search(line, group[m].end - base, stop):
                tail = line[group[m].end - base : stop]
                found = ended_role(line[cut:at], tail) if _heads(line, base, group, m) else None
                last = m
                break
        if found:
            for m in range(n, last + 1):
                if out[m] == ("refers", "top"):
                    out[m] = (found, "top")
        n = last + 1
    return out


def _heads(line: str, base: int, group: Sequence[Mention], m: int) -> bool:
    return True


def list_role(head: str) -> Role | None:
    """The role that a list head gives to the acts that begin the lines below it.

    >>> list_role("2. Bãi bỏ các Thông tư sau đây:"), list_role("Các văn bản sau đây hết hiệu lực kể từ ngày 01/7/2026:")
    ('abolishes', 'abolishes')
    >>> list_role("1. Sửa đổi, bổ sung một số điều của các Nghị định sau:"), list_role("1. Nghị định này thay thế các Nghị định sau:")
    ('amends', 'replaces')
    """
    text = head.strip()
    if len(text) > 400:
        text = text[-400:]
    body = text[_LABEL.match(text).end() :] if _LABEL.match(text) else text  # type: ignore[union-attr]
    if not (_LIST_HEAD.match(body) or _COMMAND.match(body)):
        return None
    if re.search(r"(?i)\btiếp tục (?:có hiệu lực|được)|không áp dụng|trừ các", body):
        return None
    if re.search(r"(?i)\bthay thế\b(?!\s+(?:cụm\s+)?từ)", body) and not re.search(r"(?i)sửa đổi|bổ sung|bãi bỏ một số (?:cụm )?từ", body):
        return "replaces"
    if re.search(r"(?i)hết hiệu lực|bãi bỏ|hủy bỏ|huỷ bỏ", body) and not re.search(r"(?i)cụm từ|sửa đổi", body):
        return "abolishes"
    if _COMMAND.match(body) or (re.search(r"(?i)\bnày\b", body) and re.search(r"(?i)sửa đổi|bổ sung", body)):
        return "amends"
    return None
