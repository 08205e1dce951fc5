"""An announcement in communities of this site, in the name of the one who wrote it for the organization."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.communities.actions import GuardSpoke, Written
from dayroom.apps.communities.actions.deciding import hide_post
from dayroom.apps.communities.actions.memberships import join
from dayroom.apps.communities.actions.posts import submit_topic
from dayroom.apps.communities.queries.directory import communities_by_slugs, communities_known_to
from dayroom.apps.communities.queries.standing import standing_in
from dayroom.apps.communities.vocabulary import TopicKind
from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.vocabulary.channels import (
    NOT_THERE,
    Asked,
    ChannelError,
    ChannelKind,
    Limits,
    Outgoing,
    Preview,
    Sent,
)
from dayroom.kernel.errors import Invalid, Refused

OFFERED_MOST = 600


class CommunitiesChannel:
    label = _("Our communities")
    kind = ChannelKind.HERE
    limits = Limits(text_most=40_000, hashtags_most=10, pictures_most=0, alt_needed=False, captions_needed=False,
                    stands="HERE", public=False)

    def ready(self) -> bool:
        return True

    def places(self) -> list[tuple[str, str]]:
        rows = communities_known_to(None, {}).filter(closed_at=None).order_by("name")
        return list(rows.values_list("slug", "name")[:OFFERED_MOST])

    def preview(self, post: Outgoing) -> Preview:
        # a community shows words: pictures stand on the page that the link leads to
        faults = fitted(post, self.limits).faults if not post.shown else ()
        return Preview(text=post.full_text, used=len(post.full_text), limits=self.limits, faults=faults)

    def send(self, post: Outgoing) -> Sent:
        """Twice with the same key is once: the community knows the key of every post."""
        author = get_user_model().objects.filter(pk=post.author_id or 0).first()
        place = communities_by_slugs([post.place]).get(post.place)
        if author is None or place is None:
            raise ChannelError("no-place", permanent=True)
        try:
            if not standing_in(author, place.pk).is_member:
                join(member=author, community=place, now=_now())  # whoever speaks in a place is in it
            # a second person has read it with what the guard says of it: it is not asked again what it asked then
            sent = submit_topic(
                author=author, community=place, written=Written(title=post.title, body=post.full_text),
                kind=TopicKind.ANNOUNCEMENT, now=_now(), submit_key=post.key, overridden=True)
        except GuardSpoke as spoke:
            raise ChannelError("guard", permanent=True) from spoke
        except (Refused, Invalid) as fault:
            raise ChannelError("refused", permanent=True) from fault
        return Sent(address=f"/t/{sent.topic.public_id}/", reference=str(sent.post.pk))

    def find(self, post: Outgoing) -> Asked:
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        hide_post(int(sent.reference), now=_now())
        return True


def _now() -> datetime:
    return timezone.now()
