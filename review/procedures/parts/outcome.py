"""What comes of a procedure and what it needs beside papers: results, forms, fees, conditions, manner."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import actor_before, agencies
from review.procedures.fold import Loose, match, search
from review.procedures.lexicon import lexicon
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, condition_articles

Channel = Literal["online", "in_person", "post"]

_RESULT_NOUN: Final = (
    r"(?:giấy\s+(?!tờ|tiếp|biên|hẹn|ủy)\w+|chứng\s+(?:chỉ|nhận|thư)|thẻ|quyết\s+định|văn\s+bản\s+(?:chấp|đồng|xác|cho|công|thông(?!\s+báo\s+(?:về\s+)?(?:các\s+nội|nội|nêu|yêu|những|lý)))"
    r"|danh\s+hiệu|mã\s+số|số\s+(?:lưu|đăng|định|tiếp)|bản\s+sao\s+trích|trích\s+lục|biên\s+bản\s+xác|bằng\s(?!bản|tiếng|văn|hình|cách|đường|một|việc|lời|phương)|huy\s+hiệu|xác\s+nhận"
    r"|phiếu\s+lý|hộ\s+chiếu|biển\s|phù\s+hiệu|tài\s+khoản|chứng\s+nhận|COA)"
)
_GRANT: Final = Loose(
    rf"(?i)\b(?:cấp(?:\s+(?:mới|lại|đổi|gia\s+hạn|điều\s+chỉnh|sửa\s+đổi(?:,\s+bổ\s+sung)?))?(?:\s+hoặc\s+(?:từ\s+chối|không)\s+cấp)?|(?:ra|ban\s+hành)\s+(?=quyết"
    rf"|văn|giấy|thông)|có\s+(?=văn\s+bản\s+(?:chấp|đồng|xác|cho|công)|biên\s+bản\s+xác)|ký\s+(?=quyết|giấy)|tặng\s+"
    rf"|trả\s+(?=giấy|thẻ)|vào\s+(?=giấy))\s*(?P<r>{_RESULT_NOUN}[^,.;:()]*)"
)
_ACT: Final = Loose(
    r"(?i)\b(?:xem\s+xét,?\s+|quyết\s+định\s+(?:về\s+)?(?:việc\s+)?)(?P<r>(?:chấp\s+thuận|phê\s+duyệt|công\s+nhận|gia\s+hạn"
    r"|sửa\s+đổi,\s+bổ\s+sung|bổ\s+nhiệm|thu\s+hồi|cấp\s+lại|điều\s+chỉnh|hỗ\s+trợ|tặng)\s+[^,.;:]+)"
    r"|\b(?:thực\s+hiện|có\s+văn\s+bản\s+trả\s+lời\s+về\s+việc)\s+(?P<d>(?:xác\s+nhận|chứng\s+nhận|thừa\s+nhận|công\s+nhận|chấp\s+thuận)\s+(?!đối)[^,.;:]+)"
)
_VALID: Final = Loose(
    rf"(?i)(?:(?:thời\s+hạn|hiệu\s+lực|giá\s+trị)\s+(?:hiệu\s+lực\s+|sử\s+dụng\s+)?(?:của\s+)?{_RESULT_NOUN}[^.;]*"
    rf"|{_RESULT_NOUN}[^.;]{{0,160}}?\bcó\s+(?:hiệu\s+lực|giá\s+trị|thời\s+hạn)[^.;]*"
    rf"|{_RESULT_NOUN}[^.;]{{0,90}}?\bđược\s+gia\s+hạn\s+(?:nhiều|một|\d+)[^.;]*)"
)
_VALIDITY: Final = Loose(
    r"(?i)(?:có\s+)?(?:hiệu\s+lực|giá\s+trị|thời\s+hạn|gia\s+hạn)\b[^.;]{0,170}?(?:\d{1,3}\s*(?:\([^)]*\)\s*)?(?:ngày|tháng|năm)"
    r"|không\s+(?:xác\s+định|thời\s+hạn)|theo\s+chuyến|kể\s+từ\s+ngày\s+(?:ký|cấp)\b|như\s+(?:giấy|bản|thẻ|chứng|nhau)\b)"
)
_NOTED: Final = Loose(
    rf"(?i)(?:ghi\b[^.;]{{0,90}}?\bvào\s+|(?:chi\s+tiết\s+)?nội\s+dung\s+)(?P<r>{_RESULT_NOUN}[^,.;:]{{0,160}}?)(?=\s+(?:và\s"
    rf"|cho\s|thực\s+hiện\s+theo|theo\s+mẫu)|[,.;]|$)"
)
_SAMPLE: Final = Loose(rf"(?i)^(?:mẫu\s+[\w.]+\s*:\s*(?:mẫu\s+)?|mẫu\s+)?(?P<r>{_RESULT_NOUN}[^.;(]*)")
_GRANTED_AS: Final = Loose(
    rf"(?i)(?:kết\s+quả[^.;:]{{0,160}}\b(?:gồm|là)\s*:?\s+|(?<!không\s)(?<!đã\s)(?<!kiện\s)được\s+(?:tặng|cấp)\s+|cho\s+(?:phép|hưởng)\s+)(?P<r>{_RESULT_NOUN}[^.;]*)"
)
_COMPETENT: Final = Loose(r"(?:việc|thẩm\s+quyền)\s[^.;]{4,260}\b(?:thuộc\s+thẩm\s+quyền|do\s[^.;]{4,90}\s(?:thực\s+hiện|quyết\s+định))\b")
"""A sentence that only tells who is competent."""
_NAME_ONLY: Final = Loose(r"cấp\s[^.;,]{0,140}(?:\bkhông\s+quá\s+\d[^.;]*)?;?$")
_GRANTED: Final = Loose(rf"\b(?:cấp(?:\s+(?:mới|lại|đổi))?)\s+(?P<r>{_RESULT_NOUN}[^,.;:()]*)")
_FORM: Final = Loose(
    r"(?i)\bmẫu\s+(?:đơn\s+|tờ\s+khai\s+)?số\s*:?\s*\d+[\w/]*(?:\s*-\s*[a-zđ]{1,3}\b|[-.]\w+)*"
    r"|\bmẫu\s+\d+[a-zđ]?\b(?:[./-]\w+)*|\bmẫu\s+(?:số\s+)?[a-zđ]{1,4}[.-]?\d{1,3}[a-zđ]?\b|\b(?:biểu\s+)?mẫu\s+(?:được\s+)?(?:quy\s+định\s+)?(?:tại|ở"
    r"|nêu\s+tại)\s+phụ\s+lục(?:\s+(?:số\s+)?(?:[IVXLC]+|\d+)[\w.]*)?|(?<=theo\s)phụ\s+lục\s+(?:số\s+)?(?:[IVXLC]+"
    r"|\d+)[\w.]*(?=\s+(?:ban\s+hành\s+)?kèm)|(?:biểu\s+mẫu|mẫu)[^.;]{0,160}?\bban\s+hành\s+(?:theo|tại)\s+phụ\s+lục"
)
_CHANNELS: Final[tuple[tuple[Channel, Loose], ...]] = (
    ("online", Loose(
        r"(?i)trực\s+tuyến|cổng\s+(?:thông\s+tin\s+)?(?:dịch\s+vụ|một\s+cửa)|dịch\s+vụ\s+công|vneid|môi\s+trường\s+(?:điện\s+tử"
        r"|mạng)|bản\s+điện\s+tử|thư\s+điện\s+tử|văn\s+bản\s+điện\s+tử|kho\s+dữ\s+liệu|cổng\s+thông\s+tin\s+một\s+cửa|qua\s+mạng"
    )),
    ("in_person", Loose(
        r"(?i)trực\s+tiếp(?!\s+(?:giám|quản|thực|trả\s+tiền|điều|phụ|chỉ|tham|làm|thi|liên|kiểm|chịu|sản|đào|giảng|xây|hướng|tổ))"
        r"|bộ\s+phận\s+(?:một\s+cửa|tiếp\s+nhận)|trung\s+tâm\s+phục\s+vụ|bản\s+giấy|văn\s+bản\s+giấy"
    )),
    ("post", Loose(r"(?i)bưu\s+chính|bưu\s+điện|đường\s+bưu")),
)  # fmt: skip
_FILE: Final = Loose(
    r"(?i)\b(?:nộp|(?<!tiền\s)gửi|đăng\s+ký\s+trực\s+tuyến|trực\s+tiếp|thông\s+qua|qua\s+(?:dịch|hệ|cổng|các)|tiếp\s+nhận|đăng\s+nhập"
    r"|trực\s+tuyến|khai\s+báo)\b"
)
_RETURN: Final = Loose(
    r"(?i)(?:trả\s+(?:kết\s+quả|bằng|trực|qua|cho)|nhận\s+(?:kết\s+quả|bản\s+giấy)|kết\s+quả[^.;]{0,140}\b(?:được\s+)?(?:trả"
    r"|gửi|chuyển)|được\s+trả|trao\s+tặng|(?:chuyển|giao|gửi|trả)\s+(?:giấy|thẻ|quyết\s+định|chứng\s+(?:chỉ|nhận)|văn\s+bản\s+(?:chấp|đồng|xác))[^.;]{0,200}?\b(?:tới|đến|cho)\s|gửi\s+(?:kết\s+quả|đến\s+người\s+nộp)|bản\s+điện\s+tử[^.;]{0,200}\bgửi\s+đến)"
)
_AT: Final = Loose(r"(?i)\b(?:nộp|(?<!tiền\s)gửi)\b[^.;]{0,260}?\b(?:tại|đến|cho|tới|về)\s+")
_FEE: Final = Loose(r"(?i)(?<!kinh\s)(?<!chi\s)(?<!học\s)(?<!miễn\s)(?<!táng\s)(?<!lãi,\s)\b(?:lệ\s+)?phí\b(?!\s*(?:tổn|cho\s+công))")
_PAY: Final = Loose(r"(?i)(?:nộp|thanh\s+toán|mức\s+(?:thu\s+)?|thu\s|đóng|hoàn\s+trả|miễn|chuyển\s+(?:vào|khoản))")
_AMOUNT: Final = re.compile(r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{4,9})\s*(?P<c>đồng|USD|đô\s+la)")
_CONDITION_LEAD: Final = Loose(
    r"(?i)(?:điều\s+kiện|tiêu\s+chuẩn)\b[^.;]{0,90}(?:sau|gồm|như\s+sau|sau\s+đây)\s*:?\s*$|đáp\s+ứng[^.;]{0,80}(?:sau|sau\s+đây)\s*:\s*$"
    r"|^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn)\s[^.;:]{3,200}:?\s*$"
    r"|^(?:các\s+)?trường\s+hợp\s+(?:được\s+)?(?:cấp|đổi|gia\s+hạn)\s[^.;:]{2,200}?\b(?:gồm|sau|sau\s+đây)\s*:\s*$"
    r"|đáp\s+ứng[^.;:]{0,60}\bsau(?:\s+đây)?\s+(?:thì\s+)?được\s[^.;:]{2,160}:\s*$"
    r"|(?<!không\s)\bđược\s+(?!thực)\w+\b[^.;:]{0,120}?\s(?:khi|nếu|trong)\s[^.;:]{0,80}?(?:trường\s+hợp|điều\s+kiện|quy\s+định|yêu\s+cầu)"
    r"\s+sau(?:\s+đây)?\s*:\s*$"
)
_CONDITION_LINE: Final = Loose(
    r"(?i)^(?:các\s+)?(?:điều\s+kiện|tiêu\s+chuẩn)\b[^:.;]{3,160}:\s+\S"
    r"|^(?:trường\s+hợp\s+)?(?:người|tổ\s+chức|doanh\s+nghiệp|cá\s+nhân|đối\s+tượng|hộ)\b[^.;:]{0,320}?\s(?:chỉ\s+được|không\s+được\s+(?:tiếp\s+tục\s+)?)"
    r"(?:\s*(?:cấp|hỗ\s+trợ|hưởng|xét|công\s+nhận))\b"
    r"|^(?:giấy|chứng|thẻ)\b[^.;:]{3,120}?\sđược\s+(?:cấp\s+(?:lại|đổi)|gia\s+hạn)\s+(?:trong\s+(?:các\s+)?trường\s+hợp|khi)\s+(?!sau|dưới)\w[^:]*$"
    r"|^(?:chỉ\s+(?:được|cấp)|không\s+cấp\b[^.;]{0,140}\bcho|mỗi\s+(?:cá\s+nhân|tổ\s+chức)\s+chỉ|có\s+(?:đủ|dự\s+kiến))"
)


def read_results(context: Context) -> Iterator[Part]:
    """What is granted, and how long it is valid: one entry a line, two where a sentence of its own tells the validity."""
    text = context.text
    heads = context.heads
    found_any = False
    for line in context.lines:
        if line.n in heads or line.n in context.leads or (line.n in context.items and not match(r"mẫu", line.words)):
            continue
        part = _result(context, text, line)
        if part is not None:
            found_any = True
            yield part
            valid = _valid_beside(context, line, part)
            if valid is not None:
                yield valid
            continue
        listed = search(r"kết\s+quả[^.;:]{0,200}\b(?:gồm|bao\s+gồm|là)\s*:\s*", line.words)
        if listed:
            at = line.body + listed.end()
            for piece in re.split(r"(;\s*)", text[at : line.end])[::2]:
                yield context.part("result", (at, at + len(piece)), line, 0.8)
                at += len(piece) + 2
            found_any = True
    if not found_any:
        yield from _by_name(context)


def _valid_beside(context: Context, line: Line, granted: Part) -> Part | None:
    """The sentence after the one that grants it which tells how long it is valid."""
    for start, end in sentences(line):
        if start <= granted.span[0]:
            continue
        valid = _VALID.search(context.text, start, end)
        if valid and valid.start() == start and _VALIDITY.search(context.text, *valid.span()):
            return context.part("result", valid.span(), line, 0.75, validity=_valid_of(context.text, *valid.span()))
    return None


_NOT_YET: Final = Loose(
    r"(?:không(?:\s+được)?|từ\s+chối|chưa|đã(?:\s+được)?|thẩm\s+quyền|\bcơ\s+quan|đề\s+nghị|hồ\s+sơ|yêu\s+cầu(?:\s+cơ\s+quan[^.;]{0,120})?|kể\s+từ\s+ngày"
    r"|trước\s+khi|đơn|về\s+việc)(?:\s+(?:cấp(?:\s+\w+)?,?|và|hoặc))*\s+$"
)
"""What stands before a grant that is asked for, refused or past."""


_MEANS: Final = Loose(
    r"quyết\s+định\s+(?:thành\s+lập|kiểm\s+tra|phân\s+công|cử\s|thanh\s+tra|xử\s+phạt|này)|văn\s+bản\s+thông\s+báo\s+(?:về|cho|lý|từ)"
)
"""A decision on the way to the result ("quyết định thành lập đoàn đánh giá")."""
_TAKEN_BACK: Final = Loose(r"(?:quyết\s+định\s+)?thu\s+hồi\b")
_PUT_UP: Final = Loose(rf"\btrình\s[^.;]{{4,160}}?\b(?:ban\s+hành|cấp|ký|ra)\s+(?P<r>{_RESULT_NOUN}[^,.;:()]*)")
"""What is put up for another to grant."""
_ANSWER: Final = Loose(r"\bcó\s+(?P<r>văn\s+bản\s+trả\s+lời)\b(?=[^.]{0,60}\b(?:đồng\s+ý|chấp\s+thuận|kết\s+quả|cho\s+phép))")


def _by_name(context: Context) -> Iterator[Part]:
    """Where no line grants it: the first mention of the result in the procedure's own lines."""
    for line in context.home:
        if line.n in context.heads or line.n in context.items:
            continue
        found = _GRANTED.search(context.text, line.body, line.end)
        if found and not _NOT_YET.search(context.text, line.body, found.start()) and not _MEANS.match(found["r"]):
            yield context.part("result", _trim(context.text, found.span("r")), line, 0.5)
            return
    for pattern in (_PUT_UP, _ANSWER):
        for line in context.home:
            if line.n in context.heads or line.n in context.items:
                continue
            found = pattern.search(context.text, line.body, line.end)
            if found and not _MEANS.match(found["r"]):
                yield context.part("result", _trim(context.text, found.span("r")), line, 0.5)
                return


