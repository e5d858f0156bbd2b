"""What a procedure's own lines refer to: the lines of other articles, of the draft or of the text that it amends."""

import re
from typing import Final

from review.procedures.fold import Loose
from review.procedures.grouping import Group, Reader
from review.procedures.lines import Line

_MANY: Final = r"(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+|\s+đến\s+)(?:khoản\s+)?\d+[a-zđ]?)*"
_PLACE: Final = (
    r"(?:(?:các\s+)?điểm\s+[a-zđ]\b(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+|\s+đến\s+)(?:điểm\s+)?[a-zđ]\b)*\s+(?:của\s+)?)?"
    rf"(?:(?:các\s+|từ\s+)*khoản\s+\d+[a-zđ]?{_MANY}\s+(?:của\s+)?)?(?:các\s+)?Điều\s+(?:\d+[a-zđ]?|này)"
)
_REACHES: Final = Loose(
    r"(?i)(?:hồ\s+sơ|trình\s+tự|thủ\s+tục(?!\s+hải\s+quan)|thời\s+hạn|cách\s+thức|quy\s+trình|giấy\s+tờ|thực\s+hiện|tương\s+tự"
    rf"|áp\s+dụng)\b[^.;]{{0,140}}?\b(?:quy\s+định\s+tại|theo|tại)\s+(?P<places>{_PLACE}(?:(?:\s*,\s*(?:và\s+)?|\s+và\s+|\s+hoặc\s+){_PLACE})*)"
)
_RULES_ON: Final = Loose(
    r"(?:các\s+)?(?:thủ\s+tục(?:\s+hành\s+chính)?|hồ\s+sơ)\s+(?:được\s+)?(?:quy\s+định|nêu)\s+tại\s[^.;:]{4,200}?\s(?:được|phải)\s+(?:thực\s+hiện|nộp|gửi|lập|tiếp\s+nhận)\b"
)
"""A line on procedures that stand in other articles ("Thủ tục quy định tại Điều này và Điều 7, Điều 9 được thực hiện qua …")."""
_ONE_PLACE: Final = Loose(
    r"(?:điểm\s+(?P<diem>.{1,80}?)\s+(?=khoản))?(?:khoản\s+(?P<khoan>.{1,90}?)\s+(?:của\s+)?(?=(?:các\s+)?điều))?(?:các\s+)?điều\s+(?P<dieu>\d+[a-zđ]?|này)"
)
_OTHER_ACT: Final = Loose(
    r"\s*,?\s*(?:của\s+)?(?:bộ\s+luật|luật|pháp\s+lệnh|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|quy\s+chế|quy\s+định)\s+(?!này)(?:số|\w+)"
)
"""What follows a reference to an article of another act ("Điều 12 Nghị định số …")."""


def follow_references(reader: Reader, groups: list[Group]) -> None:
    """Add the lines that a group's own lines refer to ("theo trình tự tại Điều 7"), one step, with the path that referred.

    Where its own article is referred to whole, what other names of the article hold stays theirs; those of them that only list
    papers are filed as the article says that refers to it.
    """
    by_dieu: dict[str, list[int]] = {}
    holders: dict[int, list[Group]] = {}
    for group in groups:
        for n in group.home:
            holders.setdefault(n, []).append(group)
    for line in reader.lines:
        if line.dieu is not None and line.zone == "body":
            by_dieu.setdefault(line.dieu, []).append(line.n)
    amended = _amended_articles(groups)
    quoted = {path: numbers for path, numbers in by_dieu.items() if "/" in path} if amended else {}
    for group in groups:
        articles = by_dieu if group.act is None else {**quoted, **amended.get(group.act, {})}
        for n in list(group.home):
            line = reader.lines[n]
            rules = _RULES_ON.match(line.words)
            for found in _REACHES.finditer(line.words):
                if _OTHER_ACT.match(line.words, found.end()):
                    continue
                for place in _ONE_PLACE.finditer(found["places"]):
                    reached = _reached(reader, line.dieu, place, articles)
                    if rules:
                        _rule_on(group, groups, n, reached)
                        continue
                    if not place["khoan"] and reached and any(b.path == reader.lines[reached[0]].dieu for b in group.blocks):
                        others = {id(g): g for m in reached for g in holders.get(m, ()) if g is not group and m not in group.home}
                        reached = [m for m in reached if m not in holders]
                        for other in others.values():
                            _file_as(reader, other, line, by_dieu)
                    for m in reached:
                        if m not in group.home and m not in group.shared:
                            group.shared.append(m)
                            group.via[m] = line.path


