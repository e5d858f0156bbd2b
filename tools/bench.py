"""Timings beside the budgets of the design: ``./dev bench``. Medians of several runs in one process each.

Prints a table; it judges nothing, so that a noisy machine fails no build.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tools import scaling
from tools.samples import docx, pdf

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpora" / "samples"
PAGE = 2_600
"""Code points on a printed page of an act, as the pages of the samples have."""


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """The median wall time of a call, in seconds, after one warm-up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def long_text(pages: int) -> str:
    """A draft of about ``pages`` pages: the samples one after the other as attached regulations."""
    bodies = [p.read_text(encoding="utf-8") for p in sorted(SAMPLES.glob("*.txt"))]
    parts, size = [bodies[0]], len(bodies[0])
    number = 0
    while size < pages * PAGE:
        body = bodies[number % len(bodies)]
        number += 1
        block = f"QUY ĐỊNH\nNội dung số {number}\n(Ban hành kèm theo Quyết định số /2026/QĐ-UBND)\n" + body[body.find("Điều 1") :]
        parts.append(block)
        size += len(block)
    return "\n".join(parts)


def command(*arguments: str) -> tuple[float, int]:
    """Wall seconds (median of 5) and peak kilobytes of a whole process, its byte code kept as that of an installed package is."""
    times = []
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(6):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "review.cli", *arguments],
            check=False, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def row(what: str, value: str, budget: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"{what:58}{value:>18}   {budget}\n")
    sys.stdout.flush()


def main() -> int:
    """Measure and print."""
    row("what", "measured", "budget")
    help_s, _ = command("--help")
    row("soat --help", f"{help_s:.2f} s", "0.3 s")

    from review import pipeline
    from review.citations import find_citations
    from review.collector import search_seldom
    from review.reading import read
    from review.structure import outline

    search_seldom()
    options = pipeline.Options(today="2026-12-01")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pages, budget in ((30, "cold 2 s"), (100, "—")):
            path = folder / f"{pages}.txt"
            path.write_text(long_text(pages), encoding="utf-8")
            docx("bench", long_text(pages).rstrip("\n").split("\n"), path.with_suffix(".docx"))
            files = [path, path.with_suffix(".docx")]
            if shutil.which("soffice"):
                pdf(path.with_suffix(".docx"), folder)
                files.append(path.with_suffix(".pdf"))
            for file in files:
                cold, peak = command("review", str(file), "--format", "json", "--fail-on", "never", "-o", str(folder / "out.json"))
                row(f"soat review, {pages} pages, {file.suffix[1:]}, cold", f"{cold:.2f} s", budget)
            row(f"peak memory of a process so far ({pages} pages)", f"{peak / 1024:.0f} MB", "400 MB (100 pages)")
        for suffix in (".pdf", ".docx"):
            path = folder / f"100{suffix}"
            if path.is_file():
                data = path.read_bytes()
                took = seconds(lambda d=data, s=suffix: read(d, name=f"x{s}"))
                pages = read(data, name=f"x{suffix}").pages
                row(f"reading 100{suffix}", f"{pages / took:.0f} pages/s" if pages else f"{took * 1000:.0f} ms", "≥ 200 pages/s (PDF)")
    engine = pipeline.Pipeline()
    for pages in (30, 100):
        text = long_text(pages)
        document = read(text.encode(), name="x.txt")
        warm = seconds(lambda d=document: engine.review(d, options).to_json(), 3)
        row(f"whole pipeline, warm, {pages} pages", f"{warm:.2f} s", "0.5 s (30 pages)")
        row("  text a second on one core", f"{len(text.encode()) / 1000 / warm:.0f} KB/s", "≥ 300 KB/s")
    tree = outline(document)
    took = seconds(lambda: find_citations(document, tree))
    row("citations alone", f"{len(document.text.encode()) / 1e6 / took:.1f} MB/s", "≥ 10 MB/s")
    took = seconds(lambda: outline(document))
    row("outline alone", f"{len(document.text.encode()) / 1e6 / took:.1f} MB/s", "—")
    return scaling.main([])


if __name__ == "__main__":
    sys.exit(main())
