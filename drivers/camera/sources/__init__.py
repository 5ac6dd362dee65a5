"""Where frames come from: a webcam, recordings, a pipe of bytes, and sources around another one."""
