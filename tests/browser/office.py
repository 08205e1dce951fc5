"""One screen of the organization's office, with another person in front of it each time; a phone without script."""

from __future__ import annotations

from playwright.sync_api import Error, Page, expect

from dayroom.apps.people.models import Member
from tests.browser.inside import HOST, Inside
from tests.integration.scene import BACKEND

WAITS, WAIT_MS = 1000, 20  # twenty seconds in all, as long as the other waits of a story


def arrive(page: Page, address: str) -> Page:
    """Go there; the answer to a form sent before may still be on its way in, and is waited for."""
    for _try in range(5):
        try:
            page.goto(address)
            break
        except Error as fault:
            if "interrupted by another navigation" not in str(fault):
                raise
            page.wait_for_timeout(300)
    return page


class Office:
    """The same screen, with another person in front of it each time."""

    def __init__(self, page: Page, inside: Inside) -> None:
        self.page, self.inside = page, inside

    def as_(self, handle: str, path: str) -> Page:
        self.inside.client.logout()
        if handle:
            self.inside.client.force_login(Member.objects.get(handle=handle), backend=BACKEND)
        return arrive(self.page, HOST + path)

    def press(self, name: str) -> None:
        """Send a form, and go on only when it has been answered: the next person must not sit down before."""
        before = self.inside.forms_answered
        self.page.get_by_role("button", name=name, exact=True).first.click()
        for _time in range(WAITS):
            if self.inside.forms_answered > before:
                return
            self.page.wait_for_timeout(WAIT_MS)
        raise AssertionError(f"nothing answered “{name}”")

    def sees(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)
