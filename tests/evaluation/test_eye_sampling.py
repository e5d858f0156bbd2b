"""Drawing acts and findings to be read by eye: by seed, whatever the order, a few an act."""

from review.contract.report import Finding
from tools.eye import Act, draw_acts, draw_findings


def _act(n: int) -> Act:
    return Act(f"{n}/2026/TT-X", "", f"{n:064x}", None)


def _finding(start: int) -> Finding:
    return Finding(
        rule="NUM-01", level="error", confidence=0.9, preview=False, title="t", message="m", message_en="m", why="w", remedy="r",
        span=(start, start + 2), path="dieu-1", quote="a)", law=(), checked_on="2026-12-01", fingerprint="0" * 16,
    )  # fmt: skip


def test_a_seed_draws_the_same_acts_whatever_their_order():
    acts = [_act(n) for n in range(40)]
    assert draw_acts(acts, 7, 5) == draw_acts(acts[::-1], 7, 5)
    assert draw_acts(acts, 7, 5) != draw_acts(acts, 8, 5)
    assert len(draw_acts(acts, 7, 100)) == 40


def test_an_act_gives_no_more_findings_than_allowed():
    findings = [(f"act{k}", _finding(10 * n)) for k in range(3) for n in range(9)]
    drawn = draw_findings(findings, 1, 20, 3)
    assert len(drawn) == 9
    assert {sum(key == f"act{k}" for key, _ in drawn) for k in range(3)} == {3}
    assert drawn == draw_findings(findings[::-1], 1, 20, 3)
