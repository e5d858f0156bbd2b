"""Addresses of references inside the draft: "Điều này", "khoản 2 Điều 5 Quy định này", bare provisions."""

import re
from typing import Final

from review.citations.mentions import Mention
from review.citations.provisions import addresses
from review.contract.base import NodeKind
from review.contract.structure import Node, Structure

_KINDS: Final[dict[str, NodeKind]] = {
    "diem": "diem", "khoan": "khoan", "dieu": "dieu", "tiet": "tiet", "muc": "muc", "tieu-muc": "tieu_muc", "chuong": "chuong",
    "phan": "phan", "phu-luc": "annex", "mau": "form",
}  # fmt: skip
_ATTACHED: Final = frozenset({"quy định", "quy chế", "quy trình", "điều lệ", "nội quy", "hướng dẫn", "quy chuẩn"})
_BODY = re.compile(r"(kem-\d+/)")


class Places:
    """Resolves internal references against one outline."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.paths = structure.by_path
        self.attached = tuple(node.path + "/" for node in structure.nodes if node.kind == "attached" and not node.quoted)

    def resolve(self, mention: Mention, node: Node | None, word: str | None, command: str | None) -> tuple[str, ...]:
        """Absolute addresses in the draft; inside quoted text, addresses in the amended act.

        ``word`` is the type word before "này", or ``None``; ``command`` the Điều that the amending command around quoted
        text names. Empty where the place cannot be told.
        """
        out: list[str] = []
        prefix = self._prefix(node, word)
        for path in addresses(mention.chain):
            if path.startswith("@"):
                unit, _, rest = path[1:].partition("/")
                root = self._this(node, unit, command)
                if root is not None:
                    out.append(f"{root}/{rest}" if rest else root)
                continue
            if path.startswith(("khoan-", "diem-", "tiet-")):
                root = self._around(node, path, command)
                if root is None:
                    continue
                path = f"{root}/{path}"
            else:
                path = self._known(prefix, path) if node is None or not node.quoted else path
            out.append(path)
        return tuple(out)

    def _prefix(self, node: Node | None, word: str | None) -> str:
        own = _BODY.match(node.path) if node else None
        if word is None:
            return own[1] if own else ""
        if word in _ATTACHED and self.attached:
            return own[1] if own else self.attached[0]
        return ""

    def _known(self, prefix: str, path: str) -> str:
        """The address under a body: as written, or as the outline has it (a chapter below its part, a decimal point)."""
        full = prefix + path
        if full in self.paths:
            return full
        head = path.partition("/")[0]
        if head.startswith(("chuong-", "muc-", "phan-", "tieu-muc-")):
            for known in self.paths:
                if known.endswith("/" + path) and known.startswith(prefix) and "~" not in known:
                    return known
        if head.startswith("phu-luc") or head.startswith("mau-"):
            for body in ("", *self.attached):
                if body + path in self.paths:
                    return body + path
        return full

    def _ancestor(self, node: Node | None, kind: NodeKind) -> Node | None:
        if node is None:
            return None
        return next((n for n in self.structure.ancestors(node) if n.kind == kind and n.quoted == node.quoted), None)

    def _this(self, node: Node | None, unit: str, command: str | None) -> str | None:
        found = self._ancestor(node, _KINDS[unit])
        if found is not None:
            return _relative(found.path) if found.quoted else found.path
        if node is not None and node.quoted:
            if unit == "dieu" and command:
                return command
            if unit == "khoan" and command:
                return command
        return None

    def _around(self, node: Node | None, path: str, command: str | None) -> str | None:
        """The node to which a bare "khoản 2" or "điểm a" belongs: the nearest one that can hold it."""
        kinds: tuple[NodeKind, ...] = ("dieu",) if path.startswith("khoan-") else ("khoan", "dieu")
        for kind in kinds:
            found = self._ancestor(node, kind)
            if found is not None:
                return _relative(found.path) if found.quoted else found.path
        if node is not None and node.quoted and path.startswith("khoan-"):
            return command
        return None


def _relative(path: str) -> str:
    return path.rpartition("~")[2]
