"""Communities and their topics as words and lines of HTML.

The lines of a topic list are joined from strings: a template with an include per row costs more than the query.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dayroom.apps.communities.models import Community
from dayroom.apps.communities.queries.directory import Card
from dayroom.apps.communities.queries.home import Item
from dayroom.apps.communities.queries.lines import TopicLine
from dayroom.apps.communities.vocabulary import (
    Audience,
    JoinPolicy,
    MembershipRole,
    MembershipState,
    Seeking,
    TopicKind,
    Visibility,
)

SEEKING_WORDS = {
    Seeking.SUPPORT: lambda: _("Seeking support"),
    Seeking.INFORMATION: lambda: _("Seeking information"),
    Seeking.HEARD: lambda: _("Just to be heard"),
}


def ago(at: datetime, now: datetime) -> str:
    """How long ago, in the coarsest words that help; a date once it is more than three weeks."""
    seconds = max(0, int((now - at).total_seconds()))
    if seconds < 60:
        return _("just now")
    if seconds < 3600:
        minutes = seconds // 60
        return ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
    if seconds < 86400:
        hours = seconds // 3600
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    days = seconds // 86400
    if days == 1:
        return _("yesterday")
    if days < 21:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    return formats.date_format(localtime(at), _("j M Y"))


def older_link(place: str) -> str:
    """The address of the next page of a list, or nothing."""
    return f"?{urlencode({'after': place})}" if place else ""


def visibility_sentence(community: Community) -> str:
    """Who can read what is written here: one sentence with the number in it."""
    members = ngettext("%(n)s member", "%(n)s members", community.members_count) % {
        "n": formats.number_format(community.members_count, force_grouping=True)
    }
    if community.visibility == Visibility.PRIVATE:
        return _("Only its %(members)s can read this. Others do not see that it exists.") % {"members": members}
    if community.visibility == Visibility.HYBRID:
        return _("Anyone can see the titles and the pinned posts. The rest is for its %(members)s.") % {
            "members": members
        }
    if community.audience == Audience.CLINICIANS:
        return _("Anyone can read this. Only verified clinicians can join and write: %(members)s so far.") % {
            "members": members
        }
    return _("Anyone can read this, also without an account. %(members)s can write here.") % {"members": members}


def visibility_badge(community: Community) -> tuple[str, str]:
    """(icon, words) for a card."""
    if community.visibility == Visibility.PRIVATE:
        return "lock", _("Private")
    if community.visibility == Visibility.HYBRID:
        return "door", _("Partly public")
    return "globe", _("Public")


def join_sentence(community: Community) -> str:
    """How one gets in."""
    if community.audience == Audience.CLINICIANS:
        return _("For health professionals whose licence was checked.")
    if community.join_policy == JoinPolicy.ASK:
        return _("You ask to join, and a moderator answers.")
    if community.join_policy == JoinPolicy.INVITED:
        return _("By invitation.")
    return _("Anyone with an account can join.")


def activity(community: Community, now: datetime) -> str:
    """"214 members · last post 2 hours ago"."""
    members = ngettext("%(n)s member", "%(n)s members", community.members_count) % {
        "n": formats.number_format(community.members_count, force_grouping=True)
    }
    if community.last_post_at is None:
        return _("%(members)s · nothing written yet") % {"members": members}
    return _("%(members)s · last post %(when)s") % {"members": members, "when": ago(community.last_post_at, now)}


def first_sentence(text: str, most: int = 160) -> str:
    """The first sentence of a description, for a card."""
    end = min((at for at in (text.find(". "), text.find("! "), text.find("? ")) if at > 0), default=len(text))
    short = text[: end + 1].strip()
    return short if len(short) <= most else short[:most].rsplit(" ", 1)[0] + "…"


def card_words(card: Card, now: datetime) -> dict[str, object]:
    """A card of a community as the template shows it."""
    icon, visibility = visibility_badge(card.community)
    return {
        "community": card.community, "icon": icon, "visibility": visibility,
        "sentence": first_sentence(card.community.description), "activity": activity(card.community, now),
        "mine": card.part == MembershipState.ACTIVE, "asked": card.part == MembershipState.ASKED,
        "part": _("You look after it") if card.role == MembershipRole.MODERATOR else _("You are in it"),
    }


def byline(line: TopicLine) -> str:
    if line.byline_number is not None:
        return _("Anonymous %(number)d") % {"number": line.byline_number}
    return line.persona_name or line.author_handle or _("a former member")


def topic_url(line: TopicLine) -> str:
    """Where the reader goes on: after the last post they have seen, when there is something new."""
    if line.unread > 0 and line.seen:
        return f"/t/{line.public_id}/?after={line.seen}"
    return f"/t/{line.public_id}/"


def topic_rows(
    lines: Iterable[TopicLine], *, now: datetime, readable: bool = True, places: bool = False
) -> SafeString:
    """A list of topics as HTML, or nothing. ``places``: say of each in which community it stands.

    ``readable`` False (a hybrid community seen from outside): only pinned topics are links.
    """
    return _list([_row(line, now, linked=readable or line.pinned, places=places) for line in lines])


def home_rows(items: Iterable[Item], *, now: datetime) -> SafeString:
    """The home page's list: topics that moved, and what people one follows wrote."""
    return _list([
        _row(item.line, now, places=True, by=item.by, post_public_id=item.post_public_id, at=item.at)
        for item in items
    ])


