"""What the procedures of one draft tell about each other: they mostly share field, publishing decision and legal basis."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from review.registry.procedures.records import Record, RecordParts

_LITTLE = 0.05
"""Weight of the other procedures below which they tell nothing."""
_BETTER = 0.05
"""By how much a record must fit another procedure better to count as that one's: namesakes in one draft claim it alike."""


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
    claims: dict[str, tuple[tuple[float, int], ...]] = field(default_factory=dict)
    fields: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    decisions: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    basis: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @classmethod
    def of(cls, votes: Iterable[Vote | None], claims: Sequence[Sequence[tuple[str, float]]]) -> "Coherence":
        """The weights of the votes, one a procedure, in order (null: it found nothing).

        ``claims`` holds, for each procedure, the keys of the records that may be its own with the scores of the first pass.
        """
        by_key: dict[str, list[tuple[float, int]]] = {}
        for number, claimed in enumerate(claims):
            for key, score in claimed:
                by_key.setdefault(key, []).append((score, number))
        out = cls(tuple(votes), claims={key: tuple(sorted(scores, reverse=True)) for key, scores in by_key.items()})
        for vote in out.votes:
            if vote is not None:
                out._add(vote, vote.weight)
        return out

    def features(self, number: int, record: Record, parts: RecordParts, own_score: float) -> tuple[float, float, float, float]:
        """Three shares of the other procedures' weight (0 to 1), that lie in the record's field, decision and legal basis; and how
        much better the record fits another procedure of the draft than this one, whose first score is ``own_score``.
        """
        taken = max((score for score, other in self.claims.get(record.key, ())[:6] if other != number), default=0.0)
        better = max(taken - own_score, 0.0) if taken > own_score + _BETTER else 0.0
        vote = self.votes[number]
        rest = self.total - (vote.weight if vote else 0.0)
        if rest <= _LITTLE:
            return 0.0, 0.0, 0.0, better
        same_field = self.fields[record.field or ""] - (vote.weight if vote and vote.record.field == record.field else 0.0)
        own_decision = vote is not None and vote.parts.decision == parts.decision
        same_decision = self.decisions[parts.decision or ""] - (vote.weight if vote and own_decision else 0.0)
        shared = [self.basis[act] - (vote.weight if vote and act in vote.parts.basis else 0.0) for act in sorted(parts.basis)]
        return (
            same_field / rest if record.field else 0.0,
            same_decision / rest if parts.decision else 0.0,
            max(shared, default=0.0) / rest,
            better,
        )

    def _add(self, vote: Vote, weight: float) -> None:
        self.total += weight
        if vote.record.field:
            self.fields[vote.record.field] += weight
        if vote.parts.decision:
            self.decisions[vote.parts.decision] += weight
        for act in vote.parts.basis:
            self.basis[act] += weight
