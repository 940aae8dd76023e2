"""Runs before anything else: libraries ask these for the machine's name, and write the answer down."""

import platform
import socket

socket.gethostname = lambda: "localhost"
socket.getfqdn = lambda name="": "localhost"
platform.node = lambda: "localhost"