def _file_as(reader: Reader, group: Group, line: Line, by_dieu: dict[str, list[int]]) -> None:
    """Give a group that only lists papers the article in which a line tells how such papers are filed."""
    seen = reader.evidence(group.home)
    if not reader.signal(line.n).submits or seen.submits or seen.decides or seen.limit:
        return
    held = {*group.home, *group.shared}
    group.shared.extend(n for n in by_dieu.get(line.dieu or "", ()) if n not in held)


def _rule_on(group: Group, groups: list[Group], n: int, reached: list[int]) -> None:
    """Give a line that rules on the procedures of other articles to those that stand there."""
    for other in groups:
        if other is not group and other.act == group.act and not other.only_competence and not set(other.home).isdisjoint(reached):
            other.shared.append(n)


def _amended_articles(groups: list[Group]) -> dict[str, dict[str, list[int]]]:
    """By amended act, the lines of its articles that the draft rewrites; an article that it leaves as it is has none.

    Within new text "Điều 9" is one of the amended act, never the article of the draft that bears the same number.
    """
    out: dict[str, dict[str, list[int]]] = {}
    for block in {id(b): b for g in groups if g.act is not None for b in g.blocks if b.act == g.act}.values():
        found = re.match(r"dieu-\w+", block.base or "")
        if found and block.act is not None:
            out.setdefault(block.act, {}).setdefault(found.group(), []).extend(block.lines)
    return out


def _reached(reader: Reader, here: str | None, place: re.Match[str], by_dieu: dict[str, list[int]]) -> list[int]:
    """The lines that one place of a reference means ("các khoản 3, 4 và 5 Điều 6"); a whole article only where it is short."""
    target = here if place["dieu"] == "này" else _resolve(here, place["dieu"], by_dieu)
    reached = by_dieu.get(target, []) if target is not None else []
    if not place["khoan"]:
        return [] if len(reached) > 40 or target == here else reached
    wanted = [f"{target}/khoan-{k}" for k in _counted(place["khoan"])]
    reached = [m for m in reached if any(reader.lines[m].path == w or reader.lines[m].path.startswith(w + "/") for w in wanted)]
    if place["diem"]:
        letters = set(re.findall(r"\b[a-zđ]\b", place["diem"]))
        reached = [m for m in reached if any(f"/diem-{x}" in reader.lines[m].path for x in letters)]
    return reached


def _counted(listed: str) -> list[str]:
    """The numbers of a list of khoản, a range written out ("3 đến 6", "1, 2 và 4a")."""
    out: list[str] = []
    for found in re.finditer(r"(\d+[a-zđ]?)\b(?:\s+đến\s+(?:khoản\s+)?(\d+)\b)?", listed):
        out.append(found[1])
        if found[2] and found[1].isdigit():
            out.extend(str(n) for n in range(int(found[1]) + 1, min(int(found[2]), int(found[1]) + 20) + 1))
    return out


def _resolve(here: str | None, number: str, by_dieu: dict[str, list[int]]) -> str | None:
    """The address of an article of the draft as seen from a line: in the same quoted or attached text first."""
    if here is None:
        return None
    prefix = here[: here.rfind("dieu-")]
    for candidate in (f"{prefix}dieu-{number}", f"dieu-{number}"):
        if candidate in by_dieu and candidate != here:
            return candidate
    return None
