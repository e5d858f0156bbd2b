"""The patterns of amending commands. They match within one line whose quotations are blanked."""

import re
from typing import Final

VERB: Final = re.compile(
    r"(?P<replace>[Ss]ửa đổi(?:\s*(?:,|và|;|hoặc)?\s*(?:bổ sung|thay thế|bãi bỏ|thay|sửa đổi))*"
    r"|[Bb]ổ sung(?:\s*(?:,|và)\s*(?:sửa đổi|thay thế|bãi bỏ))+)"
    r"|(?P<insert>[Bb]ổ sung|[Tt]hêm(?=\s+(?:cụm\s+)?từ\b))"
    r"|(?P<repeal>[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ|[Bb]ỏ(?=\s+(?:các\s+)?(?:cụm\s+)?(?:từ|chữ|số)\b|\s*\x00))"
    r"|(?P<swap>[Tt]hay thế|[Tt]hay(?=\s+(?:các\s+)?(?:cụm\s+)?từ\b)|[Đđ]ính chính)"
    r"|(?P<renumber>[Đđ]ánh số lại|[Ss]ắp xếp lại(?: số)?|[Đđ]ổi số)"
    r"|(?P<move>[Cc]huyển)|(?P<split>[Tt]ách)"
)
"""A command verb. Combined verbs ("sửa đổi, bổ sung") are one ``replace``."""

BEGINS: Final = re.compile(r"\s*(?:(?:và|đồng thời)\s+)?")
MARKER: Final = re.compile(
    r"\s*[“\"]?(?:Điều\s+\d+\w?\d?\s*[.:]?|\d{1,3}(?:\.\d{1,3})*[a-zđ]?\d?[.)]|[a-zđ]{1,2}\d?[.)]|[-–+•]|[ivx]{1,5}[.)])\s*"
)
"""The number of a line."""

NEXT: Final = re.compile(r"(?:;|\.|,)\s+(?=\S)|(?<!\s)\s+và\s+(?=\S)")
"""Where a further command may begin in a line."""

GAP: Final = re.compile(
    r"\s*(?:(?:tên|tiêu đề|nội dung|quy định|một số|toàn bộ|các|những|của|tại|ở|thuộc|và|,|từ|dòng|đoạn|câu|gạch đầu dòng|ý"
    r"|khoản|điểm|điều|mục|chương|phần đầu|lời dẫn|thứ\s+\w++|\d++|đầu tiên|cuối|cùng|tiết|nhất|mở đầu|thêm|vào|cụm|mẫu|biểu mẫu"
    r"|số thứ tự|ghi chú|bảng|phụ lục|ban hành|kèm theo|giấy tờ|sau đây|sau)\s*)*$",
    re.IGNORECASE,
)
"""What may stand between a verb and the provision it changes. No two ways lead through the same words: time is linear."""

WIDEST_GAP: Final = 400
"""Characters after a verb in mid-sentence within which its provision is looked for."""

PHRASE: Final = re.compile(r"\s*(?:lại\s+)?(?:một số\s+|các\s+)?(?:cụm\s+từ|từ\s+ngữ|từ|chữ|số|dấu)\b|\s*\x00")
"""A verb that works on words."""

TITLE: Final = re.compile(r"\s*(?:lại\s+)?(?:tên(?:\s+gọi)?|tiêu đề)\s+(?:của\s+)?(?=[ĐđKkCcMmPp])")
AFTER: Final = re.compile(r"\s*(?:vào\s+)?(?:liền\s+)?(?:ngay\s+)?(?:phía\s+)?(?P<word>sau|trước)\s+(?:cuối\s+)?$")
INTO: Final = re.compile(r"\s*(?:vào|của|tại|trong)\s+(?:cuối\s+|đầu\s+)?$")
AT: Final = re.compile(r"\b(?:tại|ở|trong|của|vào)\b")
SOME: Final = re.compile(r"một số (?:điều|nội dung|quy định)\s*(?:,\s*\w+\s*)*(?:của|tại|trong)?\s*$")
QUOTE: Final = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
OPEN: Final = re.compile(r"[“«].*$|\"[^\"]*$")
INSTEAD: Final = re.compile(r"\s*(?:bằng|thành)\s*(?:các\s+)?(?:cụm\s+từ|từ|chữ|số)?\s*$")
BEHIND: Final = re.compile(r"\s*(?:vào\s+)?(?:ngay\s+)?(?:sau|trước)\s+(?:các\s+)?(?:cụm\s+từ|từ|chữ)\s*$")
