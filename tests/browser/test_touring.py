"""The tour as a visitor plays it: on a phone, with and without script, with the keyboard alone, in light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dayroom.apps.people.queries import members_by_handles
from dayroom.apps.screening.actions import accept_many, load_claims
from dayroom.apps.screening.queries import names_of
from dayroom.apps.screening.vocabulary import CheckOrigin
from dayroom.demo.alarms import tell_alerts
from dayroom.engines import guard
from dayroom.web.tour.scenes import CAST
from tests import cast
from tests.browser.axe import violations
from tests.browser.inside import HOST, Inside
from tests.integration.web.stage import small_demo, small_worry

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PHONE = {"width": 360, "height": 740}
TABS_MOST = 60  # presses until something on a page of the tour must have been reached


@pytest.fixture(autouse=True)
def _demo(settings) -> None:
    settings.DEMO_MODE = True
    small_demo()
    sue, now = cast.sue(), timezone.now()
    load_claims(guard.shipped_claims(), origin=CheckOrigin.SHIPPED, by_id=sue.pk, now=now)
    oda = cast.oda()
    people = {one.handle: one for one in (sue, oda, cast.member("tuesday-tom"), *members_by_handles(CAST).values())}
    tell_alerts(SimpleNamespace(now=now, members=people))
    small_worry(oda, sue)
    accept_many([name for topic, name in names_of() if topic == "diabetes"], by_id=sue.pk, byline="sue", now=now)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def visitor(request, chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=request.param, viewport=PHONE)
    Inside(context)
    yield context.new_page()
    context.close()


def test_a_visitor_plays_all_scenes_and_is_led_from_one_to_the_next(visitor: Page) -> None:
    visitor.goto(f"{HOST}/tour")
    visitor.fill("#tour-text", "My number is 202-555-0143, call me.")
    visitor.get_by_role("button", name="Let the guard read it").click()
    expect(visitor.locator("#seen mark.span")).to_have_text("202-555-0143")
    visitor.locator("a[rel=next]").click()
    visitor.get_by_role("button", name="Send the reply").click()
    expect(visitor.get_by_role("heading", name="Stopped, before anyone has read it")).to_be_visible()
    visitor.get_by_role("button", name="Take out the marked parts").click()
    expect(visitor.locator("#tour-reply")).to_have_value(re.compile("record number removed"))
    visitor.get_by_role("button", name="Send the reply").click()
    expect(visitor.locator("main")).to_contain_text("Out it goes")
    visitor.locator("a[rel=next]").click()
    visitor.get_by_role("button", name="Send the answer").click()
    expect(visitor.get_by_role("heading", name="Stopped, before anyone has read it")).to_be_visible()
    visitor.get_by_role("button", name="Take it out and refer to those who know Tom").click()
    visitor.get_by_role("button", name="Send the answer").click()
    visitor.get_by_role("button", name="As Tom: this helped me").click()
    expect(visitor.locator("main")).to_contain_text("Tom says: this helped me")
    visitor.locator("a[rel=next]").click()
    visitor.get_by_role("button", name="Measure it").click()
    expect(visitor.get_by_role("heading", name="Too hard for many")).to_be_visible()
    visitor.locator("a[rel=next]").click()
    visitor.get_by_role("button", name="Show me").click()
    expect(visitor.locator("aside.callout")).to_have_count(1)
    visitor.locator("a[rel=next]").click()
    while visitor.get_by_role("link", name="What happened next?").count():
        seen = visitor.url
        visitor.get_by_role("link", name="What happened next?").click()
        expect(visitor).not_to_have_url(seen)
        visitor.wait_for_load_state()
    expect(visitor.locator(".timeline .is-now")).to_contain_text("marks this as the answer")
    visitor.locator("a[rel=next]").click()
    expect(visitor.locator("main")).not_to_contain_text("Ask my cousin Aled.")
    visitor.get_by_role("link", name="Mo, a moderator").click()
    expect(visitor.locator(".post--held")).to_contain_text("Ask my cousin Aled.")
    visitor.locator("a[rel=next]").click()
    play_what_can_be_taken_back(visitor)
    visitor.locator("a[rel=next]").click()
    expect(visitor.get_by_role("heading", name="One text, many channels, one approval")).to_be_visible()
    visitor.locator("a[rel=next]").click()
    expect(visitor.locator("main .alert-banner")).to_contain_text("Measles in Riverside")
    visitor.locator("a[rel=next]").click()
    play_the_worry(visitor)


def play_the_worry(visitor: Page) -> None:
    expect(visitor.locator(".health-map__mark--ours")).to_have_count(1)
    while visitor.get_by_role("link", name="What happened next?").count():
        seen = visitor.url
        visitor.get_by_role("link", name="What happened next?").click()
        expect(visitor).not_to_have_url(seen)
        visitor.wait_for_load_state()
    told = visitor.locator("ol.timeline")
    for words in ("Tucson", "The health office sees it too.", "handed to Oda", "A film came out."):
        expect(told).to_contain_text(words)
    expect(told.locator(".alert-banner")).to_contain_text("Stomach bug in Tucson")


def play_what_can_be_taken_back(visitor: Page) -> None:
    visitor.get_by_role("button", name="Let Ann write").click()
    expect(visitor.locator("main")).to_contain_text("1 post is found.")
    visitor.get_by_role("button", name="Take it back").click()
    expect(visitor.locator("main")).to_contain_text("0 posts are found.")
    visitor.get_by_role("button", name="Put it back").click()
    expect(visitor.locator("main")).to_contain_text("1 post is found.")
    visitor.locator("a[rel=next]").click()
    visitor.get_by_role("button", name="Let Ann attach her chart").click()
    expect(visitor.locator(".post-card svg")).to_have_count(1)
    visitor.get_by_role("button", name="Take the chart back").click()
    expect(visitor.locator("main")).to_contain_text("The chart is gone")
    expect(visitor.locator(".post-card")).to_have_count(0)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the thing with these words has the focus, and see that the focus is visible."""
    for _press in range(TABS_MOST):
        page.keyboard.press("Tab")
        if page.evaluate("() => (document.activeElement.innerText || '').trim()") == words:
            assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    pytest.fail(f"the keyboard does not reach “{words}”")


