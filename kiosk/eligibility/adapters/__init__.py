"""Adapters of the eligibility port: in this process, over HTTP, or through an OQS folder."""
