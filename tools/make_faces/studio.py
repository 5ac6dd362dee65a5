"""The lamps around a face, and the camera before it."""

from dataclasses import dataclass

import bpy
import numpy as np
from mathutils import Vector

from .assets import Floats


@dataclass(frozen=True)
class View:
    """What a picture shows: size in pixels, where the eyes are in it, and how far apart."""

    width: int
    height: int
    eye_x: float
    eye_y: float
    eye_distance: float
    distance: float = 1.4
    samples: int = 24
    light: str = "studio"
    below: float = 0.0
    """Degrees by which the camera looks up at the eyes."""


@dataclass(frozen=True)
class Lamp:
    """A round lamp: place from the face and diameter in metres, power in watts, colour."""

    place: tuple[float, float, float]
    size: float
    watts: float
    colour: tuple[float, float, float] = (1, 1, 1)


WARM, COOL = (1, 0.97, 0.92), (0.93, 0.96, 1)
LIGHTS = {
    "studio": (
        0.55,
        Lamp((-0.7, 0.6, 1.3), 1.0, 26, WARM),
        Lamp((0.9, 0.2, 1.0), 1.0, 9, COOL),
        Lamp((0.6, 0.9, -0.9), 0.5, 10),
    ),
    "office": (0.5, Lamp((0.1, 1.5, 0.5), 1.4, 42, WARM), Lamp((-1.1, 0.3, 0.9), 1.2, 16, COOL)),
    "window": (0.18, Lamp((-1.5, 0.25, 0.35), 1.2, 95, COOL)),
    "ceiling": (0.25, Lamp((0, 1.6, 0.1), 0.7, 75, WARM)),
    "behind": (0.2, Lamp((0.7, 0.7, -1.3), 1.6, 120, COOL), Lamp((0, 0.6, 1.4), 1.0, 3, WARM)),
}
"""How bright the surroundings are, and the lamps."""


def light(name: str, at: Floats) -> None:
    """Set up the lamps around the face at `at`."""
    for old in [o for o in bpy.data.objects if o.type == "LIGHT"]:
        bpy.data.objects.remove(old)
    ambient, *lamps = LIGHTS[name]
    world = bpy.context.scene.world or bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.8, 0.86, 0.92, 1)
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = ambient
    for lamp in lamps:
        data = bpy.data.lights.new("lamp", "AREA")
        data.shape, data.size = "DISK", lamp.size
        data.energy, data.color = lamp.watts, lamp.colour
        thing = bpy.data.objects.new("lamp", data)
        thing.location = at + lamp.place
        thing.rotation_euler = Vector(lamp.place).to_track_quat("Z", "Y").to_euler()
        bpy.context.collection.objects.link(thing)


def frame(view: View, eyes: Floats) -> None:
    """Place the camera so that the eyes are where the view wants them."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = view.width, view.height
    scene.cycles.samples = view.samples
    x, y, z, apart = eyes
    camera = bpy.data.objects.get("camera")
    if camera is None:
        camera = bpy.data.objects.new("camera", bpy.data.cameras.new("camera"))
        bpy.context.collection.objects.link(camera)
    scene.camera = camera
    data = camera.data
    data.sensor_fit, data.sensor_width, data.clip_start = "HORIZONTAL", 36.0, 0.05
    metres = apart * view.width / view.eye_distance
    data.lens = 36.0 * view.distance / metres
    data.shift_x = 0.5 - view.eye_x / view.width
    data.shift_y = (view.eye_y - view.height / 2) / view.width
    tilt = np.radians(view.below)
    away = view.distance * np.array([0, -np.sin(tilt), np.cos(tilt)])
    camera.location = np.array([x, y, z]) + away
    camera.rotation_euler = (tilt, 0, 0)


def picture(path: str) -> None:
    """Render to a PNG with transparency."""
    bpy.context.scene.render.filepath = path
    bpy.ops.render.render(write_still=True)
