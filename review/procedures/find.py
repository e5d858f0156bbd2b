"""The public verb of the stage: from the outline to procedures, passages left aside, and obligations."""

from dataclasses import dataclass

from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.procedures import Clause, NotProcedure, Obligation, Procedure
from review.contract.structure import Structure
from review.procedures.assemble import Assembler
from review.procedures.blocks import find_blocks
from review.procedures.grouping import Reader
from review.procedures.lines import Line, read_lines
from review.procedures.naming import Namer
from review.procedures.shortnames import find_short_names


@dataclass(frozen=True)
class Found:
    """What the stage found. Registry verdicts of procedures and obligations are not filled yet."""

    procedures: tuple[Procedure, ...] = ()
    not_procedures: tuple[NotProcedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()


def find_procedures(
    document: Document,
    structure: Structure,
    clauses: tuple[Clause, ...],
    citations: tuple[Citation, ...],
    amendments: tuple[Amendment, ...],
) -> Found:
    """The procedures, the passages that only look like one, and the obligations of a draft. Linear in the text."""
    text = document.text
    lines = read_lines(document, structure)
    blocks = find_blocks(lines, structure, amendments)
    reader = Reader(text, lines)
    title = _title(lines, structure)
    made = Assembler(reader, blocks, title).run()
    namer = Namer(find_short_names(text), title)
    procedures = []
    groups = sorted(made.groups, key=lambda g: (g.anchor if g.anchor is not None else g.lines[0], g.topic.name))
    names = namer.name_all(groups)
    for i, group in enumerate(groups):
        name = names[i]
        numbers = group.lines
        anchor = group.anchor if group.anchor is not None else numbers[0]
        procedures.append(
            Procedure(
                id=f"P{i + 1}",
                name=name,
                given_name=group.printed,
                action="amend"
                if (group.act is not None and not all(b.inserted for b in group.blocks)) or group.only_competence
                else "create",
                anchor=lines[anchor].span,
                spans=tuple(lines[n].span for n in sorted({*numbers, anchor})),
                paths=tuple(dict.fromkeys(lines[n].path for n in numbers if lines[n].path)),
            )
        )
    return Found(tuple(procedures))


def _title(lines: list[Line], structure: Structure) -> str:
    if structure.meta.title:
        return structure.meta.title
    rows = [line.text for line in lines if line.node is not None and line.node.kind == "title"]
    at = next((i for i, row in enumerate(rows) if row.strip().upper() in ("THÔNG TƯ", "NGHỊ ĐỊNH", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "LUẬT")), -1)
    return " ".join(rows[at + 1 :]) if at >= 0 else ""
