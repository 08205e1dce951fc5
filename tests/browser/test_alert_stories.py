"""A measles alert from its template to its end, a question that everybody sees answered, and a review answered safely."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dayroom.apps.outreach.actions.alerts import keep_area
from dayroom.apps.outreach.models import Alert, Review
from dayroom.apps.outreach.queries.alerts import forget_banners
from tests import cast
from tests.browser.inside import HOST
from tests.browser.office import Office

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
GAPS = {"[place]": "Riverside", "[day and hours]": "Monday from 9 to 11"}


def fill_gaps(office: Office) -> None:
    """Replace what stands in square brackets, field by field, as somebody would."""
    for field in office.page.locator("form textarea, form input[type=text]").all():
        words = field.input_value()
        for gap, value in GAPS.items():
            words = words.replace(gap, value)
        field.fill(words)


def answer_the_question(office: Office) -> None:
    page = office.as_("oda", "/desk/rumours/")
    page.get_by_role("link", name="Is the pool closed?").click()
    page.fill("[name=answer]", "No. The pool is open.")
    office.press("Answer it for everybody")
    office.sees("Answered. Everybody sees it now.")


def test_a_measles_alert_from_its_template_to_its_end_on_a_phone_and_on_paper(office: Office) -> None:
    cast.oda()
    cast.sue()
    keep_area(name="Riverside", circle=(52.05, 4.2, 3), by_id=None, now=timezone.now())
    page = office.as_("oda", "/desk/alerts/")
    page.get_by_role("link", name="Measles case").click()
    fill_gaps(office)
    page.select_option("[name=area]", label="Riverside")
    page.fill("[name=source]", "Health office of the town")
    office.press("Keep the draft and look at it")
    office.press("Ask a second person")
    office.sees("You wrote it, so somebody else sends it.")
    alert = Alert.objects.get()
    office.as_("sue", f"/desk/alerts/{alert.public_id}/")
    office.press("I have read it. Send it")
    office.sees("in force")
    forget_banners()  # the test's own transaction never ends, and a process looks again after its end

    page = office.as_("", "/communities/")
    expect(page.locator(".alert-banner")).to_contain_text("Measles in Riverside")
    page.locator(".alert-banner a").click()
    expect(page.locator(".do-list")).to_contain_text("Look for your vaccine record.")
    page.get_by_text("Ask something about this alert").click()
    page.fill("[name=words]", "Is the pool closed?")
    office.press("Send the question")
    office.sees("Thank you.")
    page.emulate_media(media="print")
    expect(page.locator(".do-list")).to_be_visible()
    expect(page.locator("[name=words]")).to_be_hidden()
    expect(page.locator(".site-foot")).to_be_hidden()
    page.emulate_media(media="screen")

    answer_the_question(office)
    office.as_("", f"/alerts/{alert.public_id}/")
    office.sees("No. The pool is open.")

    page = office.as_("oda", f"/desk/alerts/{alert.public_id}/")
    office.press("Write the cancellation")
    for code, words in (("en", "No new case for two weeks."), ("es", "Ningún caso nuevo en dos semanas.")):
        for part in ("what", "do", "short"):
            page.fill(f"[name={part}_{code}]", words)
        page.fill(f"[name=dont_{code}]", "")
    office.press("Keep the draft and look at it")
    office.press("Ask a second person")
    office.sees("You wrote it, so somebody else sends it.")
    last = Alert.objects.latest("pk")
    office.as_("sue", f"/desk/alerts/{last.public_id}/")
    office.press("I have read it. Send it")
    office.sees("It is out.")
    forget_banners()
    page = office.as_("", "/communities/")
    expect(page.locator(".alert-banner")).to_have_count(0)
    page.goto(f"{HOST}/alerts/{alert.public_id}/")
    office.sees("This alert was cancelled.")


def test_a_review_is_answered_without_telling_that_anybody_was_cared_for(office: Office) -> None:
    cast.oda()
    page = office.as_("oda", "/desk/reviews/")
    page.get_by_role("link", name="Open a place").click()
    page.fill("[name=name]", "Riverside clinic")
    page.fill("[name=contact]", "202-555-0112")
    office.press("Open it")
    office.sees("Open. People can write about it now.")
    page = office.as_("", "/reviews/")
    page.get_by_role("link", name="Riverside clinic").click()
    page.get_by_role("link", name="Write a review").click()
    page.check("[name=stars][value='1']")
    page.fill("[name=body]", "I waited for two hours and nobody said why.")
    page.check("[name=relation][value=PATIENT]")
    office.press("Post it")
    office.sees("Keep this address")
    page = office.as_("oda", "/desk/reviews/")
    page.get_by_role("link", name="1/5").first.click()
    page.fill("form [name=words] >> nth=0", "We are sorry about your appointment with us on Monday.")
    office.press("Answer")
    office.sees("would tell that somebody was cared for")
    assert not Review.objects.get().reply
    ready = page.locator("main details li").first.inner_text()
    page.fill("form [name=words] >> nth=0", ready)
    office.press("Answer")
    office.sees("Answered.")
    office.as_("", f"/reviews/{Review.objects.get().place.public_id}/")
    office.sees("Answer of the place")
