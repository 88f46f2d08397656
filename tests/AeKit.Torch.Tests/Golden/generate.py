#!/usr/bin/env python3
"""Writes the golden files beside this script with PyTorch on the CPU (made with 1.13; needs torch only).

Every case: inputs by value, the output, and the gradients of sum(output * weight) for the inputs that have one.
Run it again after changing a case; the files are committed, the tests do not need Python.
"""
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
torch.set_num_threads(1)


def flat(t):
    values = t.detach().contiguous().reshape(-1).tolist()
    return [float(f"{v:.9g}") for v in values] if t.is_floating_point() else [int(v) for v in values]


def pack(t):
    return {"shape": list(t.shape), "values": flat(t)}


def write(name, data):
    with open(os.path.join(HERE, name), "w") as f:
        json.dump(data, f, separators=(",", ":"))
        f.write("\n")


def case(name, f, *inputs):
    leaves = [x.clone().requires_grad_() for x in inputs]
    y = f(*leaves)
    weight = torch.linspace(-1, 1, y.numel()).reshape(y.shape) + 0.3
    (y * weight).sum().backward()
    return {
        "name": name,
        "inputs": [pack(x) for x in inputs],
        "weight": pack(weight),
        "output": pack(y),
        "gradients": [pack(x.grad if x.grad is not None else torch.zeros_like(x)) for x in leaves],
    }


