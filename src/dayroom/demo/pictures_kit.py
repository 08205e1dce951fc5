"""The drawing board behind the demo's pictures: soft shapes on a 900 by 600 sheet.

Everything is drawn at twice the size and shrunk at the end, because Pillow's shapes have hard edges.
"""

import io
import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 900, 600
SCALE = 2
SOFTENING = 4  # blurred shapes are painted this much smaller and blown up: a blur hides it, and it is faster

Color = str | tuple[int, int, int]
Point = tuple[float, float]


class Board:
    """One picture while it is being drawn; coordinates are those of the finished sheet."""

    def __init__(self, *stops: tuple[float, Color]) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.wash((0, 0, WIDTH, HEIGHT), *stops)

    def wash(self, box: tuple[float, float, float, float], *stops: tuple[float, Color]) -> None:
        """Fill a box from top to bottom with colors that run into each other."""
        left, top, right, bottom = (round(side * SCALE) for side in box)
        column = Image.new("RGB", (1, bottom - top))
        for row in range(bottom - top):
            column.putpixel((0, row), _between(stops, row / max(1, bottom - top - 1)))
        self.image.paste(column.resize((right - left, bottom - top)), (left, top))

    def blob(self, x: float, y: float, rx: float, ry: float, color: Color, *, alpha=1.0, blur=0.0) -> None:
        """An ellipse around (x, y)."""
        self._stamp("ellipse", [(x - rx, y - ry), (x + rx, y + ry)], color, alpha=alpha, blur=blur)

    def block(self, x: float, y: float, w: float, h: float, color: Color, *, alpha=1.0, blur=0.0, round_by=0.0):
        """A rectangle, its corners rounded if asked."""
        self._stamp("block", [(x, y), (x + w, y + h)], color, alpha=alpha, blur=blur, extra=round_by)

    def poly(self, points: Sequence[Point], color: Color, *, alpha=1.0, blur=0.0) -> None:
        """A filled outline."""
        self._stamp("poly", points, color, alpha=alpha, blur=blur)

    def smooth(self, points: Sequence[Point], color: Color, *, alpha=1.0, blur=0.0) -> None:
        """A filled outline whose corners are rounded off: hills, dogs, cushions."""
        self._stamp("poly", rounded(points, closed=True), color, alpha=alpha, blur=blur)

    def basin(self, points: Sequence[Point], color: Color, *, alpha=1.0, blur=0.0) -> None:
        """A filled outline with soft sides and a straight edge from the last point to the first: bowls, pots."""
        self._stamp("poly", rounded(points, closed=False), color, alpha=alpha, blur=blur)

    def line(self, points: Sequence[Point], color: Color, width: float, *, alpha=1.0, blur=0.0) -> None:
        """A stroke with round ends and joints."""
        self._stamp("line", points, color, alpha=alpha, blur=blur, extra=width)

    def curve(self, points: Sequence[Point], color: Color, width: float, *, alpha=1.0, blur=0.0) -> None:
        """A stroke that bends softly through its points."""
        self._stamp("line", rounded(points, closed=False), color, alpha=alpha, blur=blur, extra=width)

    def write(self, x: float, y: float, text: str, color: Color, size: float, *, turn=0.0) -> None:
        """A word or two in the plain face that comes with Pillow."""
        font = ImageFont.load_default(size * SCALE)
        left, top, right, bottom = font.getbbox(text)
        label = Image.new("L", (round(right - left) + 8, round(bottom - top) + 8))
        ImageDraw.Draw(label).text((4 - left, 4 - top), text, fill=255, font=font)
        label = label.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", label.size, color), (round(x * SCALE), round(y * SCALE)), label)

    def jpeg(self) -> bytes:
        """The finished sheet."""
        out = io.BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(out, "JPEG", quality=86, optimize=True)
        return out.getvalue()

    def _stamp(self, kind: str, points: Sequence[Point], color: Color, *, alpha: float, blur: float, extra=0.0):
        if alpha >= 1 and not blur:
            _trace(self.image, kind, points, ink=color, scale=SCALE, extra=extra)
            return
        # Only the part of the sheet that the shape can reach is blended: whole sheets took seconds a picture.
        reach = extra + 3 * blur + 2
        left, top = (max(0, math.floor(min(p[k] for p in points) - reach)) for k in (0, 1))
        right, bottom = (math.ceil(max(p[k] for p in points) + reach) for k in (0, 1))
        wide, high = min(right, WIDTH) - left, min(bottom, HEIGHT) - top
        if wide <= 0 or high <= 0:
            return
        scale = SCALE / SOFTENING if blur else SCALE
        mask = Image.new("L", (math.ceil(wide * scale), math.ceil(high * scale)))
        moved = [(x - left, y - top) for x, y in points]
        _trace(mask, kind, moved, ink=round(255 * alpha), scale=scale, extra=extra)
        size = (wide * SCALE, high * SCALE)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * scale)).resize(size, Image.Resampling.BILINEAR)
        self.image.paste(Image.new("RGB", size, color), (left * SCALE, top * SCALE), mask)


