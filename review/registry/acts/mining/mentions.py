"""Acts known from mentions in other acts, and the acts that an act details."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from review.citations import find_citations
from review.contract.base import DocType
from review.contract.citations import Citation
from review.contract.document import Document
from review.contract.numbers import normalise_number
from review.registry.acts.mining.endings import named_target
from review.registry.acts.mining.reading import ReadAct
from review.registry.acts.mining.source import Issuers, clean_title
from review.registry.acts.model import ActRecord, Relation
from review.registry.acts.names import LAW_TYPES, name_key, number_key
from review.structure import outline

_DETAILS = re.compile(
    r"(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn(?:\s+(?:thi\s+hành|thực\s+hiện))?|chi\s+tiết\s+thi\s+hành|biện\s+pháp\s+thi\s+hành)\b[^.;]*$",
    re.I,
)
_AMENDS = re.compile(r"(?:sửa\s+đổi|bổ\s+sung|bãi\s+bỏ)", re.I)
_SCOPE = re.compile(
    r"(?:Nghị\s+quyết|Nghị\s+định|Quyết\s+định|Thông\s+tư(?:\s+liên\s+tịch)?)\s+này\s+(?:quy\s+định\s+chi\s+tiết|hướng\s+dẫn\s+thi\s+hành)[^.;]*$",
    re.I,
)
_NORMATIVE = re.compile(r"/(?:NĐ-CP|NQ-CP|QĐ-TTg|TT-|TTLT|UBTVQH|QH\d)|-UBTVQH|/(?:19|20)\d\d/(?:QĐ|NQ|CT)-|/(?:CP|TTg)$")
_TITLE_BREAK = re.compile(r"\s*(?:\((?:được|sau đây|đã)|,?\s*(?:đã\s+)?được\s+(?:sửa|bổ)|\s+hết\s+hiệu\s+lực).*$", re.S)


@dataclass
class Mentions:
    """What the texts print about each number, counted once an act."""

    issuers: Issuers
    dates: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    titles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    spelled: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    types: dict[str, Counter[DocType]] = field(default_factory=lambda: defaultdict(Counter))
    printed: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    citing: Counter[str] = field(default_factory=Counter)

    def add(self, citations: Iterable[Citation]) -> None:
        """Count the mentions of one act."""
        seen: set[tuple[str, str, str | None]] = set()
        for citation in citations:
            act = citation.act
            if act is None or act.number is None:
                continue
            number = normalise_number(act.number)
            key = number_key(number)
            if ("n", key, None) not in seen:
                seen.add(("n", key, None))
                self.citing[key] += 1
                self.spelled[key][number] += 1
            self._count(seen, "d", key, act.date if act.date and len(act.date) == 10 else None, self.dates)
            self._count(seen, "i", key, act.issuer, self.printed)
            title = act.name if act.doc_type in LAW_TYPES else act.title
            self._count(seen, "t", key, _TITLE_BREAK.sub("", title) if title else None, self.titles)
            if act.doc_type is not None and ("y", key, act.doc_type) not in seen:
                seen.add(("y", key, act.doc_type))
                self.types[key][act.doc_type] += 1

    @staticmethod
    def _count(seen: set[tuple[str, str, str | None]], kind: str, key: str, value: str | None, into: dict[str, Counter[str]]) -> None:
        if value and (kind, key, value) not in seen:
            seen.add((kind, key, value))
            into[key][value] += 1

    def date(self, number: str) -> str | None:
        """The day of issue that most acts print, where it agrees with the year in the number."""
        year = re.search(r"/((?:19|20)\d\d)/", number)
        for day, _ in self.dates.get(number_key(number), Counter()).most_common():
            if year is None or day.startswith(year[1]):
                return day
        return None

    def title(self, number: str, doc_type: DocType, *, least: int = 2) -> str | None:
        """The title that most acts print, where at least ``least`` acts print it alike."""
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for title, count in self.titles.get(number_key(number), Counter()).items():
            groups[name_key(title)][title] += count
        best = max(groups.values(), key=lambda group: (group.total(), max(group)), default=None)
        if best is None or best.total() < least:
            return None
        return clean_title(best.most_common(1)[0][0], doc_type)

    def records(self, wanted: Iterable[str], *, least: int = 2) -> Iterator[ActRecord]:
        """Records of normative acts that at least ``least`` acts cite, and of the numbers in ``wanted``."""
        asked = {number_key(number) for number in wanted}
        for key in sorted(set(self.citing) | asked):
            if (key not in asked and self.citing[key] < least) or key not in self.spelled:
                continue
            number = min(self.spelled[key].items(), key=lambda item: (-item[1], item[0]))[0]
            if not _NORMATIVE.search(number):
                continue
            if number.endswith(("-UBND", "-HĐND")):
                continue
            doc_type = min(self.types[key].items(), key=lambda item: (-item[1], item[0]))[0] if self.types[key] else "other"
            yield ActRecord(
                number=number,
                doc_type=doc_type,
                issuer=self.issuers.of(number),
                title=self.title(number, doc_type),
                issued=self.date(number),
                origins=("cited",),
            )


def mine_parents(read: ReadAct) -> Iterator[Relation]:
    """The acts that an act details, by its article on scope.

    A law without printed number is the one of that name among the legal grounds, else it is looked up later (``named_target``).
    """
    grounds = {
        name_key(c.act.name): normalise_number(c.act.number)
        for c in read.citations
        if c.act is not None and c.role == "basis" and c.act.name and c.act.number
    }
    seen: set[str] = set()
    for citation, path, words in _in_scope(read):
        assert citation.act is not None
        target = named_target(citation, before=read.act.issued)
        if citation.act.number is None and citation.act.name:
            target = grounds.get(name_key(citation.act.name), target)
        if target is None or target in seen or target == read.act.number:
            continue
        seen.add(target)
        yield Relation(
            kind="details",
            act=read.act.number,
            act_issuer=read.act.issuer,
            path=path,
            target=target,
            target_issuer=citation.act.issuer,
            target_date=citation.act.date,
            provisions=tuple(p for p in citation.provisions if p.startswith("dieu")),
            words=words,
        )


def title_parents(record: ActRecord) -> Iterator[Relation]:
    """The acts that an act details, by its title ("Quy định chi tiết một số điều của Luật Chợ")."""
    title = record.title or ""
    if _AMENDS.match(title) or record.doc_type in LAW_TYPES or not _DETAILS.search(title):
        return
    document = Document("title.txt", "txt", "", title)
    for citation in find_citations(document, outline(document)):
        match = _DETAILS.search(title[: citation.span[0]])
        target = named_target(citation, before=record.issued)
        if target is None or match is None or re.search("sửa đổi|bổ sung", title[match.start() : citation.span[0]]):
            continue
        yield Relation(
            kind="details",
            act=record.number,
            act_issuer=record.issuer,
            path="tieu-de",
            target=target,
            target_issuer=citation.act.issuer if citation.act else None,
            target_date=citation.act.date if citation.act else None,
            provisions=tuple(p for p in citation.provisions if p.startswith("dieu")),
            words=" ".join(match[0].split()[:4]),
        )


def _in_scope(read: ReadAct) -> Iterator[tuple[Citation, str, str]]:
    for citation in read.body:
        if citation.path.startswith("dieu-1") and citation.path.split("/")[0] == "dieu-1":
            line, start = read.line(citation)
            if match := _SCOPE.search(line[: citation.span[0] - start]):
                yield citation, citation.path, " ".join(match[0].split()[:6])
