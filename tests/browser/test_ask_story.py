"""Ask a professional, told by the two who do it: with script, and without."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit, own_word

pytestmark = pytest.mark.browser
Open = Callable[..., Visit]
DOSE = "You should take 20 mg of prednisone every morning for five days."
GENERAL = "A steroid lets the liver give out more sugar. In many people that lasts for some days."


@pytest.mark.parametrize("script", [True, False])
def test_ann_asks_in_private_dr_okoyes_dose_is_handed_back_mended_and_posted_and_ann_says_that_it_helped(
    visit: Open, script: bool
) -> None:
    ann, okoye, reader = (visit(who, java_script_enabled=script) for who in ("ann", "ngozi-o", ""))
    title = f"Why does my sugar climb after a steroid ({own_word()})"
    ann.go("/ask/")
    ann.sees("Until it is answered, it is read only by you")
    ann.page.fill("#c-title", title)
    ann.page.select_option("#c-about", "MEDICINES")
    ann.page.fill("#c-body", "Nobody told me that it would. I would like to understand why.")
    ann.press("Send my question")
    ann.sees("It waits for a professional.")
    public_id = urlsplit(ann.page.url).path.split("/")[2]
    reader.go(f"/t/{public_id}/")
    expect(reader.page.locator("body")).not_to_contain_text(title)

    okoye.go("/pro/questions/?about=MEDICINES")
    okoye.follow(title)
    okoye.press("Take this question")
    okoye.sees("This is general information, not advice for one person.")
    okoye.page.fill("#c-body", f"{GENERAL} {DOSE}")
    okoye.press("Send the answer")
    okoye.sees("This decides for one person")
    expect(okoye.page.locator(".guard-notice mark").first).to_contain_text("20 mg")
    okoye.page.locator(".guard-notice").get_by_role("button", name="Use the referral text").click()
    expect(okoye.page.locator("#c-body")).to_have_value(re.compile(r"^A steroid[\s\S]*Please ask your own doctor"))
    expect(okoye.page.locator("#c-body")).not_to_have_value(re.compile("20 mg"))
    okoye.press("Send the answer")
    expect(okoye.page).to_have_url(re.compile(f"/t/{public_id}/"))

    reader.go(f"/t/{public_id}/")
    reader.sees(GENERAL[:40])
    reader.sees("Dr Ngozi Okoye")
    reader.sees("Anonymous 1")
    reader.sees("This is general information, not advice for one person.")
    ann.go("/notices/")
    ann.sees("A professional answered your question")
    ann.go(f"/t/{public_id}/")
    ann.press("This helped me")
    ann.sees("It helped the person who asked.")
    assert ann.elsewhere == okoye.elsewhere == reader.elsewhere == []
