"""The patient's window: one page a screen."""
