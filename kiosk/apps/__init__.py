"""Puts devices, runner and windows together; nothing else knows concrete classes."""
