"""Groups that are one procedure once all is read: twins, general names, amended papers without a name."""

import re
from functools import lru_cache
from typing import Final

from review.procedures.actors import actor_before
from review.procedures.blocks import Block
from review.procedures.fold import Loose, match, search
from review.procedures.grouping import Group, Reader, same
from review.procedures.lines import Evidence, sentences
from review.procedures.parts.context import paper_start
from review.procedures.topics import Topic, read_topic, strength

_DECIDES: Final = Loose(r"(?i)\b(?:cấp|chấp\s+thuận|phê\s+duyệt|công\s+nhận|gia\s+hạn|thu\s+hồi|bổ\s+nhiệm|chứng\s+nhận)\b")


_FOUNDING: Final = frozenset(("thành lập", "giải thể", "tổ chức lại", "chuyển đổi", "chia", "tách", "sáp nhập", "hợp nhất", "mở"))


class Joiner:
    """Joins the groups of one draft in place."""

    def __init__(self, reader: Reader, blocks: list[Block], groups: list[Group], used: set[str], field: str) -> None:
        self.reader = reader
        self.blocks = blocks
        self.groups = groups
        self.used = used
        self.field = field

    def run(self) -> None:
        """Twins first, then general names, then papers without a name."""
        for group in self.groups:
            group.topic = self._answered(self._with_result(group), group)
        self._merge()
        self._generic()
        self._orphans()

    def _with_result(self, group: Group) -> Topic:
        """A name of an act with what is granted for it: "lập Văn phòng" where a line has "cấp Giấy phép lập Văn phòng"."""
        topic = group.topic
        if not topic.object or (strength(topic.action) == "grant" and topic.action not in _FOUNDING):
            return topic
        begin = re.escape(" ".join([topic.action, *topic.object.split()[:2]])).replace(r"\ ", r"\s+")
        wanted = re.compile(
            rf"(?i)\b(?:cấp\s+(?P<result>giấy\s+\w+(?:\s+nhận)?|quyết\s+định)|(?P<act>chấp\s+thuận|cho\s+phép))\s+(?:việc\s+)?{begin}\b"
        )
        for n in group.home:
            found = wanted.search(self.reader.lines[n].words)
            if found:
                action = re.sub(r"\s+", " ", found["act"] or "cấp").lower()
                words = [found["result"] or "", topic.action, topic.object]
                return Topic(action, " ".join(w for w in words if w), topic.start, topic.end)
        return topic

    def _answered(self, topic: Topic, group: Group) -> Topic:
        """A notice that an office accepts or refuses in writing, by what it asks for: "Thông báo dừng bán" is "Chấp thuận dừng bán"."""
        if topic.action != "thông báo" or not topic.object:
            return topic
        answers = any(
            search(r"(?:chấp\s+thuận|đồng\s+ý)\s+hoặc\s+(?:không\s+(?:chấp\s+thuận|đồng\s+ý)|từ\s+chối)", self.reader.lines[n].words)
            for n in group.home
            if self.reader.signal(n).decides
        )
        lead = match(r"(?:về\s+|trước\s+khi\s+|việc\s+)+", topic.object)
        return Topic("chấp thuận", topic.object[lead.end() if lead else 0 :], topic.start, topic.end) if answers else topic

    def _merge(self) -> None:
        """Join groups of one act whose names are the same once all is read."""
        kept: list[Group] = []
        for group in self.groups:
            twin = next(
                (
                    k
                    for k in kept
                    if k.act == group.act
                    and not (group.act is not None and not self._told_twice(k, group) and apart(self.reader, k.blocks, group.blocks))
                    and (
                        same(self.reader.spelled(k.topic), self.reader.spelled(group.topic), loose=group.act is not None)
                        or (group.act is None and _issues(k.topic, group.topic))
                    )
                    and (group.act is not None or not (k.papers and group.papers) or _is_general(k, group))
                    and (group.act is not None or not is_case_of(k.topic, group.topic) or not self._both_whole(k, group))
                    and not (
                        group.only_competence != k.only_competence
                        and k.topic.words != group.topic.words
                        and not k.topic.words >= group.topic.words
                    )
                    and (group.act is not None or k.container == group.container or not (k.acts and group.acts))
                    and (
                        k.container == group.container
                        or group.act is not None
                        or group.only_competence
                        or k.only_competence
                        or not (k.papers or group.papers)
                        or k.papers != group.papers
                        or _is_general(k, group)
                    )
                ),
                None,
            )
            if twin is None or (group.blocks and group.blocks == twin.blocks and group.topic.words != twin.topic.words):
                kept.append(group)
                continue
            twin.home.extend(group.home)
            twin.shared.extend(group.shared)
            twin.blocks.extend(b for b in group.blocks if b not in twin.blocks)
            twin.papers, twin.acts = twin.papers or group.papers, twin.acts or group.acts
            weaker = strength(twin.topic.action) == "grant" and strength(group.topic.action) != "grant"
            if len(group.topic.words) > len(twin.topic.words) and not weaker:
                twin.topic = group.topic
        self.groups[:] = kept

    def _told_twice(self, one: Group, other: Group) -> bool:
        """Whether two amended articles speak of one procedure, whose papers stand in one of them only."""
        named = one.topic.words == other.topic.words and one.topic.family == other.topic.family and len(one.topic.object_words) >= 4
        return named and self.reader.evidence(one.home).papers != self.reader.evidence(other.home).papers

    def _both_whole(self, one: Group, other: Group) -> bool:
        return is_whole(self.reader.evidence(one.home)) and is_whole(self.reader.evidence(other.home))

    def _generic(self) -> None:
        """A name that covers several others of the same act ("đăng ký hộ tịch") is a common rule, not a procedure."""
        for group in list(self.groups):
            if group.act is None or any(b.heading for b in group.blocks) or not group.topic.object:
                continue
            rest = [
                g
                for g in self.groups
                if g is not group and g.act is not None and g.topic.action.split()[0] == group.topic.action.split()[0]
            ]
            rest = [g for g in rest if not same(g.topic, group.topic)]
            own = [g for g in rest if g.act == group.act]
            own = own if len(own) > 1 else rest
            if len(own) < 2 or not self._is_field(group) or self._grants(group):
                continue
            for other in own:
                other.shared.extend(n for n in group.home if not self._of_another(n, group, other))
            self.groups.remove(group)

    def _is_field(self, group: Group) -> bool:
        """Whether the object is the field that the title of the draft or of the amended act names."""
        thing = group.topic.object.lower()
        return thing in self.field or any(thing in amended_title(self.reader, b).lower() for b in group.blocks)

    def _grants(self, group: Group) -> bool:
        """Whether a line grants the thing itself, not only the kind it belongs to."""
        return any(same(topic, group.topic) for n in group.home for topic in granted(self.reader, n))

    def _of_another(self, n: int, group: Group, other: Group) -> bool:
        """Whether a line under a general name speaks of a procedure other than this one."""
        told = [m.topic for m in self.reader.mentions(n) if m.request and not same(m.topic, group.topic)]
        named = [g for g in self.groups for t in told if same(t, g.topic)]
        return bool(named) and other not in named

    def _orphans(self) -> None:
        """Amended papers and conditions without a name belong to the procedure of the next article before or after them."""
        for block in self.blocks:
            if block.act is None or block.path in self.used or not block.base or block.kind != "other" or block.heading:
                continue
            number = re.match(r"dieu-(\d+)", block.base)
            first = self.reader.lines[block.lines[0]].words if block.lines else ""
            if not number or not (
                self.reader.evidence(block.lines).papers or paper_start().match(first) or match(r"có\s|đáp\s+ứng|là\s", first)
            ):
                continue
            for step in (-1, 1):
                near = f"dieu-{int(number[1]) + step}"
                hit = [g for g in self.groups if g.act == block.act and any(b.base == near for b in g.blocks)]
                if len(hit) == 1:
                    hit[0].home.extend([*block.commands, *block.lines])
                    hit[0].blocks.append(block)
                    self.used.add(block.path)
                    break


