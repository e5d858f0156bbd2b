"""Lines that serve several procedures: common rules, competence, validity, duties, and what references reach."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from review.procedures.blocks import Block
from review.procedures.competence import above, openers, parents
from review.procedures.fold import Loose, match, search
from review.procedures.grouping import Group, Reader, numbers_differ, same
from review.procedures.headings import read_heading
from review.procedures.lines import Line
from review.procedures.sequences import share_sequence
from review.procedures.topics import Topic, all_topics, likeness, read_topic, result_noun, words

_INTERNAL_REF: Final = Loose(
    r"(?i)Điều\s+(?P<n>\d+[a-zđ]?(?:(?:\s*,\s*|\s+và\s+|\s+hoặc\s+)(?:Điều\s+)?\d+[a-zđ]?)*)\s*(?:của\s+)?"
    r"(?:Thông\s+tư|Nghị\s+định|Quy\s+định|Quyết\s+định|Nghị\s+quyết|Luật|Quy\s+chế)\s+này"
)
_ABOUT_FILES: Final = Loose(
    r"hồ\s+sơ|thủ\s+tục|trả\s+kết\s+quả|bản\s+(?:sao|dịch|chính)|giấy\s+tờ|trực\s+tuyến|(?:nộp|gửi)\s|\bchỉ\s+(?:được|cấp)\b"
)
_TRUTH: Final = Loose(r"(?i)chịu\s+trách\s+nhiệm\b[^.;]{0,60}\b(?:chính\s+xác|trung\s+thực|hợp\s+pháp|hồ\s+sơ|thành\s+tích)")
_ON_FILES: Final = Loose(
    r"(?i)^(?:đầu\s+mối\s+)?(?:tiếp\s+nhận(?=[^.;]{0,40}hồ)|thẩm\s+định|xem\s+xét|lấy\s+ý\s+kiến|có\s+văn\s+bản"
    r"|trả\s+lời\s+bằng|cho\s+ý\s+kiến|tham\s+gia\s+ý\s+kiến|có\s+ý\s+kiến|trình\s|xác\s+nhận|cấp|kiểm\s+tra\s+hồ"
    r"|trả\s+kết\s+quả)|\bhồ\s+sơ\b[^.;]{0,60}\b(?:đề\s+nghị|cấp)|tiếp\s+nhận[^.;]{0,30}hồ\s+sơ|thẩm\s+định\s+hồ"
)
_NOT_FILES: Final = Loose(
    r"(?i)^(?:tổ\s+chức\s+(?:tập\s+huấn|kiểm|thực|tuyên)|hướng\s+dẫn|tuyên\s+truyền|xây\s+dựng|tổng\s+hợp|thống\s+kê|báo\s+cáo"
    r"|thanh\s+tra|chỉ\s+đạo|đăng\s+tải|cập\s+nhật|cung\s+cấp\s+(?:thông|tên)|thực\s+hiện\s+(?:việc|kiểm))|hoạt\s+động\s+cấp"
)
_FEE_ARTICLE: Final = Loose(r"(?:mức\s+|thu\s+|nộp\s+)*(?:lệ\s+phí\b|phí(?:,?\s+(?:và\s+)?lệ\s+phí|\s+(?:thẩm\s+định|cấp))\b|phí\s*$)")
_FEE: Final = Loose(r"\b(?:lệ\s+)?phí\b")
"""How an article is headed that tells what applicants pay, and a line of it that does."""
_BODY_THAT: Final = Loose(r"\bcơ\s+quan\s+(?:(?:có\s+)?thẩm\s+quyền\s+)?$")
"""What stands before a name that only tells which body is meant ("cơ quan cấp giấy phép")."""
_BY_KIND: Final = frozenset(("common", "competence", "validity", "conditions", "duties"))
_OWN_MOTION: Final = ("withdraw", "end")
"""Families of names under which a state body also acts of its own motion."""
_PROCEDURE: Final = Loose(r"(?:thành\s+phần\s+)?(?:hồ\s+sơ|trình\s+tự|thủ\s+tục|quy\s+trình)\b")
_OF_ITSELF: Final = Loose(r"\b(?:thu\s+hồi|đình\s+chỉ|tước|hủy\s+bỏ|huỷ\s+bỏ|chấm\s+dứt|trách\s+nhiệm|vi\s+phạm)\b")
_CONDITIONS: Final = Loose(
    r"(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn|tiêu\s+chí|đối\s+tượng(?!\s+áp)|yêu\s+cầu(?=\s+đối\s+với\b[^.;]{2,160}\b(?:để\s+)?được\s))"
)
_UNDER_CONDITIONS: Final = ("first", "again", "extend")
"""Families of names for which the conditions of the first grant hold; what is changed or exchanged has met them."""
_LATER: Final = Loose(r"\b(?:chấm\s+dứt|giải\s+thể|tạm\s+ngừng|thay\s+đổi|chuyển\s+đổi|chuyển\s+nhượng|điều\s+chỉnh|thu\s+hẹp)\b")
"""Words of a name by which something that was granted is changed or ended."""
_TO_BE: Final = Loose(r"[^.;]{0,160}?\b(?:để\s+)?được\s+(?:xem\s+xét,?\s+|xét,?\s+)?")
_RESULT_ARTICLE: Final = Loose(r"(?:thời\s+hạn|hiệu\s+lực|giá\s+trị|mẫu|nội\s+dung|hình\s+thức|quy\s+cách)\b")
"""How an article is headed that tells how long a result is valid or what it looks like."""
_FORM_OF_RESULT: Final = Loose(r"(?:mẫu|nội\s+dung|hình\s+thức|quy\s+cách)\b[^.;:]{0,160}\b(?:mẫu|phụ\s+lục)\b")
_TERM_OF_RESULT: Final = Loose(
    r"\b(?:thời\s+hạn|hiệu\s+lực|giá\s+trị|gia\s+hạn)\b[^.;]{0,160}?(?:\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngày|tháng|năm)\b|không\s+(?:xác\s+định\s+)?thời\s+hạn|thời\s+hạn\s+còn\s+lại|như\s+nhau)"
)
_OF_WHAT: Final = Loose(r"đối\s+với\s+(?P<what>[^.;]{2,120}?)\s+(?:để\s+)?được\s")
_GRANTS: Final = Loose(r"(?i)^(?:cấp|chấp\s+thuận|phê\s+duyệt|công\s+nhận|gia\s+hạn|quyết\s+định)\b")
_LIMITED_AFTER: Final = Loose(
    r"(?i)trong\s+thời\s+hạn\s+\d+[^.;]{0,60}kể\s+từ\s+ngày[^.;]{0,60}(?:chấp\s+thuận|cấp|phê\s+duyệt|nhận\s+được\s+văn\s+bản)"
)


def share_lines(reader: Reader, blocks: list[Block], groups: list[Group], used: set[str], title: tuple[Topic, ...]) -> None:
    """Give each group the lines of articles that are not its own but govern it."""
    sharer = _Sharer(reader, groups, title)
    for block in blocks:
        if block.kind in ("sanction", "judicial", "withdraw"):
            continue
        if block.kind == "sequence":
            share_sequence(reader, block, groups)
            continue
        if block.path in used and block.kind != "common":
            sharer.leave_none(block)
            continue
        sharer.share(block)


class _Sharer:
    def __init__(self, reader: Reader, groups: list[Group], title: tuple[Topic, ...]) -> None:
        self.reader = reader
        self.groups = groups
        self.title = title
        self.homes: dict[int, set[str | None]] = {}
        """The acts of the groups whose own lines these are."""
        self.shared: set[int] = {n for g in groups for n in g.shared}
        for group in groups:
            self._own(group, group.home)

    def _own(self, group: Group, numbers: Iterable[int]) -> None:
        for n in numbers:
            self.homes.setdefault(n, set()).add(group.act)

    def share(self, block: Block) -> None:
        if block.kind == "common":
            self._listed_names(block)
        groups = [g for g in self.groups if block.act is None or g.act == block.act]
        if not groups:
            return
        main = [g for g in groups if not g.only_competence] or groups
        if block.kind == "topic" and block.act is None and self._belongs(block, main):
            return
        if block.kind in ("skip", "final", "forms") or search(r"báo\s+cáo", block.heading):
            return
        targets: dict[int, list[Group]] = {}
        for n in block.lines:
            owners = self.homes.get(n, ())
            if n == block.head or (owners and (block.act is None or block.act in owners)):
                continue
            targets[n] = self._targets(block, n, main, groups)
        opened = openers(self.reader, block)
        opens: set[int] = set()
        for n, found in list(targets.items()):
            for m in parents(self.reader, n, opened):
                opens.add(m)
                if m in targets:
                    targets[m] = [*targets[m], *(g for g in found if g not in targets[m])]
        listed: dict[str, list[Group]] = {}
        if block.kind in ("competence", "validity", "duties"):
            for n, found in targets.items():
                for place in above(self.reader.lines[n].place):
                    listed.setdefault(place, []).extend(found)
        for n, found in targets.items():
            below = listed.get(self.reader.lines[n].place) if n in opens else None
            for group in found:
                if not below or group in below:
                    group.shared.append(n)
                    self.shared.add(n)

    def leave_none(self, block: Block) -> None:
        """Give the lines of a procedure's own article that no name of it took to all names of the article."""
        owners = [g for g in self.groups if block in g.blocks and not g.only_competence]
        owners = [g for g in owners if any(same(t, g.topic) for t in block.parsed.topics)] or owners
        if block.kind != "topic" or block.act is not None or not owners:
            return
        away: Line | None = None
        over: tuple[Line, list[Group]] | None = None
        given: list[tuple[Group, int]] = []
        for n in block.lines:
            line = self.reader.lines[n]
            if away is not None and not line.below(away):
                away = None
            if over is not None and not line.below(over[0]):
                over = None
            if n == block.head or n in self.homes or n in self.shared or away is not None:
                continue
            told = read_heading(line.words[:200]).topics if line.listed else ()
            foreign = _OF_ITSELF.search(line.words[:120]) or any(t.family in _OWN_MOTION for t in told)
            other = _PROCEDURE.match(line.words) and told and not any(_tells(t, g.topic) or same(t, g.topic) for t in told for g in owners)
            if other or (foreign and not any(g.topic.family in _OWN_MOTION for g in owners)):
                away = line
                continue
            whose = over[1] if over is not None else self._named(line.words, owners) or owners
            if over is None and line.words.endswith(":"):
                over = line, whose
            for group in whose:
                group.home.append(n)
                given.append((group, n))
        for group, n in given:
            self._own(group, (n,))

    def _belongs(self, block: Block, main: list[Group]) -> bool:
        """An article headed by a name already found ("Nội dung thẩm định để cấp …") is its own text."""
        hit = [g for g in main for t in block.parsed.topics if same(t, g.topic)]
        if len(hit) != 1 or search(r"trách\s+nhiệm|mẫu|phí", block.heading):
            return False
        hit[0].home.extend(block.lines)
        self._own(hit[0], block.lines)
        hit[0].blocks.append(block)
        return True

    def _targets(self, block: Block, n: int, main: list[Group], every: list[Group]) -> list[Group]:
        line = self.reader.lines[n]
        body = line.words
        single = len(main) == 1
        kind = block.kind
        whole = single and bool(self.title) and same(main[0].topic, self.title[0]) and block.act is None
        if block.act is None and _FEE_ARTICLE.match(block.heading):
            told = self._referred(body, main) or self._named(body, main) or (main if kind == "bare" else [])
            return told if _FEE.search(body) else []
        tells = kind in ("validity", "other") and block.act is None
        if tells and (told := self._of_result(block, body, main)):
            return told
        if kind not in _BY_KIND and not whole and not self._speaks(n, amended=block.act is not None):
            return []
        if kind == "duties" and _NOT_FILES.search(body):
            return []
        referred = self._referred(body, main)
        named = self._named(body, main, every_hit=kind in ("competence", "validity", "duties"), strictly=kind in ("other", "topic"))
        if kind == "common":
            if match(r"nguyên\s+tắc", block.heading) and not _ABOUT_FILES.search(body):
                return []
            return referred or named or main
        if kind == "competence" and any(n in g.shared for g in every):
            return []
        if kind in ("competence", "validity", "conditions"):
            told = self._conditioned(block, main) if kind == "conditions" else []
            told = told or referred or named or self._by_object(body, main)
            if kind == "competence" and told and not referred and len(told) < len(main):
                told = [
                    *told,
                    *(g for g in main if g not in told and g.topic.family != "first" and any(_one_thing(g.topic, t.topic) for t in told)),
                ]
            return told or (main if single and not any(g.only_competence for g in every) else [])
        if kind == "duties":
            return self._duty(body, referred, named, main)
        if whole:
            return referred or named or main
        return named if block.act is not None else referred or named

    def _speaks(self, n: int, *, amended: bool) -> bool:
        """Whether a line of any other article says what is filed or done; in amended text also what is granted."""
        seen = self.reader.signal(n)
        if seen.receives or seen.submits or seen.papers:
            return True
        return amended and (seen.decides or bool(match(r"giấy|chứng|thẻ|quyết\s+định", self.reader.lines[n].words)))

    def _duty(self, body: str, referred: list[Group], named: list[Group], main: list[Group]) -> list[Group]:
        if _TRUTH.search(body):
            return referred or named or main
        if _ON_FILES.search(body) or _GRANTS.match(body) or _LIMITED_AFTER.search(body) or search(r"công\s+bố\s+thông\s+tin", body):
            return referred or named
        told = [t for t in all_topics(body) if t.object]
        return referred or named if told and told[0].start <= 2 else []

    def _listed_names(self, block: Block) -> None:
        """Procedures that a common article only lists ("b) Thủ tục … quy định tại Điều 15 Thông tư số …")."""
        for n in block.lines:
            line = self.reader.lines[n]
            found = match(r"thủ\s+tục\s+(?!hành\s+chính)", line.words)
            if not found or not search(r"quy\s+định\s+tại", line.words):
                continue
            for topic in read_topic(line.words, found.end(), len(line.words)):
                if topic.object and not any(same(topic, g.topic) for g in self.groups):
                    group = Group(topic, act=f"#{n}", container=block.container, anchor=n, weight=1.0, blocks=[block], only_competence=True)
                    group.home.append(n)
                    self._own(group, (n,))
                    self.groups.append(group)

    def _named(self, body: str, groups: list[Group], *, every_hit: bool = False, strictly: bool = False) -> list[Group]:
        told = [t for t in all_topics(body) if t.object and not (strictly and _BODY_THAT.search(body, 0, t.start))]
        hits = [g for g in groups if any(_tells(t, g.topic) for t in told)] if told else []
        by_case = self._by_case(body, hits or groups)
        if by_case:
            return by_case
        return hits if every_hit or len(hits) < len(groups) or len(told) > 1 else []

    def _by_object(self, body: str, groups: list[Group]) -> list[Group]:
        """Groups whose result a line names ("Thời hạn của Giấy phép … là 01 năm")."""
        low = body.lower()
        sized = [g for g in groups if len(g.topic.object.split()) > (1 if result_noun().match(g.topic.object) else 3)]
        return [g for g in sized if _short(g.topic.object) in low]

    def _of_result(self, block: Block, body: str, groups: list[Group]) -> list[Group]:
        """Whom a line of an article headed by a result ("Thời hạn của Thẻ X", "Giấy phép X") concerns: how long it is valid, its form."""
        if not (_RESULT_ARTICLE.match(block.heading) or result_noun().match(block.heading)):
            return []
        about = [g for g in self._by_object(block.heading, groups) if result_noun().match(g.topic.object)]
        about = [g for g in about if g.topic.family not in _OWN_MOTION]
        if not about:
            return []
        if _FORM_OF_RESULT.match(body):
            return [g for g in about if g.topic.family in _UNDER_CONDITIONS] or about
        if not _TERM_OF_RESULT.search(body):
            return []
        renewed = "extend" if search(r"\bgia\s+hạn\b", body) else "again" if search(r"\bcấp\s+(?:lại|đổi)\b", body) else "first"
        return [g for g in about if g.topic.family == renewed] or [g for g in about if g.topic.family == "first"] or about

    def _conditioned(self, block: Block, groups: list[Group]) -> list[Group]:
        """Groups that grant, renew or extend what an article of conditions is headed by ("Điều kiện được cấp Giấy phép X")."""
        if not _CONDITIONS.match(block.heading):
            return []
        heads = list(block.parsed.topics) or self._to_be(block.heading)
        kept = [g for g in groups if g.topic.family in _UNDER_CONDITIONS or any(g.topic.family == t.family for t in heads)]
        kept = kept if _changes_later(block.heading) else [g for g in kept if not _changes_later(g.topic.name)]
        hit = [g for g in kept if any(t.object and _conditions_of(g.topic, t) for t in heads)]
        if hit or not heads or any(t.object for t in heads):
            return hit
        return [g for g in kept if g.container == block.container and any(g.topic.action.startswith(t.action) for t in heads)]

    def _to_be(self, heading: str) -> list[Topic]:
        """The names of a heading such as "Yêu cầu đối với X để được chứng nhận": what X is to be granted."""
        found = _TO_BE.match(heading)
        if not found:
            return []
        what = _OF_WHAT.search(heading)
        thing = heading[what.start("what") : what.end("what")] if what else ""
        return [Topic(t.action, t.object or thing, t.start, t.end) for t in read_topic(heading, found.end(), len(heading), heading=True)]

    def _by_case(self, body: str, groups: list[Group]) -> list[Group]:
        """Groups of one name told apart by the captions of their sections."""
        firsts = Counter(g.captions[:1] for g in groups)
        if len(firsts) < 2:
            return []
        captions = {first: words(first[0]) if first else frozenset() for first in firsts}
        if len(set(captions.values())) < 2:
            return []
        common = frozenset.intersection(*captions.values()) if all(captions.values()) else frozenset()
        have = words(body)
        scores = {first: len((c - common) & have) / max(1, len(c - common)) for first, c in captions.items()}
        best = max(scores.values())
        if best < 0.6:
            return []
        hit = [first for first, score in scores.items() if score == best]
        return [g for g in groups if g.captions[:1] == hit[0]] if sum(firsts[first] for first in hit) == 1 else []

    def _referred(self, body: str, groups: list[Group]) -> list[Group]:
        wanted: set[tuple[str, str]] = set()
        for found in _INTERNAL_REF.finditer(body):
            khoan = search(r"khoản\s+(\d+)\s+$", body[: found.start()])
            wanted.update((n, khoan[1] if khoan else "") for n in re.findall(r"\d+[a-zđ]?", found["n"]))
        if not wanted:
            return []
        return [
            g
            for g in groups
            if any(
                _number(b) == n and self._holds(g, b, k)
                for b in g.blocks
                if b.kind not in ("competence", "common", "forms")
                for n, k in wanted
            )
        ]

    def _holds(self, group: Group, block: Block, khoan: str) -> bool:
        """Whether the group owns lines of that khoản of the block."""
        if not khoan:
            return True
        path = f"{block.path}/khoan-{khoan}"
        below = path + "/"
        paths = (self.reader.lines[n].path for n in group.home)
        return any(p == path or p.startswith(below) for p in paths)


