from __future__ import annotations

import io
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.documents.ink import IMAGE_HEIGHT, Ink, InkFault, drawn, fault_sentence, judge
from app.documents.ink_demonstration import demonstration_ink
from app.errors import Expected

WIDTH, HEIGHT = 600.0, 200.0


def ink(*strokes):
    return Ink(tuple(tuple((float(x), float(y), 0.5) for x, y in stroke) for stroke in strokes), WIDTH, HEIGHT)


def darkness(png):
    return sum(Image.open(io.BytesIO(png)).getchannel("A").tobytes())


CROSS = ink([(100, 50), (200, 150)], [(200, 50), (100, 150)])
WAVE = ink([(50 + 5 * step, 100 + 40 * math.sin(step / 3)) for step in range(100)])


def test_an_empty_pad_is_refused():
    assert judge(ink()) is InkFault.BLANK
    assert judge(ink([])) is InkFault.BLANK


def test_a_dot_is_refused_even_touched_twice():
    assert judge(ink([(300, 100)])) is InkFault.DOT
    assert judge(ink([(300, 100), (302, 101)], [(301, 100)])) is InkFault.DOT


@given(st.floats(0, math.pi), st.floats(40, 90), st.integers(2, 60))
def test_a_straight_line_is_refused_in_any_direction(angle, length, count):
    line = [
        (
            300 + length * (step / count - 0.5) * 2 * math.cos(angle),
            100 + length * (step / count - 0.5) * 2 * math.sin(angle),
        )
        for step in range(count + 1)
    ]

    assert judge(ink(line)) is InkFault.STRAIGHT_LINE


def test_a_line_drawn_by_a_hand_that_shakes_a_little_is_still_a_line():
    assert judge(ink([(50 + 5 * step, 100 + step % 3) for step in range(100)])) is InkFault.STRAIGHT_LINE


def test_a_cross_is_a_signature():
    assert judge(CROSS) is None


@pytest.mark.parametrize("name", ["Nadia Benali", "Li", "Карім", "محمد", "Jean-Baptiste de La Tour d’Auvergne"])
def test_demonstration_ink_is_drawn_and_always_the_same(name):
    assert drawn(demonstration_ink(name)) == drawn(demonstration_ink(name))
    assert demonstration_ink(name, seed=1) != demonstration_ink(name)


@pytest.mark.parametrize("fault", InkFault)
def test_each_refusal_says_so_without_blame(fault):
    assert fault_sentence(fault).endswith((".", "…"))


def test_poor_ink_is_never_drawn():
    with pytest.raises(Expected) as refusal:
        drawn(ink([(300, 100)]))

    assert refusal.value.code == "ink_dot"


def test_the_image_has_the_shape_of_the_pad_and_a_transparent_ground():
    image = Image.open(io.BytesIO(drawn(CROSS)))

    assert image.mode == "RGBA"
    assert image.size == (IMAGE_HEIGHT * 3, IMAGE_HEIGHT)
    assert image.getpixel((5, 5))[3] == 0
    assert image.getpixel((180, 120))[3] == 255


def test_the_edge_of_the_line_is_smooth():
    levels = set(Image.open(io.BytesIO(drawn(WAVE))).getchannel("A").tobytes())

    assert len(levels) > 5


def test_pressing_makes_the_line_wider():
    soft = Ink(tuple(tuple((x, y, 0.1) for x, y, _p in stroke) for stroke in WAVE.strokes), WIDTH, HEIGHT)
    hard = Ink(tuple(tuple((x, y, 0.9) for x, y, _p in stroke) for stroke in WAVE.strokes), WIDTH, HEIGHT)

    assert darkness(drawn(hard)) > 1.4 * darkness(drawn(soft))


def test_a_mouse_that_gives_no_pressure_draws_a_middling_line():
    mouse = Ink(tuple(tuple((x, y, 0.0) for x, y, _p in stroke) for stroke in WAVE.strokes), WIDTH, HEIGHT)

    assert drawn(mouse) == drawn(WAVE)


def test_a_pen_that_leaves_the_pad_is_brought_back_to_its_edge():
    out = ink([(100, 50), (200, 1_000_000), (300, 60)])

    assert darkness(drawn(out)) > 0


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_coordinate_that_is_no_number_is_a_fault_of_ours(value):
    with pytest.raises(ValueError, match="no number"):
        Ink((((value, 1.0, 0.5),),), WIDTH, HEIGHT)


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 1000), (1000, 10), (-1, -1)])
def test_a_pad_without_shape_is_a_fault_of_ours(width, height):
    with pytest.raises(ValueError, match="pad"):
        Ink((), width, height)


def test_more_points_than_a_hand_can_make_are_refused_before_drawing():
    with pytest.raises(ValueError, match="more than a hand"):
        Ink((((1.0, 1.0, 0.5),) * 20_001,), WIDTH, HEIGHT)


points = st.tuples(st.floats(-50, 700), st.floats(-50, 300), st.floats(0, 1))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(points, max_size=12).map(tuple), max_size=4).map(tuple))
def test_any_ink_is_either_refused_with_a_sentence_or_drawn(strokes):
    scribble = Ink(strokes, WIDTH, HEIGHT)
    fault = judge(scribble)

    if fault is None:
        assert Image.open(io.BytesIO(drawn(scribble))).size == (720, 240)
    else:
        assert fault_sentence(fault)
