"""The parts of a procedure, read from its lines: one module for a few parts each."""

from typing import Final

from review.contract.base import PartKind
from review.contract.procedures import Part
from review.procedures.blocks import Block
from review.procedures.grouping import Group, Reader
from review.procedures.parts.agencies import read_agencies
from review.procedures.parts.applicants import read_applicants
from review.procedures.parts.context import make_context
from review.procedures.parts.dossier import read_dossier, read_sets
from review.procedures.parts.limits import read_limits
from review.procedures.parts.outcome import read_conditions, read_fees, read_forms, read_manner
from review.procedures.parts.results import read_results
from review.procedures.parts.steps import read_steps

__all__ = ["ALWAYS", "read_parts"]

ALWAYS: Final[tuple[PartKind, ...]] = ("applicant", "agency", "steps", "manner", "dossier", "sets", "time_limit", "result")
"""Parts that every procedure has (Nghị định 63/2010/NĐ-CP Điều 8; law/PARTS.md 1); forms, fees, conditions only some."""

_READERS: Final = (
    read_steps, read_manner, read_dossier, read_sets, read_limits, read_applicants, read_agencies, read_results, read_forms, read_fees,
    read_conditions,
)  # fmt: skip


def read_parts(reader: Reader, group: Group, blocks: list[Block]) -> tuple[Part, ...]:
    """All parts of one procedure, in the order of the text."""
    context = make_context(reader, group, blocks)
    parts = [part for read in _READERS for part in read(context) if part.span[1] > part.span[0]]
    return tuple(sorted(parts, key=lambda p: (p.span[0], p.part, p.span[1])))
