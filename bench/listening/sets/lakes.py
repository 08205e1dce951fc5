"""What both lakes are asked: how fast they were read, what was taken out, which hashtags and topics are in them.

Everything is asked as the desk asks it: topics counted by their definitions, years held against each other, days of
places as pages show them. Only which hashtags are frequent is asked of the lake itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from bench.guard.rows import Measured, share
from bench.listening.sets.reading import Taken, counted_topic
from dayroom.apps.listening.models import Topic
from dayroom.apps.listening.queries.desk import all_read_days, whole_series
from dayroom.apps.listening.rules.growth import by_year
from dayroom.apps.listening.rules.lake import ROOM
from dayroom.platform.lake import answer, days_of, files_of, opened, show

Where = tuple[str, str, str]
_GROWTH = ("Growth is of original posts (copies out) in the sources that were read, which grew themselves: compare it "
           "with the growth of all posts. From nothing there is no growth in percent.")  # fmt: skip
# tags of the folded words, which hold those that a source names apart as well
_TAGS = """
SELECT tag, count(*) AS posts FROM (
    SELECT unnest(list_distinct(regexp_extract_all(folded, '#([a-z0-9_]+)', 1))) AS tag FROM posts WHERE NOT copy)
GROUP BY tag ORDER BY posts DESC, tag LIMIT {most}
"""


def asked(sql: str) -> list[dict[str, object]]:
    """Rows of a question over the settled posts."""
    lying = days_of(ROOM)
    with opened() as lake:
        show(lake, "posts", files_of(ROOM, first=lying[0], last=lying[-1]))
        found: list[dict[str, object]] = answer(lake, sql).to_pylist()
        return found


def reading(where: Where, taken: Taken, posts: int) -> list[Measured]:
    """What became of a file; the columns were those that the wizard proposed from their names."""
    intake = taken.intake
    told = ", ".join(f"{name} {times}" for name, times in sorted(intake.troubles.items())) or "none"
    return [
        Measured(*where, "read and settled, posts per second", intake.read / max(taken.seconds, 1e-6), intake.read,
                 note="By the clock, on a machine that other work shared."),
        share(where, "posts kept", intake.kept, posts, note=f"{where[2]}: refused or repaired, by reason: {told}."),
        share(where, "copies of an earlier post", intake.copies, intake.kept),
        share(where, "posts from which identifiers were taken out", intake.screened, intake.kept),
        Measured(*where, "columns that the wizard recognized", len(taken.picks),
                 len(intake.position["how"]["columns"])),
    ]  # fmt: skip


def top_tags(most: int) -> list[tuple[str, int]]:
    return [(str(row["tag"]), int(str(row["posts"]))) for row in asked(_TAGS.format(most=most))]


def growth(where: Where, name: str, days: dict[date, int], year: int) -> Measured | None:
    """Original posts of a year against the year before, in percent; None where one of the two was not read whole."""
    years = by_year({on: float(count) for on, count in days.items()}, read=all_read_days())
    for before, after in pairwise(years):
        if after.year == year and before.is_whole and after.is_whole:
            measure = f"{name}: {before.count:,.0f} posts in {before.year}, {after.count:,.0f} in {year}; growth, %"
            percent = float("nan") if after.growth is None else 100 * after.growth
            return Measured(*where, measure, percent, round(before.count + after.count), note=_GROWTH)
    return None


def tags_growth(where: Where, year: int, *, looked: int, shown: int) -> list[Measured]:
    """The most frequent hashtags, each as a topic of its own."""
    made = []
    for tag, _posts in top_tags(looked):
        days = whole_series(counted_topic(f"Tag {tag}", tags=(tag,)))
        row = growth(where, f"#{tag}", days, year)
        if row is not None and row.n:
            made.append(row)
        if len(made) == shown:
            break
    return made


def topics_found(where: Where, topics: Sequence[Topic], posts: int) -> list[Measured]:
    """Shares of posts, copies left out."""
    return [share(where, f"topic “{one.name}”", sum(whole_series(one).values()), posts) for one in topics]
