"""The stages in order, as one spaCy pipeline: the only module that knows them all.

A blank multi-language pipeline (``xx``) tokenises the text with exact offsets; each stage is a component that reads the
models of the stages before it from ``doc._.soat`` and adds its own. Citations, procedures and findings are also laid on
the ``Doc`` as span groups of these names.
"""

import re
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from review import __version__
from review.amending import find_amendments
from review.amending.consolidation import Amender, consolidate, identify
from review.citations import find_citations
from review.clauses import ClauseModel, label_clauses
from review.contract.base import Notice, Span, shown_name
from review.contract.citations import Amendment, Citation
from review.contract.document import Document
from review.contract.draft import Draft
from review.contract.errors import BadInput, LimitReached
from review.contract.procedures import Clause
from review.contract.report import Finding, Report, Tool
from review.contract.structure import Structure
from review.procedures import Found, ProcedureModel, find_procedures
from review.reading import Limits, join, libreoffice_converter, read
from review.registry.acts import ActsSource, acts_coverage, open_acts, resolve_citations
from review.registry.against import Base, compare_with_base, judge_obligations
from review.registry.procedures import ProcedureRegistry, match, procedure_notices, procedures_coverage, settings_of, short_names, tell
from review.report import base_act
from review.report.assemble import assemble
from review.report.wording import reach
from review.rules import LawFacts, all_rules, check, load_facts
from review.settings import Settings, data_dir, settings
from review.structure import outline
from review.words import Doc, Language, blank


@dataclass(frozen=True)
class Options:
    """What a reviewer may choose for one review. Dates are ISO days; ``today`` is read once by the caller.

    ``base`` is the act that the draft is compared with; ``base_wanted`` names one that was asked for and not found.
    """

    today: str
    as_of: str | None = None
    submitted: str | None = None
    with_text: bool = True
    base: Document | None = None
    base_wanted: str | None = None


@dataclass(frozen=True)
class Resources:
    """What the stages need from outside, loaded once."""

    acts: ActsSource
    procedures: ProcedureRegistry
    facts: LawFacts
    clause_model: ClauseModel | None = None
    procedure_model: ProcedureModel | None = None

    @classmethod
    def load(cls, given: Settings | None = None) -> "Resources":
        """The packaged registries, facts and models, or those the office keeps (``registry_url``, ``registry_folder``)."""
        chosen = given or settings()
        corpora = data_dir("corpora")

        def registry(name: str) -> Path:
            own = chosen.registry_folder / name if chosen.registry_folder else None
            return own if own and own.is_dir() else corpora / name

        return cls(
            acts=open_acts(chosen),
            procedures=ProcedureRegistry.load(registry("procedures")),
            facts=load_facts(corpora / "law"),
            clause_model=ClauseModel.load(data_dir("models") / "clauses"),
            procedure_model=ProcedureModel.load(data_dir("models") / "procedures"),
        )