@lru_cache(maxsize=4096)
def _changes_later(name: str) -> bool:
    """Whether a name is of the change or end of something granted."""
    return bool(_LATER.search(name))


@lru_cache(maxsize=4096)
def _short(thing: str) -> str:
    """The words that name a thing, without whom it is for: at most six."""
    return " ".join(re.split(r"\s(?:cho|của|đối với)\s", thing.lower())[0].split()[:6])


def _number(block: Block) -> str:
    return _number_in(block.path)


@lru_cache(maxsize=4096)
def _number_in(path: str) -> str:
    found = re.search(r"(?:^|/)~?dieu-(\w+)$", path) or re.match(r"~?dieu-(\w+)", path)
    return found[1] if found else ""


def _one_thing(a: Topic, b: Topic) -> bool:
    return a.object_words <= b.object_words or b.object_words <= a.object_words or (b.object in a.object)


def _conditions_of(name: Topic, headed: Topic) -> bool:
    """Whether conditions headed by a name hold for another: the same thing, or its short name ("gia hạn Giấy phép").

    Those of an appointment are not those of all that is named after the appointed: there the action must be the same too.
    """
    if not name.object:
        return False
    have, need = name.object.lower().split(), headed.object.lower().split()
    if headed.action.startswith("bổ nhiệm") and not name.action.startswith("bổ nhiệm"):
        return False
    return _one_thing(name, headed) or (len(have) <= 3 and have == need[: len(have)])


def _tells(topic: Topic, name: Topic) -> bool:
    """Whether a name met in a line means the procedure: the same action, and an object that one of the two holds whole."""
    have, need = topic.object_words, name.object_words
    if topic.family != name.family or not have or not need or numbers_differ(topic, name):
        return False
    return have <= name.words or need <= topic.words or likeness(have, need) >= 0.6
