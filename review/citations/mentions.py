"""The one loop over the text: every kind of mention at once, each parsed where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from review.citations.acts import Act, read_act, read_details, read_standard
from review.citations.grammar import (
    ABOVE,
    AFTER,
    BACK,
    BACK_NUMBER,
    BACK_OTHER,
    BACK_TYPE,
    BEFORE_CHAIN,
    CHAIN,
    CONNECT,
    CONNECT_WITH,
    NUMBER,
    SCAN,
    SIGN_OF,
    THIS,
)  # fmt: skip
from review.citations.lexicon import Lexicon, fold_phrase
from review.citations.provisions import Item, items

Kind = Literal["act", "self", "back", "bare"]
_UNIT_HEADS: Final = frozenset("ểảềụẫ")
_TYPE_HEADS: Final = frozenset("NTQLBPCHSV")
_SELF_WORDS: Final = (
    "Nghị định", "Nghị quyết", "Thông tư liên tịch", "Thông tư", "Quyết định", "Bộ luật", "Bộ Luật", "Luật", "Pháp lệnh", "Chỉ thị",
    "Quy định", "Quy chế", "Quy trình", "Quy chuẩn", "Điều lệ", "Hướng dẫn", "Nội quy",
)  # fmt: skip
_FALSE_HEADS: Final = ("danh ", "Danh ", "hạng ", "chuyên ", "tài ", "điều ", "Điều ", "biểu ", "theo ")


@dataclass(slots=True)
class Mention:
    """A mention before roles and addresses.

    ``kind``: ``act`` another act; ``self`` "Nghị định này", "Điều này"; ``back`` "Nghị định nêu trên", "Luật đó"; ``bare`` a
    provision without an act. ``word`` is the folded type word of a self or back reference.
    """

    kind: Kind
    start: int
    end: int
    chain: tuple[Item, ...] = ()
    act: Act | None = None
    word: str | None = None
    nested: bool = False
    act_start: int = -1


def mentions(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The mentions of a text in its order; an amending law comes before those named in its name."""
    yield from _Reader(text, lexicon).run(0, len(text), nested=False)


