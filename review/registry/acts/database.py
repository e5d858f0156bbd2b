"""An office's own acts registry in a database: the contract of ``ActsSource`` on SQLite and PostgreSQL, through SQLModel.

Only this module and what it hands out load SQLModel; ``open_acts`` imports it when a database is configured.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Connection, Engine, Table, create_engine, delete, func, insert, inspect, make_url, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Field, SQLModel

from review.contract.errors import BadInput, Defect
from review.registry.acts.model import ActRecord, ActsSource, HeldOutline, Relation
from review.registry.acts.names import issuer_key, name_key, number_key
from review.registry.acts.selection import done_by, done_to, in_order, is_outline_of, law_key
from review.registry.acts.store import ActsRegistry

Item = TypeVar("Item")

SCHEMA = 1
"""Version of the tables below; a database of another version is refused."""
CONNECT_S = 10
"""Seconds that a PostgreSQL server is given to answer, where the address does not say (``?connect_timeout=``)."""
_BATCH = 500
"""Keys asked for in one statement; SQLite takes up to 32,766 values."""


class RegistryRow(SQLModel, table=True):
    """What the tables are: their version, and the ISO day to which the list reaches; a second row tells the day of rows taken in since."""

    __tablename__ = "soat_registry"
    part: str = Field(primary_key=True)
    version: int
    snapshot: str


class ActRow(SQLModel, table=True):
    """An act: the fields of ``ActRecord``, and the keys under which it is found."""

    __tablename__ = "soat_act"
    id: int | None = Field(default=None, primary_key=True)
    number_key: str = Field(index=True)
    issuer_key: str
    name_key: str | None = Field(default=None, index=True)
    number: str
    doc_type: str
    issuer: str | None = None
    title: str | None = None
    issued: str | None = None
    effective: str | None = None
    word: str
    word_source: str
    word_on: str | None = None
    word_from: str | None = None
    ended_on: str | None = None
    ended_by: str | None = None
    ends_on: str | None = None
    origins: str


class RelationRow(SQLModel, table=True):
    """A dated relation: the fields of ``Relation``, and the keys of both numbers. The order of ``id`` is that of the tables."""

    __tablename__ = "soat_act_relation"
    id: int | None = Field(default=None, primary_key=True)
    target_key: str = Field(index=True)
    act_key: str = Field(index=True)
    kind: str
    act: str
    act_issuer: str | None = None
    path: str
    target: str
    target_issuer: str | None = None
    target_date: str | None = None
    provisions: str
    on: str | None = None
    until: str | None = None
    words: str
    origin: str


class OutlineRow(SQLModel, table=True):
    """The outline facts of an act in their compact spelling."""

    __tablename__ = "soat_act_outline"
    id: int | None = Field(default=None, primary_key=True)
    number_key: str = Field(index=True)
    number: str
    issuer: str | None = None
    issued: str | None = None
    complete: bool
    outline: str


_TABLES = _REGISTRY, _ACTS, _RELATIONS, _OUTLINES = tuple(
    cast(Table, cast(Any, model).__table__) for model in (RegistryRow, ActRow, RelationRow, OutlineRow)
)
_ACT_COLUMNS = [_ACTS.c[name] for name in ActRecord.model_fields]
_RELATION_COLUMNS = [_RELATIONS.c[name] for name in Relation.model_fields]
_OUTLINE_COLUMNS = [_OUTLINES.c[name] for name in HeldOutline.model_fields]
_PART, _SUPPLEMENT = "acts", "acts_supplement"
"""Rows of ``soat_registry``: the list, and what was taken in on top of it."""


class ActsDatabase(ActsSource):
    """Acts, relations and outlines in a database.

    A writer works in one transaction, so that a reader sees the registry before an import or after it. Raises ``Defect`` where the
    database does not answer or holds no registry, so that this is never taken for an act not found, and ``BadInput``
    (``unsupported``) where its tables are of another version or its kind is not known.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """The registry that a database holds."""
        engine = _engine(url)
        if engine.dialect.name == "sqlite" and "uri" not in engine.url.query and not Path(engine.url.database or "").exists():
            how = "Kiểm tra registry_url; nạp danh mục bằng lệnh soat acts import --database."
            raise Defect("internal", "Cơ sở dữ liệu chưa có danh mục văn bản: không có tệp này.", how, file=_shown(url))
        database = cls(engine)
        with database._reading() as connection:
            version = _version(connection)
        if version is None:
            how = "Nạp danh mục bằng lệnh soat acts import --database."
            raise Defect("internal", "Cơ sở dữ liệu chưa có danh mục văn bản.", how, file=_shown(url))
        return database

    @classmethod
    def prepare(cls, url: str, base: ActsRegistry, *, renew: bool = False) -> Self:
        """The registry that a database holds, the tables made and filled from ``base`` where there are none.

        With ``renew`` all that it holds gives place to ``base``, also what the office has imported. Raises ``BadInput`` where it holds
        acts and no version, which no import leaves behind.
        """
        database = cls(_engine(url))
        with database._writing() as connection:
            held = _version(connection) is not None
            if not held:
                SQLModel.metadata.create_all(connection, tables=list(_TABLES))
                if not renew and connection.scalar(select(func.count()).select_from(_ACTS)):
                    how = "Thêm --renew để nạp lại từ đầu, hoặc dùng một cơ sở dữ liệu mới."
                    raise BadInput("unsupported", "Cơ sở dữ liệu có bảng văn bản nhưng thiếu dòng phiên bản.", how, file=_shown(url))
            if renew:
                for table in _TABLES:
                    connection.execute(delete(table))
            if renew or not held:
                _fill(connection, base)
        return database

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def merge(
        self,
        records: Sequence[ActRecord],
        *,
        identity: Callable[[ActRecord], Hashable],
        over: Callable[[ActRecord | None, ActRecord], ActRecord],
        snapshot: str,
    ) -> None:
        """Write records, each ``over`` the one of the same ``identity`` held before.

        The day of the list moves on to ``snapshot`` only where all acts held before are among them; else they are a supplement of that day.
        """
        with self._writing() as connection:
            held: dict[Hashable, tuple[int | None, ActRecord]] = {}
            for keys in _batched(sorted({number_key(record.number) for record in records}), _BATCH):
                rows = connection.execute(select(_ACTS.c.id, *_ACT_COLUMNS).where(_ACTS.c.number_key.in_(keys))).mappings()
                held |= {identity(act): (row["id"], act) for row in rows for act in [_act(row)]}
            before_all = connection.scalar(select(func.count()).select_from(_ACTS)) or 0
            gone: set[int] = set()
            for new in records:
                row_id, before = held.get(identity(new), (None, None))
                gone |= {row_id} if row_id is not None else set()
                held[identity(new)] = (row_id, over(before, new))
            for ids in _batched(sorted(gone), _BATCH):
                connection.execute(delete(_ACTS).where(_ACTS.c.id.in_(ids)))
            changed = dict.fromkeys(identity(new) for new in records)
            _insert(connection, _ACTS, (_act_row(held[key][1]) for key in changed))
            later = _REGISTRY.c.snapshot < snapshot
            if len(gone) == before_all:
                connection.execute(update(_REGISTRY).where(_REGISTRY.c.part == _PART, later).values(snapshot=snapshot))
                connection.execute(delete(_REGISTRY).where(_REGISTRY.c.part == _SUPPLEMENT))
            elif self._supplement(connection) is None:
                _write_day(connection, _SUPPLEMENT, snapshot)
            else:
                connection.execute(update(_REGISTRY).where(_REGISTRY.c.part == _SUPPLEMENT, later).values(snapshot=snapshot))

    @property
    def snapshot(self) -> str:
        """The day to which the list as a whole reaches, ISO."""
        with self._reading() as connection:
            return str(connection.scalar(select(_REGISTRY.c.snapshot).where(_REGISTRY.c.part == _PART)))

    @property
    def supplement(self) -> str | None:
        """The day of the newest export of some of its rows that was taken in since, ISO; null where there is none."""
        with self._reading() as connection:
            return self._supplement(connection)

    def _supplement(self, connection: Connection) -> str | None:
        day = connection.scalar(select(_REGISTRY.c.snapshot).where(_REGISTRY.c.part == _SUPPLEMENT))
        return None if day is None else str(day)

    def __len__(self) -> int:
        with self._reading() as connection:
            return connection.scalar(select(func.count()).select_from(_ACTS)) or 0

    def by_number(self, number: str) -> list[ActRecord]:
        """The acts that bear a number, in any spelling, by date of issue."""
        key = number_key(number)
        return self._acts_where(_ACTS.c.number_key == key) if _storable(key) else []

    def by_name(self, name: str) -> list[ActRecord]:
        """The laws, codes and ordinances of that name, by date of issue; a year in the name does not count."""
        key = name_key(name)
        return self._acts_where(_ACTS.c.name_key == key) if _storable(key) else []

    def relations_to(self, record: ActRecord) -> list[Relation]:
        """What other acts did to this act: relations whose target has its number and no other issuer or date."""
        found, alone = self._relations_where(_RELATIONS.c.target_key, record)
        return done_to(record, found, alone=alone)

    def relations_from(self, record: ActRecord) -> list[Relation]:
        """What this act did to others."""
        found, alone = self._relations_where(_RELATIONS.c.act_key, record)
        return done_by(record, found, alone=alone)

    def outline(self, record: ActRecord) -> tuple[str, bool] | None:
        """The compact outline of an act and whether it is complete; null where its text is not held."""
        wanted = select(*_OUTLINE_COLUMNS).where(_OUTLINES.c.number_key == number_key(record.number)).order_by(_OUTLINES.c.id)
        with self._reading() as connection:
            rows = connection.execute(wanted).all()
        return next(((row.outline, bool(row.complete)) for row in rows if is_outline_of(record, row.issuer, row.issued)), None)

    def _acts_where(self, condition: Any) -> list[ActRecord]:
        with self._reading() as connection:
            return in_order(_act(row) for row in connection.execute(select(*_ACT_COLUMNS).where(condition)).mappings())

    def _relations_where(self, column: Any, record: ActRecord) -> tuple[list[Relation], bool]:
        key = number_key(record.number)
        bearers = select(func.count()).select_from(_ACTS).where(_ACTS.c.number_key == key).scalar_subquery()
        wanted = select(*_RELATION_COLUMNS, bearers.label("bearers")).where(column == key).order_by(_RELATIONS.c.id)
        with self._reading() as connection:
            rows = connection.execute(wanted).mappings().all()
        return [_relation(row) for row in rows], not rows or rows[0]["bearers"] < 2

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told(self._engine), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _told(self._engine), self._engine.begin() as connection:
            yield connection


