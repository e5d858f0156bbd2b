"""How well our consolidated texts agree with those that others published (văn bản hợp nhất), article by article.

``python -m review.evaluation.consolidation --shared ../shared`` prints a line a text and the differences; ``soat evaluate`` takes the
figures of :func:`measure`. What is compared: articles of the published text, without note marks "[n]", notes, white space and the
old placement of tone marks. Left out by rule and listed: articles that carry the note of an amender whose text we lack.
"""

import argparse
import csv
import difflib
import gzip
import json
import re
import sys
import time
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from review.amending import find_amendments
from review.amending.consolidation import Amender, consolidate, name_key
from review.amending.consolidation.phrases import fold_tones
from review.citations import find_citations
from review.contract.consolidation import ActIdentity, Consolidation
from review.contract.document import Document
from review.contract.numbers import normalise_number
from review.contract.structure import Node, Structure
from review.evaluation.figures import Figure
from review.evaluation.verdicts import wilson
from review.structure import outline

_NUMBER: Final = r"\d[\w.]*/(?:\d{4}/)?[A-ZĐÐ][\w–-]*"
_NAMED: Final = re.compile(rf"số\s+({_NUMBER})")
_AMENDED: Final = re.compile(r"(?:được\s+)?(?:sửa\s+đổi|bổ\s+sung|đính\s+chính)[^\n]{0,60}?(?:bởi|theo|tại)\b\s*:?", re.IGNORECASE)
_MARK: Final = re.compile(r"\s?\[\d{1,3}\]")
_POWER: Final = re.compile(r"(?<=m)(?:[²³]|[23](?!\w)|\s?\[[23]\])")
"""The power of a unit of measure: a raised 2 of a PDF text reads "[2]" as a note mark does."""
_NOTE: Final = re.compile(r"^\[?(\d{1,3})\]?\s+(?=[^\W\d_]|[“\"])")
_CUE: Final = re.compile(rf"số\s*{_NUMBER}|[Cc]ụm từ|được\s+(?:sửa|bổ|bãi|thay|đính)|quy định như sau")
_PART_BEGINS: Final = re.compile(r"\s*(?:VĂN BẢN|\(Tiếp theo)")
_ARTICLE: Final = re.compile(r"\s*Điều\s+(\d+)\w?\.")
_AUTHORITY: Final = re.compile(rf"(?:theo|tại)\s+(?:quy\s+định|khoản|điểm|Điều|các)[^“”]{{0,300}}?số\s+({_NUMBER})", re.IGNORECASE)
_AMENDING_NOTE: Final = re.compile(r"được\s+(?:sửa|bổ|bãi|thay|đính|đánh|chuyển|bỏ)|thay thế|bãi bỏ|bỏ\s+cụm|bổ sung")
_SPACE: Final = re.compile(r"\s+")
_TITLES_END: Final = re.compile(r"^\s*(?:Căn cứ|Chương\s+I\b|CHƯƠNG\s+I\b|Phần thứ nhất|PHẦN|Điều\s+1\b)", re.MULTILINE)
"""Where the head of an act ends and its grounds or its body begin."""


ALIKE: Final = 0.9
"""Share of words that two versions of an article must have in common for their difference to be one of wording."""


@dataclass(frozen=True)
class Pair:
    """A published consolidated text with the acts it says it is made of."""

    row: dict[str, Any]
    base: str
    amenders: tuple[str, ...]


@dataclass
class Result:
    """The agreement with one published text. ``excluded`` and ``different`` are addresses of its articles, with why or what differs."""

    number: str
    issued: str
    base: str
    amenders: tuple[str, ...]
    missing: tuple[str, ...]
    equal: list[str] = field(default_factory=list)
    different: dict[str, tuple[str, str]] = field(default_factory=dict)
    excluded: dict[str, str] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    consolidation: Consolidation | None = None

    @property
    def share(self) -> float:
        """Equal articles among those compared."""
        return len(self.equal) / max(1, len(self.equal) + len(self.different))


