"""Stage: procedures. The procedures a draft sets, changes or ends, part by part, and the obligations it lays on people."""

from review.procedures.find import Found, find_procedures
from review.procedures.likelihood import ProcedureModel

__all__ = ["Found", "ProcedureModel", "find_procedures"]
