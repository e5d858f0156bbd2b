"""How far the procedure registry reaches: for ``soat registry status``, for the report, for notices."""

from collections import defaultdict
from collections.abc import Iterable

from review.contract.base import Model, Notice
from review.contract.procedures import Procedure
from review.contract.report import Coverage
from review.contract.structure import Meta
from review.registry.procedures.matching import draft_province
from review.registry.procedures.records import ProcedureRegistry, Record

UNKNOWN = "Chưa rõ bộ, ngành"
"""Heading of records whose source names no ministry."""


class MinistryCoverage(Model):
    """How many procedures of a ministry are known, still listed, and held with their parts."""

    ministry: str
    records: int
    listed: int
    with_parts: int


class RegistryStatus(Model):
    """What the registry holds. ``listed``: in the newest national list; ``special`` are of one province, ``internal`` are
    those between state bodies, which are never matched; ``by_field`` tells the ministry by the field where the source does not.
    """

    snapshot: str
    supplement: str | None = None
    records: int
    listed: int
    ended: int
    with_parts: int
    special: int
    internal: int
    ministries: tuple[MinistryCoverage, ...]
    by_field: int


def registry_status(registry: ProcedureRegistry) -> RegistryStatus:
    """Snapshot, counts and coverage by ministry, the largest first.

    Of records that only the national list has, the source names no ministry; they count for the ministry that holds most
    records of the same field, and ``by_field`` says how many.
    """
    owner = _owners(registry.records)
    groups: dict[str, list[Record]] = defaultdict(list)
    by_field = 0
    for record in registry.records:
        ministry = record.ministry
        if ministry is None and record.kind != "DT" and record.field in owner:
            ministry = owner[record.field]
            by_field += 1
        if ministry is None and record.kind == "DT":
            ministry = "Thủ tục đặc thù của địa phương"
        groups[ministry or UNKNOWN].append(record)
    rows = [
        MinistryCoverage(
            ministry=ministry,
            records=len(records),
            listed=sum(r.listed for r in records),
            with_parts=sum(r.complete for r in records),
        )
        for ministry, records in groups.items()
    ]
    listed = sum(r.listed for r in registry.records)
    return RegistryStatus(
        snapshot=registry.snapshot,
        supplement=registry.supplement,
        records=len(registry),
        listed=listed,
        ended=len(registry) - listed,
        with_parts=sum(r.complete for r in registry.records),
        special=sum(r.kind == "DT" for r in registry.records),
        internal=sum(r.kind == "NB" for r in registry.records),
        ministries=tuple(sorted(rows, key=lambda row: (-row.records, row.ministry))),
        by_field=by_field,
    )


def procedures_coverage(procedures: Iterable[Procedure], registry: ProcedureRegistry) -> Coverage:
    """How many of a draft's procedures the registry could answer for; each procedure was asked once."""
    verdicts = [procedure.registry.verdict for procedure in procedures]
    answered = sum(verdict != "not_checked" for verdict in verdicts)
    return Coverage.of("procedures", registry, answered=answered, asked=len(verdicts))


def procedure_notices(procedures: Iterable[Procedure], registry: ProcedureRegistry, *, meta: Meta) -> tuple[Notice, ...]:
    """``local_list_missing`` for a local draft with a new procedure: the list of its province is lacking or not whole."""
    if meta.level not in ("province", "commune") or not any(p.registry.verdict == "new" for p in procedures):
        return ()
    province = draft_province(meta)
    where = f"của {province}" if province else "của địa phương ban hành dự thảo"
    held = registry.has_local_list(province)
    extent = "chỉ có một phần" if held else "chưa có"
    return (
        Notice(
            code="local_list_missing",
            message=f"Cơ sở dữ liệu {extent} danh mục thủ tục hành chính đặc thù {where}; kết luận “mới” là mới so với danh mục "
            "toàn quốc. Cần đối chiếu thêm danh mục thủ tục do Chủ tịch Ủy ban nhân dân cấp tỉnh công bố.",
        ),
    )


def _owners(records: Iterable[Record]) -> dict[str | None, str]:
    """The ministry that holds most records of a field."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for record in records:
        if record.field and record.ministry and not record.ministry.startswith("UBND"):
            counts[record.field][record.ministry] += 1
    return {field: min(held, key=lambda m: (-held[m], m)) for field, held in counts.items()}
