"""From blocks to procedures in the making: which lines belong to which name."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

from review.procedures.blocks import Block
from review.procedures.fold import Loose, match, search
from review.procedures.headings import read_heading
from review.procedures.lexicon import lexicon
from review.procedures.lines import Evidence, Line, Signals, opens_papers
from review.procedures.mentions import Mention, read_mentions
from review.procedures.shortnames import find_short_names
from review.procedures.topics import Topic, read_topic, result_noun, strength, words

BlockClass = Literal[
    "skip",
    "final",
    "common",
    "competence",
    "validity",
    "duties",
    "forms",
    "conditions",
    "withdraw",
    "sanction",
    "judicial",
    "sequence",
    "topic",
    "bare",
    "other",
]

_CLASSES: Final[tuple[tuple[BlockClass, Loose], ...]] = (
    ("skip", Loose(
        r"(?i)phạm\s+vi\s+(?:điều\s+chỉnh|và\s+đối)|đối\s+tượng\s+áp\s+dụng|giải\s+thích\s+từ|từ\s+ngữ"
        r"|chính\s+sách\s+của\s+nhà\s+nước|các\s+hành\s+vi\s+bị|^(?:việc\s+)?(?:lưu\s+(?:giữ|trữ)|bảo\s+quản)\b.{0,24}\bhồ\s+sơ\b"
    )),
    ("final", Loose(
        r"(?i)hiệu\s+lực\s+(?:thi\s+hành|pháp)|điều\s+khoản\s+(?:thi\s+hành|chuyển\s+tiếp)|tổ\s+chức\s+thực\s+hiện"
        r"|trách\s+nhiệm\s+(?:thi\s+hành|tổ\s+chức)|(?:quy\s+định\s+)?(?<!cấp\s)chuyển\s+tiếp|kinh\s+phí|quy\s+định\s+chuyển|bãi\s+bỏ"
        r"|sửa\s+đổi,\s+bổ\s+sung\s+(?:một\s+số\s+)?(?:điều|khoản)|áp\s+dụng\s+(?:pháp|quy)"
    )),
    ("sanction", Loose(
        r"(?i)xử\s+phạt|hành\s+vi\s+vi\s+phạm|vi\s+phạm\s+quy\s+định|xử\s+lý\s+(?:vi\s+phạm|kỷ\s+luật)|kỷ\s+luật|khiếu\s+nại"
        r"|tố\s+cáo|thanh\s+tra|cưỡng\s+chế|mức\s+phạt|biên\s+bản\s+vi"
    )),
    ("judicial", Loose(
        r"(?i)phúc\s+thẩm|giám\s+đốc\s+thẩm|tái\s+thẩm|xét\s+xử|tố\s+tụng|phiên\s+(?:tòa|họp)|(?<!văn phòng )thi\s+hành\s+án"
        r"|kháng\s+(?:cáo|nghị)|bản\s+án|tòa\s+án|dẫn\s+độ|phạm\s+nhân|phá\s+sản|tạm\s+giữ|tạm\s+giam|áp\s+giải"
    )),
    ("common", Loose(
        r"(?i)(?:nguyên\s+tắc|quy\s+định\s+chung|cách\s+thức|phương\s+thức|hình\s+thức|yêu\s+cầu|trình\s+tự).{0,30}(?:lập(?=$|,|\s+(?:và\b|\d|hồ\s+sơ))|nộp|gửi"
        r"|tiếp\s+nhận|trả|hồ\s+sơ\s+đề|nhận)|^nộp\s+(?:hồ\s+sơ\s+)?và|ngôn\s+ngữ.{0,20}hồ\s+sơ|^nguyên\s+tắc(?:\s+(?:chung"
        r"|thực\s+hiện|xét|cấp|lập|quản\s+lý|hỗ))?|tiếp\s+nhận\s+và\s+trả\s+kết\s+quả|(?<!công\s)(?<!thừa\s)(?<!xác\s)nhận\s+kết\s+quả"
        r"|yêu\s+cầu\s+(?:chung\s+)?(?:về|đối\s+với)\s+hồ\s+sơ|^quy\s+định\s+chung\b.{0,30}\bthủ\s+tục"
    )),
    ("forms", Loose(r"(?i)biểu\s+mẫu|^(?:các\s+)?mẫu\b|danh\s+mục\s+(?:biểu\s+)?mẫu")),
    ("competence", Loose(
        r"(?i)^(?:phân\s+định\s+|phân\s+cấp\s+|phân\s+công\s+)?thẩm\s+quyền|^cơ\s+quan(?:\s+có\s+thẩm|.{0,8}\s+(?:cấp|giải|đăng"
        r"|tiếp|thực|thẩm\s+định|chứng\s+nhận))|^phân\s+(?:cấp|quyền|công)|^ủy\s+quyền|^nơi\s+(?:nộp|đăng)"
    )),
    ("validity", Loose(
        r"(?i)^(?:thời\s+hạn|hiệu\s+lực|giá\s+trị|nội\s+dung|hình\s+thức|quy\s+cách|thời\s+gian)\b.{0,24}?(?:giấy|chứng\s+chỉ|thẻ"
        r"|quyết\s+định|văn\s+bản|sử\s+dụng|danh\s+hiệu)"
    )),
    ("duties", Loose(r"(?i)^(?:quyền(?:\s+lợi)?(?:,)?\s+(?:và\s+)?)?(?:nghĩa\s+vụ|trách\s+nhiệm|quyền|nhiệm\s+vụ)|^trách\s+nhiệm")),
    ("conditions", Loose(r"(?i)^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn|tiêu\s+chí|đối\s+tượng|trường\s+hợp|yêu\s+cầu)")),
    ("withdraw", Loose(
        r"(?i)^(?:(?:các\s+)?trường\s+hợp\s+|thẩm\s+quyền\s+|cơ\s+quan\s+)?(?:thu\s+hồi|đình\s+chỉ|tước|hủy\s+bỏ"
        r"|huỷ\s+bỏ)\b(?!.*cấp\s+lại)"
    )),
)  # fmt: skip
_DUTIES: Final = Loose(r"(?i)có\s+trách\s+nhiệm\s*:?\s*$|^(?:bộ|sở|ủy\s+ban)\s.{0,80}là\s+cơ\s+quan\s+(?:chủ\s+trì|đầu\s+mối)")
_BLANKS: Final = re.compile(r"…{2}|\.{5}|…\s*\.{2}|_{4}")
"""What is left to be filled in: the article of a blank form."""
ROLE_NAMING: Final = Loose(r"(?i)hồ\s+sơ|thủ\s+tục|trình\s+tự|quy\s+trình")
ON_REQUEST: Final = Loose(
    r"(?i)theo\s+(?:đề\s+nghị|yêu\s+cầu|nguyện\s+vọng)|(?:văn\s+bản|đơn|hồ\s+sơ)\s+(?:đề\s+nghị|yêu\s+cầu|xin)|tự\s+nguyện"
)
_TAKEN: Final = Loose(r"(?i)(?:tiếp\s+nhận|nhận\s+(?:được|đủ|đầy\s+đủ)?\s*(?:hồ\s+sơ|văn\s+bản|đơn|đề\s+nghị))")
_CASE: Final = Loose(
    r"(?i)(?:trong\s+)?(?:trường\s+hợp|đối\s+với)(?:\s+(?:trường\s+hợp|việc|hồ\s+sơ|thủ\s+tục))?\s+(?:đề\s+nghị\s+"
    r"|yêu\s+cầu\s+|xin\s+|có\s+nhu\s+cầu\s+|thực\s+hiện\s+)?"
)
STATE_BY_ITSELF: Final = Loose(
    r"(?i)giám\s+sát|kiểm\s+tra|quy\s+hoạch|kế\s+hoạch|ngân\s+sách|biên\s+chế|cán\s+bộ|công\s+chức|viên\s+chức|đề\s+án"
    r"|văn\s+bản\s+quy\s+phạm|dự\s+toán"
)


@dataclass(slots=True)
class Piece:
    """A run of lines of a block under one name (or under the names of the block where it has no caption of its own)."""

    block: Block
    topics: tuple[Topic, ...]
    lines: list[int]
    captioned: bool
    head: int | None = None


@dataclass(slots=True, eq=False)
class Group:
    """A procedure in the making. ``home`` are the lines of its own blocks, ``shared`` those of common rules."""

    topic: Topic
    home: list[int] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    anchor: int | None = None
    act: str | None = None
    container: str = ""
    captions: tuple[str, ...] = ()
    weight: float = 0.0
    papers: bool = False
    acts: bool = False
    only_competence: bool = False
    told_by_caption: bool = False
    conditional: bool = False
    via: dict[int, str] = field(default_factory=dict)
    printed: str | None = None

    @property
    def lines(self) -> list[int]:
        """All its lines in order."""
        return sorted(set(self.home) | set(self.shared))


def classify(block: Block) -> BlockClass:
    """The class of a block by its heading."""
    heading = block.heading.strip()
    if not heading:
        return "other"
    if _BLANKS.search(heading):
        return "forms"
    if _DUTIES.search(heading):
        return "duties"
    parsed = block.parsed
    for name, pattern in _CLASSES:
        if pattern.search(heading):
            if (
                name == "common"
                and parsed.topics
                and ROLE_NAMING.search(parsed.roles)
                and match(r"(?:hồ|trình|thủ)", heading)
                and not search(r"nguyên\s+tắc", heading)
            ):
                return "topic"
            if name == "withdraw" and ON_REQUEST.search(heading):
                return "topic"
            if name == "final" and parsed.topics and match(r"(?:thành\s+phần\s+)?hồ\s+sơ|trình\s+tự|thủ\s+tục|quy\s+trình", heading):
                return "topic"
            if name == "common" and search(r"báo\s+cáo|thông\s+tin", heading):
                return "other"
            if name == "competence" and match(r"phân\s+(?:cấp|quyền|công)|ủy\s+quyền", heading):
                return name
            if name in ("competence", "conditions", "validity") and parsed.topics and re.search(r"hồ sơ|trình tự|thủ tục", parsed.roles):
                return "topic"
            return name
    if parsed.topics:
        return "topic"
    if parsed.bare and parsed.roles:
        return "bare"
    return "other"


class Reader:
    """What grouping reads of the draft: lines and their signals, each computed once."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.short_names = find_short_names(text)
        self.acronyms = {k: v for k, v in self.short_names.items() if v.acronym}
        self.kept: dict[tuple[str, int], Any] = {}
        self.lines = lines
        self.starts = [line.start for line in lines]
        self.by_path: dict[str, list[Line]] = {}
        for line in lines:
            self.by_path.setdefault(line.path, []).append(line)
        self._signals: dict[int, Signals] = {}
        self._mentions: dict[int, list[Mention]] = {}

    def spelled(self, topic: Topic) -> Topic:
        """A name with the acronym that its object begins with spelled out, for comparison."""
        if not self.acronyms:
            return topic
        first = topic.object.split(" ", 1)
        short = self.acronyms.get(first[0].lower()) if first[0] else None
        if short is None:
            return topic
        return Topic(topic.action, " ".join([short.long, *first[1:]]), topic.start, topic.end)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return bisect_right(self.starts, offset) - 1

    def signal(self, n: int) -> Signals:
        """The signals of a line."""
        if n not in self._signals:
            self._signals[n] = Signals(self.lines[n], self.text)
        return self._signals[n]

    def mentions(self, n: int) -> list[Mention]:
        """The names met in a line."""
        if n not in self._mentions:
            line = self.lines[n]
            self._mentions[n] = list(read_mentions(self.text, line.body, line.end, n))
        return self._mentions[n]

    def evidence(self, numbers: list[int]) -> Evidence:
        """The signals of several lines together."""
        return Evidence([self.signal(n) for n in numbers])


