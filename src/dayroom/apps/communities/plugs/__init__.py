"""What lower apps ask of communities: each port, filled once."""

from dayroom.apps.communities.plugs.authorized import AuthorizedPosts
from dayroom.apps.communities.plugs.desk import CommunitiesDesk
from dayroom.apps.communities.plugs.moderation import Posts
from dayroom.apps.communities.plugs.notices import CommunityNotices, CommunityScopes, PostNotices, TopicNotices
from dayroom.apps.communities.plugs.passages import FaqPassages
from dayroom.apps.communities.plugs.people import ClosedPlaces, RecentPosts
from dayroom.apps.communities.plugs.personal import CommunityData
from dayroom.apps.communities.plugs.questions import (
    FaqCheckup,
    FaqNotices,
    QuestionNotices,
    QuestionsDesk,
    QueueNotices,
    TalkNotices,
)
from dayroom.apps.communities.plugs.requests import JoinRequests
from dayroom.apps.communities.plugs.screening import FactCheckNotices, PostTexts, PostWatcher, TruthNotices
from dayroom.apps.communities.vocabulary import (
    COMMUNITY_KIND,
    FAQ_KIND,
    JOIN_REQUEST_KIND,
    POST_KIND,
    QUESTION_KIND,
    QUEUE_KIND,
    TALK_KIND,
    TOPIC_KIND,
)
from dayroom.apps.moderation.ports import DESK_PARTS, SUBJECTS
from dayroom.apps.notices.ports import NOTICE_SUBJECTS, SCOPES
from dayroom.apps.people.ports import AUTHORIZED_SUBJECTS, PROFILE_PARTS, YOUNG_PLACES
from dayroom.apps.screening.ports import LABEL_WATCHERS, LABELLED_TEXTS
from dayroom.platform.ports import CHECKUPS, PASSAGES, PERSONAL_DATA

SUBJECTS.plug(POST_KIND, Posts())
SUBJECTS.plug(JOIN_REQUEST_KIND, JoinRequests())
AUTHORIZED_SUBJECTS.plug(POST_KIND, AuthorizedPosts())
NOTICE_SUBJECTS.plug(POST_KIND, PostNotices())
NOTICE_SUBJECTS.plug(TOPIC_KIND, TopicNotices())
NOTICE_SUBJECTS.plug(COMMUNITY_KIND, CommunityNotices())
SCOPES.plug("communities", CommunityScopes())
PERSONAL_DATA.plug("communities", CommunityData())
PROFILE_PARTS.plug("communities", RecentPosts())
YOUNG_PLACES.plug("communities", ClosedPlaces())
DESK_PARTS.plug("communities", CommunitiesDesk())
LABELLED_TEXTS.plug(POST_KIND, PostTexts())
LABEL_WATCHERS.plug("communities", PostWatcher())
NOTICE_SUBJECTS.plug("fact_check", FactCheckNotices())
NOTICE_SUBJECTS.plug("truth_question", TruthNotices())
NOTICE_SUBJECTS.plug(QUEUE_KIND, QueueNotices())
NOTICE_SUBJECTS.plug(QUESTION_KIND, QuestionNotices())
NOTICE_SUBJECTS.plug(FAQ_KIND, FaqNotices())
NOTICE_SUBJECTS.plug(TALK_KIND, TalkNotices())
DESK_PARTS.plug("questions", QuestionsDesk())
CHECKUPS.plug("faq", FaqCheckup())
PASSAGES.plug("faq", FaqPassages())
