"""Procedures that no heading names: duties that hang on the answer of an agency."""

import re
from typing import Final

from review.procedures.actors import EXTERNAL
from review.procedures.blocks import Block
from review.procedures.grouping import Group, Reader, same
from review.procedures.lines import sentences
from review.procedures.topics import Topic, read_topic, strength

_ONLY_AFTER: Final = re.compile(
    r"(?i)(?:chỉ\s+được\s+(?:phép\s+)?(?P<act>[^.;,]{4,120}?)\s+(?:sau\s+)?khi\s+(?:được\s+"
    r"|có\s+)?[^.;]{0,120}?\b(?P<verb>chấp\s+thuận|xác\s+nhận|cho\s+phép|phê\s+duyệt))"
)
_CONDITIONS_OF: Final = re.compile(r"(?i)(?:các\s+)?điều\s+kiện\s+(?:để\s+)?(?:được\s+)?(?=[^:;.]{8,300}(?::|gồm:?)\s*$)")


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
                if topic is None or not (reader.signal(n).submits or reader.signal(n).limit):
                    continue
                if any(same(topic, g.topic) or topic.object_words <= g.topic.words for g in [*groups, *found]):
                    continue
                group = Group(topic, home=[n], blocks=[block], anchor=n, container=block.container, weight=1.0, acts=True)
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
        return Topic(
            found["verb"].lower(),
            f"{found['act'].strip()}{' của ' + owner[:1].lower() + owner[1:] if owner else ''}",
            found.start(),
            found.end(),
        )
    return None


def _answering(reader: Reader, path: str) -> list[int]:
    """Lines that take up what a khoản of another article has people file ("báo cáo theo quy định tại khoản 3 Điều 16")."""
    place = re.search(r"dieu-(\w+)/khoan-(\w+)$", path)
    if not place:
        return []
    wanted = re.compile(
        rf"(?i)khoản\s+{place[2]}\s+Điều\s+{place[1]}\s+(?:Thông\s+tư|Nghị\s+định|Quy\s+định|Quyết\s+định|Nghị\s+quyết)\s+này"
    )
    out: list[int] = []
    for line in reader.lines:
        if line.zone == "body" and wanted.search(line.words) and line.dieu and reader.signal(line.n).limit:
            out.extend(m.n for m in reader.lines[line.n : line.n + 12] if m.path == line.path or m.path.startswith(line.path + "/"))
    return out
