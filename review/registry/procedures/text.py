"""Keys of names and papers: folding, syllables, families of action, levels, shingles.

Everything here is for comparison only; what is shown to people is the text as registered.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from review.contract.base import DocType
from review.contract.numbers import fold_look_alikes, normalise_number

_OLD_TONES = {
    old: new
    for pair in ("oà:òa oá:óa oả:ỏa oã:õa oạ:ọa", "oè:òe oé:óe oẻ:ỏe oẽ:õe oẹ:ọe", "uỳ:ùy uý:úy uỷ:ủy uỹ:ũy uỵ:ụy")
    for old, new in (x.split(":") for x in pair.split())
}
_TONE = re.compile("|".join(_OLD_TONES))
_CLOSED = re.compile(r"(o[àáảãạ])(?=[a-zà-ỹđ])")
_OPEN = re.compile(r"o[àáảãạ](?![a-zà-ỹđ])|o[èéẻẽẹ]|u[ỳýỷỹỵ]")
"""What every text holds of which a tone mark is to be moved; most lines have none."""
_Y_TO_I = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_Y_SYLLABLE = re.compile(r"^[hklmst][yỳýỷỹỵ]$")
_Y_WORD = re.compile(r"[hklmst][yỳýỷỹỵ](?!\w)(?<!\w..)")
_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")

_KINDS = r"(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|Quyết định|Chỉ thị)"
_NUMBER = (
    r"(?-i:\b\d[\w.]*\s*/\s*(?:\d{4}\s*/\s*[A-ZĐÐ]{2}[A-ZĐÐ0-9]*(?:\s*-\s*[A-ZĐÐ][A-ZĐÐ0-9]*g?)*"
    r"|(?:CP|HĐBT)\b|[A-ZĐÐ]{2}[A-ZĐÐ0-9]*(?:\s*-\s*[A-ZĐÐ][A-ZĐÐ0-9]*g?)+))"
)
_PLACE = (
    r"(?:\b(?:điểm\s+[a-zđ]\b|(?:khoản|điều|tiết)\s+\d+[a-zđ]?\b|(?:chương|mục|phần|phụ lục)\s+(?:[IVXLC]+|\d+)\b)"
    r"(?:\s*(?:,|và|đến)\s*(?:[a-zđ]\b(?!\))|\d+[a-zđ]?\b(?!\s*/)))*)"
)
_ADDRESS = rf"(?:{_PLACE}[\s,]*(?:và\s+|của\s+|ban hành kèm theo\s+)?)"
_CITATION = re.compile(
    rf"(?=(?-i:[TtCcQqĐđKkMmPpBbLlNn\d(]))(?:(?:(?:theo|tại|căn cứ)\s+)?(?:quy định\s+)?(?:(?:tại|của|theo|căn cứ)\s+)?{_ADDRESS}*"
    rf"{_KINDS}\s+(?:số\s*)?:?\s*{_NUMBER}(?:\s+ngày\s+\d+(?:\s*(?:/|-|\.|tháng)\s*\d+)?(?:\s*(?:/|-|\.|năm)\s*\d+)?)?"
    rf"|{_ADDRESS}+(?:{_KINDS}\s+này|này)?|{_NUMBER}|\(\s*số\s*\))",
    re.IGNORECASE,
)
"""The letters that a citation may begin with are asked first, which is twice as fast."""

_PHRASES = re.compile(r"\b(?:thủ tục hành chính|thủ tục|trình tự|hồ sơ|quy định|quy trình|đề nghị|việc)\b")
_BEFORE = re.compile(r"(?:\W|\b(?:chấp thuận|phê duyệt|xác nhận|đăng ký|thông báo|thẩm định|cho phép|quyết định)\b)*")
_FAMILIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{cue})\b"))
    for name, cue in (
        ("again", "cấp lại|công nhận lại|bổ nhiệm lại|đăng ký lại"),
        ("exchange", "cấp đổi|cấp chuyển đổi|chuyển đổi|đổi"),
        ("extend", "cấp gia hạn|gia hạn|kéo dài"),
        ("change", "cấp sửa đổi|cấp điều chỉnh|cấp bổ sung|sửa đổi|bổ sung|điều chỉnh|thay đổi"),
        ("withdraw", "thu hồi"),
        ("end", "chấm dứt|đình chỉ|tạm ngừng|tạm dừng|thôi|hủy bỏ|hủy|miễn nhiệm|giải thể"),
    )
)
_ACTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{cue})\b"))
    for name, cue in (
        ("delete", "xóa|xoá"),
        ("return", "trả lại|hoàn trả"),
        ("transfer", "chuyển nhượng|chuyển giao"),
        ("correct", "đính chính|hiệu đính|cải chính"),
        ("introduce", "giới thiệu"),
        ("resume", "khôi phục|phục hồi|tiếp tục"),
        ("reduce", "giảm"),
    )
)
"""Actions that the official families leave among the first and that the look-up tells apart."""
_LIST_SEPARATOR = re.compile(r"\s*(?:,|/|;|\bvà\b|\bhoặc\b|\bhay\b)\s*")
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bo", re.compile(r"\bcấp (?:trung ương|bộ)\b")),
    ("tinh", re.compile(r"\bcấp (?:tỉnh|thành phố)\b|\b(?:ủy ban nhân dân|ubnd) (?:cấp )?tỉnh\b")),
    ("xa", re.compile(r"\bcấp (?:xã|phường)\b|\b(?:ủy ban nhân dân|ubnd) (?:cấp )?xã\b")),
)
_LEVEL = r"cấp (?:trung ương|bộ|tỉnh|huyện|xã|thành phố|cơ sở)"
_MANNER = re.compile(
    r"\(?\b(?:được )?(?:(?:thực hiện|giải quyết) )?(?:(?:bằng|theo|qua|dưới) )?(?:hình thức )?dịch vụ công(?: trực tuyến)?"
    r"(?: toàn trình| một phần)?(?: hoặc trực tiếp)?\b\)?"
    r"|\btrực tuyến (?:toàn trình|một phần)\b(?: hoặc trực tiếp\b)?"
    rf"|\((?:(?:thực hiện|áp dụng|giải quyết|thuộc thẩm quyền|thẩm quyền) )?(?:(?:tại|của|ở) )?{_LEVEL}(?:\W+(?:và )?{_LEVEL})*\)?"
    rf"|\b(?:được )?(?:thực hiện|giải quyết) (?:tại|ở) {_LEVEL}(?:\W+(?:và )?{_LEVEL})*"
)
"""How and at which level a procedure is handled: it tells homonyms apart and is no part of the name proper."""
_TAIL = re.compile(r"\(([^()]{3,60})\)\W*$")
_TRAILING_CODE = re.compile(r"[\s\-–(]*\b\d\.\d{6}(?:\.\d{3}\.\d{2}\.\d{2}(?:\.\w+)?)?\)?\s*$")
_KIND_NAMES: dict[DocType, str] = {
    "luat": "luật", "phap_lenh": "pháp lệnh", "nghi_quyet": "nghị quyết", "nghi_dinh": "nghị định",
    "quyet_dinh": "quyết định", "thong_tu": "thông tư", "thong_tu_lien_tich": "thông tư liên tịch",
    "chi_thi": "chỉ thị",
}  # fmt: skip


@lru_cache(maxsize=65536)
def _syllable(syllable: str) -> str:
    if not _CLOSED.search(syllable):
        syllable = _TONE.sub(lambda m: _OLD_TONES[m.group()], syllable)
    return syllable.translate(_Y_TO_I) if _Y_SYLLABLE.match(syllable) else syllable


def fold(text: str) -> str:
    """The text as a key: NFC, lower case, single spaces, one placement of tone marks, y as i where both are written.

    >>> fold("Ủy ban  HOÀ giải, kỹ sư, thoát nước")
    'ủy ban hòa giải, kĩ sư, thoát nước'
    """
    text = unicodedata.normalize("NFC", fold_look_alikes(text)).lower()
    changed = _WORD if _OPEN.search(text) else _Y_WORD
    return " ".join(changed.sub(lambda m: _syllable(m.group()), text).split())


def syllables(folded: str) -> list[str]:
    """The syllables of a folded text, in order."""
    return _WORD.findall(folded)


def bare(syllable: str) -> str:
    """A syllable without tone and vowel marks (``đ`` as ``d``)."""
    plain = unicodedata.normalize("NFD", syllable.replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c))


_MAY_CITE = re.compile(r"\d|\b(?:điểm\s+[a-zđ]\b|(?:chương|mục|phần|phụ lục)\s+[IVXLC]+\b)|\(\s*số\s*\)", re.IGNORECASE)
"""What every citation or address holds; most texts have none and are passed over."""


def without_citations(text: str) -> str:
    """The text without act numbers, their dates and addresses within acts, which never serve as evidence.

    >>> without_citations("Đơn theo Mẫu số 02 quy định tại điểm a khoản 2 Điều 5 Nghị định số 8/2015/NĐ-CP ngày 21/01/2015")
    'Đơn theo Mẫu số 02'
    """
    plain = fold_look_alikes(text)
    if _MAY_CITE.search(plain):
        plain = _CITATION.sub(" ", plain)
    return " ".join(plain.split())


@lru_cache(maxsize=8)
def word_list(name: str) -> frozenset[str]:
    """A list of syllables of ``wordlists.tsv``: ``filler`` in names, ``generic`` in names, ``agency`` in names of agencies."""
    return frozenset(syllables(fold(_word_table()[name])))


@lru_cache(maxsize=1)
def _word_table() -> dict[str, str]:
    rows = resources.files(__package__).joinpath("wordlists.tsv").read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows[1:])


@lru_cache(maxsize=1)
def _canonical() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = resources.files(__package__).joinpath("synonyms.tsv").read_text(encoding="utf-8").splitlines()
    table = {}
    for row in rows[1:]:
        variant, canonical = row.split("\t")[:2]
        table[fold(variant)] = fold(canonical)
    longest_first = sorted(table, key=lambda v: (-len(v), v))
    return re.compile(r"\b(?:" + "|".join(re.escape(v) for v in longest_first) + r")\b"), table


def name_key(name: str) -> str:
    """A procedure's name as a key: folded, synonyms and abbreviations unified, without codes, act numbers and filler.

    >>> name_key("Thủ tục cấp mới GCN đăng ký hộ kinh doanh (1.001612)")
    'cấp giấy chứng nhận đăng kí hộ kinh doanh'
    """
    key = fold(_TRAILING_CODE.sub("", without_citations(name)))
    pattern, table = _canonical()
    key = pattern.sub(lambda m: table[m.group()], key)
    return " ".join(_MANNER.sub(" ", _PHRASES_FOLDED.sub(" ", key)).split()).strip(" .,;:-()")


def case_of(key: str, other: str) -> bool:
    """Whether one of two names is the other with a case added ("… đối với cơ sở mới", "… - tàu biển").

    >>> case_of("cấp giấy phép thả diều sáo truyền thống", "cấp giấy phép thả diều sáo truyền thống - ban đêm")
    True
    >>> case_of("cấp giấy phép thả diều sáo truyền thống", "cấp giấy phép thả diều sáo truyền thống quốc tế")
    False
    """
    shorter, longer = sorted((key, other), key=len)
    if not longer.startswith(shorter) or len(shorter.split()) < _CASE_WORDS:
        return False
    return len(set(shorter.split()) - word_list("generic")) >= VAGUE and _CASE.match(longer, len(shorter)) is not None


_CASE_WORDS = 6
"""Words of the shortest name of which a longer one may be a case."""
_CASE = re.compile(r"\s*(?:[-–(:]|(?:đối với|trong trường hợp|trường hợp|cho|áp dụng)\b)")


def telling(key: str) -> int:
    """How many different syllables of a name say what it is about, the set phrases of all names left out.

    >>> telling("cấp lại giấy phép"), telling("thu hồi thẻ công chứng viên")
    (0, 3)
    """
    return len(set(syllables(_set_phrases().sub(" ", key))))


@lru_cache(maxsize=1)
def _set_phrases() -> re.Pattern[str]:
    phrases = sorted((fold(phrase) for phrase in _word_table()["phrases"].split(",")), key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


VAGUE = 2
"""Fewest syllables of a name that say what it is about; below, the name is too vague to look up."""


def context_words(texts: Iterable[str]) -> frozenset[str]:
    """The syllables of texts around a name, synonyms and abbreviations unified as in names."""
    return frozenset(syllables(_unified(fold("\n".join(texts)))))


def folded_words(text: str) -> str:
    """Running words folded as names are: without citations, synonyms and abbreviations unified."""
    return _unified(fold(without_citations(text)))


def _unified(folded: str) -> str:
    pattern, table = _canonical()
    return pattern.sub(lambda m: table[m.group()], folded)


def family(name: str) -> str:
    """What kind of action a name begins with: again, exchange, extend, change, withdraw, end; ``first`` for all else.

    >>> family("Thủ tục cấp lại Giấy phép"), family("Đăng ký thay đổi nội dung"), family("Cấp Giấy phép")
    ('again', 'change', 'first')
    """
    plain = _PHRASES.sub(" ", _SPACES.sub(" ", unicodedata.normalize("NFC", name)).lower()).strip()
    return _family_at(plain)


def _family_at(plain: str) -> str:
    return _first(_FAMILIES, plain) or "first"


def _first(cues: tuple[tuple[str, re.Pattern[str]], ...], plain: str) -> str | None:
    """The first kind whose cue opens the words, set verbs before it left out or not; null where none does."""
    begin = _BEFORE.match(plain)
    rest = begin.end() if begin else 0
    for kind, cue in cues:
        if cue.match(plain) or cue.match(plain, rest):
            return kind
    return None


def _action_at(plain: str) -> str:
    return _first(_FAMILIES + _ACTIONS, plain) or "first"


@lru_cache(maxsize=4096)
def families(name: str) -> frozenset[str]:
    """All families that the opening words of a name list, told apart further by action, or the one it ends with in brackets.

    >>> sorted(families("Cấp, cấp lại và gia hạn Giấy phép thăm dò"))
    ['again', 'extend', 'first']
    """
    plain = _PHRASES.sub(" ", _SPACES.sub(" ", unicodedata.normalize("NFC", name)).lower()).strip()
    tail = _TAIL.search(plain)
    if tail and (told := _action_at(tail.group(1))) != "first":
        return frozenset((told,))
    found = {_action_at(plain)}
    pieces = _LIST_SEPARATOR.split(plain)
    for before, piece in pairwise(pieces):
        if len(before.split()) > 3:
            break
        kind = _action_at(piece)
        if kind == "first" and not piece.startswith(("cấp", "đăng ký", "công nhận", "phê duyệt", "bổ nhiệm")):
            break
        found.add(kind)
    return frozenset(found)


def levels(folded: str) -> frozenset[str]:
    """The levels that a folded name says itself ("cấp tỉnh", "cấp xã"): ``bo``, ``tinh``, ``xa``."""
    return frozenset(level for level, cue in _LEVELS if cue.search(folded))


@lru_cache(maxsize=2048)
def shingles(text: str, *, limit: int = 96) -> frozenset[int]:
    """Hashes (16 bits) of all runs of three syllables of the text; of a shorter text, of the whole.

    Act numbers and addresses are taken out first. The hashes tell likeness, not words. ``limit`` caps the number of runs.
    """
    words = syllables(fold(without_citations(text)))
    return shingles_of(words, limit=limit)


def shingles_of(words: list[str], *, limit: int = 96) -> frozenset[int]:
    """As :func:`shingles`, of folded syllables."""
    if not words:
        return frozenset()
    if len(words) < 3:
        return frozenset((zlib.crc32(" ".join(words).encode()) & 0xFFFF,))
    runs = (" ".join(words[i : i + 3]) for i in range(min(len(words) - 2, limit)))
    return frozenset(zlib.crc32(run.encode()) & 0xFFFF for run in runs)


def kind_name(doc_type: DocType) -> str | None:
    """The Vietnamese name of a type of act, folded; null for types without one."""
    return _KIND_NAMES.get(doc_type)


def act_number(number: str) -> str:
    """An act number as a key: as officially written, without leading zeros, upper case.

    >>> act_number("08/2015/NÐ-CP ") == act_number("8/2015/NĐ-CP")
    True
    """
    return normalise_number(number).lstrip("0").upper()


_PHRASES_FOLDED = re.compile(
    r"\b(?:" + "|".join(fold(p) for p in ("thủ tục hành chính", "thủ tục", "trình tự", "quy trình", "việc")) + r")\b"
)
