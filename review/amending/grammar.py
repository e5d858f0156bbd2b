"""The patterns of amending commands. They match within one line whose quotations are blanked."""

import re
from typing import Final

VERB: Final = re.compile(
    r"(?P<renumber>[Đđ]ánh (?:lại )?số(?: thứ tự)?(?: lại)?|[Ss]ắp xếp lại(?: (?:số )?thứ tự| số)?|[Đđ]ổi số(?: thứ tự)?"
    r"|(?:[Ss]ửa(?: đổi| lại)?|[Tt]hay đổi|[Đđ]iều chỉnh) (?:số )?thứ tự"
    r"(?=\s+(?:và\s+tên\s+)?(?:của\s+)?(?:các\s+)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm)\b))"
    r"|(?P<replace>[Ss]ửa đổi(?:\s*(?:,|và|;|hoặc)?\s*(?:bổ sung|thay thế|bãi bỏ|thay|sửa đổi))*"
    r"|(?:[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế)(?:\s*(?:,|và)\s*(?:sửa đổi|bổ sung|thay thế|bãi bỏ)(?!\s+(?:cụm\s+)?từ\s+\x00))+"
    r"|[Ss]ửa(?=\s+(?:lại\s+)?(?:tên|tiêu đề|cụm|từ|điểm|khoản|[Đđ]iều)\b)|[Đđ]ổi(?=\s+tên\b))"
    r"|(?P<insert>[Bb]ổ sung|[Tt]hêm(?=\s+(?:cụm\s+)?từ\b))"
    r"|(?P<repeal>[Bb]ãi bỏ|[Hh]ủy bỏ|[Hh]uỷ bỏ|[Bb]ỏ(?=\s+(?:các\s+|toàn bộ\s+)?(?:(?:cụm\s+)?(?:từ|chữ|số)"
    r"|khoản|điểm|[Đđ]iều|(?:tiểu\s+)?mục|[Cc]hương|[Pp]hụ\s+lục|[Mm]ẫu|đoạn)\b|\s*\x00))"
    r"|(?P<swap>[Tt]hay thế|[Tt]hay(?=\s+(?:các\s+)?(?:cụm\s+)?từ\b)|[Đđ]ính chính)"
    r"|(?P<move>[Cc]huyển)|(?P<split>[Tt]ách)"
    r"|(?P<cut>(?:[Cc]ắt giảm|[Đđ]ơn giản h(?:óa|oá)|[Rr]út ngắn)"
    r"(?:\s*(?:,|và)\s*(?:cắt giảm|phân cấp|phân quyền|đơn giản h(?:óa|oá)|rút ngắn))*)"
)
"""A command verb. Combined verbs ("sửa đổi, bổ sung") are one ``replace``; ``cut`` is one where new text follows ("như sau:")."""

BEGINS: Final = re.compile(
    r"[\s:]*(?:(?:và|đồng thời|[Nn]ay)\s+)?(?:(?:[Kk]ể\s+)?[Tt]ừ\s+ngày\s+[^,;:]{1,80},\s+)?"
    r"(?:(?:Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?)\s+này\s+)?"
)
MARKER: Final = re.compile(
    r"\s*[“\"]?(?:Điều\s+\d+\w?\d?\s*[.:]?|\d{1,3}(?:\.\d{1,3})*[a-zđ]?\d?[.)]|[a-zđ]{1,2}\d?[.)]|[-–+•]|[ivx]{1,5}[.)])\s*"
)
"""The number of a line."""

NEXT: Final = re.compile(r"(?:;|\.|,)\s+(?=\S)|(?<!\s)\s+và\s+(?=\S)")
"""Where a further command may begin in a line."""

GAP: Final = re.compile(
    r"\s*(?::\s*)?(?:(?:tên|tiêu đề|nội dung|quy định|một số|một|toàn bộ|các|những|của|tại|ở|thuộc|và|,|;|từ|dòng|đoạn|câu|gạch đầu dòng|ý"
    r"|khoản|điểm|điều|mục|chương|phần đầu|lời dẫn|thứ\s+\w++|\d[\d.]*+[a-zđ]?+|đầu tiên|cuối|cùng|tiết|nhất|mở đầu|thêm|vào|cụm|mẫu"
    r"|biểu mẫu|số thứ tự|ghi chú|bảng|phụ lục|ban hành|kèm theo|giấy tờ|sau đây|sau|trước|khổ|mũ|cột"
    r"|hàng|tiểu|gồm|bao gồm|danh mục|\()\s*)*$",
    re.IGNORECASE,
)
"""What may stand between a verb and the provision it changes. No two ways lead through the same words: time is linear."""

