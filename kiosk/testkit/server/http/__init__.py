"""The control protocol over HTTP: the bodies, the routes, and the process that answers."""
