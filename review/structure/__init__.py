"""Stage: structure. The outline of a draft with what its title block says."""

from review.contract.base import Notice, Span
from review.contract.document import Document
from review.contract.structure import Structure
from review.structure.build import Builder
from review.structure.inline import cut_at_lost_marks
from review.structure.meta import read_meta
from review.structure.oddities import find_oddities
from review.structure.scan import Line, scan
from review.structure.tree import Draft, finish
from review.structure.zones import title_block

__all__ = ["outline"]


def outline(document: Document) -> Structure:
    r"""The outline of a document, what its title block says and what is odd in it. Linear in the text; never fails.

    >>> text = "Điều 1. Phạm vi\n1. Một.\na) Hai."
    >>> [node.path for node in outline(Document("x.txt", "txt", "", text)).nodes]
    ['dieu-1', 'dieu-1/khoan-1', 'dieu-1/khoan-1/diem-a']
    """
    lines = cut_at_lost_marks(scan(document))
    block = title_block(lines)
    builder = Builder(lines)
    builder.run(block)
    top = builder.top
    nodes = finish(top)
    body, signature = _parts(lines, top)
    meta = read_meta(lines, block, body, signature)
    return Structure(
        nodes=nodes,
        meta=meta,
        oddities=find_oddities(top, nodes, body, document.text, consolidated=meta.doc_type == "vbhn"),
        notices=_notices(builder.second_act),
    )


def _notices(second_act: Span | None) -> tuple[Notice, ...]:
    if second_act is None:
        return ()
    message = "Tệp chứa thêm một văn bản thứ hai; phần này được soát như văn bản kèm theo, thông tin ở đầu báo cáo là của văn bản thứ nhất."
    return (Notice(code="second_act", message=message, span=second_act),)


def _parts(lines: list[Line], top: list[Draft]) -> tuple[list[Line], list[Line]]:
    """Lines outside quotations, annexes and forms; lines of the signature."""
    hidden: list[tuple[int, int]] = []
    signed: list[tuple[int, int]] = []
    todo = list(reversed(top))
    while todo:
        node = todo.pop()
        if node.kind in ("annex", "form", "quoted", "title", "can_cu"):
            hidden.append((node.start, node.end))
        elif node.kind == "signature":
            signed.append((node.start, node.end))
        else:
            todo += reversed(node.children)
    return _cut(lines, hidden, inside=False), _cut(lines, signed[:1], inside=True)


def _cut(lines: list[Line], spans: list[tuple[int, int]], *, inside: bool) -> list[Line]:
    out: list[Line] = []
    k = 0
    for line in lines:
        while k < len(spans) and spans[k][1] <= line.start:
            k += 1
        within = k < len(spans) and line.end > spans[k][0] and line.start < spans[k][1]
        if within is inside:
            out.append(line)
    return out
