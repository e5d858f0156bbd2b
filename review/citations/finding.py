"""From mentions to citations: numbers, roles, addresses."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from review.citations.acts import Act
from review.citations.lexicon import Lexicon, fold_phrase, packaged
from review.citations.mentions import Mention, mentions
from review.citations.places import Places
from review.citations.provisions import addresses
from review.citations.roles import line_roles, list_role
from review.contract.base import Role
from review.contract.citations import Citation, CitedAct
from review.contract.document import Document
from review.contract.numbers import LOOK_ALIKES, fold_look_alikes, normalise_number
from review.contract.structure import Node, Structure

_LOOK_ALIKE = re.compile(f"[{''.join(sorted(LOOK_ALIKES))}]")
_COMMAND = re.compile(
    r"(?i)[\s“\"]*(?:(?:điều\s+\d+[a-zđ]?\s*[.:]|\d+[a-zđ]?(?:\.\d+)*[.)]|[a-zđ]{1,2}\d?\)|[-–+•])\s*)*"
    r"(?:sửa đổi|bổ sung|thay thế|thay cụm|thay từ|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ|đính chính|chuyển|đổi|tách|gộp)\b"
)
_FOREIGN_HOST = re.compile(
    r"(?:\s+của)?\s+(?:Công ước|Hiệp định|Nghị định|Điều lệ|Hợp đồng|Quy chế|Hiến chương|Th(?:ỏa|oả) thuận|Bộ [Qq]uy tắc|Luật|Bộ luật|Thông tư"
    r"|Đạo luật|Quyết định|Nghị quyết|Pháp lệnh|luật|pháp lệnh|nghị định|thông tư|Quy định|Phần|Hiệp ước|Chỉ thị)\b"
)
_CUE = re.compile(r"(?:tại|theo|của|ở|và|hoặc|các|quy định|với|điểm|khoản|từ|trừ)\s+$")
_OWN_NUMBER = re.compile(r"(?:Số|SỐ)\s*:\s*$|(?:^|\n|\|\s?)\s*Số\s*$")
_TOP_ONLY: Final = frozenset({"mau", "muc", "phan", "chuong", "tieu-muc"})
_HEADINGS: Final = frozenset({"dieu", "chuong", "muc", "phan", "phu-luc", "mau", "tieu-muc"})
_SELF_TYPES: Final = {
    "luat": ("luật", "bộ luật"), "phap_lenh": ("pháp lệnh",), "nghi_quyet": ("nghị quyết",), "nghi_dinh": ("nghị định",),
    "quyet_dinh": ("quyết định",), "thong_tu": ("thông tư",), "thong_tu_lien_tich": ("thông tư liên tịch", "thông tư"),
    "chi_thi": ("chỉ thị",),
}  # fmt: skip
_ACT_WORDS: Final = frozenset(word for words in _SELF_TYPES.values() for word in words)


def find_citations(document: Document, structure: Structure, *, lexicon: Lexicon | None = None) -> tuple[Citation, ...]:
    """The acts and provisions that a draft mentions, in the order of the text, with role and addresses.

    Another act has ``act`` with what is printed; a reference to the draft itself has ``internal`` and addresses in its own
    tree (an address that is not in ``structure.by_path`` points nowhere); inside quoted new text addresses are those of
    ``base_act``. A back reference ("Nghị định nêu trên") has the act it points to where that is clear, else ``act`` is null.
    Linear in the length of the text. ``lexicon`` defaults to the packaged tables.

    >>> from review.contract.structure import Meta
    >>> text = "Căn cứ Luật Lưu trữ số 33/2024/QH15;"
    >>> found = find_citations(Document("x.txt", "txt", "", text), Structure((), Meta()))
    >>> [(c.quote, c.act.number) for c in found if c.act]
    [('Luật Lưu trữ số 33/2024/QH15', '33/2024/QH15')]
    """
    return _Finder(document, structure, lexicon or packaged()).find()


class _Finder:
    def __init__(self, document: Document, structure: Structure, lexicon: Lexicon) -> None:
        self.text = document.text
        self.structure = structure
        self.lexicon = lexicon
        self.lines = document.lines
        self.places = Places(structure)
        self.own_number = normalise_number(structure.meta.number) if structure.meta.number else None
        self.own_words = _SELF_TYPES.get(structure.meta.doc_type, ())
        self.bases: dict[str, str] = {}
        self.heads: dict[str, Role | None] = {}
        self.command: str | None = None
        self.command_line = ""
        self.title_base: list[str] = []
        self.recent: list[tuple[Act, str | None]] = []
        self.full: dict[tuple[str, str], set[str]] = {}
        self.named: dict[str, set[str]] = {}

    def find(self) -> tuple[Citation, ...]:
        shadow = fold_look_alikes(self.text) if _LOOK_ALIKE.search(self.text) else self.text
        found = list(mentions(shadow, self.lexicon))
        for mention in found:
            self._note(mention)
        out: list[Citation] = []
        for line, group in groupby(found, key=lambda m: self.lines.line_of(m.start)):
            for fields in self._line(line, list(group)):
                out.append(Citation(id=f"c{len(out) + 1}", **fields))  # type: ignore[arg-type]
        return tuple(out)

    def _note(self, mention: Mention) -> None:
        """Keep which number belongs to which name and to which short number."""
        act = mention.act
        if act is None or act.number is None:
            return
        number = normalise_number(act.number)
        parts = number.split("/")
        self.full.setdefault((act.word, parts[0]), set()).add(number)
        if len(parts) > 2:
            self.full.setdefault((act.word, "/".join(parts[:2])), set()).add(number)
        if act.name is not None and act.inner is None:
            self.named.setdefault(fold_phrase(act.name), set()).add(number)

    def _line(self, line: int, group: list[Mention]) -> Iterator[dict[str, object]]:
        start, end = self.lines.span(line)
        words = self.text[start:end]
        opening = self.structure.at(start)
        nodes = [self.structure.at(m.start) for m in group]
        acts = [m for m in group if m.kind == "act"]
        is_command = bool(_COMMAND.match(words))
        self.recent.clear()
        free = [m for m, node in zip(group, nodes, strict=True) if m.kind == "act" and not self._in_quote(m, node, words, start)]
        roles: dict[int, Role] = {}
        if free:
            kind = opening.kind if opening else "text"
            if kind not in ("can_cu", "title", "enacting") and words.startswith("Căn cứ ") and (opening is None or not opening.quoted) and self._before_body(start):
                kind = "can_cu"
            inherited = self._inherited(opening, start)
            for mention, (role, _) in zip(free, line_roles(words, start, free, kind, inherited), strict=True):
                roles[id(mention)] = role
        for mention, node in zip(group, nodes, strict=True):
            fields = self._citation(mention, node, roles.get(id(mention), "refers"), words, start, is_command)
            if fields is not None:
                yield fields
        if acts and opening is not None and not opening.quoted:
            self._bases(free, roles, opening)

    def _before_body(self, offset: int) -> bool:
        first = next((n for n in self.structure.nodes if n.kind == "dieu"), None)
        return first is None or offset < first.span[0]

    def _in_quote(self, mention: Mention, node: Node | None, words: str, start: int) -> bool:
        if node is not None and node.quoted:
            return True
        before = words[: mention.start - start]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _inherited(self, node: Node | None, start: int) -> Role | None:
        """The role that a list head above the line gives."""
        while node is not None and node.parent is not None:
            parent = self.structure.by_path.get(node.parent)
            if parent is None or parent.quoted:
                return None
            if parent.path not in self.heads:
                first = self.structure.children.get(parent.path)
                stop = first[0].span[0] if first else parent.span[1]
                self.heads[parent.path] = list_role(self.text[parent.span[0] : min(stop, parent.span[0] + 1200)])
            role = self.heads[parent.path]
            if role is not None:
                return role
            node = parent
        return None

    def _bases(self, free: list[Mention], roles: dict[int, Role], node: Node) -> None:
        """Remember which act the commands below a heading change."""
        for mention in free:
            if roles.get(id(mention)) == "amends" and mention.act is not None:
                name = self._number(mention.act) or mention.act.name
                if name is None:
                    continue
                if node.kind in ("title", "enacting"):
                    if name not in self.title_base:
                        self.title_base.append(name)
                else:
                    self.bases.setdefault(node.path, name)

    def _number(self, act: Act) -> str | None:
        if act.number is not None:
            return normalise_number(act.number)
        if act.partial is not None:
            known = self.full.get((act.word, act.partial), set())
            return next(iter(known)) if len(known) == 1 else None
        return None

    def _base(self, node: Node | None) -> str | None:
        """The act that quoted text at a node belongs to."""
        current = node
        while current is not None:
            if not current.quoted and current.path in self.bases:
                return self.bases[current.path]
            current = self.structure.by_path.get(current.parent) if current.parent else None
        return self.title_base[0] if len(self.title_base) == 1 else None

    def _citation(
        self, mention: Mention, node: Node | None, role: Role, words: str, start: int, is_command: bool
    ) -> dict[str, object] | None:
        if mention.kind == "act":
            return self._act(mention, node, role)
        if mention.kind == "bare":
            return self._bare(mention, node, words, start, is_command)
        if mention.kind == "back" or (
            mention.word in _ACT_WORDS and self.own_words and mention.word not in self.own_words and not (node and node.quoted)
        ):
            pointed = next(((act, number) for act, number in reversed(self.recent) if act.word == mention.word), None)
            if pointed is not None:
                act, number = pointed
                return self._fields(
                    mention, node, "refers", act=_cited(act, number), act_span=(act.start, act.end), provisions=addresses(mention.chain)
                )
            if mention.kind == "back":
                return self._fields(mention, node, "refers", provisions=addresses(mention.chain))
        return self._internal(mention, node, mention.word)

    def _internal(self, mention: Mention, node: Node | None, word: str | None) -> dict[str, object]:
        quoted = node is not None and node.quoted
        return self._fields(
            mention, node, "refers", internal=True, base_act=self._base(node) if quoted else None,
            provisions=self.places.resolve(mention, node, word, self._command_for(node) if quoted else None),
        )  # fmt: skip

    def _command_for(self, node: Node | None) -> str | None:
        outer = node.path.partition("~")[0].rstrip("/") if node else ""
        return self.command if self.command and (outer == self.command_line or outer.startswith(self.command_line + "/")) else None

    def _bare(self, mention: Mention, node: Node | None, words: str, start: int, is_command: bool) -> dict[str, object] | None:
        units = {item.unit for item in mention.chain}
        at = mention.start - start
        if not words[:at].strip(" “\"'\t\u00a0") and mention.chain[0].unit in _HEADINGS:
            return None
        quoted = node is not None and node.quoted
        amending = is_command or self._amending(node)
        if not quoted and amending:
            articles = [a for a in addresses(mention.chain) if a.startswith("dieu-")]
            if articles and node is not None:
                self.command, self.command_line = articles[0].partition("/")[0], node.path
            return None
        if units <= _TOP_ONLY or _FOREIGN_HOST.match(self.text, mention.end):
            return None
        if not units & {"dieu", "phu-luc"} and not _CUE.search(words[:at]):
            return None
        if units <= {"phu-luc"} and not any(item.values for item in mention.chain):
            return None
        return self._internal(mention, node, None)

    def _amending(self, node: Node | None) -> bool:
        current = node
        while current is not None:
            if current.path in self.bases:
                return True
            current = self.structure.by_path.get(current.parent) if current.parent else None
        return False

    def _act(self, mention: Mention, node: Node | None, role: Role) -> dict[str, object] | None:
        act = mention.act
        assert act is not None
        number = self._number(act)
        if act.partial is not None and number is None:
            return None
        if act.number is not None and not act.word and _OWN_NUMBER.search(self.text, max(0, act.start - 12), act.start):
            return None
        if number is not None and number == self.own_number:
            return self._fields(mention, node, "refers", internal=True, provisions=addresses(mention.chain))
        if node is not None and node.kind in ("title", "enacting") and act.inner is not None:
            return None
        self.recent.append((act, number))
        antecedent = None
        if number is None and act.name is not None:
            known = self.named.get(fold_phrase(act.name), set())
            antecedent = next(iter(known)) if len(known) == 1 else None
        return self._fields(
            mention, node, role, act=_cited(act, number), provisions=addresses(mention.chain), act_span=(act.start, act.end),
            antecedent=antecedent, look_alike=bool(_LOOK_ALIKE.search(self.text, act.start, act.end)),
        )  # fmt: skip

    def _fields(self, mention: Mention, node: Node | None, role: Role, **more: object) -> dict[str, object]:
        return {
            "span": (mention.start, mention.end), "quote": self.text[mention.start : mention.end], "path": node.path if node else "",
            "role": role, **more,
        }  # fmt: skip


def _cited(act: Act, number: str | None) -> CitedAct:
    return CitedAct(number=number, name=act.name, doc_type=act.doc_type, issuer=act.issuer, date=act.date, title=act.title)
