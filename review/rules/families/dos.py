"""Family DOS: the dossier."""

import re
from collections.abc import Iterator

from review.contract.base import Level, Span
from review.rules.cases import cases, leaves_details, sets_one_procedure
from review.rules.dossiers import NO_BODY, NOT_ASKED, Dossier, confirmations, dossiers, extent, paper_at
from review.rules.engine import Flag, rule
from review.rules.facts import DataPaper, LawFacts
from review.rules.view import View

_HANDED = re.compile(
    r"\b(?:nộp|xuất trình|kèm|bản sao|bản chụp|bản chính|photo|photocopy|mang theo|đối chiếu|giấy tờ|chứng minh bằng|gồm)\b"
)
_ELSEWHERE = re.compile(r"\brà soát\b|\bcó tên trong $")
_OPEN = re.compile(
    r"^(?:và |hoặc )?(?:các |những |một số )?(?:loại )?(?:giấy tờ|tài liệu|hồ sơ|văn bản|chứng từ|thông tin)(?:(?:,| và"
    r"| hoặc)? (?:các )?(?:giấy tờ|tài liệu|văn bản|hồ sơ|chứng từ))*"
    r" (?:(?:có )?liên quan )?khác(?: (?:có )?liên quan| nếu có| \(nếu có\)| theo (?:quy định|yêu cầu|đề nghị)| cần thiết| kèm theo| để "
    r"| phục vụ| (?:mà|do) (?:cơ quan|sở|bộ|cục|chi cục|ủy ban|ubnd|phòng|trung tâm|đơn vị)\b|\s*[;.,(]|\s*$)"
    r"|^(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|văn bản)(?:, (?:giấy tờ|tài liệu|văn bản))* (?:có )?liên quan\s*(?:khác"
    r"|\(nếu có\)|nếu có|[;.]|$)"
    r"|^(?:các |những )?(?:giấy tờ|tài liệu|hồ sơ|văn bản)[^;.]{0,60} theo yêu cầu (?:của )?(?:cơ quan|sở|bộ|ủy ban|ubnd|đơn vị"
    r"|cục|phòng)"
    r"|(?:…|\.\.\.|v\.v\.{0,3})\s*[;.]?\s*$"
)
_NAMED_AFTER = re.compile(
    r"^[^:;]{0,60} khác[^:;]{0,40}: *[^:;]{8,};"
    r"|\btheo quy định tại (?:các )?(?:nghị định|luật|thông tư|điều|khoản)\b"
)
_SETS = re.compile(
    r"(?:\b\d{1,2}|\bmột|\bhai|\bba)\s*(?:\([^)]{1,12}\)\s*)?bộ\b(?!\s+(?:phận|trưởng|ngành|quản|luật|tiêu|máy|chỉ|tài chính"
    r"|công|y tế|xây|nội|tư|quốc|giáo|khoa|văn|ngoại|nông|dân))"
    r"|\bmạng đấu thầu\b|\bsố lượng(?: bộ)? hồ sơ\b|\b(?:số lượng|lập thành):? *(?:\d{1,2}|một)\b"
)
_ONLINE_ONLY = re.compile(r"\b(?:chỉ (?:nộp|thực hiện|tiếp nhận)|nộp hồ sơ) trực tuyến\b(?![^.;]{0,200}\b(?:trực tiếp|bưu chính)\b)")
_OTHER_ACT = re.compile(
    r"theo (?:quy định (?:tại|của)|hướng dẫn)[^.;:]{0,160}?\b(?:luật|nghị định|thông tư|nghị quyết|quyết định)\b(?! này)"
)


def _refused(view: View, span: Span) -> bool:
    """Whether the sentence says that the paper is not asked for."""
    sentence = view.sentence(span[0])
    return NOT_ASKED.search(view.low, sentence[0], span[0]) is not None


def _asked(view: View, span: Span) -> bool:
    """Whether a paper is to be handed in or shown: in a dossier, a form, or a sentence that says so."""
    if view.zone(span[0]) == "form" or paper_at(view, span[0]) is not None:
        return True
    sentence = view.sentence(span[0])
    return _HANDED.search(view.lowcut(sentence)) is not None


