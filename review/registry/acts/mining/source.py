"""The rows of the shared data as acts with cleaned facts; the traps named in the data's datasheet are handled here."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from review.contract.base import DocType
from review.contract.numbers import normalise_number
from review.registry.acts.model import Origin, Word, WordSource
from review.registry.acts.names import fold_tones

_TYPE_WORDS: dict[str, DocType] = {
    "Luật": "luat", "Bộ luật": "luat", "Pháp lệnh": "phap_lenh", "Nghị quyết": "nghi_quyet", "Nghị định": "nghi_dinh",
    "Quyết định": "quyet_dinh", "Thông tư liên tịch": "thong_tu_lien_tich", "Thông tư": "thong_tu", "Chỉ thị": "chi_thi",
}  # fmt: skip
_REGISTER = "vbpl.vn"
_WORDS: dict[str, Word] = {
    "Còn hiệu lực": "in_force", "Chưa có hiệu lực": "not_yet", "Hết hiệu lực một phần": "partly", "effective": "in_force",
    "partially_effective": "partly", "con_hieu_luc": "in_force", "in_force": "in_force", "partly": "partly", "expired": "expired",
    "not_yet_in_force": "not_yet",
}  # fmt: skip


@dataclass(frozen=True)
class SourceAct:
    """An act as a source has it: cleaned facts and, where held, its text."""

    number: str
    doc_type: DocType
    issuer: str | None
    title: str | None
    issued: str | None
    effective: str | None
    word: Word
    word_source: WordSource
    word_on: str | None
    word_from: str | None
    origin: Origin
    text: str = ""
    complete: bool = False
    ended_on: str | None = None
    ended_by: str | None = None
    ends_on: str | None = None
    amended_by: tuple[str, ...] = ()

    def without_text(self) -> "SourceAct":
        """The act with its facts only."""
        return replace(self, text="")


class Issuers:
    """Issuers by the sign of an act's number ("BTC" → Bộ Tài chính)."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        self.by_sign = dict(line.split("\t") for line in lines)
        self._names = {name.casefold(): name for name in self.by_sign.values()}

    def of(self, number: str, printed: str | None = None) -> str | None:
        """The issuer as it is spelled in the table: from the sign, else as printed."""
        sign = number.rsplit("/", 1)[-1]
        if (whole := self.by_sign.get(re.sub(r"\d+$", "", sign))) is not None:
            return whole
        parts = [self.by_sign[part] for part in sign.split("-")[1:] if part in self.by_sign]
        if parts and not parts[0].endswith("nhân dân"):
            return ", ".join(parts)
        if printed is None or " ngày " in printed:
            return None
        plain = " ".join(fold_tones(printed).split())
        return self._names.get(plain.casefold(), plain)

    def local(self, printed: str, number: str) -> str:
        """The council or committee of a province as a printed issuer names it ("Chủ tịch UBND tỉnh X" → Ủy ban nhân dân tỉnh X)."""
        body = "Hội đồng nhân dân" if "HĐND" in number else "Ủy ban nhân dân"
        place = re.search(r"(?:tỉnh|[Tt]hành phố|TP\.?)\s+.*", fold_tones(printed))
        name = place[0] if place else ""
        name = re.sub(r"^(?:Thành phố|TP\.?)\s+", "thành phố ", name)
        return f"{body} {name}".strip()

    def repaired(self, number: str, printed: str | None) -> str:
        """The number with a sign that was cut short ("24/2025/TT-B") made whole from the printed issuer."""
        head, _, last = number.rpartition("-")
        if not head or last in self.by_sign or printed is None:
            return number
        name = self._names.get(fold_tones(printed).casefold())
        signs = [sign for sign, issuer in self.by_sign.items() if issuer == name and (sign.startswith(last) or last.startswith(sign))]
        return f"{head}-{signs[0]}" if signs else number


def read_acts(shared: Path, issuers: Issuers) -> Iterator[SourceAct]:
    """The acts of the three sources in order of weight: texts, codified acts, core acts. Acts without number are left out."""
    for row in _lines(shared / "data" / "acts" / "acts.jsonl.gz"):
        if row["number"]:
            yield _text_act(row, issuers)
    for row in _lines(shared / "data" / "acts" / "codified_acts.jsonl.gz"):
        yield _codified_act(row, issuers)
    for line in (shared / "law" / "core_acts.jsonl").read_text(encoding="utf-8").splitlines():
        yield _core_act(json.loads(line))