WIDEST_GAP: Final = 400
"""Characters after a verb in mid-sentence within which its provision is looked for."""

PHRASE: Final = re.compile(
    r"\s*(?:lại\s+)?(?:một số\s+|các\s+)?(?:cụm\s+từ|từ\s+ngữ|từ|chữ|số(?!\s+thứ\s+tự)|dấu)\b|\s*(?:nội dung|đoạn|câu)\s*:?\s*\x00|\s*\x00"
)
"""A verb that works on words."""

TITLE: Final = re.compile(r"\s*(?:lại\s+)?(?:tên(?:\s+gọi)?|tiêu đề)\s+(?:của\s+)?(?=[ĐđKkCcMmPp])")
AFTER: Final = re.compile(r"\s*(?:vào\s+)?(?:liền\s+)?(?:ngay\s+)?(?:phía\s+)?(?P<word>sau|trước)\s+(?:cuối\s+)?$")
INTO: Final = re.compile(r"\s*(?:vào|của|tại|trong)\s+(?:cuối\s+|đầu\s+)?$")
AT: Final = re.compile(r"\b(?:tại|ở|trong|của|vào)\b")
SOME: Final = re.compile(r"một số (?:điều|nội dung|quy định)\s*(?:,\s*\w+\s*)*(?:của|tại|trong)?\s*$")
QUOTE: Final = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”|“[^“”\"\n]*\"(?!\w)|\"[^\"]*\"|«[^»]*»|‘[^’]*’")
OPEN: Final = re.compile(r"[“«].*$|\"[^\"]*$")
INSTEAD: Final = re.compile(r"\s*(?:bằng|thành)\s*(?:các\s+)?(?:cụm\s+từ|từ|chữ|số)?\s*$")
BEHIND: Final = re.compile(r"\s*(?:vào\s+)?(?:ngay\s+)?(?:sau|trước)\s+(?:các\s+)?(?:cụm\s+từ|từ|chữ)\s*$")

SEVERAL: Final = re.compile(r"(?:các|một số|những)\s+$|một số\s+(?:cụm|từ|điều|biểu|mẫu)", re.IGNORECASE)
"""Words before an annex without number that make it many or a mere part of what is changed."""

TOLD_OF: Final = re.compile(r"(?:được|đã)\s+(?:sửa đổi|bổ sung|thay thế)$")
"""Before a verb that only goes on telling who amended the act before."""

ANNEX_GAP: Final = 160
"""Characters within which the annex of a division or row is named."""

ANNEX_LINK: Final = re.compile(r"\s*,?\s*(?:(?:của|thuộc|tại|trong|phần\s+[A-ZĐ]|mục\s+[\dIVXLC.]+|-|–)\s*)*")
"""What stands between a division and its annex."""

ANNEX_WORDS: Final = re.compile(r"[^;:.“”]{0,160}")
"""Words before an annex that are no address."""

ROWS: Final = re.compile(r"\s*(?:một số\s+|các\s+)?(?:[^;:.\x00]{0,40}?\s+)?(?P<row>số\s+thứ\s+tự|tiểu\s+mục)\b", re.IGNORECASE)
"""A command on numbered rows of a table."""

ROWS_GAP: Final = 200
SAME_SENTENCE: Final = re.compile(r"[^:.\n]*")
"""What may stand between a clause and the article that a later command of the same sentence names."""

BARE_TITLE: Final = re.compile(
    r"\s*(?:lại\s+)?(?:tên(?:\s+gọi)?|tiêu đề)\s+(?:của\s+)?(?P<unit>[Đđ]iều|[Cc]hương|[Kk]hoản|[Mm]ục|[Pp]hần)(?!\s*[\dIVXLC])\b"
)
"""The title of the provision that the lines above name."""

