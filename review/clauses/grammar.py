"""The grammar: labels of a line from its cues, who acts in it, and where it stands."""

import re
from typing import Final

from review.clauses.frames import ITEMS, Frame
from review.clauses.lexicon import lexicon
from review.contract.base import Binds, Label
from review.contract.structure import Structure

_STEP_VERBS: Final = frozenset({"submit", "receive", "check", "supplement", "appraise", "decide", "issue", "refuse", "handover", "consult"})
_STRONG_STEPS: Final = frozenset({"receive", "supplement", "refuse", "handover", "issue", "appraise", "consult"})
_DUTY_LABELS: Final = frozenset({"requirement", "condition", "prohibition", "reporting", "dossier", "fee"})
_PASSED_DOWN: Final = frozenset({"dossier", "condition", "prohibition", "requirement", "reporting", "fee", "procedure_step"})
_RULING: Final = frozenset({"dossier", "steps", "time", "condition", "demand", "prohibition", "fee", "reporting", "duty", "right"})
_CAPTION_WORDS: Final = 18
_HOLDER_WORDS: Final = 32
_LABEL_LETTERS: Final = 48
_AMENDED_WORDS = re.compile(r"giấy tờ|bản sao|bản chính|căn cước|hộ chiếu|chứng minh nhân dân|hồ sơ|đơn đề nghị|tờ khai")
_PAYS = re.compile(r"\b(?:nộp|thu|thanh toán) (?:lệ )?phí\b")
_RESULT = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:văn bản chấp thuận|quyết định|giấy phép|giấy chứng nhận|giấy xác nhận|chứng chỉ|thẻ|"
    r"thời hạn (?:của|hiệu lực|sử dụng|giấy))"
)
_TAKES_IN = re.compile(r"[\W\d]*(?:[a-zđ]\)\s*)?(?:đầu mối |tổ chức |chủ trì )?(?:tiếp nhận|thẩm định|thẩm tra) (?:hồ sơ|và|,|đơn)")
_FORM_ITEM = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:mẫu|phụ lục|biểu mẫu)(?: số)? [\w./-]{1,12}\s*[:.–-]\s*(?:mẫu )?"
    r"(?:đơn|văn bản (?:đề nghị|đăng ký)|tờ khai|giấy đề nghị|phiếu đề nghị|bản (?:kê|khai|thuyết minh|cam kết)|danh sách)"
)
_FEE_ITEM = re.compile(r"[\W\d]*(?:[a-zđ]\)\s*)?(?:lệ phí|phí) \w")
_CONDITION_ITEM = re.compile(r"[\W\d]*(?:[a-zđ]\)\s*)?(?:các )?(?:điều kiện|tiêu chuẩn)\b(?! giao dịch| kinh tế| tự nhiên| bảo quản| quốc)")
_POINTS = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:các )?(?:điều kiện|tiêu chuẩn(?:,| và) điều kiện|tiêu chí (?:xem xét|xét|hỗ trợ|được|công nhận|lựa chọn))\b"
    r"[^.;:]{0,90}\b(?:thực hiện theo|theo quy định|quy định tại|áp dụng theo)\b"
)
"""A condition of which the line only says where it stands."""
_NOT_TO = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?không (?:tự ý |cố ý |được )?"
    r"(?!được|phải|quá|có|thuộc|bao|áp|tính|đủ|còn|bị|cần|yêu|thể|hạn|kể|ít|nhất|dưới|vượt|thực hiện đúng|đáp ứng|ai)\w"
)
_DOSSIER_LEAD = re.compile(r"[\W\d]*(?:[a-zđ]\)\s*)?(?:thành phần )?hồ sơ (?:đề nghị|đăng ký|xin|cấp|gồm|bao gồm)")
_OTHER_DUTIES = re.compile(
    r"[\W\d]*(?:[a-zđ]\)\s*)?(?:thực hiện )?(?:(?:đầy đủ|đúng|tốt) )?(?:các )?"
    r"(?:trách nhiệm|nghĩa vụ|nội dung|quy định|nhiệm vụ|quyền|yêu cầu|việc)(?: và nghĩa vụ)? khác\b"
)
_RECEIVED = re.compile(
    r"kể từ (?:ngày|khi|thời điểm) (?:tiếp )?nhận (?:được|đủ|đầy đủ) (?:hồ sơ|văn bản|đơn|đề nghị|yêu cầu|tờ khai|thông báo)"
)
_SEQUENCE = re.compile(r"trình tự|quy trình|thủ tục (?:thực hiện|giải quyết)")
_REQUEST = re.compile(r"đơn |đề nghị|tờ khai")


