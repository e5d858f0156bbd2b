"""Build the facts tables of ``corpora/law`` from the shared law files.

Run as ``python -m review.rules.build_law --shared ../shared``. No sentence of a law is kept: of each legal basis its key,
act, provision, mark and days in force; of each reorganised body its names, kind, day and whether the change was read.
"""

import argparse
import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from review.settings import data_dir

BASIS_COLUMNS = ("key", "act", "provision", "mark", "in_force_from", "in_force_to")
BODY_COLUMNS = ("old", "new", "kind", "effective", "basis", "verified")

_NUMBER = re.compile(r"\b\d+(?:\.\d+)?(?:/\d{4})?/[A-ZĐ0-9-]+")
_PROVISION = re.compile(
    r"Điều (?P<dieu>\w+)(?: k(?P<khoan>\d\w*(?:–k\d+)?))?(?: (?P<diem>[a-zđ]))?(?: đoạn (?P<doan>\d))?(?: \((?P<note>[^)]*)\))?"
)
_ENGLISH = (
    ("abolished; functions to ", "đã kết thúc hoạt động; chức năng chuyển về "),
    ("abolished; tasks to ", "đã kết thúc hoạt động; nhiệm vụ chuyển về "),
    ("abolished; data of ", "không còn giá trị; khai thác dữ liệu trong "),
    ("abolished or moved to ", "đã kết thúc hoạt động hoặc chuyển về "),
    ("abolished as a rule; ", "đã kết thúc hoạt động, trừ trường hợp luật định; nay là "),
    ("abolished kind of unit", "loại đơn vị hành chính không còn được tổ chức"),
    ("abolished; ", "đã kết thúc hoạt động; nay là "),
    ("abolished", "đã kết thúc hoạt động"),
    ("function moved to ", "chức năng chuyển về "),
    (", by the decree that divides competence", ", theo nghị định về phân định thẩm quyền"),
    ("by decree on division of competence", "theo nghị định về phân định thẩm quyền"),
    ("must not be demanded", "không được yêu cầu"),
    (
        "only where a luật, pháp lệnh, nghị quyết of QH/UBTVQH/CP or nghị định says so",
        "chỉ khi luật, pháp lệnh, nghị quyết của Quốc hội, Ủy ban Thường vụ Quốc hội, Chính phủ hoặc nghị định quy định",
    ),
    ("data of ", "dữ liệu trong "),
    (", from 2026 ", ", từ năm 2026 là "),
    (" on thẻ căn cước", " trên thẻ căn cước"),
    (
        "resolution of the National Assembly, first session of the 16th term (4/2026), named in Nghị quyết 31/2026/QH16",
        "Nghị quyết của Quốc hội khóa XVI, kỳ họp thứ nhất (4/2026), theo Nghị quyết 31/2026/QH16",
    ),
    ("unverified; ", ""),
    ("usable to ", "sử dụng đến "),
    ("valid to ", "có giá trị đến "),
    (", then ", ", sau đó là "),
    (" cited in a question-and-answer page", " (qua trang hỏi đáp)"),
    (" or ", " hoặc "),
    (" and ", " và "),
)


def vietnamese(words: str) -> str:
    """The Vietnamese of a name column that mixes English remarks.

    >>> vietnamese("abolished; tasks to cấp xã or cấp tỉnh")
    'đã kết thúc hoạt động; nhiệm vụ chuyển về cấp xã hoặc cấp tỉnh'
    """
    for english, own in _ENGLISH:
        words = words.replace(english, own)
    return words


def provision(short: str) -> str:
    """A provision as it is written in Vietnamese.

    >>> provision("Điều 18 k3 e đoạn 1"), provision("Điều 4 k1–k9"), provision("Phụ lục IV")
    ('điểm e khoản 3 Điều 18 (đoạn 1)', 'khoản 1–9 Điều 4', 'Phụ lục IV')
    """
    match = _PROVISION.fullmatch(short)
    if match is None:
        return short.replace("(no repetition)", "nguyên tắc không quy định lại").replace(" or ", " hoặc ")
    words = f"Điều {match['dieu']}"
    if match["khoan"]:
        words = f"khoản {match['khoan'].replace('k', '')} {words}"
    if match["diem"]:
        words = f"điểm {match['diem']} {words}"
    return words + (f" (đoạn {match['doan']})" if match["doan"] else "")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def basis_rows(shared: Path, dates: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Legal bases: key, act, provision, mark and the days in force, ended on the first day out of force."""
    acts = {}
    with (shared / "law" / "core_acts.jsonl").open(encoding="utf-8") as file:
        for line in file:
            act = json.loads(line)
            acts[act["number"]] = (act["effective"] or "", act["expired"] or "")
    by_prefix = sorted(((row["prefix"], row) for row in dates), key=lambda x: -len(x[0]))
    yield "M", "Dự thảo", "đối chiếu ngay trong văn bản", "M", "", ""
    for row in _rows(shared / "law" / "QUOTES.tsv"):
        number = _NUMBER.search(row["act"])
        start, end = acts.get(number.group(), ("", "")) if number else ("", "")
        for prefix, own in by_prefix:
            if row["key"] == prefix or row["key"].startswith(prefix + " "):
                start, end = own["in_force_from"] or start, own["in_force_to"] or end
                break
        key = row["key"]
        act = re.sub(r" \((?:sửa đổi|hợp nhất)[^)]*\)", "", row["act"])
        if key == "tsv rows":
            act, short = "Bảng tên cơ quan, địa danh đã thay đổi", "cần kiểm tra lại"
        else:
            short = provision(row["provision"])
        yield key, act, short, row["mark"], start, end


_STILL_USED = frozenset({"Ban Tôn giáo Chính phủ"})  # a unit of that name gives orders in 01/2026/TT-BDTTg


def body_rows(shared: Path) -> Iterator[tuple[str, ...]]:
    """Reorganised bodies, places and papers; names that did not change are left out."""
    last = ""
    for row in _rows(shared / "law" / "reorganised_bodies.tsv"):
        new = last if row["new_name"] == "as above" else vietnamese(row["new_name"])
        last = new
        if row["old_name"] == row["new_name"] or row["old_name"] in _STILL_USED:
            continue
        verified = "yes" if row["remark"].startswith("verified") and not row["remark"].startswith("verified in press") else "no"
        basis = row["legal_basis"] if row["legal_basis"] != "unverified" else "cần kiểm tra lại"
        yield row["old_name"], new, row["kind"], row["effective"], vietnamese(basis), verified


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    lines = ["\t".join(columns)] + ["\t".join(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def main() -> None:
    """Write ``basis.tsv`` and ``bodies.tsv``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="the shared folder that holds law/")
    parser.add_argument("--out", type=Path, default=data_dir("corpora") / "law")
    arguments = parser.parse_args()
    _write(arguments.out / "basis.tsv", BASIS_COLUMNS, basis_rows(arguments.shared, _rows(arguments.out / "basis_dates.tsv")))
    _write(arguments.out / "bodies.tsv", BODY_COLUMNS, body_rows(arguments.shared))


if __name__ == "__main__":
    main()
