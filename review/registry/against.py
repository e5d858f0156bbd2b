"""Is it new? Against the act that the draft amends or replaces, and, for obligations, against record and base act together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from review.contract.citations import Amendment
from review.contract.document import Document
from review.contract.procedures import BaseMatch, BaseVerdict, Difference, Obligation, Procedure
from review.contract.structure import Structure
from review.registry.acts.names import fold_tones
from review.registry.procedures.differences import compare
from review.registry.procedures.facts import head
from review.registry.procedures.records import Entry, ProcedureRegistry, RecordParts, TimeLimit
from review.registry.procedures.scoring import likeness
from review.registry.procedures.text import family, fold, shingles, syllables
from review.registry.standing import Standing, stood

SAME_NAME = 0.6
"""Share of common words (F1) from which two names of one family mean one procedure in the draft and in its base act."""
SAME_MATTER = 0.8
"""Share of the words of a procedure's name that a provision must have to be about that procedure."""
SAME_CONDITION = 0.40
"""Likeness from which a condition is taken for one that the record has."""
SAME_LINE, CHANGED_LINE = 0.80, 0.45
"""Likeness of runs of three syllables from which a line is the same, or the same in other words."""

_FILLER = re.compile(r"\b(?:thủ tục|trình tự|hồ sơ|đề nghị|việc|của|cho|và|các|những|đối với|theo|tại|về)\b")


