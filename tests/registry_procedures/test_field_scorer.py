"""The third pass of the look-up: trees as arrays, names compared with each other, names that say too little."""

import json

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from review.contract.procedures import Procedure
from review.registry.procedures.alone import Passages
from review.registry.procedures.field import Entrant, field_values
from review.registry.procedures.index import NameIndex
from review.registry.procedures.model import DRAFT_FEATURES, FIELD_FEATURES, PAIR_FEATURES, MatchModel
from review.registry.procedures.records import ProcedureRegistry
from review.registry.procedures.scoring import Query, unregistered
from review.registry.procedures.text import telling
from review.registry.procedures.trees import Trees, plain

NAMES = ("cấp giấy phép thả diều sáo của làng trên", "cấp giấy phép thả diều sáo của làng dưới", "đăng kí hội diều")
WIDTH = len(PAIR_FEATURES) + len(DRAFT_FEATURES)


def test_stored_trees_give_the_probabilities_of_the_fitted_model() -> None:
    rng = np.random.default_rng(3)
    rows = rng.random((300, 5)).round(3)
    labels = (rows[:, 0] * rows[:, 1] > 0.2).astype(int)
    model = GradientBoostingClassifier(n_estimators=20, max_depth=3, random_state=1).fit(rows, labels)
    trees = Trees.read(json.loads(json.dumps(plain(model))))
    assert np.allclose(trees.probabilities(rows), model.predict_proba(rows)[:, 1], atol=1e-3)


def test_the_packaged_trees_read_the_features_of_this_version() -> None:
    model = MatchModel.load()
    assert model.order is not None
    assert model.known is not None
    assert max(model.order.feature.max(), model.known.feature.max()) < WIDTH + len(FIELD_FEATURES)


def test_a_sibling_of_another_village_is_told_from_the_same_name() -> None:
    index = NameIndex.build(NAMES)
    query = Query.of(Procedure(id="p1", name="Cấp giấy phép thả diều sáo của làng trên", anchor=(0, 1)), ministry=None, cited=frozenset())
    same, sibling = (Entrant(name, (0.9,) + (0.0,) * (WIDTH - 1), score) for name, score in zip(NAMES, (0.9, 0.8), strict=False))
    rows = [dict(zip(FIELD_FEATURES, row[WIDTH:], strict=True)) for row in field_values(query, [same, sibling], 0.0, index)]
    assert rows[0]["key_same"] == rows[0]["words_same"] == 1
    assert rows[1]["only_query"] == rows[1]["only_name"] == rows[1]["other_covers"] == 1
    assert rows[0]["odds_lead"] > 0 > rows[1]["odds_lead"]


@pytest.mark.parametrize(
    ("key", "enough"),
    [("cấp lại giấy phép", False), ("chấp thuận thay đổi, bổ sung", False), ("thu hồi thẻ công chứng viên", True),
     ("đăng kí hoạt động của văn phòng công chứng", True)],
)  # fmt: skip
def test_a_name_of_set_phrases_only_says_too_little(key: str, enough: bool) -> None:
    assert (telling(key) >= 2) is enough


def test_an_abbreviation_that_registered_names_use_is_not_written_out() -> None:
    index = NameIndex.build(["cấp giấy phép kvdx", "cấp thẻ"])
    assert unregistered({"KVDX": "Khu vực diều xa", "HDS": "Hội diều sáo"}, index) == {"HDS": "Hội diều sáo"}


def test_the_passage_is_the_one_that_names_the_action() -> None:
    record = next(r for r in ProcedureRegistry.load().records if r.key.startswith("cấp lại") and 8 <= len(r.name.split()) <= 14)
    subject = record.name.split(" ", 2)[2]
    text = f"Phạm vi của văn bản là {subject}.\nHồ sơ để {record.name}; bản sao kèm theo.\n"
    assert Passages(text).of(record).name.lower().endswith(record.name.lower().removeprefix("thủ tục "))
    assert Passages(text).share(record) == 1
