"""The title block of a bản so sánh and the names of its columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from review.contract.comparison import Comparison
from review.contract.structure import DocumentInfo
from review.report.wording import DOC_TYPES


@dataclass(frozen=True)
class Titles:
    """What stands above the table and names its columns. ``agency`` is null where the draft is issued by another body than its drafter."""

    agency: str | None
    title: str
    subject: str
    between: str
    columns: tuple[str, str, str]


def named(document: DocumentInfo) -> str:
    """A document's name as papers print it: "Luật Đất đai số …", "Nghị định số … quy định …"; its file where nothing was read."""
    kind = DOC_TYPES[document.doc_type] if document.doc_type != "other" else ""
    number = f"số {document.number}" if document.number else ""
    title = subject(document)
    if title.isupper():
        title = title.lower()
    law = document.doc_type in ("luat", "phap_lenh")
    title = title[:1].upper() + title[1:] if law or not kind else title[:1].lower() + title[1:]
    said = " ".join(part for part in ((kind, title, number) if law else (kind, number, title)) if part)
    return said or f"tệp {document.file}"


def subject(document: DocumentInfo) -> str:
    """The title in one line without the kind it begins with."""
    kind = DOC_TYPES[document.doc_type].lower() + " "
    words = " ".join((document.title or "").split())
    return words[len(kind) :] if words.lower().startswith(kind) else words


def titles(comparison: Comparison, *, old: str | None = None, new: str | None = None) -> Titles:
    """The title block; ``old`` and ``new`` name the texts where the documents themselves don't tell."""
    before, after = old or named(comparison.old), new or named(comparison.new)
    draft = comparison.new.is_draft or (comparison.new.number is None and comparison.new.doc_type not in ("vbhn", "other"))
    kind = DOC_TYPES[comparison.new.doc_type] if comparison.new.doc_type != "other" else "văn bản"
    return Titles(
        agency=comparison.new.issuer if comparison.new.doc_type in ("thong_tu", "thong_tu_lien_tich") else None,
        title=f"BẢN SO SÁNH, THUYẾT MINH NỘI DUNG {'DỰ THẢO ' if draft else ''}{kind.upper()}",
        subject=subject(comparison.new),
        between=f"So sánh {before} với {'dự thảo ' if draft and not after.startswith('tệp') else ''}{after}",
        columns=("Quy định hiện hành", "Dự thảo" if draft else "Văn bản mới", "Lý do sửa đổi, thuyết minh"),
    )


def amending_titles(base: DocumentInfo, drafts: Sequence[DocumentInfo]) -> Titles:
    """The title block where a base act is compared with itself as amending drafts leave it."""
    first = drafts[0]
    kind = DOC_TYPES[first.doc_type] if first.doc_type != "other" else "văn bản"
    draft = first.is_draft or first.number is None
    names = "; ".join(f"{'dự thảo ' if d.is_draft or d.number is None else ''}{named(d)}" for d in drafts)
    return Titles(
        agency=first.issuer if first.doc_type in ("thong_tu", "thong_tu_lien_tich") else None,
        title=f"BẢN SO SÁNH, THUYẾT MINH NỘI DUNG {'DỰ THẢO ' if draft else ''}{kind.upper()}",
        subject=subject(first),
        between=f"So sánh {named(base)} với văn bản này sau khi được sửa đổi, bổ sung theo {names}",
        columns=("Quy định hiện hành", "Dự thảo" if draft else "Quy định sau sửa đổi", "Lý do sửa đổi, thuyết minh"),
    )
