"""Reading one act mention: its type word, number or name, and what is printed with it."""

import re
from dataclasses import dataclass
from typing import Final

from review.citations.grammar import (
    AMENDING_END,
    AMENDING_NAME,
    AMENDING_NUMBER,
    DATE,
    EMBEDDED,
    FOREIGN,
    ISSUER_END,
    ISSUER_FIRST,
    MISREAD_NUMBER,
    NAME_CUT,
    NAME_STOP,
    NAMED_NUMBER,
    NUMBER,
    OF,
    SHORT,
    SIGN_OF,
    STANDARD,
    TITLE_END,
    TITLE_START,
    TO_NUMBER,
    TYPE,
    YEAR,
)
from review.citations.lexicon import Lexicon, ShortNames, fold_phrase
from review.contract.base import DocType

_SPACES = re.compile(r"\s+")
_LAWS: Final = frozenset({"luật", "bộ luật", "pháp lệnh"})
_CONSTITUTION = re.compile(
    r"(?i)[^\S\n]+(?:nước[^\S\n]+Cộng[^\S\n]+h(?:òa|oà)[^\S\n]+xã[^\S\n]+hội[^\S\n]+chủ[^\S\n]+nghĩa[^\S\n]+Việt[^\S\n]+Nam"
    r"|(?=năm[^\S\n]+(?:19|20)\d\d)|(?=(?:19|20)\d\d))"
)
_TITLE_LIMIT: Final = 700
_ISSUER_LIMIT: Final = 110


@dataclass(slots=True)
class Act:
    """An act as printed. ``start``/``end`` run from the type word to the end of number, name or year.

    ``after`` is where date and issuer end; ``partial`` marks a number without its sign ("Nghị định số 48"), ``inner`` the
    stretch of an amending law's name in which other laws are named.
    """

    start: int
    end: int
    word: str
    doc_type: DocType | None
    rank: int
    number: str | None = None
    name: str | None = None
    year: str | None = None
    issuer: str | None = None
    date: str | None = None
    title: str | None = None
    after: int = 0
    title_end: int = 0
    partial: str | None = None
    inner: tuple[int, int] | None = None


def clean(text: str) -> str:
    """Printed words with single spaces.

    >>> clean("Luật  Đầu tư")
    'Luật Đầu tư'
    """
    return _SPACES.sub(" ", text).strip()


def read_act(text: str, at: int, end: int, lexicon: Lexicon, short: ShortNames, *, governed: bool = False) -> Act | None:
    """The act whose type word stands at ``at``, within ``text[:end]``; ``None`` where the word names none.

    ``governed`` says that a provision stands before it ("Điều 4 của Hiến pháp").
    """
    head = TYPE.match(text, at, end)
    if head is None:
        return None
    word = fold_phrase(head.group())
    kind = lexicon.types[word]
    act = Act(at, head.end(), word, kind.doc_type, kind.rank)
    if word in _LAWS:
        if not _read_law(text, act, end, lexicon, short):
            return None
    elif word == "hiến pháp":
        found = _CONSTITUTION.match(text, act.end, end)
        if found is None and not governed and not text[max(0, at - 14) : at].rstrip().endswith(("Căn cứ", "Căn cứ vào")):
            return None
        act.end = found.end() if found and found.end() > act.end else act.end
        act.name = clean(text[at : act.end])
    elif not _read_numbered(text, act, end, lexicon):
        return None
    _year(text, act, end)
    read_details(text, act, end, lexicon)
    return act


def read_small(text: str, at: int, end: int, lexicon: Lexicon) -> Act | None:
    """The law of a known name whose type word ("luật", "bộ luật") stands at ``at`` with a small letter."""
    word = "bộ luật" if text[at] in "bB" else "luật"
    stop = lexicon.law_end(text, at + len(word), word, end)
    if stop < 0 or FOREIGN.match(text, stop, end):
        return None
    kind = lexicon.types[word]
    act = Act(at, stop, word, kind.doc_type, kind.rank, name=clean(text[at:stop]))
    _year(text, act, end)
    _named_number(text, act, end)
    read_details(text, act, end, lexicon)
    return act


