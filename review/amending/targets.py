"""From words of a command to addresses: the chains that it names, and what they are relative to.

Lines come with their quotations blanked. ``within`` is the provision that the lines above name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from review.amending import grammar as g
from review.citations.grammar import CHAIN
from review.citations.provisions import Item, addresses, items

_TOP = ("dieu", "phu-luc", "mau", "chuong", "phan", "muc", "tieu-muc")
_RANK = {"phu-luc": 0, "mau": 1, "phan": 2, "chuong": 3, "muc": 4, "tieu-muc": 5, "dieu": 6, "khoan": 7, "diem": 8, "tiet": 9}
_UNITS = sorted(_RANK, key=len, reverse=True)
_ANNEXES = ("phu-luc", "mau")
_HELD = re.compile(r"\s*(?:của|thuộc|tại|trong)?\s*$")
_LATER_ARTICLE = re.compile(r"Điều\s+\d+[a-zđ]{0,2}\d?\b")


@dataclass(frozen=True)
class Target:
    """An address as the command names it, where in the line (offsets of the line), and the address that new text follows."""

    path: str
    begin: int
    end: int
    after: str | None = None


@dataclass(frozen=True)
class Stretch:
    """The part of a line that a command may speak of: ``line[begin:stop]``."""

    line: str
    begin: int
    stop: int
    within: str | None


def unit(path: str) -> str:
    """The kind of the first step of an address.

    >>> unit("tieu-muc-2"), unit("dieu-5/khoan-1")
    ('tieu-muc', 'dieu')
    """
    head = path.split("/")[0]
    return next((u for u in _UNITS if head == u or head.startswith(u + "-")), "dieu")


def under(path: str, within: str | None) -> str:
    """A relative address below the provision that the lines above name. Below an annex all but articles and annexes are relative.

    >>> under("diem-a", "dieu-6/khoan-2"), under("khoan-3", "dieu-6/khoan-2"), under("dieu-7", "dieu-6")
    ('dieu-6/khoan-2/diem-a', 'dieu-6/khoan-3', 'dieu-7')
    >>> under("mau-3", "phu-luc-1"), under("muc-2", "phu-luc-1/muc-1"), under("muc-2", "chuong-1")
    ('phu-luc-1/mau-3', 'phu-luc-1/muc-2', 'muc-2')
    """
    steps = path.split("/")
    if steps[0].startswith("@"):
        kind = steps[0][1:]
        held = within.split("/") if within else []
        kept = next((held[: i + 1] for i, s in enumerate(held) if s.startswith(kind + "-")), None)
        return "/".join([*kept, *steps[1:]]) if kept else "/".join(steps[1:])
    if within is None:
        return path
    kind = unit(path)
    annex = unit(within) in _ANNEXES and kind not in ("phu-luc", "dieu")
    if kind in _TOP and not annex:
        return path
    head = [s for s in within.split("/") if _RANK[unit(s)] < _RANK[kind]]
    return "/".join([*head, path])


def common(paths: Sequence[str]) -> str | None:
    """The provision that holds all of several, which a lower line goes on from.

    >>> common(["dieu-3/khoan-2", "dieu-3/khoan-3"]), common(["dieu-3"]), common(["dieu-3", "dieu-4"])
    ('dieu-3', 'dieu-3', None)
    """
    if not paths:
        return None
    split = [path.split("/") for path in paths]
    same = [steps[0] for steps in zip(*split, strict=False) if len(set(steps)) == 1]
    return "/".join(same) or None


def _parent(path: str) -> str | None:
    return path.rpartition("/")[0] or None


def _many(line: str, chain: re.Match[str], paths: Sequence[str]) -> bool:
    """Whether a chain is "các phụ lục" only, which names none."""
    return list(paths) == ["phu-luc"] and g.SEVERAL.search(line, max(0, chain.start() - 60), chain.start()) is not None


def _annex_after(part: Stretch, chain: re.Match[str]) -> tuple[list[str], int] | None:
    """The annex that holds the divisions of a chain: "mục II" in "mục II của Phụ lục số 01", "mục V phần A Phụ lục I"."""
    found = CHAIN.search(part.line, chain.end(), min(part.stop, chain.end() + g.ANNEX_GAP))
    if found is None or not g.ANNEX_LINK.fullmatch(part.line, chain.end(), found.start()):
        return None
    paths = addresses(items(found[0]))
    return ([p for p in paths if unit(p) in _ANNEXES], found.end()) if paths and unit(paths[0]) in _ANNEXES else None


def _next(line: str, place: int, stop: int) -> re.Match[str] | None:
    """The next chain whose first word is near; it may be as long as it likes."""
    near = CHAIN.search(line, place, min(stop, place + g.WIDEST_GAP))
    return CHAIN.match(line, near.start(), stop) if near else None


def read_chain(part: Stretch) -> list[Target]:
    """The provisions of the chain that begins here, spaces and small words aside, and of those joined to it."""
    out: list[Target] = []
    place = part.begin
    while (chain := _next(part.line, place, part.stop)) is not None and g.GAP.match(part.line[place : chain.start()]):
        paths = addresses(items(chain[0]))
        place = chain.end()
        held = _annex_after(part, chain) if paths and unit(paths[-1]) not in ("dieu", *_ANNEXES) else None
        if held is not None and held[0]:
            paths = tuple(under(path, held[0][0]) for path in paths)
            place = held[1]
        if not _many(part.line, chain, paths):
            out += [Target(whole, chain.start(), place) for path in paths if (whole := under(path, part.within))]
    return _carried_on(_lent(_held_by_article(out), part)) if part.within is None else out


def _carried_on(found: list[Target]) -> list[Target]:
    """A khoản at the end without an article takes the one before it: "khoản 2 Điều 7 và khoản 3"."""
    out, article = [], None
    for target in found:
        if unit(target.path) == "dieu":
            article = target.path.split("/")[0]
        out.append(replace(target, path=under(target.path, article)) if article and unit(target.path) == "khoan" else target)
    return out


def _lent(found: list[Target], part: Stretch) -> list[Target]:
    """Clauses named before the article that the end of the line gives: "bãi bỏ khoản 2 và sửa đổi khoản 1 Điều 24"."""
    if part.within is not None or not found or unit(found[-1].path) not in ("khoan", "diem", "tiet"):
        return found
    later = _LATER_ARTICLE.search(part.line, found[-1].end, found[-1].end + g.WIDEST_GAP)
    if later is None or not g.SAME_SENTENCE.fullmatch(part.line, found[-1].end, later.start()):
        return found
    chain = _next(part.line, found[-1].end, len(part.line))
    while chain is not None and chain.end() <= later.start():
        chain = _next(part.line, chain.end(), len(part.line))
    paths = [p for p in addresses(items(chain[0])) if unit(p) == "dieu"] if chain else []
    article = "/".join(paths[0].split("/")[: 1 if unit(found[-1].path) == "khoan" else 2]) if paths else ""
    if unit(article) != "dieu":
        return found
    return [replace(t, path=under(t.path, article)) if unit(t.path) in ("khoan", "diem", "tiet") else t for t in found]


def read_titled(part: Stretch) -> tuple[list[Target], list[Target]]:
    """Targets of a command on titles: those whose title changes, and those that it changes besides ("tên Điều 9 và khoản 1 Điều 9")."""
    bare = g.BARE_TITLE.match(part.line, part.begin, part.stop)
    if bare is not None:
        kind = {"đ": "dieu", "c": "chuong", "k": "khoan", "m": "muc", "p": "phan"}[bare["unit"][0].lower()]
        rest = read_chain(Stretch(part.line, bare.end(), part.stop, part.within)) if g.JOINT.match(part.line, bare.end()) else []
        holder = next((p for p in (_cut(t.path, kind) for t in rest) if p), None) or _cut(part.within or "", kind)
        if holder is None and kind == "dieu" and (later := _LATER_ARTICLE.search(part.line, bare.end(), bare.end() + g.WIDEST_GAP)):
            holder = addresses(items(later[0]))[0]
        if g.SOME_PARTS.search(part.line, bare.end(), part.stop) and rest:
            article = [Target(holder, bare.start("unit"), bare.end("unit"))] if holder and holder != rest[-1].path else []
            return [], [*article, *rest]
        return ([Target(holder, bare.start("unit"), bare.end("unit"))] if holder else []), rest
    chain = _next(part.line, part.begin, part.stop)
    if chain is None or not g.GAP.match(part.line[part.begin : chain.start()]):
        return [], []
    first, end = _first_address(chain)
    titled = [Target(under(path, part.within), chain.start(), chain.start() + end) for path in first]
    rest = read_chain(Stretch(part.line, chain.start() + end, part.stop, part.within)) if chain.start() + end < part.stop else []
    return titled, rest


def _cut(path: str, kind: str) -> str | None:
    """The part of an address down to a unit, ``None`` where it has none."""
    steps = path.split("/")
    at = next((i for i, s in enumerate(steps) if unit(s) == kind and s.startswith(kind)), None)
    return "/".join(steps[: at + 1]) if at is not None else None


def _first_address(chain: re.Match[str]) -> tuple[tuple[str, ...], int]:
    """The addresses of the first member of a chain, "khoản 1 Điều 10", and where it ends."""
    units: tuple[Item, ...] = items(chain[0])
    count = 1
    while count < len(units) and _HELD.match(chain[0][units[count - 1].end : units[count].start]):
        count += 1
    return addresses(units[:count]), units[count - 1].end


def read_inserted(part: Stretch) -> list[Target]:
    """New addresses: below the place named after "vào", beside the provision named after "vào sau"."""
    first = _next(part.line, part.begin, part.stop)
    if first is None or not g.GAP.match(part.line[part.begin : first.start()]):
        return []
    fresh = addresses(items(first[0]))
    if _many(part.line, first, fresh):
        return []
    held = _annex_after(part, first)
    place = _next(part.line, held[1] if held else first.end(), part.stop)
    after = parent = None
    if held and held[0]:
        parent = held[0][0]
    if place is not None:
        between = part.line[first.end() : place.start()]
        there = addresses(items(place[0]))
        if there and g.AFTER.match(between):
            after = under(there[-1], part.within)
            around = _annex_after(part, place)
            parent = around[0][0] if around and around[0] else _parent(after)
        elif there and g.INTO.match(between):
            parent = under(there[-1], part.within)
    base = parent or part.within
    out = [Target(_new_address(path, base), *first.span(), after) for path in fresh]
    return out if after or parent else _lent(out, part)


def _new_address(path: str, base: str | None) -> str:
    """As :func:`under`, but a Mục goes into the Chương that is named for it."""
    if base is not None and unit(path) == "muc" and unit(base) in ("chuong", "phan"):
        return f"{base}/{path}"
    return under(path, base)


def read_places(part: Stretch) -> list[Target]:
    """Where words are changed: every place named after "tại", up to what is said of another act."""
    out: list[Target] = []
    place = part.begin
    while (at := g.AT.search(part.line, place, part.stop)) is not None:
        if out and g.AMENDED.search(part.line, place, at.start()):
            break
        found = read_chain(Stretch(part.line, at.end(), part.stop, part.within)) or _far_annex(part, at.end())
        out += found
        place = max(at.end(), found[-1].end if found else 0)
    last = part.line.rfind("\x00", part.begin, part.stop)
    if not out and last >= 0:
        out = read_chain(Stretch(part.line, last + 1, part.stop, part.within))
    if "\x00" not in part.line:
        out = [t for t in out if t.path != "phu-luc"]
    return _held_by_article(out)


def read_mixed(part: Stretch) -> Iterator[tuple[bool, list[Target]]]:
    """A repeal of provisions and of words, item by item: whether words go, and where."""
    begin = part.begin
    while begin < part.stop:
        stop = part.line.find(";", begin, part.stop)
        stop = part.stop if stop < 0 else stop
        words = g.SOME_WORDS.search(part.line, begin, stop)
        yield False, read_chain(Stretch(part.line, begin, words.start() if words else stop, part.within))
        if words:
            yield True, read_places(Stretch(part.line, words.end(), stop, part.within))
        begin = stop + 1


def _held_by_article(found: list[Target]) -> list[Target]:
    """Clauses without an article take the one that a later place of the line names: "tại điểm a khoản 6 và … tại khoản 12 Điều 29"."""
    out: list[Target] = []
    article: str | None = None
    for target in reversed(found):
        if unit(target.path) == "dieu":
            article = target.path.split("/")[0]
        loose = unit(target.path) in ("khoan", "diem") and article is not None
        out.append(replace(target, path=under(target.path, article)) if loose else target)
    return out[::-1]


def _far_annex(part: Stretch, begin: int) -> list[Target]:
    """An annex or form named behind words that are no address: "tại cột thứ 5 của bảng Phụ lục II"."""
    limit = min(part.stop, begin + g.ANNEX_GAP)
    chain = CHAIN.search(part.line, begin, limit)
    while chain is not None and g.ANNEX_WORDS.fullmatch(part.line, begin, chain.start()):
        paths = addresses(items(chain[0]))
        if paths and unit(paths[0]) in ("dieu", "khoan"):
            break
        if paths and unit(paths[0]) in _ANNEXES and not _many(part.line, chain, paths):
            return [Target(under(path, part.within), *chain.span()) for path in paths]
        chain = CHAIN.search(part.line, chain.end(), limit)
    return []


def read_far(part: Stretch) -> list[Target]:
    """The provision of a command that names what it changes in other words first: "sửa đổi mức phạt tại khoản 2 Điều 5 như sau:"."""
    if not g.AS_FOLLOWS.search(part.line):
        return []
    chain = CHAIN.search(part.line, part.begin, min(part.stop, part.begin + g.WORDS_GAP))
    if chain is None or not g.ANNEX_WORDS.fullmatch(part.line, part.begin, chain.start()):
        return []
    return read_chain(Stretch(part.line, chain.start(), part.stop, part.within))


def read_cut(part: Stretch) -> list[Target]:
    """The provision that a cut rewrites: "Cắt giảm thời hạn giải quyết thủ tục … quy định tại khoản 2 Điều 5 … như sau:"."""
    gap = g.CUT_GAP.match(part.line, part.begin, part.stop)
    return read_chain(Stretch(part.line, gap.end(), part.stop, part.within)) if gap else []


def read_annex_rows(part: Stretch) -> list[Target]:
    """The annex whose numbered rows a command changes: "số thứ tự 12a vào sau số thứ tự 12 của Phụ lục IV"."""
    rows = g.ROWS.match(part.line, part.begin, part.stop)
    if rows is None:
        return []
    chain = CHAIN.search(part.line, rows.start("row"), rows.end() + g.ROWS_GAP)
    while chain is not None:
        paths = [p for p in addresses(items(chain[0])) if unit(p) in _ANNEXES]
        if paths:
            return [Target(under(paths[0], part.within), *chain.span())]
        held = _annex_after(part, chain)
        if held and held[0]:
            return [Target(held[0][0], chain.start(), held[1])]
        chain = CHAIN.search(part.line, chain.end(), rows.end() + g.ROWS_GAP)
    if part.within and unit(part.within) in _ANNEXES:
        return [Target(part.within, rows.start("row"), rows.end("row"))]
    return []


def passive(line: str, begin: int) -> Iterator[tuple[re.Match[str], int, int]]:
    """A command in the passive, "Khoản 2 Điều 8 được sửa đổi như sau:", as its verb with begin and end of what it is about."""
    chain = CHAIN.match(line, begin)
    if chain is None:
        return
    said = g.PASSIVE.search(line, chain.end(), min(len(line), chain.end() + g.PASSIVE_GAP))
    verb = g.VERB.match(line, said.end()) if said else None
    if verb is not None and g.PASSIVE_END.match(line, verb.end()) and (not verb["cut"] or g.AS_FOLLOWS.search(line)):
        yield verb, begin, said.start() if said else begin