_PAPER: Final = Loose(r"(?:bản\s+(?:sao|chính)|quyết\s+định|văn\s+bản|giấy|đơn|tờ\s+(?:khai|trình)|biên\s+bản)\b")
"""How a paper of a list begins that names what it decided ("Quyết định thu hồi đất"): no name of a procedure."""


def split(block: Block, reader: Reader) -> list[Piece]:
    """The pieces of a block: khoản that name a procedure of their own, and the rest under the names of the heading."""
    base = block.parsed.topics
    default = Piece(block, base, [], captioned=False, head=block.head)
    pieces = [default]
    stack: list[tuple[Line, Piece]] = []
    papers: Line | None = None
    for n in block.lines:
        line = reader.lines[n]
        if papers is not None and not line.below(papers):
            papers = None
        if papers is None and line.words.endswith(":") and opens_papers(line.words):
            papers = line
        while stack and not (line.place == stack[-1][0].place or line.below(stack[-1][0])):
            stack.pop()
        if (
            line.listed
            and n != block.head
            and not (papers and line is not papers and _PAPER.match(line.words))
            and (line.node is None or line.node.kind != "gach")
            and (not stack or stack[-1][0].place != line.place)
        ):
            topics = _caption(line, base, reader)
            if topics and len(stack) < 1:
                piece = Piece(block, topics, [], captioned=True, head=n)
                pieces.append(piece)
                stack.append((line, piece))
        (stack[-1][1] if stack else default).lines.append(n)
    _join_cases(default, pieces, reader)
    return [p for p in pieces if p.lines]