def topics(line: str) -> frozenset[str]:
    """Everything a heading is about (``corpora/clauses/topics.tsv``). ``line`` is in lower case."""
    return frozenset(name for name, words in lexicon().topics if words.search(line))


def is_sanction_act(structure: Structure) -> bool:
    """Whether the act sets sanctions: there offences, fines and measures bear no label."""
    return "xử phạt vi phạm" in (structure.meta.title or "").lower()


class Grammar:
    """Labels of lines, from top to bottom: a line sees the labels of the line that leads to it.

    ``labels`` holds the labels of each frame, in order. At the end a caption over a list gets what all its items share.
    """

    def __init__(self, lines: list[Frame]) -> None:
        self._lines = lines
        self._topics: dict[int, frozenset[str]] = {}
        self._holders: dict[int, str] = {}
        self._heads: dict[int, frozenset[str]] = {}
        self.labels: list[frozenset[Label]] = []
        for at, frame in enumerate(lines):
            silent = frame.silent or frame.heading
            self.labels.append(frozenset() if silent else frozenset(self._line(at, frame)))
        self._captions()

    def topics_of(self, at: int) -> frozenset[str]:
        """What the line at a place is about (-1: nothing)."""
        if at < 0:
            return frozenset()
        if at not in self._topics:
            self._topics[at] = topics(self._lines[at].low)
        return self._topics[at]

    def holder(self, at: int) -> str:
        """Who acts in a line, or in the lead-in or heading above it: ``state``, ``private``, ``mixed`` or ``""``."""
        known = self._holders.get(at)
        if known is not None:
            return known
        frame = self._lines[at]
        acting = next((actor for actor in frame.actors if actor.acts), None)
        if acting is None and "resp_head" in frame.cues and frame.actors and len(frame.low.split()) <= _HOLDER_WORDS:
            acting = frame.actors[0]
        if acting is not None:
            found = "state" if acting.is_state else "mixed" if "state" in acting.binds else "private"
        elif frame.heading or not 0 <= frame.host < at:
            found = ""
        else:
            host = self._lines[frame.host]
            captioned = host.lead or host.heading or _is_short(host.low) or _names_holder(host)
            found = self.holder(frame.host) if captioned else ""
        self._holders[at] = found
        return found

    def _captions(self) -> None:
        """Give each caption without labels those that all its items share."""
        shared: dict[int, frozenset[Label]] = {}
        for at in range(len(self._lines) - 1, -1, -1):
            frame = self._lines[at]
            if at in shared and not self.labels[at] and not frame.silent and (frame.lead or _is_short(frame.low)):
                self.labels[at] = shared[at] & _PASSED_DOWN if not (frame.heading or frame.command) else frozenset()
            if frame.kind in ITEMS and frame.host >= 0:
                shared[frame.host] = shared.get(frame.host, self.labels[at]) & self.labels[at]

    def head_of(self, at: int) -> frozenset[str]:
        """What a line stands under: the nearest caption with a topic that rules a list, else the heading of the Điều."""
        known = self._heads.get(at)
        if known is None:
            known = self._heads[at] = self._head(at, self._lines[at])
        return known

    def _head(self, at: int, frame: Frame) -> frozenset[str]:
        label = frame.low[:_LABEL_LETTERS].partition(":")
        if label[1] and frame.kind in ITEMS:
            found = topics(label[0]) & _RULING
            if found:
                return found
        up = frame.host
        while 0 <= up < at:
            line = self._lines[up]
            if line.heading or line.command:
                break
            if _is_short(line.low) and line.kind != "more":
                found = self.topics_of(up) & _RULING
                if found:
                    return found
            at, up = up, line.host
        if frame.dieu < 0 or self._lines[frame.dieu].command:
            return frozenset()
        return self.topics_of(frame.dieu)

    def _line(self, at: int, frame: Frame) -> set[Label]:
        cues = frame.cues
        if frame.command:
            return {"dossier"} if "cụm từ" in frame.low and _AMENDED_WORDS.search(frame.low) else set()
        head = self.head_of(at)
        host = self._lines[frame.host] if 0 <= frame.host < at else None
        hosted: frozenset[Label] = self.labels[frame.host] if host is not None else frozenset()
        elsewhere = None if hosted & {"dossier", "procedure_step"} else _elsewhere(frame, head)
        if elsewhere is not None:
            return elsewhere
        captioned = host is not None and (host.lead or (host.kind in ("khoan", "diem") and _is_short(host.low)))
        if _OTHER_DUTIES.match(frame.low):
            return set()
        holder = self.holder(at)
        state, private = holder == "state", holder == "private"
        above = self._lines[frame.dieu].low if frame.dieu >= 0 else ""
        caption = host.low if host is not None and captioned else ""
        told_above = state and host is not None and host.lead and "duty" in host.cues and not any(a.acts for a in frame.actors)
        if not private and not head & {"steps", "dossier"} and (told_above or _of_the_state(above, caption)):
            return {"procedure_step"} if _serves_applicant(frame) else {"competence"}
        if "validity" in cues and not cues & {"submit", "receive", "time_head"} and _RESULT.match(frame.low):
            return set()
        out: set[Label] = set()
        if captioned:
            led = frame.kind != "more" or (host is not None and host.lead)
            down = hosted & (_PASSED_DOWN if led else {"dossier", "procedure_step"})
            out |= down - {"procedure_step"} if "dossier" in down else down
        if _is_paper(frame, head, private):
            out.add("dossier")
        if _is_step(frame, head, hosted, out, state, private):
            out.add("procedure_step")
        if _is_limit(frame, out):
            out.add("time_limit")
        if state or out & {"procedure_step", "dossier"}:
            if private and "chịu trách nhiệm" in frame.low and "dossier" in cues:
                out.add("requirement")
        else:
            own = _duties(frame, head, out, private, unnamed=not holder and not any(actor.is_state for actor in frame.actors))
            out = (out - {"requirement"} if own & {"prohibition", "reporting"} and "requirement" not in own else out) | own
        if "fee" in cues and ("fee" in head or _PAYS.search(frame.low)):
            out = (out - {"requirement"}) | {"fee"}
        return out


