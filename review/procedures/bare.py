"""Names that tell an action and nothing it is done to ("Chỉ định lại"): completed from the chapter or the title above."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from review.procedures.fold import Loose
from review.procedures.grouping import Group, Reader
from review.procedures.headings import read_heading
from review.procedures.lexicon import lexicon
from review.procedures.topics import Topic

_FILLERS = r"lại|nội\s+dung|quyết\s+định|văn\s+bản|kết\s+quả|việc|và|hoặc|các|thủ\s+tục|hồ\s+sơ|thực\s+hiện"


@lru_cache(maxsize=1)
def _only_actions() -> Loose:
    words = lexicon()
    return Loose(rf"(?:(?:{words.alternation(tuple(words.actions))}|{_FILLERS})\b[\s,;/]*)*")


def is_bare(topic: Topic) -> bool:
    """Whether the object of a name holds actions only."""
    return _only_actions().fullmatch(topic.object.strip()) is not None


def complete(reader: Reader, groups: Sequence[Group], title: Sequence[Topic]) -> None:
    """Give each group with a bare name the object that the heading above it, or else the title, tells of the same action; and one that
    tells only the kind of paper ("cấp lại Giấy phép") the whole paper that the other groups of the draft grant, where they agree.
    A short name that the draft itself defines ("sau đây gọi là Giấy phép") is left to be spelled out.
    """
    for group in groups:
        if is_bare(group.topic):
            above = [topic for caption in reversed(group.captions) for topic in read_heading(caption).topics]
            known = next((t for t in [*above, *title] if not is_bare(t) and t.words & group.topic.words), None)
            if known is not None:
                thing = known.object.lower() if known.object.isupper() else known.object
                own = group.topic
                group.topic = Topic(own.action, f"{own.object} {thing}".strip(), own.start, own.end, own.listed)
        elif (paper := _kind(group.topic)) is not None and paper not in reader.short_names:
            whole = _whole_paper(reader, group, paper, groups, title)
            if whole:
                group.topic = Topic(group.topic.action, whole, group.topic.start, group.topic.end)


def _kind(topic: Topic) -> str | None:
    """The object of a name, in small letters, where it is the kind of a paper and no more ("giấy chứng nhận")."""
    found = _PAPER.fullmatch(topic.object.strip())
    return " ".join(topic.object.lower().split()) if found else None


def _whole_paper(reader: Reader, group: Group, paper: str, groups: Sequence[Group], title: Sequence[Topic]) -> str:
    """The longer object that begins with the kind of paper: of the groups of the same act, else of all, else of the title."""
    others = [g for g in groups if g is not group]
    near = [g.topic for g in others if g.act == group.act and g.container == group.container]
    for pool in (near, [g.topic for g in others if g.act == group.act] if group.act is None else [], list(title)):
        longer = {
            t.object_words: t.object
            for t in pool
            if t.object.lower().startswith(paper + " ") and len(t.object.split()) <= 24 and not _NO_WHOLE.match(t.object)
        }
        if len(longer) > 1:
            told = " ".join(reader.lines[n].words for n in group.home[:40]).lower()
            longer = {k: v for k, v in longer.items() if v.lower() in told}
        if len(longer) == 1:
            return next(iter(longer.values()))
    return ""


_NO_WHOLE: Final = Loose(r".*\s(?:hoặc|vào)\s|(?:\w+\s+){1,4}(?:lần\s+đầu|do|bị|đã|theo|trong|có|mới|này|nêu)\b")
"""Objects that do not name a paper by what it is for."""
_PAPER: Final = Loose(
    r"(?:giấy\s+(?:phép|chứng\s+nhận|xác\s+nhận|đăng\s+ký|chứng\s+thực)|chứng\s+chỉ|thẻ|mã\s+số|giấy\s+chứng\s+nhận\s+đăng\s+ký|văn\s+bằng)"
)
