"""The papers of a dossier, one entry a paper, and the number of sets."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from review.contract.base import Span
from review.contract.procedures import Part
from review.procedures.actors import actor_before
from review.procedures.fold import Loose, match, search
from review.procedures.lines import Line, sentences
from review.procedures.parts.context import Context, paper_start

Kind = Literal["original", "certified", "copy", "electronic"]

_PIECE: Final = re.compile(r";\s+(?=\S)|,\s+(?!Phụ\s+lục|Mẫu\s|Điều\s|Thông\s+tư|Nghị\s+định)(?=[A-ZĐ])|\.\s+(?=[A-ZĐ])|:\s+(?=[A-ZĐ])")
_AND_PAPER: Final = Loose(
    r"(?i)\s+(?:và|kèm(?:\s+theo)?|cùng(?:\s+với)?)\s+(?=(?:một\s+trong\s+các\s+)?(?:bản\s+(?:sao|chính|gốc|cam|kê)|văn\s+bản"
    r"|giấy\s+tờ|giấy\s+(?:chứng|phép|xác)|tờ\s+khai|đơn|tài\s+liệu|hồ\s+sơ\s+bổ|hợp\s+đồng|báo\s+cáo|phiếu|danh\s+sách))"
)
_HAND_IN: Final = Loose(
    r"(?i)\b(?:nộp(?:\s+(?:lại|kèm|bổ\s+sung|thêm))?|xuất\s+trình|(?<!tiền\s)gửi|cung\s+cấp|(?<!sửa\sđổi,\s)bổ\s+sung|phải\s+có|thay\s+(?:thế\s+)?bằng|chuẩn\s+bị(?=\s+(?:đơn|tờ\s+khai|giấy|văn\s+bản))"
    r"|kèm(?:\s+theo)?|có\s+(?=văn\s+bản\s+(?:thông|đề|đăng)|đơn|tờ\s+khai|giấy\s+đề)|hồ\s+sơ\s+gồm|hồ\s+sơ\s+bao\s+gồm"
    r"|cấp(?=\s+phiếu\s+lý))\s*:?\s+"
    r"(?:(?:cho|đến|tới|về|tại)\s+[^,;.]{2,60}?\s+(?=văn\s+bản|đơn|hồ\s+sơ))?(?:[A-ZĐ][\w\s]{3,40}?\s(?=văn\s+bản\s+(?:đề"
    r"|thông)))?(?P<paper>)"
)
_GENERIC: Final = Loose(
    r"(?i)(?:(?:\d{1,2}|một)\s*(?:\([^)]*\)\s*)?)?(?:bộ\s+)?hồ\s+sơ(?!\s+(?:bổ\s+sung\s+\(|thành\s+viên|minh|pháp|năng|thiết"
    r"|kỹ|của\s+trưởng|chứng))|(?:\d{1,2}|một)\s*(?:\([^)]*\)\s*)?bộ\b|thông\s+tin|kết\s+quả|các\s+(?:nội|thông)|ý\s+kiến"
    r"|giấy\s+tờ\s+theo\s+quy\s+định|thông\s+báo\s+(?:bằng|cho)|đăng\s+ký\s+|văn\s+bản\s+(?:yêu\s+cầu|trả|lấy|từ|chấp|giấy"
    r"|điện)|quyết\s+định\s+(?:cho|về|thu)|một\s+|hai\s|nội\s+dung|bằng\s|những|các\s+(?:giấy\s+tờ\s+)?(?:nêu|theo|quy)|lịch\s"
    r"|xác\s+nhận|bản\s+giấy|giấy\s+(?:phép|chứng\s+nhận)[^,;.]{0,60}\scho\s"
)
_NOT_NEEDED: Final = Loose(r"(?i)(?:không\s+(?:phải|yêu\s+cầu|cần|bắt\s+buộc)\b[^.;]{0,120}?\b(?:nộp|xuất\s+trình|cung\s+cấp))")
_FORM: Final = Loose(
    r"(?i)(?:theo\s+)?(?:mẫu\s+(?:số\s+)?\d+[\w./-]*|mẫu[^,.;()]{0,30}?\bphụ\s+lục\s+(?:số\s+)?[IVXLC\d]+\w*"
    r"|phụ\s+lục\s+(?:số\s+)?[IVXLC\d]+\w*)"
)
_CASE: Final = Loose(
    r"(?i)\((?:trong\s+)?(?:trường\s+hợp|đối\s+với|áp\s+dụng)\s+[^)]*\)|(?:^|,\s|:\s)(?:đối\s+với|trong\s+trường\s+hợp"
    r"|trường\s+hợp)\s+[^,;:.]{4,160}|\(nếu\s+có\)"
)
_WITH: Final = Loose(r"\s+kèm(?:\s+theo)?\s+(?=bản\s+sao\s+(?!điện|hoặc|có)|giấy\s+(?:phép|chứng)|tài\s+liệu)")
_SEMICOLON: Final = re.compile(r";\s+")
_COUNT: Final = re.compile(r"(?i)\b(\d{1,2})\s*(?:\([^)]{1,20}\)\s*)?(bản\s+(?:chính|sao|gốc)|bản\b)")
_TAIL: Final = Loose(
    r"(?i)\s+(?:quy\s+định\s+tại|ban\s+hành\s+kèm|theo\s+quy\s+định\s+(?:của|tại)\s|để\s+(?:đối\s+chiếu|chứng\s+minh)\s"
    r"|trong\s+trường\s+hợp|trừ\s+trường|cho\s+(?:cơ\s+quan|Sở|Bộ|Ủy))"
)
SETS: Final = Loose(
    r"(?i)(?<!\w)(?:(?P<n>\d{1,2})\s*(?:\((?P<w>[^)]{1,14})\)\s*)?|(?P<word>một|hai"
    r"|ba)\s+(?:\(\d+\)\s*)?)bộ(?:\s+hồ\s+sơ)?(?!\s*(?:trưởng|ngành|công|luật|phận|máy))"
    r"|số\s+lượng(?:\s+hồ\s+sơ)?\s*:\s*(?P<m>\d{1,2})"
)
_NUMBERS: Final = {"một": 1, "hai": 2, "ba": 3}


def read_dossier(context: Context) -> Iterator[Part]:
    """One entry a paper: the items of lists, and papers named where something is handed in."""
    for line in context.lines:
        if line.n in context.items and not _opens(context, line):
            yield from _item(context, line)
        else:
            yield from _inline(context, line)


def _opens(context: Context, line: Line) -> bool:
    """Whether a line of a list only opens a list of its own, whose members are the papers."""
    if line.n not in context.leads and not line.words.rstrip().endswith(":"):
        return False
    inner = [other for other in context.lines if other.n > line.n and other.below(line)][:3]
    return bool(inner) and bool(paper_start().match(inner[0].words)) and not search(r"trong\s+đó|nội\s+dung", line.words)


def _item(context: Context, line: Line) -> Iterator[Part]:
    text = context.text
    parent = next(
        (i for i in context.items if i != line.n and line.below(context.reader.lines[i])),
        None,
    )
    if parent is not None and not _opens(context, context.reader.lines[parent]):
        return
    if _NOT_NEEDED.search(line.words) and not search(r"\(.*không\s+(?:phải|cần)", line.words):
        return
    if match(r"(?:trường\s+hợp|đối\s+với)[^:]*\bthì\b", line.words) and not search(r"\bnộp|bổ\s+sung|có\s", line.words):
        return
    spans = list(_pieces(text, line))
    papers = [s for s in spans if _names_paper(text, s)]
    if not papers:
        first = spans[0] if spans else (line.body, line.end)
        handed = list(_inline(context, line))
        if handed:
            yield from handed
            return
        papers = [first]
    if len(papers) > 1 and len(spans) > 1 and text[papers[0][1] : papers[0][1] + 1] == ":" and papers[1][0] - papers[0][1] < 4:
        papers = papers[1:]
    for start, end in papers:
        for piece in _with(text, start, end):
            yield _paper(context, line, piece, (line.body, line.end))
    for start, end in spans:
        if (start, end) not in papers and match(r"trường\s+hợp", text[start:end]):
            yield from _handed(context, line, start, end)


def _with(text: str, start: int, end: int) -> Iterator[Span]:
    """A paper and the one handed in with it ("Giấy chứng nhận kèm bản sao giấy phép")."""
    found = _WITH.search(text, start, end) or _two_papers(text, start, end)
    if found and found.start() - start > 12:
        yield start, found.start()
        yield from _with(text, found.end(), end)
    else:
        yield start, end


_TWO: Final = Loose(
    r"\s+và\s+(?=(?:giấy\s+(?:tờ|chứng\s+nhận|phép|xác\s+nhận|ủy\s+quyền)|văn\s+bản|báo\s+cáo|bản\s+sao|hợp\s+đồng|tờ\s+khai|biên\s+bản"
    r"|danh\s+sách)\s+\w+\s+\w+)"
)


def _two_papers(text: str, start: int, end: int) -> re.Match[str] | None:
    """Where a paper ends and a second begins ("Quyết định thu hồi đất và giấy tờ chứng minh …"), outside of brackets."""
    for found in _TWO.finditer(text, start, end):
        before = text[start : found.start()]
        if before.count("(") == before.count(")") and not _NO_SECOND.search(before):
            return found
    return None


_NO_SECOND: Final = Loose(r"\b(?:theo|tại|về|giữa|các|nội\s+dung|trừ|gồm)\s+(?:\w+\s+){0,3}\w+$|:")


def _pieces(text: str, line: Line) -> Iterator[Span]:
    at = line.body
    body = text[line.body : line.end]
    cuts = list(_PIECE.finditer(body))
    cuts = [m for m in cuts if m.group()[0] != "," or paper_start().match(body, m.end())]
    depth_free = [m for m in cuts if body[: m.start()].count("(") <= body[: m.start()].count(")")]
    for found in depth_free:
        yield at, line.body + found.start()
        at = line.body + found.end()
    yield at, line.end


def _names_paper(text: str, span: Span) -> bool:
    words = text[span[0] : span[1]].strip()
    found = paper_start().match(words)
    if not found or len(words.split()) < 2:
        return False
    if (
        match(r"bản\s+(?:chính|sao|gốc)(?:\s+(?:điện\s+tử|hoặc|nếu|có\s+chứng\s+thực))*\s*(?:nếu|hoặc\s+bản|$)", words)
        and len(words.split()) < 40
        and search(r"\bnếu\s+nộp\b|^bản\s+\w+$", words)
    ):
        return False
    return not match(
        r"(?:các\s+(?:giấy\s+tờ\s+)?này|những|nội\s+dung|thông\s+tin|một\s+|hai\s+|kết\s+quả|thực|quyết\s+định\s+này|bằng\s)", words
    )


_AFTER_RESULT: Final = Loose(
    r"(?i)(?:thông\s+báo|báo\s+cáo)\s+(?:về\s+)?(?:kết\s+quả|việc\s+(?:thực|hoàn))|kể\s+từ\s+ngày\s+(?:hoàn\s+thành"
    r"|được)[^.;]{0,120}\b(?:thông\s+báo|báo\s+cáo)"
)
_BARE_COPY: Final = Loose(
    r"(?i)bản\s+(?:chính|gốc|sao|điện\s+tử|giấy)(?:\s+(?:hoặc\s+bản\s+\w+))?\s*(?:$|[,.;)]|để\s|đến\s|theo\s|kèm\s|nêu\s"
    r"|của\s+(?:giấy\s+tờ|hồ)|và\s)"
)


def _inline(context: Context, line: Line) -> Iterator[Part]:
    if line.n in context.heads or (
        line.n in context.leads
        and line.words.rstrip().endswith(":")
        and not search(r"gồm\s+(?:đơn|tờ|văn)|\bnộp\b.*\bgồm|xuất\s+trình", line.words)
    ):
        return
    if context.kinds.get(line.dieu or "") in ("competence", "validity"):
        return
    yield from context.parts_of_line("handed in", line, _handed_in)


def _handed_in(context: Context, line: Line) -> Iterator[Part]:
    """The papers that a line names where something is handed in, sentence by sentence."""
    for start, end in _with_lists(context.text, sentences(line)):
        yield from _handed(context, line, start, end)


def _with_lists(text: str, spans: list[Span]) -> Iterator[Span]:
    """The sentences of a line, each list of papers parted by semicolons whole ("Hồ sơ gồm: đơn đề nghị; 02 ảnh; bản sao thẻ")."""
    at = 0
    while at < len(spans):
        start, end = spans[at]
        at += 1
        if _FILE_HOLDS.search(text, start, end):
            while at < len(spans) and text.startswith(";", end - 1) and paper_start().match(text, *spans[at]):
                end = spans[at][1]
                at += 1
        yield start, end


def _handed(context: Context, line: Line, start: int, end: int) -> Iterator[Part]:
    """Papers named where something is handed in, in one sentence."""
    text = context.text
    if _NOT_NEEDED.search(text, start, end) or _AFTER_RESULT.search(text, start, end):
        return
    rest = start
    listed = _FILE_HOLDS.search(text, start, end)
    if (
        listed
        and _FIRST_PAPER.match(text, listed.end(), end)
        and not text[start:end].rstrip().endswith(":")
        and text.count("(", start, listed.end()) <= text.count(")", start, listed.end())
        and not ((giver := actor_before(text, start, listed.start())) and giver.side == "state")
        and not search(r"lấy\s+ý\s+kiến|\btrình\b", text[start : listed.end()])
    ):
        for piece in _split_list(text, listed.end(), end):
            if _names_paper(text, piece) and not _BARE_COPY.match(text, *piece):
                yield _paper(context, line, piece, (start, end), confidence=0.8)
        return
    for found in _HAND_IN.finditer(text, start, end):
        if found.start() < rest:
            continue
        verb = found.group().split()[0].lower()
        at = found.end()
        before = text[max(start, found.start() - 14) : found.start()]
        who = actor_before(text, start, found.start())
        asked = search(r"yêu\s+cầu\s+(?:người|tổ\s+chức|cá\s+nhân|cơ\s+quan\s+quản)", text[start : found.start()])
        if who is not None and who.side == "state" and not asked:
            continue
        if search(r"(?:hoặc|nếu|mẫu|đã|tài\s+liệu|và\s+xuất|do\s+[\w,\s]{0,10})\s*$", before) and not search(r"thì\s*$", before):
            continue
        paper = paper_start().match(text, at, end)
        if not paper or _GENERIC.match(text, at, end) or _BARE_COPY.match(text, at, end):
            continue
        if (
            not (who and who.side == "external")
            and not asked
            and verb not in ("kèm", "phải", "thay", "hồ")
            and not search(r"(?:thì|phải|thể|,|^)\s*$", before)
        ):
            continue
        if verb == "kèm" and not (who and who.side == "external"):
            continue
        stop = _paper_end(text, at, end)
        rest = stop
        for piece in _split_and(text, at, stop):
            if not _GENERIC.match(text, piece[0], piece[1]) and not _BARE_COPY.match(text, piece[0], piece[1]):
                yield _paper(context, line, piece, (start, end), confidence=0.75)


def _paper_end(text: str, at: int, end: int) -> int:
    found = _PAPER_END.search(text, at, end)
    return found.start() if found else end


_PAPER_END: Final = Loose(
    r"(?i)(?:;\s(?!giấy|bản|văn|đơn|tờ|hồ\s+sơ\s+chứng)|\.\s|,\s+(?:trong\s+trường|trừ|nếu|thì|gồm|sau|để|nêu|kể|người"
    r"|tổ\s+chức|cơ\s+quan|gửi)|\s+(?:cho|đến|tới|gửi)\s+(?=cơ\s+quan|Sở|Bộ|Ủy|Cục|người\s+có)|:\s*$"
    r"|\s+để\s+(?:đối\s+chiếu|chứng\s+minh)\s+về)"
)


_FILE_HOLDS: Final = Loose(
    r"\bhồ\s+sơ\b(?!\s+(?:này|gốc))[^.;:]{0,160}?\b(?:gồm|bao\s+gồm)(?:\s+có)?\s*:?\s+(?:các\s+giấy\s+tờ\s+(?:sau|sau\s+đây)\s*:\s+)?(?=\w)"
)

_FIRST_PAPER: Final = Loose(
    r"(?:(?:\d{1,2}|một)\s*(?:\([^)]*\)\s*)?)?(?:đơn\s|tờ\s+(?:khai|trình)|văn\s+bản\s+(?:đề|đăng|thông)|giấy\s|bản\s+(?:sao|chính|khai|kê)"
    r"|báo\s+cáo|công\s+văn|phiếu\s)"
)


def _split_list(text: str, start: int, end: int) -> Iterator[Span]:
    """The papers of a list told in one sentence ("gồm đơn đề nghị, bản sao giấy phép và sơ đồ"), apart at each that begins as a paper."""
    cuts = [start]
    for found in _LIST_JOINT.finditer(text, start, end):
        if paper_start().match(text, found.end(), end):
            cuts.append(found.start())
    for at, stop in zip(cuts, [*cuts[1:], end], strict=True):
        joint = _LIST_JOINT.match(text, at, stop)
        yield (joint.end() if joint else at), stop


_LIST_JOINT: Final = Loose(r"(?:[,;]\s+(?:và\s+|kèm(?:\s+theo)?\s+)?|\s+và\s+|\s+kèm(?:\s+theo)?\s+)(?=\w)")


def _split_and(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for found in _AND_PAPER.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    for found in _SEMICOLON.finditer(text, at, end):
        if paper_start().match(text, found.end(), end):
            yield at, found.start()
            at = found.end()
    yield at, end


def _paper(context: Context, line: Line, span: Span, around: Span, confidence: float = 0.9) -> Part:
    text = context.text
    start, end = span
    lead = match(r"(?:đối\s+với|trường\s+hợp|trong\s+trường\s+hợp)[^:]{4,240}:\s*", text[start:end])
    if lead:
        start += lead.end()
    words = text[start:end]
    cut = _TAIL.search(words)
    paper = re.sub(r"\s+", " ", words[: cut.start()] if cut else words).strip(' ,;:.“”"')
    form = _FORM.search(words)
    told = text[around[0] : end]
    case = _CASE.search(told)
    originals = copies = None
    for found in _COUNT.finditer(words):
        if search(r"sao", found[2]):
            copies = int(found[1])
        else:
            originals = int(found[1])
    return context.part(
        "dossier", (start, end), line, confidence,
        paper=paper[:300] or None, form=words[form.start() : form.end()].strip() if form else None, originals=originals, copies=copies,
        kinds=_kinds(words), case=re.sub(r"\s+", " ", told[case.start() : case.end()]).strip(" ,:()") if case else None,
    )  # fmt: skip


def _kinds(words: str) -> tuple[Kind, ...]:
    out: list[Kind] = []
    if search(r"bản\s+(?:chính|gốc)", words):
        out.append("original")
    if search(r"chứng\s+thực|công\s+chứng", words):
        out.append("certified")
    if search(r"bản\s+(?:sao|chụp|photo)", words):
        out.append("copy")
    if search(r"điện\s+tử|bản\s+scan|tệp", words):
        out.append("electronic")
    return tuple(out)


def read_sets(context: Context) -> Iterator[Part]:
    """How many sets of the dossier are handed in: the first mention in a line."""
    for line in context.lines:
        if line.n in context.items and line.n not in context.leads:
            continue
        found = SETS.search(context.text, line.body, line.end)
        if found and search(r"hồ\s+sơ|nộp|lập", line.words):
            count = int(found["n"] or found["m"] or _NUMBERS.get((found["word"] or "").lower(), 1))
            yield context.part("sets", found.span(), line, count=count)
