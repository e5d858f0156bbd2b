"""Drafts that try to run as a page, and drafts that try to make the page slow."""

import re
import shutil
import time
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from review.contract.base import Span
from review.pipeline import review_text
from review.report.html import to_html
from review.report.marked import Mark, lines

EVIL = "<script>window.hit=1</script><img src=x onerror='window.hit=1'>\"><svg onload=window.hit=1>"
DRAFT = (
    f"BỘ MẪU {EVIL} | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: /2026/TT-BM | Hà Nội, ngày … tháng … năm 2026\n"
    f"THÔNG TƯ\nQuy định về kho mẫu {EVIL}\nCăn cứ Luật {EVIL} ngày 01 tháng 01 năm 2020;\n"
    f"Căn cứ Nghị định số 12/2020/NĐ-CP về {EVIL};\nĐiều 1. Thủ tục cấp Giấy phép {EVIL}\n1. Hồ sơ gồm:\n"
    f"a) Bản sao sổ hộ khẩu {EVIL};\nb) Các giấy tờ khác có liên quan.\n2. Thời hạn 05 ngày làm việc {EVIL}.\n"
    "Điều 2. Hiệu lực\nSửa đổi {{ 7*7 }} {% raw %} khoản 1.\n"
)
CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def _page() -> str:
    return to_html(review_text(DRAFT, name=f"{EVIL}.txt", today="2026-12-01"))


def test_words_of_a_draft_stay_words_in_the_page() -> None:
    page, tags = _page(), _Tags()
    tags.feed(page)
    assert tags.seen.count("script") == 1
    assert not {"img", "svg"} & set(tags.seen)
    assert tags.handlers == []
    assert "{{ 7*7 }}" in page


def test_the_policy_of_the_page_names_its_one_script() -> None:
    page = _page()
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    assert script
    assert f"script-src 'sha256-{b64encode(sha256(script[1].encode()).digest()).decode()}'" in page


@pytest.mark.browser
@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Debian's chromium and chromium-driver")
def test_nothing_of_a_draft_runs_and_the_pages_own_script_does(tmp_path: Path) -> None:
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"):
        options.add_argument(flag)
    (tmp_path / "a.html").write_text(_page().replace("</body>", "<script>window.late=1</script></body>"), encoding="utf-8")
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        browser.get((tmp_path / "a.html").as_uri())
        assert browser.execute_script("return [window.hit, window.late]") == [None, None]
        assert browser.execute_script("return document.getElementById('levels').hidden") is False
    finally:
        browser.quit()


def _seconds(count: int) -> float:
    text = "a | " * count
    marks = [Mark(_span(i), "c", f"c{i}", "x", i) for i in range(count)]
    start = time.process_time()
    lines(text, marks, {}, frozenset([0]))
    return time.process_time() - start


def _span(i: int) -> Span:
    return 4 * i, 4 * i + 1


def test_one_line_with_many_marks_is_cut_in_linear_time() -> None:
    _seconds(100)
    assert _seconds(16_000) < 10 * _seconds(4_000)


def test_overlapping_marks_keep_their_pieces() -> None:
    marks = [Mark((0, 6), "p", "p1", "P", 3), Mark((2, 4), "f", "f1", "F", 1)]
    (line,) = lines("abcdef", marks, {}, frozenset())
    assert re.findall(r'class="([^"]*)" href="#(\w+)"[^>]*>(\w+)<', str(line.html)) == [
        ("p", "p1", "ab"),
        ("p f", "f1", "cd"),
        ("p", "p1", "ef"),
    ]
