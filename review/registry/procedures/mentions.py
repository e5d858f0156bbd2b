"""Registered names that a draft mentions where the words around do not show that it regulates them: which are its procedures all the same.

What tells is the company: a record that rests on the same acts as the records of the draft's other procedures is mostly one of them,
and a short line that holds a long name is rarely an aside.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from review.registry.procedures.model import MENTION_FEATURES
from review.registry.procedures.records import ProcedureRegistry, Record
from review.registry.procedures.told import Told

_LONG = 400
"""Characters from which a line counts as long."""
SHARED = MENTION_FEATURES.index("basis_shared")


@dataclass(frozen=True)
class Company:
    """How many of the ``total`` records taken for a draft's procedures cite an act as their legal basis."""

    acts: Counter[str]
    total: int

    @classmethod
    def of(cls, codes: Iterable[str], registry: ProcedureRegistry) -> "Company":
        """The company of the records taken; the draft's own act is in no basis."""
        taken = sorted(set(codes))
        return cls(Counter(act for code in taken for act in registry.evidence(code, papers=False).basis), len(taken))

    def share(self, code: str, registry: ProcedureRegistry) -> float:
        """The largest share of the company that rests on an act that this record rests on."""
        basis = registry.evidence(code, papers=False).basis
        return max((self.acts[act] for act in basis), default=0) / self.total if self.total else 0.0

    def keeps(self, lines: Sequence[Told], key: str, registry: ProcedureRegistry) -> bool:
        """Whether a name that only these lines tell is taken for a procedure of the draft: its record rests on an act that the company
        rests on, and the model says so.
        """
        values = mention_values(lines, bearer(key, registry), registry, self)
        return values[SHARED] > 0 and registry.model.mentioned(values) >= registry.model.mention_threshold


def mention_values(lines: Sequence[Told], record: Record, registry: ProcedureRegistry, company: Company) -> list[float]:
    """The features of a name mentioned in the order of ``MENTION_FEATURES``; ``record`` is the one that the name would be taken for."""
    shortest = min(one.span[1] - one.span[0] for one in lines)
    shared = company.share(record.code, registry)
    return [float(record.complete), min(len(record.key.split()) / 10, 2.0), shared, min(shortest, _LONG) / _LONG]


def bearer(key: str, registry: ProcedureRegistry) -> Record:
    """Of the records of one name the one that a mention is judged by: with parts before names alone, listed before ended."""
    return min(registry.namesakes[key], key=lambda r: (not r.complete, not r.listed, r.code))
