from dayroom.apps.screening.actions.screenings import examine, override, screen_text

__all__ = ["examine", "override", "screen_text"]
