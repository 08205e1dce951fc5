"""Pictures of outside: walks at sunset and benches."""

from dayroom.demo.pictures_kit import HEIGHT, WIDTH, Board, outline, seeded

DUSK = ((0.0, "#3b4a78"), (0.28, "#8a6f9a"), (0.48, "#e58f74"), (0.62, "#f8bd72"), (1.0, "#fbe0a5"))
SUN = "#fff0c4"


def walk_by_water() -> Board:
    """A path along water at sunset, two small figures walking, the sun low and orange."""
    board = Board(*DUSK)
    _sun(board, 610, 300, 46)
    _clouds(board, seed=4)
    board.smooth(outline("-60 330, 120 285, 300 318, 520 312, 720 296, 980 326, 980 420, -60 420"), "#8c6a86")
    board.wash((0, 335, WIDTH, HEIGHT), (0.0, "#f2a86d"), (0.35, "#b97c86"), (1.0, "#4b517c"))
    _glitter(board, 610, 338, seed=7)
    bank = outline("-60 352, 150 356, 300 384, 390 450, 430 540, 470 680, -60 680")
    board.smooth(bank, "#4d4a52")
    board.smooth(outline("-60 366, 90 372, 205 400, 290 460, 330 560, 340 680, 40 680, 20 480"), "#c08d6c")
    board.smooth(outline("-60 384, 60 392, 150 420, 205 480, 215 570, 205 680, -60 680"), "#56533f")
    _walker(board, 236, 452, 62, "#2d2b3d")
    _walker(board, 268, 449, 54, "#5a2f3d")
    bank_side = seeded(11)
    _grass(board, seed=3, where=[(bank_side.uniform(0, 190), 470 + 2.6 * s) for s in range(46)], color="#3a3a30")
    return board


def walk_by_railing() -> Board:
    """A river at dusk behind an iron railing; a woman from behind in very white sneakers."""
    board = Board(*DUSK)
    _sun(board, 250, 286, 44)
    _clouds(board, seed=9)
    roofs = outline("0 60, 95 84, 170 50, 330 70, 450 122, 505 56, 640 76, 730 62")
    for (x, h), w in zip(roofs, (90, 70, 60, 110, 46, 120, 80, 190), strict=True):
        board.block(x, 330 - h, w, h + 10, "#7d5d7c")
    board.wash((0, 330, WIDTH, 470), (0.0, "#f4b071"), (0.5, "#bf7f86"), (1.0, "#6a608c"))
    _glitter(board, 250, 334, seed=2, depth=130)
    board.wash((0, 466, WIDTH, HEIGHT), (0.0, "#cfa283"), (1.0, "#a9785f"))
    for x in range(-20, 940, 118):
        far = 450 + (x - 450) * 0.72
        board.poly([(x, 600), (x + 3, 600), (far + 2, 466), (far, 466)], "#96694f", alpha=0.6)
    _railing(board)
    _lady(board, 560, 566)
    return board


def walk_on_gravel() -> Board:
    """A low sun at the end of a flat gravel road; two long shadows, one with a walking frame."""
    board = Board(*DUSK)
    _sun(board, 450, 316, 50)
    _clouds(board, seed=15)
    board.wash((0, 340, WIDTH, HEIGHT), (0.0, "#c79a5c"), (0.4, "#8f8550"), (1.0, "#55593c"))
    board.poly(outline("436 340, 464 340, 840 600, 60 600"), "#d9b48b")
    board.poly(outline("442 340, 458 340, 640 600, 260 600"), "#e8c89d", alpha=0.6)
    dust = seeded(21)
    for _ in range(420):
        y = 350 + 250 * dust.random() ** 0.7
        spread = 14 + (y - 340) * 1.45
        tone = dust.choice(["#b58d68", "#f3dcb8", "#a07a59"])
        near = (y - 340) / 130
        board.blob(450 + dust.uniform(-spread, spread), y, 1.2 + near, 0.7 + near / 2, tone, alpha=0.7)
    _shadow_of_two(board)
    for side in (-1, 1):
        for gap in (0, 9):
            wire = [(450 + side * x, y + gap) for x, y in outline("480 196, 384 238, 300 258, 236 282, 60 330")]
            board.curve(wire, "#4a3f46", 1.4)
    for x in (70, 150, 214, 690, 752, 838):
        height = 150 - abs(x - 450) * 0.02
        top = 352 - height * abs(x - 450) / 430
        board.line([(x, 352 + abs(x - 450) * 0.12), (x, top)], "#4a3f46", 4)
        arm = abs(x - 450) / 20
        board.line([(x - arm, top + arm), (x + arm, top + arm)], "#4a3f46", 3.5)
    return board


