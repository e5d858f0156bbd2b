"""The public verb of the stage: from the outline to procedures, passages left aside, and obligations."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from review.contract.base import PartKind
from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.procedures import Clause, NotProcedure, Obligation, Part, Procedure
from review.contract.structure import Structure
from review.procedures.abolished import Ended, find_ended
from review.procedures.aside import not_procedures
from review.procedures.assemble import Aside, Assembler, Assembly
from review.procedures.blocks import find_blocks
from review.procedures.fold import forget
from review.procedures.grouping import Group, Reader
from review.procedures.judge import Reason, judge
from review.procedures.likelihood import ProcedureModel
from review.procedures.lines import Line, read_lines
from review.procedures.naming import Namer
from review.procedures.obligations import find_obligations
from review.procedures.parts import ALWAYS, read_parts
from review.procedures.signs import signs

_OTHER_ACT: Final = re.compile(r"(?i)\b(?:tại|theo)\b[^.;]{0,80}\b(?:nghị\s+định|thông\s+tư|luật|quyết\s+định|nghị\s+quyết)\s+(?:số\s+)?\d")
_SET_ELSEWHERE: Final = re.compile(
    r"(?i)(?:thành\s+phần\s+)?(?:hồ\s+sơ|trình\s+tự|thủ\s+tục|việc)\b[^.;]{0,200}\b(?:thực\s+hiện\s+)?theo\s+(?:quy\s+định\s+)?(?:tại\s+)?"
    r"(?:(?:điều|khoản|điểm)\s[^.;]{0,60})?(?:nghị\s+định|thông\s+tư|luật|nghị\s+quyết)\s+(?:số\s+)?\d"
)
_LISTED: Final = 0.85
_TYPES: Final = frozenset(("THÔNG TƯ", "NGHỊ ĐỊNH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "LUẬT", "THÔNG TƯ LIÊN TỊCH", "PHÁP LỆNH", "CHỈ THỊ"))


@dataclass(frozen=True)
class Found:
    """What the stage found. Registry verdicts of procedures and obligations are not filled yet."""

    procedures: tuple[Procedure, ...] = ()
    not_procedures: tuple[NotProcedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True)
class Weighed:
    """A group with its name and parts, and why the rules hold it for no procedure (None where they hold it for one)."""

    group: Group
    name: str
    parts: tuple[Part, ...]
    reason: Reason | None


@dataclass(frozen=True)
class Weighing:
    """All that was made of a draft before anything is claimed."""

    reader: Reader
    made: Assembly
    ended: list[Ended]
    title: str
    groups: list[Weighed]


def weigh(document: Document, structure: Structure, amendments: tuple[Amendment, ...]) -> Weighing:
    """The groups of a draft with what the rules say of each, in text order."""
    lines = read_lines(document, structure)
    blocks = find_blocks(lines, structure, amendments)
    reader = Reader(document.text, lines)
    title = _title(lines, structure)
    made = Assembler(reader, blocks, title).run()
    ended = find_ended(document.text, lines)
    gone = {n for e in ended for n in e.lines}
    groups = [g for g in made.groups if not gone.issuperset(g.home or g.shared)]
    groups.sort(key=lambda g: (_anchor(g), g.topic.name))
    weighed = []
    for group, name in zip(groups, Namer(reader.short_names, title).name_all(groups), strict=True):
        parts = read_parts(reader, group, blocks)
        weighed.append(Weighed(group, name, parts, judge(reader, group, parts, title)))
    return Weighing(reader, made, ended, title, weighed)


def find_procedures(
    document: Document,
    structure: Structure,
    clauses: tuple[Clause, ...],
    citations: tuple[Citation, ...],
    amendments: tuple[Amendment, ...],
    model: ProcedureModel | None = None,
) -> Found:
    r"""The procedures, the passages that only look like one, and the obligations of a draft. Linear in the text.

    Works without clauses, citations and amendments; with amendments the addresses in the amended act are theirs. With a model,
    what the rules take for a procedure and the model does not is left aside as doubtful, and confidences are calibrated.

    >>> from review.structure import outline
    >>> text = "Điều 3. Thủ tục cấp Thẻ thư viện\n1. Hồ sơ gồm: đơn đề nghị.\n2. Bạn đọc là cá nhân nộp hồ sơ tại Sở Nội vụ."
    >>> document = Document("x.txt", "txt", "", text)
    >>> [p.name for p in find_procedures(document, outline(document), (), (), ()).procedures]
    ['Cấp Thẻ thư viện']
    """
    found = weigh(document, structure, amendments)
    reader, lines = found.reader, found.reader.lines
    asides = list(found.made.asides)
    drafts: list[tuple[int, Procedure]] = []
    scores = _scores(found, structure, model)
    for weighed in found.groups:
        anchor = _anchor(weighed.group)
        score = scores.get(id(weighed))
        confidence = model.confidence(score) if model is not None and score is not None else None
        if weighed.reason is not None:
            asides.append(Aside(anchor, weighed.reason, weighed.name))
        elif model is not None and score is not None and score < model.threshold:
            asides.append(Aside(anchor, "doubtful", weighed.name, f"{confidence:.2f}".replace(".", ",")))
        else:
            drafts.append((anchor, claimed(reader, weighed, confidence)))
    drafts += [(e.lines[0], _ending(lines, e)) for e in found.ended]
    drafts.sort(key=lambda d: d[0])
    procedures = tuple(p.model_copy(update={"id": f"P{i}"}) for i, (_, p) in enumerate(drafts, 1))
    index = document.lines
    taken = {index.line_of(span[0]) for p in procedures for span in p.spans}
    del citations
    forget()
    return Found(procedures, not_procedures(asides, lines, taken), find_obligations(document.text, clauses, procedures))


def _scores(found: Weighing, structure: Structure, model: ProcedureModel | None) -> dict[int, float]:
    """The score of each group that the rules claim, by its identity; empty without a model."""
    if model is None:
        return {}
    judged = [w for w in found.groups if w.reason is None]
    seen = [signs(found.reader, w.group, w.parts, found.title, structure.meta) for w in judged]
    return dict(zip(map(id, judged), model.scores(seen), strict=True))


def claimed(reader: Reader, weighed: Weighed, confidence: float | None = None) -> Procedure:
    """A group as a procedure of the report, its number left open."""
    return _procedure(reader, weighed.group, weighed.name, weighed.parts, confidence)


def _anchor(group: Group) -> int:
    return group.anchor if group.anchor is not None else group.lines[0]


def _procedure(reader: Reader, group: Group, name: str, parts: tuple[Part, ...], confidence: float | None = None) -> Procedure:
    lines = reader.lines
    captions = reader.by_path.get(group.container, []) if group.told_by_caption else []
    caption = [line.n for line in captions if line.zone == "body"]
    numbers = sorted({*group.lines, _anchor(group), *caption[:3]})
    have = {part.part for part in parts}
    base = next((b.base for b in group.blocks if b.act is not None and b.base), None)
    return Procedure(
        id="P0", name=name, given_name=group.printed, action=_action(reader, group, parts),
        anchor=lines[_anchor(group)].span, spans=tuple(lines[n].span for n in numbers),
        paths=tuple(dict.fromkeys(lines[n].path for n in numbers if lines[n].path)), base_path=base,
        parts=parts, missing=tuple(kind for kind in ALWAYS if kind not in have),
        confidence=_confidence(group, have) if confidence is None else confidence,
    )  # fmt: skip


def _action(reader: Reader, group: Group, parts: tuple[Part, ...]) -> Literal["create", "amend"]:
    if group.only_competence:
        return "amend"
    listed = any(p.part == "dossier" and p.confidence >= _LISTED and p.via is None for p in parts)
    if not listed and group.act is None and any(_SET_ELSEWHERE.match(reader.lines[n].words) for n in group.home):
        return "amend"
    if group.act is not None and not all(b.inserted for b in group.blocks if b.act is not None):
        return "amend"
    if all(b.annex for b in group.blocks) and group.anchor is not None:
        opening = (reader.lines[n].words for b in group.blocks for n in b.lines[:3])
        if any(_OTHER_ACT.search(w) for w in opening):
            return "amend"
    return "create"


def _confidence(group: Group, have: set[PartKind]) -> float:
    """How sure it is: the weight of the evidence it was found by, and how many of the always present parts were read."""
    base = 0.45 + 0.1 * min(group.weight, 3.0)
    return round(min(0.98, base + 0.03 * len(have & set(ALWAYS))), 2)


def _ending(lines: list[Line], ended: Ended) -> Procedure:
    return Procedure(
        id="P0", name=ended.name, given_name=ended.name, action="abolish", anchor=lines[ended.lines[0]].span,
        spans=tuple(lines[n].span for n in ended.lines),
        paths=tuple(dict.fromkeys(lines[n].path for n in ended.lines if lines[n].path)), base_path=ended.base_path, confidence=0.9,
    )  # fmt: skip


def _title(lines: list[Line], structure: Structure) -> str:
    if structure.meta.title:
        return structure.meta.title
    rows = [line.text.strip() for line in lines if line.node is not None and line.node.kind == "title"]
    at = next((i for i, row in enumerate(rows) if row.upper() in _TYPES), -1)
    return " ".join(rows[at + 1 :]) if at >= 0 else ""
