"""The card: transports, readers, and the session that reads a My Number card."""