def test_the_keyboard_alone_is_enough(page: Page, context: BrowserContext) -> None:
    Inside(context)
    page.goto(f"{HOST}/tour/take-it-back")
    for button, found in (("Let Ann write", "1 post is found."), ("Take it back", "0 posts are found.")):
        tab_to(page, button)
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_contain_text(found)
    page.goto(f"{HOST}/tour/who-sees-what")
    tab_to(page, "Mo, a moderator")
    page.keyboard.press("Enter")
    expect(page.locator(".post--held")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_step_of_the_tour_is_accessible_and_narrow(chromium: Browser, scheme) -> None:
    context = chromium.new_context(viewport=PHONE, color_scheme=scheme, reduced_motion="reduce")
    Inside(context)
    page = context.new_page()
    wrong: list[str] = []

    def look(step: str) -> None:
        wrong.extend(f"{step}: {line}" for line in violations(page))
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{step} is wider than the phone")

    def press(name: str, shows: str) -> None:
        page.get_by_role("button", name=name).click()
        expect(page.locator("main")).to_contain_text(shows)
        look(name)

    page.goto(f"{HOST}/tour")
    press("Let the guard read it", "With one tap it would say")
    page.goto(f"{HOST}/tour/reply")
    press("Send the reply", "Stopped, before anyone has read it")
    press("Write it for everyone instead", "Mended.")
    press("Send the reply", "Out it goes")
    eyes = "/tour/who-sees-what"
    paths = ("/tour", "/tour/reply", "/tour/plain", "/tour/ask", "/tour/myth", "/tour/answer?seen=99", "/tour/channels",
             "/tour/alert", "/tour/worry?seen=99", eyes, f"{eyes}?as=moderator")
    for path in paths:
        page.goto(f"{HOST}{path}")
        look(path)
    page.goto(f"{HOST}/tour/take-it-back")
    press("Let Ann write", "1 post is found.")
    press("Take it back", "0 posts are found.")
    page.goto(f"{HOST}/tour/card")
    press("Let Ann attach her chart", "What Carl sees")
    context.close()
    assert wrong == []
