"""Pictures of knitting: every stitch is drawn, which is quicker than it sounds."""

from dayroom.demo.pictures_kit import Board, outline, seeded, steam, turned


def knitted_blanket() -> Board:
    """A half-finished blanket in cream and blue on wooden needles, a ball of wool next to it."""
    board = Board((0.0, "#e6cfae"), (1.0, "#cfae84"))
    board.blob(420, 430, 330, 160, "#6f4d33", alpha=0.35, blur=26)
    rows = ["#f5ead3"] * 4 + ["#7fa3bd"] * 2 + ["#f5ead3"] * 3 + ["#4f7798"] * 3 + ["#f5ead3"] * 4 + ["#7fa3bd"] * 2
    _stitches(board, 150, 196, 30, rows)
    _needle(board, (92, 200), (652, 188))
    _needle(board, (716, 122), (330, 214))
    _ball(board, 742, 430, 92, ("#6f97b6", "#4f7798", "#a4c2d8"))
    board.curve(outline("664 476, 600 560, 690 585, 650 520, 600 470, 655 300, 632 176"), "#6f97b6", 5)
    return board


def knitted_cushion() -> Board:
    """A lap with half a mustard cushion cover on two needles; below, a knee in a tubular bandage on a pillow."""
    board = Board((0.0, "#d9c3ad"), (1.0, "#b99b82"))
    board.smooth(outline("-60 -40, 960 -40, 960 330, 700 372, 420 380, 160 372, -60 340"), "#4c5a78")
    board.curve(outline("450 -10, 470 180, 440 372"), "#3b4763", 6, alpha=0.7)
    board.blob(520, 566, 360, 40, "#6f5644", alpha=0.4, blur=18)
    board.smooth(
        outline("180 500, 260 470, 520 484, 800 470, 870 506, 884 560, 800 600, 520 588, 240 602, 170 560"), "#f2ece0"
    )
    board.smooth(outline("250 540, 520 520, 820 540, 760 576, 300 576"), "#d9d0c0", alpha=0.7, blur=12)
    board.smooth(outline("560 404, 760 420, 980 424, 980 530, 760 524, 560 530"), "#e0b292")
    board.smooth(outline("330 402, 420 384, 520 374, 600 386, 690 408, 694 524, 600 536, 480 538, 330 536"), "#f3eadb")
    for step in range(16):
        x = 384 + step * 19.5
        swell = 12 * max(0, 1 - abs(x - 520) / 120)
        board.curve([(x, 396 - swell), (x + 9, 460), (x, 532)], "#d8cab2", 2.2)
    board.smooth(outline("-60 370, 200 384, 352 388, 366 460, 352 548, 180 540, -60 520"), "#55637f")
    board.curve(outline("346 392, 360 462, 346 544"), "#3f4b67", 11)
    _stitches(board, 220, 100, 22, ["#d9a53a"] * 6 + ["#c98f2a"] + ["#d9a53a"] * 4 + ["#c98f2a"], size=19)
    _needle(board, (160, 102), (690, 92))
    _needle(board, (740, 40), (350, 116))
    return board


def knitted_strip() -> Board:
    """An uneven gray strip of knitting on a table beside a cup of tea, one dropped stitch on a safety pin."""
    board = Board((0.0, "#b98a5e"), (1.0, "#8f6440"))
    for y in range(30, 600, 94):
        board.line([(0, y), (300, y + 6), (900, y - 3)], "#7d5535", 2.4, alpha=0.6)
    board.blob(330, 340, 270, 150, "#4a2f1c", alpha=0.4, blur=22)
    _stitches(board, 130, 150, 17, ["#9a9fa6", "#a7acb3"] * 7, size=24, wobble=12)
    _needle(board, (70, 140), (600, 118))
    for bend in (outline("398 372, 440 352, 478 368, 488 392"), outline("398 372, 430 392, 470 400, 488 392")):
        board.curve(bend, "#d9b44a", 5)
    board.blob(398, 372, 9, 9, "#d9b44a")
    board.blob(398, 372, 4, 4, "#7d5a2a")
    board.block(482, 382, 20, 17, "#e7c766", round_by=7)
    board.blob(706, 400, 148, 52, "#3f2818", alpha=0.4, blur=16)
    board.blob(700, 384, 140, 52, "#f2ece0")
    board.blob(700, 378, 104, 36, "#dcd3c2")
    board.smooth(outline("610 262, 622 340, 660 378, 740 378, 778 340, 790 262"), "#f8f3e8")
    board.curve(outline("786 286, 838 282, 834 330, 774 336"), "#f8f3e8", 13)
    board.blob(700, 262, 91, 32, "#fffaf0")
    board.blob(700, 264, 81, 26, "#a5602c")
    board.blob(688, 260, 50, 12, "#bf7a3f", blur=6)
    steam(board, 700, 224, "#fff6e6")
    return board


def _stitches(
    board: Board, x: float, y: float, across: int, rows: list[str], *, size: float = 15, wobble: float = 0
) -> None:
    """Stockinette: every stitch is a small V of two plump strokes."""
    hand = seeded(len(rows) + across)
    high = size * 1.12
    for row, tone in enumerate(rows):
        shift = hand.uniform(-wobble, wobble)
        dim = _dimmed(tone)
        board.block(x + shift, y + row * high, across * size, high + 2, dim)
        for col in range(across):
            left, top = x + shift + col * size, y + row * high
            board.line([(left + size * 0.16, top + 2), (left + size * 0.44, top + high)], tone, size * 0.4)
            board.line([(left + size * 0.84, top + 2), (left + size * 0.56, top + high)], tone, size * 0.4)


def _dimmed(tone: str) -> tuple[int, int, int]:
    red, green, blue = (int(int(tone[k : k + 2], 16) * 0.8) for k in (1, 3, 5))
    return red, green, blue


def _needle(board: Board, start: tuple[float, float], end: tuple[float, float]) -> None:
    (x1, y1), (x2, y2) = start, end
    board.line([(x1, y1 + 9), (x2, y2 + 9)], "#4a2f1c", 9, alpha=0.3, blur=4)
    board.line([start, end], "#c9955c", 10)
    board.line([(x1, y1 - 2), (x2, y2 - 2)], "#e8c08c", 3)
    board.blob(x1, y1, 14, 14, "#8a5a34")


def _ball(board: Board, x: float, y: float, r: float, tones: tuple[str, str, str]) -> None:
    tone, dark, light = tones
    board.blob(x + 8, y + r * 0.86, r * 1.05, 18, "#4a2f1c", alpha=0.4, blur=10)
    board.blob(x, y, r, r, tone)
    for turn, ink in ((0, dark), (62, light), (124, dark), (30, light), (92, tone), (150, light)):
        for step in range(-3, 4):
            bow = step * r * 0.24
            reach = (r * r - bow * bow) ** 0.5 * 0.9
            arc = [(x - reach, y + bow), (x, y + bow * 1.35), (x + reach, y + bow)]
            board.curve(turned(arc, (x, y), turn), ink, 3.2, alpha=0.5)
    board.blob(x - r * 0.35, y - r * 0.4, r * 0.4, r * 0.3, "#ffffff", alpha=0.25, blur=14)
