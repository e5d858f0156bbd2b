"""The words of the pipeline's ``Doc``: the text itself, sign by sign, in linear time."""

import time

import pytest

from review.pipeline import Options, Pipeline
from review.reading import read


@pytest.fixture(scope="module")
def engine() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize("text", ["", " ", "  Điều 1.\tPhạm vi\n\n a)", "Số 12/2031/NĐ-CP,“x”  ", "a\u00a0b \n"])
def test_words_make_up_the_text(engine: Pipeline, text: str) -> None:
    doc = engine.nlp.make_doc(text)
    assert doc.text == text
    assert all(text[word.idx : word.idx + len(word)] == word.text for word in doc)
    assert not any(word.text[1:] and not word.text.isalnum() for word in doc)


def test_a_run_without_blanks_takes_linear_time(engine: Pipeline) -> None:
    start = time.process_time()
    assert len(engine.nlp.make_doc("(" * 300_000)) == 300_000
    assert time.process_time() - start < 2


def test_spans_of_a_doc_are_those_of_the_report(engine: Pipeline) -> None:
    document = read("Điều 1. Căn cứ\nThực hiện theo Nghị định số 12/2031/NĐ-CP.".encode(), name="x.txt")
    doc = engine.doc(document, Options(today="2026-12-01"))
    spans = [(span.start_char, span.end_char) for span in doc.spans["citations"]]
    assert spans == [c.span for c in doc._.soat.draft.citations]
    assert len(spans) == 1