def clean_title(title: str | None, doc_type: DocType) -> str | None:
    """The title without type word and number; of a law with its type word and without a year at the end.

    >>> clean_title("Nghị định số 1/2020/NĐ-CP Quy định về chợ", "nghi_dinh"), clean_title("Luật chợ 2016", "luat")
    ('Quy định về chợ', 'Luật Chợ')
    >>> clean_title("SỬA ĐỔI THÔNG TƯ SỐ 06/2024/TT-BGDĐT VỀ CHỢ", "thong_tu"), clean_title("Đầu tư", "luat")
    ('Sửa đổi thông tư số 06/2024/TT-BGDĐT về chợ', 'Luật Đầu tư')
    """
    if not title:
        return None
    text = _TITLE_NOTE.sub("", " ".join(title.split())).strip(" .;")
    match = _TITLE_HEAD.match(text)
    kind = match[1].capitalize() if match and match[1] else None
    rest = text[match.end() :].strip(" :-–") if match else text
    if rest.upper() == rest:
        rest = " ".join(word if "/" in word else word.lower() for word in rest.split(" "))
    if doc_type in ("luat", "phap_lenh"):
        rest = re.sub(r"\s*(?:,?\s*năm)?\s*(?:19|20)\d\d$", "", rest)
        default = "Luật" if doc_type == "luat" else "Pháp lệnh"
        kind = kind if kind in ("Luật", "Bộ luật", "Pháp lệnh") else default
        return f"{kind} {rest[:1].upper()}{rest[1:]}" if rest else None
    return rest[:1].upper() + rest[1:] if rest else None


_TITLE_HEAD = re.compile(
    r"(?:(Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Thông tư liên tịch|Thông tư|Chỉ thị"
    r"|Văn bản hợp nhất)\b\s*)?(?:(?:số[:\s]*)?\d[\w.]*/[\w./-]+(?:\s*-\s*[A-ZĐ]+)?\s*(?:năm\s+\d{4}\s+)?)?",
    re.I,
)
_SUMMARISED = re.compile(r"title as summarised|\(tên theo bản lưu\)")
_TITLE_NOTE = re.compile(r"\s*\((?:tên|tóm tắt)[^()]*\)\s*$")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _text_act(row: Mapping[str, Any], issuers: Issuers) -> SourceAct:
    number = issuers.repaired(normalise_number(row["number"]), row["issuer"])
    doc_type: DocType = row["doc_type"]
    issued, effective = row["issued"], row["effective"]
    if doc_type == "vbhn" or (issued and effective and effective < issued):
        effective = None
    status, said = row["status"] or "", row["status_source"] or ""
    word: Word = _WORDS.get(status, "unknown")
    official = said.startswith(_REGISTER)
    day = re.search(r"(\d\d)/(\d\d)/(\d{4})", said)
    iso = re.search(r"\d{4}-\d\d-\d\d", said)
    on = f"{day[3]}-{day[2]}-{day[1]}" if day else iso[0] if iso else None
    quality = row["quality"]
    return SourceAct(
        number=number,
        doc_type=doc_type,
        issuer=issuers.of(number, row["issuer"]),
        title=clean_title(row["title"], doc_type),
        issued=issued,
        effective=effective,
        word=word,
        word_source="none" if word == "unknown" else "official" if official else "derived",
        word_on=None if word == "unknown" else on,
        word_from=None if word == "unknown" else f"trang {_REGISTER}" if official else "ghi chú của nguồn chép",
        origin="text",
        text=row["text"],
        complete=(quality.startswith("full") and "article numbers" not in quality and "lost" not in quality)
        or quality.startswith("partial: title block"),
    )


def _codified_act(row: Mapping[str, Any], issuers: Issuers) -> SourceAct:
    number = normalise_number(row["number"])
    on = re.search(r"\d{4}-\d\d-\d\d", row["status"])
    issued, effective = row["issued"], row["effective"]
    return SourceAct(
        number=number,
        doc_type=row["doc_type"],
        issuer=issuers.of(number, row["issuer"]),
        title=clean_title(row["title"], row["doc_type"]),
        issued=issued,
        effective=None if issued and effective and effective < issued else effective,
        word="in_force",
        word_source="derived",
        word_on=on[0] if on else None,
        word_from="bản chép Bộ pháp điển",
        origin="codified",
        text=row["text"],
        amended_by=tuple(normalise_number(number) for number in row["amended_by_as_stated"]),
    )


def _core_act(row: Mapping[str, Any]) -> SourceAct:
    limited = bool(row.get("time_limited"))
    own_term = row["ended_by"] == "own term"
    doc_type = _TYPE_WORDS.get(row["type"], "other")
    return SourceAct(
        number=normalise_number(row["number"]),
        doc_type=doc_type,
        issuer=row["issuer"],
        title=None if _SUMMARISED.search(f"{row['title']} {row.get('note')}") else clean_title(row["title"], doc_type),
        issued=row["issued"],
        effective=row["effective"],
        word=_WORDS.get(row["status"], "unknown"),
        word_source="none" if row["status"] == "unknown" else "derived",
        word_on=None,
        word_from=None
        if row["status"] == "unknown"
        else "tra cứu của bảng văn bản cốt lõi"
        if row["verified"]
        else "bảng văn bản cốt lõi, chưa kiểm chứng",
        origin="core",
        ended_on=None if own_term else row["expired"],
        ended_by=None if own_term else row["ended_by"],
        ends_on=row["expired"] if own_term or limited else None,
        amended_by=tuple(normalise_number(number) for number in row.get("amended_by", ())),
    )
