"""Each line with its place: what it opens, what leads to it, under which headings it stands."""

import re
from dataclasses import dataclass

from review.clauses.lexicon import Hit, lexicon, lower
from review.clauses.subjects import Actor, actors_of
from review.contract.base import Span
from review.contract.document import Document
from review.contract.structure import Node, Structure

DIVISIONS = frozenset({"phan", "chuong", "muc", "tieu_muc"})
ITEMS = frozenset({"khoan", "diem", "tiet", "gach"})
_SILENT = frozenset({"title", "can_cu", "enacting", "signature", "recipients", "form", "table"})
_DURATION = re.compile(r"\b\d{1,4}\s*(?:\([^)\n]{1,24}\)\s*)?(?:ngày|giờ|tháng|năm|tuần)\b|\b(?:một|hai|ba|năm|mười) (?:ngày|tháng)\b")
_COMMAND = re.compile(
    r"\W*(?:điều\s+\d+\w*\s*[.:]\s*)?[\W\d]*(?:[a-zđ]\)\s*)?(?:sửa đổi|bổ sung|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ|bỏ)\b"
    r"(?=[^:\n]{0,40}\b(?:điều|khoản|điểm|mục|chương|phụ lục|cụm từ|tên|một số|mẫu|đoạn|tiết|phần|thông tư|nghị định|luật|"
    r"quyết định|nghị quyết|biểu)\b)"
)

_LOOKS_LIKE = {"no_forbid": frozenset({"forbid"}), "no_cond": frozenset({"cond", "cond_list", "cond_head", "demand_list"})}
"""Cues of phrases that only look like others, with those that they hide."""
_GRANTED = re.compile(
    r"(?<!phải )\bđược\b(?! quy định| thực hiện| xác định| tính| hiểu| lập| quản lý| phân| áp dụng)[^.;:]{0,120}"
    r"\b(?:trong (?:một trong )?(?:các |những )?trường hợp"
    r"|(?:khi|nếu) (?:bảo đảm|đảm bảo|đáp ứng|có đủ|có một|thuộc))\b"
)
_CASES = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:các |những )?trường hợp (?:được )?(?:cấp|gia hạn|điều chỉnh|đổi|chuyển đổi|sửa đổi|miễn|hỗ trợ|công nhận)\b"
    r"(?![^:]{0,160}\b(?:hồ sơ|phải|thì)\b)"
)
"""The caption over the cases in which a paper is issued anew, exchanged or prolonged."""
_GIVEN_ONCE = re.compile(
    r"\bchỉ được [^.;]{0,120}?\b(?:sau khi|khi|nếu)\b"
    r"|\bđược [^.;]{3,90}? khi (?:được|có) [^.;]{0,50}?(?:chấp nhận|chấp thuận|đồng ý|cho phép)"
    r"|(?<!phải )(?<!không )\bđược (?:\w+ ){1,8}?(?:khi|nếu) (?:\w+ ){0,6}?(?:đáp ứng|đủ|có đủ|bảo đảm|đảm bảo|thuộc)\b"
    r"|\b(?:không|chỉ) được (?:tiếp tục )?(?:hỗ trợ|hưởng) "
)
"""What is given, or allowed, once something is met, said in one sentence."""
_WHEN = re.compile(r" (?:khi|nếu|được h\w{1,4}) ")
_ANEW = re.compile(
    r"được(?<!phải được)(?<!không được) (?:(?:cấp lại|cấp đổi|đổi|gia hạn) khi|(?:cấp|cấp lại|cấp đổi|đổi|gia hạn) "
    r"(?:nếu|trong (?:các |những )?trường hợp))\b"
    r"|chỉ (?:được )?(?:cấp|đổi|gia hạn)\b[^.;:]{0,60}? trong (?:các |những )?trường hợp\b"
)
"""A paper issued, exchanged or prolonged in some case, said in one sentence."""
_FOLLOWED = re.compile(
    r"(?:sau|sau đây|điều này)(?: thì)? được (?:cấp|chứng nhận|công nhận|xem xét|hỗ trợ|hưởng|tham gia|chỉ định|đăng ký|miễn)\b"
)
_MET = re.compile(r"\b(?:đáp ứng|có đủ|bảo đảm|đảm bảo)\b[^.;:]{0,60}$")
_REPEALED = re.compile(r"(?:(?:điều )?\w{1,4}[.)])?(?:\[\d+\])?\s*\(?(?:được )?bãi bỏ\)?\W*$")
"""A provision of a consolidated text of which only the number is left."""
_TAKEN_AWAY = re.compile(r"\bbị\b|\bthu hồi\b|\bkhông được\b|\bchấm dứt\b")


@dataclass(slots=True, eq=False)
class Frame:
    """One line of the text that is not blank.

    ``kind`` is the kind of the deepest node that begins in the line, ``more`` for a further line of a node; ``host`` is the
    place (in the list of frames) of the line that leads to this one: the lead-in or opening line of the parent, or the
    opening line of the node that this line goes on; ``dieu`` and ``division`` that of the headings above; -1 for none.
    ``silent`` marks zones whose lines bear no label (title block, recitals, signature, forms, tables, headings);
    ``heading`` marks the headings of a Điều (not one whose text stands in the same line) and of higher divisions;
    ``command`` marks amending commands; ``lead`` a line that ends in a colon; ``duration`` one that states a length of time;
    ``cues`` are the names of the cues in the line; actors have offsets in the line.
    """

    span: Span
    path: str
    kind: str
    depth: int
    host: int
    dieu: int
    division: int
    quoted: bool
    silent: bool
    place: int
    low: str
    cues: frozenset[str] = frozenset()
    actors: tuple[Actor, ...] = ()
    lead: bool = False
    command: bool = False
    duration: bool = False
    heading: bool = False


