"""Procedures that no heading names: duties that hang on the answer of an agency."""

import re
from typing import Final

from review.procedures.actors import EXTERNAL, agencies
from review.procedures.blocks import Block
from review.procedures.fold import Loose
from review.procedures.grouping import Group, Piece, Reader, same
from review.procedures.lines import sentences
from review.procedures.topics import Topic, read_topic, result_noun, strength

_ONLY_AFTER: Final = re.compile(
    r"(?i)(?:chỉ\s+được\s+(?:phép\s+)?(?P<act>[^.;,]{4,120}?)\s+(?:sau\s+)?khi\s+(?:được\s+"
    r"|có\s+)?[^.;]{0,120}?\b(?P<verb>chấp\s+thuận|xác\s+nhận|cho\s+phép|phê\s+duyệt))"
)
_CONDITIONS_OF: Final = re.compile(r"(?i)(?:các\s+)?điều\s+kiện\s+(?:để\s+)?(?:được\s+)?(?=[^:;.]{8,300}(?::|gồm:?)\s*$)")


_MUST: Final = re.compile(
    r"(?i)\bphải\s+(?:được|có)\s+(?:(?:văn\s+bản|sự|ý\s+kiến)\s+)?(?P<before>chấp\s+thuận|cho\s+phép|xác\s+nhận|đồng\s+ý)?"
    r"\s*(?:bằng\s+văn\s+bản\s+)?(?:của\s+)?"
)
_ANSWER: Final = re.compile(r"(?i)\s*(?:xem\s+xét,?\s+)?(?P<verb>chấp\s+thuận|cho\s+phép|xác\s+nhận|phê\s+duyệt|đồng\s+ý|thẩm\s+định)\b")
_SUBJECT: Final = Loose(
    r"(?:(?:,\s*|\s*và\s+|\s*hoặc\s+)?(?:các\s+)?(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|hộ\s+(?:gia\s+đình|kinh\s+doanh)|người(?:\s+dân)?"
    r"|cơ\s+sở|đơn\s+vị|chủ\s+\w+(?:\s+\w+)?)\b)+\s*(?:có\s+nhu\s+cầu\s+|muốn\s+|khi\s+|đề\s+nghị\s+|thực\s+hiện\s+)?"
)
_WHEN: Final = Loose(r"(?:đối\s+với\s+)?(?:trước\s+khi|khi|việc|muốn|trường\s+hợp)\s+")
_NO_MATTER: Final = Loose(
    r"(?:có|là|phải|được|không|đã|này|nêu|thuộc|quy\s+định|theo|và|hoặc|đó|trên|của|tại|do|bị|sau|khác|nước|công\s+ty|tổ\s+chức|cơ\s+quan|người|ngân\s+hàng)\s|.*\b(?:khoản|điều)\s+\d"
)
_WITH: Final = re.compile(r"(?i)\s(?:(?:phải|thì|có\s+trách\s+nhiệm|thực\s+hiện)\s+)?đăng\s+ký\s+với\s")


def unnamed_approvals(reader: Reader, blocks: list[Block], groups: list[Group], used: set[str]) -> list[Group]:
    """Duties that hang on an agency's answer: "chỉ được … sau khi … có văn bản chấp thuận", "phải được … chấp thuận"."""
    found: list[Group] = []
    for block in blocks:
        if (
            block.kind not in ("duties", "other", "conditions", "topic")
            or block.act is not None
            or (block.path in used and block.kind != "duties")
        ):
            continue
        for n in block.lines:
            line = reader.lines[n]
            for start, end in sentences(line):
                topic = _approval(reader, start, end)
                told = reader.signal(n).submits or reader.signal(n).limit
                if topic is None and line.first and block.kind != "topic":
                    topic = _must_be_allowed(reader, start, end)
                    told = topic is not None and _answered(reader, block, n)
                if topic is None or not told:
                    continue
                if any(same(topic, g.topic) or topic.object_words <= g.topic.words for g in [*groups, *found]):
                    continue
                group = Group(topic, home=[n], blocks=[block], anchor=n, container=block.container, weight=1.0, acts=True)
                group.home.extend(m for m in _below(reader, block, n) if m != n)
                group.home.extend(_answering(reader, line.path))
                found.append(group)
    return found


