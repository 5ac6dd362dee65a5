"""My Number cards: transports, readers, and the commands of a reception."""