@rule("DOS-01", honours=("G1", "G2", "G3", "G4", "G5", "G7", "G8"))
def asks_household_book(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper household or temporary-residence book to hand in or show; one finding a paper of a dossier."""
    told: set[Span] = set()
    for span in view.hits("sổ hộ khẩu", "sổ tạm trú", "bản sao hộ khẩu", "hộ khẩu photo", "giấy hộ khẩu", "hộ khẩu gia đình"):
        before = view.lowcut((view.sentence(span[0])[0], span[0]))
        item = paper_at(view, span[0])
        if item is not None and item in told:
            continue
        if not _refused(view, span) and _asked(view, span) and "liên quan đến việc nộp" not in before and not _ELSEWHERE.search(before):
            if item is not None:
                told.add(item)
            yield Flag(_words(view, span, item), "error", slots={"paper": view.cut(span)}, focus=span, confidence=0.95)


@rule("DOS-02", honours=("G1", "G2", "G3", "G4", "G5", "G7", "G8"))
def asks_old_identity_card(view: View, facts: LawFacts) -> Iterator[Flag]:
    """The old identity card as a paper of a dossier or a form; beside thẻ căn cước only a note."""
    for span in view.hits("chứng minh nhân dân", "cmnd", "chứng minh thư nhân dân", "chứng minh thư"):
        if view.low.startswith((" ngoại giao", " công vụ", " quân đội", " quân nhân", " sĩ quan"), span[1]):
            continue
        if _refused(view, span) or not _asked(view, span) or view.low[span[0] - 6 : span[0]].endswith(("kiểu ", "cỡ ", "khổ ", "như ")):
            continue
        words = view.lowcut(view.sentence(span[0]))
        beside = any(cue in words for cue in ("căn cước", "cccd", "định danh"))
        paper = paper_at(view, span[0])
        yield Flag(
            _words(view, span, paper),
            "note" if beside else "error",
            variant="beside" if beside else "",
            slots={"paper": view.cut(span)},
            focus=span,
        )


def _words(view: View, span: Span, paper: Span | None) -> Span:
    """The flagged words: from the beginning of the paper to its old name, else the name alone."""
    return (paper[0], span[1]) if paper is not None and span[1] - paper[0] < 60 else span


@rule("DOS-05", honours=("G1", "G3", "G6", "G9"))
def leaves_dossier_open(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier that ends in papers without a name."""
    for dossier in dossiers(view):
        if not dossier.filed:
            continue
        for item in dossier.items:
            words = view.lowcut(item)
            if _OPEN.search(words) and not _NAMED_AFTER.search(words):
                yield Flag(_trimmed(view, item), "error", confidence=0.9)


def _trimmed(view: View, span: Span) -> Span:
    end = span[1]
    while end > span[0] and view.text[end - 1] in " ;.,":
        end -= 1
    return span[0], end


@rule("DOS-06", honours=("G1", "G3", "G6", "G9"))
def omits_number_of_sets(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier whose article does not say how many sets."""
    if _common_sets(view):
        return
    seen: set[Span] = set()
    for dossier in dossiers(view):
        if dossier.article is None or not dossier.items or not dossier.filed or _internal(view, dossier):
            continue
        if leaves_details(view, dossier.lead[0]):
            continue
        around = extent(view, dossier)
        words = view.lowcut(around)
        if around in seen or _SETS.search(words) or _ONLINE_ONLY.search(words) or _OTHER_ACT.search(view.lowcut(dossier.lead)):
            continue
        if view.zone(dossier.lead[0]) == "quoted" and not words.lstrip(' “"').startswith("điều "):
            continue
        seen.add(around)
        yield Flag(view.content(dossier.lead), "warning", confidence=0.85)


def _internal(view: View, dossier: Dossier) -> bool:
    node = dossier.article
    return node is not None and bool(re.match(r"(?:trách nhiệm|tổ chức thực hiện|lưu trữ|quản lý hồ sơ)", node.heading))


def _common_sets(view: View) -> bool:
    """Whether a common article, one without a dossier or procedure of its own, fixes the number of sets for all."""
    own = {d.article.node.path for d in dossiers(view) if d.article is not None}
    own |= {article.node.path for case in cases(view) for home in case.homes if (article := view.article(home[0])) is not None}
    for span in view.hits("số lượng hồ sơ", "bộ hồ sơ", "01 bộ", "một bộ"):
        article = view.article(span[0])
        if article is None or article.node.path in own or sets_one_procedure(view, article):
            continue
        if _SETS.search(view.lowcut(article.span)):
            return True
    return False


_COPY_KIND = re.compile(
    r"\bbản (?:chính|sao|chụp|gốc|điện tử|giấy|in|scan|photo|mềm|cứng)|\bxuất trình|\bchứng thực|\bcông chứng|\bnộp lại"
    r"|\btrích lục|\bsao y|\bđiện tử|\bảnh\b"
)
_FORM_PAPER = re.compile(
    r"^(?:\d{1,2}\s*(?:\([^)]*\)\s*)?)?(?:bản\s+)?(?:đơn|tờ khai|giấy đề nghị|văn bản đề nghị|công văn đề nghị|phiếu (?:đề nghị"
    r"|đăng ký|yêu cầu)|tờ trình|thư|bản khai|bản đăng ký"
    r"|đề nghị|bảng kê khai|văn bản (?:đăng ký|xin|thông báo|yêu cầu))\b"
)
_TOLD_ELSEWHERE = re.compile(
    r"^(?:các )?(?:văn bản|giấy tờ|tài liệu|hồ sơ|thành phần hồ sơ|báo cáo)(?:,? (?:tài liệu|giấy tờ))? (?:được )?(?:quy định|nêu) tại "
)
"""A paper that another provision describes: its form is told there, if anywhere."""
_DATA_ITEM = re.compile(r"^(?:số |mã số|thông tin|họ và tên|tên |địa chỉ|dữ liệu|trường hợp|đối với)")
_SEVERAL_SETS = re.compile(
    r"\b(?P<count>0?[2-9]|1\d|hai|ba|bốn|năm)\s*(?:\([^)]{1,12}\)\s*)?bộ(?: hồ sơ)?\b(?!\s+(?:phận|trưởng|ngành|quản|luật|tiêu"
    r"|máy|chỉ|ảnh))"
)
_PAPER_AGAIN = re.compile(
    r"\b(?:gửi|nộp|bổ sung|kèm)\b[^.;\n]{0,50}?\b(?:bản cứng|bản giấy|hồ sơ giấy|bộ giấy|bản in|(?:bộ|hồ sơ|bản) bằng giấy)\b"
)
_FILED_ONLINE = re.compile(
    r"\btrực tuyến\b"
    r"|\b(?:đã|sau khi) (?:nộp|gửi)\b[^.;\n]{0,40}?\b(?:cổng dịch vụ công|vneid|định danh quốc gia|môi trường (?:điện tử|mạng))\b"
)
_PAPER_REASON = re.compile(r"\b(?:đối chiếu|niêm phong|mẫu vật|sự cố|lỗi hệ thống|luật yêu cầu|theo điều 14)\b")
_ISSUED_BY = re.compile(
    r"\bdo (?P<body>(?:sở|bộ|cục|chi cục|ủy ban|ubnd|công an|ban quản lý|tổng cục"
    r"|phòng)(?:[^;.,()\n]{2,60}?)?) (?:đã )?(?:cấp|ban hành|phê duyệt|xác nhận)\b(?! (?:tỉnh|xã|huyện|trung ương)\b)"
)
_GIVEN_BACK = re.compile(r"\b(?:nộp lại|hư hỏng|bị mất|trả lại|bản gốc để thu hồi|cũ)\b")
_FILED_BEFORE = re.compile(
    r"\bđã (?:nộp|gửi|sử dụng|dùng|có)\b[^;.\n]{0,40}?\b(?:khi|trong|để|tại)\b[^;.\n]{0,30}?\b(?:đề nghị|hồ sơ|được cấp|cấp|xin"
    r"|đăng ký)\b"
)
_ONLY_FORM = re.compile(
    r"\bbản sao (?:có |được )?(?:chứng thực|công chứng)|\bbản (?:có )?(?:chứng thực|công chứng)|\bphải là bản gốc\b|\bbản chính\b"
)
_OTHER_FORM = re.compile(r"\bthay thế bằng\b|\bhoặc\b|\bđối chiếu\b|\bđiện tử\b|\bxuất trình\b|\bnộp lại\b|\btrường hợp\b")
_FALLBACK = re.compile(
    r"\b(?:không (?:thể )?khai thác được|không có (?:thông tin|dữ liệu)|không tra cứu được|chưa (?:khai thác|kết nối|có dữ liệu)"
    r"|không đầy đủ, không chính xác)"
)
_FOREIGN = re.compile(r"\b(?:người nước ngoài|nước ngoài|định cư)\b")
_BEFORE_PAPER = re.compile(
    r"(?:^|[,;(:]|\b(?:hoặc|và|của|bản sao|bản chụp|bản chính|bản gốc|chứng thực|công chứng|hợp lệ|xuất trình|giấy tờ|điện tử|scan|photo"
    r"|kèm|trích lục|một trong)\b)\s*$"
)
_AFTER_PAPER = re.compile(
    r"\s*(?:$|[;.,(/:]|(?:hoặc|của|đối với|và|còn|do|bản|kèm|có|đã|được|theo|trường hợp|nếu|cho|hộ kinh doanh|doanh nghiệp|hợp tác xã"
    r"|thì)\b)"
)
_DATA_RESOLUTION_END = "2027-03-01"
_LLTP_FROM = "2026-07-01"


def _is_lower_act(view: View) -> bool:
    """Whether the draft is a circular or a local act."""
    return view.meta.doc_type in ("thong_tu", "thong_tu_lien_tich") or view.meta.level in ("province", "commune")


def _heading(view: View, dossier: Dossier) -> str:
    return dossier.article.heading if dossier.article is not None else ""


@rule("DOS-03", honours=("G1", "G3", "G5", "G8"))
def asks_paper_held_as_data(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier paper whose data a national database holds."""
    strict_draft = _is_lower_act(view) and (view.meta.effective or view.draft.as_of) < _DATA_RESOLUTION_END
    for dossier in dossiers(view):
        fallback = _FALLBACK.search(view.lowcut(extent(view, dossier))) is not None
        for item in dossier.items:
            words = view.lowcut(item)
            found = _held_paper(words, facts)
            if found is None or fallback or NOT_ASKED.search(words) or found[0].paper in _heading(view, dossier):
                continue
            paper, at = found
            foreign = _FOREIGN.search(words) is not None
            level: Level = "note" if foreign else "error" if strict_draft and paper.strict else "warning"
            span = (item[0], item[0] + at + len(paper.paper))
            yield Flag(span, level, slots={"paper": paper.paper, "database": paper.database}, confidence=0.85)


def _held_paper(words: str, facts: LawFacts) -> tuple[DataPaper, int] | None:
    """The paper held as data that an item names: at its beginning or after other papers, and not as part of a longer name."""
    for paper in facts.data_papers:
        at = words.find(paper.paper)
        if at >= 0 and _BEFORE_PAPER.search(words[:at]) and _AFTER_PAPER.match(words[at + len(paper.paper) :]):
            return paper, at
    return None


@rule("DOS-04", honours=("G1", "G3", "G4", "G5", "G8"))
def asks_criminal_record(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A criminal-record certificate as a dossier paper."""
    if (view.meta.effective or view.draft.as_of) < _LLTP_FROM:
        return
    for span in view.hits("phiếu lý lịch tư pháp", "lý lịch tư pháp (phiếu", "phiếu lltp"):
        paper = paper_at(view, span[0])
        article = view.article(span[0])
        if paper is None or _refused(view, span) or (article is not None and "lý lịch tư pháp" in article.heading):
            continue
        second = view.low.startswith((" số 2", " số 02"), span[1])
        level: Level = "error" if second or _is_lower_act(view) else "warning"
        end = span[1] + 5 if view.low[span[1] : span[1] + 5] in (" số 1", " số 2") else span[1]
        yield Flag((paper[0] if span[0] - paper[0] < 40 else span[0], end), level, "second" if second else "", focus=span, confidence=0.9)


@rule("DOS-07", honours=("G1", "G3", "G5", "G6", "G8"))
def omits_kind_of_copy(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A named paper without saying original, copy or electronic."""
    for dossier in dossiers(view):
        if leaves_details(view, dossier.lead[0]):
            continue
        lead = view.lowcut(dossier.lead)
        if dossier.article is None or not dossier.filed or _COPY_KIND.search(lead) or "thời gian" in lead:
            continue
        rest = view.lowcut((dossier.span[1], extent(view, dossier)[1]))
        if re.search(r"\b(?:các )?giấy tờ[^.;\n]{0,80}\bbản (?:sao|chính|điện tử)", rest):
            continue
        for item in dossier.items:
            words = view.lowcut(item)
            if (
                words.rstrip().endswith(":")
                or len(words) < 8
                or _COPY_KIND.search(words)
                or _FORM_PAPER.match(words)
                or _DATA_ITEM.match(words)
            ):
                continue
            if _OPEN.search(words) or _TOLD_ELSEWHERE.match(words) or "theo mẫu" in words or "mẫu số" in words:
                continue
            yield Flag(_trimmed(view, item), "warning", confidence=0.75)


@rule("DOS-08", honours=("G1", "G3", "G5", "G8"))
def asks_several_sets(view: View, facts: LawFacts) -> Iterator[Flag]:
    """More than one set of paper files."""
    for match in view.scan(_SEVERAL_SETS, "hồ sơ"):
        if view.zone(match.start()) not in ("body", "quoted"):
            continue
        line = view.line(match.start())
        words = view.lowcut(line)
        if "hồ sơ" not in words or _OTHER_ACT.search(words):
            continue
        begin = view.low.rfind("hồ sơ", line[0], match.start())
        start = begin if begin >= 0 and match.start() - begin < 40 else match.start()
        yield Flag((start, match.end()), "warning", slots={"count": match["count"]}, confidence=0.9)


@rule("DOS-09", honours=("G1", "G3", "G5", "G8"))
def asks_paper_after_online(view: View, facts: LawFacts) -> Iterator[Flag]:
    """Paper files again after filing online."""
    for match in view.scan(_PAPER_AGAIN, "bản cứng", "bản giấy", "hồ sơ giấy", "bộ giấy", "bản in", "bằng giấy"):
        if view.zone(match.start()) not in ("body", "quoted"):
            continue
        sentence = view.sentence(match.start())
        words = view.lowcut(sentence)
        if _FILED_ONLINE.search(words) and not NOT_ASKED.search(words) and not _PAPER_REASON.search(words):
            yield Flag((sentence[0], _trimmed(view, sentence)[1]), "warning", focus=match.span(), confidence=0.85)


@rule("DOS-10", honours=("G1", "G3", "G5", "G8"))
def asks_confirmation_by_another(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A dossier item or form with the confirmation of a named body on a named matter."""
    for span, body, matter in confirmations(view):
        if not NO_BODY.match(body) and matter and not re.match(r"(?:đơn vị nhập|tổ chức|doanh nghiệp|cơ sở)", body):
            yield Flag(span, "warning", slots={"body": body.strip()}, confidence=0.8)


@rule("DOS-11", honours=("G1", "G3", "G5", "G8"))
def asks_own_paper(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper that the deciding agency itself issued."""
    for dossier in dossiers(view):
        if dossier.article is None:
            continue
        outside = view.lowcut((dossier.article.span[0], dossier.span[0])) + view.lowcut((dossier.span[1], dossier.article.span[1]))
        for item in dossier.items:
            words = view.lowcut(item)
            match = _ISSUED_BY.search(words)
            if (
                match
                and not _GIVEN_BACK.search(words)
                and re.search(
                    re.escape(match["body"])
                    + r"\b[^.;\n]{0,120}\b(?:cấp|phê duyệt|quyết định|giải quyết|xác nhận|thẩm định|trả kết quả)\b",
                    outside,
                )
            ):
                yield Flag(_trimmed(view, item), "error", slots={"body": match["body"]}, confidence=0.8)


@rule("DOS-12", honours=("G1", "G3", "G5", "G8"))
def asks_paper_filed_before(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper that was already filed in an earlier procedure."""
    for dossier in dossiers(view):
        for item in dossier.items:
            words = view.lowcut(item)
            if _FILED_BEFORE.search(words) and not NOT_ASKED.search(words):
                yield Flag(_trimmed(view, item), "warning", confidence=0.8)


@rule("DOS-13", honours=("G1", "G3", "G5", "G8"))
def accepts_only_one_form(view: View, facts: LawFacts) -> Iterator[Flag]:
    """A paper accepted only as a certified copy or only as the original."""
    for dossier in dossiers(view):
        for item in dossier.items:
            words = view.lowcut(item)
            own = re.match(r"(?:\d+ )?bản chính (?:đề nghị|đơn|tờ khai|văn bản)\b", words)
            if own or (_FORM_PAPER.match(words) and "chứng thực" not in words):
                continue
            for match in _ONLY_FORM.finditer(words):
                tail = words[match.end() :].split(" và ", 1)[0] if "(" not in words[match.end() :] else words[match.end() :]
                before = words[: match.start()].rstrip(" (")
                if (
                    _OTHER_FORM.search(tail)
                    or re.search(r"(?:hoặc(?: \d{1,2})?|kèm|kèm theo|với)$", before)
                    or "đối chiếu" in words[match.end() :]
                ):
                    continue
                if match.group() == "bản chính" and (_GIVEN_BACK.search(words) or "hoặc" in before):
                    continue
                start, end = item[0] + match.start(), _trimmed(view, item)[1]
                if view.text[end - 1] == ")" and "(" not in view.text[start:end]:
                    end -= 1
                yield Flag((start, end), "warning", slots={"form": match.group()}, confidence=0.8)
                break
