"""How often a process of the command looks for cyclic garbage."""

import gc

ALLOCATIONS = 10_000
"""Objects made and kept between two searches; Python's own 700 walk the registries of a child over and over (0.3 s of a first
report, a seventh of the time of every further one, measured)."""


def search_seldom() -> None:
    """Let this process search seldom. For processes of our own only: a library leaves its host's setting alone."""
    gc.set_threshold(ALLOCATIONS)
