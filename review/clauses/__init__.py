"""Stage: clauses. Every line that requires, forbids, sets a step or names a paper, with its labels and whom it binds."""

from review.clauses.frames import frames
from review.clauses.grammar import Grammar, binds_of, is_sanction_act
from review.contract.document import Document
from review.contract.procedures import Clause, ClauseLabel
from review.contract.structure import Structure

__all__ = ["label_clauses"]

_CONFIDENCE = 0.7


def label_clauses(document: Document, structure: Structure) -> tuple[Clause, ...]:
    """The lines of a document that bear labels, in order, each with confidence and whom it binds.

    Linear in the text. Nothing is labelled in the title block, recitals, signature, forms and tables, nor in an act that
    sets sanctions.
    """
    lines = frames(document, structure)
    if is_sanction_act(structure):
        return ()
    grammar = Grammar(lines)
    clauses = []
    for frame, labels in zip(lines, grammar.labels, strict=True):
        if labels:
            host = lines[frame.host] if frame.host >= 0 else None
            marks = tuple(ClauseLabel(label=label, confidence=_CONFIDENCE) for label in sorted(labels))
            clauses.append(Clause(path=frame.path, span=frame.span, labels=marks, binds=binds_of(frame, host, labels)))
    return tuple(clauses)
