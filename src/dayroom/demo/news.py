"""News of others in the demo: two authorities that are known but not called, and links that members suggested.

Nothing is fetched in a demo, so the authorities are off; whoever runs the site turns them on at the desk.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dayroom.apps.library.actions.news import SourceWords, keep_source, settle_link, suggest_link
from dayroom.apps.library.vocabulary.news import FeedKind, Tier

if TYPE_CHECKING:
    from dayroom.demo.loading import House

SOURCES = (
    SourceWords(name="World Health Organization", feed="https://www.who.int/rss-feeds/news-english.xml",
                kind=FeedKind.RSS, tier=Tier.AUTHORITY, is_on=False),
    SourceWords(name="US Centers for Disease Control and Prevention",
                feed="https://tools.cdc.gov/api/v2/resources/media/132608.rss",
                kind=FeedKind.RSS, tier=Tier.AUTHORITY, place="United States", is_on=False),
)
# (who suggests, days ago, address, title, why, who is behind it; None: it still waits)
LINKS = (
    ("ann", 12, "https://diabetes-group.example.org/heat-and-insulin", "Keeping insulin cool in a heat wave",
     "Short, with pictures of what works and what does not.", Tier.PROFESSION),
    ("carl", 9, "https://town-paper.example.com/rides", "Free rides to the hospital from next month",
     "Many here have no car.", Tier.OTHERS),
    ("tuesday-tom", 5, "https://heart-society.example.org/salt", "How to find the salt on a label",
     "I read labels faster since then.", Tier.PROFESSION),
    ("priya-r", 1, "https://sleep-blog.example.com/blue-light", "Does blue light keep you awake?",
     "It says which studies it means.", None),
)


def tell_news(house: House) -> None:
    """Sources, then links: Oda says who is behind each."""
    oda = house.members["oda"].pk
    for words in SOURCES:
        keep_source(words=words, by_id=oda, now=house.now - timedelta(days=30))
    for handle, days, link, title, why, tier in LINKS:
        at = house.now - timedelta(days=days)
        item = suggest_link(member=house.members[handle], link=link, title=title, why=why, language="en", now=at)
        if tier is not None:
            settle_link(item=item, accept=True, tier=tier, by_id=oda, now=at + timedelta(hours=3))
