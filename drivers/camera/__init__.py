"""Cameras, recorded frames and the way frames go from them to the screen and to the engine."""
