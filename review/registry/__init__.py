"""Stage: registry. What the acts registry and the procedures registry know of a draft's citations and procedures."""

from review.registry.acts import ActsRegistry, ActsSource, acts_coverage, describe, resolve_citations

__all__ = ["ActsRegistry", "ActsSource", "acts_coverage", "describe", "resolve_citations"]
