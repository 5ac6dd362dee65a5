"""The demonstrator's table: cards, frames, faults, clock and stories."""
