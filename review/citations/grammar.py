r"""The patterns. Everything here matches within one line; spaces may be any but the line end.

``SCAN`` finds the places where a mention can begin. It looks for rare letters inside the key words ("ản" of "khoản"),
so that ordinary text is passed over at the speed of the regular-expression engine; all else is matched from there.
"""

import re
from typing import Final

SP: Final = r"[^\S\n]+"
SO: Final = r"[^\S\n]*"
WRAP: Final = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
"""Spaces with at most one line end: texts whose paragraphs are broken over lines."""
DASH: Final = r"[-–‑—]"

SCAN: Final = re.compile(
    r"ểm(?<=[Đđ]iểm)[^\S\n]+(?=[a-zđ\d]\d?\b|[a-zđ]\.\d|này|[a-zđ][a-zđ]\b)"
    r"|ản(?<=[Kk]hoản)[^\S\n]+(?=\d|này)"
    r"|ều(?<=[Đđ]iều)[^\S\n]+(?=\d|này)"
    r"|ục(?<=[Mm]ục)[^\S\n]+(?=[\dIVXLCA-Z]|này)"
    r"|ục(?<=lục)"
    r"|ẫu(?<=[Mm]ẫu)[^\S\n]+(?=số|\d)"
    r"|Chương[^\S\n]+(?=[\dIVXLC]|này)"
    r"|Phần[^\S\n]+(?=[\dIVXLC]|thứ|này)"
    r"|Nghị\s+(?:định|quyết)\b|Thông\s+tư\b|Quyết\s+định\b|Luật\b|Bộ\s+[lL]uật\b|Pháp\s+lệnh\b"
    r"|Chỉ[^\S\n]+thị\b|Hiến[^\S\n]+pháp\b|Sắc[^\S\n]+lệnh\b|Văn[^\S\n]+bản[^\S\n]+hợp[^\S\n]+nhất\b"
    r"|ật(?<= luật)[^\S\n]+(?=[A-ZĐÂÁ])"
    r"|LUẬT\b|BỘ[^\S\n]+LUẬT\b|PHÁP[^\S\n]+LỆNH\b"
    r"|Quy[^\S\n]+(?:định|chế|trình|chuẩn)[^\S\n]+này|Điều[^\S\n]+lệ[^\S\n]+này"
    r"|QCVN\b|TCVN\b|QCĐP\b|TCĐP\b"
    r"|/[^\S\n]*(?=(?:NĐ|NQ|QĐ|QH\d|TT|CT|PL|UBTVQH|VBHN|ND-CP|QD-)[\dL\s–-]?)"
)

