"""The Vietnamese reasons of a verdict, in the register of official papers."""

from collections.abc import Collection
from dataclasses import dataclass

from review.contract.procedures import Difference
from review.registry.procedures.records import Record

_PARTS = {
    "dossier": "thành phần hồ sơ", "time_limit": "thời hạn giải quyết", "agency": "cơ quan giải quyết", "fee": "phí, lệ phí",
    "conditions": "yêu cầu, điều kiện", "result": "kết quả", "form": "mẫu đơn, tờ khai",
}  # fmt: skip
_KINDS = {"longer": "dài hơn", "shorter": "ngắn hơn", "added": "thêm", "dropped": "bỏ", "changed": "khác"}


@dataclass(frozen=True)
class Words:
    """Writes reasons. ``snapshot``: ISO day of the newest national list."""

    snapshot: str

    def new(self, nearest: Record | None, *, province: str | None, local_list: bool) -> str:
        """Why a procedure is taken for new."""
        near = f" Thủ tục gần nhất là “{nearest.name}” (mã {nearest.code}), chưa đủ giống để coi là một." if nearest else ""
        local = ""
        if province:
            local = (
                f" Danh mục hiện có không đầy đủ thủ tục đặc thù của {province}, nên “mới” được hiểu là mới so với danh mục toàn quốc."
                if not local_list
                else f" Đã tra cả các thủ tục đặc thù của {province} có trong danh mục; phần này có thể chưa đầy đủ."
            )
        return f"Không tìm thấy thủ tục cùng tên trong danh mục thủ tục hành chính toàn quốc ({self._month()}).{near}{local}"

    def known(self, record: Record) -> str:
        """Why a procedure is known by name only."""
        return (
            f"Đã có thủ tục “{record.name}” (mã {record.code}){self._listed(record)}; dữ liệu chỉ có tên thủ tục nên chưa so sánh"
            " được từng bộ phận."
        )

    def not_compared(self, record: Record) -> str:
        """Why nothing was compared although the record has parts."""
        return (
            f"Đã có thủ tục “{record.name}” (mã {record.code}){self._listed(record)}; dự thảo và dữ liệu không có bộ phận nào cùng"
            " nêu nên chưa so sánh được."
        )

    def same(self, record: Record, compared: Collection[str]) -> str:
        """Why a procedure is the same."""
        parts = ", ".join(text for part, text in _PARTS.items() if part in compared)
        return f"Trùng với thủ tục “{record.name}” (mã {record.code}){self._listed(record)}; đã so sánh {parts}, không thấy khác."

    def changed(self, record: Record, differences: Collection[Difference]) -> str:
        """Why a procedure is changed: which parts, how often."""
        counts: dict[tuple[str, str], int] = {}
        for difference in differences:
            counts[difference.part, difference.kind] = counts.get((difference.part, difference.kind), 0) + 1
        told = ", ".join(
            f"{_PARTS[part]} {_KINDS[kind]}" + (f" {count:02d}" if kind in ("added", "dropped") else "")
            for (part, kind), count in counts.items()
        )
        return f"Đã có thủ tục “{record.name}” (mã {record.code}){self._listed(record)}; dự thảo khác ở: {told}."

    def abolished(self, record: Record | None) -> str:
        """Which record the draft ends."""
        if record is None:
            return f"Dự thảo bãi bỏ thủ tục này; không tìm thấy thủ tục tương ứng trong danh mục toàn quốc ({self._month()})."
        return f"Dự thảo bãi bỏ thủ tục “{record.name}” (mã {record.code}){self._listed(record)}."

    def vague(self) -> str:
        """Why a name was not looked up."""
        return "Tên thủ tục trong dự thảo quá chung, không đủ để tra cứu trong danh mục thủ tục hành chính."

    def _listed(self, record: Record) -> str:
        return "" if record.listed else f", hiện không còn trong danh mục toàn quốc ({self._month()})"

    def _month(self) -> str:
        return f"tháng {int(self.snapshot[5:7])}/{self.snapshot[:4]}"
