"""What ``soat rules new`` writes: a card to fill in and a function to write."""

import re
from pathlib import Path

_CODE = re.compile(r"(?P<family>[A-Z]{2,5})-(?P<number>\d{2})")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")

_CARD = """code = "{code}"
name = "{name}"
status = "preview"
since = "{since}"
title = "{title}"
title_en = "{title_en}"
finds = "…"
level = "Cảnh báo."
law = ["M"]
why = "…"
ignores = ["…"]
remedy = "…"
message = "“{{quote}}” …"
message_en = "“{{quote}}” …"

[[bad]]
text = "… ⟦…⟧ …"

[[good]]
text = "…"
"""

_FUNCTION = '''
@rule("{code}", honours=("G1", "G3", "G4", "G5"))
def {function}(view: View, facts: LawFacts) -> Iterator[Flag]:
    """{title_en}."""
    for span in view.hits("…"):
        yield Flag(span)
'''

_MODULE = '''"""Family {family}."""

from collections.abc import Iterator

from review.rules.engine import Flag, rule
from review.rules.facts import LawFacts
from review.rules.view import View
'''


def new_rule(code: str, name: str, title: str, title_en: str, *, since: str, folder: Path | None = None) -> tuple[Path, Path]:
    """Write the card of a new rule and append its function to the module of its family; returns both paths.

    ``code`` is like ``CITE-09``, ``name`` a kebab name that states the fault, ``folder`` the package of rules (default: this
    one). Raises ``ValueError`` for a malformed code or name, or a code that is taken.
    """
    match = _CODE.fullmatch(code)
    if match is None or _NAME.fullmatch(name) is None:
        raise ValueError(f"not a rule code and kebab name: {code} {name}")
    root = folder or Path(__file__).resolve().parent
    path = root / "cards" / f"{code}.toml"
    if path.exists():
        raise ValueError(f"rule {code} exists")
    path.write_text(_CARD.format(code=code, name=name, title=title, title_en=title_en, since=since), encoding="utf-8")
    family = match["family"]
    module = root / "families" / f"{family.lower()}.py"
    text = module.read_text(encoding="utf-8") if module.exists() else _MODULE.format(family=family)
    function = _FUNCTION.format(code=code, function=name.replace("-", "_"), title_en=title_en.rstrip("."))
    module.write_text(text.rstrip("\n") + "\n\n" + function, encoding="utf-8")
    return path, module
