"""The virtual patients of this machine: their cards, and personas made from a portrait."""
