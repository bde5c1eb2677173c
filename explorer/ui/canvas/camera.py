"""Where the view looks: zoom and offset as floats, so that a hundred zoom steps do not drift."""

from explorer.drawing.geometry import Box, Point

MIN_ZOOM, MAX_ZOOM = 0.05, 8.0
FIT_MARGIN = 48.0
FIT_MAX_ZOOM = 1.25


def box_between(a: Point, b: Point) -> Box:
    """The rectangle with these two as opposite corners."""
    return Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


def encloses(outer: Box, inner: Box) -> bool:
    """Whether the inner lies wholly in the outer."""
    return outer.holds(inner.x, inner.y) and outer.holds(inner.right, inner.bottom)


class Camera:
    """``zoom`` is pixels per point; ``corner`` is the scene point at the view's top left pixel."""

    def __init__(self) -> None:
        self.zoom = 1.0
        self.corner: Point = (0.0, 0.0)

    def to_scene(self, pixel: Point) -> Point:
        """The scene point at a pixel."""
        return (self.corner[0] + pixel[0] / self.zoom, self.corner[1] + pixel[1] / self.zoom)

    def to_pixel(self, point: Point) -> Point:
        """The pixel at a scene point."""
        return ((point[0] - self.corner[0]) * self.zoom, (point[1] - self.corner[1]) * self.zoom)

    def zoom_to(self, zoom: float, *, at: Point) -> None:
        """Another zoom, the scene point under the pixel ``at`` staying there."""
        fixed = self.to_scene(at)
        self.zoom = min(max(zoom, MIN_ZOOM), MAX_ZOOM)
        self.corner = (fixed[0] - at[0] / self.zoom, fixed[1] - at[1] / self.zoom)

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by so many pixels."""
        self.corner = (self.corner[0] - dx / self.zoom, self.corner[1] - dy / self.zoom)

    def center_on(self, point: Point, size: Point) -> None:
        """Put a scene point in the middle of a view of that many pixels."""
        self.corner = (point[0] - size[0] / 2 / self.zoom, point[1] - size[1] / 2 / self.zoom)

    def fit(self, box: Box, size: Point) -> None:
        """Show the whole box, not larger than is comfortable to read."""
        width, height = max(size[0] - 2 * FIT_MARGIN, 40), max(size[1] - 2 * FIT_MARGIN, 40)
        wanted = min(width / max(box.width, 1), height / max(box.height, 1), FIT_MAX_ZOOM)
        self.zoom = min(max(wanted, MIN_ZOOM), MAX_ZOOM)
        self.center_on(box.centre, size)

    def shown(self, size: Point) -> Box:
        """What a view of that many pixels shows, in scene points."""
        return Box(*self.corner, size[0] / self.zoom, size[1] / self.zoom)
