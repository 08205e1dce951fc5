from dayroom.apps.outreach.models.alerts import Alert, AlertArea, AlertText, AreaWish, Rumour
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
from dayroom.apps.outreach.models.reviews import EncounterToken, Review, ReviewedPlace, ReviewVersion
from dayroom.apps.outreach.models.subscriptions import Letter, LetterRun, NewsDevice, Subscription, Webhook
from dayroom.apps.outreach.models.surveys import Survey, SurveyAnswer, SurveyCode, SurveyQuestion, SurveySheet
from dayroom.apps.outreach.models.vacancies import Vacancy, VacancyDay

__all__ = [
    "Advert",
    "Alert",
    "AlertArea",
    "AlertText",
    "Approval",
    "AreaWish",
    "BrandKit",
    "Campaign",
    "ClickDay",
    "Delivery",
    "EncounterToken",
    "Letter",
    "LetterRun",
    "Link",
    "Message",
    "MessageComment",
    "MessagePermit",
    "MessagePicture",
    "NewsDevice",
    "Result",
    "Review",
    "ReviewVersion",
    "ReviewedPlace",
    "Rumour",
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
