"""The learned judge: what it does to a review, how it is kept, and that it reads what it was given."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from procedure_builders import LIBRARY, document, found

from review.procedures import Found, ProcedureModel, find_procedures
from review.settings import data_dir
from review.structure import outline

FOLDER = data_dir("models") / "procedures"


def judged(text: str, model: ProcedureModel) -> Found:
    draft = document(text)
    return find_procedures(draft, outline(draft), (), (), (), model)


def stump(**changes: float) -> ProcedureModel:
    """Two trees: one asks whether somebody outside files, one is a single leaf."""
    model = ProcedureModel(
        version="test",
        columns={"has submits": 0},
        roots=np.array([0, 3], dtype=np.int32),
        feature=np.array([0, 0, 0, 0], dtype=np.int16),
        cut=np.array([0.5, 0, 0, 0], dtype=np.float32),
        left=np.array([1, 1, 2, 3], dtype=np.int32),
        right=np.array([2, 1, 2, 3], dtype=np.int32),
        value=np.array([0, 0.2, 1.0, 0.5], dtype=np.float32),
        depth=1,
        slope=1.0,
        offset=0.0,
        threshold=0.5,
    )
    return replace(model, **changes)  # type: ignore[arg-type]


def test_a_score_is_the_mean_of_the_leaves() -> None:
    assert stump().scores([{"has submits": 1.0, "never met": 1.0}, {}]) == pytest.approx([0.75, 0.35])
    assert stump().scores([]) == []


def test_the_confidence_rises_with_the_score_and_stays_a_probability() -> None:
    model = stump(slope=1.4, offset=-0.6)
    told = [model.confidence(score / 20) for score in range(21)]
    assert told == sorted(told)
    assert 0 <= told[0] < told[-1] <= 1


def test_an_unlikely_group_is_left_aside_as_doubtful_with_its_probability() -> None:
    result = judged(LIBRARY, stump(threshold=0.9))
    assert result.procedures == ()
    (aside,) = result.not_procedures
    assert aside.reason == "doubtful"
    assert "xác suất ước tính 0,75" in aside.message
    assert "“Cấp Thẻ thư viện số”" in aside.message


def test_a_likely_group_keeps_everything_but_its_confidence() -> None:
    plain, result = found(LIBRARY), judged(LIBRARY, stump())
    assert [p.model_copy(update={"confidence": 0.75}) for p in plain.procedures] == list(result.procedures)
    assert result.not_procedures == plain.not_procedures


def test_the_packaged_model_keeps_a_whole_procedure() -> None:
    (procedure,) = judged(LIBRARY, ProcedureModel.load(FOLDER)).procedures
    assert procedure.name == "Cấp Thẻ thư viện số"
    assert procedure.confidence > 0.8


def test_the_packaged_model_doubts_orders_between_banks() -> None:
    text = """Điều 7. Thủ tục hủy lệnh chuyển khoản đi
1. Tổ chức chuyển gửi yêu cầu hủy đến đơn vị nhận lệnh.
2. Ngân hàng Nhà nước hủy lệnh trong thời hạn 01 ngày làm việc.
"""
    model = ProcedureModel.load(FOLDER)
    with_model = judged(text, model).procedures
    assert all(p.confidence < 0.8 for p in with_model)


def test_trees_that_the_configuration_does_not_name_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    shutil.copytree(FOLDER, folder)
    config = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps({**config, "sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(ValueError, match="not the one"):
        ProcedureModel.load(folder)


def test_the_metrics_are_those_of_the_packaged_model() -> None:
    metrics = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["version"] == ProcedureModel.load(FOLDER).version
    drawn = metrics["out of fold"]["drawn by eye"]
    assert drawn["real after"]["value"] > drawn["real before"]["value"]
    assert drawn["real kept"]["value"] > 0.9