class Acts:
    """The acts of ``data/acts`` by number, each parsed once."""

    def __init__(self, path: Path) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["number"]:
                    self.rows[normalise_number(row["number"])].append(row)
        self._parsed: dict[str, Amender] = {}

    def published(self) -> Iterator[dict[str, Any]]:
        """The consolidated texts."""
        for number in sorted(self.rows):
            yield from (row for row in self.rows[number] if row["doc_type"] == "vbhn" or "VBHN" in number)

    def act(self, number: str) -> Amender:
        """An act, parsed, with its commands."""
        found = self._parsed.get(number)
        if found is None:
            row = self.rows[number][0]
            document = as_document(number, row["text"])
            structure = outline(document)
            identity = ActIdentity(
                number=number,
                title=structure.meta.title or row["title"],
                issued=structure.meta.date or row["issued"],
                effective=row["effective"] or structure.meta.effective,
            )
            amendments = find_amendments(document, structure, find_citations(document, structure))
            found = self._parsed[number] = Amender(identity, document, structure, amendments)
        return found


def as_document(name: str, text: str) -> Document:
    """A text as the reader hands it on."""
    return Document(f"{name}.txt", "txt", "", unicodedata.normalize("NFC", text))


def pair_of(row: dict[str, Any]) -> Pair | None:
    """The base and the amenders that the head of a published text names, in its order; None where it names none."""
    text = _MARK.sub("", unicodedata.normalize("NFC", row["text"]))
    for turn in _AMENDED.finditer(text, 0, 40_000):
        line = text.rfind("\n", 0, turn.start()) + 1
        named = [n for n in _NAMED.findall(text, line, turn.start()) if "VBHN" not in n]
        if named:
            break
    else:
        return None
    base = normalise_number(named[0])
    end = _TITLES_END.search(text, turn.end())
    amenders: list[str] = []
    for words in text[turn.end() : end.start() if end else turn.end() + 6000].split("\n"):
        found = _NAMED.search(words)
        number = normalise_number(found[1]) if found else ""
        if number and number != base and number not in amenders and "VBHN" not in number:
            amenders.append(number)
    return Pair(row, base, tuple(amenders)) if amenders else None


def notes_of(text: str) -> tuple[str, dict[int, str]]:
    """The text without its notes, and the notes by number.

    Notes stand at the end of the text, or of each part of it where it was published in several issues of the gazette; they are
    numbered on from 1: the longest run of lines with rising numbers that speak of amending or of an act.
    """
    lines = text.split("\n")
    marks = {int(n) for n in re.findall(r"\[(\d{1,3})\]", text)}
    numbered = [
        (i, int(m[1]), m.end())
        for i, line in enumerate(lines)
        if (m := _NOTE.match(line)) and int(m[1]) in marks and _CUE.search(line, m.end())
    ]
    starts = {numbered[k][0]: numbered[k][1:] for k in _rising([number for _, number, _ in numbered])}
    body: list[str] = []
    notes: dict[int, str] = {}
    current = article = 0
    for i, line in enumerate(lines):
        if i in starts:
            current, end = starts[i]
            notes[current] = line[end:]
        elif current and (_PART_BEGINS.match(line) or ((m := _ARTICLE.match(line)) and int(m[1]) in (article, article + 1))):
            current = 0
        elif current:
            notes[current] += " " + line
        if not current:
            body.append(line)
            article = int(m[1]) if (m := _ARTICLE.match(line)) else article
    return "\n".join(body), notes


def _rising(numbers: Sequence[int]) -> list[int]:
    """Positions of the longest strictly rising run of numbers.

    >>> _rising([1, 7, 2, 3, 1, 4])
    [0, 2, 3, 5]
    """
    tails: list[int] = []
    before: list[int] = []
    for i, number in enumerate(numbers):
        at = bisect_left(tails, number, key=lambda k: numbers[k])
        before.append(tails[at - 1] if at else -1)
        tails[at : at + 1] = [i]
    out: list[int] = []
    at = tails[-1] if tails else -1
    while at >= 0:
        out.append(at)
        at = before[at]
    return out[::-1]


