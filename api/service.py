"""Reviews for the service: uploads to temporary files, reviewed in killable children, deleted after the report."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import structlog

from review import comparing, consolidating
from review.batch import Job, Order, Outcome, builder, failed
from review.comparing import Compared, CompareJob, CompareOrder
from review.consolidating import Consolidated, ConsolidateJob, ConsolidateOrder
from review.contract.days import iso_day
from review.contract.errors import STATUS, BadInput, ErrorReport, SoatError
from review.settings import Settings
from review.workers import Workers

log = structlog.get_logger("soat.api")


def safe_name(name: str | None) -> str:
    r"""The last part of an uploaded file's name, without control characters, at most 200 bytes.

    >>> safe_name("..\\..\\du thao.docx"), safe_name("/etc/passwd"), safe_name(None)
    ('du thao.docx', 'passwd', 'tep')
    """
    last = PureWindowsPath(PurePosixPath(name or "").name).name
    plain = "".join(c for c in last if c.isprintable() and c not in '<>:"/\\|?*').strip(". ")
    stem, dot, suffix = plain.rpartition(".")
    return (f"{_cut(stem, 180)}{dot}{_cut(suffix, 19)}" if dot else _cut(plain, 200)) or "tep"


def _cut(text: str, size: int) -> str:
    """As many whole characters of a text as fit in ``size`` bytes of UTF-8."""
    return text.encode("utf-8", "replace")[:size].decode("utf-8", "ignore")


class Service:
    """A fixed number of children, each busy with one draft at a time; further drafts wait their turn."""

    def __init__(self, settings: Settings, *, count: int | None = None) -> None:
        self.settings = settings
        self._count = count or settings.workers or 2
        self._idle: asyncio.Queue[Workers] = asyncio.Queue()
        self._all: list[Workers] = []

    async def start(self) -> None:
        """Start the children; they load the registries when their first draft comes."""
        for _ in range(self._count):
            workers = Workers(_builder, count=1, timeout_s=self.settings.timeout_s)
            self._all.append(workers)
            self._idle.put_nowait(workers)

    async def stop(self) -> None:
        """End the children."""
        for workers in self._all:
            await asyncio.to_thread(workers.close)

    async def review(
        self, files: Sequence[tuple[str, Any]], order: Order, *, against: tuple[str, Any] | None = None
    ) -> tuple[int, Outcome]:
        """The status and the outcome for a draft given as ``(name, readable)`` pairs, the body first, its annexes after.

        ``against`` is the act that the draft amends or replaces, given in the same way.
        """

        def job(paths: list[Path]) -> Job:
            if against is None:
                return 0, paths[0], tuple(paths[1:]), order
            return 0, paths[0], tuple(paths[1:-1]), replace(order, against=str(paths[-1]))

        answer = await self._in_child([*files, *([against] if against else [])], job)
        outcome: Outcome = failed(0, safe_name(files[0][0]), answer, order) if isinstance(answer, SoatError) else answer
        return _logged("review", files, outcome.error), outcome

    async def compare(self, files: Sequence[tuple[str, Any]], order: CompareOrder) -> tuple[int, Compared]:
        """The status and the outcome for two documents, or a base act and its amending drafts, given as ``(name, readable)`` pairs."""

        def job(paths: list[Path]) -> CompareJob:
            return tuple(paths), order

        answer = await self._in_child(files, job)
        outcome: Compared = comparing.failed(answer, order, safe_name(files[0][0])) if isinstance(answer, SoatError) else answer
        return _logged("compare", files, outcome.error), outcome

    async def consolidate(self, files: Sequence[tuple[str, Any]], order: ConsolidateOrder) -> tuple[int, Consolidated]:
        """The status and the outcome for a base act and its amending acts, given as ``(name, readable)`` pairs."""

        def job(paths: list[Path]) -> ConsolidateJob:
            return tuple(paths), order

        answer = await self._in_child(files, job)
        outcome: Consolidated = consolidating.failed(answer, order, safe_name(files[0][0])) if isinstance(answer, SoatError) else answer
        return _logged("consolidate", files, outcome.error), outcome

    async def _in_child(self, files: Sequence[tuple[str, Any]], job: Callable[[list[Path]], Any]) -> Any:
        """What a child answers to a job on the uploaded files, or the error of that job; the files are deleted after."""
        folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="soat-"))
        try:
            paths = []
            for i, (name, stream) in enumerate(files):
                path = folder / str(i) / safe_name(name)
                path.parent.mkdir()
                paths.append(path)
                await asyncio.to_thread(_save, stream, path)
            workers = await self._idle.get()
            try:
                return await asyncio.to_thread(_one, workers, job(paths))
            finally:
                self._idle.put_nowait(workers)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, True)

    def order(self, *, as_of: str | None, submitted: str | None, format: str, with_text: bool = True) -> Order:
        """What is wanted, with today's date; refuses what is no day."""
        return Order(
            today=date.today().isoformat(),
            as_of=given_day(as_of),
            submitted=given_day(submitted),
            format=format,
            with_text=with_text,
            lines=False,
        )


def given_day(value: str | None) -> str | None:
    """The ISO day that a request names, null where it names none. Raises ``BadInput`` for what is no day."""
    if not value:
        return None
    try:
        return iso_day(value)
    except ValueError:
        raise BadInput("unsupported", f"“{value[:20]}” không phải là ngày.", "Ghi ngày theo dạng YYYY-MM-DD hoặc DD/MM/YYYY.") from None


def _save(stream: Any, path: Path) -> None:
    with path.open("wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)


def _one(workers: Workers, job: Any) -> Any:
    for _, answer in workers.map([job]):
        return answer
    raise RuntimeError("a job gave no answer")


def _logged(what: str, files: Sequence[tuple[str, Any]], error: ErrorReport | None) -> int:
    """The status of an outcome, which is logged without names or words."""
    code = error.code if error else None
    log.info(what, files=len(files), kind=safe_name(files[0][0]).rpartition(".")[2][:9], code=code)
    return STATUS[code] if code else 200


def _builder() -> Callable[[Any], Any]:
    """What a child does: reviews and comparisons with one pipeline, and consolidations."""
    made: list[Any] = []
    review, compare, consolidate = builder(made=made), comparing.builder(made=made), consolidating.builder()

    def work(job: Any) -> Any:
        if isinstance(job[-1], ConsolidateOrder):
            return consolidate(job)
        return compare(job) if isinstance(job[-1], CompareOrder) else review(job)

    return work
