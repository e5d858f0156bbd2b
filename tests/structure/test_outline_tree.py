"""The tree: levels, addresses, quotations, annexes."""

from review.contract.document import Document
from review.structure import outline


def paths(text: str) -> list[str]:
    return [node.path for node in outline(Document("x.txt", "txt", "", text)).nodes]


def test_quoted_new_text_hangs_below_its_command() -> None:
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 999/2020/NĐ-CP\n"
        "1. Sửa đổi Điều 12 như sau:\n“Điều 12. Hồ sơ\n1. Đơn.\n2. Bản sao.”.\n2. Bãi bỏ Điều 13.\n"
    )
    assert [p for p in paths(text) if "khoan" in p] == [
        "dieu-1/khoan-1",
        "dieu-1/khoan-1/~",
        "dieu-1/khoan-1/~dieu-12",
        "dieu-1/khoan-1/~dieu-12/khoan-1",
        "dieu-1/khoan-1/~dieu-12/khoan-2",
        "dieu-1/khoan-2",
    ]


def test_points_keep_their_letters() -> None:
    text = "Điều 1. Hồ sơ\n1. Gồm:\na) Đơn;\nđ) Bản sao;\n"
    assert paths(text)[-1] == "dieu-1/khoan-1/diem-đ"
