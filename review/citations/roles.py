"""The role of each act mention: basis, amends, replaces, abolishes, refers.

Within a line the mentions are read left to right. A mention *on top* is governed by the verb of the sentence; one *in the
title* of another act, or in a chain "được sửa đổi, bổ sung bởi …", is not. A list goes on with the role of its first member.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from review.citations.mentions import Mention
from review.contract.base import NodeKind, Role

Hold = Literal["top", "title", "chain"]

LABEL: Final = re.compile(
    r"(?i)[\s“\"']*(?:(?:Điều\s+\d+[a-zđ]?\d?\s*[.:]|\d+[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}\d?(?:\.\d+)*\)|[-–+•]|[ivx]+\))\s*)*"
)
COMMAND: Final = re.compile(
    r"(?i)(?:việc\s+)?(?:sửa đổi|sửa|bổ sung|thay thế|thay|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|đổi|chuyển|tách|gộp)\b"
)
_RECITAL_REST = re.compile(r"\s*(?:\(|(?:xét|theo|thực hiện|trên cơ sở|sau khi|thi hành|để)\b)")

_UNNUMBERED = re.compile(
    r"\b(?:nghị định|thông tư|nghị quyết|quyết định|chương trình|kế hoạch|chỉ thị)\b"
    r".*\b(?:quy định|hướng dẫn|về|thi hành|thực hiện|ban hành)\b"
)
_SOURCE = re.compile(r"\b(?:bởi|theo|tại|bằng|qua|số|của)\s*(?:quy định\s+(?:tại|của)\s*)?(?:các\s*)?$")
_PASSIVE = re.compile(
    r"\b(?:được|đã|bị)\s+(?:được\s+)?(?:các\s+|một số\s+)?(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất|sửa|điều chỉnh|kéo dài|bãi bỏ)"
)
_GOVERNS = re.compile(
    r"(?:\b(?:của|thi hành|hướng dẫn|thực hiện|theo|tại|bởi|trong|với|về|hành|giữa|số điều|chi tiết|thay thế|sửa đổi|bổ sung|kèm theo"
    r"|khi|cho|trừ|bãi bỏ|ngày|dụng|vào|đến|do)|[(“\"])\s*(?:các\s*)?$"
)
_JOINT = re.compile(r"[\s,]*(?:và|hoặc|cùng|,)?\s*(?:các\s*)?(?:số\s*)?$")
_COMMA_END = re.compile(r",\s*(?:các\s+)?$")
_AND_END = re.compile(r"\bvà\s*(?:các\s+)?$")
_TITLE_GOES_ON = re.compile(r"\s*(?:và\s+)?(?:quy định|hướng dẫn|về)\b")
_AMENDING_TITLE = re.compile(r"sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính")
_SENTENCE = re.compile(r"[.!?](?=\s+[“\"(]?[A-ZĐÀ-Ỹ])|[.](?=[”\"]|\s*$)")

_VERB = re.compile(r"\b(?:sửa đổi|sửa|bổ sung|thay thế|thay|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|đổi|chuyển|điều chỉnh)\b")
_VERB_JOINT = re.compile(r"[\s,]*(?:và|hoặc)?\s*")
_MENDS: Final = frozenset({"sửa đổi", "bổ sung", "sửa"})
_ENDING: Final = frozenset({"bãi bỏ", "hủy bỏ", "huỷ bỏ", "bỏ"})
_WORDS = re.compile(
    r"^\s*(?:toàn bộ\s+|một số\s+|các\s+|những\s+|việc\s+)*(?:cụm\s+từ|từ\b(?! ngày)|từ,|chữ|câu|nội dung|đoạn|dấu|số thứ tự|tên)"
    r"|\b(?:cụm từ|từ)\s*[“\"']|^\s*[“\"]"
)
_PART = re.compile(r"\b(?:phụ lục|mẫu|biểu|danh mục|điều|khoản|điểm|bảng|hình|mục|chương)\b(?!\s+(?:hành|lệ|kiện|động))")
_OTHER_CLAUSE = re.compile(
    r"\b(?:được|đã|theo quy định|thì|hết hiệu lực|căn cứ|phù hợp|để|khi|nếu|trường hợp|có hiệu lực|tiếp tục|hướng dẫn"
    r"|quy định chi tiết)\b|[;]|[.](?!\d)"
)
_STANDS = re.compile(r"\b(?:đã\s+)?được\s+(?:nêu|quy định|ban hành|kèm|công bố|phê duyệt|đính kèm)\b|\b(?:phần|nội dung)\s+căn cứ\b")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_OWN_ACT = re.compile(
    r"(?:\bnày\b|ban hành (?:nghị định|thông tư(?: liên tịch)?|quyết định|nghị quyết|luật|bộ luật|pháp lệnh|chỉ thị|văn bản))"
    r"(?:\s+\S+){0,4}\s*$|^(?:nghị định|thông tư(?: liên tịch)?|quyết định|nghị quyết|luật|pháp lệnh)\s*$"
)
_ALSO = re.compile(r"(?:\bvà|,|;|đồng thời|:)\s*(?:đồng thời\s+)?$")
_EFFECT = re.compile(r"\bnày\b.*(?:hiệu lực|thi hành|thay thế|bãi bỏ|ký|áp dụng)|hiệu lực")
_BLOCKED = re.compile(
    r"\b(?:đề nghị|trường hợp|nếu|đã được|đã bị|được|bị|dự thảo|kiến nghị|đề xuất|thì|khi|theo quy định|căn cứ|dẫn chiếu|hồ sơ)\b"
    r"[^,;]*$"
)
_EXCEPT = re.compile(r"\b(?:trừ|ngoại trừ|không bao gồm)\b[^;.]*$")
_ENDED = re.compile(r"(?:chấm dứt|hết|không còn|ngừng) hiệu lực|(?:bị|được)\s+(?:bãi bỏ|hủy bỏ|huỷ bỏ|thay thế)")
_BY_ANOTHER = re.compile(r"\s*(?:bởi|bằng|theo|tại)\s*(?:quy định (?:tại|của)\s*)?(?:các\s*)?$")
_NOT_ENDED = re.compile(r"[;]|\.\s|\b(?:thì|tiếp tục|nếu|trước khi|không|chưa|khi|vẫn)\b")
_FAR = re.compile(
    r"\b(?:theo|trước ngày|trường hợp|nếu|khi|giấy|hồ sơ|hợp đồng|dự án|chứng chỉ|đã|được cấp|thực hiện|áp dụng|căn cứ|trừ|đối với"
    r"|người|tổ chức|cơ quan|thời hạn|doanh nghiệp|phép|hướng dẫn|sau khi|trong thời gian)\b"
)
_DAY_LEAD = re.compile(r"(?:(?:kể\s+)?từ\s+(?:ngày|thời điểm)|ngày)[^,;:]*?(?:hiệu lực(?:\s+thi hành)?|\d{4})\s*(?:,|thì|:)?\s*")
_LEAD_LIMIT: Final = 60
_HEAD_LIMIT: Final = 500
_LIST_HEAD = re.compile(r"(?s).*(?::|\bsau(?: đây)?|gồm(?: có)?)\s*[:.]?\s*$")
_KEEPS = re.compile(r"\btiếp tục (?:có hiệu lực|được|thực hiện|áp dụng)|không áp dụng|trừ các")
_REPLACING = re.compile(r"\bthay thế\b(?!\s+(?:(?:các|một số)\s+)?(?:cụm\s+)?từ)(?!\s+(?:biểu|phụ lục|mẫu|danh mục|điều|khoản|điểm))")
_REPEALING = re.compile(r"hết hiệu lực|bãi bỏ|hủy bỏ|huỷ bỏ")
_MENDING = re.compile(r"sửa đổi|bổ sung|cụm từ")
_TITLES: Final[frozenset[NodeKind]] = frozenset({"title", "enacting"})


def body(line: str) -> str:
    """A line without its label ("2. ", "a) ", "Điều 5. ")."""
    return line[label_end(line) :]


def label_end(line: str) -> int:
    """Where the words of a line begin after its label."""
    found = LABEL.match(line)
    return found.end() if found else 0


def _same_list(gap: str, state: "_State", before: Mention, mention: Mention) -> Hold:
    """How a mention is held that only a comma or "và" parts from the one before it."""
    if state.hold == "chain" and mention.chain and state.owner_chain and not before.chain:
        return "top"
    if state.hold != "title" or mention.act is None or before.act is None:
        return state.hold
    if before.nested:
        return "top"
    if state.amending:
        return "title" if mention.act.word in (before.act.word, "") else "top"
    return "title" if mention.act.rank > state.owner_rank else "top"


def _hold(gap: str, state: "_State", before: Mention, mention: Mention) -> Hold:
    """How a mention is held, by the words (``gap``) between the date and issuer of the one before it and itself."""
    if mention.nested:
        return "title"
    last = gap.rpartition(";")[2]
    if last is not gap and not (_TITLE_GOES_ON.match(last) and _GOVERNS.search(last)):
        return "top"
    if _JOINT.match(gap):
        return _same_list(gap, state, before, mention)
    if _PASSIVE.search(gap) and _SOURCE.search(gap):
        return "chain"
    if _GOVERNS.search(gap):
        return "title"
    listed = state.hold == "chain" or (state.hold == "title" and state.amending)
    same = mention.act is not None and before.act is not None and mention.act.word == before.act.word
    return state.hold if listed and same and (_COMMA_END.search(gap) or (state.listed and _AND_END.search(gap))) else "top"


def _by_verb(words: str, mention: Mention, kind: NodeKind, *, after_change: bool) -> Role | None:
    """The role that the verb in the words before a mention gives it; ``None`` where no verb of change governs it.

    ``after_change`` says that another act is ended or amended before it in the sentence ("thay thế X và bãi bỏ Y").
    """
    verbs = list(_VERB.finditer(words))
    if not verbs:
        return None
    first = last = verbs[-1]
    for verb in reversed(verbs[:-1]):
        if not _VERB_JOINT.fullmatch(words, verb.end(), first.start()):
            break
        first = verb
    lead = body(words[: first.start()])
    command = COMMAND.match(lead) is not None and _OTHER_CLAUSE.search(_told(lead)) is None
    starts = command or not lead.strip(" ,:") or _DAY_LEAD.fullmatch(lead.strip() + " ") is not None
    governed = _told(words[last.end() :])
    if _OTHER_CLAUSE.search(governed) or (not starts and ";" in words[last.end() :]):
        return None
    if not starts:
        own = _OWN_ACT.search(lead) is not None or kind in _TITLES
        also = _ALSO.search(lead) is not None and (after_change or _EFFECT.search(lead) is not None)
        if not (own or also) or (not after_change and _BLOCKED.search(_DAY_LEAD.sub("", lead))):
            return None
    mends = any(v.group() in _MENDS for v in verbs if command or v.start() >= first.start())
    if command and verbs[0].group() == "thay thế":
        mends = True
    word = last.group()
    some_words = _WORDS.search(words[last.end() :]) is not None
    if word in _ENDING and not mends:
        return "amends" if some_words else "abolishes"
    if word == "thay thế" and not mends and not some_words:
        return "amends" if mention.chain or _PART.search(governed) else "replaces"
    return "amends"


def _told(words: str) -> str:
    """Words without what is quoted and without participles that only say where something stands; ";" as in a list."""
    return _STANDS.sub(" ", _QUOTED.sub("", words)).replace(";", ",")


def _by_ending(lead: str, tail: str) -> Role | None:
    """The role that "hết hiệu lực", "bị bãi bỏ" behind a mention gives it; ``lead`` is what precedes it in its clause."""
    found = _ENDED.search(tail)
    if found is None or _NOT_ENDED.search(_QUOTED.sub("", tail[: found.start()])):
        return None
    if _BY_ANOTHER.match(tail, found.end()):
        return None
    before = _DAY_LEAD.sub("", body(lead))
    if len(before) > _LEAD_LIMIT or _FAR.search(before):
        return None
    return "replaces" if "thay thế" in found.group() or "thay thế" in tail[found.end() : found.end() + 60] else "abolishes"


@dataclass(slots=True)
class _State:
    """What is known of the mention before: how it is held, in whose title, whether that title amends, whether a list goes on.

    ``owner_chain`` tells that provisions stand before the last act on top.
    """

    hold: Hold = "top"
    owner_chain: bool = False
    owner_rank: int = 0
    amending: bool = False
    listed: bool = False
    role: Role | None = None


def line_roles(words: str, base: int, group: Sequence[Mention], kind: NodeKind, inherited: Role | None) -> list[Role]:
    """Roles of the act mentions of one line that stand outside quoted text.

    ``base`` is the offset of the line, ``kind`` of its node, ``inherited`` the role that a list head above gives to what begins
    the line.
    """
    line = words.lower()
    if len(line) != len(words):
        line = words
    roles: list[Role] = []
    holds: list[Hold] = []
    state = _State()
    basis = kind == "can_cu" and _RECITAL_REST.match(line) is None
    start = begin = label_end(words)
    before: Mention | None = None
    for mention in group:
        at = mention.start - base
        low = start if before is None else min(max(before.end, before.act.after if before.act else 0) - base, at)
        stops = [found.end() for found in _SENTENCE.finditer(words, low, max(low, at))]
        if stops:
            begin, before = stops[-1], None
        if before is None:
            gap = line[begin:at]
            state = _State("title" if mention.nested or (basis and _UNNUMBERED.search(gap)) else "top")
        else:
            gap = line[low:at]
            hold = _hold(gap, state, before, mention)
            if hold == "title" and not _JOINT.match(gap) and not _COMMA_END.search(gap):
                state.owner_rank = before.act.rank if before.act else 0
                state.amending = mention.nested or _AMENDING_TITLE.search(gap) is not None
            state.listed = hold == state.hold and hold != "top" and (_COMMA_END.search(gap) is not None or state.listed)
            state.hold = hold
        role: Role = "refers"
        if state.hold == "top":
            state.owner_chain = bool(mention.chain)
        if state.hold != "top":
            role = "basis" if basis and state.hold == "chain" else "refers"
        elif basis:
            role = "basis"
        elif _EXCEPT.search(gap):
            state.role = None
        else:
            found = _by_verb(gap, mention, kind, after_change=state.role is not None)
            if found is None and before is not None:
                found = "amends" if state.role == "replaces" and mention.chain else state.role
            if found is None and before is None and inherited and len(gap) <= _LEAD_LIMIT and not _FAR.search(gap):
                found = inherited
            state.role = found
            role = found or "refers"
        roles.append(role)
        holds.append(state.hold)
        before = mention
    if not basis and _ENDED.search(line) is not None:
        _close(line, base, group, roles, holds)
    return roles


def _close(line: str, base: int, group: Sequence[Mention], roles: list[Role], holds: list[Hold]) -> None:
    """Give the mentions on top of a clause the role of the "hết hiệu lực" that ends it."""
    n = 0
    while n < len(group):
        at = group[n].start - base
        if holds[n] != "top" or roles[n] != "refers":
            n += 1
            continue
        cut = max((line.rfind(mark, 0, at) + len(mark) for mark in ("; ", ". ") if line.rfind(mark, 0, at) >= 0), default=0)
        found: Role | None = None
        m = n
        while True:
            stop = group[m + 1].start - base if m + 1 < len(group) else len(line)
            tail = line[group[m].end - base : stop]
            if _ENDED.search(tail):
                if not (_PASSIVE.search(tail) and _SOURCE.search(tail) and m + 1 < len(group)):
                    found = _by_ending(line[cut:at], tail)
                    break
            elif ". " in tail or (";" in tail and not _JOINT.match(tail.rpartition(";")[2])):
                break
            if m + 1 == len(group):
                break
            m += 1
        if found:
            for k in range(n, m + 1):
                if holds[k] == "top" and roles[k] == "refers":
                    roles[k] = found
        n = m + 1


def list_role(head: str) -> Role | None:
    """The role that a list head gives to the acts that begin the lines below it.

    >>> list_role("2. Bãi bỏ các Thông tư sau đây:"), list_role("Các văn bản sau đây hết hiệu lực kể từ ngày 01/7/2026:")
    ('abolishes', 'abolishes')
    >>> list_role("1. Sửa đổi, bổ sung một số điều của các Nghị định sau:"), list_role("1. Nghị định này thay thế các Nghị định sau:")
    ('amends', 'replaces')
    """
    text = body(head.strip()[-_HEAD_LIMIT:].lower())
    command = COMMAND.match(text) is not None
    if not command and _LIST_HEAD.match(text) is None:
        return None
    text = _QUOTED.sub("", text)
    if _KEEPS.search(text):
        return None
    if _REPLACING.search(text) and not _MENDING.search(text):
        return "replaces"
    if _REPEALING.search(text) and not _MENDING.search(text):
        return "abolishes"
    if command or (re.search(r"\bnày\b", text) and re.search(r"sửa đổi|bổ sung", text)):
        return "amends"
    return None