def _engine(url: str) -> Engine:
    """An engine for ``sqlite:///FILE``, the path of an SQLite file, or ``postgresql://…``, spoken to through psycopg 3."""
    if "://" not in url:
        url = f"sqlite:///{Path(url).expanduser()}"
    if not re.match(r"(?:sqlite|postgres(?:ql)?)(?:\+\w+)?://", url):
        how = "Dùng sqlite:///TỆP hoặc postgresql://…."
        raise BadInput("unsupported", "Không nhận loại cơ sở dữ liệu của danh mục văn bản.", how, file=_shown(url))
    try:
        address = make_url(re.sub(r"^postgres(?:ql)?://", "postgresql+psycopg://", url))
        patience = (
            {"connect_timeout": CONNECT_S} if address.drivername.endswith("psycopg") and "connect_timeout" not in address.query else {}
        )
        engine = create_engine(address, pool_pre_ping=True, connect_args=patience)
    except ModuleNotFoundError as error:
        raise BadInput("unsupported", f"Thiếu thư viện {error.name} để nối tới PostgreSQL.", "Cài gói psycopg[binary].") from error
    except SQLAlchemyError as error:
        raise BadInput("unsupported", "Địa chỉ cơ sở dữ liệu không đúng dạng.", "Xem lại registry_url.", file=_shown(url)) from error
    return engine


