"""Where a citation stands: in a title, in a chain of amendments, in the name of another act, in a sentence on the past."""

import re
from collections.abc import Iterator

from review.contract.citations import Citation
from review.rules.acts import cited, year_of
from review.rules.view import View

_AMENDED_HEADING = re.compile(r"sửa đổi, bổ sung (?:một số (?:điều|quy định)|điều|khoản)\b[^;\n]*$")
_LISTED_IN_TITLE = re.compile(r"\b(?:quy định chi tiết|hướng dẫn|sửa đổi|bổ sung|thi hành)\b[^;.\n]* và $")
_DONE = re.compile(
    r"\btrước (?:ngày (?:\d|$)|khi $)"
    r"|\bđã (?:được )?(?:cấp|kê khai|nộp|tiếp nhận|ban hành|phê duyệt|ký|công nhận)\b[^;\n]{0,80}\btheo [^;\n]{0,60}$"
    r"|\bcấp ngày\b[^;\n]{0,80}\btheo $"
)
"""Words before an act that speak of what was done under it: licences granted, returns filed (G5)."""
_RAN_OUT = re.compile(r"\b(?:thực hiện|áp dụng|có hiệu lực(?: thi hành)?) đến hết (?:năm|ngày|tháng) \d")
"""Words behind an act that say how long it goes on."""
_NAME_LENGTH = 400
"""Letters looked back over for the beginning of a title."""


def is_ended_here(citation: Citation) -> bool:
    """Whether the draft itself replaces or repeals the act there."""
    return citation.role in ("replaces", "abolishes")


def act_name(citation: Citation) -> str:
    """What an act is called in messages: its number, else its name, else the words of the citation."""
    act = citation.act
    return (act.number or act.name or citation.quote) if act else citation.quote


def is_of_the_past(view: View, citation: Citation) -> bool:
    """Whether the sentence speaks of what was done before a day or under the act, or how long it goes on: that law is meant."""
    start, end = view.sentence(citation.span[0])
    before, after = view.low[start : citation.span[0]], view.low[citation.span[1] : end]
    return _DONE.search(before) is not None or _RAN_OUT.search(after) is not None


def is_in_procedure_name(view: View, citation: Citation) -> bool:
    """Whether the act is named in the name of a procedure, in a cell of its own ("| Thủ tục … theo Thông tư số … |")."""
    start = view.line(citation.span[0])[0]
    cell = max(view.low.rfind("|", start, citation.span[0]) + 1, start)
    return cell > start and re.match(r"\s*thủ tục\b", view.low[cell : citation.span[0]]) is not None


def is_undated(citation: Citation) -> bool:
    """Whether an act is named without number, date or year: then a namesake in force may be meant."""
    act = citation.act
    return act is None or (act.number is None and act.date is None and re.search(r"\b(?:19|20)\d\d\b", citation.quote) is None)


def outermost(view: View) -> Iterator[Citation]:
    """Citations of other acts; of those that overlap, the widest."""
    end = -1
    for citation in view.draft.citations:
        if cited(citation) is not None and citation.span[0] >= end:
            yield citation
            end = citation.span[1]


def is_inside_title(view: View, citation: Citation) -> bool:
    """Whether the act is named inside the title of the act cited just before it (G4)."""
    for before in view.citations_in((view.line(citation.span[0])[0], citation.span[0])):
        title = before.act.title if before.act else None
        if title is None or before.id == citation.id:
            continue
        at = view.text.find(title, before.span[0], before.span[1] + len(title) + 200)
        if at >= 0 and at <= citation.span[0] < at + len(title):
            return True
    return False


def is_in_amending_name(view: View, citation: Citation) -> bool:
    """Whether the act stands in the name of another, or is named by it: a list of laws that one law amends, the title of an amended act."""
    start = view.line(citation.span[0])[0]
    before = view.low[max(start, citation.span[0] - _NAME_LENGTH) : citation.span[0]]
    return _AMENDED_HEADING.search(before) is not None or view.low.startswith("luật sửa đổi", citation.span[0])


def is_in_chain(view: View, citation: Citation) -> bool:
    """Whether the act stands in the chain of amendments of the act before it."""
    line = view.line(citation.span[0])
    before = view.low[line[0] : citation.span[0]]
    cue = max(before.rfind("được sửa đổi"), before.rfind("được bổ sung"), before.rfind("đã sửa đổi"), before.rfind("được thay thế"))
    return cue >= 0 and ";" not in before[cue:]


def ends_list_of_title(view: View, citation: Citation) -> bool:
    """Whether an act is the last of a list in the title of another: the words behind it go on with that title."""
    start = view.line(citation.span[0])[0]
    return _LISTED_IN_TITLE.search(view.low[max(start, citation.span[0] - _NAME_LENGTH) : citation.span[0]]) is not None


def is_misdated(citation: Citation) -> bool:
    """Whether the printed day is of another year than the number: then either may be wrong."""
    act = citation.act
    year = year_of(act.number or "") if act else None
    return act is not None and act.date is not None and year is not None and abs(int(act.date[:4]) - year) > 1
