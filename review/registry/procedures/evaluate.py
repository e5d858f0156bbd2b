"""Measures of the look-up, from surveys of acts: registry pairs, published changes, leave-one-out.

    python -m review.registry.procedures.evaluate --shared ../shared [--cache FOLDER] [--pairs FILE]

``--pairs`` names another table ``act, code`` than that of the development acts, such as ``corpora/procedures/pairs_other_acts.tsv``;
leave-one-out is always over the development pairs.

The own number of every act is blanked out of its text and taken out of all records first (``ProcedureRegistry.without``), its
title likewise. Intervals are 95 % by resampling acts with a fixed seed.
"""

import argparse
import csv
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from review.contract.base import Model
from review.contract.procedures import Procedure
from review.registry.procedures.alignment import ALIGNED, word_f1
from review.registry.procedures.alone import ask_all
from review.registry.procedures.records import ProcedureRegistry
from review.registry.procedures.survey import Survey, masked_texts, surveys
from review.registry.procedures.text import act_number, family, name_key

MATCHED = ("same", "changed", "known", "abolished")
ROUNDS = 400
Counts = dict[str, tuple[int, int]]
"""Measure → (hits, of), for one act."""


class Measure(Model):
    """A share with its 95 % interval: ``hits`` of ``total``."""

    name: str
    value: float
    low: float
    high: float
    hits: int
    total: int


@dataclass(frozen=True)
class Pairs:
    """The registry pairs: act (key) → codes of records that cite it and whose name stands in its text."""

    codes: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, path: Path) -> "Pairs":
        """The pairs of a table ``act, code, overlap, name``."""
        out: dict[str, set[str]] = defaultdict(set)
        for row in _rows(path):
            out[act_number(row["act"])].add(row["code"])
        return cls({act: frozenset(codes) for act, codes in out.items()})


def looked_up(survey: Survey, registry: ProcedureRegistry) -> tuple[Procedure, ...]:
    """The procedures of an act with their verdicts, the act itself hidden from the registry."""
    return survey.matched(survey.without_own(registry))


def pair_counts(survey: Survey, procedures: Sequence[Procedure], codes: frozenset[str], registry: ProcedureRegistry) -> Counts:
    """recall@1, recall@3 and precision as ``gold/score_registry.py`` defines them, and the share of pairs that were found at all."""
    hits = [p.registry for p in procedures if p.registry.verdict in MATCHED and p.registry.best]
    best = {v.best.code for v in hits if v.best}
    near = best | {c.code for v in hits for c in v.candidates[:3]}
    citing = sum(survey.act in registry.parts(v.best.code).basis for v in hits if v.best)
    return {
        "recall@1": (len(codes & best), len(codes)),
        "recall@3": (len(codes & near), len(codes)),
        "precision": (citing, len(hits)),
    }


def leave_one_out(survey: Survey, text: str, codes: frozenset[str], registry: ProcedureRegistry) -> Counts:
    """Each pair (:func:`ask_all`): with the record and its namesakes hidden the verdict must be new, shown it must match.

    ``new: precision``, ``new: recall`` (their F1 is :func:`f1`); ``right first``: the record itself or a namesake of it stands first.
    The last three look only at the pairs whose procedure the act describes. ``text`` is the act's, its own number blanked out.
    """
    out: Counts = {}
    answers = ask_all(survey, text, codes, registry)
    for group, asked in (("", answers), (" (described)", [a for a in answers if a.described])):
        told = sum(a.hidden == "new" for a in asked)
        out |= {
            f"asked{group}": (len(asked), len(codes)),
            f"new: recall{group}": (told, len(asked)),
            f"new: precision{group}": (told, told + sum(a.shown == "new" for a in asked)),
            f"right first{group}": (sum(a.first for a in asked), len(asked)),
        }
    return out


def change_counts(procedures: Sequence[Procedure], rows: Sequence[Mapping[str, str]]) -> Counts:
    """What ``gold/score_changes.py`` counts: rows found, found with the right action, and the precision of abolished."""
    action = {"new": "create", "amended": "amend", "abolished": "abolish"}
    out: Counts = {}
    for row in rows:
        if row["optional"]:
            continue
        hits = [p for p in procedures if _names(p, row)]
        for name, hit in (
            (f"{row['change']} found", bool(hits)),
            (f"{row['change']} right", any(p.action == action[row["change"]] for p in hits)),
        ):
            before = out.get(name, (0, 0))
            out[name] = (before[0] + hit, before[1] + 1)
    if all(row["source"] == "act" for row in rows):
        ended = [p for p in procedures if p.action == "abolish"]
        true = sum(any(_names(p, row) for row in rows if row["change"] == "abolished") for p in ended)
        out["abolished precision"] = (true, len(ended))
    return out