def _result(context: Context, text: str, line: Line) -> Part | None:
    competence = context.kinds.get(line.dieu or "") == "competence"
    own_motion = context.group.topic.family in ("withdraw", "end")
    for start, end in sentences(line):
        valid = _VALID.search(text, start, end)
        if valid and _VALIDITY.search(text, *valid.span()):
            return context.part("result", valid.span(), line, 0.8, validity=_valid_of(text, *valid.span()))
        if search(r"kết\s+quả[^.;:]{0,200}\b(?:gồm|bao\s+gồm)\s*:", text[start:end]):
            return None
        noted = _NOTED.search(text, start, end)
        if noted:
            return context.part("result", _trim(text, noted.span("r")), line, 0.75)
        for found in () if competence else _GRANT.finditer(text, start, end):
            who = actor_before(text, start, found.start())
            refused = search(
                r"(?:không|từ\s+chối|chưa|đã(?:\s+được)?|thẩm\s+quyền|\bcơ\s+quan|nghị|hồ\s+sơ|yêu\s+cầu|kể\s+từ\s+ngày(?:\s+được)?|trước\s+khi"
                r"|đơn|về\s+việc|cầu)(?:\s+(?:cấp(?:\s+(?:lại|đổi|mới|điều\s+chỉnh|gia\s+hạn))?|chứng\s+nhận|công\s+nhận|đăng\s+ký),)*\s+$",
                text[max(start, found.start() - 46) : found.start()],
            )
            if (
                refused
                or (who and who.side == "external")
                or search(r"\btrình\s+(?:[A-ZĐ]|cơ)|yêu\s+cầu\s+cơ\s+quan|không\s+được\s+$|^\s*mỗi\s", text[start : found.start()])
                or _NAME_ONLY.match(text, start, end)
                or _MEANS.match(found["r"])
                or (_TAKEN_BACK.match(found["r"]) and not own_motion)
                or _COMPETENT.match(text, start, end)
                or match(r"\w+\s+\w+\s+nơi\s", found["r"])
                or (
                    who is None
                    and match(r"có\s", found.group())
                    and search(r"\scủa\s+(?:ngân|cơ\s+quan|tổ\s+chức|ủy|bộ|sở|người|chủ)", found["r"])
                )
            ):
                continue
            if (
                who is None
                and found.start() > start
                and not search(
                    r"(?:được|quyết\s+định|xem\s+xét,?|và|,|quy\s+trình|trách\s+nhiệm|trình|phải)\s*$",
                    text[max(start, found.start() - 16) : found.start()],
                )
            ):
                continue
            return context.part("result", _trim(text, found.span("r")), line, 0.85, validity=_valid_of(text, found.end("r"), end))
        act = None if competence else _ACT.search(text, start, end)
        told = "d" if act and act["d"] else "r"
        if (
            act
            and not search(r"\btrình\s+(?:[A-ZĐ]|cơ)", text[start : act.start()])
            and not search(r"sau\s+khi\s+(?:tham\s+khảo|lấy|có\s+ý)", text[act.end() - 60 : end])
            and ((who := actor_before(text, start, act.start())) is not None or text[start : act.start()].endswith("thì "))
            and (who is None or who.side == "state")
            and not search(r"nội\s+dung\s+thay\s+đổi", act[told])
            and not (_TAKEN_BACK.match(act[told]) and not own_motion)
        ):
            return context.part("result", _trim(text, act.span(told)), line, 0.7)
        named = _GRANTED_AS.search(text, start, end)
        if named:
            return context.part("result", _trim(text, named.span("r")), line, 0.75)
    sample = _SAMPLE.match(line.words)
    if sample and search(r"mẫu", line.words) and not search(r"đề\s+nghị|đăng\s+ký\s+(?!hoạt)|văn\s+bản\s+(?:đề|xin)", line.words[:60]):
        return context.part("result", (line.body + sample.start("r"), line.body + sample.end("r")), line, 0.7)
    form = re.match(rf"(?i){_RESULT_NOUN}[^.;:]{{0,200}}?\s(?:đối\s+với|được\s+sử\s+dụng)", line.words)
    if form and any(line.dieu == b.path for b in context.group.blocks) is False and line.zone == "body":
        return context.part("result", (line.body, line.body + form.end() - len(form.group().split()[-1])), line, 0.6)
    return None


