"""The examples on the cards are tests: marked words must fire, good clauses must not. In NFC, NFD and with old and new tone marks."""

import unicodedata
from datetime import date

import pytest

from review.rules import Card, all_cards, all_rules, card
from review.rules.cards import Example
from review.rules.example import build

CARDS = all_cards()
BAD = [(its.code, i) for its in CARDS for i in range(len(its.bad))]
GOOD = [(its.code, i) for its in CARDS for i in range(len(its.good))]


def test_every_rule_has_a_card_and_every_card_a_rule():
    assert {rule.code for rule in all_rules()} == {its.code for its in CARDS}


@pytest.mark.parametrize("its", CARDS, ids=lambda its: its.code)
def test_a_card_has_both_kinds_of_examples_and_says_why(its: Card):
    assert its.bad
    assert its.good
    assert all(text.strip() and "…" not in text[:1] for text in (its.finds, its.why, its.level, its.remedy, its.message))
    assert its.name == its.name.lower()


def _touched(code: str, example: Example, findings_of, text: str, spans) -> None:
    findings, _ = findings_of(text, [code], submitted=example.submitted)
    for start, end in spans:
        assert any(f.span[0] < end and start < f.span[1] for f in findings), f"{code} does not touch {text[start:end]!r}: {findings}"
    for finding in findings:
        assert any(finding.span[0] < end and start < finding.span[1] for start, end in spans), f"{code} strays to {finding.quote!r}"


@pytest.mark.parametrize(("code", "i"), BAD, ids=lambda value: str(value))
def test_a_bad_clause_fires_on_the_marked_words_and_nowhere_else(code: str, i: int, findings_of):
    example = card(code).bad[i]
    text, spans = build(example)
    assert spans
    _touched(code, example, findings_of, text, spans)


@pytest.mark.parametrize(("code", "i"), GOOD, ids=lambda value: str(value))
def test_a_good_clause_does_not_fire(code: str, i: int, findings_of):
    example = card(code).good[i]
    text, spans = build(example)
    assert not spans
    findings, _ = findings_of(text, [code], submitted=example.submitted)
    assert findings == ()


def test_the_advice_on_a_fee_fits_who_issues_the_draft(findings_of):
    text, _ = build(Example(text="Chủ ghe nộp lệ phí đăng ký ghe 50.000 đồng.", doc="thong_tu"))
    (ministry,), _ = findings_of(text, ["FEE-01"])
    text, _ = build(Example(text="Chủ ghe nộp lệ phí đăng ký ghe 50.000 đồng.", doc="quyet_dinh"))
    (province,), _ = findings_of(text, ["FEE-01"])
    assert "Bộ trưởng Bộ Tài chính" in ministry.remedy
    assert "Hội đồng nhân dân cấp tỉnh" in province.remedy


OTHER_SPELLINGS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "new tone marks": lambda text: text.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ").replace("Ủy", "Uỷ"),
    "hard spaces": lambda text: text.replace("Ủy ban", "Ủy\u00a0ban").replace("hồ sơ", "hồ\u00a0sơ"),
}


@pytest.mark.parametrize("spelling", OTHER_SPELLINGS)
@pytest.mark.parametrize("code", ["TERM-01", "TERM-03", "DOS-01", "DOS-05", "CITE-09", "NUM-01", "EFF-06", "TIME-07"])
def test_spelling_does_not_matter(code: str, spelling: str, findings_of):
    for example in card(code).bad:
        text, _ = build(example)
        plain, _ = findings_of(text, [code])
        other, _ = findings_of(OTHER_SPELLINGS[spelling](text), [code])
        assert [(f.rule, f.level, f.path) for f in plain] == [(f.rule, f.level, f.path) for f in other]


@pytest.mark.parametrize("its", CARDS, ids=lambda its: its.code)
def test_some_legal_basis_of_each_card_is_in_force_today(its: Card, facts):
    today = date.today().isoformat()
    bases = [facts.basis[key] for key in its.law]
    live = [b for b in bases if (b.in_force_from or "") <= today and today < (b.in_force_to or "9999")]
    assert live, f"{its.code}: every legal basis has ended; the rule must be changed or removed"