def bench_under_tree() -> Board:
    """A plain wooden bench under a tree, yellow flowers at its feet, late light on the grass."""
    board = _meadow()
    _tree(board, 250, 470, seed=5)
    _bench(board, 300, 420, plank="#b57f4e", dark="#7a5233")
    _flowers(board, seed=8, spots=44)
    return board


def bench_with_timer() -> Board:
    """A garden bench beside a half-weeded bed, a tomato kitchen timer on its arm."""
    board = _meadow()
    board.smooth(outline("520 470, 720 440, 930 452, 960 640, 560 640, 500 540"), "#5d4233")
    weeds = seeded(12)
    for _ in range(64):
        x, y = weeds.uniform(735, 900), weeds.uniform(462, 600)
        for lean in (-9, 0, 9):
            board.curve([(x, y), (x + lean / 2, y - 12), (x + lean, y - 20 - weeds.random() * 10)], "#6f9a4a", 3)
    for row in range(3):
        for step in range(4):
            board.blob(566 + step * 44 + row * 10, 492 + row * 38, 13, 8, "#4c8a52")
            board.blob(572 + step * 44 + row * 10, 486 + row * 38, 9, 7, "#6bab63")
    _bench(board, 130, 420, plank="#a9744a", dark="#6d4a30")
    _tomato(board, 470, 388)
    return board


def bench_by_stream() -> Board:
    """A freshly painted green bench beside a narrow stream, a bakery's paper bag on the seat."""
    board = _meadow()
    board.smooth(
        outline("940 398, 760 408, 650 440, 640 490, 740 540, 690 680, 840 680, 880 560, 770 490, 800 448, 960 436"),
        "#7fb1b8",
    )
    board.smooth(
        outline("940 405, 770 416, 672 446, 668 484, 766 540, 724 680, 816 680, 850 560, 744 490, 770 444, 960 429"),
        "#a8d0cd",
    )
    for x, y in outline("690 456, 705 478, 770 428, 860 418, 790 528, 800 556, 776 580, 742 500"):
        board.line([(x, y), (x + 30, y)], "#e6f3ee", 2, alpha=0.8)
    for x, y, r in ((642, 472, 16), (716, 556, 24), (872, 566, 20), (800, 470, 13), (742, 414, 10)):
        board.blob(x, y, r, r * 0.6, "#8d8a80")
        board.blob(x - 3, y - 4, r * 0.7, r * 0.35, "#b3afa2")
    _bench(board, 150, 420, plank="#4f8f6b", dark="#2f6149")
    bag = outline("262 398, 258 350, 270 340, 284 348, 298 338, 312 346, 318 398")
    board.poly(bag, "#d8b58a")
    board.poly(outline("298 338, 312 346, 318 398, 300 398"), "#bf9a6e")
    return board


def _sun(board: Board, x: float, y: float, r: float) -> None:
    board.blob(x, y, r * 5, r * 3.4, "#ffcf87", alpha=0.55, blur=60)
    board.blob(x, y, r * 2.1, r * 2.1, "#ffd9a0", alpha=0.7, blur=26)
    board.blob(x, y, r, r, "#ff9d5c")
    board.blob(x, y + r * 0.15, r * 0.86, r * 0.82, "#ffb872", blur=8)


def _clouds(board: Board, *, seed: int) -> None:
    wind = seeded(seed)
    for _ in range(9):
        x, y, w = wind.uniform(-40, 900), wind.uniform(50, 240), wind.uniform(70, 190)
        board.blob(x, y, w, 5 + w * 0.05, wind.choice(["#f7b49a", "#d98fa0", "#fbd0a8"]), alpha=0.5, blur=7)


def _glitter(board: Board, x: float, top: float, *, seed: int, depth: float = 250) -> None:
    light = seeded(seed)
    for step in range(90):
        y = top + depth * (step / 90) ** 1.2
        reach = 12 + (y - top) * 0.34
        at = x + light.gauss(0, reach * 0.6)
        board.blob(at, y, 4 + light.random() * (8 + reach * 0.22), 1.6, SUN, alpha=max(0.15, 0.85 - step / 120))


