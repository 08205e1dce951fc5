"""Pictures of what lies on tables: soup, pills and a notebook."""

from random import Random

from dayroom.demo.pictures_kit import HEIGHT, WIDTH, Board, outline, seeded, steam, turned


def bowl_of_soup() -> Board:
    """A bowl of orange soup, steam rising, on a checked cloth, a wooden spoon beside it."""
    board = Board((0.0, "#efe0c6"), (1.0, "#e3cba6"))
    _checks(board, "#c8584a", "#fbf3e6")
    board.blob(430, 478, 270, 60, "#6b3b2a", alpha=0.35, blur=20)
    board.basin(outline("196 330, 222 420, 300 478, 430 492, 560 478, 638 420, 664 330"), "#4e7f8c")
    board.basin(outline("664 330, 638 420, 560 478, 470 490, 560 440, 618 340"), "#3b6673", alpha=0.6)
    board.blob(430, 326, 236, 78, "#6d9fab")
    board.blob(430, 328, 216, 66, "#35596a")
    board.blob(430, 336, 206, 58, "#df7f2c")
    board.blob(420, 330, 176, 44, "#eb9440", blur=10)
    board.curve(outline("340 326, 390 346, 440 322, 490 344, 530 330"), "#fbe6c4", 7)
    herbs = seeded(5)
    for _ in range(26):
        x, y = herbs.gauss(430, 74), herbs.gauss(334, 15)
        board.poly(turned(outline("-7 0, 0 -3.5, 7 0, 0 3.5", at=(x, y)), (x, y), herbs.uniform(0, 180)), "#4f8a3f")
    for _ in range(12):
        board.blob(herbs.gauss(430, 90), herbs.gauss(336, 16), 2.6, 1.8, "#5a2f1c")
    steam(board, 430, 262, "#fffaf0", tall=1.5)
    _spoon(board)
    return board


def pot_of_soup() -> Board:
    """A dented steel pot of vegetable soup on a stove, masking tape on its handle: 24 g per bowl."""
    board = Board((0.0, "#e9e2d2"), (1.0, "#d5c7ac"))
    for x in range(0, 900, 90):
        for y in range(0, 400, 60):
            board.block(x + 2 + (45 if y % 120 else 0), y + 2, 86, 56, "#f3ecdd", round_by=4)
    board.wash((0, 460, WIDTH, HEIGHT), (0.0, "#4a4c52"), (1.0, "#2f3136"))
    board.blob(420, 492, 270, 34, "#26282d")
    for ring in (236, 190, 140):
        board.blob(420, 490, ring, ring * 0.1, "#5d6068")
        board.blob(420, 492, ring - 8, ring * 0.1 - 2, "#26282d")
    body = outline("199 252, 203 380, 216 468, 300 491, 420 497, 540 491, 624 468, 637 380, 641 252")
    board.basin(body, "#b5bcc2")
    for x, w, tone, alpha in ((240, 40, "#dfe5e8", 0.8), (330, 26, "#e9eef0", 0.6), (560, 66, "#868f97", 0.6)):
        board.block(x, 270, w, 200, tone, alpha=alpha, blur=14, round_by=10)
    board.blob(470, 410, 34, 26, "#8d969e", alpha=0.8, blur=7)
    board.blob(480, 419, 22, 15, "#d6dde1", alpha=0.9, blur=6)
    board.blob(420, 252, 221, 54, "#d3d9dd")
    board.blob(420, 254, 206, 46, "#7d868d")
    board.blob(420, 260, 199, 40, "#c46f33")
    _vegetables(board)
    board.smooth(outline("636 300, 668 292, 850 296, 866 314, 850 332, 668 330, 636 326"), "#4b4e54")
    board.block(704, 284, 122, 56, "#efe2b8", round_by=2)
    board.write(714, 303, "24 g per bowl", "#3c3a52", 16)
    steam(board, 420, 196, "#ffffff", tall=1.2)
    return board


