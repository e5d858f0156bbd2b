"""An act described in lines of text for the terminal."""

from collections.abc import Iterator

from review.registry.acts import ActDescription, Related, Relation
from review.report import wording

_DONE = {
    "replaces": "bị thay thế bởi", "abolishes": "bị bãi bỏ bởi", "ends_part": "bị bãi bỏ một phần bởi",
    "amends": "được sửa đổi, bổ sung bởi", "amends_part": "được sửa đổi, bổ sung một phần bởi",
    "suspends": "bị ngưng hiệu lực bởi", "extends": "được kéo dài thời hạn bởi",
    "details": "được quy định chi tiết bởi",
}  # fmt: skip
_DOES = {
    "replaces": "thay thế", "abolishes": "bãi bỏ", "ends_part": "bãi bỏ một phần", "amends": "sửa đổi, bổ sung",
    "amends_part": "sửa đổi, bổ sung một phần", "suspends": "ngưng hiệu lực", "extends": "kéo dài thời hạn", "details": "quy định chi tiết",
}  # fmt: skip
_SOURCES = {"official": "theo cơ sở dữ liệu chính thức", "derived": "suy ra từ văn bản khác", "none": "không có nguồn"}
_ORIGINS = {
    "text": "đọc trong văn bản đó", "codified": "bộ pháp điển", "core": "danh mục văn bản nền", "cited": "văn bản khác dẫn lại",
    "imported": "cơ sở dữ liệu đã nạp",
}  # fmt: skip
_CONSEQUENCES = {
    "ends_with_it": "văn bản quy định chi tiết hết hiệu lực cùng (khoản 4 Điều 154 Luật số 80/2015/QH13)",
    "goes_on_if_not_contrary": "văn bản quy định chi tiết tiếp tục áp dụng phần không trái "
    "(khoản 2 Điều 57 Luật số 64/2025/QH15 trước khi sửa đổi)",
    "ends_unless_published": "văn bản quy định chi tiết hết hiệu lực, trừ trường hợp được công bố tiếp tục có hiệu lực "
    "(khoản 2 Điều 57 Luật số 64/2025/QH15, sửa đổi bởi Luật số 87/2025/QH15)",
}  # fmt: skip


def act_text(act: ActDescription) -> str:
    """All that is known of an act, one fact a line: the judgement, the register's word and our derivation apart, relations."""
    return "\n".join(_lines(act))


def _lines(act: ActDescription) -> Iterator[str]:
    record, state = act.record, act.standing
    yield f"{record.number} · {record.title or '(không có tên)'}"
    issuer = record.issuer or "chưa rõ cơ quan ban hành"
    kind = wording.DOC_TYPES[record.doc_type]
    yield f"    {kind} · {issuer} · ban hành {wording.day(record.issued)} · hiệu lực {wording.day(record.effective)}"
    yield f"    Tại {wording.day(act.as_of)}: {_status(state.status)} ({_SOURCES[state.source]})"
    if act.official is not None:
        said = " ".join(
            part for part in (act.official.evidence, f"ngày {wording.day(act.official.on)}" if act.official.on else None) if part
        )
        yield f"    Chính thức: {wording.STATUSES[act.official.status]} ({said or 'không ghi nguồn'})"
    else:
        yield "    Chính thức: chưa có lời của cơ sở dữ liệu nào"
    yield f"    Suy ra: {wording.STATUSES[act.derived.status]}" + (f" ({act.derived.evidence})" if act.derived.evidence else "")
    if record.ends_on:
        yield f"    Thời hạn ghi trong văn bản: hết hiệu lực từ {wording.day(record.ends_on)}"
    if state.ended_on or state.ended_by:
        yield f"    Hết hiệu lực từ {wording.day(state.ended_on)}" + (f", bởi {state.ended_by}" if state.ended_by else "")
    if act.successors:
        yield f"    Văn bản đang thay thế: {' → '.join(map(_named, act.successors))}"
    if state.ended_provisions:
        yield f"    Phần đã hết hiệu lực: {', '.join(wording.address(p) for p in state.ended_provisions)}"
    for parent in act.parents:
        yield f"    Quy định chi tiết: {_named(parent)}"
        if parent.consequence:
            yield f"        {parent.number} hết hiệu lực từ {wording.day(parent.ended_on)}: {_CONSEQUENCES[parent.consequence]}"
    if act.articles is not None:
        yield f"    Số điều (theo văn bản đang giữ): {act.articles}"
    yield from _relations("Văn bản khác tác động tới văn bản này:", act.relations_to, _DONE, target=False)
    yield from _relations("Văn bản này tác động tới văn bản khác:", act.relations_from, _DOES, target=True)


def _status(status: str) -> str:
    return f"{wording.STATUS_ICONS[status]} {wording.STATUSES[status]}"


def _named(act: Related) -> str:
    return f"{act.number} ({wording.STATUSES[act.status]})"


def _relations(head: str, relations: tuple[Relation, ...], verbs: dict[str, str], *, target: bool) -> Iterator[str]:
    if not relations:
        return
    yield f"    {head}"
    for rel in sorted(relations, key=lambda rel: (rel.on or "", rel.act, rel.target)):
        number, issuer = (rel.target, rel.target_issuer) if target else (rel.act, rel.act_issuer)
        parts = [f"{verbs[rel.kind]} {number}" + (f" của {issuer}" if issuer else "")]
        if rel.provisions:
            parts.append(f"phần: {', '.join(wording.address(path) for path in rel.provisions)}")
        if rel.kind != "details":
            parts.append(f"từ {wording.day(rel.on)}" + (f" đến trước {wording.day(rel.until)}" if rel.until else ""))
        where = f"tại {wording.address(rel.path)}" if rel.path else None
        words = f"“{rel.words}”" if rel.words else None
        evidence = " ".join(part for part in (where, words) if part) or _ORIGINS[rel.origin]
        yield f"      - {'; '.join(parts)} [{evidence}]"
