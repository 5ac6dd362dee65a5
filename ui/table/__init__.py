"""The demonstrator's window (実演の机): cards, frames, faults, clock and stories."""
