"""What somebody does with the site, in the words in which they would tell it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page, expect

PASSWORD = "a-day-in-the-dayroom"  # of everybody in the demo

LETTERS = str.maketrans("0123456789", "ghijkmnpqr")


def own_word() -> str:
    """A word that nobody else has. Letters only: eight signs that are digits by chance are a number to the guard, and a
    handle with such a number is refused."""
    return uuid4().hex[:8].translate(LETTERS)


class Visit:
    """One person at one device."""

    def __init__(self, context: BrowserContext, site: str, handle: str = "") -> None:
        self.context, self.site = context, site
        self.page: Page = context.new_page()
        self.asked: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        if handle:
            self.sign_in_as(handle)

    @property
    def elsewhere(self) -> list[str]:
        """Requests to anybody but this site."""
        own = urlsplit(self.site).netloc
        return [url for url in self.asked if url.startswith("http") and urlsplit(url).netloc != own]

    def sign_in_as(self, handle: str) -> None:
        self.go("/demo")
        self.page.locator("form[action='/demo/enter']", has=self.page.locator(f"input[value='{handle}']")).get_by_role(
            "button"
        ).click()
        expect(self.page).not_to_have_url(re.compile("/demo"))

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).locator("visible=true").first.click()

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)

    def joins(self, slug: str) -> None:
        self.go(f"/c/{slug}/")
        button = self.page.locator(f"form[action='/c/{slug}/join'] button")
        if button.count():
            button.first.click()
            expect(self.page.locator(f"form[action='/c/{slug}/join']")).to_have_count(0)

    def opens_a_topic(self, slug: str, title: str, body: str, *, anonymous: bool = False) -> str:
        """Returns the address of the topic."""
        self.go(f"/c/{slug}/new")
        self.page.fill("#c-title", title)
        self.page.fill("#c-body", body)
        if anonymous:
            self.opens_the_rest()
            self.page.check("input[name=anonymous]")
        self.press("Open the topic")
        expect(self.page).to_have_url(re.compile(r"/t/|/p/"))
        return urlsplit(self.page.url).path

    def opens_the_rest(self) -> None:
        """The less common fields of the composer are folded away."""
        folded = self.page.locator("#composer details:not([open]) > summary")
        for _each in range(folded.count()):
            folded.first.click()

    def replies(self, topic: str, body: str) -> None:
        self.go(topic)
        self.page.fill("#c-body", body)
        self.press("Post reply")

    def post(self, words: str) -> str:
        """The address (/p/…) of the newest post on this page with these words."""
        article = self.page.locator("article", has_text=words).last
        found = article.locator("a[href^='/p/']").first.get_attribute("href")
        assert found
        return found.split("/edit")[0].split("/withdraw")[0]
