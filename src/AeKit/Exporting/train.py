#!/usr/bin/env python3
"""Goes on training the model of model.py from weights.safetensors, in one process or in many.

    python3 train.py --data train.npz
    torchrun --nproc_per_node 2 train.py --data train.npz

Under torchrun each process learns from its share of every batch and the gradients are averaged, so a step is the step
of one process on the whole batch (but for what a model takes from the batch itself: batch normalisation and KL
sparsity see the share only). The processes use a GPU each and NCCL where there are GPUs, otherwise the CPU and gloo.

--data      .npz with "features" (N, D) and, if there are labels, "labels" (N), as Export.Data writes it;
            .npy with the features; or an IDX file of bytes like MNIST's images, gzipped or not, divided by 255.
--labels    the labels of the latter two: an IDX file, or .npy.

After every epoch the new weights and a checkpoint are written, whole or not at all; both are safetensors files, which
hold no code. Run again with a larger --epochs, it goes on from the checkpoint. In one process on the CPU it draws the
same numbers as AeKit's Trainer with the same seed, and so learns the same.
"""
import argparse
import gzip
import os
import struct
from pathlib import Path

import numpy
import torch
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel

import model as exported

HERE = Path(__file__).resolve().parent


class Objective(nn.Module):
    """A batch's loss as a module, because DistributedDataParallel averages the gradients of what goes through forward."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x, labels):
        return self.model.objective(x, labels)


def read_idx(path):
    """An IDX file of unsigned bytes: 0, 0, 8, the number of dimensions, each of them (big-endian), the elements."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:3] != b"\0\0\x08":
        raise SystemExit(f"{path} is neither .npz nor .npy nor an IDX file of unsigned bytes.")
    shape = struct.unpack_from(f">{content[3]}i", content, 4)
    return numpy.frombuffer(content, numpy.uint8, offset=4 + 4 * content[3]).reshape(shape)


def read_data(path, labels_path):
    """Features, float32 (N, D), and labels, int64 (N), or None."""
    if path.endswith(".npz"):
        with numpy.load(path, allow_pickle=False) as arrays:
            features, labels = arrays["features"], arrays["labels"] if "labels" in arrays else None
    else:
        features = numpy.load(path, allow_pickle=False) if path.endswith(".npy") else read_idx(path).astype(numpy.float32) / 255
        labels = None
    if labels_path:
        labels = numpy.load(labels_path, allow_pickle=False) if labels_path.endswith(".npy") else read_idx(labels_path)
    features = torch.from_numpy(features.astype(numpy.float32).reshape(len(features), -1))
    return features, None if labels is None else torch.from_numpy(labels.astype(numpy.int64))


def save_checkpoint(path, model, optimizer, order, epoch):
    """Everything the next epoch depends on, as named tensors."""
    tensors = {f"model.{name}": tensor for name, tensor in model.state_dict().items()}
    for name, parameter in model.named_parameters():
        for key, value in optimizer.state[parameter].items():
            tensors[f"optimizer.{name}.{key}"] = value
    tensors["order"], tensors["epoch"] = order.get_state(), torch.tensor(epoch)
    exported.write_tensors(path, tensors)


def load_checkpoint(path, model, optimizer, order):
    """Restores it; returns the epochs that are done."""
    tensors = exported.read_tensors(path)

    def part(prefix):
        return {name[len(prefix):]: tensor for name, tensor in tensors.items() if name.startswith(prefix)}

    model.load_state_dict(part("model."))
    for name, parameter in model.named_parameters():
        state = part(f"optimizer.{name}.")
        # Adam counts its steps on the CPU, whatever its parameters are on.
        optimizer.state[parameter] = {key: value if key == "step" else value.to(parameter.device) for key, value in state.items()}
    order.set_state(tensors["order"])
    return int(tensors["epoch"])


def evaluate(objective, features, labels, batch, device):
    """The objective in evaluation mode, nats per example."""
    objective.eval()
    total = 0.0
    with torch.no_grad():
        for start in range(0, len(features), batch):
            x = features[start:start + batch].to(device)
            y = None if labels is None else labels[start:start + batch].to(device)
            total += objective(x, y)[0].item() * len(x)
    return total / len(features)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="examples to learn from")
    parser.add_argument("--labels", help="their labels, where --data has none")
    parser.add_argument("--validation", help=".npz of examples that are only measured")
    parser.add_argument("--epochs", type=int, default=20, help="passes over the data, those of the checkpoint included (default: 20)")
    parser.add_argument("--batch", type=int, default=128, help="examples per step, of all processes together (default: 128)")
    parser.add_argument("--lr", type=float, default=1e-3, help="Adam's learning rate (default: 0.001)")
    parser.add_argument("--seed", type=int, default=1, help="fixes the order of the examples and all noise (default: 1)")
    parser.add_argument("--weights", default=str(HERE / "weights.safetensors"), help="where to begin (default: weights.safetensors)")
    parser.add_argument("--output", default=str(HERE / "trained.safetensors"), help="the new weights (default: trained.safetensors)")
    parser.add_argument("--checkpoint", default=str(HERE / "checkpoint.safetensors"), help="where to resume (default: checkpoint.safetensors)")
    arguments = parser.parse_args()

    world, rank = int(os.environ.get("WORLD_SIZE", 1)), int(os.environ.get("RANK", 0))
    if arguments.batch % world:
        raise SystemExit(f"--batch {arguments.batch} cannot be shared among {world} processes: give a multiple of {world}.")
    device = torch.device("cpu")
    if torch.cuda.is_available():
        device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
        torch.cuda.set_device(device)
    if world > 1:
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")

    features, labels = read_data(arguments.data, arguments.labels)
    validation = read_data(arguments.validation, None) if arguments.validation else None
    model = exported.load(arguments.weights).to(device)
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=arguments.lr)

    # The order of the examples must be the same in all processes, their noise must not. One process draws both from the
    # same generator, as AeKit does.
    torch.manual_seed(arguments.seed)
    order = torch.default_generator if world == 1 else torch.Generator().manual_seed(arguments.seed)
    done = 0
    if os.path.exists(arguments.checkpoint):
        done = load_checkpoint(arguments.checkpoint, model, optimizer, order)
        if rank == 0:
            print(f"goes on from {arguments.checkpoint}, after epoch {done}", flush=True)

    objective = Objective(model)
    parallel = DistributedDataParallel(objective) if world > 1 else objective
    share = arguments.batch // world
    # Every process has as many examples as the others: what is left over, fewer than there are processes, waits for another epoch.
    count = len(features) - len(features) % world
    for epoch in range(done + 1, arguments.epochs + 1):
        if world > 1:
            torch.manual_seed(arguments.seed + epoch * world + rank)
        parallel.train()
        mine = torch.randperm(len(features), generator=order)[:count][rank::world]
        total = torch.zeros((), dtype=torch.float64)
        for start in range(0, len(mine), share):
            chosen = mine[start:start + share]
            x = features[chosen].to(device)
            y = None if labels is None else labels[chosen].to(device)
            loss = parallel(x, y)[0]
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(chosen)
        if world > 1:
            total = total.to(device)
            distributed.all_reduce(total)
        if rank == 0:
            line = f"epoch {epoch}: {total.item() / count:.6f} nats per example"
            if validation:
                line += f", validation {evaluate(objective, *validation, arguments.batch, device):.6f}"
            print(line, flush=True)
            exported.write_tensors(arguments.output, model.state_dict())
            save_checkpoint(arguments.checkpoint, model, optimizer, order, epoch)
    if world > 1:
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
