"""Draw the lines of ``commands.tsv`` from ``../shared/data/acts``: ``python corpora/amending/draw.py SHARED``.

The cues are mechanical and wider than the grammar in ``review.amending``. Prints one JSON object a line; labels are made by hand.
"""

import gzip
import hashlib
import json
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SEED = 20261126
MARK = re.compile(r"^\s*[\"“]?\s*(?:Điều\s+\d+[a-zđ]?\s*[.:]|\d+(?:\.\d+)*[a-zđ]?\s*[.)]|[a-zđ]\d*\s*[.)]|[-–+•*]|[IVX]+\s*[.)])?\s*")
CUE = re.compile(
    r"sửa đổi|bổ sung|thay thế|thay (?:cụm )?từ|thay (?:các )?cụm từ|bãi bỏ|hủy bỏ|huỷ bỏ|bỏ (?:các )?(?:cụm )?từ|bỏ (?:khoản|điểm|điều)"
    r"|đánh (?:lại )?số|đổi (?:số|tên|thứ tự)|chuyển .{0,60}(?:thành|sang|xuống|lên|về)|tách|đính chính|sửa (?:cụm )?từ|sửa tên|sửa lại"
    r"|thay (?:phụ lục|mẫu)|gộp|ghép"
)
BEGIN = re.compile(r"(?:sửa|bổ sung|thay|bãi bỏ|h[uủ][yỷ] bỏ|bỏ|đánh|đổi|chuyển|tách|đính chính|gộp|ghép)")
UNIT = re.compile(r"\b(?:điều|khoản|điểm|tiết|mục|chương|phần|phụ lục|mẫu|biểu|cụm từ|từ|từ ngữ|tên|đoạn|danh mục|đính chính)\b")
STRONG = re.compile(
    r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|thay|bỏ|đánh|chuyển|tách|đổi|đính chính)\b[^“\"]{0,40}"
    r"\b(?:điều \d|khoản \d|điểm [a-zđ]\b|phụ lục|cụm từ|mẫu số|chương [ivx]|mục \d)"
)
STRATA = (
    ("renumber", 25, r"đánh (?:lại )?số|đổi (?:số|thứ tự)|số thứ tự|thứ tự (?:các )?(?:khoản|điểm|điều)"),
    (
        "move_split", 15,
        r"(?:^|\s)(?:chuyển|tách|gộp|ghép) .{0,30}\b(?:điều|khoản|điểm|mục|chương|phụ lục|đoạn|mẫu)\b"
        r".{0,80}(?:thành|sang|xuống|lên|về|vào)",
    ),
    ("phrase", 68, r"cụm từ|từ ngữ|đính chính|thay từ|bỏ từ|các từ"),
    (
        "retitle", 24,
        r"(?:sửa đổi|bổ sung|đổi|thay đổi|sửa)[^“\"]{0,25}(?:tên (?:gọi )?(?:của )?(?:điều|chương|khoản|mục|phần|phụ lục)|tiêu đề)",
    ),
    ("annex", 40, r"^[^“\"]{0,80}(?:phụ lục|mẫu số|biểu mẫu|mẫu \d)"),
    (
        "several", 44,
        r"^bổ sung[^“\"]{0,20}(?:các )?(?:điều|khoản|điểm|mục|chương) [^“\"]{1,30}(?:,|và)[^“\"]{0,40}"
        r"|^bổ sung (?:các|thêm)? ?(?:điều|khoản|điểm)",
    ),
    ("repeal", 48, r"^(?:bãi bỏ|h[uủ][yỷ] bỏ|bỏ )"),
    ("insert", 20, r"^bổ sung"),
    ("replace", 42, r"^(?:sửa|thay)"),
    ("decoy", 12, r""),
)  # fmt: skip
"""Name, lines drawn, cue; a line belongs to the first that it fits. A decoy only holds a cue, behind its first word."""

