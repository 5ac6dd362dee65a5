"""Medical information: synthetic records of a person, and the answers to requests for them."""
