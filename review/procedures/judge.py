"""The last word on a procedure in the making: is it one, or only like one (law/PARTS.md 1, Nghị định 63/2010/NĐ-CP Điều 1)."""

import re
from typing import Final, Literal

from review.contract.procedures import Part
from review.procedures.actors import EXTERNAL
from review.procedures.fold import search
from review.procedures.grouping import ON_REQUEST, Group, Reader
from review.procedures.lexicon import lexicon
from review.procedures.topics import strength

Reason = Literal["internal", "inspection", "sanction", "mention", "doubtful"]

_JUDICIAL: Final = re.compile(
    r"(?i)khởi\s+tố|vụ\s+án|bị\s+can|bị\s+cáo|phạm\s+nhân|tố\s+tụng|điều\s+tra\s+(?:hình|vụ)|(?<!văn phòng )thi\s+hành\s+án|bản\s+án"
    r"|^giám\s+định\s+(?:tư\s+pháp|cử)|trưng\s+cầu|(?:tương\s+trợ|ủy\s+thác)\s+tư\s+pháp|tạm\s+giữ\s+(?:người|theo)|tạm\s+giam"
    r"|trại\s+giam|trại\s+viên|xử\s+lý\s+chuyển\s+hướng|tái\s+hòa\s+nhập|án\s+phạt|đặc\s+xá"
    r"|trường\s+giáo\s+dưỡng|học\s+sinh\s+(?:chết|ra\s+trường)"
    r"|trích\s+xuất|dẫn\s+độ|kháng\s+nghị|kháng\s+cáo|ngăn\s+chặn"
)
_SANCTION: Final = re.compile(r"(?i)vi\s+phạm\s+hành\s+chính|xử\s+phạt|kỷ\s+luật|khiếu\s+nại|tố\s+cáo|cưỡng\s+chế|tang\s+vật")
_FORCE_TITLE: Final = re.compile(r"(?i)cưỡng\s+chế|xử\s+phạt|xử\s+lý\s+vi\s+phạm")
_INSPECTION: Final = re.compile(
    r"(?i)^(?:thanh\s+tra|kiểm\s+tra(?!,?\s+(?:xác\s+nhận|chứng\s+nhận|nhà\s+nước|thực\s+tế\s+điều))|giám\s+sát|hậu\s+kiểm"
    r"|kiểm\s+toán)\b|đôn\s+đốc|kết\s+luận\s+thanh\s+tra"
)
_STATE_ONLY: Final = re.compile(
    r"(?i)phân\s+loại\s+đơn\s+vị\s+hành\s+chính|đơn\s+vị\s+hành\s+chính|quy\s+hoạch|ngân\s+sách|dự\s+toán|biên\s+chế"
    r"|văn\s+bản\s+quy\s+phạm|đơn\s+vị\s+sự\s+nghiệp\s+công|điều\s+ước|nội\s+bộ|thống\s+kê|cán\s+bộ|công\s+chức|viên\s+chức|kế\s+hoạch\s+(?:kiểm|thanh"
    r"|đầu\s+tư\s+công)|chương\s+trình\s+(?:mục|quốc)|đề\s+án|chiến\s+lược|địa\s+giới|bộ\s+máy|giáo\s+dục\s+tại\s+(?:xã"
    r"|trường)"
)
_STATE_MATTER: Final = re.compile(
    r"(?i)^(?:[^;]{0,60}?\b)?(?:thành\s+lập|tổ\s+chức\s+lại|giải\s+thể|đổi\s+tên|sắp\s+xếp|sáp\s+nhập|chia|tách|ghép)\b.{0,40}\b"
    r"(?:thôn|tổ\s+dân\s+phố|khu\s+phố|buôn|đơn\s+vị\s+hành\s+chính)\b"
    r"|^(?!.*\bnhà\b).*\btài\s+sản\s+công\b|\bthư\s+(?:điện\s+tử\s+)?công\s+vụ|\bchứng\s+thư\s+(?:chữ\s+ký\s+)?số\s+chuyên\s+dùng\s+công"
    r"|^(?:công\s+nhận|phân\s+loại|đánh\s+giá|rà\s+soát)\s+(?:loại\s+)?đô\s+thị"
    r"|^(?:xây\s+dựng|lập|ban\s+hành|phê\s+duyệt)\b.{0,40}\b(?:chương\s+trình|kế\s+hoạch)\s+phát\s+triển|^(?:khung\s+)?(?:xét,?\s+)?công\s+nhận\s+(?:xã|phường|đặc\s+khu|tỉnh|huyện)\b"
    r"|^khen\s+thưởng\s+(?:công\s+trạng|phong\s+trào|chuyên\s+đề|đột\s+xuất|thành\s+tích|nhân\s+dịp|phục\s+vụ|đảm\s+bảo|quá\s+trình|theo)\b"
    r"|^hủy\s+bỏ\s+quyết\s+định\s+tặng\b|^thành\s+lập\s+(?:hội\s+đồng|đoàn|tổ)(?:\s+(?:thẩm\s+định|nghiệm\s+thu|xét|kiểm\s+tra|tư\s+vấn)\b.*)?$"
    r"|^(?:lập|cập\s+nhật|xây\s+dựng|quản\s+lý)(?:(?:,|\s+và)\s+(?:cập\s+nhật|quản\s+lý|bổ\s+sung))+\s+(?:danh\s+(?:sách|mục)|cơ\s+sở\s+dữ\s+liệu)\b"
    r"|^(?:thu\s+hồi|tạm\s+ứng)\s+(?:vốn|kinh\s+phí|ngân\s+sách)\b|bầu\s+cử|trưng\s+cầu"
    r"|^(?:thường\s+trực\s+)?(?:hội\s+đồng\s+nhân\s+dân|quốc\s+hội|chủ\s+tịch\s+nước|chính\s+phủ|ủy\s+ban\s+thường\s+vụ)\b"
    r"|điều\s+ước\s+quốc\s+tế|\bđộ\s+mật\b|\bcủa\s+quốc\s+hội\b|phiên\s+giải\s+trình|\bchất\s+vấn\b|^quyết\s+định\s+(?:chủ\s+trương\s+)?đầu\s+tư,\s|dấu\s+hiệu\s+trái\s+với"
)
"""What only state bodies ask of each other, whoever is heard on the way."""
_BODIES: Final = re.compile(
    r"(?i)cơ\s+quan,\s+(?:tổ\s+chức,\s+)?đơn\s+vị(?:,\s+địa\s+phương)?(?!,?\s+(?:và\s+)?(?:tổ\s+chức|cá\s+nhân|doanh))"
    r"|(?:các\s+)?đơn\s+vị\s+(?:sự\s+nghiệp|trực\s+thuộc|thuộc|sử\s+dụng\s+(?:ngân|tài)|được\s+giao|chủ\s+trì|lập|dự\s+toán|hành\s+chính)"
)
_HEADS: Final = re.compile(
    r"(?i)thủ\s+trưởng\s+(?:cơ\s+quan|đơn\s+vị)[^,.;]{0,40}|người\s+đứng\s+đầu\s+(?:cơ\s+quan|đơn\s+vị|tổ\s+chức)[^,.;]{0,40}"
)
"""Units of the state that the words for applicants would take in."""
_PRIVATE: Final = re.compile(r"(?i)\b(?:sở\s+giao\s+dịch|tổng\s+công\s+ty\s+lưu\s+ký|trung\s+tâm\s+lưu\s+ký)\b")
_PUBLIC: Final = re.compile(
    r"(?i)\b(?:ủy\s+ban|uỷ\s+ban|ubnd|bộ\s+trưởng|bộ\s+(?!hồ|phận)\w+\s|sở\s+(?!giao\s+dịch|hữu)|(?:chi\s+|tổng\s+)?cục\b|ngân\s+hàng\s+nhà\s+nước"
    r"|chủ\s+tịch\s+ủy|cơ\s+quan\s+(?:có\s+thẩm|quản\s+lý|đăng\s+ký|nhà\s+nước|cấp|tiếp|điều\s+hành|giám\s+sát))"
)
_PLANNING: Final = re.compile(
    r"(?i)^(?!.*\b(?:thông\s+tin|giấy\s+phép)\b)(?:lập|điều\s+chỉnh|công\s+bố|phê\s+duyệt|thẩm\s+định|rà\s+soát|xây\s+dựng)\b.*\b"
    r"(?:quy\s+hoạch|văn\s+bản\s+quy\s+phạm|chương\s+trình\s+phát\s+triển)\b|đơn\s+vị\s+(?:hành\s+chính|sự\s+nghiệp\s+công)"
)
_FOUNDS: Final = re.compile(r"(?i)(?:thành\s+lập|tổ\s+chức\s+lại|giải\s+thể|sáp\s+nhập|chia|tách|hợp\s+nhất|chuyển\s+giao)\b")
_OFFICERS: Final = re.compile(
    r"(?i)\b(?:phạm\s+nhân|bị\s+can|bị\s+cáo|chấp\s+hành\s+viên|thẩm\s+phán|điều\s+tra\s+viên|kiểm\s+sát\s+viên)\b"
)
_COURTS: Final = re.compile(r"(?i)thi\s+hành\s+án|tố\s+tụng|tạm\s+giữ|tạm\s+giam|hình\s+sự|tòa\s+án")
_ENTERED: Final = re.compile(r"(?i)đăng\s+ký\b(?!.*\b(?:thi\s+hành|tạm\s+gi))")
"""What a registry enters, also where a court decided what is to be entered."""
_COMPANY: Final = re.compile(r"(?i)\b(?:hội\s+đồng\s+(?:quản\s+trị|thành\s+viên)|đại\s+hội\s+đồng\s+cổ\s+đông)\s+có\b")
_STRICTLY_OUTSIDE: Final = re.compile(
    r"(?i)\b(?:cá\s+nhân|doanh\s+nghiệp|công\s+ty|công\s+dân|người\s+(?:dân|lao|đề|nộp|yêu|có\s+(?:yêu|đủ|nhu))|hộ\s+(?:gia|kinh)|nhà\s+đầu\s+tư"
    r"|chủ\s+(?:đầu\s+tư|dự\s+án|sở|cơ)|thương\s+nhân|hợp\s+tác\s+xã)\b"
)
_PUBLIC_UNIT: Final = re.compile(r"(?i)đơn\s+vị\s+sự\s+nghiệp\s+công")
_STAFF: Final = re.compile(
    r"(?i)^(?:xét\s+)?(?:luân\s+chuyển|điều\s+động|biệt\s+phái|từ\s+chức|miễn\s+nhiệm|bổ\s+nhiệm|kéo\s+dài|nâng\s+(?:ngạch"
    r"|lương)|thôi\s+việc"
    r"|quy\s+hoạch|đánh\s+giá)\b.*(?:công\s+chức|viên\s+chức|cán\s+bộ|lãnh\s+đạo|chức\s+vụ|ngạch)|^(?:luân\s+chuyển"
    r"|biệt\s+phái|từ\s+chức)\b"
    r"|chương\s+trình\s+công\s+tác|công\s+việc\s+trình|phiên\s+họp|kỳ\s+họp|bầu\s+cử|ứng\s+cử|hiệp\s+thương|hội\s+nghị\s+cử\s+tri"
    r"|trang\s+phục|thẻ\s+(?:chấp\s+hành|thanh\s+tra|kiểm\s+tra)|công\s+tác\s+trong\s+ngành"
)
_STAFF_TITLE: Final = re.compile(r"(?i)công\s+chức|viên\s+chức|chức\s+danh,\s+chức\s+vụ|sĩ\s+quan|cán\s+bộ|quy\s+chế\s+làm\s+việc")
_STAFF_ACTION: Final = re.compile(r"(?i)(?:bổ\s+nhiệm|miễn\s+nhiệm|cử|điều\s+động|kéo\s+dài|đánh\s+giá|xếp\s+loại|quy\s+hoạch|thôi)\b")
_BIDDING: Final = re.compile(
    r"(?i)^(?!.*\b(?:chứng\s+chỉ|giao\s+đất|thuê\s+đất)\b).*(?:hồ\s+sơ\s+(?:mời|dự|đề\s+xuất|quan\s+tâm)|\bE-HS|nhà\s+thầu|đấu\s+thầu|tham\s+gia\s+đấu\s+giá)"
)
_NOTICE: Final = re.compile(
    r"(?i)^(?:báo\s+cáo|thông\s+báo|khai\s+báo|kê\s+khai|gửi|lập|lưu|cập\s+nhật|công\s+bố(?!\s+(?:hợp|đủ|tiêu|sản|mở|đóng|lại|cảng|bến)))\b"
)
_ANSWERS: Final = re.compile(r"(?i)\b(?:xác\s+nhận|chấp\s+thuận|phản\s+hồi|trả\s+lời|cấp\s|phê\s+duyệt|thẩm\s+định|có\s+ý\s+kiến)\b")
_PUBLISHED: Final = re.compile(r"(?i)công\s+bố\s+(?:thông\s+báo|danh|việc)\b")
"""What an office makes known for somebody who files for it."""
_REPLIES: Final = re.compile(r"(?i)\bphản\s+hồi\b|(?:cấp|có)\s+(?:giấy|văn\s+bản)\s+xác\s+nhận|giấy\s+(?:xác\s+nhận|tiếp\s+nhận)\s")
_FILE: Final = re.compile(r"(?i)\b(?:hồ\s+sơ|thủ\s+tục)\b")
_TAKES_IN: Final = re.compile(r"(?i)\b(?:tiếp\s+)?nhận\s+(?:được\s+|đủ\s+|đầy\s+đủ\s+)*hồ\s+sơ\b")
_FILE_CAME: Final = re.compile(
    r"(?i)\bnhận\s+(?:được\s+|đủ\s+|đầy\s+đủ\s+)*hồ\s+sơ\b|\bhồ\s+sơ\s+(?:hợp\s+lệ|đầy\s+đủ|không\s+(?:hợp|đầy))"
)
_REFUSED: Final = re.compile(r"(?i)\bkhông\s+(?:đồng\s+ý|chấp\s+thuận|cấp|phê\s+duyệt|xác\s+nhận)\b[^.;]{0,120}\blý\s+do\b")
_NAMED: Final = re.compile(r"(?i)thủ\s+tục|trình\s+tự|quy\s+trình")
_PAYOUT: Final = re.compile(r"(?i)^(?:chi\s+)?trả\s+(?:tiền|trợ\s+cấp|bồi|bảo|chế|kinh)")
_NOTED: Final = re.compile(
    r"(?i)\b(?:sở|bộ|cục|ủy\s+ban|cơ\s+quan|ngân\s+hàng\s+nhà\s+nước)\s[^.;]{0,80}?\bcập\s+nhật\b[^.;]{0,120}\b(?:cơ\s+sở\s+dữ\s+liệu|danh\s+sách)\b"
)
"""An office that enters what was asked into its register answers by that."""
_ASKED_FILE: Final = re.compile(r"(?i)\bhồ\s+sơ\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu|xin|khai|hải\s+quan)\b")


