"""HTTP: the service, what its routes share, and the processes that answer."""