def _valid_of(text: str, start: int, end: int) -> str | None:
    found = _VALIDITY.search(text, start, end)
    return re.sub(r"\s+", " ", text[found.start() : found.end()]) if found else None


def _trim(text: str, span: Span) -> Span:
    cut = search(
        r"\s+(?:cho\s+(?:tổ\s+chức|cá\s+nhân|người|doanh|chi\s+nhánh)|theo\s+(?:mẫu|quy)|và\s+(?:trả|gửi|thông|cập\s+nhật|đăng\s+tải|công\s+bố)"
        r"|trong\s+thời|đối\s+với\s+nội|thì\s|của\s+(?:tổ\s+chức|Phụ))",
        text[span[0] : span[1]],
    )
    return span[0], span[0] + cut.start() if cut else span[1]


def read_forms(context: Context) -> Iterator[Part]:
    """Named forms, once a line each."""
    heads = context.heads
    for line in context.lines:
        if line.n in heads or line.n in context.leads:
            continue
        seen: set[str] = set()
        for found in _FORM.finditer(context.text, line.body, line.end):
            name = re.sub(r"\s+", " ", found.group().lower())
            if name not in seen:
                seen.add(name)
                yield context.part("form", found.span(), line)


def read_manner(context: Context) -> Iterator[Part]:
    """Where and how to file and to receive; a named office only where no way of filing is given with it."""
    text = context.text
    heads = context.heads
    filed_at_home = False
    late: list[Part] = []
    for line in context.lines:
        if line.n in heads or (line.n in context.items and line.n not in context.leads):
            continue
        previous: str | None = None
        for start, end in sentences(line):
            words = text[start:end]
            channels = tuple(name for name, pattern in _CHANNELS if pattern.search(words))
            back = _RETURN.search(words)
            if (
                back
                and search(r"sự\s+cố|quá\s+hạn|không\s+(?:tham|đến)|hệ\s+thống\s+thông\s+tin|đồng\s+bộ|xin\s+lỗi", words)
                and not search(r"gửi\s+đến\s+người\s+nộp", words)
            ):
                continue
            if back and (channels or search(r"trao\s+tặng", words)):
                if previous != "return" or "bưu" in words:
                    yield context.part("manner", (start, end), line, 0.8, direction="return", channels=channels)
                previous = "return"
                continue
            put = _FILE.search(words)
            asks = search(
                r"trường\s+hợp\s+hồ\s+sơ\s+(?:nhận|nộp|được)|gặp\s+sự\s+cố|không\s+(?:lựa\s+)?chọn\s|đối\s+với\s+hồ\s+sơ\s+nộp|thông\s+báo\s+(?:qua"
                r"|cho|trên)|đồng\s+bộ|khi\s+gửi|hệ\s+thống\s+thông\s+tin|gửi\s+thông\s+báo|đã\s+nộp|sau\s+\d+\s+giờ"
                r"|trong\s+thời\s+gian|thời\s+hạn\s+(?:trả|giải)|chuyển\s+hồ\s+sơ|yêu\s+cầu\s+(?:chỉnh|bổ)|^(?!.*\bhồ\s+sơ\b).*lệ\s+phí"
                r"|bản\s+(?:chính|sao)[^.;]{0,40}nếu\s+nộp",
                words,
            )
            doer = actor_before(text, start, start + put.start()) if put else None
            if (
                put
                and channels
                and not asks
                and previous is None
                and not (doer and doer.side == "state" and not match(r"tiếp", put.group()))
            ):
                first = next((m for _, p in _CHANNELS if (m := p.search(text, start, end))), None)
                begin = min(first.start() if first else start, start + put.start())
                filed_at_home = filed_at_home or line.n in context.group.home
                previous = "submit"
                yield context.part("manner", (begin, end), line, 0.85, direction="submit", channels=channels)
                continue
            at = _AT.search(text, start, end)
            if (
                at
                and not channels
                and previous is None
                and line.n in context.group.home
                and search(r"hồ\s+sơ|đơn|tờ\s+khai|văn\s+bản\s+đề", words)
                and not search(r"ý\s+kiến|được\s+nộp", words)
            ):
                who = actor_before(text, start, at.start())
                office = next(iter(agencies(text, at.end(), min(end, at.end() + 200))), None)
                if office and office[0] - at.end() < 4 and not (who and who.side == "state"):
                    late.append(context.part("manner", (at.start(), end), line, 0.7, direction="submit", channels=()))
                    previous = "submit"
    if not filed_at_home:
        yield from late


