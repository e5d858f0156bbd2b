"""From mentions to citations: numbers, roles, addresses."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any, Final

from review.citations.acts import Act
from review.citations.grammar import MISREAD, MISREAD_NUMBER
from review.citations.lexicon import Lexicon, fold_phrase, packaged
from review.citations.mentions import Mention, mentions
from review.citations.places import Body, Places
from review.citations.provisions import addresses
from review.citations.roles import COMMAND, body, label_end, line_roles, list_role
from review.contract.base import NodeKind, Role
from review.contract.citations import Citation, CitedAct
from review.contract.document import Document
from review.contract.numbers import LOOK_ALIKES, fold_look_alikes, normalise_number
from review.contract.structure import Node, Structure

_LOOK_ALIKE = re.compile(f"[{''.join(sorted(LOOK_ALIKES))}]")
_HOST = re.compile(
    r"(?:\s+(?:của|tại|trong))?\s+(?:các\s+)?(?:Công ước|Hiệp (?:định|ước)|Hiến chương|Th(?:ỏa|oả) (?:thuận|ước)|Bộ [Qq]uy tắc|Điều lệ"
    r"|[Hh]ợp đồng|Quy (?:định|trình|ước|chế|chuẩn)|Đạo luật|Bộ luật|[Ll]uật|[Pp]háp lệnh|[Nn]ghị (?:định|quyết)|[Tt]hông tư|Quyết định"
    r"|Chỉ thị|Phần|[Cc]hương trình|thủ tục|Đề án|Phương án|Hướng dẫn|Kế hoạch|Tiêu chuẩn)\b|\s+(?:của\s+)?[“\"]"
)
_CUE = re.compile(r"(?:tại|theo|của|ở|và|hoặc|các|quy định|với|điểm|khoản|từ|trừ|,|trong|nêu|thuộc)\s+$")
_OWN_NUMBER = re.compile(r"(?:Số|SỐ)\s*:\s*$|(?:^|\n|\|\s?)\s*Số\s*$")
_DEFINES = re.compile(r"sau đây(?: được)? (?:gọi|viết)(?: tắt| chung)* là:?\s*[“\"]?$")
_PASSIVE = re.compile(r"\s*(?:được\s+)?(?:sửa đổi|bổ sung|thay thế|sửa)|.*như sau\s*:?\s*$")
_CLAUSE_END = re.compile(r"[;\n]|\.\s|\b(?:thì|theo|được)\b")
_HEAD_OF_LIST = re.compile(r",\s+(?:bao\s+)?gồm(?:\s+có)?\s*:[^.:]*$")
"""Words of an act after which the provisions of one sentence are its own: "Thông tư số X, gồm: … tại khoản 2 Điều 5"."""
_MANY = re.compile(r"\b(?:các|một số|những)\s+phụ\s+lục", re.IGNORECASE)
_PARALLEL = re.compile(r"\s*[,;]\s*(?:(?!trừ\b|nhưng\b|nếu\b|thì\b)[^,;.:()\n]){1,90}\b(?:tại|ở)\s+(?:các\s+)?$")
"""Between two provisions that one act at the end holds: "khoản 1, dịch vụ quy định tại khoản 2 Điều 28 Luật X"."""
_JOINED = re.compile(r"\s*(?:,|và|hoặc)\s+(?:các\s+)?$")
_DIVISIONS: Final = frozenset({"mau", "muc", "phan", "chuong", "tieu-muc"})
_HEADINGS: Final = _DIVISIONS | {"dieu", "phu-luc"}
_SELF_TYPES: Final = {
    "luat": ("luật", "bộ luật"), "phap_lenh": ("pháp lệnh",), "nghi_quyet": ("nghị quyết",), "nghi_dinh": ("nghị định",),
    "quyet_dinh": ("quyết định",), "thong_tu": ("thông tư",), "thong_tu_lien_tich": ("thông tư liên tịch", "thông tư"),
    "chi_thi": ("chỉ thị",),
}  # fmt: skip
_ACT_WORDS: Final = frozenset(word for words in _SELF_TYPES.values() for word in words)
_QUOTES: Final = " “”„‘’\"'"
_FRONT: Final[frozenset[NodeKind]] = frozenset({"title", "enacting"})
_FORMS: Final[frozenset[NodeKind]] = frozenset({"annex", "form"})
_HEAD_LIMIT: Final = 1200
_LAW_RANK: Final = 7
_WRAP_LIMIT: Final = 8
_WRAPPED = re.compile(r"[a-zà-ỹđ][a-zà-ỹđ]*[ ,;.\n]|\d+/")
"""How a line begins that goes on with the one before it."""
_CARRIES = re.compile(r"(?:,|\b(?:và|của|số|theo|bỏ|thế|sung|đổi|tại|các|hoặc|ngày|hành|năm))$")
"""How a line ends that goes on."""
_FULL_STOPS: Final = frozenset('.;:!?|”"')
_SPACES: Final = "\u00a0\u2007\u202f\u2009\t"

Fields = dict[str, Any]


def find_citations(document: Document, structure: Structure, *, lexicon: Lexicon | None = None) -> tuple[Citation, ...]:
    """The acts and provisions that a draft mentions, in the order of the text, with role and addresses.

    Another act has ``act`` with what is printed; a reference to the draft itself has ``internal`` and addresses in its own
    tree (an address that is not in ``structure.by_path`` points nowhere); inside quoted new text addresses are those of
    ``base_act``. A back reference ("Nghị định nêu trên") has the act it points to where that is clear, else ``act`` is null.
    Spans are disjoint, save that an amending law holds the laws named in its name. Linear in the length of the text.
    ``lexicon`` defaults to the packaged tables.

    >>> from review.contract.structure import Meta
    >>> text = "Căn cứ Luật Lưu trữ số 33/2024/QH15;"
    >>> found = find_citations(Document("x.txt", "txt", "", text), Structure((), Meta()))
    >>> [(c.quote, c.act.number) for c in found if c.act]
    [('Luật Lưu trữ số 33/2024/QH15', '33/2024/QH15')]
    """
    return _Finder(document, structure, lexicon or packaged()).find()


class _Finder:
    """One pass over the mentions of a draft, line by line.

    ``bases`` tells by address which act the commands below a node change, ``leads`` which act a list below it is about,
    ``heads`` the role a list head gives; ``commands`` the Điều that the last amending command named, with its address; ``marks``
    the line last looked at, how far, and its quotation marks up to there.
    """

    def __init__(self, document: Document, structure: Structure, lexicon: Lexicon) -> None:
        self.text = document.text
        self.plain = _plain(document.text)
        self.structure = structure
        self.lexicon = lexicon
        self.lines = document.lines
        self.places = Places(structure)
        self.own_number = normalise_number(structure.meta.number) if structure.meta.number else None
        self.own_words = _SELF_TYPES.get(structure.meta.doc_type, ())
        front = next((n for n in structure.nodes if n.kind == "title"), None)
        self.title = front.span if front else (0, 0)
        self.body_start = next((n.span[0] for n in structure.nodes if n.kind == "dieu"), len(self.text))
        self.bases: dict[str, str] = {}
        self.title_bases: list[str] = []
        self.leads: dict[str, Act] = {}
        self.heads: dict[str, Role | None] = {}
        self.amends: dict[str, bool] = {}
        self.command: tuple[str, str] | None = None
        self.full: dict[tuple[str, str], set[str]] = {}
        self.named: dict[str, set[str]] = {}
        self.recent: list[Act] = []
        self.marks: tuple[int, int, tuple[int, int, int]] = (-1, 0, (0, 0, 0))

    def find(self) -> tuple[Citation, ...]:
        """The citations of the draft."""
        found = list(mentions(self.plain, self.lexicon))
        for mention in found:
            self._note(mention)
        out: list[Citation] = []
        for start, group in groupby(found, key=self._paragraph):
            for fields in self._passage(start, list(group)):
                out.append(Citation(id=f"c{len(out) + 1}", **fields))
        return tuple(out)

    def _paragraph(self, mention: Mention) -> int:
        """Where the paragraph begins: the line, or an earlier one that is broken there; the whole title is one."""
        line = self.lines.line_of(mention.start)
        start = self.lines.starts[line]
        if start < self.title[1]:
            return max(self.title[0], 0) if start >= self.title[0] else start
        for _ in range(_WRAP_LIMIT):
            if not line:
                break
            before = self.lines.span(line - 1)
            if before[0] == before[1] or self.plain[before[1] - 1] in _FULL_STOPS:
                break
            if not _WRAPPED.match(self.plain, start) and not _CARRIES.search(self.plain, max(before[0], before[1] - 8), before[1]):
                break
            line, start = line - 1, before[0]
        return start

    def _note(self, mention: Mention) -> None:
        """Keep which number belongs to which name and to which short number."""
        act = mention.act
        if act is None or act.number is None or mention.kind != "act":
            return
        act.number = normalise_number(act.number)
        parts = act.number.split("/")
        for length in range(1, len(parts)):
            self.full.setdefault((act.word, "/".join(parts[:length])), set()).add(act.number)
        if act.name is not None and act.inner is None:
            self.named.setdefault(fold_phrase(act.name), set()).add(act.number)

    def _passage(self, start: int, group: list[Mention]) -> Iterator[Fields]:
        """The citations of one paragraph, which begins at ``start``."""
        end = self.lines.span(self.lines.line_of(group[-1].start))[1]
        words = self.plain[start:end].replace("\n", " ")
        nodes = [self.structure.at(m.start) for m in group]
        self.recent = []
        if not any(m.kind == "act" for m in group):
            for mention, node in zip(group, nodes, strict=True):
                fields = self._citation(mention, node, "refers", words, start, None)
                if fields is not None:
                    yield fields
            return
        opening = self.structure.at(start)
        self._short_names(group)
        free = [
            m
            for m, node in zip(group, nodes, strict=True)
            if m.kind == "act" and not self._own(m, node) and not self._quoted(m, node, words, start)
        ]
        roles: dict[int, Role] = {}
        if free:
            kind = opening.kind if opening else "text"
            if kind not in _FRONT and start < self.body_start and words.startswith("Căn cứ "):
                kind = "can_cu"
            found = line_roles(words, start, free, kind, self._list_role(opening))
            roles = {id(mention): role for mention, role in zip(free, found, strict=True)}
        for n, (mention, node) in enumerate(zip(group, nodes, strict=True)):
            follower = group[n + 1] if n + 1 < len(group) else None
            fields = self._citation(mention, node, roles.get(id(mention), "refers"), words, start, follower)
            if fields is not None:
                yield fields
        if free and opening is not None and not opening.quoted:
            self._keep(free, roles, opening, words, start)

    def _short_names(self, group: list[Mention]) -> None:
        """Give a short name that is defined in this line the number of the act before it."""
        for before, mention in pairwise(group):
            act, other = mention.act, before.act
            if act is None or other is None or act.number or not other.number or not (act.name or act.partial):
                continue
            if not _DEFINES.search(self.plain, max(before.end, act.start - 60), act.start):
                continue
            if act.partial:
                self.full[act.word, act.partial] = {other.number}
            elif act.name:
                self.named.setdefault(self._short_key(act), set()).add(other.number)

    def _quoted(self, mention: Mention, node: Node | None, words: str, start: int) -> bool:
        """Whether a mention stands in quoted text: a quoted node, or marks within its line."""
        if node is not None and node.quoted:
            return True
        line, at, marks = self.marks
        upto = mention.start - start
        if line != start or upto < at:
            at, marks = 0, (0, 0, 0)
        marks = marks[0] + words.count("“", at, upto), marks[1] + words.count("”", at, upto), marks[2] + words.count('"', at, upto)
        self.marks = start, upto, marks
        return marks[0] > marks[1] or marks[2] % 2 == 1

    def _up(self, node: Node | None) -> Iterator[Node]:
        return self.structure.ancestors(node) if node is not None else iter(())

    def _list_role(self, node: Node | None) -> Role | None:
        """The role that the nearest list head above a line gives."""
        for holder in self._up(node):
            if holder is node:
                continue
            if holder.quoted:
                return None
            if holder.path not in self.heads:
                self.heads[holder.path] = list_role(self._own_words(holder))
            role = self.heads[holder.path]
            if role is not None:
                return role
        return None

    def _own_words(self, node: Node) -> str:
        """The words of a node before its first child; a paragraph that stands first among its children is counted in."""
        stop = node.span[1]
        for n, child in enumerate(self.structure.children.get(node.path, ())):
            if n or child.kind != "text":
                stop = child.span[0]
                break
        return self.plain[node.span[0] : min(stop, node.span[0] + _HEAD_LIMIT)]

    def _keep(self, free: list[Mention], roles: dict[int, Role], node: Node, words: str, start: int) -> None:
        """Remember what a line says for the lines below it: the act that commands change, the act that a list is about."""
        holder = node.parent if node.kind == "text" and node.parent else node.path
        for mention in free:
            act = mention.act
            if act is None or roles[id(mention)] != "amends":
                continue
            name = act.number or act.name
            if name is not None and node.kind in _FRONT:
                self.title_bases.append(name)
            elif name is not None:
                self.bases.setdefault(holder, name)
        last = free[-1].act
        if last is not None and words.rstrip().endswith(":") and last.partial is None:
            gap = self.plain[free[-2].end : free[-1].start] if len(free) > 1 else ";"
            if not _JOINED.match(gap):
                self.leads[holder] = last

    def _base(self, node: Node | None) -> str | None:
        """The act to which quoted text at a node belongs."""
        for holder in self._up(node):
            if not holder.quoted and holder.path in self.bases:
                return self.bases[holder.path]
        return self.title_bases[0] if len(set(self.title_bases)) == 1 else None

    def _amending(self, node: Node | None) -> bool:
        """Whether a line outside quoted text belongs to amending commands."""
        for holder in self._up(node):
            if holder.path in self.bases:
                return True
            if holder.path not in self.amends:
                self.amends[holder.path] = COMMAND.match(body(self._own_words(holder)[:200])) is not None
            if self.amends[holder.path]:
                return True
        return False

    def _citation(self, mention: Mention, node: Node | None, role: Role, words: str, start: int, follower: Mention | None) -> Fields | None:
        if mention.kind == "act":
            return self._act(mention, node, role)
        if mention.kind == "bare":
            return self._bare(mention, node, words, start, follower)
        quoted = node is not None and node.quoted
        if mention.kind == "alias" and mention.act is not None:
            return self._pointing(mention, node, mention.act)
        strange = bool(self.own_words) and mention.word in _ACT_WORDS and mention.word not in self.own_words and not quoted
        if mention.kind == "back" or strange:
            pointed = next((act for act in reversed(self.recent) if act.word == mention.word), None)
            if pointed is not None:
                return self._pointing(mention, node, pointed)
            if mention.kind == "back":
                return self._fields(mention, node, provisions=addresses(mention.chain))
            if any(holder.kind in _FORMS for holder in self._up(node)):
                return None
        return self._internal(mention, node)

    def _pointing(self, mention: Mention, node: Node | None, act: Act) -> Fields:
        """A back reference or alias: it has the act it points to, and where that stands."""
        return self._fields(mention, node, act=_cited(act), act_span=(act.start, act.end), provisions=addresses(mention.chain))

    def _internal(self, mention: Mention, node: Node | None) -> Fields:
        quoted = node is not None and node.quoted
        body_named: Body = "" if mention.word is None else "act" if mention.word in _ACT_WORDS else "attached"
        command = None
        if quoted and node is not None and self.command is not None:
            outer = node.path.partition("~")[0].rstrip("/")
            command = self.command[0] if outer == self.command[1] or outer.startswith(f"{self.command[1]}/") else None
        return self._fields(
            mention, node, internal=True, base_act=self._base(node) if quoted else None,
            provisions=self.places.resolve(mention, node, body=body_named, command=command),
        )  # fmt: skip

    def _bare(self, mention: Mention, node: Node | None, words: str, start: int, follower: Mention | None) -> Fields | None:
        """A provision without an act: a heading, a command, an item of a list about another act, or a reference inside."""
        at = mention.start - start
        units = {item.unit for item in mention.chain}
        opens = at <= label_end(words)
        quoted = node is not None and node.quoted
        if opens and not words[:at].strip(_QUOTES) and mention.chain[0].unit in _HEADINGS:
            return None
        if opens and not quoted:
            if node is not None and _PASSIVE.match(words, mention.end - start):
                self._command_of(mention, node)
            return self._listed(mention, node, words, start)
        head = self.recent[-1] if self.recent and not quoted else None
        if head is not None and _HEAD_OF_LIST.search(self.plain, max(head.end, mention.start - _HEAD_LIMIT), mention.start):
            return self._fields(mention, node, act=_cited(head), act_span=(head.start, head.end), provisions=addresses(mention.chain))
        if not quoted and self._amending(node):
            if node is not None:
                self._command_of(mention, node)
            return None
        if units <= _DIVISIONS or _HOST.match(self.plain, mention.end):
            return None
        if "dieu" not in units and not _CUE.search(words[:at]):
            return None
        if units <= {"phu-luc"} and not any(item.values for item in mention.chain):
            return None
        act = follower.act if follower is not None and follower.kind == "act" and follower.chain else None
        if act is not None and follower is not None and not quoted and _PARALLEL.fullmatch(self.plain, mention.end, follower.start):
            return self._held_with(mention, node, act, follower)
        inside = self._internal(mention, node)
        if quoted or all(path in self.places.paths for path in inside["provisions"]):
            return inside
        if act is None or follower is None or _CLAUSE_END.search(self.plain, mention.end, follower.start):
            return inside
        return self._held_with(mention, node, act, follower)

    def _command_of(self, mention: Mention, node: Node) -> None:
        """Keep the article that an amending command names, to which references in its new text are relative."""
        articles = [path for path in addresses(mention.chain) if path.startswith("dieu-")]
        if articles:
            self.command = (articles[0].partition("/")[0], node.path)

    def _held_with(self, mention: Mention, node: Node | None, act: Act, follower: Mention) -> Fields:
        """A provision of the act that the next one names; without an article it stands in the article of that one."""
        article = next((path.partition("/")[0] for path in addresses(follower.chain) if path.startswith("dieu-")), None)
        own = [
            f"{article}/{path}" if article is not None and path.startswith(("khoan-", "diem-")) else path
            for path in addresses(mention.chain)
        ]
        return self._fields(mention, node, act=_cited(act), act_span=(act.start, act.end), provisions=tuple(own))

    def _listed(self, mention: Mention, node: Node | None, words: str, start: int) -> Fields | None:
        """An item that begins with a provision, below a head that names the act ("… của Luật X, gồm: a) Khoản 2 Điều 5;")."""
        if _PASSIVE.match(words[mention.end - start :]) or not any(item.unit == "dieu" for item in mention.chain):
            return None
        act = next((self.leads[n.path] for n in self._up(node) if n is not node and n.path in self.leads), None)
        if act is None:
            return None
        role = self._list_role(node)
        return self._fields(
            mention, node, role=role if role == "abolishes" else "refers", act=_cited(act), act_span=(act.start, act.end),
            provisions=addresses(mention.chain),
        )  # fmt: skip

    def _own(self, mention: Mention, node: Node | None) -> bool:
        """Whether a number is the draft's own: the one of its title block, or what stands where a title block has it."""
        act = mention.act
        if act is None:
            return False
        if act.number is None:
            enacted = node is not None and node.kind == "enacting" and act.rank >= _LAW_RANK and not mention.chain
            return enacted and self.plain.endswith("ban hành ", 0, act.start)
        if act.number == self.own_number:
            return True
        if not act.word:
            return _OWN_NUMBER.search(self.plain, max(0, act.start - 12), act.start) is not None
        front = node is not None and node.kind == "title" and not mention.chain and act.start < self.body_start
        return front and act.rank >= _LAW_RANK and ":" in self.text[act.start : act.end]

    def _act(self, mention: Mention, node: Node | None, role: Role) -> Fields | None:
        act = mention.act
        assert act is not None
        if act.partial is not None:
            known = self.full.get((act.word, act.partial), set())
            if len(known) != 1:
                return None
            act.number = next(iter(known))
        if self._own(mention, node) and (act.number is None or act.number != self.own_number or not act.word):
            return None
        if act.number is not None and act.number == self.own_number:
            return self._fields(mention, node, internal=True, provisions=addresses(mention.chain))
        if node is not None and node.kind in _FRONT and act.inner is not None:
            return None
        self.recent.append(act)
        antecedent = None
        if act.number is None and act.name is not None:
            antecedent = self._antecedent(act)
        return self._fields(
            mention, node, role=role, act=_cited(act), provisions=self._named_places(mention), act_span=(act.start, act.end),
            antecedent=antecedent, look_alike=self._doubtful(act),
        )  # fmt: skip

    def _named_places(self, mention: Mention) -> tuple[str, ...]:
        """The addresses of a chain; "các phụ lục" names none."""
        paths = addresses(mention.chain)
        many = paths == ("phu-luc",) and _MANY.search(self.plain, max(0, mention.start - 12), mention.start + 16)
        return () if many else paths

    def _short_key(self, act: Act) -> str:
        """The folded name of an act with the year that is part of it ("Luật Giá 2023")."""
        return fold_phrase(f"{act.name} {act.year}" if act.year else str(act.name))

    def _antecedent(self, act: Act) -> str | None:
        """The number that the draft gives elsewhere to an act named without one; of several, that of the printed year."""
        known = self.named.get(self._short_key(act), set()) if act.year else set()
        known = known or self.named.get(fold_phrase(str(act.name)), set())
        if len(known) > 1 and act.year:
            known = {number for number in known if f"/{act.year}/" in number}
        return next(iter(known)) if len(known) == 1 else None

    def _doubtful(self, act: Act) -> bool:
        """Whether a number holds a look-alike letter or a sign as a scan misreads it."""
        printed = self.text[act.start : act.end]
        return any(pattern.search(printed) for pattern in (_LOOK_ALIKE, MISREAD)) or bool(act.number and MISREAD_NUMBER.match(act.number))

    def _fields(self, mention: Mention, node: Node | None, **more: Any) -> Fields:
        return {
            "span": (mention.start, mention.end), "quote": self.text[mention.start : mention.end], "path": node.path if node else "",
            **more,
        }  # fmt: skip


def _plain(text: str) -> str:
    """The text as the patterns read it, letter for letter: look-alike letters folded, spaces of all kinds made ordinary ones."""
    if _LOOK_ALIKE.search(text):
        text = fold_look_alikes(text)
    for space in _SPACES:
        text = text.replace(space, " ")
    return text


def _cited(act: Act) -> CitedAct:
    return CitedAct(number=act.number, name=act.name, doc_type=act.doc_type, issuer=act.issuer, date=act.date, title=act.title)