def _list(rows: list[str]) -> SafeString:
    # every part of a row is escaped where it is put in
    return mark_safe(f'<ul class="list-rows">{"".join(rows)}</ul>' if rows else "")


def _row(
    line: TopicLine, now: datetime, *, linked: bool = True, places: bool = False, by: str = "",
    post_public_id: str = "", at: datetime | None = None,
) -> str:
    if not linked:
        return _title_row(line, now)
    url = f"/p/{post_public_id}" if by else topic_url(line)
    who: list[str] = [escape(_("%(handle)s wrote here") % {"handle": by} if by else byline(line))]
    if places:
        who.append(escape(line.place))
    at = at or line.last_post_at
    who.append(f'<time datetime="{at.isoformat()}">{escape(ago(at, now))}</time>')
    unread = " row--unread" if line.unread else ""
    return (
        f'<li class="row{unread}"><div><a class="row__title" href="{url}">{escape(line.title)}</a>'
        f"{_new_words(line)}</div>"
        f'<p class="row__meta">{_badges(line)}{" · ".join(who)}{_meeting(line)}</p>'
        f'<p class="row__count">{_count(line, now)}</p></li>'
    )


def _title_row(line: TopicLine, now: datetime) -> str:
    """A topic of a partly public place, seen from outside: that it is there, and not who is in it."""
    when = f'<time datetime="{line.last_post_at.isoformat()}">{escape(ago(line.last_post_at, now))}</time>'
    return (
        f'<li class="row row--quiet"><div><span class="row__title">{escape(line.title)}</span></div>'
        f'<p class="row__meta">{_badge(_("Join to read"), icon="door")}{when}</p>'
        f'<p class="row__count">{_count(line, now)}</p></li>'
    )


def _new_words(line: TopicLine) -> str:
    if not line.unread:
        return ""
    words = _("new")
    if line.unread > 0:
        words = ngettext("%(n)d new post", "%(n)d new posts", line.unread) % {"n": line.unread}
    return f'<span class="visually-hidden">, {escape(words)}</span>'


def _icon(name: str) -> str:
    return (
        f'<svg class="icon" aria-hidden="true" focusable="false"><use href="{static("dayroom/icons.svg")}#{name}">'
        "</use></svg>"
    )


def _badge(words: str, tone: str = "", icon: str = "") -> str:
    return f'<span class="badge{tone}">{_icon(icon) if icon else ""}{escape(words)}</span> '


def _badges(line: TopicLine) -> str:
    parts = []
    if line.pinned:
        parts.append(_badge(_("Pinned"), icon="pin"))
    if line.kind == TopicKind.ANNOUNCEMENT:
        parts.append(_badge(_("Announcement"), " badge--staff"))
    if line.kind == TopicKind.MEETUP:
        parts.append(_badge(_("Meet-up"), " badge--ok"))
    if line.kind == TopicKind.QUESTION:
        parts.append(_badge(_("To a professional"), " badge--verified"))
    if line.locked:
        parts.append(_badge(_("Closed"), icon="lock"))
    if line.content_warning:
        words = _("Content warning: %(about)s") % {"about": line.content_warning}
        parts.append(_badge(words, " badge--warm", "eye-off"))
    if line.seeking in SEEKING_WORDS:
        parts.append(_badge(SEEKING_WORDS[Seeking(line.seeking)](), " badge--ok"))
    if line.answer_id:
        parts.append(_badge(_("Answered"), " badge--ok", "check"))
    return "".join(parts)


def _meeting(line: TopicLine) -> str:
    if line.kind != TopicKind.MEETUP or line.meets_at is None:
        return ""
    # a date format is a word like any other: in Spanish it needs "de" before the month
    at = localtime(line.meets_at)
    # the zone is named: a visitor reads the site's own, a member theirs, and the words beside it often a third
    when = f'{formats.date_format(at, _("l, j F, H:i"))} {formats.date_format(at, "T")}'
    return f' · <b>{escape(when)}</b>{f", {escape(line.meets_where)}" if line.meets_where else ""}'


def _count(line: TopicLine, now: datetime) -> str:
    if line.replies_count:
        words = ngettext("reply", "replies", line.replies_count)
        return f"<b>{formats.number_format(line.replies_count)}</b> {escape(words)}"
    if line.kind != TopicKind.TOPIC:
        return ""
    tone = " badge--warm" if now - line.made_at > timedelta(days=1) else ""
    return f'<span class="badge{tone}">{escape(_("No reply yet"))}</span>'