def ops():
    torch.manual_seed(7)
    a, b = torch.randn(4, 5), torch.randn(4, 5)
    row, column = torch.randn(5), torch.randn(4, 1)
    p = torch.rand(4, 5) * 0.98 + 0.01
    q = torch.rand(4, 5)
    t3, u3 = torch.randn(2, 3, 4), torch.randn(2, 4, 5)
    w, bias = torch.randn(7, 5), torch.randn(7)
    index = torch.tensor([2, 0, 0, 3])
    cases = [
        case("add", lambda x, y: x + y, a, b),
        case("add broadcast row", lambda x, y: x + y, a, row),
        case("add broadcast outer", lambda x, y: x + y, row, column),
        case("sub broadcast column", lambda x, y: x - y, a, column),
        case("mul", lambda x, y: x * y, a, b),
        case("mul broadcast outer", lambda x, y: x * y, row, column),
        case("mul transposed", lambda x, y: x.t() * y.t(), a, b),
        case("div", lambda x, y: x / y, a, p),
        case("div broadcast", lambda x, y: x / y, a, column.abs() + 0.5),
        case("scalar arithmetic", lambda x: 3 - (2 * x + 1) / 4 + 1 / (x.abs() + 1), a),
        case("pow number", lambda x: x ** 3 + x ** 2, a),
        case("pow fraction", lambda x: x ** 1.7, p),
        case("pow tensors", lambda x, y: x ** y, p, b),
        case("exp", torch.exp, a),
        case("log", torch.log, p),
        case("log1p", torch.log1p, p),
        case("expm1", torch.expm1, a),
        case("sqrt", torch.sqrt, p),
        case("rsqrt", torch.rsqrt, p),
        case("reciprocal", torch.reciprocal, p),
        case("sin", torch.sin, a),
        case("cos", torch.cos, a),
        case("tanh", torch.tanh, a),
        case("sigmoid", torch.sigmoid, a * 5),
        case("relu", torch.relu, a),
        case("abs", torch.abs, a),
        case("erf", torch.erf, a),
        case("clamp", lambda x: x.clamp(-0.5, 0.7), a),
        case("maximum", torch.maximum, a, b),
        case("minimum", torch.minimum, a, b),
        case("leaky_relu", lambda x: F.leaky_relu(x, 0.2), a),
        case("elu", lambda x: F.elu(x, 1.3), a),
        case("silu", F.silu, a),
        case("gelu", F.gelu, a),
        case("softplus", lambda x: F.softplus(x, 2, 3), a * 4),
        case("logsigmoid", F.logsigmoid, a * 10),
        case("softmax", lambda x: torch.softmax(x, 1), a),
        case("log_softmax", lambda x: torch.log_softmax(x, 0), a),
        case("logsumexp", lambda x: torch.logsumexp(x, 1), a * 20),
        case("sum", torch.sum, a),
        case("sum dim 0", lambda x: x.sum(0), a),
        case("sum dims 0 2", lambda x: x.sum((0, 2), keepdim=True), t3),
        case("mean", torch.mean, a),
        case("mean dim 1", lambda x: x.mean(1, keepdim=True), t3),
        case("var", lambda x: x.var(), a),
        case("var dim 1 biased", lambda x: x.var(1, unbiased=False), a),
        case("std dim 0", lambda x: x.std(0), a),
        case("max", torch.max, a),
        case("max dim 1", lambda x: x.max(1)[0], a),
        case("min dim 0", lambda x: x.min(0)[0], a),
        case("matmul", lambda x, y: x @ y, a, b.t().contiguous()),
        case("matmul transposed", lambda x, y: x.t() @ y, a, b),
        case("matmul vector", lambda x, y: x @ y, a, row),
        case("matmul vectors", lambda x, y: x @ y, row, b[0].clone()),
        case("matmul batches", lambda x, y: x @ y, t3, u3),
        case("matmul broadcast", lambda x, y: x @ y, t3, u3[0].clone()),
        case("bmm", torch.bmm, t3, u3),
        case("outer", torch.outer, row, b[1].clone()),
        case("linear", F.linear, a, w, bias),
        case("linear 3d", F.linear, u3, w, bias),
        case("reshape", lambda x: x.reshape(2, -1) * 2, a),
        case("reshape transposed", lambda x: x.t().reshape(-1) * 2, a),
        case("permute", lambda x: x.permute(2, 0, 1) * 2, t3),
        case("flatten", lambda x: x.flatten(1), t3),
        case("unsqueeze squeeze", lambda x: x.unsqueeze(1).squeeze(1) * x, a),
        case("expand", lambda x: x.expand(3, 4, 5) * 2, column),
        case("slice", lambda x: x[1:4:2, :3], a),
        case("select", lambda x: x[2] * x[:, 1].sum(), a),
        case("index_select", lambda x: x.index_select(0, index), a),
        case("index twice", lambda x: x[index, index], a),
        case("gather", lambda x: x.gather(1, torch.tensor([[0, 4], [1, 1], [2, 3], [4, 0]])), a),
        case("mask", lambda x: x[torch.tensor([True, False, True, True])], a),
        case("masked_fill", lambda x: x.masked_fill(torch.tensor([True, False, True, False, False]), 9.0), a),
        case("where", lambda x, y: torch.where(x > y, x * 2, y), a, row),
        case("cat", lambda x, y: torch.cat([x, y, x], 1), a, column),
        case("stack", lambda x, y: torch.stack([x, y], 1), a, b),
        case("chunk", lambda x: x.chunk(2, 1)[1] * 2 + x.chunk(2, 1)[0][:, :2], a),
        case("mse_loss", F.mse_loss, a, b),
        case("mse_loss sum", lambda x, y: F.mse_loss(x, y, reduction="sum"), a, b),
        case("mse_loss none", lambda x, y: F.mse_loss(x, y, reduction="none"), a, b),
        case("l1_loss", F.l1_loss, a, b),
        case("binary_cross_entropy", lambda x: F.binary_cross_entropy(x, q), p),
        case("binary_cross_entropy sum", lambda x: F.binary_cross_entropy(x, q, reduction="sum"), p),
        case("binary_cross_entropy weight", lambda x: F.binary_cross_entropy(x, q, weight=row.abs()), p),
        case("binary_cross_entropy saturated", lambda x: F.binary_cross_entropy(x, torch.tensor([0.0, 1.0, 1.0, 0.0])), torch.tensor([0.0, 1.0, 0.0, 0.5])),
        case("binary_cross_entropy_with_logits", lambda x: F.binary_cross_entropy_with_logits(x, q), a * 10),
        case("binary_cross_entropy_with_logits none", lambda x: F.binary_cross_entropy_with_logits(x, q, reduction="none"), a),
        case("binary_cross_entropy_with_logits pos_weight", lambda x: F.binary_cross_entropy_with_logits(x, q, pos_weight=row.abs()), a),
    ]
    constants = {"q": pack(q), "row": pack(row)}
    write("ops.json", {"constants": constants, "cases": cases})