def conditional_grants(reader: Reader, blocks: list[Block], groups: list[Group]) -> list[Group]:
    """Permits of which the draft sets only the conditions, one a khoản: "1. Điều kiện cấp phép … bao gồm:"."""
    found: list[Group] = []
    for block in blocks:
        if block.kind not in ("other", "conditions", "topic") or block.act is not None:
            continue
        for n in block.lines:
            line = reader.lines[n]
            opens = _CONDITIONS_OF.match(line.words) if line.first and line.node is not None and line.node.kind == "khoan" else None
            topics = read_topic(line.words, opens.end(), len(line.words)) if opens else ()
            if len(topics) != 1 or strength(topics[0].action) != "grant" or len(topics[0].object_words) < 2:
                continue
            if any(same(topics[0], g.topic) or topics[0].object_words <= g.topic.words for g in groups):
                continue
            below = [m for m in block.lines if reader.lines[m].path.startswith(line.path + "/")]
            wide = [g for g in groups if _grade_of(reader.spelled(topics[0]), reader.spelled(g.topic))]
            if wide:
                for group in wide:
                    group.shared.extend([n, *below])
            elif below:
                group = Group(topics[0], home=[n, *below], blocks=[block], anchor=n, container=block.container, weight=1.0)
                group.conditional = True
                found.append(group)
    return found


_AS_THERE: Final = Loose(
    r"(?:thành\s+phần\s+)?(?:hồ\s+sơ|trình\s+tự|thủ\s+tục)\b[^.;:]{0,120}\btheo\s+(?:quy\s+định\s+)?(?:tại\s+)?(?:các\s+)?"
    r"(?:khoản\s+\d+[^.;]{0,20}\s)?điều\s+\d+\w*[^.;]{0,60}\snày\b"
)
"""A file or an order that another article of the draft sets."""


def left_to_others(reader: Reader, piece: Piece) -> Topic | None:
    """The name of an article that renews, changes or gives again a paper and leaves file and order to other articles of the draft."""
    if piece.captioned or len(piece.topics) != 1:
        return None
    topic = piece.topics[0]
    if topic.family not in ("change", "again", "extend", "exchange") or strength(topic.action) != "grant":
        return None
    told = any(n != piece.head and _AS_THERE.match(reader.lines[n].words) for n in piece.lines)
    return topic if told and result_noun().match(topic.object) else None


def _grade_of(conditions: Topic, name: Topic) -> bool:
    """Whether conditions are those of one grade of what a procedure grants ("cấp Giấy chứng nhận hạng Ba")."""
    return conditions.family == name.family and len(name.object_words) > 1 and name.object_words <= conditions.words


def _approval(reader: Reader, start: int, end: int) -> Topic | None:
    text = reader.text
    found = _ONLY_AFTER.search(text, start, end)
    if found:
        who = EXTERNAL.match(text, start)
        owner = text[start : found.start()].strip(" ,") if who else ""
        owner = owner if 0 < len(owner.split()) <= 8 else ""
        act = re.escape(found["act"].strip())
        named = re.search(rf"(?i)\b({act}\s[^.;,]{{6,80}}?)\s(?:thông\s+báo|gửi|nộp|phải|có)\s", text[start : found.start()])
        if named and len(found["act"].split()) < 3:
            return Topic(found["verb"].lower(), named[1], found.start(), found.end())
        return Topic(
            found["verb"].lower(),
            f"{found['act'].strip()}{' của ' + owner[:1].lower() + owner[1:] if owner else ''}",
            found.start(),
            found.end(),
        )
    return None