# --- provisions -------------------------------------------------------------------------------------------------------
_LETTER = (
    r"(?:aa|bb|cc|dd|đđ|ee|gg|hh|ii|kk|ll|mm|nn|oo|pp|qq|rr|ss|tt|uu|vv|xx|yy|[a-zđ])\d{0,2}(?:\.\d{1,2}){0,3}"
    r"(?:[^\S\n]?\([ivx]{1,5}\))?(?!\w)"
)
_DECIMAL = r"\d{1,2}(?:\.\d{1,2}){0,4}(?![\w/%])"
_NOT_COUNT = rf"(?!{SP}(?:ngày|tháng|năm|giờ|tuần|triệu|tỷ|tỉ|nghìn|đồng|người|lần|bộ|bản|km|m|ha|kg|mét|phút)\b)"
_POINT = rf"(?:{_LETTER}|{_DECIMAL})"
_CLAUSE = rf"\d{{1,3}}[a-zđ]?\d?(?:\.\d{{1,2}}){{0,3}}(?![\w/%]){_NOT_COUNT}"
_ARTICLE = rf"\d{{1,4}}(?:[a-zđ]{{1,2}}\d?)?(?![\w/%]){_NOT_COUNT}"
_HIGH = r"(?:thứ[^\S\n]+(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)|[IVXLC]{1,6}[a-zđ]?\d?(?!\w)|\d{1,2}[a-zđA-Z]?(?!\w))"
_SECTION = r"(?:[IVXLC]{1,6}(?:\.\d{1,2}){0,3}(?!\w)|\d{1,2}(?:[a-zđ]|(?:\.\d{1,2}){0,5})(?![\w/%])|[A-HĐ](?:\.\d{1,2}|\.[IVX]+)*(?!\w))"
_ANNEX = r"(?:[IVXLC]{1,6}(?:[-.]?[A-Za-zđĐ\d]{1,2}(?!\w))?(?!\w)|\d{1,3}[a-zA-Z]?(?:[-.]\d{1,2})?(?![\w/])|[A-H](?!\w))"
_FORM = r"\d{1,3}[a-zA-ZđĐ]?(?:[-/.][\dA-ZĐa-z]{1,8}){0,3}(?!\w)"
HEADING: Final = re.compile(
    r"(?:Điều[^\S\n]+\d+\w?\d?|(?:Chương|Phần|Mục|Phụ[^\S\n]+lục|Mẫu|PHỤ[^\S\n]+LỤC)[^\S\n]+(?:số[^\S\n]+)?[\dIVXLC]+\w?)[^\S\n]*(?:[.:\n]|$)"
)
"""A heading at the start of a line, passed over."""
_ASIDE = rf"(?:{SO}\((?:trừ|ngoại trừ|không bao gồm)(?:(?!Luật|Nghị|Thông|Quyết|Pháp lệnh)[^()\n]){{1,160}}\))?"
"""An exception within a list of points: "các điểm b, d (trừ bến nhỏ), e và g khoản 4". It names no act."""
ASIDE: Final = re.compile(r"\((?:trừ|ngoại trừ|không bao gồm)[^()\n]*\)")
BETWEEN: Final = (
    rf"(?:{_ASIDE}{SO}[,;]{SO}(?:(?:và|hoặc|đến){SP})?|{SO},{SO}\n{SO}(?=\w{{1,4}}(?:,|{SP}|$))"
    rf"|{_ASIDE}{SP}(?:và/hoặc|và|hoặc|đến|tới){SP}|{SO}{DASH}{SO})"
)


def _list(unit: str, value: str) -> str:
    return rf"{unit}{SP}(?:này|{value}(?:{BETWEEN}{value})*)"


_UNITS = (
    rf"(?:{_list('[Đđ]iểm', _POINT)}|{_list('[Kk]hoản', _CLAUSE)}|{_list('[Đđ]iều', _ARTICLE)}"
    rf"|{_list('[Tt]iết', _POINT)}|{_list('[Tt]iểu mục', _SECTION)}|{_list('[Mm]ục', _SECTION)}|{_list('[Cc]hương', _HIGH)}"
    rf"|{_list('[Pp]hần', _HIGH)}|[Pp]hụ{SP}lục(?:{SP}(?:này|(?:số{SP})?{_ANNEX}(?:{BETWEEN}(?:số{SP})?{_ANNEX})*))?"
    rf"|[Mm]ẫu{SP}(?:số{SP})?{_FORM}(?:{BETWEEN}(?:số{SP})?{_FORM})*)"
)
_LINK_WORD = r"(?:và|hoặc|của|thuộc|tại|trong(?=[^\S\n]+(?:Chương|Phần)[^\S\n]+[\dIVX])|đến|tới|từ|các|quy[^\S\n]+định[^\S\n]+tại)"
LINK: Final = rf"(?:{SO}[,;]{SO}\n?{SO}|{SP}|(?<=\w)\n(?!Điều{SP}\d+\w?{SO}[.:]|[ĐKCMP]\w+{SP}\w+{SO}\n))(?:{_LINK_WORD}{SP}){{0,3}}"
CHAIN: Final = re.compile(rf"{_UNITS}(?:{LINK}{_UNITS})*")
ITEM: Final = re.compile(
    rf"(?P<unit>[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Tt]iết|[Tt]iểu mục|[Mm]ục|[Cc]hương|[Pp]hần|[Pp]hụ{SP}lục|[Mm]ẫu)"
    rf"(?:{SP}(?P<this>này)|{SP}(?:số{SP})?(?P<values>(?:{_POINT}|{_ANNEX}|{_FORM}|{_ARTICLE}|{_SECTION}|{_HIGH})"
    rf"(?:{BETWEEN}(?:số{SP})?(?:{_POINT}|{_ANNEX}|{_FORM}|{_ARTICLE}|{_SECTION}|{_HIGH}))*))?"
)
VALUE: Final = re.compile(r"thứ[^\S\n]+\w+|\w[\w.]*(?:[^\S\n]?\([ivx]+\)|(?:[-/][\dA-ZĐ]+)*)")
RANGE: Final = re.compile(rf"\b(?:đến|tới)\b|(?<=[\w]){SO}{DASH}{SO}(?=\w)")
BEFORE_CHAIN: Final = re.compile(rf"(?:[Tt]iết{SP}(?:{_POINT}|[ivx]{{1,4}}){SP}|[Cc]ác{SP}|[Tt]ừ{SP})$")
TIET: Final = re.compile(rf"[Tt]iết{SP}({_POINT}|[ivx]{{1,4}}){SP}$")

