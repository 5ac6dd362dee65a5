"""Sounds and spoken prompts."""