MORE = {"phrase": 8, "annex": 4, "several": 8, "repeal": 6, "replace": 8}
"""Lines drawn from further acts when the first draw was found to hold fewer than 300 commands."""

Place = tuple[int, int]


def marked(shared: Path) -> set[str]:
    """Acts marked in full, which are left out."""
    own = Path(__file__).resolve().parents[1] / "gold"
    return {json.loads(p.read_text(encoding="utf-8"))["number"] for f in (shared / "gold" / "dev", own) for p in f.glob("*.json")}


def told(line: str) -> str:
    """A line in small letters without its number."""
    mark = MARK.match(line)
    return line.lower()[mark.end() if mark else 0 :]


def cues(lines: list[str]) -> Iterator[tuple[str, int]]:
    """The lines of an act that hold a cue, with their stratum."""
    for i, line in enumerate(lines):
        body = told(line)
        if i < 12 or not line.strip() or len(line) > 4000 or body.startswith("căn cứ") or not CUE.search(body[:60]):
            continue
        if not (BEGIN.match(body) and UNIT.search(body[:120])):
            if i > 12:
                yield "decoy", i
            continue
        yield next(n for n, _, rx in STRATA if re.search(rx, body if n in ("renumber", "move_split") else body[:200])), i


def commands(lines: list[str], found: list[tuple[str, int]]) -> int:
    """How many lines surely command something; acts with fewer than three are left out."""
    return sum(name != "decoy" and STRONG.match(told(lines[i])) is not None for name, i in found)


def draw(pool: dict[str, list[Place]]) -> Iterator[list[tuple[str, int, int]]]:
    """The first draw, at most five lines an act and two of a stratum, then the second."""
    rng = random.Random(SEED)
    used: Counter[int] = Counter()
    first: list[tuple[str, int, int]] = []
    for name, wanted, _ in STRATA:
        places, mine, taken = sorted(pool[name]), Counter[int](), 0
        rng.shuffle(places)
        for act, line in places:
            if taken < wanted and used[act] < 5 and mine[act] < 2:
                used[act], mine[act], taken = used[act] + 1, mine[act] + 1, taken + 1
                first.append((name, act, line))
    yield first
    second: list[tuple[str, int, int]] = []
    for name, _, _ in STRATA:
        places, taken = sorted(pool[name]), 0
        rng.shuffle(places)
        for act, line in places:
            if taken < MORE.get(name, 0) and not used[act]:
                used[act], taken = 1, taken + 1
                second.append((name, act, line))
    yield second


def main(shared: Path) -> None:
    """Print what was drawn, numbered by act and line within each draw."""
    with gzip.open(shared / "data" / "acts" / "acts.jsonl.gz", "rt", encoding="utf-8") as stream:
        acts: list[dict[str, Any]] = [json.loads(line) for line in stream]
    skip = marked(shared)
    pool: dict[str, list[Place]] = defaultdict(list)
    for n, act in enumerate(acts):
        if not act["text"] or not act["number"] or act["number"] in skip or "VBHN" in act["number"] or act["doc_type"] == "vbhn":
            continue
        lines = unicodedata.normalize("NFC", act["text"]).split("\n")
        found = list(cues(lines))
        if commands(lines, found) >= 3:
            for name, i in found:
                pool[name].append((n, i))
    number = 0
    for drawn in draw(pool):
        for name, n, i in sorted(drawn, key=lambda d: d[1:]):
            number += 1
            line = unicodedata.normalize("NFC", acts[n]["text"]).split("\n")[i]
            odd = int(hashlib.sha256((acts[n]["number"] + acts[n]["sha256"]).encode()).hexdigest(), 16) % 2
            row = {
                "id": number, "act": acts[n]["number"], "text": acts[n]["sha256"][:12], "line": i + 1,
                "line_sha": hashlib.sha256(line.encode()).hexdigest()[:16], "half": "held" if odd else "dev", "stratum": name,
            }  # fmt: skip
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
