"""What comes of a procedure: what is granted, and how long it is valid."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import actor_before
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context

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
    rf"(?i)(?:ghi\b[^.;]{{0,90}}?\bvào\s+|(?<!với\s)(?:chi\s+tiết\s+)?nội\s+dung\s+)(?P<r>{_RESULT_NOUN}[^,.;:]{{0,160}}?)(?=\s+(?:và\s"
    rf"|cho\s|thực\s+hiện\s+theo|theo\s+mẫu)|[,.;]|$)"
)
_SAMPLE: Final = Loose(rf"(?i)^(?:mẫu\s+[\w.]+\s*:\s*(?:mẫu\s+)?|mẫu\s+)?(?P<r>{_RESULT_NOUN}[^.;(]*)")
_GRANTED_AS: Final = Loose(
    rf"(?i)(?:kết\s+quả[^.;:]{{0,160}}\b(?:gồm|là)\s*:?\s+|(?<!không\s)(?<!đã\s)(?<!kiện\s)(?<!\ssở\s)(?<!người\s)(?<!chức\s)(?<!nghiệp\s)(?<!nhân\s)được\s+(?:tặng|cấp)\s+|cho\s+(?:phép|hưởng)\s+)(?P<r>{_RESULT_NOUN}[^.;]*)"
)
_COMPETENT: Final = Loose(r"(?:việc|thẩm\s+quyền)\s[^.;]{4,260}\b(?:thuộc\s+thẩm\s+quyền|do\s[^.;]{4,90}\s(?:thực\s+hiện|quyết\s+định))\b")
"""A sentence that only tells who is competent."""
_NAME_ONLY: Final = Loose(r"cấp\s[^.;,]{0,140}(?:\bkhông\s+quá\s+\d[^.;]*)?;?$")
_GRANTED: Final = Loose(rf"\b(?:cấp(?:\s+(?:mới|lại|đổi))?)\s+(?P<r>{_RESULT_NOUN}[^,.;:()]*)")


_LOOKS: Final = Loose(rf"{_RESULT_NOUN}[^.;:]{{0,200}}?\s(?:đối\s+với|được\s+sử\s+dụng)")
"""A line that begins with a result and tells whom it is for: a sample, or what the card of an article shows."""


_ASIDE_KINDS: Final = frozenset(("duties", "skip", "bare"))
"""Classes of articles that name a result without granting it, where they are not the procedure's own."""


def read_results(context: Context) -> Iterator[Part]:
    """What is granted, and how long it is valid: one entry a line, two where a sentence of its own tells the validity."""
    text = context.text
    heads = context.heads
    found_any = False
    home = {line.n for line in context.home}
    for line in context.lines:
        if line.n in heads or line.n in context.leads or (line.n in context.items and not match(r"mẫu\s+(?:số|\d)", line.words)):
            continue
        if _OWN_MOTION.search(line.words):
            continue
        part = _result(context, line)
        if part is not None and part.validity is None and line.n not in home and context.kinds.get(line.dieu or "") in _ASIDE_KINDS:
            continue
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
        named = list(_support(context)) or list(_by_own_thing(context))
        yield from named or _by_name(context)


_OWN_MOTION: Final = Loose(r"\bcó\s+quyền\s+(?:hủy|huỷ|thu\s+hồi|từ\s+chối)\b")
"""A line on what a body may undo of its own motion."""
_SUPPORTED: Final = Loose(
    r"\bquyết\s+định\s+(?:phê\s+duyệt\s+)?(?:hỗ\s+trợ|tài\s+trợ)\b|(?<=phê\s)duyệt\s+(?P<list>danh\s+sách\s[^.;]{2,80}?\bđược\s+(?:hỗ\s+trợ|tài\s+trợ)\b)"
)
"""What grants a support: a decision, or a list of those supported."""


def _support(context: Context) -> Iterator[Part]:
    """What is decided on a support that is called by no paper ("xem xét, quyết định hỗ trợ"): the first line that says so."""
    if context.group.topic.action not in ("hỗ trợ", "tài trợ"):
        return
    for line in context.lines:
        found = _SUPPORTED.search(context.text, line.body, line.end) if line.n not in context.heads else None
        if found and context.reader.signal(line.n).decides:
            yield context.part("result", found.span("list") if found["list"] else found.span(), line, 0.6)
            return


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
_PUT_UP: Final = Loose(
    rf"\btrình\s[^.;]{{4,160}}?\b(?:(?:ban\s+hành|cấp|ký|ra)\s+(?P<r>{_RESULT_NOUN}[^,.;:()]*)"
    r"|xem\s+xét,?\s+(?P<w>quyết\s+định\s+(?:tặng|truy\s+tặng|khen\s+thưởng|công\s+nhận|phê\s+duyệt|hỗ\s+trợ)[^,.;:()]*))"
)
"""What is put up for another to grant."""
_ANSWER: Final = Loose(
    r"\bcó\s+(?P<r>văn\s+bản\s+trả\s+lời)\b(?=[^.]{0,60}\b(?:đồng\s+ý|chấp\s+thuận|kết\s+quả|cho\s+phép))"
    r"|kể\s+từ\s+ngày\s+nhận[^.;]{4,160}?,\s[^.;,]{4,90}?\s(?P<w>trả\s+lời\s+bằng\s+văn\s+bản)(?=;)"
)


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
            if found and not (found["r"] and _MEANS.match(found["r"])):
                yield context.part("result", _trim(context.text, found.span("r" if found["r"] else "w")), line, 0.5)
                return


