from dayroom.apps.outreach.models.alerts import Alert, AlertArea, AlertLink, AlertText, AreaWish, Rumour
from dayroom.apps.outreach.models.campaigns import Advert, BrandKit, Campaign
from dayroom.apps.outreach.models.deliveries import ClickDay, Delivery, Link, Result
from dayroom.apps.outreach.models.events import MessageEvent
from dayroom.apps.outreach.models.fediverse import ActorKey, FederatedNote, Follower, Parcel, SeenSignature
from dayroom.apps.outreach.models.messages import (
    Approval,
    Message,
    MessageComment,
    MessageDraft,
    MessagePermit,
    MessagePicture,
    Variant,
)
from dayroom.apps.outreach.models.reviews import EncounterToken, Review, ReviewedPlace, ReviewVersion
from dayroom.apps.outreach.models.subscriptions import Letter, LetterRun, NewsDevice, Subscription, Webhook
from dayroom.apps.outreach.models.surveys import Survey, SurveyAnswer, SurveyCode, SurveyQuestion, SurveySheet
from dayroom.apps.outreach.models.vacancies import Vacancy, VacancyDay

__all__ = [
    "ActorKey",
    "Advert",
    "Alert",
    "AlertArea",
    "AlertLink",
    "AlertText",
    "Approval",
    "AreaWish",
    "BrandKit",
    "Campaign",
    "ClickDay",
    "Delivery",
    "EncounterToken",
    "FederatedNote",
    "Follower",
    "Letter",
    "LetterRun",
    "Link",
    "Message",
    "MessageComment",
    "MessageDraft",
    "MessageEvent",
    "MessagePermit",
    "MessagePicture",
    "NewsDevice",
    "Parcel",
    "Result",
    "Review",
    "ReviewVersion",
    "ReviewedPlace",
    "Rumour",
    "SeenSignature",
    "Subscription",
    "Survey",
    "SurveyAnswer",
    "SurveyCode",
    "SurveyQuestion",
    "SurveySheet",
    "Vacancy",
    "VacancyDay",
    "Variant",
    "Webhook",
]
