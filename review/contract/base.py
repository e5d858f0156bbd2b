"""Spans, the model base and the vocabularies shared by all models."""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

Span = tuple[int, int]
"""``[start, end)`` in Unicode code points of ``document.text``."""

DocType = Literal[
    "luat", "phap_lenh", "nghi_quyet", "nghi_dinh", "quyet_dinh", "thong_tu", "thong_tu_lien_tich", "chi_thi",
    "quy_chuan", "vbhn", "other",
]  # fmt: skip
Format = Literal["docx", "doc", "pdf", "html", "txt", "md"]
Level = Literal["error", "warning", "note"]
NodeKind = Literal[
    "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem", "tiet", "gach", "can_cu", "title", "enacting",
    "signature", "recipients", "attached", "annex", "form", "table", "text", "quoted",
]  # fmt: skip
Role = Literal["basis", "amends", "replaces", "abolishes", "refers"]
Status = Literal[
    "in_force", "not_yet", "partly", "expired", "replaced", "suspended", "not_found", "ambiguous", "unknown",
]  # fmt: skip
Label = Literal[
    "requirement", "condition", "prohibition", "reporting", "procedure_step", "dossier", "time_limit", "fee",
    "definition", "competence", "sanction", "effect", "transition", "scope",
]  # fmt: skip
Binds = Literal["citizen", "enterprise", "organisation", "state"]
PartKind = Literal[
    "steps", "manner", "dossier", "sets", "time_limit", "applicant", "agency", "result", "form", "fee", "conditions",
]  # fmt: skip
Unit = Literal["working_day", "day", "hour", "month", "year"]
Mark = Literal["V", "V*", "U", "M"]


def shown_name(name: str) -> str:
    r"""A file name as it may be printed and encoded: bytes that are no UTF-8 become U+FFFD, control characters too.

    >>> shown_name("d\udcff\x1b[2J.txt") == "d\ufffd\ufffd[2J.txt"
    True
    """
    return _UNSHOWN.sub("\ufffd", name)


class Model(BaseModel):
    """Base of all values that cross a module: frozen, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Notice(Model):
    """What could not be done or checked, or what was assumed. ``message`` is Vietnamese."""

    code: str
    message: str
    span: Span | None = None


class Location(Model):
    """Where a span lies in the input file.

    ``page`` counts from 1, ``box`` is in PDF points with the origin at the top left; ``paragraph`` counts from 0
    through the body of a DOCX, a row of a table counting as one; ``file`` is set when several files form one draft.
    """

    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None
    file: str | None = None
