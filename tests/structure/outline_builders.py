"""Short builders for tests of the outline: texts are invented, no act holds them."""

from review.contract.document import Document
from review.contract.structure import Node, Structure
from review.structure import outline

HEADER = (
    "CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc\n"
    "Số: 901/2031/NĐ-CP | Hà Nội, ngày 05 tháng 3 năm 2031\n"
    "NGHỊ ĐỊNH\n"
    "Quy định về chăn nuôi ong lấy mật\n"
    "Căn cứ Luật Tổ chức Chính phủ số 900/2030/QH19;\n"
    "Theo đề nghị của Bộ trưởng Bộ Nông nghiệp và Môi trường;\n"
    "Chính phủ ban hành Nghị định quy định về chăn nuôi ong lấy mật.\n"
)
TAIL = "Nơi nhận: - Ban Bí thư; - Lưu: VT. | TM. CHÍNH PHỦ THỦ TƯỚNG Trần Văn Ong\n"


def read(text: str, rows: frozenset[int] = frozenset()) -> Structure:
    """The outline of a text."""
    return outline(Document("draft.txt", "txt", "0" * 64, text, rows=rows))


def paths(text: str, *kinds: str) -> list[str]:
    """Addresses in the order of the text, of some kinds only where they are named."""
    return [node.path for node in read(text).nodes if not kinds or node.kind in kinds]


def expand(tree: str) -> list[str]:
    """Addresses of a tree written with dots for depth: "dieu-1 .khoan-2" is dieu-1 and dieu-1/khoan-2."""
    out: list[str] = []
    above: list[str] = []
    for step in tree.split():
        depth = len(step) - len(step.lstrip("."))
        del above[depth:]
        above.append(step.lstrip("."))
        out.append("/".join(above))
    return out


def words(text: str, node: Node) -> str:
    """The text of a node."""
    return text[node.span[0] : node.span[1]]


def check(text: str, structure: Structure) -> None:
    """Assert what holds for every outline: unique addresses, nested spans, document order, spans that tile the text."""
    by_path = {node.path: node for node in structure.nodes}
    assert len(by_path) == len(structure.nodes)
    parents = {node.parent for node in structure.nodes}
    tiles: list[tuple[int, int]] = []
    last = -1
    for node in structure.nodes:
        start, end = node.span
        assert 0 <= start < end <= len(text)
        assert start >= last
        last = start
        if node.parent is not None:
            parent = by_path[node.parent]
            assert parent.span[0] <= start
            assert end <= parent.span[1]
            assert node.quoted or not parent.quoted
        if node.path not in parents:
            assert node.heading_span is None
            tiles.append(node.span)
        elif node.heading_span:
            tiles.append(node.heading_span)
    at = 0
    for start, end in sorted(tiles):
        assert start >= at
        assert _blank(text[at:start])
        at = end
    assert _blank(text[at:])
    for oddity in structure.oddities:
        assert 0 <= oddity.span[0] < oddity.span[1] <= len(text)
        assert oddity.path in by_path
    for span in structure.meta.spans.values():
        assert 0 <= span[0] < span[1] <= len(text)


def _blank(text: str) -> bool:
    return all(c.isspace() or c in "\u200b\ufeff" for c in text)
