"""Acts registry: what an act is, when it starts and ends, what ended it; the standing of a cited act on a day."""

from review.registry.acts.imports import import_acts
from review.registry.acts.model import ActDescription, ActRecord, ActsSource, Relation, Standing
from review.registry.acts.resolve import acts_coverage, describe, resolve_citations
from review.registry.acts.standing import standing
from review.registry.acts.store import ActsRegistry

__all__ = [
    "ActDescription", "ActRecord", "ActsRegistry", "ActsSource", "Relation", "Standing", "acts_coverage", "describe",
    "import_acts", "resolve_citations", "standing",
]  # fmt: skip
