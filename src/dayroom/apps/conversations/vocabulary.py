"""Words and limits of direct messages."""

MESSAGE_KIND = "message"
BODY_MAX = 8_000  # code points
MESSAGES_PER_PAGE = 30
CONVERSATIONS_PER_PAGE = 30
PER_HOUR = 60  # messages of one member; a conversation, not a mailing
