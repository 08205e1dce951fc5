from dayroom.apps.outreach.models.campaigns import Advert, BrandKit, Campaign
from dayroom.apps.outreach.models.deliveries import ClickDay, Delivery, Link, Result
from dayroom.apps.outreach.models.messages import (
    Approval,
    Message,
    MessageComment,
    MessagePermit,
    MessagePicture,
    Variant,
)
from dayroom.apps.outreach.models.subscriptions import Letter, LetterRun, NewsDevice, Subscription, Webhook

__all__ = [
    "Advert",
    "Approval",
    "BrandKit",
    "Campaign",
    "ClickDay",
    "Delivery",
    "Letter",
    "LetterRun",
    "Link",
    "Message",
    "MessageComment",
    "MessagePermit",
    "MessagePicture",
    "NewsDevice",
    "Result",
    "Subscription",
    "Variant",
    "Webhook",
]
