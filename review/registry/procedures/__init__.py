"""The procedure registry: what exists, and whether a draft's procedure is new."""

from review.registry.procedures.matching import match
from review.registry.procedures.records import ProcedureRegistry, Record, RecordParts

__all__ = ["ProcedureRegistry", "Record", "RecordParts", "match"]