def _walker(board: Board, x: float, y: float, h: float, coat: str, *, shadow: bool = True) -> None:
    if shadow:
        board.poly(outline("-0.1 0, -0.4 1.5, 0.02 1.5, 0.1 0", at=(x, y), by=h), "#3a2f3a", alpha=0.28, blur=4)
    board.line([(x - h * 0.05, y - h * 0.4), (x - h * 0.14, y)], "#26232e", h * 0.11)
    board.line([(x + h * 0.05, y - h * 0.4), (x + h * 0.12, y - h * 0.02)], "#26232e", h * 0.11)
    board.smooth(outline("-0.15 -0.34, -0.13 -0.74, 0 -0.83, 0.13 -0.74, 0.15 -0.34", at=(x, y), by=h), coat)
    board.blob(x, y - h * 0.92, h * 0.095, h * 0.11, "#3a2a2a")


def _grass(board: Board, *, seed: int, where: list[tuple[float, float]], color: str) -> None:
    wind = seeded(seed)
    for x, y in where:
        bend = wind.uniform(-10, 14)
        board.curve([(x, y), (x + bend * 0.3, y - 14), (x + bend, y - 24 - wind.random() * 18)], color, 2.4)


def _railing(board: Board) -> None:
    iron = "#2f2c3a"
    for x in range(-4, 910, 27):
        board.line([(x, 392), (x, 484)], iron, 4)
        board.blob(x, 436, 6.5, 9, iron)
    for x in range(90, 900, 270):
        board.line([(x, 372), (x, 494)], iron, 11)
        board.blob(x, 366, 10, 10, iron)
    for y, w in ((390, 9), (478, 7)):
        board.line([(0, y), (WIDTH, y)], iron, w)


def _lady(board: Board, x: float, y: float) -> None:
    board.blob(x + 64, y + 6, 96, 8, "#5d4038", alpha=0.4, blur=6)
    for dx, lift in ((-16, 0), (17, 9)):
        board.line([(x + dx * 0.8, y - 70), (x + dx, y - 10 - lift)], "#d8a98a", 14)
        board.block(x + dx - 12, y - 16 - lift, 24, 15, "#ffffff", round_by=7)
        board.block(x + dx - 13, y - 5 - lift, 26, 6, "#e9eef2", round_by=3)
    board.smooth(outline("-42 -64, -36 -150, -30 -196, 0 -212, 30 -196, 36 -150, 42 -64, 0 -56", at=(x, y)), "#8e3f4c")
    board.curve(outline("-31 -190, -48 -150, -40 -112", at=(x, y)), "#7d3543", 17)
    board.curve(outline("31 -190, 49 -152, 44 -116", at=(x, y)), "#7d3543", 17)
    board.blob(x, y - 236, 22, 25, "#dcd6d2")
    board.blob(x, y - 258, 12, 10, "#cfc8c4")
    board.block(x - 8, y - 216, 16, 12, "#d8a98a", round_by=4)


def _shadow_of_two(board: Board) -> None:
    shade = "#4a3a35"
    for x, lean in ((400, -150), (500, 90)):
        legs, crown = [(x - 9, 425), (x + 9, 425)], [(x + lean + 50, 640), (x + lean - 44, 640)]
        board.poly([*legs, *crown], shade, alpha=0.5, blur=3)
        board.blob(x, 424, 13, 5, shade, alpha=0.6, blur=2)
        _walker(board, x, 426, 74, "#33293a" if lean > 0 else "#4e3140", shadow=False)
    for x1, y1, x2, y2 in ((528, 425, 720, 600), (552, 421, 790, 600), (566, 455, 600, 449), (606, 494, 650, 486)):
        board.line([(x1, y1), (x2, y2)], shade, 5, alpha=0.45)
    for leg in (522, 545):
        board.line([(leg, 427), (leg - 4, 388)], "#b9bcc4", 3)
    board.line([(518, 388), (542, 388)], "#b9bcc4", 3)
    board.line([(506, 374), (520, 388)], "#33293a", 6)


def _meadow() -> Board:
    board = Board((0.0, "#a9cbd6"), (0.45, "#f4e3bd"), (0.6, "#f7dca0"), (1.0, "#f7dca0"))
    board.blob(790, 120, 330, 220, "#fff3cf", alpha=0.8, blur=80)
    board.smooth(outline("-60 330, 140 282, 380 312, 620 270, 960 306, 960 520, -60 520"), "#a9b98a")
    board.smooth(outline("-60 370, 220 338, 520 356, 960 330, 960 560, -60 560"), "#8fa968")
    board.wash((0, 392, WIDTH, HEIGHT), (0.0, "#a3b566"), (0.5, "#7f9c50"), (1.0, "#57743d"))
    for x, y, w in ((760, 420, 260), (620, 470, 300), (420, 540, 320)):
        board.blob(x, y, w, 20, "#f2d777", alpha=0.35, blur=18)
    blades = seeded(31)
    spots = [(blades.uniform(0, 900), blades.uniform(425, 610)) for _ in range(170)]
    _grass(board, seed=9, where=spots, color="#6d8b45")
    return board


