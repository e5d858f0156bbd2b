"""The packaged acts registry: facts tables in memory, lines parsed when they are asked for."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from review.registry.acts.model import ActRecord, ActsSource, HeldOutline, Relation
from review.registry.acts.names import name_key, number_key
from review.registry.acts.selection import done_by, done_to, in_order, is_outline_of, law_key
from review.registry.acts.tables import (
    ACT_COLUMNS,
    OUTLINE_COLUMNS,
    RELATION_COLUMNS,
    Manifest,
    act_line,
    parse_act,
    parse_relation,
    read_lines,
    relation_line,
)


class ActsRegistry(ActsSource):
    """Acts and relations held as lines of text, indexed by number and by name of law.

    A look-up parses the few lines it returns, so loading stays well under 0.3 s and a look-up takes microseconds.

    >>> law = ActRecord(number="9/2001/QH10", doc_type="luat", title="Luật Chợ", issued="2001-05-02")
    >>> registry = ActsRegistry.of([law])
    >>> registry.by_number("09/2001/QH10")[0].title, len(registry.by_name("luật chợ năm 2001")), len(registry)
    ('Luật Chợ', 1, 1)
    """

    def __init__(
        self,
        acts: Sequence[str],
        relations: Sequence[str],
        *,
        snapshot: str,
        supplement: str | None = None,
        outlines: Path | Sequence[str] = (),
    ) -> None:
        self._acts = acts
        self._relations = relations
        self._outlines = outlines
        self._snapshot = snapshot
        self._supplement = supplement
        self._by_number = _index(acts, 0)

    @classmethod
    def load(cls, folder: Path) -> "ActsRegistry":
        """The registry in a folder of facts tables (``corpora/acts``, or an office's own made by ``import_acts``).

        Raises ``FileNotFoundError`` where the folder has no manifest or lacks a table.
        """
        manifest = Manifest.read(folder)
        return cls(
            read_lines(folder / manifest.files["acts"], ACT_COLUMNS),
            read_lines(folder / manifest.files["relations"], RELATION_COLUMNS),
            snapshot=manifest.snapshot,
            supplement=manifest.supplement,
            outlines=folder / manifest.files["outlines"],
        )

    @classmethod
    def of(
        cls,
        acts: Iterable[ActRecord],
        relations: Iterable[Relation] = (),
        *,
        outlines: Iterable[tuple[ActRecord, str, bool]] = (),
        snapshot: str = "2026-01-01",
    ) -> "ActsRegistry":
        """A registry of given records; ``outlines`` are acts with their compact outline and whether it is complete."""
        rows = [f"{act.number}\t{act.issuer or ''}\t{act.issued or ''}\t{int(full)}\t{text}" for act, text, full in outlines]
        return cls([act_line(act) for act in acts], [relation_line(rel) for rel in relations], snapshot=snapshot, outlines=rows)

    @property
    def snapshot(self) -> str:
        """The day to which the list as a whole reaches, ISO."""
        return self._snapshot

    @property
    def supplement(self) -> str | None:
        """The day of the newest export of some of its rows that was taken in since, ISO; null where there is none."""
        return self._supplement

    def __len__(self) -> int:
        return len(self._acts)

    def __iter__(self) -> Iterator[ActRecord]:
        return map(parse_act, self._acts)

    def relations(self) -> Iterator[Relation]:
        """All relations, in the order of their table."""
        return map(parse_relation, self._relations)

    def outlines(self) -> Iterator[HeldOutline]:
        """All outlines, in the order of their table."""
        for line in chain.from_iterable(self._outline_lines.values()):
            number, issuer, issued, complete, text = line.split("\t")
            yield HeldOutline(number=number, issuer=issuer or None, issued=issued or None, complete=complete == "1", outline=text)

    def by_number(self, number: str) -> list[ActRecord]:
        """The acts that bear a number, in any spelling, by date of issue."""
        return in_order(parse_act(self._acts[i]) for i in self._by_number.get(number_key(number), ()))

    def by_name(self, name: str) -> list[ActRecord]:
        """The laws, codes and ordinances of that name, by date of issue; a year in the name does not count."""
        return in_order(parse_act(self._acts[i]) for i in self._by_name.get(name_key(name), ()))

    def relations_to(self, record: ActRecord) -> list[Relation]:
        """What other acts did to this act: relations whose target has its number and no other issuer or date."""
        found = [parse_relation(self._relations[i]) for i in self._by_target.get(number_key(record.number), ())]
        return done_to(record, found, alone=len(self._by_number.get(number_key(record.number), ())) < 2)

    def relations_from(self, record: ActRecord) -> list[Relation]:
        """What this act did to others."""
        found = [parse_relation(self._relations[i]) for i in self._by_source.get(number_key(record.number), ())]
        return done_by(record, found, alone=len(self._by_number.get(number_key(record.number), ())) < 2)

    def outline(self, record: ActRecord) -> tuple[str, bool] | None:
        """The compact outline of an act and whether it is complete; null where its text is not held."""
        for line in self._outline_lines.get(number_key(record.number), ()):
            _, issuer, issued, complete, text = line.split("\t")
            if is_outline_of(record, issuer, issued):
                return text, complete == "1"
        return None

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for i, line in enumerate(self._acts):
            _, doc_type, _, title, _ = line.split("\t", 4)
            if key := law_key(doc_type, title):
                index.setdefault(key, []).append(i)
        return index

    @cached_property
    def _by_target(self) -> dict[str, list[int]]:
        return _index(self._relations, 0)

    @cached_property
    def _by_source(self) -> dict[str, list[int]]:
        return _index(self._relations, 1)

    @cached_property
    def _outline_lines(self) -> dict[str, list[str]]:
        lines = self._outlines
        if isinstance(lines, Path):
            lines = read_lines(lines, OUTLINE_COLUMNS)
        out: dict[str, list[str]] = {}
        for line in lines:
            out.setdefault(number_key(line.split("\t", 1)[0]), []).append(line)
        return out


def _index(lines: Sequence[str], column: int) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        index.setdefault(line.split("\t", column + 1)[column].casefold().lstrip("0"), []).append(i)
    return index
