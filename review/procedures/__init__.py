"""Stage: procedures. The procedures a draft sets, changes or ends, part by part, and the obligations it lays on people."""

from review.procedures.find import Found, find_procedures

__all__ = ["Found", "find_procedures"]