def judge(reader: Reader, group: Group, parts: tuple[Part, ...], title: str = "") -> Reason | None:
    """The reason why a group is no procedure, or None where it is one."""
    name = group.topic.name
    printed = f"{name} {group.printed or ''}"
    have = {p.part for p in parts}
    text = " ".join(reader.lines[n].words for n in group.home[:80])
    if _JUDICIAL.search(printed):
        return "internal"
    if _STAFF.search(name) or (_STAFF_TITLE.search(title) and _STAFF_ACTION.match(name)):
        return "internal"
    if _SANCTION.search(printed):
        return "sanction"
    if _FORCE_TITLE.search(title) and strength(group.topic.action) != "grant":
        return "sanction"
    if _BIDDING.search(name) or _STATE_MATTER.search(name):
        return "internal"
    submits = any(reader.signal(n).submits for n in group.home)
    asked = submits or "applicant" in have
    own_motion = not submits and not ON_REQUEST.search(text) and group.act is None and not group.only_competence
    if strength(group.topic.action) == "withdraw" and own_motion:
        return "sanction"
    if not group.only_competence and _PRIVATE.search(text) and not _PUBLIC.search(text):
        return "doubtful"
    of_bodies = bool(_BODIES.search(text)) and not EXTERNAL.search(_HEADS.sub(" ", _BODIES.sub(" ", text)))
    if asked and not group.only_competence and of_bodies:
        return "internal"
    if _INSPECTION.search(name) and not (submits and "dossier" in have):
        return "inspection"
    if group.only_competence or (group.blocks and all(b.annex and _NAMED.search(b.heading) for b in group.blocks) and "agency" in have):
        return None
    outside = any(reader.signal(n).submits and _STRICTLY_OUTSIDE.search(reader.lines[n].words) for n in group.home)
    requested = asked or ("dossier" in have and bool(_ASKED_FILE.search(text)))
    if (_STATE_ONLY.search(name) and not requested) or (_PLANNING.search(name) and not outside):
        return "internal"
    enters = "dossier" in have and bool(_ENTERED.match(name) and _TAKES_IN.search(text))
    if _OFFICERS.search(text) and not outside and not enters and (not asked or _COURTS.search(title)):
        return "internal"
    if group.act is None and not submits and _COMPANY.search(text):
        return "internal"
    of_state = any(_PUBLIC_UNIT.search(reader.lines[n].words) for n in group.lines)
    if _FOUNDS.match(name) and of_state and (not submits or _PUBLIC_UNIT.search(name)):
        return "internal"
    decided = any(p.part == "agency" and p.role == "decides" for p in parts)
    if _NOTICE.search(name):
        replies = submits and any(_REPLIES.search(reader.lines[n].words) for n in group.home)
        answered = replies or (decided and any(_ANSWERS.search(reader.lines[n].words) for n in group.home if reader.signal(n).decides))
        made_known = submits and decided and "dossier" in have and _PUBLISHED.match(name)
        if not (answered or made_known) or name.lower().startswith("báo cáo"):
            return "mention" if not submits else "doubtful"
    external = asked or group.conditional or bool(EXTERNAL.search(text)) or any(reader.signal(n).external for n in group.home)
    external = external or bool(_NAMED.search(group.printed or "") and _TAKES_IN.search(text))
    paid = bool(_PAYOUT.search(name)) and asked and "dossier" in have
    noted = submits and any(_NOTED.search(reader.lines[n].words) and reader.signal(n).limit for n in group.home)
    result = "result" in have or decided or paid or noted or strength(group.topic.action) == "grant"
    filed = search(r"\bđủ\s+hồ\s+sơ|hồ\s+sơ\s+(?:hợp\s+lệ|đề\s+nghị|đăng\s+ký|đầy\s+đủ)", text)
    third = "dossier" in have or "conditions" in have or submits or bool(filed)
    if not ("agency" in have or group.conditional or strength(group.topic.action) == "grant" or _PUBLIC.search(text)):
        return "doubtful"
    if group.act is not None:
        filed_with = strength(group.topic.action) == "grant" and _FILE_CAME.search(text)
        alone = not asked and any(reader.signal(n).internal for n in group.home) and not _asks(text) and not filed_with
        timed = any(reader.signal(n).limit and (reader.signal(n).decides or reader.signal(n).receives) for n in group.home)
        wanted = submits or timed or "dossier" in have or _asks(text) or ON_REQUEST.search(text) or _FILE.search(text)
        if (external or third) and not alone and not wanted:
            return "doubtful"
        return None if (external or third) and not alone else "internal"
    refused = strength(group.topic.action) == "grant" and _FILE_CAME.search(text) and _REFUSED.search(text)
    if not asked and any(reader.signal(n).internal for n in group.home) and not _asks(text) and not refused:
        return "internal"
    if not _known(group.topic.action):
        openings = [reader.lines[n].words[:200] for n in group.home if reader.signal(n).papers]
        anchor = reader.lines[group.anchor or 0].words[:200]
        headings = " ".join([group.printed or "", anchor, *(b.heading for b in group.blocks), *openings])
        told = _NAMED.search(headings) or ((decided or "result" in have) and _ASKED_FILE.search(headings))
        if not (asked and told):
            return "doubtful"
    if result + external + third == 3:
        return None if asked or group.conditional or "agency" in have or _asks(text) or _NAMED.search(group.printed or "") else "doubtful"
    return "doubtful" if result + external + third == 2 else "mention"


def _known(action: str) -> bool:
    """Whether the word lists have the action, or one of those that it joins ("công nhận và giao")."""
    return any(part in lexicon().actions for part in (action, *re.split(r",\s+|\s+và\s+", action)))


def _asks(text: str) -> bool:
    return bool(
        search(
            r"\b(?:đơn|tờ\s+khai|văn\s+bản|giấy|hồ\s+sơ|phiếu)\s+(?:đề\s+nghị|yêu\s+cầu|đăng\s+ký|xin)"
            r"|người\s+(?:đề\s+nghị|yêu\s+cầu|nộp)",
            text,
        )
    )