def key_of(text: str) -> str:
    """A text without note marks, white space and the old placement of tone marks.

    >>> key_of("Điều 1.[2] Uỷ ban ") == key_of("Điều 1. Ủy ban")
    True
    """
    return _SPACE.sub("", fold_tones(_MARK.sub("", _POWER.sub("", text))))


_END: Final = re.compile(r"\./\.|^[^\n]*XÁC THỰC VĂN BẢN HỢP NHẤT", re.MULTILINE)
"""Where the words of the last article end: the closing sign of an act, or what certifies a consolidated text."""


def _own_words(text: str) -> str:
    end = _END.search(text)
    return text[: end.start()] + "." if end and text[end.start()] == "." else text[: end.start()] if end else text


def articles(structure: Structure, wanted: Iterable[str] = ()) -> dict[str, Node]:
    """The articles of a text by address, those of attached regulations too.

    A number that occurs a second time is no article of the text: notes print articles of the amending acts. ``wanted`` are looked for
    within quotations as well, which a note that is printed across two pages leaves open.
    """
    nodes = [node for node in structure.nodes if node.kind == "dieu"]
    out = {node.path: node for node in nodes if not node.quoted and "@" not in node.path}
    quoted = {node.path.rpartition("~")[2]: node for node in nodes if node.quoted}
    return out | {path: quoted[path] for path in wanted if path in quoted and path not in out}


def compare(pair: Pair, acts: Acts) -> Result:
    """Consolidate the base with the amenders we have and compare with the published text."""
    base = acts.act(pair.base)
    present = [n for n in pair.amenders if n in acts.rows and _speaks_of(acts.act(n), base)]
    missing = tuple(n for n in pair.amenders if n not in present)
    amenders = [acts.act(n) for n in present]
    started = time.perf_counter()
    made = consolidate((base.document, base.structure), amenders, identity=base.identity)
    spent = time.perf_counter() - started
    row = pair.row
    result = Result(row["number"], row["issued"] or "", pair.base, pair.amenders, missing, seconds=spent, consolidation=made)
    result.outcomes.update(o.outcome if o.cause is None else f"{o.outcome}:{o.cause}" for o in made.operations)
    body, notes = notes_of(unicodedata.normalize("NFC", pair.row["text"]))
    absent = {n for n, words in notes.items() if any(normalise_number(m) in missing for m in _AUTHORITY.findall(words))}
    marked, tree = as_document("vbhn", body), outline(as_document("vbhn", _blank(body)))
    mine = articles(made.structure)
    nodes = articles(tree, mine)
    ours = {path: _own_words(made.document.cut(node.span)) for path, node in mine.items()}
    theirs = {path: _own_words(marked.cut(node.span)) for path, node in nodes.items()}
    judge = _Judge(made, mine, marked, tree, nodes, notes)
    result.touched = {path for path in {*ours, *theirs} if judge.touched(path)}
    for path, words in theirs.items():
        marks = {int(n) for n in re.findall(r"\[(\d{1,3})\]", words)}
        if marks & absent:
            result.excluded[path] = "amender's text missing"
        elif key_of(words) == key_of(ours.get(path, "")):
            result.equal.append(path)
        else:
            result.different[path] = (ours.get(path, ""), words)
            result.causes[path] = judge.cause(path)
    last = max((i for i, path in enumerate(ours) if path in theirs), default=-1)
    cut = "XÁC THỰC" not in body
    for i, path in enumerate(ours):
        if path in theirs:
            continue
        if cut and i > last:
            result.excluded[path] = "published text is cut before it"
            continue
        result.different[path] = (ours[path], "")
        result.causes[path] = "ours"
    return result


