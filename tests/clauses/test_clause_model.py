"""The clause model: its artefact, its features, and what it labels."""

import json
import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from review.clauses import ClauseModel, label_clauses
from review.clauses.features import SIZE, Features
from review.clauses.frames import frames
from review.clauses.grammar import Grammar
from review.contract.document import Document
from review.settings import data_dir
from review.structure import outline

FOLDER = data_dir("models") / "clauses"
SHARED = Path(os.environ.get("SOAT_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")

ACT = """NGHỊ ĐỊNH
Quy định về nuôi ong lấy mật

Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc cấp Giấy phép nuôi ong.
Điều 2. Hồ sơ đề nghị cấp Giấy phép nuôi ong
1. Đơn đề nghị cấp Giấy phép theo Mẫu số 01.
2. Bản sao văn bản xác nhận quyền sử dụng đất.
Điều 3. Trình tự cấp Giấy phép nuôi ong
1. Tổ chức, cá nhân nộp 01 bộ hồ sơ trực tiếp hoặc qua dịch vụ bưu chính đến Sở Nông nghiệp và Môi trường.
2. Trong thời hạn 10 ngày làm việc kể từ ngày nhận đủ hồ sơ, Sở Nông nghiệp và Môi trường thẩm định, cấp Giấy phép.
Điều 4. Giải thích từ ngữ
Ong mật là ong nuôi để lấy mật.
"""

SANCTIONS = """NGHỊ ĐỊNH
Quy định xử phạt vi phạm hành chính trong nuôi ong

Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về hành vi vi phạm hành chính, hình thức xử phạt, mức xử phạt trong nuôi ong.
Điều 2. Vi phạm quy định về nuôi ong
1. Phạt tiền từ 1.000.000 đồng đến 2.000.000 đồng đối với hành vi nuôi ong không có giấy phép.
"""


@pytest.fixture(scope="module")
def model() -> ClauseModel:
    return ClauseModel.load(FOLDER)


def _read(text: str) -> tuple[Document, Features]:
    document = Document("x.txt", "txt", "", text)
    lines = frames(document, outline(document))
    return document, Features(lines, Grammar(lines))


def _labels(text: str, model: ClauseModel) -> dict[int, dict[str, float]]:
    document = Document("x.txt", "txt", "", text)
    found = label_clauses(document, outline(document), model=model)
    return {document.lines.line_of(c.span[0]): {x.label: x.confidence for x in c.labels} for c in found}


def test_labels_of_a_procedure(model: ClauseModel) -> None:
    found = _labels(ACT, model)
    assert "dossier" in found[6]
    assert "dossier" in found[7]
    assert "procedure_step" in found[9]
    assert {"procedure_step", "time_limit"} <= found[10].keys()


def test_labels_unknown_to_the_model_are_the_grammars(model: ClauseModel) -> None:
    assert "definition" in _labels(ACT, model)[12]


def test_confidences_lie_between_a_half_and_one(model: ClauseModel) -> None:
    given = [value for labels in _labels(ACT, model).values() for value in labels.values()]
    assert given
    assert all(0.5 <= value <= 1 for value in given)


def test_an_act_of_sanctions_bears_no_label(model: ClauseModel) -> None:
    assert _labels(SANCTIONS, model) == {}


@pytest.mark.parametrize("text", ["", "\n\n", "Điều 1.", "một dòng", "Điều 1. Hồ sơ\n" + "a) " * 2000, "|||\n\x00\ud7ff\n” “\n"])
def test_any_text_can_be_labelled(text: str, model: ClauseModel) -> None:
    assert _labels(text, model) == _labels(text, model)


def test_one_line_scores_as_its_features_say(model: ClauseModel) -> None:
    _, features = _read(ACT)
    total = np.tile(model.hidden_bias, (len(features.rows), 1))
    for columns, lengths in features.groups():
        ends = np.cumsum(lengths)
        for row, (end, length) in enumerate(zip(ends, lengths, strict=True)):
            total[row] += model.hidden[model.place[columns[end - length : end]]].sum(axis=0)
    assert np.allclose(model.scores(features), np.maximum(total, 0) @ model.output + model.bias, atol=1e-3)


def test_features_stay_within_their_space() -> None:
    _, features = _read(ACT)
    for columns, lengths in features.groups():
        assert len(lengths) == len(features.rows)
        assert len(columns) == lengths.sum()
        assert not len(columns) or (columns.min() >= 0 and columns.max() < SIZE)


def test_weights_that_the_configuration_does_not_name_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "clauses"
    shutil.copytree(FOLDER, folder)
    with (folder / "weights.npz").open("ab") as stream:
        stream.write(b"more")
    with pytest.raises(ValueError, match="not the one"):
        ClauseModel.load(folder)


def test_the_artefact_is_small_and_loads_at_once() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000
    began = time.perf_counter()
    ClauseModel.load(FOLDER)
    assert time.perf_counter() - began < 1


def test_the_model_card_tells_the_figures_of_the_metrics() -> None:
    metrics = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    card = (FOLDER / "CARD.md").read_text(encoding="utf-8")
    crossed = "model, cross-validated by act"
    for group, kind in (("dev", crossed), ("own gold", crossed), ("own gold, never trained on", "model")):
        assert f"{metrics[group][kind]['all']['f1']:.3f}" in card
    assert metrics["version"] == ClauseModel.load(FOLDER).version


def test_the_model_beats_the_grammar_on_acts_held_out() -> None:
    metrics = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    for group, kind in (
        ("dev", "model, cross-validated by act"),
        ("own gold", "model, cross-validated by act"),
        ("annotations", "model, cross-validated by act"),
        ("own gold, never trained on", "model"),
    ):
        assert metrics[group][kind]["all"]["f1"] > metrics[group]["grammar"]["all"]["f1"]
    for group in ("dev and own gold", "annotations", "own gold, never trained on"):
        assert metrics[group]["gain over the grammar"]["low"] > 0


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data folder is not there")
def test_labels_on_the_dev_gold(model: ClauseModel) -> None:
    scored = ("requirement", "condition", "prohibition", "reporting", "procedure_step", "dossier", "time_limit", "fee")
    hits, given, wanted = (dict.fromkeys(scored, 0) for _ in range(3))
    for path in sorted((SHARED / "gold" / "dev").glob("*.json")):
        marks = json.loads(path.read_text(encoding="utf-8"))
        document = Document(path.name, "txt", "", path.with_suffix(".txt").read_text(encoding="utf-8"))
        truth = {(int(number), label) for number, labels in marks["clauses"].items() for label in labels}
        found = {
            (number, label.label)
            for clause in label_clauses(document, outline(document), model=model)
            if any(a <= (number := document.lines.line_of(clause.span[0]) + 1) <= b for a, b in marks["scope"])
            for label in clause.labels
            if label.label in scored
        }
        for counts, pairs in ((hits, truth & found), (given, found), (wanted, truth)):
            for _, label in pairs:
                counts[label] += 1
    f1 = {label: 2 * hits[label] / (given[label] + wanted[label]) for label in scored}
    assert 2 * sum(hits.values()) / (sum(given.values()) + sum(wanted.values())) >= 0.9
    assert min(f1[label] for label in ("requirement", "dossier", "procedure_step", "time_limit")) >= 0.9
    assert f1["condition"] >= 0.6
