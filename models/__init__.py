"""The face engine: arrays in, numbers out. No threads, no Qt, no events."""
