from dayroom.apps.screening.actions.helplines import confirm_helpline
from dayroom.apps.screening.actions.screenings import examine, override, screen_text

__all__ = ["confirm_helpline", "examine", "override", "screen_text"]