def _join_cases(default: Piece, pieces: list[Piece], reader: Reader) -> None:
    """Give dossiers of the cases of one name ("Hồ sơ nhập khẩu sách để trưng bày gồm", "… để tặng gồm") back to the heading."""
    base = default.topics
    if len(base) != 1:
        return
    cases = [p for p in pieces[1:] if len(p.topics) == 1 and _is_case(p.topics[0], base[0])]
    told = [reader.evidence(p.lines) for p in cases]
    if len(cases) < 2 or any(seen.decides or not seen.papers for seen in told):
        return
    for piece in cases:
        pieces.remove(piece)
        default.lines.extend(piece.lines)
    default.lines.sort()


def _is_case(name: Topic, headed: Topic) -> bool:
    """Whether a name of a caption is that of the heading for one purpose only."""
    found = search(r"\s(?:để|nhằm|phục\s+vụ|cho\s+mục\s+đích)\s", name.object)
    lead = words(name.object[: found.start()]) if found else frozenset()
    return name.action == headed.action and bool(lead) and lead <= headed.object_words


_DEMANDS: Final = Loose(r"hồ\s+sơ\s+đề\s+nghị\s[^.;:]*?\sphải\s(?!(?:bao\s+)?gồm|có\s+đủ)")
"""A sentence on what a file has to agree with, which lists no papers."""


