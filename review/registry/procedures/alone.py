"""Leave-one-out over the registry pairs: is a procedure whose record is hidden called new, and found once the record is shown?

Every pair is asked. Where the act describes a procedure of the record's name, that procedure is the question. Where it does not, the
question is the passage of the act in which the name stands: the run of words that holds most of the name's words, under no other
name and with no parts. The record's name only tells where to look; the words asked are the act's own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from review.contract.procedures import Procedure
from review.registry.procedures.alignment import aligned
from review.registry.procedures.records import ProcedureRegistry, Record
from review.registry.procedures.survey import Survey
from review.registry.procedures.text import families, fold, name_key, syllables

NAMESAKE = 0.95
"""F1 of the words of two keys from which two records count as namesakes."""
_WIDTH = 1.3
"""Width of a passage in words, as a multiple of the name's."""
_RUNS = 400
"""Most runs of a name that are compared."""
_NEARLY = 0.8
"""Share of the most words held from which a run is compared."""
_STOP = re.compile(r"[.;:\n]")
_WORD = re.compile(r"\w+")
_Token = tuple[str, int, int]
"""A folded word with its start and end in the text."""
_WRAPPER = re.compile(r"^(?:thủ tục|trình tự)[\s,:]+", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """The answers on one pair: ``described`` by the act or asked by the passage; the verdict with the record hidden and shown; and
    whether the record or a namesake stood first among the candidates when shown.
    """

    code: str
    described: bool
    hidden: str
    shown: str
    first: bool


def ask_all(survey: Survey, text: str, codes: frozenset[str], registry: ProcedureRegistry) -> list[Asked]:
    """The answers on all pairs of an act that are registered; ``text`` is the act's, its own number blanked out.

    The act's number and title are hidden from all records throughout, as in every measurement.
    """
    view = survey.without_own(registry)
    records = [registry.by_code[code] for code in sorted(codes) if code in registry.by_code]
    at: dict[str, int] = dict(aligned(records, survey.procedures))
    at = {code: i for code, i in at.items() if survey.procedures[i].action != "abolish"}
    passages = Passages(text)
    asked = {r.code: passages.of(r) for r in records if r.code not in at}
    procedures = list(survey.procedures)
    position = dict(at)
    for code, procedure in asked.items():
        position[code] = len(procedures)
        procedures.append(procedure)
    shown = survey.matched(view, tuple(procedures))
    return [_asked(r, r.code in at, position, procedures, shown, asked, survey, view) for r in records]


def _asked(
    record: Record,
    described: bool,
    position: Mapping[str, int],
    procedures: list[Procedure],
    shown: tuple[Procedure, ...],
    passages: Mapping[str, Procedure],
    survey: Survey,
    view: ProcedureRegistry,
) -> Asked:
    same = namesakes(record, view)
    others = {position[code] for code in passages if code in same and code != record.code}
    kept = [i for i in range(len(procedures)) if i not in others]
    hidden = survey.matched(view.hiding(same), tuple(procedures[i] for i in kept))
    verdict = shown[position[record.code]].registry
    first = bool(verdict.candidates) and verdict.candidates[0].code in same
    return Asked(record.code, described, hidden[kept.index(position[record.code])].registry.verdict, verdict.verdict, first)


def namesakes(record: Record, registry: ProcedureRegistry) -> frozenset[str]:
    """The codes of the record and of all that bear its name, apart from level, manner of handling and spelling."""
    words = frozenset(syllables(record.key))
    out = {record.code}
    for position, _ in registry.index.search(record.key, limit=60):
        other = registry.records[position]
        theirs = frozenset(syllables(other.key))
        if 2 * len(words & theirs) >= NAMESAKE * (len(words) + len(theirs)) and families(record.name) & families(other.name):
            out.add(other.code)
    return frozenset(out)


class Passages:
    """The words of an act, to find where a name stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tokens = [(fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]

    def of(self, record: Record) -> Procedure:
        """A procedure named by the run of the act's words that holds most of the record's name; of such runs one that names an action of
        the record's family, then the one whose words stand most in the name's order. Linear in the text.
        """
        wanted = syllables(fold(_WRAPPER.sub("", record.name))) or syllables(name_key(record.name))
        kinds = families(record.name)
        width = int(_WIDTH * len(wanted)) + 1
        run: list[_Token] = []
        top = (False, 0.0)
        for end in self._ends(wanted, width):
            piece = self._piece(end, width, frozenset(wanted))
            alike = Indel.normalized_similarity([token[0] for token in piece], wanted)
            names = bool(kinds & families(self.text[piece[0][1] : piece[-1][2]])) if piece else False
            if (names, alike) > top:
                run, top = piece, (names, alike)
        start, stop = (run[0][1], run[-1][2]) if run else (0, 0)
        line = self.text.rfind("\n", 0, start) + 1, (self.text.find("\n", stop) + 1 or len(self.text) + 1) - 1
        words = " ".join(self.text[start:stop].split())
        return Procedure(id=f"P-{record.code}", name=words, given_name=words, anchor=line, spans=(line,))

    def share(self, record: Record) -> float:
        """The largest share of the record's name that a run of the act's words holds. Linear in the text."""
        wanted = syllables(fold(_WRAPPER.sub("", record.name))) or syllables(name_key(record.name))
        return max((held for held, _ in self._full(wanted, int(_WIDTH * len(wanted)) + 1)), default=0) / max(len(wanted), 1)

    def _ends(self, wanted: list[str], width: int) -> list[int]:
        """The ends of the runs of ``width`` words that hold nearly as many of the wanted as any, fullest first."""
        full = self._full(wanted, width)
        best = max((held for held, _ in full), default=0)
        return [end for _, end in sorted((-held, end) for held, end in full if held >= _NEARLY * best)[:_RUNS]]

    def _full(self, wanted: list[str], width: int) -> list[tuple[int, int]]:
        """The runs that hold nearly as many of the wanted words as any before them: how many, and where they end."""
        need = {word: wanted.count(word) for word in wanted}
        have = dict.fromkeys(need, 0)
        held, best = 0, 0
        full: list[tuple[int, int]] = []
        for i, (word, _, _) in enumerate(self._tokens):
            if word in need:
                have[word] += 1
                held += have[word] <= need[word]
            if i >= width and (gone := self._tokens[i - width][0]) in need:
                held -= have[gone] <= need[gone]
                have[gone] -= 1
            best = max(best, held)
            if word in need and held >= _NEARLY * best:
                full.append((held, i + 1))
        return full

    def _piece(self, end: int, width: int, need: frozenset[str]) -> list[_Token]:
        """The part of a run between two stops that holds most of the wanted words, from the first to the last of them."""
        pieces: list[list[_Token]] = [[]]
        before: int | None = None
        for token in self._tokens[max(0, end - width) : end]:
            if before is not None and _STOP.search(self.text, before, token[1]):
                pieces.append([])
            pieces[-1].append(token)
            before = token[2]
        piece = max(pieces, key=lambda tokens: len({t[0] for t in tokens} & need))
        at = [i for i, token in enumerate(piece) if token[0] in need]
        return piece[at[0] : at[-1] + 1] if at else []
