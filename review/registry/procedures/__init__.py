"""The procedure registry: what exists, and whether a draft's procedure is new."""

from review.registry.procedures.imports import import_procedures
from review.registry.procedures.matching import match
from review.registry.procedures.records import ProcedureRegistry, Record, RecordParts
from review.registry.procedures.setting import settings_of
from review.registry.procedures.status import (
    MinistryCoverage,
    RegistryStatus,
    procedure_notices,
    procedures_coverage,
    registry_status,
)
from review.registry.procedures.told import short_names, tell

__all__ = [
    "MinistryCoverage", "ProcedureRegistry", "Record", "RecordParts", "RegistryStatus", "import_procedures", "match",
    "procedure_notices", "procedures_coverage", "registry_status", "settings_of", "short_names", "tell",
]  # fmt: skip
