"""Ann on her phone: she follows what matters to her, one tap at a time, also in a tunnel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visit, own_word

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}}


def begins(ann: Visit, name: str) -> None:
    """Follows something of her own; says yes to the record if she has not yet, with what she typed kept."""
    ann.go("/health/me/trackers/")
    ann.page.fill("#id_name", name)
    ann.press("Follow it")
    if ann.page.get_by_role("button", name="Yes, keep my record").count():
        ann.sees("What you typed is still here")
        ann.press("Yes, keep my record")
    expect(ann.page.get_by_role("heading", level=1)).to_have_text(name)


def test_ann_taps_a_number_and_in_a_tunnel_it_is_kept_and_sent_later(visit: Callable[..., Visit]) -> None:
    ann, name = visit("ann", **PHONE), f"Tired eyes {own_word()}"
    begins(ann, name)
    there = ann.page.url
    ann.go("/health/me/")
    ann.page.get_by_text("More to enter").click()
    row = ann.page.locator("li", has_text=name)
    row.get_by_role("button", name="7", exact=True).click()
    ann.page.wait_for_load_state()
    ann.page.get_by_text("More to enter").click()
    expect(ann.page.locator("li", has_text=name)).to_contain_text("7 of 10")

    line = ann.page.locator("[data-kept-line]")
    expect(line).to_be_hidden()
    ann.context.set_offline(True)
    ann.page.locator("li", has_text=name).get_by_role("button", name="3", exact=True).click()
    expect(line).to_contain_text("Kept on this phone")
    ann.context.set_offline(False)
    expect(line).to_contain_text("is saved now")
    ann.go(there)
    ann.sees("3 of 10")
    ann.sees("7 of 10")
    assert ann.page.locator(".list-rows .row").count() == 2
    assert not ann.elsewhere


def test_signing_out_clears_what_is_kept_on_the_phone(visit: Callable[..., Visit]) -> None:
    ann: Any = visit("ann", **PHONE)
    begins(ann, f"Cold hands {own_word()}")
    ann.context.set_offline(True)
    ann.page.get_by_text("4", exact=True).click()
    ann.press("Save")
    expect(ann.page.locator("[data-kept-line]")).to_contain_text("Kept on this phone")
    held = "Object.keys(localStorage).filter(function (key) { return key.indexOf('health:') === 0; }).length"
    assert ann.page.evaluate(held) == 1
    ann.page.evaluate("document.querySelector('form[data-sign-out]').dispatchEvent(new Event('submit', {bubbles: true}))")
    assert ann.page.evaluate(held) == 0