def _caption(line: Line, base: tuple[Topic, ...], reader: Reader) -> tuple[Topic, ...]:
    """The names that the first words of a khoản give it, if they do."""
    body = line.words
    cut = re.split(r"[:.](?:\s|$)", body, maxsplit=1)[0]
    short = len(cut) <= 260
    told = cut != body.rstrip() and body[len(cut) : len(cut) + 1] == ":"
    if match(r"(?:thành\s+phần\s+)?hồ\s+sơ|trình\s+tự|thủ\s+tục|quy\s+trình", cut) and short and (told or not _DEMANDS.match(cut)):
        parsed = read_heading(re.split(r"(?i)\s+(?:gồm|bao\s+gồm)\b", cut)[0])
        if (
            parsed.topics
            and parsed.topics[0].action in lexicon().actions
            and not _branch(parsed.topics, base)
            and (parsed.topics[0].object or parsed.topics[0].family != "first")
        ):
            return _fill(parsed.topics, base, reader)
    case = _CASE.match(body)
    if case and case.end() > 0:
        topics = read_topic(body, case.end(), min(len(body), case.end() + 260))
        if (
            topics
            and strength(topics[0].action) == "grant"
            and (base == () or topics[0].family != "first" or strength(topics[0].action) != "act")
        ):
            return _fill(topics, base, reader)
        return ()
    alone = body.rstrip().removesuffix(".") == cut.rstrip() if _heads_list(line, reader) else body.rstrip() == cut.rstrip()
    if short and (body.rstrip().endswith(":") or alone) and len(cut) <= 160:
        topics = read_topic(cut, 0, len(cut), heading=True)
        changes = topics and topics[0].family == "change" and result_noun().match(topics[0].object)
        if (
            topics
            and (changes or strength(topics[0].action) in ("grant", "withdraw"))
            and (topics[0].object or (base and topics[0].family != "first"))
        ):
            return _fill(topics, base, reader)
    return ()