def read_fees(context: Context) -> Iterator[Part]:
    """Fees that an applicant pays."""
    text = context.text
    heads = context.heads
    for line in context.lines:
        if line.n in heads:
            continue
        for start, end in sentences(line):
            found = _FEE.search(text, start, end)
            if (
                found
                and _PAY.search(text, start, end)
                and not search(r"thức\s+nộp\s+(?:lệ\s+)?phí", text[start:end])
                and not search(r"kể\s+từ\s+khi|sau\s+khi", text[max(start, found.start() - 90) : found.start()])
            ):
                amount = _AMOUNT.search(text, start, end)
                basis = re.search(r"(?i)theo\s+quy\s+định[^.;]{0,160}", text[start:end])
                free = re.search(r"(?i)(?:miễn|không\s+(?:thu|phải\s+nộp))[^.;]{0,120}", text[start:end])
                money = ("VND" if amount["c"] == "đồng" else "USD") if amount else None
                yield context.part(
                    "fee", (start, end), line, 0.8,
                    amount=int(amount["n"].replace(".", "")) if amount else None, currency=money,
                    basis=basis.group().strip() if basis else None, exemption=free.group().strip() if free else None,
                )  # fmt: skip
                break


_OTHER_PART: Final = Loose(
    r"(?:thành\s+phần\s+)?hồ\s+sơ\b|trình\s+tự|thủ\s+tục\b|quy\s+trình|thẩm\s+quyền|(?:trong\s+)?thời\s+hạn\b|cách\s+thức|số\s+lượng"
    r"|cơ\s+quan\s+(?:tiếp|giải)"
)
"""How a line begins that tells another part of a procedure than its conditions."""


def read_conditions(context: Context) -> Iterator[Part]:
    """What must be met to be granted: the members of lists of conditions, and lines that say so."""
    lead: Line | None = None
    condition_heads = condition_articles(context)
    heads = context.heads
    for line in context.lines:
        if line.n in heads or line.n in context.items:
            continue
        if line.n in context.leads or _OTHER_PART.match(line.words):
            lead = None
            continue
        if _CONDITION_LEAD.search(line.words):
            lead = line
            continue
        listed = (
            lead is not None
            and line.dieu == lead.dieu
            and line.first
            and line.node is not None
            and line.node.kind in ("khoan", "diem", "tiet", "gach")
            and (not lead.first or line.below(lead))
        )
        if lead is not None and not listed:
            lead = None
        opens = line.words.endswith(":")
        if listed or _CONDITION_LINE.match(line.words) or (line.dieu in condition_heads and line.first and not opens):
            yield context.part("conditions", (line.body, line.end), line, 0.75)


def result_nouns() -> tuple[str, ...]:
    """The nouns of results."""
    return lexicon().results