def _speaks_of(amender: Amender, base: Amender) -> bool:
    """Whether a text names the base act at all; one that does not is the text of some other act under this number."""
    words = fold_tones(" ".join(amender.document.text.split()).lower())
    name = name_key(base.identity.title or "")
    if name and re.search(rf"(?:luật|pháp lệnh|nghị định|thông tư|quyết định|nghị quyết) {re.escape(name)}", words):
        return True
    return normalise_number(base.identity.number or "-").lower() in words.replace(" ", "")


class _Judge:
    """Says where a difference comes from, by rule: from what our text took, and from the notes the published text prints."""

    def __init__(
        self,
        made: Consolidation,
        mine: dict[str, Node],
        marked: Document,
        structure: Structure,
        theirs: dict[str, Node],
        notes: dict[int, str],
    ) -> None:
        self.made, self.marked, self.structure, self.notes = made, marked, structure, notes
        self.mine, self.theirs = mine, theirs

    def cause(self, path: str) -> str:
        """Why an article differs.

        ``typography``: letters alike but for case and marks. ``base_words``: only where neither a note nor a command of ours changed the
        words, which are those of our base text. ``amender_words``: also where both did, so that ours are the words the amender quotes,
        and the two texts are alike by :data:`ALIKE`. ``ours``: all else.
        """
        mine, theirs = self.mine.get(path), self.theirs.get(path)
        if mine is None or theirs is None:
            return "ours"
        a, b = self._words(self.made.document.text, mine.span), self._words(_blank(self.marked.text), theirs.span)
        if _letters(a) == _letters(b):
            return "typography"
        quoted = False
        matcher = difflib.SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            if kind == "equal" or _letters(a[i1:i2]) == _letters(b[j1:j2]):
                continue
            at = a[min(i1, len(a) - 1)][1] if a else mine.span[0]
            there = b[min(j1, len(b) - 1)][1] if b else theirs.span[0]
            changed = self._changed(at)
            noted = self._noted(there)
            if changed != noted:
                return "ours"
            quoted |= changed
        if not quoted:
            return "base_words"
        return "amender_words" if matcher.ratio() >= ALIKE else "ours"

    def touched(self, path: str) -> bool:
        """Whether a command we applied or a note of the published text concerns an article or what holds or makes it up."""
        mine, theirs = self.mine.get(path), self.theirs.get(path)
        if mine is None or theirs is None:
            return True
        inside = (p for p in self.made.touched if p == path or p.startswith(f"{path}/"))
        if any(True for _ in inside) or self._changed(mine.span[0]):
            return True
        return any(self._amends(int(n)) for n in re.findall(r"\[(\d{1,3})\]", self.marked.cut(theirs.span)))

    def _amends(self, number: int) -> bool:
        words = self.notes.get(number)
        return words is None or _AMENDING_NOTE.search(words[:600]) is not None

    def _words(self, text: str, span: tuple[int, int]) -> list[tuple[str, int]]:
        words = _own_words(text[span[0] : span[1]])
        return [(fold_tones(m[0]), span[0] + m.start()) for m in re.finditer(r"\w+|[^\w\s]", words)]

    def _changed(self, at: int) -> bool:
        """Whether a command we applied wrote what stands at an offset of our text; one on single words did not."""
        node = self.made.structure.at(at)
        for above in self.made.structure.ancestors(node) if node else ():
            for operation in self.made.touched.get(above.path, ()):
                if operation.operation != "replace_phrase":
                    return True
        return False

    def _noted(self, at: int) -> bool:
        """Whether the published text prints a note of an amendment at an offset or at what holds it."""
        node = self.structure.at(at)
        for above in self.structure.ancestors(node) if node else ():
            if above.kind in ("phan",):
                break
            span = above.heading_span or above.span
            if any(self._amends(int(n)) for n in re.findall(r"\[(\d{1,3})\]", self.marked.text[span[0] : span[1] + 5])):
                return True
        return False


def _letters(words: Sequence[tuple[str, int]]) -> str:
    return "".join(word.lower() for word, _ in words if word.isalnum())


