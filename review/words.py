"""The blank spaCy pipeline that carries the stages: imported without spaCy's own command line, and with a tokenizer of our own."""

import re
import sys
from types import ModuleType
from typing import Any


def _info(*arguments: Any, **options: Any) -> Any:
    """What ``spacy.info`` returns, the command line loaded when it is asked for."""
    from spacy.cli.info import info

    return info(*arguments, **options)


def _quickly() -> None:
    """Import spaCy without its command line, which one function of the package (``info``) is taken from and which brings in HTTP
    clients and downloaders: a fifth of the time of the import (0.1 s) and 280 modules.
    """
    held = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")} if "spacy" not in sys.modules else {}
    for module in held.values():
        vars(module).update(info=_info, __path__=[])
    sys.modules.update(held)
    try:
        import spacy  # noqa: F401
    finally:
        for name in held:
            del sys.modules[name]


_quickly()

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402
from spacy.util import registry  # noqa: E402
from spacy.vocab import Vocab  # noqa: E402

_TOKEN = re.compile(r"(\w+|\W)( ?)")
"""A word or one sign, with whether a blank follows."""


class _Words:
    """Splits a text into words and single signs: linear in any text, several times as fast as rules of affixes, exact offsets."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in found], spaces=[bool(blank) for _, blank in found])


registry.tokenizers.register("soat_words", func=lambda: lambda nlp: _Words(nlp.vocab))


def blank() -> Language:
    """A pipeline of no language in particular (``xx``) without components, for texts of any length."""
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "soat_words"}}})
    nlp.max_length = 100_000_000
    return nlp


__all__ = ["Doc", "Language", "blank"]
