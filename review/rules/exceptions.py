"""The general exceptions G1–G12 of the rules, as spans of one draft, computed once and only when asked for.

G12 (older files) concerns the law, not places, and stands in the engine. The texts that G10 and G11 add to a finding stand
in ``exceptions.toml``.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from review.contract.base import Model, Span
from review.rules.view import View

ExceptionCode = Literal["G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12"]

_QUOTED = r"[“\"«][^”\"»\n]*[”\"»]"
_QUOTED_LIST = rf"{_QUOTED}(?:\s*(?:,|;|và|hoặc)?\s*(?:(?:cụm )?từ(?: ngữ)?\s*)?{_QUOTED})*"
_OLD_WORDS = re.compile(
    rf"(?:thay(?: thế)?|sửa(?: đổi)?|chỉnh sửa|đính chính)\s+(?:một số\s+"
    rf"|các\s+)?(?:cụm\s+)?từ(?: ngữ)?:?\s*({_QUOTED_LIST})[^“\"«\n]*?\b(?:bằng|thành)\b"
    rf"|(?:bỏ|bãi bỏ|lược bỏ)\s+(?:một số\s+|các\s+)?(?:(?:cụm\s+)?từ(?: ngữ)?|nội dung):?\s*({_QUOTED_LIST})"
    rf"|(?:vào )?(?:trước|sau)\s+(?:các\s+)?(?:cụm\s+)?từ(?: ngữ)?\s*({_QUOTED})"
    rf"|({_QUOTED_LIST})\s+(?:thành|bằng)\s+(?:cụm )?(?:từ )?[“\"«‘]"
    rf"|\b(?:cột|dòng|tiêu đề|tên biểu(?: là)?)\s+({_QUOTED})"
    rf"|thay thế (?:cụm )?từ(?: ngữ)?\s*({_QUOTED})\s*$"
    rf"|\btrừ (?:các )?(?:cụm )?từ(?: ngữ)?\s*({_QUOTED})"
    rf"|(?:^|[;,:-])\s*(?:(?:cụm\s+)?từ(?: ngữ)?)\s*({_QUOTED})\s+tại\b",
    re.M,
)
_CHANGES_WORDS = re.compile(r"(?:thay(?: thế)?|bỏ|bãi bỏ|sửa(?: đổi)?|bổ sung)\s+(?:một số\s+|các\s+)?(?:cụm\s+)?từ\b")
_PLACE_OF_WORDS = re.compile(r"(?<=[”\"»])\s+(?:tại|trong|ở)\s[^“\"«;\n]*")
"""Where changed words stand in the amended act, named after the quotation: the old names of its forms and headings."""
_CHAIN = re.compile(
    r"(?:được|đã) (?:được )?(?:sửa đổi|bổ sung|thay thế|đính chính|hợp nhất)[^;:\n“”]{0,60}?\b(?:bởi|theo|tại|bằng)\b"
    r"(?:[^;\n().“”]|\.(?!\s|$)|\((?!sau đây))*"
)
_ACT_WORD = (
    r"(?:các |toàn bộ |một phần |một số |nội dung )*(?:quyết định|nghị định|thông tư|nghị quyết|luật|pháp lệnh|chỉ thị|quy định|quy chế"
    r"|văn bản|điều|khoản|điểm|phụ lục|mẫu|chương|mục|đoạn|biểu)\b"
)
_ENDING = re.compile(
    rf"\b(?:bãi bỏ|thay thế|hủy bỏ|ngưng hiệu lực|không áp dụng|thay cho)(?: (?:cho|một phần|đối với))* {_ACT_WORD}"
    r"|\b(?:hết hiệu lực|chấm dứt hiệu lực|ngưng hiệu lực|ngừng hiệu lực|bị bãi bỏ|được bãi bỏ|bị thay thế|được thay thế)\b"
)
_STRIKES = re.compile(r"(?:[0-9]+[a-zđ]?\.|[a-zđ]{1,2}\)|[-–+])?\s*(?:bãi bỏ|hủy bỏ|lược bỏ|bỏ)\s(?!.{0,200}?\b(?:bằng|thành)\b)")
_TRANSITION = re.compile(
    r"\b(?:đã|đang|được|do)\b[^.;\n]{0,160}?\b(?:nộp|tiếp nhận|cấp|ban hành|phê duyệt|công bố|thụ lý|ký|thực hiện|hưởng"
    r"|giải quyết|chấp thuận"
    r"|thành lập|hoàn thành)\b[^.;\n]{0,120}?\btrước (?:ngày|thời điểm|khi)(?= \d|[^.;\n]{0,60}?\b(?:này|có hiệu lực|thi hành"
    r"|ban hành)\b)"
    r"|\btiếp tục (?:được )?(?:thực hiện|có hiệu lực|có giá trị|sử dụng|giải quyết|áp dụng|hưởng)\b"
    r"|\btrước (?:ngày|thời điểm) (?:[^.;\n]{0,40}? )?(?:này )?có hiệu lực\b"
    r"|\bđã (?:được )?cấp\b[^.;\n]{0,60}?\bvẫn (?:được (?:tiếp tục )?sử dụng|có giá trị|còn giá trị|có hiệu lực)\b"
)
_HISTORY = re.compile(
    r"\btrước khi (?:thực hiện |tổ chức |vận hành )?(?:mô hình )?(?:tổ chức )?chính quyền (?:địa phương )?(?:0?2|hai) cấp"
    r"|\b(?:chuyển giao|bàn giao) (?:về |cho )?(?:chủ tịch )?(?:ủy ban nhân dân )?cấp (?:xã|tỉnh)\b"
    r"|\bthẩm quyền của [^.;\n]{0,160}?\b(?:chuyển giao|phân cấp)(?: về| cho)\b"
    r"|\btrước (?:thời điểm )?ngày [^.;\n]{0,20}?\b(?:19\d\d|200\d|201\d)\b"
    r"|\btại thời điểm (?:kê khai|đăng ký|xác nhận) (?:kể )?từ\b"
    r"|\bkhông (?:còn )?(?:tổ chức )?(?:chính quyền|đơn vị hành chính)(?: địa phương)?(?: ở)? cấp huyện\b"
    r"|\b(?:giao )?nộp vào lưu trữ\b|\bhiện có và chuyển\b"
    r"|\bđã (?:nghỉ việc|nghỉ hưu|thôi việc)\b"
    r"|\bkế thừa (?:toàn bộ )?(?:trách nhiệm|quyền|nghĩa vụ|nhiệm vụ)"
    r"|\bbàn giao (?:các |toàn bộ )?(?:hồ sơ|tài liệu)[^.;\n]{0,80}?\bthuộc thẩm quyền\b"
    r"|\(cũ\)|\btrước (?:khi )?(?:thực hiện )?(?:sắp xếp|sáp nhập|hợp nhất|chia tách|nhập)\b"
    r"|\btrước (?:thời điểm )?(?:ngày )?0?1(?:/0?7/| tháng 0?7 năm )2025"
    r"|\bgiai đoạn (?:19|20)\d\d ?- ?(?:20[01]\d|202[0-5])\b|\btrước đây\b|\bsau khi (?:sắp xếp|sáp nhập|hợp nhất)\b"
    r"|\b(?:sắp xếp|nhập) (?:toàn bộ|nguyên trạng|một phần) (?:diện tích|địa giới)"
)
_PAST_OFFICE = re.compile(r"[^|\n]{0,300}?\b(?:tham gia (?:chiến tranh bảo vệ tổ quốc|kháng chiến)|(?:đã nghỉ|nghỉ) (?:hưu|việc) trước)\b")
"""People with the offices they held then (in the wars, before they retired), up to the words of the cell or line that say so."""
_ISSUER_BELOW = re.compile(
    r"\bngày [\d/]{6,10}(?: của)?[ \t]*\n(?:của )?(?:bộ trưởng )?(?:bộ|ủy ban|ban) [^,;.\n(]{0,80}(?:\n(?![^\n]*\bngày )[^\n|]{0,80})?"
)
"""The issuer of a cited act in the line below its date, where the cell of a table was broken."""
_BROKEN_NUMBER = re.compile(
    r"\b(?:quyết định|nghị quyết|thông tư|chỉ thị|kế hoạch)\s+(?:số\s+)?\d+(?:/\d{4})?/\s?[a-zđ]+(?:- [a-zđ]| -[a-zđ])[^;|\n]*"
)
"""An act in a table whose number a line end of the cell broke ("QĐ- UBND"), with its title up to the end of the cell."""
_TITLE_TAIL = re.compile(
    r"[\s,]*(?:ngày \d|của |quy định|về |ban hành|hướng dẫn|sửa đổi|bổ sung|phê duyệt|công bố|quy chế|bãi bỏ"
    r"|thực hiện )(?:[^,;\n.(]|(?<=chức năng), (?=nhiệm vụ)|(?<=nhiệm vụ), (?=quyền hạn)"
    r"|, (?=(?:quận|thị xã|thị trấn|phường|thành phố|công chức|số lượng|chế độ|chính sách|một số)\b)|\.(?!\s|$)|\((?!sau đây))*"
)
_ENDED_TAIL = re.compile(
    r"[\s,]*(?:ngày \d|của |quy định|về |ban hành|hướng dẫn|sửa đổi|bổ sung|phê duyệt|công bố|quy chế)(?:[^\n.]|\.(?!\s|$))*"
)
"""The date, issuer and title of an act that a clause ends: commas and semicolons inside its title do not end it."""
_JOINT_TAIL = re.compile(r"[\s,]*(?:ngày \d|của )[^;\n.(]*")
_ISSUER = re.compile(
    r"\bngày (?:\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2}/\d{1,2}/\d{4}) của (?:bộ trưởng )?(?:bộ|ủy ban|chính phủ|ban) [^,;.\n(]{0,80}"
)
_JOINT_ISSUERS = re.compile(
    r"\bthông tư liên tịch [^;.\n]{0,120}?\b(?:của|giữa) [^;.\n(]{0,160}?(?= hướng dẫn| quy định| về | sửa đổi|[;.\n(])"
)
_INTERNAL_HEADING = re.compile(
    r"^(?:trách nhiệm|nhiệm vụ)(?:,? quyền hạn)?(?: thực hiện| quản lý(?: nhà nước)?| phối hợp)?(?: của)? (?:các )?(?:bộ|sở"
    r"|ủy ban|ubnd|công an|cơ quan"
    r"|chính phủ|ngân hàng|thủ trưởng|chủ tịch|giám đốc|cục|chi cục|ban|đơn vị|văn phòng|thuế|kho bạc|thanh tra|tòa án|viện)"
    r"|tổ chức thực hiện|trách nhiệm (?:thi hành|thực hiện|tổ chức)|điều khoản thi hành|hiệu lực|thanh tra|xử lý vi phạm|xử phạt"
    r"|chế độ phối hợp"
    r"|công tác phối hợp|phối hợp (?:giữa|trong)|quản lý nhà nước"
)
_SPECIAL = re.compile(
    r"luật thủ đô|206/2025/qh15|nghị quyết (?:số )?\d+/20\d\d/qh1\d[^;\n]{0,200}?(?:thí điểm|cơ chế, chính sách (?:đặc thù"
    r"|đặc biệt)|đặc thù)"
)
_SHORTENED = re.compile(r"\b(?:trình tự, )?thủ tục rút gọn|\btrình tự rút gọn")


_PREAMBLE = 3000
"""Characters below the title in which the issuer's own line in capitals may stand."""