def outline(text: str, *, at: Point = (0, 0), by: float = 1) -> list[Point]:
    """The points written as "x y, x y", enlarged by a factor and moved to a place.

    >>> outline("0 0, 1 -2", at=(10, 10), by=3)
    [(10.0, 10.0), (13.0, 4.0)]
    """
    pairs = (pair.split() for pair in text.split(","))
    return [(at[0] + float(x) * by, at[1] + float(y) * by) for x, y in pairs]


def seeded(seed: int) -> random.Random:
    """Chance that falls the same way every time."""
    return random.Random(seed)  # noqa: S311 - scatters leaves and raindrops, protects nothing


def steam(board: Board, x: float, y: float, tone: str, *, tall: float = 1.0) -> None:
    """Three wavering ribbons above (x, y), shared by everything hot."""
    for dx, lean, alpha in ((-34, 16, 0.4), (2, -18, 0.5), (36, 14, 0.36)):
        bends = ((0, 0), (lean, 40), (-lean * 0.7, 84), (lean * 0.8, 130))
        path = [(x + dx + aside, y - up * tall) for aside, up in bends]
        board.curve(path, tone, 15, alpha=alpha, blur=7)


def rounded(points: Sequence[Point], *, closed: bool, steps: int = 12) -> list[Point]:
    """The same outline with a Catmull-Rom curve through its points."""
    n = len(points)
    out: list[Point] = []
    for i in range(n if closed else n - 1):
        picks = [(i + k) % n if closed else min(max(i + k, 0), n - 1) for k in (-1, 0, 1, 2)]
        a, b, c, d = (points[k] for k in picks)
        for step in range(steps):
            t = step / steps
            out.append((_spline(a[0], b[0], c[0], d[0], t=t), _spline(a[1], b[1], c[1], d[1], t=t)))
    return out if closed else [*out, points[-1]]


def turned(points: Sequence[Point], around: Point, degrees: float) -> list[Point]:
    """The same outline turned around a point."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ox, oy = around
    return [(ox + (x - ox) * c - (y - oy) * s, oy + (x - ox) * s + (y - oy) * c) for x, y in points]


def _spline(a: float, b: float, c: float, d: float, *, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def _between(stops: Sequence[tuple[float, Color]], at: float) -> tuple[int, int, int]:
    for (low, first), (high, second) in itertools.pairwise(stops):
        if at <= high:
            share = (at - low) / (high - low)
            pairs = zip(_rgb(first), _rgb(second), strict=True)
            red, green, blue = (round(p + (q - p) * share) for p, q in pairs)
            return red, green, blue
    return _rgb(stops[-1][1])


def _rgb(color: Color) -> tuple[int, int, int]:
    if isinstance(color, tuple):
        return color
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _trace(image: Image.Image, kind: str, points: Sequence[Point], *, ink, scale: float, extra: float) -> None:
    pen = ImageDraw.Draw(image)
    spots = [(x * scale, y * scale) for x, y in points]
    if kind == "ellipse":
        pen.ellipse(spots, fill=ink)
    elif kind == "block":
        pen.rounded_rectangle(spots, radius=extra * scale, fill=ink)
    elif kind == "poly":
        pen.polygon(spots, fill=ink)
    else:
        width = max(1, round(extra * scale))
        pen.line(spots, fill=ink, width=width)
        for x, y in spots:
            pen.ellipse([(x - width / 2, y - width / 2), (x + width / 2, y + width / 2)], fill=ink)
