"""Stage: clauses. Every line that requires, forbids, sets a step or names a paper, with its labels and whom it binds."""

from review.clauses.frames import frames
from review.clauses.grammar import Grammar, binds_of, is_sanction_act
from review.clauses.model import ClauseModel
from review.contract.base import Label
from review.contract.document import Document
from review.contract.procedures import Clause, ClauseLabel
from review.contract.structure import Structure

__all__ = ["ClauseModel", "label_clauses"]

_CONFIDENCE = 0.7


def label_clauses(document: Document, structure: Structure, *, model: ClauseModel | None = None) -> tuple[Clause, ...]:
    """The lines of a document that bear labels, in order, each with confidence (0.5 to 1) and whom it binds.

    With a model, the labels it knows are the model's; those it does not know (definition, competence, sanction, effect,
    transition, scope), and all labels without a model, are the grammar's, with one confidence for all. Linear in the text.
    Nothing is labelled in the title block, recitals, signature, forms and tables, nor in an act that sets sanctions.
    """
    if is_sanction_act(structure):
        return ()
    lines = frames(document, structure)
    grammar = Grammar(lines)
    learned = model.confidences(lines, grammar) if model else {}
    known = frozenset[Label](model.labels if model else ())
    clauses = []
    for at, (frame, labels) in enumerate(zip(lines, grammar.labels, strict=True)):
        found: dict[Label, float] = dict.fromkeys(labels - known, _CONFIDENCE) | learned.get(at, {})
        if found:
            host = lines[frame.host] if frame.host >= 0 else None
            marks = tuple(ClauseLabel(label=label, confidence=found[label]) for label in sorted(found))
            clauses.append(Clause(path=frame.path, span=frame.span, labels=marks, binds=binds_of(frame, host, frozenset(found))))
    return tuple(clauses)