# --- acts -------------------------------------------------------------------------------------------------------------
_PART = r"(?:TTg|TTr|QH[^\S\n]?\d{1,2}|QH[Il]\d|[0O]H1\d|[A-ZĐƯ]+\d{0,3}(?:&[A-ZĐ]+)?)"
_SIGN = (
    rf"{_PART}(?:(?:{DASH}|{SP}{DASH}{SO}(?=[A-ZĐ]{{2}})|{DASH}(?:{SP}|\n{SO})(?=TTg|[A-ZĐ]{{2,9}}(?![a-zà-ỹ]))){_PART}(?:{DASH}\n?{_PART})*)?"
    rf"(?:\.[A-ZĐ]{{1,6}}(?!\w))?(?:/(?:TTg|[A-ZĐ]{{2,12}}\d{{0,2}})(?:-[A-ZĐ]{{2,16}})*)?"
)
_JOINED_SIGN = r"(?:NĐ-CP|NQ-CP|NQ-HĐND|QĐ-UBND|QĐ-TTg|QH1\d|TT-B?[A-ZĐ]{2,})"
"""A sign whose slash was left out: "98/2021NĐ-CP"."""
NUMBER: Final = re.compile(
    rf"\d{{1,5}}[a-zA-Z]?(?:\.\d{{1,3}}[a-z]?)?{SO}/{SO}(?:(?:1[89]|20)\d\d(?:{SO}/{SO}|(?={_JOINED_SIGN})))?{_SIGN}"
    rf"|\d{{1,5}}{SO}{DASH}{SO}(?:HĐBT|CP|TTg|CT|NQ|QĐ|KL|CT|LCT|LB|TT)(?:/[A-ZĐ]{{2,7}}\d{{0,2}})?(?!\w)"
)
MISREAD: Final = re.compile(r"/(?:QH[Il]\d|[0O]H1\d)")
"""Signs as a scan misreads them: "57/2024/0H15", "QHI5"."""
MISREAD_NUMBER: Final = re.compile(
    rf"(?!\d{{1,5}}[a-zA-Z]?/\d{{4}}/)(?=[^/\s]*\d|[^/\s]+/[^/\s]*\d)[\dOoIlLSZB]{{1,5}}/[12lIZ][\dOoIlLSZB]{{3}}/{_SIGN}"
)
"""A number behind the word for an act in which a scan gives letters for figures: "l18/2025/NĐ-CP", "63/201O/NĐ-CP"."""
SIGN_OF: Final = re.compile(r"[/–‑—-]\s*(?:(?:1[89]|20)\d\d\s*/\s*)?(TTr|[A-ZĐ]+)")
TO_NUMBER: Final = re.compile(rf"{SO},?(?:{WRAP})?(?:(?:[Ss]ố|SỐ){SO}[:.]?{SO}\n?)?{SO}")
ISSUER_FIRST: Final = re.compile(rf"{SP}(?:ngày{SP}[\d/ thángnăm.-]{{6,30}}?{SP})?của{SP}[^\n;,.():\d]{{3,90}}?{SP}số:?{SO}")
SHORT: Final = re.compile(rf"{SO}(?:số{SP})?(\d{{1,4}}(?:/(?:19|20)\d\d)?)(?![\w/]|{SO}{DASH}{SO}[A-ZĐ]|[.,]\d)")
STANDARD: Final = re.compile(
    rf"(?:QCVN|TCVN|QCĐP|TCĐP){SO}(?:(?:ISO|IEC|EN|ASTM|BS|GMP|CODEX|CAC)(?:/[A-Z]{{2,4}}){{0,3}}{SP})?"
    rf"\d{{1,6}}(?:[-–.]\d{{1,3}}(?!\d)){{0,3}}(?:{SO}[:–-]{SO}(?:19|20)\d\d(?!\d))?(?:{SO}/{SO}[A-ZĐ]{{2,9}}(?:-[A-ZĐ]{{2,9}})?)?"
)
BACK_NUMBER: Final = re.compile(rf"(\d{{1,5}}[a-zA-Z]?(?:\.\d{{1,3}}[a-z]?)?{SO}(?:/{SO}(?:1[89]|20)\d\d{SO})?)$")
BACK_TYPE: Final = re.compile(
    rf"(?i)(nghị{SP}định|nghị{SP}quyết|thông{SP}tư(?:{SP}liên{SP}tịch)?|quyết{SP}định|bộ{SP}luật|luật|pháp{SP}lệnh|chỉ{SP}thị)"
    rf"{SO}(?:số{SO}[:.]?)?{SO}$"
)
BACK_OTHER: Final = re.compile(
    rf"(?i)(?:tờ{SP}trình|báo{SP}cáo|công{SP}văn|văn{SP}bản|kế{SP}hoạch|thông{SP}báo|kết{SP}luận|công{SP}điện|giấy{SP}\w+|hợp{SP}đồng"
    rf"|biên{SP}bản|hướng{SP}dẫn|chương{SP}trình|tài{SP}khoản|mẫu)(?:{SP}\w+){{0,3}}{SO}(?:số{SO}[:.]?)?{SO}$"
)
OWN_NUMBER: Final = re.compile(r"(?:^|[|\n]|[-–_—=*]\s?)[^\n|]{0,80}?\b(?:Số|SỐ)\s*:?\s*$")

