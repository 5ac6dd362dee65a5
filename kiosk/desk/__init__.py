"""A desk without windows: devices, runner, journal, deliveries, virtual cards and doctor."""
