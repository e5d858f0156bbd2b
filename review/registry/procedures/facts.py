"""From a record of a source to the facts that travel: heads of papers and conditions, hashed runs, times, fees, basis.

A source record has the fields of ``data/procedures`` (see ``corpora/procedures/DATASHEET.md``). No sentence passes through here.
"""

import re
from typing import Any

from review.registry.procedures.provinces import Provinces
from review.registry.procedures.tables import pack
from review.registry.procedures.text import act_number, name_key, shingles, without_citations

Row = dict[str, Any]
HEAD_WORDS = 12
"""Longest head noun phrase kept of a paper, condition or result (DESIGN 6)."""
AGENCY_WORDS = 24
SHINGLES_PER_ENTRY = 64

_BULLET = re.compile(
    r"^(?:[\s\-–+*•.·]+"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ](?:\.\d)?|[ivx]{1,4})\s*(?:[).:]+|/(?!\d))\s*"
    r"|\d{1,2}\s*\(\w+\)\s*|Bước \d+\s*[:.]\s*)+"
    r"|^0?\d{1,2}\s+(?=bản|bộ|ảnh|tờ)",
    re.IGNORECASE,
)
_HEAD_END = re.compile(
    r"[:;.(\[“\"]|,\s*(?:trong đó|gồm|bao gồm|kèm|có|được|trừ|theo|nếu|do|đã)\b"
    r"|\s(?:theo mẫu|theo quy định|quy định tại|trong trường hợp|đối với trường hợp|phải|nếu|trừ|được|bao gồm|gồm có|kèm theo|ban hành)\s",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^\W*(?:không(?: có)?(?: quy định)?|chưa có(?: thông tin)?|no(?:ne)?|n/a|không yêu cầu)?\W*$", re.IGNORECASE)
_FILE_END = re.compile(r"\.(?:docx?|pdf|xlsx?|odt|rtf|zip|rar)", re.IGNORECASE)


def head(text: str, *, words: int = HEAD_WORDS) -> str:
    """The head noun phrase: no bullet or count before it, cut where the phrase ends, at most twelve ``words``.

    >>> head("- 01 (một) bản sao Giấy phép lái xe còn hiệu lực (nếu có);"), head("b) Hóa đơn thương mại: 01 bản chụp;")
    ('bản sao Giấy phép lái xe còn hiệu lực', 'Hóa đơn thương mại')
    """
    plain = " ".join(without_citations(_BULLET.sub("", text.strip())).split())
    end = _HEAD_END.search(plain, 4)
    phrase = plain[: end.start()] if end else plain
    return " ".join(phrase.split()[:words]).strip(" ,;:-–.")


def record_parts(row: Row) -> Row:
    """The facts of one record of the sources beyond its name; empty when there is none."""
    entry: Row = {
        "perform": agency(row["agency_perform"]),
        "decide": agency(row["agency_decide"]),
        "coordinate": agency(row["agency_coordinate"]),
        "applicants": row["applicants"],
        "times": _times(row["manner"]),
        "fees": sorted({(m["channel"], m["fee_amount"]) for m in row["manner"] if m["fee_amount"] is not None}),
        "channels": sorted({m["channel"] for m in row["manner"] if m["channel"]}),
        "papers": _papers(row["dossier"]),
        "forms": _forms(row["dossier"]),
        "sets": row["sets"],
        "results": [head(text) for text in row["results"] if not _NOTHING.match(text)],
        "conditions": _conditions(row["conditions"]),
        "basis": sorted({act_number(b["number"]) for b in row["legal_basis"] if b["number"]}),
        "decision": row["decision"]["number"],
    }
    kept = {name: value for name, value in entry.items() if value not in (None, [], "")}
    return {"code": row["code"], **kept} if kept else {}


def _times(manner: list[Row]) -> list[tuple[str, float, str, int]]:
    """Channel, value, unit, and 1 where box and note disagree on working days. Values without a unit are not facts."""
    out = set()
    for row in manner:
        value, unit = row["time_value"], row["time_unit"]
        if value is None or unit is None or not value:
            continue
        said = re.findall(rf"\b0?{value:g}\s*(?:\(\w+\)\s*)?ngày(\s+làm việc)?", row["note"] or "", re.IGNORECASE)
        doubt = unit in ("day", "working_day") and any(bool(work) != (unit == "working_day") for work in said)
        out.add((row["channel"], value, unit, int(doubt)))
    return sorted(out)


def _papers(dossier: list[Row]) -> list[Row]:
    """One entry a paper: head, copies, and its shingles; rows that are notes or repeat a paper are left out."""
    out: list[Row] = []
    seen: set[frozenset[int]] = set()
    for row in dossier:
        runs = shingles(_BULLET.sub("", row["paper"]), limit=SHINGLES_PER_ENTRY)
        phrase = head(row["paper"])
        if not phrase or _NOTHING.match(row["paper"]) or runs in seen:
            continue
        seen.add(runs)
        note = not (row["originals"] or row["copies"])
        entry: Row = {"head": phrase, "originals": row["originals"], "copies": row["copies"], "note": note or None, "runs": pack(runs)}
        out.append({name: value for name, value in entry.items() if value is not None})
    return out


def _conditions(text: str | None) -> list[Row]:
    out: list[Row] = []
    seen: set[frozenset[int]] = set()
    for line in (text or "").splitlines():
        runs = shingles(_BULLET.sub("", line), limit=SHINGLES_PER_ENTRY)
        if _NOTHING.match(line) or len(line) < 12 or runs in seen or not (phrase := head(line)):
            continue
        seen.add(runs)
        out.append({"head": phrase, "runs": pack(runs)})
    return out


def _forms(dossier: list[Row]) -> list[str]:
    found = (_FILE_END.sub(" ", without_citations(row["form"])).split()[:HEAD_WORDS] for row in dossier if row["form"])
    return sorted({" ".join(words) for words in found if words})


def agency(text: str | None) -> str | None:
    """The name of an agency, its first two dozen words; null where none is given."""
    return " ".join(cell(text).split()[:AGENCY_WORDS]) or None


def cell(text: str | None) -> str:
    """A text on one line with single spaces; empty for null."""
    return " ".join((text or "").split())


def key_of(name: str, kind: str, provinces: Provinces) -> str:
    """The key of a name, without the province that a special procedure is marked with."""
    return provinces.trimmed(name_key(name)) if kind == "DT" else name_key(name)