class Lowering(Model):
    """The sentence that a special regime or a shortened procedure adds to a finding brought down to a note."""

    message: str
    message_en: str


@lru_cache(maxsize=1)
def _lowerings() -> dict[str, Lowering]:
    data = tomllib.loads((Path(__file__).resolve().parent / "exceptions.toml").read_text(encoding="utf-8"))
    return {code: Lowering.model_validate(entry) for code, entry in data.items()}


def _merge(spans: Iterable[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans):
        if out and span[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], span[1]))
        else:
            out.append(span)
    return out


class Exemptions:
    """The exempt spans of a draft by exception."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._spans: dict[str, list[Span]] = {}

    def spans(self, code: ExceptionCode) -> list[Span]:
        """The exempt spans of one exception, merged, in order."""
        known = self._spans.get(code)
        if known is None:
            finder = getattr(self, f"_{code.lower()}", None)
            known = self._spans[code] = _merge(finder()) if finder else []
        return known

    def covers(self, span: Span, codes: Iterable[ExceptionCode]) -> bool:
        """Whether an exception of these codes covers the beginning of a span."""
        at = span[0]
        for code in codes:
            spans = self.spans(code)
            i = bisect_right(spans, (at, len(self._view.text) + 1)) - 1
            if i >= 0 and spans[i][0] <= at < spans[i][1]:
                return True
        return False

    def lowers(self, codes: Iterable[ExceptionCode]) -> Lowering | None:
        """The lowering to a note that a special regime (G10) or a shortened procedure (G11) brings, if the rule honours it."""
        if "G10" in codes and self.special is not None:
            base = _lowerings()["G10"]
            return Lowering(message=base.message.format(mechanism=self.special), message_en=base.message_en.format(mechanism=self.special))
        if "G11" in codes and self.shortened is not None:
            return _lowerings()["G11"]
        return None

    @cached_property
    def special(self) -> str | None:
        """The words that name a special mechanism the draft rests on, read in recitals and the first article."""
        view = self._view
        for span in self._grounds():
            match = _SPECIAL.search(view.low, span[0], span[1])
            if match:
                return view.cut(match.span()).strip()
        return None

    @cached_property
    def shortened(self) -> Span | None:
        """Where the draft says that it is made by the shortened procedure."""
        for span in self._grounds():
            match = _SHORTENED.search(self._view.low, span[0], span[1])
            if match:
                return match.span()
        return None

    def _grounds(self) -> Iterator[Span]:
        view = self._view
        for node in view.structure.nodes:
            if node.kind in ("can_cu", "enacting"):
                yield node.span
        for i, article in enumerate(view.articles):
            if i == 0 or "hiệu lực" in article.heading or "thi hành" in article.heading:
                yield article.span

    def _extended(self, at: int) -> Span:
        """The sentence at an offset, with the list below it where the line ends in a colon."""
        view = self._view
        sentence = view.sentence(at)
        line = view.line(at)
        if view.low[line[0] : line[1]].rstrip().endswith(":"):
            node = view.node(at)
            if node is not None and node.kind == "text":
                node = view.structure.by_path.get(node.parent or "")
            if node is not None and node.kind in ("dieu", "khoan", "diem", "tiet"):
                return sentence[0], node.span[1]
        return sentence

    def _cell(self, at: int) -> Span | None:
        """The cell of a table row at an offset."""
        view = self._view
        start, end = view.line(at)
        if "|" not in view.text[start:end]:
            return None
        left, right = view.text.rfind("|", start, at), view.text.find("|", at, end)
        return max(start, left + 1), right if right >= 0 else end

    def _g1(self) -> Iterator[Span]:
        view = self._view
        for cue in ("cụm từ", "từ ngữ", "từ “", 'từ "', "từ «", "thành “", 'thành "', "bằng “", 'bằng "', "cột “", "dòng “"):
            at = view.low.find(cue)
            while at >= 0:
                line = view.line(at)
                for match in _OLD_WORDS.finditer(view.low, line[0], line[1]):
                    for group in range(1, 9):
                        if match.start(group) >= 0:
                            yield match.span(group)
                if _CHANGES_WORDS.match(view.low, view.content(line)[0], line[1]):
                    for match in _PLACE_OF_WORDS.finditer(view.low, line[0], line[1]):
                        yield match.span()
                at = view.low.find(cue, line[1])

    def _g2(self) -> Iterator[Span]:
        for cue in ("được sửa đổi", "được bổ sung", "được thay thế", "được đính chính", "được hợp nhất", "đã sửa đổi"):
            at = self._view.low.find(cue)
            while at >= 0:
                match = _CHAIN.match(self._view.low, at)
                if match:
                    yield match.span()
                at = self._view.low.find(cue, at + len(cue))

    def _g3(self) -> Iterator[Span]:
        view = self._view
        for match in view.scan(_ENDING, "bãi bỏ", "thay thế", "hủy bỏ", "hiệu lực", "không áp dụng", "thay cho"):
            span = self._extended(match.start())
            if any(c.act is not None for c in view.citations_in(span)) or "văn bản" in view.lowcut(span):
                yield span
        for citation in view.draft.citations:
            if citation.role in ("abolishes", "replaces") and citation.act is not None:
                tail = _ENDED_TAIL.match(view.low, citation.span[1])
                yield citation.span[0], tail.end() if tail else citation.span[1]
        for at, _ in view.hits("bỏ") if view.meta.amending else view.hits("bãi bỏ"):
            line = view.line(at)
            if _STRIKES.match(view.low, line[0], line[1]):
                yield line[0], self._extended(line[1] - 1)[1]

    def _g4(self) -> Iterator[Span]:
        view = self._view
        for citation in view.draft.citations:
            if citation.act is None:
                continue
            end = citation.span[1]
            joint = "ttlt" in view.lowcut(citation.span)
            match = (_JOINT_TAIL if joint else _TITLE_TAIL).match(view.low, end)
            yield citation.span[0], match.end() if match else end
        for match in view.scan(_ISSUER, "ngày"):
            yield match.span()
        for match in _ISSUER_BELOW.finditer(view.low):
            yield match.span()
        for match in view.scan(_BROKEN_NUMBER, "- ubnd", "- hđnd", "- ttg", "- b", "-ubnd", "-hđnd"):
            yield match.span()
        for match in view.scan(_JOINT_ISSUERS, "thông tư liên tịch"):
            yield match.span()
        title = view.meta.spans.get("title")
        named = next(view.citations_in(title), None) if title else None
        if title and named is not None and named.act is not None:
            yield named.span[0], title[1]
        for node in view.structure.nodes:
            if (node.kind == "can_cu" and view.low.startswith("căn cứ", node.span[0])) or node.kind == "enacting":
                yield node.span

    def _g5(self) -> Iterator[Span]:
        view = self._view
        for article in view.articles:
            if "chuyển tiếp" in article.heading:
                yield article.span
        for cue in ("trước ngày", "trước thời điểm", "trước khi", "tiếp tục", "vẫn được", "vẫn có", "vẫn còn"):
            for at, _ in view.hits(cue):
                sentence = view.sentence(at)
                if _TRANSITION.search(view.low, sentence[0], sentence[1]):
                    yield self._extended(at)

    def _g6(self) -> Iterator[Span]:
        view = self._view
        for article in view.articles:
            if _INTERNAL_HEADING.match(article.heading):
                yield article.span
        for passage in view.draft.not_procedures:
            if passage.reason in ("internal", "inspection", "sanction"):
                yield passage.span

    def _g7(self) -> Iterator[Span]:
        view = self._view
        for article in view.articles:
            if article.heading.startswith("thẩm quyền") and re.search(r"\b(?:chuyển giao|phân cấp) (?:cho|về)\b", article.heading):
                yield article.span
        for match in view.scan(
            _HISTORY,
            "(cũ)",
            "sắp xếp",
            "sáp nhập",
            "hợp nhất",
            "chia tách",
            "trước khi nhập",
            "trước ngày",
            "giai đoạn",
            "trước đây",
            "trước thời điểm",
            "chính quyền",
            "chuyển giao",
            "tại thời điểm",
            "trước 0",
            "trước 1",
            "bàn giao",
            "kế thừa",
            "cấp huyện",
            "đã nghỉ",
            "đã thôi",
            "vào lưu trữ",
            "hiện có và",
            "phân cấp",
        ):
            yield self._cell(match.start()) or view.sentence(match.start())
        for match in view.scan(_PAST_OFFICE, "chiến tranh", "kháng chiến", "nghỉ hưu", "nghỉ việc"):
            yield match.span()

    def _g8(self) -> Iterator[Span]:
        view = self._view
        for node in view.structure.nodes:
            if node.kind in ("signature", "recipients"):
                yield node.span
        title = view.meta.spans.get("title")
        first = title[0] if title else min((n.span[0] for n in view.structure.nodes if n.kind == "can_cu"), default=0)
        if first:
            yield 0, first
        if view.meta.doc_type == "vbhn":
            yield 0, view.body_start
        for at, _ in view.hits("nơi nhận:"):
            yield at, view.line(at)[1]
        for line in view.line_spans((first, min(view.body_start, first + _PREAMBLE))):
            if view.cut(line).isupper() and view.low.startswith(("bộ trưởng", "chủ tịch", "bộ ", "ủy ban"), line[0]):
                yield line

    def _g9(self) -> Iterator[Span]:
        for node in self._view.structure.nodes:
            if node.kind == "form":
                yield node.span
