"""Clock changes, pasted pages, what fits where, and when a text is for everybody."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dayroom.apps.outreach.adapters.channels.by_hand import hand_channels
from dayroom.apps.outreach.rules import campaigns, deliveries, messages, results
from dayroom.apps.outreach.vocabulary.campaigns import DeliveryState

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(("local", "zone", "instant"), [
    ((2026, 3, 8, 2, 30), "America/New_York", "2026-03-08T07:00:00+00:00"),  # skipped: the first minute after the gap
    ((2026, 11, 1, 1, 30), "America/New_York", "2026-11-01T05:30:00+00:00"),  # comes twice: the first of the two
    ((2026, 3, 29, 2, 0), "Europe/Amsterdam", "2026-03-29T01:00:00+00:00"),
    ((2026, 10, 4, 2, 10), "Australia/Lord_Howe", "2026-10-03T15:30:00+00:00"),  # half an hour
    ((2026, 7, 1, 9, 0), "Europe/Amsterdam", "2026-07-01T07:00:00+00:00"),
])
def test_a_minute_that_is_skipped_or_comes_twice_has_one_meaning(local: tuple[int, ...], zone: str, instant: str) -> None:
    assert deliveries.moment_of(datetime(*local), zone).isoformat() == instant


def test_tries_become_rarer_a_channel_may_ask_for_more_time_and_there_is_an_end() -> None:
    waits = [deliveries.next_try(tries, NOW, None) for tries in range(1, 7)]
    gaps = [(at - NOW).total_seconds() for at in waits if at]
    assert gaps == sorted(gaps)
    assert waits[-1] is None
    assert deliveries.next_try(1, NOW, 3600) == NOW + timedelta(hours=1)
    assert deliveries.next_try(1, NOW, 10**9) == NOW + timedelta(days=1)


def test_a_sent_delivery_never_goes_back_into_the_queue() -> None:
    for state in (DeliveryState.SENT, DeliveryState.STOPPED, DeliveryState.WITHDRAWN):
        with pytest.raises(deliveries.NotThatWay):
            deliveries.check_move(state, DeliveryState.QUEUED)


@pytest.mark.parametrize(("pasted", "kept"), [
    ("<div><p>One</p><p>Two &amp; three</p></div>", "One\nTwo & three"),
    ("<style>p{}</style>Hello<script>alert(1)", "Hello"),
    ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
    ("<b onclick='x'>Bold</b> words", "Bold words"),
])
def test_pasted_pages_become_plain_words(pasted: str, kept: str) -> None:
    assert messages.without_markup(pasted) == kept


def test_a_megabyte_of_brackets_is_read_in_no_time() -> None:
    assert messages.without_markup("<a" * 300_000) == "<a" * 300_000


def test_every_network_says_what_does_not_fit() -> None:
    limits = hand_channels()["x"].limits
    link = "https://clinic.example/a-long-address-that-counts-for-less"
    text = "a" * 256 + " " + link
    assert messages.misfits(text, link=link, limits=limits, hashtags=0, alts=[], videos=[], pictures=0) == ()
    faults = messages.misfits(text + "bb", link=link, limits=limits, hashtags=9, alts=[""], videos=[""], pictures=9)
    assert len(faults) == 5
    assert hand_channels()["instagram"].limits.picture_needed
    assert all(one.limits.as_of and one.limits.source for one in hand_channels().values())


def test_what_is_short_lived_or_not_for_everybody_does_not_suit_public_networks() -> None:
    soon = NOW + timedelta(hours=3)
    found = messages.timeliness(publish_at=NOW, true_until=soon, for_everyone=False, public_channels=2, now=NOW)
    assert len(found) == 2
    assert messages.timeliness(publish_at=NOW, true_until=soon, for_everyone=False, public_channels=0, now=NOW) == ()


def test_a_challenge_needs_a_yes_to_every_safety_question_and_a_payer_a_name() -> None:
    told = {"voice": "OWN", "disclosure": "", "starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 2)}
    safe = set(campaigns.SAFETY_QUESTIONS)
    campaigns.check_campaign(campaigns.CampaignFacts(kind="CHALLENGE", challenge_rules="Walk.", challenge_checked=safe,
                                                     **told))
    for wrong in (
        {"kind": "CHALLENGE", "challenge_rules": "Eat less.", "challenge_checked": safe - {"BODY"}},
        {"kind": "ADVOCACY", "letter": "Dear all"}, {"kind": "FUNDRAISING", "fundraising_url": "http://x.example"},
        {"kind": "MARKETING", "voice": "INFLUENCER"}, {"kind": "EVENT", "ends_on": date(2025, 1, 1)},
        {"kind": "EVENT", "voice": "INDUSTRY", "disclosure": "Ltd", "interests": ["asthma"]},
    ):
        with pytest.raises(campaigns.CampaignInvalid):
            campaigns.check_campaign(campaigns.CampaignFacts(**{**told, **wrong}))


def test_bad_lines_of_a_file_are_told_one_by_one() -> None:
    content = "﻿address,reach\nhttps://a.example,\"1,000\"\nhttps://b.example,=cmd|x\nhttps://c.example,\n,5\n".encode()
    good, bad = results.read_results(content, {"address": "address", "reach": "reach"})
    assert [(row.address, dict(row.values)) for row in good] == [("https://a.example", {"REACH": 1000})]
    assert [row.number for row in bad] == [3, 4, 5]
    with pytest.raises(results.NotATable):
        results.read_results(b"\xff\xfe\x00", {"address": "address"})
    assert results.safe_cell("@SUM(1)") == "'@SUM(1)"