def _heads_list(line: Line, reader: Reader) -> bool:
    return line.n + 1 < len(reader.lines) and reader.lines[line.n + 1].below(line)


def _branch(topics: tuple[Topic, ...], base: tuple[Topic, ...]) -> bool:
    """Whether a caption only narrows the name of the heading ("hoàn trả … bằng tiền mặt"): a branch, not a procedure."""
    return len(base) == 1 and len(topics) == 1 and topics[0].family == base[0].family and topics[0].words >= base[0].words


def _as_base(topics: tuple[Topic, ...], base: tuple[Topic, ...], reader: Reader) -> tuple[Topic, ...]:
    """Names of a caption in the words of the heading, where they shorten it ("cấp lại Giấy phép")."""
    out: list[Topic] = []
    for topic in topics:
        told = reader.spelled(topic)
        fits = [
            b
            for b in base
            if b.family == topic.family and (told.object_words <= (whole := reader.spelled(b)).words or told.words <= whole.words)
        ]
        if not fits and topic.family != "first" and base and topic.object_words <= base[0].words:
            fits = [Topic(topic.action, base[0].object, topic.start, topic.end)]
        if not fits and len(base) > 1 and search(r"\sđối\s+với\s", topic.object):
            fits = [b for b in base if b.family == topic.family and b.object and b.words <= topic.words]
        out.append(fits[0] if fits else topic)
    return tuple({t.name.lower(): t for t in out}.values())


def _fill(topics: tuple[Topic, ...], base: tuple[Topic, ...], reader: Reader) -> tuple[Topic, ...]:
    """Topics whose missing object is that of the heading."""
    thing = base[0].object if base else ""
    return _as_base(tuple(Topic(t.action, t.object or thing, t.start, t.end) for t in topics), base, reader)


def numbers_differ(a: Topic, b: Topic) -> bool:
    """Whether two names carry different numbers ("nhóm 1", "nhóm 2"), which tell procedures apart."""
    return bool(a.numbers and b.numbers and a.numbers != b.numbers)


def _results_differ(a: Topic, b: Topic) -> bool:
    """Whether two names grant different papers ("Giấy phép …", "Giấy xác nhận không thuộc diện cấp giấy phép …")."""
    first, second = _paper_of(a.object), _paper_of(b.object)
    return bool(first and second) and first not in second and second not in first


@lru_cache(maxsize=16384)
def _paper_of(thing: str) -> str:
    """The paper that an object begins with, empty where it begins with none."""
    found = result_noun().match(thing)
    return " ".join(found.group().lower().split()) if found else ""


def same(a: Topic, b: Topic, *, loose: bool = False) -> bool:
    """Whether two names mean one procedure: the same kind of action, and objects of which one holds the other.

    ``loose`` looks only at the words before "của", "cho", "tại": for the scattered text of amended acts.
    """
    if a.family != b.family:
        return False
    x, y = a.words, b.words
    if numbers_differ(a, b):
        return False
    if x == y:
        return True
    if _results_differ(a, b):
        return False
    small, large = (x, y) if len(x) <= len(y) else (y, x)
    if len(small) >= 2 and small <= large and (len(small) >= 0.45 * len(large) or len(small) >= 4):
        return True
    if loose:
        for one, other in ((a, b), (b, a)):
            core = words(re.split(r"\s(?:của|cho|tại|đối với)\s", one.name)[0])
            if len(core) >= 4 and core <= other.words:
                return True
    return len(x ^ y) <= 1 and len(x & y) >= 4
