"""Pictures of inside: two windows and two dogs."""

from dayroom.demo.pictures_kit import HEIGHT, WIDTH, Board, outline, seeded, steam

WALL = ((0.0, "#f3dfc3"), (0.7, "#ead0ac"), (1.0, "#dcb98f"))
WOOD = ((0.0, "#c99666"), (1.0, "#9a6a44"))


def mug_at_night() -> Board:
    """A steaming mug on a windowsill at night, one lit window across the street, a thin moon."""
    board = Board((0.0, "#17213f"), (0.6, "#2b3761"), (1.0, "#46507a"))
    stars = seeded(3)
    for _ in range(60):
        board.blob(stars.uniform(60, 840), stars.uniform(20, 260), 1.3, 1.3, "#dfe5ff", alpha=stars.uniform(0.3, 0.9))
    board.blob(690, 110, 70, 70, "#b9c6f2", alpha=0.25, blur=26)
    board.blob(690, 110, 38, 38, "#f4ecd0")
    board.blob(704, 103, 36, 36, "#1f2a4d")
    for x, w, h in ((40, 190, 210), (230, 150, 270), (380, 210, 190), (590, 150, 240), (740, 130, 180)):
        board.block(x, 500 - h, w, h, "#1a2240")
        for col in range(int(w // 48)):
            for row in range(int(h // 62)):
                board.block(x + 16 + col * 48, 516 - h + row * 60, 24, 32, "#232d52")
    board.block(256, 306, 24, 32, "#ffd98a")
    board.blob(268, 322, 60, 60, "#ffcf76", alpha=0.45, blur=22)
    board.block(256, 306, 24, 32, "#ffe2a3")
    _frame(board, "#5b4638", "#755b48")
    steam(board, 590, 318, "#fff4e0")
    _mug(board, 590, 478, body="#c9694a", shade="#a04d36", shine="#eda184")
    board.blob(590, 470, 260, 130, "#ffb56b", alpha=0.14, blur=60)
    return board


def mug_in_rain() -> Board:
    """A chipped blue mug of soup on a windowsill, rain on the glass, one bar of gray light."""
    board = Board((0.0, "#8d99a3"), (0.45, "#a9b2b5"), (1.0, "#7d8a8c"))
    board.block(-20, 210, 940, 84, "#e8ebe6", alpha=0.75, blur=26)
    for x, y, r in ((120.0, 470.0, 130.0), (330.0, 500.0, 110.0), (620.0, 480.0, 150.0), (820.0, 500.0, 120.0)):
        board.blob(x, y, r, r * 0.9, "#66777a", alpha=0.7, blur=24)
    rain = seeded(14)
    for _ in range(150):
        x, y, r = rain.uniform(40.0, 860.0), rain.uniform(30.0, 490.0), rain.uniform(1.6, 4.6)
        if rain.random() < 0.3:
            board.line([(x, y - rain.uniform(20, 90)), (x, y)], "#dfe7e8", r * 0.7, alpha=0.45)
        board.blob(x, y, r, r * 1.3, "#e9f0f0", alpha=0.75)
        board.blob(x + r * 0.25, y + r * 0.4, r * 0.6, r * 0.7, "#87959a", alpha=0.6)
    _frame(board, "#d9d2c4", "#efe9dc")
    steam(board, 330, 318, "#f6f7f3")
    _mug(board, 330, 478, body="#4d7ba6", shade="#385f86", shine="#8fb3d3", soup="#d98b3f")
    board.poly(outline("296 368, 300 361, 312 362, 320 371, 309 378"), "#efe6d4")
    board.line(outline("322 377, 330 396, 326 414"), "#385f86", 1.6)
    return board


def dog_on_sofa() -> Board:
    """A brown dog with one ear up, asleep on a green sofa under a lamp."""
    board = Board(*WALL)
    board.wash((0, 500, WIDTH, HEIGHT), *WOOD)
    board.blob(726, 150, 330, 260, "#fff1c2", alpha=0.8, blur=80)
    board.line([(738, 170), (738, 500)], "#6f5440", 7)
    board.poly(outline("680 178, 796 178, 772 84, 704 84"), "#f7d68b")
    board.poly(outline("680 178, 796 178, 793 166, 683 166"), "#e0b35f")
    _sofa(board, 70, 660, ("#6f9a7c", "#557f64", "#8db598"))
    board.block(516, 300, 116, 96, "#d97f56", round_by=22)
    board.block(530, 314, 88, 68, "#e59a73", round_by=16)
    _dog(board, 340, 400, coat="#9a6740", dark="#75492b", light="#c79467")
    return board


def dog_on_armchair() -> Board:
    """A big brown dog asleep on its belly on an armchair, blue and yellow scarf, a cartoon plaster on a paw."""
    board = Board((0.0, "#dfe6dc"), (0.7, "#cbd8cc"), (1.0, "#b6c5b6"))
    board.wash((0, 500, WIDTH, HEIGHT), *WOOD)
    board.block(86, 70, 130, 160, "#b58a5f")
    board.block(98, 82, 106, 136, "#f4ead6")
    board.smooth(outline("98 200, 130 160, 160 184, 204 140, 204 218, 98 218"), "#9fb98d")
    _sofa(board, 150, 600, ("#b9836a", "#99664f", "#cf9f86"), seam=False)
    _dog(board, 392, 400, coat="#7f5233", dark="#5d3a22", light="#a97a54", ear_up=False, scarf=True)
    board.block(608, 405, 36, 16, "#f6c9a5", round_by=8)
    for dot, tone in ((616, "#e2574c"), (626, "#3f9a6b"), (636, "#4f7fd0")):
        board.blob(dot, 413, 3.6, 3.6, tone)
    return board


def _frame(board: Board, dark: str, light: str) -> None:
    for box in ((0, 0, 44, 600), (856, 0, 44, 600), (0, 0, 900, 26)):
        board.block(*box, dark)
    board.block(441, 20, 18, 480, dark)
    board.block(445, 20, 5, 480, light)
    board.block(36, 24, 8, 480, light)
    board.block(0, 484, 900, 120, light)
    board.block(0, 540, 900, 70, dark)
    board.block(0, 484, 900, 7, "#ffffff", alpha=0.18)


def _mug(board: Board, x: float, y: float, *, body: str, shade: str, shine: str, soup: str = "#5d3524") -> None:
    board.blob(x + 14, y + 12, 104, 15, "#241a18", alpha=0.5, blur=9)
    board.curve(outline("62 -98, 122 -96, 116 -34, 58 -22", at=(x, y)), shade, 19)
    board.block(x - 72, y - 126, 144, 138, body, round_by=18)
    board.block(x - 72, y - 128, 144, 60, body)
    board.block(x + 36, y - 116, 34, 116, shade, alpha=0.7, blur=10, round_by=12)
    board.block(x - 58, y - 110, 16, 96, shine, alpha=0.75, blur=5, round_by=8)
    board.blob(x, y - 127, 72, 20, shine)
    board.blob(x, y - 125, 63, 15, shade)
    board.blob(x, y - 121, 58, 11, soup)


def _sofa(board: Board, x: float, wide: float, tones: tuple[str, str, str], *, seam: bool = True) -> None:
    tone, dark, light = tones
    board.blob(x + wide / 2, 540, wide * 0.56, 18, "#4a2f1c", alpha=0.45, blur=12)
    for leg in (x + 40, x + wide - 62):
        board.block(leg, 506, 22, 34, "#5b3b26", round_by=4)
    board.block(x + 14, 232, wide - 28, 250, tone, round_by=44)
    board.block(x + 34, 244, wide - 68, 24, light, alpha=0.6, blur=9, round_by=12)
    if seam:
        board.block(x + wide / 2 - 2, 262, 4, 130, dark, alpha=0.7)
    board.block(x + 20, 404, wide - 40, 106, dark, round_by=24)
    board.block(x + 26, 392, wide - 52, 62, light, round_by=26)
    board.block(x - 18, 316, 86, 198, tone, round_by=38)
    board.block(x + wide - 68, 316, 86, 198, tone, round_by=38)
    for arm in (x - 8, x + wide - 58):
        board.block(arm, 324, 66, 22, light, alpha=0.55, blur=6, round_by=11)


def _dog(board: Board, x: float, y: float, *, coat: str, dark: str, light: str, ear_up=True, scarf=False) -> None:
    board.blob(x + 20, y + 26, 230, 14, "#2f3f33", alpha=0.4, blur=9)
    board.curve(outline("-150 -10, -206 2, -196 24, -120 26", at=(x, y)), dark, 21)
    board.smooth(outline("-178 28, -186 -48, -128 -104, -20 -98, 70 -92, 130 -40, 130 28", at=(x, y)), coat)
    board.blob(x - 108, y - 22, 70, 52, dark, alpha=0.32, blur=12)
    board.smooth(outline("-60 30, -40 2, 40 2, 52 30", at=(x, y)), light, alpha=0.5, blur=5)
    board.smooth(outline("96 30, 110 2, 240 4, 262 18, 244 32", at=(x, y)), coat)
    for toe in (236, 248):
        board.line([(x + toe, y + 14), (x + toe + 4, y + 28)], dark, 2.4)
    if scarf:
        _scarf(board, x, y)
    head = outline("92 -66, 128 -104, 178 -98, 210 -60, 262 -40, 270 -8, 230 8, 150 6, 100 -18", at=(x, y))
    board.smooth(head, coat)
    board.smooth(outline("206 -46, 262 -38, 268 -8, 226 6, 190 -8", at=(x, y)), light)
    board.blob(x + 266, y - 34, 12, 9, "#2b1d18")
    board.curve(outline("262 -24, 252 -10, 226 -10", at=(x, y)), "#4a2d1c", 2.6)
    board.curve(outline("172 -56, 184 -50, 198 -56", at=(x, y)), "#2b1d18", 3.6)
    if ear_up:
        board.smooth(outline("108 -84, 112 -150, 130 -160, 152 -98", at=(x, y)), dark)
        board.smooth(outline("116 -92, 119 -136, 128 -142, 140 -98", at=(x, y)), "#c98f78", alpha=0.8)
    board.smooth(outline("118 -88, 146 -84, 138 -30, 116 -2, 98 -24, 100 -66", at=(x, y)), dark)


def _scarf(board: Board, x: float, y: float) -> None:
    board.smooth(outline("52 -94, 100 -112, 128 -40, 116 14, 62 10, 66 -40", at=(x, y)), "#2f6bb0")
    board.curve(outline("76 -98, 92 -46, 86 8", at=(x, y)), "#f4cf45", 15)
    board.poly(outline("60 0, 112 4, 104 78, 58 74", at=(x, y)), "#2f6bb0")
    for stripe in (16, 46):
        board.poly(
            [(x + 60, y + stripe), (x + 110, y + stripe + 4), (x + 108, y + stripe + 18), (x + 59, y + stripe + 14)],
            "#f4cf45",
        )
    for fringe in range(60, 104, 8):
        board.line([(x + fringe, y + 75), (x + fringe - 1, y + 88)], "#2f6bb0", 3)
