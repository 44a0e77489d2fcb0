"""The pictures: one function each, by name."""

from collections.abc import Callable

from . import (
    assembly,
    desk,
    dust,
    earth,
    flight,
    mars,
    mission,
    moon,
    odyssey,
    orbit,
    plains,
    road,
    room,
    sea,
    village,
    winter,
)

SCENES: dict[str, Callable[[], str]] = {
    "backyard-launch": earth.backyard_launch,
    "mars-base": mars.mars_base,
    "asteroid-tow": mars.asteroid_tow,
    "mission-control": mission.mission_control,
    "lunar-base": moon.lunar_base,
    "sea-launch": sea.sea_launch,
    "regolith-run": moon.regolith_run,
    "orbital-handshake": orbit.orbital_handshake,
    "dust-print": dust.dust_print,
    "three-ships": orbit.three_ships,
    "small-capsule": plains.small_capsule,
    "ascent": flight.ascent,
    "rover-tracks": plains.rover_tracks,
    "ore-works": flight.ore_works,
    "night-window": winter.night_window,
    "monolith-plain": odyssey.monolith_plain,
    "white-room": room.white_room,
    "light-corridor": odyssey.light_corridor,
    "seaside-village": village.seaside_village,
    "masked-assembly": assembly.masked_assembly,
    "long-road": road.long_road,
    "desk-portrait": desk.desk_portrait,
}
