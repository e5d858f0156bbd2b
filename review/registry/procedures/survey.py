"""Acts read up to their procedures, as training and evaluation of the look-up need them."""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from review.amending import find_amendments
from review.citations import find_citations
from review.clauses import label_clauses
from review.contract.procedures import Procedure
from review.contract.structure import Meta
from review.procedures import find_procedures
from review.reading import read
from review.registry.procedures.matching import match
from review.registry.procedures.naming import NameFinder
from review.registry.procedures.records import ProcedureRegistry
from review.registry.procedures.setting import Setting, settings_of
from review.registry.procedures.text import act_number
from review.registry.procedures.told import Told, short_names, tell
from review.structure import outline


@dataclass(frozen=True)
class Survey:
    """An act as a draft: its key, what its title block says, the numbers it cites, the procedures found, the registered names told, the
    short names defined, the words that stand over its parts.
    """

    act: str
    meta: Meta
    cited: tuple[str, ...]
    procedures: tuple[Procedure, ...]
    told: tuple[Told, ...] = ()
    short: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[Setting, ...] = ()

    @property
    def drafted(self) -> Meta:
        """What the title block says, with the act's number, which the text read does not have."""
        return self.meta.model_copy(update={"number": self.act})

    def without_own(self, registry: ProcedureRegistry) -> ProcedureRegistry:
        """The registry without the act itself in any field of its records."""
        return registry.without((self.act, self.meta.number or ""), self.meta.title)

    def matched(self, view: ProcedureRegistry, procedures: tuple[Procedure, ...] | None = None) -> tuple[Procedure, ...]:
        """The act's procedures, or those given in their place, looked up in a registry that is without the act."""
        asked = self.procedures if procedures is None else procedures
        return match(asked, view, meta=self.drafted, cited=self.cited, told=self.told, short=self.short, settings=self.settings)

    def to_json(self) -> str:
        """The survey as one line."""
        row = {
            "act": self.act,
            "meta": self.meta.model_dump(mode="json"),
            "cited": self.cited,
            "procedures": [p.model_dump(mode="json", by_alias=True) for p in self.procedures],
            "told": [t.model_dump(mode="json") for t in self.told],
            "short": dict(self.short),
            "settings": [s.model_dump(mode="json") for s in self.settings],
        }
        return json.dumps(row, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> "Survey":
        """The survey of a line."""
        row = json.loads(line)
        procedures = tuple(Procedure.model_validate(p) for p in row["procedures"])
        told = tuple(Told.model_validate(t) for t in row["told"])
        settings = tuple(Setting.model_validate(s) for s in row.get("settings", ()))
        return cls(row["act"], Meta.model_validate(row["meta"]), tuple(row["cited"]), procedures, told, row.get("short", {}), settings)


def survey(text: str, *, number: str, names: NameFinder) -> Survey:
    """The act of that number read as a draft: its own number is blanked out first, as a draft has none. ``names`` finds the
    registered names that it tells.
    """
    document = read(masked_text(text, number).encode(), name="du-thao.txt")
    structure = outline(document)
    clauses = label_clauses(document, structure)
    citations = find_citations(document, structure)
    amendments = find_amendments(document, structure, citations)
    found = find_procedures(document, structure, clauses, citations, amendments)
    cited = tuple(dict.fromkeys(c.act.number for c in citations if c.act and c.act.number))
    told = tell(document, structure, citations, names)
    short, settings = short_names(document), settings_of(document, structure)
    return Survey(act_number(number), structure.meta, cited, found.procedures, told, short, settings)


def masked_text(text: str, number: str) -> str:
    """The text that is read as a draft: its own number blanked out, one line end last."""
    return masked(text, number).rstrip("\n") + "\n"


def masked_texts(acts: Path, wanted: Iterable[str]) -> dict[str, str]:
    """The texts of the wanted acts (keys) of ``data/acts/acts.jsonl.gz`` as they are read, by key."""
    keys, out = set(wanted), {}
    with gzip.open(acts, "rt", encoding="utf-8") as stream:
        for line in stream:
            act = json.loads(line)
            if act["number"] and act_number(act["number"]) in keys:
                out[act_number(act["number"])] = masked_text(act["text"], act["number"])
    return out


def masked(text: str, number: str) -> str:
    """The text with 0000 for the act's own serial number, wherever it stands with its year or sign.

    >>> masked("Nghị định số 12/2025/NĐ-CP thay thế 112/2025/NĐ-CP", "12/2025/NĐ-CP")
    'Nghị định số 0000/2025/NĐ-CP thay thế 112/2025/NĐ-CP'
    """
    serial, _, rest = number.partition("/")
    sign = re.sub(r"[ĐÐ]", "[ĐÐ]", re.escape(rest.split("/")[0]))
    return re.sub(rf"(?<!\d)0*{re.escape(serial.lstrip('0'))}(\s*/\s*{sign})", r"0000\1", text)


def surveys(acts: Path, wanted: Iterable[str], *, names: NameFinder, cache: Path | None = None) -> Iterator[Survey]:
    """The surveys of the wanted acts (keys) of ``data/acts/acts.jsonl.gz``, in its order; read from ``cache`` where it exists.

    Linear in the text of the acts, about 0.1 MB a second; a missing cache is written.
    """
    if cache and cache.is_file():
        with cache.open(encoding="utf-8") as stream:
            yield from map(Survey.from_json, stream)
        return
    keys = set(wanted)
    made = []
    with gzip.open(acts, "rt", encoding="utf-8") as stream:
        for line in stream:
            act = json.loads(line)
            if act["number"] and act_number(act["number"]) in keys:
                made.append(survey(act["text"], number=act["number"], names=names))
                yield made[-1]
    if cache:
        cache.write_text("".join(s.to_json() + "\n" for s in made), encoding="utf-8")