class _Reader:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon

    def run(self, at: int, end: int, *, nested: bool) -> Iterator[Mention]:
        """The mentions within ``text[at:end]``."""
        text = self.text
        search = SCAN.search
        floor = at
        while (hit := search(text, at, end)) is not None:
            begin = hit.start()
            head = text[begin]
            at = hit.end()
            if head in _UNIT_HEADS or hit.group().startswith(("Chương", "Phần")):
                found = self._provision(begin, floor, end)
            elif head == "/":
                found = self._number(begin, floor, end)
            elif text.startswith(("QCVN", "TCVN", "QCĐP", "TCĐP"), begin):
                act = read_standard(text, begin, end)
                found = [Mention("act", begin, act.end, act=act, act_start=begin)] if act else []
            else:
                found = self._named(begin, end)
            for mention in found:
                mention.nested = nested
                yield mention
                at = max(at, mention.end)
                if mention.act is not None and mention.act.inner is not None:
                    yield from self.run(*mention.act.inner, nested=True)
            floor = at

    def _provision(self, begin: int, floor: int, end: int) -> list[Mention]:
        text = self.text
        start = begin
        while start > floor and text[start - 1].isalpha():
            start -= 1
        if text[begin] == "ụ" and text[start : start + 3] in ("lục", "LỤC") and text[start - 4 : start - 1].lower() == "phụ":
            start -= 4
        chain = CHAIN.match(text, start, end)
        if chain is None or (start and text[start - 1].isalnum()) or text[max(0, start - 6) : start].endswith(_FALSE_HEADS[:7]):
            return []
        units = items(chain.group())
        if not units:
            return []
        finish = chain.end()
        last_this = max((i for i, item in enumerate(units) if item.this), default=-1)
        lead = BEFORE_CHAIN.search(text, max(floor, start - 16), start)
        lead_start = lead.start() if lead and not lead.group().lower().startswith("từ") else start
        rest = units[last_this + 1 :]
        out: list[Mention] = []
        if last_this >= 0:
            out.append(Mention("self", lead_start, start + units[last_this].end, units[: last_this + 1]))
            if not rest:
                return out
            lead_start = start + rest[0].start
        tail = self._tail(finish, end)
        if tail is None:
            return [*out, Mention("bare", lead_start, finish, rest)]
        tail.start, tail.chain = lead_start, rest
        return [*out, tail]

    def _tail(self, at: int, end: int) -> Mention | None:
        """The act a provision belongs to, read from right behind it."""
        text = self.text
        joint = CONNECT.match(text, at, end)
        if joint is not None:
            found = self._named(joint.end(), end)
            if found:
                return found[0]
            if text.startswith(("QCVN", "TCVN", "QCĐP", "TCĐP"), joint.end()):
                act = read_standard(text, joint.end(), end)
                return Mention("act", act.start, act.end, act=act, act_start=act.start) if act else None
        joint = CONNECT_WITH.match(text, at, end)
        if joint is not None:
            found = self._named(joint.end(), end)
            if found and found[0].kind == "act":
                return found[0]
        above = ABOVE.match(text, at, end)
        return Mention("bare", at, above.end()) if above else None

    def _named(self, begin: int, end: int) -> list[Mention]:
        """The act, self reference or back reference whose type word stands at ``begin``."""
        text = self.text
        word = next((w for w in _SELF_WORDS if text.startswith(w, begin)), None)
        if word is not None:
            this = THIS.match(text, begin + len(word), end)
            if this:
                return [Mention("self", begin, this.end(), word=fold_phrase(word), act_start=begin)]
            back = BACK.match(text, begin + len(word), end)
            if back and text[begin - 8 : begin].strip() not in ("dự thảo", "các quy"):
                return [Mention("back", begin, back.end(), word=fold_phrase(word), act_start=begin)]
        before = text[max(0, begin - 10) : begin].lower()
        if before.endswith(("dự thảo ", "dự án ", "đạo ")):
            return []
        act = read_act(text, begin, end, self.lexicon)
        if act is None:
            return []
        mention = Mention("act", begin, act.end, act=act, act_start=begin)
        after = AFTER.match(text, act.end, end)
        chain = CHAIN.match(text, after.end(), end) if after else None
        if chain and self._tail(chain.end(), end) is None:
            units = items(chain.group())
            if units and not any(item.this for item in units):
                mention.chain, mention.end = units, chain.end()
                act.after = max(act.after, chain.end())
        return [mention]

    def _number(self, slash: int, floor: int, end: int) -> list[Mention]:
        """A number without a capital type word before it: "và 68/2025/NĐ-CP", "nghị định số 5/2020/NĐ-CP"."""
        text = self.text
        line = text.rfind("\n", floor, slash) + 1 or floor
        low = max(floor, line, slash - 40)
        digits = BACK_NUMBER.search(text, low, slash)
        number = NUMBER.match(text, digits.start(), end) if digits else None
        if digits is None or number is None or (digits.start() and text[digits.start() - 1] in "/.-–…_\\"):
            return []
        sign = SIGN_OF.search(number.group())
        known = self.lexicon.signs.get(sign[1].rstrip("0123456789")) if sign else None
        if known is None or known.use != "yes":
            return []
        typed = BACK_TYPE.search(text, max(floor, line, digits.start() - 40), digits.start())
        if typed is None and BACK_OTHER.search(text, max(floor, line, digits.start() - 60), digits.start()):
            return []
        begin = typed.start() if typed else digits.start()
        kind = self.lexicon.types[fold_phrase(typed[1])] if typed else None
        act = Act(
            begin, number.end(), kind.word if kind else "", kind.doc_type if kind else known.doc_type, kind.rank if kind else 4,
            number=number.group(),
        )  # fmt: skip
        read_details(text, act, end, self.lexicon)
        return [Mention("act", begin, act.end, act=act, act_start=begin)]
