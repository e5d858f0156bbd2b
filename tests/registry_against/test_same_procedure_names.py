"""Which names of a draft and of its base act are one procedure: one table of kinds of action serves the registry and the base act."""

import pytest

from review.registry.against import SAME_NAME, name_likeness


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Cấp Giấy phép lập kho mẫu", "Thủ tục cấp giấy phép lập kho mẫu", True),
        ("Cấp lại Giấy phép lập kho mẫu", "Cấp Giấy phép lập kho mẫu", False),
        ("Bổ nhiệm lại người giữ kho mẫu", "Bổ nhiệm người giữ kho mẫu", False),
        ("Đăng ký thay đổi nội dung Giấy phép lập kho mẫu", "Đăng ký nội dung Giấy phép lập kho mẫu", False),
        ("Đăng ký thay đổi nội dung Giấy phép lập kho mẫu", "Thay đổi nội dung Giấy phép lập kho mẫu", True),
        ("Tạm dừng hoạt động kho mẫu", "Tạm ngừng hoạt động kho mẫu", True),
        ("Huỷ bỏ Giấy phép lập kho mẫu", "Hủy Giấy phép lập kho mẫu", True),
        ("Miễn nhiệm người giữ kho mẫu", "Bổ nhiệm người giữ kho mẫu", False),
        ("Giải thể kho mẫu khoáng vật", "Thành lập kho mẫu khoáng vật", False),
        ("Gia hạn Giấy phép lập kho mẫu", "Kéo dài thời hạn Giấy phép lập kho mẫu", True),
        ("Hồ sơ đề nghị thu hồi Giấy phép lập kho mẫu", "Thu hồi Giấy phép lập kho mẫu", True),
    ],
)
def test_names_of_one_procedure(a: str, b: str, same: bool) -> None:
    assert (name_likeness(a, b) >= SAME_NAME) is same
    assert name_likeness(a, b) == name_likeness(b, a)
