"""Network files: where they are found, which precision is faster, and how they are run."""
