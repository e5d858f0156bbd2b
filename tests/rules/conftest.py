"""Runs examples through the real pipeline: all stages, then the rules asked for."""

from collections.abc import Callable, Sequence

import pytest

from review.contract.base import Notice
from review.contract.draft import Draft
from review.contract.report import Finding
from review.pipeline import Options, default_pipeline
from review.reading import read
from review.rules import LawFacts, all_rules, check

AS_OF = "2026-12-01"


@pytest.fixture(scope="session")
def facts() -> LawFacts:
    """The packaged law tables."""
    return default_pipeline().resources.facts


@pytest.fixture(scope="session")
def draft_of() -> Callable[..., Draft]:
    """A function from a text to its draft with all stages run."""

    def run(text: str, *, as_of: str = AS_OF, submitted: str | None = None) -> Draft:
        options = Options(today=AS_OF, as_of=as_of, submitted=submitted)
        draft: Draft = default_pipeline().doc(read(text.encode(), name="du-thao.txt"), options)._.soat.draft
        return draft

    return run


@pytest.fixture(scope="session")
def findings_of(draft_of: Callable[..., Draft], facts: LawFacts) -> Callable[..., tuple[tuple[Finding, ...], tuple[Notice, ...]]]:
    """A function from a text and rule codes to findings and notices."""

    def run(text: str, codes: Sequence[str], **options: str | None) -> tuple[tuple[Finding, ...], tuple[Notice, ...]]:
        rules = [rule for rule in all_rules() if rule.code in codes]
        return check(draft_of(text, **options), facts, rules)

    return run
