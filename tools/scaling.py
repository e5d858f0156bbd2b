"""How the time to find citations grows with the text, beside eyecite on English text of its own kind, drawn as a plot.

``python -m tools.scaling [--out docs/citations.svg]``; ``./dev bench`` runs it too. Both programs are timed in one process on one
core, medians of three runs of processor time; eyecite stops at the size that takes it longer than ``PATIENCE_S``.
"""

import argparse
import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from review.citations import find_citations
from review.contract.document import Document
from review.structure import outline

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
SIZES = tuple(round(10_000 * 1000 ** (i / 9)) for i in range(10))
"""Ten sizes from 10 KB to 10 MB of UTF-8, evenly spaced in their logarithm."""
PATIENCE_S = 8.0

ENGLISH = (
    "The appellant moors a ferry under a licence issued pursuant to 43 U.S.C. § 1701. In Harlow v. Penn Dock Co., 410 U.S. 113, 120 "
    "(1973), a licence of that kind was held to lapse when its ground lapses; see also Marsh v. Eel River Market, 512 F.2d 44, 47 "
    "(9th Cir. 1975). The board relied on Id. at 48 and gave no reason of its own. Where a notice is late, the holder may cure it "
    "within thirty days, and the fee is not owed twice. Lantern Co. v. Board of Piers, 88 F. Supp. 2d 301, 305 (E.D. Pa. 2000), is not "
    "to the contrary: there the holder had no pier at all, 88 F. Supp. 2d at 306. The order is vacated in part.\n"
)
"""A paragraph written for this measure, with one citation in some hundred characters, as opinions have."""

Point = tuple[float, float]
"""Megabytes of UTF-8 and seconds of processor time."""


def vietnamese(size: int) -> str:
    """About ``size`` bytes of drafts: the samples one after the other, each as an attached regulation."""
    bodies = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    parts, total, number = [], 0, 0
    while total < size:
        body = bodies[number % len(bodies)]
        if number:
            body = f"QUY ĐỊNH\nNội dung số {number}\n(Ban hành kèm theo Quyết định số /2026/QĐ-UBND)\n" + body[body.find("Điều 1") :]
        number += 1
        body = body.encode()[: size - total].decode("utf-8", "ignore")
        parts.append(body)
        total += len(body.encode()) + 1
    return "\n".join(parts)


def english(size: int) -> str:
    """``size`` bytes of the English paragraph, again and again."""
    return (ENGLISH * (size // len(ENGLISH) + 1))[:size]


def ours(text: str) -> Callable[[], object]:
    """The work to be timed: the citations of a text whose outline is known."""
    document = Document("x.txt", "txt", "", text)
    tree = outline(document)
    return lambda: find_citations(document, tree)


def eyecite(text: str) -> Callable[[], object]:
    """The work to be timed: eyecite's citations with its default tokenizer, the extractors built before."""
    from eyecite import get_citations

    get_citations(ENGLISH)
    return lambda: get_citations(text)


def curve(text_of: Callable[[int], str], work_on: Callable[[str], Callable[[], object]]) -> list[Point]:
    """Size and median processor time at each size, up to the first that takes longer than ``PATIENCE_S``."""
    points: list[Point] = []
    for size in SIZES:
        text = text_of(size)
        work = work_on(text)
        times = []
        for _ in range(3):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
            if times[-1] > PATIENCE_S:
                break
        points.append((len(text.encode()) / 1e6, statistics.median(times)))
        if times[-1] > PATIENCE_S:
            break
    return points


def exponent(points: Sequence[Point]) -> float:
    """The power of the size with which the time grows: the slope of the logarithms, 1 for linear."""
    x = [math.log(size) for size, _ in points]
    y = [math.log(took) for _, took in points]
    mx, my = statistics.fmean(x), statistics.fmean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True)) / sum((a - mx) ** 2 for a in x)


def speed(points: Sequence[Point]) -> float:
    """Megabytes a second at the largest size."""
    size, took = points[-1]
    return size / took


def draw(lines: dict[str, list[Point]], out: Path) -> None:
    """The two curves on logarithmic axes with a line of slope 1, as SVG that is the same for the same figures."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "soat"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(6.4, 4.2))
    for (name, points), mark in zip(lines.items(), "os", strict=False):
        label = f"{name}: {speed(points):.1f} MB/s, t ~ n^{exponent(points):.2f}"
        axes.loglog([size for size, _ in points], [took for _, took in points], marker=mark, label=label)
    first_size, first_time = next(iter(lines.values()))[0]
    sizes = [size / 1e6 for size in SIZES]
    axes.loglog(sizes, [first_time * size / first_size for size in sizes], "--", color="0.6", label="tuyến tính")
    axes.set(xlabel="văn bản (MB, UTF-8)", ylabel="thời gian xử lý (giây)", title="Tìm viện dẫn: thời gian theo độ dài, một nhân")
    axes.grid(which="both", alpha=0.2)
    axes.legend()
    out.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)
    plt.close(figure)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a line a size, draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "citations.svg")
    options = parser.parse_args(arguments)
    lines = {"soat": curve(vietnamese, ours), "eyecite": curve(english, eyecite)}
    for name, points in lines.items():
        for size, took in points:
            sys.stdout.write(f"{name:10}{size:10.3f} MB{took:10.4f} s{size / took:10.2f} MB/s\n")
        sys.stdout.write(f"{name:10}time grows as size to the power {exponent(points):.2f}\n")
    draw(lines, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
