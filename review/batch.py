"""Many drafts to many reports: files are spread over the cores, and one bad file never stops the others."""

import contextlib
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review.contract.base import shown_name
from review.contract.errors import BadInput, Defect, ErrorReport, SoatError
from review.report.failure import failure
from review.settings import settings

if TYPE_CHECKING:
    from review.contract.report import Report

SUFFIX = {"json": ".json", "html": ".html", "text": ".txt"}


@dataclass(frozen=True)
class Order:
    """What is wanted of each review. ``lines`` asks for JSON lines (several files to one stream)."""

    today: str
    as_of: str | None
    submitted: str | None
    format: str
    with_text: bool
    lines: bool
    against: str | None = None


@dataclass(frozen=True)
class Outcome:
    """One file's report as text, or its error. ``counts``: errors, warnings, notes, procedures, new procedures."""

    position: int
    file: str
    body: str
    error: ErrorReport | None
    levels: tuple[str, ...]
    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)


def targets(files: Sequence[Path], folder: Path, format: str) -> list[Path]:
    """The report file of each input: its stem, or its full name where two inputs share a stem.

    Raises the coded error ``duplicate_output`` where the same name comes from two folders; nothing is written then.
    """
    names = Counter(path.name for path in files)
    twice = sorted(name for name, count in names.items() if count > 1)
    if twice:
        raise BadInput(
            "duplicate_output",
            f"Có nhiều tệp cùng tên “{shown_name(twice[0])}” ở các thư mục khác nhau; báo cáo sẽ ghi đè nhau.",
            "Đổi tên tệp hoặc soát riêng từng thư mục.",
            file=shown_name(twice[0]),
        )
    stems = Counter(path.stem for path in files)
    return [folder / ((path.stem if stems[path.stem] == 1 else path.name) + SUFFIX[format]) for path in files]


def spare(outputs: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Refuse, before anything is read, to write over what is read.

    Raises the coded error ``duplicate_output`` where an output is the very file of an input, by whatever name.
    """
    read = {key for path in inputs if (key := _identity(path)) is not None}
    for path in outputs:
        if _identity(path) in read:
            raise BadInput(
                "duplicate_output",
                f"Kết quả sẽ ghi đè lên tệp đầu vào “{shown_name(path.name)}”.",
                "Chọn tên tệp hoặc thư mục khác bằng -o hoặc --out-dir, hoặc dạng khác bằng --format.",
                file=shown_name(path.name),
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def write(path: Path, body: str | bytes) -> None:
    """Write a report whole or not at all; text ends with a line end, bytes go out as they are.

    Raises ``not_found`` where the place cannot be written to.
    """
    prepare(path.parent)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".soat-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(body if isinstance(body, bytes) else (body if body.endswith("\n") else body + "\n").encode())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _unwritable(path, error) from error


def prepare(folder: Path) -> None:
    """Make the folder that reports go to. Raises ``not_found`` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(path: Path, error: OSError) -> BadInput:
    return BadInput(
        "not_found",
        f"Không ghi được báo cáo vào “{shown_name(str(path))}” ({error.strerror}).",
        "Chọn nơi ghi khác bằng -o hoặc --out-dir, hoặc kiểm tra quyền ghi và dung lượng ổ đĩa.",
        file=shown_name(path.name),
    )


def render(report: "Report", format: str) -> str:
    """A report in one of the three forms."""
    if format == "json":
        return report.to_json()
    if format == "html":
        from review.report.html import to_html

        return to_html(report)
    from review.report.terminal import to_text

    return to_text(report, width=_width(), colour=sys.stdout.isatty())


def _width() -> int:
    return min(os.get_terminal_size().columns, 140) if sys.stdout.isatty() else 110


def failed(position: int, file: str, error: SoatError, order: Order) -> Outcome:
    """The outcome of a file that could not be reviewed, in the form that was ordered."""
    report = error.report(file)
    return Outcome(position, file, failure(report, "json" if order.lines else order.format, "soát"), report, ())


def _outcome(position: int, file: str, report: "Report", order: Order) -> Outcome:
    body = render(report, "json" if order.lines else order.format)
    found = report.summary.findings
    counts = (found.error, found.warning, found.note, len(report.procedures), report.summary.procedures.new)
    return Outcome(position, file, body, None, tuple(f.level for f in report.findings if not f.preview), counts)


Job = tuple[int, Path, tuple[Path, ...], Order]


def builder(progress: Callable[[str], None] | None = None, *, made: list[Any] | None = None) -> Callable[[Job], Outcome]:
    """The function that does one job; builds its pipeline at the first one, or takes the one in ``made``, where it also leaves it."""
    pipelines: list[Any] = [] if made is None else made

    def work(job: Job) -> Outcome:
        position, path, annexes, order = job
        from review import pipeline

        try:
            if progress:
                progress("reading")
            document = pipeline.read_files([path, *annexes], settings())
            if not pipelines:
                pipelines.append(pipeline.Pipeline(progress=progress))
            base, wanted = pipeline.find_base(document, order.against, settings())
            options = pipeline.Options(order.today, order.as_of, order.submitted, order.with_text, base, wanted)
            return _outcome(position, shown_name(path.name), pipelines[0].review(document, options), order)
        except SoatError as error:
            return failed(position, shown_name(path.name), error, order)

    return work


def run(jobs: Sequence[tuple[Path, tuple[Path, ...]]], order: Order) -> Iterator[Outcome]:
    """Review all files, yielding outcomes as they end: in this process for one file, over the cores for several."""
    full: list[Job] = [(i, path, annexes, order) for i, (path, annexes) in enumerate(jobs)]
    if len(full) == 1:
        with _stages() as progress:
            try:
                yield builder(progress)(full[0])
            except Exception as error:
                if os.environ.get("SOAT_DEBUG"):
                    raise
                yield failed(0, shown_name(full[0][1].name), Defect.of(error), order)
        return
    from review.workers import Workers

    chosen = settings()
    with Workers(builder, count=chosen.workers, timeout_s=chosen.timeout_s) as workers, _bar(len(full)) as step:
        for position, answer in workers.map(full):
            step()
            yield answer if isinstance(answer, Outcome) else failed(position, shown_name(full[position][1].name), answer, order)


STAGE_NAMES = {
    "reading": "đọc tệp", "structure": "phân tích cấu trúc", "clauses": "gán nhãn quy định", "citations": "tìm viện dẫn",
    "amending": "lệnh sửa đổi", "procedures": "tìm thủ tục hành chính", "registry": "đối chiếu cơ sở dữ liệu", "rules": "áp dụng quy tắc",
}  # fmt: skip


@contextlib.contextmanager
def _stages() -> Iterator[Callable[[str], None] | None]:
    """Stage names on a terminal, nothing in pipes."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    with Console(stderr=True).status("đọc tệp…") as status:
        yield lambda stage: status.update(f"{STAGE_NAMES.get(stage, stage)}…")


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on a terminal, nothing in pipes."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn("Đã soát"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)


_RANK = {"error": 3, "warning": 2, "note": 1, "never": 9}


def exit_code(outcomes: Sequence[Outcome], fail_on: str) -> int:
    """2 where any file failed, else 1 where a finding that is not preview reaches ``fail_on``, else 0."""
    if any(o.error for o in outcomes):
        return 2
    return int(any(_RANK[level] >= _RANK[fail_on] for o in outcomes for level in o.levels))