def _must_be_allowed(reader: Reader, start: int, end: int) -> Topic | None:
    """What "… phải được Sở … chấp thuận bằng văn bản" asks to be allowed."""
    text = reader.text
    for found in _MUST.finditer(text, start, end):
        body = next(iter(agencies(text, found.end(), min(end, found.end() + 120))), None)
        if body is None or body[0] - found.end() > 4:
            continue
        answer = _ANSWER.match(text, body[1], end)
        verb = found["before"] or (answer["verb"] if answer else None)
        what = _matter(text[start : found.start()])
        if verb and what:
            action = "chấp thuận" if verb.lower().startswith("đồng") else re.sub(r"\s+", " ", verb.lower())
            return Topic(action, what, found.start(), found.end())
    return None


def registered(reader: Reader, numbers: list[int]) -> Topic | None:
    """What somebody does that he must register: "Cá nhân mượn sách quý đăng ký với Ủy ban nhân dân cấp xã"."""
    for n in numbers:
        for start, end in sentences(reader.lines[n]):
            found = _WITH.search(reader.text, start, end)
            what = _matter(reader.text[start : found.start()]) if found else None
            if what:
                return Topic("đăng ký", what, start, end)
    return None


def _matter(before: str) -> str | None:
    """What is done, in the words before "phải được": "Tổ chức lắp đặt máy bán sách" is "lắp đặt máy bán sách"."""
    pieces = re.split(r",\s+(?!cá\s+nhân|tổ\s+chức|doanh\s+nghiệp|hộ\s)", before.strip(" ,"))
    for piece in reversed(pieces):
        subject = _SUBJECT.match(piece)
        rest = piece[subject.end() :] if subject else piece
        when = _WHEN.match(rest)
        rest = rest[when.end() :] if when else rest
        if (subject or when) and 3 <= len(rest.split()) <= 30 and not _NO_MATTER.match(rest):
            return rest.strip()
    return None


def _below(reader: Reader, block: Block, n: int) -> list[int]:
    """A line and those of the list that it opens."""
    return [m for m in block.lines if m == n or reader.lines[m].below(reader.lines[n]) or reader.lines[m].path == reader.lines[n].path]


def _answered(reader: Reader, block: Block, n: int) -> bool:
    """Whether the lines with it tell how to ask or how soon the answer comes."""
    seen = reader.evidence(_below(reader, block, n))
    return seen.submits or (seen.limit and seen.decides) or seen.papers


_THIS_ACT: Final = Loose(
    r"khoản\s+(?P<khoan>\w+)\s+điều\s+(?P<dieu>\w+)\s+(?:thông\s+tư|nghị\s+định|quy\s+định|quyết\s+định|nghị\s+quyết)\s+này"
)


def _references(reader: Reader) -> dict[tuple[str, str], list[int]]:
    """The lines of the body that name a khoản of an article of the draft, by article and khoản; read once."""
    key = ("references", -1)
    if key not in reader.kept:
        held: dict[tuple[str, str], list[int]] = {}
        for line in reader.lines:
            if line.zone == "body" and line.dieu:
                for named in {(found["dieu"], found["khoan"]) for found in _THIS_ACT.finditer(line.words)}:
                    held.setdefault(named, []).append(line.n)
        reader.kept[key] = held
    kept: dict[tuple[str, str], list[int]] = reader.kept[key]
    return kept


def _answering(reader: Reader, path: str) -> list[int]:
    """Lines that take up what a khoản of another article has people file ("báo cáo theo quy định tại khoản 3 Điều 16")."""
    place = re.search(r"dieu-(\w+)/khoan-(\w+)$", path)
    if not place:
        return []
    out: list[int] = []
    for n in _references(reader).get((place[1].lower(), place[2].lower()), ()):
        line = reader.lines[n]
        if reader.signal(n).limit:
            out.extend(m.n for m in reader.lines[n : n + 12] if m.path == line.path or m.path.startswith(line.path + "/"))
    return out
