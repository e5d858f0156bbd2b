"""Consolidation: the commands of several acts in the order of their effect, each with its outcome."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from review.amending.commands import find_amendments
from review.amending.consolidation.apply import Refused, Touched, carry_out, reason, stands
from review.amending.consolidation.attached import meant, regulations, said_above, said_behind
from review.amending.consolidation.mixed import mixed_repeals
from review.amending.consolidation.notes import make_notes
from review.amending.consolidation.orders import Order, Wording, read_order
from review.amending.consolidation.phrases import fold_tones
from review.amending.consolidation.tree import Piece, Tree
from review.amending.consolidation.unread import unread_lines
from review.amending.consolidation.whole import whole_act_commands
from review.amending.grammar import PHRASE as WORDS
from review.amending.grammar import QUOTE, VERB
from review.citations import find_citations
from review.citations.grammar import CHAIN
from review.contract.citations import Amendment
from review.contract.consolidation import ActIdentity, Cause, Consolidation, Operation, UnreadCommand
from review.contract.document import Document
from review.contract.numbers import normalise_number
from review.contract.structure import Meta, Structure
from review.structure import outline

_KINDS: Final = r"(?:bộ luật|luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư liên tịch|thông tư|chỉ thị)"
_KIND: Final = re.compile(rf"^{_KINDS}\b\s*", re.IGNORECASE)
_ACT: Final = re.compile(r"\b(?:[Ll]uật|[Pp]háp lệnh|[Nn]ghị định|[Tt]hông tư|[Qq]uyết định|[Nn]ghị quyết)\s+(?!này|sửa đổi)\S+")
_OF_ACT: Final = re.compile(rf"\s*(?:của|thuộc|tại|trong)?\s*{_KINDS}\b", re.IGNORECASE)
_IN_REGULATION: Final = ("dieu-", "chuong-", "muc-", "tieu-muc-", "phan-")
_AT_PLACE: Final = re.compile(r"\s*(?:được\s+)?(?:quy định\s+)?(?:tại|ở|trong|của)\b")
_UNKNOWN: Final = "9999"
"""Sorts after every day."""
_YEAR: Final = re.compile(r"\s+(?:năm\s+)?\d{4}$|\s+(?:số|ngày)\s+\d.*$", re.DOTALL)


@dataclass(frozen=True)
class Amender:
    """An amending act with the commands found in it."""

    identity: ActIdentity
    document: Document
    structure: Structure
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True)
class _Step:
    act: int
    rank: int
    order: Order
    cause: Cause | None = None


def consolidate(
    base: tuple[Document, Structure],
    amenders: Sequence[Amender],
    *,
    identity: ActIdentity | None = None,
    as_of: str | None = None,
) -> Consolidation:
    """The base act with the commands of the amenders applied in the order of their effect (ISO days; those without come last).

    Only commands to the base act count: those whose act is its number or its name. ``as_of`` leaves out acts that take effect
    later. A command is applied as it says or not at all: its outcome tells which, and why not. Linear in the texts.
    """
    document, structure = base
    known = identity or identify(structure.meta)
    tree = Tree(document, structure)
    ordered = by_effect(amenders)
    days = sorted({_day(a.identity) for a in ordered})
    done: dict[str, Operation] = {}
    touched: dict[str, Touched] = {}
    sources: dict[str, str] = {}
    for act, amender in enumerate(ordered):
        rank = days.index(_day(amender.identity)) if _day(amender.identity) != _UNKNOWN else len(days) + act
        late = as_of is not None and amender.identity.effective is not None and amender.identity.effective > as_of
        ready: list[tuple[str, _Step]] = []
        for step in _steps(act, rank, amender, known, base):
            key = f"O{len(sources) + 1}"
            sources[key] = step.order.amendment.path
            if late:
                done[key] = _operation(key, step, None, "not_yet")
            elif step.order.amendment.act is None and not _named_above(step.order.amendment, amender, known):
                done[key] = _operation(key, step, None, "no_act")
            elif step.cause is not None:
                done[key] = _operation(key, step, None, step.cause)
            else:
                ready.append((key, step))
        _apply(tree, ready, done, touched)
    unread = [found for act, amender in enumerate(ordered) for found in _unread(act, amender, known)]
    return _finished(base, tree, known, [a.identity for a in ordered], done, touched, sources, unread)


def by_effect(amenders: Sequence[Amender]) -> list[Amender]:
    """Amending acts in the order of their effect, else of their issue; those without a day (drafts) last, in the order given."""
    return sorted(amenders, key=lambda a: _day(a.identity))


def _apply(tree: Tree, ready: Sequence[tuple[str, _Step]], done: dict[str, Operation], touched: dict[str, Touched]) -> None:
    """Carry out the commands of one act.

    Commands on words speak of the text before the act, so they come first, longer words before shorter ones that they may hold; what
    then isn't found is looked for again after the others. An address that is taken may become free by a later command: "Điều 5 thành
    Điều 6, Điều 6 thành Điều 7" goes from the last to the first.
    """
    words = sorted((item for item in ready if item[1].order.wordings), key=lambda item: -max(len(w.old) for w in item[1].order.wordings))
    with tree.shelved(_entangled([wording for _, step in words for wording in step.order.wordings])):
        waiting = [item for item in words if not _try(tree, *item, done, touched, patience=("no_phrase", "no_target"))]
    others = [item for item in ready if not item[1].order.wordings]
    left = [item for item in others if not _try(tree, *item, done, touched, patience=("taken",))]
    while left:
        backwards = [*(item for item in reversed(left) if item[1].order.to), *(item for item in left if not item[1].order.to)]
        still = [item for item in backwards if not _try(tree, *item, done, touched, patience=("taken",))]
        still.sort(key=lambda item: int(item[0][1:]))
        if len(still) == len(left):
            break
        left = still
    for item in [*left, *waiting]:
        _try(tree, *item, done, touched)
    for key, step in words:
        if key in touched and (lost := stands(tree, touched[key])) is not None:
            done[key] = _operation(key, step, None, lost)
            del touched[key]


def _entangled(wordings: Sequence[Wording]) -> bool:
    """Whether words that one command puts are words that another of the same act looks for."""
    put = "\n".join(_folded(wording.new) for wording in wordings)
    return any(_folded(wording.old) in put for wording in wordings if wording.old.strip())


def identify(meta: Meta) -> ActIdentity:
    """What a title block says of an act."""
    return ActIdentity(number=meta.number, title=meta.title, issued=meta.date, effective=meta.effective, doc_type=meta.doc_type)


def amender_of(document: Document) -> Amender:
    """An amending act read from its text alone, with its commands."""
    structure = outline(document)
    return Amender(identify(structure.meta), document, structure, find_amendments(document, structure, find_citations(document, structure)))


def _day(identity: ActIdentity) -> str:
    return identity.effective or identity.issued or _UNKNOWN


def _steps(act: int, rank: int, amender: Amender, known: ActIdentity, base: tuple[Document, Structure]) -> list[_Step]:
    held = regulations(base[1])
    more = [
        *whole_act_commands(amender.document, amender.structure, amender.amendments),
        *mixed_repeals(amender.document, amender.amendments),
    ]
    every = sorted([*amender.amendments, *more], key=lambda a: a.span[0]) if more else amender.amendments
    mine = [a for a in every if _concerns(a, amender, known)]
    out: list[_Step] = []
    for i, amendment in enumerate(mine):
        if _is_heading(amendment, mine[max(0, i - 40) : i + 200]):
            continue
        amendment = _words_only(_spelt_below(amendment, amender), amender.document)
        amendment = _completed(amendment, mine[i + 1 : i + 12])
        place = 0
        while place < i and mine[i - place - 1].span == amendment.span:
            place += 1
        order = read_order(amendment, amender.document, amender.structure, place)
        named = _regulation(amendment, amender) if held else None
        if named is None:
            out.append(_Step(act, rank, order))
        elif (regulation := meant(named, base[0], held)) is not None:
            out.append(_Step(act, rank, _inside(order, regulation.path)))
        else:
            out.append(_Step(act, rank, order, "ambiguous"))
    return out


def _regulation(amendment: Amendment, amender: Amender) -> str | None:
    """The regulation issued with the base act that a command on an article speaks of, null where it is the act itself."""
    if not amendment.target.startswith(_IN_REGULATION):
        return None
    tail = amender.document.text[amendment.span[1] : amender.document.lines.span(amender.document.lines.line_of(amendment.span[1]))[1]]
    if (named := said_behind(tail)) is not None or _OF_ACT.match(tail):
        return named
    words = _words_above(amendment.path, amender)
    return said_above(words if _ACT.search(words) else amender.identity.title or amender.structure.meta.title or "")


def _inside(order: Order, path: str) -> Order:
    """A command with its addresses below a regulation."""
    amendment = order.amendment

    def below(address: str | None) -> str | None:
        return f"{path}/{address}" if address and address.startswith(_IN_REGULATION) else address

    moved = amendment.model_copy(update={"target": below(amendment.target), "after": below(amendment.after)})
    return replace(order, amendment=moved, to=below(order.to))


def _completed(amendment: Amendment, later: Sequence[Amendment]) -> Amendment:
    """A command on "khoản 2" with what a later one of the same line names above it: "sửa đổi khoản 2 và bổ sung khoản 3 Điều 46"."""
    *held, last = amendment.target.split("/")
    unit = last.partition("-")[0]
    if unit not in ("khoan", "diem") or (held and (unit == "khoan" or len(held) > 1)):
        return amendment
    for other in later:
        if other.path != amendment.path:
            break
        steps = other.target.split("/")
        at = next((i for i, step in enumerate(steps) if step.startswith(f"{unit}-")), 0)
        if steps[0].startswith("dieu-") and at > len(held) and steps[: len(held)] == held:
            return amendment.model_copy(update={"target": "/".join([*steps[:at], last])})
    return amendment


def _spelt_below(amendment: Amendment, amender: Amender) -> Amendment:
    """A command whose next line says which words change: "Điều 7. Sửa đổi khoản 4 Điều 19", "Thay thế cụm từ “A” bằng cụm từ “B”."."""
    if amendment.operation != "replace" or amendment.new_text is not None:
        return amendment
    node = amender.structure.by_path.get(amendment.path)
    number = amender.document.lines.line_of(amendment.span[0]) + 1
    if node is None or number >= len(amender.document.lines):
        return amendment
    span = amender.document.lines.span(number)
    line = amender.document.cut(span)
    if span[1] != node.span[1]:
        return amendment
    verb = VERB.match(line)
    quotes = list(QUOTE.finditer(line))
    if verb is None or not quotes or CHAIN.search(QUOTE.sub("", line)) or not WORDS.match(line, verb.end()):
        return amendment
    return amendment.model_copy(update={"operation": "replace_phrase", "span": span, "old_phrase": quotes[0][0][1:-1]})


def _words_only(amendment: Amendment, document: Document) -> Amendment:
    """A repeal that quotes what it drops is one of words: "a) Cụm từ “A” tại Điều 5" below "Bãi bỏ các cụm từ sau đây:"."""
    if amendment.operation != "repeal":
        return amendment
    start, _ = document.lines.span(document.lines.line_of(amendment.span[0]))
    head = document.text[start : amendment.span[0]]
    blank = QUOTE.sub(lambda m: "\x00" * len(m[0]), head)
    begin = blank.rfind(";") + 1
    quoted = [q for q in QUOTE.finditer(head) if q.start() >= begin]
    if not quoted or not _AT_PLACE.match(blank, quoted[-1].end()):
        return amendment
    return amendment.model_copy(update={"operation": "replace_phrase", "old_phrase": quoted[-1][0][1:-1]})


def _is_heading(amendment: Amendment, near: Sequence[Amendment]) -> bool:
    """Whether a command only announces those below it: its lines say more closely what is changed, or say it again."""
    if amendment.operation not in ("replace", "insert", "retitle"):
        return False
    for other in near:
        if other is amendment or not other.path.startswith(f"{amendment.path}/") or not other.target.startswith(amendment.target):
            continue
        if amendment.new_text is None or other.path[len(amendment.path) :].startswith("/doan-"):
            return True
    return False


def name_key(name: str) -> str:
    """An act's name without its kind and year, in small letters, one spelling of tone marks.

    >>> name_key("Luật HOÀ GIẢI"), name_key("Luật Hòa giải năm 2013")
    ('hòa giải', 'hòa giải')
    """
    plain = fold_tones(" ".join(name.split()).lower())
    return _YEAR.sub("", _KIND.sub("", plain))


def _concerns(amendment: Amendment, amender: Amender, known: ActIdentity) -> bool:
    """Whether a command changes the base act. One without an act does, or its act is not known: where a heading names another, no."""
    if amendment.act is not None:
        return _same_act(amendment.act, known)
    return _named_above(amendment, amender, known) or not _ACT.search(_words_above(amendment.path, amender))


def _unread(act: int, amender: Amender, known: ActIdentity) -> list[UnreadCommand]:
    """The lines of an amending act that look like commands to the base and gave none."""
    whole = whole_act_commands(amender.document, amender.structure, amender.amendments)
    out = []
    for path, span in unread_lines(amender.document, amender.structure, [*amender.amendments, *whole]):
        words = _folded(f"{_words_above(path, amender)} {amender.document.cut(span)}")
        if _names(words, known) or (not _ACT.search(words) and _names(_folded(amender.identity.title or ""), known)):
            out.append(UnreadCommand(act=act, path=path, span=span))
    return out


def _named_above(amendment: Amendment, amender: Amender, known: ActIdentity) -> bool:
    """Whether the headings above a command, else the title of its act, name the base act."""
    words = _words_above(amendment.path, amender)
    if not _ACT.search(words):
        words = amender.identity.title or amender.structure.meta.title or ""
    return _names(_folded(words), known)


def _folded(words: str) -> str:
    return fold_tones(" ".join(words.split()).lower())


def _names(folded: str, known: ActIdentity) -> bool:
    """Whether folded words name an act by its kind and name or by its number."""
    name = name_key(known.title or "")
    return bool(name and re.search(rf"{_KINDS} {re.escape(name)}", folded)) or bool(
        known.number and normalise_number(known.number).lower() in folded.replace(" ", "")
    )


def _words_above(path: str, amender: Amender) -> str:
    """The words of the nodes that hold a command, their lead-ins included."""
    structure, document = amender.structure, amender.document
    node = structure.by_path.get(path)
    if node is None:
        return ""
    out = []
    for above in structure.ancestors(node):
        out.append(document.cut(above.heading_span or (above.span[0], above.span[0])))
        first = next((c for c in structure.children.get(above.path, ()) if c.kind == "text"), None)
        if first is not None and above.kind == "dieu":
            out.append(document.cut(first.span))
    return " ".join(out)


def _same_act(named: str, known: ActIdentity) -> bool:
    if known.number and normalise_number(named) == normalise_number(known.number):
        return True
    return bool(known.title) and "/" not in named and name_key(named) == name_key(known.title or "")


def _try(
    tree: Tree, key: str, step: _Step, done: dict[str, Operation], touched: dict[str, Touched], *, patience: Sequence[Cause] = ()
) -> bool:
    """Apply a step and record it; refused for a cause of ``patience`` it is not recorded, and may be tried again."""
    try:
        result = carry_out(tree, step.order, step.rank)
    except Refused as refused:
        if refused.cause in patience:
            return False
        done[key] = _operation(key, step, None, refused.cause)
        return True
    touched[key] = result
    done[key] = _operation(key, step, result, None)
    return True


def _operation(key: str, step: _Step, result: Touched | None, cause: Cause | None) -> Operation:
    amendment = step.order.amendment
    conflict = cause in ("same_node", "repealed", "taken")
    return Operation(
        id=key,
        act=step.act,
        amendment=amendment.id,
        operation=amendment.operation,
        target=amendment.target,
        span=amendment.span,
        new_text=amendment.new_text,
        base_path=result.base_path if result else None,
        outcome="applied" if result else "conflict" if conflict else "missed",
        cause=cause,
        reason=_reason(step, result, cause),
        count=result.count if result else 0,
    )


def _reason(step: _Step, result: Touched | None, cause: Cause | None) -> str | None:
    if cause is not None:
        return reason(cause, step.order)
    return f"Không tìm thấy “{'”, “'.join(result.lost)}”." if result and result.lost else None


def _finished(
    base: tuple[Document, Structure],
    tree: Tree,
    known: ActIdentity,
    acts: list[ActIdentity],
    done: dict[str, Operation],
    touched: dict[str, Touched],
    sources: dict[str, str],
    unread: Sequence[UnreadCommand],
) -> Consolidation:
    document, nodes, pieces = tree.print(base[0])
    paths = {id(piece): node.path for node, piece in zip(nodes, pieces, strict=True)}
    standing = {node.path for node in nodes}

    def place(piece: Piece) -> str | None:
        return paths.get(id(piece)) or (piece.path if piece.path in standing else None)

    operations = tuple(
        operation.model_copy(update={"path": place(touched[key].piece)}) if key in touched else operation
        for key, operation in sorted(done.items(), key=lambda item: int(item[0][1:]))
    )
    meta = base[1].meta
    spans = {name: span for name, span in meta.spans.items() if document.cut(span) == base[0].cut(span)}
    return Consolidation(
        document=document,
        structure=Structure(nodes=nodes, meta=meta.model_copy(update={"spans": spans})),
        base=known,
        acts=tuple(acts),
        operations=operations,
        notes=make_notes(operations, sources, acts, nodes, pieces),
        unread=tuple(unread),
        origins={node.path: piece.origin for node, piece in zip(nodes, pieces, strict=True)},
    )
