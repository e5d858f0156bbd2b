"""Names met in the running words of a block: what is asked for, what is granted, what a caption or the title of the amended act tells."""

import re
from dataclasses import dataclass
from typing import Final

from review.procedures.blocks import Block
from review.procedures.fold import Loose, match
from review.procedures.grouping import Group, Reader, same
from review.procedures.headings import read_heading
from review.procedures.joining import amended_title, granted
from review.procedures.mentions import Mention
from review.procedures.naming import title_topics
from review.procedures.topics import Topic, all_topics, read_topic, strength

_RESULTS: Final = re.compile(
    r"(?i)(?:giấy|chứng|thẻ|bản\s+sao|trích|mã|số|phép|quyết|văn\s+bản|bằng|danh|xác\s+nhận|phiếu|tài\s+khoản|hộ\s+chiếu)"
)
_FILE_FOR: Final = re.compile(
    r"(?i)(?:thành\s+phần\s+)?hồ\s+sơ\s+(?:đề\s+nghị|xin|yêu\s+cầu)\s+(?P<what>[^.;:,]{8,160}?)\s*(?:,?\s+(?:bao\s+)?gồm\b|:|$)"
)
_LEAVE: Final = frozenset(("chấp thuận", "cho phép", "phê duyệt", "công nhận", "xác nhận"))
_OPENS: Final = Loose(
    r"(?P<name>(?:(?:thành\s+phần\s+)?hồ\s+sơ|trình\s+tự|thủ\s+tục|quy\s+trình)\b[^.;:()]{8,240}?)\s*(?:\([^)]*\)\s*)?"
    r"(?:(?:bao\s+)?gồm(?:\s+có)?\s*:|(?:được\s+thực\s+hiện\s+)?như\s+sau\s*:|:\s*$|$)"
)
_REGULATES: Final = Loose(
    r"(?:thông\s+tư|nghị\s+định|nghị\s+quyết|quyết\s+định|luật)\s(?:số\s)?.*?\b(?:quy\s+định|hướng\s+dẫn|về)\s+(?:(?:chi\s+tiết|chung|về|việc|một\s+số\s+(?:điều|nội\s+dung))\s+)*"
    r"(?P<about>(?:hồ\s+sơ|trình\s+tự|thủ\s+tục|việc\s|cấp\s|đăng\s+ký|công\s+nhận|chấp\s+thuận|chứng\s+nhận|xác\s+nhận|công\s+bố|phê\s+duyệt|thẩm\s+định|thu\s+hồi)"
    r".*?)(?:\s*\((?:được|đã)|\s+(?:được|đã\s+được)\s+sửa|$)"
)
"""What an amended act regulates, told by its title behind its number and date."""
_PARTS_OF_TITLE: Final = re.compile(r"(?:,|\bvà|\bvề)\s+")


@dataclass(slots=True)
class _Told:
    """A name met in running words: how strongly all its mentions speak for it, and whether one asks for it."""

    topic: Topic
    weight: float
    request: bool


def _allows(topic: Topic) -> bool:
    """Whether a name is leave to do something ("chấp thuận chấm dứt hoạt động của chi nhánh")."""
    return topic.action in _LEAVE and len(topic.object_words) >= 4 and bool(read_topic(topic.object, 0, len(topic.object)))


def _small(words: str) -> str:
    return words.lower() if sum(c.isupper() for c in words) > 0.5 * sum(c.isalpha() for c in words) else words