@dataclass
class _State:
    """What the components have found so far for one document."""

    document: Document
    options: Options
    structure: Structure | None = None
    clauses: tuple[Clause, ...] = ()
    citations: tuple[Citation, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    found: Found | None = None
    draft: Draft | None = None
    findings: tuple[Finding, ...] = ()
    notices: list[Notice] = field(default_factory=list)

    @property
    def tree(self) -> Structure:
        """The structure, which the first component sets."""
        if self.structure is None:
            raise RuntimeError("the component soat_structure must run first")
        return self.structure


if not Doc.has_extension("soat"):
    Doc.set_extension("soat", default=None)


def judgement_day(structure: Structure, options: Options) -> tuple[str, Literal["given", "draft_effective", "today"], Notice | None]:
    """The day on which the law is judged: as given, else the draft's own day of effect, else today.

    A day of effect of which only the month is known counts as the first of that month, with a Notice.
    """
    if options.as_of:
        return options.as_of, "given", None
    effective = structure.meta.effective
    if effective and len(effective) == 10:
        return effective, "draft_effective", None
    if effective and len(effective) == 7:
        day = f"{effective}-01"
        message = f"Dự thảo chỉ nêu tháng có hiệu lực ({effective[5:]}/{effective[:4]}); pháp luật được xét tại ngày đầu tháng đó."
        return day, "draft_effective", Notice(code="as_of_assumed", message=message)
    message = "Dự thảo không nêu ngày có hiệu lực cụ thể; pháp luật được xét tại ngày soát."
    return options.today, "today", Notice(code="as_of_today", message=message)


def _structure(state: _State, _: Resources) -> None:
    state.structure = outline(state.document)


def _clauses(state: _State, resources: Resources) -> None:
    state.clauses = label_clauses(state.document, state.tree, model=resources.clause_model)


def _citations(state: _State, _: Resources) -> None:
    state.citations = find_citations(state.document, state.tree)


def _amending(state: _State, _: Resources) -> None:
    state.amendments = find_amendments(state.document, state.tree, state.citations)


def _procedures(state: _State, resources: Resources) -> None:
    model = resources.procedure_model
    state.found = find_procedures(state.document, state.tree, state.clauses, state.citations, state.amendments, model)


def base_of(document: Document, resources: Resources, structure: Structure | None = None) -> Base:
    """An act read by the same stages as a draft, up to its procedures: what a draft is compared with. Its outline may be given."""
    state = _State(document, Options(today=""), structure=structure or outline(document))
    for stage in (_clauses, _citations, _amending, _procedures):
        stage(state, resources)
    found = state.found or Found()
    return Base(
        act=state.tree.meta.number,
        document=document,
        structure=state.tree,
        procedures=found.procedures,
        obligations=found.obligations,
        amendments=state.amendments,
    )


def _with_base(state: _State, base: Base, resources: Resources) -> Base | None:
    """The base act as an amending draft leaves it, with the Notices of the comparison; null where the draft takes its place."""
    state.notices.append(base_act.compared(state.tree, base))
    found = state.found or Found()
    if not state.amendments and not state.tree.meta.amends:
        draft = Base(state.tree.meta.number, state.document, state.tree, found.procedures, found.obligations)
        state.notices += base_act.replaced(base, draft)
        return None
    amender = Amender(identify(state.tree.meta), state.document, state.tree, state.amendments)
    consolidated = consolidate((base.document, base.structure), [amender])
    applied = any(operation.outcome == "applied" for operation in consolidated.operations)
    after = base_of(consolidated.document, resources, consolidated.structure) if applied else None
    if after is not None:
        state.notices += base_act.amended(base, after)
    state.notices += base_act.not_applied(consolidated, base, state.tree)
    return after


def _registry(state: _State, resources: Resources) -> None:
    tree, found = state.tree, state.found or Found()
    as_of, reason, notice = judgement_day(tree, state.options)
    citations = resolve_citations(state.citations, resources.acts, as_of=as_of, meta=tree.meta)
    cited = tuple(dict.fromkeys(c.act.number for c in citations if c.act and c.act.number))
    told = tell(state.document, tree, citations, resources.procedures.names)
    short, settings = short_names(state.document), settings_of(state.document, tree)
    procedures = match(found.procedures, resources.procedures, meta=tree.meta, cited=cited, told=told, short=short, settings=settings)
    state.notices += [*state.document.notices, *tree.notices, *([notice] if notice else [])]
    state.notices += procedure_notices(procedures, resources.procedures, meta=tree.meta)
    if tree.meta.doc_type == "other" and not any(node.kind == "dieu" for node in tree.nodes):
        message = (
            "Không nhận ra bố cục của một văn bản quy phạm pháp luật (không đọc được loại văn bản, không có Điều): "
            "không có phát hiện không có nghĩa là không có lỗi."
        )
        state.notices.append(Notice(code="not_a_draft", message=message))
    base = base_of(state.options.base, resources) if state.options.base is not None else None
    if base is not None:
        procedures = compare_with_base(procedures, base, after=_with_base(state, base, resources), document=state.document)
    elif tree.meta.amends or tree.meta.replaces:
        state.notices.append(base_act.missing(tree, state.options.base_wanted))
    records = resources.procedures.without(tree.meta.number, tree.meta.title)
    obligations = judge_obligations(found.obligations, procedures, records, state.document, base)
    state.draft = Draft(
        document=state.document,
        structure=tree,
        citations=citations,
        amendments=state.amendments,
        clauses=state.clauses,
        procedures=procedures,
        not_procedures=found.not_procedures,
        obligations=obligations,
        as_of=as_of,
        as_of_reason=reason,
        submitted=state.options.submitted,
        notices=tuple(state.notices),
        coverage=(acts_coverage(citations, resources.acts), procedures_coverage(procedures, resources.procedures)),
    )


def _rules(state: _State, resources: Resources) -> None:
    if state.draft is None:
        raise RuntimeError("the component soat_registry must run before soat_rules")
    state.findings, notices = check(state.draft, resources.facts)
    state.notices += notices


STAGES: tuple[tuple[str, Callable[[_State, Resources], None]], ...] = (
    ("soat_structure", _structure),
    ("soat_clauses", _clauses),
    ("soat_citations", _citations),
    ("soat_amending", _amending),
    ("soat_procedures", _procedures),
    ("soat_registry", _registry),
    ("soat_rules", _rules),
)
"""The components in the order of the data flow, with what each does."""


class _Component:
    """A spaCy component that runs one stage on the state of a ``Doc``."""

    def __init__(self, stage: Callable[[_State, Resources], None]) -> None:
        self.stage = stage
        self.resources: Resources | None = None

    def __call__(self, doc: Doc) -> Doc:
        if self.resources is None:
            raise RuntimeError("build the pipeline with review.pipeline.Pipeline")
        self.stage(doc._.soat, self.resources)
        return doc


def _register() -> None:
    for name, stage in STAGES:

        def create(nlp: Language, name: str, *, _stage: Callable[[_State, Resources], None] = stage) -> _Component:
            return _Component(_stage)

        if not Language.has_factory(name):
            Language.factory(name, func=create)


_register()


class Pipeline:
    """The whole review of a document. Build once, use for many; not for use from several threads at once."""

    def __init__(self, resources: Resources | None = None, *, progress: Callable[[str], None] | None = None) -> None:
        self.resources = resources or Resources.load()
        self.progress = progress
        self.nlp = blank()
        for name, _ in STAGES:
            self.nlp.add_pipe(name)
            component: Any = self.nlp.get_pipe(name)
            component.resources = self.resources

    def doc(self, document: Document, options: Options) -> Doc:
        """The spaCy ``Doc`` with all stages run: ``doc._.soat`` holds the models, ``doc.spans`` the span groups."""
        doc = self.nlp.make_doc(document.text)
        doc._.soat = _State(document, options)
        for name, component in self.nlp.pipeline:
            if self.progress:
                self.progress(name.removeprefix("soat_"))
            doc = component(doc)
        state: _State = doc._.soat
        draft = state.draft
        if draft is not None:
            _lay(doc, "citations", [(c.span, c.role) for c in draft.citations])
            _lay(doc, "procedures", [(p.anchor, p.id) for p in draft.procedures])
            _lay(doc, "findings", [(f.span, f.rule) for f in state.findings])
        return doc

    def review(self, document: Document, options: Options) -> Report:
        """The report on a document."""
        state: _State = self.doc(document, options)._.soat
        if state.draft is None:
            raise RuntimeError("the pipeline ended without a draft")
        notices = [*always(self.resources), *state.notices]
        return assemble(state.draft, state.findings, notices, tool=tool(self.resources), with_text=options.with_text)


def _lay(doc: Doc, group: str, spans: Sequence[tuple[Span, str]]) -> None:
    laid = (doc.char_span(start, end, label=label, alignment_mode="expand") for (start, end), label in spans if end > start)
    doc.spans[group] = [span for span in laid if span is not None]


def tool(resources: Resources) -> Tool:
    """Versions and snapshots of everything that shapes a result."""
    models = {"clauses": resources.clause_model, "procedures": resources.procedure_model}
    return Tool(
        version=__version__,
        rules=f"{len(all_rules())} quy tắc",
        models={name: model.version for name, model in models.items() if model},
        registries={
            f"{name}{suffix}": day
            for name, registry in (("acts", resources.acts), ("procedures", resources.procedures))
            for suffix, day in (("", registry.snapshot), ("_supplement", registry.supplement))
            if day is not None
        },
    )


def _reach(registry: ActsSource | ProcedureRegistry) -> str:
    """The day to which a registry reaches, and that of the rows which were added to it."""
    return reach(registry.snapshot, registry.supplement)


def always(resources: Resources) -> tuple[Notice, ...]:
    """The two notices that stand on every report: how far the law files and the registries reach."""
    return (
        Notice(code="law_as_of", message="Dữ liệu pháp luật đến 06/2026, chưa đầy đủ sau đó."),
        Notice(
            code="registry_snapshot",
            message=f"Cơ sở dữ liệu thủ tục hành chính dùng để đối chiếu: bản ngày {_reach(resources.procedures)}; "
            f"danh mục văn bản: bản ngày {_reach(resources.acts)}. "
            "Không tìm thấy trong các bản này không có nghĩa là không tồn tại.",
        ),
    )


@lru_cache(maxsize=1)
def default_pipeline() -> Pipeline:
    """The pipeline of this process with the packaged resources, built at first use."""
    return Pipeline()


def review_text(text: str, *, name: str = "du-thao.txt", today: str, as_of: str | None = None, submitted: str | None = None) -> Report:
    """The report on a text given as a string.

    >>> review_text("Điều 1. Phạm vi", today="2026-12-01").schema_
    'soat.report/1'
    """
    document = read(text.encode(), name=name)
    return default_pipeline().review(document, Options(today=today, as_of=as_of, submitted=submitted))


def read_files(paths: Sequence[Path], given: Settings) -> Document:
    """One document from a draft kept in one or several files.

    Raises :class:`review.contract.errors.SoatError` with a code where a file cannot be read.
    """
    limits = Limits(max_bytes=given.max_bytes, max_pages=given.max_pages)
    converter = libreoffice_converter()
    documents = []
    for path in paths:
        data = read_bytes(path, limits.max_bytes)
        documents.append(read(data, name=shown_name(path.name), limits=limits, convert_doc=converter))
    if len(documents) == 1:
        return documents[0]
    whole = tuple(_whole_act_notice(document.file) for document in documents[1:] if is_whole_act(document))
    joined = join(documents)
    return replace(joined, notices=(*joined.notices, *whole))


_RECITAL = re.compile(r"^\s*Căn cứ\b", re.MULTILINE)


def is_whole_act(document: Document) -> bool:
    r"""Whether a text is an act of its own (kind, recitals, articles) and no annex or form of another.

    >>> is_whole_act(read("Phụ lục I. Mẫu đơn\n1. Họ và tên: ...".encode(), name="mau.txt"))
    False
    """
    tree = outline(document)
    return tree.meta.doc_type != "other" and bool(_RECITAL.search(document.text)) and any(node.kind == "dieu" for node in tree.nodes)


def _whole_act_notice(name: str) -> Notice:
    message = (
        f"Tệp kèm theo {name} là một văn bản riêng, không phải phụ lục hay biểu mẫu của dự thảo; nội dung được đọc nối vào dự thảo. "
        "Muốn soát như một dự thảo khác thì đưa tệp đó riêng; muốn so sánh thì dùng --against."
    )
    return Notice(code="attached_whole_act", message=message)


def _number_key(number: str) -> str:
    """A number or a file's stem as one key.

    >>> _number_key("63/2010/NĐ-CP"), _number_key("63-2010-nd-cp")
    ('63-2010-nd-cp', '63-2010-nd-cp')
    """
    return re.sub(r"[^0-9a-z]+", "-", number.lower().replace("đ", "d").replace("ð", "d").replace("ư", "u")).strip("-")


def find_base(document: Document, against: str | None, given: Settings) -> tuple[Document | None, str | None]:
    """The act to compare a draft with, and the number or name that was asked for and not found.

    ``against`` is a file or an act's number; a number, or else the acts that the draft amends or replaces, is looked up
    among the files of ``acts_folder`` by name ("63-2010-nd-cp.docx").
    """
    if against is not None and not against.strip():
        raise BadInput("not_found", "Chưa nêu văn bản để so sánh.", "Sau --against ghi đường dẫn tệp hoặc số hiệu văn bản.")
    if against and _stands(Path(against)):
        return read_files([Path(against)], given), None
    if given.acts_folder is None or not given.acts_folder.is_dir():
        if against and "/" not in against.removeprefix("./"):
            raise BadInput("not_found", f"Không tìm thấy tệp {Path(against).name}.", "Kiểm tra đường dẫn nêu ở --against.", file=against)
        return None, against
    meta = outline(document).meta
    wanted = [against] if against else [*meta.amends, *meta.replaces]
    files = {_number_key(path.stem): path for path in sorted(given.acts_folder.iterdir()) if path.is_file()}
    for number in wanted:
        path = files.get(_number_key(number))
        if path is not None:
            return read_files([path], given), None
    return None, against or (wanted[0] if wanted else None)


def _stands(path: Path) -> bool:
    """Whether anything is at a path; nothing is at one that no file system takes."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a file, refused before reading where it is missing, no regular file (a pipe, a device) or too large."""
    name = shown_name(path.name)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise BadInput("not_found", "Đây không phải là một tệp thông thường.", "Chỉ ra một tệp dự thảo đã lưu.", file=name)
        size = found.st_size
        if size <= limit:
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
            size = len(data)
        if size > limit:
            raise LimitReached(
                "too_large",
                f"Tệp có {size / 1e6:.0f} MB, vượt giới hạn {limit / 1e6:.0f} MB.",
                "Bỏ ảnh, tách phụ lục thành tệp riêng hoặc tăng max_bytes trong soat.toml.",
                file=name,
            )
        return data
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInput("not_found", "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn.", file=name) from error
    except (OSError, ValueError) as error:
        raise BadInput("not_found", "Không mở được tệp.", "Kiểm tra quyền đọc tệp.", file=name) from error


__all__ = [
    "STAGES", "Options", "Pipeline", "Resources", "base_of", "default_pipeline", "find_base", "judgement_day", "read_files", "review_text",
]  # fmt: skip
