"""Killable children: a hang, a crash and hunger each cost one file, never the others."""

import os
import time
from collections.abc import Callable
from typing import Any

from review.contract.errors import BadInput, SoatError
from review.workers import Workers


def _build() -> Callable[[Any], Any]:
    def work(job: str) -> str:
        if job == "hang":
            time.sleep(60)
        if job == "crash":
            os._exit(9)
        if job == "hungry":
            return str(len(bytearray(8 * 1024**3)))
        if job == "defect":
            raise ValueError("secret words of a draft")
        if job == "bad":
            raise BadInput("encrypted", "Tệp được đặt mật khẩu.", file="a.docx")
        return job.upper()

    return work


def test_every_job_gets_an_answer() -> None:
    jobs = ["a", "hang", "crash", "b", "defect", "bad", "hungry", "c", "d"]
    with Workers(_build, count=2, timeout_s=3, memory=2 * 1024**3) as workers:
        answers = dict(workers.map(jobs))
    assert sorted(answers) == list(range(len(jobs)))
    shown = [a if isinstance(a, str) else a.code for _, a in sorted(answers.items())]
    assert shown == ["A", "timeout", "internal", "B", "internal", "encrypted", "too_large", "C", "D"]


def test_a_defect_tells_its_kind_and_no_words_of_the_draft() -> None:
    with Workers(_build, count=1, timeout_s=10) as workers:
        (_, answer), *_ = list(workers.map(["defect"]))
    assert isinstance(answer, SoatError)
    assert "ValueError" in answer.message
    assert "secret" not in f"{answer.message}{answer.hint}{answer}"


def test_a_coded_error_keeps_its_file_over_the_pipe() -> None:
    with Workers(_build, count=1, timeout_s=10) as workers:
        (_, answer), *_ = list(workers.map(["bad"]))
    assert answer.report("x").file == "a.docx"


def test_children_serve_one_batch_after_another() -> None:
    with Workers(_build, count=1, timeout_s=10) as workers:
        assert [a for _, a in workers.map(["a", "b"])] == ["A", "B"]
        assert [a for _, a in workers.map(["c"])] == ["C"]
