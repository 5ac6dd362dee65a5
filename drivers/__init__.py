"""Devices turned into events: cards and cameras. Drivers decide nothing."""
