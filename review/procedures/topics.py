"""The grammar of names: action + result + object, read from headings and from running words."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from review.procedures.fold import Loose, match
from review.procedures.lexicon import lexicon

_FAMILIES: Final = (
    ("again", r"(?:cấp|công nhận|bổ nhiệm|đăng ký|phê duyệt|chấp thuận|chứng nhận) lại"),
    ("exchange", r"cấp đổi|đổi"),
    ("extend", r"gia hạn|kéo dài|cấp gia hạn"),
    ("change", r"(?:cấp )?(?:sửa đổi|điều chỉnh|bổ sung)|thay đổi"),
    ("withdraw", r"thu hồi"),
    ("end", r"chấm dứt|đình chỉ|tạm ngừng|tạm dừng|thôi|hủy|huỷ|miễn nhiệm"),
)
_BEFORE: Final = r"(?:(?:chấp thuận|phê duyệt|xác nhận|đăng ký|thông báo|thẩm định|cho phép|quyết định|thủ tục|việc|đề nghị)\s+)*"
_FAMILY: Final = tuple((name, re.compile(rf"{_BEFORE}(?:{cue})\b")) for name, cue in _FAMILIES)
_STOP_WORDS: Final = frozenset(
    [
        "về",
        "của",
        "cho",
        "và",
        "các",
        "những",
        "đối",
        "với",
        "theo",
        "tại",
        "thủ",
        "tục",
        "hành",
        "chính",
        "trình",
        "tự",
        "hồ",
        "sơ",
        "quy",
        "định",
        "đề",
        "nghị",
        "việc",
    ]
)
_WORD: Final = re.compile(r"\w+")

_STOP: Final = Loose(
    r"""[;:.?!()\[\]“”"|\n…]
    |,?\s+(?:theo\s+(?:quy\s+định|yêu\s+cầu\s+của\s+(?:cơ|bộ|sở|ủy)|mẫu|khoản|điểm|điều|hướng\s+dẫn|thẩm\s+quyền|trình\s+tự
        |phân\s+cấp|nội\s+dung|các\s+quy|luật|nghị
        |thông\s+tư|nguyên|
            phương\s+thức|một\s+trong|thứ\s+tự|biểu\s+mẫu|pháp\s+luật)
      |đồng\s+thời\s(?!chấp)|trên\s+địa\s+bàn|(?:được\s+)?quy\s+định(?:\s+(?:tại|trong|ở|như|này))?|được\s+(?!tặng|cấp\s+phép|phép)|(?<!thiết\s)(?<!trang\s)(?<!chuẩn\s)bị
          |thực\s+hiện|bao\s+gồm|gồm|như\s+sau|thì|phải|có\s+trách\s+nhiệm
      |(?:cấp\s+(?:lại|đổi|điều\s+chỉnh)|gia\s+hạn)\s+(?=giấy|chứng|thẻ)|hoặc\s+(?:cấp\s+(?:lại|đổi|điều\s+chỉnh|bổ\s+sung)|gia\s+hạn)\s|nộp|gửi|lập\s+(?:hồ|\d|một|theo)|đăng\s+tải|về\s+tình\s+hình
          |xuất\s+trình|đến\s+(?:cơ|sở|bộ|ủy|cục|ngân)|tại\s+(?:khoản|điểm|điều
          |sở|bộ|ủy|ubnd|cơ\s+quan|phụ\s+lục
          |các\s+điều|mục)
      |trong\s+(?:thời\s+hạn|vòng|thời\s+gian)|kể\s+từ|khi\s|nếu\s|trước\s+(?:khi|ngày)|sau\s+khi|(?:đảm\s+bảo|bảo\s+đảm)\s+(?:đúng
          |phù|theo|các|yêu|đầy)|kèm|ban\s+hành|nêu\s+tại
          |có\s+văn\s+bản|bằng\s+văn\s+bản
      |là\s|lập\s+thành|(?<!chứng\s)(?<!địa\s)chỉ\s|đã\s|từng\s|có\s+(?!yếu|điều|thời|giá|chứa|vốn|độ|liên)|trong\s+(?!nước|lĩnh
          |đất|vùng|khu|phạm|tỉnh)
          |thông\s+qua\s|để\s|có\s+thể|không\s+quá|chậm\s+nhất|trừ\s|(?<!nước\s)ngoài\s|mà\s|nêu\s+rõ|tới\s|và\s+nêu
      |về\s+(?:bộ|sở|cục|ủy|cơ\s+quan)|còn\s+hiệu|sẽ\s|chịu\s|tiến\s+hành|xem\s+xét|dẫn\s+đến|ít\s+nhất|tối\s+thiểu|trên\s+hệ\s+thống
          |qua\s+(?:dịch|hệ|cổng|môi)|tùy|vào\s+kỳ
      |phải\s|(?:được\s+)?trình\s+(?:bộ|chủ|ủy)|ghi\s+(?!âm|hình)|cư\s+trú\s|có\s+yêu\s+cầu|(?<!hàng\s)không\s+(?!gian|khí)
          |hợp\s+lệ|đầy\s+đủ|hoàn\s+thiện
          |cung\s+cấp\s+các)
    """,
    re.X,
)
_STOP_HEADING: Final = Loose(
    r"""[;:.?!\[\]|\n…(“"]|,?\s+(?:theo\s+(?:quy\s+định|mẫu|khoản|điểm|điều\s+\d|hướng\s+dẫn|nghị|thông\s+tư|luật)|quy\s+định\s+tại|đồng\s+thời\s(?!chấp)
    |và\s+quy\s+định\s|được\s+(?:quy\s+định|thực\s+hiện|lập)|như\s+sau|(?:ban\s+hành\s+)?kèm\s+theo|phải\s|gồm\s|bao\s+gồm|là\s+(?:\d|một\s)
        |trong\s+các\s+trường\s+hợp\s+sau
    |thuộc\s+(?:thẩm\s+quyền|phạm\s+vi|trách\s+nhiệm)|tại\s+(?:khoản|điểm|điều\s+\d)|thực\s+hiện\s+(?:tại|theo))""",
    re.X,
)
_STOP_CASE: Final = re.compile(
    r"\s+(?:(?:của|do|tại|cho)\s+(?=(?:Bộ|Sở|Cục|Ủy ban|Uỷ ban|UBND|Chủ tịch|Ngân hàng Nhà nước)\b)|theo\s+(?=Mẫu|Phụ lục|Điều))"
)
_COMMA_CLAUSE: Final = Loose(
    r"""(?i)[,]\s*(?:thời\s+(?:gian|hạn)|số\s+điện|nơi\s|ngày\s|tổ\s+chức|cá\s+nhân|cơ\s+quan|sở|bộ|ủy\s+ban|chủ\s+tịch|cục|người|doanh\s+nghiệp|trong|kể|theo|nếu|trừ|thì
        |trường\s+hợp|đồng\s+thời|nhưng|gồm|trên\s+cơ\s+sở|
    căn\s+cứ|đối\s+với|khi|sau|trước|bao|ngoài|được|có\s|không\s|phải|nộp|gửi|thực\s+hiện|do\s|hoặc\s+(?:đơn|văn)|nêu|trả
        |thông\s+báo|ngân\s+hàng|thành\s+viên|nhà\s+đầu|chủ\s|bên\s|đơn\s+vị|là\s|để\s|tại\s|ban\s+hành|đã|văn\s+phòng|hộ\s
        |thủ\s+trưởng|kèm|tối|ít|chậm|quyết\s+định\s+hoặc|
    cấp\s+\S|danh\s+sách|gia\s+hạn|đăng\s+ký\s|thu\s+hồi|xác\s+nhận|công\s+nhận|chấp\s+thuận|phê\s+duyệt|hồ\s+sơ|đơn\s
        |giấy\s+tờ)""".replace("\n", ""),
    re.X,
)
_AND_STEP: Final = Loose(
    r"(?i)\s+(?:và|hoặc)\s+(?:trả|thông\s+báo|gửi|nêu|ghi|chuyển|cập\s+nhật|yêu\s+cầu|hoàn\s+thiện|lưu|đăng\s+tải|nộp|phải"
    r"|có\s|các\s+(?:quy|giấy|tài|nội|văn|biện)"
    r"|thực\s+hiện|văn\s+bản|giấy\s+tờ|hướng\s+dẫn|tổ\s+chức\s+|không\s|quản\s+lý\s+nhà|từ\s+chối|báo\s+cáo|trình\s|đến\s"
    r"|nội\s+dung|hồ\s+sơ|thời\s|quy\s+định|tại\s|được\s"
    r"|ngược\s+lại\s|đối\s+chiếu|niêm|công\s+khai|đồng\s+thời|khi\s|theo\s)"
)
_RECIPIENT: Final = re.compile(
    r"(?i)\s+cho\s+(?:các\s+)?(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp|công\s+dân|con\b|người(?:\s+(?:có\s+)?(?:đề\s+nghị|yêu\s+cầu)"
    r"|\s+nộp[^,]*)?)(?:\s*(?:,|và|hoặc)\s*(?:tổ\s+chức|cá\s+nhân|doanh\s+nghiệp))*\s*$"
)
_TRAIL: Final = re.compile(
    r"(?i)(?:[\s,\-–]+(?:(?:đối\s+với|trong)(?:\s+(?:các\s+|những\s+)?trường\s+hợp)?|và|hoặc|của|cho|theo|tại|về|từ|với|các|những|nêu\s+trên|nói\s+trên|này|đó|đã\s+cấp|trong|(?<!tự\s)do|nhưng|thì|là|chưa|đang|sẽ|trực\s+tiếp|sau\s+ngày|(?:không\s+)?thuộc|thực\s+hiện|(?<!tiền\s)gửi"
    r"|bởi|hay|thuộc\s+thẩm\s+quyền))+\s*$|[\s,\-–]+$|\s+(?:theo|bằng|qua)\s+hình\s+thức\s+(?:trực|bưu|điện)[^,;]*$"
)
_NOT_CAP: Final = Loose(
    r"(?i)(?:quyết\s+định\s+(?:này|số|nêu|nói|của|do|tại)|cấp\s+(?:tỉnh|xã|huyện|bộ|trung\s+ương|có\s|trên|dưới|học|quốc\s+gia|độ|nước|thoát|ủy|cơ\s+sở|nào|sở|cứu|vốn\s"
    r"|kinh\s+phí|thôn|thành|phòng|quản|đủ|các|chính|hành|thẩm)"
    r"|giao\s+(?:thông|dịch|nhận|hữu|khoán|cho|nhiệm|lưu|kết|diện|tiếp)|đổi\s+(?:mới|với)|nhận\s+(?:được|đủ|dạng|thức|thấy|hồ)"
    r"|tăng\s+cường|giảm\s+thiểu|mở\s+rộng|đóng\s+(?:góp|dấu|bảo|vai)|lập\s+(?:hồ|báo|danh|biên|dự|kế)|hủy\s+hoại|thôi\s+không"
    r"|thông\s+báo\s+(?:kết|cho|bằng|về\s+việc\s+(?:tiếp|từ))"
    r"|hưởng\s+ứng|xét\s+(?:thấy|xử|nghiệm)|rút\s+(?:ra|kinh)|khai\s+thác\s+(?:thông|dữ|được)|nhập\s+(?:vào|thông|liệu)"
    r"|tham\s+gia\s+(?:ý|giao)|giải\s+quyết|xử\s+lý|kiểm\s+tra,?\s+(?:thanh|giám|tính|hồ)|thẩm\s+định\s+(?:hồ|tính)"
    r"|tiếp\s+nhận|báo\s+cáo\s+(?:bộ|sở|ủy|cơ|kết|thẩm|chủ)|cập\s+nhật|cung\s+cấp\s+(?:thông|hồ|tài|giấy|các|đầy)"
    r"|bổ\s+sung,?\s+(?:hồ|giấy|tài|thông|các|thành|đầy|hoàn|làm|để|thêm|vào)|sửa\s+đổi,\s+bổ\s+sung,?\s+(?:hồ|hoàn|một\s+số"
    r"|nội\s+dung\s+hồ|khoản|điều|điểm|các)|sửa\s+đổi\s+(?:khoản|điều|điểm)|đánh\s+giá\s+(?:tính|hồ|sự)|xác\s+nhận\s+(?:của"
    r"|về\s+việc\s+đã)|công\s+bố\s+(?:công\s+khai|thông)|thay\s+thế\s+(?:cụm|khoản|điều)|bổ\s+sung\s+(?:khoản|điều|điểm|cụm)|hoàn\s+(?:thành|thiện|chỉnh|tất)|tiếp\s+tục\s+(?:thực|hoàn|duy))"
)


_TONE: Final = re.compile(r"(?<!q)(?:u[ýỳỷỹỵ]|o[àáảãạèéẻẽẹ])$")
_TONE_PLACES: Final = {
    "uý": "úy", "uỳ": "ùy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
}  # fmt: skip


def _newer(found: re.Match[str]) -> str:
    """The tone where the older spelling puts it ("thuỷ" as "thủy"), so that both are one word."""
    return _TONE_PLACES[found.group()]


@dataclass(frozen=True)
class Topic:
    """A name as read: ``action`` (lower case), ``object`` (as printed), and where it stands in the text read.

    ``listed`` marks that a comma parts the two: the object begins with a further verb ("chuyển nhượng, thừa kế quyền …").
    """

    action: str
    object: str
    start: int
    end: int
    listed: bool = False

    @cached_property
    def name(self) -> str:
        """Action and object, the first letter a capital."""
        return tidy(f"{self.action}{',' if self.listed else ''} {self.object}")

    @cached_property
    def family(self) -> str:
        """What kind of action it is: again, exchange, extend, change, withdraw, end, or first for all else."""
        return family(self.name)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the name, folded, without those that tell nothing."""
        return words(self.name)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers among the words ("nhóm 1"), which tell procedures apart."""
        return frozenset(w for w in self.words if w.isdigit())

    @cached_property
    def object_words(self) -> frozenset[str]:
        """The words of the object."""
        return words(self.object)


@lru_cache(maxsize=65536)
def words(text: str) -> frozenset[str]:
    """The folded words of a text without those that tell nothing of a procedure."""
    return frozenset(_TONE.sub(_newer, w) for w in _WORD.findall(text.lower()) if w not in _STOP_WORDS)


@lru_cache(maxsize=65536)
def family(name: str) -> str:
    """The kind of action that a name begins with.

    >>> family("Cấp lại thẻ"), family("Gia hạn giấy phép"), family("Cấp giấy phép")
    ('again', 'extend', 'first')
    """
    plain = re.sub(r"\s+", " ", name).strip().lower()
    return next((kind for kind, cue in _FAMILY if cue.match(plain)), "first")


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """The F1 of two sets of words.

    >>> likeness(frozenset("ab"), frozenset("bc"))
    0.5
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def tidy(name: str) -> str:
    """A name with single spaces, no dangling words, sentence case where it was printed in capitals.

    >>> tidy("cấp  Giấy phép lao động của")
    'Cấp Giấy phép lao động'
    >>> tidy("ĐĂNG KÝ KHAI SINH")
    'Đăng ký khai sinh'
    """
    name = re.sub(r"\s+", " ", name).strip(" ,;:.-–")
    name = _TRAIL.sub("", name)
    if len(name) > 12 and name[:4].isupper() | name[-6:].isupper():
        letters = [c for c in name if c.isalpha()]
        if sum(c.isupper() for c in letters) > 0.7 * len(letters):
            name = name.lower()
    return name[:1].upper() + name[1:]


_LIST: Final = 24
"""Actions that one list joins to its first; a longer list is read in pieces."""


@lru_cache(maxsize=1)
def action_list() -> Loose:
    """An action with those that a list joins to it ("cấp, cấp lại")."""
    one = lexicon().alternation(tuple(lexicon().actions))
    sep = r"\s*(?:,|;|/|\bvà|\bhoặc|-|–)\s*(?:(?:việc|thủ\s+tục)\s+)?"
    return Loose(rf"(?i)\b(?P<first>{one})\b(?P<more>(?:{sep}(?:{one})\b){{0,{_LIST}}})")


@lru_cache(maxsize=1)
def _one() -> Loose:
    return Loose(rf"(?i)\b(?:{lexicon().alternation(tuple(lexicon().actions))})\b")


@lru_cache(maxsize=1)
def result_noun() -> Loose:
    """The noun of a result at the beginning of an object."""
    return Loose(rf"(?i)(?:các\s+|loại\s+|một\s+)?(?:{lexicon().alternation(lexicon().results)})\b")


def is_no_action(text: str, at: int, limit: int) -> bool:
    """Whether words that look like an action are another word ("cấp tỉnh", "đổi mới")."""
    return _NOT_CAP.match(text, at, limit) is not None


def trimmed(words: str) -> str:
    """Words without what dangles at their end."""
    return _TRAIL.sub("", words)


def strength(action: str) -> str:
    """How much an action tells by itself: grant, act, notice or withdraw."""
    action = re.sub(r"\s+", " ", action.lower())
    return lexicon().actions.get(action) or lexicon().actions.get(re.split(r",\s|\svà\s", action)[-1], "act")


_NO_RESULT: Final = Loose(
    r"(?:văn\s+bản(?!\s+(?:đồng\s+ý|chấp\s+thuận|xác\s+nhận|cho\s+phép|công\s+nhận|cam\s+kết|thỏa\s+thuận))|đề\s+nghị|hồ\s+sơ|yêu\s+cầu)(?:\s|$)"
)
"""Words behind an action that are no result of it; a paper that grants is one."""


def object_end(text: str, start: int, limit: int, *, heading: bool) -> int:
    """Where the object of a name that begins at ``start`` ends."""
    limit = min(limit, start + 420)
    pattern = _STOP_HEADING if heading else _STOP
    stop = pattern.search(text, start, limit)
    end = stop.start() if stop else limit
    if (
        stop
        and heading
        and stop.group()[0] in '(“"'
        and not re.match(r"\([^)]{0,40}(?:gọi|viết)\s+(?:tắt|chung|là)", text[stop.start() : limit])
    ):
        closing = {"(": ")", "“": "”", '"': '"'}.get(stop.group()[0])
        close = text.find(closing, stop.end(), limit) if closing else -1
        if close >= 0 and close - stop.start() < 200:
            rest = pattern.search(text, close + 1, limit)
            end = rest.start() if rest else limit
    for clause in (_STOP_CASE, _COMMA_CLAUSE, _AND_STEP) if not heading else (_STOP_CASE,):
        found = clause.search(text, start, end)
        if found:
            end = found.start()
    return end


def read_topic(text: str, start: int, limit: int, *, heading: bool = False) -> tuple[Topic, ...]:
    """The names that begin exactly at ``start``: one for each action of a list ("cấp, cấp lại, gia hạn Giấy phép").

    Empty where no action stands there.

    >>> [t.name for t in read_topic("cấp, cấp lại Giấy phép lao động theo quy định", 0, 50)]
    ['Cấp Giấy phép lao động', 'Cấp lại Giấy phép lao động']
    """
    found = action_list().match(text, start, limit)
    if not found or _NOT_CAP.match(text, start, limit):
        return ()
    actions = [found["first"], *(m.group() for m in _one().finditer(found["more"]))]
    if (
        len(actions) == 2
        and re.match(r"\s+và\s", found["more"])
        and all(family(a) == "first" for a in actions)
        and actions[0].lower() not in _WAYS
    ):
        actions = [f"{actions[0]} và {actions[1]}"]
    elif len(actions) > 1 and (_shown_by_paper(actions) or (_joins(actions[0]) and all(_adds(a) for a in actions[1:]))):
        actions = [", ".join(actions)]
    managed = _MANAGED.match(text, found.end(), limit)
    begin = managed.end() if managed else found.end()
    end = object_end(text, begin, limit, heading=heading)
    if not heading:
        end = first_comma(text, begin, end)
    thing = _RECIPIENT.sub("", text[begin:end])
    thing = _TRAIL.sub("", thing)
    listed = thing.lstrip().startswith(",")
    thing = re.sub(r"^[\s,]+", "", thing)
    outer = actions[-1].lower()
    if all(a.lower() in WRAPPERS or a.lower() in _OUTER for a in actions) and (
        outer not in _OUTER or match(r"(?:cấp|nâng\s+hạng)\s", thing)
    ):
        inner = read_topic(text, begin + len(text[begin:]) - len(text[begin:].lstrip(" ,")), limit, heading=heading)
        if inner and strength(inner[0].action) == "grant" and inner[0].object:
            return tuple(replace(t, start=start) for t in inner)
    if (_PREPOSITION.match(thing) and not (heading and _ALLOWED_TO.match(thing))) or _NO_RESULT.match(thing):
        thing = ""
    twice = re.match(r"(?i)(?P<a>[^,]{4,40}),\s+(?:và\s+)?nội\s+dung\s+(?:của\s+)?(?P<b>(?P=a)\b.*)$", thing, re.S)
    thing = twice["b"] if twice else thing
    if len(actions) > 1 and not thing.strip():
        return ()
    force = _FORCE.match(thing) if len(actions) > 1 and family(actions[-1]) == "end" else None
    whole = thing[force.end() :] if force else thing
    topics = tuple(
        _named(a, (thing if a == actions[-1] else whole).strip(), start, max(end, found.end()), listed=listed and a == actions[-1])
        for a in actions
    )
    return _fold(topics)


def _named(action: str, thing: str, start: int, end: int, *, listed: bool) -> Topic:
    """A topic; an object that repeats its action is read once ("đăng ký, hủy đăng ký tàu bay")."""
    action = re.sub(r"\s+", " ", action.lower())
    twice = thing.lower().startswith(action + " ") and len(thing.split()) > len(action.split()) + 1
    return Topic(action, thing[len(action) :].strip() if twice else thing, start, end, listed=listed and not twice)


def _adds(action: str) -> bool:
    return family(action) == "first" and strength(action) == "act"


def _shown_by_paper(actions: list[str]) -> bool:
    """Whether two actions are a decision and the granting of the paper that shows it ("chứng nhận, cấp thẻ")."""
    return len(actions) == 2 and actions[0].lower() in _SHOWN_BY_PAPER and actions[1].lower() == "cấp"


def _joins(action: str) -> bool:
    """Whether an action and those after it name one act ("xuất khẩu, nhập khẩu", "cung cấp, chuyển giao")."""
    return family(action) == "first" and (strength(action) == "act" or re.match(r"(?i)cung\s", action) is not None)


def _fold(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Without topics whose action is only the way to another ("thẩm định, phê duyệt X" is one)."""
    kept = [t for i, t in enumerate(topics) if not (i + 1 < len(topics) and t.action in _WAYS)]
    seen: dict[str, Topic] = {}
    for topic in kept:
        seen.setdefault(topic.name.lower(), topic)
    return tuple(seen.values())


def first_comma(text: str, start: int, end: int) -> int:
    """The end of the object where a comma begins another clause rather than a further member of a list."""
    at = text.find(",", start, end)
    while at >= 0:
        after = text.find(",", at + 1, end)
        piece = text[at + 1 : after if after >= 0 else end].strip()
        if len(piece.split()) > 12 and not (result_noun().match(text[start:end].lstrip()) and result_noun().match(piece)):
            return at
        at = after
    return end


_MANAGED: Final = Loose(
    r"(?:\s*(?:,|và)\s*(?:quản\s+lý|sử\s+dụng|khai\s+thác|lưu\s+(?:giữ|trữ)|bảo\s+quản|theo\s+dõi|trả\s+kết\s+quả))+(?=\s+\w)"
)
_OUTER: Final = frozenset(["phê duyệt", "đăng ký", "thẩm định, phê duyệt"])
WRAPPERS: Final = frozenset(["thẩm định", "thẩm tra", "kiểm tra", "đánh giá", "tiếp nhận", "quyết định", "xét", "giải quyết", "xử lý"])
_WAYS: Final = frozenset(["thẩm định", "thẩm tra", "tiếp nhận", "kiểm tra", "xét", "đánh giá"])
"""Actions that are only the way to another behind them ("thẩm định và chấp thuận")."""
_SHOWN_BY_PAPER: Final = frozenset(["chứng nhận", "công nhận", "xác nhận", "chỉ định"])
"""Decisions that a paper shows."""
_PREPOSITION: Final = re.compile(r"(?i)(?:và|hoặc|ở|tại|cho|theo|bằng|từ|với|để|của|trên|vào|như|bởi|nêu|nói)\s")
_FORCE: Final = Loose(r"\s*(?:hiệu\s+lực|giá\s+trị(?:\s+sử\s+dụng)?)\s+(?:của\s+)?(?=giấy|chứng|thẻ|quyết|văn)")
"""What only the last of several actions is done to ("cấp, hủy bỏ hiệu lực Giấy chứng nhận")."""
_ALLOWED_TO: Final = Loose(
    r"cho\s+(?!phép\b)(?=\w+\s+\w+\s)[^,;]{6,120}?"
    r"\s(?:được|áp\s+dụng|thực\s+hiện|tham\s+gia|sở\s+hữu|hưởng|sử\s+dụng|hoạt\s+động)\s+\w"
)
"""Who is allowed to do what ("cho tổ chức nước ngoài được sở hữu …"), which is the object of an approval."""


@lru_cache(maxsize=16384)
def all_topics(text: str) -> tuple[Topic, ...]:
    """Every name in a text, wherever it stands."""
    out: list[Topic] = []
    at = 0
    while True:
        found = action_list().search(text, at)
        if not found:
            return tuple(out)
        topics = read_topic(text, found.start(), len(text))
        out.extend(topics)
        at = found.end()
