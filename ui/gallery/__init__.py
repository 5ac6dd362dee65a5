"""Pictures of every page, and a browsable album of them."""
