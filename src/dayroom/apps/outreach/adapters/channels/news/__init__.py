"""Our own page of news, and with it the feeds (RSS 2.0, Atom, JSON Feed): what is sent here stands there at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dayroom.apps.outreach.adapters.channels.fitting import fitted
from dayroom.apps.outreach.vocabulary.channels import NOT_THERE, Asked, ChannelKind, Limits, Outgoing, Preview, Sent


class NewsChannel:
    label = _("Our news page and feeds")
    kind = ChannelKind.HERE
    limits = Limits(text_most=10_000, hashtags_most=10, pictures_most=8, video_seconds_most=600, stands="HERE",
                    public=False)

    def ready(self) -> bool:
        return True

    def places(self) -> list[tuple[str, str]]:
        return []

    def preview(self, post: Outgoing) -> Preview:
        return fitted(post, self.limits, text="\n\n".join([post.text, *post.small_print]))

    def send(self, post: Outgoing) -> Sent:
        """The row of the delivery is what the page reads: nothing else is to be written, and nothing can be doubled."""
        return Sent(address=post.address)

    def find(self, post: Outgoing) -> Asked:
        return NOT_THERE

    def withdraw(self, post: Outgoing, sent: Sent) -> bool:
        return True