def layers():
    torch.manual_seed(9)
    x, x1 = torch.randn(2, 4, 7, 6), torch.randn(2, 4, 9)
    w, wg, w1 = torch.randn(6, 4, 3, 2), torch.randn(6, 2, 3, 3), torch.randn(5, 4, 3)
    v, vg = torch.randn(4, 3, 4, 3), torch.randn(4, 3, 3, 3)
    b6, b3, b5, g4, h4 = torch.randn(6), torch.randn(3), torch.randn(5), torch.randn(4), torch.randn(4)
    mean, variance = torch.randn(4), torch.rand(4) + 0.5
    classes = torch.tensor([0, 3, 2, 1, 1, 0, 3, 2, 2])
    cases = [
        case("conv2d", F.conv2d, x, w, b6),
        case("conv2d without bias", F.conv2d, x, w),
        case("conv2d stride padding", lambda x, w, b: F.conv2d(x, w, b, (2, 1), (1, 2)), x, w, b6),
        case("conv2d dilation", lambda x, w, b: F.conv2d(x, w, b, 1, (2, 1), (2, 3)), x, w, b6),
        case("conv2d groups", lambda x, w, b: F.conv2d(x, w, b, 2, 1, 1, 2), x, wg, b6),
        case("conv2d one image", F.conv2d, x[0].clone(), w, b6),
        case("conv_transpose2d", F.conv_transpose2d, x, v, b3),
        case("conv_transpose2d stride padding", lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1), x, v, b3),
        case("conv_transpose2d output_padding dilation", lambda x, w, b: F.conv_transpose2d(x, w, b, (3, 2), (1, 0), (2, 1), 1, (1, 2)), x, v, b3),
        case("conv_transpose2d groups", lambda x, w, b: F.conv_transpose2d(x, w, b, 2, 1, 1, 2), x, vg, b6),
        case("conv1d", lambda x, w, b: F.conv1d(x, w, b, 2, 1, 1), x1, w1, b5),
        case("batch_norm training", lambda x, g, h: F.batch_norm(x, None, None, g, h, True), x, g4, h4),
        case("batch_norm evaluation", lambda x, g, h: F.batch_norm(x, mean, variance, g, h, False), x, g4, h4),
        case("layer_norm", lambda x, g: F.layer_norm(x, (7, 6), g, None), x, torch.randn(7, 6)),
        case("cumsum", lambda x: x.cumsum(1), x1),
        case("sort", lambda x: x.sort(1, descending=True)[0], x1),
        case("topk", lambda x: x.topk(3, 2)[0], x1),
        case("flip", lambda x: x.flip(0, 2), x1),
        case("repeat", lambda x: x.repeat(2, 1, 3, 1), x1),
        case("prod", torch.prod, x1[0, :, :3].clone()),
        case("cross_entropy", lambda x: F.cross_entropy(x, classes), x1[0].t().clone()),
        case("cross_entropy weight sum", lambda x: F.cross_entropy(x, classes, g4.abs(), reduction="sum"), x1[0].t().clone()),
        case("cross_entropy ignoring 2", lambda x: F.cross_entropy(x, classes, g4.abs(), ignore_index=2), x1[0].t().clone()),
        case("cross_entropy of maps", lambda x: F.cross_entropy(x, classes.repeat(2, 1)), x1),
        case("cross_entropy probabilities", lambda x: F.cross_entropy(x, torch.softmax(w1[:, :, 0], 1)), w1[:, :, 1].clone()),
        case("nll_loss", lambda x: F.nll_loss(x.log_softmax(1), classes), x1[0].t().clone()),
        case("smooth_l1_loss", lambda x, y: F.smooth_l1_loss(x, y, beta=0.7), x1[0].clone(), x1[1].clone()),
        case("huber_loss", lambda x, y: F.huber_loss(x, y, delta=1.4), x1[0].clone(), x1[1].clone()),
        case("kl_div", lambda x, y: F.kl_div(x, y, log_target=True, reduction="sum"), x1[0].clone(), x1[1].clone()),
        case("kl_div probabilities", lambda x: F.kl_div(x, torch.softmax(x1[1], 0)), x1[0].clone()),
        case("gaussian_nll_loss", lambda x, y, v: F.gaussian_nll_loss(x, y, v, full=True), x1[0].clone(), x1[1].clone(), torch.rand(4, 9) + 0.1),
        case("batch_norm of vectors", lambda x, g, h: F.batch_norm(x, None, None, g, h, True), x[:, :, 0, 0].repeat(3, 1) + torch.randn(6, 4), g4, h4),
        case("max_pool2d", lambda x: F.max_pool2d(x, 2), x),
        case("max_pool2d stride padding", lambda x: F.max_pool2d(x, (3, 2), (1, 2), 1), x),
        case("max_pool2d dilation ceil_mode", lambda x: F.max_pool2d(x, 2, 3, 1, 2, True), x),
        case("max_pool2d one image", lambda x: F.max_pool2d(x, 3, 2), x[1].clone()),
        case("avg_pool2d", lambda x: F.avg_pool2d(x, 2), x),
        case("avg_pool2d stride padding ceil_mode", lambda x: F.avg_pool2d(x, (3, 2), (2, 3), 1, True), x),
        case("avg_pool2d without padding", lambda x: F.avg_pool2d(x, 3, 2, 1, True, False), x),
        case("avg_pool2d divisor", lambda x: F.avg_pool2d(x, (2, 3), divisor_override=5), x[1].clone()),
    ]
    write("layers.json", {"constants": {"mean": pack(mean), "variance": pack(variance), "g4": pack(g4), "w1": pack(w1), "x1": pack(x1)}, "cases": cases})

    # No bias before a batch normalisation: its gradient would be rounding errors, which Adam magnifies.
    torch.manual_seed(12)
    model = nn.Sequential(
        nn.Conv2d(1, 4, 4, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(64, 5, bias=False), nn.BatchNorm1d(5), nn.Tanh(),
        nn.Linear(5, 64), nn.Unflatten(1, (4, 4, 4)), nn.ConvTranspose2d(4, 1, 4, 2, 1), nn.Sigmoid())
    start = sum((flat(p) for p in model.parameters()), [])
    x = torch.rand(16, 1, 8, 8)
    optimizer = torch.optim.Adam(model.parameters(), 1e-2)
    losses = []
    for _ in range(30):
        loss = F.binary_cross_entropy(model(x), x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    write("convolutional.json", {
        "start": start, "losses": losses, "evaluated": pack(model(x)),
        "running_mean": flat(model[1].running_mean), "running_var": flat(model[1].running_var),
        "num_batches_tracked": int(model[1].num_batches_tracked), "names": list(model.state_dict().keys()),
    })


def embedding():
    def run(index, **options):
        torch.manual_seed(21)
        layer = nn.Embedding(6, 4, **options)
        start = pack(layer.weight)
        index = torch.tensor(index)
        y = layer(index)
        weight = torch.linspace(-1, 1, y.numel()).reshape(y.shape) + 0.3
        (y * weight).sum().backward()
        return {"index": pack(index), "start": start, "output": pack(y), "weight": pack(weight), "gradient": pack(layer.weight.grad), "after": pack(layer.weight)}

    write("embedding.json", {
        "plain": run([[3, 1, 3], [0, 3, 5]]),
        "one index": run(4),
        "padding_idx": run([2, 4, 2, 0, 4], padding_idx=-2),
        "scale_grad_by_freq": run([2, 4, 2, 2, 5], scale_grad_by_freq=True),
        "max_norm": run([2, 4, 2, 0], max_norm=1.5),
        "max_norm 1": run([[1], [1], [3]], max_norm=0.7, norm_type=1.0, padding_idx=3, scale_grad_by_freq=True),
    })


def random_numbers():
    g = {}
    torch.manual_seed(123)
    g["rand 20"] = flat(torch.rand(20))
    g["rand double 5"] = torch.rand(5, dtype=torch.float64).tolist()
    g["randn 7"] = flat(torch.randn(7))
    g["randn 16"] = flat(torch.randn(16))
    g["randn 37"] = flat(torch.randn(37))
    g["randn double 5"] = torch.randn(5, dtype=torch.float64).tolist()
    g["randn double 33"] = torch.randn(33, dtype=torch.float64).tolist()
    g["randperm 25"] = torch.randperm(25).tolist()
    g["randint"] = torch.randint(-3, 9, (20,)).tolist()
    g["bernoulli"] = flat(torch.bernoulli(torch.linspace(0, 1, 30)))
    g["bernoulli double"] = torch.bernoulli(torch.linspace(0, 1, 30, dtype=torch.float64)).tolist()
    g["bernoulli_ 0.3"] = flat(torch.empty(30).bernoulli_(0.3))
    g["dropout 0.4"] = flat(F.dropout(torch.ones(30), 0.4))
    g["uniform_"] = flat(torch.empty(10).uniform_(-0.3, 0.7))
    g["normal_"] = flat(torch.empty(3, 7).normal_(2, 0.5))
    state = torch.get_rng_state()
    g["state length"] = state.numel()
    g["state sum"] = int((state.long() * (torch.arange(state.numel()) % 251 + 1)).sum())
    g["rand after state"] = flat(torch.rand(3))
    torch.manual_seed(5)
    linear = nn.Linear(11, 6)
    g["Linear weight"] = flat(linear.weight)
    g["Linear bias"] = flat(linear.bias)
    g["xavier_uniform_"] = flat(nn.init.xavier_uniform_(torch.empty(6, 4)))
    g["kaiming_normal_"] = flat(nn.init.kaiming_normal_(torch.empty(5, 4), nonlinearity="relu"))
    write("random.json", g)


def optimizers():
    def run(make, steps=50):
        torch.manual_seed(3)
        model = nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 6))
        x = torch.randn(16, 6)
        optimizer = make(model.parameters())
        losses = []
        for _ in range(steps):
            loss = F.mse_loss(model(x), x)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return {"losses": losses, "parameters": sum((flat(p) for p in model.parameters()), [])}

    write("optimizers.json", {
        "Adam": run(lambda p: torch.optim.Adam(p, 0.01)),
        "Adam weight_decay amsgrad": run(lambda p: torch.optim.Adam(p, 0.02, (0.8, 0.99), 1e-6, 0.1, True)),
        "AdamW": run(lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.05)),
        "SGD": run(lambda p: torch.optim.SGD(p, 0.1)),
        "SGD momentum": run(lambda p: torch.optim.SGD(p, 0.05, 0.9, 0.1, 0.01)),
        "RMSProp": run(lambda p: torch.optim.RMSprop(p, 0.005)),
        "RMSProp centered momentum": run(lambda p: torch.optim.RMSprop(p, 0.002, 0.9, 1e-6, 0.01, 0.5, True)),
        "Adagrad": run(lambda p: torch.optim.Adagrad(p, 0.1, 0.02, 0.01, 0.1)),
        "SGD nesterov": run(lambda p: torch.optim.SGD(p, 0.05, 0.9, nesterov=True)),
    })


