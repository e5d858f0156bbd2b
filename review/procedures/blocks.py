"""Blocks: the articles of a draft, the fragments of amended articles, and the sections of annexes, as units of reading."""

import re
from dataclasses import dataclass, field
from typing import Final

from review.contract.citations import Amendment
from review.contract.structure import Node, Structure
from review.procedures.fold import Loose
from review.procedures.headings import Heading, read_heading
from review.procedures.lexicon import lexicon
from review.procedures.lines import Line, mark_rank
from review.procedures.topics import words

COMMAND: Final = Loose(
    r"(?i)(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế|thay\s+(?:cụm|từ)|bỏ\s+cụm|cắt\s+giảm|đơn\s+giản\s+h[óo][áa]|rút\s+ngắn"
    r"|đính\s+chính)\b(?=[^.]{0,120}?(?:\b(?:các\s+)?điều\s+(?:\d|của)|số\s+điều"
    r"|\bkhoản\s+(?:\d|l|của)|số\s+khoản|\bđiểm\s+[a-zđ]\b|\bchương\s+[ivx\d]|\bmục\s+[ivx\d]|\bphụ\s+lục|\bmẫu\s+(?:số|giấy"
    r"|đơn|\d)|\bcác\s+mẫu|\bcụm\s+từ|\btên\s+(?:điều|khoản|chương|mục|của)"
    r"|\bđoạn\s|\b(?:thông\s+tư|nghị\s+(?:định|quyết)|luật|quyết\s+định|quy\s+định)\s+(?:số|sửa|quản|ban|về|[A-ZĐ])|\bnhư\s+sau))"
)
_BASE: Final = re.compile(r"Điều\s+(\d+[a-zđ]{0,2})")
_OF_PROCEDURE: Final = Loose(
    r"\b(?:đối\s+với|của|về)\s+(?P<name>thủ\s+tục\s+(?!hành\s+chính\s+(?:thuộc|trong|quy|được))[^;:]{8,260}?)\s+(?:được\s+)?(?:quy\s+định|nêu)\s+tại\s"
)
"""A command that tells which procedure it changes ("Cắt giảm thời gian đối với thủ tục X được quy định tại …")."""
_OF_ACT: Final = Loose(r"\bcủa\s+(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|quy\s+(?:định|chế))\b")
_WHOLE: Final = Loose(r"(?i)bổ\s+sung\s+(?:thêm\s+)?(?:các\s+)?(?:điều|mục|chương|tiểu\s+mục)\b")
_CAPTION: Final = re.compile(r"(?i)(?:mục|phần|chương)\s+[ivxlc\d]+|[ivx]{1,6}\.|[a-z]\.|\d{1,3}\.|điều\s+\d+|phụ\s+lục", re.I)
_RUN_ON: Final = re.compile(r"(?<=[a-zà-ỹ\d)])\s+(?=(?:Việc|Trình tự,|Hồ sơ|Trong thời hạn)\s)")
_NAMING: Final = re.compile(r"hồ sơ|thủ tục|trình tự|quy trình")
_SET_ELSEWHERE: Final = Loose(r"(?:việc|thủ\s+tục|trình\s+tự,?\s+thủ\s+tục)\s[^.;]*(?:quy\s+định\s+tại|thực\s+hiện\s+như\s+sau)")
_ATTACHED: Final = re.compile(r"(?i)\s*\((?:ban\s+hành\s+)?kèm\s+theo\b")
_DIVISIONS: Final = frozenset(("phan", "chuong", "muc", "tieu_muc", "attached", "annex", "quoted"))


@dataclass(slots=True, eq=False)
class Block:
    """A unit: its heading line and words, its lines, the captions above it, and where it stands in the amended act.

    ``act`` tells amended acts apart (the address of the amending article), ``base`` is the article of that act,
    ``commands`` are the lines of amending commands that open it, ``inserted`` whether a whole article is new.
    """

    path: str
    head: int | None
    heading: str
    lines: list[int]
    captions: tuple[str, ...] = ()
    container: str = ""
    act: str | None = None
    base: str | None = None
    commands: list[int] = field(default_factory=list)
    inserted: bool = False
    annex: bool = False
    kind: str = "other"
    parsed: Heading = field(default_factory=lambda: read_heading(""))

    @property
    def first(self) -> int:
        """The number of its first line."""
        return min([*self.lines, *self.commands]) if self.lines or self.commands else 0


def find_blocks(lines: list[Line], structure: Structure, amendments: tuple[Amendment, ...]) -> list[Block]:
    """The blocks of a draft in the order of their first lines."""
    maker = _Maker(lines, structure, amendments)
    blocks = [*maker.articles(), *maker.annexes()]
    for block in blocks:
        block.parsed = read_heading(block.heading)
    return sorted((b for b in blocks if b.lines or b.commands), key=lambda b: (b.first, b.path))


