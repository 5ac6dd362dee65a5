"""The demonstrator's table: cards, frames, faults and stories."""
