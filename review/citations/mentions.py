"""The one loop over the text: every kind of mention at once, each parsed where it stands."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from review.citations.acts import Act, read_act, read_details, read_small, read_standard
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
    HEADING,
    NUMBER,
    SCAN,
    SELF,
    SHORT_NAME,
    SIGN_OF,
    TYPE,
)
from review.citations.lexicon import Lexicon, ShortNames, fold_phrase
from review.citations.provisions import Item, items

Kind = Literal["act", "self", "back", "alias", "bare"]
_UNIT_HEADS: Final = frozenset("ểảềụẫ")
_STANDARDS: Final = ("QCVN", "TCVN", "QCĐP", "TCĐP")
_FALSE_HEADS: Final = ("danh ", "Danh ", "hạng ", "chuyên ", "tài ", "điều ", "Điều ")
_NO_ACT: Final = ("dự thảo ", "dự án ", "đạo ", "đại học ", "khoa ", "ngành ", "cử nhân ", "ước về ", "quốc về ")


@dataclass(slots=True)
class Mention:
    """A mention before roles and addresses.

    ``kind``: ``act`` another act; ``self`` "Nghị định này", "Điều này"; ``back`` "Nghị định nêu trên", "Luật đó"; ``alias`` a
    type word that the draft defined as a short name ("sau đây gọi là Luật"); ``bare`` a provision without an act. ``word`` is
    the folded type word of the middle three; ``nested`` marks a law named in the name of an amending law.
    """

    kind: Kind
    start: int
    end: int
    chain: tuple[Item, ...] = ()
    act: Act | None = None
    word: str | None = None
    nested: bool = False


def mentions(text: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The mentions of a text in its order; an amending law comes before those named in its name."""
    yield from _Reader(text, lexicon).run(0, len(text), nested=False)


