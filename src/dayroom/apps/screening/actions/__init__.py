from dayroom.apps.screening.actions.screenings import override, screen_text

__all__ = ["override", "screen_text"]
