"""What two builds say differently of the same acts: findings, procedures, citations gained and lost."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from review.contract.base import Model


class Item(Model):
    """Something one build says and the other does not."""

    file: str
    kind: str
    rule: str
    quote: str


class Diff(Model):
    """Gained and lost items over a set of acts, and the files that only one side has."""

    gained: tuple[Item, ...]
    lost: tuple[Item, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    files: int

    def counts(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Gained and lost by kind and rule."""
        out: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for side, items in enumerate((self.gained, self.lost)):
            for item in items:
                out[item.kind, item.rule][side] += 1
        return {key: (gained, lost) for key, (gained, lost) in sorted(out.items())}


def _items(report: dict[str, Any]) -> Counter[tuple[str, str, str, str]]:
    out: Counter[tuple[str, str, str, str]] = Counter()
    for f in report.get("findings", []):
        out["finding", f["rule"], f["quote"], f"{f['path']} {f['level']}"] += 1
    for p in report.get("procedures", []):
        out["procedure", p["action"], p["name"], p["registry"]["verdict"]] += 1
    for c in report.get("citations", []):
        act = c.get("act") or {}
        where = f"{c['path']} {act.get('number') or act.get('name') or 'internal'} {','.join(c['provisions'])}"
        out["citation", c["role"], c["quote"], where] += 1
    return out


def _reports(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in sorted(folder.glob("*.json"))}


def _missing(a: Counter[tuple[str, str, str, str]], b: Counter[tuple[str, str, str, str]], file: str) -> Iterable[Item]:
    for (kind, rule, quote, _), count in sorted((a - b).items()):
        for _ in range(count):
            yield Item(file=file, kind=kind, rule=rule, quote=quote)


def diff_reports(old: Path, new: Path) -> Diff:
    """Compare two folders of JSON reports file by file (same names)."""
    before, after = _reports(old), _reports(new)
    gained: list[Item] = []
    lost: list[Item] = []
    both = sorted(before.keys() & after.keys())
    for name in both:
        was = _items(json.loads(before[name].read_text(encoding="utf-8")))
        now = _items(json.loads(after[name].read_text(encoding="utf-8")))
        gained += _missing(now, was, name)
        lost += _missing(was, now, name)
    return Diff(
        gained=tuple(gained), lost=tuple(lost), only_old=tuple(sorted(before.keys() - after.keys())),
        only_new=tuple(sorted(after.keys() - before.keys())), files=len(both),
    )  # fmt: skip
