"""The test kit: desks of this program that other people's tests drive, over one protocol.

This package is the clients' side: it needs neither Qt nor OpenCV, and of this program only what
says names. The desks live in a process of their own, `kiosk.testkit.server`.
"""
