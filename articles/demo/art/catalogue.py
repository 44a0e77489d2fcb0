"""What each picture shows, in words that are safe, and what it gives away."""

from dataclasses import dataclass
from pathlib import Path

CREDIT = "Illustration: fanmankind"
MANKIND = "for-all-mankind"
ODYSSEY = "2001-a-space-odyssey"
PRISONER = "the-prisoner"


@dataclass(frozen=True)
class Picture:
    """One master: its safe words, its boundary ("" when it shows only the premise), its focus.

    `focal` is x and y of the centre, then width and height, in master pixels.
    """

    name: str
    title: str
    alt: str
    show: str
    boundary: str = ""
    focal: tuple[int, int, int, int] = (1200, 800, 1000, 800)
    width: int = 2400
    height: int = 1600

    @property
    def file(self) -> str:
        """The master's file name, which gives nothing away."""
        return f"{self.name}.jpg"


PICTURES: tuple[Picture, ...] = (
    Picture(
        "backyard-launch",
        "A launch seen from the backyard",
        "Two small figures at a garden fence watch a rocket's light climb over dark roofs.",
        MANKIND,
        focal=(1330, 800, 1000, 1100),
    ),
    Picture(
        "mars-base",
        "Dusk at a base on Mars",
        "A suited figure with a long shadow walks toward a low habitat's lit windows at dusk "
        "on Mars.",
        MANKIND,
        focal=(1200, 860, 1200, 800),
    ),
    Picture(
        "asteroid-tow",
        "Over the limb of Mars",
        "An enormous rock in space on a line behind a tiny ship, with the edge of Mars below.",
        MANKIND,
        "S4E10",
        focal=(1180, 700, 1400, 950),
    ),
    Picture(
        "mission-control",
        "Mission control at night",
        "Rows of people at their desks, seen from behind, before a huge glowing map of the "
        "world with orbits on it.",
        MANKIND,
        focal=(1200, 700, 1300, 1000),
    ),
    Picture(
        "lunar-base",
        "Lights at the edge of a crater",
        "The lit windows of a base on the Moon beside a great crater, with the Earth above "
        "gray mountains.",
        MANKIND,
        focal=(1430, 760, 1000, 900),
    ),
    Picture(
        "sea-launch",
        "Dawn on the open ocean",
        "A huge rocket climbs out of the sea at dawn on a column of fire, a small ship beside it.",
        MANKIND,
        "S1E10",
        focal=(1200, 740, 1100, 1050),
    ),
    Picture(
        "regolith-run",
        "A run across bare ground",
        "Two suited figures run over the Moon's surface with the low sun before them.",
        MANKIND,
        "S2E10",
        focal=(1300, 860, 1100, 800),
    ),
    Picture(
        "orbital-handshake",
        "Over the line of night",
        "Two small craft nose to nose above the line between day and night on Earth.",
        MANKIND,
        "S2E10",
        focal=(1200, 700, 1300, 800),
    ),
    Picture(
        "dust-print",
        "Dust in raking light",
        "A boot's print in dust under low light, seen so close that it looks like a landscape.",
        MANKIND,
        "S2E10",
        focal=(1200, 900, 1100, 1100),
    ),
    Picture(
        "three-ships",
        "Three lights bound for Mars",
        "Three tiny ships on long lines of light fly toward a small Mars.",
        MANKIND,
        focal=(1330, 740, 1100, 900),
    ),
    Picture(
        "small-capsule",
        "An empty plain",
        "A small capsule and one person on an empty red plain under a huge pale sky.",
        MANKIND,
        "S3E10",
        focal=(1200, 1000, 1000, 800),
    ),
    Picture(
        "ascent",
        "Leaving the ground",
        "A bare craft climbs from Mars on a bright trail, a small figure on its outside.",
        MANKIND,
        "S3E10",
        focal=(1270, 700, 900, 1000),
    ),
    Picture(
        "rover-tracks",
        "Tracks on the plain",
        "Wheel tracks wind over a Martian plain to a rover with a long shadow.",
        MANKIND,
        focal=(1200, 950, 1100, 900),
    ),
    Picture(
        "ore-works",
        "Lights on a ridge",
        "A figure on a dark ridge looks past the lights of a mining works at Mars in the sky.",
        MANKIND,
        "S4E10",
        focal=(1300, 800, 1200, 1100),
    ),
    Picture(
        "night-window",
        "One lit window",
        "A single lit window with a figure in it, in a vast dark apartment block in snow.",
        MANKIND,
        "S3E10",
        focal=(1040, 780, 1000, 1000),
    ),
    Picture(
        "monolith-plain",
        "A slab at dawn",
        "A tall black slab stands on a plain at dawn; small crouching figures keep away from it.",
        ODYSSEY,
        focal=(1240, 920, 1200, 950),
    ),
    Picture(
        "white-room",
        "A bright room",
        "A bright room over a floor of lit panes, with old furniture, a bed and one small figure.",
        ODYSSEY,
        "S1E1",
        focal=(1280, 960, 1300, 950),
    ),
    Picture(
        "light-corridor",
        "A corridor of light",
        "Two planes of colored light rush to a vanishing point, a tiny round craft between them.",
        ODYSSEY,
        "S1E1",
        focal=(1200, 860, 1000, 900),
    ),
    Picture(
        "seaside-village",
        "A village by the sea",
        "A toy-like village of domes and colonnades by a bay; a great white ball and one small "
        "figure on the sand.",
        PRISONER,
        focal=(1350, 1000, 1300, 950),
    ),
    Picture(
        "masked-assembly",
        "An assembly",
        "Rows of hooded figures in identical masks stand in a cavern before a tall pointed shape.",
        PRISONER,
        "S1E17",
        focal=(1200, 850, 1100, 1150),
    ),
    Picture(
        "long-road",
        "A long straight road",
        "A small open car comes toward us on a long straight road under an enormous sky.",
        PRISONER,
        "S1E17",
        focal=(1200, 1050, 1100, 900),
    ),
    Picture(
        "desk-portrait",
        "The desk by lamplight",
        "A lamp-lit desk from above, with round keys and a sheet that shows an orbit.",
        "",
        focal=(600, 600, 1000, 1000),
        width=1200,
        height=1200,
    ),
)


def index(folder: Path) -> str:
    """The text of `pictures.toml`: one table for each picture whose file exists."""
    tables = []
    for p in PICTURES:
        if not (folder / p.file).exists():
            continue
        tables.append(
            f'[{p.name}]\nfile = "{p.file}"\ntitle = "{p.title}"\nalt = "{p.alt}"\n'
            f'credit = "{CREDIT}"\nboundary = "{p.boundary}"\nshow = "{p.show}"\n'
            f"focal = [{', '.join(map(str, p.focal))}]\n"
        )
    return "\n".join(tables)
