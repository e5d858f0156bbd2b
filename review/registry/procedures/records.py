"""The registry as stored: names at once, parts on demand, views that hide a draft's own act."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
from numpy.typing import NDArray

from review.contract.base import Unit
from review.registry.procedures.index import NameIndex
from review.registry.procedures.model import MatchModel
from review.registry.procedures.naming import NameFinder
from review.registry.procedures.tables import NAME_COLUMNS, Manifest, read_names, unpack
from review.registry.procedures.text import act_number, fold, name_key, shingles_of, syllables
from review.settings import data_dir

Kind = Literal["TC", "DT", "NB", "LT"]
_BASIS = re.compile(rb'"basis":(\[[^\[\]]*\])')
"""The legal basis in an undecoded line: reading it alone takes a fraction of the time."""
_CITING = re.compile(r"\b(?:luật|pháp lệnh|nghị định|nghị quyết|thông tư(?: liên tịch)?|quyết định)(?: số)?(?: (?:quy định|về))?\W*$")


@dataclass(frozen=True, slots=True)
class Record:
    """A procedure by name. ``kind``: TC standard, DT special of one province, NB internal, LT joined procedures.

    ``province`` is null for a DT record that names none; ``complete`` tells that its parts are registered;
    ``listed`` that it stands in the newest national list; ``key`` is its name folded for comparison; ``legal_kind`` tells
    whether a law left it to the issuer; ``source`` is where the record was taken from.
    """

    code: str
    name: str
    field: str | None
    levels: tuple[str, ...]
    kind: Kind
    province: str | None
    ministry: str | None
    agency: str | None
    listed: bool
    complete: bool
    snapshot: str
    key: str
    legal_kind: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper or condition: its head noun phrase and the hashes of its runs of three syllables. ``note``: no copies asked."""

    head: str
    runs: frozenset[int]
    originals: int | None = None
    copies: int | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A time limit of one channel. ``doubt``: the record itself disagrees on working days."""

    channel: str | None
    value: float
    unit: Unit
    doubt: bool


@dataclass(frozen=True, slots=True)
class RecordParts:
    """What a record holds beyond its name. ``fees``: VND per channel; ``basis``: numbers of the acts it cites, as keys."""

    perform: str | None = None
    decide: str | None = None
    coordinate: str | None = None
    applicants: tuple[str, ...] = ()
    times: tuple[TimeLimit, ...] = ()
    fees: tuple[tuple[str | None, int], ...] = ()
    papers: tuple[Entry, ...] = ()
    forms: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    conditions: tuple[Entry, ...] = ()
    basis: frozenset[str] = frozenset()
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What identifies the draft itself and must never be evidence: its number, and its title as folded words and hashes."""

    numbers: frozenset[str] = frozenset()
    title: str = ""
    title_key: str = ""
    title_runs: frozenset[int] = frozenset()

    def clean(self, text: str | None) -> str | None:
        """The text, or null where it names the draft's own number or title."""
        if text is None:
            return None
        if self.title and len(text) >= len(self.title) and self.title in fold(text):
            return None
        return None if "/" in text and any(number in act_number(text) for number in self.numbers) else text


