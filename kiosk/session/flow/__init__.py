"""The steps of a reception, one module a subject. Internal to the session."""
