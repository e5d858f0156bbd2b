"""The engine: runs rules over a draft, honours exceptions, ties each flag to its card and its law."""

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from review.contract.base import Level, Notice, Span
from review.contract.draft import Draft
from review.contract.report import Evidence, Finding, LawRef
from review.rules.cards import Card, card
from review.rules.exceptions import ExceptionCode, Exemptions
from review.rules.facts import LawFacts
from review.rules.names import fold
from review.rules.view import View

VERSION = "1"
_RANK: dict[Level, int] = {"note": 0, "warning": 1, "error": 2}
_T26_FROM = "2025-12-15"
_FOR_CONSOLIDATED = ("TERM-", "DOS-01", "DOS-02")
"""Rules that also read a consolidated text, which is no draft: names and papers that no longer exist."""
_SPACES = re.compile(r"\s+")
_NUMBERS = re.compile(r"\d+[a-zđ]?(?:@\d+)?")


@dataclass(frozen=True)
class Flag:
    """What a rule returns: a span, a level, and the slots of the card's message.

    ``variant`` picks a message of the card other than its first; ``law`` narrows the card's legal bases to these keys;
    ``focus`` is the span that exceptions are tested on where it is not ``span``.
    """

    span: Span
    level: Level = "warning"
    variant: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 0.9
    evidence: tuple[Evidence, ...] = ()
    law: tuple[str, ...] | None = None
    focus: Span | None = None
    procedure: str | None = None
    citation: str | None = None
    registry_code: str | None = None


@dataclass(frozen=True)
class Ask:
    """A question that the text leaves open: becomes a Notice, not a finding. ``code`` names a notice of the card."""

    code: str
    span: Span | None = None
    slots: Mapping[str, str] = field(default_factory=dict)


RuleFunction = Callable[[View, LawFacts], Iterator[Flag | Ask]]


@dataclass(frozen=True)
class Rule:
    """A rule: its code, its function and the general exceptions it honours."""

    code: str
    run: RuleFunction
    honours: frozenset[ExceptionCode]


_REGISTRY: dict[str, Rule] = {}


def rule(code: str, *, honours: Sequence[ExceptionCode] = ()) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as the rule of a code. A code stands once."""

    def register(function: RuleFunction) -> RuleFunction:
        if code in _REGISTRY:
            raise ValueError(f"rule {code} is defined twice")
        _REGISTRY[code] = Rule(code, function, frozenset(honours))
        return function

    return register


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule of the family modules, in order of code."""
    package = importlib.import_module("review.rules.families")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"review.rules.families.{module.name}")
    return tuple(_REGISTRY[code] for code in sorted(_REGISTRY))


def check(draft: Draft, facts: LawFacts, rules: Sequence[Rule] | None = None) -> tuple[tuple[Finding, ...], tuple[Notice, ...]]:
    """The findings of a draft in order of place and code, and the notices of what the text leaves open.

    ``rules`` defaults to all. A rule without a legal basis in force on the day of judgement is not applied.
    """
    view = View(draft)
    exempt = Exemptions(view)
    findings: list[Finding] = []
    notices: dict[tuple[str, str], Notice] = {}
    for entry in all_rules() if rules is None else rules:
        if draft.meta.doc_type == "vbhn" and not entry.code.startswith(_FOR_CONSOLIDATED):
            continue
        law = _law(card(entry.code), facts, draft)
        if not law:
            continue
        for flag in entry.run(view, facts):
            if isinstance(flag, Ask):
                notice = _notice(card(entry.code), flag)
                notices.setdefault((notice.code, notice.message), notice)
            elif not exempt.covers(flag.focus or flag.span, entry.honours):
                findings.append(_finding(view, card(entry.code), flag, law, exempt, entry))
    findings.sort(key=lambda f: (f.span, f.rule))
    return _distinct(findings), tuple(notices.values())


def _distinct(findings: list[Finding]) -> tuple[Finding, ...]:
    seen: set[tuple[str, Span]] = set()
    out = []
    for finding in findings:
        if (finding.rule, finding.span) not in seen:
            seen.add((finding.rule, finding.span))
            out.append(finding)
    return tuple(out)


def _law(its: Card, facts: LawFacts, draft: Draft) -> tuple[LawRef, ...]:
    """The bases of a card that are in force on the day of judgement; G12 drops Thông tư 26/2025 for older files."""
    refs = []
    for key in its.law:
        ref = facts.basis[key]
        if ref.in_force_from and draft.as_of < ref.in_force_from:
            continue
        if ref.in_force_to and draft.as_of >= ref.in_force_to:
            continue
        if draft.submitted and draft.submitted < _T26_FROM and key.startswith("T26 "):
            continue
        refs.append(ref)
    return tuple(refs)


def permitted(level: Level, law: Sequence[LawRef]) -> Level:
    """The level that the marks of the law allow: an error needs a [V] other than Nghị định 63/2010, or [M]."""
    strong = any(ref.mark == "M" or (ref.mark == "V" and not ref.key.startswith("N63 ")) for ref in law)
    return level if strong or level != "error" else "warning"


def _finding(view: View, its: Card, flag: Flag, law: tuple[LawRef, ...], exempt: Exemptions, entry: Rule) -> Finding:
    used = tuple(ref for ref in law if flag.law is None or ref.key in flag.law) or law
    level = permitted(flag.level, used)
    message, message_en = its.message_of(flag.variant)
    slots = {"quote": view.cut(flag.span), **flag.slots}
    text, text_en = message.format_map(slots), message_en.format_map(slots)
    lowered = exempt.lowers(entry.honours)
    if lowered is not None and _RANK[level] > 0:
        level = "note"
        text, text_en = f"{text} {lowered.message}", f"{text_en} {lowered.message_en}"
    path = view.structure.path_at(flag.span[0])
    quote = view.cut(flag.span)
    return Finding(
        rule=its.code,
        level=level,
        confidence=flag.confidence,
        preview=its.status == "preview",
        title=its.title,
        message=text,
        message_en=text_en,
        why=its.why,
        remedy=its.remedy_of(flag.variant).format_map(slots),
        span=flag.span,
        path=path,
        quote=quote,
        evidence=flag.evidence,
        law=used,
        checked_on=view.draft.as_of,
        registry_code=flag.registry_code,
        procedure=flag.procedure,
        citation=flag.citation,
        locations=view.draft.document.locate(flag.span),
        fingerprint=fingerprint(its.code, quote, path),
    )


def _notice(its: Card, ask: Ask) -> Notice:
    return Notice(code=ask.code, message=its.notices[ask.code].format_map(ask.slots), span=ask.span)


def fingerprint(code: str, quote: str, path: str) -> str:
    """Sixteen hex digits over rule, normalised quote and the path without numbers, so that a verdict survives renumbering.

    >>> fingerprint("NUM-01", "b)  Đơn", "dieu-8/khoan-2") == fingerprint("NUM-01", "b) đơn", "dieu-9/khoan-3")
    True
    """
    kinds = _NUMBERS.sub("", path)
    words = _SPACES.sub(" ", fold(quote)).strip()
    return hashlib.sha256(f"{code}\x1f{words}\x1f{kinds}".encode()).hexdigest()[:16]


def with_level(flag: Flag, level: Level) -> Flag:
    """The flag at another level."""
    return replace(flag, level=level)
