"""Who may ask over HTTP: tokens, the decision on a request, and limits on their number."""
