from dayroom.apps.communities.models.attachments import Attachment
from dayroom.apps.communities.models.cards import AttachedCard
from dayroom.apps.communities.models.collections import FaqCollection, FaqPlace
from dayroom.apps.communities.models.communities import Community, Invitation, Membership, RulesVersion
from dayroom.apps.communities.models.faq import FaqEntry, FaqVersion, FaqVote
from dayroom.apps.communities.models.posts import AnonymousAuthorship, Byline, Draft, Post, Quote, Revision
from dayroom.apps.communities.models.questions import Question
from dayroom.apps.communities.models.reading import Bookmark, ReadMark, TopicFollow
from dayroom.apps.communities.models.responses import Hashtag, PostHashtag, Reaction
from dayroom.apps.communities.models.talks import TalkProposal
from dayroom.apps.communities.models.topics import Topic

__all__ = [
    "AnonymousAuthorship", "AttachedCard", "Attachment", "Bookmark", "Byline", "Community", "Draft", "FaqCollection",
    "FaqEntry", "FaqPlace", "FaqVersion", "FaqVote", "Hashtag", "Invitation", "Membership", "Post", "PostHashtag",
    "Question", "Quote", "Reaction", "ReadMark", "Revision", "RulesVersion", "TalkProposal", "Topic", "TopicFollow",
]