class _Reader:
    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.short = ShortNames()
        self.aliases: dict[str, int] = {}
        self.acts: list[Act] = []
        for found in SHORT_NAME.finditer(text):
            word, _, name = found[1].partition(" ")
            if any(c.isdigit() for c in name):
                continue
            if word == "Luật" and name:
                self.short.add("luật", name)
            elif not name or word == "Luật" or found[1] in ("Nghị định", "Pháp lệnh", "Bộ luật", "Thông tư", "Quyết định"):
                self.aliases.setdefault(fold_phrase(found[1]), found.end())

    def run(self, at: int, end: int, *, nested: bool) -> Iterator[Mention]:
        """The mentions within ``text[at:end]``."""
        text = self.text
        search = SCAN.search
        floor = at
        while (hit := search(text, at, end)) is not None:
            begin = hit.start()
            head = text[begin]
            at = hit.end()
            if head in _UNIT_HEADS or text.startswith(("Chương", "Phần"), begin):
                found = self._provision(begin, floor, end)
            elif head == "/":
                found = self._number(begin, floor, end)
            elif head == "ậ":
                found = self._small(begin, floor, end)
            elif text.startswith(_STANDARDS, begin):
                act = read_standard(text, begin, end)
                found = [Mention("act", begin, act.end, act=act)] if act else []
            else:
                found = self._named(begin, end)
            for mention in found:
                mention.nested = nested
                if mention.kind == "act" and mention.act is not None:
                    self.acts.append(mention.act)
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
        if text[begin] == "ụ" and text.startswith(("lục", "LỤC"), start) and text[max(start - 4, 0) : start - 1].lower() == "phụ":
            start -= 4
        if start and (text[start - 1].isalnum() or text.endswith(_FALSE_HEADS, max(0, start - 7), start)):
            return []
        if (not start or text[start - 1] == "\n") and HEADING.match(text, start, end):
            return []
        lead = BEFORE_CHAIN.search(text, max(floor, start - 16), start)
        lead_start = lead.start() if lead else start
        if lead is not None and lead.group()[:4].lower() == "tiết":
            start = lead_start
        chain = CHAIN.match(text, start, end)
        units = items(chain.group()) if chain else ()
        if chain is None or not units:
            return []
        last_this = max((i for i, item in enumerate(units) if item.this), default=-1)
        rest = units[last_this + 1 :]
        out: list[Mention] = []
        if last_this >= 0:
            out.append(Mention("self", lead_start, start + units[last_this].end, units[: last_this + 1]))
            if not rest:
                return out
            lead_start = start + rest[0].start
        tail = self._tail(chain.end(), end, wrapped=start > 0 and text[start - 1] != "\n")
        if tail is None:
            return [*out, Mention("bare", lead_start, chain.end(), rest)]
        tail.start, tail.chain = lead_start, rest
        return [*out, tail]

    def _tail(self, at: int, end: int, *, wrapped: bool = True) -> Mention | None:
        """The act a provision belongs to, read from right behind it."""
        text = self.text
        joint = CONNECT.match(text, at, end)
        if joint is not None and (wrapped or "\n" not in joint.group()):
            if text.startswith(_STANDARDS, joint.end()):
                act = read_standard(text, joint.end(), end)
                return Mention("act", act.start, act.end, act=act) if act else None
            found = self._named(joint.end(), end, governed=True)
            if found:
                return found[0]
        joint = CONNECT_WITH.match(text, at, end)
        if joint is not None:
            found = self._named(joint.end(), end)
            if found and found[0].kind in ("act", "self"):
                return found[0]
        above = ABOVE.match(text, at, end)
        return Mention("bare", at, above.end()) if above else None

    def _named(self, begin: int, end: int, *, governed: bool = False) -> list[Mention]:
        """The act, self reference, back reference or alias whose type word stands at ``begin``."""
        text = self.text
        this = SELF.match(text, begin, end)
        if this is not None:
            return [Mention("self", begin, this.end(), word=fold_phrase(this[1]))]
        if text[max(0, begin - 10) : begin].lower().endswith(_NO_ACT):
            return []
        act = read_act(text, begin, end, self.lexicon, self.short, governed=governed)
        if act is not None:
            mention = Mention("act", begin, act.end, act=act)
            self._after(mention, act, end)
            return [mention]
        head = TYPE.match(text, begin, end)
        if head is None:
            return []
        word = fold_phrase(head.group())
        back = BACK.match(text, head.end(), end)
        if back is not None:
            return [Mention("back", begin, back.end(), word=word)]
        if governed and word in self.aliases and begin > self.aliases[word]:
            defined = bisect_left(self.acts, self.aliases[word], key=lambda a: a.start) - 1
            if defined >= 0 and self.acts[defined].word == word:
                return [Mention("alias", begin, head.end(), act=self.acts[defined], word=word)]
        return []

    def _small(self, begin: int, floor: int, end: int) -> list[Mention]:
        """A known law whose type word has a small letter: "bộ luật Dân sự"."""
        text = self.text
        start = text.rfind(" ", 0, begin) + 1
        code = start - 3 >= floor and text.endswith(("bộ ", "Bộ "), 0, start)
        if text.endswith(("pháp ", "kỷ ", "đạo "), 0, start):
            return []
        act = read_small(text, start - 3 if code else start, end, self.lexicon)
        return [Mention("act", act.start, act.end, act=act)] if act else []

    def _after(self, mention: Mention, act: Act, end: int) -> None:
        """Take in a provision that follows its act: "Luật X tại khoản 2 Điều 8"."""
        text = self.text
        after = AFTER.match(text, act.end, end)
        chain = CHAIN.match(text, after.end(), end) if after else None
        if chain is None or self._tail(chain.end(), end) is not None:
            return
        units = items(chain.group())
        if units and not any(item.this for item in units):
            mention.chain, mention.end = units, chain.end()
            act.after = max(act.after, chain.end())

    def _number(self, slash: int, floor: int, end: int) -> list[Mention]:
        """A number without a capital type word before it: "và 68/2025/NĐ-CP", "nghị định số 5/2020/NĐ-CP"."""
        text = self.text
        low = max(floor, text.rfind("\n", floor, slash) + 1, slash - 40)
        digits = BACK_NUMBER.search(text, low, slash)
        number = NUMBER.match(text, digits.start(), end) if digits else None
        if digits is None or number is None or (digits.start() and text[digits.start() - 1] in "/.-–…_\\"):
            return []
        sign = SIGN_OF.search(number.group())
        known = self.lexicon.signs.get(sign[1]) if sign else None
        if known is None or known.use != "yes":
            return []
        low = max(floor, low - 30, text.rfind("\n", floor, slash) + 1)
        typed = BACK_TYPE.search(text, low, digits.start())
        if typed is None and BACK_OTHER.search(text, low, digits.start()):
            return []
        begin = typed.start() if typed else digits.start()
        kind = self.lexicon.types[fold_phrase(typed[1])] if typed else None
        act = Act(
            begin, number.end(), fold_phrase(kind.word) if kind else "", kind.doc_type if kind else known.doc_type,
            kind.rank if kind else 4, number=number.group(),
        )  # fmt: skip
        read_details(text, act, end, self.lexicon)
        return [Mention("act", begin, act.end, act=act)]