def _storable(key: str) -> bool:
    """Whether a database can hold a text; no act is found under one that it cannot (a NUL, half a character)."""
    return "\x00" not in key and not any("\ud800" <= sign <= "\udfff" for sign in key)


def _shown(url: str) -> str:
    """A database as it may be named in a message: without user and password."""
    return re.sub(r"//.*@", "//", url.partition("?")[0])


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Turn what the driver raises into a coded error."""
    try:
        yield
    except SQLAlchemyError as error:
        raise Defect(
            "internal",
            f"Cơ sở dữ liệu danh mục văn bản không trả lời ({type(error).__name__}).",
            "Kiểm tra registry_url, máy chủ cơ sở dữ liệu và quyền truy cập.",
            file=_shown(engine.url.render_as_string(hide_password=True)),
        ) from error


def _version(connection: Connection) -> int | None:
    """The version of the tables, null where there are none. Raises ``BadInput`` for another than ``SCHEMA``."""
    if not inspect(connection).has_table(RegistryRow.__tablename__):
        return None
    version = connection.scalar(select(_REGISTRY.c.version).where(_REGISTRY.c.part == _PART))
    if version is not None and version != SCHEMA:
        raise BadInput(
            "unsupported",
            f"Bảng danh mục văn bản thuộc phiên bản {version}, chương trình này dùng phiên bản {SCHEMA}.",
            "Dùng đúng phiên bản soat, hoặc nạp lại danh mục vào một cơ sở dữ liệu mới.",
        )
    return version


def _fill(connection: Connection, base: ActsRegistry) -> None:
    _insert(connection, _ACTS, map(_act_row, base))
    _insert(connection, _RELATIONS, map(_relation_row, base.relations()))
    _insert(connection, _OUTLINES, ({**held.model_dump(), "number_key": number_key(held.number)} for held in base.outlines()))
    _write_day(connection, _PART, base.snapshot)
    if base.supplement is not None:
        _write_day(connection, _SUPPLEMENT, base.supplement)


def _write_day(connection: Connection, part: str, snapshot: str) -> None:
    connection.execute(insert(_REGISTRY), [{"part": part, "version": SCHEMA, "snapshot": snapshot}])


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for some in _batched(rows, 10_000):
        connection.execute(insert(table), some)


def _batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _act_row(record: ActRecord) -> dict[str, Any]:
    keys = {
        "number_key": number_key(record.number),
        "issuer_key": issuer_key(record.issuer or ""),
        "name_key": law_key(record.doc_type, record.title),
    }
    return {name: getattr(record, name) for name in ActRecord.model_fields} | keys | {"origins": " ".join(record.origins)}


def _act(row: Any) -> ActRecord:
    cells = {name: row[name] for name in ActRecord.model_fields}
    cells["origins"] = tuple(cells["origins"].split())
    return ActRecord.model_construct(**cells)


def _relation_row(relation: Relation) -> dict[str, Any]:
    keys = {"target_key": number_key(relation.target), "act_key": number_key(relation.act)}
    return {name: getattr(relation, name) for name in Relation.model_fields} | keys | {"provisions": " ".join(relation.provisions)}


def _relation(row: Any) -> Relation:
    cells = {name: row[name] for name in Relation.model_fields}
    cells["provisions"] = tuple(cells["provisions"].split())
    return Relation.model_construct(**cells)
