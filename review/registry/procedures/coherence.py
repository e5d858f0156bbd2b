"""What the procedures of one draft tell about each other: they mostly share field, publishing decision and legal basis."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from review.registry.procedures.records import Record, RecordParts


@dataclass(frozen=True)
class Vote:
    """The likeliest record of one procedure after the first pass, with its score as weight."""

    record: Record
    parts: RecordParts
    weight: float


@dataclass
class Coherence:
    """Weights of fields, decisions and cited acts over all procedures of a draft; a procedure's own vote never counts for it."""

    votes: tuple[Vote | None, ...]
    total: float = 0.0
    fields: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    decisions: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    basis: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @classmethod
    def of(cls, votes: Iterable[Vote | None]) -> "Coherence":
        """The weights of the votes, one a procedure, in order (null: it found nothing)."""
        out = cls(tuple(votes))
        for vote in out.votes:
            if vote is not None:
                out._add(vote, vote.weight)
        return out

    def features(self, number: int, record: Record, parts: RecordParts) -> tuple[float, float, float]:
        """The share of the other procedures' weight that lies in the record's field, decision and legal basis (0 to 1)."""
        vote = self.votes[number]
        rest = self.total - (vote.weight if vote else 0.0)
        if rest <= 0.05:
            return 0.0, 0.0, 0.0
        same_field = self.fields[record.field or ""] - (vote.weight if vote and vote.record.field == record.field else 0.0)
        own_decision = vote is not None and vote.parts.decision == parts.decision
        same_decision = self.decisions[parts.decision or ""] - (vote.weight if vote and own_decision else 0.0)
        shared = [self.basis[act] - (vote.weight if vote and act in vote.parts.basis else 0.0) for act in sorted(parts.basis)]
        return (
            same_field / rest if record.field else 0.0,
            same_decision / rest if parts.decision else 0.0,
            max(shared, default=0.0) / rest,
        )

    def _add(self, vote: Vote, weight: float) -> None:
        self.total += weight
        if vote.record.field:
            self.fields[vote.record.field] += weight
        if vote.parts.decision:
            self.decisions[vote.parts.decision] += weight
        for act in vote.parts.basis:
            self.basis[act] += weight
