"""Who acts in a line: state bodies, enterprises, organisations, citizens, with their spans."""

import re
from typing import Literal, NamedTuple

from review.clauses.lexicon import Hit, lexicon, longest
from review.contract.base import Binds, Span

ActorKind = Literal["body", "officer", "council", "subject"]

_WORDS = re.compile(r"\s(\w+)")
_LEVEL = re.compile(
    r"(?:\s(?:cấp (?:tỉnh|huyện|xã|trung ương|có thẩm quyền)|(?:các )?(?:tỉnh|thành phố|xã|phường)"
    r"(?:, (?:thành phố|phường|xã))*))+(?!\w)"
)
_LEAD = re.compile(r"\s*[“\"(]?\s*(?:(?:Điều\s+\d+\w*|\d+(?:\.\d+)*|[a-zđ]{1,2}\d?|[ivx]+)\s*[.):]\s*|[-–+*•]\s*|\([ivx\da-zđ]+\)\s*)?")


class Actor(NamedTuple):
    """Someone named in a text who can act.

    ``span`` is ``[start, end)`` in the text, the name included ("Sở Tư pháp"); ``binds`` says whom a duty laid on this
    actor binds; ``acts`` is true where the actor is the subject of its clause (it opens the clause and a verb follows).
    """

    span: Span
    kind: ActorKind
    binds: tuple[Binds, ...]
    acts: bool = False

    @property
    def is_state(self) -> bool:
        """Whether the actor is a state body, officer or council."""
        return self.binds == ("state",)


def find_actors(text: str) -> tuple[Actor, ...]:
    """The actors named in one line or passage, in order of text, without overlap.

    Linear in the text. The lexicons are ``corpora/clauses/state_bodies.tsv`` and ``subjects.tsv``.

    >>> [(a.kind, a.acts) for a in find_actors("1. Sở Tư pháp cấp thẻ cho người đề nghị.")]
    [('body', True), ('subject', False)]
    """
    return actors_of(text, [h for h in lexicon().scan(text) if h.entry.kind != "cue"])


def actors_of(text: str, hits: list[Hit]) -> tuple[Actor, ...]:
    """The actors of a text from the hits of a scan of it (see :func:`find_actors`)."""
    found = []
    opening = _LEAD.match(text)
    begin = opening.end() if opening else 0
    previous_end, previous_acts = 0, False
    for hit in longest(hits):
        if hit.start < previous_end or hit.entry.kind == "decoy":
            continue
        end = _name_end(text, hit) if hit.entry.kind in ("body", "officer") else hit.end
        gap = text[previous_end : hit.start]
        joined = previous_end > 0 and gap.strip() in ("", ",", "và", "hoặc", "của")
        opens = hit.start <= begin or _opens_clause(text, hit.start) or (joined and previous_acts)
        acts = opens and (joined or _verb_follows(text, end))
        found.append(Actor((hit.start, end), hit.entry.kind, hit.entry.binds, acts))  # type: ignore[arg-type]  # kinds of our tables
        previous_end, previous_acts = end, opens
    return tuple(found)


def subject(text: str) -> Actor | None:
    """The first actor of a line that is the subject of a clause, else ``None``.

    >>> actor = subject("2. Trong thời hạn 05 ngày làm việc, Chủ tịch Ủy ban nhân dân cấp xã xem xét, quyết định.")
    >>> actor.kind, actor.binds
    ('officer', ('state',))
    """
    return next((actor for actor in find_actors(text) if actor.acts), None)


def _name_end(text: str, hit: Hit) -> int:
    """The end of a state body's name, which may go on behind the phrase of the lexicon ("Cục" Hóa chất)."""
    end = hit.end
    if hit.entry.named and " " not in hit.entry.phrase:
        room = 0
        for word in _WORDS.finditer(text, end, end + 80):
            token = word[1]
            if word.start() != end:
                break
            if token[0].isupper() or (token == "và" and text[word.end() + 1 : word.end() + 2].isupper()):
                room = 2
            elif room == 0 or token in lexicon().ends_name:
                break
            else:
                room -= 1
            end = word.end()
    level = _LEVEL.match(text, end)
    return level.end() if level else end


def _opens_clause(text: str, start: int) -> bool:
    """Whether a clause begins here: after a stop, a comma, a colon, or a joining word."""
    before = text[max(0, start - 24) : start].rstrip()
    if before.endswith((",", ";", ":", ".", "“", '"')):
        return True
    return bool(re.search(r"(?:[,;:.]\s*|\b)(?:thì|các|những|mỗi|trường hợp|khi|do|nếu|từng)$", before))


def _verb_follows(text: str, end: int) -> bool:
    """Whether a verb follows within the same clause."""
    found = lexicon().verb.search(text, end, end + 160)
    return found is not None and ". " not in text[end : found.start()] and ";" not in text[end : found.start()]
