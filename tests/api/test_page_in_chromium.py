"""The page in Debian's Chromium: a file by button and by drag, a click to the words and back, nothing from the network."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from api.app import create_app
from review.settings import Settings

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="needs Debian's chromium and chromium-driver"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(), workers=1), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    profile = tmp_path_factory.mktemp("profile")
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={profile}", "--window-size=1500,1000", "--disable-dev-shm-usage",
    ):  # fmt: skip
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER or ""))
    driver.set_page_load_timeout(60)
    yield driver
    driver.quit()


def _upload(browser: webdriver.Chrome, address: str, name: str) -> None:
    browser.get(address)
    browser.find_element(By.ID, "file").send_keys(str(SAMPLES / name))
    browser.find_element(By.ID, "send").click()
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.ID, "phat-hien") or b.find_elements(By.CSS_SELECTOR, "[role=alert]"))


def test_a_file_by_button_gives_the_report(browser: webdriver.Chrome, address: str) -> None:
    _upload(browser, address, "thong-tu-kho-lanh.docx")
    assert "Quy định về xác nhận kho lạnh" in browser.title
    assert browser.find_elements(By.CSS_SELECTOR, "article.error")
    assert [e for e in browser.get_log("browser") if e["level"] == "SEVERE"] == []


def test_a_click_goes_to_the_words_and_back(browser: webdriver.Chrome, address: str) -> None:
    _upload(browser, address, "thong-tu-kho-lanh.docx")
    article = next(a for a in browser.find_elements(By.CSS_SELECTOR, "article") if "DOS-01" in a.text)
    article.find_element(By.CSS_SELECTOR, "a.back").click()
    words = browser.find_element(By.CSS_SELECTOR, ".text .hit")
    assert "sổ hộ khẩu" in words.text
    box = words.rect
    offset = browser.execute_script("return window.scrollY")
    assert offset <= box["y"] <= offset + 1000
    words.click()
    shown = browser.find_element(By.CSS_SELECTOR, "aside .hit")
    assert "DOS-01" in shown.text


def test_a_file_by_drag_is_taken(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    browser.execute_script(
        """
        var data = new DataTransfer();
        data.items.add(new File(["Điều 1. Phạm vi\\nThông tư này quy định về kho."], "keo.txt", {type: "text/plain"}));
        document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        """
    )
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.ID, "phat-hien"))
    assert "keo.txt" in browser.find_element(By.TAG_NAME, "header").text


def test_a_refused_file_says_why_and_what_to_do(browser: webdriver.Chrome, address: str, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.docx"
    wrong.write_bytes(b"day khong phai la tep docx")
    browser.get(address)
    browser.find_element(By.ID, "file").send_keys(str(wrong))
    browser.find_element(By.ID, "send").send_keys(Keys.ENTER)
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, "[role=alert]"))
    text = browser.find_element(By.CSS_SELECTOR, "[role=alert]").text
    assert "Không soát được" in text
    assert "Cách xử lý" in text


def test_levels_can_be_hidden_and_the_page_asks_nothing_of_the_network(browser: webdriver.Chrome, address: str) -> None:
    _upload(browser, address, "thong-tu-kho-lanh.docx")
    before = len([a for a in browser.find_elements(By.CSS_SELECTOR, "article[data-level]") if a.is_displayed()])
    browser.find_element(By.CSS_SELECTOR, "#levels input[value=error]").click()
    after = len([a for a in browser.find_elements(By.CSS_SELECTOR, "article[data-level]") if a.is_displayed()])
    assert after < before
    urls = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
    assert [u for u in urls if not u.startswith(address)] == []


def test_every_control_has_a_name_and_one_heading_leads(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    for control in browser.find_elements(By.CSS_SELECTOR, "input, select, button"):
        assert control.accessible_name.strip(), control.get_attribute("outerHTML")
    assert len(browser.find_elements(By.TAG_NAME, "h1")) == 1


def test_the_three_columns_are_made_from_the_page(browser: webdriver.Chrome, address: str, tmp_path: Path) -> None:
    base = tmp_path / "goc.txt"
    base.write_text(
        "ỦY BAN NHÂN DÂN TỈNH SÔNG MẪU | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/2024/QĐ-UBND | Sông Mẫu, ngày 05 tháng 3 năm 2024\n"
        "QUYẾT ĐỊNH\nQuy định về bến thuyền\nĐiều 1. Phạm vi\nQuyết định này quy định về bến thuyền.\n"
        "Điều 2. Thời hạn\n1. Thời hạn cấp giấy là 05 ngày.\n2. Chủ bến niêm yết giá vé.\n",
        encoding="utf-8",
    )
    draft = tmp_path / "sua.txt"
    draft.write_text(
        "QUYẾT ĐỊNH\nSửa đổi, bổ sung Quyết định số 12/2024/QĐ-UBND\nĐiều 1. Sửa đổi, bổ sung Quyết định số 12/2024/QĐ-UBND\n"
        "1. Sửa đổi khoản 1 Điều 2 như sau:\n“1. Thời hạn cấp giấy là 03 ngày.”.\n",
        encoding="utf-8",
    )
    browser.get(address)
    browser.find_element(By.CSS_SELECTOR, "#so-sanh summary").click()
    browser.find_element(By.ID, "c_old").send_keys(str(base))
    browser.find_element(By.ID, "c_amending").send_keys(str(draft))
    browser.find_element(By.CSS_SELECTOR, "#so-sanh button").click()
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, "ins"))
    assert "03" in " ".join(e.text for e in browser.find_elements(By.CSS_SELECTOR, "ins"))
    assert "05" in " ".join(e.text for e in browser.find_elements(By.CSS_SELECTOR, "del"))


def test_a_comparison_of_a_broken_file_tells_why_on_a_page(browser: webdriver.Chrome, address: str, tmp_path: Path) -> None:
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 50)
    browser.get(address)
    browser.find_element(By.CSS_SELECTOR, "#hai-van-ban summary").click()
    browser.find_element(By.ID, "d_old").send_keys(str(broken))
    browser.find_element(By.ID, "d_new").send_keys(str(SAMPLES / "thong-tu-kho-lanh.txt"))
    browser.find_element(By.CSS_SELECTOR, "#hai-van-ban button").click()
    WebDriverWait(browser, 60).until(lambda b: b.find_elements(By.CSS_SELECTOR, "[role=alert]"))
    assert "hong.docx" in browser.find_element(By.TAG_NAME, "body").text
