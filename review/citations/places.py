"""Addresses of references inside the draft: "Điều này", "khoản 2 Điều 5 Quy định này", bare provisions."""

import re
from typing import Final, Literal

from review.citations.mentions import Mention
from review.citations.provisions import addresses
from review.contract.base import NodeKind
from review.contract.structure import Node, Structure

_KINDS: Final[dict[str, NodeKind]] = {
    "diem": "diem", "khoan": "khoan", "dieu": "dieu", "tiet": "tiet", "muc": "muc", "tieu-muc": "tieu_muc", "chuong": "chuong",
    "phan": "phan", "phu-luc": "annex", "mau": "form",
}  # fmt: skip
_CONTAINERS: Final[frozenset[NodeKind]] = frozenset({"attached", "annex", "form"})
_HIGH: Final[frozenset[NodeKind]] = frozenset({"phan", "chuong", "muc", "tieu_muc", "annex", "form"})
Body = Literal["act", "attached", ""]
_DECIMAL = re.compile(r"(?:khoan|diem)-(\d+(?:\.\d+)+)$")


class Places:
    """Resolves internal references against one outline."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.paths = structure.by_path
        self.attached = tuple(f"{node.path}/" for node in structure.nodes if node.kind == "attached" and not node.quoted)
        self._ends: dict[str, list[str]] = {}
        for node in structure.nodes:
            if node.kind in _HIGH and not node.quoted:
                self._ends.setdefault(node.path.rpartition("/")[2], []).append(node.path)

    def resolve(self, mention: Mention, node: Node | None, *, body: Body, command: str | None) -> tuple[str, ...]:
        """Absolute addresses in the draft; inside quoted text, addresses in the amended act.

        ``body`` says what the words name: the act ("Quyết định này"), the attached regulation ("Quy định này") or nothing;
        ``command`` is the Điều that the amending command around quoted text names. What cannot be told is left out.
        """
        out: list[str] = []
        for path in addresses(mention.chain):
            if path.startswith("@"):
                unit, _, rest = path[1:].partition("/")
                root = self._this(node, unit, command)
            elif path.startswith(("khoan-", "diem-", "tiet-")):
                root, rest = self._around(node, path, command), path
            elif node is not None and node.quoted:
                out.append(path)
                continue
            else:
                out.append(self._known(node, path, body))
                continue
            if root is not None:
                out.append(self._decimal(f"{root}/{rest}") if rest else root)
        return tuple(out)

    def _known(self, node: Node | None, path: str, body: Body) -> str:
        """The address as the outline has it: in the body that holds the reference, or where a higher unit is found."""
        prefix = ""
        if body == "attached" and self.attached:
            prefix = next((p for p in self.attached if node is not None and node.path.startswith(p)), self.attached[0])
        elif body == "":
            for holder in self.structure.ancestors(node) if node is not None else ():
                if holder.kind in _CONTAINERS:
                    if f"{holder.path}/{path}" in self.paths:
                        return f"{holder.path}/{path}"
                    if holder.kind == "attached":
                        prefix = f"{holder.path}/"
        full = prefix + path
        if full in self.paths:
            return full
        decimal = self._decimal(full)
        if decimal in self.paths:
            return decimal
        head, _, rest = path.partition("/")
        if head.startswith(("chuong-", "muc-", "phan-", "tieu-muc-", "phu-luc", "mau-")):
            last = path.rpartition("/")[2] if head.startswith("phu-luc") else head
            for known in self._ends.get(last, ()):
                found = f"{known}/{rest}" if rest and last == head else known
                if found in self.paths and (known.startswith(prefix) or last.startswith(("phu-luc", "mau-"))):
                    return found
        return full

    def _decimal(self, path: str) -> str:
        """The address with "khoản 3.1" as a tiết of khoản 3, where the outline has it so."""
        found = _DECIMAL.search(path)
        if found is None or path in self.paths:
            return path
        holder = path[: found.start()]
        number = found[1]
        for tried in (f"{holder}khoan-{number.partition('.')[0]}/tiet-{number}", f"{holder}tiet-{number}"):
            if tried in self.paths:
                return tried
        return path

    def _ancestor(self, node: Node | None, kind: NodeKind) -> Node | None:
        if node is None:
            return None
        return next((n for n in self.structure.ancestors(node) if n.kind == kind and n.quoted == node.quoted), None)

    def _this(self, node: Node | None, unit: str, command: str | None) -> str | None:
        found = self._ancestor(node, _KINDS[unit])
        if found is not None:
            return found.path.rpartition("~")[2]
        quoted = node is not None and node.quoted
        return command if quoted and unit in ("dieu", "khoan") else None

    def _around(self, node: Node | None, path: str, command: str | None) -> str | None:
        """The node to which a bare "khoản 2" or "điểm a" belongs: the nearest one that can hold it."""
        kinds: tuple[NodeKind, ...] = ("dieu",) if path.startswith("khoan-") else ("khoan", "dieu")
        for kind in kinds:
            found = self._ancestor(node, kind)
            if found is not None:
                return found.path.rpartition("~")[2]
        return command if node is not None and node.quoted and path.startswith("khoan-") else None