def weekly_pillbox() -> Board:
    """A weekly pill box with seven painted lids, two of them open, next to a glass of water."""
    board = Board((0.0, "#f1e2c9"), (0.44, "#ecd7b6"), (0.441, "#c79b6c"), (1.0, "#a6774c"))
    board.blob(400, 474, 380, 40, "#5d3c22", alpha=0.4, blur=16)
    board.block(60, 312, 630, 150, "#f7f3ea", round_by=22)
    board.block(60, 430, 630, 32, "#dcd4c4", round_by=16)
    lids = ["#e0705a", "#eba24b", "#f0cf5a", "#7fb069", "#5aa6a8", "#6a82c4", "#b57bb8"]
    for day, tone in enumerate(lids):
        x = 74 + day * 87
        if day in (0, 1):
            _open_lid(board, x, tone, empty=day == 0)
        else:
            board.block(x, 330, 80, 96, tone, round_by=14)
            board.block(x + 6, 335, 68, 22, "#ffffff", alpha=0.3, round_by=10)
            board.block(x + 28, 420, 24, 12, tone, round_by=5)
            _lid_art(board, day, x + 40, 384)
    _glass(board, 778, 462)
    return board


def glucose_diary() -> Board:
    """An open notebook with ruled columns, entries in blue ink, numbers over ten underlined twice in red."""
    board = Board((0.0, "#b98a5e"), (1.0, "#8a5f3d"))
    board.blob(450, 330, 430, 290, "#3f2818", alpha=0.45, blur=24)
    board.block(64, 46, 772, 512, "#7b3b3b", round_by=12)
    for left in (78, 452):
        board.block(left, 56, 370, 490, "#fbf5e6", round_by=6)
    for x, alpha in ((430, 0.35), (452, 0.35)):
        board.block(x, 56, 20, 490, "#8a7a60", alpha=alpha, blur=8)
    ink = seeded(17)
    for left in (78, 452):
        for column, title in enumerate(("date", "meal", "before", "after")):
            board.write(left + 26 + column * 86, 76, title, "#2d4a8c", 17, turn=ink.uniform(-2, 2))
            if column:
                x = left + 14 + column * 86
                board.line([(x, 70), (x + ink.uniform(-2, 2), 532)], "#7d8fb8", 1.6)
        board.line([(left + 16, 104), (left + 354, 103)], "#7d8fb8", 2)
        for row in range(10):
            _entry(board, left, 124 + row * 41, row, ink)
    board.line([(560, 590), (842, 452)], "#2d4a8c", 15)
    board.line([(816, 465), (842, 452)], "#d9dce6", 15)
    board.poly(outline("548 590, 560 580, 566 594, 538 602"), "#22304f")
    return board


def _checks(board: Board, tone: str, base: str) -> None:
    board.block(0, 300, WIDTH, 300, base)
    for x in range(-60, 960, 120):
        near, far = ([450 + (side - 450) * stretch for side in (x, x + 60)] for stretch in (1.3, 0.86))
        board.poly([(far[0], 300), (far[1], 300), (near[1], 600), (near[0], 600)], tone, alpha=0.5)
    for y, h in ((300, 26), (356, 34), (430, 42), (522, 52)):
        board.block(0, y, WIDTH, h, tone, alpha=0.5)
    board.block(0, 296, WIDTH, 8, "#b98f6a", alpha=0.4, blur=4)


def _spoon(board: Board) -> None:
    board.line([(742, 562), (836, 372)], "#5d3b22", 20, alpha=0.35, blur=7)
    board.line([(730, 556), (822, 372)], "#b9824e", 17)
    board.smooth(turned(outline("796 350, 806 296, 836 284, 866 296, 874 350, 836 388"), (836, 336), 24), "#b9824e")
    board.smooth(turned(outline("812 344, 818 306, 836 298, 854 306, 860 344, 836 368"), (836, 336), 24), "#96653a")


def _vegetables(board: Board) -> None:
    cook = seeded(8)
    for _ in range(44):
        x, y = cook.gauss(420, 86), 262 + cook.uniform(-24, 26)
        if abs(x - 420) > 170:
            continue
        tone = cook.choice(["#e8892f", "#f0c04c", "#7fa64a", "#5d8a3a", "#e6d9b0", "#d9532f"])
        board.blob(x, y, cook.uniform(7, 14), cook.uniform(4, 7), tone)


