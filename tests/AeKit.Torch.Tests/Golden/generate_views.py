#!/usr/bin/env python3
"""Writes views.json beside this script with PyTorch on the CPU (made with 1.13): in-place changes through views.

Every case computes a result from x [3, 4] and w; the file holds the result and both gradients of its weighted sum.
"""
import torch

from generate import case, write


def body(f):
    """The function's return value after it changed y in place; y itself if it returns nothing."""
    def run(x, w):
        y = x * 2
        result = f(y, x, w)
        return y if result is None else result
    return run


def add_to_row(y, x, w):
    y[0] += w


def multiply_column(y, x, w):
    y[:, 1].mul_(w[:3])


def multiply_every_second_column(y, x, w):
    y[:, ::2].mul_(3)


def copy_into_row(y, x, w):
    y[1].copy_(w)


def fill_constants(y, x, w):
    y = torch.zeros(3, 4)
    y[1] = w
    y[2] = w * x[0]
    return y * x


def set_a_number(y, x, w):
    y[0] = 0.5
    return y.exp() * w


def clear_column(y, x, w):
    y[:, 0].zero_()


def older_view_follows(y, x, w):
    v = y[1]
    y.mul_(3)
    return v * w


def other_view_follows(y, x, w):
    row, column = y[0], y[:, 0]
    row.mul_(w)
    return column * row.sum()


def view_of_a_view(y, x, w):
    y.t()[1:3][0].add_(w[:3])


def exp_of_row(y, x, w):
    y[0].exp_()


def sigmoid_of_rows(y, x, w):
    y[0:2].sigmoid_()
    return y * w


def relu_of_row(y, x, w):
    y[2].relu_()


def divide_by_another_row(y, x, w):
    y[0].div_(y[1].clone())


def through_another_shape(y, x, w):
    y.view(-1)[2:6].mul_(w)


def overwrite_all(y, x, w):
    y.copy_(w)


def put_rows(y, x, w):
    y[torch.tensor([2, 0])] = w


def put_by_mask(y, x, w):
    y[torch.tensor([[True, False, True, False], [False, True, False, True], [True, True, False, False]])] = 1.5
    return y * w


def recurrence(y, x, w):
    for i in range(1, 3):
        y[i] += y[i - 1].clone() * w


def twice_the_same_region(y, x, w):
    y[0].mul_(w)
    y[0][1:3].add_(w[1:3])
    y[:2].mul_(y[1:].clone())


def expanded_view_follows(y, x, w):
    v = y[0].expand(3, 4)
    y[:, 0].mul_(w[:3])
    return v * x


def detached_transpose(y, x, w):
    z = torch.ones(4, 3).t().detach()
    z[1].mul_(w)
    return z * x


CASES = [
    add_to_row, multiply_column, multiply_every_second_column, copy_into_row, fill_constants, set_a_number, clear_column, older_view_follows,
    other_view_follows, view_of_a_view, exp_of_row, sigmoid_of_rows, relu_of_row, divide_by_another_row, through_another_shape, overwrite_all,
    put_rows, put_by_mask, recurrence, twice_the_same_region, expanded_view_follows, detached_transpose,
]

if __name__ == "__main__":
    torch.manual_seed(17)
    x, w = torch.randn(3, 4), torch.randn(4)
    write("views.json", {"cases": [case(f.__name__, body(f), x, w) for f in CASES]})
