"""Who acts in a sentence: state bodies and those who apply to them."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from review.contract.base import Span
from review.procedures.fold import Loose
from review.procedures.lexicon import UPPER, lexicon

Side = Literal["state", "external"]

EXTERNAL_HEAD: Final = (
    r"(?:các\s+|những\s+|mọi\s+|mỗi\s+|từng\s+)?(?:cơ\s+quan\s+báo\s+chí|cơ\s+quan,\s+(?:tổ\s+chức|đơn\s+vị|doanh)(?!\s+(?:trực\s+)?thuộc)"
    r"|tổ\s+chức(?!:|\s+(?:cán\s+bộ|các\s+(?:hoạt|cuộc|lớp|kỳ|khóa)|lễ|kỳ\s|cuộc|thực|thẩm|kiểm|triển|lấy|họp|đoàn|cấp|trao|đánh|khảo|xét"
    r"|thu|tiếp|theo|hội|tuyên|in\s|rà|giám|xác|quản|thi|bảo\s+hiểm\s+xã|lại|việc|lập\s+quy|sắp))"
    r"|cá\s+nhân|doanh\s+nghiệp|công\s+dân|hộ\s+(?:kinh|gia|nghèo)|thương\s+nhân|nhà\s+(?:đầu|thầu|sản|xuất|phân|nhập|cung"
    r"|khoa|giáo)|hợp\s+tác\s+xã|liên\s+hiệp|(?<!đủ\s)(?<!trên\s)(?<!có\s)(?<!cấp\s)(?<!đua\s)cơ\s+sở(?![”\"]|\s+dữ|\s+đó|\s+hồ|\s+kết|\s+các|\s+ý|\s+báo|\s+đề(?!\s+nghị\b)|\s+quy|\s+thông"
    r"|\s+văn)"
    r"|chủ\s+(?:nhiệm\s+đề|(?!tịch|trì|động|quản|yếu|trương|nhiệm|tọa|biên|quyền|nghĩa|đạo|lực|chốt|đề|khảo|thuyết|mưu|quan|tâm)\w)\w*"
    r"|người(?!\s+(?:có\s+thẩm|đứng\s+đầu\s+cơ\s+quan|tiếp\s+nhận|nhận\s+hồ|được\s+(?:phân|giao)|ký))|văn\s+phòng\s+đại\s+diện"
    r"|văn\s+phòng\s+(?:công|luật)|chi\s+nhánh|công\s+ty|trung\s+tâm(?!\s+phục\s+vụ\s+hành)|trường\s+(?:đại|cao|trung|mầm|tiểu"
    r"|phổ)|bệnh\s+viện|"
    r"thuyền|học\s+(?:sinh|viên)|sinh\s+viên|cha\s*(?:,|mẹ|hoặc)|thân\s+nhân|gia\s+đình|ngân\s+hàng\s+(?:thương|hợp|chính|mẹ"
    r"|con|liên)|quỹ\s+(?:tín|đầu|xã|từ|(?=(?:lập|nộp|gửi|phải|đề\s+nghị)\s))|hội\s+(?!đồng)|hiệp\s+hội|đối\s+tượng(?!\s+áp)|tác\s+giả|nghệ\s+nhân|đại\s+lý"
    r"|bên\s+(?:đề|vay|mua|bán|nhận|đi|có|cho\s+(?:vay|thuê)|bảo|thuê)|đơn\s+vị(?!\s+quản|\s+thuộc\s+bộ|\s+chủ\s+trì)|"
    r"thành\s+viên\s+góp|luật\s+sư|công\s+chứng\s+viên|giám\s+định\s+viên|đấu\s+giá\s+viên|nhà\s+nhập|khách\s+hàng"
    r"|bên\s+kết\s+hôn|đương\s+sự|tập\s+đoàn|tổng\s+công)"
)
EXTERNAL: Final = Loose(rf"\b{EXTERNAL_HEAD}(?!\w)")
_AHEAD: Final = 16
"""Letters from a verb on that tell what the word before it is ("tổ chức thẩm định", "quỹ gửi")."""


@lru_cache(maxsize=1)
def _agency() -> re.Pattern[str]:
    fields = lexicon().alternation(lexicon().agency_names)
    place = (
        rf"(?:\s+(?:tỉnh|thành\s+phố|xã|phường|cấp\s+(?:tỉnh|xã|huyện|cơ\s+sở)|các\s+cấp|Thành\s+phố|nơi)(?:\s+[{UPPER}]\w+)*"
        rf"|\s+[{UPPER}]\w+(?:\s+[{UPPER}]\w+)*)?"
    )
    ubnd = r"(?:[ỦU][yỷ]|Uỷ|ỦY)\s+[bB]an\s+[nN]hân\s+dân|UBND"
    local = r"(?:Kinh\s+tế(?:,\s+Hạ\s+tầng\s+và\s+Đô\s+thị)?|Văn\s+hóa\s+-\s+Xã\s+hội)"
    return re.compile(
        rf"""(?<!\w)(?=[CcPpUỦBbTtSGNnVĐđHhK])(?:
        (?P<chair>Chủ\s+tịch\s+(?:{ubnd})|Phó\s+Chủ\s+tịch\s+(?:{ubnd}))(?:\s+(?:tỉnh|thành\s+phố|cấp\s+(?:có\s+thẩm\s+quyền|\w+)|các\s+cấp|xã|phường
            |Thành\s+phố|đặc\s+khu|trực\s+thuộc\s+[tT]rung\s+ương|,)(?:\s+(?:thành\s+phố|[{UPPER}]\w+
            |trực\s+thuộc\s+[tT]rung\s+ương|cấp\s+tỉnh))*(?:/(?:xã|phường|đặc\s+khu))*)*
        |(?:{ubnd})(?:,?\s+(?:các\s+)?(?:tỉnh|thành\s+phố|cấp\s+(?:có\s+thẩm\s+quyền|\w+)|các\s+cấp|xã|phường|Thành\s+phố|đặc\s+khu)(?:\s+(?:[{UPPER}]\w+
            |trực\s+thuộc\s+[tT]rung\s+ương))*(?:/(?:xã|phường|đặc\s+khu))*)*
        |(?:Bộ\s+trưởng\s+)?Bộ\s+(?:{fields})|Bộ\s+trưởng(?:,\s+Thủ\s+trưởng\s+cơ\s+quan\s+ngang\s+[bB]ộ)?|Bộ\s+(?:chủ\s+quản
            |quản\s+lý|,\s+cơ\s+quan)|[cC]ác\s+[bB]ộ,(?:\s+ngành|\s+cơ\s+quan)(?:,\s+địa\s+phương)?(?:\s+(?:có\s+)?liên\s+quan)?|Bộ,\s+cơ\s+quan\s+liên\s+quan
        |Thủ\s+trưởng\s+(?:đơn\s+vị|cơ\s+quan)[^,.;:]{{0,40}}
        |(?:Giám\s+đốc\s+)?Sở\s+(?:{fields})(?:{place})|[cC]ác\s+sở,\s+(?:ban,\s+)?ngành
        |Thống\s+đốc(?:\s+Ngân\s+hàng\s+Nhà\s+nước(?:\s+Việt\s+Nam)?)?
            |(?:Giám\s+đốc\s+)?Ngân\s+hàng\s+Nhà\s+nước(?:\s+Việt\s+Nam)?(?:\s+chi\s+nhánh(?:\s+Khu\s+vực)?)?
        |(?:Cục\s+trưởng\s+|Tổng\s+cục\s+trưởng\s+|Chi\s+cục\s+trưởng\s+|Vụ\s+trưởng\s+)?(?:Tổng\s+cục|Chi\s+cục|Cục
            |Vụ)\s+[{UPPER}]\w*(?:(?:,\s+|\s+và\s+|\s+-\s+|\s+)(?!Trong|Trường|Bộ\b|Sở\b|Ủy\b)(?:[{UPPER}]\w*|(?:lý|tế|thông(?!\s+(?:báo|qua|tri))|chính
            |nghiệp|trường|vệ|vật|hóa|hoá|chất|hải|thủy|thuỷ|nội|địa|sản|lâm|nuôi|trọt|khoáng|sát|giám|tổ|chức|tín|dụng|đường|bộ
            |không|dạy|nghề|nước|động|sở|hữu|trí|tuệ|bức|xạ|lượng|tàng|lịch|ảnh|quyền|tác|giả|tiến|thương|mại|điện|tử|phòng|cháy
            |quản|xuất|nhập|cảnh|y|dược|cổ|truyền|lao|ngoài|thi|hành|án|ngư|biến|văn|kiểm(?!\s+tra)|đoàn|viễn|số|liệu|biển|đảo|đai
            |hậu|học|tin|hợp|đồng|viên|khoán|bản|in|phát|hành|nhận|giáo|dân|tộc|nhà|hạ|tầng|cá|thú|trợ|pháp|luật|tịch|giao|dịch
            |kinh|các|ngành|tiền|tệ|triển|hội|thực(?=\s+(?:phẩm|vật))|phẩm|hàng|hoạt|ninh|trật|tự|tuyến|vận|tải|bay|thiện|xúc|(?<=[Cc]ông\s)trình|đô|thị|toán|ngân|kế|giá|sách
            |dục|tồn|toàn|chế|hoạch|kê|sắt|soát|bệnh|thầu|vô|chí|nghệ|(?<=quản\s)đất|(?<=lý\s)(?:đất|đấu)|(?<=Thiết\s)bị|(?<=Kiểm\s)tra(?=\s+văn)
            |(?<=Hải\s)quan|(?<=Ngoại\s)vụ|(?<=chức\s)cán(?=\s+bộ)|(?<=cán\s)bộ|(?<=nghiệp\s)công(?=\s+nghệ)|(?<=Phòng\s)chống)\b))*
        |Phòng\s+{local}(?:\s+(?:xã|phường|đặc\s+khu|cấp\s+xã))+(?:/(?:Phòng\s+{local}\s+)?(?:xã|phường|đặc\s+khu))*
        |(?:Trưởng\s+)?Phòng\s+(?:{fields})(?!\w)|(?:Chánh\s+)?Văn\s+phòng\s+Bộ(?!\s+[{UPPER}])
        |(?:Trưởng\s+|Giám\s+đốc\s+)?(?:Phòng|phòng)\s+(?:Kinh\s+tế|Văn\s+hóa|Cảnh\s+sát|chuyên\s+môn|Quản\s+lý
            |Đăng\s+ký)[^,.;:]{{0,30}}?(?=\s+(?:có|thực|tiếp|xem|kiểm|thẩm|gửi|trả|trình|thuộc)|[,.;:]|$)
        |(?:Trưởng\s+)?Ban\s+(?:Quản\s+lý|quản\s+lý|Dân\s+tộc|Tôn\s+giáo|Thi\s+đua|Cơ\s+yếu)[^,.;:()“”"]{{0,60}}?(?=\s+(?:có|thực|tiếp
            |xem|kiểm|thẩm|gửi|trả|trình|cấp\s(?!tỉnh)|ra|tổ\s+chức|ban\s+hành|yêu\s+cầu|thông\s+(?:báo|qua)|phê\s+duyệt|chấp|quyết|xác
            |lấy|hướng|đề\s+nghị|phải|để|bằng|theo|nơi|và|hoặc|trong|không|căn)\b|[,.;:()“”"]|$)
        |(?:Giám\s+đốc\s+)?Công\s+an\s+(?:tỉnh|xã|cấp\s+\w+|thành\s+phố|các|phường|đơn\s+vị)
        |(?:Chủ\s+tịch\s+|Chủ\s+nhiệm\s+)?(?:[ỦU][yỷ]|Uỷ)\s+ban\s+(?!nhân\b|Nhân\b|thường\b|Thường\b)[{UPPER}]\w*(?:(?:,\s+|\s+và\s+|\s+về\s+(?:các\s+)?
            |\s+)(?!Trong|Trường|Bộ\b|Sở\b|Ủy\b)(?:[{UPPER}]\w*|(?:tác|tổ|chức|phi|chính|phủ|nước|ngoài|chuẩn|lường|lượng|khoán|tộc|gia|tranh
            |tài|dân|số|vốn|lý|tiêu|cạnh|bào|Việt|Nam|nhà|khoa|học|thể|thao)\b))*
        |Thủ\s+tướng\s+Chính\s+phủ|(?<!của\s)(?<!Văn\sphòng\s)Chính\s+phủ(?=\s+(?:xem|quyết|ban))|Chủ\s+tịch\s+nước
            |Văn\s+phòng\s+(?:Chính\s+phủ|[đĐ]ăng\s+ký\s+đất\s+đai)(?:\s+hoặc\s+Chi\s+nhánh\s+Văn\s+phòng\s+đăng\s+ký\s+đất\s+đai)?
        |(?:Giám\s+đốc\s+)?Cảng\s+vụ\s+(?:hàng\s+hải|đường\s+thủy\s+nội\s+địa|hàng\s+không)|Kho\s+bạc\s+Nhà\s+nước
            |Bảo\s+hiểm\s+xã\s+hội(?:\s+(?:Việt\s+Nam|tỉnh|cơ\s+sở|cấp\s+\w+))?|Bộ\s+đội\s+Biên\s+phòng|Bộ\s+Tư\s+lệnh
            |Thanh\s+tra\s+(?:Chính\s+phủ|tỉnh|Bộ)|Đại\s+sứ\s+quán|[tT]hường\s+trực\s+Hội\s+đồng\s+nhân\s+dân
            |Hội\s+đồng\s+nhân\s+dân
        |[bB]ộ\s+phận\s+([mM]ột\s+cửa|[tT]iếp\s+nhận(?:\s+và\s+[tT]rả\s+kết\s+quả(?:\s+giải\s+quyết\s+thủ\s+tục\s+hành\s+chính)?)?)|[tT]rung\s+tâm\s+[pP]hục\s+vụ\s+[hH]ành\s+chính\s+công(?:\s+(?:tỉnh|cấp\s+\w+|xã))?
        |(?:[cC]án\s+bộ,\s+)?[cC]ông\s+chức(?:,\s+viên\s+chức)?(?:\s+(?:tư\s+pháp\s*-\s*hộ\s+tịch|tiếp\s+nhận))?
            |[nN]gười\s+(?:có\s+thẩm\s+quyền|tiếp\s+nhận\s+hồ\s+sơ|nhận\s+hồ\s+sơ|thực\s+hiện\s+chứng\s+thực)
        |[cC]ơ\s+quan\s+(?:chuyên\s+môn|quản\s+lý\s+nhà\s+nước)\s+về\s+[^,.;:()]{{2,70}}?\s+(?:thuộc|của)\s+(?:{ubnd})\s+cấp\s+(?:tỉnh|xã|huyện)
        |(?:[cC]ác\s+)?[cC]ơ\s+quan(?:,\s+người)?(?!,\s+tổ\s+chức|,\s+đơn\s+vị|\s+báo\s+chí)(?:\s+(?:có\s+thẩm\s+quyền|chuyên\s+môn
            |tiếp\s+nhận|đăng\s+ký|cấp|quản\s+lý|hỗ\s+trợ|tài\s+trợ|chủ\s+quản|chủ\s+trì|giải\s+quyết|thẩm\s+định|được\s+(?:phân|giao|ủy|lấy)
            |nhà\s+nước|đại\s+diện|hải\s+quan|thuế|công\s+an|Công\s+an|tư\s+pháp|đã\s+cấp|thú\s+y|kiểm\s+\w+|liên\s+quan|khác
            |thường\s+trực|bảo\s+hiểm|thực\s+hiện|có\s+liên|phê\s+duyệt|đầu\s+mối|nơi|quyết\s+định|chứng\s+nhận|của
            |được|lưu\s+trữ|thẩm\s+quyền|cấp\s+\w+|quy\s+định|công\s+\w+|xác\s+\w+|quân\s+\w+|thống\s+kê|y\s+tế
            |điều\s+\w+|giám\s+\w+|chức\s+năng|phát\s+hành|tổ\s+chức\s+thi|tài\s+chính|thi\s+hành)[^,.;:()]{{0,90}}?)?(?<!phân)(?<!cung)(?<!cùng)(?=\s+(?:quy\s+định|có\s+(?:trách|văn|thông|ý|biên)|báo\s+cáo|nghiên\s+cứu|rà\s+soát|tổng\s+hợp|đánh\s+giá|phối\s+hợp|chủ\s+trì|cung\s+cấp|đăng\s+tải|chịu|thực\s+hiện|tiếp\s+nhận|xem\s+xét|kiểm\s+tra
            |thẩm\s+định|gửi|trả|trình|phải|thông\s+báo|ra\s+|quyết\s+định|phê\s+duyệt|xét\s|cấp|ban\s+hành|yêu\s+cầu|lấy|tra\s+cứu|đề\s+nghị|xác
            |hướng\s+dẫn|tổ\s+chức|hoàn|chuyển|trong|để|theo|nơi|tại|bằng|và|hoặc|qua|về|đối|không|căn|tiến|cho|đã|thu|khi|lập|được
            |từ|trước|trừ|kể|vào|chưa)\b|[,.;:()“”"]|$)
        |[hH]ội\s+đồng\s+(?:thẩm\s+định|tư\s+vấn|xét|đánh\s+giá|khoa\s+học|thi|kiểm\s+tra|sát\s+hạch
            |tuyển)[\w\s]{{0,20}}?(?=\s+(?:có|thực|tiếp|họp|xem|kiểm|thẩm|gửi|trả|trình|do|gồm|tổ)\b|[,.;:]|$)
        |[đĐ]oàn\s+(?:thẩm\s+định|kiểm\s+tra|đánh\s+giá|công\s+tác)|[tT]ổ\s+(?:thẩm\s+định|chuyên\s+gia|công\s+tác|kiểm\s+tra)
        |[đĐ]ơn\s+vị\s+(?:quản\s+lý|chủ\s+trì|được\s+giao|tiếp\s+nhận|đầu\s+mối|thuộc)[^,.;:(]{{0,40}}?(?=\s+(?:có|thực|tiếp|xem
            |kiểm|thẩm|gửi|trả|trình|công\s+bố)\b|[,.;:]|$)
        )""",
        re.X,
    )


class Actor(NamedTuple):
    """Who acts, on which side, and where the words stand."""

    side: Side
    span: Span


def agencies(text: str, start: int, end: int) -> Iterator[Span]:
    """The state bodies named in ``text[start:end]``."""
    for found in _agency().finditer(text, start, end):
        yield found.start(), found.start() + len(found.group().rstrip())


def agency_at(text: str, start: int, end: int) -> int | None:
    """The end of the name of a state body that begins at ``start``, None where none does."""
    found = _agency().match(text, start, end)
    return start + len(found.group().rstrip()) if found else None


_LEAD: Final = Loose(
    r"\s*(?:(?:và|hoặc|thì|do|để|khi|trường\s+hợp|nếu|sau\s+khi|trước\s+khi|đối\s+với|tại|hàng\s+năm|đồng\s+thời|nhưng|mà"
    r"|trong\s+trường\s+hợp|căn\s+cứ)\s+)*"
)
_CLAUSE: Final = re.compile(r"[,:;]\s+|\sthì\s+")
_REACH: Final = 3_000
_CLAUSES: Final = 60
"""Characters and clauses before a verb among which who does it is looked for; no sentence that can be read is longer."""


_TAKES_FILE: Final = Loose(
    r"(?:kể\s+từ\s+(?:ngày|khi|thời\s+điểm)|sau\s+khi)\s+(?:tiếp\s+)?nhận\s+(?:được\s+)?(?:đủ\s+|đầy\s+đủ\s+|bộ\s+)*"
    r"(?:hồ\s+sơ|đơn\s+đề|(?:giấy|văn\s+bản)\s+đề\s+nghị|mẫu\s+vật)\b[^;]*,\s+$"
)
"""Who has a term from the day on which the file came in decides on it, whatever the draft calls him."""
_BODY: Final = Loose(
    r"(?:tổ\s+chức|đơn\s+vị|ban|trung\s+tâm|trạm|viện|hội\s+đồng|quỹ|ngân\s+hàng|văn\s+phòng"
    r"|học\s+viện|trường|hải\s+quan)\s+\w+\s+\w+"
)
_PRIVATE: Final = Loose(r"(?:các\s+)?(?:doanh\s+nghiệp|cá\s+nhân|công\s+dân|người|hộ|thương\s+nhân|nhà|hợp\s+tác|công\s+ty|cơ\s+quan,)\b")
"""Who applies and never decides."""
_DUTY_WORDS: Final = Loose(r"\s+(?:có\s+trách\s+nhiệm|phải|có\s+thể|sẽ|được|tiến\s+hành|thực\s+hiện)\b")


_REST_OF_NAME: Final = Loose(
    r"(?:,\s+(?!(?:trong|nếu|khi|thì|theo|được|trường|kể|nộp|gửi|lập|có|phải|sau|trước|để|hoặc|căn|đồng|từ|tại|đối|không|qua|trừ|chậm|đã|tự|bằng)\b)"
    r"\w+(?:\s+\w+){0,4}){1,3}(?<!\svà)(?<!\shoặc)\s+$"
)
"""What a comma parts from a name that runs on to its verb ("cơ sở khám bệnh, chữa bệnh nộp")."""


def name_end(text: str, end: int, verb: int) -> int:
    """The end of a name before a verb: the verb where the name runs on to it behind a comma, else ``end``."""
    return verb if end < verb <= end + 70 and _REST_OF_NAME.match(text, end, verb) else end


def actor_before(text: str, start: int, verb: int) -> Actor | None:
    """Who does what the verb at ``verb`` says: the nearest clause before it that begins with an actor, from ``start`` on.

    >>> actor_before("Tổ chức nộp hồ sơ", 0, 8).side
    'external'
    >>> actor_before("Trong 05 ngày kể từ ngày nhận đủ hồ sơ, tổ chức quản lý bến kiểm tra", 0, 61).side
    'state'
    """
    start = max(start, verb - _REACH)
    found = _actor_before(text, start, verb)
    if found is not None and found.side == "state":
        return found
    if found is not None and _PRIVATE.match(text, found.span[0], found.span[1]):
        return found
    at, end = (found.span[0], name_end(text, found.span[1], verb)) if found else (text.rfind(", ", start, verb) + 2, verb)
    if at <= start + 1 or not _TAKES_FILE.search(text, start, at) or not (found or _BODY.match(text, at, end)):
        return found
    stop = _DUTY_WORDS.search(text, at, end)
    return Actor("state", (at, stop.start() if stop else at + len(text[at:end].rstrip())))


def _actor_before(text: str, start: int, verb: int) -> Actor | None:
    pieces: list[tuple[int, int]] = []
    at = start
    for found in _CLAUSE.finditer(text, start, verb):
        pieces.append((at, found.start()))
        at = found.end()
    pieces.append((at, verb))
    for begin, end in reversed(pieces[-_CLAUSES:]):
        lead = _LEAD.match(text, begin, end)
        here = lead.end() if lead else begin
        for where in (here, begin) if here != begin else (begin,):
            state = _agency().match(text, where, verb)
            if state:
                return Actor("state", (where, where + len(state.group().rstrip())))
            external = EXTERNAL.match(text, where, verb + _AHEAD)
            if external and external.end() <= verb:
                return Actor("external", (where, end))
    last = None
    for span in agencies(text, start, verb):
        last = span
    other = None
    for found in EXTERNAL.finditer(text, start, verb):
        other = (found.start(), verb)
    if last and (other is None or other[0] < last[0]):
        return Actor("state", last)
    return Actor("external", other) if other else None