def _open_lid(board: Board, x: float, tone: str, *, empty: bool) -> None:
    board.block(x, 330, 80, 96, "#cfc6b4", round_by=12)
    board.block(x + 6, 338, 68, 82, "#e9e2d3", round_by=10)
    board.poly([(x + 2, 330), (x + 78, 330), (x + 84, 244), (x - 4, 244)], tone)
    board.poly([(x + 10, 322), (x + 70, 322), (x + 74, 254), (x + 6, 254)], "#ffffff", alpha=0.28)
    if not empty:
        board.block(x + 14, 380, 34, 16, "#fdfbf5", round_by=8)
        board.block(x + 30, 380, 18, 16, "#d9695a", round_by=8)
        board.blob(x + 56, 366, 10, 8, "#f2c14e")
        board.blob(x + 30, 362, 9, 7, "#fdfbf5")


def _lid_art(board: Board, day: int, x: float, y: float) -> None:
    white = "#fffaf0"
    if day == 2:
        board.blob(x, y, 13, 13, white)
        for turn in range(0, 360, 45):
            board.line(turned([(x + 18, y), (x + 25, y)], (x, y), turn), white, 3.4)
    elif day == 3:
        for turn in range(0, 360, 72):
            petal = turned([(x + 12, y)], (x, y), turn)[0]
            board.blob(*petal, 9, 9, white)
        board.blob(x, y, 6, 6, "#f0cf5a")
    elif day == 4:
        board.smooth(outline("-22 0, -4 -13, 12 0, 24 -11, 24 11, 12 0, -4 13", at=(x, y)), white)
        board.blob(x - 12, y - 2, 2.6, 2.6, "#35596a")
    elif day == 5:
        board.poly([p for k in range(5) for p in turned([(x, y - 24), (x + 6, y - 8)], (x, y), k * 72)], white)
    else:
        board.smooth(outline("-18 20, -14 -8, 4 -16, 20 -2, 14 8, 4 4, 8 22", at=(x, y)), white)
        board.poly(outline("2 -14, 12 -34, 10 -10", at=(x, y)), "#f0cf5a")
        board.blob(x + 9, y - 4, 2.2, 2.2, "#4a2f4f")


def _glass(board: Board, x: float, y: float) -> None:
    board.blob(x + 10, y + 8, 76, 13, "#4a2f1c", alpha=0.4, blur=9)
    board.poly(outline("-62 -220, 62 -220, 48 6, -48 6", at=(x, y)), "#eef6f6", alpha=0.55)
    board.poly(outline("-57 -150, 57 -150, 48 2, -48 2", at=(x, y)), "#a9d3dc", alpha=0.75)
    board.blob(x, y - 150, 57, 11, "#cbe7ec")
    board.blob(x, y + 2, 48, 8, "#8fc0cb")
    board.line([(x - 46, y - 206), (x - 36, y - 14)], "#ffffff", 7, alpha=0.7)
    board.blob(x, y - 220, 62, 11, "#ffffff", alpha=0.55)
    board.blob(x, y - 219, 55, 8, "#e3eeee", alpha=0.7)


def _entry(board: Board, left: float, y: float, row: int, ink: Random) -> None:
    """One hand-written row; the dates are only day and month, and a high value gets its two red lines."""
    blue = "#2d4a8c"
    board.line([(left + 16, y + 28), (left + 354, y + 28)], "#d9cfb8", 1.2)
    board.write(left + 28, y + 4, f"{(row + 3) % 28 + 1}/{5 if left < 300 else 6}", blue, 17, turn=ink.uniform(-4, 4))
    meal = ink.choice(["oats", "soup", "toast", "rice", "eggs", "pasta"])
    board.write(left + 108, y + 4, meal, blue, 17, turn=ink.uniform(-4, 4))
    for column in (2, 3):
        value = max(4.6, ink.gauss(6.8 if column == 2 else 9.2, 1.7))
        x = left + 32 + column * 86
        board.write(x, y + 4, f"{value:.1f}", blue, 17, turn=ink.uniform(-4, 4))
        if value > 10:
            for gap in (23, 27):
                board.line([(x - 4, y + gap), (x + 38, y + gap - 1.5)], "#c0392b", 2)