_DAY = rf"(\d{{1,2}}){SO}(?:/|-|\.|{SO}tháng{SP}){SO}(\d{{1,2}}){SO}(?:/|-|\.|{SO},?{SO}năm{SP}){SO}((?:19|20)\d\d)"
DATE: Final = re.compile(rf"{SO}[,(]?{SO}(?:ban{SP}hành{SP})?(?:được{SP}[^\n;,.]{{1,60}}?thông{SP}qua{SP})?ngày{SP}{_DAY}")
YEAR: Final = re.compile(rf",?{SP}(?:năm{SP})?((?:19|20)\d\d)(?![\w/.-])")
OF: Final = re.compile(rf"{SO},?{SP}của{SP}(?=[A-ZĐỦÁÀẢÃẠĂÂÊÔƠƯ])")
ISSUER_END: Final = re.compile(
    r"[^\S\n]+(?:về|quy định|Quy định|hướng dẫn|Hướng dẫn|ban hành|Ban hành|sửa đổi|Sửa đổi|bổ sung|Bổ sung|phê duyệt|Phê duyệt"
    r"|bãi bỏ|Bãi bỏ|thay thế|hết hiệu lực|được|đã|có|thì|để|trừ|kèm|triển khai|giao|công bố|điều chỉnh|tổ chức|thực hiện|khóa|khoá"
    r"|ngày|số|là|do|theo|và(?=[^\S\n]+(?:các[^\S\n]+)?(?:[Nn]ghị|[Tt]hông tư|[Qq]uyết|Luật|[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hỉ|văn bản))"
    r"|xử lý|phân cấp|phân định|chi tiết|hợp nhất|tiếp tục|hoặc|tại|nhằm|trong|quyết định|đính chính|nêu|này|cho|bị|phải)\b"
    r"|[,;.()\n:“”\"|\[]"
)
TITLE_START: Final = re.compile(
    rf"{SO},?{SP}(?:[Vv]ề|[Qq]uy{SP}định|[Hh]ướng{SP}dẫn|[Bb]an{SP}hành|[Ss]ửa{SP}đổi(?!{SP}(?:bằng|thành))|[Bb]ổ{SP}sung(?!{SP}(?:bằng|thành))|[Pp]hê{SP}duyệt|[Bb]ãi{SP}bỏ|[Tt]hay{SP}thế(?!{SP}bằng)"
    rf"|[Pp]hân{SP}cấp|[Cc]ông{SP}bố|[Đđ]iều{SP}chỉnh|[Tt]riển{SP}khai|[Đđ]ính{SP}chính|[Xx]ử{SP}phạt|[Cc]hi{SP}tiết|[Gg]iao|[Tt]hành{SP}lập"
    rf"|[Tt]hực{SP}hiện|[Ss]ắp{SP}xếp|[Tt]ổ{SP}chức|[Kk]éo{SP}dài)\b"
)
TITLE_END: Final = re.compile(
    r";|\n|\||[.](?=\s|$|[”\"])|[^\S\n]*\((?:sau đây|được|đã|gọi|viết|dưới đây)"
    r"|[^\S\n]+và[^\S\n]+(?:các[^\S\n]+)?(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm)[^\S\n]+\S{1,4}[^\S\n,]|[^\S\n]+(?:còn[^\S\n]+bị|thì)\b|[^\S\n]+thực[^\S\n]+hiện[^\S\n]+theo\b"
    r"|,?[^\S\n]+(?:(?:Theo|Xét|theo)[^\S\n]+đề[^\S\n]+nghị\b|(?:Bộ[^\S\n]+trưởng|Thống[^\S\n]+đốc|Chính[^\S\n]+phủ|Hội[^\S\n]+đồng[^\S\n]+nhân[^\S\n]+dân|Ủy[^\S\n]+ban[^\S\n]+nhân[^\S\n]+dân)"
    r"[^;,.\n]{0,60}?[^\S\n]ban[^\S\n]+hành[^\S\n]+(?:Nghị|Thông|Quyết|Quy|Luật|Chỉ))"
    r"|[^\S\n]*,?[^\S\n]+(?:đã[^\S\n]+)?được[^\S\n]+(?:sửa|bổ|thay|hợp)|[^\S\n]*,?[^\S\n]+(?:hết|có|ngưng)[^\S\n]+hiệu[^\S\n]+lực|[^\S\n]+(?:và|kể)[^\S\n]+(?=(?:từ|các[^\S\n]+văn[^\S\n]+bản)\b)|[^\S\n]+như[^\S\n]+sau"
)
_TYPE_WORD = (
    r"(?:Nghị\s+quyết\s+liên\s+tịch|Nghị\s+(?:định|quyết)|Thông\s+tư(?:\s+liên\s+(?:tịch|bộ))?|Quyết\s+định|Bộ\s+[Ll]uật|Luật|Pháp\s+lệnh"
    r"|Chỉ\s+thị|Hiến\s+pháp|Sắc\s+lệnh|Văn\s+bản\s+hợp\s+nhất)"
)
_OTHER_WORD = (
    r"(?:Quy\s+(?:định|chế|trình|chuẩn)|Điều\s+lệ|Hướng\s+dẫn|Nội\s+quy|Chương\s+trình|Đề\s+án|Phương\s+án|Kế\s+hoạch|Danh\s+mục"
    r"|Định\s+mức|Thể\s+lệ)"
)
TYPE: Final = re.compile(rf"(?:{_TYPE_WORD}|BỘ\s+LUẬT|LUẬT|PHÁP\s+LỆNH)\b")
SELF: Final = re.compile(rf"({_TYPE_WORD}|{_OTHER_WORD}){SP}này")
SHORT_NAME: Final = re.compile(
    rf"sau đây(?:{SP}được)?{SP}(?:gọi|viết)(?:{SP}(?:tắt|chung))*{SP}là:?{SO}[“\"]?"
    rf"({_TYPE_WORD}(?:{SP}[^()”\"\n;,.]{{1,60}})?)(?=[)”\";,.])"
)
BACK: Final = re.compile(rf"{SP}(?:(?:đã{SP})?(?:nêu|nói|dẫn){SP}(?:trên|ở{SP}trên)|trên{SP}đây|đó|trên)\b")
CONNECT: Final = re.compile(
    rf"{SO},?{WRAP}(?:(?:được{SP})?(?:ban{SP}hành|quy{SP}định){SP})?(?:(?:(?:đính{SP})?kèm{SP}theo|đính{SP}kèm|kèm|tại|của|trong|thuộc|theo|ở){WRAP})?(?:(?:các|bản){SP})?"
)
CONNECT_WITH: Final = re.compile(
    rf"{SP}(?:của{SP}|tại{SP})?(?:Quy{SP}định|Quy{SP}chế|Điều{SP}lệ|Quy{SP}trình|Danh{SP}mục|Đề{SP}án|Chương{SP}trình|Kế{SP}hoạch|Định{SP}mức)"
    rf"[^\n;.“”]{{0,160}}?kèm{SP}theo{SP}"
)
AFTER: Final = re.compile(rf"{SO},?{SP}(?:tại|ở){SP}(?:các{SP})?(?=[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Mm]ục|[Cc]hương|[Pp]hụ)")
ABOVE: Final = re.compile(rf"{SP}(?:nêu|nói|đã{SP}nêu){SP}(?:trên|ở{SP}trên)\b")

