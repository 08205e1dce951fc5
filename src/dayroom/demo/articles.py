"""The demo's articles: each is written, checked and approved by the people its file names, as everybody else's is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dayroom.apps.library.actions.loading import CLINICAL, DRAFT, LIVE, PLAIN, load_article, read_files
from dayroom.apps.library.actions.publishing import look_at_days
from dayroom.apps.library.vocabulary.articles import ARTICLE_KIND
from dayroom.apps.notices.actions import take_back
from dayroom.apps.notices.vocabulary import NoticeKind

if TYPE_CHECKING:
    from dayroom.demo.loading import House

FOLDER = Path(__file__).parent / "content" / "library" / "articles"
# so that the desk has something to do
ON_THEIR_WAY = {"stopping-smoking": DRAFT, "osteoarthritis": CLINICAL, "sleeping-better": PLAIN}
REASON = "I read it with this in mind. It speaks to everybody and not to one person, and it says where the risks are."


def tell_articles(house: House) -> None:
    """Thirty short pages; what the checks hold back stays where it stopped, and is said aloud."""
    live = 0
    for told in read_files(FOLDER):
        loaded = load_article(
            told, house.members, reach=ON_THEIR_WAY.get(told["slug"], LIVE), reason=REASON, now=house.now
        )
        if loaded.reached == LIVE:
            live += 1
            # two years of "please review" would drown what waits today
            take_back(kind=NoticeKind.LIBRARY, subject=(ARTICLE_KIND, loaded.article.pk))
        if loaded.held:
            house.say(f"The article {loaded.slug} waits: {loaded.held}")
    look_at_days(house.now)
    house.say(f"{live} articles")
