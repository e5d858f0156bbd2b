"""The normalised names of procedures: action + result + object in the words of the text."""

import re
from dataclasses import replace
from typing import Final

from review.procedures.fold import Loose, match
from review.procedures.grouping import Group
from review.procedures.headings import read_heading
from review.procedures.shortnames import ShortName
from review.procedures.topics import Topic, family, read_topic, strength, tidy, words

_TITLE_LEAD: Final = Loose(
    r"(?i)^(?:(?:quy\s+định|hướng\s+dẫn|ban\s+hành|về|việc|chi\s+tiết|quy\s+chế|chung|thi\s+hành|tiêu\s+chuẩn|nội\s+dung"
    r"|một\s+số|mức|chính\s+sách)\s+)*"
)


_CHECKED_FOR: Final = Loose(r"(?:thẩm\s+định|kiểm\s+tra|đánh\s+giá)(?:,|\s+để|\s+và)?\s+(?:được\s+)?(?=cấp\s)")


def asked_for(topic: Topic) -> Topic:
    """A name that tells what is filed ("đăng ký thẩm định cấp chứng thư") by what it is filed for ("cấp chứng thư")."""
    found = _CHECKED_FOR.match(topic.object) if topic.action == "đăng ký" else None
    told = read_topic(topic.object, found.end(), len(topic.object), heading=True) if found else ()
    return replace(told[0], start=topic.start, end=topic.end) if told and told[0].object else topic


def title_topics(title: str) -> tuple[Topic, ...]:
    """The names that the title of an act holds."""
    title = re.sub(r"\s+", " ", title).strip()
    begin = _TITLE_LEAD.match(title)
    rest = title[begin.end() if begin else 0 :]
    topics = read_heading(rest).topics
    return tuple(
        t for t in topics if t.object and strength(t.action) in ("grant", "act") and not match(r"một số|chi tiết|các điều", t.object)
    )


_OWNER: Final = Loose(
    r".*\s(?P<owner>của\s+(?!(?:bộ|luật|nghị\s+(?:định|quyết)|thông\s+tư|quyết\s+định|chính\s+phủ|thống\s+đốc|ủy\s+ban|ngành|các\s+(?:luật|nghị|thông))\b)"
    r"[^\d,;:.()]{6,110}?)(?:\s+(?:trên\s+địa\s+bàn|tại|theo)\s.*)?$"
)
"""Whose matters a title is about ("chấp thuận những thay đổi của ngân hàng thương mại")."""
_OWNED: Final = Loose(
    r"(?:(?:thay\s+đổi|tăng|giảm|gia\s+hạn|tạm\s+ngừng|chấm\s+dứt|những|các|mức|nội\s+dung|thời\s+hạn|tên|tên\s+gọi|địa\s+điểm|địa\s+chỉ|đặt|trụ\s+sở"
    r"|chính|vốn(?:\s+điều\s+lệ|\s+được\s+cấp)?|hoạt\s+động|kinh\s+doanh|địa\s+bàn|phạm\s+vi|người\s+đại\s+diện|danh\s+sách|nhân\s+sự|dự\s+kiến|điều\s+lệ|loại\s+hình|thành\s+viên|và|hoặc)"
    r"\b[\s,]*)+"
)
"""What belongs to somebody whom a name must tell ("tên", "vốn điều lệ", "địa điểm đặt trụ sở chính")."""


def _owner(title: str) -> str:
    """The words of a title that tell whose matters it regulates, empty where it tells none."""
    found = _OWNER.match(" ".join(title.split()))
    return _small(found["owner"]) if found else ""


def _small(words: str) -> str:
    return words.lower() if words.isupper() else words


