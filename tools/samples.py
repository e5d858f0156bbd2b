"""Build the samples: ``python -m tools.samples`` writes DOCX, PDF and the planted faults from the texts in ``corpora/samples``.

The texts and ``plants.tsv`` are the source; PDF needs LibreOffice. The drafts are invented: bodies, places and act numbers
above 9900 do not exist. One draft uses Word's automatic numbers, so that a reader has to compute them.
"""

import csv
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

FOLDER = Path(__file__).resolve().parents[1] / "corpora" / "samples"
AUTOMATIC = {"quyet-dinh-ubnd-cay-xanh-sach"}
RULES = (
    "CITE-01", "CITE-05", "CITE-09", "CITE-10", "TERM-01", "TERM-03", "DOS-01", "DOS-02", "DOS-05", "DOS-06", "TIME-01", "TIME-02",
    "COND-02", "PART-04", "PART-05", "REG-01", "EFF-01", "NUM-01", "NUM-02", "NUM-10", "NUM-11", "AUTH-01",
)  # fmt: skip
_CENTRED = re.compile(r"(?:Chương |Mục |PHỤ LỤC|Mẫu số|QUY ĐỊNH$|THÔNG TƯ$|NGHỊ ĐỊNH$|QUYẾT ĐỊNH$|NGHỊ QUYẾT$|LUẬT$|DỰ THẢO|\(Ban hành)")
_NUMBERED = re.compile(r"(Điều \d+\.|\d+\.) ")


def plants(slug: str, lines: list[str]) -> dict[str, object]:
    """The planted faults and decoys of a draft, in the form that the flag scorer reads. Line numbers count from 1."""
    with (FOLDER / "plants.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [r for r in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if r["slug"] == slug]
    out: dict[str, list[dict[str, object]]] = {"fault": [], "decoy": []}
    for row in rows:
        articles = [i for i, line in enumerate(lines) if re.match(r"Điều \d+\.", line)]
        first, last = 0, len(lines) - 1
        if row["near"]:
            headed = [i for i in articles if lines[i].startswith(row["near"] + ".")]
            first = headed[-1]
            last = next((i for i in articles if i > first), len(lines)) - 1
        hits = [i for i in range(first, last + 1) if row["quote"] in lines[i]]
        if not hits:
            raise SystemExit(f"{slug}: “{row['quote']}” does not stand in the text")
        entry: dict[str, object] = {"rule": row["rule"], "line": hits[-1] + 1, "quote": row["quote"], "why": row["why"]}
        if row["near"]:
            entry["near"] = [first + 1, last + 1]
        out[row["what"]].append(entry)
    return {"title": slug, "rules": list(RULES), "findings": out["fault"], "decoys": out["decoy"]}


def _numbering(document: Document) -> str:
    part = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, text in enumerate(("Điều %1.", "%2."))
    )
    part.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>')
    )
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return "90"


def _automatic(paragraph: object, level: int, number: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    numbering = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(level)), ("w:numId", number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbering.append(element)
    properties.append(numbering)


def docx(slug: str, lines: list[str], path: Path) -> None:
    """Write a draft as DOCX: rows as tables (the head without borders), headings centred, one draft numbered by Word."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Liberation Serif", Pt(13)
    style.paragraph_format.space_after = Pt(6)
    number = _numbering(document) if slug in AUTOMATIC else ""
    table = None
    for i, line in enumerate(lines):
        if " | " in line or line.endswith(" | "):
            cells = [c.strip() for c in line.split(" | ")]
            bordered = i > 3 and not line.startswith("Nơi nhận")
            if table is None or len(table.columns) != len(cells):
                table = document.add_table(rows=0, cols=len(cells), style="Table Grid" if bordered else None)
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=True):
                cell.paragraphs[0].add_run(text)
                if not bordered:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            continue
        table = None
        paragraph = document.add_paragraph()
        found = _NUMBERED.match(line)
        if number and found and i > 8:
            _automatic(paragraph, 0 if line.startswith("Điều") else 1, number)
            line = line[found.end() :]
        run = paragraph.add_run(line)
        if _CENTRED.match(line) or (line.isupper() and len(line) > 3) or (4 <= i <= 5 and not line.startswith("Căn cứ")):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run.bold = True
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Mm(10)
            run.bold = bool(found and found[1].startswith("Điều"))
    document.core_properties.author = "soat"
    document.save(str(path))


def pdf(source: Path, folder: Path) -> None:
    """Convert a DOCX to PDF with LibreOffice in a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            "soffice",
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)


def main() -> int:
    """Build all samples."""
    for text in sorted(FOLDER.glob("*.txt")):
        lines = text.read_text(encoding="utf-8").rstrip("\n").split("\n")
        marks = plants(text.stem, lines)
        text.with_suffix(".json").write_text(json.dumps(marks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        docx(text.stem, lines, text.with_suffix(".docx"))
        pdf(text.with_suffix(".docx"), FOLDER)
        sys.stdout.write(f"{text.stem}: {len(marks['findings'])} faults, {len(marks['decoys'])} decoys\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