def _names_holder(frame: Frame) -> bool:
    """Whether a line without a verb says whose duties follow ("Trách nhiệm của …")."""
    return "resp_head" in frame.cues and len(frame.low.split()) <= _HOLDER_WORDS and not any(actor.acts for actor in frame.actors)


def _is_short(line: str) -> bool:
    return len(line.split()) <= _CAPTION_WORDS


def _elsewhere(frame: Frame, head: frozenset[str]) -> set[Label] | None:
    """The labels of a line under a heading whose lines bind nobody; ``None`` under all others."""
    cues = frame.cues
    if "scope" in head and _FEE_ITEM.match(frame.low):
        return {"fee"}
    if head & {"scope", "definition"} and "fee" not in cues:
        return {"scope"} if "scope" in head else {"definition"}
    if "transition" in head and "transition" in cues and not cues & {"dossier_list", "must"}:
        return {"transition"}
    if "effect" in head and not cues & {"submit", "dossier_list"}:
        return {"effect"}
    if "sanction" in head:
        return {"sanction"}
    if "revoke" in head and not cues & {"dossier_list", "submit"} and not (frame.lead and _DOSSIER_LEAD.match(frame.low)):
        return set()
    return None


def _of_the_state(above: str, caption: str) -> bool:
    """Whether the heading of the Điều or the caption of the list is over duties of the state."""
    search = lexicon().state_heading.search
    return bool(search(above) or search(caption))


def _serves_applicant(frame: Frame) -> bool:
    """Whether a line over duties of the state says what it does with an applicant's dossier."""
    cues = frame.cues
    if "consult" in cues and cues & {"issue", "dossier"}:
        return True
    return bool(_TAKES_IN.match(frame.low)) and bool(cues & {"dossier", "issue"})


def _is_paper(frame: Frame, head: frozenset[str], private: bool) -> bool:
    """Whether the line names a paper of a dossier, opens the list of them or rules on their form."""
    cues = frame.cues
    if _FORM_ITEM.match(frame.low):
        return True
    if "dossier_list" in cues and (frame.lead or head & {"steps", "dossier"}):
        return True
    if frame.lead and _DOSSIER_LEAD.match(frame.low) and not cues & {"receive", "refuse", "supplement"}:
        return True
    if "dossier" in head and "steps" not in head and not cues & {"receive", "refuse"} and cues & {"paper", "copy", "dossier"}:
        return True
    if {"dossier", "dossier_form"} <= cues and not cues & {"receive", "refuse", "handover"}:
        return True
    if private and "copy" in cues and cues & {"submit", "show"}:
        return True
    if not lexicon().paper_head.match(frame.low):
        return False
    if ("copy" in cues or frame.quoted) and not cues & {"receive", "handover", "notify", "report"}:
        return True
    asked = "proof" in cues and "mẫu" in frame.low and bool(_REQUEST.search(frame.low[:40]))
    return asked and frame.kind in ("khoan", "diem", "gach")


