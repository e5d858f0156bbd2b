"""Legacy DOC to DOCX through LibreOffice, in a child process that can be killed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from review.reading import refusals

_PLACES = (
    "soffice",
    "libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


@dataclass(frozen=True)
class _LibreOffice:
    program: str
    timeout_s: float

    def __call__(self, data: bytes) -> bytes:
        with tempfile.TemporaryDirectory(prefix="soat-", ignore_cleanup_errors=True) as folder:
            room = Path(folder)
            (room / "in.doc").write_bytes(data)
            command = [
                self.program, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore",
                "--nolockcheck", "--nodefault", "--nofirststartwizard", "--convert-to", "docx:MS Word 2007 XML",
                "--outdir", str(room / "out"), str(room / "in.doc"),
            ]  # fmt: skip
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                start_new_session=True, cwd=folder,
            )  # fmt: skip
            try:
                child.wait(self.timeout_s)
            except subprocess.TimeoutExpired:
                raise refusals.timeout(self.timeout_s) from None
            finally:
                _end(child)
            result = room / "out" / "in.docx"
            if not result.is_file():
                raise refusals.truncated("DOC")
            return result.read_bytes()


def _end(child: "subprocess.Popen[bytes]") -> None:
    if os.name == "posix":
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        child.kill()
    child.wait()


def libreoffice_converter(*, timeout_s: float = 90.0) -> Callable[[bytes], bytes] | None:
    """A function that turns the bytes of a DOC into those of a DOCX, or None where LibreOffice is not installed.

    It raises ``timeout`` when LibreOffice has not ended within ``timeout_s`` seconds, and ``truncated`` when it gives
    nothing. The child has a profile of its own, is killed with all its children, and macros stay off (a fresh profile
    has the highest macro security).
    """
    for place in _PLACES:
        program = shutil.which(place)
        if program:
            return _LibreOffice(program, timeout_s)
    return None
