"""What a Vietnamese syllable may look like: the measure for legacy encodings and damaged text.

Source of the tables: the orthography of quốc ngữ (onset, rime, tone; syllables that end in c, ch, p, t bear only the
acute or the dot below).
"""

import re
from functools import lru_cache
from unicodedata import combining, normalize


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ONSETS = _set("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}
_RIMES = _set(
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uê uêch uên uênh uêu uc ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyt uyu "
    "uyp uơ uăng uăn uăt uăc uan uang uat ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêt yêu yêng ych ynh yt yp yu"
)
_MARKS = {"\u0300": "`", "\u0301": "'", "\u0309": "?", "\u0303": "~", "\u0323": "."}
_TAKES_TONE = frozenset("ăâêôơ")
"""A tone stands on one of these letters where a syllable has one."""
_MARKED = re.compile(r"(?<![A-Za-z])[A-Za-z]*[^\W\d_A-Za-z][^\W\d_]*")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word (NFC, any case) can be one Vietnamese syllable.

    >>> [is_syllable(w) for w in ("được", "Nguyễn", "khoẻ", "cnưgời", "cọc", "cõc")]
    [True, True, True, False, True, False]
    """
    bare: list[str] = []
    tones: list[str] = []
    bearer = 0
    for letter in normalize("NFD", word.lower()):
        if letter in _MARKS:
            tones.append(_MARKS[letter])
            bearer = sum(not combining(before) for before in bare) - 1
        else:
            bare.append(letter)
    if len(tones) > 1:
        return False
    plain = normalize("NFC", "".join(bare))
    if tones and not _TAKES_TONE.isdisjoint(plain) and plain[bearer : bearer + 1] not in _TAKES_TONE:
        return False
    tone = tones[0] if tones else ""
    for cut in range(min(3, len(plain)), -1, -1):
        rime = plain[cut:]
        if plain[:cut] in _ONSETS and rime in _RIMES:
            return not rime.endswith(("c", "ch", "p", "t")) or tone in ("'", ".")
    return plain == "gi"


def marked_tokens(text: str) -> list[str]:
    """The words of a text that hold a letter outside ASCII; units such as "m²" are none.

    >>> marked_tokens("đất 200 m² ở xã")
    ['đất', 'ở', 'xã']
    """
    return [token for token in _MARKED.findall(text) if token.isalpha()]


def share_possible(text: str) -> tuple[float, int]:
    """The share of possible syllables among the words with marked letters, and how many such words there are."""
    tokens = marked_tokens(text)
    return (sum(map(is_syllable, tokens)) / len(tokens) if tokens else 1.0), len(tokens)
