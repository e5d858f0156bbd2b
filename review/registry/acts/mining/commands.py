"""Ends and new terms that an amending act gives by commands that name no act of their own ("Bãi bỏ khoản 3 Điều 5.").

Which act such a command changes is told by the amending stage, from the heading above it or the title.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from review.amending import find_amendments
from review.contract.citations import Amendment
from review.contract.document import Document
from review.registry.acts.mining.effect import own_end
from review.registry.acts.mining.endings import PART, WORDS, law_by_name
from review.registry.acts.mining.reading import ReadAct
from review.registry.acts.model import Relation

_VERB = re.compile(r"\bbãi\s+bỏ|\bhủy\s+bỏ|\bhuỷ\s+bỏ", re.I)
_WITHIN = re.compile(r"\b(?:cụm\s+từ|các\s+từ|từ\s+[“\"]|nội\s+dung|quy\s+định|đoạn|câu|gạch|dòng|tên)\b|[“”\"]", re.I)
"""Words between the verb and an address that say that less than the whole provision ends."""
_STEP = re.compile(r"[;:]|\bvà\b")


def mine_commands(read: ReadAct, effective: str | None) -> Iterator[Relation]:
    """Provisions ended, and terms of acts renewed, by the commands of an amending act; ``effective`` is its day of effect."""
    if not _VERB.search(read.act.text) and read.structure.meta.amending is False:
        return
    commands = find_amendments(Document("act.txt", "txt", "", read.act.text), read.structure, read.citations)
    yield from _ended(read, commands, effective)
    yield from _renewed(read, commands, effective)


def _ended(read: ReadAct, commands: Sequence[Amendment], effective: str | None) -> Iterator[Relation]:
    held: dict[tuple[str, str], list[Amendment]] = defaultdict(list)
    for command in commands:
        target = _target(read, command)
        if command.operation == "repeal" and command.resolved and target and PART.match(command.target) and _whole(read, command):
            held[command.path, target].append(command)
    for (path, target), some in held.items():
        yield Relation(
            kind="ends_part",
            act=read.act.number,
            act_issuer=read.act.issuer,
            path=path,
            target=target,
            provisions=tuple(dict.fromkeys(command.target for command in some)),
            on=effective,
            words=_evidence(read, some[0]),
        )


def _renewed(read: ReadAct, commands: Sequence[Amendment], effective: str | None) -> Iterator[Relation]:
    """Acts whose clause on their own end is put anew ("Nghị định này có hiệu lực đến hết ngày …" in the new words)."""
    for command in commands:
        target = _target(read, command)
        if command.new_text is None or target is None or command.operation not in ("replace", "insert"):
            continue
        if until := own_end(read.act.text[slice(*command.new_text)], effective):
            yield Relation(
                kind="extends",
                act=read.act.number,
                act_issuer=read.act.issuer,
                path=command.path,
                target=target,
                on=effective,
                until=until,
                words=" ".join(f"sửa thời hạn tại {read.act.text[slice(*command.span)]}".split()[:WORDS]),
            )


def _target(read: ReadAct, command: Amendment) -> str | None:
    if command.act is None:
        return None
    return command.act if command.act[:1].isdigit() else law_by_name(command.act, before=read.act.issued)


def _whole(read: ReadAct, command: Amendment) -> bool:
    """Whether the command names no act and ends the provision itself, not words or contents within it."""
    line, start = _line(read, command)
    if any(c.act is not None and start <= c.span[0] < start + len(line) for c in read.citations):
        return False
    before = line[: command.span[0] - start]
    verbs = list(_VERB.finditer(before))
    governing = before[verbs[-1].end() :] if verbs else before
    if not verbs:
        passage = read.passages.get(command.path)
        heads = [parent.text.strip() for parent in passage.parents[:2]] if passage else []
        listed = next((head for head in heads if head.endswith(":") and _VERB.search(head)), None)
        if listed is None or _WITHIN.search(_VERB.split(listed)[-1]):
            return False
    return _WITHIN.search(_STEP.split(governing)[-1]) is None and governing.count("“") == governing.count("”")


def _line(read: ReadAct, command: Amendment) -> tuple[str, int]:
    text = read.act.text
    start = text.rfind("\n", 0, command.span[0]) + 1
    end = text.find("\n", command.span[1])
    return text[start : end if end >= 0 else len(text)], start


def _evidence(read: ReadAct, command: Amendment) -> str:
    line, start = _line(read, command)
    verbs = list(_VERB.finditer(line[: command.span[0] - start]))
    words = line[verbs[-1].start() :] if verbs else f"bãi bỏ … {read.act.text[slice(*command.span)]}"
    return " ".join(words.split()[:WORDS])
