"""Test certificate authorities, and the checks of certificates and signatures."""