_GENERAL: Final = Loose(r"(?:những\s+|các\s+)?quy\s+định\s+chung\b")


def _is_general(one: Group, other: Group) -> bool:
    """Whether one of two groups stands in the general rules over the other and files nothing of its own."""
    return any(not g.acts and g.captions and _GENERAL.match(g.captions[0]) for g in (one, other))


def apart(reader: Reader, some: list[Block], others: list[Block]) -> bool:
    """Whether two sets of amended articles each tell a whole procedure: who files, who decides, in what time."""
    return any(a.base != b.base and _whole(reader, a) and _whole(reader, b) for a in some for b in others)


_CASE: Final = Loose(r"\s(?:trên\s+cơ\s+sở|(?:đối\s+với|trong)\s+trường\s+hợp)\s")


def is_case_of(one: Topic, other: Topic) -> bool:
    """Whether one of two names tells a case that the other does not ("… trên cơ sở mở rộng phạm vi hoạt động")."""
    return bool(_CASE.search(one.name)) != bool(_CASE.search(other.name))


def is_whole(seen: Evidence) -> bool:
    """Whether lines tell a procedure from its file to its answer and the time for it."""
    return seen.decides and seen.limit and (seen.papers or seen.submits)


_PAPER_FOR: Final = Loose(r"cấp\s+(?:mới\s+)?(?:giấy\s+\w+(?:\s+nhận)?|quyết\s+định|văn\s+bản)\s+(?:cho\s+phép\s+|về\s+việc\s+)?")


def _issues(one: Topic, other: Topic) -> bool:
    """Whether one name is the paper given for what the other does ("cấp Giấy phép thành lập quỹ", "thành lập quỹ")."""
    for paper, deed in ((one, other), (other, one)):
        shown = _shown_by(paper.name)
        if shown is not None and shown.action == deed.action and deed.family == "first":
            a, b = shown.object_words, deed.object_words
            if a and b and (a <= b or b <= a):
                return True
    return False


@lru_cache(maxsize=16384)
def _shown_by(name: str) -> Topic | None:
    """What the paper that a name grants is given for; None where it names no such paper."""
    found = _PAPER_FOR.match(name)
    rest = read_topic(name, found.end(), len(name), heading=True) if found else ()
    return rest[0] if rest else None


def _whole(reader: Reader, block: Block) -> bool:
    seen = reader.evidence(block.lines)
    return seen.submits and seen.decides and seen.limit


def amended_title(reader: Reader, block: Block) -> str:
    """The words of the amending article over a fragment, which name the amended act."""
    top = block.path.split("/")[0]
    return next((line.words for line in reader.by_path.get(top, ()) if line.first), "")


def granted(reader: Reader, n: int) -> list[Topic]:
    """The names that a state body grants in a line."""
    line = reader.lines[n]
    if not reader.signal(n).decides:
        return []
    out: list[Topic] = []
    for start, end in sentences(line):
        for found in _DECIDES.finditer(reader.text, start, end):
            who = actor_before(reader.text, start, found.start())
            if (
                who is not None
                and who.side == "state"
                and not search(r"(?:đã|được|yêu cầu|của|do)\s*$", reader.text[max(start, found.start() - 9) : found.start()])
            ):
                out.extend(t for t in read_topic(reader.text, found.start(), end) if t.object)
    return out