@dataclass(frozen=True)
class ProcedureRegistry:
    """The procedure registry of one snapshot. Names and keys are read at once, parts when first asked for.

    >>> registry = ProcedureRegistry.load()
    >>> len(registry.records) > 7000, registry.snapshot >= "2026-09"
    (True, True)
    """

    records: tuple[Record, ...]
    snapshot: str
    source: Path | None = None
    hidden: frozenset[str] = frozenset()
    own: Own = Own()
    _shared: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls, folder: Path | None = None, *, model: MatchModel | None = None) -> Self:
        """The registry in ``folder`` with the scorer ``model`` (default: those that travel with the package).

        Raises:
            FileNotFoundError: the folder holds no manifest, or a file it names is missing.

        """
        folder = folder or data_dir("corpora") / "procedures"
        manifest = Manifest.read(folder)
        records = tuple(map(_record, read_names(folder, manifest)))
        return cls(records, manifest.snapshot, folder / manifest.parts, _shared={"model": model or MatchModel.load()})

    def __len__(self) -> int:
        return len(self.records)

    @cached_property
    def supplement(self) -> str | None:
        """The day of the newest record that was taken in after the list, ISO; null where there is none."""
        newest = max((record.snapshot for record in self.records), default="")
        return newest if newest > self.snapshot else None

    @cached_property
    def by_code(self) -> Mapping[str, Record]:
        """Records by code, those hidden left out."""
        return {record.code: record for record in self.records if record.code not in self.hidden}

    def without(self, number: str | Iterable[str] | None, title: str | None) -> Self:
        """A view in which the draft's own number(s) and title stand in no field of any record. Cheap: nothing is copied.

        The number goes from every legal basis; hashes of the title's words go from papers and conditions; heads, forms,
        results and agencies that hold either are left out; names that cite the act by title lose that title.
        """
        numbers = (number,) if isinstance(number, str) else tuple(number or ())
        folded = fold(title) if title else ""
        words = syllables(folded)
        runs = shingles_of(words, limit=len(words)) if len(words) >= 3 else frozenset()
        long = len(words) >= 4
        own = Own(
            frozenset(act_number(n) for n in numbers if n),
            folded if long else "",
            name_key(title) if title and long else "",
            runs,
        )
        return replace(self, own=own)

    def hiding(self, codes: Iterable[str]) -> Self:
        """A view without some records, for leave-one-out measurement."""
        return replace(self, hidden=self.hidden | frozenset(codes))

    def parts(self, code: str, *, province: str | None = None) -> RecordParts:
        """The parts of a record, a province's own variant first where it has one; empty where only the name is known."""
        rows = self._rows.get(code, ())
        chosen = next((row for row in rows if province and row[1] == province), rows[0] if rows else None)
        return self._masked(_parts(json.loads(chosen[0]))) if chosen else RecordParts()

    def evidence(self, code: str, *, papers: bool) -> RecordParts:
        """The parts that tell whether a record is meant: agencies, times, legal basis and, where wanted, ``papers``.

        As :meth:`parts`, the draft's own act is taken out; what is shown to people (heads, forms) is left out.
        """
        rows = self._rows.get(code)
        if not rows:
            return RecordParts()
        held = _evidence(rows[0][0], papers)
        own = self.own
        return RecordParts(
            perform=own.clean(held.perform),
            decide=own.clean(held.decide),
            times=held.times,
            papers=tuple(Entry("", p.runs - own.title_runs) for p in held.papers) if own.title_runs else held.papers,
            basis=held.basis - own.numbers,
            decision=own.clean(held.decision),
        )

    def name_key(self, record: Record) -> str:
        """The record's name as a key, without the draft's own title where the name cites the act by it."""
        before, found, after = record.key.partition(self.own.title_key) if self.own.title_key else (record.key, "", "")
        return f"{before.rstrip()} {after.lstrip()}" if found and _CITING.search(before) else record.key

    @property
    def index(self) -> NameIndex:
        """The index of all names that a draft may match, built on first use and shared by all views."""
        if "index" not in self._shared:
            self._shared["index"] = NameIndex.build([record.key for record in self.records])
        index: NameIndex = self._shared["index"]
        return index

    @property
    def names(self) -> NameFinder:
        """The finder of registered names in running words, built on first use and shared by all views."""
        if "names" not in self._shared:
            named = ((record.key, record.name) for record in self.records if record.kind in ("TC", "LT"))
            self._shared["names"] = NameFinder.build(named, self.index)
        names: NameFinder = self._shared["names"]
        return names

    def among(self, province: str | None, *, local: bool) -> NDArray[np.bool_]:
        """Which records a draft may be matched with, by position: never internal ones, and special procedures of a province
        (or of one not named) only for a ``local`` draft of that province.
        """
        masks: dict[tuple[str | None, bool], NDArray[np.bool_]] = self._shared.setdefault("masks", {})
        mask = masks.get((province, local))
        if mask is None:
            standard = [r.kind in ("TC", "LT") for r in self.records]
            special = [local and r.kind == "DT" and r.province in (None, province) for r in self.records]
            mask = masks[province, local] = np.array(standard) | np.array(special)
        if not self.hidden:
            return mask
        shown = mask.copy()
        shown[[i for i, r in enumerate(self.records) if r.code in self.hidden]] = False
        return shown

    def has_local_list(self, province: str | None) -> bool:
        """Whether the registry holds special procedures of the province."""
        return province is not None and any(r.kind == "DT" and r.province == province for r in self.records)

    @property
    def positions(self) -> Mapping[str, int]:
        """Positions in ``records`` by code, shared by all views."""
        if "positions" not in self._shared:
            self._shared["positions"] = {record.code: i for i, record in enumerate(self.records)}
        positions: Mapping[str, int] = self._shared["positions"]
        return positions

    @property
    def namesakes(self) -> Mapping[str, tuple[Record, ...]]:
        """Records by key: the same name apart from level, manner of handling, codes and spelling. Shared by all views."""
        if "namesakes" not in self._shared:
            out: dict[str, list[Record]] = {}
            for record in self.records:
                out.setdefault(record.key, []).append(record)
            self._shared["namesakes"] = {key: tuple(records) for key, records in out.items()}
        namesakes: Mapping[str, tuple[Record, ...]] = self._shared["namesakes"]
        return namesakes

    @cached_property
    def spread(self) -> Mapping[str, int]:
        """How many records cite each act as legal basis: an act cited everywhere tells little. Built on first use."""
        if "spread" not in self._shared:
            found = (_BASIS.search(lines[0][0]) for lines in self._rows.values())
            self._shared["spread"] = Counter(number for basis in found if basis for number in json.loads(basis.group(1)))
        spread: Mapping[str, int] = self._shared["spread"]
        return {number: count for number, count in spread.items() if number not in self.own.numbers} if self.own.numbers else spread

    @property
    def model(self) -> MatchModel:
        """The scorer of pairs, read with the registry."""
        model: MatchModel = self._shared["model"]
        return model

    @property
    def _rows(self) -> Mapping[str, tuple[tuple[bytes, str | None], ...]]:
        if "rows" not in self._shared:
            self._shared["rows"] = _rows(self.source) if self.source else {}
        rows: Mapping[str, tuple[tuple[bytes, str | None], ...]] = self._shared["rows"]
        return rows

    def _masked(self, parts: RecordParts) -> RecordParts:
        own = self.own
        if not own.numbers and not own.title_runs:
            return parts
        return RecordParts(
            perform=own.clean(parts.perform),
            decide=own.clean(parts.decide),
            coordinate=own.clean(parts.coordinate),
            applicants=parts.applicants,
            times=parts.times,
            fees=parts.fees,
            papers=tuple(replace(p, head=own.clean(p.head) or "", runs=p.runs - own.title_runs) for p in parts.papers),
            forms=tuple(f for f in parts.forms if own.clean(f)),
            results=tuple(r for r in parts.results if own.clean(r)),
            conditions=tuple(replace(c, head=own.clean(c.head) or "", runs=c.runs - own.title_runs) for c in parts.conditions),
            basis=parts.basis - own.numbers,
            decision=own.clean(parts.decision),
        )


