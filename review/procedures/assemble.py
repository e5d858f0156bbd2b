"""From the blocks of a draft to its procedures in the making, and the passages left aside."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from review.procedures.approvals import conditional_grants, left_to_others, registered, unnamed_approvals
from review.procedures.bare import complete
from review.procedures.blocks import Block
from review.procedures.competence import list_competences
from review.procedures.content import RunningNames
from review.procedures.fold import Loose, match, search
from review.procedures.grouping import (
    ON_REQUEST,
    ROLE_NAMING,
    STATE_BY_ITSELF,
    Group,
    Piece,
    Reader,
    classify,
    same,
    split,
)
from review.procedures.headings import read_heading
from review.procedures.joining import Joiner, amended_title, apart, is_case_of, is_whole
from review.procedures.lines import Evidence, Signals
from review.procedures.mentions import does
from review.procedures.naming import asked_for, title_topics
from review.procedures.references import follow_references
from review.procedures.sequences import mark_sequences
from review.procedures.sharing import share_lines
from review.procedures.topics import Topic, strength

Reason = Literal["internal", "inspection", "sanction", "mention", "doubtful"]

_FORCED: Final = Loose(
    r"\bbị\s+(?:xem\s+xét\s+|bắt\s+buộc\s+)*(?:chấm\s+dứt|thu\s+hồi|đình\s+chỉ|giải\s+thể|tước|hủy\s+bỏ)\b[^.;]{0,60}\b(?:khi"
    r"|trong|nếu|thuộc)\b"
)
_LINKED: Final = re.compile(
    r"(?i)liên\s+thông(?:\s+điện\s+tử)?\s+(?:nhóm\s+)?(?:các\s+)?thủ\s+tục\s+hành\s+chính|thủ\s+tục\s+hành\s+chính\s+liên\s+thông"
)
_FILE_WORDS: Final = re.compile(r"(?i)\bhồ\s+sơ\b|thời\s+hạn\s+giải\s+quyết")
_REFUSES: Final = Loose(
    r"\bhồ\s+sơ\b.*\b(?:không\s+(?:đồng\s+ý|chấp\s+thuận|cấp|phê\s+duyệt|xác\s+nhận|công\s+nhận)|từ\s+chối)\b[^.;]{0,120}\blý\s+do\b"
)
_BEFORE_IN_FORCE: Final = Loose(
    r"\btrước\s+(?:ngày|thời\s+điểm)\s+(?:luật|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|quy\s+định)\s+này\s+có\s+hiệu\s+lực"
)
"""A rule for what was begun under the older law."""
_HANDED_ON: Final = Loose(
    r"(?:việc|trình\s+tự|thủ\s+tục|hồ\s+sơ)\s[^.;]{4,300}?\sthực\s+hiện\s+theo\s+(?:quy\s+định\s+(?:tại|của)\s+)?[^.;]{0,80}"
    r"\b(?:nghị\s+định|luật|thông\s+tư)\s"
)
"""A line that leaves a procedure to another act."""
_TERM_OF_FILE: Final = Loose(
    r"thời\s+hạn\s+(?:giải\s+quyết|xử\s+lý|thẩm\s+định)\s+(?:hồ\s+sơ\s+)?(?:đề\s+nghị\s+)?(?:cấp|gia\s+hạn|chấp\s+thuận|phê\s+duyệt"
    r"|công\s+nhận|đăng\s+ký|xác\s+nhận)\b"
)
"""A line that sets a term of the draft's own for handling the file."""
_AFTER_CHECK: Final = Loose(r"(?:xử\s+lý|thông\s+báo|trả)\s+(?:đối\s+với\s+)?(?:hồ\s+sơ|kết\s+quả)\b(?!.*(?:thanh|kiểm)\s+tra)")
"""How an article is headed that goes on with the procedure of the articles before it."""
_SET_AT: Final = Loose(
    r"(?:trình\s+tự|thủ\s+tục|quy\s+trình)\s[^.;]{0,120}?\b(?:quy\s+định\s+tại|theo|tại)\s[^.;]{0,60}?\bđiều\s+\d+[a-zđ]?\s+(?:của\s+)?"
    r"(?:nghị\s+định|thông\s+tư|luật|quyết\s+định|quy\s+định|nghị\s+quyết|quy\s+chế)\s+này"
)
"""A line that has a procedure go the way of another article of the draft."""
_PAYS: Final = Loose(r"\bnộp\s+(?:lệ\s+)?phí\b")


