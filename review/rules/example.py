"""The minimal draft around a card's example, so that the example runs through the whole pipeline."""

from dataclasses import dataclass

from review.contract.base import Span
from review.rules.cards import Example

_OPEN, _CLOSE = "⟦", "⟧"


@dataclass(frozen=True)
class Kind:
    """What the title block of a minimal draft prints for a type of act."""

    issuer: str
    number: str
    name: str
    act: str
    place: str
    grounds: str
    signer: str


_KINDS = {
    "thong_tu": Kind(
        "BỘ CÔNG THƯƠNG", "/2026/TT-BCT", "THÔNG TƯ", "Thông tư", "Hà Nội",
        "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;", "BỘ TRƯỞNG",
    ),
    "nghi_dinh": Kind(
        "CHÍNH PHỦ", "/2026/NĐ-CP", "NGHỊ ĐỊNH", "Nghị định", "Hà Nội",
        "Căn cứ Luật Tổ chức Chính phủ số 63/2025/QH15;", "TM. CHÍNH PHỦ THỦ TƯỚNG",
    ),
    "quyet_dinh": Kind(
        "ỦY BAN NHÂN DÂN TỈNH AN GIANG", "/2026/QĐ-UBND", "QUYẾT ĐỊNH", "Quyết định", "An Giang",
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
    ),
    "quyet_dinh_xa": Kind(
        "ỦY BAN NHÂN DÂN XÃ VĨNH BÌNH", "/2026/QĐ-UBND", "QUYẾT ĐỊNH", "Quyết định", "Vĩnh Bình",
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
    ),
    "nghi_quyet": Kind(
        "HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG", "/2026/NQ-HĐND", "NGHỊ QUYẾT", "Nghị quyết", "An Giang",
        "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "CHỦ TỊCH",
    ),
    "luat": Kind(
        "QUỐC HỘI", "/2026/QH16", "LUẬT", "Luật", "Hà Nội",
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;", "CHỦ TỊCH QUỐC HỘI",
    ),
}  # fmt: skip

_GENERAL = (
    ("Phạm vi điều chỉnh", "{act} này quy định việc quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ{area}."),
    ("Đối tượng áp dụng", "{act} này áp dụng đối với tổ chức, cá nhân quản lý, sử dụng bến ghe, ao nuôi và cơ sở chế biến nhỏ."),
    ("Nguyên tắc quản lý", "Việc quản lý được thực hiện công khai, đúng người, đúng việc."),
    ("Chính sách hỗ trợ", "Nhà nước khuyến khích tổ chức, cá nhân đầu tư bến ghe an toàn."),
)


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without marks, and the marked spans.

    >>> unmark("nộp ⟦sổ hộ khẩu⟧.")
    ('nộp sổ hộ khẩu.', ((4, 14),))
    """
    out: list[str] = []
    spans: list[Span] = []
    length = start = 0
    for piece in text.replace(_OPEN, "\x00" + _OPEN).replace(_CLOSE, "\x00" + _CLOSE).split("\x00"):
        if piece.startswith(_OPEN):
            start, piece = length, piece[1:]
        elif piece.startswith(_CLOSE):
            spans.append((start, length))
            piece = piece[1:]
        out.append(piece)
        length += len(piece)
    return "".join(out), tuple(spans)


def build(example: Example) -> tuple[str, tuple[Span, ...]]:
    """The text of the minimal draft and the spans a finding must touch."""
    text = example.text.strip("\n")
    if example.place == "whole":
        return unmark(text + "\n")
    kind = _KINDS[example.doc]
    area = " trên địa bàn tỉnh An Giang" if example.doc in ("quyet_dinh", "nghi_quyet") else ""
    area = " trên địa bàn xã Vĩnh Bình" if example.doc == "quyet_dinh_xa" else area
    head = [
        f"{kind.issuer} | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        f"Số: {kind.number} | {kind.place}, {example.date}",
        "DỰ THẢO",
        kind.name,
        "Quy định việc quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ",
        kind.grounds,
    ]
    if example.place == "can_cu":
        head.append(text)
    head.append(f"{kind.issuer.capitalize()} ban hành {kind.act} quy định việc quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ.")
    attached = example.place == "kem"
    body: list[str] = []
    number = 0
    if attached:
        body.append(f"Điều 1. Ban hành kèm theo {kind.act} này Quy định quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ.")
        number = 1
    else:
        for number, (heading, words) in enumerate(_GENERAL, 1):
            body += [f"Điều {number}. {heading}", words.format(act=kind.act, area=area)]
        if example.place == "khoan":
            number += 1
            body += [f"Điều {number}. Quy định cụ thể", "1. " + text]
        elif example.place == "dieu":
            if not text.lstrip(_OPEN).startswith(("Điều", "Chương", "Mục")):
                number += 1
                body.append(f"Điều {number}. Quy định cụ thể")
            body.append(text)
            number = max([number] + [int(line.lstrip(_OPEN)[5:].split(".")[0]) for line in text.split("\n") if _is_article(line)])
    closing = [
        f"Điều {number + 1}. Hiệu lực thi hành",
        f"{kind.act} này có hiệu lực thi hành kể từ {example.effective}.",
        f"Điều {number + 2}. Trách nhiệm thi hành",
        f"Cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành {kind.act} này./.",
    ]
    if example.place == "cuoi":
        closing = [text]
    tail = [f"Nơi nhận: - Như trên; - Lưu: VT. | {kind.signer}"]
    if attached:
        tail += [
            "QUY ĐỊNH", "Quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ",
            f"(Ban hành kèm theo {kind.act} số {kind.number} {example.date})",
            "Điều 1. Phạm vi điều chỉnh", f"Quy định này quy định việc quản lý bến ghe, ao nuôi và cơ sở chế biến nhỏ{area}.", text,
        ]  # fmt: skip
    if example.place == "mau":
        tail += ["PHỤ LỤC", "BIỂU MẪU", f"(Kèm theo {kind.act} số {kind.number})", "Mẫu số 01", "ĐƠN ĐỀ NGHỊ", text]
    return unmark("\n".join(head + body + closing + tail) + "\n")


def _is_article(line: str) -> bool:
    words = line.lstrip(_OPEN)
    return words.startswith("Điều ") and words[5:].split(".")[0].isdigit()