class _Maker:
    def __init__(self, lines: list[Line], structure: Structure, amendments: tuple[Amendment, ...]) -> None:
        self.lines = lines
        self.structure = structure
        self.of_node: dict[str, list[int]] = {}
        for line in lines:
            if line.zone in ("body", "annex") and line.path:
                self.of_node.setdefault(line.path, []).append(line.n)
        self.targets: dict[str, str] = {}
        for amendment in amendments:
            found = re.match(r"(?:.*/)?(dieu-\d+[a-zđ]*)", amendment.target)
            if found:
                self.targets.setdefault(amendment.path, found[1])
        self.inserts = {
            a.path for a in amendments if a.operation == "insert" and re.fullmatch(r"dieu-\w+|(?:.*/)?(?:muc|chuong)-\w+", a.target)
        }

    def below(self, node: Node) -> list[int]:
        """The numbers of all lines of a node."""
        out = [n for inner in self.structure.walk(node.path) for n in self.of_node.get(inner.path, ())]
        return sorted(set(out))

    def _captions(self, node: Node) -> tuple[tuple[str, ...], str]:
        captions, container = [], ""
        for above in list(self.structure.ancestors(node))[1:]:
            if above.kind in _DIVISIONS:
                container = container or above.path
                if above.heading:
                    captions.append(above.heading)
                elif above.kind in ("chuong", "muc", "phan"):
                    own = [self.lines[n].text for n in self.of_node.get(above.path, ())]
                    if len(own) > 1:
                        captions.append(" ".join(own[1:]))
        return tuple(captions), container

    def articles(self) -> list[Block]:
        """The articles that stand for themselves, and what amending articles hold."""
        out: list[Block] = []
        for node in self.structure.nodes:
            if node.kind != "dieu" or node.quoted:
                continue
            own = self.of_node.get(node.path, [])
            if own and self.lines[own[0]].zone not in ("body", "annex"):
                continue
            if self._amending(node):
                out.extend(self._amended(node))
            else:
                out.append(self._article(node))
        return out

    def _amending(self, node: Node) -> bool:
        own = self.of_node.get(node.path, [])
        opening = " ".join(self.lines[n].words for n in own[:1]) or (node.heading or "")
        holds = any(inner.kind == "quoted" for inner in self.structure.walk(node.path))
        return bool(COMMAND.match(opening)) or (holds and any(COMMAND.match(self.lines[n].words) for n in self.below(node)))

    def _article(self, node: Node) -> Block:
        captions, container = self._captions(node)
        lines = self.below(node)
        head = self.of_node.get(node.path, [None])[0]
        heading = node.heading or (self.lines[head].words if head is not None and len(lines) > 1 else "")
        if head is not None and not node.heading and len(heading) > 220:
            heading = _RUN_ON.split(heading, maxsplit=1)[0]
            heading = heading if len(heading) <= 220 and _NAMING.match(heading.lower()) else ""
        return Block(node.path, head, heading, lines, captions, container)

    def _amended(self, article: Node) -> list[Block]:
        out: list[Block] = []
        fragments: dict[str, Block] = {}
        taken: set[int] = set()
        act = self._act(article)
        for node in self.structure.walk(article.path):
            if node.kind != "dieu" or not node.quoted:
                continue
            block = self._article(node)
            block.act, block.base = act, f"dieu-{(node.number or '').lower()}"
            taken.update(block.lines)
            quoted = self.structure.by_path.get(self._quote_of(node) or "")
            command = self.structure.by_path.get(quoted.parent) if quoted and quoted.parent else None
            if command is not None and quoted is not None:
                opening = self.of_node.get(command.path, [])
                alone = sum(1 for inner in self.structure.walk(quoted.path) if inner.kind == "dieu") == 1
                block.commands = [n for n in opening if alone and n not in taken]
                words = " ".join(self.lines[n].words for n in opening[:1])
                block.inserted = bool(_WHOLE.match(words)) or command.path in self.inserts
                taken.update(block.commands)
            out.append(block)
        bases: dict[str, str | None] = {}
        for node in self.structure.walk(article.path):
            if node.quoted:
                continue
            own = [n for n in self.of_node.get(node.path, []) if n not in taken]
            words = self.lines[own[0]].words if own else ""
            is_command = bool(COMMAND.match(words))
            base = self.targets.get(node.path)
            if base is None and is_command:
                cut = re.split(r"(?i)\b(?:nghị định|thông tư|luật|quyết định|nghị quyết)\s+số", words)[0]
                found = _BASE.search(cut)
                base = f"dieu-{found[1].lower()}" if found else None
            if base is None and node.parent in bases:
                base = bases[node.parent]
            bases[node.path] = base
            key = base or node.path
            lines = list(own)
            for child in self.structure.children.get(node.path, ()):
                if child.kind == "quoted":
                    lines.extend(n for n in self.below(child) if n not in taken)
            if not lines or (node is article and not (base and any(n not in own for n in lines)) and base is None):
                continue
            if key not in fragments:
                captions, container = self._captions(node)
                told = _OF_PROCEDURE.search(words)
                fragments[key] = Block(node.path, None, told["name"] if told else "", [], captions, container, act, base)
                out.append(fragments[key])
            block = fragments[key]
            if is_command:
                block.commands.extend(n for n in own[:1])
                block.inserted = block.inserted or bool(_WHOLE.match(words))
                lines = [n for n in lines if n not in own[:1]]
            block.lines.extend(n for n in lines if n not in block.lines)
            taken.update(lines)
        return out

    def _act(self, article: Node) -> str:
        text = re.sub(r"(?<=[A-ZĐ])-\s+(?=[A-ZĐ]{2})", "-", " ".join(self.lines[n].text for n in self.of_node.get(article.path, [])[:1]))
        found = re.search(r"(\d{1,4}(?:\.\d+)?/(?:\d{4}/)?[A-ZĐ][A-ZĐ0-9-]+)", text)
        if found:
            return found[1]
        return "" if self._one_act() or not _OF_ACT.search(text) else article.path

    def _one_act(self) -> bool:
        dieus = [n for n in self.structure.nodes if n.kind == "dieu" and not n.quoted]
        named = [n for n in dieus if re.search(r"(?:Nghị định|Thông tư|Luật|Quyết định|Nghị quyết)\s+số", (n.heading or ""))]
        return not named

    def _quote_of(self, node: Node) -> str | None:
        return next((above.path for above in self.structure.ancestors(node) if above.kind == "quoted"), None)

    def annexes(self) -> list[Block]:
        """Sections of annexes that begin with the name of a procedure."""
        out: list[Block] = []
        current: Block | None = None
        level = 0
        captions: list[tuple[int, str]] = []
        for line in self.lines:
            if line.zone != "annex" or line.dieu is not None:
                current = None
                continue
            rank = mark_rank(line.text[: line.body - line.start].strip(), line.text)
            if rank:
                captions = [c for c in captions if c[0] < rank]
                captions.append((rank, line.words.strip()))
                if current is not None and rank <= level:
                    current = None
                heading = _RUN_ON.split(line.words, maxsplit=1)[0]
                if current is None and rank <= 4 and len(heading) < 400:
                    parsed = read_heading(heading)
                    if parsed.topics and (_NAMING.search(parsed.roles) or self._named_below(line, heading)):
                        level = rank
                        current = Block(
                            line.path, line.n, heading, [], tuple(c for r, c in captions[::-1] if r < rank), line.path, annex=True
                        )
                        out.append(current)
            if current is not None:
                current.lines.append(line.n)
        out = [b for b in out if len(b.lines) > 2 or any(_SET_ELSEWHERE.match(self.lines[n].words) for n in b.lines)]
        return self._whole_annexes(out)

    def _whole_annexes(self, sections: list[Block]) -> list[Block]:
        """The sections, and for an annex of which none names a procedure but whose own heading does, the annex as one block."""
        out = list(sections)
        for node in self.structure.nodes:
            heading = read_heading(node.heading) if node.kind == "annex" and node.heading else None
            if heading is None or len(heading.topics) != 1 or not _NAMING.search(heading.roles):
                continue
            if heading.topics[0].action not in lexicon().actions or not heading.topics[0].object:
                continue
            inner = [b for b in out if b.path == node.path or b.path.startswith(node.path + "/")]
            if any(topic.action in lexicon().actions for b in inner for topic in read_heading(b.heading).topics):
                continue
            lines = [n for n in self.below(node) if self.lines[n].zone == "annex" and not _ATTACHED.match(self.lines[n].text)]
            head = next((n for n in lines if self.lines[n].text.strip() == node.heading), lines[0] if lines else None)
            lines = [n for n in lines if head is not None and n >= head]
            if len(lines) > 3:
                out = [b for b in out if b not in inner]
                out.append(Block(node.path, head, node.heading or "", lines, (), node.path, annex=True))
        return out

    def _named_below(self, line: Line, heading: str) -> bool:
        """Whether the next lines take up a caption that is only a name ("Việc cấp … được quy định tại", "Trình tự, thủ tục cấp …")."""
        topics = read_heading(heading).topics
        if len(topics) != 1 or len(topics[0].words) < 4:
            return False
        below = self.lines[line.n + 1 : line.n + 3]
        return any(_SET_ELSEWHERE.match(other.words) and topics[0].object_words <= words(other.words) for other in below)