def measures(per_act: Sequence[Counts]) -> tuple[Measure, ...]:
    """The shares over all acts with intervals, in the order of first mention."""
    names = list(dict.fromkeys(name for counts in per_act for name in counts))
    return tuple(_measure(name, per_act, lambda acts, name=name: _share(acts, name)) for name in names)  # type: ignore[misc]


def f1(per_act: Sequence[Counts], precision: str, recall: str, *, name: str = "F1") -> Measure:
    """F1 of two measures over all acts, with its interval."""

    def value(acts: Sequence[Counts]) -> float:
        p, r = _share(acts, precision), _share(acts, recall)
        return 2 * p * r / (p + r) if p + r else 0.0

    return _measure(name, per_act, value, of=recall)


def alone_measures(shared: Path, *, cache: Path | None = None) -> tuple[Measure, ...]:
    """The leave-one-out measures over all registry pairs of the development set, F1 last; some minutes without ``cache``."""
    registry = ProcedureRegistry.load()
    acts = shared / "data" / "acts" / "acts.jsonl.gz"
    pairs = Pairs.read(shared / "gold" / "registry_pairs_dev.tsv")
    texts = masked_texts(acts, pairs.codes)
    per_act = [
        leave_one_out(survey, texts[survey.act], pairs.codes[survey.act], registry)
        for survey in surveys(acts, pairs.codes, names=registry.names, cache=cache)
    ]
    return (
        *measures(per_act),
        f1(per_act, "new: precision", "new: recall", name="new: F1"),
        f1(per_act, "new: precision (described)", "new: recall (described)", name="new: F1 (described)"),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all measures; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="folder for surveys, written where missing")
    parser.add_argument("--pairs", type=Path, help="another table of pairs")
    options = parser.parse_args(arguments)
    registry = ProcedureRegistry.load()
    acts = options.shared / "data" / "acts" / "acts.jsonl.gz"
    pairs = Pairs.read(options.pairs or options.shared / "gold" / "registry_pairs_dev.tsv")
    changes = defaultdict(list)
    for row in _rows(options.shared / "gold" / "published_changes_dev.tsv"):
        changes[act_number(row["act"])].append(row)
    cache = options.cache
    looked, changed = [], []
    for survey in surveys(acts, pairs.codes, names=registry.names, cache=_pairs_cache(cache, options.pairs)):
        looked.append(pair_counts(survey, looked_up(survey, registry), pairs.codes[survey.act], registry))
    for survey in surveys(acts, changes, names=registry.names, cache=cache / "changes.jsonl" if cache else None):
        changed.append(change_counts(looked_up(survey, registry), changes[survey.act]))
    for title, rows in (
        ("registry pairs", measures(looked)),
        ("leave one out", alone_measures(options.shared, cache=cache / "pairs.jsonl" if cache else None)),
        ("published changes", measures(changed)),
    ):
        sys.stdout.write(f"{title}\n")
        for m in rows:
            sys.stdout.write(f"  {m.name:26}{m.value:7.3f}  {m.low:.3f}-{m.high:.3f}  {m.hits} of {m.total}\n")
    return 0


def _pairs_cache(folder: Path | None, table: Path | None) -> Path | None:
    return folder / (f"{table.stem}.jsonl" if table else "pairs.jsonl") if folder else None


def _names(procedure: Procedure, row: Mapping[str, str]) -> bool:
    best = procedure.registry.best
    if row["code"] and best and best.code == row["code"]:
        return True
    return family(procedure.name) == family(row["name"]) and word_f1(name_key(procedure.name), name_key(row["name"])) >= ALIGNED


def _share(acts: Iterable[Counts], name: str) -> float:
    hits = total = 0
    for counts in acts:
        hit, of = counts.get(name, (0, 0))
        hits += hit
        total += of
    return hits / total if total else 0.0


def _measure(name: str, per_act: Sequence[Counts], value: Callable[[Sequence[Counts]], float], *, of: str | None = None) -> Measure:
    rng = random.Random(7)
    rounds = sorted(value(rng.choices(per_act, k=len(per_act))) for _ in range(ROUNDS)) if per_act else [0.0] * ROUNDS
    hits = sum(counts.get(of or name, (0, 0))[0] for counts in per_act)
    total = sum(counts.get(of or name, (0, 0))[1] for counts in per_act)
    low, high = rounds[int(0.025 * ROUNDS)], rounds[int(0.975 * ROUNDS) - 1]
    return Measure(name=name, value=value(per_act), low=low, high=high, hits=hits, total=total)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


if __name__ == "__main__":
    sys.exit(main())