def read_standard(text: str, at: int, end: int) -> Act | None:
    """The technical regulation or standard (QCVN, TCVN) whose prefix stands at ``at``."""
    found = STANDARD.match(text, at, end)
    if found is None:
        return None
    act = Act(at, found.end(), "qcvn", "quy_chuan" if text[at] == "Q" else "other", 2)
    act.number = found.group()
    act.after = act.title_end = act.end
    return act


def _closed(title: str) -> str:
    """A title up to a bracket that was opened before it.

    >>> _closed("về bến (mới)"), _closed("về bến) như trên")
    ('về bến (mới)', 'về bến')
    """
    depth = 0
    for at, letter in enumerate(title):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return title[:at].rstrip()
    return title


def _number(text: str, at: int, end: int) -> re.Match[str] | None:
    lead = TO_NUMBER.match(text, at, end)
    return NUMBER.match(text, lead.end(), end) or MISREAD_NUMBER.match(text, lead.end(), end) if lead else None


def _use(number: str, lexicon: Lexicon) -> str:
    found = SIGN_OF.search(number)
    sign = lexicon.signs.get(found[1]) if found else None
    return sign.use if sign else "no"


def _read_numbered(text: str, act: Act, end: int, lexicon: Lexicon) -> bool:
    found = _number(text, act.end, end)
    if found is None:
        lead = ISSUER_FIRST.match(text, act.end, end)
        found = NUMBER.match(text, lead.end(), end) if lead else None
        if found is not None and lead is not None:
            issuer = OF.search(text, act.end, lead.end())
            if issuer:
                act.issuer = clean(text[issuer.end() : lead.end()]).rsplit(" ", 1)[0]
    if found is not None:
        if _use(found.group(), lexicon) == "never":
            return False
        act.number, act.end = found.group(), found.end()
        return True
    short = SHORT.match(text, act.end, end)
    if short is None:
        return False
    act.partial, act.end = short[1], short.end()
    return True


def _read_law(text: str, act: Act, end: int, lexicon: Lexicon, short: ShortNames) -> bool:
    found = _number(text, act.end, end)
    if found is not None:
        act.number, act.end = found.group(), found.end()
        return True
    amending = AMENDING_NAME.match(text, act.end, end)
    if amending:
        return not text.endswith("ban hành ", 0, act.start) and _read_amending(text, act, amending.end(), end)
    capitals = text[act.start + 1].isupper()
    if capitals and text.endswith(("PHÁP ", "KỶ "), 0, act.start):
        return False
    stop = max(lexicon.law_end(text, act.end, act.word, end), short.law_end(text, act.end, act.word, end))
    if stop < 0 and capitals:
        return False
    if stop < 0:
        stop = _unknown_name(text, act, end)
        if stop < 0:
            return False
    if FOREIGN.match(text, stop, end):
        return False
    act.name = clean(text[act.start : stop])
    act.end = stop
    _year(text, act, end)
    _named_number(text, act, end)
    return True


def _named_number(text: str, act: Act, end: int) -> None:
    """Take in the number that follows a name."""
    lead = TO_NUMBER.match(text, act.end, end)
    number = NAMED_NUMBER.match(text, lead.end(), end) if lead and lead.end() > act.end else None
    if number:
        act.number, act.end = number.group(), number.end()