def _is_step(frame: Frame, head: frozenset[str], hosted: frozenset[Label], out: set[Label], state: bool, private: bool) -> bool:
    """Whether the line is a step of a procedure: someone submits, receives, checks, decides, hands over."""
    cues = frame.cues
    if "dossier" in out and not (private and cues & {"submit", "receive"}):
        return False
    if ("time_head" in cues or hosted == {"time_limit"}) and not any(actor.acts for actor in frame.actors):
        return False
    verbs = cues & _STEP_VERBS
    strong = cues & _STRONG_STEPS
    if "fee" in head or ("time" in head and "steps" not in head and "dossier" not in cues):
        return False
    inside = bool(head & {"steps", "dossier"}) or "procedure_step" in hosted
    caption = _is_short(frame.low) and frame.kind in ("khoan", "diem") and not verbs - {"issue", "decide"}
    return bool(
        (inside and ((verbs and (state or private)) or (strong and frame.duration)))
        or ("dossier" in cues and ((state and strong) or (private and "submit" in cues)))
        or cues >= {"submit", "manner", "dossier"}
        or cues >= {"handover", "step_head", "manner"}
        or (("step_head" in cues) and caption and (frame.lead or bool(_SEQUENCE.search(frame.low))))
        or (frame.duration and len(strong) >= 2)
        or (frame.duration and state and _RECEIVED.search(frame.low) is not None)
        or (state and "consult" in cues and bool(cues & {"issue", "decide", "dossier"}))
    )


def _is_limit(frame: Frame, out: set[Label]) -> bool:
    """Whether the line limits the time of a step or of the whole procedure."""
    cues = frame.cues
    if not frame.duration or ("validity" in cues and "procedure_step" not in out and "time_head" not in cues):
        return False
    if "time_head" in cues:
        return True
    if not cues & {"time_in", "time_from"} or not out & {"procedure_step", "reporting"}:
        return False
    return "dossier" not in out or "time_from" in cues


def _duties(frame: Frame, head: frozenset[str], out: set[Label], private: bool, *, unnamed: bool) -> set[Label]:
    """Requirements, conditions, prohibitions and reporting duties of a line on nobody's procedure.

    ``unnamed`` says that nobody acts in the line or above it, and no state body is named: what a thing must be binds who has it.
    """
    cues = frame.cues
    found: set[Label] = set()
    placed = private or unnamed or frame.lead or "duty" in head or frame.kind in ("diem", "gach")
    listed = placed and "must_not" in cues and ("not_given" not in cues or (frame.lead and private))
    told_off = placed and _NOT_TO.match(frame.low) is not None and "condition" not in head and "condition" not in out
    if "prohibition" in head or listed or told_off or ("forbid" in cues and "sanction" not in cues):
        found.add("prohibition")
    given = "granted_if" in cues or cues >= {"only", "if_when"}
    named = _CONDITION_ITEM.match(frame.low) is not None and (frame.lead or _is_short(frame.low))
    opens = named or _POINTS.match(frame.low) is not None
    caption = "resp_head" in cues and _is_short(frame.low)
    led = "cond_list" in cues and (frame.lead or private) and not caption
    if given or opens or ("condition" in head and "duty" not in cues) or led:
        found.add("condition")
    told = cues & {"report", "keep", "show", "notify"}
    owes = told and ("duty" in head or unnamed) and cues & {"must", "duty"}
    if "prohibition" not in head and ((private and (told or "reporting" in head)) or owes):
        found.add("reporting")
    plain = not (found | out) & {"condition", "prohibition", "reporting"}
    if not found | out and frame.lead and cues & {"content_list", "demand_list"} and not head & {"steps", "dossier"}:
        found.add("requirement")
    owed = "duty" in head or ("demand" in head and "condition" not in head)
    bare = not found | out and not caption and owed and "right" not in head and "right" not in cues
    binding = private or (unnamed and not head & {"steps", "dossier", "right"})
    if bare or (plain and binding and cues & {"must", "duty"}):
        found.add("requirement")
    return found


def binds_of(frame: Frame, host: Frame | None, labels: frozenset[Label]) -> tuple[Binds, ...]:
    """Whom a line binds: its acting subject, else that of the line that leads to it; never the state alone for a duty."""
    for line in (frame, host):
        if line is None:
            continue
        acting = [actor for actor in line.actors if actor.acts] or list(line.actors[:1])
        named = [actor for actor in acting if "state" not in actor.binds] or acting
        if labels & _DUTY_LABELS:
            named = [actor for actor in named if actor.binds != ("state",)]
        if named:
            return named[0].binds
    return ()