_AT = {name: i for i, name in enumerate(NAME_COLUMNS)}


def _record(cells: list[str]) -> Record:
    kind: Any = cells[_AT["type"]]
    return Record(
        code=cells[_AT["code"]],
        name=cells[_AT["name"]],
        field=cells[_AT["field"]] or None,
        levels=tuple(filter(None, cells[_AT["level"]].split(","))),
        kind=kind,
        province=cells[_AT["province"]] or None,
        ministry=cells[_AT["ministry"]] or None,
        agency=cells[_AT["agency"]] or None,
        listed=cells[_AT["listed"]] == "1",
        complete=cells[_AT["complete"]] == "1",
        snapshot=cells[_AT["snapshot"]],
        key=cells[_AT["key"]],
        legal_kind=cells[_AT["kind"]] or None,
        source=cells[_AT["source"]],
    )


def _rows(path: Path) -> dict[str, tuple[tuple[bytes, str | None], ...]]:
    """The undecoded lines of each code with the province of a variant; the record itself stands first."""
    out: dict[str, tuple[tuple[bytes, str | None], ...]] = {}
    start = len(b'{"code":"')
    for line in gzip.decompress(path.read_bytes()).splitlines():
        code = line[start : line.index(b'"', start)].decode()
        province = json.loads(line).get("province") if b'"province":' in line else None
        out[code] = (*out.get(code, ()), (line, province))
    return out


@lru_cache(maxsize=2048)
def _evidence(line: bytes, papers: bool) -> RecordParts:
    """What tells whether a record is meant, of an undecoded line; remembered, as the same records come up again and again."""
    row = json.loads(line)
    return RecordParts(
        perform=row.get("perform"),
        decide=row.get("decide"),
        times=_times(row),
        papers=tuple(Entry("", unpack(p["runs"])) for p in row.get("papers", ())) if papers else (),
        basis=frozenset(row.get("basis", ())),
        decision=row.get("decision"),
    )


def _parts(row: dict[str, Any]) -> RecordParts:
    return RecordParts(
        perform=row.get("perform"),
        decide=row.get("decide"),
        coordinate=row.get("coordinate"),
        applicants=tuple(row.get("applicants", ())),
        times=_times(row),
        fees=tuple((channel, amount) for channel, amount in row.get("fees", ())),
        papers=tuple(_entry(paper) for paper in row.get("papers", ())),
        forms=tuple(row.get("forms", ())),
        results=tuple(row.get("results", ())),
        conditions=tuple(_entry(condition) for condition in row.get("conditions", ())),
        basis=frozenset(row.get("basis", ())),
        decision=row.get("decision"),
    )


def _times(row: dict[str, Any]) -> tuple[TimeLimit, ...]:
    return tuple(TimeLimit(channel, value, unit, bool(doubt)) for channel, value, unit, doubt in row.get("times", ()))


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(row["head"], unpack(row["runs"]), row.get("originals"), row.get("copies"), bool(row.get("note")))
