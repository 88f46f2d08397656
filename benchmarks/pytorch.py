"""The work of AeKit.Benchmarks in PyTorch, written as a PyTorch user would.

Takes turns with a driver: for every line "kind name threads seconds" it answers "rate cores" (per second; cores busy).
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCHES = 8  # more than one, so that the data do not stay in the first-level cache
CHUNK_SECONDS = 0.005


class PlainAutoencoder(nn.Module):
    def __init__(self, layers, loss_of):
        super().__init__()
        self.layers, self.loss_of = layers, loss_of

    def forward(self, x):
        return self.layers(x)

    def loss(self, x):
        return self.loss_of(self(x), x)


class GaussianVae(nn.Module):
    def __init__(self, encoder, width, latent, decoder, error_of):
        super().__init__()
        self.encoder, self.decoder, self.error_of = encoder, decoder, error_of
        self.mean, self.log_variance = nn.Linear(width, latent), nn.Linear(width, latent)

    def forward(self, x):
        return self.decoder(self.mean(self.encoder(x)))

    def loss(self, x):
        hidden = self.encoder(x)
        mu, log_var = self.mean(hidden), self.log_variance(hidden)
        z = mu + torch.randn_like(mu) * (log_var * 0.5).exp()
        divergence = (mu * mu + log_var.exp() - log_var - 1).sum() * 0.5
        return (self.error_of(self.decoder(z), x) + divergence) / x.shape[0]


def binary_error(y, x):
    return F.binary_cross_entropy(y, x, reduction="sum")


def squared_error(y, x):
    return F.mse_loss(y, x, reduction="sum")


def dense(*sizes, last=()):
    layers = []
    for a, b in zip(sizes, sizes[1:]):
        layers += [nn.Linear(a, b), nn.ReLU()]
    return nn.Sequential(*layers[:-1], *last)


def conv_vae():
    encoder = nn.Sequential(nn.Conv2d(1, 32, 4, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 4, 2, 1), nn.ReLU(), nn.Flatten())
    decoder = nn.Sequential(nn.Linear(20, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
                            nn.ConvTranspose2d(64, 32, 4, 2, 1), nn.ReLU(), nn.ConvTranspose2d(32, 1, 4, 2, 1), nn.Sigmoid())
    return GaussianVae(encoder, 3136, 20, decoder, binary_error)


# name: batch, shape of an example, model
MODELS = {
    "m1": (128, (784,), lambda: PlainAutoencoder(dense(784, 32, 784, last=[nn.Sigmoid()]), F.mse_loss)),
    "m2": (256, (784,), lambda: PlainAutoencoder(dense(784, 256, 784, last=[nn.Sigmoid()]), F.binary_cross_entropy)),
    "m3": (128, (784,), lambda: GaussianVae(dense(784, 128, 64, 32, last=[nn.ReLU()]), 32, 16,
                                            dense(16, 32, 64, 128, 784, last=[nn.Sigmoid()]), binary_error)),
    "m4": (32, (10,), lambda: GaussianVae(dense(10, 64, 32, last=[nn.ReLU()]), 32, 2, dense(2, 256, 10), squared_error)),
    "m5": (32, (2,), lambda: PlainAutoencoder(dense(2, 64, 3, 64, 2), F.mse_loss)),
    "m6": (128, (1, 28, 28), conv_vae),
}


def training_step(name):
    batch, shape, create = MODELS[name]
    model = create()
    optimizer = torch.optim.Adam(model.parameters(), foreach=True)
    batches = [torch.rand(batch, *shape) for _ in range(BATCHES)]
    step = 0

    def run():
        nonlocal step
        loss = model.loss(batches[step % BATCHES])
        step += 1
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return run, batch


def inference(name, batch):
    _, shape, create = MODELS[name]
    model = create().eval()
    batches = [torch.rand(batch, *shape) for _ in range(BATCHES)]
    step = 0

    def run():
        nonlocal step
        with torch.no_grad():
            model(batches[step % BATCHES])
        step += 1

    return run, batch


def matrix_product(shape):
    m, n, k = map(int, shape.split("x"))
    a, b = torch.rand(m, k), torch.rand(k, n)
    return (lambda: torch.matmul(a, b)), 2 * m * n * k


def create_work(kind, name):
    torch.manual_seed(1)
    if kind == "train":
        return training_step(name)
    if kind == "gemm":
        return matrix_product(name)
    if kind in ("infer256", "infer1"):
        return inference(name, int(kind[len("infer"):]))
    raise SystemExit(f"Unknown work {kind!r}: train, infer256, infer1 or gemm.")


def time_of(run, count):
    start = time.perf_counter()
    for _ in range(count):
        run()
    return time.perf_counter() - start


def measure(work, seconds):
    run, amount = work
    per_chunk = 1
    while time_of(run, per_chunk) < CHUNK_SECONDS:
        per_chunk *= 2
    rates = []
    start, busy = time.perf_counter(), time.process_time()
    while not rates or time.perf_counter() - start < seconds:
        rates.append(per_chunk * amount / time_of(run, per_chunk))
    cores = (time.process_time() - busy) / (time.perf_counter() - start)
    return sorted(rates)[len(rates) // 2], cores


def main():
    prepared = {}
    for line in sys.stdin:
        kind, name, threads, seconds = line.split()
        torch.set_num_threads(int(threads))
        key = (kind, name, threads)
        if key not in prepared:
            prepared[key] = create_work(kind, name)
        rate, cores = measure(prepared[key], float(seconds))
        print(f"{rate!r} {cores:.2f}", flush=True)


if __name__ == "__main__":
    main()
