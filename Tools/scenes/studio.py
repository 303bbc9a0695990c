"""Camera, render settings and the file that comes out."""

from math import radians
from pathlib import Path
from tempfile import TemporaryDirectory

import bpy
import numpy as np

import denoise

PASSES = ("Image", "DiffCol", "Normal", "Depth")
"""What is kept of a render: the picture, the surfaces' diffuse colour, their normals and their distance."""

EYE_HEIGHT = 1.65
"""Metres above the ground: a standing guest."""


def empty_scene():
    """A scene with nothing in it, whatever Blender starts with."""
    bpy.ops.wm.read_factory_settings(use_empty=True)


def set_camera(heading_deg, height=EYE_HEIGHT):
    """A full-sphere camera over the origin whose centre column looks towards `heading_deg` (0 = north = +y)."""
    lens = bpy.data.cameras.new("eye")
    lens.type = "PANO"
    lens.cycles.panorama_type = "EQUIRECTANGULAR"
    lens.clip_start, lens.clip_end = 0.05, 20000
    eye = bpy.data.objects.new("eye", lens)
    eye.location = (0, 0, height)
    eye.rotation_euler = (radians(90), 0, radians(-heading_deg))
    bpy.context.scene.collection.objects.link(eye)
    bpy.context.scene.camera = eye


def set_render(width, samples, exposure):
    """Cycles on the CPU; every seed is fixed, so the same script gives the same picture."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, width // 2
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


def render_to(path, heading_deg, largest_bytes=1_900_000):
    """Renders, takes the grain out and saves as JPEG with the best quality that stays under `largest_bytes`.

    Returns that quality.
    """
    scene, path = bpy.context.scene, Path(path)
    with TemporaryDirectory() as folder:
        _write_passes_to(folder)
        bpy.ops.render.render()
        passes = {name: _read(next(Path(folder).glob(f"{name}*.exr"))) for name in PASSES}
    pixels = denoise.clean(passes["Image"], passes["DiffCol"], passes["Normal"], passes["Depth"][..., 0], heading_deg)
    picture = _image(pixels)
    scene.use_nodes = False
    settings = scene.render.image_settings
    settings.file_format, settings.color_mode = "JPEG", "RGB"
    for quality in range(90, 60, -2):
        settings.quality = quality
        picture.save_render(str(path), scene=scene)
        path.write_bytes(without_comments(path.read_bytes()))
        if path.stat().st_size <= largest_bytes:
            break
    return quality


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