def _unknown_name(text: str, act: Act, end: int) -> int:
    """End of a law's name that the lexicon lacks: capital first word, up to what cannot stand in a name; -1 for none."""
    at = act.end
    while at < end and text[at] in " \u00a0":
        at += 1
    if at == act.end or at >= end or not text[at].isupper():
        number = NAMED_NUMBER.search(text, act.end, min(end, act.end + 120))
        between = text[act.end : number.start()] if number else ""
        if not number or not between.strip() or re.search(r"[;\n.:]|luật|Luật|Nghị|được|này|pháp", between):
            return -1
        return act.end + len(re.sub(r"[\s,]*(?:số)?[\s:]*$", "", between))
    if text.startswith(("Luật sư", "Luật gia"), act.start):
        return -1
    found = NAME_STOP.search(text, at, min(end, at + 130))
    stop = found.start() if found else min(end, at + 130)
    if found is None and stop < end:
        return -1
    name = text[at:stop].rstrip(" ,")
    if not NAMED_NUMBER.match(text, TO_NUMBER.match(text, at + len(name), end).end(), end):  # type: ignore[union-attr]
        name = NAME_CUT.split(name, maxsplit=1)[0]
    return at + len(name) if len(name) > 1 and len(name.split()) <= 16 else -1


def _read_amending(text: str, act: Act, at: int, end: int) -> bool:
    """The name of an amending law, with the laws named in it; its number stands after the last of them."""
    numbered = AMENDING_NUMBER.match(text, at, end)
    found = NAMED_NUMBER.match(text, numbered.end(), end) if numbered else None
    if numbered and found:
        name_end = numbered.start() + len(re.sub(r"(?:[\s,]+số)?[\s:,]*$", "", numbered.group()))
        act.number, act.end = found.group(), found.end()
    else:
        limit = min(end, at + 400)
        stop = AMENDING_END.search(text, at, limit)
        name_end = stop.start() if stop else limit
        name_end = at + len(text[at:name_end].rstrip(" ,"))
        act.end = name_end
    act.name = clean(text[act.start : name_end])
    act.inner = (at, name_end)
    return bool(found) or EMBEDDED.search(text, at, name_end) is not None or "luật" in text[at:name_end]


def _year(text: str, act: Act, end: int) -> None:
    if act.year is None and act.number is None and act.name is not None:
        found = YEAR.match(text, act.end, end)
        if found:
            act.year, act.end = found[1], found.end()


def read_details(text: str, act: Act, end: int, lexicon: Lexicon) -> None:
    """Fill date, issuer, title, and where they end."""
    at = act.end
    dated = DATE.match(text, at, end)
    if dated:
        day, month, year = int(dated[1]), int(dated[2]), dated[3]
        if 1 <= month <= 12 and 1 <= day <= 31:
            act.date = f"{year}-{month:02d}-{day:02d}"
        at = dated.end()
        if text.startswith(")", at):
            at += 1
    issuer = OF.match(text, at, end)
    if issuer:
        begin = issuer.end()
        ahead = text[begin : begin + _ISSUER_LIMIT]
        known = next((name for name in lexicon.issuers if name in ahead), None)
        skip = begin + ahead.index(known) + len(known) if known and ISSUER_END.search(ahead[: ahead.index(known)]) is None else begin
        stop = ISSUER_END.search(text, skip, min(end, skip + _ISSUER_LIMIT))
        finish = stop.start() if stop else min(end, skip + _ISSUER_LIMIT) if end - skip < _ISSUER_LIMIT else -1
        if finish > begin and not text.startswith(("Luật", "Nghị", "Thông tư", "Pháp lệnh"), begin):
            act.issuer, at = clean(text[begin:finish]), finish
            if act.date is None:
                late = DATE.match(text, at, end)
                if late and 1 <= int(late[2]) <= 12 and 1 <= int(late[1]) <= 31:
                    act.date, at = f"{late[3]}-{int(late[2]):02d}-{int(late[1]):02d}", late.end()
    act.after = act.title_end = at
    if act.number and TITLE_START.match(text, at, end):
        stop = TITLE_END.search(text, at, min(end, at + _TITLE_LIMIT))
        act.title_end = stop.start() if stop else min(end, at + _TITLE_LIMIT)
        act.title = _closed(clean(text[at : act.title_end]).strip(", "))