class _Told(NamedTuple):
    """A result told in a line: its words, how sure it is, and how long it is valid."""

    span: Span
    confidence: float
    validity: str | None = None


def _result(context: Context, line: Line) -> Part | None:
    own_motion = context.group.topic.family in ("withdraw", "end")
    kept = context.reader.kept
    key = ("result taken back" if own_motion else "result", line.n)
    if key not in kept:
        kept[key] = _told(context, line, own_motion=own_motion)
    told: _Told | None = kept[key]
    if told is None and context.kinds.get(line.dieu or "") != "common" and line.zone == "body":
        form = _LOOKS.match(line.words)
        if form and all(line.dieu != b.path for b in context.group.blocks):
            told = _Told((line.body, line.body + form.end() - len(form.group().split()[-1])), 0.6)
    return context.part("result", told.span, line, told.confidence, validity=told.validity) if told is not None else None


def _told(context: Context, line: Line, *, own_motion: bool) -> _Told | None:
    """What a line tells of a result, whichever procedure it belongs to; read once for all procedures of a draft."""
    text = context.text
    competence = context.kinds.get(line.dieu or "") == "competence"
    for start, end in sentences(line):
        valid = _VALID.search(text, start, end)
        if valid and _VALIDITY.search(text, *valid.span()):
            return _Told(valid.span(), 0.8, _valid_of(text, *valid.span()))
        if search(r"kết\s+quả[^.;:]{0,200}\b(?:gồm|bao\s+gồm)\s*:", text[start:end]):
            return None
        noted = _NOTED.search(text, start, end)
        if noted:
            return _Told(_trim(text, noted.span("r")), 0.75)
        for found in () if competence else _grants(text, start, end):
            if _granted(text, (start, end), found, own_motion=own_motion):
                return _Told(_trim(text, found.span("r")), 0.85, _valid_of(text, found.end("r"), end))
        act = None if competence else _ACT.search(text, start, end)
        told = "d" if act and act["d"] else "r"
        if (
            act
            and not search(r"\btrình\s+(?!của\b)\w", text[start : act.start()])
            and not search(r"sau\s+khi\s+(?:tham\s+khảo|lấy|có\s+ý)", text[act.end() - 60 : end])
            and ((who := actor_before(text, start, act.start())) is not None or text[start : act.start()].endswith("thì "))
            and (who is None or who.side == "state")
            and not search(r"nội\s+dung\s+thay\s+đổi", act[told])
            and not (_TAKEN_BACK.match(act[told]) and not own_motion)
        ):
            return _Told(_trim(text, act.span(told)), 0.7)
        named = _GRANTED_AS.search(text, start, end)
        if named:
            return _Told(_trim(text, named.span("r")), 0.75)
    sample = _SAMPLE.match(line.words)
    if sample and search(r"mẫu", line.words) and not search(r"đề\s+nghị|đăng\s+ký\s+(?!hoạt)|văn\s+bản\s+(?:đề|xin)", line.words[:60]):
        return _Told((line.body + sample.start("r"), line.body + sample.end("r")), 0.7)
    return None


def _by_own_thing(context: Context) -> Iterator[Part]:
    """Where no result is named by its noun: the lines that grant what the procedure is named after ("cấp Bản công bố …")."""
    own = _own_grant(context)
    for line in context.lines if own is not None else ():
        if line.n in context.heads or line.n in context.items or context.kinds.get(line.dieu or "") in ("competence", "duties"):
            continue
        for start, end in sentences(line):
            found = own.search(context.text, start, end) if own is not None else None
            who = actor_before(context.text, start, found.start()) if found else None
            if found and who and who.side == "state" and _granted(context.text, (start, end), found, own_motion=False):
                yield context.part("result", _trim(context.text, found.span("r") if found["r"] else found.span("q")), line, 0.65)
                break


