"""What happens by the clock: job name and how often, in seconds."""

SCHEDULE: tuple[tuple[str, int], ...] = (
    ("audit.seal", 60),
    ("moderation.call_again", 60),
    ("moderation.call_next", 60),
    ("moderation.send_waiting", 60),
    ("moderation.keep_house", 24 * 60 * 60),
    ("screening.warm_register", 24 * 60 * 60),
    ("notices.send_instant", 60),
    ("notices.send_digests", 60 * 60),
    ("people.expire_credentials", 6 * 60 * 60),
    ("people.lift_ended", 10 * 60),
    ("people.welcome_adults", 24 * 60 * 60),
    ("people.forget_authorizations", 24 * 60 * 60),
    ("communities.clear_withdrawn", 6 * 60 * 60),
    ("communities.free_questions", 60 * 60),
    ("communities.tell_faq_owners", 24 * 60 * 60),
    ("communities.sweep_drafts", 24 * 60 * 60),
    ("governance.erase_due", 60 * 60),
    ("governance.forget_exports", 6 * 60 * 60),
    ("web.sweep_tour", 5 * 60),
    ("platform.tidy", 24 * 60 * 60),
)
