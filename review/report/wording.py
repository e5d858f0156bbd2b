"""The Vietnamese words for the vocabularies of the report."""

LEVELS = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Lưu ý"}
LEVEL_ICONS = {"error": "✖", "warning": "▲", "note": "●"}

STATUSES = {
    "in_force": "còn hiệu lực", "not_yet": "chưa có hiệu lực", "partly": "còn hiệu lực, đã sửa đổi hoặc hết hiệu lực một phần",
    "expired": "hết hiệu lực", "replaced": "bị thay thế", "suspended": "ngưng hiệu lực", "not_found": "không có trong danh mục",
    "ambiguous": "nhiều văn bản cùng số", "unknown": "chưa rõ hiệu lực",
}  # fmt: skip
STATUS_ICONS = {
    "in_force": "✓", "not_yet": "◷", "partly": "◐", "expired": "✖", "replaced": "✖", "suspended": "⏸", "not_found": "∅",
    "ambiguous": "≈", "unknown": "?",
}  # fmt: skip

VERDICTS = {
    "new": "mới", "changed": "sửa đổi", "same": "giữ nguyên", "known": "đã có (chưa so được từng bộ phận)", "abolished": "bãi bỏ",
    "not_checked": "chưa đối chiếu được",
}  # fmt: skip
COVERAGES = {"parts": "so được từng bộ phận", "names": "chỉ so được tên", "none": "không so được"}
ACTIONS = {"create": "dự thảo quy định", "amend": "sửa đổi, bổ sung", "abolish": "bãi bỏ"}

PARTS = {
    "applicant": "Đối tượng thực hiện", "agency": "Cơ quan giải quyết", "steps": "Trình tự thực hiện", "manner": "Cách thức thực hiện",
    "dossier": "Thành phần hồ sơ", "sets": "Số lượng hồ sơ", "time_limit": "Thời hạn giải quyết", "fee": "Phí, lệ phí",
    "form": "Mẫu đơn, tờ khai", "conditions": "Yêu cầu, điều kiện", "result": "Kết quả thực hiện",
}  # fmt: skip
"""Parts in the order of Thông tư 26/2025/TT-BTP Điều 18 khoản 3."""

DIFFERENCES = {"longer": "dài hơn", "shorter": "ngắn hơn", "added": "thêm", "dropped": "bỏ", "changed": "khác"}
NOT_PROCEDURES = {
    "internal": "nội bộ cơ quan nhà nước", "inspection": "thanh tra, kiểm tra", "sanction": "xử lý vi phạm", "mention": "chỉ nhắc đến",
    "doubtful": "nghi vấn, cần người quyết định",
}  # fmt: skip
OBLIGATIONS = {"requirement": "Yêu cầu", "condition": "Điều kiện", "prohibition": "Cấm", "reporting": "Báo cáo, thông báo"}
BINDS = {"citizen": "cá nhân", "enterprise": "doanh nghiệp", "organisation": "tổ chức", "state": "cơ quan nhà nước"}
ROLES = {"basis": "căn cứ", "amends": "được sửa đổi", "replaces": "bị thay thế", "abolishes": "bị bãi bỏ", "refers": "dẫn chiếu"}
DUE = {
    "yes": "Phải đánh giá thủ tục hành chính",
    "no": "Không nhận ra thủ tục hành chính trong dự thảo",
    "not_known": "Chưa rõ; cần người thẩm định xem xét",
}
AS_OF_REASONS = {"given": "ngày do người soát chọn", "draft_effective": "ngày dự thảo có hiệu lực", "today": "ngày soát"}
DOC_TYPES = {
    "luat": "Luật", "phap_lenh": "Pháp lệnh", "nghi_quyet": "Nghị quyết", "nghi_dinh": "Nghị định", "quyet_dinh": "Quyết định",
    "thong_tu": "Thông tư", "thong_tu_lien_tich": "Thông tư liên tịch", "chi_thi": "Chỉ thị", "quy_chuan": "Quy chuẩn kỹ thuật",
    "vbhn": "Văn bản hợp nhất", "other": "Văn bản",
}  # fmt: skip
CRITERIA = {
    "HL-a": "Tên thủ tục", "HL-b": "Đối tượng thực hiện", "HL-c": "Cơ quan giải quyết", "HL-d": "Trình tự thực hiện",
    "HL-đ": "Cách thức thực hiện", "HL-e": "Hồ sơ", "HL-g": "Thời hạn giải quyết", "HL-h": "Phí, lệ phí", "HL-i": "Mẫu đơn, tờ khai",
    "HL-k": "Yêu cầu, điều kiện", "HL-l": "Kết quả thực hiện",
    "CT1": "Quyền, nghĩa vụ, lợi ích hợp pháp được bảo đảm", "CT2": "Yêu cầu quản lý nhà nước",
    "CT3": "Biện pháp phát triển, đặc thù, thí điểm",
    "CT4": "Phương án tối ưu", "CT5": "Trường hợp được quy định thủ tục", "HP1": "Phù hợp Hiến pháp",
    "HP2": "Đồng bộ, thống nhất trong cùng văn bản", "HP3": "Đồng bộ, thống nhất với văn bản khác",
    "HP4": "Tương thích với điều ước quốc tế",
    "HP5": "Đúng thẩm quyền", "CP1": "Đã tính chi phí tuân thủ", "CP2": "Nguồn số liệu, mức trung bình thấp",
    "CP3": "Không tính chi phí cơ hội",
    "CP4": "So sánh với chi phí hiện hành", "CP5": "Phương án có chi phí thấp hơn",
}  # fmt: skip
"""The criteria of Thông tư 26/2025/TT-BTP Điều 18 khoản 1 (CT), 2 (HP), 3 (HL) and 5 (CP)."""
QUESTIONS = {
    "HL-a": "ngắn gọn; từ chỉ hành động kết hợp với tên kết quả hoặc sự vật, sự việc",
    "HL-b": "xác định đầy đủ cơ quan, tổ chức, cá nhân; công bằng",
    "HL-c": "phù hợp thẩm quyền quản lý; thuận lợi; phân cấp, ủy quyền",
    "HL-d": "các bước theo thứ tự thời gian; rõ trách nhiệm từng bên; liên thông",
    "HL-đ": "đa dạng cách nộp hồ sơ, nhận kết quả; ưu tiên môi trường điện tử",
    "HL-e": "rõ tên, hình thức, số lượng; thực sự cần thiết; không trùng, không đòi dữ liệu đã có",
    "HL-g": "rõ thời gian các bước, từng cơ quan; tính bằng ngày làm việc",
    "HL-h": "cơ bản bù đắp chi phí, mang tính phục vụ",
    "HL-i": "được mẫu hóa, điện tử hóa; không đòi thêm giấy tờ, điều kiện; rõ ai xác nhận, xác nhận gì",
    "HL-k": "cụ thể, cần thiết, công bằng; rõ ai chứng minh; không phát sinh giấy tờ ngoài hồ sơ",
    "HL-l": "rõ hình thức, thời hạn, phạm vi, điều kiện có hiệu lực",
}
"""What each point of khoản 3 asks."""
ASKED = {"acts": "văn bản được viện dẫn", "procedures": "thủ tục của dự thảo"}
UNITS = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ", "month": "tháng", "year": "năm"}
OPERATIONS = {
    "replace": "sửa đổi, thay thế", "insert": "bổ sung", "repeal": "bãi bỏ", "replace_phrase": "thay, bỏ, thêm cụm từ",
    "renumber": "đánh số lại", "move": "chuyển", "split": "tách", "retitle": "sửa tên",
}  # fmt: skip
REGISTRIES = {"acts": "Danh mục văn bản", "procedures": "Cơ sở dữ liệu thủ tục hành chính"}

