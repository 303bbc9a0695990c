"""Camera, render settings and the file that comes out."""

from pathlib import Path
from tempfile import TemporaryDirectory

import bpy
import numpy as np
from mathutils import Vector

import denoise

PASSES = ("Image", "DiffCol", "Normal", "Depth")
"""What is kept of a render: the picture, the surfaces' diffuse colour, their normals and their distance."""

EYE_HEIGHT = 1.65
"""Metres above the ground: a standing guest."""

EYE = (0, 0, EYE_HEIGHT)


def empty_scene():
    """A scene with nothing in it, whatever Blender starts with."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def set_render(samples, exposure):
    """Cycles on the CPU; every seed is fixed, so the same script gives the same picture."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_percentage = 100
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "Medium High Contrast"
    scene.view_settings.exposure = exposure
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.seed = 1200
    cycles.samples = samples
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.02
    cycles.adaptive_min_samples = 4
    cycles.use_denoising = False
    cycles.max_bounces = 2
    cycles.diffuse_bounces, cycles.glossy_bounces, cycles.transmission_bounces = 1, 1, 1
    cycles.transparent_max_bounces = 2
    cycles.sample_clamp_indirect = 3.0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.blur_glossy = 0.5


def without_comments(jpeg):
    """The same JPEG without comments: Blender writes the render time there, and equal renders shall be equal files."""
    kept, at = bytearray(jpeg[:2]), 2
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] != 0xFE:
            kept += jpeg[at:end]
        at = end
    return bytes(kept) + jpeg[at:]


def render(view, width, offset=(0, 0, 0)):
    """What a view shows from the guest's eye, its grain taken out: linear light, rows from below."""
    scene = bpy.context.scene
    view.set_camera(tuple(a + b for a, b in zip(EYE, offset)))
    scene.render.resolution_x, scene.render.resolution_y = width, view.height(width)
    with TemporaryDirectory() as folder:
        _write_passes_to(folder)
        bpy.ops.render.render()
        passes = {name: _read(next(Path(folder).glob(f"{name}*.exr"))) for name in PASSES}
    scene.use_nodes = False
    distance = passes["Depth"][..., 0]
    return denoise.clean(
        passes["Image"], passes["DiffCol"], passes["Normal"], distance, view.directions(*distance.shape), view.closed
    )


def developed(pixels):
    """Display values 0 to 1 of linear light, as the film curve shows it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "developed.png"
        settings = bpy.context.scene.render.image_settings
        settings.file_format, settings.color_mode, settings.color_depth = "PNG", "RGB", "8"
        _save(pixels, path)
        return _read(path)


def save(pixels, path, largest_bytes=1_900_000):
    """Saves linear light as JPEG with the best quality that stays under `largest_bytes`; returns that quality."""
    settings = bpy.context.scene.render.image_settings
    settings.file_format, settings.color_mode = "JPEG", "RGB"
    for quality in range(90, 60, -2):
        settings.quality = quality
        _save(pixels, path)
        path.write_bytes(without_comments(path.read_bytes()))
        if path.stat().st_size <= largest_bytes:
            break
    return quality


def save_developed(values, path):
    """Saves display values (rows from above) as they are."""
    show = bpy.context.scene.view_settings
    show.view_transform, show.look, show.exposure = "Standard", "None", 0
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return save(linear[::-1].astype(np.float32), path)


def hidden(points):
    """Which of the named points the guest does not see, and what stands before them."""
    graph = bpy.context.evaluated_depsgraph_get()
    result = {}
    for name, point in points.items():
        ray = Vector(point) - Vector(EYE)
        hit, _, _, _, thing, _ = bpy.context.scene.ray_cast(
            graph, EYE, ray.normalized(), distance=ray.length * 0.995 - 0.3
        )
        if hit:
            result[name] = thing.name
    return result


def _save(pixels, path):
    picture = _image(pixels)
    picture.save_render(str(path), scene=bpy.context.scene)
    bpy.data.images.remove(picture)


def _write_passes_to(folder):
    """Lets the compositor write what the denoiser needs as linear floating-point files."""
    scene, layer = bpy.context.scene, bpy.context.view_layer
    layer.use_pass_diffuse_color = layer.use_pass_normal = layer.use_pass_z = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    source = tree.nodes.new("CompositorNodeRLayers")
    files = tree.nodes.new("CompositorNodeOutputFile")
    files.base_path = folder
    files.format.file_format, files.format.color_mode, files.format.color_depth = "OPEN_EXR", "RGB", "32"
    files.file_slots.clear()
    for name in PASSES:
        files.file_slots.new(name)
        tree.links.new(source.outputs[name], files.inputs[name])


def _read(path):
    """An EXR file as an array (rows from below, columns, 3) of linear light."""
    image = bpy.data.images.load(str(path))
    width, height = image.size
    pixels = np.empty(width * height * 4, dtype=np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    return pixels.reshape(height, width, 4)[..., :3].copy()


def _image(pixels):
    height, width, _ = pixels.shape
    image = bpy.data.images.new("panorama", width, height, float_buffer=True)
    whole = np.ones((height, width, 4), dtype=np.float32)
    whole[..., :3] = pixels
    image.pixels.foreach_set(whole.ravel())
    return image
