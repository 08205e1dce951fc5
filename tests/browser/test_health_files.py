"""Ann brings the table of her meter along, takes it back, takes her record along, gets a result from Dr Okoye, and
deletes something for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.axe import violations
from tests.browser.test_health_trackers import begins
from tests.browser.visits import Visit, own_word

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def file(name: str, kind: str, content: bytes) -> list[FilePayload]:
    return [{"name": name, "mimeType": kind, "buffer": content}]


def test_ann_brings_a_table_takes_her_record_along_gets_a_result_and_deletes_for_good(
    visit: Callable[..., Visit],
) -> None:
    ann, word = visit("ann", **PHONE), own_word()
    ann.go("/health/agree?next=/health/me/bring")
    if ann.page.get_by_role("button", name="Yes, keep my record").count():
        ann.press("Yes, keep my record")
    ann.go("/health/me/bring")
    table = f"Day,Peak,{word}\n2026-03-01,410,x\n2026-03-02,none,\n".encode()
    ann.page.set_input_files("input[type=file]", file("peak.csv", "text/csv", table))
    ann.press("Bring it")
    for name, value in (("date", "Day"), ("value", "Peak"), ("measure", "peak_flow"), ("unit", "u:L/min")):
        ann.page.select_option(f"[name={name}]", value)
    ann.press("Show what the rows become")
    ann.sees("2026-03-01: 410 L/min")
    ann.sees("This record has no number.")
    assert violations(ann.page) == []
    ann.press("Read the file")
    # the worker may take a moment; the page asks again by itself
    expect(ann.page.locator("main")).to_contain_text("It is read", timeout=60_000)
    ann.press("Take back what this file brought")
    expect(ann.page.locator("main")).to_contain_text("What this file brought is no longer in your record", timeout=60_000)

    ann.go("/health/me/take")
    ann.page.get_by_label("for other programs").check()
    with ann.page.expect_download() as download:
        ann.press("Make the file")
    assert '"resourceType":"Bundle"' in Path(download.value.path()).read_text("utf-8")

    ann.go("/health/me/documents")
    ann.press("Make a link")
    address, code = ann.page.locator("code").inner_text(), ann.page.locator(".callout strong").inner_text()
    okoye = visit(**PHONE)
    okoye.go(address)
    for label, said in (("Code", code), ("What is it?", f"Blood test {word}"), ("Who hands it in?", "Dr Okoye")):
        okoye.page.get_by_label(label).fill(said)
    okoye.page.set_input_files("input[type=file]", file("x.pdf", "application/pdf", b"%PDF-1.7 fine"))
    assert violations(okoye.page) == []
    okoye.press("Hand it in")
    okoye.sees("It is handed in")
    ann.go("/health/me/documents")
    ann.sees(f"Blood test {word}")
    assert ann.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

    begins(ann, f"Itching {word}")
    ann.follow("Delete it")
    ann.press("Delete it for good")
    expect(ann.page.locator("body")).to_contain_text("It is deleted, with all its readings.")
    ann.go("/health/me/")
    ann.does_not_see(f"Itching {word}")
    assert not any(one.elsewhere for one in (ann, okoye))
