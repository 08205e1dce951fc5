"""Writing in a topic as people do it: with a phone and no script, and with the script that makes it gentler."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dayroom.apps.communities.models import Draft, Post, Topic
from dayroom.apps.communities.vocabulary import PostState
from dayroom.apps.people.models import Member
from tests import cast
from tests.browser.inside import HOST, Inside
from tests.integration.communities.talk import BACKEND, joined, opened, room, said

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SEND = "#composer .composer__foot button[value=send]"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def either(request, chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    yield context
    context.close()


@pytest.fixture
def topic() -> Topic:
    place = room()
    topic = opened(joined(cast.ann(), place), place)
    joined(cast.carl(), place)
    return topic


def page_for(context: BrowserContext, handle: str, topic: Topic) -> Page:
    inside = Inside(context)
    inside.client.force_login(Member.objects.get(handle=handle), backend=BACKEND)
    page = context.new_page()
    page.goto(f"{HOST}/t/{topic.public_id}/")
    return page


def test_carl_replies_and_finds_his_words_in_their_place(either: BrowserContext, topic: Topic) -> None:
    page = page_for(either, "carl", topic)
    page.fill("#c-body", "Ours beeps *too*.")
    page.click(SEND)
    expect(page.locator("#post-2 .prose em")).to_have_text("too")
    expect(page.locator("#post-2")).to_contain_text("you")
    expect(page.locator("#c-body")).to_have_value("")


def test_carl_is_shown_the_number_and_takes_it_out_with_one_tap(either: BrowserContext, topic: Topic) -> None:
    page = page_for(either, "carl", topic)
    page.fill("#c-body", "They refused me. My NHS number is 943 476 5919.")
    page.click(SEND)
    expect(page.locator(".guard-notice mark.span")).to_have_text("943 476 5919")
    expect(page.locator("#c-body")).to_have_value("They refused me. My NHS number is 943 476 5919.")
    page.get_by_role("button", name="Remove this and post").click()
    expect(page.locator("#post-2 .prose")).to_contain_text("removed]")
    assert "943" not in Post.objects.get(position=2).body


def test_carl_asks_a_moderator_and_is_told_why_it_waits(either: BrowserContext, topic: Topic) -> None:
    page = page_for(either, "carl", topic)
    page.fill("#c-body", "My NHS number is 943 476 5919.")
    page.click(SEND)
    page.get_by_role("button", name="Ask a moderator").click()
    expect(page.locator("#main")).to_contain_text("You asked for it.")
    assert Post.objects.get(position=2).state == PostState.HELD


def test_carl_looks_at_his_words_before_he_sends_them(either: BrowserContext, topic: Topic) -> None:
    page = page_for(either, "carl", topic)
    page.fill("#c-body", "- one\n- two")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#composer-preview li")).to_have_count(2)
    expect(page.locator("#c-body")).to_have_value("- one\n- two")
    page.click(SEND)
    expect(page.locator("#post-2 .prose li")).to_have_count(2)


def test_carl_quotes_ann_and_says_same_here(either: BrowserContext, topic: Topic) -> None:
    page = page_for(either, "carl", topic)
    page.locator("#post-1 .reaction", has_text="Same here").click()
    expect(page.locator("#post-1 .reaction[aria-pressed=true]")).to_have_text("Same here 1")
    page.locator("#post-1").get_by_text("Quote", exact=True).click()
    opening = Post.objects.get(position=1)
    expect(page.locator("#c-body")).to_have_value(f"[[quote:{opening.public_id}]]\n\n")
    page.click(SEND)
    expect(page.locator("#post-2 blockquote.quote")).to_contain_text("It beeps all night.")


def test_carl_takes_his_words_back_and_puts_them_back(either: BrowserContext, topic: Topic) -> None:
    said(Member.objects.get(handle="carl"), topic, "A second thought.")
    page = page_for(either, "carl", topic)
    page.locator("#post-2 details.menu summary").click()
    page.locator("#post-2").get_by_text("Take back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#post-2")).to_contain_text("The author took this post back.")
    page.get_by_role("button", name="Put it back").click()
    expect(page.locator("#post-2 .prose")).to_contain_text("A second thought.")


def test_words_survive_the_end_of_a_session(either: BrowserContext, topic: Topic) -> None:
    inside = Inside(either)
    inside.client.force_login(Member.objects.get(handle="carl"), backend=BACKEND)
    page = either.new_page()
    page.goto(f"{HOST}/t/{topic.public_id}/")
    page.fill("#c-body", "Written for an hour.")
    inside.client.logout()
    page.click(SEND)
    expect(page.locator("#kept-body")).to_have_value("Written for an hour.")
    page.get_by_role("button", name="Sign in and send").click()
    expect(page.locator("input[type=password]")).to_be_visible()
    inside.client.force_login(Member.objects.get(handle="carl"), backend=BACKEND)
    page.goto(f"{HOST}/compose/kept")
    expect(page.locator("#c-body")).to_have_value("Written for an hour.")
    assert Draft.objects.get().place == f"topic:{topic.public_id}"
