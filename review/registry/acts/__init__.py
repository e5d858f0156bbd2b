"""Acts registry: what an act is, when it starts and ends, what ended it; the standing of a cited act on a day."""

from review.registry.acts.describe import describe, of_issuer
from review.registry.acts.imports import import_acts, import_acts_into
from review.registry.acts.model import ActDescription, ActRecord, ActsSource, Related, Relation, Said, Standing
from review.registry.acts.opening import acts_tables, open_acts
from review.registry.acts.resolve import acts_coverage, resolve_citations
from review.registry.acts.standing import standing
from review.registry.acts.store import ActsRegistry

__all__ = [
    "ActDescription", "ActRecord", "ActsRegistry", "ActsSource", "Related", "Relation", "Said", "Standing", "acts_coverage",
    "acts_tables", "describe", "import_acts", "import_acts_into", "of_issuer", "open_acts", "resolve_citations", "standing",
]  # fmt: skip
