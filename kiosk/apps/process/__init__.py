"""What a program with windows needs of its process: a display, signals, the collector, hangs."""
