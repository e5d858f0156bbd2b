"""What belongs to an act, whatever store it is kept in: which relations and which outline are its own, and the order of acts."""

from collections.abc import Iterable

from review.registry.acts.model import ActRecord, Relation
from review.registry.acts.names import LAW_TYPES, issuer_key, name_key


def in_order(acts: Iterable[ActRecord]) -> list[ActRecord]:
    """Acts by date of issue, those of one day by issuer and title."""
    return sorted(acts, key=lambda act: (act.issued or "", act.issuer or "", act.title or "", act.number))


def law_key(doc_type: str, title: str | None) -> str | None:
    """The key by which a law, code or ordinance is found by name; null for other acts and for amending laws.

    >>> law_key("luat", "Luật Chợ năm 2001"), law_key("luat", "Luật sửa đổi Luật Chợ"), law_key("nghi_dinh", "Quản lý chợ")
    ('luật chợ', None, None)
    """
    return name_key(title) if title and doc_type in LAW_TYPES and "sửa đổi" not in title.casefold() else None


def done_to(record: ActRecord, relations: Iterable[Relation], *, alone: bool) -> list[Relation]:
    """Of the relations whose target has the number of an act, those to this act; ``alone`` where no other bears the number."""
    return [rel for rel in relations if _same(record, rel.target_issuer, rel.target_date, alone=alone)]


def done_by(record: ActRecord, relations: Iterable[Relation], *, alone: bool) -> list[Relation]:
    """Of the relations whose actor has the number of an act, those of this act."""
    return [rel for rel in relations if _same(record, rel.act_issuer, None, alone=alone)]


def is_outline_of(record: ActRecord, issuer: str | None, issued: str | None) -> bool:
    """Whether an outline kept under the number of an act is of this act."""
    return issuer_key(issuer or "") == issuer_key(record.issuer or "") and (issued or "") == (record.issued or "")


def _same(record: ActRecord, issuer: str | None, date: str | None, *, alone: bool) -> bool:
    if date and record.issued and date != record.issued:
        return alone and date[:4] == record.issued[:4] and not _is_namesake(record, date)
    if issuer and record.issuer:
        return issuer_key(issuer) == issuer_key(record.issuer)
    return alone or date is not None


def _is_namesake(record: ActRecord, date: str) -> bool:
    """Whether a day is that of another act of the same number: a record known from mentions alone with neither month nor day in common.

    A day printed wrong has one of them right; two decrees of one year may share a number.
    """
    issued = record.issued or ""
    return record.origins == ("cited",) and len(date) == len(issued) == 10 and date[5:7] != issued[5:7] and date[8:] != issued[8:]
