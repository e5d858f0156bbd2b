"""Lists of who decides what, and of forms: procedures that a draft touches only there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from review.procedures.blocks import Block
from review.procedures.fold import search
from review.procedures.grouping import Group, Reader, same
from review.procedures.topics import Topic, likeness, read_topic, result_noun, strength

_LEAD: Final = re.compile(
    r"(?i)(?:tiếp\s+nhận\s+(?:và\s+)?(?:hồ\s+sơ|thông\s+tin)?|thực\s+hiện|giải\s+quyết|tổ\s+chức|thẩm\s+định"
    r"|đánh\s+giá\s+điều\s+kiện\s+thực\s+tế|thẩm\s+quyền|đối\s+với"
    r"|thủ\s+tục|hồ\s+sơ|đề\s+nghị|việc|ban\s+hành\s+văn\s+bản\s+(?:về\s+việc\s+)?|xem\s+xét|[,;\s]|và\b)*\s*"
)
_FORMS: Final = re.compile(
    r"(?i)(?:các\s+)?(?:biểu\s+)?mẫu[^.;:]{0,40}?(?:thủ\s+tục|liên\s+quan\s+đến|sử\s+dụng\s+trong)\s+(?:thủ\s+tục\s+)?"
)
_DELEGATES: Final = re.compile(r"(?i)phân\s+(?:cấp|quyền|định)|ủy\s+quyền|thủ\s+tục")
_PROCEDURES: Final = re.compile(r"(?i)thủ\s+tục")
_PERMIT: Final = re.compile(r"(?i)(?:việc\s+)?cho\s+phép\s+(?:hay|hoặc)\s+không\s+cho\s+phép\s+")


def list_competences(reader: Reader, blocks: list[Block], groups: list[Group]) -> None:
    """Give each name of such a list its lines; a name that no article sets becomes a group of its own."""
    for block in blocks:
        forms = block.kind == "forms"
        lists = forms or (block.kind == "competence" and _DELEGATES.search(block.heading))
        if not lists or block.act is not None:
            continue
        opened = openers(reader, block)
        for n in block.lines:
            line = reader.lines[n]
            if n == block.head:
                continue
            for topic in _listed(line.words, forms):
                if not forms and not _PROCEDURES.search(block.heading) and not result_noun().match(topic.object):
                    continue
                hit = _owner(groups, topic, forms=forms)
                if not hit:
                    group = Group(topic, act=None, container=block.container, anchor=n, weight=1.0, only_competence=True, blocks=[block])
                    groups.append(group)
                    hit = [group]
                for group in hit:
                    group.shared.extend([*parents(reader, n, opened), n])
                    if forms:
                        group.shared.extend(_form_lines(reader, block, n, topic))


def _owner(groups: list[Group], topic: Topic, *, forms: bool) -> list[Group]:
    """The groups that a listed name belongs to: a form may serve several, told apart by words the list leaves out."""
    exact = [g for g in groups if same(g.topic, topic) and (g.topic.words >= topic.words or likeness(g.topic.words, topic.words) > 0.85)]
    if exact and not forms:
        return exact[:1]
    if forms:
        wide = [g for g in groups if g.topic.family == topic.family and topic.object_words <= g.topic.words]
        return wide or exact[:1]
    return exact[:1]


def _form_lines(reader: Reader, block: Block, n: int, topic: Topic) -> list[int]:
    """The forms below a caption that name this procedure's action, or its result."""
    caption = reader.lines[n]
    out = []
    for m in block.lines:
        line = reader.lines[m]
        if m <= n or not line.below(caption):
            continue
        actions = search(r"(?:đề\s+nghị|đăng\s+ký)\s+(.{0,60})", line.words)
        named = bool(
            actions
            and re.search(
                rf"(?i)\b{re.escape(topic.action)}\b(?!\s+(?:lại|đổi|điều|sửa|bổ|gia))",
                actions[1] if topic.action != "cấp" else actions[1][:14],
            )
        )
        if named or not actions:
            out.append(m)
    return out


def openers(reader: Reader, block: Block) -> dict[str, list[int]]:
    """The lines of a block that may open a list, by their place."""
    out: dict[str, list[int]] = {}
    for m in block.lines:
        if m != block.head and reader.lines[m].first:
            out.setdefault(reader.lines[m].place, []).append(m)
    return out


def parents(reader: Reader, n: int, opened: Mapping[str, Sequence[int]]) -> list[int]:
    """The lines of a block that open the list in which a line stands."""
    return sorted(m for place in above(reader.lines[n].place) for m in opened.get(place, ()) if m < n)


def above(place: str) -> Iterator[str]:
    """The places in whose lists a place stands.

    >>> list(above("dieu-1/khoan-2/diem-a"))
    ['dieu-1/khoan-2', 'dieu-1']
    """
    while (at := place.rfind("/")) > 0:
        place = place[:at]
        yield place


def _listed(body: str, forms: bool) -> list[Topic]:
    if forms:
        found = _FORMS.match(body)
        if not found:
            return []
        return [t for t in read_topic(body, found.end(), len(body)) if t.object and strength(t.action) == "grant"]
    out: list[Topic] = []
    for part in re.split(r";\s+", body):
        begin = _LEAD.match(part)
        at = begin.end() if begin else 0
        permit = _PERMIT.match(part, at)
        if permit:
            rest = read_topic(part, permit.end(), len(part))
            out.extend(Topic(t.action, t.object, at, t.end) for t in rest if t.object)
            continue
        topics = read_topic(part, at, len(part))
        out.extend(
            Topic(t.action, _with_subject(part, t), t.start, t.end)
            for t in topics
            if t.object and strength(t.action) == "grant" and t.action not in ("kiểm tra", "thẩm định") and len(t.words) > 2
        )
    return out


def _with_subject(part: str, topic: Topic) -> str:
    """The object of a name with the subjects that tell it apart ("cho tổ chức … nhóm 2")."""
    found = re.match(r"\s*(cho\s+tổ\s+chức.{10,220})", part[topic.end :]) if topic.end < len(part) else None
    if not found:
        return topic.object
    subject = re.split(r"(?i)[,;]?\s+và\s+không", found[1])[0].strip(" ;.")
    return f"{topic.object} {subject}"
