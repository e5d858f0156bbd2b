"""The public verb of this registry: what it knows of each cited act on the day of judgement."""

import re
from collections.abc import Iterable, Sequence

from review.contract.base import DocType
from review.contract.citations import Citation, CitedAct, Resolution
from review.contract.report import Coverage
from review.contract.structure import Meta
from review.registry.acts.model import ActRecord, ActsSource, Relation
from review.registry.acts.names import issuer_key, likeness, number_key
from review.registry.acts.nearest import nearest
from review.registry.acts.provisions import OutlineFacts
from review.registry.acts.standing import find_ending, standing

LIKE_TITLE = 0.6
"""Share of words from which a printed title decides between acts that share a number."""

_UNANSWERED = frozenset({"unknown", "not_found", "ambiguous"})
_INNER_NUMBER = re.compile(r"\bsố\s+(\d+\S*/\S+)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PARTIAL_ISSUERS = frozenset({"ủy ban nhân dân", "hội đồng nhân dân", "ủy ban nhân dân tỉnh", "hội đồng nhân dân tỉnh"})


def resolve_citations(citations: Iterable[Citation], source: ActsSource, *, as_of: str, meta: Meta | None = None) -> tuple[Citation, ...]:
    """The citations with their resolutions; internal references are handed on as they are.

    ``as_of`` is the day of judgement (ISO). ``meta`` of the draft names the province where a citation leaves it out. What the
    draft itself does to other acts is no evidence against its citations, should the register hold it already.
    """
    if meta is not None and meta.number:
        source = WithoutActor(source, meta.number)
    known: dict[tuple[CitedAct, str | None, str | None], tuple[ActRecord | None, Resolution]] = {}
    facts: dict[ActRecord, tuple[OutlineFacts, bool] | None] = {}
    out = []
    for citation in citations:
        if citation.act is None:
            out.append(citation)
            continue
        key = citation.act, _year(citation), citation.antecedent
        if key not in known:
            known[key] = _resolve(*key, source, as_of, meta)
        record, resolution = known[key]
        if record is not None and citation.provisions:
            if record not in facts:
                outline = source.outline(record)
                facts[record] = (OutlineFacts(outline[0]), outline[1]) if outline else None
            exists = _exists(citation.provisions, facts[record], amended=bool(resolution.amended_by))
            resolution = resolution.model_copy(update={"provision_exists": exists})
        out.append(citation.model_copy(update={"resolution": resolution}))
    return tuple(out)


def acts_coverage(citations: Iterable[Citation], source: ActsSource) -> Coverage:
    """How many of the cited acts the registry could answer for; each act counts once."""
    status = {
        (c.act.number or c.act.name, c.act.issuer if c.act.number is None else c.resolution.issuer): c.resolution.status
        for c in citations
        if c.act is not None and c.resolution is not None
    }
    answered = sum(value not in _UNANSWERED for value in status.values())
    return Coverage.of("acts", source, answered=answered, asked=len(status))


def _resolve(
    act: CitedAct, year: str | None, antecedent: str | None, source: ActsSource, as_of: str, meta: Meta | None
) -> tuple[ActRecord | None, Resolution]:
    number = printed_number(act) or (antecedent if _fits(antecedent, act.date[:4] if act.date else year) else None)
    if number is not None:
        found = source.by_number(number)
        chosen = choose(found, act.model_copy(update={"number": number}), meta=meta)
    elif act.name is not None:
        found = source.by_name(act.name)
        chosen = choose_named(found, act, year, source, as_of)
    else:
        return None, Resolution(status="unknown")
    if not chosen:
        return None, Resolution(status="not_found", nearest=nearest(act, number, source) if number and not found else ())
    if len(chosen) != 1:
        numbers = ", ".join(f"{record.number} ({record.issuer or record.issued})" for record in chosen[:4])
        return None, Resolution(number=number, status="ambiguous", evidence=numbers)
    record = chosen[0]
    now = standing(record, source, as_of=as_of)
    return record, Resolution(
        number=record.number,
        issuer=record.issuer,
        title_as_registered=record.title,
        date_as_registered=record.issued,
        in_force_from=record.effective,
        time_limited=record.time_limited,
        ends_on=record.ends_on,
        **{name: getattr(now, name) for name in type(now).model_fields},
    )


def _fits(number: str | None, year: str | None) -> bool:
    """Whether a number given elsewhere to a law of that name may be that of the law printed with a year."""
    held = re.search(r"/((?:19|20)\d\d)/", number or "")
    return year is None or held is None or held[1] == year


class WithoutActor:
    """A source in which one act does nothing to others."""

    def __init__(self, source: ActsSource, number: str) -> None:
        self._source = source
        self._key = number_key(number)
        self.snapshot = source.snapshot
        self.supplement = source.supplement
        self.by_number = source.by_number
        self.by_name = source.by_name
        self.relations_from = source.relations_from
        self.outline = source.outline

    def __len__(self) -> int:
        return len(self._source)

    def relations_to(self, record: ActRecord) -> list[Relation]:
        """What acts other than the one left out did to this act."""
        return [relation for relation in self._source.relations_to(record) if number_key(relation.act) != self._key]


def printed_number(act: CitedAct) -> str | None:
    """The number of a cited act, also where it is printed as part of a short name ("Luật Chợ số 9/2015/QH13")."""
    inner = _INNER_NUMBER.search(act.name) if act.number is None and act.name else None
    return act.number or (inner[1] if inner else None)


def choose(found: Sequence[ActRecord], act: CitedAct, *, meta: Meta | None = None) -> list[ActRecord]:
    """The acts of one number that fit what is printed: by issuer, then date, then title; all of them where nothing decides.

    A single act of that number is taken unless a printed issuer speaks of another province.
    """
    issuer = _issuer(act, meta)
    left = [record for record in found if not other_kind(act.doc_type, record) and not _other_year(act, record)]
    if issuer is not None:
        same = [record for record in left if record.issuer and issuer_key(record.issuer) == issuer]
        other = [record for record in left if record.issuer is None]
        if same or _is_local(issuer):
            left = same or other
    if len(left) > 1 and act.date:
        left = [record for record in left if record.issued == act.date] or left
    if len(left) > 1 and act.title:
        scored = [(likeness(act.title, record.title), record) for record in left if record.title]
        best = max((score for score, _ in scored), default=0.0)
        if best >= LIKE_TITLE:
            left = [record for score, record in scored if score == best]
    return left


def other_kind(doc_type: DocType | None, record: ActRecord) -> bool:
    """Whether a type is not that of an act: laws and resolutions of the National Assembly have numbers of one form each for itself."""
    return {doc_type, record.doc_type} in ({"luat", "nghi_quyet"}, {"phap_lenh", "nghi_quyet"})


def _other_year(act: CitedAct, record: ActRecord) -> bool:
    """Whether an act is printed with a day of another year than an act of its number, which has no year: these begin anew each year."""
    if act.date is None or record.issued is None or re.search(r"/(?:19|20)\d\d/", act.number or ""):
        return False
    return act.date[:4] != record.issued[:4]


def choose_named(found: Sequence[ActRecord], act: CitedAct, year: str | None, source: ActsSource, as_of: str) -> list[ActRecord]:
    """The law of that name: by printed date, by printed year, else the one in force on the day, else the last issued before it.

    None where a day is printed and all acts of the name are known to be of other years.
    """
    if act.date and (dated := [record for record in found if record.issued and record.issued.startswith(act.date)]):
        return dated
    if year and (dated := [record for record in found if record.issued and record.issued[:4] == year]):
        return dated
    printed = act.date[:4] if act.date else year
    if printed:
        found = [record for record in found if record.issued is None or record.issued[:4] == printed] or (found if year else [])
    started = [record for record in found if (record.effective or record.issued or "") <= as_of]
    alive = []
    for record in started:
        ending = find_ending(record, source.relations_to(record))
        if ending is None or ending.on is None or ending.on > as_of:
            alive.append(record)
    return (alive or started or list(found))[-1:]


def _year(citation: Citation) -> str | None:
    """The year printed behind the name of a law without number."""
    if citation.act is None or citation.act.number is not None:
        return None
    years = _YEAR.findall(citation.quote)
    return years[-1] if years else None


def _issuer(act: CitedAct, meta: Meta | None) -> str | None:
    if act.issuer is None:
        return issuer_key(meta.issuer) if meta and meta.issuer and _sign_is_local(act.number) else None
    key = issuer_key(act.issuer)
    if key in _PARTIAL_ISSUERS:
        return issuer_key(meta.issuer) if meta and meta.issuer and issuer_key(meta.issuer).startswith(key[:15]) else None
    return key


def _sign_is_local(number: str | None) -> bool:
    return number is not None and number.casefold().endswith(("ubnd", "hđnd"))


def _is_local(issuer: str) -> bool:
    return issuer.startswith(("ủy ban nhân dân", "hội đồng nhân dân"))


def _exists(provisions: Sequence[str], held: tuple[OutlineFacts, bool] | None, *, amended: bool) -> bool | None:
    """Whether all provisions exist; false needs a complete outline of an act that nothing known has amended since."""
    if held is None:
        return None
    facts, complete = held
    answers = [facts.has(path) for path in provisions]
    if all(answers):
        return True
    missing = [path for path, answer in zip(provisions, answers, strict=True) if answer is False]
    if not missing or not complete or (amended and not all(_beyond(path, facts) for path in missing)):
        return None
    return False


def _beyond(path: str, facts: OutlineFacts) -> bool:
    """Whether an article number lies far beyond the last one, so that no amendment explains it."""
    match = re.match(r"dieu-(\d+)$", path.split("/")[0])
    return match is not None and int(match[1]) > facts.last_article + 10
