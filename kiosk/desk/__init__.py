"""A reception desk without windows: runner, devices, records and deliveries."""