# --- names of laws the lexicon does not know -----------------------------------------------------------------------------
NAME_STOP: Final = re.compile(
    r"[^\S\n]*(?:[;.:()“”\"\[\]|\n…]|,?[^\S\n]+(?:năm|ngày|số)[^\S\n]+\d|,?[^\S\n]+(?:và|hoặc|hay|với|,)?[^\S\n]*(?:các[^\S\n]+)?"
    r"(?:Bộ luật|Luật|Nghị định|Nghị quyết|Pháp lệnh|Thông tư|Quyết định|nghị định|thông tư|pháp luật|văn bản|khoản|điểm|Điều)\b"
    r"|,?[^\S\n]+(?:được|đã|thì|là|này|theo|quy định|hiện hành|có hiệu lực|hết hiệu lực|hoặc|khi|nếu|để|mà|phải|không (?:được|có|quy)"
    r"|sửa đổi|nêu|vào|cho|đến|trừ|thực hiện|hướng dẫn|ban hành|còn|bao gồm|tại (?!Việt Nam|Tòa|doanh))\b"
    r"|,[^\S\n]+(?:trong|có|các|tổ chức|cơ quan|cá nhân|doanh nghiệp)\b)"
)
NAME_CUT: Final = re.compile(r",[^\S\n]|[^\S\n]+(?:và|đối với|của|các|trên|làm|thuộc|trong)[^\S\n]")
AMENDING_NAME: Final = re.compile(rf"{SP}(?:[Ss]ửa{SP}đổi|SỬA{SP}ĐỔI|[Bb]ổ{SP}sung|[Bb]ãi{SP}bỏ){SO},?{SP}")
NAMED_NUMBER: Final = re.compile(r"\d{1,3}[^\S\n]*/[^\S\n]*\d{4}[^\S\n]*/[^\S\n]*(?:PL-|NQ-)?(?:UBTV)?(?:QH[Il]?|[0O]H)\d+")
AMENDING_NUMBER: Final = re.compile(
    rf"(?:(?!;|\n|\.\s|\d/|được|hết hiệu lực|quy định tại|ngày{SP}\d).){{1,400}}?[^\S\n](?:số{SP})?(?={NAMED_NUMBER.pattern})"
)
AMENDING_END: Final = re.compile(
    rf";|\n|\.(?=\s|$)|[()“”\"|]|,?{SP}(?:ngày|năm|số){SP}\d|,?{SP}(?:được|đã|hết{SP}hiệu|có{SP}hiệu|thì|trừ|quy{SP}định{SP}tại)\b"
)
EMBEDDED: Final = re.compile(r"(?:Bộ[^\S\n]+[lL]uật|Luật|Pháp[^\S\n]+lệnh)\b")
FOREIGN: Final = re.compile(
    rf"{SP}của{SP}(?:Hoa{SP}Kỳ|Mỹ|Anh|Pháp|Đức|Nhật|Hàn|Trung{SP}Quốc|Nga|Úc|Canada|Liên{SP}minh|nước|quốc{SP}gia|Singapore|Thái|Lào)"
)
