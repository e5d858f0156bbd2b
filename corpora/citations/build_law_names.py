"""Rebuild ``law_names.tsv`` from titles of acts and from full citations ("Luật X số 1/2020/QH14") in their texts.

python corpora/citations/build_law_names.py SHARED [--out law_names.tsv]

SHARED is the folder with ``data/acts`` and ``law``. Kept are names found in a title, or printed directly before a number of the
National Assembly or its Standing Committee in at least two acts; ``law_names_added.tsv`` holds names added by hand. Names are
facts; no sentence is stored.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

FULL = re.compile(
    r"(Bộ [Ll]uật|Luật|Pháp lệnh) ((?:Luật sư|[^\W\d_])(?:(?!Luật |luật |\bđược\b|hiệu lực|quy định|sửa đổi)[^\n;:.()|“”\"\d]){1,110}?)"
    r"(?: năm \d{4})?,? số:? ?\d{1,3}/\d{4}/(?:PL-)?(?:UBTV)?QH\d+"
)
TITLE = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|Về|về)\s+", re.IGNORECASE)
AMENDING = re.compile(
    r"sửa đổi|bổ sung|bãi bỏ|hướng dẫn|quy định chi tiết|\d|[:;()“”…]|nghị quyết|nghị định|^uật\b|^về thuế$", re.IGNORECASE
)
KINDS = {"Luật": "Luật", "Bộ luật": "Bộ luật", "Pháp lệnh": "Pháp lệnh", "luat": "Luật", "phap_lenh": "Pháp lệnh"}


def rows(path: Path) -> Iterator[dict[str, str | None]]:
    """The objects of a JSON-lines file, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def clean(name: str) -> str:
    """A name in NFC with single spaces and without closing punctuation."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip(" ,.-–")


def is_beginning(kind: str, low: str, names: Iterable[tuple[str, str]]) -> bool:
    """Whether a name is the beginning of another one of its kind (a title that its source cut off)."""
    return any(k == kind and other.startswith(low + " ") for k, other in names)


def main() -> int:
    """Write the table; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).with_name("law_names.tsv"))
    arguments = parser.parse_args()
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    acts: Counter[tuple[str, str]] = Counter()
    titled: set[tuple[str, str]] = set()
    folder = arguments.shared / "data" / "acts"
    for path in (folder / "acts.jsonl.gz", folder / "codified_acts.jsonl.gz", arguments.shared / "law" / "core_acts.jsonl"):
        for row in rows(path):
            kind = KINDS.get(row.get("doc_type") or row.get("type") or "")
            title = clean(row.get("title") or "")
            if kind and title:
                if title.lower().startswith("bộ luật"):
                    kind = "Bộ luật"
                name = TITLE.sub("", title, count=1) if TITLE.match(title) else title
                name = re.sub(r"\s+(?:số\b.*|\d{4}|năm \d{4})$", "", name).removeprefix("về ").strip()
                if name and not AMENDING.search(name) and len(name) < 120:
                    titled.add((kind, name.lower()))
                    spellings[kind, name.lower()][name[0].upper() + (name[1:] if not name.isupper() else name[1:].lower())] += 1
            found = set()
            for match in FULL.finditer(unicodedata.normalize("NFC", row.get("text") or "")):
                kind, name = match[1].replace("Bộ Luật", "Bộ luật"), clean(match[2])
                if not AMENDING.search(name) and " của Luật" not in name:
                    spellings[kind, name.lower()][name] += 1
                    found.add((kind, name.lower()))
            acts.update(found)
    longer = {(kind, low.rsplit(" ", 1)[0]) for kind, low in spellings if low.endswith(" số")}
    cut_off = {(kind, low) for kind, low in titled if not acts[kind, low] and is_beginning(kind, low, spellings)}
    kept = sorted(
        (kind, max(spellings[kind, low].items(), key=lambda item: (item[0][0].isupper(), item[1], item[0]))[0], acts[kind, low])
        for kind, low in spellings
        if ((kind, low) in titled or acts[kind, low] >= 2) and (kind, low) not in longer | cut_off
    )
    with arguments.out.with_name("law_names_added.tsv").open(encoding="utf-8") as added:
        known = {(kind, name.lower()) for kind, name, _ in kept}
        extra = [tuple(line.rstrip("\n").split("\t")) for line in added if not line.startswith(("#", "kind\t"))]
        kept = sorted(kept + [(kind, name, 0) for kind, name in extra if (kind, name.lower()) not in known])
    with arguments.out.open("w", encoding="utf-8") as out:
        out.write("kind\tname\tacts\n")
        out.writelines(f"{kind}\t{name}\t{count}\n" for kind, name, count in kept)
    sys.stderr.write(f"{len(kept)} names\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
