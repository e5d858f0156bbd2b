"""A regulation attached to a decision so short that the decision's own recitals stand just above it."""

from review.contract.document import Document
from review.structure import outline

DECISION = """ỦY BAN NHÂN DÂN TỈNH X
QUYẾT ĐỊNH
Ban hành nội quy các bến thuyền

Căn cứ Luật Tổ chức chính quyền địa phương;
Theo đề nghị của Giám đốc Sở Xây dựng;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Nội quy bến thuyền.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
NỘI QUY BẾN THUYỀN
Điều 1. Giờ mở bến
1. Chủ thuyền phải cập bến trước 18 giờ.
Điều 2. Giữ vệ sinh
Không được đổ rác xuống bến.
"""


def test_the_recitals_of_the_decision_make_no_form_of_what_is_attached() -> None:
    structure = outline(Document("x.txt", "txt", "", DECISION))
    kinds = {node.kind for node in structure.nodes}
    assert "attached" in kinds
    assert "form" not in kinds


def test_a_specimen_decision_with_recitals_of_its_own_is_a_form() -> None:
    specimen = DECISION.replace("NỘI QUY BẾN THUYỀN", "Căn cứ Luật Đường thủy nội địa;\nQUYẾT ĐỊNH:")
    assert "form" in {node.kind for node in outline(Document("x.txt", "txt", "", specimen)).nodes}
