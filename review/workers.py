"""Reviews in killable child processes: one file's crash, hang or hunger never stops the others.

A fixed number of children each build one pipeline and take one job at a time over a pipe. The parent watches deadlines:
a child that exceeds the time limit is killed and replaced, and its file gets the error ``timeout``; a child that dies
(its memory limit included) gives ``internal``.
"""

import contextlib
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

from review.collector import search_seldom
from review.contract.errors import Defect, LimitReached, SoatError

MEMORY_LIMIT = 3 * 1024**3
"""Bytes of data segment a child may hold (Linux). The packaged registries and spaCy take about 0.3 of it."""


def _limit_memory(limit: int) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _serve(pipe: Connection, build: Callable[[], Callable[[Any], Any]], memory: int) -> None:
    _limit_memory(memory)
    search_seldom()
    work: Callable[[Any], Any] | None = None
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            if work is None:
                work = build()
            answer: Any = work(job)
        except SoatError as error:
            answer = error
        except MemoryError:
            answer = LimitReached("too_large", "Tệp cần nhiều bộ nhớ hơn giới hạn cho phép.", "Chia nhỏ tệp rồi thử lại.")
        except Exception as error:
            answer = Defect.of(error)
        pipe.send(answer)


@dataclass
class _Child:
    process: Any
    pipe: Connection
    job: int | None = None
    deadline: float = 0.0


class Workers:
    """A pool of killable children. ``build`` runs once in each child and returns the function that does a job.

    Jobs and answers must pickle. Use as a context manager, or call :meth:`close`.
    """

    def __init__(
        self,
        build: Callable[[], Callable[[Any], Any]],
        *,
        count: int | None = None,
        timeout_s: float = 120.0,
        memory: int = MEMORY_LIMIT,
    ) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._build, self._timeout_s, self._memory = build, timeout_s, memory
        self._count = max(1, count or os.cpu_count() or 1)
        self._children: list[_Child] = []

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._build, self._memory), daemon=True)
        process.start()
        theirs.close()
        child = _Child(process, ours)
        self._children.append(child)
        return child

    def _drop(self, child: _Child) -> None:
        child.process.kill()
        child.process.join()
        child.pipe.close()
        self._children.remove(child)

    def map(self, jobs: Sequence[Any]) -> Iterator[tuple[int, Any]]:
        """Yield ``(position, answer)`` as jobs end; an answer is the value or the :class:`SoatError` of that job.

        Children that died while idle are replaced before.
        """
        waiting = list(range(len(jobs)))[::-1]
        for child in [c for c in self._children if not c.process.is_alive()]:
            self._drop(child)
        while waiting or any(c.job is not None for c in self._children):
            while waiting and (
                idle := next((c for c in self._children if c.job is None), None)
                or (self._start() if len(self._children) < min(self._count, len(jobs)) else None)
            ):
                idle.job = waiting.pop()
                idle.deadline = time.monotonic() + self._timeout_s
                with contextlib.suppress(OSError):
                    idle.pipe.send(jobs[idle.job])
            busy = [c for c in self._children if c.job is not None]
            patience = max(0.0, min(c.deadline for c in busy) - time.monotonic())
            ready = set(wait([c.pipe for c in busy], timeout=patience))
            for child in busy:
                position = child.job
                if position is None:
                    continue
                if child.pipe in ready:
                    try:
                        answer = child.pipe.recv()
                        child.job = None
                    except (EOFError, OSError):
                        self._drop(child)
                        answer = Defect("internal", "Tiến trình đọc tệp dừng đột ngột.", "Kiểm tra tệp; thử lại với bộ nhớ lớn hơn.")
                    yield position, answer
                elif time.monotonic() >= child.deadline:
                    self._drop(child)
                    yield (
                        position,
                        LimitReached(
                            "timeout",
                            f"Quá thời gian cho phép ({self._timeout_s:g} giây) mà chưa soát xong.",
                            "Chia nhỏ tệp hoặc tăng timeout_s trong soat.toml.",
                        ),
                    )

    def close(self) -> None:
        """End all children."""
        for child in list(self._children):
            self._drop(child)