def frames(document: Document, structure: Structure) -> list[Frame]:
    """The lines of a document in order, each with its place in the outline, its cues and its actors. Linear."""
    text = document.text
    low = lower(text)
    found = _places(text, low, structure)
    starts_at = 0
    hits = lexicon().scan(text, low)
    hits.sort(key=lambda hit: hit.start)
    for frame in found:
        start, end = frame.span
        while starts_at < len(hits) and hits[starts_at].start < start:
            starts_at += 1
        first = starts_at
        while starts_at < len(hits) and hits[starts_at].start < end:
            starts_at += 1
        own = hits[first:starts_at]
        frame.cues = _cues(own)
        if frame.silent:
            continue
        names = [Hit(hit.start - start, hit.end - start, hit.entry) for hit in own if hit.entry.kind != "cue"]
        frame.actors = actors_of(text[start:end], names)
        if _is_given(frame):
            frame.cues |= {"granted_if"}
        if "amend" in frame.cues:
            frame.command = bool(_COMMAND.match(frame.low))
        if frame.cues & {"time_in", "time_from", "time_head", "validity"}:
            frame.duration = bool(_DURATION.search(frame.low))
    return found


def _is_given(frame: Frame) -> bool:
    """Whether the line, or the list that it leads to, says when something is given or allowed."""
    if frame.lead and (_GRANTED.search(frame.low) or _CASES.match(frame.low)) and not _TAKEN_AWAY.search(frame.low):
        return True
    if _WHEN.search(frame.low) and _GIVEN_ONCE.search(frame.low):
        return True
    if _ANEW.search(frame.low):
        return True
    given = _FOLLOWED.search(frame.low)
    return given is not None and _MET.search(frame.low, 0, given.start()) is not None


def _cues(hits: list[Hit]) -> frozenset[str]:
    """The cues of a line but those within a phrase that only looks like one ("hóa chất cấm", "điều kiện giao dịch chung")."""
    looks = [hit for hit in hits if hit.entry.cue in _LOOKS_LIKE]
    if not looks:
        return frozenset(hit.entry.cue for hit in hits if hit.entry.cue)
    return frozenset(
        hit.entry.cue
        for hit in hits
        if hit.entry.cue and not any(hit.entry.cue in _LOOKS_LIKE[o.entry.cue] and o.start <= hit.start and hit.end <= o.end for o in looks)
    )


def _places(text: str, low: str, structure: Structure) -> list[Frame]:
    nodes = structure.nodes
    parents = structure.by_path
    opened: dict[str, int] = {}
    last_own: dict[str, int] = {}
    counted: dict[str, int] = {}
    depths: dict[str, int] = {}
    above: dict[str, tuple[int, int]] = {}
    silent: dict[str, bool] = {}
    out: list[Frame] = []
    at, current = 0, -1
    for line in text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        first = current
        while current + 1 < len(nodes) and nodes[current + 1].span[0] < end:
            current += 1
            _enter(nodes[current], len(out), depths, above, silent)
        node: Node | None = nodes[current] if current >= 0 else None
        begins = current > first
        while node is not None and node.span[1] <= start:
            node = parents.get(node.parent) if node.parent else None
            begins = False
        number = len(out)
        if node is None:
            out.append(Frame((start, end), "", "text", 0, -1, -1, -1, False, True, 0, low[start:end]))
            continue
        path = node.path
        holder = node.parent if begins else path
        host = _host(holder, parents, opened, last_own, out) if begins or path in opened else -1
        if begins:
            for opening in nodes[first + 1 : current + 1]:
                opened[opening.path] = number
            counted[node.parent or ""] = counted.get(node.parent or "", 0) + 1
        own_of = (node.parent or "") if node.kind == "text" else path
        last_own[own_of] = number
        dieu, division = above[path]
        frame = Frame(
            (start, end), path, node.kind if begins else "more", depths[path], host, dieu, division, node.quoted,
            silent[path] or _REPEALED.match(low, start, end) is not None,
            counted.get(node.parent or "", 0), low[start:end],
        )  # fmt: skip
        frame.heading = node.kind in DIVISIONS or (node.kind == "dieu" and begins and (node.heading is not None or len(line) < 120))
        frame.lead = line.rstrip(' \t\xa0”".;').endswith(":")
        out.append(frame)
    return out


def _enter(node: Node, number: int, depths: dict[str, int], above: dict[str, tuple[int, int]], silent: dict[str, bool]) -> None:
    """Note what holds for a node and all below it."""
    parent = node.parent or ""
    depths[node.path] = depths.get(parent, 0) + 1
    dieu, division = above.get(parent, (-1, -1))
    if node.kind == "dieu":
        dieu = number
    elif node.kind in DIVISIONS:
        dieu, division = -1, number
    elif node.kind in ("annex", "attached", "form"):
        dieu, division = -1, -1
    above[node.path] = (dieu, division)
    silent[node.path] = silent.get(parent, False) or node.kind in _SILENT


def _host(holder: str | None, parents: dict[str, Node], opened: dict[str, int], last_own: dict[str, int], out: list[Frame]) -> int:
    """The line that leads to what stands below a node: its last own line where that ends in a colon, else its first."""
    while holder:
        last = last_own.get(holder, -1)
        if last >= 0 and out[last].lead:
            return last
        if holder in opened:
            return opened[holder]
        node = parents.get(holder)
        holder = node.parent if node else None
    return -1