def _own_grant(context: Context) -> Loose | None:
    """How the thing that a procedure is named after is granted, by its first words or the short name that the draft gives it."""
    topic = context.group.topic
    words = re.split(r"[,;:()]|\s(?:cho|của|đối với|và|hoặc)\s", topic.object.lower())[0].split()[:4]
    if len(words) < 2 and not topic.object.isupper():
        return None
    core = " ".join(words)
    short = [s.short for s in context.reader.short_names.values() if s.acronym and core and s.long.lower().startswith(core)]
    return _own_pattern(topic.action, (core, *short))


@lru_cache(maxsize=1024)
def _own_pattern(action: str, names: tuple[str, ...]) -> Loose:
    things = "|".join(re.escape(name) for name in names)
    verbs = r"cấp(?:\s+(?:mới|lại|đổi|điều\s+chỉnh))?|phê\s+duyệt|công\s+nhận"
    return Loose(
        rf"\b(?:(?:{verbs})\s+(?P<r>(?:{things})\b[^,.;:()]*)|xem\s+xét,?\s+quyết\s+định\s+(?P<q>(?:{re.escape(action)}|việc)\s[^,.;:()]*))"
    )


_REFUSED: Final = Loose(
    r"(?:không|từ\s+chối|chưa|đã(?:\s+được)?|\bcơ\s+quan|nghị|hồ\s+sơ|yêu\s+cầu|kể\s+từ\s+ngày(?:\s+được)?|trước\s+khi"
    r"|đơn|về\s+việc|(?<!thực\shiện\s)(?<!định\s)việc|cầu)(?:\s+(?:cấp(?:\s+(?:lại|đổi|mới|điều\s+chỉnh|gia\s+hạn))?|chứng\s+nhận|công\s+nhận|đăng\s+ký),)*\s+$"
)
"""What stands before a grant that is asked for, refused or past."""
_BODY_THAT_GRANTS: Final = Loose(r"(?<!cấp\scó\s)\bthẩm\s+quyền\s+$")
"""What stands before a grant that only names a body ("cơ quan có thẩm quyền cấp Thẻ")."""
_FOR_ANOTHER: Final = Loose(r"\btrình\s+(?!của\b)\w|yêu\s+cầu\s+cơ\s+quan|không\s+được\s+$|^\s*mỗi\s")
_LEADS_TO: Final = Loose(r"(?:được|quyết\s+định|xem\s+xét,?|và|,|quy\s+trình|trách\s+nhiệm|trình|phải)\s*$")
_OPINION: Final = Loose(r"[^,.;:]*\bgửi\s+(?:cục|bộ|sở|ủy|cơ\s+quan)\b|\w+\s+\w+\s+nơi\s")
"""A paper that one body sends another, and a body by its place."""
_OF_SOMEBODY: Final = Loose(r"\scủa\s+(?:ngân|cơ\s+quan|tổ\s+chức|ủy|bộ|sở|người|chủ)")


_ONCE_GRANTED: Final = Loose(r"\b(?:sau\s+khi|kể\s+từ\s+(?:ngày|khi))\s+(?!(?:có|hoàn|kết)\b)(?:(?!\b(?:nhận|hồ\s+sơ|đủ)\b)[^,.;]){0,70}$")
"""What stands before a grant from which a later duty counts ("kể từ ngày Sở X cấp …")."""


def _grants(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The grants of a sentence, also behind a body that is named by what it grants ("Cơ quan cấp thẻ cấp lại thẻ")."""
    found = _GRANT.search(text, start, end)
    while found is not None:
        yield found
        found = _GRANT.search(text, found.start("r"), end)


def _granted(text: str, sentence: Span, found: re.Match[str], *, own_motion: bool) -> bool:
    """Whether a grant that a sentence speaks of is the outcome of a procedure."""
    start, end = sentence
    thing = found["r"] if found["r"] else found["q"]
    near = text[max(start, found.start() - 46) : found.start()]
    if _REFUSED.search(near) or (found.group().startswith("cấp") and _BODY_THAT_GRANTS.search(near)):
        return False
    if not match(r"thời\s+(?:gian|hạn)\s", text[start:end]) and _ONCE_GRANTED.search(text[max(start, found.start() - 110) : found.start()]):
        return False
    if _MEANS.match(thing) or _OPINION.match(thing) or (_TAKEN_BACK.match(thing) and not own_motion):
        return False
    if _FOR_ANOTHER.search(text[start : found.start()]) or _NAME_ONLY.match(text, start, end) or _COMPETENT.match(text, start, end):
        return False
    who = actor_before(text, start, found.start())
    if who is not None:
        return who.side == "state"
    if match(r"có\s", found.group()) and _OF_SOMEBODY.search(thing):
        return False
    return found.start() == start or bool(_LEADS_TO.search(text[max(start, found.start() - 16) : found.start()]))


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
