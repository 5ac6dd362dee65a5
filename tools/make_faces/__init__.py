"""Invented faces for the personas: geometry, skin, hair, light and camera. See __main__."""
