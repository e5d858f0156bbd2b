"""What an OLE container (a legacy Office file) holds: just enough of it to name it.

Source: [MS-CFB] for the container, [MS-DOC] 2.5.2 for the flags of the first stream.
"""

import struct

from review.reading import refusals

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA
_MOST_SECTORS = 1_000_000
_ENCRYPTED = 0x0100


def stream_names(data: bytes) -> dict[str, tuple[int, int]]:
    """The streams of the container: first sector and size in bytes. Raises ``truncated`` where the file ends too early."""
    try:
        return _streams(data)
    except (struct.error, IndexError, OverflowError):
        raise refusals.truncated("DOC") from None


def is_locked_doc(data: bytes, streams: dict[str, tuple[int, int]]) -> bool:
    """Whether the Word document in the container is locked by a password."""
    first, _ = streams["WordDocument"]
    size = _sector_size(data)
    at = (first + 1) * size
    return len(data) >= at + 12 and bool(struct.unpack_from("<H", data, at + 10)[0] & _ENCRYPTED)


def _sector_size(data: bytes) -> int:
    shift = struct.unpack_from("<H", data, 30)[0]
    return 1 << shift if shift in (9, 12) else 512


def _streams(data: bytes) -> dict[str, tuple[int, int]]:
    size = _sector_size(data)
    fat = _fat(data, size)
    used = max((number for number, following in enumerate(fat) if following != 0xFFFFFFFF), default=0)
    if len(data) < (used + 1) * size:
        raise refusals.truncated("DOC")
    found: dict[str, tuple[int, int]] = {}
    sector = struct.unpack_from("<I", data, 48)[0]
    steps = 0
    while sector < _LAST and steps < len(fat):
        steps += 1
        base = (sector + 1) * size
        for entry in range(base, base + size, 128):
            length = struct.unpack_from("<H", data, entry + 64)[0]
            kind = data[entry + 66]
            if kind == 2 and 2 <= length <= 64:
                name = data[entry : entry + length - 2].decode("utf-16-le", "replace")
                found[name] = struct.unpack_from("<II", data, entry + 116)
        sector = fat[sector]
    return found


def _fat(data: bytes, size: int) -> list[int]:
    sectors = [s for s in struct.unpack_from("<109I", data, 76) if s < _LAST]
    following, count = struct.unpack_from("<II", data, 68)
    while following < _LAST and count > 0 and len(sectors) < _MOST_SECTORS:
        block = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors += (s for s in block[:-1] if s < _LAST)
        following, count = block[-1], count - 1
    fat: list[int] = []
    for sector in sectors:
        fat += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return fat
