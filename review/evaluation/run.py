"""Run the measures of ``../shared/gold`` on this build."""

import contextlib
import importlib
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from review.batch import Order, run, targets, write
from review.contract.document import Document
from review.evaluation.figures import Figure
from review.evaluation.labels import out_of_fold
from review.evaluation.verdicts import precisions
from review.registry.procedures.evaluate import alone_measures
from review.settings import data_dir
from review.structure import outline

AS_OF = "2026-12-01"
"""The day on which every act and draft of the gold is judged."""

Progress = Callable[[str], None]


@contextlib.contextmanager
def _scorers(gold: Path) -> Iterator[Callable[[str], ModuleType]]:
    sys.path.insert(0, str(gold))
    try:
        yield importlib.import_module
    finally:
        sys.path.remove(str(gold))


def _printed(module: ModuleType, *arguments: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        module.main(list(arguments))
    return out.getvalue()


def review_folder(texts: Path, reports: Path) -> None:
    """Review every ``.txt`` of a folder into another, as ``soat review --format json --out-dir`` does."""
    files = sorted(texts.glob("*.txt"))
    order = Order(today=AS_OF, as_of=AS_OF, submitted=None, format="json", with_text=True, lines=False)
    where = targets(files, reports, "json")
    for outcome in run([(path, ()) for path in files], order):
        write(where[outcome.position], outcome.body)


def _gold(score: ModuleType, folders: Sequence[tuple[Path, Path]]) -> tuple[list[dict[str, Any]], list[str]]:
    results, kinds = [], []
    for marks, reports in folders:
        for act in score.load(marks):
            report = json.loads((reports / f"{act.slug}.json").read_text(encoding="utf-8"))
            results.append(score.score_act(act, report))
            kinds.append(report["document"]["doc_type"])
    return results, kinds


def _figures(score: ModuleType, group: str, results: list[dict[str, Any]], names: Iterable[str]) -> list[Figure]:
    totals = score.total(results)
    out = []
    for name in names:
        if name not in totals:
            continue
        precision, recall, f1 = score.prf(totals[name])
        low, high = score.interval(results, name)
        count = int(totals[name][2])
        out.append(Figure(group=group, name=name, value=f1, precision=precision, recall=recall, low=low, high=high, count=count))
    return out


def _marked(gold: Path, own: Path, work: Path, progress: Progress) -> list[Figure]:
    with _scorers(gold) as scorer:
        score, marks = scorer("score"), scorer("gold")
        progress("gold/dev")
        review_folder(gold / "dev", work / "dev")
        folders = [(gold / "dev", work / "dev")]
        groups = [("gold/dev", folders)]
        if own.is_dir() and any(own.glob("*.json")):
            progress("corpora/gold")
            marks.hydrate(own, work / "own-texts")
            review_folder(work / "own-texts", work / "own")
            mine = [(work / "own-texts", work / "own")]
            groups += [("corpora/gold", mine), ("gold/dev + corpora/gold", folders + mine)]
        out: list[Figure] = []
        for group, pairs in groups:
            results, kinds = _gold(score, pairs)
            names = sorted({name for r in results for name in r})
            out += _figures(score, group, results, names)
            if group == groups[-1][0]:
                by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
                for result, kind in zip(results, kinds, strict=True):
                    by_kind[kind].append(result)
                for kind, some in sorted(by_kind.items()):
                    out += _figures(score, f"{group}: {kind}", some, ("cited acts", "procedures", "parts (all)", "labels (all)"))
        if any((own / "unseen").glob("*.json")):
            progress("corpora/gold/unseen")
            marks.hydrate(own / "unseen", work / "unseen-texts")
            review_folder(work / "unseen-texts", work / "unseen")
            out += _unseen(score, work / "unseen-texts", work / "unseen", own.parent / "clauses" / "annotations")
        return out


def _unseen(score: ModuleType, texts: Path, reports: Path, annotations: Path) -> list[Figure]:
    """The acts that nobody develops on; labels are scored only on those whose labels the model was not trained on."""
    group = "corpora/gold/unseen"
    results, _ = _gold(score, [(texts, reports)])
    names = sorted({name for r in results for name in r})
    taught = {path.stem for path in annotations.glob("*.json")}
    fresh = [r for r, act in zip(results, score.load(texts), strict=True) if act.slug not in taught]
    out = _figures(score, group, results, [name for name in names if not name.startswith("label")])
    return out + _figures(score, group, fresh, [name for name in names if name.startswith("label")])


def _structure(gold: Path, work: Path, progress: Progress) -> list[Figure]:
    progress("structure")
    with _scorers(gold) as scorer:
        module = scorer("score_structure")
        _printed(module, "extract", str(work / "structure"))
        for path in sorted((work / "structure").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            tree = outline(Document(path.name, "txt", "", text))
            nodes = [{"kind": n.kind, "path": n.path, "span": n.span, "quoted": n.quoted} for n in tree.nodes]
            path.with_suffix(".json").write_text(json.dumps({"document": {"text": text}, "outline": nodes}), encoding="utf-8")
        shown = _printed(module, "score", str(work / "structure"))
    whole = re.search(r"(\d+) acts, (\d+) with every node equal", shown)
    out = []
    for name, precision, recall, f1, count in re.findall(r"^(\w+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+(\d+)$", shown, re.M):
        out.append(
            Figure(group="structure", name=name, value=float(f1), precision=float(precision), recall=float(recall), count=int(count))
        )
    if whole:
        out.append(Figure(group="structure", name="acts whole", value=float(whole[2]), count=int(whole[1])))
    return out


def _registry(gold: Path, work: Path, progress: Progress) -> list[Figure]:
    out = []
    with _scorers(gold) as scorer:
        for group, name in (("registry pairs", "score_registry"), ("published changes", "score_changes")):
            progress(group)
            module = scorer(name)
            _printed(module, "extract", str(work / name))
            review_folder(work / name, work / f"{name}-reports")
            shown = _printed(module, "score", str(work / f"{name}-reports"))
            for measure, value in re.findall(r"^(recall@\d|precision)\s+([\d.]+)$", shown, re.M):
                out.append(Figure(group=group, name=measure, value=float(value)))
            for change, found, right, count in re.findall(r"^(\w+)\s+found ([\d.]+)  right ([\d.]+)  of (\d+)$", shown, re.M):
                out.append(Figure(group=group, name=f"{change} found", value=float(found), count=int(count)))
                out.append(Figure(group=group, name=f"{change} right", value=float(right), count=int(count)))
            ended = re.search(r"precision of abolished ([\d.]+) of (\d+)", shown)
            if ended:
                out.append(Figure(group=group, name="precision of abolished", value=float(ended[1]), count=int(ended[2])))
    progress("leave one out")
    for m in alone_measures(gold.parent):
        out.append(Figure(group="leave one out", name=m.name, value=m.value, low=m.low, high=m.high, count=m.total))
    return out


def _drafts(folder: Path, gold: Path, work: Path, group: str, progress: Progress) -> list[Figure]:
    progress(group)
    reports = work / group.replace("/", "-")
    review_folder(folder, reports)
    with _scorers(gold) as scorer:
        shown = _printed(scorer("score_flags"), str(reports), str(folder))
    last = re.search(r"precision ([\d.]+)  recall ([\d.]+)  F1 ([\d.]+)  decoys taken (\d+) of (\d+)", shown)
    if last is None:
        return []
    precision, recall, f1 = (float(last[i]) for i in (1, 2, 3))
    return [
        Figure(group=group, name="findings", value=f1, precision=precision, recall=recall),
        Figure(group=group, name="decoys taken", value=int(last[4]) / max(1, int(last[5])), count=int(last[5])),
    ]


def _consolidation(acts: Path, progress: Progress) -> list[Figure]:
    if not acts.is_file():
        return []
    from review.evaluation import consolidation

    progress("consolidation")
    return list(consolidation.figures(consolidation.measure(acts)))


def evaluate(shared: Path, corpora: Path, work: Path, *, progress: Progress = lambda _: None) -> tuple[Figure, ...]:
    """All figures of this build. ``work`` is a scratch folder; several minutes on two cores.

    Raises ``FileNotFoundError`` where ``shared`` holds no gold.
    """
    gold = (shared / "gold").resolve()
    if not gold.is_dir():
        raise FileNotFoundError(gold)
    figures = _marked(gold, corpora / "gold", work, progress)
    figures += out_of_fold(data_dir("models") / "clauses")
    figures += _structure(gold, work, progress)
    figures += _registry(gold, work, progress)
    figures += _drafts(gold / "drafts", gold, work, "gold/drafts", progress)
    figures += _drafts(corpora / "samples", gold, work, "corpora/samples", progress)
    for folder in ("drafts", "drafts/closed"):
        if (corpora / folder).is_dir():
            figures += _drafts(corpora / folder, gold, work, f"corpora/{folder}", progress)
    figures += _consolidation(shared / "data" / "acts" / "acts.jsonl.gz", progress)
    if (corpora / "amending" / "commands.tsv").is_file():
        from review.evaluation.commands import command_figures

        progress("corpora/amending")
        figures += command_figures(shared, corpora / "amending")
    figures += precisions(corpora / "verdicts")
    return tuple(figures)