_NAMES = {
    "phan": "Phần", "chuong": "Chương", "muc": "Mục", "tieu-muc": "Tiểu mục", "dieu": "Điều", "khoan": "khoản", "diem": "điểm",
    "tiet": "tiết", "gach": "gạch", "doan": "đoạn", "can-cu": "căn cứ", "phu-luc": "Phụ lục", "mau": "Mẫu", "kem": "Văn bản kèm theo",
}  # fmt: skip
_WHOLE = {"tieu-de": "phần mở đầu", "thong-qua": "lời ban hành", "chu-ky": "chữ ký", "noi-nhan": "nơi nhận"}


def address(path: str) -> str:
    """An address in words, from the smallest unit up.

    >>> address("kem-1/dieu-8/khoan-2/diem-a")
    'điểm a khoản 2 Điều 8 Văn bản kèm theo 1'

    A place in quoted words that is no unit of its own is named by the command that quotes it:

    >>> address("dieu-1/khoan-3/~")
    'khoản 3 Điều 1'
    """
    words = []
    for step in reversed(path.split("/")):
        quoted = step.startswith("~")
        plain = step.lstrip("~").split("@")[0]
        if not plain:
            continue
        if plain in _WHOLE:
            words.append(_WHOLE[plain])
            continue
        name = next((n for n in sorted(_NAMES, key=len, reverse=True) if plain == n or plain.startswith(n + "-")), None)
        if name is None:
            words.append(plain)
            continue
        number = plain[len(name) + 1 :]
        words.append(f"{_NAMES[name]} {number}".strip() + (" (văn bản được sửa đổi) tại" if quoted else ""))
    return " ".join(words)


def day(iso: str | None) -> str:
    """An ISO day or month as papers print it.

    >>> day("2026-12-01"), day("2026-12")
    ('01/12/2026', '12/2026')
    """
    return "/".join(reversed(iso.split("-"))) if iso else "chưa rõ"


def reach(snapshot: str, supplement: str | None) -> str:
    """The day to which a list reaches, with the day of the rows that were added to it since.

    >>> reach("2026-06-30", None), reach("2026-06-30", "2026-11-01")
    ('30/06/2026', '30/06/2026, có dòng nạp thêm đến ngày 01/11/2026')
    """
    return day(snapshot) + (f", có dòng nạp thêm đến ngày {day(supplement)}" if supplement else "")
