"""One screen of the organization's office, with another person in front of it each time; a phone without script."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from dayroom.apps.people.models import Member
from tests.browser.inside import HOST, Inside
from tests.integration.scene import BACKEND


class Office:
    """The same screen, with another person in front of it each time."""

    def __init__(self, page: Page, inside: Inside) -> None:
        self.page, self.inside = page, inside

    def as_(self, handle: str, path: str) -> Page:
        self.inside.client.logout()
        if handle:
            self.inside.client.force_login(Member.objects.get(handle=handle), backend=BACKEND)
        self.page.goto(HOST + path)
        return self.page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)
