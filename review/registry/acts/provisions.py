"""Outline facts: which articles an act has, how many clauses, which points, in one short line a body.

The spelling: articles parted by spaces; ``8`` is undivided, ``8:-3`` has clauses 1 to 3 without points, ``8:1,2(e),4(b.c)`` has
clauses 1, 2 with points a to e, and 4 with points b and c, ``8:/(d)`` has points a to d directly below the article. Attached
regulations follow after ``|`` with their number (``| 1=1 2:-4``), annexes after ``#`` (``# 1 2``).
"""

import re
from collections.abc import Iterable, Sequence

from review.contract.structure import Node

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in order; after y comes aa."""

_STEP = re.compile(r"(dieu|khoan|diem|kem|phu-luc|mau)-([^/]+)")


def encode_outline(nodes: Iterable[Node]) -> str:
    """The outline facts of an act from its nodes; quoted new text is left out."""
    bodies: dict[str, dict[str, dict[str, list[str]]]] = {"": {}}
    annexes: list[str] = []
    for node in nodes:
        if node.quoted or "~" in node.path or "@" in node.path:
            continue
        if node.kind == "annex" and node.number and "/" not in node.path:
            annexes.append(node.path.removeprefix("phu-luc-"))
        steps = dict(_STEP.findall(node.path))
        body = f"{steps['kem']}" if "kem" in steps else ""
        if "dieu" not in steps or node.path.startswith(("phu-luc", "mau")):
            continue
        clauses = bodies.setdefault(body, {}).setdefault(steps["dieu"], {})
        if node.kind == "khoan":
            clauses.setdefault(steps["khoan"], [])
        elif node.kind == "diem":
            clauses.setdefault(steps.get("khoan", ""), []).append(steps["diem"])
    parts = [_body(bodies.pop(""))]
    parts += [f"| {number}= {_body(articles)}" for number, articles in bodies.items()]
    if annexes:
        parts.append("# " + " ".join(annexes))
    return " ".join(part for part in parts if part)


def _body(articles: dict[str, dict[str, list[str]]]) -> str:
    return " ".join(f"{number}:{_clauses(clauses)}" if clauses else number for number, clauses in articles.items())


def _clauses(clauses: dict[str, list[str]]) -> str:
    if list(clauses) == [str(n) for n in range(1, len(clauses) + 1)] and not any(clauses.values()):
        return f"-{len(clauses)}"
    return ",".join(f"{number or '/'}{_points(points)}" for number, points in clauses.items())


def _points(points: Sequence[str]) -> str:
    if not points:
        return ""
    if list(points) == list(LETTERS[: len(points)]):
        return f"({points[-1]})"
    return "(" + ".".join(points) + ("." if len(points) == 1 else "") + ")"


class OutlineFacts:
    """The decoded outline facts of one act.

    >>> facts = OutlineFacts("1 2:-3 3:1,2(c),/(a.c) 5a | 1= 1:-2 # 1 2")
    >>> facts.has("dieu-2/khoan-3"), facts.has("dieu-2/khoan-4"), facts.has("dieu-3/khoan-2/diem-b"), facts.has("dieu-3/diem-b")
    (True, False, True, False)
    >>> facts.has("kem-1/dieu-1/khoan-2"), facts.has("phu-luc-2"), facts.has("dieu-5a"), facts.has("dieu-4"), facts.articles
    (True, True, True, False, 4)
    """

    def __init__(self, text: str) -> None:
        text, _, annexes = text.partition("#")
        self.annexes = frozenset(annexes.split())
        main, *attached = text.split("|")
        self._bodies: dict[str, dict[str, str]] = {"": self._articles(main)}
        for part in attached:
            number, _, body = part.partition("=")
            self._bodies[number.strip()] = self._articles(body)

    @staticmethod
    def _articles(body: str) -> dict[str, str]:
        return {number: rest for number, _, rest in (article.partition(":") for article in body.split())}

    @property
    def articles(self) -> int:
        """The number of articles of the act itself."""
        return len(self._bodies[""])

    @property
    def last_article(self) -> int:
        """The highest plain article number, 0 where there is none."""
        return max((int(match[0]) for number in self._bodies[""] if (match := re.match(r"\d+", number))), default=0)

    def has(self, path: str) -> bool | None:
        """Whether the act has the provision; null where the address is of a kind that the facts do not hold.

        Where the act has attached regulations, an address without ``kem-`` is looked up in them too.
        """
        steps = dict(_STEP.findall(path))
        if "mau" in steps or not steps or path.count("/") + 1 > len(steps):
            return None
        if path.startswith("phu-luc"):
            return steps["phu-luc"] in self.annexes if self.annexes else None
        if "dieu" not in steps:
            return None
        wanted = steps.get("kem")
        return any(self._in(body, steps) for number, body in self._bodies.items() if wanted in (None, number))

    @staticmethod
    def _in(body: dict[str, str], steps: dict[str, str]) -> bool:
        rest = body.get(steps["dieu"])
        if rest is None:
            return False
        if "khoan" not in steps and "diem" not in steps:
            return True
        if rest.startswith("-"):
            khoan = steps.get("khoan", "")
            return "diem" not in steps and khoan.isdigit() and 1 <= int(khoan) <= int(rest[1:])
        clauses: dict[str, str] = {match[1]: match[2] or "" for match in _CLAUSE.finditer(rest)}
        points = clauses.get(steps.get("khoan", "/"))
        if points is None or "diem" not in steps:
            return points is not None
        if len(points) == 1:
            return steps["diem"] in LETTERS[: LETTERS.index(points) + 1]
        return steps["diem"] in points.split(".")


_CLAUSE = re.compile(r"(/|[^,/()]+)(?:\(([^)]*)\))?")
