"""Consent away from the reader (マイナ在宅受付Web): the flow as a pure function, and its pages."""
