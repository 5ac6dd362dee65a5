"""The patient's window: one page per screen."""
