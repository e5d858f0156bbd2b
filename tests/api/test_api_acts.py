"""The status of an act on a day from the service: by number with its slashes, by issuer, coded errors."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from review.registry.acts import ActRecord, ActsRegistry, Relation
from review.registry.acts.database import ActsDatabase
from review.settings import Settings

ACTS = [
    ActRecord(number="1/2010/NĐ-CP", doc_type="nghi_dinh", issuer="Chính phủ", title="Quản lý chợ", issued="2010-01-05",
              effective="2010-03-01", word="in_force", word_source="official", word_on="2015-01-02", word_from="sổ đăng ký"),
    ActRecord(number="2/2025/NĐ-CP", doc_type="nghi_dinh", issuer="Chính phủ", title="Quản lý chợ", issued="2025-06-05",
              effective="2025-08-01"),
    ActRecord(number="8/2019/TT-BC", doc_type="thong_tu", issuer="Bộ Chợ", issued="2019-01-01", effective="2019-03-01"),
    ActRecord(number="20/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Tây", issued="2021-09-01"),
    ActRecord(number="20/2021/QĐ-UBND", doc_type="quyet_dinh", issuer="Ủy ban nhân dân tỉnh Đông", issued="2021-05-01"),
]  # fmt: skip
RELATIONS = [
    Relation(kind="replaces", act="2/2025/NĐ-CP", target="1/2010/NĐ-CP", on="2025-08-01", path="dieu-9", words="thay thế Nghị định số 1"),
    Relation(kind="details", act="8/2019/TT-BC", target="1/2010/NĐ-CP", path="tieu-de"),
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('acts') / 'acts.db'}"
    ActsDatabase.prepare(url, ActsRegistry.of(ACTS, RELATIONS)).close()
    return TestClient(create_app(Settings(registry_url=url)))


def ask(client, number, **query):
    return client.get(f"/api/acts/{quote(number)}", params=query)


def test_official_and_derived_are_told_apart_with_relations_and_successors(client):
    body = ask(client, "01/2010/NĐ-CP", as_of="01/12/2026").json()
    (act,) = body["acts"]
    assert (body["as_of"], body["snapshot"], body["count"]) == ("2026-12-01", "2026-01-01", len(ACTS))
    assert (act["standing"]["status"], act["standing"]["source"]) == ("replaced", "derived")
    assert (act["official"]["status"], act["official"]["on"], act["derived"]["status"]) == ("in_force", "2015-01-02", "replaced")
    assert next((rel["kind"], rel["act"], rel["words"]) for rel in act["relations_to"]) == (
        "replaces", "2/2025/NĐ-CP", "thay thế Nghị định số 1",
    )  # fmt: skip
    assert [(next_["number"], next_["status"]) for next_ in act["successors"]] == [("2/2025/NĐ-CP", "unknown")]


def test_a_detailing_act_tells_what_the_end_of_its_parent_means(client):
    (act,) = ask(client, "8/2019/TT-BC", as_of="2026-12-01").json()["acts"]
    assert (act["standing"]["status"], act["official"], act["derived"]["status"]) == ("unknown", None, "unknown")
    assert [(parent["number"], parent["consequence"]) for parent in act["parents"]] == [("1/2010/NĐ-CP", "ends_unless_published")]


def test_a_shared_number_lists_its_issuers_and_one_may_be_chosen(client):
    both = ask(client, "20/2021/QĐ-UBND").json()["acts"]
    assert [act["record"]["issuer"] for act in both] == ["Ủy ban nhân dân tỉnh Đông", "Ủy ban nhân dân tỉnh Tây"]
    (one,) = ask(client, "20/2021/QĐ-UBND", issuer="UBND tỉnh Tây").json()["acts"]
    assert one["record"]["issued"] == "2021-09-01"


@pytest.mark.parametrize(
    ("number", "query", "status", "code"),
    [
        ("99/1999/NĐ-CP", {}, 404, "not_found"),
        ("20/2021/QĐ-UBND", {"issuer": "UBND tỉnh Nam"}, 404, "not_found"),
        ("1/2010/NĐ-CP", {"as_of": "hôm nay"}, 415, "unsupported"),
    ],
)
def test_errors_are_coded(client, number, query, status, code):
    answer = ask(client, number, **query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
