"""Dr Okoye's article: written in the editor, checked by two others, out, changed, and too old in the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from dayroom.apps.library.actions.publishing import look_at_days
from dayroom.apps.library.models import ArticlePage
from dayroom.apps.people.models import Member
from tests import cast
from tests.browser.inside import HOST, Inside
from tests.browser.office import arrive
from tests.integration.library.test_articles import clinician

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
TITLE = "A sore throat"


class Rooms:
    """One browser, in which one person after another sits down."""

    def __init__(self, context: BrowserContext) -> None:
        self.inside, self.page = Inside(context), context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def note(self, line: object) -> None:
        if "Content Security" in str(getattr(line, "text", "")):
            self.complaints.append(str(getattr(line, "text", "")))

    def sits(self, person: Member | None, path: str) -> Page:
        self.inside.client.logout()
        if person is not None:
            self.inside.client.force_login(person)
        arrive(self.page, HOST + path)
        return self.page

    def press(self, name: str, then: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator("body")).to_contain_text(then)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)


def write(page: Page) -> None:
    page.fill("#id_summary", "When it passes by itself, and when to ring.")
    insert(page, "body", "Text")
    page.fill("textarea[name='body-0-value-markdown']", "Most sore throats pass in a week. Drink. Rest.")
    insert(page, "sources", "")
    for name, value in (("body", "NHS"), ("title", "Sore throat"), ("year", "2024")):
        page.fill(f"input[name='sources-0-value-{name}']", value)
    page.select_option("select[name='sources-0-value-tier']", "1")
    insert(page, "editions", "")
    page.fill("input[name='editions-0-value-date']", timezone.localdate().isoformat())
    page.fill("input[name='editions-0-value-what']", "First published.")
    page.get_by_role("tab", name="Promote").click()
    page.select_option("#id_clinical_reviewer", label="Dr Tess")
    page.select_option("#id_plain_reviewer", label="oda")
    page.fill("#id_funding", "None.")
    page.fill("#id_interests", "None.")
    page.check("input[name='audience'][value='patients']")
    page.fill("#id_conditions", "sore throat")
    page.fill("#id_review_by", (timezone.localdate() + timedelta(days=700)).isoformat())


def insert(page: Page, part: str, kind: str) -> None:
    page.locator(f"#panel-child-content-{part}-section button[title*='Insert']").first.click()
    if kind:
        page.get_by_role("option", name=kind).first.click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("body")).to_contain_text("has been")


def test_dr_okoyes_article_goes_through_two_hands_out_and_is_too_old_one_day(context: BrowserContext) -> None:
    okoye, tess, oda, room = clinician("ngozi-o"), clinician("tess"), cast.oda(), Rooms(context)
    page = room.sits(okoye, "/desk/library/new")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Open the editor").click()
    article = ArticlePage.objects.get()
    desk = f"/desk/library/articles/{article.public_id}"
    room.sits(okoye, desk)
    room.sees("Name at least one source.")
    room.press("Send to review", "This did not go through")

    room.sits(okoye, f"/desk/library/write/pages/{article.pk}/edit/")
    write(page)
    save(page)
    room.sits(okoye, desk)
    room.press("Send to review", "Waits for clinical review")
    room.sees("Whoever wrote in it cannot review it.")
    for reviewer in (tess, oda):
        room.sits(reviewer, "/desk/library/")
        page.get_by_role("link", name=TITLE).first.click()
        room.sees("Reading grade")
        room.press("Approve", "Approved.")
    room.press("Publish now", "It is out.")
    room.sits(None, f"/library/{article.slug}")
    room.sees("Checked by")
    room.sees("Dr Tess, physician")

    # a changed text is not what was approved: readers keep the old one
    room.sits(okoye, f"/desk/library/write/pages/{article.pk}/edit/")
    page.fill("#id_summary", "Shorter.")
    save(page)
    room.sits(okoye, desk)
    room.sees("Draft")
    room.sits(None, f"/library/{article.slug}")
    room.sees("When it passes by itself")

    today = timezone.localdate()
    ArticlePage.objects.filter(pk=article.pk).update(review_by=today - timedelta(days=10))
    look_at_days(timezone.now())
    room.sits(None, f"/library/{article.slug}")
    room.sees("This page is past its review day")
    room.sits(tess, "/desk/library/due")
    room.sees(TITLE)
    ArticlePage.objects.filter(pk=article.pk).update(review_by=today - timedelta(days=200))
    look_at_days(timezone.now())
    room.sits(None, "/library/")
    expect(page.locator("main")).not_to_contain_text(TITLE)
    assert room.complaints == []
