"""Cards: the only text about a rule. One TOML file a rule, beside the engine, in ``cards/``."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from review.contract.base import Model

_FOLDER = Path(__file__).resolve().parent / "cards"

Place = Literal["khoan", "dieu", "kem", "can_cu", "mau", "whole", "cuoi"]


class Example(Model):
    """A clause that must or must not fire.

    Words between ``⟦`` and ``⟧`` are those a finding of the rule must touch; an example without marks must not fire.
    ``place`` tells where the minimal draft puts the text: ``khoan`` (as khoản 1 of an article), ``dieu`` (whole articles),
    ``kem`` (articles of an attached regulation), ``can_cu`` (recitals), ``mau`` (lines of a form), ``cuoi`` (the closing
    articles) or ``whole`` (the text is the draft). ``doc`` is the type of draft; ``sets`` overrides ``date`` (of signing) and
    ``effective`` of the minimal draft.
    """

    text: str
    doc: Literal["thong_tu", "nghi_dinh", "quyet_dinh", "quyet_dinh_xa", "nghi_quyet", "luat"] = "thong_tu"
    place: Place = "khoan"
    date: str = "ngày 20 tháng 10 năm 2026"
    effective: str = "ngày 15 tháng 12 năm 2026"
    submitted: str | None = None


class Sure(Model):
    """How far the rule was measured. ``read`` is the number of findings read by eye; ``precision`` their share that is true."""

    precision: float | None = None
    recall: float | None = None
    read: int = 0
    set: str = ""
    date: str = ""


class Message(Model):
    """A message with slots in braces, and its own remedy where the card's does not fit."""

    vi: str
    en: str
    remedy: str | None = None


class Card(Model):
    """The card of a rule. Texts are Vietnamese where a user reads them."""

    code: str
    name: str
    status: Literal["stable", "preview"]
    since: str
    title: str
    title_en: str
    finds: str
    level: str
    law: tuple[str, ...]
    why: str
    ignores: tuple[str, ...] = ()
    remedy: str
    message: str
    message_en: str
    messages: dict[str, Message] = {}
    notices: dict[str, str] = {}
    options: str = ""
    references: tuple[str, ...] = ()
    sure: Sure = Sure()
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()

    def message_of(self, variant: str) -> tuple[str, str]:
        """The message templates of a variant; ``""`` is the first."""
        if not variant:
            return self.message, self.message_en
        own = self.messages[variant]
        return own.vi, own.en

    def remedy_of(self, variant: str) -> str:
        """The remedy of a variant: its own, else the card's."""
        own = self.messages[variant].remedy if variant else None
        return own or self.remedy


def read_card(path: Path) -> Card:
    """The card of a file. Raises ``ValidationError`` for unknown or missing fields."""
    data: Mapping[str, object] = tomllib.loads(path.read_text(encoding="utf-8"))
    return Card.model_validate(data)


@lru_cache(maxsize=1)
def _cards() -> dict[str, Card]:
    return {its.code: its for its in (read_card(path) for path in sorted(_FOLDER.glob("*.toml")))}


def all_cards() -> tuple[Card, ...]:
    """All cards in order of code."""
    return tuple(_cards()[code] for code in sorted(_cards()))


def card(code: str) -> Card:
    """The card of a rule. Raises ``KeyError`` for an unknown code."""
    return _cards()[code]
