from dayroom.apps.communities.models.attachments import Attachment
from dayroom.apps.communities.models.communities import Community, Invitation, Membership, RulesVersion
from dayroom.apps.communities.models.posts import AnonymousAuthorship, Byline, Draft, Post, Quote, Revision
from dayroom.apps.communities.models.reading import Bookmark, ReadMark, TopicFollow
from dayroom.apps.communities.models.responses import Hashtag, PostHashtag, Reaction
from dayroom.apps.communities.models.topics import Topic

__all__ = [
    "AnonymousAuthorship", "Attachment", "Bookmark", "Byline", "Community", "Draft", "Hashtag", "Invitation",
    "Membership", "Post", "PostHashtag", "Quote", "Reaction", "ReadMark", "Revision", "RulesVersion", "Topic",
    "TopicFollow",
]
