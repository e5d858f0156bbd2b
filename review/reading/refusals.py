"""The refusals of this stage: one function a code, each with a Vietnamese message and hint."""

from review.contract.errors import BadInput, LimitReached


def empty(detail: str = "Tệp không có nội dung.") -> BadInput:
    """A file of no bytes, or without a letter."""
    return BadInput("empty", detail, "Kiểm tra lại tệp đã chọn; có thể tệp chưa được lưu hoặc tải về chưa xong.")


def unsupported(detail: str) -> BadInput:
    """Bytes of a kind that no reader takes."""
    return BadInput("unsupported", detail, "Lưu dự thảo ở định dạng DOCX, PDF có lớp chữ, HTML hoặc TXT rồi thử lại.")


def encrypted(kind: str) -> BadInput:
    """A file locked by a password."""
    return BadInput(
        "encrypted", f"Tệp {kind} được bảo vệ bằng mật khẩu nên không đọc được.",
        "Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi thử lại.",
    )  # fmt: skip


def truncated(kind: str) -> BadInput:
    """A file cut short or damaged."""
    return BadInput(
        "truncated", f"Tệp {kind} bị hỏng hoặc bị cắt ngắn nên không đọc được.",
        "Tải lại tệp từ nơi gửi, hoặc mở bằng phần mềm soạn thảo rồi lưu thành tệp mới.",
    )  # fmt: skip


def no_text_layer(without: int, pages: int) -> BadInput:
    """A PDF of images."""
    return BadInput(
        "no_text_layer", f"Tệp PDF là bản chụp: {without} trên {pages} trang không có lớp chữ để đọc.",
        "Dùng bản DOCX hoặc bản PDF xuất từ phần mềm soạn thảo; công cụ không nhận dạng chữ từ ảnh.",
    )  # fmt: skip


def too_large(size: int, limit: int) -> LimitReached:
    """More bytes than allowed."""
    return LimitReached(
        "too_large", f"Tệp có dung lượng {size / 1e6:.1f} MB, vượt mức cho phép {limit / 1e6:.1f} MB.",
        "Tách phụ lục ra tệp riêng, bỏ bớt hình ảnh, hoặc đề nghị người quản trị nâng mức cho phép.",
    )  # fmt: skip


def too_long(limit: int, *, file: str = "") -> LimitReached:
    """More text, or text nested deeper, than can be held."""
    return LimitReached(
        "too_large", f"Nội dung tệp quá lớn hoặc lồng nhau quá sâu (mức cho phép {limit} ký tự).",
        "Tách dự thảo và phụ lục ra các tệp riêng rồi thử lại.", file=file,
    )  # fmt: skip


def too_many_pages(pages: int, limit: int) -> LimitReached:
    """More pages than allowed."""
    return LimitReached(
        "too_many_pages", f"Tệp có {pages} trang, vượt mức cho phép {limit} trang.",
        "Tách dự thảo và phụ lục ra các tệp riêng rồi thử lại.",
    )  # fmt: skip


def zip_bomb(detail: str) -> LimitReached:
    """An archive that would inflate beyond all measure."""
    return LimitReached(
        "zip_bomb", f"Tệp nén có cấu trúc bất thường: {detail}.",
        "Mở tệp bằng phần mềm soạn thảo đáng tin cậy, kiểm tra nguồn gốc rồi lưu thành tệp mới.",
    )  # fmt: skip


def unsafe_xml(part: str) -> BadInput:
    """An XML part that declares a document type or entities, or nests too deep."""
    return BadInput(
        "unsafe_xml", f"Phần {part} trong tệp có khai báo XML không an toàn nên không được đọc.",
        "Mở tệp bằng phần mềm soạn thảo, lưu thành tệp DOCX mới rồi thử lại.",
    )  # fmt: skip


def wrong_suffix(suffix: str, actual: str) -> BadInput:
    """A name that says one kind and bytes that say another."""
    return BadInput(
        "wrong_suffix", f"Tên tệp có đuôi {suffix} nhưng nội dung là {actual}.",
        "Đổi đuôi tệp cho đúng định dạng, hoặc mở tệp và lưu lại đúng định dạng cần dùng.",
    )  # fmt: skip


def needs_converter() -> BadInput:
    """A legacy DOC where no LibreOffice is at hand."""
    return BadInput(
        "needs_converter", "Tệp DOC (Word 97-2003) cần LibreOffice để đọc, nhưng máy này chưa cài.",
        "Cài LibreOffice, hoặc mở tệp bằng Word và lưu thành DOCX rồi thử lại.",
    )  # fmt: skip


def timeout(seconds: float) -> LimitReached:
    """A conversion that did not end in time."""
    return LimitReached(
        "timeout", f"Việc chuyển đổi tệp DOC không xong trong {seconds:.0f} giây.",
        "Mở tệp bằng Word, lưu thành DOCX rồi thử lại.",
    )  # fmt: skip
