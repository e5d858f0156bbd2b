"""The coded errors. Every error a user can meet derives from :class:`SoatError`."""

from typing import Literal

from review.contract.base import Model

ErrorCode = Literal[
    "empty", "unsupported", "encrypted", "truncated", "no_text_layer", "too_large", "too_many_pages", "zip_bomb",
    "unsafe_xml", "wrong_suffix", "needs_converter", "not_found", "duplicate_output", "timeout", "internal",
]  # fmt: skip

STATUS: dict[str, int] = {
    "empty": 400, "unsupported": 415, "encrypted": 400, "truncated": 400, "no_text_layer": 400, "too_large": 413,
    "too_many_pages": 413, "zip_bomb": 413, "unsafe_xml": 400, "wrong_suffix": 400, "needs_converter": 501,
    "not_found": 404, "duplicate_output": 409, "timeout": 504, "internal": 500,
}  # fmt: skip


class ErrorReport(Model):
    """The object that stands where a report would: ``soat.error/1``."""

    schema_: Literal["soat.error/1"] = "soat.error/1"
    file: str
    code: ErrorCode
    message: str
    hint: str

    def to_json(self) -> dict[str, str]:
        """The object as written to a file or sent by the API."""
        return {"schema": self.schema_, "file": self.file, "code": self.code, "message": self.message, "hint": self.hint}


class SoatError(Exception):
    """A coded error with a Vietnamese message (what happened) and hint (what to do). Never carries draft text."""

    def __init__(self, code: ErrorCode, message: str, hint: str = "", *, file: str = "") -> None:
        super().__init__(f"{code}: {message}")
        self.code: ErrorCode = code
        self.message = message
        self.hint = hint
        self.file = file

    @property
    def status(self) -> int:
        """The HTTP status of this code."""
        return STATUS[self.code]

    def report(self, file: str = "") -> ErrorReport:
        """The error as an object; ``file`` names the input where the error does not."""
        return ErrorReport(file=self.file or file, code=self.code, message=self.message, hint=self.hint)

    def __reduce__(self) -> tuple[object, tuple[object, ...], dict[str, str]]:
        return type(self), (self.code, self.message, self.hint), {"file": self.file}

    def __setstate__(self, state: dict[str, str] | None) -> None:
        self.file = (state or {}).get("file", "")


class BadInput(SoatError):
    """The file cannot be reviewed, and it is the file's fault."""


class LimitReached(SoatError):
    """A limit of size, pages, time or memory was reached."""


class Defect(SoatError):
    """Our own fault: code ``internal``."""

    @classmethod
    def of(cls, error: Exception) -> "Defect":
        """The defect that an unforeseen exception is; tells its kind and no words of the draft."""
        return cls("internal", f"Lỗi của chương trình ({type(error).__name__}).", "Gửi mã lỗi này cho người phát triển.")