JOINT: Final = re.compile(r"\s*(?:,|;|và)\s")
SOME_PARTS: Final = re.compile(r"một số\s+(?:(?:nội dung|đoạn|điểm|khoản|tiết)\s*,?\s*)+(?:của|tại)")
AMENDED: Final = re.compile(r"được\s+(?:sửa|bổ|thay)")
PASSIVE: Final = re.compile(r"(?<!đã)\s(?:được|bị)\s+")
PASSIVE_GAP: Final = 120
"""Characters between the provision and its verb in which the act may be named."""

PASSIVE_END: Final = re.compile(r"[^;]{0,40}\bnhư sau\s*:?\s*$|\s*[:.;]?\s*$")
PROPOSED: Final = re.compile(r"kiến nghị thực thi\W*$", re.IGNORECASE)
"""A caption over what a plan asks another body to amend."""

CARRIED: Final = re.compile(r"[^\s.;:”\"!?|]\s*$")
"""How a line ends that goes on in the next one."""

CARRY_ON: Final = re.compile(
    r"(?P<address>(?:Điều|Khoản|Điểm)\s+\d+\w?\s*[.,;]?\s*)|(?:Mẫu|Phụ lục)\s+(?:số\s+)?[\dIVX]+\w*\s*,|[^\W\d_]\w*(?![.)\w])"
)
"""How the next line may begin then: a small letter, or an address that is no heading, after which nothing or a small letter comes."""

HEADING_LIMIT: Final = 700
"""Characters of the heading of a Chương in which the amended act is named."""

AMENDING_HEADING: Final = re.compile(r"sửa\s+đổi|bổ\s+sung|bãi\s+bỏ|thay\s+thế")
LISTED: Final = re.compile(r"\s*(?:Tại|tại|Các|các|Cụm từ\s*\x00+\s*tại)?\s*")

CUT_GAP: Final = re.compile(
    r"[^;:\x00]{0,300}?\b(?:tại|của)\s+(?:các\s+)?(?=(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Pp]hần|[Pp]hụ lục|[Mm]ẫu)\s)"
)
"""What a cut is about, up to its provision: "cắt giảm thời gian thực hiện đối với thủ tục … quy định tại"."""

WORDS_GAP: Final = 80
"""Characters of other words that a command on what it does not name may have before its provision."""

AS_FOLLOWS: Final = re.compile(r"như sau\s*:?\s*$")

MISREAD_CLAUSE: Final = re.compile(r"(?<=[Kk]hoản )l(?=[a-đ]\b)")
"""A "1" that a scan reads as "l": "khoản la"."""

UNIT_COLON: Final = re.compile(r"(?<=[Đđ]iều):(?=\s\d)|(?<=[Kk]hoản):(?=\s\d)")
"""A colon between a unit and its list: "các Điều: 57, 58"."""

WORDS_TOO: Final = re.compile(r"(?:[;,]|\bvà)\s+(?:các\s+)?(?=(?:cụm\s+từ|từ)\s*\x00)")
"""Where a repeal of provisions goes on with words: "bãi bỏ Điều 5; cụm từ “phao” tại khoản 2 Điều 6"."""

SOME_WORDS: Final = re.compile(r"\b(?:cụm\s+từ|từ\s+ngữ|từ|chữ)\s*(?=\x00)")

STRAY: Final = re.compile(
    r"\s*[“\"]?\s*(?P<line>(?:[a-zđ]{1,2}|\d{1,3})[.)]\s*(?:[Tt]hay(?:\s+thế)?|[Bb]ãi\s+bỏ|[Bb]ỏ|[Bb]ổ\s+sung)\s+(?:các\s+)?(?:cụm\s+)?từ\s+[“\"])"
)
"""A line within quotation marks that commands a swap of words itself."""

ADDRESS: Final = re.compile(
    r"(?:[Đđ]iểm|[Kk]hoản)\s+\w{1,4}\b(?:\s*(?:,|và|của|tại)?\s*(?:điểm|khoản)\s+\w{1,4}\b)*\s*(?:như\s+sau)?\s*[:.]?\s*"
)
"""A line that is only an address."""
