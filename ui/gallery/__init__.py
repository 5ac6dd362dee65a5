"""Every page as a picture, and the browsable album of them."""
