"""Small drafts in invented words, and what the stage finds in them."""

import hashlib

from review.contract.document import Document
from review.contract.procedures import Part, Procedure
from review.procedures import Found, find_procedures
from review.structure import outline


def document(text: str) -> Document:
    return Document(file="draft.txt", format="txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def found(text: str) -> Found:
    draft = document(text)
    return find_procedures(draft, outline(draft), (), (), ())


def only(text: str) -> Procedure:
    procedures = found(text).procedures
    assert len(procedures) == 1, [p.name for p in procedures]
    return procedures[0]


def parts(procedure: Procedure, kind: str) -> list[Part]:
    return [part for part in procedure.parts if part.part == kind]


def quotes(procedure: Procedure, kind: str) -> list[str]:
    return [part.quote for part in parts(procedure, kind)]


LIBRARY = """Điều 4. Hồ sơ, trình tự, thủ tục cấp Thẻ thư viện số
1. Hồ sơ đề nghị cấp Thẻ thư viện số gồm:
a) Đơn đề nghị cấp Thẻ thư viện số theo Mẫu số 02 ban hành kèm theo Thông tư này;
b) Bản sao có chứng thực văn bằng của người đề nghị (nếu có);
c) 02 bản chính giấy giới thiệu.
2. Tổ chức, cá nhân nộp 01 bộ hồ sơ trực tiếp, trực tuyến hoặc qua dịch vụ bưu chính đến Sở Nội vụ.
3. Trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở Nội vụ cấp Thẻ thư viện số; trường hợp từ chối phải nêu rõ lý do.
4. Thẻ thư viện số có thời hạn 03 năm.
"""