class RunningNames:
    """What the running words of one draft name. ``groups`` is the growing list of the procedures found so far."""

    def __init__(self, reader: Reader, title: tuple[Topic, ...], groups: list[Group], words: str) -> None:
        self.reader = reader
        self.title = title
        self.groups = groups
        self.words = words

    def filled(self, topic: Topic, numbers: list[int], extra: str = "") -> Topic:
        """A name without an object with the one that the title, other groups or further words tell of the same action."""
        if topic.object:
            return topic
        body = " ".join(self.reader.lines[n].words for n in numbers).lower()
        pool = [*self.title, *(t for found in _PARTS_OF_TITLE.split(extra) for t in read_topic(found.strip(), 0, len(found.strip())))]
        pool += [g.topic for g in self.groups]
        options = [t for t in pool if t.action.split()[0] == topic.action.split()[0] and t.object]
        best = next((t for t in options if t.object.lower() in body), options[0] if options and options[0] in self.title else None)
        return Topic(topic.action, best.object, topic.start, topic.end) if best else topic

    def content(self, numbers: list[int], extra: str = "") -> list[tuple[Topic, float, bool]]:
        """The names met in lines, strongest first: topic, weight, whether it is asked for."""
        tally: list[_Told] = []
        for n in numbers:
            told = list(self.reader.mentions(n))
            told += [
                Mention(t, 2.0, False, n)
                for t in granted(self.reader, n)
                if (_RESULTS.match(t.object) or _allows(t)) and not any(same(t, o.topic) for o in told)
            ]
            for mention in told:
                topic = self.filled(mention.topic, numbers, extra)
                if not topic.object or len(topic.object.split()) > 40 or (len(topic.words) < 3 and not topic.object.isupper()):
                    continue
                row = next((r for r in tally if same(r.topic, topic)), None)
                if row is None:
                    tally.append(_Told(topic, mention.weight, mention.request))
                    continue
                row.weight += mention.weight
                row.request = row.request or mention.request
                if len(topic.words) > len(row.topic.words):
                    row.topic = topic
        return [(r.topic, r.weight, r.request) for r in sorted(tally, key=lambda r: -r.weight)]

    def speaks_of(self, n: int, topic: Topic, others: list[Topic]) -> bool:
        """Whether a line speaks of this name, or of none of them where it is the main one."""
        told = [m.topic for m in self.reader.mentions(n)]
        if len(self.reader.lines[n].words) < 220:
            told += all_topics(self.reader.lines[n].words)
        named = {t.name for t in others for o in told if same(o, t)}
        if topic.name in named:
            return True
        after = match(r"quy\s+định\s+này", self.reader.lines[n + 1].words) if n + 1 < len(self.reader.lines) else None
        if after and self.speaks_of(n + 1, topic, others):
            return True
        return not named and (topic is others[0] or len(others) == 2)

    def dossier_name(self, numbers: list[int]) -> Topic | None:
        """What the line that opens the papers is for ("Hồ sơ đề nghị tính thời gian công tác gồm:"), by whatever verb."""
        for n in numbers:
            found = _FILE_FOR.match(self.reader.lines[n].words) if self.reader.signal(n).papers else None
            topics = read_heading(f"Hồ sơ đề nghị {found['what']}").topics if found else ()
            if topics and len(topics[0].words) >= 3:
                return self.filled(topics[0], numbers)
        return None

    def captions(self, numbers: list[int]) -> list[tuple[Topic, list[int]]]:
        """The names that lines opening a dossier or an order tell, by whatever verb ("2. Trình tự, thủ tục đóng tạm thời bến cảng:"), each
        with its line and those down to the next such line.
        """
        out: list[tuple[Topic, list[int]]] = []
        under: list[list[int]] = []
        for n in numbers:
            line = self.reader.lines[n]
            found = _OPENS.match(line.words) if line.first else None
            told = read_heading(line.words[found.start("name") : found.end("name")]).topics if found else ()
            topics = [self.filled(t, numbers) for t in told]
            topics = [t for t in topics if len(t.object_words) >= 2]
            if topics:
                under = []
            for topic in topics:
                row = next((lines for other, lines in out if same(other, topic)), None)
                if row is None:
                    row = []
                    out.append((topic, row))
                under.append(row)
            for row in under:
                row.append(n)
        return out

    def of_amended(self, block: Block, numbers: list[int]) -> list[Topic]:
        """The one thing that the title of the amended act regulates, for a fragment that decides on a file without saying on what."""
        decides = " ".join(self.reader.lines[n].words.lower() for n in numbers)
        for words in (amended_title(self.reader, block), *block.captions, self.words):
            words = " ".join(words.split())
            about = _REGULATES.search(words)
            if about is None:
                continue
            topics = list(title_topics(_small(words[about.start("about") : about.end("about")])))
            topics = [t for t in topics if len(t.object_words) >= 2 and strength(t.action) == "grant"]
            told = [t for t in topics if t.action.split()[0] in decides and t.action in decides]
            if len(told or topics) == 1:
                return told or topics
        return []

    def case_topic(self, opening: str, numbers: list[int]) -> Topic | None:
        """The name of a case that asks for an answer of its own, by the words that open it."""
        case = re.match(r"(?i)(?:trong\s+)?trường\s+hợp\s+([^,.;:]{8,160})", opening)
        mention = next((m for n in numbers for m in self.reader.mentions(n) if m.request), None)
        if not mention:
            return None
        if case and read_topic(case[1], 0, len(case[1])):
            inner = read_topic(case[1], 0, len(case[1]), heading=True)[0]
            outer = mention.topic.action if strength(mention.topic.action) == "grant" else ""
            if outer and not inner.action.startswith(outer):
                return Topic(outer, f"{inner.action} {inner.object}", inner.start, inner.end)
            return inner
        return mention.topic
