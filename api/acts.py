"""Acts and their status on a day: ``GET /api/acts/{number}``."""

from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from api.service import given_day
from review.contract.base import Model
from review.contract.errors import BadInput
from review.registry.acts import ActDescription, ActsSource, describe, of_issuer, open_acts
from review.report.wording import reach
from review.settings import Settings

NOT_WHOLE = "Dữ liệu pháp luật đến 06/2026, chưa đầy đủ sau đó. Không tìm thấy không có nghĩa là không tồn tại."


class ActsAnswer(Model):
    """The acts that bear a number, as of a day, with the snapshot and size of the registry that was asked."""

    number: str
    as_of: str
    snapshot: str
    supplement: str | None = None
    count: int
    note: str = NOT_WHOLE
    acts: tuple[ActDescription, ...]


def acts_router(chosen: Settings, *, today: Callable[[], str], responses: dict[int | str, dict[str, Any]]) -> APIRouter:
    """The routes; the registry that the settings name is opened at the first request. ``today`` gives the ISO day."""
    router = APIRouter()

    @lru_cache(maxsize=1)
    def registry() -> ActsSource:
        return open_acts(chosen)

    @router.get("/api/acts/{number:path}", summary="Hiệu lực của văn bản tại một ngày", responses=responses)
    def acts(
        number: Annotated[str, Path(description="Số, ký hiệu, kể cả dấu “/”, ví dụ 63/2010/NĐ-CP")],
        as_of: Annotated[str | None, Query(description="Ngày xét, mặc định hôm nay")] = None,
        issuer: Annotated[str | None, Query(description="Cơ quan ban hành, khi nhiều văn bản cùng số")] = None,
    ) -> ActsAnswer:
        """What is known of the acts of a number: official and derived status apart, relations with their words, successors."""
        day = given_day(as_of) or today()
        source = registry()
        found = describe(number, source, as_of=day)
        kept = of_issuer(found, issuer) if issuer else found
        snapshot, supplement = source.snapshot, source.supplement
        if not kept:
            raise BadInput("not_found", f"Không có văn bản này trong danh mục (bản ngày {reach(snapshot, supplement)}).", NOT_WHOLE)
        return ActsAnswer(number=number, as_of=day, snapshot=snapshot, supplement=supplement, count=len(source), acts=kept)

    return router
