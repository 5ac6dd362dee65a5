"""Carried weights made into graphs that run fast: converted once, kept in the user's cache."""

from models.convert.cache import cache_folder, cached, write_whole

__all__ = ["cache_folder", "cached", "write_whole"]