@dataclass(frozen=True)
class Aside:
    """A passage that looks like a procedure and is not claimed. ``note`` is the probability where a model found it unlikely."""

    line: int
    reason: Reason
    name: str
    note: str = ""


@dataclass(slots=True)
class Assembly:
    """What was made of a draft: its groups, and what was left aside."""

    groups: list[Group] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)


class Assembler:
    """Builds the groups of one draft step by step."""

    def __init__(self, reader: Reader, blocks: list[Block], title: str) -> None:
        self.reader = reader
        self.blocks = blocks
        self.title = title_topics(title)
        self.field = title.lower() + " " + " ".join(b.heading for b in blocks if b.act is not None and not b.base).lower()
        self.linked = bool(_LINKED.search(title))
        self.classes: dict[str, str] = {}
        self.out = Assembly()
        self.used: set[str] = set()
        self.names = RunningNames(reader, self.title, self.out.groups, title)

    def run(self) -> Assembly:
        """All steps in order."""
        for block in self.blocks:
            block.kind = classify(block)
        self.sisters = mark_sequences(self.reader, self.blocks)
        self.classes = {block.path: block.kind for block in self.blocks}
        if self.linked:
            self._one_linked()
        else:
            for block in self.blocks:
                self._read(block)
            list_competences(self.reader, self.blocks, self.out.groups)
            Joiner(self.reader, self.blocks, self.out.groups, self.used, self.field).run()
            self.out.groups += unnamed_approvals(self.reader, self.blocks, self.out.groups, self.used)
            self.out.groups += conditional_grants(self.reader, self.blocks, self.out.groups)
        if not self.linked:
            share_lines(self.reader, self.blocks, self.out.groups, self.used, self.title)
        follow_references(self.reader, self.out.groups)
        complete(self.reader, self.out.groups, self.title)
        self._clean()
        return self.out

    # the procedures a block sets itself

    def _read(self, block: Block) -> None:
        kind = self.classes[block.path]
        if kind in ("skip", "final", "sequence"):
            return
        if kind in ("sanction", "judicial"):
            looks_on = search(r"thanh\s+tra|kiểm\s+tra", block.heading)
            self._aside(block, "internal" if kind == "judicial" else "inspection" if looks_on else "sanction")
            return
        if _FORCED.search(self.reader.lines[block.first].words) or (
            block.lines and _FORCED.search(self.reader.lines[block.lines[0]].words)
        ):
            self._aside(block, "sanction")
            return
        if kind == "withdraw":
            seen = self.reader.evidence(block.lines)
            if not (seen.submits or any(ON_REQUEST.search(self.reader.lines[n].words) for n in block.lines)):
                if seen.decides or seen.receives:
                    self._aside(block, "sanction")
                return
            kind = "topic" if block.parsed.topics and seen.submits and seen.decides else kind
        if block.act is not None and (not block.heading or kind not in ("topic",)):
            self._fragment(block, kind)
            if block.heading:
                self._changes(block)
            return
        if kind == "bare":
            self._bare(block)
            return
        found = False
        for piece in split(block, self.reader):
            found = self._piece(piece, kind) or found
        if found:
            self.out.asides = [a for a in self.out.asides if a.line != block.first]
        if kind in ("topic", "other", "duties", "conditions", "common"):
            self._cases(block, kind)
        if not found and kind in ("other", "conditions", "validity"):
            self._unnamed(block)

    def _changes(self, block: Block) -> None:
        """Khoản of an amended article that change, renew or extend what the article grants are procedures of their own."""
        for piece in split(block, self.reader):
            if piece.captioned and all(t.family in ("change", "again", "extend", "exchange") for t in piece.topics):
                for group in self.out.groups:
                    if block in group.blocks and not any(same(group.topic, t) for t in piece.topics):
                        group.home = [n for n in group.home if n not in piece.lines]
                seen = self.reader.evidence(piece.lines)
                for topic in piece.topics if seen.decides or seen.submits else ():
                    self._add(topic, piece, piece.lines, seen, weight=2.0)

    def _piece(self, piece: Piece, kind: str) -> bool:
        seen = self.reader.evidence(piece.lines)
        topics = piece.topics
        if not topics or kind == "common" or (kind not in ("topic",) and not piece.captioned):
            return False
        heading = piece.block.parsed.roles if not piece.captioned else self.reader.lines[piece.head or 0].words[:60]
        naming = bool(ROLE_NAMING.search(heading))
        elsewhere = piece.block.path in self.sisters
        strong = (seen.papers and (seen.submits or seen.decides or seen.limit or seen.external or elsewhere)) or (
            seen.submits
            and (seen.decides or seen.receives or seen.limit or any(_SET_AT.search(self.reader.lines[n].words) for n in piece.lines))
        )
        named = naming and (seen.papers or seen.submits or seen.decides or seen.limit or (seen.receives and seen.external) or seen.external)
        asked = piece.captioned and seen.submits
        handed = topics[0].family == "first" and any(_HANDED_ON.match(self.reader.lines[n].words) for n in piece.lines)
        termed = handed and any(_TERM_OF_FILE.match(self.reader.lines[n].words) for n in piece.lines)
        if not (strong or named or asked or termed):
            again = left_to_others(self.reader, piece)
            if again is not None:
                self._add(again, piece, piece.lines, seen, weight=2.0).conditional = True
            return again is not None
        if not (seen.submits or seen.external or (naming and self._may_refuse(piece.lines))) and (seen.internal or seen.decides):
            looks_on = match(r"(?:thanh|kiểm)\s+tra\b|giám\s+sát\b", topics[0].name)
            own_motion = strength(topics[0].action) == "withdraw"
            self._aside(piece.block, "inspection" if looks_on else "sanction" if own_motion else "internal")
            return False
        if seen.internal and not seen.submits and STATE_BY_ITSELF.search(piece.block.heading) and not seen.papers:
            self._aside(piece.block, "internal")
            return False
        requested = self._requested(piece)
        done = False
        added: list[Topic] = []
        for topic, numbers in self._by_topic(piece, topics):
            asked_back = requested and (len(topics) == 1 or self._asked_back(numbers))
            if not numbers or (strength(topic.action) == "withdraw" and not asked_back):
                continue
            headed = any(t.words == topic.words for t in piece.block.parsed.topics)
            whole = self._wrapped(topic, piece.block.lines if headed else numbers)
            if not whole.object and not piece.captioned and len(topics) == 1 and self.out.groups:
                self._bare(piece.block)
                return True
            if any(t.family == whole.family and whole.words < t.words for t in added):
                continue
            added.append(whole)
            self._add(whole, piece, numbers, seen)
            done = True
        return done

    def _may_refuse(self, numbers: list[int]) -> bool:
        """Whether lines tell how a file that came in is refused, which only files from outside are."""
        return any(_REFUSES.search(self.reader.lines[n].words) for n in numbers)

    def _wrapped(self, topic: Topic, numbers: list[int]) -> Topic:
        """A name such as "Thay đổi tên" as the papers have it: "chấp thuận thay đổi tên"; a missing object from the title."""
        topic = asked_for(self.names.filled(topic, numbers))
        if strength(topic.action) == "act" or topic.family != "first" or len(topic.object_words) <= 2:
            for n in numbers:
                for mention in self.reader.mentions(n):
                    if (
                        mention.request
                        and mention.topic.words > topic.words
                        and len(mention.topic.words) <= len(topic.words) + (4 if len(topic.object_words) > 2 else 16)
                        and mention.topic.family == topic.family
                    ):
                        return asked_for(mention.topic)
        return topic

    def _asked_back(self, numbers: list[int]) -> bool:
        """Whether its own lines have somebody ask for the withdrawal."""
        return any(ON_REQUEST.search(self.reader.lines[n].words) for n in numbers)

    def _requested(self, piece: Piece) -> bool:
        text = " ".join(self.reader.lines[n].words for n in piece.lines)
        return bool(ON_REQUEST.search(text)) and bool(
            search(r"thu\s+hồi[^.;]{0,120}(?:theo\s+(?:đề\s+nghị|yêu\s+cầu)|đề\s+nghị)|(?:đề\s+nghị|yêu\s+cầu)[^.;]{0,40}thu\s+hồi", text)
        )

    def _by_topic(self, piece: Piece, topics: tuple[Topic, ...]) -> Iterable[tuple[Topic, list[int]]]:
        """Each name with its lines: all of them, but for a khoản that speaks of some names only."""
        if len(topics) == 1:
            return [(topics[0], piece.lines)]
        shares: dict[int, set[str]] = {}
        current: set[str] = set()
        khoan = ""
        over = f"{self.reader.lines[piece.head].place}/" if piece.head is not None else ""
        for n in piece.lines:
            line = self.reader.lines[n]
            top = re.match(r".*?khoan-[^/]+", line.path)
            here = top.group() if top else line.place.removeprefix(over).split("/")[0] if piece.block.annex else line.path
            if here != khoan:
                khoan = here
                current = {t.name for t in topics if does(t.action, line.words, topics)} if n != piece.head else set()
            shares[n] = current
        if not any(shares.values()):
            return [(t, piece.lines) for t in topics]
        dull = {
            n
            for n in piece.lines
            if not shares[n] and (n == piece.head or not (_acts(self.reader.signal(n)) or _PAYS.search(self.reader.lines[n].words)))
        }
        told = {t.name: [n for n in piece.lines if (not shares[n] and n not in dull) or t.name in shares[n]] for t in topics}
        main = told[topics[0].name]
        if topics[0].family == "first":
            for topic in topics[1:]:
                own = told[topic.name]
                if topic.family != "withdraw" and not any(self.reader.signal(n).submits for n in own):
                    told[topic.name] = sorted(
                        {*own, *(n for n in main if _acts(self.reader.signal(n)) and not self.reader.signal(n).papers)}
                    )
        return [(t, told[t.name]) for t in topics]

    def _add(self, topic: Topic, piece: Piece, numbers: list[int], seen: Evidence, *, weight: float = 3.0) -> Group:
        block = piece.block
        for group in self.out.groups:
            if (
                group.act == block.act
                and same(self.reader.spelled(group.topic), self.reader.spelled(topic), loose=block.act is not None)
                and self._fits(group, topic, block, seen)
            ):
                self._extend(group, topic, block, numbers, seen, weight if not piece.captioned else min(weight, 2.9))
                return group
        group = Group(topic, act=block.act, container=block.container, captions=block.captions)
        anchor = piece.head if piece.head is not None else (block.commands or block.lines)[0]
        group.anchor = anchor
        group.printed = block.heading or None
        self.out.groups.append(group)
        self._extend(group, topic, block, numbers, seen, weight if not piece.captioned else min(weight, 2.9))
        return group

    def _fits(self, group: Group, topic: Topic, block: Block, seen: Evidence) -> bool:
        """Whether a block with the same name belongs to the group: not where both list papers in different sections."""
        if block in group.blocks:
            return True
        if block.act is not None:
            return not apart(self.reader, group.blocks, [block])
        if seen.papers and group.papers and seen.submits and group.acts and _cases_apart(group, block):
            return False
        if is_case_of(group.topic, topic) and is_whole(seen) and is_whole(self.reader.evidence(group.home)):
            return False
        if group.container == block.container:
            return not (seen.papers and group.papers and group.acts and seen.submits and group.topic.words != topic.words)
        return not (seen.papers and group.papers) and not (seen.submits and group.acts and group.container != block.container)

    def _extend(self, group: Group, topic: Topic, block: Block, numbers: list[int], seen: Evidence, weight: float) -> None:
        if (len(topic.words) > len(group.topic.words) and weight >= max(3.0, group.weight)) or (
            strength(group.topic.action) == "act" and strength(topic.action) == "grant" and topic.words > group.topic.words
        ):
            group.topic = topic
        group.home.extend([*numbers, *{max((c for c in block.commands if c < n), default=n) for n in numbers}])
        if (block.head is not None and block.head in numbers) or (len(block.parsed.topics) == 1 and block.head is not None):
            group.home.append(block.head)
        if block not in group.blocks:
            group.blocks.append(block)
        group.weight = max(group.weight, weight)
        group.papers = group.papers or seen.papers
        group.acts = group.acts or seen.submits
        self.used.add(block.path)

    def _bare(self, block: Block) -> None:
        """An article headed only "Hồ sơ" or "Trình tự thực hiện": it belongs to the section's procedures."""
        seen = self.reader.evidence(block.lines)
        if not (seen.papers or seen.submits or seen.receives or seen.limit or seen.decides):
            return
        here = [g for g in self.out.groups if g.container == block.container and g.act == block.act]
        if here:
            last = here[-1]
            for group in here if len(here) > 1 and last.papers and not seen.papers else [last]:
                self._extend(group, group.topic, block, block.lines, seen, 1.0)
            return
        topics = next((read_heading(c).topics for c in block.captions if read_heading(c).topics), self.title)
        for topic in topics:
            if strength(topic.action) != "withdraw":
                self._add(topic, Piece(block, topics, block.lines, captioned=False, head=block.head), block.lines, seen, weight=2.0)

    def _cases(self, block: Block, kind: str) -> None:
        """A khoản "Trường hợp … thì gửi văn bản đề nghị …" with an answer of its own is a procedure of its own."""
        owners = [g for g in self.out.groups if block in g.blocks]
        khoans: dict[str, list[int]] = {}
        for n in block.lines:
            top = re.match(r".*?khoan-[^/]+", self.reader.lines[n].path)
            if top:
                khoans.setdefault(top.group(), []).append(n)
        complete = False
        for numbers in khoans.values():
            first = self.reader.lines[numbers[0]]
            seen = self.reader.evidence(numbers)
            opens = match(r"(?:trong\s+)?trường\s+hợp|đối\s+với", first.words)
            if complete and opens and self.reader.signal(numbers[0]).submits and seen.decides and seen.limit and owners:
                topic = self.names.case_topic(first.words, numbers)
                if topic and not any(same(topic, g.topic) and g.topic.words == topic.words for g in owners):
                    for owner in owners:
                        owner.home = [n for n in owner.home if n not in numbers]
                    group = Group(
                        topic,
                        home=list(numbers),
                        blocks=[block],
                        anchor=numbers[0],
                        act=block.act,
                        container=block.container,
                        captions=block.captions,
                        weight=3.0,
                        papers=seen.papers,
                        acts=True,
                    )
                    self.out.groups.append(group)
            complete = complete or (seen.decides and seen.limit)

    def _fragment(self, block: Block, kind: str) -> None:
        """Amended text without a heading that names a procedure: the names it holds."""
        seen = self.reader.evidence(block.lines)
        if any(_BEFORE_IN_FORCE.search(self.reader.lines[n].words) for n in block.lines):
            return
        about = filed = any(_FILE_WORDS.search(self.reader.lines[n].words) for n in block.lines)
        topics = [*block.parsed.topics] if kind in ("competence",) and seen.submits else []
        captions: list[tuple[Topic, list[int]]] = []
        if not topics:
            if kind in ("duties", "common", "forms", "validity", "competence", "skip", "final"):
                return
            captions = self.names.captions(block.lines)
            content = self.names.content(block.lines, amended_title(self.reader, block))
            content = [*((t, 6.0, True) for t, _ in captions), *(c for c in content if not any(same(c[0], t) for t, _ in captions))]
            asked = [t for t, weight, request in content if request]
            about = about and bool(asked)
            if content:
                topics = [content[0][0]]
                topics += [
                    t for t in asked if t is not topics[0] and not any(t.words & o.words >= min(t.words, o.words, key=len) for o in topics)
                ]
            elif seen.decides and seen.limit and filed:
                topics = self.names.of_amended(block, block.lines)
        granted_on_request = seen.decides and any(ON_REQUEST.search(self.reader.lines[n].words) for n in block.lines)
        if not topics or not (about or granted_on_request or seen.papers or seen.submits or seen.receives or seen.limit):
            return
        if not (about or seen.external or seen.submits or seen.papers or seen.limit):
            self._aside(block, "internal")
            return
        several = len(topics) > 1
        for topic in topics:
            if strength(topic.action) == "withdraw" and not ON_REQUEST.search(" ".join(self.reader.lines[n].words for n in block.lines)):
                continue
            own = next((lines for told, lines in captions if told is topic), None)
            numbers = own if own and several else [n for n in block.lines if not several or self.names.speaks_of(n, topic, topics)]
            piece = Piece(block, (topic,), numbers, captioned=False, head=block.head)
            self._add(topic, piece, numbers, seen, weight=2.0)

    def _unnamed(self, block: Block) -> None:
        """An article under another heading that holds a whole procedure."""
        seen = self.reader.evidence(block.lines)
        whole = seen.submits and (seen.decides or seen.receives) and (seen.papers or seen.limit)
        if _AFTER_CHECK.match(block.heading) and any(g.container == block.container and g.act is None for g in self.out.groups):
            self._bare(block)
            return
        if not whole:
            if seen.submits and seen.decides:
                topics = self.names.content(block.lines)
                if topics and topics[0][2]:
                    self.out.asides.append(Aside(block.first, "doubtful", topics[0][0].name))
            return
        if self.title:
            for topic in self.title[:1]:
                self._add(topic, Piece(block, (topic,), block.lines, captioned=False, head=block.head), block.lines, seen, weight=2.0)
            return
        several = self._by_khoan(block)
        if len(several) > 1:
            for topic, numbers in several:
                piece = Piece(block, (topic,), numbers, captioned=True, head=numbers[0])
                self._add(topic, piece, numbers, self.reader.evidence(numbers), weight=2.0)
            return
        topics = [t for t in self.names.content(block.lines) if t[2]]
        listed = self.names.dossier_name(block.lines) or (None if topics else registered(self.reader, block.lines))
        if listed or topics:
            topic = listed or topics[0][0]
            self._add(topic, Piece(block, (topic,), block.lines, captioned=False, head=block.head), block.lines, seen, weight=2.0)

    def _by_khoan(self, block: Block) -> list[tuple[Topic, list[int]]]:
        """The names asked for in the khoản of an article that each tell who files and in what time an office answers."""
        khoans: dict[str, list[int]] = {}
        for n in block.lines:
            top = re.match(r".*?khoan-[^/]+", self.reader.lines[n].path)
            if top:
                khoans.setdefault(top.group(), []).append(n)
        out: list[tuple[Topic, list[int]]] = []
        for numbers in khoans.values():
            seen = self.reader.evidence(numbers)
            asked = [t for t, _, request in self.names.content(numbers) if request] if seen.submits and seen.limit else []
            if asked and not any(same(asked[0], topic) for topic, _ in out):
                out.append((asked[0], numbers))
        return out

    def _aside(self, block: Block, reason: Reason) -> None:
        seen = self.reader.evidence(block.lines)
        if seen.papers or seen.internal or seen.decides or seen.receives:
            self.out.asides.append(Aside(block.first, reason, block.heading or self.reader.lines[block.first].words[:120]))

    # one procedure made of several

    def _one_linked(self) -> None:
        group: Group | None = None
        for block in self.blocks:
            kind = self.classes[block.path]
            if kind in ("skip", "final", "duties", "sanction", "judicial"):
                continue
            seen = self.reader.evidence(block.lines)
            if not (
                seen.papers
                or seen.submits
                or seen.receives
                or seen.limit
                or seen.decides
                or ROLE_NAMING.search(block.heading)
                or search(r"kết quả|phí", block.heading)
            ):
                continue
            if kind == "common" and not search(r"nộp|tiếp\s+nhận|trả", block.heading):
                continue
            topic = self._linked_topic()
            if group is None:
                group = Group(topic, act=None, container=block.container, captions=block.captions, anchor=block.head, weight=5.0)
                self.out.groups.append(group)
            self._extend(group, topic, block, block.lines, seen, 1.0)

    def _linked_topic(self) -> Topic:
        text = self.reader.text
        found = re.search(
            r"(?i)(?:gọi|viết)\s+(?:tắt\s+|chung\s+)*là\s+[“\"]?(thủ\s+tục\s+hành\s+chính\s+liên\s+thông[^)”\"]{4,200})", text
        )
        name = found[1] if found else " ".join(t.name for t in self.title) or "thủ tục hành chính liên thông"
        first, _, rest = name.partition(" ")
        return Topic(first.lower(), rest, 0, 0)

    def _clean(self) -> None:
        for group in self.out.groups:
            group.home = sorted(set(group.home))
            group.shared = sorted(set(group.shared) - set(group.home))
        self.out.groups = [g for g in self.out.groups if g.lines]


_CASE_TAIL: Final = Loose(r"\s(?:đối\s+với|trong\s+trường\s+hợp|cho)\s[^.;]{0,120}?\b(?:quy\s+định|nêu)\s+tại\s+(?:khoản|điểm|điều|các)\b")


def _cases_apart(group: Group, block: Block) -> bool:
    """Whether the headings of a group and of a block name one procedure for different cases ("đối với … quy định tại khoản 2")."""
    own = block.heading.strip().lower()
    return bool(_CASE_TAIL.search(own)) and any(_CASE_TAIL.search(b.heading) and b.heading.strip().lower() != own for b in group.blocks)


def _acts(seen: Signals) -> bool:
    return seen.papers or seen.submits or seen.decides or seen.receives or seen.limit
