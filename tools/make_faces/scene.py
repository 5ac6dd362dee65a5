"""Blender's side: meshes, materials, and a person who can be posed."""

import bpy
import numpy as np
from scipy.sparse import csr_matrix, diags

from . import hair, skin, worn
from .assets import BODY_VERTICES, Floats, Ints, mesh
from .shape import HEAD_BONES, Person, Pose, bone_weight, joint, normals, posed, shaped, turned

TOP_IN_EYE_DISTANCES = 0.55
"""The distance of the eyes, in heights of the bare head over them, of a usual face."""


def start(threads: int = 1) -> None:
    """An empty scene with Cycles' settings."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.use_denoising = True
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_prefilter, cycles.denoising_quality = "FAST", "BALANCED"
    cycles.use_adaptive_sampling = False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 2, 2, 1
    cycles.transmission_bounces, cycles.transparent_max_bounces = 0, 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.debug_bvh_type = "DYNAMIC_BVH"
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.use_persistent_data = True
    scene.render.film_transparent = True
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = "AgX - Medium High Contrast"
    scene.view_settings.exposure = -0.25
    scene.cycles_curves.shape = "RIBBONS"
    scene.cycles_curves.subdivisions = 1


def _material(name: str) -> tuple[bpy.types.Material, bpy.types.NodeTree, bpy.types.Node]:
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    tree = material.node_tree
    return material, tree, tree.nodes["Principled BSDF"]


def _skin_material(person: Person) -> bpy.types.Material:
    material, tree, bsdf = _material("skin")
    sheet = skin.sheet(person)
    image = bpy.data.images.new("skin", skin.SIDE, skin.SIDE, float_buffer=False)
    rgba = np.ones((skin.SIDE, skin.SIDE, 4), np.float32)
    rgba[..., :3] = sheet[::-1]
    image.pixels.foreach_set(rgba.ravel())
    node = tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    under = tree.nodes.new("ShaderNodeMix")
    under.data_type = "RGBA"
    scalp = tree.nodes.new("ShaderNodeAttribute")
    scalp.attribute_name = "scalp"
    tree.links.new(scalp.outputs["Fac"], under.inputs["Factor"])
    tree.links.new(node.outputs["Color"], under.inputs[6])
    under.inputs[7].default_value = (*hair.shade(person), 1)
    tree.links.new(under.outputs[2], bsdf.inputs["Base Color"])
    bsdf.inputs["Roughness"].default_value = float(np.interp(person.age, [5, 60], [0.5, 0.42]))
    bsdf.inputs["Specular IOR Level"].default_value = 0.42
    bsdf.inputs["Subsurface Weight"].default_value = 1.0
    bsdf.inputs["Subsurface Radius"].default_value = (1.0, 0.38, 0.2)
    bsdf.inputs["Subsurface Scale"].default_value = 0.0022
    bump = tree.nodes.new("ShaderNodeBump")
    noise = tree.nodes.new("ShaderNodeTexNoise")
    place = tree.nodes.new("ShaderNodeTexCoord")
    noise.inputs["Scale"].default_value = 900.0
    noise.inputs["Detail"].default_value = 2.0
    bump.inputs["Strength"].default_value = float(np.interp(person.age, [5, 80], [0.05, 0.16]))
    bump.inputs["Distance"].default_value = 0.001
    tree.links.new(place.outputs["Object"], noise.inputs["Vector"])
    tree.links.new(noise.outputs["Fac"], bump.inputs["Height"])
    tree.links.new(bump.outputs["Normal"], bsdf.inputs["Normal"])
    return material


def _hair_material(name: str) -> bpy.types.Material:
    """Opaque strands with a sheen: the hair shader that lets light through costs twice as much."""
    material, tree, bsdf = _material(name)
    tint = tree.nodes.new("ShaderNodeAttribute")
    tint.attribute_name = "tint"
    tree.links.new(tint.outputs["Color"], bsdf.inputs["Base Color"])
    bsdf.inputs["Roughness"].default_value = 0.42
    bsdf.inputs["Specular IOR Level"].default_value = 0.35
    return material


def _plain(name: str, colour: tuple[float, ...], rough: float) -> bpy.types.Material:
    material, _, bsdf = _material(name)
    bsdf.inputs["Base Color"].default_value = (*colour, 1)
    bsdf.inputs["Roughness"].default_value = rough
    bsdf.inputs["Specular IOR Level"].default_value = 0.2
    return material


def _object(
    name: str, points: Floats, faces: Floats, material: bpy.types.Material
) -> bpy.types.Object:
    data = bpy.data.meshes.new(name)
    data.from_pydata(points.tolist(), [], faces.tolist())
    data.materials.append(material)
    data.shade_smooth()
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


def _move(thing: bpy.types.Object, points: Floats) -> None:
    thing.data.vertices.foreach_set("co", np.ascontiguousarray(points, np.float32).ravel())
    thing.data.update()


def _strands(name: str, strands: hair.Strands, material: bpy.types.Material) -> bpy.types.Object:
    n, k, _ = strands.points.shape
    data = bpy.data.hair_curves.new(name)
    data.add_curves([k] * n)
    data.position_data.foreach_set("vector", strands.points.astype(np.float32).ravel())
    taper = np.tile(strands.radius * np.linspace(1, 0.25, k), n).astype(np.float32)
    radius = data.attributes.get("radius") or data.attributes.new("radius", "FLOAT", "POINT")
    radius.data.foreach_set("value", taper)
    tint = data.attributes.new("tint", "FLOAT_COLOR", "CURVE")
    rgba = np.ones((n, 4), np.float32)
    rgba[:, :3] = strands.tint
    tint.data.foreach_set("color", rgba.ravel())
    data.materials.append(material)
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


def _linear(colour: str) -> tuple[float, ...]:
    srgb = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(float(((c + 0.055) / 1.055) ** 2.4) for c in srgb)


def _eye_ball(radius: float) -> tuple[Floats, Floats, Floats]:
    """A sphere that looks along z, with a bulging cornea: points, faces, and linear colours."""
    rings, sides = 48, 40
    polar = np.linspace(0, np.pi, rings) ** 1.35 / np.pi**0.35
    around = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    a, b = np.meshgrid(polar, around, indexing="ij")
    bulge = 1 + 0.07 * np.exp(-((a / 0.42) ** 4))
    points = (
        radius
        * bulge[..., None]
        * np.stack([np.sin(a) * np.cos(b), np.sin(a) * np.sin(b), np.cos(a)], -1)
    )
    faces = [
        (
            i * sides + j,
            (i + 1) * sides + j,
            (i + 1) * sides + (j + 1) % sides,
            i * sides + (j + 1) % sides,
        )
        for i in range(rings - 1)
        for j in range(sides)
    ]
    rng = np.random.default_rng(3)
    streak = 1 + 0.25 * rng.normal(0, 1, sides)[None]
    iris = (
        np.array([0.055, 0.026, 0.013])
        * streak[..., None]
        * np.interp(a, [0.2, 0.45], [1.5, 0.6])[..., None]
    )
    white = np.array([0.62, 0.56, 0.53])
    edge = np.clip((a - 0.46) / 0.05, 0, 1)[..., None]
    pupil = np.clip((0.19 - a) / 0.03, 0, 1)[..., None]
    colour = (iris * (1 - edge) + white * edge) * (1 - pupil) + 0.002 * pupil
    return points.reshape(-1, 3), np.array(faces), colour.reshape(-1, 3)


def _eye_material() -> bpy.types.Material:
    material, tree, bsdf = _material("eye")
    colour = tree.nodes.new("ShaderNodeAttribute")
    colour.attribute_name = "tint"
    tree.links.new(colour.outputs["Color"], bsdf.inputs["Base Color"])
    bsdf.inputs["Roughness"].default_value = 0.08
    bsdf.inputs["Specular IOR Level"].default_value = 0.5
    return material


def _lens() -> bpy.types.Material:
    """Thin glass: seen through, with a weak reflection."""
    material, tree, bsdf = _material("lens")
    clear, mirror, mix = (
        tree.nodes.new(f"ShaderNode{kind}")
        for kind in ("BsdfTransparent", "BsdfGlossy", "MixShader")
    )
    mirror.inputs["Roughness"].default_value = 0.02
    mix.inputs["Fac"].default_value = 0.07
    tree.links.new(clear.outputs[0], mix.inputs[1])
    tree.links.new(mirror.outputs[0], mix.inputs[2])
    tree.links.new(mix.outputs[0], tree.nodes["Material Output"].inputs["Surface"])
    tree.nodes.remove(bsdf)
    return material


def _worn(name: str, piece: worn.Piece) -> bpy.types.Object:
    clear = piece.colour is None
    material = _lens() if clear else _plain(name, _linear(piece.colour), piece.rough)
    if not isinstance(piece, worn.Wire):
        return _object(name, piece.points, piece.faces, material)
    data = bpy.data.curves.new(name, "CURVE")
    data.dimensions, data.bevel_depth, data.bevel_resolution = "3D", piece.radius, 3
    line = data.splines.new("POLY")
    line.points.add(len(piece.points) - 1)
    line.points.foreach_set("co", np.pad(piece.points, ((0, 0), (0, 1)), constant_values=1).ravel())
    line.use_cyclic_u = piece.closed
    data.materials.append(material)
    thing = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(thing)
    return thing


class Figure:
    """A person in the scene, who can be posed."""

    def __init__(self, person: Person, strands: int) -> None:
        """Build everything at rest; the fewer `strands`, the thicker each is."""
        self.person = person
        self.rest = shaped(person)
        body = mesh()
        self._skin = _object("skin", self.rest[:BODY_VERTICES], body.quads, _skin_material(person))
        layer = self._skin.data.uv_layers.new(name="uv")
        layer.data.foreach_set("uv", body.uv[body.corners].astype(np.float32).ravel())
        dark = self._skin.data.attributes.new("scalp", "FLOAT", "POINT")
        density = hair.scalp(hair.STYLES[person.hair])[:BODY_VERTICES]
        dark.data.foreach_set("value", density.astype(np.float32))
        smooth = self._skin.modifiers.new("smooth", "SUBSURF")
        smooth.levels = smooth.render_levels = 1
        self._hair_material = _hair_material("hair")
        self._hair = _strands(
            "hair", hair.grown(self.rest, person, strands, 2.6 / strands), self._hair_material
        )
        self._fine: list[bpy.types.Object] = []
        self._worn: list[bpy.types.Object] = []
        self._eyes = [self._eye(side) for side in "lr"]
        self._cloth_index, faces = _cloth_faces()
        self._hem = _hem(faces)
        self._hang, self._loose = _near(faces, 12), _from_hem(faces, self._hem)
        self._cloth = _object(
            "cloth",
            self._cloth_points(self.rest),
            faces,
            _plain("cloth", _linear(person.garment), 0.85),
        )
        thick = self._cloth.modifiers.new("thick", "SOLIDIFY")
        thick.thickness, thick.offset = 0.004, 1
        soft = self._cloth.modifiers.new("soft", "SUBSURF")
        soft.levels = soft.render_levels = 1

    def _eye(self, side: str) -> bpy.types.Object:
        ball = self.rest[mesh().groups[f"helper-{side}-eye"]]
        radius = float(np.linalg.norm(ball - ball.mean(0), axis=1).max())
        points, faces, colour = _eye_ball(radius * 0.98)
        thing = _object("eye", points, faces, _eye_material())
        tint = thing.data.color_attributes.new("tint", "FLOAT_COLOR", "POINT")
        rgba = np.ones((len(points), 4), np.float32)
        rgba[:, :3] = colour
        tint.data.foreach_set("color", rgba.ravel())
        return thing

    def _under_cloth(self, points: Floats) -> Floats:
        """The skin, a little thinner where a cloth that does not follow every shape covers it."""
        out = points[:BODY_VERTICES].copy()
        facing = normals(points, mesh().quads)
        out[self._cloth_index] -= 0.02 * self._loose * facing[self._cloth_index]
        return out

    def _cloth_points(self, points: Floats) -> Floats:
        facing = normals(points, mesh().quads)
        tight = (points + 0.007 * facing)[self._cloth_index]
        loose = tight + self._loose * (self._hang @ tight - tight)
        for _ in range(12):  # the neckline runs along the mesh's edges: make it a smooth curve
            loose[self._hem[:, 1]] = loose[self._hem].mean(1)
        return loose

    @property
    def eyes(self) -> Floats:
        """The middle between the eyes at rest, and their distance along x.

        A long face counts as one with eyes farther apart, so that heads are pictured alike large.
        """
        left, right = joint(self.rest, "l-eye"), joint(self.rest, "r-eye")
        skin = self.rest[:BODY_VERTICES]
        top = skin[:, 1].max() - left[1]
        apart = max(left[0] - right[0], TOP_IN_EYE_DISTANCES * top)
        return np.array([*((left + right) / 2), apart])

    def wear(self, thing: str, lowered: float) -> None:
        """Put on `glasses` or a `mask`, lowered by 0 (over the nose) to 1 (under the chin)."""
        for old in self._worn:
            bpy.data.objects.remove(old)
        self._worn = [
            _worn(name, piece) for name, piece in worn.pieces(thing, self.rest, lowered).items()
        ]

    def hold(self, pose: Pose) -> None:
        """Take a pose."""
        points, spin, pivot = posed(self.rest, pose)
        _move(self._skin, self._under_cloth(points))
        _move(self._cloth, self._cloth_points(points))
        for thing in self._fine:
            bpy.data.hair_curves.remove(thing.data)
        self._fine = [
            _strands("fine", made, self._hair_material)
            for made in (hair.brows(points, self.person), hair.lashes(points, self.person))
        ]
        matrix = np.eye(4)
        matrix[:3, :3], matrix[:3, 3] = spin, pivot - spin @ pivot
        for thing in (self._hair, *self._worn):
            thing.matrix_world = matrix.T.tolist()
        for side, thing in zip("lr", self._eyes, strict=True):
            centre = self.rest[mesh().groups[f"helper-{side}-eye"]].mean(0)
            look = np.eye(4)
            look[:3, :3] = turned((np.radians(-pose.look_pitch), np.radians(pose.look_yaw), 0.0))
            look[:3, 3] = spin @ (centre - pivot) + pivot
            thing.matrix_world = look.T.tolist()


def _cloth_faces() -> tuple[Ints, Ints]:
    """Vertices and faces of a shirt: the trunk and arms below a round neckline."""
    body = mesh()
    neck = joint(body.points, "neck")
    x, y, z = (body.points - neck).T
    slope = np.where(z > 0, 0.022 - 0.75 * z, 0.03)
    near = np.hypot(x, z - 0.01) < 0.13
    covered = (~near & (y < 0.06)) | (y < slope)
    covered &= bone_weight("finger", "metacarpal", "wrist") < 0.3
    covered &= y > -0.85  # a long shirt: small bodies are seen further down
    covered &= bone_weight(*HEAD_BONES) < 0.1
    covered[BODY_VERTICES:] = False
    quads = body.quads[covered[body.quads].all(1)]
    index, inverse = np.unique(quads, return_inverse=True)
    return index, inverse.reshape(quads.shape)


def _near(faces: Ints, rounds: int) -> csr_matrix:
    """The matrix that puts each vertex among its neighbours, so many times."""
    count = faces.max() + 1
    pairs = np.concatenate([faces[:, [i, j]] for i in range(4) for j in range(4)])
    touching = csr_matrix((np.ones(len(pairs)), pairs.T), (count, count)).sign()
    return (diags(1 / touching.sum(1).A1) @ touching) ** rounds


def _from_hem(faces: Ints, hem: Ints) -> Floats:
    """How loosely a cloth hangs at each vertex: 0 at its hem to 1 away from it, (n, 1)."""
    at_hem = np.zeros((faces.max() + 1, 1))
    at_hem[hem[:, 1]] = 1
    return np.asarray(1 - np.clip(12 * (_near(faces, 6) @ at_hem), 0, 1))


def _hem(faces: Ints) -> Ints:
    """Each vertex on an open edge with its neighbours along it: (n, 3), itself in the middle."""
    pairs = np.concatenate([faces[:, [i, (i + 1) % 4]] for i in range(4)])
    _, first, count = np.unique(np.sort(pairs, 1), axis=0, return_index=True, return_counts=True)
    ahead = dict(pairs[first[count == 1]].tolist())
    behind = {b: a for a, b in ahead.items()}
    return np.array([(behind[v], v, ahead[v]) for v in ahead if v in behind])