class Namer:
    """Names the groups of one draft."""

    def __init__(self, short_names: dict[str, ShortName], title: str) -> None:
        self.short_names = short_names
        self.title = title_topics(title)
        self.owner = _owner(title)
        self.spelled: set[str] = set()

    def name_all(self, groups: list[Group]) -> list[str]:
        """One name for each group, in order; names that would be the same are told apart by their section."""
        names = [self._name(group, groups) for group in groups]
        places: dict[str, list[int]] = {}
        for j, name in enumerate(names):
            places.setdefault(name.lower(), []).append(j)
        for twins in places.values():
            if len(twins) > 1:
                told = [_case_of(groups[j].printed or "") for j in twins]
                if all(told) and len(set(told)) == len(twins):
                    for j, case in zip(twins, told, strict=True):
                        at = names[j].lower().find(" ".join(case.split()[:3]).lower())
                        names[j] = f"{names[j][:at].rstrip() if at > 0 else names[j]} {case}"
                    continue
                for j in twins:
                    caption = next((c for c in groups[j].captions if c and not match(r"sửa\s+đổi,\s+bổ\s+sung\s", c)), "")
                    if caption and caption.lower() not in names[j].lower():
                        names[j] = _with_case(names[j], caption)
                        groups[j].told_by_caption = True
        return names

    def _name(self, group: Group, groups: list[Group]) -> str:
        name = group.topic.name
        for topic in self.title:
            mine, whole = group.topic.words, topic.words
            if (
                family(topic.name) == family(name)
                and mine < whole
                and len(mine) >= 2
                and len(group.topic.object_words) >= 1
                and sum(g.topic.family == topic.family and g.topic.words < whole for g in groups) == 1
            ):
                name = topic.name
                break
            tail = re.search(r"(?i)\s(?:của|cho|đối\s+với)\s.+$", topic.object)
            if tail and topic.action.split()[0] == group.topic.action.split()[0] and not words(tail.group()) & mine:
                name = f"{name} {_small(tail.group().strip())}"
                break
        if self.owner and _OWNED.fullmatch(group.topic.object.strip()) and name == group.topic.name:
            name = f"{name} {self.owner}"
        return tidy(self._spell_out(self._by_caption(group, name, groups)))

    def _by_caption(self, group: Group, name: str, groups: list[Group]) -> str:
        """The longer name that the section has, where the group is the only one in it of its kind."""
        mine = words(name)
        near = [g for g in groups if g.container == group.container and g.topic.family == group.topic.family]
        if len(mine) < 3:
            return name
        for caption in dict.fromkeys((*group.captions, *(c for b in group.blocks for c in b.captions))):
            told = title_topics(caption.lower() if caption.isupper() else caption)
            if len(told) != 1 or not mine < told[0].words or family(told[0].name) != family(name):
                continue
            alone = sum(g.topic.words < told[0].words for g in near) <= 1
            if (len(near) == 1 and len(mine) > 3) or (len(mine) == 3 and alone and told[0].action == group.topic.action):
                return told[0].name
        return name

    def _spell_out(self, name: str) -> str:
        """Short names of results in full: common nouns always, acronyms at their first procedure."""
        for key, short in self.short_names.items():
            if key not in name.lower() or not match(r"(?:giấy|chứng|thẻ|quyết|văn|danh|mã|số|bằng)", short.long):
                continue
            found = re.search(rf"(?i)\b{re.escape(short.short)}\b", name)
            if not found:
                continue
            after = name[found.end() :].strip()
            if short.acronym:
                if key in self.spelled:
                    continue
                self.spelled.add(key)
                name = f"{name[: found.start()]}{short.long} ({short.short}){name[found.end() :]}"
            elif (not after or re.match(r"(?:của|cho)\b", after) or not words(after) & words(short.long)) and len(after.split()) <= 8:
                rest = "" if not after or words(after) <= words(short.long) else f" {after}"
                if not after.lower().startswith(short.long[len(short.short) :].strip().lower()[:12]) or not after:
                    name = f"{name[: found.start()]}{short.long}{rest}"
        return name


_CASE: Final = Loose(
    r"\s(?P<case>(?:đối\s+với|trong\s+trường\s+hợp|cho)\s[^.;]{0,120}?\b(?:quy\s+định|nêu)\s+tại\s[^.;]*?)"
    r"(?:\s+(?:của\s+)?(?:luật|nghị\s+định|nghị\s+quyết|thông\s+tư|quyết\s+định|quy\s+định)\s+này)?\s*$"
)


def _case_of(heading: str) -> str:
    """The case that a heading ends in ("đối với chủ bến quy định tại khoản 2 Điều 9"), empty where it tells none."""
    found = _CASE.search(heading)
    return " ".join(heading[found.start("case") : found.end("case")].split()) if found else ""


def _with_case(name: str, caption: str) -> str:
    caption = tidy(caption.lower() if caption.isupper() else caption)
    lead = caption[:1].lower() + caption[1:]
    if lead.startswith("trường hợp"):
        return f"{name} trong {lead}"
    return f"{name} ({lead})"