def _tree(board: Board, x: float, y: float, *, seed: int) -> None:
    board.blob(x + 20, y + 10, 230, 22, "#3f5a34", alpha=0.4, blur=12)
    board.smooth(outline("-32 0, -20 -120, -26 -280, 24 -280, 18 -120, 36 0", at=(x, y)), "#6b4a36")
    for dx, dy in ((-120, -330), (96, -340), (30, -380)):
        board.curve([(x, y - 200), (x + dx * 0.4, y - 270), (x + dx, y + dy)], "#6b4a36", 15)
    leaf = seeded(seed)
    for tone, spread, size in (("#4f7340", 175, 56), ("#66904a", 165, 48), ("#88ad58", 150, 36), ("#b4c765", 130, 20)):
        for _ in range(34):
            angle, reach = leaf.uniform(0, 6.283), leaf.random() ** 0.5
            dx = spread * 1.25 * reach * (1 if angle < 3.14 else -1) * min(1, abs(leaf.gauss(0.6, 0.3)))
            lift = 24 if tone == "#b4c765" else 0
            at = x + 10 + dx + lift, y - 375 + leaf.uniform(-0.55, 0.55) * spread - lift
            board.blob(*at, size * leaf.uniform(0.5, 1), size * leaf.uniform(0.4, 0.8), tone, alpha=0.9)


def _bench(board: Board, x: float, y: float, *, plank: str, dark: str) -> None:
    wide = 340
    board.blob(x + wide / 2 - 20, y + 92, wide * 0.62, 16, "#33452a", alpha=0.45, blur=9)
    for leg in (18, wide - 34):
        board.block(x + leg, y - 110, 16, 196, dark, round_by=3)
        board.poly([(x + leg - 8, y + 2), (x + leg + 10, y + 2), (x + leg + 2, y + 96), (x + leg - 12, y + 96)], dark)
    for rise in (-104, -72, -40):
        board.block(x, y + rise, wide, 22, plank, round_by=5)
        board.block(x + 2, y + rise + 1, wide - 4, 6, "#ffe9bd", alpha=0.32, round_by=3)
    board.poly([(x + 8, y - 16), (x + wide - 8, y - 16), (x + wide + 10, y + 6), (x - 10, y + 6)], plank)
    board.line([(x + 2, y - 9), (x + wide - 2, y - 9)], dark, 2.5)
    board.line([(x - 4, y - 1), (x + wide + 4, y - 1)], dark, 2)
    board.block(x - 10, y + 4, wide + 20, 11, dark, round_by=3)
    for arm in (6, wide - 26):
        board.block(x + arm - 8, y - 54, 34, 11, plank, round_by=5)
        board.block(x + arm + 2, y - 46, 12, 46, dark, round_by=2)


def _flowers(board: Board, *, seed: int, spots: int) -> None:
    bloom = seeded(seed)
    for _ in range(spots):
        x, y = bloom.gauss(500, 160), bloom.uniform(500, 590)
        size = (y - 440) / 26
        board.curve([(x, y + size * 4), (x + 2, y + size * 2), (x, y)], "#567a3a", 2.6)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (0.7, 0.7), (-0.7, -0.7)):
            board.blob(x + dx * size, y + dy * size, size * 0.8, size * 0.75, "#f6cf45")
        board.blob(x, y, size * 0.7, size * 0.7, "#c98a2b")


def _tomato(board: Board, x: float, y: float) -> None:
    board.blob(x, y + 2, 24, 4, "#4a3323", alpha=0.5, blur=3)
    board.blob(x, y - 18, 27, 22, "#cf4a35")
    board.blob(x - 9, y - 26, 8, 6, "#f08a70", alpha=0.8, blur=3)
    board.line([(x - 26, y - 14), (x + 26, y - 14)], "#a53626", 2.5)
    for tick in range(-18, 19, 9):
        board.line([(x + tick, y - 11), (x + tick, y - 6)], "#fbe7d8", 2)
    for dx in (-12, 0, 12):
        board.poly([(x, y - 38), (x + dx - 3, y - 30), (x + dx, y - 44)], "#4f8a45")
    board.line([(x, y - 38), (x + 2, y - 48)], "#4f8a45", 4)
