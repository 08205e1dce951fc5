"""Dr Okoye opens Ann's sheet by link and code, without an account; Ann sees it, and closes the link."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.visits import Visit, own_word

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_dr_okoye_opens_a_sheet_by_link_and_code_until_ann_closes_it(visit: Callable[..., Visit]) -> None:
    ann, question = visit("ann", **PHONE), f"May I take it at night, {own_word()}?"
    ann.go("/health/me/sheets/new")
    ann.page.fill("#id_questions", question)
    ann.page.get_by_label("Blood sugar", exact=True).check()
    ann.press("Make the sheet")
    expect(ann.page.locator(".sheet")).to_contain_text(question)
    ann.page.fill("#id_whom", "Dr Okoye")
    ann.press("Make a link and a code")
    line = ann.page.locator(".link-line").first
    path = urlsplit(line.locator("a").get_attribute("href") or "").path
    code = line.locator(".link-line__code").inner_text()
    sheet = urlsplit(ann.page.url).path

    okoye = visit(**PHONE)
    okoye.go(path)
    expect(okoye.page).to_have_title("A page for you · Dayroom")
    okoye.page.fill("#id_code", f"{(int(code) + 1) % 1_000_000:06d}")
    okoye.press("Open")
    okoye.sees("This code does not fit")
    assert violations(okoye.page) == []
    okoye.page.fill("#id_code", code)
    okoye.press("Open")
    okoye.sees(question)
    assert violations(okoye.page) == []
    assert okoye.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    with okoye.page.expect_download() as arriving:
        okoye.follow("As a PDF")
    assert arriving.value.suggested_filename == "sheet.pdf"
    assert not okoye.elsewhere

    ann.go(sheet)
    expect(ann.page.locator(".link-line")).to_contain_text("Opened:")
    ann.press("Close this link")
    expect(ann.page.get_by_text("The link opens nothing any more")).to_be_visible()
    okoye.go(path)
    okoye.does_not_see(question)