def training():
    """200 steps of two autoencoders; the loss at every step."""
    def run(model, batch, size, loss_of):
        optimizer = torch.optim.Adam(model.parameters(), 1e-3)
        x = torch.rand(4 * batch, size)
        losses = []
        for step in range(200):
            if step % 4 == 0:
                order = torch.randperm(len(x))
            rows = x[order[step % 4 * batch:(step % 4 + 1) * batch]]
            loss = loss_of(model(rows), rows)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    torch.manual_seed(1)
    mse = run(nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid()), 128, 784, F.mse_loss)
    torch.manual_seed(2)
    bce = run(nn.Sequential(nn.Linear(100, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 100)), 32, 100, F.binary_cross_entropy_with_logits)
    write("training.json", {"784-32-784 mse": mse, "100-64-100 logits dropout": bce})

    torch.manual_seed(1)
    model = nn.Sequential(nn.Linear(784, 32), nn.ReLU(), nn.Linear(32, 784), nn.Sigmoid())
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    x = torch.rand(128, 784)
    for step in range(401):
        loss = F.mse_loss(model(x), x)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step in (0, 1, 2, 100, 400):
            print(f"784-32-784 on one batch, step {step}: {loss.item():.9f}")


if __name__ == "__main__":
    ops()
    layers()
    embedding()
    random_numbers()
    optimizers()
    training()