@dataclass(frozen=True)
class Base:
    """The act that a draft is compared with: its number where it is known, its text, tree, procedures, obligations and commands."""

    act: str | None
    document: Document
    structure: Structure
    procedures: tuple[Procedure, ...]
    obligations: tuple[Obligation, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @cached_property
    def standing(self) -> Standing:
        """Its lines as keys."""
        return Standing(self.document)

    @cached_property
    def lines(self) -> tuple[frozenset[int], ...]:
        """The hashed runs of each line of the body that is long enough to be told from others."""
        text, index = self.document.text, self.document.lines
        return tuple(s for i in range(len(index)) if len(s := shingles(text[slice(*index.span(i))])) >= 3)

    @cached_property
    def _index(self) -> dict[int, list[int]]:
        out: dict[int, list[int]] = {}
        for number, runs in enumerate(self.lines):
            for run in runs:
                out.setdefault(run, []).append(number)
        return out

    def nearest(self, runs: frozenset[int]) -> float:
        """The likeness of the line of this act that is most like ``runs``."""
        shared: dict[int, int] = {}
        for run in runs:
            for number in self._index.get(run, ()):
                shared[number] = shared.get(number, 0) + 1
        top = sorted(shared, key=lambda n: -shared[n])[:20]
        return max((likeness(runs, self.lines[n]) for n in top), default=0.0)


def name_likeness(a: str, b: str) -> float:
    """How much two names have in common (F1 of their words, 0 to 1); 0 where they name different kinds of action.

    >>> name_likeness("Cấp lại Giấy phép", "Cấp Giấy phép")
    0.0
    """
    (kind, x), (other, y) = _told(a), _told(b)
    return 2 * len(x & y) / (len(x) + len(y)) if kind == other and x and y else 0.0


@lru_cache(maxsize=4096)
def _told(name: str) -> tuple[str, frozenset[str]]:
    """The kind of action that a name tells and its words without filler."""
    return family(fold_tones(name)), frozenset(syllables(_FILLER.sub(" ", fold(name))))


def as_record(procedure: Procedure) -> RecordParts:
    """The parts of a procedure of the base act as the facts that a draft is compared with."""

    def entries(kind: Literal["dossier", "conditions"]) -> tuple[Entry, ...]:
        texts = [part.paper or part.quote for part in procedure.of(kind)]
        return tuple(Entry(head(text), shingles(text)) for text in texts)

    limits = [p for p in procedure.of("time_limit") if p.value is not None and p.unit is not None and p.by != "applicant"]
    whole = [p for p in limits if p.whole] or limits[:1]
    deciding = next((p.quote for p in procedure.of("agency") if p.role == "decides"), None)
    return RecordParts(
        decide=deciding,
        times=tuple(TimeLimit(None, float(p.value), p.unit, False) for p in whole if p.value is not None and p.unit is not None),
        fees=tuple((None, p.amount) for p in procedure.of("fee") if p.amount is not None),
        papers=entries("dossier"),
        conditions=entries("conditions"),
    )


def _find(procedure: Procedure, base: Base) -> tuple[Procedure, float] | None:
    """The procedure of the base act that a draft's procedure is: by its address there, else by its name."""
    if procedure.base_path:
        top = procedure.base_path.split("/")[0]
        homes = [p for p in base.procedures if _under(base.structure.path_at(p.anchor[0]), top)]
        there = homes or [p for p in base.procedures if any(_under(path, top) for path in p.paths)]
        if len(homes) == 1:
            return there[0], max(SAME_NAME, name_likeness(procedure.name, there[0].name))
        scored = [(p, name_likeness(procedure.name, p.name)) for p in there]
    else:
        scored = [(p, name_likeness(procedure.name, p.name)) for p in base.procedures]
    best = max(scored, key=lambda x: x[1], default=None)
    return best if best and best[1] >= SAME_NAME else None


def _under(path: str, top: str) -> bool:
    return path == top or path.startswith(top + "/")


def _article(procedure: Procedure, base: Base) -> tuple[str, BaseMatch] | None:
    """The article of the base act that a draft's procedure rewrites, where its words tell that it is about the same matter."""
    node = base.structure.by_path.get((procedure.base_path or "").split("/")[0])
    if node is None or node.kind != "dieu" or procedure.action == "create":
        return None
    words = _told(procedure.name)[1]
    share = len(words & frozenset(syllables(fold(base.document.cut(node.span))))) / len(words) if words else 0.0
    return (f"Điều {node.number}", BaseMatch(act=base.act, path=node.path, score=round(share, 4))) if share >= SAME_MATTER else None


def _verdict(procedure: Procedure, base: Base, after: Base | None, document: Document | None) -> BaseVerdict:
    name = base.act or base.document.file
    standing = _find(procedure, after) if after is not None and procedure.action != "abolish" else None
    found = _find(procedure, base) or (_find(standing[0], base) if standing else None)
    if found is None:
        article = _article(procedure, base)
        if article is not None and procedure.action == "abolish":
            return BaseVerdict(verdict="abolished", reason=f"Dự thảo bãi bỏ quy định tại {article[0]} của {name}.", best=article[1])
        if article is not None:
            reason = f"Dự thảo sửa {article[0]} của {name}; ở đó không nhận ra từng bộ phận của thủ tục để so."
            return BaseVerdict(verdict="known", reason=reason, best=article[1])
        if procedure.action == "amend" and procedure.base_path and not procedure.base_path.startswith("dieu-"):
            reason = f"Không xác định được dự thảo sửa Điều nào của {name}: chưa so được."
            return BaseVerdict(verdict="not_checked", reason=reason)
        reason = f"Không thấy thủ tục tương ứng trong {name} ({len(base.procedures)} thủ tục)."
        return BaseVerdict(verdict="abolished" if procedure.action == "abolish" else "new", reason=reason)
    match, score = found
    best = BaseMatch(act=base.act, path=base.structure.path_at(match.anchor[0]), score=round(score, 4))
    if procedure.action == "abolish":
        return BaseVerdict(verdict="abolished", reason=f"Dự thảo bãi bỏ thủ tục của {name}.", best=best)
    if standing is not None and after is not None and document is not None:
        whole = compare(standing[0].model_copy(update={"action": "create"}), as_record(match), read_alike=True)
        changed = (d for d in whole.differences if not stood(d, match, base.standing, after.standing))
        differences = tuple(_told_in(document, procedure, after.document, d) for d in changed)
        comparison, manner = replace(whole, differences=differences), " sau khi sửa đổi"
    else:
        comparison, manner = compare(procedure, as_record(match), read_alike=True), ""
    if comparison.differences:
        reason = f"Khác với {name} ở {len(comparison.differences)} điểm{manner}."
        return BaseVerdict(verdict="changed", reason=reason, best=best, differences=comparison.differences)
    if comparison.compared:
        return BaseVerdict(verdict="same", reason=f"Các bộ phận so được đều như {name}{manner}.", best=best)
    return BaseVerdict(verdict="known", reason=f"{name} có thủ tục này; không có bộ phận nào so được.", best=best)


def _told_in(document: Document, procedure: Procedure, after: Document, difference: Difference) -> Difference:
    """A difference found in the text as it will stand, with the place where the draft itself has those words, if it has."""
    if difference.span is None:
        return difference
    words = after.cut(difference.span)
    span = next((part.span for part in procedure.of(difference.part) if document.cut(part.span) == words), None)
    return difference.model_copy(update={"span": span})


def compare_with_base(
    procedures: tuple[Procedure, ...], base: Base, *, after: Base | None = None, document: Document | None = None
) -> tuple[Procedure, ...]:
    """The procedures with ``against`` filled from the base act.

    ``after`` is the base act as the draft (``document``) leaves it, where the draft amends it: then a procedure is compared as it will
    stand, with what the draft does not mention.
    """
    return tuple(p.model_copy(update={"against": _verdict(p, base, after, document)}) for p in procedures)


def judge_obligations(
    obligations: tuple[Obligation, ...],
    procedures: Sequence[Procedure],
    registry: ProcedureRegistry,
    document: Document,
    base: Base | None = None,
) -> tuple[Obligation, ...]:
    """The obligations with their verdicts: ``new`` when neither the record nor the base act has them, and for all of a new
    procedure; ``not_checked`` where neither a record with conditions nor a base act could be compared.
    """
    by_id = {p.id: p for p in procedures}
    conditions: dict[str, tuple[Entry, ...]] = {}
    out = []
    for obligation in obligations:
        procedure = by_id.get(obligation.procedure or "")
        held: tuple[Entry, ...] = ()
        if procedure is not None and procedure.registry.best and procedure.registry.verdict in ("same", "changed"):
            code = procedure.registry.best.code
            if code not in conditions:
                conditions[code] = tuple(e for e in registry.parts(code).conditions if len(e.runs) >= 2)
            held = conditions[code]
        verdict, reason = _judge(document.cut(obligation.span), procedure, obligation, held, base)
        out.append(obligation.model_copy(update={"verdict": verdict, "reason": reason}))
    return tuple(out)


Judged = tuple[Literal["new", "changed", "same", "not_checked"], str]


def _judge(words: str, procedure: Procedure | None, obligation: Obligation, held: tuple[Entry, ...], base: Base | None) -> Judged:
    runs = shingles(words)
    name = (base.act or base.document.file) if base else ""
    if base is not None and len(runs) >= 3:
        near = base.nearest(runs)
        if near >= SAME_LINE:
            return "same", f"Đã có trong {name}."
        if near >= CHANGED_LINE:
            return "changed", f"{name} có quy định gần giống, khác câu chữ."
    if held and obligation.kind == "condition" and len(runs) >= 3:
        if max(likeness(runs, entry.runs) for entry in held) >= SAME_CONDITION:
            return "same", "Đã có trong bản ghi của thủ tục."
        if base is not None or procedure is not None:
            return "new", "Không có trong bản ghi của thủ tục" + (f" và trong {name}." if base else ".")
    if procedure is not None and procedure.registry.verdict == "new" and procedure.action != "abolish":
        return "new", "Thuộc thủ tục hành chính mới."
    if base is not None and len(runs) >= 3:
        return "new", f"Không thấy trong {name}."
    return "not_checked", "Không có văn bản gốc hoặc bản ghi có nội dung để so."