def _blank(text: str) -> str:
    """The text with note marks blanked, so that offsets stay."""
    return re.sub(r"\[\d{1,3}\]", lambda m: " " * len(m[0]), text)


def measure(path: Path) -> list[Result]:
    """Every published text of ``data/acts`` whose base is there with at least one of its amenders, in the order of their numbers."""
    acts = Acts(path)
    out = []
    for row in acts.published():
        pair = pair_of(row)
        if pair is not None and pair.base in acts.rows and any(n in acts.rows for n in pair.amenders):
            out.append(compare(pair, acts))
    return out


def figures(results: Sequence[Result]) -> tuple[Figure, ...]:
    """The figures of texts whose amenders are all there, and of the others beside."""
    out: list[Figure] = []
    for group, some in (
        ("consolidation", [r for r in results if not r.missing]),
        ("consolidation: an amender's text missing", [r for r in results if r.missing]),
    ):
        causes = Counter(cause for r in some for cause in r.causes.values())
        equal = sum(len(r.equal) for r in some)
        total = equal + causes.total()
        if not total:
            continue
        shares = (
            ("articles equal", equal),
            ("articles equal but for case and marks", equal + causes["typography"]),
            ("articles without a miss of ours", total - causes["ours"]),
        )
        for name, right in shares:
            low, high = wilson(right, total)
            out.append(Figure(group=group, name=name, value=right / total, low=low, high=high, count=total))
        for name, wanted in (("touched articles equal", True), ("untouched articles equal", False)):
            right = sum((path in r.touched) is wanted for r in some for path in r.equal)
            count = right + sum((path in r.touched) is wanted for r in some for path in r.different)
            if count:
                out.append(Figure(group=group, name=name, value=right / count, count=count))
        commands = sum((r.outcomes for r in some), Counter[str]())
        out.append(
            Figure(group=group, name="commands applied", value=commands["applied"] / max(1, commands.total()), count=commands.total())
        )
    return tuple(out)


def table(results: Sequence[Result], old: Path | None = None) -> str:
    """All differences and exclusions as TSV; what was read by eye (``read``, ``reason``) is taken over from an older table."""
    read = {}
    if old is not None and old.is_file():
        with old.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                read[row["text"], row["issued"], row["article"]] = (row["read"], row["reason"])
    lines = ["\t".join(("text", "issued", "base", "article", "cause", "read", "reason"))]
    for result in results:
        rows = [*result.causes.items(), *((path, f"excluded: {why}") for path, why in result.excluded.items())]
        for path, cause in rows:
            seen, reason = read.get((result.number, result.issued, path), ("", "")) if cause == "ours" else ("", "")
            lines.append("\t".join((result.number, result.issued, result.base, path, cause, seen, reason)))
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the agreement with every published text, then the figures; ``--table`` writes the differences."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/acts")
    parser.add_argument("--table", type=Path, help="write all differences to this TSV, keeping what was read by eye")
    given = parser.parse_args(arguments)
    path = given.shared / "data" / "acts" / "acts.jsonl.gz"
    if not path.is_file():
        sys.stderr.write(f"no {path}\n")
        return 2
    started = time.perf_counter()
    results = measure(path)
    for r in results:
        amenders = " ".join(n if n not in r.missing else f"({n})" for n in r.amenders)
        counts = " ".join(f"{cause} {count}" for cause, count in sorted(Counter(r.causes.values()).items()))
        compared = len(r.equal) + len(r.different)
        sys.stdout.write(f"{r.number:20} {r.share:.3f} of {compared:3}  excluded {len(r.excluded):2}  {1000 * r.seconds:4.0f} ms  ")
        sys.stdout.write(f"{r.base} + {amenders}  [{counts}]\n")
    for figure in figures(results):
        sys.stdout.write(f"{figure.group}: {figure.name} {figure.value:.4f} of {figure.count}\n")
    sys.stdout.write(f"{time.perf_counter() - started:.1f} s\n")
    if given.table:
        given.table.write_text(table(results, given.table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
