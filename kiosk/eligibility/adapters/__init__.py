"""The eligibility port as a kiosk uses it: in this process, over HTTP, or through an OQS folder."""
