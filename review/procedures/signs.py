"""Signs of a group: what a learned judge sees of a procedure in the making, as named numbers from 0 to 1.

No word of a draft leaves this module but as part of a sign's name, and of those a model keeps only the ones met in many acts.
"""

import re
from itertools import pairwise
from typing import Final

from review.contract.procedures import Part
from review.contract.structure import Meta
from review.procedures.actors import EXTERNAL
from review.procedures.fold import Loose, folded
from review.procedures.grouping import ON_REQUEST, Group, Reader
from review.procedures.topics import result_noun, strength

_WORD: Final = re.compile(r"\w+")
_HOME: Final = 16
"""Lines of a group that are looked at: most have all they tell of filing in their first lines."""
_ROLES: Final = Loose(
    r"hồ\s+sơ|trình\s+tự|thủ\s+tục|quy\s+trình|thẩm\s+quyền|điều\s+kiện|trách\s+nhiệm|nội\s+dung|nguyên\s+tắc|đối\s+tượng"
)
_ASKS: Final = re.compile(
    r"\b(?:đơn|tờ\s+khai|giấy|phiếu|văn\s+bản)\s+(?:đề\s+nghị|đăng\s+ký|yêu\s+cầu)|người\s+(?:đề\s+nghị|nộp|yêu\s+cầu)"
)
_VALID: Final = re.compile(r"hồ\s+sơ\s+(?:đầy\s+đủ|hợp\s+lệ)|đủ\s+hồ\s+sơ|hợp\s+lệ")
_REFUSAL: Final = re.compile(r"\b(?:từ\s+chối|không\s+(?:cấp|chấp\s+thuận|đồng\s+ý|phê\s+duyệt))\b.{0,60}\b(?:lý\s+do|văn\s+bản)")
_INSIDE: Final = re.compile(
    r"\btờ\s+trình\b|\bcơ\s+quan,\s+đơn\s+vị\b|\bbộ,\s+ngành|\bngân\s+sách\b|\bcán\s+bộ\b|\bhội\s+đồng\s+nhân\s+dân\b"
)
_PRIVATE: Final = re.compile(
    r"\b(?:cá\s+nhân|doanh\s+nghiệp|công\s+ty|công\s+dân|hộ\s+(?:gia|kinh)|nhà\s+đầu\s+tư|chủ\s+(?:đầu\s+tư|dự\s+án|sở|cơ)|thương\s+nhân|hợp\s+tác\s+xã)\b"
)
_DUTY: Final = re.compile(r"\bcó\s+trách\s+nhiệm\b")
_SEEN: Final = ("papers", "submits", "internal", "limit")


def signs(reader: Reader, group: Group, parts: tuple[Part, ...], title: str, meta: Meta) -> dict[str, float]:
    """The signs of a group with their strength, each from 0 to 1."""
    home = group.home[:_HOME]
    topic = group.topic
    out: dict[str, float] = {}
    told = [reader.lines[n].words for n in home]
    text = folded(" ".join(told))
    for name in _SEEN:
        out[f"has {name}"] = float(any(getattr(reader.signal(n), name) for n in home))
    for pattern, name in (
        (_ASKS, "asks"), (_VALID, "valid file"), (_REFUSAL, "refusal"), (_INSIDE, "inside"), (_PRIVATE, "private"), (_DUTY, "duty"),
        (ON_REQUEST, "on request"), (EXTERNAL, "outside"),
    ):  # fmt: skip
        out[name] = float(bool(pattern.search(text)))
    kinds: dict[str, int] = {}
    for part in parts:
        kinds[part.part] = kinds.get(part.part, 0) + 1
        if part.role:
            out[f"role {part.role}"] = 1.0
        if part.form:
            out["a form"] = 1.0
        if part.via is None:
            out[f"own {part.part}"] = 1.0
    for kind, number in kinds.items():
        out[f"part {kind}"] = 1.0
        out[f"many {kind}"] = min(number, 10) / 10
    out["kinds of parts"] = len(kinds) / 11
    out["weight"] = min(group.weight, 3.0) / 3
    out["length"] = min(len(group.home), 40) / 40
    for name in ("conditional", "only_competence", "told_by_caption", "papers", "acts"):
        out[name] = float(bool(getattr(group, name)))
    out["amended text"] = float(group.act is not None)
    out["annex"] = float(bool(group.blocks) and all(b.annex for b in group.blocks))
    out["result noun"] = float(bool(result_noun().match(topic.object)))
    out["object length"] = min(len(topic.object_words), 20) / 20
    out[f"strength {strength(topic.action)}"] = 1.0
    out[f"family {topic.family}"] = 1.0
    out[f"action {topic.action.lower()}"] = 1.0
    out[f"type {meta.doc_type}"] = 1.0
    out[f"level {meta.level}"] = 1.0
    for kind_of_block in {b.kind for b in group.blocks}:
        out[f"block {kind_of_block}"] = 1.0
    for name in {m.group().lower() for b in group.blocks for m in _ROLES.finditer(b.heading)}:
        out[f"heading {' '.join(name.split())}"] = 1.0
    tokens = [w.lower() for w in _WORD.findall(topic.name)]
    for token in {*tokens, *(f"{a} {b}" for a, b in pairwise(tokens))}:
        out[f"name {token}"] = 1.0
    for token in {w.lower() for w in _WORD.findall(title)}:
        out[f"title {token}"] = 1.0
    return {name: value for name, value in out.items() if value}
