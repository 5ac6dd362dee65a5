"""`kiosk bridge`: runs where a card reader is and lends it to the consent pages of a server."""
